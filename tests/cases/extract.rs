//! Where are the quotations? Readable cases in extract/, and what holds for any text.

use super::quotations::{article, run};
use proptest::prelude::*;
use quotealign::extract::extract;

#[test]
fn cases_of_extraction_read_as_written() {
    run("extract");
}

proptest! {
    #[test]
    fn a_span_slices_its_article(text in "[a-zA-Z .,!?\n“”\"'‘’«»„:—(@)<>é…]{0,200}", lang in "en|it|fr|de|und") {
        let article = article(&text, &lang);
        let (found, _) = extract(&article);
        let mut last = 0;
        for quote in &found {
            prop_assert!(article.text.get(quote.span.start..quote.span.end).is_some_and(|t| !t.is_empty()));
            prop_assert!(quote.outer.contains(quote.span));
            prop_assert!(quote.span.start >= last);
            last = quote.span.start;
        }
    }
}

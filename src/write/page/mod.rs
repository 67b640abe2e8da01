//! What does an editor look at? `report.html`: one file that needs no network, with the same findings as the workbook. A strict policy lets only
//! the script and the style of this file run, known by their hashes; the words of articles travel as data and are only ever shown as text.

mod data;
mod pairs;

use base64::Engine;
use sha2::{Digest, Sha256};

use crate::model::{Alignment, Rendering, Statement};
use crate::tables::decisions::Decision;
use crate::tables::divergences::DivergenceRow;
use crate::tables::sheet::Sheet;
use crate::tables::statements::Findings;

pub const FILE: &str = "report.html";

/// What a page is made of.
pub struct Page<'a> {
    /// How many articles and quotations were read.
    pub articles: usize,
    pub quotations: usize,
    pub statements: Vec<Shown<'a>>,
    /// Decisions that belong to none of the divergences: a download has to hold them too.
    pub others: Vec<&'a Decision>,
    /// Path from the page to the folder of the sources, where one can be told.
    pub sources: Option<String>,
}

/// One statement.
pub struct Shown<'a> {
    pub statement: &'a Statement,
    pub findings: &'a Findings,
    pub renderings: &'a [Rendering],
    pub alignment: &'a Alignment,
    /// Its table, where one was made.
    pub sheet: Option<&'a Sheet>,
    pub divergences: Vec<Marked<'a>>,
}

/// A divergence with the words before and after it, which its decision is found by again.
pub struct Marked<'a> {
    pub row: &'a DivergenceRow,
    pub before: String,
    pub after: String,
}

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
/// One script in reading order: what there is, how it is chosen, how it is drawn, what is decided, and what the keys do.
const SCRIPT: &str = concat!(
    include_str!("model.js"),
    include_str!("dom.js"),
    include_str!("plots.js"),
    include_str!("decisions.js"),
    include_str!("statement.js"),
    include_str!("main.js"),
);

/// The whole file.
pub fn page(page: &Page) -> serde_json::Result<String> {
    let data = serde_json::to_string(&data::Data::of(page))?;
    // Inside a script element only `<` could end the data; JSON can spell it otherwise.
    let data = data.replace('<', "\\u003c");
    let (style, script) = (source_hash(STYLE), source_hash(SCRIPT));
    Ok(filled(&[
        ("{{script-hash}}", &script),
        ("{{style-hash}}", &style),
        ("{{style}}", STYLE),
        ("{{data}}", &data),
        ("{{script}}", SCRIPT),
    ]))
}

/// The template with its gaps filled, in their order: what is filled in is never searched again.
fn filled(gaps: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(TEMPLATE.len() + gaps.iter().map(|(_, text)| text.len()).sum::<usize>());
    let mut rest = TEMPLATE;
    for (gap, text) in gaps {
        let (before, after) = rest.split_once(gap).unwrap_or((rest, ""));
        out.push_str(before);
        out.push_str(text);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// What a content security policy knows an inline script or style by.
fn source_hash(text: &str) -> String {
    format!("sha256-{}", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_gap_of_the_template_is_filled_and_words_cannot_leave_the_data() {
        let statement = Statement { text: "</script><script>alert(1)</script>{{script}}".into(), ..Statement::default() };
        let findings = Findings::default();
        let alignment = Alignment::default();
        let shown = Shown {
            statement: &statement,
            findings: &findings,
            renderings: &[],
            alignment: &alignment,
            sheet: None,
            divergences: Vec::new(),
        };
        let html =
            page(&Page { articles: 1, quotations: 1, statements: vec![shown], others: Vec::new(), sources: None }).unwrap();
        assert_eq!(html.matches("{{").count(), 1, "only the article's own");
        assert_eq!(html.matches("</script>").count(), 2);
        assert_eq!(html.matches("<script").count(), 2);
        for inline in [" onclick=", " onload=", "style=\"", "innerHTML", "http://", "https://"] {
            let used = html.matches(inline).count();
            // The names of XML namespaces are addresses, though nobody goes there.
            assert_eq!(
                used,
                if inline == "http://" { html.matches("http://www.w3.org/2000/svg").count() } else { 0 },
                "{inline}"
            );
        }
    }
}

//! In which language is a quotation printed that stands in an article of another? “We are not afraid” (“Non abbiamo paura”).

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use crate::lang::{self, Lang};

/// In hundredths: of the words of a text at least so many carry grammar, as a rule many more.
const LEAST_SHARE: usize = 20;

/// So many words of another language's grammar tell it, and so many more for each of the article's own.
const LEAST: usize = 2;
const EACH: usize = 2;

/// The language of a text that stands in one of the language `home`, where it is surely another: by its words of grammar.
pub fn language(text: &str, home: &'static Lang) -> &'static Lang {
    let words: Vec<String> = text.unicode_words().map(str::to_lowercase).collect();
    // Latino, non-Latino, non-Mexican: one word is no language, however often it is said.
    let different: BTreeSet<&String> = words.iter().collect();
    let count = |lang: &Lang| different.iter().filter(|w| lang.is_function(w)).count();
    let own = count(home);
    if own * 100 >= different.len() * LEAST_SHARE {
        return home;
    }
    let others = lang::all().iter().filter(|l| l.code != home.code).map(|l| (count(l), l));
    let Some((most, best)) = others.max_by(|a, b| a.0.cmp(&b.0).then(b.1.code.cmp(&a.1.code))) else { return home };
    if most >= LEAST + EACH * own && most * 100 >= different.len() * LEAST_SHARE { best } else { home }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_grammar_tell_the_language_of_a_quotation() {
        let of = |text: &str, home: &str| language(text, lang::of(home)).code.as_str();
        assert_eq!(of("Non abbiamo paura di nessuno", "en"), "it");
        assert_eq!(of("We are not afraid of anybody", "it"), "en");
        assert_eq!(of("Wir haben keine Angst vor dem Hafen", "fr"), "de");
        for (text, home) in [
            ("We are not afraid", "en"),
            ("Il Molo", "en"),
            ("Harbour, bridge and mill", "de"),
            ("", "fr"),
            ("No, no!", "en"),
            ("Latino, non-Latino, non-Mexican", "en"),
        ] {
            assert_eq!(of(text, home), home, "{text}");
        }
    }
}

//! Are two words of one language akin: of one meaning in a rare sense, or one a kind of the other (murder, killing)? Weaker than what the
//! thesaurus tells: it excuses a word that stands for another, but does not make them one.
//!
//! The data is a text file a language, searched where it lies (scripts/make_thesaurus.py makes it, and tells which senses count).

use crate::lang::Lang;
use crate::lexicon::lines;
use crate::lexicon::thesaurus::{Entry, Kin};

/// The languages whose akin words are known.
const FILES: &[(&str, &str)] = &[("en", include_str!("data/en-akin.txt"))];

/// Are two words that the thesaurus of a language has found related in any way, and no opposites?
pub fn are_akin(lang: &Lang, a: &Entry, b: &Entry) -> bool {
    match a.kin(b) {
        Some(kin) => kin != Kin::Antonym,
        None => a.bases().any(|x| b.bases().any(|y| stand_together(lang, x, y))),
    }
}

/// Does the file have the pair?
fn stand_together(lang: &Lang, a: &str, b: &str) -> bool {
    let (first, second) = if a < b { (a, b) } else { (b, a) };
    let data = FILES.iter().find(|(code, _)| *code == lang.code).map_or("", |f| f.1);
    lines::find(data, first).is_some_and(|(_, others)| others.split(' ').any(|w| w == second))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang;
    use crate::lexicon::thesaurus;

    fn akin(a: &str, b: &str) -> bool {
        let en = lang::of("en");
        let find = |w: &str| thesaurus::of(en).map(|t| t.find(w)).unwrap_or_default();
        are_akin(en, &find(a), &find(b))
    }

    #[test]
    fn a_kind_of_a_thing_is_akin_to_it_in_any_form() {
        for (a, b) in [("crashes", "accident"), ("lorry", "wagons"), ("elevator", "lift")] {
            assert!(akin(a, b) && akin(b, a), "{a} {b}");
        }
    }

    #[test]
    fn opposites_and_strangers_are_not() {
        for (a, b) in [("rise", "fall"), ("miller", "brewer"), ("mother", "sister"), ("north", "south")] {
            assert!(!akin(a, b), "{a} {b}");
        }
    }

    #[test]
    fn the_file_is_sorted() {
        assert!(FILES.iter().all(|(_, data)| lines::finds_all(data)));
    }
}

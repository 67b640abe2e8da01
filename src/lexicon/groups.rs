//! Groups of words of the news, written by hand, made into lines of a thesaurus by the words' stems.
//!
//! A group a line, base forms, behind its mark: `= a b c` say the same, `~ a b` nearly the same, `! a b` are opposites; `> a b c` are irregular
//! forms, b and c, of a base that a stemmer does not bring to its stem. The words of a phrase have `_` between them. Lines that begin with # are
//! for the reader. What two groups have in common relates nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::lang::Lang;
use crate::lexicon::thesaurus::JOINT;

/// The lines of a thesaurus: a stem, a tab, and behind their marks the stems of later letters that it is related to.
pub fn by_stems(lang: &Lang, groups: &str) -> String {
    let key = |word: &str| word.split(JOINT).map(|w| lang.stem(w)).collect::<Vec<_>>().join("_");
    let mut lines: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut relate = |word: &str, kin: Option<String>| lines.entry(word.to_owned()).or_default().extend(kin);
    for (mark, words) in groups.lines().filter_map(|line| line.split_at_checked(1)).filter(|(mark, _)| *mark != "#") {
        let keys: Vec<String> = words.split_whitespace().map(key).collect();
        for (i, a) in keys.iter().enumerate() {
            relate(a, None);
            for b in keys[i + 1..].iter().filter(|b| *b != a) {
                match mark {
                    // The base stands first, and its forms lead to it.
                    ">" if i > 0 => {}
                    ">" => relate(b, Some(format!(">{a}"))),
                    _ => relate(a.min(b), Some(format!("{mark}{}", a.max(b)))),
                }
            }
        }
    }
    let kin = |kin: BTreeSet<String>| kin.into_iter().collect::<Vec<_>>().join(" ");
    lines.into_iter().map(|(word, related)| format!("{word}\t{}\n", kin(related))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang;
    use crate::lexicon::thesaurus::{self, Kin};

    #[test]
    fn forms_meet_by_their_stems() {
        let lines = by_stems(lang::of("it"), "# strade\n= strada via\n! salire scendere\n> potere può\n");
        assert_eq!(lines, "pot\t\npuò\t>pot\nsal\t!scend\nscend\t\nstrad\t=via\nvia\t\n");
    }

    #[test]
    fn what_is_written_by_hand_is_well_formed_and_found() {
        for lang in lang::all().iter().filter(|l| l.code != "en") {
            let thesaurus = thesaurus::of(lang).expect("every language has one");
            assert!(thesaurus.is_sorted(), "{}", lang.code);
        }
        let kin = |code: &str, a: &str, b: &str| thesaurus::of(lang::of(code)).and_then(|t| t.relation(a, b));
        assert_eq!(kin("it", "aumentata", "cresciuta"), Some(Kin::Synonym));
        assert_eq!(kin("de", "erhöhte", "steigerten"), Some(Kin::Synonym));
        assert_eq!(kin("fr", "augmentent", "baissé"), Some(Kin::Antonym));
        assert_eq!(kin("es", "puente", "carta"), None);
    }
}

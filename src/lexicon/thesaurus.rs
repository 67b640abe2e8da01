//! Do two words of one language mean the same, the opposite, or nearly the same? Looked up by base form, so that increased and decreasing
//! are the opposites that increase and decrease are.
//!
//! The data is a text file a language, sorted by bytes and searched where it lies: nothing is read at start-up. It holds words in their
//! common senses, and phrases of two or three that say what another word or phrase says (scripts/make_thesaurus.py tells how it is made);
//! names are not in it. Languages without a dictionary of their own have some hundred groups of words of the news, written by hand (`groups`):
//! those are looked up by stem, and what they lack proves nothing (`is_complete`).

use std::sync::LazyLock;

use compact_str::CompactString;

use crate::lang::Lang;
use crate::lexicon::{groups, lines};

/// The languages that have a whole thesaurus.
const FILES: &[(&str, &str)] = &[("en", include_str!("data/en.txt"))];

/// The languages that have groups of words, as lines by stems: made once, when first asked for.
static GROUPS: LazyLock<Vec<(&str, String)>> = LazyLock::new(|| {
    let files = [
        ("it", include_str!("data/groups/it.txt")),
        ("fr", include_str!("data/groups/fr.txt")),
        ("es", include_str!("data/groups/es.txt")),
        ("de", include_str!("data/groups/de.txt")),
        ("pt", include_str!("data/groups/pt.txt")),
    ];
    files.into_iter().map(|(code, text)| (code, groups::by_stems(crate::lang::of(code), text))).collect()
});

/// What stands between the words of a phrase.
pub(super) const JOINT: char = '_';

/// How two words are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kin {
    /// Broader, narrower, similar, derived, or the same in a rarer sense.
    Near,
    /// The same meaning in a common sense of both.
    Synonym,
    /// Two forms of one word: went, gone.
    Form,
    /// Opposites.
    Antonym,
}

#[derive(Clone, Copy, Debug)]
pub struct Thesaurus {
    data: &'static str,
    lang: &'static Lang,
    /// Its words are stems, and some only.
    by_stem: bool,
}

/// A word as the thesaurus knows it: the lines of its possible base forms. Looked up once, compared often.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    bases: Vec<Base>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Base {
    word: &'static str,
    /// The words of later letters that it is related to, each behind its mark.
    kin: &'static str,
    /// A comparative or an adverb: another word made of this one rather than a form of it.
    derived: bool,
    /// A stem rather than a word.
    stem: bool,
}

/// The thesaurus of a language, where it has one.
pub fn of(lang: &'static Lang) -> Option<Thesaurus> {
    let whole = FILES.iter().find(|(code, _)| *code == lang.code).map(|(_, data)| Thesaurus { data, lang, by_stem: false });
    let some = || GROUPS.iter().find(|(code, _)| *code == lang.code).map(|(_, data)| Thesaurus { data, lang, by_stem: true });
    whole.or_else(some)
}

/// The thesaurus of a language, where it has all common words, so that what it lacks is a name or no word.
pub fn complete(lang: &'static Lang) -> Option<Thesaurus> {
    of(lang).filter(|t| !t.by_stem)
}

impl Thesaurus {
    /// All words but phrases, each with those of later letters that it is related to, behind their marks.
    pub fn lines(&self) -> impl Iterator<Item = (&'static str, &'static str)> + use<> {
        self.data.lines().filter_map(|line| line.split_once('\t')).filter(|(word, _)| !word.contains(JOINT))
    }

    /// The relation of two folded words; `None` where the thesaurus knows none, and for a word with itself.
    pub fn relation(&self, a: &str, b: &str) -> Option<Kin> {
        if a == b { None } else { self.find(a).kin(&self.find(b)) }
    }

    /// All that is known of a folded word; empty where nothing is.
    pub fn find(&self, word: &str) -> Entry {
        let mut entry = Entry::default();
        let Some(line) = self.line(&self.key(word)) else {
            self.detach(word, &mut entry);
            return entry;
        };
        // The base forms of an irregular form stand in its line.
        let irregular = line.kin.split(' ').filter_map(|k| k.strip_prefix('>'));
        entry.push(line);
        irregular.filter_map(|base| self.line(base)).for_each(|base| entry.push(base));
        if entry.bases.len() == 1 && !self.by_stem {
            self.detach(word, &mut entry);
        }
        entry
    }

    /// What is known of the words that a stem is of, where it is one but for its last letter: increas(e), carri (carry).
    pub fn find_stem(&self, stem: &str) -> Entry {
        let mut entry = self.find(stem);
        if self.by_stem {
            entry.extend(self.line(stem), false);
        } else if entry.bases.is_empty() {
            entry.extend(self.line(&format!("{stem}e")), false);
            entry.extend(stem.strip_suffix('i').and_then(|bare| self.line(&format!("{bare}y"))), false);
        }
        entry
    }

    /// What is known of two or three folded words as one phrase, whose first or last word may be inflected: gave in, police officers.
    pub fn find_phrase(&self, words: &[(&str, &Entry)]) -> Entry {
        let mut entry = Entry::default();
        let (Some((first, [.., last])), true) = (words.split_first(), words.len() > 1) else { return entry };
        let forms = |(word, known): (&str, &Entry)| -> Vec<String> {
            std::iter::once(self.key(word).into()).chain(known.bases.iter().map(|b| b.word.to_string())).collect()
        };
        let between: String = words[1..words.len() - 1].iter().map(|(w, _)| format!("{}{JOINT}", self.key(w))).collect();
        for head in forms(*first) {
            for end in forms(*last) {
                entry.extend(self.line(&format!("{head}{JOINT}{between}{end}")), false);
            }
        }
        entry
    }

    /// Adds the base forms that regular endings point to.
    fn detach(&self, word: &str, entry: &mut Entry) {
        let inflection = &self.lang.inflection;
        let rules = [(&inflection.endings, false), (&inflection.derived, true)];
        for (endings, derived) in rules {
            for (ending, instead) in endings {
                let Some(stump) = word.strip_suffix(ending.as_str()).filter(|s| s.chars().count() > 1) else { continue };
                let bare = [stump, instead.as_str()].concat();
                entry.extend(self.line(&self.key(&bare)), derived);
                // stopped, bigger: the last letter was doubled.
                let mut back = stump.chars().rev();
                if let (true, Some(last), true) = (instead.is_empty(), back.next(), back.next() == stump.chars().last()) {
                    entry.extend(self.line(&stump[..stump.len() - last.len_utf8()]), derived);
                }
            }
        }
    }

    /// The stem of a word of `lines`.
    pub fn stem(&self, word: &'static str) -> CompactString {
        if self.by_stem { word.into() } else { self.lang.stem(word) }
    }

    #[cfg(test)]
    pub fn is_sorted(&self) -> bool {
        lines::finds_all(self.data)
    }

    /// What a word's line begins with.
    fn key(&self, word: &str) -> CompactString {
        if self.by_stem { self.lang.stem(word) } else { word.into() }
    }

    fn line(&self, word: &str) -> Option<Base> {
        lines::find(self.data, word).map(|(word, kin)| Base { word, kin, derived: false, stem: self.by_stem })
    }
}

impl Entry {
    /// Does the thesaurus know the word, in whatever form?
    pub fn is_known(&self) -> bool {
        !self.bases.is_empty()
    }

    /// The possible base forms, the word itself first where it is one; none where stems stand for them.
    pub fn bases(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.bases.iter().filter(|b| !b.stem).map(|b| b.word)
    }

    /// What the lines of its possible base forms begin with: words, or stems.
    pub fn heads(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.bases.iter().map(|b| b.word)
    }

    /// The closest relation between any base forms of the two; an opposite goes before all.
    pub fn kin(&self, other: &Entry) -> Option<Kin> {
        let pairs = self.bases.iter().flat_map(|a| other.bases.iter().map(move |b| (a, b)));
        pairs.filter_map(|(a, b)| kin_of(a, b)).max()
    }

    fn push(&mut self, base: Base) {
        if !self.bases.iter().any(|b| b.word == base.word) {
            self.bases.push(base);
        }
    }

    fn extend(&mut self, base: Option<Base>, derived: bool) {
        base.into_iter().for_each(|b| self.push(Base { derived, ..b }));
    }
}

fn kin_of(a: &Base, b: &Base) -> Option<Kin> {
    let alike = a.derived == b.derived;
    if a.word == b.word {
        return Some(if alike && !a.derived { Kin::Form } else { Kin::Near });
    }
    let (first, second) = if a.word < b.word { (a, b) } else { (b, a) };
    let mark = first.kin.split(' ').find_map(|k| k.get(1..).filter(|w| *w == second.word).and(k.chars().next()))?;
    match mark {
        '!' if alike => Some(Kin::Antonym),
        '=' if alike => Some(Kin::Synonym),
        '~' | '=' => Some(Kin::Near),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang;
    use proptest::prelude::*;

    fn kin(a: &str, b: &str) -> Option<Kin> {
        of(lang::of("en")).and_then(|t| t.relation(a, b))
    }

    #[test]
    fn opposites_are_found_in_any_form() {
        let pairs = [
            ("increased", "decreased"),
            ("rise", "falling"),
            ("happy", "unhappy"),
            ("higher", "lower"),
            ("reliably", "unreliably"),
        ];
        for (a, b) in pairs {
            assert_eq!((a, b, kin(a, b)), (a, b, Some(Kin::Antonym)));
        }
    }

    #[test]
    fn the_same_meaning_in_a_common_sense() {
        for (a, b) in [("begin", "start"), ("allowed", "let"), ("buying", "purchases"), ("nation", "country")] {
            assert_eq!((a, b, kin(a, b)), (a, b, Some(Kin::Synonym)));
        }
    }

    #[test]
    fn forms_of_one_word_and_words_made_of_it() {
        for (a, b) in [("went", "gone"), ("duties", "duty"), ("stopped", "stop"), ("children", "child")] {
            assert_eq!((a, b, kin(a, b)), (a, b, Some(Kin::Form)));
        }
        assert_eq!(kin("big", "bigger"), Some(Kin::Near));
        assert_eq!(kin("critical", "critically"), Some(Kin::Near));
    }

    #[test]
    fn a_phrase_says_what_a_word_says() {
        let thesaurus = of(lang::of("en")).expect("English has one");
        let find = |text: &str| -> Entry {
            let words: Vec<(&str, Entry)> = text.split(' ').map(|w| (w, thesaurus.find(w))).collect();
            match words.as_slice() {
                [(_, one)] => one.clone(),
                more => thesaurus.find_phrase(&more.iter().map(|(w, e)| (*w, e)).collect::<Vec<_>>()),
            }
        };
        for (a, b) in
            [("took place", "happened"), ("at once", "immediately"), ("carried out", "implemented"), ("on board", "aboard")]
        {
            assert_eq!((a, b, find(a).kin(&find(b))), (a, b, Some(Kin::Synonym)));
        }
        assert_eq!(find("at once").kin(&find("never")), None);
    }

    #[test]
    fn strangers_have_no_relation() {
        for (a, b) in [("bridge", "letter"), ("news", "blue"), ("zzz", "zzzs"), ("", "war")] {
            assert_eq!((a, b, kin(a, b)), (a, b, None));
        }
    }

    #[test]
    fn the_file_is_sorted_so_that_the_search_finds_every_word() {
        for (code, data) in FILES {
            assert!(lines::finds_all(data), "{code}");
        }
    }

    proptest! {
        #[test]
        fn a_relation_is_symmetric(a in "[a-z]{1,7}(s|ed|ing|ly)?", b in "(in|un)?(rise|fall|happ(y|ily)|go(es)?)|\\PC{0,5}") {
            prop_assert_eq!(kin(&a, &b), kin(&b, &a));
        }
    }
}

//! What sort of word is each, and what sorts of words stand beside it? An article goes where its noun goes, what helps a verb may answer the verb
//! itself, and words between two marks keep together: how people link words of grammar turns on what work they do.

use crate::align::tokens::Entry;
use crate::lang::{Lang, Tags};

/// The sorts; a word may be of several.
pub const SORTS: [&str; 24] = [
    "definite",
    "determiner",
    "owner",
    "person",
    "who",
    "relative",
    "preposition",
    "of",
    "and",
    "clause",
    "that",
    "be",
    "have",
    "modal",
    "adverb",
    "denying",
    "behind-mark",
    "behind-function",
    "behind-number",
    "behind-content",
    "before-mark",
    "before-function",
    "before-number",
    "before-content",
];

/// What a language tells of the work that a word may do, in the order of `SORTS`.
const WORK: [Tags; 15] = [
    Tags::DEFINITE,
    Tags::DETERMINER,
    Tags::OWNERS,
    Tags::PERSON,
    Tags::WHO,
    Tags::RELATIVE,
    Tags::PREPOSITION,
    Tags::OF,
    Tags::AND,
    Tags::CLAUSE,
    Tags::THAT,
    Tags::BE,
    Tags::HAVE,
    Tags::MODAL,
    Tags::ADVERB,
];

/// One bit a sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sorts(u32);

impl Sorts {
    /// What a word may be wherever it stands.
    pub fn of(folded: &str, lang: &Lang) -> Sorts {
        let tags = lang.speech.tags(folded);
        let work = WORK.iter().map(|of| tags.any(*of)).chain([lang.meaning.polarity.negators.contains(folded)]);
        Sorts(work.enumerate().fold(0, |sorts, (bit, is)| sorts | u32::from(is) << bit))
    }

    /// The sorts of a word of a text, at its place.
    pub fn at_place(side: &[&Entry], i: usize) -> Sorts {
        const BESIDE: usize = WORK.len() + 1;
        const CLASSES: usize = 4;
        let beside = |at: Option<usize>| at.and_then(|at| side.get(at)).map_or(0, |e| 1 << (BESIDE + e.class as usize));
        Sorts(side[i].sorts.0 | beside(i.checked_sub(1)) | beside(Some(i + 1)) << CLASSES)
    }

    /// The places of its sorts in `SORTS`.
    pub fn each(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let bit = left.trailing_zeros() as usize;
            left &= left.wrapping_sub(1);
            (bit < SORTS.len()).then_some(bit)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::tokens::Vocabulary;
    use crate::lang;

    fn sorts(text: &str, lang: &str) -> Vec<Vec<&'static str>> {
        let mut words = Vocabulary::default();
        let tokens = words.tokens(text, lang::of(lang));
        let side: Vec<&Entry> = tokens.iter().map(|t| words.entry(*t)).collect();
        let names = |i: usize| Sorts::at_place(&side, i).each().map(|sort| SORTS[sort]).collect();
        (0..side.len()).map(names).collect()
    }

    #[test]
    fn a_word_is_of_several_sorts_and_has_its_neighbours() {
        let found = sorts("The mayor of Verdaro", "en");
        assert!(found[0].starts_with(&["definite", "determiner"]) && found[0].ends_with(&["before-content"]));
        assert_eq!(found[1], ["behind-function", "before-function"]);
        assert_eq!(found[2], ["preposition", "of", "behind-content", "before-content"]);
    }

    #[test]
    fn every_language_tells_the_work_of_its_words() {
        for (lang, text) in
            [("it", "il sindaco"), ("fr", "le maire"), ("es", "el alcalde"), ("de", "der Bürgermeister"), ("pt", "o prefeito")]
        {
            assert!(sorts(text, lang)[0].contains(&"definite"), "{lang}");
        }
    }
}

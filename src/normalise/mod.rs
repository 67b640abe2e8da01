//! Which words count as the same? A word has two faces: as printed (a span) and as compared (folded). Here the second is made.
//!
//! Folding keeps what an auditor would act on (negation, numbers, names) and drops what differs on paper only: case, accents where the
//! language does not tell words by them, US/UK spelling, contractions, the stops of U.S., hyphens, digits against number words.

mod base;
mod compounds;
mod months;
mod numbers;
mod universals;
mod words;

pub use base::{OwnWords, base_among, base_reading, counterparts, own_words, own_words_known, own_words_of};
pub use universals::is_denied;
pub use words::{Word, WordKind, words};

use crate::lang::{Lang, Numbers};

/// The value of a number word, whether it stands in a list or is made of such.
pub fn number_word(word: &str, numbers: &Numbers) -> Option<u64> {
    numbers.values.get(word).copied().or_else(|| compounds::value(word, numbers))
}

/// The compared face of a whole text: its folded words, one space between.
pub fn normalised(text: &str, lang: &Lang) -> String {
    normalised_words(&words(text, lang), text.len())
}

/// The same of words at hand, of a text of so many bytes.
pub fn normalised_words(words: &[Word], len: usize) -> String {
    in_one(words.iter().map(|w| w.folded.as_str()), len)
}

/// Folded words of a text of so many bytes, one space between.
pub fn in_one<'w>(folded: impl Iterator<Item = &'w str>, len: usize) -> String {
    let mut out = String::with_capacity(len);
    for word in folded {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

//! Does a list of its language speak of this word? Of most words none does, and a few bits tell that at once.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use crate::lang::{Numbers, WordForms};

const BITS: usize = 1 << 15;

/// So many letters at the end of a word tell whether its ending may be respelt.
const ENDING: usize = 4;

/// Shorter parts of a number (un) end no word that is looked for by its ending; those words are listed.
const LEAST_PART: usize = 3;

/// A bit for each word that is read in another way than as it is printed; several words share one.
#[derive(Debug)]
pub struct Listed {
    words: Vec<u64>,
    endings: Vec<u64>,
}

impl Listed {
    pub fn new(forms: &WordForms, numbers: &Numbers) -> Self {
        let maps = [&forms.clitics, &forms.contractions, &forms.cased, &forms.same, &numbers.ordinals, &numbers.months];
        let sets = [&forms.whole, forms.joined_heads(), &forms.endings_not, &numbers.ones, &numbers.and];
        let words = maps.into_iter().flat_map(|m| m.keys()).chain(sets.into_iter().flatten());
        let words = words.chain(numbers.values.keys()).chain(numbers.scales.keys()).chain(numbers.decimals.keys());
        let mut out = Listed { words: vec![0; BITS / 64], endings: vec![0; BITS / 64] };
        words.for_each(|w| set(&mut out.words, of_word(&w.to_ascii_lowercase())));
        let phrases = numbers.pairs.keys().chain(numbers.parts_before.keys()).chain(numbers.parts_behind.keys());
        phrases.flat_map(|phrase| phrase.split(' ')).for_each(|w| set(&mut out.words, of_word(w)));
        // What is written together ends like one of its parts.
        let parts = [&numbers.values, &numbers.scales, &numbers.pieces].into_iter().filter(|_| !numbers.pieces.is_empty());
        parts.flat_map(|m| m.keys()).filter(|w| w.len() >= LEAST_PART).for_each(|w| out.set_ending(w));
        forms.endings.iter().for_each(|(from, ..)| out.set_ending(from));
        out
    }

    fn set_ending(&mut self, ending: &str) {
        match (ending.as_bytes(), ending.as_bytes().last_chunk()) {
            (_, Some(end)) => set(&mut self.endings, of_ending(*end)),
            // Whatever stands before it.
            (&[a, b, c], None) => (b'0'..=b'z').for_each(|first| set(&mut self.endings, of_ending([first, a, b, c]))),
            // What is so short is looked for in every word.
            _ => self.endings.fill(u64::MAX),
        }
    }

    /// May a list speak of this word, or of its ending? Surely not where this is false; the word is of ASCII letters, small ones, and digits.
    pub fn may_have(&self, word: &str) -> bool {
        get(&self.words, of_word(word)) || word.as_bytes().last_chunk().is_some_and(|end| get(&self.endings, of_ending(*end)))
    }
}

fn of_word(word: &str) -> usize {
    // The upper bits of this hash are the better ones.
    (FxBuildHasher.hash_one(word) >> 20) as usize
}

fn of_ending(end: [u8; ENDING]) -> usize {
    (u32::from_le_bytes(end).wrapping_mul(0x9E37_79B1) >> 17) as usize
}

fn set(bits: &mut [u64], hash: usize) {
    bits[hash / 64 % (BITS / 64)] |= 1 << (hash % 64);
}

fn get(bits: &[u64], hash: usize) -> bool {
    bits[hash / 64 % (BITS / 64)] & 1 << (hash % 64) != 0
}

#[cfg(test)]
mod tests {
    use crate::lang;

    #[test]
    fn most_words_are_in_no_list_and_those_that_are_are_known() {
        let en = lang::of("en");
        for listed in ["won't", "us", "two", "million", "third", "a", "colour", "advertise", "organised", "per"] {
            assert!(en.may_list(listed), "{listed}");
        }
        let plain = "the bridge is closed today because nobody came to mend what had been broken for months";
        let wrong = plain.split(' ').filter(|w| en.may_list(w)).count();
        assert!(wrong <= 2, "{wrong}");
    }
}

//! Does a list of its language speak of this word? Of most words none does, and a few bits tell that at once.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use crate::lang::{Numbers, WordForms};

const BITS: usize = 1 << 15;

/// Every ending that is respelt has so many letters at least.
const ENDING: usize = 3;

/// A bit for each word that is read in another way than as it is printed; several words share one.
#[derive(Debug)]
pub struct Listed {
    words: Vec<u64>,
    endings: Vec<u64>,
}

impl Listed {
    pub fn new(forms: &WordForms, numbers: &Numbers) -> Self {
        let maps = [&forms.clitics, &forms.contractions, &forms.cased, &forms.same, &numbers.ordinals];
        let sets = [&forms.whole, forms.joined_heads(), &forms.endings_not, &numbers.ones, &numbers.and, &numbers.units];
        let words = maps.into_iter().flat_map(|m| m.keys()).chain(sets.into_iter().flatten());
        let words = words.chain(numbers.values.keys()).chain(numbers.scales.keys());
        let mut out = Listed { words: vec![0; BITS / 64], endings: vec![0; BITS / 64] };
        words.for_each(|w| set(&mut out.words, &w.to_ascii_lowercase()));
        numbers.pairs.keys().flat_map(|pair| pair.split(' ')).for_each(|w| set(&mut out.words, w));
        // What is written together ends like one of its parts.
        let parts = [&numbers.values, &numbers.scales, &numbers.pieces].into_iter().filter(|_| !numbers.pieces.is_empty());
        parts.flat_map(|m| m.keys()).filter_map(|w| last(w)).for_each(|end| set(&mut out.endings, end));
        for (from, ..) in &forms.endings {
            match last(from) {
                Some(end) => set(&mut out.endings, end),
                // What is so short is looked for in every word.
                None => out.endings.fill(u64::MAX),
            }
        }
        out
    }

    /// May a list speak of this word, or of its ending? Surely not where this is false; the word is given in small letters.
    pub fn may_have(&self, word: &str) -> bool {
        get(&self.words, word) || last(word).is_some_and(|end| get(&self.endings, end))
    }
}

fn last(word: &str) -> Option<&str> {
    word.get(word.len().checked_sub(ENDING)?..)
}

fn place(word: &str) -> (usize, u64) {
    // The upper bits of this hash are the better ones.
    let hash = FxBuildHasher.hash_one(word) >> 20;
    ((hash as usize / 64) % (BITS / 64), 1 << (hash % 64))
}

fn set(bits: &mut [u64], word: &str) {
    let (slot, bit) = place(word);
    bits[slot] |= bit;
}

fn get(bits: &[u64], word: &str) -> bool {
    let (slot, bit) = place(word);
    bits[slot] & bit != 0
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

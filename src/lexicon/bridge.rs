//! Which words of a whole vocabulary answer a word of another language? The same answers as [`Lexicon::between`] gives for each pair, found
//! without looking at each: by stem, value, letters, and for cognates by first letter and the set of letters.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::lexicon::foreign::{Answered, Known, Lexicon};

/// The words of one language, ready to be found from others.
pub struct Bridge<'l> {
    lexicon: &'l Lexicon,
    words: &'l [Known<'l>],
    by_stem: FxHashMap<&'l str, Vec<u32>>,
    /// By what answers them in the language that all others answer.
    by_pivot: FxHashMap<&'l str, Vec<u32>>,
    by_value: FxHashMap<&'l str, Vec<u32>>,
    by_letters: FxHashMap<&'l str, Vec<u32>>,
    /// First letter → shapes with their set of letters and length, and the word.
    by_start: FxHashMap<u8, Vec<(u64, u32, u32)>>,
}

impl<'l> Bridge<'l> {
    pub fn new(lexicon: &'l Lexicon, words: &'l [Known<'l>]) -> Bridge<'l> {
        let mut bridge = Bridge {
            lexicon,
            words,
            by_stem: FxHashMap::default(),
            by_pivot: FxHashMap::default(),
            by_value: FxHashMap::default(),
            by_letters: FxHashMap::default(),
            by_start: FxHashMap::default(),
        };
        for (i, word) in words.iter().enumerate() {
            let i = i as u32;
            bridge.by_stem.entry(word.stem()).or_default().push(i);
            word.pivot_stems().for_each(|stem| bridge.by_pivot.entry(stem).or_default().push(i));
            bridge.by_letters.entry(word.bare()).or_default().push(i);
            if let Some(value) = word.value() {
                bridge.by_value.entry(value).or_default().push(i);
            }
            if !word.is_function() {
                for shape in word.shapes() {
                    let start = shape.as_bytes().first().copied().unwrap_or(0);
                    bridge.by_start.entry(start).or_default().push((letters(shape), shape.len() as u32, i));
                }
            }
        }
        bridge
    }

    /// The words that answer one of another language, by number, with what speaks for each.
    pub fn answers(&self, word: &Known) -> Vec<(u32, Answered)> {
        let mut found: Vec<u32> = Vec::new();
        let mut take = |list: Option<&Vec<u32>>| found.extend(list.into_iter().flatten());
        if let Some(value) = word.value() {
            take(self.by_value.get(value));
        } else {
            if let Some(lang) = self.words.first().map(|w| w.lang_code()) {
                word.answer_stems(lang).for_each(|stem| take(self.by_stem.get(stem.as_str())));
                word.pivot_stems().for_each(|stem| take(self.by_pivot.get(stem.as_str())));
            }
            take(self.by_letters.get(word.bare()));
            if !word.is_function() {
                word.shapes().iter().for_each(|shape| self.cognates(shape, &mut found));
            }
        }
        found.sort_unstable();
        found.dedup();
        let answered = |i: u32| Some((i, self.lexicon.between(word, self.words.get(i as usize)?)?));
        found.into_iter().filter_map(answered).collect()
    }

    /// The words that may be spelt like a shape.
    fn cognates(&self, shape: &CompactString, found: &mut Vec<u32>) {
        let start = shape.as_bytes().first().copied().unwrap_or(0);
        let (mask, len) = (letters(shape), shape.len() as u32);
        for &(other, other_len, i) in self.by_start.get(&start).map_or(&[][..], Vec::as_slice) {
            // Each letter that only one has costs an edit, of which a third of the length is allowed; an exchange makes up for two.
            let allowed = len.max(other_len) * 3 / 10;
            if len.abs_diff(other_len) <= allowed && (mask ^ other).count_ones() <= 2 * allowed {
                found.push(i);
            }
        }
    }
}

/// The set of letters of a word, some sharing a bit.
fn letters(word: &str) -> u64 {
    word.bytes().fold(0, |all, b| all | 1 << (b & 63))
}

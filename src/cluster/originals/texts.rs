//! What are originals and renderings made of? Words as numbers, one numbering a language, weighted by how rarely they stand.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::cluster::corpus::{BIT, log2};
use crate::lang::Lang;
use crate::lexicon::foreign::{Known, Lexicon};
use crate::normalise;

/// Texts taken as read before the first one, so that a handful does not think every word rare.
const PRIOR_TEXTS: u64 = 3000;
const PRIOR_CONTENT: u64 = 3;
const PRIOR_FUNCTION: u64 = 200;

/// A sentence in one language.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// As printed in order.
    pub words: Vec<u32>,
    /// (word, position), sorted.
    pub places: Vec<(u32, u32)>,
    /// Bits of information in all words.
    pub bits: f32,
    /// Something is denied.
    pub denies: bool,
}

/// All texts of one language.
pub struct Side {
    pub lang: &'static Lang,
    numbers: FxHashMap<CompactString, u32>,
    folded: Vec<CompactString>,
    /// In how many texts each word stands.
    counts: Vec<u32>,
    /// Bits of information in each word.
    pub bits: Vec<f32>,
    pub texts: Vec<Text>,
}

impl Side {
    pub fn new(lang: &'static Lang) -> Side {
        Side { lang, numbers: FxHashMap::default(), folded: Vec::new(), counts: Vec::new(), bits: Vec::new(), texts: Vec::new() }
    }

    /// Adds a text and gives back its number.
    pub fn add(&mut self, text: &str) -> u32 {
        let mut words = Vec::new();
        for w in normalise::words(text, self.lang) {
            let next = self.folded.len() as u32;
            let number = *self.numbers.entry(w.folded.clone()).or_insert(next);
            if number == next {
                self.folded.push(w.folded);
                self.counts.push(0);
            }
            words.push(number);
        }
        let mut places: Vec<(u32, u32)> = words.iter().enumerate().map(|(i, w)| (*w, i as u32)).collect();
        places.sort_unstable();
        let mut last = None;
        for &(w, _) in &places {
            if last.replace(w) != Some(w)
                && let Some(count) = self.counts.get_mut(w as usize)
            {
                *count += 1;
            }
        }
        let denies = self.denies(&words);
        self.texts.push(Text { words, places, bits: 0.0, denies });
        (self.texts.len() - 1) as u32
    }

    /// Weighs all words, once all texts are there.
    pub fn weigh(&mut self) {
        let all = self.texts.len() as u64 + PRIOR_TEXTS;
        let bits = |(word, count): (&CompactString, &u32)| {
            let prior = if self.lang.is_function(word) { PRIOR_FUNCTION } else { PRIOR_CONTENT };
            log2(all).saturating_sub(log2(u64::from(*count) + prior)) as f32 / BIT as f32
        };
        self.bits = self.folded.iter().zip(&self.counts).map(bits).collect();
        for text in &mut self.texts {
            text.bits = text.words.iter().map(|w| self.bits[*w as usize]).sum();
        }
    }

    /// Some of the words of a text as a text of its own.
    pub fn part(&self, text: &Text, words: std::ops::Range<usize>) -> Text {
        let words = text.words.get(words).unwrap_or(&[]).to_vec();
        let mut places: Vec<(u32, u32)> = words.iter().zip(0..).map(|(w, i)| (*w, i)).collect();
        places.sort_unstable();
        let bits = words.iter().map(|w| self.bits_of(*w)).sum();
        let denies = self.denies(&words);
        Text { words, places, bits, denies }
    }

    fn denies(&self, words: &[u32]) -> bool {
        let folded: Vec<&str> = words.iter().map(|w| self.word(*w)).collect();
        normalise::is_denied(&folded, self.lang)
    }

    pub fn text(&self, number: u32) -> &Text {
        static EMPTY: Text = Text { words: Vec::new(), places: Vec::new(), bits: 0.0, denies: false };
        self.texts.get(number as usize).unwrap_or(&EMPTY)
    }

    pub fn bits_of(&self, word: u32) -> f32 {
        self.bits.get(word as usize).copied().unwrap_or(0.0)
    }

    pub fn is_content(&self, word: u32) -> bool {
        !self.lang.is_function(self.word(word))
    }

    pub fn word(&self, word: u32) -> &str {
        self.folded.get(word as usize).map_or("", |w| w)
    }

    /// The stems of a text's words of content.
    pub fn stems(&self, text: u32) -> Vec<CompactString> {
        let words = self.text(text).words.iter().map(|w| self.word(*w));
        words.filter(|w| !self.lang.is_function(w)).map(|w| self.lang.stem(w)).collect()
    }

    /// The words of content of each stem.
    pub fn by_stem(&self) -> FxHashMap<CompactString, Vec<u32>> {
        let mut out: FxHashMap<CompactString, Vec<u32>> = FxHashMap::default();
        for (i, w) in self.folded.iter().enumerate().filter(|(_, w)| !self.lang.is_function(w)) {
            out.entry(self.lang.stem(w)).or_default().push(i as u32);
        }
        out
    }

    /// All words with what is known of them.
    pub fn known<'l>(&self, lexicon: &'l Lexicon) -> Vec<Known<'l>> {
        self.folded.iter().map(|w| lexicon.known(self.lang, w)).collect()
    }
}

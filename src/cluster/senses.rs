//! What is each word of the corpus about? A stem points where all its forms point together; two that are about the same thing point nearly
//! the same way. In whole numbers, so that it is the same on every machine.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lang::{self, Lang};
use crate::lexicon::vectors::{self, DIMENSIONS};
use crate::model::CompactString;

/// Full likeness.
pub const FULL: u64 = 1024;

/// The length of every direction.
const LENGTH: i32 = 127;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Direction([i8; DIMENSIONS]);

impl Direction {
    /// One more direction, of few; its numbers are small.
    fn add(&mut self, numbers: &[i16; DIMENSIONS]) {
        self.0.iter_mut().zip(numbers).for_each(|(sum, n)| *sum = sum.saturating_add(*n as i8));
    }

    /// Made as long as every other.
    fn even(&mut self) {
        let length = self.0.iter().map(|n| i32::from(*n).pow(2)).sum::<i32>().isqrt().max(1);
        self.0 = self.0.map(|n| (i32::from(n) * LENGTH / length).clamp(-LENGTH, LENGTH) as i8);
    }

    /// How alike two directions are, from 0 to [`FULL`]: what points away has no more in common than what points elsewhere.
    pub fn likeness(&self, other: &Direction) -> u64 {
        let dot: i32 = self.0.iter().zip(&other.0).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
        (dot.max(0) as u64 * FULL / (LENGTH * LENGTH) as u64).min(FULL)
    }
}

/// So many letters at the beginning of a stem are those of its forms.
const START: usize = 3;

/// No place.
const NONE: u32 = u32::MAX;

/// The directions of the words of a corpus.
#[derive(Debug, Default)]
pub struct Senses {
    /// For each word the place of its direction.
    at: Vec<u32>,
    directions: Vec<Direction>,
}

impl Senses {
    pub fn read(words: &[CompactString], langs: &[&'static Lang]) -> Senses {
        let mut senses = Senses { at: vec![NONE; words.len()], directions: Vec::new() };
        for lang in lang::all().iter().filter(|l| langs.iter().any(|other| other.code == l.code)) {
            let ours = words.iter().zip(langs).zip(0..).filter(|((_, l), _)| l.code == lang.code);
            let number: FxHashMap<&str, u32> = ours.map(|((word, _), i)| (word.as_str(), i)).collect();
            senses.learn(lang, &number);
        }
        senses
    }

    /// Adds the words of a language, of which the numbers are given.
    fn learn(&mut self, lang: &Lang, number: &FxHashMap<&str, u32>) {
        let first = self.directions.len();
        // A stem begins as its forms do: most forms need not be looked at.
        let start = |word: &str| word.chars().take(START).collect::<CompactString>();
        let starts: FxHashSet<CompactString> = number.keys().map(|w| start(w)).collect();
        for (form, written) in vectors::all(lang).filter(|(form, _)| starts.contains(&start(form))) {
            let stem = if lang.is_function(form) { form.into() } else { lang.stem(form) };
            let Some(at) = number.get(stem.as_str()).and_then(|word| self.at.get_mut(*word as usize)) else { continue };
            let Some(vector) = written.read() else { continue };
            if *at == NONE {
                *at = self.directions.len() as u32;
                self.directions.push(Direction([0; DIMENSIONS]));
            }
            self.directions[*at as usize].add(vector.numbers());
        }
        self.directions[first..].iter_mut().for_each(Direction::even);
    }

    /// The direction of a word, where it is known.
    pub fn of(&self, word: u32) -> Option<&Direction> {
        self.directions.get(*self.at.get(word as usize)? as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_stem_point_one_way_and_strangers_nowhere() {
        let en = lang::of("en");
        let words = ["harbour", "boats", "ships", "coffee", "zzzq"].map(|w| en.stem(w));
        let senses = Senses::read(&words, &[en; 5]);
        let like = |a: u32, b: u32| senses.of(a).zip(senses.of(b)).map(|(a, b)| a.likeness(b));
        assert!(like(1, 2) > like(1, 3) && like(1, 2) > Some(FULL / 3));
        assert!(like(0, 3) < Some(FULL / 4));
        assert!(like(0, 0) > Some(FULL * 9 / 10));
        assert_eq!(senses.of(4), None);
        assert_eq!(senses.of(9), None);
    }
}

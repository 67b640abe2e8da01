//! Which words of one language are about the same thing? A word's vector tells the company that it keeps: words that stand among the same words
//! have a like direction, synonyms and opposites, coffee and tea. Far weaker evidence than the thesaurus, but it knows nearly every word.
//!
//! The data is a text file a language (scripts/make_vectors.py tells what it is made of and how it is written). Whatever is computed of
//! vectors is whole numbers, a division and a square root, which are the same on every machine.

use crate::lang::Lang;
use crate::lexicon::lines;

/// The languages that have vectors.
const FILES: &[(&str, &str)] = &[("en", include_str!("data/en-vectors.txt"))];

/// Numbers of a vector.
pub const DIMENSIONS: usize = 96;

/// A number is at most this, and at least its opposite.
const MOST: i16 = 4;

/// The character that stands for two numbers that are least.
const FIRST: u8 = b'!';

/// Where a word points to, and how far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Vector {
    /// Wider than they need to be: so processors multiply eight at once.
    numbers: [i16; DIMENSIONS],
    length: f32,
}

/// The vector of a folded word; `None` where the language has no vectors, or none for it.
pub fn of(lang: &Lang, word: &str) -> Option<Vector> {
    let (_, data) = FILES.iter().find(|(code, _)| *code == lang.code)?;
    Vector::read(lines::find(data, word)?.1)
}

/// The words of a language that have a vector, in the order of their bytes, and how that is written.
pub fn all(lang: &Lang) -> impl Iterator<Item = (&'static str, Written)> + use<> {
    let data = FILES.iter().find(|(code, _)| *code == lang.code).map_or("", |f| f.1);
    data.lines().filter_map(|line| line.split_once('\t')).map(|(word, text)| (word, Written(text)))
}

/// A vector that is not read yet: most are not needed.
#[derive(Clone, Copy, Debug)]
pub struct Written(&'static str);

impl Written {
    pub fn read(self) -> Option<Vector> {
        Vector::read(self.0)
    }
}

impl Vector {
    fn read(text: &str) -> Option<Vector> {
        let mut numbers = [0; DIMENSIONS];
        let levels = (2 * MOST + 1) as u8;
        for (two, byte) in numbers.chunks_exact_mut(2).zip(text.bytes()) {
            let code = byte.checked_sub(FIRST).filter(|c| *c < levels * levels)?;
            two[0] = i16::from(code / levels) - MOST;
            two[1] = i16::from(code % levels) - MOST;
        }
        let squares: i32 = numbers.iter().map(|n| i32::from(*n) * i32::from(*n)).sum();
        (2 * text.len() == DIMENSIONS).then_some(Vector { numbers, length: (squares as f32).sqrt() })
    }

    pub fn numbers(&self) -> &[i16; DIMENSIONS] {
        &self.numbers
    }

    /// The sum of products with another.
    pub fn dot(&self, other: &Vector) -> i32 {
        self.numbers.iter().zip(&other.numbers).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum()
    }

    /// How alike two directions are, -1 to 1: 0 for words that have nothing to do with each other.
    pub fn cosine(&self, other: &Vector) -> f32 {
        let lengths = self.length * other.length;
        if lengths == 0.0 { 0.0 } else { self.dot(other) as f32 / lengths }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang;
    use proptest::prelude::*;

    fn cosine(a: &str, b: &str) -> f32 {
        let [a, b] = [a, b].map(|w| of(lang::of("en"), w).expect("a common word"));
        a.cosine(&b)
    }

    #[test]
    fn words_of_one_field_point_the_same_way() {
        assert!(cosine("coffee", "tea") > 0.5);
        assert!(cosine("soldiers", "militia") > 0.3);
        assert!(cosine("coffee", "militia").abs() < 0.2);
        assert!((cosine("harbour", "harbour") - 1.0).abs() < 1e-6);
    }

    #[test]
    fn strangers_and_other_languages_have_none() {
        assert_eq!(of(lang::of("en"), "zzzq"), None);
        assert_eq!(of(lang::of("en"), ""), None);
        assert_eq!(of(lang::of("it"), "coffee"), None);
    }

    #[test]
    fn every_line_is_a_vector() {
        for (code, data) in FILES {
            assert!(lines::finds_all(data), "{code}");
            let bad = data.lines().find(|l| l.split_once('\t').and_then(|(_, v)| Vector::read(v)).is_none());
            assert_eq!(bad, None, "{code}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_a_number_too_great(text in "\\PC{0,60}") {
            if let Some(v) = Vector::read(&text) {
                prop_assert!(v.numbers().iter().all(|n| (-MOST..=MOST).contains(n)));
            }
        }
    }
}

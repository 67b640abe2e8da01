//! Number words that are written together: ventiquattro, zweihundertfünfzig, duemila.

use crate::lang::Numbers;

/// Longer words are no numbers that anybody reads.
const LONGEST: usize = 48;

/// The value of a word that is made of number words and of nothing else, two at least.
pub fn value(word: &str, numbers: &Numbers) -> Option<u64> {
    if numbers.pieces.is_empty() || word.len() > LONGEST {
        return None;
    }
    Parts::default().read(word, numbers)
}

/// What has been read of a word.
#[derive(Clone, Copy, Debug, Default)]
struct Parts {
    /// Whole thousands.
    thousands: u64,
    /// What is below them.
    below: u64,
    /// A unit that waits for its ten (vier-und-zwanzig).
    unit: Option<u64>,
    pieces: usize,
}

impl Parts {
    /// Reads on, the longest piece first; what does not come out is tried with a shorter one.
    fn read(self, rest: &str, numbers: &Numbers) -> Option<u64> {
        if rest.is_empty() {
            return (self.pieces > 1 && self.unit.is_none()).then_some(self.thousands * 1000 + self.below);
        }
        let splits = rest.char_indices().rev().map(|(at, c)| rest.split_at(at + c.len_utf8()));
        splits.into_iter().find_map(|(piece, rest)| self.with(piece, numbers)?.read(rest, numbers))
    }

    fn with(self, piece: &str, numbers: &Numbers) -> Option<Parts> {
        let next = Parts { pieces: self.pieces + 1, ..self };
        if numbers.and.contains(piece) {
            return next.and();
        }
        let of = |list: &rustc_hash::FxHashMap<compact_str::CompactString, u64>| list.get(piece).copied();
        next.plus(of(&numbers.pieces).or_else(|| of(&numbers.values)).or_else(|| of(&numbers.scales))?)
    }

    /// Behind a unit this leads to its ten, behind a hundred to what is added.
    fn and(self) -> Option<Parts> {
        match (self.below % 100, self.unit) {
            (0, None) => (self.below > 0 || self.thousands > 0).then_some(self),
            (unit @ 1..=9, None) => Some(Parts { below: self.below - unit, unit: Some(unit), ..self }),
            _ => None,
        }
    }

    fn plus(self, value: u64) -> Option<Parts> {
        match (value, self.unit) {
            (20..=90, Some(unit)) => Some(Parts { below: self.below + value + unit, unit: None, ..self }),
            (_, Some(_)) => None,
            (1000, None) if self.thousands == 0 => Some(Parts { thousands: self.below.max(1), below: 0, ..self }),
            // zweihundert; neunzehnhundert
            (100, None) if self.below < 10 || self.thousands == 0 && self.below < 20 => {
                Some(Parts { below: self.below.max(1) * 100, ..self })
            }
            // Each is smaller than the place that stays free for it.
            (1..=9, None) if self.below.is_multiple_of(10) && self.below % 100 != 10 => self.added(value),
            (10..=99, None) if self.below.is_multiple_of(100) => self.added(value),
            (101..=999, None) if self.below == 0 => self.added(value),
            _ => None,
        }
    }

    fn added(self, value: u64) -> Option<Parts> {
        Some(Parts { below: self.below + value, ..self })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::lang;

    #[test]
    fn words_written_together_have_the_value_of_their_parts() {
        let of = |word: &str, code: &str| value(word, &lang::of(code).numbers);
        for (word, code, wanted) in [
            ("ventiquattro", "it", 24),
            ("ventotto", "it", 28),
            ("trentatré", "it", 33),
            ("centocinquanta", "it", 150),
            ("quattrocentomila", "it", 400_000),
            ("duemilaventisei", "it", 2026),
            ("millenovecento", "it", 1900),
            ("vierundzwanzig", "de", 24),
            ("hundertfünfzig", "de", 150),
            ("zweihundertvierundzwanzigtausend", "de", 224_000),
            ("hundertundfünf", "de", 105),
            ("eintausend", "de", 1000),
            ("neunzehnhundertvierundachtzig", "de", 1984),
            ("tausendundeins", "de", 1001),
            ("ventunmila", "it", 21_000),
        ] {
            assert_eq!(of(word, code), Some(wanted), "{word}");
        }
        for (word, code) in
            [("dueotto", "it"), ("quattro", "it"), ("unduetre", "it"), ("vierund", "de"), ("und", "de"), ("fünfzigsechs", "en")]
        {
            assert_eq!(of(word, code), None, "{word}");
        }
    }

    proptest! {
        #[test]
        fn no_word_is_too_much(word in "((due|cento|mila|venti|vent|otto|un|zwei|und|hundert|tausend|ein|x|é)){0,40}", code in "(it|de|en)") {
            value(&word, &lang::of(&code).numbers);
        }
    }
}

//! Which common words are opposites in every language? The section `[meaning.poles]`: a set has two poles, and one name in all languages.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::lang::Lang;

/// A phrase has so many words at most.
pub const LONGEST: usize = 4;

/// Sets in which what is not of one pole is of the other: not open is closed, but not to lose is not to win.
const NOTHING_BETWEEN: [&str; 18] = [
    "consent", "permit", "opening", "truth", "guilt", "life", "law", "safety", "ease", "success", "openness", "quality", "price",
    "distance", "memory", "holding", "heed", "presence",
];

/// The set of more and less.
pub const AMOUNT: &str = "amount";

/// Sets of verbs of two, who stand on either side of them.
const BY_THE_SUBJECT: [&str; 2] = [TRADE, "contest"];
const TRADE: &str = "trade";

/// Where a word stands: the name of a set, and which of its two poles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pole<'l> {
    pub set: &'l str,
    pub second: bool,
}

impl Pole<'_> {
    /// Does it tell of more and less?
    pub fn is_amount(self) -> bool {
        self.set == AMOUNT
    }

    /// Does it tell of so many times as much?
    pub fn is_of_times(self) -> bool {
        self.set == "times"
    }

    /// Does it tell of buying and selling?
    pub fn is_trade(self) -> bool {
        self.set == TRADE
    }

    pub fn is_opposite(self, other: Pole) -> bool {
        self.set == other.set && self.second != other.second
    }

    /// Is it a verb of two, which says from the one what its opposite says from the other: A sells to B, B buys from A?
    pub fn is_of_two(self) -> bool {
        BY_THE_SUBJECT.contains(&self.set)
    }

    /// Is what is not of this pole of the other one?
    pub fn leaves_nothing_between(self) -> bool {
        NOTHING_BETWEEN.contains(&self.set)
    }
}

/// Words and phrases, as stems joined by spaces.
pub type Index = FxHashMap<CompactString, (CompactString, bool)>;

impl Lang {
    /// The pole on which the longest phrase at the head of some words stands, given as stems, and how many words that takes.
    pub fn pole<'l>(&'l self, stems: &[&str]) -> Option<(Pole<'l>, usize)> {
        let index = self.meaning.pole_index.get_or_init(|| self.index());
        let longest = stems.len().min(LONGEST);
        (1..=longest).rev().find_map(|length| {
            let found = match stems.get(..length)? {
                [one] => index.get(*one),
                phrase => index.get(phrase.join(" ").as_str()),
            };
            found.map(|(set, second)| (Pole { set, second: *second }, length))
        })
    }

    fn index(&self) -> Index {
        let mut index = Index::default();
        for (set, poles) in &self.meaning.poles {
            for (phrases, second) in poles.iter().zip([false, true]) {
                for phrase in phrases.split(',').map(str::trim) {
                    let stems: Vec<CompactString> = phrase.split(' ').map(|word| self.stem(word)).collect();
                    index.insert(stems.join(" ").into(), (set.clone(), second));
                }
            }
        }
        index
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang;

    #[test]
    fn all_languages_have_the_same_sets_and_no_word_stands_in_two_places() {
        let mut wrong = Vec::new();
        let names = |lang: &Lang| lang.meaning.poles.keys().cloned().collect::<std::collections::BTreeSet<_>>();
        for lang in lang::all().iter().filter(|l| !l.meaning.poles.is_empty()) {
            assert_eq!(names(lang), names(lang::of("en")), "{}", lang.code);
            let mut seen: FxHashMap<String, (CompactString, bool)> = FxHashMap::default();
            let mut sets: Vec<_> = lang.meaning.poles.iter().collect();
            sets.sort_unstable();
            for (set, poles) in sets {
                for (phrases, second) in poles.iter().zip([false, true]) {
                    for phrase in phrases.split(',').map(str::trim) {
                        let stems = phrase.split(' ').map(|word| lang.stem(word).to_string()).collect::<Vec<_>>().join(" ");
                        let place = (set.clone(), second);
                        if seen.insert(stems, place.clone()).is_some_and(|other| other != place) {
                            wrong.push(format!("{} {set}: {phrase}", lang.code));
                        }
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn phrases_go_before_words() {
        let pole = |words: &[&str]| lang::of("en").pole(words).map(|(pole, length)| (pole.set.to_string(), pole.second, length));
        assert_eq!(pole(&["at", "least", "one"]), Some(("bound".into(), false, 2)));
        assert_eq!(pole(&["at", "home"]), None);
        let close = lang::of("it").pole(&["chius"]).map(|(pole, _)| pole);
        assert!(close.zip(lang::of("en").pole(&["open"])).is_some_and(|(a, (b, _))| a.is_opposite(b)));
    }
}

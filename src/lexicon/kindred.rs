//! Which words have related words in common? Two words may stand in no line of each other, but near the same words.
//!
//! Made of the thesaurus when it is first asked for (some milliseconds), since lines of the thesaurus name words of later letters only.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lang::{self, Lang};
use crate::lexicon::thesaurus;

/// The words of one thesaurus by number, and who is related to whom.
#[derive(Debug, Default)]
struct Table {
    numbers: FxHashMap<&'static str, u32>,
    /// Of each word: itself and all that it is related to, opposites marked.
    related: Vec<Vec<Related>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Related {
    word: u32,
    opposite: bool,
}

static TABLES: LazyLock<FxHashMap<&'static str, Table>> = LazyLock::new(|| {
    let with_thesaurus = lang::all().iter().filter_map(|l| Some((l.code.as_str(), thesaurus::of(l)?)));
    with_thesaurus.map(|(code, t)| (code, Table::read(t.lines()))).collect()
});

impl Table {
    fn read(lines: impl Iterator<Item = (&'static str, &'static str)>) -> Table {
        let mut table = Table::default();
        for (word, kin) in lines {
            let a = table.number(word);
            for k in kin.split(' ') {
                let (Some(mark), Some(other)) = (k.chars().next(), k.get(1..)) else { continue };
                if matches!(mark, '=' | '~' | '!') {
                    let b = table.number(other);
                    let opposite = mark == '!';
                    table.related[a as usize].push(Related { word: b, opposite });
                    table.related[b as usize].push(Related { word: a, opposite });
                }
            }
        }
        table
    }

    fn number(&mut self, word: &'static str) -> u32 {
        let next = self.related.len() as u32;
        let number = *self.numbers.entry(word).or_insert(next);
        if number == next {
            self.related.push(vec![Related { word: next, opposite: false }]);
        }
        number
    }
}

/// What is known of a word: looked up once, compared often.
#[derive(Clone, Debug, Default)]
pub struct Kindred {
    /// Numbers of its base forms.
    bases: Vec<u32>,
    /// Numbers of its base forms and of all words related to them, opposites too; sorted.
    related: Vec<u32>,
    /// The same without opposites.
    near: Vec<u32>,
}

/// The kindred of a word that the thesaurus of its language has found.
pub fn of(lang: &Lang, entry: &thesaurus::Entry) -> Kindred {
    let Some(table) = TABLES.get(lang.code.as_str()) else { return Kindred::default() };
    let bases: Vec<u32> = entry.heads().filter_map(|b| table.numbers.get(b).copied()).collect();
    let all = || bases.iter().filter_map(|b| table.related.get(*b as usize)).flatten();
    let sorted = |mut words: Vec<u32>| {
        words.sort_unstable();
        words.dedup();
        words
    };
    let related = sorted(all().map(|r| r.word).collect());
    let near = sorted(all().filter(|r| !r.opposite).map(|r| r.word).collect());
    Kindred { bases, related, near }
}

impl Kindred {
    /// May the thesaurus relate the two at all? A quick look before a slow one.
    pub fn may_be_related(&self, other: &Kindred) -> bool {
        let (few, many) = if self.related.len() <= other.related.len() { (other, self) } else { (self, other) };
        few.bases.iter().any(|b| many.related.binary_search(b).is_ok())
    }

    /// The related words that two words have in common, over all (cosine), 0 to 1.
    pub fn common(&self, other: &Kindred) -> f32 {
        let (mut a, mut b) = (self.near.iter().peekable(), other.near.iter().peekable());
        let mut both = 0u32;
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => drop(a.next()),
                std::cmp::Ordering::Greater => drop(b.next()),
                std::cmp::Ordering::Equal => {
                    both += 1;
                    a.next();
                    b.next();
                }
            }
        }
        if both == 0 { 0.0 } else { both as f32 / ((self.near.len() * other.near.len()) as f32).sqrt() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kindred(word: &str) -> Kindred {
        let en = lang::of("en");
        of(en, &thesaurus::of(en).map(|t| t.find(word)).unwrap_or_default())
    }

    #[test]
    fn words_near_the_same_words_are_kindred() {
        assert!(kindred("purchase").common(&kindred("buying")) > kindred("purchase").common(&kindred("river")));
        assert_eq!(kindred("zzz").common(&kindred("river")), 0.0);
    }

    #[test]
    fn the_quick_look_misses_no_relation() {
        let en = lang::of("en");
        let thesaurus = thesaurus::of(en);
        for (a, b) in [("rise", "fall"), ("began", "start"), ("went", "gone"), ("happy", "unhappy"), ("bigger", "big")] {
            assert!(thesaurus.is_none_or(|t| t.relation(a, b).is_some()), "{a} {b}");
            assert!(kindred(a).may_be_related(&kindred(b)), "{a} {b}");
        }
    }
}

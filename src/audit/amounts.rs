//! How much does a numeral say, with what stands beside it: its value, what it measures (four kilometres), and what a number of parts comes to (three
//! quarters of an hour, 15 per cent, un'ora e mezza)?

use compact_str::{CompactString, ToCompactString};

use crate::audit::token::{Side, Token};
use crate::lang::Lang;

/// How far behind a numeral its unit may stand: four kilometres, four million of euros.
pub const UNIT: usize = 2;

/// So far behind a word for a part its unit may stand: a quarter of an hour.
const PARTED: usize = 3;

/// Two that come to the same differ by no more than this share: a third is 33 per cent.
const IN_PARTS: f64 = 0.02;

/// The words of a text, and their language.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    pub side: &'a Side<'a>,
    pub lang: &'static Lang,
}

/// What is measured (nothing, where it is a share of anything), how much of its smallest unit, or how many hundredths, and the words that say so.
pub struct Amount {
    pub what: &'static str,
    pub size: f64,
    pub words: std::ops::RangeInclusive<usize>,
}

impl Text<'_> {
    /// The value of a numeral, of a word that says one and more (twice, a dozen); centuries and popes are counted in Roman ones.
    pub fn value(self, at: usize) -> Option<CompactString> {
        let t = self.side.tokens.get(at)?;
        let counted = || self.lang.numbers.counted.get(&t.folded).cloned();
        match &t.figures {
            Some(figures) => Some(figures.trim_end_matches('.').into()),
            None => counted().or_else(|| Some(roman(t.span.of(self.side.text))?.to_compact_string())),
        }
    }

    /// What a word measures, and how many of the smallest unit it holds.
    pub fn measured(self, at: usize) -> Option<(&'static str, f64)> {
        let units = &self.lang.meaning.units;
        let t: &Token = self.side.tokens.get(at)?;
        let (what, size) = units.get(&t.folded).or_else(|| t.entry.bases().find_map(|b| units.get(b)))?;
        Some((what, *size))
    }

    /// The unit of a numeral: its place, what it measures, and how many of the smallest one it holds.
    pub fn unit(self, at: usize) -> Option<(usize, &'static str, f64)> {
        (at + 1..=at + UNIT).find_map(|i| self.measured(i).map(|(what, size)| (i, what, size)))
    }

    /// The words that say a part, or a unit and a part of one, without a numeral.
    pub fn parts(self) -> Vec<usize> {
        let counts = |at: usize| self.value(at).is_some();
        let counted = |at: usize| counts(at) || at.checked_sub(1).is_some_and(counts);
        (0..self.side.tokens.len()).filter(|at| !counted(*at) && self.portion(*at).is_some()).collect()
    }

    /// What a number of parts comes to: three quarters of an hour, 15 per cent, a third, two hours and a half.
    pub fn portion(self, at: usize) -> Option<Amount> {
        let count = || self.value(at)?.parse::<f64>().ok();
        let (count, word, hundredths) = match (self.share(at), count()) {
            (Some(share), _) => (1.0, at, share),
            (None, Some(count)) => match self.share(at + 1) {
                Some(share) => (count, at + 1, share),
                None => return self.with_more(at, count, at + 1),
            },
            (None, None) => return self.with_more(at, 1.0, at),
        };
        let mut behind = (word + 1..=word + PARTED).take_while(|i| !self.side.ends_clause(i - 1));
        let next = behind.find(|i| self.side.tokens.get(*i).is_some_and(Token::is_content));
        Some(match next.and_then(|i| Some((i, self.measured(i)?))) {
            Some((unit, (what, size))) => Amount { what, size: count * hundredths / 100.0 * size, words: at..=unit },
            None => Amount { what: "", size: count * hundredths, words: at..=word },
        })
    }

    /// How many hundredths a word says.
    fn share(self, at: usize) -> Option<f64> {
        let t = self.side.tokens.get(at)?;
        [&t.folded, &t.plain].into_iter().find_map(|word| self.lang.numbers.shares.get(word)).copied()
    }

    /// So many of a unit, and the part of one more behind it.
    fn with_more(self, from: usize, count: f64, unit: usize) -> Option<Amount> {
        let (what, size) = self.measured(unit)?;
        let mut phrases = self.lang.numbers.parts_behind.iter();
        let (phrase, part) = phrases.find(|(phrase, _)| self.side.says(phrase, unit + 1))?;
        let words = from..=unit + phrase.split(' ').count();
        Some(Amount { what, size: (count + part.parse::<f64>().ok()?) * size, words })
    }

    /// What a numeral measures, and how much.
    fn whole(self, at: usize) -> Option<Amount> {
        let count = self.value(at)?.parse::<f64>().ok()?;
        self.unit(at).map(|(unit, what, size)| Amount { what, size: count * size, words: at..=unit })
    }
}

/// The value of a Roman numeral of two letters or more.
fn roman(printed: &str) -> Option<u32> {
    const STEPS: [(u32, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let (mut rest, mut sum) = (printed, 0);
    for (value, letters) in STEPS {
        let most = if letters.len() == 1 && value.to_string().starts_with('1') { 3 } else { 1 };
        for _ in 0..most {
            let Some(after) = rest.strip_prefix(letters) else { break };
            (rest, sum) = (after, sum + value);
        }
    }
    (rest.is_empty() && printed.len() > 1).then_some(sum)
}

/// Two words, a numeral or a part each, that measure the same thing, one of the two in parts.
pub fn measure_alike(a: (Text, usize), b: (Text, usize)) -> Option<(Amount, Amount)> {
    amounts(a, b).filter(|(x, y)| x.what == y.what && !x.what.is_empty())
}

/// Two that come to the same, one of the two said in parts.
pub fn come_to_the_same(a: (Text, usize), b: (Text, usize)) -> Option<(Amount, Amount)> {
    amounts(a, b).filter(|(x, y)| x.what == y.what && (x.size - y.size).abs() <= IN_PARTS * x.size.max(y.size))
}

fn amounts((a, i): (Text, usize), (b, j): (Text, usize)) -> Option<(Amount, Amount)> {
    let (ours, theirs) = (a.portion(i), b.portion(j));
    if ours.is_none() && theirs.is_none() {
        return None;
    }
    ours.or_else(|| a.whole(i)).zip(theirs.or_else(|| b.whole(j)))
}

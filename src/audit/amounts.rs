//! How much does a numeral say, with what stands beside it: its value, what it measures (four kilometres), and what a number of parts comes to (three
//! quarters of an hour, 15 per cent, un'ora e mezza)?

use compact_str::{CompactString, ToCompactString};

use crate::audit::clock::{self, Half};
use crate::audit::token::{Side, Token};
use crate::lang::Lang;

/// How far behind a numeral its unit may stand: four kilometres, four million of euros.
pub const UNIT: usize = 2;

/// So far behind a word for a part its unit may stand: a quarter of an hour.
const PARTED: usize = 3;

/// What units of time measure.
pub const TIME: &str = "time";

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
    /// How many of the smallest unit the one in which it is told holds.
    unit: f64,
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

    /// The unit of a numeral, behind it or, where it is a sign ($), right before it: its place, what it measures, and how many of the smallest one it holds.
    pub fn unit(self, at: usize) -> Option<(usize, &'static str, f64)> {
        let is_sign = |i: &usize| self.side.tokens.get(*i).is_some_and(Token::is_sign);
        let before = at.checked_sub(1).filter(is_sign);
        (at + 1..=at + UNIT).chain(before).find_map(|i| self.measured(i).map(|(what, size)| (i, what, size)))
    }

    /// All that a numeral, or a word for a part, says.
    pub fn said(self, at: usize) -> Said {
        let (value, unit) = (self.value(at), self.unit(at));
        let count = value.as_ref().and_then(|value| value.parse::<f64>().ok());
        let whole = count.zip(unit).map(|(count, (unit, what, size))| Amount {
            what,
            size: count * size,
            unit: size,
            words: at.min(unit)..=at.max(unit),
        });
        let time = clock::on_a_dial(self.side, self.lang, at);
        let half = clock::half(self.side, self.lang, at);
        Said { at, value, unit, time, half, portion: self.portion(at), whole }
    }

    /// The words that say a part, or a unit and a part of one, without a numeral.
    pub fn parts(self) -> Vec<Said> {
        let counts = |at: usize| self.value(at).is_some();
        let counted = |at: usize| counts(at) || at.checked_sub(1).is_some_and(counts);
        let parts = (0..self.side.tokens.len()).filter(|at| !counted(*at));
        parts.map(|at| self.said(at)).filter(|said| said.portion.is_some()).collect()
    }

    /// What a number of parts comes to: three quarters of an hour, 15 per cent, a third, two hours and a half.
    fn portion(self, at: usize) -> Option<Amount> {
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
            Some((unit, (what, size))) => Amount { what, size: count * hundredths / 100.0 * size, unit: size, words: at..=unit },
            None => Amount { what: "", size: count * hundredths, unit: 1.0, words: at..=word },
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
        let said = self.lang.numbers.parts_behind.iter().filter(|(phrase, _)| self.side.says(phrase, unit + 1));
        let (phrase, part) = said.max_by_key(|(phrase, _)| phrase.len())?;
        let words = from..=unit + phrase.split(' ').count();
        Some(Amount { what, size: (count + part.parse::<f64>().ok()?) * size, unit: size, words })
    }
}

/// All that a numeral, or a word for a part, says.
pub struct Said {
    pub at: usize,
    pub value: Option<CompactString>,
    pub unit: Option<(usize, &'static str, f64)>,
    /// On a dial.
    time: Option<i32>,
    half: Option<Half>,
    portion: Option<Amount>,
    /// What a numeral measures, and how much.
    whole: Option<Amount>,
}

impl Said {
    /// Does a word stand right beside it?
    pub fn is_beside(&self, at: usize) -> bool {
        at.abs_diff(self.at) == 1
    }

    pub fn is_same_time(&self, other: &Said) -> bool {
        self.time.is_some() && self.time == other.time && !self.is_in_other_half(other)
    }

    /// 8 a.m., 8 p.m.: on the dial the same, but in the other half of the day?
    pub fn is_twelve_hours_apart(&self, other: &Said) -> bool {
        self.time.is_some() && self.time == other.time && self.is_in_other_half(other)
    }

    pub fn is_other_time(&self, other: &Said) -> bool {
        matches!((self.time, other.time), (Some(x), Some(y)) if x != y)
    }

    /// Do both tell the same time, and the half of the day?
    pub fn is_in_same_half(&self, other: &Said) -> bool {
        self.is_same_time(other) && self.half.is_some() && self.half == other.half
    }

    pub fn has_half(&self) -> bool {
        self.half.is_some()
    }

    fn is_in_other_half(&self, other: &Said) -> bool {
        matches!((self.half, other.half), (Some(x), Some(y)) if x != y)
    }

    /// Both amounts, where they come to the same and one of the two is said in parts.
    pub fn comes_to<'s>(&'s self, other: &'s Said) -> Option<(&'s Amount, &'s Amount)> {
        self.amounts(other).filter(|(x, y)| x.what == y.what && (x.size - y.size).abs() <= IN_PARTS * x.size.max(y.size))
    }

    /// Do both measure the same thing, one of the two in parts?
    pub fn measures_alike(&self, other: &Said) -> bool {
        // Half an inch, a centimetre: what is told in another unit is rounded otherwise, but for time.
        let in_one_unit = |x: &Amount, y: &Amount| x.unit == y.unit || x.what == TIME;
        self.amounts(other).is_some_and(|(x, y)| x.what == y.what && !x.what.is_empty() && in_one_unit(x, y))
    }

    fn amounts<'s>(&'s self, other: &'s Said) -> Option<(&'s Amount, &'s Amount)> {
        if self.portion.is_none() && other.portion.is_none() {
            return None;
        }
        self.portion.as_ref().or(self.whole.as_ref()).zip(other.portion.as_ref().or(other.whole.as_ref()))
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

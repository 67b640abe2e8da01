//! Are two numerals of two languages the same? By value, on a clock of twelve, as years of two figures, in other units, or in the same figures where
//! the marks are read otherwise.

use compact_str::CompactString;

use crate::audit::abroad::Across;
use crate::audit::amounts::Said;
use crate::audit::clock;
use crate::audit::ranges::scaled;
use crate::audit::token::{Side, Token};

/// Two quantities in other units are the same where they differ by no more than this share: 10 miles are 16 km.
const ROUNDED: f64 = 0.1;

/// A numeral, and how it may be read.
pub struct Numeral<'a> {
    pub said: Said,
    count: Option<f64>,
    /// A whole number, and the hours of a time of day.
    whole: Option<u32>,
    hour: Option<u32>,
    is_hour: bool,
    /// Its minutes stand behind it: 20:11.
    has_minutes: bool,
    /// The value with the scale of the next one: five or six million.
    scaled: Option<CompactString>,
    printed: &'a str,
}

/// The words of a side that say a number.
pub fn numerals<'a>(across: &'a Across, here: bool) -> Vec<Numeral<'a>> {
    let (text, side, lang) = (across.text(here), across.sides(here).0, across.lang(here));
    let numeral = |at: usize| {
        let value = text.value(at)?;
        let hour = value.split('.').next().and_then(|h| h.parse::<u32>().ok()).filter(|h| (1..=24).contains(h));
        let (count, whole, is_hour) = (value.parse().ok(), value.parse().ok(), is_hour(across, here, at));
        Some(Numeral {
            said: text.said(at),
            has_minutes: clock::minutes(side, lang, at).is_some(),
            count,
            whole,
            hour,
            is_hour,
            scaled: scaled(side, at),
            printed: printed(side, at),
        })
    };
    (0..side.tokens.len()).filter(|at| !clock::is_minutes(side, lang, *at)).filter_map(numeral).collect()
}

impl Numeral<'_> {
    pub fn is_equal(&self, other: &Numeral) -> bool {
        // 20:11 and 20:45, halb acht and half past eight have the hour in common.
        !self.said.is_other_time(&other.said)
            && self.said.value == other.said.value
            && (self.said.is_same_time(&other.said) || !self.has_minutes || !other.has_minutes)
    }

    /// Does it say a time, or may it be a year?
    pub fn is_date(&self) -> bool {
        self.is_hour || self.has_minutes || self.whole.is_some_and(|n| (1000..2100).contains(&n)) && self.said.unit.is_none()
    }

    /// Do two numerals that are not equal say the same?
    pub fn is_same(&self, other: &Numeral) -> bool {
        let on_a_clock = matches!((self.hour, other.hour), (Some(x), Some(y)) if x < y && x + 12 == y || y < x && y + 12 == x);
        let in_short = |long: u32, short: u32| (1000..2100).contains(&long) && short < 100 && long % 100 == short;
        let as_years = matches!((self.whole, other.whole), (Some(x), Some(y)) if in_short(x, y) || in_short(y, x));
        let in_range = |a: &Numeral, b: &Numeral| a.scaled.is_some() && a.scaled == b.said.value;
        (self.is_hour || other.is_hour) && on_a_clock
            || in_range(self, other)
            || in_range(other, self)
            || self.said.is_same_time(&other.said)
            || as_years
            || self.printed == other.printed && !self.has_minutes
            || self.is_converted(other)
            || self.said.comes_to(&other.said).is_some()
    }

    /// Are two quantities in other units much the same?
    fn is_converted(&self, other: &Numeral) -> bool {
        let all = (self.said.unit, other.said.unit, self.count, other.count);
        let (Some((_, ours, a)), Some((_, theirs, b)), Some(x), Some(y)) = all else { return false };
        let (x, y) = (x * a, y * b);
        ours == theirs && (a - b).abs() > f64::EPSILON * a.abs() && (x - y).abs() <= ROUNDED * x.max(y)
    }

    /// The units of two numerals, by their places, where they measure the same in other steps (months and weeks), or another thing (euros, dollars).
    pub fn other_units(&self, other: &Numeral) -> Option<(usize, usize)> {
        let ((u, ours, a), (v, theirs, b)) = (self.said.unit?, other.said.unit?);
        let is_other = ours == theirs && (a - b).abs() > ROUNDED * a.max(b);
        (is_other || ours != theirs && self.said.is_beside(u) && other.said.is_beside(v)).then_some((u, v))
    }
}

/// Does a word beside a numeral tell that it is an hour: 3 pm, alle 15, 15 Uhr?
fn is_hour(across: &Across, here: bool, at: usize) -> bool {
    let (side, clock) = (across.sides(here).0, &across.lang(here).numbers.clock);
    let beside = [at.checked_sub(1), Some(at + 1)];
    beside.into_iter().flatten().any(|i| clock.contains(side.folded(i)))
}

fn printed<'a>(side: &Side<'a>, at: usize) -> &'a str {
    side.tokens.get(at).map_or("", |t| t.span.of(side.text))
}

/// The groups of digits of every word of the original.
pub struct Groups<'a>(Vec<(&'a str, Vec<&'a str>)>);

impl<'a> Groups<'a> {
    pub fn new(across: &'a Across) -> Groups<'a> {
        let there = &across.there;
        Groups(
            (0..there.tokens.len()).map(|j| (printed(there, j), groups(there, j))).filter(|(_, own)| !own.is_empty()).collect(),
        )
    }

    /// Is a numeral written with other marks there, or a time or measure in several words, or in one that several are here: 9.30, 9h30, 9 h 30?
    pub fn have_apart(&self, across: &Across, i: usize) -> bool {
        let mine = groups(&across.here, i);
        let mut all = self.0.iter();
        match mine.as_slice() {
            [] => false,
            [only] => all.any(|(printed, theirs)| theirs.contains(only) && is_compound(printed)),
            [hours, minutes] if hours.len() < 3 && minutes.len() < 3 || is_compound(printed(&across.here, i)) => {
                let alone = |group: &&str| self.0.iter().any(|(_, theirs)| theirs.as_slice() == [*group]);
                all.any(|(_, theirs)| *theirs == mine) || mine.iter().all(alone)
            }
            _ => all.any(|(_, theirs)| *theirs == mine),
        }
    }
}

/// Do other signs than those of decimals and thousands stand between the digits of a word: 9h30, 11x15, 2017/18?
fn is_compound(printed: &str) -> bool {
    let digits = printed.trim_matches(|c: char| !c.is_ascii_digit());
    digits.contains(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',') && !c.is_whitespace())
}

/// The groups of digits of a word, without noughts before them.
fn groups<'a>(side: &Side<'a>, at: usize) -> Vec<&'a str> {
    let all = printed(side, at).split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty());
    all.map(|group| group.trim_start_matches('0')).collect()
}

/// Is it a word such as first, which may be no number (first of all, prima)?
pub fn is_ordinal_word(across: &Across, here: bool, at: usize) -> bool {
    let side = across.sides(here).0;
    side.tokens.get(at).is_some_and(Token::is_ordinal) && !printed(side, at).contains(|c: char| c.is_ascii_digit())
}

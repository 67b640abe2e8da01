//! Numbers by value: 1,000 = 1000 = a thousand, 2.5 million = two and a half million = 2500000, twenty-five = 25, third = 3rd.

use compact_str::{CompactString, ToCompactString};

use crate::lang::{Forms, Lang, Numbers};
use crate::model::Span;
use crate::normalise::compounds;
use crate::normalise::words::{Stand, Word, WordKind};

/// The compared face of a chunk that begins with a digit.
pub fn digits(printed: &str, numbers: &Numbers) -> (CompactString, WordKind) {
    let split = printed.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(printed.len());
    let (figures, tail) = printed.split_at(split);
    let Some(value) = Decimal::parse(figures, numbers.decimal_comma) else {
        return (printed.to_lowercase().into(), WordKind::Word);
    };
    if tail.is_empty() {
        return (value.to_compact_string(), WordKind::Number);
    }
    let tail = tail.to_lowercase();
    let scale = numbers.suffixes.get(tail.as_str()).or_else(|| numbers.scales.get(tail.as_str()));
    match scale.and_then(|scale| value.times(*scale)) {
        Some(scaled) => (scaled.to_compact_string(), WordKind::Number),
        None => (compact_str::format_compact!("{value}{tail}"), WordKind::Word),
    }
}

/// The compared face of digits in groups of three with spaces between them (1 200 000,5); none where it is anything else.
pub fn spaced(printed: &str, numbers: &Numbers) -> Option<(CompactString, WordKind)> {
    let is_group = |g: &str| g.bytes().all(|b| b.is_ascii_digit());
    let whole = printed.split(['.', ',']).next()?;
    let mut groups = whole.split(char::is_whitespace);
    let first = groups.next()?;
    let right = (1..=3).contains(&first.len()) && is_group(first) && groups.all(|g| g.len() == 3 && is_group(g));
    let joined: String = printed.split_whitespace().collect();
    right.then(|| digits(&joined, numbers)).filter(|(_, kind)| *kind == WordKind::Number)
}

/// Reads number words, alone or several together, as one number each. `stands[i]` tells how word `i` stands.
pub fn join(words: &mut Vec<Word>, stands: &[Stand], lang: &Lang) {
    let numbers = &lang.numbers;
    if numbers.values.is_empty() {
        return;
    }
    // Words before `kept` are done, those from `i` on are still to be read; most are in no list.
    let listed = |i: usize| stands.get(i).is_none_or(|s| s.listed);
    let first = (0..words.len()).find(|i| listed(*i)).unwrap_or(words.len());
    let (mut kept, mut i) = (first, first);
    while i < words.len() {
        // A number that follows another is no year.
        let before = kept > 0 && stands.get(i).is_some_and(|s| s.adjacent) && words[kept - 1].kind == WordKind::Number;
        match listed(i).then(|| read(&words[i..], &stands[i.min(stands.len())..], before, numbers)).flatten() {
            Some((folded, kind, taken)) => {
                let span = Span::new(words[i].span.start, words[i + taken - 1].span.end);
                words[kept] = Word { span, folded, kind };
                i += taken;
            }
            None => {
                if kept < i {
                    words.swap(kept, i);
                }
                i += 1;
            }
        }
        kept += 1;
    }
    words.truncate(kept);
}

/// The value that the word at a place has, alone or with the one behind it (quatre-vingt), and how many words that takes.
fn value_at(words: &[Word], stands: &[Stand], at: usize, numbers: &Numbers) -> Option<(u64, usize)> {
    let word = &words.get(at)?.folded;
    let follows = stands.get(at + 1).is_some_and(|s| s.adjacent);
    let next = words.get(at + 1).filter(|_| follows && !numbers.pairs.is_empty());
    let pair = next.and_then(|n| numbers.pairs.get(&compact_str::format_compact!("{word} {}", n.folded)));
    let one = || numbers.values.get(word).copied().or_else(|| compounds::value(word, numbers));
    pair.map(|v| (*v, 2)).or_else(|| hyphened(words, stands, at, numbers)).or_else(|| one().map(|v| (v, 1)))
}

/// Where numbers are written together hyphens may part them, too: zwei-und-zwanzig. Without the word for "and" it may be a score, or from … to.
fn hyphened(words: &[Word], stands: &[Stand], at: usize, numbers: &Numbers) -> Option<(u64, usize)> {
    const PARTS: usize = 3;
    let parts = words.get(at..at + PARTS).filter(|_| !numbers.pieces.is_empty())?;
    let joined = stands.get(at + 1..at + PARTS)?.iter().all(|s| s.hyphened) && numbers.and.contains(&parts.get(1)?.folded);
    let whole: CompactString = parts.iter().map(|w| w.folded.as_str()).collect();
    joined.then(|| compounds::value(&whole, numbers)).flatten().map(|v| (v, PARTS))
}

/// Nineteen eighty-four, twenty twenty-four: the year that two numbers beside each other are, and how many words that takes. A list (twenty thirty
/// forty; fifteen sixteen) is none, nor is what goes on behind a hyphen (sixteen twenty-year-olds).
fn year(words: &[Word], stands: &[Stand], before: bool, numbers: &Numbers) -> Option<(u64, usize)> {
    let (century, taken) = value_at(words, stands, 0, numbers).filter(|(v, _)| numbers.centuries.contains(v))?;
    let follows = |i: usize| stands.get(i).is_some_and(|s| s.adjacent);
    let is_number = |i: usize| {
        let word = words.get(i).filter(|_| follows(i));
        word.is_some_and(|w| w.kind == WordKind::Number || numbers.scales.contains_key(&w.folded))
            || follows(i) && value_at(words, stands, i, numbers).is_some()
    };
    let (tens, more) =
        value_at(words, stands, taken, numbers).filter(|(v, _)| follows(taken) && (10..100).contains(v) && *v != century + 1)?;
    let mut end = taken + more;
    let unit = value_at(words, stands, end, numbers).filter(|(v, _)| follows(end) && tens >= 20 && tens % 10 == 0 && *v < 10);
    end += unit.map_or(0, |(_, words)| words);
    let goes_on = before || is_number(end) || stands.get(end).is_some_and(|s| s.hyphened);
    (!goes_on).then(|| (century * 100 + tens + unit.map_or(0, |(v, _)| v), end))
}

/// From here on what a scale has counted is closed: no second thousand follows a thousand.
const THOUSAND: u64 = 1000;

/// The number that begins at the first word, and how many words it takes. `before` tells whether another number stands right before it.
fn read(words: &[Word], stands: &[Stand], before: bool, numbers: &Numbers) -> Option<(CompactString, WordKind, usize)> {
    let first = words.first()?;
    if let Some(ordinal) = numbers.ordinals.get(&first.folded) {
        return Some((ordinal.clone(), WordKind::Word, 1));
    }
    if let Some((year, taken)) = year(words, stands, before, numbers) {
        return Some((year.to_compact_string(), WordKind::Number, taken));
    }
    let follows = |i: usize| i < words.len() && stands.get(i).is_some_and(|s| s.adjacent);
    let (mut sum, mut taken) = begin(words, stands, numbers)?;
    while follows(taken) {
        if let Some((part, length)) = phrase_at(&numbers.parts_behind, &words[taken..], &stands[taken.min(stands.len())..]) {
            let Some(grown) = sum.and_part(part) else { break };
            (sum, taken) = (grown, taken + length);
            continue;
        }
        let (next, one) = behind_and(&sum, taken, words, stands, numbers);
        let word = &words[next].folded;
        let grown = if let Some(&scale) = numbers.scales.get(word) {
            sum.scaled(scale).map(|s| (s, 1))
        } else if let Some((value, more)) = one.or_else(|| value_at(words, stands, next, numbers)) {
            // Five million and six million are two numbers.
            let scale = words.get(next + more).filter(|_| follows(next + more)).and_then(|w| numbers.scales.get(&w.folded));
            let is_other = scale.is_some_and(|scale| *scale >= THOUSAND && *scale == sum.last_scale);
            sum.plus(value, numbers).filter(|_| !is_other).map(|s| (s, more))
        } else if let Some(ordinal) = numbers.ordinals.get(word) {
            let digits = ordinal.trim_end_matches(|c: char| !c.is_ascii_digit());
            let Some(sum) = digits.parse().ok().and_then(|value| sum.plus(value, numbers)) else { break };
            return Some((
                compact_str::format_compact!("{}{}", sum.value()?, &ordinal[digits.len()..]),
                WordKind::Word,
                next + 1,
            ));
        } else {
            None
        };
        let Some((grown, words)) = grown else { break };
        (sum, taken) = (grown, next + words);
    }
    // Digits alone are folded already.
    let is_digits = taken == 1 && first.kind == WordKind::Number;
    (!is_digits).then_some((sum.value()?.to_compact_string(), WordKind::Number, taken))
}

/// What a number begins with, and how many words that takes.
fn begin(words: &[Word], stands: &[Stand], numbers: &Numbers) -> Option<(Sum, usize)> {
    let first = words.first()?;
    let open = |value: Decimal, in_words| Sum { total: Decimal::ZERO, current: value, last_scale: u64::MAX, in_words };
    let follows = words.get(1).filter(|_| stands.get(1).is_some_and(|s| s.adjacent));
    if let Some(value) = numbers.decimals.get(&first.folded).and_then(|decimal| Decimal::parse(decimal, false)) {
        return Some((open(value, true), 1));
    }
    // Half a million: the part stands before a scale, and before a scale only.
    if let Some((part, taken)) = phrase_at(&numbers.parts_before, words, stands) {
        let next = words.get(taken).filter(|_| stands.get(taken).is_some_and(|s| s.adjacent));
        return next.filter(|w| numbers.scales.contains_key(&w.folded)).map(|_| (open(part, true), taken));
    }
    // A hundred: the article counts as one before a scale, and before a scale only.
    if numbers.ones.contains(&first.folded) && follows.is_some_and(|w| numbers.scales.contains_key(&w.folded)) {
        return Some((open(Decimal::from(1), true), 1));
    }
    if first.kind == WordKind::Number {
        return Some((open(Decimal::parse(&first.folded, false)?, false), 1));
    }
    if let Some((value, taken)) = value_at(words, stands, 0, numbers) {
        return Some((open(Decimal::from(value), true), taken));
    }
    let scale = *numbers.scales.get(&first.folded)?;
    // Thousand two hundred: the thousand is closed, and two is what the hundred counts.
    let sum = if scale < 1000 { open(Decimal::from(scale), true) } else { open(Decimal::from(1), true).scaled(scale)? };
    Some((sum, 1))
}

/// The longest phrase at the head of some words that says a part of a whole (and a half), and how many words that takes.
fn phrase_at(phrases: &Forms, words: &[Word], stands: &[Stand]) -> Option<(Decimal, usize)> {
    let first = words.first()?.folded.as_str();
    let stands_here = |phrase: &str| {
        // Most phrases begin with another word.
        if !phrase.starts_with(first) {
            return false;
        }
        let mut each = phrase.split(' ').enumerate();
        each.all(|(i, part)| {
            words.get(i).is_some_and(|w| w.folded == part) && (i == 0 || stands.get(i).is_some_and(|s| s.adjacent))
        })
    };
    let (phrase, part) = phrases.iter().filter(|(phrase, _)| stands_here(phrase)).max_by_key(|(phrase, _)| phrase.len())?;
    Some((Decimal::parse(part, false)?, phrase.split(' ').count()))
}

/// Where the next part of a number stands, which a word for "and" may lead to; and an article that counts as one there.
fn behind_and(sum: &Sum, at: usize, words: &[Word], stands: &[Stand], numbers: &Numbers) -> (usize, Option<(u64, usize)>) {
    let one = |at: usize| words.get(at).filter(|w| numbers.units.contains(&w.folded)).map(|_| (1, 1));
    // Quatre-vingt-un, ciento una; but 100 un.
    if let Some(one) = one(at).filter(|_| sum.in_words && sum.room(numbers) > 10) {
        return (at, Some(one));
    }
    // 20 y un penalti: what is printed in digits is a number of its own.
    let is_ten = numbers.and_behind_tens && sum.in_words && sum.room(numbers) >= 10;
    let is_hundred = sum.in_words && sum.room(numbers) >= 100;
    let is_and = words.get(at).is_some_and(|w| numbers.and.contains(&w.folded));
    let next = stands.get(at + 1).is_some_and(|s| s.adjacent) && is_and;
    if !next || !(is_ten || is_hundred || sum.last_scale < u64::MAX) {
        return (at, None);
    }
    let one = one(at + 1).filter(|_| is_ten || is_hundred);
    let value = one.or_else(|| value_at(words, stands, at + 1, numbers)).map(|(value, _)| value);
    let may = |value: u64| numbers.and_values.is_empty() || numbers.and_values.contains(&value);
    if value.is_some_and(may) { (at + 1, one) } else { (at, None) }
}

/// What has been read of a number.
#[derive(Clone, Copy, Debug)]
struct Sum {
    /// What larger scales have closed.
    total: Decimal,
    /// What is still open to a scale.
    current: Decimal,
    /// The scale that was read last; the largest number where there was none.
    last_scale: u64,
    /// It did not begin in digits.
    in_words: bool,
}

impl Sum {
    /// A smaller scale counts what is open to it (two million three | thousand), a larger one all that was read (two thousand | million).
    fn scaled(self, scale: u64) -> Option<Sum> {
        if scale < 1000 {
            let current = self.current.times(scale)?;
            // Two billion three hundred | million: the hundred closes nothing.
            let last_scale = if self.total == Decimal::ZERO { scale } else { self.last_scale };
            return (current != Decimal::ZERO).then_some(Sum { current, last_scale, ..self });
        }
        if scale == self.last_scale {
            return None;
        }
        let is_larger = scale > self.last_scale;
        let counted = if is_larger { self.value()? } else { self.current };
        let (closed, scaled) = (if is_larger { Decimal::ZERO } else { self.total }, counted.times(scale)?);
        (scaled != Decimal::ZERO).then_some(Sum {
            total: closed.plus(scaled)?,
            current: Decimal::ZERO,
            last_scale: scale,
            ..self
        })
    }

    /// Twenty-five, a hundred and five; but not "five six".
    fn plus(self, value: u64, numbers: &Numbers) -> Option<Sum> {
        let current = self.current.plus(Decimal::from(value))?;
        // Until 2020 three: digits take no word.
        let open = self.in_words || self.last_scale < u64::MAX;
        (open && value > 0 && value < self.room(numbers)).then_some(Sum { current, ..self })
    }

    /// Two and a half; two million and a half, which is a half of the million.
    fn and_part(self, part: Decimal) -> Option<Sum> {
        if self.current == Decimal::ZERO && self.last_scale < u64::MAX {
            return Some(Sum { total: self.total.plus(part.times(self.last_scale)?)?, last_scale: 1, ..self });
        }
        (self.current.places == 0).then_some(Sum { current: self.current.plus(part)?, ..self })
    }

    /// The value below which a further number word may be added.
    fn room(self, numbers: &Numbers) -> u64 {
        let is_closed = self.current == Decimal::ZERO && self.last_scale < u64::MAX;
        if is_closed { self.last_scale } else { self.current.room(numbers) }
    }

    fn value(self) -> Option<Decimal> {
        self.total.plus(self.current)
    }
}

/// A decimal number: `mantissa` / 10^`places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Decimal {
    mantissa: u128,
    places: u32,
}

/// The marks of decimals and of thousands. Whatever a language writes, one point before other than three figures is that of a decimal (7.5), and one
/// comma before three noughts that of thousands.
fn marks(figures: &str, decimal_comma: bool) -> (char, char) {
    let one = |mark: char| figures.split_once(mark).filter(|(_, rest)| rest.bytes().all(|b| b.is_ascii_digit()));
    let is_point = one('.').is_some_and(|(whole, rest)| rest.len() != 3 && !whole.contains(','));
    let is_thousands = one(',').is_some_and(|(whole, rest)| rest == "000" && !whole.contains('.'));
    if decimal_comma && !is_point && !is_thousands { (',', '.') } else { ('.', ',') }
}

impl Decimal {
    const ZERO: Decimal = Decimal { mantissa: 0, places: 0 };

    fn parse(figures: &str, decimal_comma: bool) -> Option<Decimal> {
        let figures = figures.trim_end_matches(['.', ',']);
        let (decimal, thousands) = marks(figures, decimal_comma);
        let (whole, fraction) = match figures.rsplit_once(decimal) {
            // Several decimal marks part a date or a version: no number.
            Some((w, _)) if w.contains(decimal) => return None,
            Some((w, f)) if f.bytes().all(|b| b.is_ascii_digit()) => (w, f),
            Some(_) => return None,
            None => (figures, ""),
        };
        let mut mantissa = 0u128;
        for b in whole.bytes().filter(|b| *b as char != thousands).chain(fraction.bytes()) {
            mantissa = mantissa.checked_mul(10)?.checked_add(u128::from(b.checked_sub(b'0').filter(|d| *d < 10)?))?;
        }
        Some(Decimal { mantissa, places: u32::try_from(fraction.len()).ok()? }.reduced())
    }

    fn reduced(mut self) -> Decimal {
        while self.places > 0 && self.mantissa.is_multiple_of(10) {
            self.mantissa /= 10;
            self.places -= 1;
        }
        self
    }

    fn times(self, scale: u64) -> Option<Decimal> {
        Some(Decimal { mantissa: self.mantissa.checked_mul(u128::from(scale))?, places: self.places }.reduced())
    }

    fn plus(self, other: Decimal) -> Option<Decimal> {
        let places = self.places.max(other.places);
        let raised = |d: Decimal| d.mantissa.checked_mul(10u128.checked_pow(places - d.places)?);
        Some(Decimal { mantissa: raised(self)?.checked_add(raised(other)?)?, places }.reduced())
    }

    /// The value below which a further number word may be added: 20 leaves 10, 300 leaves 100, 7 leaves 1 (nothing); a French 60 leaves 20.
    fn room(self, numbers: &Numbers) -> u64 {
        if self.mantissa == 0 || self.places > 0 {
            return if self.mantissa == 0 { 1000 } else { 1 };
        }
        let (mut room, mut rest) = (1u64, self.mantissa);
        while rest.is_multiple_of(10) && room < 1_000_000 {
            rest /= 10;
            room *= 10;
        }
        let last_two = u64::try_from(self.mantissa % 100).unwrap_or_default();
        match last_two {
            10 => 1,
            _ if numbers.wide_tens.contains(&last_two) => 20,
            _ => room,
        }
    }
}

impl From<u64> for Decimal {
    fn from(value: u64) -> Self {
        Decimal { mantissa: u128::from(value), places: 0 }
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match 10u128.checked_pow(self.places) {
            Some(unit) if self.places > 0 => {
                write!(f, "{}.{:0width$}", self.mantissa / unit, self.mantissa % unit, width = self.places as usize)
            }
            Some(_) => write!(f, "{}", self.mantissa),
            // More places than a mantissa has digits: nothing stands before the mark.
            None => {
                let digits = self.mantissa.to_string();
                let zeros = (self.places as usize).saturating_sub(digits.len());
                write!(f, "0.{}{digits}", "0".repeat(zeros))
            }
        }
    }
}

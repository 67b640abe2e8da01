//! Numbers by value: 1,000 = 1000 = a thousand, 2.5 million = 2500000, twenty-five = 25, third = 3rd.

use compact_str::{CompactString, ToCompactString};

use crate::lang::{Lang, Numbers};
use crate::model::Span;
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
    match numbers.suffixes.get(tail.as_str()).and_then(|scale| value.times(*scale)) {
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
        match listed(i).then(|| read(&words[i..], &stands[i.min(stands.len())..], numbers)).flatten() {
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

/// The number that begins at the first word, and how many words it takes.
fn read(words: &[Word], stands: &[Stand], numbers: &Numbers) -> Option<(CompactString, WordKind, usize)> {
    let first = &words[0];
    if let Some(ordinal) = numbers.ordinals.get(&first.folded) {
        return Some((ordinal.clone(), WordKind::Word, 1));
    }
    let follows = |i: usize| i < words.len() && stands.get(i).is_some_and(|s| s.adjacent);
    // A hundred: the article counts as one before a scale, and before a scale only.
    let article = numbers.ones.contains(&first.folded) && follows(1) && numbers.scales.contains_key(&words[1].folded);
    let mut taken = 1;
    // `total` holds what larger scales have closed, `current` what is still open to a scale.
    let mut total = Decimal::ZERO;
    let mut current = if article {
        Decimal::from(1)
    } else if first.kind == WordKind::Number {
        Decimal::parse(&first.folded, false)?
    } else if let Some(v) = numbers.values.get(&first.folded) {
        Decimal::from(*v)
    } else {
        Decimal::from(*numbers.scales.get(&first.folded)?)
    };
    let mut last_scale = u64::MAX;
    while follows(taken) {
        let mut next = taken;
        if last_scale != u64::MAX
            && numbers.and.contains(&words[next].folded)
            && follows(next + 1)
            && numbers.values.contains_key(&words[next + 1].folded)
        {
            next += 1;
        }
        let word = &words[next].folded;
        if let Some(&scale) = numbers.scales.get(word) {
            let Some(scaled) = current.times(scale) else { break };
            if scale >= 1000 {
                let Some(sum) = total.plus(scaled) else { break };
                (total, current) = (sum, Decimal::ZERO);
            } else {
                current = scaled;
            }
            last_scale = scale;
        } else if let Some(&value) = numbers.values.get(word) {
            // twenty-five, a hundred and five; but not "five six".
            let room = current.room();
            if room <= value || value == 0 {
                break;
            }
            let Some(sum) = current.plus(Decimal::from(value)) else { break };
            current = sum;
        } else if let Some(ordinal) = numbers.ordinals.get(word) {
            let digits = ordinal.trim_end_matches(|c: char| !c.is_ascii_digit());
            let Ok(value) = digits.parse::<u64>() else { break };
            if current.room() <= value {
                break;
            }
            let sum = total.plus(current)?.plus(Decimal::from(value))?;
            return Some((compact_str::format_compact!("{sum}{}", &ordinal[digits.len()..]), WordKind::Word, next + 1));
        } else {
            break;
        }
        taken = next + 1;
    }
    // Digits alone are folded already.
    if taken == 1 && first.kind == WordKind::Number {
        return None;
    }
    Some((total.plus(current)?.to_compact_string(), WordKind::Number, taken))
}

/// A decimal number: `mantissa` / 10^`places`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Decimal {
    mantissa: u128,
    places: u32,
}

impl Decimal {
    const ZERO: Decimal = Decimal { mantissa: 0, places: 0 };

    fn parse(figures: &str, decimal_comma: bool) -> Option<Decimal> {
        let figures = figures.trim_end_matches(['.', ',']);
        let (decimal, thousands) = if decimal_comma { (',', '.') } else { ('.', ',') };
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

    /// The value below which a further number word may be added: 20 leaves 10, 300 leaves 100, 7 leaves 1 (nothing).
    fn room(self) -> u64 {
        if self.mantissa == 0 || self.places > 0 {
            return if self.mantissa == 0 { 1000 } else { 1 };
        }
        let (mut room, mut rest) = (1u64, self.mantissa);
        while rest.is_multiple_of(10) && room < 1_000_000 {
            rest /= 10;
            room *= 10;
        }
        if self.mantissa == 10 { 1 } else { room }
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
            _ => write!(f, "{}", self.mantissa),
        }
    }
}

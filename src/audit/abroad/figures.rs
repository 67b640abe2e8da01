//! Are two numerals of two languages the same? By value, on a clock of twelve, as years of two figures, in other units, or in the same figures where
//! the marks are read otherwise.

use compact_str::{CompactString, ToCompactString};

use crate::audit::abroad::Across;
use crate::audit::abroad::portions::come_to_the_same;
use crate::audit::clock;
use crate::audit::ranges::scaled;
use crate::audit::token::{Side, Token};

/// Two quantities in other units are the same where they differ by no more than this share: 10 miles are 16 km.
const ROUNDED: f64 = 0.1;

/// How far behind a numeral its unit may stand: four kilometres, four million of euros.
pub const UNIT: usize = 2;

/// The words of a side that say a number.
pub fn numerals(across: &Across, here: bool) -> Vec<usize> {
    (0..across.sides(here).0.tokens.len()).filter(|i| value(across, here, *i).is_some()).collect()
}

/// The value of a numeral, of a word that says one and more (twice, a dozen); centuries and popes are counted in Roman ones.
pub fn value(across: &Across, here: bool, at: usize) -> Option<CompactString> {
    let side = across.sides(here).0;
    let t = side.tokens.get(at)?;
    let counted = || across.lang(here).numbers.counted.get(&t.folded).cloned();
    match &t.figures {
        Some(figures) => Some(figures.trim_end_matches('.').into()),
        None => counted().or_else(|| Some(roman(t.span.of(side.text))?.to_compact_string())),
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

/// Have two numerals, one of this rendering and one of the original, the same value?
pub fn are_equal(across: &Across, i: usize, j: usize) -> bool {
    value(across, true, i).is_some_and(|x| value(across, false, j) == Some(x))
}

/// Do two numerals that are not equal say the same?
pub fn are_same(across: &Across, i: usize, j: usize) -> bool {
    let (Some(x), Some(y)) = (value(across, true, i), value(across, false, j)) else { return false };
    let hour = |v: &str| v.split('.').next().and_then(|h| h.parse::<u32>().ok()).filter(|h| (1..=24).contains(h));
    let on_a_clock = matches!((hour(&x), hour(&y)), (Some(x), Some(y)) if x < y && x + 12 == y || y < x && y + 12 == x);
    let year = |v: &str| v.parse::<u32>().ok();
    let in_short = |long: u32, short: u32| (1000..2100).contains(&long) && short < 100 && long % 100 == short;
    let as_years = matches!((year(&x), year(&y)), (Some(x), Some(y)) if in_short(x, y) || in_short(y, x));
    let told = is_hour(across, true, i) || is_hour(across, false, j);
    let time = |here: bool, at: usize| clock::on_a_dial(across.sides(here).0, across.lang(here), at);
    let at_one_time = time(true, i).is_some_and(|x| time(false, j) == Some(x));
    let in_range = scaled(&across.here, i).is_some_and(|x| x == y) || scaled(&across.there, j).is_some_and(|y| x == y);
    told && on_a_clock
        || in_range
        || at_one_time
        || as_years
        || printed(&across.here, i) == printed(&across.there, j)
        || is_converted(across, i, j)
        || come_to_the_same(across, i, j)
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

/// Is a numeral written with other marks there, or a time or measure in several words, or in one that several are here: 9.30, 9h30, 9 h 30?
pub fn is_written_apart(across: &Across, i: usize) -> bool {
    let (here, there) = (&across.here, &across.there);
    let mine = groups(here, i);
    let mut others = (0..there.tokens.len()).map(|j| (j, groups(there, j)));
    match mine.as_slice() {
        [] => false,
        [only] => others.any(|(j, theirs)| theirs.contains(only) && is_compound(printed(there, j))),
        [hours, minutes] if hours.len() < 3 && minutes.len() < 3 || is_compound(printed(here, i)) => {
            let alone: Vec<Vec<&str>> = others.map(|(_, theirs)| theirs).collect();
            alone.contains(&mine) || mine.iter().all(|group| alone.iter().any(|theirs| theirs.as_slice() == [*group]))
        }
        _ => others.any(|(_, theirs)| theirs == mine),
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

/// What a numeral counts: what its unit measures, and how many of the smallest one that holds.
pub fn unit<'a>(across: &'a Across, here: bool, at: usize) -> Option<(usize, &'a str, f64)> {
    (at + 1..=at + UNIT).find_map(|i| measured(across, here, i).map(|(what, size)| (i, what, size)))
}

/// What a word measures, and how many of the smallest unit it holds.
pub fn measured<'a>(across: &'a Across, here: bool, at: usize) -> Option<(&'a str, f64)> {
    let (side, units) = (across.sides(here).0, &across.lang(here).meaning.units);
    let t: &Token = side.tokens.get(at)?;
    let (what, size) = units.get(&t.folded).or_else(|| t.entry.bases().find_map(|b| units.get(b)))?;
    Some((what, *size))
}

/// The units of two numerals, by their places, where they measure the same in other steps: months and weeks.
pub fn other_units(across: &Across, i: usize, j: usize) -> Option<(usize, usize)> {
    let ((u, ours, a), (v, theirs, b)) = (unit(across, true, i)?, unit(across, false, j)?);
    (ours == theirs && (a - b).abs() > f64::EPSILON * a.abs()).then_some((u, v))
}

/// Are two quantities in other units much the same?
fn is_converted(across: &Across, i: usize, j: usize) -> bool {
    let count = |here: bool, at: usize| value(across, here, at)?.parse::<f64>().ok();
    let all = (unit(across, true, i), unit(across, false, j), count(true, i), count(false, j));
    let (Some((_, ours, a)), Some((_, theirs, b)), Some(x), Some(y)) = all else { return false };
    let (x, y) = (x * a, y * b);
    ours == theirs && (a - b).abs() > f64::EPSILON * a.abs() && (x - y).abs() <= ROUNDED * x.max(y)
}

/// Is it a word such as first, which may be no number (first of all, prima)?
pub fn is_ordinal_word(across: &Across, here: bool, at: usize) -> bool {
    let side = across.sides(here).0;
    let plain =
        |t: &Token| t.folded.ends_with(|c: char| !c.is_ascii_digit()) && t.folded.starts_with(|c: char| c.is_ascii_digit());
    side.tokens.get(at).is_some_and(plain) && !printed(side, at).contains(|c: char| c.is_ascii_digit())
}

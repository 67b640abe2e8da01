//! Are two numerals of two languages the same? By value, on a clock of twelve, as years of two figures, in other units, or in the same figures where
//! the marks are read otherwise.

use crate::audit::abroad::Across;
use crate::audit::amounts::come_to_the_same;
use crate::audit::clock;
use crate::audit::ranges::scaled;
use crate::audit::token::{Side, Token};

/// Two quantities in other units are the same where they differ by no more than this share: 10 miles are 16 km.
const ROUNDED: f64 = 0.1;

/// The words of a side that say a number.
pub fn numerals(across: &Across, here: bool) -> Vec<usize> {
    (0..across.sides(here).0.tokens.len()).filter(|i| across.text(here).value(*i).is_some()).collect()
}

/// Have two numerals, one of this rendering and one of the original, the same value?
pub fn are_equal(across: &Across, i: usize, j: usize) -> bool {
    across.text(true).value(i).is_some_and(|x| across.text(false).value(j) == Some(x))
}

/// Do two numerals that are not equal say the same?
pub fn are_same(across: &Across, i: usize, j: usize) -> bool {
    let (Some(x), Some(y)) = (across.text(true).value(i), across.text(false).value(j)) else { return false };
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
        || come_to_the_same((across.text(true), i), (across.text(false), j)).is_some()
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

/// The units of two numerals, by their places, where they measure the same in other steps: months and weeks.
pub fn other_units(across: &Across, i: usize, j: usize) -> Option<(usize, usize)> {
    let ((u, ours, a), (v, theirs, b)) = (across.text(true).unit(i)?, across.text(false).unit(j)?);
    (ours == theirs && (a - b).abs() > f64::EPSILON * a.abs()).then_some((u, v))
}

/// Are two quantities in other units much the same?
fn is_converted(across: &Across, i: usize, j: usize) -> bool {
    let count = |here: bool, at: usize| across.text(here).value(at)?.parse::<f64>().ok();
    let all = (across.text(true).unit(i), across.text(false).unit(j), count(true, i), count(false, j));
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

//! Quantities said in parts: three quarters of an hour, 15 per cent, a third, un'ora e mezza. They are compared by what they come to.

use crate::audit::abroad::Across;
use crate::audit::abroad::figures::{measured, unit, value};
use crate::audit::token::Token;

/// Two that come to the same differ by no more than this share: a third is 33 per cent.
const IN_PARTS: f64 = 0.02;

/// So far behind a word for a part its unit may stand: a quarter of an hour.
const PARTED: usize = 3;

/// What is measured (nothing, where it is a share of anything), and how much of its smallest unit, or how many hundredths.
type Amount<'a> = (&'a str, f64);

/// The words of a side that say a part, or a unit and a part of one, without a numeral.
pub fn parts(across: &Across, here: bool) -> Vec<usize> {
    let counts = |at: usize| value(across, here, at).is_some();
    let counted = |at: usize| counts(at) || at.checked_sub(1).is_some_and(counts);
    (0..across.sides(here).0.tokens.len()).filter(|at| !counted(*at) && portion(across, here, *at).is_some()).collect()
}

/// Does a numeral or part of this rendering come to the same as one of the original, one of the two said in parts?
pub fn come_to_the_same(across: &Across, i: usize, j: usize) -> bool {
    amounts(across, i, j).is_some_and(|((what, x), (other, y))| what == other && (x - y).abs() <= IN_PARTS * x.max(y))
}

/// Do both measure the same thing, one of the two in parts?
pub fn measure_alike(across: &Across, i: usize, j: usize) -> bool {
    amounts(across, i, j).is_some_and(|((what, _), (other, _))| what == other && !what.is_empty())
}

fn amounts<'a>(across: &'a Across, i: usize, j: usize) -> Option<(Amount<'a>, Amount<'a>)> {
    let (ours, theirs) = (portion(across, true, i), portion(across, false, j));
    if ours.is_none() && theirs.is_none() {
        return None;
    }
    ours.or_else(|| whole(across, true, i)).zip(theirs.or_else(|| whole(across, false, j)))
}

/// What a number of parts comes to: three quarters of an hour, 15 per cent, a third, two hours and a half.
fn portion<'a>(across: &'a Across, here: bool, at: usize) -> Option<Amount<'a>> {
    let (side, lang) = (across.sides(here).0, across.lang(here));
    let part =
        |i: usize| side.tokens.get(i).and_then(|t| [&t.folded, &t.plain].into_iter().find_map(|w| lang.numbers.shares.get(w)));
    let count = || value(across, here, at)?.parse::<f64>().ok();
    // The part of one more, behind the unit.
    let more = |unit: usize| {
        let behind = lang.numbers.parts_behind.iter().find(|(phrase, _)| side.says(phrase, unit + 1))?;
        behind.1.parse::<f64>().ok()
    };
    let with_more = |count: f64, unit: usize| {
        measured(across, here, unit).zip(more(unit)).map(|((what, size), more)| (what, (count + more) * size))
    };
    let (count, word, hundredths) = match (part(at), count()) {
        (Some(share), _) => (1.0, at, *share),
        (None, Some(count)) => match part(at + 1) {
            Some(share) => (count, at + 1, *share),
            None => return with_more(count, at + 1),
        },
        (None, None) => return with_more(1.0, at),
    };
    let mut behind = (word + 1..=word + PARTED).take_while(|i| !side.ends_clause(i - 1));
    let unit = behind.find(|i| side.tokens.get(*i).is_some_and(Token::is_content)).and_then(|i| measured(across, here, i));
    Some(unit.map_or(("", count * hundredths), |(what, size)| (what, count * hundredths / 100.0 * size)))
}

/// What a numeral measures, and how much.
fn whole<'a>(across: &'a Across, here: bool, at: usize) -> Option<Amount<'a>> {
    let count = value(across, here, at)?.parse::<f64>().ok()?;
    unit(across, here, at).map(|(_, what, size)| (what, count * size))
}

//! What is denied on one side, and said by its opposite on the other, where nothing lies between the two: the dam did not hold, the dam gave way.

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::negator::{Negative, REACH};
use crate::audit::token::Side;
use crate::lang::Lang;
use crate::lang::poles::{LONGEST, Pole};

/// How far from a negator stands what it denies.
const DENIES: usize = 4;

/// The negator with what it denies, and the words of the other side that say the opposite.
pub fn answered(pair: &Pair, report: &Report, n: &Negative) -> Option<(Vec<usize>, Vec<usize>)> {
    let (mine, theirs) = pair.sides(n.here);
    let is_open = |here: bool, run: &[usize]| {
        let side = pair.sides(here).0;
        run.iter().all(|i| report.is_free(here, *i) && side.tokens.get(*i).is_some_and(|t| !t.is_settled() || !t.is_content()))
    };
    let behind = (n.at + n.length..=n.at + DENIES).take_while(|i| *i == n.at + 1 || !mine.ends_clause(i - 1));
    let before = (n.at.saturating_sub(DENIES)..n.at).rev().take_while(|i| !mine.ends_clause(*i));
    let before = before.filter(|_| !pair.lang.meaning.exchange.by_order);
    let (pole, denied) =
        behind.chain(before).find_map(|i| pole_at(pair.lang, mine, i).filter(|(_, run)| is_open(n.here, run)))?;
    let place = pair.project(n.here, *denied.first()?);
    let near = place.saturating_sub(REACH)..theirs.tokens.len().min(place + REACH);
    let (_, other) = near.into_iter().find_map(|j| {
        let told = pole_at(pair.lang, theirs, j)?;
        (pole.is_opposite(told.0) && is_open(!n.here, &told.1) && !is_denied(pair.lang, theirs, &told.1)).then_some(told)
    })?;
    let own = n.words().into_iter().chain(denied).collect();
    Some((own, other))
}

/// The opposite that a word, or a phrase at its head, has by heart, where nothing lies between the two.
fn pole_at(lang: &'static Lang, side: &Side, at: usize) -> Option<(Pole<'static>, Vec<usize>)> {
    let stems: Vec<&str> = side.tokens.iter().skip(at).take(LONGEST).map(|t| t.stem.as_str()).collect();
    let (pole, length) = lang.pole(&stems).filter(|(pole, _)| pole.leaves_nothing_between())?;
    Some((pole, (at..at + length).collect()))
}

/// Does a negator of its clause stand near some words?
fn is_denied(lang: &Lang, side: &Side, run: &[usize]) -> bool {
    let (Some(&first), Some(&last)) = (run.first(), run.last()) else { return false };
    let polarity = &lang.meaning.polarity;
    let denies = |i: usize| polarity.denies(side.folded(i)) || polarity.partners.contains(side.folded(i));
    (first.saturating_sub(DENIES)..first).any(|i| denies(i) && !(i..first).any(|k| side.ends_clause(k)))
        || (last + 1..=last + 2).any(|i| denies(i) && !(last..i).any(|k| side.ends_clause(k)))
}

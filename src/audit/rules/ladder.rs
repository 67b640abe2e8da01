//! Which words of one ladder stand for each other? Shared by modality and quantifier: open words that are linked or share a slot.

use std::cmp::Ordering;
use std::ops::RangeInclusive;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, printed};
use crate::audit::token::Side;
use crate::model::Severity;

type Ladder = FxHashMap<CompactString, u8>;

/// Words of which the steps lie so far apart do not say the same.
pub const FAR: u8 = 2;

/// The most words that say one step together.
const MOST: usize = 3;

/// A word of a ladder: its step, and the words that say it (one, or several as in “have to”).
struct Step {
    step: u8,
    words: Vec<usize>,
}

impl Step {
    /// The step that is said from a word on, by as many words as possible.
    fn of(ladder: &Ladder, side: &Side, at: usize) -> Option<Step> {
        (1..=MOST).rev().find_map(|length| {
            let words: Vec<usize> = (at..at + length).collect();
            let text = words.iter().map(|i| side.folded(*i)).collect::<Vec<_>>().join(" ");
            ladder.get(text.as_str()).map(|step| Step { step: *step, words })
        })
    }

    /// The step that a word says, alone or as one of several.
    fn around(ladder: &Ladder, side: &Side, at: usize) -> Option<Step> {
        let from = (at + 1).saturating_sub(MOST);
        (from..=at).find_map(|i| Step::of(ladder, side, i).filter(|step| step.words.contains(&at)))
    }
}

/// The step of the word at a place, or of it and the next one (have to).
pub fn step(ladder: &Ladder, side: &Side, at: usize) -> Option<u8> {
    Step::of(ladder, side, at).map(|found| found.step)
}

/// The words that say a step together, of which the word at a place is one.
pub fn words(ladder: &Ladder, side: &Side, at: usize) -> Option<Vec<usize>> {
    Step::around(ladder, side, at).map(|found| found.words)
}

/// Do words at both places stand on a ladder, too far apart to say the same?
pub fn are_far_apart(ladder: &Ladder, (a, i): (&Side, usize), (b, j): (&Side, usize)) -> bool {
    Step::of(ladder, a, i).zip(Step::of(ladder, b, j)).is_some_and(|(x, y)| x.step.abs_diff(y.step) >= FAR)
}

/// Is the word one of a ladder, or one of those that say a step of it together?
pub fn covers(ladder: &Ladder, side: &Side, at: usize) -> bool {
    Step::around(ladder, side, at).is_some()
}

/// Does the word say a step together with others only?
pub fn is_of_phrase(ladder: &Ladder, side: &Side, at: usize) -> bool {
    Step::around(ladder, side, at).is_some_and(|step| step.words.len() > 1)
}

/// Raises each word that stands for another one of its ladder; one of a neighbouring step, or of the same, is neutral. `explain` is told the
/// word here, the base's, and whether the first is the higher one.
pub fn find(pair: &Pair, report: &mut Report, rule: &Rule, ladder: &Ladder, explain: fn(&str, &str, Ordering) -> String) {
    for (here, there) in steps(pair, report, ladder) {
        raise(pair, report, rule, (&here, &there), explain);
    }
}

/// Raises the first word of a ladder in a range of this rendering beside the first in one of the base, if both are open.
pub fn find_near(
    pair: &Pair,
    report: &mut Report,
    (rule, ladder): (&Rule, &Ladder),
    (here, there): (RangeInclusive<usize>, RangeInclusive<usize>),
    explain: fn(&str, &str, Ordering) -> String,
) {
    let first = |of_this: bool, mut range: RangeInclusive<usize>| {
        let side = pair.sides(of_this).0;
        let open = |i: &usize| side.tokens.get(*i).is_some_and(|t| !t.is_settled()) && report.is_free(of_this, *i);
        range.find_map(|at| Step::of(ladder, side, at).filter(|step| step.words.iter().all(open)))
    };
    if let (Some(a), Some(b)) = (first(true, here), first(false, there)) {
        raise(pair, report, rule, (&a, &b), explain);
    }
}

fn raise(
    pair: &Pair,
    report: &mut Report,
    rule: &Rule,
    (here, there): (&Step, &Step),
    explain: fn(&str, &str, Ordering) -> String,
) {
    let severity = if here.step.abs_diff(there.step) >= FAR { Severity::Major } else { Severity::Neutral };
    let said = |side: &Side, step: &Step| step.words.iter().map(|i| side.folded(*i)).collect::<Vec<_>>().join(" ");
    let explanation = explain(&said(&pair.here, here), &said(&pair.there, there), here.step.cmp(&there.step));
    report.raise(rule, severity, (&here.words, &there.words), 0.8, explanation);
}

/// Raises each word that both have, but that says another step with the words beside it: a few for few. Only where what `follows` the last words of
/// both says so.
pub fn find_shifted(
    pair: &Pair,
    report: &mut Report,
    (rule, ladder): (&Rule, &Ladder),
    follows: impl Fn(usize, usize) -> bool,
    explain: fn(&str, &str) -> String,
) {
    let of = |here: bool, at: usize| Step::around(ladder, pair.sides(here).0, at);
    let settled = pair.here.tokens.iter().enumerate().filter_map(|(i, t)| Some((i, t.settled_answer()?)));
    let shifted: Vec<(Step, Step)> = settled
        .filter_map(|(i, j)| Some((of(true, i)?, of(false, j)?)))
        .filter(|(a, b)| a.step.abs_diff(b.step) >= FAR && a.words.len() != b.words.len())
        .filter(|(a, b)| a.words.last().zip(b.words.last()).is_some_and(|(a, b)| follows(*a, *b)))
        .collect();
    for (a, b) in shifted {
        let is_free = a.words.iter().all(|i| report.is_free(true, *i)) && b.words.iter().all(|j| report.is_free(false, *j));
        if is_free {
            let explanation = explain(printed(&pair.here, &a.words), printed(&pair.there, &b.words));
            report.raise(rule, Severity::Major, (&a.words, &b.words), 0.8, explanation);
        }
    }
}

/// The words of this rendering and of the base that stand for each other.
fn steps(pair: &Pair, report: &Report, ladder: &Ladder) -> Vec<(Step, Step)> {
    let step = |here: bool, at: usize| {
        // A few is told once, not as few again.
        let step = Step::around(ladder, pair.sides(here).0, at).filter(|step| step.words.first() == Some(&at))?;
        step.words.iter().all(|i| report.is_free(here, *i)).then_some(step)
    };
    let mut theirs: Vec<usize> = report.open(false).filter(|j| step(false, *j).is_some()).collect();
    let ours = report.open(true).filter_map(|i| step(true, i));
    ours.filter_map(|ours| {
        let there = pair.take_counterpart(*ours.words.first()?, &mut theirs)?;
        Some((ours, step(false, there)?))
    })
    .collect()
}

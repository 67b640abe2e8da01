//! Which words of one ladder stand for each other? Shared by modality and quantifier: open words that are linked or share a slot.

use std::cmp::Ordering;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::Rule;
use crate::audit::token::Side;
use crate::model::Severity;

type Ladder = FxHashMap<CompactString, u8>;

/// Words of which the steps lie so far apart do not say the same.
pub const FAR: u8 = 2;

/// A word of a ladder: its step, and the words that say it (one, or two as in “have to”).
struct Step {
    step: u8,
    words: Vec<usize>,
}

impl Step {
    fn of(ladder: &Ladder, side: &Side, at: usize) -> Option<Step> {
        let two = || compact_str::format_compact!("{} {}", side.folded(at), side.folded(at + 1));
        let one = ladder.get(side.folded(at)).map(|step| Step { step: *step, words: vec![at] });
        one.or_else(|| ladder.get(&two()).map(|step| Step { step: *step, words: vec![at, at + 1] }))
    }
}

/// The step of the word at a place, or of it and the next one (have to).
pub fn step(ladder: &Ladder, side: &Side, at: usize) -> Option<u8> {
    Step::of(ladder, side, at).map(|found| found.step)
}

/// Do words at both places stand on a ladder, too far apart to say the same?
pub fn are_far_apart(ladder: &Ladder, (a, i): (&Side, usize), (b, j): (&Side, usize)) -> bool {
    Step::of(ladder, a, i).zip(Step::of(ladder, b, j)).is_some_and(|(x, y)| x.step.abs_diff(y.step) >= FAR)
}

/// Is the word one of a ladder, or one of the two that say a step of it together?
pub fn covers(ladder: &Ladder, side: &Side, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| Step::of(ladder, side, i));
    Step::of(ladder, side, at).is_some() || before.is_some_and(|step| step.words.contains(&at))
}

/// Raises each word that stands for another one of its ladder; one of a neighbouring step, or of the same, is neutral. `explain` is told the
/// word here, the base's, and whether the first is the higher one.
pub fn find(pair: &Pair, report: &mut Report, rule: &Rule, ladder: &Ladder, explain: fn(&str, &str, Ordering) -> String) {
    for (here, there) in steps(pair, report, ladder) {
        let severity = if here.step.abs_diff(there.step) >= FAR { Severity::Major } else { Severity::Neutral };
        let said = |side: &Side, step: &Step| step.words.iter().map(|i| side.folded(*i)).collect::<Vec<_>>().join(" ");
        let explanation = explain(&said(&pair.here, &here), &said(&pair.there, &there), here.step.cmp(&there.step));
        report.raise(rule, severity, (&here.words, &there.words), 0.8, explanation);
    }
}

/// The words of this rendering and of the base that stand for each other.
fn steps(pair: &Pair, report: &Report, ladder: &Ladder) -> Vec<(Step, Step)> {
    let step = |here: bool, at: usize| {
        let step = Step::of(ladder, pair.sides(here).0, at)?;
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

//! Which words of one ladder stand for each other? Shared by modality and quantifier: open words that are linked or share a slot.

use std::cmp::Ordering;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::Rule;
use crate::model::Severity;

type Ladder = FxHashMap<CompactString, u8>;

/// Words of which the steps lie so far apart do not say the same.
const FAR: u8 = 2;

/// Do both words stand on a ladder, too far apart to say the same?
pub fn are_far_apart(ladder: &Ladder, a: &str, b: &str) -> bool {
    ladder.get(a).zip(ladder.get(b)).is_some_and(|(x, y)| x.abs_diff(*y) >= FAR)
}

/// Raises each word that stands for another one of its ladder; one of a neighbouring step, or of the same, is neutral. `explain` is told the
/// word here, the base's, and whether the first is the higher one.
pub fn find(pair: &Pair, report: &mut Report, rule: &Rule, ladder: &Ladder, explain: fn(&str, &str, Ordering) -> String) {
    for (here, there) in steps(pair, report, ladder) {
        let (a, b) = (pair.here.folded(here), pair.there.folded(there));
        let (Some(x), Some(y)) = (ladder.get(a), ladder.get(b)) else { continue };
        let severity = if are_far_apart(ladder, a, b) { Severity::Major } else { Severity::Neutral };
        report.raise(rule, severity, (&[here], &[there]), 0.8, explain(a, b, x.cmp(y)));
    }
}

/// The words of this rendering and of the base that stand for each other.
fn steps(pair: &Pair, report: &Report, ladder: &Ladder) -> Vec<(usize, usize)> {
    let open = |here: bool| report.open(here).filter(|i| ladder.contains_key(pair.sides(here).0.folded(*i))).collect::<Vec<_>>();
    let mut theirs = open(false);
    open(true).into_iter().filter_map(|here| Some((here, pair.take_counterpart(here, &mut theirs)?))).collect()
}

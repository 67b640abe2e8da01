//! Words cut with a mark: “…”, “...”, “[...]”. The reader sees that something is missing, so it is neutral; a translator looks whether the cut
//! is fair.

use crate::audit::pair::Pair;
use crate::audit::report::{Finding, Report};
use crate::audit::rules::{Rule, printed};
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "ellipsis",
    class: Class::Ellipsis,
    find,
    fires: &[("The bridge is old. It shakes in the wind. It must be closed.", "The bridge is old... It must be closed.")],
    silent: &[("The bridge is old and must be closed.", "The bridge is old and must be closed...")],
};

fn find(pair: &Pair, report: &mut Report) {
    let side = &pair.here;
    for at in marks(side.text) {
        // The words around the mark, and what the base has between their answers.
        let right = side.tokens.partition_point(|t| t.span.start < at);
        let before =
            right.checked_sub(1).and_then(|i| (0..=i).rev().find_map(|k| side.tokens.get(k).and_then(|t| t.settled_answer())));
        let after = (right..side.tokens.len()).find_map(|k| side.tokens.get(k).and_then(|t| t.settled_answer()));
        let (from, to) = (before.map_or(0, |b| b + 1), after.unwrap_or(pair.there.tokens.len()));
        let cut: Vec<usize> = (from..to)
            .filter(|i| report.is_free(false, *i) && pair.there.tokens.get(*i).is_some_and(|t| !t.is_settled()))
            .collect();
        if cut.is_empty() {
            continue;
        }
        let explanation = format!("“{}” is cut, and a mark shows the cut.", printed(&pair.there, &cut));
        let finding = Finding {
            rule: RULE.name,
            class: RULE.class,
            severity: Severity::Neutral,
            here: &[],
            there: &cut,
            confidence: 0.9,
            explanation,
        };
        report.raise(finding);
    }
}

/// The offsets of all ellipses.
fn marks(text: &str) -> Vec<usize> {
    let mut out: Vec<usize> = text.match_indices('…').chain(text.match_indices("...")).map(|(at, _)| at).collect();
    out.sort_unstable();
    out.dedup_by(|b, a| *b - *a < 3);
    out
}

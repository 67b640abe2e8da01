//! The same number from the other side: more than 600, almost 600. One says that there were more, the other that there were less.

use std::ops::RangeInclusive;

use crate::audit::pair::{Pair, Tie};
use crate::audit::report::Report;
use crate::audit::rules::{Rule, printed};
use crate::audit::token::Side;
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "bounds",
    class: Class::Number,
    find,
    fires: &[
        ("More than 600 boats came.", "Almost 600 boats came."),
        ("Between 20 and 30 boats came.", "More than 30 boats came."),
    ],
    silent: &[
        ("More than 600 boats came.", "At least 600 boats came."),
        ("Almost 600 boats came.", "No more than 600 boats came."),
        ("Over 600 boats came.", "600 boats came."),
    ],
};

/// The most words of a bound, and between the first word of a range and its last number.
const MOST: usize = 3;
const RANGE: usize = 4;

/// On which side of a number is what is counted?
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    Above,
    Below,
}

fn find(pair: &Pair, report: &mut Report) {
    let numbers = pair.here.tokens.iter().enumerate().filter(|(_, t)| t.figures.is_some());
    for (i, j) in numbers.filter_map(|(i, t)| Some((i, t.settled_answer()?))) {
        let (Some((a, ours)), Some((b, theirs))) = (bound(pair, &pair.here, i), bound(pair, &pair.there, j)) else { continue };
        let (here, there): (Vec<usize>, Vec<usize>) = (ours.collect(), theirs.collect());
        // More than, less than: `opposite` tells of it, as of all such words.
        let are_opposite = |i: usize, j: usize| {
            let tied = pair.here.tokens.get(i).is_some_and(|t| t.answers.iter().any(|a| a.at == j && a.tie == Tie::Antonym));
            tied || pair.lang.meaning.are_opposites(pair.here.folded(i), pair.there.folded(j))
        };
        let opposite = here.iter().any(|i| there.iter().any(|j| are_opposite(*i, *j)));
        if a == b || opposite || !report.is_free(true, i) || !report.is_free(false, j) {
            continue;
        }
        let (p, q) = (printed(&pair.here, &here), printed(&pair.there, &there));
        let explanation = format!("“{p}” and the base's “{q}” are on two sides of one number.");
        report.raise(&RULE, Severity::Critical, (&here, &there), 0.9, explanation);
    }
}

/// On which side of a number is what it counts, and from which word on does the text say so?
fn bound(pair: &Pair, side: &Side, at: usize) -> Option<(Bound, RangeInclusive<usize>)> {
    let bounds = &pair.lang.meaning.bounds;
    let denies = |i: Option<usize>| i.is_some_and(|i| pair.lang.meaning.polarity.negators.contains(side.folded(i)));
    let said = |from: usize| (from..at).map(|i| side.folded(i)).collect::<Vec<_>>().join(" ");
    let alone = (1..=MOST).rev().filter_map(|n| at.checked_sub(n)).find_map(|from| {
        let text = said(from);
        let (above, below) = (bounds.above.contains(text.as_str()), bounds.below.contains(text.as_str()));
        // No more than is not above.
        let bound = if above != denies(from.checked_sub(1)) { Bound::Above } else { Bound::Below };
        (above || below).then_some((bound, from..=at))
    });
    let first = (at.saturating_sub(RANGE)..at).rev().find(|i| bounds.range.contains(side.folded(*i)));
    let counts = |i: usize| side.tokens.get(i).is_some_and(|t| t.figures.is_some());
    alone.or_else(|| first.filter(|f| (f + 1..at).any(counts)).map(|from| (Bound::Below, from..=at)))
}

//! The same words elsewhere. Languages order their words by their own rules, so it is neutral; it is told since emphasis may shift.

use std::collections::BTreeMap;

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::Rule;
use crate::model::{Class, Severity, Span};

pub const RULE: Rule = Rule {
    name: "order",
    class: Class::Order,
    find,
    fires: &[(
        "Obviously, the port office does not run ferries in winter.",
        "The port office does not run ferries in winter, obviously.",
    )],
    silent: &[("The bridge is closed.", "The bridge is closed.")],
};

fn find(pair: &Pair, report: &mut Report) {
    // Words whose answers stand before those of an earlier word: the smaller group of a crossing has moved.
    let ties: Vec<(usize, usize)> =
        pair.here.tokens.iter().enumerate().filter_map(|(i, t)| Some((i, t.settled_answer()?))).collect();
    let kept = longest_rising(&ties);
    let mut groups: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    let mut group = 0;
    for (k, tie) in ties.iter().enumerate() {
        if kept.contains(&k) {
            group = k + 1;
            continue;
        }
        groups.entry(group).or_default().push(*tie);
    }
    for moved in groups.values() {
        let content = |i: usize| pair.here.tokens.get(i).is_some_and(|t| t.is_content());
        let told = moved.iter().any(|(i, _)| content(*i) && report.is_free(true, *i));
        let (here, there): (Vec<usize>, Vec<usize>) = moved.iter().copied().unzip();
        let (Some(a), Some(b)) = (pair.here.span(&here), pair.there.span(&there)) else { continue };
        let adverb = moved.iter().any(|(i, _)| pair.lang.meaning.intensity.words.contains(pair.here.folded(*i)));
        // A currency's sign stands before its number, its word behind it.
        let signs = moved.iter().all(|(i, j)| [(&pair.here, i), (&pair.there, j)].iter().any(|(side, at)| side.is_sign(**at)));
        if signs || !told && !adverb || too_wide(a, pair.here.text) || too_wide(b, pair.there.text) {
            continue;
        }
        let place = here.first().and_then(|i| pair.here.tokens.get(*i)).map_or(0, |t| t.place);
        let explanation = format!("“{}” stands elsewhere in the base.", a.of(pair.here.text));
        report.add(&RULE, Severity::Neutral, ((a, b), place), 0.7, explanation);
    }
}

/// A group torn over half of the text tells nothing.
fn too_wide(span: Span, text: &str) -> bool {
    span.len() * 2 > text.len()
}

/// The indices of a longest run of ties whose answers rise.
fn longest_rising(ties: &[(usize, usize)]) -> rustc_hash::FxHashSet<usize> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; ties.len()];
    for (k, (_, answer)) in ties.iter().enumerate() {
        let at = tails.partition_point(|&t| ties.get(t).is_some_and(|x| x.1 < *answer));
        if let Some(slot) = before.get_mut(k) {
            *slot = at.checked_sub(1).and_then(|i| tails.get(i).copied());
        }
        match tails.get_mut(at) {
            Some(tail) => *tail = k,
            None => tails.push(k),
        }
    }
    let mut out = rustc_hash::FxHashSet::default();
    let mut next = tails.last().copied();
    while let Some(k) = next {
        out.insert(k);
        next = before.get(k).copied().flatten();
    }
    out
}

//! Another binding force: must for should, may for will. “Must not be excluded” and “can be ruled out” are two policies.
//!
//! Modal words stand on a ladder; the farther two are apart, the more differs. Neighbouring steps (can, could) are neutral. Where they are denied
//! they stand on another one: must not forbids, as cannot does, and need not leaves free.

use std::cmp::Ordering;

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, ladder};
use crate::audit::token::Side;
use crate::model::Class;

/// How far, in words, a negator may stand before and behind a word that binds.
const BEFORE: usize = 4;
const BEHIND: usize = 2;

pub const RULE: Rule = Rule {
    name: "modality",
    class: Class::Modality,
    find,
    fires: &[
        ("The bridge must be closed.", "The bridge may be closed."),
        ("We should sell the mill.", "We can sell the mill."),
        ("We will sell the mill.", "We might sell the mill."),
        ("We have to be ready for the flood.", "We should be ready for the flood."),
        ("No miller needs to leave the valley.", "No miller must leave the valley."),
    ],
    silent: &[
        ("The bridge can shake in the wind.", "The bridge could shake in the wind."),
        ("We will sell the mill.", "We'll sell the mill."),
        ("You must not cross the dam.", "You cannot cross the dam."),
    ],
};

fn find(pair: &Pair, report: &mut Report) {
    let meaning = &pair.lang.meaning;
    let is_denied = |side: &Side, at: usize| is_denied(pair, side, at);
    ladder::find_where(pair, report, &RULE, &meaning.denied, is_denied, explain);
    ladder::find(pair, report, &RULE, &meaning.modality, explain);
}

fn explain(here: &str, there: &str, step: Ordering) -> String {
    match step {
        Ordering::Greater => format!("“{here}” binds more than the base's “{there}”."),
        Ordering::Less => format!("“{here}” binds less than the base's “{there}”."),
        Ordering::Equal => format!("“{here}” binds as much as the base's “{there}”."),
    }
}

/// Does a negator turn the word round? Nobody must is a ban, nobody needs to is none.
fn is_denied(pair: &Pair, side: &Side, at: usize) -> bool {
    let of_sentence = |i: &usize| side.tokens.get(*i).map(|t| t.sentence) == side.tokens.get(at).map(|t| t.sentence);
    let around = at.saturating_sub(BEFORE)..=at + BEHIND;
    around.filter(of_sentence).any(|i| pair.lang.meaning.polarity.negators.contains(side.folded(i)))
}

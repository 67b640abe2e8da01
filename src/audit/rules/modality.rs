//! Another binding force: must for should, may for will. “Must not be excluded” and “can be ruled out” are two policies.
//!
//! Modal words stand on a ladder; the farther two are apart, the more differs. Neighbouring steps (can, could) are neutral. Where they are denied
//! they stand on another one: must not forbids, as cannot does, and need not leaves free.

use std::cmp::Ordering;

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, ladder, oriented, printed};
use crate::audit::token::Side;
use crate::lang::Time;
use crate::model::{Class, Severity};

/// How far, in words, a negator may stand before and behind a word that binds.
const BEFORE: usize = 4;
const BEHIND: usize = 2;

/// So far behind what leaves it open stands what it is that is so: may still be there on Friday.
const VERB: usize = 6;

/// As sure as this is what nothing else can be the reason of.
const SURE: f32 = 0.7;

/// Less likely than this, nothing has changed.
const UNLIKELY: f32 = 0.25;

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
        ("The pipe may leak in winter.", "The pipe leaks in winter."),
        ("They may still be there on Friday.", "They are still there on Friday."),
        ("They could have closed the gate.", "They closed the gate."),
    ],
    silent: &[
        ("The bridge can shake in the wind.", "The bridge could shake in the wind."),
        ("We will sell the mill.", "We'll sell the mill."),
        ("You must not cross the dam.", "You cannot cross the dam."),
        ("We could see the boats.", "We saw the boats."),
    ],
};

fn find(pair: &Pair, report: &mut Report) {
    let meaning = &pair.lang.meaning;
    denied(pair, report);
    ladder::find(pair, report, &RULE, &meaning.modality, explain);
    // Will be able to close it, will close it: of one verb.
    let verb = |side: &Side, at: usize| (at + 1..side.tokens.len()).find(|i| side.tokens[*i].is_content());
    let of_one = |here: usize, there: usize| {
        let (here, there) = (verb(&pair.here, here), verb(&pair.there, there));
        here.and_then(|i| pair.here.tokens[i].settled_answer()).zip(there).is_some_and(|(answer, there)| answer == there)
    };
    ladder::find_shifted(pair, report, (&RULE, &meaning.modality), of_one, |here, there| {
        format!("“{here}” does not bind as the base's “{there}” does.")
    });
    for here in [true, false] {
        surer(pair, report, here);
    }
}

/// Raises what leaves open whether something is so (may, might), where the other side has the verb without it: the pipe may leak, the pipe leaks.
fn surer(pair: &Pair, report: &mut Report, here: bool) {
    let (mine, _) = pair.sides(here);
    let open: Vec<usize> = report.open(here).filter(|at| leaves_open(pair, mine, *at)).collect();
    for at in open {
        if !report.is_free(here, at) || !is_sure_there(pair, report, here, at) {
            continue;
        }
        let weighed = report.weigh(here, &[at], &[]);
        // They may still be, they are still: where nothing of content stands open, no other word leaves it so.
        let p = if report.is_all_answered() { weighed.max(SURE) } else { weighed };
        let word = printed(mine, &[at]);
        let explanation = match here {
            true => format!("“{word}” leaves it open; in the base it is a fact."),
            false => format!("The base's “{word}” leaves open what is said to be so here."),
        };
        // Where much else differs, it may be said in other words; as a change of time it is told all the same.
        let severity = match p {
            p if p >= 0.5 => Severity::Major,
            p if p >= UNLIKELY => Severity::Minor,
            _ => Severity::Neutral,
        };
        report.raise(&RULE, severity, oriented(here, &[at], &[]), p, explanation);
    }
}

/// May, might, could: does the word leave open whether something is so?
pub fn leaves_open(pair: &Pair, side: &Side, at: usize) -> bool {
    const MAY: u8 = 1;
    pair.lang.meaning.modality.get(side.folded(at)) == Some(&MAY)
}

/// Has the other side the verb that a word leaves open, with nothing that binds it otherwise? What one could do in the past, and did, is no guess.
fn is_sure_there(pair: &Pair, report: &Report, here: bool, at: usize) -> bool {
    let (mine, theirs) = pair.sides(here);
    let (meaning, sentence) = (&pair.lang.meaning, mine.tokens.get(at).map(|t| t.sentence));
    let verb = (at + 1..=at + VERB).find(|i| mine.tokens.get(*i).is_some_and(|t| Some(t.sentence) == sentence && t.is_content()));
    let answer = verb.and_then(|v| mine.tokens.get(v)).and_then(|t| t.settled_answer());
    let (Some(verb), Some(answer)) = (verb, answer) else { return false };
    let tense = &meaning.tense;
    let bound = |i: usize| {
        let word = theirs.folded(i);
        ladder::covers(&meaning.modality, theirs, i)
            || matches!(tense.auxiliaries.get(word), Some(Time::Conditional | Time::Future))
    };
    let near = answer.saturating_sub((verb - at).max(BEFORE))..answer;
    // Could not: what the negator does is told as that.
    let is_denied = (at + 1..verb).any(|i| meaning.polarity.negators.contains(mine.folded(i)));
    // We could see it, we saw it; we could lose it, we have lost it.
    let has = near.clone().any(|i| tense.auxiliaries.get(theirs.folded(i)) == Some(&Time::Perfect));
    let was_able = tense.auxiliaries.get(mine.folded(at)) == Some(&Time::Past)
        && verb == at + 1
        && tense.is_past(theirs.folded(answer))
        && !has;
    !is_denied && !near.clone().any(bound) && !near.clone().any(|i| !report.is_free(!here, i)) && !was_able
}

fn explain(here: &str, there: &str, step: Ordering) -> String {
    match step {
        Ordering::Greater => format!("“{here}” is more binding than the base's “{there}”."),
        Ordering::Less => format!("“{here}” is less binding than the base's “{there}”."),
        Ordering::Equal => format!("“{here}” is as binding as the base's “{there}”."),
    }
}

/// Raises words that bind otherwise beside a negator that both sides have: must not forbids, does not have to leaves free.
fn denied(pair: &Pair, report: &mut Report) {
    let polarity = &pair.lang.meaning.polarity;
    for (at, t) in pair.here.tokens.iter().enumerate().filter(|(_, t)| polarity.negators.contains(&t.folded)) {
        if let Some(there) = t.settled_answer() {
            let near = |at: usize| at.saturating_sub(BEHIND)..=at + BEFORE;
            ladder::find_near(pair, report, (&RULE, &pair.lang.meaning.denied), (near(at), near(there)), explain);
        }
    }
}

/// Does a negator turn the word round? Nobody must is a ban, nobody needs to is none.
pub fn is_denied(pair: &Pair, side: &Side, at: usize) -> bool {
    let of_sentence = |i: &usize| side.tokens.get(*i).map(|t| t.sentence) == side.tokens.get(at).map(|t| t.sentence);
    let around = at.saturating_sub(BEFORE)..=at + BEHIND;
    around.filter(of_sentence).any(|i| pair.lang.meaning.polarity.negators.contains(side.folded(i)))
}

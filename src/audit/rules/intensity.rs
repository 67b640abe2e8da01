//! A word that turns the volume up or down: very, just, only. It changes how much is claimed, not what; a translator mends it in passing.
//! But only if is more than if, and nearly lost is not lost: both are major.

use crate::audit::conditions::{self, IF};
use crate::audit::only_when;
use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, if_likely, oriented, printed};
use crate::audit::token::{Side, Token};
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "intensity",
    class: Class::Intensity,
    find,
    fires: &[
        ("The bridge is old.", "The bridge is very old."),
        ("We nearly lost the boats.", "We lost the boats."),
        ("We will pay only if they ask.", "We will pay if they ask."),
        ("We just want to cross the river.", "We want to cross the river."),
    ],
    silent: &[("The bridge is very old.", "The bridge is really old.")],
};

/// So far behind only, in words, stands if, behind the verb.
pub const IF_BEHIND: usize = 6;

/// Less likely than this, nothing has changed.
const UNLIKELY: f32 = 0.25;

fn find(pair: &Pair, report: &mut Report) {
    let words = &pair.lang.meaning.intensity.words;
    for slot in &pair.slots {
        let rest = report.rest(slot);
        let marks = |here: bool, run: &[usize]| -> Vec<usize> {
            run.iter().copied().filter(|i| words.contains(pair.sides(here).0.folded(*i))).collect()
        };
        let (here, there) = (marks(true, &rest.here), marks(false, &rest.there));
        match (here.is_empty(), there.is_empty()) {
            // One for the other says the same.
            (false, false) => {
                let explanation =
                    format!("“{}” stands for the base's “{}”.", printed(&pair.here, &here), printed(&pair.there, &there));
                report.raise(&RULE, Severity::Neutral, (&here, &there), 0.6, explanation);
            }
            (false, true) => raise(pair, report, true, &here),
            (true, false) => raise(pair, report, false, &there),
            (true, true) => {}
        }
    }
}

fn raise(pair: &Pair, report: &mut Report, here: bool, run: &[usize]) {
    let (mine, theirs) = pair.sides(here);
    for &at in run {
        // The same word elsewhere on the other side has only moved.
        if theirs.tokens.iter().any(|t| t.folded == mine.folded(at) && !t.is_settled()) {
            continue;
        }
        let p = report.weigh(here, &[at], &[]);
        let text = printed(mine, &[at]);
        if is_short_of(pair, mine, at) && p >= UNLIKELY {
            let explanation = match here {
                true => format!("“{text}” makes something that has not come about of what the base says is so."),
                false => format!("The base's “{text}” is missing, so that what has not come about is so here."),
            };
            let severity = if p >= 0.5 { Severity::Major } else { Severity::Minor };
            report.raise(&RULE, severity, oriented(here, &[at], &[]), p, explanation);
            continue;
        }
        let explanation = match here {
            true => format!("“{text}” is added."),
            false => format!("The base's “{text}” is missing."),
        };
        let own = [at];
        let words = oriented(here, &own, &[]);
        let is_strong = is_of_condition(pair, mine, at) || is_of_moment(pair, mine, at);
        let severity = if is_strong { Severity::Major } else { Severity::Minor };
        report.raise(&RULE, if_likely(p, severity), words, p, explanation);
    }
}

/// Nearly lost, lost: does the word say that what both sides have behind it was not quite so? Nearly at once is another way to say at once.
fn is_short_of(pair: &Pair, side: &Side, at: usize) -> bool {
    let meaning = &pair.lang.meaning;
    let next = side.tokens.get(at + 1).filter(|t| t.is_settled() && t.is_content() && t.figures.is_none());
    meaning.is_nearly(side.folded(at)) && next.is_some_and(|t| !meaning.tense.is_adverb(&t.folded) && !t.is_name)
}

/// Only in May: does the word narrow a day or month that both sides have?
fn is_of_moment(pair: &Pair, side: &Side, at: usize) -> bool {
    let is_narrow = pair.lang.meaning.intensity.narrowing.contains(side.folded(at));
    let is_moment = |i: usize| {
        let is_kept = side.tokens.get(i).is_some_and(|t| t.is_settled());
        is_kept && only_when::moment(pair.lang, side, i).is_some() && only_when::only(pair.lang, side, i) == Some(at)
    };
    is_narrow && (at + 1..=at + IF_BEHIND).any(is_moment)
}

/// Only if, if: does the word make of a condition that is enough the only one that is?
fn is_of_condition(pair: &Pair, side: &Side, at: usize) -> bool {
    let intensity = &pair.lang.meaning.intensity;
    let is_if = |i: usize| intensity.conditions.contains(side.folded(i)) || conditions::says(pair.lang, side, IF, i);
    let kept = |i: &usize| side.tokens.get(*i).is_some_and(|t| t.is_settled()) && is_if(*i);
    let sentence = |i: usize| side.tokens.get(i).map(|t| t.sentence);
    let behind = (at + 1..=at + IF_BEHIND).filter(|i| sentence(*i) == sentence(at)).find(kept);
    // We will only go if it rains: nothing but the verb is settled between.
    let content = |i: usize| side.tokens.get(i).is_some_and(Token::is_content);
    intensity.narrowing.contains(side.folded(at)) && behind.is_some_and(|i| (at + 1..i).filter(|k| content(*k)).count() <= 1)
}

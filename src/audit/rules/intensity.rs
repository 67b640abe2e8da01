//! A word that turns the volume up or down: very, just, only. It changes how much is claimed, not what; a translator mends it in passing.
//! But only if is more than if, and nearly lost is not lost: both are major.

use crate::audit::conditions::{self, IF};
use crate::audit::only_when;
use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, if_likely, oriented, printed, restriction, sole};
use crate::audit::token::{Side, Token};
use crate::lang::Lang;
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "intensity",
    class: Class::Intensity,
    find,
    fires: &[
        ("The bridge is old.", "The bridge is very old."),
        ("We nearly lost the boats.", "We lost the boats."),
        ("We will pay only if they ask.", "We will pay if they ask."),
        ("Only wolves can save the valley.", "Wolves can save the valley."),
        ("We just want to cross the river.", "We want to cross the river."),
    ],
    silent: &[
        ("The bridge is very old.", "The bridge is really old."),
        ("Only the mayor knows it.", "Nobody but the mayor knows it."),
    ],
};

/// So far behind only, in words, stands if, behind the verb.
pub const IF_BEHIND: usize = 6;

/// As sure as this is what nothing else can be the reason of.
const SURE: f32 = 0.7;

/// So near the place of an only, in words, stands what says so in its own way.
const SOLE: usize = 3;

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
        // Only the wolves, the wolves alone.
        if let Some(other) = sole_there(pair, report, here, at) {
            let (own, other) = ([at], [other]);
            let (here, there) = oriented(here, &own, &other);
            report.take(here, there);
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
        // Only the wolves can, wolves can: what is left of the two sides says nothing of the kind.
        let is_sole = report.is_all_answered() && is_of_subject(pair, here, at);
        let p = if is_sole { p.max(SURE) } else { p };
        let is_strong = is_sole || is_of_condition(pair, mine, at) || is_of_moment(pair, mine, at);
        let severity = if is_strong { Severity::Major } else { Severity::Minor };
        report.raise(&RULE, if_likely(p, severity), words, p, explanation);
    }
}

/// The open word near the place of one that narrows that says only in its own way: alone, a single. What bounds or denies does not.
fn sole_there(pair: &Pair, report: &Report, here: bool, at: usize) -> Option<usize> {
    let ((mine, theirs), meaning) = (pair.sides(here), &pair.lang.meaning);
    let place = pair.project(here, at);
    let says_so = |j: &usize| {
        let word = theirs.folded(*j);
        let is_sole = meaning.intensity.sole.contains(word) && !meaning.polarity.limits.contains(word);
        let is_open = theirs.tokens.get(*j).is_some_and(|t| !t.is_settled()) && report.is_free(!here, *j);
        is_sole && is_open && !meaning.polarity.denies(word)
    };
    let narrows = meaning.intensity.narrowing.contains(mine.folded(at));
    (place.saturating_sub(SOLE)..=place + SOLE).find(says_so).filter(|_| narrows)
}

/// Nearly lost, lost: does the word say that what both sides have behind it was not quite so? Nearly at once is another way to say at once.
fn is_short_of(pair: &Pair, side: &Side, at: usize) -> bool {
    let meaning = &pair.lang.meaning;
    let next = side.tokens.get(at + 1).filter(|t| t.is_settled() && t.is_content() && t.figures.is_none());
    meaning.is_nearly(side.folded(at)) && next.is_some_and(|t| !meaning.tense.is_adverb(&t.folded) && !t.is_name)
}

/// Only the wolves: does the word, at the head of a sentence, narrow who does it, where the other side has who does it and nothing that may say only?
fn is_of_subject(pair: &Pair, here: bool, at: usize) -> bool {
    let ((side, other), meaning) = (pair.sides(here), &pair.lang.meaning);
    let may_say = |j: usize| {
        let is_said = sole::says_only(meaning, other.folded(j)) || restriction::only(pair.lang, other, j).is_some();
        is_said || meaning.polarity.denies(other.folded(j))
    };
    let is_told = || other.sentence_of(pair.project(here, at).min(other.tokens.len().saturating_sub(1))).any(may_say);
    opens_with_sole(pair.lang, side, at).is_some_and(|who| side.tokens[who].is_settled()) && !is_told()
}

/// Who does it, where a word that narrows stands before it at the head of a sentence: not a number of them, nor a time.
pub fn opens_with_sole(lang: &Lang, side: &Side, at: usize) -> Option<usize> {
    let meaning = &lang.meaning;
    let narrows = meaning.intensity.narrowing.contains(side.folded(at)) && side.opens_sentence(at) && !side.ends_clause(at);
    let who = if meaning.exchange.bare.contains(side.folded(at + 1)) { at + 2 } else { at + 1 };
    let is_who = |t: &&Token| t.is_content() && t.figures.is_none() && !meaning.tense.is_adverb(&t.folded);
    let is_time = only_when::moment(lang, side, who).is_some() || meaning.in_series(side.folded(who)).is_some();
    side.tokens.get(who).filter(is_who).filter(|_| narrows && !is_time).map(|_| who)
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

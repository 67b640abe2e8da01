//! A hedge that is lost or put in: I wonder whether, perhaps. What was a guess becomes a claim, or a claim a guess.
//!
//! How sure a hedge leaves what is said stands on the ladder of modality, and what has none is as sure as “will”. One hedge for another, or for a
//! word that binds as little (perhaps it will, it may), is neutral.

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, if_likely, ladder, modality, oriented, printed};
use crate::audit::token::Side;
use crate::lang::Lang;
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "hedge",
    class: Class::Modality,
    find,
    fires: &[
        ("I wonder whether the dam will hold.", "The dam will hold."),
        ("Perhaps the dam will hold.", "The dam will hold."),
        ("The dam will hold.", "The dam will hold, I think."),
        ("I believe the dam will hold.", "I know the dam will hold."),
    ],
    silent: &[
        ("Perhaps the dam will hold.", "Maybe the dam will hold."),
        ("Perhaps the dam will hold.", "The dam may hold."),
        ("I think of the dam at night.", "I think of the dam every night."),
    ],
};

/// The most words of a hedge.
const MOST: usize = 5;
/// How sure what is said without one is.
const PLAIN: u8 = 5;
/// What binds so little may stand for a hedge.
const LITTLE: u8 = 3;
/// How far from a hedge, in words, what stands for it is looked for.
const REACH: usize = 8;

fn find(pair: &Pair, report: &mut Report) {
    for here in [true, false] {
        let (side, _) = pair.sides(here);
        let mut at = 0;
        while at < side.tokens.len() {
            let Some((words, step)) = hedge(pair.lang, side, at).filter(|(words, _)| is_open(pair, report, here, words)) else {
                at += 1;
                continue;
            };
            at += words.len();
            raise(pair, report, here, &words, step);
        }
    }
}

/// The longest hedge of a language that begins at a word, and how sure it leaves what is said.
pub fn hedge(lang: &Lang, side: &Side, at: usize) -> Option<(Vec<usize>, u8)> {
    (1..=MOST).rev().find_map(|length| {
        let words: Vec<usize> = (at..at + length).collect();
        let text = words.iter().map(|i| side.folded(*i)).collect::<Vec<_>>().join(" ");
        lang.meaning.hedges.get(text.as_str()).map(|step| (words, *step))
    })
}

/// Does nothing on the other side answer a hedge? A pronoun in it may be taken for another one, a word of grammar for another that binds a clause.
fn is_open(pair: &Pair, report: &Report, here: bool, words: &[usize]) -> bool {
    let (side, _) = pair.sides(here);
    let told = |i: &&usize| side.tokens.get(**i).is_some_and(|t| pair.lang.meaning.person(&t.folded).is_none());
    let open = |i: &usize| side.tokens.get(*i).is_some_and(|t| !t.is_settled()) && report.is_free(here, *i);
    // I do not know if, I know: what is denied stands on the other side, too, so that the negator tells.
    let denies = words.iter().any(|i| pair.lang.meaning.polarity.denies(side.folded(*i)));
    let content = |i: &usize| side.tokens.get(*i).is_some_and(|t| t.is_content() && t.is_settled());
    if denies && words.iter().any(content) {
        return false;
    }
    words.iter().find(told).is_some_and(open) && words.iter().filter(|i| open(i)).count() * 2 >= words.iter().filter(told).count()
}

fn raise(pair: &Pair, report: &mut Report, here: bool, words: &[usize], step: u8) {
    let (mine, theirs) = pair.sides(here);
    let own: Vec<usize> = words
        .iter()
        .copied()
        .filter(|i| report.is_free(here, *i) && mine.tokens.get(*i).is_some_and(|t| !t.is_settled()))
        .collect();
    if let Some((other, other_step)) = counterpart(pair, report, here, words) {
        let (p, q) = (printed(mine, &own), printed(theirs, &other));
        let explanation = format!("“{p}” and “{q}” leave it open, each in its way.");
        let severity = if step.abs_diff(other_step) >= ladder::FAR { Severity::Minor } else { Severity::Neutral };
        return report.raise(&RULE, severity, oriented(here, &own, &other), 0.7, explanation);
    }
    if let Some(other) = sure(pair, report, !here, words) {
        let (p, q) = (printed(mine, &own), printed(theirs, &other));
        let explanation = match here {
            true => format!("“{p}” leaves open what the base is sure of (“{q}”)."),
            false => format!("“{q}” is sure of what the base's “{p}” leaves open."),
        };
        return report.raise(&RULE, Severity::Major, oriented(here, &own, &other), 0.8, explanation);
    }
    let p = if is_told_twice(pair, mine, words) { 0.0 } else { report.weigh(here, &own, &[]) };
    let text = printed(mine, &own);
    let explanation = match here {
        true => format!("“{text}” makes less sure of what the base says."),
        false => format!("The base's “{text}” is missing, so that it is surer here."),
    };
    let severity = if PLAIN.abs_diff(step) >= ladder::FAR { Severity::Major } else { Severity::Minor };
    report.raise(&RULE, if_likely(p, severity), oriented(here, &own, &[]), p, explanation);
}

/// The words near a hedge's place that say there, instead of it, that one knows.
fn sure(pair: &Pair, report: &Report, here: bool, hedge: &[usize]) -> Option<Vec<usize>> {
    let (side, _) = pair.sides(here);
    let at = pair.project(!here, hedge.first().copied().unwrap_or(0));
    let open = |i: &usize| side.tokens.get(*i).is_some_and(|t| !t.is_settled()) && report.is_free(here, *i);
    let says = |at: usize, phrase: &str| phrase.split(' ').enumerate().all(|(k, word)| side.folded(at + k) == word);
    (at.saturating_sub(MOST)..at + MOST).find_map(|i| {
        let phrase = pair.lang.meaning.sure.iter().find(|phrase| says(i, phrase))?;
        let own: Vec<usize> = (i..i + phrase.split(' ').count()).filter(open).collect();
        own.iter().any(|i| side.tokens.get(*i).is_some_and(|t| t.is_content())).then_some(own)
    })
}

/// Does what both sides have near a hedge leave it open, too (may possibly, may)? I think we can: what is in somebody's power is none the less a guess.
fn is_told_twice(pair: &Pair, side: &Side, words: &[usize]) -> bool {
    let (Some(&first), Some(&last)) = (words.first(), words.last()) else { return false };
    let sentence = |i: usize| side.tokens.get(i).map(|t| t.sentence);
    let near = (first.saturating_sub(REACH)..first).chain(last + 1..=last + REACH);
    let kept = near.filter(|i| sentence(*i) == sentence(first) && side.tokens.get(*i).is_some_and(|t| t.is_settled()));
    let meaning = &pair.lang.meaning;
    let able = |i: usize| meaning.stances.ability.contains(side.folded(i)) && !modality::leaves_open(pair, side, i);
    let little = |i: usize| meaning.modality.get(side.folded(i)).is_some_and(|step| *step <= LITTLE) && !able(i);
    kept.into_iter().any(|i| little(i) || hedge(pair.lang, side, i).is_some())
}

/// What makes the other side less sure near the place: another hedge, or a word that binds little.
fn counterpart(pair: &Pair, report: &Report, here: bool, words: &[usize]) -> Option<(Vec<usize>, u8)> {
    let (_, theirs) = pair.sides(here);
    let at = pair.project(here, words.first().copied().unwrap_or(0));
    let near = || at.saturating_sub(REACH)..theirs.tokens.len().min(at + REACH);
    let modality = &pair.lang.meaning.modality;
    let open = |j: &usize| theirs.tokens.get(*j).is_some_and(|t| !t.is_settled()) && report.is_free(!here, *j);
    let other = near().find_map(|j| hedge(pair.lang, theirs, j).filter(|(words, _)| is_open(pair, report, !here, words)));
    other
        .or_else(|| near().filter(open).find_map(|j| Some((vec![j], *modality.get(theirs.folded(j)).filter(|s| **s <= LITTLE)?))))
}

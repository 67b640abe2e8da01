//! A guess of the original, or what it hopes, tries or wants, that is a claim here: forse, wahrscheinlich, potrebbe, speriamo di. What leaves it open
//! here, too, whether a hedge or a word that binds little (may, seems), is enough; a hedge that only the rendering has may stand for a form of the verb,
//! and is not told. Nor is it done where the original says that it is nearly so (quasi pronto).

use std::cell::LazyCell;

use crate::audit::abroad::modality::PROBABLY;
use crate::audit::abroad::{Across, Rule, Told, WIDE, printed, time};
use crate::audit::pair::Tie;
use crate::audit::rules::hedge::hedge;
use crate::audit::token::Token;
use crate::lang::Time;
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-hedge",
    class: Class::Modality,
    find,
    fires: &[
        ("it", "Forse la diga reggerà.", "The dam will hold."),
        ("de", "Vielleicht verkaufen wir die Mühle.", "We will sell the mill."),
        ("pt", "Oxalá a ponte abra no domingo.", "The bridge opens on Sunday."),
        ("it", "Probabilmente la diga reggerà.", "The dam will hold."),
        ("es", "La casa podría estar vendida.", "The house is sold."),
        ("fr", "Nous espérons vendre la maison.", "We will sell the house."),
        ("de", "Wir versuchen die Mühle zu verkaufen.", "We are selling the mill."),
    ],
    silent: &[
        ("fr", "Le pont sera peut-être fermé.", "The bridge may be closed."),
        ("es", "Quizás el puente es viejo.", "Perhaps the bridge is old."),
        ("it", "La diga reggerà.", "The dam will hold."),
        ("es", "Casi todos los barcos son viejos.", "Most boats are old."),
        ("pt", "A ponte está quase pronta.", "The bridge is all but ready."),
        ("fr", "La maison est sans doute vendue.", "The house is no doubt sold."),
        ("de", "Wir wollen die Mühle nicht verkaufen.", "We will not sell the mill."),
        ("es", "Esperamos vender la casa.", "We expect to sell the house."),
    ],
};

/// What is told of what is nearly so in the original.
const NEARLY: Told = ("original-nearly", Class::Intensity);

/// So sure are perhaps and all that says it.
const PERHAPS: u8 = 1;

/// So sure is what has no hedge.
const PLAIN: u8 = 5;

/// How far before a verb its auxiliaries stand, in words.
const AUXILIARIES: usize = 3;

/// What binds no more than this leaves it open.
const LITTLE: u8 = 3;

fn find(across: &Across, out: &mut Vec<Divergence>) {
    guesses(across, out);
    opened(across, out);
    nearly(across, out);
}

/// May have lied, for «ha mentito»: what the original plainly says is done, and nothing there leaves open.
fn opened(across: &Across, out: &mut Vec<Divergence>) {
    let (here, ours) = (&across.here, &across.lang(true).meaning);
    if across.is_partial || !is_plain(across) {
        return;
    }
    for (at, run) in time::done_in_original(across) {
        let is_perfect = at.checked_sub(1).is_some_and(|i| ours.tense.auxiliaries.get(here.folded(i)) == Some(&Time::Perfect));
        let little = |i: &usize| ours.modality.get(here.folded(*i)).is_some_and(|step| *step <= LITTLE);
        let Some(first) = (at.saturating_sub(AUXILIARIES)..at).find(little).filter(|_| is_perfect) else { continue };
        let words: Vec<usize> = (first..=at).collect();
        let explanation =
            format!("“{}” leaves open what the original says is so (“{}”).", printed(here, &words), printed(&across.there, &run));
        out.push(across.divergence(RULE.told(), Severity::Major, (&words, &run), 0.6, explanation));
    }
}

/// Does nothing in the original leave it open, ask for it, or tell that somebody else says so?
fn is_plain(across: &Across) -> bool {
    let (side, lang) = (&across.there, across.lang(false));
    let meaning = &lang.meaning;
    let opens = |i: usize| {
        let word = side.folded(i);
        let binds = meaning.modality.contains_key(word) || meaning.unreal.contains(word);
        // Das Haus, the house: in German a mark stands before what begins a clause.
        let clause = meaning.polarity.clauses.contains(word) && (!meaning.capital_nouns || i > 0 && side.ends_clause(i - 1));
        binds || clause || hedge(lang, side, i).is_some() || side.asks(i)
    };
    !(0..side.tokens.len()).any(opens)
}

/// Nearly so in the original, and so here. How many are meant is another matter: nearly all, nearly 300.
fn nearly(across: &Across, out: &mut Vec<Divergence>) {
    let (meaning, ours) = (&across.lang(false).meaning, &across.lang(true).meaning);
    let counts = |t: &Token| t.figures.is_some() || meaning.quantity.contains_key(&t.folded);
    let hardly = |t: &Token| ours.polarity.scarcely.contains(&t.folded);
    // All but, close to: a word that is not told as one of these may be part of what says it.
    let is_said = |t: &Token| {
        ours.is_nearly(&t.folded)
            || t.is_any(&ours.verging)
            || ours.about.contains(&t.folded)
            || ours.is_all(&t.folded)
            || hardly(t)
    };
    if across.here.tokens.iter().any(is_said) {
        return;
    }
    for (at, t) in across.there.tokens.iter().enumerate() {
        // Rischiato di perdere.
        let reach = match (meaning.is_nearly(&t.folded), meaning.verging.contains(&t.folded)) {
            (true, _) => 1,
            (_, true) => 3,
            _ => continue,
        };
        let what = (at + 1..=at + reach).filter_map(|i| across.there.tokens.get(i)).find(|t| t.is_content() && !counts(t));
        let sure = |t: &&Token| t.answers.first().is_some_and(|a| a.tie == Tie::Same);
        if what.filter(sure).is_none() || !across.project(false, at).checked_sub(1).is_none_or(|i| is_settled(across, i)) {
            continue;
        }
        let explanation = format!("The original's “{}” is missing, so that it is done here.", printed(&across.there, &[at]));
        out.push(across.divergence(NEARLY, Severity::Major, (&[], &[at]), 0.7, explanation));
    }
}

/// Does a word of this rendering answer one of the original, or hold the sentence together?
fn is_settled(across: &Across, at: usize) -> bool {
    across.here.tokens.get(at).is_none_or(|t| !t.is_content() || !t.answers.is_empty())
}

fn guesses(across: &Across, out: &mut Vec<Divergence>) {
    // What a fragment begins with may have been said outside of the mark.
    if across.here.begins_inside() {
        return;
    }
    // What is asked of the whole rendering is asked once.
    let (is_left_open, has_stance) = (LazyCell::new(|| is_left_open(across)), LazyCell::new(|| has_stance(across)));
    let mut at = 0;
    while at < across.there.tokens.len() {
        let Some((words, step)) = guess(across, at) else {
            at += 1;
            continue;
        };
        at += words.len();
        // I do not know if: what a negator hedges is told by what denies.
        let denies = words.iter().any(|i| across.lang(false).meaning.polarity.denies(across.there.folded(*i)));
        let is_open = || *is_left_open || step > PERHAPS && *has_stance;
        if step < PLAIN && !denies && !is_answered(across, &words) && is_carried(across, &words) && !is_open() {
            // What is surer than probably, I think and what is wanted, is a small loss.
            let severity = if step > PROBABLY { Severity::Minor } else { Severity::Major };
            let explanation =
                format!("The original's “{}” is missing, so that it is surer here.", printed(&across.there, &words));
            out.push(across.divergence(RULE.told(), severity, (&[], &words), 0.7, explanation));
        }
    }
}

/// What leaves it open from a word of the original on, and how far: a hedge, or a form of may (potrebbe).
fn guess(across: &Across, at: usize) -> Option<(Vec<usize>, u8)> {
    let (lang, side) = (across.lang(false), &across.there);
    let denied = || {
        let sentence = |t: &Token| t.sentence == side.tokens[at].sentence;
        side.tokens.iter().any(|t| sentence(t) && lang.meaning.polarity.denies(&t.folded))
    };
    let found = hedge(lang, side, at).or_else(|| {
        let step = lang.meaning.modality.get(side.folded(at)).filter(|step| **step <= PERHAPS)?;
        Some((vec![at], step + 1))
    });
    // What is not wanted, or may not be, is told by what denies.
    found.filter(|(_, step)| *step <= PERHAPS || !denied())
}

/// Is a hedge itself said here: esperamos el tren, we are waiting for the train?
fn is_answered(across: &Across, words: &[usize]) -> bool {
    words
        .iter()
        .any(|i| across.there.tokens.get(*i).is_some_and(|t| t.is_content() && t.answers.iter().any(|a| a.tie == Tie::Same)))
}

/// Does anything here say how sure somebody is, or what he would like?
fn has_stance(across: &Across) -> bool {
    let meaning = &across.lang(true).meaning;
    across.here.tokens.iter().any(|t| t.is_any(&meaning.stance) || meaning.unproven.contains(&t.folded))
}

/// Does this rendering say what the hedge leaves open?
fn is_carried(across: &Across, words: &[usize]) -> bool {
    let side = &across.there;
    let (first, last) = (words.first().copied().unwrap_or(0), words.last().copied().unwrap_or(0));
    let content = |i: &usize| side.tokens.get(*i).is_some_and(Token::is_content) && side.sentence(*i) == side.sentence(first);
    let behind = (last + 1..side.tokens.len()).take(WIDE).find(content);
    behind.or_else(|| (0..first).rev().take(WIDE).find(content)).is_some_and(|i| across.is_said(false, i))
}

/// Does anything here leave it open?
fn is_left_open(across: &Across) -> bool {
    let (side, meaning) = (&across.here, &across.lang(true).meaning);
    // I think we can: what is in somebody's power in the original, too, is no guess.
    let (ability, power) = (&meaning.stances.ability, &across.lang(false).meaning.stances.ability);
    let is_power = |step: u8, i: usize| step > PERHAPS && ability.contains(side.folded(i));
    let has_power = across.there.tokens.iter().any(|t| power.contains(&t.folded));
    let little = |i: usize| {
        let step = meaning.modality.get(side.folded(i)).copied();
        step.is_some_and(|step| step <= LITTLE && !(has_power && is_power(step, i)))
    };
    let guesses = |i: usize| side.tokens.get(i).is_some_and(|t| t.is_any(&meaning.polarity.raising));
    (0..side.tokens.len()).any(|i| little(i) || guesses(i) || hedge(across.lang(true), side, i).is_some())
}

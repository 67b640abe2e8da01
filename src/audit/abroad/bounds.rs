//! A number of the original that is limited otherwise here, or no longer: at least thirty for « jusqu'à trente », thirty for «più di trenta».

use crate::audit::abroad::figures::{Numeral, numerals};
use crate::audit::abroad::{Across, Rule, Told, pair_off, printed};
use crate::audit::pair::Tie;
use crate::audit::rules::bounds::{Bound, bound, counts_something, merely};
use crate::audit::token::Token;
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-bounds",
    class: Class::Number,
    find,
    fires: &[
        ("fr", "Pas moins de 40 maisons sont vendues.", "Fewer than 40 houses are sold."),
        ("de", "Nicht einmal 40 Boote kamen.", "At least 40 boats came."),
        ("de", "Bis zu dreißig Boote sind alt.", "At least thirty boats are old."),
        ("it", "Circa trenta barche sono vecchie.", "More than thirty boats are old."),
        ("it", "Almeno trenta barche sono vecchie.", "Only thirty boats are old."),
        ("pt", "Mais de trinta barcos são velhos.", "Fewer than thirty boats are old."),
    ],
    silent: &[
        ("fr", "Pas plus de 40 maisons sont vendues.", "At most 40 houses are sold."),
        ("de", "Nicht weniger als 40 Boote kamen.", "At least 40 boats came."),
        ("fr", "Au moins trente bateaux sont vieux.", "Thirty boats or more are old."),
        ("fr", "Interdit aux moins de 18 ans.", "No one under 18 is allowed."),
        ("es", "Unos treinta barcos son viejos.", "Nearly thirty boats are old."),
        ("de", "Rund dreißig Boote sind alt.", "Thirty boats are old."),
        ("it", "Non più di trenta barche sono vecchie.", "Up to thirty boats are old."),
        ("es", "No hay más de doce barcos.", "There are no more than twelve boats."),
        ("it", "Ho contato fino a dieci.", "I counted to ten."),
        ("de", "Wir sprechen über drei Boote.", "We are talking about three boats."),
    ],
};

/// What is told where only one side limits the number.
const LOST: Told = ("original-bounds-lost", Class::Intensity);

fn find(across: &Across, out: &mut Vec<Divergence>) {
    let (ours, theirs) = (numerals(across, true), numerals(across, false));
    let (mut here, mut there): (Vec<&Numeral>, Vec<&Numeral>) = (ours.iter().collect(), theirs.iter().collect());
    for (x, y) in pair_off(&mut here, &mut there, |x, y| x.is_equal(y)) {
        if x.is_date() || y.is_date() || is_day(across, true, x.said.at) || is_day(across, false, y.said.at) {
            continue;
        }
        let at = |here: bool, at: usize| bound(across.lang(here), across.sides(here).0, at);
        let (a, b) = (at(true, x.said.at), at(false, y.said.at));
        // Non ne restano più di 12: at most 12 are left.
        if is_denied(across, true, x.said.at, &a) || is_denied(across, false, y.said.at, &b) {
            continue;
        }
        let is_few = |here: bool, at: usize, other: &Option<Bound>| {
            other.as_ref().is_some_and(Bound::is_more) && merely(across.lang(here), across.sides(here).0, at).is_some()
        };
        if a.is_none() && is_few(true, x.said.at, &b) || b.is_none() && is_few(false, y.said.at, &a) {
            out.push(few_for_more(across, (x.said.at, &a), (y.said.at, &b)));
            continue;
        }
        // Only two, no more than two.
        let is_said = |here: bool, at: usize, bound: &Option<Bound>| bound.is_none() && is_limited(across, here, at);
        if !is_said(true, x.said.at, &a) && !is_said(false, y.said.at, &b) {
            out.extend(told(across, (x.said.at, a), (y.said.at, b)));
        }
    }
}

/// Only ten for «almeno dieci»: one says that there are few, the other that there may be more.
fn few_for_more(across: &Across, (i, here): (usize, &Option<Bound>), (j, there): (usize, &Option<Bound>)) -> Divergence {
    let words = |at: usize, bound: &Option<Bound>| bound.as_ref().map_or(vec![at - 1, at], |bound| bound.words.clone());
    let (run, other) = (words(i, here), words(j, there));
    let (p, q) = (printed(&across.here, &run), printed(&across.there, &other));
    let explanation = format!("“{p}” and the original's “{q}”: one says that there may be more, the other that there are few.");
    across.divergence(RULE.told(), Severity::Critical, (&run, &other), 0.7, explanation)
}

/// Is anything denied in the sentence of a number, but for what the words of its own bound deny: pas moins de 40, nicht einmal 40?
fn is_denied(across: &Across, here: bool, at: usize, bound: &Option<Bound>) -> bool {
    let (side, polarity) = (across.sides(here).0, &across.lang(here).meaning.polarity);
    let denies = |i: usize| polarity.denies(side.folded(i)) || polarity.partners.contains(side.folded(i));
    // No one under 18.
    let is_own = |i: usize| !polarity.nobody.contains(side.folded(i)) && bound.as_ref().is_some_and(|bound| bound.is_of(i));
    side.sentence_of(at).any(|i| denies(i) && !is_own(i))
}

/// So far from a number, in words, what limits it in other words may stand.
const NEAR: usize = 4;

/// Is the number a day of a month: até 15 de maio?
fn is_day(across: &Across, here: bool, at: usize) -> bool {
    let side = across.sides(here).0;
    let is_month = |i: usize| across.lang(here).meaning.is_month(side.folded(i));
    at.checked_sub(1).is_some_and(is_month) || (at + 1..at + NEAR).any(is_month)
}

/// Does a word near the number limit it in a way that is no bound of the language: only, a minimum, plus?
fn is_limited(across: &Across, here: bool, at: usize) -> bool {
    let (side, meaning) = (across.sides(here).0, &across.lang(here).meaning);
    let bounds = &meaning.bounds;
    let near = (at.saturating_sub(NEAR)..=at + NEAR).map(|i| side.folded(i)).filter(|word| !word.is_empty());
    let lists = [&bounds.above, &bounds.below, &bounds.about, &bounds.more, &bounds.less];
    let is_part = |word: &str| {
        lists.iter().flat_map(|list| list.iter()).any(|phrase| phrase.split(' ').any(|part| part.len() > 3 && part == word))
    };
    let only = |word: &str| {
        meaning.intensity.narrowing.contains(word) || meaning.intensity.sole.contains(word) || meaning.about.contains(word)
    };
    near.into_iter().any(|word| is_part(word) || only(word))
}

/// Does a word of the original near a number answer nothing, so that it may limit it: i morti superano i 200?
fn is_open_near(across: &Across, at: usize) -> bool {
    let all = &across.there.tokens;
    let near = all.get(at.saturating_sub(NEAR)..(at + NEAR).min(all.len())).unwrap_or_default();
    let is_said = |t: &Token| t.answers.iter().any(|a| a.tie == Tie::Same);
    near.iter().any(|t| t.is_content() && t.figures.is_none() && !is_said(t))
}

/// Is it where something goes: the price rose to 20 euros?
fn is_goal(across: &Across, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| *across.here.folded(before) == *across.lang(true).meaning.tense.infinitive)
}

/// What is told of a number, by its places, that has one bound here and another there, or none.
fn told(across: &Across, (i, here): (usize, Option<Bound>), (j, there): (usize, Option<Bound>)) -> Option<Divergence> {
    let words = |at: usize, bound: &Option<Bound>| bound.as_ref().map_or(vec![at], |bound| bound.words.clone());
    let (run, other) = (words(i, &here), words(j, &there));
    let (p, q) = (printed(&across.here, &run), printed(&across.there, &other));
    let (rule, severity, explanation) = match (&here, &there) {
        (Some(a), Some(b)) => {
            let explanation = format!("“{p}” does not say the same of the number as the original's “{q}”.");
            (RULE.told(), a.parts(b)?, explanation)
        }
        (Some(bound), None) if bound.is_strict() && counts_something(&across.here, i) && !is_open_near(across, j) => {
            (LOST, Severity::Minor, format!("“{p}” stands where the original has the bare number."))
        }
        (None, Some(bound)) if bound.is_strict() && counts_something(&across.there, j) && !is_goal(across, i) => {
            (LOST, Severity::Minor, format!("The original has “{q}”, this rendering the bare number."))
        }
        _ => return None,
    };
    Some(across.divergence(rule, severity, (&run, &other), 0.7, explanation))
}

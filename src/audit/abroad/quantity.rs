//! Another share than the original's: all for most.

use crate::audit::abroad::ladder::{Far, far_apart, is_denied};
use crate::audit::abroad::{Across, Rule, printed};
use crate::audit::token::Side;
use crate::lang::{Tags, steps};
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-quantity",
    class: Class::Quantifier,
    find,
    fires: &[
        ("de", "Die meisten Boote sind alt.", "All boats are old."),
        ("it", "Tutti i ponti sono vecchi.", "Some bridges are old."),
        ("fr", "Presque tous les ponts sont vieux.", "All bridges are old."),
        ("fr", "La moitié des ponts sont vieux.", "Most bridges are old."),
        ("it", "Vendiamo una parte dei ponti.", "We are selling all the bridges."),
    ],
    silent: &[
        ("de", "Die meisten Boote sind alt.", "Most boats are old."),
        ("fr", "Tous les ponts sont vieux.", "Every bridge is old."),
        ("es", "Más de la mitad de los puentes son viejos.", "Most of the bridges are old."),
        ("it", "Gran parte dei ponti sono vecchi.", "Most of the bridges are old."),
        ("it", "Gran parte dei ponti sono vecchi.", "A large part of the bridges are old."),
        ("es", "Vienen de toda España.", "They come from all parts of Spain."),
        ("fr", "À minuit et demi, tout était fini.", "By half past midnight it was all over."),
    ],
};

/// So far before half may stand what bounds it: más de la mitad.
const BOUND: usize = 3;

/// The step of a word on the ladder, if it denies nothing and is not denied.
pub fn step(across: &Across, here: bool, at: usize) -> Option<(bool, u8)> {
    let (side, meaning) = (across.sides(here).0, &across.lang(here).meaning);
    let before = at.checked_sub(1).map_or("", |i| side.folded(i));
    let of_phrase = phrase(across, here, at).filter(|words| words.len() > 2).map(|words| joined(side, &words));
    let of_ladder = of_phrase.and_then(|phrase| meaning.quantity.get(phrase.as_str()).copied());
    let of_ladder = of_ladder.or_else(|| meaning.quantity_behind(before, side.folded(at)));
    let step = of_ladder.or_else(|| is_half(across, here, at).then_some(steps::HALF))?;
    (step != steps::NONE && !is_denied(across, here, at)).then_some((false, step))
}

/// The longest phrase of the ladder that ends with a word: a large part of.
fn phrase(across: &Across, here: bool, at: usize) -> Option<Vec<usize>> {
    const LONGEST: usize = 3;
    let (side, meaning) = (across.sides(here).0, &across.lang(here).meaning);
    let runs = (0..LONGEST).rev().filter_map(|before| Some((at.checked_sub(before)?..=at).collect::<Vec<usize>>()));
    runs.into_iter().find(|words| meaning.quantity.contains_key(joined(side, words).as_str()))
}

fn joined(side: &Side, words: &[usize]) -> String {
    words.iter().map(|i| side.folded(*i)).collect::<Vec<_>>().join(" ")
}

/// Is it half of what is counted, with no bound before it?
fn is_half(across: &Across, here: bool, at: usize) -> bool {
    let (side, meaning) = (across.sides(here).0, &across.lang(here).meaning);
    let bounds = [&meaning.bounds.above, &meaning.bounds.below, &meaning.bounds.about, &meaning.bounds.near];
    let is_bound = |i: usize| {
        bounds.iter().any(|all| all.iter().any(|phrase| side.says(phrase, i)))
            || meaning.is_nearly(side.folded(i))
            || meaning.about.contains(side.folded(i))
    };
    // Half past midnight: not half of anything.
    let counts =
        meaning.exchange.bare.contains(side.folded(at + 1)) || across.lang(here).speech.tags(side.folded(at + 1)).any(Tags::OF);
    meaning.in_series(side.folded(at)) == Some(("share", 0)) && counts && !(at.saturating_sub(BOUND)..at).any(is_bound)
}

fn find(across: &Across, out: &mut Vec<Divergence>) {
    nearly_all(across, out);
    for Far { here, there, steps: (ours, theirs) } in far_apart(across, |here, at| step(across, here, at)) {
        if ours.max(theirs) < steps::MANY {
            continue;
        }
        let words = |of_this: bool, at: usize| phrase(across, of_this, at).unwrap_or_else(|| vec![at]);
        let (ours_words, theirs_words) = (words(true, here), words(false, there));
        let (p, q) = (printed(&across.here, &ours_words), printed(&across.there, &theirs_words));
        let more = if ours > theirs { "more" } else { "less" };
        let explanation = format!("“{p}” is {more} than the original's “{q}”.");
        out.push(across.divergence(RULE.told(), Severity::Major, (&ours_words, &theirs_words), 0.7, explanation));
    }
}

/// Almost all, most: of the two that stand on one step the first leaves only a few out. What makes most more (the vast majority) is as much.
fn nearly_all(across: &Across, out: &mut Vec<Divergence>) {
    for here in [true, false] {
        let ((mine, theirs), (ours, other)) = (across.sides(here), (&across.lang(here).meaning, &across.lang(!here).meaning));
        for at in 1..mine.tokens.len() {
            if !ours.is_all(mine.folded(at)) || !ours.is_nearly(mine.folded(at - 1)) || is_denied(across, here, at) {
                continue;
            }
            let place = across.project(here, at);
            let near = place.saturating_sub(BOUND)..=place + BOUND;
            let most = near.into_iter().filter(|j| *j < theirs.tokens.len()).find_map(|j| {
                let words = phrase(across, !here, j).unwrap_or_else(|| vec![j]);
                let is_most = other.quantity.get(joined(theirs, &words).as_str()) == Some(&steps::MOST);
                let before = words[0].checked_sub(1).and_then(|i| theirs.tokens.get(i));
                (is_most && !before.is_some_and(|t| t.is_content()) && !is_denied(across, !here, j)).then_some(words)
            });
            let has_all = theirs.tokens.iter().any(|t| other.is_all(&t.folded) || other.is_nearly(&t.folded));
            let Some(most) = most.filter(|_| !has_all) else { continue };
            let own = [at - 1, at];
            let words: (&[usize], &[usize]) = if here { (&own, &most) } else { (&most, &own) };
            let (p, q) = (printed(&across.here, words.0), printed(&across.there, words.1));
            let more = if here { "more" } else { "less" };
            let explanation = format!("“{p}” is {more} than the original's “{q}”.");
            out.push(across.divergence(RULE.told(), Severity::Major, words, 0.7, explanation));
        }
    }
}

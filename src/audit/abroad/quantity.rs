//! Another share than the original's: all for most. The ladders of all languages have the same steps; a word is told only where it is surely the one
//! that answers the original's.

use crate::audit::abroad::{Across, Rule, printed};
use crate::audit::rules::ladder::FAR;
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-quantity",
    class: Class::Quantifier,
    find,
    fires: &[
        ("de", "Die meisten Boote sind alt.", "All boats are old."),
        ("it", "Tutti i ponti sono vecchi.", "Some bridges are old."),
        ("fr", "Presque tous les ponts sont vieux.", "All bridges are old."),
    ],
    silent: &[
        ("de", "Die meisten Boote sind alt.", "Most boats are old."),
        ("fr", "Tous les ponts sont vieux.", "Every bridge is old."),
    ],
};

/// The step of a word that denies, which is another rule's.
const NONE: u8 = 0;

/// Words that no link joins answer each other where they stand so near each other's place.
const NEAR: usize = 1;

fn find(across: &Across, out: &mut Vec<Divergence>) {
    let step = |here: bool, at: usize| {
        let side = across.sides(here).0;
        let before = at.checked_sub(1).map_or("", |i| side.folded(i));
        across.lang(here).meaning.quantity_behind(before, side.folded(at)).filter(|step| *step != NONE)
    };
    for (i, t) in across.here.tokens.iter().enumerate() {
        let Some(ours) = step(true, i) else { continue };
        let place = across.project(true, i);
        let answers = t.answers.iter().map(|a| a.at).chain(place.saturating_sub(NEAR)..=place + NEAR);
        let mut theirs = answers.filter_map(|j| Some((j, step(false, j)?))).peekable();
        let Some(&(j, first)) = theirs.peek() else { continue };
        if theirs.any(|(_, step)| step.abs_diff(ours) < FAR) {
            continue;
        }
        let (p, q) = (printed(&across.here, &[i]), printed(&across.there, &[j]));
        let more = if ours > first { "more" } else { "less" };
        let explanation = format!("“{p}” is {more} than the original's “{q}”.");
        out.push(across.divergence(RULE.told(), Severity::Major, (&[i], &[j]), 0.7, explanation));
    }
}

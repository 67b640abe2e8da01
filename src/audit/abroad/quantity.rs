//! Another share than the original's: all for most.

use crate::audit::abroad::ladder::{Far, far_apart, is_denied};
use crate::audit::abroad::{Across, Rule, printed};
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

/// Below this step (many) languages part some and few otherwise.
const MANY: u8 = 5;

fn find(across: &Across, out: &mut Vec<Divergence>) {
    let step = |here: bool, at: usize| {
        let side = across.sides(here).0;
        let before = at.checked_sub(1).map_or("", |i| side.folded(i));
        across
            .lang(here)
            .meaning
            .quantity_behind(before, side.folded(at))
            .filter(|step| *step != NONE && !is_denied(across, here, at))
            .map(|step| (false, step))
    };
    for Far { here, there, steps: (ours, theirs) } in far_apart(across, step) {
        if ours.max(theirs) < MANY {
            continue;
        }
        let (p, q) = (printed(&across.here, &[here]), printed(&across.there, &[there]));
        let more = if ours > theirs { "more" } else { "less" };
        let explanation = format!("“{p}” is {more} than the original's “{q}”.");
        out.push(across.divergence(RULE.told(), Severity::Major, (&[here], &[there]), 0.7, explanation));
    }
}

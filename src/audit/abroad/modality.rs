//! Another binding force than the original's: must for «dovremmo», may for „müssen“. Where either is denied, languages say it otherwise (must not,
//! nicht dürfen), and nothing is told.

use crate::audit::abroad::ladder::{Far, far_apart};
use crate::audit::abroad::{Across, Rule, printed};
use crate::audit::rules::ladder;
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-modality",
    class: Class::Modality,
    find,
    fires: &[
        ("it", "Dovremmo chiudere il ponte.", "We must close the bridge."),
        ("fr", "Nous devons fermer le pont.", "We should close the bridge."),
        ("de", "Wir müssen die Mühle verkaufen.", "We may sell the mill."),
    ],
    silent: &[
        ("es", "Tenemos que cerrar el puente.", "We have to close the bridge."),
        ("de", "Wir dürfen die Mühle nicht verkaufen.", "We must not sell the mill."),
        ("fr", "Le pont peut trembler.", "The bridge could shake."),
    ],
};

/// So near a word a negator may deny it.
const NEAR: usize = 4;

fn find(across: &Across, out: &mut Vec<Divergence>) {
    let step = |here: bool, at: usize| ladder::step(&across.lang(here).meaning.modality, across.sides(here).0, at);
    let denied = |here: bool, at: usize| {
        let polarity = &across.lang(here).meaning.polarity;
        (at.saturating_sub(NEAR)..at + NEAR).any(|i| polarity.denies(across.sides(here).0.folded(i)))
    };
    for Far { here, there, steps: (ours, theirs) } in far_apart(across, step) {
        if denied(true, here) || denied(false, there) {
            continue;
        }
        let (p, q) = (printed(&across.here, &[here]), printed(&across.there, &[there]));
        let more = if ours > theirs { "more" } else { "less" };
        let explanation = format!("“{p}” binds {more} than the original's “{q}”.");
        out.push(across.divergence(RULE.told(), Severity::Major, (&[here], &[there]), 0.6, explanation));
    }
}

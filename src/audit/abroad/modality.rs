//! Another binding force than the original's: must for «dovremmo», may for „müssen“, must not for „müssen nicht“, which leaves free what that forbids.

use crate::audit::abroad::ladder::{Far, far_apart, is_denied};
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
        ("de", "Wir müssen die Mühle nicht verkaufen.", "We must not sell the mill."),
    ],
    silent: &[
        ("es", "Tenemos que cerrar el puente.", "We have to close the bridge."),
        ("de", "Wir dürfen die Mühle nicht verkaufen.", "We must not sell the mill."),
        ("fr", "Le pont peut trembler.", "The bridge could shake."),
    ],
};

fn find(across: &Across, out: &mut Vec<Divergence>) {
    let step = |here: bool, at: usize| {
        let (meaning, denied) = (&across.lang(here).meaning, is_denied(across, here, at));
        let ladder = if denied { &meaning.denied } else { &meaning.modality };
        ladder::step(ladder, across.sides(here).0, at).map(|step| (denied, step))
    };
    for Far { here, there, steps: (ours, theirs) } in far_apart(across, step) {
        let (p, q) = (printed(&across.here, &[here]), printed(&across.there, &[there]));
        let more = if ours > theirs { "more" } else { "less" };
        let explanation = format!("“{p}” binds {more} than the original's “{q}”.");
        out.push(across.divergence(RULE.told(), Severity::Major, (&[here], &[there]), 0.6, explanation));
    }
}

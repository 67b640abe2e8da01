//! Another binding force than the original's: must for «dovremmo», may for „müssen“, must not for „müssen nicht“, which leaves free what that forbids.

use crate::audit::abroad::ladder::{Far, far_apart, is_denied};
use crate::audit::abroad::{Across, Rule, printed};
use crate::audit::rules::hedge::hedge;
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
        ("it", "Nessuno deve vendere il mulino.", "Nobody has to sell the mill."),
        ("it", "Solo i residenti potranno passare.", "Only residents will be able to pass."),
        ("pt", "Os caminhões poderão atravessar a ponte.", "The lorries will be allowed to cross the bridge."),
        ("it", "Non dobbiamo vendere il mulino.", "We should not sell the mill."),
        ("fr", "Nous rouvrirons peut-être le pont.", "Perhaps we will reopen the bridge."),
    ],
};

/// So sure is what is probable.
pub const PROBABLY: u8 = 3;

/// The step of what is denied to be needed.
const FREE: u8 = 0;

/// Is a word denied by its subject: nobody must, kein Boot muss?
fn by_nobody(across: &Across, here: bool, at: usize) -> bool {
    let (side, polarity) = (across.sides(here).0, &across.lang(here).meaning.polarity);
    (0..at).rev().take_while(|i| !side.ends_clause(*i)).any(|i| polarity.is_nobody(side.folded(i)))
}

/// Does nothing else in its clause say how sure it is: dürfte teuer werden, eventuell müssen wir, hätten machen müssen?
fn is_alone(across: &Across, here: bool, at: usize) -> bool {
    let (side, lang) = (across.sides(here).0, across.lang(here));
    let softens = |i: usize| {
        let word = side.folded(i);
        lang.meaning.unreal.contains(word) || hedge(lang, side, i).is_some_and(|(_, step)| step <= PROBABLY)
    };
    !side.clause_of(at).any(|i| i != at && softens(i))
}

/// Whether a word is denied, and its step on the ladder of what is or of what is not.
pub fn step(across: &Across, here: bool, at: usize) -> Option<(bool, u8)> {
    let (side, meaning) = (across.sides(here).0, &across.lang(here).meaning);
    let denied = is_denied(across, here, at);
    let ladder = if denied { &meaning.denied } else { &meaning.modality };
    let told =
        ladder::step(ladder, side, at).filter(|_| hedge(across.lang(here), side, at).is_none() && is_alone(across, here, at));
    told.map(|step| (denied, step))
}

fn find(across: &Across, out: &mut Vec<Divergence>) {
    for Far { here, there, steps: (ours, theirs) } in far_apart(across, |here, at| step(across, here, at)) {
        // Nobody has to, should not: what is denied parts only where one forbids and the other leaves free, both by a plain negator.
        let denied = is_denied(across, true, here);
        // Può ripetere? Would you mind repeating that?
        if across.here.asks(here) && across.there.asks(there)
            || denied && (ours.min(theirs) != FREE || by_nobody(across, true, here) || by_nobody(across, false, there))
        {
            continue;
        }
        let (p, q) = (printed(&across.here, &[here]), printed(&across.there, &[there]));
        let more = if ours > theirs { "more" } else { "less" };
        let explanation = format!("“{p}” is {more} binding than the original's “{q}”.");
        out.push(across.divergence(RULE.told(), Severity::Major, (&[here], &[there]), 0.6, explanation));
    }
}

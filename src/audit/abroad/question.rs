//! A question of the original that is a statement here, or the other way round: «L'acqua è sicura?», the water is safe. Only where each side is one whole
//! sentence with its mark, and the question asks whether: what asks who or why, or denies, may only seem to ask.

use crate::audit::abroad::{Across, Rule};
use crate::audit::token::{Asked, Side};
use crate::lang::Lang;
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-question",
    class: Class::Modality,
    find,
    fires: &[("it", "L'acqua è sicura?", "The water is safe."), ("de", "Das Wasser ist sicher.", "Is the water safe?")],
    silent: &[
        ("it", "L'acqua è sicura?", "Is the water safe?"),
        ("es", "¿Quién lo sabe?", "Who knows."),
        ("it", "L'acqua è sicura?", "Is the water safe,"),
        ("fr", "Le pont n'est-il pas beau ?", "The bridge is beautiful."),
    ],
};

fn find(across: &Across, out: &mut Vec<Divergence>) {
    let (here, there) = (&across.here, &across.there);
    let (Some(ours), Some(theirs)) = (here.asked(), there.asked()) else { return };
    if ours == theirs || across.is_partial {
        return;
    }
    let asks = ours == Asked::Question;
    let (side, lang) = if asks { (here, across.lang(true)) } else { (there, across.lang(false)) };
    // Is it safe, he asked: the mark stands outside.
    let stated = if asks { there } else { here };
    let still_asks = across.lang(!asks).meaning.polarity.auxiliaries.contains(stated.folded(0));
    if !asks_whether(side, lang) || still_asks {
        return;
    }
    let last = |side: &Side| side.tokens.len().saturating_sub(1);
    let explanation = match asks {
        true => "What the original states is a question here.",
        false => "What the original asks is a statement here.",
    };
    out.push(across.divergence(RULE.told(), Severity::Major, (&[last(here)], &[last(there)]), 0.7, explanation.into()));
}

/// Does a question ask whether it is so, without a negator?
pub fn asks_whether(side: &Side, lang: &'static Lang) -> bool {
    let polarity = &lang.meaning.polarity;
    let asks_what = side.tokens.iter().any(|t| polarity.clauses.contains(&t.folded));
    !asks_what && !side.tokens.iter().any(|t| polarity.denies(&t.folded) || polarity.partners.contains(&t.folded))
}

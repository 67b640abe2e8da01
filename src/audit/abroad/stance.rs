//! Another stance of a verb than in the original: we will sell for «vogliamo vendere», chose not to come for «non ho potuto venire», has lost for
//! « puede perder ». Told of verbs that a lexicon knows for each other.

use crate::audit::abroad::{Across, Rule, printed};
use crate::audit::pair::{Answer, Tie};
use crate::audit::stances::Verbs;
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-stance",
    class: Class::Modality,
    find,
    fires: &[
        ("it", "Vogliamo vendere la casa.", "We will sell the house."),
        ("de", "Wir werden das Haus verkaufen.", "We want to sell the house."),
        ("fr", "Nous n'avons pas pu vendre la maison.", "We chose not to sell the house."),
        ("es", "Puede perder la casa.", "He has lost the house."),
    ],
    silent: &[
        ("it", "Vogliamo vendere la casa.", "We want to sell the house."),
        ("de", "Wir wollen das Haus verkaufen.", "We intend to sell the house."),
        ("it", "Non vogliamo vendere la casa.", "We will not sell the house."),
        ("fr", "Voulez-vous vendre la maison ?", "Will you sell the house?"),
        ("es", "Pudimos vender la casa.", "We sold the house."),
        ("de", "Wir konnten das Haus nicht verkaufen.", "We were unable to sell the house."),
    ],
};

/// A link as sure as this tells which verb it is without a lexicon.
const SURE: f32 = 0.9;

fn find(across: &Across, out: &mut Vec<Divergence>) {
    if across.is_partial || across.here.begins_inside() {
        return;
    }
    let verbs = Verbs { sides: [&across.here, &across.there], langs: across.langs };
    let is_sure = |a: &&Answer| a.tie == Tie::Same || a.confidence >= SURE;
    let answer = |at: usize| across.here.tokens.get(at)?.answers.first().filter(is_sure).map(|a| a.at);
    for (ours, theirs) in verbs.apart(answer) {
        let (p, q) = (printed(&across.here, &ours), printed(&across.there, &theirs));
        let explanation = format!("The original has “{q}”, this rendering “{p}”.");
        out.push(across.divergence(RULE.told(), Severity::Major, (&ours, &theirs), 0.6, explanation));
    }
}

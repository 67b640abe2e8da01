//! A question that became a statement, or the other way round: is the bridge safe, the bridge is safe. Only where each is one whole sentence with its
//! mark and an auxiliary opens the question, so that it is no other mark alone.

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::Rule;
use crate::audit::token::{Asked, Side};
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "question",
    class: Class::Modality,
    find,
    fires: &[("Is the bridge safe?", "The bridge is safe."), ("I would do it again.", "Would I do it again?")],
    silent: &[
        ("Is the bridge safe?", "Is the bridge really safe?"),
        ("Isn't the bridge old?", "The bridge is old."),
        ("The bridge is safe?", "The bridge is safe."),
    ],
};

fn find(pair: &Pair, report: &mut Report) {
    let (Some(ours), Some(theirs)) = (pair.here.asked(), pair.there.asked()) else { return };
    let asks = ours == Asked::Question;
    let side = pair.sides(asks).0;
    let polarity = &pair.lang.meaning.polarity;
    let opens = polarity.auxiliaries.contains(side.folded(0)) && !side.tokens.iter().any(|t| polarity.denies(&t.folded));
    if ours == theirs || !opens || side.content != pair.sides(!asks).0.content {
        return;
    }
    let last = |side: &Side| side.tokens.len().saturating_sub(1);
    let explanation = match asks {
        true => "What the base states is a question here.",
        false => "What the base asks is a statement here.",
    };
    report.raise(&RULE, Severity::Major, (&[last(&pair.here)], &[last(&pair.there)]), 0.8, explanation.into());
}

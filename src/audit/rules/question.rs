//! A question that became a statement, or the other way round: is the bridge safe, the bridge is safe. Only where each is one whole sentence with its
//! mark and an auxiliary opens the question, perhaps behind the word that asks (why did it close), so that it is no other mark alone.

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::Rule;
use crate::audit::token::{Asked, Side};
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "question",
    class: Class::Modality,
    find,
    fires: &[
        ("Is the bridge safe?", "The bridge is safe."),
        ("I would do it again.", "Would I do it again?"),
        ("Did someone decide not to open the bridge?", "Someone decided not to open the bridge,"),
        ("Why did the mayor close the bridge?", "The mayor closed the bridge."),
    ],
    silent: &[
        ("Is the bridge safe?", "Is the bridge really safe?"),
        ("Isn't the bridge old?", "The bridge is old."),
        ("The bridge is safe?", "The bridge is safe."),
        ("Is the bridge safe?", "Is the bridge safe,"),
        ("Did someone decide to open the bridge?", "Did someone decide,"),
    ],
};

fn find(pair: &Pair, report: &mut Report) {
    let (Some(ours), Some(theirs)) = (pair.here.asked(), pair.there.asked()) else { return };
    let asks = ours == Asked::Question;
    let side = pair.sides(asks).0;
    let other = pair.sides(!asks).0;
    let polarity = &pair.lang.meaning.polarity;
    let is_auxiliary = |side: &Side, at: usize| polarity.auxiliaries.contains(side.folded(at));
    let asks_what =
        || is_auxiliary(side, 1) && !side.tokens[0].is_content() && other.tokens.iter().all(|t| t.folded != side.folded(0));
    let opens = is_auxiliary(side, 0) || asks_what();
    // Isn't the bridge old: who denies in a question may mean that it is so.
    let means_yes = || side.tokens.iter().any(|t| polarity.denies(&t.folded) && !t.is_settled());
    if ours == theirs || !opens || is_auxiliary(other, 0) || means_yes() || side.content != other.content {
        return;
    }
    let last = |side: &Side| side.tokens.len().saturating_sub(1);
    let explanation = match asks {
        true => "What the base states is a question here.",
        false => "What the base asks is a statement here.",
    };
    report.raise(&RULE, Severity::Major, (&[last(&pair.here)], &[last(&pair.there)]), 0.8, explanation.into());
}

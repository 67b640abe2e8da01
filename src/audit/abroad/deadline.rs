//! The other end of a time than in the original: after Friday for «entro venerdì», from March for « jusqu'en mars ».

use crate::audit::abroad::{Across, Rule, poles, printed};
use crate::audit::deadlines::{Deadline, apart, is_denied};
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-deadline",
    class: Class::Substitution,
    find,
    fires: &[
        ("it", "Venderemo la casa entro venerdì.", "We will sell the house after Friday."),
        ("de", "Wir verkaufen das Haus innerhalb von zwei Wochen.", "We will sell the house after two weeks."),
        ("es", "Vendemos la casa hasta marzo.", "We are selling the house from March."),
    ],
    silent: &[
        ("it", "Venderemo la casa entro venerdì.", "We will sell the house by Friday."),
        ("de", "Bis März ist das Haus geschlossen.", "The house will be open from March."),
        ("fr", "La maison n'ouvre pas avant mars.", "The house opens from March."),
        ("fr", "Nous vendons la maison jusqu'à vendredi.", "We will be selling the house until Friday."),
        ("it", "Vendiamo la casa da maggio a giugno.", "We are selling the house from May until June."),
    ],
};

fn find(across: &Across, out: &mut Vec<Divergence>) {
    let texts = [across.text(true), across.text(false)];
    for (ours, theirs) in apart(texts[0], texts[1]) {
        let denied = is_denied(texts[0], ours.time) || is_denied(texts[1], theirs.time);
        let (run, other) = (ours.run(), theirs.run());
        let meets =
            |d: &Divergence| across.here.span(&run).is_some_and(|span| d.here.start < span.end && span.start < d.here.end);
        let is_told = out.iter().any(|d| d.severity >= Severity::Major && meets(d));
        if denied || is_told || !is_carried(across, true, &ours) || !is_carried(across, false, &theirs) {
            continue;
        }
        let (p, q) = (printed(&across.here, &run), printed(&across.there, &other));
        let explanation = format!("The original has “{q}”, this rendering “{p}”.");
        out.push(across.divergence(RULE.told(), Severity::Major, (&run, &other), 0.7, explanation));
    }
}

/// Does the other side say all else that the sentence of a deadline says? Closed until March is open from March.
fn is_carried(across: &Across, here: bool, deadline: &Deadline) -> bool {
    let side = across.sides(here).0;
    let own = deadline.run();
    let content = side.sentence_of(deadline.time).filter(|i| !own.contains(i) && side.tokens[*i].is_content());
    let mut content = content.filter(|i| side.tokens[*i].figures.is_none()).peekable();
    content.peek().is_some() && content.all(|i| across.is_said(here, i)) && !poles::has_both(across)
}

//! Another condition than the original's, or another order in time: if for «anche se» or „es sei denn“, before for « quand » or „nach“. Told where one side
//! surely says the one and the other surely the other, in one place, and neither has anything else that may say what the other does.

use crate::audit::abroad::{Across, Rule, printed};
use crate::audit::conditions::Prints;
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-condition",
    class: Class::Substitution,
    find,
    fires: &[
        ("it", "Venderemo la casa anche se piove.", "We will sell the house if it rains."),
        ("fr", "Nous vendrons la maison sauf s'il pleut.", "We will sell the house if it rains."),
        ("es", "Venderemos la casa cuando abra el puerto.", "We will sell the house before the port opens."),
        ("de", "Wir verkaufen das Haus nach dem Fest.", "We will sell the house before the feast."),
        ("it", "Venderemo la casa se piove.", "We will sell the house even if it rains."),
    ],
    silent: &[
        ("it", "Anche se piove venderemo la casa.", "Although it is raining we will sell the house."),
        ("fr", "Nous vendrons la maison à moins qu'il ne pleuve.", "We will sell the house if it does not rain."),
        ("de", "Wir verkaufen das Haus nicht, es sei denn, es regnet.", "We will only sell the house if it rains."),
        ("es", "Cuando vendimos la casa ya había llovido.", "It had rained before we sold the house."),
        ("de", "Wir verkaufen das Haus, wenn es regnet.", "We will sell the house when it rains."),
        ("de", "Nach Brem kommen mehr Boote als früher.", "More boats come to Brem than before."),
        ("pt", "Vendemos a casa se chover.", "We will sell the house in case it rains."),
        ("it", "Quando piove non vendiamo barche.", "If it rains we sell no boats."),
        (
            "de",
            "Nachdem ich die Familie gesehen hatte, sprach ich mit der Presse.",
            "I saw the family before I spoke to the press.",
        ),
        ("it", "Dopo aver venduto la casa ho visto il porto.", "I sold the house before I saw the port."),
        ("fr", "Quand le port n'était pas encore fermé, nous vendions.", "Before the port was closed, we were selling."),
    ],
};

fn find(across: &Across, out: &mut Vec<Divergence>) {
    let project = |here: bool, at: usize| across.project(here, at);
    let prints = Prints { sides: [&across.here, &across.there], langs: across.langs, project: &project };
    for (ours, theirs) in prints.apart() {
        let (p, q) = (printed(&across.here, &ours), printed(&across.there, &theirs));
        let explanation = format!("The original has “{q}”, this rendering “{p}”.");
        out.push(across.divergence(RULE.told(), Severity::Major, (&ours, &theirs), 0.7, explanation));
    }
}

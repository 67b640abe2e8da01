//! Another condition, or another order in time: if for even if, before for when. The sentence reads as well, and promises another thing.

use crate::audit::conditions::Prints;
use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, printed};
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "condition",
    class: Class::Substitution,
    find,
    fires: &[
        ("We will sell the mill even if it rains.", "We will sell the mill if it rains."),
        ("We will sell the mill when the port opens.", "We will sell the mill before the port opens."),
        ("We will sell the mill only if it rains.", "We will sell the mill even if it rains."),
    ],
    silent: &[
        ("We will sell the mill even if it rains.", "We will sell the mill, though it may rain."),
        ("We will sell the mill when the port opens.", "We will sell the mill once the port opens."),
        ("When we came the mill had already been sold.", "The mill had been sold before we came."),
        ("We will not sell the mill unless it rains.", "We will sell the mill only if it rains."),
    ],
};

fn find(pair: &Pair, report: &mut Report) {
    let project = |here: bool, at: usize| pair.project(here, at);
    let prints = Prints { sides: [&pair.here, &pair.there], langs: [pair.lang; 2], project: &project };
    for (ours, theirs) in prints.apart() {
        let (p, q) = (printed(&pair.here, &ours), printed(&pair.there, &theirs));
        let explanation = format!("The base has “{q}”, this rendering “{p}”.");
        report.raise(&RULE, Severity::Major, (&ours, &theirs), 0.7, explanation);
    }
}

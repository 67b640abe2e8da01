//! Words that the base has not. Somebody put into the speaker's mouth what was not said, or the others left it out.
//!
//! Severities as with an omission.

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, loss};
use crate::model::Class;

pub const RULE: Rule = Rule {
    name: "addition",
    class: Class::Addition,
    find,
    fires: &[
        ("They sign their own permission.", "They sign their own permission slips."),
        ("The bridge is closed today.", "The wooden bridge is closed today."),
    ],
    silent: &[("The bridge was closed by the port office.", "The port office closed the bridge.")],
};

fn find(pair: &Pair, report: &mut Report) {
    loss::find(pair, report, true, &RULE, |text, narrated| match narrated {
        true => format!("“{text}” is not in the base; it may be the reporter's words that slipped into the quotation."),
        false => format!("“{text}” is not in the base."),
    });
}

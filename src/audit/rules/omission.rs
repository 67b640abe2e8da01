//! Words of the base that this rendering lacks. A reader learns less than was said; where it is a qualification, something else.
//!
//! Content is major, a connective minor, a function word neutral. What is more likely said in other words than dropped is neutral.

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, loss};
use crate::model::Class;

pub const RULE: Rule = Rule {
    name: "omission",
    class: Class::Omission,
    find,
    fires: &[
        ("The port office closed the old bridge on Monday.", "The port office closed the old bridge."),
        ("It is a storm that kills, and it will come back.", "It is a storm, and it will come back."),
    ],
    silent: &[("The port office closed the bridge.", "The bridge was closed by the port office.")],
};

fn find(pair: &Pair, report: &mut Report) {
    loss::find(pair, report, false, &RULE, |text, narrated| match narrated {
        true => format!("“{text}”, which may be the reporter's words, is missing."),
        false => format!("The base's “{text}” is missing."),
    });
}

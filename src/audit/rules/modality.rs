//! Another binding force: must for should, may for will. “Must not be excluded” and “can be ruled out” are two policies.
//!
//! Modal words stand on a ladder; the farther two are apart, the more differs. Neighbouring steps (can, could) are neutral.

use std::cmp::Ordering;

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, ladder};
use crate::model::Class;

pub const RULE: Rule = Rule {
    name: "modality",
    class: Class::Modality,
    find,
    fires: &[
        ("The bridge must be closed.", "The bridge may be closed."),
        ("We should sell the mill.", "We can sell the mill."),
        ("We will sell the mill.", "We might sell the mill."),
        ("We have to be ready for the flood.", "We should be ready for the flood."),
    ],
    silent: &[
        ("The bridge can shake in the wind.", "The bridge could shake in the wind."),
        ("We will sell the mill.", "We'll sell the mill."),
    ],
};

fn find(pair: &Pair, report: &mut Report) {
    ladder::find(pair, report, &RULE, &pair.lang.meaning.modality, |here, there, step| match step {
        Ordering::Greater => format!("“{here}” binds more than the base's “{there}”."),
        Ordering::Less => format!("“{here}” binds less than the base's “{there}”."),
        Ordering::Equal => format!("“{here}” binds as much as the base's “{there}”."),
    });
}

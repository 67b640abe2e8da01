//! Another share: all for most, some for many. A claim of all is a stronger one than a claim of some, and is answered otherwise.
//!
//! Quantifiers stand on a ladder, as modal words do; neighbouring steps (many, several) are neutral.

use std::cmp::Ordering;

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, ladder};
use crate::model::Class;

pub const RULE: Rule = Rule {
    name: "quantifier",
    class: Class::Quantifier,
    find,
    fires: &[("All boats must be checked.", "Some boats must be checked."), ("Most bridges are old.", "Few bridges are old.")],
    silent: &[
        ("All boats must be checked.", "Every boat must be checked."),
        ("Many bridges are old.", "Several bridges are old."),
    ],
};

fn find(pair: &Pair, report: &mut Report) {
    ladder::find(pair, report, &RULE, &pair.lang.meaning.quantity, |here, there, step| match step {
        Ordering::Greater => format!("“{here}” is more than the base's “{there}”."),
        Ordering::Less => format!("“{here}” is less than the base's “{there}”."),
        Ordering::Equal => format!("“{here}” says as much as the base's “{there}”."),
    });
}

//! Another binding force: must for should, may for will. “Must not be excluded” and “can be ruled out” are two policies.
//!
//! Modal words stand on a ladder; the farther two are apart, the more differs. Neighbouring steps (can, could) are neutral.

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, ladder};
use crate::model::Class;

pub const RULE: Rule = Rule {
    name: "modality",
    class: Class::Modality,
    find,
    fires: &[("The bridge must be closed.", "The bridge may be closed."), ("We should sell the mill.", "We can sell the mill.")],
    silent: &[
        ("The bridge can shake in the wind.", "The bridge could shake in the wind."),
        ("We will sell the mill.", "We'll sell the mill."),
    ],
};

fn find(pair: &Pair, report: &mut Report) {
    ladder::find(pair, report, &RULE, &pair.lang.meaning.modality, |here, there, more| {
        format!("“{here}” binds {} than the base's “{there}”.", if more { "more" } else { "less" })
    });
}

//! Another binding force: must for should, may for will. “Must not be excluded” and “can be ruled out” are two policies.
//!
//! Modal words stand on a ladder; the farther two are apart, the more differs. Neighbouring steps (can, could) are neutral.

use crate::audit::pair::Pair;
use crate::audit::report::{Finding, Report};
use crate::audit::rules::{Rule, ladder};
use crate::model::{Class, Severity};

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
    for step in ladder::steps(pair, report, &pair.lang.meaning.modality) {
        let far = step.apart() >= 2;
        let severity = if far { Severity::Major } else { Severity::Neutral };
        let way = if step.level_here > step.level_there { "more" } else { "less" };
        let explanation =
            format!("“{}” binds {way} than the base's “{}”.", pair.here.folded(step.here), pair.there.folded(step.there));
        let (here, there) = ([step.here], [step.there]);
        report.raise(Finding {
            rule: RULE.name,
            class: RULE.class,
            severity,
            here: &here,
            there: &there,
            confidence: 0.8,
            explanation,
        });
    }
}

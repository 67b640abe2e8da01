//! Another share: all for most, some for many. A claim of all is a stronger one than a claim of some, and is answered otherwise.
//!
//! Quantifiers stand on a ladder, as modal words do; neighbouring steps (many, several) are neutral.

use crate::audit::pair::Pair;
use crate::audit::report::{Finding, Report};
use crate::audit::rules::{Rule, ladder};
use crate::model::{Class, Severity};

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
    for step in ladder::steps(pair, report, &pair.lang.meaning.quantity) {
        let severity = if step.apart() >= 2 { Severity::Major } else { Severity::Neutral };
        let way = if step.level_here > step.level_there { "more" } else { "less" };
        let explanation =
            format!("“{}” is {way} than the base's “{}”.", pair.here.folded(step.here), pair.there.folded(step.there));
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

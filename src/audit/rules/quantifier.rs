//! Another share: all for most, some for many. A claim of all is a stronger one than a claim of some, and is answered otherwise.
//!
//! Quantifiers stand on a ladder, as modal words do; neighbouring steps (many, several) are neutral.

use std::cmp::Ordering;

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, ladder, oriented, printed};
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "quantifier",
    class: Class::Quantifier,
    find,
    fires: &[
        ("All boats must be checked.", "Some boats must be checked."),
        ("Most bridges are old.", "Few bridges are old."),
        ("We will mend all bridges.", "We will mend almost all bridges."),
    ],
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
    for here in [true, false] {
        nearly_all(pair, report, here);
    }
}

/// Raises a word that makes nearly all of what is all on the other side.
fn nearly_all(pair: &Pair, report: &mut Report, here: bool) {
    let (mine, _) = pair.sides(here);
    let nearly = |at: usize| {
        mine.tokens.get(at + 1).filter(|t| t.is_settled() && pair.lang.meaning.is_all(&t.folded))?;
        pair.lang.meaning.is_nearly(mine.folded(at)).then_some(at)
    };
    let open: Vec<usize> = report.open(here).filter_map(nearly).collect();
    for at in open {
        let (word, all) = (printed(mine, &[at]), printed(mine, &[at + 1]));
        let explanation = match here {
            true => format!("“{word}” makes less of the base's “{all}”."),
            false => format!("The base's “{word}” is missing, which makes more of “{all}”."),
        };
        report.raise(&RULE, Severity::Major, oriented(here, &[at], &[]), 0.8, explanation);
    }
}

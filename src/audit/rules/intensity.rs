//! A word that turns the volume up or down: very, just, only. It changes how much is claimed, not what; a translator mends it in passing.

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, if_likely, oriented, printed};
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "intensity",
    class: Class::Intensity,
    find,
    fires: &[
        ("The bridge is old.", "The bridge is very old."),
        ("We just want to cross the river.", "We want to cross the river."),
    ],
    silent: &[("The bridge is very old.", "The bridge is really old.")],
};

fn find(pair: &Pair, report: &mut Report) {
    let words = &pair.lang.meaning.intensity.words;
    for slot in &pair.slots {
        let rest = report.rest(slot);
        let marks = |here: bool, run: &[usize]| -> Vec<usize> {
            run.iter().copied().filter(|i| words.contains(pair.sides(here).0.folded(*i))).collect()
        };
        let (here, there) = (marks(true, &rest.here), marks(false, &rest.there));
        match (here.is_empty(), there.is_empty()) {
            // One for the other says the same.
            (false, false) => {
                let explanation =
                    format!("“{}” stands for the base's “{}”.", printed(&pair.here, &here), printed(&pair.there, &there));
                report.raise(&RULE, Severity::Neutral, (&here, &there), 0.6, explanation);
            }
            (false, true) => raise(pair, report, true, &here),
            (true, false) => raise(pair, report, false, &there),
            (true, true) => {}
        }
    }
}

fn raise(pair: &Pair, report: &mut Report, here: bool, run: &[usize]) {
    let (mine, theirs) = pair.sides(here);
    for &at in run {
        // The same word elsewhere on the other side has only moved.
        if theirs.tokens.iter().any(|t| t.folded == mine.folded(at) && !t.is_settled()) {
            continue;
        }
        let p = report.weigh(here, &[at], &[]);
        let text = printed(mine, &[at]);
        let explanation = match here {
            true => format!("“{text}” is added."),
            false => format!("The base's “{text}” is missing."),
        };
        let own = [at];
        let words = oriented(here, &own, &[]);
        report.raise(&RULE, if_likely(p, Severity::Minor), words, p, explanation);
    }
}

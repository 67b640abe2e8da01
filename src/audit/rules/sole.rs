//! The only one of its kind, or another thing that is said of it: the only bridge, the best bridge. That there is no other is what a listener keeps.

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, oriented, printed};
use crate::audit::token::{Side, Token};
use crate::lang::Meaning;
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "sole",
    class: Class::Intensity,
    find,
    fires: &[
        ("It is the only bridge in the valley.", "It is the best bridge in the valley."),
        ("She is the oldest doctor on the island.", "She is the only doctor on the island."),
    ],
    silent: &[
        ("It is the only bridge in the valley.", "It is the sole bridge in the valley."),
        ("We only sold the old boats.", "We sold only the old boats."),
    ],
};

fn find(pair: &Pair, report: &mut Report) {
    let meaning = &pair.lang.meaning;
    for here in [true, false] {
        let (mine, theirs) = pair.sides(here);
        let open: Vec<usize> = report.open(here).filter(|at| is_sole(meaning, mine, *at)).collect();
        for at in open {
            let Some(noun) = mine.tokens.get(at + 1).filter(|t| t.is_content()).and_then(|t| t.settled_answer()) else {
                continue;
            };
            let is_said = |t: &Token| says_only(meaning, &t.folded);
            let Some(other) = noun.checked_sub(1).filter(|j| leads(meaning, theirs, *j)) else { continue };
            let told = theirs.tokens.get(other).is_some_and(|t| t.is_content() && !t.is_settled() && t.figures.is_none());
            if !told || theirs.tokens.iter().any(is_said) || !report.is_free(here, at) || !report.is_free(!here, other) {
                continue;
            }
            let (own, other) = ([at], [other]);
            let (p, q) = (printed(mine, &own), printed(theirs, &other));
            let explanation = match here {
                true => format!("“{p}” says that there is no other; the base has “{q}”."),
                false => format!("The base's “{p}” says that there is no other; this rendering has “{q}”."),
            };
            report.raise(&RULE, Severity::Major, oriented(here, &own, &other), 0.8, explanation);
        }
    }
}

/// Does a word say, as an adjective, that there is no other?
fn is_sole(meaning: &Meaning, side: &Side, at: usize) -> bool {
    meaning.intensity.narrowing.contains(side.folded(at)) && leads(meaning, side, at) && !side.ends_clause(at)
}

/// Does an article, or a word that joins two adjectives, stand before a word?
pub fn leads(meaning: &Meaning, side: &Side, at: usize) -> bool {
    let before = at.checked_sub(1).filter(|i| !side.ends_clause(*i)).map_or("", |i| side.folded(i));
    meaning.determiners.contains(before) || meaning.exchange.bare.contains(before) || meaning.exchange.joining.contains(before)
}

/// May a word say only?
pub fn says_only(meaning: &Meaning, word: &str) -> bool {
    meaning.intensity.narrowing.contains(word) || meaning.intensity.sole.contains(word)
}

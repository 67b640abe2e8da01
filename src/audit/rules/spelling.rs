//! The same word in another spelling: organisations, U.S. Neutral; told so that nobody looks for more behind it.

use crate::audit::pair::{Pair, Tie, squashed};
use crate::audit::report::Report;
use crate::audit::rules::{Rule, printed};
use crate::model::{Class, Severity};
use crate::text::is_apostrophe;

pub const RULE: Rule = Rule {
    name: "spelling",
    class: Class::Spelling,
    find,
    fires: &[("The organizations met.", "The organisations met.")],
    silent: &[("The U.S. office met.", "The US office met.")],
};

fn find(pair: &Pair, report: &mut Report) {
    for (at, t) in pair.here.tokens.iter().enumerate() {
        let Some(a) = t.answers.first().filter(|a| a.tie == Tie::Same) else { continue };
        let Some(other) = pair.there.tokens.get(a.at).filter(|o| o.plain != t.plain) else { continue };
        let (p, q) = (printed(&pair.here, &[at]), printed(&pair.there, &[a.at]));
        // A contraction is no other spelling of its words, nor a figure of a number word.
        let glued = |side: &crate::audit::token::Side, at: usize| {
            side.tokens.get(at).zip(side.tokens.get(at + 1)).is_some_and(|(t, next)| t.span.end == next.span.start)
        };
        let contracted = glued(&pair.here, at)
            || glued(&pair.there, a.at)
            || [p, q].iter().any(|w| w.contains(is_apostrophe))
            || t.figures.is_some();
        if contracted || squashed(p) == squashed(q) || !report.is_free(true, at) || other.folded != t.folded {
            continue;
        }
        let there = [a.at];
        let explanation = format!("“{p}” is another spelling of “{q}”.");
        report.raise(&RULE, Severity::Neutral, (&[at], &there), 1.0, explanation);
    }
}

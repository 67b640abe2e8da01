//! Words that the outlet put in brackets: “they [the raids]”. The reader sees that they are not the speaker's, so they are neutral, unless they
//! turn the sense: a negation or a number in brackets is minor.

use crate::audit::pair::Pair;
use crate::audit::report::{Finding, Report};
use crate::audit::rules::{Rule, printed};
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "editorial",
    class: Class::EditorialInsertion,
    find,
    fires: &[("They will not be welcome here.", "They [the drummers] will not be welcome here.")],
    silent: &[("They [the drummers] will leave.", "They [the drummers] will leave.")],
};

fn find(pair: &Pair, report: &mut Report) {
    for here in [true, false] {
        let (side, _) = pair.sides(here);
        let mut at = 0;
        while at < side.tokens.len() {
            let Some(bracket) = side.tokens.get(at).and_then(|t| t.bracket) else {
                at += 1;
                continue;
            };
            let end = (at..side.tokens.len())
                .find(|i| side.tokens.get(*i).is_none_or(|t| t.bracket.is_none()))
                .unwrap_or(side.tokens.len());
            let open: Vec<usize> = (at..end).filter(|i| side.tokens.get(*i).is_some_and(|t| !t.is_settled())).collect();
            // Round brackets stand in speech, too: only what lies in them as a whole is taken for the outlet's.
            if !open.is_empty() && (bracket == '[' || open.len() == end - at) {
                raise(pair, report, here, &open);
            }
            at = end;
        }
    }
}

fn raise(pair: &Pair, report: &mut Report, here: bool, run: &[usize]) {
    let (side, _) = pair.sides(here);
    let polarity = &pair.lang.meaning.polarity;
    let turns =
        run.iter().filter_map(|i| side.tokens.get(*i)).any(|t| polarity.negators.contains(&t.folded) || t.figures.is_some());
    // What the brackets stand for (“[the drummers]” for “they”) is explained with them.
    let other: Vec<usize> = match pair.slot_of(here, run.first().copied().unwrap_or(0)) {
        Some(slot) => {
            if here {
                slot.there.clone()
            } else {
                slot.here.clone()
            }
        }
        None => Vec::new(),
    };
    let text = printed(side, run);
    let explanation = match here {
        true => format!("“{text}” stands in brackets: the outlet's words, not the speaker's."),
        false => format!("The base has “{text}” in brackets; this rendering has not."),
    };
    let (mine, theirs): (&[usize], &[usize]) = if here { (run, &other) } else { (&other, run) };
    let severity = if turns && here { Severity::Minor } else { Severity::Neutral };
    report.raise(Finding {
        rule: RULE.name,
        class: RULE.class,
        severity,
        here: mine,
        there: theirs,
        confidence: 0.9,
        explanation,
    });
}

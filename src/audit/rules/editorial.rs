//! Words that the outlet put in brackets: “they [the raids]”. The reader sees that they are not the speaker's, so they are neutral, unless they
//! turn the sense: a negation or a number in brackets is minor.

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, oriented, printed};
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
            if open.is_empty() {
                only_marks(pair, report, here, at..end);
            } else if !both_bracketed(pair, here, &open) && (bracket == '[' || open.len() == end - at) {
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
    let words = oriented(here, run, &other);
    let severity = if turns && here { Severity::Minor } else { Severity::Neutral };
    report.raise(&RULE, severity, words, 0.9, explanation);
}

/// Do the words stand for others in brackets, so that the brackets are no news?
fn both_bracketed(pair: &Pair, here: bool, run: &[usize]) -> bool {
    let (_, theirs) = pair.sides(here);
    let slot = run.first().and_then(|i| pair.slot_of(here, *i));
    slot.is_some_and(|s| {
        if here { &s.there } else { &s.here }.iter().any(|j| theirs.tokens.get(*j).is_some_and(|t| t.bracket.is_some()))
    })
}

/// The same words, in brackets on this side only: one outlet says that they are not the speaker's.
fn only_marks(pair: &Pair, report: &mut Report, here: bool, range: std::ops::Range<usize>) {
    let (mine, theirs) = pair.sides(here);
    let own: Vec<usize> = range.collect();
    let other: Vec<usize> = own.iter().filter_map(|i| mine.tokens.get(*i)?.settled_answer()).collect();
    if other.iter().any(|j| theirs.tokens.get(*j).is_none_or(|t| t.bracket.is_some())) {
        return;
    }
    let explanation = format!("“{}” stands in brackets on one side only.", printed(mine, &own));
    let words = oriented(here, &own, &other);
    report.raise(&RULE, Severity::Neutral, words, 0.8, explanation);
}

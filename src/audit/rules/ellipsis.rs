//! Words cut with a mark: “…”, “...”, “[...]”. The reader sees that something is missing, so it is neutral; a translator looks whether the cut
//! is fair. A denial that lies in the cut, while what it denies is kept, was taken from the speaker: that is no fair cut.

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, negation, oriented, printed};
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "ellipsis",
    class: Class::Ellipsis,
    find,
    fires: &[("The bridge is old. It shakes in the wind. It must be closed.", "The bridge is old... It must be closed.")],
    silent: &[("The bridge is old and must be closed.", "The bridge is old and must be closed...")],
};

fn find(pair: &Pair, report: &mut Report) {
    for cut_here in [true, false] {
        let (side, other) = pair.sides(cut_here);
        for at in marks(side.text) {
            let cut = cut(pair, report, cut_here, at);
            // A mark at the same place of the other side, or other words instead, show no cut.
            let Some(span) = other.span(&cut).filter(|_| !cut.is_empty()) else { continue };
            let text = span.of(other.text);
            if marks(other.text.get(span.start.saturating_sub(4)..(span.end + 4).min(other.text.len())).unwrap_or(text))
                .is_empty()
            {
                if let Some(at) = denial(pair, !cut_here, &cut) {
                    let what = printed(other, &[at]);
                    let explanation = match cut_here {
                        true => format!("The mark stands for “{what}”, so that the sense is turned round."),
                        false => format!("“{what}” lies where the base has a mark; without it the sense is turned round."),
                    };
                    report.raise(&negation::RULE, Severity::Critical, oriented(cut_here, &[], &cut), 0.9, explanation);
                    continue;
                }
                let explanation = match cut_here {
                    true => format!("“{text}” is cut, and a mark shows the cut."),
                    false => format!("The base cuts “{text}”, and a mark shows the cut."),
                };
                let words = oriented(cut_here, &[], &cut);
                report.raise(&RULE, Severity::Neutral, words, 0.9, explanation);
            }
        }
    }
}

/// The word of a cut that denies what stands behind the cut in its sentence: neither a sentence of its own nor an aside is cut there.
fn denial(pair: &Pair, here: bool, cut: &[usize]) -> Option<usize> {
    let side = pair.sides(here).0;
    let (first, last) = (*cut.first()?, *cut.last()?);
    let sentence = |i: usize| side.tokens.get(i).map(|t| t.sentence);
    let goes_on = sentence(last + 1).is_some_and(|next| Some(next) == sentence(first));
    let polarity = &pair.lang.meaning.polarity;
    let hidden = side.hidden(polarity);
    // Where the other side denies, too, it may be the same that is said twice.
    let other = pair.sides(!here).0;
    if other.tokens.iter().any(|t| polarity.denies(&t.folded)) {
        return None;
    }
    let is_tied = |at: &usize| !(first.saturating_sub(1)..*at).any(|i| side.ends_clause(i));
    let denies = |at: &usize| polarity.negators.contains(side.folded(*at)) && !hidden[*at];
    cut.iter().copied().find(denies).filter(|at| goes_on && is_tied(at))
}

/// What the other side has between the answers of the words around the mark, where this side has nothing instead.
fn cut(pair: &Pair, report: &Report, here: bool, mark: usize) -> Vec<usize> {
    let (side, other) = pair.sides(here);
    let right = side.tokens.partition_point(|t| t.span.start < mark);
    let answer = |i: usize| side.tokens.get(i).and_then(|t| t.settled_answer());
    let beside = |i: Option<usize>| i.map(answer);
    // A word beside the mark that answers nothing stands instead of what is missing.
    let (Some(left), next) = (beside(right.checked_sub(1)), beside(Some(right).filter(|r| *r < side.tokens.len()))) else {
        return Vec::new();
    };
    let Some(left) = left else { return Vec::new() };
    let to = match next {
        Some(Some(next)) => next,
        Some(None) => return Vec::new(),
        None => other.tokens.len(),
    };
    (left + 1..to).filter(|i| report.is_free(!here, *i) && other.tokens.get(*i).is_some_and(|t| !t.is_settled())).collect()
}

/// The offsets of all ellipses.
fn marks(text: &str) -> Vec<usize> {
    let mut out: Vec<usize> = text.match_indices('…').chain(text.match_indices("...")).map(|(at, _)| at).collect();
    out.sort_unstable();
    out.dedup_by(|b, a| *b - *a < 3);
    out
}

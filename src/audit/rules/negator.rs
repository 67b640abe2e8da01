//! Which words of a rendering deny, and what do they turn round? Shared by the rules that compare denials.

use crate::audit::pair::Pair;
use crate::audit::rules::restriction;
use crate::audit::token::{Side, Token};

/// How far, in words, a negator may stand from where its answer is looked for.
pub const REACH: usize = 7;

#[derive(Clone, Debug)]
pub struct Negative {
    pub here: bool,
    pub at: usize,
    /// How many words say it: one, or those of a phrase (far from).
    pub length: usize,
    /// The word it turns round.
    pub head: Option<usize>,
}

impl Negative {
    pub fn words(&self) -> Vec<usize> {
        (self.at..self.at + self.length).collect()
    }
}

/// The negators of a side.
pub fn negatives(pair: &Pair, here: bool) -> Vec<Negative> {
    let (side, _) = pair.sides(here);
    let polarity = &pair.lang.meaning.polarity;
    let hidden = side.hidden(polarity);
    let mut out = Vec::new();
    for (at, t) in side.tokens.iter().enumerate() {
        // “No. We are staying”: what answers a question turns nothing round.
        let is_answer = || side.opens_sentence(at) && side.ends_clause(at);
        if hidden.get(at) == Some(&true) || is_answer() || restriction::only(pair.lang, side, at).is_some() {
            continue;
        }
        let phrase = phrase_at(pair, side, at);
        let phases = &pair.lang.meaning.phases;
        // No longer safe: what is denied stands behind both.
        let is_past = phases.longer.iter().any(|w| w == side.folded(at + 1)) && !phases.comparing.contains(side.folded(at + 2));
        let length = phrase.unwrap_or(if is_past && !side.ends_clause(at) { 2 } else { 1 });
        // Je n'ai jamais vu: what denies together with it is not what it turns round.
        let denies = |t: &Token| polarity.partners.contains(&t.folded) || polarity.continuing.contains(&t.folded);
        let is_head = |i: &usize| side.tokens.get(*i).is_some_and(|t| t.is_content() && !denies(t));
        let head = (at + length..side.tokens.len().min(at + length + 5)).find(is_head);
        let implicit = !t.is_settled() && t.is_any(&polarity.implicit) && pair.replaced(here, at).is_none();
        if polarity.negators.contains(&t.folded) || implicit || phrase.is_some() {
            out.push(Negative { here, at, length, head });
        }
    }
    out
}

/// How many words deny together from a word on, where they do not stand before a thing (far from clear, not far from the port).
fn phrase_at(pair: &Pair, side: &Side, at: usize) -> Option<usize> {
    let meaning = &pair.lang.meaning;
    let length = meaning.polarity.phrases.iter().find(|phrase| side.says(phrase, at))?.split(' ').count();
    let is_open = (at..at + length).all(|i| side.tokens.get(i).is_some_and(|t| !t.is_settled()));
    (is_open && !meaning.determiners.contains(side.folded(at + length))).then_some(length)
}

/// The word that a negator is printed together with: can of can't.
pub fn host(side: &Side, n: &Negative) -> Option<usize> {
    let ends_here = |h: &usize| side.tokens.get(*h).zip(side.tokens.get(n.at)).is_some_and(|(h, t)| h.span.end == t.span.start);
    n.at.checked_sub(1).filter(ends_here)
}

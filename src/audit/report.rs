//! What has been raised so far? Rules run from the most specific to the least, and words that one rule has explained are taken from the rest.

use rustc_hash::FxHashSet;

use crate::audit::evidence::{self, Difference, Values};
use crate::audit::pair::{Pair, Slot};
use crate::audit::rules::Rule;
use crate::audit::token::Side;
use crate::model::{Divergence, Severity, Span};

pub struct Report<'p, 'a> {
    pub pair: &'p Pair<'a>,
    taken_here: Vec<bool>,
    taken_there: Vec<bool>,
    /// The words that a phrase of the other side says, or that say one.
    in_phrases: [FxHashSet<usize>; 2],
    pub found: Vec<Divergence>,
    pub weighed: Vec<Weighed>,
    /// The content words of this rendering, and of the base, that answer nothing.
    unanswered: (Vec<usize>, Vec<usize>),
}

/// A difference that a rule had weighed, as training sees it.
#[derive(Clone, Debug)]
pub struct Weighed {
    pub kind: Difference,
    /// Bytes of this rendering's text and of the base's.
    pub here: Span,
    pub there: Span,
    pub values: Values,
}

impl<'p, 'a> Report<'p, 'a> {
    pub fn new(pair: &'p Pair<'a>) -> Self {
        Report {
            pair,
            taken_here: vec![false; pair.here.tokens.len()],
            taken_there: vec![false; pair.there.tokens.len()],
            in_phrases: Default::default(),
            found: Vec::new(),
            weighed: Vec::new(),
            unanswered: (pair.here.open().collect(), pair.there.open().collect()),
        }
    }

    /// Has no rule explained this word yet?
    pub fn is_free(&self, here: bool, at: usize) -> bool {
        let taken = if here { &self.taken_here } else { &self.taken_there };
        taken.get(at) == Some(&false)
    }

    /// Notes that words of both sides say the same, as phrases.
    pub fn answer_in_phrases(&mut self, here: &[usize], there: &[usize]) {
        self.in_phrases[0].extend(here);
        self.in_phrases[1].extend(there);
    }

    /// Is the word, with those around it, said in other words on the other side?
    pub fn is_in_a_phrase(&self, here: bool, at: usize) -> bool {
        self.in_phrases[usize::from(!here)].contains(&at)
    }

    /// Has every content word of both sides an answer, so that nothing but words of grammar can be said in other words?
    pub fn is_all_answered(&self) -> bool {
        self.unanswered.0.is_empty() && self.unanswered.1.is_empty()
    }

    /// The words of a side that are neither settled nor explained.
    pub fn open(&self, here: bool) -> impl Iterator<Item = usize> + '_ {
        let (side, _) = self.pair.sides(here);
        side.tokens.iter().enumerate().filter(move |(i, t)| !t.is_settled() && self.is_free(here, *i)).map(|(i, _)| i)
    }

    /// What is left of a slot.
    pub fn rest(&self, slot: &Slot) -> Slot {
        let left = |here: bool, run: &[usize]| run.iter().copied().filter(|i| self.is_free(here, *i)).collect();
        Slot { here: left(true, &slot.here), there: left(false, &slot.there) }
    }

    /// Words that need no explanation of their own.
    pub fn take(&mut self, here: &[usize], there: &[usize]) {
        for (taken, run) in [(&mut self.taken_here, here), (&mut self.taken_there, there)] {
            for i in run {
                if let Some(slot) = taken.get_mut(*i) {
                    *slot = true;
                }
            }
        }
    }

    /// The probability that words of one side (`run`) against words of the other (`against`, none for a loss) change what is said.
    pub fn weigh(&mut self, here: bool, run: &[usize], against: &[usize]) -> f32 {
        let (mine, theirs) =
            if here { (&self.unanswered.0, &self.unanswered.1) } else { (&self.unanswered.1, &self.unanswered.0) };
        let (kind, values) = evidence::features(self.pair, here, run, against, (mine, theirs));
        let (ours, theirs) = if here { (run, against) } else { (against, run) };
        let span = |side: &Side, run: &[usize]| side.span(run).unwrap_or_default();
        self.weighed.push(Weighed { kind, here: span(&self.pair.here, ours), there: span(&self.pair.there, theirs), values });
        evidence::probability(kind, &values)
    }

    /// A divergence of some words of this rendering and of the base; at least one side has some.
    pub fn raise(&mut self, rule: &Rule, severity: Severity, words: (&[usize], &[usize]), confidence: f32, explanation: String) {
        let pair = self.pair;
        let here = pair.here.span(words.0).unwrap_or_else(|| pair.gap(false, words.1));
        let there = pair.there.span(words.1).unwrap_or_else(|| pair.gap(true, words.0));
        let place =
            |side: &Side, run: &[usize]| run.iter().filter_map(|i| side.tokens.get(*i)).map(|t| t.place).filter(|p| *p > 0).min();
        let place = place(&pair.here, words.0).or_else(|| place(&pair.there, words.1)).unwrap_or(0);
        self.take(words.0, words.1);
        self.add(rule, severity, ((here, there), place), confidence, explanation);
    }

    /// A divergence that is no matter of whole words: two spans and a place.
    pub fn add(&mut self, rule: &Rule, severity: Severity, at: ((Span, Span), u32), confidence: f32, explanation: String) {
        let pair = self.pair;
        let ((here, there), place) = at;
        self.found.push(Divergence {
            severity,
            class: rule.class,
            text_here: here.of(pair.here.text).to_string(),
            text_there: there.of(pair.there.text).to_string(),
            explanation,
            rendering: Some(pair.here.rendering),
            compared_with: Some(pair.there.rendering),
            place,
            here,
            there,
            rule: rule.name,
            confidence,
            quote_id: None,
        });
    }
}

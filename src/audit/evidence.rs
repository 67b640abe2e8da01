//! Is what differs a change of what is said, or another way to say it? A probability, from how much else differs around it.
//!
//! A word that is missing from an otherwise equal sentence was dropped; one missing from a free paraphrase was most likely said in other words.
//! So the evidence looks at the rest of the pair, at what stands unanswered on the other side, and at how much the words themselves tell. The
//! weights are in `weights.toml`, one table a kind of difference, learned by `scripts/train_evidence.py`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::audit::pair::{Pair, Tie, is_spelt_alike};
use crate::audit::token::Side;

/// The kinds of difference that are weighed; each is a table of `weights.toml`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Difference {
    /// Words on one side only.
    Loss,
    /// Other words in the same slot.
    Change,
}

impl Difference {
    pub fn name(self) -> &'static str {
        match self {
            Difference::Loss => "loss",
            Difference::Change => "change",
        }
    }
}

/// What is looked at, in the order of [`features`].
pub const FEATURES: [&str; 18] = [
    "bias",
    "settled",
    "churn",
    "clean",
    "length",
    "other_length",
    "name",
    "number",
    "elsewhere",
    "unanswered",
    "edge",
    "word_length",
    "repeated",
    "antonym",
    "near",
    "link",
    "neighbours",
    "connective",
];

type Weights = FxHashMap<String, FxHashMap<String, f32>>;

// The file is part of the program and read by a test.
static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| toml::from_str(include_str!("weights.toml")).unwrap_or_default());

/// The values of [`FEATURES`].
pub type Values = [f32; FEATURES.len()];

/// The probability that a difference changes what is said.
pub fn probability(kind: Difference, values: &Values) -> f32 {
    let Some(weights) = WEIGHTS.get(kind.name()) else { return 0.5 };
    let sum: f32 = FEATURES.iter().zip(values).map(|(name, v)| weights.get(*name).copied().unwrap_or(0.0) * v).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// What speaks for a change where one side has `run` and the other `against` (empty for a loss).
pub fn features(pair: &Pair, here: bool, run: &[usize], against: &[usize]) -> (Difference, Values) {
    let kind = if against.is_empty() { Difference::Loss } else { Difference::Change };
    let (mine, theirs) = pair.sides(here);
    let content =
        |side: &Side, run: &[usize]| run.iter().filter(|i| side.tokens.get(**i).is_some_and(|t| t.is_content())).count();
    // Words without an answer outside these runs, on each side.
    let open = |side: &Side, run: &[usize]| {
        side.tokens
            .iter()
            .enumerate()
            .filter(|(i, t)| t.is_content() && !t.is_settled() && !run.contains(i))
            .map(|(i, _)| i)
            .collect::<Vec<_>>()
    };
    let (open_mine, open_theirs) = (open(mine, run), open(theirs, against));
    let all = mine.tokens.iter().chain(&theirs.tokens).filter(|t| t.is_content()).count();
    let (own, other) = (content(mine, run), content(theirs, against));
    let rest = all.saturating_sub(own + other).max(1) as f32;
    let churn = (open_mine.len() + open_theirs.len()) as f32;
    let tokens = || run.iter().filter_map(|i| mine.tokens.get(*i));
    let told: Vec<_> = tokens().filter(|t| t.is_content()).collect();
    let elsewhere =
        told.iter().filter(|t| open_theirs.iter().any(|j| is_akin(t, theirs, *j))).count() as f32 / told.len().max(1) as f32;
    let repeated =
        told.iter().filter(|t| theirs.tokens.iter().any(|o| o.stem == t.stem)).count() as f32 / told.len().max(1) as f32;
    let ties = || tokens().flat_map(|t| &t.answers).filter(|a| against.contains(&a.at));
    let edge = run.contains(&0) || run.contains(&mine.tokens.len().saturating_sub(1));
    let letters: usize = told.iter().map(|t| t.plain.chars().count()).sum();
    let flag = |b: bool| f32::from(u8::from(b));
    let near = open_theirs.iter().filter(|j| pair.project(here, run.first().copied().unwrap_or(0)).abs_diff(**j) <= 6).count();
    let settled_beside = |i: Option<usize>| {
        i.and_then(|i| mine.tokens.get(i)).is_some_and(|t| t.answers.first().is_some_and(|a| a.tie == Tie::Same))
    };
    let beside =
        flag(settled_beside(run.first().and_then(|f| f.checked_sub(1)))) + flag(settled_beside(run.last().map(|l| l + 1)));
    let connectives = &pair.lang.meaning.connectives;
    let values = [
        1.0,
        1.0 - churn / rest,
        (1.0 + churn).ln(),
        flag(pair.is_clean_cut(here, run)),
        (1.0 + own as f32).ln(),
        (1.0 + other as f32).ln(),
        flag(tokens().any(|t| t.is_name)),
        flag(tokens().any(|t| t.figures.is_some())),
        elsewhere,
        (1.0 + near as f32).ln(),
        flag(edge),
        letters as f32 / told.len().max(1) as f32 / 10.0,
        repeated,
        flag(ties().any(|a| a.tie == Tie::Antonym)),
        flag(ties().any(|a| a.tie == Tie::Near)),
        ties().map(|a| a.confidence).fold(0.0, f32::max),
        beside,
        flag(told.is_empty() || told.iter().all(|t| connectives.contains(&t.folded))),
    ];
    (kind, values)
}

/// May a word have been said by that word of the other side?
fn is_akin(t: &crate::audit::token::Token, theirs: &Side, at: usize) -> bool {
    theirs
        .tokens
        .get(at)
        .is_some_and(|o| t.stem == o.stem || t.entry.kin(&o.entry).is_some() || is_spelt_alike(&t.folded, &o.folded))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_name_what_is_looked_at() {
        let weights: Weights = toml::from_str(include_str!("weights.toml")).unwrap();
        for kind in [Difference::Loss, Difference::Change] {
            let mut names: Vec<&str> = weights[kind.name()].keys().map(String::as_str).collect();
            let mut known = FEATURES.to_vec();
            names.sort_unstable();
            known.sort_unstable();
            assert_eq!(names, known, "{}", kind.name());
        }
    }
}

//! Is what differs a change of what is said, or another way to say it? A probability, from how much else differs around it.
//!
//! A word that is missing from an otherwise equal sentence was dropped; one missing from a free paraphrase was most likely said in other words.
//! So the evidence looks at the rest of the pair, at what stands unanswered on the other side, and at how much the words themselves tell. The
//! weights are in `weights.toml`, one table a kind of difference, learned by `scripts/train_evidence.py`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::audit::pair::{Pair, Tie, is_spelt_alike};
use crate::audit::token::{Side, Token};
use crate::curves::{ln, sigmoid};

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
pub const FEATURES: [&str; 19] = [
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
    "company",
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
    sigmoid(sum)
}

/// What speaks for a change where one side has `run` and the other `against` (empty for a loss). `open` are the unanswered content words of this
/// side and of the other.
pub fn features(pair: &Pair, here: bool, run: &[usize], against: &[usize], open: (&[usize], &[usize])) -> (Difference, Values) {
    let kind = if against.is_empty() { Difference::Loss } else { Difference::Change };
    let (mine, theirs) = pair.sides(here);
    let told: Vec<&Token> = run.iter().filter_map(|i| mine.tokens.get(*i)).filter(|t| t.is_content()).collect();
    let other = against.iter().filter(|i| theirs.tokens.get(**i).is_some_and(|t| t.is_content())).count();
    let outside = |open: &[usize], run: &[usize]| open.len() - run.iter().filter(|i| open.binary_search(i).is_ok()).count();
    let churn = (outside(open.0, run) + outside(open.1, against)) as f32;
    let rest = (mine.content + theirs.content).saturating_sub(told.len() + other).max(1) as f32;
    let share = |test: &dyn Fn(&Token) -> bool| told.iter().filter(|t| test(t)).count() as f32 / told.len().max(1) as f32;
    let at = pair.project(here, run.first().copied().unwrap_or(0));
    let around = |reach: usize| {
        let (from, to) = (open.1.partition_point(|j| j + reach < at), open.1.partition_point(|j| *j <= at + reach));
        open.1.get(from..to).unwrap_or_default().iter().filter(|j| !against.contains(j))
    };
    let ties = || run.iter().filter_map(|i| mine.tokens.get(*i)).flat_map(|t| &t.answers).filter(|a| against.contains(&a.at));
    let edge = run.contains(&0) || run.contains(&mine.tokens.len().saturating_sub(1));
    let flag = |b: bool| f32::from(u8::from(b));
    let words = || run.iter().filter_map(|i| mine.tokens.get(*i));
    let same =
        |i: Option<usize>| i.and_then(|i| mine.tokens.get(i)).and_then(|t| t.answers.first()).is_some_and(|a| a.tie == Tie::Same);
    let letters: usize = told.iter().map(|t| t.plain.chars().count()).sum();
    let connectives = &pair.lang.meaning.connectives;
    let facing: Vec<usize> = if against.is_empty() { around(WIDE).copied().collect() } else { against.to_vec() };
    let company = |t: &Token| facing.iter().map(|j| keeps_company(t, theirs, *j)).fold(0.0, f32::max);
    let values = [
        1.0,
        1.0 - churn / rest,
        ln(1.0 + churn),
        flag(pair.is_clean_cut(here, run)),
        ln(1.0 + told.len() as f32),
        ln(1.0 + other as f32),
        flag(words().any(|t| t.is_name)),
        flag(words().any(|t| t.figures.is_some())),
        share(&|t| around(WIDE).any(|j| is_akin(t, theirs, *j))),
        ln(1.0 + around(NARROW).count() as f32),
        flag(edge),
        letters as f32 / told.len().max(1) as f32 / 10.0,
        share(&|t| theirs.stems.contains(&t.stem)),
        flag(ties().any(|a| a.tie == Tie::Antonym)),
        flag(ties().any(|a| a.tie == Tie::Near)),
        ties().map(|a| a.confidence).fold(0.0, f32::max),
        flag(same(run.first().and_then(|f| f.checked_sub(1)))) + flag(same(run.last().map(|l| l + 1))),
        flag(told.iter().all(|t| connectives.contains(&t.folded))),
        told.iter().map(|t| company(t)).sum::<f32>() / told.len().max(1) as f32,
    ];
    (kind, values)
}

/// How far from its place, in words, the answer of a word may stand.
const WIDE: usize = 60;
/// How far what stands in its stead may.
const NARROW: usize = 6;

/// May a word have been said by that word of the other side?
fn is_akin(t: &Token, theirs: &Side, at: usize) -> bool {
    theirs
        .tokens
        .get(at)
        .is_some_and(|o| t.stem == o.stem || t.entry.kin(&o.entry).is_some() || is_spelt_alike(&t.folded, &o.folded))
}

/// How alike is the company that a word and that word of the other side keep?
fn keeps_company(t: &Token, theirs: &Side, at: usize) -> f32 {
    let other = theirs.tokens.get(at).and_then(|o| o.vector.as_ref());
    t.vector.as_ref().zip(other).map_or(0.0, |(a, b)| a.cosine(b).max(0.0))
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

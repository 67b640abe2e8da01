//! Two words that have changed places around a negator: out of fear, not out of greed; out of greed, not out of fear. All words are there, and the
//! sense is turned round.

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::exchanged::times;
use crate::audit::rules::{Rule, printed};
use crate::audit::token::Side;
use crate::audit::voice;
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "swapped",
    class: Class::Negation,
    find,
    fires: &[
        ("We want boats, not bridges.", "We want bridges, not boats."),
        ("We lost because we rowed badly, not because of the wind.", "We lost because of the wind, not because we rowed badly."),
    ],
    silent: &[
        ("We want boats, not bridges.", "Not bridges, but boats are what we want."),
        ("The mill is not old.", "Old the mill is not."),
        ("Neither the mill nor the bridge is old.", "Neither the bridge nor the mill is old."),
        ("The mill did not warn the pilots.", "The pilots weren't warned by the mill."),
    ],
};

/// How far from the negator, in words, what it parts may stand.
const NEAR: usize = 4;

/// Is something said in the passive of which one of two words tells who does it: weren't warned by the mill? It stands where an active has the other.
fn is_done_by(pair: &Pair, side: &Side, [a, b]: [usize; 2]) -> bool {
    let between = a.min(b)..a.max(b);
    let agents = between.filter_map(|by| voice::passive(pair.lang, side, by)).map(|(_, agent)| agent);
    agents.into_iter().any(|agent| agent == a || agent == b)
}

fn find(pair: &Pair, report: &mut Report) {
    let settled = |i: usize| pair.here.tokens.get(i).and_then(|t| t.settled_answer());
    let polarity = &pair.lang.meaning.polarity;
    // Among words that have all moved, a negator answers nothing; the only one of its kind is the same one.
    let times = [&pair.here, &pair.there].map(times);
    let only = |i: usize| {
        let word = pair.here.folded(i);
        let once = times.iter().all(|times| times.get(word) == Some(&1));
        (0..pair.there.tokens.len()).find(|j| once && pair.there.folded(*j) == word)
    };
    // Neither the bank nor the state: what carries a negator on denies no other thing.
    let denies = |word: &str| polarity.negators.contains(word) && !polarity.continuing.contains(word);
    let negators = (0..pair.here.tokens.len()).filter(|i| denies(pair.here.folded(*i)));
    for (at, there) in negators.filter_map(|i| Some((i, settled(i).or_else(|| only(i))?))) {
        let sentence = |i: usize| pair.here.tokens.get(i).map(|t| t.sentence);
        let near = (at.saturating_sub(NEAR)..=at + NEAR).filter(|i| sentence(*i) == sentence(at));
        let crossing: Vec<(usize, usize)> = near
            .filter(|i| pair.here.tokens.get(*i).is_some_and(|t| t.is_content()))
            .filter_map(|i| Some((i, settled(i)?)))
            .filter(|(i, j)| (*i < at) != (*j < there) && j.abs_diff(there) <= NEAR)
            .collect();
        let left = crossing.iter().rfind(|(i, _)| *i < at);
        let right = crossing.iter().find(|(i, _)| *i > at);
        if let (Some(&(i, j)), Some(&(k, l))) = (left, right) {
            if is_done_by(pair, &pair.here, [i, k]) != is_done_by(pair, &pair.there, [j, l]) {
                continue;
            }
            let (p, q) = (printed(&pair.here, &[i]), printed(&pair.here, &[k]));
            let explanation = format!("“{p}” and “{q}” have changed places around “{}”.", printed(&pair.here, &[at]));
            report.raise(&RULE, Severity::Critical, (&[i, at, k], &[l, there, j]), 0.8, explanation);
        }
    }
}

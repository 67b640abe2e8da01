//! Which words of one ladder stand for each other? Shared by modality and quantifier: open words that are linked or share a slot.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::audit::pair::Pair;
use crate::audit::report::Report;

/// Two words of a ladder that stand for each other.
pub struct Step {
    pub here: usize,
    pub there: usize,
    pub level_here: u8,
    pub level_there: u8,
}

impl Step {
    pub fn apart(&self) -> u8 {
        self.level_here.abs_diff(self.level_there)
    }
}

pub fn steps(pair: &Pair, report: &Report, ladder: &FxHashMap<CompactString, u8>) -> Vec<Step> {
    let level = |here: bool, at: usize| ladder.get(pair.sides(here).0.folded(at)).copied();
    let open = |here: bool| report.open(here).filter(move |i| level(here, *i).is_some()).collect::<Vec<_>>();
    let mut theirs = open(false);
    let mut out = Vec::new();
    for here in open(true) {
        let linked = |j: &usize| pair.here.tokens.get(here).is_some_and(|t| t.answers.iter().any(|a| a.at == *j));
        let slot = |j: &usize| pair.slot_of(true, here).is_some_and(|s| s.there.contains(j));
        let Some(at) = theirs.iter().position(linked).or_else(|| theirs.iter().position(slot)) else { continue };
        let there = theirs.remove(at);
        if let (Some(level_here), Some(level_there)) = (level(true, here), level(false, there)) {
            out.push(Step { here, there, level_here, level_there });
        }
    }
    out
}

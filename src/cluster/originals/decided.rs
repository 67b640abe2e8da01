//! What has the auditor decided about prints in two languages? Decisions on pairs of quotations or renderings, looked up by either id.

use rustc_hash::FxHashMap;

use crate::cluster::PairDecision;
use crate::model::CompactString;

/// The decisions by the ids that they speak of; the last one wins.
pub struct Decided(FxHashMap<CompactString, Vec<(CompactString, bool)>>);

impl Decided {
    pub fn of(decisions: &[PairDecision]) -> Decided {
        let mut by_id: FxHashMap<CompactString, Vec<(CompactString, bool)>> = FxHashMap::default();
        for d in decisions {
            by_id.entry(d.a.clone()).or_default().push((d.b.clone(), d.same));
            by_id.entry(d.b.clone()).or_default().push((d.a.clone(), d.same));
        }
        Decided(by_id)
    }

    /// May two lists of ids stand in one statement? Not where any two are kept apart.
    pub fn may(&self, a: &[CompactString], b: &[CompactString]) -> bool {
        self.0.is_empty() || !self.between(a, b, false)
    }

    /// Must they?
    pub fn must(&self, a: &[CompactString], b: &[CompactString]) -> bool {
        !self.0.is_empty() && self.between(a, b, true)
    }

    fn between(&self, a: &[CompactString], b: &[CompactString], same: bool) -> bool {
        let on = |x: &CompactString, y: &CompactString| {
            self.0.get(x).is_some_and(|all| all.iter().rfind(|(other, _)| other == y).is_some_and(|(_, s)| *s == same))
        };
        a.iter().any(|x| self.0.contains_key(x) && b.iter().any(|y| on(x, y)))
    }
}

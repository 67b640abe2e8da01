//! Which renderings are one statement? Candidates (block), a probability for each (score), groups that do not chain (group).

use serde::{Deserialize, Serialize};

use crate::model::{CompactString, Problem, Quotation, Rendering, Statement};

/// What may be turned about clustering: the section `[cluster]` of quotealign.toml.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Two renderings are one statement from this probability up.
    pub threshold: f32,
    /// Days within which the same speaker's words are likely one occasion.
    pub window_days: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { threshold: 0.5, window_days: 4 }
    }
}

/// The auditor's word on two quotations or renderings.
#[derive(Clone, Debug)]
pub struct PairDecision {
    pub a: CompactString,
    pub b: CompactString,
    /// One statement, or not.
    pub same: bool,
}

/// Statements and their renderings, each in the order of its table: a statement's renderings stand together, the base (or original) first.
/// `progress` is told (done, of how many) now and then, from any thread.
pub fn cluster(
    quotations: &[Quotation],
    decisions: &[PairDecision],
    settings: &Settings,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> (Vec<Statement>, Vec<Rendering>, Vec<Problem>) {
    let _ = (quotations, decisions, settings, progress);
    (Vec::new(), Vec::new(), Vec::new())
}

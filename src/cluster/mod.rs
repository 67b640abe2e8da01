//! Which renderings are one statement? Candidates (block), a probability for each (score), groups that do not chain (group).

mod block;
mod corpus;
mod group;
mod rows;
mod score;
mod units;

use serde::{Deserialize, Serialize};

use corpus::Corpus;
use group::Edge;
use rows::Place;

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
    let _ = decisions;
    let time = std::time::Instant::now();
    let said = |what: &str| {
        if std::env::var("CLUSTER_TIMES").is_ok() {
            eprintln!("{:8.3} {what}", time.elapsed().as_secs_f64());
        }
    };
    let corpus = Corpus::read(quotations, &[]);
    said("read");
    let rare = block::rare(&corpus);
    let seen = std::sync::atomic::AtomicU64::new(0);
    let mut edges: Vec<Edge> = block::pairs(
        &corpus,
        &rare,
        |a, b| {
            seen.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            if !block::comparable(&corpus, a, b) {
                return None;
            }
            let e = score::evidence(&corpus, a, b);
            let score = score::probability(score::log_odds(&e, settings.window_days));
            (score >= FLOOR).then_some(Edge { a, b, score })
        },
        progress,
    );
    edges.sort_unstable();
    edges.dedup();
    said(&format!("scored {} pairs {} edges {} nodes", seen.into_inner(), edges.len(), corpus.nodes.len()));
    let fragments: Vec<bool> = corpus.nodes.iter().map(|n| n.class != corpus::Class::Sentence).collect();
    let threshold = (settings.threshold.clamp(0.0, 1.0) * 65535.0) as u16;
    let labels = group::group(&fragments, &edges, &[], &[], threshold);
    said("grouped");
    let places = (0..corpus.units.len() as u32)
        .map(|unit| {
            let node = corpus.units[unit as usize].node;
            Place { statement: labels[node as usize], unit, score: u16::MAX }
        })
        .collect();
    let (statements, renderings) = rows::rows(&corpus, quotations, places);
    said("rows");
    (statements, renderings, Vec::new())
}

/// Pairs less likely than this count as unlike.
const FLOOR: u16 = 1300;

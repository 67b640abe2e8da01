//! Which renderings are one statement? Candidates (block), a probability for each (score), groups that do not chain (group).

mod block;
mod corpus;
mod exchange;
mod group;
mod rows;
mod score;
mod segments;
mod units;

use serde::{Deserialize, Serialize};

use corpus::{Corpus, Extent};
use group::Edge;
use rayon::prelude::*;
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
    let none = exchange::Exchange::default();
    let seen = std::sync::atomic::AtomicU64::new(0);
    let mut edges: Vec<Edge> = block::pairs(
        &corpus,
        &rare,
        |a, b| {
            seen.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            if !block::comparable(&corpus, a, b) {
                return None;
            }
            let e = score::evidence(&corpus, &none, a, b);
            let part = [a, b].iter().filter(|n| corpus.nodes[**n as usize].extent == Extent::Part).count() as i64;
            let score = score::probability(score::log_odds(&e, settings.window_days) - part * score::knob("PART", 2.0));
            (score >= FLOOR).then_some(Edge { a, b, score })
        },
        progress,
    );
    edges.sort_unstable();
    edges.dedup();
    said(&format!("scored {} pairs {} edges {} nodes", seen.into_inner(), edges.len(), corpus.nodes.len()));
    let nodes = &corpus.nodes;
    let fragments: Vec<bool> = nodes.iter().map(|n| n.class != corpus::Class::Sentence).collect();
    let threshold = (settings.threshold.clamp(0.0, 1.0) * 65535.0) as u16;
    let whole: Vec<Edge> = edges
        .iter()
        .copied()
        .filter(|e| nodes[e.a as usize].extent != Extent::Part && nodes[e.b as usize].extent != Extent::Part)
        .collect();
    let labels = group::group(&fragments, &whole, &[], &[], threshold);
    said("grouped wholes");
    let mut of_text: Vec<(u32, u32)> = (0..nodes.len() as u32)
        .filter(|n| nodes[*n as usize].extent != Extent::Part)
        .map(|n| (labels[n as usize], nodes[n as usize].text))
        .collect();
    of_text.par_sort_unstable();
    let groups: Vec<Vec<u32>> =
        of_text.chunk_by(|a, b| a.0 == b.0).filter(|g| g.len() > 1).map(|g| g.iter().map(|m| m.1).collect()).collect();
    let exchange = if score::knob("X", 1.0) > 0 { exchange::learn(&corpus, &groups) } else { none };
    said(&format!("learned {}", exchange.len()));
    if std::env::var("SHOWX").is_ok() {
        for w in (0..corpus.words.len() as u32).rev().take(4000).step_by(37) {
            eprintln!(
                "{} {:?}",
                corpus.words[w as usize],
                exchange.of(w).iter().map(|(y, s)| format!("{}:{s}", corpus.words[*y as usize])).collect::<Vec<_>>()
            );
        }
    }
    edges.par_iter_mut().for_each(|edge| {
        let e = score::evidence(&corpus, &exchange, edge.a, edge.b);
        let part = [edge.a, edge.b].iter().filter(|n| corpus.nodes[**n as usize].extent == Extent::Part).count() as i64;
        edge.score = score::probability(score::log_odds(&e, settings.window_days) - part * score::knob("PART", 2.0));
    });
    said("scored again");
    let whole: Vec<Edge> = edges
        .iter()
        .copied()
        .filter(|e| nodes[e.a as usize].extent != Extent::Part && nodes[e.b as usize].extent != Extent::Part)
        .collect();
    let labels = group::group(&fragments, &whole, &[], &[], threshold);
    let mut members: Vec<(u32, u32, u32)> = (0..quotations.len() as u32)
        .filter(|q| corpus.whole[*q as usize] != corpus::NONE)
        .map(|q| (labels[corpus.whole[q as usize] as usize], corpus.whole[q as usize], q))
        .collect();
    members.par_sort_unstable();
    let groups: Vec<Vec<u32>> = members.chunk_by(|a, b| a.0 == b.0).map(|g| g.iter().map(|m| m.2).collect()).collect();
    let segments: Vec<segments::Segment> =
        groups.par_iter().flat_map_iter(|g| segments::segments(&corpus, quotations, g)).collect();
    said("segments");
    let node = |unit: u32| corpus.units[unit as usize].node;
    let together: Vec<(u32, u32)> = segments.iter().filter(|s| s.alone).map(|s| (node(s.unit), node(s.answers))).collect();
    let parts: Vec<Edge> = edges
        .iter()
        .copied()
        .filter(|e| nodes[e.a as usize].extent != Extent::Whole && nodes[e.b as usize].extent != Extent::Whole)
        .collect();
    let labels = group::group(&fragments, &parts, &together, &[], threshold);
    said("grouped parts");
    let mut placed = vec![false; corpus.units.len()];
    let mut places: Vec<Place> = Vec::new();
    for s in &segments {
        placed[s.unit as usize] = true;
        let statement = labels[node(s.answers) as usize];
        places.push(Place { statement, unit: s.unit, span: s.span, score: u16::MAX });
    }
    for unit in 0..corpus.units.len() as u32 {
        if !placed[unit as usize] {
            places.push(Place {
                statement: labels[node(unit) as usize],
                unit,
                span: corpus.units[unit as usize].span,
                score: u16::MAX,
            });
        }
    }
    let (statements, renderings) = rows::rows(&corpus, quotations, places);
    said("rows");
    (statements, renderings, Vec::new())
}

/// Pairs less likely than this count as unlike.
const FLOOR: u16 = 400;

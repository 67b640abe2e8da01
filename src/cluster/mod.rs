//! Which renderings are one statement? Candidates (block), a probability for each (score), groups that do not chain (group).

mod attach;
mod block;
mod corpus;
mod exchange;
mod explain;
mod group;
mod likeness;
mod rows;
mod score;
mod segments;
mod told;
mod units;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use corpus::{Class, Corpus, Extent, NONE};
use exchange::Exchange;
use group::Edge;
use rows::Place;
use score::Scorer;
use segments::Segment;
use told::Told;

pub use explain::explain;

use crate::lexicon::foreign::Lexicon;
use crate::model::{CompactString, Problem, Quotation, Rendering, Span, Statement};

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
        Settings { threshold: 0.45, window_days: 4 }
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
    _lexicon: &Lexicon,
    settings: &Settings,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> (Vec<Statement>, Vec<Rendering>, Vec<Problem>) {
    let told = Told::read(quotations, decisions);
    let corpus = Corpus::read(quotations, &told.apart());
    let found = Found::find(&corpus, quotations, &told, settings, progress);
    let (statements, renderings) = rows::rows(&corpus, quotations, found.places(&corpus));
    (statements, renderings, told.problems)
}

/// Pairs below these log-odds count as unlike.
const LEAST: i64 = -2 * score::ONE;

/// Pairs of this score are not scored again: what they exchange could only make them surer.
const SURE: u16 = 62_000;

/// What is found on the way to statements.
struct Found {
    exchange: Exchange,
    /// Scores of pairs of nodes.
    edges: Vec<Edge>,
    segments: Vec<Segment>,
    /// The statement of each node.
    labels: Vec<u32>,
    /// The statements of groups that are fragments of others.
    attached: FxHashMap<u32, Vec<(u32, u16)>>,
    /// How surely each node belongs to its group: whole quotations, and parts.
    likeness: [Vec<Option<u16>>; 2],
    /// Pairs of nodes that must not stand in one statement.
    apart: Vec<(u32, u32)>,
}

impl Found {
    fn find(
        corpus: &Corpus,
        quotations: &[Quotation],
        told: &Told,
        settings: &Settings,
        progress: &(dyn Fn(u64, u64) + Sync),
    ) -> Found {
        let threshold = (settings.threshold.clamp(0.0, 1.0) * 65535.0) as u16;
        let fragments: Vec<bool> = corpus.nodes.iter().map(|n| n.class != Class::Sentence).collect();
        let none = Exchange::default();
        let mut scorer = Scorer { corpus, exchange: &none, window_days: settings.window_days };
        let rare = block::rare(corpus);
        let mut edges: Vec<Edge> =
            block::pairs(corpus, &rare, |a, b| scorer.score_from(LEAST, a, b).map(|score| Edge { a, b, score }), progress);
        edges.par_sort_unstable();
        edges.dedup();

        // Whole quotations first: what they exchange is learned from the first groups, and makes the second.
        let of_level = |edges: &[Edge], not: Extent| -> Vec<Edge> {
            let extent = |n: u32| corpus.nodes[n as usize].extent;
            edges.iter().copied().filter(|e| extent(e.a) != not && extent(e.b) != not).collect()
        };
        let wholes = told.wholes(corpus);
        let labels = group::group(&fragments, &of_level(&edges, Extent::Part), &wholes.together, &wholes.apart, threshold);
        let exchange = exchange::learn(corpus, &texts_of_groups(corpus, &labels));
        scorer.exchange = &exchange;
        // Where nothing is exchanged the score stays.
        let undecided = |e: &&mut Edge| e.score < SURE && scorer.exchanged(e.a, e.b) > 0;
        edges.par_iter_mut().filter(undecided).for_each(|e| e.score = scorer.score(e.a, e.b));
        let labels = group::group(&fragments, &of_level(&edges, Extent::Part), &wholes.together, &wholes.apart, threshold);
        let of_wholes = likeness::likeness(corpus, &of_level(&edges, Extent::Part), &labels, &wholes.together);
        let segments: Vec<Segment> = quotations_of_groups(corpus, &labels)
            .par_iter()
            .flat_map_iter(|members| segments::segments(corpus, quotations, members))
            .collect();

        // Then their parts, those that answer each other being together from the start.
        let node = |unit: u32| corpus.units[unit as usize].node;
        let given = told.parts(corpus);
        let mut together: Vec<(u32, u32)> =
            segments.iter().filter(|s| s.alone).map(|s| (node(s.unit), node(s.answers))).collect();
        together.extend(&given.together);
        let parts = of_level(&edges, Extent::Whole);
        let labels = group::group(&fragments, &parts, &together, &given.apart, threshold);
        let attached = attach::attach(corpus, &parts, &labels, &given.apart, threshold);
        let likeness = [of_wholes, likeness::likeness(corpus, &parts, &labels, &given.together)];
        Found { exchange, edges, segments, labels, attached, likeness, apart: given.apart }
    }

    /// Which part stands in which statement.
    fn places(&self, corpus: &Corpus) -> Vec<Place> {
        let mut placed = vec![false; corpus.units.len()];
        let mut places: Vec<Place> = Vec::with_capacity(corpus.units.len());
        let mut put = |unit: u32, span: Span, answers: u32, whole: Option<u16>| {
            let label = self.labels[corpus.units[answers as usize].node as usize];
            match self.attached.get(&label) {
                Some(statements) => {
                    places.extend(statements.iter().map(|&(statement, score)| Place { statement, unit, span, score }))
                }
                None => {
                    let part = self.likeness[1][corpus.units[unit as usize].node as usize];
                    let score = part.max(whole).unwrap_or(likeness::SURE);
                    places.push(Place { statement: label, unit, span, score });
                }
            }
        };
        for s in &self.segments {
            placed[s.unit as usize] = true;
            let whole = corpus.whole[corpus.units[s.unit as usize].quote as usize];
            put(s.unit, s.span, s.answers, self.likeness[0].get(whole as usize).copied().flatten());
        }
        for (u, unit) in corpus.units.iter().enumerate().filter(|(u, _)| !placed[*u]) {
            put(u as u32, unit.span, u as u32, None);
        }
        segments::unite(corpus, &mut places);
        told::keep_apart(corpus, &self.apart, &mut places);
        places
    }
}

/// The texts of whole quotations in each group of several.
fn texts_of_groups(corpus: &Corpus, labels: &[u32]) -> Vec<Vec<u32>> {
    let mut all: Vec<(u32, u32)> =
        labels.iter().zip(&corpus.nodes).filter(|(_, n)| !n.is_part()).map(|(label, n)| (*label, n.text)).collect();
    all.par_sort_unstable();
    all.dedup();
    all.chunk_by(|a, b| a.0 == b.0).filter(|g| g.len() > 1).map(|g| g.iter().map(|m| m.1).collect()).collect()
}

/// The quotations of each group, in the order of their nodes.
fn quotations_of_groups(corpus: &Corpus, labels: &[u32]) -> Vec<Vec<u32>> {
    let mut all: Vec<(u32, u32, u32)> = (0..corpus.whole.len() as u32)
        .filter_map(|q| Some((corpus.whole[q as usize], q)).filter(|(node, _)| *node != NONE))
        .map(|(node, q)| (labels[node as usize], node, q))
        .collect();
    all.par_sort_unstable();
    all.chunk_by(|a, b| a.0 == b.0).map(|g| g.iter().map(|m| m.2).collect()).collect()
}

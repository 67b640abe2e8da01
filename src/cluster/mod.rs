//! Which renderings are one statement? Candidates (block), a probability for each (score), groups that do not chain (group).

mod attach;
mod beads;
mod block;
mod buckets;
mod classes;
mod contrary;
mod cores;
mod corpus;
mod exchange;
mod explain;
mod face;
mod forms;
mod group;
mod interner;
mod likeness;
mod lists;
pub mod measures;
pub mod net;
mod open;
pub mod originals;
mod passages;
mod recut;
mod rows;
pub mod score;
mod segments;
mod senses;
mod sketch;
mod told;
mod units;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use block::Keys;
use buckets::Buckets;
use contrary::Contrary;
use cores::Cores;
use corpus::{Class, Corpus, Extent, NONE};
use exchange::Exchange;
use group::Edge;
use open::{Open, Pair};
use recut::Answer;
use rows::Place;
use score::Scorer;
use segments::Segment;
use senses::Senses;
use told::Told;

pub use explain::explain;

use crate::lang;
use crate::lexicon::foreign::Lexicon;
use crate::model::{CompactString, Problem, Quotation, Rendering, Statement};

/// What may be turned about clustering: the section `[cluster]` of quotealign.toml.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Two renderings are one statement from this probability up, or one below where nearly all words of the one are in the others.
    pub threshold: f32,
    /// Days within which the same speaker's words are likely one occasion.
    pub window_days: u32,
    /// The language of the renderings: statements in other languages are laid beside theirs.
    pub language: String,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { threshold: 0.36, window_days: 4, language: "en".into() }
    }
}

/// The auditor's word on two quotations or renderings.
#[derive(Clone, Debug)]
pub struct PairDecision {
    pub a: CompactString,
    pub b: CompactString,
    /// One statement, or not.
    pub same: bool,
    /// Line of decisions.csv, counted from 1; 0 where it is not told.
    pub line: u32,
}

/// Statements and their renderings, each in the order of its table: a statement's renderings stand together, the base (or original) first.
/// `progress` is told (done, of how many) now and then, from any thread.
pub fn cluster(
    quotations: &[Quotation],
    decisions: &[PairDecision],
    lexicon: &Lexicon,
    settings: &Settings,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> (Vec<Statement>, Vec<Rendering>, Vec<Problem>) {
    let told = Told::read(quotations, decisions);
    // All on the pool's threads: what one of them has let go of is taken by it again, while another's memory would grow beside it.
    let made = rayon::scope(|_| {
        let mut corpus = Corpus::read(quotations, &told.apart());
        let found = Found::find(&mut corpus, quotations, &told, settings, progress);
        let places = found.places(&corpus);
        drop(found);
        corpus.forget_words();
        let made = rows::rows(&corpus, quotations, places);
        drop(corpus);
        originals::link(made, quotations, decisions, lexicon, settings)
    });
    let mut statements = Vec::with_capacity(made.len());
    // A list that grows as it is filled takes twice the memory.
    let mut renderings = Vec::with_capacity(made.iter().map(|(_, rows)| rows.len()).sum());
    for (s, rows) in made {
        statements.push(s);
        renderings.extend(rows);
    }
    (statements, renderings, told.problems)
}

/// Every original with its best candidates, and with each rendering of its statement, for fitting weights.
pub fn examples(quotations: &[Quotation], lexicon: &Lexicon, settings: &Settings) -> [Vec<originals::Example>; 2] {
    let told = Told::read(quotations, &[]);
    let mut corpus = Corpus::read(quotations, &told.apart());
    let found = Found::find(&mut corpus, quotations, &told, settings, &|_, _| ());
    let made = rows::rows(&corpus, quotations, found.places(&corpus));
    originals::examples(&made, quotations, lexicon, settings)
}

/// An undecided pair of whole quotations and what a closer look sees, for fitting weights.
pub struct Undecided {
    pub a: usize,
    pub b: usize,
    /// What the words say at a first look, in log-odds.
    pub words: i64,
    pub measures: measures::Measures,
}

/// All undecided pairs of whole quotations, by the first quotation of each.
pub fn undecided(quotations: &[Quotation], settings: &Settings) -> Vec<Undecided> {
    let told = Told::read(quotations, &[]);
    let mut corpus = Corpus::read(quotations, &told.apart());
    let whole: Vec<u32> = (0..quotations.len() as u32).map(|q| corpus.whole_of(q)).collect();
    let found = Found::find(&mut corpus, quotations, &told, settings, &|_, _| ());
    let corpus = Corpus::read(quotations, &told.apart());
    let buckets = Buckets::new(&Keys::new(&corpus));
    let scorer = Scorer::new(&corpus, &found.exchange, settings.window_days);
    let mut first = vec![usize::MAX; corpus.nodes.len()];
    whole.iter().enumerate().rev().filter(|(_, n)| **n != NONE).for_each(|(q, n)| first[*n as usize] = q);
    let mut pairs = pairs(buckets, &scorer, -4 * score::ONE, &|_, _| ());
    pairs.retain(|p| first[p.a as usize].max(first[p.b as usize]) != usize::MAX);
    let of = |&Pair { a, b, .. }: &Pair| {
        let e = scorer.evidence(a, b);
        let measures = measures::measures(&corpus, &found.exchange, &e, a, b);
        Undecided { a: first[a as usize], b: first[b as usize], words: scorer.words(&e), measures }
    };
    pairs.par_iter().map(of).collect()
}

/// Pairs below these log-odds count as unlike.
const LEAST: i64 = -3 * score::ONE;

/// Pairs of this score are not scored again: what they exchange could only make them surer.
const SURE: u16 = 62_000;

/// What is found on the way to statements.
struct Found {
    exchange: Exchange,
    /// Scores of pairs of nodes.
    edges: Vec<Edge>,
    /// What answers what, where whole quotations were found to be the same.
    answers: Vec<Answer>,
    /// The statement of each node.
    labels: Vec<u32>,
    /// The statements of groups that are fragments of others.
    attached: FxHashMap<u32, Vec<(u32, u16)>>,
    /// How surely each node belongs to its group: whole quotations, and parts.
    likeness: [Vec<Option<u16>>; 2],
    /// Pairs of nodes that must not stand in one statement.
    apart: Vec<(u32, u32)>,
    /// The quotations are in several languages.
    foreign: bool,
}

/// What groups are made with.
struct Asked<'a> {
    quotations: &'a [Quotation],
    told: &'a Told,
    window_days: u32,
    threshold: u16,
    contrary: Contrary<'a>,
    senses: Senses,
}

impl Asked<'_> {
    fn group(
        &self,
        corpus: &Corpus,
        exchange: &Exchange,
        edges: impl Iterator<Item = Edge>,
        together: &[(u32, u32)],
        apart: &[(u32, u32)],
    ) -> Vec<u32> {
        let fragments: Vec<bool> = corpus.nodes.iter().map(|n| n.class != Class::Sentence).collect();
        let cores = Cores { corpus, exchange, senses: &self.senses, threshold: self.threshold };
        group::group(&fragments, edges, together, apart, cores.least(), |a, b, mean| cores.may_meet(a, b, mean))
    }
}

/// What whole passages tell of one another.
struct Wholes {
    exchange: Exchange,
    edges: Vec<Edge>,
    likeness: Vec<Option<u16>>,
    segments: Vec<Segment>,
}

impl Wholes {
    fn find(corpus: &Corpus, buckets: Buckets, asked: &Asked, progress: &(dyn Fn(u64, u64) + Sync)) -> Wholes {
        let none = Exchange::default();
        let mut scorer = Scorer::new(corpus, &none, asked.window_days);
        let mut pairs = pairs(buckets, &scorer, LEAST, progress);
        let mut given = asked.told.wholes(corpus);
        let contrary = asked.contrary.among(corpus, pairs.iter().map(Pair::edge));
        given.apart.extend(contrary.apart);
        given.together.extend(contrary.together);
        let level = those(corpus, |extent| !extent.is_part());
        // What they exchange is learned from the first groups, and makes the second.
        let labels = asked.group(corpus, &none, among(&level, pairs.iter().map(Pair::edge)), &given.together, &given.apart);
        let exchange = exchange::learn(corpus, &texts_of_groups(corpus, &labels));
        scorer.exchange = &exchange;
        score_again(&scorer, &mut pairs);
        // What nobody asks any more is let go of at once: groups take much memory.
        drop(scorer);
        let edges: Vec<Edge> = pairs.into_iter().map(|p| p.edge()).collect();
        let labels = asked.group(corpus, &exchange, among(&level, edges.iter().copied()), &given.together, &given.apart);
        let likeness = likeness::likeness(corpus, among(&level, edges.iter().copied()), &labels, &given.together);
        let groups = passages_of_groups(corpus, &labels);
        let segments = groups.par_iter().flat_map_iter(|members| segments::segments(corpus, asked.quotations, members)).collect();
        Wholes { exchange, edges, likeness, segments }
    }
}

impl Found {
    fn find(
        corpus: &mut Corpus,
        quotations: &[Quotation],
        told: &Told,
        settings: &Settings,
        progress: &(dyn Fn(u64, u64) + Sync),
    ) -> Found {
        // Before anything else that is asked of nodes: no stage takes more memory.
        let buckets = Buckets::new(&Keys::new(corpus));
        let asked = Asked {
            quotations,
            told,
            window_days: settings.window_days,
            threshold: (settings.threshold.clamp(0.0, 1.0) * 65535.0) as u16,
            contrary: Contrary::new(quotations, settings.window_days),
            senses: Senses::read(&corpus.words, &corpus.langs),
        };
        // Whole passages first, then their parts, those that answer each other being together from the start.
        let Wholes { exchange, mut edges, likeness: of_wholes, segments } = Wholes::find(corpus, buckets, &asked, progress);
        let recut = recut::recut(corpus, segments);
        let corpus = &*corpus;
        let scorer = Scorer::new(corpus, &exchange, settings.window_days);
        recut::rescore(&scorer, LEAST, &recut, &mut edges);
        drop(scorer);
        let node = |unit: u32| corpus.units[unit as usize].node;
        let given = told.parts(corpus);
        let contrary = asked.contrary.among(corpus, edges.iter().copied());
        let alone = recut.answers.iter().filter(|a| a.alone);
        let mut together: Vec<(u32, u32)> = alone.map(|a| (node(a.unit), node(a.to))).collect();
        together.extend(&given.together);
        together.extend(&contrary.together);
        // What answers several must not draw them together.
        let between = sorted(recut.answers.iter().filter(|a| !a.alone).map(|a| (node(a.unit), node(a.to))).collect());
        let several = |n: u32| between.binary_search_by_key(&n, |b| b.0).is_ok();
        let level = those(corpus, |extent| extent != Extent::Whole);
        let all = || among(&level, edges.iter().copied());
        let parts = || all().filter(|e| !several(e.a) && !several(e.b));
        let told_apart = [&given.apart[..], &contrary.apart].concat();
        let apart = sorted([&told_apart[..], &neighbours(corpus, &recut.answers)].concat());
        let labels = asked.group(corpus, &exchange, parts(), &together, &apart);
        let groups = attach::Groups { labels: &labels, between: &between };
        let days = asked.window_days as i32;
        let likely = |e: &Edge| e.score >= asked.threshold || attach::differs_in_number(corpus, e, days);
        let attached = attach::attach(corpus, all().filter(likely), &groups, &told_apart);
        let likeness = [of_wholes, likeness::likeness(corpus, parts(), &labels, &given.together)];
        let (answers, apart, foreign) = (recut.answers, given.apart, foreign(quotations));
        Found { exchange, edges, answers, labels, attached, likeness, apart, foreign }
    }

    /// Which part stands in which statement.
    fn places(&self, corpus: &Corpus) -> Vec<Place> {
        let mut placed = vec![false; corpus.units.len()];
        let mut places: Vec<Place> = Vec::with_capacity(corpus.units.len());
        let mut put = |unit: u32, answers: u32, whole: Option<u16>| {
            let label = self.labels[corpus.units[answers as usize].node as usize];
            match self.attached.get(&label) {
                Some(statements) => places.extend(statements.iter().map(|&(statement, score)| Place { statement, unit, score })),
                None => {
                    let part = self.likeness[1][corpus.units[unit as usize].node as usize];
                    let score = part.max(whole).unwrap_or(likeness::SURE);
                    places.push(Place { statement: label, unit, score });
                }
            }
        };
        for a in &self.answers {
            placed[a.unit as usize] = true;
            let whole = corpus.whole_of(corpus.units[a.unit as usize].quote);
            put(a.unit, a.to, self.likeness[0].get(whole as usize).copied().flatten());
        }
        for u in (0..corpus.units.len() as u32).filter(|u| !placed[*u as usize]) {
            put(u, u, None);
        }
        segments::unite(corpus, self.foreign, &mut places);
        told::keep_apart(corpus, &self.apart, &mut places);
        places
    }
}

/// Two sentences of a pivot that are neighbours say two things, however alike they begin.
fn neighbours(corpus: &Corpus, answers: &[Answer]) -> Vec<(u32, u32)> {
    let of_pivot = |p: &&[Answer]| corpus.passage(p[0].unit) == corpus.passage(p[1].unit) && p.iter().all(|a| a.unit == a.to);
    let node = |a: Answer| corpus.units[a.unit as usize].node;
    answers.windows(2).filter(of_pivot).map(|p| (node(p[0]), node(p[1]))).filter(|(a, b)| a != b).collect()
}

/// Each pair once, in order.
fn sorted(mut pairs: Vec<(u32, u32)>) -> Vec<(u32, u32)> {
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// Are the quotations in several languages?
fn foreign(quotations: &[Quotation]) -> bool {
    let mut tags = quotations.iter().map(|q| &q.lang);
    let Some(first) = tags.next() else { return false };
    let code = &lang::of(first).code;
    tags.any(|tag| tag != first && lang::of(tag).code != *code)
}

/// All candidates with scores from log-odds of `least` up, in the order of their nodes.
fn pairs(buckets: Buckets, scorer: &Scorer, least: i64, progress: &(dyn Fn(u64, u64) + Sync)) -> Vec<Pair> {
    let visitor = || {
        let mut open = Open::new(scorer);
        move |a, beside: &mut Vec<u32>, out: &mut Vec<Pair>| {
            open.turn_to(a);
            open.scores_from(least, beside, |pair| out.push(pair));
        }
    };
    block::pairs(buckets, scorer.corpus.nodes.len() as u32, visitor, progress)
}

/// Pairs that are scored at a time.
const AT_A_TIME: usize = 1 << 15;

/// Gives pairs that are not sure the scores of this scorer.
fn score_again(scorer: &Scorer, pairs: &mut [Pair]) {
    pairs.par_chunks_mut(AT_A_TIME).for_each_init(
        || Open::new(scorer),
        |open, pairs| {
            let unsure = |p: &&mut Pair| p.score < SURE;
            for of_one in pairs.chunk_by_mut(|x, y| x.a == y.a) {
                open.fetch(of_one.iter_mut().filter(unsure).map(|p| p.b));
                of_one.iter_mut().filter(unsure).for_each(|p| p.score = open.score_again(p));
            }
        },
    );
}

/// Which nodes are of some extents.
fn those(corpus: &Corpus, of: impl Fn(Extent) -> bool) -> Vec<bool> {
    corpus.nodes.iter().map(|n| of(n.extent)).collect()
}

/// The edges between some of the nodes.
fn among<'a>(nodes: &'a [bool], edges: impl Iterator<Item = Edge> + 'a) -> impl Iterator<Item = Edge> + 'a {
    edges.filter(|e| nodes[e.a as usize] && nodes[e.b as usize])
}

/// The texts of whole quotations in each group of several.
fn texts_of_groups(corpus: &Corpus, labels: &[u32]) -> Vec<Vec<u32>> {
    let mut all: Vec<(u32, u32)> =
        labels.iter().zip(&corpus.nodes).filter(|(_, n)| !n.is_part()).map(|(label, n)| (*label, n.text)).collect();
    all.par_sort_unstable();
    all.dedup();
    all.chunk_by(|a, b| a.0 == b.0).filter(|g| g.len() > 1).map(|g| g.iter().map(|m| m.1).collect()).collect()
}

/// The passages of each group, in the order of their nodes.
fn passages_of_groups(corpus: &Corpus, labels: &[u32]) -> Vec<Vec<u32>> {
    let mut all: Vec<(u32, u32, u32)> = (0..corpus.whole.len() as u32)
        .filter_map(|p| Some((corpus.whole[p as usize], p)).filter(|(node, _)| *node != NONE))
        .map(|(node, p)| (labels[node as usize], node, p))
        .collect();
    all.par_sort_unstable();
    all.chunk_by(|a, b| a.0 == b.0).map(|g| g.iter().map(|m| m.2).collect()).collect()
}

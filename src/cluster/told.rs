//! What has the auditor decided? Pairs of quotations or renderings that are one statement, or are not, as pairs of nodes.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::cluster::PairDecision;
use crate::cluster::corpus::{Corpus, NONE};
use crate::cluster::rows::{Place, rendering_id};
use crate::cluster::units;
use crate::lang;
use crate::model::{CompactString, Level, Problem, Quotation, Span};
use crate::text::Points;

/// A quotation, and the stretch of it that a rendering's id names.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    pub quote: u32,
    pub stretch: Option<Span>,
}

impl Named {
    /// The units that are meant.
    pub fn units(self, corpus: &Corpus) -> impl Iterator<Item = u32> + '_ {
        corpus.units_of(self.quote).filter(move |u| self.stretch.is_none_or(|s| s.overlaps(corpus.units[*u as usize].span)))
    }
}

/// Decisions by the quotations they speak of.
#[derive(Clone, Debug, Default)]
pub struct Told {
    pairs: Vec<(Named, Named, bool)>,
    pub problems: Vec<Problem>,
}

/// Pairs of nodes of one level.
#[derive(Clone, Debug, Default)]
pub struct Pairs {
    pub together: Vec<(u32, u32)>,
    pub apart: Vec<(u32, u32)>,
}

impl Told {
    /// Finds what the decisions speak of; an entry whose ids are gone is told.
    pub fn read(quotations: &[Quotation], decisions: &[PairDecision]) -> Told {
        let mut told = Told::default();
        if decisions.is_empty() {
            return told;
        }
        let names = names(quotations);
        for d in decisions {
            match (names.get(&d.a), names.get(&d.b)) {
                (Some(&a), Some(&b)) => told.pairs.push((a, b, d.same)),
                (a, _) => {
                    let gone = if a.is_none() { &d.a } else { &d.b };
                    told.problems.push(gone_problem(d, gone));
                }
            }
        }
        told
    }

    /// The last decision on two quotations or renderings of theirs.
    pub fn on(&self, a: u32, b: u32) -> Option<bool> {
        let of = |p: &&(Named, Named, bool)| (p.0.quote, p.1.quote) == (a, b) || (p.0.quote, p.1.quote) == (b, a);
        self.pairs.iter().rfind(of).map(|p| p.2)
    }

    /// Quotations that are told from others: their words, even where they are the same, must not be counted as one.
    pub fn apart(&self) -> Vec<u32> {
        let mut all: Vec<u32> = self.pairs.iter().filter(|p| !p.2).flat_map(|(a, b, _)| [a.quote, b.quote]).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The decisions as pairs of whole quotations; those on single renderings of longer ones are left to [`Told::parts`].
    pub fn wholes(&self, corpus: &Corpus) -> Pairs {
        let mut out = Pairs::default();
        for (a, b, same) in &self.pairs {
            let node = |n: &Named| Some(corpus.whole_of(n.quote)).filter(|w| *w != NONE);
            let whole = |n: &Named| n.stretch.is_none() || corpus.units_of(n.quote).len() == 1;
            // A segment that is told from another says nothing of the rest of its passage.
            let all = |n: &Named| corpus.passages.quotations(corpus.passages.holding(n.quote)).len() == 1;
            match (node(a), node(b), whole(a) && whole(b)) {
                (Some(x), Some(y), true) if *same => out.together.push((x, y)),
                (Some(x), Some(y), true) if all(a) && all(b) => out.apart.push((x, y)),
                _ => {}
            }
        }
        out
    }

    /// The decisions as pairs of parts.
    pub fn parts(&self, corpus: &Corpus) -> Pairs {
        let mut out = Pairs::default();
        let nodes = |n: &Named| -> Vec<u32> { n.units(corpus).map(|u| corpus.units[u as usize].node).collect() };
        for (a, b, same) in &self.pairs {
            let (x, y) = (nodes(a), nodes(b));
            if !same {
                out.apart.extend(x.iter().flat_map(|m| y.iter().map(move |n| (*m, *n))).filter(|(m, n)| m != n));
            } else if a.stretch.is_some() || b.stretch.is_some() || (x.len() == 1 && y.len() == 1) {
                out.together.extend(x.first().copied().zip(y.first().copied()));
            }
        }
        out
    }
}

/// What the auditor keeps apart stands in no statement together, whatever drew it there: the one with less to tell leaves, for a statement
/// of its own.
pub fn keep_apart(corpus: &Corpus, apart: &[(u32, u32)], places: &mut [Place]) {
    if apart.is_empty() {
        return;
    }
    let node = |p: &Place| corpus.units[p.unit as usize].node;
    let mut stands: Vec<(u32, u32)> = places.iter().map(|p| (node(p), p.statement)).collect();
    stands.sort_unstable();
    stands.dedup();
    let of = |n: u32| stands.iter().skip(stands.partition_point(|s| s.0 < n)).take_while(move |s| s.0 == n).map(|s| s.1);
    let telling = |n: &u32| (corpus.weight(corpus.nodes[*n as usize].text), std::cmp::Reverse(*n));
    let mut leave: FxHashSet<(u32, u32)> = FxHashSet::default();
    for &(a, b) in apart {
        for statement in of(a).filter(|s| of(b).any(|t| t == *s)) {
            let less = if telling(&a) < telling(&b) { a } else { b };
            let more = if less == a { b } else { a };
            if !leave.contains(&(more, statement)) {
                leave.insert((less, statement));
            }
        }
    }
    // Statements are numbered by nodes, so that numbers above all nodes are free.
    let free = corpus.nodes.len() as u32;
    places.iter_mut().filter(|p| leave.contains(&(node(p), p.statement))).for_each(|p| p.statement = free + node(p));
}

/// Every id of a quotation or rendering. A rendering may run over several parts.
pub fn names(quotations: &[Quotation]) -> FxHashMap<CompactString, Named> {
    let mut names = FxHashMap::default();
    for (i, q) in quotations.iter().enumerate() {
        let quote = i as u32;
        let points = Points::new(&q.text);
        let parts = units::parts(&q.text, q.kind, lang::of(&q.lang));
        for (n, first) in parts.iter().enumerate() {
            let rest = parts.get(n + 1..).unwrap_or(&[]);
            for last in std::iter::once(first).chain(rest.iter().take(MOST_PARTS - 1).take_while(|p| !p.behind_gap)) {
                let stretch = Span::new(first.span.start, last.span.end);
                let id = rendering_id(&q.id, points.of_byte(stretch.start), points.of_byte(stretch.end));
                names.insert(id, Named { quote, stretch: Some(stretch) });
            }
        }
    }
    names.extend(quotations.iter().enumerate().map(|(i, q)| (q.id.clone(), Named { quote: i as u32, stretch: None })));
    names
}

/// A rendering that runs over more parts than these is named by its quotation.
const MOST_PARTS: usize = 12;

fn gone_problem(d: &PairDecision, gone: &str) -> Problem {
    let kind = if d.same { "same" } else { "different" };
    Problem {
        file: "decisions.csv".to_owned(),
        line: 0,
        stage: "cluster",
        level: Level::Warning,
        message: format!(
            "the decision “{kind}” on {} and {} no longer applies: there is no quotation or rendering {gone}",
            d.a, d.b
        ),
        hint: "take the entry out, or give it the id that renderings.csv shows now".to_owned(),
    }
}

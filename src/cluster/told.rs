//! What has the auditor decided? Pairs of quotations or renderings that are one statement, or are not, as pairs of nodes.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::cluster::PairDecision;
use crate::cluster::corpus::{Corpus, NONE};
use crate::cluster::rows::{Place, rendering_id};
use crate::cluster::units;
use crate::lang;
use crate::model::{Level, Problem, Quotation, Span};
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
        let names = named(quotations, decisions.iter().flat_map(|d| [d.a.as_str(), d.b.as_str()]));
        for d in decisions {
            match (names.get(d.a.as_str()), names.get(d.b.as_str())) {
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

/// What these ids of quotations or renderings name; one that is missing names nothing.
pub fn named<'i>(quotations: &[Quotation], ids: impl IntoIterator<Item = &'i str>) -> FxHashMap<&'i str, Named> {
    let mut open: FxHashSet<&str> = ids.into_iter().collect();
    let mut out = FxHashMap::default();
    for (i, q) in quotations.iter().enumerate() {
        if let Some(id) = open.take(q.id.as_str()) {
            out.insert(id, Named { quote: i as u32, stretch: None });
        }
    }
    // Few renderings are anything but whole parts, and there are many more stretches.
    for stretches in [runs_of_parts, runs_of_words] {
        if open.is_empty() {
            break;
        }
        let found: Vec<(&str, Named)> =
            quotations.par_iter().enumerate().flat_map_iter(|(i, q)| ids_among(&open, i as u32, q, stretches(q))).collect();
        for (id, named) in found {
            open.remove(id);
            out.entry(id).or_insert(named);
        }
    }
    out
}

fn ids_among<'i>(open: &FxHashSet<&'i str>, quote: u32, q: &Quotation, stretches: Vec<Span>) -> Vec<(&'i str, Named)> {
    let points = Points::new(&q.text);
    let id = |s: Span| rendering_id(&q.id, points.of_byte(s.start), points.of_byte(s.end));
    let named = |stretch: Span| Some((*open.get(id(stretch).as_str())?, Named { quote, stretch: Some(stretch) }));
    stretches.into_iter().filter_map(named).collect()
}

/// A rendering may run over several parts, but not over more than these.
const MOST_PARTS: usize = 12;

fn runs_of_parts(q: &Quotation) -> Vec<Span> {
    let parts = units::parts(&q.text, q.kind, lang::of(&q.lang));
    let mut out = Vec::new();
    for (n, first) in parts.iter().enumerate() {
        let rest = parts[n + 1..].iter().take(MOST_PARTS - 1).take_while(|p| !p.behind_gap);
        out.extend(std::iter::once(first).chain(rest).map(|last| Span::new(first.span.start, last.span.end)));
    }
    out
}

/// A rendering that is cut out of a sentence has no more words than these.
const MOST_WORDS: usize = 150;

/// From the beginning of any word to the end of any other, with the marks that cling to it and without.
fn runs_of_words(q: &Quotation) -> Vec<Span> {
    let at = |word: &str| word.as_ptr() as usize - q.text.as_ptr() as usize;
    let words: Vec<(usize, &str)> = q.text.split_whitespace().map(|word| (at(word), word)).collect();
    let mut out = Vec::new();
    for (n, &(start, _)) in words.iter().enumerate() {
        for &(at, word) in words[n..].iter().take(MOST_WORDS) {
            let bare = word.trim_end_matches([',', ';', ':', '–', '—', '-']);
            out.push(Span::new(start, at + word.len()));
            if bare.len() < word.len() && at + bare.len() > start {
                out.push(Span::new(start, at + bare.len()));
            }
        }
    }
    out
}

fn gone_problem(d: &PairDecision, gone: &str) -> Problem {
    Problem {
        file: "decisions.csv".to_owned(),
        line: d.line,
        stage: "cluster",
        level: Level::Warning,
        message: format!("no longer applies: there is no quotation or rendering {gone}"),
        hint: "remove the row, give it the id that renderings.csv shows now, or put back the article that it is about".to_owned(),
    }
}

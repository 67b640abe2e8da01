//! Which part of one quotation answers which part of another, where whole quotations were found to be the same?
//!
//! Outlets split and merge sentences. One quotation of each group, the pivot, lends its parts as the statements; the sentences of every
//! other are aligned with them (see `beads`), and cut where that pays.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::cluster::beads::{self, Atom, MOST_ATOMS};
use crate::cluster::corpus::{Class, Corpus, Unit};
use crate::cluster::rows::Place;
use crate::cluster::units::trimmed;
use crate::lang;
use crate::model::{Kind, Quotation, Span};
use crate::normalise::{Word, words};
use crate::text::is_dash;

/// Words of a unit, and the bytes of its quotation that they take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub words: Range<usize>,
    pub span: Span,
}

/// What a unit, or each piece of it, answers.
#[derive(Clone, Debug)]
pub struct Segment {
    pub unit: u32,
    /// The piece, where the unit is cut.
    pub piece: Option<Piece>,
    /// The pivot's units.
    pub answers: Vec<u32>,
}

/// A group of fewer than these is cut as finely as two of it are, or one of three.
const FEW: usize = 12;

/// Of two parts that are compared word by word for a cut, each has this share of its weight in the sentence, in hundredths.
const TOUCHED: u64 = 25;

/// A sentence that stands in another order has this share of its weight in what it answers, in hundredths.
const ELSEWHERE: u64 = 40;

/// The segments of one group of quotations.
pub fn segments(corpus: &Corpus, quotations: &[Quotation], members: &[u32]) -> Vec<Segment> {
    let pivot = pivot(corpus, quotations, members);
    let ends: Vec<u32> = corpus.units_of(pivot).collect();
    let mut out: Vec<Segment> = ends.iter().map(|&u| Segment { unit: u, piece: None, answers: vec![u] }).collect();
    // Quotations that are printed alike are answered alike.
    let mut known: FxHashMap<(u32, Kind, &str), Vec<Segment>> = FxHashMap::default();
    for &q in members.iter().filter(|q| **q != pivot) {
        let units = corpus.units_of(q);
        let quotation = &quotations[q as usize];
        let same = known.entry((corpus.whole[q as usize], quotation.kind, &quotation.text)).or_insert_with(|| {
            let mut found = aligned(corpus, quotation, &ends, units.clone());
            found.iter_mut().for_each(|s| s.unit -= units.start);
            found
        });
        out.extend(same.iter().map(|s| Segment { unit: s.unit + units.start, ..s.clone() }));
    }
    run_together(&ends, members.len(), &mut out);
    out
}

/// The segments of one quotation.
fn aligned(corpus: &Corpus, quotation: &Quotation, ends: &[u32], units: Range<u32>) -> Vec<Segment> {
    let text = |u: u32| corpus.units[u as usize].text;
    let weight = |u: u32| u64::from(corpus.weight(text(u)));
    let mut stretches: Vec<(u32, Piece)> = Vec::new();
    for u in units.clone() {
        let touched = |end: &&u32| 100 * shared(corpus, text(u), text(**end)) >= TOUCHED * weight(**end);
        let several = ends.len() > 1 && ends.iter().filter(touched).take(2).count() > 1;
        let pieces = if several { pieces(corpus, quotation, &corpus.units[u as usize]) } else { Vec::new() };
        match pieces.len() {
            2..=MOST_ATOMS => stretches.extend(pieces.into_iter().map(|p| (u, p))),
            _ => stretches.push((u, whole(corpus, &corpus.units[u as usize]))),
        }
    }
    let words = |(u, p): &(u32, Piece)| corpus.texts.get(text(*u)).get(p.words.clone()).unwrap_or(&[]);
    let heavy = |ws: &[u32]| ws.iter().map(|w| i64::from(corpus.weights[*w as usize])).sum::<i64>();
    let atoms: Vec<Atom> = stretches.iter().map(|s| Atom { sentence: s.0, weight: heavy(words(s)) }).collect();
    let parts: Vec<i64> = ends.iter().map(|&e| heavy(corpus.texts.get(text(e)))).collect();
    let sets: Vec<&[u32]> = ends.iter().map(|&e| corpus.set(text(e))).collect();
    let beads = beads::align(&atoms, &parts, |atom, run| {
        let there = |w: &&u32| sets[run.clone()].iter().any(|s| s.binary_search(w).is_ok());
        words(&stretches[atom]).iter().filter(there).map(|w| i64::from(corpus.weights[*w as usize])).sum()
    });
    let mut out: Vec<Segment> = Vec::new();
    for bead in beads {
        let answers = &ends[bead.parts];
        for same in stretches[bead.atoms].chunk_by(|a, b| a.0 == b.0) {
            let (unit, first) = &same[0];
            let words = first.words.start..same[same.len() - 1].1.words.end;
            let span = Span::new(first.span.start, same[same.len() - 1].1.span.end);
            let all = words.len() == corpus.texts.get(text(*unit)).len();
            let piece = (!all).then(|| Piece { words, span: trimmed(&quotation.text, span) });
            out.push(Segment { unit: *unit, piece, answers: answers.to_vec() });
        }
    }
    // What stands elsewhere needs better evidence.
    for u in units {
        let best = ends.iter().map(|&end| (100 * shared(corpus, text(u), text(end)) / weight(u).max(weight(end)).max(1), end));
        if let Some((_, end)) = best.max_by_key(|b| b.0).filter(|b| b.0 >= ELSEWHERE && out.iter().all(|s| s.unit != u)) {
            out.push(Segment { unit: u, piece: None, answers: vec![end] });
        }
    }
    out
}

/// Parts of the pivot that some run together without a mark are one statement for all.
fn run_together(ends: &[u32], members: usize, segments: &mut [Segment]) {
    let mut merged: FxHashMap<u32, usize> = FxHashMap::default();
    for s in segments.iter() {
        s.answers.iter().skip(1).for_each(|end| *merged.entry(*end).or_insert(0) += 1);
    }
    let mut into: FxHashMap<u32, u32> = FxHashMap::default();
    for pair in ends.windows(2) {
        if merged.get(&pair[1]).is_some_and(|n| *n >= members.div_ceil(10)) {
            let first = into.get(&pair[0]).copied().unwrap_or(pair[0]);
            into.insert(pair[1], first);
        }
    }
    for s in segments {
        s.answers.iter_mut().for_each(|end| *end = into.get(end).copied().unwrap_or(*end));
        s.answers.dedup();
    }
}

/// Statements that all renderings have side by side, and some in one sentence, are one: a comma, semicolon or dash parts them only where
/// somebody leaves one out.
pub fn unite(corpus: &Corpus, places: &mut Vec<Place>) {
    places.par_sort_unstable_by_key(|p| (p.unit, p.statement));
    let quote = |p: &Place| corpus.units[p.unit as usize].quote;
    let mut quotes: Vec<(u32, u32)> = places.iter().map(|p| (p.statement, quote(p))).collect();
    quotes.par_sort_unstable();
    quotes.dedup();
    // Quotations in each statement, and in two that are neighbours there; whether those stand in one sentence.
    let mut count: FxHashMap<u32, usize> = FxHashMap::default();
    quotes.iter().for_each(|(s, _)| *count.entry(*s).or_insert(0) += 1);
    let mut beside: Vec<(u32, u32, u32, bool)> = Vec::new();
    for pair in places.windows(2) {
        let (a, b) = (&pair[0], &pair[1]);
        let next = &corpus.units[b.unit as usize];
        if quote(a) == quote(b) && a.statement != b.statement && b.unit <= a.unit + 1 && !next.behind_gap {
            beside.push((a.statement, b.statement, quote(a), b.unit > a.unit && !next.goes_on));
        }
    }
    beside.par_sort_unstable();
    beside.dedup_by_key(|b| (b.0, b.1, b.2));
    let mut into: FxHashMap<u32, u32> = FxHashMap::default();
    for same in beside.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1)) {
        let in_one = same.iter().filter(|b| !b.3).count();
        let always = [same[0].0, same[0].1].iter().all(|s| count.get(s) == Some(&same.len()));
        let (a, b) = (last(&into, same[0].0), last(&into, same[0].1));
        if a != b && always && 10 * in_one >= same.len() {
            into.insert(a.max(b), a.min(b));
        }
    }
    places.iter_mut().for_each(|p| p.statement = last(&into, p.statement));
    places.par_sort_unstable();
    places.dedup_by_key(|p| (p.statement, p.unit));
}

/// Where a chain of joined statements ends; each step leads to a lesser number.
fn last(into: &FxHashMap<u32, u32>, mut statement: u32) -> u32 {
    while let Some(&lesser) = into.get(&statement) {
        statement = lesser;
    }
    statement
}

/// The quotation that lends its parts: among whole sentences one that many cut as finely, and nearest to all others in its words.
fn pivot(corpus: &Corpus, quotations: &[Quotation], members: &[u32]) -> u32 {
    let class = |q: &u32| corpus.nodes[corpus.whole[*q as usize] as usize].class;
    let best = members.iter().map(class).min().unwrap_or(Class::Title);
    let mut chosen: Vec<u32> = members.iter().copied().filter(|q| class(q) == best).collect();
    // The finest cut that half of them make, or one or two of a few.
    let mut sizes: Vec<usize> = chosen.iter().map(|q| corpus.units_of(*q).len()).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let usual = sizes
        .get(if sizes.len() < FEW { (sizes.len().saturating_sub(1) / 3).min(1) } else { (sizes.len() - 1) / 2 })
        .copied()
        .unwrap_or(1);
    chosen.retain(|q| corpus.units_of(*q).len() == usual);
    let text = |q: u32| corpus.nodes[corpus.whole[q as usize] as usize].text;
    let mut having: FxHashMap<u32, i64> = FxHashMap::default();
    for &q in &chosen {
        corpus.set(text(q)).iter().for_each(|w| *having.entry(*w).or_insert(0) += 1);
    }
    let all = chosen.len() as i64;
    let nearness = |q: u32| -> i64 {
        let words = corpus.set(text(q)).iter();
        words.map(|w| (2 * having.get(w).copied().unwrap_or(0) - all) * i64::from(corpus.weights[*w as usize])).sum()
    };
    // Of equals the same one, whatever the order of rows.
    let name = |q: u32| (corpus.whole[q as usize], &quotations[q as usize].text, &quotations[q as usize].id);
    let best = chosen.iter().copied().max_by(|&a, &b| nearness(a).cmp(&nearness(b)).then_with(|| name(b).cmp(&name(a))));
    best.unwrap_or(members[0])
}

/// The weight of the words that two texts share.
fn shared(corpus: &Corpus, a: u32, b: u32) -> u64 {
    let (a, b) = (corpus.set(a), corpus.set(b));
    a.iter().filter(|w| b.binary_search(w).is_ok()).map(|w| u64::from(corpus.weights[*w as usize])).sum()
}

/// A unit that is not cut.
fn whole(corpus: &Corpus, unit: &Unit) -> Piece {
    Piece { words: 0..corpus.texts.get(unit.text).len(), span: unit.span }
}

/// A unit cut at its commas and the like.
fn pieces(corpus: &Corpus, q: &Quotation, unit: &Unit) -> Vec<Piece> {
    let text = unit.span.of(&q.text);
    let printed = words(text, lang::of(&q.lang));
    if printed.len() != corpus.texts.get(unit.text).len() {
        return Vec::new();
    }
    let open = |at: &usize| {
        let gap = text.get(printed[at - 1].span.end..printed[*at].span.start).unwrap_or("");
        gap.contains([',', ';', ':']) || gap.contains(is_dash)
    };
    let mut out = Vec::new();
    let (mut from, mut start) = (0, 0);
    for at in (1..printed.len()).filter(open) {
        let end = end_before(text, &printed, at);
        out.push(Piece { words: from..at, span: Span::new(unit.span.start + start, unit.span.start + end) });
        (from, start) = (at, start_of(text, &printed, at));
    }
    out.push(Piece { words: from..printed.len(), span: Span::new(unit.span.start + start, unit.span.end) });
    out
}

/// Where the piece that begins with a word begins: the whole text's start for the first one, else behind the white space of the gap.
fn start_of(text: &str, printed: &[Word], at: usize) -> usize {
    if at == 0 {
        return 0;
    }
    let gap = Span::new(printed[at - 1].span.end, printed[at].span.start);
    let white = gap.of(text).rfind(char::is_whitespace).map_or(gap.len(), |i| i + 1);
    let start = gap.start + white.min(gap.len());
    if text.is_char_boundary(start) { start } else { gap.end }
}

/// Where the piece before a word ends: with the marks that cling to its last word.
fn end_before(text: &str, printed: &[Word], at: usize) -> usize {
    let gap = Span::new(printed[at - 1].span.end, printed[at].span.start);
    gap.start + gap.of(text).find(char::is_whitespace).unwrap_or(gap.len())
}

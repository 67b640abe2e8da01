//! Which part of one rendering answers which part of another, where whole quotations were found to be the same?
//!
//! Outlets split and merge sentences. One quotation of each group, the pivot, lends its parts as the statements; every other part joins
//! the part that it repeats, both where it repeats two, and is cut at a comma or the like where the pivot ends a sentence there.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::cluster::corpus::{Class, Corpus, Unit};
use crate::cluster::rows::Place;
use crate::cluster::units::trimmed;
use crate::lang;
use crate::model::{Quotation, Span};
use crate::normalise::{Word, words};
use crate::text::is_dash;

/// A part (or a piece of one, by its span) that answers a part of the pivot.
#[derive(Clone, Copy, Debug)]
pub struct Segment {
    pub unit: u32,
    pub span: Span,
    /// The pivot's unit.
    pub answers: u32,
    /// The unit as a whole answers this and nothing else.
    pub alone: bool,
}

/// A part within another has this share of its weight there, in hundredths.
const WITHIN: u64 = 30;
/// A part covers another when it has this share of the other's weight, in hundredths.
const COVERS: u64 = 50;

/// A group of fewer than these is cut as finely as two of it are, or one of three.
const FEW: usize = 12;

/// Two quotations of one sentence each, found to be the same over all of their group, need no more than this in common.
const HARDLY: u64 = 10;

/// The segments of one group of quotations.
pub fn segments(corpus: &Corpus, quotations: &[Quotation], members: &[u32]) -> Vec<Segment> {
    let pivot = pivot(corpus, members);
    let ends: Vec<u32> = corpus.units_of(pivot).collect();
    // Where a longer quotation may have drawn others together, one sentence is no proof of another.
    let all_single = members.iter().all(|q| corpus.units_of(*q).len() == 1);
    let mut out = Vec::new();
    let mut merged: FxHashMap<(u32, u32), (usize, usize)> = FxHashMap::default();
    for &q in members {
        let units: Vec<u32> = corpus.units_of(q).collect();
        if q == pivot {
            out.extend(units.iter().map(|&u| Segment { unit: u, span: corpus.units[u as usize].span, answers: u, alone: true }));
            continue;
        }
        let mut answered: Vec<Vec<u32>> = units.iter().map(|&u| answers(corpus, &ends, corpus.units[u as usize].text)).collect();
        let claimed: Vec<u32> = answered.iter().flatten().copied().collect();
        for (i, answers) in answered.iter_mut().enumerate() {
            if answers.is_empty() {
                if all_single {
                    let [a, b] = [units[i], ends[0]].map(|u| corpus.units[u as usize].text);
                    let less = u64::from(corpus.weight(a).min(corpus.weight(b)));
                    answers.extend(ends.first().filter(|_| 100 * shared(corpus, a, b) >= HARDLY * less));
                    continue;
                }
                answers.extend(beside(corpus, &ends, &units, i).filter(|end| !claimed.contains(end)));
            }
        }
        for (&u, answers) in units.iter().zip(&answered) {
            let unit = &corpus.units[u as usize];
            match answers[..] {
                [] => {}
                [one] => out.push(Segment { unit: u, span: unit.span, answers: one, alone: true }),
                _ => {
                    let spans = seams(corpus, &quotations[q as usize], unit, answers);
                    for (pair, spans) in answers.windows(2).zip(spans.windows(2)) {
                        let (all, whole) = merged.entry((pair[0], pair[1])).or_insert((0, 0));
                        *all += 1;
                        *whole += usize::from(spans[0] == spans[1]);
                    }
                    out.extend(answers.iter().zip(spans).map(|(&answers, span)| Segment {
                        unit: u,
                        span,
                        answers,
                        alone: false,
                    }));
                }
            }
        }
    }
    // What some run together without a seam, or many with one, is one statement for all.
    let (some, many) = (members.len().div_ceil(10), members.len().div_ceil(5).max(4));
    let mut into: FxHashMap<u32, u32> = FxHashMap::default();
    for pair in ends.windows(2) {
        if merged.get(&(pair[0], pair[1])).is_some_and(|(all, whole)| *whole >= some || *all >= many) {
            let first = into.get(&pair[0]).copied().unwrap_or(pair[0]);
            into.insert(pair[1], first);
        }
    }
    if !into.is_empty() {
        for s in &mut out {
            s.answers = into.get(&s.answers).copied().unwrap_or(s.answers);
        }
        out.sort_by_key(|s| (s.unit, s.answers, s.span));
        out.dedup_by_key(|s| (s.unit, s.answers, s.span));
    }
    out
}

/// Statements that no rendering has apart are one: a semicolon or dash parts them only where somebody ends a sentence there or leaves one out.
pub fn unite(corpus: &Corpus, places: &mut Vec<Place>) {
    places.par_sort_unstable_by_key(|p| (p.unit, p.span.start, p.statement));
    // Quotations in each statement, and in two neighbouring ones with nothing but a dash or semicolon between.
    let quote = |p: &Place| corpus.units[p.unit as usize].quote;
    let mut quotes: Vec<(u32, u32)> = places.iter().map(|p| (p.statement, quote(p))).collect();
    quotes.par_sort_unstable();
    quotes.dedup();
    let mut count: FxHashMap<u32, u32> = FxHashMap::default();
    quotes.iter().for_each(|(s, _)| *count.entry(*s).or_insert(0) += 1);
    let mut beside: Vec<(u32, u32, u32)> = Vec::new();
    for pair in places.windows(2) {
        let (a, b) = (&pair[0], &pair[1]);
        let next = &corpus.units[b.unit as usize];
        if quote(a) == quote(b) && a.statement != b.statement && (a.unit == b.unit || (b.unit == a.unit + 1 && next.goes_on)) {
            beside.push((a.statement, b.statement, quote(a)));
        }
    }
    beside.par_sort_unstable();
    beside.dedup();
    let mut into: FxHashMap<u32, u32> = FxHashMap::default();
    for same in beside.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1)) {
        let (a, b, _) = same[0];
        let n = same.len() as u32;
        let (a, b) = (last(&into, a), last(&into, b));
        if a != b && count.get(&same[0].0) == Some(&n) && count.get(&same[0].1) == Some(&n) {
            into.insert(a.max(b), a.min(b));
        }
    }
    places.iter_mut().for_each(|p| p.statement = last(&into, p.statement));
    places.par_sort_unstable();
    places.dedup_by_key(|p| (p.statement, p.unit, p.span));
}

/// Where a chain of joined statements ends; each step leads to a lesser number.
fn last(into: &FxHashMap<u32, u32>, mut statement: u32) -> u32 {
    while let Some(&lesser) = into.get(&statement) {
        statement = lesser;
    }
    statement
}

/// The quotation that lends its parts: among whole sentences one that many cut as finely, and nearest to all others in its words.
fn pivot(corpus: &Corpus, members: &[u32]) -> u32 {
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
        corpus.sets.get(text(q)).iter().for_each(|w| *having.entry(*w).or_insert(0) += 1);
    }
    let all = chosen.len() as i64;
    let nearness = |q: u32| -> i64 {
        let words = corpus.sets.get(text(q)).iter();
        words.map(|w| (2 * having.get(w).copied().unwrap_or(0) - all) * i64::from(corpus.weights[*w as usize])).sum()
    };
    let node = |q: u32| corpus.whole[q as usize];
    chosen.iter().copied().map(|q| (nearness(q), std::cmp::Reverse(node(q)), q)).max().map_or(members[0], |(_, _, q)| q)
}

/// The parts of the pivot that a text repeats.
fn answers(corpus: &Corpus, ends: &[u32], text: u32) -> Vec<u32> {
    let own = u64::from(corpus.weight(text)).max(1);
    let mut best: Option<(u64, u32)> = None;
    let mut out = Vec::new();
    for &end in ends {
        let other = corpus.units[end as usize].text;
        let weight = u64::from(corpus.weight(other)).max(1);
        let shared = shared(corpus, text, other);
        let share = 100 * shared / weight.min(own);
        if best.is_none_or(|(s, _)| share > s) {
            best = Some((share, end));
        }
        if 100 * shared >= COVERS * weight && weight * 4 < own * 5 {
            out.push(end);
        }
    }
    if let Some((_, end)) = best.filter(|(share, end)| *share >= WITHIN && !out.contains(end)) {
        out.push(end);
        out.sort_unstable();
    }
    out
}

/// The part of the pivot that stands where a part of another quotation stands, measured by the weight before and behind it; none where
/// one of the two quotations is much the longer.
fn beside(corpus: &Corpus, ends: &[u32], units: &[u32], i: usize) -> Option<u32> {
    let weight = |us: &[u32]| us.iter().map(|u| u64::from(corpus.weight(corpus.units[*u as usize].text))).sum::<u64>();
    let (all, other) = (weight(units).max(1), weight(ends).max(1));
    if 3 * all.max(other) > 5 * all.min(other) {
        return None;
    }
    let middle = (2 * weight(units.get(..i)?) + weight(units.get(i..=i)?)) * other / (2 * all);
    let mut passed = 0;
    ends.iter().copied().find(|end| {
        passed += weight(&[*end]);
        passed >= middle
    })
}

/// The weight of the words that two texts share.
fn shared(corpus: &Corpus, a: u32, b: u32) -> u64 {
    let (a, b) = (corpus.sets.get(a), corpus.sets.get(b));
    a.iter().filter(|w| b.binary_search(w).is_ok()).map(|w| u64::from(corpus.weights[*w as usize])).sum()
}

/// Cuts a part that answers several of the pivot at its commas and the like, or gives it back whole for each.
fn seams(corpus: &Corpus, q: &Quotation, unit: &Unit, answers: &[u32]) -> Vec<Span> {
    let text = unit.span.of(&q.text);
    let printed = words(text, lang::of(&q.lang));
    let ids = corpus.texts.get(unit.text);
    if printed.len() != ids.len() {
        return vec![unit.span; answers.len()];
    }
    let mut spans = Vec::with_capacity(answers.len());
    let mut from = 0;
    for pair in answers.windows(2) {
        let gain = |at: usize| {
            let (left, right) = (&ids[from..at], &ids[at..]);
            let [one, two] = [pair[0], pair[1]].map(|end| corpus.sets.get(corpus.units[end as usize].text));
            let has = |part: &[u32], set: &[u32]| -> i64 {
                part.iter().filter(|w| set.binary_search(w).is_ok()).map(|w| i64::from(corpus.weights[*w as usize])).sum()
            };
            has(left, one) + has(right, two) - has(left, two) - has(right, one)
        };
        let open = |at: usize| {
            let gap = text.get(printed[at - 1].span.end..printed[at].span.start).unwrap_or("");
            gap.contains([',', ';', ':']) || gap.contains(is_dash)
        };
        let best = (from + 1..printed.len()).filter(|&at| open(at)).map(|at| (gain(at), std::cmp::Reverse(at))).max();
        let Some((_, std::cmp::Reverse(at))) = best.filter(|(gain, _)| *gain > 0) else {
            return vec![unit.span; answers.len()];
        };
        spans.push(Span::new(unit.span.start + start_of(text, &printed, from), unit.span.start + end_before(text, &printed, at)));
        from = at;
    }
    spans.push(Span::new(unit.span.start + start_of(text, &printed, from), unit.span.end));
    spans.into_iter().map(|s| trimmed(&q.text, s)).collect()
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

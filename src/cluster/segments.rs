//! Which part of one quotation answers which part of another, where whole quotations were found to be the same?
//!
//! Outlets split and merge sentences. One quotation of each group, the pivot, lends its parts as the statements; the sentences of every
//! other are aligned with them (see `beads`), and cut where that pays.

use std::ops::Range;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::cluster::beads::{self, Atom, Bead, MOST_ATOMS};
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

/// Fewer words than these, set off by an attribution (“My people,” he said, “have …”), belong to the rest of their sentence.
const LITTLE: usize = 4;

/// Of two sentences in a row that say the same this share of the weight is common, in hundredths: they answer one part.
const AGAIN: u64 = 80;

/// A sentence that stands in another order has this share of its weight in what it answers, in hundredths.
const ELSEWHERE: u64 = 40;

/// What stands alone has this share of its weight, and of the other's, in the part of another passage that it is, in hundredths.
const APART: u64 = 60;

/// The quotations of a passage as printed.
type Printed<'q> = Vec<(Kind, &'q str)>;

/// The segments of one group of passages.
pub fn segments(corpus: &Corpus, quotations: &[Quotation], members: &[u32]) -> Vec<Segment> {
    let pivot = pivot(corpus, quotations, members);
    let ends: Vec<u32> = corpus.units_in(pivot).collect();
    let mut out: Vec<Segment> = ends.iter().map(|&u| Segment { unit: u, piece: None, answers: vec![u] }).collect();
    // Passages that are printed alike are answered alike.
    let mut known: FxHashMap<(u32, Printed), Vec<Segment>> = FxHashMap::default();
    for &p in members.iter().filter(|p| **p != pivot) {
        let units = corpus.units_in(p);
        let printed = corpus.passages.quotations(p).iter().map(|q| &quotations[*q as usize]).map(|q| (q.kind, q.text.as_str()));
        let same = known.entry((corpus.whole[p as usize], printed.collect())).or_insert_with(|| {
            let mut found = aligned(corpus, quotations, &ends, units.clone());
            found.iter_mut().for_each(|s| s.unit -= units.start);
            found
        });
        out.extend(same.iter().map(|s| Segment { unit: s.unit + units.start, ..s.clone() }));
    }
    run_together(corpus, &ends, members.len(), &mut out);
    out
}

/// The segments of one passage.
fn aligned(corpus: &Corpus, quotations: &[Quotation], ends: &[u32], units: Range<u32>) -> Vec<Segment> {
    let text = |u: u32| corpus.units[u as usize].text;
    let weight = |u: u32| u64::from(corpus.weight(text(u)));
    let beside = Beside::new(corpus, quotations, ends, units.clone());
    let mut out: Vec<Segment> = Vec::new();
    for bead in beside.beads() {
        let answers = &ends[bead.parts];
        for same in beside.stretches[bead.atoms].chunk_by(|a, b| a.0 == b.0) {
            let (unit, first) = &same[0];
            let words = first.words.start..same[same.len() - 1].1.words.end;
            let span = Span::new(first.span.start, same[same.len() - 1].1.span.end);
            let all = words.len() == corpus.texts.get(text(*unit)).len();
            let printed = &quotations[corpus.units[*unit as usize].quote as usize].text;
            let piece = (!all).then(|| Piece { words, span: trimmed(printed, span) });
            out.push(Segment { unit: *unit, piece, answers: answers.to_vec() });
        }
    }
    // What stands elsewhere needs better evidence.
    let answered: FxHashSet<u32> = out.iter().map(|s| s.unit).collect();
    let rest: Vec<u32> = units.filter(|u| !answered.contains(u)).collect();
    if rest.is_empty() {
        return out;
    }
    let sharing = Sharing::new(corpus, ends);
    for u in rest {
        let share = |end: u32| 100 * corpus.shared(text(u), text(end)) / weight(u).max(weight(end)).max(1);
        let best = sharing.with(corpus, text(u)).into_iter().map(|end| (share(end), end)).max_by_key(|b| b.0);
        out.extend(best.filter(|b| b.0 >= ELSEWHERE).map(|(_, end)| Segment { unit: u, piece: None, answers: vec![end] }));
    }
    out
}

/// Which of many parts have a word of a text?
struct Sharing<'a> {
    ends: &'a [u32],
    /// By word; of few parts there is none, and all are asked.
    having: FxHashMap<u32, Vec<u32>>,
}

impl<'a> Sharing<'a> {
    /// Of more parts than these only those are asked that share a word which no more of them have.
    const FEW: usize = 64;

    fn new(corpus: &Corpus, ends: &'a [u32]) -> Self {
        let mut having: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for &end in ends.iter().filter(|_| ends.len() > Self::FEW) {
            corpus.set(corpus.units[end as usize].text).iter().for_each(|w| having.entry(*w).or_default().push(end));
        }
        having.retain(|_, parts| parts.len() <= Self::FEW);
        Sharing { ends, having }
    }

    fn with(&self, corpus: &Corpus, text: u32) -> Vec<u32> {
        if self.ends.len() <= Self::FEW {
            return self.ends.to_vec();
        }
        let mut out: Vec<u32> = corpus.set(text).iter().filter_map(|w| self.having.get(w)).flatten().copied().collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// A passage beside the parts of the pivot.
struct Beside<'a> {
    corpus: &'a Corpus,
    /// The pivot's units.
    ends: &'a [u32],
    /// The passage's first unit, and how it and the others stand.
    first: u32,
    standings: Vec<Standing>,
    /// The passage's units, those that may answer several parts in pieces.
    stretches: Vec<(u32, Piece)>,
    atoms: Vec<Atom>,
    /// The weights of the pivot's units.
    parts: Vec<i64>,
}

impl<'a> Beside<'a> {
    fn new(corpus: &'a Corpus, quotations: &[Quotation], ends: &'a [u32], units: Range<u32>) -> Self {
        let text = |u: u32| corpus.units[u as usize].text;
        let mut stretches: Vec<(u32, Piece)> = Vec::new();
        for u in units.clone() {
            let unit = &corpus.units[u as usize];
            let least = |end: u32| TOUCHED * u64::from(corpus.weight(text(end)));
            let touched = |end: &&u32| 100 * corpus.shared(unit.text, text(**end)) >= least(**end);
            let near = beads::near((u - units.start) as usize, units.len(), ends.len());
            let several = ends.len() > 1 && ends[near].iter().filter(touched).take(2).count() > 1;
            let pieces = if several { pieces(corpus, &quotations[unit.quote as usize], unit) } else { Vec::new() };
            match pieces.len() {
                2..=MOST_ATOMS => stretches.extend(pieces.into_iter().map(|p| (u, p))),
                _ => stretches.push((u, whole(corpus, unit))),
            }
        }
        let heavy = |ws: &[u32]| ws.iter().map(|w| i64::from(corpus.weights[*w as usize])).sum::<i64>();
        let parts = ends.iter().map(|&e| heavy(corpus.texts.get(text(e)))).collect();
        let mut out =
            Beside { corpus, ends, first: units.start, standings: standings(corpus, units), stretches, atoms: Vec::new(), parts };
        let atom = |at: usize| {
            let Standing { sentence, unit, .. } = out.standing(at);
            Atom { sentence, unit, weight: heavy(out.words(at)) }
        };
        out.atoms = (0..out.stretches.len()).map(atom).collect();
        out
    }

    fn standing(&self, at: usize) -> Standing {
        self.standings[(self.stretches[at].0 - self.first) as usize]
    }

    /// The words of a stretch, but for those that are said again.
    fn words(&self, at: usize) -> &'a [u32] {
        if self.standing(at).echo {
            return &[];
        }
        let (unit, piece) = &self.stretches[at];
        self.corpus.texts.get(self.corpus.units[*unit as usize].text).get(piece.words.clone()).unwrap_or(&[])
    }

    /// The weight of the words of a stretch that stand in a run of parts.
    fn common(&self, at: usize, run: &Range<usize>) -> i64 {
        let text = |end: &u32| self.corpus.units[*end as usize].text;
        let there = |w: &&u32| self.ends[run.clone()].iter().any(|end| self.corpus.has(text(end), **w));
        self.words(at).iter().filter(there).map(|w| i64::from(self.corpus.weights[*w as usize])).sum()
    }

    /// What answers what. Less than a sentence answers a part with which it has little in common only in its place, between what else does:
    /// what nobody else has side by side, the pivot need not have at all. So it is with what an attribution sets off from the rest of its
    /// passage: the outlet may have left out anything between.
    fn beads(&self) -> Vec<Bead> {
        let mut beads = beads::align(&self.atoms, &self.parts, |at, run| self.common(at, &run));
        let mut in_place = beads::in_place(&beads, self.atoms.len(), self.parts.len()).into_iter();
        beads.retain(|bead| in_place.next().unwrap_or(true) || self.is_sure(bead));
        let quote = |unit: u32| self.corpus.units[unit as usize].quote;
        let quotes = |bead: &Bead| (quote(self.stretches[bead.atoms.start].0), quote(self.ends[bead.parts.start]));
        let ours = self.stretches.windows(2).any(|w| quote(w[0].0) != quote(w[1].0));
        let theirs = self.ends.windows(2).any(|w| quote(w[0]) != quote(w[1]));
        if ours || theirs {
            let kept: Vec<bool> =
                beads.chunk_by(|a, b| quotes(a) == quotes(b)).flat_map(|own| vec![self.has_enough(own); own.len()]).collect();
            let mut kept = kept.into_iter();
            beads.retain(|_| kept.next().unwrap_or(true));
        }
        beads
    }

    /// Have some beads as much in common as what stands elsewhere must have?
    fn has_enough(&self, beads: &[Bead]) -> bool {
        let ours: i64 = beads.iter().flat_map(|b| &self.atoms[b.atoms.clone()]).map(|a| a.weight).sum();
        let theirs: i64 = beads.iter().flat_map(|b| &self.parts[b.parts.clone()]).sum();
        let common: i64 = beads.iter().flat_map(|b| b.atoms.clone().map(|at| self.common(at, &b.parts))).sum();
        100 * common >= ELSEWHERE as i64 * ours.min(theirs)
    }

    fn is_sure(&self, bead: &Bead) -> bool {
        let class = |at: usize| self.corpus.nodes[self.corpus.units[self.stretches[at].0 as usize].node as usize].class;
        bead.atoms.clone().any(|at| class(at) == Class::Sentence) || self.has_enough(std::slice::from_ref(bead))
    }
}

/// Where a unit stands among those of its passage.
#[derive(Clone, Copy, Debug)]
struct Standing {
    /// The first unit of its sentence: an attribution may stand in the middle of one.
    sentence: u32,
    /// The first unit that it cannot be parted from: a few words do not stand alone, and what is said twice answers one part.
    unit: u32,
    /// It says again what the unit before says.
    echo: bool,
}

impl Standing {
    /// Does the unit that stands so only begin or end a sentence that an attribution interrupts?
    fn is_little(&self, unit: u32) -> bool {
        self.unit != unit && !self.echo
    }
}

fn standings(corpus: &Corpus, units: Range<u32>) -> Vec<Standing> {
    let mut out: Vec<Standing> = Vec::with_capacity(units.len());
    for u in units {
        let mut standing = Standing { sentence: u, unit: u, echo: false };
        if let Some(&last) = out.last() {
            let (before, here) = (&corpus.units[u as usize - 1], &corpus.units[u as usize]);
            let heavier = u64::from(corpus.weight(before.text).max(corpus.weight(here.text)));
            let little = [before, here].iter().any(|u| corpus.texts.get(u.text).len() < LITTLE);
            let goes_on = before.quote != here.quote && here.goes_on;
            standing.echo = 100 * corpus.shared(before.text, here.text) >= AGAIN * heavier;
            if goes_on || standing.echo {
                standing.sentence = last.sentence;
            }
            if goes_on && little || standing.echo {
                standing.unit = last.unit;
            }
        }
        out.push(standing);
    }
    out
}

/// Parts of the pivot that some run together without a mark, or that cannot be parted, are one statement for all.
fn run_together(corpus: &Corpus, ends: &[u32], members: usize, segments: &mut [Segment]) {
    let mut merged: FxHashMap<u32, usize> = FxHashMap::default();
    for s in segments.iter() {
        s.answers.iter().skip(1).for_each(|end| *merged.entry(*end).or_insert(0) += 1);
    }
    let mut into: FxHashMap<u32, u32> = FxHashMap::default();
    let range = ends.first().map_or(0..0, |first| *first..first + ends.len() as u32);
    for (pair, standing) in ends.windows(2).zip(standings(corpus, range).iter().skip(1)) {
        if standing.is_little(pair[1]) || merged.get(&pair[1]).is_some_and(|n| *n >= members.div_ceil(10)) {
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
/// somebody leaves one out, or says something between. Where there are `foreign` renderings, they are one only if nobody ends a sentence
/// there, since a foreign outlet may as well.
pub fn unite(corpus: &Corpus, foreign: bool, places: &mut Vec<Place>) {
    places.par_sort_unstable_by_key(|p| (p.unit, p.statement));
    let mut passages: Vec<(u32, u32)> = places.iter().map(|p| (p.statement, corpus.passage(p.unit))).collect();
    passages.par_sort_unstable();
    passages.dedup();
    // Passages in each statement, and in two that are neighbours there.
    let mut count: FxHashMap<u32, usize> = FxHashMap::default();
    passages.iter().for_each(|(s, _)| *count.entry(*s).or_insert(0) += 1);
    let beside = beside(corpus, places);
    let mut into: FxHashMap<u32, u32> = FxHashMap::default();
    for same in beside.chunk_by(|x, y| x.statements == y.statements) {
        let (first, second) = same[0].statements;
        let in_one = same.iter().filter(|b| b.seam == Seam::Within).count();
        let always = [first, second].iter().all(|s| count.get(s) == Some(&same.len()));
        let parted = same.iter().any(|b| b.seam == Seam::Attribution);
        let (a, b) = (last(&into, first), last(&into, second));
        let least = if foreign { same.len() } else { same.len().div_ceil(IN_ONE) };
        if a != b && always && !parted && in_one >= least {
            into.insert(a.max(b), a.min(b));
        }
    }
    places.iter_mut().for_each(|p| p.statement = last(&into, p.statement));
    places.par_sort_unstable();
    places.dedup_by_key(|p| (p.statement, p.unit));
}

/// One passage in so many that have two statements in one sentence makes them one.
const IN_ONE: usize = 10;

/// What stands between two statements in a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Seam {
    /// A comma, a dash, or nothing.
    Within,
    /// The end of a sentence.
    End,
    /// What an outlet says itself: no rendering runs over it.
    Attribution,
}

/// Two statements are neighbours in a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Neighbours {
    statements: (u32, u32),
    passage: u32,
    seam: Seam,
}

/// Which statements are neighbours, each once a passage; the places come in the order of their units.
fn beside(corpus: &Corpus, places: &[Place]) -> Vec<Neighbours> {
    let mut out = Vec::new();
    for pair in places.windows(2) {
        let (a, b) = (&pair[0], &pair[1]);
        let passage = corpus.passage(a.unit);
        let [before, next] = [a, b].map(|p| &corpus.units[p.unit as usize]);
        if passage == corpus.passage(b.unit) && a.statement != b.statement && b.unit <= a.unit + 1 && !next.behind_gap {
            let seam = match () {
                _ if before.quote != next.quote => Seam::Attribution,
                _ if b.unit > a.unit && !next.goes_on => Seam::End,
                _ => Seam::Within,
            };
            out.push(Neighbours { statements: (a.statement, b.statement), passage, seam });
        }
    }
    out.par_sort_unstable();
    out.dedup_by_key(|n| (n.statements, n.passage));
    out
}

/// Where a chain of joined statements ends; each step leads to a lesser number.
fn last(into: &FxHashMap<u32, u32>, mut statement: u32) -> u32 {
    while let Some(&lesser) = into.get(&statement) {
        statement = lesser;
    }
    statement
}

/// The passage that lends its parts: among whole sentences one that many cut as finely, and nearest to all others in its words.
fn pivot(corpus: &Corpus, quotations: &[Quotation], members: &[u32]) -> u32 {
    let class = |q: &u32| corpus.nodes[corpus.whole[*q as usize] as usize].class;
    let best = members.iter().map(class).min().unwrap_or(Class::Title);
    // What an attribution interrupts is cut no finer by it.
    let size =
        |q: u32| standings(corpus, corpus.units_in(q)).iter().zip(corpus.units_in(q)).filter(|(s, u)| !s.is_little(*u)).count();
    let mut sized: Vec<(u32, usize)> = members.iter().filter(|q| class(q) == best).map(|q| (*q, size(*q))).collect();
    // The finest cut that half of them make, or one or two of a few.
    let mut sizes: Vec<usize> = sized.iter().map(|q| q.1).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let usual = sizes
        .get(if sizes.len() < FEW { (sizes.len().saturating_sub(1) / 3).min(1) } else { (sizes.len() - 1) / 2 })
        .copied()
        .unwrap_or(1);
    let usual = told_apart(corpus, &sized, members).unwrap_or(0).max(usual);
    sized.retain(|q| q.1 == usual);
    let chosen: Vec<u32> = sized.into_iter().map(|q| q.0).collect();
    if let [only] = chosen[..] {
        return only;
    }
    let text = |q: u32| corpus.nodes[corpus.whole[q as usize] as usize].text;
    let having = |those: &[u32]| {
        let mut having: FxHashMap<u32, i64> = FxHashMap::default();
        those.iter().for_each(|&q| corpus.set(text(q)).iter().for_each(|w| *having.entry(*w).or_insert(0) += 1));
        having
    };
    let (near, all) = (having(&chosen), having(members));
    let weigh = |q: u32, of: &dyn Fn(&u32) -> i64| -> i64 {
        corpus.set(text(q)).iter().map(|w| of(w) * i64::from(corpus.weights[*w as usize])).sum()
    };
    let count = |of: &FxHashMap<u32, i64>, w: &u32| of.get(w).copied().unwrap_or(0);
    // Among those that are cut as finely; where this says nothing, the one of which any others have most, and which says most.
    let nearness = |q: u32| {
        let near = weigh(q, &|w| 2 * count(&near, w) - chosen.len() as i64);
        (near, weigh(q, &|w| count(&all, w) - 1), corpus.weight(text(q)))
    };
    // Of equals the same one, whatever the order of rows.
    let first = |q: u32| corpus.passages.quotations(q).first().map(|q| &quotations[*q as usize]);
    let name = |q: u32| (corpus.whole[q as usize], first(q).map(|q| (&q.text, &q.id)));
    let best = chosen.iter().copied().max_by(|&a, &b| nearness(a).cmp(&nearness(b)).then_with(|| name(b).cmp(&name(a))));
    best.unwrap_or(members[0])
}

/// Of a small group, into how many parts the one is cut that says together what others say apart: two of its parts have others to themselves.
fn told_apart(corpus: &Corpus, sized: &[(u32, usize)], members: &[u32]) -> Option<usize> {
    let single = || members.iter().map(|m| corpus.units_in(*m)).filter(|units| units.len() == 1).map(|units| units.start);
    if members.len() >= FEW || single().nth(1).is_none() {
        return None;
    }
    let text = |u: u32| corpus.units[u as usize].text;
    let weight = |u: u32| u64::from(corpus.weight(text(u)));
    let is = |u: u32, part: u32| 100 * corpus.shared(text(u), text(part)) >= APART * weight(u).max(weight(part));
    let answered =
        |q: u32| single().filter_map(|u| corpus.units_in(q).find(|part| is(u, *part))).collect::<FxHashSet<u32>>().len();
    sized.iter().filter(|(q, size)| *size > 1 && answered(*q) > 1).map(|(_, size)| *size).max()
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

//! Where a sentence is cut after all, what stands in its place? Each of its pieces becomes a part of its own, with words, weight and scores.

use rayon::prelude::*;

use crate::cluster::block::comparable;
use crate::cluster::corpus::{Corpus, Extent, Node, Unit};
use crate::cluster::group::Edge;
use crate::cluster::open::Open;
use crate::cluster::score::Scorer;
use crate::cluster::segments::Segment;

/// Pairs that are scored at a time.
const AT_A_TIME: usize = 1 << 14;

/// A part answers a part of the pivot, by their units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    pub unit: u32,
    pub to: u32,
    /// It answers this and nothing else.
    pub alone: bool,
}

/// What came of cutting.
#[derive(Clone, Debug, Default)]
pub struct Recut {
    pub answers: Vec<Answer>,
    /// Nodes that were cut, each with a piece of it; sorted.
    pub pieces: Vec<(u32, u32)>,
}

/// Puts pieces in the place of the units that are cut; the units get new numbers.
pub fn recut(corpus: &mut Corpus, mut segments: Vec<Segment>) -> Recut {
    segments.par_sort_by_key(|s| (s.unit, s.piece.as_ref().map_or(0, |p| p.words.start)));
    let (nodes, pieces) = nodes(corpus, &segments);
    let mut units: Vec<Unit> = Vec::with_capacity(corpus.units.len() + pieces.len());
    let mut number: Vec<u32> = Vec::with_capacity(corpus.units.len());
    // The unit of each segment.
    let mut of: Vec<u32> = Vec::with_capacity(segments.len());
    for (u, unit) in corpus.units.iter().enumerate() {
        number.push(units.len() as u32);
        let mut cut = false;
        while let Some(s) = segments.get(of.len()).filter(|s| s.unit == u as u32) {
            if let Some(piece) = &s.piece {
                let node = nodes[of.len()];
                units.push(Unit {
                    span: piece.span,
                    text: corpus.nodes[node as usize].text,
                    node,
                    goes_on: cut || unit.goes_on,
                    behind_gap: !cut && unit.behind_gap,
                    ..*unit
                });
                cut = true;
            }
            of.push(units.len() as u32 - u32::from(cut));
        }
        if !cut {
            units.push(*unit);
        }
    }
    number.push(units.len() as u32);
    corpus.first.iter_mut().for_each(|f| *f = number[*f as usize]);
    corpus.units = units;
    let answers = segments.iter().zip(of).flat_map(|(s, unit)| {
        let number = &number;
        s.answers.iter().map(move |to| Answer { unit, to: number[*to as usize], alone: s.answers.len() == 1 })
    });
    Recut { answers: answers.collect(), pieces }
}

/// New texts and nodes for all pieces: the node of each segment that is a piece, and of which node it is a piece.
fn nodes(corpus: &mut Corpus, segments: &[Segment]) -> (Vec<u32>, Vec<(u32, u32)>) {
    let node = |s: &Segment| corpus.units[s.unit as usize].node;
    let words = |s: &Segment| {
        let text = corpus.texts.get(corpus.units[s.unit as usize].text);
        s.piece.as_ref().and_then(|p| text.get(p.words.clone())).unwrap_or(&[]).to_vec()
    };
    let cut = segments.iter().enumerate().filter(|(_, s)| s.piece.is_some());
    let mut keys: Vec<(Vec<u32>, u32, usize)> = cut.map(|(i, s)| (words(s), node(s), i)).collect();
    keys.par_sort_unstable();
    let mut of = vec![0; segments.len()];
    let mut pieces = Vec::new();
    for same_text in keys.chunk_by(|a, b| a.0 == b.0) {
        let text = corpus.add(&same_text[0].0);
        for same in same_text.chunk_by(|a, b| a.1 == b.1) {
            let whole = same[0].1;
            let new = corpus.nodes.len() as u32;
            corpus.nodes.push(Node { text, extent: Extent::Part, ..corpus.nodes[whole as usize] });
            let credits = corpus.credits.get(whole).to_vec();
            corpus.credits.push(credits);
            pieces.push((whole, new));
            same.iter().for_each(|(_, _, i)| of[*i] = new);
            // A quotation of one sentence that is cut is one of several parts.
            if corpus.nodes[whole as usize].extent == Extent::Single {
                corpus.nodes[whole as usize].extent = Extent::Whole;
            }
        }
    }
    pieces.sort_unstable();
    (of, pieces)
}

/// Scores of pairs of pieces, wherever what they are pieces of was compared; pairs of nodes that no unit is left of are taken out.
pub fn rescore(scorer: &Scorer, least: i64, recut: &Recut, edges: &mut Vec<Edge>) {
    let corpus = scorer.corpus;
    let mut cut = vec![false; corpus.nodes.len()];
    recut.pieces.iter().for_each(|(whole, _)| cut[*whole as usize] = true);
    let mut gone = cut.clone();
    corpus.units.iter().for_each(|u| gone[u.node as usize] = false);
    let stays = |n: &u32| corpus.nodes[*n as usize].extent != Extent::Whole && !gone[*n as usize];
    let sides = |n: u32| {
        let from = recut.pieces.partition_point(|p| p.0 < n);
        let pieces = recut.pieces.get(from..).unwrap_or(&[]).iter().take_while(move |p| p.0 == n).map(|p| p.1);
        pieces.chain(std::iter::once(n).filter(stays)).collect::<Vec<u32>>()
    };
    let mut pairs: Vec<(u32, u32)> = edges
        .par_iter()
        .filter(|e| cut[e.a as usize] || cut[e.b as usize])
        .flat_map_iter(|e| {
            let others = sides(e.b);
            sides(e.a).into_iter().flat_map(move |x| others.clone().into_iter().map(move |y| (x.min(y), x.max(y))))
        })
        .filter(|(a, b)| a != b && comparable(corpus, *a, *b))
        .collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    let score = |open: &mut Open, (a, b): (u32, u32)| {
        open.turn_to(a);
        open.score_from(least, b).map(|score| Edge { a, b, score })
    };
    let new: Vec<Edge> = pairs
        .par_chunks(AT_A_TIME)
        .flat_map_iter(|pairs| {
            let mut open = Open::new(scorer);
            pairs.iter().filter_map(move |p| score(&mut open, *p))
        })
        .collect();
    edges.retain(|e| !gone[e.a as usize] && !gone[e.b as usize]);
    edges.extend(new);
    edges.par_sort_unstable();
    edges.dedup();
}

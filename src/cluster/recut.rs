//! Where a sentence is cut after all, what stands in its place? Each of its pieces becomes a part of its own, with words, weight and scores.

use rayon::prelude::*;

use crate::cluster::block::comparable;
use crate::cluster::corpus::{Corpus, Extent, NONE, Node, Unit};
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
                    forms: NONE,
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
    // A pair in which neither is a piece has its score.
    let first = recut.pieces.iter().map(|p| p.1).min().unwrap_or(u32::MAX);
    // In one number each, which is compared at once.
    let mut pairs: Vec<u64> = edges
        .par_iter()
        .filter(|e| cut[e.a as usize] || cut[e.b as usize])
        .flat_map_iter(|e| {
            let others = sides(e.b);
            sides(e.a).into_iter().flat_map(move |x| others.clone().into_iter().map(move |y| (x.min(y), x.max(y))))
        })
        .filter(|(a, b)| a != b && *b >= first && comparable(corpus, *a, *b))
        .map(|(a, b)| u64::from(a) << 32 | u64::from(b))
        .collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    let score = |open: &mut Open, pair: u64| {
        let (a, b) = ((pair >> 32) as u32, pair as u32);
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
    // Two lists, each in order: a stable sort lays one into the other.
    edges.sort();
    edges.dedup();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::exchange::Exchange;
    use crate::cluster::segments::Piece;
    use crate::cluster::units;
    use crate::lang;
    use crate::model::{Quotation, Span};

    const CUT: &str = "The old harbour is closed for months, and the ferry to Saltmere sails from the quay.";

    /// A sentence that is cut behind its seventh word, each piece answering a sentence of the second quotation.
    fn cut() -> (Corpus, Recut) {
        let all = [CUT, "The old harbour is closed for months. And the ferry to Saltmere sails from the quay."];
        let quotations = all.map(|text| Quotation::of_words(text, "en"));
        assert_eq!(units::parts(all[1], quotations[1].kind, lang::of("en")).len(), 2);
        let mut corpus = Corpus::read(&quotations, &[]);
        let words = corpus.texts.get(corpus.units[0].text).len();
        let comma = CUT.find(',').unwrap();
        let piece = |words, start, end| Some(Piece { words, span: Span::new(start, end) });
        let segments = vec![
            Segment { unit: 0, piece: piece(7..words, comma + 2, CUT.len()), answers: vec![2] },
            Segment { unit: 0, piece: piece(0..7, 0, comma), answers: vec![1] },
            Segment { unit: 1, piece: None, answers: vec![1] },
            Segment { unit: 2, piece: None, answers: vec![2] },
        ];
        let recut = recut(&mut corpus, segments);
        (corpus, recut)
    }

    #[test]
    fn pieces_stand_in_the_place_of_what_is_cut_and_what_answers_is_numbered_anew() {
        let (corpus, recut) = cut();
        let printed: Vec<&str> = corpus.units_of(0).map(|u| corpus.units[u as usize].span.of(CUT)).collect();
        assert_eq!(printed, ["The old harbour is closed for months", "and the ferry to Saltmere sails from the quay."]);
        assert!(!corpus.units[0].goes_on && corpus.units[1].goes_on);
        assert_eq!(corpus.units_of(1), 2..4);
        let answers: Vec<(u32, u32)> = recut.answers.iter().map(|a| (a.unit, a.to)).collect();
        assert_eq!(answers, [(0, 2), (1, 3), (2, 2), (3, 3)]);
        let whole = corpus.whole[0];
        assert_eq!(corpus.nodes[whole as usize].extent, Extent::Whole);
        let mut pieces = [0, 1].map(|u: usize| (whole, corpus.units[u].node));
        pieces.sort_unstable();
        assert_eq!(recut.pieces, pieces);
        // A piece has words, weight and neighbours of its own.
        let text = corpus.units[0].text;
        assert_eq!((corpus.texts.get(text).len(), corpus.pairs(text).len()), (7, 6));
        assert!(corpus.weight(text) < corpus.weight(corpus.nodes[whole as usize].text));
    }

    #[test]
    fn pieces_are_scored_against_what_their_sentence_was_compared_with() {
        let (corpus, recut) = cut();
        let exchange = Exchange::default();
        let scorer = Scorer::new(&corpus, &exchange, 4);
        let (whole, part) = (corpus.whole[0], corpus.units[2].node);
        let mut edges = vec![Edge { a: whole.min(part), b: whole.max(part), score: 9 }];
        rescore(&scorer, -99_000, &recut, &mut edges);
        let piece = corpus.units[0].node;
        let found = edges.iter().find(|e| (e.a, e.b) == (piece.min(part), piece.max(part))).unwrap();
        assert!(found.score > 60_000, "{}", found.score);
        assert!(edges.windows(2).all(|p| p[0] < p[1]));
    }
}

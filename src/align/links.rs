//! Which links do two renderings have? The grid of `pair` is as large as both texts, so long ones are cut at words that both have once.

use rustc_hash::FxHashMap;

use crate::align::evidence::Kind;
use crate::align::pair::{Grid, Ground};
use crate::align::tokens::{Class, Token, Vocabulary};

/// Token `i` of one rendering answers token `j` of another with probability `p`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    pub i: u32,
    pub j: u32,
    pub p: f32,
    pub kind: Kind,
}

/// The greatest grid that is worked through in one piece.
const LARGEST: usize = 6400;
/// Pieces of long texts are closed from this many tokens on.
const PIECE: usize = 16;
/// Texts in which all tokens are equal need no grid; their links are as sure as this.
const EQUAL: f32 = 0.99;

/// All pairs from probability `least` up, by `i`, then `j`.
pub fn links(a: &[Token], b: &[Token], ground: &Ground, least: f32) -> Vec<Pair> {
    let words = ground.words;
    let mut out = Vec::with_capacity(a.len() + a.len() / 4);
    if a.iter().map(|t| t.word).eq(b.iter().map(|t| t.word)) {
        out.extend(a.iter().enumerate().map(|(i, t)| Pair { i: i as u32, j: i as u32, p: EQUAL, kind: same(*t, words) }));
        return out;
    }
    let (start, end) = (equal_start(a, b), equal_end(a, b));
    out.extend(a.iter().take(start).enumerate().map(|(k, t)| Pair { i: k as u32, j: k as u32, p: EQUAL, kind: same(*t, words) }));
    let (a_end, b_end) = (a.len() - end, b.len() - end);
    if (a_end - start) * (b_end - start) <= LARGEST {
        piece(&a[start..a_end], &b[start..b_end], (start, start), ground, least, &mut out);
    } else {
        let (mut i, mut j) = (start, start);
        for (x, y) in cuts(&a[start..a_end], &b[start..b_end]) {
            let (x, y) = (start + x, start + y);
            let same_words = a[i..x].iter().map(|t| t.word).eq(b[j..y].iter().map(|t| t.word));
            if same_words {
                out.extend((i..x).zip(j..y).map(|(i, j)| Pair { i: i as u32, j: j as u32, p: EQUAL, kind: same(a[i], words) }));
            } else {
                piece(&a[i..x], &b[j..y], (i, j), ground, least, &mut out);
            }
            (i, j) = (x, y);
        }
        add_moved(a, b, words, &mut out);
    }
    for k in (0..end).rev() {
        let (i, j) = (a.len() - 1 - k, b.len() - 1 - k);
        out.push(Pair { i: i as u32, j: j as u32, p: EQUAL, kind: same(a[i], words) });
    }
    out
}

/// Pairs less likely than this are not reckoned with.
pub const LEAST: f32 = 0.02;

/// Moves all odds so that a half stands where the links of two texts are worth most together: the more of the likeliest pairs are taken, the
/// more is found and the less is right. So between texts that say the same a doubtful pair needs better reasons than between free ones. (The
/// best set of any size is the likeliest pairs, so that sizes alone are compared: Nan, Chai, Lee, Chieu 2012.)
pub fn weigh_up(pairs: &mut [Pair]) {
    let cut = cut(pairs.iter().map(|p| p.p).filter(|p| *p >= LEAST).collect());
    for pair in pairs {
        let (yes, no) = (pair.p * (1.0 - cut), (1.0 - pair.p) * cut);
        pair.p = yes / (yes + no);
    }
}

/// The probability from which on pairs are taken.
fn cut(mut probabilities: Vec<f32>) -> f32 {
    probabilities.sort_unstable_by(|x, y| y.total_cmp(x));
    let all: f32 = probabilities.iter().sum();
    let (mut right, mut best, mut cut) = (0.0, 0.0, 0.5);
    for (k, p) in probabilities.iter().enumerate() {
        right += p;
        let worth = right / (k + 1) as f32 + right / all;
        if worth > best {
            (best, cut) = (worth, (p + probabilities.get(k + 1).unwrap_or(&0.0)) / 2.0);
        }
    }
    cut.clamp(0.2, 0.8)
}

/// How an equal word or mark is linked.
fn same(token: Token, words: &Vocabulary) -> Kind {
    match words.entry(token).class {
        Class::Mark => Kind::SameMark,
        Class::Function => Kind::SameFunction,
        _ => Kind::SameContent,
    }
}

/// Of a beginning that both have, the last tokens go into the grid, as context.
const CONTEXT: usize = 3;

/// How many tokens both have at the beginning, less `CONTEXT`.
fn equal_start(a: &[Token], b: &[Token]) -> usize {
    a.iter().zip(b).take_while(|(x, y)| x.word == y.word).count().saturating_sub(CONTEXT)
}

/// The same for the end; what the beginning has is not counted again.
fn equal_end(a: &[Token], b: &[Token]) -> usize {
    let most = a.len().min(b.len()) - equal_start(a, b);
    a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(x, y)| x.word == y.word).count().saturating_sub(CONTEXT)
}

fn piece(a: &[Token], b: &[Token], at: (usize, usize), ground: &Ground, least: f32, out: &mut Vec<Pair>) {
    let mut grid = Grid::new(a, b, ground.words, ground.abroad);
    grid.solve(ground.weights);
    for (i, (row, evidence)) in grid.p.rows().zip(grid.evidence.chunks_exact(grid.n.max(1))).enumerate() {
        for (j, (p, evidence)) in row.iter().zip(evidence).enumerate().filter(|(_, (p, _))| **p >= least) {
            out.push(Pair { i: (at.0 + i) as u32, j: (at.1 + j) as u32, p: *p, kind: evidence.kind });
        }
    }
}

/// Where long texts are cut: behind words that stand once in both and in the same order, and evenly where such words are far apart.
/// The last cut is the end of both.
fn cuts(a: &[Token], b: &[Token]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let (mut i, mut j) = (0, 0);
    let mut anchors = anchors(a, b);
    anchors.push((a.len(), b.len()));
    for (k, &(x, y)) in anchors.iter().enumerate() {
        let last = k + 1 == anchors.len();
        let (x, y) = if last { (x, y) } else { (x + 1, y + 1) };
        if last || x - i >= PIECE || y - j >= PIECE {
            let parts = ((x - i).saturating_mul(y - j)).div_ceil(LARGEST).max(1);
            let parts = if parts == 1 { 1 } else { ((x - i).max(y - j)).div_ceil(64) };
            for part in 1..=parts {
                out.push((i + (x - i) * part / parts, j + (y - j) * part / parts));
            }
            (i, j) = (x, y);
        }
    }
    out
}

/// Places of words, or else of pairs of words, that stand once in each text: the longest run of them in the same order.
fn anchors(a: &[Token], b: &[Token]) -> Vec<(usize, usize)> {
    let mut seen: FxHashMap<(u32, u32), (u32, u32, u32, u32)> = FxHashMap::default();
    let grams = |t: &[Token], i: usize| [Some((t[i].word, u32::MAX)), t.get(i + 1).map(|next| (t[i].word, next.word))];
    for i in 0..a.len() {
        for gram in grams(a, i).into_iter().flatten() {
            let e = seen.entry(gram).or_insert((0, 0, 0, 0));
            *e = (e.0 + 1, i as u32, e.2, e.3);
        }
    }
    for j in 0..b.len() {
        for gram in grams(b, j).into_iter().flatten() {
            if let Some(e) = seen.get_mut(&gram) {
                *e = (e.0, e.1, e.2 + 1, j as u32);
            }
        }
    }
    let mut points: Vec<(usize, usize)> =
        seen.values().filter(|e| e.0 == 1 && e.2 == 1).map(|e| (e.1 as usize, e.3 as usize)).collect();
    points.sort_unstable();
    points.dedup();
    increasing(&points)
}

/// The longest subsequence that rises in both coordinates.
fn increasing(points: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(points.len());
    for (k, point) in points.iter().enumerate() {
        let at = tails.partition_point(|&t| points[t].1 < point.1);
        before.push(at.checked_sub(1).and_then(|p| tails.get(p).copied()));
        if at == tails.len() {
            tails.push(k);
        } else {
            tails[at] = k;
        }
    }
    let mut out = Vec::new();
    let mut next = tails.last().copied();
    while let Some(k) = next {
        out.push(points[k]);
        next = before[k];
    }
    out.reverse();
    out.dedup_by(|later, earlier| later.0 == earlier.0);
    out
}

/// Words that found no partner in their piece and stand once among those left over in both texts have moved; equal neighbours moved with them.
fn add_moved(a: &[Token], b: &[Token], words: &Vocabulary, out: &mut Vec<Pair>) {
    const MOVED: f32 = 0.6;
    let (mut free_a, mut free_b) = (vec![true; a.len()], vec![true; b.len()]);
    for pair in out.iter().filter(|p| p.p >= 0.3) {
        free_a[pair.i as usize] = false;
        free_b[pair.j as usize] = false;
    }
    let mut left: FxHashMap<u32, (u32, usize, u32, usize)> = FxHashMap::default();
    for (i, t) in a.iter().enumerate().filter(|(i, _)| free_a[*i]) {
        let e = left.entry(t.word).or_insert((0, 0, 0, 0));
        *e = (e.0 + 1, i, e.2, e.3);
    }
    for (j, t) in b.iter().enumerate().filter(|(j, _)| free_b[*j]) {
        if let Some(e) = left.get_mut(&t.word) {
            *e = (e.0, e.1, e.2 + 1, j);
        }
    }
    let mut seeds: Vec<(usize, usize)> = left.values().filter(|e| e.0 == 1 && e.2 == 1).map(|e| (e.1, e.3)).collect();
    seeds.sort_unstable();
    for (i, j) in seeds {
        if matches!(words.entry(a[i]).class, Class::Mark | Class::Function) {
            continue;
        }
        let back =
            (0..).take_while(|d| (1..=*d).all(|d| equal_free(a, b, &free_a, &free_b, i, j, -(d as isize)))).last().unwrap_or(0);
        let (mut x, mut y) = (i - back, j - back);
        while x < a.len() && y < b.len() && a[x].word == b[y].word && free_a[x] && free_b[y] {
            (free_a[x], free_b[y]) = (false, false);
            out.push(Pair { i: x as u32, j: y as u32, p: MOVED, kind: same(a[x], words) });
            (x, y) = (x + 1, y + 1);
        }
    }
    out.sort_by_key(|p| (p.i, p.j));
}

fn equal_free(a: &[Token], b: &[Token], free_a: &[bool], free_b: &[bool], i: usize, j: usize, d: isize) -> bool {
    let (Some(x), Some(y)) = (i.checked_add_signed(d), j.checked_add_signed(d)) else { return false };
    matches!((a.get(x), b.get(y)), (Some(s), Some(t)) if s.word == t.word && free_a[x] && free_b[y])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubtful_pair_needs_better_reasons_where_all_else_is_sure() {
        let sure = cut([vec![0.99; 20], vec![0.45]].concat());
        let doubtful = cut([vec![0.6; 8], vec![0.45; 6], vec![0.1; 6]].concat());
        assert!(sure > 0.45 && doubtful < 0.45, "{sure} {doubtful}");
        assert!((0.2..=0.8).contains(&cut(Vec::new())));
    }

    #[test]
    fn odds_keep_their_order_and_equal_words_stay_sure() {
        let pair = |i: u32, p: f32| Pair { i, j: i, p, kind: Kind::TwoContent };
        let mut pairs = vec![pair(0, EQUAL), pair(1, 0.7), pair(2, 0.3)];
        weigh_up(&mut pairs);
        assert!(pairs[0].p > 0.9 && pairs[0].p > pairs[1].p && pairs[1].p > pairs[2].p);
    }
}

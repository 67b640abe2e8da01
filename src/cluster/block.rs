//! Which renderings are worth comparing? Those that share two of their rarest words, or two neighbouring words of content.
//!
//! Near-linear in the number of renderings: keys are sorted, never looked up; a key that too many share is refined by a further word.
//! What shares only common words is not found, and would not be one statement.

use rayon::prelude::*;

use crate::cluster::corpus::{Class, Corpus, Extent, Lists, MANY, sketch};

/// Rare words of a rendering that make its keys.
const RARE: usize = 9;

/// Renderings that may share a key before it is refined.
const FULL: usize = 32;

/// Keys are made and sorted in so many lots, so that they need not all be held at once.
const KEYS_A_LOT: usize = 6_000_000;

/// The rarest words of each text that stand in another text too, the rarest first.
pub fn rare(corpus: &Corpus) -> Lists {
    let mut out = Lists::new();
    for t in 0..corpus.sets.len() as u32 {
        out.push(corpus.sets.get(t).iter().copied().filter(|&w| corpus.counts[w as usize] > 1).take(RARE));
    }
    out
}

/// The keys of one rendering: pairs of its rare words, a lone rare word, the rare words of its speaker, neighbours.
pub fn keys(corpus: &Corpus, rare: &Lists, node: u32, mut key: impl FnMut(u64)) {
    let n = corpus.nodes[node as usize];
    let words = rare.get(n.text);
    for (i, &a) in words.iter().enumerate() {
        for &b in &words[i + 1..] {
            key(mix(1, a, b));
        }
        if n.speaker != 0 && n.speaker != MANY {
            key(mix(2, n.speaker, a));
        }
        if i < 3 && corpus.counts[a as usize] <= 6 || words.len() == 1 {
            key(mix(3, a, 0));
        }
    }
    // Neighbours among the words of content: what a fragment has of a long sentence need not be its rarest words.
    let content = CONTENT;
    let mut before = None;
    for &w in corpus.texts.get(n.text) {
        if corpus.weights[w as usize] < content || corpus.counts[w as usize] < 2 {
            continue;
        }
        if let Some(b) = before {
            key(mix(4, b, w));
        }
        before = Some(w);
    }
}

/// How many keys two renderings share.
pub fn keys_shared(corpus: &Corpus, a: u32, b: u32) -> usize {
    let rare = rare(corpus);
    let of = |n: u32| {
        let mut all = Vec::new();
        keys(corpus, &rare, n, |k| all.push(k));
        all.sort_unstable();
        all.dedup();
        all
    };
    let (x, y) = (of(a), of(b));
    x.iter().filter(|k| y.binary_search(k).is_ok()).count()
}

/// Words lighter than this carry grammar.
const CONTENT: u32 = 5 * crate::cluster::corpus::BIT;

fn mix(kind: u32, a: u32, b: u32) -> u64 {
    let x = (u64::from(a) << 32 | u64::from(b)) ^ (u64::from(kind) << 60);
    let x = (x ^ (x >> 31)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let x = (x ^ (x >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x ^ (x >> 32)
}

/// What is asked about a rendering before its words are looked at.
#[derive(Clone, Copy, Default)]
struct Face {
    /// A bit for each word of content; several words share one.
    content: u128,
    bits: u32,
    node: u32,
    text: u32,
    title: bool,
    extent: Option<Extent>,
}

/// Of two renderings that are compared the shorter has one in so many of its words of content in common with the other, but for a few.
const ONE_IN: u32 = 4;
const FEW: u32 = 3;

impl Face {
    fn new(corpus: &Corpus, node: u32) -> Self {
        let n = &corpus.nodes[node as usize];
        let words = corpus.sets.get(n.text).iter().filter(|w| corpus.weights[**w as usize] >= CONTENT);
        let content = words.fold(0, |all, w| all | sketch(*w));
        let title = n.class == Class::Title;
        Face { content, bits: content.count_ones(), node, text: n.text, title, extent: Some(n.extent) }
    }

    /// May the two be one statement, as far as can be seen without their words?
    fn may_meet(&self, other: &Face) -> bool {
        let shared = (self.content & other.content).count_ones();
        ONE_IN * shared >= self.bits.min(other.bits).saturating_sub(FEW)
            && !(self.title && other.title)
            && !matches!(
                (self.extent, other.extent),
                (Some(Extent::Whole), Some(Extent::Part)) | (Some(Extent::Part), Some(Extent::Whole))
            )
    }
}

/// All pairs of renderings that share a key, each once or more, through `visit`; what it gives back is gathered.
pub fn pairs<T: Send>(
    corpus: &Corpus,
    rare: &Lists,
    visit: impl Fn(u32, u32) -> Option<T> + Sync,
    step: impl Fn(u64, u64) + Sync,
) -> Vec<T> {
    let nodes = corpus.nodes.len() as u32;
    let faces: Vec<Face> = (0..nodes).into_par_iter().map(|n| Face::new(corpus, n)).collect();
    let lots = (faces.len() * 60).div_ceil(KEYS_A_LOT).max(2).next_power_of_two() as u64;
    let found: Vec<Vec<T>> = (0..lots)
        .into_par_iter()
        .map(|lot| {
            let mut run: Vec<u64> = Vec::with_capacity(faces.len() * 45 / lots as usize);
            for node in 0..nodes {
                keys(corpus, rare, node, |key| {
                    if key >> 48 & (lots - 1) == lot {
                        run.push(key << 32 | u64::from(node));
                    }
                });
            }
            run.sort_unstable();
            run.dedup();
            let mut out = Vec::new();
            let mut members: Vec<Face> = Vec::new();
            for bucket in run.chunk_by(|a, b| a >> 32 == b >> 32).filter(|b| b.len() > 1) {
                members.clear();
                members.extend(bucket.iter().map(|k| faces[*k as u32 as usize]));
                let key = (bucket[0] >> 32) as u32;
                meet(rare, &members, &mut |a, b| {
                    if a.may_meet(b) && first_key(rare.get(a.text), rare.get(b.text)).is_none_or(|first| first == key) {
                        out.extend(visit(a.node, b.node));
                    }
                });
            }
            step(lot + 1, lots);
            out
        })
        .collect();
    let mut all = Vec::with_capacity(found.iter().map(Vec::len).sum());
    found.into_iter().for_each(|f| all.extend(f));
    all
}

/// The key of the two rarest words that both have: the pair is visited there and passed over at its other keys.
fn first_key(a: &[u32], b: &[u32]) -> Option<u32> {
    let (mut i, mut j) = (0, 0);
    let mut first = None;
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        if x == y {
            match first {
                Some(first) => return Some(mix(1, first, *x) as u32),
                None => first = Some(*x),
            }
        }
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    None
}

/// Pairs of one key: all, or, where too many share it, those that share a further rare word, or have no further one.
fn meet(rare: &Lists, members: &[Face], visit: &mut impl FnMut(&Face, &Face)) {
    if members.len() <= FULL {
        each_pair(members, visit);
        return;
    }
    let mut found: Vec<u64> = Vec::new();
    let mut note = |a: usize, b: usize| found.push((a.min(b) as u64) << 32 | a.max(b) as u64);
    let all: Vec<usize> = (0..members.len()).collect();
    refine(rare, members, &all, None, &mut note);
    found.sort_unstable();
    found.dedup();
    found.iter().for_each(|p| visit(&members[(p >> 32) as usize], &members[*p as u32 as usize]));
}

/// Pairs among too many, by a further word, and a further one where that is not enough. What has no further word meets the others that
/// follow it, as far as a full key goes.
fn refine(rare: &Lists, members: &[Face], among: &[usize], after: Option<u32>, note: &mut impl FnMut(usize, usize)) {
    let mut finer: Vec<(u32, usize)> = Vec::new();
    for (at, &m) in among.iter().enumerate() {
        let words = rare.get(members[m].text);
        let before = finer.len();
        finer.extend(words.iter().filter(|w| after.is_none_or(|a| **w > a)).map(|w| (*w, m)));
        if finer.len() <= before + usize::from(after.is_none()) * 2 {
            among[at + 1..].iter().take(FULL).chain(among[..at].iter().rev().take(FULL)).for_each(|&other| note(m, other));
        }
    }
    finer.sort_unstable();
    for bucket in finer.chunk_by(|a, b| a.0 == b.0) {
        let sub: Vec<usize> = bucket.iter().map(|(_, m)| *m).collect();
        if sub.len() <= FULL {
            for (i, &a) in sub.iter().enumerate() {
                sub[i + 1..].iter().for_each(|&b| note(a, b));
            }
        } else if sub.len() < among.len() || after.is_some() {
            refine(rare, members, &sub, Some(bucket[0].0), note);
        }
    }
}

fn each_pair(members: &[Face], visit: &mut impl FnMut(&Face, &Face)) {
    for (i, a) in members.iter().enumerate() {
        members[i + 1..].iter().for_each(|b| visit(a, b));
    }
}

/// May these two stand in one statement at all?
pub fn comparable(corpus: &Corpus, a: u32, b: u32) -> bool {
    let (a, b) = (corpus.nodes[a as usize], corpus.nodes[b as usize]);
    let extents = (a.extent.min(b.extent), a.extent.max(b.extent));
    (a.class != Class::Title || b.class != Class::Title) && extents != (Extent::Whole, Extent::Part)
}

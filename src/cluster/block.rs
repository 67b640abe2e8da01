//! Which renderings are worth comparing? Those that share two of their rarest words, or two neighbouring words of content.
//!
//! Near-linear in the number of renderings: keys are sorted, never looked up; a key that too many share is refined by a further word.
//! What shares only common words is not found, and would not be one statement.

use rayon::prelude::*;

use crate::cluster::corpus::{Class, Corpus, Extent, Lists, MANY};

/// Rare words of a rendering that make its keys.
const RARE: usize = 9;

/// Renderings that may share a key before it is refined.
const FULL: usize = 24;

/// Where no word is left to refine a key, each rendering meets so many that follow it.
const WINDOW: usize = 12;

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

/// All pairs of renderings that share a key, each once or more, through `visit`; what it gives back is gathered.
pub fn pairs<T: Send>(
    corpus: &Corpus,
    rare: &Lists,
    visit: impl Fn(u32, u32) -> Option<T> + Sync,
    step: impl Fn(u64, u64) + Sync,
) -> Vec<T> {
    let nodes = corpus.nodes.len();
    let lots = (nodes * 60).div_ceil(KEYS_A_LOT).max(2).next_power_of_two() as u64;
    (0..lots)
        .into_par_iter()
        .map(|lot| {
            let mut run: Vec<u64> = Vec::new();
            for node in 0..nodes as u32 {
                keys(corpus, rare, node, |key| {
                    if key >> 48 & (lots - 1) == lot {
                        run.push(key << 32 | u64::from(node));
                    }
                });
            }
            run.sort_unstable();
            run.dedup();
            let mut out = Vec::new();
            let mut members: Vec<u32> = Vec::new();
            for bucket in run.chunk_by(|a, b| a >> 32 == b >> 32).filter(|b| b.len() > 1) {
                members.clear();
                members.extend(bucket.iter().map(|k| *k as u32));
                let key = (bucket[0] >> 32) as u32;
                meet(corpus, rare, &members, &mut |a, b| {
                    if !comparable(corpus, a, b) {
                        return;
                    }
                    if first_key(corpus, rare, a, b).is_none_or(|first| first == key) {
                        out.extend(visit(a, b));
                    }
                });
            }
            step(lot + 1, lots);
            out
        })
        .collect::<Vec<_>>()
        .into_iter()
        .flatten()
        .collect()
}

/// The key of the two rarest words that both share: the pair is visited there and passed over at its other keys.
fn first_key(corpus: &Corpus, rare: &Lists, a: u32, b: u32) -> Option<u32> {
    let (a, b) = (rare.get(corpus.nodes[a as usize].text), rare.get(corpus.nodes[b as usize].text));
    let (mut i, mut j) = (0, 0);
    let mut first = None;
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                if let Some(first) = first {
                    return Some(mix(1, first, *x) as u32);
                }
                first = Some(*x);
                i += 1;
                j += 1;
            }
        }
    }
    None
}

/// Pairs of one key: all, or, where too many share it, those that share a further rare word.
fn meet(corpus: &Corpus, rare: &Lists, members: &[u32], visit: &mut impl FnMut(u32, u32)) {
    if members.len() <= FULL {
        each_pair(members, FULL, visit);
        return;
    }
    let mut found: Vec<u64> = Vec::new();
    refine(corpus, rare, members, None, &mut found);
    found.sort_unstable();
    found.dedup();
    found.iter().for_each(|p| visit((p >> 32) as u32, *p as u32));
}

/// Pairs among too many, by a further word, and a further one where that is not enough.
fn refine(corpus: &Corpus, rare: &Lists, members: &[u32], after: Option<u32>, found: &mut Vec<u64>) {
    let mut finer: Vec<(u32, u32)> = Vec::new();
    for &m in members {
        let words = rare.get(corpus.nodes[m as usize].text);
        let further = words.iter().copied().filter(|&w| after.is_none_or(|a| w > a));
        finer.extend(further.map(|w| (w, m)));
    }
    finer.sort_unstable();
    let mut note = |a: u32, b: u32| found.push(u64::from(a) << 32 | u64::from(b));
    each_pair(members, WINDOW, &mut note);
    for bucket in finer.chunk_by(|a, b| a.0 == b.0) {
        let sub: Vec<u32> = bucket.iter().map(|(_, m)| *m).collect();
        if sub.len() <= FULL {
            each_pair(&sub, FULL, &mut |a, b| found.push(u64::from(a) << 32 | u64::from(b)));
        } else if sub.len() < members.len() || after.is_some() {
            refine(corpus, rare, &sub, Some(bucket[0].0), found);
        }
    }
}

/// Each member with so many that follow it.
fn each_pair(members: &[u32], ahead: usize, visit: &mut impl FnMut(u32, u32)) {
    for (i, &a) in members.iter().enumerate() {
        for &b in members[i + 1..].iter().take(ahead) {
            visit(a, b);
        }
    }
}

/// May these two stand in one statement at all?
pub fn comparable(corpus: &Corpus, a: u32, b: u32) -> bool {
    let (a, b) = (corpus.nodes[a as usize], corpus.nodes[b as usize]);
    let extents = (a.extent.min(b.extent), a.extent.max(b.extent));
    (a.class != Class::Title || b.class != Class::Title) && extents != (Extent::Whole, Extent::Part)
}

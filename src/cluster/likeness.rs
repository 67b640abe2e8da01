//! How surely does a rendering belong to its statement? By the mean probability of its pairs with all others there.

use crate::cluster::corpus::{Class, Corpus, Extent, NONE};
use crate::cluster::group::Edge;

/// Certain.
pub const SURE: u16 = u16::MAX;

/// For each node the mean over its pairs with the other renderings of its group, in 1/65536; none where it is alone. As for grouping, a
/// pair without a score counts as 0, and between two fragments as unknown. `told` are pairs that the auditor made one.
pub fn likeness(corpus: &Corpus, edges: impl Iterator<Item = Edge>, labels: &[u32], told: &[(u32, u32)]) -> Vec<Option<u16>> {
    let count = renderings(corpus);
    let fragment = |n: u32| corpus.nodes[n as usize].class != Class::Sentence;
    let mut all = vec![0u64; labels.len()];
    let mut fragments = vec![0u64; labels.len()];
    for (n, label) in labels.iter().enumerate() {
        all[*label as usize] += count[n];
        fragments[*label as usize] += if fragment(n as u32) { count[n] } else { 0 };
    }
    let mut sum = vec![0u64; labels.len()];
    let mut known = vec![0u64; labels.len()];
    let scores = edges.map(|e| (e.a, e.b, e.score)).chain(told.iter().map(|&(a, b)| (a, b, SURE)));
    for (a, b, score) in scores.filter(|(a, b, _)| a != b && labels[*a as usize] == labels[*b as usize]) {
        for (one, other) in [(a, b), (b, a)] {
            sum[one as usize] += u64::from(score) * count[other as usize];
            known[one as usize] += if fragment(a) && fragment(b) { count[other as usize] } else { 0 };
        }
    }
    (0..labels.len())
        .map(|n| {
            let label = labels[n] as usize;
            let own = count[n].saturating_sub(1);
            let unknown = if fragment(n as u32) { fragments[label].saturating_sub(count[n] + known[n]) } else { 0 };
            let pairs = all[label].saturating_sub(1 + unknown);
            (pairs > 0).then(|| ((sum[n] + own * u64::from(SURE)) / pairs).min(u64::from(SURE)) as u16)
        })
        .collect()
}

/// How many quotations or parts each node stands for.
fn renderings(corpus: &Corpus) -> Vec<u64> {
    let mut count = vec![0; corpus.nodes.len()];
    let wholes = corpus.whole.iter().filter(|n| **n != NONE && corpus.nodes[**n as usize].extent == Extent::Whole);
    for n in corpus.units.iter().map(|u| &u.node).chain(wholes) {
        count[*n as usize] += 1;
    }
    count
}

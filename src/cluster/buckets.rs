//! Who shares a key with whom? Keys are sorted once, and each bucket lies flat beside the next, so that the others in all buckets of one node
//! are a few short walks.
//!
//! A bucket that is too full is refined by a further rare word, and again where that is not enough, so that no common key makes the whole
//! quadratic. A pair of rare words is refined by words that are less rare only: who shares a rarer one meets at the key of the rarest two.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::cluster::block::{Keys, Lot};
use crate::cluster::lists::Lists;

/// Nodes that may share a key before it is refined.
const FULL: usize = 32;

/// Keys are made and sorted in so many lots, a power of two, so that they need not all be held at once.
const LOTS: u32 = 4;

/// Keys of a node, about.
const KEYS_A_NODE: usize = 48;

/// Marks the last node of a bucket.
const LAST: u32 = 1 << 31;

/// The buckets of each lot.
pub struct Buckets(Vec<Shelf>);

struct Shelf {
    /// The nodes of each bucket, in order; buckets of one are left out.
    members: Vec<u32>,
    /// Where each node stands among them, but as the last of its bucket.
    places: Lists,
}

impl Buckets {
    pub fn new(keys: &Keys) -> Buckets {
        Buckets((0..LOTS).into_par_iter().map(|number| Shelf::new(keys, Lot { number, of: LOTS })).collect())
    }

    /// The nodes that stand behind a node in a bucket, as far as a full one goes; some more than once.
    pub fn beside(&self, node: u32, mut each: impl FnMut(u32)) {
        for shelf in &self.0 {
            let places = shelf.places.get(node);
            // Touched before they are walked through, so that all are fetched at once.
            std::hint::black_box(places.iter().fold(0, |all, at| all ^ shelf.members[*at as usize + 1]));
            for &at in places {
                for &m in shelf.members[at as usize + 1..].iter().take(FULL) {
                    each(m & !LAST);
                    if m & LAST != 0 {
                        break;
                    }
                }
            }
        }
    }
}

impl Shelf {
    fn new(keys: &Keys, lot: Lot) -> Shelf {
        let members = members(keys, lot);
        let nodes = members.iter().map(|m| if m & LAST == 0 { *m } else { keys.nodes() });
        let places = Lists::places(keys.nodes(), nodes);
        Shelf { members, places }
    }
}

/// The buckets of one lot.
fn members(keys: &Keys, lot: Lot) -> Vec<u32> {
    let mut run: Vec<u64> = Vec::with_capacity(keys.nodes() as usize * KEYS_A_NODE / lot.of as usize);
    for node in 0..keys.nodes() {
        keys.of(node, lot, |key| run.push(key << 32 | u64::from(node)));
    }
    run.sort_unstable();
    run.dedup();
    let mut out = Filling::default();
    let mut nodes: Vec<u32> = Vec::new();
    for bucket in run.chunk_by(|a, b| a >> 32 == b >> 32).filter(|b| b.len() > 1) {
        nodes.clear();
        nodes.extend(bucket.iter().map(|k| *k as u32));
        if nodes.len() <= FULL {
            out.put(&nodes);
        } else {
            let pair = keys.pair(nodes[0], bucket[0] >> 32);
            refine(keys, &nodes, if pair.is_some() { 2 } else { 0 }, pair.map(|p| p.1), &mut out);
        }
    }
    out.members
}

/// A shelf that is being filled.
#[derive(Default)]
struct Filling {
    members: Vec<u32>,
    /// Where a bucket begins, by the hash of its nodes.
    seen: FxHashMap<u64, u32>,
}

impl Filling {
    /// One more bucket; one of the same nodes as another would only be walked through for nothing.
    fn put(&mut self, bucket: &[u32]) {
        let [all @ .., last] = bucket else { return };
        if all.is_empty() {
            return;
        }
        let hash = bucket.iter().fold(0u64, |h, n| (h ^ u64::from(*n)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29));
        let at = *self.seen.entry(hash).or_insert(self.members.len() as u32) as usize;
        let there = self.members.get(at..at + bucket.len()).unwrap_or(&[]);
        if there.strip_prefix(all) != Some(&[last | LAST]) {
            self.members.extend(all);
            self.members.push(last | LAST);
        }
    }
}

/// Finer buckets in the place of one that is too full, all of whose nodes share so many rare words, the last of them `after`: by a further
/// word, and a further one where that is not enough. What has no rare word but those meets the others of that kind that follow it, as far as
/// a full bucket goes.
fn refine(keys: &Keys, among: &[u32], shared: usize, after: Option<u32>, out: &mut Filling) {
    // Word and node in one number, which is compared at once.
    let mut finer: Vec<u64> = Vec::new();
    for &node in among {
        let words = keys.rare(node).iter().filter(|w| after.is_none_or(|a| **w > a));
        finer.extend(words.map(|w| u64::from(*w) << 32 | u64::from(node)));
    }
    finer.sort_unstable();
    let mut nodes: Vec<u32> = among.iter().copied().filter(|n| keys.rare(*n).len() <= shared).collect();
    out.put(&nodes);
    for bucket in finer.chunk_by(|a, b| a >> 32 == b >> 32) {
        nodes.clear();
        nodes.extend(bucket.iter().map(|k| *k as u32));
        if nodes.len() <= FULL {
            out.put(&nodes);
        } else if nodes.len() < among.len() || after.is_some() {
            refine(keys, &nodes, shared + 1, Some((bucket[0] >> 32) as u32), out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::corpus::Corpus;
    use crate::model::Quotation;

    #[test]
    fn a_key_that_many_share_is_refined_and_still_brings_together_what_shares_a_further_word() {
        let text = |i: usize| format!("harbour saltmere ferry{} tide{}", i / 3, i % 7);
        let all: Vec<Quotation> = (0..300).map(|i| Quotation::of_words(text(i), "en")).collect();
        let corpus = Corpus::read(&all, &[]);
        let buckets = Buckets::new(&Keys::new(&corpus));
        let mut meetings = 0;
        for i in 0..300 {
            let (a, b) = (corpus.whole[i], corpus.whole[i / 3 * 3]);
            let mut met = a == b;
            buckets.beside(a.min(b), |n| {
                met |= n == a.max(b);
                meetings += 1;
            });
            assert!(met, "{i}");
        }
        assert!(meetings < 300 * 200, "{meetings}");
    }
}

//! Which renderings are worth comparing? Those that share two of their rarest words, or two neighbouring words of content.
//!
//! Near-linear in the number of renderings: keys are sorted into buckets, never looked up; a key that too many share is refined by a further
//! word (see `buckets`). What shares only common words is not found, and would not be one statement.

use rayon::prelude::*;

use crate::cluster::buckets::Buckets;
use crate::cluster::corpus::{Class, Corpus, MANY, Node, SMALL, VAGUE};
use crate::cluster::face::CONTENT;
use crate::cluster::lists::Lists;
use crate::cluster::score::{SAME_PAIRS, SENTENCE_PAIRS};

/// Rare words of a rendering that make its keys.
const RARE: usize = 9;

/// A word that so few texts have, and that is among the rarest of a text, is a key on its own.
const LONE: (usize, u32) = (3, 6);

/// Renderings that are laid beside the others at a time.
const AT_A_TIME: u32 = 8192;

/// What makes keys.
pub struct Keys<'a> {
    corpus: &'a Corpus,
    /// The rarest words of each text that stand in another text too, the rarest first.
    rare: Lists,
    /// Words of content that several texts have.
    telling: Vec<bool>,
    /// Texts of several nodes: a sentence here, a fragment there.
    several: Vec<bool>,
    /// Texts that say enough to be one whoever says them: of somebody who may be one whom others name, or of anybody.
    unnamed: Vec<bool>,
}

/// Keys are made in so many lots, by a word of each: a lot is a piece of work for one thread.
#[derive(Clone, Copy, Debug)]
pub struct Lot {
    pub number: u32,
    /// A power of two.
    pub of: u32,
}

impl Lot {
    pub const ALL: Lot = Lot { number: 0, of: 1 };

    fn has(self, word: u32) -> bool {
        word & (self.of - 1) == self.number
    }
}

impl<'a> Keys<'a> {
    pub fn new(corpus: &'a Corpus) -> Self {
        let mut rare = Lists::with_room(corpus.texts.len(), corpus.texts.len() * RARE);
        for t in 0..corpus.texts.len() as u32 {
            rare.push(corpus.set(t).iter().copied().filter(|&w| corpus.counts[w as usize] > 1).take(RARE));
        }
        let telling = corpus.weights.iter().zip(&corpus.counts).map(|(weight, count)| *weight >= CONTENT && *count > 1);
        let mut nodes = vec![0u32; corpus.texts.len()];
        corpus.nodes.iter().for_each(|n| nodes[n.text as usize] += 1);
        let mut unnamed = vec![false; corpus.texts.len()];
        let is_unnamed = |n: &Node| n.speaker == 0 || n.speaker != MANY && n.speaker & VAGUE != 0;
        let tells = |n: &&Node| {
            let pairs = corpus.pairs(n.text).len() as u32;
            pairs >= SENTENCE_PAIRS || pairs >= SAME_PAIRS && is_unnamed(n)
        };
        corpus.nodes.iter().filter(tells).for_each(|n| unnamed[n.text as usize] = true);
        Keys { corpus, rare, telling: telling.collect(), several: nodes.into_iter().map(|n| n > 1).collect(), unnamed }
    }

    pub fn nodes(&self) -> u32 {
        self.corpus.nodes.len() as u32
    }

    /// The rarest words of a node.
    pub fn rare(&self, node: u32) -> &[u32] {
        self.rare.get(self.corpus.nodes[node as usize].text)
    }

    /// The keys of one node in a lot: pairs of its rare words, a lone rare word, the rare words of its speaker, neighbours, all of its words.
    pub fn of(&self, node: u32, lot: Lot, mut key: impl FnMut(u64)) {
        let n = &self.corpus.nodes[node as usize];
        let words = self.rare.get(n.text);
        for (i, &a) in words.iter().enumerate().filter(|(_, a)| lot.has(**a)) {
            for &b in &words[i + 1..] {
                key(mix(1, a, b));
            }
            if n.speaker != 0 && n.speaker != MANY {
                key(mix(2, n.speaker & !VAGUE, a));
            }
            if i < LONE.0 && self.corpus.counts[a as usize] <= LONE.1 || words.len() == 1 {
                key(mix(3, a, 0));
            }
        }
        // What no other text has a word of is found by all of them.
        if self.several[n.text as usize] && lot.has(n.text) {
            let anybodys = self.corpus.weight(n.text) < SMALL && !self.unnamed[n.text as usize];
            key(mix(5, n.text, if anybodys { n.speaker & !VAGUE } else { 0 }));
        }
        // Neighbours among the words of content: what a fragment has of a long sentence need not be its rarest words.
        let mut before = None;
        for &w in self.corpus.texts.get(n.text).iter().filter(|w| self.telling[**w as usize]) {
            if let Some(b) = before.replace(w).filter(|b| lot.has(*b)) {
                key(mix(4, b, w));
            }
        }
    }

    /// The two rare words of a node that make a key, by the lower half of the key; none where it is made of something else.
    pub fn pair(&self, node: u32, key: u64) -> Option<(u32, u32)> {
        let words = self.rare(node);
        let pairs = words.iter().enumerate().flat_map(|(i, a)| words[i + 1..].iter().map(|b| (*a, *b)));
        pairs.into_iter().find(|&(a, b)| u64::from(mix(1, a, b) as u32) == key)
    }

    /// How many keys two nodes share.
    pub fn shared(&self, a: u32, b: u32) -> usize {
        let of = |n: u32| {
            let mut all = Vec::new();
            self.of(n, Lot::ALL, |k| all.push(k));
            all.sort_unstable();
            all.dedup();
            all
        };
        let (x, y) = (of(a), of(b));
        x.iter().filter(|k| y.binary_search(k).is_ok()).count()
    }
}

fn mix(kind: u32, a: u32, b: u32) -> u64 {
    let x = (u64::from(a) << 32 | u64::from(b)) ^ (u64::from(kind) << 60);
    let x = (x ^ (x >> 31)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let x = (x ^ (x >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x ^ (x >> 32)
}

/// All pairs of so many nodes that share a bucket, each once: `visitor` makes what is shown each node and the greater ones beside it. What it
/// gives is gathered, in order.
pub fn pairs<T, V>(buckets: Buckets, nodes: u32, visitor: impl Fn() -> V + Sync, step: impl Fn(u64, u64) + Sync) -> Vec<T>
where
    T: Ord + Send,
    V: FnMut(u32, &mut Vec<u32>, &mut Vec<T>),
{
    let times = nodes.div_ceil(AT_A_TIME);
    // The last node that each was laid beside: where two share several buckets, they meet once.
    let paper = || (visitor(), vec![u32::MAX; nodes as usize], Vec::new());
    let found: Vec<Vec<T>> = (0..times)
        .into_par_iter()
        .map_init(paper, |(visit, met, beside), time| {
            let mut out = Vec::new();
            for a in time * AT_A_TIME..nodes.min((time + 1) * AT_A_TIME) {
                beside.clear();
                buckets.beside(a, |b| {
                    if std::mem::replace(&mut met[b as usize], a) != a {
                        beside.push(b);
                    }
                });
                let from = out.len();
                visit(a, beside, &mut out);
                out[from..].sort_unstable();
            }
            step(u64::from(time) + 1, u64::from(times));
            out
        })
        .collect();
    drop(buckets);
    let mut all = Vec::with_capacity(found.iter().map(Vec::len).sum());
    found.into_iter().for_each(|f| all.extend(f));
    all
}

/// May these two stand in one statement at all?
pub fn comparable(corpus: &Corpus, a: u32, b: u32) -> bool {
    let (a, b) = (&corpus.nodes[a as usize], &corpus.nodes[b as usize]);
    (a.class != Class::Title || b.class != Class::Title) && a.extent.meets(b.extent)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Quotation;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_walk_finds_every_pair_that_shares_a_key_once(texts in proptest::collection::vec("([a-h]{1,2} ){1,9}", 2..20)) {
            let quotations: Vec<Quotation> = texts.iter().map(|t| Quotation::of_words(t, "en")).collect();
            let corpus = Corpus::read(&quotations, &[]);
            let keys = Keys::new(&corpus);
            let nodes = corpus.nodes.len() as u32;
            let visitor = || |a, beside: &mut Vec<u32>, out: &mut Vec<(u32, u32)>| out.extend(beside.iter().map(|b| (a, *b)));
            let found = pairs(Buckets::new(&keys), nodes, visitor, |_, _| ());
            let all = (0..nodes).flat_map(|a| (a + 1..nodes).map(move |b| (a, b)));
            let want: Vec<(u32, u32)> = all.filter(|(a, b)| keys.shared(*a, *b) > 0).collect();
            prop_assert_eq!(found, want);
        }

        #[test]
        fn lots_hold_every_key_once(text in "([a-h]{1,2} ){1,20}", of in 0u32..5) {
            let corpus = Corpus::read(&[Quotation::of_words(&text, "en"), Quotation::of_words(format!("x {text}"), "en")], &[]);
            let keys = Keys::new(&corpus);
            let count = |lot: Lot| { let mut all = Vec::new(); keys.of(0, lot, |k| all.push(k)); all };
            let mut parts: Vec<u64> = (0..1 << of).flat_map(|number| count(Lot { number, of: 1 << of })).collect();
            let mut all = count(Lot::ALL);
            parts.sort_unstable();
            all.sort_unstable();
            prop_assert_eq!(parts, all);
        }
    }
}

//! Which statement does a fragment come from? "Not welcome" shares too little with most renderings of its sentence for a mean over all
//! of them; one that has all its words is enough. Fragments are attached last, and never draw two statements together.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::cluster::corpus::{Class, Corpus, MANY, VAGUE};
use crate::cluster::face::CONTENT;
use crate::cluster::group::Edge;

/// A further statement takes a fragment too when it is as likely as the best one, but for so much of 65536.
const AS_LIKELY: u16 = 300;

/// Statements that one fragment may stand in.
const MOST: usize = 3;

/// Where nodes stand.
pub struct Groups<'a> {
    /// The group of each node.
    pub labels: &'a [u32],
    /// Nodes that answer several others, and what they answer, sorted.
    pub between: &'a [(u32, u32)],
}

impl Groups<'_> {
    /// The groups of a node.
    fn of(&self, node: u32) -> impl Iterator<Item = u32> + '_ {
        let from = self.between.partition_point(|b| b.0 < node);
        let several = self.between.get(from..).unwrap_or(&[]).iter().take_while(move |b| b.0 == node).map(|b| b.1);
        let own = several.clone().next().is_none().then_some(node);
        several.chain(own).map(|n| self.labels[n as usize])
    }
}

/// Words of content of a fragment that another print must have at least.
const LEAST_CONTENT: usize = 2;

/// Has a longer print of the same surely known speaker all words of content of a fragment, but for its numbers? “Destroyed 400 houses” is what others
/// have of 40 houses: left alone, the other number would be told nowhere.
pub fn differs_in_number(corpus: &Corpus, e: &Edge, window_days: i32) -> bool {
    let [x, y] = [e.a, e.b].map(|n| &corpus.nodes[n as usize]);
    let (less, more) = if corpus.weight(x.text) <= corpus.weight(y.text) { (x, y) } else { (y, x) };
    let is_sure = less.speaker != 0 && less.speaker != MANY && less.speaker & VAGUE == 0 && less.speaker == more.speaker;
    if !is_sure || less.days_to(more).is_some_and(|days| days > window_days) || less.class == Class::Sentence {
        return false;
    }
    let is_number = |w: &u32| corpus.words[*w as usize].starts_with(|c: char| c.is_ascii_digit());
    let set = corpus.set(less.text);
    let content = || set.iter().filter(|w| corpus.weights[**w as usize] >= CONTENT && !is_number(w));
    let has = |w: &u32| corpus.has(more.text, *w);
    set.iter().any(|w| is_number(w) && !has(w)) && content().count() >= LEAST_CONTENT && content().all(has)
}

/// The statements of each group that is all fragments and belongs to others, and how surely; groups that stay are not in the map.
pub fn attach(
    corpus: &Corpus,
    edges: impl Iterator<Item = Edge>,
    groups: &Groups,
    apart: &[(u32, u32)],
) -> FxHashMap<u32, Vec<(u32, u16)>> {
    let labels = groups.labels;
    let mut whole = vec![false; labels.len()];
    for (node, label) in corpus.nodes.iter().zip(labels) {
        whole[*label as usize] |= node.class == Class::Sentence;
    }
    let mut apart: Vec<(u32, u32)> =
        apart.iter().map(|(a, b)| (labels[*a as usize], labels[*b as usize])).flat_map(|(a, b)| [(a, b), (b, a)]).collect();
    apart.sort_unstable();
    let weight = |n: u32| corpus.weight(corpus.nodes[n as usize].text);
    // From a group of fragments to a group with a rendering that is longer.
    let mut offers: Vec<(u32, u32, u16)> = edges
        .flat_map(|e| [(e.a, e.b, e.score), (e.b, e.a, e.score)])
        .filter(|(a, b, _)| !whole[labels[*a as usize] as usize] && weight(*a) * 5 <= weight(*b) * 4)
        .flat_map(|(a, b, score)| groups.of(b).map(move |to| (labels[a as usize], to, score)))
        .filter(|(a, b, _)| a != b && whole[*b as usize] && apart.binary_search(&(*a, *b)).is_err())
        .collect();
    offers.par_sort_unstable_by_key(|(a, b, score)| (*a, std::cmp::Reverse(*score), *b));
    let mut out: FxHashMap<u32, Vec<(u32, u16)>> = FxHashMap::default();
    for same in offers.chunk_by(|x, y| x.0 == y.0) {
        let (from, _, best) = same[0];
        let mut to: Vec<(u32, u16)> = Vec::new();
        for (_, label, score) in same.iter().take_while(|o| o.2.saturating_add(AS_LIKELY) >= best) {
            if !to.iter().any(|(other, _)| other == label) && to.len() < MOST {
                to.push((*label, *score));
            }
        }
        out.insert(from, to);
    }
    out
}

//! Which nodes belong together, given scores of pairs? Average linkage: two groups merge while the mean over all their pairs is high.
//!
//! Connected components chain: one false link in a thousand hangs everything together. Average linkage asks all pairs. It is done in
//! rounds in which all groups that are each other's best merge at once; for this linkage that gives the same groups as merging one pair
//! at a time (a test keeps the sequential method as the oracle). A pair without a score counts as 0, between two fragments as unknown,
//! since two pieces of one sentence need share no word. Averages are exact fractions of integers, and ties go by a lot that each original
//! edge has by its number, so the order of anything changes nothing.

use std::cmp::Ordering;

use rayon::prelude::*;

/// The score of a pair of nodes, `a < b`, in 1/65536.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    pub a: u32,
    pub b: u32,
    pub score: u16,
}

/// What is known of two groups.
#[derive(Clone, Copy, Debug)]
struct Link {
    a: u32,
    b: u32,
    /// Scores of all pairs; far below zero where the auditor keeps two apart.
    sum: i64,
    /// Pairs of fragments that have a score.
    known: u32,
    /// The least lot of the edges that it is made of: it breaks ties.
    lot: u32,
}

impl Link {
    /// Where it stands among others: by its groups, in one number, which is compared at once.
    fn place(&self) -> u64 {
        u64::from(self.a) << 32 | u64::from(self.b)
    }
}

/// The lot of an edge. Were it the edge's number, equal scores in a row (many rows of one template) would merge one pair a round.
fn lot(number: u32) -> u32 {
    number.wrapping_mul(0x9E37_79B1)
}

/// What two have that must not meet.
const NEVER: i64 = -(1 << 48);

/// How many nodes a group has, and how many of them are fragments.
#[derive(Clone, Copy, Debug)]
struct Size {
    all: u64,
    fragments: u64,
}

/// A label for each node: the least node of its group. `fragments` tells which nodes are; edges come in order; `together` and `apart`
/// are the auditor's, and what the stages before know.
pub fn group(
    fragments: &[bool],
    edges: impl Iterator<Item = Edge>,
    together: &[(u32, u32)],
    apart: &[(u32, u32)],
    threshold: u16,
    may_meet: impl Fn(&[u32], &[u32], u64) -> bool,
) -> Vec<u32> {
    let mut groups = Groups::alone(fragments);
    together.iter().for_each(|&(a, b)| groups.merge(root(&groups.label, a), root(&groups.label, b)));
    let mut links: Vec<Link> = Vec::with_capacity(edges.size_hint().1.unwrap_or(0) + apart.len());
    links.extend(edges.zip(0u32..).map(|(e, number)| {
        let known = fragments[e.a as usize] && fragments[e.b as usize];
        Link { a: e.a, b: e.b, sum: i64::from(e.score), known: u32::from(known), lot: lot(number) }
    }));
    links.extend(apart.iter().map(|&(a, b)| Link { a: a.min(b), b: a.max(b), sum: NEVER, known: 0, lot: u32::MAX }));
    // Most are in order: a stable sort lays the last ones in among them.
    links.sort_by_key(Link::place);
    gather(&mut links, &groups.label);
    loop {
        let best = bests(&links, &groups.sizes, threshold);
        let mut changed = false;
        for (i, l) in links.iter_mut().enumerate() {
            if best[l.a as usize] == Some(i as u32) && best[l.b as usize] == Some(i as u32) {
                changed = true;
                if may_meet(&groups.members(l.a), &groups.members(l.b), l.sum as u64 / pairs(l, &groups.sizes)) {
                    groups.merge(l.a, l.b);
                } else {
                    l.sum = NEVER;
                }
            }
        }
        if !changed {
            return (0..groups.label.len() as u32).map(|n| root(&groups.label, n)).collect();
        }
        // A group without a pair above the threshold is final: no merging of others can raise an average above both of its parts.
        links.retain(|l| best[l.a as usize].is_some() && best[l.b as usize].is_some());
        gather(&mut links, &groups.label);
    }
}

/// The groups so far.
struct Groups {
    /// For each node another of its group, at last the one that the group is called by.
    label: Vec<u32>,
    sizes: Vec<Size>,
    /// The next member of each node's group, in a ring.
    ring: Vec<u32>,
}

impl Groups {
    fn alone(fragments: &[bool]) -> Groups {
        let nodes = 0..fragments.len() as u32;
        let sizes = fragments.iter().map(|f| Size { all: 1, fragments: u64::from(*f) }).collect();
        Groups { label: nodes.clone().collect(), sizes, ring: nodes.collect() }
    }

    /// The greater group takes the label of the lesser.
    fn merge(&mut self, a: u32, b: u32) {
        let (a, b) = (a.min(b), a.max(b));
        if a != b {
            let more = self.sizes[b as usize];
            self.sizes[a as usize].all += more.all;
            self.sizes[a as usize].fragments += more.fragments;
            self.label[b as usize] = a;
            self.ring.swap(a as usize, b as usize);
        }
    }

    /// The members of a group, or as many as are asked: looking at all would make large groups dear.
    fn members(&self, first: u32) -> Vec<u32> {
        const MOST: usize = 32;
        let next = |at: &u32| Some(self.ring[*at as usize]).filter(|next| *next != first);
        std::iter::successors(Some(first), next).take(MOST).collect()
    }
}

/// The label that a node has come to.
fn root(label: &[u32], mut node: u32) -> u32 {
    while label[node as usize] != node {
        node = label[node as usize];
    }
    node
}

/// Links between the present groups, one a pair of groups, in order. Those between groups that have not changed are in order already.
fn gather(links: &mut Vec<Link>, label: &[u32]) {
    let is_new = |l: &Link| label[l.a as usize] != l.a || label[l.b as usize] != l.b;
    // Counted first: a list that grows as it is filled takes twice the memory.
    let mut new: Vec<Link> = Vec::with_capacity(links.iter().filter(|l| is_new(l)).count());
    new.extend(links.extract_if(.., |l| is_new(l)).filter_map(|l| {
        let (a, b) = (root(label, l.a), root(label, l.b));
        (a != b).then(|| Link { a: a.min(b), b: a.max(b), ..l })
    }));
    new.par_sort_unstable_by_key(Link::place);
    merge_in(links, &new);
    links.dedup_by(|more, l| {
        let same = more.place() == l.place();
        if same {
            l.sum = if l.sum.min(more.sum) < 0 { NEVER } else { l.sum + more.sum };
            l.known += more.known;
            l.lot = l.lot.min(more.lot);
        }
        same
    });
}

/// Puts links among others; both are in order. From the end on, so that no second list of all is needed.
fn merge_in(links: &mut Vec<Link>, new: &[Link]) {
    let (mut old, mut left) = (links.len(), new.len());
    links.extend_from_slice(new);
    while let Some(&l) = left.checked_sub(1).and_then(|i| new.get(i)) {
        let is_last = old == 0 || links[old - 1].place() <= l.place();
        links[old + left - 1] = if is_last { l } else { links[old - 1] };
        if is_last {
            left -= 1;
        } else {
            old -= 1;
        }
    }
}

/// The best link of each group, where one reaches the threshold.
fn bests(links: &[Link], sizes: &[Size], threshold: u16) -> Vec<Option<u32>> {
    let mut best: Vec<Option<u32>> = vec![None; sizes.len()];
    for (i, l) in links.iter().enumerate() {
        if l.sum < 0 || (l.sum as u64) < u64::from(threshold) * pairs(l, sizes) {
            continue;
        }
        for end in [l.a, l.b] {
            let slot = &mut best[end as usize];
            if slot.is_none_or(|other| compare(l, &links[other as usize], sizes) == Ordering::Greater) {
                *slot = Some(i as u32);
            }
        }
    }
    best
}

/// The pairs that an average is taken over.
fn pairs(l: &Link, sizes: &[Size]) -> u64 {
    let (a, b) = (sizes[l.a as usize], sizes[l.b as usize]);
    a.all * b.all - a.fragments * b.fragments + u64::from(l.known)
}

/// The higher average is greater; of equals the one with the lesser edge.
fn compare(x: &Link, y: &Link, sizes: &[Size]) -> Ordering {
    let left = x.sum as i128 * i128::from(pairs(y, sizes));
    let right = y.sum as i128 * i128::from(pairs(x, sizes));
    left.cmp(&right).then(y.lot.cmp(&x.lot))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// The oracle: one pair of groups at a time, the best of all first.
    fn sequential(fragments: &[bool], edges: &[Edge], threshold: u16) -> Vec<u32> {
        let mut groups: BTreeMap<u32, Vec<u32>> = (0..fragments.len() as u32).map(|n| (n, vec![n])).collect();
        loop {
            let mut best: Option<(u128, u128, u64, u32, u32)> = None;
            let keys: Vec<u32> = groups.keys().copied().collect();
            for (i, x) in keys.iter().enumerate() {
                for y in &keys[i + 1..] {
                    let (mut sum, mut pairs, mut least) = (0u128, 0u128, u64::MAX);
                    for &m in &groups[x] {
                        for &n in &groups[y] {
                            let (a, b) = (m.min(n), m.max(n));
                            let edge = (0..).zip(edges).find(|(_, e)| (e.a, e.b) == (a, b));
                            if let Some(e) = edge {
                                sum += u128::from(e.1.score);
                                least = least.min(u64::from(lot(e.0)));
                            }
                            pairs += u128::from(edge.is_some() || !(fragments[m as usize] && fragments[n as usize]));
                        }
                    }
                    if least == u64::MAX || sum < u128::from(threshold) * pairs {
                        continue;
                    }
                    let better =
                        best.is_none_or(|(s, p, l, ..)| (sum * p, std::cmp::Reverse(least)) > (s * pairs, std::cmp::Reverse(l)));
                    if better {
                        best = Some((sum, pairs, least, *x, *y));
                    }
                }
            }
            let Some((.., x, y)) = best else { break };
            let more = groups.remove(&y).unwrap_or_default();
            groups.entry(x).or_default().extend(more);
        }
        let mut labels = vec![0; fragments.len()];
        for members in groups.values() {
            let least = members.iter().copied().min().unwrap_or(0);
            members.iter().for_each(|m| labels[*m as usize] = least);
        }
        labels
    }

    fn graph() -> impl Strategy<Value = (Vec<bool>, Vec<Edge>)> {
        // Few distinct scores make many ties.
        (2usize..12).prop_flat_map(|n| {
            let edge =
                (0..n as u32, 0..n as u32, 0u16..6).prop_map(|(a, b, s)| Edge { a: a.min(b), b: a.max(b), score: s * 13_000 });
            (proptest::collection::vec(proptest::bool::weighted(0.3), n), proptest::collection::vec(edge, 0..40)).prop_map(
                |(f, mut e)| {
                    e.retain(|e| e.a != e.b);
                    e.sort();
                    e.dedup_by_key(|e| (e.a, e.b));
                    (f, e)
                },
            )
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn rounds_give_what_the_sequential_method_gives((fragments, edges) in graph()) {
            prop_assert_eq!(group(&fragments, edges.iter().copied(), &[], &[], 30_000, |_, _, _| true), sequential(&fragments, &edges, 30_000));
        }

        #[test]
        fn the_auditor_has_the_last_word((fragments, edges) in graph()) {
            let last = fragments.len() as u32 - 1;
            let apart = group(&fragments, edges.iter().copied(), &[], &[(0, last)], 20_000, |_, _, _| true);
            prop_assert_ne!(apart[0], apart[last as usize]);
            let together = group(&fragments, edges.iter().copied(), &[(0, last)], &[], 20_000, |_, _, _| true);
            prop_assert_eq!(together[0], together[last as usize]);
        }
    }
}

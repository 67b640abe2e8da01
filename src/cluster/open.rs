//! How does one rendering score beside each of many? It is laid open once: what it has stands in tables, so that a comparison is a walk over
//! the other's words alone, and most pairs are told apart before that.
//!
//! What is found is what [`Scorer::evidence`] finds, pair by pair (a test holds them to it).

use std::cmp::Reverse;

use crate::cluster::exchange::FULL;
use crate::cluster::face::Face;
use crate::cluster::group::Edge;
use crate::cluster::measures::Look;
use crate::cluster::net::NET;
use crate::cluster::score::{Evidence, Scorer, UNDECIDED, probability};
use crate::cluster::sketch::{Filter, Table, bit, bits};

/// Words of the other that may answer by exchange: those behind are common ones.
const ANSWERED: usize = 64;

pub struct Open<'a> {
    scorer: &'a Scorer<'a>,
    node: Option<u32>,
    /// For each word of the corpus its weight and one, or 0 where the node lacks it.
    marks: Vec<u16>,
    /// The words of each bit of a sketch.
    by_bit: [Common; 128],
    /// Words of the node's text that stand in it before.
    repeated: u32,
    /// Neighbouring words of the node, laid out when they are asked for.
    neighbours: Table,
    may_be_neighbours: Filter<32>,
    has_neighbours: bool,
    /// Words of the node that one of the other's may stand for, what that is worth, and its place in the other's set.
    offers: Vec<(u32, u32, usize)>,
    look: Look,
    /// Others that are still looked at, and what they share.
    left: Vec<(u32, Common)>,
}

/// A pair and its score, with what its words have in common: a second look need not count it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    pub a: u32,
    pub b: u32,
    pub score: u16,
    /// How many neighbouring words; the most that fits stands for so many or more.
    pairs: u16,
    /// The weight of the words in common.
    shared: u32,
}

impl Pair {
    pub fn edge(&self) -> Edge {
        Edge { a: self.a, b: self.b, score: self.score }
    }
}

/// How many words two have in common, and their weight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Common {
    words: u32,
    weight: u32,
}

impl Common {
    fn and(self, other: Common) -> Common {
        Common { words: self.words + other.words, weight: self.weight + other.weight }
    }
}

impl<'a> Open<'a> {
    pub fn new(scorer: &'a Scorer<'a>) -> Self {
        let marks = vec![0; scorer.corpus.words.len()];
        Open {
            scorer,
            node: None,
            marks,
            by_bit: [Common::default(); 128],
            repeated: 0,
            neighbours: Table::default(),
            may_be_neighbours: Filter::default(),
            has_neighbours: false,
            offers: Vec::new(),
            look: Look::default(),
            left: Vec::new(),
        }
    }

    /// Lays another node open.
    pub fn turn_to(&mut self, node: u32) {
        if self.node == Some(node) {
            return;
        }
        if let Some(before) = self.node.replace(node) {
            self.scorer.set(before).iter().for_each(|w| self.marks[*w as usize] = 0);
        }
        let corpus = self.scorer.corpus;
        self.by_bit = [Common::default(); 128];
        for &w in self.scorer.set(node) {
            let weight = corpus.weights[w as usize];
            self.marks[w as usize] = weight as u16 + 1;
            let of_bit = &mut self.by_bit[bit(w) as usize];
            *of_bit = of_bit.and(Common { words: 1, weight });
        }
        self.repeated = (corpus.texts.get(self.face().text).len() - self.scorer.set(node).len()) as u32;
        self.has_neighbours = false;
    }

    fn face(&self) -> &'a Face {
        self.scorer.face(self.node.unwrap_or(0))
    }

    /// Gives `each` the pairs with others that may be one statement with the node laid open; those that are surely below the log-odds `least`
    /// are left out. In steps over all that are left, so that the memory of one is fetched while another is looked at.
    pub fn scores_from(&mut self, least: i64, others: &mut Vec<u32>, mut each: impl FnMut(Pair)) {
        let Some(node) = self.node else { return };
        let face = self.face();
        // Touched before they are looked at one by one, so that all are fetched at once.
        std::hint::black_box(others.iter().fold(0, |all, o| all ^ self.scorer.face(*o).text));
        others.retain(|o| face.may_meet(self.scorer.face(*o)));
        others.retain(|o| self.may_reach(least, *o));
        self.fetch(others.iter().copied());
        let mut left = std::mem::take(&mut self.left);
        left.clear();
        left.extend(others.iter().map(|o| (*o, self.common(*o))));
        left.retain(|(o, common)| self.scorer.log_odds(&self.at_most(*common, *o)) >= least);
        for &(other, common) in &left {
            if let Some(e) = self.reaching(least, common, other) {
                let pairs = u16::try_from(e.pairs).unwrap_or(u16::MAX);
                each(Pair { a: node, b: other, score: self.score_of(e, other), pairs, shared: common.weight });
            }
        }
        self.left = left;
    }

    /// Touches the words of others that are looked at next: all are fetched at once, where one after the other would be waited for.
    pub fn fetch(&self, others: impl Iterator<Item = u32>) {
        let ends = |o: u32| {
            let set = self.scorer.set(o);
            set.first().copied().unwrap_or(0) ^ set.last().copied().unwrap_or(0)
        };
        std::hint::black_box(others.fold(0, |all, o| all ^ ends(o)));
    }

    /// The probability of the node laid open and another, or none where it is surely below that of the log-odds `least`.
    pub fn score_from(&mut self, least: i64, other: u32) -> Option<u16> {
        if !self.may_reach(least, other) {
            return None;
        }
        let common = self.common(other);
        let e = self.reaching(least, common, other)?;
        Some(self.score_of(e, other))
    }

    fn may_reach(&self, least: i64, other: u32) -> bool {
        let common = self.common_at_most(self.scorer.face(other));
        self.scorer.log_odds(&self.at_most(common, other)) >= least
    }

    /// The evidence if words in common had as many neighbours in common as they may.
    #[inline]
    fn at_most(&self, common: Common, other: u32) -> Evidence {
        let known = self.scorer.circumstance(self.node.unwrap_or(0), other);
        let few = self.face().pairs.min(self.scorer.face(other).pairs);
        // Of so many words each but the first may stand behind another one.
        let most = (common.words + self.repeated).saturating_sub(1).min(few);
        let (most, few) = if few == 0 { (1, 1) } else { (i64::from(most), i64::from(few)) };
        Evidence { shared: i64::from(common.weight), pairs: most, pairs_a: few, pairs_b: few, ..known }
    }

    /// What is known of a pair, but for exchanged words, where it reaches the log-odds `least`.
    fn reaching(&mut self, least: i64, common: Common, other: u32) -> Option<Evidence> {
        let pairs = self.neighbours_in(other);
        let e = self.evidence_of(common.weight, pairs, other);
        (self.scorer.log_odds(&e) >= least).then_some(e)
    }

    fn evidence_of(&self, shared: u32, pairs: u32, other: u32) -> Evidence {
        let [pairs_a, pairs_b] = [self.face(), self.scorer.face(other)].map(|f| i64::from(f.pairs));
        let known = self.scorer.circumstance(self.node.unwrap_or(0), other);
        Evidence { shared: i64::from(shared), pairs: i64::from(pairs), pairs_a, pairs_b, ..known }
    }

    /// The probability of a pair; before anything is exchanged there is no closer look.
    fn score_of(&mut self, e: Evidence, other: u32) -> u16 {
        if self.scorer.exchange.is_empty() {
            return probability(self.scorer.log_odds(&e));
        }
        self.judge(e, other)
    }

    /// The probability of a pair of which it was counted what the words have in common; its first node is laid open.
    pub fn score_again(&mut self, pair: &Pair) -> u16 {
        self.turn_to(pair.a);
        let pairs = if pair.pairs < u16::MAX { u32::from(pair.pairs) } else { self.neighbours_in(pair.b) };
        let e = self.evidence_of(pair.shared, pairs, pair.b);
        self.judge(e, pair.b)
    }

    /// The probability of a pair of which all but exchanged words is known, after a closer look where one is needed.
    fn judge(&mut self, mut e: Evidence, other: u32) -> u16 {
        let Scorer { corpus, exchange, .. } = self.scorer;
        if !exchange.is_empty() {
            e.exchanged = self.exchanged(other);
        }
        let words = self.scorer.words(&e);
        let said = match self.node.filter(|_| UNDECIDED.contains(&words)) {
            Some(node) => NET.log_odds(&self.look.measures_of(corpus, exchange, &e, node, other)),
            None => words,
        };
        probability(said + self.scorer.circumstances(&e))
    }

    /// No less than what both share: words whose bit the other has too.
    fn common_at_most(&self, other: &Face) -> Common {
        let mut all = Common::default();
        bits(self.face().words & other.words, |bit| all = all.and(self.by_bit[bit % 128]));
        Common { weight: all.weight.min(other.weight), ..all }
    }

    /// The words that both have.
    fn common(&self, other: u32) -> Common {
        let (mut sum, mut words) = (0, 0);
        for w in self.scorer.set(other) {
            let mark = u32::from(self.marks[*w as usize]);
            sum += mark;
            words += u32::from(mark != 0);
        }
        Common { words, weight: sum - words }
    }

    /// How many of its neighbouring words another has.
    fn neighbours_in(&mut self, other: u32) -> u32 {
        if let Some(node) = self.node.filter(|_| !std::mem::replace(&mut self.has_neighbours, true)) {
            self.neighbours.fill(self.scorer.pairs(node));
            self.may_be_neighbours.fill(self.scorer.pairs(node).iter().copied());
        }
        let here = |p: &&u32| self.may_be_neighbours.may_have(**p) && self.neighbours.has(**p);
        self.scorer.pairs(other).iter().filter(here).count() as u32
    }

    /// The weight of words that the other lacks but for which one of its words may stand, each once.
    fn exchanged(&mut self, other: u32) -> i64 {
        let (there, exchange) = (self.scorer.set(other), self.scorer.exchange);
        self.look.turn_to(self.scorer.corpus, exchange, self.node.unwrap_or(0));
        let weights = &self.scorer.corpus.weights;
        self.offers.clear();
        for (at, &w) in there.iter().take(ANSWERED).enumerate() {
            if self.marks[w as usize] != 0 || !self.look.may_stand_in(w) {
                continue;
            }
            // What may stand for a word, that word may stand for.
            for &(v, strength) in exchange.of(w).iter().filter(|o| self.marks[o.0 as usize] != 0) {
                let worth = strength * weights[v as usize].min(weights[w as usize]) / FULL;
                if worth > 0 && there.binary_search(&v).is_err() {
                    self.offers.push((v, worth, at));
                }
            }
        }
        // Word by word the best that is still free.
        self.offers.sort_unstable_by_key(|o| (o.0, Reverse((o.1, o.2))));
        let (mut taken, mut done, mut sum) = (0u64, None, 0);
        for &(word, worth, at) in &self.offers {
            if done != Some(word) && taken >> at & 1 == 0 {
                taken |= 1 << at;
                done = Some(word);
                sum += i64::from(worth);
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::corpus::Corpus;
    use crate::cluster::exchange::{self, Exchange};
    use crate::cluster::measures;
    use crate::cluster::score::ONE;
    use crate::model::Quotation;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn many_are_seen_as_each_pair_alone(texts in proptest::collection::vec("([a-f]{1,2} |colou?r |harbou?r |[0-9] ){0,12}", 2..8)) {
            let quotations: Vec<Quotation> = texts.iter().map(|t| Quotation::of_words(t, "en")).collect();
            let corpus = Corpus::read(&quotations, &[]);
            let all: Vec<u32> = (0..corpus.nodes.len() as u32).collect();
            let texts = corpus.nodes.iter().map(|n| n.text).collect();
            for exchange in [Exchange::default(), exchange::learn(&corpus, &[texts])] {
                let scorer = Scorer::new(&corpus, &exchange, 4);
                let mut open = Open::new(&scorer);
                for (&a, &b) in all.iter().flat_map(|a| all.iter().map(move |b| (a, b))) {
                    open.turn_to(a);
                    let e = scorer.evidence(a, b);
                    let (shared, pairs) = (open.common(b).weight, open.neighbours_in(b));
                    let seen = Evidence { exchanged: open.exchanged(b), ..open.evidence_of(shared, pairs, b) };
                    prop_assert_eq!(seen, e);
                    let measures = |a, b| measures::measures(&corpus, &exchange, &e, a, b);
                    prop_assert_eq!(measures(a, b), measures(b, a));
                    let score = if exchange.is_empty() { probability(scorer.log_odds(&e)) } else { scorer.score(a, b) };
                    prop_assert_eq!(open.score_from(-99 * ONE, b), Some(score));
                    let mut found = Vec::new();
                    open.scores_from(-99 * ONE, &mut vec![b], |pair| found.push(pair));
                    let met = scorer.face(a).may_meet(scorer.face(b));
                    prop_assert_eq!(found.iter().map(|p| (p.b, p.score)).collect::<Vec<_>>(), if met { vec![(b, score)] } else { vec![] });
                    found.iter().try_for_each(|p| { prop_assert_eq!(open.score_again(p), scorer.score(a, b)); Ok(()) })?;
                    for most in [open.common_at_most(scorer.face(b)), open.common(b)] {
                        let most = open.at_most(most, b);
                        prop_assert!(most.shared >= e.shared && most.pairs * e.pairs_a.min(e.pairs_b) >= e.pairs * most.pairs_a);
                    }
                }
            }
        }
    }
}

//! May two groups be one statement, seen from the words that each of them agrees on?
//!
//! Renderings of one sentence differ each in its own way, so a word that half of one group have stands in some rendering of the other, or one
//! that is near it. Two sentences of one template (from eight to eight on the day, by the station) make all their pairs alike; but what each
//! group agrees on is not found in the other. A free translation has little in common with any one rendering, but most of its words with all
//! of them together: the mean of its pairs may be low.

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::cluster::SURE;
use crate::cluster::corpus::{BIT, Corpus, log2};
use crate::cluster::exchange::Exchange;
use crate::cluster::face::CONTENT;
use crate::cluster::senses::{FULL, Senses};

/// In hundredths of the threshold: the mean that the smaller of two groups must reach where the larger has none of its words, what each time
/// that the larger is twice as large takes off that (a stranger rarely has to do with so many), and the least that is asked.
const ABSENT: i64 = 420;
const LARGER: i64 = 30;
const LEAST: u32 = 40;

/// A group that agrees on no word of content (it is nice; you know what?) counts as one of whose words so much is absent: the mean that
/// is asked of it is the threshold.
const WORDLESS: u64 = (100 << 16) / ABSENT as u64;

/// Two groups of so many members are asked both ways, for words alone: smaller ones do not show it, what three have may be their habit. The
/// mean that they must reach whose words all answer each other, and what is added where none do; in 1/65536.
const LARGE: u64 = 6;
const LARGE_ASKED: u64 = 16_384;
const LARGE_ABSENT: u64 = 98_304;

/// What groups are asked with.
pub struct Cores<'a> {
    pub corpus: &'a Corpus,
    pub exchange: &'a Exchange,
    pub senses: &'a Senses,
    pub threshold: u16,
}

/// The words of a group, and how many of its members have each.
struct Group {
    counts: FxHashMap<u32, u64>,
    members: u64,
}

impl Cores<'_> {
    /// No groups of a lower mean are one statement.
    pub fn least(&self) -> u16 {
        (u32::from(self.threshold) * LEAST / 100) as u16
    }

    /// Is the mean score of two groups of nodes, in 1/65536, high enough for what each lacks of the other's words?
    pub fn may_meet(&self, a: &[u32], b: &[u32], mean: u64) -> bool {
        if mean >= u64::from(SURE) {
            return true;
        }
        let (a, b) = (self.group(a), self.group(b));
        let (small, large) = if a.members <= b.members { (a, b) } else { (b, a) };
        let words = [(&small, &large), (&large, &small)].map(|(x, y)| self.absent(x, y, false));
        if small.members >= LARGE && mean < LARGE_ASKED + ((LARGE_ABSENT * words[0].max(words[1])) >> 16) {
            return false;
        }
        // The dearer look only where it could make a difference.
        let asked = |absent: u64| self.asked(absent, small.members, large.members);
        let equal = small.members == large.members;
        let near = || self.absent(&small, &large, true).max(if equal { self.absent(&large, &small, true) } else { 0 });
        mean >= asked(if equal { words[0].max(words[1]) } else { words[0] }) || mean >= asked(near())
    }

    /// The mean that is asked of two groups of so many members, where so much of the smaller is absent.
    fn asked(&self, absent: u64, small: u64, large: u64) -> u64 {
        let larger = i64::from(log2(large).saturating_sub(log2(small)));
        let share = ((ABSENT * absent as i64) >> 16) - LARGER * larger / i64::from(BIT);
        (i64::from(self.threshold) * share / 100).max(0) as u64
    }

    fn group(&self, nodes: &[u32]) -> Group {
        let words = |n: &u32| self.corpus.set(self.corpus.nodes[*n as usize].text);
        let mut counts = FxHashMap::with_capacity_and_hasher(nodes.first().map_or(0, |n| 2 * words(n).len()), FxBuildHasher);
        for n in nodes {
            words(n).iter().for_each(|w| *counts.entry(*w).or_default() += 1);
        }
        Group { counts, members: nodes.len() as u64 }
    }

    /// How much of what half of a group have is in no rendering of the other, nor anything that may stand for it: by weight, in 1/65536. If
    /// asked, what is near a word of the other's is absent by so much less.
    fn absent(&self, group: &Group, other: &Group, near: bool) -> u64 {
        let (mut all, mut missed) = (0, 0);
        for (&word, &count) in group.counts.iter().filter(|(_, count)| 2 * **count >= group.members) {
            let weight = self.corpus.weights[word as usize];
            if weight < CONTENT {
                continue;
            }
            let mass = u64::from(weight) * count;
            let has = |w: &u32| other.counts.contains_key(w);
            all += mass;
            if !has(&word) && !self.exchange.of(word).iter().any(|(w, _)| has(w)) {
                missed += mass * (FULL - if near { self.nearest(word, other) } else { 0 }) / FULL;
            }
        }
        (missed << 16).checked_div(all).unwrap_or(WORDLESS)
    }

    /// How near any word of content of a group comes to a word.
    fn nearest(&self, word: u32, group: &Group) -> u64 {
        let Some(sense) = self.senses.of(word) else { return 0 };
        let content = group.counts.keys().filter(|w| self.corpus.weights[**w as usize] >= CONTENT);
        content.filter_map(|w| self.senses.of(*w)).map(|other| sense.likeness(other)).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Quotation;

    /// Six renderings of each of two sentences of one template.
    fn groups(first: [&str; 6], second: [&str; 6]) -> (Corpus, Vec<u32>, Vec<u32>) {
        let filler = (0..40).map(|i| format!("Boat number {i} left pier {} with cargo {}.", i * 7, i * 13));
        let texts: Vec<String> = first.iter().chain(&second).map(|t| t.to_string()).chain(filler).collect();
        let quotations: Vec<Quotation> = texts.iter().map(|t| Quotation::of_words(t.as_str(), "en")).collect();
        let corpus = Corpus::read(&quotations, &[]);
        let nodes = |from: usize| corpus.whole[from..from + 6].to_vec();
        let (a, b) = (nodes(0), nodes(6));
        (corpus, a, b)
    }

    fn may_meet(corpus: &Corpus, a: &[u32], b: &[u32], mean: u64) -> bool {
        let senses = Senses::read(&corpus.words, &corpus.langs);
        Cores { corpus, exchange: &Exchange::default(), senses: &senses, threshold: 23_592 }.may_meet(a, b, mean)
    }

    const RAIN: [&str; 6] = [
        "From eight to eight the harbour station measured heavy rain over the northern quays.",
        "The harbour station measured heavy rain over the northern quays from eight to eight.",
        "Between eight and eight, heavy rain fell on the northern quays, the harbour station measured.",
        "Heavy rain over the northern quays was measured by the harbour station from eight to eight.",
        "The station of the harbour measured heavy rain on the northern quays, from eight until eight.",
        "From eight until eight, the harbour station's measure was heavy rain at the northern quays.",
    ];
    const SNOW: [&str; 6] = [
        "From eight to eight the harbour station measured drifting snow along the eastern bridges.",
        "The harbour station measured drifting snow along the eastern bridges from eight to eight.",
        "Between eight and eight, drifting snow lay on the eastern bridges, the harbour station measured.",
        "Drifting snow along the eastern bridges was measured by the harbour station from eight to eight.",
        "The station of the harbour measured drifting snow at the eastern bridges, from eight until eight.",
        "From eight until eight, the harbour station's measure was drifting snow at the eastern bridges.",
    ];

    #[test]
    fn two_sentences_of_one_template_stay_two() {
        let (corpus, a, b) = groups(RAIN, SNOW);
        assert!(!may_meet(&corpus, &a, &b, 45_000));
        // A few of each do not show it.
        assert!(may_meet(&corpus, &a[1..], &b[1..], 45_000));
    }

    #[test]
    fn renderings_of_one_sentence_meet() {
        let (corpus, a, _) = groups(RAIN, SNOW);
        assert!(may_meet(&corpus, &a, &a, 30_000));
    }

    #[test]
    fn a_free_rendering_meets_the_group_that_has_its_words_or_near_ones() {
        let free = "The quays of the north had a rain so heavy that the harbour station measured it.";
        let other = "The bridges of the east had a crowd so calm that the mayor praised it.";
        let (corpus, a, b) = groups(RAIN, [free, other, SNOW[0], SNOW[1], SNOW[2], SNOW[3]]);
        assert!(may_meet(&corpus, &a, &b[..1], 9_000));
        assert!(!may_meet(&corpus, &a, &b[1..2], 9_000));
        // Beside one rendering it has to be more alike.
        assert!(!may_meet(&corpus, &a[..1], &b[..1], 9_000));
    }
}

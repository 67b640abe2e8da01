//! May two large groups be one statement, seen from the words that each of them agrees on?
//!
//! Renderings of one sentence differ each in its own way, so a word that half of one group have stands in some rendering of the other. Two
//! sentences of one template (from eight to eight on the day, by the station) make all their pairs alike; but what each group agrees on is
//! not found in the other. Small groups do not show it: what three have may be their habit.

use rustc_hash::FxHashMap;

use crate::cluster::corpus::Corpus;
use crate::cluster::exchange::Exchange;
use crate::cluster::face::CONTENT;

/// Groups with fewer members are not asked.
const LARGE: usize = 6;

/// The mean that two groups must reach whose words all answer each other, and what is added where none do; in 1/65536.
const ASKED: u64 = 16_384;
const ABSENT: u64 = 98_304;

/// Is the mean score of two groups of nodes, in 1/65536, high enough for what each lacks of the other's words?
pub fn may_meet(corpus: &Corpus, exchange: &Exchange, a: &[u32], b: &[u32], mean: u64) -> bool {
    if a.len().min(b.len()) < LARGE {
        return true;
    }
    let (x, y) = (counts(corpus, a), counts(corpus, b));
    let absent = absent(corpus, exchange, &x, a.len(), &y).max(absent(corpus, exchange, &y, b.len(), &x));
    mean >= ASKED + ((ABSENT * absent) >> 16)
}

/// How many of the nodes have each word.
fn counts(corpus: &Corpus, nodes: &[u32]) -> FxHashMap<u32, u64> {
    let mut out = FxHashMap::default();
    for n in nodes {
        corpus.set(corpus.nodes[*n as usize].text).iter().for_each(|w| *out.entry(*w).or_default() += 1);
    }
    out
}

/// How much of what half of `of` nodes have is in no rendering of the others, nor anything that may stand for it: by weight, in 1/65536.
fn absent(corpus: &Corpus, exchange: &Exchange, words: &FxHashMap<u32, u64>, of: usize, others: &FxHashMap<u32, u64>) -> u64 {
    let (mut all, mut missed) = (0, 0);
    for (&word, &count) in words.iter().filter(|(_, count)| 2 * **count >= of as u64) {
        let weight = corpus.weights[word as usize];
        if weight < CONTENT {
            continue;
        }
        let mass = u64::from(weight) * count;
        let there = others.contains_key(&word) || exchange.of(word).iter().any(|(v, _)| others.contains_key(v));
        all += mass;
        missed += if there { 0 } else { mass };
    }
    (missed << 16) / all.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Quotation;

    /// Six renderings of each of two sentences of one template.
    fn groups(first: [&str; LARGE], second: [&str; LARGE]) -> (Corpus, Vec<u32>, Vec<u32>) {
        let filler = (0..40).map(|i| format!("Boat number {i} left pier {} with cargo {}.", i * 7, i * 13));
        let texts: Vec<String> = first.iter().chain(&second).map(|t| t.to_string()).chain(filler).collect();
        let quotations: Vec<Quotation> = texts.iter().map(|t| Quotation::of_words(t.as_str(), "en")).collect();
        let corpus = Corpus::read(&quotations, &[]);
        let nodes = |from: usize| corpus.whole[from..from + LARGE].to_vec();
        let (a, b) = (nodes(0), nodes(LARGE));
        (corpus, a, b)
    }

    const RAIN: [&str; LARGE] = [
        "From eight to eight the harbour station measured heavy rain over the northern quays.",
        "The harbour station measured heavy rain over the northern quays from eight to eight.",
        "Between eight and eight, heavy rain fell on the northern quays, the harbour station measured.",
        "Heavy rain over the northern quays was measured by the harbour station from eight to eight.",
        "The station of the harbour measured heavy rain on the northern quays, from eight until eight.",
        "From eight until eight, the harbour station's measure was heavy rain at the northern quays.",
    ];
    const SNOW: [&str; LARGE] = [
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
        let exchange = Exchange::default();
        assert!(!may_meet(&corpus, &exchange, &a, &b, 45_000));
        // A few of each do not show it.
        assert!(may_meet(&corpus, &exchange, &a[1..], &b[1..], 45_000));
    }

    #[test]
    fn renderings_of_one_sentence_meet() {
        let (corpus, a, _) = groups(RAIN, SNOW);
        assert!(may_meet(&corpus, &Exchange::default(), &a, &a, 30_000));
    }
}

//! What does a closer look at two renderings see? The words of one are laid to those of the other, and what answers and what stays alone is
//! measured: too dear for every pair of candidates, worth it where a few sums leave a pair undecided.
//!
//! All measures are integers, so that a pair is seen the same on every machine.

use crate::cluster::corpus::{BIT, Class, Corpus, log2};
use crate::cluster::exchange::{Exchange, FULL};
use crate::cluster::face::CONTENT;
use crate::cluster::score::{Evidence, ONE, WEIGHTS};
use crate::cluster::sketch::{Filter, may_have, sketch};

/// The measures in their order; of two renderings the lighter one is the shorter.
pub const NAMES: [&str; 32] = [
    "words in common, by their weight",
    "words of the shorter that nothing answers",
    "words of the longer that nothing answers",
    "neighbouring words in common",
    "share of the shorter that the longer has",
    "share of the longer that the shorter has",
    "share of the shorter that another word may stand for",
    "share of the shorter that begins like another word",
    "words of the shorter",
    "words of the longer",
    "content words that are answered",
    "content words of the shorter that are not",
    "content words of the longer that are not",
    "rarest word in common",
    "second rarest word in common",
    "rarest word of the shorter alone",
    "second rarest word of the shorter alone",
    "rarest word of the longer alone",
    "second rarest word of the longer alone",
    "share of answered words in the same order",
    "longest stretch in common",
    "grammar words of the shorter that are answered",
    "first word answered near the beginning",
    "last word answered near the end",
    "numbers in common",
    "numbers of the shorter alone",
    "numbers of the longer alone",
    "how far the answers lie apart in the longer",
    "how far answers stand from their places",
    "longest stretch of the shorter that nothing answers",
    "longest stretch of the longer that nothing answers",
    "fragments among the two",
];

pub type Measures = [i32; NAMES.len()];

/// Has the word the four bytes that a family of words begins with?
fn has_root(root: u32) -> bool {
    root.to_le_bytes()[3] != 0
}

/// So many words left over on each side are looked through for a family: each is compared with each.
const MOST_LEFT: usize = 64;

/// Nothing.
const NONE: u32 = u32::MAX;

/// A word of one of the two.
#[derive(Clone, Copy)]
struct Word {
    word: u32,
    weight: u32,
    /// Its first letters.
    root: u32,
    /// The place of what answers it in the other.
    to: u32,
    how: How,
}

#[derive(Clone, Copy, PartialEq)]
enum How {
    Alone,
    Same,
    Exchanged,
    Family,
}

/// Two renderings, word to word. One is made for many pairs, so that its lists are, and what is known of a rendering beside many others.
#[derive(Default)]
pub struct Look {
    /// The rendering that is beside others, its words, and those that may stand for one of them.
    node: Option<u32>,
    own: Vec<Word>,
    offered: Filter<256>,
    short: Vec<Word>,
    long: Vec<Word>,
    /// The weight of exchanged words, and of words of one family.
    exchanged: i64,
    family: i64,
    /// Its words that nothing answers yet.
    free: Filter<16>,
    /// A word of the shorter, one of the longer that may stand for it, and how surely.
    ties: Vec<(u32, u32, u32)>,
    /// Words of the longer that may have kin: how they begin, and their places.
    left: Vec<(u32, usize)>,
    /// What answers the words of the shorter, in their order.
    tos: Vec<u32>,
    ends: Vec<u32>,
}

/// All measures of two nodes.
pub fn measures(corpus: &Corpus, exchange: &Exchange, e: &Evidence, a: u32, b: u32) -> Measures {
    Look::default().measures_of(corpus, exchange, e, a, b)
}

impl Look {
    /// Gets ready to lay a node beside others.
    pub fn turn_to(&mut self, corpus: &Corpus, exchange: &Exchange, node: u32) {
        if self.node.replace(node) == Some(node) {
            return;
        }
        let text = corpus.nodes[node as usize].text;
        self.own.clear();
        self.own.extend(words_of(corpus, text));
        self.offered.fill(corpus.set(text).iter().flat_map(|w| exchange.of(*w)).map(|o| o.0));
    }

    /// May a word stand for one of the node that it was turned to? Surely not where this is false.
    #[inline]
    pub fn may_stand_in(&self, word: u32) -> bool {
        self.offered.may_have(word)
    }

    /// All measures of two nodes; many that share the first one are best asked for in a row.
    pub fn measures_of(&mut self, corpus: &Corpus, exchange: &Exchange, e: &Evidence, a: u32, b: u32) -> Measures {
        self.turn_to(corpus, exchange, a);
        let [x, y] = [a, b].map(|n| corpus.nodes[n as usize].text);
        let size = |t: u32| (corpus.weight(t), corpus.texts.get(t).len(), t);
        let own_is_short = size(x) <= size(y);
        let long = if own_is_short { y } else { x };
        self.take(corpus, y, own_is_short, long);
        if !exchange.is_empty() {
            self.answer_exchanged(exchange, own_is_short, corpus.texts.get(long));
        }
        self.answer_family(corpus);
        let fragments = [a, b].iter().filter(|n| corpus.nodes[**n as usize].class != Class::Sentence).count();
        self.measures(e, fragments as i64)
    }

    /// Words that both have are laid to each other, in order where that can be.
    fn take(&mut self, corpus: &Corpus, other: u32, own_is_short: bool, long: u32) {
        let (own, theirs) = if own_is_short { (&mut self.short, &mut self.long) } else { (&mut self.long, &mut self.short) };
        own.clone_from(&self.own);
        theirs.clear();
        theirs.extend(words_of(corpus, other));
        (self.exchanged, self.family) = (0, 0);
        let (words, there) = (corpus.texts.get(long), corpus.sketches[long as usize]);
        let mut next = 0;
        for i in 0..self.short.len() {
            let word = self.short[i].word;
            if !may_have(there, word) {
                continue;
            }
            let free = |from: usize, to: usize| free(&words[from..to], &self.long[from..to], word).map(|j| from + j);
            if let Some(j) = free(next, words.len()).or_else(|| free(0, next)) {
                self.lay(i, j, How::Same);
                next = j + 1;
            }
        }
    }

    fn lay(&mut self, i: usize, j: usize, how: How) {
        (self.short[i].to, self.short[i].how) = (j as u32, how);
        (self.long[j].to, self.long[j].how) = (i as u32, how);
    }

    /// Words left over that may stand for each other; `words` are those of the longer. Of the one beside the node hardly a word is offered,
    /// so the long lists of what may stand for a word are walked through for those alone: what one may stand for, may stand for it.
    fn answer_exchanged(&mut self, exchange: &Exchange, own_is_short: bool, words: &[u32]) {
        let (own, theirs) = if own_is_short { (&self.short, &self.long) } else { (&self.long, &self.short) };
        let mut asked = theirs.iter().filter(|w| w.to == NONE && self.offered.may_have(w.word)).peekable();
        self.ties.clear();
        if asked.peek().is_some() {
            self.free.fill(own.iter().filter(|w| w.to == NONE).map(|w| w.word));
        }
        for &Word { word, .. } in asked {
            let may = exchange.of(word).iter().filter(|o| self.free.may_have(o.0));
            self.ties.extend(may.map(|&(o, strength)| if own_is_short { (o, word, strength) } else { (word, o, strength) }));
        }
        if self.ties.is_empty() {
            return;
        }
        let tied = sketch(self.ties.iter().map(|t| &t.0));
        for i in 0..self.short.len() {
            let Word { word, weight, to: NONE, .. } = self.short[i] else { continue };
            if !may_have(tied, word) {
                continue;
            }
            let mut best = (0, 0);
            for &(_, other, strength) in self.ties.iter().filter(|t| t.0 == word) {
                if let Some(j) = free(words, &self.long, other) {
                    best = best.max((strength * weight.min(self.long[j].weight) / FULL, j));
                }
            }
            if best.0 > 0 {
                self.exchanged += i64::from(best.0);
                self.lay(i, best.1, How::Exchanged);
            }
        }
    }

    /// Content words left over that begin alike.
    fn answer_family(&mut self, corpus: &Corpus) {
        let mut long = std::mem::take(&mut self.left);
        long.clear();
        let left = |w: &Word| w.to == NONE && w.weight >= CONTENT;
        long.extend(self.long.iter().enumerate().filter(|(_, w)| left(w)).map(|(j, w)| (w.root, j)).take(MOST_LEFT));
        let mut seen = 0;
        for i in 0..self.short.len() {
            let Word { word, weight, root, .. } = self.short[i];
            if !left(&self.short[i]) || seen == MOST_LEFT {
                continue;
            }
            seen += 1;
            if !has_root(root) {
                continue;
            }
            let mut best = (0, 0);
            for &(_, j) in long.iter().filter(|(beginning, j)| *beginning == root && self.long[*j].to == NONE) {
                let w = self.long[j];
                let (x, y) = (&corpus.words[word as usize], &corpus.words[w.word as usize]);
                let alike = x.bytes().zip(y.bytes()).take_while(|(x, y)| x == y).count();
                let longer = x.len().max(y.len());
                if 2 * alike >= longer {
                    best = best.max((i64::from(weight.min(w.weight)) * alike as i64 / longer as i64, j));
                }
            }
            if best.0 > 0 {
                self.family += best.0;
                self.lay(i, best.1, How::Family);
            }
        }
        self.left = long;
    }

    fn measures(&mut self, e: &Evidence, fragments: i64) -> Measures {
        let (short, long) = (Side::of(&self.short), Side::of(&self.long));
        let (less, more) = (short.weight.max(1), long.weight.max(1));
        let found = short.same + self.exchanged;
        let neighbours = crate::cluster::score::measures(e)[WEIGHTS.len() - 1];
        self.tos.clear();
        self.tos.extend(self.short.iter().map(|w| w.to).filter(|to| *to != NONE));
        let (first, last) = (self.tos.iter().min().copied().unwrap_or(0), self.tos.iter().max().copied().unwrap_or(0));
        let answered = self.tos.len() as i64;
        let in_order = in_order(&self.tos, &mut self.ends);
        let [m, n] = [&self.short, &self.long].map(|s| s.len() as i64);
        let near = |a: i64, b: i64| ONE * i64::from(a.abs_diff(b) <= 1);
        let at_start = self.short.first().filter(|w| w.to != NONE).map_or(0, |w| near(i64::from(w.to), 0));
        let at_end = self.short.last().filter(|w| w.to != NONE).map_or(0, |w| near(i64::from(w.to), n - 1));
        let away = |(i, w): (usize, &Word)| (ONE * i as i64 / m.max(1) - ONE * i64::from(w.to) / n.max(1)).abs();
        let moved: i64 = self.short.iter().enumerate().filter(|(_, w)| w.to != NONE).map(away).sum();
        let bits = |n: i64| i64::from(log2(n.max(i64::from(BIT)) as u64)) - 8 * i64::from(BIT);
        let count = |n: i64| 2 * i64::from(log2(n.max(0) as u64 + 1));
        let weight = |w: i64| w * ONE / (8 * i64::from(BIT));
        let all = [
            bits(found),
            bits(i64::from(BIT) + (short.weight - found).max(0)),
            bits(i64::from(BIT) + (long.weight - found).max(0)),
            neighbours,
            ONE * short.same / less,
            ONE * short.same / more,
            ONE * self.exchanged / less,
            ONE * self.family / less,
            count(m) / 2,
            count(n) / 2,
            count(short.content_answered),
            count(short.content_alone),
            count(long.content_alone),
            weight(short.rarest_same[0]),
            weight(short.rarest_same[1]),
            weight(short.rarest_alone[0]),
            weight(short.rarest_alone[1]),
            weight(long.rarest_alone[0]),
            weight(long.rarest_alone[1]),
            ONE * in_order / answered.max(1),
            ONE * self.longest_stretch() / less,
            ONE * short.grammar_answered / short.grammar.max(1),
            at_start,
            at_end,
            ONE * short.numbers_same.min(3),
            ONE * short.numbers_alone.min(3),
            ONE * long.numbers_alone.min(3),
            (ONE * i64::from(last - first + 1) / m.max(1)).min(4 * ONE),
            4 * moved / answered.max(1),
            ONE * short.longest_alone / less,
            (ONE * long.longest_alone / less).min(4 * ONE),
            ONE * fragments,
        ];
        all.map(|m| m as i32)
    }

    /// The weight of the heaviest run of words that stands in both.
    fn longest_stretch(&self) -> i64 {
        let (mut best, mut sum, mut before) = (0, 0, NONE);
        for w in &self.short {
            let same = w.how == How::Same;
            let follows = same && before != NONE && w.to == before + 1;
            sum = if follows { sum } else { 0 } + if same { i64::from(w.weight) } else { 0 };
            before = if same { w.to } else { NONE };
            best = best.max(sum);
        }
        best
    }
}

/// The words of a text, none answered.
fn words_of(corpus: &Corpus, text: u32) -> impl Iterator<Item = Word> {
    corpus.texts.get(text).iter().map(|&word| {
        let known = &corpus.known[word as usize];
        Word { word, weight: known.weight, root: known.root, to: NONE, how: How::Alone }
    })
}

/// The first place of a word where nothing answers it yet.
fn free(words: &[u32], side: &[Word], word: u32) -> Option<usize> {
    words.iter().zip(side).position(|(w, s)| *w == word && s.to == NONE)
}

/// What is counted of one of the two.
#[derive(Default)]
struct Side {
    weight: i64,
    same: i64,
    content_answered: i64,
    content_alone: i64,
    grammar: i64,
    grammar_answered: i64,
    numbers_same: i64,
    numbers_alone: i64,
    /// The heaviest two first.
    rarest_same: [i64; 2],
    rarest_alone: [i64; 2],
    longest_alone: i64,
}

impl Side {
    fn of(words: &[Word]) -> Side {
        let mut s = Side::default();
        let mut run = 0;
        for w in words {
            let (same, alone) = (w.how == How::Same, w.how == How::Alone);
            let number = w.root.to_le_bytes()[0].is_ascii_digit();
            let weight = i64::from(w.weight);
            s.weight += weight;
            s.same += if same { weight } else { 0 };
            if w.weight >= CONTENT {
                s.content_answered += i64::from(!alone);
                s.content_alone += i64::from(alone);
            } else {
                s.grammar += 1;
                s.grammar_answered += i64::from(!alone);
            }
            s.numbers_same += i64::from(number && same);
            s.numbers_alone += i64::from(number && !same);
            if same {
                rank(&mut s.rarest_same, weight);
            } else if alone {
                rank(&mut s.rarest_alone, weight);
            }
            run = if alone { run + weight } else { 0 };
            s.longest_alone = s.longest_alone.max(run);
        }
        s
    }
}

fn rank(best: &mut [i64; 2], weight: i64) {
    if weight > best[0] {
        *best = [weight, best[0]];
    } else if weight > best[1] {
        best[1] = weight;
    }
}

/// How many of the places rise one after the other, at most.
fn in_order(places: &[u32], ends: &mut Vec<u32>) -> i64 {
    ends.clear();
    for &p in places {
        let at = ends.partition_point(|e| *e < p);
        match ends.get_mut(at) {
            Some(end) => *end = p,
            None => ends.push(p),
        }
    }
    ends.len() as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::measures;
    use crate::cluster::score::Scorer;
    use crate::model::Quotation;
    use proptest::prelude::*;

    /// The measures of two texts, and of the same two looked at from the other side.
    fn both(a: &str, b: &str) -> Option<[Measures; 2]> {
        let corpus = Corpus::read(&[a, b].map(|text| Quotation::of_words(text, "en")), &[]);
        let (m, n) = (*corpus.whole.first()?, *corpus.whole.get(1)?);
        let nodes = corpus.nodes.len() as u32;
        if m.max(n) >= nodes {
            return None;
        }
        let none = Exchange::default();
        let scorer = Scorer::new(&corpus, &none, 4);
        let of = |a: u32, b: u32| measures::measures(&corpus, &none, &scorer.evidence(a, b), a, b);
        Some([of(m, n), of(n, m)])
    }

    fn measure(name: &str, a: &str, b: &str) -> i64 {
        let at = NAMES.iter().position(|n| *n == name).unwrap();
        i64::from(both(a, b).unwrap()[0][at])
    }

    #[test]
    fn what_answers_and_what_stays_alone() {
        let (a, b) = ("The harbour of Saltmere closes in 12 days.", "In 12 days they will close the old Saltmere harbour.");
        assert_eq!(measure("numbers in common", a, b), ONE);
        assert_eq!(measure("numbers of the shorter alone", a, b), 0);
        assert!(measure("share of answered words in the same order", a, b) < ONE);
        assert_eq!(measure("share of answered words in the same order", a, a), ONE);
        assert_eq!(measure("words of the shorter that nothing answers", a, a), 0);
        assert_eq!(measure("longest stretch in common", a, a), ONE);
        assert!(measure("share of the shorter that begins like another word", "a military harbour", "the militias arrive") > 0);
        assert_eq!(measure("fragments among the two", "the old harbour", b), ONE);
    }

    proptest! {
        #[test]
        fn a_pair_is_seen_the_same_from_both_sides(a in "([a-e]{1,3} |[0-9]{1,2} |\\PC){0,20}", b in "([a-e]{1,3} |[0-9]{1,2} |\\PC){0,20}") {
            if let Some([here, there]) = both(&a, &b) {
                prop_assert_eq!(here, there);
                prop_assert!(here.iter().all(|m| (0..=4 * ONE as i32).contains(m)));
            }
        }
    }
}

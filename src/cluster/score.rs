//! How likely are two renderings one statement? A few measures of their words, weighed into a probability; where that leaves a pair
//! undecided, a closer look (see `measures` and `net`).
//!
//! All arithmetic is on integers, so that the same pair has the same score on every machine and in every order. What is new in either
//! text counts against the pair by its logarithm: ten words more are not ten times as strange as one.

use rayon::prelude::*;

use crate::cluster::corpus::{BIT, Corpus, Extent, MANY, VAGUE, log2};
use crate::cluster::exchange::{Exchange, FULL};
use crate::cluster::face::Face;
use crate::cluster::measures;
use crate::cluster::net::NET;
use crate::cluster::sketch::may_have;

/// The unit of measures and log-odds: this many are one.
pub const ONE: i64 = 1024;

/// What is known of a pair; weights are in 1/[`BIT`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Weight of the words that both have.
    pub shared: i64,
    /// Weight of words that may stand for each other.
    pub exchanged: i64,
    pub weight_a: i64,
    pub weight_b: i64,
    /// Neighbouring words in common, and of each.
    pub pairs: i64,
    pub pairs_a: i64,
    pub pairs_b: i64,
    pub speaker: Speaker,
    /// Both have the same words, and enough of them.
    pub is_same: bool,
    /// The same words, so many that they are a sentence which only one has said.
    pub is_sentence: bool,
    /// Days between the two, where both are dated.
    pub days: Option<i32>,
    /// Parts of quotations of several parts among the two.
    pub parts: i64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Speaker {
    Same,
    #[default]
    Unknown,
    Different,
}

/// The measures: their names, and weights in 1/[`ONE`]. The weights are those of a logistic regression on pairs of English renderings.
pub const WEIGHTS: [(&str, i64); 5] = [
    ("before anything is known", -2600),
    ("words in common", 3780),
    ("words that the shorter has alone", -830),
    ("words that the longer has alone", -2190),
    ("neighbouring words in common", 2220),
];

/// What speakers and days add to the log-odds.
const SAME_SPEAKER: i64 = 3 * ONE / 2;
const SAME_SPEAKER_REPEATS: i64 = 2 * ONE;
const OTHER_SPEAKER: i64 = -4 * ONE;

/// The same words of two who may be one (the brother, Yann Morvec) are one statement from five words up: so many neighbouring pairs.
pub const SAME_PAIRS: u32 = 4;

/// So many make a sentence that no two people say word for word within a few days.
pub const SENTENCE_PAIRS: u32 = 7;

/// A part of a longer quotation may meet anybody's: it needs better evidence than a whole one.
const PART: i64 = -2 * ONE;

/// Pairs whose words say between these log-odds are undecided, and looked at more closely.
pub const UNDECIDED: std::ops::Range<i64> = -2 * ONE..29 * ONE / 10;

/// Scores pairs of nodes.
pub struct Scorer<'a> {
    pub corpus: &'a Corpus,
    pub exchange: &'a Exchange,
    pub window_days: u32,
    faces: Vec<Face>,
}

impl<'a> Scorer<'a> {
    pub fn new(corpus: &'a Corpus, exchange: &'a Exchange, window_days: u32) -> Self {
        let faces = (0..corpus.nodes.len() as u32).into_par_iter().map(|n| Face::new(corpus, n)).collect();
        Scorer { corpus, exchange, window_days, faces }
    }

    /// The probability that two nodes are one statement, in 1/65536, after a closer look where one is needed.
    pub fn score(&self, a: u32, b: u32) -> u16 {
        self.judge(&self.evidence(a, b), a, b)
    }

    /// The probability of a pair of which all is known.
    fn judge(&self, e: &Evidence, a: u32, b: u32) -> u16 {
        probability(self.closer(e, a, b).unwrap_or_else(|| self.words(e)) + self.circumstances(e))
    }

    /// What a closer look at the words says of an undecided pair, in log-odds.
    pub fn closer(&self, e: &Evidence, a: u32, b: u32) -> Option<i64> {
        let undecided = UNDECIDED.contains(&self.words(e));
        undecided.then(|| NET.log_odds(&measures::measures(self.corpus, self.exchange, e, a, b)))
    }

    /// All that is known of a pair.
    pub fn evidence(&self, a: u32, b: u32) -> Evidence {
        let mut e = self.circumstance(a, b);
        common(self.set(a), self.set(b), |w| e.shared += i64::from(self.corpus.weights[w as usize]));
        self.neighbours(a, b, &mut e);
        if !self.exchange.is_empty() {
            e.exchanged = self.exchanged(a, b);
        }
        e
    }

    /// The weight of words of the two that may stand for each other.
    pub fn exchanged(&self, a: u32, b: u32) -> i64 {
        let side = |n: u32| (self.set(n), self.face(n).words);
        exchanged(self.corpus, self.exchange, side(a), side(b))
    }

    pub fn face(&self, node: u32) -> &Face {
        &self.faces[node as usize]
    }

    /// The words of a node.
    pub fn set(&self, node: u32) -> &[u32] {
        self.corpus.set(self.face(node).text)
    }

    /// Its neighbouring words.
    pub fn pairs(&self, node: u32) -> &[u32] {
        self.corpus.pairs(self.face(node).text)
    }

    /// What is known of a pair without a look at its words.
    #[inline]
    pub fn circumstance(&self, a: u32, b: u32) -> Evidence {
        let (x, y) = (self.face(a), self.face(b));
        let speaker = match (x.speaker, y.speaker) {
            (0, _) | (_, 0) => Speaker::Unknown,
            (MANY, _) | (_, MANY) => of_many(self.corpus, a, b),
            _ if x.speaker & !VAGUE == y.speaker & !VAGUE => Speaker::Same,
            _ if (x.speaker | y.speaker) & VAGUE != 0 => Speaker::Unknown,
            _ => Speaker::Different,
        };
        Evidence {
            weight_a: i64::from(x.weight),
            weight_b: i64::from(y.weight),
            speaker,
            is_same: x.text == y.text && x.pairs >= SAME_PAIRS,
            is_sentence: x.text == y.text && x.pairs >= SENTENCE_PAIRS && x.days.is_some() && y.days.is_some(),
            days: x.days_to(y),
            parts: [x, y].iter().filter(|f| f.extent == Extent::Part).count() as i64,
            ..Evidence::default()
        }
    }

    fn neighbours(&self, a: u32, b: u32, e: &mut Evidence) {
        let (x, y) = (self.pairs(a), self.pairs(b));
        (e.pairs, e.pairs_a, e.pairs_b) = (0, x.len() as i64, y.len() as i64);
        common(x, y, |_| e.pairs += 1);
    }

    /// The log-odds that two renderings are one statement, in 1/[`ONE`].
    #[inline]
    pub fn log_odds(&self, e: &Evidence) -> i64 {
        self.words(e) + self.circumstances(e)
    }

    /// What the words add to the log-odds at a first look.
    #[inline]
    pub fn words(&self, e: &Evidence) -> i64 {
        measures(e).iter().zip(WEIGHTS).map(|(m, (_, w))| m * w / ONE).sum()
    }

    /// What speakers, days and the place in a longer quotation add.
    #[inline]
    pub fn circumstances(&self, e: &Evidence) -> i64 {
        let near = e.days.is_none_or(|d| i64::from(d) <= i64::from(self.window_days));
        let repeats = e.shared * 100 >= 85 * e.weight_a.min(e.weight_b);
        let speaker = match e.speaker {
            Speaker::Same if near && repeats => SAME_SPEAKER + SAME_SPEAKER_REPEATS,
            Speaker::Same if near => SAME_SPEAKER,
            // A sentence word for word, from two: one of them is credited wrongly.
            Speaker::Different if near && e.is_sentence => SAME_SPEAKER + SAME_SPEAKER_REPEATS,
            // The same words of whoever may be the same.
            Speaker::Unknown if near && e.is_same => SAME_SPEAKER + SAME_SPEAKER_REPEATS,
            Speaker::Same | Speaker::Unknown => 0,
            Speaker::Different => OTHER_SPEAKER,
        };
        // Knowing the speaker makes up for what a part lacks.
        let parts = if e.speaker == Speaker::Same { 0 } else { PART * e.parts };
        speaker + parts
    }
}

/// The measures of a pair, in the order of [`WEIGHTS`].
#[inline]
pub fn measures(e: &Evidence) -> [i64; 5] {
    // Logarithms of bits, and never below 0.
    let log = |n: i64| (i64::from(log2(n.max(i64::from(BIT)) as u64)) - 8 * i64::from(BIT)) * (ONE / i64::from(BIT));
    let (less, more) = (e.weight_a.min(e.weight_b), e.weight_a.max(e.weight_b));
    let one = i64::from(BIT);
    let found = e.shared + e.exchanged;
    let neighbours = match e.pairs_a.min(e.pairs_b) {
        // A lone word has no neighbours to tell.
        0 => ONE * found.min(less) / less.max(1),
        few => ONE * e.pairs / few,
    };
    [ONE, log(found), log(one + (less - found).max(0)), log(one + (more - found).max(0)), neighbours]
}

/// The weight of words that have no equal in the other text but may stand for one of its words, each once. A text's sketch tells of most
/// words that they are not in it.
fn exchanged(corpus: &Corpus, exchange: &Exchange, (x, in_x): (&[u32], u128), (y, in_y): (&[u32], u128)) -> i64 {
    let find = |list: &[u32], bits: u128, w: u32| if may_have(bits, w) { list.binary_search(&w).ok() } else { None };
    let mut taken: u64 = 0;
    let mut sum = 0;
    for &v in x {
        let may = exchange.of(v);
        if may.is_empty() || find(y, in_y, v).is_some() {
            continue;
        }
        let mut best = (0, 0);
        for &(w, strength) in may {
            let Some(at) = find(y, in_y, w) else { continue };
            if at < 64 && taken >> at & 1 == 0 && find(x, in_x, w).is_none() {
                let weight = corpus.weights[v as usize].min(corpus.weights[w as usize]);
                best = best.max((strength * weight / FULL, at));
            }
        }
        if best.0 > 0 {
            taken |= 1 << best.1;
            sum += i64::from(best.0);
        }
    }
    sum
}

/// The logistic function at log-odds from 0 to 12 in quarters, in 1/65536.
const LOGISTIC: [i64; 49] = [
    32768, 36843, 40793, 44511, 47911, 50941, 53581, 55834, 57724, 59287, 60565, 61598, 62428, 63090, 63615, 64030, 64357, 64614,
    64816, 64974, 65097, 65194, 65269, 65328, 65374, 65410, 65438, 65459, 65476, 65489, 65500, 65508, 65514, 65519, 65523, 65526,
    65528, 65530, 65531, 65532, 65533, 65534, 65534, 65535, 65535, 65535, 65535, 65535, 65535,
];

/// The probability of log-odds, in 1/65536.
pub fn probability(log_odds: i64) -> u16 {
    let x = log_odds.abs();
    let step = ONE / 4;
    let i = (x / step) as usize;
    let p = match (LOGISTIC.get(i), LOGISTIC.get(i + 1)) {
        (Some(low), Some(high)) => low + (high - low) * (x % step) / step,
        _ => 65535,
    };
    (if log_odds < 0 { 65536 - p } else { p }).clamp(0, 65535) as u16
}

/// Several who are credited with one text speak for one another.
fn of_many(corpus: &Corpus, a: u32, b: u32) -> Speaker {
    let (x, y) = (corpus.credits.get(a), corpus.credits.get(b));
    if x.iter().any(|s| y.binary_search(s).is_ok()) { Speaker::Same } else { Speaker::Unknown }
}

/// What two sorted lists have in common.
fn common(a: &[u32], b: &[u32], mut each: impl FnMut(u32)) {
    let (mut i, mut j) = (0, 0);
    while let (Some(&x), Some(&y)) = (a.get(i), b.get(j)) {
        i += usize::from(x <= y);
        j += usize::from(y <= x);
        if x == y {
            each(x);
        }
    }
}

//! How likely are two renderings one statement? A few measures of their words, weighed into a probability.
//!
//! All arithmetic is on integers, so that the same pair has the same score on every machine and in every order.

use crate::cluster::corpus::{BIT, Corpus, MANY, Node, log2};
use crate::cluster::exchange::{Exchange, FULL};

/// The unit of measures and log-odds: this many are one.
pub const ONE: i64 = 1024;

/// The measures of a pair; shares are in 1/[`ONE`].
#[derive(Clone, Copy, Debug, Default)]
pub struct Evidence {
    /// Weight of the words that both have, in bits.
    pub shared: i64,
    pub weight_a: i64,
    pub weight_b: i64,
    /// Neighbouring words in common.
    pub pairs: i64,
    pub pairs_a: i64,
    pub pairs_b: i64,
    pub words_a: i64,
    pub words_b: i64,
    pub words: i64,
    pub speaker: Speaker,
    /// Days between the two, where both are dated.
    pub days: Option<i32>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Speaker {
    Same,
    #[default]
    Unknown,
    Different,
}

/// What words say of two renderings.
pub fn evidence(corpus: &Corpus, exchange: &Exchange, a: u32, b: u32) -> Evidence {
    let (na, nb) = (&corpus.nodes[a as usize], &corpus.nodes[b as usize]);
    let mut e = Evidence { speaker: speaker(na, nb), days: days(na, nb), ..Evidence::default() };
    let (x, y) = (corpus.sets.get(na.text), corpus.sets.get(nb.text));
    e.weight_a = i64::from(corpus.weight(na.text));
    e.weight_b = i64::from(corpus.weight(nb.text));
    common(x, y, |w| {
        e.shared += i64::from(corpus.weights[w as usize]);
        e.words += 1;
    });
    e.words_a = x.len() as i64;
    e.words_b = y.len() as i64;
    e.shared += soft(corpus, exchange, x, y);
    let (x, y) = (corpus.pairs.get(na.text), corpus.pairs.get(nb.text));
    e.pairs_a = x.len() as i64;
    e.pairs_b = y.len() as i64;
    common(x, y, |_| e.pairs += 1);
    e
}

/// The weight of words that have no equal in the other text but may stand for one of its words, each once.
fn soft(corpus: &Corpus, exchange: &Exchange, x: &[u32], y: &[u32]) -> i64 {
    if exchange.len() == 0 {
        return 0;
    }
    let mut taken: u64 = 0;
    let mut sum = 0;
    for &v in x {
        let may = exchange.of(v);
        if may.is_empty() || y.binary_search(&v).is_ok() {
            continue;
        }
        let mut best = (0, 0);
        for &(w, s) in may {
            if let Ok(at) = y.binary_search(&w) {
                if at < 64 && taken >> at & 1 == 0 && x.binary_search(&w).is_err() {
                    let worth = s * corpus.weights[v as usize].min(corpus.weights[w as usize]) / FULL;
                    best = best.max((worth, at));
                }
            }
        }
        if best.0 > 0 {
            taken |= 1 << best.1;
            sum += i64::from(best.0);
        }
    }
    sum
}

/// The measures, in order of [`WEIGHTS`].
pub fn measures(e: &Evidence) -> [i64; 8] {
    let share = |part: i64, whole: i64| if whole > 0 { ONE * part / whole } else { 0 };
    let log = |n: i64| i64::from(log2(n.max(1) as u64)) * ONE / i64::from(BIT) - 8 * ONE;
    let (less, more) = (e.weight_a.min(e.weight_b), e.weight_a.max(e.weight_b));
    [
        ONE,
        share(2 * e.shared, e.weight_a + e.weight_b),
        share(2 * e.pairs, e.pairs_a + e.pairs_b),
        share(e.pairs, e.pairs_a.min(e.pairs_b)),
        log(e.shared).max(0),
        log(less).max(0),
        share(less, more),
        share(e.shared, less),
    ]
}

/// Weights of the measures in 1/[`ONE`], and what speakers and days add.
const WEIGHTS: [i64; 8] = [-4700, 0, 700, 1300, 5400, -5000, 10000, 0];
const SAME_SPEAKER: i64 = 2 * ONE;
const OTHER_SPEAKER: i64 = -4 * ONE;

/// The log-odds that two renderings are one statement, in 1/[`ONE`].
pub fn log_odds(e: &Evidence, window_days: u32) -> i64 {
    let words: i64 = measures(e).iter().zip(WEIGHTS).map(|(m, w)| m * w / ONE).sum();
    let near = e.days.is_none_or(|d| d <= window_days as i32);
    words
        + match e.speaker {
            Speaker::Same if near => SAME_SPEAKER,
            Speaker::Same | Speaker::Unknown => 0,
            Speaker::Different => OTHER_SPEAKER,
        }
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

fn speaker(a: &Node, b: &Node) -> Speaker {
    match (a.speaker, b.speaker) {
        (0, _) | (_, 0) | (MANY, _) | (_, MANY) => Speaker::Unknown,
        (x, y) if x == y => Speaker::Same,
        _ => Speaker::Different,
    }
}

fn days(a: &Node, b: &Node) -> Option<i32> {
    let ((a0, a1), (b0, b1)) = (a.days?, b.days?);
    Some((b0 - a1).max(a0 - b1).max(0))
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

pub fn knob(name: &str, default: f64) -> i64 {
    static KNOBS: std::sync::LazyLock<rustc_hash::FxHashMap<String, f64>> = std::sync::LazyLock::new(|| {
        std::env::var("KNOBS")
            .unwrap_or_default()
            .split(',')
            .filter_map(|kv| {
                let (k, v) = kv.split_once('=')?;
                Some((k.to_string(), v.parse().ok()?))
            })
            .collect()
    });
    (KNOBS.get(name).copied().unwrap_or(default) * ONE as f64) as i64
}

//! Which statements may an original belong to? The best by the bits of its words that the statement's renderings answer, over an index of words:
//! near linear, since only rare words open the index.

use rustc_hash::FxHashMap;

use crate::cluster::originals::score::{Answers, weight};
use crate::cluster::originals::texts::{Side, Text};

/// Candidates of an original at most.
const MOST: usize = 30;

/// A word that stands in more statements than a twentieth of them, but at least and at most so many, is too common to open the index.
const COMMON: (usize, usize) = (64, 1000);

/// Which statements each word of the renderings' language stands in.
pub struct Index {
    statements: Vec<Vec<u32>>,
    /// Bits of the heaviest rendering of each statement.
    bits: Vec<f32>,
    common: usize,
}

impl Index {
    /// `texts` are the renderings of each statement.
    pub fn new(side: &Side, texts: &[Vec<u32>]) -> Index {
        let mut statements: Vec<Vec<u32>> = vec![Vec::new(); side.bits.len()];
        for (s, texts) in texts.iter().enumerate() {
            for w in texts.iter().flat_map(|t| &side.text(*t).words) {
                if let Some(list) = statements.get_mut(*w as usize).filter(|l| l.last() != Some(&(s as u32))) {
                    list.push(s as u32);
                }
            }
        }
        let bits = texts.iter().map(|t| t.iter().map(|t| side.text(*t).bits).fold(0.0, f32::max)).collect();
        Index { statements, bits, common: (texts.len() / 20).clamp(COMMON.0, COMMON.1) }
    }

    /// The best candidates of an original, the best first. `may` says which statements it may belong to.
    pub fn best(&self, text: &Text, here: &Side, there: &Side, answers: &Answers, may: impl Fn(u32) -> bool) -> Vec<u32> {
        let mut sums: FxHashMap<u32, f32> = FxHashMap::default();
        let mut words = text.words.clone();
        words.sort_unstable();
        words.dedup();
        for w in words {
            // Each word of the original counts once a statement, by its surest answer.
            let mut once: FxHashMap<u32, f32> = FxHashMap::default();
            for (answer, answered) in answers.get(w as usize).into_iter().flatten() {
                let Some(list) = self.statements.get(*answer as usize).filter(|l| l.len() <= self.common) else { continue };
                let bits = weight(answered) * here.bits_of(w).min(there.bits_of(*answer));
                for s in list {
                    let sum = once.entry(*s).or_insert(0.0);
                    *sum = sum.max(bits);
                }
            }
            once.into_iter().for_each(|(s, bits)| *sums.entry(s).or_insert(0.0) += bits);
        }
        let share = |s: u32, sum: f32| {
            let all = text.bits.min(self.bits.get(s as usize).copied().unwrap_or(0.0)).max(1.0);
            sum / (all + text.bits).sqrt()
        };
        let mut all: Vec<(u32, f32)> = sums.into_iter().filter(|(s, _)| may(*s)).map(|(s, sum)| (s, share(s, sum))).collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        all.truncate(MOST);
        all.into_iter().map(|c| c.0).collect()
    }
}

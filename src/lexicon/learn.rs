//! Which words do translations of one another have in common, again and again? IBM's first model (Brown et al. 1993), a fixed number of rounds
//! in both directions, over pairs of sentences in a fixed order: the same bytes each time.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

/// Rounds of estimation.
const ROUNDS: usize = 6;

/// How surely two words must call for each other, both ways (geometric mean).
const LEAST: f64 = 0.25;

/// Pairs of sentences in which two words must stand.
const LEAST_PAIRS: u32 = 2;

/// Pairs of sentences that are learned from at most.
const MOST_PAIRS: usize = 200_000;

/// Two words that answer each other, and how surely.
#[derive(Clone, Debug, PartialEq)]
pub struct Learned {
    pub here: CompactString,
    pub there: CompactString,
    pub strength: f32,
}

/// What pairs of sentences teach; their words are stems. Sorted.
pub fn learn(mut pairs: Vec<(Vec<CompactString>, Vec<CompactString>)>) -> Vec<Learned> {
    pairs.sort_unstable();
    pairs.dedup();
    pairs.truncate(MOST_PAIRS);
    let (here, there) = (numbers(pairs.iter().map(|p| &p.0)), numbers(pairs.iter().map(|p| &p.1)));
    let of = |numbers: &FxHashMap<&CompactString, u32>, words: &[CompactString]| -> Vec<u32> {
        let mut all: Vec<u32> = words.iter().filter_map(|w| numbers.get(w).copied()).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let numbered: Vec<(Vec<u32>, Vec<u32>)> = pairs.iter().map(|(a, b)| (of(&here, a), of(&there, b))).collect();
    let cells = Cells::new(&numbered);
    let forth = cells.estimate(here.len(), |c| c.here, |c| c.there);
    let back = cells.estimate(there.len(), |c| c.there, |c| c.here);
    let words = |numbers: &FxHashMap<&CompactString, u32>| -> Vec<CompactString> {
        let mut all = vec![CompactString::default(); numbers.len()];
        numbers.iter().for_each(|(w, n)| all[*n as usize] = (*w).clone());
        all
    };
    let (here, there) = (words(&here), words(&there));
    let mut out: Vec<Learned> = cells
        .all
        .iter()
        .zip(forth.iter().zip(&back))
        .map(|(c, (f, b))| (c, (f * b).sqrt()))
        .filter(|(c, both)| c.pairs >= LEAST_PAIRS && *both >= LEAST)
        .map(|(c, both)| Learned {
            here: here[c.here as usize].clone(),
            there: there[c.there as usize].clone(),
            strength: both as f32,
        })
        .collect();
    out.sort_by(|a, b| (&a.here, &a.there).cmp(&(&b.here, &b.there)));
    out
}

/// A number for each word, in the order of letters.
fn numbers<'a>(sentences: impl Iterator<Item = &'a Vec<CompactString>>) -> FxHashMap<&'a CompactString, u32> {
    let mut all: Vec<&CompactString> = sentences.flatten().collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().zip(0..).collect()
}

/// Two words that stand in a pair of sentences.
#[derive(Clone, Copy, Debug)]
struct Cell {
    here: u32,
    there: u32,
    /// In how many pairs.
    pairs: u32,
}

/// All of them, and which of them each pair of sentences has.
struct Cells {
    all: Vec<Cell>,
    /// One after the other; the words of one side vary slowest.
    sentences: Vec<Vec<u32>>,
}

impl Cells {
    fn new(pairs: &[(Vec<u32>, Vec<u32>)]) -> Cells {
        let mut numbers: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        let mut all: Vec<Cell> = Vec::new();
        let mut sentences = Vec::with_capacity(pairs.len());
        for (a, b) in pairs {
            let mut sentence = Vec::with_capacity(a.len() * b.len());
            for (&here, &there) in a.iter().flat_map(|x| b.iter().map(move |y| (x, y))) {
                let next = all.len() as u32;
                let n = *numbers.entry((here, there)).or_insert(next);
                if n == next {
                    all.push(Cell { here, there, pairs: 0 });
                }
                all[n as usize].pairs += 1;
                sentence.push(n);
            }
            sentences.push(sentence);
        }
        Cells { all, sentences }
    }

    /// How likely each cell's `to` is, given its `from`; one word of no sentence takes its share of what nothing calls for.
    fn estimate(&self, words: usize, from: fn(&Cell) -> u32, to: fn(&Cell) -> u32) -> Vec<f64> {
        let mut likely = vec![1.0; self.all.len()];
        let mut shares: FxHashMap<u32, f64> = FxHashMap::default();
        for _ in 0..ROUNDS {
            let mut counts = vec![0.0; self.all.len()];
            for sentence in &self.sentences {
                shares.clear();
                for &n in sentence {
                    *shares.entry(to(&self.all[n as usize])).or_insert(NOTHING) += likely[n as usize];
                }
                for &n in sentence {
                    let all = shares.get(&to(&self.all[n as usize])).copied().unwrap_or(1.0);
                    counts[n as usize] += likely[n as usize] / all;
                }
            }
            let mut sums = vec![0.0; words];
            for (cell, count) in self.all.iter().zip(&counts) {
                sums[from(cell) as usize] += count;
            }
            for ((cell, count), likely) in self.all.iter().zip(&counts).zip(&mut likely) {
                *likely = count / sums[from(cell) as usize].max(f64::MIN_POSITIVE);
            }
        }
        likely
    }
}

/// How much a word is called for by no word of the other sentence.
const NOTHING: f64 = 0.02;

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<CompactString> {
        text.split(' ').map(CompactString::from).collect()
    }

    #[test]
    fn words_that_meet_again_and_again_answer_each_other() {
        let pairs = || {
            vec![
                (words("draga vecchia"), words("old dredger")),
                (words("draga nuova"), words("new dredger")),
                (words("barca vecchia"), words("old boat")),
                (words("barca nuova"), words("new boat")),
            ]
        };
        let learned = learn(pairs());
        let found: Vec<(&str, &str)> = learned.iter().map(|l| (l.here.as_str(), l.there.as_str())).collect();
        assert_eq!(found, [("barca", "boat"), ("draga", "dredger"), ("nuova", "new"), ("vecchia", "old")]);
        let mut turned = pairs();
        turned.reverse();
        assert_eq!(learn(turned), learned);
        assert_eq!(learn(Vec::new()), []);
    }
}

//! Which renderings of its statement does an original not answer? An original is judge over what was taken for one statement because it looked
//! alike: a rendering that it answers far worse than the others is another statement, and where two originals were taken for one, each
//! goes with the renderings that it answers better.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::cluster::originals::score::{self, ANSWERED_OF_RENDERING, Measures, Pair, Seen, log_odds_alone, probability};
use crate::cluster::originals::{Candidate, Crossing, LEAST_WORDS, Linking, MOST_RENDERINGS, Shelf};
use crate::model::{Rendering, Role};

/// What speaks for a rendering beside the others of its statement, and what each adds to the log-odds for one unit. Fitted with
/// scripts/train_originals.rs on originals whose statement is the right one; left out, a language is judged as well by the others.
pub const WEIGHTS: [(&str, f32); 5] = [
    ("in any case", -1.65),
    ("log-odds with the original, beyond the best other rendering's", 0.3),
    ("log-odds of the statement", 0.47),
    ("likeness to the other renderings, as a probability", 4.06),
    ("share of it that is answered, beyond the best other rendering's", 3.33),
];

pub type Values = [f32; WEIGHTS.len()];

/// A rendering that is less probable than this leaves.
const LEAST: f32 = 0.35;

/// Two originals are parted where the exchange of two renderings would cost so much of log-odds, and either of them so much at least.
const EXCHANGE: f32 = 9.0;
const LEAST_AHEAD: f32 = 2.0;

/// A print is surely one with the others of its language from this probability up.
const SURELY: f32 = 0.9;

/// The rows of an original's statement and of the original that belong elsewhere: indices, rising.
#[derive(Debug, Default, PartialEq)]
pub struct Leaving {
    pub renderings: Vec<usize>,
    pub originals: Vec<usize>,
}

/// An original's statement.
pub struct Case<'a> {
    pub linking: &'a Linking<'a>,
    pub shelf: &'a Shelf,
    pub crossing: &'a Crossing,
    pub candidate: &'a Candidate,
    /// The rows of the statement.
    pub rows: &'a [Rendering],
    /// The rows of the original.
    pub own: &'a [Rendering],
}

impl Case<'_> {
    /// What leaves the statement.
    pub fn judge(&self) -> Leaving {
        let Some((home, others)) = self.originals() else { return Leaving::default() };
        let seen = self.seen(home);
        let alone: Vec<f32> = seen.iter().map(|s| log_odds_alone(&s.measures)).collect();
        let mut originals = Vec::new();
        let mut gone: FxHashSet<usize> = FxHashSet::default();
        for other in others {
            let there: Vec<f32> = self.seen(other).iter().map(|s| log_odds_alone(&s.measures)).collect();
            let stays = |taken: &Vec<usize>| taken.is_empty() && self.is_of_its_own(other);
            if let Some(taken) = exchanged(&alone, &there).filter(|taken| !stays(taken)) {
                gone.extend(taken);
                let prints = self.shelf.rows[self.candidate.original as usize].iter().zip(0..);
                originals.extend(prints.filter(|(text, _)| **text == other).map(|o| o.1));
            }
        }
        let values = self.values(&seen, &gone);
        let is_strange = |(_, v): &&(usize, Values)| probability(log_odds(v)) < LEAST;
        gone.extend(values.iter().filter(is_strange).map(|v| v.0));
        let back: Vec<usize> =
            values.iter().filter(is_strange).map(|v| v.0).filter(|i| self.is_within(*i, &seen, &gone)).collect();
        back.iter().for_each(|i| _ = gone.remove(i));
        let mut renderings: Vec<usize> = gone.into_iter().collect();
        renderings.sort_unstable();
        originals.sort_unstable();
        Leaving { renderings, originals }
    }

    /// What speaks for each rendering of a statement that has one original.
    pub fn examples(&self) -> Vec<(usize, Values)> {
        match self.originals() {
            Some((home, others)) if others.is_empty() => self.values(&self.seen(home), &FxHashSet::default()),
            _ => Vec::new(),
        }
    }

    /// The text that the original was chosen by, and its other ones, each once.
    fn originals(&self) -> Option<(u32, Vec<u32>)> {
        let original = self.candidate.original as usize;
        let home = *self.shelf.texts[original].first()?;
        let mut others: Vec<u32> = self.shelf.rows[original].iter().copied().filter(|o| *o != home).collect();
        others.sort_unstable();
        others.dedup();
        others.truncate(MOST_RENDERINGS);
        Some((home, others))
    }

    /// Is a print surely one with the others of its own language? A fragment of them, or one with another number, answers renderings badly, and
    /// is theirs all the same.
    fn is_of_its_own(&self, print: u32) -> bool {
        let prints = self.shelf.rows[self.candidate.original as usize].iter().zip(self.own);
        prints.filter(|(text, _)| **text == print).any(|(_, row)| row.similarity >= SURELY)
    }

    /// Stand all words of content of a rendering in one that stays and is half as long again, and does the original answer them? As a whole it
    /// answers a fragment badly, which is one of its statement all the same.
    fn is_within(&self, row: usize, seen: &[Seen], gone: &FxHashSet<usize>) -> bool {
        let side = &self.linking.renderings.side;
        let texts = &self.linking.renderings.rows[self.candidate.statement as usize];
        let mut own = side.stems(texts[row]);
        own.sort_unstable();
        own.dedup();
        let stay = texts.iter().enumerate().filter(|(i, _)| !gone.contains(i)).map(|(_, t)| side.stems(*t));
        let mut longer = stay.filter(|other| 2 * other.len() >= 3 * own.len());
        let is_answered = seen.get(row).is_some_and(|seen| seen.covered);
        is_answered && own.len() >= LEAST_WORDS && longer.any(|other| own.iter().all(|w| other.contains(w)))
    }

    /// What is seen of an original's text with each rendering.
    fn seen(&self, original: u32) -> Vec<Seen> {
        let here = (&self.shelf.side, self.shelf.side.text(original));
        let side = &self.linking.renderings.side;
        // Many outlets print the same words.
        let mut seen: FxHashMap<u32, Seen> = FxHashMap::default();
        let of = |t: u32| score::seen(&Pair { here, there: (side, side.text(t)), crossing: self.crossing });
        self.linking.renderings.rows[self.candidate.statement as usize]
            .iter()
            .map(|t| *seen.entry(*t).or_insert_with(|| of(*t)))
            .collect()
    }

    /// What speaks for each rendering that is not gone, beside others that are more than a part.
    fn values(&self, seen: &[Seen], gone: &FxHashSet<usize>) -> Vec<(usize, Values)> {
        let stay: Vec<(usize, &Rendering, &Measures)> =
            (0..).zip(self.rows).zip(seen).map(|((i, row), s)| (i, row, &s.measures)).filter(|r| !gone.contains(&r.0)).collect();
        let of_one = |(i, row, m): &(usize, &Rendering, &Measures)| {
            let others = || stay.iter().filter(|o| o.0 != *i);
            let best = |of: fn(&Measures) -> f32| others().map(|o| of(o.2)).fold(f32::NEG_INFINITY, f32::max);
            let share = |m: &Measures| m[ANSWERED_OF_RENDERING];
            let beyond = log_odds_alone(m) - best(log_odds_alone);
            let values = [1.0, beyond, self.candidate.log_odds, row.similarity, share(m) - best(share)];
            others().any(|o| o.1.role != Role::Partial).then_some((*i, values))
        };
        stay.iter().filter_map(of_one).collect()
    }
}

fn log_odds(values: &Values) -> f32 {
    values.iter().zip(WEIGHTS).map(|(v, (_, w))| v * w).sum()
}

/// The renderings that another original answers better than the first, where they are two statements' originals: by log-odds with either.
/// An original that answers no rendering leaves alone.
fn exchanged(home: &[f32], other: &[f32]) -> Option<Vec<usize>> {
    let best = |of: &[f32]| (0..of.len()).max_by(|a, b| of[*a].total_cmp(&of[*b]).then(b.cmp(a)));
    let (ours, theirs) = (best(home)?, best(other)?);
    let (kept, taken) = (home[ours] - other[ours], other[theirs] - home[theirs]);
    if kept >= LEAST_AHEAD && taken >= LEAST_AHEAD && kept + taken > EXCHANGE {
        return Some((0..home.len()).filter(|r| other[*r] > home[*r]).collect());
    }
    (home[ours] - other[theirs] > EXCHANGE).then(Vec::new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_two_originals_takes_the_renderings_that_it_answers() {
        assert_eq!(exchanged(&[8.0, -3.0, 7.5], &[-2.0, 6.0, -1.0]), Some(vec![1]));
        assert_eq!(exchanged(&[8.0, 7.0], &[7.5, 8.0]), None);
        assert_eq!(exchanged(&[8.0, 7.0], &[-4.0, -6.0]), Some(vec![]));
        assert_eq!(exchanged(&[], &[]), None);
    }
}

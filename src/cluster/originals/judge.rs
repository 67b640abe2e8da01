//! Which renderings of its statement does an original not answer? An original is judge over what was taken for one statement because it looked
//! alike: a rendering that it answers far worse than the others is another statement, and where two originals were taken for one, each
//! goes with the renderings that it answers better.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::cluster::originals::score::{
    ANSWERED_OF_RENDERING, CONTENT_ANSWERED, Measures, Pair, log_odds_alone, measures, probability,
};
use crate::cluster::originals::{Candidate, Crossing, Linking, MOST_RENDERINGS, Shelf};
use crate::model::{Rendering, Role};

/// What speaks for a rendering beside the others of its statement, and what each adds to the log-odds for one unit. Fitted by logistic
/// regression on originals in five languages whose statement is the right one; left out, each language is judged as well by the other four.
const WEIGHTS: [(&str, f32); 6] = [
    ("in any case", 0.63),
    ("log-odds with the original, beyond the best other rendering's", 0.369),
    ("log-odds of the statement", 0.49),
    ("words of content answered", -0.359),
    ("likeness to the other renderings, as a probability", 3.085),
    ("share of it that is answered, beyond the best other rendering's", 3.566),
];

/// A rendering that is less probable than this leaves.
const LEAST: f32 = 0.35;

/// Two originals are parted where the exchange of two renderings would cost so much of log-odds, and either of them so much at least.
const EXCHANGE: f32 = 9.0;
const LEAST_AHEAD: f32 = 2.0;

/// The rows of an original's statement and of the original that belong elsewhere: indices, rising.
#[derive(Debug, Default, PartialEq)]
pub struct Leaving {
    pub renderings: Vec<usize>,
    pub originals: Vec<usize>,
}

/// What leaves a candidate; `rows` are those of its statement.
pub fn judge(linking: &Linking, shelf: &Shelf, c: &Candidate, rows: &[Rendering], crossing: &Crossing) -> Leaving {
    let side = &linking.renderings.side;
    let texts = &linking.renderings.rows[c.statement as usize];
    let row_of = |o: u32| -> Vec<Measures> {
        let here = (&shelf.side, shelf.side.text(o));
        // Many outlets print the same words.
        let mut seen: FxHashMap<u32, Measures> = FxHashMap::default();
        let mut of = |t| *seen.entry(t).or_insert_with(|| measures(&Pair { here, there: (side, side.text(t)), crossing }).0);
        texts.iter().map(|t| of(*t)).collect()
    };
    let Some(&home) = shelf.texts[c.original as usize].first() else { return Leaving::default() };
    let seen = row_of(home);
    let alone: Vec<f32> = seen.iter().map(log_odds_alone).collect();
    let mut leaving = Leaving::default();
    let mut gone: FxHashSet<usize> = FxHashSet::default();
    let mut others = shelf.rows[c.original as usize].clone();
    others.sort_unstable();
    others.dedup();
    for other in others.into_iter().filter(|o| *o != home).take(MOST_RENDERINGS) {
        let there: Vec<f32> = row_of(other).iter().map(log_odds_alone).collect();
        if let Some(taken) = exchanged(&alone, &there) {
            gone.extend(taken);
            let same = |(_, text): &(usize, &u32)| **text == other;
            leaving.originals.extend(shelf.rows[c.original as usize].iter().enumerate().filter(same).map(|o| o.0));
        }
    }
    let stay: Vec<usize> = (0..rows.len().min(seen.len())).filter(|r| !gone.contains(r)).collect();
    let is_strange = |r: &usize| is_strange(*r, &stay, (&seen, &alone), c.log_odds, rows);
    gone.extend(stay.iter().copied().filter(is_strange));
    leaving.renderings = gone.into_iter().collect();
    leaving.renderings.sort_unstable();
    leaving.originals.sort_unstable();
    leaving
}

/// Does a rendering look strange beside the others that stay?
fn is_strange(at: usize, stay: &[usize], (seen, alone): (&[Measures], &[f32]), statement: f32, rows: &[Rendering]) -> bool {
    let others = || stay.iter().copied().filter(|r| *r != at);
    let best = |of: &dyn Fn(usize) -> f32| others().map(of).fold(f32::NEG_INFINITY, f32::max);
    let share = |r: usize| seen[r][ANSWERED_OF_RENDERING];
    let values = [
        1.0,
        alone[at] - best(&|r| alone[r]),
        statement,
        seen[at][CONTENT_ANSWERED],
        rows[at].similarity,
        share(at) - best(&share),
    ];
    let log_odds: f32 = values.iter().zip(WEIGHTS).map(|(v, (_, w))| v * w).sum();
    others().any(|r| rows[r].role != Role::Partial) && probability(log_odds) < LEAST
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

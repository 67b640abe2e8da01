//! Which words of one language answer which of another, in the texts at hand, and of which is it known that nothing here answers them?

use crate::cluster::originals::score::Answers;
use crate::cluster::originals::texts::Side;
use crate::lexicon::foreign::{Answered, Proof};
use crate::lexicon::learn::Learned;

/// Which words of the originals answer which of the renderings.
pub struct Crossing {
    pub answers: Answers,
    /// Which words of the renderings answer any.
    pub is_answering: Vec<bool>,
    /// Words of content of either that a lexicon knows in the language of the other, though none here may answer them.
    pub known: [Vec<bool>; 2],
}

impl Crossing {
    /// Is it known which words would answer one of the originals, or one of the renderings?
    pub fn knows_here(&self, word: u32) -> bool {
        is_at(&self.known[0], word) || self.answers.get(word as usize).is_some_and(|a| !a.is_empty())
    }

    pub fn knows_there(&self, word: u32) -> bool {
        is_at(&self.known[1], word) || is_at(&self.is_answering, word)
    }

    /// Adds what was learned of stems, where nothing was known.
    pub fn add(&mut self, learned: &[Learned], here: &Side, there: &Side) {
        let (from, to) = (here.by_stem(), there.by_stem());
        for l in learned {
            let answered = Answered { proof: Proof::Learned, strength: l.strength, source: None };
            for &h in from.get(&l.here).into_iter().flatten() {
                let Some(answers) = self.answers.get_mut(h as usize) else { continue };
                for &t in to.get(&l.there).into_iter().flatten() {
                    if let Err(at) = answers.binary_search_by_key(&t, |a| a.0) {
                        answers.insert(at, (t, answered));
                        self.is_answering[t as usize] = true;
                    }
                }
            }
        }
    }
}

fn is_at(flags: &[bool], word: u32) -> bool {
    flags.get(word as usize).copied().unwrap_or(false)
}

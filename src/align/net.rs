//! What do the pieces of evidence say together? The last pass: a small net over all features of both passes, since what one piece is worth
//! depends on the others (two words that nothing speaks for answer each other in a gap of one word, but not in one of ten).

use crate::align::evidence::Kind;
use crate::align::features::{FIRST, SECOND};
use crate::align::pair::dot;
use crate::align::sorts::{SORTS, Sorts};

/// Units between features and probability.
pub const UNITS: usize = 36;
pub const INPUTS: usize = FIRST.len() + SECOND.len();

#[derive(Clone, Debug)]
pub struct Net {
    /// For each feature, its weight at each unit: many features of a pair are nought and passed over.
    pub features: [[f32; UNITS]; INPUTS],
    /// For each kind of evidence, what it gives each unit; the last is what it gives the probability itself.
    pub kinds: [[f32; UNITS + 1]; Kind::ALL.len()],
    /// For each side and sort of word, what it gives each unit.
    pub sorts: [[[f32; UNITS]; SORTS.len()]; 2],
    /// The weight of each unit.
    pub units: [f32; UNITS],
}

/// What the net looks at in a pair of words.
#[derive(Clone, Debug)]
pub struct Look {
    pub kind: Kind,
    pub features: [f32; INPUTS],
    pub sorts: [Sorts; 2],
}

impl Net {
    pub const ZERO: Net = Net {
        features: [[0.0; UNITS]; INPUTS],
        kinds: [[0.0; UNITS + 1]; Kind::ALL.len()],
        sorts: [[[0.0; UNITS]; SORTS.len()]; 2],
        units: [0.0; UNITS],
    };

    /// The weights of all that may be looked at, at each unit: features, then sorts.
    pub fn inputs(&self) -> impl Iterator<Item = &[f32; UNITS]> {
        self.features.iter().chain(self.sorts.iter().flatten())
    }

    pub fn inputs_mut(&mut self) -> impl Iterator<Item = &mut [f32; UNITS]> {
        self.features.iter_mut().chain(self.sorts.iter_mut().flatten())
    }

    /// What each unit says to a pair.
    pub fn hidden(&self, look: &Look) -> [f32; UNITS] {
        let mut out = [0.0; UNITS];
        out.copy_from_slice(&self.kinds[look.kind as usize][..UNITS]);
        for (feature, weights) in look.features.iter().zip(&self.features).filter(|(feature, _)| **feature != 0.0) {
            out.iter_mut().zip(weights).for_each(|(slot, weight)| *slot += feature * weight);
        }
        for (sorts, side) in look.sorts.iter().zip(&self.sorts) {
            for weights in sorts.each().map(|sort| &side[sort]) {
                out.iter_mut().zip(weights).for_each(|(slot, weight)| *slot += weight);
            }
        }
        out.map(|said| said.max(0.0))
    }

    /// What the units say together, in log-odds.
    pub fn odds(&self, kind: Kind, hidden: &[f32; UNITS]) -> f32 {
        dot(&self.units, hidden) + self.kinds[kind as usize][UNITS]
    }
}

/// Both passes' features in one row.
pub fn joined(first: &[f32; FIRST.len()], second: &[f32; SECOND.len()]) -> [f32; INPUTS] {
    let mut out = [0.0; INPUTS];
    out[..FIRST.len()].copy_from_slice(first);
    out[FIRST.len()..].copy_from_slice(second);
    out
}

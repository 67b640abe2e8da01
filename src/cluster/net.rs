//! What do the measures of a closer look say together? A small net of integers, since what one measure is worth depends on the others: the
//! same bytes on every machine. `weights.csv` is written by `scripts/train_clusters.rs`, a row a measure and a column a unit.

use std::sync::LazyLock;

use crate::cluster::measures::{Measures, NAMES};
use crate::cluster::score::ONE;

/// Units between measures and log-odds.
pub const UNITS: usize = 24;

/// Weights in 1/[`ONE`].
#[derive(Clone, Debug, PartialEq)]
pub struct Net {
    /// For each measure, what it gives each unit.
    pub measures: [[i32; UNITS]; NAMES.len()],
    /// What each unit is given before anything is known.
    pub bias: [i32; UNITS],
    /// What each unit gives the log-odds.
    pub units: [i32; UNITS],
    /// The log-odds before anything is known.
    pub base: i32,
}

/// The weights that are part of the program. What a damaged line would say counts as nothing; a test reads all lines.
pub static NET: LazyLock<Net> = LazyLock::new(|| Net::read(include_str!("weights.csv")));

/// The rows behind those of the measures.
const BIAS: &str = "before anything is known";
const OUT: &str = "what the unit says";
const BASE: &str = "log-odds before anything is known";

impl Net {
    pub const ZERO: Net = Net { measures: [[0; UNITS]; NAMES.len()], bias: [0; UNITS], units: [0; UNITS], base: 0 };

    /// The log-odds of one statement, in 1/[`ONE`].
    pub fn log_odds(&self, measures: &Measures) -> i64 {
        let mut sums = self.bias.map(|b| b * ONE as i32);
        for (m, weights) in measures.iter().zip(&self.measures) {
            for (sum, w) in sums.iter_mut().zip(weights) {
                *sum = sum.wrapping_add(m.wrapping_mul(*w));
            }
        }
        let said = sums.iter().zip(&self.units).map(|(s, w)| i64::from(*s).max(0) / ONE * i64::from(*w));
        i64::from(self.base) + said.sum::<i64>() / ONE
    }

    /// Lines of `measure,` and a weight for each unit.
    pub fn read(text: &str) -> Net {
        let mut net = Net::ZERO;
        for line in text.lines() {
            let Some((name, cells)) = line.strip_prefix('"').and_then(|l| l.split_once("\",")) else { continue };
            let mut weights = [0; UNITS];
            for (slot, cell) in weights.iter_mut().zip(cells.split(',')) {
                *slot = cell.parse().unwrap_or(0);
            }
            match (NAMES.iter().position(|n| *n == name), name) {
                (Some(m), _) => net.measures[m] = weights,
                (None, BIAS) => net.bias = weights,
                (None, OUT) => net.units = weights,
                (None, BASE) => net.base = weights[0],
                _ => {}
            }
        }
        net
    }

    pub fn write(&self) -> String {
        let units: Vec<String> = (1..=UNITS).map(|u| format!("unit {u}")).collect();
        let mut out = format!("\"weights in 1/{ONE}\",{}\n", units.join(","));
        let rows = NAMES.iter().copied().zip(&self.measures).chain([(BIAS, &self.bias), (OUT, &self.units)]);
        for (name, weights) in rows {
            let cells: Vec<String> = weights.iter().map(i32::to_string).collect();
            out.push_str(&format!("\"{name}\",{}\n", cells.join(",")));
        }
        out.push_str(&format!("\"{BASE}\",{}\n", self.base));
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_holds_every_weight_and_nothing_else() {
        assert_eq!(NET.write(), include_str!("weights.csv"));
        assert!(NET.units.iter().filter(|w| **w != 0).count() > UNITS / 2);
    }
}

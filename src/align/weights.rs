//! How much does each piece of evidence count? `weights.csv` within a language, `abroad.csv` between two, both written by
//! `scripts/train_links.rs`, one row a pass and kind of evidence. A kind that the training never met has no rows and counts as nothing.

use std::sync::LazyLock;

use crate::align::evidence::Kind;
use crate::align::features::{FIRST, SECOND};
use crate::align::net::{Net, UNITS};
use crate::align::sorts::SORTS;

#[derive(Clone, Debug)]
pub struct Weights {
    pub first: [[f32; FIRST.len()]; Kind::ALL.len()],
    pub second: [[f32; SECOND.len()]; Kind::ALL.len()],
    pub net: Net,
}

/// The weights that are part of the program. What a damaged line would say counts as nothing; a test reads all lines.
pub static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::read(include_str!("weights.csv")));
/// Those for two texts of two languages.
pub static ABROAD: LazyLock<Weights> = LazyLock::new(|| Weights::read(include_str!("abroad.csv")));

impl Weights {
    pub fn zero() -> Weights {
        Weights { first: [[0.0; FIRST.len()]; Kind::ALL.len()], second: [[0.0; SECOND.len()]; Kind::ALL.len()], net: Net::ZERO }
    }

    /// Lines of `pass,kind,feature,weight`.
    pub fn read(text: &str) -> Weights {
        let mut out = Weights::zero();
        for line in text.lines() {
            let mut cells = line.split(',');
            let (Some(pass), Some(kind), Some(feature), Some(weight)) = (cells.next(), cells.next(), cells.next(), cells.next())
            else {
                continue;
            };
            if let Some(unit) = pass.strip_prefix("net-") {
                out.read_unit(unit, kind, feature, weight);
                continue;
            }
            let (Some(kind), Ok(weight)) = (Kind::ALL.iter().position(|k| k.name() == kind), weight.parse::<f32>()) else {
                continue;
            };
            match pass {
                "first" => {
                    if let Some(f) = FIRST.iter().position(|f| *f == feature) {
                        out.first[kind][f] = weight;
                    }
                }
                "second" => {
                    if let Some(f) = SECOND.iter().position(|f| *f == feature) {
                        out.second[kind][f] = weight;
                    }
                }
                _ => {}
            }
        }
        out
    }

    /// `net-3,,left,0.5`: a feature's weight at the third unit; `net-3,synonym,,0.5`: what a kind gives it; `net-out` is the probability itself.
    fn read_unit(&mut self, unit: &str, kind: &str, feature: &str, weight: &str) {
        let Ok(weight) = weight.parse::<f32>() else { return };
        let number = unit.parse::<usize>().ok().and_then(|u| u.checked_sub(1)).filter(|u| *u < UNITS);
        let kind = Kind::ALL.iter().position(|k| k.name() == kind);
        match (number, kind) {
            (Some(u), Some(kind)) => self.net.kinds[kind][u] = weight,
            (None, Some(kind)) => self.net.kinds[kind][UNITS] = weight,
            (Some(u), None) => {
                if let Some(weights) = net_features().position(|f| f == feature).and_then(|f| self.net.inputs_mut().nth(f)) {
                    weights[u] = weight;
                }
            }
            (None, None) => {
                if let Some(slot) = feature.parse::<usize>().ok().and_then(|u| self.net.units.get_mut(u.checked_sub(1)?)) {
                    *slot = weight;
                }
            }
        }
    }

    pub fn write(&self) -> String {
        let mut out = String::from("pass,kind,feature,weight\n");
        let met = |weights: &[f32]| weights.iter().any(|w| *w != 0.0);
        for kind in Kind::ALL.into_iter().filter(|k| met(&self.first[*k as usize])) {
            for (f, w) in FIRST.iter().zip(&self.first[kind as usize]) {
                out.push_str(&format!("first,{},{f},{w:.3}\n", kind.name()));
            }
        }
        for kind in Kind::ALL.into_iter().filter(|k| met(&self.second[*k as usize])) {
            for (f, w) in SECOND.iter().zip(&self.second[kind as usize]) {
                out.push_str(&format!("second,{},{f},{w:.3}\n", kind.name()));
            }
        }
        // A unit that decay has stilled is not written.
        let speaks = |u: usize| self.net.units.get(u).is_none_or(|w| w.abs() >= 0.0005);
        for u in (0..UNITS).filter(|u| speaks(*u)) {
            for (f, weights) in net_features().zip(self.net.inputs()) {
                out.push_str(&format!("net-{},,{f},{:.3}\n", u + 1, weights[u]));
            }
        }
        for kind in Kind::ALL.into_iter().filter(|k| met(&self.net.kinds[*k as usize])) {
            for (u, w) in self.net.kinds[kind as usize].iter().enumerate().filter(|(u, _)| speaks(*u)) {
                let unit = if u == UNITS { "out".to_string() } else { (u + 1).to_string() };
                out.push_str(&format!("net-{unit},{},,{w:.3}\n", kind.name()));
            }
        }
        for (u, w) in self.net.units.iter().enumerate().filter(|(u, _)| speaks(*u)) {
            out.push_str(&format!("net-out,,{},{w:.3}\n", u + 1));
        }
        out
    }
}

/// The names of what the net looks at: features of the first pass, those of the second behind `2-`, sorts of the one word behind `a-`, of the
/// other behind `b-`.
fn net_features() -> impl Iterator<Item = String> {
    let behind = |mark: &'static str, names: &'static [&'static str]| names.iter().map(move |name| format!("{mark}{name}"));
    behind("", &FIRST).chain(behind("2-", &SECOND)).chain(behind("a-", &SORTS)).chain(behind("b-", &SORTS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_hold_every_weight_and_nothing_else() {
        for (weights, text) in [(&WEIGHTS, include_str!("weights.csv")), (&ABROAD, include_str!("abroad.csv"))] {
            assert_eq!(weights.write(), text);
            // Decay may still some units; most speak.
            assert!(weights.net.units.iter().filter(|w| **w != 0.0).count() > weights.net.units.len() / 2);
        }
    }
}

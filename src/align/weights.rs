//! How much does each piece of evidence count? `weights.csv`, written by `scripts/train_links.rs`, one row a pass and kind of evidence.

use std::sync::LazyLock;

use crate::align::evidence::Kind;
use crate::align::pair::{FIRST, SECOND};

#[derive(Clone, Debug)]
pub struct Weights {
    pub first: [[f32; FIRST.len()]; Kind::ALL.len()],
    pub second: [[f32; SECOND.len()]; Kind::ALL.len()],
}

/// The weights that are part of the program. What a damaged line would say counts as nothing; a test reads all lines.
pub static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| Weights::read(include_str!("weights.csv")));

impl Weights {
    pub fn zero() -> Weights {
        Weights { first: [[0.0; FIRST.len()]; Kind::ALL.len()], second: [[0.0; SECOND.len()]; Kind::ALL.len()] }
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

    pub fn write(&self) -> String {
        let mut out = String::from("pass,kind,feature,weight\n");
        for kind in Kind::ALL {
            for (f, w) in FIRST.iter().zip(&self.first[kind as usize]) {
                out.push_str(&format!("first,{},{f},{w:.3}\n", kind.name()));
            }
        }
        for kind in Kind::ALL {
            for (f, w) in SECOND.iter().zip(&self.second[kind as usize]) {
                out.push_str(&format!("second,{},{f},{w:.3}\n", kind.name()));
            }
        }
        out
    }
}

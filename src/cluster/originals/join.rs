//! What stands in a statement that an original was laid beside? The rows of both, and what they sum up to.

use rustc_hash::FxHashSet;

use crate::cluster::originals::{Join, Made};
use crate::model::{Role, Shared};

/// Moves the rows of each original to its statement.
pub fn joined(made: Vec<Made>, joins: &[Join]) -> Vec<Made> {
    let mut slots: Vec<Option<Made>> = made.into_iter().map(Some).collect();
    for &Join { original: o, statement: s, probability } in joins {
        let Some((original, rows)) = slots.get_mut(o).and_then(Option::take) else { continue };
        let Some((statement, others)) = slots.get_mut(s).and_then(Option::as_mut) else { continue };
        others.extend(rows.into_iter().map(|mut r| {
            r.statement_id = statement.id.clone();
            r.similarity = r.similarity.min(probability);
            if r.role == Role::Base {
                r.role = Role::Variant;
            }
            r
        }));
        let missing = |all: &mut Vec<Shared>, more: Vec<Shared>| {
            all.extend(more);
            let mut seen: FxHashSet<Shared> = FxHashSet::default();
            all.retain(|s| seen.insert(s.clone()));
        };
        missing(&mut statement.speakers, original.speakers);
        missing(&mut statement.outlets, original.outlets);
        missing(&mut statement.languages, original.languages);
        statement.outlets.sort();
        statement.languages.sort();
        statement.date = match (statement.date, original.date) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        statement.renderings += original.renderings;
    }
    slots.into_iter().flatten().collect()
}

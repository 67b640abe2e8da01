//! Which renderings does an original part from their statement? Those that it does not answer, while it answers the others word by word: they
//! only looked like them. They stand in a statement of their own.

use rustc_hash::FxHashMap;

use crate::cluster::originals::Made;
use crate::cluster::originals::cut::{self, Cut};
use crate::cluster::originals::decided::Decided;
use crate::cluster::rows;
use crate::model::{CompactString, Role};

/// Takes the strangers (by statement and row) out, but for those that the auditor keeps with another of the statement. Gives back the
/// statements that stayed as they were, and those made anew.
pub fn parted(
    made: Vec<Made>,
    strangers: &FxHashMap<usize, Vec<usize>>,
    cuts: &FxHashMap<usize, Cut>,
    decided: &Decided,
) -> (Vec<Made>, Vec<Made>) {
    let mut out: Vec<Made> = Vec::with_capacity(made.len() + strangers.len());
    let mut new: Vec<Made> = Vec::new();
    for (at, (statement, all)) in made.into_iter().enumerate() {
        if let Some(place) = cuts.get(&at) {
            let base = statement.text.clone();
            new.extend(cut::cut((statement, all), &base, *place));
            continue;
        }
        let Some(strange) = strangers.get(&at) else {
            out.push((statement, all));
            continue;
        };
        let ids: Vec<[CompactString; 2]> = all.iter().map(|r| [r.quote_id.clone(), r.id.clone()]).collect();
        let is_kept = |i: &usize| ids.iter().enumerate().any(|(j, other)| j != *i && decided.must(&ids[*i], other));
        let leaves = |i: usize| strange.contains(&i) && !is_kept(&i);
        let (mut stay, mut leave) = (Vec::new(), Vec::new());
        for (i, row) in all.into_iter().enumerate() {
            if leaves(i) { leave.push(row) } else { stay.push(row) }
        }
        if leave.is_empty() || stay.iter().all(|r| r.role == Role::Partial) {
            stay.extend(leave);
            out.push((statement, stay));
            continue;
        }
        new.push(rows::remade(&statement, stay));
        new.push(rows::remade(&statement, leave));
    }
    (out, new)
}

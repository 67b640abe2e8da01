//! What becomes of rows that an original parts from their statement? They stand in a statement of their own, but for a part that stands in
//! another statement anyway.

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
    let mut times: FxHashMap<CompactString, u32> = FxHashMap::default();
    made.iter().flat_map(|m| &m.1).for_each(|r| *times.entry(r.id.clone()).or_default() += 1);
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
        leave.retain(|row| row.role != Role::Partial || is_last(&mut times, &row.id));
        if !leave.is_empty() {
            new.push(rows::remade(&statement, leave));
        }
    }
    (out, new)
}

/// Is this the last statement that a rendering stands in? If not, it stands in one less from now on.
fn is_last(times: &mut FxHashMap<CompactString, u32>, id: &str) -> bool {
    times.get_mut(id).filter(|n| **n > 1).map(|n| *n -= 1).is_none()
}

//! Which renderings does an original part from their statement? Those that it does not answer, while it answers the others word by word: they
//! only looked like them. They stand in a statement of their own.

use rustc_hash::FxHashMap;

use crate::cluster::originals::Made;
use crate::cluster::originals::decided::Decided;
use crate::cluster::rows;
use crate::model::{CompactString, Rendering, Role, Shared, Statement};

/// Takes the strangers (by statement and row) out, but for those that the auditor keeps with another of the statement.
pub fn parted(made: Vec<Made>, strangers: &FxHashMap<usize, Vec<usize>>, decided: &Decided) -> Vec<Made> {
    let mut out: Vec<Made> = Vec::with_capacity(made.len() + strangers.len());
    let mut new: Vec<Made> = Vec::new();
    for (at, (statement, all)) in made.into_iter().enumerate() {
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
        out.push(remade(&statement, stay));
        new.push(remade(&statement, leave));
    }
    rows::name_beside(&mut new, &out);
    out.extend(new);
    out
}

/// A statement of some of the rows of another: its id stays until it is named anew.
fn remade(before: &Statement, mut rows: Vec<Rendering>) -> Made {
    if rows.iter().all(|r| r.role != Role::Base)
        && let Some(at) =
            (0..rows.len()).max_by_key(|i| (rows[*i].role != Role::Partial, rows[*i].text.len(), std::cmp::Reverse(*i)))
    {
        rows[at].role = Role::Base;
        rows.swap(0, at);
    }
    let distinct = |of: fn(&Rendering) -> &Shared| {
        let mut all: Vec<Shared> = rows.iter().map(of).filter(|s| !s.is_empty()).cloned().collect();
        all.sort();
        all.dedup();
        all
    };
    let (lang, text) = rows.first().map_or((before.lang.clone(), before.text.clone()), |r| (r.lang.clone(), r.text.clone()));
    let statement = Statement {
        id: before.id.clone(),
        speakers: before.speakers.clone(),
        date: rows.iter().filter_map(|r| r.date).min(),
        lang,
        text,
        original: before.original.clone(),
        renderings: u32::try_from(rows.len()).unwrap_or(u32::MAX),
        outlets: distinct(|r| &r.outlet),
        languages: distinct(|r| &r.lang),
    };
    (statement, rows)
}

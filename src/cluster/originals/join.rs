//! What stands in a statement that an original was laid beside? The rows of both, what they sum up to, and the base that both speak for.

use rustc_hash::FxHashSet;

use crate::cluster::originals::{Join, Made};
use crate::cluster::rows;
use crate::model::{Role, Shared};
use crate::normalise::base_among;

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
    let taking: FxHashSet<usize> = joins.iter().map(|j| j.statement).collect();
    let made = slots.into_iter().enumerate().filter_map(|(i, made)| Some((taking.contains(&i), made?)));
    let (mut changed, mut others) = (Vec::new(), Vec::new());
    for (grown, mut made) in made {
        let is_changed = grown && choose_base(&mut made);
        if is_changed { changed.push(made) } else { others.push(made) }
    }
    rows::name_beside(&mut changed, &others);
    others.extend(changed);
    others
}

/// Chooses the base anew, where rows of another language may tell which of the others is right. Is it another one than before?
fn choose_base((statement, rows): &mut Made) -> bool {
    let (own, others): (Vec<usize>, Vec<usize>) = (0..rows.len()).partition(|i| rows[*i].lang == statement.lang);
    let [told, others] = [&own, &others].map(|all| all.iter().map(|i| &rows[*i]).collect::<Vec<_>>());
    let Some(base) = base_among(&told, &others).and_then(|k| own.get(k).copied()) else { return false };
    if rows[base].text == statement.text {
        return false;
    }
    rows.iter_mut().filter(|r| r.role == Role::Base).for_each(|r| r.role = Role::Variant);
    rows[base].role = Role::Base;
    rows.swap(0, base);
    statement.text.clone_from(&rows[0].text);
    true
}

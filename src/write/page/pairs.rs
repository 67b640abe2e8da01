//! How far do two outlets agree? The share of their words that stand where both have the same, over the statements that both print in one
//! language.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::lang;
use crate::model::{Alignment, Rendering, Role};
use crate::normalise::words;
use crate::write::page::Shown;

/// Two outlets: their numbers, words that are the same, all words, statements.
#[derive(Serialize)]
pub struct Pair(usize, usize, u64, u64, u32);

/// Outlets that are compared: those with the most statements beside others. A plot has no room for more.
const MOST: usize = 16;

pub fn pairs<'a>(statements: &'a [Shown<'a>], mut number: impl FnMut(&'a str) -> usize) -> Vec<Pair> {
    let compared = most_shared(statements);
    let mut sums: FxHashMap<(usize, usize), (u64, u64, u32)> = FxHashMap::default();
    for shown in statements {
        let members = one_each(shown.renderings, &compared);
        if members.len() < 2 {
            continue;
        }
        let folded: Vec<Vec<Option<Folded>>> = members.iter().map(|(_, i)| words_by_place(shown, *i)).collect();
        for a in 0..members.len() {
            for b in a + 1..members.len() {
                let (x, y) = (&shown.renderings[members[a].1], &shown.renderings[members[b].1]);
                if x.lang != y.lang {
                    continue;
                }
                let (same, all) = agreement(x.role, &folded[a], y.role, &folded[b]);
                let sum = sums.entry((members[a].0, members[b].0)).or_default();
                *sum = (sum.0 + same, sum.1 + all, sum.2 + 1);
            }
        }
    }
    let mut out: Vec<Pair> =
        sums.into_iter().map(|((a, b), (same, all, n))| Pair(number(compared[a]), number(compared[b]), same, all, n)).collect();
    out.sort_unstable_by_key(|p| (p.0, p.1));
    out
}

/// The names of the outlets that share the most statements with others.
fn most_shared<'a>(statements: &'a [Shown<'a>]) -> Vec<&'a str> {
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    for shown in statements.iter().filter(|s| s.statement.outlets.len() > 1) {
        for outlet in shown.statement.outlets.iter().filter(|o| !o.is_empty()) {
            *counts.entry(outlet).or_default() += 1;
        }
    }
    let mut outlets: Vec<(u32, &str)> = counts.into_iter().map(|(name, n)| (n, name)).collect();
    outlets.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    outlets.truncate(MOST);
    outlets.into_iter().map(|(_, name)| name).collect()
}

/// The first rendering of each outlet that is compared: (its number among those, index of the rendering), in the order of the outlets.
fn one_each(renderings: &[Rendering], compared: &[&str]) -> Vec<(usize, usize)> {
    let first = |name: &&str| renderings.iter().position(|r| *r.outlet == **name);
    compared.iter().enumerate().filter_map(|(n, name)| Some((n, first(name)?))).collect()
}

type Folded = Vec<crate::model::CompactString>;

/// What one rendering has at each place, as compared.
fn words_by_place(shown: &Shown, i: usize) -> Vec<Option<Folded>> {
    let Alignment { places, .. } = shown.alignment;
    let r = &shown.renderings[i];
    let folded = |text: &str| words(text, lang::of(&r.lang)).into_iter().map(|w| w.folded).collect();
    places.iter().map(|p| p.cells.get(i)?.as_ref().map(|c| folded(c.span.of(&r.text)))).collect()
}

/// Words of both that are the same, and all. One that quotes only a part counts from its first place to its last.
fn agreement(x: Role, a: &[Option<Folded>], y: Role, b: &[Option<Folded>]) -> (u64, u64) {
    let ends = |cells: &[Option<Folded>]| (cells.iter().position(Option::is_some), cells.iter().rposition(Option::is_some));
    let (mut from, mut to) = (0, a.len());
    for cells in [(x, a), (y, b)].into_iter().filter(|(role, _)| *role == Role::Partial).map(|(_, cells)| cells) {
        if let (Some(first), Some(last)) = ends(cells) {
            (from, to) = (from.max(first), to.min(last + 1));
        }
    }
    let (mut same, mut all) = (0, 0);
    for (p, q) in a.iter().zip(b).take(to).skip(from) {
        let count = |cell: &Option<Folded>| cell.as_ref().map_or(0, |words| words.len() as u64);
        all += count(p) + count(q);
        same += if p.is_some() && p == q { count(p) + count(q) } else { 0 };
    }
    (same, all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(words: &[&str]) -> Vec<Option<Folded>> {
        words.iter().map(|w| (!w.is_empty()).then(|| vec![(*w).into()])).collect()
    }

    #[test]
    fn a_part_counts_where_it_stands() {
        let (a, b) = (cells(&["the", "old", "bridge", "is", "shut"]), cells(&["", "", "bridge", "is", ""]));
        assert_eq!(agreement(Role::Base, &a, Role::Variant, &b), (4, 7));
        assert_eq!(agreement(Role::Base, &a, Role::Partial, &b), (4, 4));
    }
}

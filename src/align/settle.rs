//! Where do words stand that nothing answers? They stand in for each other between the same neighbours: a word of one rendering takes the empty
//! slot beside one of another, so that the reader sees one in place of the other, and not two gaps.

use rustc_hash::FxHashSet;

use crate::align::grid::{Column, FIRM, Input, Lookup, NONE, SURE, places_of, weight};
use crate::align::tokens::Class;

/// The class of words that tell something.
const TELLING: u8 = Class::Content as u8;

/// Lets words that nothing answers stand in for each other: a column moves to an earlier one when all its renderings are silent from there on.
/// Columns that follow each other with the same renderings move together, in order, to where they stand in best: those of the base's language
/// (`native`), or those without any.
pub fn settle(columns: Vec<Column>, input: &Input, links: &Lookup, native: bool) -> Vec<Column> {
    const WINDOW: usize = 120;
    let k = input.units.len();
    let ground = Ground::new(input, links, places_of(&columns, input));
    let mut out: Vec<Column> = Vec::with_capacity(columns.len());
    // One past the last column that a rendering has spoken in.
    let mut spoken = vec![0usize; k];
    let mut rest = columns.into_iter().peekable();
    while let Some(first) = rest.next() {
        let who = first.clone();
        let speaks = |r: usize| who[r] != NONE;
        let mut strand = vec![first];
        while strand.len() < WINDOW {
            match rest.next_if(|next| next.iter().zip(&who).all(|(u, v)| (*u == NONE) == (*v == NONE))) {
                Some(next) => strand.push(next),
                None => break,
            }
        }
        let free = (0..k).filter(|r| speaks(*r)).map(|r| spoken[r]).max().unwrap_or(0).max(out.len().saturating_sub(WINDOW));
        if native || (0..k).all(|r| !speaks(r) || !input.is_native(r)) {
            lay(strand, free, &mut out, &ground);
        } else {
            out.extend(strand);
        }
        for (c, column) in out.iter().enumerate().skip(free) {
            for r in (0..k).filter(|r| column[*r] != NONE) {
                spoken[r] = c + 1;
            }
        }
    }
    out
}

/// Lays the columns of a strand over those of `out` from `free` on, in order; what stands in for nothing goes in between.
fn lay(strand: Vec<Column>, free: usize, out: &mut Vec<Column>, ground: &Ground) {
    let (m, n) = (strand.len(), out.len() - free);
    if n == 0 {
        out.extend(strand);
        return;
    }
    let mut score = vec![0u64; m * n];
    for (i, row) in score.chunks_mut(n).enumerate() {
        for (j, slot) in row.iter_mut().enumerate() {
            *slot = ground.stand_in(&strand[i], &out[free + j]);
        }
    }
    if let Some((i, j)) = ground.only_two(&strand, &out[free..]) {
        score[i * n + j] = score[i * n + j].max(FIRM);
    }
    // Needleman-Wunsch without a price for gaps, from the end, so that the way read from the start prefers early columns.
    let at = |i: usize, j: usize| i * (n + 1) + j;
    let mut best = vec![0u64; (m + 1) * (n + 1)];
    for i in (0..m).rev() {
        for j in (0..n).rev() {
            let skip = best[at(i + 1, j)].max(best[at(i, j + 1)]);
            best[at(i, j)] = skip.max(best[at(i + 1, j + 1)] + score[i * n + j]);
        }
    }
    let window = out.split_off(free);
    let mut strand = strand.into_iter().enumerate().peekable();
    for (j, mut column) in window.into_iter().enumerate() {
        // Columns that no later place wants more wait for the next one that has a place.
        while let Some((i, _)) = strand.peek() {
            let i = *i;
            if best[at(i, j)] > 0 && best[at(i, j)] == best[at(i + 1, j + 1)] + score[i * n + j] && score[i * n + j] > 0 {
                if let Some((_, own)) = strand.next() {
                    column.iter_mut().zip(own).filter(|(_, u)| *u != NONE).for_each(|(slot, u)| *slot = u);
                }
                break;
            }
            if best[at(i, j)] == 0 || best[at(i, j)] == best[at(i, j + 1)] {
                break;
            }
            out.extend(strand.next().map(|(_, own)| own));
        }
        out.push(column);
    }
    out.extend(strand.map(|(_, own)| own));
}

/// What is known when words that nothing answers are laid beside each other.
struct Ground<'a> {
    input: &'a Input<'a>,
    links: &'a Lookup<'a>,
    /// The column of each unit before any moved.
    place: Vec<Vec<u32>>,
    /// Units whose answer in another rendering stands in another column: rendering, unit, the other rendering.
    away: FxHashSet<(usize, u32, usize)>,
}

impl<'a> Ground<'a> {
    fn new(input: &'a Input, links: &'a Lookup, place: Vec<Vec<u32>>) -> Self {
        let mut away = FxHashSet::default();
        for ((r, s), pairs) in input.links {
            for p in pairs.iter().filter(|p| p.kind.is_lexical() && weight(p.p) >= SURE) {
                if place[*r].get(p.i as usize) != place[*s].get(p.j as usize) {
                    away.extend([(*r, p.i, *s), (*s, p.j, *r)]);
                }
            }
        }
        Ground { input, links, place, away }
    }

    /// Os agentes não abriram, the guards did not open: where one word that tells something stands between the same neighbours in a foreign rendering,
    /// and one in those of the base's language, the two stand in for each other, though nothing is known of them.
    fn only_two(&self, strand: &[Column], beside: &[Column]) -> Option<(usize, usize)> {
        let tells = |native: bool, column: &Column| {
            let units = column.iter().enumerate().filter(|(r, u)| **u != NONE && self.input.is_native(*r) == native);
            units.into_iter().any(|(r, u)| self.input.units[r].get(*u as usize).is_some_and(|class| *class == TELLING))
        };
        let only = |native: bool, columns: &[Column]| {
            let mut telling = (0..columns.len()).filter(|c| tells(native, &columns[*c]));
            telling.next().filter(|_| telling.next().is_none())
        };
        let is_foreign = strand.iter().all(|c| c.iter().enumerate().all(|(r, u)| *u == NONE || !self.input.is_native(r)));
        let (i, j) = (only(false, strand)?, only(true, beside)?);
        let langs = self.input.langs;
        let is_open = |r: usize, u: u32| (0..langs.len()).all(|s| langs[s] == langs[r] || !self.away.contains(&(r, u, s)));
        let are_open = |column: &Column| column.iter().enumerate().all(|(r, u)| *u == NONE || is_open(r, *u));
        (is_foreign && are_open(&strand[i]) && are_open(&beside[j])).then_some((i, j))
    }

    /// How plausibly the words of two columns stand in for each other: by their faint links, by what kind of words they are, and by
    /// standing directly behind or before the same place.
    fn stand_in(&self, a: &[u32], b: &[u32]) -> u64 {
        let (mut faint, mut alike, mut beside) = (0u64, 0, 0);
        for (r, u) in a.iter().enumerate().filter(|(_, u)| **u != NONE) {
            for (s, v) in b.iter().enumerate().filter(|(_, v)| **v != NONE) {
                let link = self.links.weight(r, *u, s, *v);
                // Across languages only words that speak for each other do so: neither their kind nor their neighbours tell.
                if self.input.langs[r] != self.input.langs[s] {
                    faint = faint.max(if link >= FIRM { link } else { 0 });
                    continue;
                }
                // What has moved stands where it does by chance: only its place tells.
                let aside = |r: usize, u: u32| self.input.asides[r].get(u as usize);
                if aside(r, *u) != aside(s, *v) {
                    return 0;
                }
                if self.away.contains(&(r, *u, s)) || self.away.contains(&(s, *v, r)) {
                    alike = alike.max(60);
                } else {
                    let class = |r: usize, u: u32| self.input.units[r].get(u as usize);
                    faint = faint.max(link);
                    alike = alike.max(if class(r, *u) == class(s, *v) { 100 } else { 60 });
                }
                let here = |r: usize, u: u32| self.place[r].get(u as usize);
                let behind = match (u.checked_sub(1), v.checked_sub(1)) {
                    (Some(u), Some(v)) => here(r, u) == here(s, v),
                    (before_u, before_v) => before_u == before_v,
                };
                let before = here(r, u + 1).is_some() && here(r, u + 1) == here(s, v + 1);
                beside = beside.max(150 * (u64::from(behind) + u64::from(before)));
            }
        }
        faint + alike + beside
    }
}

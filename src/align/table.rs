//! In what place does each word of each rendering stand? Renderings are laid one after the other into a table whose columns every rendering
//! reads in order: first the base, then the one that answers best to those already there. A word goes to the column whose words it answers
//! best, summed over all renderings, so that no single pair decides; words that nothing answers stand in for those between the same
//! neighbours. Only content decides the order, so that the order of renderings in the input cannot matter. Renderings in another language than
//! the base are laid in last, so that they change nothing between those in its own.

use smallvec::smallvec;

use crate::align::grid::{Column, FIRM, Input, Lookup, NONE, SURE, firm, likely, places_of};
use crate::align::links::Pair;
use crate::align::settle::settle;

/// The columns of a table, in order.
pub fn columns(input: &Input) -> Vec<Column> {
    let k = input.units.len();
    let links = Lookup::new(input);
    let mut columns: Vec<Column> = Vec::new();
    let mut placed = vec![false; k];
    let mut next = Some(input.first);
    for native in [true, false] {
        while let Some(r) = next.filter(|r| input.is_native(*r) == native) {
            columns = add(columns, r, input, &links, &placed);
            placed[r] = true;
            next = closest(input, &links, &placed);
        }
        if native {
            columns = refine(columns, input, &links, &placed);
        }
        // What is settled between renderings of the base's language stays so.
        if native || placed.iter().enumerate().any(|(r, placed)| *placed && !input.is_native(r)) {
            columns = settle(columns, input, &links, native);
        }
    }
    columns
}

/// Lays each rendering anew into the table of the others, and keeps that where words answer each other better: those laid in early knew
/// nothing of those that came later.
fn refine(mut columns: Vec<Column>, input: &Input, links: &Lookup, placed: &[bool]) -> Vec<Column> {
    const MOST: usize = 12;
    let laid = placed.iter().filter(|placed| **placed).count();
    if !(3..=MOST).contains(&laid) {
        return columns;
    }
    let mut best = agreement(&columns, input, links);
    for r in (0..placed.len()).filter(|r| placed[*r]) {
        let mut others = columns.clone();
        others.iter_mut().for_each(|column| column[r] = NONE);
        others.retain(|column| column.iter().any(|u| *u != NONE));
        let mut placed = placed.to_vec();
        placed[r] = false;
        let anew = add(others, r, input, links, &placed);
        let score = agreement(&anew, input, links);
        if score > best {
            (columns, best) = (anew, score);
        }
    }
    columns
}

/// How well the words of all columns answer each other.
fn agreement(columns: &[Column], input: &Input, links: &Lookup) -> u64 {
    let column_of = places_of(columns, input);
    let of_pair = |((r, s), pairs): &((usize, usize), Vec<Pair>)| -> u64 {
        let place = |r: usize, u: u32| column_of[r].get(u as usize);
        let worth = if links.pairs(*r, *s).1 { likely } else { firm };
        // Two units may have two links, of which a look-up finds one.
        let same = |p: &Pair, q: &Pair| (p.i, p.j) == (q.i, q.j);
        let together = pairs.chunk_by(same).filter(|p| place(*r, p[0].i).is_some_and(|c| place(*s, p[0].j) == Some(c)));
        together.map(|p| if let [only] = p { worth(only) } else { links.worth(*r, p[0].i, *s, p[0].j) }).sum()
    };
    links.links.iter().map(of_pair).sum()
}

/// The rendering outside the table that answers best to those inside; one in the base's language first.
fn closest(input: &Input, links: &Lookup, placed: &[bool]) -> Option<usize> {
    let score = |r: usize| -> u64 {
        let sum: u64 = (0..placed.len()).filter(|s| placed[*s]).map(|s| links.total(r, s)).sum();
        sum * 1000 / (input.units[r].len() as u64 + 1)
    };
    (0..placed.len())
        .filter(|r| !placed[*r])
        .map(|r| (score(r), r))
        .max_by(|(a, r), (b, s)| (input.is_native(*r), a).cmp(&(input.is_native(*s), b)).then(s.cmp(r)))
        .map(|(_, r)| r)
}

/// A unit of the new rendering, a column, and how well they answer each other.
#[derive(Clone, Copy, Debug)]
struct Point {
    unit: u32,
    column: u32,
    weight: u64,
}

fn add(columns: Vec<Column>, r: usize, input: &Input, links: &Lookup, placed: &[bool]) -> Vec<Column> {
    let chain = chain(&without_swapped(points(&columns, r, input, links, placed)));
    let units = input.units[r].len();
    let mut out = Vec::with_capacity(columns.len() + units / 4);
    let mut chain = chain.into_iter().peekable();
    let mut unit = 0;
    let mut own = |upto: usize, out: &mut Vec<Column>| {
        while unit < upto {
            let mut column: Column = smallvec![NONE; placed.len()];
            column[r] = unit as u32;
            out.push(column);
            unit += 1;
        }
        unit = upto + 1;
    };
    for (c, mut column) in columns.into_iter().enumerate() {
        if let Some(here) = chain.next_if(|p| p.column as usize == c) {
            own(here.unit as usize, &mut out);
            column[r] = here.unit;
        }
        out.push(column);
    }
    own(units, &mut out);
    out
}

/// All pairs of a unit of `r` and a column that firmly answer each other, by unit, then column. Their weight is that of all links summed, and of
/// those that lead over a rendering which is not in the table yet; much support counts a little more than its sum.
fn points(columns: &[Column], r: usize, input: &Input, links: &Lookup, placed: &[bool]) -> Vec<Point> {
    const MOST_DETOURS: usize = 12;
    let k = placed.len();
    let column_of = places_of(columns, input);
    let mut out: Vec<Point> = Vec::new();
    for s in (0..k).filter(|s| *s != r) {
        if placed[s] {
            out.extend(links.between(r, s).filter_map(|(unit, other, weight)| {
                column_of[s].get(other as usize).map(|&column| Point { unit, column, weight })
            }));
        } else if k <= MOST_DETOURS && (input.is_native(s) || !input.is_native(r)) {
            detours(r, s, &column_of, input, links, placed, &mut out);
        }
    }
    out.sort_unstable_by_key(|p| u64::from(p.unit) << 32 | u64::from(p.column));
    out.dedup_by(|later, kept| {
        let same = later.unit == kept.unit && later.column == kept.column;
        if same {
            kept.weight += later.weight;
        }
        same
    });
    out.retain(|p| p.weight >= FIRM);
    for p in &mut out {
        p.weight += p.weight * p.weight / 20_000;
    }
    out
}

/// Links from `r` to the table by way of `over`.
fn detours(r: usize, over: usize, column_of: &[Vec<u32>], input: &Input, links: &Lookup, placed: &[bool], out: &mut Vec<Point>) {
    let mut answers: Vec<Vec<(u32, u64)>> = vec![Vec::new(); input.units[over].len()];
    for (unit, middle, weight) in links.between(r, over).filter(|l| l.2 >= SURE) {
        if let Some(slot) = answers.get_mut(middle as usize) {
            slot.push((unit, weight));
        }
    }
    for s in (0..placed.len()).filter(|s| placed[*s]) {
        for (middle, other, weight) in links.between(over, s).filter(|l| l.2 >= SURE) {
            let Some(&column) = column_of[s].get(other as usize) else { continue };
            let Some(from) = answers.get(middle as usize) else { continue };
            out.extend(from.iter().map(|(unit, w)| Point { unit: *unit, column, weight: (*w).min(weight) }));
        }
    }
}

/// Where two stretches change places around a third, the third holds and the two have moved: of "the cat is black" and "black is the cat"
/// the verb stays.
fn without_swapped(points: Vec<Point>) -> Vec<Point> {
    let blocks = blocks(&points);
    let mut moved = vec![false; blocks.len()];
    for k in 1..blocks.len().saturating_sub(1) {
        let [x, y, z] = [&blocks[k - 1], &blocks[k], &blocks[k + 1]];
        let reversed = x.rank == y.rank + y.units.len() && y.rank == z.rank + z.units.len();
        let (short, long) = (x.units.len().min(z.units.len()), x.units.len().max(z.units.len()));
        if reversed && long <= 3 * short && !moved[k] && !moved[k - 1] {
            (moved[k - 1], moved[k + 1]) = (true, true);
        }
    }
    let gone: std::collections::BTreeSet<u32> =
        blocks.iter().zip(&moved).filter(|(_, m)| **m).flat_map(|(b, _)| b.units.iter().copied()).collect();
    points.into_iter().filter(|p| !gone.contains(&p.unit)).collect()
}

/// Units that stand together on both sides.
struct Block {
    units: Vec<u32>,
    /// Rank of its first column among all that are answered.
    rank: usize,
}

fn blocks(points: &[Point]) -> Vec<Block> {
    // Each unit's best column, where that column's best unit is this one.
    let mut best_of_unit: Vec<Point> = Vec::new();
    for p in points {
        match best_of_unit.last_mut() {
            Some(last) if last.unit == p.unit => {
                if p.weight > last.weight {
                    *last = *p;
                }
            }
            _ => best_of_unit.push(*p),
        }
    }
    let mut by_column = best_of_unit;
    by_column.sort_by(|a, b| a.column.cmp(&b.column).then(b.weight.cmp(&a.weight)).then(a.unit.cmp(&b.unit)));
    by_column.dedup_by_key(|p| p.column);
    let mut ranked: Vec<(u32, usize)> = by_column.iter().enumerate().map(|(rank, p)| (p.unit, rank)).collect();
    ranked.sort_unstable();
    let mut out: Vec<Block> = Vec::new();
    for (unit, rank) in ranked {
        match out.last_mut() {
            Some(block) if block.rank + block.units.len() == rank => block.units.push(unit),
            _ => out.push(Block { units: vec![unit], rank }),
        }
    }
    out
}

/// The heaviest run of points that rises in both coordinates; neighbours on the diagonal weigh a little more, of equals the leftmost column.
fn chain(points: &[Point]) -> Vec<Point> {
    const TOGETHER: u64 = 60;
    let width = points.iter().map(|p| p.column as usize + 1).max().unwrap_or(0);
    // A Fenwick tree over columns: the best (weight, point) of any chain that ends before a column.
    let mut tree: Vec<(u64, u32)> = vec![(0, NONE); width + 1];
    let mut best: Vec<u64> = vec![0; points.len()];
    let mut before: Vec<u32> = vec![NONE; points.len()];
    let mut at = 0;
    let mut previous_row = 0..0;
    while at < points.len() {
        let end = at + points[at..].iter().take_while(|p| p.unit == points[at].unit).count();
        for k in at..end {
            let p = points[k];
            let mut from = (0, NONE);
            let mut c = p.column as usize;
            while c > 0 {
                let leftmost = || matches!((points.get(tree[c].1 as usize), points.get(from.1 as usize)), (Some(p), Some(q)) if p.column < q.column);
                if tree[c].0 > from.0 || (tree[c].0 == from.0 && leftmost()) {
                    from = tree[c];
                }
                c -= c & c.wrapping_neg();
            }
            for q in previous_row.clone() {
                if points[q].unit + 1 == p.unit && points[q].column + 1 == p.column && best[q] + TOGETHER >= from.0 {
                    from = (best[q] + TOGETHER, q as u32);
                }
            }
            best[k] = from.0 + p.weight;
            before[k] = from.1;
        }
        for k in at..end {
            let mut c = points[k].column as usize + 1;
            while c <= width {
                let leftmost = || points.get(tree[c].1 as usize).is_some_and(|q| points[k].column < q.column);
                if best[k] > tree[c].0 || (best[k] == tree[c].0 && leftmost()) {
                    tree[c] = (best[k], k as u32);
                }
                c += c & c.wrapping_neg();
            }
        }
        previous_row = at..end;
        at = end;
    }
    let last = (0..points.len()).max_by(|&a, &b| best[a].cmp(&best[b]).then(points[b].column.cmp(&points[a].column)));
    let mut out = Vec::new();
    let mut next = last.map_or(NONE, |k| k as u32);
    while let Some(p) = points.get(next as usize) {
        out.push(*p);
        next = before[next as usize];
    }
    out.reverse();
    out
}

//! In what place does each word of each rendering stand? Renderings are laid one after the other into a table whose columns every rendering
//! reads in order: first the base, then the one that answers best to those already there. A word goes to the column whose words it answers
//! best, summed over all renderings, so that no single pair decides; words that nothing answers stand in for those between the same
//! neighbours. Only content decides the order, so that the order of renderings in the input cannot matter.

use crate::align::links::Pair;

/// No word.
pub const NONE: u32 = u32::MAX;

/// What a table is made of: per rendering its units (words), and the links between the units of two renderings.
pub struct Input<'a> {
    /// Class of each unit: units of one class answer each other sooner.
    pub units: &'a [Vec<u8>],
    /// `links[(r, s)]` with r < s, units instead of tokens.
    pub links: &'a [((usize, usize), Vec<Pair>)],
    pub first: usize,
    /// Rank by content; decides equals.
    pub rank: &'a [usize],
}

/// Columns of unit numbers, one slot a rendering.
pub fn columns(input: &Input) -> Vec<Vec<u32>> {
    let k = input.units.len();
    let links = Lookup::new(input);
    let mut columns: Vec<Vec<u32>> = Vec::new();
    let mut placed = vec![false; k];
    let mut next = Some(input.first);
    while let Some(r) = next {
        columns = add(columns, r, input, &links, &placed);
        placed[r] = true;
        next = closest(input, &links, &placed);
    }
    columns
}

/// The rendering outside the table that answers best to those inside.
fn closest(input: &Input, links: &Lookup, placed: &[bool]) -> Option<usize> {
    let score = |r: usize| -> u64 {
        let sum: u64 = (0..placed.len()).filter(|s| placed[*s]).map(|s| links.total(r, s)).sum();
        sum * 1000 / (input.units[r].len() as u64 + 1)
    };
    (0..placed.len())
        .filter(|r| !placed[*r])
        .map(|r| (score(r), r))
        .max_by(|(a, r), (b, s)| a.cmp(b).then(input.rank[*s].cmp(&input.rank[*r])))
        .map(|(_, r)| r)
}

/// Links by pair of renderings, from either side.
struct Lookup<'a> {
    /// `index[r * k + s]`: position in `links`, whatever the order of r and s.
    index: Vec<u32>,
    totals: Vec<u64>,
    links: &'a [((usize, usize), Vec<Pair>)],
    k: usize,
}

impl<'a> Lookup<'a> {
    fn new(input: &Input<'a>) -> Self {
        let k = input.units.len();
        let mut index = vec![NONE; k * k];
        let mut totals = Vec::with_capacity(input.links.len());
        for (at, ((r, s), pairs)) in input.links.iter().enumerate() {
            index[r * k + s] = at as u32;
            index[s * k + r] = at as u32;
            totals.push(pairs.iter().map(|p| weight(p.p)).sum());
        }
        Lookup { index, totals, links: input.links, k }
    }

    fn total(&self, r: usize, s: usize) -> u64 {
        self.totals.get(self.index[r * self.k + s] as usize).copied().unwrap_or(0)
    }

    /// Links between r and s as (unit of r, unit of s, weight).
    fn between(&self, r: usize, s: usize) -> impl Iterator<Item = (u32, u32, u64)> + '_ {
        let pairs = self.links.get(self.index[r * self.k + s] as usize).map_or(&[][..], |(_, pairs)| pairs);
        pairs.iter().map(move |p| if r < s { (p.i, p.j, weight(p.p)) } else { (p.j, p.i, weight(p.p)) })
    }
}

/// Probabilities as whole thousandths, so that sums do not depend on their order.
fn weight(p: f32) -> u64 {
    (p * 1000.0) as u64
}

/// A unit of the new rendering, a column, and how well they answer each other.
#[derive(Clone, Copy, Debug)]
struct Point {
    unit: u32,
    column: u32,
    weight: u64,
}

/// From this weight up two words hold the table together; below, they only decide who stands in for whom.
const FIRM: u64 = 300;

fn add(columns: Vec<Vec<u32>>, r: usize, input: &Input, links: &Lookup, placed: &[bool]) -> Vec<Vec<u32>> {
    let points = points(&columns, r, links, placed);
    let firm: Vec<Point> = points.iter().copied().filter(|p| p.weight >= FIRM).collect();
    let chain = chain(&without_swapped(firm));
    let units = input.units[r].len();
    let mut out = Vec::with_capacity(columns.len() + units / 4);
    let mut columns = columns.into_iter();
    let (mut unit, mut column) = (0usize, 0usize);
    let end = Point { unit: units as u32, column: u32::MAX, weight: 0 };
    let mut from = 0;
    for anchor in chain.iter().chain(std::iter::once(&end)) {
        let upto = if anchor.column == u32::MAX { usize::MAX } else { anchor.column as usize - column };
        let between: Vec<Vec<u32>> = columns.by_ref().take(upto).collect();
        let width = between.len();
        let to = from + points[from..].iter().take_while(|p| p.unit < anchor.unit).count();
        fill(between, column, unit, anchor.unit as usize, r, input, &points[from..to], &mut out);
        if let Some(mut here) = columns.next() {
            here[r] = anchor.unit;
            out.push(here);
        }
        from = to;
        unit = anchor.unit as usize + 1;
        column += width + 1;
    }
    out
}

/// All pairs of a unit of `r` and a column, with the weights of all links summed; by unit, then column.
fn points(columns: &[Vec<u32>], r: usize, links: &Lookup, placed: &[bool]) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::new();
    for s in (0..placed.len()).filter(|s| placed[*s]) {
        let mut column_of = Vec::new();
        for (c, column) in columns.iter().enumerate() {
            if column[s] != NONE {
                column_of.push(c as u32);
            }
        }
        // Units stand in order, so the nth filled slot is unit n.
        for (unit, other, weight) in links.between(r, s) {
            if let Some(&column) = column_of.get(other as usize) {
                out.push(Point { unit, column, weight });
            }
        }
    }
    out.sort_by_key(|p| (p.unit, p.column));
    out.dedup_by(|later, kept| {
        let same = later.unit == kept.unit && later.column == kept.column;
        if same {
            kept.weight += later.weight;
        }
        same
    });
    out
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
                if tree[c].0 > from.0 {
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
                if best[k] > tree[c].0 {
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

/// Lays units `unit..to` beside the columns between two anchors: in order, as many as plausibly answer each other; the rest in columns of
/// their own behind.
#[allow(clippy::too_many_arguments)]
fn fill(
    between: Vec<Vec<u32>>,
    column: usize,
    unit: usize,
    to: usize,
    r: usize,
    input: &Input,
    points: &[Point],
    out: &mut Vec<Vec<u32>>,
) {
    let k = input.units.len();
    let own = |unit: usize| {
        let mut column = vec![NONE; k];
        column[r] = unit as u32;
        column
    };
    let (m, n) = (to.saturating_sub(unit), between.len());
    if m == 0 || n == 0 || m * n > 40_000 {
        out.extend(between);
        out.extend((unit..to).map(own));
        return;
    }
    let mut score = vec![0u64; m * n];
    for (i, row) in score.chunks_mut(n).enumerate() {
        for (j, slot) in row.iter_mut().enumerate() {
            *slot = stand_in(input.units[r][unit + i], &between[j], input);
        }
    }
    for p in points {
        let j = (p.column as usize).wrapping_sub(column);
        let i = (p.unit as usize).wrapping_sub(unit);
        if i < m && j < n {
            score[i * n + j] += p.weight;
        }
    }
    // Needleman-Wunsch without a price for gaps, from the end, so that the way read from the start prefers early columns.
    let mut best = vec![0u64; (m + 1) * (n + 1)];
    for i in (0..m).rev() {
        for j in (0..n).rev() {
            let skip = best[(i + 1) * (n + 1) + j].max(best[i * (n + 1) + j + 1]);
            let together = best[(i + 1) * (n + 1) + j + 1] + score[i * n + j];
            best[i * (n + 1) + j] = if score[i * n + j] > 0 { skip.max(together) } else { skip };
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut late: Vec<usize> = Vec::new();
    for mut column in between {
        // Units that no column between here and the end wants stand behind the columns that are skipped.
        while i < m && best[i * (n + 1) + j] == best[(i + 1) * (n + 1) + j] && best[i * (n + 1) + j] > 0 {
            late.push(unit + i);
            i += 1;
        }
        let together =
            i < m && score[i * n + j] > 0 && best[i * (n + 1) + j] == best[(i + 1) * (n + 1) + j + 1] + score[i * n + j];
        if together {
            out.extend(late.drain(..).map(own));
            column[r] = (unit + i) as u32;
            i += 1;
        }
        out.push(column);
        j += 1;
    }
    out.extend(late.into_iter().map(own));
    out.extend((unit + i..to).map(own));
}

/// How plausibly a word stands in for those of a column, when nothing but its neighbours speaks for it.
fn stand_in(class: u8, column: &[u32], input: &Input) -> u64 {
    let classes = column.iter().zip(input.units).filter(|(u, _)| **u != NONE).filter_map(|(u, units)| units.get(*u as usize));
    classes.map(|c| if *c == class { 100 } else { 60 }).max().unwrap_or(0)
}

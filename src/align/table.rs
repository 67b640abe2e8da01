//! In what place does each word of each rendering stand? Renderings are laid one after the other into a table whose columns every rendering
//! reads in order: first the base, then the one that answers best to those already there. A word goes to the column whose words it answers
//! best, summed over all renderings, so that no single pair decides; words that nothing answers stand in for those between the same
//! neighbours. Only content decides the order, so that the order of renderings in the input cannot matter. Renderings in another language than
//! the base are laid in last, so that they change nothing between those in its own.

use rustc_hash::FxHashSet;
use smallvec::{SmallVec, smallvec};

use crate::align::evidence::Kind;
use crate::align::links::Pair;

/// No word.
pub const NONE: u32 = u32::MAX;

/// A unit of each rendering, or `NONE`. Few statements have more renderings than lie in place.
pub type Column = SmallVec<[u32; 8]>;

/// What a table is made of: per rendering its units (words), and the links between the units of two renderings.
pub struct Input<'a> {
    /// Class of each unit: units of one class answer each other sooner.
    pub units: &'a [Vec<u8>],
    /// Whether a unit stands in round brackets: an aside takes no other word's place.
    pub asides: &'a [Vec<bool>],
    /// `links[(r, s)]` with r < s, units instead of tokens.
    pub links: &'a [((usize, usize), Vec<Pair>)],
    /// The base; the others are numbered by content, which decides between equals.
    pub first: usize,
    /// Languages of the renderings.
    pub langs: &'a [&'static str],
}

impl Input<'_> {
    /// Is a rendering in the base's language?
    fn is_native(&self, r: usize) -> bool {
        self.langs.get(r) == self.langs.get(self.first)
    }
}

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

/// Links by pair of renderings, from either side.
struct Lookup<'a> {
    /// `index[r * k + s]`: position in `links`, whatever the order of r and s.
    index: Vec<u32>,
    totals: Vec<u64>,
    /// Which of them lead from one language to another.
    abroad: Vec<bool>,
    links: &'a [((usize, usize), Vec<Pair>)],
    k: usize,
}

impl<'a> Lookup<'a> {
    fn new(input: &Input<'a>) -> Self {
        let k = input.units.len();
        let mut index = vec![NONE; k * k];
        let mut totals = Vec::with_capacity(input.links.len());
        let abroad = input.links.iter().map(|((r, s), _)| input.langs.get(*r) != input.langs.get(*s)).collect();
        for (at, ((r, s), pairs)) in input.links.iter().enumerate() {
            index[r * k + s] = at as u32;
            index[s * k + r] = at as u32;
            totals.push(pairs.iter().map(firm).sum());
        }
        Lookup { index, totals, abroad, links: input.links, k }
    }

    fn total(&self, r: usize, s: usize) -> u64 {
        self.totals.get(self.index[r * self.k + s] as usize).copied().unwrap_or(0)
    }

    /// The weight of the link between two units; 0 where there is none.
    fn weight(&self, r: usize, u: u32, s: usize, v: u32) -> u64 {
        let (pairs, abroad) = self.pairs(r, s);
        let key = if r < s { (u, v) } else { (v, u) };
        pairs
            .binary_search_by_key(&key, |p| (p.i, p.j))
            .map_or(0, |at| if abroad { likely(&pairs[at]) } else { weight(pairs[at].p) })
    }

    /// What the link between two units is worth for holding the table together.
    fn worth(&self, r: usize, u: u32, s: usize, v: u32) -> u64 {
        let (pairs, abroad) = self.pairs(r, s);
        let key = if r < s { (u, v) } else { (v, u) };
        let found = pairs.binary_search_by_key(&key, |p| (p.i, p.j)).ok().map(|at| &pairs[at]);
        found.map_or(0, if abroad { likely } else { firm })
    }

    /// Links between r and s as (unit of r, unit of s, weight).
    fn between(&self, r: usize, s: usize) -> impl Iterator<Item = (u32, u32, u64)> + '_ {
        let (pairs, abroad) = self.pairs(r, s);
        let worth = if abroad { likely } else { firm };
        pairs.iter().map(move |p| if r < s { (p.i, p.j, worth(p)) } else { (p.j, p.i, worth(p)) })
    }

    /// All links between r and s, and whether they lead from one language to another.
    fn pairs(&self, r: usize, s: usize) -> (&'a [Pair], bool) {
        let at = self.index[r * self.k + s] as usize;
        let pairs = self.links.get(at).map_or(&[][..], |(_, pairs)| pairs);
        (pairs, self.abroad.get(at).copied().unwrap_or(false))
    }
}

/// Probabilities as whole thousandths, so that sums do not depend on their order.
fn weight(p: f32) -> u64 {
    (p * 1000.0) as u64
}

/// What a link from one language to another is worth: those that only their neighbours speak for must be likely by themselves, since the same
/// chance is seen once for every rendering.
fn likely(p: &Pair) -> u64 {
    if p.kind.is_lexical() || p.p >= 0.5 { firm(p) } else { 0 }
}

/// What a link is worth for holding the table together: words that only their neighbours speak for stand in for each other later.
fn firm(p: &Pair) -> u64 {
    match p.kind {
        // Of two equal words none holds better than the other: how many there are decides, then which comes first.
        Kind::SameContent if p.p >= 0.5 => 950,
        // An equal word that its neighbours speak against may still be what two stretches changed places around.
        Kind::SameContent | Kind::SameFunction => weight(p.p).max(FIRM),
        kind if kind.is_lexical() => weight(p.p),
        _ => weight(p.p) * 3 / 10,
    }
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
/// Links over a third rendering must be this sure.
const SURE: u64 = 500;

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

/// Lets words that nothing answers stand in for each other: a column moves to an earlier one when all its renderings are silent from there on.
/// Columns that follow each other with the same renderings move together, in order, to where they stand in best: those of the base's language
/// (`native`), or those without any.
fn settle(columns: Vec<Column>, input: &Input, links: &Lookup, native: bool) -> Vec<Column> {
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

/// The column of each unit.
fn places_of(columns: &[Column], input: &Input) -> Vec<Vec<u32>> {
    let mut out: Vec<Vec<u32>> = input.units.iter().map(|units| Vec::with_capacity(units.len())).collect();
    for (c, column) in columns.iter().enumerate() {
        // Units stand in order, so the nth filled slot is unit n.
        for (r, _) in column.iter().enumerate().filter(|(_, u)| **u != NONE) {
            out[r].push(c as u32);
        }
    }
    out
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

//! What does a place say? Its cells with the marks that cling to them, its status, and which words have moved.

use crate::align::grid::{Column, NONE};
use crate::align::links::Pair;
use crate::model::{Cell, Place, Span, Status};

/// The span of each unit with the marks that cling to it; together they hold all that is printed but white space.
pub fn clinging(text: &str, units: &[Span]) -> Vec<Span> {
    let mut out: Vec<Span> = units.to_vec();
    let Some(last) = units.len().checked_sub(1) else { return out };
    let lead = text.len() - text.trim_start().len();
    out[0].start = out[0].start.min(lead.min(units[0].start));
    out[last].end = out[last].end.max(text.trim_end().len());
    for k in 0..last {
        let gap = Span::new(units[k].end, units[k + 1].start.max(units[k].end));
        let (left, right) = part(gap.of(text));
        out[k].end = gap.start + left;
        out[k + 1].start = gap.start + right;
    }
    out
}

/// How many bytes of the marks between two words belong to the first, and from which byte on they belong to the second.
fn part(gap: &str) -> (usize, usize) {
    let bare = gap.trim_end();
    if bare.is_empty() {
        return (0, gap.len());
    }
    // What touches the next word behind white space is the next word's; what touches both is parted before an opening mark.
    if bare.len() == gap.len() {
        let cut = gap.rfind(char::is_whitespace).map(|i| i + gap[i..].chars().next().map_or(1, char::len_utf8));
        let cut = cut.or_else(|| gap.find(['(', '[', '{', '“', '‘', '«', '„', '¿', '¡', '<']));
        if let Some(cut) = cut {
            return (gap[..cut].trim_end().len(), cut);
        }
    }
    (bare.len(), gap.len())
}

/// All that is known of the renderings of one table.
pub struct Rows<'a> {
    /// Cells by unit: spans with the marks.
    pub cells: &'a [Vec<Span>],
    /// Compared face by unit, as a number.
    pub words: &'a [Vec<u32>],
    /// Whether it counts for the status (it is in the base's language).
    pub counts: &'a [bool],
    pub partial: &'a [bool],
    pub links: &'a [((usize, usize), Vec<Pair>)],
    /// Whether a unit carries content; words of grammar alone do not move.
    pub content: &'a [Vec<bool>],
}

/// The places of a table, with status and transpositions.
pub fn places(columns: &[Column], rows: &Rows, threshold: f32) -> Vec<Place> {
    let k = rows.cells.len();
    let place_of = place_of(columns, rows);
    let (sums, moved) = judge(columns, rows, &place_of, threshold, |_, _| true);
    // What moves between languages is no news of a place.
    let own = |r: usize, s: usize| rows.counts[r] && rows.counts[s];
    let moved_at_home =
        if rows.counts.iter().all(|c| *c) { None } else { Some(judge(columns, rows, &place_of, threshold, own).1) };
    let moved_at_home = moved_at_home.as_ref().unwrap_or(&moved);
    let reach: Vec<(usize, usize)> = (0..k)
        .map(|r| {
            if rows.partial[r] {
                (place_of[r].first().map_or(usize::MAX, |p| *p as usize), place_of[r].last().map_or(0, |p| *p as usize))
            } else {
                (0, usize::MAX)
            }
        })
        .collect();
    let mut out = Vec::with_capacity(columns.len());
    for (at, column) in columns.iter().enumerate() {
        let filled = column.iter().filter(|u| **u != NONE).count();
        let cells: Vec<Option<Cell>> = (0..k)
            .map(|r| {
                let u = column[r] as usize;
                let span = *rows.cells[r].get(u)?;
                let confidence = if filled > 1 { (sums[r][u] / (filled - 1) as f32).min(1.0) } else { 1.0 };
                Some(Cell { span, transposition: moved[r].get(u).copied().flatten(), confidence })
            })
            .collect();
        let reaches = |r: usize| (reach[r].0..=reach[r].1).contains(&at);
        let status = status(column, moved_at_home, rows, reaches);
        out.push(Place { status, cells });
    }
    out
}

fn status(column: &[u32], moved: &Moved, rows: &Rows, reaches: impl Fn(usize) -> bool) -> Status {
    let mut status = Status::Agree;
    let mut word = None;
    for r in (0..column.len()).filter(|r| rows.counts[*r] && reaches(*r)) {
        let unit = column[r] as usize;
        let here = match moved[r].get(unit) {
            None => Status::Gap,
            Some(Some(_)) => Status::Moved,
            Some(None) => {
                let w = rows.words[r].get(unit).copied();
                let differs = word.is_some() && word != w;
                word = w;
                if differs { Status::Variant } else { Status::Agree }
            }
        };
        status = status.max(here);
    }
    status
}

/// The place of each unit.
fn place_of(columns: &[Column], rows: &Rows) -> Vec<Vec<u32>> {
    let mut out: Vec<Vec<u32>> = rows.cells.iter().map(|c| vec![NONE; c.len()]).collect();
    for (at, column) in columns.iter().enumerate() {
        for (r, u) in column.iter().enumerate() {
            if let Some(slot) = out[r].get_mut(*u as usize) {
                *slot = at as u32;
            }
        }
    }
    out
}

type Sums = Vec<Vec<f32>>;
type Moved = Vec<Vec<Option<u32>>>;

/// For each unit, the confidences of its links inside its place summed, and the number of the stretch with which it moved.
/// `asked` tells which pairs of renderings count.
fn judge(
    columns: &[Column],
    rows: &Rows,
    place_of: &[Vec<u32>],
    threshold: f32,
    asked: impl Fn(usize, usize) -> bool,
) -> (Sums, Moved) {
    let mut sums: Sums = rows.cells.iter().map(|c| vec![0.0; c.len()]).collect();
    let mut groups = Groups::new(rows);
    for ((r, s), pairs) in rows.links.iter().filter(|((r, s), _)| asked(*r, *s)) {
        // Units that have an answer of the other rendering in their own place have not moved.
        let mut home_r = vec![false; rows.cells[*r].len()];
        let mut home_s = vec![false; rows.cells[*s].len()];
        for p in pairs.iter().filter(|p| place_of[*r][p.i as usize] == place_of[*s][p.j as usize]) {
            sums[*r][p.i as usize] += p.p;
            sums[*s][p.j as usize] += p.p;
            if p.p >= threshold {
                home_r[p.i as usize] = true;
                home_s[p.j as usize] = true;
            }
        }
        let away: Vec<&Pair> =
            pairs.iter().filter(|p| p.p >= threshold && !home_r[p.i as usize] && !home_s[p.j as usize]).collect();
        for (at, p) in away.iter().enumerate() {
            let with_next = away.get(at + 1).filter(|q| p.i + 1 == q.i && p.j + 1 == q.j);
            if rows.content[*r][p.i as usize] || with_next.is_some_and(|q| rows.content[*r][q.i as usize]) {
                groups.join((*r, p.i), (*s, p.j));
            } else if at > 0 && groups.is_moved((*r, p.i.wrapping_sub(1))) {
                let q = away[at - 1];
                if q.i + 1 == p.i && q.j + 1 == p.j {
                    groups.join((*r, p.i), (*s, p.j));
                }
            }
            if let Some(q) = with_next.filter(|_| groups.is_moved((*r, p.i))) {
                groups.join((*r, p.i), (*r, q.i));
                groups.join((*r, q.i), (*s, q.j));
            }
        }
    }
    (sums, groups.numbered(columns))
}

/// Units that moved, those that moved together in one group.
struct Groups {
    start: Vec<usize>,
    parent: Vec<u32>,
    moved: Vec<bool>,
}

impl Groups {
    fn new(rows: &Rows) -> Self {
        let mut start = Vec::with_capacity(rows.cells.len());
        let mut sum = 0;
        for cells in rows.cells {
            start.push(sum);
            sum += cells.len();
        }
        Groups { start, parent: (0..sum as u32).collect(), moved: vec![false; sum] }
    }

    fn id(&self, unit: (usize, u32)) -> usize {
        self.start[unit.0] + unit.1 as usize
    }

    fn is_moved(&self, unit: (usize, u32)) -> bool {
        unit.1 != NONE && self.moved.get(self.id(unit)).copied().unwrap_or(false)
    }

    fn find(&mut self, mut x: usize) -> usize {
        while self.parent[x] as usize != x {
            let up = self.parent[x] as usize;
            self.parent[x] = self.parent[up];
            x = up;
        }
        x
    }

    fn join(&mut self, a: (usize, u32), b: (usize, u32)) {
        let (a, b) = (self.id(a), self.id(b));
        (self.moved[a], self.moved[b]) = (true, true);
        let (x, y) = (self.find(a), self.find(b));
        let (low, high) = (x.min(y), x.max(y));
        self.parent[high] = low as u32;
    }

    /// Numbers from 1, in the order of places.
    fn numbered(mut self, columns: &[Column]) -> Moved {
        let mut number: Vec<u32> = vec![0; self.parent.len()];
        let mut next = 0;
        let ends: Vec<usize> = self.start.iter().skip(1).copied().chain([self.parent.len()]).collect();
        let mut out: Moved = self.start.iter().zip(&ends).map(|(s, e)| vec![None; e - s]).collect();
        for column in columns {
            for (r, u) in column.iter().enumerate().filter(|(_, u)| **u != NONE) {
                let id = self.id((r, *u));
                if self.moved[id] {
                    let root = self.find(id);
                    if number[root] == 0 {
                        next += 1;
                        number[root] = next;
                    }
                    out[r][*u as usize] = Some(number[root]);
                }
            }
        }
        out
    }
}

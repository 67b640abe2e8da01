//! What is looked at when two words may answer each other? Numbers from 0 to 1 or a little more, in a fixed order: the columns of the weights.

use crate::align::pair::{EQUAL, Grid};

/// What the first pass looks at; the columns of `weights.csv`.
pub const FIRST: [&str; 31] = [
    "bias",
    "strength",
    "left",
    "right",
    "left_near",
    "right_near",
    "before",
    "after",
    "apart",
    "far",
    "equals_a",
    "equals_b",
    "nearest",
    "capital",
    "length",
    "lone_a",
    "lone_b",
    "start",
    "end",
    "rival",
    "ending",
    "case",
    "next_next",
    "last_last",
    "next_last",
    "last_next",
    "company",
    "lead_a",
    "lead_b",
    "company_left",
    "company_right",
];

/// What the second pass looks at.
pub const SECOND: [&str; 43] = [
    "bias",
    "first",
    "left",
    "right",
    "before",
    "after",
    "left_near",
    "right_near",
    "rival_a",
    "rival_b",
    "grow_a",
    "grow_b",
    "apart",
    "strength",
    "lone",
    "left_pair",
    "right_pair",
    "phrase_a",
    "phrase_b",
    "best",
    "same_left",
    "same_right",
    "boxed",
    "size_a",
    "size_b",
    "one_one",
    "small",
    "uneven",
    "off",
    "edge_left",
    "edge_right",
    "next_next",
    "last_last",
    "next_last",
    "last_next",
    "cross_left",
    "cross_right",
    "head_a",
    "head_b",
    "tail_a",
    "tail_b",
    "free_a",
    "free_b",
];

/// Words whose company is less alike than this are no rivals: that of any two may be.
const CHANCE: f32 = 0.1;
/// Log-odds beyond this tell no more (one in ten thousand).
const SURE: f32 = 9.21;

pub type Features<const N: usize> = [f32; N];

impl Grid {
    fn at(&self, values: &[f32], i: isize, j: isize) -> f32 {
        let inside = i >= 0 && j >= 0 && (i as usize) < self.m && (j as usize) < self.n;
        if inside { values[i as usize * self.n + j as usize] } else { 0.0 }
    }

    /// Support along the diagonal on one side, nearer pairs counting more.
    fn support(&self, around: &[f32], i: isize, j: isize, step: isize) -> f32 {
        let mut sum = 0.0;
        for (d, weight) in [(1, 0.5), (2, 0.3), (3, 0.2), (4, 0.15), (5, 0.1)] {
            sum += weight * self.at(around, i + d * step, j + d * step);
        }
        sum
    }

    /// How well the content words beside two words answer each other: the next ones, the last ones, the next the last, the last the next. They
    /// are looked for behind words of grammar, of which languages have more or fewer, and crosswise, since adjectives stand before the noun or
    /// behind it.
    fn beside(&self, values: &[f32], i: usize, j: usize) -> [f32; 4] {
        let (a, b) = (self.content[0][i], self.content[1][j]);
        [(a.next, b.next), (a.last, b.last), (a.next, b.last), (a.last, b.next)].map(|(x, y)| self.of(values, x, y))
    }

    fn of(&self, values: &[f32], i: Option<usize>, j: Option<usize>) -> f32 {
        i.zip(j).and_then(|(i, j)| values.get(i * self.n + j)).copied().unwrap_or(0.0)
    }

    /// The features of a pair in the first pass.
    pub fn first(&self, i: usize, j: usize) -> Features<{ FIRST.len() }> {
        let (m, n) = (self.m as f32, self.n as f32);
        let (x, y) = (i as isize, j as isize);
        let e = self.evidence[i * self.n + j];
        let apart = ((i as f32 + 0.5) / m - (j as f32 + 0.5) / n).abs();
        let far = ((i as f32 - j as f32).abs() / 10.0).min(2.0);
        let equal = e.strength >= EQUAL;
        let others = if equal { 1.0 } else { 0.0 };
        let (x_letters, y_letters) = (&self.letters[0][i], &self.letters[1][j]);
        let crossed = self.beside(&self.strengths, i, j);
        let company = self.company[i * self.n + j];
        let ending = x_letters.iter().rev().zip(y_letters.iter().rev()).take_while(|(a, b)| a == b).count();
        [
            1.0,
            e.strength,
            self.at(&self.strengths, x - 1, y - 1),
            self.at(&self.strengths, x + 1, y + 1),
            self.at(&self.strengths, x - 1, y)
                .max(self.at(&self.strengths, x, y - 1))
                .max(self.at(&self.strengths, x - 2, y - 1))
                .max(self.at(&self.strengths, x - 1, y - 2)),
            self.at(&self.strengths, x + 1, y)
                .max(self.at(&self.strengths, x, y + 1))
                .max(self.at(&self.strengths, x + 2, y + 1))
                .max(self.at(&self.strengths, x + 1, y + 2)),
            self.support(&self.strengths_around, x, y, -1),
            self.support(&self.strengths_around, x, y, 1),
            apart,
            far,
            (self.row_equals[i] - others).min(4.0),
            (self.col_equals[j] - others).min(4.0),
            self.nearest(i, j),
            flag(self.capital[0][i] && self.capital[1][j]),
            x_letters.len().min(y_letters.len()).min(10) as f32 / 10.0,
            flag(self.row_best[i] < 0.5),
            flag(self.col_best[j] < 0.5),
            flag(i == 0 && j == 0),
            flag(i + 1 == self.m && j + 1 == self.n),
            self.row_best[i].max(self.col_best[j]) - e.strength,
            ending.min(4) as f32 / 4.0,
            flag(self.capital[0][i] != self.capital[1][j]),
            crossed[0],
            crossed[1],
            crossed[2],
            crossed[3],
            company,
            company - other(self.row_company[i], j).0,
            company - other(self.col_company[j], i).0,
            self.at(&self.company, x - 1, y - 1),
            self.at(&self.company, x + 1, y + 1),
        ]
    }

    /// Is no pair of the row or column that is as strong nearer to the diagonal?
    fn nearest(&self, i: usize, j: usize) -> f32 {
        let s = self.evidence[i * self.n + j].strength;
        if s < EQUAL || (self.row_equals[i] < 1.5 && self.col_equals[j] < 1.5) {
            return 1.0;
        }
        let off = |i: usize, j: usize| ((i as f32 + 0.5) / self.m as f32 - (j as f32 + 0.5) / self.n as f32).abs();
        let here = off(i, j);
        let row = (0..self.n).any(|k| self.evidence[i * self.n + k].strength >= s && off(i, k) < here);
        let col = (0..self.m).any(|k| self.evidence[k * self.n + j].strength >= s && off(k, j) < here);
        if row || col { 0.0 } else { 1.0 }
    }

    /// The greatest probability of a row without one column, and of a column without one row.
    pub fn rivals(&self) -> Rivals {
        let mut rivals = Rivals { rows: vec![Best::default(); self.m], cols: vec![Best::default(); self.n], ..Rivals::default() };
        for i in 0..self.m {
            for j in 0..self.n {
                let p = self.p[i * self.n + j];
                raise(&mut rivals.rows[i], p, j);
                raise(&mut rivals.cols[j], p, i);
            }
        }
        rivals.row_company = vec![Best::default(); self.m];
        rivals.col_company = vec![Best::default(); self.n];
        for i in 0..self.m {
            for j in 0..self.n {
                let company = self.company[i * self.n + j];
                if company >= CHANCE {
                    raise(&mut rivals.row_company[i], company * (1.0 - other(rivals.cols[j], i).0), j);
                    raise(&mut rivals.col_company[j], company * (1.0 - other(rivals.rows[i], j).0), i);
                }
            }
        }
        rivals.row_gaps = gaps(&rivals.rows);
        rivals.col_gaps = gaps(&rivals.cols);
        rivals
    }

    /// The features of a pair in the second pass (`p` holds the probabilities of the pass before).
    pub fn second(&self, i: usize, j: usize, rivals: &Rivals) -> Features<{ SECOND.len() }> {
        let (x, y) = (i as isize, j as isize);
        let p = |dx: isize, dy: isize| self.at(&self.p, x + dx, y + dy);
        let e = self.evidence[i * self.n + j];
        let own = self.p[i * self.n + j];
        let company = self.company[i * self.n + j];
        let (rival_a, at_a) = other(rivals.rows[i], j);
        let (rival_b, at_b) = other(rivals.cols[j], i);
        let apart = ((i as f32 + 0.5) / self.m as f32 - (j as f32 + 0.5) / self.n as f32).abs();
        let b = self.boxed(i, j, rivals);
        let crossed = self.beside(&self.p, i, j);
        let (here, there) = (self.content[0][i], self.content[1][j]);
        let near = |at: usize, k: usize| at != usize::MAX && at.abs_diff(k) == 1;
        [
            1.0,
            self.odds[i * self.n + j].clamp(-SURE, SURE) / 4.0,
            p(-1, -1),
            p(1, 1),
            self.support(&self.around, x, y, -1),
            self.support(&self.around, x, y, 1),
            p(-2, -1).max(p(-1, -2)),
            p(2, 1).max(p(1, 2)),
            rival_a,
            rival_b,
            p(0, -1).max(p(0, 1)),
            p(-1, 0).max(p(1, 0)),
            apart,
            e.strength,
            (1.0 - rival_a) * (1.0 - rival_b),
            p(-1, -1) * p(1, 1),
            (p(-1, -1).max(p(-2, -1)).max(p(-1, -2))) * (p(1, 1).max(p(2, 1)).max(p(1, 2))),
            if near(at_a, j) { rival_a } else { 0.0 },
            if near(at_b, i) { rival_b } else { 0.0 },
            flag(own >= rival_a && own >= rival_b),
            b[0],
            b[1],
            b[2],
            b[3],
            b[4],
            b[5],
            b[6],
            b[7],
            b[8],
            b[9],
            b[10],
            crossed[0],
            crossed[1],
            crossed[2],
            crossed[3],
            p(-1, 1),
            p(1, -1),
            self.of(&self.p, here.next, Some(j)),
            self.of(&self.p, Some(i), there.next),
            self.of(&self.p, here.last, Some(j)),
            self.of(&self.p, Some(i), there.last),
            company - other(rivals.row_company[i], j).0,
            company - other(rivals.col_company[j], i).0,
        ]
    }

    /// The stretches without links around a pair: are they bounded by words that answer each other, and how long are they?
    fn boxed(&self, i: usize, j: usize, rivals: &Rivals) -> [f32; 11] {
        let (Some(a), Some(b)) = (rivals.row_gaps.get(i), rivals.col_gaps.get(j)) else { return [0.0; 11] };
        let answer = |x: usize, y: usize, none: usize| {
            let (row, col) = (rivals.rows.get(x).map_or(none, |r| r.at), rivals.cols.get(y).map_or(none, |c| c.at));
            row == y || col == x
        };
        let left = match (a.0, b.0) {
            (0, 0) => true,
            (0, _) | (_, 0) => false,
            (x, y) => answer(x - 1, y - 1, usize::MAX - 1),
        };
        let (end_a, end_b) = (a.1 >= self.m, b.1 >= self.n);
        let right = if end_a || end_b { end_a && end_b } else { answer(a.1, b.1, usize::MAX - 1) };
        let (la, lb) = ((a.1 - a.0) as f32, (b.1 - b.0) as f32);
        let both = flag(left && right);
        let off = ((i - a.0) as f32 + 0.5) / la - ((j - b.0) as f32 + 0.5) / lb;
        [
            flag(left),
            flag(right),
            both,
            la.min(8.0) / 8.0,
            lb.min(8.0) / 8.0,
            both * flag(la * lb < 1.5),
            both / la.max(lb),
            both * (la - lb).abs().min(8.0) / 8.0,
            (both + 0.3) * off.abs(),
            flag(left) * flag(i == a.0 && j == b.0),
            flag(right) * flag(i + 1 == a.1 && j + 1 == b.1),
        ]
    }
}

/// For each position the stretch without links that holds it, were it itself without links: from behind the linked position before it up to
/// the linked position after it.
fn gaps(best: &[Best]) -> Vec<(usize, usize)> {
    const LINKED: f32 = 0.5;
    let mut out = vec![(0, best.len()); best.len()];
    let mut start = 0;
    for k in 0..best.len() {
        out[k].0 = start;
        if best[k].most >= LINKED {
            start = k + 1;
        }
    }
    let mut end = best.len();
    for k in (0..best.len()).rev() {
        out[k].1 = end;
        if best[k].most >= LINKED {
            end = k;
        }
    }
    out
}

fn flag(set: bool) -> f32 {
    if set { 1.0 } else { 0.0 }
}

/// The greatest of a row or column, where it stands, and the greatest of the others.
#[derive(Clone, Copy)]
pub struct Best {
    most: f32,
    second: f32,
    at: usize,
}

impl Default for Best {
    fn default() -> Best {
        Best { most: 0.0, second: 0.0, at: usize::MAX }
    }
}

/// The best of the pass before, one a row and one a column, and the stretches between what is linked.
#[derive(Default)]
pub struct Rivals {
    row_gaps: Vec<(usize, usize)>,
    col_gaps: Vec<(usize, usize)>,
    rows: Vec<Best>,
    cols: Vec<Best>,
    /// The company that words keep, less where the word on the other side has an answer elsewhere.
    row_company: Vec<Best>,
    col_company: Vec<Best>,
}

#[inline]
pub fn raise(best: &mut Best, value: f32, at: usize) {
    if value > best.most {
        *best = Best { most: value, second: best.most, at };
    } else if value > best.second {
        best.second = value;
    }
}

#[inline]
fn other(best: Best, at: usize) -> (f32, usize) {
    if best.at == at { (best.second, usize::MAX) } else { (best.most, best.at) }
}

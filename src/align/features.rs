//! What is looked at when two words may answer each other? Numbers from 0 to 1 or a little more, in a fixed order: the columns of the weights.

use crate::align::pair::{EQUAL, Grid};
use crate::align::plane::Plane;

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

impl Grid<'_> {
    /// How well the content words beside two words answer each other: the next ones, the last ones, the next the last, the last the next. They
    /// are looked for behind words of grammar, of which languages have more or fewer, and crosswise, since adjectives stand before the noun or
    /// behind it.
    fn beside(&self, values: &Plane, i: usize, j: usize) -> [f32; 4] {
        let (a, b) = (self.rows[i].content, self.cols[j].content);
        [of(values, a.next, b.next), of(values, a.last, b.last), of(values, a.next, b.last), of(values, a.last, b.next)]
    }

    /// The features of a pair in the first pass.
    pub fn first(&self, i: usize, j: usize) -> Features<{ FIRST.len() }> {
        let (x, y) = (&self.rows[i], &self.cols[j]);
        let e = self.evidence[i * self.n + j];
        let near = |down: isize, right: isize| self.strengths.beside((i, j), down, right);
        let far = ((i as f32 - j as f32).abs() / 10.0).min(2.0);
        let equal = e.strength >= EQUAL;
        let others = if equal { 1.0 } else { 0.0 };
        let (x_letters, y_letters) = (&x.entry.letters, &y.entry.letters);
        let crossed = self.beside(&self.strengths, i, j);
        let company = self.company.get(i, j);
        let ending = x_letters.iter().rev().zip(y_letters.iter().rev()).take(4).take_while(|(a, b)| a == b).count();
        [
            1.0,
            e.strength,
            near(-1, -1),
            near(1, 1),
            near(-1, 0).max(near(0, -1)).max(near(-2, -1)).max(near(-1, -2)),
            near(1, 0).max(near(0, 1)).max(near(2, 1)).max(near(1, 2)),
            support(&self.strengths_around, (i, j), -1),
            support(&self.strengths_around, (i, j), 1),
            (x.share - y.share).abs(),
            far,
            (x.equals - others).min(4.0),
            (y.equals - others).min(4.0),
            self.nearest(i, j),
            flag(x.capital && y.capital),
            x_letters.len().min(y_letters.len()).min(10) as f32 / 10.0,
            flag(x.best < 0.5),
            flag(y.best < 0.5),
            flag(i == 0 && j == 0),
            flag(i + 1 == self.m && j + 1 == self.n),
            x.best.max(y.best) - e.strength,
            ending as f32 / 4.0,
            flag(x.capital != y.capital),
            crossed[0],
            crossed[1],
            crossed[2],
            crossed[3],
            company,
            company - other(x.company, j).0,
            company - other(y.company, i).0,
            self.company.beside((i, j), -1, -1),
            self.company.beside((i, j), 1, 1),
        ]
    }

    /// Is no pair of the row or column that is as strong nearer to the diagonal?
    fn nearest(&self, i: usize, j: usize) -> f32 {
        let s = self.evidence[i * self.n + j].strength;
        if s < EQUAL || (self.rows[i].equals < 1.5 && self.cols[j].equals < 1.5) {
            return 1.0;
        }
        let off = |i: usize, j: usize| (self.rows[i].share - self.cols[j].share).abs();
        let here = off(i, j);
        let row = (0..self.n).any(|k| self.evidence[i * self.n + k].strength >= s && off(i, k) < here);
        let col = (0..self.m).any(|k| self.evidence[k * self.n + j].strength >= s && off(k, j) < here);
        if row || col { 0.0 } else { 1.0 }
    }

    /// The greatest probability of a row without one column, and of a column without one row.
    pub fn rivals(&self) -> Rivals {
        let mut rivals = Rivals { rows: vec![Rival::default(); self.m], cols: vec![Rival::default(); self.n] };
        for (i, (x, row)) in rivals.rows.iter_mut().zip(self.p.rows()).enumerate() {
            for (j, (y, p)) in rivals.cols.iter_mut().zip(row).enumerate().filter(|(_, (_, p))| **p > 0.0) {
                raise(&mut x.best, *p, j);
                raise(&mut y.best, *p, i);
            }
        }
        for (i, (x, row)) in rivals.rows.iter_mut().zip(self.company.rows()).enumerate() {
            for (j, (y, company)) in rivals.cols.iter_mut().zip(row).enumerate().filter(|(_, (_, c))| **c >= CHANCE) {
                let (of_row, of_col) = (company * (1.0 - other(y.best, i).0), company * (1.0 - other(x.best, j).0));
                raise(&mut x.company, of_row, j);
                raise(&mut y.company, of_col, i);
            }
        }
        find_gaps(&mut rivals.rows);
        find_gaps(&mut rivals.cols);
        rivals
    }

    /// The features of a pair in the second pass (`p` holds the probabilities of the pass before).
    pub fn second(&self, i: usize, j: usize, rivals: &Rivals) -> Features<{ SECOND.len() }> {
        let p = |down: isize, right: isize| self.p.beside((i, j), down, right);
        let (x, y) = (&self.rows[i], &self.cols[j]);
        let own = p(0, 0);
        let company = self.company.get(i, j);
        let (rival_a, at_a) = other(rivals.rows[i].best, j);
        let (rival_b, at_b) = other(rivals.cols[j].best, i);
        let b = self.boxed(i, j, rivals);
        let crossed = self.beside(&self.p, i, j);
        let near = |at: usize, k: usize| at != usize::MAX && at.abs_diff(k) == 1;
        let (left, right) = (p(-1, -1), p(1, 1));
        let (left_near, right_near) = (p(-2, -1).max(p(-1, -2)), p(2, 1).max(p(1, 2)));
        [
            1.0,
            self.odds[i * self.n + j].clamp(-SURE, SURE) / 4.0,
            left,
            right,
            support(&self.around, (i, j), -1),
            support(&self.around, (i, j), 1),
            left_near,
            right_near,
            rival_a,
            rival_b,
            p(0, -1).max(p(0, 1)),
            p(-1, 0).max(p(1, 0)),
            (x.share - y.share).abs(),
            self.evidence[i * self.n + j].strength,
            (1.0 - rival_a) * (1.0 - rival_b),
            left * right,
            left.max(left_near) * right.max(right_near),
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
            of(&self.p, x.content.next, Some(j)),
            of(&self.p, Some(i), y.content.next),
            of(&self.p, x.content.last, Some(j)),
            of(&self.p, Some(i), y.content.last),
            company - other(rivals.rows[i].company, j).0,
            company - other(rivals.cols[j].company, i).0,
        ]
    }

    /// The stretches without links around a pair: are they bounded by words that answer each other, and how long are they?
    fn boxed(&self, i: usize, j: usize, rivals: &Rivals) -> [f32; 11] {
        let (a, b) = (rivals.rows[i].gap, rivals.cols[j].gap);
        let answer = |x: usize, y: usize| rivals.rows[x].best.at == y || rivals.cols[y].best.at == x;
        let left = match (a.0, b.0) {
            (0, 0) => true,
            (0, _) | (_, 0) => false,
            (x, y) => answer(x - 1, y - 1),
        };
        let (end_a, end_b) = (a.1 >= self.m, b.1 >= self.n);
        let right = if end_a || end_b { end_a && end_b } else { answer(a.1, b.1) };
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

/// Support along the diagonal on one side, nearer pairs counting more.
fn support(around: &Plane, pair: (usize, usize), step: isize) -> f32 {
    let mut sum = 0.0;
    for (d, weight) in [(1, 0.5), (2, 0.3), (3, 0.2), (4, 0.15), (5, 0.1)] {
        sum += weight * around.beside(pair, d * step, d * step);
    }
    sum
}

/// What the pair of two words has, where there are two.
fn of(values: &Plane, i: Option<usize>, j: Option<usize>) -> f32 {
    i.zip(j).map_or(0.0, |(i, j)| values.get(i, j))
}

/// For each position the stretch without links that holds it, were it itself without links: from behind the linked position before it up to
/// the linked position after it.
fn find_gaps(rivals: &mut [Rival]) {
    const LINKED: f32 = 0.5;
    let mut start = 0;
    for (k, rival) in rivals.iter_mut().enumerate() {
        rival.gap.0 = start;
        if rival.best.most >= LINKED {
            start = k + 1;
        }
    }
    let mut end = rivals.len();
    for (k, rival) in rivals.iter_mut().enumerate().rev() {
        rival.gap.1 = end;
        if rival.best.most >= LINKED {
            end = k;
        }
    }
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

/// What the pass before says to each row and to each column.
pub struct Rivals {
    rows: Vec<Rival>,
    cols: Vec<Rival>,
}

/// The best of a row or column, the stretch between what is linked, and the company that words keep, less where the word on the other side has
/// an answer elsewhere.
#[derive(Clone, Default)]
struct Rival {
    best: Best,
    gap: (usize, usize),
    company: Best,
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

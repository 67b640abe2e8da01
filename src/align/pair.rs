//! Which word of one rendering answers which of another? A probability for each pair of words, in two passes.
//!
//! The first pass looks at the two words, at what their neighbours have in common, and at how far they stand apart; the second sees the
//! probabilities that the first gave their neighbours and rivals. Both are logistic: one row of weights for each kind of evidence, trained
//! by `scripts/train_links.rs`.

use crate::align::evidence::{Evidence, Kind, closer, evidence};
use crate::align::net::{INPUTS, joined};
use crate::align::tokens::{Entry, Letters, Token, Vocabulary};
use crate::align::weights::Weights;

/// What the first pass looks at; the columns of `weights.csv`.
pub const FIRST: [&str; 22] = [
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
];

/// What the second pass looks at.
pub const SECOND: [&str; 31] = [
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
];

pub type Features<const N: usize> = [f32; N];

/// All pairs of two token runs, with the evidence and the probability of each. Short runs only: its size is the product of their lengths.
pub struct Grid {
    pub m: usize,
    pub n: usize,
    pub evidence: Vec<Evidence>,
    /// Probabilities of the latest pass.
    pub p: Vec<f32>,
    /// Greatest strength of each row and column.
    row_best: Vec<f32>,
    col_best: Vec<f32>,
    /// Pairs as alike as equal words, by row and by column.
    row_equals: Vec<f32>,
    col_equals: Vec<f32>,
    /// The greatest of a pair and its two neighbours in the row.
    around: Vec<f32>,
    /// How alike the words are, and the greatest of each pair and its two neighbours in the row.
    strengths: Vec<f32>,
    strengths_around: Vec<f32>,
    /// Probabilities of the pass before, kept for their room.
    spare: Vec<f32>,
    capital: [Vec<bool>; 2],
    letters: [Vec<Letters>; 2],
}

/// From this strength up two words count as equal.
const EQUAL: f32 = 0.69;

impl Grid {
    pub fn new(a: &[Token], b: &[Token], words: &Vocabulary) -> Grid {
        let (m, n) = (a.len(), b.len());
        let rows: Vec<&Entry> = a.iter().map(|t| words.entry(*t)).collect();
        let cols: Vec<&Entry> = b.iter().map(|t| words.entry(*t)).collect();
        let mut all = Vec::with_capacity(m * n);
        for x in &rows {
            all.extend(cols.iter().map(|y| evidence(x, y)));
        }
        let mut grid = Grid {
            m,
            n,
            evidence: all,
            p: Vec::new(),
            row_best: vec![0.0; m],
            col_best: vec![0.0; n],
            row_equals: vec![0.0; m],
            col_equals: vec![0.0; n],
            around: Vec::new(),
            strengths: Vec::new(),
            strengths_around: Vec::new(),
            spare: Vec::new(),
            capital: [a, b].map(|side| side.iter().map(|t| t.capital).collect()),
            letters: [&rows, &cols].map(|side| side.iter().map(|e| e.letters.clone()).collect()),
        };
        grid.count_equals();
        grid.look_closer(&rows, &cols);
        grid.strengths = grid.evidence.iter().map(|e| e.strength).collect();
        grid.strengths_around = around(&grid.strengths, n);
        grid
    }

    fn count_equals(&mut self) {
        for i in 0..self.m {
            for j in 0..self.n {
                if self.evidence[i * self.n + j].strength >= EQUAL {
                    self.row_equals[i] += 1.0;
                    self.col_equals[j] += 1.0;
                }
            }
        }
    }

    /// Content words are looked at closer where one of the two has no equal.
    fn look_closer(&mut self, rows: &[&Entry], cols: &[&Entry]) {
        for (i, x) in rows.iter().enumerate() {
            for (j, y) in cols.iter().enumerate() {
                let e = &mut self.evidence[i * self.n + j];
                if e.kind == Kind::TwoContent && (self.row_equals[i] == 0.0 || self.col_equals[j] == 0.0) {
                    *e = closer(x, y);
                }
                self.row_best[i] = self.row_best[i].max(e.strength);
                self.col_best[j] = self.col_best[j].max(e.strength);
            }
        }
    }

    /// Is there any hope for a pair? Words that are not alike, and have each their equals elsewhere, answer each other in no case worth its time.
    pub fn is_open(&self, i: usize, j: usize) -> bool {
        let e = self.evidence[i * self.n + j];
        e.kind != Kind::MarkWord && (e.strength > 0.0 || self.row_equals[i] == 0.0 || self.col_equals[j] == 0.0)
    }

    /// Makes `p` what neighbours are judged by.
    fn set(&mut self, p: Vec<f32>) {
        self.spare = std::mem::replace(&mut self.p, p);
        self.around = around(&self.p, self.n);
    }

    /// Room for the next probabilities, as large as the grid.
    fn room(&mut self) -> Vec<f32> {
        let mut room = std::mem::take(&mut self.spare);
        room.clear();
        room.resize(self.m * self.n, 0.0);
        room
    }

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

    /// The features of a pair in the first pass.
    pub fn first(&self, i: usize, j: usize) -> Features<22> {
        let (m, n) = (self.m as f32, self.n as f32);
        let (x, y) = (i as isize, j as isize);
        let e = self.evidence[i * self.n + j];
        let apart = ((i as f32 + 0.5) / m - (j as f32 + 0.5) / n).abs();
        let far = ((i as f32 - j as f32).abs() / 10.0).min(2.0);
        let equal = e.strength >= EQUAL;
        let others = if equal { 1.0 } else { 0.0 };
        let (x_letters, y_letters) = (&self.letters[0][i], &self.letters[1][j]);
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
        let mut rivals = Rivals {
            rows: vec![(0.0, 0.0, usize::MAX); self.m],
            cols: vec![(0.0, 0.0, usize::MAX); self.n],
            ..Rivals::default()
        };
        for i in 0..self.m {
            for j in 0..self.n {
                let p = self.p[i * self.n + j];
                raise(&mut rivals.rows[i], p, j);
                raise(&mut rivals.cols[j], p, i);
            }
        }
        rivals.row_gaps = gaps(&rivals.rows);
        rivals.col_gaps = gaps(&rivals.cols);
        rivals
    }

    /// The features of a pair in the second pass (`p` holds the probabilities of the pass before).
    pub fn second(&self, i: usize, j: usize, rivals: &Rivals) -> Features<31> {
        let (x, y) = (i as isize, j as isize);
        let p = |dx: isize, dy: isize| self.at(&self.p, x + dx, y + dy);
        let e = self.evidence[i * self.n + j];
        let own = self.p[i * self.n + j].clamp(1e-4, 1.0 - 1e-4);
        let (rival_a, at_a) = other(rivals.rows[i], j);
        let (rival_b, at_b) = other(rivals.cols[j], i);
        let apart = ((i as f32 + 0.5) / self.m as f32 - (j as f32 + 0.5) / self.n as f32).abs();
        let b = self.boxed(i, j, rivals);
        let near = |at: usize, k: usize| at != usize::MAX && at.abs_diff(k) == 1;
        [
            1.0,
            (own / (1.0 - own)).ln() / 4.0,
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
        ]
    }

    /// The stretches without links around a pair: are they bounded by words that answer each other, and how long are they?
    fn boxed(&self, i: usize, j: usize, rivals: &Rivals) -> [f32; 11] {
        let (Some(a), Some(b)) = (rivals.row_gaps.get(i), rivals.col_gaps.get(j)) else { return [0.0; 11] };
        let answer = |x: usize, y: usize, none: usize| {
            let (row, col) = (rivals.rows.get(x).map_or(none, |r| r.2), rivals.cols.get(y).map_or(none, |c| c.2));
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

    /// All passes; afterwards `p` holds the probabilities.
    pub fn solve(&mut self, weights: &Weights) {
        self.first_pass(weights);
        for _ in 0..2 {
            self.second_pass(weights);
        }
        self.last_pass(weights);
    }

    pub fn last_pass(&mut self, weights: &Weights) {
        let rivals = self.rivals();
        let mut p = self.room();
        p.copy_from_slice(&self.p);
        for i in 0..self.m {
            for j in 0..self.n {
                if p[i * self.n + j] >= HOPE {
                    let kind = self.evidence[i * self.n + j].kind;
                    let hidden = weights.net.hidden(kind, &self.all(i, j, &rivals));
                    p[i * self.n + j] = weights.net.probability(kind, &hidden);
                }
            }
        }
        self.set(p);
    }

    /// The features of the last pass.
    pub fn all(&self, i: usize, j: usize, rivals: &Rivals) -> [f32; INPUTS] {
        joined(&self.first(i, j), &self.second(i, j, rivals))
    }

    pub fn first_pass(&mut self, weights: &Weights) {
        let mut p = self.room();
        for i in 0..self.m {
            for j in 0..self.n {
                if self.is_open(i, j) {
                    p[i * self.n + j] = logistic(&weights.first[self.evidence[i * self.n + j].kind as usize], &self.first(i, j));
                }
            }
        }
        self.set(p);
    }

    /// Pairs that the pass before gave less than `HOPE` are left where they are.
    pub fn second_pass(&mut self, weights: &Weights) {
        let rivals = self.rivals();
        let mut p = self.room();
        p.copy_from_slice(&self.p);
        for i in 0..self.m {
            for j in 0..self.n {
                if p[i * self.n + j] >= HOPE {
                    p[i * self.n + j] =
                        logistic(&weights.second[self.evidence[i * self.n + j].kind as usize], &self.second(i, j, &rivals));
                }
            }
        }
        self.set(p);
    }
}

/// Pairs less probable than this are not looked at again.
pub const HOPE: f32 = 0.004;

/// The greatest of each pair and its two neighbours in the row.
fn around(p: &[f32], n: usize) -> Vec<f32> {
    let mut out = Vec::with_capacity(p.len());
    for row in p.chunks(n.max(1)) {
        let mut left = 0.0f32;
        for (j, here) in row.iter().enumerate() {
            out.push(left.max(*here).max(row.get(j + 1).copied().unwrap_or(0.0)));
            left = *here;
        }
    }
    out
}

/// For each position the stretch without links that holds it, were it itself without links: from behind the linked position before it up to
/// the linked position after it.
fn gaps(best: &[(f32, f32, usize)]) -> Vec<(usize, usize)> {
    const LINKED: f32 = 0.5;
    let mut out = vec![(0, best.len()); best.len()];
    let mut start = 0;
    for k in 0..best.len() {
        out[k].0 = start;
        if best[k].0 >= LINKED {
            start = k + 1;
        }
    }
    let mut end = best.len();
    for k in (0..best.len()).rev() {
        out[k].1 = end;
        if best[k].0 >= LINKED {
            end = k;
        }
    }
    out
}

fn flag(set: bool) -> f32 {
    if set { 1.0 } else { 0.0 }
}

/// Greatest, second greatest, and where the greatest stands; one a row and one a column.
#[derive(Default)]
pub struct Rivals {
    row_gaps: Vec<(usize, usize)>,
    col_gaps: Vec<(usize, usize)>,
    rows: Vec<(f32, f32, usize)>,
    cols: Vec<(f32, f32, usize)>,
}

fn raise(best: &mut (f32, f32, usize), p: f32, at: usize) {
    if p > best.0 {
        *best = (p, best.0, at);
    } else if p > best.1 {
        best.1 = p;
    }
}

fn other(best: (f32, f32, usize), at: usize) -> (f32, usize) {
    if best.2 == at { (best.1, usize::MAX) } else { (best.0, best.2) }
}

pub fn logistic<const N: usize>(weights: &[f32; N], features: &[f32; N]) -> f32 {
    let sum: f32 = weights.iter().zip(features).map(|(w, f)| w * f).sum();
    1.0 / (1.0 + (-sum).exp())
}

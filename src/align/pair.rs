//! Which word of one rendering answers which of another? A probability for each pair of words, in three passes.
//!
//! The first pass looks at the two words, at what their neighbours have in common, and at how far they stand apart; the others see the
//! probabilities that the pass before gave their neighbours and rivals. Two are logistic, the last is a small net, all trained by
//! `scripts/train_links.rs`.

use crate::align::evidence::{Evidence, Kind, closer, evidence};
use crate::align::features::{Best, Rivals, raise};
use crate::align::foreign::Abroad;
use crate::align::net::{Look, joined};
use crate::align::sorts::Sorts;
use crate::align::tokens::{Class, Entry, Letters, Token, Vocabulary};
use crate::align::weights::Weights;
use crate::curves::sigmoid;

/// What two texts are compared by.
#[derive(Clone, Copy)]
pub struct Ground<'g> {
    pub words: &'g Vocabulary,
    /// What is known of the words across languages, where the two texts are of two languages.
    pub abroad: Option<&'g Abroad<'g>>,
    pub weights: &'g Weights,
}

/// All pairs of two token runs, with the evidence and the probability of each. Short runs only: its size is the product of their lengths.
pub struct Grid {
    pub m: usize,
    pub n: usize,
    pub evidence: Vec<Evidence>,
    /// Probabilities of the latest pass, and their log-odds where a pass has looked.
    pub p: Vec<f32>,
    pub odds: Vec<f32>,
    /// Greatest strength of each row and column.
    pub row_best: Vec<f32>,
    pub col_best: Vec<f32>,
    /// How alike the company is that the words keep, 0 to 1, and the greatest of each row and column.
    pub company: Vec<f32>,
    pub row_company: Vec<Best>,
    pub col_company: Vec<Best>,
    /// Pairs as alike as equal words, by row and by column.
    pub row_equals: Vec<f32>,
    pub col_equals: Vec<f32>,
    /// The greatest of a pair and its two neighbours in the row.
    pub around: Vec<f32>,
    /// How alike the words are, and the greatest of each pair and its two neighbours in the row.
    pub strengths: Vec<f32>,
    pub strengths_around: Vec<f32>,
    /// Probabilities of the pass before, kept for their room.
    spare: Vec<f32>,
    pub capital: [Vec<bool>; 2],
    pub letters: [Vec<Letters>; 2],
    /// The content words beside each word.
    pub content: [Vec<Beside>; 2],
    /// What sort of word each is.
    pub sorts: [Vec<Sorts>; 2],
}

/// The content words next to a word, behind it and before it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside {
    pub next: Option<usize>,
    pub last: Option<usize>,
}

/// From this strength up two words count as equal.
pub const EQUAL: f32 = 0.69;

impl Grid {
    pub fn new(a: &[Token], b: &[Token], ground: &Ground) -> Grid {
        let (m, n) = (a.len(), b.len());
        let rows: Vec<&Entry> = a.iter().map(|t| ground.words.entry(*t)).collect();
        let cols: Vec<&Entry> = b.iter().map(|t| ground.words.entry(*t)).collect();
        let mut all = Vec::with_capacity(m * n);
        for (x, t) in rows.iter().zip(a) {
            match ground.abroad {
                None => all.extend(cols.iter().map(|y| evidence(x, y))),
                Some(abroad) => all.extend(cols.iter().zip(b).map(|(y, u)| abroad.evidence((x, *t), (y, *u)))),
            }
        }
        let mut grid = Grid {
            m,
            n,
            evidence: all,
            p: Vec::new(),
            odds: Vec::new(),
            row_best: vec![0.0; m],
            col_best: vec![0.0; n],
            company: vec![0.0; m * n],
            row_company: vec![Best::default(); m],
            col_company: vec![Best::default(); n],
            row_equals: vec![0.0; m],
            col_equals: vec![0.0; n],
            around: Vec::new(),
            strengths: Vec::new(),
            strengths_around: Vec::new(),
            spare: Vec::new(),
            capital: [a, b].map(|side| side.iter().map(|t| t.capital).collect()),
            letters: [&rows, &cols].map(|side| side.iter().map(|e| e.letters.clone()).collect()),
            content: [&rows, &cols].map(|side| beside(side)),
            sorts: [&rows, &cols].map(|side| Sorts::at_place(side)),
        };
        grid.count_equals();
        if ground.abroad.is_none() {
            grid.look_closer(&rows, &cols);
            grid.find_company(&rows, &cols);
        }
        grid.find_best();
        grid.strengths = grid.evidence.iter().map(|e| e.strength).collect();
        around(&grid.strengths, n, &mut grid.strengths_around);
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
            }
        }
    }

    /// The company that any two words keep.
    fn find_company(&mut self, rows: &[&Entry], cols: &[&Entry]) {
        for (i, x) in rows.iter().enumerate() {
            for (j, y) in cols.iter().enumerate() {
                let at = i * self.n + j;
                let company = match (&x.vector, &y.vector) {
                    _ if self.evidence[at].kind.is_same() => 1.0,
                    (Some(x), Some(y)) => x.cosine(y).max(0.0),
                    _ => 0.0,
                };
                if company > 0.0 {
                    self.company[at] = company;
                    raise(&mut self.row_company[i], company, j);
                    raise(&mut self.col_company[j], company, i);
                }
            }
        }
    }

    fn find_best(&mut self) {
        for i in 0..self.m {
            for j in 0..self.n {
                let strength = self.evidence[i * self.n + j].strength;
                self.row_best[i] = self.row_best[i].max(strength);
                self.col_best[j] = self.col_best[j].max(strength);
            }
        }
    }

    /// Is there any hope for a pair? Words that are not alike, and have each their equals elsewhere, answer each other in no case worth its time.
    pub fn is_open(&self, i: usize, j: usize) -> bool {
        let e = self.evidence[i * self.n + j];
        e.kind != Kind::MarkWord && (e.strength > 0.0 || self.row_equals[i] == 0.0 || self.col_equals[j] == 0.0)
    }

    /// All passes; afterwards `p` holds the probabilities.
    pub fn solve(&mut self, weights: &Weights) {
        self.first_pass(weights);
        for _ in 0..2 {
            self.second_pass(weights);
        }
        self.last_pass(weights);
    }

    pub fn first_pass(&mut self, weights: &Weights) {
        self.p = vec![0.0; self.m * self.n];
        self.odds = vec![0.0; self.m * self.n];
        self.pass(Grid::is_open, |grid, kind, (i, j)| dot(&weights.first[kind as usize], &grid.first(i, j)));
    }

    pub fn second_pass(&mut self, weights: &Weights) {
        let rivals = self.rivals();
        self.pass(Grid::is_hopeful, |grid, kind, (i, j)| dot(&weights.second[kind as usize], &grid.second(i, j, &rivals)));
    }

    pub fn last_pass(&mut self, weights: &Weights) {
        let rivals = self.rivals();
        self.pass(Grid::is_hopeful, |grid, kind, (i, j)| weights.net.odds(kind, &weights.net.hidden(&grid.look(i, j, &rivals))));
    }

    /// Gives each pair that is looked at new log-odds, hence a new probability; the others keep theirs.
    fn pass(&mut self, looked_at: impl Fn(&Grid, usize, usize) -> bool, odds: impl Fn(&Grid, Kind, (usize, usize)) -> f32) {
        let mut p = std::mem::take(&mut self.spare);
        p.clone_from(&self.p);
        for i in 0..self.m {
            for j in 0..self.n {
                if looked_at(self, i, j) {
                    let at = i * self.n + j;
                    self.odds[at] = odds(self, self.evidence[at].kind, (i, j));
                    p[at] = sigmoid(self.odds[at]);
                }
            }
        }
        self.spare = std::mem::replace(&mut self.p, p);
        around(&self.p, self.n, &mut self.around);
    }

    /// Is a pair worth another look after the pass before?
    pub fn is_hopeful(&self, i: usize, j: usize) -> bool {
        const HOPE: f32 = 0.015;
        self.p[i * self.n + j] >= HOPE
    }

    /// What the last pass looks at.
    pub fn look(&self, i: usize, j: usize, rivals: &Rivals) -> Look {
        Look {
            kind: self.evidence[i * self.n + j].kind,
            features: joined(&self.first(i, j), &self.second(i, j, rivals)),
            sorts: [self.sorts[0][i], self.sorts[1][j]],
        }
    }
}

/// The greatest of each pair and its two neighbours in the row.
fn around(p: &[f32], n: usize, out: &mut Vec<f32>) {
    out.clear();
    for row in p.chunks(n.max(1)) {
        let mut left = 0.0f32;
        for (j, here) in row.iter().enumerate() {
            out.push(left.max(*here).max(row.get(j + 1).copied().unwrap_or(0.0)));
            left = *here;
        }
    }
}

/// The content words beside each word; those of another clause are too far away.
fn beside(side: &[&Entry]) -> Vec<Beside> {
    const FAR: usize = 4;
    let is_content = |k: &usize| side.get(*k).is_some_and(|e| matches!(e.class, Class::Content | Class::Number));
    let next = |i: usize| (i + 1..side.len().min(i + 1 + FAR)).find(is_content);
    let last = |i: usize| (i.saturating_sub(FAR)..i).rev().find(is_content);
    (0..side.len()).map(|i| Beside { next: next(i), last: last(i) }).collect()
}

/// The sum of all products, in eight strands, which the processor sums at once.
pub fn dot<const N: usize>(a: &[f32; N], b: &[f32; N]) -> f32 {
    let mut strands = [0.0f32; 8];
    let (a_eights, b_eights) = (a.chunks_exact(8), b.chunks_exact(8));
    for (strand, (x, y)) in strands.iter_mut().zip(a_eights.remainder().iter().zip(b_eights.remainder())) {
        *strand += x * y;
    }
    for (x, y) in a_eights.zip(b_eights) {
        for (strand, (x, y)) in strands.iter_mut().zip(x.iter().zip(y)) {
            *strand += x * y;
        }
    }
    strands.iter().sum()
}

//! How are the weights learned? Ridge logistic regression by Newton's method, one for each kind of evidence and pass: exact and the same each
//! time. Used by `scripts/train_links.rs` only, but kept here so that training and program share every feature.

use crate::align::evidence::Kind;
use crate::align::pair::{Grid, HOPE};
use crate::align::tokens::{Token, Vocabulary};
pub use crate::align::weights::Weights;
use crate::lang;
use crate::model::Span;

/// A pair of sentences with the links that people drew.
pub struct Example {
    words: Vocabulary,
    a: Vec<Token>,
    b: Vec<Token>,
    /// Row by row: linked, not linked, or undecided.
    labels: Vec<Option<bool>>,
}

impl Example {
    pub fn new(a: &str, a_lang: &str, b: &str, b_lang: &str) -> Example {
        let mut words = Vocabulary::default();
        let a = words.tokens(a, lang::of(a_lang));
        let b = words.tokens(b, lang::of(b_lang));
        Example { words, a, b, labels: Vec::new() }
    }

    pub fn spans(&self) -> (Vec<Span>, Vec<Span>) {
        let spans = |tokens: &[Token]| tokens.iter().map(|t| t.span).collect();
        (spans(&self.a), spans(&self.b))
    }

    pub fn label(&mut self, labels: Vec<Option<bool>>) {
        self.labels = labels;
    }

    fn grid(&self) -> Grid {
        Grid::new(&self.a, &self.b, &self.words)
    }

    /// The links that the weights find.
    pub fn links(&self, weights: &Weights, threshold: f32) -> Vec<(Span, Span)> {
        let mut grid = self.grid();
        grid.solve(weights);
        let mut out = Vec::new();
        for (i, x) in self.a.iter().enumerate() {
            for (j, y) in self.b.iter().enumerate() {
                if grid.p[i * grid.n + j] >= threshold {
                    out.push((x.span, y.span));
                }
            }
        }
        out
    }
}

/// The weights that fit the examples best.
pub fn learn<'a>(examples: impl Iterator<Item = &'a Example>) -> Weights {
    let examples: Vec<&Example> = examples.collect();
    let mut weights = Weights::zero();
    let mut grids: Vec<Grid> = examples.iter().map(|e| e.grid()).collect();
    let mut first = vec![Vec::new(); Kind::ALL.len()];
    for (example, grid) in examples.iter().zip(&grids) {
        example.rows(grid, |i, j| grid.is_open(i, j), |i, j| grid.first(i, j), &mut first);
    }
    for (weights, rows) in weights.first.iter_mut().zip(&first) {
        *weights = fit(rows);
    }
    grids.iter_mut().for_each(|g| g.first_pass(&weights));
    // The second pass is used twice: on what the first gave, then on what it gave itself. It learns from both.
    let mut second = vec![Vec::new(); Kind::ALL.len()];
    for round in 0..2 {
        for (example, grid) in examples.iter().zip(&grids) {
            let rivals = grid.rivals();
            example.rows(grid, |i, j| grid.p[i * grid.n + j] >= HOPE, |i, j| grid.second(i, j, &rivals), &mut second);
        }
        for (weights, rows) in weights.second.iter_mut().zip(&second) {
            *weights = fit(rows);
        }
        if round == 0 {
            grids.iter_mut().for_each(|g| g.second_pass(&weights));
        }
    }
    weights
}

type Row<const N: usize> = ([f32; N], bool);

impl Example {
    /// Adds the features and labels of all pairs that a pass looks at, by kind of evidence.
    fn rows<const N: usize>(
        &self,
        grid: &Grid,
        looked_at: impl Fn(usize, usize) -> bool,
        features: impl Fn(usize, usize) -> [f32; N],
        out: &mut [Vec<Row<N>>],
    ) {
        for (i, j) in (0..grid.m).flat_map(|i| (0..grid.n).map(move |j| (i, j))).filter(|(i, j)| looked_at(*i, *j)) {
            if let Some(Some(label)) = self.labels.get(i * grid.n + j) {
                out[grid.evidence[i * grid.n + j].kind as usize].push((features(i, j), *label));
            }
        }
    }
}

/// Newton's method with a ridge of `RIDGE` on all weights but the bias (which gets a hundredth of it).
fn fit<const N: usize>(rows: &[([f32; N], bool)]) -> [f32; N] {
    const RIDGE: f64 = 2.0;
    let mut w = [0.0f64; N];
    for _ in 0..25 {
        let mut gradient = [0.0f64; N];
        let mut hessian = vec![[0.0f64; N]; N];
        for (x, y) in rows {
            let z: f64 = w.iter().zip(x).map(|(w, x)| w * f64::from(*x)).sum();
            let p = 1.0 / (1.0 + (-z).exp());
            let error = f64::from(u8::from(*y)) - p;
            let curve = (p * (1.0 - p)).max(1e-9);
            for a in 0..N {
                let xa = f64::from(x[a]);
                if xa == 0.0 {
                    continue;
                }
                gradient[a] += error * xa;
                for b in 0..=a {
                    hessian[a][b] += curve * xa * f64::from(x[b]);
                }
            }
        }
        for a in 0..N {
            let ridge = if a == 0 { RIDGE / 100.0 } else { RIDGE };
            gradient[a] -= ridge * w[a];
            hessian[a][a] += ridge;
            for b in 0..a {
                hessian[b][a] = hessian[a][b];
            }
        }
        let step = solve(&mut hessian, gradient);
        let largest = step.iter().fold(0.0f64, |m, s| m.max(s.abs()));
        let damp = if largest > 5.0 { 5.0 / largest } else { 1.0 };
        for (w, s) in w.iter_mut().zip(step) {
            *w += damp * s;
        }
        if largest < 1e-5 {
            break;
        }
    }
    w.map(|w| w as f32)
}

/// Gaussian elimination with pivots.
fn solve<const N: usize>(m: &mut [[f64; N]], mut v: [f64; N]) -> [f64; N] {
    for c in 0..N {
        let pivot = (c..N).max_by(|x, y| m[*x][c].abs().total_cmp(&m[*y][c].abs())).unwrap_or(c);
        m.swap(c, pivot);
        v.swap(c, pivot);
        if m[c][c].abs() < 1e-12 {
            continue;
        }
        for r in c + 1..N {
            let f = m[r][c] / m[c][c];
            if f != 0.0 {
                for k in c..N {
                    m[r][k] -= f * m[c][k];
                }
                v[r] -= f * v[c];
            }
        }
    }
    let mut out = [0.0; N];
    for r in (0..N).rev() {
        let rest: f64 = (r + 1..N).map(|k| m[r][k] * out[k]).sum();
        out[r] = if m[r][r].abs() < 1e-12 { 0.0 } else { (v[r] - rest) / m[r][r] };
    }
    out
}

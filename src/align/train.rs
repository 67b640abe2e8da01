//! How are the weights learned? Ridge logistic regression by Newton's method, one for each kind of evidence and pass: exact and the same each
//! time. Used by the scripts that train only, but kept here so that training and program share every feature.

use crate::align::evidence::Kind;
use crate::align::foreign::Abroad;
use crate::align::links::{LEAST, Pair, links, weigh_up};
use crate::align::net::{Look, Net, UNITS};
use crate::align::pair::{Grid, Ground};
use crate::align::printed_words;
use crate::align::tokens::{Token, Vocabulary};
pub use crate::align::weights::Weights;
use crate::curves::sigmoid;
use crate::lang;
use crate::lexicon::foreign::Lexicon;
use crate::model::Span;

/// A pair of sentences with the links that people drew.
pub struct Example<'l> {
    texts: [String; 2],
    words: Vocabulary,
    /// Where the two are of two languages.
    abroad: Option<Abroad<'l>>,
    a: Vec<Token>,
    b: Vec<Token>,
    /// Row by row: linked, not linked, or undecided.
    labels: Vec<Option<bool>>,
}

impl<'l> Example<'l> {
    pub fn new((a, a_lang): (&str, &str), (b, b_lang): (&str, &str), lexicon: &'l Lexicon) -> Example<'l> {
        let texts = [a.to_string(), b.to_string()];
        let mut words = Vocabulary::default();
        let a = words.tokens(a, lang::of(a_lang));
        let b = words.tokens(b, lang::of(b_lang));
        let abroad = (a_lang != b_lang).then(|| Abroad::new(&words, lexicon));
        Example { texts, words, abroad, a, b, labels: Vec::new() }
    }

    pub fn spans(&self) -> (Vec<Span>, Vec<Span>) {
        let spans = |tokens: &[Token]| tokens.iter().map(|t| t.span).collect();
        (spans(&self.a), spans(&self.b))
    }

    pub fn label(&mut self, labels: Vec<Option<bool>>) {
        self.labels = labels;
    }

    fn grid(&self) -> Grid<'_> {
        Grid::new(&self.a, &self.b, &self.words, self.abroad.as_ref())
    }

    /// The links that the weights find.
    pub fn links(&self, weights: &Weights, threshold: f32) -> Vec<(Span, Span)> {
        let ground = Ground { words: &self.words, abroad: self.abroad.as_ref(), weights };
        let mut found = links(&self.a, &self.b, &ground, LEAST);
        weigh_up(&mut found);
        let span = |side: &[Token], at: u32| side[at as usize].span;
        let printed = |p: Pair| printed_words(&self.texts[0], span(&self.a, p.i), &self.texts[1], span(&self.b, p.j));
        found.into_iter().filter(|pair| pair.p >= threshold).flat_map(printed).collect()
    }
}

/// How the net is trained.
#[derive(Clone, Copy, Debug)]
pub struct Training {
    /// A link that is missed costs so many times what a false one does: since a link counts from a half up, more than 1 finds more of them.
    pub miss: f32,
    /// How strongly weights are drawn to nothing; more where examples are few.
    pub decay: f32,
    /// What share of the features a net is not shown, others each time, so that it relies on none alone.
    pub hide: f32,
}

/// The weights that fit the examples best.
pub fn learn<'a>(examples: impl Iterator<Item = &'a Example<'a>>, training: Training) -> Weights {
    let examples: Vec<&Example> = examples.collect();
    let mut weights = passes(&examples);
    let mut looks = Vec::new();
    for example in &examples {
        let mut grid = example.grid();
        grid.first_pass(&weights);
        grid.second_pass(&weights);
        grid.second_pass(&weights);
        let rivals = grid.rivals();
        let looked_at = example.labelled(&grid, |i, j| grid.is_hopeful(i, j));
        looks.extend(looked_at.map(|(i, j, label)| (grid.look(i, j, &rivals), label)));
    }
    weights.net = fit_net(&looks, training);
    weights
}

/// The weights of the first two passes.
fn passes(examples: &[&Example]) -> Weights {
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
            example.rows(grid, |i, j| grid.is_hopeful(i, j), |i, j| grid.second(i, j, &rivals), &mut second);
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

/// So many nets learn apart, each with units of its own, and speak as one: what one has by chance the others have not.
const NETS: usize = 3;

fn fit_net(rows: &[(Look, bool)], training: Training) -> Net {
    let mut random = Random(88172645461228100);
    let mut all = Net::ZERO;
    for number in 0..NETS {
        let own = number * UNITS / NETS..(number + 1) * UNITS / NETS;
        let mut net = Net::ZERO;
        net.inputs_mut().flat_map(|weights| &mut weights[own.clone()]).for_each(|w| *w = (random.share() - 0.5) * 0.5);
        net.units[own].iter_mut().for_each(|w| *w = random.share() - 0.5);
        descend(&mut net, rows, training, &mut random);
        net.units.iter_mut().chain(net.kinds.iter_mut().map(|kind| &mut kind[UNITS])).for_each(|w| *w /= NETS as f32);
        parts(&mut all).zip(parts(&mut net)).for_each(|(sum, w)| *sum += *w);
    }
    all
}

/// Stochastic gradient descent with Adam's steps, in a fixed disorder. Units that begin as nothing stay so.
fn descend(net: &mut Net, rows: &[(Look, bool)], training: Training, random: &mut Random) {
    const EPOCHS: usize = 14;
    const BATCH: usize = 64;
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let (mut first, mut second) = (Net::ZERO, Net::ZERO);
    let mut step = 0;
    for epoch in 0..EPOCHS {
        random.shuffle(&mut order);
        let rate = 0.004 * (1.0 - epoch as f32 / EPOCHS as f32);
        for batch in order.chunks(BATCH) {
            step += 1;
            let shown: Vec<(Look, bool)> = batch.iter().map(|r| (random.hide(&rows[*r].0, training.hide), rows[*r].1)).collect();
            let mut gradient = gradient(net, training.miss, &shown);
            let scale = [1.0 - 0.9f32.powi(step), 1.0 - 0.999f32.powi(step)];
            for ((w, g), (m, v)) in parts(net).zip(parts(&mut gradient)).zip(parts(&mut first).zip(parts(&mut second))) {
                let g = *g / batch.len() as f32 + training.decay * *w;
                *m = 0.9 * *m + 0.1 * g;
                *v = 0.999 * *v + 0.001 * g * g;
                *w -= rate * (*m / scale[0]) / ((*v / scale[1]).sqrt() + 1e-8);
            }
        }
    }
}

/// The same disorder each time (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    /// From 0 up to 1.
    fn share(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 40) as f32 / (1u64 << 24) as f32
    }

    fn shuffle(&mut self, order: &mut [usize]) {
        for k in (1..order.len()).rev() {
            order.swap(k, ((self.share() * (k + 1) as f32) as usize).min(k));
        }
    }

    /// A pair without a share of its features; the others weigh the more.
    fn hide(&mut self, look: &Look, share: f32) -> Look {
        let mut shown = look.clone();
        for feature in shown.features.iter_mut().filter(|f| **f != 0.0) {
            *feature = if self.share() < share { 0.0 } else { *feature / (1.0 - share) };
        }
        shown
    }
}

/// All weights of a net, in one order.
fn parts(net: &mut Net) -> impl Iterator<Item = &mut f32> {
    let sorts = net.sorts.iter_mut().flatten().flatten();
    net.features.iter_mut().flatten().chain(net.kinds.iter_mut().flatten()).chain(sorts).chain(net.units.iter_mut())
}

/// The slope of the log loss, summed over some rows.
fn gradient(net: &Net, miss: f32, rows: &[(Look, bool)]) -> Net {
    let mut out = Net::ZERO;
    for (look, label) in rows {
        let hidden = net.hidden(look);
        let p = sigmoid(net.odds(look.kind, &hidden));
        let error = if *label { miss * (p - 1.0) } else { p };
        let kind = &mut out.kinds[look.kind as usize];
        kind[UNITS] += error;
        let mut back = [0.0; UNITS];
        for u in (0..UNITS).filter(|u| hidden[*u] > 0.0) {
            out.units[u] += error * hidden[u];
            back[u] = error * net.units[u];
            kind[u] += back[u];
        }
        for (slopes, feature) in out.features.iter_mut().zip(&look.features).filter(|(_, feature)| **feature != 0.0) {
            slopes.iter_mut().zip(&back).for_each(|(slope, back)| *slope += back * feature);
        }
        for (sorts, side) in look.sorts.iter().zip(&mut out.sorts) {
            sorts.each().for_each(|sort| side[sort].iter_mut().zip(&back).for_each(|(slope, back)| *slope += back));
        }
    }
    out
}

type Row<const N: usize> = ([f32; N], bool);

impl Example<'_> {
    /// Adds the features and labels of all pairs that a pass looks at, by kind of evidence.
    fn rows<const N: usize>(
        &self,
        grid: &Grid,
        looked_at: impl Fn(usize, usize) -> bool,
        features: impl Fn(usize, usize) -> [f32; N],
        out: &mut [Vec<Row<N>>],
    ) {
        for (i, j, label) in self.labelled(grid, looked_at) {
            out[grid.evidence[i * grid.n + j].kind as usize].push((features(i, j), label));
        }
    }

    /// The pairs that a pass looks at and people decided on.
    fn labelled(&self, grid: &Grid, looked_at: impl Fn(usize, usize) -> bool) -> impl Iterator<Item = (usize, usize, bool)> {
        let all = (0..grid.m * grid.n).zip(&self.labels).map(|(at, label)| (at / grid.n, at % grid.n, *label));
        all.filter(move |(i, j, _)| looked_at(*i, *j)).filter_map(|(i, j, label)| Some((i, j, label?)))
    }
}

/// Newton's method with a ridge of `RIDGE` on all weights but the bias (which gets a hundredth of it).
pub fn fit<const N: usize>(rows: &[([f32; N], bool)]) -> [f32; N] {
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
            // Only the lower half was summed; the upper mirrors it.
            let lower = hessian[a];
            hessian[..a].iter_mut().zip(lower).for_each(|(row, value)| row[a] = value);
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
                let pivot = m[c];
                m[r].iter_mut().zip(pivot).skip(c).for_each(|(x, p)| *x -= f * p);
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

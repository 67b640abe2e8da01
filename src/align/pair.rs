//! Which word of one rendering answers which of another? A probability for each pair of words, in three passes.
//!
//! The first pass looks at the two words, at what their neighbours have in common, and at how far they stand apart; the others see the
//! probabilities that the pass before gave their neighbours and rivals. Two are logistic, the last is a small net, all trained by
//! `scripts/train_links.rs`.

use crate::align::evidence::{Evidence, Kind, closer, evidence};
use crate::align::features::{Best, FIRST, Rivals, SECOND, raise};
use crate::align::foreign::Abroad;
use crate::align::net::{Look, joined};
use crate::align::plane::Plane;
use crate::align::sorts::Sorts;
use crate::align::tokens::{Class, Entry, Token, Vocabulary};
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
pub struct Grid<'g> {
    pub m: usize,
    pub n: usize,
    pub evidence: Vec<Evidence>,
    /// Probabilities of the latest pass, the greatest of each pair and its two neighbours in the row, and log-odds where a pass has looked.
    pub p: Plane,
    pub around: Plane,
    pub odds: Vec<f32>,
    /// How alike the company is that the words keep, 0 to 1.
    pub company: Plane,
    /// How alike the words are, and the greatest of each pair and its two neighbours in the row.
    pub strengths: Plane,
    pub strengths_around: Plane,
    pub rows: Vec<Own<'g>>,
    pub cols: Vec<Own<'g>>,
    /// The pairs that the next pass looks at, row by row.
    hopeful: Vec<Hopeful>,
}

/// A word of one text, and what all words of the other say to it.
pub struct Own<'g> {
    pub entry: &'g Entry,
    pub capital: bool,
    /// Where in its text it stands, 0 to 1.
    pub share: f32,
    /// The content words beside it.
    pub content: Beside,
    /// What sort of word it is.
    pub sorts: Sorts,
    /// Words of the other text that are as alike as equal ones, and the greatest strength.
    pub equals: f32,
    pub best: f32,
    /// The most alike company.
    pub company: Best,
}

/// A pair that is worth another look; what the first pass looked at stays as it was.
struct Hopeful {
    i: usize,
    j: usize,
    first: [f32; FIRST.len()],
}

/// The content words next to a word, behind it and before it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside {
    pub next: Option<usize>,
    pub last: Option<usize>,
}

/// From this strength up two words count as equal.
pub const EQUAL: f32 = 0.69;

/// From this probability up a pair is worth another look.
const HOPE: f32 = 0.015;

impl<'g> Grid<'g> {
    pub fn new(a: &[Token], b: &[Token], words: &'g Vocabulary, abroad: Option<&Abroad>) -> Grid<'g> {
        let (m, n) = (a.len(), b.len());
        let (rows, cols) = (side(a, words), side(b, words));
        let mut all = Vec::with_capacity(m * n);
        for (x, t) in rows.iter().zip(a) {
            let others = cols.iter().zip(b);
            match abroad {
                None => all.extend(others.map(|(y, u)| evidence(x.entry, y.entry, t.word == u.word))),
                Some(abroad) => all.extend(others.map(|(y, u)| abroad.evidence((x.entry, *t), (y.entry, *u)))),
            }
        }
        let [p, around, company, strengths, strengths_around] = std::array::from_fn(|_| Plane::new(m, n));
        let (odds, hopeful) = (vec![0.0; m * n], Vec::new());
        let mut grid = Grid { m, n, evidence: all, p, around, odds, company, strengths, strengths_around, rows, cols, hopeful };
        grid.count_equals();
        if abroad.is_none() {
            grid.look_closer();
            grid.find_company();
        }
        grid.find_strengths();
        grid
    }

    fn count_equals(&mut self) {
        for (x, row) in self.rows.iter_mut().zip(self.evidence.chunks_exact(self.n.max(1))) {
            for (y, _) in self.cols.iter_mut().zip(row).filter(|(_, e)| e.strength >= EQUAL) {
                x.equals += 1.0;
                y.equals += 1.0;
            }
        }
    }

    /// Content words are looked at closer where one of the two has no equal.
    fn look_closer(&mut self) {
        for (x, row) in self.rows.iter().zip(self.evidence.chunks_exact_mut(self.n.max(1))) {
            for (y, e) in self.cols.iter().zip(row).filter(|(_, e)| e.kind == Kind::TwoContent) {
                if x.equals == 0.0 || y.equals == 0.0 {
                    *e = closer(x.entry, y.entry);
                }
            }
        }
    }

    /// The company that any two words keep.
    fn find_company(&mut self) {
        let rows = self.rows.iter_mut().zip(self.evidence.chunks_exact(self.n.max(1)));
        for (i, ((x, evidence), out)) in rows.zip(self.company.rows_mut()).enumerate() {
            for (j, ((y, e), slot)) in self.cols.iter_mut().zip(evidence).zip(out).enumerate() {
                let company = match (&x.entry.vector, &y.entry.vector) {
                    _ if e.kind.is_same() => 1.0,
                    (Some(x), Some(y)) => x.cosine(y).max(0.0),
                    _ => continue,
                };
                *slot = company;
                raise(&mut x.company, company, j);
                raise(&mut y.company, company, i);
            }
        }
    }

    fn find_strengths(&mut self) {
        let rows = self.rows.iter_mut().zip(self.evidence.chunks_exact(self.n.max(1)));
        for ((x, evidence), out) in rows.zip(self.strengths.rows_mut()) {
            for ((y, e), slot) in self.cols.iter_mut().zip(evidence).zip(out) {
                *slot = e.strength;
                x.best = x.best.max(e.strength);
                y.best = y.best.max(e.strength);
            }
        }
        self.strengths.around(&mut self.strengths_around);
    }

    /// Is there any hope for a pair? Words that are not alike, and have each their equals elsewhere, answer each other in no case worth its time.
    pub fn is_open(&self, i: usize, j: usize) -> bool {
        let e = self.evidence[i * self.n + j];
        e.kind != Kind::MarkWord && (e.strength > 0.0 || self.rows[i].equals == 0.0 || self.cols[j].equals == 0.0)
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
        for i in 0..self.m {
            for j in 0..self.n {
                if self.is_open(i, j) {
                    let first = self.first(i, j);
                    let kind = self.evidence[i * self.n + j].kind;
                    self.say(i, j, dot(&weights.first[kind as usize], &first));
                    if self.is_hopeful(i, j) {
                        self.hopeful.push(Hopeful { i, j, first });
                    }
                }
            }
        }
        self.p.around(&mut self.around);
    }

    pub fn second_pass(&mut self, weights: &Weights) {
        let rivals = self.rivals();
        self.pass(|grid, kind, pair| dot(&weights.second[kind as usize], &grid.second(pair.i, pair.j, &rivals)));
    }

    pub fn last_pass(&mut self, weights: &Weights) {
        let rivals = self.rivals();
        self.pass(|grid, kind, pair| {
            let second = grid.second(pair.i, pair.j, &rivals);
            weights.net.odds(kind, &weights.net.hidden(&grid.seen(pair.i, pair.j, &pair.first, &second)))
        });
    }

    /// Gives each pair that is looked at new log-odds, hence a new probability; the others keep theirs.
    fn pass(&mut self, odds: impl Fn(&Grid, Kind, &Hopeful) -> f32) {
        let mut hopeful = std::mem::take(&mut self.hopeful);
        let kind = |pair: &Hopeful| self.evidence[pair.i * self.n + pair.j].kind;
        // All are looked at before any is told: they look at each other.
        let all: Vec<f32> = hopeful.iter().map(|pair| odds(self, kind(pair), pair)).collect();
        for (pair, odds) in hopeful.iter().zip(all) {
            self.say(pair.i, pair.j, odds);
        }
        hopeful.retain(|pair| self.is_hopeful(pair.i, pair.j));
        self.hopeful = hopeful;
        self.p.around(&mut self.around);
    }

    /// The log-odds of a pair, hence its probability.
    fn say(&mut self, i: usize, j: usize, odds: f32) {
        self.odds[i * self.n + j] = odds;
        self.p.set(i, j, sigmoid(odds));
    }

    /// Is a pair worth another look after the pass before?
    pub fn is_hopeful(&self, i: usize, j: usize) -> bool {
        self.p.get(i, j) >= HOPE
    }

    /// What the last pass looks at.
    pub fn look(&self, i: usize, j: usize, rivals: &Rivals) -> Look {
        self.seen(i, j, &self.first(i, j), &self.second(i, j, rivals))
    }

    fn seen(&self, i: usize, j: usize, first: &[f32; FIRST.len()], second: &[f32; SECOND.len()]) -> Look {
        Look {
            kind: self.evidence[i * self.n + j].kind,
            features: joined(first, second),
            sorts: [self.rows[i].sorts, self.cols[j].sorts],
        }
    }
}

/// The words of one text, before any of the other has spoken.
fn side<'g>(tokens: &[Token], words: &'g Vocabulary) -> Vec<Own<'g>> {
    let entries: Vec<&Entry> = tokens.iter().map(|t| words.entry(*t)).collect();
    let length = tokens.len() as f32;
    let own = |i: usize| Own {
        entry: entries[i],
        capital: tokens[i].capital,
        share: (i as f32 + 0.5) / length,
        content: beside(&entries, i),
        sorts: Sorts::at_place(&entries, i),
        equals: 0.0,
        best: 0.0,
        company: Best::default(),
    };
    (0..tokens.len()).map(own).collect()
}

/// The content words beside a word; those of another clause are too far away.
fn beside(side: &[&Entry], i: usize) -> Beside {
    const FAR: usize = 4;
    let is_content = |k: &usize| side.get(*k).is_some_and(|e| matches!(e.class, Class::Content | Class::Number));
    let next = (i + 1..side.len().min(i + 1 + FAR)).find(is_content);
    let last = (i.saturating_sub(FAR)..i).rev().find(is_content);
    Beside { next, last }
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

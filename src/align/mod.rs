//! Which word answers which? Pairs of renderings first, then one table for all renderings of a statement.
//!
//! `tokens` takes texts apart, `evidence` weighs two words, `pair` gives each pair of words of two renderings a probability (`weights` hold what
//! `train` learned), `links` does so for texts of any length, `table` lays all renderings into one table, `places` says what each place shows.

mod evidence;
mod kindred;
mod links;
mod pair;
mod places;
mod table;
mod tokens;
pub mod train;
mod weights;

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::lang;
use crate::model::{Alignment, Link, Rendering, Role, Span};
use crate::normalise::base_reading;
use links::Pair;
use tokens::{Class, Token, Vocabulary};
use weights::WEIGHTS;

/// What may be turned about alignment: the section `[align]` of quotealign.toml.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Two words answer each other from this probability up.
    pub threshold: f32,
    /// Sheets written at most, those with the worst divergences first.
    pub most_sheets: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { threshold: 0.45, most_sheets: 5000 }
    }
}

/// Links below the threshold still tell who may stand in for whom in a table, from this probability up.
const FAINT: f32 = 0.05;

/// The table of one statement's renderings, and the links between their words and marks.
///
/// Renderings of the same text are laid out once. With many or long renderings each is linked with the base, the original and some others only,
/// so that the work grows with the text and not with the square of the number of renderings.
pub fn align(renderings: &[Rendering], settings: &Settings) -> Alignment {
    let texts = Texts::read(renderings);
    if texts.tokens.is_empty() {
        return Alignment::default();
    }
    let pairs = texts.all_pairs(FAINT.min(settings.threshold));
    let of_units = texts.of_units(&pairs);
    let classes: Vec<Vec<u8>> = texts.units.iter().map(|units| units.iter().map(|u| u.class as u8).collect()).collect();
    let input = table::Input { units: &classes, links: &of_units, first: texts.base, rank: &texts.rank };
    let columns = table::columns(&input);
    let place_rows = texts.rows(renderings);
    let rows = places::Rows {
        cells: &place_rows.cells,
        words: &place_rows.words,
        counts: &place_rows.counts,
        partial: &place_rows.partial,
        links: &of_units,
        content: &place_rows.content,
    };
    let places = places::places(&columns, &rows, settings.threshold);
    Alignment { places: texts.spread(places, renderings), links: texts.links(renderings, &pairs, settings.threshold) }
}

/// A word of a table; a rendering without words has its marks instead.
struct Unit {
    /// Which token.
    token: u32,
    class: Class,
}

/// The different texts of a statement.
struct Texts {
    words: Vocabulary,
    /// For each rendering, its text.
    text_of: Vec<usize>,
    /// For each text, the first rendering that has it.
    first: Vec<usize>,
    tokens: Vec<Vec<Token>>,
    units: Vec<Vec<Unit>>,
    /// The text that leads.
    base: usize,
    /// Rank of each text by content.
    rank: Vec<usize>,
    /// The text of the original and that of the base rendering.
    references: Vec<usize>,
}

impl Texts {
    fn read(renderings: &[Rendering]) -> Texts {
        let mut known: FxHashMap<(&str, &str), usize> = FxHashMap::default();
        let (mut text_of, mut first) = (Vec::with_capacity(renderings.len()), Vec::new());
        for (r, rendering) in renderings.iter().enumerate() {
            let t = *known.entry((rendering.text.as_str(), &*rendering.lang)).or_insert_with(|| {
                first.push(r);
                first.len() - 1
            });
            text_of.push(t);
        }
        let mut words = Vocabulary::default();
        let tokens: Vec<Vec<Token>> =
            first.iter().map(|&r| words.tokens(&renderings[r].text, lang::of(&renderings[r].lang))).collect();
        let units = tokens.iter().map(|tokens| units(tokens, &words)).collect();
        let mut by_content: Vec<usize> = (0..first.len()).collect();
        by_content.sort_by_key(|&t| (&renderings[first[t]].text, &renderings[first[t]].lang));
        let mut rank = vec![0; first.len()];
        for (place, &t) in by_content.iter().enumerate() {
            rank[t] = place;
        }
        let mut out = Texts { words, text_of, first, tokens, units, base: 0, rank, references: Vec::new() };
        out.base = out.choose_base(renderings, &by_content);
        let mut references: Vec<usize> = (0..renderings.len())
            .filter(|&r| matches!(renderings[r].role, Role::Original | Role::Base))
            .map(|r| out.text_of[r])
            .chain([out.base])
            .collect();
        references.sort_by_key(|&t| out.rank[t]);
        references.dedup();
        out.references = references;
        out
    }

    /// The text of the base rendering; where none is marked, the one nearest to all others.
    fn choose_base(&self, renderings: &[Rendering], by_content: &[usize]) -> usize {
        let marked = |role| {
            let with_role = (0..renderings.len()).filter(|&r| renderings[r].role == role).map(|r| self.text_of[r]);
            with_role.min_by_key(|&t| self.rank[t])
        };
        if let Some(base) = marked(Role::Base) {
            return base;
        }
        let candidates: Vec<usize> =
            by_content.iter().copied().filter(|&t| renderings[self.first[t]].role != Role::Original).collect();
        let bags: Vec<Vec<CompactString>> = candidates
            .iter()
            .map(|&t| self.units[t].iter().map(|u| self.words.entry(self.tokens[t][u.token as usize]).folded.clone()).collect())
            .collect();
        base_reading(&bags).and_then(|at| candidates.get(at).copied()).or_else(|| marked(Role::Original)).unwrap_or(0)
    }

    /// Links between the tokens of texts, pair by pair: all with all where they are few and short, else all with some.
    fn all_pairs(&self, least: f32) -> Vec<((usize, usize), Vec<Pair>)> {
        const MOST_TOKENS: usize = 300_000;
        let k = self.tokens.len();
        let total: usize = self.tokens.iter().map(Vec::len).sum();
        let others = (MOST_TOKENS / total.max(1)).clamp(2, 16);
        let mut partners: Vec<usize> = (0..k).collect();
        partners.sort_by_key(|&t| self.rank[t]);
        if k > others {
            let step = k.div_ceil(others);
            partners = partners.into_iter().step_by(step).collect();
        }
        let mut chosen = vec![k <= others; k];
        for t in partners.into_iter().chain(self.references.iter().copied()) {
            chosen[t] = true;
        }
        let mut out = Vec::new();
        for r in 0..k {
            for s in r + 1..k {
                if chosen[r] || chosen[s] {
                    // The probabilities do not depend on the order of the two, but for rounding: content decides it.
                    let pairs = if self.rank[r] <= self.rank[s] {
                        links::links(&self.tokens[r], &self.tokens[s], &self.words, &WEIGHTS, least)
                    } else {
                        let mut pairs = links::links(&self.tokens[s], &self.tokens[r], &self.words, &WEIGHTS, least);
                        for p in &mut pairs {
                            std::mem::swap(&mut p.i, &mut p.j);
                        }
                        pairs.sort_by_key(|p| (p.i, p.j));
                        pairs
                    };
                    out.push(((r, s), pairs));
                }
            }
        }
        out
    }

    /// The same links between units; those of marks go.
    fn of_units(&self, pairs: &[((usize, usize), Vec<Pair>)]) -> Vec<((usize, usize), Vec<Pair>)> {
        let unit_of: Vec<Vec<u32>> = self
            .units
            .iter()
            .zip(&self.tokens)
            .map(|(units, tokens)| {
                let mut of = vec![table::NONE; tokens.len()];
                for (u, unit) in units.iter().enumerate() {
                    of[unit.token as usize] = u as u32;
                }
                of
            })
            .collect();
        let convert = |r: usize, s: usize, p: &Pair| {
            let (i, j) = (unit_of[r][p.i as usize], unit_of[s][p.j as usize]);
            (i != table::NONE && j != table::NONE).then_some(Pair { i, j, ..*p })
        };
        pairs.iter().map(|((r, s), list)| ((*r, *s), list.iter().filter_map(|p| convert(*r, *s, p)).collect())).collect()
    }

    fn rows(&self, renderings: &[Rendering]) -> PlaceRows {
        let base_lang = lang::of(&renderings[self.first[self.base]].lang).code.as_str();
        let token = |t: usize, u: &Unit| self.tokens[t][u.token as usize];
        let every = 0..self.tokens.len();
        PlaceRows {
            cells: every
                .clone()
                .map(|t| {
                    let spans: Vec<Span> = self.units[t].iter().map(|u| token(t, u).span).collect();
                    places::clinging(&renderings[self.first[t]].text, &spans)
                })
                .collect(),
            words: every.clone().map(|t| self.units[t].iter().map(|u| token(t, u).word).collect()).collect(),
            counts: every.clone().map(|t| lang::of(&renderings[self.first[t]].lang).code == base_lang).collect(),
            partial: every.clone().map(|t| self.is_partial(t, renderings)).collect(),
            content: every
                .map(|t| self.units[t].iter().map(|u| matches!(u.class, Class::Content | Class::Number)).collect())
                .collect(),
        }
    }

    /// A text counts as partial when all renderings that have it are.
    fn is_partial(&self, text: usize, renderings: &[Rendering]) -> bool {
        renderings.iter().zip(&self.text_of).filter(|(_, t)| **t == text).all(|(r, _)| r.role == Role::Partial)
    }

    /// Places of texts as places of renderings.
    fn spread(&self, places: Vec<crate::model::Place>, renderings: &[Rendering]) -> Vec<crate::model::Place> {
        if renderings.len() == self.first.len() {
            return places;
        }
        places
            .into_iter()
            .map(|place| crate::model::Place {
                status: place.status,
                cells: self.text_of.iter().map(|&t| place.cells.get(t).cloned().flatten()).collect(),
            })
            .collect()
    }

    /// The links between renderings. One of several renderings with the same text stands for the others: those are linked with it and with
    /// the base and the original only.
    fn links(&self, renderings: &[Rendering], pairs: &[((usize, usize), Vec<Pair>)], threshold: f32) -> Vec<Link> {
        let mut out = Vec::new();
        let mut copies: Vec<Vec<usize>> = vec![Vec::new(); self.first.len()];
        for r in 0..renderings.len() {
            copies[self.text_of[r]].push(r);
        }
        for ((t, u), list) in pairs {
            for (a, b) in self.linked(&copies, *t, *u) {
                for p in list.iter().filter(|p| p.p >= threshold) {
                    let (x, y) = (self.tokens[*t][p.i as usize].span, self.tokens[*u][p.j as usize].span);
                    let (a_span, b_span) = if a < b { (x, y) } else { (y, x) };
                    out.push(Link { a: a.min(b), a_span, b: a.max(b), b_span, relation: p.kind.relation(), confidence: p.p });
                }
            }
        }
        for (t, copies) in copies.iter().enumerate() {
            for &b in copies.iter().skip(1) {
                out.extend(self.tokens[t].iter().map(|token| Link {
                    a: copies[0],
                    a_span: token.span,
                    b,
                    b_span: token.span,
                    relation: crate::model::Relation::Same,
                    confidence: 1.0,
                }));
            }
        }
        out.sort_by_key(|l| (l.a, l.b, l.a_span, l.b_span));
        out
    }

    /// Which renderings of two texts are linked.
    fn linked(&self, copies: &[Vec<usize>], t: usize, u: usize) -> Vec<(usize, usize)> {
        let mut out = vec![(copies[t][0], copies[u][0])];
        if self.references.contains(&t) {
            out.extend(copies[u].iter().skip(1).map(|&b| (copies[t][0], b)));
        }
        if self.references.contains(&u) {
            out.extend(copies[t].iter().skip(1).map(|&a| (a, copies[u][0])));
        }
        out
    }
}

/// What `places` asks of each text.
struct PlaceRows {
    cells: Vec<Vec<Span>>,
    words: Vec<Vec<u32>>,
    counts: Vec<bool>,
    partial: Vec<bool>,
    content: Vec<Vec<bool>>,
}

fn units(tokens: &[Token], words: &Vocabulary) -> Vec<Unit> {
    let all = || tokens.iter().enumerate().map(|(i, t)| Unit { token: i as u32, class: words.entry(*t).class });
    let words: Vec<Unit> = all().filter(|u| u.class != Class::Mark).collect();
    if words.is_empty() { all().collect() } else { words }
}

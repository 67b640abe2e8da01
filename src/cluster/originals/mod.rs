//! Which statement does a foreign sentence belong to? After the statements of each language are made, those of other languages are laid beside
//! those of the renderings' language: the thirty best candidates of each (candidates), a probability for each (score), word translations
//! learned from the sure ones (learn), and once more.
//!
//! A wrong original is worse than none: each goes to one statement at most, and only where it is well ahead of all rivals on both sides.

mod candidates;
mod score;
mod texts;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::cluster::corpus::day_number;
use crate::cluster::{PairDecision, Settings};
use crate::lang::{self, Lang};
use crate::lexicon::bridge::Bridge;
use crate::lexicon::foreign::{Known, Lexicon};
use crate::model::{CompactString, Quotation, Rendering, Role, Shared, Statement};

use candidates::Index;
use score::{AHEAD_OF_ORIGINALS, AHEAD_OF_STATEMENTS, Answers, MEASURES, Measures, POOL, Pair, SPEAKER};
use texts::Side;

/// Renderings of a statement that an original is compared with, at most.
const MOST_RENDERINGS: usize = 6;

/// The log-odds that a rival is ahead or behind count up to this.
const MOST_AHEAD: f32 = 8.0;

/// Words of content that must answer each other at least: never one word alone.
const LEAST_WORDS: usize = 2;

/// Statements of one language: the ones that originals are laid beside, or the originals.
struct Shelf {
    side: Side,
    /// Which statement each stands for.
    statements: Vec<usize>,
    /// The texts of each.
    texts: Vec<Vec<u32>>,
    /// Numbers of its speakers, sorted.
    speakers: Vec<Vec<u32>>,
    /// First and last day.
    days: Vec<Option<(i32, i32)>>,
}

impl Shelf {
    fn new(lang: &'static Lang) -> Shelf {
        Shelf { side: Side::new(lang), statements: Vec::new(), texts: Vec::new(), speakers: Vec::new(), days: Vec::new() }
    }
}

/// Statements with their renderings.
type Made = (Statement, Vec<Rendering>);

/// A statement that an original may belong to.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    /// Index into the shelf of the originals.
    original: u32,
    /// Index into the shelf of the renderings.
    statement: u32,
    measures: Measures,
    content: usize,
    log_odds: f32,
}

/// An original with a statement and the measures of the two, for fitting weights: (quotations of either, measures).
pub struct Example {
    pub original: Vec<CompactString>,
    pub statement: Vec<CompactString>,
    pub measures: Vec<f32>,
}

/// What is looked at on the way.
struct Linking<'a> {
    lexicon: &'a Lexicon,
    window_days: i32,
    renderings: Shelf,
    /// A shelf a language.
    originals: Vec<Shelf>,
}

impl<'a> Linking<'a> {
    fn new(made: &[Made], quotations: &[Quotation], lexicon: &'a Lexicon, settings: &Settings) -> Option<Linking<'a>> {
        let pivot = lang::of(&settings.language);
        let of = |s: &Statement| lang::of(&s.lang);
        let mut langs: Vec<&'static Lang> =
            made.iter().map(|(s, _)| of(s)).filter(|l| is_known(l) && l.code != pivot.code).collect();
        langs.sort_by(|a, b| a.code.cmp(&b.code));
        langs.dedup_by(|a, b| a.code == b.code);
        if langs.is_empty() || made.iter().all(|(s, _)| of(s).code != pivot.code) {
            return None;
        }
        let speakers = speakers(quotations);
        let mut renderings = Shelf::new(pivot);
        let mut originals: Vec<Shelf> = langs.into_iter().map(Shelf::new).collect();
        for (i, (statement, rows)) in made.iter().enumerate() {
            let lang = of(statement);
            if lang.code == pivot.code {
                renderings.put(i, statement, rows, MOST_RENDERINGS, &speakers);
            } else if let Some(shelf) = originals.iter_mut().find(|s| s.side.lang.code == lang.code) {
                shelf.put(i, statement, rows, 1, &speakers);
            }
        }
        renderings.side.weigh();
        originals.iter_mut().for_each(|s| s.side.weigh());
        Some(Linking { lexicon, window_days: settings.window_days as i32, renderings, originals })
    }

    /// The candidates of all originals of a language, with all measures; the best of each original first.
    fn candidates(&self, shelf: &Shelf) -> Vec<Candidate> {
        let there: Vec<Known> = self.renderings.side.known(self.lexicon);
        let here: Vec<Known> = shelf.side.known(self.lexicon);
        let bridge = Bridge::new(self.lexicon, &there);
        let answers: Answers = here.par_iter().map(|w| bridge.answers(w)).collect();
        let mut is_answering = vec![false; there.len()];
        for (word, _) in answers.iter().flatten() {
            is_answering[*word as usize] = true;
        }
        let index = Index::new(&self.renderings.side, &self.renderings.texts);
        let mut all: Vec<Candidate> = (0..shelf.texts.len() as u32)
            .into_par_iter()
            .flat_map_iter(|o| self.candidates_of(shelf, o, &index, &answers, &is_answering))
            .collect();
        compare(&mut all);
        all
    }

    fn candidates_of(&self, shelf: &Shelf, o: u32, index: &Index, answers: &Answers, is_answering: &[bool]) -> Vec<Candidate> {
        let Some(&text) = shelf.texts[o as usize].first() else { return Vec::new() };
        let text = shelf.side.text(text);
        let may: Vec<bool> = (0..self.renderings.texts.len()).map(|s| self.may(shelf, o as usize, s)).collect();
        let pool = may.iter().filter(|m| **m).count();
        let best =
            index.best(text, &shelf.side, &self.renderings.side, answers, |s| may.get(s as usize).copied().unwrap_or(false));
        best.into_iter()
            .map(|s| {
                let texts = &self.renderings.texts[s as usize];
                let mut measures = [0.0; MEASURES];
                let mut content = 0;
                for t in texts {
                    let there = (&self.renderings.side, self.renderings.side.text(*t));
                    let (m, n) = score::measures(&Pair { here: (&shelf.side, text), there, answers, is_answering });
                    measures.iter_mut().zip(m).for_each(|(sum, x)| *sum += x / texts.len() as f32);
                    content = content.max(n);
                }
                measures[POOL] = (pool.max(1) as f32 / 1000.0).ln();
                measures[SPEAKER] = f32::from(u8::from(self.is_same_speaker(shelf, o as usize, s as usize)));
                Candidate { original: o, statement: s, measures, content, log_odds: score::log_odds_alone(&measures) }
            })
            .collect()
    }

    /// May an original and a statement be one, by who spoke and when?
    fn may(&self, shelf: &Shelf, o: usize, s: usize) -> bool {
        let (a, b) = (&shelf.speakers[o], &self.renderings.speakers[s]);
        let by_speaker = a.is_empty() || b.is_empty() || share(a, b);
        let by_day = match (shelf.days[o], self.renderings.days[s]) {
            (Some((a, b)), Some((c, d))) => a.max(c) - b.min(d) <= self.window_days,
            _ => true,
        };
        by_speaker && by_day
    }

    fn is_same_speaker(&self, shelf: &Shelf, o: usize, s: usize) -> bool {
        share(&shelf.speakers[o], &self.renderings.speakers[s])
    }
}

impl Shelf {
    fn put(&mut self, at: usize, statement: &Statement, rows: &[Rendering], most: usize, speakers: &FxHashMap<Shared, u32>) {
        let whole = |r: &&Rendering| r.role != Role::Partial && lang::of(&r.lang).code == self.side.lang.code;
        let mut texts: Vec<&str> = rows.iter().filter(whole).map(|r| r.text.as_str()).collect();
        // The base stands first.
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        texts.retain(|t| seen.insert(t));
        texts.truncate(most);
        if texts.is_empty() {
            texts.push(&statement.text);
        }
        let texts = texts.into_iter().map(|t| self.side.add(t)).collect();
        let mut credited: Vec<u32> = statement.speakers.iter().filter_map(|s| speakers.get(s).copied()).collect();
        credited.sort_unstable();
        let mut days = rows.iter().filter_map(|r| r.date).map(day_number);
        let first = days.next();
        self.statements.push(at);
        self.texts.push(texts);
        self.speakers.push(credited);
        self.days.push(first.map(|d| days.fold((d, d), |(a, b), d| (a.min(d), b.max(d)))));
    }
}

fn is_known(lang: &Lang) -> bool {
    lang::all().iter().any(|l| l.code == lang.code)
}

/// Have two sorted lists an item in common?
fn share(a: &[u32], b: &[u32]) -> bool {
    a.iter().any(|x| b.binary_search(x).is_ok())
}

/// A number for each speaker.
fn speakers(quotations: &[Quotation]) -> FxHashMap<Shared, u32> {
    let mut names: Vec<&Shared> = quotations.iter().map(|q| &q.speaker).filter(|s| !s.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().enumerate().map(|(i, n)| (n.clone(), i as u32)).collect()
}

/// Fills in how far each candidate is ahead of its rivals on both sides, and scores anew.
fn compare(all: &mut [Candidate]) {
    let mut of_original: FxHashMap<u32, [(f32, u32); 2]> = FxHashMap::default();
    let mut of_statement: FxHashMap<u32, [(f32, u32); 2]> = FxHashMap::default();
    const NONE: [(f32, u32); 2] = [(f32::NEG_INFINITY, u32::MAX); 2];
    let note = |best: &mut [(f32, u32); 2], z: f32, who: u32| {
        if z > best[0].0 {
            *best = [(z, who), best[0]];
        } else if z > best[1].0 {
            best[1] = (z, who);
        }
    };
    for c in all.iter() {
        note(of_original.entry(c.original).or_insert(NONE), c.log_odds, c.statement);
        note(of_statement.entry(c.statement).or_insert(NONE), c.log_odds, c.original);
    }
    let ahead = |best: Option<&[(f32, u32); 2]>, z: f32, who: u32| {
        let rival = best.map_or(f32::NEG_INFINITY, |b| if b[0].1 == who { b[1].0 } else { b[0].0 });
        (z - rival).clamp(-MOST_AHEAD, MOST_AHEAD)
    };
    for c in all.iter_mut() {
        c.measures[AHEAD_OF_STATEMENTS] = ahead(of_original.get(&c.original), c.log_odds, c.statement);
        c.measures[AHEAD_OF_ORIGINALS] = ahead(of_statement.get(&c.statement), c.log_odds, c.original);
    }
    all.iter_mut().for_each(|c| c.log_odds = score::log_odds(&c.measures));
    all.sort_by(|a, b| {
        a.original.cmp(&b.original).then_with(|| b.log_odds.total_cmp(&a.log_odds)).then(a.statement.cmp(&b.statement))
    });
}

/// Links originals to statements; gives back what then stands in each statement.
pub fn link(
    made: Vec<Made>,
    quotations: &[Quotation],
    _decisions: &[PairDecision],
    lexicon: &Lexicon,
    settings: &Settings,
) -> Vec<Made> {
    let Some(linking) = Linking::new(&made, quotations, lexicon, settings) else { return made };
    let mut joins: Vec<(usize, usize, f32)> = Vec::new();
    for shelf in &linking.originals {
        let mut all = linking.candidates(shelf);
        all.retain(|c| c.content >= LEAST_WORDS && score::probability(c.log_odds) >= settings.threshold);
        all.sort_by(|a, b| {
            b.log_odds.total_cmp(&a.log_odds).then(a.statement.cmp(&b.statement)).then(a.original.cmp(&b.original))
        });
        let (mut taken, mut placed) = (FxHashSet::default(), FxHashSet::default());
        for c in all {
            if !placed.contains(&c.original) && taken.insert(c.statement) {
                placed.insert(c.original);
                let (o, s) = (shelf.statements[c.original as usize], linking.renderings.statements[c.statement as usize]);
                joins.push((o, s, score::probability(c.log_odds)));
            }
        }
    }
    joined(made, &joins)
}

/// Moves the rows of each original to its statement.
fn joined(made: Vec<Made>, joins: &[(usize, usize, f32)]) -> Vec<Made> {
    let mut slots: Vec<Option<Made>> = made.into_iter().map(Some).collect();
    for &(o, s, probability) in joins {
        let Some((original, rows)) = slots.get_mut(o).and_then(Option::take) else { continue };
        let Some((statement, others)) = slots.get_mut(s).and_then(Option::as_mut) else { continue };
        others.extend(rows.into_iter().map(|mut r| {
            r.statement_id = statement.id.clone();
            r.similarity = r.similarity.min(probability);
            if r.role == Role::Base {
                r.role = Role::Variant;
            }
            r
        }));
        let missing = |all: &mut Vec<Shared>, more: Vec<Shared>| {
            all.extend(more);
            let mut seen: FxHashSet<Shared> = FxHashSet::default();
            all.retain(|s| seen.insert(s.clone()));
        };
        missing(&mut statement.speakers, original.speakers);
        missing(&mut statement.outlets, original.outlets);
        missing(&mut statement.languages, original.languages);
        statement.outlets.sort();
        statement.languages.sort();
        statement.date = match (statement.date, original.date) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        statement.renderings += original.renderings;
    }
    slots.into_iter().flatten().collect()
}

/// Every original with its best candidates, for fitting weights.
pub fn examples(made: &[Made], quotations: &[Quotation], lexicon: &Lexicon, settings: &Settings) -> Vec<Example> {
    let Some(linking) = Linking::new(made, quotations, lexicon, settings) else { return Vec::new() };
    let quotes = |at: usize| made[at].1.iter().map(|r| r.quote_id.clone()).collect::<Vec<_>>();
    let mut out = Vec::new();
    for shelf in &linking.originals {
        out.extend(linking.candidates(shelf).into_iter().map(|c| Example {
            original: quotes(shelf.statements[c.original as usize]),
            statement: quotes(linking.renderings.statements[c.statement as usize]),
            measures: c.measures.to_vec(),
        }));
    }
    out
}

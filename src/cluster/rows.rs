//! How do groups become rows? Statements and renderings with ids, roles and a fixed order.

use std::borrow::Cow;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::cluster::corpus::{Class, Corpus};
use crate::cluster::likeness::SURE;
use crate::ids;
use crate::lang;
use crate::model::{CompactString, Kind, Quotation, Rendering, Role, Shared, Span, Statement};
use crate::normalise::{self, OwnWords, base_reading, in_one, own_words_known, words};
use crate::text::Points;

/// A part of a quotation in a statement, with the probability that it belongs there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub statement: u32,
    pub unit: u32,
    pub score: u16,
}

/// A rendering has this share of the base's words, in hundredths, or it is partial.
const WHOLE: usize = 70;

/// The rows of both tables, in their order: statements with their renderings.
pub fn rows(corpus: &Corpus, quotations: &[Quotation], mut places: Vec<Place>) -> Vec<(Statement, Vec<Rendering>)> {
    places.par_sort_unstable();
    let groups: Vec<&[Place]> = places.chunk_by(|a, b| a.statement == b.statement).collect();
    let mut made: Vec<(Statement, Vec<Rendering>)> =
        groups.par_iter().filter_map(|places| statement(corpus, quotations, places)).collect();
    made.par_sort_by(|(a, x), (b, y)| {
        let date = |s: &Statement| (s.date.is_none(), s.date);
        date(a).cmp(&date(b)).then_with(|| a.text.cmp(&b.text)).then_with(|| ids_of(x).cmp(ids_of(y)))
    });
    name(&mut made);
    made
}

fn ids_of(rows: &[Rendering]) -> impl Iterator<Item = &str> {
    rows.iter().map(|r| r.id.as_str())
}

/// One statement and its renderings; none where only titles stand in it.
fn statement(corpus: &Corpus, quotations: &[Quotation], places: &[Place]) -> Option<(Statement, Vec<Rendering>)> {
    let mut parts = joined(corpus, places);
    // A fixed order, whatever the order of rows.
    let place = |p: &Part| {
        let q = &quotations[p.quote as usize];
        (q.date.is_none(), q.date, q.outlet.as_ref(), q.id.as_str(), p.span)
    };
    parts.sort_by(|a, b| place(a).cmp(&place(b)));
    // What is read here nobody reads again.
    let (mut told, mut normalised) = (Vec::with_capacity(parts.len()), Vec::with_capacity(parts.len()));
    for p in &parts {
        let q = &quotations[p.quote as usize];
        let (text, lang) = (p.span.of(&q.text), lang::of(&q.lang));
        let words = match p.unit.and_then(|unit| corpus.forms(unit)) {
            Some(known) => known.cloned().collect(),
            None => words(text, lang).into_iter().map(|w| w.folded).collect::<Vec<CompactString>>(),
        };
        normalised.push(in_one(words.iter().map(CompactString::as_str), text.len()));
        told.push(if places.len() == 1 { OwnWords::default() } else { own_words_known(text, words, lang) });
    }
    let base = base(&parts, &told, quotations)?;
    // Nothing that says otherwise stands beside it.
    let alone = told.iter().all(|t| t.folded == told[base].folded);
    let least = told[base].folded.len() * WHOLE / 100;
    let mut rows: Vec<Rendering> = parts
        .iter()
        .zip(normalised)
        .enumerate()
        .map(|(i, (p, normalised))| {
            let q = &quotations[p.quote as usize];
            let words = told[i].folded.len();
            let less = words < least && (p.class != Class::Sentence || words < least / 2);
            let role = match (i == base, less || p.class == Class::Title) {
                (true, _) => Role::Base,
                (_, true) => Role::Partial,
                _ => Role::Variant,
            };
            Rendering { normalised, ..rendering(q, p, role, if alone { SURE } else { p.score }) }
        })
        .collect();
    let first = rows.remove(base);
    rows.insert(0, first);
    Some((summary(quotations, &parts, &rows), rows))
}

/// A stretch of one quotation that renders one statement.
#[derive(Clone, Copy, Debug)]
struct Part {
    quote: u32,
    span: Span,
    /// The unit, where it is one.
    unit: Option<u32>,
    class: Class,
    score: u16,
}

/// Neighbouring parts of one quotation in one statement are one rendering, as sure as they are on average, by their length.
fn joined(corpus: &Corpus, places: &[Place]) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::with_capacity(places.len());
    let mut last = u32::MAX;
    for p in places {
        let unit = &corpus.units[p.unit as usize];
        let class = corpus.nodes[unit.node as usize].class;
        match out.last_mut() {
            Some(part) if last != u32::MAX && p.unit == last + 1 && part.quote == unit.quote && !unit.behind_gap => {
                let [before, behind] = [part.span, unit.span].map(|s| s.len() as u64);
                let sum = u64::from(part.score) * before + u64::from(p.score) * behind;
                part.score = (sum / (before + behind).max(1)) as u16;
                (part.span.end, part.unit) = (unit.span.end, None);
                part.class = part.class.min(class);
            }
            _ => out.push(Part { quote: unit.quote, span: unit.span, unit: Some(p.unit), class, score: p.score }),
        }
        last = p.unit;
    }
    out
}

/// The base reading: the nearest to all others of what says a whole clause, where anything does; never a title. A full clause without its last
/// mark counts as whole: many outlets, and some languages, print that mark behind the closing one.
fn base(parts: &[Part], told: &[OwnWords], quotations: &[Quotation]) -> Option<usize> {
    let is_whole = |p: &Part| quotations[p.quote as usize].kind != Kind::Fragment;
    let chosen: Vec<usize> = (0..parts.len()).filter(|&i| parts[i].class != Class::Title).collect();
    let texts: Vec<&OwnWords> = chosen.iter().map(|&i| &told[i]).collect();
    base_reading(&texts, |i| chosen.get(i).is_some_and(|i| is_whole(&parts[*i]))).and_then(|i| chosen.get(i).copied())
}

fn rendering(q: &Quotation, p: &Part, role: Role, score: u16) -> Rendering {
    let points = Points::new(&q.text);
    let (start, end) = (points.of_byte(p.span.start), points.of_byte(p.span.end));
    Rendering {
        statement_id: CompactString::default(),
        id: rendering_id(&q.id, start, end),
        quote_id: q.id.clone(),
        outlet: q.outlet.clone(),
        date: q.date,
        lang: q.lang.clone(),
        role,
        start,
        end,
        text: p.span.of(&q.text).to_owned(),
        normalised: String::new(),
        similarity: f32::from(score) / f32::from(SURE),
    }
}

/// A rendering's id is made of its quotation and place.
pub fn rendering_id(quote_id: &str, start: u32, end: u32) -> CompactString {
    ids::content_id("r", &[quote_id, &start.to_string(), &end.to_string()])
}

/// The statement's own row.
fn summary(quotations: &[Quotation], parts: &[Part], rows: &[Rendering]) -> Statement {
    let of = |p: &Part| &quotations[p.quote as usize];
    let mut speakers: FxHashMap<&str, (usize, &Shared)> = FxHashMap::default();
    for name in parts.iter().filter_map(|p| of(p).named()) {
        speakers.entry(name).or_insert((0, name)).0 += 1;
    }
    let mut speakers: Vec<(usize, &Shared)> = speakers.into_values().collect();
    // Who is credited most, first.
    speakers.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let distinct = |mut all: Vec<Shared>| {
        all.retain(|s| !s.is_empty());
        all.sort();
        all.dedup();
        all
    };
    Statement {
        id: CompactString::default(),
        speakers: speakers.into_iter().map(|(_, s)| s.clone()).collect(),
        date: rows.iter().filter_map(|r| r.date).min(),
        lang: rows[0].lang.clone(),
        text: rows[0].text.clone(),
        original: String::new(),
        renderings: rows.len() as u32,
        outlets: distinct(rows.iter().map(|r| r.outlet.clone()).collect()),
        languages: distinct(rows.iter().map(|r| r.lang.clone()).collect()),
    }
}

/// A statement of some of the rows of another: its id stays until it is named anew.
pub fn remade(before: &Statement, mut rows: Vec<Rendering>) -> (Statement, Vec<Rendering>) {
    if rows.iter().all(|r| r.role != Role::Base)
        && let Some(at) =
            (0..rows.len()).max_by_key(|i| (rows[*i].role != Role::Partial, rows[*i].text.len(), std::cmp::Reverse(*i)))
    {
        rows[at].role = Role::Base;
        rows.swap(0, at);
    }
    let count = |r: &Rendering| words(&r.text, lang::of(&r.lang)).len();
    let least = rows.first().map_or(0, |base| count(base) * WHOLE / 100);
    // What was a part of a longer one may be all of this one.
    for r in rows.iter_mut().filter(|r| r.role == Role::Partial) {
        if count(r) >= least {
            r.role = Role::Variant;
        }
    }
    let distinct = |of: fn(&Rendering) -> &Shared| {
        let mut all: Vec<Shared> = rows.iter().map(of).filter(|s| !s.is_empty()).cloned().collect();
        all.sort();
        all.dedup();
        all
    };
    let (lang, text) = rows.first().map_or((before.lang.clone(), before.text.clone()), |r| (r.lang.clone(), r.text.clone()));
    let statement = Statement {
        id: before.id.clone(),
        speakers: before.speakers.clone(),
        date: rows.iter().filter_map(|r| r.date).min(),
        lang,
        text,
        original: before.original.clone(),
        renderings: u32::try_from(rows.len()).unwrap_or(u32::MAX),
        outlets: distinct(|r| &r.outlet),
        languages: distinct(|r| &r.lang),
    };
    (statement, rows)
}

/// Names statements that were made of others' rows, beside those others: none gets an id that is taken.
pub fn name_beside(new: &mut [(Statement, Vec<Rendering>)], others: &[(Statement, Vec<Rendering>)]) {
    name(new);
    let taken: FxHashMap<&str, u32> = others.iter().map(|(s, _)| (s.id.as_str(), 0)).collect();
    for (s, rows) in new.iter_mut().filter(|(s, _)| taken.contains_key(s.id.as_str())) {
        s.id = compact_str::format_compact!("{}{}", s.id, of_rows(rows));
        rows.iter_mut().for_each(|r| r.statement_id = s.id.clone());
    }
}

/// Gives every statement its id: surname, two telling words, and a hash, longer where two meet.
fn name(made: &mut [(Statement, Vec<Rendering>)]) {
    let names: Vec<CompactString> = made
        .par_iter()
        .map(|(s, rows)| {
            let speaker = s.speakers.first().map_or("", |s| s.as_ref());
            let hash = ids::digest(&[&s.lang, &s.text, speaker]);
            compact_str::format_compact!("{}{}", slug(s, speaker, rows.first()), hash.get(..8).unwrap_or(&hash))
        })
        .collect();
    let mut count: FxHashMap<&str, u32> = FxHashMap::default();
    names.iter().for_each(|n| *count.entry(n).or_insert(0) += 1);
    made.par_iter_mut().zip(&names).for_each(|((s, rows), name)| {
        s.id = match count.get(name.as_str()) {
            Some(1) => name.clone(),
            _ => compact_str::format_compact!("{name}{}", of_rows(rows)),
        };
        rows.iter_mut().for_each(|r| r.statement_id = s.id.clone());
    });
}

/// What tells a statement from others of its name.
fn of_rows(rows: &[Rendering]) -> CompactString {
    let all: Vec<&str> = ids_of(rows).collect();
    let digest = ids::digest(&all);
    digest.get(..16).unwrap_or(&digest).into()
}

/// The readable half of an id: the speaker's last name and the two longest words of content, in their order.
fn slug(s: &Statement, speaker: &str, first: Option<&Rendering>) -> String {
    let lang = lang::of(&s.lang);
    let read = first.filter(|r| r.text == s.text && !r.normalised.is_empty()).map(|r| Cow::Borrowed(r.normalised.as_str()));
    let all = read.unwrap_or_else(|| Cow::Owned(normalise::normalised(&s.text, lang)));
    let mut telling: Vec<(usize, &str)> = all.split(' ').enumerate().filter(|(_, w)| !lang.is_function(w)).collect();
    telling.sort_by_key(|(at, w)| (std::cmp::Reverse(w.len().min(12)), *at));
    telling.truncate(2);
    telling.sort();
    let name = speaker.split_whitespace().next_back().unwrap_or("");
    let mut out = String::new();
    for part in std::iter::once(name).chain(telling.iter().map(|(_, w)| *w)) {
        let plain = ids::slug(part, 20);
        if !plain.is_empty() {
            out.push_str(&plain);
            out.push('-');
        }
    }
    out
}

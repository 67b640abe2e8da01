//! Where do renderings part? From the cells of a statement's table, by one rule a class of divergence.
//!
//! `pair` lays one rendering beside the base and finds the slots where they differ, `rules` say what a difference is, the most specific first,
//! `evidence` weighs whether it is a change of what is said or another way to say it, `report` keeps what was raised.
//! `corpus` looks at what no single statement shows: sentences left out, one statement of several speakers.

mod abroad;
mod amounts;
mod beside;
mod clock;
mod conditions;
pub mod corpus;
mod deadlines;
mod evidence;
mod only_when;
mod outside;
mod outvoted;
mod pair;
mod portions;
mod ranges;
mod report;
pub mod rules;
mod stances;
mod token;
mod voice;

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::lang;
use crate::lexicon::foreign::Lexicon;
use crate::model::{Alignment, Class, Divergence, Place, Rendering, Role, Severity, Span};
use crate::normalise::counterparts;
use abroad::Across;
use abroad::witnesses::Witnesses;
use beside::Beside;
use outside::Outside;
use pair::{Pair, squashed};
use report::Report;

pub use abroad::RULES as ABROAD;
pub use evidence::FEATURES;
pub use report::Weighed;

/// So near each other, in bytes, two negations of one rendering are one.
const NEAR: usize = 40;

/// What may be turned about the audit: the section `[audit]` of quotealign.toml.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Severity of a class, where it is not to be the usual one: `tense = "neutral"`.
    pub severity: BTreeMap<String, String>,
}

impl Settings {
    /// What is wrong with these settings, a sentence each.
    pub fn mistakes(&self) -> Vec<String> {
        let names = |all: Vec<&str>| all.join(", ");
        let mut out = Vec::new();
        for (class, severity) in &self.severity {
            if Class::from_name(class).is_none() {
                let known = names(Class::ALL.iter().map(|c| c.name()).collect());
                out.push(format!("audit.severity: there is no class `{class}` (the classes are {known})"));
            }
            if Severity::from_name(severity).is_none() {
                let known = names(Severity::ALL.iter().map(|s| s.name()).collect());
                out.push(format!("audit.severity.{class}: there is no severity `{severity}` (the severities are {known})"));
            }
        }
        out
    }

    /// The severity that the user wants for a class; what a rule holds neutral stays so.
    fn apply(&self, divergence: &mut Divergence) {
        let wanted = self.severity.iter().find(|(class, _)| Class::from_name(class) == Some(divergence.class));
        if let Some(severity) =
            wanted.and_then(|(_, s)| Severity::from_name(s)).filter(|_| divergence.severity > Severity::Neutral)
        {
            divergence.severity = severity;
        }
    }
}

/// Where a rendering is printed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Printed<'a> {
    /// The id of its passage, empty where it is not known.
    pub passage: &'a str,
    /// What the article says before the mark, in the sentence in which the rendering begins; `None` where it is not known.
    pub lead: Option<&'a str>,
}

/// The divergences of one statement, by rendering and place. `printed` tells where each rendering stands; it may be shorter than `renderings`.
pub fn audit(
    renderings: &[Rendering],
    printed: &[Printed],
    alignment: &Alignment,
    lexicon: &Lexicon,
    settings: &Settings,
) -> Vec<Divergence> {
    let with = |role: Role| renderings.iter().position(|r| r.role == role);
    let (base, original) = (with(Role::Base).unwrap_or(0), with(Role::Original));
    let passages: Vec<&str> = printed.iter().map(|p| p.passage).collect();
    let beside = Beside::new(renderings, alignment, &passages);
    let mut laid = Laid { renderings, printed, alignment, lexicon, base, original, beside };
    let mut by_base: Vec<Vec<Divergence>> =
        counterparts(renderings).into_iter().enumerate().map(|(here, with)| laid.compared(here, with)).collect();
    let across: Vec<Option<Across>> = (0..renderings.len()).map(|here| laid.across(here)).collect();
    let mut own: Vec<Vec<Divergence>> = across.iter().map(|across| laid.against_original(across.as_ref())).collect();
    let second = second(renderings, alignment, base);
    let mut by_second: Vec<Vec<Divergence>> = (0..renderings.len())
        .map(|here| second.as_ref().map(|second| laid.by_second(here, second)).unwrap_or_default())
        .collect();
    outvoted::settle(&mut laid, &mut by_base);
    laid.uphold(&across, base, &mut by_base, &mut own);
    if let Some((second, _)) = second {
        laid.uphold(&across, second, &mut by_second, &mut own);
        let of_second = [by_base.get(second), own.get(second)].into_iter().flatten().flatten().cloned().collect::<Vec<_>>();
        for (told, own) in by_second.iter_mut().zip(&own) {
            told.retain(|d| !is_settled(d, own, &of_second));
        }
    }
    laid.hear_witnesses(&by_base, &mut own);
    let of_base = own.get(base).cloned().unwrap_or_default();
    let added = across.get(base).and_then(Option::as_ref).map(|of_base| abroad::addition::find(of_base, &lacked(&by_base, base)));
    let added = added.unwrap_or_default();
    let spans: FxHashSet<Span> = added.iter().map(|(span, _)| *span).collect();
    let of_original = |d: &Divergence| d.class == Class::Omission && d.compared_with == Some(base) && spans.contains(&d.there);
    let mut out = Vec::new();
    for ((by_base, own), by_second) in by_base.into_iter().zip(own).zip(by_second) {
        out.extend(by_base.into_iter().filter(|d| !of_original(d) && !is_settled(d, &own, &of_base)));
        out.extend(own);
        // What the base has shown already is not told again.
        let is_told = |d: &Divergence| {
            let is_one = |o: &Divergence| (o.rendering, o.class) == (d.rendering, d.class);
            out.iter().any(|o| is_one(o) && (meets(o.here, d.here) || o.here == d.here))
        };
        let new: Vec<Divergence> = by_second.into_iter().filter(|d| !is_told(d)).collect();
        out.extend(new);
    }
    out.extend(added.into_iter().map(|(_, divergence)| divergence));
    out.extend(abroad::relay::find(renderings, alignment));
    for divergence in &mut out {
        name(divergence, renderings);
        settings.apply(divergence);
    }
    out
}

/// Renderings beside prints in other languages, by both.
type LaidAbroad<'a> = FxHashMap<(usize, usize), Option<Across<'a>>>;

/// A statement whose renderings are compared.
struct Laid<'a> {
    renderings: &'a [Rendering],
    printed: &'a [Printed<'a>],
    alignment: &'a Alignment,
    lexicon: &'a Lexicon,
    base: usize,
    original: Option<usize>,
    beside: Beside<'a>,
}

impl<'a> Laid<'a> {
    /// What a rendering has otherwise than another one in its language, but for what stands in another piece of its passage.
    fn compared(&mut self, here: usize, there: usize) -> Vec<Divergence> {
        let mut told = compare(self.renderings, self.printed, self.alignment, here, there);
        told.retain(|d| !self.beside.has_all(d));
        told
    }

    /// Where the base has nothing, the rendering that has most is what the others are compared with.
    fn by_second(&mut self, here: usize, (second, places): &(usize, Vec<u32>)) -> Vec<Divergence> {
        let mut told = if here == *second { Vec::new() } else { self.compared(here, *second) };
        told.retain(|d| places.contains(&d.place) && d.class != Class::PartialQuotation);
        told
    }

    /// A rendering beside the original, where that is in another language.
    fn across(&self, here: usize) -> Option<Across<'a>> {
        let original = self.original.filter(|o| language(self.renderings, *o) != language(self.renderings, here))?;
        self.laid_across(here, original)
    }

    /// A rendering beside one in another language.
    fn laid_across(&self, here: usize, there: usize) -> Option<Across<'a>> {
        let mut across = Across::new(self.renderings, self.alignment, here, there, self.lexicon)?;
        for side in [&mut across.here, &mut across.there] {
            side.outside = Outside::new(self.printed.get(side.rendering).and_then(|p| p.lead));
        }
        Some(across)
    }

    /// What a rendering has otherwise than the original, but for what stands in another piece of its passage.
    fn against_original(&mut self, across: Option<&Across>) -> Vec<Divergence> {
        let mut told = one_a_place(across.map(abroad::compare).unwrap_or_default());
        told.retain(|d| !self.beside.has_all(d));
        told
    }

    /// Tells what stands alone among prints of several languages, where no original decides and the prints of its own language do not tell it.
    fn hear_witnesses(&self, by_base: &[Vec<Divergence>], own: &mut [Vec<Divergence>]) {
        let is_abroad = |i: usize| language(self.renderings, i) != language(self.renderings, self.base);
        if self.original.is_some() || !(0..self.renderings.len()).any(is_abroad) {
            return;
        }
        let witnesses = Witnesses { renderings: self.renderings, alignment: self.alignment, base: self.base };
        for told in witnesses.find(|here, there| self.laid_across(here, there)) {
            let Some(here) = told.rendering else { continue };
            let is_told = |d: &Divergence| d.class == told.class && (d.place == told.place || meets(d.here, told.here));
            let is_new = !by_base.get(here).is_some_and(|rows| rows.iter().any(is_told));
            let Some(own) = own.get_mut(here).filter(|_| is_new) else { continue };
            own.push(told);
        }
    }

    /// The same where no original is known, but most of the prints abroad say what the rendering does: one of another language and one of this are proof
    /// against one. Only of what needs no dictionary: what is denied, how much binds, how many are meant.
    fn borne_out(&self, measure: usize, told: &Divergence, laid: &mut LaidAbroad<'a>) -> Option<Vec<Divergence>> {
        /// So many prints abroad are asked.
        const ASKED: usize = 3;
        let here = told.rendering?;
        if told.severity < Severity::Major
            || told.text_there.is_empty()
            || !matches!(told.class, Class::Negation | Class::Modality | Class::Quantifier)
        {
            return None;
        }
        let is_abroad = |i: &usize| language(self.renderings, *i) != language(self.renderings, here);
        let asked: Vec<usize> = (0..self.renderings.len()).filter(is_abroad).take(ASKED).collect();
        for (print, there) in [here, measure].into_iter().flat_map(|print| asked.iter().map(move |there| (print, *there))) {
            laid.entry((print, there)).or_insert_with(|| self.laid_across(print, there));
        }
        let across = |print: usize, there: usize| laid.get(&(print, there))?.as_ref();
        let says_so = |there: &usize| abroad::upheld::find_between(across(here, *there)?, across(measure, *there)?, told);
        let found = asked.iter().filter_map(says_so).count();
        (2 * found > asked.len()).then(|| vec![turned(told, measure)])
    }

    /// Takes from what is told against a measure, the base say, where the original has it so, and tells the measure instead, and all that read as it does.
    fn uphold(&mut self, across: &[Option<Across>], measure: usize, all: &mut [Vec<Divergence>], own: &mut [Vec<Divergence>]) {
        let mut found = Vec::new();
        let mut laid = LaidAbroad::default();
        for told in all {
            // Only the measure is asked for again.
            laid.retain(|(print, _), _| *print == measure);
            told.retain(|d| {
                let faults = match self.original {
                    _ if d.compared_with != Some(measure) => None,
                    Some(_) => abroad::upheld::find(across, measure, d),
                    None => self.borne_out(measure, d, &mut laid),
                };
                let is_upheld = faults.is_some();
                found.extend(faults.into_iter().flatten());
                !is_upheld
            });
        }
        for fault in found.into_iter().filter(|d| !self.beside.has_all(d)) {
            let Some(own) = fault.rendering.and_then(|here| own.get_mut(here)) else { continue };
            if !own.iter().any(|d| d.class == fault.class && (meets(d.there, fault.there) || d.place == fault.place)) {
                own.push(fault);
            }
        }
    }
}

/// The same difference, told of the measure beside the rendering that is right.
fn turned(told: &Divergence, measure: usize) -> Divergence {
    let (p, q) = (&told.text_there, &told.text_here);
    Divergence {
        rendering: Some(measure),
        compared_with: told.rendering,
        text_here: told.text_there.clone(),
        text_there: told.text_here.clone(),
        here: told.there,
        there: told.here,
        explanation: format!("This rendering has “{p}” where the base has “{q}”, which a print in another language bears out."),
        ..told.clone()
    }
}

/// The rules speak of the base; where a rendering was compared with another one, the explanation names that, and the language of an original: the German
/// original's “fast”.
fn name(told: &mut Divergence, renderings: &[Rendering]) {
    let Some(there) = told.compared_with.and_then(|i| renderings.get(i)) else { return };
    let here = told.rendering.and_then(|i| renderings.get(i));
    let spoken = lang::of(&there.lang);
    // Where nobody knows which print is the original, each is a print of its language.
    let what = if there.role == Role::Original { "original" } else { "print" };
    let abroad = here.filter(|here| lang::of(&here.lang).code != spoken.code).map(|_| format!("he {} {what}", spoken.name));
    let [small, capital] = match there.role {
        Role::Base if abroad.is_none() => return,
        _ if there.role == Role::Original || abroad.is_some() => ["the original", "The original"],
        _ if there.outlet.is_empty() || here.is_some_and(|here| here.outlet == there.outlet) => {
            ["the other print", "The other print"]
        }
        _ => [&*there.outlet; 2],
    };
    // What stands between marks is the articles' own.
    let is_quoted = |piece: &str| piece.ends_with('”');
    let rename = |piece: &str| {
        let named = piece.replace("the base", small).replace("The base", capital);
        abroad.as_ref().map_or(named.clone(), |abroad| named.replace("he original", abroad))
    };
    told.explanation = told
        .explanation
        .split_inclusive(['“', '”'])
        .map(|piece| if is_quoted(piece) { piece.to_owned() } else { rename(piece) })
        .collect();
}

/// The words of the base that a rendering lacks without a mark, each once, and the gravest of its losses.
fn lacked(by_base: &[Vec<Divergence>], base: usize) -> Vec<(Span, Severity)> {
    let is_lost = |d: &&Divergence| d.class == Class::Omission && d.severity > Severity::Neutral && d.compared_with == Some(base);
    let mut worst: BTreeMap<Span, Severity> = BTreeMap::new();
    for told in by_base.iter().flatten().filter(is_lost) {
        let severity = worst.entry(told.there).or_insert(told.severity);
        *severity = told.severity.max(*severity);
    }
    worst.into_iter().collect()
}

/// Has the original decided what a rendering is told against the base: says it the same, or is the base itself at fault?
fn is_settled(told: &Divergence, own: &[Divergence], of_base: &[Divergence]) -> bool {
    let same = |d: &&Divergence| d.class == told.class;
    // The base and the original put one negator before other words, so that it is one where it stands near.
    let near = |d: &Divergence, at: Span| d.class == Class::Negation && d.here.start.abs_diff(at.start) <= NEAR;
    let is_at = |d: &Divergence, at: Span| d.place == told.place || meets(d.here, at) || near(d, at);
    // The base lacks the original's guess, wherever it would stand: who guesses is not less sure than he should be.
    let is_guess = told.class == Class::Modality && own.iter().all(|d| d.class != Class::Modality);
    if is_guess && of_base.iter().filter(same).any(|d| d.text_here.is_empty()) {
        return true;
    }
    own.iter().filter(same).any(|d| is_at(d, told.here)) || of_base.iter().filter(same).any(|d| is_at(d, told.there))
}

fn meets(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

fn language(renderings: &[Rendering], at: usize) -> &str {
    renderings.get(at).map_or("", |r| primary(&r.lang))
}

/// The rendering that has most where the base has nothing, and the places it shares there with at least one other.
fn second(renderings: &[Rendering], alignment: &Alignment, base: usize) -> Option<(usize, Vec<u32>)> {
    /// Fewer places are told well enough as what the base lacks.
    const LEAST: usize = 3;
    let lang = primary(&renderings.get(base)?.lang);
    let same_lang = |r: usize| r != base && renderings.get(r).is_some_and(|x| primary(&x.lang) == lang);
    let gaps = || alignment.places.iter().zip(1u32..).filter(|(p, _)| p.cells.get(base).is_some_and(Option::is_none));
    let has = |p: &Place, r: usize| p.cells.get(r).is_some_and(Option::is_some);
    let mut counts = vec![0usize; renderings.len()];
    for (place, _) in gaps() {
        let present: Vec<usize> = (0..renderings.len()).filter(|r| same_lang(*r) && has(place, *r)).collect();
        if present.len() > 1 {
            for r in present {
                if let Some(count) = counts.get_mut(r) {
                    *count += 1;
                }
            }
        }
    }
    let (second, count) = counts.iter().enumerate().max_by_key(|(r, c)| (**c, std::cmp::Reverse(*r)))?;
    let places =
        gaps().filter(|(p, _)| has(p, second) && (0..renderings.len()).any(|r| r != second && same_lang(r) && has(p, r)));
    (*count >= LEAST).then(|| (second, places.map(|(_, n)| n).collect()))
}

/// The differences of one statement that had to be weighed: what `scripts/train_evidence.py` learns from.
pub fn weighed(renderings: &[Rendering], alignment: &Alignment) -> Vec<Weighed> {
    let base = renderings.iter().position(|r| r.role == Role::Base).unwrap_or(0);
    let mut out = Vec::new();
    for here in 0..renderings.len() {
        with_report(renderings, &[], alignment, here, base, |report| out.extend(report.weighed));
    }
    out
}

/// What one rendering has otherwise than the base.
fn compare(renderings: &[Rendering], printed: &[Printed], alignment: &Alignment, here: usize, base: usize) -> Vec<Divergence> {
    let mut out = Vec::new();
    with_report(renderings, printed, alignment, here, base, |report| out = one_a_place(report.found));
    out
}

/// Runs all rules over one rendering and the base.
fn with_report(
    renderings: &[Rendering],
    printed: &[Printed],
    alignment: &Alignment,
    here: usize,
    base: usize,
    use_it: impl FnOnce(Report),
) {
    let (Some(a), Some(b)) = (renderings.get(here), renderings.get(base)) else { return };
    if here == base || primary(&a.lang) != primary(&b.lang) {
        return;
    }
    if a.text == b.text {
        return;
    }
    let Some(mut pair) = Pair::new(renderings, alignment, here, base) else { return };
    for side in [&mut pair.here, &mut pair.there] {
        side.outside = Outside::new(printed.get(side.rendering).and_then(|p| p.lead));
    }
    // The same letters and digits in the same order differ on paper only, but for signs that are words (£, $).
    let on_paper = squashed(&a.text) == squashed(&b.text) && pair.here.signs().eq(pair.there.signs());
    let mut report = Report::new(&pair);
    for rule in rules::RULES.iter().filter(|r| !on_paper || r.class == Class::Punctuation) {
        (rule.find)(&pair, &mut report);
    }
    use_it(report);
}

/// The primary subtag of a language: en of en-GB.
fn primary(lang: &str) -> &str {
    lang.split(['-', '_']).next().unwrap_or("")
}

/// One divergence a place and class, the worst; in the order of places.
fn one_a_place(mut found: Vec<Divergence>) -> Vec<Divergence> {
    found.sort_by(|x, y| (x.place, x.class, y.severity, x.here, x.there).cmp(&(y.place, y.class, x.severity, y.here, y.there)));
    found.dedup_by(|b, a| a.place == b.place && a.class == b.class && a.place > 0);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_name_what_is_possible() {
        let settings = Settings { severity: [("tence".into(), "minor".into()), ("tense".into(), "mild".into())].into() };
        let mistakes = settings.mistakes();
        assert_eq!(mistakes.len(), 2);
        assert!(mistakes[0].contains("tense") && mistakes[1].contains("neutral"), "{mistakes:?}");
    }
}

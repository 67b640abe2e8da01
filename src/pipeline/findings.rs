//! From tables of words to the auditor's list: divergences with ids, in their order, and what they sum up to for statements and renderings.

use std::cmp::Reverse;

use anyhow::Result;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::audit::corpus::{Corpus, audit_corpus};
use crate::audit::{self, Printed};
use crate::ids::content_id;
use crate::model::{Alignment, CompactString, Divergence, Level, Problem, Quotation, Rendering, Severity, Span, Status};
use crate::pipeline::decisions;
use crate::pipeline::output::sheet_name;
use crate::pipeline::statements::Aligned;
use crate::pipeline::{Output, seconds};
use crate::tables::decisions::Decision;
use crate::tables::divergences::DivergenceRow;
use crate::tables::{self, renderings, statements};
use crate::text::{Points, chunks};

/// What the audit found.
#[derive(Default)]
pub struct Findings {
    /// Undecided ones first, worst first.
    pub rows: Vec<DivergenceRow>,
    /// One a statement.
    pub statements: Vec<statements::Findings>,
    /// One a rendering.
    pub renderings: Vec<renderings::Found>,
}

impl Findings {
    /// Before the audit: only what the tables of words show.
    pub fn none(aligned: &Aligned, out: &mut Output) -> Findings {
        let statements = aligned.statements().map(|(renderings, alignment)| summary(renderings, alignment, &[])).collect();
        let mut findings = Findings { rows: Vec::new(), statements, renderings: Vec::new() };
        findings.choose_sheets(aligned, out);
        findings
    }

    /// Names the sheets that will be written: statements with two renderings or more, those with the worst and most divergences first.
    fn choose_sheets(&mut self, aligned: &Aligned, out: &mut Output) {
        let mut wanted: Vec<usize> = (0..aligned.ranges.len()).filter(|&i| aligned.ranges[i].len() > 1).collect();
        wanted.sort_by_key(|&i| (Reverse(self.statements[i].worst), Reverse(self.statements[i].divergences), i));
        let most = usize::try_from(out.settings.align.most_sheets).unwrap_or(usize::MAX);
        if wanted.len() > most {
            out.problems.push(Problem {
                file: "alignments".into(),
                line: 0,
                stage: "align",
                level: Level::Note,
                message: format!("{} of {} sheets are not written", wanted.len() - most, wanted.len()),
                hint: "alignment.csv has all; raise align.most_sheets in quotealign.toml for more".into(),
            });
            wanted.truncate(most);
        }
        let mut sheets: FxHashMap<&str, String> = FxHashMap::default();
        for i in wanted {
            let id = &aligned.renderings[aligned.ranges[i].start].statement_id;
            self.statements[i].sheet = sheet_name(id);
            sheets.insert(id, self.statements[i].sheet.clone());
        }
        for row in &mut self.rows {
            row.sheet = sheets.get(row.statement_id.as_str()).cloned().unwrap_or_default();
        }
    }

    /// divergences.csv.
    pub fn write(&self, out: &mut Output) -> Result<()> {
        let style = out.style;
        out.table("divergences.csv", |w| tables::divergences::write(w, style, &self.rows))
    }

    /// The worst severity that the auditor has not settled.
    pub fn worst(&self) -> Option<Severity> {
        self.rows.iter().filter(|r| r.is_open()).map(|r| r.divergence.severity).max()
    }

    /// How many unsettled divergences of each severity, worst first.
    pub fn by_severity(&self) -> Vec<(Severity, usize)> {
        let count = |s: Severity| self.rows.iter().filter(|r| r.is_open() && r.divergence.severity == s).count();
        Severity::ALL.iter().rev().map(|s| (*s, count(*s))).collect()
    }
}

/// Passages that go on with the sentence of the one before (“The bridge,” she said, “is closed”: a clause and a fragment), and the first of their row.
fn passages(quotations: &[Quotation]) -> FxHashMap<&str, &str> {
    let mut firsts: FxHashMap<&str, &str> = FxHashMap::default();
    for pair in quotations.windows(2) {
        let [before, after] = pair else { continue };
        let same_place =
            (&before.article_id, before.paragraph, &before.speaker) == (&after.article_id, after.paragraph, &after.speaker);
        let is_open = !before.text.trim_end().ends_with(['.', '!', '?', '…']);
        if same_place && is_open && after.text.starts_with(char::is_lowercase) {
            let (passage, before) = (after.passage_id.as_str(), before.passage_id.as_str());
            let first = firsts.get(before).copied().unwrap_or(before);
            firsts.entry(passage).or_insert(first);
        }
    }
    firsts
}

/// What the article says before a quotation, in its sentence; `None` where the rendering begins in the middle of the quotation.
fn lead<'q>(quotation: &'q Quotation, rendering: &Rendering) -> Option<&'q str> {
    // Asked first: a quotation may be long, and have as many renderings as sentences.
    let start = (rendering.start == 0).then(|| quotation.context.find(&quotation.text))??;
    let before = quotation.context.get(..start)?;
    Some(before.rsplit_once(['.', '!', '?', '\n']).map_or(before, |(_, sentence)| sentence))
}

/// Audits each statement and puts the auditor's decisions beside what is found.
pub fn audit(aligned: &Aligned, quotations: &[Quotation], decided: &[Decision], out: &mut Output) -> Findings {
    let start = std::time::Instant::now();
    let bar = out.progress.stage("audit", aligned.ranges.len() as u64);
    let settings = &out.settings.audit;
    let known: FxHashMap<&str, &Quotation> = quotations.iter().map(|q| (q.id.as_str(), q)).collect();
    let passages = passages(quotations);
    let printed = |r: &Rendering| {
        let quotation = known.get(r.quote_id.as_str());
        let passage = quotation.map_or("", |q| q.passage_id.as_str());
        Printed { passage: passages.get(passage).copied().unwrap_or(passage), lead: quotation.and_then(|q| lead(q, r)) }
    };
    let mut found: Vec<Vec<Divergence>> = aligned
        .ranges
        .par_iter()
        .zip(&aligned.alignments)
        .map(|(range, alignment)| {
            let members = &aligned.renderings[range.clone()];
            let printed: Vec<Printed> = members.iter().map(printed).collect();
            let found = audit::audit(members, &printed, alignment, &out.lexicon, settings);
            bar.inc(1);
            found
        })
        .collect();
    bar.finish_and_clear();
    let members: Vec<&[Rendering]> = aligned.ranges.iter().map(|r| &aligned.renderings[r.clone()]).collect();
    for under in audit_corpus(&Corpus::new(&members, quotations), settings) {
        found[under.statement].push(under.divergence);
    }
    let mut findings = Findings { renderings: vec![Some((0, None)); aligned.renderings.len()], ..Findings::default() };
    let mut ends = Vec::with_capacity(found.len());
    for (range, found) in aligned.ranges.iter().zip(found) {
        findings.rows.extend(rows(&aligned.renderings[range.clone()], found, &known));
        ends.push(findings.rows.len());
    }
    out.problems.extend(decisions::apply(decided, &mut findings.rows, &aligned.renderings));
    let mut from = 0;
    for ((range, alignment), to) in aligned.ranges.iter().zip(&aligned.alignments).zip(ends) {
        let rows = &findings.rows[from..to];
        for row in rows.iter().filter(|r| r.is_open()) {
            if let Some(Some((count, worst))) =
                row.divergence.rendering.and_then(|i| findings.renderings.get_mut(range.start + i))
            {
                *count += 1;
                *worst = (*worst).max(Some(row.divergence.severity));
            }
        }
        findings.statements.push(summary(&aligned.renderings[range.clone()], alignment, rows));
        from = to;
    }
    findings.choose_sheets(aligned, out);
    // A stable sort: within one severity the order of statements, places and renderings stays.
    findings.rows.sort_by_key(|r| (!r.is_open(), Reverse(r.divergence.severity)));
    out.log("audit", seconds(start), findings.rows.len());
    findings
}

/// The rows of one statement's divergences.
fn rows(members: &[Rendering], found: Vec<Divergence>, known: &FxHashMap<&str, &Quotation>) -> Vec<DivergenceRow> {
    let mut seen: FxHashMap<CompactString, u32> = FxHashMap::default();
    let points: Vec<Points> = members.iter().map(|r| Points::new(&r.text)).collect();
    let offsets = |i: Option<usize>, span: Span| match i.and_then(|i| points.get(i)) {
        Some(p) => (p.of_byte(span.start), p.of_byte(span.end)),
        None => (0, 0),
    };
    // A long quotation may have left out many sentences.
    let mut whole: FxHashMap<&str, Points> = FxHashMap::default();
    let mut out = Vec::with_capacity(found.len());
    for divergence in found {
        let here = divergence.rendering.and_then(|i| members.get(i));
        let there = divergence.compared_with.and_then(|i| members.get(i));
        let Some(statement) = here.or(there).or(members.first()) else { continue };
        let quote_id = divergence.quote_id.clone().or_else(|| here.map(|r| r.quote_id.clone())).unwrap_or_default();
        let quotation = known.get(quote_id.as_str()).copied();
        let mut id = divergence_id(&divergence, here, &quote_id, 0);
        let count = seen.entry(id.clone()).or_insert(0);
        *count += 1;
        if *count > 1 {
            id = divergence_id(&divergence, here, &quote_id, *count - 1);
        }
        out.push(DivergenceRow {
            speaker: quotation.map(|q| q.speaker.clone()).unwrap_or_default(),
            outlet: here.map(|r| &r.outlet).or(quotation.map(|q| &q.outlet)).cloned().unwrap_or_default(),
            lang: here.map(|r| &r.lang).or(quotation.map(|q| &q.lang)).cloned().unwrap_or_default(),
            date: here.map_or_else(|| quotation.and_then(|q| q.date), |r| r.date),
            decision: String::new(),
            comment: String::new(),
            statement_id: statement.statement_id.clone(),
            rendering_id: here.map(|r| r.id.clone()).unwrap_or_default(),
            quote_id,
            compared_with: there.map(|r| r.id.clone()).unwrap_or_default(),
            here: match (divergence.rendering, quotation) {
                // A sentence left out stands at the cut, in the quotation's text.
                (None, Some(q)) => {
                    let points = whole.entry(&q.id).or_insert_with(|| Points::new(&q.text));
                    (points.of_byte(divergence.here.start), points.of_byte(divergence.here.end))
                }
                (here, _) => offsets(here, divergence.here),
            },
            there: offsets(divergence.compared_with, divergence.there),
            file: quotation.map(|q| q.file.clone()).unwrap_or_default(),
            sheet: String::new(),
            id,
            divergence,
        });
    }
    out
}

/// Made of what stays when articles come and go: the rendering, the class, the words and those around them, the count among equals.
fn divergence_id(d: &Divergence, here: Option<&Rendering>, quote_id: &str, count: u32) -> CompactString {
    let (before, after) = decisions::around(here.map_or("", |r| r.text.as_str()), d.here.start, d.here.end);
    let anchor = here.map_or(quote_id, |r| r.id.as_str());
    content_id("d", &[anchor, d.class.name(), &d.text_here, &before, &after, &count.to_string()])
}

fn summary(members: &[Rendering], alignment: &Alignment, rows: &[DivergenceRow]) -> statements::Findings {
    let (mut words, mut agreeing) = (0usize, 0usize);
    for place in &alignment.places {
        for (cell, rendering) in place.cells.iter().zip(members).filter_map(|(c, r)| Some((c.as_ref()?, r))) {
            let here = chunks(cell.span.of(&rendering.text)).count();
            words += here;
            agreeing += if place.status == Status::Agree { here } else { 0 };
        }
    }
    let open = || rows.iter().filter(|r| r.is_open());
    statements::Findings {
        agreement: if words == 0 { 1.0 } else { agreeing as f32 / words as f32 },
        divergences: u32::try_from(open().count()).unwrap_or(u32::MAX),
        worst: open().map(|r| r.divergence.severity).max(),
        sheet: String::new(),
    }
}

//! From quotations to statements, and from renderings to tables of words.

use std::ops::Range;
use std::path::Path;

use anyhow::Result;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::cluster::{self, PairDecision, originals};
use crate::model::{Alignment, Article, CompactString, Date, Quotation, Rendering, Role, Statement};
use crate::pipeline::articles::taking_part;
use crate::pipeline::decisions;
use crate::pipeline::findings::Findings;
use crate::pipeline::{Output, failed, seconds};
use crate::tables::decisions::{Decision, DecisionKind};
use crate::tables::{self, Table};
use crate::{lang, normalise, read};

pub struct Clustered {
    pub statements: Vec<Statement>,
    pub renderings: Vec<Rendering>,
}

/// Which quotations render one statement; `articles` where they are at hand.
pub fn cluster(quotations: &[Quotation], articles: &[Article], decisions: &[Decision], out: &mut Output) -> Clustered {
    let start = std::time::Instant::now();
    let pairs = pair_decisions(decisions);
    let kept = taking_part(quotations, decisions);
    let bar = out.progress.stage("cluster", 0);
    let progress = |done: u64, of: u64| {
        bar.set_length(of);
        bar.set_position(done);
    };
    let (mut statements, mut renderings, problems) =
        cluster::cluster(kept.as_deref().unwrap_or(quotations), &pairs, &out.lexicon, &out.settings.cluster, &progress);
    bar.finish_and_clear();
    out.problems.extend(problems);
    let told = spoken(&out.sources().join("speakers.csv"));
    let home = lang::of(&out.settings.cluster.language);
    let languages = originals::languages(quotations, articles, &told, home);
    originals::name_originals(&mut statements, &mut renderings, &languages, home);
    out.problems.extend(decisions::without_subject(decisions, quotations));
    arrange(&mut renderings);
    let place: FxHashMap<&str, usize> =
        ranges(&renderings).into_iter().enumerate().map(|(i, r)| (renderings[r.start].statement_id.as_str(), i)).collect();
    statements.sort_by_cached_key(|s| place.get(s.id.as_str()).copied().unwrap_or(usize::MAX));
    out.log("cluster", seconds(start), renderings.len());
    out.counts.statements = statements.len();
    out.counts.shared = statements.iter().filter(|s| s.outlets.len() > 1).count();
    Clustered { statements, renderings }
}

/// The languages of speakers that the user tells.
fn spoken(path: &Path) -> Vec<(String, String)> {
    // Its problems are told where speakers are named.
    let (entries, _) = read::speakers::read(path);
    entries.into_iter().map(|e| (e.name, e.lang)).collect()
}

/// What the auditor said of pairs.
pub fn pair_decisions(decisions: &[Decision]) -> Vec<PairDecision> {
    decisions
        .iter()
        .filter(|d| matches!(d.kind, DecisionKind::Same | DecisionKind::Different))
        .map(|d| PairDecision { a: d.a.clone(), b: d.b.clone(), same: d.kind == DecisionKind::Same, line: d.line })
        .collect()
}

/// The renderings of a table: in the fixed order, each statement with its base.
pub fn read(table: &Table, out: &mut Output) -> Result<Vec<Rendering>> {
    let (rows, problems) = tables::renderings::read(table).map_err(failed)?;
    out.problems.extend(problems);
    Ok(with_roles(rows))
}

/// Chooses the base of statements whose input names none; roles that stand in the input are kept.
pub fn with_roles(rows: Vec<tables::renderings::ToldRole>) -> Vec<Rendering> {
    let mut groups: FxHashMap<CompactString, Vec<usize>> = FxHashMap::default();
    for (i, (r, _)) in rows.iter().enumerate() {
        groups.entry(r.statement_id.clone()).or_default().push(i);
    }
    let mut bases = Vec::new();
    for members in groups.values() {
        let told = |role: Role| members.iter().any(|&i| rows[i].1 == Some(role));
        if told(Role::Base) {
            continue;
        }
        // A row whose role is told keeps it, so only the others can become the base; where all are told, all stay as they are.
        let free: Vec<usize> = members.iter().copied().filter(|&i| rows[i].1.is_none()).collect();
        let words: Vec<normalise::OwnWords> =
            free.iter().map(|&i| normalise::own_words(&rows[i].0.text, lang::of(&rows[i].0.lang))).collect();
        bases.extend(normalise::base_reading(&words.iter().collect::<Vec<_>>(), |_| true).map(|k| free[k]));
    }
    let mut renderings: Vec<Rendering> = rows.into_iter().map(|(r, _)| r).collect();
    for i in bases {
        renderings[i].role = Role::Base;
    }
    arrange(&mut renderings);
    renderings
}

/// The fixed order of renderings.csv: statements by their earliest date (undated last) and id; within one the original, the base, then by
/// outlet, date and id.
pub fn arrange(renderings: &mut [Rendering]) {
    let order = order(renderings);
    let mut place = vec![0; order.len()];
    order.into_iter().enumerate().for_each(|(to, from)| place[from as usize] = to);
    for i in 0..place.len() {
        while place[i] != i {
            let to = place[i];
            renderings.swap(i, to);
            place.swap(i, to);
        }
    }
}

/// Where the renderings stand now, in the order in which they should.
fn order(renderings: &[Rendering]) -> Vec<u32> {
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    let mut statements: Vec<(Option<Date>, &str)> = Vec::new();
    let mut of: Vec<u32> = Vec::with_capacity(renderings.len());
    for r in renderings {
        let number = *numbers.entry(&r.statement_id).or_insert_with(|| {
            statements.push((None, &r.statement_id));
            statements.len() as u32 - 1
        });
        let first = &mut statements[number as usize].0;
        *first = (*first).into_iter().chain(r.date).min();
        of.push(number);
    }
    let mut sorted: Vec<u32> = (0..statements.len() as u32).collect();
    sorted.sort_unstable_by_key(|s| {
        let (first, id) = statements[*s as usize];
        (first.is_none(), first, id)
    });
    let mut rank = vec![0u32; sorted.len()];
    sorted.into_iter().enumerate().for_each(|(r, s)| rank[s as usize] = r as u32);
    let role = |role: Role| match role {
        Role::Original => 0,
        Role::Base => 1,
        Role::Variant | Role::Partial => 2,
    };
    let mut order: Vec<u32> = (0..renderings.len() as u32).collect();
    order.sort_by_key(|i| {
        let r = &renderings[*i as usize];
        (rank[of[*i as usize] as usize], role(r.role), r.outlet.as_ref(), r.date.is_none(), r.date, r.id.as_str())
    });
    order
}

/// The renderings of each statement, as ranges of arranged renderings.
pub fn ranges(renderings: &[Rendering]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for i in 1..=renderings.len() {
        if i == renderings.len() || renderings[i].statement_id != renderings[start].statement_id {
            out.push(start..i);
            start = i;
        }
    }
    out
}

/// Which statements each quotation renders, in the order of its text.
pub fn ids_by_quotation(quotations: &[Quotation], renderings: &[Rendering]) -> Vec<Vec<CompactString>> {
    let mut by_id: FxHashMap<&str, Vec<(u32, &CompactString)>> = FxHashMap::default();
    for r in renderings {
        by_id.entry(&r.quote_id).or_default().push((r.start, &r.statement_id));
    }
    quotations
        .iter()
        .map(|q| {
            let mut at = by_id.remove(q.id.as_str()).unwrap_or_default();
            at.sort_unstable();
            let mut ids: Vec<CompactString> = Vec::with_capacity(at.len());
            for (_, id) in at {
                if !ids.contains(id) {
                    ids.push(id.clone());
                }
            }
            ids
        })
        .collect()
}

/// Renderings in the fixed order, and the table of each statement.
pub struct Aligned {
    pub renderings: Vec<Rendering>,
    pub ranges: Vec<Range<usize>>,
    pub alignments: Vec<Alignment>,
}

impl Aligned {
    /// Aligns each statement.
    pub fn of(renderings: Vec<Rendering>, out: &mut Output) -> Aligned {
        let start = std::time::Instant::now();
        let ranges = ranges(&renderings);
        let bar = out.progress.stage("align", ranges.len() as u64);
        let alignments = ranges
            .par_iter()
            .map(|r| {
                let alignment = crate::align::align(&renderings[r.clone()], &out.lexicon, &out.settings.align);
                bar.inc(1);
                alignment
            })
            .collect();
        bar.finish_and_clear();
        out.log("align", seconds(start), ranges.len());
        Aligned { renderings, ranges, alignments }
    }

    /// Renderings that no table is made of.
    pub fn unaligned(renderings: Vec<Rendering>) -> Aligned {
        Aligned { ranges: ranges(&renderings), renderings, alignments: Vec::new() }
    }

    /// Each statement's renderings with their table.
    pub fn statements(&self) -> impl Iterator<Item = (&[Rendering], &Alignment)> {
        self.ranges.iter().map(|r| &self.renderings[r.clone()]).zip(&self.alignments)
    }

    /// alignment.csv, and links.csv where wanted.
    pub fn write(&self, out: &mut Output) -> Result<()> {
        let style = out.style;
        out.table("alignment.csv", |w| tables::alignment::write(w, style, self.statements()))?;
        if out.links {
            out.table("links.csv", |w| tables::links::write(w, style, self.statements()))?;
        }
        Ok(())
    }
}

/// statements.csv and renderings.csv; the columns of later stages are empty without findings.
pub fn write(statements: &[Statement], aligned: &Aligned, findings: Option<&Findings>, out: &mut Output) -> Result<()> {
    let style = out.style;
    out.table("statements.csv", |w| {
        tables::statements::write(
            w,
            style,
            statements.iter().enumerate().map(|(i, s)| (s, findings.and_then(|f| f.statements.get(i)))),
        )
    })?;
    out.table("renderings.csv", |w| {
        let found = |i: usize| findings.and_then(|f| f.renderings.get(i).copied().flatten());
        tables::renderings::write(w, style, aligned.renderings.iter().enumerate().map(|(i, r)| (r, found(i))))
    })
}

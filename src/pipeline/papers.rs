//! On what other paper? The sheets, the workbook, the page and the memory, all made of the rows of the tables.

use std::cmp::Reverse;
use std::path::Path;

use anyhow::{Context, Result};
use rustc_hash::FxHashMap;

use crate::model::{Level, Problem, Rendering, Statement};
use crate::pipeline::Output;
use crate::pipeline::articles::Corpus;
use crate::pipeline::decisions;
use crate::pipeline::findings::Findings;
use crate::pipeline::output::SHEETS;
use crate::pipeline::statements::Aligned;
use crate::tables::divergences::DivergenceRow;
use crate::tables::sheet::{self, Sheet};
use crate::write::memory;
use crate::write::page::{self, Marked, Page, Shown};
use crate::write::workbook::{self, Book};

/// What the papers are made of.
pub struct Papers<'a> {
    aligned: &'a Aligned,
    findings: &'a Findings,
    /// One a statement, where it has a sheet.
    sheets: Vec<Option<Sheet>>,
}

impl<'a> Papers<'a> {
    pub fn of(aligned: &'a Aligned, findings: &'a Findings) -> Papers<'a> {
        let mut by_statement = by_statement(&findings.rows);
        let sheets = aligned.statements().zip(&findings.statements).map(|((members, alignment), found)| {
            let rows = by_statement.remove(members[0].statement_id.as_str()).unwrap_or_default();
            (!found.sheet.is_empty()).then(|| sheet::sheet(members, alignment, &rows))
        });
        Papers { sheets: sheets.collect(), aligned, findings }
    }

    /// One CSV for each statement that has a sheet.
    pub fn write_sheets(&self, out: &mut Output) -> Result<()> {
        let style = out.style;
        for (found, sheet) in self.findings.statements.iter().zip(&self.sheets) {
            if let Some(sheet) = sheet {
                out.table(&format!("{SHEETS}{}.csv", found.sheet), |w| sheet::write(w, style, sheet))?;
            }
        }
        Ok(())
    }

    /// audit.xlsx: the same findings as a workbook. `statements` stand in the order of their renderings.
    pub fn write_workbook(&self, statements: &[Statement], out: &mut Output) -> Result<()> {
        let found = || statements.iter().zip(&self.findings.statements);
        let mut blocks: Vec<_> = found().zip(&self.sheets).filter_map(|((s, f), sheet)| Some((s, f, sheet.as_ref()?))).collect();
        // A stable sort: of equals the order of the statements stays.
        blocks.sort_by_key(|(_, f, _)| (Reverse(f.worst), Reverse(f.divergences)));
        let book = Book {
            statements: found().collect(),
            blocks: blocks.into_iter().map(|(s, _, sheet)| (s, sheet)).collect(),
            divergences: &self.findings.rows,
            sources: link_to(&out.root, Path::new(&out.record.sources)),
        };
        let (bytes, left) = workbook::workbook(&book).context("audit.xlsx cannot be made")?;
        if left > 0 {
            out.problems.push(Problem {
                file: workbook::FILE.into(),
                line: 0,
                stage: "write",
                level: Level::Note,
                message: format!("{left} divergences are not in the workbook, which holds 1,048,575 at most"),
                hint: "divergences.csv has all".into(),
            });
        }
        let rows = self.findings.rows.len() as u64;
        out.file(workbook::FILE, |w| w.write_all(&bytes).map(|()| rows))
    }

    /// memory.tmx: the renderings as a translation memory.
    pub fn write_memory(&self, corpus: &Corpus, out: &mut Output) -> Result<()> {
        let quotations = corpus.quotations.iter().map(|q| (q.id.as_str(), q)).collect();
        let statements = self.aligned.ranges.iter().map(|r| &self.aligned.renderings[r.clone()]);
        out.file(memory::FILE, |w| memory::write(w, statements, &quotations))
    }

    /// report.html: the same findings as a page.
    pub fn write_page(&self, corpus: &Corpus, statements: &[Statement], out: &mut Output) -> Result<()> {
        let mut by_statement = by_statement(&self.findings.rows);
        let tables = self.aligned.statements().zip(&self.sheets);
        let shown = statements.iter().zip(&self.findings.statements).zip(tables);
        let page = Page {
            articles: corpus.articles.len(),
            quotations: corpus.quotations.len(),
            statements: shown
                .map(|((statement, findings), ((renderings, alignment), sheet))| Shown {
                    divergences: marked(by_statement.remove(statement.id.as_str()).unwrap_or_default(), renderings),
                    sheet: sheet.as_ref(),
                    statement,
                    findings,
                    renderings,
                    alignment,
                })
                .collect(),
            others: decisions::not_shown(&corpus.decisions, &self.findings.rows, &self.aligned.renderings),
            sources: link_to(&out.root, Path::new(&out.record.sources)),
        };
        let html = page::page(&page).context("report.html cannot be made")?;
        let rows = statements.len() as u64;
        out.file(page::FILE, |w| w.write_all(html.as_bytes()).map(|()| rows))
    }
}

/// The divergences of each statement, in the order of their table.
fn by_statement(rows: &[DivergenceRow]) -> FxHashMap<&str, Vec<&DivergenceRow>> {
    let mut out: FxHashMap<&str, Vec<&DivergenceRow>> = FxHashMap::default();
    for row in rows {
        out.entry(&row.statement_id).or_default().push(row);
    }
    out
}

/// Divergences with what their decisions are found by again.
fn marked<'a>(rows: Vec<&'a DivergenceRow>, renderings: &[Rendering]) -> Vec<Marked<'a>> {
    rows.into_iter()
        .map(|row| {
            let d = &row.divergence;
            let words = d.rendering.and_then(|i| renderings.get(i)).map_or("", |r| r.text.as_str());
            let (before, after) = decisions::around(words, d.here.start, d.here.end);
            Marked { row, before, after }
        })
        .collect()
}

/// The way from the output folder to the sources, where both are told from the current folder.
fn link_to(output: &Path, sources: &Path) -> Option<String> {
    let plain = |p: &Path| p.components().all(|c| matches!(c, std::path::Component::Normal(_) | std::path::Component::CurDir));
    let steps = output.components().filter(|c| matches!(c, std::path::Component::Normal(_))).count();
    (plain(output) && plain(sources)).then(|| format!("{}{}", "../".repeat(steps), sources.display()).replace('\\', "/"))
}

//! What has the auditor decided? Decisions lie with the sources; what was written into the output since the last run is gathered there first,
//! before anything is written over.

use std::path::Path;

use anyhow::{Context, Result};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{CompactString, Level, Problem, Quotation, Rendering};
use crate::pipeline::unwritable;
use crate::tables::decisions::{self, Decision, DecisionKind, FILE, Mark, VALUES};
use crate::tables::divergences::{DivergenceRow, Judged, read_judged};
use crate::tables::{Style, Table};
use crate::text::{Points, chunks};
use crate::write::record::Record;

/// The table whose columns `decision` and `comment` are the auditor's.
const TABLE: &str = "divergences.csv";

/// The decisions in force, after gathering what was written into `output`.
pub fn gather(sources: &Path, output: &Path) -> Result<(Vec<Decision>, Vec<Problem>)> {
    let path = sources.join(FILE);
    let (mut decisions, mut problems) = decisions::read(&path);
    if changed_since_last_run(output)
        && let Ok(table) = Table::read(&output.join(TABLE), "decisions")
    {
        let texts = rendering_texts(output);
        let mut taken = false;
        for (line, judged) in read_judged(&table) {
            if !judged.decision.is_empty() && !VALUES.contains(&judged.decision.as_str()) {
                let message = format!("`{}` is no decision; the one before stays", judged.decision);
                problems.push(table.problem(line, Level::Warning, message, format!("one of {}", VALUES.join(", "))));
                continue;
            }
            taken |= take(&mut decisions, judged, &texts);
        }
        if taken {
            save(&path, &decisions)?;
        }
    }
    Ok((decisions, problems))
}

fn changed_since_last_run(output: &Path) -> bool {
    let Ok(bytes) = std::fs::read(output.join(TABLE)) else { return false };
    Record::of(output).files.get(TABLE).map(String::as_str) != Some(blake3::hash(&bytes).to_hex().as_str())
}

/// Takes one row over; true where it says something new. A row whose cells are empty withdraws.
fn take(decisions: &mut Vec<Decision>, judged: Judged, texts: &FxHashMap<CompactString, String>) -> bool {
    let known = decisions.iter().position(|d| d.kind == DecisionKind::Divergence && d.a == judged.id);
    let empty = judged.decision.is_empty() && judged.comment.is_empty();
    match known {
        Some(i) if empty => {
            decisions.remove(i);
            true
        }
        Some(i) => {
            let changed = decisions[i].value != judged.decision || decisions[i].comment != judged.comment;
            decisions[i].value = judged.decision;
            decisions[i].comment = judged.comment;
            changed
        }
        None if empty || judged.id.is_empty() => false,
        None => {
            let words = texts.get(&judged.rendering_id).cloned().unwrap_or_default();
            let points = Points::new(&words);
            let (start, end) = (points.to_byte(judged.start), points.to_byte(judged.end));
            let (before, after) = around(&words, start, end.max(start));
            decisions.push(Decision {
                kind: DecisionKind::Divergence,
                a: judged.id,
                b: CompactString::default(),
                value: judged.decision,
                comment: judged.comment,
                mark: Mark { class: judged.class, text_here: judged.text_here, before, after, words },
                line: 0,
            });
            true
        }
    }
}

fn rendering_texts(output: &Path) -> FxHashMap<CompactString, String> {
    let Ok(table) = Table::read(&output.join("renderings.csv"), "decisions") else { return FxHashMap::default() };
    let (id, text) = (table.column("rendering_id"), table.column("text"));
    let mut texts = FxHashMap::default();
    table.for_each(|row| {
        texts.insert(row.get(id).into(), row.get(text).to_owned());
    });
    texts
}

/// Writes the file whole or not at all: losing what an auditor wrote is worse than not running.
fn save(path: &Path, decisions: &[Decision]) -> Result<()> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut file = tempfile::NamedTempFile::new_in(folder).with_context(|| unwritable(path))?;
    decisions::write(&mut file, Style::default(), decisions).with_context(|| unwritable(path))?;
    file.persist(path).with_context(|| unwritable(path))?;
    Ok(())
}

/// Words before and after that a divergence is known by.
const AROUND: usize = 3;

/// The words before and after a place, small letters, one space between.
pub fn around(text: &str, start: usize, end: usize) -> (String, String) {
    let words = |part: &str, last: bool| {
        let all = chunks(part);
        let from = if last { all.len().saturating_sub(AROUND) } else { 0 };
        all[from..].iter().take(AROUND).map(|c| c.span.of(part).to_lowercase()).collect::<Vec<_>>().join(" ")
    };
    (words(text.get(..start).unwrap_or(""), true), words(text.get(end..).unwrap_or(""), false))
}

/// Puts each decision beside its divergence: by id, else by what it is known by. What belongs to none is told.
pub fn apply(decisions: &[Decision], rows: &mut [DivergenceRow], renderings: &[Rendering]) -> Vec<Problem> {
    let mine: Vec<&Decision> = decisions.iter().filter(|d| d.kind == DecisionKind::Divergence).collect();
    if mine.is_empty() {
        return Vec::new();
    }
    let by_id: FxHashMap<CompactString, usize> = rows.iter().enumerate().map(|(i, r)| (r.id.clone(), i)).collect();
    let texts: FxHashMap<&str, &str> = renderings.iter().map(|r| (r.id.as_str(), r.text.as_str())).collect();
    let mut by_mark: FxHashMap<Mark, usize> = FxHashMap::default();
    if mine.iter().any(|d| !by_id.contains_key(&d.a)) {
        by_mark = rows.iter().enumerate().map(|(i, r)| (mark(r, &texts), i)).collect();
    }
    let mut problems = Vec::new();
    for d in mine {
        match by_id.get(&d.a).or_else(|| by_mark.get(&d.mark)) {
            Some(&i) => {
                rows[i].decision.clone_from(&d.value);
                rows[i].comment.clone_from(&d.comment);
            }
            None => problems.push(gone(d, "divergence")),
        }
    }
    problems
}

fn mark(row: &DivergenceRow, texts: &FxHashMap<&str, &str>) -> Mark {
    let words = texts.get(row.rendering_id.as_str()).copied().unwrap_or("");
    let (before, after) = around(words, row.divergence.here.start, row.divergence.here.end);
    Mark {
        class: row.divergence.class.name().into(),
        words: words.into(),
        text_here: row.divergence.text_here.clone(),
        before,
        after,
    }
}

/// Decisions on quotations or renderings that are not there (any more).
pub fn without_subject(decisions: &[Decision], quotations: &[Quotation], renderings: &[Rendering]) -> Vec<Problem> {
    let about = |d: &&Decision| d.kind != DecisionKind::Divergence;
    if !decisions.iter().any(|d| about(&d)) {
        return Vec::new();
    }
    let known: FxHashSet<&str> =
        quotations.iter().map(|q| q.id.as_str()).chain(renderings.iter().map(|r| r.id.as_str())).collect();
    let there = |id: &str| id.is_empty() || known.contains(id);
    decisions.iter().filter(about).filter(|d| !there(&d.a) || !there(&d.b)).map(|d| gone(d, "quotation or rendering")).collect()
}

fn gone(d: &Decision, what: &str) -> Problem {
    Problem {
        file: FILE.to_owned(),
        line: d.line,
        stage: "decisions",
        level: Level::Warning,
        message: format!("no longer applies: there is no {what} {}{}{}", d.a, if d.b.is_empty() { "" } else { " or " }, d.b),
        hint: "remove the row, or put back the article that it is about".into(),
    }
}

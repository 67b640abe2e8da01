//! What has the auditor decided? Decisions lie with the sources; what was written into the output since the last run is gathered there first,
//! before anything is written over.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{CompactString, Level, Problem, Quotation, Rendering};
use crate::pipeline::unwritable;
use crate::tables::decisions::{self, Decision, DecisionKind, FILE, Mark, VALUES};
use crate::tables::divergences::{DivergenceRow, Judged, read_judged};
use crate::tables::parts::later_parts;
use crate::tables::{Style, Table};
use crate::text::{Chunk, Points, chunks, last_chunks};
use crate::write::record::Record;
use crate::write::workbook;

/// The table whose columns `decision` and `comment` are the auditor's.
const TABLE: &str = "divergences.csv";

/// What was written beside a divergence: into which file, in which line.
struct Written {
    file: &'static str,
    line: u32,
    judged: Judged,
}

/// The decisions in force, after gathering what was written into `output`: with the sources that its tables were made of.
pub fn gather(sources: &Path, output: &Path) -> Result<(Vec<Decision>, Vec<Problem>)> {
    let mut problems = Vec::new();
    let other = other_sources(sources, output);
    if let Some(other) = &other {
        problems.extend(gather_into(other, output)?.1);
    }
    let (decisions, more) = if other.is_some() { decisions::read(&sources.join(FILE)) } else { gather_into(sources, output)? };
    problems.extend(more);
    problems.extend(contradictions(&sources.join(FILE), &decisions));
    Ok((decisions, problems))
}

/// The folder whose articles the output was made of, where it is another than `sources` and is there.
fn other_sources(sources: &Path, output: &Path) -> Option<PathBuf> {
    let named = PathBuf::from(Record::of(output).sources);
    let whole = named.canonicalize().ok().filter(|p| p.is_dir())?;
    (sources.canonicalize().ok()? != whole).then_some(named)
}

fn gather_into(sources: &Path, output: &Path) -> Result<(Vec<Decision>, Vec<Problem>)> {
    let path = sources.join(FILE);
    let (mut decisions, mut problems) = decisions::read(&path);
    let unclear = problems.first().map(|p| p.message.clone());
    let written = written(output, &decisions, &mut problems)?;
    if !written.is_empty() {
        // The file is written anew: what was not understood there would be gone.
        if let Some(message) = unclear {
            bail!(
                "{} is not all understood ({message}), so that the decisions in {} cannot be added to it; mend it first",
                path.display(),
                output.display()
            );
        }
        let texts = rendering_texts(output);
        for w in written {
            take(&mut decisions, w.judged, &texts);
        }
        save(&path, &decisions)?;
    }
    Ok((decisions, problems))
}

/// Decisions of which one says what another denies: kept apart, and joined over any number of others; two speakers of one quotation.
fn contradictions(path: &Path, decisions: &[Decision]) -> Vec<Problem> {
    let mut leader: FxHashMap<&str, &str> = FxHashMap::default();
    fn find<'d>(leader: &FxHashMap<&'d str, &'d str>, mut id: &'d str) -> &'d str {
        while let Some(next) = leader.get(id).filter(|next| **next != id) {
            id = next;
        }
        id
    }
    for d in decisions.iter().filter(|d| d.kind == DecisionKind::Same) {
        let (a, b) = (find(&leader, &d.a), find(&leader, &d.b));
        leader.insert(a.max(b), a.min(b));
    }
    let mut speakers: FxHashMap<&str, &str> = FxHashMap::default();
    let tell = |d: &Decision, message: String| Problem {
        file: path.display().to_string(),
        line: d.line,
        stage: "decisions",
        level: Level::Warning,
        message,
        hint: "leave one of the two".into(),
    };
    let mut out = Vec::new();
    for d in decisions {
        match d.kind {
            DecisionKind::Different if find(&leader, &d.a) == find(&leader, &d.b) => {
                out.push(tell(d, format!("keeps {} and {} apart, which other lines join", d.a, d.b)));
            }
            DecisionKind::Speaker => {
                let first = *speakers.entry(&d.a).or_insert(&d.value);
                if first != d.value {
                    out.push(tell(d, format!("says that {} is of {}, and another line that it is of {first}", d.a, d.value)));
                }
            }
            _ => {}
        }
    }
    out
}

/// What the table and the workbook say that was not known before. Where the two say different things of one divergence, both are left alone.
fn written(output: &Path, decisions: &[Decision], problems: &mut Vec<Problem>) -> Result<Vec<Written>> {
    let known: FxHashMap<&str, (&str, &str)> = decisions
        .iter()
        .filter(|d| d.kind == DecisionKind::Divergence)
        .map(|d| (d.a.as_str(), (d.value.as_str(), d.comment.as_str())))
        .collect();
    let mut out: Vec<Written> = Vec::new();
    let mut by_id: FxHashMap<CompactString, usize> = FxHashMap::default();
    let mut contested: FxHashSet<usize> = FxHashSet::default();
    for w in changed_files(output)? {
        let says = (w.judged.decision.as_str(), w.judged.comment.as_str());
        if w.judged.id.is_empty() || known.get(w.judged.id.as_str()).copied().unwrap_or_default() == says {
            continue;
        }
        if !w.judged.decision.is_empty() && !VALUES.contains(&w.judged.decision.as_str()) {
            let message = format!("`{}` is no decision; the one before stays", w.judged.decision);
            problems.push(problem(&w, message, format!("one of {}", VALUES.join(", "))));
            continue;
        }
        match by_id.get(&w.judged.id) {
            None => {
                by_id.insert(w.judged.id.clone(), out.len());
                out.push(w);
            }
            Some(&first) if (out[first].judged.decision.as_str(), out[first].judged.comment.as_str()) == says => {}
            Some(&first) => {
                let message = format!("says something else of {} than {}; neither is taken", w.judged.id, out[first].file);
                problems.push(problem(&w, message, "decide in one of the two files".into()));
                contested.insert(first);
            }
        }
    }
    let mut n = 0;
    out.retain(|_| {
        n += 1;
        !contested.contains(&(n - 1))
    });
    Ok(out)
}

fn problem(w: &Written, message: String, hint: String) -> Problem {
    Problem { file: w.file.to_owned(), line: w.line, stage: "decisions", level: Level::Warning, message, hint }
}

/// The rows of the table and of the workbook, where they were changed since the last run. An error where one of them cannot be read: a run would
/// write over what the auditor has put there.
fn changed_files(output: &Path) -> Result<Vec<Written>> {
    let record = Record::of(output);
    let is_changed = |name: &str| {
        let Ok(bytes) = std::fs::read(output.join(name)) else { return false };
        record.files.get(name).map(String::as_str) != Some(blake3::hash(&bytes).to_hex().as_str())
    };
    let mut out = Vec::new();
    let (table, book) = (output.join(TABLE), output.join(workbook::FILE));
    if is_changed(TABLE) || later_parts(&table).filter_map(|p| p.file_name()?.to_str().map(is_changed)).any(|c| c) {
        let rows = Table::read(&table, "decisions").and_then(|t| read_judged(&t));
        let rows = rows.map_err(|p| unread(&table, &told(&p), &p.hint))?;
        out.extend(rows.into_iter().map(|(line, judged)| Written { file: TABLE, line, judged }));
    }
    if is_changed(workbook::FILE) {
        let rows = crate::read::workbook::read_judged(&book, workbook::DIVERGENCES);
        let rows = rows.map_err(|message| unread(&book, &message, "save it as .xlsx, with its sheets and columns"))?;
        out.extend(rows.into_iter().map(|(line, judged)| Written { file: workbook::FILE, line, judged }));
    }
    Ok(out)
}

/// A problem with its line, where it has one.
fn told(p: &Problem) -> String {
    if p.line > 1 { format!("line {}: {}", p.line, p.message) } else { p.message.clone() }
}

fn unread(path: &Path, message: &str, hint: &str) -> anyhow::Error {
    anyhow::anyhow!(
        "{} was changed since the last run, and {message}; nothing was written over it: {hint}, or move it away",
        path.display()
    )
}

/// Takes one row over. A row whose cells are empty withdraws.
fn take(decisions: &mut Vec<Decision>, judged: Judged, texts: &FxHashMap<CompactString, String>) {
    let known = decisions.iter().position(|d| d.kind == DecisionKind::Divergence && d.a == judged.id);
    if judged.decision.is_empty() && judged.comment.is_empty() {
        decisions.retain(|d| d.kind != DecisionKind::Divergence || d.a != judged.id);
    } else if let Some(i) = known {
        decisions[i].value = judged.decision;
        decisions[i].comment = judged.comment;
    } else {
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
    let (before, after) = (text.get(..start).unwrap_or(""), text.get(end..).unwrap_or(""));
    let words =
        |part: &str, found: Vec<Chunk>| found.iter().map(|c| c.span.of(part).to_lowercase()).collect::<Vec<_>>().join(" ");
    (words(before, last_chunks(before, AROUND)), words(after, chunks(after).take(AROUND).collect()))
}

/// Puts each decision beside its divergence. What belongs to none is told.
pub fn apply(decisions: &[Decision], rows: &mut [DivergenceRow], renderings: &[Rendering]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (d, row) in subjects(decisions, rows, renderings) {
        match row {
            Some(i) => {
                rows[i].decision.clone_from(&d.value);
                rows[i].comment.clone_from(&d.comment);
            }
            None => problems.push(gone(d, "divergence")),
        }
    }
    problems
}

/// The decisions that the rows of divergences do not show: those on other things, and on divergences that are gone.
pub fn not_shown<'d>(decisions: &'d [Decision], rows: &[DivergenceRow], renderings: &[Rendering]) -> Vec<&'d Decision> {
    let gone = subjects(decisions, rows, renderings).into_iter().filter(|(_, row)| row.is_none()).map(|(d, _)| d);
    decisions.iter().filter(|d| d.kind != DecisionKind::Divergence).chain(gone).collect()
}

/// Which row each decision on a divergence is about: by id, else by what it is known by.
fn subjects<'d>(
    decisions: &'d [Decision],
    rows: &[DivergenceRow],
    renderings: &[Rendering],
) -> Vec<(&'d Decision, Option<usize>)> {
    let mine: Vec<&Decision> = decisions.iter().filter(|d| d.kind == DecisionKind::Divergence).collect();
    if mine.is_empty() {
        return Vec::new();
    }
    let by_id: FxHashMap<&str, usize> = rows.iter().enumerate().map(|(i, r)| (r.id.as_str(), i)).collect();
    let texts: FxHashMap<&str, &str> = renderings.iter().map(|r| (r.id.as_str(), r.text.as_str())).collect();
    let mut by_mark: FxHashMap<Mark, usize> = FxHashMap::default();
    if mine.iter().any(|d| !by_id.contains_key(d.a.as_str())) {
        by_mark = rows.iter().enumerate().map(|(i, r)| (mark(r, &texts), i)).collect();
    }
    mine.into_iter().map(|d| (d, by_id.get(d.a.as_str()).or_else(|| by_mark.get(&d.mark)).copied())).collect()
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

/// Decisions on quotations that are not there (any more). Those on pairs are the clustering's to tell.
pub fn without_subject(decisions: &[Decision], quotations: &[Quotation]) -> Vec<Problem> {
    let about = |d: &&Decision| matches!(d.kind, DecisionKind::Speaker | DecisionKind::Ignore);
    if !decisions.iter().any(|d| about(&d)) {
        return Vec::new();
    }
    let known: FxHashSet<&str> = quotations.iter().map(|q| q.id.as_str()).collect();
    decisions.iter().filter(about).filter(|d| !known.contains(d.a.as_str())).map(|d| gone(d, "quotation")).collect()
}

fn gone(d: &Decision, what: &str) -> Problem {
    Problem {
        file: FILE.to_owned(),
        line: d.line,
        stage: "decisions",
        level: Level::Warning,
        message: format!("no longer applies: there is no {what} {}", d.a),
        hint: "remove the row, or put back the article that it is about".into(),
    }
}

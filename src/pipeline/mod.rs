//! In what order? Each stage's results become the next one's input; the only place that knows progress bars and, but for
//! `cluster`, shares work out among the threads that `main` has started.

mod articles;
mod decisions;
mod explain;
mod findings;
pub mod lexica;
mod output;
mod papers;
mod progress;
mod show;
mod statements;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};

use crate::model::{Problem, Severity};
use crate::settings::Settings;
use crate::tables::{self, Style, Table};
use crate::write::record::Record;

use articles::Corpus;
use findings::Findings;
use output::Output;
use papers::Papers;
use statements::Aligned;

/// How a run is to be done, whatever the stage.
#[derive(Clone, Debug)]
pub struct Job {
    pub output: PathBuf,
    pub settings: Settings,
    pub settings_file: Option<PathBuf>,
    pub style: Style,
    pub links: bool,
    pub quiet: bool,
}

/// What a run ended with.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Things wrong with the input, notes not counted.
    pub problems: usize,
    /// The worst divergence that the auditor has not settled.
    pub worst: Option<Severity>,
}

/// Everything, from a folder of articles to sheets and divergences.
pub fn run(sources: &Path, job: &Job) -> Result<Outcome> {
    let mut out = Output::open(job, "run", sources, sources)?;
    let corpus = Corpus::read(sources, out.decisions()?, &mut out)?;
    out.know(&corpus.quotations);
    let clustered = statements::cluster(&corpus.quotations, &corpus.articles, &corpus.decisions, &mut out);
    let ids = statements::ids_by_quotation(&corpus.quotations, &clustered.renderings);
    out.learn(&clustered.renderings);
    let aligned = Aligned::of(clustered.renderings, &mut out);
    let findings = findings::audit(&aligned, &corpus.quotations, &corpus.decisions, &mut out);
    corpus.write(&ids, &mut out)?;
    statements::write(&clustered.statements, &aligned, Some(&findings), &mut out)?;
    aligned.write(&mut out)?;
    findings.write(&mut out)?;
    let papers = Papers::of(&aligned, &findings);
    papers.write_sheets(&mut out)?;
    papers.write_workbook(&clustered.statements, &mut out)?;
    papers.write_page(&corpus, &clustered.statements, &mut out)?;
    papers.write_memory(&corpus, &mut out)?;
    out.finish(Some(&findings))
}

/// articles.csv and quotes.csv.
pub fn extract(sources: &Path, job: &Job) -> Result<Outcome> {
    let mut out = Output::open(job, "extract", sources, sources)?;
    let corpus = Corpus::read(sources, out.decisions()?, &mut out)?;
    corpus.write(&[], &mut out)?;
    out.finish(None)
}

/// statements.csv and renderings.csv, from quotes.csv.
pub fn cluster(input: Option<&Path>, job: &Job) -> Result<Outcome> {
    let input = input_or(input, job, "quotes.csv");
    let mut out = Output::open(job, "cluster", &input, &sources_of(&input))?;
    let table = open(&input, "cluster")?;
    let (quotations, problems) = tables::quotes::read(&table).map_err(failed)?;
    drop(table);
    out.problems.extend(problems);
    let decisions = out.decisions()?;
    out.know(&quotations);
    let clustered = statements::cluster(&quotations, &[], &decisions, &mut out);
    drop(quotations);
    let aligned = Aligned::unaligned(clustered.renderings);
    statements::write(&clustered.statements, &aligned, None, &mut out)?;
    out.finish(None)
}

/// alignment.csv, alignments/ and, if wanted, links.csv, from renderings.csv.
pub fn align(input: Option<&Path>, job: &Job) -> Result<Outcome> {
    let input = input_or(input, job, "renderings.csv");
    let mut out = Output::open(job, "align", &input, &sources_of(&input))?;
    let renderings = statements::read(&open(&input, "align")?, &mut out)?;
    out.know(&renderings);
    out.learn(&renderings);
    let aligned = Aligned::of(renderings, &mut out);
    let findings = Findings::none(&aligned, &mut out);
    aligned.write(&mut out)?;
    Papers::of(&aligned, &findings).write_sheets(&mut out)?;
    out.finish(None)
}

/// divergences.csv, from renderings.csv and, where it lies beside, quotes.csv.
pub fn audit(input: Option<&Path>, job: &Job) -> Result<Outcome> {
    let input = input_or(input, job, "renderings.csv");
    let mut out = Output::open(job, "audit", &input, &sources_of(&input))?;
    let renderings = statements::read(&open(&input, "audit")?, &mut out)?;
    let quotes = input.with_file_name("quotes.csv");
    let mut quotations = Vec::new();
    if quotes.is_file() {
        let (read, problems) = tables::quotes::read(&open(&quotes, "audit")?).map_err(failed)?;
        quotations = read;
        out.problems.extend(problems);
    }
    let decisions = out.decisions()?;
    out.know(&renderings);
    out.learn(&renderings);
    let aligned = Aligned::of(renderings, &mut out);
    let findings = findings::audit(&aligned, &quotations, &decisions, &mut out);
    findings.write(&mut out)?;
    out.finish(Some(&findings))
}

/// The folder of the sources that an input table comes from: the one that the record beside it names, else the table's own. The auditor's
/// decisions lie there.
pub fn sources_of(input: &Path) -> PathBuf {
    let folder = input.parent().unwrap_or(Path::new(""));
    let named = Record::of(folder).sources;
    if named.is_empty() { folder.to_owned() } else { PathBuf::from(named) }
}

fn input_or(input: Option<&Path>, job: &Job, name: &str) -> PathBuf {
    input.map_or_else(|| job.output.join(name), Path::to_owned)
}

fn open(path: &Path, stage: &'static str) -> Result<Table> {
    Table::read(path, stage).map_err(failed)
}

/// A problem that leaves nothing to go on with.
fn failed(problem: Problem) -> anyhow::Error {
    anyhow::anyhow!("{}: {}; {}", problem.file, problem.message, problem.hint)
}

/// Seconds since, for run.log.
fn seconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64()
}

/// The context of an error about the output folder.
fn unwritable(path: &Path) -> String {
    format!("{}: cannot be written; give a folder that may be written with -o", path.display())
}

/// Prints the sheet of a statement of an earlier run.
pub fn show(statement_id: &str, job: &Job) -> Result<Outcome> {
    print(&show::show(statement_id, width(), job)?)?;
    Ok(Outcome::default())
}

/// Tells why: a quotation's speaker, whether two renderings are one statement, or a divergence.
pub fn explain(id: &str, other: Option<&str>, job: &Job) -> Result<Outcome> {
    let text = explain::explain(id, other, job)?;
    print(&text.lines().map(|line| show::printable(line) + "\n").collect::<String>())?;
    Ok(Outcome::default())
}

/// Columns of the terminal; a hundred where there is none.
fn width() -> usize {
    terminal_size::terminal_size().map_or(100, |(width, _)| usize::from(width.0))
}

/// Prints, in colour where that can be shown. A reader that has seen enough (`| head`) is no error.
pub fn print(text: &str) -> Result<()> {
    let mut out = anstream::stdout();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => Err(e).context("what was asked for cannot be printed"),
        _ => Ok(()),
    }
}

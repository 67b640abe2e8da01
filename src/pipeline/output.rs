//! What does a run leave behind? The output folder with its record and log, the sheets, the summary on stderr.

use std::cmp::Reverse;
use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use rustc_hash::FxHashMap;
use unicode_width::UnicodeWidthStr;

use crate::ids::{digest, slug};
use crate::lexicon::foreign::Lexicon;
use crate::model::{Alignment, Article, Level, Problem, Rendering, Statement};
use crate::pipeline::decisions;
use crate::pipeline::findings::Findings;
use crate::pipeline::lexica;
use crate::pipeline::progress::Progress;
use crate::pipeline::statements::Aligned;
use crate::pipeline::{Job, Outcome, unwritable};
use crate::settings::{self, Settings};
use crate::tables::cell::one_line;
use crate::tables::decisions::Decision;
use crate::tables::divergences::DivergenceRow;
use crate::tables::sheet::{self, Sheet};
use crate::tables::{self, Style, statements};
use crate::write::folder::Folder;
use crate::write::record::Record;
use crate::write::workbook::{self, Book};

/// Numbers for the summary.
#[derive(Default)]
pub struct Counts {
    pub articles: usize,
    pub quotations: usize,
    pub statements: usize,
    /// Statements with two outlets or more.
    pub shared: usize,
}

/// A run in progress: what it writes to, and what it has to tell.
pub struct Output {
    pub settings: Settings,
    pub lexicon: Lexicon,
    pub style: Style,
    pub links: bool,
    pub progress: Progress,
    pub problems: Vec<Problem>,
    pub counts: Counts,
    root: PathBuf,
    folder: Folder,
    record: Record,
    quiet: bool,
    log: String,
    start: Instant,
}

impl Output {
    pub fn open(job: &Job, command: &str, input: &Path, sources: &Path) -> Result<Output> {
        // A missing input is told before a folder is made for nothing.
        anyhow::ensure!(input.exists(), "{} does not exist; give the path of the input", input.display());
        let folder = Folder::open(&job.output).with_context(|| unwritable(&job.output))?;
        let record = Record {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            command: command.to_owned(),
            input: input.display().to_string(),
            sources: sources.display().to_string(),
            settings_file: job.settings_file.as_deref().map(|p| p.display().to_string()).unwrap_or_default(),
            settings: settings::show(&job.settings).parse().unwrap_or_default(),
            ..Record::default()
        };
        Ok(Output {
            settings: job.settings.clone(),
            lexicon: Lexicon::default(),
            style: job.style,
            links: job.links,
            progress: Progress::new(job.quiet),
            problems: Vec::new(),
            counts: Counts::default(),
            root: job.output.clone(),
            folder,
            record,
            quiet: job.quiet,
            log: String::new(),
            start: Instant::now(),
        })
    }

    /// The folder of the sources.
    pub fn sources(&self) -> &Path {
        Path::new(&self.record.sources)
    }

    /// The auditor's decisions; what was written into the output folder since the last run is gathered first.
    pub fn decisions(&mut self) -> Result<Vec<Decision>> {
        let (decisions, problems) = decisions::gather(Path::new(&self.record.sources), &self.root)?;
        self.problems.extend(problems);
        Ok(decisions)
    }

    /// Learns what is known of the words of these texts across languages.
    pub fn know(&mut self, texts: &[impl lexica::Worded]) {
        let start = Instant::now();
        let (lexicon, problems) = lexica::load(texts, Path::new(&self.record.sources), &self.settings.lexicon);
        self.problems.extend(problems);
        self.record.lexica = lexicon.sources().to_vec();
        self.log("lexicon", start.elapsed().as_secs_f64(), lexicon.sources().len());
        self.lexicon = lexicon;
    }

    /// Learns words of one language that answer another's, from renderings that surely stand in one statement.
    pub fn learn(&mut self, renderings: &[Rendering]) {
        lexica::learn(&mut self.lexicon, renderings);
    }

    /// Writes one table; `content` gives back the number of its rows.
    pub fn table(&mut self, name: &str, content: impl FnOnce(&mut dyn Write) -> std::io::Result<u64>) -> Result<()> {
        self.folder.write(name, content).with_context(|| unwritable(&self.root.join(name)))
    }

    /// A line of run.log.
    pub fn log(&mut self, stage: &str, seconds: f64, items: usize) {
        self.log.push_str(&format!("{stage:<10} {seconds:>9.3} s {items:>9}\n"));
    }

    /// Notes what the run read.
    pub fn inputs_of(&mut self, articles: &[Article]) {
        let mut sorted: Vec<&Article> = articles.iter().collect();
        sorted.sort_by(|a, b| a.file.cmp(&b.file));
        let parts: Vec<&str> = sorted.iter().flat_map(|a| [&*a.file, a.text.as_str()]).collect();
        self.record.inputs.files = articles.len() as u64;
        self.record.inputs.bytes = articles.iter().map(|a| a.text.len() as u64).sum();
        self.record.inputs.hash = digest(&parts);
    }

    /// Puts everything in place and says what was done.
    pub fn finish(mut self, findings: Option<&Findings>) -> Result<Outcome> {
        self.problems.sort();
        let style = self.style;
        let problems = std::mem::take(&mut self.problems);
        self.table("problems.csv", |w| tables::problems::write(w, style, &problems))?;
        let counted = problems.iter().filter(|p| p.level != Level::Note).count();
        self.log("all", self.start.elapsed().as_secs_f64(), counted);
        if !self.quiet {
            self.tell(findings, &problems, counted);
        }
        let log = std::mem::take(&mut self.log);
        let root = self.root.clone();
        let command = self.record.command.clone();
        self.folder.finish(self.record, |name| owns(&command, name)).with_context(|| unwritable(&root))?;
        std::fs::write(root.join("run.log"), log).with_context(|| unwritable(&root))?;
        Ok(Outcome { problems: counted, worst: findings.and_then(Findings::worst) })
    }

    /// Problems shown on stderr at most; all are in the table.
    const SHOWN: usize = 10;

    fn tell(&self, findings: Option<&Findings>, problems: &[Problem], counted: usize) {
        for p in problems.iter().filter(|p| p.level != Level::Note).take(Self::SHOWN) {
            let line = if p.line > 0 { format!(":{}", p.line) } else { String::new() };
            eprintln!("{}: {}{line}: {}; {}", p.level, p.file, p.message, p.hint);
        }
        let c = &self.counts;
        let mut parts = Vec::new();
        if c.articles > 0 {
            parts.push(format!("{} articles", c.articles));
            parts.push(format!("{} quotations", c.quotations));
        }
        if c.statements > 0 {
            parts.push(format!("{} statements ({} in two outlets or more)", c.statements, c.shared));
        }
        if let Some(findings) = findings {
            let by: Vec<String> = findings.by_severity().iter().map(|(s, n)| format!("{n} {s}")).collect();
            parts.push(format!("divergences: {}", by.join(", ")));
        }
        parts.push(match counted {
            0 => "no problems".to_owned(),
            n => format!("{n} problems, see {}", self.root.join("problems.csv").display()),
        });
        eprintln!("{}; tables in {}", parts.join("; "), self.root.display());
    }
}

/// Does a command replace this file of an earlier run, even where it writes none of that name? A run replaces all, a stage its own.
fn owns(command: &str, name: &str) -> bool {
    match command {
        "run" => true,
        "align" => name == "links.csv" || name.starts_with(SHEETS),
        _ => false,
    }
}

/// The folder of the sheets.
const SHEETS: &str = "alignments/";

/// The file name of a statement's sheet, without ending. An id that an input table brings may hold anything: such a one is folded and hashed.
pub fn sheet_name(statement_id: &str) -> String {
    let plain = !statement_id.is_empty()
        && statement_id.len() <= 80
        && statement_id.contains('-')
        && statement_id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if plain {
        return statement_id.to_owned();
    }
    let readable = slug(statement_id, 40);
    let hash = &digest(&[statement_id])[..8];
    if readable.is_empty() { format!("s-{hash}") } else { format!("{readable}-{hash}") }
}

/// The sheets of all statements that have one, with the statement's number.
fn sheets(aligned: &Aligned, findings: &Findings) -> Vec<(usize, Sheet)> {
    let mut by_statement: FxHashMap<&str, Vec<DivergenceRow>> = FxHashMap::default();
    for row in findings.rows.iter().filter(|r| !r.sheet.is_empty()) {
        by_statement.entry(&row.statement_id).or_default().push(row.clone());
    }
    let wanted = aligned.statements().enumerate().zip(&findings.statements).filter(|(_, s)| !s.sheet.is_empty());
    wanted
        .map(|((i, (members, alignment)), _)| {
            let divergences = by_statement.remove(members[0].statement_id.as_str()).unwrap_or_default();
            (i, sheet::sheet(members, alignment, &divergences))
        })
        .collect()
}

/// One CSV for each statement that has a sheet.
pub fn write_sheets(aligned: &Aligned, findings: &Findings, out: &mut Output) -> Result<()> {
    let style = out.style;
    for (i, sheet) in sheets(aligned, findings) {
        out.table(&format!("{SHEETS}{}.csv", findings.statements[i].sheet), |w| sheet::write(w, style, &sheet))?;
    }
    Ok(())
}

/// audit.xlsx: the same findings as a workbook.
pub fn write_workbook(statements: &[Statement], aligned: &Aligned, findings: &Findings, out: &mut Output) -> Result<()> {
    let sheets = sheets(aligned, findings);
    let by_id: FxHashMap<&str, &Statement> = statements.iter().map(|s| (s.id.as_str(), s)).collect();
    let mut blocks: Vec<(&Statement, &statements::Findings, Sheet)> = sheets
        .into_iter()
        .filter_map(|(i, sheet)| {
            let id = &aligned.renderings[aligned.ranges[i].start].statement_id;
            Some((*by_id.get(id.as_str())?, findings.statements.get(i)?, sheet))
        })
        .collect();
    // A stable sort: of equals the order of the statements stays.
    blocks.sort_by_key(|(_, f, _)| (Reverse(f.worst), Reverse(f.divergences)));
    let book = Book {
        statements: statements.iter().zip(&findings.statements).collect(),
        blocks: blocks.into_iter().map(|(s, _, sheet)| (s, sheet)).collect(),
        divergences: &findings.rows,
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
    let rows = findings.rows.len() as u64;
    out.table(workbook::FILE, |w| w.write_all(&bytes).map(|()| rows))
}

/// The way from the output folder to the sources, where both are told from the current folder.
fn link_to(output: &Path, sources: &Path) -> Option<String> {
    let plain = |p: &Path| p.components().all(|c| matches!(c, std::path::Component::Normal(_) | std::path::Component::CurDir));
    let steps = output.components().filter(|c| matches!(c, std::path::Component::Normal(_))).count();
    (plain(output) && plain(sources)).then(|| format!("{}{}", "../".repeat(steps), sources.display()).replace('\\', "/"))
}

/// A statement's sheet as plain text: a block a row, a line a column that has words.
pub fn terminal_sheet(renderings: &[Rendering], alignment: &Alignment) -> String {
    let sheet = sheet::sheet(renderings, alignment, &[]);
    let wide = sheet.headers.iter().map(|h| h.width()).max().unwrap_or(0);
    let mut out = String::new();
    for row in &sheet.rows {
        let _ = writeln!(out, "{} {}", row.place, row.status);
        for (header, cell) in sheet.headers.iter().zip(&row.cells).filter(|(_, cell)| !cell.is_empty()) {
            let _ = writeln!(out, "  {header}{}  {}", " ".repeat(wide - header.width()), one_line(cell));
        }
    }
    out
}

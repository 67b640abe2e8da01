//! What does a run leave behind? The output folder with its record and log, the sheets, the summary on stderr.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anstyle::Style;
use anyhow::{Context, Result};

use crate::ids::{digest, slug};
use crate::lexicon::foreign::Lexicon;
use crate::model::{Article, Level, Problem, Rendering, Severity};
use crate::pipeline::decisions;
use crate::pipeline::findings::Findings;
use crate::pipeline::lexica;
use crate::pipeline::progress::Progress;
use crate::pipeline::show::{printable, style};
use crate::pipeline::{Job, Outcome, unwritable};
use crate::settings::{self, Settings};
use crate::tables;
use crate::tables::decisions::Decision;
use crate::tables::parts::part_name;
use crate::write::folder::Folder;
use crate::write::record::Record;
use crate::write::{page, workbook};

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
    pub style: tables::Style,
    pub links: bool,
    pub progress: Progress,
    pub problems: Vec<Problem>,
    pub counts: Counts,
    pub root: PathBuf,
    folder: Folder,
    pub record: Record,
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

    /// An error where the folder holds what an earlier run made of articles: no articles are no reason to write over it.
    pub fn keep_earlier(&self, sources: &Path) -> Result<()> {
        if self.folder.last().rows.get("articles.csv").is_some_and(|rows| *rows > 0) {
            tell(&self.problems);
            anyhow::bail!(
                "{} holds no articles that can be read, and {} the tables of those of an earlier run, which are left as they are; check \
                 the folder, or give another one for the tables with -o",
                sources.display(),
                self.root.display()
            );
        }
        Ok(())
    }

    /// Writes one table; `content` gives back the number of its rows.
    pub fn table(&mut self, name: &str, content: impl FnOnce(&mut dyn Write) -> std::io::Result<u64>) -> Result<()> {
        let files = self.folder.write_table(name, content).with_context(|| unwritable(&self.root.join(name)))?;
        if files > 1 {
            self.problems.push(Problem {
                file: name.to_owned(),
                line: 0,
                stage: "write",
                level: Level::Note,
                message: format!("has more rows than a sheet can hold, and goes on up to {}", part_name(name, files)),
                hint: "keep the files together; they are read back as one table".into(),
            });
        }
        Ok(())
    }

    /// Writes a file that is no table; `content` gives back what the record is to count of it.
    pub fn file(&mut self, name: &str, content: impl FnOnce(&mut dyn Write) -> std::io::Result<u64>) -> Result<()> {
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
        self.problems.extend(self.kept());
        self.problems.sort();
        let style = self.style;
        let problems = std::mem::take(&mut self.problems);
        self.table("problems.csv", |w| tables::problems::write(w, style, &problems))?;
        let counted = problems.iter().filter(|p| p.level != Level::Note).count();
        self.log("all", self.start.elapsed().as_secs_f64(), counted);
        let Output { folder, record, root, log, quiet, counts, .. } = self;
        let command = record.command.clone();
        folder.finish(record, |name| owns(&command, name)).with_context(|| unwritable(&root))?;
        std::fs::write(root.join("run.log"), log).with_context(|| unwritable(&root))?;
        if !quiet {
            tell(&problems);
            counts.tell();
            tell_end(&root, &command, findings, counted);
        }
        Ok(Outcome { problems: counted, worst: findings.and_then(Findings::worst) })
    }

    /// Tells which files of no run are kept under another name.
    fn kept(&self) -> Option<Problem> {
        let kept = self.folder.in_the_way();
        let (name, as_name) = kept.first()?;
        let more = if kept.len() > 1 { format!(", and so with {} more", kept.len() - 1) } else { String::new() };
        Some(Problem {
            file: self.root.join(name).display().to_string(),
            line: 0,
            stage: "write",
            level: Level::Warning,
            message: format!("is of no earlier run; it is kept as {as_name}{more}"),
            hint: "give a run a folder of its own with -o".into(),
        })
    }
}

/// Problems shown on stderr at most; all are in the table.
const SHOWN: usize = 10;

fn tell(problems: &[Problem]) {
    for p in problems.iter().filter(|p| p.level != Level::Note).take(SHOWN) {
        let line = if p.line > 0 { format!(":{}", p.line) } else { String::new() };
        say(&printable(&format!("{}: {}{line}: {}; {}", p.level, p.file, p.message, p.hint)));
    }
}

impl Counts {
    fn tell(&self) {
        if self.articles > 0 {
            say(&format!("{}, {}", number(self.articles, "article"), number(self.quotations, "quotation")));
        }
        if self.statements > 0 {
            say(&format!("{}, {} of them in two outlets or more", number(self.statements, "statement"), self.shared));
        }
    }
}

/// The last lines: what diverges, what to open, whether there were problems.
fn tell_end(root: &Path, command: &str, findings: Option<&Findings>, problems: usize) {
    if let Some(findings) = findings {
        let coloured = |(severity, n): &(Severity, usize)| {
            let look = if *n > 0 { style(*severity) } else { Style::new() };
            format!("{look}{n} {severity}{look:#}")
        };
        let by: Vec<String> = findings.by_severity().iter().map(coloured).collect();
        say(&format!("divergences: {}", by.join(", ")));
    }
    let at = |name: &str| root.join(name).display().to_string();
    if command == "run" {
        say(&format!("open {} or {}; the tables lie beside them", at(page::FILE), at(workbook::FILE)));
    } else {
        say(&format!("tables in {}", root.display()));
    }
    say(&match problems {
        0 => "no problems".to_owned(),
        n => format!("{}, see {}", number(n, "problem"), at("problems.csv")),
    });
}

/// `1 article`, `2 articles`.
fn number(n: usize, thing: &str) -> String {
    format!("{n} {thing}{}", if n == 1 { "" } else { "s" })
}

/// A line on stderr, in colour where that can be shown.
fn say(line: &str) {
    anstream::eprintln!("{line}");
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
pub const SHEETS: &str = "alignments/";

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

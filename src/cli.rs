//! What may be typed? The command line, one struct a subcommand.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use quotealign::model::Severity;

#[derive(Parser, Debug)]
#[command(name = "quotealign", version, about, max_term_width = 100, after_help = EXAMPLES)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub everywhere: Everywhere,
}

impl Cli {
    /// Options that were typed and that the command has no use for.
    pub fn idle(&self) -> Vec<&'static str> {
        let flags = matches!(self.command, Command::Run(_) | Command::Audit(_));
        let links = matches!(self.command, Command::Run(_) | Command::Align(_));
        let typed = &self.everywhere;
        let idle = [("--fail-on", typed.fail_on.is_some() && !flags), ("--links", typed.links && !links)];
        idle.into_iter().filter(|(_, idle)| *idle && !typed.quiet).map(|(option, _)| option).collect()
    }
}

const EXAMPLES: &str = "Examples:
  quotealign init example            a folder to start from
  quotealign run sources -o output   everything; then open output/report.html or output/audit.xlsx
  quotealign help explain            more on one command";

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Everything: from a folder of articles to sheets, divergences, a workbook, a page and a translation memory
    #[command(after_help = "Examples:
  quotealign run
  quotealign run articles -o tables --links
  quotealign run articles --fail-on critical --quiet    for a makefile: exit code 4 where a critical divergence is open
  quotealign run articles --delimiter ';'               for an Excel whose lists are parted by semicolons")]
    Run(Run),
    /// Find the quotations and who said them: articles.csv, quotes.csv
    #[command(after_help = "Examples:
  quotealign extract sources -o output
  quotealign extract sources -o output --strict         exit code 3 where something is wrong with an article")]
    Extract(Run),
    /// Find which quotations render one statement: statements.csv, renderings.csv
    #[command(after_help = "QUOTES.csv needs quote_id and text; speaker, date, lang, outlet, kind and passage_id help.

Examples:
  quotealign cluster output/quotes.csv -o output
  quotealign cluster mine.csv -o output --settings strict.toml")]
    Cluster(Stage),
    /// Align the renderings of each statement word by word: alignment.csv, alignments/
    #[command(after_help = "RENDERINGS.csv needs statement_id, rendering_id and text; outlet, lang and role help.

Examples:
  quotealign align output/renderings.csv -o output
  quotealign align output/renderings.csv -o output --links    each pair of words that answer each other, too")]
    Align(Stage),
    /// Flag where renderings part: divergences.csv
    #[command(after_help = "Takes what align takes; quotes.csv beside it adds speakers and files.

Examples:
  quotealign audit output/renderings.csv -o output
  quotealign audit output/renderings.csv -o output --fail-on major")]
    Audit(Stage),
    /// Print the sheet of a statement: words under words, then what diverges
    #[command(after_help = "Examples:
  quotealign show quill-bridge-open-7f3a9c21            an id of statements.csv
  quotealign show quill-bridge-open-7f3a9c21 | less -R")]
    Show(Show),
    /// Tell why: one quotation (its speaker), two quotations or renderings (one statement or not), one divergence (the flag)
    #[command(after_help = "Examples:
  quotealign explain q-qh32p4xqfpd4lwil                       why this speaker
  quotealign explain q-qh32p4xqfpd4lwil q-4sjf4h6mho3ages3    why these two are, or are not, one statement
  quotealign explain d-ndvzgmw4ivm5k3yh                       why this flag")]
    Explain(Explain),
    /// Print the settings in force
    #[command(after_help = "Examples:
  quotealign settings sources
  quotealign settings > quotealign.toml                 a file with every setting to begin with")]
    Settings(SettingsOf),
    /// Make a folder to start from: made-up articles, a makefile, settings with comments
    #[command(after_help = "Examples:
  quotealign init example && cd example && make

What is there already is never written over.")]
    Init(Init),
    /// Print what a shell needs to complete commands and options
    #[command(after_help = "Examples:
  quotealign completions bash > ~/.local/share/bash-completion/completions/quotealign
  quotealign completions zsh > ~/.zfunc/_quotealign
  quotealign completions fish > ~/.config/fish/completions/quotealign.fish")]
    Completions(Completions),
}

#[derive(Args, Debug)]
pub struct Run {
    /// Folder of the articles
    #[arg(default_value = "sources")]
    pub sources: PathBuf,
    /// Folder that the tables are written to
    #[arg(short, long, default_value = "output")]
    pub output: PathBuf,
}

#[derive(Args, Debug)]
pub struct Stage {
    /// The table to start from; that of the output folder unless told otherwise
    pub input: Option<PathBuf>,
    /// Folder that the tables are written to
    #[arg(short, long, default_value = "output")]
    pub output: PathBuf,
}

#[derive(Args, Debug)]
pub struct Show {
    pub statement_id: String,
    /// Folder of an earlier run
    #[arg(short, long, default_value = "output")]
    pub output: PathBuf,
}

#[derive(Args, Debug)]
pub struct Explain {
    /// Of a quotation, rendering or divergence
    pub id: String,
    /// Of a second quotation or rendering: why are the two (not) one statement?
    pub other: Option<String>,
    /// Folder of an earlier run
    #[arg(short, long, default_value = "output")]
    pub output: PathBuf,
}

#[derive(Args, Debug)]
pub struct SettingsOf {
    /// Folder whose quotealign.toml counts
    #[arg(default_value = "sources")]
    pub sources: PathBuf,
}

#[derive(Args, Debug)]
pub struct Init {
    /// Folder to make
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

#[derive(Args, Debug)]
pub struct Completions {
    pub shell: clap_complete::Shell,
}

/// Options of every subcommand.
#[derive(Args, Debug)]
pub struct Everywhere {
    /// Settings; else quotealign.toml at the top of SOURCES, else in the current folder
    #[arg(long, global = true, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// Threads, 256 at most; as many as there are processors unless told otherwise
    #[arg(short = 'j', long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
    /// No progress and no summary; problems are still written to problems.csv
    #[arg(long, global = true)]
    pub quiet: bool,
    /// Exit with 3 where there were problems with the input
    #[arg(long, global = true)]
    pub strict: bool,
    /// Exit with 4 where there are divergences of this severity or worse
    #[arg(long, global = true, value_name = "SEVERITY", value_parser = severity)]
    pub fail_on: Option<Severity>,
    /// Write links.csv: each pair of words that answer each other
    #[arg(long, global = true)]
    pub links: bool,
    /// Write tables without the byte-order mark that Excel needs
    #[arg(long, global = true)]
    pub no_bom: bool,
    /// What parts the cells of written tables: , or ; or tab
    #[arg(long, global = true, value_name = "MARK", default_value = ",", value_parser = delimiter)]
    pub delimiter: u8,
}

fn severity(text: &str) -> Result<Severity, String> {
    Severity::from_name(text)
        .ok_or_else(|| format!("one of {}", Severity::ALL.iter().map(|s| s.name()).collect::<Vec<_>>().join(", ")))
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text {
        "," => Ok(b','),
        ";" => Ok(b';'),
        "tab" | "\t" | "\\t" => Ok(b'\t'),
        _ => Err("one of , ; tab".into()),
    }
}

//! What may be typed? The command line, one struct a subcommand.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use quotealign::model::Severity;

#[derive(Parser, Debug)]
#[command(name = "quotealign", version, about, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub everywhere: Everywhere,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Everything: from a folder of articles to alignment sheets and divergences
    #[command(after_help = "Example: quotealign run sources -o output --fail-on critical")]
    Run(Run),
    /// Find the quotations and who said them: articles.csv, quotes.csv
    #[command(after_help = "Example: quotealign extract sources -o output")]
    Extract(Run),
    /// Find which quotations render one statement: statements.csv, renderings.csv
    #[command(
        after_help = "QUOTES.csv needs quote_id and text; speaker, date, lang, outlet, kind and passage_id help.\nExample: quotealign cluster output/quotes.csv -o output"
    )]
    Cluster(Stage),
    /// Align the renderings of each statement word by word: alignment.csv, alignments/
    #[command(
        after_help = "RENDERINGS.csv needs statement_id, rendering_id and text; outlet, lang and role help.\nExample: quotealign align output/renderings.csv -o output --links"
    )]
    Align(Stage),
    /// Flag where renderings part: divergences.csv
    #[command(
        after_help = "Takes what align takes; quotes.csv beside it adds speakers and files.\nExample: quotealign audit output/renderings.csv -o output --fail-on critical"
    )]
    Audit(Stage),
    /// Print the sheet of a statement
    Show(Show),
    /// Tell why: one quotation (its speaker), two quotations or renderings (one statement or not), one divergence (the flag)
    Explain(Explain),
    /// Print the settings in force
    Settings(SettingsOf),
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

/// Options of every subcommand.
#[derive(Args, Debug)]
pub struct Everywhere {
    /// Settings; else quotealign.toml at the top of SOURCES, else in the current folder
    #[arg(long, global = true, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// Threads; as many as there are processors unless told otherwise
    #[arg(short = 'j', long, global = true, value_name = "N")]
    pub threads: Option<usize>,
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

//! Parse, run, exit code.

mod allocator;
mod cli;

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{CommandFactory, Parser};

use cli::{Cli, Command, Everywhere};
use quotealign::pipeline::{self, Job, Outcome};
use quotealign::settings;
use quotealign::tables::Style;
use quotealign::write::start;

/// Exit codes: 0 done, 1 could not run, 2 bad usage or settings, 3 `--strict` and problems, 4 `--fail-on` and divergences.
fn main() -> ExitCode {
    allocator::give_back_large_pieces();
    let cli = Cli::parse();
    for option in cli.idle() {
        eprintln!("quotealign: note: {option} does nothing here");
    }
    match run(&cli) {
        Ok(outcome) => exit_code(&outcome, &cli.everywhere),
        Err(e) => {
            eprintln!("quotealign: {e:#}");
            ExitCode::from(if e.is::<BadSettings>() { 2 } else { 1 })
        }
    }
}

#[derive(Debug, thiserror::Error)]
#[error("the settings cannot be used:\n{0}")]
struct BadSettings(String);

fn run(cli: &Cli) -> Result<Outcome> {
    let everywhere = &cli.everywhere;
    let sources = match &cli.command {
        Command::Run(run) | Command::Extract(run) => Some(run.sources.as_path()),
        Command::Settings(of) => Some(of.sources.as_path()),
        _ => None,
    };
    let (settings, settings_file) = settings::load(everywhere.settings.as_deref(), sources).map_err(BadSettings)?;
    if let Some(threads) = everywhere.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global().context("the threads cannot be started")?;
    }
    let job = |output: &std::path::Path| Job {
        output: output.to_owned(),
        settings: settings.clone(),
        settings_file: settings_file.clone(),
        style: Style { delimiter: everywhere.delimiter, byte_order_mark: !everywhere.no_bom },
        links: everywhere.links,
        quiet: everywhere.quiet,
    };
    match &cli.command {
        Command::Run(run) => pipeline::run(&run.sources, &job(&run.output)),
        Command::Extract(run) => pipeline::extract(&run.sources, &job(&run.output)),
        Command::Cluster(stage) => pipeline::cluster(stage.input.as_deref(), &job(&stage.output)),
        Command::Align(stage) => pipeline::align(stage.input.as_deref(), &job(&stage.output)),
        Command::Audit(stage) => pipeline::audit(stage.input.as_deref(), &job(&stage.output)),
        Command::Show(show) => pipeline::show(&show.statement_id, &job(&show.output)),
        Command::Explain(explain) => pipeline::explain(&explain.id, explain.other.as_deref(), &job(&explain.output)),
        Command::Settings(_) => {
            pipeline::print(&settings::show(&settings))?;
            Ok(Outcome::default())
        }
        Command::Init(init) => {
            let files = start::start(&init.folder)?;
            pipeline::print(&files.iter().map(|file| format!("{}\n", file.display())).collect::<String>())?;
            Ok(Outcome::default())
        }
        Command::Completions(of) => {
            let mut script = Vec::new();
            clap_complete::generate(of.shell, &mut Cli::command(), "quotealign", &mut script);
            pipeline::print(&String::from_utf8_lossy(&script))?;
            Ok(Outcome::default())
        }
    }
}

fn exit_code(outcome: &Outcome, everywhere: &Everywhere) -> ExitCode {
    let failed = everywhere.fail_on.is_some_and(|least| outcome.worst.is_some_and(|worst| worst >= least));
    if failed {
        ExitCode::from(4)
    } else if everywhere.strict && outcome.problems > 0 {
        ExitCode::from(3)
    } else {
        ExitCode::SUCCESS
    }
}

//! How far is the run? Bars on a terminal, nothing elsewhere.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// One bar a stage.
pub struct Progress {
    shown: bool,
}

impl Progress {
    pub fn new(quiet: bool) -> Progress {
        Progress { shown: !quiet && std::io::stderr().is_terminal() }
    }

    /// A bar for a stage of `len` steps; it goes when the stage is done.
    pub fn stage(&self, name: &'static str, len: u64) -> ProgressBar {
        let bar = ProgressBar::with_draw_target(Some(len), ProgressDrawTarget::hidden());
        if self.shown {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        if let Ok(style) = ProgressStyle::with_template("{prefix:>9} {wide_bar} {human_pos}/{human_len} {per_sec} {eta}") {
            bar.set_style(style);
        }
        bar.set_prefix(name);
        bar
    }
}

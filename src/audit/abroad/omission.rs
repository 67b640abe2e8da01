//! A stretch of the original that this rendering lacks: three words of content or more in a row that a lexicon knows and nothing answers. Less
//! may be said in other words, and of what no lexicon knows nothing is said.

use crate::audit::abroad::{Across, Rule, printed};
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-omission",
    class: Class::Omission,
    find,
    fires: &[("it", "Il ponte è chiuso e la strada verso la città resta aperta.", "The bridge is closed.")],
    silent: &[("it", "Il ponte è chiuso.", "The bridge is closed.")],
};

/// So many words of content in a row.
const LEAST: usize = 3;

fn find(across: &Across, out: &mut Vec<Divergence>) {
    if !is_readable(across) {
        return;
    }
    let mut run: Vec<usize> = Vec::new();
    let told = quoted(across);
    let content: Vec<usize> = told.filter(|at| across.there.tokens.get(*at).is_some_and(|t| t.is_content())).collect();
    for at in content {
        let missing =
            across.known(false, at).is_some_and(|k| k.is_known_in(&across.lang(true).code)) && !across.is_said(false, at);
        if missing {
            run.push(at);
        } else {
            raise(across, std::mem::take(&mut run), out);
        }
    }
    raise(across, run, out);
}

/// Does a lexicon know at least half of what this rendering says? Else it cannot tell what is missing.
fn is_readable(across: &Across) -> bool {
    let content = || across.here.tokens.iter().enumerate().filter(|(_, t)| t.is_content());
    let code = &across.lang(false).code;
    let known = content().filter(|(at, t)| !t.answers.is_empty() || across.known(true, *at).is_some_and(|k| k.is_known_in(code)));
    2 * known.count() >= content().count()
}

/// The words of the original that the rendering means to give: of a fragment those from the first that it answers to the last.
fn quoted(across: &Across) -> std::ops::Range<usize> {
    let whole = 0..across.there.tokens.len();
    let mut answered = whole.clone().filter(|at| across.there.tokens.get(*at).is_some_and(|t| !t.answers.is_empty()));
    match (across.is_partial, answered.next()) {
        (true, Some(first)) => first..answered.next_back().unwrap_or(first) + 1,
        (true, None) => 0..0,
        (false, _) => whole,
    }
}

/// Has this rendering, where the words would stand, half as many words of content that answer nothing? It says them otherwise.
fn is_said_otherwise(across: &Across, run: &[usize]) -> bool {
    let answer = |at: usize| across.there.tokens.get(at).and_then(|t| t.answers.first()).map(|a| a.at);
    let (first, last) = (run.first().copied().unwrap_or(0), run.last().copied().unwrap_or(0));
    let before = (0..first).rev().find_map(answer);
    let behind = (last + 1..across.there.tokens.len()).find_map(answer);
    let (from, to) = (before.map_or(0, |at| at + 1), behind.unwrap_or(across.here.tokens.len()));
    let between = if from <= to { from..to } else { to + 1..from.saturating_sub(1) };
    let open = |i: &usize| across.here.tokens.get(*i).is_some_and(|t| t.is_content() && t.answers.is_empty());
    between.filter(open).count() >= run.len().div_ceil(2)
}

fn raise(across: &Across, run: Vec<usize>, out: &mut Vec<Divergence>) {
    if run.len() >= LEAST && !is_said_otherwise(across, &run) {
        let explanation = format!("The original's “{}” is missing.", printed(&across.there, &run));
        out.push(across.divergence(RULE.told(), Severity::Major, (&[], &run), 0.6, explanation));
    }
}

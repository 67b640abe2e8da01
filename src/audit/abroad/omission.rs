//! A stretch of the original that this rendering lacks: three words of content or more in a row that a lexicon knows and nothing answers. Less
//! may be said in other words, and of what no lexicon knows nothing is said; but a clause that limits what is said (if the council agrees, but not to
//! strangers) is told however short it is.

use compact_str::CompactString;

use crate::audit::abroad::{Across, Rule, printed};
use crate::audit::token::{Side, Token};
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-omission",
    class: Class::Omission,
    find,
    fires: &[
        ("it", "Il ponte è chiuso e la strada verso la città resta aperta.", "The bridge is closed."),
        ("de", "Wir schließen die Schule, wenn die Stadt nicht zahlt.", "We will close the school."),
        ("it", "Se la corruzione è provata, venderemo la casa.", "We will sell the house."),
    ],
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
    limits(across, out);
}

/// Tells of a clause that limits what is said and that this rendering lacks, where nothing here limits it.
fn limits(across: &Across, out: &mut Vec<Divergence>) {
    let begins = |here: bool, at: usize| {
        let side = across.sides(here).0;
        across.lang(here).meaning.limiting.iter().find(|phrase| side.says(phrase, at)).map(|phrase| phrase.split(' ').count())
    };
    // What limits a fragment may stand before its mark, or behind it.
    if across.here.begins_inside() {
        return;
    }
    // Wenn ich mich nicht irre, I believe.
    let believes = |t: &Token| t.is_any(&across.lang(true).meaning.polarity.raising);
    if (0..across.here.tokens.len()).any(|at| begins(true, at).is_some() || believes(&across.here.tokens[at])) {
        return;
    }
    let side = &across.there;
    let (mut range, told) = (quoted(across), |d: &Divergence| d.class == Class::Omission && d.rule == RULE.name);
    let Some((at, length)) = range.find_map(|at| Some((at, begins(false, at)?))) else { return };
    let end = (at + length..side.tokens.len()).find(|i| side.ends_clause(*i)).map_or(side.tokens.len(), |i| i + 1);
    let clause: Vec<usize> = (at..end).collect();
    let content: Vec<usize> = clause.iter().copied().filter(|i| *i >= at + length && side.tokens[*i].is_content()).collect();
    let code = &across.lang(true).code;
    let known = content.iter().filter(|i| across.known(false, **i).is_some_and(|k| k.is_known_in(code)));
    let is_known = 2 * known.count() >= content.len() || is_elsewhere(across, (at, length), end);
    let missing = !content.is_empty() && is_known && !content.iter().any(|i| across.is_said(false, *i));
    if missing && !is_said_otherwise(across, &content) && !out.iter().any(told) {
        let explanation = format!("“{}” of the original, which limits what is said, is missing.", printed(side, &clause));
        out.push(across.divergence(RULE.told(), Severity::Major, (&[], &clause), 0.6, explanation));
    }
}

/// Does every word of content here answer one outside of a condition, whether a lexicon knows what the condition says or not?
fn is_elsewhere(across: &Across, (at, length): (usize, usize), end: usize) -> bool {
    let (here, there) = (&across.here, &across.there);
    let conditional = |phrase: &CompactString| phrase.split(' ').count() <= length && there.says(phrase, at);
    let outside = |t: &Token| t.answers.first().is_some_and(|a| !(at..end).contains(&a.at));
    let content = |side: &Side, i: &usize| side.tokens[*i].is_content();
    let rest = (0..there.tokens.len()).filter(|i| !(at..end).contains(i) && content(there, i)).count();
    let ours = here.tokens.iter().filter(|t| t.is_content());
    across.lang(false).meaning.conditional.iter().any(conditional) && ours.clone().all(outside) && ours.count() <= rest
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

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
    let content: Vec<usize> = across.there.tokens.iter().enumerate().filter(|(_, t)| t.is_content()).map(|(at, _)| at).collect();
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

fn raise(across: &Across, run: Vec<usize>, out: &mut Vec<Divergence>) {
    if run.len() >= LEAST {
        let explanation = format!("The original's “{}” is missing.", printed(&across.there, &run));
        out.push(across.divergence(&RULE, Severity::Major, (&[], &run), 0.6, explanation));
    }
}

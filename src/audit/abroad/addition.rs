//! Words that a rendering has beside the original, as another rendering shows that has not got them: “one of the best” for “il migliore”. A free
//! translation adds words, too, so that the other rendering is the proof, and the rendering that has them is told, not the one without.

use crate::audit::abroad::{Across, Told, WIDE, printed};
use crate::audit::token::{Side, Token};
use crate::model::{Class, Divergence, Severity, Span};

const ADDITION: Told = ("original-addition", Class::Addition);

/// What the original has not of some words of this rendering, which a rendering in the same language lacks: their spans, and how grave the loss would be.
pub fn find(across: &Across, told: &[(Span, Severity)]) -> Vec<(Span, Divergence)> {
    let mut out = Vec::new();
    for (span, severity) in told {
        let run: Vec<usize> = across.here.within(*span).collect();
        let told: Vec<usize> =
            run.iter().copied().filter(|i| across.here.tokens.get(*i).is_some_and(Token::is_content)).collect();
        if told.is_empty() || !is_within(across, &run) || told.iter().any(|i| may_be_said(across, *i)) {
            continue;
        }
        let explanation = format!(
            "“{}” has no counterpart in the original, as far as its words are known; another rendering has not got it, either.",
            printed(&across.here, &run)
        );
        out.push((*span, across.divergence(ADDITION, *severity, (&run, &[]), 0.6, explanation)));
    }
    out
}

/// Does the original say what stands beside the words, so that it could have said them, too?
fn is_within(across: &Across, run: &[usize]) -> bool {
    let side = &across.here;
    let content = |i: &usize| side.tokens.get(*i).is_some_and(Token::is_content);
    let (first, last) = (run.first().copied().unwrap_or(0), run.last().copied().unwrap_or(0));
    let before = (0..first).rev().take(WIDE).find(content).filter(|i| side.sentence(*i) == side.sentence(first));
    let after = (last + 1..side.tokens.len()).take(WIDE).find(content).filter(|i| side.sentence(*i) == side.sentence(last));
    let said = |i: Option<usize>| i.is_none_or(|i| across.is_said(true, i));
    (before.is_some() || after.is_some()) && said(before) && said(after)
}

/// May the original say the word, so far as a lexicon can tell?
fn may_be_said(across: &Across, at: usize) -> bool {
    let Some(t) = across.here.tokens.get(at) else { return true };
    let window = || across.window(true, at, WIDE);
    match &t.figures {
        Some(figures) => window().any(|j| counts(across, &across.there, j, figures)),
        None => {
            // A word of the original that nothing answers best may say it.
            let is_best =
                |i: usize, j: usize| across.here.tokens.get(i).is_some_and(|t| t.answers.first().is_some_and(|a| a.at == j));
            let is_said = |t: &Token, j: usize| t.answers.iter().any(|a| is_best(a.at, j));
            let is_open = |j: usize| across.there.tokens.get(j).is_some_and(|t| t.is_content() && !is_said(t, j));
            window().any(|j| is_open(j) || across.answered(at, j).is_some())
        }
    }
}

/// Has a word the value, or is it an article that counts one?
fn counts(across: &Across, side: &Side, at: usize, figures: &str) -> bool {
    const ONE: &str = "1";
    side.tokens.get(at).is_some_and(|t| {
        t.figures.as_deref() == Some(figures) || figures == ONE && across.lang(false).numbers.ones.contains(&t.folded)
    })
}

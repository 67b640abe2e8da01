//! Which parts of a quotation are compared? Its sentences, cut further where the outlet marks a cut or sets off a clause.
//!
//! A sentence says something that can be told from what others say; a clause, cut at every comma, could be anybody's. So commas cut only
//! where another rendering ends its sentence (see `seam`), and a dash or semicolon only where enough words stand on both sides.

use crate::lang::Lang;
use crate::model::Span;
use crate::text::{is_dash, sentences};

/// Words that must stand on both sides of a dash or semicolon for it to part two statements.
const LEAST_WORDS: usize = 4;

/// A part of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub span: Span,
    /// It goes on with the sentence of the part before it, behind a dash or semicolon.
    pub goes_on: bool,
}

/// The parts of a text that are compared, in order: bytes of the text, without white space and the marks that cut them off.
pub fn parts(text: &str, lang: &Lang) -> Vec<Part> {
    let mut out = Vec::new();
    for sentence in sentences(text, lang) {
        cut(text, sentence, &mut out);
    }
    out
}

/// Cuts one sentence at marked cuts, dashes and semicolons.
fn cut(text: &str, sentence: Span, out: &mut Vec<Part>) {
    let mut start = sentence.start;
    let mut goes_on = false;
    let mut at = sentence.start;
    while at < sentence.end {
        let rest = Span::new(at, sentence.end).of(text);
        let Some(c) = rest.chars().next() else { break };
        let mark = mark_len(rest);
        if mark == 0 {
            at += c.len_utf8();
            continue;
        }
        let after = at + mark;
        if is_marked_cut(rest) || (spoken(text, start, at) >= LEAST_WORDS && spoken(text, after, sentence.end) >= LEAST_WORDS) {
            push(text, start, at, goes_on, out);
            goes_on = !is_marked_cut(rest);
            start = after;
        }
        at = after;
    }
    push(text, start, sentence.end, goes_on, out);
}

/// The length of the mark that may cut a sentence at the beginning of `rest`; 0 where there is none.
fn mark_len(rest: &str) -> usize {
    for cut in ["[...]", "[…]", "(...)", "(…)", "…", "...", "--", ";"] {
        if rest.starts_with(cut) {
            let run = rest.len() - rest.trim_start_matches(['.', '-']).len();
            return cut.len().max(run);
        }
    }
    rest.chars().next().filter(|c| is_dash(*c)).map_or(0, char::len_utf8)
}

fn is_marked_cut(rest: &str) -> bool {
    rest.starts_with(['[', '(', '…', '.'])
}

/// Words as the eye counts them, `LEAST_WORDS` at most.
fn spoken(text: &str, start: usize, end: usize) -> usize {
    let part = text.get(start..end).unwrap_or("");
    part.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).take(LEAST_WORDS).count()
}

/// Keeps a part that holds a letter or digit, without the white space around it.
fn push(text: &str, start: usize, end: usize, goes_on: bool, out: &mut Vec<Part>) {
    let part = text.get(start..end).unwrap_or("");
    if part.contains(char::is_alphanumeric) {
        let lead = part.len() - part.trim_start().len();
        out.push(Part { span: Span::new(start + lead, start + lead + part.trim().len()), goes_on });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang;
    use proptest::prelude::*;

    fn cuts(text: &str) -> Vec<&str> {
        parts(text, lang::of("en")).iter().map(|p| p.span.of(text)).collect()
    }

    #[test]
    fn sentences_marked_cuts_dashes_and_semicolons_part_statements() {
        assert_eq!(cuts("We left. Nobody came."), ["We left.", "Nobody came."]);
        assert_eq!(cuts("I was hard on them … but it is over."), ["I was hard on them", "but it is over."]);
        assert_eq!(cuts("The bridge is old [...] and it must go"), ["The bridge is old", "and it must go"]);
        assert_eq!(cuts("The bridge is very old — it must be closed now."), ["The bridge is very old", "it must be closed now."]);
        assert_eq!(cuts("The bridge — the old one — must go."), ["The bridge — the old one — must go."]);
        assert_eq!(cuts("The bridge is old, and it must be closed now."), ["The bridge is old, and it must be closed now."]);
    }

    proptest! {
        #[test]
        fn parts_lie_in_order_and_hold_every_letter(text in "([a-zA-Z .!?;…—\\[\\],-]|\\PC){0,80}") {
            let mut last = 0;
            let mut kept = String::new();
            for Part { span: s, .. } in parts(&text, lang::of("en")) {
                prop_assert!(s.start >= last && s.end > s.start);
                last = s.end;
                kept.push_str(s.of(&text));
            }
            let letters = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(letters(&kept), letters(&text));
        }
    }
}

//! Where do dashes stand for marks? In the print of some languages a dash opens a line of speech, and two enclose who says it:
//! —No voy —dijo Name—. Es tarde.

use super::clause::words;
use crate::lang::{Lang, Tags};
use crate::model::Span;
use crate::text::{is_dash, is_hyphen};

/// The stretches of speech in a paragraph that a dash opens, where a reporting clause stands behind one of them or inside.
pub(crate) fn speech(text: &str, range: Span, lang: &Lang) -> Vec<Span> {
    let line = range.of(text);
    let Some(first) = line.chars().next().filter(|c| lang.speech.dialogue_dashes && is_dash(*c) && !is_hyphen(*c)) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    let mut from = first.len_utf8();
    while let Some(said) = line.get(from..) {
        let (length, next) = turn(said, lang);
        out.push(trimmed(text, range.start + from, range.start + from + length));
        match next {
            Some(next) => from += next,
            None => break,
        }
    }
    let reported = out.len() > 1 || out.first().is_some_and(|s| s.end < range.end || holds_report(s.of(text), lang));
    out.retain(|s| s.of(text).contains(char::is_alphanumeric));
    if reported { out } else { Vec::new() }
}

/// How long somebody speaks until a dash with a verb of saying, and where he goes on behind the dash that closes that.
fn turn(said: &str, lang: &Lang) -> (usize, Option<usize>) {
    let dashes = || said.char_indices().filter(|(_, c)| is_dash(*c) && !is_hyphen(*c));
    let reports = |(at, c): &(usize, char)| is_report(&said[at + c.len_utf8()..], lang);
    let Some((end, dash)) = dashes().find(reports) else { return (said.len(), None) };
    let behind = end + dash.len_utf8();
    let next = dashes().map(|(at, c)| (at, at + c.len_utf8())).find(|(at, _)| *at >= behind).map(|(_, next)| next);
    (end, next)
}

/// Does a verb of saying stand among the first words?
fn is_report(clause: &str, lang: &Lang) -> bool {
    const NEAR: usize = 4;
    words(clause, lang, NEAR).iter().take(NEAR).any(|w| w.tags.any(Tags::CUE) && w.text.starts_with(char::is_lowercase))
}

/// — Je pars, dit-il.: does a clause behind a comma begin with a verb of saying?
fn holds_report(said: &str, lang: &Lang) -> bool {
    const NEAR: usize = 2;
    said.split(',').skip(1).any(|clause| words(clause, lang, NEAR).iter().take(NEAR).any(|w| w.tags.any(Tags::SAY)))
}

/// The stretch without the stop before it and the white space around it.
fn trimmed(text: &str, from: usize, to: usize) -> Span {
    let said = text[from..to].trim_end();
    let start = said.len() - said.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | ';' | ':')).len();
    Span::new(from + start, from + said.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang;

    fn said(line: &str, code: &str) -> Vec<String> {
        let spans = speech(line, Span::new(0, line.len()), lang::of(code));
        spans.iter().map(|s| s.of(line).to_string()).collect()
    }

    #[test]
    fn dashes_enclose_who_says_it() {
        assert_eq!(said("—No voy —dijo Ana Quirós—. Es tarde.", "es"), ["No voy", "Es tarde."]);
        assert_eq!(said("— Não vou — disse Ana Quirino.", "pt"), ["Não vou"]);
        assert_eq!(said("— Je reste, dit Anne Quillot.", "fr"), ["Je reste, dit Anne Quillot."]);
    }

    #[test]
    fn a_list_is_no_speech() {
        assert!(said("— Dos barcas nuevas — la primera, en mayo", "es").is_empty());
        assert!(said("— He said so.", "en").is_empty());
    }
}

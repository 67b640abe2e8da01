//! Which parts of a quotation are compared? Its sentences, cut further where the outlet marks a cut or sets off a clause.
//!
//! A sentence says something that can be told from what others say; a clause, cut at every comma, could be anybody's. So commas cut only
//! where another rendering ends its sentence (see `seam`), and a dash or semicolon only where enough words stand on both sides.

use crate::lang::Lang;
use crate::model::{Kind, Span};
use crate::text::{is_dash, sentences};

/// Words that must stand on both sides of a dash or semicolon for it to part two statements.
const LEAST_WORDS: usize = 4;

/// A part of a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    pub span: Span,
    /// It goes on with the sentence of the part before it, behind a dash or semicolon.
    pub goes_on: bool,
    /// Somebody else's words, which have a row of their own, stand between the part before and this one.
    pub behind_gap: bool,
}

/// The parts of a quotation that are compared, in order: bytes of its text, without white space and dashes between them, but
/// with the mark that shows that words are cut.
pub fn parts(text: &str, kind: Kind, lang: &Lang) -> Vec<Part> {
    let mut out = Vec::new();
    for (i, own) in own(text, kind).into_iter().enumerate() {
        let first = out.len();
        for s in sentences(own.of(text), lang) {
            cut(text, Span::new(own.start + s.start, own.start + s.end), kind, &mut out);
        }
        if let Some(part) = out.get_mut(first).filter(|_| i > 0) {
            part.behind_gap = true;
        }
    }
    out
}

/// The stretches that are the quotation's own words: of a post, what stands outside of its quotation marks; else, or where nothing does, all.
fn own(text: &str, kind: Kind) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(open) = text.get(at..).filter(|_| kind == Kind::Tweet).and_then(|rest| rest.find(OPENING)) {
        let open = at + open;
        let inner = open + text.get(open..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8);
        // A post that is cut off has no closing mark.
        let close = text.get(inner..).and_then(|t| t.find(CLOSING)).map_or(text.len(), |i| inner + i);
        at = close + text.get(close..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8);
        // Fewer words are built into the post's own sentence.
        if spoken(text, inner, close) >= LEAST_WORDS {
            out.push(Span::new(start, open));
            start = at;
        }
    }
    out.push(Span::new(start, text.len()));
    out.retain(|s| s.of(text).contains(char::is_alphanumeric));
    if out.is_empty() { vec![Span::new(0, text.len())] } else { out }
}

const OPENING: [char; 4] = ['“', '„', '«', '"'];
const CLOSING: [char; 3] = ['”', '»', '"'];

/// Cuts one sentence at marked cuts, dashes and semicolons; a post also at the colon behind its lead-in.
fn cut(text: &str, sentence: Span, kind: Kind, out: &mut Vec<Part>) {
    let mut start = sentence.start;
    let mut goes_on = false;
    let mut at = sentence.start;
    // Where the mark before ends.
    let mut seen = sentence.start;
    while at < sentence.end {
        let ahead = Span::new(at, sentence.end).of(text);
        let Some(words) = ahead.bytes().position(|b| b != b' ' && !b.is_ascii_alphanumeric()) else { break };
        at += words;
        let rest = &ahead[words..];
        let Some(c) = rest.chars().next() else { break };
        let lead_in = kind == Kind::Tweet && c == ':' && rest.get(1..).is_some_and(|r| r.starts_with(char::is_whitespace));
        let mark = if lead_in { 1 } else { mark_len(rest) };
        if mark == 0 || joins(text, at, at + mark) {
            at += c.len_utf8();
            continue;
        }
        let after = at + mark;
        // Where no word stands between two marks, the second cuts as little as the first.
        let words = Span::new(seen, at).of(text).contains(char::is_alphanumeric);
        seen = after;
        let parts = || spoken(text, start, at) >= LEAST_WORDS && spoken(text, after, sentence.end) >= LEAST_WORDS;
        if is_marked_cut(rest) || words && parts() {
            // The mark of a cut is printed for a reader of what it cuts off.
            push(text, start, if is_marked_cut(rest) { after } else { at }, goes_on, out);
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

/// Does a dash hold two words together, as in a span of years or a pair of names? It does without white space around it, unless it is a
/// long one between words in small letters.
fn joins(text: &str, at: usize, after: usize) -> bool {
    let (Some(left), Some(mark), Some(right)) = (text.get(..at), text.get(at..after), text.get(after..)) else { return false };
    let close = left.ends_with(char::is_alphanumeric) && right.starts_with(char::is_alphanumeric);
    let last = left.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let long = matches!(mark, "—" | "―" | "--");
    close
        && mark.chars().all(|c| is_dash(c) || c == '-')
        && !(long && [last, right].iter().all(|w| w.starts_with(char::is_lowercase)))
}

fn is_marked_cut(rest: &str) -> bool {
    rest.starts_with(['[', '(', '…', '.'])
}

/// Words as the eye counts them, `LEAST_WORDS` at most.
fn spoken(text: &str, start: usize, end: usize) -> usize {
    let part = text.get(start..end).unwrap_or("");
    part.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).take(LEAST_WORDS).count()
}

/// Keeps a part that holds a letter or digit.
fn push(text: &str, start: usize, end: usize, goes_on: bool, out: &mut Vec<Part>) {
    let part = text.get(start..end).unwrap_or("");
    if part.contains(char::is_alphanumeric) {
        out.push(Part { span: trimmed(text, Span::new(start, end)), goes_on, behind_gap: false });
    }
}

/// A stretch without the white space at its ends, and without a quotation mark there that has no partner inside.
pub fn trimmed(text: &str, span: Span) -> Span {
    let mut part = span.of(text);
    let mut start = span.start;
    loop {
        let before = part.len();
        part = part.trim_end();
        let kept = part.trim_start();
        start += part.len() - kept.len();
        part = kept;
        if let Some(c) = part.chars().next().filter(|c| lone(part, *c)) {
            part = &part[c.len_utf8()..];
            start += c.len_utf8();
        }
        if let Some(c) = part.chars().next_back().filter(|c| lone(part, *c)) {
            part = &part[..part.len() - c.len_utf8()];
        }
        if part.len() == before {
            return Span::new(start, start + part.len());
        }
    }
}

/// Is this a quotation mark whose kind is met an odd number of times?
fn lone(part: &str, mark: char) -> bool {
    let kinds: [&[char]; 3] = [&['“', '”', '„'], &['«', '»'], &['"']];
    kinds.iter().any(|kind| kind.contains(&mark) && part.matches(*kind).count() % 2 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang;
    use proptest::prelude::*;

    fn cuts(text: &str) -> Vec<&str> {
        parts(text, Kind::Direct, lang::of("en")).iter().map(|p| p.span.of(text)).collect()
    }

    #[test]
    fn sentences_marked_cuts_dashes_and_semicolons_part_statements() {
        assert_eq!(cuts("We left. Nobody came."), ["We left.", "Nobody came."]);
        assert_eq!(cuts("I was hard on them … but it is over."), ["I was hard on them …", "but it is over."]);
        assert_eq!(cuts("The bridge is old [...] and it must go"), ["The bridge is old [...]", "and it must go"]);
        assert_eq!(cuts("The bridge is very old — it must be closed now."), ["The bridge is very old", "it must be closed now."]);
        assert_eq!(cuts("The bridge — the old one — must go."), ["The bridge — the old one — must go."]);
        assert_eq!(cuts("The bridge is old, and it must be closed now."), ["The bridge is old, and it must be closed now."]);
    }

    #[test]
    fn a_dash_within_a_name_or_a_span_of_years_is_no_cut() {
        let whole = "The games of Saltmere–Port Vell in 2024–25 were lovely for everybody there.";
        assert_eq!(cuts(whole), [whole]);
        let names = "We will all go to Saltmere—Port Vell by the early train.";
        assert_eq!(cuts(names), [names]);
        assert_eq!(cuts("The bridge is very old—it must be closed now."), ["The bridge is very old", "it must be closed now."]);
    }

    #[test]
    fn what_a_post_quotes_is_not_its_own() {
        let post = |text: &'static str| -> Vec<&str> {
            parts(text, Kind::Tweet, lang::of("en")).iter().map(|p| p.span.of(text)).collect()
        };
        assert_eq!(
            post("Mayor Moor says the dredgers are not welcome: “They have ruined the beds. They must…"),
            ["Mayor Moor says the dredgers are not welcome:"]
        );
        assert_eq!(post("She said: “We are not going away.” We believe her."), ["She said:", "We believe her."]);
        assert_eq!(post("The “old bridge” is open again."), ["The “old bridge” is open again."]);
        assert_eq!(post("“We are not going away.”"), ["“We are not going away.”"]);
        assert_eq!(
            post("Mayor Moor has this to say: the dredgers are not welcome"),
            ["Mayor Moor has this to say", "the dredgers are not welcome"]
        );
    }

    #[test]
    fn a_part_begins_and_ends_without_a_mark_that_has_no_partner() {
        assert_eq!(cuts("“We left. Nobody came.”"), ["We left.", "Nobody came."]);
        assert_eq!(cuts("We call it a “ruin.”"), ["We call it a “ruin.”"]);
        assert_eq!(cuts("\" We left. «"), ["We left."]);
    }

    proptest! {
        #[test]
        fn parts_lie_in_order_and_hold_every_letter(text in "([a-zA-Z .!?;:…—“”\"«»\\[\\],-]|\\PC){0,80}") {
            let mut last = 0;
            let mut kept = String::new();
            for Part { span: s, .. } in parts(&text, Kind::Direct, lang::of("en")) {
                prop_assert!(s.start >= last && s.end > s.start);
                last = s.end;
                kept.push_str(s.of(&text));
            }
            let letters = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(letters(&kept), letters(&text));
        }
    }
}

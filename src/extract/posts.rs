//! Which paragraphs are embedded posts? Those that end in a signature with a handle and a date, or in a link that only posts carry.

use crate::model::Span;
use crate::text::{Paragraph, is_dash};

/// Posts of the networks that outlets embed are no longer, in characters.
const LONGEST: usize = 300;
/// What may stand behind the handle: a date, a closing tag.
const LONGEST_DATE: usize = 48;

/// For each paragraph the part that a post holds: `None` where it belongs to no post, an empty span where it is a signature only.
pub(crate) fn posts(text: &str, paragraphs: &[Paragraph]) -> Vec<Option<Span>> {
    let mut out: Vec<Option<Span>> = vec![None; paragraphs.len()];
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let part = paragraph.span.of(text);
        let Some(end) = signature(part).or_else(|| ends_in_post_link(part).then_some(part.len())) else { continue };
        let signed = end < part.len();
        let kept = without_links(&part[..end]);
        let start = paragraph.span.start;
        out[i] = Some(Span::new(start + opening(kept), start + kept.len()));
        if signed {
            let mut length = kept.chars().count();
            for j in (0..i).rev() {
                let before = paragraphs[j];
                let said = before.span.of(text);
                length += without_links(said).chars().count();
                let own = before.block == paragraph.block && (out[j].is_none() || ends_in_post_link(said));
                if !own || length > LONGEST || has_marks(said) || signature(said).is_some() {
                    break;
                }
                let (start, kept) = (before.span.start, without_links(said));
                out[j] = Some(Span::new(start + opening(kept), start + kept.len()));
            }
        }
    }
    out
}

/// Where the signature `— Name (@handle) date` begins at the end of a paragraph.
fn signature(part: &str) -> Option<usize> {
    let at = part.rfind("(@")?;
    let close = at + part[at..].find(')')?;
    if part.len() - close > LONGEST_DATE || part[at + 2..close].contains(char::is_whitespace) {
        return None;
    }
    let (dash, _) = part[..at].char_indices().rev().take(80).find(|&(_, c)| is_dash(c))?;
    Some(dash)
}

fn ends_in_post_link(part: &str) -> bool {
    part.split_whitespace().next_back().is_some_and(|w| {
        let w = w.trim_start_matches("https://").trim_start_matches("http://");
        w.starts_with("pic.twitter.com/") || w.starts_with("t.co/")
    })
}

fn without_links(part: &str) -> &str {
    let mut kept = part.trim_end();
    while let Some(word) = kept.split_whitespace().next_back() {
        if !(word.starts_with("http://") || word.starts_with("https://") || word.starts_with("pic.twitter.com/")) {
            break;
        }
        kept = kept[..kept.len() - word.len()].trim_end();
    }
    kept
}

/// The length of what stands before the post's own words: white space, the mark of a block quotation in Markdown, a tag.
fn opening(part: &str) -> usize {
    let own = part.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
    let tag = if own.starts_with('<') { own.find('>').map_or(0, |i| i + 1) } else { 0 };
    part.len() - own.len() + tag + poster(&own[tag..])
}

/// Name (@handle): | …: the length of who posts it, with the colon.
fn poster(own: &str) -> usize {
    const LONGEST: usize = 60;
    let name = own.find("(@").filter(|at| *at <= LONGEST && !own[..*at].contains(['!', '?', ':', '\n']));
    let Some(close) = name.and_then(|at| Some(at + own[at..].find(')')?)) else { return 0 };
    let handle = !own[name.unwrap_or(0)..close].contains(char::is_whitespace);
    match own[close + 1..].strip_prefix(':') {
        Some(rest) if handle => own.len() - rest.trim_start().len(),
        _ => 0,
    }
}

fn has_marks(part: &str) -> bool {
    part.contains(['“', '”', '"', '«', '»', '„'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::paragraphs;

    fn found(text: &str) -> Vec<Option<&str>> {
        posts(text, &paragraphs(text, 0)).into_iter().map(|p| p.map(|s| s.of(text))).collect()
    }

    #[test]
    fn a_signature_makes_a_post_of_its_block() {
        let text =
            "He said “no.”\nThe bridge is shut.\nUse the ferry… https://t.co/abc\n— Ferry Line (@ferry) May 2, 2031\nNext.";
        assert_eq!(found(text), [None, Some("The bridge is shut."), Some("Use the ferry…"), Some(""), None]);
        let quoted = "> The bridge is shut.\n> — Ferry Line (@ferry) May 2, 2031\nNext.";
        assert_eq!(found(quoted), [Some("The bridge is shut."), Some(""), None]);
        assert_eq!(found("All clear. pic.twitter.com/x — Port (@port) May 1, 2031"), [Some("All clear.")]);
        let named = "Ada Quill (@quill): All clear. pic.twitter.com/x — Ada Quill (@quill) May 1, 2031";
        assert_eq!(found(named), [Some("All clear.")]);
        assert_eq!(found("He met Ada (@ada) in May and then they went on to the harbour for dinner and dance."), [None]);
    }
}

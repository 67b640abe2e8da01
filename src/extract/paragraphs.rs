//! Where do paragraphs begin and end? At line breaks, unless the lines of the article are wrapped by width.

use crate::model::Span;

/// The paragraphs from `body` on, without the white space around them; `block` counts up where a blank line stands between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Paragraph {
    pub span: Span,
    pub block: u32,
}

pub(crate) fn paragraphs(text: &str, body: usize) -> Vec<Paragraph> {
    let body = if text.is_char_boundary(body) { body } else { 0 };
    let wrapped = is_wrapped(&text[body..]);
    let mut out: Vec<Paragraph> = Vec::new();
    let mut block = 0;
    let mut blank = true;
    let mut at = body;
    for line in text[body..].split('\n') {
        let lead = line.len() - line.trim_start().len();
        let kept = line.trim();
        let span = Span::new(at + lead, at + lead + kept.len());
        at += line.len() + 1;
        if kept.is_empty() {
            blank = true;
            continue;
        }
        if blank {
            block += 1;
        }
        match out.last_mut() {
            Some(last) if wrapped && !blank => last.span.end = span.end,
            _ => out.push(Paragraph { span, block }),
        }
        blank = false;
    }
    out
}

/// Are most single line breaks in the middle of a sentence? Then the text was wrapped by width, and blank lines alone part paragraphs.
fn is_wrapped(text: &str) -> bool {
    let (mut inside, mut all) = (0usize, 0usize);
    let mut lines = text.split('\n').map(str::trim).peekable();
    while let Some(line) = lines.next() {
        let Some(next) = lines.peek() else { break };
        if line.is_empty() || next.is_empty() {
            continue;
        }
        all += 1;
        if line.ends_with(|c: char| c.is_alphanumeric() || c == ',') && next.starts_with(char::is_lowercase) {
            inside += 1;
        }
    }
    inside * 2 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<(&str, u32)> {
        paragraphs(text, 0).iter().map(|p| (p.span.of(text), p.block)).collect()
    }

    #[test]
    fn lines_are_paragraphs_unless_wrapped() {
        assert_eq!(split("One.\nTwo.\n\n Three. "), [("One.", 1), ("Two.", 1), ("Three.", 2)]);
        assert_eq!(split("a long line that\ngoes on here\n\nNext"), [("a long line that\ngoes on here", 1), ("Next", 2)]);
        assert_eq!(split(""), []);
    }
}

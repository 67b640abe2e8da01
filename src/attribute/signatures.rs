//! Who has signed an embedded post? The name before the handle behind it.

use super::{Session, nobody};
use crate::lang::Tags;
use crate::model::{Attribution, Found, Reason, Span};

impl Session<'_> {
    /// The signature behind an embedded post: — Name (@handle) date.
    pub(super) fn signature(&self, quote: &Found) -> Attribution {
        const FAR: usize = 700;
        let text = self.article.text.as_str();
        let mut end = (quote.span.end + FAR).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let rest = &text[quote.span.end..end];
        let found = rest.find("(@").and_then(|at| {
            let close = at + rest[at..].find(')')?;
            let (dash, c) = rest[..at].char_indices().rev().find(|&(_, c)| crate::text::is_dash(c))?;
            Some((dash + c.len_utf8(), at, close + 1))
        });
        let Some((from, handle, close)) = found else { return nobody() };
        let name = self.untitled(rest[from..handle].trim());
        let start = quote.span.end + from + (rest[from..handle].len() - rest[from..handle].trim_start().len());
        let mention = Some(Span::new(start, quote.span.end + close));
        Attribution { speaker: name.to_string(), mention, cue: None, reason: Reason::Signature, confidence: 0.98 }
    }

    /// Dr | Jane Roe
    fn untitled<'n>(&self, name: &'n str) -> &'n str {
        let titled = |word: &str| {
            let word = word.trim_end_matches('.').to_lowercase();
            self.reading.lang.speech.tags(&word).any(Tags::ANY_TITLE)
        };
        match name.split_once(' ') {
            Some((first, rest)) if titled(first) && rest.contains(' ') => self.untitled(rest.trim_start()),
            _ => name,
        }
    }
}

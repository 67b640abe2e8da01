//! Who has signed an embedded post, or words set apart? The name before the handle behind it, or in the last line.

use super::tokens::Sort;
use super::{Done, Session, nobody};
use crate::lang::Tags;
use crate::model::{Attribution, Found, Kind, Reason, Span};

impl Session<'_> {
    /// The speaker of words that stand apart from any sentence of the article: in a transcript, behind an aside, with a label or a signature within
    /// their own marks.
    pub(super) fn set_apart(&self, at: usize, quote: &Found) -> Option<(Attribution, Option<usize>, Kind)> {
        // The signature is nobody's words.
        let begins = |m: Span| quote.outer.start <= m.start && m.end <= quote.outer.end && m.start <= quote.span.start + 1;
        let signs = |d: &Done| d.attribution.reason == Reason::Signature && d.attribution.mention.is_some_and(begins);
        if self.done.last().is_some_and(signs) {
            return Some((nobody(), None, Kind::Scare));
        }
        let inside = || self.labelled_inside(quote).or_else(|| self.signed_below(at, quote));
        self.lettered(at).or_else(|| self.resumed(at, quote)).or_else(inside)
    }

    /// “The dam is old. ¶ Ada Quill, Mill Institute.”: a short last line within the marks, of a name and where its bearer is from, signs what
    /// stands above it.
    pub(super) fn signed_below(&self, at: usize, quote: &Found) -> Option<(Attribution, Option<usize>, Kind)> {
        const WORDS: usize = 10;
        const NAME: std::ops::RangeInclusive<usize> = 2..=4;
        let [line, below] = self.reading.tokens.get(at + 1..at + 3)? else { return None };
        let text = self.article.text.as_str();
        let between = text.get(quote.span.end..below.span.start).filter(|_| line.sort == Sort::Break && below.is_quote())?;
        let (name, place) = below.span.of(text).split_once(',')?;
        let name = name.trim_start_matches(|c: char| !c.is_alphanumeric());
        let capital = |w: &str| w.starts_with(char::is_uppercase);
        let words = name.split_whitespace().count() + place.split_whitespace().count();
        let signs = NAME.contains(&name.split_whitespace().count()) && name.split_whitespace().all(capital);
        // One pair of marks holds both.
        let inside = between.chars().all(|c| c.is_whitespace() || matches!(c, '.' | '!' | '?' | '…'));
        if !signs || words > WORDS || !capital(place.trim_start()) || !inside {
            return None;
        }
        let person = (0..self.reading.people.all.len()).find(|p| self.reading.people.all[*p].name.of(text) == name);
        let start = below.span.of(text).find(name).map(|n| below.span.start + n)?;
        let mention = Some(Span::new(start, start + name.len()));
        let found = Attribution { speaker: name.to_string(), mention, cue: None, reason: Reason::Signature, confidence: 0.9 };
        Some((found, person, quote.kind))
    }

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

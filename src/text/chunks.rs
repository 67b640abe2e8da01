//! Where are the words on paper? A chunk is what the eye takes for one word or number; taking it apart (don't) is `normalise`'s work.

use crate::model::Span;
use crate::text::{is_apostrophe, is_bracket, is_hyphen};

/// A run of letters and digits with what holds it together: inner apostrophes, the stops of U.S., the marks inside 1,000.5, and brackets in
/// which an editor put part of a word ([T]he, employee(s)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chunk {
    pub span: Span,
    pub kind: ChunkKind,
    /// A hyphen, and nothing else, stands between the chunk before and this one.
    pub hyphened: bool,
    /// Only white space or a hyphen stands between the chunk before and this one.
    pub adjacent: bool,
    /// Surely of ASCII letters and digits alone, as most are.
    pub plain: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChunkKind {
    Letters,
    /// Begins with a digit.
    Digits,
    /// One symbol that is read aloud: % $ € £ ¥ &.
    Symbol,
}

/// All chunks of a text, in order.
pub fn chunks(text: &str) -> Chunks<'_> {
    Chunks { text, at: 0, before: None }
}

/// The last chunks of a text, at most `most`, in order: as [`chunks`] finds them, but without reading all of a long text.
pub fn last_chunks(text: &str, most: usize) -> Vec<Chunk> {
    // No chunk runs over white space, and none looks farther back than for a bracket.
    const MARGIN: usize = FAR * 4;
    let mut reach = 1024;
    loop {
        let behind = text.len().saturating_sub(reach);
        let space = text.as_bytes()[..behind].iter().rposition(u8::is_ascii_whitespace).filter(|_| behind > 0).unwrap_or(0);
        let mut found: Vec<Chunk> = chunks(&text[space..]).collect();
        let first = found.len().saturating_sub(most);
        let enough = first > 0 && found.get(first).is_some_and(|c| c.span.start > MARGIN);
        if space == 0 || enough {
            found.drain(..first);
            found.iter_mut().for_each(|c| c.span = Span::new(c.span.start + space, c.span.end + space));
            return found;
        }
        reach *= 2;
    }
}

/// Chunks, found as they are asked for.
pub struct Chunks<'a> {
    text: &'a str,
    /// Where the next one is looked for.
    at: usize,
    /// Where the one before ends.
    before: Option<usize>,
}

impl Iterator for Chunks<'_> {
    type Item = Chunk;

    fn next(&mut self) -> Option<Chunk> {
        let (start, first, kind) = beginning(self.text, self.at)?;
        let plain = plain_end(self.text.as_bytes(), start);
        let end = match kind {
            ChunkKind::Symbol => start + first.len_utf8(),
            _ => plain.unwrap_or_else(|| end_of_chunk(self.text, start)),
        };
        let gap = self.before.map_or("#", |before| &self.text[before..start]);
        let (hyphened, adjacent) = match gap {
            " " => (false, true),
            _ => (gap.chars().count() == 1 && gap.chars().all(is_hyphen), gap.chars().all(|c| c.is_whitespace() || is_hyphen(c))),
        };
        (self.at, self.before) = (end, Some(end));
        Some(Chunk { span: Span::new(start, end), kind, hyphened, adjacent, plain: plain.is_some() })
    }
}

/// Where the next chunk begins, and with what.
fn beginning(text: &str, mut at: usize) -> Option<(usize, char, ChunkKind)> {
    loop {
        let byte = *text.as_bytes().get(at)?;
        let first = if byte.is_ascii() { char::from(byte) } else { text.get(at..)?.chars().next()? };
        if let Some(kind) = kind(first) {
            return Some((at, first, kind));
        }
        at += first.len_utf8();
    }
}

/// What begins with this character; none where it stands between chunks.
fn kind(first: char) -> Option<ChunkKind> {
    match first {
        ' ' => None,
        c if c.is_alphabetic() => Some(ChunkKind::Letters),
        c if c.is_numeric() => Some(ChunkKind::Digits),
        '%' | '$' | '€' | '£' | '¥' | '&' => Some(ChunkKind::Symbol),
        _ => None,
    }
}

/// The end of a chunk of plain letters and digits: at white space, or at a mark before it, which holds nothing together. None where that
/// takes a closer look.
fn plain_end(bytes: &[u8], start: usize) -> Option<usize> {
    let end = bytes[start..].iter().position(|b| !b.is_ascii_alphanumeric()).map_or(bytes.len(), |n| start + n);
    let holds = |b: &u8| matches!(b, b'\'' | b'.' | b',' | b'(' | b')' | b'[' | b']');
    let between = |b: &u8| b.is_ascii() && !b.is_ascii_alphanumeric();
    let ends = |b: &u8| b.is_ascii() && (!holds(b) || bytes.get(end + 1).is_none_or(between));
    (end > start && bytes.get(end).is_none_or(ends)).then_some(end)
}

/// The end of the chunk that begins at `start`.
fn end_of_chunk(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut before = ' ';
    let mut rest = text[start..].chars().peekable();
    // Letters since the last stop: U.S. is held together by stops as long as one letter stands between them.
    let mut letters = 0;
    let mut stops = 0;
    let (mut open, mut bracketed) = (false, false);
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        let holds = if c.is_alphanumeric() || is_combining(c) {
            letters += 1;
            true
        } else if is_apostrophe(c) {
            (before.is_alphabetic() || stops > 0) && next.is_alphabetic()
        } else if c == '.' || c == ',' {
            let in_number = before.is_numeric() && next.is_numeric();
            let in_initials = c == '.' && before.is_alphabetic() && letters == 1 && (next.is_alphabetic() || stops > 0);
            if in_initials {
                stops += 1;
                letters = 0;
            }
            in_number || in_initials
        } else if matches!(c, '(' | '[') {
            open = before.is_alphabetic() && next.is_lowercase() && closes_in_word(&text[end + 1..]);
            open
        } else if is_bracket(c) {
            // employee(s), re[fuse]; [T]he: the chunk stands behind the bracket that this one closes.
            let behind = !bracketed && text[..start].ends_with(['(', '[']) && next.is_lowercase();
            let closes = open || behind || next.is_lowercase() && opened_in_word(&text[..end]);
            (open, bracketed) = (false, true);
            closes
        } else {
            false
        };
        if !holds {
            break;
        }
        end += c.len_utf8();
        before = c;
        // A word of several letters behind a stop is the next sentence's (…in the U.S.Nobody…): the chunk ends before it.
        if stops > 0 && letters > 1 {
            return end_of_initials(text, start);
        }
    }
    end
}

/// A bracket is looked for so far from the other, in characters.
const FAR: usize = 80;

/// Does a bracket that opens within a word close before the word ends (employee(s)), within another word (n(ot for a m)oment), or, forgotten,
/// not at all? The Harbour(the old one) is two words.
fn closes_in_word(rest: &str) -> bool {
    let closes = |c: char| matches!(c, ')' | ']');
    let mut after = rest.chars().take(FAR).skip_while(|c| !closes(*c));
    let soon = rest.chars().find(|c| !c.is_alphabetic()).is_some_and(closes);
    soon || after.next().is_none() || after.next().is_some_and(char::is_alphabetic)
}

/// Did the bracket that closes behind `before` open within a word?
fn opened_in_word(before: &str) -> bool {
    let mut back = before.chars().rev().take(FAR).skip_while(|c| !is_bracket(*c));
    back.next().is_some_and(|c| matches!(c, '(' | '[')) && back.next().is_some_and(char::is_alphabetic)
}

/// The end of letters each followed by a stop, from `start`.
fn end_of_initials(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text[start..].chars();
    while let (Some(letter), Some('.')) = (chars.next(), chars.next()) {
        end += letter.len_utf8() + 1;
    }
    end.max(start + text[start..].chars().next().map_or(1, char::len_utf8))
}

fn is_combining(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn printed(text: &str) -> Vec<&str> {
        chunks(text).map(|c| c.span.of(text)).collect()
    }

    #[test]
    fn holds_together_what_the_eye_takes_for_one_word() {
        assert_eq!(
            printed("Don’t the U.S. and J.D. Quill pay $1,000.50?"),
            ["Don’t", "the", "U.S.", "and", "J.D.", "Quill", "pay", "$", "1,000.50"]
        );
        assert_eq!(
            printed("the Games’ aspects, 5% of a well-known 9th"),
            ["the", "Games", "aspects", "5", "%", "of", "a", "well", "known", "9th"]
        );
        assert_eq!(printed("[T]he employee(s) re[fuse] (twice)"), ["T]he", "employee(s)", "re[fuse]", "twice"]);
        assert_eq!(printed("the Drummers(DRM) met[1] the mayor(s"), ["the", "Drummers", "DRM", "met", "1", "the", "mayor(s"]);
        assert_eq!(
            printed("the mayor)and the Harbour(the old one)"),
            ["the", "mayor", "and", "the", "Harbour", "the", "old", "one"]
        );
        assert_eq!(printed("nell'Ice dell’ottava"), ["nell'Ice", "dell’ottava"]);
        assert_eq!(printed("It ended.Then a.b"), ["It", "ended", "Then", "a.b"]);
        assert_eq!(printed("at 6 p.m. in the U.S.Nobody"), ["at", "6", "p.m.", "in", "the", "U.S.", "Nobody"]);
    }

    proptest! {
        #[test]
        fn the_last_chunks_are_those_of_the_whole_text(text in "(([a-zA-Z0-9'’.,()é-]|\\PC){0,9}[ \n]{0,2}){0,400}", most in 0usize..5) {
            let all: Vec<Chunk> = chunks(&text).collect();
            prop_assert_eq!(last_chunks(&text, most), all[all.len().saturating_sub(most)..].to_vec());
        }

        #[test]
        fn chunks_hold_every_letter_and_digit_once(text in "\\PC{0,80}") {
            let found: Vec<Chunk> = chunks(&text).collect();
            let mut covered = vec![0; text.len()];
            for c in &found {
                for slot in &mut covered[c.span.start..c.span.end] { *slot += 1; }
            }
            for (at, c) in text.char_indices() {
                prop_assert!(covered[at] <= 1);
                if c.is_alphanumeric() { prop_assert_eq!(covered[at], 1); }
            }
        }
    }
}

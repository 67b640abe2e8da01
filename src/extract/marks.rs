//! Which characters are quotation marks, and which way do they face? Apostrophes, possessives, inches and the marks inside tags are none.

use std::ops::Range;

/// One quotation mark as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub at: usize,
    pub len: usize,
    pub family: Family,
    pub face: Face,
}

impl Mark {
    pub fn end(self) -> usize {
        self.at + self.len
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// “ ” „ " '' ``
    Double,
    /// « » and ‹ ›
    Angle,
    /// 「 」 and 『 』
    Corner,
    /// ‘ ’ ‚
    Single,
    /// ' where it stands as a mark
    Plain,
}

/// What the place of a mark allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Face {
    Open,
    Close,
    /// The neighbours do not tell: whatever fits an open mark, or none, decides.
    Either,
}

/// The marks of a range of the text, in order; `elision`: does the language leave letters out before a word (l'acqua)? A byte loop: all marks begin with one of few bytes.
pub(crate) fn marks(text: &str, range: Range<usize>, elision: bool) -> Vec<Mark> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let step = match bytes[at] {
            b'"' => push(&mut out, (text, elision), at, 1, Family::Double, None),
            b'\'' if bytes.get(at + 1) == Some(&b'\'') && at + 1 < range.end => {
                push(&mut out, (text, elision), at, 2, Family::Double, None)
            }
            b'`' if bytes.get(at + 1) == Some(&b'`') && at + 1 < range.end => {
                push(&mut out, (text, elision), at, 2, Family::Double, Some(Face::Open))
            }
            b'`' | b'\'' => push(&mut out, (text, elision), at, 1, Family::Plain, None),
            b'<' => tag_end(bytes, at, range.end) - at,
            0xC2 if at + 1 < range.end => match bytes[at + 1] {
                0xAB => push(&mut out, (text, elision), at, 2, Family::Angle, Some(Face::Open)),
                0xBB => push(&mut out, (text, elision), at, 2, Family::Angle, Some(Face::Close)),
                _ => 1,
            },
            0xE2 | 0xE3 | 0xEF => match text.get(at..at + 3).unwrap_or("") {
                "“" | "„" | "‟" => push(&mut out, (text, elision), at, 3, Family::Double, Some(Face::Open)),
                "”" => push(&mut out, (text, elision), at, 3, Family::Double, Some(Face::Close)),
                "＂" => push(&mut out, (text, elision), at, 3, Family::Double, None),
                "‘" | "‚" | "‛" => push(&mut out, (text, elision), at, 3, Family::Single, Some(Face::Open)),
                "’" => push(&mut out, (text, elision), at, 3, Family::Single, Some(Face::Close)),
                "‹" => push(&mut out, (text, elision), at, 3, Family::Angle, Some(Face::Open)),
                "›" => push(&mut out, (text, elision), at, 3, Family::Angle, Some(Face::Close)),
                "「" | "『" => push(&mut out, (text, elision), at, 3, Family::Corner, Some(Face::Open)),
                "」" | "』" => push(&mut out, (text, elision), at, 3, Family::Corner, Some(Face::Close)),
                _ => 1,
            },
            _ => 1,
        };
        at += step;
    }
    out
}

/// Adds the mark unless its neighbours show that it is none; gives its length.
fn push(out: &mut Vec<Mark>, (text, elision): (&str, bool), at: usize, len: usize, family: Family, glyph: Option<Face>) -> usize {
    let before = text[..at].chars().next_back().unwrap_or(' ');
    let after = text[at + len..].chars().next().unwrap_or(' ');
    if let Some(face) = face(before, after, family, glyph, (&text[at + len..], elision)) {
        out.push(Mark { at, len, family, face });
    }
    len
}

/// The neighbours tell which way a mark faces; where they do not, the glyph does.
fn face(before: char, after: char, family: Family, glyph: Option<Face>, (rest, elision): (&str, bool)) -> Option<Face> {
    let elided = elision && family == Family::Angle && matches!(before, '\'' | '’');
    let starts = before.is_whitespace() || opens_group(before) || elided;
    let ends = after.is_whitespace() || closes_group(after);
    let single = matches!(family, Family::Single | Family::Plain);
    if single && before.is_alphanumeric() && after.is_alphanumeric() {
        return None;
    }
    if single && starts && begins_elision(after, rest) {
        return None;
    }
    // d’« irresponsable », dell'"amico": what is left out before a mark that opens.
    let opened = matches!(after, '«' | '“' | '„' | '‹') || after == '"' && rest[1..].starts_with(char::is_alphanumeric);
    if elision && single && glyph != Some(Face::Open) && before.is_alphabetic() && opened {
        return None;
    }
    if family == Family::Corner {
        return glyph;
    }
    // Inches and seconds: 6'2" tall.
    if glyph.is_none() && before.is_ascii_digit() && after.is_alphanumeric() && !single {
        return None;
    }
    match (glyph, starts, ends) {
        (Some(Face::Open), false, true) => Some(Face::Close),
        // „… ‚ein Boot‘“: an inner mark that closes stands before it.
        (Some(Face::Open), true, true) if matches!(before, '‘' | '‹') => Some(Face::Close),
        (Some(Face::Close), true, false) if !after.is_ascii_punctuation() => Some(Face::Open),
        (Some(face), ..) => Some(face),
        (None, true, false) => Some(Face::Open),
        (None, false, true) => Some(Face::Close),
        (None, true, true) if single => None,
        (None, false, false) if single => (!before.is_alphanumeric()).then_some(Face::Either),
        // Behind a stop or a comma and before a letter it closes: …,"she said.
        (None, false, false) if matches!(before, '.' | ',' | '!' | '?' | '…') => Some(Face::Either),
        (None, ..) => Some(Face::Either),
    }
}

fn opens_group(c: char) -> bool {
    matches!(
        c,
        '(' | '['
            | '{'
            | '—'
            | '–'
            | '-'
            | '/'
            | '='
            | '“'
            | '"'
            | '‘'
            | '„'
            | '«'
            | '¿'
            | '¡'
            | '\u{200b}'
            | '>'
            | '*'
            | '_'
            | ':'
    )
}

fn closes_group(c: char) -> bool {
    matches!(
        c,
        ')' | ']'
            | '}'
            | '.'
            | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '…'
            | '—'
            | '–'
            | '-'
            | '/'
            | '”'
            | '"'
            | '’'
            | '»'
            | '«'
            | '“'
            | '<'
            | '*'
            | '_'
            | '%'
    )
}

/// ’90s, ’em, ’tis: an apostrophe that begins a word of few letters or a decade.
fn begins_elision(after: char, rest: &str) -> bool {
    if after.is_ascii_digit() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        return digits == 2 && !rest[digits..].starts_with(|c: char| c.is_alphanumeric() && c != 's');
    }
    false
}

/// The end of a tag that begins at `at`, so that marks around its attributes are passed over; one byte where it is no tag.
fn tag_end(bytes: &[u8], at: usize, end: usize) -> usize {
    const LONGEST: usize = 400;
    let named = matches!(bytes.get(at + 1), Some(b) if b.is_ascii_alphabetic() || *b == b'/' || *b == b'!');
    if !named {
        return at + 1;
    }
    let stop = end.min(at + LONGEST);
    for (i, byte) in bytes.iter().enumerate().take(stop).skip(at + 1) {
        match byte {
            b'>' => return i + 1,
            b'\n' | b'<' => break,
            _ => {}
        }
    }
    at + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faces(text: &str) -> String {
        marks(text, 0..text.len(), true)
            .iter()
            .map(|m| match m.face {
                Face::Open => '(',
                Face::Close => ')',
                Face::Either => '?',
            })
            .collect()
    }

    #[test]
    fn neighbours_tell_the_face_of_a_mark() {
        assert_eq!(faces("He said \"yes\" and \"no.\""), "()()");
        assert_eq!(faces("“So“ she said, ”no”"), "()()");
        assert_eq!(faces("``So'' it goes"), "()");
        assert_eq!(faces("« Oui » dit-elle"), "()");
        assert_eq!(faces("»Ja«, sagt sie"), "()");
        assert_eq!(faces("„Ja“, sagt sie"), "()");
    }

    #[test]
    fn apostrophes_inches_and_tags_are_no_marks() {
        assert_eq!(faces("don't it’s rock'n'roll"), "");
        assert_eq!(faces("the ’90s"), "");
        assert_eq!(faces("d'« irresponsable », dell’“amico” e l'\"ora\""), "()()?)");
        assert_eq!(faces("\"He called it 'a boat'\" she said"), "(())");
        assert_eq!(faces("a 12\"x14 frame"), "");
        assert_eq!(faces("<a href=\"x\">y</a>"), "");
    }
}

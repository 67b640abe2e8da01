//! Where is a word, where does a sentence end, and which code point is this byte? Positions in a text, without any meaning.

pub mod brackets;
pub mod chunks;
pub mod cuts;
pub mod paragraphs;
pub mod points;
pub mod sentences;

use unicode_normalization::UnicodeNormalization;

pub use brackets::{bracket_around, brackets};
pub use chunks::{Chunk, ChunkKind, Chunks, chunks, last_chunks};
pub use cuts::{ends_cut, has_cut, starts_cut};
pub use paragraphs::{Paragraph, paragraphs};
pub use points::Points;
pub use sentences::sentences;

/// Writes the word in small letters with plain apostrophes, and letters with their accents as one character, in the place of what `into` held; most
/// words are ASCII, and quick.
pub fn lower(word: &str, into: &mut String) {
    into.clear();
    if word.is_ascii() {
        into.push_str(word);
        into.make_ascii_lowercase();
    } else {
        into.extend(word.nfc().map(|c| if is_apostrophe(c) { '\'' } else { c }).flat_map(char::to_lowercase));
    }
}

/// Is this character one of the apostrophes that stand inside words?
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘' | '´' | '＇')
}

/// Is this a hyphen that joins the parts of one word? (Dashes part words and are not meant.)
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Is this one of the dashes that part clauses?
pub fn is_dash(c: char) -> bool {
    matches!(c, '–' | '—' | '―' | '\u{2012}')
}

/// Is this a bracket? Editors put parts of words into them, too.
pub fn is_bracket(c: char) -> bool {
    matches!(c, '(' | ')' | '[' | ']')
}

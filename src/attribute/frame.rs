//! What is a frame? A cue of speech with its subject: all that reports somebody's words, whatever stands in it.

use super::phrases::{Head, Phrase, Reading};
use super::tokens::{Sort, Token};
use crate::lang::Tags;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Name said.
    Before,
    /// Said Name.
    After,
    /// …, saying: the subject is the sentence's.
    Participle,
    /// According to Name; Name's statement; a statement by Name.
    Nominal,
    /// `Name: …`
    Label,
    /// Was asked “…”, is called “…”: somebody says so, and nobody tells who.
    Unnamed,
}

/// A cue and its subject; `from..to` covers both.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    pub cue: (usize, usize),
    pub subject: Option<Phrase>,
    pub form: Form,
    pub from: usize,
    pub to: usize,
    /// Ends its sentence behind a comma: all that stands before is reported (…, Name said.).
    pub closing: bool,
    /// How surely the cue reports speech.
    pub strength: f32,
}

pub(super) fn frame(cue: (usize, usize), subject: Option<Phrase>, form: Form, strength: f32) -> Frame {
    let from = subject.map_or(cue.0, |s| s.from.min(cue.0));
    let to = subject.map_or(cue.1, |s| if s.from < cue.0 { cue.1 } else { s.to.max(cue.1) });
    Frame { cue, subject, form, from, to, closing: false, strength }
}

/// What a subject that cannot speak takes from the strength.
pub(super) const THING: f32 = 5.0;

/// Does a quotation stand right before the token, a comma or nothing between?
pub(super) fn after_quote(tokens: &[Token], i: usize) -> bool {
    let mut k = i;
    while k > 0 && matches!(tokens[k - 1].sort, Sort::Comma | Sort::Dash) {
        k -= 1;
    }
    k > 0 && tokens[k - 1].is_quote() && tokens[k - 1].paragraph == tokens[i].paragraph
}

/// Can the phrase be the subject behind its verb?
pub(super) fn inverted_fits(reading: &Reading, subject: &Phrase) -> bool {
    !is_joined(reading, subject)
        && match subject.head {
            Head::Name(_) => true,
            Head::Pronoun(k) => {
                reading.tokens[k].any(Tags::HE.with(Tags::SHE).with(Tags::THEY).with(Tags::IT).with(Tags::I))
                    && !reading.tokens[k].any(Tags::OWNERS)
            }
            Head::Noun(k) => {
                reading.tokens[k].any(Tags::ROLE.with(Tags::BODY).with(Tags::TITLE))
                    || reading.is_lone(subject)
                    || reading.is_another(subject)
                    || reading.is_some(subject)
                    || reading.is_latter(subject)
            }
        }
}

/// Se quejó | del árbitro, ha raccontato | dall'ospedale: one that a preposition leads, joined to its article; but dei testimoni are some.
pub(super) fn is_joined(reading: &Reading, subject: &Phrase) -> bool {
    let first = &reading.tokens[subject.from];
    let joined =
        first.any(Tags::PREPOSITION) && first.any(Tags::DETERMINER) && first.any(Tags::AUTHOR) && !first.any(Tags::DEFINITE);
    joined && matches!(subject.head, Head::Noun(h) if !reading.is_several(subject, h))
}

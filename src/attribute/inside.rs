//! Does a quotation itself tell who speaks? In Italian, French, Spanish and Portuguese print the reporting clause often stands inside the
//! marks: « Le pont, a dit le maire, est fermé. »

use super::frame::{Form, Frame};
use super::frames::frames;
use super::people::people;
use super::phrases::{Head, Reading};
use super::tokens;
use crate::lang::{Lang, Tags};
use crate::model::Span;

/// Who is named inside the marks, as printed there.
pub(crate) struct Inside {
    pub speaker: String,
    /// The speaker stands there by name, not by a role.
    pub named: bool,
    /// It is whoever was named last.
    pub latter: bool,
    /// What speaks there is something written that nobody is said to have written.
    pub document: bool,
    pub mention: Span,
    pub cue: Span,
}

/// A frame of this strength reports speech wherever it stands, and one of that where marks enclose it.
const SURE: f32 = 3.0;
const ENCLOSED: f32 = 2.0;

/// The first reporting clause inside the quotation whose verb stands before its subject.
pub(crate) fn inside(text: &str, span: Span, lang: &Lang) -> Option<Inside> {
    /// A quotation is looked through so far, in bytes.
    const LONGEST: usize = 600;
    let mut end = span.end.min(span.start + LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let tokens = tokens::inside(text, Span::new(span.start, end), lang);
    let people = people(text, &tokens, lang);
    let reading = Reading { text, tokens: &tokens, people: &people, lang };
    let turned = |form: Form| matches!(form, Form::After);
    // …, s'agace Name.: a verb of less than plain saying stands between marks on both sides.
    let plain = |f: &Frame| f.strength >= SURE || f.strength >= ENCLOSED && tokens.get(f.to).is_none_or(|t| !t.is_word());
    let said = frames(&reading).into_iter().find(|f| turned(f.form) && plain(f) && behind_mark(&tokens, f.from))?;
    let subject = said.subject.filter(|s| !matches!(s.head, Head::Pronoun(_)))?;
    let of = |from: usize, to: usize| Some(Span::new(tokens.get(from)?.span.start, tokens.get(to.checked_sub(1)?)?.span.end));
    Some(Inside {
        speaker: reading.meaning(&subject, None, "").speaker,
        named: matches!(subject.head, Head::Name(_)),
        latter: reading.is_latter(&subject),
        document: reading.is_document(&subject),
        mention: of(subject.from, subject.to)?,
        cue: of(said.cue.0, said.cue.1)?,
    })
}

/// Does a comma or a dash stand right before, or before what leads to the verb (s'agace)?
fn behind_mark(tokens: &[tokens::Token], at: usize) -> bool {
    let led = at.checked_sub(1).is_some_and(|b| tokens[b].is_word() && tokens[b].any(Tags::REFLEXIVE));
    let at = at - usize::from(led);
    at.checked_sub(1).is_some_and(|b| matches!(tokens[b].sort, tokens::Sort::Comma | tokens::Sort::Dash))
}

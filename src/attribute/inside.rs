//! Does a quotation itself tell who speaks? In Italian, French, Spanish and Portuguese print the reporting clause often stands inside the
//! marks: « Le pont, a dit le maire, est fermé. »

use super::frames::{Form, frames};
use super::people::people;
use super::phrases::{Head, Reading};
use super::tokens;
use crate::lang::Lang;
use crate::model::Span;

/// Who is named inside the marks, as printed there.
pub(crate) struct Inside {
    pub speaker: String,
    /// The speaker stands there by name, not by a role.
    pub named: bool,
    pub mention: Span,
    pub cue: Span,
}

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
    let said = frames(&reading).into_iter().find(|f| turned(f.form) && f.strength >= 3.0 && behind_mark(&tokens, f.from))?;
    let subject = said.subject.filter(|s| !matches!(s.head, Head::Pronoun(_)))?;
    let of = |from: usize, to: usize| Some(Span::new(tokens.get(from)?.span.start, tokens.get(to.checked_sub(1)?)?.span.end));
    Some(Inside {
        speaker: reading.meaning(&subject, None, "").speaker,
        named: matches!(subject.head, Head::Name(_)),
        mention: of(subject.from, subject.to)?,
        cue: of(said.cue.0, said.cue.1)?,
    })
}

/// Does a comma or a dash stand right before?
fn behind_mark(tokens: &[tokens::Token], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|b| matches!(tokens[b].sort, tokens::Sort::Comma | tokens::Sort::Dash))
}

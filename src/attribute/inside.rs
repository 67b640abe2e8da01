//! Does a quotation itself tell who speaks? In Italian, French, Spanish and Portuguese print the reporting clause often stands inside the
//! marks: « Le pont, a dit le maire, est fermé. »

use super::Session;
use super::familiar::Familiar;
use super::frame::{Form, Frame, frame};
use super::frames::frames;
use super::people::people;
use super::phrases::{Head, Reading};
use super::tokens;
use crate::lang::{Lang, Tags};
use crate::model::{Attribution, Found, Kind, Reason, Span};

/// Who is named inside the marks, as printed there.
pub(crate) struct Inside {
    pub speaker: String,
    /// The speaker stands there by name, not by a role.
    pub named: bool,
    /// It is whoever was named last.
    pub latter: bool,
    /// All that a pronoun tells, where only one stands there (a-t-elle dit).
    pub pronoun: Option<Tags>,
    /// What speaks there is something written that nobody is said to have written.
    pub document: bool,
    pub mention: Span,
    pub cue: Span,
}

impl Session<'_> {
    /// “Ada Quill: The dam is safe.”: who is named in full before a colon that begins the words in marks.
    pub(super) fn labelled_inside(&self, quote: &Found) -> Option<(Attribution, Option<usize>, Kind)> {
        let text = quote.span.of(&self.article.text);
        let (label, said) = text.split_once(':')?;
        let name = label.trim();
        let reading = self.reading;
        if !name.contains(' ') || said.trim().is_empty() {
            return None;
        }
        let person = reading.people.humans.iter().copied().find(|p| reading.people.all[*p].name.of(reading.text) == name)?;
        let start = quote.span.start + (label.len() - label.trim_start().len());
        let mention = Some(Span::new(start, start + name.len()));
        let (speaker, confidence) = (reading.name_of(person), 0.9);
        Some((Attribution { speaker, mention, cue: None, reason: Reason::Label, confidence }, Some(person), quote.kind))
    }
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
    let people = people(text, &tokens, lang, &Familiar::default());
    let reading = Reading { text, tokens: &tokens, people: &people, lang };
    let turned = |form: Form| matches!(form, Form::After);
    // …, s'agace Name.: a verb of less than plain saying stands between marks on both sides.
    let plain = |f: &Frame| f.strength >= SURE || f.strength >= ENCLOSED && tokens.get(f.to).is_none_or(|t| !t.is_word());
    // …, a-t-il dit: the pronoun behind its auxiliary
    let pronoun = |f: &Frame| f.subject.is_some_and(|s| matches!(s.head, Head::Pronoun(_)) && f.from < s.from);
    let said = frames(&reading)
        .into_iter()
        .find(|f| (turned(f.form) || pronoun(f)) && plain(f) && behind_mark(&tokens, f.from))
        .or_else(|| turned_round(&reading))?;
    let subject = said.subject?;
    let of = |from: usize, to: usize| Some(Span::new(tokens.get(from)?.span.start, tokens.get(to.checked_sub(1)?)?.span.end));
    Some(Inside {
        speaker: reading.meaning(&subject, None, "").speaker,
        named: matches!(subject.head, Head::Name(_)),
        latter: reading.is_latter(&subject),
        pronoun: if let Head::Pronoun(k) = subject.head { Some(tokens[k].tags) } else { None },
        document: reading.is_document(&subject),
        mention: of(subject.from, subject.to)?,
        cue: of(said.cue.0, said.cue.1)?,
    })
}

/// …, a-t-elle souri.: an auxiliary, its pronoun and one more word between marks report, whatever verb that is, but in a question.
fn turned_round(reading: &Reading) -> Option<Frame> {
    let tokens = reading.tokens;
    let reports = |k: &usize| {
        let [comma, have, pronoun, verb, end] = tokens[*k - 1..].first_chunk::<5>()?;
        let turned = have.any(Tags::HAVE) && pronoun.any(Tags::PERSON) && have.span.end + 1 >= pronoun.span.start;
        let asks = end.span.of(reading.text).starts_with('?');
        let ends = verb.is_word() && !end.is_word() && !asks;
        let marks = matches!(comma.sort, tokens::Sort::Comma | tokens::Sort::Dash);
        (marks && have.is_word() && turned && ends)
            .then(|| frame((*k, *k + 3), reading.starting_at(*k + 1), Form::Before, ENCLOSED))
    };
    if !reading.lang.words.elision { None } else { (1..tokens.len()).find_map(|k| reports(&k)) }
}

/// Does a comma or a dash stand right before, or before what leads to the verb (s'agace)?
fn behind_mark(tokens: &[tokens::Token], at: usize) -> bool {
    let led = at.checked_sub(1).is_some_and(|b| tokens[b].is_word() && tokens[b].any(Tags::REFLEXIVE));
    let at = at - usize::from(led);
    at.checked_sub(1).is_some_and(|b| matches!(tokens[b].sort, tokens::Sort::Comma | tokens::Sort::Dash))
}

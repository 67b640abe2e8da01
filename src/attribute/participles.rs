//! Whose is a form that only goes with another verb (…, saying “…”), or with a noun (a letter calling it “…”)?

use super::frame::{Form, Frame, frame};
use super::nouns::owner_of;
use super::phrases::{Head, Phrase, Reading};
use super::tokens::{Sort, Token};
use crate::lang::Tags;

/// …, saying “…”: the subject of the verb before it in the sentence.
pub(super) fn participle(reading: &Reading, i: usize, before_it: &[Frame]) -> Option<Frame> {
    let token = &reading.tokens[i];
    let before = i.checked_sub(1).map(|b| &reading.tokens[b]).filter(|b| b.sentence == token.sentence);
    if token.capital && before.is_some() || before.is_some_and(|b| b.any(Tags::DETERMINER.with(Tags::OWNERS)) || b.owner) {
        return None;
    }
    let continuous = before.is_some_and(|b| b.is_word() && b.any(Tags::BE));
    let subject = if continuous {
        reading.subject_before(i).0
    } else {
        shown(reading, i).or_else(|| told_as(reading, i, before_it)).or_else(|| written_by(reading, i))
    };
    if before.is_none() && !reading.lang.speech.drops_subject {
        // Smiling, Name left: nobody is named before it.
        return None;
    }
    // Name said, adding: the participle goes with the verb before it.
    let verb = before_it
        .iter()
        .rev()
        .take_while(|f| reading.tokens[f.cue.0].sentence == token.sentence)
        .find(|f| matches!(f.form, Form::Before | Form::After) && f.strength >= 1.0);
    let subject =
        subject.or_else(|| verb.and_then(|f| f.subject)).or_else(|| reading.main_subject(i).map(|s| reading.owner_of_thing(s)));
    let mut found = frame((i, i + 1), subject, Form::Participle, strength_of_participle(token));
    found.from = i;
    found.to = i + 1;
    Some(found)
}

/// The chief quoted Name, the kidnapper, as | saying “…”; he was quoted by a paper as | saying: whom a verb reports so.
fn told_as(reading: &Reading, i: usize, before_it: &[Frame]) -> Option<Phrase> {
    let tokens = reading.tokens;
    let clause = |t: &Token| t.is_word() && t.any(Tags::CLAUSE) && t.any(Tags::PREPOSITION) && t.sentence == tokens[i].sentence;
    i.checked_sub(1).filter(|b| clause(&tokens[*b]))?;
    let verb = before_it.last().filter(|f| {
        tokens[f.cue.0].sentence == tokens[i].sentence && tokens[f.cue.0].any(Tags::CLAIM) && !tokens[f.cue.0].any(Tags::BARE)
    })?;
    let passive = verb.cue.0.checked_sub(1).is_some_and(|b| tokens[b].is_word() && tokens[b].any(Tags::BE));
    let found = if passive { reading.subject_before(verb.cue.0).0 } else { reading.starting_at(verb.cue.1) };
    // quoted the kidnapper, | Name, as saying
    let named = found.and_then(|p| reading.with_apposition(p, i));
    named.filter(|p| (reading.can_speak(p) || !passive && reading.is_quoting(verb.cue)) && p.to < i)
}

/// The report quotes a guard | : “…”: whose words somebody brings, where a colon or the marks stand behind him.
pub(super) fn cited(reading: &Reading, frame: Frame) -> Frame {
    const FAR: usize = 30;
    let tokens = reading.tokens;
    if frame.form != Form::Before || !reading.is_quoting(frame.cue) {
        return frame;
    }
    // cita | a un guardia
    let led = tokens.get(frame.cue.1).is_some_and(|t| t.is_word() && t.any(Tags::DATIVE));
    let from = frame.cue.1 + usize::from(led && reading.starting_at(frame.cue.1).is_none());
    let object = reading.starting_at(from).filter(|p| !matches!(p.head, Head::Pronoun(_)));
    let here = |k: &usize| tokens[*k].sentence == tokens[from].sentence;
    let marks = (from..tokens.len().min(from + FAR)).take_while(here).find(|k| tokens[*k].is_quote());
    let speaks = |p: &Phrase| matches!(p.head, Head::Noun(_)) && reading.can_speak(p);
    let brings = |p: &Phrase, q: usize| p.to == q || p.to < q && tokens[q - 1].sort == Sort::Colon;
    match (object, marks) {
        (Some(p), Some(q)) if brings(&p, q) && (reading.is_human(&p) || speaks(&p)) => {
            let named = reading.with_apposition(p, q).filter(|n| matches!(n.head, Head::Name(_)));
            Frame { subject: named.or(Some(p)), ..frame }
        }
        _ => frame,
    }
}

impl Reading<'_> {
    /// Is the cue a verb by which somebody brings the words of another?
    fn is_quoting(&self, cue: (usize, usize)) -> bool {
        self.tokens[cue.0..cue.1].iter().any(|t| self.lang.speech.quoting.contains(t.span.of(self.text)))
    }
}

/// …, with Name calling it “…”; a film of Name saying “…”; held up a sign saying “…”: the subject stands right before the participle.
fn shown(reading: &Reading, i: usize) -> Option<Phrase> {
    let tokens = reading.tokens;
    // with Name recently | calling it
    let light =
        tokens[..i].iter().rev().take(2).take_while(|t| t.is_word() && t.any(Tags::ADVERB) && !t.any(Tags::PERSON)).count();
    let phrase = reading.ending_at((i - light).checked_sub(1)?)?;
    let before = phrase.from.checked_sub(1).map(|b| &tokens[b]).filter(|b| b.is_word() && b.sentence == tokens[i].sentence)?;
    let beside = before.any(Tags::BESIDE) || before.is_of();
    let thing = matches!(phrase.head, Head::Noun(h) if !reading.can_speak(&phrase) && !tokens[h].any(Tags::NOMINAL));
    let brought = thing && tokens[phrase.from].any(Tags::DETERMINER) && !reading.is_definite(&phrase);
    let hung = before.any(Tags::PLACE) || before.any(Tags::PREPOSITION) && before.any(Tags::ADVERBIAL);
    (beside && !matches!(phrase.head, Head::Noun(h) if tokens[h].any(Tags::NOMINAL)) || brought && !hung).then_some(phrase)
}

/// Name read the newspaper's editorial | telling him …: whose the words are that stand right before.
fn written_by(reading: &Reading, i: usize) -> Option<Phrase> {
    let noun = i.checked_sub(1).filter(|n| reading.tokens[*n].is_word() && reading.tokens[*n].any(Tags::NOMINAL))?;
    owner_of(reading, noun).filter(|p| reading.can_speak(p))
}

fn strength_of_participle(token: &Token) -> f32 {
    if token.any(Tags::CLAIM) { 1.0 } else { 2.5 }
}

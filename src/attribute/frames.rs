//! Which words report speech, and whose? All frames of an article, by what kind of word may begin one.

use super::frame::{Form, Frame, frame};
use super::nouns::{came, is_what, label, nominal, source, stands, thus, view};
use super::participles::{cited, participle};
use super::phrases::{Head, Phrase, Reading};
use super::tokens::{Sort, Token};
use super::unknown_verbs::unknown_verb;
use super::verbs::{is_bare, known, shows, shows_somebody, uses, verb};
use crate::lang::Tags;

/// All frames of the article, in the order of their cues.
pub(crate) fn frames(reading: &Reading) -> Vec<Frame> {
    let mut out: Vec<Frame> = Vec::new();
    for i in 0..reading.tokens.len() {
        let token = &reading.tokens[i];
        // Secondo quanto riferito da fonti: a verb inside what leads to a source is no other frame.
        if out.last().is_some_and(|f| f.form == Form::Nominal && f.cue.0 < i && i < f.cue.1) {
            continue;
        }
        let found = match token.sort {
            Sort::Word if heard(reading, i).is_some() => heard(reading, i),
            Sort::Word if token.any(Tags::SAYING) && !token.any(Tags::SAY) => participle(reading, i, &out),
            Sort::Word if token.any(Tags::THUS) => thus(reading, i),
            Sort::Word if token.any(Tags::STANDS) => stands(reading, i),
            Sort::Word if token.any(Tags::NAMES) && !token.any(Tags::CUE) => known(reading, i),
            Sort::Word if token.any(Tags::USE) && !token.any(Tags::CUE) => uses(reading, i),
            Sort::Word if token.any(Tags::SHOWS) && shows(reading, i) => verb(reading, i).filter(|f| shows_somebody(reading, f)),
            Sort::Word if token.any(Tags::CUE) => verb(reading, i).filter(|f| !is_bare(reading, i, f)),
            Sort::Word if token.any(Tags::BE) => is_what(reading, i),
            Sort::Colon => label(reading, i),
            Sort::Quote(_) => unknown_verb(reading, i),
            _ => None,
        };
        let found = found.map(|f| reading.told_where(reading.widened(f))).map(|f| cited(reading, led_in(reading, f)));
        let found = found
            .or_else(|| came(reading, i).or_else(|| view(reading, i)))
            .or_else(|| source(reading, i).or_else(|| nominal(reading, i)).map(|f| reading.widened(f)))
            .map(|f| Frame { closing: closes(reading.tokens, &f), ..f });
        out.extend(found.map(|f| joined(reading, &out, f)));
    }
    out
}

/// “…,” a court heard; … a jury was told “…”: what a body hears somebody says, and nobody tells who.
fn heard(reading: &Reading, i: usize) -> Option<Frame> {
    let (tokens, speech) = (reading.tokens, &reading.lang.speech);
    if !speech.heard.contains(tokens[i].span.of(reading.text)) {
        return None;
    }
    let helper = i.checked_sub(1).filter(|b| tokens[*b].is_word() && tokens[*b].any(Tags::BE));
    let told = !tokens[i].any(Tags::CUE) || helper.is_some();
    // The jury in the trial of Name heard
    let body = reading.subject_before(i).0.filter(|s| told && s.from < i)?;
    let Head::Noun(h) = body.head else { return None };
    if !speech.hearings.contains(&*tokens[h].span.of(reading.text).to_lowercase()) {
        return None;
    }
    // The court was told by Name: he says it.
    let by = tokens.get(i + 1).is_some_and(|t| t.is_word() && t.any(Tags::AUTHOR));
    let agent = if by { reading.starting_at(i + 2).filter(|p| reading.can_speak(p)) } else { None };
    let form = if agent.is_some() { Form::After } else { Form::Unnamed };
    Some(Frame { from: body.from, ..frame((i, i + 1), agent, form, 3.0) })
}

/// In a speech that called for “…,” Name …; in declaring it “…,” Name …: what leads the sentence is its subject's, which stands behind.
fn led_in(reading: &Reading, frame: Frame) -> Frame {
    const FAR: usize = 60;
    let tokens = reading.tokens;
    let begin = tokens[frame.cue.0].begin;
    let thing = |s: &Phrase| s.from == begin + 1 && matches!(s.head, Head::Noun(_)) && !reading.can_speak(s);
    let leads = begin < frame.cue.0 && tokens[begin].any(Tags::PREPOSITION) && !tokens[begin].any(Tags::CLAUSE);
    if !leads || !frame.subject.as_ref().is_none_or(thing) || !matches!(frame.form, Form::Participle | Form::Before) {
        return frame;
    }
    let here = |t: &&Token| t.sentence == tokens[begin].sentence;
    let end = frame.cue.1 + tokens[frame.cue.1..].iter().take(FAR).take_while(here).count();
    let closes =
        |k: &usize| tokens[*k].sort == Sort::Comma || tokens[*k].is_quote() && tokens[*k].span.of(reading.text).contains([',']);
    let quoted = (frame.cue.1..end).any(|k| tokens[k].is_quote());
    let behind = (frame.cue.1..end).find(closes).filter(|_| quoted).and_then(|k| reading.subject_within(k + 1, end));
    let opens = |s: &Phrase| matches!(tokens[s.from - 1].sort, Sort::Comma | Sort::Quote(_)) && reading.can_speak(s);
    match behind.filter(opens) {
        Some(subject) => Frame { subject: Some(subject), form: Form::Participle, from: frame.cue.0, to: frame.cue.1, ..frame },
        None => frame,
    }
}

/// Dello stesso parere Name, che parla di «…» e chiede «…»: a verb that “and” joins to the one before has its subject, if no better one.
fn joined(reading: &Reading, before: &[Frame], frame: Frame) -> Frame {
    const FAR: usize = 12;
    let tokens = reading.tokens;
    let Some(last) = before.last().filter(|f| f.form == Form::Before && frame.form == Form::Before) else { return frame };
    let (from, to) = (last.cue.1, frame.cue.0);
    let and = to.checked_sub(1).is_some_and(|k| tokens[k].is_word() && tokens[k].any(Tags::AND));
    let plain = |t: &Token| {
        t.sentence == tokens[to].sentence && (t.is_word() && !t.any(Tags::CLAUSE.with(Tags::RELATIVE)) || t.is_quote())
    };
    let human = |f: &Frame| f.subject.is_some_and(|s| reading.is_human(&s));
    let near = and && from < to && to - from <= FAR && tokens[from..to - 1].iter().all(plain);
    if near && human(last) && !human(&frame) { Frame { subject: last.subject, ..frame } } else { frame }
}

/// Does the frame stand behind a comma, and only a place or a date between it and the end of the sentence?
fn closes(tokens: &[Token], frame: &Frame) -> bool {
    const FAR: usize = 14;
    let comma = frame.from.checked_sub(1).is_some_and(|b| tokens[b].sort == Sort::Comma || tokens[b].is_quote());
    let sentence = tokens[frame.cue.0].sentence;
    let rest = || tokens[frame.to..].iter().take_while(|t| t.sentence == sentence);
    let first = rest().next();
    let told = tokens[frame.cue.0..frame.cue.1].iter().any(|t| t.any(Tags::TELL)) && first.is_none_or(|t| !t.any(Tags::THAT));
    let light = told
        || first
            .is_none_or(|t| !t.is_word() || t.any(Tags::PREPOSITION.with(Tags::ADVERB).with(Tags::DATE)) && !t.any(Tags::THAT));
    comma
        && light
        && matches!(frame.form, Form::Before | Form::After | Form::Nominal)
        && rest().count() <= FAR
        && !rest().any(Token::is_quote)
}

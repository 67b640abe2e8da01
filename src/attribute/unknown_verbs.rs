//! Which verb that no list knows reports? One between a quotation that runs on and somebody who could have said it.

use super::frame::{Form, Frame, frame};
use super::phrases::{Head, Phrase, Reading};
use super::tokens::{Sort, Token};
use crate::lang::Tags;

/// A verb that no list knows, between a quotation that ends in a comma or asks, and a name: “…,” Name verbs; “…,” verbs Name.
pub(super) fn unknown_verb(reading: &Reading, quote: usize) -> Option<Frame> {
    let tokens = reading.tokens;
    let comma = tokens.get(quote + 1).is_some_and(|t| t.sort == Sort::Comma);
    if !comma && !quote_runs_on(reading, quote) {
        return None;
    }
    let k = quote + 1 + usize::from(comma);
    // si sfoga Name
    let begin = k;
    let k = k + usize::from(reading.lang.speech.inverts && tokens.get(k).is_some_and(|t| t.any(Tags::REFLEXIVE)));
    let first = tokens.get(k).filter(|t| t.is_word() && t.paragraph == tokens[quote].paragraph)?;
    let unknown = |t: &Token| {
        t.is_word()
            && !t.capital
            && !t.any(Tags::SMALL.with(Tags::CUE).with(Tags::SAYING))
            && !t.any(Tags::ROLE.with(Tags::TITLE).with(Tags::BODY))
    };
    // « … », a justifié jeudi la présidente
    let perfect = reading.lang.speech.inverts && first.any(Tags::HAVE) && tokens.get(k + 1).is_some_and(unknown);
    if unknown(first) || perfect {
        let k = k + usize::from(perfect);
        // “…,” shot back | Name
        let k = k + usize::from(reading.is_verb_particle(k + 1));
        let named = |s: &Phrase| tokens[s.from].capital && matches!(s.head, Head::Name(_)) && !is_before_cue(reading, s);
        // «…», clama la plataforma: where a verb may stand before its subject, whatever has a determiner may be that.
        let turned = |s: &Phrase| {
            let noun = matches!(s.head, Head::Noun(_) | Head::Name(_));
            let begins = tokens[s.from].any(Tags::DETERMINER.with(Tags::OWNERS)) || reading.can_speak(s);
            (reading.lang.speech.inverts || reading.lang.speech.verb_second)
                && noun
                && begins
                && tokens.get(s.to).is_none_or(|t| !t.is_word() || t.any(Tags::PREPOSITION) || t.tags == Tags::default())
        };
        // “…,” begins a message that …: what may hold words, whatever its verb.
        let turned = |s: &Phrase| turned(s) || reading.is_document(s) && tokens[s.from].any(Tags::DETERMINER);
        let next = |s: &Phrase| s.from == k + 1 || perfect && tokens[k + 1..s.from].iter().all(|t| t.any(Tags::DATE));
        let subject = reading.subject_after(k).filter(|s| next(s) && (named(s) || turned(s)))?;
        return Some(Frame { from: begin, ..frame((k, k + 1), Some(subject), Form::After, UNKNOWN) });
    }
    // « … », a-t-elle souri
    let turned = first.any(Tags::HAVE) && tokens.get(k + 1).is_some_and(|t| t.any(Tags::PERSON)) && reading.lang.words.elision;
    let k = k + usize::from(turned);
    let subject =
        reading.starting_at(k).filter(|s| matches!(s.head, Head::Name(_) | Head::Pronoun(_)) && reading.can_speak(s))?;
    let verb = tokens.get(subject.to).filter(|t| unknown(t))?;
    let after = tokens.get(subject.to + 1);
    let ends = after.is_none_or(|t| !t.is_word() || t.any(Tags::PREPOSITION.with(Tags::ADVERB).with(Tags::DATE)));
    let joined = verb.sentence == tokens[subject.from].sentence;
    (ends && joined).then(|| frame((subject.to, subject.to + 1), Some(subject), Form::Before, UNKNOWN))
}

/// “…,” proud | Name said: what stands before him is no verb.
fn is_before_cue(reading: &Reading, subject: &Phrase) -> bool {
    reading.tokens.get(subject.to).is_some_and(|t| t.is_word() && t.any(Tags::CUE) && !t.any(Tags::NOMINAL))
}

/// The strength of a verb that no list knows.
const UNKNOWN: f32 = 1.0;

/// Does the quotation token end in a comma, or ask? Then the verb behind it reports it.
pub(super) fn quote_runs_on(reading: &Reading, quote: usize) -> bool {
    let inside = reading.tokens[quote].span.of(reading.text).trim_end_matches(['”', '"', '\'', '’', '»', '“', ' ', '\u{a0}']);
    inside.ends_with([',', '?', '!'])
}

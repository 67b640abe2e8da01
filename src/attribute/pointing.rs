//! Does the sentence behind a quotation tell who said it? “…” That is what Name said. The words are those of Name. Name was clear.

use super::choose::{Choice, FAR, points};
use super::frame::Frame;
use super::phrases::{Head, Phrase, Reading};
use super::tokens::Token;
use crate::lang::Tags;
use crate::model::Reason;

/// The sentence right behind the quotation at `at`, in its paragraph, if it quotes nothing itself.
fn sentence_behind(reading: &Reading, at: usize) -> Option<std::ops::Range<usize>> {
    const NEAR: usize = 6;
    let tokens = reading.tokens;
    let next = (at + 1..tokens.len().min(at + NEAR)).find(|k| tokens[*k].sentence != tokens[at].sentence)?;
    let here = |t: &&Token| t.sentence == tokens[next].sentence;
    let end = next + tokens[next..].iter().take(FAR).take_while(here).count();
    let quoted = tokens[next..end].iter().any(Token::is_quote);
    (tokens[next].paragraph == tokens[at].paragraph && !quoted).then_some(next..end)
}

/// «…». Lo ha detto Name: a short sentence behind a quotation points back to it.
pub(super) fn pointing_back(reading: &Reading, frames: &[Frame], at: usize) -> Vec<Choice> {
    // Così la sindaca di Milano, Nome, ha commentato: the subject stands between.
    const CUE: usize = 14;
    let tokens = reading.tokens;
    let Some(behind) = sentence_behind(reading, at).filter(|s| tokens[s.start].any(Tags::POINTER)) else { return Vec::new() };
    let first = frames.partition_point(|f| f.cue.0 < behind.start);
    let said = frames[first..].iter().take_while(|f| f.cue.0 <= behind.start + CUE && f.cue.0 < behind.end);
    said.filter(|f| f.subject.is_some())
        .map(|f| Choice { subject: f.subject, cue: Some(f.cue), reason: Reason::Nearby, points: points::POINTING + f.strength })
        .collect()
}

/// “…” The phrase is Name’s; those were the words of Name; it is Name who speaks; Name was clear: no verb brings the words, but they are his.
pub(super) fn worded_behind(reading: &Reading, at: usize) -> Option<Choice> {
    let sentence = sentence_behind(reading, at)?;
    let subject = author_of_words(reading, &sentence)
        .or_else(|| who_speaks(reading, &sentence))
        .or_else(|| speaks_plainly(reading, &sentence))?;
    let subject = reading.with_apposition(subject, sentence.end).unwrap_or(subject);
    Some(Choice { subject: Some(subject), cue: None, reason: Reason::Nearby, points: points::POINTING })
}

/// A frase é de Name; with these words Name opened the meeting: whose words they are.
fn author_of_words(reading: &Reading, sentence: &std::ops::Range<usize>) -> Option<Phrase> {
    const NEAR: usize = 6;
    let tokens = reading.tokens;
    let worded = |k: &usize| tokens[*k].is_word() && tokens[*k].any(Tags::WORDING);
    let word = (sentence.start..sentence.end.min(sentence.start + NEAR)).find(worded)?;
    // With | these words …, par | ces mots …: not those of another
    let led = (sentence.start..word).any(|k| tokens[k].any(Tags::PREPOSITION) && !tokens[k].any(Tags::DEFINITE));
    let own = led && !tokens[sentence.start..word].iter().any(|t| t.any(Tags::OWNERS));
    let person = |p: &Phrase| reading.can_speak(p) && !matches!(p.head, Head::Pronoun(_));
    let by = |k: &usize| {
        let before = &tokens[*k - 1];
        own || before.is_word() && before.any(Tags::AUTHOR) || tokens[*k].any(Tags::AUTHOR) && tokens[*k].any(Tags::DETERMINER)
    };
    (word + 1..sentence.end).filter(by).find_map(|k| reading.starting_at(k).filter(person))
}

/// Quien habla es Name; a parlare è Name: a verb of saying, a form of “to be”, and who it is.
fn who_speaks(reading: &Reading, sentence: &std::ops::Range<usize>) -> Option<Phrase> {
    const NEAR: usize = 5;
    let tokens = reading.tokens;
    let infinitive = |t: &Token| reading.lang.speech.infinitives.contains(&*t.span.of(reading.text).to_lowercase());
    let is = |k: &usize| tokens[*k].any(Tags::BE) && (tokens[*k - 1].any(Tags::CUE) || infinitive(&tokens[*k - 1]));
    let be = (sentence.start + 1..sentence.end.min(sentence.start + NEAR)).find(is)?;
    reading.starting_at(be + 1).filter(|p| reading.can_speak(p) && !matches!(p.head, Head::Pronoun(_)))
}

/// Name was clear on Monday; Name chose his words: a short sentence tells how its subject speaks.
fn speaks_plainly(reading: &Reading, sentence: &std::ops::Range<usize>) -> Option<Phrase> {
    const LONGEST: usize = 16;
    let tokens = reading.tokens;
    let words = &tokens[sentence.clone()];
    let plain = |t: &Token| {
        t.is_word()
            && (t.any(Tags::WORDING) || reading.lang.speech.plain_speech.contains(&*t.span.of(reading.text).to_lowercase()))
    };
    let subject = reading.main_subject(sentence.end - 1).filter(|s| reading.can_speak(s) && words.len() <= LONGEST)?;
    let begins = subject.from == sentence.start || subject.from == sentence.start + 1;
    let behind = tokens[subject.to.min(sentence.end)..sentence.end].iter().any(plain);
    (begins && behind).then_some(subject)
}

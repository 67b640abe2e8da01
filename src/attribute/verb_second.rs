//! Where the finite verb is the second part of its sentence, what stands first may be no subject: Dem Sender sagte Name; Anschließend sagte sie.

use super::frame::{Form, Frame, after_quote, frame, inverted_fits};
use super::people::Mention;
use super::phrases::Phrase;
use super::phrases::{Head, Reading};
use super::tokens::Token;
use super::verbs::strength;
use crate::lang::Tags;

/// The beginning of a verb's sentence is looked for so far, in tokens.
const FAR_VERB: usize = 60;

/// Dem Sender sagte Name, …; Name hat es als „…“ bezeichnet: where a sentence may begin with what is no subject, and end in its participle.
pub(super) fn verb_second(reading: &Reading, i: usize) -> Option<Frame> {
    if !reading.lang.speech.verb_second {
        return None;
    }
    let tokens = reading.tokens;
    let begin = tokens[i].begin.max(i.saturating_sub(FAR_VERB));
    let first = tokens.get(begin).filter(|_| begin < i)?;
    let finite = |t: &Token| t.is_word() && t.any(Tags::AUXILIARY) && !t.any(Tags::PERSON);
    let fronted =
        first.any(Tags::DATIVE.with(Tags::PREPOSITION).with(Tags::DATE).with(Tags::ADVERB)) || reading.is_oblique(begin);
    // Einer der Hornisten sagte es: one of several, and no dative.
    // Das | sagte Name.
    let fronted = fronted || begin + 1 == i && first.any(Tags::POINTER);
    let fronted = fronted || begin + 1 == i && is_adverb_led(reading, begin, i);
    let fronted = fronted && reading.one_of(begin).is_none() && reading.lone(begin).is_none();
    if fronted && !tokens[begin..i].iter().any(finite) {
        let subject = reading.subject_after(i).filter(|s| s.from == i + 1 && inverted_fits(reading, s))?;
        // Anders sieht es | Name: the it is an object.
        let it = matches!(subject.head, Head::Pronoun(k) if tokens[k].any(Tags::IT) && !tokens[k].any(Tags::HE.with(Tags::SHE)));
        let named = || reading.starting_at(subject.to).filter(|s| matches!(s.head, Head::Name(_)));
        let subject = if it { named().unwrap_or(subject) } else { subject };
        return Some(frame((i, i + 1), Some(subject), Form::After, strength(&tokens[i])));
    }
    // Der Hafenrundschau sagte Name: …: where a name stands behind the verb, what cannot speak is to whom it is said.
    let heard = reading.starting_at(begin).filter(|p| p.to == i && matches!(p.head, Head::Noun(_)) && !reading.can_speak(p));
    let ends = |s: &Phrase| reading.is_human(s) && tokens.get(s.to).is_none_or(|t| !t.is_word());
    if let Some(subject) = heard.and_then(|_| reading.subject_after(i)).filter(|s| s.from == i + 1 && ends(s)) {
        return Some(frame((i, i + 1), Some(subject), Form::After, strength(&tokens[i])));
    }
    let last = tokens.get(i + 1).is_none_or(|t| !t.is_word());
    let held = tokens[begin..i].iter().any(finite) && tokens[begin..i].iter().any(Token::is_quote);
    if last && held && !after_quote(tokens, begin) {
        let subject = reading.main_subject(i).filter(|s| reading.can_speak(s))?;
        let found = frame((i, i + 1), Some(subject), Form::After, strength(&tokens[i]));
        return Some(Frame { from: i, to: i + 1, ..found });
    }
    None
}

/// Anschließend sagte sie: „…“: a word that is nobody's name begins the sentence, where a pronoun or a person stands right behind the verb.
fn is_adverb_led(reading: &Reading, begin: usize, verb: usize) -> bool {
    let tokens = reading.tokens;
    let known = |m: &Mention| reading.people.all[m.person].human_but_for(begin) || m.to - m.from > 1;
    let name = reading.people.mention_at(begin).is_some_and(known) || tokens[begin].any(Tags::DETERMINER.with(Tags::PERSON));
    let behind = reading.subject_after(verb).filter(|s| s.from == verb + 1);
    let subject = |s: Phrase| match s.head {
        Head::Pronoun(k) => tokens[k].any(Tags::HE.with(Tags::SHE)) && !tokens[verb].any(Tags::CLAIM) && !reading.is_oblique(k),
        Head::Name(p) => reading.people.mention_at(begin).is_none_or(|m| m.person != p) && reading.may_be_human(p),
        Head::Noun(_) => false,
    };
    !name && behind.is_some_and(subject)
}

//! Whom does a verb mean that leaves out its subject (ha detto, dijo, disse)? As a rule the subject of the sentence before.

use super::phrases::{self, Head};
use super::{RECENT, Session, tokens};
use crate::lang::Tags;

impl Session<'_> {
    /// The subject that a verb leaves out: that of the sentence before.
    pub(super) fn left_out(&self, at: usize, cue: Option<(usize, usize)>) -> Option<phrases::Phrase> {
        let tokens = self.reading.tokens;
        let mut end = tokens[at].begin.checked_sub(1)?;
        let quoted = |end: usize| tokens[tokens[end].begin..=end].iter().any(tokens::Token::is_quote);
        // La sindaca ha convocato la giunta. Si è rivolta ai cronisti. «…», ha annunciato: the sentence between leaves it out, too.
        if self.reading.main_subject(end).is_none()
            && !quoted(end)
            && let Some(before) = self.reading.sentence_before(end)
        {
            end = before;
        }
        let told = self
            .reading
            .reported_by(end)
            .filter(|s| !quoted(end) && self.reading.can_speak(s))
            .or_else(|| self.reading.main_subject(end));
        let new = || self.newly_named(end).filter(|_| told.is_none_or(|s| !self.reading.is_human(&s)));
        let subject = new().or(told)?;
        let own = tokens[end].paragraph == tokens[at].paragraph && !quoted(end);
        // Ci riceve nel suo ufficio di largo | Brazzà: a place
        let plain = |t: &tokens::Token| t.is_word() && !t.capital && t.tags == Tags::default();
        let place = subject.from.checked_sub(2).is_some_and(|k| tokens[k].any(Tags::PREPOSITION) && plain(&tokens[k + 1]));
        // Un altro scuote la testa. «…», dice: somebody else has come in since, unless the verb goes on (aggiunge).
        let word = |h: usize| tokens[h].span.of(&self.article.text).to_lowercase();
        let somebody = match subject.head {
            Head::Name(person) => (self.reading.people.all[person].human || self.newly_named(end).is_some()) && !place,
            // Un cronista gli chiede se sia stanco. «…», risponde.: who asks is not who answers.
            Head::Noun(h) if tokens[h].any(Tags::ROLE) && self.reading.lang.speech.askers.contains(word(h).as_str()) => false,
            // No es la primera polémica de Name: what somebody is, or is not.
            Head::Noun(_) if subject.from.checked_sub(1).is_some_and(|b| tokens[b].is_word() && tokens[b].any(Tags::BE)) => false,
            Head::Noun(_) => {
                let of = self.reading.one_of(subject.from).is_some();
                let one = of || self.reading.lone(subject.from).is_some();
                let many = || cue.is_some_and(|cue| self.is_of_several(cue)) && self.is_several(&subject);
                // El italiano se defendió. «…», dijo.
                let called = self.reading.is_demonym(&subject) && self.reading.meaning(&subject, None, "").person.is_some();
                called
                    || one && (of || self.reading.can_speak(&subject))
                    || self.is_one_person(&subject)
                    || self.is_body(&subject) && self.speaks_itself(end)
                    || many()
            }
            Head::Pronoun(k) => tokens[k].any(Tags::HE.with(Tags::SHE)) && !tokens[k].any(Tags::THEY),
        };
        let goes_on = cue.is_some_and(|(from, to)| tokens[from..to].iter().any(|t| t.any(Tags::MORE)));
        let heard = self.done.iter().rev().take(RECENT).any(|d| d.person.is_some() && d.paragraph == tokens[at].paragraph);
        // The pensioner lives next door: by another word he may be who spoke before, but kin are not.
        let same = heard && self.reading.is_definite(&subject) && self.is_one_person(&subject);
        let kin = matches!(subject.head, Head::Noun(h) if tokens[h].any(Tags::KIN));
        if own && somebody && !goes_on && (!same || kin) {
            return Some(subject);
        }
        (!heard && !place && matches!(subject.head, Head::Name(_))).then_some(subject)
    }

    /// Poi tocca a Name. «…», dice.: whom the sentence brings in, whatever its subject.
    fn newly_named(&self, end: usize) -> Option<phrases::Phrase> {
        let person = self.reading.newly_named(end, Tags::HE.with(Tags::SHE))?;
        let m = self.reading.people.mention_at(*self.reading.people.all[person].mentions.first()?)?;
        Some(phrases::Phrase { from: m.from, to: m.to, head: Head::Name(person) })
    }

    /// I residenti hanno scritto. Chiedono «…»: does the verb of several leave out its subject?
    pub(super) fn is_of_several(&self, cue: (usize, usize)) -> bool {
        let speech = &self.reading.lang.speech;
        let ends = |t: &tokens::Token| {
            let word = t.span.of(&self.article.text);
            t.any(Tags::PLURAL) || t.any(Tags::CUE) && speech.several_endings.iter().any(|e| word.ends_with(e.as_str()))
        };
        self.reading.tokens[cue.0..cue.1].iter().any(ends)
    }

    fn is_several(&self, phrase: &phrases::Phrase) -> bool {
        matches!(phrase.head, Head::Noun(head) if self.reading.is_several(phrase, head)) && self.reading.is_definite(phrase)
    }

    /// Does the sentence that ends at `end` report something (O clube negou tudo), or does no sentence before it in its paragraph name anybody?
    fn speaks_itself(&self, end: usize) -> bool {
        let (tokens, reading) = (self.reading.tokens, self.reading);
        let says = tokens[tokens[end].begin..=end].iter().any(|t| t.is_word() && !t.capital && t.any(Tags::CUE));
        let human = |m: &super::people::Mention| reading.may_be_human(m.person);
        let here = |m: &&super::people::Mention| tokens[m.from].paragraph == tokens[end].paragraph;
        says || !reading.people.before(end).take_while(here).any(human)
    }

    /// O clube negou tudo. “…”, afirmou: is the phrase a body that is told as known?
    fn is_body(&self, phrase: &phrases::Phrase) -> bool {
        let body = |t: &tokens::Token| t.any(Tags::BODY) && !t.plural;
        matches!(phrase.head, Head::Noun(h) if body(&self.reading.tokens[h])) && self.reading.is_definite(phrase)
    }

    /// Il padre era rimasto a casa. «…», ha confidato: is the phrase one person by what he is?
    fn is_one_person(&self, phrase: &phrases::Phrase) -> bool {
        let tokens = self.reading.tokens;
        let person = |t: &tokens::Token| t.any(Tags::ROLE.with(Tags::ANY_TITLE)) && !t.any(Tags::BODY) && !t.plural;
        matches!(phrase.head, Head::Noun(h) if person(&tokens[h]))
    }
}

//! What is something written, and who wrote it? A statement, a letter, a note speaks for its writer.

use super::phrases::{Head, Phrase, Reading};
use super::tokens::{Sort, Token};
use crate::lang::Tags;

impl Reading<'_> {
    /// The statement, the letter: something written, without who wrote it.
    pub fn is_document(&self, phrase: &Phrase) -> bool {
        self.written(phrase).is_some() && self.writer(phrase).is_none()
    }

    /// The noun of a phrase, where it is something written.
    fn written(&self, phrase: &Phrase) -> Option<usize> {
        match phrase.head {
            Head::Noun(k) if self.tokens[k].any(Tags::NOMINAL) && !self.can_speak(phrase) => Some(k),
            _ => None,
        }
    }

    /// The statement | of the Committee: who wrote what a phrase calls a document.
    pub(super) fn writer(&self, phrase: &Phrase) -> Option<Phrase> {
        let noun = self.written(phrase)?;
        // His last message read: “…”
        let owner = &self.tokens[phrase.from];
        let whose = if self.lang.words.possessive { Tags::OWNER_HE.with(Tags::OWNER_SHE) } else { Tags::OWNERS };
        if owner.is_word() && owner.any(whose) && phrase.from < noun {
            return Some(Phrase { from: phrase.from, to: phrase.from + 1, head: Head::Pronoun(phrase.from) });
        }
        let by = self.sent_by(noun).unwrap_or(noun + 1);
        let of = self.tokens.get(by).filter(|t| t.is_word() && t.any(Tags::AUTHOR))?;
        let behind = self.starting_at(by + 1).or_else(|| self.starting_at(by))?;
        // die Antwort | des Ministers: the determiner itself
        let led = of.any(Tags::DETERMINER) && matches!(behind.head, Head::Noun(_));
        let behind = Phrase { from: if led { by } else { behind.from }, ..behind };
        (self.can_speak(&behind) && !matches!(behind.head, Head::Pronoun(_))).then_some(behind)
    }

    /// Her willingness to be rude, calling him “…”: whose a thing is that says nothing itself.
    pub(super) fn owner_of_thing(&self, phrase: Phrase) -> Phrase {
        let written = matches!(phrase.head, Head::Noun(h) if self.tokens[h].any(Tags::NOMINAL));
        if written { phrase } else { self.owner_of(&phrase).unwrap_or(phrase) }
    }

    /// Her rule, Barrel's rule: whose it is, unless that could speak itself.
    pub(super) fn owner_of(&self, phrase: &Phrase) -> Option<Phrase> {
        let Head::Noun(head) = phrase.head else { return None };
        let owns = |k: &usize| self.tokens[*k].is_word() && (self.tokens[*k].owner || self.tokens[*k].any(Tags::OWNERS));
        let k = (phrase.from..head).find(owns).filter(|_| !self.can_speak(phrase))?;
        match self.people.mention_at(k) {
            Some(m) => Some(Phrase { from: m.from, to: m.to, head: Head::Name(m.person) }),
            None if self.tokens[k].owner => None,
            None => Some(Phrase { from: k, to: k + 1, head: Head::Pronoun(k) }),
        }
    }

    /// The email, sent | by Name: the preposition before who has written it, where a participle behind a comma leads to that.
    fn sent_by(&self, noun: usize) -> Option<usize> {
        let small = Tags::SMALL.with(Tags::ROLE).with(Tags::ANY_TITLE);
        let [comma, sent, by] = self.tokens.get(noun + 1..noun + 4)? else { return None };
        let led = comma.sort == Sort::Comma && sent.is_word() && !sent.capital && !sent.any(small);
        (led && by.is_word() && by.any(Tags::AUTHOR) && !by.any(Tags::OF)).then_some(noun + 3)
    }

    /// The club published a statement. “…”: the subject of the sentence before `at` that speaks of something written, or that itself.
    pub fn issuer_before(&self, at: usize) -> Option<Phrase> {
        let end = self.sentence_before(at)?;
        let subject = self.main_subject(end).filter(|s| !self.tokens[s.from].any(Tags::IT))?;
        if self.is_document(&subject) {
            return Some(subject);
        }
        let begin = self.tokens[end].begin;
        let sentence = &self.tokens[begin..=end];
        if sentence.iter().any(Token::is_quote) || reports_that(sentence) {
            return None;
        }
        let outside = |k: &usize| *k < subject.from || *k >= subject.to;
        // … sent an email: no verb
        let noun = |k: usize| {
            let led = Tags::DETERMINER.with(Tags::OWNERS);
            let before = k.checked_sub(1).map(|b| &self.tokens[b]).filter(|b| b.is_word());
            !self.tokens[k].any(Tags::CUE)
                || before.is_some_and(|b| b.any(led.with(Tags::PARTICIPLE)) || b.tags == Tags::default() && !b.capital)
        };
        let written = |k: usize| self.tokens[k].any(Tags::NOMINAL) && !self.tokens[k].plural && noun(k);
        let noun = (begin..=end).filter(outside).find(|k| written(*k)).filter(|_| self.can_speak(&subject))?;
        if self.is_handed(&subject, noun) { self.writer_of(noun) } else { Some(subject) }
    }

    /// Jurors were shown a letter; the police found a note: several people, or whoever only came by it, have not written it.
    fn is_handed(&self, subject: &Phrase, noun: usize) -> bool {
        let came = |t: &Token| {
            t.is_word() && (t.any(Tags::BE) || self.lang.speech.finds.contains(&*t.span.of(self.text).to_lowercase()))
        };
        let several = matches!(subject.head, Head::Noun(h) if self.is_several(subject, h));
        several || self.tokens.get(subject.to..noun).is_some_and(|between| between.iter().any(came))
    }

    /// A letter that | Name wrote, a letter by | Name: who has written it, else what it is.
    fn writer_of(&self, noun: usize) -> Option<Phrase> {
        let held = self.ending_at(noun)?;
        let led = self.tokens.get(noun + 1).filter(|t| t.is_word() && t.any(Tags::RELATIVE.with(Tags::THAT)));
        let named = |p: &Phrase| matches!(p.head, Head::Name(n) if self.may_be_human(n));
        let writer = led.and_then(|_| self.starting_at(noun + 2)).filter(named);
        Some(writer.or_else(|| self.writer(&held)).unwrap_or(held))
    }
}

/// … said that she had joked about it in an email: does a verb of saying and a “that” stand there?
pub(super) fn reports_that(words: &[Token]) -> bool {
    let mut behind = words.iter().skip_while(|t| !t.is_word() || !t.any(Tags::SAY));
    behind.any(|t| t.is_word() && t.any(Tags::THAT))
}

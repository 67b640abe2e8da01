//! What is the sentence before about? Its reporter, its source or its main subject, past sentences that begin with the same pronoun.

use super::phrases::{Head, Phrase, Reading};
use super::tokens::{Sort, Token};
use super::verbs::cue_start;
use crate::lang::Tags;

impl Reading<'_> {
    /// The subject of the sentence before `k`, and that sentence's end; past those whose subject is the same pronoun.
    pub(super) fn subject_of_chain(&self, k: usize) -> Option<(usize, Phrase)> {
        self.subject_of_chain_at(self.sentence_before(k)?, k)
    }

    /// The same from the sentence that ends at `end`.
    pub(super) fn subject_of_chain_at(&self, end: usize, k: usize) -> Option<(usize, Phrase)> {
        const LINKS: usize = 6;
        let of = |end: usize| {
            let reporter = self.reported_by(end).or_else(|| self.source_of(end));
            Some((end, reporter.or_else(|| self.main_subject(end).map(|s| self.identified(s)))?))
        };
        let mut found = of(end)?;
        for _ in 0..LINKS {
            match found.1.head {
                Head::Pronoun(j) if self.tokens[j].key == self.tokens[k].key => found = of(self.sentence_before(j)?)?,
                _ => break,
            }
        }
        Some(found)
    }

    /// The winner was | Tom Reed: who is named right behind a noun that he is; but her idol was Tom Reed, and she goes on.
    pub(super) fn identified(&self, subject: Phrase) -> Phrase {
        let owned = |t: &Token| t.owner || t.any(Tags::OWNERS);
        let plain = matches!(subject.head, Head::Noun(_)) && !self.tokens[subject.from..subject.to].iter().any(owned);
        let is = |t: &&Token| t.is_word() && t.any(Tags::BE) && !t.any(Tags::HAVE);
        let verb = self.tokens.get(subject.to).filter(is);
        let next = verb.filter(|_| plain).and_then(|_| self.starting_at(subject.to + 1));
        let named = next.filter(|p| matches!(p.head, Head::Name(n) if self.people.all[n].human) && !self.tokens[p.to - 1].owner);
        named.unwrap_or(subject)
    }

    /// Whom the sentence that ends at `end` puts down to himself: …, said his son; …, his son said on Friday; …, according to his son.
    pub(super) fn reported_by(&self, end: usize) -> Option<Phrase> {
        self.reporter(end).or_else(|| self.last_reporter(end)).or_else(|| self.last_source(end))
    }

    /// …, according to his son.: the source behind the last comma of the sentence which ends at `end`.
    fn last_source(&self, end: usize) -> Option<Phrase> {
        let begin = self.tokens[end].begin;
        let comma = (begin..end).rev().find(|k| self.tokens[*k].sort == Sort::Comma)?;
        let find = |comma: usize| {
            let led = self.tokens.get(comma + 1).filter(|t| t.is_word() && t.any(Tags::SOURCE))?;
            let next =
                self.run_end(comma + 1, &self.lang.speech.according).filter(|n| led.sentence == self.tokens[*n].sentence)?;
            let subject = self.starting_at(next).and_then(|p| self.with_apposition(p, end))?;
            let ends = self.tokens.get(subject.to).is_none_or(|t| t.sort == Sort::Stop);
            let somebody = match subject.head {
                Head::Name(person) => self.may_be_human(person) && self.people.all[person].human,
                _ => self.can_speak(&subject),
            };
            (ends && somebody).then_some(subject)
        };
        find(comma)
    }

    /// …, teilte ein Sprecher mit: who stands behind the verb that reports the sentence which ends at `end`.
    fn reporter(&self, end: usize) -> Option<Phrase> {
        const NEAR: usize = 3;
        let reports = |i: &usize| {
            // …, a fait savoir | son fils
            let comma = cue_start(self, *i).checked_sub(1).is_some_and(|b| self.tokens[b].sort == Sort::Comma);
            self.tokens[*i].any(Tags::SAY) && !self.tokens[*i].any(Tags::CLAIM) && !self.tokens[*i].capital && comma
        };
        let verb = (self.tokens[end].begin..=end).rev().find(reports)?;
        // …, a annoncé jeudi | son fils
        let that = |s: &Phrase| self.tokens[verb + 1..s.from].iter().any(|t| t.any(Tags::THAT));
        // A rower, who was ill, said | she had seen it: where the subject stands first, a pronoun behind the verb is of what is said.
        let fixed = !self.lang.speech.inverts && !self.lang.speech.verb_second;
        let of_clause = |s: &Phrase| fixed && matches!(s.head, Head::Pronoun(_));
        let near =
            |s: &Phrase| !of_clause(s) && s.from == verb + 1 || self.lang.speech.inverts && s.from <= verb + NEAR && !that(s);
        self.subject_after(verb).filter(|s| near(s) && self.can_speak(s))
    }

    /// …, the groups say.: who stands before the verb that ends the sentence which ends at `end`, and reports it.
    fn last_reporter(&self, end: usize) -> Option<Phrase> {
        const LIGHT: usize = 4;
        let last = end.checked_sub(usize::from(self.tokens[end].sort == Sort::Stop))?;
        // …, his son said | on Friday.
        let light = |t: &&Token| t.is_word() && t.any(Tags::DATE.with(Tags::PREPOSITION).with(Tags::ADVERB)) && !t.any(Tags::SAY);
        let behind = self.tokens[..=last].iter().rev().take(LIGHT).take_while(light).count();
        let verb = last.checked_sub(behind)?;
        let token = self.tokens.get(verb).filter(|t| t.is_word() && t.any(Tags::SAY) && !t.capital)?;
        let subject =
            self.subject_before(verb).0.filter(|s| self.can_speak(s) && self.tokens[s.from].sentence == token.sentence)?;
        let before = subject.from.checked_sub(1).map(|b| &self.tokens[b])?;
        // …, wie ihr Sohn mitteilte.
        let so = self.lang.speech.as_said.contains(&*before.span.of(self.text).to_lowercase());
        let comma = so && subject.from.checked_sub(2).is_some_and(|c| self.tokens[c].sort == Sort::Comma);
        (before.sort == Sort::Comma || before.is_quote() || comma || self.is_run_on(&subject, end)).then_some(subject)
    }

    /// He is the best rower of all Quill argues.: whom a noun stands before, and a whole clause with its own verb, though no comma parts them.
    pub(super) fn is_run_on(&self, subject: &Phrase, end: usize) -> bool {
        // the best rower Quill: where a word for people stands before the name, it is read as his title.
        let from = self.people.mention_at(subject.to.saturating_sub(1)).map_or(subject.from, |m| m.from);
        let before = from.checked_sub(1).map(|b| &self.tokens[b]);
        let noun = before.is_some_and(|t| t.is_word() && !t.capital && !t.any(Tags::SMALL.with(Tags::THAT).with(Tags::CUE)));
        let main = self.main_subject(end).filter(|m| m.to < from);
        let verb = |m: Phrase| self.tokens[m.to..from].iter().any(|t| t.is_word() && t.any(Tags::AUXILIARY));
        let fixed = !self.lang.speech.inverts && !self.lang.speech.verb_second;
        fixed && noun && self.is_human(subject) && main.is_some_and(verb)
    }

    /// Nach Angaben des Ministers …: the source that begins the sentence which ends at `end`.
    fn source_of(&self, end: usize) -> Option<Phrase> {
        let begin = self.tokens[end].begin;
        if !self.tokens[begin].any(Tags::SOURCE) {
            return None;
        }
        let next = self.run_end(begin, &self.lang.speech.according).filter(|n| *n > begin + 1)?;
        self.starting_at(next).filter(|p| self.can_speak(p))
    }

    /// The last token of the sentence before, in the same paragraph.
    pub fn sentence_before(&self, k: usize) -> Option<usize> {
        let token = &self.tokens[k];
        token.begin.checked_sub(1).filter(|e| self.tokens[*e].paragraph == token.paragraph)
    }
}

//! The subject of the sentence right before a pronoun: what most sentences go on with, whether or not a word tells its sex.

use super::people::Gender;
use super::phrases::{Head, Phrase, Reading};
use super::tokens::{Sort, Token};
use crate::lang::Tags;

impl Reading<'_> {
    /// Ada Quill was furious. “…,” she said: the person whom the sentence right before `k` is about, if nothing tells that the pronoun is
    /// another's. A name of unknown sex contradicts none.
    pub(super) fn right_before(&self, k: usize, asks: Tags) -> Option<usize> {
        if !asks.any(Tags::HE.with(Tags::SHE)) {
            return None;
        }
        // Quill fired back: “…,” she wrote: her own sentence names her.
        if self.people.before(k).take_while(|m| self.tokens[m.from].sentence == self.tokens[k].sentence).next().is_some() {
            return None;
        }
        let end = self.end_before(k)?;
        let person = match self.subject_of_chain_at(end, k) {
            Some((_, subject @ Phrase { head: Head::Name(person), .. })) if self.is_first(&subject) => person,
            found => self.embedded_subject(found.map_or(end, |(end, _)| end))?,
        };
        let p = &self.people.all[person];
        let fits = match p.gender {
            Gender::Unknown => true,
            Gender::He => asks.any(Tags::HE),
            Gender::She => asks.any(Tags::SHE),
        };
        (fits && self.may_be_human(person)).then_some(person)
    }

    /// The last token of the sentence before that of `k`, in its paragraph or at the end of the one before.
    fn end_before(&self, k: usize) -> Option<usize> {
        let sentence = self.tokens[k].sentence;
        let here = self.tokens[..k].iter().rev().take_while(|t| t.sentence == sentence).count();
        let breaks = self.tokens[..k - here].iter().rev().take_while(|t| t.sort == Sort::Break).count();
        let end = (k - here - breaks).checked_sub(1)?;
        (self.tokens[end].paragraph + 1 >= self.tokens[k].paragraph).then_some(end)
    }

    /// Quill’s letter attacked | Falk; …, for instance, said | Falk had come: is it the first phrase of its clause, and no verb before it?
    fn is_first(&self, subject: &Phrase) -> bool {
        let here = |t: &&Token| t.sentence == self.tokens[subject.from].sentence && t.sort != Sort::Comma;
        let begin = subject.from - self.tokens[..subject.from].iter().rev().take_while(here).count();
        let first = (begin..=subject.from).find_map(|k| self.starting_at(k));
        let says = self.tokens[begin..subject.from].iter().any(|t| t.is_word() && t.any(Tags::SAY));
        let ends = || self.tokens.get(subject.to).is_none_or(|t| !t.is_word());
        first.is_some_and(|f| f.head == subject.head) && (!says || ends())
    }

    /// There is speculation that Name could leave: the subject of the clause that a sentence is about, where no other person is named in it.
    fn embedded_subject(&self, end: usize) -> Option<usize> {
        let sentence = self.tokens[end].sentence;
        let begin = end + 1 - self.tokens[..=end].iter().rev().take_while(|t| t.sentence == sentence).count();
        let mut named =
            (begin..=end).filter_map(|k| self.people.mention_at(k).filter(|m| m.from == k && self.may_be_human(m.person)));
        let first = named.next()?;
        let that = first.titles.checked_sub(1).map(|b| &self.tokens[b]).filter(|t| t.is_word() && t.any(Tags::THAT))?;
        let verb = self.tokens.get(first.to).is_some_and(|t| t.is_word() && !t.any(Tags::PREPOSITION.with(Tags::AND)));
        (that.sentence == sentence && verb && named.next().is_none()).then_some(first.person)
    }
}

//! The subject of the sentence right before a pronoun: what most sentences go on with, whether or not a word tells its sex.

use super::people::{Gender, Mention};
use super::phrases::{Head, Phrase, Reading};
use super::tokens::{Sort, Token};
use crate::lang::Tags;

impl Reading<'_> {
    /// Ada Quill was furious. “…,” she said: the person whom the sentence right before `k` is about, whether or not the pronoun may be his.
    pub(super) fn person_before(&self, k: usize, asks: Tags) -> Option<usize> {
        if !asks.any(Tags::HE.with(Tags::SHE)) {
            return None;
        }
        // Quill fired back: “…,” she wrote: her own sentence names her.
        let report = self.report_before(k).unwrap_or(usize::MAX);
        let own = |m: &&Mention| self.tokens[m.from].sentence == self.tokens[k].sentence;
        if self.people.before(k).take_while(own).any(|m| m.from < report || m.speaks) {
            return None;
        }
        let end = self.end_before(k)?;
        // He added: who goes on has spoken before.
        let more = self.tokens.get(k + 1).is_some_and(|t| t.is_word() && t.any(Tags::MORE));
        self.subject_near(end, k).or_else(|| self.newly_named(end, asks).filter(|_| !more))
    }

    /// Choosing between Quill and Falk is no choice, | she said.: where a whole clause that a pronoun reports begins; whoever speaks is not named in
    /// it.
    pub(super) fn report_before(&self, k: usize) -> Option<usize> {
        let (token, tokens) = (&self.tokens[k], self.tokens);
        let said = tokens.get(k + 1).is_some_and(|t| t.is_word() && t.any(Tags::SAY) && !t.any(Tags::TELL));
        let light = Tags::PREPOSITION.with(Tags::ADVERB).with(Tags::DATE);
        let ends = tokens.get(k + 2).is_none_or(|t| !t.is_word() && t.sort != Sort::Colon || t.any(light) && !t.any(Tags::THAT));
        let comma = k.checked_sub(1).is_some_and(|b| tokens[b].sort == Sort::Comma || tokens[b].is_quote());
        if !said || !ends || !comma || !token.any(Tags::HE.with(Tags::SHE)) || token.begin == k {
            return None;
        }
        let clause = &tokens[token.begin..k];
        let first = clause.iter().take_while(|t| t.is_word()).any(|t| t.any(Tags::AUXILIARY));
        let led = clause[0].any(Tags::CLAUSE.with(Tags::PREPOSITION)) && !clause[0].any(Tags::AND);
        (first && !led && clause.iter().all(|t| t.sort != Sort::Colon)).then_some(token.begin)
    }

    /// It fell to Ada Quill to answer. “…,” she said: the only one whom the sentence that ends at `end` names, by a full name that the article has
    /// not had before, where its subject is nobody else.
    pub(super) fn newly_named(&self, end: usize, asks: Tags) -> Option<usize> {
        let mut named = (self.tokens[end].begin..=end).filter_map(|k| self.people.mention_at(k).filter(|m| m.from == k));
        let mut people = named.by_ref().filter(|m| self.may_be_human(m.person));
        let m = people.next().filter(|m| m.to - m.from > 1)?;
        let new = self.people.all[m.person].mentions.first() == Some(&m.from);
        let sentence = self.tokens[end].begin..end + 1;
        let quoted = self.tokens[sentence.clone()].iter().any(Token::is_quote);
        let asked = |h: usize| self.lang.speech.askers.contains(&*self.tokens[h].span.of(self.text).to_lowercase());
        let subject = self.main_subject(end);
        let asker = subject.is_some_and(|s| matches!(s.head, Head::Noun(h) if asked(h)));
        // The mayor thanked Ada Quill.: who could speak is the subject.
        let other = !asker
            && subject.is_some_and(|s| match s.head {
                Head::Noun(h) => {
                    self.tokens[h].any(Tags::ROLE.with(Tags::ANY_TITLE).with(Tags::TRADE)) && !self.is_several(&s, h)
                }
                Head::Pronoun(p) => self.tokens[p].any(Tags::HE.with(Tags::SHE).with(Tags::I)),
                Head::Name(p) => p != m.person && self.may_be_human(p),
            });
        let clause = |t: &Token| t.is_word() && t.any(Tags::CLAUSE.with(Tags::THAT)) && !t.any(Tags::PREPOSITION.with(Tags::AND));
        let other = match asker {
            true => self.tokens[self.tokens[end].begin..m.from].iter().any(clause),
            false => other || self.is_spoken_about(m, end),
        };
        (new && !quoted && !other && people.next().is_none() && !self.has_pronoun(asks, sentence)).then_some(m.person)
    }

    /// On Ada Quill, he was brief.; they asked about Ada Quill; examined by Ada Quill, the mate agreed: whom a sentence only speaks of, who asks
    /// in it, or in which somebody says something.
    fn is_spoken_about(&self, m: &Mention, end: usize) -> bool {
        let begin = self.tokens[end].begin;
        let led = |t: &Token| t.is_word() && t.any(Tags::PREPOSITION);
        let topic =
            m.titles == begin + 1 && led(&self.tokens[begin]) && self.tokens.get(m.to).is_some_and(|t| t.sort == Sort::Comma);
        // For Ada Quill, a rower, it was over.: but that is how she sees it.
        if topic && self.for_whom(end).is_some_and(|p| p.to == m.to) {
            return false;
        }
        let by = |t: &Token| led(t) && t.any(Tags::AUTHOR) && !t.any(Tags::OF);
        let behind = self.main_subject(end).is_some_and(|s| s.from > m.to);
        let agent = behind && m.titles.checked_sub(1).is_some_and(|b| by(&self.tokens[b]));
        let says = |t: &Token| {
            t.is_word() && !t.capital && t.any(Tags::SAY.with(Tags::TELL)) && !t.any(Tags::NOMINAL.with(Tags::PREPOSITION))
        };
        topic || agent || self.tokens[begin..=end].iter().any(says)
    }

    /// The same, if nothing tells that the pronoun is another's. A name of unknown sex contradicts none.
    pub(super) fn right_before(&self, k: usize, asks: Tags) -> Option<usize> {
        self.person_before(k, asks).filter(|p| self.may_go_with(*p, asks))
    }

    /// Does nothing tell that a pronoun is another's?
    pub(super) fn may_go_with(&self, person: usize, asks: Tags) -> bool {
        let fits = match self.people.gender(person) {
            Gender::Unknown => true,
            Gender::He => asks.any(Tags::HE),
            Gender::She => asks.any(Tags::SHE),
        };
        fits && self.may_be_human(person)
    }

    /// Was the person named last by a surname only, and is the pronoun surely another's?
    pub(super) fn is_namesake(&self, person: usize, k: usize, asks: Tags) -> bool {
        let p = &self.people.all[person];
        let named = self.people.before(k).find(|m| m.person == person);
        let surname = named.is_some_and(|m| m.to - m.from == 1 && m.titles == m.from && !p.begins_with(self.tokens[m.from].key));
        surname && p.kin && p.told && !self.may_go_with(person, asks)
    }

    /// The person whom the sentence that ends at `end` is about; past sentences that name nobody and have the same pronoun (when she left, many
    /// wept), the one whom those before are about.
    fn subject_near(&self, mut end: usize, k: usize) -> Option<usize> {
        const LINKS: usize = 3;
        let ends = |s: &Phrase| {
            let last = self.tokens.get(s.to).is_none_or(|t| !t.is_word() || t.any(Tags::DATE));
            self.lang.speech.verb_second || last || self.is_run_on(s, end)
        };
        if let Some(Phrase { head: Head::Name(person), .. }) = self.reported_by(end).filter(ends)
            && self.may_be_human(person)
        {
            return Some(person);
        }
        for _ in 0..LINKS {
            let found = self.subject_of_chain_at(end, k);
            if let Some((_, subject @ Phrase { head: Head::Name(person), .. })) = found
                && self.is_first(&subject)
            {
                return Some(person);
            }
            let last = found.map_or(end, |(end, _)| end);
            if let Some(person) = self.embedded_subject(last) {
                return Some(person);
            }
            let sentence = self.tokens[last].begin..=last;
            let same =
                self.tokens[sentence.clone()].iter().any(|t| t.key == self.tokens[k].key && t.any(Tags::HE.with(Tags::SHE)));
            let named = sentence.clone().any(|t| self.people.mention_at(t).is_some_and(|m| self.may_be_human(m.person)));
            // A doctor came when she called: she may be the doctor.
            let another = found.is_some_and(|(_, s)| self.is_one_told(&s) && self.can_speak(&s));
            if !same || named || another || self.tokens[sentence].iter().any(Token::is_quote) {
                return None;
            }
            end = self.end_before(last)?;
        }
        None
    }

    /// A doctor, the doctor, her doctor; but not many people.
    fn is_one_told(&self, phrase: &Phrase) -> bool {
        let first = &self.tokens[phrase.from];
        let article = || self.lang.speech.articles.contains(&*first.span.of(self.text).to_lowercase());
        let one = first.any(Tags::DEFINITE.with(Tags::OWNERS)) || first.owner || article();
        matches!(phrase.head, Head::Noun(h) if !self.is_several(phrase, h)) && one
    }

    /// The last token of the sentence before that of `k`, in its paragraph or at the end of the one before.
    pub(super) fn end_before(&self, k: usize) -> Option<usize> {
        let begin = self.tokens[k].begin;
        let breaks = self.tokens[..begin].iter().rev().take_while(|t| t.sort == Sort::Break).count();
        let end = (begin - breaks).checked_sub(1)?;
        (self.tokens[end].paragraph + 1 >= self.tokens[k].paragraph).then_some(end)
    }

    /// Quill’s letter attacked | Falk; …, for instance, said | Falk had come: is it the first phrase of its clause, and no verb before it?
    fn is_first(&self, subject: &Phrase) -> bool {
        let here = |t: &&Token| t.sentence == self.tokens[subject.from].sentence && t.sort != Sort::Comma;
        let begin = subject.from - self.tokens[..subject.from].iter().rev().take_while(here).count();
        let first = (begin..=subject.from).find_map(|k| self.starting_at(k));
        let says = self.tokens[begin..subject.from].iter().any(|t| t.is_word() && t.any(Tags::SAY));
        let ends = || self.tokens.get(subject.to).is_none_or(|t| !t.is_word());
        // The winner was | Tom Reed.
        let same = |f: Phrase| f.head == subject.head || self.identified(f).head == subject.head;
        first.is_some_and(same) && (!says || ends())
    }

    /// There is speculation that Name could leave: the subject of the clause that a sentence is about, where no other person is named in it.
    fn embedded_subject(&self, end: usize) -> Option<usize> {
        let sentence = self.tokens[end].sentence;
        let begin = self.tokens[end].begin;
        let mut named =
            (begin..=end).filter_map(|k| self.people.mention_at(k).filter(|m| m.from == k && self.may_be_human(m.person)));
        let first = named.next()?;
        let that = first.titles.checked_sub(1).map(|b| &self.tokens[b]).filter(|t| t.is_word() && t.any(Tags::THAT))?;
        let verb = self.tokens.get(first.to).is_some_and(|t| t.is_word() && !t.any(Tags::PREPOSITION.with(Tags::AND)));
        // She does not think that Quill can win: she is another.
        let another = self.has_pronoun(Tags::HE.with(Tags::SHE), begin..first.titles);
        (that.sentence == sentence && verb && !another && named.next().is_none()).then_some(first.person)
    }
}

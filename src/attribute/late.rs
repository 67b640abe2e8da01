//! Whom does a pronoun mean before anybody is named? “…,” he says. ¶ His name is Tom Reed: who comes in right behind it.

use super::people::{Gender, Mention};
use super::phrases::{Head, Reading};
use super::pronouns::asked;
use super::resolve::{goes_with, title_fits, told_fits};
use super::tokens::Token;
use super::{FAINT, Session};
use crate::lang::Tags;
use crate::model::{Attribution, Kind, Reason};

impl Session<'_> {
    /// A pronoun of the first paragraph, where nobody has been named: the only one whom the next two bring in, as what a sentence is about.
    pub(super) fn named_late(&self, own: &(Attribution, Option<usize>, Kind)) -> Option<(Attribution, Option<usize>, Kind)> {
        let (attribution, _, kind) = own;
        let mention = attribution.mention.filter(|_| attribution.reason == Reason::Pronoun)?;
        let at = self.reading.tokens.partition_point(|t| t.span.start < mention.start);
        let person = self.reading.brought_in_late(at)?;
        let found = Attribution {
            speaker: self.reading.name_of(person),
            reason: Reason::Resolved,
            confidence: FAINT,
            ..attribution.clone()
        };
        Some((found, Some(person), *kind))
    }

    /// “…,” the woman shouts. Her name is Ada Quill: whose name the next sentence tells.
    ///
    /// “…,” the new owner promised. ¶ Tom Reed, 44, paid a million. “…,” he added.: a role of the first paragraphs, where nobody has been named, and
    /// whom the next ones bring in, if he goes on there with what he has said. That alone tells him from whomever the owner speaks of.
    pub(super) fn role_named_late(&self, own: &(Attribution, Option<usize>, Kind)) -> Option<(Attribution, Option<usize>, Kind)> {
        let (attribution, person, kind) = own;
        let unnamed = person.is_none() && !matches!(attribution.reason, Reason::Pronoun | Reason::None);
        let mention = attribution.mention.filter(|_| unnamed)?;
        let at = self.reading.tokens.partition_point(|t| t.span.start < mention.start);
        let person = self.reading.named_next(at).or_else(|| self.reading.goes_on_late(at))?;
        let speaker = self.reading.name_of(person);
        let found = Attribution { speaker, reason: Reason::Resolved, confidence: FAINT, ..attribution.clone() };
        Some((found, Some(person), *kind))
    }
}

impl Reading<'_> {
    /// The woman, an old man: her name is Ada Quill. Who is called by a name, right behind the sentence that has the phrase at `at`.
    fn named_next(&self, at: usize) -> Option<usize> {
        const FAR: usize = 120;
        const MOST: usize = 6;
        let phrase = self.starting_at(at)?;
        let Head::Noun(head) = phrase.head else { return None };
        let here = |t: &&Token| t.sentence == self.tokens[at].sentence || !t.is_word();
        let begin = at + self.tokens[at..].iter().take(FAR).take_while(here).count();
        let m = (begin..begin + MOST).find_map(|k| self.people.mention_at(k)).filter(|m| m.titles >= begin)?;
        let led = &self.tokens[begin..m.titles];
        let word = |t: &Token| t.span.of(self.text).to_lowercase();
        let called = led.iter().any(|t| self.lang.speech.called.contains(word(t).as_str()));
        let light = Tags::PERSON.with(Tags::OWNERS).with(Tags::REFLEXIVE).with(Tags::BE);
        let only = |t: &Token| t.is_word() && (t.any(light) || self.lang.speech.called.contains(word(t).as_str()));
        let one = !self.is_several(&phrase, head) && self.tokens[at].paragraph + 1 >= self.tokens.get(begin)?.paragraph;
        // The woman shouted at the mayor. His name …
        let hers = |t: &Token| {
            let asks = asked(t.tags);
            !asks.any(Tags::HE.with(Tags::SHE)) || told_fits(&self.tokens[head], asks)
        };
        let fits = title_fits(&self.tokens[head], self.people.gender(m.person)) && self.may_be_human(m.person);
        (called && led.iter().all(hers) && one && fits && led.iter().all(only)).then_some(m.person)
    }

    /// The first and only one named behind the role at `at`, as what a sentence is about, who “added” something in that paragraph.
    fn goes_on_late(&self, at: usize) -> Option<usize> {
        const PARAGRAPHS: u32 = 2;
        const MENTIONS: usize = 12;
        const TOKENS: usize = 80;
        const BESIDE: usize = 10;
        let phrase = self.starting_at(at)?;
        let Head::Noun(head) = phrase.head else { return None };
        let (begin, noun) = (&self.tokens[at], &self.tokens[head]);
        let other = Tags::SPOKEN_FOR.with(Tags::BODY).with(Tags::KIN).with(Tags::MANY);
        let one = begin.any(Tags::DEFINITE) && !noun.any(other) && !self.is_several(&phrase, head) && !self.is_crowd(noun);
        let somebody = one && noun.any(Tags::ROLE.with(Tags::ANY_TITLE).with(Tags::TRADE));
        let early = begin.paragraph <= self.tokens.first()?.paragraph + 1;
        if !early || !somebody || self.people.before(at).any(|m| self.people.all[m.person].human) {
            return None;
        }
        let from = self.people.mentions.partition_point(|m| m.from < at);
        let near = |m: &&Mention| self.tokens[m.from].paragraph <= begin.paragraph + PARAGRAPHS;
        let human = |m: &&Mention| self.people.all[m.person].human;
        let mut named = self.people.mentions[from..].iter().take(MENTIONS).take_while(near).filter(human);
        let first = named.next().filter(|m| self.tokens[m.from].paragraph > begin.paragraph && self.is_main_subject(m))?;
        let p = &self.people.all[first.person];
        // The police chief said … ¶ Tom Reed, the mayor: another office is another man.
        let office = |t: &Token| t.any(Tags::ANY_TITLE) && t.any(Tags::ROLE) && !t.any(Tags::FORMER) && t.key != noun.key;
        let beside =
            self.tokens[first.titles..].iter().take(BESIDE).take_while(|t| t.sentence == self.tokens[first.from].sentence);
        let fits =
            title_fits(noun, self.people.gender(first.person)) && (p.roles.contains(&noun.key) || !beside.clone().any(office));
        let here = |t: &&Token| t.paragraph == self.tokens[first.from].paragraph;
        let behind: Vec<&Token> = self.tokens[first.to..].iter().take(TOKENS).take_while(here).collect();
        let gender = self.people.gender(first.person);
        let he = |t: &Token| {
            t.any(Tags::HE.with(Tags::SHE)) && t.any(Tags::PERSON) && (gender == Gender::Unknown || goes_with(gender, t.tags))
        };
        let more = |t: &Token| t.is_word() && t.any(Tags::MORE);
        let adds = behind.windows(2).any(|w| he(w[0]) && more(w[1]) || more(w[0]) && he(w[1]));
        (fits && adds && named.all(|m| m.person == first.person)).then_some(first.person)
    }

    fn brought_in_late(&self, at: usize) -> Option<usize> {
        const PARAGRAPHS: u32 = 2;
        const MENTIONS: usize = 12;
        let pronoun = self.tokens.get(at).filter(|t| t.any(Tags::HE.with(Tags::SHE)))?;
        let early = pronoun.paragraph <= self.tokens.first()?.paragraph + 1;
        if !early || self.people.before(at).any(|m| self.may_be_human(m.person)) {
            return None;
        }
        let from = self.people.mentions.partition_point(|m| m.from < at);
        let near = |m: &&Mention| self.tokens[m.from].paragraph <= pronoun.paragraph + PARAGRAPHS;
        let fits = |p: usize| {
            let gender = self.people.gender(p);
            self.people.all[p].human && (gender == Gender::Unknown || goes_with(gender, pronoun.tags))
        };
        let mut named = self.people.mentions[from..].iter().take(MENTIONS).take_while(near).filter(|m| fits(m.person));
        let first = named.next()?;
        // His name is Tom Reed.
        let is = first.titles.checked_sub(1).is_some_and(|b| self.tokens[b].is_word() && self.tokens[b].any(Tags::BE));
        let told = is || self.is_main_subject(first);
        (told && named.all(|m| m.person == first.person)).then_some(first.person)
    }
}

//! Whom does a definite description mean that tells none of his roles? La cantante Name … la artista: the only one of whom it may be said.

use super::phrases::{Phrase, Reading};
use super::resolve::title_fits;
use super::tokens::Token;
use crate::lang::Tags;
use compact_str::CompactString;

impl Reading<'_> {
    /// The artist, the pensioner, der Bergretter, il titolare dei Trasporti: the only person of that sex in the article, where the word is a
    /// general one, or shares what the article tells of him.
    pub(super) fn stand_in(&self, phrase: &Phrase, head: usize) -> Option<usize> {
        let noun = &self.tokens[head];
        let words = &self.tokens[phrase.from..phrase.to];
        let other = Tags::SPOKEN_FOR.with(Tags::BODY).with(Tags::KIN).with(Tags::MANY).with(Tags::THEY);
        // Der Bergretter: where nouns have capitals, a word that no list has.
        let unlisted = self.lang.speech.nouns_capital && noun.capital && noun.tags == Tags::default();
        let known = noun.any(Tags::ROLE.with(Tags::ANY_TITLE).with(Tags::TRADE));
        let trade = self.is_trade_word(noun);
        let one = (known || unlisted || trade) && !noun.any(other) && !self.is_crowd(noun) && !self.is_several(phrase, head);
        let apart = |t: &Token| t.owner || t.any(Tags::OWNERS.with(Tags::FORMER).with(Tags::LESSER));
        if !one || words.iter().any(apart) || !self.tokens[phrase.from].any(Tags::DEFINITE) || self.is_somebody(phrase, head) {
            return None;
        }
        let person = self.sole_of_sex(noun, phrase.from)?;
        let printed = noun.span.of(self.text).to_lowercase();
        let general = self.is_stand_in(phrase, head);
        let told =
            |t: &Token| t.is_word() && t.key != noun.key && !t.any(Tags::SMALL) && self.people.all[person].roles.contains(&t.key);
        // The artist; the Norlander artist; but the head of the choir is somebody else, unless it is his choir.
        let hung = self.tokens[head + 1..phrase.to].iter().any(|t| t.is_word() && t.any(Tags::PREPOSITION.with(Tags::AUTHOR)));
        let shared = words.iter().any(told);
        let alone = trade && phrase.from + 1 == head && phrase.to == head + 1 && self.may_be_called(person, head);
        (general && (!hung || shared) || !hung && unlisted && self.shares_stem(person, &printed) || alone).then_some(person)
    }

    /// The beekeeper, l'apicoltrice: a word for what somebody does, by its ending: a landlord is somebody's.
    pub(super) fn is_trade_word(&self, noun: &Token) -> bool {
        const STEM: usize = 3;
        let word = noun.span.of(self.text);
        let ends = |e: &CompactString| word.len() >= e.len() + STEM && word.ends_with(e.as_str());
        let capital = self.lang.speech.nouns_capital;
        let plain = noun.tags == Tags::default() || noun.any(Tags::TRADE) && !noun.any(Tags::ANY_TITLE);
        let plain = plain && noun.capital == capital && !noun.plural;
        plain && self.lang.speech.doer_endings.iter().any(ends)
    }

    /// Ada Quill had brought a box. “…,” the beekeeper said: the only person whom the article has named, of whom it tells no role, where it has
    /// brought in nobody by that word.
    fn may_be_called(&self, person: usize, head: usize) -> bool {
        let p = &self.people.all[person];
        let told = self.tokens[..head].iter().any(|t| t.key == self.tokens[head].key);
        p.roles.is_empty() && !told && self.only_one(head) == Some(person)
    }

    /// Is it a general word for somebody told before, though it may not be plain for whom?
    pub(super) fn is_stand_in(&self, phrase: &Phrase, head: usize) -> bool {
        let listed = self.lang.speech.stand_ins.contains(&*self.tokens[head].span.of(self.text).to_lowercase());
        listed && self.tokens[phrase.from].any(Tags::DEFINITE)
    }

    /// The only person named before `at` of whom a word for one may be said.
    pub(super) fn sole_of_sex(&self, noun: &Token, at: usize) -> Option<usize> {
        // Where so many are named, nobody is the only one.
        const MOST: usize = 64;
        if self.people.humans.len() > MOST {
            return None;
        }
        // Who is named later is not meant.
        let named = |p: &usize| self.people.all[*p].mentions.first().is_some_and(|m| *m < at);
        let fits = |p: &usize| title_fits(noun, self.people.gender(*p)) && named(p);
        let mut people = self.people.humans.iter().copied().filter(fits);
        match people.next() {
            Some(first) => people.next().is_none().then_some(first),
            None => self.only_name(at).filter(|p| title_fits(noun, self.people.gender(*p))),
        }
    }

    /// Leiter der Bergrettung, Name … der Bergretter: does a word beside his name begin as this one does?
    fn shares_stem(&self, person: usize, word: &str) -> bool {
        const MENTIONS: usize = 6;
        const NEAR: usize = 9;
        const STEM: usize = 7;
        let stem: String = word.chars().take(STEM).collect();
        let near = |m: &usize| {
            let sentence = self.tokens[*m].sentence;
            let around = &self.tokens[m.saturating_sub(NEAR)..self.tokens.len().min(m + NEAR)];
            around.iter().any(|t| t.sentence == sentence && t.is_word() && t.span.of(self.text).to_lowercase().starts_with(&stem))
        };
        stem.chars().count() == STEM && self.people.all[person].mentions.iter().take(MENTIONS).any(near)
    }
}

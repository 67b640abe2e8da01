//! Whom does a role mean? The mayor, the minister of the interior, the club: those to whom the article gives it.

use super::people::{Gender, Mention, Person};
use super::phrases::{Head, Phrase, Reading};
use super::resolve::{title_fits, told_gender};
use super::tokens::{Sort, Token, key};
use crate::lang::Tags;
use crate::model::Span;

impl Reading<'_> {
    /// Who bears the role, or which body the noun means.
    pub(super) fn bearer(&self, phrase: &Phrase, head: usize) -> Option<usize> {
        let words = || self.tokens[phrase.from..phrase.to].iter().filter(|t| t.is_word() && !t.any(Tags::SMALL));
        let noun = &self.tokens[head];
        if noun.any(Tags::SPOKEN_FOR) {
            let definite = self.is_definite(phrase);
            let named = words().find_map(|t| self.mention_of(t)).filter(|p| self.people.all[*p].body || !definite);
            return if definite { self.with_role(phrase, head).or(named) } else { named }
                .or_else(|| words().find(|t| t.any(Tags::BODY)).and_then(|t| self.body_with(t.key, head)))
                .or_else(|| words().find_map(|t| self.firm(t, head)));
        }
        if !self.is_definite(phrase) {
            return None;
        }
        if noun.any(Tags::ROLE.with(Tags::TITLE))
            && let Some(person) = self.with_role(phrase, head)
        {
            return Some(person);
        }
        // Milltown Police … the force said: by the other word for it, too
        let called = |key: u64| self.body_with(key, head);
        let body = || if noun.any(Tags::BODY) { called(noun.key).or_else(|| called(self.role_of(phrase, head))) } else { None };
        body().or_else(|| self.firm(noun, head))
    }

    /// The role that a definite phrase tells of somebody whom the article does not name, and the words that go with it.
    pub fn description(&self, phrase: &Phrase) -> Option<(u64, Vec<u64>)> {
        let Head::Noun(head) = phrase.head else { return None };
        if !self.is_definite(phrase)
            || !self.tokens[head].any(Tags::ROLE.with(Tags::TITLE))
            || self.tokens[head].any(Tags::SPOKEN_FOR)
            || self.tokens[phrase.from].any(Tags::OWNERS)
        {
            return None;
        }
        let role = self.role_of(phrase, head);
        let others = self.tokens[phrase.from..phrase.to].iter().filter(|t| t.is_word() && t.key != role && !t.any(Tags::SMALL));
        Some((role, others.map(|t| t.key).collect()))
    }

    pub fn is_definite(&self, phrase: &Phrase) -> bool {
        self.tokens[phrase.from].any(Tags::DEFINITE.with(Tags::OWNERS))
            || self.tokens[phrase.from..phrase.to].iter().any(|t| t.owner)
    }

    pub(super) fn mention_of(&self, token: &Token) -> Option<usize> {
        let at = self.tokens.partition_point(|t| t.span.start < token.span.start);
        self.people.mention_at(at).map(|m| m.person)
    }

    /// The person with that role; of several, the one with more of the phrase's words, then the nearest before, then the nearest after.
    pub(super) fn with_role(&self, phrase: &Phrase, head: usize) -> Option<usize> {
        if self.tokens[head].plural || self.is_somebody(phrase, head) {
            return None;
        }
        let role = self.role_of(phrase, head);
        // The vice president is no president.
        let lesser = self.tokens[phrase.from..phrase.to].iter().find(|t| t.any(Tags::LESSER)).map(|t| t.key);
        let same_rank = |p: &usize| match lesser {
            Some(word) => self.people.all[*p].roles.contains(&word),
            None => !self.people.all[*p].lesser,
        };
        // A role that very many bear tells nobody.
        const MOST: usize = 64;
        // The champion is not the former champion.
        let once = self.tokens[phrase.from..phrase.to].iter().any(|t| t.any(Tags::FORMER));
        let keys = self.same_roles(phrase, head);
        let bearers = || keys.iter().flat_map(|k| self.people.bearers(*k)).copied().take(MOST);
        let was = |p: &usize| self.people.all[*p].former.contains(&role);
        let once = once && bearers().any(|p| was(&p));
        let still = |p: &usize| was(p) == once;
        let others: Vec<u64> = self.tokens[phrase.from..phrase.to]
            .iter()
            .filter(|t| t.key != role && !t.any(Tags::SMALL) && t.is_word())
            .map(|t| t.key)
            .collect();
        let score = |p: usize| {
            let person = &self.people.all[p];
            let shared = others.iter().filter(|k| person.roles.contains(k)).count();
            let at = person.mentions.partition_point(|m| *m < head);
            let near = match (at.checked_sub(1).and_then(|b| person.mentions.get(b)), person.mentions.get(at)) {
                (Some(before), _) => head - before,
                (None, Some(after)) => 2 * (after - head),
                (None, None) => usize::MAX,
            };
            (shared, at > 0, std::cmp::Reverse(near))
        };
        // La ministre is nobody of whom the article knows that he is a man.
        let woman = told_gender(&self.tokens[head]) == Gender::She;
        let man = |p: &Person| p.gender == Gender::He && (p.told || p.given);
        let same = |p: &usize| !(woman && man(&self.people.all[*p]));
        let nation = self.nation_of(phrase);
        let home = |p: &usize| nation.as_ref().is_none_or(|n| self.may_be_of(*p, n));
        let same = |p: &usize| same(p) && home(p);
        let best = bearers().filter(same_rank).filter(still).filter(same).max_by_key(|p| score(*p));
        let best = best.filter(|p| !self.is_brought_later(*p, phrase, head));
        // Verkehrsminister Name … sagte der Minister
        let office = || keys.iter().flat_map(|k| self.people.officers(*k)).copied().take(MOST);
        // Of two ministers the German one is he whom the article calls so.
        let of = nation.as_ref().filter(|n| lesser.is_none() && !best.is_some_and(|p| self.is_of(p, n)));
        let best = of.and_then(|n| self.only_of(n, phrase)).or(best);
        best.or_else(|| office().filter(same_rank).filter(same).max_by_key(|p| score(*p)))
    }

    /// Name is going nowhere. “…,” the coach said. ¶ Other, the Milltown coach, …: who is first named in a later paragraph is not meant where
    /// somebody who may be has been named before, and no role is his.
    fn is_brought_later(&self, person: usize, phrase: &Phrase, head: usize) -> bool {
        const MENTIONS: usize = 12;
        let first = self.people.all[person].mentions.first().copied().unwrap_or(0);
        if first < phrase.from || self.tokens[first].paragraph == self.tokens[head].paragraph {
            return false;
        }
        let may = |m: &Mention| {
            let p = &self.people.all[m.person];
            self.may_be_human(m.person)
                && !p.body
                && p.roles.is_empty()
                && title_fits(&self.tokens[head], self.people.gender(m.person))
        };
        self.people.before(phrase.from).take(MENTIONS).any(may)
    }

    /// The keys of a role, of its other word, and of what a man is called who bears it (la sindaca: il sindaco Ada Roe).
    fn same_roles(&self, phrase: &Phrase, head: usize) -> Vec<u64> {
        let speech = &self.lang.speech;
        let printed = self.tokens[head].span.of(self.text).to_lowercase();
        let word = self.other_word(phrase, head).unwrap_or(&printed);
        let role = self.role_of(phrase, head);
        let others = speech.of_a_man(word).into_iter().map(|w| key(&w)).chain([self.tokens[head].key]);
        // El técnico Name … dijo el entrenador: the article may have had the other word first.
        let mut called: Vec<u64> = speech.same_roles.iter().filter(|(_, role)| *role == word).map(|(w, _)| key(w)).collect();
        called.sort_unstable();
        [role].into_iter().chain(others.chain(called).filter(|k| *k != role)).collect()
    }

    /// An organiser opened the door. …, the organiser said: whom the article has just brought in without a name.
    pub(super) fn is_somebody(&self, phrase: &Phrase, head: usize) -> bool {
        const FAR: usize = 80;
        let first = |k: usize| k.checked_sub(1).map(|b| &self.tokens[b]);
        let brought = |k: &usize| {
            self.tokens[*k].key == self.tokens[head].key
                && first(*k).is_some_and(|t| t.any(Tags::DETERMINER) && !t.any(Tags::DEFINITE))
                && first(*k - 1).is_none_or(|t| !matches!(t.sort, Sort::Comma) && !t.any(Tags::BE.with(Tags::CLAUSE)))
                && self.tokens.get(*k + 1).is_none_or(|t| t.sort != Sort::Comma)
        };
        let from = phrase.from.saturating_sub(FAR);
        let named = |k: usize| {
            self.people.mention_at(k).is_some_and(|m| self.people.all[m.person].roles.contains(&self.tokens[head].key))
        };
        match (from..phrase.from).rev().find(brought) {
            Some(at) => !(at..phrase.from).any(named),
            None => false,
        }
    }

    /// The key of the role that the phrase tells, by another word for it where there is one.
    pub(super) fn role_of(&self, phrase: &Phrase, head: usize) -> u64 {
        self.other_word(phrase, head).map_or(self.tokens[head].key, key)
    }

    /// The usual word for the role that the phrase tells by another.
    fn other_word(&self, phrase: &Phrase, head: usize) -> Option<&str> {
        let first = phrase.from + usize::from(self.tokens[phrase.from].any(Tags::DETERMINER) && phrase.from < head);
        let said = Span::new(self.tokens[first].span.start, self.tokens[head].span.end).of(self.text).to_lowercase();
        // the Albion boss: the word alone, where nothing is told of both together
        let alone = || self.tokens[head].span.of(self.text).to_lowercase();
        let roles = &self.lang.speech.same_roles;
        roles.get(said.as_str()).or_else(|| roles.get(alone().as_str())).map(|role| role.as_str())
    }

    /// The body whose name holds the noun, the nearest before, else after.
    pub(super) fn body_with(&self, noun: u64, head: usize) -> Option<usize> {
        /// Looked for among so many mentions.
        const FAR: usize = 500;
        let holds = |m: &&Mention| self.people.all[m.person].body && self.tokens[m.from..m.to].iter().any(|t| t.key == noun);
        self.people
            .before(head)
            .take(FAR)
            .find(holds)
            .or_else(|| self.people.mentions.iter().take(FAR).find(holds))
            .map(|m| m.person)
    }
}

//! Whom and what does the article name? Names in it, joined to people and bodies, with the roles and the gender that it tells.

mod joiner;
mod told;

use std::cell::RefCell;
use std::sync::OnceLock;

use super::familiar::Familiar;
use super::spots::names;
use super::tokens::Token;
use crate::lang::{Lang, Tags};
use crate::model::Span;
use joiner::{Joiner, owners, shorten};
use rustc_hash::{FxHashMap, FxHashSet};
use told::roles_beside;

/// One printed name: tokens `from..to`, without titles.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mention {
    /// Where the capitalised titles before it begin.
    pub titles: usize,
    pub from: usize,
    pub to: usize,
    /// Index into [`People::all`].
    pub person: usize,
    /// It is the subject of a verb of saying.
    pub speaks: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Gender {
    #[default]
    Unknown,
    He,
    She,
}

/// A person or a body that the article names.
#[derive(Clone, Debug, Default)]
pub(crate) struct Person {
    /// The longest name printed.
    pub name: Span,
    keys: Vec<u64>,
    pub body: bool,
    /// An article stands before it: the Games, the Post.
    pub thing: bool,
    /// The gender of the noun that a body or thing is called by, as its article tells: la Fédération.
    pub article: Gender,
    /// Somebody's daughter, or the like: others of the article may bear the name.
    pub kin: bool,
    /// It is told to be something else than somebody's kin.
    pub has_office: bool,
    /// The name begins with a given name.
    pub given: bool,
    /// Sure to be a person: a title, a given name, or a role stands with it.
    pub human: bool,
    pub gender: Gender,
    /// A title or a role tells the gender; a given name only makes it likely.
    pub told: bool,
    /// Words that tell its role: mayor, Milan.
    pub roles: Vec<u64>,
    /// Its age in years, where the article prints it behind the name.
    pub age: Option<u8>,
    /// Words that stand right before the name, behind a determiner: the Portuguese Name.
    pub called: Vec<u64>,
    /// Those that it bears no more: the former mayor.
    pub former: Vec<u64>,
    /// The offices that its roles are one of: Verkehrsminister, a minister.
    offices: Vec<u64>,
    /// One of them makes a lesser one of it: vice president.
    pub lesser: bool,
    /// Short forms of a body's name that the article prints.
    pub acronyms: Vec<Span>,
    /// Token of its last mention so far, while the article is read.
    pub mentions: Vec<usize>,
}

impl Person {
    /// Is the word the first of its name, and not all of it?
    pub fn is_longer_than(&self, word: u64) -> bool {
        self.keys.len() > 1 && self.begins_with(word)
    }

    /// Is the word the last of its name, and not all of it nor the first?
    fn is_longer_than_its_surname(&self, word: u64) -> bool {
        self.keys.len() > 1 && self.surname() == Some(word) && !self.begins_with(word)
    }

    /// Is it surely a person, or named elsewhere than at the token?
    pub fn human_but_for(&self, token: usize) -> bool {
        self.human || self.mentions.iter().any(|m| *m != token)
    }

    pub fn is_one_word(&self) -> bool {
        self.keys.len() == 1
    }

    /// The last word of its name.
    pub fn surname(&self) -> Option<u64> {
        self.keys.last().copied()
    }

    /// Is the word the first of its name?
    pub fn begins_with(&self, word: u64) -> bool {
        self.keys.first() == Some(&word)
    }

    /// Takes down a word that stands right before its name; nobody is called by very many.
    fn call(&mut self, word: u64) {
        const MOST: usize = 32;
        if self.called.len() < MOST && !self.called.contains(&word) {
            self.called.push(word);
        }
    }

    /// Takes down a word of its role, now or once; who bears it now is no former one.
    fn bear(&mut self, token: &Token, former: bool) {
        let role = token.key;
        self.kin |= token.any(Tags::KIN);
        self.has_office |= !former && token.any(Tags::ROLE.with(Tags::ANY_TITLE)) && !token.any(Tags::KIN);
        if token.office != 0 && !former && !self.offices.contains(&token.office) {
            self.offices.push(token.office);
        }
        if !self.roles.contains(&role) {
            self.roles.push(role);
            if former {
                self.former.push(role);
            }
        } else if !former {
            self.former.retain(|r| *r != role);
        }
    }
}

#[derive(Debug, Default)]
pub(crate) struct People {
    /// Which of them are firms, each behind the place that shows it first; asked for only where a word for one stands.
    pub firms: OnceLock<Vec<(usize, usize)>>,
    pub all: Vec<Person>,
    /// Those of them who are sure to be people, once all have been heard.
    pub humans: Vec<usize>,
    pub mentions: Vec<Mention>,
    /// For each token the mention that it belongs to.
    at: Vec<u32>,
    /// The people who bear a role, by its key.
    bearers: FxHashMap<u64, Vec<usize>>,
    /// The people whose role is one of an office, by the office's key.
    officers: FxHashMap<u64, Vec<usize>>,
    /// The people whom a word calls somebody (the Portuguese Name), or whose names begin with it, by its key.
    callers: FxHashMap<u64, Vec<usize>>,
    /// The gender that pronouns have told so far of those of whom nothing else does.
    bound: RefCell<FxHashMap<usize, Gender>>,
    /// Words that begin sentences, and may be surnames.
    dropped: Vec<u64>,
    /// Who is of an age that the article prints; `None` where several are.
    ages: FxHashMap<u8, Option<usize>>,
}

const NOBODY: u32 = u32::MAX;

impl People {
    pub fn mention_at(&self, token: usize) -> Option<&Mention> {
        self.at.get(token).filter(|m| **m != NOBODY).and_then(|m| self.mentions.get(*m as usize))
    }

    /// Whoever says something is, as a rule, somebody; his mention there is more likely to be taken up.
    pub fn hear(&mut self, token: usize) {
        if let Some(&m) = self.at.get(token).filter(|m| **m != NOBODY)
            && let Some(mention) = self.mentions.get_mut(m as usize)
        {
            mention.speaks = true;
            let person = &mut self.all[mention.person];
            person.human |= !person.body && !person.thing;
        }
    }

    /// A pronoun was found to mean the person: it tells the gender where nothing else does.
    pub fn bind(&self, person: usize, gender: Gender) {
        if self.all.get(person).is_some_and(|p| p.gender == Gender::Unknown && !p.body) {
            self.bound.borrow_mut().entry(person).or_insert(gender);
        }
    }

    /// The gender of the person, as far as a word, a given name or a pronoun tells.
    pub fn gender(&self, person: usize) -> Gender {
        match self.all.get(person).map_or(Gender::Unknown, |p| p.gender) {
            Gender::Unknown => self.bound.borrow().get(&person).copied().unwrap_or_default(),
            told => told,
        }
    }

    /// The people who bear the role, in the order of their first names in the article.
    pub fn bearers(&self, role: u64) -> &[usize] {
        self.bearers.get(&role).map_or(&[], Vec::as_slice)
    }

    /// The people, no bodies, whom a word calls somebody, or whose names begin with it.
    pub fn callers(&self, word: u64) -> &[usize] {
        self.callers.get(&word).map_or(&[], Vec::as_slice)
    }

    /// The people of whose roles that office is the last part.
    pub fn officers(&self, office: u64) -> &[usize] {
        self.officers.get(&office).map_or(&[], Vec::as_slice)
    }

    /// The only one of that age.
    pub fn aged(&self, years: u8) -> Option<usize> {
        self.ages.get(&years).copied().flatten()
    }

    /// Does the article print the age with a name, or with several?
    pub fn tells_age(&self, years: u8) -> bool {
        self.ages.contains_key(&years)
    }

    /// Sorts all by their ages, roles, offices and what they are called, so that each is found by it.
    fn sort_in(&mut self) {
        for (i, years) in self.all.iter().enumerate().filter_map(|(i, p)| Some((i, p.age?))) {
            self.ages.entry(years).and_modify(|one| *one = None).or_insert(Some(i));
        }
        for (i, person) in self.all.iter().enumerate().filter(|(_, p)| !p.body) {
            for role in &person.roles {
                self.bearers.entry(*role).or_default().push(i);
            }
            for office in &person.offices {
                self.officers.entry(*office).or_default().push(i);
            }
            let first = person.keys.first().filter(|first| !person.called.contains(first));
            for word in person.called.iter().chain(first) {
                self.callers.entry(*word).or_default().push(i);
            }
        }
    }

    /// Words that may be surnames, of whose bearers the article tells nothing more.
    pub fn unsure(&self) -> Vec<u64> {
        let unknown = |p: &&Person| p.is_one_word() && !p.body && !p.thing && (!p.human || p.gender == Gender::Unknown);
        self.all.iter().filter(unknown).filter_map(Person::surname).chain(self.dropped.iter().copied()).collect()
    }

    /// Mentions that begin before the token, the nearest first.
    pub fn before(&self, token: usize) -> impl Iterator<Item = &Mention> {
        let end = self.mentions.partition_point(|m| m.from < token);
        self.mentions[..end].iter().rev()
    }
}

/// Reads all names of the article.
pub(crate) fn people(text: &str, tokens: &[Token], lang: &Lang, familiar: &Familiar) -> People {
    let mut ranges = names(text, tokens, lang);
    let small: FxHashSet<u64> = tokens.iter().filter(|t| t.is_word() && !t.capital).map(|t| t.key).collect();
    let offices = shorten(text, tokens, &small, &mut ranges, lang, familiar);
    let mut joiner = Joiner::new(text, tokens, lang);
    joiner.dropped.extend(offices);
    let mut person_of = owners(&mut joiner, &ranges, &small, lang, familiar);
    let mut kept = person_of.iter();
    ranges.retain(|_| kept.next().is_some_and(|p| *p != usize::MAX));
    person_of.retain(|p| *p != usize::MAX);
    let mut at = vec![NOBODY; tokens.len()];
    let mut mentions = Vec::with_capacity(ranges.len());
    for (range, person) in ranges.iter().zip(person_of) {
        for slot in &mut at[range.from..range.to] {
            *slot = mentions.len() as u32;
        }
        joiner.all[person].mentions.push(range.from);
        mentions.push(Mention { titles: range.titles, from: range.from, to: range.to, person, speaks: false });
    }
    let mut people = People { all: joiner.all, mentions, at, dropped: joiner.dropped, ..People::default() };
    roles_beside(text, tokens, &mut people, lang);
    familiar.tell(&mut people);
    people.sort_in();
    people
}

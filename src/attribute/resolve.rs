//! Whom does a phrase mean? A name is looked up, a pronoun goes to the person named before that fits best, a role to whom the article gives it.

use super::people::{Gender, Mention};
use super::phrases::{Head, Phrase, Reading};
use super::pronouns::{Antecedent, asked};
use super::tokens::Token;
use crate::lang::Tags;
use unicode_normalization::UnicodeNormalization;

/// What a phrase was found to mean.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Meaning {
    pub speaker: String,
    pub person: Option<usize>,
    /// The phrase itself is no name.
    pub resolved: bool,
    /// Others fit nearly as well, or nobody does: it stays as printed.
    pub open: bool,
    /// Found because nobody else is about, not because anything tells so.
    pub faint: bool,
}

impl Reading<'_> {
    /// Whom the phrase means; `last` spoke last before it.
    pub fn meaning(&self, phrase: &Phrase, last: Option<usize>, author: &str) -> Meaning {
        if let Some(writer) = self.writer(phrase) {
            return Meaning { resolved: true, ..self.meaning(&writer, last, author) };
        }
        let found = match phrase.head {
            // Another Norlander: anybody who is called so.
            Head::Name(_) if self.lone(phrase.from).is_some_and(|l| l.to + 1 == phrase.to) => None,
            Head::Name(p) if !self.is_demonym(phrase) => {
                // Das Unternehmen: where nouns have capitals, the word for a firm is read as a name.
                let p =
                    self.firm(&self.tokens[phrase.to - 1], phrase.from).filter(|_| self.people.all[p].is_one_word()).unwrap_or(p);
                return Meaning { speaker: self.name_of(p), person: Some(p), resolved: false, open: false, faint: false };
            }
            Head::Pronoun(k) if self.tokens[k].any(Tags::I) && !author.is_empty() => {
                return Meaning { speaker: author.to_string(), person: None, resolved: true, open: false, faint: false };
            }
            Head::Pronoun(k) if self.tokens[k].any(Tags::I) => None,
            Head::Pronoun(k) => match self.antecedent(k, asked(self.tokens[k].tags), last, self.answers(k).and(last)) {
                Some(Antecedent::Unnamed(phrase)) => {
                    return Meaning { speaker: self.printed(&phrase), person: None, resolved: true, open: false, faint: false };
                }
                Some(Antecedent::Person(person)) => Some(person),
                None => match self.governor(k) {
                    Some(p) => return Meaning { resolved: true, ..self.meaning(&p, last, author) },
                    None => None,
                },
            },
            Head::Name(own) => {
                let found = self.of_country(phrase, own).or_else(|| self.countryman(phrase, last).filter(|p| *p != own));
                let listed = self.lang.speech.demonyms.contains(&*self.tokens[phrase.to - 1].span.of(self.text).to_lowercase());
                found.or(if listed { None } else { Some(own) })
            }
            Head::Noun(k) => self.of_noun(phrase, k, last),
        };
        let stood_for = match phrase.head {
            Head::Noun(k) if found.is_none() => {
                self.stand_in(phrase, k).or_else(|| self.taken_up(phrase, k, last)).or_else(|| self.announced(phrase, k))
            }
            _ => None,
        };
        let faint = stood_for.is_some();
        let found = found.or(stood_for);
        let resolved = found.is_some();
        Meaning {
            speaker: found.map_or_else(|| self.printed(phrase), |p| self.name_of(p)),
            person: found,
            resolved,
            open: !resolved && matches!(phrase.head, Head::Pronoun(_)),
            faint,
        }
    }

    /// Another said | he hoped …: who reports what a pronoun that means nobody else does, where he is one without a name.
    fn governor(&self, k: usize) -> Option<Phrase> {
        let asks = asked(self.tokens[k].tags);
        let that = k.checked_sub(1).is_some_and(|b| self.tokens[b].is_word() && self.tokens[b].any(Tags::THAT));
        let verb = k.checked_sub(1 + usize::from(that))?;
        let says = |t: &Token| t.is_word() && t.any(Tags::SAY) && !t.capital;
        if !says(&self.tokens[verb]) || !asks.any(Tags::HE.with(Tags::SHE)) {
            return None;
        }
        let subject = self.subject_before(verb).0.filter(|s| s.to == verb && self.can_speak(s))?;
        let Head::Noun(head) = subject.head else { return None };
        let one = !self.is_several(&subject, head) && !self.tokens[head].any(Tags::BODY);
        (one && told_fits(&self.tokens[head], asks)).then_some(subject)
    }

    /// Whom a noun means, by its role, an age, what somebody is called, or because nobody else is about.
    fn of_noun(&self, phrase: &Phrase, k: usize, last: Option<usize>) -> Option<usize> {
        // The midfielder: one who is named much later is not meant.
        let named = |p: &usize| self.people.all[*p].mentions.first().is_some_and(|m| *m < phrase.from);
        let trade = self.tokens[k].any(Tags::TRADE) && !self.tokens[k].any(Tags::ANY_TITLE);
        let bearer = self.bearer(phrase, k).filter(|p| !trade || named(p));
        // Of two partisans without a name the first is neither.
        if self.former_word(phrase).is_some() {
            return self.former(phrase).and_then(|_| self.named_last(phrase));
        }
        let latter = || self.is_latter(phrase).then(|| self.named_last(phrase)).flatten();
        bearer
            .or_else(|| self.by_age(phrase, k))
            .or_else(|| self.called(phrase, k))
            .or_else(|| self.by_any_age(phrase, k, last))
            .or_else(latter)
            .or_else(|| self.only_speaker(phrase, k, last?))
            .or_else(|| self.is_demonym(phrase).then(|| self.epithet(phrase, last)).flatten())
            .or_else(|| self.only_so_far(phrase, k))
            .or_else(|| self.just_named(phrase, k))
    }

    /// Parla la meteorologa Name. «…», ha detto la responsabile del centro: the only one whom the sentence right before names, which ends in his
    /// name to tell that he speaks, where no office of his stands there.
    fn announced(&self, phrase: &Phrase, head: usize) -> Option<usize> {
        let noun = &self.tokens[head];
        let owned = self.tokens[phrase.from].any(Tags::OWNERS) || self.is_somebody(phrase, head);
        let one = noun.any(Tags::ROLE.with(Tags::ANY_TITLE)) && !noun.any(Tags::BODY.with(Tags::KIN).with(Tags::MANY));
        if !one || noun.plural || self.is_crowd(noun) || owned || !self.is_definite(phrase) {
            return None;
        }
        let end = self.end_before(phrase.from).filter(|end| self.tokens[*end].paragraph == noun.paragraph)?;
        let sentence = self.tokens[end].begin..end + 1;
        let last = sentence.clone().rev().find(|k| self.tokens[*k].is_word())?;
        let m = self.people.mention_at(last).filter(|m| m.speaks && self.people.all[m.person].human)?;
        let person = &self.people.all[m.person];
        let office = |k: usize| self.tokens[k].any(Tags::ANY_TITLE) && person.roles.contains(&self.tokens[k].key);
        let human = |o: &Mention| o.person != m.person && self.people.all[o.person].human;
        let other = |k: usize| self.tokens[k].is_quote() || self.people.mention_at(k).is_some_and(human) || office(k);
        (!sentence.clone().any(other) && title_fits(noun, self.people.gender(m.person))).then_some(m.person)
    }

    /// The mayor, of whom the article does not say that he is one: who spoke last, where nobody else is about and no other role is his.
    pub(super) fn only_speaker(&self, phrase: &Phrase, head: usize, last: usize) -> Option<usize> {
        const SENTENCES: u32 = 8;
        let noun = &self.tokens[head];
        let owned = self.tokens[phrase.from].any(Tags::OWNERS);
        let bare = phrase.to - phrase.from <= 2 && phrase.to == head + 1 && !owned;
        let other = Tags::SPOKEN_FOR.with(Tags::BODY).with(Tags::KIN).with(Tags::TRADE).with(Tags::MANY);
        // The driver is somebody else than who has just spoken.
        let apart = noun.plural || self.is_crowd(noun) || self.is_bridged(noun);
        let title = noun.any(Tags::ANY_TITLE.with(Tags::ROLE)) && !noun.any(other) && !apart;
        let speaker = self.people.all.get(last).filter(|p| !p.body && !p.thing && p.roles.is_empty())?;
        let near = |m: &&Mention| noun.sentence.saturating_sub(self.tokens[m.from].sentence) <= SENTENCES;
        // «…», dijo Name. «…», insistió el abogado: right behind his words, who has an office of his own, or is no man, is no other.
        let here = self.has_just_spoken(last, phrase.from);
        let rival = |p: usize| {
            let person = &self.people.all[p];
            person.human && (!here || title_fits(noun, self.people.gender(p)) && !person.has_office)
        };
        let alone = self.people.before(head).take_while(near).all(|m| m.person == last || !rival(m.person));
        (bare && title && title_fits(noun, speaker.gender) && alone && self.is_definite(phrase)).then_some(last)
    }

    /// Did the sentence right before `at`, of the same paragraph, bring words in marks, and does the paragraph name who spoke last?
    fn has_just_spoken(&self, last: usize, at: usize) -> bool {
        const MENTIONS: usize = 12;
        let Some(end) = self.end_before(at) else { return false };
        let quoted = self.tokens[self.tokens[end].begin..=end].iter().any(Token::is_quote);
        let here = |m: &&Mention| self.tokens[m.from].paragraph == self.tokens[at].paragraph;
        let named = self.people.before(at).take(MENTIONS).take_while(here).any(|m| m.person == last);
        quoted && named && self.tokens[end].paragraph == self.tokens[at].paragraph
    }

    /// Swift the reply of Name. “…,” the leader of the party says: the only person whom the sentence before names, and no other role is his.
    fn just_named(&self, phrase: &Phrase, head: usize) -> Option<usize> {
        let noun = &self.tokens[head];
        let owned = self.tokens[phrase.from].any(Tags::OWNERS);
        if !noun.any(Tags::ANY_TITLE)
            || noun.any(Tags::SPOKEN_FOR.with(Tags::BODY))
            || self.is_crowd(noun)
            || !self.is_definite(phrase)
            || owned
        {
            return None;
        }
        let near = |m: &&Mention| {
            noun.sentence.saturating_sub(self.tokens[m.from].sentence) <= 1 && self.tokens[m.from].paragraph == noun.paragraph
        };
        let mut people = self.people.before(phrase.from).take_while(near).filter(|m| self.people.all[m.person].human);
        let first = people.next()?.person;
        let person = &self.people.all[first];
        (title_fits(noun, person.gender) && person.roles.is_empty() && people.all(|m| m.person == first)).then_some(first)
    }

    pub fn name_of(&self, person: usize) -> String {
        // However its accents are encoded, it is one name.
        let name: String = self.people.all.get(person).map_or("", |p| p.name.of(self.text)).nfc().collect();
        name.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The phrase as printed.
    fn printed(&self, phrase: &Phrase) -> String {
        // The | Portuguese: where the word was read as a name.
        let article = |b: &usize| matches!(phrase.head, Head::Name(_)) && self.tokens[*b].any(Tags::DEFINITE);
        let from = phrase.from.checked_sub(1).filter(article).unwrap_or(phrase.from);
        let (Some(first), Some(last)) = (self.tokens.get(from), phrase.to.checked_sub(1).and_then(|l| self.tokens.get(l))) else {
            return String::new();
        };
        let text = self.text.get(first.span.start..last.span.end).unwrap_or("");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Is the pronoun one of that gender?
pub(super) fn goes_with(gender: Gender, pronoun: Tags) -> bool {
    match gender {
        Gender::Unknown => false,
        Gender::He => pronoun.any(Tags::HE),
        Gender::She => pronoun.any(Tags::SHE),
    }
}

/// The gender that a word for a person tells, or its determiner.
pub(super) fn told_gender(noun: &Token) -> Gender {
    match (noun.any(Tags::TITLE_HE), noun.any(Tags::TITLE_SHE)) {
        (true, false) => Gender::He,
        (false, true) => Gender::She,
        _ => noun.gender,
    }
}

/// Does the title go with somebody of that gender?
pub(super) fn title_fits(title: &Token, gender: Gender) -> bool {
    match gender {
        Gender::He => told_gender(title) != Gender::She,
        Gender::She => told_gender(title) != Gender::He,
        Gender::Unknown => true,
    }
}

/// Does the gender that a word for a person tells go with the pronoun?
pub(super) fn told_fits(noun: &Token, pronoun: Tags) -> bool {
    told_gender(noun) == Gender::Unknown || goes_with(told_gender(noun), pronoun)
}

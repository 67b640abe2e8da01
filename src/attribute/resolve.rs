//! Whom does a phrase mean? A name is looked up, a pronoun goes to the person named before that fits best, a role to whom the article gives it.

use super::people::{Gender, Mention};
use super::phrases::{Head, Phrase, Reading};
use super::tokens::{Sort, Token, key};
use crate::lang::Tags;
use crate::model::Span;

/// What a phrase was found to mean.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Meaning {
    pub speaker: String,
    pub person: Option<usize>,
    /// The phrase itself is no name.
    pub resolved: bool,
    /// Others fit nearly as well, or nobody does: it stays as printed.
    pub open: bool,
}

/// Whom a pronoun stands for.
#[derive(Clone, Copy, PartialEq)]
enum Antecedent {
    Person(usize),
    /// The subject of the sentence before, which is nobody whom the article names: her secretary, another.
    Unnamed(Phrase),
}

/// The two that fit best, to see whether the choice is plain.
#[derive(Default)]
struct Rivals {
    best: Option<(f32, Antecedent)>,
    second: f32,
}

impl Rivals {
    /// Fewer points name nobody.
    const LEAST: f32 = 2.0;
    /// A lead below this is a coin toss.
    const LEAD: f32 = 1.5;

    fn see(&mut self, points: f32, who: Antecedent) {
        match self.best {
            Some((most, w)) if w == who => self.best = Some((most.max(points), w)),
            Some((most, _)) if points <= most => self.second = self.second.max(points),
            Some((most, _)) => {
                self.second = self.second.max(most);
                self.best = Some((points, who));
            }
            None => self.best = Some((points, who)),
        }
    }

    /// The best, if that is plain.
    fn winner(&self) -> Option<Antecedent> {
        self.best.filter(|(most, _)| *most > Self::LEAST && most - self.second >= Self::LEAD).map(|(_, who)| who)
    }
}

/// A given name tells the gender of most who bear it, not of all.
const OTHER_GENDER: f32 = -12.0;

/// The prominence of a sentence's subject.
const SUBJECT: f32 = 2.5;

/// The subject of the sentence before is what most sentences go on with.
const NEXT: f32 = 1.5;

/// How well a pronoun goes with a subject that is no name.
const UNNAMED: f32 = 2.5;

/// So well it goes with somebody whose gender is known, and with anybody.
const KNOWN: f32 = 2.5;
const HUMAN: f32 = 1.5;

/// Who bears a role was named so many sentences before, at most.
const FAR_BEARER: u32 = 12;

impl Reading<'_> {
    /// Whom the phrase means; `last` spoke last before it.
    pub fn meaning(&self, phrase: &Phrase, last: Option<usize>, author: &str) -> Meaning {
        if let Some(writer) = self.writer(phrase) {
            return Meaning { resolved: true, ..self.meaning(&writer, last, author) };
        }
        let found = match phrase.head {
            Head::Name(p) if !self.is_demonym(phrase) => {
                return Meaning { speaker: self.name_of(p), person: Some(p), resolved: false, open: false };
            }
            Head::Pronoun(k) if self.tokens[k].any(Tags::I) && !author.is_empty() => {
                return Meaning { speaker: author.to_string(), person: None, resolved: true, open: false };
            }
            Head::Pronoun(k) if self.tokens[k].any(Tags::I) => None,
            Head::Pronoun(k) => match self.antecedent(k, self.tokens[k].tags, last, self.answers(k).and(last)) {
                Some(Antecedent::Unnamed(phrase)) => {
                    return Meaning { speaker: self.printed(&phrase), person: None, resolved: true, open: false };
                }
                Some(Antecedent::Person(person)) => Some(person),
                None => None,
            },
            Head::Name(own) => self.of_country(phrase, own).or(Some(own)),
            Head::Noun(k) => {
                // The midfielder: one who is named much later is not meant.
                let named = |p: &usize| self.people.all[*p].mentions.first().is_some_and(|m| *m < phrase.from);
                let trade = self.tokens[k].any(Tags::TRADE) && !self.tokens[k].any(Tags::ANY_TITLE);
                let bearer = self.bearer(phrase, k).filter(|p| !trade || named(p));
                let latter = || self.is_latter(phrase).then(|| self.named_last(phrase)).flatten();
                bearer
                    .or_else(|| self.by_age(phrase, k))
                    .or_else(|| self.called(phrase, k))
                    .or_else(|| self.by_any_age(phrase, k, last))
                    .or_else(latter)
                    .or_else(|| self.only_speaker(phrase, k, last?))
                    .or_else(|| self.just_named(phrase, k))
            }
        };
        let resolved = found.is_some();
        Meaning {
            speaker: found.map_or_else(|| self.printed(phrase), |p| self.name_of(p)),
            person: found,
            resolved,
            open: !resolved && matches!(phrase.head, Head::Pronoun(_)),
        }
    }

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
    fn writer(&self, phrase: &Phrase) -> Option<Phrase> {
        let noun = self.written(phrase)?;
        self.tokens.get(noun + 1).filter(|t| t.is_word() && t.any(Tags::AUTHOR))?;
        let behind = self.starting_at(noun + 2).or_else(|| self.starting_at(noun + 1))?;
        (self.can_speak(&behind) && !matches!(behind.head, Head::Pronoun(_))).then_some(behind)
    }

    /// The mayor, of whom the article does not say that he is one: who spoke last, where nobody else is about and no other role is his.
    fn only_speaker(&self, phrase: &Phrase, head: usize, last: usize) -> Option<usize> {
        const SENTENCES: u32 = 8;
        let noun = &self.tokens[head];
        let owned = self.tokens[phrase.from].any(Tags::OWNERS);
        let bare = phrase.to - phrase.from <= 2 && phrase.to == head + 1 && !owned;
        let other = Tags::SPOKEN_FOR.with(Tags::BODY).with(Tags::KIN).with(Tags::TRADE).with(Tags::MANY);
        let title = noun.any(Tags::ANY_TITLE.with(Tags::ROLE)) && !noun.any(other) && !noun.plural;
        let speaker = self.people.all.get(last).filter(|p| !p.body && !p.thing && p.roles.is_empty())?;
        let near = |m: &&Mention| noun.sentence.saturating_sub(self.tokens[m.from].sentence) <= SENTENCES;
        let alone = self.people.before(head).take_while(near).all(|m| m.person == last || !self.people.all[m.person].human);
        (bare && title && title_fits(noun, speaker.gender) && alone && self.is_definite(phrase)).then_some(last)
    }

    /// Swift the reply of Name. “…,” the leader of the party says: the only person whom the sentence before names, and no other role is his.
    fn just_named(&self, phrase: &Phrase, head: usize) -> Option<usize> {
        let noun = &self.tokens[head];
        let owned = self.tokens[phrase.from].any(Tags::OWNERS);
        if !noun.any(Tags::ANY_TITLE) || noun.any(Tags::SPOKEN_FOR.with(Tags::BODY)) || !self.is_definite(phrase) || owned {
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
        self.people.all.get(person).map_or("", |p| p.name.of(self.text)).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The phrase as printed.
    fn printed(&self, phrase: &Phrase) -> String {
        let (Some(first), Some(last)) = (self.tokens.get(phrase.from), phrase.to.checked_sub(1).and_then(|l| self.tokens.get(l)))
        else {
            return String::new();
        };
        let text = self.text.get(first.span.start..last.span.end).unwrap_or("");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whom a pronoun at `k` stands for, where that is plain.
    /// `not` is sure to be another.
    fn antecedent(&self, k: usize, asks: Tags, last: Option<usize>, not: Option<usize>) -> Option<Antecedent> {
        const SENTENCES: u32 = 8;
        const MENTIONS: usize = 40;
        // It works with X, it said: both mean what stands before the first.
        let sentence = self.tokens[k].sentence;
        let k = (k.saturating_sub(60)..k)
            .rev()
            .take_while(|e| self.tokens[*e].sentence == sentence)
            .filter(|e| self.tokens[*e].key == self.tokens[k].key)
            .last()
            .unwrap_or(k);
        let k = self.chain_start(k);
        let pronoun = &self.tokens[k];
        let mut rivals = Rivals::default();
        for m in self.people.before(k).take(MENTIONS) {
            let far = pronoun.sentence.saturating_sub(self.tokens[m.from].sentence);
            if far > SENTENCES {
                break;
            }
            let Some(fit) = self.fit(asks, m.person).filter(|_| Some(m.person) != not) else { continue };
            let heard = if m.speaks { 1.5 } else { 0.0 } + if last == Some(m.person) { 1.5 } else { 0.0 };
            let prominence = self.prominence(m);
            // The end of a paragraph counts as a sentence.
            let close = far <= 1 + u32::from(self.tokens[m.from].paragraph < pronoun.paragraph);
            let next = if close && prominence >= SUBJECT { NEXT } else { 0.0 };
            rivals.see(7.0 - 2.0 * far as f32 + fit + prominence + next + heard, Antecedent::Person(m.person));
        }
        let other = |who: &Antecedent| !matches!(who, Antecedent::Person(p) if Some(*p) == not);
        if let Some((points, who)) = self.subject_just_before(k, last).filter(|(_, who)| other(who)) {
            rivals.see(points, who);
        }
        // Who spoke last may be meant, however long ago he was named.
        if let Some(person) = last.filter(|_| last != not)
            && let Some(fit) = self.fit(asks, person)
        {
            rivals.see(3.0 + fit, Antecedent::Person(person));
        }
        rivals.winner()
    }

    /// Her secretary found it. “…,” she said: a subject of the sentence before that is no name, and the points for it.
    fn subject_just_before(&self, k: usize, last: Option<usize>) -> Option<(f32, Antecedent)> {
        /// A sentence away, and the subject there.
        const BASE: f32 = 7.0 - 2.0 + SUBJECT;
        let pronoun = &self.tokens[k];
        let end = self.sentence_before(k)?;
        let subject = self.reporter(end).or_else(|| self.source_of(end)).or_else(|| self.main_subject(end))?;
        let Head::Noun(head) = subject.head else { return None };
        // Sein Vorgänger | Emil Kahl: who is named is not unnamed.
        let named = |m: &Mention| self.people.all[m.person].human;
        if self.people.mention_at(head + 1).is_some_and(named) {
            return None;
        }
        let bearer = self.bearer(&subject, head).or_else(|| self.only_speaker(&subject, head, last?));
        if let Some(person) = bearer.filter(|p| self.fit(pronoun.tags, *p).is_some()) {
            let near = |m: &&Mention| pronoun.sentence - self.tokens[m.from].sentence <= FAR_BEARER;
            let near = self.people.before(subject.from).take_while(near).any(|m| m.person == person);
            let only = self.people.bearers(self.role_of(&subject, head)).len() == 1;
            return Some((BASE + self.fit(pronoun.tags, person).filter(|_| near && only)?, Antecedent::Person(person)));
        }
        let lone = self.is_lone(&subject);
        let noun = &self.tokens[head];
        let one = pronoun.any(Tags::HE.with(Tags::SHE));
        // La ministre a reçu Paul Roe. Elle …: whose gender is told goes on too, though nobody names her.
        let told = told_gender(noun) != Gender::Unknown && self.is_definite(&subject) && !self.is_several(&subject, head);
        let known = self.is_new(&subject, head) || told && !noun.any(Tags::BODY.with(Tags::KIN));
        let fits = one && (lone || known && told_fits(noun, pronoun));
        // Name's secretary found it: Name is not the one who speaks of her; and a spokesman is there to speak.
        let owned = self.tokens[subject.from..head].iter().any(|t| t.owner) && noun.any(Tags::ANY_TITLE.with(Tags::TRADE));
        let (least, points) = match (owned || noun.any(Tags::SPOKEN_FOR), lone) {
            (true, _) => (f32::INFINITY, BASE + UNNAMED + NEXT),
            (_, true) if self.tokens[subject.from].any(Tags::DEFINITE) => (KNOWN, BASE + UNNAMED + NEXT),
            (_, true) => (KNOWN, BASE + UNNAMED),
            (_, false) => (HUMAN, BASE + UNNAMED),
        };
        // Der andere: somebody else by the word itself.
        let other = lone && self.tokens[subject.from].any(Tags::DEFINITE);
        let rivals = !other && self.is_about_another(k, end, least);
        (fits && !rivals && self.can_speak(&subject)).then_some((points, Antecedent::Unnamed(subject)))
    }

    /// …, teilte ein Sprecher mit: who stands behind the verb that reports the sentence which ends at `end`.
    fn reporter(&self, end: usize) -> Option<Phrase> {
        let sentence = self.tokens[end].sentence;
        let reports = |i: &usize| {
            let comma = i.checked_sub(1).is_some_and(|b| self.tokens[b].sort == Sort::Comma);
            self.tokens[*i].any(Tags::SAY) && !self.tokens[*i].capital && comma
        };
        let verb = (0..=end).rev().take_while(|i| self.tokens[*i].sentence == sentence).find(reports)?;
        self.subject_after(verb).filter(|s| s.from == verb + 1 && self.can_speak(s))
    }

    /// Nach Angaben des Ministers …: the source that begins the sentence which ends at `end`.
    fn source_of(&self, end: usize) -> Option<Phrase> {
        let sentence = self.tokens[end].sentence;
        let begin = (0..=end).rev().take_while(|k| self.tokens[*k].sentence == sentence).last()?;
        if !self.tokens[begin].any(Tags::SOURCE) {
            return None;
        }
        let next = self.run_end(begin, &self.lang.speech.according).filter(|n| *n > begin + 1)?;
        self.starting_at(next).filter(|p| self.can_speak(p))
    }

    /// The club published a statement. “…”: the subject of the sentence before `at` that speaks of something written, or that itself.
    pub fn issuer_before(&self, at: usize) -> Option<Phrase> {
        let end = self.sentence_before(at)?;
        let subject = self.main_subject(end).filter(|s| !self.tokens[s.from].any(Tags::IT))?;
        if self.is_document(&subject) {
            return Some(subject);
        }
        let count = self.tokens[..=end].iter().rev().take_while(|t| t.sentence == self.tokens[end].sentence).count();
        let sentence = &self.tokens[end + 1 - count..=end];
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
        (self.can_speak(&subject) && (end + 1 - count..=end).filter(outside).any(written)).then_some(subject)
    }

    /// The last token of the sentence before, in the same paragraph.
    pub fn sentence_before(&self, k: usize) -> Option<usize> {
        let token = &self.tokens[k];
        let here = self.tokens[..k].iter().rev().take_while(|t| t.sentence == token.sentence).count();
        (k - here).checked_sub(1).filter(|e| self.tokens[*e].paragraph == token.paragraph)
    }

    /// Is the noun of a phrase one person whom the article has just brought in (a friend), or somebody's (her secretary), but no kin?
    fn is_new(&self, phrase: &Phrase, head: usize) -> bool {
        let (first, noun) = (&self.tokens[phrase.from], &self.tokens[head]);
        let owned = first.any(Tags::OWNERS) || self.tokens[phrase.from..head].iter().any(|t| t.owner);
        let some = first.any(Tags::DETERMINER) && !first.any(Tags::DEFINITE);
        !self.is_several(phrase, head) && !noun.any(Tags::BODY.with(Tags::THEY).with(Tags::KIN)) && (owned || some)
    }

    /// Is the noun a plural, and not one of those?
    fn is_several(&self, phrase: &Phrase, head: usize) -> bool {
        let noun = &self.tokens[head];
        let plural = noun.plural || self.is_plural(noun.span.of(self.text)) && !noun.any(Tags::DETERMINER);
        plural && self.one_of(phrase.from).is_none()
    }

    /// Mayor Name came in. A reporter asked about her bill. “…,” she said: has the paragraph, or the sentences right before, somebody named
    /// who goes with the pronoun at least that well, or does the sentence that ends at `end` itself speak of such a one?
    fn is_about_another(&self, k: usize, end: usize, least: f32) -> bool {
        const NEAR: u32 = 3;
        const MENTIONS: usize = 40;
        let pronoun = &self.tokens[k];
        let near = |m: &&Mention| {
            let token = &self.tokens[m.from];
            token.paragraph == pronoun.paragraph || pronoun.sentence - token.sentence <= NEAR
        };
        let fits = |m: &Mention| self.fit(pronoun.tags, m.person).is_some_and(|f| f >= least);
        let named = self.people.before(k).take_while(near).take(MENTIONS).any(fits);
        let sentence = self.tokens[..=end].iter().rev().take_while(|t| t.sentence == self.tokens[end].sentence);
        let he = |t: &Token| t.any(Tags::HE.with(Tags::OWNER_HE)) && pronoun.any(Tags::HE);
        let she = |t: &Token| t.any(Tags::SHE.with(Tags::OWNER_SHE)) && pronoun.any(Tags::SHE);
        named || sentence.into_iter().any(|t| he(t) || she(t))
    }

    /// He came. He saw. He said: a pronoun that begins its sentence goes on with the one that begins the sentence before.
    fn chain_start(&self, mut k: usize) -> usize {
        const LINKS: usize = 6;
        const FAR: usize = 100;
        let first = |at: usize| {
            let before = self.tokens[..at].iter().rev().take_while(|t| t.sentence == self.tokens[at].sentence);
            self.tokens[at].is_word() && before.take(FAR).all(|t| !t.is_word())
        };
        for _ in 0..LINKS {
            let Some(last) = k.checked_sub(1).filter(|_| first(k)) else { break };
            let begin = (last.saturating_sub(FAR)..=last).rev().find(|at| first(*at)).unwrap_or(last);
            if self.tokens[begin].key != self.tokens[k].key {
                break;
            }
            k = begin;
        }
        k
    }

    /// The 29-year-old told the club: the only one whom the article calls so old.
    fn by_age(&self, phrase: &Phrase, head: usize) -> Option<usize> {
        let age = (phrase.from..=head).find(|k| self.is_age(*k)).filter(|_| self.is_definite(phrase))?;
        let years = years_of(self.tokens[age].span.of(self.text))?;
        self.people.aged(years).filter(|_| !self.tokens[head].any(Tags::BODY))
    }

    /// The 22-year-old said, though no age is printed with a name: the only one named before who is not known to be of another.
    fn by_any_age(&self, phrase: &Phrase, head: usize, last: Option<usize>) -> Option<usize> {
        const FAR: usize = 300;
        let age = (phrase.from..=head).find(|k| self.is_age(*k)).filter(|_| self.is_definite(phrase))?;
        let years = years_of(self.tokens[age].span.of(self.text))?;
        // A 22-year-old came in: whom the article calls so without a name.
        let brought = |k: usize| self.is_age(k) && years_of(self.tokens[k].span.of(self.text)) == Some(years);
        if self.people.tells_age(years) || (phrase.from.saturating_sub(FAR)..phrase.from).any(brought) {
            return None;
        }
        let fits = |p: usize| self.people.all[p].age.is_none_or(|a| a == years);
        self.epithet(phrase.from, last).filter(|p| self.is_only(*p, phrase.from, fits))
    }

    /// Is nobody else named before `at` of whom the same may be said?
    fn is_only(&self, person: usize, at: usize, fits: impl Fn(usize) -> bool) -> bool {
        let before = |p: usize| self.people.all[p].mentions.first().is_some_and(|m| *m < at);
        let rival = |p: usize| p != person && self.may_be_human(p) && before(p) && fits(p);
        self.people.all.get(person).is_some_and(|p| p.human) && !(0..self.people.all.len()).any(rival)
    }

    /// The Portuguese | said: whom the article has called so, else the only one whom it has named.
    fn of_country(&self, phrase: &Phrase, own: usize) -> Option<usize> {
        const FAR: usize = 600;
        let word = self.tokens[phrase.to - 1].key;
        // The Portuguese Name at the beginning of a sentence: the word was taken for a part of the name.
        if self.people.all[own].is_longer_than(word) {
            return Some(own);
        }
        let named = |p: &usize| *p != own && self.people.all[*p].mentions.first().is_some_and(|m| *m < phrase.from);
        let is_called = |p: &usize| {
            let person = &self.people.all[*p];
            person.called.contains(&word) || person.human && person.begins_with(word)
        };
        let mut called = (0..self.people.all.len()).filter(|p| !self.people.all[*p].body && named(p) && is_called(p));
        if let Some(person) = called.next() {
            return called.next().is_none().then_some(person);
        }
        // The Portuguese striker was praised: the only one whom the article calls a striker.
        let striker = |k: usize| {
            let noun = self.tokens.get(k + 1).filter(|n| self.tokens[k].key == word && n.is_word() && n.any(Tags::TRADE))?;
            let &[person] = self.people.bearers(noun.key) else { return None };
            let definite = k.checked_sub(1).is_some_and(|d| self.tokens[d].any(Tags::DEFINITE));
            Some(person).filter(|p| definite && named(p))
        };
        let told = (phrase.from.saturating_sub(FAR)..phrase.from).rev().find_map(striker);
        let only = || self.epithet(phrase.from, None).filter(|p| self.is_only(*p, phrase.from, |p| p != own));
        told.or_else(only).or_else(|| self.came_in(phrase.from))
    }

    /// Name refused to yield. “…,” | the Austrian said: the subject of the sentence before, which tells of nobody else and in which nobody speaks.
    fn came_in(&self, at: usize) -> Option<usize> {
        let end = self.sentence_before(at)?;
        let Head::Name(person) = self.main_subject(end)?.head else { return None };
        let begin = end + 1 - self.tokens[..=end].iter().rev().take_while(|t| t.sentence == self.tokens[end].sentence).count();
        let he = Tags::HE.with(Tags::SHE).with(Tags::OWNER_HE).with(Tags::OWNER_SHE);
        let other = |m: &Mention| m.person != person && self.may_be_human(m.person);
        let another =
            |k: usize| self.tokens[k].is_quote() || self.tokens[k].any(he) || self.people.mention_at(k).is_some_and(other);
        (self.people.all[person].human && !(begin..=end).any(another)).then_some(person)
    }

    /// «…?» «…», | he answered: who has just asked is not the one who answers.
    fn answers(&self, k: usize) -> Option<()> {
        const NEAR: usize = 8;
        let answer = (k.saturating_sub(NEAR)..k).rev().find(|q| self.tokens[*q].is_quote())?;
        let question = answer.checked_sub(1).map(|q| &self.tokens[q])?;
        let asked = question.span.of(self.text).trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?').ends_with('?');
        (question.is_quote() && asked && question.paragraph == self.tokens[k].paragraph).then_some(())
    }

    /// The Portuguese Name …, the Portuguese said: the only one whom the article has called so before.
    fn called(&self, phrase: &Phrase, head: usize) -> Option<usize> {
        let bare = phrase.to == head + 1 && phrase.to - phrase.from <= 2 && self.tokens[phrase.from].any(Tags::DEFINITE);
        // An office has its own ways (the vice president is no president).
        if self.tokens[head].any(Tags::ROLE.with(Tags::ANY_TITLE)) && !self.tokens[head].any(Tags::TRADE) {
            return None;
        }
        let &[person] = self.people.bearers(self.tokens[head].key) else { return None };
        let named = self.people.all[person].mentions.first().is_some_and(|m| *m < phrase.from)
            && self.people.all[person].called.contains(&self.tokens[head].key);
        let fits = self.people.all[person].human && title_fits(&self.tokens[head], self.people.all[person].gender);
        (bare && named && fits && !self.tokens[head].any(Tags::BODY.with(Tags::KIN).with(Tags::SPOKEN_FOR))).then_some(person)
    }

    /// Ce dernier; the latter: who was named last, in the sentence before or in this one, if the gender fits.
    fn named_last(&self, phrase: &Phrase) -> Option<usize> {
        let last = self.named_near(phrase.from)?;
        let speech = &self.lang.speech;
        let is = |runs| self.run_end(phrase.from, runs) == Some(phrase.to);
        let fits = match self.people.all[last].gender {
            Gender::He => is(&speech.latter_he),
            Gender::She => is(&speech.latter_she),
            Gender::Unknown => true,
        };
        fits.then_some(last)
    }

    /// Who was named last before `at`, in its sentence or the one before.
    pub fn named_near(&self, at: usize) -> Option<usize> {
        let here = self.tokens[at].sentence;
        let near = |m: &&Mention| here.saturating_sub(self.tokens[m.from].sentence) <= 1;
        self.people.before(at).take_while(near).find(|m| self.people.all[m.person].human).map(|m| m.person)
    }

    /// The Austrian said: a word for a country's people, alone behind its article.
    fn is_demonym(&self, phrase: &Phrase) -> bool {
        let last = phrase.to - 1;
        // the | Austrian said; said | the Austrian
        let article = last.checked_sub(1).is_some_and(|d| self.tokens[d].any(Tags::DEFINITE));
        // The Italian | newspaper
        let closes = Tags::CUE.with(Tags::SMALL).with(Tags::VERB).with(Tags::WHO).with(Tags::DATE);
        let ended = self.tokens.get(phrase.to).is_none_or(|t| !t.is_word() || t.any(closes) || self.is_finite(t));
        let alone = (last == phrase.from || last == phrase.from + 1) && ended;
        let listed = || self.lang.speech.demonyms.contains(&*self.tokens[last].span.of(self.text).to_lowercase());
        article && alone && (listed() || self.is_anybody_called(self.tokens[last].key, phrase))
    }

    /// L'Argentin Name …, a dit | l'Argentin: does a word that the article calls somebody stand alone as a name?
    fn is_anybody_called(&self, word: u64, phrase: &Phrase) -> bool {
        let Head::Name(own) = phrase.head else { return false };
        let called = |p: usize| p != own && !self.people.all[p].body && self.people.all[p].called.contains(&word);
        (0..self.people.all.len()).any(called)
    }

    /// Who was named before, a man or a woman, where a phrase at `k` tells no more than that.
    fn epithet(&self, k: usize, last: Option<usize>) -> Option<usize> {
        match self.antecedent(k, Tags::HE.with(Tags::SHE), last, None) {
            Some(Antecedent::Person(person)) => Some(person),
            _ => None,
        }
    }

    /// How well a person or body goes with a pronoun of these tags; `None` where it cannot.
    fn fit(&self, pronoun: Tags, person: usize) -> Option<f32> {
        let person = self.people.all.get(person)?;
        let one = pronoun.any(Tags::HE.with(Tags::SHE));
        if one && !(pronoun.any(Tags::THEY) && person.body) {
            let gender = match person.gender {
                Gender::He if pronoun.any(Tags::HE) => 1.0,
                Gender::She if pronoun.any(Tags::SHE) => 1.0,
                Gender::Unknown => 0.0,
                _ if person.told => return None,
                _ => OTHER_GENDER,
            };
            if person.body {
                return None;
            }
            let kind = match (person.human, person.thing) {
                (true, _) => 1.5,
                (false, true) => -4.5,
                (false, false) => -3.0,
            };
            return Some(gender + kind);
        }
        let body = person.body || person.thing && !person.human;
        Some(match (pronoun.any(Tags::IT), body) {
            (true, true) => 4.0,
            (true, false) => -4.0,
            (false, true) => 2.0,
            (false, false) => -1.0,
        })
    }

    /// A name that begins its sentence, or stands before its verb, is more likely to be taken up than one behind a preposition.
    fn prominence(&self, m: &Mention) -> f32 {
        let from = self.ending_at(m.to - 1).map_or(m.titles, |p| p.from.min(m.titles));
        // Sein Vorgänger | Name
        let noun =
            |k: &usize| self.tokens[*k].capital && self.tokens[*k].tags == Tags::default() && self.lang.speech.nouns_capital;
        let owner = from.checked_sub(1).filter(noun).and_then(|n| n.checked_sub(1));
        let from = owner.filter(|o| self.tokens[*o].any(Tags::OWNERS) && self.opens_sentence(*o)).unwrap_or(from);
        let Some(before) = from.checked_sub(1).and_then(|b| self.tokens.get(b)) else { return 1.5 };
        let conjunction =
            before.is_word() && before.any(Tags::CLAUSE.with(Tags::AND).with(Tags::ADVERB)) && !before.any(Tags::PREPOSITION);
        let owner = self.tokens[m.to - 1].owner;
        // Name's assistant, Other, …: he whose it is may be what the sentence is about, but is not its subject.
        let leads = self.opens_sentence(from)
            || conjunction && self.opens_sentence(from - 1) && !(before.any(Tags::CLAUSE) && self.is_overruled(m));
        if leads {
            return if owner { 1.0 } else { SUBJECT };
        }
        if before.sort == Sort::Comma && self.is_main_subject(m) {
            return SUBJECT;
        }
        if m.speaks {
            return 1.0;
        }
        if before.is_word() && before.any(Tags::PREPOSITION) || owner {
            return -1.0;
        }
        let verb = self.tokens.get(m.to).is_some_and(|t| t.is_word() && t.any(Tags::CUE.with(Tags::AUXILIARY).with(Tags::VERB)));
        // In a statement, Name did …: the subject behind what leads the sentence.
        match (verb, before.sort == Sort::Comma) {
            (true, true) => 2.0,
            (true, false) => 1.0,
            (false, _) => 0.0,
        }
    }

    /// Who bears the role, or which body the noun means.
    fn bearer(&self, phrase: &Phrase, head: usize) -> Option<usize> {
        let words = || self.tokens[phrase.from..phrase.to].iter().filter(|t| t.is_word() && !t.any(Tags::SMALL));
        let noun = &self.tokens[head];
        if noun.any(Tags::SPOKEN_FOR) {
            let definite = self.is_definite(phrase);
            let named = words().find_map(|t| self.mention_of(t)).filter(|p| self.people.all[*p].body || !definite);
            return if definite { self.with_role(phrase, head).or(named) } else { named }
                .or_else(|| words().find(|t| t.any(Tags::BODY)).and_then(|t| self.body_with(t.key, head)));
        }
        if !self.is_definite(phrase) {
            return None;
        }
        if noun.any(Tags::ROLE.with(Tags::TITLE))
            && let Some(person) = self.with_role(phrase, head)
        {
            return Some(person);
        }
        if noun.any(Tags::BODY) { self.body_with(noun.key, head) } else { None }
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

    fn mention_of(&self, token: &Token) -> Option<usize> {
        let at = self.tokens.partition_point(|t| t.span.start < token.span.start);
        self.people.mention_at(at).map(|m| m.person)
    }

    /// The person with that role; of several, the one with more of the phrase's words, then the nearest before, then the nearest after.
    fn with_role(&self, phrase: &Phrase, head: usize) -> Option<usize> {
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
        let own = self.tokens[head].key;
        let also = if own == role { &[][..] } else { self.people.bearers(own) };
        let bearers = || self.people.bearers(role).iter().chain(also).copied().take(MOST);
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
            (shared, std::cmp::Reverse(near))
        };
        // La ministre is nobody of whom the article knows that he is a man.
        let woman = told_gender(&self.tokens[head]) == Gender::She;
        let same = |p: &usize| !(woman && self.people.all[*p].gender == Gender::He);
        bearers().filter(same_rank).filter(still).filter(same).max_by_key(|p| score(*p))
    }

    /// An organiser opened the door. …, the organiser said: whom the article has just brought in without a name.
    fn is_somebody(&self, phrase: &Phrase, head: usize) -> bool {
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
    fn role_of(&self, phrase: &Phrase, head: usize) -> u64 {
        let first = phrase.from + usize::from(self.tokens[phrase.from].any(Tags::DETERMINER) && phrase.from < head);
        let said = Span::new(self.tokens[first].span.start, self.tokens[head].span.end).of(self.text).to_lowercase();
        self.lang.speech.same_roles.get(said.as_str()).map_or(self.tokens[head].key, |role| key(role))
    }

    /// The body whose name holds the noun, the nearest before, else after.
    fn body_with(&self, noun: u64, head: usize) -> Option<usize> {
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

/// … said that she had joked about it in an email: does a verb of saying and a “that” stand there?
pub(super) fn reports_that(words: &[Token]) -> bool {
    let mut behind = words.iter().skip_while(|t| !t.is_word() || !t.any(Tags::SAY));
    behind.any(|t| t.is_word() && t.any(Tags::THAT))
}

/// Does the gender that a word for a person tells go with the pronoun?
fn told_fits(noun: &Token, pronoun: &Token) -> bool {
    match told_gender(noun) {
        Gender::Unknown => true,
        Gender::He => pronoun.any(Tags::HE),
        Gender::She => pronoun.any(Tags::SHE),
    }
}

/// The gender that a word for a person tells, or its determiner.
fn told_gender(noun: &Token) -> Gender {
    match (noun.any(Tags::TITLE_HE), noun.any(Tags::TITLE_SHE)) {
        (true, false) => Gender::He,
        (false, true) => Gender::She,
        _ => noun.gender,
    }
}

/// Does the title go with somebody of that gender?
fn title_fits(title: &Token, gender: Gender) -> bool {
    match gender {
        Gender::He => told_gender(title) != Gender::She,
        Gender::She => told_gender(title) != Gender::He,
        Gender::Unknown => true,
    }
}

/// The number that a word for an age begins with.
fn years_of(word: &str) -> Option<u8> {
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    digits.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

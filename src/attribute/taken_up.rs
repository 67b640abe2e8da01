//! Whom does a definite word for a person take up again that the article has not told of him? Le député Name … l'élu; Name lost. …, the rider said.

use super::people::Gender;
use super::phrases::{Head, Phrase, Reading};
use super::resolve::{title_fits, told_gender};
use super::tokens::{Token, key};
use crate::lang::Tags;
use compact_str::CompactString;

/// The most letters of a role of several words (the head of the fire brigade).
const LONGEST: usize = 40;

impl Reading<'_> {
    /// Who bears a kindred role, is of the age, leads something, or has just been named and nobody else.
    pub(super) fn taken_up(&self, phrase: &Phrase, head: usize, last: Option<usize>) -> Option<usize> {
        let noun = &self.sexed(phrase, head);
        let words = &self.tokens[phrase.from..phrase.to];
        let other = Tags::SPOKEN_FOR.with(Tags::BODY).with(Tags::KIN).with(Tags::MANY).with(Tags::THEY);
        let apart = |t: &Token| t.owner || t.any(Tags::OWNERS.with(Tags::LESSER));
        let one = !noun.any(other) && !noun.plural && !self.is_crowd(noun) && !self.is_several(phrase, head);
        if !one || !words[0].any(Tags::DEFINITE) || words.iter().any(apart) {
            return None;
        }
        if let Some(leader) = self.at_the_head(noun, phrase.from) {
            return Some(leader);
        }
        if self.is_somebody(phrase, head) {
            return None;
        }
        if let Some(aged) = self.of_that_age(noun, phrase.from) {
            return aged;
        }
        let subject = self.subject_right_before(phrase.from);
        self.of_kindred_role(phrase, head, noun, (subject, last))
            .or_else(|| self.just_brought(phrase, head, noun, (subject, last)))
            .or_else(|| self.heard_again(phrase, head, noun, last))
    }

    /// The noun with the sex that its article or its ending tells, where no list has it: il gommista, die Pilotin.
    fn sexed(&self, phrase: &Phrase, head: usize) -> Token {
        let noun = self.tokens[head];
        let gender = match (noun.gender, self.is_hers(&noun)) {
            (Gender::Unknown, true) => Gender::She,
            (Gender::Unknown, false) if self.lang.speech.inverts => self.tokens[phrase.from].gender,
            (told, _) => told,
        };
        Token { gender, ..noun }
    }

    /// Name lost a set. “…,” | the Austrian said: the person whom the sentence right before is about, else who spoke last, where a word tells nothing
    /// but a country.
    pub(super) fn countryman(&self, phrase: &Phrase, last: Option<usize>) -> Option<usize> {
        let noun = &self.tokens[phrase.to - 1];
        let person = self.subject_right_before(phrase.from).or(last).filter(|p| self.is_named_before(*p, phrase.from))?;
        let p = &self.people.all[person];
        let sole = self.sole_of_sex(noun, phrase.from) == Some(person);
        let first = || self.people.humans.iter().all(|h| *h == person || !self.is_spoken_before(*h, phrase.from));
        (!p.body && !p.thing && title_fits(noun, self.people.gender(person)) && (sole || first())).then_some(person)
    }

    /// Has the person said something before `at`?
    fn is_spoken_before(&self, person: usize, at: usize) -> bool {
        self.people.before(at).any(|m| m.person == person && m.speaks)
    }

    /// The person whom the sentence right before the one of `at` is about, who is named there.
    pub(super) fn subject_right_before(&self, at: usize) -> Option<usize> {
        let subject = self.main_subject(self.end_before(at)?)?;
        match subject.head {
            // Tom Reed and Ada Quill left.: two are no one.
            Head::Name(person) if self.may_be_human(person) && !self.is_join(subject.to) => Some(person),
            _ => None,
        }
    }

    fn is_named_before(&self, person: usize, at: usize) -> bool {
        self.people.all[person].mentions.first().is_some_and(|m| *m < at)
    }

    /// The teenager: the only one of whom the article has printed such an age; of two, neither.
    fn of_that_age(&self, noun: &Token, at: usize) -> Option<Option<usize>> {
        let word = noun.span.of(self.text).to_lowercase();
        let (_, young, old) = self.lang.speech.aged.iter().find(|(w, ..)| *w == word)?;
        let fits = |p: &usize| {
            let person = &self.people.all[*p];
            person.age.is_some_and(|a| (*young..=*old).contains(&a)) && title_fits(noun, self.people.gender(*p))
        };
        let mut people = self.people.humans.iter().copied().filter(|p| self.is_named_before(*p, at)).filter(fits);
        let first = people.next()?;
        Some(people.next().is_none().then_some(first))
    }

    /// The barrister Name …, the lawyer said: of those with a kindred role whom the sentence before is about, who spoke last, or the only one.
    fn of_kindred_role(
        &self,
        phrase: &Phrase,
        head: usize,
        noun: &Token,
        (subject, last): (Option<usize>, Option<usize>),
    ) -> Option<usize> {
        let rest = self.text.get(noun.span.start..).unwrap_or("").chars().take(LONGEST).collect::<String>();
        let printed = rest.to_lowercase().replace('’', "'");
        let word = noun.span.of(self.text).to_lowercase();
        let same = |w: &CompactString| *w == word || w.contains(' ') && printed.starts_with(w.as_str());
        let groups = self.lang.speech.kindred.iter().filter(|group| group.iter().any(same));
        let keys: Vec<u64> = groups.flatten().filter(|w| !same(w)).map(|w| key(w)).collect();
        let mut bearers: Vec<usize> = Vec::new();
        for person in keys.iter().flat_map(|k| self.people.bearers(*k).iter().chain(self.people.officers(*k))).copied() {
            let now = !keys.iter().any(|k| self.people.all[person].former.contains(k));
            if now
                && self.is_named_before(person, phrase.from)
                && title_fits(noun, self.people.gender(person))
                && !bearers.contains(&person)
            {
                bearers.push(person);
            }
        }
        // The lawyer for the family: another's, unless the sentence before is about him.
        let whole = self.lang.speech.kindred.iter().flatten().any(|w| w.contains(' ') && same(w));
        let hung = !whole
            && self.tokens.get(head + 1).is_some_and(|t| t.is_word() && t.any(Tags::PREPOSITION) && !t.any(Tags::ADVERBIAL));
        if hung && !self.lang.speech.inverts {
            return None;
        }
        let near = subject.or(last).filter(|p| bearers.contains(p));
        if hung {
            return near.filter(|p| Some(*p) == subject);
        }
        near.or(bearers.first().copied().filter(|_| bearers.len() == 1))
    }

    /// Name, who has run the school since May …, the headteacher said: the only one who is told to be at the head of something.
    fn at_the_head(&self, noun: &Token, at: usize) -> Option<usize> {
        let word = noun.span.of(self.text).to_lowercase();
        if !self.lang.speech.leaders.contains(word.as_str()) {
            return None;
        }
        let mut people =
            self.people.mentions.iter().take_while(|m| m.from < at).filter(|m| self.is_leading(m.to)).map(|m| m.person);
        let first = people.next().filter(|p| title_fits(noun, self.people.gender(*p)))?;
        people.all(|p| p == first).then_some(first)
    }

    /// Name, | who has led the club: does a relative clause at `at` tell that somebody is at the head of something?
    fn is_leading(&self, at: usize) -> bool {
        const LIGHT: usize = 3;
        let who = self.tokens.get(at..).and_then(|rest| rest.iter().take(2).position(|t| t.any(Tags::WHO))).map(|w| at + w);
        let Some(who) = who else { return false };
        let light = |t: &&Token| t.is_word() && t.any(Tags::HAVE.with(Tags::ADVERB));
        let verb = who + 1 + self.tokens[who + 1..].iter().take(LIGHT).take_while(light).count();
        let leads = |t: &Token| self.lang.speech.leads.contains(&*t.span.of(self.text).to_lowercase());
        self.tokens.get(verb).is_some_and(|t| t.is_word() && leads(t))
    }

    /// Name lost a minute. “…,” the rider said: a word for what somebody does, that no one comes in by, takes up whom the sentence before is about,
    /// else who has just spoken; what else the article tells of him may not be another office.
    fn just_brought(
        &self,
        phrase: &Phrase,
        head: usize,
        noun: &Token,
        (subject, last): (Option<usize>, Option<usize>),
    ) -> Option<usize> {
        // Il gommista: where an article tells the sex, a word that no list has.
        let sex = self.lang.speech.inverts && self.tokens[phrase.from].gender != Gender::Unknown;
        let unlisted = sex && noun.tags == Tags::default() && !noun.capital && !self.is_finite(noun);
        let known = noun.any(Tags::TRADE) || self.is_trade_word(noun) || self.is_stand_in(phrase, head);
        let trade = known || self.is_hers(noun) || unlisted && head <= phrase.from + 2;
        if !trade || noun.any(Tags::ANY_TITLE) || self.has_been_told(noun, phrase.from) {
            return None;
        }
        let person = subject.or(last).filter(|p| self.is_named_before(*p, phrase.from))?;
        let p = &self.people.all[person];
        let sexed = told_gender(noun) != Gender::Unknown && self.sole_of_sex(noun, phrase.from) == Some(person);
        let here = subject == Some(person);
        if self.is_bridged(noun) && !(sexed && here) || self.is_stand_in(phrase, head) && !sexed {
            return None;
        }
        // L'ancien coureur: what he was once goes with what he is; the Swiss rider is the one named, whatever else she is.
        let once = self.tokens[phrase.from..phrase.to].iter().any(|t| t.any(Tags::FORMER));
        let sure = sexed || here && (once || self.tells_nation(phrase));
        // A mãe de dois filhos, Name, … contou a diarista: whose kin she is, is no office.
        let free = (p.roles.is_empty() || p.kin && !p.has_office) && !self.has_rival(person, noun, phrase.from);
        (!p.body && !p.thing && (sure || free) && title_fits(noun, self.people.gender(person))).then_some(person)
    }

    /// The driver, the landlord: a word for somebody who comes in without a word?
    pub(super) fn is_bridged(&self, noun: &Token) -> bool {
        self.lang.speech.bridged.contains(&*noun.span.of(self.text).to_lowercase())
    }

    /// Pour Name, c'est « … ». « … », regrette la jeune femme: a general word for who spoke in the sentence right before, whose sex it tells or who
    /// bears no office.
    fn heard_again(&self, phrase: &Phrase, head: usize, noun: &Token, last: Option<usize>) -> Option<usize> {
        let plain = self.lang.speech.plain_people.contains(&*noun.span.of(self.text).to_lowercase());
        let about = || self.subject_right_before(phrase.from).filter(|p| plain && self.is_alone_before(*p, phrase.from));
        let person =
            self.heard_right_before(phrase.from, last).or_else(about).filter(|_| plain || self.is_stand_in(phrase, head))?;
        let p = &self.people.all[person];
        let gender = self.people.gender(person);
        // El joven: its article tells the sex of a word that is said of both.
        let told = told_gender(noun);
        let sexed = told != Gender::Unknown && (told == gender || gender == Gender::Unknown);
        let free = !p.has_office && title_fits(noun, gender) && !plain;
        (!p.body && !p.thing && (sexed || free)).then_some(person)
    }

    /// Does the sentence right before name nobody else?
    fn is_alone_before(&self, person: usize, at: usize) -> bool {
        let Some(end) = self.end_before(at) else { return false };
        let mut named = (self.tokens[end].begin..=end).filter_map(|k| self.people.mention_at(k));
        named.all(|m| m.person == person || !self.may_be_human(m.person))
    }

    /// The Swiss rider, le diplomate norvégien.
    fn tells_nation(&self, phrase: &Phrase) -> bool {
        let people = |t: &Token| t.capital && !self.lang.meaning.people(&t.span.of(self.text).to_lowercase()).is_empty();
        self.nation_of(phrase).is_some() || self.tokens[phrase.from..phrase.to].iter().any(people)
    }

    /// Ada Quill carried a box. Tom Reed held the ladder. …, the beekeeper said: is an earlier sentence of the paragraph about somebody else who
    /// may be called so?
    fn has_rival(&self, person: usize, noun: &Token, at: usize) -> bool {
        const SENTENCES: usize = 6;
        let ends = std::iter::successors(self.end_before(at), |end| self.sentence_before(*end)).take(SENTENCES);
        let may = |p: usize| {
            p != person && self.people.all[p].roles.is_empty() && title_fits(noun, self.people.gender(p)) && self.may_be_human(p)
        };
        ends.filter_map(|end| self.main_subject(end)).any(|s| matches!(s.head, Head::Name(p) if may(p)))
    }

    /// Has the article had the word before `at`?
    fn has_been_told(&self, noun: &Token, at: usize) -> bool {
        self.tokens[..at].iter().any(|t| t.key == noun.key)
    }

    /// Die Pilotin: where nouns have capitals, a word that no list has and that ends as words for women do.
    fn is_hers(&self, noun: &Token) -> bool {
        const STEM: usize = 4;
        let word = noun.span.of(self.text);
        let ends = |(hers, his): &(CompactString, CompactString)| {
            his.len() < hers.len() && word.len() >= hers.len() + STEM && word.ends_with(hers.as_str())
        };
        self.lang.speech.nouns_capital && noun.capital && noun.tags == Tags::default() && self.lang.speech.women.iter().any(ends)
    }
}

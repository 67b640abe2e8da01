//! Whom does an epithet mean? The 29-year-old, the Austrian, the latter: by what the article tells of people besides their names and roles.

use super::people::{Gender, Mention, Person};
use super::phrases::{Head, Phrase, Reading};
use super::pronouns::Antecedent;
use super::resolve::{goes_with, title_fits, told_gender};
use super::tokens::{Sort, Token};
use crate::lang::Tags;
use crate::normalise::number_word;
use compact_str::CompactString;

impl Reading<'_> {
    /// The 29-year-old told the club: the only one whom the article calls so old.
    pub(super) fn by_age(&self, phrase: &Phrase, head: usize) -> Option<usize> {
        let age = (phrase.from..=head).find(|k| self.is_age(*k)).filter(|_| self.is_definite(phrase))?;
        let years = self.years_of(self.tokens[age].span.of(self.text))?;
        self.people.aged(years).filter(|_| !self.tokens[head].any(Tags::BODY))
    }

    /// The 22-year-old said, though no age is printed with a name: the only one named before who is not known to be of another.
    pub(super) fn by_any_age(&self, phrase: &Phrase, head: usize, last: Option<usize>) -> Option<usize> {
        const FAR: usize = 300;
        let age = (phrase.from..=head).find(|k| self.is_age(*k)).filter(|_| self.is_definite(phrase))?;
        let years = self.years_of(self.tokens[age].span.of(self.text))?;
        // A 22-year-old came in: whom the article calls so without a name.
        let brought = |k: usize| self.is_age(k) && self.years_of(self.tokens[k].span.of(self.text)) == Some(years);
        if self.people.tells_age(years) || (phrase.from.saturating_sub(FAR)..phrase.from).any(brought) {
            return None;
        }
        // The 29-year-old told her that he was …: a pronoun of the sentence tells the sex.
        let sentence = self.tokens[head].sentence;
        let here = || self.tokens[phrase.to..].iter().take(FAR).take_while(|t| t.sentence == sentence);
        let both = Tags::HE.with(Tags::SHE);
        let told = here().find(|t| t.is_word() && t.any(both) && !t.owner && !t.any(Tags::OWNERS.with(Tags::DETERMINER)));
        let other = |p: usize| {
            told.is_some_and(|t| self.people.gender(p) != Gender::Unknown && !goes_with(self.people.gender(p), t.tags))
        };
        let fits = |p: usize| self.people.all[p].age.is_none_or(|a| a == years) && !other(p);
        let only = self.epithet(phrase, last).filter(|p| !other(*p) && self.is_only(*p, phrase.from, fits));
        let only = only.or_else(|| self.came_in(phrase.from).filter(|p| fits(*p) && !other(*p)));
        let heard = || self.heard_right_before(phrase.from, last).or_else(|| self.theme_before(phrase.from));
        only.or_else(|| heard().filter(|p| fits(*p) && !other(*p)))
    }

    /// As for Name, he was calm. “…,” the 46-year-old said: with whom the sentence right before begins, as what it is about, if it names nobody else.
    fn theme_before(&self, at: usize) -> Option<usize> {
        let end = self.end_before(at)?;
        let begin = self.tokens[end].begin;
        let theme = self.run_end(begin, &self.lang.speech.themes).and_then(|n| self.starting_at(n))?;
        let Head::Name(person) = theme.head else { return None };
        let mut named = (begin..=end).filter_map(|k| self.people.mention_at(k)).filter(|m| self.may_be_human(m.person));
        (self.may_be_human(person) && named.all(|m| m.person == person)).then_some(person)
    }

    /// The number that a word for an age tells: 29-year-old; ventottenne.
    pub(super) fn years_of(&self, word: &str) -> Option<u8> {
        const AGES: std::ops::RangeInclusive<u64> = 10..=119;
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return word.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok();
        }
        let lower = word.to_lowercase();
        let ends = |e: &CompactString| lower.strip_suffix(e.trim_start_matches('-')).filter(|stem| !stem.is_empty());
        let stem = self.lang.speech.ages.iter().find_map(ends)?.trim_end_matches('-');
        // vent(i)enne, ventott(o)enne, trent(a)enne: the vowel is lost before another.
        let whole = |end: &&str| number_word(&format!("{stem}{end}"), &self.lang.numbers).filter(|years| AGES.contains(years));
        let years = ["", "a", "o", "i"].iter().find_map(whole)?;
        u8::try_from(years).ok()
    }

    /// Name said he was “…”. “…,” the 46-year-old told Radio Wex; who spoke in the sentence right before, or came in there by a full name, if it names
    /// nobody else.
    pub(super) fn heard_right_before(&self, at: usize, last: Option<usize>) -> Option<usize> {
        let end = self.end_before(at)?;
        let here = (self.tokens[end].begin..=end).filter_map(|k| self.people.mention_at(k).filter(|m| m.from == k));
        let mut named = here.filter(|m| self.may_be_human(m.person));
        let m = named.next()?;
        let new = || self.newly_named(end, Tags::HE.with(Tags::SHE)) == Some(m.person);
        let spoke = last == Some(m.person) && (m.speaks || self.is_main_subject(m));
        (named.all(|n| n.person == m.person) && (spoke || new())).then_some(m.person)
    }

    /// The director, of whom the article does not say that she is one: the only one whom it has named so far, who has no other office now.
    pub(super) fn only_so_far(&self, phrase: &Phrase, head: usize) -> Option<usize> {
        let noun = &self.tokens[head];
        let former = self.tokens[phrase.from..phrase.to].iter().any(|t| t.any(Tags::FORMER));
        let other = Tags::SPOKEN_FOR.with(Tags::BODY).with(Tags::KIN).with(Tags::MANY);
        let title =
            noun.any(Tags::ANY_TITLE) && !noun.any(other) && !noun.plural && self.is_definite(phrase) && !self.is_crowd(noun);
        let owned = self.tokens[phrase.from..phrase.to].iter().any(|t| t.owner || t.any(Tags::OWNERS));
        if !title || owned {
            return None;
        }
        let person = self.only_one(phrase.from).or_else(|| self.only_name(phrase.from))?;
        let bearer = &self.people.all[person];
        (title_fits(noun, bearer.gender) && (bearer.roles.is_empty() || former)).then_some(person)
    }

    /// The crowd, the couple: a word in the singular for more than one.
    pub(super) fn is_crowd(&self, noun: &Token) -> bool {
        self.lang.speech.crowds.contains(&*noun.span.of(self.text).to_lowercase())
    }

    /// The only one whom the article has named before `at`.
    pub fn only_one(&self, at: usize) -> Option<usize> {
        let named = self.people.mentions.iter().take_while(|m| m.from < at).filter(|m| !self.is_byline(m)).map(|m| m.person);
        let mut people = named.filter(|p| self.people.all[*p].human);
        let first = people.next()?;
        people.all(|p| p == first).then_some(first)
    }

    /// The only name of several words that the article has had before `at`, and may be somebody's.
    pub(super) fn only_name(&self, at: usize) -> Option<usize> {
        // Where so many are named, nobody is the only one.
        const MOST: usize = 128;
        let named = |p: &usize| {
            let first = self.people.all[*p].mentions.first().filter(|m| **m < at).and_then(|m| self.people.mention_at(*m));
            first.is_some_and(|m| !self.is_byline(m))
        };
        let all = Some(self.people.all.len()).filter(|n| *n <= MOST)?;
        let mut people = (0..all).filter(|p| self.may_be_human(*p)).filter(named);
        let first = people.next()?;
        people.next().is_none().then_some(first)
    }

    /// By Name: a paragraph that only tells who has written the article.
    fn is_byline(&self, m: &Mention) -> bool {
        let by = m.titles.checked_sub(1).map(|b| (b, &self.tokens[b]));
        let led = by.is_some_and(|(b, t)| self.opens_sentence(b) && t.any(Tags::AUTHOR.with(Tags::SOURCE)));
        led && self.tokens.get(m.to).is_none_or(|t| t.sort == Sort::Break)
    }

    /// Is nobody else named before `at` of whom the same may be said?
    pub(super) fn is_only(&self, person: usize, at: usize, fits: impl Fn(usize) -> bool) -> bool {
        let before = |p: usize| self.people.all[p].mentions.first().is_some_and(|m| *m < at);
        // Name signed for Fallow City: whom the sentence before is about, and who is surely a person, has people only for rivals.
        let human = |p: usize| self.people.all.get(p).is_some_and(|p| p.human);
        let about = human(person) && self.subject_right_before(at) == Some(person);
        let may_be = |p: usize| if about { human(p) } else { self.may_be_human(p) };
        let rival = |p: usize| p != person && may_be(p) && before(p) && fits(p) && !self.only_qualifies(p);
        let subject = || self.right_before(at, Tags::HE.with(Tags::SHE)) == Some(person);
        let somebody = |p: &Person| p.human || self.may_be_human(person) && subject();
        self.people.all.get(person).is_some_and(somebody) && !(0..self.people.all.len()).any(rival)
    }

    /// Milltown Rovers manager Name: does a name only ever stand before a word for people?
    fn only_qualifies(&self, person: usize) -> bool {
        const MENTIONS: usize = 8;
        let p = &self.people.all[person];
        let before = |m: &usize| self.people.mention_at(*m).is_some_and(|m| self.qualifies(m.to));
        !p.human && p.mentions.iter().take(MENTIONS).all(before)
    }

    /// The Portuguese | said: whom the article has called so, else the only one whom it has named.
    pub(super) fn of_country(&self, phrase: &Phrase, own: usize) -> Option<usize> {
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
        let mut called = self.people.callers(word).iter().copied().filter(|p| named(p) && is_called(p));
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
        let only = || self.epithet(phrase, None).filter(|p| self.is_only(*p, phrase.from, |p| p != own));
        told.or_else(only).or_else(|| self.came_in(phrase.from))
    }

    /// Name refused to yield. “…,” | the Austrian said: the subject of the sentence before, which tells of nobody else and in which nobody speaks.
    pub(super) fn came_in(&self, at: usize) -> Option<usize> {
        let end = self.sentence_before(at)?;
        let Head::Name(person) = self.main_subject(end)?.head else { return None };
        let begin = self.tokens[end].begin;
        let he = Tags::HE.with(Tags::SHE).with(Tags::OWNER_HE).with(Tags::OWNER_SHE);
        let other = |m: &Mention| m.person != person && self.may_be_human(m.person);
        let another =
            |k: usize| self.tokens[k].is_quote() || self.tokens[k].any(he) || self.people.mention_at(k).is_some_and(other);
        (self.may_be_human(person) && !(begin..=end).any(another)).then_some(person)
    }

    /// The Portuguese Name …, the Portuguese said: the only one whom the article has called so before.
    pub(super) fn called(&self, phrase: &Phrase, head: usize) -> Option<usize> {
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
    pub(super) fn named_last(&self, phrase: &Phrase) -> Option<usize> {
        if let Some(gender) = self.former(phrase) {
            let (first, _) = self.two_before(phrase.from)?;
            return Some(first).filter(|p| gender == Gender::Unknown || self.people.gender(*p) != other_gender(gender));
        }
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

    /// The only two people whom the sentences right before `at` name, in their order.
    pub(super) fn two_before(&self, at: usize) -> Option<(usize, usize)> {
        const SENTENCES: u32 = 3;
        let here = self.tokens[at].sentence;
        let near = |m: &&Mention| here.saturating_sub(self.tokens[m.from].sentence) <= SENTENCES;
        let named = || self.people.before(at).take_while(near).map(|m| m.person).filter(|p| self.may_be_human(*p));
        let last = named().next()?;
        let first = named().find(|p| *p != last)?;
        let two = named().all(|p| p == first || p == last);
        let begins = |p: usize| self.people.before(at).take_while(near).filter(|m| m.person == p).last().map(|m| m.from);
        two.then(|| if begins(first) < begins(last) { (first, last) } else { (last, first) })
    }

    /// Who was named last before `at`, in its sentence or the one before.
    pub fn named_near(&self, at: usize) -> Option<usize> {
        let here = self.tokens[at].sentence;
        let near = |m: &&Mention| here.saturating_sub(self.tokens[m.from].sentence) <= 1;
        self.people.before(at).take_while(near).find(|m| self.people.all[m.person].human).map(|m| m.person)
    }

    /// The Austrian said: a word for a country's people, alone behind its article.
    pub(super) fn is_demonym(&self, phrase: &Phrase) -> bool {
        let last = phrase.to - 1;
        if matches!(phrase.head, Head::Pronoun(_)) {
            return false;
        }
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
    pub(super) fn is_anybody_called(&self, word: u64, phrase: &Phrase) -> bool {
        let Head::Name(own) = phrase.head else { return false };
        self.people.callers(word).iter().any(|p| *p != own && self.people.all[*p].called.contains(&word))
    }

    /// Who was named before, a man or a woman, where a phrase tells no more than that.
    pub(super) fn epithet(&self, phrase: &Phrase, last: Option<usize>) -> Option<usize> {
        // El italiano, la española: its article may tell which.
        let article = phrase.to.checked_sub(2).map_or(Gender::Unknown, |a| self.tokens[a].gender);
        let told = match (article, told_gender(&self.tokens[phrase.to - 1])) {
            (Gender::He, _) | (Gender::Unknown, Gender::He) => Tags::HE,
            (Gender::She, _) | (Gender::Unknown, Gender::She) => Tags::SHE,
            _ => Tags::HE.with(Tags::SHE),
        };
        match self.antecedent(phrase.from, told, last, None) {
            Some(Antecedent::Person(person)) => Some(person),
            _ => None,
        }
    }
}

/// The other one.
fn other_gender(gender: Gender) -> Gender {
    match gender {
        Gender::He => Gender::She,
        Gender::She => Gender::He,
        Gender::Unknown => Gender::Unknown,
    }
}

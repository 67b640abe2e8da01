//! Which noun phrase stands here? Names with their titles, pronouns, roles and bodies; built from tags, without a parser.

use super::people::{Gender, People};
use super::tokens::{Sort, Token};
use crate::lang::{Lang, Tags, Words};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Head {
    /// A name: its person.
    Name(usize),
    /// A pronoun: its token.
    Pronoun(usize),
    /// A role, a body or another noun: its token.
    Noun(usize),
}

/// A noun phrase: tokens `from..to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    pub from: usize,
    pub to: usize,
    pub head: Head,
}

pub(crate) struct Reading<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub people: &'a People,
    pub lang: &'a Lang,
}

/// Longest phrase looked at, in tokens.
const LONGEST: usize = 14;

impl Reading<'_> {
    /// The phrase whose last token is `last`.
    pub fn ending_at(&self, last: usize) -> Option<Phrase> {
        let token = self.tokens.get(last)?;
        if !token.is_word() {
            return None;
        }
        if let Some(m) = self.people.mention_at(last) {
            if m.to != last + 1 {
                return None;
            }
            return Some(Phrase { from: self.titles_before(m.from), to: m.to, head: Head::Name(m.person) });
        }
        if token.any(Tags::PERSON) && !token.owner {
            // One of | them
            let one = self.one_before(last).map(|one| Phrase { from: one, to: last + 1, head: Head::Noun(one) });
            return one.or(Some(Phrase { from: last, to: last + 1, head: Head::Pronoun(last) }));
        }
        if !self.is_noun(token) {
            return None;
        }
        let from = self.modifiers_before(last);
        let head = self.noun_before(from, last);
        let determined =
            self.tokens[from].any(Tags::DETERMINER.with(Tags::OWNERS)) || self.tokens[from..last].iter().any(|t| t.owner);
        let known = token.any(Tags::ROLE.with(Tags::BODY).with(Tags::TITLE)) || self.is_leading_plural(last);
        if determined && let Some(one) = self.one_before(from) {
            return Some(Phrase { from: one, to: last + 1, head: Head::Noun(last) });
        }
        (determined || known || self.is_counted(from, last)).then_some(Phrase { from, to: last + 1, head: Head::Noun(head) })
    }

    /// La dirigente | sindacale: where adjectives stand behind their noun, a word for people right before one that no list knows.
    fn noun_before(&self, from: usize, last: usize) -> usize {
        let plain = |t: &Token| !t.capital && t.tags == Tags::default() && !self.is_finite(t);
        let person = |t: &Token| t.any(Tags::ROLE.with(Tags::ANY_TITLE)) && !t.any(Tags::SMALL) && !t.capital;
        let led = self.lang.speech.inverts && from + 2 == last && self.tokens[from].any(Tags::DETERMINER);
        if led && plain(&self.tokens[last]) && person(&self.tokens[last - 1]) { last - 1 } else { last }
    }

    /// 200 | rowers, 14 percent: a number needs no other determiner before a noun of several.
    fn is_counted(&self, from: usize, last: usize) -> bool {
        let word = |k: usize| self.tokens[k].span.of(self.text);
        let number = from < last && word(from).bytes().all(|b| b.is_ascii_digit() || b == b',');
        let named = from.checked_sub(1).is_some_and(|b| self.tokens[b].capital && !self.opens_sentence(b));
        let share = self.lang.words.same.get("%").is_some_and(|w| w == word(last));
        number && !named && (share || self.tokens[last].plural || self.is_plural(word(last)))
    }

    /// One of | the witnesses, uno | dei testimoni, einer | der Zeugen: who of those that begin at `from` is meant.
    fn one_before(&self, from: usize) -> Option<usize> {
        // l'un | des, one of | the, einer | der: so many tokens stand before the others.
        const COUNTED: [usize; 3] = [3, 2, 1];
        let begins = |one: usize| {
            let token = &self.tokens[one];
            let some =
                token.is_word() && token.sentence == self.tokens[from].sentence && !token.any(Tags::DEFINITE.with(Tags::OWNERS));
            // l'une | d'elles
            let some = some || token.is_word() && self.lone(one).is_some();
            some && self.one_of(one).is_some_and(|of| of + 1 == from)
        };
        COUNTED.iter().filter_map(|k| from.checked_sub(*k)).find(|one| begins(*one))
    }

    /// The phrase whose first token is `from`.
    pub fn starting_at(&self, from: usize) -> Option<Phrase> {
        let first = self.tokens.get(from)?;
        if !first.is_word() {
            return None;
        }
        if first.any(Tags::PERSON) && self.people.mention_at(from).is_none() {
            let follows = self.tokens.get(from + 1).is_some_and(|t| t.is_word() && self.is_noun(t) && first.any(Tags::OWNERS));
            if !follows {
                return Some(Phrase { from, to: from + 1, head: Head::Pronoun(from) });
            }
        }
        if let Some(of) = self.one_of(from).filter(|_| self.attribute_end(from).is_none()) {
            // one of the witnesses; l'un d'eux
            if let Some(to) = self.number_behind(of + 1) {
                return Some(Phrase { from, to, head: Head::Noun(from) });
            }
            let whole = if self.one_of(of + 1).is_none() { self.starting_at(of + 1) } else { None };
            return whole.filter(|p| !matches!(p.head, Head::Name(_))).map(|p| match p.head {
                Head::Pronoun(_) => Phrase { from, to: p.to, head: Head::Noun(from) },
                _ => Phrase { from, ..p },
            });
        }
        let (head, to) = self.of_name(self.with_adjective(self.head_from(from)?));
        let phrase = Phrase { from, to, head };
        self.may_be_named(&phrase).then_some(phrase)
    }

    /// One of | the two, uno | dei due: behind a number that no noun follows.
    fn number_behind(&self, from: usize) -> Option<usize> {
        let number = from + usize::from(self.tokens.get(from).is_some_and(|t| t.is_word() && t.any(Tags::DETERMINER)));
        let word = self.tokens.get(number).filter(|t| t.is_word() && !t.capital)?.span.of(self.text);
        let ends = self.tokens.get(number + 1).is_none_or(|t| !t.is_word());
        (number > from && ends && self.lang.numbers.values.contains_key(word)).then_some(number + 1)
    }

    /// The head of the phrase whose first token is `from`, and where the phrase ends.
    fn head_from(&self, from: usize) -> Option<(Head, usize)> {
        let sentence = self.tokens.get(from)?.sentence;
        let mut head = None;
        let lone = self.lone(from);
        let attribute = self.attribute_end(from);
        let mut k = attribute.unwrap_or(from);
        while let Some(token) = self.tokens.get(k).filter(|t| t.is_word()) {
            if k - from > LONGEST || token.sentence != sentence {
                break;
            }
            if let Some(m) = self.people.mention_at(k) {
                let to = m.to;
                // John Roe of the committee, spokesman John Roe: the name ends the phrase.
                let named = (!self.tokens[to - 1].owner && !self.qualifies(to)).then_some((Head::Name(m.person), to));
                if let Some(named) = self.titled_name(m.person, to).or(named) {
                    head = Some(named);
                    break;
                }
                k = to;
                continue;
            }
            // Un altro | imputato
            let starts = k == from && token.any(Tags::DETERMINER.with(Tags::OWNERS)) || lone.is_some_and(|l| k < l.to);
            if !starts {
                if !self.is_noun(token) || self.is_verb_here(k, head.is_some(), lone.is_some_and(|l| l.to == k)) {
                    break;
                }
                // a person close to X, the mayor's aide | rallied supporters: behind a word for people only another one can be the head.
                let person = Tags::ROLE.with(Tags::BODY).with(Tags::TITLE);
                let held =
                    matches!(head, Some((Head::Noun(h), _)) if self.tokens[h].any(person) && !self.tokens[h].any(Tags::FORMER));
                if held && !token.any(person) && self.is_past(token) {
                    break;
                }
                if let Some((Head::Noun(h), _)) = head.filter(|_| held)
                    && h + 1 == k
                    && token.tags == Tags::default()
                    && !token.capital
                    && self.lang.speech.qualities.contains(&*self.tokens[h].span.of(self.text).to_lowercase())
                {
                    // Le jeune | ailier
                    head = Some((Head::Noun(h), k + 1));
                }
                if !token.owner && (!held || token.any(person)) {
                    head = Some((Head::Noun(k), k + 1));
                }
            }
            k += 1;
        }
        // Un altro | scuote la testa: behind two words that need no noun, one that no list knows may be the verb.
        let verb = |h: usize| lone.is_some_and(|l| l.to == from + 2 && l.to == h) && self.tokens[h].tags == Tags::default();
        // Eine andere | winkt ab: where nouns have capitals, a small word is none.
        let small = |h: usize| lone.is_some_and(|l| l.to <= h) && self.lang.speech.nouns_capital && !self.tokens[h].capital;
        head.filter(|(head, _)| !matches!(head, Head::Noun(h) if verb(*h) || small(*h)))
    }

    /// The mayor | said; another | laughed: is the word a verb, behind the noun of a phrase, or right behind a word that needs none?
    fn is_verb_here(&self, k: usize, headed: bool, behind_lone: bool) -> bool {
        let token = &self.tokens[k];
        let person = Tags::ROLE.with(Tags::BODY).with(Tags::TITLE);
        let ended = headed && (token.any(Tags::CUE) && !token.any(person) || token.any(Tags::VERB));
        let verb = token.any(Tags::CUE.with(Tags::FINITE)) || self.is_past(token) && !self.lang.speech.inverts;
        let noun = self.tokens.get(k + 1).is_some_and(|t| t.is_word() && t.any(Tags::AUXILIARY));
        ended || !headed && verb && !noun && behind_lone
    }

    /// die in Wien | geborene Geigerin: what hangs on an adjective between a determiner and its noun ends there.
    fn attribute_end(&self, from: usize) -> Option<usize> {
        const WORDS: usize = 7;
        let word = |k: usize| self.tokens.get(k).filter(|t| t.is_word() && t.sentence == self.tokens[from].sentence);
        let hung = word(from + 1).is_some_and(|t| t.any(Tags::PREPOSITION) && !t.capital);
        if self.lang.speech.attribute_endings.is_empty() || !self.tokens[from].any(Tags::DETERMINER) || !hung {
            return None;
        }
        let ends = |t: &Token| self.lang.speech.attribute_endings.iter().any(|e| t.span.of(self.text).ends_with(e.as_str()));
        let adjective = |k: usize| {
            let inflected = word(k).is_some_and(|t| !t.capital && t.tags == Tags::default() && ends(t));
            inflected && self.tokens[k - 1].capital && word(k + 1).is_some_and(|t| t.capital)
        };
        (from + 3..from + WORDS).take_while(|k| word(*k).is_some()).find(|k| adjective(*k))
    }

    /// Is a phrase begun by a title or a determiner, or is its head somebody who could speak?
    fn may_be_named(&self, &Phrase { from, to, head }: &Phrase) -> bool {
        let first = &self.tokens[from];
        // “criticized Name”: what stands before a name is a title, or a determiner begins it.
        let aged = first.span.of(self.text).starts_with(|c: char| c.is_ascii_digit());
        let led = first.capital || aged || first.any(Tags::DETERMINER.with(Tags::OWNERS));
        let titled = || self.tokens[from..to].iter().any(|t| t.any(Tags::ROLE.with(Tags::ANY_TITLE)));
        match head {
            // said | von der Heide: the name's own word
            Head::Name(_) => led || titled() || self.people.mention_at(from).is_some_and(|m| m.from == from),
            // “a very old” has no noun that could speak.
            Head::Noun(h) => {
                self.tokens[h].any(Tags::ROLE.with(Tags::BODY).with(Tags::TITLE))
                    || first.any(Tags::DETERMINER.with(Tags::OWNERS))
                    || first.owner
                    || self.is_leading_plural(h)
            }
            Head::Pronoun(_) => true,
        }
    }

    /// One of | the witnesses, l'un d' | eux: the token right before those of whom one is meant, behind a determiner or two that have no noun.
    pub fn one_of(&self, from: usize) -> Option<usize> {
        let determiner = |k: usize| self.tokens.get(k).is_some_and(|t| t.is_word() && t.any(Tags::DETERMINER));
        if !determiner(from) {
            return None;
        }
        let of = from + 1 + usize::from(determiner(from + 1) && !self.tokens[from + 1].any(Tags::AUTHOR));
        let author = self.tokens.get(of).is_some_and(|t| t.is_word() && t.any(Tags::AUTHOR) && !t.any(Tags::DETERMINER));
        // Uno | dei testimoni, l'un | des témoins; einer | ihrer Mitarbeiter: the determiner of the others is the preposition, or stands for it.
        let owned = |t: &Token| self.lang.speech.nouns_capital && t.any(Tags::OWNERS);
        let genitive = |t: &Token| t.is_word() && (owned(t) || t.any(Tags::AUTHOR) && t.any(Tags::DETERMINER));
        let some = of > from + 1 || !self.tokens[from].any(Tags::DEFINITE.with(Tags::OWNERS).with(Tags::RELATIVE));
        if some && self.tokens.get(of).is_some_and(genitive) {
            return Some(of - 1);
        }
        author.then_some(of)
    }

    /// Le directeur | financier, Name: where adjectives stand behind their noun, one before a comma and a name.
    fn with_adjective(&self, (head, to): (Head, usize)) -> (Head, usize) {
        let plain = self.tokens.get(to).is_some_and(|t| t.is_word() && !t.capital && t.tags == Tags::default());
        let named = self.tokens.get(to + 1).is_some_and(|t| t.sort == Sort::Comma) && self.people.mention_at(to + 2).is_some();
        let follows = self.lang.speech.inverts && matches!(head, Head::Noun(_)) && plain && named;
        (head, to + usize::from(follows))
    }

    /// Secretary of | Trade Name, secretary of | state Name, il capitano in | pensione Name: the bearer of a role that an “of” belongs to.
    fn of_name(&self, (head, to): (Head, usize)) -> (Head, usize) {
        let hung = self.tokens.get(to).filter(|t| t.is_word() && t.any(Tags::PREPOSITION) && !t.any(Tags::DETERMINER));
        let of = hung.is_some_and(Token::is_of);
        let role = matches!(head, Head::Noun(h) if self.tokens[h].any(Tags::ROLE.with(Tags::ANY_TITLE)));
        let name = [to + 1, to + 2].into_iter().find_map(|k| self.people.mention_at(k));
        let people = Tags::ROLE.with(Tags::ANY_TITLE).with(Tags::BODY).with(Tags::SMALL);
        let plain = |t: &Token| !t.capital && self.is_noun(t) && (of || !t.any(people));
        match name.filter(|_| hung.is_some() && role) {
            Some(m) if of && m.titles == to + 1 && m.from > m.titles => (Head::Name(m.person), m.to),
            Some(m) if m.titles == to + 2 && plain(&self.tokens[to + 1]) => (Head::Name(m.person), m.to),
            _ => (head, to),
        }
    }

    /// Another, one; un altro: a word for one of several people, which needs no noun.
    pub fn lone(&self, at: usize) -> Option<Phrase> {
        let listed = |k: usize, list: &Words| {
            let same = |t: &&Token| t.is_word() && t.any(Tags::DETERMINER) && t.sentence == self.tokens[at].sentence;
            let token = self.tokens.get(k).filter(same);
            token.is_some_and(|t| list.contains(&*t.span.of(self.text).to_lowercase().replace('’', "'")))
        };
        let speech = &self.lang.speech;
        let last = at + usize::from(listed(at, &speech.articles) && listed(at + 1, &speech.others));
        (listed(last, &speech.others)).then_some(Phrase { from: at, to: last + 1, head: Head::Noun(last) })
    }

    /// Some, others: a word for several people, which needs no noun.
    pub fn some(&self, at: usize) -> Option<Phrase> {
        let token = self.tokens.get(at).filter(|t| t.is_word())?;
        let listed = self.lang.speech.several.contains(&*token.span.of(self.text).to_lowercase());
        listed.then_some(Phrase { from: at, to: at + 1, head: Head::Noun(at) })
    }

    /// Is the phrase such a word for several alone?
    pub fn is_some(&self, phrase: &Phrase) -> bool {
        self.some(phrase.from).is_some_and(|s| s.to == phrase.to)
    }

    /// Is the phrase such a word alone?
    pub fn is_lone(&self, phrase: &Phrase) -> bool {
        self.lone(phrase.from).is_some_and(|l| l.to == phrase.to)
    }

    /// Does the token begin its sentence?
    pub fn opens_sentence(&self, at: usize) -> bool {
        self.tokens[at].begin == at
    }

    /// Farmers in Milltown said: a plural that begins its sentence needs no article.
    fn is_leading_plural(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let word = token.span.of(self.text);
        self.opens_sentence(at) && token.capital && token.tags == Tags::default() && self.is_plural(word)
    }

    /// Does the word end as plurals do?
    pub fn is_plural(&self, word: &str) -> bool {
        self.lang.meaning.plural_endings.iter().any(|e| word.len() > e.len() + 2 && word.ends_with(e.as_str()))
    }

    /// A word that no list knows, with the ending of verbs that tell of the past.
    pub fn is_past(&self, token: &Token) -> bool {
        let word = token.span.of(self.text);
        !token.capital
            && (token.tags == Tags::default() || token.any(Tags::VERB))
            && self.lang.meaning.tense.past_endings.iter().any(|e| word.len() > e.len() + 2 && word.ends_with(e.as_str()))
    }

    /// Does a word that no list knows end as finite verbs do?
    pub fn is_finite(&self, token: &Token) -> bool {
        let word = token.span.of(self.text);
        self.lang.speech.finite_endings.iter().any(|e| word.len() > e.len() + 2 && word.ends_with(e.as_str()))
            || self.is_past(token)
    }

    /// Does a word for people stand at `at`, right behind a name that then only tells more of it (the Harbour Office | spokesman)?
    pub fn qualifies(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|t| {
            t.is_word() && !t.capital && t.any(Tags::ROLE.with(Tags::ANY_TITLE)) && !t.any(Tags::CUE.with(Tags::SMALL))
        })
    }

    /// French | industry minister Name; EU | foreign policy chief Name: who is named behind a name that is nobody's, plain words and what he is.
    fn titled_name(&self, person: usize, at: usize) -> Option<(Head, usize)> {
        const WORDS: usize = 3;
        let word = |k: usize| self.tokens.get(k).filter(|t| t.is_word() && !t.capital && !t.owner);
        let role = |t: &Token| t.any(Tags::ROLE.with(Tags::ANY_TITLE)) && !t.any(Tags::CUE);
        let plain = |t: &Token| !role(t) && t.tags == Tags::default() && !self.is_past(t);
        let owned = self.tokens[at - 1].owner;
        if owned || self.people.all[person].human || self.lang.speech.inverts || self.lang.speech.nouns_capital {
            return None;
        }
        let words = (at..at + WORDS).take_while(|k| word(*k).is_some_and(plain)).count();
        let mut end = at + words;
        while word(end).is_some_and(role) || end > at + words && word(end).is_some_and(|t| t.any(Tags::AND)) {
            end += 1;
        }
        // Quill hires | lawyer Name: a form that may be a verb leads to no title.
        let verb = words == 1 && self.is_plural(self.tokens[at].span.of(self.text)) && !self.is_country(person);
        let m = self.people.mention_at(end).filter(|m| m.from == end && m.person != person && self.may_be_human(m.person))?;
        (end > at + words && !verb).then_some((Head::Name(m.person), m.to))
    }

    /// French, EU: is the name a word for a country's people, or all capitals?
    fn is_country(&self, person: usize) -> bool {
        let name = self.people.all[person].name.of(self.text);
        self.lang.speech.demonyms.contains(&*name.to_lowercase()) || name.chars().all(char::is_uppercase)
    }

    /// May the token be a noun or an adjective?
    pub fn is_noun(&self, token: &Token) -> bool {
        if !token.is_word() || token.any(Tags::AUXILIARY) {
            return false;
        }
        if token.any(Tags::ROLE.with(Tags::BODY).with(Tags::TITLE)) {
            return true;
        }
        // over 2,000 | were marked
        let number = || token.span.of(self.text).bytes().all(|b| b.is_ascii_digit() || b == b',');
        if token.span.len() > 4 && number() {
            return false;
        }
        !token.any(Tags::SMALL.with(Tags::SAYING).with(Tags::DATE)) && (!token.any(Tags::SAY) || token.any(Tags::NOMINAL))
    }

    /// Where titles, roles and what qualifies them begin before a name: the former mayor | Name.
    fn titles_before(&self, name: usize) -> usize {
        let mut from = name;
        while from > 0 {
            // secretary of state | Name; but a relative of | the mayor Name is another one.
            if let Some([role, of, noun]) = from.checked_sub(3).and_then(|k| self.tokens.get(k..from))
                && noun.is_word()
                && !noun.any(Tags::ROLE.with(Tags::ANY_TITLE))
                && !noun.owner
                && of.is_of()
                && role.any(Tags::ANY_TITLE.with(Tags::ROLE))
            {
                from -= 3;
                continue;
            }
            let token = &self.tokens[from - 1];
            let titled =
                token.is_word() && token.any(Tags::ANY_TITLE.with(Tags::ROLE)) && !token.owner && !(token.any(Tags::SAY));
            if !titled || name - from > 6 {
                break;
            }
            from -= 1;
        }
        if from == name {
            return self.capital_run(name);
        }
        self.modifiers_before(from)
    }

    /// Capitalised titles that belong to the run of the name.
    fn capital_run(&self, name: usize) -> usize {
        let mut from = name;
        while from > 0 && self.tokens[from - 1].is_word() && self.tokens[from - 1].any(Tags::ANY_TITLE) {
            from -= 1;
        }
        from
    }

    /// Where the adjectives, nouns and the determiner before `at` begin.
    fn modifiers_before(&self, at: usize) -> usize {
        let mut from = at;
        while from > 0 && at - from < LONGEST {
            let token = &self.tokens[from - 1];
            if !token.is_word() || token.sentence != self.tokens[at].sentence {
                break;
            }
            // A Department of Trade spokeswoman: a body's name is one modifier.
            if let Some(m) = self.people.mention_at(from - 1).filter(|m| m.to == from && from < at) {
                from = m.from;
                continue;
            }
            if let Some(m) = self
                .people
                .mention_at(from - 1)
                .filter(|m| m.to == from && self.tokens[at.min(self.tokens.len() - 1)].any(Tags::ROLE))
            {
                from = m.from;
                continue;
            }
            if token.any(Tags::DETERMINER.with(Tags::OWNERS)) {
                from -= 1;
                break;
            }
            // il governo ha nominato | commissaria: a participle behind its auxiliary
            let held = from.checked_sub(2).is_some_and(|b| self.tokens[b].is_word() && self.tokens[b].any(Tags::HAVE));
            if held && token.tags == Tags::default() && self.lang.speech.inverts {
                break;
            }
            let determined = from.checked_sub(2).is_some_and(|b| self.tokens[b].any(Tags::DETERMINER.with(Tags::OWNERS)));
            let verb = token.any(Tags::CUE) || token.any(Tags::VERB) && !determined;
            if !self.is_noun(token) || verb && !token.any(Tags::ROLE.with(Tags::BODY).with(Tags::TITLE)) {
                break;
            }
            from -= 1;
        }
        from
    }

    /// 29-year-old, 29-Jährige, 29enne.
    pub fn is_age(&self, at: usize) -> bool {
        let lower = self.tokens[at].span.of(self.text).to_lowercase();
        let ends = self.lang.speech.ages.iter().any(|e| lower.ends_with(e.as_str()));
        let figures = lower.starts_with(|c: char| c.is_ascii_digit());
        // La | ventottenne: spelled out
        figures && ends || !figures && self.years_of(&lower).is_some()
    }

    /// The latter; ce dernier.
    pub fn is_latter(&self, phrase: &Phrase) -> bool {
        let speech = &self.lang.speech;
        [&speech.latter_he, &speech.latter_she].into_iter().any(|runs| self.run_end(phrase.from, runs) == Some(phrase.to))
            || self.former(phrase).is_some()
    }

    /// The former; le premier: which of two was named first, and the gender that this tells.
    pub fn former(&self, phrase: &Phrase) -> Option<Gender> {
        self.former_word(phrase).filter(|_| self.two_before(phrase.from).is_some())
    }

    /// The same, whether or not the article has named two.
    pub(super) fn former_word(&self, phrase: &Phrase) -> Option<Gender> {
        let speech = &self.lang.speech;
        let is = |runs| self.run_end(phrase.from, runs) == Some(phrase.to);
        // Le premier a répondu; but le premier des deux, le premier ministre.
        let alone = || self.tokens.get(phrase.to).is_none_or(|t| !t.is_word() || t.any(Tags::CUE.with(Tags::AUXILIARY)));
        let gender = match (is(&speech.former_he), is(&speech.former_she)) {
            (true, true) => Gender::Unknown,
            (true, false) => Gender::He,
            (false, true) => Gender::She,
            (false, false) => return None,
        };
        alone().then_some(gender)
    }

    /// Is it somebody, or something, that can say a thing?
    pub fn can_speak(&self, phrase: &Phrase) -> bool {
        match phrase.head {
            Head::Name(_) => true,
            Head::Pronoun(k) => {
                !self.tokens[k].any(Tags::OWNERS)
                    || self.tokens[k].any(Tags::HE.with(Tags::SHE).with(Tags::THEY).with(Tags::IT).with(Tags::I))
            }
            Head::Noun(k) => {
                let token = &self.tokens[k];
                // Another; commuters, who are in no list: what stands alone before such a verb is people, as a rule.
                let plain = token.any(Tags::DETERMINER) || token.tags == Tags::default() && !token.capital;
                token.any(Tags::ROLE.with(Tags::BODY).with(Tags::TITLE))
                    || plain && (phrase.to == phrase.from + 1 || self.is_lone(phrase))
                    || self.is_age(k)
                    || self.is_latter(phrase)
                    || self.is_demonym(phrase)
            }
        }
    }
}

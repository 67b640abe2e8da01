//! What belongs to a phrase behind its noun? What prepositions hang on it, and the name in apposition.

use super::people::Gender;
use super::phrases::{Head, Phrase, Reading};
use super::tokens::{Sort, Token};
use crate::lang::Tags;

impl Reading<'_> {
    /// The end of a phrase with what prepositions hang on it.
    pub fn tail_of(&self, phrase: &Phrase) -> usize {
        self.tail(phrase, self.tokens.len())
    }

    /// The end of a phrase with what belongs to it (a spokesman for the campaign), without where and when he speaks (on the radio).
    pub(super) fn tail(&self, phrase: &Phrase, limit: usize) -> usize {
        // Of a rower nobody knows more than that he stands on the quay.
        let stops = if self.is_definite(phrase) { Tags::ADVERBIAL.with(Tags::CLAUSE) } else { Tags::CLAUSE };
        self.tail_through(phrase, limit, stops)
    }

    /// The end of a phrase with all that prepositions hang on it, up to `limit` or a word of `stops`.
    fn tail_through(&self, phrase: &Phrase, limit: usize, stops: Tags) -> usize {
        if matches!(phrase.head, Head::Name(_)) {
            return phrase.to;
        }
        let mut to = phrase.to;
        while to < limit {
            if let Some(end) = self.run_end(to, &self.lang.speech.role_tails).filter(|end| *end <= limit) {
                to = end;
                continue;
            }
            let token = &self.tokens[to];
            let genitive = self.lang.speech.nouns_capital && token.any(Tags::DETERMINER) && token.any(Tags::AUTHOR);
            if !token.any(Tags::PREPOSITION) && !genitive || token.any(stops) {
                break;
            }
            // The secretary of | state.
            let plain = token.is_of() && self.tokens.get(to + 1).is_some_and(|t| self.is_noun(t));
            if plain && to + 1 < limit && self.starting_at(to + 1).is_none() {
                to += 2;
                // del liceo | Manti: what the noun is called.
                to = self.people.mention_at(to).filter(|m| m.from == to && !self.people.all[m.person].human).map_or(to, |m| m.to);
                // ministra de Trabajo | de España
                let named = |k: usize| self.people.mention_at(k).is_some_and(|m| m.from == k && !self.people.all[m.person].human);
                if self.tokens.get(to).is_some_and(|t| t.is_of() && !t.any(Tags::AND)) && named(to + 1) && to < limit {
                    continue;
                }
                break;
            }
            // della | Regione, der Stadt: the preposition, or what stands for it, may be the determiner too.
            let joined = || if token.any(Tags::DETERMINER) { self.starting_at(to) } else { None };
            let Some(next) =
                self.starting_at(to + 1).or_else(joined).filter(|p| p.to <= limit && !matches!(p.head, Head::Pronoun(_)))
            else {
                break;
            };
            to = self.kind_behind(&next, limit);
        }
        // un cuisinier de 40 | ans
        let unit = |t: &Token| t.is_word() && self.lang.speech.age_units.contains(&*t.span.of(self.text).to_lowercase());
        let years = self.tokens[to - 1].span.of(self.text).bytes().all(|b| b.is_ascii_digit());
        to + usize::from(to < limit && years && self.tokens.get(to).is_some_and(unit))
    }

    /// à rádio | Maré: the end of a phrase with what it is called.
    pub(super) fn called_to(&self, phrase: &Phrase) -> usize {
        let body = matches!(phrase.head, Head::Noun(h) if self.tokens[h].any(Tags::BODY));
        let name = self.people.mention_at(phrase.to).filter(|m| body && m.from == phrase.to && !self.people.all[m.person].human);
        name.map_or(phrase.to, |m| m.to)
    }

    /// The name that stands in apposition behind a role: the mayor, Name.
    pub fn with_apposition(&self, phrase: Phrase, limit: usize) -> Option<Phrase> {
        if let Some(voice) = self.voice_of(&phrase) {
            return Some(voice);
        }
        if matches!(phrase.head, Head::Noun(_)) {
            let to = self.tail_through(&phrase, limit, Tags::CLAUSE);
            if let Some(m) = to
                .checked_sub(1)
                .and_then(|l| self.people.mention_at(l))
                .filter(|m| m.to == to && m.titles < m.from && m.titles > phrase.from)
                .filter(|m| !self.tokens[m.titles..m.from].iter().any(|t| t.any(Tags::ROLE.with(Tags::ANY_TITLE))))
            {
                // il ministro degli Esteri Name: the name of the role's bearer ends the phrase.
                return Some(Phrase { from: phrase.from, to, head: Head::Name(m.person) });
            }
            if let Some(name) = self.apposition(&phrase, to) {
                return Some(Phrase { from: phrase.from, ..name });
            }
            return Some(Phrase { to: self.tail(&phrase, limit), ..phrase });
        }
        Some(phrase)
    }

    /// The owner of the Skerrin Head | lighthouse promised: the end of a name with the noun that tells what it is, right before a verb of saying.
    fn kind_behind(&self, phrase: &Phrase, limit: usize) -> usize {
        const WORDS: usize = 2;
        let thing = match phrase.head {
            Head::Name(p) => !self.people.all[p].human,
            // the Skerrin | Head: a word for a role, but with a capital a name's
            Head::Noun(h) => h > phrase.from + 1 && self.tokens[h].capital,
            Head::Pronoun(_) => false,
        };
        let led = self.tokens[phrase.from].any(Tags::DEFINITE) && !self.lang.speech.nouns_capital && !self.lang.speech.inverts;
        let plain = |t: &&Token| {
            t.is_word() && !t.capital && !t.owner && t.tags.without(Tags::GIVEN) == Tags::default() && !self.is_past(t)
        };
        let words = self.tokens[phrase.to..].iter().take(WORDS).take_while(plain).count();
        let end = phrase.to + words;
        let says = self.tokens.get(end).is_some_and(|t| t.is_word() && !t.capital && t.any(Tags::SAY.with(Tags::VOICE)));
        if thing && led && says && end <= limit { end } else { phrase.to }
    }

    /// Le club, par la voix de | son président Name; the club, through | its chairman, Name: who is named as the one that speaks for a body.
    fn voice_of(&self, phrase: &Phrase) -> Option<Phrase> {
        let body = match phrase.head {
            Head::Name(p) => !self.people.all[p].human,
            Head::Noun(h) => self.tokens[h].any(Tags::BODY),
            Head::Pronoun(_) => false,
        };
        let comma = |k: usize| self.tokens.get(k).is_some_and(|t| t.sort == Sort::Comma);
        let begin = phrase.to + usize::from(comma(phrase.to));
        let voice = self.run_end(begin, &self.lang.speech.voices).filter(|_| body)?;
        let voice = voice + usize::from(self.tokens.get(voice).is_some_and(Token::is_of));
        let who = self.starting_at(voice)?;
        let named = if comma(who.to) && self.can_speak(&who) { self.starting_at(who.to + 1).or(Some(who)) } else { Some(who) };
        let human = |p: &Phrase| matches!(p.head, Head::Name(n) if self.people.all[n].human);
        [Some(who), named].into_iter().flatten().find(human).map(|p| Phrase { from: phrase.from, ..p })
    }

    /// The name in apposition to a phrase that ends, with all that hangs on it, at `to`.
    fn apposition(&self, phrase: &Phrase, to: usize) -> Option<Phrase> {
        // the minister herself, | Name
        let to = to + usize::from(self.is_emphatic(to));
        let next = self.tokens.get(to)?;
        let named = |p: &Phrase| matches!(p.head, Head::Name(_)) && self.tokens.get(p.to).is_none_or(|t| !t.is_word());
        if next.sort == Sort::Comma {
            // the mayor, | Name; the letter's author, | union secretary Name
            let titled = || self.starting_at(to + 1).filter(|_| self.tokens[to + 1].any(Tags::ROLE.with(Tags::ANY_TITLE)));
            let beside = self.bare_name(to + 1).or_else(|| self.plain_apposition(to + 1)).or_else(titled).filter(named);
            // Autor do laudo, | o engenheiro Name evitou …: where the noun has no determiner, what follows is the subject.
            let bare = !self.tokens[phrase.from].any(Tags::DETERMINER.with(Tags::OWNERS)) && self.opens_sentence(phrase.from);
            let person = |p: usize| !self.people.all[p].body && !self.people.all[p].thing;
            let led = || self.starting_at(to + 1).filter(|p| bare && matches!(p.head, Head::Name(n) if person(n)));
            return beside.or_else(led).or_else(|| self.determined_name(to + 1).filter(named));
        }
        // his brother and | cornerman Theo
        let also = next.is_word() && next.any(Tags::AND) && self.is_somebodys(phrase);
        let also = if also { self.plain_apposition(to + 1).filter(|p| self.is_human(p)) } else { None };
        // the engineer who signed it, | Name, declined
        also.or_else(|| self.bare_name(self.behind_relative(to)? + 1).filter(named))
    }

    /// The minister | herself: a word that only stresses who it is.
    fn is_emphatic(&self, at: usize) -> bool {
        let word = self.tokens.get(at).filter(|t| t.is_word() && !t.capital);
        word.is_some_and(|t| self.lang.speech.emphatics.contains(&*t.span.of(self.text).replace('’', "'")))
    }

    /// The comma that ends a relative clause, which begins at `from`.
    fn behind_relative(&self, from: usize) -> Option<usize> {
        const FAR: usize = 12;
        let first = self.tokens.get(from).filter(|t| t.is_word() && t.any(Tags::RELATIVE))?;
        let clause = self.tokens[from..].iter().take(FAR).take_while(|t| t.is_word() && t.sentence == first.sentence).count();
        // the woman who lost her husband, | Name: the name belongs to the last of the clause
        let person = self.tokens[from + clause - 1].any(Tags::ROLE.with(Tags::ANY_TITLE).with(Tags::KIN));
        self.tokens.get(from + clause).filter(|t| t.sort == Sort::Comma && !person).map(|_| from + clause)
    }

    /// His trainer, | the Portuguese Name: a name with a determiner and a noun of its own.
    fn determined_name(&self, from: usize) -> Option<Phrase> {
        const WORDS: usize = 4;
        // a portuguesa Name: where the article is a preposition, too, what a woman is called tells which.
        let article = |t: &Token| !t.any(Tags::PREPOSITION) || t.gender != Gender::Unknown;
        let first = self.tokens.get(from).filter(|t| t.is_word() && t.any(Tags::DEFINITE) && article(t))?;
        let phrase = self.starting_at(from).filter(|p| matches!(p.head, Head::Name(n) if self.may_be_human(n)))?;
        let name = self.people.mention_at(phrase.to - 1)?.from;
        let noun = |t: &Token| t.is_word() && self.is_noun(t) && t.sentence == first.sentence;
        (from + 1 < name && name - from <= WORDS && self.tokens[from + 1..name].iter().all(noun)).then_some(phrase)
    }

    /// A name alone, with nothing before it.
    fn bare_name(&self, from: usize) -> Option<Phrase> {
        let m = self.people.mention_at(from).filter(|m| m.from == from)?;
        Some(Phrase { from, to: m.to, head: Head::Name(m.person) })
    }
}

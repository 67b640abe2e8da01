//! Who stands behind a verb? What is set between the two (when, to whom, where, for his part) is passed over.

use super::frame::after_quote;
use super::phrases::{Head, Phrase, Reading};
use super::tokens::{Sort, Token};
use crate::lang::Tags;
use crate::text::is_apostrophe;
use compact_str::CompactString;

impl Reading<'_> {
    /// said | ferry pilot and poet Name: plain nouns that only tell who the name is.
    pub fn plain_apposition(&self, from: usize) -> Option<Phrase> {
        const WORDS: usize = 6;
        let noun = |t: &Token| t.is_word() && !t.capital && (self.is_noun(t) || t.is_of() || t.any(Tags::AND));
        let words = self.tokens.get(from..)?.iter().take(WORDS).take_while(|t| noun(t)).count();
        let m = self.people.mention_at(from + words).filter(|m| words > 0 && m.from == from + words)?;
        let owner = self.tokens[m.to - 1].owner;
        (self.is_noun(&self.tokens[from]) && self.may_be_human(m.person) && !owner).then_some(Phrase {
            from,
            to: m.to,
            head: Head::Name(m.person),
        })
    }

    /// afirmou | nesta segunda-feira | a prefeita; ha raccontato | agli inquirenti | il geometra; déplore | dans un communiqué | le Comité;
    /// nota | dal canto suo | il sindaco: the end of when it was said, to whom, in what, and of what sets the subject beside others.
    fn beside_verb(&self, from: usize) -> Option<usize> {
        const WORDS: usize = 3;
        let first = self.tokens.get(from).filter(|t| t.is_word())?;
        let hung = Tags::PREPOSITION.with(Tags::DETERMINER).with(Tags::DATE);
        let time = self.tokens[from..].iter().take(WORDS).take_while(|t| t.is_word() && t.any(hung) && !t.any(Tags::PERSON));
        let dated = time.clone().any(|t| t.any(Tags::DATE));
        // a annoncé jeudi | son fils, and no object
        let person = Tags::ROLE.with(Tags::ANY_TITLE).with(Tags::KIN);
        let somebodys = |at: usize| self.tokens.get(at + 1).is_some_and(|t| t.is_word() && t.any(person) && !t.plural);
        // dimanche soir à | ses partisans
        let hears = |at: usize| self.lang.speech.inverts && self.tokens[at - 1].any(Tags::DATIVE);
        if dated
            && !self.tokens.get(from + time.clone().count()).is_some_and(|t| {
                t.any(Tags::OWNERS) && !hears(from + time.clone().count()) && !somebodys(from + time.clone().count())
            })
        {
            let last = time.clone().enumerate().filter(|(_, t)| t.any(Tags::DATE)).last().map(|(i, _)| i)?;
            return Some(from + last + 1);
        }
        // réclame, lui, le maire: a pronoun is set beside a subject only; dit-elle has no other.
        let stressed = |end: &usize| !first.any(Tags::PERSON) || self.starting_at(*end).is_some_and(|p| self.can_speak(&p));
        let aside = self.run_end(from, &self.lang.speech.asides).filter(stressed);
        if let Some(end) = aside.or_else(|| self.hung_end(from)) {
            return Some(end);
        }
        // ha detto a Bergen | Ingrid Solheim
        let place = |t: &Token| t.is_word() && t.capital && self.people.mention_at(from + 1).is_none();
        let named = self.people.mention_at(from + 2).is_some_and(|m| m.from == from + 2 && self.may_be_human(m.person));
        if self.lang.speech.inverts && first.any(Tags::PREPOSITION) && named && self.tokens.get(from + 1).is_some_and(place) {
            return Some(from + 2);
        }
        if !self.lang.speech.inverts || !first.any(Tags::DATIVE) {
            return None;
        }
        let hearer = self.starting_at(from + 1).or_else(|| self.starting_at(from))?;
        // à ses partisans | Henning Struck: several are nobody's title.
        if let Some(m) = self.people.mention_at(hearer.to - 1).filter(|m| m.to == hearer.to && m.from > from + 1) {
            let noun = &self.tokens[m.titles - 1];
            let several = noun.is_word() && !noun.capital && (noun.plural || self.is_plural(noun.span.of(self.text)));
            // disse à rádio Maré | a dona: a thing that hears, and what it is called
            let person = noun.any(Tags::ROLE.with(Tags::ANY_TITLE).with(Tags::TRADE).with(Tags::KIN));
            let thing = noun.is_word() && !noun.capital && !person && (noun.any(Tags::BODY) || !self.people.all[m.person].human);
            if several || !thing {
                // dijo a la alcaldesa Ana Sur | la concejala Rita Lanz: whom he told, and then who speaks.
                let article = |t: &Token| t.is_word() && t.any(Tags::DEFINITE) && !t.any(Tags::PREPOSITION);
                let speaks = |p: &Phrase| !matches!(p.head, Head::Pronoun(_)) && self.can_speak(p);
                let follows = self.tokens.get(m.to).is_some_and(article);
                let dated = || self.tokens.get(m.to + 1).is_some_and(|t| t.is_word() && t.any(Tags::DATE));
                let next = || follows && (dated() || self.starting_at(m.to).is_some_and(|p| speaks(&p)));
                let hears = if several || !person || !next() { m.titles } else { m.to };
                return (self.may_be_human(m.person) && (several || hears == m.to)).then_some(hears);
            }
        }
        let article = |t: &Token| t.any(Tags::DETERMINER) && (t.any(Tags::DEFINITE) || !t.any(Tags::PREPOSITION));
        let end = self.called_to(&hearer);
        self.tokens.get(end).filter(|t| t.is_word() && article(t))?;
        Some(end)
    }

    /// Where the longest of some runs of words that begins at a token ends.
    pub fn run_end(&self, from: usize, runs: &[CompactString]) -> Option<usize> {
        let start = self.tokens.get(from)?.span.start;
        let rest = self.text.get(start..)?;
        let end = start + runs.iter().filter_map(|run| run_length(rest, run)).max()?;
        (from..self.tokens.len()).find(|k| self.tokens[*k].span.start >= end)
    }

    /// dans un communiqué | le Comité; dalla piazza | i parenti: the end of what a preposition hangs on the verb, before who speaks.
    fn hung_end(&self, from: usize) -> Option<usize> {
        const WORDS: usize = 4;
        let hung = Tags::PREPOSITION.with(Tags::AUTHOR).with(Tags::DATIVE);
        // garantiu a ministra | na rede Maré: a second preposition is of a place where she says it.
        let other = |t: &Token| t.any(Tags::PREPOSITION) && t.any(Tags::DETERMINER) && !t.any(Tags::OF.with(Tags::DEFINITE));
        let plain = |t: &Token| t.is_word() && !t.capital && (self.is_noun(t) || t.any(Tags::DETERMINER)) && !other(t);
        self.tokens.get(from).filter(|t| self.lang.speech.inverts && t.is_word() && t.any(Tags::PREPOSITION))?;
        if self.tokens[from].any(Tags::OF) && self.starting_at(from).is_some_and(|p| self.can_speak(&p)) {
            return None;
        }
        let words = self.tokens.get(from + 1..)?.iter().take(WORDS).take_while(|t| plain(t)).count();
        let begins = |k: &usize| {
            let (last, next) = (&self.tokens[*k - 1], &self.tokens[*k]);
            // à rádio | Maré: what it is called
            let called = last.any(Tags::BODY)
                && self.people.mention_at(*k).is_some_and(|m| m.from == *k && !self.people.all[m.person].human);
            // disse à presidente | Rita Falcão: the name of whom he told it
            let person = last.any(Tags::ROLE.with(Tags::ANY_TITLE).with(Tags::TRADE).with(Tags::KIN)) && !last.plural;
            let hears = person && self.tokens[from].any(Tags::DATIVE) && next.capital && !self.is_plural(last.span.of(self.text));
            self.is_noun(last) && !hears && !next.any(hung) && (next.capital && !called || next.any(Tags::DETERMINER))
        };
        let end = (from + 2..=from + 1 + words).filter(|k| *k < self.tokens.len()).find(begins)?;
        self.starting_at(end).filter(|p| self.can_speak(p) && !matches!(p.head, Head::Pronoun(_)))?;
        Some(end)
    }

    /// «…», a expliqué, | visiblement émue, | Name: the end of an aside in commas between a verb behind a quotation and a name that ends the clause.
    fn aside_end(&self, verb: usize, comma: usize) -> Option<usize> {
        const WORDS: usize = 10;
        const LED: usize = 5;
        let free = self.lang.speech.inverts || self.lang.speech.verb_second;
        self.tokens.get(comma).filter(|t| free && t.sort == Sort::Comma && comma > verb)?;
        let led = self.tokens[..verb].iter().rev().take(LED).take_while(|t| t.is_word()).count();
        if !after_quote(self.tokens, verb - led) {
            return None;
        }
        let words = self.tokens[comma + 1..].iter().take(WORDS).take_while(|t| t.is_word()).count();
        let close = comma + 1 + words;
        self.tokens.get(close).filter(|t| words > 0 && t.sort == Sort::Comma && t.sentence == self.tokens[verb].sentence)?;
        let subject = self.starting_at(close + 1).filter(|s| matches!(s.head, Head::Name(n) if self.may_be_human(n)))?;
        let named = (comma + 1..close).any(|k| self.people.mention_at(k).is_some_and(|m| self.people.all[m.person].human));
        let ends = self.tokens.get(subject.to).is_none_or(|t| !t.is_word());
        (ends && !named).then_some(close + 1)
    }

    /// «…», dice | un altro partigiano: behind its verb a word that no list knows is the noun of such a word, where it ends the clause.
    fn another(&self, at: usize) -> Option<Phrase> {
        let lone = self.lone(at).filter(|l| l.to == at + 2)?;
        let noun = self.tokens.get(lone.to).filter(|t| t.is_word() && t.tags == Tags::default())?;
        let ends = self.tokens.get(lone.to + 1).is_none_or(|t| !t.is_word());
        let phrase = Phrase { from: at, to: lone.to + 1, head: Head::Noun(lone.to) };
        (ends && noun.capital == self.lang.speech.nouns_capital).then_some(phrase)
    }

    /// Is the phrase such a word and its noun?
    pub(super) fn is_another(&self, phrase: &Phrase) -> bool {
        matches!(phrase.head, Head::Noun(h) if h + 1 == phrase.to)
            && self.lone(phrase.from).is_some_and(|l| l.to + 1 == phrase.to)
    }

    /// “…,” says one; “…,” adds another: with no noun behind it.
    fn alone(&self, at: usize) -> Option<Phrase> {
        self.lone(at).or_else(|| self.some(at)).filter(|p| self.tokens.get(p.to).is_none_or(|t| !t.is_word() && !t.is_quote()))
    }

    /// Shot | back, chimed | in: a word that a verb has behind it, right before who speaks.
    pub fn is_verb_particle(&self, at: usize) -> bool {
        let word = self.tokens.get(at).filter(|t| t.is_word() && !t.capital);
        let listed = word.is_some_and(|t| self.lang.speech.verb_particles.contains(t.span.of(self.text)));
        listed && self.starting_at(at + 1).is_some_and(|p| matches!(p.head, Head::Name(_)) || self.can_speak(&p))
    }

    /// Said | also; ha detto | poi; but not shouted | to supporters: a word that goes with the verb, before its subject.
    fn goes_with_verb(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at).filter(|t| t.is_word()) else { return false };
        let to = token.any(Tags::PREPOSITION) && self.lang.meaning.tense.infinitive == token.span.of(self.text);
        let light = token.any(Tags::ADVERB.with(Tags::AUXILIARY)) && !token.any(Tags::PERSON.with(Tags::DETERMINER));
        light && !to || token.any(Tags::CUE) && !token.capital && self.lang.speech.drops_subject
    }

    /// The subject behind a verb: said Name; said the mayor, Name.
    pub fn subject_after(&self, verb: usize) -> Option<Phrase> {
        const PASSED: usize = 8;
        let mut k = verb + 1;
        // “…,” chimed in | Name; but said in Name: a place
        k += usize::from(self.tokens[verb].any(Tags::VOICE) && !self.tokens[verb].any(Tags::SAY) && self.is_verb_particle(k));
        for _ in 0..PASSED {
            let passed = self.goes_with_verb(k);
            // se limitó | a decir | Name
            let infinitive = |t: &Token| t.is_word() && self.lang.speech.infinitives.contains(t.span.of(self.text));
            if self.tokens.get(k).is_some_and(|t| t.is_word() && t.any(Tags::DATIVE.with(Tags::AUTHOR)))
                && self.tokens.get(k + 1).is_some_and(infinitive)
            {
                k += 2;
                continue;
            }
            // ha commentato amaro | il giovane
            let article = |t: &Token| t.any(Tags::DEFINITE) && !t.any(Tags::PREPOSITION);
            let manner = |t: &Token| t.is_word() && !t.capital && t.tags == Tags::default();
            let passed = passed
                || self.lang.speech.inverts
                    && self.tokens.get(k).is_some_and(manner)
                    && self.tokens.get(k + 1).is_some_and(article);
            match if passed { Some(k + 1) } else { self.beside_verb(k).or_else(|| self.aside_end(verb, k)) } {
                Some(next) => k = next,
                None => break,
            }
        }
        // said | ferry pilot and poet Name
        let bare = |p: &Phrase| match p.head {
            Head::Noun(h) => !self.tokens[p.from].any(Tags::DETERMINER.with(Tags::OWNERS)) && !self.tokens[h].plural,
            _ => false,
        };
        let first = self.starting_at(k).map(|p| if bare(&p) { self.plain_apposition(k).unwrap_or(p) } else { p });
        let phrase = first.or_else(|| self.plain_apposition(k)).or_else(|| self.another(k)).or_else(|| self.alone(k))?;
        // escreveu no X: a place, not a subject; but disent des témoins.
        let joined = Tags::AUTHOR.with(Tags::DATIVE);
        let placed = |t: &Token| {
            t.any(Tags::PREPOSITION)
                && t.any(Tags::DETERMINER)
                && !(t.any(joined) && (self.can_speak(&phrase) || t.any(Tags::DATIVE)))
        };
        // ha detto ai cronisti: nor a hearer
        let hearer = |t: &Token| t.any(Tags::DATIVE) && t.any(Tags::PREPOSITION) && !t.any(Tags::DEFINITE);
        // declarou à | rádio Maré
        let joined = |t: &Token| hearer(t) || t.any(Tags::DATIVE) && t.any(Tags::DETERMINER) && !t.any(Tags::DEFINITE);
        if self.lang.speech.inverts && self.tokens.get(k).is_some_and(|t| placed(t) || joined(t)) {
            return None;
        }
        if self.tokens.get(k).is_none_or(|t| t.sentence != self.tokens[verb].sentence) {
            return None;
        }
        self.with_apposition(phrase, self.tokens.len())
    }
}

/// The bytes that these words take at the beginning of the text, whatever their case, where no letter follows; a curly apostrophe is longer
/// than the plain one.
fn run_length(text: &str, run: &str) -> Option<usize> {
    let mut letters = run.chars();
    let mut at = 0;
    for c in text.chars() {
        let Some(wanted) = letters.clone().next() else { break };
        let same = is_apostrophe(c) && wanted == '\'' || c.to_lowercase().eq(std::iter::once(wanted));
        if !same {
            return None;
        }
        letters.next();
        at += c.len_utf8();
    }
    let ended = letters.next().is_none() && !text[at..].starts_with(char::is_alphanumeric);
    ended.then_some(at)
}

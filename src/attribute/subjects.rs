//! Whose verb is it? The subject before a verb, across appositions and asides, or of the whole sentence.

use super::phrases::{Head, Phrase, Reading};
use super::tokens::{Sort, Token};
use crate::lang::Tags;

/// Words that hang their segment on another one: in …, when …, saying …, born ….
pub(super) const HANGING: Tags = Tags::PREPOSITION.with(Tags::CLAUSE).with(Tags::SAYING).with(Tags::PARTICIPLE);

/// A look to the left of a verb for its subject.
struct Look<'r, 'a> {
    reading: &'r Reading<'a>,
    verb: usize,
    /// What stands from here to the verb has been looked at.
    at: usize,
    /// A name behind a preposition: the subject, if nothing better comes.
    fallback: Option<Phrase>,
    passive: bool,
}

/// What a look at one word says.
enum Step {
    /// To look on, to the left of this word.
    On(usize),
    /// This is the subject, or there is none.
    Found(Option<Phrase>),
    /// The clause ends here.
    End,
}

impl Look<'_, '_> {
    fn mark(&self, k: usize) -> Option<Step> {
        match self.reading.tokens[k].sort {
            Sort::Word => None,
            Sort::Quote(_) if self.at == self.verb || self.fallback.is_none() => Some(Step::Found(None)),
            Sort::Comma | Sort::Dash => Some(Step::Found(self.reading.across_comma(k).or(self.fallback))),
            Sort::Close => Some(Step::On(self.reading.open_before(k))),
            _ => Some(Step::End),
        }
    }

    /// What goes with the verb: has, is, also, on Monday; and another verb before an “and”.
    fn helper(&mut self, k: usize) -> Option<Step> {
        let tokens = self.reading.tokens;
        let light = Tags::AUXILIARY.with(Tags::ADVERB);
        // … and said; … and has said
        let helper = |t: &Token| t.any(light) && !t.any(Tags::PERSON);
        if tokens[k].any(Tags::AND) && tokens[self.at..self.verb].iter().all(helper) {
            return Some(Step::Found(self.reading.subject_of_clause(k).or(self.fallback)));
        }
        if self.fallback.is_some() || !tokens[k].any(light.with(Tags::DATE)) || tokens[k].any(Tags::PERSON) {
            return None;
        }
        self.passive |= tokens[k].any(Tags::BE) && self.reading.is_own_helper(k, self.at, self.verb);
        Some(Step::On(k))
    }

    /// What begins a clause: who, that, when.
    fn clause(&mut self, k: usize) -> Option<Step> {
        let (token, reading) = (&self.reading.tokens[k], self.reading);
        // … sent to her that night | said: a day, and no clause.
        if token.any(Tags::DEFINITE) && reading.tokens[k + 1].any(Tags::DATE) && k + 1 < self.verb {
            return Some(Step::On(k));
        }
        if token.any(Tags::RELATIVE) && reading.people.mention_at(k).is_none() {
            // Another, who rows here and | who came late, said: the first of them goes back to the subject.
            if token.any(Tags::WHO) && k > 0 && reading.tokens[k - 1].any(Tags::AND) {
                self.fallback = None;
                return Some(Step::On(reading.first_relative(k).map_or(k - 1, |first| first + 1)));
            }
            let antecedent = reading.before_relative(k);
            if antecedent.is_some() && !(token.any(Tags::THAT) && self.fallback.is_some()) {
                return Some(Step::Found(antecedent));
            }
        }
        self.fallback?;
        if token.any(Tags::CLAUSE) && !token.any(Tags::PREPOSITION.with(Tags::AND)) {
            // The committee when asked by the press | said: the clause in between has nothing to say.
            self.fallback = None;
            return Some(Step::On(k));
        }
        token.any(Tags::THAT).then_some(Step::End)
    }

    /// A word that stands for people without a noun of its own.
    fn lone(&self, k: usize) -> Option<Step> {
        let reading = self.reading;
        if let Some(several) = reading.plain_plural(k).filter(|_| self.at == self.verb) {
            return Some(Step::Found(Some(several)));
        }
        if self.fallback.is_some() {
            return None;
        }
        // Der eine | schimpft
        let lone = k.checked_sub(1).and_then(|b| reading.lone(b)).filter(|l| l.from + 2 == l.to && l.to == k + 1);
        // Dalla platea | qualcuno ha gridato
        lone.or_else(|| reading.some(k)).map(|p| Step::Found(Some(p)))
    }

    /// The phrase that ends here, where there is one.
    fn phrase(&mut self, k: usize) -> Step {
        let reading = self.reading;
        // A captain | accused of … said: what is said of him takes a preposition.
        if self.fallback.is_none() && reading.is_said_of(k) {
            return Step::On(k);
        }
        let Some(phrase) = reading.ending_at(k) else { return self.other(k) };
        if let Some(outer) = reading.outer_of_joined(&phrase) {
            return Step::Found(Some(outer));
        }
        if reading.is_oblique(phrase.from) || reading.is_hung(phrase.from) {
            return Step::On(phrase.from);
        }
        // The text that | Marcus Vane sent …: a name, and its verb, behind what leads the clause.
        let named = reading
            .people
            .mention_at(phrase.from + 1)
            .filter(|m| reading.tokens[phrase.from].any(Tags::RELATIVE) && m.to < phrase.to);
        if let Some(m) = named.filter(|m| matches!(phrase.head, Head::Noun(_)) && reading.may_be_human(m.person)) {
            return Step::Found(Some(Phrase { from: m.from, to: m.to, head: Head::Name(m.person) }));
        }
        let begin = reading.article_before(&phrase).or_else(|| reading.adjective_before(&phrase)).unwrap_or(phrase.from);
        if let Some(on) = reading.hung_before(begin, &phrase) {
            return Step::On(on);
        }
        if let Some(outer) = reading.outer_of_clause(begin) {
            return Step::Found(Some(outer));
        }
        let sentence = reading.tokens[self.verb].sentence;
        let before = begin.checked_sub(1).map(|b| &reading.tokens[b]).filter(|t| t.sentence == sentence && t.is_word());
        if before.is_none_or(|p| !p.any(Tags::PREPOSITION) || p.any(Tags::CLAUSE)) {
            return Step::Found(Some(Phrase { to: reading.tail(&phrase, self.verb), ..phrase }));
        }
        // of Milan: the phrase before the preposition may be the subject.
        if let Some(named) = reading.bearer_of_role(&phrase) {
            return Step::Found(Some(named));
        }
        // De Roe dijo que era …: of whom, and not who.
        let whom = reading.lang.speech.drops_subject && reading.opens_sentence(begin - 1);
        if self.fallback.is_none() && !whom && matches!(phrase.head, Head::Name(_)) {
            self.fallback = Some(phrase);
        }
        Step::On(begin - 1)
    }

    /// A word that ends no phrase.
    fn other(&mut self, k: usize) -> Step {
        let token = &self.reading.tokens[k];
        if self.fallback.is_none() {
            return Step::On(k);
        }
        // Name hat vor dem Rat | eingeräumt: where participles stand last, the subject stands before the auxiliary.
        if self.reading.lang.speech.verb_second && token.any(Tags::HAVE) {
            self.fallback = None;
            return Step::On(k);
        }
        let ends = token.any(Tags::AUXILIARY.with(Tags::SAY).with(Tags::AND)) && !self.is_of_relative(k);
        if ends { Step::End } else { Step::On(k) }
    }

    /// The groups who | wrote to Name say: a verb whose subject is a relative pronoun ends no clause but its own.
    fn is_of_relative(&self, k: usize) -> bool {
        let tokens = self.reading.tokens;
        let light = |t: &&Token| t.is_word() && t.any(Tags::AUXILIARY.with(Tags::ADVERB)) && !t.any(Tags::PERSON);
        let first = k - tokens[..k].iter().rev().take_while(light).count();
        first.checked_sub(1).is_some_and(|w| tokens[w].any(Tags::WHO) && self.reading.people.mention_at(w).is_none())
    }
}

impl Reading<'_> {
    /// The subject of a verb at `verb`, looked for to its left; `bool`: is the verb passive?
    pub fn subject_before(&self, verb: usize) -> (Option<Phrase>, bool) {
        const FAR: usize = 60;
        let mut look = Look { reading: self, verb, at: verb, fallback: None, passive: false };
        while look.at > 0 && verb - look.at < FAR {
            let k = look.at - 1;
            if self.tokens[k].sentence != self.tokens[verb].sentence {
                break;
            }
            let step = look.mark(k).or_else(|| look.helper(k)).or_else(|| look.clause(k)).or_else(|| look.lone(k));
            match step.unwrap_or_else(|| look.phrase(k)) {
                Step::On(at) => look.at = at,
                Step::Found(subject) => return (subject, look.passive),
                Step::End => break,
            }
        }
        (look.fallback, look.passive)
    }

    /// An officer who was first there | said: a verb of a clause in between makes no passive. `next` is the word behind the helper.
    fn is_own_helper(&self, helper: usize, next: usize, verb: usize) -> bool {
        let light = |t: &Token| t.any(Tags::AUXILIARY.with(Tags::ADVERB).with(Tags::DATE));
        // … that were hacked suggested
        let thing = |b: usize| self.tokens[b].any(Tags::RELATIVE) && !self.tokens[b].any(Tags::WHO);
        self.lang.speech.verb_second || self.tokens[next..verb].iter().all(light) || helper.checked_sub(1).is_some_and(thing)
    }

    /// Who a relative pronoun stands for: the phrase before it, or before its comma.
    fn before_relative(&self, relative: usize) -> Option<Phrase> {
        let comma = self.tokens[..relative].last().is_some_and(|t| t.sort == Sort::Comma);
        let end = if comma { relative - 1 } else { relative };
        let last = end.checked_sub(1)?;
        let whole = self.whole_phrase(last)?;
        // The backing of a general | who …: nobody but a person is told of so.
        let person = self.tokens[relative].any(Tags::WHO) && !self.can_speak(&whole);
        let inner = self.ending_at(last).filter(|p| person && self.can_speak(p) && !matches!(p.head, Head::Pronoun(_)));
        Some(self.named_before(inner.unwrap_or(whole)))
    }

    /// Another | who lost his boat and who now rows said: the relative pronoun before the one that “and” joins to it at `also`.
    fn first_relative(&self, also: usize) -> Option<usize> {
        const FAR: usize = 30;
        let here = |k: &usize| self.tokens[*k].sentence == self.tokens[also].sentence;
        let same = |k: &usize| self.tokens[*k].key == self.tokens[also].key && self.people.mention_at(*k).is_none();
        (also.saturating_sub(FAR)..also - 1).rev().take_while(here).find(same)
    }

    /// The woman who sold | the boat said; residents leaving | the hall said: of whom a clause tells that the phrase from `begin` is in.
    fn outer_of_clause(&self, begin: usize) -> Option<Phrase> {
        const FAR: usize = 20;
        let last = begin.checked_sub(1)?;
        let before = &self.tokens[last];
        if !before.is_word() || before.sentence != self.tokens[begin].sentence {
            return None;
        }
        if before.any(Tags::PARTICIPLE) && !before.any(Tags::CUE.with(Tags::SAYING)) {
            return self
                .ending_at(last.checked_sub(1)?)
                .filter(|p| !matches!(p.head, Head::Pronoun(_)) && self.opens_sentence(p.from));
        }
        // The man who thinks Name said it: what a verb of saying brings has a verb of its own.
        if before.any(Tags::CLAUSE.with(Tags::THAT).with(Tags::AND).with(Tags::RELATIVE)) && !before.any(Tags::PREPOSITION)
            || before.any(Tags::CUE) && !before.any(Tags::TELL)
        {
            return None;
        }
        let here = |k: &usize| self.tokens[*k].is_word() && self.tokens[*k].sentence == before.sentence;
        let relative = |k: &usize| self.tokens[*k].any(Tags::RELATIVE) && self.people.mention_at(*k).is_none();
        let relative = (last.saturating_sub(FAR)..last).rev().take_while(here).find(relative)?;
        let outer = self.whole_phrase(relative.checked_sub(1)?)?;
        let opens = self.opens_sentence(outer.from) && !matches!(outer.head, Head::Pronoun(_));
        (opens && outer.to <= relative).then_some(outer)
    }

    /// A captain | accused of …: a form that judges, behind somebody who could speak and before its preposition.
    fn is_said_of(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let judged = token.any(Tags::CLAIM) && !token.any(Tags::BARE.with(Tags::NOMINAL)) && !token.capital;
        let hung = self.tokens.get(at + 1).is_some_and(|t| t.is_word() && t.any(Tags::PREPOSITION));
        let person =
            |last: usize| self.ending_at(last).is_some_and(|p| self.can_speak(&p) && !matches!(p.head, Head::Pronoun(_)));
        judged && hung && at.checked_sub(1).is_some_and(person)
    }

    /// Dopo | il caffè aggiunge; prima | dei saluti aggiunge; of causing | the deaths: where what hangs on a preposition, or on a verb that does,
    /// begins, if it is nobody who could speak.
    fn hung_before(&self, begin: usize, phrase: &Phrase) -> Option<usize> {
        if self.can_speak(phrase) || !matches!(phrase.head, Head::Noun(_)) {
            return None;
        }
        let before = begin.checked_sub(1)?;
        let (token, first) = (&self.tokens[before], &self.tokens[begin]);
        if !token.is_word() || token.sentence != first.sentence {
            return None;
        }
        let preposition = |k: usize| self.tokens[k].is_word() && self.tokens[k].any(Tags::PREPOSITION);
        let both = preposition(before) && token.any(Tags::CLAUSE) && self.opens_sentence(before);
        let joined = first.any(Tags::DETERMINER) && first.any(Tags::PREPOSITION) && first.any(Tags::AUTHOR);
        let joined = joined && (preposition(before) || token.any(Tags::ADVERB)) && self.opens_sentence(before);
        let ending = self.lang.speech.participle_ending.as_str();
        let gerund = !ending.is_empty() && token.span.of(self.text).ends_with(ending) && !token.capital;
        let gerund = gerund && before.checked_sub(1).is_some_and(preposition);
        (both || joined || gerund).then_some(before)
    }

    /// La Lega | dei consumatori: the phrase before one whose determiner is its preposition, too.
    fn outer_of_joined(&self, phrase: &Phrase) -> Option<Phrase> {
        let first = &self.tokens[phrase.from];
        let joined = first.any(Tags::DETERMINER) && first.any(Tags::AUTHOR) && !matches!(phrase.head, Head::Pronoun(_));
        let outer = phrase.from.checked_sub(1).filter(|_| joined).and_then(|last| self.ending_at(last))?;
        let to = if matches!(outer.head, Head::Name(_)) { outer.to } else { phrase.to };
        Some(Phrase { to, ..outer })
    }

    /// vor dem | Rat; Ada Quill of the | Lifeboats: a body's determiner that is no part of its name, where nouns have capitals, or where it hangs on
    /// a name.
    fn article_before(&self, phrase: &Phrase) -> Option<usize> {
        let article = phrase.from.checked_sub(1).filter(|b| self.tokens[*b].any(Tags::DEFINITE));
        let article = article.filter(|_| matches!(phrase.head, Head::Name(_)))?;
        let hangs = |on: usize| self.ending_at(on).is_some_and(|p| matches!(p.head, Head::Name(n) if self.people.all[n].human));
        let preposition = article.checked_sub(1).filter(|p| self.tokens[*p].is_word() && self.tokens[*p].any(Tags::PREPOSITION));
        let hung = preposition.and_then(|p| p.checked_sub(1)).is_some_and(hangs);
        (self.lang.speech.nouns_capital || hung).then_some(article)
    }

    /// in | eastern France: a plain word between a preposition and a name that is nobody's.
    fn adjective_before(&self, phrase: &Phrase) -> Option<usize> {
        let place = matches!(phrase.head, Head::Name(p) if !self.people.all[p].human);
        let adjective = phrase.from.checked_sub(1).filter(|_| place && !self.lang.speech.inverts)?;
        let (token, before) = (&self.tokens[adjective], &self.tokens[adjective.checked_sub(1)?]);
        let plain = token.is_word() && !token.capital && token.tags == Tags::default();
        (plain && before.is_word() && before.any(Tags::PREPOSITION)).then_some(adjective)
    }

    /// A move that | commuters called …: a plural that no list knows, alone before its verb, where a clause begins; another, some, both.
    pub fn plain_plural(&self, at: usize) -> Option<Phrase> {
        let (token, before) = (&self.tokens[at], &self.tokens[at.checked_sub(1)?]);
        let plural = self.is_plural(token.span.of(self.text));
        let opens =
            before.sort == Sort::Comma || before.is_word() && before.any(Tags::RELATIVE.with(Tags::THAT).with(Tags::CLAUSE));
        let people = token.plural && token.any(Tags::ROLE) && before.any(Tags::THAT);
        let plain =
            token.is_word() && !token.capital && (token.tags == Tags::default() || people) && before.sentence == token.sentence;
        // Another described it as …
        let one = token.is_word()
            && token.any(Tags::DETERMINER)
            && !token.any(Tags::DEFINITE.with(Tags::OWNERS).with(Tags::PREPOSITION).with(Tags::PERSON).with(Tags::RELATIVE))
            && (before.sentence != token.sentence || before.any(Tags::AND) || before.sort == Sort::Comma || before.is_quote());
        (plain && plural && opens || one).then_some(Phrase { from: at, to: at + 1, head: Head::Noun(at) })
    }

    /// il ministro degli Esteri | Name: a name that stands in one run with words that hang on a role bears the role.
    fn bearer_of_role(&self, phrase: &Phrase) -> Option<Phrase> {
        let m = self.people.mention_at(phrase.to.checked_sub(1)?).filter(|m| m.titles < m.from)?;
        // Un parente del sindaco Name: the name has a title of its own.
        if self.tokens[m.titles..m.from].iter().any(|t| t.any(Tags::ROLE.with(Tags::ANY_TITLE))) {
            return None;
        }
        let preposition = m.titles.checked_sub(1).filter(|k| self.tokens[*k].any(Tags::PREPOSITION))?;
        let outer = self.ending_at(preposition.checked_sub(1)?)?;
        let role = matches!(outer.head, Head::Noun(h) if self.tokens[h].any(Tags::TITLE.with(Tags::ROLE)) && !self.tokens[h].any(Tags::SPOKEN_FOR));
        role.then_some(Phrase { from: outer.from, ..*phrase })
    }

    /// The phrase that ends at `last`, with the one that it hangs on where a preposition stands before (the mayor of Milan).
    pub(super) fn whole_phrase(&self, last: usize) -> Option<Phrase> {
        let mut phrase = self.ending_at(last)?;
        let end = phrase.to;
        while let Some(p) = phrase.from.checked_sub(2) {
            // des usagers | du bac: the preposition may be the determiner, too.
            let first = &self.tokens[phrase.from];
            let joined = first.any(Tags::DETERMINER) && first.any(Tags::OF) && !matches!(phrase.head, Head::Pronoun(_));
            let (preposition, p) = if joined { (first, p + 1) } else { (&self.tokens[phrase.from - 1], p) };
            if !preposition.is_word() || !preposition.any(Tags::PREPOSITION) || preposition.any(Tags::CLAUSE) {
                break;
            }
            let Some(outer) = self.ending_at(p).filter(|o| !matches!(o.head, Head::Pronoun(_))) else { break };
            if self.tokens[outer.from].sentence != self.tokens[last].sentence {
                break;
            }
            phrase = Phrase { to: if matches!(outer.head, Head::Name(_)) { outer.to } else { end }, ..outer };
        }
        Some(phrase)
    }

    /// The whole phrase that ends at `last` or at the comma there: what a relative word goes back to.
    pub fn antecedent_ending(&self, last: usize) -> Option<Phrase> {
        let comma = self.tokens.get(last).is_some_and(|t| t.sort == Sort::Comma);
        self.whole_phrase(last.checked_sub(usize::from(comma))?)
    }

    /// A person, or a name of several words that nothing shows to be a body or a place.
    pub fn may_be_human(&self, person: usize) -> bool {
        let p = &self.people.all[person];
        p.human || !p.body && !p.thing && p.name.of(self.text).contains(' ')
    }

    /// Name, the guru | who …: the name that the phrase stands beside.
    fn named_before(&self, phrase: Phrase) -> Phrase {
        if !matches!(phrase.head, Head::Noun(_)) || phrase.from < 2 || self.tokens[phrase.from - 1].sort != Sort::Comma {
            return phrase;
        }
        self.ending_at(phrase.from - 2).filter(|p| matches!(p.head, Head::Name(_))).unwrap_or(phrase)
    }

    /// The bracket that a closing one at `close` belongs to.
    pub fn open_before(&self, close: usize) -> usize {
        const FAR: usize = 30;
        (close.saturating_sub(FAR)..close).rev().find(|k| self.tokens[*k].sort == Sort::Open).unwrap_or(close)
    }

    /// The subject of a verb that `and` joins to another: that of the clause behind the last comma and “and”, else of the sentence.
    fn subject_of_clause(&self, and: usize) -> Option<Phrase> {
        let sentence = self.tokens[and].sentence;
        let begins = |k: usize| self.tokens[k - 1].sort == Sort::Comma && self.tokens[k].any(Tags::AND.with(Tags::CLAUSE));
        let clause = (1..and).rev().take_while(|k| self.tokens[k - 1].sentence == sentence).find(|k| begins(*k));
        clause
            .and_then(|k| self.subject_within(k + 1, and).filter(|p| p.from == k + 1 && self.can_speak(p)))
            .or_else(|| self.pronoun_of_relative(and))
            .or_else(|| self.main_subject(and))
    }

    /// Name left after a speech in which | he called … and told …: a relative clause of the pronoun's own, without a comma since.
    fn pronoun_of_relative(&self, at: usize) -> Option<Phrase> {
        let sentence = self.tokens[at].sentence;
        let inside =
            |k: &usize| self.tokens[*k].sentence == sentence && !matches!(self.tokens[*k].sort, Sort::Comma | Sort::Dash);
        let led = |k: &usize| self.tokens[*k].any(Tags::HE.with(Tags::SHE)) && self.tokens[*k - 1].any(Tags::RELATIVE);
        let k = (1..at).rev().take_while(inside).find(led)?;
        Some(Phrase { from: k, to: k + 1, head: Head::Pronoun(k) })
    }
}

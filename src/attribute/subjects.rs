//! Whose verb is it? The subject before a verb, across appositions and asides, or of the whole sentence.

use super::people::Gender;
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
        let begin = reading.article_before(&phrase).unwrap_or(phrase.from);
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
        end.checked_sub(1).and_then(|e| self.whole_phrase(e)).map(|p| self.named_before(p))
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

    /// vor dem | Rat: where nouns have capitals, a body's determiner is no part of its name.
    fn article_before(&self, phrase: &Phrase) -> Option<usize> {
        let named = self.lang.speech.nouns_capital && matches!(phrase.head, Head::Name(_));
        phrase.from.checked_sub(1).filter(|b| named && self.tokens[*b].any(Tags::DEFINITE))
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

    /// The end of a phrase with what prepositions hang on it.
    pub fn tail_of(&self, phrase: &Phrase) -> usize {
        self.tail(phrase, self.tokens.len())
    }

    /// The end of a phrase with what belongs to it (a spokesman for the campaign), without where and when he speaks (on the radio).
    fn tail(&self, phrase: &Phrase, limit: usize) -> usize {
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
            to = next.to;
        }
        // un cuisinier de 40 | ans
        let unit = |t: &Token| t.is_word() && self.lang.speech.age_units.contains(&*t.span.of(self.text).to_lowercase());
        let years = self.tokens[to - 1].span.of(self.text).bytes().all(|b| b.is_ascii_digit());
        to + usize::from(to < limit && years && self.tokens.get(to).is_some_and(unit))
    }

    /// The phrase that ends at `last`, with the one that it hangs on where a preposition stands before (the mayor of Milan).
    fn whole_phrase(&self, last: usize) -> Option<Phrase> {
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

    /// The subject whose apposition or aside ends at the comma before a verb: Name, the mayor of Milan, | said.
    fn across_comma(&self, comma: usize) -> Option<Phrase> {
        let sentence = self.tokens[comma].sentence;
        let mut best: Option<Phrase> = None;
        let mut end = comma;
        for _ in 0..8 {
            let (from, opened) = self.segment_before(end, sentence);
            let phrase = end.checked_sub(1).filter(|l| *l >= from).and_then(|l| self.segment_phrase(from, l));
            let phrase = phrase.filter(|p| !self.is_hung(p.from) && !self.is_oblique(p.from) && !self.is_behind(from, p));
            let enclosed = opened.is_some_and(|o| {
                let (start, _) = self.segment_before(o, sentence);
                // …, whose president, Name, said: the apposition of a phrase of its own.
                let owned =
                    o.checked_sub(1).filter(|l| *l > start).and_then(|l| self.ending_at(l)).is_some_and(|p| self.can_speak(&p));
                self.tokens.get(start).is_some_and(|t| t.any(Tags::WHO) && o - start <= 3) && !(owned && end == comma)
            });
            // … when Name, who …, said: the clause's own word does not make its subject an aside.
            let alone = phrase.is_some_and(|p| {
                end < comma
                    && p.from == from + 1
                    && p.to == end
                    && self.tokens[from].any(Tags::CLAUSE)
                    && !matches!(p.head, Head::Noun(_))
            });
            // L'opposant Name, lui, réclame …: a pronoun between commas only stresses who it is.
            let pronoun = |p: Phrase| p.from == from && p.to == end && matches!(p.head, Head::Pronoun(_));
            let stressed = opened.is_some() && phrase.is_some_and(pronoun);
            let aside = from < end && (self.is_aside(from, end) || enclosed || stressed) && !alone;
            if let Some(p) = phrase
                && !aside
            {
                let better = match best {
                    None => true,
                    // the city's mayor, Name, said: the name wins; Name, a lawyer, said: the name wins too.
                    Some(b) => {
                        let named = matches!(b.head, Head::Name(_));
                        // Name, editor of the newspaper, The Paper, said: a person before what the apposition names.
                        matches!(p.head, Head::Name(_)) && !named || self.is_human(&p) && !self.is_human(&b)
                    }
                };
                if better {
                    best = Some(p);
                }
                if self.is_human(&p) || matches!(p.head, Head::Pronoun(_)) {
                    break;
                }
            }
            let Some(next) = opened else { break };
            end = next;
        }
        best
    }

    /// Preguntado por | la dimisión, …: a noun that hangs on a preposition within the segment that begins at `from`.
    fn is_behind(&self, from: usize, phrase: &Phrase) -> bool {
        let hung = |t: &Token| t.is_word() && t.any(Tags::PREPOSITION) && !t.any(Tags::CLAUSE.with(Tags::AND).with(Tags::THAT));
        matches!(phrase.head, Head::Noun(_)) && phrase.from > from && hung(&self.tokens[phrase.from - 1])
    }

    /// The segment between the comma or dash before `end` and `end`: where it begins, and that comma.
    fn segment_before(&self, end: usize, sentence: u32) -> (usize, Option<usize>) {
        let mut k = end;
        while k > 0 {
            let token = &self.tokens[k - 1];
            if token.sentence != sentence || matches!(token.sort, Sort::Semicolon | Sort::Colon) {
                return (k, None);
            }
            if matches!(token.sort, Sort::Comma | Sort::Dash | Sort::Quote(_)) {
                return (k, Some(k - 1));
            }
            k -= 1;
        }
        (0, None)
    }

    /// Does the segment hang on what stands before it (who …, of …, aged 39, speaking …, a lawyer …)?
    fn is_aside(&self, from: usize, end: usize) -> bool {
        let Some(first) = self.tokens.get(from) else { return true };
        let numbers = (from..end).all(|k| self.tokens[k].span.of(self.text).starts_with(|c: char| c.is_ascii_digit()));
        // l' and o are light words before a verb, too; before a noun they are articles.
        // Die Biologin Name: a word that is a relative, too, and a noun or name for all that follows.
        let noun = |p: Phrase| p.to == end && self.tokens[end - 1].capital;
        let whole = self.lang.speech.nouns_capital && self.starting_at(from).is_some_and(noun);
        let article = first.any(Tags::DEFINITE) && (whole || !first.any(HANGING.with(Tags::RELATIVE)));
        // Der 52-Jährige, …; Dessen Vorsitzende, …: what begins the sentence goes back to nothing.
        let leads = first.any(Tags::DETERMINER.with(Tags::OWNERS)) && self.opens_sentence(from);
        let hung = match leads {
            true if first.any(Tags::DEFINITE) => Tags::default(),
            true => HANGING,
            false => HANGING.with(Tags::RELATIVE).with(Tags::ADVERB),
        };
        let hangs = first.any(hung) && !article && self.people.mention_at(from).is_none();
        let names =
            end.checked_sub(1).and_then(|l| self.segment_phrase(from, l)).is_some_and(|p| matches!(p.head, Head::Name(_)));
        let beside = from.checked_sub(2).is_some_and(|k| {
            let (start, _) = self.segment_before(from - 1, self.tokens[from].sentence);
            self.people.mention_at(k).is_some() || self.ending_at(k).is_some() && !self.hangs(start)
        });
        let apposition = first.any(Tags::DETERMINER.with(Tags::OWNERS))
            && from > 0
            && self.tokens[from - 1].sort == Sort::Comma
            && !names
            && beside;
        // …, and obtained by Name, said
        let added = first.any(Tags::AND) && self.tokens.get(from + 1).is_some_and(|t| self.is_past(t)) && from + 1 < end;
        // …, intervistata da Name, | ha detto; …, interviewed by Name, | said
        let by = |k: usize| self.tokens.get(k).is_some_and(|t| t.is_word() && t.any(Tags::AUTHOR) && t.any(Tags::PREPOSITION));
        let noun = Tags::SMALL.with(Tags::ROLE).with(Tags::ANY_TITLE).with(Tags::NOMINAL).with(Tags::BODY);
        let met = first.is_word() && !first.capital && !first.any(noun) && by(from + 1);
        numbers || hangs || apposition || added || met || self.is_reporting(from, end)
    }

    /// Name, | prosecutors say, | shouted “…”: does a segment only tell who reports the sentence?
    fn is_reporting(&self, from: usize, end: usize) -> bool {
        let said = |v: &usize| self.tokens[*v].is_word() && self.tokens[*v].any(Tags::SAY) && !self.tokens[*v].capital;
        let Some(verb) = end.checked_sub(1).filter(|v| *v > from && said(v)) else { return false };
        let comma = from.checked_sub(1).is_some_and(|b| self.tokens[b].sort == Sort::Comma);
        let whole = |p: &Phrase| p.from == from && p.to == verb && self.can_speak(p);
        comma && self.ending_at(verb - 1).or_else(|| self.starting_at(from)).is_some_and(|p| whole(&p))
    }

    /// The phrase of a segment: the one that ends it, else the one that begins it.
    fn segment_phrase(&self, from: usize, last: usize) -> Option<Phrase> {
        let whole = self.whole_phrase(last).filter(|p| p.from >= from);
        // Member of Parliament | Name: words of the name's own run stand before it.
        let named = |p: &Phrase| self.people.mention_at(p.to - 1).is_some_and(|m| m.to == p.to && m.titles < m.from);
        match whole {
            Some(p) if named(&p) => Some(p),
            // Former striker turned pundit Name
            Some(p) if matches!(p.head, Head::Name(_)) && self.tokens[from].any(Tags::FORMER) => Some(p),
            // the entrepreneur and podcaster | Name
            Some(p) if matches!(p.head, Head::Name(n) if self.may_be_human(n)) && self.leads_name(from, p.from) => Some(p),
            Some(p) if p.from == from || self.tokens[p.from - 1].any(Tags::AND.with(Tags::CLAUSE).with(Tags::THAT)) => Some(p),
            _ => self.starting_at(from).filter(|p| p.to <= last + 1).or(whole),
        }
    }

    /// Nothing but nouns, which a determiner may lead, before a name that tells who they are.
    pub fn leads_name(&self, from: usize, name: usize) -> bool {
        let noun = |t: &Token| t.is_word() && !t.capital && (self.is_noun(t) || t.is_of() || t.any(Tags::AND));
        let first = from + usize::from(self.tokens[from].any(Tags::DETERMINER.with(Tags::OWNERS)));
        first < name && self.is_noun(&self.tokens[first]) && self.tokens[first..name].iter().all(noun)
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

    /// à rádio | Maré: the end of a phrase with what it is called.
    pub(super) fn called_to(&self, phrase: &Phrase) -> usize {
        let body = matches!(phrase.head, Head::Noun(h) if self.tokens[h].any(Tags::BODY));
        let name = self.people.mention_at(phrase.to).filter(|m| body && m.from == phrase.to && !self.people.all[m.person].human);
        name.map_or(phrase.to, |m| m.to)
    }

    /// The name that stands in apposition behind a role: the mayor, Name.
    pub fn with_apposition(&self, phrase: Phrase, limit: usize) -> Option<Phrase> {
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

    /// The name in apposition to a phrase that ends, with all that hangs on it, at `to`.
    fn apposition(&self, phrase: &Phrase, to: usize) -> Option<Phrase> {
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

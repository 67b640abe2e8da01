//! Which verbs report speech, and whose? Finite ones with their subject before or behind them, and participles.

use std::ops::ControlFlow;

use super::documents::reports_that;
use super::frame::{Form, Frame, THING, after_quote, frame, inverted_fits, is_joined};
use super::phrases::{Head, Phrase, Reading};
use super::tokens::{Sort, Token};
use super::unknown_verbs::quote_runs_on;
use super::verb_second::verb_second;
use crate::lang::Tags;

pub(super) fn strength(token: &Token) -> f32 {
    if token.any(Tags::SAY) {
        3.0
    } else if token.any(Tags::CLAIM) {
        1.5
    } else {
        2.0
    }
}

/// A finite verb, with its subject before it or, behind a quotation, after it.
pub(super) fn verb(reading: &Reading, i: usize) -> Option<Frame> {
    let verb = Verb::at(reading, i).filter(|v| !v.is_noun() && !v.discovers() && !v.is_of_nobody())?;
    if let Some(frame) = verb.described() {
        return Some(frame);
    }
    // Interrogato da Radio Molo, Name …: he is asked, and does not ask.
    if verb.before.is_none() && reading.is_met(i) {
        return None;
    }
    let found = verb.behind_comma().or_else(|| verb_second(reading, i)).or_else(|| relative(reading, verb.start, i));
    match found.or_else(|| verb.asked()) {
        Some(frame) => Some(frame),
        None => match verb.subject_behind() {
            ControlFlow::Break(frame) => frame,
            ControlFlow::Continue(()) => verb.subject_before(),
        },
    }
}

/// …, known by some rowers as “…”: whoever knows it so says so.
pub(super) fn known(reading: &Reading, i: usize) -> Option<Frame> {
    const LIGHT: usize = 3;
    let tokens = reading.tokens;
    let by = tokens.get(i + 1).is_some_and(|t| t.is_word() && t.any(Tags::AUTHOR) && !t.any(Tags::OF));
    let agent = if by { by_agent(reading, i) } else { None }?;
    let as_what = tokens[agent.to..].iter().take(LIGHT);
    let quoted = as_what.take_while(|t| t.is_word() && t.any(Tags::SMALL) || t.is_quote()).any(Token::is_quote);
    quoted.then(|| Frame { to: agent.to, ..frame((i, i + 1), Some(agent), Form::Before, 2.0) })
}

/// A word that may be a finite verb of saying, and what stands around it.
struct Verb<'a> {
    reading: &'a Reading<'a>,
    i: usize,
    token: &'a Token,
    /// The token before it in its sentence.
    before: Option<&'a Token>,
    /// Where its auxiliaries begin.
    start: usize,
    /// Where what leads to it behind a quotation begins: s'est défendu, lui a crié.
    begin: usize,
    /// A quotation ends right before it.
    behind_quote: bool,
}

impl<'a> Verb<'a> {
    fn at(reading: &'a Reading, i: usize) -> Option<Verb<'a>> {
        let tokens = reading.tokens;
        let token = &tokens[i];
        let before = i.checked_sub(1).map(|b| &tokens[b]).filter(|b| b.sentence == token.sentence);
        if token.capital && before.is_some() || reading.people.mention_at(i).is_some() {
            return None;
        }
        let start = cue_start(reading, i);
        // «…», le espetó Name; «…», poi aggiunge Name
        let light = |t: &&Token| t.is_word() && t.any(Tags::ADVERB.with(Tags::REFLEXIVE));
        let light = tokens[..start].iter().rev().take(2).take_while(light).count();
        let led = light > 0 && reading.lang.speech.inverts && after_quote(tokens, start - light);
        let begin = if led { start - light } else { start };
        let behind_quote = after_quote(tokens, begin);
        Some(Verb { reading, i, token, before, start, begin, behind_quote })
    }

    fn frame(&self, subject: Option<Phrase>, form: Form) -> Frame {
        let found = frame((self.start, self.i + 1), subject, form, strength(self.token));
        if matches!(form, Form::After | Form::Participle) { Frame { from: found.from.min(self.begin), ..found } } else { found }
    }

    /// A noun in this place: a determiner or a preposition stands before it, or what it is of behind it.
    fn is_noun(&self) -> bool {
        let (tokens, i) = (self.reading.tokens, self.i);
        // Another described it; “…,” one wrote: alone at the head of a sentence, or behind a quotation.
        let opens = |k: usize| tokens[k].sentence != self.token.sentence || tokens[k].is_quote();
        // Der eine | schimpft
        let lone = i.checked_sub(2).and_then(|k| self.reading.lone(k)).is_some_and(|l| l.to == i && l.from + 2 == i);
        let alone = (i.checked_sub(2).is_none_or(opens) || lone) && !self.token.any(Tags::BARE);
        let led = |b: &Token| {
            b.is_word()
                && !self.is_clitic(b)
                && !(alone && b.any(Tags::DETERMINER) && !b.any(Tags::DEFINITE.with(Tags::OWNERS)))
                && (b.any(Tags::DETERMINER.with(Tags::OWNERS))
                    && !b.any(Tags::PERSON.with(Tags::RELATIVE))
                    && !(b.any(Tags::POINTER)
                        && (self.reading.lang.speech.drops_subject || self.reading.lang.speech.verb_second))
                    || b.any(Tags::OWNER_HE.with(Tags::OWNER_SHE))
                    || b.owner
                    || b.any(Tags::PREPOSITION) && !b.any(Tags::CLAUSE.with(Tags::ADVERB)))
        };
        // that reports of abductions were …
        let of = tokens.get(i + 1).is_some_and(|t| t.is_word() && t.is_of() && !t.capital);
        let of = of && self.reading.is_plural(self.token.span.of(self.reading.text));
        self.before.is_some_and(|b| led(b) || of && b.any(Tags::THAT))
    }

    /// Name said police found “…”: what is in the marks was there to be found; but found it “…” judges.
    fn discovers(&self) -> bool {
        let finds = self.reading.lang.speech.finds.contains(self.token.span.of(self.reading.text));
        finds && self.reading.tokens.get(self.i + 1).is_some_and(Token::is_quote)
    }

    /// Leonor Roe, en | appelle à …: does a preposition stand for a pronoun, right before the verb?
    fn is_clitic(&self, before: &Token) -> bool {
        let word = before.span.of(self.reading.text);
        // La acusó de …, la definisce …: what is an article elsewhere, before a form that only a verb has.
        let article = before.any(Tags::DEFINITE) && !before.any(Tags::PREPOSITION) && !before.capital;
        let object = self.reading.lang.speech.drops_subject && article && self.reading.is_finite(self.token);
        let clitic = self.reading.lang.speech.verb_clitics.contains(word) || object;
        clitic && !self.token.any(Tags::NOMINAL.with(Tags::BARE))
    }

    /// Name said nobody had | asked for “…”: who is nobody says nothing.
    fn is_of_nobody(&self) -> bool {
        let nobody = &self.reading.lang.meaning.polarity.nobody;
        let last = self.start.checked_sub(1).map(|b| &self.reading.tokens[b]).filter(|t| t.is_word());
        let helper = |t: &Token| t.any(Tags::AUXILIARY.with(Tags::ADVERB)) && !t.any(Tags::PERSON);
        let light = self.reading.tokens[..self.start].iter().rev().take(3).take_while(|t| t.is_word() && helper(t)).count();
        let before = (self.start - light).checked_sub(1).map(|b| &self.reading.tokens[b]).or(last);
        before.is_some_and(|t| {
            let word = t.span.of(self.reading.text).to_lowercase();
            t.is_word() && t.sentence == self.token.sentence && nobody.contains(word.as_str())
        })
    }

    /// …, once described by a rival as “…”: who is named behind it said so, whatever stands before.
    fn described(&self) -> Option<Frame> {
        let by = self.reading.tokens.get(self.i + 1).is_some_and(|t| t.any(Tags::AUTHOR) && !t.any(Tags::OF));
        let by = (by && self.token.any(Tags::CLAIM) && !self.token.any(Tags::BARE)).then(|| by_agent(self.reading, self.i));
        Some(frame((self.i, self.i + 1), Some(by.flatten()?), Form::After, strength(self.token)))
    }

    /// …, said Name; …, s'agace Name: behind a comma a verb of saying may stand before its subject too.
    fn behind_comma(&self) -> Option<Frame> {
        let (tokens, token) = (self.reading.tokens, self.token);
        let led = self.start.checked_sub(1).is_some_and(|b| tokens[b].is_word() && tokens[b].any(Tags::REFLEXIVE));
        let mark = self.start.checked_sub(1 + usize::from(led)).map(|b| tokens[b].sort);
        let says = token.any(Tags::SAY) || token.any(Tags::VOICE) && self.reading.lang.speech.inverts;
        if !matches!(mark, Some(Sort::Comma | Sort::Dash)) || !says || token.any(Tags::TELL) {
            return None;
        }
        let ends = |t: &Token| !t.is_word() && !t.is_quote() || t.any(Tags::PREPOSITION.with(Tags::RELATIVE).with(Tags::DATE));
        // …, sagte sie weiter, „…“: a light word behind a pronoun that ends the clause
        let light = |s: &Phrase| {
            let pair = tokens.get(s.to).zip(tokens.get(s.to + 1));
            matches!(s.head, Head::Pronoun(_)) && pair.is_some_and(|(t, next)| t.is_word() && !t.capital && !next.is_word())
        };
        let subject = self.reading.subject_after(self.i).filter(|s| {
            inverted_fits(self.reading, s)
                && (self.reading.lang.speech.verb_second && s.from == self.i + 1 || !matches!(s.head, Head::Pronoun(_)))
                && !tokens[s.from].any(Tags::THAT)
                && (tokens.get(s.to).is_none_or(ends) || light(s))
        })?;
        Some(self.frame(Some(subject), Form::After))
    }

    /// Asked whether …: he who is asked does not say it.
    fn asked(&self) -> Option<Frame> {
        let asked = self.before.is_none() && is_asked(self.reading, self.i);
        asked.then(|| frame((self.i, self.i + 1), None, Form::Unnamed, strength(self.token)))
    }

    /// “…,” said Name; ha detto Name: the subject behind the verb, or none where the language leaves it out and none stands before.
    fn subject_behind(&self) -> ControlFlow<Option<Frame>> {
        let (reading, tokens, token) = (self.reading, self.reading.tokens, self.token);
        let drops = reading.lang.speech.drops_subject;
        if !self.behind_quote && self.before.is_some() && !drops {
            return ControlFlow::Continue(());
        }
        // “…?” asked the mayor, Name: right behind a quotation that asks, even a verb that has hearers is turned round.
        let turned = self.start == self.i
            && self.behind_quote
            && self.i.checked_sub(1).is_some_and(|b| tokens[b].is_quote() && quote_runs_on(reading, b))
            && !tokens.get(self.i + 1).is_some_and(|t| t.any(Tags::PERSON));
        let may = !token.any(Tags::TELL) || drops || token.any(Tags::VOICE) || turned;
        let after = if may { reading.subject_after(self.i).filter(|s| !is_joined(reading, s)) } else { None };
        if let Some(subject) = after.filter(|s| self.behind_quote && self.is_put_down_to(s)) {
            return ControlFlow::Break(Some(self.frame(Some(subject), Form::After)));
        }
        if reading.subject_before(self.start).0.is_some() {
            return ControlFlow::Continue(());
        }
        let after = after.filter(|s| inverted_fits(reading, s));
        let form = if after.is_some() { Form::After } else { Form::Participle };
        let auxiliary = self.before.is_some_and(|b| b.is_word() && b.any(Tags::AUXILIARY));
        // Piden «…»
        let brings = self.before.is_none() && tokens.get(self.i + 1).is_some_and(Token::is_quote);
        // Y reclamó que …
        let opens = self.before.is_none_or(|b| b.any(Tags::AND) && self.token.begin + 1 == self.i);
        let brings = brings || opens && tokens.get(self.i + 1).is_some_and(|t| t.is_word() && t.any(Tags::THAT));
        let left_out = drops && (self.behind_quote || auxiliary || token.any(Tags::SAY) || brings);
        ControlFlow::Break((after.is_some() || left_out).then(|| self.frame(after, form)))
    }

    /// Can the quotation before the verb be put down to what stands behind it?
    fn is_put_down_to(&self, subject: &Phrase) -> bool {
        let (reading, tokens, token) = (self.reading, self.reading.tokens, self.token);
        let last = self.begin.checked_sub(1);
        let sure = token.any(Tags::SAY) || last.is_some_and(|b| !tokens[b].is_quote() || quote_runs_on(reading, b));
        // “…,” concluded a 2031 article: what a quotation that runs on is put down to need not be a person.
        let runs_on = last.is_some_and(|b| {
            let turns = reading.lang.speech.inverts || reading.lang.speech.verb_second;
            tokens[b].is_quote() && quote_runs_on(reading, b) || tokens[b].sort == Sort::Comma && turns
        });
        let determined = tokens[subject.from].any(Tags::DETERMINER) && subject.from == self.i + 1;
        let thing = runs_on && token.any(Tags::SAY.with(Tags::VOICE)) && determined;
        sure && !tokens[subject.from].any(Tags::THAT) && (inverted_fits(reading, subject) || thing)
    }

    /// Name said; he has said; was told by Name.
    fn subject_before(&self) -> Option<Frame> {
        let (reading, tokens, token, i) = (self.reading, self.reading.tokens, self.token, self.i);
        let (subject, passive) = reading.subject_before(i);
        // s'est dit, si è detto: the speaker is its own hearer.
        let reflexive = tokens[i.saturating_sub(4)..i].iter().any(|t| t.any(Tags::REFLEXIVE));
        if passive && !reflexive {
            let held = |form, subject| frame((i, i + 1), subject, form, strength(token));
            return match by_agent(reading, i) {
                // was called | a “…” by Name: the words stand between.
                Some(by) if names_quote(tokens, i) => Some(Frame { to: i + 1, ..held(Form::After, Some(by)) }),
                Some(by) => Some(held(Form::After, Some(by))),
                // … told us that ministers had been warned: who told us says so.
                None if is_reported(reading, i) => None,
                None => is_held(reading, i).then(|| held(Form::Unnamed, None)),
            };
        }
        let subject = subject.map(|s| self.told_of(s))?;
        if self.is_to_whom(&subject) {
            return Some(self.frame(None, Form::Participle));
        }
        // Ha confermato che i saggi avevano rivelato «…»: what a thing shows is itself reported.
        let told = subject.from.checked_sub(1).is_some_and(|b| tokens[b].is_word() && tokens[b].any(Tags::THAT));
        if told && reading.lang.speech.inverts && matches!(subject.head, Head::Noun(_)) && !reading.can_speak(&subject) {
            return None;
        }
        // What we call “…”: a word that everybody uses.
        if token.any(Tags::NAMES) && matches!(subject.head, Head::Pronoun(k) if tokens[k].any(Tags::I)) {
            return Some(self.frame(None, Form::Unnamed));
        }
        if self.is_called_so(&subject) {
            return Some(self.frame(None, Form::Unnamed));
        }
        let thing = self.is_thing(&subject);
        if thing && (token.any(Tags::NOMINAL) || self.is_called(&subject)) {
            return None;
        }
        // La decisión, subrayó, se tomó …: between commas it has a subject of its own, which it leaves out.
        let comma = |k: usize| tokens.get(k).is_some_and(|t| t.sort == Sort::Comma);
        if !reading.is_human(&subject)
            && reading.lang.speech.drops_subject
            && self.start.checked_sub(1).is_some_and(comma)
            && comma(i + 1)
        {
            return Some(self.frame(None, Form::Participle));
        }
        let infinitive = self.before.is_some_and(|b| b.is_word() && b.any(Tags::PREPOSITION));
        let found = self.frame(Some(subject), if infinitive { Form::Participle } else { Form::Before });
        let strength = found.strength - self.weaker(&subject, thing, infinitive);
        // a-t-il écrit: the auxiliary before its pronoun.
        let turned = subject.from.checked_sub(1).filter(|b| {
            reading.lang.speech.inverts
                && matches!(subject.head, Head::Pronoun(_))
                && tokens[*b].is_word()
                && tokens[*b].any(Tags::HAVE)
        });
        Some(Frame { from: turned.unwrap_or(found.from), strength, ..found })
    }

    /// A formula called the “…”: what is called so calls nothing.
    fn is_called(&self, subject: &Phrase) -> bool {
        let (tokens, i) = (self.reading.tokens, self.i);
        let article = tokens.get(i + 1).is_some_and(|t| t.is_word() && t.any(Tags::DETERMINER));
        let quoted = tokens.get(i + 1 + usize::from(article)).is_some_and(Token::is_quote);
        self.token.any(Tags::NAMES) && subject.to == i && quoted
    }

    /// Is the subject nobody who could speak? An impersonator who promises …: whoever is told by such a word is somebody.
    fn is_thing(&self, subject: &Phrase) -> bool {
        let between = &self.reading.tokens[subject.to.min(self.i)..self.i];
        let who = between.iter().find(|t| t.sort != Sort::Comma);
        let who = who.is_some_and(|t| t.is_word() && t.any(Tags::WHO) && t.any(Tags::RELATIVE));
        matches!(subject.head, Head::Noun(_)) && !self.reading.can_speak(subject) && !who
    }

    /// The rower labelled “…” goes on: whom a form before marks calls something has the verb behind them.
    fn is_called_so(&self, subject: &Phrase) -> bool {
        let (tokens, i) = (self.reading.tokens, self.i);
        let quoted = self.token.any(Tags::NAMES) && subject.to == i && tokens.get(i + 1).is_some_and(Token::is_quote);
        let verb = |t: &Token| {
            t.is_word() && t.any(Tags::AUXILIARY.with(Tags::VERB).with(Tags::CUE)) && !t.any(Tags::BARE.with(Tags::PREPOSITION))
        };
        quoted && matches!(subject.head, Head::Noun(_)) && tokens.get(i + 2).is_some_and(verb)
    }

    /// Name is the only rower to have | promised “…”: whom the sentence says it of.
    fn told_of(&self, subject: Phrase) -> Phrase {
        const LIGHT: usize = 4;
        let (reading, tokens) = (self.reading, self.reading.tokens);
        // the only rower here | to have …
        let to = subject.to
            + usize::from(
                tokens.get(subject.to).is_some_and(|t| t.is_word() && t.any(Tags::ADVERB) && !t.any(Tags::PREPOSITION)),
            );
        let led = tokens.get(to).is_some_and(|t| t.is_word() && t.any(Tags::PREPOSITION));
        let helpers =
            tokens[to.min(self.i)..self.i].iter().skip(1).all(|t| t.is_word() && t.any(Tags::AUXILIARY.with(Tags::ADVERB)));
        if !matches!(subject.head, Head::Noun(_)) || !led || !helpers {
            return subject;
        }
        let light = |t: &&Token| t.is_word() && !t.any(Tags::BE.with(Tags::PREPOSITION).with(Tags::CUE));
        let be = subject.from - tokens[..subject.from].iter().rev().take(LIGHT).take_while(light).count();
        let is = be.checked_sub(1).filter(|b| tokens[*b].is_word() && tokens[*b].any(Tags::BE));
        let named =
            is.and_then(|b| reading.subject_before(b).0).filter(|p| !matches!(p.head, Head::Noun(_)) && p.to < subject.from);
        named.map_or(subject, |p| Phrase { ..p })
    }

    /// A chi gli chiedeva il segreto | rispose: the noun belongs to the clause of those whom the sentence begins with.
    fn is_to_whom(&self, subject: &Phrase) -> bool {
        let (reading, begin) = (self.reading, self.token.begin);
        let led = reading.tokens[begin].any(Tags::PREPOSITION.with(Tags::DATIVE))
            && reading.tokens.get(begin + 1).is_some_and(|t| t.is_word() && t.any(Tags::WHO));
        // E ai cronisti che | chiedevano: those who hear are asked nothing themselves.
        let first = begin + usize::from(self.token.begin < self.i && reading.tokens[begin].any(Tags::AND));
        let dative = reading.tokens[first].any(Tags::PREPOSITION) && reading.tokens[first].any(Tags::DATIVE);
        let several = matches!(subject.head, Head::Noun(h) if reading.is_several(subject, h));
        let relative = |t: &Token| t.is_word() && t.any(Tags::RELATIVE.with(Tags::WHO));
        let asking = reading.tokens[subject.to.min(self.i)..self.i].iter().any(relative);
        let hears = dative && several && asking && subject.from == first;
        reading.lang.speech.drops_subject && (hears || led && subject.from > begin + 1 && !reading.can_speak(subject))
    }

    /// Name expects Other to | announce “…”: what somebody else would have a person say is not said yet.
    fn is_wished(&self, subject: &Phrase) -> bool {
        let before = subject.from.checked_sub(1).map(|b| &self.reading.tokens[b]);
        subject.to + 1 == self.i && before.is_some_and(|b| b.is_word() && b.any(Tags::CUE.with(Tags::VERB)))
    }

    /// What takes from the strength of a verb behind its subject.
    fn weaker(&self, subject: &Phrase, thing: bool, infinitive: bool) -> f32 {
        let (tokens, token) = (self.reading.tokens, self.token);
        // did not answer, would never say
        let helpers = tokens[..self.i].iter().rev().take_while(|t| t.is_word() && t.any(Tags::AUXILIARY.with(Tags::ADVERB)));
        let open = helpers.clone().any(|t| t.any(Tags::MODAL)) && !self.behind_quote;
        // It meant that …: most often nobody.
        let it = matches!(subject.head, Head::Pronoun(k) if tokens[k].any(Tags::IT) && !tokens[k].any(Tags::HE.with(Tags::SHE)));
        let things = if token.any(Tags::SAY) && !token.any(Tags::BARE) { THING_SAYS } else { THING };
        // predicted that a judge would agree: the verb before reports it.
        let reported = open && subject.from.checked_sub(1).is_some_and(|b| tokens[b].any(Tags::THAT));
        [
            (infinitive, 3.0),
            (infinitive && self.is_wished(subject), WISHED),
            (reported, REPORTED),
            (it && !token.any(Tags::SAY.with(Tags::BARE)), NOBODY),
            (open, 4.0),
            (thing, things),
        ]
        .into_iter()
        .map(|(holds, points)| if holds { points } else { 0.0 })
        .sum()
    }
}

/// Name uses the word “…”: a verb whose object is a word in marks. Who does not, may not or never used it said something else.
pub(super) fn uses(reading: &Reading, i: usize) -> Option<Frame> {
    const NEAR: usize = 4;
    let tokens = reading.tokens;
    let object = tokens[i + 1..].iter().take(NEAR).take_while(|t| t.is_word()).count();
    let quote = i + 1 + object;
    if object == 0 || tokens[i].capital || !tokens.get(quote).is_some_and(Token::is_quote) {
        return None;
    }
    let negates = |t: &Token| reading.lang.meaning.polarity.negators.contains(&*t.span.of(reading.text).to_lowercase());
    let led = tokens[i + 1].any(Tags::DETERMINER.with(Tags::WORDING)) && tokens[quote - 1].any(Tags::WORDING);
    let mut helpers = tokens[..i].iter().rev().take_while(|t| t.is_word() && t.any(Tags::AUXILIARY.with(Tags::ADVERB)));
    let open = helpers.any(|t| t.any(Tags::MODAL.with(Tags::PREPOSITION)) || negates(t));
    // Er benutzte das Wort „…“ nicht.
    let denied = tokens[quote + 1..].iter().take(NEAR).take_while(|t| t.is_word()).any(negates);
    if !led || open || denied {
        return None;
    }
    let (subject, passive) = reading.subject_before(i);
    let subject = subject.filter(|s| !passive && s.from < i && reading.can_speak(s) && !negates(&tokens[s.from]))?;
    // posters that use the word “…”
    let relative = tokens[subject.to.min(i)..i].iter().any(|t| t.is_word() && t.any(Tags::RELATIVE.with(Tags::WHO)));
    (!relative).then(|| frame((i, quote), Some(subject), Form::Before, 2.0))
}

/// Does a clause that a verb of saying brings hold the verb?
fn is_reported(reading: &Reading, i: usize) -> bool {
    const FAR: usize = 30;
    let tokens = reading.tokens;
    reports_that(&tokens[tokens[i].begin.max(i.saturating_sub(FAR))..i])
}

/// A passive with a hearer or a name for its subject: was told, is called; not the infinitive behind another verb (was right to urge).
fn is_held(reading: &Reading, i: usize) -> bool {
    let tokens = reading.tokens;
    let stands = tokens[..i].iter().rev().find(|t| !t.any(Tags::ADVERB)).is_some_and(|t| t.is_word() && t.any(Tags::BE));
    stands && tokens[i].any(Tags::TELL.with(Tags::CLAIM)) && !tokens[i].any(Tags::BARE)
}

/// Asked whether …, | Name laughed: a form with hearers that begins its sentence, and what was asked.
fn is_asked(reading: &Reading, i: usize) -> bool {
    let held = reading.tokens[i].any(Tags::TELL) && !reading.tokens[i].any(Tags::BARE);
    let clause = Tags::CLAUSE.with(Tags::PREPOSITION).with(Tags::THAT);
    held && reading.tokens.get(i + 1).is_some_and(|t| t.is_word() && t.any(clause)) && !reading.lang.speech.drops_subject
}

/// C'est ce qu'a dit Name: in a relative clause too the subject may stand last.
fn relative(reading: &Reading, start: usize, i: usize) -> Option<Frame> {
    let token = start.checked_sub(1).map(|b| &reading.tokens[b])?;
    if !reading.lang.speech.inverts || !token.any(Tags::RELATIVE.with(Tags::THAT)) {
        return None;
    }
    // La consigliera, che accusa Name: who could speak stands before it.
    if start.checked_sub(2).and_then(|b| reading.antecedent_ending(b)).is_some_and(|p| reading.can_speak(&p)) {
        return None;
    }
    let subject = reading.subject_after(i).filter(|s| s.from == i + 1 && inverted_fits(reading, s))?;
    Some(frame((start, i + 1), Some(subject), Form::After, strength(&reading.tokens[i])))
}

/// Is it somebody who shows himself so, and no sign (it shows, in the picture)?
pub(super) fn shows_somebody(reading: &Reading, frame: &Frame) -> bool {
    const FAR: usize = 5;
    let it = |k: usize| reading.tokens[k].any(Tags::IT) && !reading.tokens[k].any(Tags::HE.with(Tags::SHE));
    let somebody = |s: &Phrase| {
        let hung = reading.tokens[s.from].any(Tags::PREPOSITION);
        reading.can_speak(s) && !hung && !matches!(s.head, Head::Pronoun(k) if it(k))
    };
    let quoted = reading.tokens[frame.cue.1..].iter().take(FAR).any(Token::is_quote);
    frame.form == Form::Before && quoted && frame.subject.is_some_and(|s| somebody(&s))
}

/// Der Verband zeigte sich „…“: a verb that reports where its subject shows itself so.
pub(super) fn shows(reading: &Reading, i: usize) -> bool {
    const NEAR: usize = 2;
    let near = i.saturating_sub(NEAR)..(i + NEAR).min(reading.tokens.len());
    reading.tokens[near].iter().any(|t| t.is_word() && t.sentence == reading.tokens[i].sentence && t.any(Tags::REFLEXIVE))
}

/// A form that may be a noun as well (state, voice) is no verb behind one person or thing: it would have an ending.
pub(super) fn is_bare(reading: &Reading, i: usize, frame: &Frame) -> bool {
    let tokens = reading.tokens;
    if !tokens[i].any(Tags::BARE)
        || frame.form != Form::Before
        || i.checked_sub(1).is_some_and(|b| tokens[b].any(Tags::AUXILIARY))
    {
        return false;
    }
    let is_one = |h: usize| !reading.is_plural(tokens[h].span.of(reading.text));
    // with the short | text: the noun of a phrase that has a determiner and no noun yet.
    let noun = i.checked_sub(1).and_then(|last| reading.ending_at(last)).is_some_and(|p| {
        matches!(p.head, Head::Noun(h) if is_one(h) && !reading.can_speak(&p)) && tokens[p.from].any(Tags::DETERMINER)
    });
    if noun {
        return true;
    }
    match frame.subject.map(|s| (s, s.head)) {
        Some((s, Head::Name(p))) => s.to == i && !reading.is_plural(reading.people.all[p].name.of(reading.text)),
        Some((s, Head::Noun(h))) => s.to == i && !reading.can_speak(&s) && is_one(h),
        Some((_, Head::Pronoun(k))) => {
            tokens[k].any(Tags::HE.with(Tags::SHE).with(Tags::IT))
                && !tokens[k].any(Tags::THEY.with(Tags::I))
                && !tokens[k + 1..i].iter().rev().take_while(|t| t.any(Tags::ADVERB)).any(|t| t.any(Tags::PREPOSITION))
                && !tokens[k + 1..i].iter().any(|t| t.any(Tags::AUXILIARY))
        }
        None => false,
    }
}

/// The same where the verb is one of plain saying: a sign may say so.
const THING_SAYS: f32 = 2.0;

/// What a verb loses that somebody else would have its subject do.
const WISHED: f32 = 4.0;

/// What a verb that is itself reported, and may come or not, loses besides.
const REPORTED: f32 = 1.5;

/// What a verb of voice or judgement loses where "it" is its subject.
const NOBODY: f32 = 2.0;

/// Where the verb phrase begins: its auxiliaries are part of the cue (ha detto, was quoted as saying).
pub(super) fn cue_start(reading: &Reading, i: usize) -> usize {
    let tokens = reading.tokens;
    let mut start = i;
    // fa sapere, ha fatto sapere: who lets it be known
    let causative = |t: &Token| reading.lang.speech.causatives.contains(&*t.span.of(reading.text).to_lowercase());
    start -= usize::from(start > 0 && tokens[start - 1].sentence == tokens[i].sentence && causative(&tokens[start - 1]));
    while start > 0
        && tokens[start - 1].is_word()
        && tokens[start - 1].sentence == tokens[i].sentence
        && (tokens[start - 1].any(Tags::HAVE) || is_reflexive_perfect(tokens, start - 1))
        && !tokens[start - 1].any(Tags::PERSON)
    {
        start -= 1;
    }
    start
}

/// S'est défendu: “to be” behind a reflexive leads a verb as “to have” does elsewhere.
fn is_reflexive_perfect(tokens: &[Token], be: usize) -> bool {
    let reflexive = |b: usize| tokens[b].is_word() && tokens[b].any(Tags::REFLEXIVE);
    tokens[be].any(Tags::BE) && be.checked_sub(1).is_some_and(reflexive)
}

/// was called “…” by Name
fn by_agent(reading: &Reading, i: usize) -> Option<Phrase> {
    const FAR: usize = 8;
    let tokens = reading.tokens;
    let by = (i + 1..(i + FAR).min(tokens.len())).find(|&k| {
        tokens[k].is_word() && tokens[k].any(Tags::AUTHOR) && !tokens[k].any(Tags::OF) && tokens[k].sentence == tokens[i].sentence
    })?;
    reading.starting_at(by + 1).filter(|p| reading.can_speak(p))
}

/// called “…”, called a “…”, described as “…”: do the words in marks stand right behind the verb?
fn names_quote(tokens: &[Token], verb: usize) -> bool {
    const LIGHT: usize = 2;
    let light = |t: &&Token| t.is_word() && t.any(Tags::DETERMINER.with(Tags::CLAUSE));
    let led = tokens[verb + 1..].iter().take(LIGHT).take_while(light).count();
    tokens.get(verb + 1 + led).is_some_and(Token::is_quote)
}

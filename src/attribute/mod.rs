//! Who said it? First within one article (mentions, cues), then one name over the corpus.
//!
//! One pass gives every word its tags ([`tokens`]); names are joined to people and bodies ([`people`]); every verb or noun of saying becomes
//! a frame with its subject ([`frames`], built on [`phrases`]); each quotation then takes the frame with most points ([`choose`]), and the
//! subject of the frame is resolved to a name ([`resolve`]). Good for news prose; a novel's dialogue without cues is beyond it.

mod appositions;
mod asides;
mod behind;
mod chains;
mod choose;
mod documents;
mod epithets;
mod familiar;
mod firms;
mod frame;
mod frames;
mod going_on;
mod impersonal;
mod inside;
mod interviews;
mod late;
mod left_out;
mod main_subjects;
mod names;
mod namesakes;
mod nations;
mod nearest;
mod nouns;
mod participles;
mod people;
mod phrases;
mod pointing;
mod pronouns;
mod resolve;
mod roles;
mod signatures;
mod spots;
mod stand_ins;
mod subjects;
mod taken_up;
mod together;
mod tokens;
mod unknown_verbs;
mod verb_second;
mod verbs;
mod works;

use crate::curves::sigmoid;
use crate::lang::{self, Tags};
use crate::model::{Article, Attribution, Found, Kind, Problem, Reason, Span};
use choose::Choice;
use phrases::{Head, Reading};

pub use familiar::Familiar;
pub use names::names;

/// A user's entry of speakers.csv, which wins over what the corpus tells.
#[derive(Clone, Debug, Default)]
pub struct SpeakerEntry {
    pub name: String,
    pub aliases: Vec<String>,
    pub lang: String,
}

/// One article's attributions: as many as quotations, in their order. What an article alone shows of names goes along for [`names`].
#[derive(Clone, Debug, Default)]
pub struct Attributed {
    pub attributions: Vec<Attribution>,
    /// The people and bodies that the article names.
    known: Vec<names::Known>,
    /// Speakers that the article tells by a role only (the mayor of Milan), which another article may name.
    described: Vec<names::Described>,
    /// Speakers who are told only as somebody's kin (her daughter).
    kin: Vec<namesakes::Kin>,
    /// Speakers who are several.
    together: Vec<together::Together>,
    /// Words that may be surnames, of whose bearers the article tells nothing more.
    unsure: Vec<u64>,
}

/// A possible speaker of one quotation, for `explain`.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub speaker: String,
    pub mention: Option<Span>,
    pub cue: Option<Span>,
    pub reason: Reason,
    pub points: f32,
}

/// Fewer points than these do not make a speaker.
const LEAST: f32 = 2.0;
/// A fragment without so many is a scare quote.
const LEAST_FRAGMENT: f32 = 4.0;
/// A frame with so many is the quotation's own, whatever its passage says.
const OWN: f32 = 8.0;

/// Who speaks is known only as far as a pronoun tells.
const OPEN: f32 = 0.35;

/// A description means the only person of whom it may be said.
const FAINT: f32 = 0.5;

/// So many quotations back a speaker may be carried over.
const RECENT: usize = 40;

/// Who said each quotation of one article; the kind is settled too, since marks that report nobody are scare quotes.
pub fn attribute(article: &Article, found: &mut [Found]) -> (Attributed, Vec<Problem>) {
    attribute_among(article, found, &Familiar::default())
}

/// The same, where other articles tell who bears some surnames.
pub fn attribute_among(article: &Article, found: &mut [Found], familiar: &Familiar) -> (Attributed, Vec<Problem>) {
    let lang = lang::of(&article.lang);
    let tokens = tokens::tokens(&article.text, article.body, found, lang);
    let (people, frames) = heard(&article.text, &tokens, lang, familiar);
    let reading = Reading { text: &article.text, tokens: &tokens, people: &people, lang };
    let mut session = Session::new(article, &reading, frames, found);
    for (i, quote) in found.iter_mut().enumerate() {
        quote.kind = session.quotation(i, quote);
    }
    passages(found, &session);
    let Session { done, described, kin, together, .. } = session;
    let attributions = done.into_iter().map(|d| d.attribution).collect();
    let unsure = people.unsure();
    (Attributed { attributions, known: names::known(&reading), described, kin, together, unsure }, Vec::new())
}

/// The people of the article and its frames of speech; who is heard in a frame is somebody.
fn heard(text: &str, tokens: &[tokens::Token], lang: &lang::Lang, familiar: &Familiar) -> (people::People, Vec<frame::Frame>) {
    let mut people = people::people(text, tokens, lang, familiar);
    let frames = frames::frames(&Reading { text, tokens, people: &people, lang });
    // “…,” the striker told reporters, according to the Courier: who only relays it is no person for that.
    let relays = |i: usize, f: &frame::Frame| {
        let here = |b: &frame::Frame| tokens[b.cue.0].sentence == tokens[f.cue.0].sentence && b.subject.is_some();
        tokens[f.cue.0].any(Tags::SOURCE) && i.checked_sub(1).is_some_and(|b| here(&frames[b]))
    };
    for (_, frame) in frames.iter().enumerate().filter(|(i, f)| f.strength >= 1.5 && !relays(*i, f)) {
        if let Some(phrase) = frame.subject.filter(|s| matches!(s.head, Head::Name(_))) {
            people.hear(phrase.to.saturating_sub(1));
        }
    }
    people.humans = (0..people.all.len()).filter(|p| people.all[*p].human).collect();
    (people, frames)
}

/// A second reporting clause begins a passage of its own, unless a pronoun only goes on (she added), and so does another speaker; then passages
/// are numbered anew.
fn passages(found: &mut [Found], session: &Session) {
    let mut number = 0;
    // The old number, the new one, and what the passage at hand began with: its cue and who speaks.
    let mut open: Vec<(u32, u32, Option<Span>, &str)> = Vec::new();
    for (quote, done) in found.iter_mut().zip(&session.done) {
        let cue = done.attribution.cue;
        let speaker = named(&done.attribution);
        let known = open.iter_mut().rev().find(|(old, ..)| *old == quote.passage);
        let same = |who: &str| who.is_empty() || speaker.is_empty() || who == speaker;
        let slot = match known {
            Some((_, new, first, who)) if same(who) && (cue.is_none() || first.is_none() || *first == cue || done.goes_on) => {
                *first = first.or(cue);
                *new
            }
            _ => {
                number += 1;
                open.push((quote.passage, number, cue, speaker));
                number
            }
        };
        quote.passage = slot;
        if open.len() > RECENT {
            open.remove(0);
        }
    }
}

/// Who speaks, where that is more than a pronoun.
fn named(attribution: &Attribution) -> &str {
    if attribution.reason == Reason::Pronoun { "" } else { &attribution.speaker }
}

/// What else was considered for the quotation number `index`, the best first.
pub fn explain(article: &Article, found: &[Found], index: usize, familiar: &Familiar) -> Vec<Candidate> {
    let lang = lang::of(&article.lang);
    let tokens = tokens::tokens(&article.text, article.body, found, lang);
    let (people, frames) = heard(&article.text, &tokens, lang, familiar);
    let reading = Reading { text: &article.text, tokens: &tokens, people: &people, lang };
    let session = Session::new(article, &reading, frames, found);
    let Some(quote) = found.get(index) else { return Vec::new() };
    let Some(&at) = session.places.get(index).filter(|p| **p < tokens.len()) else { return Vec::new() };
    choose::choices(&reading, &session.frames, at, quote)
        .into_iter()
        .map(|c| Candidate {
            speaker: c.subject.map_or(String::new(), |s| reading.meaning(&s, None, &article.author).speaker),
            mention: c.subject.and_then(|s| session.span(s.from, s.to)),
            cue: c.cue.and_then(|(from, to)| session.span(from, to)),
            reason: c.reason,
            points: c.points,
        })
        .collect()
}

/// An attribution, and what later quotations ask of it.
struct Done {
    attribution: Attribution,
    person: Option<usize>,
    passage: u32,
    paragraph: u32,
    /// Its cue only goes on with what was said before.
    goes_on: bool,
    /// A mark of its own ends it.
    closed: bool,
}

/// The attribution of one article, quotation by quotation.
struct Session<'a> {
    article: &'a Article,
    reading: &'a Reading<'a>,
    frames: Vec<frame::Frame>,
    /// The token of each quotation.
    places: Vec<usize>,
    done: Vec<Done>,
    described: Vec<names::Described>,
    kin: Vec<namesakes::Kin>,
    together: Vec<together::Together>,
}

impl<'a> Session<'a> {
    fn new(article: &'a Article, reading: &'a Reading<'a>, frames: Vec<frame::Frame>, found: &[Found]) -> Self {
        let mut places = vec![usize::MAX; found.len()];
        for (at, token) in reading.tokens.iter().enumerate() {
            if let tokens::Sort::Quote(q) = token.sort
                && let Some(place) = places.get_mut(q as usize)
            {
                *place = at;
            }
        }
        Session {
            article,
            reading,
            frames,
            places,
            done: Vec::with_capacity(found.len()),
            described: Vec::new(),
            kin: Vec::new(),
            together: Vec::new(),
        }
    }

    /// Attributes one quotation and settles its kind.
    fn quotation(&mut self, index: usize, quote: &Found) -> Kind {
        let at = self.places.get(index).copied().unwrap_or(usize::MAX);
        let paragraph = self.reading.tokens.get(at).map_or(u32::MAX, |t| t.paragraph);
        let (attribution, person, kind) = match quote.kind {
            Kind::Tweet => (self.signature(quote), None, Kind::Tweet),
            Kind::Title | Kind::Scare => (nobody(), None, quote.kind),
            _ if at >= self.reading.tokens.len() => (nobody(), None, quote.kind),
            _ => self.marked(at, quote),
        };
        let goes_on = self.goes_on(&attribution);
        let closed = quote.span.end < quote.outer.end;
        self.done.push(Done { attribution, person, passage: quote.passage, paragraph, goes_on, closed });
        kind
    }

    fn marked(&mut self, at: usize, quote: &Found) -> (Attribution, Option<usize>, Kind) {
        if let Some(found) = self.set_apart(at, quote) {
            return found;
        }
        let choices = choose::choices(self.reading, &self.frames, at, quote);
        let best = choices.first();
        let points = best.map_or(0.0, |c| c.points);
        if self.is_nobodys(at, quote, best) {
            return (nobody(), None, Kind::Scare);
        }
        let interview = || self.answers_in_interview(at).filter(|_| points < OWN);
        if let Some(found) = self.inside(at, quote, points).or_else(|| self.in_brackets(at, quote)).or_else(interview) {
            return found;
        }
        let before =
            self.done.iter().rev().take(RECENT).find(|d| d.passage == quote.passage && d.attribution.reason != Reason::None);
        let passage = before.map(|before| {
            let reason = carried_as(&before.attribution, Reason::Passage);
            let confidence = before.attribution.confidence * 0.95;
            (Attribution { reason, confidence, ..before.attribution.clone() }, before.person, quote.kind)
        });
        let anew = best.is_some_and(|c| before.is_some_and(|d| self.is_anew(at, d, c)));
        let passage = match passage {
            Some(carried) if points < if anew { LEAST_FRAGMENT } else { OWN } => return carried,
            other => other,
        };
        let least = if quote.kind == Kind::Fragment { LEAST_FRAGMENT } else { LEAST };
        match best.filter(|c| c.points >= least) {
            Some(choice) if choice.reason == Reason::None => (nobody(), None, quote.kind),
            Some(choice) => {
                if let Some(several) = self.chosen_together(at, choice, confidence(choice.points, 0.0, false)) {
                    return (several, None, quote.kind);
                }
                self.describe(choice);
                let own = self.chosen(at, choice, &choices, quote);
                if let Some(they) = self.they(at, &own, choice.cue) {
                    return (they, None, quote.kind);
                }
                self.describe_unnamed(choice, &own);
                if let Some(begun) = self.goes_on_with(&own.0, quote).or_else(|| self.goes_on_unnamed(at, &own.0, quote)) {
                    return begun;
                }
                // A pronoun that means nobody in particular goes on with its passage.
                match passage.filter(|p| own.0.reason == Reason::Pronoun && p.0.reason != Reason::Pronoun && p.1.is_none()) {
                    Some(carried) => carried,
                    None => self
                        .several_before(at, &own)
                        .or_else(|| self.named_late(&own))
                        .or_else(|| self.role_named_late(&own))
                        .unwrap_or(own),
                }
            }
            None => self.carried(at, quote),
        }
    }

    /// “…” ¶ “…,” Name said: what its own mark has closed is over where a paragraph begins with an attribution of its own; and so is a name that
    /// one gives where another gives one.
    fn is_anew(&self, at: usize, before: &Done, best: &Choice) -> bool {
        let over = before.closed && before.paragraph < self.reading.tokens[at].paragraph;
        over && best.cue.is_some() && best.reason != Reason::Nearby || best.reason == Reason::CueBefore && self.is_given(at, best)
    }

    /// Is a quotation a title, a nickname, an outlet's name, or what stands on a sign?
    fn is_nobodys(&self, at: usize, quote: &Found, best: Option<&Choice>) -> bool {
        let human = |c: &Choice| c.subject.is_some_and(|s| self.reading.is_human(&s));
        let loose = best.is_none_or(|c| c.reason == Reason::Nearby || c.reason == Reason::Clause && !human(c));
        let sign = loose && self.reading.is_on_sign(at);
        // Quill refers to him as “Bosun”: a name that somebody gives, and no title.
        let calls = best.is_some_and(|c| c.reason == Reason::CueBefore && c.points >= LEAST_FRAGMENT && self.is_given(at, c));
        sign || self.is_work(at, quote) && !calls || self.is_nickname(at, quote) || self.is_outlet(at, quote)
    }

    /// Takes down the role of a speaker whom this article does not name.
    fn describe(&mut self, choice: &Choice) {
        let Some(subject) = choice.subject else { return };
        self.kin.extend(self.reading.kin(&subject));
        let Some((role, others)) = self.reading.description(&subject) else { return };
        let meaning = self.reading.meaning(&subject, None, "");
        if meaning.person.is_none() {
            self.described.push(names::Described { speaker: meaning.speaker, role, others });
        }
    }

    /// The mayor of Brenne is furious. “…,” she said: the same of a role that a pronoun stands for.
    fn describe_unnamed(&mut self, choice: &Choice, own: &(Attribution, Option<usize>, Kind)) {
        let Some(phrases::Phrase { head: phrases::Head::Pronoun(k), .. }) = choice.subject else { return };
        if own.1.is_some() || own.0.reason != Reason::Resolved {
            return;
        }
        let Some((role, others)) = self.reading.unnamed_for(k).and_then(|p| self.reading.description(&p)) else { return };
        self.described.push(names::Described { speaker: own.0.speaker.clone(), role, others });
    }

    /// “We are not afraid,” she said (“Non abbiamo paura”): what is added in brackets is the same speaker's.
    fn in_brackets(&self, at: usize, quote: &Found) -> Option<(Attribution, Option<usize>, Kind)> {
        let (before, behind) = (self.article.text.get(..quote.outer.start)?, self.article.text.get(quote.outer.end..)?);
        let paragraph = self.reading.tokens.get(at)?.paragraph;
        let done = self.done.last().filter(|d| d.paragraph == paragraph && d.attribution.reason != Reason::None)?;
        let reason = carried_as(&done.attribution, Reason::Passage);
        (before.ends_with(['(', '[']) && behind.trim_start_matches(['.', ',']).starts_with([')', ']']))
            .then(|| (Attribution { reason, ..done.attribution.clone() }, done.person, quote.kind))
    }

    /// The speaker whom the quotation names itself; a surname there means who bears it in the article.
    fn inside(&self, at: usize, quote: &Found, points: f32) -> Option<(Attribution, Option<usize>, Kind)> {
        if !self.reading.lang.speech.inverts || quote.kind != Kind::Direct || points >= OWN {
            return None;
        }
        let inside::Inside { speaker, named, latter, pronoun, document, mention, cue } =
            inside::inside(&self.article.text, quote.span, self.reading.lang)?;
        let (mention, cue) = (Some(mention), Some(cue));
        if let Some(before) = self.heard_here(at).filter(|_| document) {
            let attribution = Attribution { mention, cue, reason: Reason::CueBetween, ..before.attribution.clone() };
            return Some((attribution, before.person, quote.kind));
        }
        if let Some(tags) = pronoun {
            let person = self.pronoun_inside(at, tags)?;
            let speaker = self.reading.name_of(person);
            let attribution = Attribution { speaker, mention, cue, reason: Reason::Resolved, confidence: 0.9 };
            return Some((attribution, Some(person), quote.kind));
        }
        let last = |name: &str| name.split_whitespace().next_back().map(str::to_string);
        let bears = |p: &people::Person| last(p.name.of(&self.article.text)) == last(&speaker);
        // «… sottolinea il governatore …»: who spoke just before, where no role is his yet.
        let before = || self.heard_here(at).filter(|_| !named).and_then(|d| d.person);
        let unknown = |p: &usize| self.reading.people.all[*p].roles.is_empty() && self.reading.people.all[*p].human;
        let last_named = || self.reading.named_near(at).filter(|_| latter);
        let person = self.reading.people.all.iter().position(bears).or_else(last_named).or_else(|| before().filter(unknown));
        let known = person.map(|p| self.reading.name_of(p)).filter(|name| !named || name.len() >= speaker.len());
        let speaker = known.unwrap_or(speaker);
        Some((Attribution { speaker, mention, cue, reason: Reason::CueBetween, confidence: 0.9 }, person, quote.kind))
    }

    /// « …, a-t-elle dit. … »: whom a pronoun inside the marks means, by what stands before them.
    fn pronoun_inside(&self, at: usize, tags: Tags) -> Option<usize> {
        let last = self.done.last().and_then(|d| d.person);
        match self.reading.antecedent(at, tags, last, None)? {
            pronouns::Antecedent::Person(person) => Some(person),
            pronouns::Antecedent::Unnamed(_) => None,
        }
    }

    /// The attribution of a choice.
    fn chosen(&self, at: usize, choice: &Choice, all: &[Choice], quote: &Found) -> (Attribution, Option<usize>, Kind) {
        let paragraph = self.reading.tokens[at].paragraph;
        let last = self.done.last().filter(|d| d.paragraph <= paragraph && paragraph - d.paragraph <= 2).and_then(|d| d.person);
        // Critico Name: «…», ha commentato: who is named before it speaks.
        let named = || all.iter().find(|c| c.points >= OWN && c.subject.is_some()).and_then(|c| c.subject);
        let subject = choice.subject.or_else(named).or_else(|| self.left_out(at, choice.cue));
        let cue = choice.cue.filter(|(from, to)| from < to).and_then(|(from, to)| self.span(from, to));
        let Some(subject) = subject else { return self.without_subject(at, cue, quote) };
        if let Some(before) = self.wrote(at, choice, &subject) {
            let reason = carried_as(&before.attribution, Reason::Resolved);
            let confidence = before.attribution.confidence * 0.95;
            return (Attribution { cue, reason, confidence, ..before.attribution.clone() }, before.person, quote.kind);
        }
        let subject = self.issuer(at, choice, &subject).unwrap_or(subject);
        let meaning = self.reading.meaning(&subject, last, &self.article.author);
        let margin = choice.points - all.get(1).map_or(0.0, |c| c.points);
        let reason = match (meaning.resolved, meaning.open) {
            (true, _) => Reason::Resolved,
            (_, true) => Reason::Pronoun,
            _ => choice.reason,
        };
        let attribution = Attribution {
            speaker: meaning.speaker,
            mention: self.span(subject.from, subject.to),
            cue,
            reason,
            confidence: confidence(choice.points, margin, meaning.resolved).min(match (meaning.open, meaning.faint) {
                (true, _) => OPEN,
                (_, true) => FAINT,
                _ => 1.0,
            }),
        };
        self.bind(&subject, meaning.person);
        (attribution, meaning.person, quote.kind)
    }

    /// Ada Quill came in. “…,” she said: from here on she is a woman.
    fn bind(&self, subject: &phrases::Phrase, person: Option<usize>) {
        let (Head::Pronoun(k), Some(person)) = (subject.head, person) else { return };
        let tags = self.reading.tokens[k].tags;
        let gender = match (tags.any(Tags::HE), tags.any(Tags::SHE)) {
            (true, false) => people::Gender::He,
            (false, true) => people::Gender::She,
            _ => return,
        };
        if !tags.any(Tags::THEY.with(Tags::IT)) {
            self.reading.people.bind(person, gender);
        }
    }

    /// «…», si legge nella nota: whoever spoke just before wrote what nobody is said to have written.
    fn wrote(&self, at: usize, choice: &Choice, subject: &phrases::Phrase) -> Option<&Done> {
        let tokens = self.reading.tokens;
        let stands = choice.cue.is_some_and(|(from, to)| tokens[from..to].iter().any(|t| t.any(Tags::STANDS)));
        self.heard_here(at).filter(|_| stands && self.reading.is_document(subject))
    }

    /// “…,” it read; “…,” the letter read: who brought the document in speaks for it.
    fn issuer(&self, at: usize, choice: &Choice, subject: &phrases::Phrase) -> Option<phrases::Phrase> {
        let (tokens, reading) = (self.reading.tokens, self.reading);
        let listed = |t: &tokens::Token| reading.lang.speech.reads.contains(t.span.of(&self.article.text));
        let reads = choice.cue.is_some_and(|(from, to)| tokens[from..to].iter().any(listed));
        let it = matches!(subject.head, Head::Pronoun(k) if tokens[k].any(Tags::IT) && !tokens[k].any(Tags::HE.with(Tags::SHE)));
        // He sent a text. It said: “…”
        let says = it && choice.cue.is_some_and(|(from, to)| tokens[from..to].iter().any(|t| t.any(Tags::SAY)));
        if reads && (it || reading.is_document(subject))
            || says && reading.issuer_before(at).is_some_and(|s| reading.is_human(&s))
        {
            return reading.issuer_before(at);
        }
        // La società smentisce. «…», si legge nella nota.
        let stands = choice.cue.is_some_and(|(from, to)| tokens[from..to].iter().any(|t| t.any(Tags::STANDS)));
        let before = reading.sentence_before(at).filter(|_| stands && reading.is_document(subject))?;
        reading.main_subject(before).filter(|s| reading.can_speak(s) && !matches!(s.head, Head::Pronoun(_)))
    }

    fn span(&self, from: usize, to: usize) -> Option<Span> {
        let first = self.reading.tokens.get(from)?;
        let last = self.reading.tokens.get(to.checked_sub(1)?)?;
        (first.span.start < last.span.end).then(|| Span::new(first.span.start, last.span.end))
    }
}

/// The reason for a speaker who is carried over: a pronoun stays a pronoun.
fn carried_as(before: &Attribution, reason: Reason) -> Reason {
    if before.reason == Reason::Pronoun { Reason::Pronoun } else { reason }
}

fn nobody() -> Attribution {
    Attribution { speaker: String::new(), mention: None, cue: None, reason: Reason::None, confidence: 0.0 }
}

/// Points and the margin to the next choice, as a probability.
fn confidence(points: f32, margin: f32, resolved: bool) -> f32 {
    let z = (points - 4.0) * 0.45 + margin.min(5.0) * 0.15 - if resolved { 0.8 } else { 0.0 };
    (sigmoid(z) * 100.0).round() / 100.0
}

//! Which frame speaks for which quotation? Points for where the frame stands, what stands between, and how sure its cue is.

use super::frame::{Form, Frame};
use super::nouns::{begins_with_verb, is_of_askers};
use super::phrases::{Head, Phrase, Reading};
use super::pointing::{pointing_back, worded_behind};
use super::tokens::{Sort, Token};
use crate::lang::Tags;
use crate::model::{Found, Kind, Reason};

/// What leads a sentence whose subject stands behind it.
const LEADS: Tags = Tags::PREPOSITION.with(Tags::CLAUSE);

/// One possible speaker of a quotation.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    pub subject: Option<Phrase>,
    pub cue: Option<(usize, usize)>,
    /// None where somebody says it and nobody tells who.
    pub reason: Reason,
    pub points: f32,
}

/// A sentence is looked through so far to each side, in tokens.
pub(super) const FAR: usize = 120;

/// Points by place. A frame that touches the quotation is nearly always its own; the further, the less.
pub(super) mod points {
    pub const TOUCHING_AFTER: f32 = 10.0;
    pub const TOUCHING_BEFORE: f32 = 8.0;
    pub const COLON: f32 = 1.0;
    pub const BRINGS: f32 = 4.0;
    pub const BRINGS_NEXT: f32 = 8.0;
    /// A verb that judges does not bring a sentence in marks.
    pub const JUDGES: f32 = 2.5;
    /// When A said that “…,” B applauded: a verb that judges answers what stands before it.
    pub const ANSWERS: f32 = 4.0;
    pub const SAME_SENTENCE_AFTER: f32 = 4.5;
    pub const SAME_SENTENCE_BEFORE: f32 = 7.0;
    pub const SUBJECT: f32 = 5.2;
    pub const CLOSING: f32 = 2.5;
    pub const PER_WORD: f32 = 0.15;
    pub const FAR_BEFORE: f32 = 2.5;
    /// A clause behind the quotation's own speaks of something else.
    pub const OTHER_CLAUSE: f32 = 3.0;
    /// A noun of saying that does not touch the quotation seldom holds it.
    pub const LOOSE_NOUN: f32 = 4.0;
    pub const LOOSE_PARTICIPLE: f32 = 2.0;
    /// A comma ends the quotation, and the frame touches it.
    pub const WITH_COMMA: f32 = 2.0;
    /// Other frames stand nearer.
    pub const PER_OTHER: f32 = 1.5;
    pub const MOST_OTHERS: f32 = 2.0;
    pub const QUOTE_BETWEEN: f32 = 0.7;
    pub const CLOSED_BEFORE: f32 = 2.0;
    pub const NEXT_SENTENCE: f32 = 4.0;
    pub const POINTING: f32 = 4.5;
    pub const PARAGRAPH_BEFORE: f32 = 3.0;
    pub const SUBJECT_BEFORE: f32 = 2.5;
    /// As Name spoke, the others “…”; a plan, which Name said would fail, would “…”: a clause that a comma has closed holds nothing behind it.
    pub const CLOSED_CLAUSE: f32 = 5.0;
    /// After a speech on “…,” Name said that …: what leads the sentence is the reporter's.
    pub const LEADING: f32 = 12.0;
    /// Who only relays what somebody else has brought.
    pub const RELAYED: f32 = 8.0;
}

/// The frames that may speak for the quotation at token `at`, the best first.
pub(crate) fn choices(reading: &Reading, frames: &[Frame], at: usize, quote: &Found) -> Vec<Choice> {
    let mut out = Vec::new();
    let tokens = reading.tokens;
    let sentence = tokens[at].sentence;
    let low = tokens[at].begin.max(at.saturating_sub(FAR));
    let high = (at..tokens.len().min(at + FAR)).take_while(|k| tokens[*k].sentence == sentence).last().map_or(at, |k| k + 1);
    let first = frames.partition_point(|f| f.cue.0 < low);
    for frame in frames[first..].iter().take_while(|f| f.cue.0 < high) {
        out.extend(in_sentence(reading, frame, at, quote, frames));
    }
    out.extend(signed(reading, at));
    out.extend(labelled(reading, at));
    if out.iter().all(|c: &Choice| c.points < points::SUBJECT) && (quote.kind == Kind::Direct || is_long(reading, quote)) {
        // No verb of saying at all: words that somebody's sentence is built on are his.
        let subject = reading.main_subject(at).filter(|s| reading.can_speak(s) && at > low && !reading.is_told_as_said(low, at));
        let subject = subject.filter(|s| !is_where(reading, s, at));
        let subject =
            subject.filter(|s| !is_of_closed_clause(reading, s, at) && !is_told_of(reading, s, at) && !is_of_askers(reading, s));
        let subject = subject.map(|s| told_by(reading, &frames[first..], s, at).unwrap_or(s));
        out.extend(subject.map(|s| Choice { subject: Some(s), cue: None, reason: Reason::Clause, points: points::SUBJECT }));
    }
    if out.iter().all(|c: &Choice| c.points < points::SAME_SENTENCE_AFTER) && quote.kind == Kind::Direct {
        out.extend(near(reading, frames, at, low));
    }
    relay(reading, at, &mut out);
    if asked_there(reading, frames, at, quote) {
        out.retain(|c| c.reason == Reason::None);
    }
    out.sort_by(|a, b| b.points.total_cmp(&a.points));
    out
}

/// Name was asked by Other whether …: who speaks to the one whom the sentence is about.
fn told_by(reading: &Reading, frames: &[Frame], subject: Phrase, at: usize) -> Option<Phrase> {
    let tokens = reading.tokens;
    let passive = |f: &&Frame| {
        let helper = f.cue.0.checked_sub(1).is_some_and(|b| tokens[b].is_word() && tokens[b].any(Tags::BE) && b >= subject.to);
        helper && f.form == Form::After && tokens[f.cue.0].any(Tags::TELL)
    };
    frames.iter().take_while(|f| f.cue.0 < at).find(passive).and_then(|f| f.subject)
}

/// Unless rivals leave the race, “…”: a subject of the clause that leads its sentence, which a comma closes, is none of the words behind.
fn is_of_closed_clause(reading: &Reading, subject: &Phrase, at: usize) -> bool {
    let tokens = reading.tokens;
    let begin = tokens[at].begin;
    let clause = tokens[begin].any(Tags::CLAUSE) && !tokens[begin].any(Tags::AND.with(Tags::PREPOSITION));
    let comma = |k: std::ops::Range<usize>| tokens[k].iter().any(|t| t.sort == Sort::Comma);
    clause && begin < subject.from && !comma(begin..subject.from) && comma(subject.to.min(at)..at)
}

/// At Milltown school, boats “…”: where the sentence is set, which a comma closes, says nothing.
fn is_where(reading: &Reading, subject: &Phrase, at: usize) -> bool {
    let tokens = reading.tokens;
    let begin = tokens[at].begin;
    let place = tokens[begin].any(Tags::PLACE.with(Tags::ADVERBIAL))
        && !tokens[begin].any(Tags::SOURCE.with(Tags::CLAUSE))
        && begin < subject.from;
    let comma = |k: &Token| k.sort == Sort::Comma;
    let body = match subject.head {
        Head::Name(p) => !reading.people.all[p].human,
        Head::Noun(h) => tokens[h].any(Tags::BODY) && !tokens[h].any(Tags::ROLE.with(Tags::ANY_TITLE)),
        Head::Pronoun(_) => false,
    };
    let first = !tokens[begin..subject.from].iter().any(comma);
    place && body && first && tokens[subject.to.min(at)..at].iter().any(comma)
}

/// Dann könne das Land helfen, „wenn …“: of what a form that only reports tells, and what is no person, does not say it.
fn is_told_of(reading: &Reading, subject: &Phrase, at: usize) -> bool {
    let reported = |t: &Token| t.is_word() && reading.lang.speech.reported.contains(&*t.span.of(reading.text).to_lowercase());
    let one = matches!(subject.head, Head::Pronoun(k) if reading.tokens[k].any(Tags::HE.with(Tags::SHE)));
    !one && !reading.is_human(subject) && reading.tokens[reading.tokens[at].begin..at].iter().any(reported)
}

/// Asked whether he is “…,” Name said no: words inside of what somebody was asked, who does not say them.
fn asked_there(reading: &Reading, frames: &[Frame], at: usize, quote: &Found) -> bool {
    let tokens = reading.tokens;
    let begin = tokens[at].begin;
    let first = frames.partition_point(|f| f.cue.0 < begin);
    let asked = frames[first..].iter().take_while(|f| f.cue.0 < at).find(|f| f.cue.0 == begin && f.form == Form::Unnamed);
    let open = |f: &Frame| tokens[f.to..at].iter().all(|t| t.is_word()) && quote.kind == Kind::Fragment;
    asked.is_some_and(open)
}

/// Name said: “…,” the Courier reported: what a person's colon has brought, a body behind it only relays.
fn relay(reading: &Reading, at: usize, choices: &mut [Choice]) {
    let is_person =
        |c: &Choice| c.subject.is_some_and(|s| matches!(s.head, Head::Name(person) if reading.people.all[person].human));
    let brought = at.checked_sub(1).is_some_and(|colon| reading.tokens[colon].sort == Sort::Colon);
    if brought && choices.iter().any(|c| c.reason == Reason::CueBefore && is_person(c)) {
        let named = |c: &&mut Choice| c.subject.is_some_and(|s| matches!(s.head, Head::Name(_)));
        let behind = choices.iter_mut().filter(|c| c.reason == Reason::CueAfter);
        behind.filter(named).filter(|c| !is_person(c)).for_each(|c| c.points -= points::RELAYED);
    }
}

/// “…” — Name: a dash and a name behind a quotation, on its line or the next, sign it.
fn signed(reading: &Reading, at: usize) -> Option<Choice> {
    let tokens = reading.tokens;
    let line = tokens[at + 1..].iter().take(2).take_while(|t| t.sort == Sort::Break).count();
    let dash = at + 1 + line;
    tokens.get(dash).filter(|t| t.sort == Sort::Dash)?;
    let subject = reading.starting_at(dash + 1).filter(|s| matches!(s.head, Head::Name(_)))?;
    let ends = tokens.get(subject.to).is_none_or(|t| !t.is_word());
    let alone = line > 0 || tokens[..at].last().is_none_or(|t| t.sentence != tokens[at].sentence);
    (ends && alone).then_some(Choice {
        subject: Some(subject),
        cue: None,
        reason: Reason::Signature,
        points: points::TOUCHING_BEFORE,
    })
}

/// « … » : le maire, Name, a promis …: a quotation that opens its sentence, a colon, and who could have said it.
fn labelled(reading: &Reading, at: usize) -> Option<Choice> {
    let tokens = reading.tokens;
    tokens.get(at + 1).filter(|t| t.sort == Sort::Colon && reading.opens_sentence(at))?;
    // «…»: parola di Name
    let worded = tokens.get(at + 2).is_some_and(|t| t.is_word() && t.any(Tags::WORDING));
    let of = worded && tokens.get(at + 3).is_some_and(|t| t.is_word() && t.any(Tags::AUTHOR));
    let behind = || if of { reading.starting_at(at + 4).or_else(|| reading.starting_at(at + 3)) } else { None };
    let speaks = |s: &Phrase| reading.can_speak(s) && !matches!(s.head, Head::Pronoun(_));
    let subject = behind().or_else(|| reading.starting_at(at + 2)).filter(speaks)?;
    let subject = reading.with_apposition(subject, tokens.len());
    Some(Choice { subject, cue: None, reason: Reason::Label, points: points::TOUCHING_BEFORE })
}

/// So many words in marks are seldom a scare quote.
fn is_long(reading: &Reading, quote: &Found) -> bool {
    const WORDS: usize = 4;
    quote.span.of(reading.text).split_whitespace().count() >= WORDS
}

/// A frame and a quotation of one sentence, and what stands between them.
struct Beside<'r, 'a> {
    reading: &'r Reading<'a>,
    frame: &'r Frame,
    at: usize,
    quote: &'r Found,
    gap: &'r [Token],
    /// The frame stands before the quotation.
    before: bool,
    /// A comma ends the quotation.
    comma: bool,
    /// Nothing but a comma or dash stands between.
    touching: bool,
}

impl<'r, 'a> Beside<'r, 'a> {
    fn new(reading: &'r Reading<'a>, frame: &'r Frame, at: usize, quote: &'r Found) -> Option<Self> {
        let before = frame.to <= at;
        let gap = reading.tokens.get(if before { frame.to..at } else { at + 1..led_from(reading, frame, at) })?;
        let comma = quote_ends(reading, quote) || gap.first().is_some_and(|t| t.sort == Sort::Comma);
        // “…” the crowd that booed him said: without a comma the words behind the marks may belong to the sentence.
        let touching =
            gap.iter().all(|t| matches!(t.sort, Sort::Comma | Sort::Dash)) && (before || comma || frame.form == Form::After);
        Some(Beside { reading, frame, at, quote, gap, before, comma, touching })
    }

    fn words(&self) -> f32 {
        self.gap.iter().filter(|t| t.is_word()).count() as f32
    }

    fn quotes(&self) -> f32 {
        self.gap.iter().filter(|t| t.is_quote()).count() as f32
    }

    fn cue(&self) -> &'r Token {
        &self.reading.tokens[self.frame.cue.0]
    }

    /// Asked about it, Name …; was asked and …: what is asked ends with its clause.
    fn asks_elsewhere(&self) -> bool {
        let ends = |(k, t): (usize, &Token)| t.sort == Sort::Comma && k + 1 < self.gap.len() || t.is_word() && t.any(Tags::AND);
        // “…,” a court heard: nobody asks there.
        let heard = !self.cue().any(Tags::CUE) || self.frame.from < self.frame.cue.0;
        self.frame.form == Form::Unnamed && !heard && (!self.before || self.gap.iter().enumerate().any(ends))
    }

    /// What speaks for a frame before its quotation, beside `points`.
    fn leading(&self, mut points: f32, frames: &[Frame]) -> f32 {
        let (direct, cue) = (self.quote.kind == Kind::Direct, self.cue());
        let that =
            self.gap.iter().filter(|t| t.is_word()).all(|t| t.any(Tags::THAT.with(Tags::PREPOSITION).with(Tags::DETERMINER)));
        points += if self.touching || that {
            points::TOUCHING_BEFORE
        } else {
            points::SAME_SENTENCE_BEFORE - (points::PER_WORD * self.words()).min(points::FAR_BEFORE)
        };
        let last = self.gap.last().map(|t| t.sort);
        let comma = last == Some(Sort::Comma);
        if last == Some(Sort::Colon) || comma && direct {
            points += points::COLON;
        }
        if comma && direct && cue.any(Tags::CLAIM) && !self.touching {
            points -= points::JUDGES;
        }
        // When a rower shouted, “…,” Name laughed: a verb with its comma brings the words behind it.
        if self.touching && comma && cue.any(Tags::SAY.with(Tags::VOICE)) && self.frame.form != Form::After {
            points += points::BRINGS;
        }
        // “…,” said Name, “…”: the frame closes the quotation before; it goes on here.
        let closes = self.frame.form == Form::After && self.gap.iter().any(|t| t.is_word()) && self.quotes() == 0.0;
        if closes && self.quote.kind == Kind::Fragment {
            points -= points::CLOSED_BEFORE;
        }
        let nearer = frames.iter().skip(frames.partition_point(|f| f.cue.0 <= self.frame.cue.0));
        let others = nearer.take_while(|f| f.cue.0 < self.at).filter(|f| f.to <= self.at).count();
        if self.is_closed_off() || last == Some(Sort::Colon) && self.is_told_by_another(frames) {
            points -= points::CLOSED_CLAUSE;
        }
        points - (others as f32 * points::PER_OTHER).min(points::MOST_OTHERS)
    }

    /// Name wrote back how odd that was from a rower who promised a ban: “…”: what a relative clause tells somebody did is over before the colon,
    /// which brings the words of whom the sentence is about.
    fn is_told_by_another(&self, frames: &[Frame]) -> bool {
        let tokens = self.reading.tokens;
        let Some(subject) = self.frame.subject.filter(|s| s.to < self.frame.cue.0) else { return false };
        let who = tokens[subject.to..self.frame.cue.0].iter().any(|t| t.any(Tags::WHO) && t.any(Tags::RELATIVE));
        if !who || self.words() == 0.0 || self.cue().any(Tags::SAY) {
            return false;
        }
        let first = frames.partition_point(|f| f.cue.0 < self.cue().begin);
        let tells =
            |f: &Frame| f.form == Form::Before && tokens[f.cue.0].any(Tags::SAY.with(Tags::VOICE)) && f.to <= subject.from;
        frames[first..].iter().take_while(|f| f.cue.0 < subject.from).any(tells)
    }

    /// As Name spoke, the others “…”; a plan, which Name said would fail, would “…”: does the frame stand in a clause of its own that a comma
    /// has closed? As Name said, the plan is “…”: that tells who says it.
    fn is_closed_off(&self) -> bool {
        let tokens = self.reading.tokens;
        let Some(subject) = self.frame.subject.filter(|s| s.from < self.frame.cue.0 && self.frame.form == Form::Before) else {
            return false;
        };
        // …, which the | Foundation hopes: an article leads the name.
        let from = self.reading.led_by_article(&subject);
        let Some(led) = from.checked_sub(1).map(|b| &tokens[b]).filter(|t| t.is_word()) else { return false };
        let view = self.reading.lang.speech.as_said.contains(&*led.span.of(self.reading.text).to_lowercase());
        let clause = led.any(Tags::CLAUSE) && !led.any(Tags::AND) && !(view && self.cue().any(Tags::SAY.with(Tags::VOICE)));
        let begins = |k: usize| self.reading.opens_sentence(k) || tokens[k - 1].sort == Sort::Comma;
        // The comma closes the clause where words follow it; one right before the marks may bring them.
        let closed = self.gap.iter().position(|t| t.sort == Sort::Comma).is_some_and(|c| {
            let behind = self.gap.get(c + 1).filter(|t| t.is_word());
            behind.is_some_and(|t| !t.any(Tags::AND.with(Tags::SAYING).with(Tags::RELATIVE).with(Tags::CUE)))
        });
        let relative = led.any(Tags::RELATIVE.with(Tags::WHO)) && !led.any(Tags::CLAUSE);
        closed && (clause || relative) && begins(from - 1)
    }

    /// After a speech on “…,” Name said that …; asked whether he is “…,” Name said no: a sentence that a preposition or clause leads holds the
    /// marks there, and the frame behind them goes on with words of its own.
    fn is_led(&self) -> bool {
        let tokens = self.reading.tokens;
        let begin = tokens[self.at].begin;
        let leads = begin < self.at && tokens[begin].any(LEADS);
        let behind = tokens.get(self.frame.to).filter(|t| t.is_word() && t.sentence == tokens[self.at].sentence);
        let more = behind.is_some_and(|t| !t.any(Tags::PREPOSITION.with(Tags::DATE).with(Tags::ADVERB)) || t.any(Tags::THAT));
        leads && more && self.quote.kind == Kind::Fragment && !self.frame.closing && self.frame.form == Form::Before
    }

    /// What speaks for a frame behind its quotation, beside `points`.
    fn following(&self, mut points: f32, frames: &[Frame]) -> f32 {
        let (fragment, tokens) = (self.quote.kind == Kind::Fragment, self.reading.tokens);
        // “…” is how Name described it; «…», así es como Name lo describe
        let told = self.is_how();
        points += match self.touching || told {
            true => points::TOUCHING_AFTER,
            false => points::SAME_SENTENCE_AFTER - points::PER_WORD * self.words(),
        };
        if self.frame.closing && !self.touching {
            points += points::CLOSING;
        } else if !self.touching && fragment && !told {
            points -= points::OTHER_CLAUSE;
        }
        if self.frame.form == Form::Participle && !self.touching {
            points -= points::LOOSE_PARTICIPLE;
        }
        if self.touching && self.comma {
            points += points::WITH_COMMA;
        }
        if self.cue().any(Tags::CLAIM) && !told {
            points -= points::ANSWERS;
        }
        if self.is_led() {
            points -= points::LEADING;
        }
        // When A said that it was “…,” B said: “…”: the frame brings the quotation that follows it.
        let brings = tokens.get(self.frame.to).is_some_and(|t| t.sort == Sort::Colon)
            && tokens.get(self.frame.to + 1).is_some_and(Token::is_quote);
        if brings && (fragment || self.is_brought(frames)) { points - points::BRINGS_NEXT } else { points }
    }

    /// Name, who asked him “…?”, he said: “…”: does another frame bring the quotation, with nothing but pronouns between?
    fn is_brought(&self, frames: &[Frame]) -> bool {
        let tokens = self.reading.tokens;
        let first = frames.partition_point(|f| f.cue.0 < tokens[self.at].begin);
        let light = |t: &Token| t.is_word() && t.any(Tags::PERSON) || t.sort == Sort::Colon;
        let brings = |f: &Frame| f.form == Form::Before && f.to <= self.at && tokens[f.to..self.at].iter().all(light);
        frames[first..].iter().take_while(|f| f.cue.0 < self.at).any(brings)
    }

    /// “…” is how | Name put it: only a form of “to be” and what begins a clause between.
    fn is_how(&self) -> bool {
        const LONGEST: usize = 5;
        let words = self.gap.iter().filter(|t| t.sort != Sort::Comma);
        let light = Tags::BE.with(Tags::CLAUSE).with(Tags::THAT).with(Tags::ADVERB).with(Tags::POINTER).with(Tags::RELATIVE);
        let last = self.gap.last().is_some_and(|t| t.is_word() && t.any(Tags::CLAUSE.with(Tags::THAT)) && !t.any(Tags::AND));
        let is = words.clone().any(|t| t.any(Tags::BE));
        !self.before && self.gap.len() <= LONGEST && last && is && words.into_iter().all(|t| t.is_word() && t.any(light))
    }

    /// His remarks because “…”: does a noun stand too far away to bring the quotation?
    fn is_loose_noun(&self) -> bool {
        let clause = self.gap.iter().any(|t| t.any(Tags::CLAUSE) && !t.any(Tags::PREPOSITION.with(Tags::THAT)));
        let near = self.before && self.words() <= 3.0 && !clause;
        // Her comments before the committee that “…”
        let that = self.gap.last().is_some_and(|t| t.is_word() && t.any(Tags::THAT)) && self.words() <= 9.0;
        let light = |t: &Token| t.is_word() && !t.any(Tags::FINITE.with(Tags::CUE).with(Tags::PERSON).with(Tags::AND));
        let near = near || self.before && that && self.gap.iter().all(light);
        self.frame.form == Form::Nominal && !self.cue().any(Tags::SOURCE) && (!near || self.is_said_of_noun())
    }

    /// Name said that a report by the Office to the court “shows …”: is the noun what the words in marks are said of?
    fn is_said_of_noun(&self) -> bool {
        let light = |t: &Token| t.is_word() && !t.any(Tags::THAT.with(Tags::CLAUSE).with(Tags::FINITE).with(Tags::PERSON));
        self.before && self.gap.iter().all(light) && begins_with_verb(self.reading, &self.reading.tokens[self.at])
    }

    fn reason(&self) -> Reason {
        match self.frame.form {
            Form::Nominal => Reason::Nominal,
            Form::Label => Reason::Label,
            Form::Unnamed => Reason::None,
            _ if self.before && frame_follows_quote(self.reading, self.frame) => Reason::CueBetween,
            _ if self.before => Reason::CueBefore,
            _ if self.touching => Reason::CueAfter,
            _ => Reason::Clause,
        }
    }
}

/// “…,” the | Office said; “…,” rowing club | Name said: where a frame behind a quotation begins, with what only leads its name.
fn led_from(reading: &Reading, frame: &Frame, at: usize) -> usize {
    let Some(gap) = reading.tokens.get(at + 1..frame.from) else { return frame.from };
    let first = at + 1 + gap.iter().take_while(|t| matches!(t.sort, Sort::Comma | Sort::Dash)).count();
    let named = frame.subject.is_some_and(|s| s.from == frame.from && matches!(s.head, Head::Name(_)));
    let article = first + 1 == frame.from && reading.tokens[first].any(Tags::DEFINITE);
    let leads = first < frame.from && (article || reading.leads_name(first, frame.from));
    if frame.form == Form::Before && named && leads { first } else { frame.from }
}

/// A frame of the quotation's own sentence.
fn in_sentence(reading: &Reading, frame: &Frame, at: usize, quote: &Found, frames: &[Frame]) -> Option<Choice> {
    let beside = Beside::new(reading, frame, at, quote).filter(|b| !b.asks_elsewhere())?;
    let mut points =
        if beside.before { beside.leading(frame.strength, frames) } else { beside.following(frame.strength, frames) };
    points -= beside.quotes() * points::QUOTE_BETWEEN;
    if beside.is_loose_noun() {
        points -= points::LOOSE_NOUN;
    }
    Some(Choice { subject: frame.subject, cue: Some(frame.cue), reason: beside.reason(), points })
}

fn quote_ends(reading: &Reading, quote: &Found) -> bool {
    quote.span.of(reading.text).ends_with([',', '?', '!', '—', '–'])
}

fn frame_follows_quote(reading: &Reading, frame: &Frame) -> bool {
    let mut k = frame.from;
    while k > 0 && matches!(reading.tokens[k - 1].sort, Sort::Comma | Sort::Dash) {
        k -= 1;
    }
    k > 0 && reading.tokens[k - 1].is_quote()
}

/// He came in. “He was late.”: whom the first word of a quotation means does not speak there.
fn speaks_of(reading: &Reading, subject: &Phrase, at: usize) -> bool {
    let Head::Pronoun(k) = subject.head else { return false };
    let said = reading.tokens[at].span.of(reading.text).trim_start_matches(|c: char| !c.is_alphanumeric());
    let first = said.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("").to_lowercase();
    reading.tokens[k].any(Tags::HE.with(Tags::SHE)) && first == reading.tokens[k].span.of(reading.text).to_lowercase()
}

/// Name praised Other, who says …; Name rejects what Other said: does somebody else say it in a clause of the sentence that is about Name?
fn is_told_inside(reading: &Reading, frame: &Frame, subject: &Phrase, main: Option<Phrase>) -> bool {
    let tokens = reading.tokens;
    let relative = |t: &Token| t.is_word() && t.any(Tags::RELATIVE.with(Tags::WHO));
    let who = subject.to < frame.cue.0 && tokens[subject.to..frame.cue.0].iter().any(relative);
    let clause = Tags::RELATIVE.with(Tags::WHO).with(Tags::CLAUSE);
    let what =
        subject.from.checked_sub(1).is_some_and(|b| tokens[b].is_word() && tokens[b].any(clause) && !tokens[b].any(Tags::AND));
    let another = main.is_some_and(|m| match (m.head, subject.head) {
        (Head::Name(a), Head::Name(b)) => a != b,
        (Head::Noun(_), Head::Name(_)) => m.to < subject.from,
        _ => false,
    });
    another && (who || what)
}

/// Frames and subjects of the sentence before, and of the one behind, for a quotation that stands alone.
fn near(reading: &Reading, frames: &[Frame], at: usize, low: usize) -> Vec<Choice> {
    let mut out: Vec<Choice> = pointing_back(reading, frames, at);
    if out.is_empty() {
        out.extend(worded_behind(reading, at));
    }
    let tokens = reading.tokens;
    // A dateline says nothing.
    if low > 0 && tokens[low - 1].sort != Sort::Dash {
        let begin = tokens[low - 1].begin.max(low.saturating_sub(FAR));
        let same_paragraph = tokens[low - 1].paragraph == tokens[at].paragraph;
        let base = if same_paragraph { points::NEXT_SENTENCE } else { points::PARAGRAPH_BEFORE };
        let first = frames.partition_point(|f| f.cue.0 < begin);
        let other = |f: &&Frame| f.subject.is_some_and(|s| !speaks_of(reading, &s, at));
        let main = reading.main_subject(low - 1).filter(|s| match s.head {
            Head::Name(n) => reading.may_be_human(n),
            Head::Noun(h) => tokens[h].any(Tags::ROLE.with(Tags::ANY_TITLE)) && reading.can_speak(s),
            Head::Pronoun(_) => false,
        });
        let inside = |f: &&Frame| !f.subject.is_some_and(|s| is_told_inside(reading, f, &s, main));
        for frame in frames[first..].iter().take_while(|f| f.cue.0 < low).filter(other).filter(inside) {
            let ends_in_colon =
                tokens[low - 1].sort == Sort::Colon || tokens.get(low.wrapping_sub(2)).is_some_and(|t| t.sort == Sort::Colon);
            let points = base + frame.strength * 0.5 + if ends_in_colon { 2.0 } else { 0.0 };
            out.push(Choice { subject: frame.subject, cue: Some(frame.cue), reason: Reason::Nearby, points });
        }
        // Ob sie ans Aufgeben denke? „…“: what the reporter asks has somebody else's answer, but a person's whom it names.
        let asks = tokens[low - 1].span.of(reading.text) == "?";
        let named = |s: &Phrase| matches!(s.head, Head::Pronoun(_)) && !asks || reading.is_human(s);
        // The mayor shrugged. “…”: by his office he is somebody whom the article names.
        let borne = |s: &Phrase| matches!(s.head, Head::Noun(h) if same_paragraph && at == low && reading.bearer(s, h).is_some());
        let speaks =
            |s: &Phrase| reading.can_speak(s) && (borne(s) && !asks || named(s) || matches!(s.head, Head::Name(_)) && !asks);
        if let Some(subject) = reading.main_subject(low - 1).filter(|s| speaks(s) && !speaks_of(reading, s, at)) {
            let base = if same_paragraph { points::SUBJECT_BEFORE } else { points::SUBJECT_BEFORE - 1.5 };
            out.push(Choice { subject: Some(subject), cue: None, reason: Reason::Nearby, points: base });
        }
    }
    out
}

//! Who speaks where several do? Anna Bell and Tom Reed said: what an “and” joins is one speaker, told by all their names.

use super::choose::Choice;
use super::frame::Frame;
use super::phrases::{Head, Phrase, Reading};
use super::tokens::{Sort, Token};
use super::{Done, Session};
use crate::lang::Tags;
use crate::model::{Attribution, Kind, Reason};

/// Several who speak as one: each as the article calls him, with what stands before him (", ", " and ").
#[derive(Clone, Debug)]
pub(crate) struct Together {
    pub speaker: String,
    pub parts: Vec<(String, String)>,
}

impl Together {
    /// The speaker whom all parts make, each called as `name` says.
    pub fn called<'n>(&'n self, name: impl Fn(&'n str) -> &'n str) -> String {
        self.parts.iter().map(|(link, part)| format!("{link}{}", name(part))).collect()
    }
}

/// More than these is a list of something else.
const MOST: usize = 4;

impl Reading<'_> {
    /// All who speak together where `subject` is one of them, in their order; empty where it stands alone. `behind` its verb the subject is the
    /// first of them.
    fn joined(&self, subject: &Phrase, behind: bool) -> Vec<Phrase> {
        let mut all = vec![*subject];
        while let Some(before) =
            all.first().filter(|_| !behind && all.len() < MOST).and_then(|p| self.joined_before(p, all.len()))
        {
            all.insert(0, before);
        }
        while let Some(next) = all.last().filter(|_| all.len() < MOST).and_then(|p| self.joined_after(p)) {
            all.push(next);
        }
        let (Some(first), Some(last)) = (all.first(), all.last()) else { return Vec::new() };
        let led = self.led_by_article(first);
        let whole = if behind { self.ends_clause(last.to) } else { self.opens_clause(led) };
        let distinct =
            |n: usize| !all[..n].iter().any(|p| matches!((p.head, all[n].head), (Head::Name(a), Head::Name(b)) if a == b));
        let and = (1..all.len()).any(|n| self.is_join(self.led_by_article(&all[n]).wrapping_sub(1)));
        if whole && and && (1..all.len()).all(distinct) { all } else { Vec::new() }
    }

    /// The frame with all who speak together in it.
    pub(super) fn widened(&self, frame: Frame) -> Frame {
        let Some(subject) = frame.subject.filter(|s| !matches!(s.head, Head::Pronoun(_))) else { return frame };
        let behind = frame.cue.0 <= subject.from;
        let all = self.joined(&subject, behind);
        match (all.first(), all.last()) {
            (Some(_), Some(last)) if behind => Frame { to: frame.to.max(last.to), ..frame },
            (Some(first), Some(_)) if frame.from == subject.from => Frame { from: self.led_by_article(first), ..frame },
            _ => frame,
        }
    }

    /// Is the token an “and” that makes one of two?
    pub(super) fn is_join(&self, at: usize) -> bool {
        let token = self.tokens.get(at).filter(|t| t.is_word());
        token.is_some_and(|t| self.lang.speech.joins.contains(&*t.span.of(self.text).to_lowercase()))
    }

    /// The phrase that an “and”, or a comma before the `number` that are joined already, puts before this one.
    fn joined_before(&self, phrase: &Phrase, number: usize) -> Option<Phrase> {
        let link = self.led_by_article(phrase).checked_sub(1)?;
        let comma = number > 1 && self.tokens[link].sort == Sort::Comma;
        let before = self.ending_whole(link.checked_sub(1).filter(|_| comma || self.is_join(link))?)?;
        let named = |p: &Phrase| matches!(p.head, Head::Name(_));
        (self.is_of_kind(&before, phrase) && (!comma || named(&before))).then_some(before)
    }

    /// The phrase that an “and” puts behind this one, or a comma and a further one before an “and”.
    fn joined_after(&self, phrase: &Phrase) -> Option<Phrase> {
        let next = self.behind(phrase.to + 1).filter(|p| self.is_of_kind(phrase, p))?;
        let name = |p: &Phrase| matches!(p.head, Head::Name(_));
        let listed = || self.tokens[phrase.to].sort == Sort::Comma && name(phrase) && name(&next) && self.is_join(next.to);
        // Anna Bell and her deputy, | Tom Reed: the name that tells who that is
        let whole = || Some(self.with_apposition(next, self.tokens.len()).unwrap_or(next));
        if self.is_join(phrase.to) {
            whole()
        } else if listed() {
            Some(next)
        } else {
            None
        }
    }

    /// The phrase that begins at `from`, or behind a determiner there.
    fn behind(&self, from: usize) -> Option<Phrase> {
        let named = |p: &Phrase| matches!(p.head, Head::Name(_));
        let led = self.tokens.get(from).is_some_and(|t| t.is_word() && t.any(Tags::DEFINITE) && !t.any(Tags::PREPOSITION));
        self.starting_at(from).or_else(|| self.starting_at(from + 1).filter(|p| led && named(p)))
    }

    /// The phrase that ends at `last`, with what it is of.
    fn ending_whole(&self, last: usize) -> Option<Phrase> {
        self.antecedent_ending(last).filter(|_| self.tokens[last].is_word())
    }

    /// Where a phrase begins, with the article before a body's name.
    pub(super) fn led_by_article(&self, phrase: &Phrase) -> usize {
        let named = matches!(phrase.head, Head::Name(_));
        let article = |t: &Token| t.is_word() && t.any(Tags::DEFINITE) && !t.any(Tags::PREPOSITION);
        phrase.from.checked_sub(1).filter(|b| named && article(&self.tokens[*b])).unwrap_or(phrase.from)
    }

    /// May two phrases speak together: both by name, both by nouns that have determiners, or by one of each if both could speak?
    fn is_of_kind(&self, one: &Phrase, other: &Phrase) -> bool {
        let pronoun = |p: &Phrase| matches!(p.head, Head::Pronoun(_));
        let named =
            |p: &Phrase| matches!(p.head, Head::Name(n) if self.may_be_human(n) || self.people.all[n].body || self.can_speak(p));
        let noun = |p: &Phrase| {
            let first = &self.tokens[p.from];
            let determined =
                first.any(Tags::DEFINITE.with(Tags::OWNERS)) || first.any(Tags::DETERMINER) && !first.any(Tags::PREPOSITION);
            matches!(p.head, Head::Noun(_)) && determined && !self.is_document(p)
        };
        let speaks = |p: &Phrase| named(p) || noun(p) && self.can_speak(p);
        let same = self.tokens[one.from].sentence == self.tokens[other.from].sentence;
        let either = self.can_speak(one) || self.can_speak(other);
        same && !pronoun(one) && !pronoun(other) && (speaks(one) && speaks(other) || noun(one) && noun(other) && either)
    }

    /// Does a clause begin at `at`: its sentence, or what stands behind marks, a “that”, or a comma that ends what hangs on a preposition?
    fn opens_clause(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).map(|b| &self.tokens[b]) else { return true };
        if self.opens_sentence(at) || before.is_quote() || matches!(before.sort, Sort::Colon | Sort::Dash) {
            return true;
        }
        let begin = before.begin;
        match before.sort {
            Sort::Comma => {
                at >= 2 && self.tokens[at - 2].is_quote()
                    || self.hangs(begin)
                    || self.tokens[begin].any(Tags::ADVERB.with(Tags::DATE))
            }
            Sort::Word => before.any(Tags::THAT.with(Tags::CLAUSE)) && !before.any(Tags::PREPOSITION),
            _ => false,
        }
    }

    /// Does what begins at `at` leave a subject behind its verb whole: a mark, or when and where it was said?
    fn ends_clause(&self, at: usize) -> bool {
        let light = Tags::PREPOSITION.with(Tags::DATE).with(Tags::WHO).with(Tags::CLAUSE).with(Tags::ADVERB);
        self.tokens.get(at).is_none_or(|t| !t.is_word() || t.any(light) && !t.any(Tags::AUXILIARY.with(Tags::CUE)))
    }
}

impl Session<'_> {
    /// Several who speak together, where the subject is one of them.
    pub(super) fn together(&self, subject: &Phrase, cue: Option<(usize, usize)>) -> Option<(Together, Phrase)> {
        let behind = cue.is_some_and(|(from, to)| from < to && from <= subject.from);
        let all = self.reading.joined(subject, behind);
        let (first, last) = (all.first()?, all.last()?);
        let begin = self.reading.led_by_article(first);
        let tokens = self.reading.tokens;
        let link = |n: usize| {
            let at = self.reading.led_by_article(&all[n]) - 1;
            if tokens[at].is_word() { format!(" {} ", tokens[at].span.of(&self.article.text)) } else { ", ".to_string() }
        };
        let name = |p: &Phrase| self.reading.meaning(p, None, "").speaker;
        let parts: Vec<_> = (0..all.len()).map(|n| (if n == 0 { String::new() } else { link(n) }, name(&all[n]))).collect();
        let whole = Phrase { from: begin, to: last.to, head: subject.head };
        let together = Together { speaker: String::new(), parts };
        Some((Together { speaker: together.called(|n| n), ..together }, whole))
    }

    /// The attribution to several who speak together: those whom the choice names, else whom its verb leaves out (hanno aggiunto).
    pub(super) fn chosen_together(&mut self, at: usize, choice: &Choice, confidence: f32) -> Option<Attribution> {
        let cue = choice.cue.filter(|(from, to)| from < to).and_then(|(from, to)| self.span(from, to));
        let goes_on = choice.subject.is_none() && choice.cue.is_some_and(|cue| self.is_of_several(cue));
        if let Some(before) = self.last_together(at).filter(|_| goes_on) {
            let confidence = before.attribution.confidence * 0.95;
            return Some(Attribution { cue, reason: Reason::Resolved, confidence, ..before.attribution.clone() });
        }
        let left_out = || self.left_out(at, choice.cue).filter(|_| goes_on);
        let subject = choice.subject.or_else(left_out).filter(|s| !matches!(s.head, Head::Pronoun(_)))?;
        let (together, whole) = self.together(&subject, choice.cue.filter(|_| !goes_on))?;
        let mention = self.span(whole.from, whole.to);
        let speaker = together.speaker.clone();
        self.together.push(together);
        Some(Attribution { speaker, mention, cue, reason: choice.reason, confidence })
    }

    /// Anna Bell and Tom Reed said “…” They added: “…”; Anna Bell and Tom Reed own a mill. “…,” they said.
    pub(super) fn they(
        &mut self,
        at: usize,
        own: &(Attribution, Option<usize>, Kind),
        cue: Option<(usize, usize)>,
    ) -> Option<Attribution> {
        let (Attribution { mention, cue: said, .. }, ..) = own;
        let tokens = self.reading.tokens;
        let pronoun = tokens.partition_point(|t| t.span.start < mention.map_or(usize::MAX, |m| m.start));
        let token = tokens.get(pronoun).filter(|t| t.any(Tags::THEY) && mention.is_some_and(|m| m.end == t.span.end))?;
        // Sie sagte, sie sagten: where one word is both, the verb tells.
        if token.any(Tags::SHE.with(Tags::HE)) && !cue.is_some_and(|cue| self.is_of_several(cue)) {
            return None;
        }
        let (mention, cue) = (*mention, *said);
        if let Some(before) = self.last_together(pronoun.min(at)) {
            let confidence = before.attribution.confidence * 0.95;
            return Some(Attribution {
                reason: Reason::Resolved,
                mention,
                cue,
                confidence,
                speaker: before.attribution.speaker.clone(),
            });
        }
        let end = self.reading.sentence_before(pronoun)?;
        let subject = self.reading.main_subject(end)?;
        let (together, _) = self.together(&subject, None)?;
        let speaker = together.speaker.clone();
        self.together.push(together);
        Some(Attribution { speaker, mention, cue, reason: Reason::Resolved, confidence: 0.8 })
    }

    /// Several who spoke last, in this paragraph or the one before, and nobody else is named since.
    fn last_together(&self, at: usize) -> Option<&Done> {
        let tokens = self.reading.tokens;
        let several = self.together.last()?;
        let last = self.done.last().filter(|d| d.attribution.speaker == several.speaker)?;
        let said = last.attribution.mention?;
        let from = tokens.partition_point(|t| t.span.start < said.end);
        let other = |k: usize| self.reading.people.mention_at(k).is_some() || tokens[k].any(Tags::BODY);
        (tokens[at].paragraph - last.paragraph.min(tokens[at].paragraph) <= 1 && !(from..at).any(other)).then_some(last)
    }
}

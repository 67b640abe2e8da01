//! Who answers in an interview? A paragraph in marks behind one that asks is said by whom the article talks to.

use super::people::Mention;
use super::phrases::{Head, Reading};
use super::tokens::{Sort, Token};
use super::{FAINT, Session, nobody};
use crate::lang::Words;
use crate::model::{Attribution, Kind, Reason};

impl Session<'_> {
    /// Interview with Name. ¶ Why? ¶ “…”: where the article tells with whom it talks, the answers are his.
    pub(super) fn answers_in_interview(&self, at: usize) -> Option<(Attribution, Option<usize>, Kind)> {
        let question = self.question_before(at)?;
        // Minister Quill, why now? ¶ “…”; and on with whom was answering.
        let addressed = || self.reading.addressed(question.0, question.1);
        let answering = || self.done.last().filter(|d| self.is_answer(&d.attribution)).and_then(|d| d.person);
        let person = self.reading.interviewee(question.0).or_else(addressed).or_else(answering)?;
        Some(self.answer_of(person))
    }

    /// Q. “Will it hold?” ¶ A. “It will.”: in a transcript a letter leads what is asked, by nobody who is named, and another what is answered.
    pub(super) fn lettered(&self, at: usize) -> Option<(Attribution, Option<usize>, Kind)> {
        const NEAR: usize = 6;
        let speech = &self.reading.lang.speech;
        let letter = self.reading.letter_before(at)?;
        let index = self.done.len();
        let led = |p: &usize, by: &Words| self.reading.letter_before(*p).is_some_and(|l| by.contains(l.as_str()));
        if speech.question_letters.contains(letter.as_str()) {
            let answered = self.places.iter().skip(index + 1).take(NEAR).any(|p| led(p, &speech.answer_letters));
            return answered.then(|| (nobody(), None, Kind::Direct));
        }
        let before = || self.places[..index].iter().rev().take(NEAR);
        if !speech.answer_letters.contains(letter.as_str())
            || !before().any(|p| led(p, &speech.question_letters)) && !self.reading.is_asked_plainly(at)
        {
            return None;
        }
        let answering = self.done.iter().rev().take(NEAR).filter(|d| self.is_answer(&d.attribution)).find_map(|d| d.person);
        let person = self.reading.interviewee(at).or(answering).or_else(|| self.reading.only_one(at));
        Some(person.map_or((nobody(), None, Kind::Direct), |p| self.answer_of(p)))
    }

    /// Why did she stop? ¶ “I was tired.”: the same of the only person named before that.
    pub(super) fn interviewed(&self, at: usize) -> Option<(Attribution, Option<usize>, Kind)> {
        let (from, _) = self.question_before(at)?;
        Some(self.answer_of(self.reading.only_one(from)?))
    }

    fn answer_of(&self, person: usize) -> (Attribution, Option<usize>, Kind) {
        let speaker = self.reading.name_of(person);
        (Attribution { speaker, reason: Reason::Nearby, confidence: FAINT, ..nobody() }, Some(person), Kind::Direct)
    }

    fn is_answer(&self, attribution: &Attribution) -> bool {
        attribution.reason == Reason::Nearby && attribution.cue.is_none() && attribution.mention.is_none()
    }

    /// The paragraph that asks, right before a paragraph that has nothing but the quotation: its first token, and the one behind it.
    fn question_before(&self, at: usize) -> Option<(usize, usize)> {
        const LONGEST: usize = 60;
        let tokens = self.reading.tokens;
        let alone = tokens[at + 1..].iter().find(|t| t.sort != Sort::Stop).is_none_or(|t| t.sort == Sort::Break);
        // A. “…”: a letter may lead the answer.
        let word = |t: &&Token| t.sort != Sort::Break;
        let led = tokens[..at].iter().rev().take(2).take_while(word).count();
        let letter = |t: &Token| !t.is_word() && !t.is_quote() || t.capital && t.span.of(&self.article.text).chars().count() == 1;
        if !alone || !tokens[at - led..at].iter().all(letter) {
            return None;
        }
        let breaks = tokens[..at - led].iter().rev().take_while(|t| t.sort == Sort::Break).count();
        let end = (at - led - breaks).checked_sub(1).filter(|_| breaks > 0)?;
        let question = tokens[..=end].iter().rev().take(LONGEST).take_while(word);
        let asks = tokens[end].span.of(&self.article.text) == "?" && !question.clone().any(Token::is_quote);
        asks.then(|| (end + 1 - question.count(), end + 1))
    }
}

impl Reading<'_> {
    /// Q. | “…”; A: | “…”: the letter that leads a quotation at the head of its paragraph, in lower case.
    fn letter_before(&self, at: usize) -> Option<String> {
        let last = at.checked_sub(1)?;
        let mark = at < self.tokens.len() && matches!(self.tokens[last].sort, Sort::Stop | Sort::Colon);
        let k = last.checked_sub(usize::from(mark))?;
        let token = self.tokens.get(k).filter(|t| t.is_word() && t.capital)?;
        let head = k.checked_sub(1).is_none_or(|b| self.tokens[b].sort == Sort::Break);
        let letter = token.span.of(self.text);
        // The stop of an initial is no token.
        let mark = mark || self.text[token.span.end..].starts_with('.');
        (head && mark && letter.chars().count() == 1).then(|| letter.to_lowercase())
    }

    /// Q: Will it hold? ¶ A: | “…”: does the paragraph before begin with the letter of a question?
    fn is_asked_plainly(&self, at: usize) -> bool {
        const LONGEST: usize = 80;
        let start = |k: usize| {
            let word = |t: &&Token| t.sort != Sort::Break;
            k - self.tokens[..k].iter().rev().take(LONGEST).take_while(word).count()
        };
        let head = start(at);
        let breaks = self.tokens[..head].iter().rev().take_while(|t| t.sort == Sort::Break).count();
        if breaks == 0 || head == breaks {
            return false;
        }
        let letter = &self.tokens[start(head - breaks)];
        let word = letter.span.of(self.text).to_lowercase();
        let mark = self.text[letter.span.end..].starts_with(['.', ':']);
        letter.is_word() && mark && self.lang.speech.question_letters.contains(word.as_str())
    }

    /// Interview with | Name: with whom the article says, before `at`, that it talks.
    fn interviewee(&self, at: usize) -> Option<usize> {
        const FAR: usize = 300;
        let runs = &self.lang.speech.interviews;
        let behind = (0..at.min(FAR)).filter(|k| self.tokens[*k].is_word()).find_map(|k| self.run_end(k, runs))?;
        match self.starting_at(behind)?.head {
            Head::Name(person) if self.may_be_human(person) => Some(person),
            _ => None,
        }
    }

    /// Minister Quill, why now?: whom a question begins with, before a comma.
    fn addressed(&self, from: usize, to: usize) -> Option<usize> {
        let led = |m: &&Mention| m.titles < m.from || self.people.all[m.person].human;
        let m = (from..to.min(from + 4)).find_map(|k| self.people.mention_at(k)).filter(led)?;
        let comma = self.tokens.get(m.to).is_some_and(|t| t.sort == Sort::Comma);
        (comma && m.titles == from).then_some(m.person)
    }
}

//! Is what stands in marks nobody's words? The title of a work, a nickname, an outlet: by capitals and by what stands around.

use super::choose::Choice;
use super::phrases::{self, Head};
use super::{Session, nouns, tokens};
use crate::lang::Tags;
use crate::model::{Found, Kind};

impl Session<'_> {
    /// Is it the title of a work, not words? All words of weight have capitals, and a preposition, an owner or a work's name stands before.
    pub(super) fn is_work(&self, at: usize, quote: &Found) -> bool {
        let tokens = self.reading.tokens;
        let Some(before) = at.checked_sub(1).map(|b| &tokens[b]) else { return false };
        let noun = at.checked_sub(2).is_some_and(|b| before.sort == tokens::Sort::Comma && tokens[b].any(Tags::WORK));
        if before.any(Tags::WORK) || noun {
            return self.capitals(quote) > usize::from(quote.kind == Kind::Direct);
        }
        if at.checked_sub(2).is_some_and(|b| nouns::calls(tokens, b)) {
            return false;
        }
        let hung = before.is_word() && (before.any(Tags::PREPOSITION) || before.owner || before.any(Tags::TELL));
        let determined = before.any(Tags::DETERMINER)
            && !at.checked_sub(2).is_some_and(|b| tokens[b].any(Tags::CLAIM.with(Tags::PREPOSITION).with(Tags::IT)));
        (hung && self.capitals(quote) > usize::from(quote.kind == Kind::Direct) || determined && self.capitals(quote) > 1)
            && !self.reading.lang.speech.nouns_capital
    }

    /// Quill refers to him as | “Bosun”: does a verb that judges bring the marks by such a word?
    pub(super) fn is_given(&self, at: usize, choice: &Choice) -> bool {
        let tokens = self.reading.tokens;
        let as_what = |t: &tokens::Token| {
            t.is_word() && self.reading.lang.speech.as_said.contains(&*t.span.of(&self.article.text).to_lowercase())
        };
        at.checked_sub(1).is_some_and(|b| as_what(&tokens[b]))
            && choice.cue.is_some_and(|(from, _)| tokens[from].any(Tags::CLAIM))
    }

    /// Ada “Bosun” Quill: within a name stands what somebody is called.
    pub(super) fn is_nickname(&self, at: usize, quote: &Found) -> bool {
        const WORDS: usize = 2;
        let called = quote.span.of(&self.article.text);
        if self.capitals(quote) == 0 || called.split_whitespace().count() > WORDS || !called.ends_with(char::is_alphanumeric) {
            return false;
        }
        let (tokens, people) = (self.reading.tokens, self.reading.people);
        let Some(before) = at.checked_sub(1).filter(|b| tokens[*b].sentence == tokens[at].sentence) else { return false };
        let given =
            people.mention_at(before).is_some_and(|m| m.to == at) || tokens[before].any(Tags::GIVEN) && tokens[before].capital;
        let surname = people.mention_at(at + 1).is_some_and(|m| m.titles == at + 1 && !tokens[at + 1].any(Tags::GIVEN));
        given && surname && tokens[at].sentence == tokens[at + 1].sentence
    }

    /// …, sagte Name der „Hafenrundschau“: behind who says it and an article stands to whom.
    pub(super) fn is_outlet(&self, at: usize, quote: &Found) -> bool {
        let (tokens, reading) = (self.reading.tokens, self.reading);
        let last = at.checked_sub(2).filter(|last| tokens[last + 1].any(Tags::DEFINITE));
        let named = last.and_then(|last| reading.ending_at(last)).filter(|p| matches!(p.head, Head::Name(_)));
        let says = |p: &phrases::Phrase| p.from.checked_sub(1).is_some_and(|v| tokens[v].any(Tags::SAY) && !tokens[v].capital);
        reading.lang.speech.nouns_capital && named.is_some_and(|p| says(&p)) && self.capitals(quote) > 0
    }

    /// The number of words of weight, where all of them begin with a capital; else 0.
    fn capitals(&self, quote: &Found) -> usize {
        const MOST: usize = 14;
        let mut count = 0;
        for (i, word) in quote.span.of(&self.article.text).split_whitespace().enumerate() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            if bare.is_empty() {
                continue;
            }
            let small = self.reading.lang.speech.tags(&bare.to_lowercase()).any(Tags::SMALL);
            let capital = bare.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
            if i > MOST || !capital && (!small || i == 0) {
                return 0;
            }
            count += usize::from(capital);
        }
        count
    }
}

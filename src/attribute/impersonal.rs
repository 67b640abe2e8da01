//! Who says it where nobody in particular does? « … », dit-on à la mairie: those at the place that the sentence tells.

use super::frame::{Form, Frame};
use super::phrases::{Head, Phrase, Reading};
use super::tokens::Token;
use crate::lang::Tags;

impl Reading<'_> {
    /// The frame with who is meant, where its subject is nobody in particular and it tells where that is.
    pub(super) fn told_where(&self, frame: Frame) -> Frame {
        let impersonal = |s: &Phrase| matches!(s.head, Head::Pronoun(k) if self.is_impersonal(&self.tokens[k]));
        let Some(subject) = frame.subject.filter(impersonal) else { return frame };
        if frame.form != Form::After {
            return frame;
        }
        match self.body_at(subject.to) {
            Some(body) => Frame { subject: Some(body), to: frame.to.max(body.to), ..frame },
            None => frame,
        }
    }

    /// On, man: a word for whoever it may be.
    pub(super) fn is_impersonal(&self, token: &Token) -> bool {
        token.is_word() && self.lang.speech.impersonals.contains(&*token.span.of(self.text).to_lowercase())
    }

    /// À | la mairie, au ministère, dans | l'entourage du maire, im Rathaus: the body behind a preposition.
    fn body_at(&self, at: usize) -> Option<Phrase> {
        let preposition = self.tokens.get(at).filter(|t| t.is_word() && t.any(Tags::PREPOSITION))?;
        let joined = || if preposition.any(Tags::DETERMINER) { self.starting_at(at) } else { None };
        let body = self.starting_at(at + 1).or_else(joined)?;
        let known = match body.head {
            Head::Name(n) => !self.people.all[n].human,
            Head::Noun(h) => self.tokens[h].any(Tags::BODY),
            Head::Pronoun(_) => false,
        };
        let from = body.from.max(at + usize::from(!preposition.any(Tags::DETERMINER)));
        known.then(|| Phrase { from, to: self.tail_of(&body), ..body })
    }
}

//! Whom does a pronoun mean before anybody is named? “…,” he says. ¶ His name is Tom Reed: who comes in right behind it.

use super::people::{Gender, Mention};
use super::phrases::Reading;
use super::resolve::goes_with;
use super::{FAINT, Session};
use crate::lang::Tags;
use crate::model::{Attribution, Kind, Reason};

impl Session<'_> {
    /// A pronoun of the first paragraph, where nobody has been named: the only one whom the next two bring in, as what a sentence is about.
    pub(super) fn named_late(&self, own: &(Attribution, Option<usize>, Kind)) -> Option<(Attribution, Option<usize>, Kind)> {
        let (attribution, _, kind) = own;
        let mention = attribution.mention.filter(|_| attribution.reason == Reason::Pronoun)?;
        let at = self.reading.tokens.partition_point(|t| t.span.start < mention.start);
        let person = self.reading.brought_in_late(at)?;
        let found = Attribution {
            speaker: self.reading.name_of(person),
            reason: Reason::Resolved,
            confidence: FAINT,
            ..attribution.clone()
        };
        Some((found, Some(person), *kind))
    }
}

impl Reading<'_> {
    fn brought_in_late(&self, at: usize) -> Option<usize> {
        const PARAGRAPHS: u32 = 2;
        const MENTIONS: usize = 12;
        let pronoun = self.tokens.get(at).filter(|t| t.any(Tags::HE.with(Tags::SHE)))?;
        let early = pronoun.paragraph <= self.tokens.first()?.paragraph + 1;
        if !early || self.people.before(at).any(|m| self.may_be_human(m.person)) {
            return None;
        }
        let from = self.people.mentions.partition_point(|m| m.from < at);
        let near = |m: &&Mention| self.tokens[m.from].paragraph <= pronoun.paragraph + PARAGRAPHS;
        let fits = |p: usize| {
            let gender = self.people.gender(p);
            self.people.all[p].human && (gender == Gender::Unknown || goes_with(gender, pronoun.tags))
        };
        let mut named = self.people.mentions[from..].iter().take(MENTIONS).take_while(near).filter(|m| fits(m.person));
        let first = named.next()?;
        // His name is Tom Reed.
        let is = first.titles.checked_sub(1).is_some_and(|b| self.tokens[b].is_word() && self.tokens[b].any(Tags::BE));
        let told = is || self.is_main_subject(first);
        (told && named.all(|m| m.person == first.person)).then_some(first.person)
    }
}

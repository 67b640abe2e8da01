//! Of which country is somebody? The German minister is not the French one, whatever both are.

use super::phrases::{Phrase, Reading};
use super::resolve::title_fits;
use super::tokens::{Sort, Token};

impl Reading<'_> {
    /// The German minister: the words of a phrase for a country's people.
    pub(super) fn nation_of(&self, phrase: &Phrase) -> Option<Vec<u64>> {
        // le ministre | allemand
        let adjective = self.tokens.get(phrase.to).filter(|t| self.lang.speech.inverts && !t.capital);
        let here = self.tokens[phrase.from..phrase.to].iter().chain(adjective).filter(|t| self.tells_country(t));
        let words: Vec<u64> = here.map(|t| t.key).collect();
        (!words.is_empty()).then_some(words)
    }

    fn tells_country(&self, token: &Token) -> bool {
        token.is_word() && self.lang.speech.demonyms.contains(&*token.span.of(self.text).to_lowercase())
    }

    /// Does nothing that stands before the person's name tell of another country?
    pub(super) fn may_be_of(&self, person: usize, nation: &[u64]) -> bool {
        let told = self.countries_of(person);
        told.is_empty() || told.iter().any(|t| nation.contains(t))
    }

    /// Does a word before the person's name tell of that country?
    pub(super) fn is_of(&self, person: usize, nation: &[u64]) -> bool {
        self.countries_of(person).iter().any(|t| nation.contains(t))
    }

    /// The only person named before a phrase who is told to be of that country.
    pub(super) fn only_of(&self, nation: &[u64], phrase: &Phrase) -> Option<usize> {
        // Where so many are named, nobody is the only one.
        const MOST: usize = 64;
        if self.people.humans.len() > MOST {
            return None;
        }
        let noun = &self.tokens[phrase.to - 1];
        let named = |p: &usize| self.people.all[*p].mentions.first().is_some_and(|m| *m < phrase.from);
        let fits = |p: &usize| title_fits(noun, self.people.gender(*p)) && self.is_of(*p, nation);
        let mut people = self.people.humans.iter().copied().filter(named).filter(fits);
        let first = people.next()?;
        people.next().is_none().then_some(first)
    }

    /// The words for a country's people right before the first names of a person, in his own phrase or the one that he stands beside.
    fn countries_of(&self, person: usize) -> Vec<u64> {
        const MENTIONS: usize = 3;
        const NEAR: usize = 8;
        let mut out = Vec::new();
        for at in self.people.all[person].mentions.iter().take(MENTIONS) {
            let Some(m) = self.people.mention_at(*at) else { continue };
            let sentence = self.tokens[m.from].sentence;
            let mut commas = 0;
            let own = self.tokens[..m.from].iter().enumerate().rev().take(NEAR).take_while(|(k, t)| {
                commas += usize::from(t.sort == Sort::Comma);
                let other = self.people.mention_at(*k).is_some_and(|o| self.people.all[o.person].human);
                t.sentence == sentence && (t.is_word() || t.sort == Sort::Comma && commas == 1) && !other
            });
            out.extend(own.filter(|(_, t)| self.tells_country(t)).map(|(_, t)| t.key));
        }
        out
    }
}

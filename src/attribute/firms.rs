//! Which firm does a word for one mean? The company, the mining company, der Bergbaukonzern: the only one that the article has named so far.

use super::people::{Gender, Mention};
use super::phrases::{Head, Phrase, Reading};
use super::tokens::{Sort, Token};
use crate::lang::Tags;

/// Mentions of one name that are looked at.
const MENTIONS: usize = 40;

impl Reading<'_> {
    /// The company: the only name before that surely is a firm's; where none is, the only one that acts as a firm may.
    pub(super) fn firm(&self, noun: &Token, head: usize) -> Option<usize> {
        if !self.is_for_firm(noun) {
            return None;
        }
        let sure = self.firms();
        match sure.partition_point(|(shown, _)| *shown < head) {
            0 => self.acting_firm(head),
            1 => sure.first().map(|(_, firm)| *firm),
            _ => None,
        }
    }

    /// The firms of the article, each behind the place of the first mention that shows it, in their order.
    fn firms(&self) -> &[(usize, usize)] {
        self.people.firms.get_or_init(|| {
            let shown = |p: usize| self.named_before_at(p, usize::MAX).find(|m| self.shows_firm(p, m)).map(|m| (m.from, p));
            let mut firms: Vec<(usize, usize)> =
                (0..self.people.all.len()).filter(|p| self.is_no_person(*p)).filter_map(shown).collect();
            firms.sort_unstable();
            firms
        })
    }

    /// The only name of the last sentences that acts as a firm may.
    fn acting_firm(&self, head: usize) -> Option<usize> {
        let near = self.people.before(head).take_while(|m| self.is_near(m, head));
        let mut acting = near.map(|m| m.person).filter(|p| self.may_be_firm(*p, head));
        let first = acting.next()?;
        acting.all(|p| p == first).then_some(first)
    }

    fn is_near(&self, mention: &Mention, at: usize) -> bool {
        const SENTENCES: u32 = 12;
        self.tokens[at].sentence.saturating_sub(self.tokens[mention.from].sentence) <= SENTENCES
    }

    /// Is it a word for a firm (company), or a compound of one (Bergbaukonzern)?
    fn is_for_firm(&self, noun: &Token) -> bool {
        const STEM: usize = 3;
        let list = &self.lang.speech.firms;
        if list.is_empty() || noun.plural {
            return false;
        }
        let word = noun.span.of(self.text).to_lowercase();
        let compound = || list.iter().any(|f| word.len() >= f.len() + STEM && word.ends_with(f.as_str()));
        list.contains(word.as_str()) || self.lang.speech.nouns_capital && compound()
    }

    /// Names before `at` of the person.
    fn named_before_at(&self, person: usize, at: usize) -> impl Iterator<Item = &Mention> {
        let mentions = self.people.all[person].mentions.iter().take_while(move |m| **m < at).take(MENTIONS);
        mentions.filter_map(|m| self.people.mention_at(*m))
    }

    /// Does nothing show that somebody bears the name?
    pub(super) fn is_no_person(&self, person: usize) -> bool {
        let p = &self.people.all[person];
        p.gender == Gender::Unknown && !p.given && p.age.is_none()
    }

    /// Does a mention show that a firm bears the name: by an apposition (Name, the ferry company), an owner (Norway's Name), a noun before it, or
    /// because its first word stands for all of it?
    fn shows_firm(&self, person: usize, m: &Mention) -> bool {
        const NEAR: usize = 6;
        let listed = |t: &Token| t.is_word() && self.is_for_firm(t);
        let before = m.from.checked_sub(1).map(|b| &self.tokens[b]);
        let comma = self.tokens.get(m.to).is_some_and(|t| t.sort == Sort::Comma);
        let led = self.tokens.get(m.to + 1).is_some_and(|t| t.any(Tags::DETERMINER));
        let apposed = comma && led && self.tokens[m.to + 2..].iter().take(NEAR).take_while(|t| t.is_word()).any(listed);
        // Shares in Name | fell; but shares in Name and Other are of two.
        let shares = |b: usize| {
            let word = self.tokens[b].span.of(self.text).to_lowercase();
            let hung = self.tokens[b + 1].any(Tags::PREPOSITION.with(Tags::AUTHOR));
            self.tokens[b].is_word() && hung && self.lang.speech.shares.contains(word.as_str())
        };
        let held = m.titles.checked_sub(2).is_some_and(shares) && !self.is_join(m.to);
        held || before.is_some_and(|b| b.owner && b.capital || listed(b))
            || self.tokens[m.from..m.to].iter().any(listed)
            || apposed
            || m.to - m.from == 1 && self.people.all[person].is_longer_than(self.tokens[m.from].key)
    }

    /// Vortan wants to dig. …, the company said: a name of one word, or of a body, that begins a sentence as its subject, and is no place.
    fn may_be_firm(&self, person: usize, at: usize) -> bool {
        let p = &self.people.all[person];
        // SV Hafen, Milltown Rovers have …; but Ruth Nolan, whose given name no list has, may be a person.
        let several = |m: &Mention| {
            let verb = self.tokens.get(m.to).is_some_and(|t| t.is_word() && t.any(Tags::PLURAL));
            verb || self.tokens[m.from].acronym
        };
        let plain = self.is_no_person(person)
            && p.roles.is_empty()
            && (p.is_one_word() || p.body || self.named_before_at(person, at).any(several));
        let place =
            |m: &Mention| m.from.checked_sub(1).is_some_and(|b| self.tokens[b].is_word() && self.tokens[b].any(Tags::PLACE));
        // Milltown Council: what its name says that it is
        let other =
            |m: &Mention| self.tokens[m.from..m.to].iter().any(|t| t.any(Tags::BODY) && !t.acronym && !self.is_for_firm(t));
        let leads = |m: &Mention| {
            let phrase = Phrase { from: m.from, to: m.to, head: Head::Name(person) };
            // Vortan and | Belmar want to dig.
            let other = m.from.checked_sub(2).filter(|_| self.is_join(m.from - 1)).and_then(|b| self.people.mention_at(b));
            let first = other.map_or(phrase, |o| Phrase { from: o.from, to: o.to, head: Head::Name(o.person) });
            // 10 Things | to know
            let acts = self.tokens.get(m.to).is_some_and(|t| t.is_word() && !t.any(Tags::PREPOSITION) || t.sort == Sort::Comma);
            self.is_near(m, at) && acts && (self.opens_sentence(self.led_by_article(&first)) || self.is_main_subject(m))
        };
        plain && !self.named_before_at(person, at).any(|m| place(m) || other(m)) && self.named_before_at(person, at).any(leads)
    }
}

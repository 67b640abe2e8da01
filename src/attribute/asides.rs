//! Which subject stands before the comma of a verb? Past appositions and asides, segment by segment.

use super::people::Mention;
use super::phrases::{Head, Phrase, Reading};
use super::subjects::HANGING;
use super::tokens::{Sort, Token};
use crate::lang::Tags;

impl Reading<'_> {
    /// The subject whose apposition or aside ends at the comma before a verb: Name, the mayor of Milan, | said.
    pub(super) fn across_comma(&self, comma: usize) -> Option<Phrase> {
        let sentence = self.tokens[comma].sentence;
        let mut best: Option<Phrase> = None;
        let mut end = comma;
        for _ in 0..8 {
            let (from, opened) = self.segment_before(end, sentence);
            let phrase = end.checked_sub(1).filter(|l| *l >= from).and_then(|l| self.segment_phrase(from, l));
            let phrase = phrase.filter(|p| !self.is_hung(p.from) && !self.is_oblique(p.from) && !self.is_behind(from, p));
            let phrase = phrase.filter(|p| !self.is_place_of_aside(p, end));
            let enclosed = opened.is_some_and(|o| {
                let (start, _) = self.segment_before(o, sentence);
                // …, whose president, Name, said: the apposition of a phrase of its own.
                let owned =
                    o.checked_sub(1).filter(|l| *l > start).and_then(|l| self.ending_at(l)).is_some_and(|p| self.can_speak(&p));
                self.tokens.get(start).is_some_and(|t| t.any(Tags::WHO) && o - start <= 3) && !(owned && end == comma)
            });
            // … when Name, who …, said: the clause's own word does not make its subject an aside.
            let alone = phrase.is_some_and(|p| {
                end < comma
                    && p.from == from + 1
                    && p.to == end
                    && self.tokens[from].any(Tags::CLAUSE)
                    && !matches!(p.head, Head::Noun(_))
            });
            // L'opposant Name, lui, réclame …: a pronoun between commas only stresses who it is.
            let pronoun = |p: Phrase| p.from == from && p.to == end && matches!(p.head, Head::Pronoun(_));
            let stressed = opened.is_some() && phrase.is_some_and(pronoun);
            let aside = from < end && (self.is_aside(from, end) || enclosed || stressed) && !alone;
            if let Some(p) = phrase
                && !aside
            {
                let better = match best {
                    None => true,
                    // the city's mayor, Name, said: the name wins; Name, a lawyer, said: the name wins too.
                    Some(b) => {
                        let named = matches!(b.head, Head::Name(_));
                        // Name, editor of the newspaper, The Paper, said: a person before what the apposition names.
                        matches!(p.head, Head::Name(_)) && !named || self.is_human(&p) && !self.is_human(&b)
                    }
                };
                if better {
                    best = Some(p);
                }
                if self.is_human(&p) || matches!(p.head, Head::Pronoun(_)) {
                    break;
                }
            }
            let Some(next) = opened else { break };
            end = next;
        }
        best
    }

    /// Name, mayor of Aspen, | Colorado, said; Name, a lawyer with Bell & Roe, | Aspen, said: a name between commas that tells where what stands
    /// before it is.
    fn is_place_of_aside(&self, phrase: &Phrase, end: usize) -> bool {
        const FAR: usize = 12;
        let Head::Name(person) = phrase.head else { return false };
        let whole = phrase.to == end || self.tokens[phrase.to..end].iter().all(|t| t.sort == Sort::Stop);
        let Some(comma) = phrase.from.checked_sub(1).filter(|c| self.tokens[*c].sort == Sort::Comma) else { return false };
        let outer = comma.checked_sub(1).and_then(|last| self.people.mention_at(last)).filter(|m| m.to == comma);
        let aside = |m: &Mention| {
            let from = m.titles.saturating_sub(FAR);
            let words = self.tokens[from..m.titles].iter().rev().take_while(|t| t.is_word()).count();
            let first = m.titles - words;
            let led = self.tokens[first..m.titles].iter().any(|t| t.any(Tags::PREPOSITION)) || self.people.all[m.person].body;
            led && first.checked_sub(1).is_some_and(|c| self.tokens[c].sort == Sort::Comma)
        };
        whole && !self.people.all[person].human && outer.is_some_and(aside)
    }

    /// Preguntado por | la dimisión, …: a noun that hangs on a preposition within the segment that begins at `from`.
    fn is_behind(&self, from: usize, phrase: &Phrase) -> bool {
        let hung = |t: &Token| t.is_word() && t.any(Tags::PREPOSITION) && !t.any(Tags::CLAUSE.with(Tags::AND).with(Tags::THAT));
        matches!(phrase.head, Head::Noun(_)) && phrase.from > from && hung(&self.tokens[phrase.from - 1])
    }

    /// The segment between the comma or dash before `end` and `end`: where it begins, and that comma.
    fn segment_before(&self, end: usize, sentence: u32) -> (usize, Option<usize>) {
        let mut k = end;
        while k > 0 {
            let token = &self.tokens[k - 1];
            if token.sentence != sentence || matches!(token.sort, Sort::Semicolon | Sort::Colon) {
                return (k, None);
            }
            if matches!(token.sort, Sort::Comma | Sort::Dash | Sort::Quote(_)) {
                return (k, Some(k - 1));
            }
            k -= 1;
        }
        (0, None)
    }

    /// Does the segment hang on what stands before it (who …, of …, aged 39, speaking …, a lawyer …)?
    fn is_aside(&self, from: usize, end: usize) -> bool {
        let Some(first) = self.tokens.get(from) else { return true };
        let numbers = (from..end).all(|k| self.tokens[k].span.of(self.text).starts_with(|c: char| c.is_ascii_digit()));
        // l' and o are light words before a verb, too; before a noun they are articles.
        // Die Biologin Name: a word that is a relative, too, and a noun or name for all that follows.
        let noun = |p: Phrase| p.to == end && self.tokens[end - 1].capital;
        let whole = self.lang.speech.nouns_capital && self.starting_at(from).is_some_and(noun);
        let article = first.any(Tags::DEFINITE) && (whole || !first.any(HANGING.with(Tags::RELATIVE)));
        // Der 52-Jährige, …; Dessen Vorsitzende, …: what begins the sentence goes back to nothing.
        let leads = first.any(Tags::DETERMINER.with(Tags::OWNERS)) && self.opens_sentence(from);
        let hung = match leads {
            true if first.any(Tags::DEFINITE) => Tags::default(),
            true => HANGING,
            false => HANGING.with(Tags::RELATIVE).with(Tags::ADVERB),
        };
        // Já o biólogo Name, que …, disse: a light word before the article of what begins the sentence
        let light = first.any(Tags::ADVERB) && !first.any(HANGING.with(Tags::RELATIVE)) && self.opens_sentence(from);
        let light = light && self.tokens.get(from + 1).is_some_and(|t| t.is_word() && t.any(Tags::DEFINITE));
        let hangs = first.any(hung) && !article && !light && self.people.mention_at(from).is_none();
        let names =
            end.checked_sub(1).and_then(|l| self.segment_phrase(from, l)).is_some_and(|p| matches!(p.head, Head::Name(_)));
        let beside = from.checked_sub(2).is_some_and(|k| {
            let (start, _) = self.segment_before(from - 1, self.tokens[from].sentence);
            self.people.mention_at(k).is_some() || self.ending_at(k).is_some() && !self.hangs(start)
        });
        let apposition = first.any(Tags::DETERMINER.with(Tags::OWNERS))
            && from > 0
            && self.tokens[from - 1].sort == Sort::Comma
            && !names
            && beside;
        // …, and obtained by Name, said
        let added = first.any(Tags::AND) && self.tokens.get(from + 1).is_some_and(|t| self.is_past(t)) && from + 1 < end;
        // …, intervistata da Name, | ha detto; …, interviewed by Name, | said
        let by = |k: usize| self.tokens.get(k).is_some_and(|t| t.is_word() && t.any(Tags::AUTHOR) && t.any(Tags::PREPOSITION));
        let noun = Tags::SMALL.with(Tags::ROLE).with(Tags::ANY_TITLE).with(Tags::NOMINAL).with(Tags::BODY);
        let met = first.is_word() && !first.capital && !first.any(noun) && by(from + 1);
        numbers || hangs || apposition || added || met || self.is_reporting(from, end)
    }

    /// Name, | prosecutors say, | shouted “…”: does a segment only tell who reports the sentence?
    fn is_reporting(&self, from: usize, end: usize) -> bool {
        let said = |v: &usize| self.tokens[*v].is_word() && self.tokens[*v].any(Tags::SAY) && !self.tokens[*v].capital;
        let Some(verb) = end.checked_sub(1).filter(|v| *v > from && said(v)) else { return false };
        let comma = from.checked_sub(1).is_some_and(|b| self.tokens[b].sort == Sort::Comma);
        let whole = |p: &Phrase| p.from == from && p.to == verb && self.can_speak(p);
        comma && self.ending_at(verb - 1).or_else(|| self.starting_at(from)).is_some_and(|p| whole(&p))
    }

    /// The phrase of a segment: the one that ends it, else the one that begins it.
    fn segment_phrase(&self, from: usize, last: usize) -> Option<Phrase> {
        let whole = self.whole_phrase(last).filter(|p| p.from >= from);
        // Member of Parliament | Name: words of the name's own run stand before it.
        let named = |p: &Phrase| self.people.mention_at(p.to - 1).is_some_and(|m| m.to == p.to && m.titles < m.from);
        match whole {
            Some(p) if named(&p) => Some(p),
            // Former striker turned pundit Name
            Some(p) if matches!(p.head, Head::Name(_)) && self.tokens[from].any(Tags::FORMER) => Some(p),
            // the entrepreneur and podcaster | Name
            Some(p) if matches!(p.head, Head::Name(n) if self.may_be_human(n)) && self.leads_name(from, p.from) => Some(p),
            Some(p) if p.from == from || self.tokens[p.from - 1].any(Tags::AND.with(Tags::CLAUSE).with(Tags::THAT)) => Some(p),
            _ => self.starting_at(from).filter(|p| p.to <= last + 1).or(whole),
        }
    }

    /// Nothing but nouns, which a determiner may lead, before a name that tells who they are.
    pub fn leads_name(&self, from: usize, name: usize) -> bool {
        let noun = |t: &Token| t.is_word() && !t.capital && (self.is_noun(t) || t.is_of() || t.any(Tags::AND));
        let first = from + usize::from(self.tokens[from].any(Tags::DETERMINER.with(Tags::OWNERS)));
        first < name && self.is_noun(&self.tokens[first]) && self.tokens[first..name].iter().all(noun)
    }
}

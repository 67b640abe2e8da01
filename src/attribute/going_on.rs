//! Who goes on? Quotations without words of their own, and pronouns that only go on, take the speaker before.

use super::phrases::{self, Head};
use super::tokens::{self, Sort, Token};
use super::{Done, RECENT, Session, carried_as, nobody, resolve};
use crate::lang::Tags;
use crate::model::{Attribution, Found, Kind, Reason, Span};

impl Session<'_> {
    /// She added: a pronoun and a verb of going on.
    pub(super) fn goes_on(&self, attribution: &Attribution) -> bool {
        let tokens = self.reading.tokens;
        let tags = |span: Option<Span>, of: Tags| {
            span.is_some_and(|s| {
                let from = tokens.partition_point(|t| t.span.start < s.start);
                tokens[from..].iter().take_while(|t| t.span.end <= s.end).any(|t| t.any(of))
            })
        };
        tags(attribution.cue, Tags::MORE) && (attribution.mention.is_none() || tags(attribution.mention, Tags::PERSON))
    }

    /// Whom the last quotation of a passage of whom somebody is known was given to.
    pub(super) fn begun(&self, passage: u32) -> Option<(&Attribution, usize)> {
        let mut before = self.done.iter().rev().take(RECENT).filter(|d| d.passage == passage);
        before.find_map(|d| Some((&d.attribution, d.person?)))
    }

    /// “…,” Name said. He added: “…”: who goes on within a passage is who began it, whomever that speaks of.
    pub(super) fn goes_on_with(&self, own: &Attribution, quote: &Found) -> Option<(Attribution, Option<usize>, Kind)> {
        let (begun, person) = self.begun(quote.passage).filter(|(_, person)| self.goes_on(own) && self.may_be(own, *person))?;
        let (speaker, confidence) = (begun.speaker.clone(), begun.confidence * 0.95);
        let found = Attribution { speaker, mention: own.mention, cue: own.cue, reason: Reason::Resolved, confidence };
        Some((found, Some(person), quote.kind))
    }

    /// “…,” the striker said. He went on: “…”: who has no name and spoke right before goes on, where the pronoun means nobody else.
    pub(super) fn goes_on_unnamed(
        &self,
        at: usize,
        own: &Attribution,
        quote: &Found,
    ) -> Option<(Attribution, Option<usize>, Kind)> {
        let before = self.heard_here(at).filter(|d| d.person.is_none() && d.attribution.reason != Reason::Pronoun)?;
        let token = |span: Span| self.reading.tokens.partition_point(|t| t.span.start < span.start);
        let (pronoun, noun) = (self.reading.tokens.get(token(own.mention?))?, token(before.attribution.mention?));
        let phrase = self.reading.starting_at(noun)?;
        let Head::Noun(head) = phrase.head else { return None };
        let one = pronoun.any(Tags::HE.with(Tags::SHE)) && !self.reading.is_several(&phrase, head);
        let noun = &self.reading.tokens[head];
        let fits = one && !noun.any(Tags::BODY) && resolve::told_fits(noun, pronoun.tags);
        (own.reason == Reason::Pronoun && self.goes_on(own) && fits).then(|| {
            let attribution =
                Attribution { mention: own.mention, cue: own.cue, reason: Reason::Resolved, ..before.attribution.clone() };
            (attribution, None, quote.kind)
        })
    }

    /// «…», ha detto: who is meant where neither the clause nor the sentence before has a subject.
    pub(super) fn without_subject(&self, at: usize, cue: Option<Span>, quote: &Found) -> (Attribution, Option<usize>, Kind) {
        // Name said. ¶ In the front row was Other. With her, a photograph. «…», racconta.
        let spoke = self.done.iter().rev().take(RECENT).find(|d| d.attribution.reason != Reason::None);
        if let Some((found, person, kind)) = self.brought_in(at, spoke) {
            return (Attribution { cue, reason: Reason::Resolved, confidence: 0.5, ..found }, person, kind);
        }
        let Some(before) = self.done.iter().rev().take(RECENT).find(|d| d.attribution.reason != Reason::None) else {
            // «…», ha detto: somebody says it, and nobody tells who, unless only one is named so far.
            return match self
                .reading
                .only_one(at)
                .or_else(|| self.reading.only_name(at))
                .filter(|_| self.reading.lang.speech.drops_subject)
            {
                Some(person) => {
                    let speaker = self.reading.name_of(person);
                    let found = Attribution { speaker, mention: None, cue, reason: Reason::Resolved, confidence: 0.5 };
                    (found, Some(person), quote.kind)
                }
                None if self.reading.lang.speech.drops_subject => (nobody(), None, quote.kind),
                None => self.carried(at, quote),
            };
        };
        let reason = carried_as(&before.attribution, Reason::Resolved);
        let attribution = Attribution { cue, reason, confidence: 0.5, ..before.attribution.clone() };
        (attribution, before.person, quote.kind)
    }

    /// Is the mention a pronoun that may stand for this person, so far as its gender is told?
    pub(super) fn may_be(&self, attribution: &Attribution, person: usize) -> bool {
        let tokens = self.reading.tokens;
        let Some(mention) = attribution.mention else { return false };
        let at = tokens.partition_point(|t| t.span.start < mention.start);
        // Her son | added: a pronoun that owns is not alone.
        let Some(pronoun) = tokens.get(at).filter(|t| t.span.end >= mention.end) else { return false };
        // A given name only makes a gender likely.
        let person = &self.reading.people.all[person];
        if person.told { resolve::goes_with(person.gender, pronoun.tags) } else { pronoun.any(Tags::HE.with(Tags::SHE)) }
    }

    /// The groups who wrote to her say “…” They ask …: several without a name who spoke last go on, where a pronoun names nobody.
    pub(super) fn several_before(
        &self,
        at: usize,
        own: &(Attribution, Option<usize>, Kind),
    ) -> Option<(Attribution, Option<usize>, Kind)> {
        let (Attribution { reason, mention, cue, .. }, _, kind) = own;
        let token = |span: Span| self.reading.tokens.partition_point(|t| t.span.start < span.start);
        let pronoun = mention.filter(|_| *reason == Reason::Pronoun).map(token)?;
        let they = self.reading.tokens.get(pronoun).is_some_and(|t| t.any(Tags::THEY));
        let before = self.heard_here(at).filter(|before| they && before.person.is_none())?;
        let phrase = self.reading.starting_at(token(before.attribution.mention?))?;
        let several = matches!(phrase.head, Head::Noun(head) if self.reading.is_several(&phrase, head));
        let attribution = Attribution { reason: Reason::Resolved, mention: *mention, cue: *cue, ..before.attribution.clone() };
        several.then_some((attribution, None, *kind))
    }

    /// “…” – at which point the crowd chanted “…” – “and …”: words behind an aside between dashes that has marks of its own go on with those
    /// before it.
    pub(super) fn resumed(&self, at: usize, quote: &Found) -> Option<(Attribution, Option<usize>, Kind)> {
        const FAR: usize = 40;
        let tokens = self.reading.tokens;
        let close = at.checked_sub(1).filter(|c| tokens[*c].sort == Sort::Dash)?;
        let small = quote.span.of(&self.article.text).chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
        let here = |k: &usize| tokens[*k].sort != Sort::Break;
        let open = (close.saturating_sub(FAR)..close).rev().take_while(here).find(|k| tokens[*k].sort == Sort::Dash)?;
        let aside = &tokens[open + 1..close];
        let said = small && aside.iter().any(Token::is_quote) && aside.first().is_some_and(Token::is_word);
        let begun = open.checked_sub(1).filter(|_| said).map(|b| tokens[b].sort)?;
        let Sort::Quote(index) = begun else { return None };
        let before = self.done.get(index as usize).filter(|d| d.attribution.reason != Reason::None)?;
        let reason = carried_as(&before.attribution, Reason::Passage);
        Some((Attribution { reason, ..before.attribution.clone() }, before.person, quote.kind))
    }

    /// Who spoke last in the same paragraph.
    pub(super) fn heard_here(&self, at: usize) -> Option<&Done> {
        let paragraph = self.reading.tokens[at].paragraph;
        let last = self.done.last().filter(|d| d.paragraph == paragraph && d.attribution.reason != Reason::None)?;
        // La replica del Comune arriva in serata. «…», si legge nella nota: somebody else stands between.
        let from = self.done.len().checked_sub(1).and_then(|i| self.places.get(i)).map_or(at, |p| p + 1);
        let other = |k: usize| {
            let said = last
                .attribution
                .mention
                .is_some_and(|m| m.start <= self.reading.tokens[k].span.start && self.reading.tokens[k].span.end <= m.end);
            let named = self.reading.people.mention_at(k).is_some_and(|m| Some(m.person) != last.person);
            !said && (named || self.reading.tokens[k].any(Tags::BODY))
        };
        (!(from..at).any(other)).then_some(last)
    }

    /// Nobody stands with the quotation: a clause that stands alone goes on with the speaker before, anything else is a scare quote.
    pub(super) fn carried(&self, at: usize, quote: &Found) -> (Attribution, Option<usize>, Kind) {
        let paragraph = self.reading.tokens[at].paragraph;
        let before =
            self.done.iter().rev().take(RECENT).find(|d| d.attribution.reason != Reason::None && d.paragraph != u32::MAX);
        let tokens = self.reading.tokens;
        let begins = tokens[tokens[at].begin..at].iter().filter(|t| t.is_word()).take(4).count() < 4
            || at > 0 && tokens[at - 1].sort == tokens::Sort::Colon;
        // A sign flickered. “Open all night.” Only the sentence right behind the quotation before goes on with it.
        let last = self.done.len().checked_sub(1).and_then(|i| self.places.get(i)).and_then(|p| tokens.get(*p));
        let far = 1 + u32::from(self.reading.is_asked_before(at));
        let next = last.is_some_and(|l| tokens[at].sentence.saturating_sub(l.sentence) <= far)
            && self.done.last().is_some_and(|d| d.attribution.reason != Reason::None);
        let goes_on = |d: &Done| match quote.kind {
            Kind::Direct => begins && paragraph - d.paragraph <= 2,
            _ => {
                let free = || self.is_free(at, quote, d.person);
                next && paragraph == d.paragraph && (self.is_sentence(at, quote) || self.is_reported(at, quote) || free())
            }
        };
        if quote.kind == Kind::Direct
            && begins
            && let Some(found) = self.brought_in(at, before)
        {
            return found;
        }
        match before {
            Some(before) if goes_on(before) => {
                let reason = carried_as(&before.attribution, Reason::Nearby);
                let attribution = Attribution { reason, confidence: 0.4, ..before.attribution.clone() };
                (attribution, before.person, quote.kind)
            }
            _ if quote.kind == Kind::Direct && begins => {
                let told = || self.interviewed(at).or_else(|| self.opens_article(at, quote));
                told().unwrap_or((nobody(), None, Kind::Direct))
            }
            _ if self.is_sentence(at, quote)
                && let Some(answer) = self.interviewed(at).or_else(|| self.opens_article(at, quote)) =>
            {
                answer
            }
            _ => self
                .answered(at, quote)
                .or_else(|| self.goes_on_reported(at, quote))
                .unwrap_or_else(|| (nobody(), None, Kind::Scare)),
        }
    }

    /// “…,” Name said. ¶ Other was not so sure. His boat had sunk. “…”: whom the paragraph of a quotation that stands alone has brought in, where
    /// somebody else spoke last, in another paragraph.
    pub(super) fn brought_in(&self, at: usize, before: Option<&Done>) -> Option<(Attribution, Option<usize>, Kind)> {
        const SENTENCES: usize = 6;
        let (tokens, reading) = (self.reading.tokens, self.reading);
        let before = before.filter(|d| d.paragraph < tokens[at].paragraph)?;
        let sentences = std::iter::successors(reading.sentence_before(at), |end| reading.sentence_before(*end)).take(SENTENCES);
        let mut quoted = false;
        let told = sentences.take_while(|end| {
            quoted |= tokens[tokens[*end].begin..=*end].iter().any(tokens::Token::is_quote);
            !quoted
        });
        let named = |s: &phrases::Phrase| matches!(s.head, Head::Name(_)) && reading.is_human(s);
        let subject = told.filter_map(|end| reading.main_subject(end)).find(named)?;
        let Head::Name(person) = subject.head else { return None };
        if before.person == Some(person) {
            return None;
        }
        let mention = self.span(subject.from, subject.to);
        let speaker = reading.name_of(person);
        let attribution = Attribution { speaker, mention, cue: None, reason: Reason::Nearby, confidence: 0.4 };
        Some((attribution, Some(person), Kind::Direct))
    }

    /// “I never asked.” A week after the trial Name tells his story.: whom the sentence is about that follows the words which open an article.
    fn opens_article(&self, at: usize, quote: &Found) -> Option<(Attribution, Option<usize>, Kind)> {
        const DATELINE: usize = 6;
        const FAR: usize = 60;
        let (tokens, reading) = (self.reading.tokens, self.reading);
        let said = |d: &Done| d.attribution.reason != Reason::None || d.paragraph == tokens[at].paragraph;
        // A dateline may stand before it.
        let begin =
            tokens[..at].iter().rev().take(FAR).take_while(|t| t.sort != tokens::Sort::Break).filter(|t| t.is_word()).count();
        if self.done.len() > RECENT || self.done.iter().any(said) || begin > DATELINE || !self.is_sentence(at, quote) {
            return None;
        }
        let stop = usize::from(tokens.get(at + 1).is_some_and(|t| t.sort == tokens::Sort::Stop));
        let next = tokens.get(at + 1 + stop).filter(|t| t.is_word() && t.paragraph == tokens[at].paragraph)?;
        let here = |t: &&tokens::Token| t.sentence == next.sentence;
        let behind = &tokens[at + 1 + stop..];
        let end = at + stop + behind.iter().take(FAR).take_while(here).count();
        let subject = reading.main_subject(end).filter(|s| matches!(s.head, Head::Name(n) if reading.may_be_human(n)))?;
        let Head::Name(person) = subject.head else { return None };
        // The words angered Name.
        let led = |t: &tokens::Token| t.any(Tags::DEFINITE.with(Tags::OWNERS)) && !t.any(Tags::PREPOSITION);
        let other =
            led(next) && (subject.from > at + 1 + stop || tokens[subject.from..subject.to].iter().any(|t| reading.is_past(t)));
        if other || behind.iter().take_while(here).any(tokens::Token::is_quote) {
            return None;
        }
        let mention = self.span(subject.from, subject.to);
        let speaker = reading.name_of(person);
        let attribution = Attribution { speaker, mention, cue: None, reason: Reason::Nearby, confidence: 0.4 };
        Some((attribution, Some(person), Kind::Direct))
    }

    /// Name came in at ten. Had she signed? “Not today.”: whom the sentence before a short question is about answers it.
    fn answered(&self, at: usize, quote: &Found) -> Option<(Attribution, Option<usize>, Kind)> {
        let reading = self.reading;
        let asked = reading.is_asked_before(at) && self.is_sentence(at, quote);
        let question = reading.sentence_before(at).filter(|_| asked)?;
        let subject = reading.main_subject(reading.sentence_before(question)?).filter(|s| reading.is_human(s))?;
        let Head::Name(person) = subject.head else { return None };
        let speaker = reading.name_of(person);
        let mention = self.span(subject.from, subject.to);
        Some((Attribution { speaker, mention, cue: None, reason: Reason::Nearby, confidence: 0.4 }, Some(person), Kind::Direct))
    }

    /// Der Verteidiger, Name, widersprach. Sein Mandant sei „…“: what is reported goes on with who spoke in the sentence before.
    fn goes_on_reported(&self, at: usize, quote: &Found) -> Option<(Attribution, Option<usize>, Kind)> {
        let (tokens, reading) = (self.reading.tokens, self.reading);
        let end = reading.sentence_before(at).filter(|_| self.is_reported(at, quote))?;
        let said = &tokens[tokens[end].begin..=end];
        let says = said.iter().any(|t| t.is_word() && !t.capital && t.any(Tags::SAY.with(Tags::VOICE)));
        // Ein Sprecher wies das zurück. Der Plan sei „…“
        let person = |h: usize| tokens[h].any(Tags::ROLE.with(Tags::ANY_TITLE)) && !tokens[h].any(Tags::BODY);
        let named = |s: &phrases::Phrase| match s.head {
            Head::Name(_) => says || reading.is_human(s),
            Head::Noun(h) => person(h) && !reading.is_several(s, h),
            Head::Pronoun(_) => false,
        };
        let subject = reading.main_subject(end).filter(named).or_else(|| reading.only_named(end))?;
        let meaning = reading.meaning(&subject, None, "");
        let mention = self.span(subject.from, subject.to);
        let attribution = Attribution { speaker: meaning.speaker, mention, cue: None, reason: Reason::Nearby, confidence: 0.4 };
        Some((attribution, meaning.person, quote.kind))
    }

    /// “Out. All of it.” Is a quotation a sentence of its own, though it has no verb?
    fn is_sentence(&self, at: usize, quote: &Found) -> bool {
        let tokens = self.reading.tokens;
        let other = |k: usize| tokens.get(k).is_none_or(|t| t.sentence != tokens[at].sentence || !t.is_word());
        let words = quote.span.of(&self.article.text);
        // «Rispetto e paura».: the stop may stand behind the marks.
        let begins = at.checked_sub(1).is_none_or(|b| tokens[b].sentence != tokens[at].sentence);
        let outside = begins && tokens.get(at + 1).is_some_and(|t| t.sort == tokens::Sort::Stop);
        let stops = words.ends_with(['.', '!', '?', '…']) || outside;
        let whole = words.trim_start_matches(['¡', '¿']).starts_with(char::is_uppercase) && stops;
        whole && at.checked_sub(1).is_none_or(other) && other(at + 1)
    }

    /// There would be no dividend for “at most two years”: more than a word or two in a sentence that names nobody else, right behind who spoke.
    fn is_free(&self, at: usize, quote: &Found, person: Option<usize>) -> bool {
        const WORDS: usize = 3;
        const FAR: usize = 60;
        const SENTENCES: usize = 6;
        let (tokens, reading) = (self.reading.tokens, self.reading);
        let words = quote.span.of(&self.article.text);
        let here = |t: &&tokens::Token| t.sentence == tokens[at].sentence;
        let end = at + tokens[at..].iter().take(FAR).take_while(here).count();
        let other =
            |k: usize| reading.people.mention_at(k).is_some_and(|m| Some(m.person) != person && reading.may_be_human(m.person));
        let mine =
            |t: &tokens::Token| t.is_word() && t.any(Tags::HE.with(Tags::SHE).with(Tags::I).with(Tags::THEY).with(Tags::CUE));
        let sentence = tokens[at].begin..end;
        // Name announced cuts. “…,” Other said. Pay would be held for “…”: whose view that is nobody can tell.
        let mut ends = std::iter::successors(reading.sentence_before(at), |end| reading.sentence_before(*end)).take(SENTENCES);
        let rival = |end: usize| {
            let told = !tokens[tokens[end].begin..=end].iter().any(tokens::Token::is_quote);
            let subject = reading.main_subject(end).filter(|s| told && reading.is_human(s));
            subject.is_some_and(|s| !matches!(s.head, Head::Name(n) if Some(n) == person))
        };
        !ends.any(rival)
            && words.split_whitespace().count() >= WORDS
            && words.starts_with(char::is_lowercase)
            && !sentence.clone().any(other)
            && !tokens[sentence].iter().any(mine)
    }

    /// Der Wald sei „in weiten Teilen gesund“: more than a name, in a sentence whose finite verb tells that it was said (not: ich habe).
    fn is_reported(&self, at: usize, quote: &Found) -> bool {
        const FAR: usize = 30;
        let tokens = self.reading.tokens;
        let reported = |t: &tokens::Token| {
            t.is_word() && self.reading.lang.speech.reported.contains(&*t.span.of(&self.article.text).to_lowercase())
        };
        let words = quote.span.of(&self.article.text);
        if !words.split_whitespace().any(|w| w.starts_with(char::is_lowercase)) {
            return false;
        }
        let here = |t: &&tokens::Token| t.sentence == tokens[at].sentence;
        let (before, behind) =
            (tokens[..at].iter().rev().take_while(here).take(FAR), tokens[at..].iter().take_while(here).take(FAR));
        let told = self.reading.is_told_as_said(tokens[at].begin, at);
        let mine = before.clone().chain(behind.clone()).any(|t| t.any(Tags::I));
        !mine && (told || before.chain(behind).any(reported))
    }
}

impl phrases::Reading<'_> {
    /// I tempi? «Qualche giorno»: is the sentence before the quotation at `at`, in its paragraph, a short question?
    fn is_asked_before(&self, at: usize) -> bool {
        const WORDS: usize = 6;
        let Some(end) = self.sentence_before(at).filter(|_| self.tokens[at].begin == at) else { return false };
        let sentence = &self.tokens[self.tokens[end].begin..=end];
        sentence.len() <= WORDS && self.tokens[end].span.of(self.text) == "?" && !sentence.iter().any(tokens::Token::is_quote)
    }

    /// Auf Plakaten stand „…“; a banner still hangs: “…”: does the sentence before the quotation at `at` have a word for what bears words?
    pub(super) fn is_on_sign(&self, at: usize) -> bool {
        const FAR: usize = 14;
        let begin = self.tokens[at].begin.max(at.saturating_sub(FAR));
        let signs = &self.lang.speech.signs;
        (begin..at).filter(|k| self.tokens[*k].is_word()).any(|k| self.run_end(k, signs).is_some())
    }

    /// In der Anhörung verwies Name auf die Kosten.: the only one whom the sentence that ends at `end` names, if no preposition hangs him on it.
    fn only_named(&self, end: usize) -> Option<phrases::Phrase> {
        let mut named = (self.tokens[end].begin..=end).filter_map(|k| self.people.mention_at(k).filter(|m| m.from == k));
        let m = named.next().filter(|m| self.people.all[m.person].human)?;
        let hung = m.titles.checked_sub(1).is_some_and(|b| self.tokens[b].any(Tags::PREPOSITION) || self.is_oblique(b));
        (!hung && named.next().is_none()).then_some(phrases::Phrase { from: m.from, to: m.to, head: Head::Name(m.person) })
    }

    /// Man fahre „auf Sicht“: does a sentence begin with its subject, one person or thing, and then a form that only tells what was said?
    pub(super) fn is_told_as_said(&self, begin: usize, at: usize) -> bool {
        let speech = &self.lang.speech;
        let subject = self.starting_at(begin).filter(|s| s.to < at);
        let anybody = || self.is_impersonal(&self.tokens[begin]).then_some(begin + 1);
        let Some(to) = subject.map(|s| s.to).or_else(anybody).filter(|to| *to < at) else { return false };
        let verb = &self.tokens[to];
        let word = verb.span.of(self.text);
        let ends = |endings: &[compact_str::CompactString]| {
            endings.iter().any(|e| word.len() > e.len() + 2 && word.ends_with(e.as_str()))
        };
        let plain = verb.is_word() && !verb.capital && !verb.any(Tags::SMALL.with(Tags::NOMINAL));
        plain && ends(&speech.reported_endings) && !ends(&speech.told_endings)
    }
}

//! Whom does a pronoun stand for? Whoever was named before competes by points: gender, distance, prominence, who spoke last.

use super::people::{Gender, Mention};
use super::phrases::{Head, Phrase, Reading};
use super::resolve::{goes_with, told_fits, told_gender};
use super::tokens::{Sort, Token};
use crate::lang::Tags;

/// Whom a pronoun stands for.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Antecedent {
    Person(usize),
    /// The subject of the sentence before, which is nobody whom the article names: her secretary, another.
    Unnamed(Phrase),
}

/// The two that fit best, to see whether the choice is plain.
#[derive(Default)]
struct Rivals {
    best: Option<(f32, Antecedent)>,
    second: f32,
}

impl Rivals {
    /// Fewer points name nobody.
    const LEAST: f32 = 2.0;
    /// A lead below this is a coin toss.
    const LEAD: f32 = 1.5;

    fn see(&mut self, points: f32, who: Antecedent) {
        match self.best {
            Some((most, w)) if w == who => self.best = Some((most.max(points), w)),
            Some((most, _)) if points <= most => self.second = self.second.max(points),
            Some((most, _)) => {
                self.second = self.second.max(most);
                self.best = Some((points, who));
            }
            None => self.best = Some((points, who)),
        }
    }

    /// The best, if that is plain.
    fn winner(&self) -> Option<Antecedent> {
        self.best.filter(|(most, _)| *most > Self::LEAST && most - self.second >= Self::LEAD).map(|(_, who)| who)
    }
}

/// A given name tells the gender of most who bear it, not of all.
const OTHER_GENDER: f32 = -12.0;

/// The prominence of a sentence's subject.
const SUBJECT: f32 = 2.5;

/// The subject of the sentence before is what most sentences go on with.
const NEXT: f32 = 1.5;

/// How well a pronoun goes with a subject that is no name.
const UNNAMED: f32 = 2.5;

/// So well it goes with somebody whose gender is known, and with anybody.
const KNOWN: f32 = 2.5;

const HUMAN: f32 = 1.5;

/// Whom a new paragraph brings in is more likely than whoever was named before it.
const BROUGHT: f32 = 6.0;

/// Whom the same pronoun has just spoken of is another, as a rule.
const SPOKEN_OF: f32 = 3.0;

/// So well it goes with a body whose noun has its gender.
const BODY: f32 = 1.5;

/// Who bears a role was named so many sentences before, at most.
const FAR_BEARER: u32 = 12;

impl Reading<'_> {
    /// Whom a pronoun at `k` stands for, where that is plain.
    /// `not` is sure to be another.
    pub(super) fn antecedent(&self, k: usize, asks: Tags, last: Option<usize>, not: Option<usize>) -> Option<Antecedent> {
        const SENTENCES: u32 = 8;
        const MENTIONS: usize = 40;
        let (theme, topic) = self.led_by(k);
        if let Some(person) = theme.filter(|p| Some(*p) != not && self.fit(asks, *p).is_some_and(|f| f > 0.0)) {
            return Some(Antecedent::Person(person));
        }
        let not = topic.or(not);
        // It works with X, it said: both mean what stands before the first.
        let k = self.chain_start(self.first_like(k));
        let pronoun = &self.tokens[k];
        let mut rivals = Rivals::default();
        let before = self.person_before(k, asks);
        // His daughter Ada Quill spoke. Quill was a painter. “…,” he said: another Quill, of whom no more is told.
        if before.is_some_and(|p| self.is_namesake(p, k, asks)) {
            return None;
        }
        let subject = before.filter(|p| self.may_go_with(*p, asks));
        let begun = subject.and_then(|s| {
            let named = self.people.before(k).take(MENTIONS).find(|m| m.person == s)?;
            Some((s, self.tokens[named.from].paragraph))
        });
        let report = self.report_before(k).unwrap_or(usize::MAX);
        for m in self.people.before(k).take(MENTIONS).filter(|m| m.from < report || m.speaks) {
            let far = pronoun.sentence.saturating_sub(self.tokens[m.from].sentence);
            if far > SENTENCES {
                break;
            }
            let Some(fit) = self.fit(asks, m.person).filter(|_| Some(m.person) != not && self.may_be_meant(m)) else { continue };
            // A new paragraph has begun with somebody else: who spoke before it counts for no more than others.
            let over = begun.is_some_and(|(who, paragraph)| who != m.person && self.tokens[m.from].paragraph < paragraph);
            let heard = if m.speaks { 1.5 } else { 0.0 } + if last == Some(m.person) && !over { 1.5 } else { 0.0 };
            // The end of a paragraph counts as a sentence.
            let close = far <= 1 + u32::from(self.tokens[m.from].paragraph < pronoun.paragraph);
            let prominence = self.prominence(m);
            let (prominence, fit) =
                if subject == Some(m.person) { (prominence.max(SUBJECT), fit.max(KNOWN)) } else { (prominence, fit) };
            let next = if close && prominence >= SUBJECT && !over { NEXT } else { 0.0 };
            let next = if self.is_spoken_of(m, k) { next - SPOKEN_OF } else { next };
            rivals.see(7.0 - 2.0 * far as f32 + fit + prominence + next + heard, Antecedent::Person(m.person));
        }
        let other = |who: &Antecedent| !matches!(who, Antecedent::Person(p) if Some(*p) == not);
        if let Some((points, who)) = self.subject_just_before(k, asks, last).filter(|(_, who)| other(who)) {
            rivals.see(points, who);
        }
        // Who spoke last may be meant, however long ago he was named.
        if let Some(person) = last.filter(|_| last != not)
            && let Some(fit) = self.fit(asks, person)
        {
            // Vortan said … It added: a speaker of whom nothing shows that it is a person.
            let it = asks.any(Tags::IT) && !asks.any(Tags::HE.with(Tags::SHE)) && self.is_no_person(person);
            let fit = if it { fit.max(KNOWN) } else { fit };
            rivals.see(3.0 + fit, Antecedent::Person(person));
        }
        rivals.winner()
    }

    /// The subject without a name that a pronoun at `k` goes on with.
    pub(super) fn unnamed_for(&self, k: usize) -> Option<Phrase> {
        self.subject_of_chain(self.chain_start(self.first_like(k))).map(|(_, subject)| subject)
    }

    /// She does not think that Name can win. … she said: does the same pronoun, the subject of a clause, stand before the name in it?
    fn is_spoken_of(&self, m: &Mention, k: usize) -> bool {
        const FAR: usize = 12;
        let here = |j: &usize| {
            let token = &self.tokens[*j];
            token.is_word() && !token.any(Tags::AND) && token.sentence == self.tokens[m.from].sentence
        };
        let subject =
            |j: &usize| self.tokens[*j].key == self.tokens[k].key && self.tokens.get(*j + 1).is_some_and(Token::is_word);
        let far = m.titles.saturating_sub(FAR);
        self.tokens[k].any(Tags::PERSON) && m.from < k && (far..m.titles).rev().take_while(here).any(|j| subject(&j))
    }

    /// It works with X, | it said: the first of the same pronouns in the sentence.
    fn first_like(&self, k: usize) -> usize {
        const FAR: usize = 60;
        let begin = self.tokens[k].begin.max(k.saturating_sub(FAR));
        (begin..k).find(|e| self.tokens[*e].key == self.tokens[k].key).unwrap_or(k)
    }

    /// L'Autrichien sourit. …, dit-il: the word means somebody who has a name. The former Milltown coach laughed: nor does a place that tells
    /// more of somebody.
    fn may_be_meant(&self, m: &Mention) -> bool {
        let human = self.people.all[m.person].human;
        let place = !human && self.qualifies(m.to);
        // Her director told Arts Digest: whom somebody told is no he or she, unless it is sure to be a person.
        let told = |b: usize| self.tokens[b].is_word() && self.tokens[b].any(Tags::TELL) && !self.tokens[b].any(Tags::BARE);
        let place = place || !human && m.titles.checked_sub(1).is_some_and(told);
        let place = place || !human && self.is_beside_place(m.titles);
        !place && !self.ending_at(m.to - 1).is_some_and(|p| self.is_demonym(&p))
    }

    /// As for X, he said; asked about X, he said: whom the sentence of `k` begins with, as one who speaks in it, and as one who does not.
    fn led_by(&self, k: usize) -> (Option<usize>, Option<usize>) {
        const FAR: usize = 60;
        let begin = self.tokens[k].begin.max(k.saturating_sub(FAR));
        let named = |runs| {
            let phrase = self.run_end(begin, runs).filter(|n| *n < k).and_then(|n| self.starting_at(n))?;
            if let Head::Name(person) = phrase.head { Some(person) } else { None }
        };
        (named(&self.lang.speech.themes), named(&self.lang.speech.topics))
    }

    /// Her secretary found it. “…,” she said: a subject of the sentence before that is no name, and the points for it.
    fn subject_just_before(&self, k: usize, asks: Tags, last: Option<usize>) -> Option<(f32, Antecedent)> {
        /// A sentence away, and the subject there.
        const BASE: f32 = 7.0 - 2.0 + SUBJECT;
        let (end, subject) = self.subject_of_chain(k)?;
        let Head::Noun(head) = subject.head else { return None };
        // Sein Vorgänger | Emil Kahl: who is named is not unnamed.
        let named = |m: &Mention| self.people.all[m.person].human;
        if self.people.mention_at(head + 1).is_some_and(named) {
            return None;
        }
        let stood_for = self.stand_in(&subject, head);
        let bearer = self.bearer(&subject, head).or_else(|| self.only_speaker(&subject, head, last?)).or(stood_for);
        let bearer = bearer.or_else(|| self.taken_up(&subject, head, last));
        if let Some(person) =
            bearer.filter(|p| self.fit(asks, *p).is_some_and(|f| f > 0.0 || !asks.any(Tags::HE.with(Tags::SHE))))
        {
            let near = |m: &&Mention| self.tokens[k].sentence - self.tokens[m.from].sentence <= FAR_BEARER;
            let near = self.people.before(subject.from).take_while(near).any(|m| m.person == person);
            let only = stood_for == Some(person) || self.people.bearers(self.role_of(&subject, head)).len() == 1;
            return Some((BASE + self.fit(asks, person).filter(|_| near && only)?, Antecedent::Person(person)));
        }
        // La scientifique …, dit-elle: whoever that is, the article has told her name before.
        if self.is_stand_in(&subject, head) && self.has_named(k) {
            return None;
        }
        let lone = self.is_lone(&subject);
        let noun = &self.tokens[head];
        let one = asks.any(Tags::HE.with(Tags::SHE));
        // La ministre a reçu Paul Roe. Elle …: whose gender is told goes on too, though nobody names her.
        let told = told_gender(noun) != Gender::Unknown && self.is_definite(&subject) && !self.is_several(&subject, head);
        // The judge rose. “…,” she said: nobody else is about.
        let titled =
            noun.any(Tags::ANY_TITLE.with(Tags::TRADE)) && self.is_definite(&subject) && !self.is_several(&subject, head);
        // The driver disagrees.: he comes in without a word, and is nearer than whoever is not known to be a man.
        let bridged = one && self.is_bridged(noun) && self.is_definite(&subject) && !self.is_several(&subject, head);
        let known = self.is_new(&subject, head) || (told || titled || bridged) && !noun.any(Tags::BODY.with(Tags::KIN));
        // The groups wrote to her. They asked …
        let several = !one && asks.any(Tags::THEY) && self.is_several(&subject, head);
        // The family thanked the crew. It said …
        let body = !one && asks.any(Tags::IT.with(Tags::THEY)) && noun.any(Tags::BODY) && self.is_definite(&subject);
        let fits =
            several || body || one && (lone || known && told_fits(noun, asks) || self.is_gendered_body(&subject, head, asks));
        // Name's secretary found it: Name is not the one who speaks of her; and a spokesman is there to speak.
        let owned = self.tokens[subject.from..head].iter().any(|t| t.owner) && noun.any(Tags::ANY_TITLE.with(Tags::TRADE));
        let (least, points) = match (owned || noun.any(Tags::SPOKEN_FOR), lone) {
            (true, _) => (f32::INFINITY, BASE + UNNAMED + NEXT),
            (_, true) if self.tokens[subject.from].any(Tags::DEFINITE) => (KNOWN, BASE + UNNAMED + NEXT),
            (_, true) => (KNOWN, BASE + UNNAMED),
            (_, false) if bridged => (KNOWN, BASE + UNNAMED + NEXT),
            (_, false) => (HUMAN, BASE + UNNAMED),
        };
        // Der andere: somebody else by the word itself.
        let other = lone && self.tokens[subject.from].any(Tags::DEFINITE);
        let rivals = !other && !several && self.is_about_another(k, asks, end, least);
        // Name said. ¶ A waiter was stacking chairs. “…,” he said: a new paragraph has brought in somebody, and nobody by name.
        // A man in a suit, who said that he was late, shouted.: the pronoun is his own.
        let own = self.relative_end(&subject).unwrap_or(self.tokens[end].begin);
        let brought =
            one && self.brings_in(&subject, head, k) && told_fits(noun, asks) && !self.speaks_of_other(asks, own..end + 1);
        let points = if brought { points + BROUGHT } else { points };
        ((fits && !rivals || brought) && self.can_speak(&subject)).then_some((points, Antecedent::Unnamed(subject)))
    }

    /// Has the article named anybody before `k`?
    fn has_named(&self, k: usize) -> bool {
        const MENTIONS: usize = 40;
        self.people.before(k).take(MENTIONS).any(|m| self.people.all[m.person].human)
    }

    /// La fédération … elle: does a pronoun have the gender of a noun for a body?
    fn is_gendered_body(&self, phrase: &Phrase, head: usize, pronoun: Tags) -> bool {
        let (first, noun) = (&self.tokens[phrase.from], &self.tokens[head]);
        let speech = &self.lang.speech;
        let body = noun.any(Tags::BODY) && !noun.any(Tags::ROLE) && !speech.articles_she.is_empty();
        // L'association: elided, an article tells no gender.
        let elided = first.gender == Gender::Unknown && first.any(Tags::DEFINITE) && self.lang.words.elision;
        body && (goes_with(first.gender, pronoun) || elided)
    }

    /// Is the noun of a phrase one person whom the article has just brought in (a friend), or somebody's (her secretary), but no kin?
    fn is_new(&self, phrase: &Phrase, head: usize) -> bool {
        let (first, noun) = (&self.tokens[phrase.from], &self.tokens[head]);
        let owned = first.any(Tags::OWNERS) || self.tokens[phrase.from..head].iter().any(|t| t.owner);
        let some = first.any(Tags::DETERMINER) && !first.any(Tags::DEFINITE);
        !self.is_several(phrase, head) && !noun.any(Tags::BODY.with(Tags::THEY).with(Tags::KIN)) && (owned || some)
    }

    /// Is the noun a plural, and not one of those?
    pub(super) fn is_several(&self, phrase: &Phrase, head: usize) -> bool {
        let noun = &self.tokens[head];
        let listed = Tags::DETERMINER.with(Tags::ROLE).with(Tags::ANY_TITLE);
        let plural = noun.plural || self.is_plural(noun.span.of(self.text)) && !noun.any(listed);
        plural && self.one_of(phrase.from).is_none()
    }

    /// Mayor Name came in. A reporter asked about her bill. “…,” she said: has the paragraph, or the sentences right before, somebody named
    /// who goes with the pronoun at least that well, or does the sentence that ends at `end` itself speak of such a one?
    fn is_about_another(&self, k: usize, asks: Tags, end: usize, least: f32) -> bool {
        const NEAR: u32 = 3;
        const MENTIONS: usize = 40;
        let pronoun = &self.tokens[k];
        let near = |m: &&Mention| {
            let token = &self.tokens[m.from];
            token.paragraph == pronoun.paragraph || pronoun.sentence - token.sentence <= NEAR
        };
        let fits = |m: &Mention| self.fit(asks, m.person).is_some_and(|f| f >= least);
        let named = self.people.before(k).take_while(near).take(MENTIONS).any(fits);
        named || self.speaks_of_him(asks, end)
    }

    /// Where the relative clause behind a subject and a comma ends: A man in a suit, who said that he was late, | shouted.
    fn relative_end(&self, subject: &Phrase) -> Option<usize> {
        const FAR: usize = 30;
        let comma = self.tail_of(subject);
        let who = self.tokens.get(comma + 1).filter(|t| self.tokens[comma].sort == Sort::Comma && t.any(Tags::WHO))?;
        let clause = self.tokens[comma + 1..].iter().take(FAR).take_while(|t| t.is_word() && t.sentence == who.sentence).count();
        Some(comma + 1 + clause)
    }

    /// Does the sentence that ends at `end` have the pronoun, or one that owns?
    fn speaks_of_him(&self, asks: Tags, end: usize) -> bool {
        self.has_pronoun(asks, self.tokens[end].begin..end + 1)
    }

    /// A neighbour said she had seen him: the pronoun of what somebody says is his own.
    fn speaks_of_other(&self, asks: Tags, among: std::ops::Range<usize>) -> bool {
        let own = |k: &usize| {
            let before = k.checked_sub(1).map(|b| &self.tokens[b]).filter(|t| t.is_word());
            !before.is_some_and(|t| t.any(Tags::SAY.with(Tags::THAT)))
                || self.tokens[*k].any(Tags::OWNERS) && !self.tokens[*k].any(Tags::PERSON)
        };
        among.filter(own).any(|k| self.has_pronoun(asks, k..k + 1))
    }

    pub(super) fn has_pronoun(&self, asks: Tags, among: std::ops::Range<usize>) -> bool {
        let he = |t: &Token| t.any(Tags::HE.with(Tags::OWNER_HE)) && asks.any(Tags::HE);
        let she = |t: &Token| t.any(Tags::SHE.with(Tags::OWNER_SHE)) && asks.any(Tags::SHE);
        self.tokens[among].iter().any(|t| he(t) || she(t))
    }

    /// Across the square a waiter was stacking chairs.: is the subject one person whom the paragraph of `k` brings in, and names nobody before `k`?
    fn brings_in(&self, subject: &Phrase, head: usize, k: usize) -> bool {
        let (first, noun) = (&self.tokens[subject.from], &self.tokens[head]);
        let article = self.lang.speech.articles.contains(&*first.span.of(self.text).to_lowercase());
        // The driver comes in without a word, too.
        let bridged = first.any(Tags::DEFINITE) && self.is_bridged(noun);
        let new = bridged || article && !first.any(Tags::DEFINITE);
        let one = new && !noun.any(Tags::BODY) && !self.is_several(subject, head);
        let person = noun.any(Tags::ROLE.with(Tags::ANY_TITLE).with(Tags::TRADE).with(Tags::KIN));
        let here = |m: &Mention| self.tokens[m.from].paragraph == first.paragraph && self.may_be_human(m.person);
        let named = self.people.before(k).next().is_some_and(here);
        one && person && first.paragraph == self.tokens[k].paragraph && !named
    }

    /// He came. He saw. He said: a pronoun that begins its sentence goes on with the one that begins the sentence before.
    fn chain_start(&self, mut k: usize) -> usize {
        const LINKS: usize = 6;
        const FAR: usize = 100;
        let first = |at: usize| {
            let begin = self.tokens[at].begin.max(at.saturating_sub(FAR));
            self.tokens[at].is_word() && self.tokens[begin..at].iter().all(|t| !t.is_word())
        };
        for _ in 0..LINKS {
            let Some(last) = k.checked_sub(1).filter(|_| first(k)) else { break };
            let begin = (last.saturating_sub(FAR)..=last).rev().find(|at| first(*at)).unwrap_or(last);
            if self.tokens[begin].key != self.tokens[k].key {
                break;
            }
            k = begin;
        }
        k
    }

    /// «…?» «…», | he answered; “…?” and | he answered: “…”: who has just asked is not the one who answers.
    pub(super) fn answers(&self, k: usize) -> Option<()> {
        const NEAR: usize = 8;
        let last = (k.saturating_sub(NEAR)..k).rev().find(|q| self.tokens[*q].is_quote())?;
        let and = self.tokens[last + 1..k].iter().any(|t| t.is_word() && t.any(Tags::AND));
        let question = &self.tokens[if and { last } else { last.checked_sub(1)? }];
        let asked = question.span.of(self.text).trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?').ends_with('?');
        (question.is_quote() && asked && question.paragraph == self.tokens[k].paragraph).then_some(())
    }

    /// How well a person or body goes with a pronoun of these tags; `None` where it cannot.
    fn fit(&self, pronoun: Tags, index: usize) -> Option<f32> {
        let person = self.people.all.get(index)?;
        let one = pronoun.any(Tags::HE.with(Tags::SHE));
        if (one || pronoun.any(Tags::IT) && !pronoun.any(Tags::THEY)) && self.is_people(index) {
            return None;
        }
        let body = person.body || person.thing && !person.human;
        if one && body && person.article != Gender::Unknown {
            // La Fédération … elle: a body goes by its noun's gender.
            return goes_with(person.article, pronoun).then_some(BODY);
        }
        if one && !(pronoun.any(Tags::THEY) && person.body) {
            let gender = match self.people.gender(index) {
                Gender::He if pronoun.any(Tags::HE) => 1.0,
                Gender::She if pronoun.any(Tags::SHE) => 1.0,
                Gender::Unknown => 0.0,
                _ if person.told => return None,
                _ => OTHER_GENDER,
            };
            if person.body {
                return None;
            }
            let kind = match (person.human, person.thing) {
                (true, _) => 1.5,
                (false, true) => -4.5,
                (false, false) => -3.0,
            };
            return Some(gender + kind);
        }
        Some(match (pronoun.any(Tags::IT), body) {
            (true, true) => 4.0,
            (false, true) => 2.0,
            // It, they: hardly one person.
            (_, false) => -4.0,
        })
    }

    /// The Norlanders: is it the name of all the people of a country?
    fn is_people(&self, index: usize) -> bool {
        let name = self.people.all[index].name.of(self.text).to_lowercase();
        self.lang.words.possessive && name.strip_suffix('s').is_some_and(|one| self.lang.speech.demonyms.contains(one))
    }

    /// A name that begins its sentence, or stands before its verb, is more likely to be taken up than one behind a preposition.
    fn prominence(&self, m: &Mention) -> f32 {
        let from = self.ending_at(m.to - 1).map_or(m.titles, |p| p.from.min(m.titles));
        // Sein Vorgänger | Name
        let noun =
            |k: &usize| self.tokens[*k].capital && self.tokens[*k].tags == Tags::default() && self.lang.speech.nouns_capital;
        let owner = from.checked_sub(1).filter(noun).and_then(|n| n.checked_sub(1));
        let from = owner.filter(|o| self.tokens[*o].any(Tags::OWNERS) && self.opens_sentence(*o)).unwrap_or(from);
        let Some(before) = from.checked_sub(1).and_then(|b| self.tokens.get(b)) else { return 1.5 };
        let conjunction =
            before.is_word() && before.any(Tags::CLAUSE.with(Tags::AND).with(Tags::ADVERB)) && !before.any(Tags::PREPOSITION);
        let owner = self.tokens[m.to - 1].owner;
        // Name's assistant, Other, …: he whose it is may be what the sentence is about, but is not its subject.
        let leads = self.opens_sentence(from)
            || conjunction && self.opens_sentence(from - 1) && !(before.any(Tags::CLAUSE) && self.is_overruled(m));
        if leads {
            return if owner { 1.0 } else { SUBJECT };
        }
        // When Other called it “…,” Name …: the marks may have the comma.
        let led = self.tokens[before.begin].any(Tags::CLAUSE) && before.is_quote() && before.span.of(self.text).contains(',');
        if (before.sort == Sort::Comma || led) && self.is_main_subject(m) {
            return SUBJECT;
        }
        if m.speaks {
            return 1.0;
        }
        if before.is_word() && before.any(Tags::PREPOSITION) || owner {
            return -1.0;
        }
        let verb = self.tokens.get(m.to).is_some_and(|t| t.is_word() && t.any(Tags::CUE.with(Tags::AUXILIARY).with(Tags::VERB)));
        // In a statement, Name did …: the subject behind what leads the sentence.
        match (verb, before.sort == Sort::Comma) {
            (true, true) => 2.0,
            (true, false) => 1.0,
            (false, _) => 0.0,
        }
    }
}

/// His call, her statement: an owner asks for whom the pronoun does.
pub(super) fn asked(pronoun: Tags) -> Tags {
    let he = if pronoun.any(Tags::OWNER_HE) { Tags::HE } else { Tags::default() };
    let she = if pronoun.any(Tags::OWNER_SHE) { Tags::SHE } else { Tags::default() };
    pronoun.with(he).with(she)
}

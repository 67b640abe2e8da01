//! Who or what is a sentence about? Its main subject, which a pronoun of the next one, or words without a verb of saying, go on with.

use super::people::Mention;
use super::phrases::{Head, Phrase, Reading};
use super::subjects::HANGING;
use super::tokens::{Sort, Token};
use crate::lang::Tags;

impl Reading<'_> {
    /// The subject of the sentence or clause that `at` lies in: the first phrase that hangs on no preposition.
    pub fn main_subject(&self, at: usize) -> Option<Phrase> {
        self.subject_within(self.tokens.get(at)?.begin, at)
    }

    pub(super) fn subject_within(&self, mut k: usize, at: usize) -> Option<Phrase> {
        let mut weak = None;
        // In Aspen, Colo., the graduate …: a segment that hangs on a preposition, and the name beside it, are no subject.
        let mut hanging = false;
        while k < at {
            let end = (k..at)
                .find(|e| matches!(self.tokens[*e].sort, Sort::Comma | Sort::Dash | Sort::Semicolon | Sort::Quote(_)))
                .unwrap_or(at);
            let led = (k..end)
                .find(|s| {
                    !self.tokens[*s].any(Tags::AND.with(Tags::ADVERB)) || self.tokens[*s].any(Tags::PERSON.with(Tags::DEFINITE))
                })
                .unwrap_or(end);
            let hangs = led < end && self.hangs(led);
            match self.segment_subject(led, end).map(|p| self.past_place(p)) {
                Some(p) if hangs => weak = weak.or(Some(p)),
                // È stato Name, | consigliere di lungo corso: a noun without a determiner tells more of the name before it.
                Some(p) if self.tells_of(&p, weak.as_ref()) => return weak,
                Some(p) if self.is_set_before(&p, led, end) => weak = weak.or(Some(p)),
                Some(p) if self.is_bare_kin(&p) && led > self.tokens[led].begin => {}
                Some(p) if self.is_beside_hung(&p, led, end) => weak = weak.or(Some(p)),
                Some(p) if hanging && p.from == led && self.ends_at(&p, end) && !self.is_human(&p) => {}
                Some(p) if self.is_beside_place(p.from) && self.ends_at(&p, end) && !self.is_human(&p) => {}
                Some(p) if self.can_speak(&p) || self.is_subject(&p, led) => return self.with_apposition(p, at),
                Some(p) if !self.is_date(&p) => weak = weak.or(Some(p)),
                _ => {}
            }
            hanging = hangs || hanging && end - led <= 2;
            k = end + 1;
        }
        weak
    }

    /// For Name, a grower, the answer is simple: “…”; für Name steht fest: „…“: whose view the sentence up to `end` begins with, where it has no
    /// subject who could speak but in what tells more of him.
    pub(super) fn for_whom(&self, end: usize) -> Option<Phrase> {
        let begin = self.tokens.get(end)?.begin;
        let led = self.lang.speech.for_whom.contains(&*self.tokens[begin].span.of(self.text).to_lowercase());
        let named = |p: &Phrase| matches!(p.head, Head::Name(n) if self.may_be_human(n)) && p.to < end;
        let next = |p: &Phrase| {
            let behind = &self.tokens[p.to];
            behind.sort == Sort::Comma || self.lang.speech.verb_second && behind.is_word() && !behind.capital
        };
        let who = if led { self.starting_at(begin + 1).filter(|p| named(p) && next(p)) } else { None }?;
        let it = |s: &Phrase| matches!(s.head, Head::Pronoun(k) if self.tokens[k].any(Tags::IT) && !self.tokens[k].any(Tags::HE.with(Tags::SHE)));
        // Für Name, den Trainer, hat | Other nur Lob: whom no comma sets apart has words of his own.
        let apart = |s: &Phrase| self.tokens[s.to..end].iter().any(|t| t.sort == Sort::Comma) && !self.is_human(s);
        let other = |s: &Phrase| s.from >= who.to && self.can_speak(s) && !it(s) && !apart(s);
        let last = (who.to..end).rev().find(|k| self.tokens[*k].sort == Sort::Comma).map_or(who.to, |c| c + 1);
        let behind = self.subject_within(last, end).filter(|s| self.is_human(s));
        (behind.is_none() && !self.main_subject(end).is_some_and(|s| other(&s))).then_some(who)
    }

    /// Autore di molti film, | il maestro …; author of two books, | Name …: a bare noun that begins its sentence tells more of who follows.
    fn is_set_before(&self, phrase: &Phrase, clause: usize, end: usize) -> bool {
        let Head::Noun(head) = phrase.head else { return false };
        let bare = head == clause && phrase.from == clause && self.opens_sentence(clause) && !self.is_several(phrase, head);
        let of = self.tokens.get(head + 1).is_some_and(|t| t.is_word() && t.any(Tags::OF));
        let verb =
            |t: &Token| t.any(Tags::AUXILIARY.with(Tags::CUE).with(Tags::VERB)) && !t.any(Tags::PREPOSITION.with(Tags::NOMINAL));
        let comma = self.tokens.get(end).is_some_and(|t| t.sort == Sort::Comma);
        let follows = |t: &Token| t.is_word() && (t.any(Tags::DEFINITE) || self.people.mention_at(end + 1).is_some());
        bare && of && comma && self.tokens.get(end + 1).is_some_and(follows) && !self.tokens[clause..end].iter().any(verb)
    }

    /// They met in Aspen, | Colorado: a name that tells where a place is.
    pub(super) fn is_beside_place(&self, name: usize) -> bool {
        let Some(comma) = name.checked_sub(1).filter(|c| self.tokens[*c].sort == Sort::Comma) else { return false };
        let place = comma.checked_sub(1).and_then(|last| self.people.mention_at(last)).filter(|m| m.to == comma);
        let hung = |m: &Mention| m.titles.checked_sub(1).is_some_and(|b| self.tokens[b].any(Tags::PLACE));
        // Aspen, | Colo., …: what is cut short and closed by a comma
        let sort = |k: usize| self.tokens.get(k).map(|t| t.sort);
        let cut = self.text[self.tokens[name].span.end..].starts_with('.') && sort(name + 1) == Some(Sort::Comma);
        let short = cut || sort(name + 1) == Some(Sort::Stop) && sort(name + 2) == Some(Sort::Comma);
        place.is_some_and(|m| hung(m) || short)
    }

    /// In Aspen, Colorado | the rower laughed: who stands right behind a name that tells where a place is.
    fn past_place(&self, phrase: Phrase) -> Phrase {
        let place = matches!(phrase.head, Head::Name(p) if !self.people.all[p].human) && self.is_beside_place(phrase.from);
        let led = |t: &Token| t.is_word() && t.any(Tags::DEFINITE) && !t.any(Tags::PREPOSITION);
        let behind = place && self.tokens.get(phrase.to).is_some_and(led);
        let next = if behind { self.starting_at(phrase.to) } else { None };
        next.filter(|p| self.can_speak(p)).unwrap_or(phrase)
    }

    /// Nacida en Alcoy, | hija de un tejedor, llegó …: kin without a determiner tell more of whom the sentence leaves out.
    fn is_bare_kin(&self, phrase: &Phrase) -> bool {
        let led = Tags::DETERMINER.with(Tags::OWNERS);
        let kin = |h: usize| self.tokens[h].any(Tags::KIN) && !self.tokens[h].plural;
        matches!(phrase.head, Head::Noun(h) if h == phrase.from && kin(h)) && !self.tokens[phrase.from].any(led)
    }

    /// Interrogé par la présidente, | Hélène Roux, l'accusé …; un affondo sull'arbitro, | il signor Elio Carpani: “…”: a name, set off by commas,
    /// that tells who is meant by what hangs on a preposition before it.
    fn is_beside_hung(&self, phrase: &Phrase, clause: usize, end: usize) -> bool {
        let Some(last) = clause.checked_sub(2).filter(|_| self.is_human(phrase) && phrase.from == clause) else { return false };
        if self.tokens[clause - 1].sort != Sort::Comma {
            return false;
        }
        let led = self.tokens[clause].any(Tags::DETERMINER);
        let verb = |t: &Token| t.is_word() && !t.any(Tags::PREPOSITION) && (!t.capital || t.any(Tags::CUE));
        let ends = self.tokens.get(end).is_some_and(|t| t.sort == Sort::Comma || led && t.sort == Sort::Colon);
        let hung = |p: &Phrase| {
            let by = |t: &Token| t.is_word() && t.any(Tags::PREPOSITION) && !t.any(Tags::CLAUSE);
            by(&self.tokens[p.from]) && !self.tokens[p.from].any(Tags::DEFINITE)
                || p.from.checked_sub(1).is_some_and(|b| by(&self.tokens[b]))
        };
        let role = |p: &Phrase| matches!(p.head, Head::Noun(_)) && self.can_speak(p) && hung(p);
        ends && !self.tokens[phrase.to..end].iter().any(verb) && self.ending_at(last).is_some_and(|p| role(&p))
    }

    /// Does a noun without a determiner stand right behind a name and its comma?
    fn tells_of(&self, phrase: &Phrase, name: Option<&Phrase>) -> bool {
        let bare = matches!(phrase.head, Head::Noun(_)) && !self.tokens[phrase.from].any(Tags::DETERMINER.with(Tags::OWNERS));
        // Name, oggi | mezzosoprano
        let light = |t: &Token| t.sort == Sort::Comma || t.is_word() && t.any(Tags::ADVERB.with(Tags::DATE));
        let behind =
            |n: &Phrase| n.to < phrase.from && phrase.from - n.to <= 3 && self.tokens[n.to..phrase.from].iter().all(light);
        let human = |n: &Phrase| matches!(n.head, Head::Name(p) if self.may_be_human(p)) && behind(n);
        bare && self.lang.speech.inverts && name.is_some_and(human)
    }

    /// Does the phrase end there, but for the stop of an abbreviation (Calif.)?
    fn ends_at(&self, phrase: &Phrase, end: usize) -> bool {
        self.tokens[phrase.to..end].iter().all(|t| t.sort == Sort::Stop)
    }

    pub fn is_human(&self, phrase: &Phrase) -> bool {
        matches!(phrase.head, Head::Name(p) if self.people.all[p].human)
    }

    /// Is it one person by a role that is somebody's (his brother)?
    pub(super) fn is_somebodys(&self, phrase: &Phrase) -> bool {
        let owned = self.tokens[phrase.from..phrase.to].iter().any(|t| t.owner || t.any(Tags::OWNERS));
        owned
            && matches!(phrase.head, Head::Noun(h) if self.tokens[h].any(Tags::ROLE.with(Tags::ANY_TITLE)) && !self.tokens[h].plural)
    }

    /// Is the mention the subject of its sentence, whatever leads that (On Monday, Name, …; the minister, Name, …)?
    pub fn is_main_subject(&self, m: &Mention) -> bool {
        self.subject_within(self.tokens[m.from].begin, m.to)
            .is_some_and(|p| matches!(p.head, Head::Name(person) if person == m.person) && p.to == m.to)
    }

    /// When Name asked, Other …: is somebody else the subject of the sentence that the mention's clause leads?
    pub fn is_overruled(&self, m: &Mention) -> bool {
        const FAR: usize = 40;
        let sentence = self.tokens[m.from].sentence;
        let end = m.to + self.tokens[m.to..].iter().take(FAR).take_while(|t| t.sentence == sentence).count();
        // When Name called it “…,” Other …: a quotation may have the comma.
        let quote = |k: &usize| self.tokens[*k].is_quote() && self.tokens[*k].span.of(self.text).contains(',');
        let behind = (m.to..end).find(|k| self.tokens[*k].sort == Sort::Comma || quote(k)).map_or(m.to, |k| k + 1);
        let main = self.subject_within(m.to, end).filter(|p| p.from >= behind).or_else(|| self.subject_within(behind, end));
        let behind_comma = |p: &Phrase| matches!(self.tokens[p.from.saturating_sub(1)].sort, Sort::Comma | Sort::Quote(_));
        main.is_some_and(|p| matches!(p.head, Head::Name(person) if person != m.person) && behind_comma(&p))
    }

    /// The retired surgeon has …: a determined phrase that begins its clause, right before its finite verb, whoever that is.
    fn is_subject(&self, phrase: &Phrase, clause: usize) -> bool {
        let verb = self.tokens.get(phrase.to).is_some_and(|t| t.is_word() && t.any(Tags::AUXILIARY.with(Tags::CUE)));
        verb && phrase.from == clause && self.tokens[phrase.from].any(Tags::DETERMINER) && !self.is_date(phrase)
    }

    pub(super) fn hangs(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        // A vereadora, die Reederei: a preposition or a relative, too, but it begins the sentence.
        let article = token.any(Tags::DEFINITE) && self.opens_sentence(at);
        (token.any(HANGING.with(Tags::RELATIVE)) && !article || self.is_leading_participle(at) || self.is_met(at))
            && self.people.mention_at(at).is_none()
            && !token.any(Tags::PERSON)
            && !self.is_of_role(at)
    }

    /// …, managing director Name | laughed: what ends as participles do, right before a role and its bearer, who has a verb of his own.
    fn is_of_role(&self, at: usize) -> bool {
        const ROLES: usize = 3;
        let role = |t: &&Token| t.is_word() && !t.plural && !t.owner && t.any(Tags::ROLE.with(Tags::ANY_TITLE));
        let roles = self.tokens[at + 1..].iter().take(ROLES).take_while(role).count();
        let name = self.people.mention_at(at + 1 + roles).filter(|m| roles > 0 && m.titles <= at + 1 + roles);
        let verb = |m: &Mention| self.tokens.get(m.to).is_some_and(|t| t.is_word() && !t.any(Tags::PREPOSITION.with(Tags::AND)));
        self.tokens[at].any(Tags::PARTICIPLE) && !self.opens_sentence(at) && name.is_some_and(verb)
    }

    /// Intervistata da Radio Molo, Name …: an unknown word that begins the sentence, and by whom.
    pub fn is_met(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let by = |t: &Token| t.is_word() && t.any(Tags::AUTHOR) && t.any(Tags::PREPOSITION) && !t.any(Tags::OF) && !t.capital;
        // Aseguró por teléfono Name …: a finite verb is his own.
        let word = token.span.of(self.text);
        let asked = token.any(Tags::CUE) && self.lang.speech.asked_endings.iter().any(|e| word.ends_with(e.as_str()));
        let met = token.tags == Tags::default() || asked;
        self.opens_sentence(at) && self.lang.speech.inverts && met && self.tokens.get(at + 1).is_some_and(by)
    }

    /// Appearing before the press, Name …: with the capital of a sentence's first word an ending alone tells it.
    fn is_leading_participle(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let ending = self.lang.speech.participle_ending.as_str();
        self.opens_sentence(at)
            && token.capital
            && token.tags == Tags::default()
            && !ending.is_empty()
            && token.span.of(self.text).ends_with(ending)
    }

    /// In una lettera | ai dipendenti ha scritto: a preposition and article in one, of no owner, begins no subject.
    pub(super) fn is_hung(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let joined = token.is_word() && token.any(Tags::PREPOSITION) && token.any(Tags::DETERMINER);
        self.lang.speech.inverts && joined && token.any(Tags::DATIVE) && !token.any(Tags::AUTHOR.with(Tags::DEFINITE))
    }

    /// Den Minister nannte sie …: a determiner or pronoun that no subject has.
    pub fn is_oblique(&self, at: usize) -> bool {
        let (token, list) = (&self.tokens[at], &self.lang.speech.oblique);
        let may = token.is_word() && !list.is_empty() && self.people.mention_at(at).is_none();
        may && list.contains(&*token.span.of(self.text).to_lowercase())
    }

    /// That makes | her “…”: a pronoun that owns elsewhere is an object, where the order of words tells subjects.
    fn is_object(&self, phrase: &Phrase) -> bool {
        let fixed = !self.lang.speech.inverts && !self.lang.speech.verb_second;
        fixed && matches!(phrase.head, Head::Pronoun(k) if self.tokens[k].any(Tags::OWNER_HE.with(Tags::OWNER_SHE)))
    }

    fn is_date(&self, phrase: &Phrase) -> bool {
        let dated = |k: usize| self.tokens.get(k).is_some_and(|t| t.any(Tags::DATE));
        matches!(phrase.head, Head::Noun(h) if dated(h) || dated(phrase.to))
    }

    /// The first phrase of a segment; of one that hangs on a preposition, the first that does not.
    fn segment_subject(&self, from: usize, end: usize) -> Option<Phrase> {
        let mut k = from;
        let mut weak = None;
        while k < end {
            if self.hangs(k) {
                // in | eastern | Norland
                let plain = self.tokens.get(k + 1).is_some_and(|t| t.is_word() && !t.capital && t.tags == Tags::default());
                let place =
                    || self.people.mention_at(k + 2).filter(|m| plain && m.from == k + 2).and_then(|_| self.starting_at(k + 2));
                let hung = self.starting_at(k + 1).or_else(place);
                if self.tokens[k].any(Tags::CLAUSE) {
                    weak = weak.or(hung.filter(|p| self.can_speak(p)));
                }
                k = hung.map_or(k + 1, |p| self.called_to(&p).max(k + 1));
                continue;
            }
            // Another laughed.
            let lone = || if k == from && self.opens_sentence(k) { self.lone(k) } else { None };
            // Another | shook his head: what stands before an object's determiner is a verb.
            let acts = |l: &Phrase| {
                let object = self.tokens.get(l.to + 1).is_some_and(|t| t.is_word() && t.any(Tags::OWNERS.with(Tags::DEFINITE)));
                object && self.tokens[l.to].is_word() && self.tokens[l.to].tags == Tags::default()
            };
            match lone().filter(acts).or_else(|| self.starting_at(k)).or_else(lone).filter(|p| p.to <= end) {
                Some(p) if self.is_date(&p) || self.is_oblique(k) || k > from && self.is_object(&p) => k = p.to.max(k + 1),
                Some(p) if self.can_speak(&p) || self.is_subject(&p, from) => return Some(p),
                Some(p) => {
                    weak = weak.or(Some(p));
                    k = p.to.max(k + 1);
                }
                None => k += 1,
            }
        }
        weak
    }
}

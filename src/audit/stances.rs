//! How does a verb stand, by the words around it? Wished, to come, possible, done, beyond somebody's power, or his choice. Only what one of them surely
//! says is told; a verb that is two of these at once, or asked for, is none.

use compact_str::CompactString;

use crate::audit::token::{Side, Token};
use crate::lang::{Lang, Time};

/// How far before a verb, in words, and where the verb stands last, how far in its clause, stands what says how it stands.
const BEFORE: usize = 5;
const CLAUSE: usize = 14;
const BEHIND: usize = 2;

/// What binds no more than this leaves it open: can, may.
const OPEN: u8 = 2;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stance {
    Wished,
    Coming,
    Open,
    /// The same, by a word that may tell of the past: could.
    PastOpen,
    Perfect,
    Past,
    Unable,
    Chosen,
}

/// Those of which one is not the other.
const APART: [(Stance, Stance); 5] = [
    (Stance::Wished, Stance::Coming),
    (Stance::Open, Stance::Perfect),
    (Stance::PastOpen, Stance::Perfect),
    (Stance::Open, Stance::Past),
    (Stance::Unable, Stance::Chosen),
];

/// Two prints in which verbs answer each other.
pub struct Verbs<'s, 'a> {
    pub sides: [&'s Side<'a>; 2],
    pub langs: [&'static Lang; 2],
}

impl Verbs<'_, '_> {
    /// The verbs of this print and of the other, with what says how they stand, where one is not the other.
    pub fn apart(&self, answer: impl Fn(usize) -> Option<usize>) -> Vec<(Vec<usize>, Vec<usize>)> {
        let [here, there] = self.sides;
        let mut out = Vec::new();
        for at in 0..here.tokens.len() {
            let Some((ours, own)) = stance(self.langs[0], here, at) else { continue };
            let Some((theirs, other)) = answer(at).and_then(|there_at| stance(self.langs[1], there, there_at)) else { continue };
            if APART.contains(&(ours, theirs)) || APART.contains(&(theirs, ours)) {
                out.push((own, other));
            }
        }
        out
    }
}

/// How a verb stands, and the words that say so, its own last.
fn stance(lang: &'static Lang, side: &Side, at: usize) -> Option<(Stance, Vec<usize>)> {
    // The first word of a sentence is taken for a name where no thesaurus knows it (Venderemo).
    let t = side.tokens.get(at).filter(|t| t.is_content() && t.figures.is_none() && (!t.is_name || side.opens_sentence(at)))?;
    if side.asks(at) {
        return None;
    }
    let group = Group { lang, side, at, near: near(lang, side, at) };
    let (stance, from) = group.stance(t).filter(|_| !group.is_quality(t))?;
    if matches!(stance, Stance::Wished | Stance::Coming) && is_condition(lang, side, at) {
        return None;
    }
    let mut words = vec![from, at];
    words.sort_unstable();
    words.dedup();
    Some((stance, words))
}

/// If we are to sell it: is it only thought of?
fn is_condition(lang: &Lang, side: &Side, at: usize) -> bool {
    let clause = (at.saturating_sub(CLAUSE)..at).rev().take_while(|i| !side.ends_clause(*i));
    clause.into_iter().any(|i| says(&lang.meaning.conditional, side, i))
}

/// The words of a verb's clause that may say how it stands: those before it, to the first that is a matter of its own; in a language in which the verb
/// stands last all that go before, and the one word behind.
fn near(lang: &Lang, side: &Side, at: usize) -> Vec<usize> {
    let meaning = &lang.meaning;
    let parts = |i: usize| side.ends_clause(i) || meaning.exchange.joining.contains(side.folded(i));
    if !meaning.exchange.by_order {
        let mut before: Vec<usize> =
            (at.saturating_sub(CLAUSE)..at).rev().take_while(|i| !parts(*i) || is_chosen(lang, side, *i)).collect();
        before.reverse();
        let behind = (at + 1..=at + BEHIND).take_while(|i| !side.ends_clause(i - 1) && *i < side.tokens.len());
        return before.into_iter().chain(behind).collect();
    }
    let of_verb = |i: usize| {
        let word = side.folded(i);
        let is_that = meaning.polarity.clauses.contains(word) && !says(&meaning.stances.wish, side, i);
        let t = side.tokens.get(i);
        let is_matter = t.is_some_and(Token::is_content) && !tells(lang, side, i);
        !parts(i) && !is_that && !is_matter
    };
    let mut before: Vec<usize> = (at.saturating_sub(BEFORE)..at).rev().take_while(|i| of_verb(*i)).collect();
    before.reverse();
    before
}

/// Does a word choose or refuse?
fn is_chosen(lang: &Lang, side: &Side, at: usize) -> bool {
    let stances = &lang.meaning.stances;
    side.tokens.get(at).is_some_and(|t| t.is_any(&stances.choice) || t.is_any(&stances.refusal))
}

/// Does a word tell how a verb stands, rather than what is done?
fn tells(lang: &Lang, side: &Side, at: usize) -> bool {
    let (meaning, word) = (&lang.meaning, side.folded(at));
    let stances = &meaning.stances;
    let of_phrase = |phrases: &[CompactString]| phrases.iter().any(|phrase| phrase.split(' ').any(|part| part == word));
    of_phrase(&stances.wish)
        || of_phrase(&stances.coming)
        || is_chosen(lang, side, at)
        || stances.ability.contains(word)
        || stances.inability.contains(word)
        || meaning.modality.contains_key(word)
        || meaning.tense.is_adverb(word)
        || meaning.intensity.words.contains(word)
        || meaning.phases.already.iter().chain(&meaning.phases.still).any(|phrase| phrase == word)
        || meaning.polarity.denies(word)
        || meaning.polarity.partners.contains(word)
}

fn says(phrases: &[CompactString], side: &Side, at: usize) -> bool {
    phrases.iter().any(|phrase| side.says(phrase, at))
}

/// A verb and the words around it.
struct Group<'s, 'a> {
    lang: &'static Lang,
    side: &'s Side<'a>,
    at: usize,
    near: Vec<usize>,
}

impl Group<'_, '_> {
    fn find(&self, test: impl Fn(usize) -> bool) -> Option<usize> {
        self.near.iter().copied().find(|i| test(*i))
    }

    /// To be honest: is it no verb, but what somebody is?
    fn is_quality(&self, verb: &Token) -> bool {
        let tense = &self.lang.meaning.tense;
        !tense.is_participle(&verb.folded) && self.find(|i| tense.timeless.contains(self.side.folded(i))).is_some()
    }

    /// How it stands, and the word that says so.
    fn stance(&self, verb: &Token) -> Option<(Stance, usize)> {
        let (meaning, side) = (&self.lang.meaning, self.side);
        let stances = &meaning.stances;
        let denied = self.find(|i| meaning.polarity.denies(side.folded(i))).is_some();
        let wished = self.find(|i| says(&stances.wish, side, i));
        let chosen = self.find(|i| side.tokens.get(i).is_some_and(|t| t.is_any(&stances.choice)));
        let refused = self.find(|i| side.tokens.get(i).is_some_and(|t| t.is_any(&stances.refusal)));
        let unable = self.find(|i| stances.inability.contains(side.folded(i)));
        let able = self.find(|i| stances.ability.contains(side.folded(i)));
        let coming = self.coming(verb);
        let chosen = refused.or(chosen.or(wished).filter(|_| denied));
        let unable = unable.or(able.filter(|_| denied));
        let modal = self.find(|i| meaning.modality.contains_key(side.folded(i)) && !says(&stances.coming, side, i));
        match (chosen, unable) {
            (Some(at), None) => return coming.is_none().then_some((Stance::Chosen, at)),
            (None, Some(at)) => return Some((Stance::Unable, at)),
            (Some(_), Some(_)) => return None,
            _ if denied => return None,
            _ => {}
        }
        match (wished, coming, modal) {
            (Some(at), None, None) => Some((Stance::Wished, at)),
            (None, Some(at), None) => Some((Stance::Coming, at)),
            (None, None, Some(at)) => self.open(at),
            (None, None, None) => self.done(verb),
            _ => None,
        }
    }

    /// What says that it is to come: an auxiliary, or the form of the verb.
    fn coming(&self, verb: &Token) -> Option<usize> {
        let (meaning, side) = (&self.lang.meaning, self.side);
        let times = &meaning.times;
        let ends = |endings: &[CompactString]| {
            endings.iter().any(|e| verb.folded.len() > e.len() + 1 && verb.folded.ends_with(e.as_str()))
        };
        let infinitive = times.infinitive.is_empty() || ends(&times.infinitive);
        let auxiliary = self.find(|i| says(&meaning.stances.coming, side, i)).filter(|_| infinitive);
        auxiliary.or_else(|| (ends(&times.coming) && !meaning.modality.contains_key(&verb.folded)).then_some(self.at))
    }

    /// Is it left open by a word that binds little? He may have lost it is a guess, of which other words tell.
    fn open(&self, modal: usize) -> Option<(Stance, usize)> {
        let (meaning, word) = (&self.lang.meaning, self.side.folded(modal));
        // Perhaps and able are no auxiliaries, and hedges are told by their own rule.
        let auxiliaries = &meaning.tense.auxiliaries;
        let is_auxiliary = auxiliaries.is_empty() || auxiliaries.contains_key(word);
        let is_hedge = meaning.hedges.contains_key(word);
        let little = meaning.modality.get(word).is_some_and(|step| *step <= OPEN) && is_auxiliary && !is_hedge;
        let perfect = self.find(|i| meaning.tense.auxiliaries.get(self.side.folded(i)) == Some(&Time::Perfect)).is_some();
        let past = meaning.tense.auxiliaries.get(word) == Some(&Time::Past);
        (little && !perfect).then_some((if past { Stance::PastOpen } else { Stance::Open }, modal))
    }

    /// Is it done, by a perfect or a simple past?
    fn done(&self, verb: &Token) -> Option<(Stance, usize)> {
        let (meaning, side) = (&self.lang.meaning, self.side);
        let (times, tense) = (&meaning.times, &meaning.tense);
        let ends = |endings: &[CompactString]| {
            endings.iter().any(|e| verb.folded.len() > e.len() + 1 && verb.folded.ends_with(e.as_str()))
        };
        let begins = times.done_begin.is_empty() || times.done_begin.iter().any(|b| verb.folded.starts_with(b.as_str()));
        // They have to run.
        let is_infinitive = self.find(|i| side.folded(i) == tense.infinitive.as_str()).is_some();
        let is_perfect = |i: usize| tense.auxiliaries.get(side.folded(i)) == Some(&Time::Perfect) && !is_infinitive;
        if let Some(at) = self.find(|i| times.done_with.contains(side.folded(i))).filter(|_| ends(&times.done) && begins) {
            return Some((Stance::Perfect, at));
        }
        if let Some(at) = self.find(is_perfect).filter(|_| tense.is_participle(&verb.folded)) {
            return Some((Stance::Perfect, at));
        }
        let plain = self.find(|i| tense.auxiliaries.contains_key(side.folded(i)) || side.folded(i) == tense.infinitive.as_str());
        let past = ends(&times.past) || plain.is_none() && tense.is_past(&verb.folded);
        past.then_some((Stance::Past, self.at))
    }
}

//! Common words that all languages have by heart, with their opposites: accept and reject, more and less, at least and at most. Those of one pole answer
//! each other; what is left of the other pole in the same place is the opposite.

use crate::audit::abroad::ladder::is_denied;
use crate::audit::abroad::opposite::in_its_place;
use crate::audit::abroad::{Across, WIDE, pair_off, series};
use crate::audit::deadlines;
use crate::audit::pair::Tie;
use crate::audit::token::{Side, Token};
use crate::audit::voice;
use crate::lang::Lang;
use crate::lang::poles::{AMOUNT, LONGEST, Pole};

/// Words that no link joins stand for each other where they are so near each other's place.
const NEAR: usize = 1;

/// Links as sure as this tell where somebody stands.
const SURE: f32 = 0.7;

/// Two pairs of opposites so near each other are one matter said otherwise: less poor, richer.
const BESIDE: usize = 2;

/// In so few words the only two of a set stand for each other, wherever they are: in German the verb is the last word.
const SHORT: usize = 15;

/// Sets of which one pole says from the other side what the other one says: A sells to B, B buys from A; A is older than B, B is younger.
const FROM_EITHER_SIDE: [&str; 14] = [
    "trade", "contest", "amount", "length", "size", "height", "age", "strength", "quality", "wealth", "speed", "price", "warmth",
    "ease",
];

/// So far behind what is compared stands than.
const THAN: usize = 1;

/// How far behind a negator stands what it denies.
const DENIES: usize = 4;

/// The set of open and closed.
const OPENING: &str = "opening";

/// Does a word say less of what stands behind it: less, weniger, meno?
pub fn lessens(lang: &'static Lang, side: &Side, at: usize) -> bool {
    let stem = side.tokens.get(at).map_or("", |t| t.stem.as_str());
    lang.pole(&[stem]).is_some_and(|(pole, _)| pole.set == AMOUNT && pole.second)
}

/// Less risky for „riskanter“, riskier for « moins risqué »: what one side lessens and the other says to be more so, of words that a lexicon knows.
pub fn lessened(across: &Across) -> Vec<(Vec<usize>, Vec<usize>)> {
    let mut out = Vec::new();
    for here in [true, false] {
        let ((mine, theirs), (ours, other)) = (across.sides(here), (across.lang(here), across.lang(!here)));
        for at in (0..mine.tokens.len()).filter(|at| lessens(ours, mine, *at) && !is_denied(across, here, *at)) {
            let is_more = |j: &usize| {
                let means = |base: String| across.may_mean(here, at + 1, &base);
                let lessened = j.checked_sub(1).is_some_and(|k| lessens(other, theirs, k));
                !lessened && other.inflection.positives(theirs.folded(*j)).any(means) && !is_denied(across, !here, *j)
            };
            let near = across.window(here, at + 1, SHORT);
            if let Some(j) = near.filter(|j| theirs.tokens[*j].is_content()).find(is_more) {
                let own = vec![at, at + 1];
                out.push(if here { (own, vec![j]) } else { (vec![j], own) });
            }
        }
    }
    out
}

/// A word or phrase of a set.
#[derive(Clone, Copy)]
pub struct Member {
    at: usize,
    length: usize,
    pole: Pole<'static>,
    is_denied: bool,
    /// What compares it goes with it: is it lessened (less safe), or raised (più sicuro, sicherer als)?
    compared: Option<bool>,
    /// Where it would stand on the other side, and the one open word there.
    place: usize,
    slot: Option<usize>,
}

impl Member {
    fn words(&self) -> Vec<usize> {
        (self.at..self.at + self.length).collect()
    }

    /// The same, with the word that lessens it.
    fn printed(&self) -> Vec<usize> {
        (self.at - usize::from(self.compared == Some(true))..self.at + self.length).collect()
    }

    /// Less dangerous, più pericoloso: is one lessened that the other side raises, and neither denied?
    fn is_turned(&self, other: &Member) -> bool {
        let plain = |m: &Member| m.is_denied == (m.compared == Some(true));
        let compared = self.compared.zip(other.compared).is_some_and(|(a, b)| a != b);
        self.pole == other.pole && compared && plain(self) && plain(other)
    }
}

/// The words of this rendering and of the original that are opposites, in each other's place.
pub fn opposites(across: &Across) -> Vec<(Vec<usize>, Vec<usize>)> {
    let [all_here, all_there] = members(across);
    let (mut here, mut there) = (all_here.clone(), all_there.clone());
    let is_short = across.here.tokens.len().max(across.there.tokens.len()) <= SHORT;
    pair_off(&mut here, &mut there, |a, b| a.pole == b.pole && a.is_denied == b.is_denied);
    // Not open is closed.
    pair_off(&mut here, &mut there, |a, b| a.pole.is_opposite(b.pole) && a.is_denied != b.is_denied);
    for a in &mut here {
        (a.place, a.slot) = (across.project(true, a.at), in_its_place(across, a.at));
    }
    let is_open = |a: &Member, b: &Member| has_no_other_answer(across, true, a, b) && has_no_other_answer(across, false, b, a);
    let mut found = pair_off(&mut here, &mut there, |a, b| {
        let alone = || is_short && is_alone(all_here, &a) && is_alone(all_there, &b);
        let stand = || are_in_one_place(across, &a, &b) || alone();
        // It closes at ten, it is open until ten.
        let turned = || deadlines::are_apart(across.text(true), across.text(false), a.at);
        let until = || a.pole.set == OPENING && (series::until_on_one_side(across) || turned());
        let is_told = || stand() && is_open(&a, &b) && !is_turned(across, &a, &b) && !until();
        let apart = a.pole.is_opposite(b.pole) && !a.is_denied && !b.is_denied || a.is_turned(&b);
        apart && is_told()
    });
    let all = found.clone();
    let beside = |x: &Member, y: &Member| x.at != y.at && x.at.abs_diff(y.at) <= BESIDE;
    found.retain(|(a, b)| !all.iter().any(|(c, d)| beside(a, c) && beside(b, d)));
    found.iter().map(|(a, b)| (a.printed(), b.printed())).collect()
}

/// Do both sides have words of one set, from either pole?
pub fn has_both(across: &Across) -> bool {
    let [here, there] = members(across);
    here.iter().any(|a| there.iter().any(|b| a.pole.is_opposite(b.pole)))
}

/// Are two words opposites by heart, so that what [`opposites`] says of them is all?
pub fn are_known(across: &Across, here: usize, there: usize) -> bool {
    let pole = |here: bool, at: usize| {
        let stem = across.sides(here).0.tokens.get(at).map(|t| t.stem.as_str())?;
        across.lang(here).pole(&[stem]).map(|(pole, _)| pole)
    };
    pole(true, here).zip(pole(false, there)).is_some_and(|(a, b)| a.is_opposite(b))
}

/// Does the other side say the opposite of what a negator of this side denies: closed for not open?
pub fn says_opposite(across: &Across, here: bool, negator: usize) -> bool {
    let says_so = |m: &Member| faced(across, here).any(|other| m.pole.is_opposite(other.pole) && !other.is_denied);
    denied_by(across, here, negator).any(|m| says_so(&m))
}

/// The words of the other side that say, without a negator, what one of this side denies: not a lie, a lie. They do not answer it.
pub fn affirmed(across: &Across, here: bool, negator: usize) -> Vec<usize> {
    let says_same = |m: Member| {
        let same = faced(across, here).filter(move |other| m.pole == other.pole && !other.is_denied);
        same.flat_map(|other| other.words()).collect::<Vec<_>>()
    };
    denied_by(across, here, negator).flat_map(says_same).collect()
}

/// The words of a side that a negator denies, of sets with nothing between: behind it, and before it where the verb goes before (hielt nicht).
fn denied_by<'c>(across: &'c Across, here: bool, negator: usize) -> impl Iterator<Item = Member> + 'c {
    let verb_first = !across.lang(here).meaning.exchange.by_order;
    let near = if verb_first { negator.saturating_sub(DENIES)..=negator + DENIES } else { negator + 1..=negator + DENIES };
    let [ours, theirs] = members(across);
    let own = if here { ours } else { theirs };
    own.iter().filter(move |m| near.contains(&m.at) && m.is_denied && m.pole.leaves_nothing_between()).copied()
}

/// The words of the other side that stand in sets.
fn faced<'c>(across: &'c Across, here: bool) -> impl Iterator<Item = &'c Member> + 'c {
    let [ours, theirs] = members(across);
    (if here { theirs } else { ours }).iter()
}

/// Is there no other word of its set?
fn is_alone(all: &[Member], word: &Member) -> bool {
    all.iter().filter(|other| other.pole.set == word.pole.set).count() == 1
}

/// The words of either side that stand in a set, found once.
fn members<'c>(across: &'c Across) -> &'c [Vec<Member>; 2] {
    across.poles.get_or_init(|| [true, false].map(|here| members_of(across, here)))
}

fn members_of(across: &Across, here: bool) -> Vec<Member> {
    let (side, lang) = (across.sides(here).0, across.lang(here));
    let mut out: Vec<Member> = Vec::new();
    let mut at = 0;
    while at < side.tokens.len() {
        let stems: Vec<&str> = side.tokens.iter().skip(at).take(LONGEST).map(|t| t.stem.as_str()).collect();
        // The first word of a sentence is taken for a name where no thesaurus knows it (Rechazamos).
        let is_name = side.tokens.get(at).is_some_and(|t| t.is_name) && !side.opens_sentence(at);
        match lang.pole(&stems).filter(|_| !is_name) {
            Some((pole, length)) => {
                // Less poor is richer, more so more so: what compares goes with the word that it stands before.
                let compares = out.last().filter(|before| before.pole.set == AMOUNT && before.at + before.length == at).copied();
                let compared = compares.map(|before| before.pole.second).or_else(|| {
                    let than = (at + length..=at + length + THAN).any(|i| lang.meaning.exchange.than.contains(side.folded(i)));
                    than.then_some(false)
                });
                let less = compared == Some(true);
                out.truncate(out.len() - usize::from(compares.is_some()));
                out.push(Member {
                    at,
                    length,
                    pole,
                    is_denied: is_denied(across, here, at) != less,
                    compared,
                    place: 0,
                    slot: None,
                });
                at += length;
            }
            None => at += 1,
        }
    }
    out
}

/// Does nothing of the other side surely say a word, but the one that may be its opposite?
fn has_no_other_answer(across: &Across, here: bool, word: &Member, other: &Member) -> bool {
    let (mine, theirs) = across.sides(here);
    let is_sure = |i: usize| {
        let answer = mine.tokens.get(i).and_then(|t| t.answers.first());
        answer.is_some_and(|a| a.tie == Tie::Same && !other.words().contains(&a.at))
    };
    let is_said = |i: usize| {
        let is_free = |j: &usize| theirs.tokens.get(*j).is_some_and(|t| t.answers.is_empty());
        mine.tokens.get(i).is_some_and(|t| t.is_content())
            && across.window(here, i, WIDE).filter(is_free).any(|j| across.answered_from(here, i, j).is_some())
    };
    // The words of grammar in a phrase answer others (at least, in).
    let tells = |i: &usize| word.length == 1 || mine.tokens.get(*i).is_some_and(Token::is_content);
    !word.words().into_iter().filter(tells).any(|i| is_sure(i) || is_said(i))
}

/// Do those that two words speak of stand the other way round here: what went before is behind, or what stood right behind is elsewhere?
fn is_turned(across: &Across, a: &Member, b: &Member) -> bool {
    if !FROM_EITHER_SIDE.contains(&a.pole.set) {
        return false;
    }
    if let Some(buys_alike) = trade_alike(across, a, b) {
        return buys_alike;
    }
    let (from, to) = (b.at.saturating_sub(WIDE), (b.at + b.length + WIDE).min(across.there.tokens.len()));
    let tells = |j: &usize| same_sentence(across, *j, b.at) && across.there.tokens[*j].is_content();
    let crossed = (from..b.at).filter(tells).filter_map(|j| counterpart(across, j)).any(|i| i > a.at);
    let next = (a.at + a.length..across.here.tokens.len()).find(|i| across.here.tokens[*i].is_content());
    let mut behind = (b.at + b.length..to).filter(tells);
    let mut elsewhere = || behind.next().and_then(|j| counterpart(across, j)).is_some_and(|i| Some(i) != next);
    let degree = !a.pole.is_of_two();
    // A name that goes in front of its verb does it, unless it did before, by another word.
    let is_moved = |j: &usize| degree || across.there.tokens[*j].is_name && !is_by(across, false, *j);
    let in_front = (b.at + b.length..to).filter(tells).filter(is_moved).filter_map(|j| counterpart(across, j));
    let brought_in_front = in_front.into_iter().any(|i| i < a.at && (degree || !is_by(across, true, i)));
    let by_pronouns = || voice::is_converse((across.lang(true), &across.here, a.at), (across.lang(false), &across.there, b.at));
    crossed || brought_in_front || a.pole.set == AMOUNT && elsewhere() || !degree && by_pronouns()
}

/// Sold to the city, bought from the city: where both sides name one who sells or buys, does he do the same on both?
fn trade_alike(across: &Across, a: &Member, b: &Member) -> Option<bool> {
    if !a.pole.is_trade() {
        return None;
    }
    let ours = voice::traders(across.lang(true), &across.here, a.at, a.pole.second);
    let theirs = voice::traders(across.lang(false), &across.there, b.at, b.pole.second);
    let mut same = theirs.iter().filter_map(|(j, buys)| {
        let i = counterpart(across, *j)?;
        ours.iter().find(|(k, _)| *k == i).map(|(_, ours)| ours == buys)
    });
    same.next()
}

/// Does the word before a name say that something is done by it?
fn is_by(across: &Across, here: bool, at: usize) -> bool {
    let side = across.sides(here).0;
    at.checked_sub(1).is_some_and(|i| across.lang(here).meaning.exchange.by.contains(side.folded(i)))
}

/// The word here that surely answers one of the original.
pub fn counterpart(across: &Across, there: usize) -> Option<usize> {
    let known = across.window(false, there, WIDE).find(|i| across.answered(*i, there).is_some());
    let linked = || across.there.tokens.get(there)?.answers.first().filter(|a| a.confidence >= SURE).map(|a| a.at);
    known.or_else(linked)
}

fn same_sentence(across: &Across, j: usize, k: usize) -> bool {
    let sentence = |at: usize| across.there.tokens.get(at).map(|t| t.sentence);
    sentence(j) == sentence(k)
}

/// Are two words linked, or the only ones left in their place?
fn are_in_one_place(across: &Across, a: &Member, b: &Member) -> bool {
    let links = || a.words().into_iter().filter_map(|i| across.here.tokens.get(i)).flat_map(|t| &t.answers);
    links().any(|answer| b.words().contains(&answer.at)) || a.place.abs_diff(b.at) <= NEAR || a.slot == Some(b.at)
}

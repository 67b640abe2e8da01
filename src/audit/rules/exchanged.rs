//! Two that have changed sides: the driver saved the passengers, the passengers saved the driver. All words are there, and who did it to whom, or
//! which is the greater, is turned round.
//!
//! Only around words that both sides have between the two, and that make a difference of the sides: a verb, than, because. A passive, a list, a
//! copula (the mayor is the problem) and what takes its preposition along (from the hall came the mayor) say the same either way, as does the
//! converse of the word between (older than, younger than).

use rustc_hash::FxHashMap;

use crate::audit::pair::{Pair, Tie};
use crate::audit::report::Report;
use crate::audit::rules::{Rule, number, oriented, printed, swapped};
use crate::audit::token::{Side, Token};
use crate::audit::voice;
use crate::lang::Tags;
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "exchanged",
    class: Class::Substitution,
    find,
    fires: &[
        ("The driver saved the passengers.", "The passengers saved the driver."),
        ("The bridge is older than the tunnel.", "The tunnel is older than the bridge."),
        ("The mill closed because prices fell.", "Prices fell because the mill closed."),
        ("We left because the road was closed.", "The road was closed because we left."),
        ("They told us on Friday and left on Sunday.", "They told us on Sunday and left on Friday."),
        ("He lent me the boat.", "I lent him the boat."),
        ("It was the mill that sued the port.", "It was the port that sued the mill."),
        ("It was the miller who threatened the pilot.", "It was the pilot that threatened the miller."),
        ("Our prices fell more slowly than those of the market.", "The market fell more slowly than our prices."),
        ("I told him about the dam.", "He told us about the dam."),
    ],
    silent: &[
        ("The driver saved the passengers.", "The passengers were saved by the driver."),
        ("The driver and the passengers were saved.", "The passengers and the driver were saved."),
        ("The mayor is the problem.", "The problem is the mayor."),
        ("We have boats, barges and rafts.", "We have rafts, barges and boats."),
        ("The bridge is older than the tunnel.", "The tunnel is younger than the bridge."),
        ("The mill lent the port a boat.", "The port borrowed a boat from the mill."),
        ("From the mill came a loud bang.", "A loud bang came from the mill."),
        ("Pensions rose by two per cent, wages by four.", "Wages rose by four per cent, pensions by two."),
        ("The men slept in the church and the women in the school.", "The women slept in the school and the men in the church."),
        ("The church stands next to the school.", "The school stands next to the church."),
        ("He asked me.", "I was asked by him."),
        ("It was the mill that the port sued.", "It was the port that sued the mill."),
    ],
};

/// A rule of its own, since an active stands in the order of an original's passive.
pub const VOICE: Rule = Rule {
    name: "voice",
    class: Class::Substitution,
    find: passives,
    fires: &[("The driver was attacked by the pilot.", "The driver attacked the pilot.")],
    silent: &[
        ("The driver was attacked by the pilot.", "The pilot attacked the driver."),
        ("The boats were left by the port.", "The boats left by the port."),
    ],
};

/// The most words between two that change sides.
const FAR: usize = 12;
/// So many words go with each of the two: the old driver.
const BESIDE: usize = 4;

/// A word that both sides have: its place here and there.
type Tied = (usize, usize);

fn find(pair: &Pair, report: &mut Report) {
    let items: Vec<Tied> = items(pair, report);
    let sentence =
        |side: &Side, a: usize, b: usize| side.tokens.get(a).map(|t| t.sentence) == side.tokens.get(b).map(|t| t.sentence);
    let behind = |k: usize, a: Tied| items.iter().skip(k + 1).take_while(move |b| b.0 - a.0 <= FAR).map(move |b| (a, *b));
    let near = items.iter().enumerate().flat_map(|(k, a)| behind(k, *a));
    let mut found: Vec<(Tied, Tied)> = near
        .filter(|((_, ax), (_, ay))| ax > ay && ax - ay <= FAR)
        .filter(|((x, ax), (y, ay))| sentence(&pair.here, *x, *y) && sentence(&pair.there, *ax, *ay))
        .collect();
    found.sort_by_key(|((x, ax), (y, ay))| (y - x + ax - ay, *x));
    let mut told: Vec<(usize, usize)> = Vec::new();
    for (a, b) in found {
        if told.iter().any(|(from, to)| a.0 <= *to && *from <= b.0) {
            continue;
        }
        if let Some(change) = change(pair, a, b).filter(|_| !keep_their_partners(pair, a, b)) {
            raise(pair, report, a, b, &change);
            told.push((a.0, b.0));
        }
    }
}

/// He attacked his brother, was attacked by his brother: by whom it is done in one is to whom it is done in the other.
fn passives(pair: &Pair, report: &mut Report) {
    for here in [true, false] {
        let (mine, theirs) = pair.sides(here);
        let answer = |i: usize| mine.tokens.get(i).and_then(Token::settled_answer);
        for by in 0..mine.tokens.len() {
            let Some((verb, agent)) = voice::passive(pair.lang, mine, by) else { continue };
            let Some((does, object)) = answer(verb).zip(answer(agent)) else { continue };
            if !voice::takes(pair.lang, theirs, does, object) {
                continue;
            }
            let (own, other) = ([verb.min(by), verb.max(by), agent], [does, object]);
            let words = oriented(here, &own, &other);
            let (p, q) = (printed(&pair.here, words.0), printed(&pair.there, words.1));
            let explanation = format!("Who does it in one has it done to him in the other: “{p}”, and the base's “{q}”.");
            report.raise(&VOICE, Severity::Major, words, 0.7, explanation);
        }
    }
}

/// The words that may change sides: what tells something, or how much of it, once on either side.
fn items(pair: &Pair, report: &Report) -> Vec<Tied> {
    let meaning = &pair.lang.meaning;
    let times = [times(&pair.here), times(&pair.there)];
    let once = |side: usize, word: &str| times[side].get(word) == Some(&1);
    let is_item = |t: &Token| {
        let counts = meaning.quantity.contains_key(&t.folded) || meaning.weighty.contains(&t.folded);
        (t.is_content() || counts) && !meaning.tense.is_adverb(&t.folded) && !meaning.exchange.pivots.contains(&t.folded)
    };
    // Two negators that answer each other have been explained as that.
    let is_free = |i: usize, j: usize| report.is_free(true, i) && report.is_free(false, j);
    let settled = pair.here.tokens.iter().enumerate().filter_map(|(i, t)| Some((i, t, t.settled_answer()?)));
    settled
        .filter(|(i, t, j)| is_item(t) && (is_free(*i, *j) || meaning.polarity.negators.contains(&t.folded)))
        .filter(|(_, t, j)| once(0, &t.folded) && once(1, pair.there.folded(*j)))
        .map(|(i, _, j)| (i, j))
        .collect()
}

/// Pensions rose by two per cent, wages by four; wages by four, pensions by two: two parts, joined by a word or parted by a mark, have changed places, and
/// each of the two has kept a word of its own part.
fn keep_their_partners(pair: &Pair, (x, ax): Tied, (y, ay): Tied) -> bool {
    let tells = |t: &Token| t.is_content() || pair.lang.meaning.person(&t.folded).is_some();
    let near = x.saturating_sub(FAR)..(y + FAR).min(pair.here.tokens.len());
    let tied = |i: usize| pair.here.tokens.get(i).filter(|t| tells(t)).and_then(Token::settled_answer);
    let others: Vec<Tied> = near.filter(|i| *i != x && *i != y).filter_map(|i| Some((i, tied(i)?))).collect();
    let is_kept = |here: usize, there: usize| {
        let first = others.iter().any(|(p, ap)| *p <= here && *ap > there);
        first && others.iter().any(|(q, aq)| *q > here && *aq <= there)
    };
    partings(pair, &pair.here, x, y).any(|here| partings(pair, &pair.there, ay, ax).any(|there| is_kept(here, there)))
}

/// The last words of what is parted, by a mark or by a word that joins, between two words.
fn partings<'p>(pair: &'p Pair, side: &'p Side, from: usize, to: usize) -> impl Iterator<Item = usize> + 'p {
    (from..to).filter(move |i| side.ends_clause(*i) || *i > from && pair.lang.meaning.exchange.joining.contains(side.folded(*i)))
}

/// How often a side has each word.
pub fn times<'s>(side: &'s Side) -> FxHashMap<&'s str, usize> {
    let mut times = FxHashMap::default();
    side.tokens.iter().for_each(|t| *times.entry(t.folded.as_str()).or_insert(0) += 1);
    times
}

/// What stands between two words that have changed sides.
struct Change {
    /// The word here around which they have.
    pivot: usize,
    /// The words between them that are each other's opposites, here and there.
    converse: (Vec<usize>, Vec<usize>),
}

/// Have two words whose answers stand in the other order changed sides around what stands between them?
fn change(pair: &Pair, a: Tied, b: Tied) -> Option<Change> {
    let ((x, ax), (y, ay)) = (a, b);
    let between = |i: usize| pair.here.tokens.get(i).and_then(|t| t.settled_answer()).filter(|j| ay < *j && *j < ax);
    let same = |i: usize| {
        (ay + 1..ax).find(|j| is_open(&pair.here, i) && is_open(&pair.there, *j) && pair.here.folded(i) == pair.there.folded(*j))
    };
    let kept: Vec<Tied> = (x + 1..y).filter_map(|i| Some((i, between(i).or_else(|| same(i))?))).collect();
    let mutual = kept.iter().any(|(i, _)| pair.here.tokens.get(*i).is_some_and(|t| t.is_any(&pair.lang.meaning.exchange.mutual)));
    if mutual || !kept.is_sorted_by(|p, q| p.1 < q.1) {
        return None;
    }
    let converse = (opposites(pair, true, (x, y), (ay, ax))?, opposites(pair, false, (ay, ax), (x, y))?);
    // A converse may be all that stands between, and takes prepositions of its own.
    if converse.0.is_empty() && (kept.is_empty() || takes_along(pair, a, b)) {
        return None;
    }
    let exchange = &pair.lang.meaning.exchange;
    // Where the order does not tell who does it, a verb parts no sides, but each number has its own.
    let parts = |i: usize| exchange.by_order || exchange.pivots.contains(pair.here.folded(i)) || count(pair, a, b);
    let mut pivots = kept.iter().filter(|(i, _)| turns(pair, *i) && parts(*i));
    let pivot = pivots.find(|tied| is_beside(pair, (x, y), (ay, ax), **tied)).map(|(i, _)| *i);
    let pivot = pivot.or_else(|| converse.0.first().copied().filter(|_| exchange.by_order))?;
    Some(Change { pivot, converse })
}

fn is_open(side: &Side, at: usize) -> bool {
    side.tokens.get(at).is_some_and(|t| !t.is_settled())
}

/// Are both numbers?
fn count(pair: &Pair, a: Tied, b: Tied) -> bool {
    [a.0, b.0].iter().all(|i| pair.here.tokens.get(*i).is_some_and(|t| t.figures.is_some()))
}

/// Is it another thing to stand on the one side of the word than on the other?
fn turns(pair: &Pair, at: usize) -> bool {
    let exchange = &pair.lang.meaning.exchange;
    let Some(t) = pair.here.tokens.get(at) else { return false };
    let is_listed = exchange.pivots.contains(&t.folded);
    is_listed || t.is_content() && !t.is_name && !exchange.joining.contains(&t.folded)
}

/// Does nothing that parts or joins stand between the word and what goes before it, or between it and what stands behind it, on both sides? In a
/// list each stands by itself.
fn is_beside(pair: &Pair, (x, y): (usize, usize), (ay, ax): (usize, usize), (i, j): Tied) -> bool {
    let joining = &pair.lang.meaning.exchange.joining;
    let apart = |side: &Side, from: usize, to: usize| {
        (from..to).any(|k| side.ends_clause(k) || k > from && joining.contains(side.folded(k)))
    };
    !apart(&pair.here, x, i) && !apart(&pair.there, ay, j) || !apart(&pair.here, i, y) && !apart(&pair.there, j, ax)
}

/// Has each of the two taken its preposition along, so that nothing but the order has changed?
fn takes_along(pair: &Pair, a: Tied, b: Tied) -> bool {
    let ((x, ax), (y, ay)) = (a, b);
    let lead = |here: bool, at: usize| lead(pair, here, at);
    let same = |p: &str, q: &str| p == q || pair.lang.meaning.exchange.agree(p, q);
    !same(lead(true, x), lead(false, ay)) && !same(lead(true, y), lead(false, ax))
}

/// The word of grammar that a noun stands behind, but for articles and what goes with the noun; none where a verb stands there, or nothing.
fn lead<'s>(pair: &'s Pair, here: bool, at: usize) -> &'s str {
    let (side, _) = pair.sides(here);
    let exchange = &pair.lang.meaning.exchange;
    // Because we left: who does it is led by nothing.
    let bare = |i: usize| exchange.bare.contains(side.folded(i)) || exchange.of_who(side.folded(i)).is_some();
    let sentence = side.tokens.get(at).map(|t| t.sentence);
    let before =
        (0..at).rev().take(BESIDE).take_while(|i| side.tokens.get(*i).map(|t| t.sentence) == sentence && !side.ends_clause(*i));
    let word = before.into_iter().find(|i| !bare(*i));
    let is_grammar = |i: &usize| side.tokens.get(*i).is_some_and(|t| !t.is_content());
    word.filter(is_grammar).map_or("", |i| side.folded(i))
}

/// The words of a side between the two that are opposites of such words of the other side; none at all where something else stands there that the
/// other side has not, or has elsewhere than beside one of the two.
fn opposites(pair: &Pair, here: bool, (from, to): (usize, usize), (from_there, to_there): (usize, usize)) -> Option<Vec<usize>> {
    let (mine, theirs) = pair.sides(here);
    let meaning = &pair.lang.meaning;
    let between = |j: usize| from_there < j && j < to_there;
    let mut out = Vec::new();
    let mut led = false;
    for i in from + 1..to {
        let t = mine.tokens.get(i)?;
        let leads = || !t.is_content() && (i + 1..to).all(|k| meaning.exchange.bare.contains(mine.folded(k)));
        // The firm that threatened my client, faster than those of the market: these tell of no side either.
        let is_tagged = |tag| pair.lang.speech.tags(&t.folded).any(tag);
        let stands_in = || meaning.exchange.bare.contains(mine.folded(i - 1)) && is_tagged(Tags::PREPOSITION);
        let is_bare = meaning.exchange.bare.contains(&t.folded) || is_tagged(Tags::RELATIVE) || stands_in();
        let near = |j: usize| from_there.abs_diff(j) <= BESIDE || to_there.abs_diff(j) <= BESIDE;
        let faces =
            |test: &dyn Fn(&str) -> bool| (from_there + 1..to_there).any(|j| is_open(theirs, j) && test(theirs.folded(j)));
        let is_tied = || t.answers.iter().any(|a| a.tie == Tie::Antonym && between(a.at));
        let is_listed = || faces(&|word| meaning.are_opposites(&t.folded, word));
        match t.settled_answer() {
            Some(j) if between(j) || near(j) || is_bare => {}
            None if is_bare || faces(&|word| word == t.folded || meaning.exchange.agree(&t.folded, word)) => {}
            None if is_tied() || is_listed() => out.push(i),
            // Lent the club, borrowed from the firm: a converse has a preposition of its own.
            None if leads() => led = true,
            _ => return None,
        }
    }
    (!led || !out.is_empty()).then_some(out)
}

fn raise(pair: &Pair, report: &mut Report, (x, ax): Tied, (y, ay): Tied, change: &Change) {
    let (here, there) = &change.converse;
    if !here.is_empty() {
        let (p, q) = (printed(&pair.here, here), printed(&pair.there, there));
        let explanation = format!("“{p}” says from the other side what the base's “{q}” says.");
        return report.raise(&RULE, Severity::Neutral, (here, there), 0.7, explanation);
    }
    let (rule, severity) = kind(pair, x, y, (x, ax), (y, ay));
    let (a, b) = (phrase(pair, (x, ax)), phrase(pair, (y, ay)));
    let (p, q, pivot) = (printed(&pair.here, &a.0), printed(&pair.here, &b.0), printed(&pair.here, &[change.pivot]));
    let explanation = format!("“{p}” and “{q}” have changed sides around “{pivot}”.");
    report.raise(rule, severity, (&[a.0, b.0].concat(), &[b.1, a.1].concat()), 0.8, explanation);
}

/// Two numbers, and what is denied, are told as such.
fn kind(pair: &Pair, x: usize, y: usize, a: Tied, b: Tied) -> (&'static Rule, Severity) {
    let denies = |i: usize| pair.lang.meaning.polarity.negators.contains(pair.here.folded(i));
    match () {
        _ if count(pair, a, b) => (&number::RULE, Severity::Critical),
        _ if denies(x) || denies(y) => (&swapped::RULE, Severity::Critical),
        _ => (&RULE, Severity::Major),
    }
}

/// A word with the words beside it that tell something and have moved with it: the car park.
fn phrase(pair: &Pair, (i, j): Tied) -> (Vec<usize>, Vec<usize>) {
    let with = |i: Option<usize>, j: Option<usize>| {
        let (i, j) = i.zip(j)?;
        pair.here.tokens.get(i).filter(|t| t.is_content() && t.settled_answer() == Some(j)).map(|_| (i, j))
    };
    let before = (1..BESIDE).map_while(|d| with(i.checked_sub(d), j.checked_sub(d)));
    let behind = (1..BESIDE).map_while(|d| with(Some(i + d), Some(j + d)));
    let mut own: Vec<Tied> = before.chain(behind).chain([(i, j)]).collect();
    own.sort_unstable();
    own.into_iter().unzip()
}

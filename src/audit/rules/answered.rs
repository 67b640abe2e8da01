//! What answers a negator on the other side: another negator, or a word that says the same in its own sense (banned for not allowed)?

use compact_str::CompactString;

use crate::audit::pair::{Pair, Tie};
use crate::audit::report::Report;
use crate::audit::rules::negator::{Negative, REACH};
use crate::audit::token::Side;
use crate::lang::steps;
use crate::lexicon::thesaurus;

/// Takes out the negators that answer each other: linked ones, those of one slot or head, of a subject and its verb, of a noun and its
/// verb, then those that stand near each other's place.
pub fn pair_off(pair: &Pair, open: &mut Vec<Negative>) -> Vec<(Negative, Negative)> {
    type Test = fn(&Pair, &Negative, &Negative) -> bool;
    let tests: [Test; 7] = [linked, same_slot, same_head, of_subject, crosswise, of_share, near];
    let (mut ours, mut theirs): (Vec<Negative>, Vec<Negative>) = open.drain(..).partition(|n| n.here);
    let mut out = Vec::new();
    for test in tests {
        ours.retain(|a| match theirs.iter().position(|b| test(pair, a, b)) {
            Some(at) => {
                out.push((a.clone(), theirs.remove(at)));
                false
            }
            None => true,
        });
    }
    open.extend(ours);
    open.extend(theirs);
    out
}

fn linked(pair: &Pair, a: &Negative, b: &Negative) -> bool {
    pair.here.tokens.get(a.at).is_some_and(|t| t.answers.iter().any(|x| x.at == b.at))
}

fn same_slot(pair: &Pair, a: &Negative, b: &Negative) -> bool {
    pair.slot_of(true, a.at).is_some_and(|s| s.there.contains(&b.at))
}

fn same_head(pair: &Pair, a: &Negative, b: &Negative) -> bool {
    let answer = a.head.and_then(|h| pair.here.tokens.get(h)).and_then(|t| t.answers.first());
    answer.is_some_and(|x| Some(x.at) == b.head && x.tie != Tie::Antonym)
}

/// Not all were insured, some were not insured: the one denies that it is all, the other says of some that it is not so.
fn of_share(pair: &Pair, a: &Negative, b: &Negative) -> bool {
    [(a, b), (b, a)].into_iter().any(|(of_all, of_some)| all_and_some(pair, of_all, of_some).is_some())
}

/// The word for all that one negator denies, and the word for some before the other one.
pub fn all_and_some(pair: &Pair, of_all: &Negative, of_some: &Negative) -> Option<(usize, usize)> {
    let (side, other) = (pair.sides(of_all.here).0, pair.sides(of_some.here).0);
    let (meaning, all) = (&pair.lang.meaning, of_all.at + of_all.length);
    let mut before = (of_some.at.saturating_sub(2 * REACH)..of_some.at).rev().take_while(|i| !other.ends_clause(*i));
    let some = before.find(|i| meaning.is_some(other.folded(*i)))?;
    meaning.is_all(side.folded(all)).then_some((all, some))
}

/// No child should, children should not: the one stands before the subject, the other behind it.
fn of_subject(pair: &Pair, a: &Negative, b: &Negative) -> bool {
    /// Words from the subject to the negator of its verb.
    const VERB: usize = 4;
    let determiners = &pair.lang.meaning.polarity.determiners;
    [(a, b), (b, a)].into_iter().any(|(of_noun, of_verb)| {
        let (side, other) = pair.sides(of_noun.here);
        let subject = of_noun.head.and_then(|h| side.tokens.get(h)).and_then(|t| t.settled_answer());
        determiners.contains(side.folded(of_noun.at))
            && !determiners.contains(other.folded(of_verb.at))
            && subject.is_some_and(|s| s < of_verb.at && of_verb.at <= s + VERB && is_one_clause(pair, other, s, of_verb.at))
    })
}

/// We took no risks, we did not take risks: the one denies the noun, the other the verb, and noun and verb answer each other in one clause.
fn crosswise(pair: &Pair, a: &Negative, b: &Negative) -> bool {
    let polarity = &pair.lang.meaning.polarity;
    let answer = |side: &Side, head: Option<usize>| head.and_then(|h| side.tokens.get(h)).and_then(|t| t.settled_answer());
    [(a, b), (b, a)].into_iter().any(|(of_noun, of_verb)| {
        let (side, other) = pair.sides(of_noun.here);
        let word = other.folded(of_verb.at);
        let denies_verb = polarity.negators.contains(word) && !polarity.is_nobody(word) && !polarity.apart.contains(word);
        let (noun, verb) = (answer(side, of_noun.head), answer(other, of_verb.head));
        let crosses = noun.zip(verb).is_some_and(|(noun, verb)| {
            is_one_clause(pair, other, of_verb.at, noun) && is_one_clause(pair, side, of_noun.at, verb)
        });
        polarity.determiners.contains(side.folded(of_noun.at)) && denies_verb && crosses
    })
}

/// Does a negator stand right before what it turns round, but for words of grammar of its clause: not safe, n'ai pas dit?
fn is_close(pair: &Pair, n: &Negative) -> bool {
    const CLOSE: usize = 3;
    let (side, _) = pair.sides(n.here);
    // Nobody in the port: what stands behind is not what is denied.
    let nobody = pair.lang.meaning.polarity.nobody.contains(side.folded(n.at));
    !nobody && n.head.is_some_and(|h| h <= n.at + CLOSE && is_one_clause(pair, side, n.at, h))
}

/// Does nothing between two words part clauses?
fn is_one_clause(pair: &Pair, side: &Side, a: usize, b: usize) -> bool {
    let (from, to) = (a.min(b), a.max(b));
    let clauses = &pair.lang.meaning.polarity.clauses;
    to - from <= 2 * REACH && !(from..to).any(|i| side.ends_clause(i) || clauses.contains(side.folded(i)))
}

fn near(pair: &Pair, a: &Negative, b: &Negative) -> bool {
    // Where both turn round words that stand on both sides, but not the same one, they are two negations, unless a verb hands its own on.
    let answer = |side: &Side, head: Option<usize>| head.and_then(|h| side.tokens.get(h)).and_then(|t| t.settled_answer());
    let raises = |side: &Side, n: &Negative| {
        n.head.and_then(|h| side.tokens.get(h)).is_some_and(|t| t.is_any(&pair.lang.meaning.polarity.raising))
    };
    let apart = matches!((answer(&pair.here, a.head), answer(&pair.there, b.head)), (Some(x), Some(y)) if Some(x) != b.head && Some(y) != a.head);
    if apart && !raises(&pair.here, a) && !raises(&pair.there, b) && is_close(pair, a) && is_close(pair, b) {
        return false;
    }
    pair.project(true, a.at).abs_diff(b.at) <= REACH
}

/// A word of the other side, near the place, that says the negation in its own sense: banned for not allowed.
pub fn answered(pair: &Pair, report: &Report, n: &Negative) -> Option<usize> {
    let (mine, theirs) = pair.sides(n.here);
    let at = pair.project(n.here, n.at);
    let polarity = &pair.lang.meaning.polarity;
    let head = n.head.map(|h| mine.folded(h));
    let forever = polarity.forever.contains(mine.folded(n.at)) || polarity.even.contains(mine.folded(n.at + 1));
    let hidden = theirs.hidden(polarity);
    (at.saturating_sub(REACH)..(at + REACH).min(theirs.tokens.len())).find(|i| {
        theirs.tokens.get(*i).is_some_and(|t| {
            // Only after, not before; but only says something else than never and not even.
            let only = forever && pair.lang.meaning.intensity.words.contains(&t.folded);
            // A little, a few are some.
            let before = i.checked_sub(1).map_or("", |k| theirs.folded(k));
            let some = pair.lang.meaning.quantity_behind(before, &t.folded).is_some_and(|step| step > steps::FEW);
            let answers =
                t.is_any(&polarity.answers) && !only && !some && (!is_limited(pair, &t.folded) || limits(pair, report, n, *i));
            let has_affix = t.is_content() && has_prefix(pair, &t.folded) && t.answers.first().is_none_or(|a| a.tie > Tie::Form);
            let by_affix = head.is_some_and(|h| polarity.by_affix(h, &t.folded));
            let says_no = answers || t.is_any(&polarity.implicit) || has_affix || by_affix;
            !t.is_settled() && report.is_free(!n.here, *i) && (says_no || is_of_saying(pair, n, hidden, *i))
        })
    })
}

/// Does a word begin with a prefix that denies what is left of it (unpaid, not understand)?
fn has_prefix(pair: &Pair, word: &str) -> bool {
    /// What is left has so many letters at least.
    const LEAST: usize = 5;
    let known = |rest: &str| thesaurus::complete(pair.lang).is_none_or(|t| t.find(rest).is_known());
    let rest = |prefix: &CompactString| word.strip_prefix(prefix.as_str()).filter(|rest| rest.len() >= LEAST);
    pair.lang.meaning.polarity.prefixes.iter().filter_map(rest).any(known)
}

/// Is a word the negator of a saying that holds what is denied: no doubt, not any doubt?
fn is_of_saying(pair: &Pair, n: &Negative, hidden: &[bool], at: usize) -> bool {
    const NEAR: usize = 2;
    let (mine, theirs) = pair.sides(n.here);
    let head = n.head.and_then(|h| mine.tokens.get(h)).and_then(|t| t.settled_answer());
    let is_hidden = |i: usize| hidden.get(i) == Some(&true);
    pair.lang.meaning.polarity.negators.contains(theirs.folded(at))
        && head.is_some_and(|h| at < h && h <= at + NEAR && (at..=h).all(is_hidden))
}

/// Does a word answer a negator in some constructions only: only, too?
fn is_limited(pair: &Pair, word: &str) -> bool {
    pair.lang.meaning.polarity.limited.contains(word) || pair.lang.meaning.polarity.excess.contains(word)
}

/// Does what such a word stands with deny? Where both sides have what the negator turns round, it must be limited by a word of its own (only after,
/// not until), or stand behind what is too much (too late to vote, cannot vote).
fn limits(pair: &Pair, report: &Report, n: &Negative, at: usize) -> bool {
    let (mine, theirs) = pair.sides(n.here);
    let Some(denied) = n.head.and_then(|h| mine.tokens.get(h)).and_then(|t| t.settled_answer()) else { return true };
    let infinitive = &pair.lang.meaning.tense.infinitive;
    let behind = |i: usize| theirs.folded(i) == infinitive && theirs.tokens.get(i).map(|t| t.sentence) == sentence(theirs, at);
    let excess = pair.lang.meaning.polarity.excess.contains(theirs.folded(at)) && (at + 2..denied).any(behind);
    excess || by_limit(pair, report, n, at).is_some()
}

/// What limits a negator, so that a word like only may answer it, and what stands for that on the other side.
pub fn by_limit(pair: &Pair, report: &Report, n: &Negative, at: usize) -> Option<(usize, Option<usize>)> {
    let (mine, theirs) = pair.sides(n.here);
    let meaning = &pair.lang.meaning;
    let is_open =
        |here: bool, i: usize| report.is_free(here, i) && pair.sides(here).0.tokens.get(i).is_some_and(|t| !t.is_settled());
    let near = n.at.saturating_sub(2 * REACH)..=n.at + 2 * REACH;
    let limit = near.into_iter().find(|i| {
        let word = mine.folded(*i);
        meaning.polarity.limits.contains(word) && sentence(mine, *i) == sentence(mine, n.at) && is_open(n.here, *i)
    })?;
    let joins = |j: &usize| meaning.in_series(theirs.folded(*j)).is_some() && is_open(!n.here, *j);
    meaning.polarity.limited.contains(theirs.folded(at)).then(|| (limit, Some(at + 1).filter(joins)))
}

fn sentence(side: &Side, at: usize) -> Option<u32> {
    side.tokens.get(at).map(|t| t.sentence)
}

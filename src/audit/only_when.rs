//! When at the earliest? Only in May, not until May and not before May say one thing, though one of them narrows and the others deny.

use crate::audit::rules::restriction;
use crate::audit::rules::series::BOUNDS;
use crate::audit::token::Side;
use crate::lang::Lang;

/// So far behind a negator stands the word that bounds (will not open again before), and so far behind that the time.
const BOUND: usize = 6;
const TIME: usize = 3;

/// So far before a time stands an only that narrows its verb, and one that narrows the time alone.
const VERB: usize = 6;
const CLOSE: usize = 3;

/// What a negator denies to be earlier: the word that bounds, and the time.
pub struct Earliest {
    pub bound: usize,
    pub time: usize,
}

/// Does a negator deny that something is earlier than a day or month?
pub fn not_before(lang: &Lang, side: &Side, negator: usize) -> Option<Earliest> {
    let clause = |from: usize, reach: usize| (from..from + reach).take_while(move |i| *i == from || !side.ends_clause(i - 1));
    let bound = clause(negator + 1, BOUND).find(|i| bounds(lang, side, *i))?;
    let time = clause(bound + 1, TIME).find(|i| moment(lang, side, *i).is_some())?;
    Some(Earliest { bound, time })
}

/// Does a word say until or before?
pub fn bounds(lang: &Lang, side: &Side, at: usize) -> bool {
    let meaning = &lang.meaning;
    let word = side.folded(at);
    let is_linked = meaning.in_series(word).is_some_and(|(set, place)| set == "link" && BOUNDS.contains(&place));
    let first = |phrases: &[compact_str::CompactString]| phrases.iter().any(|phrase| phrase.split(' ').next() == Some(word));
    is_linked || first(&meaning.polarity.only) || meaning.conditions.get("before").is_some_and(|[sure, _]| first(sure))
}

/// The day of the week or the month that a word names, by its set and place.
pub fn moment<'l>(lang: &'l Lang, side: &Side, at: usize) -> Option<(&'l str, usize)> {
    lang.meaning.in_series(side.folded(at)).filter(|(set, _)| matches!(*set, "month" | "weekday"))
}

/// The word that says only of a time: of it alone, or of what is done then.
pub fn only(lang: &Lang, side: &Side, time: usize) -> Option<usize> {
    let intensity = &lang.meaning.intensity;
    let before = |reach: usize| (time.saturating_sub(reach)..time).rev().take_while(|i| !side.ends_clause(*i));
    let verb =
        before(VERB).find(|i| intensity.narrowing.contains(side.folded(*i)) || restriction::only(lang, side, *i).is_some());
    let is_sole = |i: &usize| intensity.sole.contains(side.folded(*i)) && !bounds(lang, side, *i);
    verb.or_else(|| before(CLOSE).find(is_sole))
}

/// The phrase beside a time that says that it is not before it: at the earliest.
fn at_the_earliest(lang: &Lang, side: &Side, time: usize) -> Option<Vec<usize>> {
    let said = |i: usize| {
        let lengths = lang.meaning.intensity.earliest.iter().filter(|phrase| side.says(phrase, i));
        let length = lengths.map(|phrase| phrase.split(' ').count()).max()?;
        Some((i..i + length).collect::<Vec<_>>())
    };
    let mut before = (time.saturating_sub(VERB)..time).rev().take_while(|i| !side.ends_clause(*i));
    let mut behind = (time + 1..=time + TIME).take_while(|i| !side.ends_clause(i - 1));
    before.find_map(said).or_else(|| behind.find_map(said))
}

/// What of the other side says what a negator of this side denies to be earlier, an only or at the earliest, where both name one day or month.
pub fn answer(mine: (&Lang, &Side), negator: usize, (other, theirs): (&Lang, &Side)) -> Option<(Earliest, Vec<usize>)> {
    let earliest = not_before(mine.0, mine.1, negator)?;
    let when = moment(mine.0, mine.1, earliest.time)?;
    let says_so = |j: usize| only(other, theirs, j).map(|at| vec![at]).or_else(|| at_the_earliest(other, theirs, j));
    let said = (0..theirs.tokens.len()).filter(|j| moment(other, theirs, *j) == Some(when)).find_map(says_so)?;
    Some((earliest, said))
}

//! The opposite word: rose for fell, before for after, many for few. It is a substitution of the worst kind, since the sentence still reads well.
//!
//! Before all ladders: what is opposite is more than a step. A negator on one side makes the two agree, which the negation rule has seen.

use crate::audit::abroad::poles;
use crate::audit::amounts::Text;
use crate::audit::deadlines;
use crate::audit::pair::{Pair, Slot, Tie, tie_of};
use crate::audit::report::Report;
use crate::audit::rules::{Rule, ladder, oriented, printed};
use crate::audit::token::{Side, Token};
use crate::audit::voice;
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "opposite",
    class: Class::Substitution,
    find,
    fires: &[
        ("The old bridge will open in May.", "The new bridge will open in May."),
        ("Prices rose in the port.", "Prices fell in the port."),
        ("Two boats left after the storm.", "Two boats left before the storm."),
        ("There are many boats in the port.", "There are few boats in the port."),
        ("The miller accepted the post.", "The miller refused the post."),
        ("The new road is less risky.", "The new road is riskier."),
    ],
    silent: &[
        ("Prices rose in the port.", "In the port, prices rose."),
        ("The new road is more risky.", "The new road is riskier."),
        ("The ship was sold to the city.", "The ship was bought by the city."),
        ("The new boats are dearer than the old ones.", "The old boats are cheaper than the new ones."),
    ],
};

/// So far behind what is compared stands than.
const THAN: usize = 3;

fn find(pair: &Pair, report: &mut Report) {
    for (at, t) in pair.here.tokens.iter().enumerate() {
        let opposite = t.answers.first().filter(|a| a.tie == Tie::Antonym);
        if let Some(a) = opposite.filter(|a| t.is_content() || faces_alone(pair, at, a.at)) {
            raise(pair, report, at, a.at, a.confidence);
        }
    }
    for slot in pair.slots.iter().filter(|s| s.is_small()) {
        let alone = slot.here.len() == 1 && slot.there.len() == 1;
        for (i, j) in pairs(slot) {
            let (Some(a), Some(b)) = (pair.here.tokens.get(i), pair.there.tokens.get(j)) else { continue };
            // On and off, with and against say the opposite of the same words only: agree on, pay off.
            let told = alone || a.is_content() || b.is_content();
            if told && tie_of(a, b, pair.lang) == Tie::Antonym {
                raise(pair, report, i, j, 0.7);
            }
        }
    }
    verbs(pair, report);
    for here in [true, false] {
        lessened(pair, report, here);
    }
}

/// Less risky, riskier: raises what one side lessens and the other says to be more so.
fn lessened(pair: &Pair, report: &mut Report, here: bool) {
    let (mine, theirs) = pair.sides(here);
    let lessens = |i: usize| poles::lessens(pair.lang, mine, i);
    let open: Vec<usize> = report.open(here).filter(|at| lessens(*at)).collect();
    for at in open {
        let Some(what) = mine.tokens.get(at + 1).filter(|t| t.is_content() && !mine.ends_clause(at)) else { continue };
        let linked = what.answers.iter().map(|a| a.at);
        let slot = pair.slot_of(here, at).map_or(&[][..], |s| if here { &s.there } else { &s.here }).iter().copied();
        let is_more = |j: &usize| {
            let lessened = j.checked_sub(1).is_some_and(|k| poles::lessens(pair.lang, theirs, k));
            !lessened && pair.lang.inflection.positives(theirs.folded(*j)).any(|base| base == what.folded)
        };
        let Some(other) = linked.chain(slot).find(is_more).filter(|j| report.is_free(!here, *j)) else { continue };
        let (own, other) = ([at, at + 1], [other]);
        let words = oriented(here, &own, &other);
        let explanation =
            format!("“{}” is the opposite of the base's “{}”.", printed(&pair.here, words.0), printed(&pair.there, words.1));
        report.raise(&RULE, Severity::Major, words, 0.8, explanation);
    }
}

/// A verb that denies or refuses says the opposite of the verb that it stands for.
fn verbs(pair: &Pair, report: &mut Report) {
    for here in [true, false] {
        let (mine, theirs) = pair.sides(here);
        for (at, t) in mine.tokens.iter().enumerate().filter(|(_, t)| !t.is_settled()) {
            let Some(other) = pair.replaced(here, at).filter(|_| t.is_any(&pair.lang.meaning.polarity.implicit)) else {
                continue;
            };
            let synonym = theirs.tokens.get(other).is_none_or(|o| tie_of(t, o, pair.lang).settles());
            if !synonym {
                let (i, j) = if here { (at, other) } else { (other, at) };
                raise(pair, report, i, j, 0.8);
            }
        }
    }
}

/// Sold to the city, bought by the city: do two verbs of trade say of one and the same that he sells, or that he buys?
fn is_traded_alike(pair: &Pair, here: usize, there: usize) -> bool {
    let traders = |side: &Side, at: usize| {
        let (pole, _) = pair.lang.pole(&[&side.tokens.get(at)?.stem]).filter(|(pole, _)| pole.is_trade())?;
        Some(voice::traders(pair.lang, side, at, pole.second))
    };
    let Some((ours, theirs)) = traders(&pair.here, here).zip(traders(&pair.there, there)) else { return false };
    let answer = |i: usize| pair.here.tokens.get(i).and_then(Token::settled_answer);
    ours.iter().any(|(i, buys)| answer(*i).is_some_and(|j| theirs.contains(&(j, *buys))))
}

/// Closed until March, open from March: what ends on one side at a time has its opposite begin there on the other.
fn is_turned_in_time(pair: &Pair, here: usize, there: usize) -> bool {
    let nothing_between = |side: &Side, at: usize| {
        let t = side.tokens.get(at)?;
        pair.lang.pole(&[&t.stem]).filter(|(pole, _)| pole.leaves_nothing_between())
    };
    let text = |side| Text { side, lang: pair.lang };
    nothing_between(&pair.here, here).is_some()
        && nothing_between(&pair.there, there).is_some()
        && deadlines::are_apart(text(&pair.here), text(&pair.there), here)
}

/// Dearer than the old ones, the old ones are cheaper than: where both compare, do those that are compared stand the other way round?
pub fn is_crossed(pair: &Pair, here: usize, there: usize) -> bool {
    let than = |side: &Side, at: usize| {
        let clause = side.clause_of(at);
        (at + 1..clause.end).take(THAN).any(|i| pair.lang.meaning.exchange.than.contains(side.folded(i)))
    };
    let before = pair.here.clause_of(here).start..here;
    let crosses = |i: usize| pair.here.tokens[i].is_content() && pair.here.tokens[i].settled_answer().is_some_and(|j| j > there);
    than(&pair.here, here) && than(&pair.there, there) && before.into_iter().any(crosses)
}

/// Is a word all that stands in the place of another one, or beside a word that both have in the same place?
fn faces_alone(pair: &Pair, here: usize, there: usize) -> bool {
    let settled = |i: Option<usize>| i.and_then(|i| pair.here.tokens.get(i)).and_then(|t| t.settled_answer());
    let before = there.checked_sub(1).filter(|j| settled(here.checked_sub(1)) == Some(*j));
    before.is_some() || settled(Some(here + 1)) == Some(there + 1)
}

fn pairs(slot: &Slot) -> impl Iterator<Item = (usize, usize)> + '_ {
    slot.here.iter().flat_map(|i| slot.there.iter().map(move |j| (*i, *j)))
}

/// Raises two words that say the opposite, unless a rule of the ladders tells them.
pub fn raise(pair: &Pair, report: &mut Report, here: usize, there: usize, confidence: f32) {
    // Steps of one ladder are told by the rules of the ladders, unless they stand at its ends (many, few).
    let (meaning, a, b) = (&pair.lang.meaning, pair.here.folded(here), pair.there.folded(there));
    let of_phrase = |side: &Side, at: usize| ladder::is_of_phrase(&meaning.quantity, side, at);
    let is_end = meaning.are_opposites(a, b) && !of_phrase(&pair.here, here) && !of_phrase(&pair.there, there);
    if meaning.quantity.contains_key(a) && meaning.quantity.contains_key(b) && !is_end {
        return;
    }
    // By four per cent, to four per cent; but given to the mayor, given by the mayor say nothing of the kind.
    let counts = |side: &Side, at: usize| side.tokens.get(at + 1).is_some_and(|t| t.figures.is_some());
    let changes = [a, b].iter().all(|w| meaning.bounds.change.contains(*w));
    let of_numbers = !changes || counts(&pair.here, here) && counts(&pair.there, there);
    if !of_numbers || !report.is_free(true, here) || !report.is_free(false, there) {
        return;
    }
    // We beat them, they lost to us.
    let of_two = |t: &Token| pair.lang.pole(&[&t.stem]).is_some_and(|(pole, _)| pole.is_of_two());
    let verbs = [pair.here.tokens.get(here), pair.there.tokens.get(there)];
    if verbs.into_iter().flatten().any(of_two)
        && voice::is_converse((pair.lang, &pair.here, here), (pair.lang, &pair.there, there))
    {
        let with = |side: &Side, at: usize| [vec![at], voice::pronouns(pair.lang, side, at)].concat();
        return report.take(&with(&pair.here, here), &with(&pair.there, there));
    }
    if is_traded_alike(pair, here, there) || is_crossed(pair, here, there) || is_turned_in_time(pair, here, there) {
        return report.take(&[here], &[there]);
    }
    let explanation =
        format!("“{}” is the opposite of the base's “{}”.", printed(&pair.here, &[here]), printed(&pair.there, &[there]));
    let (here, there) = ([here], [there]);
    report.raise(&RULE, Severity::Major, (&here, &there), confidence, explanation);
}

//! The opposite word: rose for fell, before for after, many for few. It is a substitution of the worst kind, since the sentence still reads well.
//!
//! Before all ladders: what is opposite is more than a step. A negator on one side makes the two agree, which the negation rule has seen.

use crate::audit::pair::{Pair, Slot, Tie, tie_of};
use crate::audit::report::Report;
use crate::audit::rules::{Rule, ladder, printed};
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
    ],
    silent: &[("Prices rose in the port.", "In the port, prices rose.")],
};

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
    let explanation =
        format!("“{}” is the opposite of the base's “{}”.", printed(&pair.here, &[here]), printed(&pair.there, &[there]));
    let (here, there) = ([here], [there]);
    report.raise(&RULE, Severity::Major, (&here, &there), confidence, explanation);
}

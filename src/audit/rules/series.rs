//! Another word of a closed set: unless for until, before for because. The sentence reads as well, and says another thing. Days and months are names, and
//! told as such.

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, printed};
use crate::audit::token::Side;
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "series",
    class: Class::Substitution,
    find,
    fires: &[
        ("I will stay until he leaves.", "I will stay unless he leaves."),
        ("We stopped because it rained.", "We stopped before it rained."),
        ("We voted last week.", "We voted last month."),
        ("The fire began after the concert.", "The fire began during the concert."),
    ],
    silent: &[
        ("We stayed till it rained.", "We stayed until it rained."),
        ("We won though it rained.", "We won although it rained."),
        ("The line will not reopen until Friday.", "The line will not reopen before Friday."),
    ],
};

/// The places of until and before among the words that join, and how far behind a negator they are denied, in words.
pub const BOUNDS: [usize; 2] = [4, 5];
const DENIED: usize = 7;

fn find(pair: &Pair, report: &mut Report) {
    for slot in pair.slots.iter().filter(|slot| slot.is_small()) {
        let rest = report.rest(slot);
        let place = |here: bool, at: usize| {
            let side = pair.sides(here).0;
            let name = side.tokens.get(at).is_none_or(|t| t.is_name);
            pair.lang.meaning.in_series(side.folded(at)).filter(|_| !name)
        };
        for &i in &rest.here {
            let Some((set, ours)) = place(true, i) else { continue };
            let other = |j: &&usize| {
                let theirs = place(false, **j).filter(|(other, theirs)| *other == set && *theirs != ours);
                theirs.is_some_and(|(_, theirs)| !are_one_bound(pair, (i, ours), (**j, theirs)))
            };
            let Some(&j) = rest.there.iter().find(other) else { continue };
            let (p, q) = (printed(&pair.here, &[i]), printed(&pair.there, &[j]));
            let explanation = format!("The base has “{q}”, this rendering “{p}”.");
            report.raise(&RULE, Severity::Major, (&[i], &[j]), 0.8, explanation);
        }
    }
}

/// Not before Friday, not until Friday.
fn are_one_bound(pair: &Pair, (i, ours): (usize, usize), (j, theirs): (usize, usize)) -> bool {
    let denied = |side: &Side, at: usize| {
        let clause = (at.saturating_sub(DENIED)..at).rev().take_while(|k| !side.ends_clause(*k));
        clause.into_iter().any(|k| pair.lang.meaning.polarity.denies(side.folded(k)))
    };
    [ours, theirs].iter().all(|place| BOUNDS.contains(place)) && denied(&pair.here, i) && denied(&pair.there, j)
}

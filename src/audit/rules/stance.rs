//! How a verb stands: wished or to come, possible or done, beyond somebody's power or his choice. “We want to sell”, we will sell; “I could not come”, I
//! chose not to.

use crate::audit::pair::{Pair, Tie, is_spelt_alike};
use crate::audit::report::Report;
use crate::audit::rules::{Rule, printed};
use crate::audit::stances::Verbs;
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "stance",
    class: Class::Modality,
    find,
    fires: &[
        ("We want to sell the mill.", "We will sell the mill."),
        ("We could not sign the letter.", "We chose not to sign the letter."),
        ("The dam could lose its gate.", "The dam has lost its gate."),
    ],
    silent: &[
        ("We want to sell the mill.", "We intend to sell the mill."),
        ("We could not sign the letter.", "We were unable to sign the letter."),
        ("We could see the boats.", "We saw the boats."),
        ("The dam may have lost its gate.", "The dam could have lost its gate."),
    ],
};

fn find(pair: &Pair, report: &mut Report) {
    let verbs = Verbs { sides: [&pair.here, &pair.there], langs: [pair.lang; 2] };
    // Forms of one verb are not always known as such: vendere, venderemo.
    let answer = |at: usize| {
        let t = pair.here.tokens.get(at)?;
        let alike = |j: &usize| is_spelt_alike(&t.folded, pair.there.folded(*j)) && pair.there.tokens[*j].answers.is_empty();
        let linked = t.answers.first().filter(|a| a.tie <= Tie::Near).map(|a| a.at);
        linked.or_else(|| pair.slot_of(true, at).filter(|_| t.answers.is_empty())?.there.iter().copied().find(alike))
    };
    for (ours, theirs) in verbs.apart(answer) {
        let open = |here: bool, run: &[usize]| -> Vec<usize> {
            let side = pair.sides(here).0;
            let is_open = |i: &usize| report.is_free(here, *i) && side.tokens.get(*i).is_some_and(|t| !t.is_settled());
            run.iter().copied().filter(is_open).collect()
        };
        let (here, there) = (open(true, &ours), open(false, &theirs));
        if here.is_empty() && there.is_empty() {
            continue;
        }
        let (p, q) = (printed(&pair.here, &ours), printed(&pair.there, &theirs));
        let explanation = format!("The base has “{q}”, this rendering “{p}”.");
        report.raise(&RULE, Severity::Major, (&here, &there), 0.7, explanation);
    }
}

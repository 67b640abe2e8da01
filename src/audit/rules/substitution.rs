//! Other words at the same place, that do not say the same. What may be another way to say it is neutral, as a synonym is.

use crate::audit::pair::{Pair, Slot, Tie};
use crate::audit::report::Report;
use crate::audit::rules::{Rule, by_sureness, printed};
use crate::audit::token::{Side, Token};
use crate::lexicon::thesaurus;
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "substitution",
    class: Class::Substitution,
    find,
    fires: &[("We met the old miller.", "We met the old brewer.")],
    silent: &[
        ("The committee will begin the inquiry.", "The committee will start the inquiry."),
        ("The lorry is on the motorway.", "The truck is on the highway."),
    ],
};

/// So likely other words say something else for sure; one word for one word (an arm, a leg) does so whenever it is likely. Not in a language of
/// which no thesaurus has all words, unless nothing else differs: there nobody knows whether a word has a synonym.
const SURE: f32 = 0.7;

fn find(pair: &Pair, report: &mut Report) {
    for slot in &pair.slots {
        let rest = report.rest(slot);
        // Function words against content are a loss or a gain of the content, which other rules tell.
        if told(&pair.here, &rest.here).is_empty() || told(&pair.there, &rest.there).is_empty() {
            continue;
        }
        let p = report.weigh(true, &rest.here, &rest.there);
        let explanation = format!(
            "This rendering has “{}” where the base has “{}”.",
            printed(&pair.here, &rest.here),
            printed(&pair.there, &rest.there)
        );
        let may_know = thesaurus::complete(pair.lang).is_some() || pair.slots.len() == 1;
        let sure = if is_one_for_one(pair, &rest) && may_know { 0.0 } else { SURE };
        report.raise(&RULE, by_sureness(p, sure, Severity::Major), (&rest.here, &rest.there), p, explanation);
    }
    synonyms(pair, report);
}

/// The words of content of a run.
fn told<'a>(side: &'a Side, run: &[usize]) -> Vec<&'a Token> {
    run.iter().filter_map(|i| side.tokens.get(*i)).filter(|t| t.is_content()).collect()
}

fn is_one_for_one(pair: &Pair, rest: &Slot) -> bool {
    told(&pair.here, &rest.here).len() == 1 && told(&pair.there, &rest.there).len() == 1
}

/// Told, since a translator may want to know; neutral.
fn synonyms(pair: &Pair, report: &mut Report) {
    for (at, t) in pair.here.tokens.iter().enumerate() {
        let Some(a) = t.answers.first().filter(|a| a.tie == Tie::Synonym) else { continue };
        if !report.is_free(true, at) || !report.is_free(false, a.at) {
            continue;
        }
        let there = [a.at];
        let explanation =
            format!("“{}” says the same as the base's “{}”.", printed(&pair.here, &[at]), printed(&pair.there, &there));
        report.raise(&RULE, Severity::Neutral, (&[at], &there), a.confidence, explanation);
    }
}

//! Another person, number or gender: our security for their security, he for she. It turns who is meant.
//!
//! Singular for plural (country, countries; its, their) is neutral: languages draw that line at other places.

use crate::audit::pair::{Pair, Tie};
use crate::audit::report::Report;
use crate::audit::rules::{Rule, printed};
use crate::audit::token::Token;
use crate::lang::Person;
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "agreement",
    class: Class::Agreement,
    find,
    fires: &[
        ("They work for our safety.", "They work for their safety."),
        ("The judge said he was tired.", "The judge said she was tired."),
    ],
    silent: &[
        ("The town guards its bridge.", "The town guards their bridge."),
        ("He said his boat was safe.", "He said that his boat was safe."),
    ],
};

fn find(pair: &Pair, report: &mut Report) {
    let meaning = &pair.lang.meaning;
    let person = |here: bool, at: usize| meaning.person(pair.sides(here).0.folded(at));
    let mut theirs: Vec<usize> = report.open(false).filter(|i| person(false, *i).is_some()).collect();
    let ours: Vec<usize> = report.open(true).filter(|i| person(true, *i).is_some()).collect();
    for here in ours {
        let Some(there) = pair.take_counterpart(here, &mut theirs) else { continue };
        let (Some(a), Some(b)) = (person(true, here), person(false, there)) else { continue };
        if a == b {
            report.take(&[here], &[there]);
            continue;
        }
        let severity = severity(a, b);
        let (p, q) = (printed(&pair.here, &[here]), printed(&pair.there, &[there]));
        let explanation = format!("“{p}” and the base's “{q}” do not mean the same person, number or gender.");
        report.raise(&RULE, severity, (&[here], &[there]), 0.8, explanation);
    }
    nouns(pair, report);
}

fn severity(a: Person, b: Person) -> Severity {
    let differ = |x: u8, y: u8| x != y && x != b'-' && y != b'-';
    // A group may be it or they, and somebody may be they.
    let turned = differ(a.person, b.person) || differ(a.gender, b.gender) && a.number == b.number;
    if turned { Severity::Minor } else { Severity::Neutral }
}

/// Nouns: singular and plural, man and woman.
fn nouns(pair: &Pair, report: &mut Report) {
    for (at, t) in pair.here.tokens.iter().enumerate().filter(|(_, t)| t.is_content()) {
        let Some(answer) = t.answers.first() else { continue };
        let Some(other) = pair.there.tokens.get(answer.at) else { continue };
        let gender = pair.lang.meaning.differ_by_gender(&t.folded, &other.folded);
        let number =
            answer.tie == Tie::Form && t.folded != other.folded && (is_plural(pair, t, other) || is_plural(pair, other, t));
        // A sign has no plural: £9, nine pounds.
        let sign = t.is_sign() || other.is_sign();
        if !gender && !number || sign || !report.is_free(true, at) || !report.is_free(false, answer.at) {
            continue;
        }
        let severity = if gender { Severity::Minor } else { Severity::Neutral };
        let (p, q) = (printed(&pair.here, &[at]), printed(&pair.there, &[answer.at]));
        let what = if gender { "gender" } else { "number" };
        let explanation = format!("“{p}” and the base's “{q}” differ in {what}.");
        let there = [answer.at];
        report.raise(&RULE, severity, (&[at], &there), 0.8, explanation);
    }
}

/// Is a word the plural of the other?
fn is_plural(pair: &Pair, many: &Token, one: &Token) -> bool {
    let ends = pair.lang.meaning.plural_endings.iter().any(|e| many.folded.ends_with(e.as_str()));
    ends && many.entry.bases().any(|b| b == one.folded)
}

//! Another person, number or gender: our security for their security, he for she. It turns who is meant.
//!
//! Singular for plural (country, countries; its, their) is neutral: languages draw that line at other places.

use crate::audit::pair::{Pair, Tie};
use crate::audit::report::Report;
use crate::audit::rules::{Rule, exchanged, printed};
use crate::audit::token::{Side, Token};
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
        ("We have been promised a bridge.", "They have promised us a bridge."),
    ],
};

fn find(pair: &Pair, report: &mut Report) {
    let meaning = &pair.lang.meaning;
    let person = |here: bool, at: usize| meaning.person(pair.sides(here).0.folded(at));
    let mut theirs: Vec<usize> = report.open(false).filter(|i| person(false, *i).is_some()).collect();
    let ours: Vec<usize> = report.open(true).filter(|i| person(true, *i).is_some()).collect();
    let mut changed: Vec<Changed> = Vec::new();
    for here in ours {
        let Some(there) = pair.take_counterpart(here, &mut theirs) else { continue };
        let (Some(a), Some(b)) = (person(true, here), person(false, there)) else { continue };
        if a == b {
            report.take(&[here], &[there]);
        } else {
            changed.push((here, there, a, b));
        }
    }
    take_turned(pair, report, &mut changed);
    changed.retain(|c| !take_passive(pair, report, c));
    for (here, there, a, b) in changed {
        let severity = severity(a, b);
        let (p, q) = (printed(&pair.here, &[here]), printed(&pair.there, &[there]));
        let explanation = format!("“{p}” and the base's “{q}” differ in {}.", what_differs(a, b));
        report.raise(&RULE, severity, (&[here], &[there]), 0.8, explanation);
    }
    nouns(pair, report);
}

/// A pronoun here and the one that it stands for, by place and by person.
type Changed = (usize, usize, Person, Person);

/// I lent him, he lent me: takes out two that have changed sides around words that both sides have.
fn take_turned(pair: &Pair, report: &mut Report, changed: &mut Vec<Changed>) {
    let same = |a: Person, b: Person| (a.person, a.number) == (b.person, b.number);
    let settled = |side: &Side, from: usize, to: usize| (from + 1..to).all(|i| side.tokens[i].is_settled());
    let mut at = 0;
    while let Some([x, y]) = changed.get(at..at + 2).and_then(|two| <[Changed; 2]>::try_from(two).ok()) {
        // I told him, he told us: of one of the two the number may have changed, too.
        let alike = x.2.person == y.3.person && y.2.person == x.3.person && x.2.person != y.2.person;
        let turned = x.1 < y.1 && (same(x.2, y.3) && same(y.2, x.3) || alike && (same(x.2, y.3) || same(y.2, x.3)));
        let turned = turned && !same(x.2, y.2);
        if !turned || !settled(&pair.here, x.0, y.0) || !settled(&pair.there, x.1, y.1) {
            at += 1;
            continue;
        }
        let [p, q] = [&[x.0], &[y.0]].map(|run| printed(&pair.here, run));
        let explanation = format!("“{p}” and “{q}” have changed sides: who does it to whom is turned round.");
        report.raise(&exchanged::RULE, Severity::Major, (&[x.0, y.0], &[x.1, y.1]), 0.9, explanation);
        changed.drain(at..at + 2);
    }
}

/// We have been promised it, they promised us it: takes a subject, the same person that the other side has as its object, and who does it there,
/// whom this side leaves out.
fn take_passive(pair: &Pair, report: &mut Report, &(here, there, a, b): &Changed) -> bool {
    let same = |x: Person, y: Person| (x.person, x.number) == (y.person, y.number);
    let object = |of_here: bool, who: Person, at: usize| {
        let side = pair.sides(of_here).0;
        let sentence = |i: usize| side.tokens.get(i).map(|t| t.sentence);
        let is_who = |i: &usize| pair.lang.meaning.person(side.folded(*i)).is_some_and(|p| same(p, who));
        (at + 1..side.tokens.len())
            .take_while(|i| sentence(*i) == sentence(at))
            .find(|i| is_who(i) && report.is_free(of_here, *i))
    };
    let is_subject =
        |of_here: bool, at: usize| pair.lang.meaning.tense.auxiliaries.contains_key(pair.sides(of_here).0.folded(at + 1));
    match (object(true, b, here), object(false, a, there)) {
        (Some(object), None) if is_subject(false, there) => report.take(&[here, object], &[there]),
        (None, Some(object)) if is_subject(true, here) => report.take(&[here], &[there, object]),
        _ => return false,
    }
    true
}

fn severity(a: Person, b: Person) -> Severity {
    let differ = |x: u8, y: u8| x != y && x != b'-' && y != b'-';
    // A group may be it or they, and somebody may be they.
    let turned = differ(a.person, b.person) || differ(a.gender, b.gender) && a.number == b.number;
    if turned { Severity::Minor } else { Severity::Neutral }
}

/// What two pronouns differ in, in words.
fn what_differs(a: Person, b: Person) -> String {
    let all = [("person", a.person, b.person), ("number", a.number, b.number), ("gender", a.gender, b.gender)];
    let differ = all.iter().filter(|(_, x, y)| x != y && *x != b'-' && *y != b'-').map(|(name, ..)| *name);
    let names = differ.collect::<Vec<_>>().join(" and ");
    if names.is_empty() { "person or number".to_string() } else { names }
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

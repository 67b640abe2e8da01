//! The same measure in other words: six months and half a year, two weeks and a fortnight. Neutral, and told since a translator may want to know. A half
//! that has changed places (half an hour, an hour and a half) makes another measure of the same words.

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, number, printed};
use crate::audit::token::Side;
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "measure",
    class: Class::Number,
    find,
    fires: &[("It took an hour and a half.", "It took half an hour.")],
    silent: &[
        ("The road was closed for six months.", "The road was closed for half a year."),
        ("The works last two weeks.", "The works last a fortnight."),
        ("It took an hour and a half.", "It took 90 minutes."),
    ],
};

/// Months and years are measured in days, and none in whole ones.
const SLACK: f64 = 0.02;

/// A number of units: the words that say it, what they measure, and how much.
struct Measure {
    words: Vec<usize>,
    what: &'static str,
    size: f64,
}

fn find(pair: &Pair, report: &mut Report) {
    halves(pair, report);
    for slot in &pair.slots {
        let rest = report.rest(slot);
        let of = |here: bool, run: &[usize]| -> Vec<Measure> {
            run.iter().filter_map(|at| measure(pair, pair.sides(here).0, *at)).collect()
        };
        for (ours, theirs) in of(true, &rest.here).iter().flat_map(|a| of(false, &rest.there).into_iter().map(move |b| (a, b))) {
            let own: Vec<usize> = ours.words.iter().copied().filter(|i| report.is_free(true, *i)).collect();
            let other: Vec<usize> = theirs.words.iter().copied().filter(|j| report.is_free(false, *j)).collect();
            let alike = (ours.size - theirs.size).abs() <= SLACK * ours.size.max(theirs.size);
            let is_free = own.len() == ours.words.len() && other.len() == theirs.words.len();
            if ours.what == theirs.what && alike && is_free {
                let (p, q) = (printed(&pair.here, &own), printed(&pair.there, &other));
                report.raise(&RULE, Severity::Neutral, (&own, &other), 0.9, format!("“{p}” measures what “{q}” does."));
            }
        }
    }
}

/// The same unit on both sides, with a half on one side that is not where the other has it.
fn halves(pair: &Pair, report: &mut Report) {
    for (i, j) in pair.here.tokens.iter().enumerate().filter_map(|(i, t)| Some((i, t.settled_answer()?))) {
        let (Some(ours), Some(theirs)) = (measure(pair, &pair.here, i), measure(pair, &pair.there, j)) else { continue };
        let differ = (ours.size - theirs.size).abs() > SLACK * ours.size.max(theirs.size);
        let figures = |side: &Side, m: &Measure| m.words.iter().filter_map(|i| side.tokens.get(*i)?.figures.clone()).next();
        let is_free = report.is_free(true, i) && report.is_free(false, j);
        if is_free && ours.what == theirs.what && differ && figures(&pair.here, &ours) == figures(&pair.there, &theirs) {
            let (p, q) = (printed(&pair.here, &ours.words), printed(&pair.there, &theirs.words));
            let explanation = format!("The base has “{q}”, this rendering “{p}”.");
            report.raise(&RULE, Severity::Critical, (&ours.words, &theirs.words), 0.9, explanation);
        }
    }
}

/// What a unit measures with the number before it, and with a half before that or behind the unit.
fn measure(pair: &Pair, side: &Side, at: usize) -> Option<Measure> {
    let (what, unit) = number::measures(pair, side, at)?;
    let word = |i: usize| side.folded(i);
    let is_half = |i: usize| pair.lang.meaning.halves.contains(word(i));
    let is_one = |i: usize| pair.lang.numbers.ones.contains(word(i));
    let before = at.checked_sub(1)?;
    let mut words = vec![before, at];
    let mut size = match side.tokens.get(before).and_then(|t| t.figures.as_ref()).and_then(|f| f.parse::<f64>().ok()) {
        Some(figures) => figures,
        None if is_half(before) => 0.5,
        None if is_one(before) => 1.0,
        None => return None,
    };
    // Half a year; half a million is another matter.
    if let Some(half) = before.checked_sub(1).filter(|i| is_one(before) && is_half(*i)) {
        words.insert(0, half);
        size = 0.5;
    }
    // A year and a half.
    let behind: Vec<usize> = (at + 1..=at + 3).take_while(|i| !side.ends_clause(i - 1)).collect();
    if let Some(end) = behind.iter().position(|i| is_half(*i)) {
        let joins = behind.iter().take(end).all(|i| is_one(*i) || pair.lang.meaning.exchange.joining.contains(word(*i)));
        if joins {
            words.extend(behind.iter().take(end + 1));
            size += 0.5;
        }
    }
    Some(Measure { words, what, size: size * unit })
}

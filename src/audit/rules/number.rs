//! Another number: a numeral with another value or unit. Figures are what readers quote on, and what slips easiest in translation.
//!
//! Numbers are compared by value (two = 2, 5 miles = 8 km); one that only moved, or that one side rounds, is no error.

use compact_str::CompactString;

use crate::audit::amounts::{Said, Text};
use crate::audit::clock;
use crate::audit::pair::Pair;
use crate::audit::portions;
use crate::audit::ranges::scaled;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, printed};
use crate::audit::token::Side;
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "number",
    class: Class::Number,
    find,
    fires: &[
        ("The bridge cost 26 million euros.", "The bridge cost 30 million euros."),
        ("Two boats sank in 1964.", "Two boats sank in 1974."),
        ("It is 5 miles long.", "It is 5 kilometres long."),
        ("The bridge costs us a million a year.", "The bridge costs us a million a month."),
        ("We sold four of the six boats.", "We sold six of the four boats."),
    ],
    silent: &[
        ("Two boats sank, 14 sailors were saved.", "14 sailors were saved when 2 boats sank."),
        ("It is 5 miles long.", "It is about 8 kilometres long."),
        ("The boat left at half past seven.", "The boat left at 7:30."),
        ("It lasted three quarters of an hour.", "It lasted 45 minutes."),
        ("It cost $2.5 million.", "It cost 2,500,000 dollars."),
        ("It fell from six to four.", "It fell to four from six."),
        ("It cost five or six million euros.", "It cost five million or six million euros."),
    ],
};

/// Rounded numbers may differ by this share.
const ROUNDING: f64 = 0.1;

fn find(pair: &Pair, report: &mut Report) {
    portions_turned(pair, report);
    halves_of_day(pair, report);
    let mut here: Vec<usize> = open(pair, report, true);
    let mut there: Vec<usize> = open(pair, report, false);
    for (i, j) in said_otherwise(pair, &here, &there) {
        compare(pair, report, i, j);
        here.retain(|at| report.is_free(true, *at));
        there.retain(|at| report.is_free(false, *at));
    }
    // A number of the same value anywhere on the other side has only moved.
    for same in [are_equal as fn(&Pair, usize, usize) -> bool, share_a_scale] {
        here.retain(|&i| match there.iter().position(|&j| same(pair, i, j)) {
            Some(at) => {
                report.take(&[i], &[there.remove(at)]);
                false
            }
            None => true,
        });
    }
    for tried in [linked as fn(&Pair, usize, usize) -> bool, same_slot, same_neighbour] {
        here.retain(|&i| match there.iter().position(|&j| tried(pair, i, j)) {
            Some(at) => {
                let j = there.remove(at);
                compare(pair, report, i, j);
                false
            }
            None => true,
        });
    }
    units(pair, report);
}

/// Six of the four for four of the six.
fn portions_turned(pair: &Pair, report: &mut Report) {
    let [mine, theirs] = [&pair.here, &pair.there].map(|side| portions::all(Text { side, lang: pair.lang }));
    for ours in &mine {
        let Some(other) = theirs.iter().find(|other| ours.is_turned(other)) else { continue };
        let (p, q) = (printed(&pair.here, &ours.words), printed(&pair.there, &other.words));
        let explanation = format!("The base has “{q}”, this rendering “{p}”.");
        report.raise(&RULE, Severity::Critical, (&ours.words, &other.words), 0.9, explanation);
    }
}

/// 8am for 8pm, the same hour of the dial in the other half of the day; eight in the evening for 8pm, the same time in other words.
fn halves_of_day(pair: &Pair, report: &mut Report) {
    let said = |side: &'_ Side, at: usize| Text { side, lang: pair.lang }.said(at);
    for (i, t) in pair.here.tokens.iter().enumerate() {
        let Some(j) = t.settled_answer().filter(|j| t.figures.is_some() && report.is_free(true, i) && report.is_free(false, *j))
        else {
            continue;
        };
        let words = |side: &Side, at: usize| -> Vec<CompactString> {
            clock::words(side, pair.lang, at).into_iter().filter(|i| *i != at).map(|i| side.folded(i).into()).collect()
        };
        let (a, b) = (said(&pair.here, i), said(&pair.there, j));
        let is_reworded = || a.is_in_same_half(&b) && words(&pair.here, i) != words(&pair.there, j);
        if a.is_twelve_hours_apart(&b) || is_reworded() {
            compare(pair, report, i, j);
        } else if a.has_half() != b.has_half() {
            // At 8, at 8pm: which half is meant the story tells.
            let marks = |side: &Side, at: usize| -> Vec<usize> {
                Some(at + 1).filter(|i| pair.lang.numbers.clock.contains(side.folded(*i))).into_iter().collect()
            };
            report.take(&marks(&pair.here, i), &marks(&pair.there, j));
        }
    }
}

/// Numerals of other figures that say the same, one with the other: ten to nine and 8.50, three quarters of an hour and 45 minutes.
fn said_otherwise(pair: &Pair, here: &[usize], there: &[usize]) -> Vec<(usize, usize)> {
    let said = |side, all: &[usize]| -> Vec<Said> { all.iter().map(|at| Text { side, lang: pair.lang }.said(*at)).collect() };
    let (ours, mut theirs) = (said(&pair.here, here), said(&pair.there, there));
    let mut out = Vec::new();
    for x in ours {
        let same = |y: &Said| x.is_same_time(y) || x.value != y.value && x.comes_to(y).is_some();
        if let Some(at) = theirs.iter().position(same) {
            out.push((x.at, theirs.remove(at).at));
        }
    }
    out
}

fn open(pair: &Pair, report: &Report, here: bool) -> Vec<usize> {
    let (side, _) = pair.sides(here);
    report.open(here).filter(|i| side.tokens.get(*i).is_some_and(|t| t.figures.is_some())).collect()
}

fn figures<'s>(side: &'s Side, at: usize) -> &'s str {
    side.tokens.get(at).and_then(|t| t.figures.as_deref()).unwrap_or("")
}

fn are_equal(pair: &Pair, i: usize, j: usize) -> bool {
    figures(&pair.here, i) == figures(&pair.there, j)
}

/// Five or six million, five million or six million: the one scale counts both.
fn share_a_scale(pair: &Pair, i: usize, j: usize) -> bool {
    scaled(&pair.here, i).is_some_and(|x| x == figures(&pair.there, j))
        || scaled(&pair.there, j).is_some_and(|y| y == figures(&pair.here, i))
}

fn linked(pair: &Pair, i: usize, j: usize) -> bool {
    pair.here.tokens.get(i).is_some_and(|t| t.answers.iter().any(|a| a.at == j))
}

fn same_slot(pair: &Pair, i: usize, j: usize) -> bool {
    pair.slot_of(true, i).is_some_and(|s| s.there.contains(&j))
}

/// Do both stand before, or behind, the same content word?
fn same_neighbour(pair: &Pair, i: usize, j: usize) -> bool {
    let answer = |at: Option<usize>| {
        at.and_then(|at| pair.here.tokens.get(at)).filter(|t| t.is_content()).and_then(|t| t.settled_answer())
    };
    answer(Some(i + 1)).is_some_and(|a| a == j + 1) || answer(i.checked_sub(1)).is_some_and(|a| a + 1 == j)
}

/// Tells of two numbers that stand for each other and have not the same figures.
pub fn compare(pair: &Pair, report: &mut Report, i: usize, j: usize) {
    let (a, b) = (figures(&pair.here, i).to_string(), figures(&pair.there, j).to_string());
    let (x, y): (Option<f64>, Option<f64>) = (a.parse().ok(), b.parse().ok());
    let (ours, theirs) = (unit(pair, true, i), unit(pair, false, j));
    let rounded = [(&pair.here, i), (&pair.there, j)].iter().any(|(side, at)| is_rounded(pair, side, *at));
    let alike = |x: f64, y: f64| (x - y).abs() <= ROUNDING * x.abs().max(y.abs());
    let said = |side, at| Text { side, lang: pair.lang }.said(at);
    let (told_here, told_there) = (said(&pair.here, i), said(&pair.there, j));
    if let Some((here, there)) = told_here.comes_to(&told_there) {
        let (here, there): (Vec<usize>, Vec<usize>) = (here.words.clone().collect(), there.words.clone().collect());
        let explanation = format!("“{}” comes to “{}”.", printed(&pair.here, &here), printed(&pair.there, &there));
        return report.raise(&RULE, Severity::Neutral, (&here, &there), 0.9, explanation);
    }
    let severity = match (x, y, &ours, &theirs) {
        _ if told_here.is_same_time(&told_there) => {
            let (here, there) = (clock::words(&pair.here, pair.lang, i), clock::words(&pair.there, pair.lang, j));
            let explanation =
                format!("“{}” and “{}” are the same time.", printed(&pair.here, &here), printed(&pair.there, &there));
            report.raise(&RULE, Severity::Neutral, (&here, &there), 0.9, explanation);
            return;
        }
        // The same quantity in another unit.
        (Some(x), Some(y), Some((_, d1, s1)), Some((_, d2, s2))) if d1 == d2 && s1 != s2 && alike(x * s1, y * s2) => {
            Severity::Neutral
        }
        (Some(x), Some(y), _, _) if rounded && alike(x, y) => Severity::Minor,
        _ => Severity::Critical,
    };
    let (mut here, mut there) = match told_here.is_twelve_hours_apart(&told_there) {
        true => (clock::words(&pair.here, pair.lang, i), clock::words(&pair.there, pair.lang, j)),
        false => (vec![i], vec![j]),
    };
    // Where the unit differs, too, it is explained with the number.
    if let (Some((u, ..)), Some((v, ..))) = (&ours, &theirs)
        && pair.here.folded(*u) != pair.there.folded(*v)
    {
        here.push(*u);
        there.push(*v);
    }
    let (p, q) = (printed(&pair.here, &here), printed(&pair.there, &there));
    let explanation = match severity {
        Severity::Neutral => format!("“{p}” is “{q}” in another unit."),
        Severity::Minor => format!("“{p}” and “{q}” are the same number, rounded."),
        _ => format!("The base has “{q}”, this rendering “{p}”."),
    };
    report.raise(&RULE, severity, (&here, &there), 0.95, explanation);
}

/// The unit behind a number, or the currency before it: its word, what it measures, and its size.
fn unit(pair: &Pair, here: bool, at: usize) -> Option<(usize, &'static str, f64)> {
    let (side, _) = pair.sides(here);
    let beside = [Some(at + 1), at.checked_sub(1)];
    beside.into_iter().flatten().find_map(|i| measures(pair, side, i).map(|(what, size)| (i, what, size)))
}

/// What a word measures, and its size.
pub fn measures(pair: &Pair, side: &Side, at: usize) -> Option<(&'static str, f64)> {
    Text { side, lang: pair.lang }.measured(at)
}

fn counts_one(pair: &Pair, folded: &str) -> bool {
    pair.lang.numbers.ones.contains(folded) || pair.lang.meaning.per.contains(folded)
}

fn is_rounded(pair: &Pair, side: &Side, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|i| pair.lang.meaning.about.contains(side.folded(i)))
}

/// The same number, or a word that counts one (a year, each month), with another unit.
fn units(pair: &Pair, report: &mut Report) {
    for (i, t) in pair.here.tokens.iter().enumerate() {
        let one = t.figures.is_none() && counts_one(pair, &t.folded);
        let Some(j) = t.settled_answer().filter(|_| one || t.figures.is_some()) else { continue };
        let unit = |here: bool, at: usize| unit(pair, here, at).filter(|(u, ..)| !one || *u == at + 1);
        let (Some((u, d1, s1)), Some((v, d2, s2))) = (unit(true, i), unit(false, j)) else { continue };
        let differ = d1 != d2 || (s1 - s2).abs() > f64::EPSILON * s1.abs();
        let unsettled = |here: bool, at: usize| {
            pair.sides(here).0.tokens.get(at).is_some_and(|t| !t.is_settled()) && report.is_free(here, at)
        };
        if !differ || !unsettled(true, u) || !unsettled(false, v) {
            continue;
        }
        let (p, q) = (printed(&pair.here, &[i, u]), printed(&pair.there, &[j, v]));
        let explanation = format!("The base has “{q}”, this rendering “{p}”: another unit.");
        report.raise(&RULE, Severity::Critical, (&[i, u], &[j, v]), 0.9, explanation);
    }
}

//! Another person, body or place. A translator checks names first: a wrong one turns the whole statement.
//!
//! A name with a title or a first name more, its acronym, its adjective (Italy, Italian) or another transcription is the same name, and a pronoun
//! or a description in a name's place tells of the same one: both are neutral.

use rustc_hash::FxHashSet;

use crate::audit::only_when;
use crate::audit::pair::{Pair, Slot, may_be_one_name};
use crate::audit::report::Report;
use crate::audit::rules::{Rule, oriented, printed};
use crate::audit::token::{Side, Token};
use crate::lang::Tags;
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "entity",
    class: Class::Entity,
    find,
    fires: &[
        ("The road from Zandor to Belmora is closed.", "The road from Zandor to Karvia is closed."),
        ("We thank Ada Quillfeather for the boats.", "We thank Bo Marlowe for the boats."),
        ("I did not know until last Thursday.", "I did not know until last Tuesday."),
        ("The bridge opens in March this year.", "The bridge opens in May this year."),
        ("The boats come from Austria.", "The boats come from Australia."),
        ("We thank Martina for the boats.", "We thank Marina for the boats."),
        ("Thomas wanted to stop after the first week.", "I wanted to stop after the first week."),
    ],
    silent: &[
        ("The Zandor Port Office is closed.", "The ZPO is closed."),
        ("We thank Ada Quillfeather for the boats.", "We thank Dr. Quillfeather for the boats."),
        ("ZPO does not run the ferry.", "They do not run the ferry."),
        ("My son called the harbour.", "He called the harbour."),
    ],
};

fn find(pair: &Pair, report: &mut Report) {
    moments(pair, report);
    for slot in &pair.slots {
        let rest = report.rest(slot);
        let (here, there) = (names(&pair.here, &rest.here), names(&pair.there, &rest.there));
        match (here.is_empty(), there.is_empty()) {
            (false, false) => compare(pair, report, &here, &there),
            (false, true) => stand_in(pair, report, true, &here, &rest.there),
            (true, false) => stand_in(pair, report, false, &there, &rest.here),
            (true, true) => described(pair, report, &rest),
        }
    }
}

/// A day or month that has moved and become another one: in March they voted, they voted in May.
fn moments(pair: &Pair, report: &mut Report) {
    let named = |here: bool| {
        let side = pair.sides(here).0;
        (0..side.tokens.len()).filter_map(|i| Some((i, only_when::moment(pair.lang, side, i)?))).collect::<Vec<_>>()
    };
    let all = [named(true), named(false)];
    for set in ["month", "weekday"] {
        // What is named on both sides has its answer; what is left stands for what is left.
        let left = |here: bool| -> Vec<usize> {
            let [own, others] = if here { [&all[0], &all[1]] } else { [&all[1], &all[0]] };
            let said: FxHashSet<usize> = others.iter().filter(|(_, when)| when.0 == set).map(|(_, when)| when.1).collect();
            let open = |i: usize| pair.sides(here).0.tokens.get(i).is_some_and(|t| !t.is_settled()) && report.is_free(here, i);
            own.iter().filter(|(i, when)| when.0 == set && !said.contains(&when.1) && open(*i)).map(|(i, _)| *i).collect()
        };
        let (ours, theirs) = (left(true), left(false));
        let (&[here], &[there]) = (ours.as_slice(), theirs.as_slice()) else { continue };
        let led = |of_this: bool, at: usize| -> Vec<usize> {
            let side = pair.sides(of_this).0;
            let leads = |i: &usize| {
                side.tokens.get(*i).is_some_and(|t| !t.is_content() && !t.is_settled()) && report.is_free(of_this, *i)
            };
            at.checked_sub(1).filter(leads).into_iter().chain([at]).collect()
        };
        let (own, other) = (led(true, here), led(false, there));
        let (p, q) = (printed(&pair.here, &[here]), printed(&pair.there, &[there]));
        report.raise(&RULE, Severity::Major, (&own, &other), 0.8, format!("The base has “{q}”, this rendering “{p}”."));
    }
}

/// A pronoun where the other side has a noun with its determiner (my son, he): neither names anybody, and what is meant stands outside.
fn described(pair: &Pair, report: &mut Report, slot: &Slot) {
    const FEW: usize = 3;
    for here in [true, false] {
        let (run, others) = if here { (&slot.here, &slot.there) } else { (&slot.there, &slot.here) };
        let (mine, theirs) = pair.sides(here);
        let is_third = |i: &usize| pair.lang.meaning.person(mine.folded(*i)).is_some_and(|p| p.person == b'3');
        let content = |i: &&usize| theirs.tokens.get(**i).is_some_and(Token::is_content);
        let is_noun = (2..=FEW).contains(&others.len()) && others.iter().filter(content).count() == 1;
        if run.len() == 1 && run.iter().all(is_third) && is_noun && others.last().filter(content).is_some() {
            let (p, q) = (printed(mine, run), printed(theirs, others));
            let explanation = format!("“{p}” stands on one side where the other has “{q}”.");
            report.raise(&RULE, Severity::Neutral, oriented(here, run, others), 0.6, explanation);
            return;
        }
    }
}

fn names(side: &Side, run: &[usize]) -> Vec<usize> {
    run.iter().copied().filter(|i| side.tokens.get(*i).is_some_and(|t| t.is_name)).collect()
}

/// Two names in one slot.
fn compare(pair: &Pair, report: &mut Report, here: &[usize], there: &[usize]) {
    let alias = is_alias(pair, here, there)
        || stands_elsewhere(&pair.there, &pair.here, here)
        || stands_elsewhere(&pair.here, &pair.there, there);
    let (p, q) = (printed(&pair.here, here), printed(&pair.there, there));
    let (severity, explanation) = if alias {
        (Severity::Neutral, format!("“{p}” and “{q}” name the same."))
    } else {
        (Severity::Major, format!("The base names “{q}”, this rendering “{p}”."))
    };
    report.raise(&RULE, severity, (here, there), 0.8, explanation);
}

/// Do all words of a name stand on the other side, too, though elsewhere?
fn stands_elsewhere(other: &Side, side: &Side, run: &[usize]) -> bool {
    run.iter().all(|i| other.tokens.iter().any(|t| t.folded == side.folded(*i)))
}

/// A name on one side, other words on the other.
fn stand_in(pair: &Pair, report: &mut Report, here: bool, names: &[usize], others: &[usize]) {
    let (mine, theirs) = pair.sides(here);
    let meaning = &pair.lang.meaning;
    let pronoun: Vec<usize> = others.iter().copied().filter(|i| meaning.person(theirs.folded(*i)).is_some()).collect();
    let told: Vec<usize> = others.iter().copied().filter(|i| theirs.tokens.get(*i).is_some_and(|t| t.is_content())).collect();
    let (with, severity) = match (pronoun.is_empty(), told.is_empty()) {
        // Who speaks does not call himself by a first name.
        (false, _) if others.len() == 1 && is_speaker(pair, theirs, pronoun[0]) && is_given(pair, mine, names) => {
            (pronoun, Severity::Major)
        }
        (false, _) => (pronoun, Severity::Neutral),
        // A whole name of several words for a common word is no description of the same where all else is equal.
        (true, false) if names.len() > 1 && report.weigh(here, names, &told) >= 0.5 => (told, Severity::Major),
        _ => return,
    };
    let (p, q) = (printed(mine, names), printed(theirs, &with));
    let explanation = match severity {
        Severity::Neutral => format!("“{q}” stands on one side where the other names “{p}”."),
        _ => format!("One side names “{p}”, the other has “{q}”."),
    };
    let words = oriented(here, names, &with);
    report.raise(&RULE, severity, words, 0.6, explanation);
}

/// Does a word say that it is the speaker, and nobody with him: I, me?
fn is_speaker(pair: &Pair, side: &Side, at: usize) -> bool {
    pair.lang.meaning.person(side.folded(at)).is_some_and(|p| p.person == b'1' && p.number == b's')
}

/// Is it somebody's first name, with or without the rest?
fn is_given(pair: &Pair, side: &Side, run: &[usize]) -> bool {
    run.first().is_some_and(|i| pair.lang.speech.tags(side.folded(*i)).any(Tags::GIVEN))
}

/// What is cut to so few letters stands for a name that begins with them.
const INITIALS: usize = 2;

/// Do two runs of names name the same?
fn is_alias(pair: &Pair, here: &[usize], there: &[usize]) -> bool {
    let words = |side: &Side, run: &[usize]| -> Vec<String> { run.iter().map(|i| side.folded(*i).to_string()).collect() };
    let (a, b) = (words(&pair.here, here), words(&pair.there, there));
    let titles = &pair.lang.meaning.titles;
    let bare = |ws: &[String]| ws.iter().filter(|w| !titles.contains(w.as_str())).cloned().collect::<Vec<_>>();
    let (x, y) = (bare(&a), bare(&b));
    if x.is_empty() || y.is_empty() {
        // A title for a first name, before the same surname.
        let settled = |side: &Side, run: &[usize]| {
            run.last().and_then(|l| side.tokens.get(l + 1)).is_some_and(|t| t.is_name && t.is_settled())
        };
        return a.iter().any(|w| b.contains(w)) || settled(&pair.here, here) && settled(&pair.there, there);
    }
    let plural =
        |short: &str, long: &str| pair.lang.meaning.plural_endings.iter().any(|e| long.strip_suffix(e.as_str()) == Some(short));
    let cut = |short: &str, long: &str| long.starts_with(short) && short.chars().count() == INITIALS || plural(short, long);
    let alike = x.iter().any(|w| y.iter().any(|v| may_be_one_name(w, v, pair.lang) || cut(w, v) || cut(v, w)));
    alike || is_acronym(pair, true, here) || is_acronym(pair, false, there)
}

/// Is a single word of a side made of the first letters of words of the other?
fn is_acronym(pair: &Pair, here: bool, run: &[usize]) -> bool {
    let (mine, theirs) = pair.sides(here);
    let [only] = run else { return false };
    let Some(t) = mine.tokens.get(*only) else { return false };
    let shouted = t.span.of(mine.text).chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    if !shouted || t.plain.chars().count() < 2 {
        return false;
    }
    let initials = |all: bool| -> String {
        theirs.tokens.iter().filter(|t| all || t.is_content()).filter_map(|t| t.plain.chars().next()).collect()
    };
    initials(false).contains(t.plain.as_str()) || initials(true).contains(t.plain.as_str())
}

//! Another share: all for most, some for many. A claim of all is a stronger one than a claim of some, and is answered otherwise.
//!
//! Quantifiers stand on a ladder, as modal words do; neighbouring steps (many, several) are neutral.

use std::cmp::Ordering;

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, if_likely, ladder, oriented, printed};
use crate::audit::token::{Side, Token};
use crate::lang::{Meaning, steps};
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "quantifier",
    class: Class::Quantifier,
    find,
    fires: &[
        ("All boats must be checked.", "Some boats must be checked."),
        ("Most bridges are old.", "Few bridges are old."),
        ("We will mend all bridges.", "We will mend almost all bridges."),
        ("We have boats and almost no oars.", "We have boats and no oars."),
        ("We have lost all of our boats.", "We have lost half of our boats."),
        ("Few boats came back.", "A few boats came back."),
        ("Not all boats came back.", "No boats came back."),
        ("Not every boat came back.", "The boats did not come back."),
        ("Some boats came back.", "Boats came back."),
        ("Some of these boats came back.", "These boats came back."),
        ("The dam may break in any spring.", "The dam may break this spring."),
    ],
    silent: &[
        ("All boats must be checked.", "Every boat must be checked."),
        ("Many bridges are old.", "Several bridges are old."),
        ("Not all boats came back.", "The boats did not all come back."),
        ("Not all boats came back.", "Some boats did not come back."),
        ("Nobody has told us why.", "We have not been told why."),
        ("We waited for some time at the bridge.", "We waited for a time at the bridge."),
        ("We waited for half an hour.", "We waited for all of thirty minutes."),
        ("It is half past two.", "It is two thirty."),
        ("Almost nothing is left.", "Next to nothing is left."),
        ("The vast majority of the bridges are old.", "Almost all bridges are old."),
        ("Much of the roof is gone.", "A large part of the roof is gone."),
    ],
};

/// So near behind a word that counts stands its noun: some of the old boats.
const NOUN: usize = 4;

fn find(pair: &Pair, report: &mut Report) {
    for here in [true, false] {
        vast_majority(pair, report, here);
    }
    ladder::find(pair, report, &RULE, &pair.lang.meaning.quantity, |here, there, step| match step {
        Ordering::Greater => format!("“{here}” is more than the base's “{there}”."),
        Ordering::Less => format!("“{here}” is less than the base's “{there}”."),
        Ordering::Equal => format!("“{here}” says as much as the base's “{there}”."),
    });
    let ladder = (&RULE, &pair.lang.meaning.quantity);
    ladder::find_shifted(
        pair,
        report,
        ladder,
        |_, _| true,
        |here, there| format!("“{here}” says otherwise than the base's “{there}”."),
    );
    for here in [true, false] {
        nearly_all(pair, report, here);
        one_of_all(pair, report, here);
        uncounted(pair, report, here);
        number_for_share(pair, report, here);
    }
}

/// Three of the boats, most of the boats: raises a number where the other side has a share of what is counted, or some of it.
fn number_for_share(pair: &Pair, report: &mut Report, here: bool) {
    let (mine, theirs) = pair.sides(here);
    let quantity = &pair.lang.meaning.quantity;
    for slot in pair.slots.iter().filter(|s| s.is_small()) {
        let rest = report.rest(slot);
        let (ours, others) = if here { (&rest.here, &rest.there) } else { (&rest.there, &rest.here) };
        let number = ours.iter().copied().find(|i| mine.tokens[*i].figures.is_some() && counts_same(mine, *i, theirs));
        let share = others.iter().find_map(|j| {
            let words = ladder::words(quantity, theirs, *j).filter(|words| words.iter().all(|k| report.is_free(!here, *k)))?;
            let step = ladder::step(quantity, theirs, *words.first()?).filter(|step| *step != steps::NONE)?;
            Some((words, step))
        });
        let (Some(number), Some((share, step))) = (number, share) else { continue };
        let (p, q) = (printed(mine, &[number]), printed(theirs, &share));
        let explanation = match here {
            true => format!("“{p}” tells how many; the base has “{q}”."),
            false => format!("The base tells how many (“{p}”), this rendering has “{q}”."),
        };
        // Some, several may well be three.
        let severity = if step >= steps::MANY || step == steps::FEW { Severity::Major } else { Severity::Minor };
        report.raise(&RULE, severity, oriented(here, &[number], &share), 0.7, explanation);
    }
}

/// Does a number count what the other side has, too?
fn counts_same(side: &Side, number: usize, other: &Side) -> bool {
    let noun = (number + 1..=number + NOUN)
        .take_while(|i| !side.ends_clause(i - 1))
        .find(|i| side.tokens.get(*i).is_some_and(Token::is_content));
    let answer = noun.and_then(|i| side.tokens[i].settled_answer()).and_then(|j| other.tokens.get(j));
    answer.is_some_and(|t| t.figures.is_none())
}

/// Raises a word that says that not all are meant (some, most), where the other side has nothing for it but an article: some neighbours, the
/// neighbours. All may go without saying; what counts one thing only (some time) is another matter.
fn uncounted(pair: &Pair, report: &mut Report, here: bool) {
    let (mine, theirs) = pair.sides(here);
    let meaning = &pair.lang.meaning;
    for slot in pair.slots.iter().filter(|s| s.is_small()) {
        let rest = report.rest(slot);
        let (ours, others) = if here { (&rest.here, &rest.there) } else { (&rest.there, &rest.here) };
        // Some of these, these: with the word of grammar behind it.
        let (at, run) = match ours.as_slice() {
            [at] => (at, [*at].to_vec()),
            [at, of] if *of == at + 1 && mine.tokens.get(*of).is_some_and(|t| !t.is_content()) => (at, [*at, *of].to_vec()),
            _ => continue,
        };
        let counts = meaning.quantity.get(mine.folded(*at)).is_some_and(|step| (1..steps::NEARLY_ALL).contains(step));
        let slight = |j: &usize| {
            theirs.tokens.get(*j).is_some_and(|t| !t.is_content()) && !meaning.quantity.contains_key(theirs.folded(*j))
        };
        let noun = mine.tokens.iter().skip(at + 1).take(NOUN).find(|t| t.is_content());
        let noun = noun.filter(|t| t.is_settled() && t.figures.is_none());
        let beside = run.len() > 1 || mine.tokens.get(at + 1).is_some_and(Token::is_content);
        let many = noun.is_some_and(|t| meaning.plural_endings.iter().any(|e| t.folded.ends_with(e.as_str())));
        let before = at.checked_sub(1).map_or("", |i| mine.folded(i));
        if !counts || !many || !beside || meaning.determiners.contains(before) || !others.iter().all(slight) {
            continue;
        }
        let p = report.weigh(here, &run, &[]);
        let word = printed(mine, &run);
        let explanation = match here {
            true => format!("“{word}” says how many are meant; the base does not."),
            false => format!("The base's “{word}” is missing: all may be meant here."),
        };
        report.raise(&RULE, if_likely(p, Severity::Major), oriented(here, &run, others), p, explanation);
    }
}

/// Raises a word that points at one (this winter) where the other side has a word that means any or all of them (in any winter, every winter).
fn one_of_all(pair: &Pair, report: &mut Report, here: bool) {
    let (mine, theirs) = pair.sides(here);
    let meaning = &pair.lang.meaning;
    for slot in pair.slots.iter().filter(|s| s.is_small()) {
        let rest = report.rest(slot);
        let (ours, others) = if here { (&rest.here, &rest.there) } else { (&rest.there, &rest.here) };
        let one = ours.iter().find(|i| meaning.pointing.contains(mine.folded(**i)));
        let any = others.iter().find(|j| meaning.is_all(theirs.folded(**j)) || is_free_choice(meaning, theirs, **j));
        let (Some(&one), Some(&any)) = (one, any) else { continue };
        let (p, q) = (printed(mine, &[one]), printed(theirs, &[any]));
        let explanation = match here {
            true => format!("“{p}” is one; the base says “{q}”."),
            false => format!("“{q}” is more than the base's “{p}”."),
        };
        report.raise(&RULE, Severity::Major, oriented(here, &[one], &[any]), 0.7, explanation);
    }
}

/// Any, whichever it be: not in a question, not where a negator makes it none.
fn is_free_choice(meaning: &Meaning, side: &Side, at: usize) -> bool {
    let of_sentence = |i: &usize| side.tokens.get(*i).map(|t| t.sentence) == side.tokens.get(at).map(|t| t.sentence);
    let denied = (0..at).filter(of_sentence).any(|i| meaning.polarity.denies(side.folded(i)));
    meaning.choice.contains(side.folded(at)) && !denied && !side.sentence(at).contains('?')
}

/// Takes almost all beside the vast majority: what makes most more says as much.
fn vast_majority(pair: &Pair, report: &mut Report, here: bool) {
    const NEAR: usize = 3;
    let (mine, theirs) = pair.sides(here);
    let meaning = &pair.lang.meaning;
    let is_vast = |at: &usize| {
        let before = at.checked_sub(1).and_then(|i| mine.tokens.get(i));
        meaning.quantity.get(mine.folded(*at)) == Some(&steps::MOST) && before.is_some_and(|t| t.is_content() && !t.is_settled())
    };
    let vast: Vec<usize> = report.open(here).filter(is_vast).collect();
    for at in vast {
        let place = pair.project(here, at);
        let is_nearly_all = |j: &usize| {
            let nearly = j.checked_sub(1).is_some_and(|i| meaning.is_nearly(theirs.folded(i)) && report.is_free(!here, i));
            nearly && meaning.is_all(theirs.folded(*j)) && report.is_free(!here, *j)
        };
        if let Some(all) = (place.saturating_sub(NEAR)..=place + NEAR).find(is_nearly_all) {
            let (own, other) = ([at - 1, at], [all - 1, all]);
            let (here, there) = oriented(here, &own, &other);
            report.take(here, there);
        }
    }
}

/// Raises a word that makes nearly all of what is all on the other side, or nearly nothing of nothing.
fn nearly_all(pair: &Pair, report: &mut Report, here: bool) {
    let (mine, theirs) = pair.sides(here);
    let meaning = &pair.lang.meaning;
    let is_end = |word: &str| meaning.is_all(word) || meaning.quantity.get(word) == Some(&steps::NONE);
    // Almost nothing, next to nothing: what stands open before the word that both have says so, too, unless it makes more of it (absolutely nothing).
    let is_told = |end: usize| {
        let before = end.checked_sub(1).and_then(|i| theirs.tokens.get(i)).filter(|t| !t.is_settled());
        before.is_some_and(|t| meaning.is_nearly(&t.folded) || !meaning.intensity.words.contains(&t.folded))
    };
    let nearly = |at: usize| {
        let end = mine.tokens.get(at + 1).filter(|t| is_end(&t.folded)).and_then(Token::settled_answer)?;
        (meaning.is_nearly(mine.folded(at)) && !is_told(end)).then_some(at)
    };
    let open: Vec<usize> = report.open(here).filter_map(nearly).collect();
    for at in open {
        let (word, all) = (printed(mine, &[at]), printed(mine, &[at + 1]));
        // Shown with what it is nearly all of, so that the original's word for that is seen to be the same place.
        let other: Vec<usize> = mine.tokens.get(at + 1).and_then(|t| t.settled_answer()).into_iter().collect();
        let explanation = match here {
            true => format!("“{word}” takes the edge off the base's “{all}”."),
            false => format!("The base's “{word}” is missing, which makes “{all}” absolute."),
        };
        report.raise(&RULE, Severity::Major, oriented(here, &[at, at + 1], &other), 0.8, explanation);
    }
}

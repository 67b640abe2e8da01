//! A quotation of less than the statement: it begins or ends in the middle of a sentence. Outlets quote the words that they need, so what lies
//! before the first and behind the last word is no loss; a translator only has to know that this rendering is no whole sentence. Its first and last word
//! are compared with what the base has in their place.

use crate::audit::pair::{Pair, Tie, tie_of};
use crate::audit::report::Report;
use crate::audit::rules::{Rule, addition, ladder, number, omission, opposite, printed, substitution};
use crate::audit::token::{Side, Token};
use crate::model::{Class, Role, Severity};

pub const RULE: Rule = Rule {
    name: "partial",
    class: Class::PartialQuotation,
    find,
    fires: &[
        ("The harbour at the old mill is the business of the port office.", "the business of the port office"),
        ("We have never promised the old mill a bridge.", "ever promised the old mill a bridge"),
    ],
    silent: &[("The harbour is old.", "The harbour is old.")],
};

/// A capital letter is missing for other reasons, too; so many words before the first one speak for a fragment.
const MANY: usize = 5;

/// Outlets choose where a fragment ends, so that another word there must be surer to be a change than within a sentence.
const SURE: f32 = 0.78;

/// Between do and its verb stand so many words at most, and do itself: does not, did they not.
const FEW: usize = 3;

fn find(pair: &Pair, report: &mut Report) {
    let text = pair.here.text.trim();
    let begins_small = text.starts_with(char::is_lowercase);
    let is_open = !text.trim_end_matches(['”', '"', '’', '»', ')', '\'']).ends_with(['.', '!', '?', '…']);
    let answers: Vec<usize> = pair.here.tokens.iter().filter_map(|t| t.settled_answer()).collect();
    let (Some(&first), Some(&last)) = (answers.iter().min(), answers.iter().max()) else { return };
    let whole = pair.there.tokens.len();
    let is_partial = pair.role == Role::Partial;
    let lead = pair.here.tokens.iter().take_while(|t| !t.is_settled()).count();
    let tail = pair.here.tokens.iter().rev().take_while(|t| !t.is_settled()).count();
    if !begins_small && !is_partial {
        beyond(pair, report);
    }
    if lead <= 1 && (is_partial || begins_small && (is_open || first >= MANY)) {
        let edge = first.checked_sub(1).filter(|j| lead == 1 && is_edge(pair, 0, *j));
        if begins_small || lead > 0 || !is_led_by_condition(pair, first) {
            raise(pair, report, 0..first - edge.map_or(faced(pair, lead, first), |_| 1));
        } else {
            condition(pair, report, 0..first);
        }
        edge.into_iter().for_each(|j| compare(pair, report, 0, j));
    }
    if tail <= 1 && (is_partial || is_open && begins_small) {
        let end = pair.here.tokens.len() - 1;
        let edge = Some(last + 1).filter(|j| tail == 1 && is_edge(pair, end, *j));
        if begins_small || !is_condition(pair, last + 1) {
            raise(pair, report, last + 1 + edge.iter().len()..whole);
        } else {
            condition(pair, report, last + 1..whole);
        }
        edge.into_iter().for_each(|j| compare(pair, report, end, j));
    }
}

/// Does the first or last word of the fragment say something else than the base has in its place: the coldest winter since 1963, since 1936?
fn is_edge(pair: &Pair, here: usize, there: usize) -> bool {
    let (Some(a), Some(b)) = (pair.here.tokens.get(here), pair.there.tokens.get(there)) else { return false };
    let meaning = &pair.lang.meaning;
    if are_opposites(pair, here, there) {
        return true;
    }
    let is_kin = a.figures.is_some() == b.figures.is_some() && a.is_name == b.is_name;
    // Of whom it is said is told by the rules of quantity and denial.
    let counts = |t: &Token| meaning.quantity.contains_key(&t.folded) || meaning.polarity.makes_none(&t.folded);
    let tells = |t: &Token| t.is_content() && !counts(t);
    tells(a) && tells(b) && !b.is_settled() && is_kin && !meaning.are_alike(&a.folded, &b.folded)
}

/// More than 400, fewer than 400: do two edges say opposites, which nothing outside the marks and no negator beside them turns round? Ever, never are told
/// by what denies.
fn are_opposites(pair: &Pair, here: usize, there: usize) -> bool {
    let (Some(a), Some(b)) = (pair.here.tokens.get(here), pair.there.tokens.get(there)) else { return false };
    let polarity = &pair.lang.meaning.polarity;
    let denies = |t: &Token| polarity.denies(&t.folded) || polarity.ever.contains(&t.folded) || polarity.makes_none(&t.folded);
    let beside = |side: &Side, at: usize| at.checked_sub(1).is_some_and(|i| polarity.denies(side.folded(i)));
    let is_turned = || beside(&pair.here, here) || beside(&pair.there, there);
    let outside = || [true, false].iter().any(|side| pair.is_denied_outside(*side) == Some(true));
    let opposite = tie_of(a, b, pair.lang) == Tie::Antonym && !b.is_settled();
    opposite && !denies(a) && !denies(b) && !is_turned() && !outside()
}

/// Tells of the edge: a number, or another word; a name is told with all others.
fn compare(pair: &Pair, report: &mut Report, here: usize, there: usize) {
    let Some(t) = pair.here.tokens.get(here).filter(|t| report.is_free(true, here) && report.is_free(false, there) && !t.is_name)
    else {
        return;
    };
    if let Some(figures) = &t.figures {
        // 4am, four: no other number, and one that the base has elsewhere has only moved.
        let has = pair.there.tokens.iter().any(|o| o.figures.as_ref() == Some(figures));
        return if has { report.take(&[here], &[there]) } else { number::compare(pair, report, here, there) };
    }
    if are_opposites(pair, here, there) {
        return opposite::raise(pair, report, here, there, 0.7);
    }
    let (a, b) = (printed(&pair.here, &[here]), printed(&pair.there, &[there]));
    let explanation = format!("This rendering has “{a}” where the base has “{b}”.");
    let unit = |side: &Side, at: usize| number::measures(pair, side, at);
    if let (Some(ours), Some(theirs)) = (unit(&pair.here, here), unit(&pair.there, there))
        && ours != theirs
    {
        return report.raise(&number::RULE, Severity::Critical, (&[here], &[there]), 0.8, explanation);
    }
    let p = report.weigh(true, &[here], &[there]);
    let severity = if p >= SURE { Severity::Major } else { Severity::Neutral };
    report.raise(&substitution::RULE, severity, (&[here], &[there]), p, explanation);
}

/// What a whole sentence has before the first word of a base that is a fragment was not added to it; what it denies, binds or counts with stays
/// open.
fn beyond(pair: &Pair, report: &mut Report) {
    let is_fragment = pair.there.text.trim().starts_with(char::is_lowercase);
    let first = pair.there.tokens.first().and_then(|t| t.settled_answer()).filter(|_| is_fragment);
    let outside = (0..first.unwrap_or(0)).take_while(|i| !binds(pair, pair.here.folded(*i)));
    let run: Vec<usize> =
        outside.filter(|i| report.is_free(true, *i) && pair.here.tokens.get(*i).is_some_and(|t| !t.is_settled())).collect();
    if !run.is_empty() {
        let explanation = format!("The base quotes only a part of the statement; “{}” lies outside.", printed(&pair.here, &run));
        report.raise(&addition::RULE, Severity::Neutral, (&run, &[]), 0.8, explanation);
    }
}

/// How many words of the base, right before the first one that the fragment has, too, its first word stands for: “may close” does not leave out
/// the “must” of “we must close”, it says otherwise.
fn faced(pair: &Pair, lead: usize, first: usize) -> usize {
    if let Some(turned) = turned(pair, first).filter(|_| lead == 0) {
        return first - turned;
    }
    let polarity = &pair.lang.meaning.polarity;
    // Denied that he “ever promised it”: the marks are inside of what is denied.
    let is_denied = |word: &str| polarity.ever.contains(word) || polarity.open.contains(word);
    let leads = |t: &Token| (binds(pair, &t.folded) || !t.is_content()) && !is_denied(&t.folded);
    // Needs, where the base has “does not need”: another form shows that it was not cut from there.
    let support = &pair.lang.meaning.tense.support;
    let is_reformed = |t: &Token| t.answers.first().is_some_and(|a| a.tie == Tie::Form) && !t.is_name;
    let reforms = lead == 0 && pair.here.tokens.first().is_some_and(is_reformed);
    let is_lead = lead > 0 && pair.here.tokens.first().is_some_and(leads)
        || reforms && (first.saturating_sub(FEW)..first).any(|i| support.contains(pair.there.folded(i)));
    let covered = |i: usize| ladder::covers(&pair.lang.meaning.modality, &pair.there, i);
    let binding = || (0..first).rev().take_while(|i| binds(pair, pair.there.folded(*i)) || covered(*i));
    if is_lead { binding().count() } else { 0 }
}

/// The negator with which the base, a fragment as well, begins, or that stands in it right before the fragment, where it is the article that denies
/// nothing: is “welcome on the pier”, is “not welcome on the pier”.
fn turned(pair: &Pair, first: usize) -> Option<usize> {
    /// A word may stand between the two: not to sell.
    const BESIDE: usize = 2;
    let from = if pair.there.begins_inside() && first <= FEW { 0 } else { first.saturating_sub(BESIDE) };
    let denies = |i: &usize| pair.lang.meaning.polarity.negators.contains(pair.there.folded(*i));
    (from..first).find(denies).filter(|_| pair.is_denied_outside(true) == Some(false))
}

/// Does a word deny, bind or count what stands behind it?
fn binds(pair: &Pair, word: &str) -> bool {
    let meaning = &pair.lang.meaning;
    meaning.polarity.negators.contains(word)
        || meaning.modality.contains_key(word)
        || meaning.quantity.contains_key(word)
        || meaning.tense.auxiliaries.contains_key(word)
        || meaning.tense.infinitive == word
}

/// “But I won't back down”: what is quoted as a whole sentence, and said only on a condition, which the base has right behind it.
fn is_condition(pair: &Pair, behind: usize) -> bool {
    pair.lang.meaning.conditional.iter().any(|phrase| pair.there.says(phrase, behind))
}

/// “The culprits will be dismissed”: the same, where the base begins with the condition, and the article does not tell it before the mark.
fn is_led_by_condition(pair: &Pair, first: usize) -> bool {
    let joins = pair.lang.meaning.connectives.contains(pair.there.folded(0));
    let begins = is_condition(pair, 0) || joins && is_condition(pair, 1);
    begins && first.checked_sub(1).is_some_and(|i| pair.there.ends_clause(i)) && !pair.here.outside.limits(pair.lang)
}

fn condition(pair: &Pair, report: &mut Report, outside: std::ops::Range<usize>) {
    let run: Vec<usize> = outside.filter(|i| report.is_free(false, *i)).collect();
    let side = if run.first() == Some(&0) { "begins" } else { "goes on" };
    let explanation = format!("The base {side} “{}”; without it this rendering says more.", printed(&pair.there, &run));
    report.raise(&omission::RULE, Severity::Major, (&[], &run), 0.8, explanation);
}

fn raise(pair: &Pair, report: &mut Report, outside: std::ops::Range<usize>) {
    let is_left = |i: &usize| report.is_free(false, *i) && pair.there.tokens.get(*i).is_some_and(|t| !t.is_settled());
    let run: Vec<usize> = outside.filter(is_left).collect();
    if run.is_empty() {
        return;
    }
    let explanation = format!("Only a part of the statement is quoted; “{}” lies outside.", printed(&pair.there, &run));
    report.raise(&RULE, Severity::Neutral, (&[], &run), 0.8, explanation);
}

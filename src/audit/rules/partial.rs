//! A quotation of less than the statement: it begins or ends in the middle of a sentence. Outlets quote the words that they need, so what lies
//! before the first and behind the last word is no loss; a translator only has to know that this rendering is no whole sentence.

use crate::audit::pair::{Pair, Tie};
use crate::audit::report::Report;
use crate::audit::rules::{Rule, addition, printed};
use crate::audit::token::Token;
use crate::model::{Class, Role, Severity};

pub const RULE: Rule = Rule {
    name: "partial",
    class: Class::PartialQuotation,
    find,
    fires: &[("The harbour at the old mill is the business of the port office.", "the business of the port office")],
    silent: &[("The harbour is old.", "The harbour is old.")],
};

/// A capital letter is missing for other reasons, too; so many words before the first one speak for a fragment.
const MANY: usize = 5;

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
        raise(pair, report, 0..first - faced(pair, lead, first));
    }
    if tail <= 1 && (is_partial || is_open && begins_small) {
        raise(pair, report, last + 1..whole);
    }
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
    let binding = || (0..first).rev().take_while(|i| binds(pair, pair.there.folded(*i)));
    if is_lead { binding().count() } else { 0 }
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

fn raise(pair: &Pair, report: &mut Report, outside: std::ops::Range<usize>) {
    let is_left = |i: &usize| report.is_free(false, *i) && pair.there.tokens.get(*i).is_some_and(|t| !t.is_settled());
    let run: Vec<usize> = outside.filter(is_left).collect();
    if run.is_empty() {
        return;
    }
    let explanation = format!("Only a part of the statement is quoted; “{}” lies outside.", printed(&pair.there, &run));
    report.raise(&RULE, Severity::Neutral, (&[], &run), 0.8, explanation);
}

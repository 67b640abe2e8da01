//! A quotation of less than the statement: it begins or ends in the middle of a sentence. Outlets quote the words that they need, so what lies
//! before the first and behind the last word is no loss; a translator only has to know that this rendering is no whole sentence.

use crate::audit::pair::Pair;
use crate::audit::report::{Finding, Report};
use crate::audit::rules::{Rule, printed};
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "partial",
    class: Class::PartialQuotation,
    find,
    fires: &[("The harbour at the old mill is the business of the port office.", "the business of the port office")],
    silent: &[("The harbour is old.", "The harbour is old.")],
};

fn find(pair: &Pair, report: &mut Report) {
    let text = pair.here.text.trim();
    let begins_small = text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase);
    let base_begins_small = pair.there.text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase);
    let is_open = |t: &str| !t.trim().trim_end_matches(['”', '"', '’', '»', ')', '\'']).ends_with(['.', '!', '?', '…']);
    let answers: Vec<usize> = pair.here.tokens.iter().filter_map(|t| t.settled_answer()).collect();
    let (Some(&first), Some(&last)) = (answers.iter().min(), answers.iter().max()) else { return };
    let whole = pair.there.tokens.len();
    let mut ends: Vec<Vec<usize>> = Vec::new();
    let opens = |at: usize| pair.here.tokens.iter().take_while(|t| !t.is_settled()).count() <= at;
    // A first or last word that answers the middle of the base.
    if begins_small && !base_begins_small && first > 1 && opens(1) {
        ends.push((0..first).collect());
    }
    let tail = pair.here.tokens.iter().rev().take_while(|t| !t.is_settled()).count();
    if is_open(text) && !is_open(pair.there.text) && last + 2 < whole && tail <= 1 {
        ends.push((last + 1..whole).collect());
    }
    for run in ends {
        let run: Vec<usize> = run.into_iter().filter(|i| pair.there.tokens.get(*i).is_some_and(|t| !t.is_settled())).collect();
        if run.is_empty() {
            continue;
        }
        let explanation = format!("Only a part of the statement is quoted; “{}” lies outside.", printed(&pair.there, &run));
        let finding = Finding {
            rule: RULE.name,
            class: RULE.class,
            severity: Severity::Neutral,
            here: &[],
            there: &run,
            confidence: 0.8,
            explanation,
        };
        report.raise(finding);
    }
}

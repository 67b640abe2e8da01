//! What stands on one side only? Shared by omission and addition, which are one thing seen from both sides.

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, by_sureness, ladder, oriented, printed};
use crate::audit::token::{Side, Token};
use crate::model::Severity;

/// So likely a loss is one for sure.
const SURE: f32 = 0.7;

/// Raises what side `here` (or the other one) has and the other lacks. `explain` is told the words and whether they may be narration.
pub fn find(pair: &Pair, report: &mut Report, here: bool, rule: &Rule, explain: fn(&str, bool) -> String) {
    let (mine, _) = pair.sides(here);
    for slot in &pair.slots {
        let rest = report.rest(slot);
        let own = if here { rest.here } else { rest.there };
        for run in pieces(&own) {
            let severity = usual(pair, here, &run);
            if severity == Severity::Neutral
                && !run.iter().any(|i| mine.tokens.get(*i).is_some_and(|t| t.is_content()))
                && !is_told(pair, mine, &run)
            {
                continue;
            }
            let p = report.weigh(here, &run, &[]);
            let narrated = run.iter().any(|i| pair.lang.meaning.saying.contains(mine.folded(*i)));
            let explanation = explain(printed(mine, &run), narrated);
            let words = oriented(here, &run, &[]);
            let sure = if is_wish(pair, mine, &run) { 0.0 } else { SURE };
            report.raise(rule, by_sureness(p, sure, severity), words, p, explanation);
        }
    }
}

/// Does a word of the run say what somebody thinks, hopes or tries, or that it was nearly so: without it, it is so?
fn is_wish(pair: &Pair, side: &Side, run: &[usize]) -> bool {
    let meaning = &pair.lang.meaning;
    let verges = |t: &Token| meaning.is_nearly(&t.folded) || meaning.verging.contains(&t.folded);
    let says = |t: &Token| t.is_any(&meaning.polarity.raising) || t.is_any(&meaning.stance) || verges(t);
    run.iter().filter_map(|i| side.tokens.get(*i)).any(says)
}

/// May the run be a subject that its language leaves out where it is known (il traghetto non può, non può)?
fn may_be_subject(pair: &Pair, side: &Side, run: &[usize]) -> bool {
    let sentence = |at: usize| side.tokens.get(at).map(|t| t.sentence);
    let content = || run.iter().filter(|i| side.tokens.get(**i).is_some_and(|t| t.is_content()));
    let begins = run.first().is_some_and(|&first| first == 0 || sentence(first - 1) != sentence(first));
    let goes_on = run.last().is_some_and(|&last| sentence(last + 1) == sentence(last));
    pair.lang.speech.drops_subject && begins && goes_on && content().count() == 1
}

/// What such a loss weighs, where it is one.
fn usual(pair: &Pair, here: bool, run: &[usize]) -> Severity {
    let (side, _) = pair.sides(here);
    let meaning = &pair.lang.meaning;
    let told = || run.iter().filter_map(|i| side.tokens.get(*i));
    let connective =
        |folded: &str| meaning.connectives.contains(folded) || meaning.saying.contains(folded) || meaning.light.contains(folded);
    // A sign (£) goes without saying where its number stands; what binds (going to) is told by its own rule; what is left out behind an auxiliary
    // has been said before it.
    let binds = |i: usize| ladder::covers(&meaning.modality, side, i);
    let slight = |i: usize, t: &Token| connective(&t.folded) || t.is_sign() || binds(i);
    let weighs = |i: &usize| side.tokens.get(*i).is_some_and(|t| t.is_content() && !slight(*i, t));
    if run.iter().any(weighs) && !is_elided(pair, here, run) && !may_be_subject(pair, side, run) {
        Severity::Major
    } else if told().any(|t| t.is_content() || connective(&t.folded)) || is_told(pair, side, run) {
        Severity::Minor
    } else {
        Severity::Neutral
    }
}

/// Does a verb and what goes with it follow an auxiliary on one side, where the clause of the other ends with the auxiliary (if we had)?
fn is_elided(pair: &Pair, here: bool, run: &[usize]) -> bool {
    let (Some(&first), Some(&last)) = (run.first(), run.last()) else { return false };
    let (side, other) = pair.sides(here);
    let host = first.checked_sub(1).filter(|h| pair.lang.meaning.tense.auxiliaries.contains_key(side.folded(*h)));
    let answer = host.and_then(|h| side.tokens.get(h)).and_then(|t| t.settled_answer());
    answer.is_some_and(|a| other.ends_clause(a)) && side.ends_clause(last)
}

/// “It” stands for a clause as often as for a thing: and took, and it took.
const NEUTER: u8 = b'n';

fn is_told(pair: &Pair, side: &Side, run: &[usize]) -> bool {
    let meaning = &pair.lang.meaning;
    let drops_subject = pair.lang.speech.drops_subject;
    run.iter().any(|i| {
        let word = side.folded(*i);
        // Where the verb tells the person, a pronoun may be left out.
        !drops_subject && meaning.person(word).is_some_and(|p| p.gender != NEUTER)
            || meaning.weighty.contains(word)
            || meaning.quantity.contains_key(word) && !meaning.polarity.negators.contains(word)
    })
}

/// The neighbouring words of a run together.
fn pieces(run: &[usize]) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    for &i in run {
        match out.last_mut() {
            Some(piece) if piece.last().is_some_and(|l| l + 1 == i) => piece.push(i),
            _ => out.push(vec![i]),
        }
    }
    out
}

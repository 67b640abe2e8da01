//! Only, said with half of a negator: ne … que beside ne … pas. We have only two boats and we do not have two boats are two things.
//!
//! Only for a word that says it (seulement) is neutral; where it is lost, more or less is claimed, as with other words that narrow.

use crate::audit::only_when;
use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, if_likely, intensity, oriented, printed};
use crate::audit::token::Side;
use crate::lang::Lang;
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule { name: "restriction", class: Class::Negation, find, fires: &[], silent: &[] };

/// How far, in words, the second half may stand behind the first.
const REACH: usize = 7;

fn find(pair: &Pair, report: &mut Report) {
    for (at, t) in pair.here.tokens.iter().enumerate() {
        let Some(there_at) = t.settled_answer().filter(|j| report.is_free(true, at) && report.is_free(false, *j)) else {
            continue;
        };
        let second = |side: &Side, at: usize| only(pair.lang, side, at).or_else(|| partner(pair.lang, side, at));
        let narrows = [only(pair.lang, &pair.here, at).is_some(), only(pair.lang, &pair.there, there_at).is_some()];
        let (Some(own), Some(other)) = (second(&pair.here, at), second(&pair.there, there_at)) else { continue };
        if narrows[0] != narrows[1] {
            // Nous n'ouvrirons qu'en mai, nous n'ouvrirons pas avant mai.
            let (here, there) = ((pair.lang, &pair.here), (pair.lang, &pair.there));
            let earliest = if narrows[0] { only_when::answer(there, there_at, here) } else { only_when::answer(here, at, there) };
            if let Some((earliest, _)) = earliest {
                let (mut own_words, mut others) = (vec![at, own], vec![there_at, other]);
                if narrows[0] {
                    others.push(earliest.bound)
                } else {
                    own_words.push(earliest.bound)
                }
                report.take(&own_words, &others);
                continue;
            }
            let (p, q) = (printed(&pair.here, &[at, own]), printed(&pair.there, &[there_at, other]));
            let explanation = format!("One of “{p}” and the base's “{q}” denies, the other narrows.");
            report.raise(&RULE, Severity::Critical, (&[at, own], &[there_at, other]), 0.9, explanation);
        }
    }
    for here in [true, false] {
        alone(pair, report, here);
    }
}

/// Only on one side, where nothing on the other answers its first half.
fn alone(pair: &Pair, report: &mut Report, here: bool) {
    let (mine, theirs) = pair.sides(here);
    for (at, t) in mine.tokens.iter().enumerate() {
        let Some(second) = only(pair.lang, mine, at).filter(|_| !t.is_settled() && report.is_free(here, at)) else { continue };
        let place = pair.project(here, at);
        let near = place.saturating_sub(REACH)..=place + REACH;
        let says_so = |j: &usize| {
            let t = theirs.tokens.get(*j).filter(|t| !t.is_settled() && report.is_free(!here, *j));
            t.is_some_and(|t| pair.lang.meaning.intensity.words.contains(&t.folded))
        };
        let own: Vec<usize> = [at, second].into_iter().filter(|i| report.is_free(here, *i)).collect();
        let other: Vec<usize> = near.filter(says_so).take(1).collect();
        let p = report.weigh(here, &own, &other);
        let severity = if other.is_empty() { if_likely(p, Severity::Minor) } else { Severity::Neutral };
        let explanation = format!("“{}” narrows what is said on one side.", printed(mine, &own));
        report.raise(&intensity::RULE, severity, oriented(here, &own, &other), p, explanation);
    }
}

/// The second half of an only, if a word is the first: nothing that denies stands between.
pub fn only(lang: &Lang, side: &Side, at: usize) -> Option<usize> {
    let polarity = &lang.meaning.polarity;
    let second = behind(side, at)
        .find(|i| polarity.partners.contains(side.folded(*i)) || polarity.restrictive.contains(side.folded(*i)))
        .filter(|i| polarity.restrictive.contains(side.folded(*i)));
    second.filter(|_| polarity.particles.contains(side.folded(at)))
}

/// What denies together with a word.
fn partner(lang: &Lang, side: &Side, at: usize) -> Option<usize> {
    let polarity = &lang.meaning.polarity;
    let mut behind = behind(side, at).filter(|_| polarity.particles.contains(side.folded(at)));
    behind.find(|i| polarity.partners.contains(side.folded(*i)))
}

/// The words of its sentence behind a word.
fn behind<'s>(side: &'s Side, at: usize) -> impl Iterator<Item = usize> + 's {
    let sentence = move |i: usize| side.tokens.get(i).map(|t| t.sentence);
    (at + 1..side.tokens.len().min(at + 1 + REACH)).take_while(move |i| sentence(*i) == sentence(at))
}

//! Words that say together what one word says, or other words together: took place, happened; ought to, should. Another way to say it, so neutral.

use crate::audit::pair::{Pair, Slot};
use crate::audit::report::Report;
use crate::audit::rules::{Rule, ladder, modality, opposite, oriented, printed};
use crate::audit::token::Side;
use crate::lang::Lang;
use crate::lang::poles::Pole;
use crate::lexicon::thesaurus::{self, Entry, Kin, Thesaurus};
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "phrase",
    class: Class::Substitution,
    find,
    fires: &[
        ("The council will implement the plan.", "The council will carry the plan out."),
        ("The vote happened in May.", "The vote took place in May."),
    ],
    silent: &[
        ("You should leave at once.", "You ought to leave immediately."),
        ("Whoever lies must go.", "Those who lie must go."),
        ("The dam held every time.", "The dam held every single time."),
        ("I will not pay.", "I am not going to pay."),
        ("We queued for hours.", "We stood in line for hours."),
        ("In six months we lost four boats.", "In the space of six months we lost four boats."),
    ],
};

/// The most words of a phrase.
const MOST: usize = 3;
/// So many words may stand between a verb and its particle.
const APART: usize = 6;
/// In longer slots words that say the same stand together by chance.
const LONG: usize = 16;

/// Words of one side as one phrase.
struct Phrase {
    words: Vec<usize>,
    /// Folded, joined by spaces.
    text: String,
    entry: Entry,
}

fn find(pair: &Pair, report: &mut Report) {
    let thesaurus = thesaurus::of(pair.lang);
    for slot in &pair.slots {
        let rest = report.rest(slot);
        if rest.here.is_empty() || rest.there.is_empty() || rest.here.len().max(rest.there.len()) > LONG {
            continue;
        }
        let (here, there) = (phrases(pair, report, true, &rest, thesaurus), phrases(pair, report, false, &rest, thesaurus));
        for a in &here {
            for b in &there {
                let free = |here: bool, p: &Phrase| p.words.iter().all(|i| report.is_free(here, *i));
                if free(true, a) && free(false, b) && say_the_same(pair, a, b) {
                    let explanation = format!(
                        "“{}” says what the base's “{}” says.",
                        printed(&pair.here, &a.words),
                        printed(&pair.there, &b.words)
                    );
                    report.answer_in_phrases(&a.words, &b.words);
                    report.raise(&RULE, Severity::Neutral, (&a.words, &b.words), 0.8, explanation);
                } else if free(true, a) && free(false, b) && a.words.len() + b.words.len() > 2 && say_opposites(pair, a, b) {
                    let (p, q) = (printed(&pair.here, &a.words), printed(&pair.there, &b.words));
                    let explanation = format!("“{p}” is the opposite of the base's “{q}”.");
                    report.raise(&opposite::RULE, Severity::Major, (&a.words, &b.words), 0.8, explanation);
                }
            }
        }
    }
    for slot in &pair.slots {
        for here in [true, false] {
            with_neighbours(pair, report, here, slot);
        }
    }
}

/// Words that say only together with a word that both sides have what the other side says with it: every single time, every time.
fn with_neighbours(pair: &Pair, report: &mut Report, here: bool, slot: &Slot) {
    let (mine, theirs) = pair.sides(here);
    let rest = report.rest(slot);
    let (run, others) = if here { (&rest.here, &rest.there) } else { (&rest.there, &rest.here) };
    for window in (1..=MOST).rev().flat_map(|length| run.windows(length)).filter(|w| are_neighbours(w)) {
        let (Some(first), Some(last)) = (window.first(), window.last()) else { continue };
        for beside in [first.checked_sub(1), Some(last + 1)].into_iter().flatten() {
            let Some(answer) = mine.tokens.get(beside).and_then(|t| t.settled_answer()) else { continue };
            let mut own: Vec<usize> = window.iter().copied().chain([beside]).collect();
            own.sort_unstable();
            let near = |j: &&usize| j.abs_diff(answer) < MOST;
            let mut other: Vec<usize> = others.iter().filter(near).copied().chain([answer]).collect();
            other.sort_unstable();
            let free = own.iter().all(|i| report.is_free(here, *i)) && other.iter().all(|j| report.is_free(!here, *j));
            if free && are_neighbours(&other) && are_one(pair, mine, &own, theirs, &other) {
                let explanation = format!("“{}” says what “{}” says.", printed(mine, &own), printed(theirs, &other));
                report.raise(&RULE, Severity::Neutral, oriented(here, &own, &other), 0.8, explanation);
            }
        }
    }
}

/// Do two runs of words say the same as phrases?
fn are_one(pair: &Pair, mine: &Side, own: &[usize], theirs: &Side, other: &[usize]) -> bool {
    let thesaurus = thesaurus::of(pair.lang);
    let read = |side: &Side, words: &[usize]| phrase(side, words.to_vec(), thesaurus);
    let (a, b) = (read(mine, own), read(theirs, other));
    pair.lang.meaning.are_alike(&a.text, &b.text) || a.entry.kin(&b.entry) == Some(Kin::Synonym)
}

/// Does each word stand right behind the one before it?
fn are_neighbours(words: &[usize]) -> bool {
    words.is_sorted_by(|a, b| a + 1 == *b)
}

fn say_the_same(pair: &Pair, a: &Phrase, b: &Phrase) -> bool {
    // Two words that the thesaurus knows are tied already; it is asked of longer phrases only.
    let longer = a.words.len() + b.words.len() > 2;
    let alike = longer && are_of_one_pole(pair, a, b)
        || (longer || a.text != b.text) && pair.lang.meaning.are_alike(&a.text, &b.text)
        || longer && a.entry.kin(&b.entry) == Some(Kin::Synonym);
    alike && !bind_otherwise(pair, a, b)
}

fn say_opposites(pair: &Pair, a: &Phrase, b: &Phrase) -> bool {
    let pole = |side: &Side, phrase: &Phrase| pole(pair.lang, side, &phrase.words);
    let apart = || pole(&pair.here, a).zip(pole(&pair.there, b)).is_some_and(|(x, y)| x.is_opposite(y));
    let crossed = || a.words.first().zip(b.words.first()).is_some_and(|(i, j)| opposite::is_crossed(pair, *i, *j));
    pair.lang.meaning.are_opposites(&a.text, &b.text) || apart() && !crossed()
}

/// Less risky, safer; costs less, is cheaper: do two phrases compare, and stand on one pole?
fn are_of_one_pole(pair: &Pair, a: &Phrase, b: &Phrase) -> bool {
    let pole = |side: &Side, phrase: &Phrase| pole(pair.lang, side, &phrase.words).filter(|pole| pole.leaves_nothing_between());
    let inflection = &pair.lang.inflection;
    let compares = |phrase: &Phrase| phrase.words.len() > 1 || inflection.positives(&phrase.text).next().is_some();
    compares(a) && compares(b) && pole(&pair.here, a).zip(pole(&pair.there, b)).is_some_and(|(x, y)| x == y)
}

/// The pole on which a phrase stands, by heart (cost less) or by what compares before it (more expensive, less safe).
fn pole(lang: &'static Lang, side: &Side, words: &[usize]) -> Option<Pole<'static>> {
    let of = |run: &[usize]| {
        let stems: Vec<&str> = run.iter().filter_map(|i| side.tokens.get(*i)).map(|t| t.stem.as_str()).collect();
        lang.pole(&stems).filter(|(_, length)| *length == run.len()).map(|(pole, _)| pole)
    };
    let compared = || {
        let (first, rest) = words.split_first().filter(|(_, rest)| !rest.is_empty())?;
        let amount = of(&[*first]).filter(|pole| pole.is_amount())?;
        of(rest).map(|pole| Pole { second: pole.second != amount.second, ..pole })
    };
    of(words).or_else(compared)
}

/// Do two phrases that bind alike part where they are denied (must not, do not have to)?
fn bind_otherwise(pair: &Pair, a: &Phrase, b: &Phrase) -> bool {
    let step = |side: &Side, phrase: &Phrase| {
        let first = phrase.words.first().filter(|at| modality::is_denied(pair, side, **at));
        first.and(pair.lang.meaning.denied.get(phrase.text.as_str())).copied()
    };
    step(&pair.here, a).zip(step(&pair.there, b)).is_some_and(|(x, y)| x.abs_diff(y) >= ladder::FAR)
}

/// The phrases that what is left of a slot holds on one side, the longest first: neighbouring words, and verbs with their particles.
fn phrases(pair: &Pair, report: &Report, here: bool, rest: &Slot, thesaurus: Option<Thesaurus>) -> Vec<Phrase> {
    let (side, _) = pair.sides(here);
    let run = &over_negators(pair, report, here, if here { &rest.here } else { &rest.there });
    let particles = &pair.lang.meaning.particles;
    let mut all: Vec<Vec<usize>> = Vec::new();
    for length in (1..=MOST).rev() {
        all.extend(
            run.windows(length)
                .filter(|w| w.is_sorted_by(|a, b| a + 1 == *b || a + 2 == *b && is_kept_negator(pair, side, a + 1)))
                .map(<[usize]>::to_vec),
        );
    }
    for &verb in run {
        let apart = (verb + 2..side.tokens.len().min(verb + 2 + APART)).find(|i| particles.contains(side.folded(*i)));
        all.extend(apart.filter(|i| report.is_free(here, *i) && is_open(side, *i, verb)).map(|i| vec![verb, i]));
    }
    all.into_iter().map(|words| phrase(side, words, thesaurus)).collect()
}

/// Some words, and those that go on behind a negator which both sides have: am (not) going to.
fn over_negators(pair: &Pair, report: &Report, here: bool, run: &[usize]) -> Vec<usize> {
    let (side, _) = pair.sides(here);
    let mut out = Vec::new();
    for &at in run {
        out.push(at);
        if !run.contains(&(at + 2)) && is_kept_negator(pair, side, at + 1) {
            let behind = at + 2..at + 1 + MOST;
            out.extend(behind.take_while(|i| report.is_free(here, *i) && is_open(side, *i, at)));
        }
    }
    out
}

fn is_kept_negator(pair: &Pair, side: &Side, at: usize) -> bool {
    side.tokens.get(at).is_some_and(|t| t.is_settled() && pair.lang.meaning.polarity.denies(&t.folded))
}

/// Does a word answer nothing, and stand in the sentence of another?
fn is_open(side: &Side, at: usize, beside: usize) -> bool {
    let sentence = |i: usize| side.tokens.get(i).map(|t| t.sentence);
    side.tokens.get(at).is_some_and(|t| !t.is_settled()) && sentence(at) == sentence(beside)
}

fn phrase(side: &Side, words: Vec<usize>, thesaurus: Option<Thesaurus>) -> Phrase {
    let told: Vec<(&str, &Entry)> =
        words.iter().filter_map(|i| side.tokens.get(*i)).map(|t| (t.folded.as_str(), &t.entry)).collect();
    let text = told.iter().map(|(w, _)| *w).collect::<Vec<_>>().join(" ");
    let entry = match told.as_slice() {
        [(_, entry)] => (*entry).clone(),
        more => thesaurus.map(|t| t.find_phrase(more)).unwrap_or_default(),
    };
    Phrase { words, text, entry }
}

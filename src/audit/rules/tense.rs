//! Another time: said for says, will close for closed. A translator asks whether it is done, goes on, or is only planned.
//!
//! The time of a verb is that of its auxiliary, else of its form. Times that news prose takes for one another (has closed, closed) are neutral.

use crate::audit::pair::{Pair, Tie, are_one_contraction};
use crate::audit::report::Report;
use crate::audit::rules::{Rule, ladder, modality};
use crate::audit::token::{Side, Token};
use crate::lang::Time;
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "tense",
    class: Class::Tense,
    find,
    fires: &[
        ("The port office closed the bridge.", "The port office will close the bridge."),
        ("The bridge was safe in winter.", "The bridge is safe in winter."),
        ("She says the road is open.", "She said the road is open."),
    ],
    silent: &[
        ("The port office closed the bridge.", "The port office has closed the bridge."),
        ("The port office closed the bridge.", "The bridge was closed by the port office."),
        ("They attacked the plan.", "The attack on the plan was theirs."),
        ("If they had received it, they would have left.", "If they'd received it, they'd have left."),
        ("She has gone on for years.", "She's gone on for years."),
        ("The boats could still be safe.", "The boats might still be safe."),
    ],
};

/// A verb with its auxiliaries.
#[derive(Clone, Debug)]
struct Group {
    /// The auxiliaries, then the verb, if there is one.
    words: Vec<usize>,
    head: Option<usize>,
    time: Time,
    /// The form leaves no doubt that it is a verb.
    sure: bool,
}

fn find(pair: &Pair, report: &mut Report) {
    let here = groups(pair, &pair.here);
    let there = groups(pair, &pair.there);
    for g in &here {
        let Some(h) = there.iter().find(|h| answers(pair, g, h)) else { continue };
        if g.time == h.time || !(g.sure || h.sure) || is_contracted(pair, g, h) || is_modal_change(pair, g, h) {
            continue;
        }
        if is_reduced(pair, true, g, h) || is_reduced(pair, false, h, g) {
            continue;
        }
        let differ = |here: bool, own: &Group, other: &Group| -> Vec<usize> {
            let (mine, theirs) = pair.sides(here);
            own.words.iter().copied().filter(|i| !other.words.iter().any(|j| theirs.folded(*j) == mine.folded(*i))).collect()
        };
        let (mut p, mut q) = (differ(true, g, h), differ(false, h, g));
        if p.is_empty() && q.is_empty() {
            continue;
        }
        if p.is_empty() {
            p = g.words.clone()
        }
        if q.is_empty() {
            q = h.words.clone()
        }
        if !p.iter().all(|i| report.is_free(true, *i)) || !q.iter().all(|i| report.is_free(false, *i)) {
            continue;
        }
        let severity = if is_one_time(g.time, h.time) { Severity::Neutral } else { Severity::Minor };
        let explanation = format!("The base is in the {}, this rendering in the {}.", name(h.time), name(g.time));
        report.raise(&RULE, severity, (&p, &q), 0.7, explanation);
    }
}

/// Is the auxiliary of one group printed as the letters that may stand for the other's ('d for had)?
fn is_contracted(pair: &Pair, g: &Group, h: &Group) -> bool {
    let a = g.words.first().and_then(|i| pair.here.tokens.get(*i));
    let b = h.words.first().and_then(|j| pair.there.tokens.get(*j));
    a.zip(b).is_some_and(|(a, b)| are_one_contraction(a, b, pair.lang))
}

/// Do words of both bind otherwise (will, may)? What is told of them is how much they bind, not when.
fn is_modal_change(pair: &Pair, g: &Group, h: &Group) -> bool {
    let ladder = &pair.lang.meaning.modality;
    let leaves_open = |side: &Side, group: &Group| group.words.iter().any(|i| modality::leaves_open(pair, side, *i));
    let binds = |side: &Side, group: &Group| group.words.iter().any(|i| ladder::covers(ladder, side, *i));
    let (here, there) = (leaves_open(&pair.here, g), leaves_open(&pair.there, h));
    if here && (there || !binds(&pair.there, h)) || there && !binds(&pair.here, g) {
        return true;
    }
    g.words.iter().any(|i| {
        let far = |j: &&usize| ladder::are_far_apart(ladder, (&pair.here, *i), (&pair.there, **j));
        h.words.iter().find(far).is_some_and(|j| pair.take_counterpart(*i, &mut vec![*j]).is_some())
    })
}

/// Does prose take the two for one another?
fn is_one_time(a: Time, b: Time) -> bool {
    let (a, b) = (a.min(b), a.max(b));
    matches!((a, b), (Time::Past, Time::Perfect | Time::Pluperfect))
}

fn name(time: Time) -> &'static str {
    match time {
        Time::Present => "present",
        Time::Past => "past",
        Time::Perfect => "present perfect",
        Time::Pluperfect => "past perfect",
        Time::Conditional => "conditional",
        Time::Future => "future",
    }
}

/// Do two groups speak of the same? By their verbs, else by their auxiliaries and what stands beside them.
fn answers(pair: &Pair, g: &Group, h: &Group) -> bool {
    let tied = |i: usize, j: usize, worst: Tie| {
        pair.here.tokens.get(i).is_some_and(|t| t.answers.first().is_some_and(|a| a.at == j && a.tie <= worst))
    };
    match (g.head, h.head) {
        (Some(i), Some(j)) => tied(i, j, Tie::Form) && is_one_verb(pair, i, j),
        (None, None) => {
            let linked = g.words.iter().any(|i| h.words.iter().any(|j| tied(*i, *j, Tie::Weak)));
            let slot =
                g.words.first().and_then(|i| pair.slot_of(true, *i)).is_some_and(|s| h.words.iter().any(|j| s.there.contains(j)));
            let beside = g.words.last().zip(h.words.last()).is_some_and(|(i, j)| tied(i + 1, j + 1, Tie::Same));
            linked
                || slot
                || beside
                    && g.words
                        .first()
                        .zip(h.words.first())
                        .is_some_and(|(i, j)| *i > 0 && *j > 0 && tied(i - 1, j - 1, Tie::Same))
        }
        _ => false,
    }
}

/// Have two words a base form in common? Contributions and contributed have not: the one is no form of the verb.
fn is_one_verb(pair: &Pair, here: usize, there: usize) -> bool {
    let (Some(a), Some(b)) = (pair.here.tokens.get(here), pair.there.tokens.get(there)) else { return false };
    let unknown = !a.entry.is_known() || !b.entry.is_known();
    unknown || a.folded == b.folded || a.entry.heads().any(|x| b.entry.heads().any(|y| x == y))
}

/// Is one of two the participle of the other, without its auxiliary (made up of, which is made up of)? Where the word before it has its answer
/// right before the auxiliary, the two have one subject, and the one tells what happened, the other what is.
fn is_reduced(pair: &Pair, here: bool, lone: &Group, full: &Group) -> bool {
    let tense = &pair.lang.meaning.tense;
    let (mine, theirs) = pair.sides(here);
    let [word] = lone.words.as_slice() else { return false };
    let [auxiliary, .., verb] = full.words.as_slice() else { return false };
    let time = tense.auxiliaries.get(theirs.folded(*auxiliary));
    let passive = matches!(time, Some(Time::Present | Time::Past)) && !is_modal(theirs, *auxiliary, pair);
    let participles = tense.is_participle(mine.folded(*word)) && tense.is_participle(theirs.folded(*verb));
    let before = word.checked_sub(1).and_then(|i| mine.tokens.get(i)).and_then(|t| t.settled_answer());
    passive && participles && before.is_none_or(|b| b + 1 != *auxiliary)
}

/// The verb groups of a side.
fn groups(pair: &Pair, side: &Side) -> Vec<Group> {
    let tense = &pair.lang.meaning.tense;
    let auxiliary = |i: usize| side.tokens.get(i).and_then(|t| tense.auxiliaries.get(&t.folded)).copied();
    let mut out: Vec<Group> = Vec::new();
    let mut at = 0;
    while at < side.tokens.len() {
        let Some(first) = auxiliary(at) else {
            out.extend(lone(pair, side, at));
            at += 1;
            continue;
        };
        let mut words = vec![at];
        let mut next = at + 1;
        let mut head = None;
        // Adverbs, negators and subjects may stand between an auxiliary and its verb.
        while next < side.tokens.len() && next <= words.last().copied().unwrap_or(at) + 3 {
            let Some(t) = side.tokens.get(next) else { break };
            // If we had, we would have left: a mark ends what an auxiliary belongs to.
            if side.ends_clause(next - 1) {
                break;
            }
            if tense.auxiliaries.contains_key(&t.folded) || tense.timeless.contains(&t.folded) {
                words.push(next);
            } else if t.is_content() && !is_adverb(pair, t) {
                head = is_verb_form(pair, side, next, words.last().is_some_and(|w| is_modal(side, *w, pair))).then_some(next);
                break;
            } else if !t.is_content() && !is_skipped(pair, t) {
                break;
            }
            next += 1;
        }
        at = words.last().copied().unwrap_or(at) + 1;
        if let Some(h) = head {
            words.push(h);
            at = h + 1;
        }
        let time = time_of(pair, side, first, &words);
        out.push(Group { words, head, time, sure: true });
    }
    out
}

fn is_adverb(pair: &Pair, t: &Token) -> bool {
    let meaning = &pair.lang.meaning;
    meaning.intensity.words.contains(&t.folded)
        || meaning.quantity.contains_key(&t.folded)
        || meaning.connectives.contains(&t.folded)
        || meaning.tense.is_adverb(&t.folded)
}

/// May the word stand between an auxiliary and its verb?
fn is_skipped(pair: &Pair, t: &Token) -> bool {
    let meaning = &pair.lang.meaning;
    meaning.polarity.negators.contains(&t.folded) || meaning.person(&t.folded).is_some() || is_adverb(pair, t)
}

fn is_modal(side: &Side, at: usize, pair: &Pair) -> bool {
    pair.lang.meaning.modality.contains_key(side.folded(at))
}

/// Can the word be the verb behind an auxiliary: a participle, an -ing form, or a base form behind a modal?
fn is_verb_form(pair: &Pair, side: &Side, at: usize, modal: bool) -> bool {
    let Some(t) = side.tokens.get(at) else { return false };
    let tense = &pair.lang.meaning.tense;
    !t.is_name
        && t.figures.is_none()
        && (modal
            || tense.is_participle(&t.folded)
            || tense.is_past(&t.folded)
            || tense.is_progressive(&t.folded)
            || is_support(pair, side, at))
}

/// Does do, does or did stand before the word?
fn is_support(pair: &Pair, side: &Side, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|i| side.tokens.get(i).is_some_and(|t| pair.lang.meaning.tense.support.contains(&t.folded)))
}

fn time_of(pair: &Pair, side: &Side, first: Time, words: &[usize]) -> Time {
    // have and had say nothing of a perfect where no participle follows: they are verbs of their own.
    let participle = words.last().filter(|l| words.len() > 1 && **l != words.first().copied().unwrap_or(0));
    let completed = participle.is_some_and(|l| {
        pair.lang.meaning.tense.is_participle(side.folded(*l))
            || words.len() > 2
            || is_modal(side, words.first().copied().unwrap_or(0), pair)
    });
    match first {
        Time::Perfect if !completed => Time::Present,
        Time::Pluperfect if !completed => Time::Past,
        t => t,
    }
}

/// A verb without an auxiliary: past by its form, or present where it may be a verb at all.
fn lone(pair: &Pair, side: &Side, at: usize) -> Option<Group> {
    let t = side.tokens.get(at)?;
    let meaning = &pair.lang.meaning;
    if !t.is_content()
        || t.is_name
        || t.figures.is_some()
        || t.answers.first().is_none_or(|a| a.tie > Tie::Form)
        || meaning.tense.is_progressive(&t.folded)
    {
        return None;
    }
    let before = at.checked_sub(1).map_or("", |i| side.folded(i));
    let past = meaning.tense.is_past(&t.folded);
    if !past && is_adverb(pair, t) {
        return None;
    }
    // To be closed: the time is that of what stands before.
    let timeless = before == meaning.tense.infinitive.as_str() && !past || meaning.tense.timeless.contains(before);
    if timeless || meaning.determiners.contains(before) {
        return None;
    }
    Some(Group { words: vec![at], head: Some(at), time: if past { Time::Past } else { Time::Present }, sure: past })
}

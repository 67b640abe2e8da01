//! A polarity turned round: not, no, never, without, fail to, un-. The gravest of all: the speaker is made to say the opposite.
//!
//! A negator is compared by what it negates, not by its form: “not allowed” is “banned”, “unhappy” is “not happy”, two negators in one clause
//! undo each other, and “no doubt” negates nothing. One that denies a noun answers one that denies its verb (no bridge will be sold, will not sell
//! any bridge); only and too answer one where the clause really denies (only after, not until; too weak to win). In a question that asks for a yes
//! (“can't we”) it is minor. Two negators that answer each other may still deny more or less (never, not, hardly), which `degree` tells.

use crate::audit::only_when;
use crate::audit::pair::{Pair, Tie};
use crate::audit::report::Report;
use crate::audit::rules::answered::{all_and_some, answered, by_limit, pair_off};
use crate::audit::rules::negator::{Negative, REACH, host, negatives};
use crate::audit::rules::{Rule, bounds, contrary, degree, oriented, printed};
use crate::audit::token::{Side, Token};
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "negation",
    class: Class::Negation,
    find,
    fires: &[
        ("The bridge is safe for lorries.", "The bridge is not safe for lorries."),
        ("We will never sell the mill.", "We will sell the mill."),
        ("The inspectors checked the bridge.", "The inspectors failed to check the bridge."),
        ("The drivers were able to stop.", "The drivers were unable to stop."),
        ("Can't we just open the gate?", "Can we just open the gate?"),
        ("They will only pay us after the flood.", "They will never pay us, not even after the flood."),
        ("We only want to cross the river.", "We do not want to cross the river."),
        ("We did not reject the offer.", "We turned down the offer."),
        ("I did not say that the bridge was safe.", "I said that the bridge was not safe."),
        ("I did not sign the letter, but the miller read it.", "I signed the letter, but the miller did not read it."),
        ("The bridge is no longer safe for lorries.", "The bridge is safe for lorries."),
    ],
    silent: &[
        ("The drivers were not happy with the road.", "The drivers were unhappy with the road."),
        ("We don't want the bridge closed.", "We do not want the bridge closed."),
        ("There is no doubt that the bridge is old.", "The bridge is old, without a doubt."),
        ("Lorries are not allowed on the bridge.", "Lorries are banned from the bridge."),
        ("No lorry should cross the bridge.", "Lorries shouldn't cross the bridge."),
        ("We have not spoken to anyone.", "We have spoken to no one."),
        ("We will only pay after the flood.", "We will not pay until after the flood."),
        ("No bridge will be sold by the council.", "The council will not sell any bridge."),
        ("Not all boats were checked.", "Some boats were not checked."),
        ("The inspectors did not find more than twelve holes.", "The inspectors found at most twelve holes."),
        ("We don't trust anyone, but we like everyone.", "We trust nobody, but we like everybody."),
        ("Not even twelve boats came.", "Fewer than twelve boats came."),
        ("No. My task is to open the bridge.", "My task is to open the bridge."),
    ],
};

fn find(pair: &Pair, report: &mut Report) {
    let mut open: Vec<Negative> = Vec::new();
    for here in [true, false] {
        open.extend(negatives(pair, here).into_iter().filter(|n| report.is_free(here, n.at)));
    }
    for (a, b) in pair_off(pair, &mut open) {
        take(pair, report, &a, &b);
    }
    let carrying = double(pair, &mut open);
    let polarity = &pair.lang.meaning.polarity;
    let mut raised: Vec<(bool, u32)> = Vec::new();
    for n in open {
        let (side, _) = pair.sides(n.here);
        let goes_on = polarity.continuing.contains(side.folded(n.at)) && !side.surely_denies_anew(pair.lang, n.at);
        if is_carried_on(pair, report, &n) {
            let own = [n.at];
            let (here, there) = oriented(n.here, &own, &[]);
            report.take(here, there);
            continue;
        }
        // Will not sell it, neither here nor there: where the first of them is told, the others have been.
        let sentence = side.tokens.get(n.at).map(|t| (n.here, t.sentence));
        let is_told = || sentence.is_some_and(|sentence| raised.contains(&sentence));
        if goes_on && (is_told() || side.tokens.iter().any(|t| t.is_settled() && polarity.negators.contains(&t.folded))) {
            take_faced(pair, report, &n);
            degree::added(pair, report, n.here, n.at);
            continue;
        }
        if let Some((own, other)) = bounds::with_negator(pair, n.here, n.at) {
            let (here, there) = oriented(n.here, &own, &other);
            report.take(here, there);
            continue;
        }
        if is_outside(pair, &n) {
            let own = n.words();
            let (here, there) = oriented(n.here, &own, &[]);
            report.take(here, there);
            continue;
        }
        let before = report.found.len();
        raise(pair, report, &n);
        raised.extend(sentence.filter(|_| report.found.len() > before));
    }
    for n in carrying {
        let own = [n.at];
        let (here, there) = oriented(n.here, &own, &[]);
        report.take(here, there);
    }
    all_for_any(pair, report);
    affixes(pair, report);
}

/// Does the article say it in its own words, before the mark of the other fragment: “not to resign”, not “to resign”?
fn is_outside(pair: &Pair, n: &Negative) -> bool {
    is_before_mark(pair, n) && pair.is_denied_outside(!n.here) == Some(true)
}

/// Would the negator stand before the first word of the other side, which is a fragment?
fn is_before_mark(pair: &Pair, n: &Negative) -> bool {
    pair.sides(n.here).1.begins_inside() && pair.project(n.here, n.at) <= 1
}

/// Takes what carries a negator on with the word that the same negator makes none of on the other side: no … ninguna, no … alguna.
fn take_faced(pair: &Pair, report: &mut Report, n: &Negative) {
    let (mine, theirs) = pair.sides(n.here);
    let linked = mine.tokens.get(n.at).map_or(&[][..], |t| &t.answers).iter().map(|a| a.at);
    let slot = pair.slot_of(n.here, n.at).map_or(&[][..], |s| if n.here { &s.there } else { &s.here }).iter().copied();
    let makes_none = |j: &usize| pair.lang.meaning.polarity.makes_none(theirs.folded(*j)) && report.is_free(!n.here, *j);
    if let Some(other) = linked.chain(slot).find(makes_none) {
        let (own, other) = ([n.at], [other]);
        let (here, there) = oriented(n.here, &own, &other);
        report.take(here, there);
    }
}

/// Has a word behind the negator, which carries it on, its answer on the other side (no ha negociado nunca, nunca negoció)?
fn is_carried_on(pair: &Pair, report: &Report, n: &Negative) -> bool {
    let (side, _) = pair.sides(n.here);
    let sentence = side.tokens.get(n.at).map(|t| t.sentence);
    let answers = |i: usize| {
        let t = side.tokens.get(i).filter(|t| Some(t.sentence) == sentence);
        t.is_some_and(|t| {
            let carries = pair.lang.meaning.polarity.continuing.contains(&t.folded) && !side.surely_denies_anew(pair.lang, i);
            carries && (t.is_settled() || !report.is_free(n.here, i))
        })
    };
    (n.at + 1..=n.at + REACH).any(answers)
}

/// Afraid of everyone, where the base is not afraid of anyone: what a negator makes none of has become all. Where the negator is missing, too,
/// it has been told; in a fragment the negator may lie outside.
fn all_for_any(pair: &Pair, report: &mut Report) {
    let polarity = &pair.lang.meaning.polarity;
    let denied = |side: &Side, at: usize| {
        let of_sentence = |i: usize| side.tokens.get(i).map(|t| t.sentence);
        let before = at.saturating_sub(REACH)..at;
        before.filter(|i| of_sentence(*i) == of_sentence(at)).any(|i| polarity.negators.contains(side.folded(i)))
    };
    let is_all = |side: &Side, at: usize| pair.lang.meaning.is_all(side.folded(at)) && !denied(side, at);
    let is_any = |side: &Side, at: usize| polarity.makes_none(side.folded(at)) && denied(side, at);
    for (here, t) in pair.here.tokens.iter().enumerate().filter(|(_, t)| !t.is_settled()) {
        if !is_all(&pair.here, here) && !is_any(&pair.here, here) {
            continue;
        }
        let there = pair.project(true, here);
        let linked =
            t.answers.iter().any(|a| a.at == there) || pair.slot_of(true, here).is_some_and(|s| s.there.contains(&there));
        let turned =
            is_all(&pair.here, here) && is_any(&pair.there, there) || is_any(&pair.here, here) && is_all(&pair.there, there);
        if linked && turned && report.is_free(true, here) {
            let (p, q) = (printed(&pair.here, &[here]), printed(&pair.there, &[there]));
            let explanation = format!("“{p}” is the opposite of the base's “{q}”, which a negator makes none of.");
            report.raise(&RULE, Severity::Critical, (&[here], &[there]), 0.8, explanation);
        }
    }
}

/// Two negators that answer each other are no loss and no gain, nor are the words that one of them makes none of: not … anyone, no one.
fn take(pair: &Pair, report: &mut Report, a: &Negative, b: &Negative) {
    degree::compare(pair, report, a.at, b.at);
    report.take(&a.words(), &b.words());
    for (n, other) in [(a, b), (b, a)].into_iter().filter(|(n, _)| n.length > 1) {
        take_rest(pair, report, n, other);
    }
    let partners = |side: &Side, n: &Negative| degree::partners(pair.lang, side, n.at);
    report.take(&partners(&pair.here, a), &partners(&pair.there, b));
    for (of_all, of_some) in [(a, b), (b, a)] {
        if let Some((all, some)) = all_and_some(pair, of_all, of_some) {
            let (own, other) = ([all], [some]);
            let (here, there) = oriented(of_all.here, &own, &other);
            report.take(here, there);
        }
    }
    for n in [a, b] {
        // Not at somebody is not at anybody.
        take_some(pair, report, n, |word| pair.lang.meaning.is_some(word));
    }
    if pair.here.folded(a.at) == pair.there.folded(b.at) {
        return;
    }
    let made_none = |side: &Side, n: &Negative| -> Vec<usize> {
        let is_open = |i: &usize| {
            side.tokens.get(*i).is_some_and(|t| !t.is_settled() && pair.lang.meaning.polarity.open.contains(&t.folded))
        };
        let sentence = side.tokens.get(n.at).map(|t| t.sentence);
        (n.at..side.tokens.len()).take_while(|i| side.tokens.get(*i).map(|t| t.sentence) == sentence).filter(is_open).collect()
    };
    let (here, there) = (made_none(&pair.here, a), made_none(&pair.there, b));
    report.take(&here, &there);
}

/// Takes the words of a phrase that another negator has beside it: yet to answer, not answered yet.
fn take_rest(pair: &Pair, report: &mut Report, n: &Negative, other: &Negative) {
    let (mine, theirs) = pair.sides(n.here);
    let near = other.at.saturating_sub(REACH)..=other.at + REACH;
    let is_of_phrase = |j: &usize| n.words().iter().any(|i| mine.folded(*i) == theirs.folded(*j));
    let is_open = |j: &usize| theirs.tokens.get(*j).is_some_and(|t| !t.is_settled()) && report.is_free(!n.here, *j);
    let rest: Vec<usize> = near.filter(|j| is_open(j) && is_of_phrase(j)).collect();
    let (here, there) = oriented(n.here, &[], &rest);
    report.take(here, there);
}

/// Takes the subject that denies together with a negator behind it (personne ne), and what stands for it: the negator has been told.
fn take_subject(pair: &Pair, report: &mut Report, n: &Negative) {
    let (mine, theirs) = pair.sides(n.here);
    let polarity = &pair.lang.meaning.polarity;
    let sentence = |i: usize| mine.tokens.get(i).map(|t| t.sentence);
    let subject = (n.at.saturating_sub(2)..n.at).find(|i| {
        let open =
            sentence(*i) == sentence(n.at) && report.is_free(n.here, *i) && mine.tokens.get(*i).is_some_and(|t| !t.is_settled());
        open && polarity.particles.contains(mine.folded(n.at)) && polarity.nobody.contains(mine.folded(*i))
    });
    let Some(subject) = subject else { return };
    let faced = pair.slot_of(n.here, subject).map_or(&[][..], |s| if n.here { &s.there } else { &s.here });
    let other: Vec<usize> = faced.iter().copied().filter(|j| pair.lang.meaning.is_some(theirs.folded(*j))).collect();
    let own = [subject];
    let (here, there) = oriented(n.here, &own, &other);
    report.take(here, there);
}

/// Somebody is what anybody becomes without its negator, which has been told. `counts`: the words that may stand for anybody.
fn take_some(pair: &Pair, report: &mut Report, n: &Negative, counts: impl Fn(&str) -> bool) {
    let (mine, theirs) = pair.sides(n.here);
    let meaning = &pair.lang.meaning;
    let sentence = mine.tokens.get(n.at).map(|t| t.sentence);
    for at in n.at + 1..=n.at + REACH {
        let Some(t) = mine.tokens.get(at).filter(|t| Some(t.sentence) == sentence && !t.is_settled()) else { continue };
        let Some(slot) = pair.slot_of(n.here, at).filter(|_| meaning.polarity.makes_none(&t.folded)) else { continue };
        let against = if n.here { &slot.there } else { &slot.here };
        let is_free = |j: &&usize| counts(theirs.folded(**j)) && report.is_free(!n.here, **j);
        if let Some(other) = against.iter().find(is_free).copied() {
            let (own, other) = ([at], [other]);
            let (here, there) = oriented(n.here, &own, &other);
            report.take(here, there);
        }
    }
}

/// Two negators in one clause of one side undo each other, unless the second carries the first one on (no … nunca). Gives back those that do.
fn double(pair: &Pair, open: &mut Vec<Negative>) -> Vec<Negative> {
    let mut carrying = Vec::new();
    let mut i = 0;
    while i + 1 < open.len() {
        let undone = match (open.get(i), open.get(i + 1)) {
            (Some(a), Some(b)) => {
                a.here == b.here
                    && b.at - a.at <= 4
                    && !pair.sides(b.here).0.surely_denies_anew(pair.lang, b.at)
                    && pair.sides(a.here).0.tokens.get(a.at).map(|t| t.sentence)
                        == pair.sides(a.here).0.tokens.get(b.at).map(|t| t.sentence)
            }
            _ => false,
        };
        let polarity = &pair.lang.meaning.polarity;
        let goes_on = open.get(i + 1).is_some_and(|b| {
            let side = pair.sides(b.here).0;
            polarity.continuing.contains(side.folded(b.at)) || polarity.even.contains(side.folded(b.at + 1))
        });
        match (undone, goes_on) {
            (true, true) => carrying.push(open.remove(i + 1)),
            (true, false) => open.drain(i..i + 2).for_each(drop),
            _ => i += 1,
        }
    }
    carrying
}

fn raise(pair: &Pair, report: &mut Report, n: &Negative) {
    let (mine, theirs) = pair.sides(n.here);
    let head = n.head.and_then(|h| mine.tokens.get(h));
    // “not happy” against “unhappy”: the two say the same.
    let opposite = head.and_then(|t| t.answers.iter().find(|a| a.tie == Tie::Antonym));
    if let (Some(a), Some(h)) = (opposite, n.head) {
        let (own, other) = ([n.at, h], [a.at]);
        return if n.here { report.take(&own, &other) } else { report.take(&other, &own) };
    }
    if let Some((own, other)) = contrary::answered(pair, report, n) {
        let (here, there) = oriented(n.here, &own, &other);
        return report.take(here, there);
    }
    if let Some((earliest, only)) = only_when::answer((pair.lang, mine), n.at, (pair.lang, theirs)) {
        let own: Vec<usize> = n.words().into_iter().chain([earliest.bound]).collect();
        let (here, there) = oriented(n.here, &own, &only);
        return report.take(here, there);
    }
    if let Some(at) = answered(pair, report, n) {
        let (here, there) = if n.here { (n.at, at) } else { (at, n.at) };
        degree::compare(pair, report, here, there);
        let (mut own, mut other) = (n.words(), vec![at]);
        // Not unless, only if: what limits the one answers what limits the other.
        if let Some((limit, faced)) = by_limit(pair, report, n, at) {
            own.push(limit);
            other.extend(faced);
        }
        let (here, there) = oriented(n.here, &own, &other);
        return report.take(here, there);
    }
    if is_left_out(pair, n) {
        let own = n.words();
        let (here, there) = oriented(n.here, &own, &[]);
        return report.take(here, there);
    }
    // Only where what is negated stands on the other side, too, is it sure that the sense was turned.
    let carried = head.and_then(|t| t.answers.first()).filter(|a| a.tie <= Tie::Near);
    let clean = pair.is_clean_cut(n.here, &n.words());
    // Did not reject, turned down.
    let in_a_phrase = n.head.is_some_and(|h| report.is_in_a_phrase(n.here, h));
    if carried.is_none() && !clean && !in_a_phrase {
        return cut_out(pair, report, n);
    }
    let rhetorical = asks_for_yes(pair, mine, n.at)
        && theirs.sentence(pair.project(n.here, n.at)).trim_end_matches(['”', '"', '’']).ends_with('?');
    // It scoffed at “selling the mill”: what stands before the mark is not plain.
    let open = is_before_mark(pair, n) && theirs.outside.is_known() && pair.is_denied_outside(!n.here).is_none();
    let severity = if rhetorical || open { Severity::Minor } else { Severity::Critical };
    let (own, other) = shown(pair, report, n, carried.map(|a| a.at));
    let what = printed(mine, &own[..own.len().min(if host(mine, n).is_some() { 2 } else { n.length })]);
    let explanation = match (rhetorical, n.here) {
        _ if open => format!("“{what}” stands on one side only; read what the other one's article says before the mark."),
        (true, _) => format!("“{what}” stands on one side only, in a question that asks for a yes either way."),
        (_, true) if other.is_empty() => format!("“{what}” denies what the base says."),
        (_, false) if other.is_empty() => format!("The base's “{what}” is missing, so that this rendering says the opposite."),
        (_, true) => format!("“{}” says the opposite of the base's “{}”.", printed(mine, &own), printed(theirs, &other)),
        (_, false) => format!("The base says “{}”; “{}” says the opposite.", printed(mine, &own), printed(theirs, &other)),
    };
    let words = oriented(n.here, &own, &other);
    let confidence = if clean { 0.95 } else { 0.8 };
    report.raise(&RULE, severity, words, confidence, explanation);
    let partners = degree::partners(pair.lang, mine, n.at);
    let (here, there) = oriented(n.here, &partners, &[]);
    report.take(here, there);
    take_subject(pair, report, n);
    take_some(pair, report, n, |word| pair.lang.meaning.quantity.contains_key(word));
}

/// Not look for A, look for B: where the other side has the verb once and nothing of A, it has left A out and denies nothing.
fn is_left_out(pair: &Pair, n: &Negative) -> bool {
    let (mine, theirs) = pair.sides(n.here);
    let Some(head) = n.head.and_then(|h| mine.tokens.get(h)) else { return false };
    let times = |side: &Side| side.tokens.iter().filter(|t| t.folded == head.folded).count();
    let from = n.head.map_or(0, |h| h + 1);
    let to = (from - 1..mine.tokens.len()).find(|i| mine.ends_clause(*i)).map_or(mine.tokens.len(), |i| i + 1);
    let rest = || mine.tokens.get(from..to).unwrap_or(&[]).iter().filter(|t| t.is_content());
    times(mine) > times(theirs) && times(theirs) > 0 && rest().next().is_some() && rest().all(|t| !t.is_settled())
}

/// The words that show a negator, and those of the other side that stand for them. One that is part of a printed word (can't) is shown with it,
/// another with the word that it turns round, if that stands beside it.
fn shown(pair: &Pair, report: &Report, n: &Negative, carried: Option<usize>) -> (Vec<usize>, Vec<usize>) {
    let (mine, theirs) = pair.sides(n.here);
    let (own, mut other): (Vec<usize>, Vec<usize>) = match host(mine, n) {
        Some(h) => (vec![h, n.at], mine.tokens.get(h).and_then(|t| t.settled_answer()).into_iter().collect()),
        None => {
            let head = n.head.filter(|h| *h <= n.at + n.length + 1);
            // Ne … jamais: what carries it on is shown with it.
            let carries = |i: &usize| pair.lang.meaning.polarity.continuing.contains(mine.folded(*i)) && !mine.ends_clause(*i);
            let behind = (n.at + n.length..n.at + n.length + 2).find(carries);
            (n.words().into_iter().chain(head.max(behind)).collect(), carried.filter(|_| head.is_some()).into_iter().collect())
        }
    };
    let (meaning, word) = (&pair.lang.meaning, mine.folded(n.at));
    // Never against often: how many times is one thing with whether at all; always against never: the opposite is part of it.
    let counts_none = meaning.polarity.forever.contains(word) || meaning.polarity.nobody.contains(word);
    let forever = meaning.polarity.forever.contains(word);
    let faces = |i: &&usize| {
        let facing = theirs.folded(**i);
        if forever && meaning.phases.already.iter().any(|w| w == facing) {
            return report.is_free(!n.here, **i);
        }
        let counts = counts_none && meaning.quantity.contains_key(facing) && report.is_free(!n.here, **i);
        counts || meaning.are_opposites(word, facing)
    };
    let against = pair.slot_of(n.here, n.at).map_or(&[][..], |s| if n.here { &s.there } else { &s.here });
    other.extend(against.iter().filter(faces));
    (own, other)
}

/// Raises a denial that was cut out together with what is said before it, so that what was denied is now said: we will pay for the roof but we
/// will not pay for the floor; we will pay for the floor.
fn cut_out(pair: &Pair, report: &mut Report, n: &Negative) {
    /// How far before the cut the verb that is denied behind it stands.
    const NEAR: usize = 12;
    let (mine, _) = pair.sides(n.here);
    let sentence = |i: usize| mine.tokens.get(i).map(|t| t.sentence);
    let is_lost = |i: &usize| {
        let t = mine.tokens.get(*i);
        t.is_some_and(|t| !t.is_settled()) && sentence(*i) == sentence(n.at) && report.is_free(n.here, *i)
    };
    let mut run: Vec<usize> = (0..=n.at).rev().take_while(is_lost).collect();
    run.reverse();
    run.extend((n.at + 1..mine.tokens.len()).take_while(is_lost));
    let (Some(&first), Some(&last)) = (run.first(), run.last()) else { return };
    let one_clause = !(n.at..=last).any(|i| mine.ends_clause(i)) && sentence(last + 1) == sentence(last);
    let behind = last + 1..mine.tokens.len();
    let told = behind.take_while(|i| *i == last + 1 || !mine.ends_clause(*i - 1));
    let what = told.filter(|i| mine.tokens.get(*i).is_some_and(|t| t.is_settled() && t.is_content())).min();
    let verb = n.head.filter(|h| run.contains(h)).and_then(|h| mine.tokens.get(h));
    let again = |v: &Token| {
        let before = mine.tokens.iter().take(first).skip(first.saturating_sub(NEAR));
        before.filter(|t| t.is_settled() && t.sentence == v.sentence).any(|t| t.stem == v.stem)
    };
    let (Some(what), true) = (what, one_clause && verb.is_some_and(again) && pair.is_clean_cut(n.here, &run)) else { return };
    let (p, q) = (printed(mine, &[host(mine, n).unwrap_or(n.at), n.at]), printed(mine, &[what]));
    let explanation = match n.here {
        true => format!("This rendering denies of “{q}” with “{p}” what the base says of it."),
        false => format!("“{p}” was cut out, so that this rendering says of “{q}” what the base denies of it."),
    };
    let (here, there) = oriented(n.here, &run, &[]);
    report.raise(&RULE, Severity::Critical, (here, there), 0.8, explanation);
}

/// Does an auxiliary, the negator and a subject open a question?
fn asks_for_yes(pair: &Pair, side: &Side, at: usize) -> bool {
    let polarity = &pair.lang.meaning.polarity;
    let opens = at.checked_sub(1).is_some_and(|i| polarity.auxiliaries.contains(side.folded(i)));
    opens && side.sentence(at).trim_end_matches(['”', '"', '’']).ends_with('?')
}

/// able and unable, careful and careless: the negation lies in the word.
fn affixes(pair: &Pair, report: &mut Report) {
    for (at, t) in pair.here.tokens.iter().enumerate() {
        let Some(a) = t.answers.first().filter(|a| a.tie == Tie::Antonym) else { continue };
        let other = pair.there.folded(a.at);
        if !report.is_free(true, at) || !report.is_free(false, a.at) || !pair.lang.meaning.polarity.by_affix(&t.folded, other) {
            continue;
        }
        let explanation =
            format!("“{}” is the opposite of the base's “{}”.", printed(&pair.here, &[at]), printed(&pair.there, &[a.at]));
        let there = [a.at];
        report.raise(&RULE, Severity::Critical, (&[at], &there), a.confidence, explanation);
    }
}

//! Only, which one of the two says: two boats for «solo due barche», just two boats for «due barche». All that may say only (ne … que, no more than, not
//! until, the sole) answers it, wherever it stands.

use crate::audit::abroad::{Across, Rule, printed};
use crate::audit::conditions::{self, IF};
use crate::audit::only_when;
use crate::audit::pair::Tie;
use crate::audit::rules::intensity::{IF_BEHIND, opens_with_sole};
use crate::audit::rules::{restriction, sole};
use crate::audit::token::{Side, Token};
use crate::lang::{Lang, Tags};
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-only",
    class: Class::Intensity,
    find,
    fires: &[
        ("it", "Abbiamo solo due barche.", "We have two boats."),
        ("fr", "Nous n'avons que deux bateaux.", "We have two boats."),
        ("es", "El puente abre el lunes.", "The bridge only opens on Monday."),
        ("it", "Abbiamo solo visto le barche.", "We have not only seen the boats."),
        ("de", "Wir öffnen erst im Mai.", "We will open in May."),
        ("it", "Vendiamo la casa solo se piove.", "We sell the house if it rains."),
        ("it", "È l'unica casa del porto.", "It is the best house in the port."),
    ],
    silent: &[
        ("de", "Wir haben nur zwei Boote.", "We have no more than two boats."),
        ("fr", "Nous n'avons que deux bateaux.", "We only have two boats."),
        ("it", "È l'unica barca.", "It is the only boat."),
        ("de", "Die Brücke öffnet erst im Juni.", "The bridge will not open until June."),
        ("es", "No solo los barcos son viejos.", "Not only the boats are old."),
        ("fr", "Nous n'ouvrirons pas avant mai.", "We will open only in May."),
        ("fr", "C'est la seule maison du port.", "It is the one house in the port."),
    ],
};

/// So far behind a negator, in words, stands until.
const UNTIL: usize = 7;

/// Links as sure as this tell who it is that does it.
const SURE: f32 = 0.7;

/// Behind a negator, only is no longer only: not only.
const CLOSE: usize = 2;

fn find(across: &Across, out: &mut Vec<Divergence>) {
    replaced(across, out);
    for here in [true, false] {
        let (mine, theirs) = across.sides(here);
        if may_narrow(across.lang(!here), theirs) {
            continue;
        }
        // Where one side has several, one row tells of it.
        let lang = across.lang(here);
        let plain = |at: &usize| narrows(lang, mine, *at) && is_carried(across, here, *at);
        // All I say is that.
        let has_all = theirs.tokens.iter().any(|t| across.lang(!here).meaning.is_all(&t.folded));
        let all = if has_all { 0..0 } else { 0..mine.tokens.len() };
        // Solo il sindaco lo sa.
        let is_of_subject = |at: usize| {
            let who = opens_with_sole(lang, mine, at).and_then(|who| mine.tokens[who].answers.first());
            who.is_some_and(|a| a.tie == Tie::Same || a.confidence >= SURE)
        };
        let is_strong = |at: &usize| limits_when(across, here, *at) || limits_condition(across, here, *at) || is_of_subject(*at);
        let strong = all.into_iter().find(is_strong);
        let Some(at) = strong.or_else(|| (0..mine.tokens.len()).find(plain)) else { continue };
        let text = printed(mine, &[at]);
        let explanation = match here {
            true => format!("“{text}” narrows what the original says."),
            false => format!("The original's “{text}” is missing, so that more is said here."),
        };
        // Only, not only.
        let other: Vec<usize> = (0..theirs.tokens.len()).filter(|i| says_only(across.lang(!here), theirs, *i)).take(1).collect();
        let severity = if other.is_empty() && strong.is_none() { Severity::Minor } else { Severity::Major };
        let words: (&[usize], &[usize]) = if here { (&[at], &other) } else { (&other, &[at]) };
        out.push(across.divergence(RULE.told(), severity, words, 0.6, explanation));
    }
}

/// The only bridge, the best bridge: an adjective that says that there is no other, where the other side has another one before the same noun, or behind.
fn replaced(across: &Across, out: &mut Vec<Divergence>) {
    for here in [true, false] {
        let (mine, theirs) = across.sides(here);
        let (ours, other) = (&across.lang(here).meaning, &across.lang(!here).meaning);
        if theirs.tokens.iter().any(|t| sole::says_only(other, &t.folded)) || may_narrow(across.lang(!here), theirs) {
            continue;
        }
        let surely = |i: usize| mine.tokens.get(i)?.answers.first().filter(|a| a.tie == Tie::Same).map(|a| a.at);
        let is_said = |j: usize| theirs.tokens[j].answers.iter().any(|a| a.tie == Tie::Same);
        let is_other = |j: &usize| {
            let t = theirs.tokens.get(*j);
            t.is_some_and(|t| t.is_content() && t.figures.is_none() && !t.is_name) && !is_said(*j)
        };
        // A single note, a small one.
        let is_definite = |at: usize| {
            let before = at.checked_sub(1).map_or("", |i| mine.folded(i));
            ours.intensity.narrowing.contains(mine.folded(at)) || across.lang(here).speech.tags(before).any(Tags::DEFINITE)
        };
        let is_sole = |at: &usize| sole::says_only(ours, mine.folded(*at)) && sole::leads(ours, mine, *at) && is_definite(*at);
        for at in (0..mine.tokens.len()).filter(is_sole) {
            let Some(noun) = surely(at + 1).filter(|_| !mine.ends_clause(at) && surely(at).is_none()) else { continue };
            let before = noun.checked_sub(1).filter(|j| is_other(j) && sole::leads(other, theirs, *j));
            let behind =
                || Some(noun + 1).filter(|j| is_other(j) && !theirs.ends_clause(noun) && sole::leads(other, theirs, noun));
            let Some(instead) = before.or_else(behind) else { continue };
            let words: (&[usize], &[usize]) = if here { (&[at], &[instead]) } else { (&[instead], &[at]) };
            let (p, q) = (printed(&across.here, words.0), printed(&across.there, words.1));
            let explanation = format!("One of “{p}” and the original's “{q}” says that there is no other.");
            out.push(across.divergence(RULE.told(), Severity::Major, words, 0.6, explanation));
        }
    }
}

/// Does a word say only of a day or month that the other side has, too?
fn limits_when(across: &Across, here: bool, at: usize) -> bool {
    let (lang, mine) = (across.lang(here), across.sides(here).0);
    let (intensity, word) = (&lang.meaning.intensity, mine.folded(at));
    let is_half = restriction::only(lang, mine, at).is_some();
    if lang.meaning.polarity.denies(word) && !is_half {
        let earliest = only_when::not_before(lang, mine, at).filter(|_| says_until(lang, mine, at));
        return earliest.is_some_and(|earliest| is_named(across, !here, only_when::moment(lang, mine, earliest.time)));
    }
    if !is_half && !intensity.narrowing.contains(word) && !intensity.sole.contains(word) {
        return false;
    }
    let denied = (at.saturating_sub(CLOSE)..at).any(|i| lang.meaning.polarity.denies(mine.folded(i)));
    let mut near = (at + 1..mine.tokens.len()).take_while(|i| *i == at + 1 || !mine.ends_clause(i - 1));
    let is_only = |time: &usize| only_when::moment(lang, mine, *time).is_some() && only_when::only(lang, mine, *time) == Some(at);
    let time = near.find(is_only).filter(|_| !denied);
    time.is_some_and(|time| is_named(across, !here, only_when::moment(lang, mine, time)))
}

/// Does a side name a day or month, and nothing that may bound it? Not before, and it was May before: what bounds may say only, too.
fn is_named(across: &Across, here: bool, when: Option<(&str, usize)>) -> bool {
    let (lang, side) = (across.lang(here), across.sides(here).0);
    let bounds = |j: usize| only_when::bounds(lang, side, j) || conditions::may_say(lang, side, "before", j);
    let mut all = 0..side.tokens.len();
    when.is_some() && all.clone().any(|j| only_when::moment(lang, side, j) == when) && !all.any(bounds)
}

/// Does a negator make an only with what stands behind it, so that nothing is denied: no … hasta?
fn says_until(lang: &'static Lang, side: &Side, at: usize) -> bool {
    let behind = at + 1..side.tokens.len().min(at + 1 + UNTIL);
    behind.into_iter().any(|i| lang.meaning.polarity.only.iter().any(|phrase| side.says(phrase, i)))
}

/// Only if: does a word make of a condition that is enough the only one that is, where the other side has the condition?
fn limits_condition(across: &Across, here: bool, at: usize) -> bool {
    let (lang, (mine, theirs)) = (across.lang(here), across.sides(here));
    let is_if = |i: &usize| conditions::says(lang, mine, IF, *i) || lang.meaning.intensity.conditions.contains(mine.folded(*i));
    let Some(condition) = (at + 1..=at + IF_BEHIND).find(is_if).filter(|_| narrows(lang, mine, at)) else { return false };
    let if_there = (0..theirs.tokens.len()).any(|j| conditions::says(across.lang(!here), theirs, IF, j));
    let first = (condition + 1..mine.tokens.len()).find(|i| mine.tokens[*i].is_content());
    let is_said = first.is_some_and(|i| !mine.tokens[i].answers.is_empty());
    let sentence = |i: usize| mine.tokens.get(i).map(|t| t.sentence);
    if_there && is_said && sentence(at) == first.and_then(sentence)
}

/// Does a word say only, without a negator that turns it into not only?
fn narrows(lang: &'static Lang, side: &Side, at: usize) -> bool {
    let denied = || (at.saturating_sub(CLOSE)..at).any(|i| lang.meaning.polarity.denies(side.folded(i)));
    says_only(lang, side, at) && !denied() || restriction::only(lang, side, at).is_some()
}

fn says_only(lang: &'static Lang, side: &Side, at: usize) -> bool {
    lang.meaning.intensity.narrowing.contains(side.folded(at))
}

/// Does anything on a side say only, or something that another language may say so: not until, except?
fn may_narrow(lang: &'static Lang, side: &Side) -> bool {
    let (intensity, polarity) = (&lang.meaning.intensity, &lang.meaning.polarity);
    let answers = |t: &Token| polarity.answers.contains(&t.folded) && !intensity.narrowing.contains(&t.folded);
    let phrase = |at: usize| polarity.only.iter().any(|phrase| side.says(phrase, at));
    let no_more_than =
        |at: usize| polarity.denies(side.folded(at)) && lang.meaning.bounds.above.iter().any(|phrase| side.says(phrase, at + 1));
    side.tokens.iter().any(|t| intensity.sole.contains(&t.folded) || answers(t))
        || (0..side.tokens.len()).any(|at| narrows(lang, side, at) || phrase(at) || no_more_than(at))
}

/// Does the other side have what the word narrows, right behind it or behind an article? Just before, just about narrow nothing.
fn is_carried(across: &Across, here: bool, at: usize) -> bool {
    let (side, determiners) = (across.sides(here).0, &across.lang(here).meaning.determiners);
    let from = restriction::only(across.lang(here), side, at).unwrap_or(at) + 1;
    let next = if determiners.contains(side.folded(from)) { from + 1 } else { from };
    let of_clause = !(at..next).any(|i| side.ends_clause(i));
    let told = side.tokens.get(next).filter(|t| of_clause && t.is_content());
    told.is_some_and(|t| t.answers.first().is_some_and(|a| a.tie == Tie::Same))
}

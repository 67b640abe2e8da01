//! Another word of a closed set than the original's: Thursday for «lunedì», next week for «la semana pasada», a third for „die Hälfte“. All languages
//! have such sets, in the same order, so that no dictionary has to be asked.

use compact_str::CompactString;

use crate::audit::abroad::ladder::is_denied;
use crate::audit::abroad::{Across, Rule, Told, pair_off, poles, printed};
use crate::audit::amounts::{TIME, UNIT};
use crate::audit::rules::series::BOUNDS;
use crate::audit::token::Side;
use crate::lang::{Lang, Meaning};
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-series",
    class: Class::Entity,
    find,
    fires: &[
        ("it", "Il traghetto parte lunedì.", "The ferry leaves on Thursday."),
        ("de", "Das Fest beginnt im Juni.", "The feast begins in July."),
        ("it", "Il ponte riapre a marzo.", "The bridge reopens in May."),
    ],
    silent: &[
        ("fr", "Le bateau part mardi et jeudi.", "The boat leaves on Thursday and Tuesday."),
        ("es", "El puente abre el lunes.", "The bridge opens tomorrow."),
        ("it", "Il ponte può riaprire.", "The bridge may reopen."),
    ],
};

/// Sets that name no day or month.
const OTHERS: [(&str, Told, Severity); 11] = [
    (ORDER, ("original-series", Class::Number), Severity::Major),
    ("season", ("original-series", Class::Substitution), Severity::Major),
    ("compass", ("original-series", Class::Substitution), Severity::Major),
    (KIN, ("original-series", Class::Substitution), Severity::Major),
    ("color", ("original-series", Class::Substitution), Severity::Major),
    (PERIOD, ("original-series", Class::Number), Severity::Critical),
    ("day", ("original-series", Class::Substitution), Severity::Major),
    (LINK, ("original-series", Class::Substitution), Severity::Major),
    (TURN, ("original-series", Class::Substitution), Severity::Major),
    ("share", ("original-series", Class::Number), Severity::Critical),
    ("many", ("original-series", Class::Number), Severity::Critical),
];

/// Does a word that says until when stand on one side only?
pub fn until_on_one_side(across: &Across) -> bool {
    let has = |here: bool| members(across, here).iter().any(|m| m.set == LINK && BOUNDS.contains(&m.place));
    has(true) != has(false)
}

/// First, second: the numerals of order, by their number; and the last or next one.
const ORDER: &str = "order";
const KIN: &str = "kin";
const TURN: &str = "turn";

/// Words that join clauses are many, and stand for each other only this near each other's place, in words.
const LINK: &str = "link";

/// The units of time as a set, from days on.
const PERIOD: &str = "period";
const DAY: f64 = 86_400.0;

const NEAR: usize = 2;

/// A word of a set.
#[derive(Clone, Copy)]
struct Member<'s> {
    at: usize,
    set: &'s str,
    place: usize,
    is_denied: bool,
}

fn find(across: &Across, out: &mut Vec<Divergence>) {
    let (mut here, mut there) = (members(across, true), members(across, false));
    // What is said on both sides speaks of the same; what is left stands for what is left.
    pair_off(&mut here, &mut there, |a, b| (a.set, a.place) == (b.set, b.place));
    // Not before Friday is not until Friday.
    pair_off(&mut here, &mut there, |a, b| {
        a.set == LINK && [a.place, b.place].iter().all(|place| BOUNDS.contains(place)) && a.is_denied && b.is_denied
    });
    // My nephew, my sister's son: another way to count the kin.
    let of_kin = |all: &[Member]| all.iter().filter(|m| m.set == KIN).count();
    if of_kin(&here) != of_kin(&there) {
        here.retain(|m| m.set != KIN);
    }
    for a in here {
        let place = across.project(true, a.at);
        let near = |at: usize| !matches!(a.set, LINK | ORDER) || at.abs_diff(place) <= NEAR;
        let of_set = there.iter().enumerate().filter(|(_, b)| (a.set == b.set || are_ends(&a, b)) && near(b.at));
        let Some(at) = of_set.min_by_key(|(_, b)| b.at.abs_diff(place)).map(|(at, _)| at) else { continue };
        if a.set == LINK && is_turned(across, a.at, there[at].at) {
            continue;
        }
        let b = there.remove(at);
        let other = OTHERS.iter().find(|(set, ..)| *set == a.set);
        let (told, severity) = other.map_or((RULE.told(), Severity::Major), |(_, told, severity)| (*told, *severity));
        let (p, q) = (printed(&across.here, &[a.at]), printed(&across.there, &[b.at]));
        let explanation = format!("The original has “{q}”, this rendering “{p}”.");
        out.push(across.divergence(told, severity, (&[a.at], &[b.at]), 0.8, explanation));
    }
}

/// First, last.
fn are_ends(a: &Member, b: &Member) -> bool {
    let is_first = |m: &Member| m.set == ORDER && m.place == 1;
    let is_last = |m: &Member| m.set == TURN && m.place == 0;
    is_first(a) && is_last(b) || is_last(a) && is_first(b)
}

/// The number of a word of order (1st, 1°), but for what an article or a numeral makes a part (a third) and decades (the 90s).
fn order(lang: &'static Lang, side: &Side, at: usize) -> Option<(&'static str, usize)> {
    const LAST: usize = 50;
    let word = side.folded(at);
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let numbers = &lang.numbers;
    let counts = |i: usize| {
        let before = side.folded(i);
        numbers.ones.contains(before) || numbers.units.contains(before) || side.tokens.get(i).is_some_and(|t| t.figures.is_some())
    };
    let is_part = at.checked_sub(1).is_some_and(counts);
    let number = digits.parse().ok().filter(|number| *number < LAST && !is_part && digits.len() < word.len())?;
    Some((ORDER, number))
}

/// Is a word only a part of a longer one: grand-père, mother-in-law?
fn is_joined(side: &Side, at: usize) -> bool {
    let Some(t) = side.tokens.get(at) else { return false };
    let hyphen = |c: Option<char>| c.is_some_and(|c| matches!(c, '-' | '‐' | '‑'));
    hyphen(side.text[..t.span.start].chars().next_back()) || hyphen(side.text[t.span.end..].chars().next())
}

/// A came before B, B came after A: is what stands right behind one word not what stands right behind the other?
fn is_turned(across: &Across, here: usize, there: usize) -> bool {
    let content = |side: &Side, from: usize| (from + 1..side.tokens.len()).find(|i| side.tokens[*i].is_content());
    let behind = content(&across.there, there).and_then(|j| poles::counterpart(across, j));
    behind.is_some_and(|i| Some(i) != content(&across.here, here) && i < here)
}

fn members<'a>(across: &'a Across, here: bool) -> Vec<Member<'a>> {
    let (side, lang) = (across.sides(here).0, across.lang(here));
    let meaning = &lang.meaning;
    let of = |(at, folded): (usize, &CompactString)| {
        let listed = || meaning.in_series(folded).filter(|_| !is_joined(side, at));
        let (set, place) = order(lang, side, at).or_else(listed).or_else(|| period(across, here, at))?;
        Some(Member { at, set, place, is_denied: set == LINK && is_denied(across, here, at) })
    };
    side.tokens.iter().map(|t| &t.folded).enumerate().filter_map(of).collect()
}

/// A unit of time that no numeral counts (twice a week, in a few months), by its size; a word of grammar (now) is none.
fn period(across: &Across, here: bool, at: usize) -> Option<(&'static str, usize)> {
    let (side, Meaning { per, .. }) = (across.sides(here).0, &across.lang(here).meaning);
    side.tokens.get(at).filter(|t| t.is_content())?;
    let (what, size) = across.text(here).measured(at)?;
    // Three long years; but 3 times a day counts no days.
    let counts = |i: usize| side.tokens.get(i).is_some_and(|t| t.figures.is_some());
    let is_counted = || (at.saturating_sub(UNIT)..at).any(|i| counts(i) && !(i + 1..at).any(|k| per.contains(side.folded(k))));
    (what == TIME && size >= DAY && !is_counted()).then_some((PERIOD, size as usize))
}

//! Another word of a closed set than the original's: Thursday for «lunedì», next week for «la semana pasada», a third for „die Hälfte“. All languages
//! have such sets, in the same order, so that no dictionary has to be asked.

use compact_str::CompactString;

use crate::audit::abroad::ladder::is_denied;
use crate::audit::abroad::{Across, Rule, Told, pair_off, poles, printed};
use crate::audit::amounts::{TIME, UNIT};
use crate::audit::rules::series::BOUNDS;
use crate::audit::token::Side;
use crate::lang::Meaning;
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-series",
    class: Class::Entity,
    find,
    fires: &[
        ("it", "Il traghetto parte lunedì.", "The ferry leaves on Thursday."),
        ("de", "Das Fest beginnt im Juni.", "The feast begins in July."),
    ],
    silent: &[
        ("fr", "Le bateau part mardi et jeudi.", "The boat leaves on Thursday and Tuesday."),
        ("es", "El puente abre el lunes.", "The bridge opens tomorrow."),
    ],
};

/// Sets that name no day or month.
const OTHERS: [(&str, Told, Severity); 6] = [
    (PERIOD, ("original-series", Class::Number), Severity::Critical),
    ("day", ("original-series", Class::Substitution), Severity::Major),
    (LINK, ("original-series", Class::Substitution), Severity::Major),
    ("turn", ("original-series", Class::Substitution), Severity::Major),
    ("share", ("original-series", Class::Number), Severity::Critical),
    ("many", ("original-series", Class::Number), Severity::Critical),
];

/// Does a word that says until when stand on one side only?
pub fn until_on_one_side(across: &Across) -> bool {
    let has = |here: bool| members(across, here).iter().any(|m| m.set == LINK && BOUNDS.contains(&m.place));
    has(true) != has(false)
}

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
    for a in here {
        let place = across.project(true, a.at);
        let near = |at: usize| a.set != LINK || at.abs_diff(place) <= NEAR;
        let of_set = there.iter().enumerate().filter(|(_, b)| a.set == b.set && near(b.at));
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

/// A came before B, B came after A: is what stands right behind one word not what stands right behind the other?
fn is_turned(across: &Across, here: usize, there: usize) -> bool {
    let content = |side: &Side, from: usize| (from + 1..side.tokens.len()).find(|i| side.tokens[*i].is_content());
    let behind = content(&across.there, there).and_then(|j| poles::counterpart(across, j));
    behind.is_some_and(|i| Some(i) != content(&across.here, here) && i < here)
}

fn members<'a>(across: &'a Across, here: bool) -> Vec<Member<'a>> {
    let meaning = &across.lang(here).meaning;
    let of = |(at, folded): (usize, &CompactString)| {
        let (set, place) = meaning.in_series(folded).or_else(|| period(across, here, at))?;
        Some(Member { at, set, place, is_denied: set == LINK && is_denied(across, here, at) })
    };
    across.sides(here).0.tokens.iter().map(|t| &t.folded).enumerate().filter_map(of).collect()
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

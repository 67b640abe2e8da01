//! The same number from the other side: more than 600, almost 600. One says that there were more, the other that there were less; about 600 says neither.
//! Where only one limits the number (at least 600, 600), `LOST` tells it.

use rustc_hash::FxHashSet;

use crate::audit::pair::{Pair, Tie};
use crate::audit::report::Report;
use crate::audit::rules::negator::REACH;
use crate::audit::rules::sole::leads;
use crate::audit::rules::{Rule, oriented, printed};
use crate::audit::token::{Side, Token};
use crate::lang::{Lang, Words};
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "bounds",
    class: Class::Number,
    find,
    fires: &[
        ("More than 600 boats came.", "Almost 600 boats came."),
        ("Between 20 and 30 boats came.", "More than 30 boats came."),
        ("At least 600 boats came.", "Up to 600 boats came."),
        ("About 600 boats came.", "More than 600 boats came."),
        ("At least ten boats came.", "Only ten boats came."),
    ],
    silent: &[
        ("More than 600 boats came.", "At least 600 boats came."),
        ("Almost 600 boats came.", "No more than 600 boats came."),
        ("No more than ten boats came.", "Only ten boats came."),
        ("At least ten boats came.", "Not only ten boats came."),
        ("Almost 600 boats came.", "About 600 boats came."),
        ("At least 600 boats came.", "600 boats or more came."),
        ("Upwards of 600 boats came.", "More than 600 boats came."),
        ("We cannot take more than 600 boats.", "We can take 600 boats at most."),
        ("Over 600 boats came.", "600 boats came."),
        ("The row over 300 boats is finished.", "The row about 300 boats is finished."),
    ],
};

pub const LOST: Rule = Rule {
    name: "bounds-lost",
    class: Class::Intensity,
    find: find_lost,
    fires: &[("At least 600 boats came.", "600 boats came."), ("600 boats came.", "Up to 600 boats came.")],
    silent: &[
        ("About 600 boats came.", "600 boats came."),
        ("At least 600 boats came.", "600 boats at least came."),
        ("Up to 2019 we had boats.", "Until 2019 we had boats."),
    ],
};

/// The most words of a bound, and between the first word of a range and its last number.
const MOST: usize = 3;
const RANGE: usize = 5;
/// How far behind a number stands what limits it there (600 old boats or more), in words.
const BEHIND: usize = 5;

/// On which side of a number may what is counted be?
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Above,
    Below,
}

/// What limits a number: its side, unless that is left open (about), whether it only comes near or may say another thing, and the words that say so.
#[derive(Clone)]
pub struct Bound {
    way: Option<Way>,
    is_near: bool,
    pub words: Vec<usize>,
    /// A negator of its clause that stands before it, and the side that both together say: he did not sell more than twelve.
    turned: Option<(usize, Way)>,
}

impl Bound {
    /// How grave is it that one number has this bound and that one?
    pub fn parts(&self, other: &Bound) -> Option<Severity> {
        match (self.way, other.way) {
            (Some(a), Some(b)) => (a != b && !self.may_be(b) && !other.may_be(a)).then_some(Severity::Critical),
            _ => (self.is_strict() || other.is_strict()).then_some(Severity::Minor),
        }
    }

    /// Its words without numbers.
    fn said(&self, side: &Side) -> Vec<usize> {
        let is_word = |i: &usize| self.words.len() <= MOST + 1 && side.tokens.get(*i).is_some_and(|t| t.figures.is_none());
        self.words.iter().copied().filter(is_word).collect()
    }

    /// Does it say the same of a number: upwards of, more than?
    fn is_as(&self, other: &Bound) -> bool {
        (self.way, self.is_near) == (other.way, other.is_near)
    }

    /// The side that it says with the negator at a word, which may be one of two that deny together (ne … pas).
    fn made_by(&self, at: usize) -> Option<Way> {
        self.turned
            .filter(|(negator, _)| (at..at + REACH).contains(negator))
            .map(|(_, way)| way)
            .or(self.way.filter(|_| self.words.contains(&at)))
    }

    /// Does it say this side, by itself or turned round?
    fn may_be(&self, way: Way) -> bool {
        self.way == Some(way) || self.turned.is_some_and(|(_, turned)| turned == way)
    }

    /// Does a word belong to it, or stand right before it as its negator: no more than?
    pub fn is_of(&self, at: usize) -> bool {
        let first = self.words.first().copied().unwrap_or(0);
        self.words.contains(&at) || self.turned.is_some_and(|(negator, _)| negator == at && at + 1 == first)
    }

    /// Does it say that there are so many or more?
    pub fn is_more(&self) -> bool {
        self.way == Some(Way::Above) && !self.is_near && self.turned.is_none()
    }

    /// Does it leave no doubt that there are not just so many?
    pub fn is_strict(&self) -> bool {
        self.way.is_some() && !self.is_near
    }
}

fn find(pair: &Pair, report: &mut Report) {
    for (i, j) in numbers(pair) {
        few_for_more(pair, report, (i, j));
        let (Some(a), Some(b)) = (bound(pair.lang, &pair.here, i), bound(pair.lang, &pair.there, j)) else { continue };
        // More than, less than: `opposite` tells of it, as of all such words.
        let are_opposite = |i: usize, j: usize| {
            let tied = pair.here.tokens.get(i).is_some_and(|t| t.answers.iter().any(|a| a.at == j && a.tie == Tie::Antonym));
            tied || pair.lang.meaning.are_opposites(pair.here.folded(i), pair.there.folded(j))
        };
        let opposite = a.words.iter().any(|i| b.words.iter().any(|j| are_opposite(*i, *j)));
        if a.is_as(&b) {
            report.take(&a.said(&pair.here), &b.said(&pair.there));
        }
        let Some(severity) = a.parts(&b).filter(|_| !opposite && report.is_free(true, i) && report.is_free(false, j)) else {
            continue;
        };
        let (p, q) = (printed(&pair.here, &a.words), printed(&pair.there, &b.words));
        let explanation = match severity {
            Severity::Critical => format!("“{p}” and the base's “{q}”: one says that it is more, the other that it is less."),
            _ => format!("“{p}” does not say the same of the number as the base's “{q}”."),
        };
        report.raise(&RULE, severity, (&a.words, &b.words), 0.9, explanation);
    }
}

/// At least ten, only ten: raises a number that is made little of where the other side has so many or more.
fn few_for_more(pair: &Pair, report: &mut Report, (i, j): (usize, usize)) {
    for (here, at, other) in [(true, i, j), (false, j, i)] {
        let (mine, theirs) = pair.sides(here);
        let Some((only, bound)) = merely(pair.lang, mine, at).zip(bound(pair.lang, theirs, other)) else { continue };
        let is_free = report.is_free(here, at) && report.is_free(!here, other);
        if !bound.is_more() || !is_free || merely(pair.lang, theirs, bound.words.first().copied().unwrap_or(other)).is_some() {
            continue;
        }
        let own = [only, at];
        let words = oriented(here, &own, &bound.words);
        let (p, q) = (printed(&pair.here, words.0), printed(&pair.there, words.1));
        let explanation = format!("“{p}” and the base's “{q}”: one says that there may be more, the other that there are few.");
        report.raise(&RULE, Severity::Critical, words, 0.8, explanation);
    }
}

/// The word right before a number that makes little of it: only ten. Not only ten, the only ten say nothing of the kind.
pub fn merely(lang: &Lang, side: &Side, at: usize) -> Option<usize> {
    let meaning = &lang.meaning;
    let only = at.checked_sub(1).filter(|i| meaning.intensity.narrowing.contains(side.folded(*i)) && !side.ends_clause(*i))?;
    let before = only.checked_sub(1).map_or("", |i| side.folded(i));
    (!meaning.polarity.denies(before) && !leads(meaning, side, only)).then_some(only)
}

/// A bound that only one side has.
fn find_lost(pair: &Pair, report: &mut Report) {
    let denied = [&pair.here, &pair.there].map(|side| side.denied(&pair.lang.meaning.polarity));
    let is_denied = |side: &Side, denied: &FxHashSet<u32>, at: usize| denied.contains(&side.tokens[at].sentence);
    for (i, j) in numbers(pair) {
        let both = (bound(pair.lang, &pair.here, i), bound(pair.lang, &pair.there, j));
        let (here, bound, at) = match both {
            (Some(bound), None) => (true, bound, i),
            (None, Some(bound)) => (false, bound, j),
            _ => continue,
        };
        let side = pair.sides(here).0;
        let own: Vec<usize> = bound.words.iter().copied().filter(|i| *i != at).collect();
        let is_open = |i: &usize| side.tokens.get(*i).is_some_and(|t| !t.is_settled()) && report.is_free(here, *i);
        // Non ne restano più di 12: at most 12 are left.
        let denied = is_denied(&pair.here, &denied[0], i) || is_denied(&pair.there, &denied[1], j);
        if denied || !bound.is_strict() || !counts_something(side, at) || !own.iter().all(is_open) {
            continue;
        }
        let text = printed(side, &own);
        let explanation = match here {
            true => format!("“{text}” is added to a number of the base."),
            false => format!("The base's “{text}” before the number is missing."),
        };
        let number = [if here { j } else { i }];
        report.raise(&LOST, Severity::Minor, oriented(here, &bound.words, &number), 0.8, explanation);
    }
}

/// Does a number count what stands behind it? Up to 2019, counted to ten: what stands before it is no bound.
pub fn counts_something(side: &Side, at: usize) -> bool {
    let is_year = side.tokens.get(at).is_some_and(Token::may_be_year);
    !side.ends_clause(at) && side.tokens.get(at + 1).is_some_and(|t| t.is_sign() || t.is_content() && !is_year)
}

/// The words that a negator makes a bound with (not more than twelve), and those of the other side that bound the number alike (at most twelve).
pub fn with_negator(pair: &Pair, here: bool, at: usize) -> Option<(Vec<usize>, Vec<usize>)> {
    let (mine, theirs) = pair.sides(here);
    numbers(pair).into_iter().find_map(|(i, j)| {
        let (own, other) = if here { (i, j) } else { (j, i) };
        let (own, other) = (bound(pair.lang, mine, own)?, bound(pair.lang, theirs, other)?);
        let way = own.made_by(at).filter(|way| other.may_be(*way))?;
        let mut words = vec![at];
        words.extend(own.words.iter().filter(|i| **i != at && own.way != Some(way)));
        Some((words, other.words))
    })
}

/// Does a negator make a bound with what is behind it, and does a number of the other side have it, too?
pub fn is_made_of(here: (&Lang, &Side), at: usize, there: (&Lang, &Side)) -> bool {
    let all = |(lang, side): (&Lang, &Side), from: usize| -> Vec<Bound> {
        let counts = |i: &usize| side.tokens.get(*i).is_some_and(|t| t.figures.is_some());
        (from..side.tokens.len()).filter(counts).filter_map(|i| bound(lang, side, i)).collect()
    };
    let made = all(here, at).iter().find_map(|bound| bound.made_by(at));
    made.is_some_and(|way| all(there, 0).iter().any(|other| other.may_be(way)))
}

/// The numbers that answer each other.
fn numbers(pair: &Pair) -> Vec<(usize, usize)> {
    let numbers = pair.here.tokens.iter().enumerate().filter(|(_, t)| t.figures.is_some());
    numbers.filter_map(|(i, t)| Some((i, t.settled_answer()?))).collect()
}

/// What limits the number that a word says.
pub fn bound(lang: &Lang, side: &Side, at: usize) -> Option<Bound> {
    let bounds = &lang.meaning.bounds;
    let said = |from: usize| (from..at).map(|i| side.folded(i)).collect::<Vec<_>>().join(" ");
    let before = (1..=MOST).rev().filter_map(|n| at.checked_sub(n)).find_map(|from| {
        let text = said(from);
        let [above, below, about] = [&bounds.above, &bounds.below, &bounds.about].map(|words| words.contains(text.as_str()));
        let (plain, other) = if above { (Way::Above, Way::Below) } else { (Way::Below, Way::Above) };
        // Almost is no bound that anybody turns round.
        let is_bound = (above || below) && !bounds.near.contains(text.as_str());
        let turned = negator(lang, side, from).filter(|_| is_bound).map(|negator| (negator, other));
        // No more than is not above.
        let way = if turned.is_some_and(|(negator, _)| negator + 1 == from) { other } else { plain };
        let is_near = about || [&bounds.near, &bounds.also].iter().any(|words| words.contains(text.as_str()));
        let words = (from..=at).collect();
        (above || below || about).then(|| Bound { way: (above || below).then_some(way), is_near, words, turned })
    });
    let counts = |i: usize| side.tokens.get(i).is_some_and(|t| t.figures.is_some());
    let range = || {
        let first = (at.saturating_sub(RANGE)..at).rev().find(|i| bounds.range.contains(side.folded(*i)));
        let from = first.filter(|f| (f + 1..at).any(counts))?;
        Some(Bound { way: Some(Way::Below), is_near: true, words: (from..=at).collect(), turned: None })
    };
    let behind = || {
        let mut near = (at + 1..=at + BEHIND).take_while(|i| !side.ends_clause(i - 1) && !counts(*i));
        near.find_map(|i| {
            let length = |words: &Words| words.iter().filter(|p| side.says(p, i)).map(|p| p.split(' ').count()).max();
            let said = [(Way::Above, length(&bounds.more)), (Way::Below, length(&bounds.less))];
            let (way, length) = said.into_iter().find_map(|(way, length)| Some((way, length?)))?;
            let words = std::iter::once(at).chain(i..i + length).collect();
            Some(Bound { way: Some(way), is_near: false, words, turned: None })
        })
    };
    before.or_else(range).or_else(behind)
}

/// The nearest word of its clause that denies and stands before a bound.
fn negator(lang: &Lang, side: &Side, from: usize) -> Option<usize> {
    let polarity = &lang.meaning.polarity;
    let clause = (from.saturating_sub(REACH)..from).rev();
    let mut clause = clause.take_while(|i| !side.ends_clause(*i) && !polarity.clauses.contains(side.folded(*i)));
    clause.find(|i| polarity.denies(side.folded(*i)) || polarity.partners.contains(side.folded(*i)))
}

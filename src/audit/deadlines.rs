//! By when, or from when? By Friday, until March, within two weeks end there; after Friday, from March, after two weeks begin there. Only of a day, a
//! month, a year or a span of time that both prints name once.

use compact_str::CompactString;

use crate::audit::amounts::{TIME, Text};
use crate::audit::only_when::moment;
use crate::audit::token::Token;

/// So far before a time, in words, stands what bounds it: by the end of next March.
const REACH: usize = 5;

/// The time that a word names: a place in a closed set, a year, or so many of a unit.
#[derive(Clone, Debug, PartialEq)]
enum When<'l> {
    Moment(&'l str, usize),
    Year(CompactString),
    Span(CompactString, u64),
}

/// What is said of a time: the words that bound it, and whether it ends there.
pub struct Deadline<'l> {
    when: When<'l>,
    pub words: Vec<usize>,
    pub time: usize,
    /// The last word of the time: two weeks.
    last: usize,
    ends: bool,
}

/// The deadlines of two prints of which one ends where the other begins.
pub fn apart<'t>(here: Text<'t>, there: Text<'t>) -> Vec<(Deadline<'t>, Deadline<'t>)> {
    let (ours, mut theirs) = (all(here), all(there));
    let pairs = ours.into_iter().filter_map(|a| {
        let at = theirs.iter().position(|b| a.when == b.when && a.ends != b.ends)?;
        Some((a, theirs.remove(at)))
    });
    pairs.collect()
}

/// Closed until March, open from March: does one print say of the time in the sentence of a word that something ends there, and the other that it begins?
pub fn are_apart(here: Text, there: Text, at: usize) -> bool {
    apart(here, there).iter().any(|(ours, _)| here.side.sentence_of(at).contains(&ours.time))
}

/// What is said of each time that a text names once.
fn all(text: Text) -> Vec<Deadline> {
    let times: Vec<(usize, When)> = (0..text.side.tokens.len()).filter_map(|at| Some((at, when(text, at)?))).collect();
    let once = |what: &When| times.iter().filter(|(_, other)| other == what).count() == 1;
    times.iter().filter(|(_, what)| once(what)).filter_map(|(at, what)| deadline(text, *at, what.clone())).collect()
}

fn when(text: Text<'_>, at: usize) -> Option<When<'_>> {
    if let Some((set, place)) = moment(text.lang, text.side, at) {
        return Some(When::Moment(set, place));
    }
    let t = text.side.tokens.get(at).filter(|t| t.figures.is_some())?;
    match text.unit(at) {
        Some((_, TIME, size)) => Some(When::Span(text.value(at)?, size as u64)),
        None if t.may_be_year() => Some(When::Year(text.value(at)?)),
        _ => None,
    }
}

/// The phrase before a time that bounds it, with nothing between but articles, numbers and what belongs to the time (the end of next).
fn deadline<'l>(text: Text<'l>, time: usize, when: When<'l>) -> Option<Deadline<'l>> {
    let (side, meaning) = (text.side, &text.lang.meaning);
    let deadlines = &meaning.deadlines;
    let is_span = matches!(when, When::Span(..));
    let until = if is_span { &deadlines.within } else { &deadlines.until };
    let ending = |phrases: &[CompactString], at: usize| {
        let from =
            |phrase: &CompactString| (at + 1).checked_sub(phrase.split(' ').count()).filter(|from| side.says(phrase, *from));
        phrases.iter().filter_map(from).min()
    };
    let passes = |i: usize| {
        let word = side.folded(i);
        let is_of_time = side.tokens[i].figures.is_some() || meaning.in_series(word).is_some_and(|(set, _)| set != "link");
        let is_part = side.tokens[i].is_content() && meaning.deadlines.of.contains(side.folded(i + 1));
        is_of_time || is_part || deadlines.of.contains(word) || meaning.exchange.bare.contains(word)
    };
    for at in (time.saturating_sub(REACH)..time).rev().take_while(|i| !side.ends_clause(*i)) {
        // The longer phrase tells: no later than.
        let found = [(until, true), (&deadlines.from, false)].map(|(phrases, ends)| Some((ending(phrases, at)?, ends)));
        if let Some((from, ends)) = found.into_iter().flatten().min_by_key(|(from, _)| *from) {
            let last = text.unit(time).filter(|_| is_span).map_or(time, |(unit, ..)| unit.max(time));
            return Some(Deadline { when, words: (from..=at).collect(), time, last, ends });
        }
        if !passes(at) {
            return None;
        }
    }
    None
}

impl Deadline<'_> {
    /// The words, and the time that they bound.
    pub fn run(&self) -> Vec<usize> {
        self.words.iter().copied().chain(self.time..=self.last).collect()
    }
}

/// Does a negator stand in the sentence of a word? Not until March is from March.
pub fn is_denied(text: Text, at: usize) -> bool {
    let polarity = &text.lang.meaning.polarity;
    let denies = |t: &Token| polarity.denies(&t.folded) || polarity.partners.contains(&t.folded);
    text.side.sentence_of(at).any(|i| denies(&text.side.tokens[i]))
}

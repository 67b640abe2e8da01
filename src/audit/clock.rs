//! Which time of day does a numeral tell, alone or with the words beside it? 7.30, 19h30, half past seven, halb acht, las siete y media.

use crate::audit::token::{Side, Token};
use crate::lang::{Lang, Tags};

/// The minutes since noon or midnight, 0 to 719: on a dial a.m. and p.m. are the same. `None` for a numeral that tells no minutes.
pub fn on_a_dial(side: &Side, lang: &'static Lang, at: usize) -> Option<i32> {
    const DIAL: i32 = 12 * 60;
    let full_hour = || half(side, lang, at).and_then(|_| Some(60 * hour(side, lang, at)?));
    let minutes = in_figures(side, lang, at).or_else(|| in_words(side, lang, at)).or_else(full_hour)?;
    Some(minutes.rem_euclid(DIAL))
}

/// A half of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    Forenoon,
    Afternoon,
}

/// Which half of the day is an hour in, where that is told: 19.30, 7.30pm, at seven in the evening, gestern Abend um sieben? Twelve tells nothing, nor does
/// night before six.
pub fn half(side: &Side, lang: &'static Lang, at: usize) -> Option<Half> {
    /// So near, in words, does the word stand that tells it.
    const BEHIND: usize = 4;
    const BEFORE: usize = 3;
    let hour = hour(side, lang, at).filter(|h| *h != 12)?;
    if hour > 12 {
        return in_figures(side, lang, at).map(|_| Half::Afternoon);
    }
    let last = minutes(side, lang, at).unwrap_or(at);
    if !may_be_hour(side, lang, at, last) {
        return None;
    }
    let numbers = &lang.numbers;
    let is_late = hour >= 6;
    let told = [(&numbers.forenoon, Half::Forenoon), (&numbers.afternoon, Half::Afternoon), (&numbers.night, Half::Afternoon)];
    let told = &told[..if is_late { 3 } else { 2 }];
    let of = |i: usize| told.iter().find(|(words, _)| words.iter().any(|phrase| side.says(phrase, i))).map(|(_, half)| *half);
    let counts = |i: usize| side.tokens.get(i).is_some_and(|t| t.figures.is_some());
    let mut behind = (last + 1..=last + BEHIND).take_while(|i| !side.ends_clause(i - 1) && !counts(*i));
    let told_before = || {
        let mut before = (at.saturating_sub(BEFORE)..at).rev().take_while(|i| !side.ends_clause(*i) && !counts(*i));
        // I am 8: a word of two letters tells it behind the number only. From 8 in the morning to 6: the word belongs to the number before it.
        let found = before.find_map(|i| of(i).filter(|_| side.folded(i).len() > 2).map(|half| (i, half)));
        found.filter(|(i, _)| !(i.saturating_sub(BEHIND)..*i).any(counts)).map(|(_, half)| half)
    };
    behind.find_map(of).or_else(told_before)
}

/// May a numeral be an hour? Not the second night, the night of 5 May, nor, where nothing beside it says so, what counts something: that night four men fled.
fn may_be_hour(side: &Side, lang: &'static Lang, at: usize, last: usize) -> bool {
    let before = at.checked_sub(1);
    let is_month = |i: usize| lang.meaning.is_month(side.folded(i));
    let marks = |i: usize| lang.numbers.clock.contains(side.folded(i));
    let is_day =
        side.tokens.get(at).is_some_and(Token::is_ordinal) || (at + 1..=at + 2).any(is_month) || before.is_some_and(is_month);
    let is_marked = in_figures(side, lang, at).is_some() || marks(last + 1) || before.is_some_and(marks);
    !is_day && (is_marked || !side.tokens.get(last + 1).is_some_and(Token::is_content))
}

/// The hour that a numeral says, 0 to 24.
fn hour(side: &Side, lang: &'static Lang, at: usize) -> Option<i32> {
    if let Some(minutes) = in_figures(side, lang, at) {
        return Some(minutes / 60);
    }
    let value: f64 = side.tokens.get(at)?.figures.as_ref()?.parse().ok()?;
    (1.0..=24.0).contains(&value).then_some(value as i32)
}

/// The words that tell the time of a numeral: itself, the minutes behind a colon, and what makes it one (pm, Uhr).
pub fn words(side: &Side, lang: &'static Lang, at: usize) -> Vec<usize> {
    let last = minutes(side, lang, at).unwrap_or(at);
    let marks = |i: &usize| lang.numbers.clock.contains(side.folded(*i));
    let (before, behind) = part_of_hour(side, lang, at).map_or((0, 0), |(phrase, _)| around(phrase));
    let first = at - before.min(at);
    let from = first.checked_sub(1).filter(marks).unwrap_or(first);
    let end = last.max(at + behind);
    let end = Some(end + 1).filter(marks).unwrap_or(end);
    // Seven in the evening.
    let told = [&lang.numbers.forenoon, &lang.numbers.afternoon, &lang.numbers.night];
    let tells = |i: &usize| told.iter().any(|words| words.iter().any(|phrase| side.says(phrase, *i)));
    let of_day = (end + 1..=end + 3).take_while(|i| !side.ends_clause(i - 1)).find(tells);
    (from..=of_day.unwrap_or(end)).collect()
}

/// How many words of a phrase stand before the hour, and behind it.
fn around(phrase: &str) -> (usize, usize) {
    let (before, behind) = phrase.split_once('*').unwrap_or((phrase, ""));
    (before.split_whitespace().count(), behind.split_whitespace().count())
}

/// The numeral behind an hour that says its minutes: 7:30; 7 Uhr 30, sept heures trente; alle sette e trenta.
pub fn minutes(side: &Side, lang: &'static Lang, at: usize) -> Option<usize> {
    let (hours, next) = (side.tokens.get(at)?, side.tokens.get(at + 1)?);
    let figures = |i: usize| printed(side, i).parse::<u32>().ok();
    if side.text.get(hours.span.end..next.span.start) == Some(":") {
        return (figures(at)? <= 24 && figures(at + 1).is_some() && printed(side, at + 1).len() >= 2).then_some(at + 1);
    }
    let count = |i: usize| side.tokens.get(i).and_then(|t| t.figures.as_ref()?.parse::<u32>().ok());
    let numbers = &lang.numbers;
    let marks = |i: usize| numbers.clock.contains(side.folded(i));
    // At 7 am thirty people came: a half of the day has no minutes behind it, nor has an hour what counts something.
    let of_day = |i: usize| {
        [&numbers.forenoon, &numbers.afternoon, &numbers.night].iter().any(|list| list.iter().any(|w| w == side.folded(i)))
    };
    let joins =
        marks(at + 1) && !of_day(at + 1) || at.checked_sub(1).is_some_and(marks) && lang.speech.tags(&next.folded).any(Tags::AND);
    let counts = side.tokens.get(at + 3).is_some_and(Token::is_content) && !side.ends_clause(at + 2);
    let said = joins && !counts && count(at)? <= 24 && (10..60).contains(&count(at + 2)?);
    (said && !side.ends_clause(at) && !side.ends_clause(at + 1)).then_some(at + 2)
}

/// Is a numeral the minutes of an hour before it?
pub fn is_minutes(side: &Side, lang: &'static Lang, at: usize) -> bool {
    (1..=2)
        .filter_map(|back| at.checked_sub(back))
        .any(|hour| minutes(side, lang, hour) == Some(at) && in_figures(side, lang, hour).is_some())
}

/// 7.30, 7:30, 19h30; 7 Uhr 30.
fn in_figures(side: &Side, lang: &'static Lang, at: usize) -> Option<i32> {
    let value = |i: usize| side.tokens.get(i).and_then(|t| t.figures.as_ref()?.parse::<i32>().ok());
    let (hours, minutes) = match minutes(side, lang, at) {
        Some(behind) => (value(at)?, value(behind)?),
        None => {
            let groups: Vec<&str> =
                printed(side, at).split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
            let [hours, minutes] = groups.as_slice() else { return None };
            (hours.parse().ok()?, minutes.parse().ok().filter(|_| minutes.len() == 2)?)
        }
    };
    (hours <= 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// Half past seven: the part of an hour that the words on both sides add or take.
fn in_words(side: &Side, lang: &'static Lang, at: usize) -> Option<i32> {
    let figures = side.tokens.get(at)?.figures.as_ref()?;
    // Eight and a half, which is half past eight, is read as one number.
    if let Some(hours) = figures.strip_suffix(".5").filter(|_| !printed(side, at).contains(|c: char| c.is_ascii_digit())) {
        return Some(hours.parse::<i32>().ok().filter(|h| (1..=24).contains(h))? * 60 + 30);
    }
    let hours: i32 = figures.parse().ok().filter(|h| (1..=24).contains(h))?;
    part_of_hour(side, lang, at).map(|(_, minutes)| hours * 60 + minutes)
}

/// The longest phrase around an hour that adds minutes to it or takes some.
fn part_of_hour(side: &Side, lang: &'static Lang, at: usize) -> Option<(&'static str, i32)> {
    let plain = |i: usize| side.tokens.get(i).map_or("", |t| t.plain.as_str());
    let stands = |phrase: &str, from: usize| phrase.split(' ').filter(|w| !w.is_empty()).zip(from..).all(|(w, i)| plain(i) == w);
    let is_said = |phrase: &str| {
        let (before, behind) = phrase.split_once('*').unwrap_or((phrase, ""));
        let from = at.checked_sub(around(phrase).0);
        from.is_some_and(|from| stands(before, from)) && stands(behind, at + 1)
    };
    let said = lang.numbers.parts_of_hour.iter().filter(|(phrase, _)| is_said(phrase));
    said.map(|(phrase, minutes)| (phrase.as_str(), *minutes)).max_by_key(|(phrase, minutes)| (phrase.len(), *minutes))
}

fn printed<'a>(side: &Side<'a>, at: usize) -> &'a str {
    side.tokens.get(at).map_or("", |t| t.span.of(side.text))
}

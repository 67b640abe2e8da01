//! Which quotations are segments of one? Those between which nothing stands but a paragraph break, an attribution, or a word that joins them.

use super::clause::{Word, words};
use crate::lang::{Lang, Tags};

/// What stands between two quotations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Between {
    /// Nothing, a paragraph break, or a joining word.
    Nothing,
    /// A short reporting clause.
    Attribution,
    /// More: the reporter goes on.
    Report,
}

/// An attribution between segments is no longer than this, in words.
const LONGEST: usize = 24;

/// Tells what the reporter says between two quotations.
pub(crate) fn between(gap: &str, lang: &Lang) -> Between {
    const LONGEST_BYTES: usize = 240;
    if gap.len() > LONGEST_BYTES {
        return Between::Report;
    }
    let words = words(gap, lang, LONGEST + 1);
    if words.iter().all(|w| w.tags.any(Tags::AND)) {
        return Between::Nothing;
    }
    // “…,” said Name. | Another Name said: “…”: a name that begins a paragraph and brings the next begins anew, unless it goes on.
    let opens = gap.rfind('\n').is_some_and(|line| begins_anew(&gap[line..], lang));
    // “…,” she said. She added, “…”: her going on is no new beginning.
    let more = words.iter().filter(|w| w.tags.any(Tags::MORE)).count();
    let cues = words.iter().filter(|w| w.tags.any(Tags::SAY)).count();
    let saying = words.iter().filter(|w| w.tags.any(Tags::SAYING)).count();
    if words.len() > LONGEST
        || !(1..=2).contains(&cues)
        || cues == 2 && more == 0
        || saying > 0
        || stops_inside(gap) > more.min(1)
        || opens
    {
        return Between::Report;
    }
    Between::Attribution
}

/// Does a name or a noun with its verb stand there, no pronoun that only goes on?
fn begins_anew(line: &str, lang: &Lang) -> bool {
    let words = words(line, lang, LONGEST + 1);
    let pronoun =
        words.iter().take(3).any(|w| w.tags.any(Tags::HE.with(Tags::SHE).with(Tags::THEY).with(Tags::IT).with(Tags::I)));
    // una domanda: behind a determiner it is a noun
    let says =
        |i: &usize| words[*i].tags.any(Tags::SAY) && !i.checked_sub(1).is_some_and(|b| words[b].tags.any(Tags::DETERMINER));
    let Some(verb) = (0..words.len()).find(says) else { return false };
    // Ha detto poi: «…»: where a verb leaves its subject out, only a determiner or a name before it shows one.
    let noun = |(i, w): (usize, &Word)| w.tags.any(Tags::DETERMINER) || i > 0 && w.text.starts_with(char::is_uppercase);
    let subject = !lang.speech.drops_subject || words[..verb].iter().enumerate().any(noun);
    subject && !pronoun && !words.iter().any(|w| w.tags.any(Tags::MORE))
}

/// Sentences and paragraphs that end before the gap does.
fn stops_inside(gap: &str) -> usize {
    let kept = gap.trim_matches(|c: char| c.is_whitespace() || c == '.' || c == ',' || c == ':');
    let mut stops = 0;
    let mut stopped = false;
    for c in kept.chars() {
        if c == '.' || c == '\n' {
            stopped = true;
        } else if !c.is_whitespace() {
            stops += usize::from(stopped);
            stopped = false;
        }
    }
    stops
}

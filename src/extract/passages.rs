//! Which quotations are segments of one? Those between which nothing stands but a paragraph break, an attribution, or a word that joins them.

use super::clause::words;
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
    let cues = words.iter().filter(|w| w.tags.any(Tags::SAY)).count();
    let saying = words.iter().filter(|w| w.tags.any(Tags::SAYING)).count();
    if words.len() > LONGEST || cues != 1 || saying > 0 || stops_inside(gap) > 1 {
        return Between::Report;
    }
    Between::Attribution
}

/// Full stops that end a sentence before the gap's end.
fn stops_inside(gap: &str) -> usize {
    let kept = gap.trim_matches(|c: char| c.is_whitespace() || c == '.' || c == ',' || c == ':');
    kept.matches(". ").count() + kept.matches('\n').count()
}

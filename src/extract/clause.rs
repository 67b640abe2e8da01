//! Is a stretch a full clause, less, or a headline? Told by capitals, end marks and finite verbs; a heuristic, not a parser.

use crate::lang::{Lang, Tags};
use crate::text;

/// One word of a short stretch.
pub(crate) struct Word<'a> {
    pub text: &'a str,
    pub tags: Tags,
}

/// The first words of a stretch, at most `most`.
pub(crate) fn words<'a>(text: &'a str, lang: &Lang, most: usize) -> Vec<Word<'a>> {
    let mut out: Vec<Word<'a>> = Vec::new();
    let mut lower = String::new();
    for part in text.split(|c: char| c.is_whitespace() || matches!(c, '—' | '–' | '(' | ')' | '[' | ']')) {
        let bare = part.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() {
            continue;
        }
        for piece in pieces(bare, lang) {
            text::lower(piece, &mut lower);
            out.push(Word { text: piece, tags: tags_of(&lower, lang).with(ending(&lower, lang)) });
        }
        if out.len() >= most {
            break;
        }
    }
    out
}

/// The parts of an elided word (l'ha, dell'accordo); the word itself in other languages.
fn pieces<'a>(word: &'a str, lang: &Lang) -> Vec<&'a str> {
    match word.find(['\'', '’']) {
        Some(i) if lang.words.elision => {
            let cut = i + word[i..].chars().next().map_or(1, char::len_utf8);
            if cut < word.len() { vec![&word[..cut], &word[cut..]] } else { vec![word] }
        }
        _ => vec![word],
    }
}

/// A word that no list knows may show by its ending that it is a finite verb (esperamos, aprirono).
fn ending(lower: &str, lang: &Lang) -> Tags {
    const STEM: usize = 2;
    let speech = &lang.speech;
    // «Mi chiamava mamma»: a verb of saying is a verb, too.
    let said = Tags::CUE.with(Tags::TELL).with(Tags::MORE).with(Tags::NAMES);
    let known = speech.finite_endings.is_empty() || speech.tags(lower).without(said) != Tags::default();
    let finite = speech.finite_endings.iter().any(|e| lower.len() >= e.len() + STEM && lower.ends_with(e.as_str()));
    if finite && !known { Tags::VERB } else { Tags::default() }
}

/// The tags of a word, or those of what its apostrophe hides (it's, wasn't).
pub(crate) fn tags_of(lower: &str, lang: &Lang) -> Tags {
    let tags = lang.speech.tags(lower);
    if tags != Tags::default() || lang.words.elision {
        return tags;
    }
    match lower.find('\'') {
        Some(i) if lang.words.is_hosts.contains(&lower[..i]) || lower.ends_with("n't") => Tags::BE,
        Some(i) if &lower[i..] != "'s" => Tags::MODAL,
        _ => tags,
    }
}

/// Is it a full clause?
pub(crate) fn is_clause(text: &str, lang: &Lang) -> bool {
    let words = words(text, lang, 80);
    let Some(first) = words.first() else { return false };
    let capital = text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_uppercase() || c.is_numeric());
    if words.len() < 2 {
        return capital && text.trim_end().ends_with(['!', '?']);
    }
    if is_title_case(&words) && !text.ends_with(['!', '?']) && words.len() < 9 {
        return false;
    }
    // A sentence with a stop of its own.
    if capital && text.ends_with('.') && words.len() >= if first.tags.any(Tags::PREPOSITION) { 7 } else { 4 } {
        return true;
    }
    if let Some(verb) = main_verb(&words, lang) {
        return capital || verb > 0;
    }
    // «Non capita spesso qui»: a negator that stands before its verb, where a subject may be left out.
    let denies = first.tags.without(Tags::ADVERB) == Tags::default()
        && lang.meaning.polarity.negators.iter().any(|n| *n == first.text.to_lowercase())
        && !lang.meaning.polarity.nobody.iter().any(|n| *n == first.text.to_lowercase());
    let verb = words.get(1).is_some_and(|w| w.tags == Tags::default() && w.text.starts_with(char::is_lowercase));
    if capital && lang.speech.drops_subject && denies && verb && words.len() >= 4 {
        return true;
    }
    capital && (text.trim_end().ends_with(['!', '?']) || words.len() >= 7 && !first.tags.any(Tags::PREPOSITION))
        || capital && first.tags.any(Tags::PERSON) && words.len() >= 3
}

/// The index of the first finite verb that is the clause's own: not one of a relative clause; behind a subject, unless it asks or orders.
fn main_verb(words: &[Word], lang: &Lang) -> Option<usize> {
    let first = words.first()?;
    let capital = first.text.starts_with(char::is_uppercase);
    // A preposition or a verb in front, and a small letter: the reporter's sentence goes on inside the marks.
    if !capital && first.tags.any(Tags::PREPOSITION) && !first.tags.any(Tags::PERSON.with(Tags::CLAUSE)) {
        return None;
    }
    // “braked as soon as he saw the signal”: the subject of a verb in front is the reporter's.
    let past = |e: &compact_str::CompactString| first.text.len() > e.len() + 2 && first.text.ends_with(e.as_str());
    let plain = !lang.speech.drops_subject && !lang.speech.inverts && !lang.speech.nouns_capital;
    if !capital && plain && first.tags == Tags::default() && lang.meaning.tense.past_endings.iter().any(past) {
        return None;
    }
    let mut pending = 0u32;
    for (i, word) in words.iter().enumerate() {
        let before = i.checked_sub(1).and_then(|b| words.get(b));
        let opens_relative =
            word.tags.any(Tags::RELATIVE) && i > 0 && !(before.is_some_and(|b| b.tags.any(Tags::FINITE.with(Tags::CUE))));
        if opens_relative {
            pending += 1;
            continue;
        }
        let finite = word.tags.any(Tags::FINITE)
            || (word.tags.any(Tags::CUE) || !word.tags.any(Tags::SMALL.with(Tags::DATE)))
                && before.is_some_and(|b| {
                    b.tags.any(Tags::PERSON) && b.tags.any(Tags::HE.with(Tags::SHE).with(Tags::THEY).with(Tags::I).with(Tags::IT))
                })
                && !lang.speech.drops_subject;
        let noun = before.is_some_and(|b| b.tags.any(Tags::DETERMINER) && !word.tags.any(Tags::AUXILIARY));
        let infinitive = before.is_some_and(|b| b.tags.any(Tags::PREPOSITION) && !b.tags.any(Tags::CLAUSE.with(Tags::PERSON)));
        if !finite || noun || infinitive {
            continue;
        }
        if pending > 0 {
            pending -= 1;
            continue;
        }
        // Built-in verb phrase: “provides a layer”, “will never bow”, “not be those”.
        let subjectless = !capital && words[..i].iter().all(|w| w.tags.any(Tags::ADVERB.with(Tags::AUXILIARY)));
        if subjectless && !lang.speech.drops_subject {
            return None;
        }
        return Some(i.max(usize::from(lang.speech.drops_subject)));
    }
    None
}

/// Do all words of weight begin with a capital?
pub(crate) fn is_title_case(words: &[Word]) -> bool {
    let heavy = || words.iter().filter(|w| !w.tags.any(Tags::SMALL) && w.text.chars().count() > 1);
    let (capitals, all) =
        heavy().fold((0usize, 0usize), |(c, n), w| (c + usize::from(w.text.starts_with(|c: char| !c.is_lowercase())), n + 1));
    all > 0 && capitals == all && all * 2 >= words.len() && words.first().is_some_and(|w| w.text.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang;

    #[test]
    fn a_clause_has_a_subject_and_a_verb_of_its_own() {
        let en = lang::of("en");
        for text in [
            "It must not set foot here.",
            "all ships are run by the port",
            "the port is the task of those who own it",
            "Stop it!",
        ] {
            assert!(is_clause(text, en), "{text}");
        }
        for text in [
            "not be those that are on the quay",
            "a port that kills",
            "the task of those who own it",
            "provides a layer",
            "to close",
        ] {
            assert!(!is_clause(text, en), "{text}");
        }
    }
}

//! Where do sentences end? Stops, question and exclamation marks, and paragraph breaks; not the stops of abbreviations and initials.
//! Good for news prose in the languages of `lang/`; text without any marks is one sentence a paragraph.

use crate::lang::Lang;
use crate::model::Span;

/// The sentences of a text, in order, without the white space around them. Every character that is no white space lies in one.
pub fn sentences(text: &str, lang: &Lang) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    loop {
        // Between marks there is little to see.
        at += text.as_bytes()[at..].iter().position(|b| may_end(*b)).unwrap_or(text.len() - at);
        let Some(c) = text[at..].chars().next() else { break };
        let next = at + c.len_utf8();
        if c == '\n' && text[next..].trim_start_matches([' ', '\t', '\r']).starts_with('\n') {
            push(&mut out, text, start, at);
            start = next;
        } else if is_terminator(c) {
            let end = end_of_marks(text, next);
            if ends_sentence(text, at, end, lang) {
                push(&mut out, text, start, end);
                start = end;
            }
            at = end;
            continue;
        }
        at = next;
    }
    push(&mut out, text, start, text.len());
    out
}

fn push(out: &mut Vec<Span>, text: &str, start: usize, end: usize) {
    let part = &text[start..end];
    let lead = part.len() - part.trim_start().len();
    let kept = part.trim();
    if !kept.is_empty() {
        out.push(Span::new(start + lead, start + lead + kept.len()));
    }
}

/// May a character that begins with this byte end a sentence or a line?
fn may_end(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?' | b'\n') || !byte.is_ascii()
}

fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

/// Past further terminators and closing marks.
fn end_of_marks(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    from + (rest.len()
        - rest.trim_start_matches(|c| is_terminator(c) || matches!(c, '”' | '"' | '’' | '\'' | '»' | ')' | ']' | '」')).len())
}

/// Does the run of marks at `at..end` end a sentence?
fn ends_sentence(text: &str, at: usize, end: usize, lang: &Lang) -> bool {
    let rest = &text[end..];
    let first = &text[at..];
    if first.starts_with(['。', '！', '？']) || rest.trim().is_empty() {
        return true;
    }
    let space = rest.len() - rest.trim_start().len();
    let Some(next) = rest.trim_start().chars().next() else { return true };
    if space == 0 {
        return false;
    }
    if next.is_lowercase() {
        // Only marks that never stand inside a sentence are believed against a small letter: "… kills? he asked" goes on.
        return false;
    }
    if !first.starts_with('.') || text[at..end].starts_with("..") {
        return true;
    }
    // One stop: an abbreviation or an initial before it does not end the sentence.
    let word = last_word(&text[..at]);
    // … wrote on X. “…”: no name goes on with a mark.
    let is_letter = word.chars().count() == 1 && word.chars().all(|c| c.is_uppercase());
    let initial = is_letter && next.is_alphanumeric() && !is_pronoun(text, at, word, lang);
    let dotted = word.contains('.') && next.is_uppercase() && is_dotted_title(word);
    let folded = word.to_lowercase();
    !(initial || dotted || lang.sentences.abbreviations.contains(folded.trim_end_matches('.')))
}

/// So was I. But … : is a capital letter before a stop the pronoun of its language, behind a word that has a subject behind it?
fn is_pronoun(text: &str, at: usize, word: &str, lang: &Lang) -> bool {
    let (meaning, word) = (&lang.meaning, (word.len(), word.to_lowercase()));
    let before = last_word(text[..at - word.0].trim_end());
    meaning.capitalised.contains(word.1.as_str())
        && meaning.person(&word.1).is_some()
        && (meaning.tense.auxiliaries.contains_key(before) || meaning.connectives.contains(before))
}

/// U.S. and the like before a capital may or may not end the sentence; more often a name follows (U.S. Department).
fn is_dotted_title(word: &str) -> bool {
    word.split('.').all(|part| part.chars().count() <= 1)
}

fn last_word(text: &str) -> &str {
    let cut =
        text.rfind(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"' | '‘' | '«' | '\u{2013}' | '\u{2014}' | '-'));
    let from = cut.map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
    &text[from..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang;
    use proptest::prelude::*;

    fn split<'a>(text: &'a str, code: &str) -> Vec<&'a str> {
        sentences(text, lang::of(code)).iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn ends_where_a_reader_would_stop() {
        assert_eq!(
            split("We came. We left!  Why? “So what.” Then", "en"),
            ["We came.", "We left!", "Why?", "“So what.”", "Then"]
        );
        assert_eq!(split("It bites... It barks.", "en"), ["It bites...", "It barks."]);
        assert_eq!(split("It bites... and barks.", "en"), ["It bites... and barks."]);
        assert_eq!(split("One\n\nTwo", "en"), ["One", "Two"]);
    }

    #[test]
    fn does_not_end_at_abbreviations_initials_and_numbers() {
        for text in ["Mr. Doe met J. Roe.", "The U.S. Department pays 2.5 million.", "On Jan. 5 it rained."] {
            assert_eq!(split(text, "en").len(), 1, "{text}");
        }
        assert_eq!(split("Il sig. Rossi arriva. Poi parte.", "it").len(), 2);
        assert_eq!(split("They were wet, and so was I. But we sang for I. Doe.", "en").len(), 2);
    }

    proptest! {
        #[test]
        fn sentences_lie_in_order_and_hold_all_that_is_printed(text in "[a-zA-Z .!?\n…”]{0,80}") {
            let mut last = 0;
            let mut kept = String::new();
            for s in sentences(&text, lang::of("en")) {
                prop_assert!(s.start >= last);
                last = s.end;
                kept.push_str(s.of(&text));
            }
            let bare = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&kept), bare(&text));
        }
    }
}

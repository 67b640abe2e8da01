//! How much of a sentence is a part of a quotation, and does it go on with the one before?

use crate::cluster::corpus::{Class, Unit};
use crate::cluster::passages::Passages;
use crate::model::{Kind, Quotation, Span};
use crate::text::ends_cut;

/// What a part of a quotation may do in a statement.
pub fn class(q: &Quotation, span: Span) -> Class {
    let part = span.of(&q.text);
    class_between(q.kind, part, part)
}

/// What a passage may do in a statement: it begins as its first segment does, and ends as its last.
pub fn class_of_all(quotations: &[Quotation], members: &[u32]) -> Class {
    let of = |q: Option<&u32>| q.and_then(|q| quotations.get(*q as usize));
    let (Some(first), Some(last)) = (of(members.first()), of(members.last())) else { return Class::Fragment };
    let kind = members.iter().filter_map(|q| of(Some(q))).map(|q| q.kind).find(|k| *k != Kind::Fragment);
    class_between(kind.unwrap_or(Kind::Fragment), &first.text, &last.text)
}

/// Where a text begins with a small letter or ends without a mark, or with that of a cut, outlets cut it there.
fn class_between(kind: Kind, first: &str, last: &str) -> Class {
    let open_start = is_small(first);
    let open_end = last.chars().next_back().is_some_and(char::is_alphanumeric) || ends_cut(last);
    match kind {
        Kind::Title => Class::Title,
        Kind::Fragment => Class::Fragment,
        _ if open_start || open_end => Class::Fragment,
        _ => Class::Sentence,
    }
}

/// Does a text begin with a small letter? A figure may begin a sentence.
fn is_small(text: &str) -> bool {
    text.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase)
}

/// A later segment of a passage goes on with the sentence of the one before if it begins with a small letter, or if that one was no clause
/// (“After that,” she said, “I will go”).
pub fn go_on(quotations: &[Quotation], passages: &Passages, first: &[u32], units: &mut [Unit]) {
    for places in (0..passages.len() as u32).map(|p| passages.places(p)).filter(|p| p.len() > 1) {
        for at in places.skip(1).filter(|p| first[*p] < first[p + 1]).map(|p| first[p] as usize) {
            let Some(before) = at.checked_sub(1).and_then(|i| units.get(i)).copied() else { continue };
            let of = |unit: &Unit| quotations.get(unit.quote as usize).map(|q| (q, unit.span.of(&q.text)));
            let (Some((q, text)), Some((_, next))) = (of(&before), of(&units[at])) else { continue };
            let open = q.kind == Kind::Fragment && !text.ends_with(['.', '!', '?', '…']);
            // Pieces that a reporter builds into a sentence of his own have not begun one.
            let begun = before.goes_on || !is_small(text);
            units[at].goes_on = begun && (open || is_small(next));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_with_the_mark_of_a_cut_is_no_whole_sentence() {
        let class_of = |text: &str| class(&Quotation::of_words(text, "en"), Span::new(0, text.len()));
        assert_eq!(class_of("The ferry carries 12 people."), Class::Sentence);
        for cut in ["The ferry carries 12 people", "The ferry carries 12 people...", "The ferry carries 12 people […]"] {
            assert_eq!(class_of(cut), Class::Fragment, "{cut}");
        }
    }
}

//! What stands in brackets? In print they hold what is not the speaker's: an outlet's explanation, a cut.

use crate::model::Span;

/// The stretches in brackets with their opening mark, `[` or `(`, in order; what is bracketed within one is part of it.
pub fn brackets(text: &str) -> Vec<(Span, char)> {
    let mut out = Vec::new();
    if memchr::memchr2(b'[', b'(', text.as_bytes()).is_none() {
        return out;
    }
    let mut open: Option<(usize, char)> = None;
    let mut within = 0;
    for (at, c) in text.char_indices() {
        match (c, open) {
            ('[' | '(', None) => open = Some((at, c)),
            ('[' | '(', Some(_)) => within += 1,
            (']' | ')', Some(_)) if within > 0 => within -= 1,
            (']' | ')', Some((start, mark))) => {
                out.push((Span::new(start, at + 1), mark));
                open = None;
            }
            _ => {}
        }
    }
    out
}

/// The bracketed stretch, of those in order, that holds a span, and its mark.
pub fn bracket_around(brackets: &[(Span, char)], span: Span) -> Option<(Span, char)> {
    let at = brackets.partition_point(|(b, _)| b.end <= span.start);
    brackets.get(at).copied().filter(|(b, _)| b.contains(span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bracket_within_another_is_part_of_it_and_an_open_one_is_none() {
        let found = |text: &'static str| brackets(text).into_iter().map(|(s, c)| (s.of(text), c)).collect::<Vec<_>>();
        assert_eq!(found("they [the (old) mill] burnt (twice)"), [("[the (old) mill]", '['), ("(twice)", '(')]);
        assert_eq!(found("they [the mill"), []);
    }
}

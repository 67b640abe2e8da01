//! Another mark where all words agree: a question for a statement, a word in marks of its own. Neutral; a translator hears another tone in it.
//!
//! Commas, dashes and full stops follow each outlet's own style and are not told.

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::Rule;
use crate::audit::token::Side;
use crate::model::{Class, Severity, Span};

pub const RULE: Rule = Rule {
    name: "punctuation",
    class: Class::Punctuation,
    find,
    fires: &[
        ("The bridge is open?", "The bridge is open."),
        ("The bridge is open.", "The bridge is open!"),
        ("The experts left.", "The \"experts\" left."),
    ],
    silent: &[
        ("The bridge, they say, is open.", "The bridge they say is open"),
        ("Can we leave for once?", "Can we, for once, leave?"),
    ],
};

fn find(pair: &Pair, report: &mut Report) {
    for (at, t) in pair.here.tokens.iter().enumerate() {
        let Some(there) = t.settled_answer().filter(|there| goes_on_alike(pair, at, *there)) else { continue };
        let (p, q) = (marks(&pair.here, at), marks(&pair.there, there));
        let (ours, theirs) = (p.of(pair.here.text), q.of(pair.there.text));
        if told(pair.here.text, p) == told(pair.there.text, q) {
            continue;
        }
        let explanation = match (ours, theirs) {
            ("", there) => format!("The base has “{there}” here."),
            (here, "") => format!("The base has no “{here}” here."),
            (here, there) => format!("“{here}” stands for the base's “{there}”."),
        };
        report.add(&RULE, Severity::Neutral, ((p, q), t.place), 0.9, explanation);
    }
}

/// Do the words behind two words answer each other, or does nothing follow either? Where words have moved, marks follow them.
fn goes_on_alike(pair: &Pair, at: usize, there: usize) -> bool {
    match pair.here.tokens.get(at + 1) {
        Some(next) => next.settled_answer() == Some(there + 1),
        None => there + 1 == pair.there.tokens.len(),
    }
}

/// What stands between a word and the next one, without the white space around it.
fn marks(side: &Side, at: usize) -> Span {
    let from = side.tokens.get(at).map_or(0, |t| t.span.end);
    let to = side.tokens.get(at + 1).map_or(side.text.len(), |t| t.span.start);
    let gap = side.text.get(from..to).unwrap_or("");
    let start = from + gap.len() - gap.trim_start().len();
    Span::new(start, start + gap.trim().len())
}

/// The marks that tell something, in one shape each. Of a pair of quotation marks the opening one, which stands behind white space, tells both.
fn told(text: &str, marks: Span) -> String {
    let opens = |at: usize| text[..marks.start + at].ends_with(char::is_whitespace);
    let told = marks.of(text).char_indices().filter_map(|(at, c)| match c {
        '?' | '!' => Some(c),
        '"' | '“' | '”' | '«' | '»' | '„' if opens(at) => Some('"'),
        _ => None,
    });
    told.collect()
}

//! A sentence left out: where the original, or two other outlets, have three sentences in one passage and this outlet has only the first and the
//! last, the middle one is missing here. With a mark it is an ellipsis, without one an omission, which the reader cannot see.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::audit::corpus::{Corpus, UnderStatement};
use crate::model::{Class, CompactString, Divergence, Rendering, Role, Severity, Span};
use crate::text::{Points, ends_cut, has_cut, starts_cut};

/// So many sentences in a row are looked for between two others.
const WINDOW: usize = 5;

/// A rendering in its passage.
#[derive(Clone, Copy)]
struct Step<'a> {
    statement: usize,
    index: usize,
    rendering: &'a Rendering,
}

/// Speaker, outlet and passage.
type Key<'a> = (&'a str, &'a str, &'a str);
/// A step with where its quotation and it begin.
type Placed<'a> = ((u32, u32), Step<'a>);

pub fn find(corpus: &Corpus) -> Vec<UnderStatement> {
    let passages = passages(corpus);
    // Which statements stand between two others, and who has them there.
    let mut between: FxHashMap<(usize, usize), Vec<(&str, Step)>> = FxHashMap::default();
    for (key, steps) in &passages {
        for (i, first) in steps.iter().enumerate() {
            for (j, last) in steps.iter().enumerate().skip(i + 2).take(WINDOW) {
                let inner = steps.iter().take(j).skip(i + 1);
                between.entry((first.statement, last.statement)).or_default().extend(inner.map(|s| (key.1, *s)));
            }
        }
    }
    let mut out = Vec::new();
    for (key, steps) in &passages {
        for (first, last) in steps.iter().zip(steps.iter().skip(1)) {
            let mut missing: BTreeMap<usize, Vec<(&str, Step)>> = BTreeMap::new();
            for (outlet, step) in between.get(&(first.statement, last.statement)).into_iter().flatten() {
                if *outlet != key.1 && !steps.iter().any(|s| s.statement == step.statement) {
                    missing.entry(step.statement).or_default().push((*outlet, *step));
                }
            }
            for (statement, having) in missing {
                out.extend(cut(corpus, key, first, last, &having).map(|divergence| UnderStatement { statement, divergence }));
            }
        }
    }
    out
}

/// The renderings of each passage, by speaker, outlet and passage, in the order of the text.
fn passages<'a>(corpus: &Corpus<'a>) -> BTreeMap<Key<'a>, Vec<Step<'a>>> {
    let mut out: BTreeMap<Key, Vec<Placed>> = BTreeMap::new();
    for (statement, renderings) in corpus.statements.iter().enumerate() {
        for (index, rendering) in renderings.iter().enumerate() {
            let Some(q) = corpus.quotation(rendering) else { continue };
            if q.passage_id.is_empty() || q.speaker.is_empty() {
                continue;
            }
            let step = Step { statement, index, rendering };
            out.entry((&q.speaker, &q.outlet, &q.passage_id)).or_default().push(((q.start, rendering.start), step));
        }
    }
    let in_order = |mut steps: Vec<Placed<'a>>| -> Vec<Step<'a>> {
        steps.sort_by_key(|(at, s)| (*at, s.statement));
        steps.into_iter().map(|(_, s)| s).collect()
    };
    out.into_iter().map(|(key, steps)| (key, in_order(steps))).collect()
}

/// The cut between two neighbours, where enough others have a sentence there.
fn cut(corpus: &Corpus, key: &Key, first: &Step, last: &Step, having: &[(&str, Step)]) -> Option<Divergence> {
    let mut outlets: Vec<&str> = having.iter().map(|(outlet, _)| *outlet).collect();
    outlets.sort_unstable();
    outlets.dedup();
    let original = having.iter().find(|(_, s)| s.rendering.role == Role::Original);
    let (_, model) = original.or_else(|| having.first())?;
    if original.is_none() && outlets.len() < 2 {
        return None;
    }
    let quotation = corpus.quotation(last.rendering)?;
    let before = corpus.quotation(first.rendering)?;
    let (from, to) =
        (Points::new(&before.text).to_byte(first.rendering.end), Points::new(&quotation.text).to_byte(last.rendering.start));
    // The marks may belong to the sentence before the cut, or to the one behind it.
    let shown = if before.id == quotation.id {
        has_cut(quotation.text.get(from.min(to)..to).unwrap_or(""))
            || ends_cut(&first.rendering.text)
            || starts_cut(&last.rendering.text)
    } else {
        ends_cut(&before.text) || starts_cut(&quotation.text)
    };
    let (class, severity, how) = if shown {
        (Class::Ellipsis, Severity::Neutral, "and a mark shows the cut")
    } else {
        (Class::Omission, Severity::Major, "and no mark shows it")
    };
    Some(Divergence {
        severity,
        class,
        text_here: String::new(),
        text_there: model.rendering.text.clone(),
        explanation: format!("{} leaves out “{}”, {how}.", key.1, model.rendering.text),
        rendering: None,
        compared_with: Some(model.index),
        place: 0,
        here: Span::new(to, to),
        there: Span::new(0, model.rendering.text.len()),
        rule: "left-out",
        confidence: 0.8,
        quote_id: Some(CompactString::from(quotation.id.as_str())),
    })
}

#[cfg(test)]
mod tests {
    use crate::audit::corpus::tests::{found, told};
    use crate::model::{Class, Severity};

    const WHOLE: &str = "The bridge is old. It shakes. Close it.";

    #[test]
    fn a_sentence_dropped_in_the_middle_is_told_under_its_own_statement() {
        for (cut, wanted) in [
            ("The bridge is old. Close it.", (Class::Omission, Severity::Major)),
            ("The bridge is old... Close it.", (Class::Ellipsis, Severity::Neutral)),
        ] {
            let mut rows = Vec::new();
            for outlet in ["Gazette", "Herald"] {
                rows.extend([
                    (0, outlet, "Ada Quill", WHOLE, "The bridge is old."),
                    (1, outlet, "Ada Quill", WHOLE, "It shakes."),
                    (2, outlet, "Ada Quill", WHOLE, "Close it."),
                ]);
            }
            let first = cut.split(" Close").next().unwrap_or("");
            rows.extend([(0, "Courier", "Ada Quill", cut, first), (2, "Courier", "Ada Quill", cut, "Close it.")]);
            assert_eq!(found(&told(&rows)), [(1, wanted.0, wanted.1)]);
        }
    }

    #[test]
    fn one_outlet_alone_does_not_show_a_cut() {
        let rows = [
            (0, "Gazette", "Ada Quill", WHOLE, "The bridge is old."),
            (1, "Gazette", "Ada Quill", WHOLE, "It shakes."),
            (2, "Gazette", "Ada Quill", WHOLE, "Close it."),
            (0, "Courier", "Ada Quill", "The bridge is old. Close it.", "The bridge is old."),
            (2, "Courier", "Ada Quill", "The bridge is old. Close it.", "Close it."),
        ];
        assert_eq!(found(&told(&rows)), []);
    }
}

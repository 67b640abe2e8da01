//! A sentence left out: where the original, or two other outlets, have three sentences in one passage and this outlet has only the first and the
//! last, the middle one is missing here. With a mark it is an ellipsis, without one an omission, which the reader cannot see.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::audit::corpus::{Corpus, UnderStatement};
use crate::model::{Class, CompactString, Divergence, Kind, Quotation, Rendering, Role, Severity, Span};
use crate::text::{Points, ends_cut, has_cut, starts_cut};

/// So many sentences in a row are looked for between two others.
const WINDOW: usize = 5;

/// What more different statements stand between is a refrain: nothing is missing where it is said twice in a row.
const MOST: usize = 50;

/// A rendering in its passage.
#[derive(Clone, Copy)]
struct Step<'a> {
    statement: usize,
    index: usize,
    rendering: &'a Rendering,
}

/// Who has one sentence between two others: no more of them than the question needs, whether others than one outlet have it.
#[derive(Default)]
struct Having<'a> {
    /// The first three outlets, each with its first rendering.
    outlets: Vec<(&'a str, Step<'a>)>,
    /// The first two outlets that have it in the original.
    originals: Vec<(&'a str, Step<'a>)>,
}

impl<'a> Having<'a> {
    fn note(&mut self, outlet: &'a str, step: &Step<'a>) {
        let is_original = step.rendering.role == Role::Original;
        for (list, most) in [(&mut self.outlets, 3), (&mut self.originals, if is_original { 2 } else { 0 })] {
            if list.len() < most && list.iter().all(|(o, _)| *o != outlet) {
                list.push((outlet, *step));
            }
        }
    }

    /// The rendering that shows what `outlet` leaves out: the original elsewhere, or the first of two others.
    fn model(&self, outlet: &str) -> Option<&Step<'a>> {
        let elsewhere = |(o, _): &&(&str, Step)| *o != outlet;
        let enough = self.outlets.iter().filter(elsewhere).count() > 1;
        let original = self.originals.iter().find(elsewhere);
        original.or_else(|| self.outlets.iter().find(elsewhere).filter(|_| enough)).map(|(_, step)| step)
    }
}

/// Speaker, outlet and passage.
type Key<'a> = (&'a str, &'a str, &'a str);
/// A step with where its quotation and it begin.
type Placed<'a> = ((u32, u32), Step<'a>);

pub fn find(corpus: &Corpus) -> Vec<UnderStatement> {
    let passages = passages(corpus);
    // Which statements stand between two others, and who has them there.
    let mut between: FxHashMap<(usize, usize), BTreeMap<usize, Having>> = FxHashMap::default();
    for (key, steps) in &passages {
        for (i, first) in steps.iter().enumerate() {
            for (j, last) in steps.iter().enumerate().skip(i + 2).take(WINDOW) {
                let having = between.entry((first.statement, last.statement)).or_default();
                for inner in steps.iter().take(j).skip(i + 1) {
                    having.entry(inner.statement).or_default().note(key.1, inner);
                }
            }
        }
    }
    between.retain(|_, inner| inner.len() <= MOST);
    let mut out = Vec::new();
    let mut points: FxHashMap<&str, Points> = FxHashMap::default();
    for (key, steps) in &passages {
        let told: FxHashSet<usize> = steps.iter().map(|s| s.statement).collect();
        for (first, last) in steps.iter().zip(steps.iter().skip(1)) {
            let inner = between.get(&(first.statement, last.statement)).into_iter().flatten();
            for (&statement, having) in inner.filter(|(s, _)| !told.contains(s)) {
                let cut = cut(corpus, &mut points, key, (first, last), having);
                out.extend(cut.map(|divergence| UnderStatement { statement, divergence }));
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

/// The cut between two neighbours, where enough others have a sentence there. `points` are those of the quotations seen so far.
fn cut<'a>(
    corpus: &Corpus<'a>,
    points: &mut FxHashMap<&'a str, Points<'a>>,
    key: &Key,
    (first, last): (&Step, &Step),
    having: &Having,
) -> Option<Divergence> {
    let model = having.model(key.1)?;
    let quotation = corpus.quotation(last.rendering)?;
    let before = corpus.quotation(first.rendering)?;
    // What somebody has posted is as he wrote it, and another saying than what he told a reporter.
    if quotation.kind == Kind::Tweet {
        return None;
    }
    let mut to_byte = |q: &'a Quotation, point| points.entry(&q.id).or_insert_with(|| Points::new(&q.text)).to_byte(point);
    let (from, to) = (to_byte(before, first.rendering.end), to_byte(quotation, last.rendering.start));
    // The marks may belong to the sentence before the cut, or to the one behind it.
    let shown = if before.id == quotation.id {
        has_cut(quotation.text.get(from.min(to)..to).unwrap_or(""))
            || ends_cut(&first.rendering.text)
            || starts_cut(&last.rendering.text)
    } else {
        ends_cut(&before.text) || starts_cut(&quotation.text)
    };
    let (class, severity, how) = match shown {
        true => (Class::Ellipsis, Severity::Neutral, "and a mark shows the cut"),
        // Whoever reads that the marks close and open again does not take the two for neighbours.
        false if before.id != quotation.id => (Class::Omission, Severity::Minor, "between two quotations of one passage"),
        false => (Class::Omission, Severity::Major, "and no mark shows it"),
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
    use crate::model::{Class, Kind, Severity};

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
    fn a_post_is_as_its_author_wrote_it() {
        let cut = "The bridge is old. Close it.";
        let mut rows = Vec::new();
        for outlet in ["Gazette", "Herald"] {
            let step = |statement, text| (statement, outlet, "Ada Quill", WHOLE, text);
            rows.extend([step(0, "The bridge is old."), step(1, "It shakes."), step(2, "Close it.")]);
        }
        let post = |statement, text| (statement, "Courier", "Ada Quill", cut, text);
        rows.extend([post(0, "The bridge is old."), post(2, "Close it.")]);
        let mut all = told(&rows);
        all.1.iter_mut().filter(|q| &*q.outlet == "Courier").for_each(|q| q.kind = Kind::Tweet);
        assert_eq!(found(&all), []);
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

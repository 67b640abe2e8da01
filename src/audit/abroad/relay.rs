//! Has an outlet in the original's language translated a translation back? Its words then fit a rendering in another language better than those of
//! the other originals do. Neutral: a translator who looks for the speaker's own words should take another original.

use crate::audit::primary;
use crate::lang;
use crate::model::{Alignment, Class, Divergence, Rendering, Role, Severity, Span};
use crate::normalise::words;

/// Shorter texts fit by chance.
const LEAST: usize = 6;
/// This share of the words of both answer each other in a translation back, and so much more than in any other original.
const FITS: f32 = 0.75;
const BETTER: f32 = 0.25;
/// So many renderings are compared at most.
const MOST: usize = 40;

pub fn find(renderings: &[Rendering], alignment: &Alignment) -> Vec<Divergence> {
    let Some(original) = renderings.iter().find(|r| r.role == Role::Original) else { return Vec::new() };
    let counts: Vec<usize> = renderings.iter().map(|r| words(&r.text, lang::of(&r.lang)).len()).collect();
    let long = |r: &usize| counts.get(*r).is_some_and(|c| *c >= LEAST);
    let (theirs, ours): (Vec<usize>, Vec<usize>) = (0..renderings.len())
        .filter(long)
        .partition(|r| renderings.get(*r).is_some_and(|r| primary(&r.lang) == primary(&original.lang)));
    let fit = |f: usize, e: usize| fit(alignment, &counts, f, e);
    let mut out = Vec::new();
    for &f in theirs.iter().take(MOST) {
        let Some(print) = renderings.get(f).filter(|r| r.role != Role::Original) else { continue };
        let others = || theirs.iter().take(MOST).filter(|g| renderings.get(**g).is_some_and(|g| g.text != print.text));
        let better = ours.iter().take(MOST).filter_map(|&e| {
            let late = renderings.get(e).is_some_and(|r| r.date.is_none() || print.date.is_none() || r.date <= print.date);
            let rest = others().map(|g| fit(*g, e)).reduce(f32::max)?;
            let own = fit(f, e);
            (late && own >= FITS && own - rest >= BETTER).then_some((own - rest, e))
        });
        if let Some((_, e)) = better.max_by(|(x, i), (y, j)| x.total_cmp(y).then(j.cmp(i))) {
            out.extend(renderings.get(e).map(|rendering| note(f, e, print, rendering)));
        }
    }
    out
}

/// The share of the words of both that answer each other.
fn fit(alignment: &Alignment, counts: &[usize], r: usize, s: usize) -> f32 {
    const SURE: f32 = 0.5;
    let links = || alignment.between(r, s).filter(|l| l.confidence >= SURE);
    let different = |mut spans: Vec<Span>| {
        spans.sort_unstable();
        spans.dedup();
        spans.len()
    };
    let linked = different(links().map(|l| l.a_span).collect()) + different(links().map(|l| l.b_span).collect());
    let all = counts.get(r).copied().unwrap_or(0) + counts.get(s).copied().unwrap_or(0);
    (linked as f32 / all.max(1) as f32).min(1.0)
}

fn note(here: usize, there: usize, print: &Rendering, rendering: &Rendering) -> Divergence {
    let explanation =
        format!("These words fit those of {} better than the other originals do: they may be translated back.", rendering.outlet);
    Divergence {
        severity: Severity::Neutral,
        class: Class::Relay,
        text_here: print.text.clone(),
        text_there: rendering.text.clone(),
        explanation,
        rendering: Some(here),
        compared_with: Some(there),
        place: 0,
        here: Span::new(0, print.text.len()),
        there: Span::new(0, rendering.text.len()),
        rule: "translated-back",
        confidence: 0.6,
        quote_id: None,
    }
}

//! Where is an original to be cut? Outlets run sentences together: where two parts of one, at a comma or a conjunction, are answered by two
//! statements each, they are two originals.

use rustc_hash::FxHashSet;

use compact_str::CompactString;

use crate::cluster::originals::Made;
use crate::cluster::rows::{self, rendering_id};
use crate::lang::{self, Lang};
use crate::model::{Rendering, Role};
use crate::normalise::words;

/// Words that each part has at least.
const LEAST_WORDS: usize = 3;

/// Places looked at in one sentence, at most.
const MOST_CUTS: usize = 12;

/// A place where a sentence may be cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Words before it.
    pub words: usize,
    /// Bytes where the first part ends and the second begins.
    pub end: usize,
    pub start: usize,
}

/// The places where a text may be cut: marks that part clauses, and words that join them.
pub fn cuts(text: &str, lang: &Lang) -> Vec<Cut> {
    let all = words(text, lang);
    let mut out = Vec::new();
    for (i, pair) in all.windows(2).enumerate() {
        let [before, behind] = pair else { continue };
        let (end, start) = (before.span.end, behind.span.start);
        let gap = text.get(end..start).unwrap_or("");
        let is_marked = gap.starts_with([',', ';', ':']) || gap.contains(['–', '—']);
        if is_marked || lang.meaning.connectives.contains(&behind.folded) {
            out.push(Cut { words: i + 1, end, start });
        }
    }
    out.retain(|c| c.words >= LEAST_WORDS && all.len() - c.words >= LEAST_WORDS);
    out.truncate(MOST_CUTS);
    out
}

/// A statement's rows, cut: its base where told, others of both parts at the best place, the rest with the part that they have more of.
pub fn cut((statement, rows): Made, base: &str, at: Cut) -> [Made; 2] {
    let lang = lang::of(&statement.lang);
    let set = |text: &str| -> FxHashSet<CompactString> { words(text, lang).into_iter().map(|w| w.folded).collect() };
    let (first, second) = (base.get(..at.end).unwrap_or(base), base.get(at.start..).unwrap_or(""));
    let parts = [set(first), set(second)];
    let shared = |text: &str, part: usize| set(text).intersection(&parts[part]).count();
    let mut out: [Vec<Rendering>; 2] = Default::default();
    for row in rows {
        let both = |c: &Cut| {
            let [left, right] = [row.text.get(..c.end).unwrap_or(""), row.text.get(c.start..).unwrap_or("")];
            shared(left, 0) + shared(right, 1)
        };
        let own = (row.text == base).then_some(at);
        let full = (0..2).all(|part| 10 * shared(&row.text, part) >= 7 * parts[part].len());
        let place = own.or_else(|| cuts(&row.text, lang).into_iter().filter(|_| full).max_by_key(both));
        match place {
            Some(c) => {
                let [left, right] = pieces(&row, c);
                out[0].push(left);
                out[1].push(right);
            }
            None => out[usize::from(shared(&row.text, 1) > shared(&row.text, 0))].push(row),
        }
    }
    out.map(|rows| rows::remade(&statement, rows))
}

/// The two pieces of a row.
fn pieces(row: &Rendering, c: Cut) -> [Rendering; 2] {
    let points = |bytes: usize| row.text.get(..bytes).map_or(0, |t| t.chars().count()) as u32;
    let piece = |from: usize, to: usize| {
        let (start, end) = (row.start + points(from), row.start + points(to));
        Rendering {
            id: rendering_id(&row.quote_id, start, end),
            start,
            end,
            text: row.text.get(from..to).unwrap_or("").to_owned(),
            normalised: String::new(),
            role: if row.role == Role::Base { Role::Base } else { Role::Variant },
            ..row.clone()
        }
    };
    [piece(0, c.end), piece(c.start, row.text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_joining_words_are_places_to_cut() {
        let text = "Il ponte è chiuso da ieri, è chiaro che non passa nessuno e le barche restano ferme.";
        let parts: Vec<(&str, &str)> = cuts(text, lang::of("it")).iter().map(|c| (&text[..c.end], &text[c.start..])).collect();
        assert_eq!(
            parts,
            [
                ("Il ponte è chiuso da ieri", "è chiaro che non passa nessuno e le barche restano ferme."),
                ("Il ponte è chiuso da ieri, è chiaro che non passa nessuno", "e le barche restano ferme.")
            ]
        );
        assert!(cuts("Sì, no, forse", lang::of("it")).is_empty());
    }
}

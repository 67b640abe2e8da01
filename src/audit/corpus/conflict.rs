//! A speaker against himself: two statements of the same words but for a number or a negation. Either he corrected himself or an outlet erred.

use std::collections::BTreeMap;

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::audit::corpus::{Corpus, UnderStatement, of_rendering};
use crate::lang;
use crate::model::{Class, Rendering, Role, Severity};
use crate::normalise::{WordKind, words};

/// Fewer content words may be the same by chance.
const LEAST: usize = 4;
/// Stems in more statements of one speaker than this are no way to find a counterpart by.
const MOST: usize = 50;

/// A statement by its base rendering.
struct Said {
    statement: usize,
    index: usize,
    content: Vec<CompactString>,
    numbers: Vec<CompactString>,
    negated: bool,
}

pub fn find(corpus: &Corpus) -> Vec<UnderStatement> {
    let mut by_speaker: BTreeMap<&str, Vec<Said>> = BTreeMap::new();
    for (statement, renderings) in corpus.statements.iter().enumerate() {
        let index = renderings.iter().position(|r| r.role == Role::Base).unwrap_or(0);
        let Some(r) = renderings.get(index) else { continue };
        let speaker = corpus.speaker(r);
        if !speaker.is_empty() {
            by_speaker.entry(speaker).or_default().push(said(statement, index, r));
        }
    }
    let mut out = Vec::new();
    for (speaker, all) in &by_speaker {
        for (a, b) in counterparts(all) {
            let what = match (a.numbers != b.numbers, a.negated != b.negated) {
                (_, true) => "turned round",
                (true, false) => "with another number",
                _ => continue,
            };
            let text =
                |s: &Said| corpus.statements.get(s.statement).and_then(|rs| rs.get(s.index)).map_or("", |r| r.text.as_str());
            let explanation = format!("{speaker} is quoted elsewhere with the same words {what}: “{}”", text(a));
            let mut divergence = of_rendering("conflict", Class::Conflict, Severity::Major, b.index, explanation);
            divergence.text_here = text(b).to_string();
            divergence.here.end = divergence.text_here.len();
            divergence.text_there = text(a).to_string();
            out.push(UnderStatement { statement: b.statement, divergence });
        }
    }
    out
}

fn said(statement: usize, index: usize, r: &Rendering) -> Said {
    let lang = lang::of(&r.lang);
    let all = words(&r.text, lang);
    let is_no = |w: &str| lang.meaning.polarity.negators.contains(w);
    let mut content: Vec<CompactString> = all
        .iter()
        .filter(|w| w.kind == WordKind::Word && !lang.is_function(&w.folded) && !is_no(&w.folded))
        .map(|w| lang.stem(&w.folded))
        .collect();
    content.sort_unstable();
    content.dedup();
    let mut numbers: Vec<CompactString> = all.iter().filter(|w| w.kind == WordKind::Number).map(|w| w.folded.clone()).collect();
    numbers.sort_unstable();
    Said { statement, index, content, numbers, negated: all.iter().filter(|w| is_no(&w.folded)).count() % 2 == 1 }
}

/// Pairs of statements with the same content words.
fn counterparts(all: &[Said]) -> Vec<(&Said, &Said)> {
    let mut having: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut out = Vec::new();
    for (j, b) in all.iter().enumerate() {
        let mut seen: FxHashSet<usize> = FxHashSet::default();
        for stem in &b.content {
            let others = having.entry(stem).or_default();
            if others.len() < MOST {
                seen.extend(others.iter().copied());
                others.push(j);
            }
        }
        let mut seen: Vec<usize> = seen.into_iter().collect();
        seen.sort_unstable();
        out.extend(seen.into_iter().filter_map(|i| all.get(i)).filter(|a| is_counterpart(a, b)).map(|a| (a, b)));
    }
    out
}

/// Are four of five content words the same, and as many numbers told?
fn is_counterpart(a: &Said, b: &Said) -> bool {
    let shared = a.content.iter().filter(|w| b.content.binary_search(w).is_ok()).count();
    let all = a.content.len() + b.content.len() - shared;
    shared >= LEAST && shared * 5 >= all * 4 && a.numbers.len() == b.numbers.len()
}

#[cfg(test)]
mod tests {
    use crate::audit::corpus::tests::{found, told};
    use crate::model::{Class, Severity};

    #[test]
    fn the_same_words_with_another_number_are_told() {
        let (a, b) = ("The port office checked 20 wooden boats yesterday.", "The port office checked 30 wooden boats yesterday.");
        let c = "The harbour master greeted 30 wooden boats.";
        let rows = [
            (0, "Gazette", "Ada Quill", a, a),
            (1, "Herald", "Ada Quill", b, b),
            (2, "Herald", "Ada Quill", c, c),
            (3, "Herald", "Bo Marlowe", a, a),
        ];
        assert_eq!(found(&told(&rows)), [(1, Class::Conflict, Severity::Major)]);
    }
}

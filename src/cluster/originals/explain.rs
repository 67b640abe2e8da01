//! Why does a foreign print stand beside a rendering, or not? Each word that answers one of the other, and who says so.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use crate::cluster::originals::score;
use crate::cluster::originals::texts::Side;
use crate::lang::Lang;
use crate::lexicon::bridge::Bridge;
use crate::lexicon::foreign::{Answered, Lexicon, Proof};

/// The words of two texts that answer each other, a line each; then those of either that nothing answers.
pub fn words(out: &mut String, lexicon: &Lexicon, here: (&'static Lang, &str), there: (&'static Lang, &str)) {
    let (mut a, mut b) = (Side::new(here.0), Side::new(there.0));
    let (x, y) = (a.add(here.1), b.add(there.1));
    let known = b.known(lexicon);
    let bridge = Bridge::new(lexicon, &known);
    let answers: score::Answers = a.known(lexicon).iter().map(|w| bridge.answers(w)).collect();
    let (x, y) = (a.text(x), b.text(y));
    let mut pairings = score::pairings(x, y, &answers);
    pairings.sort_by_key(|p| p.here);
    let word = |side: &Side, words: &[u32], at: u32| words.get(at as usize).map_or(String::new(), |w| side.word(*w).to_owned());
    for p in &pairings {
        let (h, t) = (word(&a, &x.words, p.here), word(&b, &y.words, p.there));
        let _ = writeln!(out, "  {h} = {t}  ({}, {:.2})", says(lexicon, &p.answered), p.answered.strength);
    }
    let mut used: FxHashMap<(bool, u32), ()> = FxHashMap::default();
    for p in &pairings {
        used.insert((true, p.here), ());
        used.insert((false, p.there), ());
    }
    for (side, words, is_here) in [(&a, &x.words, true), (&b, &y.words, false)] {
        let left: Vec<&str> = (0..words.len() as u32)
            .filter(|i| !used.contains_key(&(is_here, *i)))
            .filter_map(|i| words.get(i as usize).map(|w| side.word(*w)))
            .collect();
        let _ = writeln!(out, "  nothing answers ({}): {}", side.lang.code, left.join(", "));
    }
}

/// Who says that two words answer each other.
fn says(lexicon: &Lexicon, answered: &Answered) -> String {
    let kind = match answered.proof {
        Proof::Number => "the same number",
        Proof::Name => "the same name",
        Proof::Glossary => "glossary",
        Proof::Dictionary => "dictionary",
        Proof::Learned => "learned",
        Proof::Cognate => "spelt alike",
    };
    match answered.source.and_then(|s| lexicon.sources().get(usize::from(s))) {
        Some(source) => format!("{kind}, {}", source.name),
        None => kind.to_owned(),
    }
}

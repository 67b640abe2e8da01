//! What is known of words across languages in this run? Dictionaries, glossaries and memories are read only where texts of two languages meet.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::lang::{self, Lang};
use crate::lexicon::Settings;
use crate::lexicon::foreign::{Lexicon, Vocabulary};
use crate::model::{CompactString, Problem, Quotation, Rendering};
use crate::normalise;
use crate::read::lexica;

/// Something with words in a language.
pub trait Worded: Sync {
    fn worded(&self) -> (&str, &str);
}

impl Worded for Quotation {
    fn worded(&self) -> (&str, &str) {
        (&self.lang, &self.text)
    }
}

impl Worded for Rendering {
    fn worded(&self) -> (&str, &str) {
        (&self.lang, &self.text)
    }
}

/// The lexicon for these texts; relative paths of the settings are below the sources.
pub fn load(texts: &[impl Worded], sources: &Path, settings: &Settings) -> (Lexicon, Vec<Problem>) {
    let wanted = vocabulary(texts);
    let mut files = if settings.use_system && !wanted.is_of_one_language() { lexica::of_system(&wanted) } else { Vec::new() };
    files.extend(settings.paths.iter().map(|p| lexica::Found { name: p.clone(), path: path_of(sources, p) }));
    let read: Vec<_> = files.par_iter().map(|f| lexica::read(f, &wanted)).collect();
    let (mut gathered, mut problems) = (Vec::new(), Vec::new());
    for r in read {
        match r {
            Ok((g, more)) => {
                gathered.push(g);
                problems.extend(more);
            }
            Err(problem) => problems.push(problem),
        }
    }
    (Lexicon::of(gathered), problems)
}

/// Where a lexicon of the settings lies.
pub fn path_of(sources: &Path, named: &str) -> PathBuf {
    sources.join(named)
}

/// The words of all texts; none where all are of one language.
fn vocabulary(texts: &[impl Worded]) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    let known = |tag: &str| Some(lang::of(tag)).filter(|l| lang::all().iter().any(|k| k.code == l.code));
    let first = texts.iter().find_map(|t| known(t.worded().0));
    let is_mixed = texts.iter().filter_map(|t| known(t.worded().0)).any(|l| first.is_some_and(|f| f.code != l.code));
    if !is_mixed {
        return vocabulary;
    }
    let words: Vec<(&'static Lang, Vec<CompactString>)> = texts
        .par_iter()
        .filter_map(|t| {
            let (tag, text) = t.worded();
            let lang = known(tag)?;
            Some((lang, normalise::words(text, lang).into_iter().map(|w| w.folded).collect()))
        })
        .collect();
    for (lang, words) in words {
        words.iter().for_each(|w| vocabulary.add(lang, w));
    }
    vocabulary
}

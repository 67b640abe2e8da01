//! What is known of words across languages in this run? Dictionaries, glossaries and memories are read only where texts of two languages meet.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::lang::{self, Lang};
use crate::lexicon::Settings;
use crate::lexicon::foreign::{Lexicon, Sentences, Vocabulary};
use crate::model::{CompactString, Problem, Quotation, Rendering, Role};
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

/// From this probability up a print in another language teaches words.
const SURE: f32 = 0.9;

/// Learns from the run itself: each print in another language than its statement's base, beside the renderings in the base's language.
pub fn learn(lexicon: &mut Lexicon, renderings: &[Rendering]) {
    let mut by_languages: BTreeMap<(&str, &str), Vec<Sentences>> = BTreeMap::default();
    for statement in renderings.chunk_by(|a, b| a.statement_id == b.statement_id) {
        let Some(base) = statement.iter().find(|r| r.role == Role::Base).map(|r| lang::of(&r.lang)) else { continue };
        let (own, foreign): (Vec<&Rendering>, Vec<&Rendering>) =
            statement.iter().filter(|r| r.role != Role::Partial).partition(|r| lang::of(&r.lang).code == base.code);
        // As the table prints it, so that a stage that starts from the table learns the same.
        let sure = foreign.iter().filter(|r| (r.similarity * 1000.0).round() >= SURE * 1000.0);
        for f in sure {
            let lang = lang::of(&f.lang);
            let pairs = by_languages.entry((&lang.code, &base.code)).or_default();
            pairs.extend(own.iter().map(|o| (stems(&f.text, lang), stems(&o.text, base))));
        }
    }
    for ((here, there), sentences) in by_languages {
        lexicon.learn(lang::of(here), lang::of(there), sentences);
    }
}

/// The stems of the words of content.
fn stems(text: &str, lang: &Lang) -> Vec<CompactString> {
    normalise::words(text, lang).into_iter().filter(|w| !lang.is_function(&w.folded)).map(|w| lang.stem(&w.folded)).collect()
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

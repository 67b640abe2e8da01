//! Which word of one language answers which of another? What dictionaries, glossaries, memories and the program's own data know.
//!
//! The key of a word is its Snowball stem (`Lang::stem` of the folded word), on both sides. A lexicon is symmetric. Files are read elsewhere
//! (`read`), and only the words that the corpus has are kept.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::lang::Lang;

/// Where an answer was found: an index into [`Lexicon::sources`].
pub type SourceNumber = u16;

/// A lexicon as `run.toml` lists it: what comes out depends on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// A path as the user typed it, or the name of a system's dictionary.
    pub name: String,
    /// Pairs of words read; those that the corpus has not are counted too.
    pub entries: u64,
    /// The line that tells its licence, where it has one.
    pub licence: String,
    /// BLAKE3 of its files.
    pub hash: String,
}

/// What speaks for two words of two languages answering each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Proof {
    /// Numbers of the same value.
    Number,
    /// The same name, an exonym (Milano, Milan) or an acronym (UE, EU).
    Name,
    /// The user's own glossary or memory.
    Glossary,
    /// A dictionary, or the data files of lang/.
    Dictionary,
    /// Statistics learned from the run itself.
    Learned,
    /// Spelt alike once endings are made equal (nazione, nation).
    Cognate,
}

/// How a word is answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answered {
    pub proof: Proof,
    /// 0 to 1.
    pub strength: f32,
    /// None where no lexicon is behind it.
    pub source: Option<SourceNumber>,
}

/// All that is known of words across languages in one run. Empty by default: then only the data files of lang/ and spelling speak.
#[derive(Debug, Default)]
pub struct Lexicon {
    sources: Vec<Source>,
    /// (language, stem) → the words of other languages that answer it, sorted.
    answers: FxHashMap<(&'static str, CompactString), Vec<Entry>>,
}

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    lang: &'static str,
    stem: CompactString,
    answered: Answered,
}

impl Lexicon {
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// What speaks for a folded word of one language and one of another, the best proof first; None where nothing does.
    pub fn answered(&self, a: (&'static Lang, &str), b: (&'static Lang, &str)) -> Option<Answered> {
        let stem = b.0.stem(b.1);
        let entries = self.answers.get(&(a.0.code.as_str(), a.0.stem(a.1)))?;
        entries.iter().find(|e| e.lang == b.0.code && e.stem == stem).map(|e| e.answered)
    }
}

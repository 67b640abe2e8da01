//! Which word answers which? What the program knows of words beyond their spelling.

use serde::{Deserialize, Serialize};

pub mod bridge;
mod cognate;
pub mod foreign;
mod groups;
pub mod home;
pub mod kindred;
pub mod learn;
mod lines;
pub mod thesaurus;
pub mod vectors;

/// What may be turned about lexica: the section `[lexicon]` of quotealign.toml.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Glossaries (TSV, TBX), translation memories (TMX) and dictionaries (dictd) of the user's own; relative to the sources.
    pub paths: Vec<String>,
    /// Use the dictd dictionaries that the system has in its usual place.
    pub use_system: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { paths: Vec::new(), use_system: true }
    }
}

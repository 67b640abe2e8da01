//! What was this run? `run.toml`: version, paths as typed, settings in force, inputs and outputs with hashes. Nothing that changes from run to
//! run of the same input: times go to `run.log`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::lexicon::foreign::Source;

pub const FILE: &str = "run.toml";

/// The content of `run.toml`, in its order.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Record {
    pub version: String,
    pub command: String,
    /// The input as typed: a folder of articles, or a table.
    pub input: String,
    /// The folder of the sources, as typed by the run that read them; single stages pass it on.
    pub sources: String,
    pub settings_file: String,
    pub inputs: Inputs,
    /// Dictionaries, glossaries and memories: what comes out depends on them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lexica: Vec<Source>,
    /// File name below the output folder to number of rows.
    pub rows: BTreeMap<String, u64>,
    /// File name below the output folder to BLAKE3 hash.
    pub files: BTreeMap<String, String>,
    pub settings: toml::Table,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default)]
pub struct Inputs {
    pub files: u64,
    pub bytes: u64,
    /// Of all names and contents, in the order of the names.
    pub hash: String,
}

impl Record {
    /// The record of the last run into a folder; an empty one where there is none, or none that can be read.
    pub fn of(folder: &Path) -> Record {
        std::fs::read_to_string(folder.join(FILE)).ok().and_then(|text| toml::from_str(&text).ok()).unwrap_or_default()
    }
}

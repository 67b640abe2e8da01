//! Where do renderings part? From the cells of a statement's table, by one rule a class of divergence.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Alignment, Divergence, Rendering};

/// What may be turned about the audit: the section `[audit]` of quotealign.toml.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Severity of a class, where it is not to be the usual one: `tense = "neutral"`.
    pub severity: BTreeMap<String, String>,
}

impl Settings {
    /// What is wrong with these settings, a sentence each.
    pub fn mistakes(&self) -> Vec<String> {
        Vec::new()
    }
}

/// The divergences of one statement, by place and rendering.
pub fn audit(renderings: &[Rendering], alignment: &Alignment, settings: &Settings) -> Vec<Divergence> {
    let _ = (renderings, alignment, settings);
    Vec::new()
}

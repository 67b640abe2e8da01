//! Which word answers which? Pairs of renderings first, then one table for all renderings of a statement.

use serde::{Deserialize, Serialize};

use crate::model::{Alignment, Rendering};

/// What may be turned about alignment: the section `[align]` of quotealign.toml.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Two words answer each other from this probability up.
    pub threshold: f32,
    /// Sheets written at most, those with the worst divergences first.
    pub most_sheets: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { threshold: 0.5, most_sheets: 5000 }
    }
}

/// The table of one statement's renderings.
pub fn align(renderings: &[Rendering], settings: &Settings) -> Alignment {
    let _ = (renderings, settings);
    Alignment::default()
}

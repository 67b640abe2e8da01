//! Which words of grammar do the same work? For alignment: a translator puts one for the other (src/align).

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::Words;

/// Groups of words of which one often answers another.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, try_from = "Table")]
pub struct Alike {
    /// One bit a group.
    groups: FxHashMap<CompactString, u32>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Table {
    alike: Vec<Words>,
}

impl TryFrom<Table> for Alike {
    type Error = &'static str;

    fn try_from(table: Table) -> Result<Self, Self::Error> {
        if table.alike.len() > 32 {
            return Err("at most 32 groups of words can be alike");
        }
        let mut groups = FxHashMap::default();
        for (bit, words) in table.alike.into_iter().enumerate() {
            for word in words {
                *groups.entry(word).or_insert(0) |= 1 << bit;
            }
        }
        Ok(Alike { groups })
    }
}

impl Alike {
    /// The groups that a folded word is in, one bit each.
    pub fn groups(&self, folded: &str) -> u32 {
        self.groups.get(folded).copied().unwrap_or(0)
    }
}

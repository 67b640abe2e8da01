//! How are words spelt where they stand? A word as compared is one of the forms of its stem, of which there are few: a byte tells which one, so
//! that nothing need be read twice.

use crate::cluster::corpus::{NONE, Unit};
use crate::cluster::lists::Lists;
use crate::model::CompactString;

/// The forms of all words, and which one stands where.
#[derive(Default)]
pub struct Forms {
    /// For each word of each unit, one unit after the other, which of the forms of its stem it is.
    ways: Vec<u8>,
    /// The forms of each stem, and how they are spelt.
    of: Lists,
    spelt: Vec<CompactString>,
}

impl Forms {
    /// `read` are the forms of each unit as they were read, by their place in `spelt`; the units learn where theirs begin.
    pub fn new(read: &Lists, spelt: Vec<CompactString>, units: &mut [Unit], texts: &Lists, stems: usize) -> Forms {
        let mut stem = vec![NONE; spelt.len()];
        for unit in units.iter() {
            read.get(unit.forms).iter().zip(texts.get(unit.text)).for_each(|(form, word)| stem[*form as usize] = *word);
        }
        let of = Lists::places(stems as u32, stem.into_iter());
        let mut way = vec![0u32; spelt.len()];
        (0..stems as u32).for_each(|w| of.get(w).iter().zip(0..).for_each(|(form, i)| way[*form as usize] = i));
        let mut ways = Vec::new();
        for unit in units.iter_mut() {
            let from = ways.len();
            ways.extend(read.get(unit.forms).iter().map_while(|form| u8::try_from(way[*form as usize]).ok()));
            let all = ways.len() - from == read.get(unit.forms).len();
            unit.forms = if all { from as u32 } else { NONE };
        }
        Forms { ways, of, spelt }
    }

    /// The words of a unit as compared, which are those of a text; none where they were not read as they stand there.
    pub fn of<'a>(&'a self, unit: &Unit, text: &'a [u32]) -> Option<impl Iterator<Item = &'a CompactString>> {
        let ways = self.ways.get(unit.forms as usize..)?;
        let spelt = |(word, way): (&u32, &u8)| self.spelt.get(*self.of.get(*word).get(usize::from(*way))? as usize);
        Some(text.iter().zip(ways).filter_map(spelt))
    }
}

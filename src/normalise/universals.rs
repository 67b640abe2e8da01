//! What do texts of two languages say alike, without a dictionary? Figures and what they count, days and months, whether anything is denied, how many are
//! meant (all, most, some), what binds or may be, only, and on which pole of common opposites a word stands. Too little to tell one statement from another, enough to tell which of two renderings of one statement is the odd one.

use std::hash::BuildHasher;

use compact_str::CompactString;
use rustc_hash::FxBuildHasher;

use crate::lang::poles::LONGEST;
use crate::lang::{Lang, steps};
use crate::normalise::{Word, WordKind};

/// Steps of the ladder of modality from which, and up to which, languages agree: must, may.
const MUST: u8 = 6;
const MAY: u8 = 2;

/// One thing that all languages say.
#[derive(Hash)]
enum Universal<'w> {
    Denied(bool),
    Figure(&'w str),
    /// How long a unit of time is, in seconds.
    Time(u64),
    /// A closed set, and the place in it.
    InSeries(&'w str, usize),
    Quantity(u8),
    Binding(bool),
    Only,
    Pole(&'w str, bool),
}

/// The universals of a text, as sorted numbers; one that is said twice is there twice.
pub fn universals(words: &[Word], lang: &Lang) -> Vec<u32> {
    let meaning = &lang.meaning;
    let folded: Vec<&str> = words.iter().map(|w| w.folded.as_str()).collect();
    let mut out = vec![Universal::Denied(is_denied(&folded, lang))];
    let stems: Vec<CompactString> = folded.iter().map(|word| lang.stem(word)).collect();
    let stems: Vec<&str> = stems.iter().map(CompactString::as_str).collect();
    let poles = (0..stems.len()).filter_map(|at| lang.pole(&stems[at..stems.len().min(at + LONGEST)]));
    out.extend(poles.map(|(pole, _)| Universal::Pole(pole.set, pole.second)));
    let before = std::iter::once("").chain(folded.iter().copied());
    for (word, before) in words.iter().zip(before) {
        let counted = || lang.numbers.counted.get(&word.folded).map(|figure| figure.as_str());
        let figure = if word.kind == WordKind::Number { Some(word.folded.as_str()) } else { counted() }.map(Universal::Figure);
        let unit = unit(&word.folded, lang);
        let series = meaning.in_series(&word.folded).map(|(set, place)| Universal::InSeries(set, place));
        let quantity = meaning.quantity_behind(before, &word.folded).filter(|step| *step != steps::NONE).map(Universal::Quantity);
        let step = meaning.modality.get(&word.folded).copied();
        let binding = step.filter(|step| *step >= MUST || *step <= MAY).map(|step| Universal::Binding(step >= MUST));
        let only = meaning.intensity.narrowing.contains(&word.folded).then_some(Universal::Only);
        out.extend([figure, unit, series, quantity, binding, only].into_iter().flatten());
    }
    // The upper bits of this hash are the better ones.
    let mut numbers: Vec<u32> = out.iter().map(|u| (FxBuildHasher.hash_one(u) >> 32) as u32).collect();
    numbers.sort_unstable();
    numbers
}

/// Is anything denied in folded words?
pub fn is_denied(folded: &[&str], lang: &Lang) -> bool {
    let polarity = &lang.meaning.polarity;
    folded.iter().zip(polarity.hidden(folded, |_| false)).any(|(word, hidden)| !hidden && polarity.denies(word))
}

/// Weeks and months are words in all languages; a currency may be a sign.
const TIME: &str = "time";

fn unit<'l>(folded: &str, lang: &'l Lang) -> Option<Universal<'l>> {
    let units = &lang.meaning.units;
    let found = units
        .get(folded)
        .or_else(|| lang.meaning.plural_endings.iter().find_map(|end| units.get(folded.strip_suffix(end.as_str())?)));
    found.filter(|(measured, _)| measured == TIME).map(|(_, size)| Universal::Time(*size as u64))
}

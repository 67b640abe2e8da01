//! What do texts of two languages say alike, without a dictionary? Figures, whether anything is denied, how many are meant (all, most, some), and
//! what binds or may be. Too little to tell one statement from another, enough to tell which of two renderings of one statement is the odd one.

use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

use crate::lang::Lang;
use crate::normalise::{Word, WordKind};

/// Steps of the ladder of modality from which, and up to which, languages agree: must, may.
const MUST: u8 = 6;
const MAY: u8 = 2;

/// The step of those who are none at all: a matter of denial.
const NONE: u8 = 0;

/// One thing that all languages say.
#[derive(Hash)]
enum Universal<'w> {
    Denied(bool),
    Figure(&'w str),
    Quantity(u8),
    Binding(bool),
}

/// The universals of a text, as sorted numbers; one that is said twice is there twice.
pub fn universals(words: &[Word], lang: &Lang) -> Vec<u32> {
    let meaning = &lang.meaning;
    let folded: Vec<&str> = words.iter().map(|w| w.folded.as_str()).collect();
    let hidden = meaning.polarity.hidden(&folded);
    let denies = folded.iter().zip(hidden).any(|(word, hidden)| !hidden && meaning.polarity.denies(word));
    let mut out = vec![Universal::Denied(denies)];
    let before = std::iter::once("").chain(folded.iter().copied());
    for (word, before) in words.iter().zip(before) {
        let figure = (word.kind == WordKind::Number).then(|| Universal::Figure(&word.folded));
        let quantity = meaning.quantity_behind(before, &word.folded).filter(|step| *step != NONE).map(Universal::Quantity);
        let step = meaning.modality.get(&word.folded).copied();
        let binding = step.filter(|step| *step >= MUST || *step <= MAY).map(|step| Universal::Binding(step >= MUST));
        out.extend([figure, quantity, binding].into_iter().flatten());
    }
    // The upper bits of this hash are the better ones.
    let mut numbers: Vec<u32> = out.iter().map(|u| (FxBuildHasher.hash_one(u) >> 32) as u32).collect();
    numbers.sort_unstable();
    numbers
}

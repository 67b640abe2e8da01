//! Is this foreign word spelt like that one? Words that two languages have from one source differ in their endings (nazione, nation) and in
//! how their letters are written (Kommission, commission). Both are data of lang/; false friends are found like true ones.

use compact_str::CompactString;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::lang::Lang;

/// Shorter words are alike by chance.
const LEAST_LETTERS: usize = 4;

/// Words that are less alike than this are strangers.
const LEAST: f32 = 0.7;

/// Letters of a word without accents.
pub fn bare(word: &str) -> CompactString {
    if word.is_ascii() {
        return CompactString::from(word);
    }
    let flat = word.nfkd().filter(|c| !is_combining_mark(*c));
    flat.flat_map(|c| if c == 'ß' { ['s', 's'] } else { [c, '\0'] }).filter(|c| *c != '\0').collect()
}

/// The shapes that a word may have among its cognates: as it stands, and with each ending that it would have abroad; sorted.
pub fn shapes(folded: &str, lang: &Lang) -> Vec<CompactString> {
    let mut out = Vec::new();
    if folded.chars().count() < LEAST_LETTERS || !folded.chars().all(char::is_alphabetic) {
        return out;
    }
    out.push(spelt(folded, lang));
    for (ending, instead) in &lang.abroad.endings {
        if let Some(stump) = folded.strip_suffix(ending.as_str()).filter(|s| s.chars().count() >= 2) {
            out.push(spelt(&[stump, instead.as_str()].concat(), lang));
        }
    }
    out.retain(|s| s.len() >= LEAST_LETTERS);
    out.sort_unstable();
    out.dedup();
    out
}

/// A word in the spelling that all languages are compared in: no accents, no doubled letters, one letter a sound as far as that goes.
fn spelt(word: &str, lang: &Lang) -> CompactString {
    let mut flat = bare(word).to_string();
    for (from, to) in &lang.abroad.letters {
        match from.strip_prefix('^') {
            Some(start) => {
                if let Some(rest) = flat.strip_prefix(start) {
                    flat = [to.as_str(), rest].concat();
                }
            }
            None if flat.contains(from.as_str()) => flat = flat.replace(from.as_str(), to),
            None => {}
        }
    }
    let mut last = None;
    flat.chars().filter(|c| last.replace(*c) != Some(*c)).collect()
}

/// How alike two words are, 0 to 1; `None` below what cognates are. Only words of the same first letter are compared.
pub fn alike(a: &[CompactString], b: &[CompactString]) -> Option<f32> {
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| (x, y)));
    pairs.filter_map(|(x, y)| alike_shapes(x, y)).max_by(f32::total_cmp)
}

fn alike_shapes(a: &str, b: &str) -> Option<f32> {
    if a.as_bytes().first() != b.as_bytes().first() {
        return None;
    }
    if a == b {
        return Some(1.0);
    }
    let longer = a.len().max(b.len());
    let shorter = a.len().min(b.len());
    // Letters that one has more than the other are edits at least.
    if (shorter as f32) < LEAST * longer as f32 {
        return None;
    }
    let likeness = 1.0 - strsim::osa_distance(a, b) as f32 / longer as f32;
    Some(likeness).filter(|l| *l >= LEAST)
}

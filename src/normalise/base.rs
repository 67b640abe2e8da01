//! Which rendering is the base that the others are compared with? The one nearest to all others, the longest of equals.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::lang::Lang;
use crate::normalise::words;
use crate::text::brackets;

/// The folded words of a rendering but those in brackets, which are the outlet's: what is bracketed makes no rendering the nearest or longest.
pub fn own_words(text: &str, lang: &Lang) -> Vec<CompactString> {
    let brackets = brackets(text);
    let is_own = |span| !brackets.iter().any(|(bracket, _)| bracket.contains(span));
    words(text, lang).into_iter().filter(|w| is_own(w.span)).map(|w| w.folded).collect()
}

/// The index of the base reading among renderings given by their [`own_words`]; `None` where there are none.
///
/// Nearness is the sum over the other renderings of the words shared (as multisets) over the words of both, an exact fraction summed in
/// sixteenths of a thousandth, so that no order of addition can change it. Equals are decided by the number of words, then by the words
/// themselves, so the order of renderings does not matter. Linear in the number of words and of renderings.
pub fn base_reading(renderings: &[Vec<CompactString>]) -> Option<usize> {
    let bags: Vec<FxHashMap<&str, u32>> = renderings.iter().map(|words| bag(words)).collect();
    // Above this many renderings the nearness is taken to the first ones in the order of their words: the choice stays the same for any order.
    const MOST: usize = 64;
    let mut order: Vec<usize> = (0..renderings.len()).collect();
    order.sort_by(|&a, &b| renderings[a].cmp(&renderings[b]));
    let step = renderings.len().div_ceil(MOST).max(1);
    let sample: Vec<usize> = order.iter().copied().step_by(step).collect();
    let near =
        |i: usize| -> u64 { sample.iter().map(|&j| shared(&bags[i], renderings[i].len(), &bags[j], renderings[j].len())).sum() };
    order
        .iter()
        .copied()
        .map(|i| (near(i), i))
        .max_by(|(na, a), (nb, b)| {
            na.cmp(nb)
                .then(renderings[*a].len().cmp(&renderings[*b].len()))
                .then_with(|| renderings[*b].cmp(&renderings[*a]))
                // Same words: the one given first.
                .then(b.cmp(a))
        })
        .map(|(_, i)| i)
}

fn bag(words: &[CompactString]) -> FxHashMap<&str, u32> {
    let mut bag = FxHashMap::default();
    for w in words {
        *bag.entry(w.as_str()).or_insert(0) += 1;
    }
    bag
}

/// Shared words over the words of both, in 1/16000.
fn shared(a: &FxHashMap<&str, u32>, a_len: usize, b: &FxHashMap<&str, u32>, b_len: usize) -> u64 {
    let (small, large) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let same: u32 = small.iter().map(|(w, n)| large.get(w).map_or(0, |m| *m.min(n))).sum();
    32_000 * u64::from(same) / ((a_len + b_len) as u64).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<CompactString> {
        text.split(' ').map(CompactString::from).collect()
    }

    #[test]
    fn the_base_is_nearest_to_all_others_and_the_longest_of_equals() {
        let all = [
            words("the bridge is closed"),
            words("the old bridge is closed today"),
            words("the bridge is closed today"),
            words("rivers"),
        ];
        assert_eq!(base_reading(&all), Some(2));
        let two = [words("no entry"), words("no entry today")];
        assert_eq!(base_reading(&two), Some(1));
        assert_eq!(base_reading(&[]), None);
    }
}

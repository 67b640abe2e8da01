//! Which words have related words in common? "Leaped" and "rushed" stand in no entry of each other, but near the same ones.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::thesaurus;

static TABLE: LazyLock<FxHashMap<&'static str, Vec<u32>>> = LazyLock::new(|| {
    let data = include_str!("../lexicon/data/en.txt");
    let mut ids: FxHashMap<&'static str, u32> = FxHashMap::default();
    let mut table: FxHashMap<&'static str, Vec<u32>> = FxHashMap::default();
    for line in data.lines() {
        let Some((word, kin)) = line.split_once('\t') else { continue };
        for k in kin.split(' ') {
            let mut cs = k.chars();
            if !matches!(cs.next(), Some('=' | '~')) { continue }
            let other = cs.as_str();
            let n = ids.len() as u32; let a = *ids.entry(word).or_insert(n);
            let n = ids.len() as u32; let b = *ids.entry(other).or_insert(n);
            table.entry(word).or_insert_with(|| vec![a]).push(b);
            table.entry(other).or_insert_with(|| vec![b]).push(a);
        }
    }
    for v in table.values_mut() { v.sort_unstable(); v.dedup(); }
    table
});

pub fn neighbours(e: &thesaurus::Entry) -> Vec<u32> {
    let mut out: Vec<u32> = e.bases().filter_map(|b| TABLE.get(b)).flatten().copied().collect();
    out.sort_unstable(); out.dedup(); out
}

pub fn cosine(a: &[u32], b: &[u32]) -> f32 {
    if a.is_empty() || b.is_empty() { return 0.0 }
    let (mut i, mut j, mut n) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) { std::cmp::Ordering::Less => i += 1, std::cmp::Ordering::Greater => j += 1, _ => { n += 1; i += 1; j += 1 } }
    }
    n as f32 / ((a.len() * b.len()) as f32).sqrt()
}

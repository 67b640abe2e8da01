//! Which words may stand for each other? Two spellings of one name, words that a thesaurus relates where the language has one, and words
//! that renderings already found to be the same exchange in the same place ("a X house" against "a Y house"): learned from the corpus at
//! hand, in any language.

use std::sync::LazyLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::cluster::corpus::{BIT, Corpus};
use crate::lang::{self, Lang};
use crate::lexicon::thesaurus;
use crate::model::CompactString;

/// The full strength of an exchange.
pub const FULL: u32 = 256;

/// An exchange counts when so many groups make it.
const LEAST: u32 = 2;

/// No exchange is as good as the word itself.
const MOST: u32 = 230;

/// Two spellings of a rare word count for this much.
const SPELLING: u32 = 140;

/// Words that a thesaurus calls the same or near count for so much.
const KIN: [(char, u32); 2] = [('=', 180), ('~', 100)];

/// Words lighter than this are not taken for misspellings of each other.
const RARE: u32 = 10 * BIT;

/// For each word, the words that may stand for it and how surely.
#[derive(Clone, Debug, Default)]
pub struct Exchange {
    at: Vec<u32>,
    items: Vec<(u32, u32)>,
}

impl Exchange {
    /// What may stand for a word.
    pub fn of(&self, word: u32) -> &[(u32, u32)] {
        let w = word as usize;
        match (self.at.get(w), self.at.get(w + 1)) {
            (Some(&from), Some(&to)) => self.items.get(from as usize..to as usize).unwrap_or(&[]),
            _ => &[],
        }
    }

    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    fn new(words: usize, mut pairs: Vec<(u32, u32, u32)>) -> Self {
        pairs.par_sort_unstable_by(|x, y| (x.0, x.1).cmp(&(y.0, y.1)).then(y.2.cmp(&x.2)));
        pairs.dedup_by_key(|p| (p.0, p.1));
        let mut at = vec![0u32; words + 1];
        for p in &pairs {
            at[p.0 as usize + 1] += 1;
        }
        for i in 0..words {
            at[i + 1] += at[i];
        }
        Exchange { at, items: pairs.into_iter().map(|(_, y, s)| (y, s)).collect() }
    }
}

/// Learns from groups of texts.
pub fn learn(corpus: &Corpus, groups: &[Vec<u32>]) -> Exchange {
    let mut seen: Vec<u64> = groups.par_chunks(AT_A_TIME).flat_map_iter(|groups| exchanged(corpus, groups)).collect();
    seen.par_sort_unstable();
    let counts: Vec<(u32, u32, u32)> =
        seen.chunk_by(|a, b| a == b).map(|c| ((c[0] >> 32) as u32, c[0] as u32, c.len() as u32)).collect();
    let mut total = vec![0u32; corpus.words.len()];
    for &(x, y, n) in &counts {
        total[x as usize] += n;
        total[y as usize] += n;
    }
    let mut pairs: Vec<(u32, u32, u32)> = Vec::new();
    for (x, y, n) in counts.into_iter().filter(|c| c.2 >= LEAST) {
        // How much of what either is exchanged for is the other, and how often that was seen.
        let share = n * FULL / total[x as usize].min(total[y as usize]).max(1);
        let strength = (3 * share * n / (n + 2)).min(MOST);
        if strength >= MOST / 10 {
            pairs.push((x, y, strength));
            pairs.push((y, x, strength));
        }
    }
    pairs.extend(spellings(corpus));
    pairs.extend(synonyms(corpus));
    Exchange::new(corpus.words.len(), pairs)
}

/// Groups looked at at a time.
const AT_A_TIME: usize = 4096;

/// Texts of one group that are compared with each other, at most.
const COMPARED: usize = 6;

/// The words of two texts, marked: which of them the last one marked has is told at once.
struct Marked {
    /// For each word the number of the marking.
    words: Vec<u32>,
    number: u32,
}

impl Marked {
    fn mark(&mut self, words: &[u32]) {
        self.number += 1;
        words.iter().for_each(|w| self.words[*w as usize] = self.number);
    }

    /// The places of words that were not marked last.
    fn others(&self, text: &[u32], into: &mut Vec<usize>) {
        into.clear();
        into.extend((0..text.len()).filter(|i| self.words[text[*i] as usize] != self.number));
    }
}

/// What is written on while texts are compared.
struct Paper {
    here: Marked,
    there: Marked,
    only_x: Vec<usize>,
    only_y: Vec<usize>,
}

impl Paper {
    fn new(words: usize) -> Self {
        let marked = || Marked { words: vec![0; words], number: 0 };
        Paper { here: marked(), there: marked(), only_x: Vec::new(), only_y: Vec::new() }
    }
}

/// The words that the texts of some groups exchange, each pair once a group, in one number, which is compared at once.
fn exchanged(corpus: &Corpus, groups: &[Vec<u32>]) -> Vec<u64> {
    let mut paper = Paper::new(corpus.words.len());
    let mut out = Vec::new();
    for texts in groups {
        let mut found = Vec::new();
        for (i, &a) in texts.iter().enumerate() {
            paper.here.mark(corpus.set(a));
            for &b in texts[i + 1..].iter().take(COMPARED) {
                paper.there.mark(corpus.set(b));
                slots(corpus.texts.get(a), corpus.texts.get(b), &mut paper, &mut found);
            }
        }
        found.sort_unstable();
        found.dedup();
        out.append(&mut found);
    }
    out
}

/// Words of two texts that stand between the same neighbours and in one text only.
fn slots(x: &[u32], y: &[u32], paper: &mut Paper, out: &mut Vec<u64>) {
    let near = |t: &[u32], i: usize| (i.checked_sub(1).map_or(u32::MAX, |i| t[i]), t.get(i + 1).copied().unwrap_or(u32::MAX));
    paper.there.others(x, &mut paper.only_x);
    paper.here.others(y, &mut paper.only_y);
    for &i in &paper.only_x {
        let (left, right) = near(x, i);
        for &j in &paper.only_y {
            let (l, r) = near(y, j);
            if (l == left && l != u32::MAX) || (r == right && r != u32::MAX) || (l == left && r == right) {
                out.push(u64::from(x[i].min(y[j])) << 32 | u64::from(x[i].max(y[j])));
            }
        }
    }
}

/// Rare words that differ by a letter: they share what is left when one letter is taken out.
fn spellings(corpus: &Corpus) -> Vec<(u32, u32, u32)> {
    let mut keys: Vec<(u64, u32)> = Vec::new();
    for (w, word) in corpus.words.iter().enumerate() {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() < 5 || corpus.weights[w] < RARE || letters.iter().any(|c| c.is_numeric()) {
            continue;
        }
        for out in 0..=letters.len() {
            let hash = letters
                .iter()
                .enumerate()
                .filter(|(i, _)| *i != out)
                .fold(0u64, |h, (_, c)| (h ^ u64::from(u32::from(*c))).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23));
            keys.push((hash, w as u32));
        }
    }
    keys.par_sort_unstable();
    let mut pairs = Vec::new();
    for same in keys.chunk_by(|a, b| a.0 == b.0).filter(|s| s.len() > 1 && s.len() < 16) {
        for (i, &(_, x)) in same.iter().enumerate() {
            for &(_, y) in &same[i + 1..] {
                let (a, b) = (&corpus.words[x as usize], &corpus.words[y as usize]);
                let alike = strsim::jaro_winkler(a, b);
                if x != y && alike > 0.88 {
                    pairs.push((x, y, SPELLING));
                    pairs.push((y, x, SPELLING));
                }
            }
        }
    }
    pairs
}

/// A thesaurus by stems: made once, when it is first asked for.
struct Stems {
    lang: &'static Lang,
    words: Vec<CompactString>,
    /// Pairs of words, and what one counts for the other.
    kin: Vec<(u32, u32, u32)>,
}

static STEMS: LazyLock<Vec<Stems>> = LazyLock::new(|| lang::all().iter().filter_map(Stems::read).collect());

impl Stems {
    fn read(lang: &'static Lang) -> Option<Stems> {
        let thesaurus = thesaurus::of(lang)?;
        let mut numbers: FxHashMap<CompactString, u32> = FxHashMap::default();
        let mut words = Vec::new();
        // Each word stands in several lines, and stemming is dear.
        let mut known: FxHashMap<&'static str, u32> = FxHashMap::default();
        let mut number = |word: &'static str| {
            *known.entry(word).or_insert_with(|| {
                *numbers.entry(thesaurus.stem(word)).or_insert_with_key(|stem| {
                    words.push(stem.clone());
                    words.len() as u32 - 1
                })
            })
        };
        let mut kin = Vec::new();
        for (word, others) in thesaurus.lines() {
            let a = number(word);
            for other in others.split(' ') {
                let strength = KIN.iter().find(|(mark, _)| other.starts_with(*mark)).map(|k| k.1);
                if let (Some(strength), Some(word)) = (strength, other.get(1..)) {
                    kin.push((a, number(word), strength));
                }
            }
        }
        Some(Stems { lang, words, kin })
    }
}

/// Words that a thesaurus relates.
fn synonyms(corpus: &Corpus) -> Vec<(u32, u32, u32)> {
    let mut out = Vec::new();
    for stems in STEMS.iter() {
        let ours = corpus.words.iter().zip(&corpus.langs).enumerate().filter(|(_, (_, l))| l.code == stems.lang.code);
        let number: FxHashMap<&str, u32> = ours.map(|(i, (word, _))| (word.as_str(), i as u32)).collect();
        let here: Vec<Option<u32>> = stems.words.iter().map(|w| number.get(w.as_str()).copied()).collect();
        for &(a, b, strength) in &stems.kin {
            if let Some((a, b)) = here[a as usize].zip(here[b as usize]).filter(|(a, b)| a != b) {
                out.extend([(a, b, strength), (b, a, strength)]);
            }
        }
    }
    out
}

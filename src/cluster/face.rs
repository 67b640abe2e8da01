//! What is asked about a rendering before its words are looked at? All of it stands in one line of the processor's cache, since most pairs
//! of candidates are told apart by no more.

use crate::cluster::corpus::{BIT, Class, Corpus, Extent, days_between};
use crate::cluster::sketch::sketch;

/// Words lighter than this carry grammar.
pub const CONTENT: u32 = 5 * BIT;

/// Of two renderings that are compared the shorter has one in so many of its words of content in common with the other, but for a few.
const ONE_IN: u32 = 4;
const FEW: u32 = 3;

#[derive(Clone, Copy, Debug)]
pub struct Face {
    /// A bit for each word; several words share one.
    pub words: u128,
    /// Of words of content alone.
    content: u128,
    pub text: u32,
    /// The weight of all words.
    pub weight: u32,
    /// Different pairs of neighbouring words.
    pub pairs: u32,
    /// As of the node: 0 is nobody known, `MANY` several.
    pub speaker: u32,
    pub days: Option<(i32, i32)>,
    bits: u8,
    title: bool,
    pub extent: Extent,
}

const _: () = assert!(size_of::<Face>() == 64);

impl Face {
    pub fn new(corpus: &Corpus, node: u32) -> Face {
        let n = &corpus.nodes[node as usize];
        let words = corpus.set(n.text).iter().filter(|w| corpus.weights[**w as usize] >= CONTENT);
        let content = sketch(words);
        Face {
            words: corpus.sketches[n.text as usize],
            content,
            text: n.text,
            weight: corpus.weight(n.text),
            pairs: corpus.pairs(n.text).len() as u32,
            speaker: n.speaker,
            days: n.days,
            bits: content.count_ones() as u8,
            title: n.class == Class::Title,
            extent: n.extent,
        }
    }

    /// May the two be one statement, as far as can be seen without their words?
    pub fn may_meet(&self, other: &Face) -> bool {
        let shared = (self.content & other.content).count_ones();
        ONE_IN * shared >= u32::from(self.bits.min(other.bits)).saturating_sub(FEW)
            && !(self.title && other.title)
            && self.extent.meets(other.extent)
    }

    /// Days between the two, where both are dated.
    pub fn days_to(&self, other: &Face) -> Option<i32> {
        days_between(self.days, other.days)
    }
}

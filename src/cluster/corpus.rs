//! What are the parts of all quotations made of? Words as numbers, rarest first, in flat arrays; identical texts once.
//!
//! Numbers are given by what a word or text is, never by where it first stood, so that the order of rows changes nothing that follows.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::cluster::classes::{class, class_of_all, go_on};
use crate::cluster::forms::Forms;
use crate::cluster::interner::{Interner, Words};
use crate::cluster::lists::Lists;
use crate::cluster::passages::Passages;
use crate::cluster::sketch::{may_have, sketch};
use crate::cluster::units::{self, Part};
use crate::lang::{self, Lang};
use crate::model::{CompactString, Kind, Quotation, Shared, Span};
use crate::normalise::{Word, words};

/// Quotations read at a time: their words are held as strings only so long.
const BLOCK: usize = 2048;

/// The unit of weights: this many are one bit of information.
pub const BIT: u32 = 256;

/// Parts taken as read before the first one, so that fifty quotations do not think every word rare.
const PRIOR_PARTS: u64 = 3000;
const PRIOR_CONTENT: u64 = 3;
const PRIOR_FUNCTION: u64 = 200;

/// Below this weight (about five rare words) a text could be anybody's: speakers and occasions keep it apart.
pub const SMALL: u32 = 45 * BIT;

/// A part of a quotation.
#[derive(Clone, Copy, Debug)]
pub struct Unit {
    pub quote: u32,
    /// Bytes of the quotation's text.
    pub span: Span,
    pub text: u32,
    /// Where its words as compared begin; `NONE` where it was cut out of another unit.
    pub forms: u32,
    pub node: u32,
    /// It goes on with the sentence of the unit before it.
    pub goes_on: bool,
    /// What stands between the unit before and this one is not the quotation's own.
    pub behind_gap: bool,
}

/// What a part may do in a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    Sentence,
    /// Less than a sentence: by its kind, or cut at one end.
    Fragment,
    /// May stand in a statement, never found one.
    Title,
}

/// Parts of the same words, and, where the words could be anybody's, of the same speaker and occasion: what is compared.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    pub text: u32,
    pub class: Class,
    pub extent: Extent,
    /// Index into [`Corpus::speakers`]; 0 is nobody known, `MANY` several.
    pub speaker: u32,
    /// Days of the first and last occasion; `None` where no date is known.
    pub days: Option<(i32, i32)>,
}

/// How much of a passage a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Extent {
    /// All of a passage of one part.
    Single,
    /// All of a passage of several parts.
    Whole,
    /// One of several parts.
    Part,
    /// All of a quotation of one part that is a segment of a longer passage.
    Segment,
}

/// Marks the number of a speaker who may be somebody whom others name: a role (the mayor), or one who is hardly sure.
pub const VAGUE: u32 = 1 << 30;

/// Several speakers are credited with one text.
pub const MANY: u32 = u32::MAX;

/// No node.
pub const NONE: u32 = u32::MAX;

/// What is known of a word.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    pub weight: u32,
    /// Its first four bytes, the first one lowest, or 0 where it is shorter.
    pub root: u32,
}

impl Known {
    fn new(word: &str, weight: u32) -> Self {
        let mut root = [0; 4];
        root.iter_mut().zip(word.bytes()).for_each(|(slot, b)| *slot = b);
        Known { weight, root: u32::from_le_bytes(root) }
    }
}

/// All parts of all quotations.
pub struct Corpus {
    /// Those of one passage stand together, in their order.
    pub units: Vec<Unit>,
    pub passages: Passages,
    /// The first unit of each quotation, by its place among the passages, and one past the last of all.
    pub first: Vec<u32>,
    /// The node of each passage as a whole; `NONE` where it has no words.
    pub whole: Vec<u32>,
    pub nodes: Vec<Node>,
    /// The speakers credited with each node, sorted.
    pub credits: Lists,
    /// Words of each distinct text as printed.
    pub texts: Lists,
    /// Distinct words of each text, the rarest first, and behind them the sorted hashes of its neighbouring words: what is asked of a text
    /// stands in one place.
    sets: Lists,
    /// The weight of all words of each text.
    pub mass: Vec<u32>,
    /// A bit for each word of each text; several words share one.
    pub sketches: Vec<u128>,
    /// Weight of each word.
    pub weights: Vec<u32>,
    /// What is asked of each word most often.
    pub known: Vec<Known>,
    /// In how many distinct texts each word stands.
    pub counts: Vec<u32>,
    /// The words themselves (stems), for ids and explanations.
    pub words: Vec<CompactString>,
    /// The language of each word.
    pub langs: Vec<&'static Lang>,
    /// The words of the units as compared.
    forms: Forms,
}

impl Corpus {
    /// Reads all quotations but scare quotes, which are nobody's words. `apart` are quotations that an auditor's decision tells from others:
    /// their parts stand alone even where the words are the same.
    pub fn read(quotations: &[Quotation], apart: &[u32]) -> Corpus {
        let passages = Passages::of(quotations);
        let mut interner = Interner::default();
        let mut units: Vec<Unit> = Vec::new();
        let mut first = vec![0];
        let (mut texts, mut forms) = (Lists::new(), Lists::new());
        for block in passages.order.chunks(BLOCK) {
            let read: Vec<Vec<(Part, Vec<Word>)>> = block.par_iter().map(|q| read_one(&quotations[*q as usize])).collect();
            for (&quote, parts) in block.iter().zip(read) {
                let lang = interner.lang(&quotations[quote as usize].lang);
                for (Part { span, goes_on, behind_gap }, words) in parts {
                    let own = forms.len() as u32;
                    forms.push(words.iter().map(|w| interner.form(lang, &w.folded)));
                    texts.push(forms.get(own).iter().map(|form| interner.word(*form)));
                    units.push(Unit { quote, span, text: 0, forms: own, node: NONE, goes_on, behind_gap });
                }
                first.push(units.len() as u32);
            }
        }
        go_on(quotations, &passages, &first, &mut units);
        let parts = texts.len();
        let units_in = |p: u32| first[passages.places(p).start]..first[passages.places(p).end];
        let several: Vec<u32> = (0..passages.len() as u32).filter(|&p| units_in(p).len() > 1).collect();
        for &p in &several {
            let all = texts.run(units_in(p)).to_vec();
            texts.push(all);
        }
        let Words { words, langs, function, spelt } = interner.in_order(&mut texts);
        let (text_of, texts) = distinct(&texts);
        units.iter_mut().zip(&text_of).for_each(|(u, t)| u.text = *t);
        let mut corpus = Corpus {
            units,
            whole: vec![NONE; passages.len()],
            passages,
            first,
            nodes: Vec::new(),
            credits: Lists::new(),
            sets: Lists::new(),
            mass: Vec::new(),
            sketches: Vec::new(),
            weights: Vec::new(),
            known: Vec::new(),
            counts: Vec::new(),
            words,
            langs,
            forms: Forms::default(),
            texts,
        };
        corpus.weigh(&function);
        corpus.forms = Forms::new(&forms, spelt, &mut corpus.units, &corpus.texts, corpus.words.len());
        let wholes: Vec<(u32, u32)> = several.into_iter().zip(text_of[parts..].iter().copied()).collect();
        corpus.nodes(quotations, &wholes, apart);
        corpus
    }

    /// The weight of the words that two texts share.
    pub fn shared(&self, a: u32, b: u32) -> u64 {
        self.set(a).iter().filter(|w| self.has(b, **w)).map(|w| u64::from(self.weights[*w as usize])).sum()
    }

    /// Has a text the word? Its sketch tells of most that it has not.
    #[inline]
    pub fn has(&self, text: u32, word: u32) -> bool {
        may_have(self.sketches[text as usize], word) && self.set(text).binary_search(&word).is_ok()
    }

    /// The units of a quotation, by their numbers.
    pub fn units_of(&self, quote: u32) -> std::ops::Range<u32> {
        let at = self.passages.place(quote);
        self.units_at(at..at + 1)
    }

    /// The units of a passage.
    pub fn units_in(&self, passage: u32) -> std::ops::Range<u32> {
        self.units_at(self.passages.places(passage))
    }

    fn units_at(&self, places: std::ops::Range<usize>) -> std::ops::Range<u32> {
        let first = |i: usize| self.first.get(i).copied().unwrap_or(0);
        first(places.start)..first(places.end)
    }

    /// The passage that a unit is of.
    pub fn passage(&self, unit: u32) -> u32 {
        self.passages.holding(self.units[unit as usize].quote)
    }

    /// The node of the passage that a quotation is of.
    pub fn whole_of(&self, quote: u32) -> u32 {
        self.whole.get(self.passages.holding(quote) as usize).copied().unwrap_or(NONE)
    }

    /// The words of a unit as compared, where they were read as they stand there.
    pub fn forms(&self, unit: u32) -> Option<impl Iterator<Item = &CompactString>> {
        let unit = self.units.get(unit as usize)?;
        self.forms.of(unit, self.texts.get(unit.text))
    }

    /// Renumbers words by rarity and fills what hangs on their numbers.
    fn weigh(&mut self, function: &[bool]) {
        let mut counts = vec![0u32; self.words.len()];
        let mut seen = vec![u32::MAX; self.words.len()];
        for t in 0..self.texts.len() as u32 {
            for &w in self.texts.get(t) {
                if std::mem::replace(&mut seen[w as usize], t) != t {
                    counts[w as usize] += 1;
                }
            }
        }
        let mut order: Vec<u32> = (0..self.words.len() as u32).collect();
        order.sort_unstable_by_key(|&w| (counts[w as usize], w));
        let mut number = vec![0u32; order.len()];
        for (new, &old) in order.iter().enumerate() {
            number[old as usize] = new as u32;
        }
        let parts = self.texts.len() as u64 + PRIOR_PARTS;
        self.texts.renumber(&number);
        self.counts = order.iter().map(|&w| counts[w as usize]).collect();
        self.weights = order
            .iter()
            .map(|&w| {
                let prior = if function[w as usize] { PRIOR_FUNCTION } else { PRIOR_CONTENT };
                log2(parts).saturating_sub(log2(u64::from(counts[w as usize]) + prior))
            })
            .collect();
        self.words = order.iter().map(|&w| std::mem::take(&mut self.words[w as usize])).collect();
        self.langs = order.iter().map(|&w| self.langs[w as usize]).collect();
        self.known = self.words.iter().zip(&self.weights).map(|(word, weight)| Known::new(word, *weight)).collect();
        // No text has more different words, nor pairs of neighbours, than words.
        self.sets = Lists::with_room(2 * self.texts.len(), 2 * self.texts.items.len());
        let mut list = Vec::new();
        (0..self.texts.len() as u32).for_each(|t| self.measure(t, &mut list));
    }

    /// Distinct words of a text, the rarest first.
    #[inline]
    pub fn set(&self, text: u32) -> &[u32] {
        self.sets.get(2 * text)
    }

    /// Sorted hashes of the neighbouring words of a text.
    #[inline]
    pub fn pairs(&self, text: u32) -> &[u32] {
        self.sets.get(2 * text + 1)
    }

    /// Fills what hangs on the words of the next text; `list` is scratch paper.
    fn measure(&mut self, text: u32, list: &mut Vec<u32>) {
        let text = self.texts.get(text);
        list.clear();
        list.extend_from_slice(text);
        list.sort_unstable();
        list.dedup();
        self.mass.push(list.iter().map(|w| self.weights[*w as usize]).sum());
        self.sketches.push(sketch(list.iter()));
        self.sets.push(list.iter().copied());
        list.clear();
        list.extend(text.windows(2).map(|p| (p[0].wrapping_mul(0x9E37_79B1)).rotate_left(7) ^ p[1].wrapping_mul(0x85EB_CA77)));
        list.sort_unstable();
        list.dedup();
        self.sets.push(list.iter().copied());
    }

    /// One more text, of known words; gives back its number. The counts of words stay.
    pub fn add(&mut self, words: &[u32]) -> u32 {
        self.texts.push(words.iter().copied());
        let text = self.texts.len() as u32 - 1;
        self.measure(text, &mut Vec::new());
        text
    }

    /// Lets go of what was only needed to compare words.
    pub fn forget_words(&mut self) {
        (self.sets, self.credits) = (Lists::new(), Lists::new());
        (self.mass, self.sketches) = (Vec::new(), Vec::new());
        (self.weights, self.known, self.counts) = (Vec::new(), Vec::new(), Vec::new());
        (self.words, self.langs) = (Vec::new(), Vec::new());
    }

    /// The weight of all words of a text.
    pub fn weight(&self, text: u32) -> u32 {
        self.mass.get(text as usize).copied().unwrap_or(0)
    }

    /// Makes nodes: of whole passages first, then of the parts of those that have several.
    fn nodes(&mut self, quotations: &[Quotation], wholes: &[(u32, u32)], apart: &[u32]) {
        let speakers = speakers(quotations);
        let mut keys: Vec<(Key, u32)> = Vec::with_capacity(self.passages.len());
        // The segment that tells who speaks and when: all of a passage agree on it.
        let teller = |p: u32, passages: &Passages| passages.quotations(p).first().copied().unwrap_or(0);
        for (u, unit) in (0u32..).zip(&self.units) {
            let p = self.passage(u);
            if self.units_in(p).len() == 1 {
                let class = class(&quotations[unit.quote as usize], unit.span);
                keys.push((self.key(quotations, &speakers, apart, unit.text, Extent::Single, class, unit.quote), p));
            }
        }
        for &(p, text) in wholes {
            let class = class_of_all(quotations, self.passages.quotations(p));
            let told_apart = self.passages.quotations(p).iter().find(|q| apart.binary_search(q).is_ok());
            let q = told_apart.copied().unwrap_or(teller(p, &self.passages));
            keys.push((self.key(quotations, &speakers, apart, text, Extent::Whole, class, q), p));
        }
        let tellers: Vec<u32> = (0..self.passages.len() as u32).map(|p| teller(p, &self.passages)).collect();
        for (p, node) in self.number(keys, quotations, &speakers, |p| tellers[p as usize]) {
            self.whole[p as usize] = node;
        }
        let mut keys: Vec<(Key, u32)> = Vec::new();
        for u in 0..self.units.len() as u32 {
            let unit = self.units[u as usize];
            if self.units_in(self.passage(u)).len() == 1 {
                self.units[u as usize].node = self.whole_of(unit.quote);
                continue;
            }
            let alone = self.units_of(unit.quote).len() == 1;
            let extent = if alone { Extent::Segment } else { Extent::Part };
            let class = class(&quotations[unit.quote as usize], unit.span);
            let mut key = self.key(quotations, &speakers, apart, unit.text, extent, class, unit.quote);
            if !alone && self.weight(unit.text) < SMALL {
                // Small change in a long quotation is told by what stands around it.
                key.around = self.whole_of(unit.quote);
            }
            keys.push((key, u));
        }
        let quote_of: Vec<u32> = self.units.iter().map(|u| u.quote).collect();
        for (u, node) in self.number(keys, quotations, &speakers, |u| quote_of[u as usize]) {
            self.units[u as usize].node = node;
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn key(
        &self,
        quotations: &[Quotation],
        speakers: &[u32],
        apart: &[u32],
        text: u32,
        extent: Extent,
        class: Class,
        q: u32,
    ) -> Key {
        let small = self.weight(text) < SMALL;
        let day = quotations[q as usize].date.map_or(i32::MIN, day_number);
        Key {
            extent,
            text,
            class,
            speaker: if small { speakers[q as usize] & !VAGUE } else { 0 },
            day: if small { day } else { 0 },
            around: NONE,
            own: if apart.binary_search(&q).is_ok() { q } else { NONE },
        }
    }

    /// One node a key; gives back the node of each item.
    fn number(
        &mut self,
        mut keys: Vec<(Key, u32)>,
        quotations: &[Quotation],
        speakers: &[u32],
        quote: impl Fn(u32) -> u32,
    ) -> Vec<(u32, u32)> {
        keys.par_sort_unstable();
        let mut out = Vec::with_capacity(keys.len());
        for same in keys.chunk_by(|a, b| a.0 == b.0) {
            let key = same[0].0;
            let mut node = Node { text: key.text, class: key.class, extent: key.extent, speaker: 0, days: None };
            for &(_, item) in same {
                let q = quote(item) as usize;
                node.credit(speakers[q], quotations[q].date.map(day_number));
                out.push((item, self.nodes.len() as u32));
            }
            let mut names: Vec<u32> =
                same.iter().map(|(_, item)| speakers[quote(*item) as usize] & !VAGUE).filter(|s| *s != 0).collect();
            names.sort_unstable();
            names.dedup();
            self.credits.push(names);
            self.nodes.push(node);
        }
        out
    }
}

/// What makes two parts one node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    extent: Extent,
    text: u32,
    class: Class,
    speaker: u32,
    day: i32,
    around: u32,
    own: u32,
}

impl Extent {
    /// A passage of several parts and a part are not compared.
    pub fn meets(self, other: Extent) -> bool {
        !(self == Extent::Whole && other.is_part() || self.is_part() && other == Extent::Whole)
    }

    pub fn is_part(self) -> bool {
        matches!(self, Extent::Part | Extent::Segment)
    }
}

/// Days between two spans of days, where both are known; 0 where they meet.
pub fn days_between(a: Option<(i32, i32)>, b: Option<(i32, i32)>) -> Option<i32> {
    let ((a0, a1), (b0, b1)) = (a?, b?);
    Some((b0 - a1).max(a0 - b1).max(0))
}

impl Node {
    /// Days between the two, where both are dated.
    pub fn days_to(&self, other: &Node) -> Option<i32> {
        days_between(self.days, other.days)
    }

    pub fn is_part(&self) -> bool {
        self.extent.is_part()
    }

    /// One more quotation of the same words.
    fn credit(&mut self, speaker: u32, day: Option<i32>) {
        self.speaker = match (self.speaker, speaker) {
            (known, 0) => known,
            (0, new) => new,
            (known, new) if known & !VAGUE == new & !VAGUE => known & new,
            _ => MANY,
        };
        self.days = match (self.days, day) {
            (Some((a, b)), Some(d)) => Some((a.min(d), b.max(d))),
            (days, d) => days.or(d.map(|d| (d, d))),
        };
    }
}

/// Days since a fixed day.
pub fn day_number(date: crate::model::Date) -> i32 {
    i32::from(date.year()) * 366 + i32::from(date.day_of_year())
}

/// The parts of one quotation and their words as compared.
fn read_one(q: &Quotation) -> Vec<(Part, Vec<Word>)> {
    if q.kind == Kind::Scare {
        return Vec::new();
    }
    let lang = lang::of(&q.lang);
    units::parts(&q.text, q.kind, lang)
        .into_iter()
        .map(|part| (part, words(part.span.of(&q.text), lang)))
        .filter(|(_, words)| !words.is_empty())
        .collect()
}

/// A number for each quotation's speaker, in the order of names; 0 is nobody known.
pub fn speakers(quotations: &[Quotation]) -> Vec<u32> {
    let mut names: Vec<&Shared> = quotations.iter().filter_map(Quotation::named).collect();
    names.sort_unstable();
    names.dedup();
    let number: FxHashMap<&str, u32> = names.iter().enumerate().map(|(i, n)| (n.as_ref(), i as u32 + 1)).collect();
    let of = |q: &Quotation| q.named().and_then(|n| number.get(n.as_ref()).copied());
    quotations.iter().map(|q| of(q).map_or(0, |n| if is_vague(q) { n | VAGUE } else { n })).collect()
}

/// May the speaker be somebody whom others name?
fn is_vague(q: &Quotation) -> bool {
    q.confidence > 0.0 && q.confidence < SURELY || !lang::of(&q.lang).speech.has_name(&q.speaker)
}

/// A speaker of less confidence is hardly sure.
const SURELY: f32 = 0.6;

/// Which text each list is, and each distinct text once, in the order of its words.
fn distinct(lists: &Lists) -> (Vec<u32>, Lists) {
    let mut order: Vec<u32> = (0..lists.len() as u32).collect();
    order.par_sort_unstable_by(|&a, &b| lists.get(a).cmp(lists.get(b)));
    let mut text_of = vec![0u32; order.len()];
    let mut texts = Lists::with_room(order.len(), lists.items.len());
    for (i, &u) in order.iter().enumerate() {
        if i == 0 || lists.get(order[i - 1]) != lists.get(u) {
            texts.push(lists.get(u).iter().copied());
        }
        text_of[u as usize] = (texts.len() - 1) as u32;
    }
    (text_of, texts)
}

/// The binary logarithm in units of 1/[`BIT`], by integer arithmetic alone, so that it is the same on every machine.
pub fn log2(n: u64) -> u32 {
    let n = n.max(1);
    let whole = n.ilog2();
    let first = if whole > STEPS { n >> (whole - STEPS) } else { n << (STEPS - whole) };
    whole * BIT + u32::from(MANTISSA.get(first as usize & ((1 << STEPS) - 1)).copied().unwrap_or(0))
}

/// Bits of a number behind its first one that its logarithm looks at.
const STEPS: u32 = 11;

/// The logarithms of numbers from 1 to 2.
static MANTISSA: [u8; 1 << STEPS] = mantissas();

const fn mantissas() -> [u8; 1 << STEPS] {
    let mut out = [0; 1 << STEPS];
    let mut i = 0;
    while i < out.len() {
        // In 32 fractional bits, squared once for each bit of the logarithm.
        let mut x = (((1 << STEPS) + i) as u64) << (32 - STEPS);
        let mut bit = BIT / 2;
        while bit > 0 {
            x = ((x as u128 * x as u128) >> 32) as u64;
            if x >= 1 << 33 {
                out[i] |= bit as u8;
                x >>= 1;
            }
            bit /= 2;
        }
        i += 1;
    }
    out
}

//! What of the base stands in another piece of the same passage? “The engineers,” she said, “have found cracks” is one sentence in two
//! renderings: what either piece lacks is printed beside it, and no loss.

use rustc_hash::FxHashMap;

use crate::lang;
use crate::model::{Alignment, Class, Divergence, Rendering, Span};
use crate::normalise::words;

/// Words that answer each other less surely may only stand in the same place.
const SURE: f32 = 0.8;

/// The pieces of each passage in one statement.
pub struct Beside<'a> {
    renderings: &'a [Rendering],
    alignment: &'a Alignment,
    /// Passage of each rendering; where it is not known, its quotation.
    passages: Vec<&'a str>,
    pieces: FxHashMap<&'a str, Vec<usize>>,
    /// For a passage and the rendering it is compared with: the words there that a piece answers, and that piece; two pieces a word at most.
    answered: FxHashMap<(&'a str, usize), Vec<(Span, usize)>>,
}

impl<'a> Beside<'a> {
    /// `passages`: an id for each rendering, empty where it is not known; there may be none at all.
    pub fn new(renderings: &'a [Rendering], alignment: &'a Alignment, passages: &[&'a str]) -> Beside<'a> {
        let told = passages.iter().copied().chain(std::iter::repeat(""));
        let passages: Vec<&str> =
            renderings.iter().zip(told).map(|(r, told)| if told.is_empty() { r.quote_id.as_str() } else { told }).collect();
        let mut pieces: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (i, passage) in passages.iter().enumerate().filter(|(_, p)| !p.is_empty()) {
            pieces.entry(passage).or_default().push(i);
        }
        pieces.retain(|_, all| all.len() > 1);
        Beside { renderings, alignment, passages, pieces, answered: FxHashMap::default() }
    }

    /// Is all that a rendering is said to lack printed in another piece of its passage?
    pub fn has_all(&mut self, told: &Divergence) -> bool {
        let lacks = matches!(told.class, Class::Omission | Class::PartialQuotation) && told.text_here.is_empty();
        let (Some(here), Some(there)) = (told.rendering.filter(|_| lacks), told.compared_with) else { return false };
        let Some(passage) = self.passages.get(here).copied().filter(|p| self.pieces.contains_key(p)) else { return false };
        let Some(base) = self.renderings.get(there) else { return false };
        if self.passages.get(there) == Some(&passage) {
            return true;
        }
        let answered = self.answered(passage, there);
        let is_beside = |word: Span| {
            let from = answered.partition_point(|(span, _)| span.start < word.start);
            answered.iter().skip(from).take_while(|(span, _)| span.start < word.end).any(|(_, piece)| *piece != here)
        };
        let lang = lang::of(&base.lang);
        let mut missing = words(told.there.of(&base.text), lang).into_iter().peekable();
        missing.peek().is_some()
            && missing.all(|w| {
                let word = Span::new(told.there.start + w.span.start, told.there.start + w.span.end);
                is_beside(word) || lang.is_function(&w.folded)
            })
    }

    fn answered(&mut self, passage: &'a str, there: usize) -> &[(Span, usize)] {
        let (pieces, alignment) = (&self.pieces, self.alignment);
        self.answered.entry((passage, there)).or_insert_with(|| {
            let of = |piece: usize| {
                let links = alignment.between(piece, there).filter(|l| l.confidence >= SURE);
                links.map(move |l| (if l.a == there { l.a_span } else { l.b_span }, piece))
            };
            let others = pieces.get(passage).into_iter().flatten().copied().filter(|piece| *piece != there);
            let mut all: Vec<(Span, usize)> = others.flat_map(of).collect();
            all.sort_unstable();
            all.dedup();
            // A third piece tells nothing more: one of two is always another than the one that is asked for.
            let mut count = (Span::default(), 0);
            all.retain(|(span, _)| {
                count = (*span, if count.0 == *span { count.1 + 1 } else { 1 });
                count.1 <= 2
            });
            all
        })
    }
}

//! Which quotations are one continuous text? The segments of a passage: an attribution between two sentences (“…,” she said. “…”) parts
//! the marks, not what is said, and another outlet prints both within one pair.

use crate::model::{CompactString, Kind, Quotation, Shared};

/// All quotations, those of one passage side by side.
#[derive(Clone, Debug, Default)]
pub struct Passages {
    /// The quotations in the order in which they are read.
    pub order: Vec<u32>,
    /// Where each quotation stands in that order.
    place: Vec<u32>,
    /// The passage of each quotation.
    of: Vec<u32>,
    /// Where each passage begins in the order, and one past the end of the last.
    first: Vec<u32>,
}

impl Passages {
    pub fn of(quotations: &[Quotation]) -> Passages {
        let all = quotations.len();
        let groups = groups(quotations);
        let mut begins: Vec<(u32, &[u32])> = groups.iter().map(|g| (g[0], g.as_slice())).collect();
        begins.sort_unstable();
        let mut in_group = vec![false; all];
        groups.iter().flatten().for_each(|q| in_group[*q as usize] = true);
        let mut out = Passages {
            order: Vec::with_capacity(all),
            place: vec![0; all],
            of: vec![0; all],
            first: Vec::with_capacity(all + 1),
        };
        let mut begins = begins.into_iter().peekable();
        for q in 0..all as u32 {
            let alone = [q];
            let members = match begins.next_if(|b| b.0 == q) {
                Some((_, members)) => members,
                None if in_group[q as usize] => continue,
                None => &alone,
            };
            out.first.push(out.order.len() as u32);
            for &m in members {
                (out.place[m as usize], out.of[m as usize]) = (out.order.len() as u32, out.first.len() as u32 - 1);
                out.order.push(m);
            }
        }
        out.first.push(out.order.len() as u32);
        out
    }

    pub fn len(&self) -> usize {
        self.first.len().saturating_sub(1)
    }

    /// The passage of a quotation.
    pub fn holding(&self, quote: u32) -> u32 {
        self.of.get(quote as usize).copied().unwrap_or(0)
    }

    /// Where a quotation stands among all.
    pub fn place(&self, quote: u32) -> usize {
        self.place.get(quote as usize).copied().unwrap_or(0) as usize
    }

    /// The places of a passage's quotations.
    pub fn places(&self, passage: u32) -> std::ops::Range<usize> {
        let at = |i: usize| self.first.get(i).map_or(self.order.len(), |f| *f as usize);
        at(passage as usize)..at(passage as usize + 1)
    }

    /// The quotations of a passage, as they stand in the article.
    pub fn quotations(&self, passage: u32) -> &[u32] {
        self.order.get(self.places(passage)).unwrap_or(&[])
    }
}

/// The quotations of each passage of several.
fn groups(quotations: &[Quotation]) -> Vec<Vec<u32>> {
    let mut keys: Vec<(Key, u32, &CompactString, u32)> = (0u32..)
        .zip(quotations)
        .filter(|(_, q)| !q.passage_id.is_empty() && matches!(q.kind, Kind::Direct | Kind::Fragment))
        .map(|(i, q)| (Key::of(q), q.start, &q.id, i))
        .collect();
    keys.sort_unstable();
    keys.chunk_by(|a, b| a.0 == b.0).filter(|g| g.len() > 1).map(|g| g.iter().map(|k| k.3).collect()).collect()
}

/// What the segments of one passage have in common: tables of others may number passages anew in each article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    article: &'a str,
    file: &'a str,
    outlet: &'a str,
    passage: &'a str,
    speaker: Option<&'a Shared>,
    lang: &'a str,
}

impl<'a> Key<'a> {
    fn of(q: &'a Quotation) -> Self {
        Key {
            article: &q.article_id,
            file: &q.file,
            outlet: &q.outlet,
            passage: &q.passage_id,
            speaker: q.named(),
            lang: &q.lang,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segment(passage: &str, start: u32, speaker: &str) -> Quotation {
        Quotation { passage_id: passage.into(), start, speaker: speaker.into(), ..Quotation::of_words("We left.", "en") }
    }

    #[test]
    fn segments_of_one_passage_stand_side_by_side_as_printed() {
        let all = [
            segment("p", 90, "Moor"),
            segment("", 0, ""),
            segment("q", 5, "Moor"),
            segment("p", 10, "Moor"),
            segment("p", 50, "Quill"),
        ];
        let passages = Passages::of(&all);
        assert_eq!(passages.order, [1, 2, 3, 0, 4]);
        assert_eq!(passages.len(), 4);
        assert_eq!(passages.quotations(passages.holding(0)), [3, 0]);
        assert_eq!((passages.place(0), passages.holding(0), passages.holding(3)), (3, 2, 2));
        assert_eq!(Passages::of(&[]).len(), 0);
    }
}

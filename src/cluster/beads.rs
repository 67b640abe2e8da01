//! Which stretch of one quotation answers which part of another? A monotone alignment of their sentences, as translators' texts are
//! aligned: beads of one to one, one to several and several to one, found by dynamic programming over the weight of the words in common.
//!
//! A sentence is cut only where that pays: at a mark inside of it, where what stands before the mark answers one part and what stands
//! behind it another. What answers nothing stays on its own; no match crosses another one.

use std::ops::Range;

/// A stretch that is never cut: a sentence, or, of a sentence that could answer two parts, what stands between two of its marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Atom {
    /// The sentence that it is of.
    pub sentence: u32,
    /// Where its outlet parts a sentence: an attribution in its middle makes two units of it, which need not answer one part.
    pub unit: u32,
    pub weight: i64,
}

/// Some atoms answer some parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bead {
    pub atoms: Range<usize>,
    pub parts: Range<usize>,
}

/// Of two that answer each other this share of their weight is common, in hundredths.
const COMMON: i64 = 10;

/// A further sentence on either side has this share of its weight in common with what it joins, in hundredths.
const FURTHER: i64 = 45;

/// A piece of a sentence that is cut, or what it answers, has this share of its weight in common with the other, in hundredths.
const PIECE: i64 = 60;

/// What each end of a stretch within a sentence costs.
const CUT: i64 = 2 * crate::cluster::corpus::BIT as i64;

/// Parts that one stretch may answer.
const MOST_PARTS: usize = 3;

/// Atoms of one stretch; what is cut into more is not cut at all.
pub const MOST_ATOMS: usize = 24;

/// Very long quotations are compared so far from the diagonal.
const BAND: usize = 64;

/// The best way to a cell: atoms and parts that its last step took; a bead where both are above 0.
#[derive(Clone, Copy)]
struct Cell {
    gain: i64,
    atoms: usize,
    parts: usize,
}

/// The beads of the best alignment, in order. `parts` are the weights of the parts; `common` is the weight of the words of an atom that
/// stand in a run of parts.
pub fn align(atoms: &[Atom], parts: &[i64], common: impl Fn(usize, Range<usize>) -> i64) -> Vec<Bead> {
    let mut table = Table::new(atoms.len(), parts.len());
    table.reach((0, 0), (0, 0), 0);
    for i in 0..=atoms.len() {
        for j in table.band(i) {
            let Some(here) = table.cell(i, j).map(|c| c.gain) else { continue };
            table.reach((i, j), (0, 1), here);
            if begins(atoms, i) {
                let all = (i..atoms.len()).take_while(|k| atoms[*k].unit == atoms[i].unit).count();
                table.reach((i, j), (all, 0), here);
            }
            for taken in 1..=MOST_PARTS.min(parts.len() - j) {
                let mut block = Block::new(&parts[j..j + taken]);
                for k in i..atoms.len().min(i + MOST_ATOMS) {
                    // One sentence may answer several parts, and several sentences one part.
                    if taken > 1 && atoms[k].sentence != atoms[i].sentence {
                        break;
                    }
                    block.push(atoms[k], common(k, j..j + taken));
                    let inside = [i, k + 1].iter().filter(|at| !begins(atoms, **at)).count() as i64;
                    if let Some(gain) = block.gain(inside) {
                        table.reach((i, j), (k + 1 - i, taken), here + gain);
                    }
                }
            }
        }
    }
    table.back()
}

/// The parts that a sentence at a place of so many is compared with at all.
pub fn near(at: usize, of: usize, parts: usize) -> Range<usize> {
    let middle = at * parts / of.max(1);
    let reach = BAND + MOST_ATOMS * parts / of.max(1);
    middle.saturating_sub(reach).min(parts)..(middle + reach + 1).min(parts)
}

/// Which beads have neighbours, or the ends of both texts, on either side of them, with nothing left out between.
pub fn in_place(beads: &[Bead], atoms: usize, parts: usize) -> Vec<bool> {
    let end = |at: usize| at.checked_sub(1).map_or((0, 0), |i| (beads[i].atoms.end, beads[i].parts.end));
    let start = |at: usize| beads.get(at).map_or((atoms, parts), |b| (b.atoms.start, b.parts.start));
    (0..beads.len()).map(|at| end(at) == start(at) && end(at + 1) == start(at + 1)).collect()
}

/// Does a sentence, or what is printed of it in one pair of marks, begin at this atom, or end with the one before it?
fn begins(atoms: &[Atom], at: usize) -> bool {
    match (at.checked_sub(1).and_then(|i| atoms.get(i)), atoms.get(at)) {
        (Some(a), Some(b)) => a.unit != b.unit,
        _ => true,
    }
}

/// A stretch beside a run of parts.
struct Block {
    common: i64,
    /// The weight of all parts, and of the heaviest.
    parts: (i64, i64),
    /// The weight of all sentences of the stretch, of the heaviest, and of the last.
    sentences: (i64, i64, i64),
    sentence: Option<u32>,
}

impl Block {
    fn new(parts: &[i64]) -> Self {
        let all = (parts.iter().sum(), parts.iter().copied().max().unwrap_or(0));
        Block { common: 0, parts: all, sentences: (0, 0, 0), sentence: None }
    }

    fn push(&mut self, atom: Atom, common: i64) {
        self.common += common;
        let (all, heaviest, last) = self.sentences;
        let last = atom.weight + if self.sentence == Some(atom.sentence) { last } else { 0 };
        self.sentences = (all + atom.weight, heaviest.max(last), last);
        self.sentence = Some(atom.sentence);
    }

    /// What it is worth that they answer each other, where they may.
    fn gain(&self, cuts: i64) -> Option<i64> {
        let (ours, our_most, _) = self.sentences;
        let (theirs, their_most) = self.parts;
        // Words that are said again count once.
        let common = self.common.min(theirs);
        let further = (ours - our_most) + (theirs - their_most);
        let gain = 2 * common - (COMMON * (our_most + their_most) + 2 * FURTHER * further) / 100 - cuts * CUT;
        (gain > 0 && (cuts == 0 || 100 * common >= PIECE * ours.max(theirs))).then_some(gain)
    }
}

/// The cells near the diagonal, row after row.
struct Table {
    rows: usize,
    columns: usize,
    width: usize,
    cells: Vec<Option<Cell>>,
}

impl Table {
    fn new(atoms: usize, parts: usize) -> Self {
        let (rows, columns) = (atoms + 1, parts + 1);
        let width = columns.min(2 * (BAND + MOST_ATOMS * parts / rows) + 1);
        Table { rows, columns, width, cells: vec![None; rows * width] }
    }

    /// The columns of a row that are kept.
    fn band(&self, row: usize) -> Range<usize> {
        let middle = row * (self.columns - 1) / (self.rows - 1).max(1);
        let from = middle.saturating_sub(self.width / 2).min(self.columns - self.width);
        from..from + self.width
    }

    fn at(&self, row: usize, column: usize) -> Option<usize> {
        let band = self.band(row);
        (row < self.rows && band.contains(&column)).then(|| row * self.width + column - band.start)
    }

    fn cell(&self, row: usize, column: usize) -> Option<Cell> {
        self.at(row, column).and_then(|i| self.cells[i])
    }

    /// A step from a cell leads to another, which keeps the best; of equals the first.
    fn reach(&mut self, from: (usize, usize), step: (usize, usize), gain: i64) {
        let Some(i) = self.at(from.0 + step.0, from.1 + step.1) else { return };
        if self.cells[i].is_none_or(|c| gain > c.gain) {
            self.cells[i] = Some(Cell { gain, atoms: step.0, parts: step.1 });
        }
    }

    fn back(&self) -> Vec<Bead> {
        let (mut i, mut j) = (self.rows - 1, self.columns - 1);
        let mut out = Vec::new();
        while let Some(cell) = self.cell(i, j).filter(|c| c.atoms + c.parts > 0) {
            if cell.atoms > 0 && cell.parts > 0 {
                out.push(Bead { atoms: i - cell.atoms..i, parts: j - cell.parts..j });
            }
            (i, j) = (i - cell.atoms, j - cell.parts);
        }
        out.reverse();
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Aligns sentences of one letter a word; `,` is a mark, `.` an end.
    fn beads(ours: &str, theirs: &str) -> Vec<(String, String)> {
        let parts: Vec<&str> = theirs.split('.').filter(|p| !p.is_empty()).collect();
        let texts: Vec<(u32, &str)> = ours
            .split('.')
            .filter(|s| !s.is_empty())
            .enumerate()
            .flat_map(|(n, s)| s.split(',').map(move |atom| (n as u32, atom)))
            .collect();
        let word = 2560;
        let atoms: Vec<Atom> =
            texts.iter().map(|(n, t)| Atom { sentence: *n, unit: *n, weight: word * t.len() as i64 }).collect();
        let weights: Vec<i64> = parts.iter().map(|p| word * p.len() as i64).collect();
        let common = |atom: usize, run: Range<usize>| {
            word * texts[atom].1.chars().filter(|c| parts[run.clone()].iter().any(|p| p.contains(*c))).count() as i64
        };
        let join = |all: Vec<&str>| all.join("+");
        align(&atoms, &weights, common)
            .into_iter()
            .map(|b| (join(texts[b.atoms].iter().map(|t| t.1).collect()), join(parts[b.parts].to_vec())))
            .collect()
    }

    fn pairs(all: &[(&str, &str)]) -> Vec<(String, String)> {
        all.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect()
    }

    #[test]
    fn sentences_answer_in_order_and_what_is_left_out_is_passed_over() {
        assert_eq!(beads("abcd.efgh.", "abcx.efgh."), pairs(&[("abcd", "abcx"), ("efgh", "efgh")]));
        assert_eq!(beads("abcd.ijkl.", "abcd.efgh.ijkl."), pairs(&[("abcd", "abcd"), ("ijkl", "ijkl")]));
        assert_eq!(beads("abcd.efgh.ijkl.", "abcd.ijkl."), pairs(&[("abcd", "abcd"), ("ijkl", "ijkl")]));
    }

    #[test]
    fn a_sentence_is_cut_where_the_other_ends_one() {
        assert_eq!(beads("mtk,mtehps.", "mtk.mtehgs."), pairs(&[("mtk", "mtk"), ("mtehps", "mtehgs")]));
        assert_eq!(beads("mtk,mteh,ps.", "mtk.mtehgs."), pairs(&[("mtk", "mtk"), ("mteh+ps", "mtehgs")]));
        // A mark alone is no reason.
        assert_eq!(beads("abc,def.", "abcdef."), pairs(&[("abc+def", "abcdef")]));
    }

    #[test]
    fn what_runs_together_without_a_mark_answers_both() {
        assert_eq!(beads("abcdefgh.", "abcd.efgh."), pairs(&[("abcdefgh", "abcd+efgh")]));
        assert_eq!(beads("abcd.efgh.", "abcdefgh."), pairs(&[("abcd+efgh", "abcdefgh")]));
    }

    #[test]
    fn a_bead_is_in_its_place_between_others_and_the_ends() {
        let bead = |atoms: Range<usize>, parts: Range<usize>| Bead { atoms, parts };
        assert_eq!(in_place(&[bead(0..1, 0..1), bead(1..3, 1..2)], 3, 2), [true, true]);
        assert_eq!(in_place(&[bead(0..1, 0..1), bead(1..2, 1..2), bead(2..3, 3..4)], 3, 4), [true, false, false]);
        assert_eq!(in_place(&[bead(0..1, 1..2)], 1, 2), [false]);
    }

    #[test]
    fn a_sentence_that_an_attribution_interrupts_answers_as_one() {
        let atoms = [(0, 0, 2), (0, 0, 8)].map(|(sentence, unit, w)| Atom { sentence, unit, weight: 2560 * w });
        // Of the two words before the attribution none is in the other text.
        let common = |atom: usize, _: Range<usize>| [0, 2560 * 7][atom];
        assert_eq!(align(&atoms, &[2560 * 10], common), [Bead { atoms: 0..2, parts: 0..1 }]);
    }

    #[test]
    fn the_same_place_between_two_matches_needs_little_in_common() {
        assert_eq!(beads("abcd.eyzw.ijkl.", "abcd.efgh.ijkl."), pairs(&[("abcd", "abcd"), ("eyzw", "efgh"), ("ijkl", "ijkl")]));
        assert_eq!(beads("abcd.vyzw.ijkl.", "abcd.efgh.ijkl."), pairs(&[("abcd", "abcd"), ("ijkl", "ijkl")]));
    }

    proptest! {
        #[test]
        fn beads_lie_in_order_and_hold_whole_sentences_or_meet(ours in "([a-f]{1,5}[,.]){0,12}", theirs in "([a-f]{1,5}[.]){0,9}") {
            let parts: Vec<i64> = theirs.split('.').filter(|p| !p.is_empty()).map(|p| p.len() as i64 * 256).collect();
            let mut atoms = Vec::new();
            for (n, s) in ours.split('.').filter(|s| !s.is_empty()).enumerate() {
                atoms.extend(s.split(',').filter(|a| !a.is_empty()).map(|a| Atom { sentence: n as u32, unit: n as u32, weight: a.len() as i64 * 256 }));
            }
            let beads = align(&atoms, &parts, |a, run| atoms[a].weight * (1 + (a + run.start) as i64 % 3) / 3);
            let (mut atom, mut part) = (0, 0);
            for b in beads {
                prop_assert!(b.atoms.start >= atom && b.parts.start >= part && !b.atoms.is_empty() && !b.parts.is_empty());
                prop_assert!(begins(&atoms, b.atoms.start) || b.atoms.start == atom);
                (atom, part) = (b.atoms.end, b.parts.end);
            }
            prop_assert!(begins(&atoms, atom));
        }
    }
}

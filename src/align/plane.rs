//! A number for each pair of words of two texts, row by row, in a margin of noughts: whoever asks what stands beside a pair need not ask first
//! whether anything does.

/// How far from a pair others are looked at.
const MARGIN: usize = 5;

#[derive(Clone, Debug, Default)]
pub struct Plane {
    values: Vec<f32>,
    /// The length of a row with its margins.
    width: usize,
}

impl Plane {
    pub fn new(m: usize, n: usize) -> Plane {
        let width = n + 2 * MARGIN;
        Plane { values: vec![0.0; (m + 2 * MARGIN) * width], width }
    }

    fn at(&self, i: usize, j: usize) -> usize {
        (i + MARGIN) * self.width + j + MARGIN
    }

    /// What a pair of words has.
    pub fn get(&self, i: usize, j: usize) -> f32 {
        self.values[self.at(i, j)]
    }

    pub fn set(&mut self, i: usize, j: usize, value: f32) {
        let at = self.at(i, j);
        self.values[at] = value;
    }

    /// What stands so many rows below a pair and so many columns behind it, `MARGIN` at most.
    #[inline]
    pub fn beside(&self, (i, j): (usize, usize), down: isize, right: isize) -> f32 {
        self.values[self.at(i, j).wrapping_add_signed(down * self.width as isize + right)]
    }

    /// The rows without their margins.
    pub fn rows(&self) -> impl Iterator<Item = &[f32]> {
        inner(&self.values, self.width).map(|row| &row[MARGIN..row.len() - MARGIN])
    }

    pub fn rows_mut(&mut self) -> impl Iterator<Item = &mut [f32]> {
        let width = self.width;
        let inner = MARGIN * width..self.values.len() - MARGIN * width;
        self.values[inner].chunks_exact_mut(width).map(move |row| &mut row[MARGIN..width - MARGIN])
    }

    /// The greatest of each pair and its two neighbours in the row; `out` is as large.
    pub fn around(&self, out: &mut Plane) {
        for (row, out) in inner(&self.values, self.width).zip(out.rows_mut()) {
            let (left, here, right) = (&row[MARGIN - 1..], &row[MARGIN..], &row[MARGIN + 1..]);
            for (((slot, left), here), right) in out.iter_mut().zip(left).zip(here).zip(right) {
                *slot = left.max(*here).max(*right);
            }
        }
    }
}

/// The rows with their margins to the left and right.
fn inner(values: &[f32], width: usize) -> impl Iterator<Item = &[f32]> {
    values[MARGIN * width..values.len() - MARGIN * width].chunks_exact(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beside_the_last_pair_stands_nothing() {
        let mut plane = Plane::new(2, 3);
        (0..2).for_each(|i| (0..3).for_each(|j| plane.set(i, j, (3 * i + j + 1) as f32)));
        assert_eq!(plane.rows().collect::<Vec<_>>(), [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]);
        assert_eq!((plane.beside((0, 0), 1, 1), plane.beside((1, 2), -1, -2)), (5.0, 1.0));
        assert_eq!((plane.beside((0, 0), -5, -5), plane.beside((1, 2), 5, 5), plane.beside((0, 2), 0, 1)), (0.0, 0.0, 0.0));
        let mut around = Plane::new(2, 3);
        plane.around(&mut around);
        assert_eq!(around.rows().collect::<Vec<_>>(), [[2.0, 3.0, 3.0], [5.0, 6.0, 6.0]]);
        assert_eq!((around.beside((0, 0), 0, -1), around.beside((0, 2), 0, 1)), (0.0, 0.0));
    }
}

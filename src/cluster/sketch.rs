//! Which words does a text surely not have? A few bits tell of most words, at a fraction of the cost of a look into its list.

/// The bit of a word in a text's sketch; several words share one.
#[inline]
pub fn bit(word: u32) -> u32 {
    word.wrapping_mul(0x9E37_79B1) >> 25
}

/// A bit for each word.
pub fn sketch<'a>(words: impl IntoIterator<Item = &'a u32>) -> u128 {
    words.into_iter().fold(0, |all, w| all | 1 << bit(*w))
}

/// May a text of this sketch have the word?
#[inline]
pub fn may_have(sketch: u128, word: u32) -> bool {
    sketch >> bit(word) & 1 != 0
}

/// Shows `each` the bits that are set, the least first.
#[inline]
pub fn bits(sketch: u128, mut each: impl FnMut(usize)) {
    for (from, mut half) in [(0, sketch as u64), (64, (sketch >> 64) as u64)] {
        while half != 0 {
            each(from + half.trailing_zeros() as usize);
            half &= half - 1;
        }
    }
}

/// The same for lists of any numbers, long ones where there are many slots: hardly one number in thirty is told to be there and is not.
#[derive(Clone, Debug)]
pub struct Filter<const SLOTS: usize>([u64; SLOTS]);

impl<const SLOTS: usize> Default for Filter<SLOTS> {
    fn default() -> Self {
        Filter([0; SLOTS])
    }
}

impl<const SLOTS: usize> Filter<SLOTS> {
    /// These numbers and no others.
    pub fn fill(&mut self, numbers: impl IntoIterator<Item = u32>) {
        self.0 = [0; SLOTS];
        for n in numbers {
            let (slot, bit) = Self::place(n);
            self.0[slot] |= bit;
        }
    }

    #[inline]
    pub fn may_have(&self, n: u32) -> bool {
        let (slot, bit) = Self::place(n);
        self.0[slot] & bit != 0
    }

    #[inline]
    fn place(n: u32) -> (usize, u64) {
        let hash = n.wrapping_mul(0x9E37_79B1) >> 16;
        ((hash >> 6) as usize % SLOTS, 1 << (hash & 63))
    }
}

/// Numbers of a list, each found at once: most at the slot of its hash, else in one of the next.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// A power of two of them, most of them empty.
    slots: Vec<u32>,
    /// An empty slot holds 0, which may be a number too.
    zero: bool,
}

impl Table {
    /// The numbers of this list and no others.
    pub fn fill(&mut self, list: &[u32]) {
        let size = (4 * list.len()).next_power_of_two();
        self.slots.clear();
        self.slots.resize(size, 0);
        self.zero = list.contains(&0);
        for n in list {
            let mut at = self.first(*n);
            while self.slots[at] != 0 && self.slots[at] != *n {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = *n;
        }
    }

    #[inline]
    pub fn has(&self, n: u32) -> bool {
        if n == 0 || self.slots.is_empty() {
            return self.zero && n == 0;
        }
        let mut at = self.first(n);
        loop {
            match self.slots[at] {
                0 => return false,
                there if there == n => return true,
                _ => at = (at + 1) & (self.slots.len() - 1),
            }
        }
    }

    #[inline]
    fn first(&self, n: u32) -> usize {
        (n.wrapping_mul(0x9E37_79B1) >> 7) as usize & (self.slots.len() - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_a_text_has_is_never_denied(list in proptest::collection::vec(any::<u32>(), 0..40), other in any::<u32>()) {
            let all = sketch(&list);
            let mut filter = Filter::<16>::default();
            filter.fill([other]);
            filter.fill(list.iter().copied());
            prop_assert!(list.iter().all(|w| may_have(all, *w) && filter.may_have(*w)));
            prop_assert!(!list.is_empty() || !filter.may_have(other));
            let mut set = Vec::new();
            bits(all, |bit| set.push(bit));
            let mut want: Vec<usize> = list.iter().map(|w| bit(*w) as usize).collect();
            want.sort_unstable();
            want.dedup();
            prop_assert_eq!(set, want);
        }

        #[test]
        fn a_table_has_what_it_was_given(list in proptest::collection::vec(0u32..60, 0..40), other in 0u32..60) {
            let mut table = Table::default();
            table.fill(&[other]);
            table.fill(&list);
            prop_assert!((0..60).all(|n| table.has(n) == list.contains(&n)));
        }
    }
}

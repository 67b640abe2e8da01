//! How are many short lists held? Flat: a list a text would be a piece of memory each.

/// Lists of numbers, one after the other in one array.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Where each list begins, and where the last one ends.
    at: Vec<u32>,
    pub items: Vec<u32>,
}

impl Lists {
    pub fn new() -> Self {
        Lists { at: vec![0], items: Vec::new() }
    }

    /// Room for so many lists and items.
    pub fn with_room(lists: usize, items: usize) -> Self {
        let mut out = Lists { at: Vec::with_capacity(lists + 1), items: Vec::with_capacity(items) };
        out.at.push(0);
        out
    }

    pub fn push(&mut self, list: impl IntoIterator<Item = u32>) {
        self.items.extend(list);
        self.at.push(self.items.len() as u32);
    }

    /// The places of each value below `values` in a sequence; others are passed over.
    pub fn places(values: u32, sequence: impl Iterator<Item = u32> + Clone) -> Self {
        let mut at = vec![0u32; values as usize + 1];
        sequence.clone().filter(|v| *v < values).for_each(|v| at[v as usize + 1] += 1);
        (0..values as usize).for_each(|v| at[v + 1] += at[v]);
        let mut items = vec![0u32; at.last().copied().unwrap_or(0) as usize];
        let mut next = at.clone();
        for (place, v) in sequence.enumerate().filter(|(_, v)| *v < values) {
            items[next[v as usize] as usize] = place as u32;
            next[v as usize] += 1;
        }
        Lists { at, items }
    }

    /// Gives every item the number that stands for it.
    pub fn renumber(&mut self, number: &[u32]) {
        self.items.iter_mut().for_each(|w| *w = number[*w as usize]);
    }

    pub fn len(&self) -> usize {
        self.at.len().saturating_sub(1)
    }

    /// What some lists in a row hold.
    pub fn run(&self, lists: std::ops::Range<u32>) -> &[u32] {
        let at = |list: u32| self.at.get(list as usize).map_or(0, |at| *at as usize);
        self.items.get(at(lists.start)..at(lists.end)).unwrap_or(&[])
    }

    #[inline]
    pub fn get(&self, i: u32) -> &[u32] {
        let i = i as usize;
        match (self.at.get(i), self.at.get(i + 1)) {
            (Some(&from), Some(&to)) => self.items.get(from as usize..to as usize).unwrap_or(&[]),
            _ => &[],
        }
    }
}

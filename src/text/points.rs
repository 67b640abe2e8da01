//! Which code point is this byte, and the reverse? For tables, which count code points while the program counts bytes.

/// Bytes between two remembered counts: a look-up counts at most this many bytes.
const STEP: usize = 256;

/// An index over one text; building it is linear, a look-up takes constant time.
#[derive(Clone, Debug)]
pub struct Points<'a> {
    text: &'a str,
    /// Code points before each `STEP`th byte.
    before: Vec<u32>,
}

impl<'a> Points<'a> {
    pub fn new(text: &'a str) -> Self {
        let mut count = 0u32;
        let before = text
            .as_bytes()
            .chunks(STEP)
            .map(|block| {
                let here = count;
                count += starts(block);
                here
            })
            .collect();
        Points { text, before }
    }

    /// The number of code points before the byte `at`; bytes past the end count as the end.
    pub fn of_byte(&self, at: usize) -> u32 {
        let at = at.min(self.text.len());
        let block = at / STEP;
        match self.before.get(block) {
            Some(before) => before + starts(&self.text.as_bytes()[block * STEP..at]),
            None => self.before.last().map_or(0, |b| b + starts(&self.text.as_bytes()[(self.before.len() - 1) * STEP..])),
        }
    }

    /// The byte at which the code point number `point` begins; the end of the text where there are fewer.
    pub fn to_byte(&self, point: u32) -> usize {
        let block = self.before.partition_point(|&b| b <= point).saturating_sub(1);
        let Some(&before) = self.before.get(block) else { return 0 };
        let from = block * STEP;
        let mut left = point - before;
        for (i, b) in self.text.as_bytes()[from..].iter().enumerate() {
            if is_start(*b) {
                if left == 0 {
                    return from + i;
                }
                left -= 1;
            }
        }
        self.text.len()
    }
}

fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|b| is_start(**b)).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn bytes_and_code_points_convert_both_ways(text in "(\\PC|\n){0,700}") {
            let points = Points::new(&text);
            for (n, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.of_byte(at), n as u32);
                prop_assert_eq!(points.to_byte(n as u32), at);
            }
            prop_assert_eq!(points.of_byte(text.len()), text.chars().count() as u32);
            prop_assert_eq!(points.to_byte(text.chars().count() as u32), text.len());
        }
    }
}

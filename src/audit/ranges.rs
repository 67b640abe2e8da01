//! Which number does a numeral say whose scale stands behind the next one only? De 20 a 30 millones, five or six million.

use compact_str::{CompactString, format_compact};

use crate::audit::token::Side;

/// So far behind a numeral stands the one that has the scale.
const NEXT: usize = 2;

/// The value with the scale of the next numeral, which is printed in words (million); `None` where nothing is shared.
pub fn scaled(side: &Side, at: usize) -> Option<CompactString> {
    const SCALES: [u64; 4] = [1_000_000_000_000, 1_000_000_000, 1_000_000, 1000];
    let value = |i: usize| side.tokens.get(i)?.figures.as_ref()?.parse::<f64>().ok();
    let own = value(at).filter(|own| *own < 1000.0)?;
    let next = (at + 1..=at + NEXT).find(|i| value(*i).is_some())?;
    let scale = SCALES.into_iter().find(|scale| value(next).is_some_and(|v| v >= *scale as f64))?;
    let in_words = side.tokens.get(next)?.span.of(side.text).contains(char::is_alphabetic);
    in_words.then(|| format_compact!("{}", own * scale as f64))
}

//! Months cut short: 12 sept. = 12 septembre, 10 de dez. = 10 de dezembro. Some are other words, too (seven, ten, the sea), so a day has to stand
//! beside them, and a stop or a year behind.

use crate::lang::{Lang, Numbers};
use crate::normalise::words::{Stand, Word, WordKind};

/// Writes out the months that stand beside a day. `stands[i]` tells how word `i` stands.
pub fn write_out(text: &str, words: &mut [Word], stands: &[Stand], lang: &Lang) {
    let numbers = &lang.numbers;
    if numbers.months.is_empty() {
        return;
    }
    for i in 0..words.len() {
        let Some(month) = stands[i].listed.then(|| numbers.months.get(&words[i].folded)).flatten() else { continue };
        let place = Place { text, words, numbers };
        if place.is_behind_day(i) && (place.is_cut(i) || place.is_before_year(i)) || place.is_before_day(i) {
            words[i].folded = month.clone();
            words[i].kind = WordKind::Word;
        }
    }
}

/// The words of a text, to be looked at around one of them.
struct Place<'a> {
    text: &'a str,
    words: &'a [Word],
    numbers: &'a Numbers,
}

impl Place<'_> {
    /// A stop stands behind the word.
    fn is_cut(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| self.text[w.span.end..].starts_with('.'))
    }

    /// 12 sept., 10 de dez., 12. Sept., 1er sept.
    fn is_behind_day(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let day = if self.is_link(before) { before.checked_sub(1) } else { Some(before) };
        day.is_some_and(|day| self.is_day(day) && (day..at).all(|i| self.is_near(i)))
    }

    /// Sept. 12, where a language has the month first; printed with a capital.
    fn is_before_day(&self, at: usize) -> bool {
        let capital = self.words.get(at).is_some_and(|w| w.span.of(self.text).starts_with(char::is_uppercase));
        self.numbers.month_first && capital && self.is_near(at) && self.is_day(at + 1)
    }

    /// 12 sept 2031, 10 de dez de 2031.
    fn is_before_year(&self, at: usize) -> bool {
        let year = if self.is_link(at + 1) { at + 2 } else { at + 1 };
        (at..year).all(|i| self.is_near(i)) && self.number(year).is_some_and(|n| (1000..3000).contains(&n))
    }

    fn is_link(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| self.numbers.month_links.contains(&w.folded))
    }

    fn is_day(&self, at: usize) -> bool {
        self.number(at).is_some_and(|n| (1..=31).contains(&n))
    }

    /// The number that a word is in digits, with a few letters behind it at most (1er, 12th).
    fn number(&self, at: usize) -> Option<u32> {
        const LETTERS: usize = 3;
        let printed = self.words.get(at)?.span.of(self.text);
        let digits = printed.trim_end_matches(|c: char| !c.is_ascii_digit());
        digits.parse().ok().filter(|_| printed.len() <= digits.len() + LETTERS)
    }

    /// Nothing but white space, or a stop and white space, stands between a word and the next one.
    fn is_near(&self, at: usize) -> bool {
        let gap = self.words.get(at).zip(self.words.get(at + 1)).and_then(|(a, b)| self.text.get(a.span.end..b.span.start));
        gap.is_some_and(|gap| gap.strip_prefix('.').unwrap_or(gap).chars().all(char::is_whitespace))
    }
}

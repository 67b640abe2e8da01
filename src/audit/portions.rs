//! How many of how many: four of the six, cinque dei nove. Two numbers that have changed places there are told as other ones, since each alone is found.

use compact_str::CompactString;

use crate::audit::amounts::Text;
use crate::lang::Tags;

/// So many words stand between the two at most: of the, out of the, di quelle.
const BETWEEN: usize = 3;

/// A number and what it is a part of, with their values.
pub struct Portion {
    pub words: [usize; 2],
    values: [CompactString; 2],
}

impl Portion {
    /// Is it six of the four here, where there are four of the six?
    pub fn is_turned(&self, other: &Portion) -> bool {
        let ([a, b], [x, y]) = (&self.values, &other.values);
        a == y && b == x && a != b
    }
}

/// All such pairs of a text: only words of grammar stand between the two, none of which joins them (four or six), and no preposition before the first
/// (from four to six).
pub fn all(text: Text) -> Vec<Portion> {
    let (side, lang) = (text.side, text.lang);
    let joins = |i: usize| {
        let t = &side.tokens[i];
        t.is_content() || lang.meaning.exchange.joining.contains(&t.folded) || side.ends_clause(i)
    };
    let leads = |i: usize| lang.speech.tags(side.folded(i)).any(Tags::PREPOSITION);
    let values: Vec<(usize, CompactString)> = (0..side.tokens.len())
        .filter(|at| side.tokens[*at].figures.is_some())
        .filter_map(|at| Some((at, text.value(at)?)))
        .collect();
    let pairs = values.windows(2).filter_map(|w| Some((w.first()?, w.last()?)));
    let near = pairs.filter(|((a, _), (b, _))| (2..=BETWEEN + 1).contains(&(b - a)) && !side.ends_clause(*a));
    let plain = near.filter(|((a, _), (b, _))| !(a + 1..*b).any(joins) && !a.checked_sub(1).is_some_and(leads));
    plain.map(|((a, x), (b, y))| Portion { words: [*a, *b], values: [x.clone(), y.clone()] }).collect()
}

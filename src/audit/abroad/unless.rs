//! Denials that another language says on a condition, or with less: if it does not rain is unless it rains, we will not sign unless is we will sign only
//! if, and not as old as is less old than.

use crate::audit::abroad::Across;
use crate::audit::abroad::negation::same_sentence;
use crate::audit::conditions::{IF, UNLESS, may_say, says};
use crate::audit::token::{Side, Token};

/// So far behind a negator, in words, stands what compares: no es tan viejo.
const NEAR: usize = 2;

/// Does the other side say so what a negator at a word denies?
pub fn says_denial(across: &Across, here: bool, at: usize) -> bool {
    let (mine, theirs) = across.sides(here);
    let (ours, other) = (across.lang(here), across.lang(!here));
    let all = |side: &Side| 0..side.tokens.len();
    let clause = (0..=at).rev().take_while(|i| *i == at || !mine.ends_clause(*i)).last().unwrap_or(at);
    let unless_there = || all(theirs).any(|j| says(other, theirs, UNLESS, j));
    let if_here = || {
        let led = at.checked_sub(1).is_some_and(|i| may_say(ours, mine, IF, i));
        led || (clause..at).any(|i| says(ours, mine, IF, i))
    };
    let unless_here = || all(mine).any(|i| same_sentence(mine, i, at) && says(ours, mine, UNLESS, i));
    let only_if = || {
        let only = |t: &Token| other.meaning.intensity.narrowing.contains(&t.folded);
        theirs.tokens.iter().any(only) && all(theirs).any(|j| may_say(other, theirs, IF, j))
    };
    let as_much = || (at + 1..=at + NEAR).any(|i| ours.meaning.polarity.as_much.contains(mine.folded(i)));
    let lessens = || theirs.tokens.iter().any(|t| other.pole(&[&t.stem]).is_some_and(|(pole, _)| pole.is_amount()));
    if_here() && unless_there() || unless_here() && only_if() || as_much() && lessens()
}

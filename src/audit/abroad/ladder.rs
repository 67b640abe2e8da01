//! Which words of one ladder answer each other across languages? The ladders of all languages have the same steps; a word is compared only where it
//! is surely the one that answers the original's.

use crate::audit::abroad::Across;
use crate::audit::rules::ladder::FAR;

/// Words that no link joins answer each other where they stand so near each other's place.
const NEAR: usize = 1;

/// So near a word a negator may deny it.
const DENIED: usize = 4;

/// May a negator of its clause, near a word of a side, turn it round?
pub fn is_denied(across: &Across, here: bool, at: usize) -> bool {
    let (side, polarity) = (across.sides(here).0, &across.lang(here).meaning.polarity);
    let one_clause = |i: usize| !(i.min(at)..i.max(at)).any(|k| side.ends_clause(k));
    (at.saturating_sub(DENIED)..at + DENIED).any(|i| polarity.denies(side.folded(i)) && one_clause(i))
}

/// Two words of a ladder that answer each other, with their steps.
pub struct Far {
    pub here: usize,
    pub there: usize,
    pub steps: (u8, u8),
}

/// The first word of the original that a word of this rendering answers on a ladder, and the steps of both.
pub fn answered(across: &Across, here: usize, step: impl Fn(bool, usize) -> Option<(bool, u8)>) -> Option<(usize, bool, u8, u8)> {
    let (ladder, ours) = step(true, here)?;
    let place = across.project(true, here);
    let mut near = across.here.tokens.get(here)?.answers.iter().map(|a| a.at).chain(place.saturating_sub(NEAR)..=place + NEAR);
    near.find_map(|j| step(false, j).filter(|(other, _)| *other == ladder).map(|(_, theirs)| (j, ladder, ours, theirs)))
}

/// Those of which the steps lie far apart. `step` tells on which ladder a word of a side stands, and where: what is denied stands on another one.
pub fn far_apart(across: &Across, step: impl Fn(bool, usize) -> Option<(bool, u8)>) -> Vec<Far> {
    let mut out = Vec::new();
    for (here, t) in across.here.tokens.iter().enumerate() {
        let Some((ladder, ours)) = step(true, here) else { continue };
        let place = across.project(true, here);
        let answers = t.answers.iter().map(|a| a.at).chain(place.saturating_sub(NEAR)..=place + NEAR);
        let mut theirs = answers.filter_map(|j| Some((j, step(false, j)?))).peekable();
        let Some(&(there, (_, first))) = theirs.peek() else { continue };
        if theirs.all(|(_, (other, step))| other == ladder && step.abs_diff(ours) >= FAR) {
            out.push(Far { here, there, steps: (ours, first) });
        }
    }
    out
}

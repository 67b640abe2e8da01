//! On which condition, or when? Where one print surely says the one (even if, unless, when, after) and the other surely the other (if, before), in one
//! place, and neither has anything else that may say what the other does.

use crate::audit::token::{Side, Token};
use crate::lang::Lang;

/// A condition and one that another print may have for it by mistake.
const PAIRS: [(&str, &str); 4] = [("even", IF), (UNLESS, IF), (WHEN, "before"), (AFTER, "before")];
pub const IF: &str = "if";
pub const UNLESS: &str = "unless";
const WHEN: &str = "when";
/// In one language it is told by heart that after is the opposite of before.
const AFTER: &str = "after";

/// So near each other's place stand the words of the two, and so near behind unless a negator that denies nothing.
const NEAR: usize = 3;
const BEHIND: usize = 5;

/// Two prints, and where a word of one would stand in the other.
pub struct Prints<'s, 'a> {
    pub sides: [&'s Side<'a>; 2],
    pub langs: [&'static Lang; 2],
    pub project: &'s dyn Fn(bool, usize) -> usize,
}

impl<'s, 'a> Prints<'s, 'a> {
    /// The words of this print and of the other where they part.
    pub fn apart(&self) -> Vec<(Vec<usize>, Vec<usize>)> {
        let is_abroad = self.langs[0].code != self.langs[1].code;
        let both = PAIRS.iter().filter(|(a, _)| is_abroad || *a != AFTER).flat_map(|pair| [(pair, true), (pair, false)]);
        let found = both.filter_map(|((a, b), here)| {
            self.parts(here, a, b).map(|(run, other)| if here { (run, other) } else { (other, run) })
        });
        found.collect()
    }

    fn sides(&self, here: bool) -> (&'s Side<'a>, &'s Side<'a>) {
        let [mine, theirs] = self.sides;
        if here { (mine, theirs) } else { (theirs, mine) }
    }

    fn lang(&self, here: bool) -> &'static Lang {
        self.langs[usize::from(!here)]
    }

    /// The words where this side says the one and the other side the other.
    fn parts(&self, here: bool, a: &str, b: &str) -> Option<(Vec<usize>, Vec<usize>)> {
        let run = self.surely(here, a)?;
        let other = self.surely(!here, b)?;
        let (mine, theirs) = self.sides(here);
        let first = other.first().copied()?;
        let near = run.iter().any(|i| (self.project)(here, *i).abs_diff(first) <= NEAR);
        if !near || self.says(here, b, &run) {
            return None;
        }
        let denies = |here: bool, i: usize| self.lang(here).meaning.polarity.denies(self.sides(here).0.folded(i));
        let last = run.last().copied()?;
        let pleonastic = |i: usize| i > last && i <= last + BEHIND;
        let free = |a: &str, i: usize| !denies(here, i) || a == UNLESS && pleonastic(i);
        // Not unless is only if, if not is unless; when it was not yet so is before it was.
        let plain = mine.sentence_of(last).all(|i| free(a, i)) && !theirs.sentence_of(first).any(|i| denies(!here, i));
        // Only if is unless where it is denied there, and the opposite of it where it is not.
        let only = |i: usize| self.lang(!here).meaning.intensity.narrowing.contains(theirs.folded(i));
        let other: Vec<usize> = match a {
            UNLESS if plain => (0..theirs.tokens.len()).filter(|i| other.contains(i) || only(*i)).collect(),
            _ => other,
        };
        if self.says(!here, a, &other) {
            return None;
        }
        let is_done = || self.lang(here).meaning.phases.already.iter().any(|word| mine.words().contains(&word.as_str()));
        let holds = match a {
            UNLESS => plain,
            WHEN => plain && !is_done() && !self.is_inverted(here, last, first),
            AFTER => !self.is_inverted(here, last, first),
            _ => true,
        };
        holds.then_some((run, other))
    }

    /// After I had told them I went, I told them before I went: does what stands behind the one word stand before the other?
    fn is_inverted(&self, here: bool, at: usize, other: usize) -> bool {
        let (mine, theirs) = self.sides(here);
        let clause = (at + 1..mine.tokens.len()).take_while(|i| !mine.ends_clause(i - 1) || *i == at + 1);
        let first = clause.map(|i| &mine.tokens[i]).filter(|t| t.is_content()).find_map(Token::settled_answer);
        let end = (other + 1..theirs.tokens.len()).find(|i| theirs.ends_clause(*i)).unwrap_or(other);
        first.is_some_and(|j| !(other + 1..=end).contains(&j))
    }

    /// The words with which a side surely says it, where it does so once.
    fn surely(&self, here: bool, what: &str) -> Option<Vec<usize>> {
        let side = self.sides(here).0;
        let [sure, _] = self.lang(here).meaning.conditions.get(what)?;
        let mut all: Vec<Vec<usize>> = Vec::new();
        for at in 0..side.tokens.len() {
            let is_inside = all.last().is_some_and(|run| run.contains(&at));
            let phrase = sure.iter().filter(|phrase| side.says(phrase, at)).map(|phrase| phrase.split(' ').count()).max();
            all.extend(phrase.filter(|_| !is_inside).map(|length| (at..at + length).collect::<Vec<_>>()));
        }
        all.pop().filter(|_| all.is_empty())
    }

    /// Does anything on a side say it, or may it, but for these words?
    fn says(&self, here: bool, what: &str, but: &[usize]) -> bool {
        let side = self.sides(here).0;
        (0..side.tokens.len()).any(|at| !but.contains(&at) && may_say(self.lang(here), side, what, at))
    }
}

/// Does a side surely say a condition from a word on?
pub fn says(lang: &Lang, side: &Side, what: &str, at: usize) -> bool {
    lang.meaning.conditions.get(what).is_some_and(|[sure, _]| sure.iter().any(|phrase| side.says(phrase, at)))
}

/// The same, or may it?
pub fn may_say(lang: &Lang, side: &Side, what: &str, at: usize) -> bool {
    lang.meaning.conditions.get(what).into_iter().flatten().flatten().any(|phrase| side.says(phrase, at))
}

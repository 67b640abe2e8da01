//! What do the rules look at? One rendering beside the base: the words of both, how they answer each other, and the slots where they do not.
//!
//! A **tie** says how a word answers one of the other side. Words that say the same (same, another form, a synonym) are settled; all others
//! lie in **slots**: the smallest stretches, one on each side or on one side only, that stand between the same settled words. Nearly all
//! divergences are read off the slots, so that what moved or was said in other words is no loss.

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use crate::audit::token::{Side, Token};
use crate::lang::{self, Lang, Tags};
use crate::lexicon::thesaurus::Kin;
use crate::model::{Alignment, Rendering, Role, Span};

/// How a word answers a word of the other side, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    Same,
    /// Another form of the word.
    Form,
    Synonym,
    /// Related, or spelt alike.
    Near,
    Antonym,
    /// Nothing but the place speaks for it.
    Weak,
}

impl Tie {
    /// Do the two say the same?
    pub fn settles(self) -> bool {
        self <= Tie::Synonym
    }
}

#[derive(Clone, Copy, Debug)]
pub struct Answer {
    /// Index of the word on the other side.
    pub at: usize,
    pub tie: Tie,
    pub confidence: f32,
}

/// A stretch without settled words between the same settled words: indices of the words on each side. One side may be empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Slot {
    pub here: Vec<usize>,
    pub there: Vec<usize>,
}

impl Slot {
    /// In longer slots words that are opposites stand together by chance.
    pub fn is_small(&self) -> bool {
        const SMALL: usize = 3;
        self.here.len() <= SMALL && self.there.len() <= SMALL
    }
}

/// Neighbours farther away than this tell nothing of a word's place.
const FAR: usize = 200;

/// One rendering beside the base.
pub struct Pair<'a> {
    pub here: Side<'a>,
    pub there: Side<'a>,
    pub slots: Vec<Slot>,
    pub lang: &'static Lang,
    /// What this rendering is in its statement.
    pub role: Role,
}

impl<'a> Pair<'a> {
    /// The rendering number `here` beside the base number `there`.
    pub fn new(renderings: &'a [Rendering], alignment: &Alignment, here: usize, there: usize) -> Option<Pair<'a>> {
        let (a, b) = (renderings.get(here)?, renderings.get(there)?);
        let lang = lang::of(&a.lang);
        let mut sides = (Side::new(&a.text, here, lang, alignment), Side::new(&b.text, there, lang, alignment));
        tie(&mut sides.0, &mut sides.1, alignment, lang);
        let slots = slots(&sides.0, &sides.1);
        for (number, slot) in slots.iter().enumerate() {
            for (side, run) in [(&mut sides.0, &slot.here), (&mut sides.1, &slot.there)] {
                for i in run {
                    if let Some(t) = side.tokens.get_mut(*i) {
                        t.slot = Some(number);
                    }
                }
            }
        }
        Some(Pair { here: sides.0, there: sides.1, slots, lang, role: a.role })
    }

    /// The slot that holds a word of this side (`here`) or the other.
    pub fn slot_of(&self, here: bool, at: usize) -> Option<&Slot> {
        self.slots.get(self.sides(here).0.tokens.get(at)?.slot?)
    }

    /// This side and the other one.
    pub fn sides(&self, here: bool) -> (&Side<'a>, &Side<'a>) {
        if here { (&self.here, &self.there) } else { (&self.there, &self.here) }
    }

    /// Where a word of one side would stand on the other: beside the answer of its nearest settled neighbour, this word's own answer first.
    pub fn project(&self, here: bool, at: usize) -> usize {
        let (mine, theirs) = self.sides(here);
        let answer = |i: usize| mine.tokens.get(i).and_then(Token::settled_answer);
        let reach = mine.tokens.len().min(FAR);
        for d in 0..reach {
            if let Some(to) = at.checked_sub(d).and_then(answer) {
                return (to + d).min(theirs.tokens.len());
            }
            if let Some(to) = answer(at + d) {
                return to.saturating_sub(d);
            }
        }
        at.min(theirs.tokens.len())
    }

    /// Do the settled words on both sides of a run answer words that stand next to each other, so that nothing but the run is new?
    pub fn is_clean_cut(&self, here: bool, run: &[usize]) -> bool {
        let (mine, theirs) = self.sides(here);
        let (Some(&first), Some(&last)) = (run.first(), run.last()) else { return false };
        let left = first.checked_sub(1).and_then(|i| mine.tokens.get(i));
        let right = mine.tokens.get(last + 1);
        match (left.map(Token::settled_answer), right.map(Token::settled_answer)) {
            (Some(Some(l)), Some(Some(r))) => r == l + 1,
            (None, Some(Some(r))) => r == 0,
            (Some(Some(l)), None) => l + 1 == theirs.tokens.len(),
            (None, None) => false,
            _ => false,
        }
    }

    /// The one content word of the other side that a word stands instead of, if nothing there denies anything itself.
    pub fn replaced(&self, here: bool, at: usize) -> Option<usize> {
        let slot = self.slot_of(here, at).filter(|s| s.is_small())?;
        let (_, theirs) = self.sides(here);
        let polarity = &self.lang.meaning.polarity;
        let against = if here { &slot.there } else { &slot.here };
        let words = || against.iter().filter_map(|i| Some((*i, theirs.tokens.get(*i)?)));
        let denies =
            |t: &Token| polarity.negators.contains(&t.folded) || t.is_any(&polarity.implicit) || t.is_any(&polarity.answers);
        let mut told = words().filter(|(_, t)| t.is_content());
        let one = told.next().filter(|_| !words().any(|(_, t)| denies(t)))?;
        told.next().is_none().then_some(one.0)
    }

    /// Does the article deny, in its own words right before the mark, what a side says: promised not “to resign”?
    pub fn is_denied_outside(&self, here: bool) -> Option<bool> {
        self.sides(here).0.outside.denies(self.lang)
    }

    /// Takes from words of the base the one that stands for a word of this rendering: one that is linked with it, else one of its slot.
    pub fn take_counterpart(&self, here: usize, theirs: &mut Vec<usize>) -> Option<usize> {
        let linked = |j: &usize| self.here.tokens.get(here).is_some_and(|t| t.answers.iter().any(|a| a.at == *j));
        let slot = |j: &usize| self.slot_of(true, here).is_some_and(|s| s.there.contains(j));
        let at = theirs.iter().position(linked).or_else(|| theirs.iter().position(slot))?;
        Some(theirs.remove(at))
    }

    /// The offset on the other side at which a run of this side is missing.
    pub fn gap(&self, here: bool, run: &[usize]) -> Span {
        let (_, theirs) = self.sides(here);
        let at = run.first().map_or(0, |first| self.project(here, *first));
        let offset = match theirs.tokens.get(at) {
            Some(t) => t.span.start,
            None => theirs.tokens.last().map_or(0, |t| t.span.end),
        };
        Span::new(offset, offset)
    }
}

/// Notes on every word what it answers.
fn tie(here: &mut Side, there: &mut Side, alignment: &Alignment, lang: &'static Lang) {
    let swapped = there.rendering < here.rendering;
    for link in alignment.between(here.rendering, there.rendering) {
        let (here_span, there_span) = if swapped { (link.b_span, link.a_span) } else { (link.a_span, link.b_span) };
        for i in here.within(here_span) {
            for j in there.within(there_span) {
                let (Some(x), Some(y)) = (here.tokens.get(i), there.tokens.get(j)) else { continue };
                let tie = tie_of(x, y, lang);
                let confidence = link.confidence;
                if let Some(t) = here.tokens.get_mut(i) {
                    t.answers.push(Answer { at: j, tie, confidence });
                }
                if let Some(t) = there.tokens.get_mut(j) {
                    t.answers.push(Answer { at: i, tie, confidence });
                }
            }
        }
    }
    forget_strays(here, there, lang);
    for t in here.tokens.iter_mut().chain(&mut there.tokens) {
        t.answers.sort_by(|x, y| x.tie.cmp(&y.tie).then(y.confidence.total_cmp(&x.confidence)).then(x.at.cmp(&y.at)));
    }
}

/// Words of one clause stand so near each other, in words.
pub const BESIDE: usize = 2;

/// Words of grammar move with the words around them only: one that answers a word among strangers stands in another clause (children do not
/// live, we can; children live, we cannot), and what it does there is another matter.
fn forget_strays(here: &mut Side, there: &mut Side, lang: &'static Lang) {
    forget(here, there, |here, there, i, answer| {
        if denies_elsewhere(here, there, (i, answer.at), lang) {
            return true;
        }
        let company = here.tokens.iter().enumerate().skip(i.saturating_sub(BESIDE)).take(2 * BESIDE + 1);
        let mut answers = company.filter(|(k, _)| *k != i).flat_map(|(_, t)| &t.answers);
        let is_content = here.tokens.get(i).is_some_and(Token::is_content);
        !is_content && !answers.any(|a| a.at != answer.at && a.at.abs_diff(answer.at) <= BESIDE)
    });
}

/// I did not sign it, but he read it; I signed it, but he did not read it: does a negator, or the auxiliary before it, answer one that denies what
/// stands in another clause?
fn denies_elsewhere(here: &Side, there: &Side, (i, j): (usize, usize), lang: &'static Lang) -> bool {
    /// So many words behind a negator stands what it denies.
    const NEAR: usize = 4;
    let head = |side: &Side, at: usize| {
        let behind = (at + 1..=at + NEAR).take_while(|k| !side.ends_clause(k - 1));
        // N'a pas payé: the second half of a negator is no matter of its own.
        let denies = |k: &usize| lang.meaning.polarity.partners.contains(side.folded(*k));
        behind.into_iter().find(|k| side.tokens.get(*k).is_some_and(Token::is_content) && !denies(k))
    };
    let says_same = |side: &Side, other: &Side, k: usize| {
        let t = side.tokens.get(k)?;
        let same = |a: &&Answer| other.tokens.get(a.at).is_some_and(|o| tie_of(t, o, lang).settles());
        t.answers.iter().filter(same).max_by(|a, b| a.confidence.total_cmp(&b.confidence)).map(|a| a.at)
    };
    let parts = |side: &Side, k: usize| side.ends_clause(k) || lang.meaning.exchange.joining.contains(side.folded(k));
    let is_apart = |side: &Side, a: usize, b: usize| (a.min(b)..a.max(b)).any(|k| parts(side, k));
    let polarity = &lang.meaning.polarity;
    let is_of_ne =
        |word: &str| polarity.particles.contains(word) || polarity.partners.contains(word) && !polarity.particles.is_empty();
    let denies = |word: &str| (polarity.negators.contains(word) || is_of_ne(word)) && !polarity.is_nobody(word);
    let leads = || denies(here.folded(i + 1)) && denies(there.folded(j + 1));
    if !(denies(here.folded(i)) || leads()) {
        return false;
    }
    let (Some(ours), Some(theirs)) = (head(here, i), head(there, j)) else { return false };
    let (Some(to), Some(from)) = (says_same(here, there, ours), says_same(there, here, theirs)) else { return false };
    // Adult plumage and not a young one's: without a verb the words of the two clauses are no matters of their own.
    let is_of_verb = |side: &Side, at: usize| {
        let near = at.saturating_sub(1)..=at + 1;
        // A particle of ne … pas stands with a verb only.
        near.into_iter().any(|k| lang.meaning.tense.auxiliaries.contains_key(side.folded(k))) || is_of_ne(side.folded(at))
    };
    let of_verbs = is_of_verb(here, i) && is_of_verb(there, j);
    // Would not talk, refused to talk: what the one denies, the other denies in another word.
    let is_refused = |side: &Side, at: usize| {
        let near = side.tokens.iter().take(at).skip(at.saturating_sub(NEAR));
        near.into_iter().any(|t| t.is_any(&polarity.implicit) || polarity.denies(&t.folded))
    };
    if is_refused(there, to) || is_refused(here, from) {
        return false;
    }
    of_verbs && to != theirs && is_apart(there, j, to) && is_apart(here, i, from)
}

/// A word that answers another one better, far from here, does not answer what is here: the rest of a clause that was left out.
pub fn forget_second_best(here: &mut Side, there: &mut Side) {
    const BETTER: f32 = 0.2;
    forget(here, there, |here, there, i, answer| {
        let better = |side: &Side, word: usize, other: usize| {
            let answers = side.tokens.get(word).map_or(&[][..], |t| &t.answers);
            answers.iter().any(|b| b.at.abs_diff(other) > BESIDE && b.confidence - answer.confidence > BETTER)
        };
        better(here, i, answer.at) || better(there, answer.at, i)
    });
}

/// Takes away the answers of which `is_wrong` holds: the two sides, the word of the first, and its answer.
fn forget(here: &mut Side, there: &mut Side, is_wrong: impl Fn(&Side, &Side, usize, &Answer) -> bool) {
    let links = here.tokens.iter().enumerate().flat_map(|(i, t)| t.answers.iter().map(move |a| (i, a)));
    let wrong: Vec<(usize, usize)> = links.filter(|(i, a)| is_wrong(here, there, *i, a)).map(|(i, a)| (i, a.at)).collect();
    for (i, j) in wrong {
        here.tokens.get_mut(i).into_iter().for_each(|t| t.answers.retain(|a| a.at != j));
        there.tokens.get_mut(j).into_iter().for_each(|t| t.answers.retain(|a| a.at != i));
    }
}

/// How two linked words answer each other.
pub fn tie_of(a: &Token, b: &Token, lang: &'static Lang) -> Tie {
    if a.folded == b.folded || a.plain == b.plain && !a.is_sign() {
        return Tie::Same;
    }
    if a.figures.is_some() && b.figures.is_some() {
        return Tie::Weak;
    }
    if are_one_contraction(a, b, lang) {
        return Tie::Same;
    }
    let pole = |t: &Token| lang.pole(&[&t.stem]).filter(|_| t.is_content() && !t.is_name).map(|(pole, _)| pole);
    let are_poles = || pole(a).zip(pole(b)).is_some_and(|(x, y)| x.is_opposite(y));
    if lang.meaning.are_opposites(&a.folded, &b.folded) || are_poles() {
        return Tie::Antonym;
    }
    let affix = lang.meaning.polarity.by_affix(&a.folded, &b.folded);
    match a.entry.kin(&b.entry) {
        Some(Kin::Antonym) => Tie::Antonym,
        Some(Kin::Form) => Tie::Form,
        Some(Kin::Synonym) => Tie::Synonym,
        _ if affix && a.is_content() && b.is_content() && !a.is_name => Tie::Antonym,
        _ if a.stem == b.stem => Tie::Form,
        Some(Kin::Near) => Tie::Near,
        None if is_spelt_alike(&a.folded, &b.folded) => Tie::Near,
        None => Tie::Weak,
    }
}

/// Is one word printed as letters that may stand for the other, too ('d for would and for had)?
pub fn are_one_contraction(a: &Token, b: &Token, lang: &'static Lang) -> bool {
    let stands_for =
        |short: &Token, long: &Token| short.folded != short.plain && lang.meaning.may_contract(&short.plain, &long.folded);
    stands_for(a, b) || stands_for(b, a)
}

/// Are two words of some length spelt nearly alike (Kyiv, Kiev) or begin alike (Italy, Italian)?
pub fn is_spelt_alike(a: &str, b: &str) -> bool {
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let shorter = a.chars().count().min(b.chars().count());
    shorter >= 4 && (common >= 4 && common * 3 >= shorter * 2 || strsim::jaro_winkler(a, b) >= 0.88)
}

/// May one of two words that are spelt alike stand for the other? Not Tuesday for Thursday, Iraq for Iran, nor one given name for another.
pub fn may_be_one_name(a: &str, b: &str, lang: &'static Lang) -> bool {
    if a == b {
        return true;
    }
    let meaning = &lang.meaning;
    let (x, y) = (meaning.people(a), meaning.people(b));
    let peoples = !x.is_empty() && !y.is_empty() && x != y;
    let places = meaning.in_series(a).zip(meaning.in_series(b)).is_some_and(|(x, y)| x != y);
    let given = |word: &str| lang.speech.tags(word).any(Tags::GIVEN);
    let names = given(a) && given(b) && sound(a) != sound(b) && !a.starts_with(b) && !b.starts_with(a);
    is_spelt_alike(a, b) && !peoples && !places && !names
}

/// The consonants of a name as many languages write them: Katherine, Catherine; Steven, Stephen.
fn sound(name: &str) -> String {
    let name = name.replace("ph", "f");
    let mut out = String::new();
    for c in name.nfd().filter(|c| c.is_alphabetic() && !"aeiouyh".contains(*c)) {
        let c = match c {
            'c' | 'q' => 'k',
            'v' | 'w' => 'f',
            'z' => 's',
            other => other,
        };
        if !out.ends_with(c) {
            out.push(c);
        }
    }
    out
}

/// Other vowels and endings of the same consonants (Mohammed, Muhammad), or the same letters in another order (HIV, VIH).
pub fn is_written_alike(a: &str, b: &str) -> bool {
    let bare = |w: &str| -> String { w.nfd().filter(|c| c.is_alphabetic() && !"aeiouy".contains(*c)).collect() };
    let sorted = |w: &str| -> Vec<char> {
        let mut letters: Vec<char> = w.chars().collect();
        letters.sort_unstable();
        letters
    };
    let (x, y) = (bare(a), bare(b));
    let skeleton = x.len().min(y.len()) >= 3 && (x.starts_with(&y) || y.starts_with(&x));
    skeleton || a.chars().count() <= 5 && sorted(a) == sorted(b)
}

/// The stretches between settled words, joined over both sides.
fn slots(here: &Side, there: &Side) -> Vec<Slot> {
    let (mine, theirs) = (runs(here), runs(there));
    // Runs are numbered, those of this side first.
    let mut groups = Groups::new(mine.len() + theirs.len());
    join_by_answers(&mine, &theirs, here, &mut groups);
    join_by_neighbours(&mine, &theirs, (here, there), &mut groups);
    let mut out: Vec<Slot> = Vec::new();
    let mut number: FxHashMap<usize, usize> = FxHashMap::default();
    for (k, run) in mine.iter().chain(&theirs).enumerate() {
        let at = *number.entry(groups.leader(k)).or_insert_with(|| {
            out.push(Slot::default());
            out.len() - 1
        });
        if let Some(slot) = out.get_mut(at) {
            if k < mine.len() { slot.here.extend(run) } else { slot.there.extend(run) }
        }
    }
    out
}

/// Joins runs of which a word of one answers a word of the other.
fn join_by_answers(mine: &[Vec<usize>], theirs: &[Vec<usize>], here: &Side, groups: &mut Groups) {
    for (i, run) in mine.iter().enumerate() {
        let answers = run.iter().filter_map(|w| here.tokens.get(*w)).flat_map(|t| &t.answers);
        for j in answers.filter_map(|a| run_at(theirs, a.at)) {
            groups.join(i, mine.len() + j);
        }
    }
}

/// Joins runs that stand between the same settled words.
fn join_by_neighbours(mine: &[Vec<usize>], theirs: &[Vec<usize>], (here, there): (&Side, &Side), groups: &mut Groups) {
    let meets = |at: Option<usize>| at.and_then(|at| run_at(theirs, at));
    for (i, run) in mine.iter().enumerate() {
        let (left, right) = ends(run, here);
        // What follows the answer of the left neighbour, and what goes before the answer of the right one.
        let after = match left {
            Some(l) => meets(l.map(|a| a + 1)),
            None => meets(Some(0)),
        };
        let before = match right {
            Some(r) => meets(r.and_then(|a| a.checked_sub(1))),
            None => meets(there.tokens.len().checked_sub(1)),
        };
        for j in [after, before].into_iter().flatten().map(|j| mine.len() + j) {
            // Runs that have partners of their own are not drawn together by one neighbour alone.
            if after == before || groups.is_alone(i) && groups.is_alone(j) {
                groups.join(i, j);
            }
        }
    }
}

/// The run, of those in order, that a word stands in.
fn run_at(runs: &[Vec<usize>], at: usize) -> Option<usize> {
    let run = runs.partition_point(|r| r.last().is_some_and(|last| *last < at));
    runs.get(run).and_then(|r| r.first()).is_some_and(|first| *first <= at).then_some(run)
}

/// What the settled neighbours of a run answer: `None` at the end of the text, `Some(None)` cannot be (a neighbour is settled).
fn ends(run: &[usize], side: &Side) -> (Option<Option<usize>>, Option<Option<usize>>) {
    let answer = |i: usize| side.tokens.get(i).map(Token::settled_answer);
    let left = run.first().and_then(|f| f.checked_sub(1)).and_then(answer);
    let right = run.last().and_then(|l| answer(l + 1));
    (left, right)
}

/// The longest stretches of words that are not settled; a sentence's end parts them.
fn runs(side: &Side) -> Vec<Vec<usize>> {
    let mut out: Vec<Vec<usize>> = Vec::new();
    for (i, t) in side.tokens.iter().enumerate().filter(|(_, t)| !t.is_settled()) {
        match out.last_mut() {
            Some(run)
                if run.last() == Some(&(i.wrapping_sub(1)))
                    && side.tokens.get(i - 1).is_some_and(|b| b.sentence == t.sentence) =>
            {
                run.push(i)
            }
            _ => out.push(vec![i]),
        }
    }
    out
}

/// Runs that belong together, led by the first of them.
struct Groups {
    /// A run nearer to the leader; a leader's is its own.
    toward: Vec<usize>,
    /// How many runs each leader leads.
    size: Vec<usize>,
}

impl Groups {
    fn new(runs: usize) -> Groups {
        Groups { toward: (0..runs).collect(), size: vec![1; runs] }
    }

    fn leader(&mut self, mut run: usize) -> usize {
        while let Some(&up) = self.toward.get(run).filter(|up| **up != run) {
            // Half of the way is saved for the next time.
            let next = self.toward.get(up).copied().unwrap_or(up);
            if let Some(slot) = self.toward.get_mut(run) {
                *slot = next;
            }
            run = next;
        }
        run
    }

    fn is_alone(&mut self, run: usize) -> bool {
        let leader = self.leader(run);
        self.size.get(leader).is_none_or(|n| *n == 1)
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.leader(a), self.leader(b));
        let (first, other) = (a.min(b), a.max(b));
        if first == other {
            return;
        }
        let grown = self.size.get(other).copied().unwrap_or(0);
        self.size.get_mut(first).into_iter().for_each(|n| *n += grown);
        self.toward.get_mut(other).into_iter().for_each(|up| *up = first);
    }
}

/// All letters and digits of a text, in small letters: what is left where only case, marks and spacing differ. A mark between two digits stays: it
/// may be what tells 2.4 from 24.
pub fn squashed(text: &str) -> CompactString {
    let mut out = CompactString::default();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let parts_digits = matches!(c, '.' | ',')
            && out.ends_with(|b: char| b.is_ascii_digit())
            && chars.peek().is_some_and(char::is_ascii_digit);
        if c.is_alphanumeric() || parts_digits {
            out.extend(c.to_lowercase());
        }
    }
    out
}

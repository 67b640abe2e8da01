//! Where does a rendering part from the original, which is in another language? Only what can be told across languages without guessing: another
//! number, a polarity turned round, another force or share, another word of a closed set (days, months), another name, a time or mood that the
//! form of a verb makes plain, and a stretch of known words that nothing answers. All else is silent.

pub mod addition;
mod bounds;
mod coming;
mod condition;
mod deadline;
mod degree;
mod entity;
mod exchange;
mod figures;
mod hedge;
mod ladder;
mod modality;
mod narrowing;
mod negation;
mod number;
mod omission;
mod opposite;
mod phase;
pub mod poles;
mod quantity;
mod question;
pub mod relay;
mod series;
mod stance;
mod time;
mod unless;
mod unreal;
pub mod upheld;
pub mod witnesses;

use std::cell::OnceCell;

use crate::audit::amounts::Text;
use crate::audit::pair::{Answer, BESIDE, Tie, forget_second_best};
use crate::audit::token::Side;
use crate::lang::{self, Lang};
use crate::lexicon::foreign::{Answered, Known, Lexicon, Proof};
use crate::model::{Alignment, Class, Divergence, Link, Rendering, Role, Severity, Span};

/// A rule, and what a reader has to know of it.
pub struct Rule {
    pub name: &'static str,
    pub class: Class,
    find: fn(&Across, &mut Vec<Divergence>),
    /// Language of the original, original, rendering: the rule raises its class here.
    pub fires: &'static [(&'static str, &'static str, &'static str)],
    /// Language, original, rendering: nothing of the rule's class above neutral.
    pub silent: &'static [(&'static str, &'static str, &'static str)],
}

impl Rule {
    fn told(&self) -> Told {
        (self.name, self.class)
    }
}

/// Name and class of what is told.
type Told = (&'static str, Class);

/// All rules across languages. To add one: a file and a line here.
pub const RULES: &[Rule] = &[
    number::RULE,
    bounds::RULE,
    negation::RULE,
    modality::RULE,
    hedge::RULE,
    stance::RULE,
    coming::RULE,
    unreal::RULE,
    time::RULE,
    quantity::RULE,
    narrowing::RULE,
    series::RULE,
    condition::RULE,
    opposite::RULE,
    deadline::RULE,
    exchange::RULE,
    phase::RULE,
    entity::RULE,
    omission::RULE,
    question::RULE,
];

/// What one rendering has otherwise than the original.
pub fn compare(across: &Across) -> Vec<Divergence> {
    let mut found = Vec::new();
    for rule in RULES {
        (rule.find)(across, &mut found);
    }
    found
}

/// How far from its place, in words, the answer of a word is looked for.
const WIDE: usize = 40;

/// One rendering beside the original.
pub struct Across<'a> {
    pub here: Side<'a>,
    pub there: Side<'a>,
    /// The rendering is a fragment of the statement.
    is_partial: bool,
    langs: [&'static Lang; 2],
    known: [Vec<Known<'a>>; 2],
    lexicon: &'a Lexicon,
    /// Common words with an opposite, on either side, once they have been asked for.
    poles: OnceCell<[Vec<poles::Member>; 2]>,
    /// What denies on either side, paired off, once it has been asked for.
    denials: OnceCell<negation::Paired>,
}

impl<'a> Across<'a> {
    pub fn new(
        renderings: &'a [Rendering],
        alignment: &Alignment,
        here: usize,
        original: usize,
        lexicon: &'a Lexicon,
    ) -> Option<Across<'a>> {
        let (a, b) = (renderings.get(here)?, renderings.get(original)?);
        let langs = [lang::of(&a.lang), lang::of(&b.lang)];
        let sides = [Side::new(&a.text, here, langs[0], alignment), Side::new(&b.text, original, langs[1], alignment)];
        let know = |side: &Side, lang| side.tokens.iter().map(|t| lexicon.known(lang, &t.folded)).collect();
        let known = [know(&sides[0], langs[0]), know(&sides[1], langs[1])];
        let [here, there] = sides;
        let is_partial = a.role == Role::Partial;
        let (poles, denials) = (OnceCell::new(), OnceCell::new());
        let mut across = Across { here, there, is_partial, langs, known, lexicon, poles, denials };
        across.tie(alignment);
        Some(across)
    }

    /// Notes on every word what it answers.
    fn tie(&mut self, alignment: &Alignment) {
        for link in alignment.between(self.here.rendering, self.there.rendering) {
            let Link { a_span, b_span, .. } = link;
            let (mine, theirs) = if link.a == self.here.rendering { (a_span, b_span) } else { (b_span, a_span) };
            for i in self.here.within(*mine) {
                for j in self.there.within(*theirs) {
                    let tie = if self.answered(i, j).is_some() { Tie::Same } else { Tie::Weak };
                    for (side, at, other) in [(&mut self.here, i, j), (&mut self.there, j, i)] {
                        if let Some(t) = side.tokens.get_mut(at) {
                            t.answers.push(Answer { at: other, tie, confidence: link.confidence });
                        }
                    }
                }
            }
        }
        forget_second_best(&mut self.here, &mut self.there);
        for t in self.here.tokens.iter_mut().chain(&mut self.there.tokens) {
            t.answers.sort_by(|x, y| x.tie.cmp(&y.tie).then(y.confidence.total_cmp(&x.confidence)).then(x.at.cmp(&y.at)));
        }
    }

    /// The words of a side, and their language.
    fn text(&self, here: bool) -> Text<'_> {
        Text { side: self.sides(here).0, lang: self.lang(here) }
    }

    /// This side and the other one.
    fn sides(&self, here: bool) -> (&Side<'a>, &Side<'a>) {
        if here { (&self.here, &self.there) } else { (&self.there, &self.here) }
    }

    fn lang(&self, here: bool) -> &'static Lang {
        self.langs[usize::from(!here)]
    }

    /// Does the article deny, in its own words right before the mark, what a side says?
    fn outside(&self, here: bool) -> Option<bool> {
        self.sides(here).0.outside.denies(self.lang(here))
    }

    fn known(&self, here: bool, at: usize) -> Option<&Known<'a>> {
        self.known[usize::from(!here)].get(at)
    }

    /// What speaks for a word of this rendering and one of the original. What was learned from the renderings is no judge of them.
    fn answered(&self, here: usize, there: usize) -> Option<Answered> {
        self.lexicon.between(self.known(true, here)?, self.known(false, there)?).filter(|a| a.proof != Proof::Learned)
    }

    /// The same from either side.
    fn answered_from(&self, here: bool, at: usize, other: usize) -> Option<Answered> {
        if here { self.answered(at, other) } else { self.answered(other, at) }
    }

    /// May a word of a side mean this word of the other side's language?
    fn may_mean(&self, here: bool, at: usize, word: &str) -> bool {
        let other = self.lexicon.known(self.lang(!here), word);
        self.known(here, at).and_then(|known| self.lexicon.between(known, &other)).is_some_and(|a| a.proof != Proof::Cognate)
    }

    /// Where a word of one side would stand on the other: beside the answer of its nearest answered neighbour.
    fn project(&self, here: bool, at: usize) -> usize {
        let (mine, theirs) = self.sides(here);
        let answer = |i: usize| mine.tokens.get(i).and_then(|t| t.answers.first()).map(|a| a.at);
        for d in 0..mine.tokens.len().min(WIDE) {
            if let Some(to) = at.checked_sub(d).and_then(answer) {
                return (to + d).min(theirs.tokens.len());
            }
            if let Some(to) = answer(at + d) {
                return to.saturating_sub(d);
            }
        }
        at * theirs.tokens.len() / mine.tokens.len().max(1)
    }

    /// The words of the other side among which the answer of a word is looked for.
    fn window(&self, here: bool, at: usize, reach: usize) -> std::ops::Range<usize> {
        let to = self.project(here, at);
        let count = self.sides(here).1.tokens.len();
        to.saturating_sub(reach).min(count)..(to + reach + 1).min(count)
    }

    /// Does a word of the other side say what this one says, wherever it stands? A word that answers another one better says that.
    fn is_said(&self, here: bool, at: usize) -> bool {
        let (mine, theirs) = self.sides(here);
        let links = || mine.tokens.get(at).into_iter().flat_map(|t| &t.answers);
        let is_free = |j: usize| theirs.tokens.get(j).is_some_and(|t| t.answers.is_empty());
        links().any(|a| !self.is_second(here, at, a))
            || self.window(here, at, WIDE).any(|j| is_free(j) && self.answered_from(here, at, j).is_some())
    }

    /// Does a word's answer answer another word, far from this one, better?
    fn is_second(&self, here: bool, at: usize, answer: &Answer) -> bool {
        let others = self.sides(here).1.tokens.get(answer.at).map_or(&[][..], |t| &t.answers);
        others.iter().any(|b| b.at.abs_diff(at) > BESIDE && b.confidence > answer.confidence)
    }

    fn divergence(
        &self,
        (rule, class): Told,
        severity: Severity,
        runs: (&[usize], &[usize]),
        confidence: f32,
        explanation: String,
    ) -> Divergence {
        let gap = |side: &Side, at: usize| {
            let offset = side.tokens.get(at).map_or_else(|| side.tokens.last().map_or(0, |t| t.span.end), |t| t.span.start);
            Span::new(offset, offset)
        };
        let first = |run: &[usize]| run.first().copied().unwrap_or(0);
        let here = self.here.span(runs.0).unwrap_or_else(|| gap(&self.here, self.project(false, first(runs.1))));
        let there = self.there.span(runs.1).unwrap_or_else(|| gap(&self.there, self.project(true, first(runs.0))));
        let place =
            |side: &Side, run: &[usize]| run.iter().filter_map(|i| side.tokens.get(*i)).map(|t| t.place).filter(|p| *p > 0).min();
        Divergence {
            severity,
            class,
            text_here: here.of(self.here.text).to_string(),
            text_there: there.of(self.there.text).to_string(),
            explanation,
            rendering: Some(self.here.rendering),
            compared_with: Some(self.there.rendering),
            place: place(&self.here, runs.0).or_else(|| place(&self.there, runs.1)).unwrap_or(0),
            here,
            there,
            rule,
            confidence,
            quote_id: None,
        }
    }
}

/// Takes from both lists what answers each other, each with the first that does.
fn pair_off<T: Copy>(here: &mut Vec<T>, there: &mut Vec<T>, answers: impl Fn(T, T) -> bool) -> Vec<(T, T)> {
    let mut pairs = Vec::new();
    here.retain(|a| match there.iter().position(|b| answers(*a, *b)) {
        Some(at) => {
            pairs.push((*a, there.remove(at)));
            false
        }
        None => true,
    });
    pairs
}

/// What is printed at a run of words.
fn printed<'a>(side: &Side<'a>, run: &[usize]) -> &'a str {
    side.span(run).map_or("", |s| s.of(side.text))
}

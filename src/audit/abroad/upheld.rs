//! What a rendering has otherwise than the base, as the original has it: the rendering is right, and the base and all that read as it does are told.
//! Where most outlets dropped a clause, the one that kept it added nothing.

use crate::audit::abroad::{Across, Told, WIDE, ladder, modality, negation, printed, quantity};
use crate::audit::rules::ladder::FAR;
use crate::audit::rules::{exchanged, swapped};
use crate::audit::token::Token;
use crate::model::{Class, Divergence, Severity};

const RULE: &str = "original-upheld";

/// Rules of two that have changed places.
const ORDERS: [&str; 2] = [swapped::RULE.name, exchanged::RULE.name];

/// What the base and those that read as it does have otherwise than the original, where `told` (of a rendering, against the base) is what the original
/// says; `None` where nothing proves that it does. `across` has each rendering beside the original, by index.
pub fn find(across: &[Option<Across>], base: usize, told: &Divergence) -> Option<Vec<Divergence>> {
    let beside = |i: usize| across.get(i).and_then(Option::as_ref);
    let has_more = told.severity > Severity::Neutral && !told.text_here.is_empty();
    let others = || across.iter().enumerate().filter(|(i, _)| *i != base && Some(*i) != told.rendering);
    let others = || others().filter_map(|(_, a)| a.as_ref()).filter(|a| !a.is_partial).collect::<Vec<_>>();
    if matches!(told.class, Class::Negation | Class::Modality | Class::Quantifier) {
        return in_few_words(Parted { right: beside(told.rendering?)?, wrong: beside(base)?, others: others(), of: told });
    }
    let is_order = ORDERS.contains(&told.rule);
    if !has_more || !is_order && !matches!(told.class, Class::Addition | Class::Substitution | Class::Intensity) {
        return None;
    }
    let (right, wrong) = (beside(told.rendering?)?, beside(base)?);
    let run: Vec<usize> = right.here.within(told.here).collect();
    if is_order {
        let proof = in_order(right, &run)?;
        let instead: Vec<usize> = wrong.here.within(told.there).collect();
        return Some(vec![divergence(wrong, told, (&instead, &proof), printed(&right.here, &run))]);
    }
    let proof = proof(right, &telling(right, &run))?;
    let instead: Vec<usize> = if told.text_there.is_empty() { Vec::new() } else { wrong.here.within(told.there).collect() };
    if !instead.is_empty() && says_one_of(wrong, &telling(wrong, &instead)) {
        return None;
    }
    // What the base says in other words is no addition, and no loss; nor is a word that only joins (therefore).
    let joins = |i: &usize| right.lang(true).meaning.connectives.contains(right.here.folded(*i));
    if instead.is_empty() && (has(wrong, &proof) || run.iter().all(joins)) {
        return Some(Vec::new());
    }
    let is_empty = instead.is_empty();
    let parted = Parted { right, wrong, others: others(), of: told };
    Some(parted.at(&run).told(&proof, |other| !is_empty || !has(other, &proof)))
}

/// The same of one rendering and one base alone.
pub fn find_between(right: &Across, wrong: &Across, told: &Divergence) -> Option<Vec<Divergence>> {
    in_few_words(Parted { right, wrong, others: Vec::new(), of: told })
}

/// What denies, binds or counts.
fn in_few_words(parted: Parted) -> Option<Vec<Divergence>> {
    let has_more = parted.of.severity > Severity::Neutral && !parted.of.text_here.is_empty();
    match parted.of.class {
        Class::Negation if has_more => denied(parted),
        Class::Modality if has_more => on_ladder(parted, modality::step),
        Class::Quantifier if has_more => on_ladder(parted, quantity::step),
        _ => None,
    }
}

/// What a rendering denies as the original does, and the base does not.
fn denied(parted: Parted) -> Option<Vec<Divergence>> {
    let (right, wrong) = (parted.right, parted.wrong);
    let run: Vec<usize> = right.here.within(parted.of.here).collect();
    let denial = negation::denied_in_original(right, &run).filter(|denial| negation::lacks(wrong, *denial))?;
    let what = (denial + 1..right.there.tokens.len()).find(|j| right.there.tokens[*j].is_content());
    Some(parted.at(&run).told(&[denial, what.unwrap_or(denial)], |other| negation::lacks(other, denial)))
}

/// The rendering stands on the step of the original, and the base far from it.
fn on_ladder(parted: Parted, step: impl Fn(&Across, bool, usize) -> Option<(bool, u8)>) -> Option<Vec<Divergence>> {
    let (right, wrong) = (parted.right, parted.wrong);
    let answered = |at: usize| ladder::answered(right, at, |here, at| step(right, here, at));
    let mut run = right.here.within(parted.of.here);
    let (at, (there, ladder, ours, theirs)) = run.find_map(|at| Some((at, answered(at)?)))?;
    let is_far = |i: &usize| step(wrong, true, *i).is_some_and(|(other, step)| other == ladder && step.abs_diff(theirs) >= FAR);
    let place = parted.at(&[at]);
    (ours == theirs && place.instead.iter().any(is_far)).then(|| place.told(&[there], |_| true))
}

/// Two renderings that part as they are told to, the one that is right first, and all other whole ones.
struct Parted<'a> {
    right: &'a Across<'a>,
    wrong: &'a Across<'a>,
    others: Vec<&'a Across<'a>>,
    of: &'a Divergence,
}

impl<'a> Parted<'a> {
    /// Where they part: these words, and those that the wrong one has instead.
    fn at(self, run: &[usize]) -> Place<'a> {
        let Parted { right, wrong, others, of } = self;
        let instead: Vec<usize> = if of.text_there.is_empty() { Vec::new() } else { wrong.here.within(of.there).collect() };
        Place { run: run.to_vec(), right, instead, wrong, others, of }
    }
}

/// The words that tell something: those of content, or all where there are none (just, only).
fn telling(across: &Across, run: &[usize]) -> Vec<usize> {
    let content: Vec<usize> = run.iter().copied().filter(|i| across.here.tokens.get(*i).is_some_and(Token::is_content)).collect();
    if content.is_empty() { run.to_vec() } else { content }
}

/// The words of the original, from the first to the last, that say the first and the last word of content of a run in the same order.
fn in_order(across: &Across, run: &[usize]) -> Option<Vec<usize>> {
    let content = telling(across, run);
    let (first, last) = (answer(across, *content.first()?)?, answer(across, *content.last()?)?);
    (first < last).then(|| (first..=last).collect())
}

/// Does a rendering say most of these words of the original?
fn has(across: &Across, words: &[usize]) -> bool {
    let content: Vec<usize> =
        words.iter().copied().filter(|j| across.there.tokens.get(*j).is_some_and(Token::is_content)).collect();
    let told = if content.is_empty() { words } else { &content };
    let is_said = |j: &&usize| across.window(false, **j, WIDE).any(|i| across.answered(i, **j).is_some());
    2 * told.iter().filter(is_said).count() > told.len()
}

/// The words of the original that say these, from the first to the last; `None` unless it says most of them, and near each other.
fn proof(across: &Across, run: &[usize]) -> Option<Vec<usize>> {
    let answered: Vec<usize> = run.iter().filter_map(|i| answer(across, *i)).collect();
    let (first, last) = (answered.iter().min().copied()?, answered.iter().max().copied()?);
    (3 * answered.len() >= 2 * run.len() && last - first <= 3 * run.len()).then(|| (first..=last).collect())
}

/// The word of the original that a lexicon knows for one here, if no other word here is known for it better.
fn answer(across: &Across, at: usize) -> Option<usize> {
    let is_for = |j: usize| {
        let answers = across.there.tokens.get(j).map_or(&[][..], |t| &t.answers);
        answers.iter().all(|a| a.at == at || across.answered(a.at, j).is_none())
    };
    across.window(true, at, WIDE).find(|j| across.answered(at, *j).is_some() && is_for(*j))
}

/// Does the original say one of the words?
fn says_one_of(across: &Across, run: &[usize]) -> bool {
    run.iter().any(|i| across.window(true, *i, WIDE).any(|j| across.answered(*i, j).is_some()))
}

/// Where two renderings part, and what each has there; and all other whole ones.
struct Place<'a> {
    run: Vec<usize>,
    right: &'a Across<'a>,
    instead: Vec<usize>,
    wrong: &'a Across<'a>,
    others: Vec<&'a Across<'a>>,
    of: &'a Divergence,
}

impl Place<'_> {
    /// What the wrong one has, and those that read as it does and `lack` what the original has there.
    fn told(&self, proof: &[usize], lack: impl Fn(&Across) -> bool) -> Vec<Divergence> {
        let same = self.others.iter().filter_map(|a| Some((*a, self.read_by(a)?))).filter(|(a, _)| lack(a));
        let all = std::iter::once((self.wrong, self.instead.clone())).chain(same);
        all.map(|(a, words)| divergence(a, self.of, (&words, proof), printed(&self.right.here, &self.run))).collect()
    }

    /// What a rendering has there, if it reads as the base does: the same words, or none in the places of the one that is right.
    fn read_by(&self, other: &Across) -> Option<Vec<usize>> {
        let places = |side: &Across, run: &[usize]| -> Vec<u32> {
            run.iter().filter_map(|i| side.here.tokens.get(*i)).map(|t| t.place).filter(|p| *p > 0).collect()
        };
        let within = |places: &[u32]| -> Vec<usize> {
            let tokens = other.here.tokens.iter().enumerate();
            tokens.filter(|(_, t)| places.contains(&t.place)).map(|(i, _)| i).collect()
        };
        if self.instead.is_empty() {
            return within(&places(self.right, &self.run)).is_empty().then(Vec::new);
        }
        let words = within(&places(self.wrong, &self.instead));
        let stems = |side: &Across, run: &[usize]| -> Vec<_> {
            telling(side, run).iter().filter_map(|i| side.here.tokens.get(*i)).map(|t| t.stem.clone()).collect()
        };
        (!words.is_empty() && stems(other, &words) == stems(self.wrong, &self.instead)).then_some(words)
    }
}

fn divergence(across: &Across, told: &Divergence, words: (&[usize], &[usize]), right: &str) -> Divergence {
    let original = printed(&across.there, words.1);
    let (class, explanation) = match words.0 {
        [] => {
            let class = if told.class == Class::Addition { Class::Omission } else { told.class };
            (class, format!("The original's “{original}” is missing; another rendering has it: “{right}”."))
        }
        own => {
            let own = printed(&across.here, own);
            (told.class, format!("The original has “{original}”, this rendering “{own}”; another one “{right}”."))
        }
    };
    let rule: Told = (RULE, class);
    across.divergence(rule, told.severity, words, told.confidence, explanation)
}

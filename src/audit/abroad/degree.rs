//! Of two that deny, does one deny more than the other? Never for not, hardly for not, no doctor for not all doctors; and not many for few, which deny
//! alike.

use crate::audit::abroad::negation::{REACH, same_sentence};
use crate::audit::abroad::{Across, Told, printed};
use crate::audit::rules::degree::Degree;
use crate::lang::steps;
use crate::model::{Class, Divergence, Severity};

/// What is told of two that deny, but not alike.
const DEGREE: Told = ("original-quantifier", Class::Quantifier);

/// So far behind a negator stands what it denies of all, or of many.
const NEAR: usize = 2;

/// Do two that answer each other deny more or less (jamais, not)? For all time is minor; hardly for not is major.
pub fn compare(across: &Across, here: usize, there: usize) -> Option<Divergence> {
    if let Some((i, j)) = one_of_none(across, here, there) {
        let (a, b) = (printed(&across.here, &i), printed(&across.there, &j));
        let explanation = format!("One of “{a}” and the original's “{b}” denies it of all, the other of some.");
        // Tous ne … pas may be none.
        let severity = if is_loose(&i) || is_loose(&j) { Severity::Major } else { Severity::Critical };
        return Some(across.divergence(DEGREE, severity, (&i, &j), 0.7, explanation));
    }
    if let Some((i, j)) = unlimited(across, here, there) {
        let (a, b) = (printed(&across.here, &i), printed(&across.there, &j));
        let explanation = format!("Of “{a}” and the original's “{b}” one denies it of some only, the other of all.");
        return Some(across.divergence(DEGREE, Severity::Major, (&i, &j), 0.6, explanation));
    }
    let (p, i) = strength(across, true, here);
    let (q, j) = strength(across, false, there);
    // Ever says the same as mai, but where a translator adds it, it turns the volume up only.
    let louder = |here: bool, at: usize| across.lang(here).meaning.polarity.ever.contains(across.sides(here).0.folded(at));
    let severity = p.differs(q).filter(|_| !louder(true, i) && !louder(false, j))?;
    let (a, b) = (printed(&across.here, &[i]), printed(&across.there, &[j]));
    let explanation = format!("“{a}” is a {} denial than the original's “{b}”.", p.beside(q));
    Some(across.divergence(DEGREE, severity, (&[i], &[j]), 0.6, explanation))
}

/// How much a word denies together with those around it, and the word that says so.
fn strength(across: &Across, here: bool, at: usize) -> (Degree, usize) {
    let (side, _) = across.sides(here);
    let polarity = &across.lang(here).meaning.polarity;
    let around = at.saturating_sub(REACH)..side.tokens.len().min(at + 1 + REACH);
    let find = |test: &dyn Fn(&str) -> bool| around.clone().find(|i| same_sentence(side, at, *i) && test(side.folded(*i)));
    let nearly = |w: &str| polarity.scarcely.contains(w) && (polarity.negators.contains(w) || polarity.partners.contains(w));
    let ever = |w: &str| polarity.forever.contains(w) || polarity.ever.contains(w);
    // Quase não is hardly, quasi nulla next to nothing.
    let denies = |i: usize| polarity.negators.contains(side.folded(i)) || polarity.partners.contains(side.folded(i));
    let is_nearly = |i: &usize| across.lang(here).meaning.is_nearly(side.folded(*i)) && denies(i + 1);
    let almost = around.clone().find(|i| same_sentence(side, at, *i) && is_nearly(i));
    match (find(&nearly).or(almost), find(&ever)) {
        (Some(i), _) => (Degree::Nearly, i),
        (None, Some(i)) => (Degree::Ever, i),
        (None, None) => (Degree::Plain, at),
    }
}

/// The words on both sides where one denies of all what the other denies of some: nem todos, no doctors.
fn one_of_none(across: &Across, here: usize, there: usize) -> Option<(Vec<usize>, Vec<usize>)> {
    let words = |ours: bool, at: usize| not_all(across, ours, at).or_else(|| none(across, ours, at));
    let some = [not_all(across, true, here), not_all(across, false, there)];
    // Some districts have no water: it is denied of some only.
    let counts = |ours: bool, at: usize| {
        let (side, quantity) = (across.sides(ours).0, &across.lang(ours).meaning.quantity);
        (0..at).any(|i| same_sentence(side, at, i) && quantity.get(side.folded(i)).is_some_and(|step| *step > 0))
    };
    let [ours, theirs] = some.map(|all| all.is_some());
    if ours == theirs || if ours { counts(false, there) } else { counts(true, here) } {
        return None;
    }
    Some((words(true, here)?, words(false, there)?))
}

/// The words where one side denies that it is all, and the other just denies: nem todos os médicos, the doctors do not.
fn unlimited(across: &Across, here: usize, there: usize) -> Option<(Vec<usize>, Vec<usize>)> {
    let ours = not_all(across, true, here);
    let theirs = not_all(across, false, there);
    match (ours, theirs) {
        (Some(all), None) => bare(across, true, &all, there).map(|bare| (all, bare)),
        (None, Some(all)) => bare(across, false, &all, here).map(|bare| (bare, all)),
        _ => None,
    }
}

/// On the other side the subject of which a negator just denies what this side denies to be so of all; `None` where anything there tells how many.
fn bare(across: &Across, here: bool, all: &[usize], negator: usize) -> Option<Vec<usize>> {
    /// So far behind all stands what it counts, and so sure is what answers that.
    const REACH: usize = 3;
    const SURE: f32 = 0.7;
    let ((mine, theirs), meaning) = (across.sides(here), &across.lang(!here).meaning);
    let polarity = &meaning.polarity;
    let counts = |i: usize| {
        let word = theirs.folded(i);
        meaning.quantity.contains_key(word)
            || meaning.intensity.narrowing.contains(word)
            || polarity.open.contains(word)
            || polarity.is_nobody(word)
            || theirs.tokens[i].figures.is_some()
    };
    let is_plain =
        |word: &str| !polarity.scarcely.contains(word) && !polarity.forever.contains(word) && !polarity.apart.contains(word);
    let told = theirs.sentence_of(negator).any(counts);
    if told || !is_plain(theirs.folded(negator)) {
        return None;
    }
    let all = all.iter().copied().find(|i| across.lang(here).meaning.is_all(mine.folded(*i)))?;
    let noun = (all + 1..mine.tokens.len().min(all + 1 + REACH)).find(|i| mine.tokens[*i].is_content())?;
    let subject = mine.tokens[noun].answers.first().filter(|a| a.confidence >= SURE)?.at;
    // Doctors who do not.
    if (subject.min(negator)..negator).any(|i| theirs.ends_clause(i) || polarity.clauses.contains(theirs.folded(i))) {
        return None;
    }
    (subject < negator && same_sentence(theirs, subject, negator)).then(|| vec![subject, negator])
}

/// A negator with the word of which it denies that it is all: not every, pas tous; tous … ne … pas.
fn not_all(across: &Across, here: bool, at: usize) -> Option<Vec<usize>> {
    let (side, meaning) = (across.sides(here).0, &across.lang(here).meaning);
    let denies = |i: usize| i == at || meaning.polarity.partners.contains(side.folded(i));
    let all = (at + 1..side.tokens.len().min(at + 1 + REACH)).take_while(|i| same_sentence(side, at, *i));
    let behind = all.into_iter().find(|i| meaning.is_all(side.folded(*i)) && denies(i - 1)).map(|i| vec![i - 1, i]);
    behind.or_else(|| all_before(across, here, at).map(|i| vec![i, at]))
}

/// The word for all that a negator behind it denies, in a language that says so: tous les ponts ne sont pas sûrs.
fn all_before(across: &Across, here: bool, at: usize) -> Option<usize> {
    let (side, meaning) = (across.sides(here).0, &across.lang(here).meaning);
    let polarity = &meaning.polarity;
    let plain = (at + 1..at + 1 + REACH).find(|i| polarity.partners.contains(side.folded(*i)));
    plain.filter(|i| polarity.all_before.contains(side.folded(*i)))?;
    let own = |i: &usize| !side.ends_clause(*i) && !polarity.clauses.contains(side.folded(*i));
    let before = (at.saturating_sub(REACH)..at).rev().take_while(own);
    before.into_iter().find(|i| meaning.is_all(side.folded(*i)) && side.opens_sentence(*i))
}

fn is_loose(run: &[usize]) -> bool {
    run.windows(2).any(|pair| pair[0] + 1 < pair[1])
}

/// What denies of all, at a negator or carrying it on: nobody, no boat, non … nessuno.
fn none(across: &Across, here: bool, at: usize) -> Option<Vec<usize>> {
    let (side, polarity) = (across.sides(here).0, &across.lang(here).meaning.polarity);
    let of_all = |i: &usize| polarity.is_nobody(side.folded(*i)) || polarity.determiners.contains(side.folded(*i));
    let around = || (at.saturating_sub(REACH)..side.tokens.len().min(at + REACH)).filter(|i| same_sentence(side, at, *i));
    // Aucun bateau n'est parti: the particle only carries it.
    let carried = || around().find(of_all).filter(|_| polarity.particles.contains(side.folded(at)));
    Some(at).filter(of_all).or_else(carried).map(|i| vec![i])
}

/// Does a word of the other side, near the place, say few, where a negator denies that they are many?
pub fn is_few(across: &Across, here: bool, at: usize) -> bool {
    let (mine, theirs) = across.sides(here);
    let step = |ours: bool, i: usize| across.lang(ours).meaning.quantity.get(across.sides(ours).0.folded(i)).copied();
    // Hardly ever, selten.
    let hardly = across.lang(here).meaning.polarity.scarcely.contains(mine.folded(at));
    let many = hardly || (at + 1..=at + NEAR).any(|i| same_sentence(mine, at, i) && step(here, i) == Some(steps::MANY));
    let place = across.project(here, at);
    many && (place.saturating_sub(REACH)..theirs.tokens.len().min(place + REACH)).any(|j| step(!here, j) == Some(steps::FEW))
}

//! Two negators that answer each other and deny more or less: never for not, hardly for not. Not to have slept and hardly to have slept are two
//! things (major); never is not for all time (minor).

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, oriented, printed, quantifier};
use crate::audit::token::Side;
use crate::lang::{Lang, Words, steps};
use crate::model::Severity;

const RULE: &Rule = &quantifier::RULE;

/// How far, in words, what goes with a negator stands from it.
const REACH: usize = 7;

/// How much a negator denies, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Degree {
    /// hardly
    Nearly,
    /// not
    Plain,
    /// never, not … ever
    Ever,
}

impl Degree {
    /// How bad it is where one stands for the other; none where both deny alike.
    pub fn differs(self, other: Degree) -> Option<Severity> {
        let severity = if self.min(other) == Degree::Nearly { Severity::Major } else { Severity::Minor };
        (self != other).then_some(severity)
    }

    /// Does it deny more than another one, or less?
    pub fn beside(self, other: Degree) -> &'static str {
        if self > other { "stronger" } else { "weaker" }
    }
}

/// Raises negators of two degrees that stand for each other.
pub fn compare(pair: &Pair, report: &mut Report, here: usize, there: usize) {
    if !report.is_free(true, here)
        || !report.is_free(false, there)
        || of_all(pair, report, here, there)
        || of_nobody(pair, report, here, there)
    {
        return;
    }
    let (a, i) = degree(pair.lang, &pair.here, here);
    let (b, j) = degree(pair.lang, &pair.there, there);
    let told_alone = |side: &Side, i: usize| pair.lang.meaning.polarity.ever.contains(side.folded(i));
    // Nobody, nobody … ever: what is added turns the volume up, as other words do.
    let louder = told_alone(&pair.here, i) || told_alone(&pair.there, j);
    // Hardly any, almost no; few, not many.
    let nearly = a == Degree::Nearly && leaves_few(pair.lang, &pair.there, there)
        || b == Degree::Nearly && leaves_few(pair.lang, &pair.here, here);
    let Some(severity) = a.differs(b).filter(|_| !louder && !nearly) else { return };
    let (p, q) = (printed(&pair.here, &[i]), printed(&pair.there, &[j]));
    let explanation = format!("“{p}” is a {} denial than the base's “{q}”.", a.beside(b));
    report.raise(RULE, severity, (&[i], &[j]), 0.8, explanation);
}

/// Raises a negator of all for one that denies that it is all: no doctor, or the doctors do not, for not every doctor.
fn of_all(pair: &Pair, report: &mut Report, here: usize, there: usize) -> bool {
    /// So far behind all stands what it counts.
    const NOUN: usize = 3;
    let meaning = &pair.lang.meaning;
    let is_all = |ours: bool, at: usize| meaning.is_all(pair.sides(ours).0.folded(at + 1));
    let (ours, at, other) = match (is_all(true, here), is_all(false, there)) {
        (true, false) => (true, here, there),
        (false, true) => (false, there, here),
        _ => return false,
    };
    let (mine, theirs) = pair.sides(ours);
    let word = |i: usize| theirs.folded(i);
    let counts = |i: usize| meaning.quantity.get(word(i)).is_some_and(|step| *step > 0) || theirs.tokens[i].figures.is_some();
    if theirs.sentence_of(other).any(counts) || degree(pair.lang, theirs, other).0 != Degree::Plain {
        return false;
    }
    let noun = mine.tokens.iter().skip(at + 2).take(NOUN).find(|t| t.is_content()).and_then(|t| t.settled_answer());
    let nobody = meaning.polarity.is_nobody(word(other));
    let Some(noun) = noun.filter(|noun| nobody || *noun < other && !(*noun..other).any(|i| theirs.ends_clause(i))) else {
        return false;
    };
    let (own, run) = ([at, at + 1], if nobody { vec![other] } else { vec![noun, other] });
    let words = oriented(ours, &own, &run);
    let (p, q) = (printed(&pair.here, words.0), printed(&pair.there, words.1));
    let explanation = format!("Of “{p}” and the base's “{q}” one denies it of some only, the other of all.");
    report.raise(RULE, if nobody { Severity::Critical } else { Severity::Major }, words, 0.7, explanation);
    true
}

/// Raises nobody for not (why nobody came, who did not come): the one denies it of all, the other of those that are spoken of.
fn of_nobody(pair: &Pair, report: &mut Report, here: usize, there: usize) -> bool {
    let polarity = &pair.lang.meaning.polarity;
    let nobody = |here: bool, at: usize| polarity.nobody.contains(pair.sides(here).0.folded(at));
    // With nobody or anybody behind it, not says the same.
    let plain = |here: bool, at: usize| {
        let side = pair.sides(here).0;
        let (degree, _) = degree(pair.lang, side, at);
        let determiner = polarity.determiners.contains(side.folded(at));
        degree == Degree::Plain
            && !determiner
            && !nobody(here, at)
            && !reach(side, at).any(|i| polarity.makes_none(side.folded(i)))
    };
    // Nobody told us, we have not been told: who did not do it is left out.
    let is_passive = |side: &Side, at: usize| {
        let passive = &pair.lang.meaning.exchange.passive;
        (at.saturating_sub(2)..=at + 2).any(|i| passive.contains(side.folded(i)))
    };
    if is_passive(&pair.here, here) != is_passive(&pair.there, there) {
        return false;
    }
    let slot = pair.slot_of(true, here).is_some_and(|s| s.is_small() && s.there.contains(&there));
    let differ = nobody(true, here) && plain(false, there) || nobody(false, there) && plain(true, here);
    if slot && differ {
        let (p, q) = (printed(&pair.here, &[here]), printed(&pair.there, &[there]));
        let explanation =
            format!("“{p}” stands for the base's “{q}”: one denies it of all, the other of those who are spoken of.");
        report.raise(RULE, Severity::Major, (&[here], &[there]), 0.7, explanation);
    }
    slot && differ
}

/// Raises a word that makes a negator of its side deny for all time (no … nunca), where the other side has the negator alone.
pub fn added(pair: &Pair, report: &mut Report, here: bool, at: usize) {
    let (mine, theirs) = pair.sides(here);
    let polarity = &pair.lang.meaning.polarity;
    let answer = |i: usize| mine.tokens.get(i).filter(|t| polarity.denies(&t.folded)).and_then(|t| t.settled_answer());
    let Some(plain) = (at.saturating_sub(REACH)..at).rev().find_map(answer) else { return };
    if !report.is_free(here, at)
        || !polarity.forever.contains(mine.folded(at))
        || degree(pair.lang, theirs, plain).0 != Degree::Plain
    {
        return;
    }
    let text = printed(mine, &[at]);
    let explanation = match here {
        true => format!("“{text}” denies for all time, which the base does not."),
        false => format!("The base's “{text}” denies for all time; this rendering does not."),
    };
    report.raise(RULE, Severity::Minor, oriented(here, &[at], &[]), 0.8, explanation);
}

/// Few boats, little time: does a word of quantity nearly deny?
fn says_few(lang: &Lang, side: &Side, at: usize) -> bool {
    lang.meaning.quantity.get(side.folded(at)) == Some(&steps::FEW)
}

/// Almost no boats, not many boats: does a negator leave a few?
fn leaves_few(lang: &Lang, side: &Side, at: usize) -> bool {
    let almost = at.checked_sub(1).is_some_and(|before| lang.meaning.is_nearly(side.folded(before)));
    almost || (at + 1..at + 1 + REACH).any(|i| lang.meaning.quantity.get(side.folded(i)) == Some(&steps::MANY))
}

/// How much a negator denies, and the word that says so: itself, or one that goes with it.
fn degree(lang: &Lang, side: &Side, at: usize) -> (Degree, usize) {
    let polarity = &lang.meaning.polarity;
    let of = |words: &Words| reach(side, at).find(|i| words.contains(side.folded(*i)));
    let is = |words: &Words| words.contains(side.folded(at));
    if is(&polarity.scarcely) || says_few(lang, side, at) {
        (Degree::Nearly, at)
    } else if is(&polarity.forever) {
        (Degree::Ever, at)
    } else if !polarity.particles.contains(side.folded(at)) {
        let ever = of(&polarity.ever).or_else(|| of(&polarity.forever).filter(|i| polarity.continuing.contains(side.folded(*i))));
        ever.map_or((Degree::Plain, at), |i| (Degree::Ever, i))
    } else {
        let partner = partners(lang, side, at);
        let told = |words: &Words| partner.iter().copied().find(|i| words.contains(side.folded(*i)));
        match (told(&polarity.scarcely), told(&polarity.forever)) {
            (Some(i), _) => (Degree::Nearly, i),
            (_, Some(i)) => (Degree::Ever, i),
            _ => (Degree::Plain, partner.first().copied().unwrap_or(at)),
        }
    }
}

/// The words that only deny, together with a particle (ne … pas).
pub fn partners(lang: &Lang, side: &Side, at: usize) -> Vec<usize> {
    let polarity = &lang.meaning.polarity;
    if !polarity.particles.contains(side.folded(at)) {
        return Vec::new();
    }
    reach(side, at).filter(|i| polarity.bare.contains(side.folded(*i))).collect()
}

/// The words of a sentence behind one of its words.
fn reach<'s>(side: &'s Side, at: usize) -> impl Iterator<Item = usize> + 's {
    let sentence = |i: usize| side.tokens.get(i).map(|t| t.sentence);
    (at + 1..side.tokens.len().min(at + 1 + REACH)).take_while(move |i| sentence(*i) == sentence(at))
}

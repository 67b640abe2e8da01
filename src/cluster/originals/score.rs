//! How likely does a rendering render an original? What of each is answered by the other, each word once; a logistic over a few measures.

use crate::cluster::originals::Crossing;
use crate::cluster::originals::texts::{Side, Text};
use crate::curves;
use crate::lexicon::foreign::{Answered, Proof};

/// The words that answer each word of an original, by number, and how surely.
pub type Answers = Vec<Vec<(u32, Answered)>>;

/// Two words of a pair that answer each other.
#[derive(Clone, Copy, Debug)]
pub struct Pairing {
    /// Position in the original.
    pub here: u32,
    /// Position in the rendering.
    pub there: u32,
    pub weight: f32,
    pub answered: Answered,
}

/// What the score looks at, and what each adds to the log-odds for one unit: of a pair alone, and once rivals are known; a measure with
/// the weight 0 is not looked at.
/// Fitted with scripts/train_originals.rs: of a pair alone on DEMETR and Europarl, the seven beside rivals on development data.
pub const WEIGHTS: [(&str, f32, f32); 13] = [
    ("in any case", -5.1, -4.22),
    ("share of the rendering that is answered", 8.96, 0.0),
    ("the same of the original's words that a lexicon knows", 6.55, 5.38),
    ("the same of the rendering's", 6.51, 1.29),
    ("share of the shorter that is answered", 1.78, 0.0),
    ("bits of information answered (logarithm)", -1.71, 0.0),
    ("numbers that nothing answers", -1.31, 0.0),
    ("unlike in length", -1.51, -0.76),
    ("in the same order", 1.35, 1.05),
    ("words of content answered", 1.21, 0.0),
    ("ahead of other statements", 0.0, 0.46),
    ("ahead of other originals", 0.0, 0.28),
    ("the same speaker", 3.11, 0.0),
];

pub const MEASURES: usize = WEIGHTS.len();

pub type Measures = [f32; MEASURES];

/// Where in the measures the share of the original's known words stands that is answered.
pub const ANSWERED_OF_KNOWN: usize = 2;
pub const ANSWERED_OF_RENDERING: usize = 3;

/// Where in the measures those stand that look beyond the pair.
pub const AHEAD_OF_STATEMENTS: usize = 10;
pub const AHEAD_OF_ORIGINALS: usize = 11;
pub const SPEAKER: usize = 12;

/// How surely an answer means that the words render each other.
pub fn weight(answered: &Answered) -> f32 {
    match answered.proof {
        Proof::Cognate => 0.3 + (answered.strength - 0.7) * 2.0,
        _ => answered.strength,
    }
}

/// Which words answer each other, each used once: the surest first, of equals those that stand at like places.
pub fn pairings(here: &Text, there: &Text, answers: &Answers) -> Vec<Pairing> {
    let mut all: Vec<Pairing> = Vec::new();
    for (i, w) in here.words.iter().enumerate() {
        for (answer, answered) in answers.get(*w as usize).into_iter().flatten() {
            let from = there.places.partition_point(|p| p.0 < *answer);
            let same = there.places.get(from..).into_iter().flatten().take_while(|p| p.0 == *answer);
            let weight = weight(answered);
            all.extend(same.map(|p| Pairing { here: i as u32, there: p.1, weight, answered: *answered }));
        }
    }
    let (m, n) = (here.words.len() as i64, there.words.len() as i64);
    let aside = |p: &Pairing| (i64::from(p.here) * n - i64::from(p.there) * m).abs();
    all.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| (aside(a), a.here, a.there).cmp(&(aside(b), b.here, b.there))));
    let (mut used_here, mut used_there) = (vec![false; here.words.len()], vec![false; there.words.len()]);
    all.retain(|p| {
        let (Some(h), Some(t)) = (used_here.get_mut(p.here as usize), used_there.get_mut(p.there as usize)) else { return false };
        let is_free = !*h && !*t;
        if is_free {
            (*h, *t) = (true, true);
        }
        is_free
    });
    all
}

/// An original and its side, a rendering and its.
pub struct Pair<'a> {
    pub here: (&'a Side, &'a Text),
    pub there: (&'a Side, &'a Text),
    pub crossing: &'a Crossing,
}

/// What is seen of a pair.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// Those that look beyond the pair are still zero.
    pub measures: Measures,
    /// Telling words that answer each other.
    pub telling: usize,
    /// Every word of content of the rendering is answered that a word of the original's language is known to answer.
    pub covered: bool,
    /// Every word of content of either is answered, there is one at least, and both deny something or neither.
    pub whole: bool,
    /// Enough words of content are answered beside the known ones of both sides that nothing answers: a school that opens in May is no hospital.
    pub firm: bool,
}

/// What is seen of a pair.
pub fn seen(pair: &Pair) -> Seen {
    let ((side_h, here), (side_t, there)) = (pair.here, pair.there);
    let pairings = pairings(here, there, &pair.crossing.answers);
    let bits_h = |p: &Pairing| here.words.get(p.here as usize).map_or(0.0, |w| side_h.bits_of(*w));
    let bits_t = |p: &Pairing| there.words.get(p.there as usize).map_or(0.0, |w| side_t.bits_of(*w));
    let answered_h: f32 = pairings.iter().map(|p| bits_h(p) * p.weight).sum();
    let answered_t: f32 = pairings.iter().map(|p| bits_t(p) * p.weight).sum();
    let known_h: f32 = here.words.iter().filter(|w| pair.crossing.knows_here(**w)).map(|w| side_h.bits_of(*w)).sum();
    let is_answering = |w: &&u32| pair.crossing.is_answering.get(**w as usize).copied().unwrap_or(false);
    let known_t: f32 = there.words.iter().filter(|w| pair.crossing.knows_there(**w)).map(|w| side_t.bits_of(*w)).sum();
    let share = |part: f32, all: f32| if all > 0.0 { (part / all).min(1.0) } else { 0.0 };
    let contents = pairings.iter().filter(|p| p.weight >= ANSWERED && bits_h(p) > CONTENT && bits_t(p) > CONTENT).count();
    let is_number = |side: &Side, w: u32| side.word(w).starts_with(|c: char| c.is_ascii_digit());
    let numbers = |side: &Side, text: &Text| text.words.iter().filter(|w| is_number(side, **w)).count();
    let both = pairings.iter().filter(|p| p.answered.proof == Proof::Number).count();
    let alone = (numbers(side_h, here) + numbers(side_t, there)).saturating_sub(2 * both);
    let (m, n) = (here.words.len().max(1) as f32, there.words.len().max(1) as f32);
    let mut out = [0.0; MEASURES];
    out[0] = 1.0;
    out[1] = share(answered_t, there.bits);
    out[ANSWERED_OF_KNOWN] = share(answered_h, known_h);
    out[ANSWERED_OF_RENDERING] = share(answered_t, known_t);
    out[4] = share(answered_h.min(answered_t), here.bits.min(there.bits));
    out[5] = curves::ln(1.0 + answered_h.min(answered_t)) * std::f32::consts::LOG2_E;
    out[6] = (alone as f32).min(3.0);
    out[7] = curves::ln((m / n).max(n / m)).min(2.0);
    out[8] = in_order(&pairings);
    out[9] = (contents as f32).min(8.0);
    let telling = pairings.iter().filter(|p| p.weight >= ANSWERED && bits_h(p) > TELLING && bits_t(p) > TELLING).count();
    let is_answered = |i: u32| pairings.iter().any(|p| p.there == i && p.weight >= ANSWERED);
    let answers = |i: u32| pairings.iter().any(|p| p.here == i && p.weight >= ANSWERED);
    let content = content(side_t, there);
    let may_be = |i: u32| there.words.get(i as usize).is_some_and(|w| is_answering(&w));
    let covered = content.iter().all(|i| is_answered(*i) || !may_be(*i));
    let content_h = self::content(side_h, here);
    let alone = [
        content_h.iter().filter(|i| pair.crossing.knows_here(here.words[**i as usize]) && !answers(**i)).count(),
        content.iter().filter(|i| pair.crossing.knows_there(there.words[**i as usize]) && !is_answered(**i)).count(),
    ];
    let answered = content_h.iter().filter(|i| answers(**i)).count();
    let firm = answered >= ENOUGH || answered > TO_ONE_ALONE * alone[0].min(alone[1]);
    let is_all = || content.iter().all(|i| is_answered(*i)) && content_h.iter().all(|i| answers(*i));
    let whole = covered && !content.is_empty() && here.denies == there.denies && is_all();
    Seen { measures: out, telling, covered, whole, firm }
}

/// The positions of the words of content of a text.
fn content(side: &Side, text: &Text) -> Vec<u32> {
    (0..).zip(&text.words).filter(|(_, w)| side.is_content(**w)).map(|(i, _)| i).collect()
}

/// Words answer each other from this weight up.
const ANSWERED: f32 = 0.4;

/// So many words of content that are answered are enough, whatever else is known; of fewer there are more than twice as many as either side has
/// known ones that nothing answers.
const ENOUGH: usize = 4;
const TO_ONE_ALONE: usize = 2;

/// Words with more bits than these are words of content.
const CONTENT: f32 = 5.0;

/// Words with more bits than these tell something: all but the commonest words of grammar.
const TELLING: f32 = 2.5;

/// The share of the pairings that stand in one order, above what chance gives: 0 to 1, and 0 of fewer than three.
fn in_order(pairings: &[Pairing]) -> f32 {
    if pairings.len() < 3 {
        return 0.0;
    }
    let mut sorted: Vec<(u32, u32)> = pairings.iter().map(|p| (p.here, p.there)).collect();
    sorted.sort_unstable();
    // Longest rising run of places, by patience.
    let mut tails: Vec<u32> = Vec::new();
    for (_, t) in sorted {
        let at = tails.partition_point(|x| *x < t);
        match tails.get_mut(at) {
            Some(slot) => *slot = t,
            None => tails.push(t),
        }
    }
    tails.len() as f32 / pairings.len() as f32
}

/// The log-odds of measures, before rivals are known.
pub fn log_odds_alone(measures: &Measures) -> f32 {
    measures.iter().zip(WEIGHTS).map(|(m, (_, w, _))| m * w).sum()
}

/// The log-odds of measures.
pub fn log_odds(measures: &Measures) -> f32 {
    measures.iter().zip(WEIGHTS).map(|(m, (_, _, w))| m * w).sum()
}

pub fn probability(log_odds: f32) -> f32 {
    curves::sigmoid(log_odds)
}

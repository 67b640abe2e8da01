//! What the original says is done that is to come here, or the other way: « nous avons vendu », we will sell; „wir werden verkaufen“, we sold. Only plain
//! cases are told: a perfect or a simple past, or a future, whose verb a lexicon knows for the English one. A present may stand for either.

use compact_str::CompactString;

use crate::audit::abroad::{Across, Rule, printed};
use crate::audit::amounts::TIME;
use crate::audit::pair::Tie;
use crate::audit::token::Token;
use crate::lang::Time;
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-time",
    class: Class::Tense,
    find,
    fires: &[
        ("de", "Wir werden die Mühle verkaufen.", "We sold the mill."),
        ("fr", "Nous avons vendu la maison.", "We will sell the house."),
        ("it", "Venderemo la casa.", "We have sold the house."),
    ],
    silent: &[
        ("de", "Wir werden die Mühle verkaufen.", "We are going to sell the mill."),
        ("fr", "Nous avons vendu la maison.", "We have sold the house."),
        ("it", "Venderemo la casa.", "The house will be sold."),
        ("fr", "Quand nous aurons vendu la maison, nous partirons.", "When we have sold the house, we will leave."),
        ("it", "Se non segniamo in dieci minuti abbiamo perso.", "If we don't score within ten minutes we'll lose."),
        ("it", "Morirà due anni dopo, a Torino.", "He died two years later in Turin."),
        ("it", "Quando avremo venduto la casa, partiremo.", "Once we have sold the house, we leave."),
    ],
};

/// How far behind its auxiliary a participle stands, in words, and how far before a verb of English its auxiliaries do.
const PARTICIPLE: usize = 3;
const CLAUSE: usize = 12;
const AUXILIARIES: usize = 3;

/// A link as sure as this tells which verb it is without a lexicon.
const SURE: f32 = 0.9;

/// When the original says that it is so.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    Done,
    Coming,
}

fn find(across: &Across, out: &mut Vec<Divergence>) {
    if across.is_partial || across.here.begins_inside() {
        return;
    }
    let verbs = verbs(across);
    // Once he has sold it, he will leave: where both are said, nothing is plain.
    let is_mixed = verbs.iter().any(|(w, _)| *w != verbs[0].0);
    let meaning = &across.lang(false).meaning;
    let leaves_open =
        |i: usize| meaning.unreal.contains(across.there.folded(i)) || meaning.modality.contains_key(across.there.folded(i));
    let is_open = |i: usize| leaves_open(i) && !meaning.times.coming_with.contains(across.there.folded(i));
    if is_mixed || (0..across.there.tokens.len()).any(is_open) || is_set_in_time(across) {
        return;
    }
    for (when, run) in verbs {
        let Some(at) = answer(across, &run) else { continue };
        let Some(words) = (match when {
            When::Done => coming(across, at),
            When::Coming => done(across, at),
        }) else {
            continue;
        };
        let (p, q) = (printed(&across.here, &words), printed(&across.there, &run));
        let explanation = match when {
            When::Done => format!("The original says that it is done (“{q}”), this rendering that it is to come (“{p}”)."),
            When::Coming => format!("The original says that it is to come (“{q}”), this rendering that it is done (“{p}”)."),
        };
        out.push(across.divergence(RULE.told(), Severity::Major, (&words, &run), 0.6, explanation));
    }
}

/// What the original plainly says is done: the word here that says each such verb, and the words there.
pub fn done_in_original(across: &Across) -> Vec<(usize, Vec<usize>)> {
    let done = verbs(across).into_iter().filter(|(when, _)| *when == When::Done);
    done.filter_map(|(_, run)| Some((answer(across, &run)?, run))).collect()
}

/// What the original says is to come by a form of the verb alone, in a passive too (saranno venduti): the word here that says each such verb, and the words
/// there.
pub fn coming_in_original(across: &Across) -> Vec<(usize, Vec<usize>)> {
    let (side, times) = (&across.there, &across.lang(false).meaning.times);
    let plain = verbs(across).into_iter().filter(|(when, run)| *when == When::Coming && run.len() == 1).map(|(_, run)| run);
    let passive = (0..side.tokens.len()).filter(|at| times.coming_be.contains(side.folded(*at)) && !side.ends_clause(*at));
    let is_participle = |word: &str| times.done.iter().any(|e| word.len() > e.len() + 1 && word.ends_with(e.as_str()));
    let passive = passive.map(|at| vec![at, at + 1]).filter(|run| is_participle(side.folded(run[1])));
    let linked = |run: &[usize]| {
        let answers = side.tokens.get(*run.last()?).map_or(&[][..], |t| &t.answers);
        answers.first().filter(|a| a.confidence >= SURE).map(|a| a.at)
    };
    plain.chain(passive).filter_map(|run| Some((answer(across, &run).or_else(|| linked(&run))?, run))).collect()
}

/// The word here that surely says a verb of the original.
fn answer(across: &Across, run: &[usize]) -> Option<usize> {
    let verb = across.there.tokens.get(*run.last()?)?;
    verb.answers.first().filter(|a| a.tie == Tie::Same).map(|a| a.at)
}

/// Does the original say when, or on which condition? There a past may be to come (se non segniamo, abbiamo perso), and a future long done (morirà due anni
/// dopo).
fn is_set_in_time(across: &Across) -> bool {
    /// The places of if among links, and of tomorrow among days.
    const OPEN: [(&str, usize); 2] = [("link", 2), ("day", 2)];
    let (side, text) = (&across.there, across.text(false));
    let is_open = |word: &str| across.lang(false).meaning.in_series(word).is_some_and(|told| OPEN.contains(&told));
    let is_time = |at: usize| text.measured(at).is_some_and(|(what, _)| what == TIME);
    side.tokens.iter().enumerate().any(|(at, t)| is_open(&t.folded) || is_time(at) || t.may_be_year())
}

/// The verbs of the original that are plainly done or plainly to come, with their auxiliaries.
fn verbs(across: &Across) -> Vec<(When, Vec<usize>)> {
    let (side, times) = (&across.there, &across.lang(false).meaning.times);
    let ends = |i: usize, endings: &[CompactString]| {
        let t = side.tokens.get(i).filter(|t| t.is_content());
        // A noun of German has a capital.
        let is_small = |t: &Token| i == 0 || t.span.of(side.text).chars().all(char::is_lowercase);
        t.is_some_and(|t| is_small(t) && endings.iter().any(|e| t.folded.len() > e.len() + 1 && t.folded.ends_with(e.as_str())))
    };
    let begins =
        |i: usize| times.done_begin.is_empty() || times.done_begin.iter().any(|b| side.folded(i).starts_with(b.as_str()));
    let reach = if across.lang(false).meaning.exchange.by_order { PARTICIPLE } else { CLAUSE };
    let behind = |at: usize| (at + 1..=at + reach).take_while(move |i| !side.ends_clause(i - 1));
    let mut out = Vec::new();
    for at in 0..side.tokens.len() {
        let word = side.folded(at);
        if times.done_with.contains(word) {
            let participle = behind(at).find(|i| ends(*i, &times.done) && begins(*i));
            out.extend(participle.map(|i| (When::Done, vec![at, i])));
        } else if times.coming_with.contains(word) {
            let last = behind(at).last().filter(|i| ends(*i, &times.infinitive));
            out.extend(last.map(|i| (When::Coming, vec![at, i])));
        } else if ends(at, &times.past) {
            out.push((When::Done, vec![at]));
        } else if ends(at, &times.coming) {
            out.push((When::Coming, vec![at]));
        }
    }
    out
}

/// The words here that say of a verb that it is to come: will, is going to, not will have.
fn coming(across: &Across, at: usize) -> Option<Vec<usize>> {
    let (side, tense) = (&across.here, &across.lang(true).meaning.tense);
    let time = |i: usize| tense.auxiliaries.get(side.folded(i)).copied();
    let before = at.saturating_sub(AUXILIARIES)..at;
    let is_perfect = before.clone().any(|i| time(i) == Some(Time::Perfect));
    let first = before.into_iter().find(|i| time(*i) == Some(Time::Future)).filter(|_| !is_perfect)?;
    Some((first..=at).collect())
}

/// A verb here that is done: sold, has sold; neither is sold nor what may be, could be or was to be.
fn done(across: &Across, at: usize) -> Option<Vec<usize>> {
    let (side, meaning) = (&across.here, &across.lang(true).meaning);
    let tense = &meaning.tense;
    let is_open = |i: usize| {
        let word = side.folded(i);
        let time = tense.auxiliaries.get(word);
        matches!(time, Some(Time::Future | Time::Conditional))
            || meaning.modality.contains_key(word)
            || *word == *tense.infinitive
    };
    let before = || at.saturating_sub(AUXILIARIES)..at;
    let is_present = |i: usize| {
        let word = side.folded(i);
        matches!(tense.auxiliaries.get(word), Some(Time::Present)) || tense.timeless.contains(word)
    };
    let plain = tense.is_past(side.folded(at)) && !before().any(is_present) && !(0..side.tokens.len()).any(is_open);
    plain.then(|| vec![at])
}

//! Another name than the original's. A name is the same by its spelling, as an exonym (Milano, Milan), as an acronym, or as what a lexicon
//! says of it; both sides must have one that the other has not.

use crate::audit::abroad::{Across, Rule, WIDE, printed};
use crate::audit::pair::{is_spelt_alike, is_written_alike};
use crate::audit::token::{Side, Token};
use crate::lexicon::foreign::Proof;
use crate::lexicon::thesaurus;
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-entity",
    class: Class::Entity,
    find,
    fires: &[
        ("it", "Il traghetto parte da Milano per Zandor.", "The ferry leaves Naples for Zandor."),
        ("de", "Die Mühle gehört Ada Quillfeather.", "The mill belongs to Bo Marlowe."),
    ],
    silent: &[
        ("it", "Il traghetto parte da Milano per Zandor.", "The ferry leaves Milan for Zandor."),
        ("fr", "L'UE a fermé le pont.", "The EU has closed the bridge."),
    ],
};

/// Names that stand farther apart, in words, do not stand for each other.
const FAR: usize = 8;

fn find(across: &Across, out: &mut Vec<Divergence>) {
    let mut there = strangers(across, false);
    for run in strangers(across, true) {
        let Some(first) = run.first() else { continue };
        let tokens = || run.iter().filter_map(|i| across.here.tokens.get(*i));
        let linked = |other: &Vec<usize>| tokens().any(|t| t.answers.iter().any(|a| other.contains(&a.at)));
        let place = across.project(true, *first);
        let near = |other: &Vec<usize>| other.first().is_some_and(|j| j.abs_diff(place) <= FAR);
        let other = there.iter().position(linked).or_else(|| there.iter().position(near)).map(|at| there.remove(at));
        // Ada Moor for Moor: the name is told without its first half.
        let next = run.last().map_or(0, |last| last + 1);
        let completes = is_name(across, true, next) && is_told(across, true, next);
        // A word that the language has, too, may be translated freely, so that it needs its counterpart.
        let proper = thesaurus::complete(across.lang(true)).is_some() && tokens().any(|t| !t.entry.is_known());
        let here = printed(&across.here, &run);
        match other {
            // Bodies have other letters abroad: GDR, DDR. Which ones no lexicon tells.
            Some(other) if is_shouted(&across.here, &run) && is_shouted(&across.there, &other) => {}
            Some(other) => {
                let explanation = format!("The original names “{}”, this rendering “{here}”.", printed(&across.there, &other));
                out.push(across.divergence(RULE.told(), Severity::Major, (&run, &other), 0.7, explanation));
            }
            None if proper && !completes => {
                let explanation = format!("The original does not name “{here}”.");
                out.push(across.divergence(RULE.told(), Severity::Major, (&run, &[]), 0.5, explanation));
            }
            None => {}
        }
    }
}

/// The names of a side that the other side has not, neighbouring words together.
fn strangers(across: &Across, here: bool) -> Vec<Vec<usize>> {
    let (side, _) = across.sides(here);
    let mut out: Vec<Vec<usize>> = Vec::new();
    for at in (0..side.tokens.len()).filter(|at| is_name(across, here, *at) && !is_told(across, here, *at)) {
        match out.last_mut() {
            Some(run) if run.last().is_some_and(|l| l + 1 == at) => run.push(at),
            _ => out.push(vec![at]),
        }
    }
    out
}

/// A word that has another form abroad, or one with a capital that no lexicon knows. Words in brackets are the outlet's own.
fn is_name(across: &Across, here: bool, at: usize) -> bool {
    let (side, _) = across.sides(here);
    let Some(t) = side
        .tokens
        .get(at)
        .filter(|t| t.figures.is_none() && t.bracket.is_none() && t.is_content() && t.plain.chars().count() > 1)
    else {
        return false;
    };
    let Some(known) = across.known(here, at) else { return false };
    let meaning = &across.lang(here).meaning;
    let common = known.is_known() || t.entry.is_known() && side.opens_sentence(at) || meaning.is_month(&t.folded);
    known.is_name() || t.is_name && !common && !meaning.titles.contains(&t.folded)
}

/// Is the name on the other side, too, in whatever form?
fn is_told(across: &Across, here: bool, at: usize) -> bool {
    let (mine, theirs) = across.sides(here);
    let Some(t) = mine.tokens.get(at) else { return true };
    let told = across.window(here, at, WIDE).any(|j| {
        let Some(other) = theirs.tokens.get(j) else { return false };
        let linked = t.answers.iter().any(|a| a.at == j);
        let answered = across.answered_from(here, at, j);
        answered.is_some_and(|a| a.proof == Proof::Name || a.strength >= 0.8 || linked)
            || is_of_one_people(across, here, at, j)
            || is_in_compound(t, other)
            || is_spelt_alike(&t.folded, &other.folded)
            || is_written_alike(&t.folded, &other.folded)
    });
    told || is_acronym(mine, at, theirs) || is_in_acronym(mine, at, theirs)
}

/// Does one word name a country and the other, abroad, its people?
fn is_of_one_people(across: &Across, here: bool, at: usize, j: usize) -> bool {
    let (mine, lang) = (across.sides(here).0, across.lang(here));
    let other = across.known(!here, j).filter(|known| !known.is_function());
    let stems = || other.into_iter().flat_map(|known| known.answer_stems(&lang.code));
    let people = lang.meaning.people(mine.folded(at));
    !people.is_empty() && stems().any(|stem| people.iter().any(|word| lang.stem(word) == *stem))
}

/// Is a name a part of a longer word: Südkorea, afroamericana?
fn is_in_compound(a: &Token, b: &Token) -> bool {
    const LEAST: usize = 5;
    let within = |part: &Token, whole: &Token| part.stem.len() >= LEAST && whole.plain.contains(part.stem.as_str());
    within(a, b) || within(b, a)
}

/// Are all letters of a run capitals?
fn is_shouted(side: &Side, run: &[usize]) -> bool {
    let letters = |i: &usize| side.tokens.get(*i).map_or("", |t| t.span.of(side.text)).chars().filter(|c| c.is_alphabetic());
    run.iter().flat_map(letters).all(char::is_uppercase)
}

/// Is a word of capitals made of the first letters of words of the other side?
fn is_acronym(mine: &Side, at: usize, theirs: &Side) -> bool {
    let Some(t) = mine.tokens.get(at) else { return false };
    let shouted = is_shouted(mine, &[at]);
    let initials: String = theirs.tokens.iter().filter(|t| t.is_content()).filter_map(|t| t.plain.chars().next()).collect();
    shouted && t.plain.chars().count() >= 2 && initials.contains(t.plain.as_str())
}

/// Does an acronym of the other side stand for this word and its neighbours?
fn is_in_acronym(mine: &Side, at: usize, theirs: &Side) -> bool {
    let Some(first) = mine.tokens.get(at).and_then(|t| t.plain.chars().next()) else { return false };
    let names = theirs.tokens.iter().enumerate().filter(|(_, t)| t.is_name && t.plain.contains(first));
    names.map(|(j, _)| j).any(|j| is_acronym(theirs, j, mine))
}

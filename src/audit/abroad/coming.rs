//! What the original says will be, and this rendering leaves open: could, may for «chiuderemo», « fermerons », “serão punidos”. Told where a form of the
//! verb alone shows that it is to come, nothing in the original leaves it open, and what binds so little stands with the verb that answers it. A future may
//! be a guess, too (sarà arrivato, he may have arrived), so that a perfect here tells nothing, nor do questions and what is denied.

use crate::audit::abroad::ladder::is_denied;
use crate::audit::abroad::{Across, Rule, printed, time};
use crate::audit::rules::hedge::hedge;
use crate::audit::token::Side;
use crate::lang::{Tags, Time};
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-coming",
    class: Class::Modality,
    find,
    fires: &[
        ("it", "Venderemo la casa.", "We could sell the house."),
        ("fr", "Nous fermerons la maison.", "We may close the house."),
        ("es", "La casa será vendida.", "The house could be sold."),
        ("it", "Se piove, venderemo la casa.", "If it rains, we might sell the house."),
    ],
    silent: &[
        ("it", "Venderemo la casa.", "We will sell the house."),
        ("it", "Forse venderemo la casa.", "We may sell the house."),
        ("it", "La casa sarà stata venduta.", "The house may have been sold."),
        ("it", "Potremo vendere la casa.", "We can sell the house."),
        ("es", "Quien venderá la casa lo sabe.", "Whoever may sell the house knows it."),
        ("it", "Chiunque venderà la casa pagherà.", "Whoever may sell the house will pay."),
        ("fr", "Vendra-t-il la maison ?", "Could he sell the house?"),
        ("it", "La casa cadrà, ma resteremo.", "The house may fall, but we will stay."),
    ],
};

/// May, might, could.
const OPEN: u8 = 1;

/// What binds no more than this leaves it open in the original, too.
const LITTLE: u8 = 3;

/// How far before a verb its auxiliaries stand, in words.
const AUXILIARIES: usize = 3;

fn find(across: &Across, out: &mut Vec<Divergence>) {
    let (here, there, ours) = (&across.here, &across.there, &across.lang(true).meaning);
    if across.is_partial || here.begins_inside() || is_open(across) {
        return;
    }
    for (at, run) in time::coming_in_original(across) {
        let near = || at.saturating_sub(AUXILIARIES)..at;
        let time = |i: usize| ours.tense.auxiliaries.get(here.folded(i)).copied();
        let is_other = near().any(|i| matches!(time(i), Some(Time::Future | Time::Perfect)));
        let modal = near().rfind(|i| ours.modality.get(here.folded(*i)) == Some(&OPEN)).filter(|_| !is_other);
        let (Some(modal), Some(&verb)) = (modal, run.first()) else { continue };
        let is_turned = is_denied(across, true, modal) || is_denied(across, false, verb) || here.asks(modal) || there.asks(verb);
        if is_turned || concedes(across, modal) || depends(across, true, modal) || depends(across, false, verb) {
            continue;
        }
        let words: Vec<usize> = (modal..=at).collect();
        let explanation =
            format!("“{}” leaves open what the original says will be (“{}”).", printed(here, &words), printed(there, &run));
        out.push(across.divergence(RULE.told(), Severity::Major, (&words, &run), 0.6, explanation));
    }
}

/// It may cost more, but it will last; you may laugh: does the word grant it, or speak to whoever hears it?
fn concedes(across: &Across, modal: usize) -> bool {
    let (side, meaning) = (&across.here, &across.lang(true).meaning);
    let sentence = side.tokens[modal].sentence;
    let rest = (modal..side.tokens.len()).take_while(|i| side.tokens[*i].sentence == sentence);
    let hearer = modal.checked_sub(1).and_then(|i| meaning.person(side.folded(i))).is_some_and(|p| p.person == b'2');
    hearer || rest.into_iter().any(|i| meaning.conceding.contains(side.folded(i)))
}

/// Does anything in the original leave it open?
fn is_open(across: &Across) -> bool {
    let (side, lang) = (&across.there, across.lang(false));
    let little = |word: &str| lang.meaning.modality.get(word).is_some_and(|step| *step <= LITTLE);
    let opens = |i: usize| {
        let word = side.folded(i);
        little(word) || lang.meaning.unreal.contains(word) || lang.meaning.is_nearly(word) || hedge(lang, side, i).is_some()
    };
    (0..side.tokens.len()).any(opens)
}

/// Does a word belong to a clause that hangs on another one: who, what, that?
fn depends(across: &Across, here: bool, at: usize) -> bool {
    let (side, lang): (&Side, _) = (across.sides(here).0, across.lang(here));
    let meaning = &lang.meaning;
    let joins = |word: &str| meaning.connectives.contains(word);
    let hangs = |i: usize| {
        let word = side.folded(i);
        let is_tagged = lang.speech.tags(word).any(Tags::RELATIVE.with(Tags::WHO).with(Tags::THAT));
        !joins(word) && (meaning.polarity.clauses.contains(word) || is_tagged)
    };
    let own = (0..at).rev().take_while(|i| !side.ends_clause(*i) && !joins(side.folded(*i)));
    own.into_iter().any(hangs)
}

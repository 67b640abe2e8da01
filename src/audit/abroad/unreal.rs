//! What the original leaves unreal or unproven, said as a fact: «avremmo vinto», we won; « il aurait volé l'argent », he stole the money. The original
//! shows it by a form of its auxiliary (the conditional perfect, Konjunktiv II); any word here that leaves it open, too, is enough (would, could, if,
//! reportedly, according to).

use crate::audit::abroad::{Across, Rule, printed};
use crate::audit::pair::Tie;
use crate::audit::token::Token;
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-unreal",
    class: Class::Modality,
    find,
    fires: &[
        ("it", "Avremmo venduto la casa.", "We sold the house."),
        ("fr", "Il aurait vendu la voiture.", "He sold the car."),
        ("de", "Ich hätte das Haus verkauft.", "I sold the house."),
        ("de", "Er soll das Haus verkauft haben.", "He sold the house."),
    ],
    silent: &[
        ("it", "Avremmo venduto la casa.", "We would have sold the house."),
        ("fr", "Il aurait vendu la voiture.", "He allegedly sold the car."),
        ("de", "Hätte ich das Haus nur verkauft!", "If only I had sold the house!"),
        ("es", "Habría sido mejor vender la casa.", "Selling the house was the better choice, perhaps."),
        ("it", "Avrei una domanda sulla casa.", "I have a question about the house."),
        ("de", "Das Haus soll verkauft werden.", "The house is to be sold."),
        ("de", "Er soll das Haus verkauft haben.", "He is said to have sold the house."),
        ("it", "Non avrei mai venduto la casa.", "I never sold the house."),
    ],
};

/// How far behind the auxiliary what it speaks of is looked for, in words: in German the participle stands last.
const REACH: usize = 12;

fn find(across: &Across, out: &mut Vec<Divergence>) {
    let (ours, theirs) = (&across.lang(true).meaning, &across.lang(false).meaning);
    let leaves_open = |word: &str| ours.unproven.contains(word) || ours.hedges.contains_key(word);
    let (here, there) = (&across.here, &across.there);
    let is_past = here.tokens.iter().any(|t| ours.tense.is_past(&t.folded));
    if ours.unproven.is_empty()
        || across.is_partial
        || here.begins_inside()
        || !is_past
        || here.tokens.iter().any(|t| leaves_open(&t.folded))
    {
        return;
    }
    // Beinahe hätten wir verloren: that it was nearly so is told by itself. What I would never have thought I never thought.
    let polarity = &theirs.polarity;
    let is_nearly = |t: &Token| theirs.is_nearly(&t.folded) || theirs.verging.contains(&t.folded);
    if there.tokens.iter().any(|t| is_nearly(t) || polarity.denies(&t.folded)) {
        return;
    }
    // Er soll es genommen haben.
    let [says, last] = &theirs.hearsay;
    let ends =
        |at: usize| (at..there.tokens.len()).find(|i| there.ends_clause(*i)).is_some_and(|i| last.contains(there.folded(i)));
    let leaves_open = |at: &usize| theirs.unreal.contains(there.folded(*at)) || says.contains(there.folded(*at)) && ends(*at);
    let told = (0..there.tokens.len()).find(leaves_open);
    let Some((at, said)) = told.and_then(|at| Some((at, carried(across, at)?))) else { return };
    let explanation = format!("The original's “{}” leaves it unreal or unproven; here it is a fact.", printed(there, &[at]));
    out.push(across.divergence(RULE.told(), Severity::Major, (&[said], &[at]), 0.6, explanation));
}

/// The word here, a verb of the past, for what the auxiliary speaks of.
fn carried(across: &Across, at: usize) -> Option<usize> {
    let (side, tense) = (&across.there, &across.lang(true).meaning.tense);
    let sentence = |i: usize| side.tokens.get(i).map(|t| t.sentence);
    let told = |i: &usize| sentence(*i) == sentence(at) && side.tokens[*i].is_content();
    let behind = (at + 1..side.tokens.len().min(at + 1 + REACH)).filter(told);
    let answers = behind.filter_map(|i| side.tokens[i].answers.first().filter(|a| a.tie == Tie::Same).map(|a| a.at));
    answers.into_iter().find(|i| tense.is_past(across.here.folded(*i)))
}

//! What the original leaves unreal or unproven, said as a fact: «avremmo vinto», we won; « il aurait volé l'argent », he stole the money. The original
//! shows it by a form of its auxiliary (the conditional, Konjunktiv II); any word here that leaves it open, too, is enough (would, could, if, reportedly).

use crate::audit::abroad::{Across, Rule, printed};
use crate::audit::pair::Tie;
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-unreal",
    class: Class::Modality,
    find,
    fires: &[
        ("it", "Avremmo venduto la casa.", "We sold the house."),
        ("fr", "Il aurait volé la voiture.", "He stole the car."),
        ("de", "Ich hätte das Haus verkauft.", "I sold the house."),
    ],
    silent: &[
        ("it", "Avremmo venduto la casa.", "We would have sold the house."),
        ("fr", "Il aurait volé la voiture.", "He allegedly stole the car."),
        ("de", "Hätte ich das Haus nur verkauft!", "If only I had sold the house!"),
        ("es", "Habría sido mejor vender la casa.", "Selling the house was the better choice, perhaps."),
    ],
};

/// How far behind the auxiliary what it speaks of is looked for, in words: in German the participle stands last.
const REACH: usize = 12;

fn find(across: &Across, out: &mut Vec<Divergence>) {
    let (ours, theirs) = (&across.lang(true).meaning, &across.lang(false).meaning);
    let leaves_open = |word: &str| ours.unproven.contains(word) || ours.hedges.contains_key(word);
    // Beinahe hätten wir verloren: that it was nearly so is told by itself.
    let is_nearly = |word: &str| theirs.is_nearly(word) || theirs.verging.contains(word);
    let open = across.here.tokens.iter().any(|t| leaves_open(&t.folded));
    if across.is_partial || open || across.there.tokens.iter().any(|t| is_nearly(&t.folded)) {
        return;
    }
    let told = across.there.tokens.iter().position(|t| theirs.unreal.contains(&t.folded));
    let Some(there) = told.filter(|at| is_carried(across, *at)) else { return };
    let explanation =
        format!("The original's “{}” leaves it unreal or unproven; here it is a fact.", printed(&across.there, &[there]));
    let here: Vec<usize> = across.there.tokens[there].answers.first().map(|a| a.at).into_iter().collect();
    out.push(across.divergence(RULE.told(), Severity::Major, (&here, &[there]), 0.6, explanation));
}

/// Does this rendering say what the auxiliary speaks of?
fn is_carried(across: &Across, at: usize) -> bool {
    let side = &across.there;
    let sentence = |i: usize| side.tokens.get(i).map(|t| t.sentence);
    let told = |i: &usize| sentence(*i) == sentence(at) && side.tokens[*i].is_content();
    let mut behind = (at + 1..side.tokens.len().min(at + 1 + REACH)).filter(told);
    behind.any(|i| side.tokens[i].answers.first().is_some_and(|a| a.tie == Tie::Same))
}

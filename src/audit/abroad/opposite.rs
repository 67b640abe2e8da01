//! The opposite of what the original says: fell for «sono saliti», closed for „offen“, at most for «almeno». Common opposites are known by heart (`poles`);
//! of other words it is told where one has no answer, and the one word of the original in its place that has none, either, is known to mean its opposite
//! and nothing like it.

use crate::audit::abroad::ladder::is_denied;
use crate::audit::abroad::{Across, Rule, poles, printed};
use crate::audit::pair::Tie;
use crate::audit::token::Token;
use crate::lexicon::thesaurus::{self, Kin, Thesaurus};
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-opposite",
    class: Class::Substitution,
    find,
    fires: &[("it", "Il ponte era vecchio.", "The bridge was new."), ("it", "Il prezzo è alto.", "The price is low.")],
    silent: &[("fr", "Les prix ont baissé.", "Prices fell."), ("it", "Il ponte non era aperto.", "The bridge was closed.")],
};

fn find(across: &Across, out: &mut Vec<Divergence>) {
    let mut by_heart = poles::opposites(across);
    let is_new = |(run, other): &(Vec<usize>, Vec<usize>)| {
        !by_heart.iter().any(|(here, there)| run.iter().any(|i| here.contains(i)) || other.iter().any(|j| there.contains(j)))
    };
    let lessened: Vec<_> = poles::lessened(across).into_iter().filter(is_new).collect();
    by_heart.extend(lessened);
    for (here, there) in &by_heart {
        out.push(raised(across, here, there));
    }
    let is_told = |i: usize, j: usize| {
        poles::are_known(across, i, j) || by_heart.iter().any(|(here, there)| here.contains(&i) || there.contains(&j))
    };
    let Some(thesaurus) = thesaurus::of(across.lang(true)) else { return };
    for (i, t) in across.here.tokens.iter().enumerate() {
        if !is_open(t) || t.is_name || !t.entry.is_known() {
            continue;
        }
        let Some(j) = in_its_place(across, i).filter(|j| are_opposites(across, thesaurus, i, *j)) else { continue };
        if !is_told(i, j) && !is_denied(across, true, i) && !is_denied(across, false, j) {
            out.push(raised(across, &[i], &[j]));
        }
    }
}

fn raised(across: &Across, here: &[usize], there: &[usize]) -> Divergence {
    let (p, q) = (printed(&across.here, here), printed(&across.there, there));
    let explanation = format!("“{p}” is the opposite of the original's “{q}”.");
    across.divergence(RULE.told(), Severity::Major, (here, there), 0.6, explanation)
}

/// Does nothing of the other side surely answer a word of content?
fn is_open(t: &Token) -> bool {
    t.is_content() && t.answers.first().is_none_or(|a| a.tie > Tie::Same)
}

/// The one word of the original that nothing answers where a word that has no answer, either, would stand: between the answers of its neighbours, or in
/// the whole sentence, if the two are the only ones.
pub fn in_its_place(across: &Across, at: usize) -> Option<usize> {
    let (here, there) = (&across.here, &across.there);
    let of_sentence = || here.sentence_of(at).filter(|i| here.tokens[*i].is_content());
    let answer = |i: usize| here.tokens.get(i)?.answers.first().map(|a| a.at);
    let before = of_sentence().rfind(|i| *i < at).map(answer);
    let behind = of_sentence().find(|i| *i > at).map(answer);
    let open = |run: std::ops::Range<usize>| run.filter(|j| there.tokens.get(*j).is_some_and(is_open)).collect::<Vec<_>>();
    let slot = match (before, behind) {
        (Some(None), _) | (_, Some(None)) => Vec::new(),
        (before, behind) => {
            let from = before.flatten().map_or(0, |j| j + 1);
            open(from..behind.flatten().unwrap_or(there.tokens.len()).max(from))
        }
    };
    let alone = of_sentence().filter(|i| is_open(&here.tokens[*i])).count() == 1;
    let all = if alone { open(0..there.tokens.len()) } else { Vec::new() };
    [slot, all].into_iter().find(|run| run.len() == 1).and_then(|run| run.first().copied())
}

/// Does the original's word mean the opposite of one here, and nothing like it?
fn are_opposites(across: &Across, thesaurus: Thesaurus, here: usize, there: usize) -> bool {
    let (Some(t), Some(known)) = (across.here.tokens.get(here), across.known(false, there)) else { return false };
    let meanings = known.answer_stems(&across.lang(true).code).map(|stem| thesaurus.find_stem(stem));
    let kins: Vec<Kin> = meanings.filter_map(|meaning| meaning.kin(&t.entry)).collect();
    kins.contains(&Kin::Antonym) && kins.iter().all(|kin| !matches!(kin, Kin::Synonym | Kin::Form))
}

//! Still, already, not yet, no longer: what the original says of one phase and the rendering of another. «Non siamo ancora una squadra» is no “We are no
//! longer a team”. Told only where either side has one such word: a word for still may say even or again as well, and then answers nothing here.
//!
//! The four are the corners of a square, each the denial of another one (Löbner, “Schon – erst – noch”, 1989).

use crate::audit::abroad::negation::is_negative;
use crate::audit::abroad::{Across, Rule, printed};
use crate::audit::token::Side;
use crate::lang::Lang;
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-phase",
    class: Class::Tense,
    find,
    fires: &[
        ("it", "Non siamo ancora una squadra.", "We are no longer a team."),
        ("de", "Die Brücke ist noch offen.", "The bridge is already open."),
        ("pt", "Ainda não vivemos aqui.", "We no longer live here."),
        ("es", "Ya no vivimos aquí.", "We do not live here yet."),
    ],
    silent: &[
        ("it", "Non siamo ancora una squadra.", "We are not a team yet."),
        ("de", "Die Brücke ist noch nicht offen.", "The bridge has yet to open."),
        ("fr", "Le pont est encore plus vieux.", "The bridge is even older."),
        ("es", "Ya no vivimos aquí.", "We don't live here any more."),
        ("pt", "Ainda não decidi.", "I still have not decided."),
        ("fr", "Je n'ai pas encore décidé.", "I am still undecided."),
        ("es", "Todavía no hemos vendido la casa.", "We are still without a buyer for the house."),
        ("de", "Noch hat niemand die Brücke verkauft.", "Nobody has sold the bridge yet."),
        ("fr", "Peu de gens y croient encore.", "Not many people still believe it."),
        ("it", "Il ponte non è più lungo di venti metri.", "The bridge is no longer than twenty metres."),
    ],
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Still,
    Already,
    NotYet,
    NoLonger,
}

impl Phase {
    fn is_denied(self) -> bool {
        matches!(self, Phase::NotYet | Phase::NoLonger)
    }
}

fn find(across: &Across, out: &mut Vec<Divergence>) {
    let [ours, theirs] = [true, false].map(|here| phases(across.lang(here), across.sides(here).0));
    let ([(here, ours)], [(there, theirs)]) = (ours.as_slice(), theirs.as_slice()) else { return };
    if ours == theirs {
        return;
    }
    let words = |side: &Side, words: &[usize]| printed(side, words).to_owned();
    let (p, q) = (words(&across.here, here), words(&across.there, there));
    // What the one denies and the other does not is turned round.
    let turned = ours.is_denied() != theirs.is_denied();
    let (told, severity) = match turned {
        true => ((RULE.name, Class::Negation), Severity::Critical),
        false => (RULE.told(), Severity::Major),
    };
    let explanation = format!("The original says “{q}”, this rendering “{p}”: another phase of what goes on.");
    out.push(across.divergence(told, severity, (here, there), 0.7, explanation));
}

/// The phases that a side tells, with the words that do.
fn phases(lang: &'static Lang, side: &Side) -> Vec<(Vec<usize>, Phase)> {
    let all = &lang.meaning.phases;
    let says = |phrases: &[compact_str::CompactString], at: usize| {
        phrases.iter().filter(|phrase| side.says(phrase, at)).map(|phrase| phrase.split(' ').count()).max()
    };
    let mut out = Vec::new();
    for at in 0..side.tokens.len() {
        let run = |length: usize| (at..at + length).collect::<Vec<usize>>();
        if let Some(length) = says(&all.not_yet, at) {
            out.push((run(length), Phase::NotYet));
            continue;
        }
        let kinds = [(&all.still, Some(Phase::Still), Some(Phase::NotYet)), (&all.already, Some(Phase::Already), None)];
        let denied_only = [(&all.yet, None, Some(Phase::NotYet)), (&all.longer, None, Some(Phase::NoLonger))];
        let told = kinds.into_iter().chain(denied_only).find_map(|(phrases, plain, denied)| {
            let length = says(phrases, at)?;
            let compares = all.comparing.contains(side.folded(at + length)) && plain.is_none();
            let negator = negator(lang, side, at, length);
            // Still undecided, which is not yet decided.
            let turned = (at + length..=at + length + 1).filter_map(|i| side.tokens.get(i)).any(|t| is_negative(lang, t));
            let phase =
                if negator.is_some() { denied } else { plain }.filter(|_| !compares && !turned && !is_set_apart(side, at))?;
            Some((negator.into_iter().chain(run(length)).collect(), phase))
        });
        out.extend(told);
    }
    out
}

/// The negator that belongs to a word: before it in its clause, or right behind it (noch nicht, ya no).
fn negator(lang: &'static Lang, side: &Side, at: usize, length: usize) -> Option<usize> {
    const BEFORE: usize = 5;
    const BEHIND: usize = 1;
    const CLAUSE: usize = 8;
    let polarity = &lang.meaning.polarity;
    let denies = |i: &usize| polarity.denies(side.folded(*i)) && !polarity.apart.contains(side.folded(*i));
    let parts_behind = |i: usize| polarity.clauses.contains(side.folded(i));
    let parts = |i: usize| side.ends_clause(i) || parts_behind(i);
    let before = (at.saturating_sub(BEFORE)..at).rev().take_while(|i| !parts(*i)).find(denies);
    // Not many still believe it: where another word says not yet, a negator before still denies something else.
    let phases = &lang.meaning.phases;
    let is_still = phases.still.iter().any(|phrase| side.says(phrase, at));
    let before = before.filter(|_| phases.yet.is_empty() || !is_still);
    let last = at + length - 1;
    // Still has not, still knows nothing, noch hat niemand: whatever denies behind a word for still in its clause goes with it.
    let reach = if is_still { CLAUSE } else { BEHIND };
    let behind = (last + 1..=last + reach).take_while(|i| !side.ends_clause(i - 1) && !parts_behind(*i));
    before.or_else(|| behind.into_iter().find(|i| denies(i) || is_still && polarity.denies(side.folded(*i))))
}

/// Still, we won: what opens a sentence before a mark is a conjunction.
fn is_set_apart(side: &Side, at: usize) -> bool {
    side.opens_sentence(at) && side.ends_clause(at)
}

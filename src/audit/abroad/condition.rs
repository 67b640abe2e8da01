//! Another condition than the original's, or another order in time: if for «anche se» or „es sei denn“, before for « quand » or „nach“. Told where one side
//! surely says the one and the other surely the other, in one place, and neither has anything else that may say what the other does.

use crate::audit::abroad::{Across, Rule, printed};
use crate::audit::token::Side;
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-condition",
    class: Class::Substitution,
    find,
    fires: &[
        ("it", "Venderemo la casa anche se piove.", "We will sell the house if it rains."),
        ("fr", "Nous vendrons la maison sauf s'il pleut.", "We will sell the house if it rains."),
        ("es", "Venderemos la casa cuando abra el puerto.", "We will sell the house before the port opens."),
        ("de", "Wir verkaufen das Haus nach dem Fest.", "We will sell the house before the feast."),
        ("it", "Venderemo la casa se piove.", "We will sell the house even if it rains."),
    ],
    silent: &[
        ("it", "Anche se piove venderemo la casa.", "Although it is raining we will sell the house."),
        ("fr", "Nous vendrons la maison à moins qu'il ne pleuve.", "We will sell the house if it does not rain."),
        ("de", "Wir verkaufen das Haus nicht, es sei denn, es regnet.", "We will only sell the house if it rains."),
        ("es", "Cuando vendimos la casa ya había llovido.", "It had rained before we sold the house."),
        ("de", "Wir verkaufen das Haus, wenn es regnet.", "We will sell the house when it rains."),
        ("de", "Nach Brem kommen mehr Boote als früher.", "More boats come to Brem than before."),
        ("pt", "Vendemos a casa se chover.", "We will sell the house in case it rains."),
        ("it", "Quando piove non vendiamo barche.", "If it rains we sell no boats."),
        ("fr", "Quand le port n'était pas encore fermé, nous vendions.", "Before the port was closed, we were selling."),
    ],
};

/// A condition and one that another print may have for it by mistake.
const PAIRS: [(&str, &str); 4] = [("even", IF), (UNLESS, IF), (WHEN, "before"), ("after", "before")];
const IF: &str = "if";
const UNLESS: &str = "unless";
const WHEN: &str = "when";

/// So near each other's place stand the words of the two, and so near behind unless a negator that denies nothing.
const NEAR: usize = 3;
const BEHIND: usize = 5;

fn find(across: &Across, out: &mut Vec<Divergence>) {
    for (a, b) in PAIRS {
        for here in [true, false] {
            let Some((run, other)) = parts(across, here, a, b) else { continue };
            let (ours, theirs) = if here { (run, other) } else { (other, run) };
            let (p, q) = (printed(&across.here, &ours), printed(&across.there, &theirs));
            let explanation = format!("The original has “{q}”, this rendering “{p}”.");
            out.push(across.divergence(RULE.told(), Severity::Major, (&ours, &theirs), 0.7, explanation));
        }
    }
}

/// The words where this side says the one and the other side the other.
fn parts(across: &Across, here: bool, a: &str, b: &str) -> Option<(Vec<usize>, Vec<usize>)> {
    let run = surely(across, here, a)?;
    let other = surely(across, !here, b)?;
    let (mine, theirs) = across.sides(here);
    let first = other.first().copied()?;
    let near = run.iter().any(|i| across.project(here, *i).abs_diff(first) <= NEAR);
    if !near || says(across, here, b, &run) || says(across, !here, a, &other) {
        return None;
    }
    let denies = |here: bool, i: usize| across.lang(here).meaning.polarity.denies(across.sides(here).0.folded(i));
    let sentence = |side: &Side, at: usize| {
        (0..side.tokens.len()).filter(|i| side.tokens[*i].sentence == side.tokens[at].sentence).collect::<Vec<_>>()
    };
    let last = run.last().copied()?;
    let pleonastic = |i: usize| i > last && i <= last + BEHIND;
    let free = |a: &str, i: usize| !denies(here, i) || a == UNLESS && pleonastic(i);
    // Not unless is only if, if not is unless; when it was not yet so is before it was.
    let plain =
        sentence(mine, last).into_iter().all(|i| free(a, i)) && !sentence(theirs, first).into_iter().any(|i| denies(!here, i));
    let is_done = || across.lang(here).meaning.phases.already.iter().any(|word| mine.words().contains(&word.as_str()));
    let holds = match a {
        UNLESS => plain,
        WHEN => plain && !is_done(),
        _ => true,
    };
    holds.then_some((run, other))
}

/// The words with which a side surely says it, where it does so once.
fn surely(across: &Across, here: bool, what: &str) -> Option<Vec<usize>> {
    let side = across.sides(here).0;
    let [sure, _] = across.lang(here).meaning.conditions.get(what)?;
    let mut all: Vec<Vec<usize>> = Vec::new();
    for at in 0..side.tokens.len() {
        let is_inside = all.last().is_some_and(|run| run.contains(&at));
        let phrase = sure.iter().filter(|phrase| side.says(phrase, at)).map(|phrase| phrase.split(' ').count()).max();
        all.extend(phrase.filter(|_| !is_inside).map(|length| (at..at + length).collect::<Vec<_>>()));
    }
    all.pop().filter(|_| all.is_empty())
}

/// Does anything on a side say it, or may it, but for these words?
fn says(across: &Across, here: bool, what: &str, but: &[usize]) -> bool {
    let side = across.sides(here).0;
    let all = across.lang(here).meaning.conditions.get(what).into_iter().flatten().flatten();
    all.into_iter().any(|phrase| (0..side.tokens.len()).any(|at| side.says(phrase, at) && !but.contains(&at)))
}

//! Only, which one of the two says: two boats for «solo due barche», just two boats for «due barche». All that may say only (ne … que, no more than, not
//! until, the sole) answers it, wherever it stands.

use crate::audit::abroad::{Across, Rule, printed};
use crate::audit::pair::Tie;
use crate::audit::rules::restriction;
use crate::audit::token::{Side, Token};
use crate::lang::Lang;
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-only",
    class: Class::Intensity,
    find,
    fires: &[
        ("it", "Abbiamo solo due barche.", "We have two boats."),
        ("fr", "Nous n'avons que deux bateaux.", "We have two boats."),
        ("es", "El puente abre el lunes.", "The bridge only opens on Monday."),
        ("it", "Abbiamo solo visto le barche.", "We have not only seen the boats."),
    ],
    silent: &[
        ("de", "Wir haben nur zwei Boote.", "We have no more than two boats."),
        ("fr", "Nous n'avons que deux bateaux.", "We only have two boats."),
        ("it", "È l'unica barca.", "It is the only boat."),
        ("de", "Die Brücke öffnet erst im Juni.", "The bridge will not open until June."),
        ("es", "No solo los barcos son viejos.", "Not only the boats are old."),
    ],
};

/// Behind a negator, only is no longer only: not only.
const CLOSE: usize = 2;

fn find(across: &Across, out: &mut Vec<Divergence>) {
    for here in [true, false] {
        let (mine, theirs) = across.sides(here);
        if may_narrow(across.lang(!here), theirs) {
            continue;
        }
        // Where one side has several, one row tells of it.
        let Some(at) = (0..mine.tokens.len()).find(|at| narrows(across.lang(here), mine, *at) && is_carried(across, here, *at))
        else {
            continue;
        };
        let text = printed(mine, &[at]);
        let explanation = match here {
            true => format!("“{text}” narrows what the original says."),
            false => format!("The original's “{text}” is missing, so that more is said here."),
        };
        // Only, not only.
        let other: Vec<usize> = (0..theirs.tokens.len()).filter(|i| says_only(across.lang(!here), theirs, *i)).take(1).collect();
        let severity = if other.is_empty() { Severity::Minor } else { Severity::Major };
        let words: (&[usize], &[usize]) = if here { (&[at], &other) } else { (&other, &[at]) };
        out.push(across.divergence(RULE.told(), severity, words, 0.6, explanation));
    }
}

/// Does a word say only, without a negator that turns it into not only?
fn narrows(lang: &'static Lang, side: &Side, at: usize) -> bool {
    let denied = || (at.saturating_sub(CLOSE)..at).any(|i| lang.meaning.polarity.denies(side.folded(i)));
    says_only(lang, side, at) && !denied() || restriction::only(lang, side, at).is_some()
}

fn says_only(lang: &'static Lang, side: &Side, at: usize) -> bool {
    lang.meaning.intensity.narrowing.contains(side.folded(at))
}

/// Does anything on a side say only, or something that another language may say so: not until, except?
fn may_narrow(lang: &'static Lang, side: &Side) -> bool {
    let (intensity, polarity) = (&lang.meaning.intensity, &lang.meaning.polarity);
    let answers = |t: &Token| polarity.answers.contains(&t.folded) && !intensity.narrowing.contains(&t.folded);
    let phrase = |at: usize| polarity.only.iter().any(|phrase| side.says(phrase, at));
    let no_more_than =
        |at: usize| polarity.denies(side.folded(at)) && lang.meaning.bounds.above.iter().any(|phrase| side.says(phrase, at + 1));
    side.tokens.iter().any(|t| intensity.sole.contains(&t.folded) || answers(t))
        || (0..side.tokens.len()).any(|at| narrows(lang, side, at) || phrase(at) || no_more_than(at))
}

/// Does the other side have what the word narrows, right behind it or behind an article? Just before, just about narrow nothing.
fn is_carried(across: &Across, here: bool, at: usize) -> bool {
    let (side, determiners) = (across.sides(here).0, &across.lang(here).meaning.determiners);
    let from = restriction::only(across.lang(here), side, at).unwrap_or(at) + 1;
    let next = if determiners.contains(side.folded(from)) { from + 1 } else { from };
    let of_clause = !(at..next).any(|i| side.ends_clause(i));
    let told = side.tokens.get(next).filter(|t| of_clause && t.is_content());
    told.is_some_and(|t| t.answers.first().is_some_and(|a| a.tie == Tie::Same))
}

//! A polarity turned round against the original. What denies is paired off by links, by place and by sentence; what is left on one side turned
//! the sense, unless a word near it denies by itself (unmöglich, fail to). A double negation of one clause (“non … mai”, “ne … pas”) is one, and
//! “ne … que” may deny or not.

use crate::audit::abroad::{Across, Rule, WIDE, degree, pair_off, poles, printed, unless};
use crate::audit::amounts::TIME;
use crate::audit::conditions::{self, UNLESS};
use crate::audit::only_when;
use crate::audit::pair::{Answer, Tie, is_spelt_alike};
use crate::audit::rules::bounds::is_made_of;
use crate::audit::token::{Side, Token};
use crate::lang::{Lang, Polarity, Words, steps};
use crate::lexicon::thesaurus;
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-negation",
    class: Class::Negation,
    find,
    fires: &[
        ("it", "Il ponte non è sicuro.", "The bridge is safe."),
        ("fr", "Le pont est ouvert ce soir.", "The bridge is not open this evening."),
        ("de", "Wir verkaufen die Mühle nicht.", "We sell the mill."),
        ("es", "Nadie resultó herido.", "Somebody was hurt."),
        ("fr", "Personne n'a été blessé.", "A person was injured."),
        ("fr", "Nous ne fermerons que deux ponts.", "We will not close two bridges."),
        ("de", "Wir brauchen Arbeit, nicht Hilfe.", "We need help, not work."),
        ("it", "Il ponte non era sicuro e nessuno è stato avvisato.", "The bridge was safe and no one was warned."),
        ("pt", "A ponte não era segura e ninguém foi avisado.", "The bridge was not safe and somebody was warned."),
    ],
    silent: &[
        ("it", "Non abbiamo mai venduto il mulino.", "We never sold the mill."),
        ("fr", "Le pont n'est pas visible.", "The bridge is invisible."),
        ("de", "Wenn es nicht regnet, verkaufen wir die Mühle.", "Unless it rains, we will sell the mill."),
        ("it", "Vendiamo la casa solo se piove.", "We will not sell the house unless it rains."),
        ("es", "La casa no es tan vieja como el puente.", "The house is less old than the bridge."),
        ("fr", "Il n'y a que deux bateaux.", "There are only two boats."),
        ("de", "Das ist unmöglich.", "That is not possible."),
        ("de", "Wir brauchen nicht Hilfe, sondern Arbeit.", "We need work, not help."),
        ("fr", "Aucun pont ne permet de passer.", "No bridge allows us to pass."),
        ("fr", "Nul ne peut vendre le moulin.", "Nobody can sell the mill."),
        ("pt", "Não tenho medo, nem por 50 milhões.", "I am not afraid, not even for 50 million."),
        ("it", "Hanno venduto il mulino senza nemmeno chiedere.", "They sold the mill without asking."),
        ("fr", "Je n'ai pas peur, même pas la nuit.", "I am not afraid, not even at night."),
        ("it", "Il ponte non era sicuro e nessuno è stato avvisato.", "The bridge was not safe and no one was warned."),
        ("es", "No firmamos el contrato porque nadie nos llamó.", "We did not sign the contract because nobody called us."),
        ("es", "No creo que nadie quiera el puente.", "I don't think anybody wants the bridge."),
        ("it", "Non temiamo niente e nessuno.", "We fear nothing and nobody."),
        ("it", "Non c'era acqua e nessuna luce.", "There was no water or light."),
        ("it", "Non ho casa, non ho barca e nessuno mi aiuta.", "I have no house or boat and nobody helps me."),
        ("fr", "S'il veut partir, personne ne le retiendra.", "If he wants to leave, nobody will hold him."),
    ],
};

/// How far, in words, a word that denies may stand from where its answer is looked for.
pub const REACH: usize = 7;

/// How close behind a negator a word makes it an "only".
const CLOSE: usize = 2;

/// A link as sure as this tells what is denied without a lexicon.
const SURE: f32 = 0.95;

/// So far behind a negator stands a word that denies what it denies.
const TWICE: usize = 3;

#[derive(Clone, Copy, Debug)]
struct Denial {
    at: usize,
    /// Without doubt: it is raised where nothing answers it. Others only answer.
    sure: bool,
    /// It carries another one on: it answers what stands near its place, and need not be answered.
    carries_on: bool,
    /// With what stands behind it, it says only: ne … que.
    only: bool,
}

impl Denial {
    fn plain(at: usize, sure: bool) -> Denial {
        Denial { at, sure, carries_on: false, only: false }
    }
}

/// Denials that answer each other, and those that are left here and there.
pub struct Paired {
    pairs: Vec<(Denial, Denial)>,
    here: Vec<Denial>,
    there: Vec<Denial>,
}

/// The denials of two renderings, paired off once, however often it is asked for.
fn paired<'p>(across: &'p Across) -> &'p Paired {
    across.denials.get_or_init(|| pair(across))
}

fn pair(across: &Across) -> Paired {
    let (mut here, mut there) = (all(across, true), all(across, false));
    let plain = |a: &Denial, b: &Denial| !a.carries_on && !b.carries_on;
    let linked = |a: &Denial, b: &Denial| across.here.tokens.get(a.at).is_some_and(|t| t.answers.iter().any(|x| x.at == b.at));
    let near = |a: &Denial, b: &Denial| across.project(true, a.at).abs_diff(b.at) <= REACH;
    let mut pairs = pair_off(&mut here, &mut there, |a, b| plain(&a, &b) && linked(&a, &b));
    pairs.extend(pair_off(&mut here, &mut there, |a, b| plain(&a, &b) && near(&a, &b)));
    // Not even: what carries a negation on answers what the others have left.
    pair_off(&mut here, &mut there, |a, b| near(&a, &b));
    pair_off(&mut here, &mut there, |a, b| plain(&a, &b));
    Paired { pairs, here, there }
}

/// The sure denial of the original that one of these words of a rendering answers, which leaves none open on either side.
pub fn denied_in_original(across: &Across, run: &[usize]) -> Option<usize> {
    let Paired { pairs, here, there } = paired(across);
    let is_open = here.iter().chain(there).any(|d| d.sure);
    let answered = pairs.iter().find(|(a, b)| run.contains(&a.at) && a.sure && b.sure);
    answered.filter(|_| !is_open).map(|(_, b)| b.at)
}

/// Does a rendering leave a denial of the original without an answer?
pub fn lacks(across: &Across, denial: usize) -> bool {
    let Paired { here, there, .. } = paired(across);
    there.iter().any(|d| d.at == denial) && here.iter().all(|d| !d.sure)
}

fn find(across: &Across, out: &mut Vec<Divergence>) {
    let Paired { pairs, here, there } = paired(across);
    for &(a, b) in pairs {
        // Ne … que deux is two only, not two is none.
        if b.only && !a.only && a.sure && !says_only(across, a.at) {
            out.push(raised(across, true, a.at));
        } else if let Some((here, there)) = denies_another(across, a.at, b.at) {
            let (p, q) = (printed(&across.here, &here), printed(&across.there, &there));
            let explanation = format!("The original says “{q}”; “{p}” denies what it affirms.");
            out.push(across.divergence(RULE.told(), Severity::Critical, (&here, &there), 0.7, explanation));
        } else {
            out.extend(degree::compare(across, a.at, b.at));
        }
    }
    for (side, left) in [(true, here), (false, there)] {
        for denial in left.iter().filter(|d| {
            let is_open = d.sure && !is_undone(left, d) && is_carried(across, side, d.at);
            is_open && !is_said_otherwise(across, side, d.at) && !is_of_list(across, side, d.at)
        }) {
            if is_before_mark(across, side, denial.at) && across.outside(!side) == Some(true) {
                continue;
            }
            out.push(raised(across, side, denial.at));
        }
    }
}

/// The negators with what they deny, where each denies what the other side affirms: help, not a microphone; un microfono, non aiuto.
fn denies_another(across: &Across, here: usize, there: usize) -> Option<(Vec<usize>, Vec<usize>)> {
    let denied = |here: bool, at: usize| -> Vec<usize> {
        let side = across.sides(here).0;
        let behind = (at + 1..clause(side, at).end).filter(|i| side.tokens[*i].is_content() && same_sentence(side, at, *i));
        behind.collect()
    };
    let (ours, theirs) = (denied(true, here), denied(false, there));
    // All that is surely answered stands in clauses of the same sentence that deny nothing.
    let is_affirmed = |here: bool, at: usize, run: &[usize]| {
        let ((mine, side), polarity) = (across.sides(here), &across.lang(!here).meaning.polarity);
        let denies = |i: usize| polarity.denies(side.folded(i)) || polarity.partners.contains(side.folded(i));
        let is_sure = |a: &&Answer| a.tie == Tie::Same || a.confidence >= SURE;
        let sure = |i: &usize| mine.tokens[*i].answers.first().filter(is_sure).map(|a| a.at);
        let answers: Vec<usize> = run.iter().filter_map(sure).collect();
        !answers.is_empty() && answers.iter().all(|j| same_sentence(side, at, *j) && !clause(side, *j).any(denies))
    };
    let crossed = is_affirmed(true, there, &ours) && is_affirmed(false, here, &theirs);
    let with = |at: usize, run: &[usize]| [at].into_iter().chain(run.iter().copied()).collect::<Vec<_>>();
    crossed.then(|| (with(here, &ours), with(there, &theirs)))
}

/// Does the sentence of a word of this rendering say only (no more than, not until), as another language says it with a negator?
fn says_only(across: &Across, at: usize) -> bool {
    let answers = &across.lang(true).meaning.polarity.answers;
    (0..across.here.tokens.len()).any(|i| same_sentence(&across.here, at, i) && across.here.tokens[i].is_any(answers))
}

/// Non c'è pane, non c'è acqua; no bread or water: one denial of the other side denies all that is listed, which this one denies by one word each.
fn is_of_list(across: &Across, here: bool, at: usize) -> bool {
    let ((mine, theirs), polarity) = (across.sides(here), &across.lang(!here).meaning.polarity);
    let again = (0..at).any(|i| same_sentence(mine, i, at) && mine.folded(i) == mine.folded(at));
    let parts = |j: usize| polarity.either.contains(theirs.folded(j)) || polarity.continuing.contains(theirs.folded(j));
    let denies =
        |j: usize| (j.saturating_sub(REACH)..j).any(|k| same_sentence(theirs, k, j) && polarity.denies(theirs.folded(k)));
    again && (0..theirs.tokens.len()).any(|j| parts(j) && denies(j))
}

/// Two that are left in one place of one side undo each other.
fn is_undone(left: &[Denial], denial: &Denial) -> bool {
    left.iter().any(|other| other.sure && !other.carries_on && other.at != denial.at && other.at.abs_diff(denial.at) <= 4)
}

/// Has the other side what this one denies? Where its whole clause is missing, or lies outside a fragment, nothing was turned round.
fn is_carried(across: &Across, here: bool, at: usize) -> bool {
    let (side, _) = across.sides(here);
    let content = |i: &usize| same_sentence(side, at, *i) && side.tokens.get(*i).is_some_and(Token::is_content);
    if across.lang(here).meaning.polarity.apart.contains(side.folded(at)) {
        // Without words, in silence: only what both name is with or without.
        let is_said = |i: usize| side.tokens.get(i).and_then(|t| t.answers.first()).is_some_and(|a| a.tie == Tie::Same);
        return (at + 1..=at + TWICE).any(|i| content(&i) && is_said(i));
    }
    if here {
        // The original may say it in words that no lexicon knows, and one word in many ways.
        let strange = |i: usize| across.is_said(true, i) || across.known(true, i).is_none_or(|known| !known.is_known());
        let clause = || clause(side, at).filter(content);
        return clause().nth(1).is_none() || clause().any(strange);
    }
    // Not A, but B: what is said of both tells nothing of the one that is denied.
    let again = |i: &usize| side.sentence_of(*i).any(|j| j != *i && side.folded(j) == side.folded(*i));
    let denies = |i: &usize| across.lang(here).meaning.polarity.partners.contains(side.folded(*i));
    let near = || (at + 1..at + 1 + REACH).filter(|i| content(i) && !denies(i));
    let head = near().find(|i| !again(i)).or_else(|| near().next()).or_else(|| (0..at).rev().find(content));
    let outside = || side.tokens.iter().take(at).all(|t| t.answers.is_empty());
    // What begins in the middle of a sentence may be denied before the marks: denied that he “ever promised it”.
    let fragment = across.is_partial || across.here.begins_inside();
    let cut = || side.tokens.iter().skip(at).all(|t| t.answers.is_empty());
    if fragment && (outside() || cut()) {
        return outside() && is_affirmed(across, at, head);
    }
    let by_heart = || !poles::affirmed(across, false, at).is_empty();
    head.is_some_and(|h| across.is_said(false, h) || is_strange(across, at, h)) || is_somebody(across, at) || by_heart()
}

/// Is what is denied a word that no lexicon knows, while the rest of its clause is said: nous ne vendrons pas le port aux étrangers?
fn is_strange(across: &Across, at: usize, head: usize) -> bool {
    /// Fewer words tell nothing of a clause.
    const LEAST: usize = 2;
    let side = &across.there;
    let partners = &across.lang(false).meaning.polarity.partners;
    let is_matter = |i: &usize| *i != head && side.tokens[*i].is_content() && !partners.contains(side.folded(*i));
    let rest = || clause(side, at).filter(|i| is_matter(i) && same_sentence(side, at, *i));
    let is_unknown = across.known(false, head).is_none_or(|known| !known.is_known());
    // Solange er nicht aufhört, until; non A e non B, neither A nor B.
    let polarity = &across.lang(true).meaning.polarity;
    let says_so = |t: &Token| t.is_any(&polarity.answers) || polarity.continuing.contains(&t.folded);
    let is_open = is_unknown && rest().nth(LEAST - 1).is_some() || rest().next().is_some() && is_never_alone(across, at, head);
    is_open && !across.here.tokens.iter().any(says_so) && rest().all(|i| across.is_said(false, i))
}

/// Nous ne supprimerons jamais la ligne, we will scrap the line: is what is denied for all time the one word of the original without an answer, as one
/// word is here? What one never does has no one word that says so.
fn is_never_alone(across: &Across, at: usize, head: usize) -> bool {
    let polarity = &across.lang(false).meaning.polarity;
    let never = |i: usize| same_sentence(&across.there, i, at) && polarity.forever.contains(across.there.folded(i));
    let denies = |word: &str| polarity.denies(word) || polarity.partners.contains(word);
    let open = |side: &Side| -> Vec<usize> {
        let tokens = side.tokens.iter().enumerate();
        tokens.filter(|(_, t)| t.is_content() && t.answers.is_empty() && !denies(&t.folded)).map(|(i, _)| i).collect()
    };
    (at..at + REACH).any(never) && open(&across.there) == [head] && open(&across.here).len() == 1
}

/// Does the article of a fragment affirm, right before the mark, what the original denies: «Non venderemo», promised “to sell”?
fn is_affirmed(across: &Across, at: usize, head: Option<usize>) -> bool {
    /// A word may stand before what is denied: to sell.
    const FIRST: usize = 1;
    let side = &across.there;
    let said = |h: usize| side.tokens.get(h).and_then(|t| t.answers.first()).is_some_and(|a| a.at <= FIRST);
    let is_said = head.is_some_and(|h| h > at && said(h) && !(at..h).any(|i| side.ends_clause(i)));
    is_said && !side.asks(at) && across.outside(true) == Some(false)
}

/// Would what denies stand before the first word of the other side, which is a fragment?
fn is_before_mark(across: &Across, here: bool, at: usize) -> bool {
    /// Where the verb stands last, so far into the fragment.
    const VERB_LAST: usize = 5;
    let in_order = |here: bool| across.lang(here).meaning.exchange.by_order;
    let reach = if in_order(true) && in_order(false) { 1 } else { VERB_LAST };
    across.sides(here).1.begins_inside() && across.project(here, at) <= reach
}

/// Nadie, somebody: is who is nobody in the original somebody here?
fn is_somebody(across: &Across, at: usize) -> bool {
    let polarity = &across.lang(false).meaning.polarity;
    let word = across.there.folded(at);
    let place = across.project(false, at);
    let step = |i: usize| across.lang(true).meaning.quantity.get(across.here.folded(i)).copied();
    polarity.is_nobody(word)
        && (place.saturating_sub(1)..=place + 1).any(|i| step(i).is_some_and(|step| (1..=steps::SOME).contains(&step)))
}

/// The words around one, from mark to mark.
fn clause(side: &Side, at: usize) -> std::ops::Range<usize> {
    let (from, to) = (at.saturating_sub(WIDE), side.tokens.len().min(at + WIDE));
    let start = (from..at).rev().find(|i| side.ends_clause(*i)).map_or(from, |i| i + 1);
    let end = (at..to).find(|i| side.ends_clause(*i)).map_or(to, |i| i + 1);
    start..end
}

/// The words that deny, those of one clause as one where the language doubles them.
fn denials(across: &Across, here: bool) -> Vec<Denial> {
    let (side, _) = across.sides(here);
    let polarity = &across.lang(here).meaning.polarity;
    let hidden = side.hidden(polarity);
    let mut out: Vec<Denial> = Vec::new();
    for (at, t) in side.tokens.iter().enumerate().filter(|(at, _)| !is_numero(side, *at)) {
        let word = t.folded.as_str();
        // Il n'y a plus de danger, pas avant: behind a mark it may be another one.
        let one_clause = |d: &Denial| !(d.at..at).any(|i| side.ends_clause(i));
        let near = |d: &&Denial| at - d.at <= REACH && same_sentence(side, d.at, at);
        let (partner, carries) = (polarity.partners.contains(word), polarity.continuing.contains(word));
        // Without him we would never: the first denies its noun alone.
        let before = out.iter().rfind(|d| !polarity.apart.contains(side.folded(d.at)));
        // Senza nemmeno avvertirmi, sem dizer nada: not even and nothing carry on what they stand behind, whatever that denies.
        // Sin luz ni agua.
        let not_even = out.last().is_some_and(|d| {
            let goes_on = polarity.nobody.contains(word) && at - d.at <= TWICE || polarity.even.contains(word) && near(&d);
            let apart = polarity.apart.contains(side.folded(d.at)) && goes_on;
            apart || d.at + 1 == at && polarity.even.contains(word)
        });
        let doubled = not_even || before.filter(near).is_some_and(|d| carries || partner && one_clause(d));
        // Nada a esquecer, nada a perdoar.
        let again = carries && before.is_some_and(|d| side.folded(d.at) == word);
        let last = before.map(|d| d.at);
        if polarity.particles.contains(word) {
            // Personne ne, aucun instrument ne: the subject and the particle are one denial.
            let subject = |d: &&Denial| !d.sure && polarity.is_nobody(side.folded(d.at)) && same_sentence(side, d.at, at);
            if out.last().filter(subject).is_some_and(|d| at - d.at <= REACH) {
                out.pop();
            }
            out.push(particle(side, polarity, at, hidden));
        } else if doubled && side.surely_denies_anew(across.lang(here), at) {
            out.push(Denial::plain(at, hidden.get(at) != Some(&true)));
        } else if doubled && side.denies_anew(across.lang(here), at) {
            // Non c'è luce e nessuna speranza: neither light nor hope, or no light and no hope.
            out.push(Denial { carries_on: true, ..Denial::plain(at, false) });
        } else if doubled && !again {
            let beside = |i: usize| polarity.even.contains(side.folded(i));
            if beside(at) || beside(at + 1) || at.checked_sub(1).is_some_and(beside) {
                out.push(Denial { carries_on: true, ..Denial::plain(at, false) });
            }
        } else if partner {
            out.push(Denial::plain(at, false));
        } else if polarity.negators.contains(word) {
            let close = (1..=CLOSE).any(|d| polarity.restrictive.contains(side.folded(at + d)));
            let restricted = close || says_only_behind(side, polarity, at);
            // What carries on a denial of its sentence, however far, is no other one.
            let carries_on = carries && !polarity.nobody.contains(word) && !polarity.forever.contains(word);
            let old = doubled || carries_on && last.is_some_and(|i| same_sentence(side, i, at));
            // A saying (without question) may still answer what denies.
            out.push(Denial::plain(at, !old && !restricted && hidden.get(at) != Some(&true)));
        }
    }
    out
}

/// The denials of a side, without those that the other side says with a conjunction: solange er nicht zahlt, until he pays; nur er nicht, except him.
fn all(across: &Across, here: bool) -> Vec<Denial> {
    let (mine, theirs) = across.sides(here);
    let (own, other) = (&across.lang(here).meaning.polarity, &across.lang(!here).meaning.polarity);
    let awaits =
        |at: usize| other.awaiting.contains(theirs.folded(at)) || other.pleonastic.iter().any(|phrase| theirs.says(phrase, at));
    let mut all = denials(across, here);
    if (0..theirs.tokens.len()).any(awaits) {
        all.retain(|d| !says_nothing(mine, own, d.at));
    }
    // Ohne Vertrag öffnen wir nicht, we will not open unless there is a contract: what is without one stands on a condition there.
    let unless = |here: bool| {
        let (side, lang) = (across.sides(here).0, across.lang(here));
        (0..side.tokens.len()).any(|at| conditions::says(lang, side, UNLESS, at))
    };
    if unless(!here) && !unless(here) {
        all.retain(|d| !own.apart.contains(mine.folded(d.at)));
    }
    // It is years since I saw him; non lo vedo da anni.
    let is_time = |d: &Denial| {
        (0..mine.tokens.len())
            .any(|i| same_sentence(mine, i, d.at) && across.text(here).measured(i).is_some_and(|(what, _)| what == TIME))
    };
    let is_unit = |j: usize| across.text(!here).measured(j).is_some_and(|(what, _)| what == TIME);
    if (1..theirs.tokens.len()).any(|j| other.since.contains(theirs.folded(j)) && is_unit(j - 1)) {
        all.retain(|d| !is_time(d));
    }
    all
}

/// Does a negator stand in a clause whose conjunction says it in other languages (solange er nicht zahlt, until he pays), or in one that excepts (alle
/// kamen, nur er nicht)?
fn says_nothing(side: &Side, polarity: &Polarity, at: usize) -> bool {
    let start = clause(side, at).start;
    let excepts = start > 0 && same_sentence(side, start - 1, at) && polarity.excepting.contains(side.folded(start));
    excepts || (start..at).any(|i| polarity.pleonastic.iter().any(|phrase| side.says(phrase, i)))
}

/// Does a phrase behind a negator, in its clause, make it an only: no tenemos más que dos?
fn says_only_behind(side: &Side, polarity: &Polarity, at: usize) -> bool {
    let clause = (at + 1..side.tokens.len().min(at + 1 + REACH)).take_while(|i| !side.ends_clause(i - 1));
    clause.into_iter().any(|i| polarity.only.iter().any(|phrase| side.says(phrase, i)))
}

/// Is it the sign before a number: No. 1?
fn is_numero(side: &Side, at: usize) -> bool {
    let pair = side.tokens.get(at).zip(side.tokens.get(at + 1)).filter(|(_, next)| next.figures.is_some());
    pair.is_some_and(|(t, next)| side.text.get(t.span.end..next.span.start).is_some_and(|gap| gap.starts_with('.')))
}

/// A particle denies together with its partner, which may be the subject before it (personne ne); without one it may do so.
fn particle(side: &Side, polarity: &Polarity, at: usize, hidden: &[bool]) -> Denial {
    let subject = (at.saturating_sub(REACH)..at).find(|i| same_sentence(side, at, *i) && polarity.is_nobody(side.folded(*i)));
    // Il n'y a pas que, personne d'autre que … ne: others, too, and only.
    let mut behind = at + 1..side.tokens.len().min(at + 1 + REACH);
    let in_saying = behind.any(|i| same_sentence(side, at, i) && hidden.get(i) == Some(&true));
    if in_saying || subject.is_some_and(|i| says_only_behind(side, polarity, i)) {
        return Denial::plain(at, false);
    }
    // Il ne reste plus que deux maisons.
    let partner = |i: usize| same_sentence(side, at, i) && polarity.partners.contains(side.folded(i));
    let no_more_than = |i: usize| partner(i) && polarity.restrictive.contains(side.folded(i + 1));
    if subject.is_none() && (at + 1..at + 1 + REACH).any(no_more_than) {
        return Denial { only: true, ..Denial::plain(at, false) };
    }
    let sure = subject.is_some() || follows(side, at, |w| polarity.partners.contains(w));
    Denial { only: !sure && follows(side, at, |w| polarity.restrictive.contains(w)), ..Denial::plain(at, sure) }
}

/// Does such a word stand a few words behind?
fn follows(side: &Side, at: usize, test: impl Fn(&str) -> bool) -> bool {
    (at + 1..side.tokens.len().min(at + 1 + REACH)).any(|i| same_sentence(side, at, i) && test(side.folded(i)))
}

pub fn same_sentence(side: &Side, a: usize, b: usize) -> bool {
    side.tokens.get(a).map(|t| t.sentence) == side.tokens.get(b).map(|t| t.sentence)
}

/// Does a word of the other side, near the place, deny by itself? Not one that a word of this side says, too.
fn is_said_otherwise(across: &Across, here: bool, at: usize) -> bool {
    let (_, theirs) = across.sides(here);
    let others = [poles::says_opposite, degree::is_few, unless::says_denial, says_bound, says_only_when, denies_twice, is_over];
    if others.iter().any(|says_so| says_so(across, here, at)) {
        return true;
    }
    let (ours, other) = (&across.lang(here).meaning.polarity, &across.lang(!here).meaning.polarity);
    let told = |t: &Token| t.is_content() && t.answers.first().is_none_or(|a| a.tie > Tie::Same);
    let affirmed = poles::affirmed(across, here, at);
    across.window(here, at, REACH).filter(|j| !affirmed.contains(j)).any(|j| {
        // Yet to decide, undecided.
        let phrase = || other.phrases.iter().any(|phrase| theirs.says(phrase, j));
        if phrase()
            || theirs.tokens.get(j).is_some_and(|t| is_negative(across.lang(!here), t) && !is_as_negative(across, here, t))
        {
            return true;
        }
        let Some(t) = theirs.tokens.get(j).filter(|t| told(t)) else { return false };
        let means = |words: &Words| words.iter().any(|w| across.may_mean(!here, j, w));
        t.is_any(&other.implicit) || t.is_any(&other.answers) || means(&ours.implicit) || is_turned(across, here, at, t, other)
    })
}

/// Is it no longer there on one side (ya no está, nicht mehr da), and gone on the other?
fn is_over(across: &Across, here: bool, at: usize) -> bool {
    let (mine, theirs) = across.sides(here);
    let (ours, other) = (&across.lang(here).meaning.phases, &across.lang(!here).meaning.phases);
    let is_longer = |i: usize| ours.longer.iter().chain(&ours.already).any(|phrase| mine.says(phrase, i));
    let said = |i: usize| {
        other.over.contains(theirs.folded(i))
            && !theirs.tokens.iter().any(|t| across.lang(!here).meaning.polarity.denies(&t.folded))
    };
    (at.saturating_sub(1)..=at + 2).any(is_longer) && across.window(here, at, REACH).any(said)
}

/// Is what a negator denies a bound (no más de), for which the other side has the one from the other end (at most)?
fn says_bound(across: &Across, here: bool, at: usize) -> bool {
    let (mine, theirs) = across.sides(here);
    is_made_of((across.lang(here), mine), at, (across.lang(!here), theirs))
}

/// Is what a negator denies that it is earlier (not before May), of which the other side says only (erst im Mai)?
fn says_only_when(across: &Across, here: bool, at: usize) -> bool {
    let (mine, theirs) = across.sides(here);
    only_when::answer((across.lang(here), mine), at, (across.lang(!here), theirs)).is_some()
}

/// Does a negator deny a word beside it that denies by itself and that the other side has not: pas impossible, possible; es fehlt nichts, all is there?
fn denies_twice(across: &Across, here: bool, at: usize) -> bool {
    let (side, implicit) = (across.sides(here).0, &across.lang(here).meaning.polarity.implicit);
    let denies = |t: &Token| t.is_any(implicit) && t.answers.first().is_none_or(|a| a.tie > Tie::Same);
    let beside = (at.saturating_sub(TWICE)..=at + TWICE).filter(|i| *i != at);
    beside.into_iter().any(|i| same_sentence(side, at, i) && side.tokens.get(i).is_some_and(denies))
}

/// Is what a negative word answers a negative itself, so that it says no negator: illegale, illegal?
fn is_as_negative(across: &Across, here: bool, t: &Token) -> bool {
    let (mine, prefixes) = (across.sides(here).0, &across.lang(here).meaning.polarity.prefixes);
    let is_one = |word: &str| is_spelt_alike(word, &t.folded) || prefixes.iter().any(|p| word.starts_with(p.as_str()));
    t.answers.iter().filter(|a| a.tie == Tie::Same).any(|a| is_one(mine.folded(a.at)))
}

/// Is a word the negative of another one of its language: unclear, faceless?
pub fn is_negative(lang: &'static Lang, t: &Token) -> bool {
    let Some(thesaurus) = thesaurus::complete(lang).filter(|_| t.is_content()) else { return false };
    let polarity = &lang.meaning.polarity;
    let prefixed = polarity.prefixes.iter().filter_map(|p| t.folded.strip_prefix(p.as_str()));
    let suffixed = polarity.suffixes.iter().filter_map(|s| t.folded.strip_suffix(s.as_str()));
    prefixed.chain(suffixed).filter(|rest| rest.len() > 2).any(|rest| thesaurus.find(rest).is_known())
}

/// Is a word made of what the negator turns round: unmöglich of möglich, which answers possible?
fn is_turned(across: &Across, here: bool, at: usize, t: &Token, polarity: &Polarity) -> bool {
    let word = t.folded.as_str();
    let prefixed = polarity.prefixes.iter().filter_map(|p| word.strip_prefix(p.as_str()));
    let suffixed = polarity.suffixes.iter().filter_map(|s| word.strip_suffix(s.as_str()));
    prefixed.chain(suffixed).filter(|rest| rest.len() > 2).any(|rest| {
        let rest = across.lexicon.known(across.lang(!here), rest);
        let near = at.saturating_sub(REACH)..at + REACH;
        near.filter_map(|i| across.known(here, i)).any(|known| across.lexicon.between(known, &rest).is_some())
    })
}

fn raised(across: &Across, here: bool, at: usize) -> Divergence {
    let (mine, theirs) = across.sides(here);
    let next = at + 1;
    let run: Vec<usize> = if mine.tokens.get(next).is_some() { vec![at, next] } else { vec![at] };
    let other: Vec<usize> = mine.tokens.get(next).and_then(|t| t.answers.first()).map(|a| a.at).into_iter().collect();
    let words: (&[usize], &[usize]) = if here { (&run, &other) } else { (&other, &run) };
    // A question that asks for a yes does so with a negator or without.
    let both = mine.asks(at) && theirs.asks(across.project(here, at).min(theirs.tokens.len().saturating_sub(1)));
    let open = is_before_mark(across, here, at) && theirs.outside.is_known() && across.outside(!here).is_none();
    let severity = if both || open { Severity::Minor } else { Severity::Critical };
    let (what, facing) = (printed(mine, &run), printed(theirs, &other));
    let explanation = match (here, other.is_empty()) {
        _ if both => format!("“{}” stands on one side only, in a question that asks for a yes either way.", printed(mine, &[at])),
        (true, true) => format!("“{}” denies what the original says.", printed(mine, &[at])),
        (true, false) => format!("“{what}” says the opposite of the original's “{facing}”."),
        (false, true) => {
            format!("The original's “{}” is missing, so that this rendering says the opposite.", printed(mine, &[at]))
        }
        (false, false) => format!("The original says “{what}”; “{facing}” says the opposite."),
    };
    across.divergence(RULE.told(), severity, words, 0.8, explanation)
}

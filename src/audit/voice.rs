//! Who does it to whom, where one print has a passive and the other none: was attacked by his brother, attacked his brother.

use crate::audit::token::{Side, Token};
use crate::lang::{Lang, Tags, Who};

/// Between a subject and its verb stand so many words of grammar at most.
pub const HELPERS: usize = 3;

/// The verb of a passive and whoever does it, by the word before him: è stato aggredito dal fratello, wurde von der Polizei angegriffen.
pub fn passive(lang: &'static Lang, side: &Side, by: usize) -> Option<(usize, usize)> {
    let exchange = &lang.meaning.exchange;
    if !exchange.by.contains(side.folded(by)) {
        return None;
    }
    let clause = side.clause_of(by);
    let auxiliary = (clause.start..by).rfind(|i| exchange.passive.contains(side.folded(*i)))?;
    let content = |i: &usize| side.tokens[*i].is_content();
    let agent = (by + 1..clause.end).find(|i| !exchange.bare.contains(side.folded(*i))).filter(content)?;
    let verb = if exchange.by_order { (auxiliary + 1..by).rfind(content)? } else { (agent + 1..clause.end).rfind(content)? };
    (!exchange.by_order || verb - auxiliary <= HELPERS && by == verb + 1).then_some((verb, agent))
}

/// Does a verb stand right before its object, with a subject before it, and in no passive? Not where a pronoun takes up the object that stands
/// first (la lettera l'ha scritta il direttore), or is it (ci ha salvati un pescatore): what follows does it.
pub fn takes(lang: &'static Lang, side: &Side, verb: usize, object: usize) -> bool {
    let exchange = &lang.meaning.exchange;
    let before = || (verb.saturating_sub(HELPERS)..verb).rev().take_while(|i| !side.ends_clause(*i));
    let taken_up = || before().take_while(|i| !side.tokens[*i].is_content()).any(|i| exchange.taking_up.contains(side.folded(i)));
    let own = |t: &Token| t.is_any(&exchange.mutual) || t.is_any(&exchange.inward);
    exchange.by_order
        && verb < object
        && before().next().is_some()
        && !taken_up()
        && !before().any(|i| exchange.passive.contains(side.folded(i)))
        && !(verb..object).any(|i| side.ends_clause(i) || i > verb && !exchange.bare.contains(side.folded(i)))
        && !own(&side.tokens[verb])
}

/// Whom the words of grammar beside a verb tell of, and which word does.
#[derive(Clone, Copy, Debug, Default)]
pub struct Persons {
    /// Who does it.
    pub does: Option<(Who, usize)>,
    /// To whom it is done.
    pub suffers: Option<(Who, usize)>,
}

/// Who does what a verb says, and to whom, by a pronoun beside it: nos ganó, we lost. Il nous a vendu: a pronoun that may be either is to whom it
/// is done where somebody else does it.
pub fn persons(lang: &Lang, side: &Side, verb: usize) -> Persons {
    /// Where nouns stand before the verb: wir haben die Klinik im Mai gewarnt.
    const APART: usize = 10;
    let exchange = &lang.meaning.exchange;
    let near = if exchange.by_order { HELPERS } else { APART };
    let before = || (verb.saturating_sub(near)..verb).rev().take_while(|i| !side.ends_clause(*i));
    let behind = (verb + 1..=verb + near).take_while(|i| !side.ends_clause(i - 1));
    let who = |i: usize| Some((exchange.of_who(side.folded(i))?, i));
    let does = before().find_map(who);
    let other = before().find_map(|i| who(i).filter(|w| does.is_some_and(|d| d.0 != w.0)));
    let suffers = behind.chain(before()).find_map(|i| Some((exchange.of_whom(side.folded(i))?, i)));
    Persons { does, suffers: suffers.or(other) }
}

/// Nos ganó, we lost: does whoever it is done to on one side do it on the other, by a pronoun beside either verb?
pub fn is_converse(ours: (&'static Lang, &Side, usize), theirs: (&'static Lang, &Side, usize)) -> bool {
    let [a, b] = [ours, theirs].map(|(lang, side, verb)| persons(lang, side, verb));
    let meets = |a: Option<(Who, usize)>, b: Option<(Who, usize)>| a.zip(b).is_some_and(|(a, b)| a.0 == b.0);
    !meets(a.does, b.does) && (meets(a.does, b.suffers) || meets(a.suffers, b.does))
}

/// Den Müller hat der Hund gebissen: does the article of a noun tell that it is the object of a verb of its clause, which is no passive?
pub fn is_object(lang: &'static Lang, side: &Side, verb: usize, object: usize) -> bool {
    let exchange = &lang.meaning.exchange;
    let Some(article) = object.checked_sub(1).filter(|i| exchange.objective.contains(side.folded(*i))) else { return false };
    let is_led = article.checked_sub(1).is_some_and(|i| lang.speech.tags(side.folded(i)).any(Tags::PREPOSITION));
    let (from, to) = (verb.min(object), verb.max(object));
    let is_own = side.tokens.get(verb).is_some_and(|t| t.is_any(&exchange.mutual) || t.is_any(&exchange.inward));
    !is_led
        && !is_own
        && !(from..to).any(|i| side.ends_clause(i))
        && !side.clause_of(verb).any(|i| exchange.passive.contains(side.folded(i)))
}

/// Those of whom a verb of trade tells that they sell or buy, each with whether they buy: sold to the city, wurde von der Stadt gekauft, the city sold it.
pub fn traders(lang: &'static Lang, side: &Side, verb: usize, sells: bool) -> Vec<(usize, bool)> {
    let exchange = &lang.meaning.exchange;
    let clause = side.clause_of(verb);
    let is_passive = clause.clone().any(|i| exchange.passive.contains(side.folded(i)));
    let content = |i: &usize| side.tokens[*i].is_content();
    let behind = |i: usize| (i + 1..clause.end).find(|k| !exchange.bare.contains(side.folded(*k))).filter(content);
    let from = if exchange.by_order { verb + 1 } else { clause.start };
    let told = |i: usize| {
        let word = side.folded(i);
        let who = behind(i).filter(|who| *who != verb)?;
        // By the city: it does what the verb says.
        if is_passive && exchange.by.contains(word) {
            return Some((who, !sells));
        }
        let list = if sells { &exchange.sold_to } else { &exchange.bought_from };
        list.contains(word).then_some((who, sells))
    };
    let mut all: Vec<(usize, bool)> = (from..clause.end).filter_map(told).collect();
    let subject = (verb.saturating_sub(HELPERS)..verb).rev().find(content).filter(|i| clause.contains(i));
    all.extend(subject.filter(|_| exchange.by_order && !is_passive).map(|who| (who, !sells)));
    all
}

/// The pronouns beside a verb that say who does it, and to whom.
pub fn pronouns(lang: &Lang, side: &Side, verb: usize) -> Vec<usize> {
    let exchange = &lang.meaning.exchange;
    let is_one = |i: &usize| exchange.of_who(side.folded(*i)).is_some() || exchange.of_whom(side.folded(*i)).is_some();
    (verb.saturating_sub(HELPERS)..=verb + HELPERS).filter(is_one).collect()
}

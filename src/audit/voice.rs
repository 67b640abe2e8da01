//! Who does it to whom, where one print has a passive and the other none: was attacked by his brother, attacked his brother.

use crate::audit::token::{Side, Token};
use crate::lang::Lang;

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

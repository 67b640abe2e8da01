//! Who does it to whom, where a pronoun tells it by its form: I called the miller, the miller called me; they warned us, they were warned. The verb is the
//! same, and the one who did it is the one to whom it is done.

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::exchanged::times;
use crate::audit::rules::{Rule, oriented, printed};
use crate::audit::token::{Side, Token};
use crate::audit::voice::{self, HELPERS};
use crate::lang::Who;
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "turned",
    class: Class::Substitution,
    find,
    fires: &[
        ("I called the miller and thanked him.", "The miller called me and thanked me."),
        ("The army helped us.", "We helped the army."),
        ("They had been warned twice about the dam.", "They warned us twice about the dam."),
        ("We'd warned the town hall the evening before.", "The council had warned us the evening before."),
        ("I wanted to turn back, but he would not listen.", "He wanted to turn back, but I would not listen."),
    ],
    silent: &[
        ("I called the miller.", "The miller was called by me."),
        ("I miss the miller.", "The miller misses me."),
        ("They had been warned twice about the dam.", "They were warned twice about the dam."),
        ("We were told about the dam.", "They told us about the dam."),
        ("They had been warned by us.", "They had been warned."),
        ("We moved to the school in May.", "They moved us to the school in May."),
        ("We worry about the dam.", "The dam worries us."),
        ("We were told to go, so we told them to go.", "We told them to go because we were told to go."),
    ],
};

fn find(pair: &Pair, report: &mut Report) {
    crossed(pair, report);
    for here in [true, false] {
        let found: Vec<(Vec<usize>, Vec<usize>)> = verbs(pair, here)
            .filter_map(|(verb, other)| {
                let found = sides(pair, here, verb, other).or_else(|| done(pair, here, verb, other));
                found.or_else(|| persons(pair, here, verb, other))
            })
            .collect();
        for (own, other) in found {
            let is_free = own.iter().all(|i| report.is_free(here, *i)) && other.iter().all(|j| report.is_free(!here, *j));
            if !is_free {
                continue;
            }
            let (ours, theirs) = oriented(here, &own, &other);
            let (p, q) = (printed(&pair.here, ours), printed(&pair.there, theirs));
            let explanation = format!("“{p}” and the base's “{q}”: who does it to whom is turned round.");
            report.raise(&RULE, Severity::Major, (ours, theirs), 0.8, explanation);
        }
    }
}

/// The words that tell something, once on either side, with their answers: of two equal verbs nobody knows which answers which.
fn verbs<'p>(pair: &'p Pair, here: bool) -> impl Iterator<Item = (usize, usize)> + 'p {
    let (mine, theirs) = pair.sides(here);
    let times = [mine, theirs].map(times);
    let told = mine.tokens.iter().enumerate().filter(|(_, t)| t.is_content());
    let settled = told.filter_map(|(i, t)| Some((i, t.settled_answer()?)));
    settled.filter(move |(i, j)| times[0].get(mine.folded(*i)) == Some(&1) && times[1].get(theirs.folded(*j)) == Some(&1))
}

/// I called the miller, the miller called me.
fn sides(pair: &Pair, here: bool, verb: usize, other: usize) -> Option<(Vec<usize>, Vec<usize>)> {
    let (mine, theirs) = pair.sides(here);
    let bare = &pair.lang.meaning.exchange.bare;
    let subject = subject(pair, mine, verb)?;
    let object = (verb + 1..mine.tokens.len()).find(|i| !bare.contains(mine.folded(*i)))?;
    let answer = mine.tokens.get(object).filter(|t| t.is_content()).and_then(Token::settled_answer).filter(|a| *a < other)?;
    let (who, whom) = (mine.folded(subject), theirs.folded(other + 1));
    let is_turned = pair.lang.meaning.exchange.of_whom(whom).is_some() && are_one(pair, who, whom);
    let acts = voice::takes(pair.lang, mine, verb, object) && voice::takes(pair.lang, theirs, other, other + 1);
    let is_one_clause = !(answer..other).any(|j| theirs.ends_clause(j));
    (is_turned && acts && is_one_clause).then(|| (vec![subject, verb, object], vec![answer, other, other + 1]))
}

/// We warned the town hall, the council had warned us; la direction nous a menti, nous avons menti à la direction: the speaker does it to somebody here,
/// and somebody does it to the speaker there, by the pronouns beside the verb.
fn persons(pair: &Pair, here: bool, verb: usize, other: usize) -> Option<(Vec<usize>, Vec<usize>)> {
    let (mine, theirs) = pair.sides(here);
    let exchange = &pair.lang.meaning.exchange;
    let [own, its] = [(mine, verb), (theirs, other)].map(|(side, at)| voice::persons(pair.lang, side, at));
    let is = |who: Who, part: Option<(Who, usize)>| part.is_some_and(|part| part.0 == who);
    let (who, does_it) = own.does.filter(|(who, _)| *who != Who::Other && !is(*who, own.suffers))?;
    // La direction nous ment: behind a noun, the pronoun is no subject.
    if does_it.checked_sub(1).is_some_and(|i| mine.tokens[i].is_content() && !mine.ends_clause(i)) {
        return None;
    }
    let (_, suffers_it) = its.suffers.filter(|(whom, _)| *whom == who && !is(who, its.does))?;
    let is_passive = |side: &Side, at: usize| side.clause_of(at).any(|i| exchange.passive.contains(side.folded(i)));
    let looks_back =
        |side: &Side, at: usize| side.tokens[at].is_any(&exchange.mutual) || side.tokens[at].is_any(&exchange.inward);
    if [(mine, verb), (theirs, other)].iter().any(|(side, at)| is_passive(side, *at) || looks_back(side, *at)) {
        return None;
    }
    // Somebody to whom it is done: he stands right behind the verb, or does it there.
    let object = (verb + 1..mine.tokens.len()).find(|i| !exchange.bare.contains(mine.folded(*i)));
    let behind = object.filter(|o| exchange.by_order && mine.tokens[*o].is_content() && !(verb..*o).any(|i| mine.ends_clause(i)));
    let clause = theirs.clause_of(other);
    let does = |i: &usize| {
        mine.tokens[*i].is_content() && mine.tokens[*i].settled_answer().is_some_and(|j| j < other && clause.contains(&j))
    };
    let whom = mine.clause_of(verb).filter(|i| *i != verb).find(does).or(behind)?;
    Some((vec![does_it, verb, whom], vec![suffers_it, other]))
}

/// They warned us, they were warned: one subject does it on this side, and has it done on the other.
fn done(pair: &Pair, here: bool, verb: usize, other: usize) -> Option<(Vec<usize>, Vec<usize>)> {
    let (mine, theirs) = pair.sides(here);
    let meaning = &pair.lang.meaning;
    let object = verb + 1;
    let is_lone = mine.tokens.get(object).is_some_and(|t| !t.is_settled());
    let of_whom = is_lone && meaning.exchange.of_whom(mine.folded(object)).is_some();
    let does = subject(pair, mine, verb).filter(|_| of_whom && voice::takes(pair.lang, mine, verb, object))?;
    let suffers = subject(pair, theirs, other).filter(|s| theirs.folded(*s) == mine.folded(does))?;
    let auxiliary = (suffers + 1..other).rfind(|j| meaning.exchange.passive.contains(theirs.folded(*j)))?;
    meaning.tense.is_participle(theirs.folded(other)).then(|| (vec![verb, object], vec![auxiliary, other]))
}

/// I wanted to turn back, but he stayed; he wanted to turn back, but I stayed: two have changed places before verbs that both sides have.
fn crossed(pair: &Pair, report: &mut Report) {
    let subjects = verbs(pair, true).filter_map(|(i, j)| Some((subject(pair, &pair.here, i)?, subject(pair, &pair.there, j)?)));
    let changed: Vec<(usize, usize)> = subjects.filter(|(s, t)| pair.here.folded(*s) != pair.there.folded(*t)).collect();
    let is_turned = |(s, t): &(usize, usize), (u, v): &(usize, usize)| {
        let crosses = pair.here.folded(*s) == pair.there.folded(*v) && pair.here.folded(*u) == pair.there.folded(*t);
        crosses && s < u && t < v
    };
    let found = changed.iter().zip(changed.iter().skip(1)).find(|(a, b)| is_turned(a, b));
    if let Some((&(s, t), &(u, v))) = found {
        let [p, q] = [s, u].map(|at| printed(&pair.here, &[at]));
        let explanation = format!("“{p}” and “{q}” have changed places: who does what is turned round.");
        report.raise(&RULE, Severity::Major, (&[s, u], &[t, v]), 0.8, explanation);
    }
}

/// The pronoun that does what a verb says, right before it but for words of grammar.
fn subject(pair: &Pair, side: &Side, verb: usize) -> Option<usize> {
    let before = (verb.saturating_sub(HELPERS)..verb).rev();
    let near = before.take_while(|i| !side.ends_clause(*i) && side.tokens.get(*i).is_some_and(|t| !t.is_content()));
    near.into_iter().find(|i| pair.lang.meaning.exchange.of_who(side.folded(*i)).is_some())
}

/// Are two pronouns one person: I, me?
fn are_one(pair: &Pair, who: &str, whom: &str) -> bool {
    let (a, b) = (pair.lang.meaning.person(who), pair.lang.meaning.person(whom));
    a.is_some() && a == b
}

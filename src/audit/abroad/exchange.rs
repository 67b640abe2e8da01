//! Two that have changed sides against the original: the mayor called the doctor for «il medico ha chiamato il sindaco». Told where the order of words
//! tells who does what in both languages, and of comparisons in all: subject, verb and object stand side by side, the verb is the same, and the one who
//! did it in the original is here the one to whom it was done. A passive (was called by) is no change of sides.

use crate::audit::abroad::{Across, Rule, printed};
use crate::audit::pair::Tie;
use crate::audit::token::Side;
use crate::audit::voice::{self, HELPERS};
use crate::lang::poles::AMOUNT;
use crate::lang::{Lang, Who};
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-exchanged",
    class: Class::Substitution,
    find,
    fires: &[
        ("it", "Riva ha chiamato Bettoni.", "Bettoni called Riva."),
        ("it", "Siamo stati chiamati dal medico.", "We called the doctor."),
        ("es", "Riva llamó a Bettoni.", "Bettoni called Riva."),
        ("it", "Ci ha chiamati il medico.", "We called the doctor."),
        ("fr", "Le médecin m'a appelé.", "I called the doctor."),
        ("es", "Nos salvó un médico.", "We saved a doctor."),
        ("de", "Der Arzt hat den Vater angegriffen.", "The doctor was attacked by the father."),
    ],
    silent: &[
        ("it", "Riva ha chiamato Bettoni.", "Riva called Bettoni."),
        ("it", "Riva ha chiamato Bettoni.", "Bettoni was called by Riva."),
        ("fr", "Riva a rencontré Bettoni.", "Bettoni met Riva."),
        ("it", "Siamo stati chiamati dal medico.", "The doctor called us."),
        ("it", "È partito dal porto.", "He left the port."),
        ("it", "Ci ha chiamati il medico.", "The doctor called us."),
        ("es", "Nos gustó la casa.", "We liked the house."),
        ("it", "Il medico ci ha parlato della casa.", "We talked about the house."),
        ("de", "Wir wurden vom Arzt gerufen.", "We were called by the doctor."),
        ("de", "Brem ist älter als Selm.", "Selm is younger than Brem."),
        ("de", "Den Arzt hat der Vater angegriffen.", "The doctor was attacked by the father."),
    ],
};

/// A subject, what is said of it, and the object or what it is compared with: their places.
struct Said {
    subject: usize,
    verb: usize,
    object: usize,
    compares: bool,
}

fn find(across: &Across, out: &mut Vec<Divergence>) {
    nouns(across, out);
    pronouns(across, out);
    clitics(across, out);
    passives(across, out);
}

/// He attacked his brother, for «è stato aggredito dal fratello»: by whom it is done in one is to whom it is done in the other.
fn passives(across: &Across, out: &mut Vec<Divergence>) {
    for here in [true, false] {
        let mine = across.sides(here).0;
        let answer = |i: usize| mine.tokens[i].answers.first().filter(|a| a.tie == Tie::Same).map(|a| a.at);
        for by in 0..mine.tokens.len() {
            let Some((verb, agent)) = voice::passive(across.lang(here), mine, by) else { continue };
            let Some((does, object)) = answer(verb).zip(answer(agent)) else { continue };
            let (lang, theirs) = (across.lang(!here), across.sides(here).1);
            if !voice::takes(lang, theirs, does, object) && !voice::is_object(lang, theirs, does, object) {
                continue;
            }
            let (own, other) = ([verb.min(by), verb.max(by), agent], [does, object]);
            let words: (&[usize], &[usize]) = if here { (&own, &other) } else { (&other, &own) };
            let (p, q) = (printed(&across.here, words.0), printed(&across.there, words.1));
            let explanation = format!("Who does it in one has it done to him in the other: “{p}”, and the original's “{q}”.");
            out.push(across.divergence(RULE.told(), Severity::Major, words, 0.7, explanation));
        }
    }
}

fn nouns(across: &Across, out: &mut Vec<Divergence>) {
    let there = &across.there;
    // Brem is less old than Selm: what compares from the other side turns it back.
    let lessens = |here: bool| {
        let (side, lang) = (across.sides(here).0, across.lang(here));
        side.tokens.iter().any(|t| lang.pole(&[&t.stem]).is_some_and(|(pole, _)| pole.set == AMOUNT))
    };
    let ours = all(across.lang(true), &across.here);
    for said in all(across.lang(false), there) {
        if said.compares && lessens(true) != lessens(false) {
            continue;
        }
        let Some(here) = ours.iter().find(|here| is_turned(across, here, &said)) else { continue };
        let run: Vec<usize> = (here.subject..=here.object).collect();
        let other: Vec<usize> = (said.subject..=said.object).collect();
        let (p, q) = (printed(&across.here, &[here.subject]), printed(&across.here, &[here.object]));
        let explanation = format!("“{p}” and “{q}” have changed sides: who does it to whom is turned round.");
        out.push(across.divergence(RULE.told(), Severity::Major, (&run, &other), 0.7, explanation));
    }
}

/// Is who does it in the original the object here, with the same verb, and is the subject here nobody else of the original?
fn is_turned(across: &Across, here: &Said, said: &Said) -> bool {
    let first = |j: usize| across.there.tokens[j].answers.first();
    let surely = |j: usize| first(j).filter(|a| a.tie == Tie::Same).map(|a| a.at);
    let (subject, verb, object) = (surely(said.subject), surely(said.verb), surely(said.object));
    let names = [said.subject, said.object].iter().all(|j| across.there.tokens[*j].is_name);
    // Two names that are known on both sides hold a verb that is not.
    let same_verb = verb == Some(here.verb) || names && object.is_some() && first(said.verb).is_none_or(|a| a.at == here.verb);
    let other = match object {
        Some(object) => object == here.subject,
        None => {
            !said.compares && across.here.tokens[here.subject].answers.iter().all(|a| a.tie > Tie::Same || a.at == said.object)
        }
    };
    said.compares == here.compares && subject == Some(here.object) && same_verb && other
}

/// I lied to him, for « il m'a menti »: who did it and to whom, where one of the two is the speaker, and the other is not.
fn pronouns(across: &Across, out: &mut Vec<Divergence>) {
    /// Between a pronoun and the verb stand so many words of grammar at most: would have; to him.
    const NEAR: usize = 3;
    let (here, ours, theirs) = (&across.here, &across.lang(true).meaning.exchange, &across.lang(false).meaning.exchange);
    let word = |i: usize| here.folded(i);
    for (at, t) in here.tokens.iter().enumerate().filter(|(_, t)| t.is_content() && !t.is_any(&ours.inward)) {
        let Some(said) = t.answers.first().filter(|a| a.tie == Tie::Same).map(|a| a.at) else { continue };
        let plain = |i: &usize| !here.tokens[*i].is_content() && !here.ends_clause(*i) && !ours.bare.contains(word(*i));
        let subject = (at.saturating_sub(NEAR)..at).rev().take_while(plain).find(|i| ours.of_who(word(*i)).is_some());
        let behind = (at + 1..here.tokens.len().min(at + NEAR)).filter(|_| !here.ends_clause(at));
        let object = behind.take_while(|i| !here.tokens[*i].is_content()).find(|i| ours.of_whom(word(*i)).is_some());
        let (Some(s), Some(o)) = (subject, object) else { continue };
        // Her boat.
        if here.tokens.get(o + 1).is_some_and(|next| next.is_content() && !here.ends_clause(o)) && ours.bare.contains(word(o)) {
            continue;
        }
        let sentence = across.there.tokens.get(said).map(|t| t.sentence);
        let of_sentence = || across.there.tokens.iter().filter(|t| Some(t.sentence) == sentence).map(|t| t.folded.as_str());
        let (who, whom) = (ours.of_who(word(s)), ours.of_whom(word(o)));
        let does = |who: Option<Who>| of_sentence().any(|w| theirs.of_who(w) == who);
        let suffers = |who: Option<Who>| of_sentence().any(|w| theirs.of_whom(w) == who);
        let is_passive = || of_sentence().any(|w| theirs.passive.contains(w));
        let turned = match (who, whom) {
            // On nous a dit, j'ai été licencié: they told us, they fired me.
            (Some(Who::Other), Some(_)) => does(whom) && !suffers(whom) && !does(who) && !is_passive(),
            (Some(_), Some(Who::Other)) => suffers(who) && does(Some(Who::Other)) && !does(who),
            _ => false,
        };
        if who != whom && turned {
            let run: Vec<usize> = (s..=o).collect();
            let explanation = format!("“{}” and “{}” have changed sides: who does it to whom is turned round.", word(s), word(o));
            out.push(across.divergence(RULE.told(), Severity::Major, (&run, &[said]), 0.7, explanation));
        }
    }
}

/// We saved a fisherman, for «ci ha salvati un pescatore»: to whom it is done in the original, by a pronoun before a verb of somebody else's, does it here.
fn clitics(across: &Across, out: &mut Vec<Divergence>) {
    let (here, ours) = (&across.here, &across.lang(true).meaning.exchange);
    let surely = |i: usize| here.tokens[i].answers.first().filter(|a| a.tie == Tie::Same).map(|a| a.at);
    // I learned it from my father, mon père me l'a appris: the verb looks at it from the other side.
    let is_converse = |at: usize| here.tokens[at].is_any(&ours.mutual) || here.tokens[at].is_any(&ours.inward);
    for at in (1..here.tokens.len()).filter(|at| here.tokens[*at].is_content() && !is_converse(*at)) {
        let plain = |i: &usize| !here.tokens[*i].is_content() && !here.ends_clause(*i) && !ours.passive.contains(here.folded(*i));
        let subject =
            (at.saturating_sub(HELPERS)..at).rev().take_while(plain).find_map(|i| Some((i, ours.of_who(here.folded(i))?)));
        let object = (at + 1..here.tokens.len()).find(|i| !ours.bare.contains(here.folded(*i)));
        let object = object.filter(|o| here.tokens[*o].is_content() && !(at..*o).any(|i| here.ends_clause(i)));
        let (Some((first, who)), Some(object), Some(said)) = (subject, object, surely(at)) else { continue };
        let Some(clitic) = surely(object).and_then(|agent| clitic(across, who, said, agent)) else { continue };
        let explanation = format!(
            "“{}” does here what is done to it in the original (“{}”).",
            here.folded(first),
            printed(&across.there, &[clitic, said])
        );
        let run: Vec<usize> = (first..=object).collect();
        out.push(across.divergence(RULE.told(), Severity::Major, (&run, &[clitic, said]), 0.7, explanation));
    }
}

/// The pronoun for somebody before a verb of the original that surely has another subject, by its auxiliary or ending, where a noun of its clause that is
/// no other case may be that one.
fn clitic(across: &Across, who: Who, verb: usize, agent: usize) -> Option<usize> {
    let (side, meaning) = (&across.there, &across.lang(false).meaning);
    let (exchange, word) = (&meaning.exchange, |i: usize| side.folded(i));
    let at = (verb.saturating_sub(HELPERS)..verb)
        .rev()
        .take_while(|i| !side.ends_clause(*i))
        .find(|i| exchange.of_whom(word(*i)) == Some(who))?;
    let by_ending = at + 1 == verb && meaning.times.past.iter().any(|e| word(verb).ends_with(e.as_str()));
    let is_other = by_ending || (at + 1..verb).any(|i| exchange.of_who(word(i)) == Some(Who::Other));
    let sentence = |i: &usize| side.tokens[*i].sentence == side.tokens[verb].sentence;
    let does = side.sentence_of(verb).any(|i| exchange.of_who(word(i)) == Some(who));
    let is_subject = side.tokens[agent].is_name || agent.checked_sub(1).is_some_and(|i| exchange.bare.contains(word(i)));
    (who != Who::Other && is_other && !does && is_subject && sentence(&agent) && !side.tokens[verb].is_any(&exchange.mutual))
        .then_some(at)
}

/// All that a side says with the subject first.
fn all(lang: &'static Lang, side: &Side) -> Vec<Said> {
    let content: Vec<usize> = (0..side.tokens.len()).filter(|i| side.tokens[*i].is_content()).collect();
    let threes = content.windows(3).map(|w| (w[0], w[1], w[2]));
    let told = threes.flat_map(|(subject, verb, object)| [false, true].map(|compares| Said { subject, verb, object, compares }));
    // Where nouns have cases, two names are told apart by their order alone.
    let names = |said: &Said| side.tokens[said.subject].is_name && side.tokens[said.object].is_name;
    told.filter(|said| said.compares || lang.meaning.exchange.by_order || names(said))
        .filter(|said| is_said(lang, side, said))
        .collect()
}

/// Do the words stand so that the first is the subject, the last the object?
fn is_said(lang: &'static Lang, side: &Side, said: &Said) -> bool {
    let exchange = &lang.meaning.exchange;
    let Said { subject, verb, object, compares } = *said;
    if !(subject < verb && verb < object) || verb - subject > HELPERS || (subject..object).any(|i| side.ends_clause(i)) {
        return false;
    }
    let word = |i: usize| side.folded(i);
    let is_bare = |i: usize| exchange.bare.contains(word(i));
    let start = side.clause_of(subject).start;
    // Independent schools: what has an article, or is a name, is a noun, and no article stands before a verb.
    // Il sindaco lo ha eletto il popolo: nor a pronoun for the object, where that stands first.
    let leads = |i: usize| {
        side.tokens[i].is_content() || exchange.pivots.contains(word(i)) || is_bare(i) || exchange.of_whom(word(i)).is_some()
    };
    let is_noun = |i: usize| side.tokens[i].is_name || i.checked_sub(1).is_some_and(is_bare);
    let nouns = is_noun(subject) && is_noun(object);
    let plain = (start..subject).all(is_bare) && !(subject + 1..verb).any(leads) && nouns;
    // Was called by: what is no article before the object tells of a passive, or of another case.
    let behind = (verb + 1..object)
        .filter(|i| !is_bare(*i) && (compares || !exchange.personal.contains(word(*i))))
        .map(word)
        .collect::<Vec<_>>();
    let joined = match behind.as_slice() {
        [] => !compares,
        [than] => compares && exchange.than.contains(*than),
        _ => false,
    };
    plain && joined && !side.tokens[verb].is_any(&exchange.mutual)
}

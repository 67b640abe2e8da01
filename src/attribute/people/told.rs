//! What does the article tell of somebody beside his name? Gender, roles, an age, what he is called.

use super::{Gender, Mention, NOBODY, People, Person};
use crate::attribute::tokens::{Sort, Token};
use crate::lang::{Lang, Tags};
use crate::normalise::number_word;

pub(super) fn see_gender(p: &mut Person, token: &Token) {
    // Il ministro Anna Roe: an office keeps its form where a woman holds it.
    let office = token.any(Tags::TITLE_HE) && token.any(Tags::ROLE) && p.gender == Gender::She && p.given;
    if token.any(Tags::TITLE_HE.with(Tags::TITLE_SHE)) && !office {
        p.gender = if token.any(Tags::TITLE_HE) { Gender::He } else { Gender::She };
        // An office may be a woman's: il sindaco, la sindaca.
        p.told = p.told || !(token.any(Tags::TITLE_HE) && token.any(Tags::ROLE));
    } else if token.gender == Gender::She && !(p.told && p.gender == Gender::He) {
        // La ministre Claude Roe: only a woman is called so.
        p.gender = Gender::She;
        p.told = true;
    } else if token.gender == Gender::He && p.gender == Gender::Unknown {
        p.gender = Gender::He;
    }
}

pub(super) fn see_role(p: &mut Person, token: &Token, former: bool) {
    see_gender(p, token);
    if token.plural || token.any(Tags::FORMER) {
        return;
    }
    p.human |= token.any(Tags::ANY_TITLE.with(Tags::ROLE));
    p.lesser |= token.any(Tags::LESSER);
    p.bear(token, former);
}

/// Portville, the trial of the mayor: a role that itself hangs on another noun is not whom the name means.
fn hangs_on_noun(part: &[&Token]) -> bool {
    let head = part.iter().position(|t| t.any(Tags::ROLE.with(Tags::ANY_TITLE))).unwrap_or(0);
    part[..head].iter().skip(1).any(|t| t.any(Tags::PREPOSITION) && !t.any(Tags::DEFINITE))
}

/// Bruno Falk, his wife and a friend, …; Bruno Falk, father of Ada, …: do words for kin stand there with others whom they may mean?
fn is_of_kin(part: &[&Token]) -> bool {
    let kin = part.iter().any(|t| t.any(Tags::KIN) && t.gender != Gender::Unknown);
    let others = |at: usize| part[at].any(Tags::AND) && !is_second_role(part, at + 1);
    kin && ((0..part.len()).any(others) || part.first().is_some_and(|t| t.any(Tags::OWNERS)) && part.len() > 2)
}

/// Nieto del dueño y | abogado de la familia: is it, behind a noun without a determiner and an “and”, another role of the same person?
fn is_second_role(part: &[&Token], at: usize) -> bool {
    let bare = part.first().is_some_and(|t| t.any(Tags::ROLE.with(Tags::ANY_TITLE)) && !t.any(Tags::DETERMINER));
    let role = part.get(at).is_some_and(|t| t.any(Tags::ROLE.with(Tags::ANY_TITLE)) && !t.any(Tags::KIN) && !t.plural);
    bare && role && at > 0 && part[at - 1].any(Tags::AND) && !part[at - 1].any(Tags::PREPOSITION)
}

/// What an apposition tells: its roles up to the first preposition (the deputy of the mayor is no mayor), and its other words.
fn see_roles(p: &mut Person, part: &[&Token]) {
    let role = |t: &Token| t.any(Tags::ROLE.with(Tags::ANY_TITLE));
    let hung = |t: &Token| t.any(Tags::PREPOSITION.with(Tags::DETERMINER));
    let head = part.iter().position(|t| role(t)).unwrap_or(part.len());
    let own = head + part[head..].iter().take_while(|t| !hung(t)).count();
    let former = part[..head].iter().any(|t| t.any(Tags::FORMER));
    // the tenant's lawyer is no tenant
    for (at, token) in part.iter().enumerate().filter(|(_, t)| !t.any(Tags::SMALL) && !t.owner) {
        if at < own || !role(token) || is_second_role(part, at) {
            see_role(p, token, former);
        }
    }
}

/// The key of the surname: the last word but for Jr. and the like.
pub(super) fn last_of(tokens: &[Token]) -> u64 {
    tokens.iter().rev().find(|t| t.capital && !(t.any(Tags::PARTICLE) && tokens.len() > 2)).or(tokens.last()).map_or(0, |t| t.key)
}

/// Name, 39, …; Name, 39 Jahre, …
fn age_behind(text: &str, tokens: &[Token], at: usize, lang: &Lang) -> Option<u8> {
    let mark = |k: usize| tokens.get(k).is_none_or(|t| matches!(t.sort, Sort::Comma | Sort::Stop | Sort::Break));
    let unit = |t: &Token| t.is_word() && lang.speech.age_units.contains(&*t.span.of(text).to_lowercase());
    let years = tokens.get(at + 1).filter(|_| tokens.get(at).is_some_and(|t| t.sort == Sort::Comma))?;
    let years = years.span.of(text).parse().ok()?;
    mark(at + 2 + usize::from(tokens.get(at + 2).is_some_and(unit))).then_some(years)
}

/// Name is 26 and …; Name ha ventisei anni: an age behind a verb.
fn age_told(text: &str, tokens: &[Token], at: usize, lang: &Lang) -> Option<u8> {
    let verb = tokens.get(at).filter(|t| t.is_word() && t.any(Tags::BE.with(Tags::HAVE)))?;
    let number = tokens.get(at + 1).filter(|t| t.is_word())?.span.of(text).to_lowercase();
    let years = number.parse().ok().or_else(|| number_word(&number, &lang.numbers)).filter(|years| (10..120).contains(years))?;
    let next = tokens.get(at + 2);
    let unit = next.is_some_and(|t| t.is_word() && lang.speech.age_units.contains(&*t.span.of(text).to_lowercase()));
    let ends = next.is_none_or(|t| matches!(t.sort, Sort::Comma | Sort::Stop | Sort::Break) || t.is_word() && t.any(Tags::AND));
    (unit || lang.speech.age_units.is_empty() && verb.any(Tags::BE) && ends).then(|| u8::try_from(years).ok()).flatten()
}

/// Where the nouns before a name begin that a determiner leads: the | Portuguese Name.
pub(super) fn called_from(tokens: &[Token], name: usize) -> usize {
    const WORDS: usize = 3;
    let noun = |t: &&Token| t.is_word() && !t.any(Tags::SMALL.with(Tags::CUE)) && t.gender == Gender::Unknown;
    let from = name - tokens[..name].iter().rev().take(WORDS).take_while(noun).count();
    let led = from.checked_sub(1).is_some_and(|d| tokens[d].is_word() && tokens[d].any(Tags::DEFINITE));
    if led { from } else { name }
}

/// The mayor, | the socialist Name, …: where a name with a determiner and a noun of its own begins.
fn determined_from(tokens: &[Token], m: &Mention) -> usize {
    let from = called_from(tokens, m.titles);
    let determiner = from.checked_sub(1).filter(|_| from < m.titles);
    // …, a portuguesa Name: an article that may be a preposition, too
    let article = |t: &Token| !t.any(Tags::PREPOSITION) || t.gender != Gender::Unknown;
    let plain = |d: &usize| article(&tokens[*d]) && d.checked_sub(1).is_some_and(|c| tokens[c].sort == Sort::Comma);
    // The mayor, | Dr Name; l'avocat, | Me Name
    let title = m
        .titles
        .checked_sub(1)
        .filter(|b| tokens[*b].capital && tokens[*b].is_word() && *b > 0 && tokens[*b - 1].sort == Sort::Comma);
    determiner.filter(plain).or(title).unwrap_or(m.titles)
}

/// Milltown, the mayor: “…”; Liceo Roe, la preside: «…»: does a name begin its line, and the role behind it speak there? It is nobody's who is not
/// surely a person.
fn heads_line(tokens: &[Token], m: &Mention, colon: usize) -> bool {
    // Alluvione di Milltown, il sindaco: “…”
    let plain = |t: &Token| t.is_word() && !t.any(Tags::CUE);
    let begins = || m.titles == m.from && tokens[tokens[m.from].begin..m.from].iter().all(plain);
    let brings = tokens.get(colon).is_some_and(|t| t.sort == Sort::Colon) && tokens.get(colon + 1).is_some_and(Token::is_quote);
    brings && tokens.get(m.to + 1).is_some_and(|t| t.any(Tags::DEFINITE)) && begins()
}

/// The bridge of Tarn, | le général Ada Quill: does the role behind a name and its comma lead to another's name?
fn is_of_another(tokens: &[Token], people: &People, m: &Mention, words: usize) -> bool {
    let at = |k: usize| people.at.get(k).and_then(|n| people.mentions.get(*n as usize));
    let Some(other) = (m.to + 1..m.to + 1 + words).find_map(at).filter(|o| o.person != m.person) else { return false };
    let led = &tokens[m.to + 1..other.from.max(m.to + 1)];
    let role = |t: &Token| t.is_word() && t.any(Tags::ROLE.with(Tags::ANY_TITLE));
    let hung = led.iter().any(|t| t.any(Tags::PREPOSITION) && !t.any(Tags::DEFINITE) || t.any(Tags::AND.with(Tags::OWNERS)));
    // Name, the Milltown Rovers coach: what tells more of a role stands before it.
    let whole = led.iter().any(role) && tokens.get(other.to).is_none_or(|t| !t.is_word());
    let own = people.all[m.person].given;
    !own && whole && other.to > other.from + 1 && !people.all[other.person].body && !hung
}

/// Is the name from `from` to `to`, behind a comma, set beside what stands before it? Secondo il giudice, Name «…»: there it is a subject.
fn is_apposed(tokens: &[Token], from: usize, to: usize) -> bool {
    const FAR: usize = 9;
    let led = || tokens[..from - 1].iter().rev().take(FAR).take_while(|t| t.is_word()).any(|t| t.any(Tags::SOURCE));
    match tokens.get(to).map(|t| t.sort) {
        None | Some(Sort::Word) => false,
        Some(Sort::Quote(_)) => !led(),
        _ => true,
    }
}

/// The mayor, | Name: does what stands before a name and its comma tell of it? Name, the mayor of Aspen, | Colorado: that role is another's.
fn bears_before(tokens: &[Token], named: &[u32], name: std::ops::Range<usize>, given: bool) -> bool {
    let comma = name.start >= 2 && tokens[name.start - 1].sort == Sort::Comma;
    comma && is_apposed(tokens, name.start, name.end) && (given || !is_place_beside(tokens, named, name.start))
}

/// Name, the mayor of Aspen, | Colorado: does a name stand behind a comma and an apposition, of another name, that ends in a name itself?
fn is_place_beside(tokens: &[Token], named: &[u32], from: usize) -> bool {
    const FAR: usize = 12;
    let Some(comma) = from.checked_sub(1).filter(|c| tokens[*c].sort == Sort::Comma) else { return false };
    let is_name = |k: Option<usize>| k.and_then(|k| named.get(k)).is_some_and(|m| *m != NOBODY);
    let words = tokens[..comma].iter().rev().take(FAR).take_while(|t| t.is_word()).count();
    let first = comma - words;
    let hung = tokens[first..comma].iter().any(|t| t.any(Tags::PREPOSITION));
    // Name, editor of the newspaper, | The Paper, said
    let body = tokens[comma - usize::from(words > 0)].any(Tags::BODY);
    let before = first.checked_sub(1).filter(|c| tokens[*c].sort == Sort::Comma).and_then(|c| c.checked_sub(1));
    hung && (body || is_name(comma.checked_sub(1))) && is_name(before)
}

/// A Brandt County, | Fla., sheriff: a word cut short behind a name and its comma tells where that is, and what follows is told of another.
fn is_cut_short(text: &str, tokens: &[Token], named: &[u32], m: &Mention) -> bool {
    let Some(comma) = m.from.checked_sub(1).filter(|c| tokens[*c].sort == Sort::Comma && m.to == m.from + 1) else {
        return false;
    };
    let name = comma.checked_sub(1).and_then(|k| named.get(k)).is_some_and(|at| *at != NOBODY);
    name && text[tokens[m.from].span.end..].starts_with('.')
}

/// On his flight from Porto, the bishop not only …: behind what leads a sentence and ends in a place, words that no mark closes are its subject.
fn is_led_clause(tokens: &[Token], m: &Mention, behind: &Token) -> bool {
    let begin = &tokens[tokens[m.from].begin];
    let hung = m.titles.checked_sub(1).is_some_and(|b| tokens[b].is_word() && tokens[b].any(Tags::PREPOSITION));
    let leads = begin.is_word() && begin.any(Tags::PREPOSITION.with(Tags::CLAUSE));
    hung && leads && behind.is_word() && !behind.any(Tags::RELATIVE.with(Tags::WHO))
}

/// Harbour Rovers have …: a name that begins its sentence, before a verb of several.
fn is_several(tokens: &[Token], m: &Mention) -> bool {
    let begins = m.titles.checked_sub(1).is_none_or(|b| tokens[b].sentence != tokens[m.from].sentence);
    begins && tokens.get(m.to).is_some_and(|t| t.is_word() && t.any(Tags::PLURAL))
}

/// The councillor Name met the mayor, Other, …: where what is told before a name begins to be its own, and no other's.
fn own_from(tokens: &[Token], people: &People, m: &Mention, far: usize) -> usize {
    let at = |k: usize| people.at.get(k).and_then(|n| people.mentions.get(*n as usize));
    let other = |k: &usize| {
        let named = at(*k).map(|o| o.person);
        named.is_some_and(|o| o != m.person && (people.all[o].human || people.all[o].given))
    };
    let here = |k: &usize| tokens[*k].sentence == tokens[m.from].sentence;
    let mut others = (m.titles.saturating_sub(2 * far)..m.titles).rev().take_while(here).filter(other).peekable();
    // The lawyer of Other, Name, …: he bears what hangs on another's name.
    let client = others.peek().copied().filter(|k| is_owner_beside(tokens, at(*k).map_or(*k, |o| o.titles), *k, m.titles));
    let client = client.and_then(|k| people.at.get(k)).copied();
    others.find(|k| client.is_none() || people.at.get(*k).copied() != client).map_or(0, |k| k + 1)
}

/// The lawyer of Other, | Name: does the name from `from` to `last` hang on a role, and end right before the comma of the one at `name`?
fn is_owner_beside(tokens: &[Token], from: usize, last: usize, name: usize) -> bool {
    let role = |t: &Token| t.is_word() && t.any(Tags::ROLE.with(Tags::ANY_TITLE));
    let of = from.checked_sub(2).and_then(|b| tokens.get(b..from));
    let comma = tokens.get(last + 1).is_some_and(|t| t.sort == Sort::Comma) && last + 2 >= name;
    comma && of.is_some_and(|w| role(&w[0]) && w[1].is_of())
}

/// Name, the mayor of Milan, …: the apposition behind a name tells its roles too; so does one before: the mayor, Name.
pub(super) fn roles_beside(text: &str, tokens: &[Token], people: &mut People, lang: &Lang) {
    const FAR: usize = 9;
    for m in &people.mentions {
        let begin = own_from(tokens, people, m, FAR);
        let others = is_of_another(tokens, people, m, FAR);
        let p = &mut people.all[m.person];
        let next = tokens.get(m.to + usize::from(tokens.get(m.to).is_some_and(|t| t.sort == Sort::Comma)));
        p.human |= next.is_some_and(|t| t.any(Tags::WHO)) && !p.body && !p.thing;
        p.age = p
            .age
            .or_else(|| age_behind(text, tokens, m.to, lang))
            .or_else(|| age_told(text, tokens, m.to, lang))
            .filter(|_| !p.body);
        p.human |= p.age.is_some();
        p.thing |= !p.human && is_several(tokens, m);
        if tokens.get(m.to).is_some_and(|t| t.sort == Sort::Comma) && (p.given || !is_cut_short(text, tokens, &people.at, m)) {
            let part = tokens[m.to + 1..]
                .iter()
                .take(FAR)
                .take_while(|t| t.is_word() && !t.any(Tags::CUE.with(Tags::RELATIVE).with(Tags::PERSON)));
            let part: Vec<&Token> = part.collect();
            // Secondo Name, la sindaca «…»: what no mark closes is the subject.
            let led = m.titles.checked_sub(1).is_some_and(|b| tokens[b].any(Tags::SOURCE));
            let quoted = led && tokens.get(m.to + 1 + part.len()).is_some_and(Token::is_quote);
            // According to Name, the manager had …: what has a finite verb is a clause of its own.
            let behind = tokens.get(m.to + 1 + part.len());
            let clause = part.first().is_some_and(|t| t.any(Tags::AND.with(Tags::CLAUSE)))
                || behind.is_some_and(|t| is_led_clause(tokens, m, t)) && !p.given
                || part.iter().any(|t| t.any(Tags::AUXILIARY) && !t.any(Tags::PREPOSITION.with(Tags::DETERMINER)))
                || quoted
                || others
                || !p.given && heads_line(tokens, m, m.to + 1 + part.len())
                || hangs_on_noun(&part)
                || is_of_kin(&part)
                || p.thing && !p.human;
            if !clause
                && part.first().is_some_and(|t| t.any(Tags::DETERMINER.with(Tags::ROLE).with(Tags::TITLE)) || !t.capital)
                && part.iter().any(|t| t.any(Tags::ROLE))
            {
                see_roles(p, &part);
            }
        }
        let from = determined_from(tokens, m);
        if bears_before(tokens, &people.at, from..m.to, p.given) {
            let mut part: Vec<&Token> = tokens[begin.min(from - 1)..from - 1]
                .iter()
                .rev()
                .take(FAR)
                .take_while(|t| t.is_word() && !t.any(Tags::CUE.with(Tags::PERSON)))
                .collect();
            if part.first().is_some_and(|t| t.any(Tags::ROLE.with(Tags::ANY_TITLE)) && !t.capital)
                || part.iter().any(|t| t.any(Tags::ROLE)) && part.first().is_some_and(|t| !t.any(Tags::SMALL))
            {
                part.reverse();
                see_roles(p, &part);
            }
        }
    }
}

//! Where do names stand? Runs of capitalised words, without the titles before them and the words that only begin a sentence.

use super::tokens::{Sort, Token};
use crate::lang::{Lang, Tags};
use compact_str::CompactString;
use rustc_hash::FxHashSet;

/// A run of tokens that is a name, and the titles before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Range {
    pub titles: usize,
    pub from: usize,
    pub to: usize,
    /// It begins its sentence.
    pub initial: bool,
}

/// Runs of capitalised words that are names, without titles and words that only begin a sentence.
pub(crate) fn names(text: &str, tokens: &[Token], lang: &Lang) -> Vec<Range> {
    let mut out = Vec::new();
    let mut i = 0;
    let mut headline = None;
    // Surnames that small words lead (von der Heide).
    let mut led: FxHashSet<u64> = FxHashSet::default();
    while i < tokens.len() {
        if i == 0 || tokens[i - 1].sort == Sort::Break {
            headline = headline_end(text, tokens, i, lang);
        }
        if headline.is_some_and(|end| i < end) {
            i += 1;
            continue;
        }
        let surname = i + leading(&tokens[i..]);
        if surname > i && tokens.get(surname).is_some_and(|t| led.contains(&t.key)) {
            out.push(Range { titles: i, from: i, to: surname + 1, initial: false });
            i = surname + 1;
            continue;
        }
        if !begins_name(tokens, i, lang) {
            i += 1;
            continue;
        }
        let end = end_of_run(tokens, i, lang);
        if (i + 1..end).any(|k| leading(&tokens[k..end]) > 0) {
            led.insert(tokens[end - 1].key);
        }
        let from = start_of_name(text, tokens, i..end, lang);
        // asked the KC, Jane Roe
        let honour = end - from == 1 && lang.speech.honours.iter().any(|h| h.eq_ignore_ascii_case(tokens[from].span.of(text)));
        // a Left Bloc | MP: with an article of its own somebody's office, and no name
        let office = i.checked_sub(1).is_some_and(|b| tokens[b].any(Tags::DETERMINER) && !tokens[b].any(Tags::DEFINITE));
        let last = tokens[end - 1].span.of(text);
        let office = office && end - i > 1 && lang.speech.honours.iter().any(|h| h.eq_ignore_ascii_case(last));
        // 15:34 | Asked about …
        let honour = honour || office || end - i == 1 && tokens[i].any(Tags::CUE) && is_behind_time(text, tokens, i);
        if let Some(name) = behind_place(tokens, i..end, lang) {
            out.push(Range { titles: name, from: name, to: end, initial: false });
        } else if let Some(place) = place_of_charge(tokens, i..end) {
            out.push(Range { titles: place, from: place, to: end, initial: false });
        } else if is_named(tokens, from..end) && !honour && !is_dateline(tokens, i, end) && !is_number(text, tokens, i..end, lang)
        {
            let quoted = i.checked_sub(1).is_some_and(|b| tokens[b].is_quote() && tokens[b].sentence == tokens[i].sentence);
            out.push(Range { titles: i, from, to: end, initial: starts_sentence(tokens, i) && !quoted });
        }
        i = end;
    }
    out
}

/// Where in a run of capitalised words the name begins, behind titles and what somebody is.
fn start_of_name(text: &str, tokens: &[Token], run: std::ops::Range<usize>, lang: &Lang) -> usize {
    let (i, end) = (run.start, run.end);
    let mut from = i;
    // In titles: Harbour Mayor | Ada Quill.
    for (k, token) in tokens.iter().enumerate().take(end.saturating_sub(1)).skip(i) {
        // Republican | Jane Roe: before a given name any word for people is a title.
        let role = token.any(Tags::ROLE) && !token.any(Tags::GIVEN) && (tokens[k + 1].any(Tags::GIVEN) || end - k > 2);
        // Ministerin | von der Heide
        let of = tokens[k + 1].any(Tags::OF) && particles(&tokens[k + 1..end]) < 2;
        if (token.any(Tags::ANY_TITLE) || role) && !of && !tokens[k + 1..end].iter().any(|t| t.any(Tags::BODY)) {
            from = k + 1;
        }
    }
    if from == i && is_called(text, tokens, i..end, lang) {
        from = i + 1;
    }
    // Member of Parliament | Jane Roe.
    if from == i
        && let Some(given) = (i + 1..end.saturating_sub(1)).find(|k| tokens[*k].any(Tags::GIVEN))
        && (tokens[i..given].iter().any(|t| t.any(Tags::ANY_TITLE)) || hangs_on_role(tokens, i))
    {
        from = given;
    }
    // il ministro dei Trasporti | Nesto Quill: what a minister is minister of is no part of the name.
    if from == i && hangs_on_role(tokens, i) {
        let charge = tokens[i..end].iter().take_while(|t| t.any(Tags::CHARGE)).count();
        from = if i + charge < end { i + charge } else { from };
    }
    // la commissaria alla Pesca | Domitilla Roe: so is what hangs on a role by a preposition and article that lead to no name, before two words.
    let joined = from == i && end - i == 3 && office_of(tokens, i).is_some() && !tokens[i - 1].is_of();
    from + usize::from(joined && !tokens[i..end].iter().any(|t| t.any(Tags::BODY)))
}

/// Oboist | Florian Roe; la Française | Odile Roe; DI | Jane Roe: does a run of capitalised words begin with what somebody does or is, and
/// then his name?
fn is_called(text: &str, tokens: &[Token], run: std::ops::Range<usize>, lang: &Lang) -> bool {
    let (i, end) = (run.start, run.end);
    // Where nouns have capitals, what somebody does stands before his given name.
    // l'Argentin | Martín Roe: and so does his people's name.
    let led = i.checked_sub(1).is_some_and(|d| tokens[d].any(Tags::DEFINITE) && !tokens[d].any(Tags::PREPOSITION));
    let people = led && lang.speech.inverts && !tokens[i].any(Tags::GIVEN.with(Tags::BODY).with(Tags::ANY_TITLE));
    // Präfektin | Odile Roe: what a woman does tells itself by its ending, whatever she is called.
    let hers = lang.speech.nouns_capital && is_hers(&tokens[i], text, lang);
    let given = tokens[i + 1..end].first().is_some_and(|t| t.any(Tags::GIVEN));
    if end - i > 2 && (hers || given && (people || is_trade(&tokens[i], text, lang))) {
        return true;
    }
    // la Française | Odile Roe, whoever bears that name
    let demonym = || lang.speech.demonyms.contains(&*tokens[i].span.of(text).to_lowercase());
    let body = tokens[i..end].iter().any(|t| t.any(Tags::BODY));
    // the Scot | Roddy Roe, where a given name stands behind it
    let sure = || lang.speech.countrymen.contains(&*tokens[i].span.of(text).to_lowercase());
    let behind = lang.speech.inverts || end - i > 2 && (given || sure());
    // Torhüterin | Roe: what a woman does tells by its ending that it is no given name.
    let her_trade = || end - i == 2 && lang.speech.nouns_capital && is_her_trade(&tokens[i], text, lang);
    // DI | Jane Roe: capitals before a given name and one more are a rank.
    let rank = || end - i > 2 && tokens[i].acronym && !tokens[i].any(Tags::GIVEN.with(Tags::BODY)) && given;
    // posh Brit | Ada Quill: before a given name and one more a word that is nothing else needs no determiner, unless it is a given name, too.
    let plain = |t: &Token| t.is_word() && !t.capital && t.tags == Tags::default();
    let sole = !tokens[i].any(Tags::GIVEN) || i.checked_sub(1).is_some_and(|b| plain(&tokens[b]));
    let countryman = || end - i > 2 && given && sole && sure() && !body;
    end - i > 1 && led && behind && !body && demonym() || her_trade() || rank() || countryman()
}

/// La ministra de Trabajo de | España: behind what a minister is minister of, the country.
fn place_of_charge(tokens: &[Token], run: std::ops::Range<usize>) -> Option<usize> {
    let charge = tokens[run.clone()].iter().take_while(|t| t.any(Tags::CHARGE)).count();
    let small = particles(&tokens[run.start + charge..run.end]);
    let place = run.start + charge + small;
    (charge > 0 && small > 0 && place < run.end && hangs_on_role(tokens, run.start)).then_some(place)
}

/// Ha detto a Bergen | Ingrid Solheim: behind a verb of saying and its preposition a place, and then who says it.
fn behind_place(tokens: &[Token], run: std::ops::Range<usize>, lang: &Lang) -> Option<usize> {
    let [verb, preposition] = tokens.get(run.start.checked_sub(2)?..run.start)? else { return None };
    let told = verb.is_word() && verb.any(Tags::CUE) && !verb.capital && preposition.is_word();
    let hung = preposition.any(Tags::PREPOSITION) && !preposition.any(Tags::DETERMINER) && lang.speech.inverts;
    let place = !tokens[run.start].any(Tags::GIVEN.with(Tags::ANY_TITLE).with(Tags::ROLE).with(Tags::BODY));
    let name = run.len() > 2 && tokens[run.start + 1].any(Tags::GIVEN) && tokens[run.start + 1].capital;
    (told && hung && place && name).then_some(run.start + 1)
}

/// 14:47 | Quill: does the time of an entry stand right before the token?
pub(super) fn is_behind_time(text: &str, tokens: &[Token], at: usize) -> bool {
    let before = text.get(..tokens[at].span.start).unwrap_or("");
    let word = before.trim_end_matches([' ', '\u{a0}']).rsplit(char::is_whitespace).next().unwrap_or("");
    let number = |s: &str| matches!(s.len(), 1 | 2) && s.bytes().all(|b| b.is_ascii_digit());
    word.split_once([':', '.', 'h']).is_some_and(|(hours, minutes)| number(hours) && number(minutes) && minutes.len() == 2)
}

/// Gli anni | Settanta: a number with a capital is no name.
fn is_number(text: &str, tokens: &[Token], run: std::ops::Range<usize>, lang: &Lang) -> bool {
    let noun = run.start.checked_sub(1).is_some_and(|b| tokens[b].is_word() && !tokens[b].capital);
    run.len() == 1 && noun && lang.numbers.values.contains_key(&*tokens[run.start].span.of(text).to_lowercase())
}

/// Is a run of capitalised words more than a role?
fn is_named(tokens: &[Token], run: std::ops::Range<usize>) -> bool {
    let (from, end) = (run.start, run.end);
    let only_role =
        tokens[from..end].iter().all(|t| t.any(Tags::ANY_TITLE.with(Tags::ROLE)) || t.any(Tags::OF) && !t.capital) && end > from;
    // Alianza de Usuarios: no role where another word leads to it.
    let led = !tokens[from].any(Tags::ROLE.with(Tags::ANY_TITLE));
    let body = led && tokens[from + 1..end].iter().any(|t| t.any(Tags::OF) && !t.capital);
    let role_head =
        tokens[end - 1].any(Tags::ROLE) && end - from > 1 && !tokens[end - 1].any(Tags::BODY.with(Tags::GIVEN)) && !body;
    !only_role && !role_head
}

/// A noun with a capital that ends as words for what somebody does.
pub(super) fn is_trade(token: &Token, text: &str, lang: &Lang) -> bool {
    ends_as_trade(token.span.of(text), lang) && !token.any(Tags::GIVEN.with(Tags::BODY))
}

/// Präfektin: does the word end as words for women do that have another ending for a man?
fn is_hers(token: &Token, text: &str, lang: &Lang) -> bool {
    const STEM: usize = 4;
    let word = token.span.of(text);
    let hers = |(hers, his): &(CompactString, CompactString)| {
        his.len() < hers.len() && word.len() >= hers.len() + STEM && word.ends_with(hers.as_str())
    };
    !token.any(Tags::GIVEN.with(Tags::BODY)) && lang.speech.women.iter().any(hers)
}

/// The same of a woman, where a man is called by another ending.
fn is_her_trade(token: &Token, text: &str, lang: &Lang) -> bool {
    let word = token.span.of(text);
    let his = |(hers, his): &(CompactString, CompactString)| Some(format!("{}{his}", word.strip_suffix(hers.as_str())?));
    is_trade(token, text, lang) && lang.speech.women.iter().filter_map(his).any(|man| ends_as_trade(&man, lang))
}

fn ends_as_trade(word: &str, lang: &Lang) -> bool {
    lang.speech.trade_endings.iter().any(|e| word.len() > e.len() + 2 && word.ends_with(e.as_str()))
}

/// SALTMERE. «…»: a place in capitals that begins a paragraph, and then a stop or a dash; Saltmere — Ada Quill …: any that begins an article, with a
/// dash and another name behind it.
fn is_dateline(tokens: &[Token], from: usize, end: usize) -> bool {
    let begins = from == 0 || tokens[from - 1].sort == Sort::Break;
    let ends = tokens.get(end).is_some_and(|t| matches!(t.sort, Sort::Stop | Sort::Dash));
    let dash = tokens.get(end).is_some_and(|t| t.sort == Sort::Dash);
    let opens = from == 0 && dash && tokens.get(end + 1).is_some_and(|t| t.is_word() && t.capital && !t.any(Tags::SMALL));
    begins && ends && (opens || is_stopped_dateline(tokens, from, end) || tokens[from..end].iter().all(|t| t.acronym))
}

/// Saltmere. Ada Quill has …: what begins an article, is all of its sentence and stands before a name, unless it is a given name whose surname comes
/// again.
fn is_stopped_dateline(tokens: &[Token], from: usize, end: usize) -> bool {
    let name = |k: usize| tokens.get(k).is_some_and(|t| t.is_word() && t.capital && !t.any(Tags::SMALL.with(Tags::DATE)));
    let stop = tokens.get(end).is_some_and(|t| t.sort == Sort::Stop && t.sentence == tokens[from].sentence);
    let person = || tokens[from].any(Tags::GIVEN) && tokens[end..].iter().any(|t| t.key == tokens[end - 1].key);
    from == 0 && stop && name(end + 1) && name(end + 2) && !person()
}

/// Does a role and a preposition stand before the run (il ministro degli | Esteri Name)?
fn hangs_on_role(tokens: &[Token], from: usize) -> bool {
    from >= 2 && tokens[from - 1].any(Tags::PREPOSITION) && tokens[from - 2].any(Tags::ANY_TITLE.with(Tags::ROLE))
}

/// The secretary of | Trade, la commissaria alla | Pesca, la commissaire à la | Pêche: the role that a charge at `held` hangs on, by an “of”, or by
/// another preposition with its article.
pub(super) fn office_of(tokens: &[Token], held: usize) -> Option<usize> {
    let article = |t: &Token| t.is_word() && t.any(Tags::DETERMINER.with(Tags::DEFINITE));
    let hung = |t: &Token| t.is_word() && t.any(Tags::PREPOSITION) && !t.any(Tags::CUE.with(Tags::CLAUSE));
    let last = &tokens[held.checked_sub(1)?];
    let before = held.checked_sub(2)?;
    let apart = || held.checked_sub(3).filter(|_| article(last) && hung(&tokens[before]) && tokens[before].any(Tags::DATIVE));
    let office = if last.is_of() || hung(last) && article(last) && last.any(Tags::DATIVE) { Some(before) } else { apart() };
    office.filter(|k| tokens[*k].is_word() && tokens[*k].any(Tags::ROLE) && !tokens[*k].any(Tags::KIN))
}

/// The end of a short paragraph in which nearly all words of weight begin with a capital: its runs are no names.
fn headline_end(text: &str, tokens: &[Token], from: usize, lang: &Lang) -> Option<usize> {
    const LONGEST: usize = 30;
    // Interview with Name, the minister: the line that tells with whom it is.
    let begin = text.get(tokens[from].span.start..).unwrap_or("");
    let leads = |run: &CompactString| begin.get(..run.len()).is_some_and(|b| b.to_lowercase() == run.as_str());
    if lang.speech.nouns_capital || lang.speech.interviews.iter().any(leads) {
        return None;
    }
    let length = tokens[from..].iter().take(LONGEST).position(|t| t.sort == Sort::Break)?;
    let heavy = || tokens[from..from + length].iter().filter(|t| t.is_word() && !t.any(Tags::SMALL));
    let (all, capital) = (heavy().count(), heavy().filter(|t| t.capital).count());
    let label = |w: &[Token]| w[0].sort == Sort::Colon && w[1].is_quote();
    let spoken = heavy().any(|t| t.any(Tags::SAY) && !t.capital) || tokens[from..from + length].windows(2).any(label);
    (all >= 5 && capital * 10 >= all * 8 && !spoken).then_some(from + length)
}

fn starts_sentence(tokens: &[Token], i: usize) -> bool {
    i == 0 || tokens[i - 1].sentence != tokens[i].sentence || matches!(tokens[i - 1].sort, Sort::Quote(_) | Sort::Colon)
}

/// Behind these, and unlike an adjective, a capital may begin a name where nouns have capitals too.
const NO_ADJECTIVE: Tags =
    Tags::SMALL.with(Tags::CUE).with(Tags::ANY_TITLE).with(Tags::ROLE).with(Tags::THUS).with(Tags::SOURCE).with(Tags::STANDS);

fn begins_name(tokens: &[Token], i: usize, lang: &Lang) -> bool {
    let token = &tokens[i];
    if !token.is_word() || !token.capital || token.any(Tags::DATE) {
        return false;
    }
    if token.any(Tags::SMALL) && !(token.acronym && token.any(Tags::PERSON)) && !token.any(Tags::GIVEN) {
        return false;
    }
    if lang.speech.nouns_capital {
        if token.any(Tags::NOMINAL) && !token.any(Tags::BODY.with(Tags::GIVEN)) {
            return false;
        }
        let before = i.checked_sub(1).map(|b| &tokens[b]);
        let noun = before
            .is_some_and(|b| b.any(Tags::DETERMINER.with(Tags::OWNERS)) || b.is_word() && !b.capital && !b.any(NO_ADJECTIVE));
        if token.any(Tags::ROLE) && !token.any(Tags::ANY_TITLE)
            || noun && !token.any(Tags::BODY.with(Tags::GIVEN).with(Tags::ANY_TITLE)) && !token.acronym
        {
            return false;
        }
    }
    if starts_sentence(tokens, i) && token.any(Tags::SOURCE) {
        return false;
    }
    // Former striker Name …
    if token.any(Tags::FORMER) && !tokens.get(i + 1).is_some_and(|n| n.is_word() && n.capital) {
        return false;
    }
    if starts_sentence(tokens, i)
        && (token.any(Tags::CUE.with(Tags::SAYING)) || token.any(Tags::NOMINAL) && !token.any(Tags::BODY))
    {
        // Parla | Ada Quill: a given name begins the name itself.
        let given = |n: &Token| n.any(Tags::GIVEN) && !token.any(Tags::GIVEN.with(Tags::NOMINAL));
        return tokens.get(i + 1).is_some_and(|n| n.is_word() && n.capital && !given(n));
    }
    true
}

/// sagte Name der | Zeitung: nouns that no particle leads in a name, where nouns have capitals.
fn is_common(noun: &Token, lang: &Lang) -> bool {
    lang.speech.nouns_capital && noun.any(Tags::BODY.with(Tags::NOMINAL).with(Tags::ROLE))
}

/// In tokens; more are no name.
const LONGEST_NAME: usize = 24;

/// The end of the run of name words that begins at `i`.
fn end_of_run(tokens: &[Token], i: usize, lang: &Lang) -> usize {
    let mut end = i + 1;
    let mut has_body = tokens[i].any(Tags::BODY);
    while let Some(token) = tokens.get(end).filter(|_| end - i < LONGEST_NAME) {
        // The Ferry Users’ | Alliance: a plural owner inside a body's name.
        let last = &tokens[end - 1];
        // the Harbour Commissioner’s | Office: one of somebody who holds it.
        let held = last.any(Tags::ROLE) && i.checked_sub(1).is_some_and(|b| tokens[b].any(Tags::DEFINITE));
        let body = (last.owners || held) && token.capital && token.any(Tags::BODY);
        let gap = token.span.start.saturating_sub(last.span.end);
        if !token.is_word() || !body && (last.owner || gap > 2) {
            break;
        }
        let Some((next, is_body)) = goes_on_to(tokens, i..end, has_body, lang) else { break };
        (end, has_body) = (next, has_body || is_body);
    }
    end
}

/// The end of a run that the word behind it goes on with, and whether that word makes it the name of a body.
fn goes_on_to(tokens: &[Token], run: std::ops::Range<usize>, has_body: bool, lang: &Lang) -> Option<(usize, bool)> {
    let end = run.end;
    let (last, token, next) = (&tokens[end - 1], tokens.get(end)?, tokens.get(end + 1));
    let small = particles(&tokens[end..]);
    // Ana Bello y | Tomás Redo: what “and” leads to a given name, or with an article, is no part of the name.
    let both = token.any(Tags::AND) && small > 0;
    let both = both && (small > 1 || tokens.get(end + 1).is_some_and(|n| n.any(Tags::GIVEN)));
    let led = || tokens.get(end + small).is_some_and(|n| begins_word(Some(n)) && !is_common(n, lang));
    let inside = lang.speech.inverts && token.any(Tags::PREPOSITION) && token.span.len() > 1 && last.capital;
    let surely = !token.any(Tags::SMALL) || token.any(Tags::GIVEN.with(Tags::PARTICLE)) || token.acronym;
    if token.capital && !token.any(Tags::DATE) && inside && !has_body && begins_word(next) {
        // Renzo | Dal Pos: a preposition with a capital between two others
        Some((end + 2, false))
    } else if token.capital && !token.any(Tags::DATE) && surely {
        Some((end + 1, token.any(Tags::BODY)))
    } else if !token.capital
        && !has_body
        && !both
        && !is_article(token, lang)
        && !holds_office(last, &tokens[end..], lang)
        && led()
    {
        // Ursula | von der | Heide
        Some((end + small + 1, false))
    } else if token.any(Tags::AND) && !has_body {
        joined_body(tokens, run.start, end).map(|joined| (joined, true))
    } else if !token.capital && token.any(Tags::OF) && has_body {
        let plain = begins_word(next) && (!token.any(Tags::DETERMINER) || token.any(Tags::AUTHOR));
        let behind = || tokens.get(end + 2).is_some_and(|n| n.is_word() && n.capital);
        let with_article = || next.is_some_and(|n| n.any(Tags::DETERMINER)) && behind();
        // the Museum and | the Embassy: an article behind “and” begins another one.
        if plain { Some((end + 2, false)) } else { (!token.any(Tags::AND) && with_article()).then_some((end + 3, false)) }
    } else {
        None
    }
}

/// How many small words lead on within a name: von der | Heide.
fn particles(tokens: &[Token]) -> usize {
    const MOST: usize = 3;
    tokens.iter().take(MOST).take_while(|t| t.is_word() && !t.capital && t.any(Tags::PARTICLE)).count()
}

/// How many small words lead a surname alone; one is enough where it is nothing else (de Roe).
fn leading(tokens: &[Token]) -> usize {
    let count = particles(tokens);
    if count == 1 && tokens[0].any(Tags::SMALL) { 0 } else { count }
}

/// May a word with a capital go on with a name?
fn begins_word(token: Option<&Token>) -> bool {
    token.is_some_and(|n| n.is_word() && n.capital && !n.any(Tags::DATE.with(Tags::SMALL)))
}

/// Die Bürgermeisterin | von Hafenau: where nouns have capitals, an office and one small word lead to a place.
fn holds_office(last: &Token, rest: &[Token], lang: &Lang) -> bool {
    let office = last.any(Tags::ROLE.with(Tags::ANY_TITLE)) && !last.any(Tags::GIVEN);
    lang.speech.nouns_capital && office && particles(rest) == 1 && rest[0].any(Tags::OF)
}

/// Sagte Roe | der Hafenrundschau: where nouns have capitals, an article alone leads to one of them, and not on within a name.
fn is_article(token: &Token, lang: &Lang) -> bool {
    lang.speech.nouns_capital && token.any(Tags::DETERMINER)
}

/// The end of a body's name that an "and" at `and` runs through: Customs and Trade Office (CTO), the Rowing and Sailing Committee.
fn joined_body(tokens: &[Token], from: usize, and: usize) -> Option<usize> {
    let mut end = and + 1;
    while tokens
        .get(end)
        .is_some_and(|t| t.is_word() && t.capital && !t.any(Tags::SMALL.with(Tags::DATE)) && !tokens[end - 1].owner)
    {
        end += 1;
    }
    let last = tokens.get(end.checked_sub(1)?).filter(|_| end > and + 1)?;
    let bracket = tokens.get(end).is_some_and(|t| t.sort == Sort::Open) && tokens.get(end + 1).is_some_and(|t| t.acronym);
    let determined = from.checked_sub(1).is_some_and(|b| tokens[b].any(Tags::DETERMINER));
    let plain = !tokens[and - 1].acronym && !tokens[from..and].iter().any(|t| t.any(Tags::GIVEN.with(Tags::ANY_TITLE)));
    (last.any(Tags::BODY) && plain && (bracket || determined)).then_some(end)
}

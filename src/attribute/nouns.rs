//! Which words report speech without a verb of their own? A source, a document, what is written in it, a label before a colon.

use super::frame::{Form, Frame, THING, after_quote, frame, inverted_fits};
use super::participles::participle;
use super::phrases::{Head, Phrase, Reading};
use super::spots::is_behind_time;
use super::tokens::{Sort, Token};
use super::verbs::verb;
use crate::lang::Tags;
use crate::text::is_apostrophe;

/// According to Name.
pub(super) fn source(reading: &Reading, i: usize) -> Option<Frame> {
    let token = reading.tokens.get(i)?;
    if !token.any(Tags::SOURCE) {
        return None;
    }
    let next = reading.run_end(i, &reading.lang.speech.according)?;
    // Dem Minister zufolge: some stand behind their source.
    let behind = || {
        let source = reading.ending_at(i.checked_sub(1)?)?;
        reading.lang.speech.verb_second.then_some(source).filter(|p| reading.can_speak(p))
    };
    let subject = behind().or_else(|| reading.starting_at(next))?;
    let named = reading
        .with_apposition(subject, tokens_end(reading, i))
        .filter(|s| subject.to > i && matches!(s.head, Head::Name(_)))
        .filter(|s| s.to == subject.to || reading.tokens.get(s.to).is_some_and(|t| t.sort == Sort::Comma));
    let subject = Phrase { to: if subject.to > i { reading.tail_of(&subject) } else { subject.to }, ..subject };
    let subject = named.unwrap_or(subject);
    // Pour le maire, …: a preposition of many uses tells whose view it is where a clause begins, and of who could have one.
    let begins = i.checked_sub(1).map(|b| &reading.tokens[b]).is_none_or(|b| {
        b.sentence != token.sentence || !b.is_word() && !b.is_quote() || b.any(Tags::AND.with(Tags::CLAUSE).with(Tags::THAT))
    });
    if next == i + 1 && token.any(Tags::PREPOSITION) && token.any(Tags::OF) && !(begins && reading.can_speak(&subject)) {
        return None;
    }
    // According to its analysis: not who says it.
    let own = !reading.can_speak(&subject) && reading.tokens[subject.from].any(Tags::OWNERS);
    Some(frame((i, next), Some(subject), Form::Nominal, if own { 2.5 - THING } else { 2.5 }))
}

/// The end of the sentence that the token stands in.
fn tokens_end(reading: &Reading, at: usize) -> usize {
    const FAR: usize = 60;
    let sentence = reading.tokens[at].sentence;
    at + reading.tokens[at..].iter().take(FAR).take_while(|t| t.sentence == sentence).count()
}

/// A suo dire, … «…»: where a clause begins, words that lead the view of who spoke last.
pub(super) fn view(reading: &Reading, i: usize) -> Option<Frame> {
    let tokens = reading.tokens;
    let begins = i.checked_sub(1).is_none_or(|b| tokens[b].sentence != tokens[i].sentence || !tokens[b].is_word());
    let to = begins.then(|| reading.run_end(i, &reading.lang.speech.views)).flatten()?;
    // In her view: a woman's; a suo dire does not tell.
    let owner = (i..to).find(|k| tokens[*k].any(Tags::OWNER_HE.with(Tags::OWNER_SHE)));
    let subject = owner.map(|k| Phrase { from: k, to: k + 1, head: Head::Pronoun(k) });
    Some(Frame { from: i, to, ..frame((i, to), subject, Form::Participle, 2.5) })
}

/// „…“, so Name: behind a quotation a name alone with such a word.
pub(super) fn thus(reading: &Reading, i: usize) -> Option<Frame> {
    if !after_quote(reading.tokens, i) {
        return None;
    }
    let subject = reading.subject_after(i).filter(|s| s.from == i + 1 && inverted_fits(reading, s))?;
    Some(frame((i, i + 1), Some(subject), Form::After, 3.0))
}

/// «…», si legge nella nota del Comune; „…“, heißt es in der Mitteilung: nobody says it but what holds the words, or who wrote that.
pub(super) fn stands(reading: &Reading, i: usize) -> Option<Frame> {
    const FAR: usize = 6;
    let tokens = reading.tokens;
    let sentence = tokens[i].sentence;
    // la legge, the law: no verb
    let noun = Tags::DETERMINER.with(Tags::OWNERS).with(Tags::PREPOSITION);
    if i.checked_sub(1).is_some_and(|b| tokens[b].any(noun) && !tokens[b].any(Tags::PERSON.with(Tags::REFLEXIVE))) {
        return None;
    }
    let near = || (i + 1..tokens.len().min(i + FAR)).take_while(|k| tokens[*k].is_word() && tokens[*k].sentence == sentence);
    // peut-on y | lire
    let light = |t: &&Token| t.is_word() && t.any(Tags::REFLEXIVE.with(Tags::PERSON).with(Tags::AUXILIARY).with(Tags::ADVERB));
    let begin = i - tokens[..i].iter().rev().take(3).take_while(light).count();
    let subject = match near().find(|k| tokens[*k].any(Tags::NOMINAL)) {
        Some(noun) => {
            let by = tokens.get(noun + 1).filter(|t| t.is_word() && t.any(Tags::AUTHOR));
            let author = by.and_then(|_| reading.starting_at(noun + 2).or_else(|| reading.starting_at(noun + 1)));
            let alone = Phrase { from: noun, to: noun + 1, head: Head::Noun(noun) };
            let held = || reading.ending_at(noun).filter(|p| !tokens[p.from].any(Tags::PREPOSITION)).unwrap_or(alone);
            author.filter(|p| reading.can_speak(p)).unwrap_or_else(held)
        }
        // Aus dem Ministerium hieß es, …
        None if leads(reading, i) => reading.ending_at(i - 1)?,
        // „…“, heißt es aus dem Ministerium
        None => {
            let somebody = |p: &Phrase| reading.can_speak(p) && !matches!(p.head, Head::Pronoun(_));
            let named = near().filter_map(|k| reading.starting_at(k)).find(somebody);
            // Le théâtre a envoyé un courriel. « … », peut-on y lire.
            document_before(reading, i).or(named).or_else(|| reading.issuer_before(i).filter(|_| after_quote(tokens, begin)))?
        }
    };
    // si legge, peut-on lire: what leads to the verb belongs to it.
    let led =
        |t: &&Token| t.is_word() && t.sentence == sentence && t.any(Tags::REFLEXIVE.with(Tags::PERSON).with(Tags::AUXILIARY));
    let from = i - tokens[..i].iter().rev().take(2).take_while(led).count();
    let from = if after_quote(tokens, begin) { begin } else { from };
    Some(Frame { from, ..frame((i, i + 1), Some(subject), Form::After, 3.0) })
}

/// In einem Gutachten der Prüfstelle, das …, | heißt es: what the sentence begins with, where that is something written, or who wrote it.
fn document_before(reading: &Reading, verb: usize) -> Option<Phrase> {
    const NEAR: usize = 4;
    const FAR: usize = 40;
    let tokens = reading.tokens;
    let begin = tokens[verb].begin.max(verb.saturating_sub(FAR));
    let noun =
        (begin + 1..verb.min(begin + NEAR)).take_while(|k| tokens[*k].is_word()).find(|k| tokens[*k].any(Tags::NOMINAL))?;
    if !tokens[begin].any(Tags::PREPOSITION) {
        return None;
    }
    let by = tokens.get(noun + 1).filter(|t| t.is_word() && t.any(Tags::AUTHOR));
    let author = by.and_then(|_| reading.starting_at(noun + 2).or_else(|| reading.starting_at(noun + 1)));
    author.filter(|p| reading.can_speak(p)).or_else(|| reading.ending_at(noun))
}

/// Does a preposition and its noun, which begin the sentence, stand right before the verb?
fn leads(reading: &Reading, verb: usize) -> bool {
    let phrase = verb.checked_sub(1).and_then(|last| reading.ending_at(last));
    let hung = |at: usize| reading.tokens[at].any(Tags::AUTHOR.with(Tags::PLACE)) && reading.opens_sentence(at);
    let article = |from: usize| from - usize::from(from > 0 && reading.tokens[from - 1].any(Tags::DETERMINER));
    phrase.is_some_and(|p| reading.can_speak(&p) && article(p.from).checked_sub(1).is_some_and(hung))
}

/// “…,” came the reply from Name; «…», arriva la risposta di Name: a verb of coming, a noun of saying, and from whom.
pub(super) fn came(reading: &Reading, i: usize) -> Option<Frame> {
    const NEAR: usize = 4;
    let tokens = reading.tokens;
    let word = tokens.get(i).filter(|t| t.is_word())?;
    if !reading.lang.speech.comes.contains(word.span.of(reading.text)) {
        return None;
    }
    if !after_quote(tokens, i) {
        return came_ahead(reading, i);
    }
    let noun = (i + 1..tokens.len().min(i + NEAR)).find(|k| tokens[*k].any(Tags::NOMINAL.with(Tags::CALL)))?;
    let from = tokens.get(noun + 1).filter(|t| t.is_word() && t.any(Tags::PREPOSITION))?;
    let joined = || if from.any(Tags::DETERMINER) { reading.starting_at(noun + 1) } else { None };
    let subject = reading.starting_at(noun + 2).or_else(joined).filter(|p| reading.can_speak(p) || reading.is_definite(p))?;
    let plain = tokens[i + 1..noun].iter().all(|t| t.is_word() && !t.any(Tags::PREPOSITION));
    plain.then(|| frame((i, i + 1), Some(subject), Form::After, 3.0))
}

/// Criticism came from Name, who leads the union: the ferry was “…”. What the colon brings is his.
fn came_ahead(reading: &Reading, i: usize) -> Option<Frame> {
    const FAR: usize = 16;
    let tokens = reading.tokens;
    let noun = i.checked_sub(1).map(|b| &tokens[b]).filter(|t| t.is_word() && t.any(Tags::NOMINAL.with(Tags::CALL)))?;
    let from = tokens.get(i + 1).filter(|t| t.is_word() && t.any(Tags::PREPOSITION) && t.sentence == noun.sentence)?;
    let joined = || if from.any(Tags::DETERMINER) { reading.starting_at(i + 1) } else { None };
    let subject = reading.starting_at(i + 2).or_else(joined).filter(|p| reading.can_speak(p))?;
    let subject = reading.with_apposition(subject, tokens.len())?;
    let brings = tokens[subject.to..].iter().take(FAR).take_while(|t| t.sentence == noun.sentence).any(|t| t.sort == Sort::Colon);
    brings.then(|| frame((i, i + 1), Some(subject), Form::After, 3.0))
}

/// Name's statement; her tweet; a statement by Name.
pub(super) fn nominal(reading: &Reading, i: usize) -> Option<Frame> {
    let tokens = reading.tokens;
    let token = tokens.get(i)?;
    if !token.is_word() || !token.any(Tags::NOMINAL.with(Tags::CALL)) || token.capital {
        return None;
    }
    if calls(tokens, i) {
        return Some(frame((i, i + 1), None, Form::Unnamed, 1.5));
    }
    if !token.any(Tags::NOMINAL) {
        return None;
    }
    // Una nota del caseificio: «…»: what brings words in marks has written them, whatever it is.
    let brings = |p: &Phrase| {
        let end = reading.tail_of(p);
        tokens.get(end).is_some_and(|t| t.sort == Sort::Colon) && tokens.get(end + 1).is_some_and(Token::is_quote)
    };
    let wrote = |p: &Phrase| reading.can_speak(p) || brings(p);
    if let Some(by) = tokens.get(i + 1).filter(|t| t.is_word() && t.any(Tags::AUTHOR))
        && let Some(subject) = reading.starting_at(i + 2).filter(|p| wrote(p) && by.sentence == token.sentence)
    {
        // «…», la risposta di Name
        let start = i - usize::from(i.checked_sub(1).is_some_and(|b| tokens[b].is_word() && tokens[b].any(Tags::DETERMINER)));
        // «…» è la risposta di Name
        let is = start.checked_sub(1).is_some_and(|b| tokens[b].is_word() && tokens[b].any(Tags::BE) && after_quote(tokens, b));
        let (form, strength) = if after_quote(tokens, start) || is { (Form::After, 2.5) } else { (Form::Nominal, 1.5) };
        return Some(frame((i, i + 1), Some(subject), form, strength));
    }
    if tokens.get(i + 1).is_some_and(|t| t.is_quote() && begins_with_verb(reading, t)) {
        return None;
    }
    // Name called Other's remarks | as “…”: what somebody else takes them for.
    let as_what =
        tokens.get(i + 1).is_some_and(|t| reading.lang.speech.as_said.contains(&*t.span.of(reading.text).to_lowercase()));
    if as_what && tokens[i + 2..].iter().take(2).any(Token::is_quote) {
        return None;
    }
    let next = tokens.get(i + 1).is_some_and(|t| matches!(t.sort, Sort::Comma | Sort::Colon))
        && tokens.get(i + 2).is_some_and(Token::is_quote);
    // “…” The force said in a statement: “…”: the clause begins behind the quotation before.
    let clause = || (token.begin..i).rev().find(|k| tokens[*k].is_quote()).map_or(token.begin, |q| q + 1);
    if next && let Some(subject) = reading.subject_within(clause(), i).filter(|s| reading.can_speak(s)) {
        return Some(Frame { from: i, to: i + 1, ..frame((i, i + 1), Some(subject), Form::Nominal, 1.5) });
    }
    let subject = owner_of(reading, i)?;
    Some(frame((i, i + 1), Some(subject), Form::Nominal, 1.5))
}

/// Whose noun it is, unless what is quoted is said of it (Name called her apology “…”).
pub(super) fn owner_of(reading: &Reading, i: usize) -> Option<Phrase> {
    let tokens = reading.tokens;
    let judged = |from: usize| from.checked_sub(1).is_some_and(|b| tokens[b].is_word() && tokens[b].any(Tags::NAMES));
    for k in (i.saturating_sub(4)..i).rev() {
        let owner = &tokens[k];
        if !owner.is_word() || owner.sentence != tokens[i].sentence || owner.any(Tags::PREPOSITION.with(Tags::SAY)) {
            return None;
        }
        let subject = if owner.owner {
            match reading.people.mention_at(k) {
                Some(m) => Phrase { from: m.from, to: m.to, head: Head::Name(m.person) },
                None => reading.ending_at(k)?,
            }
        } else if owner.any(Tags::OWNERS) {
            Phrase { from: k, to: k + 1, head: Head::Pronoun(k) }
        } else {
            continue;
        };
        return (!judged(subject.from)).then_some(subject);
    }
    None
}

/// Chants of “…”, a shout of “…”: words that many say, or nobody in particular.
pub(crate) fn calls(tokens: &[Token], i: usize) -> bool {
    let called = tokens[i].is_word() && tokens[i].any(Tags::CALL) && !tokens[i].capital;
    let owned = i.checked_sub(1).is_some_and(|b| tokens[b].owner || tokens[b].any(Tags::OWNERS));
    let of = tokens.get(i + 1).is_some_and(Token::is_of);
    called && !owned && of && tokens.get(i + 2).is_some_and(Token::is_quote)
}

/// Her remarks “show …”: what is quoted is said of the noun, by somebody else.
pub(super) fn begins_with_verb(reading: &Reading, quote: &Token) -> bool {
    let said = quote.span.of(reading.text).trim_start_matches(|c: char| !c.is_alphanumeric());
    let word = said.split(|c: char| !c.is_alphanumeric() && !is_apostrophe(c)).next().unwrap_or("");
    !word.starts_with(char::is_uppercase) && reading.lang.speech.tags(&word.replace('’', "'")).any(Tags::FINITE)
}

/// A label is looked for so far, in tokens.
const LABEL: usize = 60;

/// A colon before a quotation, without a verb: `Name: “…”`.
pub(super) fn label(reading: &Reading, i: usize) -> Option<Frame> {
    let tokens = reading.tokens;
    let behind = i + 1 + usize::from(tokens.get(i + 1).is_some_and(|t| t.sort == Sort::Break));
    if !tokens.get(behind).is_some_and(Token::is_quote) || i == 0 {
        return None;
    }
    let sentence = tokens[i].sentence;
    let main = reading.main_subject(i).filter(|s| reading.can_speak(s));
    let from = tokens[..i].iter().rev().take(LABEL).take_while(|t| t.sentence == sentence && !t.is_quote()).count();
    let reported = (i - from..i).any(|k| {
        let token = &tokens[k];
        // Unlike Brandt, who declined to comment, Name was blunt: “…”: what a clause before only would have said.
        let clause = || tokens[k..i].iter().any(|t| t.sort == Sort::Comma);
        let loose = |f: &Frame| f.form == Form::Participle && f.strength < 0.0 && clause();
        let over = main.is_some_and(|m| k < m.from && tokens[m.from - 1].sort == Sort::Comma && is_of_relative(reading, k));
        let finite = || verb(reading, k).is_some_and(|f| !loose(&f));
        token.any(Tags::CUE.with(Tags::SAYING)) && !over && (finite() || participle(reading, k, &[]).is_some())
    });
    if reported {
        return None;
    }
    // A label is all of its line, or the only one who could speak in it: he turned to Name: “…” has another subject.
    // Anders sieht es Name: an it says nothing.
    let it =
        |s: &Phrase| matches!(s.head, Head::Pronoun(k) if tokens[k].any(Tags::IT) && !tokens[k].any(Tags::HE.with(Tags::SHE)));
    let main = main.filter(|s| !is_reason(reading, s, i) && !it(s) && !is_of_askers(reading, s));
    let begins = |p: &Phrase| {
        let opens = p.from == 0 || tokens[p.from - 1].sentence != sentence || tokens[p.from - 1].sort == Sort::Dash;
        opens || is_behind_time(reading.text, tokens, p.from)
    };
    let other = |p: &Phrase| main.is_some_and(|m| m.to <= p.from);
    // Même son de cloche chez | Name : some prepositions stand before whose words follow.
    let at_whom = |t: &Token| reading.lang.speech.at_whom.contains(&*t.span.of(reading.text).to_lowercase());
    let hangs = |p: &Phrase| p.from > 0 && tokens[p.from - 1].any(Tags::PREPOSITION) && !at_whom(&tokens[p.from - 1]);
    let subject = label_before(reading, i).map(|p| first_of_several(reading, p)).or_else(|| scripted(reading, i));
    let subject = subject.filter(|p| begins(p) || matches!(p.head, Head::Name(_)) && !other(p) && !hangs(p));
    // Elio Carpani di | Como: where somebody is from
    let place = |of: usize| of.checked_sub(1).and_then(|b| reading.people.mention_at(b)).is_some();
    let by = || reading.ending_at(i - 1).filter(|p| p.from > 0 && tokens[p.from - 1].any(Tags::AUTHOR) && !place(p.from - 1));
    let subject = subject.map(|p| by_initials(reading, p));
    let subject = speaks_there(reading, i)
        .or(subject)
        .or_else(|| reading.for_whom(i))
        .or(main)
        .or_else(by)
        .or_else(|| whose_words(reading, i))
        .or_else(|| written_before(reading, i))?;
    Some(Frame { from: subject.from, to: i, ..frame((i, i), Some(subject), Form::Label, 1.0) })
}

/// Milltown, | the mayor: “…”; Liceo Roe, la preside: «…»: a role behind what a line is about, which is nobody who is surely a person.
fn speaks_there(reading: &Reading, colon: usize) -> Option<Phrase> {
    const LONGEST: usize = 8;
    let tokens = reading.tokens;
    let begin = tokens[colon].begin;
    let comma = (begin..colon.min(begin + LONGEST)).find(|k| tokens[*k].sort == Sort::Comma).filter(|c| *c > begin)?;
    let named = |k: usize| reading.people.mention_at(k).is_some_and(|m| reading.people.all[m.person].human);
    let word = |k: usize| tokens[k].is_word() && !named(k) && !tokens[k].any(Tags::PERSON.with(Tags::CUE));
    let role = reading.starting_at(comma + 1).filter(|p| tokens[p.from].any(Tags::DEFINITE) && reading.can_speak(p))?;
    let one = matches!(role.head, Head::Noun(h) if tokens[h].any(Tags::ROLE.with(Tags::ANY_TITLE)) && !tokens[h].plural);
    let place = reading.people.mention_at(begin).is_some_and(|m| m.from == begin && m.to == comma);
    let role = Phrase { to: reading.tail_of(&role), ..role };
    (one && place && role.to == colon && (begin..comma).all(word)).then_some(role)
}

/// A footnote makes that clear: “…”; but who has written the letter says what the letter makes clear.
fn written_before(reading: &Reading, colon: usize) -> Option<Phrase> {
    let tokens = reading.tokens;
    let written = reading.main_subject(colon).filter(|s| reading.is_document(s) && s.from == tokens[colon].begin)?;
    let before = reading.sentence_before(colon).map_or(0..0, |end| tokens[end].begin..end + 1);
    let again = matches!(written.head, Head::Noun(h) if tokens[before].iter().any(|t| t.key == tokens[h].key));
    Some(reading.issuer_before(colon).filter(|p| again && reading.is_human(p)).unwrap_or(written))
}

/// Captain: “…” ¶ Pilot: “…” ¶ Captain: “…”: in a transcript, where such labels come again, any word that leads its line is one.
fn scripted(reading: &Reading, colon: usize) -> Option<Phrase> {
    const LINES: usize = 6;
    let own = script_label(reading, colon - colon.min(LABEL_WORDS)..colon + 1)?;
    let mut labels = vec![own];
    for ahead in [false, true] {
        let mut at = own.0;
        for _ in 0..LINES {
            let Some(line) = next_line(reading, at, ahead) else { break };
            let Some(label) = script_label(reading, line..line + LABEL_WORDS + 1) else { break };
            labels.push(label);
            at = line;
        }
    }
    let words = |&(from, to): &(usize, usize)| reading.tokens[from..to].iter().map(|t| t.key).collect::<Vec<_>>();
    let again = labels.iter().enumerate().any(|(n, l)| labels[..n].iter().any(|other| words(other) == words(l)));
    (again && labels.len() > 2).then_some(Phrase { from: own.0, to: own.1, head: Head::Noun(own.1 - 1) })
}

/// A label of a transcript has so many words, at most.
const LABEL_WORDS: usize = 3;

/// The words of a label that stand at the head of a line in that range, before a colon and a quotation.
fn script_label(reading: &Reading, range: std::ops::Range<usize>) -> Option<(usize, usize)> {
    let tokens = reading.tokens;
    let head = |k: usize| k == 0 || tokens[k - 1].sort == Sort::Break;
    let from = range.clone().rev().find(|k| *k < tokens.len() && head(*k))?;
    let to = (from..range.end.min(tokens.len())).find(|k| tokens[*k].sort == Sort::Colon)?;
    let words = to > from && tokens[from..to].iter().all(Token::is_word) && tokens[from].capital;
    (words && tokens.get(to + 1).is_some_and(Token::is_quote)).then_some((from, to))
}

/// Where the line behind, or before, the one that begins at `from` begins.
fn next_line(reading: &Reading, from: usize, ahead: bool) -> Option<usize> {
    const FAR: usize = 200;
    let tokens = reading.tokens;
    let is_break = |k: &usize| tokens[*k].sort == Sort::Break;
    if ahead {
        let first = (from..tokens.len().min(from + FAR)).find(is_break)?;
        return (first..tokens.len()).find(|k| !is_break(k));
    }
    let last = (from.saturating_sub(FAR)..from).rev().find(|k| !is_break(k))?;
    let begin = (last.saturating_sub(FAR)..last).rev().find(is_break).map_or(0, |k| k + 1);
    (last - begin < FAR).then_some(begin)
}

/// Unlike Name, who declined to | comment, …: does a verb stand in a segment that a relative pronoun begins?
fn is_of_relative(reading: &Reading, verb: usize) -> bool {
    const FAR: usize = 20;
    let tokens = reading.tokens;
    let words = tokens[..verb].iter().rev().take(FAR).take_while(|t| t.is_word()).count();
    let who = verb - words;
    let comma = who.checked_sub(1).is_some_and(|c| tokens[c].sort == Sort::Comma);
    comma && who < verb && tokens[who].any(Tags::RELATIVE) && reading.people.mention_at(who).is_none()
}

/// A. C. : « … »: the only one whom the article names whose initials a label of capitals alone has.
fn by_initials(reading: &Reading, label: Phrase) -> Phrase {
    const MOST: usize = 64;
    const LETTERS: std::ops::RangeInclusive<usize> = 2..=3;
    let Head::Name(own) = label.head else { return label };
    let printed = |k: usize| reading.tokens[k].span.of(reading.text);
    let letters: String = (label.from..label.to).flat_map(|k| printed(k).chars()).filter(|c| c.is_alphanumeric()).collect();
    let alone = LETTERS.contains(&letters.chars().count()) && letters.chars().all(char::is_uppercase);
    let initials = |p: &usize| {
        let name = reading.people.all[*p].name.of(reading.text);
        *p != own && name.split_whitespace().filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).eq(letters.chars())
    };
    let mut named = (0..reading.people.all.len().min(MOST)).filter(|p| reading.may_be_human(*p) && initials(p));
    match (named.next().filter(|_| alone), named.next()) {
        (Some(person), None) => Phrase { head: Head::Name(person), ..label },
        _ => label,
    }
}

/// Il suo motto è: «…»; la devise de Name est : « … »: whose words the noun before “is” and a colon are.
fn whose_words(reading: &Reading, colon: usize) -> Option<Phrase> {
    let tokens = reading.tokens;
    let last = colon.checked_sub(2).filter(|last| tokens[last + 1].is_word() && tokens[last + 1].any(Tags::BE))?;
    let owned = |p: &Phrase| tokens[p.from].any(Tags::OWNERS) && matches!(p.head, Head::Noun(_)) && !reading.can_speak(p);
    let owner = |p: Phrase| Phrase { from: p.from, to: p.from + 1, head: Head::Pronoun(p.from) };
    let of = |p: &Phrase| {
        matches!(p.head, Head::Name(_))
            && p.from.checked_sub(1).is_some_and(|b| tokens[b].is_word() && tokens[b].any(Tags::AUTHOR))
    };
    let phrase = reading.ending_at(last)?;
    if of(&phrase) { Some(phrase) } else { Some(phrase).filter(owned).map(owner) }
}

/// Barrel's rule for all who row here was, “…”: whose thing it is that “is” and a comma bring words for.
pub(super) fn is_what(reading: &Reading, be: usize) -> Option<Frame> {
    const FAR: usize = 30;
    let tokens = reading.tokens;
    let brings = tokens.get(be + 1).is_some_and(|t| t.sort == Sort::Comma) && tokens.get(be + 2).is_some_and(Token::is_quote);
    if !brings {
        return None;
    }
    let begin = tokens[be].begin.max(be.saturating_sub(FAR));
    let start = (begin..be).rev().find(|k| tokens[*k].sort == Sort::Semicolon).map_or(begin, |k| k + 1);
    let thing = reading.starting_at(start).filter(|p| p.to <= be)?;
    let owner = reading.owner_of(&thing)?;
    Some(frame((be, be + 1), Some(owner), Form::Nominal, 2.0))
}

/// E ai cronisti che chiedevano se il governo …: “…”: a subject inside of what is told of those whom the sentence begins with as hearers.
pub(super) fn is_of_askers(reading: &Reading, subject: &Phrase) -> bool {
    let tokens = reading.tokens;
    let begin = tokens[subject.from].begin;
    let first = begin + usize::from(tokens[begin].any(Tags::AND));
    let hears = first < subject.from && tokens[first].any(Tags::DATIVE) && tokens[first].any(Tags::PREPOSITION);
    let relative = |t: &Token| t.is_word() && t.any(Tags::RELATIVE.with(Tags::WHO));
    hears && reading.lang.speech.drops_subject && tokens[first + 1..subject.from].iter().any(relative)
}

/// Un altro motivo: “…” gives a reason; but un altro chiede: “…”
fn is_reason(reading: &Reading, subject: &Phrase, colon: usize) -> bool {
    let verb = |k: usize| reading.tokens[k].any(Tags::CUE) || reading.is_finite(&reading.tokens[k]);
    reading.is_lone(subject) && subject.to + 1 == colon && !verb(subject.to)
}

/// Name and Name: “…”: the first of the names that an “and” joins.
fn first_of_several(reading: &Reading, last: Phrase) -> Phrase {
    let and = last.from.checked_sub(1).filter(|a| reading.tokens[*a].is_word() && reading.tokens[*a].any(Tags::AND));
    let first = and.and_then(|a| reading.ending_at(a.checked_sub(1)?));
    let named = |p: &Phrase| matches!(p.head, Head::Name(_));
    first.filter(|f| named(f) && named(&last)).unwrap_or(last)
}

/// Whom the words right before a colon name: Name (Harbour List): “…”; another: “…”; but otro motivo: “…” names no speaker.
fn label_before(reading: &Reading, colon: usize) -> Option<Phrase> {
    let tokens = reading.tokens;
    let last = if tokens[colon - 1].sort == Sort::Close { reading.open_before(colon - 1) } else { colon };
    let named = reading.ending_at(last.checked_sub(1)?).or_else(|| reading.plain_plural(last - 1))?;
    // Il marito annuisce: «…»; otro asentía: “…”: what stands behind a person is a verb.
    let verb = &tokens[named.to - 1];
    let unknown = verb.tags == Tags::default() && !verb.capital;
    let shorter = reading.starting_at(named.from).filter(|s| s.to + 1 == named.to && reading.can_speak(s) && unknown);
    let lone = || reading.lone(named.from).filter(|l| unknown && reading.is_finite(verb) && l.to + 1 == named.to);
    let named = shorter.or_else(lone).unwrap_or(named);
    (!tokens[named.from].any(Tags::DETERMINER) || reading.can_speak(&named)).then_some(named)
}

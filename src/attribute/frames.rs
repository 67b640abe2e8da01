//! Which words report speech, and whose? Each frame is a cue with its subject.

use super::phrases::{Head, Phrase, Reading};
use super::tokens::{Sort, Token};
use crate::lang::Tags;
use crate::text::is_apostrophe;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Name said.
    Before,
    /// Said Name.
    After,
    /// …, saying: the subject is the sentence's.
    Participle,
    /// According to Name; Name's statement; a statement by Name.
    Nominal,
    /// `Name: …`
    Label,
    /// Was asked “…”, is called “…”: somebody says so, and nobody tells who.
    Unnamed,
}

/// A cue and its subject; `from..to` covers both.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    pub cue: (usize, usize),
    pub subject: Option<Phrase>,
    pub form: Form,
    pub from: usize,
    pub to: usize,
    /// Ends its sentence behind a comma: all that stands before is reported (…, Name said.).
    pub closing: bool,
    /// How surely the cue reports speech.
    pub strength: f32,
}

/// All frames of the article, in the order of their cues.
pub(crate) fn frames(reading: &Reading) -> Vec<Frame> {
    let mut out: Vec<Frame> = Vec::new();
    for i in 0..reading.tokens.len() {
        let token = &reading.tokens[i];
        let frame = match token.sort {
            Sort::Word if token.any(Tags::SAYING) && !token.any(Tags::SAY) => participle(reading, i, &out),
            Sort::Word if token.any(Tags::THUS) => thus(reading, i),
            Sort::Word if token.any(Tags::STANDS) => stands(reading, i),
            Sort::Word if token.any(Tags::SHOWS) && shows(reading, i) => verb(reading, i).filter(|f| shows_somebody(reading, f)),
            Sort::Word if token.any(Tags::CUE) => verb(reading, i).filter(|f| !is_bare(reading, i, f)),
            Sort::Colon => label(reading, i),
            Sort::Quote(_) => unknown_verb(reading, i),
            _ => None,
        };
        let frame = frame.map(|f| Frame { closing: closes(reading.tokens, &f), ..f });
        out.extend(frame.or_else(|| source(reading, i)).or_else(|| nominal(reading, i)));
    }
    out
}

fn strength(token: &Token) -> f32 {
    if token.any(Tags::SAY) {
        3.0
    } else if token.any(Tags::CLAIM) {
        1.5
    } else {
        2.0
    }
}

fn frame(cue: (usize, usize), subject: Option<Phrase>, form: Form, strength: f32) -> Frame {
    let from = subject.map_or(cue.0, |s| s.from.min(cue.0));
    let to = subject.map_or(cue.1, |s| if s.from < cue.0 { cue.1 } else { s.to.max(cue.1) });
    Frame { cue, subject, form, from, to, closing: false, strength }
}

/// A finite verb, with its subject before it or, behind a quotation, after it.
fn verb(reading: &Reading, i: usize) -> Option<Frame> {
    let tokens = reading.tokens;
    let token = &tokens[i];
    let before = i.checked_sub(1).map(|b| &tokens[b]).filter(|b| b.sentence == token.sentence);
    if token.capital && before.is_some() || reading.people.mention_at(i).is_some() {
        return None;
    }
    // Another described it: alone at the head of a sentence.
    let alone = i.checked_sub(2).is_none_or(|k| tokens[k].sentence != token.sentence) && !token.any(Tags::BARE);
    let nounish = |b: &&Token| {
        b.is_word()
            && !(alone && b.any(Tags::DETERMINER) && !b.any(Tags::DEFINITE.with(Tags::OWNERS)))
            && (b.any(Tags::DETERMINER.with(Tags::OWNERS))
                && !b.any(Tags::PERSON.with(Tags::RELATIVE))
                && !(b.any(Tags::POINTER) && reading.lang.speech.drops_subject)
                || b.any(Tags::OWNER_HE.with(Tags::OWNER_SHE))
                || b.owner
                || b.any(Tags::PREPOSITION) && !b.any(Tags::CLAUSE.with(Tags::ADVERB)))
    };
    if before.as_ref().is_some_and(nounish) {
        return None;
    }
    // …, once described by a rival as “…”: who is named behind it said so, whatever stands before.
    if token.any(Tags::CLAIM)
        && tokens.get(i + 1).is_some_and(|t| t.any(Tags::AUTHOR) && !t.any(Tags::OF))
        && !token.any(Tags::BARE)
        && let Some(by) = by_agent(reading, i)
    {
        return Some(frame((i, i + 1), Some(by), Form::After, strength(token)));
    }
    let auxiliary = before.is_some_and(|b| b.is_word() && b.any(Tags::AUXILIARY));
    let start = cue_start(reading, i);
    // …, said Name; …, s'agace Name: behind a comma a verb of saying may stand before its subject too.
    let led = start.checked_sub(1).is_some_and(|b| tokens[b].is_word() && tokens[b].any(Tags::REFLEXIVE));
    let comma = start.checked_sub(1 + usize::from(led)).is_some_and(|b| matches!(tokens[b].sort, Sort::Comma | Sort::Dash))
        && (token.any(Tags::SAY) || token.any(Tags::VOICE) && reading.lang.speech.inverts)
        && !token.any(Tags::TELL);
    if comma
        && let Some(subject) =
            reading.subject_after(i).filter(|s| inverted_fits(reading, s) && !matches!(s.head, Head::Pronoun(_)))
        && !tokens[subject.from].any(Tags::THAT)
        && tokens
            .get(subject.to)
            .is_none_or(|t| !t.is_word() && !t.is_quote() || t.any(Tags::PREPOSITION.with(Tags::RELATIVE).with(Tags::DATE)))
    {
        return Some(frame((start, i + 1), Some(subject), Form::After, strength(token)));
    }
    if let Some(frame) = verb_second(reading, i).or_else(|| relative(reading, start, i)) {
        return Some(frame);
    }
    if before.is_none() && is_asked(reading, i) {
        return Some(frame((i, i + 1), None, Form::Unnamed, strength(token)));
    }
    // «…», le espetó Name; «…», poi aggiunge Name
    let light =
        tokens[..start].iter().rev().take(2).take_while(|t| t.is_word() && t.any(Tags::ADVERB.with(Tags::REFLEXIVE))).count();
    let behind_quote = after_quote(tokens, start) || reading.lang.speech.inverts && after_quote(tokens, start - light);
    if behind_quote || before.is_none() || reading.lang.speech.drops_subject {
        // “…?” asked the mayor, Name: right behind a quotation that asks, even a verb that has hearers is turned round.
        let turned = start == i
            && behind_quote
            && i.checked_sub(1).is_some_and(|b| tokens[b].is_quote() && quote_runs_on(reading, b))
            && !tokens.get(i + 1).is_some_and(|t| t.any(Tags::PERSON));
        let after = (!token.any(Tags::TELL) || reading.lang.speech.drops_subject || token.any(Tags::VOICE) || turned)
            .then(|| reading.subject_after(i))
            .flatten();
        let sure =
            token.any(Tags::SAY) || start.checked_sub(1).is_some_and(|b| !tokens[b].is_quote() || quote_runs_on(reading, b));
        // “…,” concluded a 2031 article: what a quotation that runs on is put down to need not be a person.
        let runs_on = start.checked_sub(1).is_some_and(|b| {
            tokens[b].is_quote() && quote_runs_on(reading, b) || tokens[b].sort == Sort::Comma && reading.lang.speech.inverts
        });
        let thing = |s: &Phrase| {
            runs_on && token.any(Tags::SAY.with(Tags::VOICE)) && tokens[s.from].any(Tags::DETERMINER) && s.from == i + 1
        };
        if let Some(subject) =
            after.filter(|s| behind_quote && sure && !tokens[s.from].any(Tags::THAT) && (inverted_fits(reading, s) || thing(s)))
        {
            return Some(frame((start, i + 1), Some(subject), Form::After, strength(token)));
        }
        let (subject, _) = reading.subject_before(start);
        if subject.is_none() {
            let after = after.filter(|s| inverted_fits(reading, s));
            let form = if after.is_some() { Form::After } else { Form::Participle };
            let drops = reading.lang.speech.drops_subject && (behind_quote || auxiliary || token.any(Tags::SAY));
            return (after.is_some() || drops).then(|| frame((start, i + 1), after, form, strength(token)));
        }
    }
    let (subject, passive) = reading.subject_before(i);
    // s'est dit, si è detto: the speaker is its own hearer.
    let reflexive = tokens[i.saturating_sub(4)..i].iter().any(|t| t.any(Tags::REFLEXIVE));
    if passive && !reflexive {
        return match by_agent(reading, i) {
            Some(by) => Some(frame((i, i + 1), Some(by), Form::After, strength(token))),
            None => is_held(reading, i).then(|| frame((i, i + 1), None, Form::Unnamed, strength(token))),
        };
    }
    let infinitive = before.is_some_and(|b| b.is_word() && b.any(Tags::PREPOSITION));
    let form = if infinitive { Form::Participle } else { Form::Before };
    let subject = subject?;
    let thing = matches!(subject.head, Head::Noun(_)) && !reading.can_speak(&subject);
    if thing && token.any(Tags::NOMINAL) {
        return None;
    }
    // did not answer, would never say
    let mut helpers = tokens[..i].iter().rev().take_while(|t| t.is_word() && t.any(Tags::AUXILIARY.with(Tags::ADVERB)));
    let open = helpers.any(|t| t.any(Tags::MODAL)) && !behind_quote;
    // It meant that …: most often nobody.
    let it = matches!(subject.head, Head::Pronoun(k) if tokens[k].any(Tags::IT) && !tokens[k].any(Tags::HE.with(Tags::SHE)));
    let weaker = if infinitive { 3.0 } else { 0.0 }
        + if it && !token.any(Tags::SAY.with(Tags::BARE)) { NOBODY } else { 0.0 }
        + if open { 4.0 } else { 0.0 }
        + match thing {
            true if token.any(Tags::SAY) && !token.any(Tags::BARE) => THING_SAYS,
            true => THING,
            false => 0.0,
        };
    let found = frame((start, i + 1), Some(subject), form, strength(token) - weaker);
    // a-t-il écrit: the auxiliary before its pronoun.
    let turned = subject.from.checked_sub(1).filter(|b| {
        reading.lang.speech.inverts
            && matches!(subject.head, Head::Pronoun(_))
            && tokens[*b].is_word()
            && tokens[*b].any(Tags::HAVE)
    });
    Some(turned.map_or(found, |from| Frame { from, ..found }))
}

/// A passive with a hearer or a name for its subject: was told, is called; not the infinitive behind another verb (was right to urge).
fn is_held(reading: &Reading, i: usize) -> bool {
    let tokens = reading.tokens;
    let stands = tokens[..i].iter().rev().find(|t| !t.any(Tags::ADVERB)).is_some_and(|t| t.is_word() && t.any(Tags::BE));
    stands && tokens[i].any(Tags::TELL.with(Tags::CLAIM)) && !tokens[i].any(Tags::BARE)
}

/// Asked whether …, | Name laughed: a form with hearers that begins its sentence, and what was asked.
fn is_asked(reading: &Reading, i: usize) -> bool {
    let held = reading.tokens[i].any(Tags::TELL) && !reading.tokens[i].any(Tags::BARE);
    let clause = Tags::CLAUSE.with(Tags::PREPOSITION).with(Tags::THAT);
    held && reading.tokens.get(i + 1).is_some_and(|t| t.is_word() && t.any(clause)) && !reading.lang.speech.drops_subject
}

/// C'est ce qu'a dit Name: in a relative clause too the subject may stand last.
fn relative(reading: &Reading, start: usize, i: usize) -> Option<Frame> {
    let token = start.checked_sub(1).map(|b| &reading.tokens[b])?;
    if !reading.lang.speech.inverts || !token.any(Tags::RELATIVE.with(Tags::THAT)) {
        return None;
    }
    // La consigliera, che accusa Name: who could speak stands before it.
    if start.checked_sub(2).and_then(|b| reading.antecedent_ending(b)).is_some_and(|p| reading.can_speak(&p)) {
        return None;
    }
    let subject = reading.subject_after(i).filter(|s| s.from == i + 1 && inverted_fits(reading, s))?;
    Some(frame((start, i + 1), Some(subject), Form::After, strength(&reading.tokens[i])))
}

/// Is it somebody who shows himself so, and no sign (it shows, in the picture)?
fn shows_somebody(reading: &Reading, frame: &Frame) -> bool {
    const FAR: usize = 5;
    let it = |k: usize| reading.tokens[k].any(Tags::IT) && !reading.tokens[k].any(Tags::HE.with(Tags::SHE));
    let somebody = |s: &Phrase| {
        let hung = reading.tokens[s.from].any(Tags::PREPOSITION);
        reading.can_speak(s) && !hung && !matches!(s.head, Head::Pronoun(k) if it(k))
    };
    let quoted = reading.tokens[frame.cue.1..].iter().take(FAR).any(Token::is_quote);
    frame.form == Form::Before && quoted && frame.subject.is_some_and(|s| somebody(&s))
}

/// Der Verband zeigte sich „…“: a verb that reports where its subject shows itself so.
fn shows(reading: &Reading, i: usize) -> bool {
    const NEAR: usize = 2;
    let near = i.saturating_sub(NEAR)..(i + NEAR).min(reading.tokens.len());
    reading.tokens[near].iter().any(|t| t.is_word() && t.sentence == reading.tokens[i].sentence && t.any(Tags::REFLEXIVE))
}

/// Dem Sender sagte Name, …; Name hat es als „…“ bezeichnet: where a sentence may begin with what is no subject, and end in its participle.
fn verb_second(reading: &Reading, i: usize) -> Option<Frame> {
    if !reading.lang.speech.verb_second {
        return None;
    }
    let tokens = reading.tokens;
    let sentence = tokens[i].sentence;
    let begin = i - tokens[..i].iter().rev().take(FAR_VERB).take_while(|t| t.sentence == sentence).count();
    let first = tokens.get(begin).filter(|_| begin < i)?;
    let finite = |t: &Token| t.is_word() && t.any(Tags::AUXILIARY) && !t.any(Tags::PERSON);
    if first.any(Tags::DATIVE.with(Tags::PREPOSITION).with(Tags::DATE).with(Tags::ADVERB)) && !tokens[begin..i].iter().any(finite)
    {
        let subject = reading.subject_after(i).filter(|s| s.from == i + 1 && inverted_fits(reading, s))?;
        return Some(frame((i, i + 1), Some(subject), Form::After, strength(&tokens[i])));
    }
    let last = tokens.get(i + 1).is_none_or(|t| !t.is_word());
    let held = tokens[begin..i].iter().any(finite) && tokens[begin..i].iter().any(Token::is_quote);
    if last && held && !after_quote(tokens, begin) {
        let subject = reading.main_subject(i).filter(|s| reading.can_speak(s))?;
        let found = frame((i, i + 1), Some(subject), Form::After, strength(&tokens[i]));
        return Some(Frame { from: i, to: i + 1, ..found });
    }
    None
}

/// The beginning of a verb's sentence is looked for so far, in tokens.
const FAR_VERB: usize = 60;

/// A form that may be a noun as well (state, voice) is no verb behind one person or thing: it would have an ending.
fn is_bare(reading: &Reading, i: usize, frame: &Frame) -> bool {
    let tokens = reading.tokens;
    if !tokens[i].any(Tags::BARE)
        || frame.form != Form::Before
        || i.checked_sub(1).is_some_and(|b| tokens[b].any(Tags::AUXILIARY))
    {
        return false;
    }
    let is_one = |h: usize| !reading.is_plural(tokens[h].span.of(reading.text));
    // with the short | text: the noun of a phrase that has a determiner and no noun yet.
    let noun = i.checked_sub(1).and_then(|last| reading.ending_at(last)).is_some_and(|p| {
        matches!(p.head, Head::Noun(h) if is_one(h) && !reading.can_speak(&p)) && tokens[p.from].any(Tags::DETERMINER)
    });
    if noun {
        return true;
    }
    match frame.subject.map(|s| (s, s.head)) {
        Some((s, Head::Name(p))) => s.to == i && !reading.is_plural(reading.people.all[p].name.of(reading.text)),
        Some((s, Head::Noun(h))) => s.to == i && !reading.can_speak(&s) && is_one(h),
        Some((_, Head::Pronoun(k))) => {
            tokens[k].any(Tags::HE.with(Tags::SHE).with(Tags::IT))
                && !tokens[k].any(Tags::THEY.with(Tags::I))
                && !tokens[k + 1..i].iter().rev().take_while(|t| t.any(Tags::ADVERB)).any(|t| t.any(Tags::PREPOSITION))
                && !tokens[k + 1..i].iter().any(|t| t.any(Tags::AUXILIARY))
        }
        None => false,
    }
}

/// A verb that no list knows, between a quotation that ends in a comma or asks, and a name: “…,” Name verbs; “…,” verbs Name.
fn unknown_verb(reading: &Reading, quote: usize) -> Option<Frame> {
    let tokens = reading.tokens;
    let comma = tokens.get(quote + 1).is_some_and(|t| t.sort == Sort::Comma);
    if !comma && !quote_runs_on(reading, quote) {
        return None;
    }
    let k = quote + 1 + usize::from(comma);
    // si sfoga Name
    let begin = k;
    let k = k + usize::from(reading.lang.speech.inverts && tokens.get(k).is_some_and(|t| t.any(Tags::REFLEXIVE)));
    let first = tokens.get(k).filter(|t| t.is_word() && t.paragraph == tokens[quote].paragraph)?;
    let unknown = |t: &Token| {
        t.is_word()
            && !t.capital
            && !t.any(Tags::SMALL.with(Tags::CUE).with(Tags::SAYING))
            && !t.any(Tags::ROLE.with(Tags::TITLE).with(Tags::BODY))
    };
    if unknown(first) {
        let named = |s: &Phrase| tokens[s.from].capital && matches!(s.head, Head::Name(_));
        // «…», clama la plataforma: where a verb may stand before its subject, whatever has a determiner may be that.
        let turned = |s: &Phrase| {
            let noun = matches!(s.head, Head::Noun(_) | Head::Name(_));
            let begins = tokens[s.from].any(Tags::DETERMINER.with(Tags::OWNERS)) || reading.can_speak(s);
            (reading.lang.speech.inverts || reading.lang.speech.verb_second)
                && noun
                && begins
                && tokens.get(s.to).is_none_or(|t| !t.is_word() || t.any(Tags::PREPOSITION) || t.tags == Tags::default())
        };
        let subject = reading.subject_after(k).filter(|s| s.from == k + 1 && (named(s) || turned(s)))?;
        return Some(Frame { from: begin, ..frame((k, k + 1), Some(subject), Form::After, UNKNOWN) });
    }
    let subject =
        reading.starting_at(k).filter(|s| matches!(s.head, Head::Name(_) | Head::Pronoun(_)) && reading.can_speak(s))?;
    let verb = tokens.get(subject.to).filter(|t| unknown(t))?;
    let after = tokens.get(subject.to + 1);
    let ends = after.is_none_or(|t| !t.is_word() || t.any(Tags::PREPOSITION.with(Tags::ADVERB).with(Tags::DATE)));
    let joined = verb.sentence == tokens[subject.from].sentence;
    (ends && joined).then(|| frame((subject.to, subject.to + 1), Some(subject), Form::Before, UNKNOWN))
}

/// What a subject that cannot speak takes from the strength.
const THING: f32 = 5.0;
/// The same where the verb is one of plain saying: a sign may say so.
const THING_SAYS: f32 = 2.0;

/// What a verb of voice or judgement loses where "it" is its subject.
const NOBODY: f32 = 2.0;

/// The strength of a verb that no list knows.
const UNKNOWN: f32 = 1.0;

/// Does the frame stand behind a comma, and only a place or a date between it and the end of the sentence?
fn closes(tokens: &[Token], frame: &Frame) -> bool {
    const FAR: usize = 14;
    let comma = frame.from.checked_sub(1).is_some_and(|b| tokens[b].sort == Sort::Comma || tokens[b].is_quote());
    let sentence = tokens[frame.cue.0].sentence;
    let rest = || tokens[frame.to..].iter().take_while(|t| t.sentence == sentence);
    let first = rest().next();
    let told = tokens[frame.cue.0..frame.cue.1].iter().any(|t| t.any(Tags::TELL)) && first.is_none_or(|t| !t.any(Tags::THAT));
    let light = told
        || first
            .is_none_or(|t| !t.is_word() || t.any(Tags::PREPOSITION.with(Tags::ADVERB).with(Tags::DATE)) && !t.any(Tags::THAT));
    comma
        && light
        && matches!(frame.form, Form::Before | Form::After | Form::Nominal)
        && rest().count() <= FAR
        && !rest().any(Token::is_quote)
}

/// Where the verb phrase begins: its auxiliaries are part of the cue (ha detto, was quoted as saying).
fn cue_start(reading: &Reading, i: usize) -> usize {
    let tokens = reading.tokens;
    let mut start = i;
    while start > 0
        && tokens[start - 1].is_word()
        && tokens[start - 1].sentence == tokens[i].sentence
        && tokens[start - 1].any(Tags::HAVE)
        && !tokens[start - 1].any(Tags::PERSON)
    {
        start -= 1;
    }
    start
}

/// Does a quotation stand right before the token, a comma or nothing between?
fn after_quote(tokens: &[Token], i: usize) -> bool {
    let mut k = i;
    while k > 0 && matches!(tokens[k - 1].sort, Sort::Comma | Sort::Dash) {
        k -= 1;
    }
    k > 0 && tokens[k - 1].is_quote() && tokens[k - 1].paragraph == tokens[i].paragraph
}

/// Does the quotation token end in a comma, or ask? Then the verb behind it reports it.
fn quote_runs_on(reading: &Reading, quote: usize) -> bool {
    let inside = reading.tokens[quote].span.of(reading.text).trim_end_matches(['”', '"', '\'', '’', '»', '“', ' ', '\u{a0}']);
    inside.ends_with([',', '?', '!'])
}

fn inverted_fits(reading: &Reading, subject: &Phrase) -> bool {
    match subject.head {
        Head::Name(_) => true,
        Head::Pronoun(k) => {
            reading.tokens[k].any(Tags::HE.with(Tags::SHE).with(Tags::THEY).with(Tags::IT).with(Tags::I))
                && !reading.tokens[k].any(Tags::OWNERS)
        }
        Head::Noun(k) => reading.tokens[k].any(Tags::ROLE.with(Tags::BODY).with(Tags::TITLE)),
    }
}

/// was called “…” by Name
fn by_agent(reading: &Reading, i: usize) -> Option<Phrase> {
    const FAR: usize = 8;
    let tokens = reading.tokens;
    let by = (i + 1..(i + FAR).min(tokens.len())).find(|&k| {
        tokens[k].is_word() && tokens[k].any(Tags::AUTHOR) && !tokens[k].any(Tags::OF) && tokens[k].sentence == tokens[i].sentence
    })?;
    reading.starting_at(by + 1).filter(|p| reading.can_speak(p))
}

/// …, saying “…”: the subject of the verb before it in the sentence.
fn participle(reading: &Reading, i: usize, before_it: &[Frame]) -> Option<Frame> {
    let token = &reading.tokens[i];
    let before = i.checked_sub(1).map(|b| &reading.tokens[b]).filter(|b| b.sentence == token.sentence);
    if token.capital && before.is_some() || before.is_some_and(|b| b.any(Tags::DETERMINER.with(Tags::OWNERS)) || b.owner) {
        return None;
    }
    let continuous = before.is_some_and(|b| b.is_word() && b.any(Tags::BE));
    let subject = if continuous { reading.subject_before(i).0 } else { shown(reading, i) };
    if before.is_none() && !reading.lang.speech.drops_subject {
        // Smiling, Name left: nobody is named before it.
        return None;
    }
    // Name said, adding: the participle goes with the verb before it.
    let verb = before_it
        .iter()
        .rev()
        .take_while(|f| reading.tokens[f.cue.0].sentence == token.sentence)
        .find(|f| matches!(f.form, Form::Before | Form::After) && f.strength >= 1.0);
    let subject = subject.or_else(|| verb.and_then(|f| f.subject)).or_else(|| reading.main_subject(i));
    let mut found = frame((i, i + 1), subject, Form::Participle, strength_of_participle(token));
    found.from = i;
    found.to = i + 1;
    Some(found)
}

/// …, with Name calling it “…”; a film of Name saying “…”; held up a sign saying “…”: the subject stands right before the participle.
fn shown(reading: &Reading, i: usize) -> Option<Phrase> {
    let tokens = reading.tokens;
    let phrase = reading.ending_at(i.checked_sub(1)?)?;
    let before = phrase.from.checked_sub(1).map(|b| &tokens[b]).filter(|b| b.is_word() && b.sentence == tokens[i].sentence)?;
    let beside = before.any(Tags::BESIDE) || before.is_of();
    let thing = matches!(phrase.head, Head::Noun(h) if !reading.can_speak(&phrase) && !tokens[h].any(Tags::NOMINAL));
    let brought = thing && tokens[phrase.from].any(Tags::DETERMINER) && !reading.is_definite(&phrase);
    let hung = before.any(Tags::PLACE) || before.any(Tags::PREPOSITION) && before.any(Tags::ADVERBIAL);
    (beside && !matches!(phrase.head, Head::Noun(h) if tokens[h].any(Tags::NOMINAL)) || brought && !hung).then_some(phrase)
}

fn strength_of_participle(token: &Token) -> f32 {
    if token.any(Tags::CLAIM) { 1.0 } else { 2.5 }
}

/// According to Name.
fn source(reading: &Reading, i: usize) -> Option<Frame> {
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
    let subject = Phrase { to: if subject.to > i { reading.tail_of(&subject) } else { subject.to }, ..subject };
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

/// „…“, so Name: behind a quotation a name alone with such a word.
fn thus(reading: &Reading, i: usize) -> Option<Frame> {
    if !after_quote(reading.tokens, i) {
        return None;
    }
    let subject = reading.subject_after(i).filter(|s| s.from == i + 1 && inverted_fits(reading, s))?;
    Some(frame((i, i + 1), Some(subject), Form::After, 3.0))
}

/// «…», si legge nella nota del Comune; „…“, heißt es in der Mitteilung: nobody says it but what holds the words, or who wrote that.
fn stands(reading: &Reading, i: usize) -> Option<Frame> {
    const FAR: usize = 6;
    let tokens = reading.tokens;
    let sentence = tokens[i].sentence;
    // la legge, the law: no verb
    let noun = Tags::DETERMINER.with(Tags::OWNERS).with(Tags::PREPOSITION);
    if i.checked_sub(1).is_some_and(|b| tokens[b].any(noun) && !tokens[b].any(Tags::PERSON.with(Tags::REFLEXIVE))) {
        return None;
    }
    let near = || (i + 1..tokens.len().min(i + FAR)).take_while(|k| tokens[*k].is_word() && tokens[*k].sentence == sentence);
    let subject = match near().find(|k| tokens[*k].any(Tags::NOMINAL)) {
        Some(noun) => {
            let by = tokens.get(noun + 1).filter(|t| t.is_word() && t.any(Tags::AUTHOR));
            let author = by.and_then(|_| reading.starting_at(noun + 2).or_else(|| reading.starting_at(noun + 1)));
            let alone = Phrase { from: noun, to: noun + 1, head: Head::Noun(noun) };
            let held = || reading.ending_at(noun).filter(|p| !tokens[p.from].any(Tags::PREPOSITION)).unwrap_or(alone);
            author.filter(|p| reading.can_speak(p)).unwrap_or_else(held)
        }
        // „…“, heißt es aus dem Ministerium
        None => {
            near().filter_map(|k| reading.starting_at(k)).find(|p| reading.can_speak(p) && !matches!(p.head, Head::Pronoun(_)))?
        }
    };
    // si legge, peut-on lire: what leads to the verb belongs to it.
    let led =
        |t: &&Token| t.is_word() && t.sentence == sentence && t.any(Tags::REFLEXIVE.with(Tags::PERSON).with(Tags::AUXILIARY));
    let from = i - tokens[..i].iter().rev().take(2).take_while(led).count();
    Some(Frame { from, ..frame((i, i + 1), Some(subject), Form::After, 3.0) })
}

/// Name's statement; her tweet; a statement by Name.
fn nominal(reading: &Reading, i: usize) -> Option<Frame> {
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
    if let Some(by) = tokens.get(i + 1).filter(|t| t.is_word() && t.any(Tags::AUTHOR))
        && let Some(subject) = reading.starting_at(i + 2).filter(|p| reading.can_speak(p) && by.sentence == token.sentence)
    {
        // «…», la risposta di Name
        let start = i - usize::from(i.checked_sub(1).is_some_and(|b| tokens[b].is_word() && tokens[b].any(Tags::DETERMINER)));
        let (form, strength) = if after_quote(tokens, start) { (Form::After, 2.5) } else { (Form::Nominal, 1.5) };
        return Some(frame((i, i + 1), Some(subject), form, strength));
    }
    if tokens.get(i + 1).is_some_and(|t| t.is_quote() && begins_with_verb(reading, t)) {
        return None;
    }
    let next = tokens.get(i + 1).is_some_and(|t| matches!(t.sort, Sort::Comma | Sort::Colon))
        && tokens.get(i + 2).is_some_and(Token::is_quote);
    if next && let Some(subject) = reading.main_subject(i).filter(|s| reading.can_speak(s)) {
        return Some(Frame { from: i, to: i + 1, ..frame((i, i + 1), Some(subject), Form::Nominal, 1.5) });
    }
    // Name called her apology “…”: what is quoted is said of the noun.
    let judged = |from: usize| from.checked_sub(1).is_some_and(|b| tokens[b].is_word() && tokens[b].any(Tags::NAMES));
    for k in (i.saturating_sub(4)..i).rev() {
        let owner = &tokens[k];
        if !owner.is_word() || owner.sentence != token.sentence || owner.any(Tags::PREPOSITION.with(Tags::SAY)) {
            return None;
        }
        if owner.owner {
            let subject = match reading.people.mention_at(k) {
                Some(m) => Phrase { from: m.from, to: m.to, head: Head::Name(m.person) },
                None => reading.ending_at(k)?,
            };
            if judged(subject.from) {
                return None;
            }
            return Some(frame((i, i + 1), Some(subject), Form::Nominal, 1.5));
        }
        if owner.any(Tags::OWNERS) {
            if judged(k) {
                return None;
            }
            return Some(frame((i, i + 1), Some(Phrase { from: k, to: k + 1, head: Head::Pronoun(k) }), Form::Nominal, 1.5));
        }
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
fn begins_with_verb(reading: &Reading, quote: &Token) -> bool {
    let said = quote.span.of(reading.text).trim_start_matches(|c: char| !c.is_alphanumeric());
    let word = said.split(|c: char| !c.is_alphanumeric() && !is_apostrophe(c)).next().unwrap_or("");
    !word.starts_with(char::is_uppercase) && reading.lang.speech.tags(&word.replace('’', "'")).any(Tags::FINITE)
}

/// A label is looked for so far, in tokens.
const LABEL: usize = 60;

/// A colon before a quotation, without a verb: `Name: “…”`.
fn label(reading: &Reading, i: usize) -> Option<Frame> {
    let tokens = reading.tokens;
    let behind = i + 1 + usize::from(tokens.get(i + 1).is_some_and(|t| t.sort == Sort::Break));
    if !tokens.get(behind).is_some_and(Token::is_quote) || i == 0 {
        return None;
    }
    let sentence = tokens[i].sentence;
    let from = tokens[..i].iter().rev().take(LABEL).take_while(|t| t.sentence == sentence && !t.is_quote()).count();
    let reported = (i - from..i).any(|k| {
        let token = &tokens[k];
        token.any(Tags::CUE.with(Tags::SAYING)) && (verb(reading, k).is_some() || participle(reading, k, &[]).is_some())
    });
    if reported {
        return None;
    }
    // A label is all of its line, or the only one who could speak in it: he turned to Name: “…” has another subject.
    let main = reading.main_subject(i).filter(|s| reading.can_speak(s));
    let begins = |p: &Phrase| p.from == 0 || tokens[p.from - 1].sentence != sentence;
    let other = |p: &Phrase| main.is_some_and(|m| m.to <= p.from);
    let hangs = |p: &Phrase| p.from > 0 && tokens[p.from - 1].any(Tags::PREPOSITION);
    // Name (Harbour List): “…”
    let last = if tokens[i - 1].sort == Sort::Close { reading.open_before(i - 1) } else { i };
    let named = last.checked_sub(1).and_then(|k| reading.ending_at(k));
    let subject = named.filter(|p| begins(p) || matches!(p.head, Head::Name(_)) && !other(p) && !hangs(p));
    let subject =
        subject.or(main).or_else(|| reading.ending_at(i - 1).filter(|p| p.from > 0 && tokens[p.from - 1].any(Tags::AUTHOR)))?;
    Some(Frame { from: subject.from, to: i, ..frame((i, i), Some(subject), Form::Label, 1.0) })
}

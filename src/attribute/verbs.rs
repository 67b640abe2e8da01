//! Which verbs report speech, and whose? Finite ones with their subject before or behind them, and participles.

use super::frame::{Form, Frame, THING, after_quote, frame, inverted_fits};
use super::phrases::{Head, Phrase, Reading};
use super::tokens::{Sort, Token};
use crate::lang::Tags;

fn strength(token: &Token) -> f32 {
    if token.any(Tags::SAY) {
        3.0
    } else if token.any(Tags::CLAIM) {
        1.5
    } else {
        2.0
    }
}

/// A finite verb, with its subject before it or, behind a quotation, after it.
pub(super) fn verb(reading: &Reading, i: usize) -> Option<Frame> {
    let tokens = reading.tokens;
    let token = &tokens[i];
    let before = i.checked_sub(1).map(|b| &tokens[b]).filter(|b| b.sentence == token.sentence);
    if token.capital && before.is_some() || reading.people.mention_at(i).is_some() {
        return None;
    }
    // Another described it; “…,” one wrote: alone at the head of a sentence, or behind a quotation.
    let opens = |k: usize| tokens[k].sentence != token.sentence || tokens[k].is_quote();
    let alone = i.checked_sub(2).is_none_or(opens) && !token.any(Tags::BARE);
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
    // that reports of abductions were …
    let of = token.any(Tags::NOMINAL) && tokens.get(i + 1).is_some_and(|t| t.is_word() && t.is_of() && !t.capital);
    if before.as_ref().is_some_and(nounish) || of && before.is_some() {
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
    // Interrogato da Radio Molo, Name …: he is asked, and does not ask.
    if before.is_none() && reading.is_met(i) {
        return None;
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
    // La decisión, subrayó, se tomó …: between commas it has a subject of its own, which it leaves out.
    let comma = |k: usize| tokens.get(k).is_some_and(|t| t.sort == Sort::Comma);
    if thing && reading.lang.speech.drops_subject && start.checked_sub(1).is_some_and(comma) && comma(i + 1) {
        return Some(frame((start, i + 1), None, Form::Participle, strength(token)));
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
pub(super) fn shows_somebody(reading: &Reading, frame: &Frame) -> bool {
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
pub(super) fn shows(reading: &Reading, i: usize) -> bool {
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
pub(super) fn is_bare(reading: &Reading, i: usize, frame: &Frame) -> bool {
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
pub(super) fn unknown_verb(reading: &Reading, quote: usize) -> Option<Frame> {
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

/// The same where the verb is one of plain saying: a sign may say so.
const THING_SAYS: f32 = 2.0;

/// What a verb of voice or judgement loses where "it" is its subject.
const NOBODY: f32 = 2.0;

/// The strength of a verb that no list knows.
const UNKNOWN: f32 = 1.0;

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

/// Does the quotation token end in a comma, or ask? Then the verb behind it reports it.
fn quote_runs_on(reading: &Reading, quote: usize) -> bool {
    let inside = reading.tokens[quote].span.of(reading.text).trim_end_matches(['”', '"', '\'', '’', '»', '“', ' ', '\u{a0}']);
    inside.ends_with([',', '?', '!'])
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
pub(super) fn participle(reading: &Reading, i: usize, before_it: &[Frame]) -> Option<Frame> {
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

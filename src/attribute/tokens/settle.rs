//! What is a word by its neighbours? Dates that people are called, verbs that report only with a reflexive or an infinitive beside them, and the
//! gender that an article tells.

use super::{Sort, Token};
use crate::attribute::people::Gender;
use crate::lang::{Lang, Tags};
use crate::model::Span;
use compact_str::CompactString;
use rustc_hash::FxHashSet;

/// What a word is in its place. Tully said: an ending tells no adverb where the word is a name elsewhere. The secretary of state, a word of
/// thanks: behind an “of” a form without an ending is no verb. La prima cittadina: what else the first word of a role may be does not count.
pub(super) fn settle(text: &str, tokens: &mut [Token], lang: &Lang) {
    let names: FxHashSet<u64> = tokens.iter().filter(|t| t.capital && t.tags == Tags::default()).map(|t| t.key).collect();
    for token in tokens.iter_mut().filter(|t| t.capital && t.tags == Tags::ADVERB && names.contains(&t.key)) {
        token.tags = Tags::default();
    }
    for i in 1..tokens.len() {
        if tokens[i - 1].is_of() && tokens[i].any(Tags::BARE) {
            tokens[i].tags = tokens[i].tags.without(Tags::CUE.with(Tags::BARE).with(Tags::TELL));
        }
        // About | 200 rowers
        let counted = tokens[i].span.of(text).starts_with(|c: char| c.is_ascii_digit());
        if counted && tokens[i - 1].is_word() && lang.speech.rough.contains(&*tokens[i - 1].span.of(text).to_lowercase()) {
            tokens[i - 1].tags = Tags::DETERMINER;
        }
        if tokens[i].any(Tags::ROLE.with(Tags::ANY_TITLE)) && tokens[i - 1].any(Tags::SMALL) {
            let both = Span::new(tokens[i - 1].span.start, tokens[i].span.end).of(text).to_lowercase();
            if lang.speech.same_roles.contains_key(both.as_str()) {
                tokens[i - 1].tags = Tags::default();
            }
        }
    }
    settle_nouns(tokens, lang);
    settle_dates(text, tokens, lang);
    settle_kin(text, tokens, lang);
    settle_adverbs(tokens);
    settle_cues(text, tokens, lang);
    settle_gender(text, tokens, lang);
}

/// Sein | Gegenüber: where nouns have capitals, a small word with one behind a determiner is a noun.
fn settle_nouns(tokens: &mut [Token], lang: &Lang) {
    for i in 1..if lang.speech.nouns_capital { tokens.len() } else { 0 } {
        let led = tokens[i - 1].is_word() && tokens[i - 1].any(Tags::DETERMINER.with(Tags::OWNERS));
        if led && tokens[i].capital && tokens[i].any(Tags::PREPOSITION) {
            tokens[i].tags = Tags::default();
        }
    }
}

/// The woman, his daughter, sa fille: words that tell the gender of whoever they are said of.
fn settle_kin(text: &str, tokens: &mut [Token], lang: &Lang) {
    let speech = &lang.speech;
    for token in tokens.iter_mut().filter(|t| t.is_word() && !t.plural) {
        let word = token.span.of(text).to_lowercase();
        token.gender = match (speech.words_he.contains(&*word), speech.words_she.contains(&*word)) {
            (true, false) => Gender::He,
            (false, true) => Gender::She,
            _ => token.gender,
        };
    }
}

/// Anders sieht es …; Anders Roe: an adverb that is a given name, too, is one before a small word at the head of a sentence.
fn settle_adverbs(tokens: &mut [Token]) {
    for i in 0..tokens.len() {
        if tokens[i].any(Tags::ADVERB) && tokens[i].any(Tags::GIVEN) {
            let begins = i.checked_sub(1).is_none_or(|b| !tokens[b].is_word() && tokens[b].sort != Sort::Comma);
            let small = tokens.get(i + 1).is_some_and(|n| n.is_word() && !n.capital);
            let adverb = !tokens[i].capital || begins && small;
            tokens[i].tags = tokens[i].tags.without(if adverb { Tags::GIVEN } else { Tags::ADVERB });
        }
    }
}

/// Clara May, Mrs May, April Quill: a month is a name behind a given name or a title and before a surname, and so is that surname later.
fn settle_dates(text: &str, tokens: &mut [Token], lang: &Lang) {
    let counts = |t: &Token| t.span.of(text).starts_with(|c: char| c.is_ascii_digit());
    let mut surnames: FxHashSet<u64> = FxHashSet::default();
    for i in 0..tokens.len() {
        let token = tokens[i];
        let borne = || lang.speech.borne_dates.contains(&*token.span.of(text).to_lowercase());
        if !token.capital || !token.any(Tags::DATE) || !borne() || tokens.get(i + 1).is_some_and(counts) {
            continue;
        }
        let before = i.checked_sub(1).map(|b| &tokens[b]).filter(|b| b.is_word());
        let led = before.is_some_and(|b| b.capital && b.any(Tags::GIVEN.with(Tags::ANY_TITLE)) && !b.any(Tags::DATE));
        let free = !before.is_some_and(|b| counts(b) || b.any(Tags::PREPOSITION));
        let other = |n: &Token| n.is_word() && n.capital && !n.any(Tags::SMALL.with(Tags::DATE));
        let apart = before.is_none_or(|b| b.any(Tags::CUE.with(Tags::ROLE).with(Tags::ANY_TITLE)) && !b.any(Tags::PREPOSITION));
        let given = apart && tokens.get(i + 1).is_some_and(other);
        if led {
            surnames.insert(token.key);
        }
        if led || given || free && surnames.contains(&token.key) {
            tokens[i].tags = Tags::default();
        }
    }
}

/// S'est défendu; se limitó a decir: verbs that report only with what stands beside them.
fn settle_cues(text: &str, tokens: &mut [Token], lang: &Lang) {
    let speech = &lang.speech;
    for i in 0..tokens.len() {
        if !tokens[i].is_word() || tokens[i].capital {
            continue;
        }
        let word = tokens[i].span.of(text);
        let beside = |k: Option<usize>| k.and_then(|k| tokens.get(k)).filter(|t| t.is_word());
        let it = |t: &Token| t.any(Tags::IT) && !t.any(Tags::HE.with(Tags::SHE));
        if speech.exists.contains(word) && (beside(i.checked_sub(1)).is_some_and(it) || beside(Some(i + 1)).is_some_and(it)) {
            // es | gibt; | gibt es
            tokens[i].tags = tokens[i].tags.without(Tags::CUE.with(Tags::TELL)).with(Tags::VERB);
        } else if goes_on(text, tokens, i, lang) {
            tokens[i].tags = tokens[i].tags.with(Tags::SAY).with(Tags::MORE);
        } else if speech.reflexive_cues.contains(word) && has_reflexive(tokens, i, speech.verb_second) {
            tokens[i].tags = tokens[i].tags.without(Tags::CLAIM).with(Tags::VOICE);
        } else if speech.verb_second && speech.causatives.contains(word) && leads_infinitive(text, &tokens[i + 1..], lang) {
            tokens[i].tags = tokens[i].tags.with(Tags::SAY);
        } else if speech.infinitives.contains(word)
            && let Some(verb) = leading_verb(tokens, i)
        {
            tokens[verb].tags = tokens[verb].tags.without(Tags::CLAIM).with(Tags::SAY);
        }
    }
}

/// She | went on: “…”; but the show went on: does a run of a verb and its small word bring words in marks?
fn goes_on(text: &str, tokens: &[Token], verb: usize, lang: &Lang) -> bool {
    let Some(small) = tokens.get(verb + 1).filter(|t| t.is_word() && !lang.speech.goes_on.is_empty()) else { return false };
    let both = Span::new(tokens[verb].span.start, small.span.end).of(text);
    let mark = usize::from(tokens.get(verb + 2).is_some_and(|t| matches!(t.sort, Sort::Colon | Sort::Comma)));
    let brings = tokens.get(verb + 2 + mark).is_some_and(Token::is_quote) && tokens[verb].paragraph == small.paragraph;
    brings && lang.speech.goes_on.iter().any(|run| run == both)
}

/// „…“, ließ sie | mitteilen: does an infinitive of saying end the clause?
fn leads_infinitive(text: &str, behind: &[Token], lang: &Lang) -> bool {
    const FAR: usize = 6;
    behind.iter().take(FAR).take_while(|t| t.is_word()).any(|t| lang.speech.infinitives.contains(t.span.of(text)))
}

/// Does a reflexive stand before the verb, only light words between, or where the language puts it there, behind it?
fn has_reflexive(tokens: &[Token], verb: usize, verb_second: bool) -> bool {
    const BEHIND: usize = 4;
    const BEFORE: usize = 12;
    let reflexive = |t: &Token| t.is_word() && t.any(Tags::REFLEXIVE);
    let light = |t: &&Token| {
        t.is_word() && (verb_second || t.any(Tags::REFLEXIVE.with(Tags::AUXILIARY).with(Tags::ADVERB).with(Tags::PERSON)))
    };
    tokens[..verb].iter().rev().take(BEFORE).take_while(light).any(reflexive)
        || verb_second && tokens[verb + 1..].iter().take(BEHIND).take_while(|t| t.is_word()).any(reflexive)
}

/// «…», se limitó a | decir Name: the verb that leads to an infinitive of saying, right behind a quotation or with a reflexive.
fn leading_verb(tokens: &[Token], infinitive: usize) -> Option<usize> {
    const LIGHT: usize = 4;
    let verb = infinitive.checked_sub(2)?;
    let led = tokens[infinitive - 1].is_word() && tokens[infinitive - 1].any(Tags::DATIVE.with(Tags::AUTHOR));
    let plain = tokens[verb].is_word() && !tokens[verb].capital && !tokens[verb].any(Tags::DETERMINER.with(Tags::NOMINAL));
    let light = |t: &&Token| t.is_word() && t.any(Tags::REFLEXIVE.with(Tags::AUXILIARY).with(Tags::ADVERB));
    let begin = verb - tokens[..verb].iter().rev().take(LIGHT).take_while(light).count();
    let comma = usize::from(begin > 0 && matches!(tokens[begin - 1].sort, Sort::Comma | Sort::Dash));
    let quoted = (begin - comma).checked_sub(1).is_some_and(|q| tokens[q].is_quote());
    // Si è limitato a dire che …
    let reflexive = tokens[begin..verb].iter().any(|t| t.any(Tags::REFLEXIVE)) || tokens[verb].any(Tags::VOICE);
    let brings = tokens.get(infinitive + 1).is_some_and(|t| t.sort == Sort::Colon || t.is_quote() || t.any(Tags::THAT));
    (led && plain && (quoted || reflexive && brings)).then_some(verb)
}

/// La ministre, le maire: what a determiner tells of the word for one person behind it.
fn settle_gender(text: &str, tokens: &mut [Token], lang: &Lang) {
    const NEAR: usize = 4;
    let speech = &lang.speech;
    if speech.articles_he.is_empty() && speech.articles_she.is_empty() {
        return;
    }
    for i in 0..tokens.len() {
        if !tokens[i].is_word() || !tokens[i].any(Tags::DETERMINER) {
            continue;
        }
        let word = tokens[i].span.of(text).to_lowercase();
        let gender = match (speech.articles_he.contains(&*word), speech.articles_she.contains(&*word)) {
            (true, false) => Gender::He,
            (false, true) => Gender::She,
            _ => continue,
        };
        // Der Reederei: there a determiner for a man may be one of another case, but for the one that begins a sentence.
        let begins = i.checked_sub(1).is_none_or(|b| !tokens[b].is_word() && tokens[b].sort != Sort::Comma);
        if speech.she_endings.is_empty() || gender == Gender::She || begins {
            tokens[i].gender = gender;
        }
        let person = |t: &Token| t.any(Tags::ROLE.with(Tags::ANY_TITLE));
        let near = tokens[i + 1..].iter().take(NEAR).take_while(|t| t.is_word() && !t.any(Tags::SMALL));
        let Some(noun) = near.enumerate().find(|(_, t)| person(t)).map(|(k, _)| i + 1 + k) else { continue };
        let ends = |e: &CompactString| tokens[noun].span.of(text).ends_with(e.as_str());
        let she = speech.she_endings.iter().any(ends);
        if tokens[noun].plural || !speech.she_endings.is_empty() && she != (gender == Gender::She) {
            continue;
        }
        let told = tokens[noun].any(Tags::BODY) || speech.epicene.contains(&*tokens[noun].span.of(text).to_lowercase());
        if !told {
            tokens[noun].gender = gender;
        }
    }
}

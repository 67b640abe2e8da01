//! What stands in the article, word by word? One pass gives each word its tags; quotations become one token each.

mod settle;

use super::people::Gender;
use crate::lang::{Lang, Tags};
use crate::model::{Found, Kind, Span};
use crate::text::{self, is_apostrophe, is_dash, is_hyphen, paragraphs};
use compact_str::CompactString;
use rustc_hash::FxHasher;
use std::hash::Hasher;
use unicode_normalization::char::is_combining_mark;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    Word,
    Comma,
    Colon,
    Semicolon,
    Dash,
    /// A sentence's end mark.
    Stop,
    Open,
    Close,
    /// A quotation, by its index.
    Quote(u32),
    /// A paragraph's end.
    Break,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub span: Span,
    pub sort: Sort,
    pub tags: Tags,
    /// A hash of the lower-case word; 0 where it is no word.
    pub key: u64,
    /// The key of the office that a compound is one of (Verkehrsminister: minister); else 0.
    pub office: u64,
    /// Begins with a capital.
    pub capital: bool,
    /// Capitals only, two at least.
    pub acronym: bool,
    /// A word for several people: officials.
    pub plural: bool,
    /// A possessive mark follows: Rossi’s, Sanders’.
    pub owner: bool,
    /// The possessive mark stands alone, as behind a plural: the users’.
    pub owners: bool,
    /// The gender that a determiner tells, or that one before a word for people tells of it: la ministre.
    pub gender: Gender,
    /// Number of its sentence within the article.
    pub sentence: u32,
    /// The first token of its sentence.
    pub begin: usize,
    /// Number of its paragraph.
    pub paragraph: u32,
}

impl Token {
    pub fn is_word(&self) -> bool {
        self.sort == Sort::Word
    }

    pub fn is_quote(&self) -> bool {
        matches!(self.sort, Sort::Quote(_))
    }

    pub fn any(&self, tags: Tags) -> bool {
        self.tags.any(tags)
    }

    /// Is it an “of”: a preposition of names that stands before an author, too?
    pub fn is_of(&self) -> bool {
        self.is_word() && self.any(Tags::OF) && self.any(Tags::AUTHOR)
    }
}

/// The key of a lower-case word.
pub(crate) fn key(lower: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(lower.as_bytes());
    hasher.finish() | 1
}

struct Scan<'a> {
    text: &'a str,
    lang: &'a Lang,
    out: Vec<Token>,
    lower: String,
    /// Where paragraphs end; line breaks inside one are white space.
    ends: Vec<usize>,
    ended: usize,
}

/// The tokens of the article from `body` on.
pub(crate) fn tokens(text: &str, body: usize, found: &[Found], lang: &Lang) -> Vec<Token> {
    let ends = paragraphs(text, body).iter().map(|p| p.span.end).collect();
    let mut scan = Scan { text, lang, out: Vec::with_capacity(text.len() / 5), lower: String::with_capacity(32), ends, ended: 0 };
    let mut at = if text.is_char_boundary(body) { body } else { 0 };
    for (i, quote) in found.iter().enumerate().filter(|(_, f)| f.kind != Kind::Tweet) {
        if quote.outer.start < at {
            continue;
        }
        scan.range(at, quote.outer.start);
        scan.push(quote.outer, Sort::Quote(i as u32));
        at = quote.outer.end;
    }
    scan.range(at, text.len());
    let mut out = scan.out;
    settle::settle(text, &mut out, lang);
    number_sentences(text, &mut out, found, lang);
    out
}

/// The tokens of a stretch on its own, such as what stands inside marks.
pub(crate) fn inside(text: &str, span: Span, lang: &Lang) -> Vec<Token> {
    let mut scan = Scan { text, lang, out: Vec::new(), lower: String::new(), ends: Vec::new(), ended: 0 };
    scan.range(span.start, span.end);
    let mut out = scan.out;
    number_sentences(text, &mut out, &[], lang);
    out
}

impl Scan<'_> {
    fn range(&mut self, from: usize, to: usize) {
        let mut at = from;
        while at < to {
            let Some(c) = self.text[at..].chars().next() else { break };
            let next = at + c.len_utf8();
            if c.is_alphanumeric() {
                at = self.word(at, to);
                continue;
            }
            let sort = match c {
                ' ' => None,
                ',' | '،' | '、' => Some(Sort::Comma),
                ':' => Some(Sort::Colon),
                ';' => Some(Sort::Semicolon),
                '.' | '!' | '?' | '…' | '。' => Some(Sort::Stop),
                '(' | '[' => Some(Sort::Open),
                ')' | ']' => Some(Sort::Close),
                '\n' if self.ends.get(self.ended).is_some_and(|end| *end <= at) => {
                    self.ended += 1;
                    Some(Sort::Break)
                }
                '-' if self.text[..at].ends_with([' ', '-', '\n']) => Some(Sort::Dash),
                c if is_dash(c) => Some(Sort::Dash),
                _ => None,
            };
            match sort {
                Some(Sort::Break) if self.out.last().is_some_and(|t| t.sort == Sort::Break) => {}
                Some(sort) => self.push(Span::new(at, next), sort),
                None => {}
            }
            at = next;
        }
    }

    fn push(&mut self, span: Span, sort: Sort) {
        self.out.push(Token {
            span,
            sort,
            tags: Tags::default(),
            key: 0,
            office: 0,
            capital: false,
            acronym: false,
            plural: false,
            owner: false,
            owners: false,
            gender: Gender::Unknown,
            sentence: 0,
            begin: 0,
            paragraph: 0,
        });
    }

    /// Reads one word from `at`; gives where the next thing begins.
    fn word(&mut self, at: usize, to: usize) -> usize {
        let text = &self.text[..to];
        let mut end = at;
        let mut dotted = false;
        let mut chars = text[at..].chars().peekable();
        let mut letters = 0;
        while let Some(c) = chars.next() {
            let after = chars.peek().copied().unwrap_or(' ');
            if is_combining_mark(c) {
                // Its letter is counted already.
            } else if c.is_alphanumeric() {
                letters += 1;
            } else if is_apostrophe(c) && after.is_alphanumeric() {
                if self.lang.words.elision && letters > 0 {
                    end += c.len_utf8();
                    break;
                }
            } else if is_hyphen(c) && after.is_alphanumeric() {
                letters = 0;
            } else if c == '.' && letters == 1 && (after.is_alphanumeric() || dotted) {
                dotted = true;
                letters = 0;
            } else if c == '.' && after.is_lowercase() && letters > 1 {
                // fivethings.com
            } else if c == ',' && is_thousands(&text[..end], &text[end + 1..]) {
                // 3,000 people
            } else {
                break;
            }
            end += c.len_utf8();
        }
        self.word_of(at, end, dotted)
    }

    fn word_of(&mut self, at: usize, end: usize, dotted: bool) -> usize {
        let word = &self.text[at..end];
        if let Some(cut) = self.inverted_pronoun(word) {
            let from = at + cut;
            self.add(at, from - 1, false);
            self.add(from, end, false);
            return end;
        }
        let mut stem = end;
        let mut next = end;
        let mut owner = false;
        if self.lang.words.possessive {
            let bare = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"));
            if let Some(bare) = bare
                && !self.lang.words.is_hosts.contains(bare.to_lowercase().as_str())
            {
                stem = at + bare.len();
                owner = true;
            } else if word.ends_with('s') && self.text[end..].starts_with(["'", "’"].map(|m| m.chars().next().unwrap_or('\'')))
            {
                let mark = self.text[end..].chars().next().map_or(0, char::len_utf8);
                if !self.text[end + mark..].starts_with(char::is_alphanumeric) {
                    owner = true;
                    next = end + mark;
                }
            }
        }
        self.add(at, stem, owner);
        if let Some(token) = self.out.last_mut() {
            token.owners = owner && next > end;
        }
        // Jean M. Roe: behind a capital no title.
        let named = self.out.len().checked_sub(2).is_some_and(|b| {
            let before = &self.out[b];
            before.is_word() && before.capital && !before.any(Tags::SMALL)
        });
        if let Some(token) = self.out.last_mut()
            && stem - at == 1
            && token.capital
            && self.text[end..].starts_with('.')
        {
            // Roberta A. Roe: an initial is no article. M. Roe: but it may be a title.
            token.tags = if token.any(Tags::ANY_TITLE) && !named { token.tags } else { Tags::default() };
        }
        if !owner && !dotted && self.text[end..].starts_with('.') && self.is_abbreviation(&self.text[at..end]) {
            next = end + 1;
        }
        next
    }

    /// dit-il, a-t-elle: where the pronoun begins.
    fn inverted_pronoun(&self, word: &str) -> Option<usize> {
        if !self.lang.words.elision {
            return None;
        }
        let at = word.rfind('-')? + 1;
        self.lang.speech.tags(&word[at..]).any(Tags::PERSON).then_some(at)
    }

    fn is_abbreviation(&self, word: &str) -> bool {
        let initial =
            word.chars().nth(1).is_none() && word.starts_with(char::is_uppercase) && !self.lang.speech.no_initials.contains(word);
        initial || (word.len() <= 6 && self.lang.sentences.abbreviations.contains(word.to_lowercase().as_str()))
    }

    /// Senator Roe, | D-Milltown, |: the letter of a party and a place, between marks.
    fn is_seat(&self, word: &str, end: usize) -> bool {
        let place = word.split_once(is_hyphen).filter(|(party, _)| self.lang.speech.parties.iter().any(|p| p == party));
        let beside = self.out.last().is_some_and(|t| matches!(t.sort, Sort::Comma | Sort::Open));
        let ends = self.text[end..].starts_with([',', ')', ';']);
        beside && ends && place.is_some_and(|(_, place)| place.starts_with(char::is_uppercase))
    }

    fn add(&mut self, at: usize, end: usize, owner: bool) {
        let word = &self.text[at..end];
        text::lower(word, &mut self.lower);
        // a-t-il
        let linked = &self.lang.speech.linking_ending;
        let bare =
            self.lower.strip_suffix(linked.as_str()).filter(|w| !w.is_empty()).unwrap_or(&self.lower).trim_end_matches('.');
        let tags = if self.is_seat(word, end) { Tags::ADVERB } else { self.tags_of(word, bare) };
        let upper = word.chars().filter(|c| c.is_uppercase()).count();
        let lower = word.chars().filter(|c| c.is_lowercase()).count();
        let token = Token {
            span: Span::new(at, end),
            sort: Sort::Word,
            tags,
            key: role_key(bare, tags, self.lang),
            office: office_key(word, bare, self.lang),
            capital: word.starts_with(char::is_uppercase),
            acronym: upper >= 2 && lower <= 1,
            plural: tags.any(Tags::MANY)
                || self.lang.words.possessive
                    && tags.any(Tags::ROLE)
                    && bare.strip_suffix('s').is_some_and(|one| self.lang.speech.tags(one).any(PEOPLE)),
            owner,
            owners: false,
            gender: Gender::Unknown,
            sentence: 0,
            begin: 0,
            paragraph: 0,
        };
        self.out.push(token);
    }

    /// What a list of the language says of a word, else what its form does. `bare` is the word in small letters, without what only links it.
    fn tags_of(&self, word: &str, bare: &str) -> Tags {
        let (lang, speech) = (self.lang, &self.lang.speech);
        let capital = word.starts_with(char::is_uppercase);
        // A baker is somebody; Baker may be anybody.
        let surname = capital && !speech.nouns_capital;
        let settled = |tags: Tags| if tags.any(Tags::TRADE) && !surname { tags.with(Tags::ROLE) } else { tags };
        let told = |tags: Tags| Some(settled(tags)).filter(|t| *t != Tags::default());
        told(speech.tags(bare))
            .or_else(|| self.lower.contains('\'').then(|| contracted(&self.lower, lang)).and_then(told))
            // Words of grammar that no list of speech has (neither, such) are no names either.
            .or_else(|| lang.words.function.contains(bare).then_some(Tags::ADVERB))
            // farmers as farmer
            .or_else(|| told(plural(speech.tags(bare.strip_suffix('s').filter(|_| lang.words.possessive)?))))
            .or_else(|| (speech.nouns_capital && capital).then(|| compound(bare, lang)).and_then(told))
            .or_else(|| told(self.hung(bare)))
            .or_else(|| told(self.double(word, bare)))
            .or_else(|| told(self.once(bare)))
            .unwrap_or_else(|| self.tags_of_ending(word, bare))
    }

    /// Paul-Henri: two given names in one.
    fn double(&self, word: &str, bare: &str) -> Tags {
        let speech = &self.lang.speech;
        let parts = bare.split_once('-').filter(|_| word.starts_with(char::is_uppercase));
        let Some((first, second)) = parts.map(|(a, b)| (speech.tags(a), speech.tags(b))) else { return Tags::default() };
        let name = |tags: Tags, of: Tags| if tags.any(of) { of } else { Tags::default() };
        let both = first.any(Tags::GIVEN) && second.any(Tags::GIVEN);
        if both { name(first, Tags::GIVEN_HE).with(name(first, Tags::GIVEN_SHE)) } else { Tags::default() }
    }

    /// Ex-mayor: a role that somebody had, in one word.
    fn once(&self, bare: &str) -> Tags {
        let speech = &self.lang.speech;
        let Some((first, role)) = bare.split_once('-') else { return Tags::default() };
        let role = if speech.tags(first).any(Tags::FORMER) { speech.tags(role) } else { Tags::default() };
        if role.any(PEOPLE) { role.with(Tags::FORMER) } else { Tags::default() }
    }

    /// Disse-lhe, defendeu-se: what the verb is that a pronoun hangs on.
    fn hung(&self, bare: &str) -> Tags {
        let speech = &self.lang.speech;
        let Some(stem) = speech.hung_pronouns.iter().find_map(|p| bare.strip_suffix(p.as_str())) else { return Tags::default() };
        let own = if speech.reflexive_cues.contains(stem) { Tags::VOICE } else { Tags::default() };
        let verb = speech.tags(stem);
        if own != Tags::default() {
            own
        } else if verb.any(Tags::CUE) {
            verb
        } else {
            Tags::default()
        }
    }

    /// An adverb, or a participle in small letters, that its ending shows.
    fn tags_of_ending(&self, word: &str, bare: &str) -> Tags {
        let speech = &self.lang.speech;
        let ends = |ending: &str| !ending.is_empty() && bare.len() > ending.len() + 2 && bare.ends_with(ending);
        // Rose Tully: with a capital inside a sentence it is a name.
        let inside = self.out.last().is_some_and(|t| matches!(t.sort, Sort::Word | Sort::Comma)) && !speech.nouns_capital;
        let named = inside && word.starts_with(char::is_uppercase);
        if !named && ends(&speech.adverb_ending) {
            Tags::ADVERB
        } else if self.lower == word && ends(&speech.participle_ending) {
            Tags::PARTICIPLE
        } else {
            Tags::default()
        }
    }
}

/// 3 | ,000: does a comma between them only part the digits of one number?
fn is_thousands(before: &str, behind: &str) -> bool {
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    before.ends_with(|c: char| c.is_ascii_digit()) && digits == 3
}

/// Words for people.
const PEOPLE: Tags = Tags::ROLE.with(Tags::ANY_TITLE).with(Tags::TRADE);

/// What the plural of a word for people may be.
fn plural(one: Tags) -> Tags {
    let people = one.any(PEOPLE) && !one.any(Tags::CUE.with(Tags::SMALL));
    if people { Tags::ROLE } else { Tags::default() }
}

/// Verkehrsminister is a minister: the last part of a compound tells what it is.
fn compound(bare: &str, lang: &Lang) -> Tags {
    compound_end(bare, lang).map_or(Tags::default(), |end| lang.speech.tags(end))
}

/// The last part of a compound that a list knows as a word for people or a body.
fn compound_end<'b>(bare: &'b str, lang: &'b Lang) -> Option<&'b str> {
    /// Shorter parts stand at the end of too many words.
    const SHORTEST: usize = 6;
    // Gewerkschaftschef
    let ends = lang.speech.compound_ends.iter().filter(|c| bare.len() > c.len() + 2 && bare.ends_with(c.as_str()));
    let parts = bare.char_indices().skip(3).map(|(i, _)| &bare[i..]).take_while(|part| part.len() >= SHORTEST);
    let people = PEOPLE.with(Tags::BODY).with(Tags::SPOKEN_FOR);
    ends.map(CompactString::as_str).chain(parts).find(|part| lang.speech.tags(part).any(people))
}

/// The key of the office that a compound is one of; the Vizekanzler is no Kanzler.
fn office_key(word: &str, bare: &str, lang: &Lang) -> u64 {
    let speech = &lang.speech;
    if !speech.nouns_capital || !word.starts_with(char::is_uppercase) {
        return 0;
    }
    let end = compound_end(bare, lang).filter(|end| speech.tags(end).any(PEOPLE));
    let first = end.map_or("", |end| &bare[..bare.len() - end.len()]);
    let parts = [first.trim_end_matches('-'), first.split('-').next().unwrap_or(first)];
    let end = end.filter(|_| !parts.iter().any(|part| speech.tags(part).any(Tags::LESSER.with(Tags::FORMER))));
    end.map_or(0, |end| role_key(end, speech.tags(end), lang))
}

/// Sen. and senator are one role; so are des Präsidenten and der Präsident.
fn role_key(word: &str, tags: Tags, lang: &Lang) -> u64 {
    if !tags.any(Tags::ANY_TITLE.with(Tags::ROLE)) {
        return key(word);
    }
    if let Some(same) = lang.words.same.get(word) {
        return key(same);
    }
    let one = |(one, case): &(CompactString, CompactString)| {
        let one = compact_str::format_compact!("{}{one}", word.strip_suffix(case.as_str())?);
        let known = lang.speech.tags(&one).any(PEOPLE) || lang.speech.nouns_capital && compound(&one, lang).any(PEOPLE);
        known.then(|| key(&one))
    };
    lang.speech.people_cases.iter().find_map(one).unwrap_or_else(|| key(word))
}

/// it's, wasn't, they'll: the tags of what the apostrophe joins.
fn contracted(lower: &str, lang: &Lang) -> Tags {
    let Some(i) = lower.find('\'') else { return Tags::default() };
    if lower.ends_with("n't") {
        Tags::MODAL
    } else if &lower[i..] == "'s" {
        lang.speech.tags(&lower[..i]).with(Tags::BE)
    } else if !lang.words.clitics.contains_key(&lower[i..]) {
        // O'Hara: a name.
        Tags::default()
    } else {
        lang.speech.tags(&lower[..i]).with(Tags::MODAL)
    }
}

/// In tokens.
const LONGEST_SENTENCE: usize = 400;

/// Gives each token its sentence and paragraph. A quotation ends a sentence where it ends in a stop and no reporting clause follows.
fn number_sentences(text: &str, tokens: &mut [Token], found: &[Found], lang: &Lang) {
    let (mut sentence, mut paragraph) = (0u32, 0u32);
    let mut dateline = dateline_end(tokens, 0);
    let mut length = 0usize;
    for i in 0..tokens.len() {
        if dateline == Some(i) {
            sentence += 1;
        }
        // No reader follows a sentence longer than this, and looking through one must stay cheap.
        length = if i > 0 && tokens[i - 1].sentence == sentence { length + 1 } else { 0 };
        if length > LONGEST_SENTENCE {
            sentence += 1;
        }
        tokens[i].sentence = sentence;
        tokens[i].begin = if i > 0 && tokens[i - 1].sentence == sentence { tokens[i - 1].begin } else { i };
        tokens[i].paragraph = paragraph;
        let next = tokens.get(i + 1);
        match tokens[i].sort {
            Sort::Break => {
                sentence += 1;
                paragraph += 1;
                dateline = dateline_end(tokens, i + 1);
            }
            Sort::Stop => {
                let goes_on =
                    next.is_some_and(|n| n.is_word() && !n.capital || matches!(n.sort, Sort::Comma | Sort::Stop | Sort::Close));
                sentence += u32::from(!goes_on);
            }
            Sort::Quote(q) => {
                let ended = found.get(q as usize).is_some_and(|f| f.span.of(text).ends_with(['.', '!', '?', '…']));
                let Some(next) = next else { continue };
                let starts = next.is_quote() || next.is_word() && next.capital;
                let asks = found.get(q as usize).is_some_and(|f| f.span.of(text).ends_with(['!', '?']));
                // “…!” She replied that …: where a name might have its capital, a pronoun has it of a sentence.
                let anew = next.capital && next.any(Tags::PERSON) && !next.any(Tags::I) && !lang.speech.nouns_capital;
                let reported = !anew && (reports(&tokens[i + 1..], lang) || asks && acts(&tokens[i + 1..]));
                if ended && starts && !reported {
                    sentence += 1;
                }
            }
            _ => {}
        }
    }
}

/// ROME, Italy - The mayor …; Rome (AFP) - The mayor …: the token behind a dateline that begins at `from`.
fn dateline_end(tokens: &[Token], from: usize) -> Option<usize> {
    const LONGEST: usize = 8;
    let first = tokens.get(from).filter(|t| t.is_word() && t.capital)?;
    let dash = tokens[from..].iter().take(LONGEST).position(|t| t.sort == Sort::Dash)?;
    let line = &tokens[from..from + dash];
    let agency = line.iter().any(|t| t.sort == Sort::Open) && line.iter().all(|t| !t.is_word() || t.capital);
    ((first.acronym || agency) && line.iter().all(|t| !t.is_quote() && !t.any(Tags::CUE))).then_some(from + dash + 1)
}

/// “…?” Rossi pressed.: a name and one word that may be a verb, and no more.
fn acts(tokens: &[Token]) -> bool {
    const LONGEST: usize = 3;
    let name = tokens.iter().take(LONGEST).take_while(|t| t.is_word() && t.capital && !t.any(Tags::SMALL)).count();
    let verb =
        |t: &Token| t.is_word() && !t.capital && !t.any(Tags::SMALL.with(Tags::ROLE).with(Tags::BODY).with(Tags::ANY_TITLE));
    name > 0
        && tokens.get(name).is_some_and(verb)
        && tokens.get(name + 1).is_none_or(|t| matches!(t.sort, Sort::Stop | Sort::Break))
}

/// Does a reporting clause begin here (Rossi asked., she said.)? Its verb is the last or last but few of its sentence.
fn reports(tokens: &[Token], lang: &Lang) -> bool {
    const NEAR: usize = 5;
    for (i, token) in tokens.iter().take(NEAR).enumerate() {
        if !token.is_word() {
            return false;
        }
        if token.any(Tags::SAY) && !token.capital {
            let next = tokens.get(i + 1);
            let ends = next.is_none_or(|n| !n.is_word());
            let adverb = next.is_some_and(|n| n.any(Tags::ADVERB.with(Tags::PREPOSITION).with(Tags::DATE)) && !n.any(Tags::THAT));
            return (ends || adverb || token.any(Tags::TELL) || lang.speech.drops_subject)
                && !next.is_some_and(|n| n.sort == Sort::Colon || n.is_quote())
                && !next.is_some_and(|n| n.sort == Sort::Comma && tokens.get(i + 2).is_some_and(Token::is_quote));
        }
    }
    false
}

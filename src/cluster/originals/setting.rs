//! Who is at home where an article is set? Wires bring somebody in without a name (The mayor of the Italian town of Borgo said …) and name him later on,
//! say in which country they are and let the mayor speak, or tell of a government whose minister speaks. Less than an introduction by name, so that it only
//! counts beside a print in the language; and nothing where the article names another country, too.

use std::collections::BTreeSet;

use compact_str::CompactString;

use crate::lang::{self, Lang, Tags};
use crate::lexicon::home::{self, Home};

/// Roles of somebody in an article, as stems.
pub type Roles = BTreeSet<CompactString>;

/// A word of an article's own, with what stands around it.
#[derive(Clone, Copy, Debug)]
pub struct Own<'t> {
    pub printed: &'t str,
    /// The first word of a sentence, and of a paragraph.
    begins: bool,
    opens: bool,
    /// What stands between it and the next one.
    behind: Behind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Behind {
    Nothing,
    Comma,
    End,
}

/// The words of a text that are not quoted.
pub fn own_words(text: &str) -> Vec<Own<'_>> {
    let mut out: Vec<Own> = Vec::new();
    let (mut quoted, mut begins, mut opens) = (false, true, true);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        // Portugal's, l'Italia: what an apostrophe parts are two words; U.S. is one, Milan-born, too.
        let len = if c.is_alphanumeric() { word_len(rest) } else { 0 };
        if len > 0 {
            let (printed, behind) = rest.split_at(len);
            rest = behind;
            if !quoted {
                out.push(Own { printed, begins, opens, behind: Behind::Nothing });
                (begins, opens) = (false, false);
            }
            continue;
        }
        rest = &rest[c.len_utf8()..];
        let behind = match c {
            '.' | '!' | '?' | '\n' => Behind::End,
            ',' | ';' | ':' | '(' | ')' | '–' | '—' => Behind::Comma,
            _ => Behind::Nothing,
        };
        quoted = match c {
            '“' | '„' | '«' => !(quoted && c == '“'),
            '”' | '»' | '\n' => false,
            '"' => !quoted,
            _ => quoted,
        };
        // A quotation closes the sentence that it ends with its own mark.
        if behind == Behind::End {
            (begins, opens) = (true, opens || c == '\n');
        }
        if let Some(last) = out.last_mut().filter(|last| behind != Behind::Nothing && last.behind != Behind::End) {
            last.behind = behind;
        }
    }
    out
}

/// How long the word is that a text begins with.
fn word_len(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    let mut len = 0;
    while let Some((at, c)) = chars.next() {
        let goes_on = |next: Option<&(usize, char)>| next.is_some_and(|n| n.1.is_alphanumeric());
        if !(c.is_alphanumeric() || c == '-' && goes_on(chars.peek()) || c == '.' && len == 1 && goes_on(chars.peek())) {
            break;
        }
        len = at + c.len_utf8();
    }
    len
}

impl Own<'_> {
    fn is_capital(&self) -> bool {
        self.printed.starts_with(char::is_uppercase)
    }

    fn lower(&self) -> String {
        self.printed.to_lowercase()
    }
}

/// What a country or language is asked with: the article's language, and in which languages its speakers are printed.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub lang: &'static Lang,
    pub is_printed: &'a dyn Fn(&str) -> bool,
}

impl Asked<'_> {
    fn tags(&self, word: &Own) -> Tags {
        self.lang.speech.tags(&word.lower())
    }

    pub fn home(&self, printed: &str) -> Option<Home> {
        home::of_printed(self.lang, printed, self.is_printed)
    }

    /// Where somebody comes from: Milan-born.
    pub fn native(&self, printed: &str) -> Option<&'static Lang> {
        let (place, born) = printed.split_once('-')?;
        Some(self.home(place).filter(|_| self.lang.abroad.born.contains(born))?.lang)
    }

    /// The language that somebody speaks where a sentence mentions him: in Italian, translated from Italian; through an interpreter, in which he is
    /// printed alone.
    pub fn tongue(&self, words: &[Own], mention: &str) -> Option<&'static Lang> {
        let name = mention.split(|c: char| !c.is_alphanumeric()).rfind(|w| !w.is_empty())?;
        let at = words.iter().position(|w| w.printed == name)?;
        let from = words[..at].iter().rposition(|w| w.behind == Behind::End).map_or(0, |end| end + 1);
        let to = words[at..].iter().position(|w| w.behind == Behind::End).map_or(words.len(), |end| at + end + 1);
        let sentence = words.get(from..to)?;
        let ends = |i: usize| {
            let goes_on = |w: &Own| w.is_capital() || !self.tags(w).any(Tags::SMALL.with(Tags::CUE));
            sentence[i].behind != Behind::Nothing || !sentence.get(i + 1).is_some_and(goes_on)
        };
        let is_led = |i: usize| i > 0 && self.tags(&sentence[i - 1]).any(Tags::PREPOSITION.with(Tags::PLACE));
        let home = |i: usize| self.home(sentence[i].printed);
        let mut tongues = (0..sentence.len()).filter(|i| is_led(*i) && ends(*i)).filter_map(home).filter(|h| h.is_tongue);
        if let Some(tongue) = tongues.next() {
            return Some(tongue.lang);
        }
        // Told Italian radio through an interpreter: who does so speaks something else.
        let is_interpreted = sentence.iter().any(|w| self.lang.abroad.interpreted.contains(w.lower().as_str()));
        if !is_interpreted || (0..sentence.len()).any(|i| home(i).is_some()) {
            return None;
        }
        let mut printed = lang::all().iter().filter(|l| (self.is_printed)(&l.code));
        printed.next().filter(|_| printed.next().is_none())
    }

    /// The role that a word tells, as a stem.
    pub fn role(&self, printed: &str) -> Option<CompactString> {
        let lower = printed.to_lowercase();
        let tags = self.lang.speech.tags(&lower);
        let is_role = tags.any(Tags::ROLE.with(Tags::ANY_TITLE).with(Tags::TRADE)) && !tags.any(Tags::MANY);
        (is_role || self.lang.abroad.locals.contains(lower.as_str())).then(|| self.lang.stem(&lower))
    }

    /// Whose language is told by where an article is set: of people given by their roles, by index.
    pub fn told(&self, text: &str, people: &[Roles]) -> BTreeSet<(usize, &'static str)> {
        let words = own_words(text);
        let mut out = BTreeSet::new();
        for (role, lang) in self.unnamed(&words) {
            let bears = |at: &usize| people[*at].contains(&role);
            let bearers: Vec<usize> = (0..people.len()).filter(bears).collect();
            // Whoever is the only one with a name may be who was brought in without.
            let alone = if people.len() == 1 && people[0].is_empty() { vec![0] } else { Vec::new() };
            let meant = if bearers.is_empty() { alone } else { bearers };
            out.extend(meant.into_iter().map(|at| (at, lang.code.as_str())));
        }
        let Some(country) = self.only_country(&words) else { return out };
        let stems = |list: &lang::Words| -> Roles { list.iter().map(|w| self.lang.stem(w)).collect() };
        let abroad = &self.lang.abroad;
        let mut at_home = |list: &lang::Words| {
            let stems = stems(list);
            let is_one = |at: &usize| !people[*at].is_disjoint(&stems);
            out.extend((0..people.len()).filter(is_one).map(|at| (at, country.code.as_str())));
        };
        if self.is_set_there(&words) {
            at_home(&abroad.locals);
        }
        if self.names_government(&words) {
            at_home(&abroad.ministers);
        }
        out
    }

    /// Whom sentences begin with by role and country, without a name.
    fn unnamed(&self, words: &[Own]) -> Vec<(CompactString, &'static Lang)> {
        let begins = (0..words.len()).filter(|i| words[*i].begins);
        begins.filter_map(|i| self.unnamed_at(&words[i..])).collect()
    }

    fn unnamed_at(&self, words: &[Own]) -> Option<(CompactString, &'static Lang)> {
        let (phrase, is_led) = self.phrase(words);
        let homes: Vec<(usize, Home)> = (0..phrase.len()).filter_map(|i| Some((i, self.home(phrase[i].printed)?))).collect();
        let (at, home) = *homes.first()?;
        if homes.iter().any(|(_, h)| h.lang.code != home.lang.code) {
            return None;
        }
        let role = |i: usize| self.role(phrase[i].printed);
        let (bearer, last) = match (0..at).find(|i| role(*i).is_some()) {
            // The mayor of the Italian town; il ministro italiano. Who is sent to a country is not of it.
            Some(r) => {
                let is_envoy = self.lang.abroad.envoys.contains(phrase[r].lower().as_str());
                let leads = |w: &Own| self.tags(w).any(Tags::OF.with(Tags::PLACE).with(Tags::DEFINITE).with(Tags::DETERMINER));
                let between = &phrase[r + 1..at];
                let is_his = !is_envoy && between.len() <= BETWEEN && between.first().is_none_or(leads);
                is_his.then_some((r, at))?
            }
            // Portugal's health minister.
            None => {
                let first = (at + 1..phrase.len().min(at + 1 + BETWEEN)).find(|i| role(*i).is_some())?;
                let last = (first..phrase.len()).take_while(|i| role(*i).is_some()).last()?;
                (last, last)
            }
        };
        let is_named = phrase.get(last + 1).is_some_and(|w| self.is_name(w));
        (!is_named && !is_led).then(|| Some((role(bearer)?, home.lang)))?
    }

    /// The words before a verb or mark, and whether a name follows.
    fn phrase<'w, 't>(&self, words: &'w [Own<'t>]) -> (&'w [Own<'t>], bool) {
        let is_verb = |w: &Own| self.tags(w).any(Tags::FINITE.with(Tags::CUE)) && self.role(w.printed).is_none();
        let mut len = 0;
        for word in words.iter().take(PHRASE) {
            if is_verb(word) {
                break;
            }
            len += 1;
            if word.behind != Behind::Nothing {
                break;
            }
        }
        let is_open = len > 0 && words[len - 1].behind != Behind::End;
        let next = words.get(len).filter(|_| is_open);
        (&words[..len], next.is_some_and(|w| self.is_name(w)))
    }

    /// May a word begin a person's name? Where all nouns have a capital, only a given name does.
    fn is_name(&self, word: &Own) -> bool {
        let is_given = || !self.lang.speech.nouns_capital || self.tags(word).any(Tags::GIVEN);
        word.is_capital() && self.home(word.printed).is_none() && is_given()
    }

    /// The language of all countries and cities that an article names, where it is one.
    fn only_country(&self, words: &[Own]) -> Option<&'static Lang> {
        let speech = &self.lang.speech;
        let mut only: Option<&'static Lang> = None;
        for word in words {
            match self.home(word.printed) {
                Some(home) if only.is_some_and(|o| o.code != home.lang.code) => return None,
                Some(home) => only = Some(home.lang),
                // The people of a country whose language nobody knows.
                None if speech.demonyms.contains(word.lower().as_str()) => return None,
                None => {}
            }
        }
        only
    }

    /// Is a country told right at the beginning as the place: in northern Italy, or BORGO, Italy?
    fn is_set_there(&self, words: &[Own]) -> bool {
        let lead = &words[..words.len().min(LEAD)];
        (0..lead.len()).filter(|i| self.is_place(lead, *i)).any(|i| {
            let before = &lead[i.saturating_sub(BEFORE)..i];
            let dateline = before.iter().any(|w| w.opens && w.printed.chars().all(|c| !c.is_lowercase()) && w.printed.len() > 2);
            let place = before.iter().rposition(|w| self.tags(w).any(Tags::PLACE));
            dateline || place.is_some_and(|p| before[p..].iter().all(|w| w.behind == Behind::Nothing))
        })
    }

    /// Italy, the Italian town of, the Italian Alps; but not Italian papers.
    fn is_place(&self, words: &[Own], at: usize) -> bool {
        let Some(home) = self.home(words[at].printed) else { return false };
        let is_of = |w: &Own| self.tags(w).any(Tags::OF);
        let is_adjective = home.is_tongue || self.lang.speech.demonyms.contains(words[at].lower().as_str());
        let behind = words.get(at + 1..).unwrap_or(&[]);
        !is_adjective || behind.iter().take(2).any(is_of) || behind.first().is_some_and(Own::is_capital)
    }

    /// The government in Lisbon, the Portuguese government, Portugal's government.
    fn names_government(&self, words: &[Own]) -> bool {
        let is_government = |w: &Own| self.lang.abroad.governments.contains(w.lower().as_str());
        let near = |i: usize| words[i.saturating_sub(2)..words.len().min(i + 3)].iter().any(is_government);
        (0..words.len()).any(|i| self.home(words[i].printed).is_some() && near(i))
    }
}

/// Words of a phrase, between a role and a country, before a country, and of an article's beginning that are looked at.
const PHRASE: usize = 12;
const BETWEEN: usize = 4;
const BEFORE: usize = 3;
const LEAD: usize = 60;

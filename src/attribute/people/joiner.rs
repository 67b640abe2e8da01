//! Which names are one person's? Full names first, then surnames, given names and short forms; what stands beside a name tells more.

use super::told::{called_from, last_of, see_gender, see_role};
use super::{Gender, Person};
use crate::attribute::familiar::Familiar;
use crate::attribute::spots::{Range, is_trade, office_of};
use crate::attribute::tokens::{Sort, Token, key};
use crate::lang::{Lang, Tags};
use crate::model::Span;
use rustc_hash::{FxHashMap, FxHashSet};

/// So many bearers of one surname are compared with a new name, the latest first.
const NAMESAKES: usize = 64;

/// Who bears each name; `usize::MAX` where it is none. `small` are the words that the article has in small letters.
pub(super) fn owners(
    joiner: &mut Joiner,
    ranges: &[Range],
    small: &FxHashSet<u64>,
    lang: &Lang,
    familiar: &Familiar,
) -> Vec<usize> {
    let (text, tokens) = (joiner.text, joiner.tokens);
    let mut person_of = vec![usize::MAX; ranges.len()];
    // Full names first, so that a surname finds its owner even where the full name stands later.
    let several = |joiner: &Joiner, r: &Range| r.to - r.from > 1 + usize::from(joiner.honours.contains(&tokens[r.to - 1].key));
    for (slot, range) in person_of.iter_mut().zip(ranges).filter(|(_, r)| r.to - r.from > 1) {
        // Ms Marsh | KC
        *slot = if several(joiner, range) { joiner.full(range) } else { usize::MAX };
    }
    let inside: FxHashSet<u64> =
        ranges.iter().filter(|r| !r.initial).flat_map(|r| tokens[r.from..r.to].iter().map(|t| t.key)).collect();
    for (slot, range) in person_of.iter_mut().zip(ranges).filter(|(slot, _)| **slot == usize::MAX) {
        // A word that has its capital at the beginning of sentences only is no name.
        let token = &tokens[range.from];
        let sure = !range.initial
            || familiar.has(token.key) && !small.contains(&token.key)
            || token.acronym
            || token.any(Tags::GIVEN)
            || token.any(Tags::BODY) && !small.contains(&token.key)
            || range.titles < range.from
            || inside.contains(&token.key)
            || tokens.get(range.to).is_some_and(|t| t.any(Tags::SAY.with(Tags::WHO)) && !t.any(Tags::BARE))
            || !small.contains(&token.key)
                && (begins_clause(tokens, range, text, lang) || is_told_more(tokens, range, text, lang));
        *slot = joiner.short(range, sure).unwrap_or_else(|| {
            joiner.dropped.push(token.key);
            usize::MAX
        });
    }
    person_of
}

/// Quill went on to say; Quill later wrote: an unknown word, no plural, and behind it a verb of saying, with what leads to that.
fn begins_clause(tokens: &[Token], range: &Range, text: &str, lang: &Lang) -> bool {
    let first = &tokens[range.from];
    let word = first.span.of(text);
    let plural = lang.meaning.plural_endings.iter().any(|e| word.ends_with(e.as_str()));
    const LED: Tags = Tags::ADVERB.with(Tags::FINITE).with(Tags::PREPOSITION);
    let led = |t: &&Token| t.is_word() && !t.capital && t.any(LED) && !t.any(Tags::CUE.with(Tags::DETERMINER));
    let leads = tokens[range.to..].iter().take(3).take_while(led).count();
    let says = tokens.get(range.to + leads).is_some_and(|t| t.is_word() && t.any(Tags::SAY) && (leads > 0 || !t.any(Tags::BARE)));
    first.tags.without(Tags::TRADE) == Tags::default() && !plural && !first.owner && says && !lang.speech.nouns_capital
}

/// Quill, who was not there, …; Quill, the sports director, said …; Jones, a former teacher, told …: an unknown word, no plural unless it is one
/// person by what follows, of whom a clause or an apposition tells more.
fn is_told_more(tokens: &[Token], range: &Range, text: &str, lang: &Lang) -> bool {
    const FAR: usize = 9;
    let first = &tokens[range.from];
    let plural = lang.meaning.plural_endings.iter().any(|e| first.span.of(text).ends_with(e.as_str()));
    let comma = tokens.get(range.to).is_some_and(|t| t.sort == Sort::Comma);
    let behind = tokens.get(range.to + 1..).unwrap_or(&[]);
    let article = |t: &&Token| t.is_word() && lang.speech.articles.contains(&*t.span.of(text).to_lowercase());
    let one = behind.first().filter(article).is_some_and(|t| !t.any(Tags::DEFINITE));
    if !comma || plural && !one || first.owner || first.tags.without(Tags::TRADE) != Tags::default() || lang.speech.nouns_capital
    {
        return false;
    }
    let words = behind.iter().take(FAR).take_while(|t| t.is_word()).count();
    let person = Tags::ROLE.with(Tags::ANY_TITLE).with(Tags::TRADE);
    let role = behind[..words].iter().any(|t| t.any(person) && !(one && t.plural));
    let led = one || behind.first().is_some_and(|t| t.is_word() && t.any(Tags::DEFINITE));
    let closed = behind.get(words).is_some_and(|t| t.sort == Sort::Comma);
    let verb = |t: &Token| t.is_word() && t.any(Tags::CUE.with(Tags::AUXILIARY)) && !t.capital;
    let told = led && role && closed && behind.get(words + 1).is_some_and(verb);
    told || behind.first().is_some_and(|t| t.is_word() && t.any(Tags::WHO) && t.any(Tags::RELATIVE))
}

/// Stürmer | Roe, DCI | Vine, Verkehrsreferent | Roe: leaves what somebody is out of his name. Gives the surnames behind words that may tell an office.
fn past_offices(text: &str, tokens: &[Token], ranges: &mut [Range], lang: &Lang, familiar: &Familiar) -> Vec<u64> {
    /// The least letters of a compound that tells an office.
    const OFFICE: usize = 11;
    let mut offices = Vec::new();
    // Lea Roe … Stürmer | Roe: what somebody does, before a surname that stands elsewhere behind a given name.
    let named = |r: &&Range| r.to - r.from > 1 && tokens[r.from].any(Tags::GIVEN);
    let surnames: FxHashSet<u64> = ranges.iter().filter(named).map(|r| tokens[r.to - 1].key).collect();
    // Carol Vine … DCI | Vine: nor are the capitals of a rank.
    for r in ranges.iter_mut().filter(|r| r.to - r.from == 2) {
        let first = &tokens[r.from];
        let rank = first.acronym && !first.any(Tags::GIVEN.with(Tags::BODY));
        let trade = lang.speech.nouns_capital && is_trade(first, text, lang);
        let last = tokens[r.to - 1].key;
        // Verkehrsreferent | Roe, where another article has Jörg Roe: a compound, longer than given names are.
        let office = trade && r.titles == r.from && first.span.len() >= OFFICE && !first.span.of(text).contains('-');
        if office {
            offices.push(last);
        }
        r.from += usize::from(surnames.contains(&last) && (rank || trade) || office && familiar.has(last));
    }
    offices
}

/// Tired Quill raises …: a word that stands before a name at the beginning of a sentence only, and not elsewhere with a capital, is no
/// part of it. `small` are the words that the article has in small letters. Gives the surnames behind words that may tell an office.
pub(super) fn shorten(
    text: &str,
    tokens: &[Token],
    small: &FxHashSet<u64>,
    ranges: &mut [Range],
    lang: &Lang,
    familiar: &Familiar,
) -> Vec<u64> {
    let mut inside: FxHashSet<u64> = FxHashSet::default();
    // Surnames that stand inside sentences with another word before them.
    let mut full: FxHashSet<u64> = FxHashSet::default();
    for r in ranges.iter().filter(|r| !r.initial) {
        inside.extend(tokens[r.from..r.to].iter().map(|t| t.key));
        if r.to - r.from > 1 {
            full.insert(tokens[r.to - 1].key);
        }
    }
    let offices = past_offices(text, tokens, ranges, lang, familiar);
    // Keeper Ada Quill: a word that stands in small letters, too, or tells what somebody does, before a given name.
    for r in ranges.iter_mut().filter(|r| r.initial && r.to - r.from > 2 && r.titles == r.from) {
        let (first, next) = (&tokens[r.from], &tokens[r.from + 1]);
        let trade = first.any(Tags::TRADE) && !inside.contains(&first.key);
        let epithet = lang.speech.epithets.contains(&*first.span.of(text).to_lowercase());
        let known = trade || epithet || small.contains(&first.key) && next.any(Tags::GIVEN);
        if known && !first.any(Tags::GIVEN.with(Tags::BODY)) {
            r.from += 1;
        }
    }
    for r in ranges.iter_mut().filter(|r| r.initial && r.to - r.from == 2 && r.titles == r.from) {
        let (first, last) = (&tokens[r.from], &tokens[r.to - 1]);
        let known = first.acronym || first.any(Tags::GIVEN.with(Tags::ANY_TITLE).with(Tags::BODY)) || inside.contains(&first.key);
        // Eamon Quill, the founder, … Ada Quill: whom an apposition brings in is another one.
        let comma = tokens.get(r.to).is_some_and(|t| t.sort == Sort::Comma);
        let apposed = comma && tokens.get(r.to + 1).is_some_and(|t| t.is_word() && t.any(Tags::DETERMINER));
        if !known && !apposed && full.contains(&last.key) && !last.any(Tags::BODY) {
            r.from += 1;
            r.titles += 1;
        }
    }
    offices
}

/// Names on their way to people.
pub(super) struct Joiner<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// Words behind a name that are no part of it.
    honours: FxHashSet<u64>,
    pub all: Vec<Person>,
    by_last: FxHashMap<u64, Vec<usize>>,
    by_first: FxHashMap<u64, usize>,
    acronyms: FxHashMap<String, usize>,
    /// Words that begin sentences and were taken for no names.
    pub dropped: Vec<u64>,
    /// For each of `all`, how often it was named so far.
    seen: Vec<Seen>,
}

#[derive(Default)]
struct Seen {
    /// The tokens of its names of several words.
    full: Vec<usize>,
    short: usize,
}

impl<'a> Joiner<'a> {
    pub fn new(text: &'a str, tokens: &'a [Token], lang: &Lang) -> Self {
        Joiner {
            text,
            tokens,
            honours: lang.speech.honours.iter().map(|h| key(h)).collect(),
            all: Vec::new(),
            by_last: FxHashMap::default(),
            by_first: FxHashMap::default(),
            acronyms: FxHashMap::default(),
            dropped: Vec::new(),
            seen: Vec::new(),
        }
    }

    /// The person of a name of several words; a new one where none fits.
    fn full(&mut self, range: &Range) -> usize {
        // Jane Roe | KC
        let plain = |t: &&Token| !self.honours.contains(&t.key);
        let behind = self.tokens[range.from..range.to].iter().rev().take_while(|t| !plain(t)).count();
        let range = &Range { to: if behind + 1 < range.to - range.from { range.to - behind } else { range.to }, ..*range };
        let keys: Vec<u64> = self.tokens[range.from..range.to].iter().map(|t| t.key).collect();
        let last = last_of(&self.tokens[range.from..range.to]);
        let body = self.is_body(range);
        let span = self.span(range);
        let fits = self.by_last.get(&last).and_then(|list| {
            list.iter().rev().take(NAMESAKES).copied().find(|&p| {
                let other = &self.all[p];
                other.body == body && self.compatible(&keys, span, other)
            })
        });
        let person = fits.unwrap_or_else(|| {
            let new = self.new_person(keys.clone(), span, body, last);
            self.all[new].given = self.tokens[range.from].any(Tags::GIVEN);
            new
        });
        let p = &mut self.all[person];
        // “Republican Jane Roe”: a word before a given name is no part of it.
        let prefixed = keys.first() != p.keys.first() && self.tokens[range.from].tags.any(Tags::GIVEN) != p.given && p.given;
        if keys.len() > p.keys.len() && !prefixed {
            p.keys.clone_from(&keys);
            p.name = span;
            p.given = self.tokens[range.from].any(Tags::GIVEN);
        }
        // Jane Roe KC …, the KC said
        for honour in self.tokens[range.to..].iter().take_while(|t| t.is_word() && self.honours.contains(&t.key)) {
            p.human = true;
            p.bear(honour, false);
            p.call(honour.key);
        }
        self.seen[person].full.push(range.from);
        self.learn(person, range);
        person
    }

    /// The person of a name of one word: a surname, a given name or an acronym.
    fn short(&mut self, range: &Range, sure: bool) -> Option<usize> {
        let token = self.tokens[range.from];
        let word = token.span.of(self.text);
        let titled = range.titles < range.from || range.from > 0 && self.tokens[range.from - 1].any(Tags::ANY_TITLE);
        if let Some(&p) = self.acronyms.get(word).filter(|_| token.acronym) {
            if !self.all[p].acronyms.iter().any(|a| a.of(self.text) == word) {
                self.all[p].acronyms.push(token.span);
            }
            return Some(p);
        }
        let owner = self.namesake(range);
        // Don Pio: the title is his.
        let same =
            |p: &usize| !titled || self.tokens[range.from - 1..range.from].iter().all(|t| self.all[*p].roles.contains(&t.key));
        let owner = owner.or_else(|| self.by_first.get(&token.key).copied().filter(same));
        if owner.is_none() && !sure {
            return None;
        }
        let person = owner.unwrap_or_else(|| {
            let body = token.any(Tags::BODY) || token.acronym;
            self.new_person(vec![token.key], token.span, body, token.key)
        });
        self.seen[person].short += 1;
        self.learn(person, range);
        Some(person)
    }

    /// Whom a surname means where several bear it: who was named in full in the same paragraph, else who was named most so far.
    fn namesake(&self, range: &Range) -> Option<usize> {
        let token = &self.tokens[range.from];
        let list = self.by_last.get(&token.key)?;
        // Who is named in full much later is somebody else: her husband, Name.
        const LATER: u32 = 6;
        let named = |p: usize| {
            let first = self.seen[p].full.first().map_or(0, |at| self.tokens[*at].paragraph);
            first <= token.paragraph + LATER
        };
        let fits = |p: &usize| (!self.all[*p].body || self.all[*p].keys.len() == 1) && named(*p);
        let bearers = || list.iter().rev().take(NAMESAKES).copied().filter(fits);
        let titles = &self.tokens[range.titles..range.from];
        let (he, she) = (titles.iter().any(|t| t.any(Tags::TITLE_HE)), titles.iter().any(|t| t.any(Tags::TITLE_SHE)));
        bearers().max_by_key(|&p| {
            let Seen { full, short } = &self.seen[p];
            let before = full.partition_point(|at| *at < range.from);
            let last = before.checked_sub(1).and_then(|b| full.get(b)).copied();
            let fits = match self.all[p].gender {
                Gender::He => !she,
                Gender::She => !he,
                Gender::Unknown => true,
            };
            let near = last.filter(|at| self.tokens[*at].paragraph == token.paragraph);
            // Mrs Roe: who has been called so before.
            let called = titles.iter().any(|t| self.all[p].roles.contains(&t.key));
            (fits, called, near, before > 0, before + short, std::cmp::Reverse(p))
        })
    }

    fn new_person(&mut self, keys: Vec<u64>, name: Span, body: bool, last: u64) -> usize {
        let index = self.all.len();
        if !body
            && keys.len() > 1
            && let Some(first) = keys.first()
        {
            self.by_first.entry(*first).or_insert(index);
        }
        let text = self.text;
        if body || keys.len() > 2 {
            let initials: String = name
                .of(text)
                .split(|c: char| c.is_whitespace() || c == '-')
                .filter_map(|w| w.chars().next())
                .filter(|c| c.is_uppercase())
                .collect();
            if initials.len() > 1 {
                self.acronyms.entry(initials).or_insert(index);
            }
        }
        self.by_last.entry(last).or_default().push(index);
        self.seen.push(Seen::default());
        self.all.push(Person { name, keys, body, ..Person::default() });
        index
    }

    /// Titles, given names and a short form in brackets tell more about a name.
    fn learn(&mut self, person: usize, range: &Range) {
        self.learn_given_name(person, range);
        self.learn_titles(person, range);
        self.learn_roles_before(person, range);
        self.learn_thing(person, range);
        self.learn_given_name(person, range);
        self.learn_short_form(person, range);
    }

    fn learn_titles(&mut self, person: usize, range: &Range) {
        let p = &mut self.all[person];
        let mut former = false;
        // Mr and | Mrs Harold Roe: the title is not his.
        let of_one = Tags::TITLE_HE.with(Tags::TITLE_SHE);
        let couple = range.titles.checked_sub(2).is_some_and(|b| self.tokens[b].any(of_one) && self.tokens[b + 1].any(Tags::AND));
        p.human |= couple;
        for token in self.tokens[range.titles..range.from].iter().filter(|t| !couple || !t.any(of_one)) {
            see_gender(p, token);
            former |= token.any(Tags::FORMER);
            if token.any(Tags::ANY_TITLE.with(Tags::TRADE)) {
                p.human = true;
                p.body = false;
            }
            p.lesser |= token.any(Tags::LESSER);
            if token.is_word() && !token.any(Tags::SMALL.with(Tags::FORMER)) {
                p.bear(token, former);
            }
        }
    }

    fn learn_roles_before(&mut self, person: usize, range: &Range) {
        let tokens = self.tokens;
        let p = &mut self.all[person];
        // The role before a name, and the place before the role: Port City mayor | Name.
        let role = |t: &Token| t.any(Tags::ANY_TITLE.with(Tags::ROLE));
        let near = tokens[..range.titles].last().is_some_and(role) || range.titles < range.from;
        let led = tokens[..range.titles]
            .iter()
            .rev()
            .take(4)
            .take_while(|t| t.is_word() && !t.owner && (t.capital && !t.any(Tags::SMALL) || role(t)));
        let former = led.clone().any(|t| t.any(Tags::FORMER));
        for token in led.filter(|t| near && !t.any(Tags::TITLE_HE.with(Tags::TITLE_SHE)) || role(t) && !t.capital) {
            see_role(p, token, former);
        }
        // the Portuguese | Name, la produttrice | Name
        let called = called_from(tokens, range.titles);
        let called = if p.given { &tokens[called..range.titles] } else { &[] };
        let words = called.iter().chain(&tokens[range.titles..range.from]).filter(|t| t.is_word());
        words.for_each(|t| p.call(t.key));
        called.iter().filter(|t| !role(t)).for_each(|t| see_role(p, t, false));
        // Secretary of | Trade Name; secretary of state | Name; but the deputy of | Mrs Name is another one.
        for held in [range.titles, range.titles.saturating_sub(1)] {
            // Name, preside del liceo | Quill: what is told of who stands before the comma names a place.
            let told = |office: usize| {
                let comma = office.checked_sub(1).filter(|c| tokens[*c].sort == Sort::Comma);
                comma.and_then(|c| c.checked_sub(1)).is_some_and(|b| tokens[b].is_word() && tokens[b].capital) && !p.given
            };
            if let Some(office) = office_of(tokens, held).filter(|office| held < range.from && !told(*office))
                && (tokens[held - 1].is_of() || tokens[held].capital && (p.given || range.to > range.from + 1))
                && tokens[held..range.from].iter().all(|t| t.is_word() && !t.any(Tags::SMALL))
                && !tokens[held..range.from].iter().all(role)
            {
                see_role(p, &tokens[office], false);
                tokens[held..range.from].iter().for_each(|t| see_role(p, t, false));
            }
        }
    }

    /// A determiner, a place, or a stop where places are cut short: what is named so does not speak.
    fn learn_thing(&mut self, person: usize, range: &Range) {
        if range.titles != range.from {
            return;
        }
        let (tokens, p) = (self.tokens, &mut self.all[person]);
        // the Sunday | Bugle
        let dated = tokens[..range.titles].iter().rev().take_while(|t| t.is_word() && t.capital && t.any(Tags::DATE)).count();
        let Some(before) = range.titles.checked_sub(1 + dated).map(|b| &tokens[b]) else { return };
        // Milltown, Calif., …: a short form behind a place and a comma.
        p.article = if p.article == Gender::Unknown { before.gender } else { p.article };
        let short = range.to - range.from == 1 && self.text[tokens[range.from].span.end..].starts_with('.');
        let listed = before.sort == Sort::Comma && range.titles.checked_sub(2).is_some_and(|b| tokens[b].capital);
        // … said that | Name had come: no determiner
        p.thing |= before.any(Tags::DETERMINER) && !before.any(Tags::PREPOSITION.with(Tags::THAT))
            || before.any(Tags::PLACE)
            || short && listed;
    }

    fn learn_given_name(&mut self, person: usize, range: &Range) {
        let (first, p) = (&self.tokens[range.from], &mut self.all[person]);
        // Clara Honoré … Me | Honoré: the surname is a given name, too, and tells nothing.
        if p.is_longer_than_its_surname(first.key) {
            return;
        }
        // his brother Theo: a given name alone may be a place.
        if first.any(Tags::GIVEN) && !p.body && (range.to - range.from > 1 || p.human) {
            p.human = true;
            if p.gender == Gender::Unknown {
                p.gender = match (first.any(Tags::GIVEN_HE), first.any(Tags::GIVEN_SHE)) {
                    (true, false) => Gender::He,
                    (false, true) => Gender::She,
                    _ => Gender::Unknown,
                };
            }
        }
    }

    /// The Port Office (PO).
    fn learn_short_form(&mut self, person: usize, range: &Range) {
        const LONGEST: usize = 12;
        if let Some([open, short, close]) = self.tokens.get(range.to..range.to + 3)
            && open.sort == Sort::Open
            && close.sort == Sort::Close
            && short.acronym
            && short.span.len() < LONGEST
        {
            self.acronyms.insert(short.span.of(self.text).to_string(), person);
        }
    }

    fn is_body(&self, range: &Range) -> bool {
        let tokens = &self.tokens[range.from..range.to];
        let noun = |t: &Token| t.any(Tags::BODY) && !t.any(Tags::GIVEN);
        range.titles == range.from && (tokens.last().is_some_and(noun) || tokens.iter().any(noun) && !tokens[0].any(Tags::GIVEN))
    }

    fn span(&self, range: &Range) -> Span {
        let end = self.tokens.get(range.to - 1).map_or(0, |t| t.span.end);
        Span::new(self.tokens[range.from].span.start.min(end), end)
    }

    /// The same first name, or an initial of it, or one name within the other.
    fn compatible(&self, keys: &[u64], span: Span, other: &Person) -> bool {
        let (short, long) = if keys.len() <= other.keys.len() { (keys, &other.keys[..]) } else { (&other.keys[..], keys) };
        if short.iter().all(|k| long.contains(k)) {
            return true;
        }
        let first = |s: Span| s.of(self.text).chars().next().map(|c| c.to_lowercase().to_string());
        let initial = |s: Span| {
            s.of(self.text)
                .split(' ')
                .next()
                .is_some_and(|w| w.trim_matches('.').chars().filter(|c| c.is_alphabetic()).count() <= 2 && w.contains('.'))
        };
        keys.first() == other.keys.first() && !other.body
            || (initial(span) || initial(other.name)) && first(span) == first(other.name)
    }
}

//! Which of the prints is the speaker's own? The one in the language that the speaker speaks, as the user tells, else as articles say: the title
//! names a country (a minister of Italy) or a city, beside the quotation or where the article introduces the speaker, or an outlet of it was told. Less
//! than that (a baker in the German town of Ulmenau, told German radio) is enough of those whom somebody prints in that language. Where nothing says so,
//! no foreign print is the original: a dateline is none of these, since visitors speak under it, too.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use unicode_segmentation::UnicodeSegmentation;

use crate::cluster::originals::setting::{Asked, Roles, own_words};
use crate::lang::{self, Lang, Tags};
use crate::lexicon::home::{self, Home};
use crate::model::{Article, CompactString, Quotation, Rendering, Role, Shared, Statement};
use crate::normalise::{Word, base_among, words};

/// Words before and behind a mention that may tell whose minister it is (Italian senator X; X told Italian radio).
const AROUND: usize = 4;

/// A country in the mention itself, or two around it.
const ENOUGH: u32 = 2;

/// What less than a country in the title tells, and a print in the language, which tells nothing alone.
const SOME: u32 = 1;

/// Who is printed in which language, by its code.
type Prints<'q> = FxHashSet<(&'q Shared, &'static str)>;

/// What is told for each language, by its code.
type Votes = FxHashMap<&'static str, u32>;

/// The language of each speaker that is known. `articles` are those that the quotations stand in, as far as they are at hand; `told` are names with
/// language tags, and win. `home` is the language of the renderings, in which all are printed.
pub fn languages(
    quotations: &[Quotation],
    articles: &[Article],
    told: &[(String, String)],
    home: &'static Lang,
) -> FxHashMap<Shared, &'static Lang> {
    let mut votes: FxHashMap<&Shared, Votes> = FxHashMap::default();
    // Who speaks in an article, and how they are called there.
    let mut speakers: FxHashMap<&str, BTreeMap<&Shared, Vec<&str>>> = FxHashMap::default();
    let code = |q: &Quotation| lang::of(&q.lang).code.as_str();
    let prints: Prints = quotations.iter().map(|q| (&q.speaker, code(q))).filter(|(_, code)| *code != home.code).collect();
    for q in quotations.iter().filter(|q| !q.speaker.is_empty() && !q.mention.is_empty()) {
        let counts = votes.entry(&q.speaker).or_default();
        let is_printed = |code: &str| is_printed(&prints, &q.speaker, code);
        vote(q, &is_printed, |lang, n| *counts.entry(&lang.code).or_insert(0) += n);
        speakers.entry(&q.article_id).or_default().entry(&q.speaker).or_default().push(&q.mention);
    }
    let mut of_settings = Vec::new();
    for article in articles {
        let Some(all) = speakers.remove(article.id.as_str()) else { continue };
        let told = of_article(article, &all, &prints);
        for (speaker, home, n) in told.introduced {
            *votes.entry(speaker).or_default().entry(home).or_insert(0) += n;
        }
        of_settings.extend(told.at_home);
    }
    // Of whom another country is told that is not asked.
    of_settings.retain(|(speaker, home)| votes.get(speaker).is_none_or(|counts| counts.keys().all(|code| code == home)));
    for (speaker, home) in of_settings {
        *votes.entry(speaker).or_default().entry(home).or_insert(0) += SOME;
    }
    for (speaker, counts) in &mut votes {
        counts.iter_mut().filter(|(code, _)| prints.contains(&(*speaker, *code))).for_each(|(_, n)| *n += SOME);
    }
    let mut out: FxHashMap<Shared, &'static Lang> =
        votes.iter().filter_map(|(speaker, counts)| Some(((*speaker).clone(), winner(counts)?))).collect();
    let told = told.iter().filter(|(_, tag)| !tag.is_empty());
    out.extend(told.map(|(name, tag)| (Shared::from(name.as_str()), lang::of(tag))));
    out
}

/// The language for which enough is told, and twice as much as for any other.
fn winner(counts: &Votes) -> Option<&'static Lang> {
    let (best, most) = counts.iter().max_by_key(|(code, n)| (**n, **code))?;
    let is_alone = counts.iter().all(|(code, n)| code == best || 2 * n <= *most);
    Some(lang::of(best)).filter(|_| *most >= ENOUGH && is_alone)
}

/// Is somebody printed in a language?
fn is_printed(prints: &Prints, speaker: &Shared, code: &str) -> bool {
    lang::all().iter().any(|lang| lang.code == code && prints.contains(&(speaker, lang.code.as_str())))
}

/// What an article tells of the languages of those who speak in it.
struct OfArticle<'q> {
    /// By introductions, and what that counts.
    introduced: Vec<(&'q Shared, &'static str, u32)>,
    /// By where it is set.
    at_home: Vec<(&'q Shared, &'static str)>,
}

fn of_article<'q>(article: &Article, all: &BTreeMap<&'q Shared, Vec<&str>>, prints: &Prints) -> OfArticle<'q> {
    let lang = lang::of(&article.lang);
    // Forty voters, fifty voters: who has no name is not introduced.
    let named: Vec<&Shared> = all.keys().copied().filter(|name| lang.speech.has_name(name)).collect();
    let names: Vec<&str> = named.iter().map(|s| s.as_ref()).collect();
    let beside = beside(&article.text, lang, &names);
    let is_printed = |at: usize, code: &str| is_printed(prints, named[at], code);
    let introduced = introductions(&beside, lang, &is_printed).into_iter().map(|((at, home), n)| (named[at], home, n)).collect();
    // Where an article is set only counts beside a print in another language.
    let is_abroad = |name: &&Shared| lang::all().iter().any(|lang| prints.contains(&(*name, lang.code.as_str())));
    if !named.iter().any(is_abroad) {
        return OfArticle { introduced, at_home: Vec::new() };
    }
    let nobody = |_: &str| false;
    let asked = Asked { lang, is_printed: &nobody };
    let told = asked.told(&article.text, &roles(&asked, all, &named, &beside));
    OfArticle { introduced, at_home: told.into_iter().map(|(at, home)| (named[at], home)).collect() }
}

/// The roles of each of those who are `named`: as they are called where they speak, and beside their names.
fn roles(asked: &Asked, all: &BTreeMap<&Shared, Vec<&str>>, named: &[&Shared], beside: &[(usize, Beside)]) -> Vec<Roles> {
    let called = |name: &&Shared| -> Roles {
        let words = all.get(*name).into_iter().flatten().flat_map(|mention| mention.split(GAPS));
        words.filter_map(|w| asked.role(w)).collect()
    };
    let mut roles: Vec<Roles> = named.iter().map(called).collect();
    for (at, Beside { before, behind }) in beside {
        let near = before.iter().take(CLOSE).chain(behind);
        roles[*at].extend(near.filter_map(|w| asked.role(w)));
    }
    roles
}

/// Words right before a name that tell a role.
const CLOSE: usize = 3;

/// What one quotation tells of its speaker's language.
fn vote(q: &Quotation, is_printed: &dyn Fn(&str) -> bool, mut cast: impl FnMut(&'static Lang, u32)) {
    let lang = lang::of(&q.lang);
    let asked = Asked { lang, is_printed };
    let home = |text: &str, word: &Word| asked.home(word.span.of(text)).or_else(|| home::of(lang, &word.folded));
    for word in words(&q.mention, lang) {
        if let Some(home) = home(&q.mention, &word) {
            cast(home.lang, ENOUGH);
        }
    }
    // Of several mentions the one nearest to what is said.
    let said = q.context.find(q.text.as_str()).unwrap_or(0);
    let end = said + q.text.len();
    let far = |at: &usize| if *at >= end { at - end } else { said.saturating_sub(at + q.mention.len()) };
    let Some(at) = q.context.match_indices(q.mention.as_str()).map(|m| m.0).min_by_key(far) else { return };
    let (before, behind) = (&q.context[..at], &q.context[at + q.mention.len()..]);
    // What is quoted is the speaker's own and tells nothing of who speaks.
    let before = before.rsplit(['“', '”', '"', '«', '»']).next().unwrap_or("");
    let behind = behind.split(['“', '”', '"', '«', '»']).next().unwrap_or("");
    if let Some(tongue) = asked.tongue(&own_words(&format!("{before}{}{behind}", q.mention)), &q.mention) {
        cast(tongue, SOME);
    }
    let homes = |text: &str| words(text, lang).iter().map(|w| home(text, w)).collect::<Vec<Option<Home>>>();
    let (before, behind) = (homes(before), homes(behind));
    let near: Vec<&Home> =
        before.iter().rev().take(AROUND).chain(behind.iter().take(AROUND)).flatten().filter(|h| !h.is_city).collect();
    // The Italian-American senator; Italian senator Name told French radio.
    if near.iter().all(|h| h.lang.code == near[0].lang.code) {
        near.into_iter().for_each(|home| cast(home.lang, 1));
    }
}

/// The words around the names of people, the nearest first before them.
struct Beside<'t> {
    before: Vec<&'t str>,
    behind: Vec<&'t str>,
}

/// Whom of `names`, by index, a text names where, and the words around.
fn beside<'t>(text: &'t str, lang: &'static Lang, names: &[&str]) -> Vec<(usize, Beside<'t>)> {
    let mut by_surname: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (i, name) in names.iter().enumerate() {
        by_surname.entry(name.split_whitespace().next_back().unwrap_or("")).or_default().push(i);
    }
    let mut out = Vec::new();
    for (at, word) in text.unicode_word_indices() {
        for &i in by_surname.get(word).into_iter().flatten().take(NAMESAKES) {
            let (Some(before), Some(behind)) = (text.get(..at), text.get(at + word.len()..)) else { continue };
            out.push((i, around(names[i], before, behind, lang)));
        }
    }
    out
}

/// The languages that an article tells where it introduces somebody, each once, with what that counts: a role and a country beside the name (Italy's
/// interior minister, Name; Name, the mayor of Milan; Name is the mayor of Milan), or a country alone (Name, a baker in the German town of Ulmenau). Whom
/// by index, and the language.
fn introductions(
    beside: &[(usize, Beside)],
    lang: &'static Lang,
    is_printed: &dyn Fn(usize, &str) -> bool,
) -> BTreeMap<(usize, &'static str), u32> {
    let mut out = BTreeMap::new();
    for (i, Beside { before, behind }) in beside {
        let is_printed = |code: &str| is_printed(*i, code);
        let asked = Asked { lang, is_printed: &is_printed };
        let read: Vec<&str> = before.iter().rev().copied().collect();
        for (words, begins) in [(&read, false), (behind, true)] {
            let Some((home, n)) = home_told(words, begins, &asked) else { continue };
            let told = out.entry((*i, home.code.as_str())).or_insert(n);
            *told = n.max(*told);
        }
    }
    out
}

/// More people of one surname are not told apart.
const NAMESAKES: usize = 16;

/// The words that stand on both sides of a name and may introduce its bearer.
fn around<'t>(name: &str, before: &'t str, behind: &'t str, lang: &'static Lang) -> Beside<'t> {
    // The first names belong to the mention.
    let first = name.split_whitespace().rev().skip(1);
    let before = first.fold(before.trim_end(), |rest, name| rest.strip_suffix(name).unwrap_or(rest).trim_end());
    // Behind a comma it is an apposition only up to the next mark; else a new clause begins with the name.
    let parted = before.ends_with(',') && !behind.starts_with([',', '.', '!', '?', ';']);
    Beside { before: if parted { Vec::new() } else { tail(before) }, behind: head(behind, lang) }
}

/// Marks of quotations and the ends of sentences: what stands beyond tells nothing of a name.
const BOUNDS: &[char] = &['“', '”', '"', '«', '»', '.', '!', '?', ';', ':', ',', '(', ')', '\n'];

/// What parts words: Italy's, dell'Interno.
const GAPS: &[char] = &[' ', '’', '\''];

/// Words of an introduction that are looked at on either side.
const NEAR: usize = 6;

/// The words right before a name, of which a comma may part it, the nearest first.
fn tail(before: &str) -> Vec<&str> {
    let clause = before.trim_end_matches(',').rsplit(BOUNDS).next().unwrap_or("");
    clause.rsplit(GAPS).filter(|w| !w.is_empty()).take(NEAR).collect()
}

/// The words of an apposition right behind a name, or of what its bearer is: Name, 52, mayor of Milan; Name is the mayor of Milan.
fn head<'t>(behind: &'t str, lang: &'static Lang) -> Vec<&'t str> {
    let split = |clause: &'t str| clause.split(GAPS).filter(|w| !w.is_empty()).take(NEAR).collect::<Vec<&str>>();
    let clause = |rest: &'t str| rest.split(BOUNDS).next().unwrap_or("");
    if let Some(apposition) = behind.strip_prefix(',') {
        let first = clause(apposition);
        let is_age = !first.is_empty() && first.trim().chars().all(|c| c.is_ascii_digit());
        let rest = apposition.get(first.len()..).and_then(|rest| rest.strip_prefix(',')).filter(|_| is_age);
        return split(rest.map_or(first, clause));
    }
    let mut words = split(clause(behind)).into_iter();
    let is = words.next().is_some_and(|w| lang.speech.tags(w).any(Tags::BE));
    let words: Vec<&str> = words.collect();
    if is && words.first().is_some_and(|w| is_article(w, lang)) { words } else { Vec::new() }
}

fn is_article(word: &str, lang: &'static Lang) -> bool {
    lang.meaning.exchange.bare.contains(word.to_lowercase().as_str())
}

/// The one home that words name as they are read, and what that counts: enough beside a role, less in what begins with an article (`begins`), or where
/// somebody only comes from there; of Germany's ambassador to Italy nothing is said, nor of an ambassador to Italy.
fn home_told(around: &[&str], begins: bool, asked: &Asked) -> Option<(&'static Lang, u32)> {
    let tags = |w: &&str| asked.lang.speech.tags(&w.to_lowercase());
    let homes: Vec<(usize, &'static Lang)> =
        around.iter().enumerate().filter_map(|(i, w)| Some((i, asked.home(w)?.lang))).collect();
    let native = || around.iter().filter_map(|w| asked.native(w));
    let lang = homes.first().map(|h| h.1).or_else(|| native().next())?;
    if homes.iter().map(|h| h.1).chain(native()).any(|other| other.code != lang.code) {
        return None;
    }
    let is_sent = |at: usize| {
        let is_envoy = |w: &&str| asked.lang.abroad.envoys.contains(w.to_lowercase().as_str());
        let before = around[..at].iter().rev().find(|w| !is_article(w, asked.lang));
        let led = before.is_some_and(|w| tags(w).any(Tags::ADVERBIAL.with(Tags::PLACE)));
        led && around[..at].iter().any(is_envoy)
    };
    if homes.iter().any(|h| is_sent(h.0)) {
        return None;
    }
    let is_role = around.iter().any(|w| tags(w).any(Tags::ROLE.with(Tags::ANY_TITLE)));
    match is_role && !homes.is_empty() {
        true => Some((lang, ENOUGH)),
        false if begins && around.first().is_some_and(|w| is_article(w, asked.lang)) => Some((lang, SOME)),
        false => None,
    }
}

/// Names the original of each statement: of the prints in the speaker's language, where that is not the base's, the base reading, never a
/// fragment where there is more. The longest is none by itself: what one print has more than all others is more likely its own.
pub fn name_originals(
    statements: &mut [Statement],
    renderings: &mut [Rendering],
    languages: &FxHashMap<Shared, &'static Lang>,
    home: &'static Lang,
) {
    if languages.is_empty() {
        return;
    }
    let mut rows: FxHashMap<CompactString, Vec<usize>> = FxHashMap::default();
    for (i, r) in renderings.iter().enumerate() {
        rows.entry(r.statement_id.clone()).or_default().push(i);
    }
    let mut chosen: Vec<usize> = Vec::new();
    for s in statements.iter_mut() {
        let Some(spoken) = s.speakers.iter().find_map(|name| languages.get(name)) else { continue };
        let all = rows.remove(&s.id).unwrap_or_default();
        if lang::of(&s.lang).code == spoken.code && (spoken.code == home.code || !turn(s, renderings, &all)) {
            continue;
        }
        let (prints, others) = all.into_iter().partition(|i| lang::of(&renderings[*i].lang).code == spoken.code);
        if let Some(i) = most_direct(renderings, prints, others) {
            s.original.clone_from(&renderings[i].text);
            chosen.push(i);
        }
    }
    chosen.into_iter().for_each(|i| renderings[i].role = Role::Original);
}

/// Where nobody prints a statement in the language of the renderings, and the base is in the speaker's, those of another language are the
/// renderings: that of most prints, of equals the first by its code. Is there one?
fn turn(statement: &mut Statement, renderings: &mut [Rendering], rows: &[usize]) -> bool {
    let spoken = lang::of(&statement.lang);
    let mut prints: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
    for &i in rows.iter().filter(|i| lang::of(&renderings[**i].lang).code != spoken.code) {
        prints.entry(&lang::of(&renderings[i].lang).code).or_default().push(i);
    }
    let most = prints.values().map(Vec::len).max();
    let Some(prints) = prints.into_values().find(|p| Some(p.len()) == most) else { return false };
    let others = rows.iter().copied().filter(|i| !prints.contains(i)).collect();
    let Some(base) = most_direct(renderings, prints, others) else { return false };
    for &i in rows {
        if renderings[i].role == Role::Base {
            renderings[i].role = Role::Variant;
        }
    }
    renderings[base].role = Role::Base;
    statement.lang.clone_from(&renderings[base].lang);
    statement.text.clone_from(&renderings[base].text);
    true
}

/// The base reading of some prints, beside the others of their statement; of those with its words the earliest, then by id.
fn most_direct(renderings: &[Rendering], mut prints: Vec<usize>, others: Vec<usize>) -> Option<usize> {
    prints.sort_by(|&a, &b| {
        let place = |r: &Rendering| (r.date.is_none(), r.date);
        place(&renderings[a]).cmp(&place(&renderings[b])).then_with(|| renderings[a].id.cmp(&renderings[b].id))
    });
    let [own, others] = [&prints, &others].map(|all| all.iter().map(|i| &renderings[*i]).collect::<Vec<_>>());
    prints.get(base_among(&own, &others)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_introduction_tells_whose_minister_somebody_is() {
        let told = |lang: &str, text: &str| {
            let lang = lang::of(lang);
            introductions(&beside(text, lang, &["Fausto Bettoni"]), lang, &|_, _| false)
        };
        let of = |lang: &str, text: &str| -> String {
            told(lang, text).into_iter().filter(|(_, n)| *n == ENOUGH).map(|((_, home), _)| home).collect()
        };
        assert_eq!(of("en", "Italy’s interior minister, Fausto Bettoni, came on Monday."), "it");
        assert_eq!(of("en", "Bettoni, the mayor of Milan, came on Monday."), "it");
        assert_eq!(of("it", "Il ministro dell’Interno francese Fausto Bettoni è arrivato."), "fr");
        assert_eq!(of("de", "Der spanische Innenminister Fausto Bettoni kam am Montag."), "es");
        // Somebody else's country, and a country without a role.
        assert_eq!(of("en", "Germany’s ambassador to Italy, Fausto Bettoni, came on Monday."), "");
        assert_eq!(of("en", "After a talk with the Italian prime minister, Fausto Bettoni went home."), "");
        assert_eq!(of("en", "The minister, Fausto Bettoni, flew to Italy. Bettoni, in Italy for a day, slept."), "");
        // A country without a role is less.
        let baker = "Fausto Bettoni, a baker in the Italian town of Borgo, slept.";
        assert_eq!(told("en", baker).into_iter().collect::<Vec<_>>(), [((0, "it"), SOME)]);
    }
}

//! Whom do a surname of several and a word for kin mean? Coach Quill, her daughter Freya, his widow: what stands beside them may tell, where another
//! article of the run names the one in full.

use super::Attributed;
use super::names::{Known, last_word};
use super::people::Gender;
use super::phrases::{Head, Phrase, Reading};
use super::tokens::key;
use crate::lang::{Lang, Tags};
use crate::model::{Article, Reason};
use rustc_hash::{FxHashMap, FxHashSet};

/// A speaker of whom an article tells only whose kin it is: as printed, and the word.
#[derive(Clone, Debug)]
pub(crate) struct Kin {
    speaker: String,
    word: u64,
}

/// Somebody whom some article names in full.
#[derive(Debug)]
struct Bearer<'a> {
    /// What the corpus calls him.
    name: &'a str,
    first: &'a str,
    kin: bool,
    gender: Gender,
    roles: FxHashSet<u64>,
}

/// A surname that more people bear tells nothing.
const MOST: usize = 64;

impl Reading<'_> {
    /// Her daughter said: the word for kin, where it is somebody's, one, and without a name.
    pub(super) fn kin(&self, phrase: &Phrase) -> Option<Kin> {
        let Head::Noun(head) = phrase.head else { return None };
        let words = self.tokens.get(phrase.from..phrase.to)?;
        if words.len() != 2 || !words[0].any(Tags::OWNERS) {
            return None;
        }
        let listed = || words_for_kin(self.lang).contains(&self.tokens[head].key);
        let one = (self.tokens[head].any(Tags::KIN) || listed()) && !self.is_several(phrase, head);
        let speaker = words.iter().map(|t| t.span.of(self.text)).collect::<Vec<_>>().join(" ");
        one.then_some(Kin { speaker, word: self.tokens[head].key })
    }
}

/// The keys of words for kin that tell a sex.
pub(super) fn words_for_kin(lang: &Lang) -> FxHashSet<u64> {
    lang.speech.words_he.iter().chain(&lang.speech.words_she).map(|w| key(w)).collect()
}

/// Gives the speakers of each article the names that other articles tell them by.
pub(super) fn tell(articles: &mut [(&Article, Attributed)], canonical: &FxHashMap<String, String>) {
    let all: Vec<Vec<Known>> = articles.iter_mut().map(|(_, a)| std::mem::take(&mut a.known)).collect();
    let mut bearers = bearers(&all, canonical);
    for ((_, attributed), known) in articles.iter_mut().zip(&all) {
        let alone = known.iter().filter(|k| !k.body && !k.name.contains(' ') && !canonical.contains_key(&k.name));
        let told: Vec<(&str, String, &Known)> =
            alone.filter_map(|k| Some((k.name.as_str(), named(k, known, &bearers)?, k))).collect();
        for (_, name, k) in &told {
            let last = last_word(name).unwrap_or_default();
            let same = bearers.get_mut(&last).into_iter().flatten().find(|b| b.name == name);
            same.into_iter().for_each(|b| b.roles.extend(&k.roles));
        }
        let told: FxHashMap<&str, &str> = told.iter().map(|(alone, name, _)| (*alone, name.as_str())).collect();
        rename(attributed, &told);
    }
    for ((_, attributed), known) in articles.iter_mut().zip(&all) {
        let kin = std::mem::take(&mut attributed.kin);
        let told: FxHashMap<&str, &str> =
            kin.iter().filter_map(|k| Some((k.speaker.as_str(), of_kin(k, known, &bearers)?))).collect();
        rename(attributed, &told);
        attributed.kin = kin;
    }
    drop(bearers);
    articles.iter_mut().zip(all).for_each(|((_, attributed), known)| attributed.known = known);
}

fn rename(attributed: &mut Attributed, told: &FxHashMap<&str, &str>) {
    for attribution in attributed.attributions.iter_mut().filter(|a| a.reason != Reason::Pronoun) {
        if let Some(name) = told.get(attribution.speaker.as_str()) {
            attribution.speaker = (*name).to_string();
        }
    }
}

/// The people whom articles name in full, by their surnames.
fn bearers<'a>(all: &'a [Vec<Known>], canonical: &'a FxHashMap<String, String>) -> FxHashMap<String, Vec<Bearer<'a>>> {
    let mut at: FxHashMap<&str, (String, usize)> = FxHashMap::default();
    let mut out: FxHashMap<String, Vec<Bearer>> = FxHashMap::default();
    for known in all.iter().flatten().filter(|k| k.is_full_person()) {
        let name = canonical.get(&known.name).map_or(known.name.as_str(), String::as_str);
        let Some(last) = last_word(name) else { continue };
        let (last, slot) = at.entry(name).or_insert_with(|| {
            let list = out.entry(last.clone()).or_default();
            let first = name.split(' ').next().unwrap_or(name);
            list.push(Bearer { name, first, kin: false, gender: Gender::Unknown, roles: FxHashSet::default() });
            (last, list.len() - 1)
        });
        let Some(bearer) = out.get_mut(last.as_str()).and_then(|list| list.get_mut(*slot)) else { continue };
        bearer.kin |= known.kin;
        bearer.roles.extend(&known.roles);
        if bearer.gender == Gender::Unknown {
            bearer.gender = known.gender;
        }
    }
    out
}

/// Whom a name of one word means in an article that knows these.
fn named(alone: &Known, known: &[Known], bearers: &FxHashMap<String, Vec<Bearer>>) -> Option<String> {
    let namesake = last_word(&alone.name).and_then(|last| bearers.get(&last)).and_then(|list| of_several(alone, list));
    namesake.or_else(|| child(alone, known, bearers)).map(str::to_string)
}

/// Richterin Quill, coach Quill: the only one of several whom the sex allows, or who bears the role.
fn of_several<'a>(alone: &Known, list: &[Bearer<'a>]) -> Option<&'a str> {
    let other = |b: &&Bearer| b.gender == alone.gender || b.gender == Gender::Unknown || alone.gender == Gender::Unknown;
    if list.len() < 2 || list.len() > MOST {
        return None;
    }
    let sexed: Vec<&Bearer> = list.iter().filter(other).collect();
    let shares = |b: &&&Bearer| alone.roles.iter().any(|r| b.roles.contains(r));
    let sharing: Vec<&&Bearer> = sexed.iter().filter(shares).collect();
    match (sexed.as_slice(), sharing.as_slice()) {
        ([one], _) => Some(one.name),
        (_, [one]) => Some(one.name),
        _ => None,
    }
}

/// Her daughter Freya: the only Freya, somebody's kin, of a surname that the article has.
fn child<'a>(alone: &Known, known: &[Known], bearers: &FxHashMap<String, Vec<Bearer<'a>>>) -> Option<&'a str> {
    if !alone.kin {
        return None;
    }
    let of = kin_of(known, bearers);
    let mut fits = of.filter(|b| b.first == alone.name);
    let first = fits.next()?;
    fits.next().is_none().then_some(first.name)
}

/// His widow: the only one of that word and of the surname of the only person whom the article names in full.
fn of_kin<'a>(kin: &Kin, known: &[Known], bearers: &FxHashMap<String, Vec<Bearer<'a>>>) -> Option<&'a str> {
    let mut full = known.iter().filter(|k| k.is_full_person());
    full.next().filter(|_| full.next().is_none())?;
    let of = kin_of(known, bearers);
    let mut fits = of.filter(|b| b.roles.contains(&kin.word));
    let first = fits.next()?;
    fits.next().is_none().then_some(first.name)
}

/// Who is told to be somebody's kin, has a surname of this article, and is not named in it.
fn kin_of<'b, 'a>(known: &'b [Known], bearers: &'b FxHashMap<String, Vec<Bearer<'a>>>) -> impl Iterator<Item = &'b Bearer<'a>> {
    let mut surnames: Vec<String> = known.iter().filter(|k| k.is_full_person()).filter_map(|k| last_word(&k.name)).collect();
    surnames.sort_unstable();
    surnames.dedup();
    let lists = surnames.into_iter().filter_map(|last| bearers.get(&last)).filter(|list| list.len() <= MOST);
    lists.flatten().filter(|b| b.kin && !known.iter().any(|k| k.name == b.name))
}

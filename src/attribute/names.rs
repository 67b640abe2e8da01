//! What is each speaker called over all articles? Names are joined where surname and first names fit; the longest printed name stands for all.
//!
//! Two first names that do not fit keep two people apart (two Vances are two), unless both bear the same role of the same place (Beppe and
//! Giuseppe, mayors of one town). A surname alone joins the only bearer that the corpus knows. Acronyms are aliases of the name that some
//! article prints before them in brackets, or whose initials they are. A user's entry wins over all of this.

use super::namesakes;
use super::people::Gender;
use super::phrases::Reading;
use super::{Attributed, SpeakerEntry};
use crate::model::{Article, Problem, Reason};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// A person or body as one article names it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    pub(super) name: String,
    pub(super) body: bool,
    /// Sure to be a person.
    human: bool,
    pub(super) gender: Gender,
    acronyms: Vec<String>,
    /// Somebody's kin.
    pub(super) kin: bool,
    /// Hashes of the words of its role.
    pub(super) roles: Vec<u64>,
}

impl Known {
    /// Is it surely a person, of several words?
    pub(super) fn is_full_person(&self) -> bool {
        self.human && !self.body && self.name.contains(' ')
    }
}

/// The surname in a printed name, in small letters.
pub(super) fn last_word(name: &str) -> Option<String> {
    let words: Vec<String> = name.to_lowercase().split(' ').map(str::to_string).collect();
    surname(&words).map(str::to_string)
}

/// A speaker whom an article tells by a role only: the role and the words that go with it, hashed.
#[derive(Clone, Debug)]
pub(crate) struct Described {
    pub speaker: String,
    pub role: u64,
    pub others: Vec<u64>,
}

/// What one article shows of names.
pub(crate) fn known(reading: &Reading) -> Vec<Known> {
    let people = &reading.people.all;
    let kin = namesakes::words_for_kin(reading.lang);
    people
        .iter()
        .enumerate()
        .filter(|(_, p)| !p.mentions.is_empty())
        .map(|(i, p)| Known {
            name: reading.name_of(i),
            body: p.body,
            human: p.human,
            gender: p.gender,
            kin: p.kin || p.roles.iter().any(|r| kin.contains(r)),
            acronyms: p.acronyms.iter().map(|a| a.of(reading.text).to_string()).collect(),
            roles: p.roles.clone(),
        })
        .collect()
}

/// One name a speaker over all articles: rewrites the `speaker` of every attribution.
pub fn names(articles: &mut [(&Article, Attributed)], speakers: &[SpeakerEntry]) -> Vec<Problem> {
    let mut corpus = Corpus::default();
    for (article, attributed) in articles.iter() {
        for known in &attributed.known {
            corpus.see(known);
        }
        for (_, name) in attributed.together.iter().flat_map(|t| &t.parts) {
            corpus.count(name);
        }
        let several: FxHashSet<&str> = attributed.together.iter().map(|t| t.speaker.as_str()).collect();
        for attribution in attributed.attributions.iter().filter(|a| !several.contains(a.speaker.as_str())) {
            if !attribution.speaker.is_empty() && attribution.reason != Reason::Pronoun {
                corpus.count(&attribution.speaker);
            }
            if let Some(mention) = attribution.mention.filter(|_| attribution.reason == Reason::Signature) {
                corpus.signed(&attribution.speaker, mention.of(&article.text));
            }
        }
    }
    let canonical = corpus.canonical(speakers);
    let bearers = corpus.bearers();
    for (_, attributed) in articles.iter_mut() {
        let told: FxHashMap<&str, &str> = attributed
            .described
            .iter()
            .filter_map(|d| {
                // Whom the article itself calls so, and did not take for the speaker, is somebody else.
                let own = |name: &str| attributed.known.iter().any(|k| k.name == name && k.roles.contains(&d.role));
                Some((d.speaker.as_str(), corpus.bearer(d, &bearers, &canonical, own)?))
            })
            .collect();
        for attribution in attributed.attributions.iter_mut().filter(|a| a.reason != Reason::Pronoun) {
            if let Some(name) = told.get(attribution.speaker.as_str()) {
                attribution.speaker = (*name).to_string();
            }
        }
        let several: FxHashMap<&str, String> = attributed
            .together
            .iter()
            .map(|t| (t.speaker.as_str(), t.called(|part| canonical.get(part).map_or(part, String::as_str))))
            .collect();
        for attribution in attributed.attributions.iter_mut().filter(|a| a.reason != Reason::Pronoun) {
            if let Some(names) = several.get(attribution.speaker.as_str()) {
                attribution.speaker.clone_from(names);
            } else if let Some(name) = canonical.get(&attribution.speaker) {
                attribution.speaker.clone_from(name);
            }
        }
    }
    namesakes::tell(articles, &canonical);
    Vec::new()
}

/// All that the corpus shows of one printed name.
#[derive(Clone, Debug, Default)]
struct Printed {
    /// Lower-case words without accents and stops.
    words: Vec<String>,
    /// One word as printed, be it a hyphened one: a surname, as a rule.
    alone: bool,
    seen: u32,
    /// An article names somebody so.
    known: bool,
    body: bool,
    human: bool,
    gender: Gender,
    roles: FxHashSet<u64>,
}

/// The distinct printed names, in their order.
#[derive(Default)]
struct Corpus {
    names: BTreeMap<String, Printed>,
    /// The signature of a post to its handles, in small letters.
    handles: BTreeMap<String, BTreeSet<String>>,
    /// Acronym to the names that articles print it for.
    acronyms: BTreeMap<String, FxHashMap<String, u32>>,
}

/// Words of a role that two bearers of one surname must share to be one person: a role and its place.
const SHARED_ROLE: usize = 2;

impl Corpus {
    fn see(&mut self, known: &Known) {
        let printed = self.entry(&known.name);
        printed.known = true;
        printed.body |= known.body;
        printed.human |= known.human;
        if printed.gender == Gender::Unknown {
            printed.gender = known.gender;
        }
        printed.roles.extend(&known.roles);
        printed.seen += 1;
        for acronym in &known.acronyms {
            *self.acronyms.entry(acronym.clone()).or_default().entry(known.name.clone()).or_default() += 1;
        }
    }

    fn count(&mut self, name: &str) {
        self.entry(name).seen += 1;
    }

    /// Name (@handle)
    fn signed(&mut self, name: &str, signature: &str) {
        if let Some((_, handle)) = signature.rsplit_once('@') {
            self.handles.entry(name.to_string()).or_default().insert(handle.to_lowercase());
        }
    }

    fn entry(&mut self, name: &str) -> &mut Printed {
        self.names.entry(name.to_string()).or_insert_with(|| Printed {
            words: folded(name),
            // Quill-Reed; but a T-shirt is no name.
            alone: !name.contains(char::is_whitespace) && name.split('-').all(|w| w.starts_with(char::is_uppercase)),
            ..Printed::default()
        })
    }

    /// Each printed name to the one that stands for it.
    fn canonical(&self, speakers: &[SpeakerEntry]) -> FxHashMap<String, String> {
        let list: Vec<(&String, &Printed)> = self.names.iter().collect();
        let index: FxHashMap<&str, usize> = list.iter().enumerate().map(|(i, (name, _))| (name.as_str(), i)).collect();
        let mut groups = Groups::new(list.len());
        join_equal(&list, &mut groups);
        join_people(&list, &mut groups);
        let endings = Endings::new(&list);
        endings.join_bodies(&list, &mut groups);
        for (name, handles) in &self.handles {
            if let Some(&i) = index.get(name.as_str()) {
                endings.join_signature(&list, i, handles, &mut groups);
            }
        }
        self.join_acronyms(&list, &index, &mut groups);

        let wins = users(speakers);
        let mut best: FxHashMap<usize, usize> = FxHashMap::default();
        let mut told: FxHashMap<usize, &str> = FxHashMap::default();
        for (i, (_, printed)) in list.iter().enumerate() {
            let root = groups.root(i);
            if let Some(name) = wins.get(&printed.words) {
                told.entry(root).or_insert(name);
            }
            let slot = best.entry(root).or_insert(i);
            if rank(&list, i) > rank(&list, *slot) {
                *slot = i;
            }
        }
        list.iter()
            .enumerate()
            .filter_map(|(i, (name, _))| {
                let root = groups.root(i);
                let stands = told.get(&root).copied().or_else(|| best.get(&root).map(|b| list[*b].0.as_str()))?;
                (stands != name.as_str()).then(|| ((*name).clone(), stands.to_string()))
            })
            .collect()
    }

    /// Each word of a role to the names that bear it.
    fn bearers(&self) -> FxHashMap<u64, Vec<&str>> {
        let mut out: FxHashMap<u64, Vec<&str>> = FxHashMap::default();
        for (name, printed) in self.names.iter().filter(|(_, p)| !p.body) {
            for role in &printed.roles {
                out.entry(*role).or_default().push(name);
            }
        }
        out
    }

    /// The one person of the corpus who bears the role and a word that goes with it: the mayor, of Milan.
    fn bearer<'a>(
        &'a self,
        described: &Described,
        bearers: &FxHashMap<u64, Vec<&'a str>>,
        canonical: &'a FxHashMap<String, String>,
        own: impl Fn(&str) -> bool,
    ) -> Option<&'a str> {
        let fits = |name: &&&str| {
            !own(name) && self.names.get(**name).is_some_and(|p| described.others.iter().any(|o| p.roles.contains(o)))
        };
        let mut names = bearers.get(&described.role)?.iter().filter(fits).map(|n| canonical.get(*n).map_or(*n, String::as_str));
        let first = names.next()?;
        names.all(|n| n == first).then_some(first)
    }

    /// DHS is what an article prints it for, or the only body of these initials.
    fn join_acronyms(&self, list: &[(&String, &Printed)], index: &FxHashMap<&str, usize>, groups: &mut Groups) {
        let mut by_initials: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (i, (name, printed)) in list.iter().enumerate().filter(|(_, (_, p))| p.words.len() > 1) {
            let initials = initials(name);
            if printed.body || initials.chars().count() > 2 {
                by_initials.entry(initials).or_default().push(i);
            }
        }
        for (i, (name, _)) in list.iter().enumerate().filter(|(_, (n, p))| p.words.len() == 1 && is_acronym(n)) {
            let told = self.acronyms.get(name.as_str()).and_then(|full| {
                full.iter().max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0))).and_then(|(full, _)| index.get(full.as_str()))
            });
            let alone = || {
                let fits = by_initials.get(name.as_str())?;
                let first = groups.root(*fits.first()?);
                fits.iter().all(|f| groups.root(*f) == first).then_some(&fits[0])
            };
            if let Some(&full) = told.or_else(alone) {
                groups.join(i, full);
            }
        }
    }
}

fn is_acronym(name: &str) -> bool {
    name.chars().filter(|c| c.is_uppercase()).count() > 1 && !name.chars().any(char::is_lowercase)
}

/// The name that stands for its group: the most words, a name before an acronym, the oftenest, the longest, the first in order.
fn rank(list: &[(&String, &Printed)], i: usize) -> (usize, u32, usize, std::cmp::Reverse<usize>) {
    let (name, printed) = list[i];
    (printed.words.len() * 8 + usize::from(!is_acronym(name)), printed.seen, name.len(), std::cmp::Reverse(i))
}

/// What the user's entries say: folded name or alias to name.
fn users(speakers: &[SpeakerEntry]) -> FxHashMap<Vec<String>, &str> {
    let mut out = FxHashMap::default();
    for entry in speakers {
        for alias in std::iter::once(&entry.name).chain(&entry.aliases) {
            out.entry(folded(alias)).or_insert(entry.name.as_str());
        }
    }
    out
}

/// Names that differ in case, accents or stops only.
fn join_equal(list: &[(&String, &Printed)], groups: &mut Groups) {
    let mut first: FxHashMap<&[String], usize> = FxHashMap::default();
    for (i, (_, printed)) in list.iter().enumerate() {
        let seen = *first.entry(&printed.words).or_insert(i);
        groups.join(seen, i);
    }
}

/// People of one surname whose first names fit.
fn join_people(list: &[(&String, &Printed)], groups: &mut Groups) {
    let mut by_surname: BTreeMap<&str, Vec<usize>> = BTreeMap::default();
    for (i, (name, printed)) in list.iter().enumerate() {
        // “A baker” and Ann Baker share no surname.
        let printed_as_name = |w: &str| w.starts_with(char::is_uppercase) || w.chars().count() <= 3;
        let capital = name.starts_with(char::is_uppercase);
        let name =
            !printed.body && printed.words.len() <= 5 && (printed.known || capital && name.split(' ').all(printed_as_name));
        if let Some(last) = surname(&printed.words)
            && name
        {
            by_surname.entry(last).or_default().push(i);
        }
    }
    for bearers in by_surname.values() {
        let mut by_first: BTreeMap<&str, usize> = BTreeMap::default();
        for &i in bearers.iter().filter(|i| !list[**i].1.alone) {
            let first = list[i].1.words[0].as_str();
            let seen = *by_first.entry(first).or_insert(i);
            groups.join(seen, i);
        }
        join_initials(&by_first, groups);
        join_by_role(list, &by_first, groups);
        let roots: FxHashSet<usize> = by_first.values().map(|i| groups.root(*i)).collect();
        if let (1, Some(&only)) = (roots.len(), by_first.values().next()) {
            // Quill-Reed is Ada Quill-Reed, and not Ada Reed.
            let bears = |i: usize| by_first.values().any(|full| list[*full].1.words.ends_with(&list[i].1.words));
            for &i in bearers.iter().filter(|i| list[**i].1.alone && bears(**i)) {
                groups.join(only, i);
            }
        }
    }
}

/// J. Roe is Jane Roe where no other first name with that letter bears the surname.
fn join_initials(by_first: &BTreeMap<&str, usize>, groups: &mut Groups) {
    for (first, &i) in by_first.iter().filter(|(first, _)| first.chars().count() == 1) {
        let mut full = by_first.range(*first..).skip(1).take_while(|(other, _)| other.starts_with(*first));
        if let (Some((_, &only)), None) = (full.next(), full.next()) {
            groups.join(only, i);
        }
    }
}

/// Different first names, one role of one place: one person.
fn join_by_role(list: &[(&String, &Printed)], by_first: &BTreeMap<&str, usize>, groups: &mut Groups) {
    /// A surname with more first names than this is too common to tell.
    const MOST: usize = 8;
    if by_first.len() > MOST {
        return;
    }
    let bearers: Vec<usize> = by_first.values().copied().collect();
    for (n, &a) in bearers.iter().enumerate() {
        for &b in &bearers[n + 1..] {
            let (x, y) = (list[a].1, list[b].1);
            let one = x.gender == y.gender || x.gender == Gender::Unknown || y.gender == Gender::Unknown;
            // Ben and Benjamin: a short form needs less.
            let (f, g) = (x.words[0].as_str(), y.words[0].as_str());
            let short = f.len().min(g.len()) > 2 && (f.starts_with(g) || g.starts_with(f));
            if one && x.roles.intersection(&y.roles).count() >= if short { 1 } else { SHARED_ROLE } {
                groups.join(a, b);
            }
        }
    }
}

/// The bodies whose names end in some words, by those words.
struct Endings<'a>(FxHashMap<&'a [String], Vec<usize>>);

impl<'a> Endings<'a> {
    fn new(list: &[(&'a String, &'a Printed)]) -> Self {
        let mut by_ending: FxHashMap<&[String], Vec<usize>> = FxHashMap::default();
        for (i, (_, printed)) in list.iter().enumerate().filter(|(_, (_, p))| p.body) {
            for from in 1..printed.words.len().min(6) {
                let ending = &printed.words[from..];
                if ending.len() > 1 {
                    by_ending.entry(ending).or_default().push(i);
                }
            }
        }
        Endings(by_ending)
    }

    /// A body whose name is the end of one other body's name is that body.
    fn join_bodies(&self, list: &[(&String, &Printed)], groups: &mut Groups) {
        for (i, (_, printed)) in list.iter().enumerate().filter(|(_, (_, p))| p.body) {
            if let Some(longer) = self.0.get(printed.words.as_slice())
                && let Some(&first) = longer.first()
                && longer.iter().all(|l| groups.root(*l) == groups.root(first))
            {
                groups.join(first, i);
            }
        }
    }

    /// Harbour Affairs (@DHAnews) is the Department of Harbour Affairs: the handle has its initials.
    fn join_signature(&self, list: &[(&String, &Printed)], i: usize, handles: &BTreeSet<String>, groups: &mut Groups) {
        let fits = |l: &&usize| {
            let initials = initials(list[**l].0).to_lowercase();
            initials.chars().count() > 1 && handles.iter().any(|h| h.contains(&initials))
        };
        let longer = self.0.get(list[i].1.words.as_slice()).filter(|_| !list[i].1.human);
        if let Some(&body) = longer.and_then(|longer| longer.iter().find(fits)) {
            groups.join(body, i);
        }
    }
}

/// The capitals that begin the words of a name.
fn initials(name: &str) -> String {
    name.split([' ', '-']).filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect()
}

fn surname(words: &[String]) -> Option<&str> {
    words.iter().rev().map(String::as_str).find(|w| !matches!(*w, "jr" | "sr" | "ii" | "iii"))
}

/// Lower-case words without accents, stops and possessives.
fn folded(name: &str) -> Vec<String> {
    name.nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c) && *c != '.')
        .collect::<String>()
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’')
        .filter(|w| !w.is_empty())
        .map(str::to_string)
        .collect()
}

/// Disjoint sets; the smaller index is the root, so that no order of joining shows.
struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    fn new(n: usize) -> Self {
        Groups { parent: (0..n).collect() }
    }

    fn root(&mut self, mut i: usize) -> usize {
        while self.parent[i] != i {
            self.parent[i] = self.parent[self.parent[i]];
            i = self.parent[i];
        }
        i
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        self.parent[high] = low;
    }
}

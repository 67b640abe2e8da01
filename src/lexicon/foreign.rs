//! Which word of one language answers which of another? What dictionaries, glossaries, memories and the program's own data know.
//!
//! The key of a word is its Snowball stem (`Lang::stem` of the folded word), on both sides. A lexicon is symmetric. Files are read elsewhere
//! (`read`), and only the words that the corpus has are kept.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use compact_str::CompactString;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use crate::lang::{self, Answers, Lang};
use crate::lexicon::{cognate, learn, thesaurus};

/// Where an answer was found: an index into [`Lexicon::sources`].
pub type SourceNumber = u16;

/// A lexicon as `run.toml` lists it: what comes out depends on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Source {
    /// A path as the user typed it, or the name of a system's dictionary.
    pub name: String,
    /// Pairs of words read; those that the corpus has not are counted too.
    pub entries: u64,
    /// The line that tells its licence, where it has one.
    pub licence: String,
    /// BLAKE3 of its files.
    pub hash: String,
}

/// What speaks for two words of two languages answering each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Proof {
    /// Numbers of the same value.
    Number,
    /// The same name, an exonym (Milano, Milan) or an acronym (UE, EU).
    Name,
    /// The user's own glossary or memory.
    Glossary,
    /// A dictionary, or the data files of lang/.
    Dictionary,
    /// Statistics learned from the run itself.
    Learned,
    /// Spelt alike once endings are made equal (nazione, nation).
    Cognate,
}

/// How a word is answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Answered {
    pub proof: Proof,
    /// 0 to 1.
    pub strength: f32,
    /// None where no lexicon is behind it.
    pub source: Option<SourceNumber>,
}

impl Answered {
    /// The best proof first, of one proof the strongest.
    fn rank(&self) -> (Proof, std::cmp::Reverse<u32>, Option<SourceNumber>) {
        (self.proof, std::cmp::Reverse((self.strength * 1000.0) as u32), self.source)
    }
}

/// All that is known of words across languages in one run. Empty by default: then only the data files of lang/ and spelling speak.
#[derive(Debug, Default)]
pub struct Lexicon {
    sources: Vec<Source>,
    answers: Table,
    /// Sentences of the user's memories, until they are learned from.
    memory: Vec<(Option<SourceNumber>, Remembered)>,
}

/// The words that a corpus has, by language: what a lexicon tells of others is not kept.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    stems: FxHashMap<&'static str, FxHashSet<CompactString>>,
}

impl Vocabulary {
    pub fn add(&mut self, lang: &'static Lang, folded: &str) {
        self.stems.entry(&lang.code).or_default().insert(lang.stem(folded));
    }

    pub fn has(&self, lang: &'static Lang, folded: &str) -> bool {
        self.stems.get(lang.code.as_str()).is_some_and(|s| s.contains(&lang.stem(folded)))
    }

    /// Is a word wanted as an answer: one that the corpus has, or one through which two further languages answer each other?
    pub fn has_answer(&self, lang: &'static Lang, folded: &str) -> bool {
        self.is_between(lang) || self.has(lang, folded)
    }

    /// Does a language stand between two others of the corpus, being the one that all dictionaries answer?
    pub fn is_between(&self, lang: &'static Lang) -> bool {
        let others = self.stems.keys().filter(|code| **code != lang.code.as_str());
        pivot_code() == Some(lang.code.as_str()) && others.count() > 1
    }

    pub fn has_language(&self, lang: &'static Lang) -> bool {
        self.stems.contains_key(lang.code.as_str())
    }

    /// Are there words of one language only? Then nothing is to be looked up.
    pub fn is_of_one_language(&self) -> bool {
        self.stems.len() < 2
    }
}

/// A word of a language, by its stem.
type Key = (&'static str, CompactString);

/// What a file tells.
#[derive(Debug, Default)]
pub struct Gathered {
    pub source: Source,
    pairs: Vec<(Key, Key, Proof, f32)>,
    /// Sentences that translate each other, as the stems of their words.
    memory: Vec<Remembered>,
}

/// The code of a language.
type Code = &'static str;

/// Two sentences that translate each other, each with its language, as stems.
type Remembered = [(Code, Vec<CompactString>); 2];

/// Two sentences that translate each other, as stems.
pub type Sentences = (Vec<CompactString>, Vec<CompactString>);

impl Gathered {
    /// Two folded words answer each other.
    pub fn put(&mut self, a: (&'static Lang, &str), b: (&'static Lang, &str), proof: Proof, strength: f32) {
        self.pairs.push(((&a.0.code, a.0.stem(a.1)), (&b.0.code, b.0.stem(b.1)), proof, strength));
    }

    /// Two sentences, as folded words, translate each other.
    pub fn remember(&mut self, a: (&'static Lang, &[CompactString]), b: (&'static Lang, &[CompactString])) {
        let side = |(lang, words): (&'static Lang, &[CompactString])| {
            (lang.code.as_str(), words.iter().filter(|w| !lang.is_function(w)).map(|w| lang.stem(w)).collect::<Vec<_>>())
        };
        self.memory.push([side(a), side(b)]);
    }
}

/// (language, stem) → the words of other languages that answer it, sorted.
type Table = FxHashMap<Key, Vec<Entry>>;

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    lang: &'static str,
    stem: CompactString,
    answered: Answered,
}

/// How surely words answer each other that the data files of lang/ pair.
const BY_HEART: f32 = 0.9;

/// What the data files of lang/ know.
static BY_HEART_TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for here in lang::all().iter().filter(|l| !l.abroad.to.is_empty()) {
        let there = lang::of(&here.abroad.to);
        let mut read = |answers: &Answers, proof, strength| {
            for (a, b) in answers.pairs() {
                put(&mut table, (here, a), (there, b), Answered { proof, strength, source: None });
            }
        };
        read(&here.abroad.names, Proof::Name, 1.0);
        read(&here.abroad.words, Proof::Dictionary, BY_HEART);
    }
    sort(&mut table);
    table
});

/// Puts a pair of folded words into both directions.
fn put(table: &mut Table, a: (&'static Lang, &str), b: (&'static Lang, &str), answered: Answered) {
    put_keys(table, &(&a.0.code, a.0.stem(a.1)), &(&b.0.code, b.0.stem(b.1)), answered);
}

fn put_keys(table: &mut Table, a: &Key, b: &Key, answered: Answered) {
    for (from, to) in [(a, b), (b, a)] {
        let entry = Entry { lang: to.0, stem: to.1.clone(), answered };
        table.entry(from.clone()).or_default().push(entry);
    }
}

/// Each word's answers in a fixed order, each once, by its best proof.
fn sort(table: &mut Table) {
    for entries in table.values_mut() {
        entries.sort_by(|a, b| (a.lang, &a.stem, a.answered.rank()).cmp(&(b.lang, &b.stem, b.answered.rank())));
        entries.dedup_by(|b, a| (a.lang, &a.stem) == (b.lang, &b.stem));
        entries.shrink_to_fit();
    }
}

/// A word with all that is known of it: looked up once, compared often.
#[derive(Clone, Debug)]
pub struct Known<'l> {
    lang: &'static Lang,
    stem: CompactString,
    /// Without accents.
    bare: CompactString,
    function: bool,
    /// The value of a number, or of the figures that it begins with (1990s, 3rd).
    value: Option<(CompactString, bool)>,
    answers: [&'l [Entry]; 2],
    /// What it may look like among cognates.
    shapes: Vec<CompactString>,
}

impl<'l> Known<'l> {
    /// Is the word a name that has another form abroad?
    pub fn is_name(&self) -> bool {
        self.answers.iter().any(|entries| entries.iter().any(|e| e.answered.proof == Proof::Name))
    }

    /// Is anything known that answers the word, but for its spelling?
    pub fn is_known(&self) -> bool {
        self.answers.iter().any(|a| !a.is_empty())
    }

    pub fn lang_code(&self) -> &'static str {
        &self.lang.code
    }

    pub fn stem(&self) -> &str {
        &self.stem
    }

    /// Without accents.
    pub fn bare(&self) -> &str {
        &self.bare
    }

    pub fn is_function(&self) -> bool {
        self.function
    }

    /// The value of a number, or of the figures that it begins with.
    pub fn value(&self) -> Option<&str> {
        self.value.as_ref().map(|(v, _)| v.as_str())
    }

    /// What it may look like among cognates.
    pub fn shapes(&self) -> &[CompactString] {
        &self.shapes
    }

    /// Is anything known that answers the word in a language, straight or through the language that all others answer?
    pub fn is_known_in(&self, lang: &str) -> bool {
        let has = |code: &str| self.answers.iter().any(|entries| !of_language(entries, code).is_empty());
        has(lang) || lang::pivot().is_some_and(|p| has(&p.code))
    }

    /// The stems, in the language that all others answer, through which words of further languages answer it; none of a word of that language.
    pub fn pivot_stems(&self) -> impl Iterator<Item = &'l CompactString> {
        let pivot = lang::pivot().filter(|p| p.code != self.lang.code && !self.function);
        pivot.into_iter().flat_map(|p| self.answer_stems(&p.code))
    }

    /// The stems of a language that a lexicon answers it with.
    pub fn answer_stems(&self, lang: &str) -> impl Iterator<Item = &'l CompactString> {
        self.answers.iter().flat_map(|a| a.iter()).filter(move |e| e.lang == lang).map(|e| &e.stem)
    }
}

impl Lexicon {
    /// All that was gathered, in the order of the sources.
    pub fn of(gathered: Vec<Gathered>) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for g in gathered {
            let source = SourceNumber::try_from(lexicon.sources.len()).ok();
            for (a, b, proof, strength) in &g.pairs {
                put_keys(&mut lexicon.answers, a, b, Answered { proof: *proof, strength: *strength, source });
            }
            lexicon.memory.extend(g.memory.into_iter().map(|sides| (source, sides)));
            lexicon.sources.push(g.source);
        }
        lexicon.learn_from_memory();
        sort(&mut lexicon.answers);
        lexicon
    }

    /// What the memories' sentences teach of single words.
    fn learn_from_memory(&mut self) {
        let mut by_languages: BTreeMap<(Code, Code), (Option<SourceNumber>, Vec<Sentences>)> = BTreeMap::default();
        for (source, sides) in std::mem::take(&mut self.memory) {
            let [a, b] = sides;
            let (a, b) = if a.0 <= b.0 { (a, b) } else { (b, a) };
            by_languages.entry((a.0, b.0)).or_insert((source, Vec::new())).1.push((a.1, b.1));
        }
        for ((a, b), (source, sentences)) in by_languages {
            self.put_learned(a, b, sentences, source);
        }
    }

    /// Learns from the run itself: sentences of two languages that surely render each other, as the stems of their words of content.
    pub fn learn(&mut self, here: &'static Lang, there: &'static Lang, sentences: Vec<Sentences>) {
        self.put_learned(&here.code, &there.code, sentences, None);
        sort(&mut self.answers);
    }

    fn put_learned(&mut self, here: Code, there: Code, sentences: Vec<Sentences>, source: Option<SourceNumber>) {
        for l in learn::learn(sentences) {
            let answered = Answered { proof: Proof::Learned, strength: l.strength, source };
            put_keys(&mut self.answers, &(here, l.here), &(there, l.there), answered);
        }
    }

    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// What speaks for a folded word of one language and one of another, the best proof first; None where nothing does.
    /// To compare many, look the words up with [`Lexicon::known`] once.
    pub fn answered(&self, a: (&'static Lang, &str), b: (&'static Lang, &str)) -> Option<Answered> {
        self.between(&self.known(a.0, a.1), &self.known(b.0, b.1))
    }

    /// All that is known of a folded word.
    pub fn known(&self, lang: &'static Lang, folded: &str) -> Known<'_> {
        let key = (lang.code.as_str(), lang.stem(folded));
        let by_heart = BY_HEART_TABLE.get(&key).map_or(&[][..], Vec::as_slice);
        let own = self.answers.get(&key).map_or(&[][..], Vec::as_slice);
        Known {
            lang,
            bare: cognate::bare(folded),
            function: lang.is_function(folded),
            value: value(folded),
            answers: [own, by_heart],
            shapes: cognate::shapes(folded, lang),
            stem: key.1,
        }
    }

    /// What speaks for two words answering each other, the best proof first.
    pub fn between(&self, a: &Known, b: &Known) -> Option<Answered> {
        if let (Some((x, x_pure)), Some((y, y_pure))) = (&a.value, &b.value) {
            let strength = if x_pure == y_pure { 1.0 } else { 0.9 };
            return (x == y).then_some(Answered { proof: Proof::Number, strength, source: None });
        }
        let told = a.answers.iter().filter_map(|entries| find(entries, &b.lang.code, &b.stem)).min_by_key(Answered::rank);
        if told.is_some() {
            return told;
        }
        if a.function || b.function {
            return None;
        }
        if a.bare == b.bare && a.bare.len() > 1 {
            // A word that no thesaurus has is a name.
            let is_name = [a, b].iter().all(|k| thesaurus::of(k.lang).is_none_or(|t| !t.find(&k.bare).is_known()));
            let proof = if is_name { Proof::Name } else { Proof::Cognate };
            return Some(Answered { proof, strength: 1.0, source: None });
        }
        let alike = cognate::alike(&a.shapes, &b.shapes);
        let cognate = alike.map(|strength| Answered { proof: Proof::Cognate, strength, source: None });
        through(a, b).or(cognate)
    }
}

fn pivot_code() -> Option<Code> {
    lang::pivot().map(|lang| lang.code.as_str())
}

/// Dictionaries seldom pair two languages of which neither is the one that all others answer; two words that it answers with the same one answer
/// each other, too, if less surely: each may have meant another sense of it.
fn through(a: &Known, b: &Known) -> Option<Answered> {
    const LESS: f32 = 0.7;
    let pivot = pivot_code()?;
    if pivot == a.lang_code() || pivot == b.lang_code() || a.lang_code() == b.lang_code() {
        return None;
    }
    let strength = |x: &Entry| {
        let other = b.answers.iter().filter_map(|entries| find(entries, pivot, &x.stem)).map(|y| y.strength);
        other.max_by(f32::total_cmp).map(|y| LESS * x.answered.strength.min(y))
    };
    let best = a.answers.iter().flat_map(|entries| of_language(entries, pivot)).filter_map(strength).max_by(f32::total_cmp)?;
    Some(Answered { proof: Proof::Dictionary, strength: best, source: None })
}

/// The answers in a language, of sorted ones.
fn of_language<'e>(entries: &'e [Entry], lang: &str) -> &'e [Entry] {
    let start = entries.partition_point(|e| e.lang < lang);
    let end = entries.partition_point(|e| e.lang <= lang);
    entries.get(start..end).unwrap_or(&[])
}

/// The entry of a word among sorted answers.
fn find(entries: &[Entry], lang: &str, stem: &str) -> Option<Answered> {
    let at = entries.binary_search_by(|e| (e.lang, e.stem.as_str()).cmp(&(lang, stem))).ok()?;
    entries.get(at).map(|e| e.answered)
}

/// The value of a folded number or of the figures that a word begins with, and whether it is a number alone.
fn value(folded: &str) -> Option<(CompactString, bool)> {
    let end = folded.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(folded.len());
    let figures = folded.get(..end).map(|f| f.trim_end_matches('.')).filter(|f| !f.is_empty() && !f.starts_with('.'))?;
    Some((CompactString::from(figures), end == folded.len() && !folded.ends_with('.')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn proof(lang: &str, foreign: &str, english: &str) -> Option<Proof> {
        Lexicon::default().answered((lang::of(lang), foreign), (lang::of("en"), english)).map(|a| a.proof)
    }

    #[test]
    fn the_data_files_answer_the_words_of_grammar_and_the_commonest_of_content() {
        for (lang, foreign, english) in [
            ("it", "perché", "because"),
            ("fr", "aujourd'hui", "today"),
            ("es", "puede", "can"),
            ("pt", "não", "not"),
            ("de", "nicht", "not"),
        ] {
            assert_eq!((lang, proof(lang, foreign, english)), (lang, Some(Proof::Dictionary)));
        }
        assert_eq!(proof("it", "ponte", "letter"), None);
    }

    #[test]
    fn two_languages_answer_each_other_through_a_third() {
        let lexicon = Lexicon::default();
        let answered = |a: (&str, &str), b: (&str, &str)| lexicon.answered((lang::of(a.0), a.1), (lang::of(b.0), b.1));
        let proof = answered(("it", "oggi"), ("de", "heute")).or(answered(("it", "città"), ("de", "stadt"))).map(|a| a.proof);
        assert_eq!(proof, Some(Proof::Dictionary));
        assert_eq!(answered(("it", "ponte"), ("de", "stadt")), None);
    }

    #[test]
    fn numbers_answer_by_value_and_nothing_else() {
        assert_eq!(proof("it", "2.5", "2.5"), Some(Proof::Number));
        assert_eq!(proof("it", "1°", "1st"), Some(Proof::Number));
        assert_eq!(proof("it", "2.5", "25"), None);
    }

    #[test]
    fn names_have_other_names_abroad() {
        assert_eq!(proof("it", "milano", "milan"), Some(Proof::Name));
        assert_eq!(proof("de", "deutschland", "germany"), Some(Proof::Name));
        assert_eq!(proof("fr", "ue", "eu"), Some(Proof::Name));
        assert_eq!(proof("es", "quillmoor", "quillmoor"), Some(Proof::Name));
    }

    #[test]
    fn cognates_are_known_by_their_endings() {
        for (lang, foreign, english) in [
            ("it", "possibilità", "possibility"),
            ("es", "revolución", "revolution"),
            ("fr", "économique", "economic"),
            ("pt", "responsabilidade", "responsibility"),
            ("de", "demokratisch", "democratic"),
        ] {
            assert!(proof(lang, foreign, english).is_some(), "{foreign} {english}");
        }
        assert_eq!(proof("it", "ponte", "pound"), None);
    }

    proptest! {
        #[test]
        fn an_answer_is_symmetric(a in "[a-zà-ù0-9.]{0,9}|(nazion|libert)[ei]?|città", b in "[a-z0-9.]{0,9}|nations?|liberty|stadt") {
            let (it, en) = (lang::of("it"), lang::of("en"));
            let lexicon = Lexicon::default();
            prop_assert_eq!(lexicon.answered((it, &a), (en, &b)), lexicon.answered((en, &b), (it, &a)));
            let de = lang::of("de");
            prop_assert_eq!(lexicon.answered((it, &a), (de, &b)), lexicon.answered((de, &b), (it, &a)));
        }
    }
}

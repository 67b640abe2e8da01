//! What does a language look like? One data file a language, read once; no code knows a word of any language.
//!
//! To add a language: write `xx.toml` beside this file (every key is optional, `en.toml` explains each) and add one line to [`FILES`].
//! Sections belong to the stage that reads them; a key that no stage knows is refused when the file is first read, and a test reads all.

mod abroad;
mod align;
mod given;
mod listed;
mod meaning;
pub mod poles;
mod printed;
mod speech;

use std::sync::{LazyLock, OnceLock};

use compact_str::CompactString;
use rust_stemmers::Algorithm;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

pub use abroad::{Abroad, Answers};
pub use align::Alike;
pub use meaning::{Meaning, Person, Polarity, Time, Who, steps};
pub use printed::language;
pub use speech::{Speech, Tags};

/// The languages, one line each: code and data file.
const FILES: &[(&str, &str)] = &[
    ("en", include_str!("en.toml")),
    ("it", include_str!("it.toml")),
    ("fr", include_str!("fr.toml")),
    ("es", include_str!("es.toml")),
    ("de", include_str!("de.toml")),
    ("pt", include_str!("pt.toml")),
    ("und", include_str!("und.toml")),
];

pub type Words = FxHashSet<CompactString>;
pub type Forms = FxHashMap<CompactString, CompactString>;

/// All that the program knows of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lang {
    /// BCP 47.
    pub code: String,
    /// English name, as whatlang spells it.
    pub name: String,
    /// Snowball stemmer; none where the language has none.
    #[serde(default)]
    stemmer: Option<Snowball>,
    #[serde(default)]
    pub words: WordForms,
    #[serde(default)]
    pub numbers: Numbers,
    #[serde(default)]
    pub sentences: Sentences,
    #[serde(default)]
    pub inflection: Inflection,
    #[serde(default)]
    pub speech: Speech,
    #[serde(default)]
    pub align: Alike,
    #[serde(default)]
    pub meaning: Meaning,
    #[serde(default)]
    pub abroad: Abroad,
    /// Words that `words` and `numbers` speak of, for a quick look.
    #[serde(skip)]
    listed: OnceLock<listed::Listed>,
}

/// How words are taken apart and which of them count as the same.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WordForms {
    /// Strip accents from the compared face (English: Malagò = Malago).
    pub fold_accents: bool,
    /// An apostrophe ends a word of its own (Italian dell'Ice, French l'eau), but for `whole`.
    pub elision: bool,
    /// Words with an apostrophe that stay whole.
    pub whole: Words,
    /// `n't = not`: a part behind an apostrophe, and what it stands for.
    pub clitics: Forms,
    /// `won't = will not`: whole forms, each part in order; parts are cut where the printed word's letters allow.
    pub contractions: Forms,
    /// Words before 's that make it "is" (it's, that's), not a possessive.
    pub is_hosts: Words,
    /// A possessive 's or ' is dropped from the compared face.
    pub possessive: bool,
    /// Case-sensitive: `US = usa`, dots taken out before.
    pub cased: Forms,
    /// Other spellings of one word, abbreviations and symbols: `feb = february`, `% = percent`.
    pub same: Forms,
    /// Two words that count as one: `per cent = percent`.
    pub joined: Forms,
    /// The first words of `joined`, for a quick look.
    #[serde(skip)]
    joined_heads: OnceLock<Words>,
    /// Prefixes whose hyphen is dropped (co-operate = cooperate); other hyphens part words.
    pub prefixes: Words,
    /// British and American endings: (from, to, least length of the word before the ending).
    pub endings: Vec<(CompactString, CompactString, usize)>,
    /// Words that those endings leave alone.
    pub endings_not: Words,
    /// Articles, pronouns, prepositions, conjunctions, auxiliaries: words that carry grammar rather than content.
    pub function: Words,
}

/// How numbers are written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Numbers {
    /// The decimal mark is a comma and the thousands mark a point.
    pub decimal_comma: bool,
    /// Spaces may part the thousands: 1 200 is one number.
    pub spaced: bool,
    /// `two = 2`
    pub values: FxHashMap<CompactString, u64>,
    /// `million = 1000000`: multiplies what stands before it.
    pub scales: FxHashMap<CompactString, u64>,
    /// `bn = 1000000000`: written behind digits without a space.
    pub suffixes: FxHashMap<CompactString, u64>,
    /// `dozen = "12"`: words that say a number and more.
    pub counted: Forms,
    /// Phrases that say one time, and the words for times or so many of them.
    pub once: Vec<CompactString>,
    pub times: Words,
    /// Words beside a number that make it an hour: pm, Uhr.
    pub clock: Words,
    /// Words near an hour that tell that it is before noon, or after.
    pub forenoon: Words,
    pub afternoon: Words,
    /// Words that say the one before six o'clock and the other from then on: nachts.
    pub night: Words,
    /// `"half past *" = 30`: the minutes that words beside an hour add to it or take from it.
    pub parts_of_hour: FxHashMap<CompactString, i32>,
    /// `anderthalb = "1.5"`: words whose value is no whole number.
    pub decimals: Forms,
    /// `"and a half" = "0.5"`: what adds a part of one, or of the scale before it, behind a number.
    pub parts_behind: Forms,
    /// `"half a" = "0.5"`: what takes a part of the scale behind it.
    pub parts_before: Forms,
    /// `third = 33.3333`: how many hundredths words say that a number, or an article, may stand before.
    pub shares: FxHashMap<CompactString, f64>,
    /// Articles that count as one before a scale (a hundred).
    pub ones: Words,
    /// `third = 3rd`
    pub ordinals: Forms,
    /// `sept = september`: a month cut short that may be another word as well, so that a day has to stand beside it.
    pub months: Forms,
    /// Words that may stand between a day and its month, or that and the year (10 *de* dez.).
    pub month_links: Words,
    /// The month may stand before the day (Sept. 12).
    pub month_first: bool,
    /// Two numbers beside each other may be a year (nineteen eighty-four): the first is one of these.
    pub centuries: Vec<u64>,
    /// Words that may stand inside a number (one hundred *and* five).
    pub and: Words,
    /// They may stand between a ten and its unit too (treinta *y* cinco).
    pub and_behind_tens: bool,
    /// Where only some values may follow them (vingt et un, soixante et onze): these.
    pub and_values: Vec<u64>,
    /// Articles that count as one there, and behind hundreds (vingt et *un*, ciento *una*).
    pub units: Words,
    /// Tens that are counted on from up to twenty (*soixante*-dix).
    pub wide_tens: Vec<u64>,
    /// Two words that are one value: `"quatre vingt" = 80`.
    pub pairs: FxHashMap<CompactString, u64>,
    /// What words have inside number words that are written together beside `values` and `scales` (*vent*uno, *ein*undzwanzig); without any, none are.
    pub pieces: FxHashMap<CompactString, u64>,
}

/// Where sentences end.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sentences {
    /// Words whose full stop does not end a sentence (without the stop, lower case).
    pub abbreviations: Words,
}

/// How a word's base form is found, where its form is regular.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Inflection {
    /// (ending, what stands in its place in the base form)
    pub endings: Vec<(CompactString, CompactString)>,
    /// The same for comparatives and adverbs, which are words of their own.
    pub derived: Vec<(CompactString, CompactString)>,
    /// Of those, the endings of what is more so: riskier, riskanter.
    pub comparative: Vec<(CompactString, CompactString)>,
}

impl Inflection {
    /// The words of which a form may say that it is more so: risky, of riskier.
    pub fn positives<'a>(&'a self, folded: &'a str) -> impl Iterator<Item = String> + 'a {
        /// What is left of a word has so many letters at least.
        const LEAST: usize = 3;
        let bases = |(ending, base): &'a (CompactString, CompactString)| {
            let rest = folded.strip_suffix(ending.as_str()).filter(|rest| rest.chars().count() >= LEAST)?;
            Some((rest, base.as_str()))
        };
        // Big, bigger: the last letter is doubled.
        let halved = |rest: &str| {
            let mut letters = rest.chars().rev();
            let last = letters.next().filter(|last| letters.next() == Some(*last));
            last.and_then(|last| rest.strip_suffix(last)).map(str::to_owned)
        };
        let all = self.comparative.iter().filter_map(bases);
        all.flat_map(move |(rest, base)| [Some(format!("{rest}{base}")), halved(rest)]).flatten()
    }
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Snowball {
    English,
    Italian,
    French,
    Spanish,
    German,
    Portuguese,
}

impl From<Snowball> for Algorithm {
    fn from(s: Snowball) -> Algorithm {
        match s {
            Snowball::English => Algorithm::English,
            Snowball::Italian => Algorithm::Italian,
            Snowball::French => Algorithm::French,
            Snowball::Spanish => Algorithm::Spanish,
            Snowball::German => Algorithm::German,
            Snowball::Portuguese => Algorithm::Portuguese,
        }
    }
}

impl WordForms {
    /// The words that begin a pair of `joined`.
    pub fn joined_heads(&self) -> &Words {
        self.joined_heads
            .get_or_init(|| self.joined.keys().filter_map(|pair| pair.split(' ').next()).map(CompactString::from).collect())
    }
}

impl Lang {
    /// The Snowball stem of a folded word; the word itself where the language has no stemmer.
    pub fn stem(&self, folded: &str) -> CompactString {
        match self.stemmer {
            Some(s) => CompactString::from(rust_stemmers::Stemmer::create(s.into()).stem(folded)),
            None => CompactString::from(folded),
        }
    }

    /// May a word in small letters be compared as something else than itself, or be (part of) a number? Surely not where this is false.
    pub fn may_list(&self, word: &str) -> bool {
        self.listed.get_or_init(|| listed::Listed::new(&self.words, &self.numbers)).may_have(word)
    }

    /// Does this folded word carry grammar rather than content?
    pub fn is_function(&self, folded: &str) -> bool {
        self.words.function.contains(folded)
    }
}

// The data files are part of the program and read by a test, so that a mistake in one cannot reach a user.
#[allow(clippy::expect_used)]
static LANGS: LazyLock<Vec<Lang>> = LazyLock::new(|| {
    let mut langs: Vec<Lang> =
        FILES.iter().map(|(code, text)| toml::from_str(text).unwrap_or_else(|e| panic!("lang/{code}.toml: {e}"))).collect();
    for lang in &mut langs {
        lang.speech.call(&lang.code);
    }
    langs
});

/// The language of a BCP 47 tag, by its primary subtag (`en-GB` is `en`); a language without words of its own where it is unknown.
pub fn of(tag: &str) -> &'static Lang {
    let primary = tag.split(['-', '_']).next().unwrap_or("");
    LANGS.iter().find(|l| l.code.eq_ignore_ascii_case(primary)).unwrap_or(&LANGS[LANGS.len() - 1])
}

/// All languages but the unknown one.
pub fn all() -> &'static [Lang] {
    &LANGS[..LANGS.len() - 1]
}

/// The language that the data files of all others answer.
pub fn pivot() -> Option<&'static Lang> {
    all().iter().find(|l| l.abroad.to.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_data_file_can_be_read_and_names_itself() {
        for (code, text) in FILES {
            let lang: Lang = toml::from_str(text).unwrap_or_else(|e| panic!("lang/{code}.toml: {e}"));
            assert_eq!(lang.code, *code);
        }
    }

    #[test]
    fn a_region_does_not_hide_a_language() {
        assert_eq!(of("en-GB").code, "en");
        assert_eq!(of("IT").code, "it");
        assert_eq!(of("").code, "und");
        assert_eq!(of("xx").code, "und");
    }
}

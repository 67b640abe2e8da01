//! Which words of another language answer this one's? The section `[abroad]` of a language's file, which the lexicon reads.

use compact_str::CompactString;
use serde::Deserialize;

use super::Words;

/// What is known of a language's words in another language, by heart: no dictionary is needed for it. Keys are explained in `en.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Abroad {
    /// The code of the language that the right sides are of.
    pub to: CompactString,
    /// The language's name in the file names of FreeDict's dictionaries.
    pub freedict: CompactString,
    /// Countries and peoples that speak the language, named in the language of the right sides.
    pub home: Words,
    /// Their cities.
    pub cities: Words,
    /// Those of `home` that name the language, too.
    pub tongue: Words,
    /// Countries and peoples that speak this language beside others.
    pub shared: Words,
    /// Countries that are named by initials only where they stand in capitals.
    pub initials: Words,
    /// Who is at home where an article is set, by role.
    pub locals: Words,
    /// Bodies of a country, and who speaks for it where one of them is named.
    pub governments: Words,
    pub ministers: Words,
    /// Who is sent from one country to another.
    pub envoys: Words,
    /// Behind a place and a hyphen: who comes from there.
    pub born: Words,
    /// What tells that somebody's words were spoken in another language.
    pub interpreted: Words,
    /// (ending here, ending there) of words that both languages have.
    pub endings: Vec<(CompactString, CompactString)>,
    /// (letters here, letters in the spelling that all languages are compared in); `^` is the beginning of a word.
    pub letters: Vec<(CompactString, CompactString)>,
    pub words: Answers,
    pub names: Answers,
}

/// Lines of words that answer each other: each of the left each of the right.
#[derive(Debug, Default, Deserialize)]
#[serde(try_from = "String")]
pub struct Answers(Vec<(Vec<CompactString>, Vec<CompactString>)>);

impl TryFrom<String> for Answers {
    type Error = String;

    fn try_from(lines: String) -> Result<Self, String> {
        let words = |side: &str| -> Vec<CompactString> { side.split_whitespace().map(CompactString::from).collect() };
        let read = |line: &str| match line.split_once('=').map(|(here, there)| (words(here), words(there))) {
            Some((here, there)) if !here.is_empty() && !there.is_empty() => Ok((here, there)),
            _ => Err(format!("`{line}` is not words, =, words")),
        };
        lines.lines().filter(|l| !l.trim().is_empty()).map(read).collect::<Result<_, _>>().map(Answers)
    }
}

impl Answers {
    /// All pairs (here, there).
    pub fn pairs(&self) -> impl Iterator<Item = (&CompactString, &CompactString)> {
        self.0.iter().flat_map(|(here, there)| here.iter().flat_map(move |h| there.iter().map(move |t| (h, t))))
    }
}

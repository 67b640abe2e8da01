//! What does a glossary or a memory in XML look like? TBX: entries with a set of terms a language. TMX: units with a segment a language. Both are
//! units of texts in languages, and are read by one machine; no entity but XML's own five is ever expanded, and depth is bounded.

use std::path::Path;

use compact_str::CompactString;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::lang::{self, Lang};
use crate::lexicon::foreign::{Gathered, Vocabulary};
use crate::normalise;
use crate::read::decode::decode;
use crate::read::lexica::{Refused, glossary, slurp};

/// Elements within elements at most.
const MOST_DEPTH: usize = 64;

/// Bytes of one text at most; the rest of it is left.
const MOST_TEXT: usize = 1 << 16;

/// Texts of a unit at most.
const MOST_TEXTS: usize = 64;

/// Words of a sentence of a memory at most: longer ones teach little and cost much.
const MOST_WORDS: usize = 80;

/// The names of one format's elements.
struct Format {
    /// What holds texts that mean the same.
    units: &'static [&'static str],
    /// What tells the language of the texts in it.
    langs: &'static [&'static str],
    text: &'static str,
    /// Elements within a text that hold codes of a layout, no words.
    codes: &'static [&'static str],
}

const TBX: Format = Format { units: &["termEntry", "conceptEntry"], langs: &["langSet", "langSec"], text: "term", codes: &[] };

const TMX: Format = Format { units: &["tu"], langs: &["tuv"], text: "seg", codes: &["bpt", "ept", "ph", "it", "ut"] };

/// A text and its language, where it is one that is known.
type Said = (&'static Lang, String);

/// Reads a term base; its terms are glossary entries.
pub fn read_tbx(path: &Path, wanted: &Vocabulary) -> Result<Gathered, Refused> {
    let mut gathered = Gathered::default();
    units(path, &TBX, &mut gathered, |unit, gathered| {
        for (i, a) in unit.iter().enumerate() {
            for b in unit.iter().skip(i + 1).filter(|b| b.0.code != a.0.code) {
                glossary::take((a.0, &a.1), (b.0, &b.1), wanted, gathered);
            }
        }
    })?;
    Ok(gathered)
}

/// Reads a memory: pairs of sentences.
pub fn read_tmx(path: &Path, wanted: &Vocabulary) -> Result<Gathered, Refused> {
    let mut gathered = Gathered::default();
    units(path, &TMX, &mut gathered, |unit, gathered| {
        for (i, a) in unit.iter().enumerate() {
            for b in unit.iter().skip(i + 1).filter(|b| b.0.code != a.0.code) {
                gathered.source.entries += 1;
                let words = |(lang, text): &Said| -> Vec<CompactString> {
                    normalise::words(text, lang)
                        .into_iter()
                        .map(|w| w.folded)
                        .filter(|w| wanted.has(lang, w))
                        .take(MOST_WORDS)
                        .collect()
                };
                let (x, y) = (words(a), words(b));
                if !x.is_empty() && !y.is_empty() {
                    gathered.remember((a.0, &x), (b.0, &y));
                }
            }
        }
    })?;
    Ok(gathered)
}

/// Hands over the texts of each unit of a file.
fn units(
    path: &Path,
    format: &Format,
    gathered: &mut Gathered,
    mut take: impl FnMut(&[Said], &mut Gathered),
) -> Result<(), Refused> {
    let bytes = slurp(path)?;
    gathered.source.hash = blake3::hash(&bytes).to_hex().to_string();
    let broken = "export it once more from the program that made it";
    let text = decode(bytes).ok_or_else(|| Refused::new(path, "it is no text".into(), broken))?.text;
    parse(&text, format, |unit| take(unit, gathered)).map_err(|message| Refused::new(path, message, broken))
}

/// Where the reader stands.
#[derive(Default)]
struct State {
    depth: usize,
    unit: Vec<Said>,
    lang: Option<&'static Lang>,
    /// The text that is being read.
    text: Option<String>,
    /// The depth of the element of codes that is being passed over.
    code: Option<usize>,
}

fn parse(text: &str, format: &Format, mut take: impl FnMut(&[Said])) -> Result<(), String> {
    let mut reader = Reader::from_str(text);
    let mut state = State::default();
    loop {
        match reader.read_event().map_err(|e| format!("is no well-formed XML: {e}"))? {
            Event::Eof if state.depth > 0 => return Err("ends in the middle of an element".into()),
            Event::Eof => return Ok(()),
            Event::Start(element) => {
                state.depth += 1;
                if state.depth > MOST_DEPTH {
                    return Err(format!("has elements more than {MOST_DEPTH} deep"));
                }
                state.open(&element, format);
            }
            Event::End(element) => {
                state.depth = state.depth.saturating_sub(1);
                if state.close(element.local_name().as_ref(), format) {
                    take(&state.unit);
                    state.unit.clear();
                }
            }
            Event::Text(t) => state.say(&t.xml10_content()),
            Event::CData(t) => state.say(&t.xml10_content()),
            Event::GeneralRef(r) => match r.resolve_char_ref() {
                Ok(Some(c)) => state.say(c.encode_utf8(&mut [0; 4])),
                _ => state.say(quick_xml::escape::resolve_predefined_entity(&r.xml10_content()).unwrap_or(" ")),
            },
            _ => {}
        }
    }
}

impl State {
    fn open(&mut self, element: &BytesStart, format: &Format) {
        let name = element.local_name();
        let name: &str = name.as_ref();
        if format.units.contains(&name) {
            self.unit.clear();
            self.lang = None;
        } else if format.langs.contains(&name) {
            self.lang = language(element);
        } else if name == format.text {
            self.text = Some(String::new());
        } else if self.text.is_some() && self.code.is_none() && format.codes.contains(&name) {
            self.code = Some(self.depth);
        }
    }

    /// True where a unit is at its end.
    fn close(&mut self, name: &str, format: &Format) -> bool {
        if self.code.is_some_and(|depth| self.depth < depth) {
            self.code = None;
        }
        if name == format.text
            && let (Some(text), Some(lang)) = (self.text.take(), self.lang)
            && self.unit.len() < MOST_TEXTS
        {
            self.unit.push((lang, text));
        }
        format.units.contains(&name)
    }

    fn say(&mut self, words: &str) {
        if let (Some(text), None) = (&mut self.text, self.code)
            && text.len() + words.len() <= MOST_TEXT
        {
            text.push_str(words);
        }
    }
}

/// The language that an element tells by xml:lang, or by lang as older files do.
fn language(element: &BytesStart) -> Option<&'static Lang> {
    let told = element.attributes().flatten().find(|a| a.key.local_name().as_ref() == "lang")?;
    let found = lang::of(&told.value);
    lang::all().iter().find(|l| l.code == found.code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str, format: &Format) -> Result<Vec<Vec<(&'static str, String)>>, String> {
        let mut out = Vec::new();
        parse(text, format, |unit| out.push(unit.iter().map(|(l, t)| (l.code.as_str(), t.clone())).collect()))?;
        Ok(out)
    }

    #[test]
    fn a_memory_gives_its_segments_without_their_codes() {
        let tmx = r#"<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header/><body><tu>
            <tuv xml:lang="it-IT"><seg>Il ponte <bpt i="1">{b}</bpt>vecchio<ept i="1">{/b}</ept> &amp; chiuso</seg></tuv>
            <tuv xml:lang="EN"><seg>The old bridge &amp; closed&#33;</seg></tuv><tuv xml:lang="xx"><seg>?</seg></tuv></tu></body></tmx>"#;
        let units = read(tmx, &TMX).unwrap();
        assert_eq!(units, [vec![("it", "Il ponte vecchio & chiuso".into()), ("en", "The old bridge & closed!".into())]]);
    }

    #[test]
    fn a_term_base_gives_the_terms_of_each_entry() {
        let tbx = r#"<martif><text><body><termEntry id="1"><langSet xml:lang="de"><tig><term>Brücke</term></tig></langSet>
            <langSet xml:lang="en"><tig><term>bridge</term></tig><tig><term>span</term></tig></langSet></termEntry></body></text></martif>"#;
        let units = read(tbx, &TBX).unwrap();
        assert_eq!(units, [vec![("de", "Brücke".into()), ("en", "bridge".into()), ("en", "span".into())]]);
        let newer = r#"<tbx><text><body><conceptEntry><langSec xml:lang="fr"><termSec><term>pont</term></termSec></langSec></conceptEntry></body></text></tbx>"#;
        assert_eq!(read(newer, &TBX).unwrap(), [vec![("fr", "pont".to_owned())]]);
    }

    #[test]
    fn what_is_broken_or_hostile_is_refused_or_left_unexpanded() {
        assert!(read("<tmx><body><tu>", &TMX).is_err());
        assert!(read(&"<a>".repeat(1000), &TMX).is_err());
        let bomb =
            r#"<!DOCTYPE t [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><tmx><tu><tuv xml:lang="en"><seg>&b;x</seg></tuv></tu></tmx>"#;
        assert_eq!(read(bomb, &TMX).unwrap(), [vec![("en", " x".to_owned())]]);
    }

    proptest! {
        #[test]
        fn any_text_ends_in_units_or_in_an_error(text in "(<(/?(tu|tuv|seg|ph|term|termEntry)|tuv xml:lang=\"it\")/?>|[a-z&;\"]|\\PC){0,40}") {
            let _ = read(&text, &TMX);
            let _ = read(&text, &TBX);
        }
    }
}

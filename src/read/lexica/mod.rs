//! Which dictionaries, glossaries and memories are there? The system's dictionaries in their usual places, and what the user names.

mod dictd;
mod glossary;
mod terms;

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::lang::{self, Lang};
use crate::lexicon::foreign::{Gathered, Vocabulary};
use crate::model::{Level, Problem};

/// Where systems keep dictd's dictionaries.
const SYSTEM: [&str; 3] = ["/usr/share/dictd", "/usr/local/share/dictd", "/usr/lib/dict"];

/// How the file names of FreeDict's dictionaries begin.
const FREEDICT: &str = "freedict-";

/// Bytes of a file at most.
const MOST_BYTES: u64 = 1 << 30;

/// A file that tells of words across languages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// As `run.toml` lists it.
    pub name: String,
    pub path: PathBuf,
}

/// Why a file cannot be used.
pub struct Refused {
    pub path: PathBuf,
    pub message: String,
    pub hint: String,
}

impl Refused {
    fn new(path: &Path, message: String, hint: &str) -> Refused {
        Refused { path: path.to_owned(), message, hint: hint.to_owned() }
    }

    fn problem(self, name: &str) -> Problem {
        Problem { file: name.to_owned(), line: 0, stage: "lexicon", level: Level::Error, message: self.message, hint: self.hint }
    }
}

/// The system's FreeDict dictionaries between languages that the corpus has, sorted by name.
pub fn of_system(wanted: &Vocabulary) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for folder in SYSTEM {
        let Ok(entries) = std::fs::read_dir(folder) else { continue };
        for path in entries.flatten().map(|e| e.path()) {
            let Some(name) = path.file_name().and_then(|n| n.to_str()).filter(|n| n.starts_with(FREEDICT)) else { continue };
            let is_index = path.extension().is_some_and(|e| e == dictd::INDEX);
            let is_wanted =
                languages(name).is_some_and(|(a, b)| wanted.has_language(a) && (wanted.has_language(b) || wanted.is_between(b)));
            let name = name.trim_end_matches(dictd::INDEX).trim_end_matches('.').to_owned();
            if is_index && is_wanted && found.iter().all(|f| f.name != name) {
                found.push(Found { name, path });
            }
        }
    }
    found.sort();
    found
}

/// A reader of one format.
type Reader = fn(&Found, &Vocabulary) -> Result<(Gathered, Vec<Problem>), Refused>;

/// The formats, by the endings of their files.
const FORMATS: [(&str, Reader); 4] = [
    ("tsv", |f, wanted| glossary::read(&f.path, &f.name, wanted)),
    ("tbx", |f, wanted| terms::read_tbx(&f.path, wanted).map(alone)),
    ("tmx", |f, wanted| terms::read_tmx(&f.path, wanted).map(alone)),
    (dictd::INDEX, |f, wanted| {
        let (here, there) = languages(&f.name).ok_or_else(|| unnamed(&f.path))?;
        dictd::read(&f.path, here, there, wanted).map(alone)
    }),
];

fn alone(gathered: Gathered) -> (Gathered, Vec<Problem>) {
    (gathered, Vec::new())
}

/// Reads one file; the problem says why it cannot be used.
pub fn read(found: &Found, wanted: &Vocabulary) -> Result<(Gathered, Vec<Problem>), Problem> {
    let ending = found.path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let read = match FORMATS.iter().find(|(e, _)| *e == ending) {
        Some((_, read)) => read(found, wanted),
        None => {
            let hint = "give a glossary (.tsv, .tbx), a memory (.tmx) or a dictd dictionary (.index)";
            Err(Refused::new(&found.path, format!("a file that ends in .{ending} is no lexicon that can be read"), hint))
        }
    };
    let (mut gathered, problems) = read.map_err(|refused| refused.problem(&found.name))?;
    gathered.source.name.clone_from(&found.name);
    Ok((gathered, problems))
}

fn unnamed(path: &Path) -> Refused {
    let hint = "let its name end in the two languages, as in sea-words-it-en";
    Refused::new(path, "its name does not tell its languages".into(), hint)
}

/// The two languages that a file's name ends in, by code or by FreeDict's name: freedict-ita-eng.index, sea-it-en.tsv.
fn languages(name: &str) -> Option<(&'static Lang, &'static Lang)> {
    let stem = name.rsplit(['/', '\\']).next()?.split('.').next()?;
    let mut parts = stem.rsplit(['-', '_']);
    let (there, here) = (parts.next()?, parts.next()?);
    Some((language(here)?, language(there)?)).filter(|(a, b)| a.code != b.code)
}

fn language(name: &str) -> Option<&'static Lang> {
    lang::all().iter().find(|l| l.code.eq_ignore_ascii_case(name) || l.abroad.freedict.eq_ignore_ascii_case(name))
}

/// The bytes of a file of bearable size.
fn slurp(path: &Path) -> Result<Vec<u8>, Refused> {
    let unreadable =
        |e: std::io::Error| Refused::new(path, format!("cannot be read: {e}"), "check that it is there and may be read");
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Refused::new(path, "it is larger than a lexicon can be".into(), "give a smaller one"));
    }
    Ok(bytes)
}

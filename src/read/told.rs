//! What is told about an article: by its header block, by sources.csv, by its place in the folder?

use std::path::Path;

use rustc_hash::FxHashMap;

use crate::model::{Date, Level, Problem};
use crate::read::language;
use crate::tables::Table;
use crate::tables::cell::parse_date;

/// Metadata as far as told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub outlet: Option<String>,
    pub date: Option<Date>,
    pub lang: Option<String>,
    pub title: Option<String>,
    pub author: Option<String>,
    pub url: Option<String>,
    /// What was told and not understood: what is wrong, and what to do.
    pub unclear: Vec<(String, &'static str)>,
}

impl Told {
    /// Takes one value; false where the key is unknown. What is no date, or no language, stays untold (`unclear` says so).
    pub fn set(&mut self, key: &str, value: &str) -> bool {
        if key.eq_ignore_ascii_case("date") {
            self.date = parse_date(value);
            if self.date.is_none() && !value.is_empty() {
                self.unclear.push((format!("`{value}` is no date"), "write it as 2026-01-27"));
            }
            return true;
        }
        if ["lang", "language"].iter().any(|k| key.eq_ignore_ascii_case(k)) {
            self.lang = language::tag(value);
            if self.lang.is_none() && !value.is_empty() {
                self.unclear.push((format!("`{value}` is no language"), "write it as en, it or pt-BR; it was detected"));
            }
            return true;
        }
        let slot = match key.to_ascii_lowercase().as_str() {
            "outlet" => &mut self.outlet,
            "title" => &mut self.title,
            "author" => &mut self.author,
            "url" => &mut self.url,
            _ => return false,
        };
        if !value.is_empty() {
            *slot = Some(value.to_owned());
        }
        true
    }

    /// Tells of a key that is nearly one of ours, and is not taken; false where it is none. Short keys are near too many words.
    pub fn doubt(&mut self, key: &str) -> bool {
        let key = key.to_ascii_lowercase();
        let meant = ["outlet", "title", "author", "language"].into_iter().find(|k| strsim::osa_distance(k, &key) == 1);
        self.unclear.extend(meant.map(|meant| {
            let message = format!("`{key}` is no key of a header, and is not taken; `{meant}` may be meant");
            (message, "the keys are outlet, date, lang, title, author, url")
        }));
        meant.is_some()
    }

    /// What is not told here is taken from `other`.
    pub fn or(self, other: &Told) -> Told {
        let or = |a: Option<String>, b: &Option<String>| a.or_else(|| b.clone());
        Told {
            outlet: or(self.outlet, &other.outlet),
            date: self.date.or(other.date),
            lang: or(self.lang, &other.lang),
            title: or(self.title, &other.title),
            author: or(self.author, &other.author),
            url: or(self.url, &other.url),
            unclear: self.unclear,
        }
    }
}

/// sources.csv, by file path below the sources.
#[derive(Debug, Default)]
pub struct ToldOfFiles(FxHashMap<String, (Told, u32)>);

impl ToldOfFiles {
    /// Reads `sources.csv` where it is there.
    pub fn read(path: &Path) -> (ToldOfFiles, Vec<Problem>) {
        if !path.is_file() {
            return Default::default();
        }
        let table = match Table::read(path, "read") {
            Ok(table) => table,
            Err(problem) => return (Default::default(), vec![problem]),
        };
        let file = match table.required("file") {
            Ok(file) => file,
            Err(problem) => return (Default::default(), vec![problem]),
        };
        let columns = ["outlet", "date", "lang", "title", "author", "url"].map(|name| (name, table.column(name)));
        let (mut files, mut problems) = (FxHashMap::default(), Vec::new());
        table.for_each(|row| {
            let mut told = Told::default();
            for (name, column) in columns {
                told.set(name, row.get(column).trim());
            }
            for (message, hint) in std::mem::take(&mut told.unclear) {
                problems.push(table.problem(row.line, Level::Warning, message, hint));
            }
            files.insert(row.get(file).trim().replace('\\', "/").trim_start_matches("./").to_owned(), (told, row.line));
        });
        problems.extend(table.misshapen());
        (ToldOfFiles(files), problems)
    }

    pub fn of(&self, file: &str) -> Told {
        self.0.get(file).map(|(told, _)| told.clone()).unwrap_or_default()
    }

    /// Entries of files that are not there, as problems in the order of the table.
    pub fn missing(&self, path: &str, files: &rustc_hash::FxHashSet<&str>) -> Vec<Problem> {
        let mut out: Vec<Problem> = self
            .0
            .iter()
            .filter(|(file, _)| !files.contains(file.as_str()))
            .map(|(file, (_, line))| Problem {
                file: path.to_owned(),
                line: *line,
                stage: "read",
                level: Level::Warning,
                message: format!("names `{file}`, which is no article of this folder"),
                hint: "give the path below the folder of the sources, with /".into(),
            })
            .collect();
        out.sort();
        out
    }
}

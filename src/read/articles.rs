//! Which articles are there? Every plain text below a folder, decoded, with what is told about it. None is refused for missing metadata.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use crate::ids::{content_id, slug};
use crate::model::{Article, CompactString, Level, Problem, Shared};
use crate::read::BESIDE;
use crate::read::decode::decode;
use crate::read::header::header;
use crate::read::language;
use crate::read::told::{Told, ToldOfFiles};

/// Endings of plain text; a file without any ending counts as text too.
const TEXT: [&str; 4] = ["txt", "text", "md", ""];

/// A file below the sources that will be read as an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Below the sources, with `/`.
    pub file: String,
    pub path: PathBuf,
}

/// The articles' files, sorted by path below the sources, and the files that are none; what lies below `output` is passed over. The error says
/// why nothing can be read.
pub fn find(sources: &Path, output: &Path) -> Result<(Vec<Found>, Vec<Problem>), String> {
    if !sources.is_dir() {
        let what = if sources.exists() { "is no folder" } else { "does not exist" };
        return Err(format!("{} {what}; give the folder that holds the articles", sources.display()));
    }
    let output = output.canonicalize().ok();
    let is_output = |e: &walkdir::DirEntry| e.file_type().is_dir() && output.is_some() && e.path().canonicalize().ok() == output;
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for entry in walkdir::WalkDir::new(sources)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|e| e.depth() == 0 || !(is_hidden(e) || is_output(e)))
    {
        match entry {
            Ok(entry) if entry.file_type().is_file() => {
                let file = below(sources, entry.path());
                if entry.depth() == 1 && BESIDE.contains(&file.as_str()) {
                    continue;
                }
                let ending = entry.path().extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
                if TEXT.contains(&ending.as_str()) {
                    found.push(Found { file, path: entry.into_path() });
                } else {
                    let hint = "articles are plain text (.txt, .md, or no ending)";
                    problems.push(problem(&file, Level::Warning, format!("a file that ends in .{ending} is not read"), hint));
                }
            }
            Ok(_) => {}
            Err(e) => {
                let file = e.path().map(|p| below(sources, p)).unwrap_or_default();
                problems.push(problem(&file, Level::Error, format!("cannot be looked at: {e}"), "check that it may be read"));
            }
        }
    }
    found.sort();
    Ok((found, problems))
}

/// One article; its problems too. `None` where it cannot be read or is no text.
pub fn read(found: &Found, told: &ToldOfFiles) -> (Option<Article>, Vec<Problem>) {
    let file = &found.file;
    let bytes = match std::fs::read(&found.path) {
        Ok(bytes) => bytes,
        Err(e) => return (None, vec![problem(file, Level::Error, format!("cannot be read: {e}"), "check that it may be read")]),
    };
    let Some(decoded) = decode(bytes) else {
        let hint = "save it as plain text, UTF-8 if you can";
        return (None, vec![problem(file, Level::Error, "holds bytes that are no text".into(), hint)]);
    };
    let mut problems = Vec::new();
    if decoded.lossy {
        let message = format!("some bytes are no {}; they are read as �", decoded.encoding);
        problems.push(problem(file, Level::Warning, message, "save it as UTF-8"));
    }
    let (own, body) = header(&decoded.text);
    problems.extend(own.unclear.iter().map(|(message, hint)| problem(file, Level::Warning, message.clone(), hint)));
    let told = own.or(&told.of(file));
    if decoded.text[body..].trim().is_empty() {
        problems.push(problem(file, Level::Warning, "is empty".into(), "an article is some paragraphs of text"));
    }
    (Some(article(file, decoded.text, decoded.encoding, body, told)), problems)
}

fn article(file: &str, text: String, encoding: &'static str, body: usize, told: Told) -> Article {
    let lang = match told.lang {
        Some(lang) => lang,
        None => language::detect(&text[body..]).to_owned(),
    };
    Article {
        id: article_id(file),
        file: Shared::from(file),
        outlet: Shared::from(told.outlet.unwrap_or_else(|| outlet_of(file)).as_str()),
        date: told.date,
        lang: Shared::from(lang.as_str()),
        title: told.title.unwrap_or_default(),
        author: told.author.unwrap_or_default(),
        url: told.url.unwrap_or_default(),
        encoding,
        text,
        body,
    }
}

/// The file's stem to read, its path to be sure.
fn article_id(file: &str) -> CompactString {
    let stem = slug(stem_of(file), 24);
    content_id(if stem.is_empty() { "article" } else { &stem }, &[file])
}

/// The first folder below the sources; of a file that lies there directly, the whole stem of its name.
fn outlet_of(file: &str) -> String {
    match file.split_once('/') {
        Some((folder, _)) => folder.to_owned(),
        None => stem_of(file).to_owned(),
    }
}

fn stem_of(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn is_hidden(entry: &walkdir::DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

fn below(sources: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(sources).unwrap_or(path);
    relative.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn problem(file: &str, level: Level, message: String, hint: &str) -> Problem {
    Problem { file: file.to_owned(), line: 0, stage: "read", level, message, hint: hint.to_owned() }
}

/// The files of articles, for telling which entries of sources.csv name none.
pub fn names(found: &[Found]) -> FxHashSet<&str> {
    found.iter().map(|f| f.file.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_or_the_whole_stem_names_the_outlet() {
        assert_eq!(outlet_of("harbour-post/2026/a.txt"), "harbour-post");
        assert_eq!(outlet_of("004_9e36.x.txt"), "004_9e36.x");
        assert_eq!(outlet_of("plain"), "plain");
    }
}

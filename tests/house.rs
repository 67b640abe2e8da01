//! Who may import whom? The walls of ARCHITECTURE.md, read off the sources.

use std::fs;
use std::path::{Path, PathBuf};

/// The floors of the house, lowest first; a module may import its own floor and those below.
const FLOORS: &[&[&str]] = &[
    &["model"],
    &["ids", "curves", "text", "lang"],
    &["normalise", "lexicon"],
    &["extract", "attribute", "cluster", "align", "audit"],
    &["tables", "settings", "read", "write"],
    &["pipeline"],
];

/// The floor on which no module may import another one.
const STAGES: usize = 3;

/// What only some modules may know: (what, who).
const RESERVED: &[(&str, &[&str])] = &[
    ("rayon::", &["pipeline", "cluster", "main"]),
    ("indicatif::", &["pipeline"]),
    ("std::fs", &["read", "write", "tables", "settings", "pipeline"]),
    ("clap::", &["cli", "main"]),
];

fn rust_files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// The top-level module of a file: `src/text/points.rs` is of `text`.
fn module(path: &Path) -> String {
    let below = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    below.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// The code of a file, without its tests and comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    code.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

/// The modules that a file imports or names by `crate::…`.
fn imports(code: &str) -> Vec<String> {
    code.match_indices("crate::")
        .flat_map(|(at, _)| {
            let rest = &code[at + "crate::".len()..];
            match rest.strip_prefix('{') {
                // `use crate::{a::b, c};`: the first word of each entry of the outer braces.
                Some(list) => {
                    let (mut depth, mut words, mut word) = (0, Vec::new(), String::new());
                    for c in list.chars() {
                        match c {
                            '{' => depth += 1,
                            '}' if depth == 0 => break,
                            '}' => depth -= 1,
                            ',' if depth == 0 => words.push(std::mem::take(&mut word)),
                            c if depth == 0 => word.push(c),
                            _ => {}
                        }
                    }
                    words.push(word);
                    words
                }
                None => vec![rest.to_owned()],
            }
        })
        .map(|path| path.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .collect()
}

#[test]
fn imports_flow_one_way_and_stages_do_not_know_each_other() {
    let mut files = Vec::new();
    rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    assert!(files.len() > 20);
    let mut wrong = Vec::new();
    for path in files {
        let importer = module(&path);
        let code = code(&path);
        let Some(mine) = floor(&importer) else {
            assert!(["main", "cli", "allocator", "lib"].contains(&importer.as_str()), "{importer} stands on no floor");
            continue;
        };
        for imported in imports(&code) {
            let Some(theirs) = floor(&imported) else { continue };
            if theirs > mine || (theirs == mine && mine == STAGES && imported != importer) {
                wrong.push(format!("{}: {importer} imports {imported}", path.display()));
            }
        }
        for (what, who) in RESERVED {
            if code.contains(what) && !who.contains(&importer.as_str()) {
                wrong.push(format!("{}: only {} may know {what}", path.display(), who.join(", ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn imports_are_read_as_rust_reads_them() {
    assert_eq!(imports("use crate::text::{Points, chunks};\nuse crate::{align, audit::x};"), ["text", "align", "audit"]);
}

//! A whole run over the sample corpus, compared byte for byte with `tests/golden/`; of the workbook and the page the hash in run.toml
//! stands for the bytes.
//! `QUOTEALIGN_BLESS=1` writes the folder anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// Files that are not compared themselves; and run.log, which tells times.
const HASHED: [&str; 3] = ["audit.xlsx", "report.html", "run.log"];

fn files(folder: &Path) -> BTreeMap<PathBuf, String> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .filter(|e| e.file_type().is_file() && !HASHED.iter().any(|name| e.file_name() == *name))
        .map(|e| (e.path().strip_prefix(folder).unwrap().to_owned(), fs::read_to_string(e.path()).unwrap()))
        .collect()
}

#[test]
fn the_sample_corpus_gives_the_same_bytes_as_ever() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let golden = root.join("tests/golden");
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("out");
    Command::cargo_bin("quotealign")
        .unwrap()
        .current_dir(root)
        .args(["run", "sources", "--links", "--quiet", "--settings", "tests/no-system.toml", "-o"])
        .arg(&out)
        .assert()
        .success();
    let now = files(&out);
    if std::env::var_os("QUOTEALIGN_BLESS").is_some() {
        let _ = fs::remove_dir_all(&golden);
        for (name, text) in &now {
            let path = golden.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let before = files(&golden);
    assert_eq!(before.keys().collect::<Vec<_>>(), now.keys().collect::<Vec<_>>(), "the files of a run");
    for (name, text) in &now {
        let changed = text.lines().zip(before[name].lines()).position(|(a, b)| a != b);
        assert!(*text == before[name], "{} differs, first in line {:?}", name.display(), changed.map(|l| l + 1));
    }
}

//! How do files get into the output folder? Whole or not at all: they are written aside and renamed into place when all are done, so that a run
//! that is killed leaves the earlier output as it was.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::write::record::{FILE, Record};

/// An output folder that is being filled.
pub struct Folder {
    root: PathBuf,
    aside: tempfile::TempDir,
    files: BTreeMap<String, String>,
    rows: BTreeMap<String, u64>,
}

impl Folder {
    /// Makes the folder where it is not there.
    pub fn open(root: &Path) -> io::Result<Folder> {
        fs::create_dir_all(root)?;
        let aside = tempfile::Builder::new().prefix(".quotealign-").tempdir_in(root)?;
        Ok(Folder { root: root.to_owned(), aside, files: BTreeMap::new(), rows: BTreeMap::new() })
    }

    /// Writes one file below the folder; `content` gives back its number of rows.
    pub fn write(&mut self, name: &str, content: impl FnOnce(&mut dyn Write) -> io::Result<u64>) -> io::Result<()> {
        let path = self.aside.path().join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let mut out = Hashing { inner: BufWriter::with_capacity(1 << 16, File::create(&path)?), hasher: blake3::Hasher::new() };
        let rows = content(&mut out)?;
        out.inner.flush()?;
        self.files.insert(name.to_owned(), out.hasher.finalize().to_hex().to_string());
        self.rows.insert(name.to_owned(), rows);
        Ok(())
    }

    /// Puts all files in place, then the record. What the last run left is removed where this run `owns` it and nobody has changed it
    /// since; the record goes on listing the rest.
    pub fn finish(self, mut record: Record, owns: impl Fn(&str) -> bool) -> io::Result<()> {
        let last = Record::of(&self.root);
        let old = |name: &str| !self.files.contains_key(name);
        // Sheets are many and named by the run's own rules: their rows say nothing that the folder does not.
        record.rows = self.rows.iter().filter(|(name, _)| !name.contains('/')).map(|(n, r)| (n.clone(), *r)).collect();
        record.rows.extend(last.rows.into_iter().filter(|(name, _)| old(name) && !owns(name)));
        record.files = self.files.clone();
        record.files.extend(last.files.iter().filter(|(name, _)| old(name) && !owns(name)).map(|(n, h)| (n.clone(), h.clone())));
        let text = toml::to_string(&record).map_err(io::Error::other)?;
        fs::write(self.aside.path().join(FILE), text)?;
        for name in self.files.keys().map(String::as_str).chain([FILE]) {
            let target = self.root.join(name);
            if let Some(parent) = target.parent() {
                fs::create_dir_all(parent)?;
            }
            fs::rename(self.aside.path().join(name), target)?;
        }
        for (name, hash) in last.files.iter().filter(|(name, _)| old(name) && owns(name) && is_below(name)) {
            let path = self.root.join(name);
            if fs::read(&path).is_ok_and(|bytes| blake3::hash(&bytes).to_hex().as_str() == hash) {
                fs::remove_file(&path)?;
            }
        }
        Ok(())
    }
}

/// A record is a file that anybody may edit: only plain names below the folder are believed.
fn is_below(name: &str) -> bool {
    Path::new(name).components().all(|c| matches!(c, std::path::Component::Normal(_)))
}

struct Hashing {
    inner: BufWriter<File>,
    hasher: blake3::Hasher,
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.inner.write(bytes)?;
        self.hasher.update(&bytes[..taken]);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, names: &[&str]) {
        let mut folder = Folder::open(root).unwrap();
        for name in names {
            folder.write(name, |out| out.write_all(name.as_bytes()).map(|()| 1)).unwrap();
        }
        folder.finish(Record::default(), |name| name != "kept.csv").unwrap();
    }

    #[test]
    fn old_files_go_but_for_those_that_somebody_changed() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), &["a.csv", "kept.csv", "sheets/b.csv", "sheets/c.csv"]);
        fs::write(root.path().join("sheets/c.csv"), "mine").unwrap();
        fs::write(root.path().join("other.txt"), "mine").unwrap();
        write(root.path(), &["a.csv"]);
        let there = |name: &str| root.path().join(name).exists();
        assert!(Record::of(root.path()).files.contains_key("kept.csv"));
        assert!(there("a.csv") && there("kept.csv") && there("sheets/c.csv") && there("other.txt") && !there("sheets/b.csv"));
    }

    #[test]
    fn what_is_not_finished_leaves_nothing() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), &["a.csv"]);
        let mut folder = Folder::open(root.path()).unwrap();
        folder.write("a.csv", |out| out.write_all(b"new").map(|()| 1)).unwrap();
        drop(folder);
        assert_eq!(fs::read_to_string(root.path().join("a.csv")).unwrap(), "a.csv");
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 2);
    }
}

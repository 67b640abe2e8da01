//! How do files get into the output folder? Whole or not at all: they are written aside and renamed into place when all are done, so that a run
//! that is killed leaves the earlier output as it was. What stands in the way and is of no run is kept under another name.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::tables::parts::{MOST_ROWS, part_name, whole_of};
use crate::write::record::{FILE, Record};

/// An output folder that is being filled.
pub struct Folder {
    root: PathBuf,
    aside: Aside,
    /// What the last run left.
    last: Record,
    files: BTreeMap<String, String>,
    rows: BTreeMap<String, u64>,
}

/// The folder below the output in which files wait. Its lock is held as long as its run lives, so that the next one can tell the leavings
/// of a run that was killed from the folder of one that is still going.
struct Aside {
    _lock: File,
    folder: tempfile::TempDir,
}

impl Aside {
    const PREFIX: &str = ".quotealign-";
    const LOCK: &str = "lock";

    fn open(root: &Path) -> io::Result<Aside> {
        for entry in fs::read_dir(root)?.flatten().filter(|e| e.file_name().to_string_lossy().starts_with(Self::PREFIX)) {
            // One without a lock is only just being made, or is none of ours.
            let left = File::open(entry.path().join(Self::LOCK)).is_ok_and(|lock| lock.try_lock().is_ok());
            if left {
                // What cannot be removed is in nobody's way.
                let _ = fs::remove_dir_all(entry.path());
            }
        }
        let folder = tempfile::Builder::new().prefix(Self::PREFIX).tempdir_in(root)?;
        let lock = File::create(folder.path().join(Self::LOCK))?;
        // A file system without locks leaves what is left; the files themselves are as whole as ever.
        let _ = lock.lock();
        Ok(Aside { _lock: lock, folder })
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }
}

impl Folder {
    /// Makes the folder where it is not there.
    pub fn open(root: &Path) -> io::Result<Folder> {
        fs::create_dir_all(root)?;
        let (aside, last) = (Aside::open(root)?, Record::of(root));
        Ok(Folder { root: root.to_owned(), aside, last, files: BTreeMap::new(), rows: BTreeMap::new() })
    }

    /// The record of the last run into this folder; an empty one where there was none.
    pub fn last(&self) -> &Record {
        &self.last
    }

    /// Files that stand in the way of those written so far and that no earlier run has left, with the names under which they will be kept.
    pub fn in_the_way(&self) -> Vec<(String, String)> {
        let is_foreign = |name: &&String| !self.last.files.contains_key(*name) && self.root.join(name).exists();
        let kept = |name: &String| {
            let numbered = (2..).map(|n| format!("{name}.kept-{n}"));
            std::iter::once(format!("{name}.kept")).chain(numbered).find(|kept| !self.root.join(kept).exists())
        };
        self.files.keys().filter(is_foreign).filter_map(|name| Some((name.clone(), kept(name)?))).collect()
    }

    /// Writes one file below the folder; `content` gives back its number of rows.
    pub fn write(&mut self, name: &str, content: impl FnOnce(&mut dyn Write) -> io::Result<u64>) -> io::Result<()> {
        let mut out = self.create(name)?;
        let rows = content(&mut out)?;
        self.close(name, out, rows)
    }

    /// Writes one table, in several files where it has more rows than a sheet can hold; gives back how many files.
    pub fn write_table(&mut self, name: &str, content: impl FnOnce(&mut dyn Write) -> io::Result<u64>) -> io::Result<u32> {
        self.write_parts(name, MOST_ROWS, content)
    }

    fn write_parts(&mut self, name: &str, most: u64, content: impl FnOnce(&mut dyn Write) -> io::Result<u64>) -> io::Result<u32> {
        let out = self.create(name)?;
        let mut parts = Parts { out, folder: self, name, part: 1, most, header: Vec::new(), lines: 0, at_start: true };
        content(&mut parts)?;
        let Parts { folder, out, part, lines, .. } = parts;
        folder.close(&part_name(name, part), out, lines.saturating_sub(1))?;
        Ok(part)
    }

    fn create(&self, name: &str) -> io::Result<BufWriter<Hashing>> {
        if self.root.join(name).is_dir() {
            // Told before anything is put in place: half a set of tables is worse than the earlier one.
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "a folder of that name stands there"));
        }
        let path = self.aside.path().join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        let file = Hashing { inner: File::create(&path)?, hasher: blake3::Hasher::new() };
        Ok(BufWriter::with_capacity(BUFFER, file))
    }

    fn close(&mut self, name: &str, mut out: BufWriter<Hashing>, rows: u64) -> io::Result<()> {
        out.flush()?;
        self.files.insert(name.to_owned(), out.get_ref().hasher.finalize().to_hex().to_string());
        self.rows.insert(name.to_owned(), rows);
        Ok(())
    }

    /// Puts all files in place, then the record. What the last run left is removed where this run `owns` it and nobody has changed it
    /// since; the record goes on listing the rest.
    pub fn finish(self, mut record: Record, owns: impl Fn(&str) -> bool) -> io::Result<()> {
        let last = &self.last;
        let old = |name: &str| !self.files.contains_key(name);
        // A table that has become shorter leaves none of its later parts behind.
        let owns = |name: &str| owns(name) || whole_of(name).is_some_and(|whole| self.files.contains_key(&whole));
        // Sheets are many and named by the run's own rules: their rows say nothing that the folder does not.
        record.rows = self.rows.iter().filter(|(name, _)| !name.contains('/')).map(|(n, r)| (n.clone(), *r)).collect();
        record.rows.extend(last.rows.iter().filter(|(name, _)| old(name) && !owns(name)).map(|(n, r)| (n.clone(), *r)));
        record.files = self.files.clone();
        record.files.extend(last.files.iter().filter(|(name, _)| old(name) && !owns(name)).map(|(n, h)| (n.clone(), h.clone())));
        let text = toml::to_string(&record).map_err(io::Error::other)?;
        fs::write(self.aside.path().join(FILE), text)?;
        for (name, kept) in self.in_the_way() {
            fs::rename(self.root.join(name), self.root.join(kept))?;
        }
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

/// Passes lines on to as many files as a sheet's rows ask for. No cell of a table holds a line break, so a line is a row.
struct Parts<'f> {
    folder: &'f mut Folder,
    name: &'f str,
    out: BufWriter<Hashing>,
    part: u32,
    most: u64,
    /// The first line, which begins every part.
    header: Vec<u8>,
    /// Lines of this part that are done.
    lines: u64,
    at_start: bool,
}

impl Write for Parts<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut from = 0;
        while from < bytes.len() {
            let end = memchr::memchr(b'\n', &bytes[from..]).map_or(bytes.len(), |at| from + at + 1);
            let line = &bytes[std::mem::replace(&mut from, end)..end];
            if self.at_start && self.lines == self.most {
                let next = self.folder.create(&part_name(self.name, self.part + 1))?;
                let done = std::mem::replace(&mut self.out, next);
                self.folder.close(&part_name(self.name, self.part), done, self.lines - 1)?;
                self.part += 1;
                self.out.write_all(&self.header)?;
                self.lines = 1;
            }
            if self.part == 1 && self.lines == 0 {
                self.header.extend_from_slice(line);
            }
            self.out.write_all(line)?;
            self.at_start = line.ends_with(b"\n");
            self.lines += u64::from(self.at_start);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Bytes that are hashed and written at a time: a hash of many at once is several times as fast as of a few.
const BUFFER: usize = 1 << 16;

struct Hashing {
    inner: File,
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
    fn a_long_table_goes_on_in_further_files_and_leaves_none_when_it_is_short_again() {
        let root = tempfile::tempdir().unwrap();
        let write = |rows: usize| {
            let mut folder = Folder::open(root.path()).unwrap();
            let text = format!("id\r\n{}", (0..rows).map(|i| format!("{i}\r\n")).collect::<String>());
            let files = folder.write_parts("t.csv", 3, |out| {
                // In pieces that end anywhere.
                text.as_bytes().chunks(5).try_for_each(|c| out.write_all(c)).map(|()| rows as u64)
            });
            folder.finish(Record::default(), |_| false).unwrap();
            files.unwrap()
        };
        assert_eq!(write(5), 3);
        let read = |name: &str| fs::read_to_string(root.path().join(name)).unwrap();
        assert_eq!([read("t.csv"), read("t-2.csv"), read("t-3.csv")], ["id\r\n0\r\n1\r\n", "id\r\n2\r\n3\r\n", "id\r\n4\r\n"]);
        assert_eq!(Record::of(root.path()).rows["t-3.csv"], 1);
        assert_eq!(write(2), 1);
        assert!(!root.path().join("t-2.csv").exists() && !root.path().join("t-3.csv").exists());
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

    #[test]
    fn what_a_killed_run_left_goes_and_what_is_going_on_stays() {
        let root = tempfile::tempdir().unwrap();
        let going_on = Folder::open(root.path()).unwrap();
        let mut killed = Folder::open(root.path()).unwrap();
        killed.aside.folder.disable_cleanup(true);
        drop(killed);
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 2);
        write(root.path(), &["a.csv"]);
        assert!(going_on.aside.path().is_dir());
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 3, "the table, the record, and what is going on");
    }

    #[test]
    fn a_file_of_no_run_is_kept_under_another_name() {
        let root = tempfile::tempdir().unwrap();
        let there = |name: &str| fs::read_to_string(root.path().join(name)).unwrap();
        for (n, kept) in ["a.csv.kept", "a.csv.kept-2"].into_iter().enumerate() {
            fs::write(root.path().join("a.csv"), format!("mine {n}")).unwrap();
            let _ = fs::remove_file(root.path().join(FILE));
            write(root.path(), &["a.csv"]);
            assert_eq!((there("a.csv"), there(kept)), ("a.csv".into(), format!("mine {n}")));
        }
        write(root.path(), &["a.csv"]);
        assert!(!root.path().join("a.csv.kept-3").exists(), "a run writes over what a run left");
        fs::create_dir(root.path().join("b.csv")).unwrap();
        assert!(Folder::open(root.path()).unwrap().create("b.csv").is_err());
    }
}

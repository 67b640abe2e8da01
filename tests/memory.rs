//! The translation memory: its structure, as TMX 1.4b lays it down, checked by its DTD, and read back by another program (Debian's
//! translate-toolkit). Without what `make tools` gets, the last two are left out, and `make test` says so.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Runs over the sample corpus; gives back the folder of the output.
fn run() -> tempfile::TempDir {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("sources");
    let dir = tempfile::tempdir().unwrap();
    let run = assert_cmd::Command::cargo_bin("quotealign")
        .unwrap()
        .args(["run", "--quiet", "-o"])
        .arg(dir.path())
        .arg(sources)
        .output();
    assert!(run.unwrap().status.success());
    dir
}

/// Which elements may stand in which, in which order, and which attributes each has to have.
const STRUCTURE: [(&str, &[&str], &[&str]); 7] = [
    ("tmx", &["header", "body"], &["version"]),
    ("header", &[], &["creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"]),
    ("body", &["tu"], &[]),
    ("tu", &["prop", "tuv"], &[]),
    ("tuv", &["prop", "seg"], &["xml:lang"]),
    ("prop", &[], &["type"]),
    ("seg", &[], &[]),
];

#[test]
fn the_memory_has_the_structure_of_tmx() {
    let dir = run();
    let text = fs::read_to_string(dir.path().join("memory.tmx")).unwrap();
    let mut reader = Reader::from_str(&text);
    let mut open: Vec<(String, usize)> = Vec::new();
    let mut ids = BTreeSet::new();
    let begin = |element: &BytesStart, open: &mut Vec<(String, usize)>| {
        let name = element.name().as_ref().to_owned();
        let (_, _, needed) = STRUCTURE.iter().find(|(n, _, _)| *n == name).unwrap_or_else(|| panic!("no element {name}"));
        let has: Vec<String> = element.attributes().map(|a| a.unwrap().key.as_ref().to_owned()).collect();
        assert!(needed.iter().all(|n| has.iter().any(|h| h == n)), "{name} has {has:?}");
        if let Some((parent, at)) = open.last_mut() {
            let (_, inside, _) = STRUCTURE.iter().find(|(n, _, _)| n == parent).unwrap();
            let place = inside.iter().position(|n| *n == name).unwrap_or_else(|| panic!("{name} in {parent}"));
            assert!(place >= *at, "{name} comes too late in {parent}");
            *at = place;
        }
        name
    };
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => {
                let name = begin(&element, &mut open);
                if name == "tu" {
                    let id = element.try_get_attribute("tuid").unwrap().unwrap();
                    assert!(ids.insert(id.value.into_owned()), "each unit has an id of its own");
                }
                open.push((name, 0));
            }
            Event::Empty(element) => drop(begin(&element, &mut open)),
            Event::End(_) => drop(open.pop()),
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(ids.len() > 5 && open.is_empty());
}

#[test]
fn the_memory_is_valid_by_its_dtd() {
    let dtd = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/tools/tmx14.dtd");
    if !dtd.is_file() || Command::new("xmllint").arg("--version").output().is_err() {
        return;
    }
    let dir = run();
    let checked =
        Command::new("xmllint").args(["--noout", "--dtdvalid"]).arg(&dtd).arg(dir.path().join("memory.tmx")).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stderr));
}

/// Reads a memory with translate-toolkit and prints a line a variant: unit, language, rendering id, words.
const READ: &str = r#"
import sys
from translate.storage import tmx
store = tmx.tmxfile.parsefile(sys.argv[1])
name = lambda tag: tag.rsplit("}")[-1]
for unit in store.units:
    for tuv in unit.xmlelement:
        if name(tuv.tag) != "tuv":
            continue
        props = {p.get("type"): p.text for p in tuv if name(p.tag) == "prop"}
        seg = "".join(next(s for s in tuv if name(s.tag) == "seg").itertext())
        print("\t".join([unit.getid(), tuv.get("{http://www.w3.org/XML/1998/namespace}lang"), props["x-rendering-id"], props["x-outlet"], seg]))
"#;

fn toolkit(arguments: &[&str]) -> std::process::Output {
    Command::new("/usr/bin/python3").args(arguments).env("PYTHONIOENCODING", "utf-8").output().unwrap()
}

#[test]
fn another_program_reads_the_memory_back() {
    if !Path::new("/usr/bin/po2tmx").exists() {
        return;
    }
    let dir = run();
    let read = toolkit(&["-c", READ, dir.path().join("memory.tmx").to_str().unwrap()]);
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let mut read: Vec<String> = String::from_utf8(read.stdout).unwrap().lines().map(str::to_owned).collect();
    let text = fs::read_to_string(dir.path().join("renderings.csv")).unwrap();
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes()).records().map(Result::unwrap).collect();
    let beside = |id: &str| rows.iter().filter(|r| &r[0] == id).count() > 1;
    // statement_id, lang, rendering_id, outlet, text.
    let mut expected: Vec<String> =
        rows.iter().filter(|r| beside(&r[0])).map(|r| [&r[0], &r[5], &r[1], &r[3], &r[9]].join("\t")).collect();
    read.sort();
    expected.sort();
    assert_eq!(read, expected);
}

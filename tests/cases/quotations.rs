//! Cases of extraction and attribution, as a reader would write them.
//!
//! A file holds cases of one phenomenon. A case begins with `## what it shows [language]`, then comes the article as it stands in a file,
//! then one line a quotation, in the order of the article:
//!
//! ```text
//! > kind: the words inside the marks
//! > kind: the words inside the marks -- Speaker
//! + kind: a further segment of the passage above it
//! ```
//!
//! `--` alone says that nobody speaks; without it the speaker is not checked. A hard case that still fails is kept with the wanted answer
//! and marked `(open)` behind its language; the day it passes, the test asks to take the mark off.

use quotealign::attribute;
use quotealign::extract;
use quotealign::model::{Article, Found};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

struct Case {
    title: String,
    lang: String,
    open: bool,
    text: String,
    wanted: Vec<String>,
}

fn cases(file: &str) -> Vec<Case> {
    let mut out: Vec<Case> = Vec::new();
    for line in file.lines() {
        if let Some(head) = line.strip_prefix("## ") {
            let (title, rest) = head.rsplit_once('[').expect("a case names its language: ## title [en]");
            let (lang, mark) = rest.split_once(']').expect("a language ends in ]");
            let open = mark.trim() == "(open)";
            out.push(Case { title: title.trim().into(), lang: lang.into(), open, text: String::new(), wanted: Vec::new() });
        } else if let Some(case) = out.last_mut() {
            if line.starts_with("> ") || line.starts_with("+ ") {
                case.wanted.push(line.to_string());
            } else {
                case.text.push_str(line);
                case.text.push('\n');
            }
        }
    }
    out
}

pub fn article(text: &str, lang: &str) -> Article {
    Article {
        id: "case".into(),
        file: "case.txt".into(),
        outlet: "The Example".into(),
        date: None,
        lang: lang.into(),
        title: String::new(),
        author: String::new(),
        url: String::new(),
        encoding: "utf-8",
        text: text.trim_end().to_string(),
        body: 0,
    }
}

/// The rows that the program gives, written as the case writes them.
fn rows(case: &Case) -> Vec<String> {
    let article = article(&case.text, &case.lang);
    let (mut found, _) = extract::extract(&article);
    let (attributed, _) = attribute::attribute(&article, &mut found);
    let line = |i: usize, quote: &Found| {
        let speaker = attributed.attributions.get(i).map_or("", |a| a.speaker.as_str());
        let continued = i > 0 && found.get(i - 1).is_some_and(|before| before.passage == quote.passage);
        let mut row = format!("{} {}: {}", if continued { '+' } else { '>' }, quote.kind, quote.span.of(&article.text));
        if case.wanted.get(i).is_some_and(|w| w.contains(" --")) {
            let _ = write!(row, " -- {speaker}");
        }
        row.trim_end().to_string()
    };
    found.iter().enumerate().map(|(i, quote)| line(i, quote)).collect()
}

/// Runs all case files of a folder.
pub fn run(folder: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(folder);
    let mut files: Vec<_> = fs::read_dir(&path).expect("the folder of cases").map(|e| e.expect("a file").path()).collect();
    files.sort();
    let mut wrong = String::new();
    for file in files {
        let text = fs::read_to_string(&file).expect("a case file is UTF-8");
        for case in cases(&text) {
            let got = rows(&case);
            let same = got == case.wanted;
            let name = file.file_name().and_then(|n| n.to_str()).unwrap_or("");
            if same && case.open {
                let _ = writeln!(wrong, "{name}: “{}” is solved: take (open) off\n", case.title);
            } else if !same && !case.open {
                let _ = writeln!(
                    wrong,
                    "{name}: {}\nwanted\n  {}\ngot\n  {}\n",
                    case.title,
                    case.wanted.join("\n  "),
                    got.join("\n  ")
                );
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

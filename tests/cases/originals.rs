//! Which foreign print belongs to which statement? Cases that a translator could write: a name, then one line a quotation:
//! `letters | language | speaker | text`. Quotations share a statement where they share a letter; no dictionary is used. `open` before a name
//! marks a hard case that is kept with the wanted answer.

use std::collections::BTreeSet;
use std::sync::Arc;

use quotealign::cluster::{Settings, cluster};
use quotealign::lexicon::foreign::Lexicon;
use quotealign::model::{Kind, Quotation, Reason};

struct Line {
    letters: BTreeSet<String>,
    quotation: Quotation,
}

fn line(number: usize, text: &str) -> Option<Line> {
    let mut cells = text.splitn(4, '|').map(str::trim);
    let (letters, lang, speaker, text) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
    let quotation = Quotation {
        id: format!("q{number}").into(),
        article_id: "".into(),
        file: Arc::from(""),
        outlet: Arc::from(format!("Outlet {number}")),
        date: None,
        lang: Arc::from(lang),
        paragraph: 0,
        start: 0,
        end: 0,
        kind: Kind::Direct,
        text: text.to_owned(),
        speaker: Arc::from(speaker),
        mention: "".into(),
        cue: "".into(),
        reason: Reason::None,
        confidence: 0.0,
        passage_id: "".into(),
        context: String::new(),
    };
    Some(Line { letters: letters.split(' ').map(str::to_owned).collect(), quotation })
}

/// The pairs of lines that are linked otherwise than the letters say.
fn wrong(lines: &[Line]) -> Vec<String> {
    let quotations: Vec<Quotation> = lines.iter().map(|l| l.quotation.clone()).collect();
    let (_, rows, _) = cluster(&quotations, &[], &Lexicon::default(), &Settings::default(), &|_, _| ());
    let statements = |q: &Quotation| -> BTreeSet<&str> {
        rows.iter().filter(|r| r.quote_id == q.id).map(|r| r.statement_id.as_str()).collect()
    };
    let mut out = Vec::new();
    for (i, a) in lines.iter().enumerate() {
        for b in &lines[i + 1..] {
            let wanted = !a.letters.is_disjoint(&b.letters);
            if wanted == statements(&a.quotation).is_disjoint(&statements(&b.quotation)) {
                let one = if wanted { "one" } else { "two" };
                out.push(format!("“{}” and “{}” should be {one}", a.quotation.text, b.quotation.text));
            }
        }
    }
    out
}

#[test]
fn foreign_prints_stand_in_the_statements_that_a_translator_gives_them() {
    let text = include_str!("originals/cases.txt");
    let mut failed = Vec::new();
    for block in text.split("\n\n").filter(|b| !b.trim().is_empty() && !b.starts_with('#')) {
        let (name, rest) = block.trim().split_once('\n').unwrap_or((block, ""));
        let lines: Vec<Line> = rest.lines().enumerate().filter_map(|(i, l)| line(i, l)).collect();
        assert_eq!(lines.len(), rest.lines().count(), "{name}: a line cannot be read");
        let wrong = wrong(&lines);
        if wrong.is_empty() == name.starts_with("open") {
            failed.push(format!("{name}: {}", if wrong.is_empty() { "no longer open".into() } else { wrong.join("; ") }));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

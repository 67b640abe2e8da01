//! Tables as a translator would draw them: `tests/cases/align/*.txt`.
//!
//! A case is a title behind `#`, one line a rendering with its cells parted by `|` (`-` where it has no words), and at will a line behind `=`
//! with the status of each place. A cell that begins with `+` clings to the one before without a space. A title `open: …` marks a case
//! whose table is wanted but not reached yet; it fails when it is reached, so that the mark goes.

use quotealign::align::{Settings, align};
use quotealign::lexicon::foreign::Lexicon;
use quotealign::model::{Alignment, Rendering, Role};

#[test]
fn tables_are_as_drawn() {
    let mut wrong = Vec::new();
    for (file, text) in files("tests/cases/align") {
        for case in text.split("\n# ").filter(|c| !c.trim().is_empty()) {
            let (title, body) = case.split_once('\n').unwrap_or((case, ""));
            let title = title.trim_start_matches("# ");
            let drawn: Vec<&str> = body.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
            let (rows, status): (Vec<&str>, Vec<&str>) = drawn.iter().partition(|l| !l.starts_with('='));
            let got = table(&rows, !status.is_empty());
            let wanted: Vec<String> = rows.iter().chain(&status).map(|l| squeeze(l)).collect();
            if (got == wanted) == title.starts_with("open:") {
                wrong.push(format!(
                    "{file}: {title}\n  wanted\n    {}\n  got\n    {}",
                    wanted.join("\n    "),
                    got.join("\n    ")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// One space around each bar.
fn squeeze(line: &str) -> String {
    line.split('|').map(str::trim).collect::<Vec<_>>().join(" | ")
}

fn table(rows: &[&str], with_status: bool) -> Vec<String> {
    let renderings: Vec<Rendering> = rows.iter().enumerate().map(|(r, row)| rendering(r, &text(row))).collect();
    let alignment = align(&renderings, &Lexicon::default(), &Settings::default());
    let mut out: Vec<String> = (0..renderings.len()).map(|r| drawn(&renderings[r], r, &alignment)).collect();
    if with_status {
        out.push(format!("= {}", alignment.places.iter().map(|p| p.status.name()).collect::<Vec<_>>().join(" | ")));
    }
    out
}

/// What a row prints: its cells with a space between, but for those that cling.
fn text(row: &str) -> String {
    let mut out = String::new();
    for cell in row.split('|').map(str::trim).filter(|c| *c != "-") {
        match cell.strip_prefix('+') {
            Some(clings) => out.push_str(clings),
            None => {
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(cell);
            }
        }
    }
    out
}

fn drawn(rendering: &Rendering, r: usize, alignment: &Alignment) -> String {
    let mut end = 0;
    let cells = alignment.places.iter().map(|p| match &p.cells[r] {
        None => "-".to_string(),
        Some(cell) => {
            let clings = cell.span.start == end && end > 0;
            end = cell.span.end;
            format!("{}{}", if clings { "+" } else { "" }, cell.span.of(&rendering.text))
        }
    });
    cells.collect::<Vec<_>>().join(" | ")
}

fn rendering(r: usize, text: &str) -> Rendering {
    Rendering {
        statement_id: "case".into(),
        id: format!("case-{r}").into(),
        quote_id: "case".into(),
        outlet: "Hill News".into(),
        date: None,
        lang: "en".into(),
        role: Role::Variant,
        start: 0,
        end: 0,
        text: text.into(),
        normalised: String::new(),
        similarity: 1.0,
    }
}

/// The text files of a folder, in the order of their names.
fn files(folder: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|e| Some((e.file_name().to_string_lossy().into_owned(), std::fs::read_to_string(e.path()).ok()?)))
        .filter(|(name, _)| name.ends_with(".txt"))
        .collect();
    out.sort();
    assert!(!out.is_empty(), "no cases in {folder}");
    out
}

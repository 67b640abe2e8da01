//! What does a statement look like in a terminal? Its renderings word under word, in as many bands as the width asks for, then what diverges.

use std::fmt::Write;

use anstyle::{AnsiColor, Effects, Style};
use anyhow::{Result, ensure};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::lexicon::foreign::Lexicon;
use crate::model::Severity;
use crate::pipeline::{Job, failed, open, statements};
use crate::tables::divergences::DivergenceRow;
use crate::tables::sheet::{self, Sheet};
use crate::tables::{self, Table};

/// The sheet of a statement of an earlier run, as wide as told.
pub fn show(statement_id: &str, width: usize, job: &Job) -> Result<String> {
    let input = job.output.join("renderings.csv");
    let (read, _) = tables::renderings::read(&open(&input, "show")?).map_err(failed)?;
    let of_it: Vec<_> = read.into_iter().filter(|(r, _)| r.statement_id == statement_id).collect();
    ensure!(!of_it.is_empty(), "{}: has no statement {statement_id}; statements.csv lists them", input.display());
    let renderings = statements::with_roles(of_it);
    // After `cluster` alone there is no alignment yet.
    let written = match Table::read(&job.output.join("alignment.csv"), "show") {
        Ok(table) => tables::alignment::read(&table, statement_id, &renderings).map_err(failed)?,
        Err(_) => None,
    };
    let alignment = written.unwrap_or_else(|| crate::align::align(&renderings, &Lexicon::default(), &job.settings.align));
    let found = match Table::read(&job.output.join("divergences.csv"), "show") {
        Ok(table) => tables::divergences::read(&table, statement_id, &renderings),
        Err(_) => Vec::new(),
    };
    let sheet = sheet::sheet(&renderings, &alignment, &found.iter().collect::<Vec<_>>());
    let mut out = bands(&sheet, width);
    out.push_str(&told(&found, width));
    Ok(out)
}

/// How a severity looks where there are colours.
pub fn style(severity: Severity) -> Style {
    match severity {
        Severity::Critical => AnsiColor::Red.on_default() | Effects::BOLD | Effects::INVERT,
        Severity::Major => AnsiColor::Red.on_default() | Effects::BOLD,
        Severity::Minor => AnsiColor::Yellow.on_default(),
        Severity::Neutral => AnsiColor::Cyan.on_default(),
    }
}

const QUIET: Style = Style::new().effects(Effects::DIMMED);
const STRONG: Style = Style::new().effects(Effects::BOLD);

/// Text as a terminal may print it: nothing in it moves the cursor, starts a colour or turns the line round.
pub fn printable(text: &str) -> String {
    let is_risky = |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .map(|c| {
            if c == '\n' || c == '\t' {
                ' '
            } else if is_risky(c) {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}

/// Between columns.
const GAP: usize = 2;

fn bands(sheet: &Sheet, width: usize) -> String {
    let label = sheet.headers.iter().map(|h| printable(h).width()).max().unwrap_or(0).clamp(6, (width / 3).max(12));
    let room = width.saturating_sub(label + GAP).max(8);
    let wide: Vec<usize> = sheet
        .rows
        .iter()
        .map(|r| r.cells.iter().map(|c| printable(c).width()).chain([r.place.width(), r.status.name().len()]).max())
        .map(|most| most.unwrap_or(1).clamp(1, room))
        .collect();
    let mut out = String::new();
    let mut from = 0;
    while from < wide.len() {
        let mut used = wide[from];
        let mut to = from + 1;
        while to < wide.len() && used + GAP + wide[to] <= room {
            used += GAP + wide[to];
            to += 1;
        }
        let columns = from..to;
        let head = |text: &dyn Fn(usize) -> String| columns.clone().map(|i| (vec![text(i)], QUIET)).collect::<Vec<_>>();
        line(&mut out, (vec!["place".into()], QUIET), label, &head(&|i| sheet.rows[i].place.clone()), &wide[columns.clone()]);
        line(
            &mut out,
            (vec![String::new()], QUIET),
            label,
            &head(&|i| sheet.rows[i].status.name().into()),
            &wide[columns.clone()],
        );
        for (c, header) in sheet.headers.iter().enumerate() {
            let cells: Vec<(Vec<String>, Style)> = columns.clone().map(|i| cell(sheet, i, c, wide[i])).collect();
            line(&mut out, (wrapped(&printable(header), label), STRONG), label, &cells, &wide[columns.clone()]);
        }
        out.push('\n');
        from = to;
    }
    out
}

/// The words of a column at a row, in lines; a dash where some are missing that diverge.
fn cell(sheet: &Sheet, row: usize, column: usize, wide: usize) -> (Vec<String>, Style) {
    let row = &sheet.rows[row];
    let severity = row.severities.get(column).copied().flatten();
    let words = row.cells.get(column).map(String::as_str).unwrap_or_default();
    let words = if words.is_empty() && severity.is_some() { "–" } else { words };
    (wrapped(&printable(words), wide), severity.map_or(Style::new(), style))
}

/// One row of the band, as many lines high as its highest cell.
fn line(out: &mut String, label: (Vec<String>, Style), label_wide: usize, cells: &[(Vec<String>, Style)], wide: &[usize]) {
    let all: Vec<(&(Vec<String>, Style), usize)> =
        [(&label, label_wide)].into_iter().chain(cells.iter().zip(wide.iter().copied())).collect();
    let high = all.iter().map(|((lines, _), _)| lines.len()).max().unwrap_or(1);
    for n in 0..high {
        let mut text = String::new();
        for ((lines, style), wide) in &all {
            let piece = lines.get(n).map(String::as_str).unwrap_or_default();
            let _ = write!(text, "{style}{piece}{style:#}{}", " ".repeat(wide.saturating_sub(piece.width()) + GAP));
        }
        out.push_str(text.trim_end());
        out.push('\n');
    }
}

/// What diverges, one after the other, as the table has it.
fn told(found: &[DivergenceRow], width: usize) -> String {
    let mut out = String::new();
    for row in found {
        let d = &row.divergence;
        let look = style(d.severity);
        let decided = if row.decision.is_empty() { String::new() } else { format!(" [{}]", row.decision) };
        let text = printable(&format!("{} · {}: {}{decided} ({})", d.class, row.outlet, d.explanation, row.id));
        for (n, line) in wrapped(&text, width.saturating_sub(10).max(20)).iter().enumerate() {
            let name = if n == 0 { d.severity.name() } else { "" };
            let _ = writeln!(out, "{look}{name}{look:#}{}{line}", " ".repeat(10usize.saturating_sub(name.len())));
        }
    }
    out
}

/// Lines of at most so many columns, broken between words where that can be.
pub fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_word_bounds() {
        let wide = word.width();
        if used + wide > most && used > 0 {
            if let Some(line) = lines.last_mut() {
                line.truncate(line.trim_end().len());
            }
            lines.push(String::new());
            used = 0;
            if word.trim().is_empty() {
                continue;
            }
        }
        // A word that is wider than a line is broken anywhere.
        for piece in word.graphemes(true) {
            if used + piece.width() > most && used > 0 {
                lines.push(String::new());
                used = 0;
            }
            if let Some(line) = lines.last_mut() {
                line.push_str(piece);
            }
            used += piece.width();
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Status;
    use crate::tables::sheet::SheetRow;

    fn row(place: usize, cells: [&str; 2], severity: Option<Severity>) -> SheetRow {
        SheetRow {
            place: place.to_string(),
            places: place - 1..place,
            status: if severity.is_some() { Status::Variant } else { Status::Agree },
            cells: cells.map(str::to_owned).to_vec(),
            severities: vec![None, severity],
            divergences: String::new(),
        }
    }

    fn sheet() -> Sheet {
        Sheet {
            headers: vec!["Harbour Post".into(), "Quay Times".into()],
            columns: vec![vec![0], vec![1]],
            rows: vec![
                row(1, ["The old bridge", "The old bridge"], None),
                row(2, ["is shut", "is \u{1b}[31mopen"], Some(Severity::Critical)),
                row(3, ["now", ""], Some(Severity::Minor)),
            ],
        }
    }

    #[test]
    fn words_stand_under_words_and_no_line_is_too_long() {
        let wide = anstream::adapter::strip_str(&bands(&sheet(), 80)).to_string();
        let lines: Vec<&str> = wide.lines().collect();
        assert_eq!(lines[0], "place         1               2             3");
        assert_eq!(lines[2], "Harbour Post  The old bridge  is shut       now");
        assert_eq!(lines[3], "Quay Times    The old bridge  is \u{fffd}[31mopen  –");
        for width in [20, 30, 40] {
            let narrow = anstream::adapter::strip_str(&bands(&sheet(), width)).to_string();
            assert!(narrow.lines().all(|l| l.width() <= width.max(24)), "{width}:\n{narrow}");
        }
    }

    #[test]
    fn a_text_is_broken_between_words() {
        assert_eq!(wrapped("The old bridge is shut", 10), ["The old", "bridge is", "shut"]);
        assert_eq!(wrapped("unbreakable", 4), ["unbr", "eaka", "ble"]);
        assert_eq!(wrapped("", 4), [""]);
    }
}

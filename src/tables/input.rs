//! What did a spreadsheet make of a table? Another delimiter, Windows-1252, columns moved or added: all read back the same.

use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{CompactString, Date, Level, Problem, Shared};
use crate::tables::cell::{parse_date, unguard};

/// A table in memory, its columns found by name.
pub struct Table {
    /// As the user typed it, for messages.
    name: String,
    stage: &'static str,
    headers: csv::StringRecord,
    text: String,
    delimiter: u8,
    /// Lines before the header (an Excel `sep=` line).
    skipped: u64,
}

/// One row of a table.
pub struct TableRow<'t> {
    record: &'t csv::StringRecord,
    /// Line of the file, counted from 1.
    pub line: u32,
}

impl TableRow<'_> {
    /// The cell of a column, guard undone; empty where the table lacks the column or the row is short.
    pub fn get(&self, column: Option<usize>) -> &str {
        unguard(column.and_then(|i| self.record.get(i)).unwrap_or(""))
    }

    /// A share from 0 to 1, with a decimal point or comma.
    pub fn share(&self, column: Option<usize>, otherwise: f32) -> f32 {
        self.get(column).replace(',', ".").parse().unwrap_or(otherwise)
    }
}

impl Table {
    /// Reads a file. The error is a problem that says what was expected.
    pub fn read(path: &Path, stage: &'static str) -> Result<Table, Problem> {
        let name = path.display().to_string();
        let trouble = |message: String, hint: &str| Problem {
            file: name.clone(),
            line: 0,
            stage,
            level: Level::Error,
            message,
            hint: hint.to_owned(),
        };
        let bytes = std::fs::read(path).map_err(|e| trouble(format!("cannot be read: {e}"), "give the path of a CSV table"))?;
        let mut text = decode(bytes);
        let mut skipped = 0;
        if text.get(..4).is_some_and(|s| s.eq_ignore_ascii_case("sep=")) {
            let end = text.find('\n').map_or(text.len(), |i| i + 1);
            text.drain(..end);
            skipped = 1;
        }
        let delimiter = sniff(&text);
        let headers = reader(&text, delimiter).headers().cloned().unwrap_or_default();
        if headers.iter().all(str::is_empty) {
            return Err(trouble("is empty".into(), "a table begins with a row of column names"));
        }
        let headers = headers.iter().map(|h| h.trim().to_lowercase()).collect();
        Ok(Table { name, stage, headers, text, delimiter, skipped })
    }

    /// The index of a column, where the table has it.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.headers.iter().position(|h| h == name)
    }

    /// The index of a column that must be there.
    pub fn required(&self, name: &str) -> Result<Option<usize>, Problem> {
        match self.column(name) {
            Some(i) => Ok(Some(i)),
            None => Err(Problem {
                file: self.name.clone(),
                line: 1,
                stage: self.stage,
                level: Level::Error,
                message: format!("has no column `{name}`"),
                hint: format!("it has: {}", self.headers.iter().collect::<Vec<_>>().join(", ")),
            }),
        }
    }

    /// Calls `each` with every row that is not blank.
    pub fn for_each(&self, mut each: impl FnMut(TableRow<'_>)) {
        let mut reader = reader(&self.text, self.delimiter);
        let mut record = csv::StringRecord::new();
        // The text is valid UTF-8 and the reader takes rows of any length, so the only end is the end.
        while let Ok(true) = reader.read_record(&mut record) {
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let line = record.position().map_or(0, csv::Position::line) + self.skipped;
            each(TableRow { record: &record, line: u32::try_from(line).unwrap_or(u32::MAX) });
        }
    }

    /// The cell of a column that every row must fill; None where it is blank, which is told.
    pub fn filled<'r>(&self, row: &'r TableRow, column: Option<usize>, problems: &mut Vec<Problem>) -> Option<&'r str> {
        let cell = row.get(column);
        if cell.trim().is_empty() {
            let name = column.and_then(|i| self.headers.get(i)).unwrap_or("");
            problems.push(self.problem(row.line, Level::Warning, format!("the row has no {name}"), "fill it, or remove the row"));
            return None;
        }
        Some(cell)
    }

    /// The id of a row; None where it is blank or stands in an earlier row, which is told.
    pub fn new_id(
        &self,
        row: &TableRow,
        column: Option<usize>,
        seen: &mut FxHashSet<CompactString>,
        problems: &mut Vec<Problem>,
    ) -> Option<CompactString> {
        let id = CompactString::from(self.filled(row, column, problems)?);
        if !seen.insert(id.clone()) {
            let name = column.and_then(|i| self.headers.get(i)).unwrap_or("");
            let message = format!("{name} {id} stands in an earlier row; this row is passed over");
            problems.push(self.problem(row.line, Level::Warning, message, "give each row an id of its own"));
            return None;
        }
        Some(id)
    }

    /// A day, in any spreadsheet's way of writing it; one that cannot be read is told.
    pub fn date(&self, row: &TableRow, column: Option<usize>, problems: &mut Vec<Problem>) -> Option<Date> {
        let cell = row.get(column);
        let date = parse_date(cell);
        if date.is_none() && !cell.trim().is_empty() {
            let message = format!("`{cell}` is no date; taken as undated");
            problems.push(self.problem(row.line, Level::Warning, message, "write 2026-01-27"));
        }
        date
    }

    /// A problem at a row of this table.
    pub fn problem(&self, line: u32, level: Level, message: impl Into<String>, hint: impl Into<String>) -> Problem {
        Problem { file: self.name.clone(), line, stage: self.stage, level, message: message.into(), hint: hint.into() }
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes())
}

/// UTF-8, UTF-16 with its mark, else Windows-1252 as a spreadsheet of Western Europe saves.
fn decode(bytes: Vec<u8>) -> String {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(&bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    String::from_utf8(bytes)
        .unwrap_or_else(|e| encoding_rs::WINDOWS_1252.decode_without_bom_handling(e.as_bytes()).0.into_owned())
}

/// The delimiter that parts the first line into most cells.
fn sniff(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or("");
    let cells = |d: u8| reader(first, d).headers().map_or(0, csv::StringRecord::len);
    // Of equals the first is taken: max_by_key would take the last.
    [b';', b'\t'].into_iter().fold(b',', |best, d| if cells(d) > cells(best) { d } else { best })
}

/// One allocation for each distinct value of a column.
#[derive(Default)]
pub struct Interner {
    seen: FxHashMap<Shared, ()>,
}

impl Interner {
    pub fn get(&mut self, text: &str) -> Shared {
        if let Some((shared, ())) = self.seen.get_key_value(text) {
            return shared.clone();
        }
        let shared = Shared::from(text);
        self.seen.insert(shared.clone(), ());
        shared
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(bytes: &[u8]) -> Table {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), bytes).unwrap();
        Table::read(file.path(), "test").unwrap()
    }

    fn cells(t: &Table, column: &str) -> Vec<String> {
        let i = t.column(column);
        let mut out = Vec::new();
        t.for_each(|row| out.push(row.get(i).to_owned()));
        out
    }

    #[test]
    fn what_spreadsheets_save_is_read_back_the_same() {
        let plain = "quote_id,text\r\nq1,\"perché, no\"\r\n";
        let semicolons = "\u{feff}text;Quote_ID;more\nperché, no;q1;x\n\n";
        let tabs = "sep=\t\nquote_id\ttext\nq1\tperché, no\n";
        for bytes in [
            plain.as_bytes().to_vec(),
            semicolons.as_bytes().to_vec(),
            tabs.as_bytes().to_vec(),
            encoding_rs::WINDOWS_1252.encode(plain).0.into_owned(),
        ] {
            let t = table(&bytes);
            assert_eq!(cells(&t, "text"), ["perché, no"]);
            assert_eq!(cells(&t, "quote_id"), ["q1"]);
        }
    }

    #[test]
    fn a_missing_column_is_told_with_those_that_are_there() {
        let problem = table(b"id,text\n1,a\n").required("quote_id").unwrap_err();
        assert!(problem.message.contains("quote_id") && problem.hint.contains("id, text"));
    }
}

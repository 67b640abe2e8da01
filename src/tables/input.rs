//! What did a spreadsheet make of a table? Another delimiter, Windows-1252, columns moved or added: all read back the same.

use std::cell::{Cell, RefCell};
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::{CompactString, Date, Level, Problem, Shared};
use crate::tables::cell::{parse_date, unguard};
use crate::tables::marks;
use crate::tables::parts::{MOST_ROWS, later_parts};

/// A table in memory, its columns found by name.
pub struct Table {
    stage: &'static str,
    headers: csv::StringRecord,
    /// One a file: a table that is longer than a sheet stands in several.
    parts: Vec<Part>,
    /// The part that is being read, for messages.
    current: Cell<usize>,
    /// What is wrong with its shape, as far as it has been read.
    misshapen: RefCell<Vec<Problem>>,
}

struct Part {
    /// As the user typed it, for messages.
    name: String,
    headers: csv::StringRecord,
    text: String,
    delimiter: u8,
    /// Lines before the header (an Excel `sep=` line).
    skipped: u32,
    /// Lines of cells whose quotation marks were mended.
    mended: Vec<u32>,
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
    /// Reads a file, and those in which it goes on. The error is a problem that says what was expected.
    pub fn read(path: &Path, stage: &'static str) -> Result<Table, Problem> {
        let first = Part::read(path, stage)?;
        let headers = first.headers.clone();
        let mut parts = vec![first];
        // A file of such a name beside a table that would fit into a sheet is none of its parts.
        if parts[0].text.len() as u64 > MOST_ROWS && parts[0].lines() > MOST_ROWS / 2 {
            for later in later_parts(path) {
                parts.push(Part::read(&later, stage)?);
            }
        }
        let table = Table { stage, headers, parts, current: Cell::new(0), misshapen: RefCell::default() };
        for (i, part) in table.parts.iter().enumerate() {
            table.current.set(i);
            for line in &part.mended {
                let message = "a cell begins with a quotation mark that does not end it; it is taken to end with the line, or with its last mark";
                table.misshape(*line, message.to_owned(), "write a mark within a cell twice, and one at its end");
            }
        }
        Ok(table)
    }

    /// What is wrong with the shape of the rows that were read, each thing once.
    pub fn misshapen(&self) -> Vec<Problem> {
        self.misshapen.take()
    }

    fn misshape(&self, line: u32, message: String, hint: &str) {
        self.misshapen.borrow_mut().push(self.problem(line, Level::Warning, message, hint));
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
                file: self.parts[0].name.clone(),
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
        for (i, part) in self.parts.iter().enumerate() {
            self.current.set(i);
            part.for_each(&self.headers, |row, cells| {
                if cells > part.headers.len() {
                    let message = format!("the row has {cells} cells, and the table {} columns", part.headers.len());
                    self.misshape(row.line, message, "put a cell that holds the delimiter between quotation marks");
                }
                each(row);
            });
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
        let file = self.parts.get(self.current.get()).map_or(String::new(), |p| p.name.clone());
        Problem { file, line, stage: self.stage, level, message: message.into(), hint: hint.into() }
    }
}

impl Part {
    fn read(path: &Path, stage: &'static str) -> Result<Part, Problem> {
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
        let (text, mended) = marks::close(text, delimiter);
        let mended = mended.into_iter().map(|line| line + skipped).collect();
        let headers = reader(&text, delimiter).headers().cloned().unwrap_or_default();
        if headers.iter().all(str::is_empty) {
            return Err(trouble("is empty".into(), "a table begins with a row of column names"));
        }
        let headers = headers.iter().map(|h| h.trim().to_lowercase()).collect();
        Ok(Part { name, headers, text, delimiter, skipped, mended })
    }

    fn lines(&self) -> u64 {
        memchr::memchr_iter(b'\n', self.text.as_bytes()).count() as u64
    }

    /// `wanted`: the order of the columns in which the rows are given; each comes with the number of its cells that hold something.
    fn for_each(&self, wanted: &csv::StringRecord, mut each: impl FnMut(TableRow<'_>, usize)) {
        // A spreadsheet may have moved the columns of one part and not of the others.
        let order: Option<Vec<Option<usize>>> =
            (*wanted != self.headers).then(|| wanted.iter().map(|name| self.headers.iter().position(|h| h == name)).collect());
        let mut reader = reader(&self.text, self.delimiter);
        let mut record = csv::StringRecord::new();
        let mut lines = Lines { text: self.text.as_bytes(), line: 1 + self.skipped, at: 0 };
        // The text is valid UTF-8 and the reader takes rows of any length, so the only end is the end.
        while let Ok(true) = reader.read_record(&mut record) {
            let filled = record.len() - record.iter().rev().take_while(|cell| cell.trim().is_empty()).count();
            if filled == 0 {
                continue;
            }
            let line = lines.of(record.position().map_or(0, csv::Position::byte));
            match &order {
                None => each(TableRow { record: &record, line }, filled),
                Some(order) => {
                    let moved = order.iter().map(|i| i.and_then(|i| record.get(i)).unwrap_or("")).collect();
                    each(TableRow { record: &moved, line }, filled);
                }
            }
        }
    }
}

/// Counts the lines before a row. The reader's own count does not know blank lines, nor the second byte of a line's end.
struct Lines<'t> {
    text: &'t [u8],
    line: u32,
    at: usize,
}

impl Lines<'_> {
    /// The line of the row whose reading began at a byte; rows are asked for in their order.
    fn of(&mut self, byte: u64) -> u32 {
        let from = usize::try_from(byte).unwrap_or(usize::MAX).min(self.text.len());
        let blank = self.text[from..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        let before = memchr::memchr_iter(b'\n', &self.text[self.at..from + blank]).count();
        self.line = self.line.saturating_add(u32::try_from(before).unwrap_or(u32::MAX));
        self.at = from + blank;
        self.line
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
    fn what_an_excel_of_germany_france_or_italy_saved_is_read_back_the_same() {
        let saved = |rows: &str| encoding_rs::WINDOWS_1252.encode(rows).0.into_owned();
        for (day, text) in [("27.01.2026", "„Größe, so er“"), ("27/01/2026", "« C’est l’été »"), ("27/01/2026", "È così: «no»")]
        {
            let t =
                table(&saved(&format!("text;date;quote_id;confidence\r\n\"{text}; =1\";{day};q1;0,25\r\n'=x;{day};q2;1\r\n")));
            assert_eq!(cells(&t, "text"), [format!("{text}; =1"), "=x".into()]);
            assert_eq!(cells(&t, "quote_id"), ["q1", "q2"]);
            let dates: Vec<_> = cells(&t, "date").iter().map(|d| crate::tables::cell::parse_date(d)).collect();
            assert_eq!(dates, [crate::model::Date::new(2026, 1, 27).ok(); 2]);
            let mut shares = Vec::new();
            t.for_each(|row| shares.push(row.share(t.column("confidence"), 0.0)));
            assert_eq!(shares, [0.25, 1.0]);
        }
    }

    #[test]
    fn a_table_longer_than_a_sheet_is_read_as_one_and_its_rows_are_told_by_file() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        std::fs::write(at("t.csv"), format!("id,text\n{}", "1,a\n".repeat(600_000))).unwrap();
        std::fs::write(at("t-2.csv"), "text;id;more\nb;2;x\n").unwrap();
        std::fs::write(at("u.csv"), "id,text\n1,a\n").unwrap();
        std::fs::write(at("u-2.csv"), "id,text\n2,b\n").unwrap();
        let t = Table::read(&at("t.csv"), "test").unwrap();
        let (id, text) = (t.column("id"), t.column("text"));
        let (mut count, mut last) = (0, None);
        t.for_each(|row| {
            count += 1;
            if row.get(id) == "2" {
                last = Some((row.get(text).to_owned(), t.problem(row.line, Level::Note, "", "")));
            }
        });
        assert_eq!(count, 600_001);
        let (words, problem) = last.unwrap();
        assert_eq!((words.as_str(), problem.line), ("b", 2));
        assert!(problem.file.ends_with("t-2.csv"));
        assert_eq!(cells(&Table::read(&at("u.csv"), "test").unwrap(), "id"), ["1"], "another table's file is left alone");
    }

    #[test]
    fn a_row_is_told_by_its_line_whatever_ends_the_lines() {
        for text in ["id\r\n1\r\n\r\n\r\n2\r\n\"3\r\n3\"\r\n4", "id\n1\n\n\n2\n\"3\n3\"\n4\n"] {
            let t = table(text.as_bytes());
            let mut lines = Vec::new();
            t.for_each(|row| lines.push(row.line));
            assert_eq!(lines, [2, 5, 6, 8], "{text:?}");
        }
    }

    #[test]
    fn rows_of_another_shape_than_the_header_are_told_and_none_is_swallowed() {
        let t = table(b"id,text\r\n1,\"open\r\n2,one, two\r\n3,good,,\r\n");
        assert_eq!(cells(&t, "text"), ["open", "one", "good"]);
        let told: Vec<(u32, String)> = t.misshapen().into_iter().map(|p| (p.line, p.message)).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].0 == 2 && told[0].1.contains("quotation mark"));
        assert!(told[1].0 == 3 && told[1].1.contains("3 cells"));
    }

    #[test]
    fn a_missing_column_is_told_with_those_that_are_there() {
        let problem = table(b"id,text\n1,a\n").required("quote_id").unwrap_err();
        assert!(problem.message.contains("quote_id") && problem.hint.contains("id, text"));
    }
}

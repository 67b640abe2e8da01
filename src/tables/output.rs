//! How is a row written? RFC 4180, one place for delimiter, byte-order mark, guards and number formats.

use std::fmt::Display;
use std::io::{self, Write};

use crate::model::Date;
use crate::tables::cell::{guard, guard_formula, one_line};

/// How the user wants the tables.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub delimiter: u8,
    /// Excel takes a file without one for the locale's code page.
    pub byte_order_mark: bool,
}

impl Default for Style {
    fn default() -> Self {
        Style { delimiter: b',', byte_order_mark: true }
    }
}

/// The cells of one row, pushed in the order of the columns.
#[derive(Default)]
pub struct Row {
    record: csv::StringRecord,
}

impl Row {
    /// Free text: in one line, guarded.
    pub fn text(&mut self, text: &str) {
        self.record.push_field(&guard(&one_line(text)));
    }

    /// An id or a name from a fixed list: byte for byte, but never with a line break, nor a formula.
    pub fn id(&mut self, id: &str) {
        self.record.push_field(&guard_formula(&one_line(id)));
    }

    /// A count, an offset, an ISO date, a name of an enum.
    pub fn plain(&mut self, value: impl Display) {
        self.record.push_field(&compact_str::format_compact!("{value}"));
    }

    /// A probability or share, with three decimals.
    pub fn share(&mut self, value: f32) {
        self.plain(format_args!("{value:.3}"));
    }

    pub fn date(&mut self, date: Option<Date>) {
        match date {
            Some(date) => self.plain(date),
            None => self.empty(),
        }
    }

    /// A list in one cell. `;` parts entries, so one inside an entry becomes a comma.
    pub fn list<S: AsRef<str>>(&mut self, entries: impl IntoIterator<Item = S>) {
        let joined = entries.into_iter().map(|e| e.as_ref().replace(';', ",")).collect::<Vec<_>>().join(";");
        self.text(&joined);
    }

    pub fn empty(&mut self) {
        self.record.push_field("");
    }
}

/// Writes a header and one row for each item; gives back the number of rows.
pub fn write_rows<T>(
    out: impl Write,
    style: Style,
    columns: &[impl AsRef<str>],
    items: impl IntoIterator<Item = T>,
    mut cells: impl FnMut(&mut Row, T),
) -> io::Result<u64> {
    let mut out = out;
    if style.byte_order_mark {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut writer = csv::WriterBuilder::new().delimiter(style.delimiter).terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(columns.iter().map(AsRef::as_ref))?;
    let mut row = Row::default();
    let mut count = 0;
    for item in items {
        row.record.clear();
        cells(&mut row, item);
        debug_assert_eq!(row.record.len(), columns.len());
        writer.write_record(&row.record)?;
        count += 1;
    }
    writer.flush()?;
    Ok(count)
}

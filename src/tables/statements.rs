//! `statements.csv`: one row a statement.

use std::io::{self, Write};

use crate::model::{Severity, Statement};
use crate::tables::{Row, Style, write_rows};

pub const COLUMNS: [&str; 13] = [
    "statement_id",
    "speakers",
    "date",
    "lang",
    "text",
    "original",
    "renderings",
    "outlets",
    "languages",
    "agreement",
    "divergences",
    "worst",
    "sheet",
];

/// What the later stages add to a statement's row.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Share of the words that stand in places where all agree.
    pub agreement: f32,
    pub divergences: u32,
    pub worst: Option<Severity>,
    /// File name below `alignments/`, without folder; empty where no sheet was written.
    pub sheet: String,
}

/// `statements` come with what later stages found, if they ran.
pub fn write<'a>(
    out: impl Write,
    style: Style,
    statements: impl IntoIterator<Item = (&'a Statement, Option<&'a Findings>)>,
) -> io::Result<u64> {
    write_rows(out, style, &COLUMNS, statements, |row: &mut Row, (s, findings)| {
        row.id(&s.id);
        row.list(&s.speakers);
        row.date(s.date);
        row.plain(&s.lang);
        row.text(&s.text);
        row.text(&s.original);
        row.plain(s.renderings);
        row.list(&s.outlets);
        row.list(&s.languages);
        match findings {
            Some(f) => {
                row.share(f.agreement);
                row.plain(f.divergences);
                row.plain(f.worst.map_or("", Severity::name));
                row.id(&f.sheet);
            }
            None => (0..4).for_each(|_| row.empty()),
        }
    })
}

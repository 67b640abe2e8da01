//! `problems.csv`: one row for each thing wrong with an input.

use std::io::{self, Write};

use crate::model::Problem;
use crate::tables::{Row, Style, write_rows};

pub const COLUMNS: [&str; 6] = ["file", "line", "stage", "severity", "message", "hint"];

pub fn write(out: impl Write, style: Style, problems: &[Problem]) -> io::Result<u64> {
    write_rows(out, style, &COLUMNS, problems, |row: &mut Row, p| {
        row.text(&p.file);
        match p.line {
            0 => row.empty(),
            line => row.plain(line),
        }
        row.plain(p.stage);
        row.plain(p.level);
        row.text(&p.message);
        row.text(&p.hint);
    })
}

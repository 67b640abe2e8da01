//! `divergences.csv`: one row a divergence, worst first; the columns `decision` and `comment` are the auditor's.

use std::io::{self, Write};

use crate::model::{CompactString, Date, Divergence, Shared};
use crate::tables::{Row, Style, Table, write_rows};

pub const COLUMNS: [&str; 25] = [
    "divergence_id",
    "severity",
    "class",
    "mqm_type",
    "speaker",
    "outlet",
    "date",
    "text_here",
    "text_there",
    "explanation",
    "decision",
    "comment",
    "statement_id",
    "rendering_id",
    "quote_id",
    "compared_with",
    "place",
    "start",
    "end",
    "there_start",
    "there_end",
    "rule",
    "confidence",
    "file",
    "sheet",
];

/// A divergence with what the other tables know of it. Offsets are code points.
#[derive(Clone, Debug)]
pub struct DivergenceRow {
    pub id: CompactString,
    pub divergence: Divergence,
    pub speaker: Shared,
    pub outlet: Shared,
    pub date: Option<Date>,
    pub decision: String,
    pub comment: String,
    pub statement_id: CompactString,
    pub rendering_id: CompactString,
    pub quote_id: CompactString,
    pub compared_with: CompactString,
    pub here: (u32, u32),
    pub there: (u32, u32),
    pub file: Shared,
    pub sheet: String,
}

pub fn write<'a>(out: impl Write, style: Style, rows: impl IntoIterator<Item = &'a DivergenceRow>) -> io::Result<u64> {
    write_rows(out, style, &COLUMNS, rows, |row: &mut Row, r| {
        let d = &r.divergence;
        row.id(&r.id);
        row.plain(d.severity);
        row.plain(d.class);
        row.plain(d.class.mqm_type(!d.text_here.is_empty()));
        row.text(&r.speaker);
        row.text(&r.outlet);
        row.date(r.date);
        row.text(&d.text_here);
        row.text(&d.text_there);
        row.text(&d.explanation);
        row.text(&r.decision);
        row.text(&r.comment);
        row.id(&r.statement_id);
        row.id(&r.rendering_id);
        row.id(&r.quote_id);
        row.id(&r.compared_with);
        match d.place {
            0 => row.empty(),
            place => row.plain(place),
        }
        row.plain(r.here.0);
        row.plain(r.here.1);
        row.plain(r.there.0);
        row.plain(r.there.1);
        row.plain(d.rule);
        row.share(d.confidence);
        row.text(&r.file);
        row.id(&r.sheet);
    })
}

/// What the auditor wrote beside a divergence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judged {
    pub id: CompactString,
    pub decision: String,
    pub comment: String,
    pub class: String,
    pub text_here: String,
    pub rendering_id: CompactString,
    /// Code points of the rendering's text.
    pub start: u32,
    pub end: u32,
}

/// The auditor's columns of a table that this program wrote and a spreadsheet may have saved since, with the line of each row.
pub fn read_judged(table: &Table) -> Vec<(u32, Judged)> {
    let [id, decision, comment, class, here, rendering, start, end] =
        ["divergence_id", "decision", "comment", "class", "text_here", "rendering_id", "start", "end"].map(|c| table.column(c));
    let mut out = Vec::new();
    table.for_each(|row| {
        let judged = Judged {
            id: row.get(id).into(),
            decision: row.get(decision).trim().to_lowercase(),
            comment: row.get(comment).to_owned(),
            class: row.get(class).to_owned(),
            text_here: row.get(here).to_owned(),
            rendering_id: row.get(rendering).into(),
            start: row.get(start).parse().unwrap_or(0),
            end: row.get(end).parse().unwrap_or(0),
        };
        out.push((row.line, judged));
    });
    out
}

//! `divergences.csv`: one row a divergence, worst first; the columns `decision` and `comment` are the auditor's.

use std::io::{self, Write};

use crate::model::{Class, CompactString, Date, Divergence, Problem, Rendering, Severity, Shared, Span};
use crate::tables::cell::one_line;
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
    /// Of the rendering, or of the quotation that holds the cut. No column.
    pub lang: Shared,
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

impl DivergenceRow {
    /// Does it count? All but what the auditor accepted, saw fixed, or ignores.
    pub fn is_open(&self) -> bool {
        self.decision.is_empty() || self.decision == "error"
    }

    /// The cells in the order of the columns, without guards.
    pub fn cells(&self) -> [CompactString; COLUMNS.len()] {
        let d = &self.divergence;
        let shown = |value: &dyn std::fmt::Display| compact_str::format_compact!("{value}");
        [
            self.id.clone(),
            d.severity.name().into(),
            d.class.name().into(),
            d.class.mqm_type(!d.text_here.is_empty()).into(),
            CompactString::from(&*self.speaker),
            CompactString::from(&*self.outlet),
            self.date.map(|date| shown(&date)).unwrap_or_default(),
            CompactString::from(&*one_line(&d.text_here)),
            CompactString::from(&*one_line(&d.text_there)),
            CompactString::from(&*one_line(&d.explanation)),
            CompactString::from(&self.decision),
            CompactString::from(&*one_line(&self.comment)),
            self.statement_id.clone(),
            self.rendering_id.clone(),
            self.quote_id.clone(),
            self.compared_with.clone(),
            if d.place == 0 { CompactString::default() } else { shown(&d.place) },
            shown(&self.here.0),
            shown(&self.here.1),
            shown(&self.there.0),
            shown(&self.there.1),
            d.rule.into(),
            compact_str::format_compact!("{:.3}", d.confidence),
            CompactString::from(&*self.file),
            CompactString::from(&self.sheet),
        ]
    }
}

/// The columns whose words come from articles and people.
const FREE: [&str; 9] = ["speaker", "outlet", "text_here", "text_there", "explanation", "decision", "comment", "file", "sheet"];

pub fn write<'a>(out: impl Write, style: Style, rows: impl IntoIterator<Item = &'a DivergenceRow>) -> io::Result<u64> {
    let free = COLUMNS.map(|c| FREE.contains(&c));
    write_rows(out, style, &COLUMNS, rows, |row: &mut Row, r| {
        for (cell, free) in r.cells().iter().zip(free) {
            if free { row.text(cell) } else { row.id(cell) }
        }
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
pub fn read_judged(table: &Table) -> Result<Vec<(u32, Judged)>, Problem> {
    table.required("divergence_id").and(table.required("decision"))?;
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
    // What was judged may stand in the wrong cell.
    table.misshapen().into_iter().next().map_or(Ok(out), Err)
}

/// The divergences of one statement as they were written, for its renderings: what a sheet shows of them. A row whose class or severity is
/// unknown is passed over.
pub fn read(table: &Table, statement_id: &str, renderings: &[Rendering]) -> Vec<DivergenceRow> {
    let column = |name: &str| table.column(name);
    let [statement, rendering, there] = ["statement_id", "rendering_id", "compared_with"].map(column);
    let [id, severity, class, place, here] = ["divergence_id", "severity", "class", "place", "text_here"].map(column);
    let [text_there, explanation, decision, outlet] = ["text_there", "explanation", "decision", "outlet"].map(column);
    let of = |id: &str| renderings.iter().position(|r| r.id == id);
    let mut out = Vec::new();
    table.for_each(|row| {
        if row.get(statement) != statement_id {
            return;
        }
        let (Some(severity), Some(class)) = (Severity::from_name(row.get(severity)), Class::from_name(row.get(class))) else {
            return;
        };
        let divergence = Divergence {
            severity,
            class,
            text_here: row.get(here).to_owned(),
            text_there: row.get(text_there).to_owned(),
            explanation: row.get(explanation).to_owned(),
            rendering: of(row.get(rendering)),
            compared_with: of(row.get(there)),
            place: row.get(place).parse().unwrap_or(0),
            here: Span::default(),
            there: Span::default(),
            rule: "",
            confidence: 1.0,
            quote_id: None,
        };
        out.push(DivergenceRow {
            id: row.get(id).into(),
            divergence,
            speaker: Shared::default(),
            outlet: row.get(outlet).into(),
            lang: of(row.get(rendering)).map(|i| renderings[i].lang.clone()).unwrap_or_default(),
            date: None,
            decision: row.get(decision).to_owned(),
            comment: String::new(),
            statement_id: statement_id.into(),
            rendering_id: row.get(rendering).into(),
            quote_id: CompactString::default(),
            compared_with: row.get(there).into(),
            here: (0, 0),
            there: (0, 0),
            file: Shared::default(),
            sheet: String::new(),
        });
    });
    out
}

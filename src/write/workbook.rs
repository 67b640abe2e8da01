//! What does an auditor open? `audit.xlsx`: an overview, the statements, an alignment block a statement with divergent cells coloured by severity,
//! and the divergences with a drop-down for the decision. Made from the rows of the tables; the same rows give the same bytes.

use std::collections::BTreeMap;

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError,
};
use rustc_hash::FxHashMap;

use crate::model::{Severity, Shared, Statement};
use crate::tables::decisions::VALUES;
use crate::tables::divergences::{self, DivergenceRow};
use crate::tables::parts::{self, MOST_CHARS};
use crate::tables::sheet::Sheet;
use crate::tables::statements::Findings;

pub const FILE: &str = "audit.xlsx";
/// The sheet whose columns `decision` and `comment` are the auditor's.
pub const DIVERGENCES: &str = "Divergences";
const ALIGNMENTS: &str = "Alignments";

/// What a workbook is made of.
pub struct Book<'a> {
    pub statements: Vec<(&'a Statement, &'a Findings)>,
    /// Statements with a sheet, and the sheet.
    pub blocks: Vec<(&'a Statement, &'a Sheet)>,
    pub divergences: &'a [DivergenceRow],
    /// Path from the workbook to the folder of the sources, where one can be told.
    pub sources: Option<String>,
}

/// Rows of a sheet in the format, the header counted.
const MOST_ROWS: usize = parts::MOST_ROWS as usize;
const MOST_COLUMNS: usize = 16_384;

/// The workbook as bytes, and how many divergences did not fit.
pub fn workbook(book: &Book) -> Result<(Vec<u8>, usize), XlsxError> {
    let mut out = Workbook::new();
    // The time of a run is no part of its result.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    out.set_properties(&DocProperties::new().set_title("quotealign").set_creation_datetime(&day));
    let look = Look::new();
    overview(out.add_worksheet(), book, &look)?;
    statements(out.add_worksheet(), book, &look)?;
    let starts = alignments(out.add_worksheet(), book, &look)?;
    let left = divergences(out.add_worksheet(), book, &starts, &look)?;
    for sheet in out.worksheets_mut() {
        // On paper a page is as wide as the sheet.
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    }
    Ok((out.save_to_buffer()?, left))
}

/// The formats, one of each.
struct Look {
    title: Format,
    header: Format,
    text: Format,
    link: Format,
    by_severity: BTreeMap<Severity, Format>,
}

/// A colour a severity, told apart in grey too.
const COLOURS: [(Severity, u32); 4] = [
    (Severity::Critical, 0x00F2_8B82),
    (Severity::Major, 0x00FB_C48C),
    (Severity::Minor, 0x00FD_EFA6),
    (Severity::Neutral, 0x00E8_EAED),
];

impl Look {
    fn new() -> Look {
        let text = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let coloured = |rgb: u32| text.clone().set_background_color(Color::RGB(rgb)).set_border(FormatBorder::Hair);
        Look {
            title: Format::new().set_bold().set_font_size(14),
            header: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_background_color(Color::RGB(0x002F_4858))
                .set_font_color(Color::White),
            link: text.clone().set_font_color(Color::RGB(0x0019_5BA5)).set_underline(rust_xlsxwriter::FormatUnderline::Single),
            by_severity: COLOURS.iter().map(|(s, rgb)| (*s, coloured(*rgb))).collect(),
            text,
        }
    }

    fn of(&self, severity: Option<Severity>) -> &Format {
        severity.and_then(|s| self.by_severity.get(&s)).unwrap_or(&self.text)
    }
}

/// A text as long as a cell can hold.
fn fit(text: &str) -> String {
    if text.len() <= MOST_CHARS {
        return text.to_owned();
    }
    let mut units = 0;
    text.chars()
        .take_while(|c| {
            units += c.len_utf16();
            units < MOST_CHARS
        })
        .collect()
}

fn put(sheet: &mut Worksheet, row: u32, column: usize, text: &str, format: &Format) -> Result<(), XlsxError> {
    sheet.write_string_with_format(row, column_number(column), fit(text), format)?;
    Ok(())
}

/// Columns past the last that the format knows are refused by it.
fn column_number(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

fn row_number(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

fn headers(sheet: &mut Worksheet, row: u32, names: &[&str], widths: &[f64], look: &Look) -> Result<(), XlsxError> {
    for (i, name) in names.iter().enumerate() {
        put(sheet, row, i, name, &look.header)?;
        sheet.set_column_width(column_number(i), widths.get(i).copied().unwrap_or(14.0))?;
    }
    Ok(())
}

/// Outlets by statements, agreement and severities, with a legend.
fn overview(sheet: &mut Worksheet, book: &Book, look: &Look) -> Result<(), XlsxError> {
    sheet.set_name("Overview")?;
    put(sheet, 0, 0, "Statements by outlet", &look.title)?;
    let names = ["outlet", "statements", "mean agreement", "critical", "major", "minor", "neutral"];
    headers(sheet, 2, &names, &[32.0, 12.0, 12.0, 10.0, 10.0, 10.0, 10.0], look)?;
    let mut outlets: BTreeMap<&Shared, (u32, f64, [u32; 4])> = BTreeMap::new();
    for (statement, findings) in &book.statements {
        for outlet in &statement.outlets {
            let entry = outlets.entry(outlet).or_default();
            entry.0 += 1;
            entry.1 += f64::from(findings.agreement);
        }
    }
    for d in book.divergences.iter().filter(|d| d.is_open()) {
        if let Some((_, _, by)) = outlets.get_mut(&d.outlet) {
            by[d.divergence.severity as usize] += 1;
        }
    }
    let mut row = 3;
    for (outlet, (count, agreement, by)) in &outlets {
        put(sheet, row, 0, outlet, &look.text)?;
        sheet.write_number(row, 1, *count)?;
        sheet.write_number_with_format(row, 2, agreement / f64::from(*count), &Format::new().set_num_format("0.00"))?;
        for (i, severity) in Severity::ALL.iter().rev().enumerate() {
            let n = by[*severity as usize];
            sheet.write_number_with_format(row, column_number(3 + i), n, look.of((n > 0).then_some(*severity)))?;
        }
        row += 1;
    }
    row += 1;
    put(sheet, row, 0, "What the colours mean", &look.title)?;
    let meanings = [
        "turns the sense round, or changes a number",
        "says less, more or something else",
        "a reader may notice",
        "differs on paper only, or is told as information",
    ];
    for (severity, meaning) in Severity::ALL.iter().rev().zip(meanings) {
        row += 1;
        put(sheet, row, 0, severity.name(), look.of(Some(*severity)))?;
        put(sheet, row, 1, meaning, &Format::new())?;
    }
    Ok(())
}

fn statements(sheet: &mut Worksheet, book: &Book, look: &Look) -> Result<(), XlsxError> {
    sheet.set_name("Statements")?;
    let names = ["statement", "speakers", "date", "text", "renderings", "outlets", "agreement", "divergences", "worst"];
    headers(sheet, 0, &names, &[34.0, 24.0, 12.0, 70.0, 11.0, 40.0, 11.0, 12.0, 10.0], look)?;
    sheet.set_freeze_panes(1, 1)?;
    for (i, (s, f)) in book.statements.iter().take(MOST_ROWS - 1).enumerate() {
        let row = row_number(i + 1);
        put(sheet, row, 0, &s.id, &look.text)?;
        put(sheet, row, 1, &s.speakers.join("; "), &look.text)?;
        put(sheet, row, 2, &s.date.map(|d| d.to_string()).unwrap_or_default(), &look.text)?;
        put(sheet, row, 3, &s.text, &look.text)?;
        sheet.write_number_with_format(row, 4, s.renderings, &look.text)?;
        put(sheet, row, 5, &s.outlets.join("; "), &look.text)?;
        sheet.write_number_with_format(row, 6, (f64::from(f.agreement) * 1000.0).round() / 1000.0, &look.text)?;
        sheet.write_number_with_format(row, 7, f.divergences, &look.text)?;
        put(sheet, row, 8, f.worst.map_or("", Severity::name), look.of(f.worst))?;
    }
    let last = row_number(book.statements.len().clamp(1, MOST_ROWS - 1));
    sheet.autofilter(0, 0, last, 8)?;
    Ok(())
}

/// Widths of the alignment blocks' columns, in characters: place, status, what diverges, words.
const BLOCK: [usize; 4] = [8, 9, 46, 30];
/// Height of a line in points.
const LINE: f64 = 15.0;

/// One block a statement, the worst first; gives back the row at which each begins.
fn alignments<'a>(sheet: &mut Worksheet, book: &'a Book, look: &Look) -> Result<FxHashMap<&'a str, u32>, XlsxError> {
    sheet.set_name(ALIGNMENTS)?;
    let most = book.blocks.iter().map(|(_, block)| block.headers.len() + 3).max().unwrap_or(3).min(MOST_COLUMNS);
    for i in 0..most {
        sheet.set_column_width(column_number(i), BLOCK[i.min(3)] as f64)?;
    }
    let mut starts = FxHashMap::default();
    let mut row = 0usize;
    for (statement, block) in &book.blocks {
        if row + block.rows.len() + 3 > MOST_ROWS || block.headers.len() + 3 > MOST_COLUMNS {
            break;
        }
        starts.insert(statement.id.as_str(), row_number(row));
        put(sheet, row_number(row), 0, &format!("{}: “{}”", statement.speakers.join("; "), statement.text), &look.title)?;
        let names = ["place", "status", "divergences"].into_iter().chain(block.headers.iter().map(String::as_str));
        for (i, name) in names.enumerate() {
            put(sheet, row_number(row + 1), i, name, &look.header)?;
        }
        for (n, r) in block.rows.iter().enumerate() {
            let at = row_number(row + 2 + n);
            put(sheet, at, 0, &r.place, &look.text)?;
            put(sheet, at, 1, r.status.name(), &look.text)?;
            put(sheet, at, 2, &r.divergences, &look.text)?;
            for (i, (cell, severity)) in r.cells.iter().zip(&r.severities).enumerate() {
                put(sheet, at, i + 3, cell, look.of(*severity))?;
            }
            let lines = r.cells.iter().map(|c| lines(c, BLOCK[3])).chain([lines(&r.divergences, BLOCK[2])]).max().unwrap_or(1);
            sheet.set_row_height(at, LINE * lines as f64)?;
        }
        row += block.rows.len() + 3;
    }
    Ok(starts)
}

/// Lines that a text takes in a column of that width; spreadsheets do not all find out themselves.
fn lines(text: &str, width: usize) -> usize {
    text.chars().count().div_ceil(width).clamp(1, 20)
}

/// All divergences, with a drop-down for the decision; gives back how many did not fit.
fn divergences(sheet: &mut Worksheet, book: &Book, starts: &FxHashMap<&str, u32>, look: &Look) -> Result<usize, XlsxError> {
    sheet.set_name(DIVERGENCES)?;
    let column = |name: &str| divergences::COLUMNS.iter().position(|c| *c == name).unwrap_or(0);
    let mut widths = [14.0; divergences::COLUMNS.len()];
    for (name, width) in
        [("text_here", 36.0), ("text_there", 36.0), ("explanation", 60.0), ("comment", 36.0), ("speaker", 22.0), ("outlet", 22.0)]
    {
        widths[column(name)] = width;
    }
    headers(sheet, 0, &divergences::COLUMNS, &widths, look)?;
    sheet.set_freeze_panes(1, 0)?;
    let shown = book.divergences.len().min(MOST_ROWS - 1);
    for (i, d) in book.divergences[..shown].iter().enumerate() {
        let row = row_number(i + 1);
        for (c, text) in d.cells().iter().enumerate() {
            let format = if c == column("severity") { look.of(Some(d.divergence.severity)) } else { &look.text };
            put(sheet, row, c, text, format)?;
        }
        if let Some(start) = starts.get(d.statement_id.as_str()) {
            let url = Url::new(format!("internal:'{ALIGNMENTS}'!A{}", start + 1)).set_text(fit(&d.statement_id));
            sheet.write_url_with_format(row, column_number(column("statement_id")), url, &look.link)?;
        }
        if let (Some(sources), false) = (&book.sources, d.file.is_empty()) {
            let url = Url::new(format!("external:{sources}/{}", d.file)).set_text(fit(&d.file));
            // A path that the format refuses as a link stays as text.
            let _ = sheet.write_url_with_format(row, column_number(column("file")), url, &look.link);
        }
    }
    let last = row_number(shown.max(1));
    let choices = DataValidation::new().allow_list_strings(&VALUES)?.ignore_blank(true);
    let decision = column_number(column("decision"));
    sheet.add_data_validation(1, decision, last, decision, &choices)?;
    sheet.autofilter(0, 0, last, column_number(divergences::COLUMNS.len() - 1))?;
    Ok(book.divergences.len() - shown)
}

//! What did the auditor write into `audit.xlsx`? The rows of its divergences, as any spreadsheet saved them.

use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};

use crate::tables::divergences::Judged;

/// The rows with their line, the header being 1. The error says why the workbook cannot be read.
pub fn read_judged(path: &Path, sheet: &str) -> Result<Vec<(u32, Judged)>, String> {
    let mut book: Xlsx<_> = open_workbook(path).map_err(|e: calamine::XlsxError| format!("cannot be read: {e}"))?;
    let range = book.worksheet_range(sheet).map_err(|e| format!("has no sheet `{sheet}`: {e}"))?;
    let mut rows = range.rows();
    let headers: Vec<String> = rows.next().unwrap_or_default().iter().map(|c| c.to_string().trim().to_lowercase()).collect();
    let column = |name: &str| headers.iter().position(|h| h == name);
    let [id, decision, comment, class, here, rendering, start, end] =
        ["divergence_id", "decision", "comment", "class", "text_here", "rendering_id", "start", "end"].map(column);
    for (name, at) in [("divergence_id", id), ("decision", decision)] {
        at.ok_or_else(|| format!("has no column `{name}` in its sheet `{sheet}`"))?;
    }
    let cell = |row: &[Data], at: Option<usize>| at.and_then(|i| row.get(i)).map_or(String::new(), |c| c.to_string());
    let number = |row: &[Data], at: Option<usize>| cell(row, at).trim_end_matches(".0").parse().unwrap_or(0);
    let judged = rows.enumerate().map(|(i, row)| {
        let judged = Judged {
            id: cell(row, id).into(),
            decision: cell(row, decision).trim().to_lowercase(),
            comment: cell(row, comment),
            class: cell(row, class),
            text_here: cell(row, here),
            rendering_id: cell(row, rendering).into(),
            start: number(row, start),
            end: number(row, end),
        };
        (u32::try_from(i + 2).unwrap_or(u32::MAX), judged)
    });
    Ok(judged.filter(|(_, j)| !j.id.is_empty()).collect())
}

//! `renderings.csv`: one row a rendering; the input of the alignment and of the audit.

use std::io::{self, Write};

use rustc_hash::FxHashSet;

use crate::lang;
use crate::model::{CompactString, Level, Problem, Rendering, Role, Severity};
use crate::normalise::normalised;
use crate::tables::cell::parse_date;
use crate::tables::{Interner, Row, Style, Table, write_rows};

pub const COLUMNS: [&str; 14] = [
    "statement_id",
    "rendering_id",
    "quote_id",
    "outlet",
    "date",
    "lang",
    "role",
    "start",
    "end",
    "text",
    "normalised",
    "similarity",
    "divergences",
    "worst",
];

/// How many divergences a rendering has, and its worst; empty before the audit.
pub type Found = Option<(u32, Option<Severity>)>;

pub fn write<'a>(out: impl Write, style: Style, renderings: impl IntoIterator<Item = (&'a Rendering, Found)>) -> io::Result<u64> {
    write_rows(out, style, &COLUMNS, renderings, |row: &mut Row, (r, found)| {
        row.id(&r.statement_id);
        row.id(&r.id);
        row.id(&r.quote_id);
        row.text(&r.outlet);
        row.date(r.date);
        row.plain(&r.lang);
        row.plain(r.role);
        row.plain(r.start);
        row.plain(r.end);
        row.text(&r.text);
        row.text(&normalised(&r.text, lang::of(&r.lang)));
        row.share(r.similarity);
        match found {
            Some((count, worst)) => {
                row.plain(count);
                row.plain(worst.map_or("", Severity::name));
            }
            None => (0..2).for_each(|_| row.empty()),
        }
    })
}

/// A rendering with the role that its row tells, if any.
pub type ToldRole = (Rendering, Option<Role>);

/// The renderings of a table with at least `statement_id`, `rendering_id` and `text`, in its order; `None` where no role is told.
pub fn read(table: &Table) -> Result<(Vec<ToldRole>, Vec<Problem>), Problem> {
    let statement = table.required("statement_id")?;
    let id = table.required("rendering_id")?;
    let text = table.required("text")?;
    let [quote, outlet, date, lang, role, start, end, similarity] =
        ["quote_id", "outlet", "date", "lang", "role", "start", "end", "similarity"].map(|c| table.column(c));
    let mut shared = Interner::default();
    let mut seen: FxHashSet<CompactString> = FxHashSet::default();
    let (mut out, mut problems) = (Vec::new(), Vec::new());
    table.for_each(|row| {
        let (statement_id, rendering_id, words) = (row.get(statement), row.get(id), row.get(text));
        let missing =
            [(statement_id, "statement_id"), (rendering_id, "rendering_id")].into_iter().find(|(cell, _)| cell.is_empty());
        if let Some((_, column)) = missing {
            problems.push(table.problem(
                row.line,
                Level::Warning,
                format!("the row has no {column}"),
                "fill it, or remove the row",
            ));
            return;
        }
        if !seen.insert(rendering_id.into()) {
            let message = format!("rendering_id {rendering_id} stands in an earlier row; this row is passed over");
            problems.push(table.problem(row.line, Level::Warning, message, "give each rendering an id of its own"));
            return;
        }
        let told = Role::from_name(row.get(role));
        out.push((
            Rendering {
                statement_id: statement_id.into(),
                id: rendering_id.into(),
                quote_id: row.get(quote).into(),
                outlet: shared.get(row.get(outlet)),
                date: parse_date(row.get(date)),
                lang: shared.get(row.get(lang)),
                role: told.unwrap_or(Role::Variant),
                start: row.get(start).parse().unwrap_or(0),
                end: row.get(end).parse().unwrap_or(0),
                text: words.to_owned(),
                similarity: row.get(similarity).replace(',', ".").parse().unwrap_or(1.0),
            },
            told,
        ));
    });
    Ok((out, problems))
}

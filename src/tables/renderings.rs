//! `renderings.csv`: one row a rendering; the input of the alignment and of the audit.

use std::io::{self, Write};

use rustc_hash::FxHashSet;

use crate::lang;
use crate::model::{CompactString, Problem, Rendering, Role, Severity};
use crate::normalise::normalised;
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
        match r.normalised.as_str() {
            "" => row.text(&normalised(&r.text, lang::of(&r.lang))),
            words => row.text(words),
        }
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
        let Some(statement_id) = table.filled(&row, statement, &mut problems) else { return };
        let Some(rendering_id) = table.new_id(&row, id, &mut seen, &mut problems) else { return };
        let Some(words) = table.filled(&row, text, &mut problems) else { return };
        let told = Role::from_name(row.get(role));
        out.push((
            Rendering {
                statement_id: statement_id.into(),
                id: rendering_id,
                quote_id: row.get(quote).into(),
                outlet: shared.get(row.get(outlet)),
                date: table.date(&row, date, &mut problems),
                lang: shared.get(row.get(lang)),
                role: told.unwrap_or(Role::Variant),
                start: row.get(start).parse().unwrap_or(0),
                end: row.get(end).parse().unwrap_or(0),
                text: words.to_owned(),
                normalised: String::new(),
                similarity: row.share(similarity, 1.0),
            },
            told,
        ));
    });
    problems.extend(table.misshapen());
    Ok((out, problems))
}

//! `quotes.csv`: one row a quotation; the input of the clustering.

use std::io::{self, Write};

use rustc_hash::FxHashSet;

use crate::model::{CompactString, Kind, Level, Problem, Quotation, Reason};
use crate::tables::cell::parse_date;
use crate::tables::{Interner, Row, Style, Table, write_rows};

pub const COLUMNS: [&str; 19] = [
    "quote_id",
    "article_id",
    "file",
    "outlet",
    "date",
    "lang",
    "paragraph",
    "start",
    "end",
    "kind",
    "text",
    "speaker",
    "speaker_mention",
    "cue",
    "reason",
    "confidence",
    "passage_id",
    "context",
    "statement_ids",
];

/// `quotations` come with the ids of the statements that they render; none before the clustering.
pub fn write<'a>(
    out: impl Write,
    style: Style,
    quotations: impl IntoIterator<Item = (&'a Quotation, &'a [CompactString])>,
) -> io::Result<u64> {
    write_rows(out, style, &COLUMNS, quotations, |row: &mut Row, (q, statements)| {
        row.id(&q.id);
        row.id(&q.article_id);
        row.text(&q.file);
        row.text(&q.outlet);
        row.date(q.date);
        row.plain(&q.lang);
        row.plain(q.paragraph);
        row.plain(q.start);
        row.plain(q.end);
        row.plain(q.kind);
        row.text(&q.text);
        row.text(&q.speaker);
        row.text(&q.mention);
        row.text(&q.cue);
        row.plain(q.reason);
        row.share(q.confidence);
        row.id(&q.passage_id);
        row.text(&q.context);
        row.list(statements);
    })
}

/// The quotations of a table with at least `quote_id` and `text`. Rows without either, and ids seen before, are told and passed over.
pub fn read(table: &Table) -> Result<(Vec<Quotation>, Vec<Problem>), Problem> {
    let id = table.required("quote_id")?;
    let text = table.required("text")?;
    let [article_id, file, outlet, date, lang, paragraph, start, end] =
        ["article_id", "file", "outlet", "date", "lang", "paragraph", "start", "end"].map(|c| table.column(c));
    let [kind, speaker, mention, cue, reason, confidence, passage, context] =
        ["kind", "speaker", "speaker_mention", "cue", "reason", "confidence", "passage_id", "context"].map(|c| table.column(c));
    let mut shared = Interner::default();
    let mut seen: FxHashSet<CompactString> = FxHashSet::default();
    let (mut out, mut problems) = (Vec::new(), Vec::new());
    table.for_each(|row| {
        let (quote_id, words) = (row.get(id), row.get(text));
        if quote_id.is_empty() || words.trim().is_empty() {
            let what = if quote_id.is_empty() { "has no quote_id" } else { "has no text" };
            problems.push(table.problem(row.line, Level::Warning, format!("the row {what}"), "fill it, or remove the row"));
            return;
        }
        if !seen.insert(quote_id.into()) {
            let message = format!("quote_id {quote_id} stands in an earlier row; this row is passed over");
            problems.push(table.problem(row.line, Level::Warning, message, "give each quotation an id of its own"));
            return;
        }
        let day = row.get(date);
        let parsed = parse_date(day);
        if parsed.is_none() && !day.trim().is_empty() {
            problems.push(table.problem(
                row.line,
                Level::Warning,
                format!("`{day}` is no date; taken as undated"),
                "write 2026-01-27",
            ));
        }
        let named = row.get(kind);
        out.push(Quotation {
            id: quote_id.into(),
            article_id: row.get(article_id).into(),
            file: shared.get(row.get(file)),
            outlet: shared.get(row.get(outlet)),
            date: parsed,
            lang: shared.get(row.get(lang)),
            paragraph: row.get(paragraph).parse().unwrap_or(0),
            start: row.get(start).parse().unwrap_or(0),
            end: row.get(end).parse().unwrap_or(0),
            kind: Kind::from_name(named).unwrap_or(Kind::Direct),
            text: words.to_owned(),
            speaker: shared.get(row.get(speaker)),
            mention: row.get(mention).into(),
            cue: row.get(cue).into(),
            reason: Reason::from_name(row.get(reason)).unwrap_or(Reason::None),
            confidence: row.get(confidence).replace(',', ".").parse().unwrap_or(0.0),
            passage_id: row.get(passage).into(),
            context: row.get(context).to_owned(),
        });
        if !named.is_empty() && Kind::from_name(named).is_none() {
            let known = Kind::ALL.iter().map(|k| k.name()).collect::<Vec<_>>().join(", ");
            problems.push(table.problem(
                row.line,
                Level::Warning,
                format!("kind `{named}` is unknown; taken as direct"),
                format!("one of {known}"),
            ));
        }
    });
    Ok((out, problems))
}

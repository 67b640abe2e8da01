//! `quotes.csv`: one row a quotation; the input of the clustering.

use std::io::{self, Write};

use rustc_hash::FxHashSet;

use crate::model::{CompactString, Kind, Level, Problem, Quotation, Reason};
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
        let Some(words) = table.filled(&row, text, &mut problems) else { return };
        let Some(quote_id) = table.new_id(&row, id, &mut seen, &mut problems) else { return };
        let named = row.get(kind);
        out.push(Quotation {
            id: quote_id,
            article_id: row.get(article_id).into(),
            file: shared.get(row.get(file)),
            outlet: shared.get(row.get(outlet)),
            date: table.date(&row, date, &mut problems),
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
            confidence: row.share(confidence, 0.0),
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
    problems.extend(table.misshapen());
    Ok((out, problems))
}

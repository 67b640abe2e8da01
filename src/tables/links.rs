//! `links.csv`: one row a pair of tokens that answer each other.

use std::io::{self, Write};

use crate::model::{Alignment, Link, Rendering};
use crate::tables::{Row, Style, write_rows};
use crate::text::Points;

pub const COLUMNS: [&str; 9] =
    ["statement_id", "a_rendering", "a_start", "a_end", "b_rendering", "b_start", "b_end", "relation", "confidence"];

pub fn write<'a>(
    out: impl Write,
    style: Style,
    statements: impl IntoIterator<Item = (&'a [Rendering], &'a Alignment)>,
) -> io::Result<u64> {
    let rows = statements.into_iter().flat_map(|(renderings, alignment)| {
        let points: Vec<Points<'a>> = renderings.iter().map(|r| Points::new(&r.text)).collect();
        let located = |i: usize, at: usize| points.get(i).map_or(0, |p| p.of_byte(at));
        let rows: Vec<(&Rendering, &Rendering, &Link, [u32; 4])> = alignment
            .links
            .iter()
            .filter_map(|l| {
                let offsets = [(l.a, l.a_span.start), (l.a, l.a_span.end), (l.b, l.b_span.start), (l.b, l.b_span.end)];
                Some((renderings.get(l.a)?, renderings.get(l.b)?, l, offsets.map(|(i, at)| located(i, at))))
            })
            .collect();
        rows
    });
    write_rows(out, style, &COLUMNS, rows, |row: &mut Row, (a, b, link, [a_start, a_end, b_start, b_end])| {
        row.id(&a.statement_id);
        row.id(&a.id);
        row.plain(a_start);
        row.plain(a_end);
        row.id(&b.id);
        row.plain(b_start);
        row.plain(b_end);
        row.plain(link.relation);
        row.share(link.confidence);
    })
}

//! `alignment.csv`: one row a place and rendering, words or smallest phrases, never joined. A rendering without words at a place has no row.

use std::io::{self, Write};

use crate::model::{Alignment, Cell, Rendering};
use crate::tables::{Row, Style, write_rows};
use crate::text::Points;

pub const COLUMNS: [&str; 11] = [
    "statement_id",
    "place",
    "status",
    "rendering_id",
    "outlet",
    "lang",
    "start",
    "end",
    "reading",
    "transposition_id",
    "confidence",
];

/// `statements`: the renderings of one statement each, and their table.
pub fn write<'a>(
    out: impl Write,
    style: Style,
    statements: impl IntoIterator<Item = (&'a [Rendering], &'a Alignment)>,
) -> io::Result<u64> {
    let rows = statements.into_iter().flat_map(|(renderings, alignment)| cells(renderings, alignment));
    write_rows(out, style, &COLUMNS, rows, |row: &mut Row, cell| {
        row.id(&cell.rendering.statement_id);
        row.plain(cell.place);
        row.plain(cell.status);
        row.id(&cell.rendering.id);
        row.text(&cell.rendering.outlet);
        row.plain(&cell.rendering.lang);
        row.plain(cell.start);
        row.plain(cell.end);
        row.text(cell.cell.span.of(&cell.rendering.text));
        match cell.cell.transposition {
            Some(id) => row.plain(id),
            None => row.empty(),
        }
        row.share(cell.cell.confidence);
    })
}

struct PlacedCell<'a> {
    rendering: &'a Rendering,
    cell: &'a Cell,
    place: usize,
    status: crate::model::Status,
    start: u32,
    end: u32,
}

fn cells<'a>(renderings: &'a [Rendering], alignment: &'a Alignment) -> impl Iterator<Item = PlacedCell<'a>> {
    let points: Vec<Points<'a>> = renderings.iter().map(|r| Points::new(&r.text)).collect();
    let mut rows = Vec::new();
    for (n, place) in alignment.places.iter().enumerate() {
        for (i, cell) in place.cells.iter().enumerate() {
            let (Some(cell), Some(rendering)) = (cell, renderings.get(i)) else { continue };
            rows.push(PlacedCell {
                rendering,
                cell,
                place: n + 1,
                status: place.status,
                start: points[i].of_byte(cell.span.start),
                end: points[i].of_byte(cell.span.end),
            });
        }
    }
    rows.into_iter()
}

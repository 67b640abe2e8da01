//! `alignment.csv`: one row a place and rendering, words or smallest phrases, never joined. A rendering without words at a place has no row.

use std::io::{self, Write};

use crate::model::{Alignment, Cell, Place, Problem, Rendering, Span, Status};
use crate::tables::{Row, Style, Table, write_rows};
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
    status: Status,
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

/// The table of one statement as it was written, for its renderings. `None` where the table knows nothing of it.
pub fn read(table: &Table, statement_id: &str, renderings: &[Rendering]) -> Result<Option<Alignment>, Problem> {
    let statement = table.required("statement_id")?;
    let [place, status, rendering, start, end] =
        ["place", "status", "rendering_id", "start", "end"].map(|name| table.column(name));
    let points: Vec<Points> = renderings.iter().map(|r| Points::new(&r.text)).collect();
    let mut cells = Vec::new();
    table.for_each(|row| {
        if row.get(statement) != statement_id {
            return;
        }
        let number = |column| row.get(column).parse().unwrap_or(0);
        let Some(i) = renderings.iter().position(|r| r.id == row.get(rendering)) else { return };
        let (from, to) = (points[i].to_byte(number(start)), points[i].to_byte(number(end)));
        let cell = Cell { span: Span::new(from, to.max(from)), transposition: None, confidence: 1.0 };
        cells.push((number(place) as usize, Status::from_name(row.get(status)).unwrap_or(Status::Agree), i, cell));
    });
    // Each place has a cell, so a greater number than there are cells is none that was written.
    let last = cells.iter().map(|c| c.0).filter(|n| *n <= cells.len()).max().unwrap_or(0);
    let mut places = vec![Place { status: Status::Agree, cells: vec![None; renderings.len()] }; last];
    for (n, status, i, cell) in cells {
        if let Some(place) = n.checked_sub(1).and_then(|n| places.get_mut(n)) {
            place.status = status;
            place.cells[i] = Some(cell);
        }
    }
    Ok((last > 0).then_some(Alignment { places, links: Vec::new() }))
}

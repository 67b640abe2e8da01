//! How does a translator read a table? One column a rendering, the original or the base first, neighbouring places in which all agree as one row.

use std::collections::BTreeMap;

use crate::model::{Alignment, Place, Rendering, Role, Span, Status};

/// A statement's table as a translator opens it. What the audit found is no part of it: `row_of_place` tells where it belongs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    pub columns: Vec<Column>,
    pub rows: Vec<Row>,
    /// For each place of the alignment, its row.
    pub row_of_place: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Language and outlet; date or count where one repeats.
    pub header: String,
    /// The renderings that it shows: several where one outlet printed the same words more than once.
    pub renderings: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub status: Status,
    /// The words of each column, as printed; empty where it has none.
    pub cells: Vec<String>,
}

/// The sheet of a statement.
pub fn sheet(renderings: &[Rendering], alignment: &Alignment) -> Sheet {
    let columns = columns(renderings);
    let mut out = Sheet { columns, rows: Vec::new(), row_of_place: Vec::with_capacity(alignment.places.len()) };
    let mut at = 0;
    while at < alignment.places.len() {
        let end = end_of_row(&alignment.places, at, renderings);
        let places = &alignment.places[at..end];
        let cells = out.columns.iter().map(|c| words(c, places, renderings)).collect();
        out.row_of_place.extend(std::iter::repeat_n(out.rows.len(), places.len()));
        out.rows.push(Row { status: places[0].status, cells });
        at = end;
    }
    out
}

/// Neighbours in which all agree are one row, as long as no rendering begins or ends among them.
fn end_of_row(places: &[Place], start: usize, renderings: &[Rendering]) -> usize {
    let first = &places[start];
    let goes_on = |place: &Place| {
        let same = |r: usize| place.cells.get(r).is_some_and(Option::is_some) == first.cells.get(r).is_some_and(Option::is_some);
        place.status == Status::Agree
            && first.status == Status::Agree
            && (0..renderings.len()).all(|r| same(r) || is_foreign(r, renderings))
    };
    start + 1 + places[start + 1..].iter().take_while(|p| goes_on(p)).count()
}

/// An original in another language has its words in other places and does not part a row.
fn is_foreign(r: usize, renderings: &[Rendering]) -> bool {
    let base = renderings.iter().find(|b| b.role == Role::Base);
    base.is_some_and(|base| renderings.get(r).is_some_and(|x| x.lang != base.lang))
}

/// What a column prints in these places, from its first word there to its last.
fn words(column: &Column, places: &[Place], renderings: &[Rendering]) -> String {
    let Some(&r) = column.renderings.first() else { return String::new() };
    let spans = || places.iter().filter_map(|p| p.cells.get(r)?.as_ref()).map(|cell| cell.span);
    match (spans().map(|s| s.start).min(), spans().map(|s| s.end).max()) {
        (Some(start), Some(end)) => renderings.get(r).map_or("", |x| Span::new(start, end).of(&x.text)).to_string(),
        _ => String::new(),
    }
}

fn columns(renderings: &[Rendering]) -> Vec<Column> {
    let mut order: Vec<usize> = (0..renderings.len()).collect();
    order.sort_by_key(|&r| match renderings[r].role {
        Role::Original => 0,
        Role::Base => 1,
        Role::Variant | Role::Partial => 2,
    });
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    for r in order {
        let x = &renderings[r];
        let group = *known.entry((&x.lang, &x.outlet, &x.text)).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        groups[group].push(r);
    }
    let heads: Vec<&Rendering> = groups.iter().filter_map(|g| renderings.get(*g.first()?)).collect();
    let headers: Vec<String> = (0..heads.len()).map(|c| header(c, &heads, groups[c].len())).collect();
    headers.into_iter().zip(groups).map(|(header, renderings)| Column { header, renderings }).collect()
}

/// `it · Outlet (original)`; with the date where an outlet has several columns of different dates, else with a count.
fn header(column: usize, heads: &[&Rendering], copies: usize) -> String {
    let x = heads[column];
    let lang = if x.lang.is_empty() { "und" } else { &x.lang };
    let mut out = if x.outlet.is_empty() { lang.to_string() } else { format!("{lang} · {}", x.outlet) };
    let namesakes: Vec<usize> = (0..heads.len()).filter(|&c| heads[c].lang == x.lang && heads[c].outlet == x.outlet).collect();
    if namesakes.len() > 1 {
        let twice = namesakes.iter().filter(|&&c| heads[c].date == x.date).count() > 1;
        match x.date {
            Some(date) if !twice => out.push_str(&format!(" {date}")),
            _ => {
                let count = namesakes.iter().position(|&c| c == column).map_or(1, |p| p + 1);
                let date = x.date.map_or(String::new(), |d| format!("{d}, "));
                out.push_str(&format!(" ({date}{count})"));
            }
        }
    }
    if copies > 1 {
        out.push_str(&format!(" ×{copies}"));
    }
    if x.role == Role::Original {
        out.push_str(" (original)");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::{Settings, align, rendering};

    #[test]
    fn a_column_a_rendering_and_agreeing_places_as_one_row() {
        let mut all = vec![
            rendering("River Post", "The old bridge is closed for two weeks."),
            rendering("Hill News", "The old bridge is shut for two weeks."),
            rendering("River Post", "The old bridge is closed for two weeks."),
        ];
        all[1].role = Role::Base;
        let sheet = sheet(&all, &align(&all, &Settings::default()));
        let headers: Vec<&str> = sheet.columns.iter().map(|c| c.header.as_str()).collect();
        assert_eq!(headers, ["en · Hill News", "en · River Post ×2"]);
        let cells: Vec<String> = sheet.rows.iter().map(|r| format!("{} {}", r.status, r.cells.join(" | "))).collect();
        assert_eq!(
            cells,
            ["agree The old bridge is | The old bridge is", "variant shut | closed", "agree for two weeks. | for two weeks."]
        );
        assert_eq!(sheet.row_of_place, [0, 0, 0, 0, 1, 2, 2, 2]);
    }

    #[test]
    fn an_outlet_with_several_columns_is_told_apart_by_date_or_count() {
        let dated =
            |day: i8, text: &str| Rendering { date: Some(jiff::civil::date(2031, 5, day)), ..rendering("Hill News", text) };
        let all = [dated(1, "No."), dated(2, "Never."), dated(2, "Not now."), rendering("River Post", "No.")];
        let headers: Vec<String> = columns(&all).into_iter().map(|c| c.header).collect();
        assert_eq!(
            headers,
            ["en · Hill News 2031-05-01", "en · Hill News (2031-05-02, 2)", "en · Hill News (2031-05-02, 3)", "en · River Post"]
        );
    }
}

//! What does the page know? The rows of the tables as one JSON document. Outlets and speakers are numbered, since they are named often; offsets
//! are code points, as in the tables.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::model::{Date, Rendering, Role};
use crate::tables::decisions;
use crate::tables::sheet::Sheet;
use crate::text::Points;
use crate::write::page::{Marked, Page, Shown, pairs};

#[derive(Serialize)]
pub struct Data<'a> {
    version: &'static str,
    articles: usize,
    quotations: usize,
    sources: Option<&'a str>,
    outlets: Vec<&'a str>,
    speakers: Vec<&'a str>,
    statements: Vec<Entry<'a>>,
    /// How far outlets agree, two at a time.
    pairs: Vec<pairs::Pair>,
    /// The columns of decisions.csv, and its rows that belong to no divergence here.
    decision_columns: &'static [&'static str],
    decision_values: &'static [&'static str],
    decisions: Vec<[&'a str; decisions::COLUMNS.len()]>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    speakers: Vec<usize>,
    date: Option<Date>,
    lang: &'a str,
    text: &'a str,
    /// In thousandths.
    agreement: u32,
    /// File name below `alignments/`, without ending.
    sheet: &'a str,
    columns: Vec<Column<'a>>,
    rows: Vec<Row>,
    divergences: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Column<'a> {
    outlet: usize,
    lang: &'a str,
    date: Option<Date>,
    role: &'a str,
    text: &'a str,
    /// How many renderings of the outlet have these words; 0 where it left the sentence out.
    times: usize,
}

/// The places of one row of the table: the first and the last, how they stand, and where in each column's text their words are.
#[derive(Serialize)]
struct Row(usize, usize, &'static str, Vec<Option<(u32, u32)>>);

#[derive(Serialize)]
struct Finding<'a> {
    id: &'a str,
    severity: &'static str,
    class: &'static str,
    mqm: &'static str,
    outlet: usize,
    speaker: usize,
    column: usize,
    /// Where its words are in the column's text; an empty range where it lacks some.
    here: (u32, u32),
    /// The column it was compared with, and where there.
    there: Option<(usize, u32, u32)>,
    place: u32,
    text_here: &'a str,
    text_there: &'a str,
    explanation: &'a str,
    decision: &'a str,
    comment: &'a str,
    file: &'a str,
    rule: &'static str,
    /// What decisions.csv finds it by again: the words of the whole rendering, where they are not those of the column.
    words: Option<&'a str>,
    before: &'a str,
    after: &'a str,
}

impl<'a> Data<'a> {
    pub fn of(page: &'a Page<'a>) -> Data<'a> {
        let (mut outlets, mut speakers) = (Names::default(), Names::default());
        let statements = page.statements.iter().map(|s| entry(s, &mut outlets, &mut speakers)).collect();
        Data {
            version: env!("CARGO_PKG_VERSION"),
            articles: page.articles,
            quotations: page.quotations,
            sources: page.sources.as_deref(),
            statements,
            pairs: pairs::pairs(&page.statements, |outlet| outlets.of(outlet)),
            outlets: outlets.names,
            speakers: speakers.names,
            decision_columns: &decisions::COLUMNS,
            decision_values: &decisions::VALUES,
            decisions: page.others.iter().map(|d| d.cells()).collect(),
        }
    }
}

/// Names in the order in which they came, each with its number.
#[derive(Default)]
struct Names<'a> {
    names: Vec<&'a str>,
    numbers: FxHashMap<&'a str, usize>,
}

impl<'a> Names<'a> {
    fn of(&mut self, name: &'a str) -> usize {
        *self.numbers.entry(name).or_insert_with(|| {
            self.names.push(name);
            self.names.len() - 1
        })
    }
}

fn entry<'a>(shown: &'a Shown<'a>, outlets: &mut Names<'a>, speakers: &mut Names<'a>) -> Entry<'a> {
    let s = shown.statement;
    let members: Vec<Vec<usize>> = match shown.sheet {
        Some(sheet) => sheet.columns.iter().filter(|c| !c.is_empty()).cloned().collect(),
        None => (0..shown.renderings.len()).map(|i| vec![i]).collect(),
    };
    let mut columns: Vec<Column> = members.iter().map(|c| column(&shown.renderings[c[0]], c.len(), outlets)).collect();
    let mut of_rendering = vec![0; shown.renderings.len()];
    for (n, member) in members.iter().enumerate().flat_map(|(n, c)| c.iter().map(move |m| (n, *m))) {
        of_rendering[member] = n;
    }
    let mut divergences = Vec::with_capacity(shown.divergences.len());
    for marked in &shown.divergences {
        let outlet = outlets.of(&marked.row.outlet);
        let column = match marked.row.divergence.rendering {
            Some(i) => of_rendering.get(i).copied().unwrap_or(0),
            None => left_out(&mut columns, outlet),
        };
        let there = marked.row.divergence.compared_with.and_then(|i| of_rendering.get(i)).map(|c| (*c, marked.row.there));
        let words = marked.row.divergence.rendering.and_then(|i| shown.renderings.get(i)).map_or("", |r| r.text.as_str());
        let same = columns.get(column).is_some_and(|c| c.text == words);
        divergences.push(Finding {
            outlet,
            speaker: speakers.of(&marked.row.speaker),
            column,
            there: there.map(|(c, (start, end))| (c, start, end)),
            words: (!same).then_some(words),
            ..divergence(marked)
        });
    }
    Entry {
        id: &s.id,
        speakers: s.speakers.iter().map(|name| speakers.of(name)).collect(),
        date: s.date,
        lang: &s.lang,
        text: &s.text,
        agreement: (shown.findings.agreement * 1000.0).round() as u32,
        sheet: &shown.findings.sheet,
        rows: shown.sheet.map(|sheet| rows(sheet, shown)).unwrap_or_default(),
        columns,
        divergences,
    }
}

fn column<'a>(r: &'a Rendering, times: usize, outlets: &mut Names<'a>) -> Column<'a> {
    let role = if r.role == Role::Variant { "" } else { r.role.name() };
    let outlet = if r.outlet.is_empty() { r.id.as_str() } else { &r.outlet };
    Column { outlet: outlets.of(outlet), lang: &r.lang, date: r.date, role, text: &r.text, times }
}

/// The column of an outlet that left the sentence out.
fn left_out(columns: &mut Vec<Column>, outlet: usize) -> usize {
    columns.iter().position(|c| c.times == 0 && c.outlet == outlet).unwrap_or_else(|| {
        columns.push(Column { outlet, lang: "", date: None, role: "left out", text: "", times: 0 });
        columns.len() - 1
    })
}

fn divergence<'a>(marked: &'a Marked<'a>) -> Finding<'a> {
    let (row, d) = (marked.row, &marked.row.divergence);
    Finding {
        id: &row.id,
        severity: d.severity.name(),
        class: d.class.name(),
        mqm: d.class.mqm_type(!d.text_here.is_empty()),
        outlet: 0,
        speaker: 0,
        column: 0,
        here: row.here,
        there: None,
        place: d.place,
        text_here: &d.text_here,
        text_there: &d.text_there,
        explanation: &d.explanation,
        decision: &row.decision,
        comment: &row.comment,
        file: &row.file,
        rule: d.rule,
        words: None,
        before: &marked.before,
        after: &marked.after,
    }
}

fn rows(sheet: &Sheet, shown: &Shown) -> Vec<Row> {
    let points: Vec<Points> = shown.renderings.iter().map(|r| Points::new(&r.text)).collect();
    let spans = |row: &crate::tables::sheet::SheetRow, i: usize| {
        let cells =
            shown.alignment.places.get(row.places.clone()).unwrap_or_default().iter().filter_map(|p| p.cells.get(i)?.as_ref());
        let mut ends = cells.map(|c| c.span);
        let first = ends.next()?;
        let last = ends.next_back().unwrap_or(first);
        Some((points[i].of_byte(first.start), points[i].of_byte(last.end)))
    };
    let columns: Vec<usize> = sheet.columns.iter().filter_map(|c| c.first().copied()).collect();
    let cells = |row| columns.iter().map(|&i| spans(row, i)).collect();
    sheet.rows.iter().map(|row| Row(row.places.start + 1, row.places.end, row.status.name(), cells(row))).collect()
}

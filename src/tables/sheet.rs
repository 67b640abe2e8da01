//! `alignments/<sheet>.csv`: one statement as a translator reads it, one column a rendering, one row a place; neighbours in which all agree are
//! one row.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::lang;
use crate::model::{Alignment, Cell, Place, Rendering, Role, Severity, Status};
use crate::normalise::{self, Word, normalised};
use crate::tables::cell::{guard, one_line};
use crate::tables::divergences::DivergenceRow;
use crate::tables::{Row, Style, write_rows};

/// A sheet, ready to be written or printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// One a column of words.
    pub headers: Vec<String>,
    /// The renderings of each column; empty for an outlet that left the sentence out.
    pub columns: Vec<Vec<usize>>,
    pub rows: Vec<SheetRow>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// The place's number in alignment.csv, or the first and last of those joined (`2–5`).
    pub place: String,
    /// The same as a range of the alignment's places.
    pub places: Range<usize>,
    pub status: Status,
    pub cells: Vec<String>,
    /// The worst open divergence of each cell.
    pub severities: Vec<Option<Severity>>,
    /// What diverges here, by outlet.
    pub divergences: String,
}

/// What a cell says where an outlet left the whole sentence out.
const LEFT_OUT: &str = "left out";

/// The sheet of one statement. `divergences` are its rows, decided ones included.
pub fn sheet(renderings: &[Rendering], alignment: &Alignment, divergences: &[&DivergenceRow]) -> Sheet {
    let columns = columns(renderings);
    let absent = absent(divergences);
    let headers = headers(renderings, &columns).into_iter().chain(absent.iter().cloned()).collect();
    let mut by_place: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (at, d) in divergences.iter().enumerate() {
        by_place.entry(d.divergence.place as usize).or_default().push(at);
    }
    let words: Vec<Vec<Word>> =
        columns.iter().map(|c| normalise::words(&renderings[c[0]].text, lang::of(&renderings[c[0]].lang))).collect();
    let shown = Shown { renderings, columns: &columns, words: &words, places: &alignment.places };
    let mut rows = Vec::new();
    let mut n = 0;
    while n < alignment.places.len() {
        let end = shown.joined(n, |i| by_place.contains_key(&(i + 1)));
        // What has no place of its own concerns the whole statement.
        let here = if n == 0 { 0 } else { n + 1 }..=end;
        let mut told: Vec<usize> = here.filter_map(|place| by_place.remove(&place)).flatten().collect();
        told.sort_unstable();
        let told: Vec<&DivergenceRow> = told.into_iter().map(|at| divergences[at]).collect();
        let mut cells: Vec<String> = columns.iter().map(|c| reading(renderings, &alignment.places[n..end], c[0])).collect();
        cells.extend(absent.iter().map(|_| if n == 0 { LEFT_OUT.to_owned() } else { String::new() }));
        let severities = severities(&columns, &absent, &told);
        let place = if end == n + 1 { end.to_string() } else { format!("{}–{end}", n + 1) };
        let divergences = summary(&told);
        let status = alignment.places[n..end].iter().map(|p| p.status).max().unwrap_or(Status::Agree);
        rows.push(SheetRow { place, places: n..end, status, cells, severities, divergences });
        n = end;
    }
    let columns = columns.into_iter().chain(absent.iter().map(|_| Vec::new())).collect();
    Sheet { headers, columns, rows }
}

pub fn write(out: impl Write, style: Style, sheet: &Sheet) -> io::Result<u64> {
    let outlets = sheet.headers.iter().map(|h| guard(&one_line(h)).into_owned());
    let headers: Vec<String> =
        ["place".to_owned(), "status".to_owned()].into_iter().chain(outlets).chain(["divergences".to_owned()]).collect();
    write_rows(out, style, &headers, &sheet.rows, |row: &mut Row, r| {
        row.plain(&r.place);
        row.plain(r.status);
        r.cells.iter().for_each(|c| row.text(c));
        row.text(&r.divergences);
    })
}

/// The renderings that share a column: the same words from one outlet. The first of each is printed.
fn columns(renderings: &[Rendering]) -> Vec<Vec<usize>> {
    let mut seen: FxHashMap<(&str, &str, bool, String), usize> = FxHashMap::default();
    let mut out: Vec<Vec<usize>> = Vec::new();
    for (i, r) in renderings.iter().enumerate() {
        let words = normalised(&r.text, lang::of(&r.lang));
        let column = *seen.entry((&r.lang, &r.outlet, r.role == Role::Original, words)).or_insert(out.len());
        match out.get_mut(column) {
            Some(members) => members.push(i),
            None => out.push(vec![i]),
        }
    }
    out
}

/// Language and outlet; with a date, or else a count, where that alone would stand over two columns.
fn headers(renderings: &[Rendering], columns: &[Vec<usize>]) -> Vec<String> {
    let first = |c: &Vec<usize>| &renderings[c[0]];
    let plain: Vec<String> = columns.iter().map(|c| label(first(c))).collect();
    let dated: Vec<String> = columns
        .iter()
        .zip(&plain)
        .map(|(c, name)| match first(c).date {
            Some(date) if plain.iter().filter(|p| *p == name).count() > 1 => format!("{name} · {date}"),
            _ => name.clone(),
        })
        .collect();
    let has_original = renderings.iter().any(|r| r.role == Role::Original);
    let mut seen: FxHashMap<&str, u32> = FxHashMap::default();
    columns
        .iter()
        .zip(&dated)
        .map(|(c, name)| {
            let mut header = name.clone();
            if dated.iter().filter(|d| *d == name).count() > 1 {
                let count = seen.entry(name).or_insert(0);
                *count += 1;
                let _ = write!(header, " · {count}");
            }
            if c.len() > 1 {
                let _ = write!(header, " ×{}", c.len());
            }
            match first(c).role {
                Role::Original => header.push_str(" (original)"),
                Role::Base if !has_original => header.push_str(" (base)"),
                _ => {}
            }
            header
        })
        .collect()
}

fn label(r: &Rendering) -> String {
    head(&r.lang, if r.outlet.is_empty() { &r.id } else { &r.outlet })
}

fn head(lang: &str, outlet: &str) -> String {
    if lang.is_empty() { outlet.to_owned() } else { format!("{lang} · {outlet}") }
}

/// The columns of outlets that left the sentence out: no rendering of theirs stands in the statement.
fn absent(divergences: &[&DivergenceRow]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for d in divergences.iter().filter(|d| d.divergence.rendering.is_none() && !d.outlet.is_empty()) {
        let column = head(&d.lang, &d.outlet);
        if !out.contains(&column) {
            out.push(column);
        }
    }
    out
}

/// What the rows of a sheet are made of.
struct Shown<'a> {
    renderings: &'a [Rendering],
    columns: &'a [Vec<usize>],
    /// The words of the text that each column prints.
    words: &'a [Vec<Word>],
    places: &'a [Place],
}

impl Shown<'_> {
    /// The end of the places that are one row from `n` on: what is printed as one word, and what follows as long as all columns that have words
    /// agree, the same columns go on, and nothing is told of the later places alone.
    fn joined(&self, n: usize, told: impl Fn(usize) -> bool) -> usize {
        let even =
            |mut places: Range<usize>| places.all(|at| self.places[at].status == self.places[n].status && self.is_unanimous(at));
        let goes_on =
            |at: usize| self.columns.iter().all(|c| follows(self.renderings, c[0], &self.places[at - 1], &self.places[at]));
        let mut end = self.whole_words(n);
        if !even(n..end) {
            return end;
        }
        while end < self.places.len() {
            let next = end..self.whole_words(end);
            if next.clone().any(&told) || !next.clone().all(goes_on) || !even(next.clone()) {
                break;
            }
            end = next.end;
        }
        end
    }

    /// The end of the places from `n` on that hold parts of one printed word.
    fn whole_words(&self, n: usize) -> usize {
        (n + 1..self.places.len()).find(|at| !self.is_within_words(*at)).unwrap_or(self.places.len())
    }

    /// Does a place begin in the middle of what one of the columns prints as one word (It|’s, do|n’t)? Half a word reads as none.
    fn is_within_words(&self, at: usize) -> bool {
        let halves = |c: &Vec<usize>| cell(&self.places[at - 1], c[0]).zip(cell(&self.places[at], c[0]));
        self.columns.iter().filter_map(halves).any(|(before, here)| before.span.end == here.span.start)
    }

    /// Have all columns that have words at a place the same ones? Half of a printed word is what it is as a part of the whole.
    fn is_unanimous(&self, at: usize) -> bool {
        let mut spoken = self.columns.iter().zip(self.words).filter_map(|(c, words)| {
            let span = cell(&self.places[at], c[0])?.span;
            let first = words.partition_point(|w| w.span.start < span.start);
            Some(words[first..].iter().take_while(move |w| w.span.start < span.end).map(|w| &w.folded))
        });
        spoken.next().is_none_or(|first| spoken.all(|other| other.eq(first.clone())))
    }
}

/// Does a rendering's text go on from one place to the next, or has it no words at either?
fn follows(renderings: &[Rendering], i: usize, a: &Place, b: &Place) -> bool {
    match (cell(a, i), cell(b, i)) {
        (None, None) => true,
        (Some(x), Some(y)) => renderings[i].text.get(x.span.end..y.span.start).is_some_and(|gap| gap.trim().is_empty()),
        _ => false,
    }
}

fn cell(place: &Place, i: usize) -> Option<&Cell> {
    place.cells.get(i).and_then(Option::as_ref)
}

/// The words of a rendering in places that are one row.
fn reading(renderings: &[Rendering], places: &[Place], i: usize) -> String {
    let spans: Vec<_> = places.iter().filter_map(|p| cell(p, i)).map(|c| c.span).collect();
    match (spans.first(), spans.last()) {
        (Some(first), Some(last)) => renderings[i].text.get(first.start..last.end).unwrap_or("").to_owned(),
        _ => String::new(),
    }
}

/// The worst open divergence a column; sentences left out colour the columns of the outlets that lack them.
fn severities(columns: &[Vec<usize>], absent: &[String], told: &[&DivergenceRow]) -> Vec<Option<Severity>> {
    let worst =
        |of: &dyn Fn(&DivergenceRow) -> bool| told.iter().filter(|d| d.is_open() && of(d)).map(|d| d.divergence.severity).max();
    let present = columns.iter().map(|c| worst(&|d| d.divergence.rendering.is_some_and(|i| c.contains(&i))));
    let lacking = absent.iter().map(|a| worst(&|d| d.divergence.rendering.is_none() && head(&d.lang, &d.outlet) == *a));
    present.chain(lacking).collect()
}

/// `Outlet: class severity “here” for “there”; …`, one outlet after the other.
fn summary(told: &[&DivergenceRow]) -> String {
    let mut out = String::new();
    let mut outlet = None;
    for d in told {
        if outlet != Some(&d.outlet) {
            let name: &str = if d.outlet.is_empty() { &d.rendering_id } else { &d.outlet };
            let _ = write!(out, "{}{name}: ", if out.is_empty() { "" } else { " | " });
            outlet = Some(&d.outlet);
        } else {
            out.push_str("; ");
        }
        let found = &d.divergence;
        let _ = write!(out, "{} {}", found.class, found.severity);
        match (found.text_here.as_str(), found.text_there.as_str()) {
            ("", "") => {}
            (here, "") => drop(write!(out, " “{here}”")),
            ("", there) => drop(write!(out, " “{there}”")),
            (here, there) if here == there => drop(write!(out, " “{here}”")),
            (here, there) => drop(write!(out, " “{here}” for “{there}”")),
        }
        if !d.decision.is_empty() {
            let _ = write!(out, " [{}]", d.decision);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    fn rendering(id: &str, outlet: &str, text: &str, role: Role) -> Rendering {
        Rendering {
            statement_id: "s".into(),
            id: id.into(),
            quote_id: "q".into(),
            outlet: outlet.into(),
            date: None,
            lang: "en".into(),
            role,
            start: 0,
            end: 0,
            text: text.into(),
            normalised: String::new(),
            similarity: 1.0,
        }
    }

    /// A place from the words that stand there, each found in its text.
    fn place(renderings: &[Rendering], status: Status, words: &[&str]) -> Place {
        let cells = renderings.iter().zip(words).map(|(r, w)| {
            let start = r.text.find(w).filter(|_| !w.is_empty())?;
            Some(Cell { span: Span::new(start, start + w.len()), transposition: None, confidence: 1.0 })
        });
        Place { status, cells: cells.collect() }
    }

    #[test]
    fn half_words_stand_with_their_other_half() {
        let all = [
            rendering("a", "Harbour Post", "It’s shut, we can’t go", Role::Base),
            rendering("b", "Quay Times", "It is shut, we can go", Role::Variant),
        ];
        let place = |status, words: [&str; 2]| place(&all, status, &words);
        let alignment = Alignment {
            places: vec![
                place(Status::Agree, ["It", "It"]),
                place(Status::Agree, ["’s", "is"]),
                place(Status::Agree, ["shut,", "shut,"]),
                place(Status::Agree, ["we", "we"]),
                place(Status::Agree, ["can", "can"]),
                place(Status::Gap, ["’t", ""]),
                place(Status::Agree, ["go", "go"]),
            ],
            links: Vec::new(),
        };
        let cells: Vec<Vec<String>> = sheet(&all, &alignment, &[]).rows.into_iter().map(|r| r.cells).collect();
        assert_eq!(cells, [["It’s shut, we", "It is shut, we"], ["can’t", "can"], ["go", "go"]]);
    }

    #[test]
    fn a_sheet_reads_like_the_statement() {
        let all = [
            rendering("a", "Harbour Post", "The old bridge is shut", Role::Base),
            rendering("b", "Quay Times", "The bridge is closed", Role::Variant),
            rendering("c", "Quay Times", "The bridge is CLOSED", Role::Variant),
        ];
        let place = |status, words: [&str; 3]| place(&all, status, &words);
        let alignment = Alignment {
            places: vec![
                place(Status::Agree, ["The", "The", "The"]),
                place(Status::Gap, ["old", "", ""]),
                place(Status::Agree, ["bridge", "bridge", "bridge"]),
                place(Status::Agree, ["is", "is", "is"]),
                place(Status::Variant, ["shut", "closed", "CLOSED"]),
            ],
            links: Vec::new(),
        };
        let sheet = sheet(&all, &alignment, &[]);
        assert_eq!(sheet.headers, ["en · Harbour Post (base)", "en · Quay Times ×2"]);
        let rows: Vec<(&str, Vec<&str>)> =
            sheet.rows.iter().map(|r| (r.place.as_str(), r.cells.iter().map(String::as_str).collect())).collect();
        assert_eq!(
            rows,
            [
                ("1", vec!["The", "The"]),
                ("2", vec!["old", ""]),
                ("3–4", vec!["bridge is", "bridge is"]),
                ("5", vec!["shut", "closed"])
            ]
        );
    }
}

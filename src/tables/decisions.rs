//! `decisions.csv`: what the auditor decided. It lies with the sources, so that deleting the output loses nothing.

use std::io::{self, Write};
use std::path::Path;

use crate::model::{CompactString, Level, Problem};
use crate::tables::{Row, Style, Table, write_rows};

pub const FILE: &str = "decisions.csv";

pub const COLUMNS: [&str; 10] = ["kind", "a", "b", "value", "comment", "class", "words", "text_here", "before", "after"];

/// What a decision is about; `a` and `b` are ids of quotations, renderings or divergences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionKind {
    /// `a` and `b` render one statement.
    Same,
    /// They do not.
    Different,
    /// `value` said quotation `a`.
    Speaker,
    /// Quotation `a` takes no part.
    Ignore,
    /// Divergence `a` is judged `value`.
    Divergence,
}

const KINDS: [(&str, DecisionKind); 5] = [
    ("same", DecisionKind::Same),
    ("different", DecisionKind::Different),
    ("speaker", DecisionKind::Speaker),
    ("ignore", DecisionKind::Ignore),
    ("divergence", DecisionKind::Divergence),
];

/// What may be said of a divergence: a real fault; real but tolerable; mended by the outlet; a false alarm.
pub const VALUES: [&str; 4] = ["error", "accepted", "fixed", "ignore"];

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub kind: DecisionKind,
    pub a: CompactString,
    pub b: CompactString,
    pub value: String,
    pub comment: String,
    /// Of a divergence: what it is found by again when its id is gone.
    pub mark: Mark,
    /// Line of the file it was read from; 0 for one that is new.
    pub line: u32,
}

impl Decision {
    /// The cells in the order of the columns, without guards.
    pub fn cells(&self) -> [&str; COLUMNS.len()] {
        let kind = KINDS.iter().find(|(_, kind)| *kind == self.kind).map_or("", |(name, _)| name);
        let mark = &self.mark;
        [kind, &self.a, &self.b, &self.value, &self.comment, &mark.class, &mark.words, &mark.text_here, &mark.before, &mark.after]
    }
}

/// What a divergence is known by, besides its id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Mark {
    pub class: String,
    /// The words of the whole rendering.
    pub words: String,
    pub text_here: String,
    /// The words before and after the place.
    pub before: String,
    pub after: String,
}

/// The decisions of a file where it is there.
pub fn read(path: &Path) -> (Vec<Decision>, Vec<Problem>) {
    if !path.is_file() {
        return Default::default();
    }
    let table = match Table::read(path, "decisions") {
        Ok(table) => table,
        Err(problem) => return (Vec::new(), vec![problem]),
    };
    let (kind, a) = match (table.required("kind"), table.required("a")) {
        (Ok(kind), Ok(a)) => (kind, a),
        (kind, a) => return (Vec::new(), [kind.err(), a.err()].into_iter().flatten().collect()),
    };
    let [b, value, comment] = ["b", "value", "comment"].map(|c| table.column(c));
    let [class, words, text_here, before, after] = ["class", "words", "text_here", "before", "after"].map(|c| table.column(c));
    let (mut out, mut problems) = (Vec::new(), Vec::new());
    table.for_each(|row| {
        let named = row.get(kind).trim();
        let Some((_, kind)) = KINDS.iter().find(|(name, _)| name.eq_ignore_ascii_case(named)) else {
            let known = KINDS.map(|(name, _)| name).join(", ");
            problems.push(table.problem(
                row.line,
                Level::Warning,
                format!("`{named}` is no kind of decision"),
                format!("one of {known}"),
            ));
            return;
        };
        let said = row.get(value).trim();
        // A comment alone judges nothing, and is kept.
        let wants = match kind {
            DecisionKind::Speaker if said.is_empty() => Some("the name of the speaker as its value".to_owned()),
            DecisionKind::Divergence if !said.is_empty() && !VALUES.contains(&said.to_lowercase().as_str()) => {
                Some(format!("one of {} as its value", VALUES.join(", ")))
            }
            DecisionKind::Same | DecisionKind::Different if row.get(b).trim().is_empty() => {
                Some("two ids, in a and b".to_owned())
            }
            _ => None,
        };
        if let Some(wants) = wants {
            let message = format!("decides nothing: a line of `{named}` wants {wants}, and has `{said}`");
            problems.push(table.problem(row.line, Level::Warning, message, "the line is not taken"));
            return;
        }
        let cell = |column| row.get(column).to_owned();
        out.push(Decision {
            kind: *kind,
            a: row.get(a).trim().into(),
            b: row.get(b).trim().into(),
            value: if *kind == DecisionKind::Divergence { said.to_lowercase() } else { said.to_owned() },
            comment: cell(comment),
            mark: Mark {
                class: cell(class),
                words: cell(words),
                text_here: cell(text_here),
                before: cell(before),
                after: cell(after),
            },
            line: row.line,
        });
    });
    problems.extend(table.misshapen());
    (out, problems)
}

pub fn write(out: impl Write, style: Style, decisions: &[Decision]) -> io::Result<u64> {
    write_rows(out, style, &COLUMNS, decisions, |row: &mut Row, d| {
        let [kind, a, b, free @ ..] = d.cells();
        row.plain(kind);
        row.id(a);
        row.id(b);
        free.iter().for_each(|cell| row.text(cell));
    })
}

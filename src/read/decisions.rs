//! What has the auditor decided? `decisions.csv`: kind, a, b, value, comment, class, words, text_here, before, after.

use std::path::Path;

use crate::model::{CompactString, Level, Problem};
use crate::tables::Table;

/// What a decision is about.
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

/// What an auditor may say of a divergence: a real fault; real but tolerable; mended by the outlet; a false alarm.
pub const VALUES: [&str; 4] = ["error", "accepted", "fixed", "ignore"];

/// One row of decisions.csv.
#[derive(Clone, Debug)]
pub struct Decision {
    pub kind: DecisionKind,
    pub a: CompactString,
    pub b: CompactString,
    pub value: String,
    pub comment: String,
    pub line: u32,
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
        out.push(Decision {
            kind: *kind,
            a: row.get(a).trim().into(),
            b: row.get(b).trim().into(),
            value: row.get(value).trim().to_owned(),
            comment: row.get(comment).to_owned(),
            line: row.line,
        });
    });
    (out, problems)
}

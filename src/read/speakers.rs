//! Which names does the user give the speakers? `speakers.csv`: name, aliases (joined by `;`), lang; it wins over what the corpus tells.

use std::path::Path;

use crate::attribute::SpeakerEntry;
use crate::model::{Level, Problem};
use crate::tables::Table;

/// The entries of `speakers.csv` where it is there.
pub fn read(path: &Path) -> (Vec<SpeakerEntry>, Vec<Problem>) {
    if !path.is_file() {
        return Default::default();
    }
    let table = match Table::read(path, "attribute") {
        Ok(table) => table,
        Err(problem) => return (Vec::new(), vec![problem]),
    };
    let name = match table.required("name") {
        Ok(name) => name,
        Err(problem) => return (Vec::new(), vec![problem]),
    };
    let (aliases, lang) = (table.column("aliases"), table.column("lang"));
    let (mut out, mut problems) = (Vec::new(), Vec::new());
    table.for_each(|row| {
        let entry = SpeakerEntry {
            name: row.get(name).trim().to_owned(),
            aliases: row.get(aliases).split(';').map(str::trim).filter(|a| !a.is_empty()).map(str::to_owned).collect(),
            lang: row.get(lang).trim().to_owned(),
        };
        if entry.name.is_empty() {
            problems.push(table.problem(row.line, Level::Warning, "the row has no name", "fill it, or remove the row"));
        } else {
            out.push(entry);
        }
    });
    problems.extend(table.misshapen());
    (out, problems)
}

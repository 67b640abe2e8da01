//! When is a table longer than a spreadsheet's sheet? Then it goes on in `name-2.csv`, `name-3.csv`, …, each with the header, and is read back as one.

use std::path::{Path, PathBuf};

/// Rows of a sheet in Excel and LibreOffice, the header counted.
pub const MOST_ROWS: u64 = 1_048_576;

/// UTF-16 units that a cell of a sheet can hold.
pub const MOST_CHARS: usize = 32_767;

/// The name of a part: the first has the table's own.
pub fn part_name(name: &str, part: u32) -> String {
    match (part, name.rsplit_once('.')) {
        (1, _) => name.to_owned(),
        (_, Some((stem, ending))) => format!("{stem}-{part}.{ending}"),
        (_, None) => format!("{name}-{part}"),
    }
}

/// The table that a file is a later part of, by its name.
pub fn whole_of(name: &str) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    let (whole, part) = stem.rsplit_once('-')?;
    let is_part = part.parse::<u32>().is_ok_and(|n| n > 1) && !part.starts_with('0');
    is_part.then(|| format!("{whole}.{ending}"))
}

/// The later parts of a table that are there.
pub fn later_parts(path: &Path) -> impl Iterator<Item = PathBuf> {
    let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("").to_owned();
    let path = path.to_owned();
    (2..).map(move |n| path.with_file_name(part_name(&name, n))).take_while(|p| p.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_knows_its_table() {
        assert_eq!(part_name("alignment.csv", 1), "alignment.csv");
        assert_eq!(part_name("alignment.csv", 3), "alignment-3.csv");
        assert_eq!(whole_of("alignment-3.csv").as_deref(), Some("alignment.csv"));
        for name in ["alignment.csv", "a-1.csv", "a-02.csv", "a-b.csv", "-"] {
            assert_eq!(whole_of(name), None, "{name}");
        }
    }
}

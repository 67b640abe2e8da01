//! Which words are given names, and whose? given.csv, made by scripts/make_given_names.py, and what the languages' own lists add.

use compact_str::CompactString;

use super::all;
use super::speech::Tags;

static TABLE: &str = include_str!("given.csv");

/// The given names that may stand in a text of the language, each with the gender that it tells there. Names know no border: where the
/// language itself is silent, the other languages speak.
pub(super) fn names(code: &str) -> Vec<(CompactString, Tags)> {
    let mut lines = TABLE.lines();
    let columns: Vec<&str> = lines.next().unwrap_or("").split(',').collect();
    let own = columns.iter().position(|c| *c == code);
    let mut out: Vec<(CompactString, Tags)> = lines.filter_map(|line| name(line, own)).collect();
    out.extend(all().iter().filter(|l| l.code != code).flat_map(|l| l.speech.given()));
    out
}

/// The name of a line and its gender: that of the column of the language, else all that the others say.
fn name(line: &str, own: Option<usize>) -> Option<(CompactString, Tags)> {
    let mut cells = line.split(',');
    let name = cells.next()?;
    let genders: Vec<Tags> = cells.map(gender).collect();
    let own = own.and_then(|c| genders.get(c - 1)).copied().filter(|g| *g != Tags::default());
    Some((name.into(), own.unwrap_or_else(|| genders.iter().fold(Tags::default(), |all, g| all.with(*g)))))
}

fn gender(cell: &str) -> Tags {
    match cell {
        "he" => Tags::GIVEN_HE,
        "she" => Tags::GIVEN_SHE,
        "both" => Tags::GIVEN,
        _ => Tags::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, code: &str) -> Tags {
        names(code).iter().find(|(n, _)| n == name).map(|n| n.1).unwrap_or_default()
    }

    #[test]
    fn every_cell_is_a_gender_and_every_line_has_one() {
        for line in TABLE.lines().skip(1) {
            let cells: Vec<&str> = line.split(',').collect();
            assert!(cells[1..].iter().all(|c| c.is_empty() || gender(c) != Tags::default()), "{line}");
            assert!(name(line, None).is_some_and(|(_, gender)| gender != Tags::default()), "{line}");
        }
    }

    #[test]
    fn a_language_decides_about_its_own_names() {
        assert_eq!(of("simone", "it"), Tags::GIVEN_HE);
        assert_eq!(of("simone", "fr"), Tags::GIVEN_SHE);
        assert_eq!(of("simone", "xx"), Tags::GIVEN);
        assert_eq!(of("florian", "en"), Tags::GIVEN_HE);
    }
}

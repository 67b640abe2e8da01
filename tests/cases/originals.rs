//! Which foreign print belongs to which statement? Cases that a translator could write: a name, then one line a quotation:
//! `letters | language | speaker | text`. Quotations share a statement where they share a letter; no dictionary is used. `open` before a name
//! marks a hard case that is kept with the wanted answer.

use std::sync::Arc;

use super::cluster::{self, Line, failed};

fn line(number: usize, text: &str) -> Option<Line> {
    let mut cells = text.splitn(4, '|').map(str::trim);
    let (letters, lang, speaker, text) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
    let mut line = cluster::line(number, &format!("{letters} | {speaker} | direct | {text}"))?;
    line.quotation.lang = Arc::from(lang);
    Some(line)
}

#[test]
fn foreign_prints_stand_in_the_statements_that_a_translator_gives_them() {
    assert_eq!(failed(include_str!("originals/cases.txt"), line), Vec::<String>::new());
}

//! Tables opened, saved and read back by LibreOffice, in three locales. Without `soffice` these tests are left out; `make test` says so.

use std::path::{Path, PathBuf};
use std::process::Command;

use quotealign::tables::{Style, Table, write_rows};

fn has_soffice() -> bool {
    Command::new("soffice").arg("--version").output().is_ok_and(|o| o.status.success())
}

/// Converts a file as a user of that locale would by opening and saving it; gives back the new file.
fn convert(file: &Path, to: &str, infilter: Option<&str>, folder: &Path) -> PathBuf {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let mut command = Command::new("soffice");
    command.args([&profile, "--headless", "--convert-to", to]);
    if let Some(filter) = infilter {
        command.arg(format!("--infilter={filter}"));
    }
    let out = command.arg("--outdir").arg(folder).arg(file).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    folder.join(file.file_stem().unwrap()).with_extension(to.split(':').next().unwrap())
}

/// Cells that spreadsheets like to change.
const CELLS: [&str; 40] = [
    "=1+1",
    "=HYPERLINK(\"x\")",
    "+39 02 1234",
    "-5 degrees",
    "- so he said",
    "@handle",
    "＝1",
    "1/2",
    "3-4",
    "2026-01-27",
    "27/01/2026",
    "Jan 5",
    "5 maggio",
    "1,000",
    "1.000",
    "2,5",
    "007",
    "1e5",
    "10:30",
    "5%",
    "$5",
    "TRUE",
    "wahr",
    "'tis",
    "'=1",
    "“quoted”",
    "a;b",
    "a,b",
    "a\tb",
    "two\nlines",
    " spaces ",
    "perché così",
    "ß ü €",
    "🚨 alarm",
    "7",
    "2026",
    "123456789012345678901234",
    "",
    "May",
    "(1)",
];

fn written(folder: &Path, style: Style) -> PathBuf {
    let path = folder.join("table.csv");
    let file = std::fs::File::create(&path).unwrap();
    write_rows(file, style, &["quote_id", "text", "confidence"], CELLS.iter().enumerate(), |row, (i, cell)| {
        row.id(&format!("q-{i}"));
        row.text(cell);
        row.share(0.25);
    })
    .unwrap();
    path
}

fn cells(path: &Path) -> Vec<(String, String)> {
    let table = Table::read(path, "test").unwrap();
    let (id, text) = (table.column("quote_id"), table.column("text"));
    let mut out = Vec::new();
    table.for_each(|row| out.push((row.get(id).to_owned(), row.get(text).to_owned())));
    out
}

#[test]
fn every_cell_comes_back_the_same_from_libreoffice_in_any_locale() {
    if !has_soffice() {
        return;
    }
    let expected: Vec<(String, String)> =
        CELLS.iter().enumerate().map(|(i, c)| (format!("q-{i}"), c.replace('\n', "¶"))).collect();
    // English, German, Italian: delimiter, quote, UTF-8, first line, columns, locale, quoted fields are text, detect special numbers.
    for (locale, delimiter) in [("1033", b','), ("1031", b';'), ("1040", b';')] {
        let dir = tempfile::tempdir().unwrap();
        let table = written(dir.path(), Style { delimiter, byte_order_mark: true });
        let read = format!("Text - txt - csv (StarCalc):{delimiter},34,76,1,,{locale},false,true");
        let workbook = convert(&table, "xlsx", Some(&read), dir.path());
        std::fs::remove_file(&table).unwrap();
        let saved = convert(
            &workbook,
            &format!("csv:Text - txt - csv (StarCalc):{delimiter},34,76,1,,{locale},false,true"),
            None,
            dir.path(),
        );
        assert_eq!(cells(&saved), expected, "locale {locale}");
    }
}

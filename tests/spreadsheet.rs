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

/// The columns of an output's divergences.csv that a decision is found by: id, decision, comment.
fn decided(output: &Path) -> Vec<[String; 3]> {
    let table = Table::read(&output.join("divergences.csv"), "test").unwrap();
    let columns = ["divergence_id", "decision", "comment"].map(|c| table.column(c));
    let mut out = Vec::new();
    table.for_each(|row| out.push(columns.map(|c| row.get(c).to_owned())));
    out.retain(|row| !row[1].is_empty());
    out.sort();
    out
}

#[test]
fn decisions_written_in_a_spreadsheet_of_any_locale_are_kept() {
    if !has_soffice() {
        return;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let marks = [("error", "=wrong, “so” it is"), ("accepted", "3-4"), ("fixed", "1.5.2026; perché no"), ("ignore", "2,5")];
    for (locale, delimiter) in [("1033", ","), ("1031", ";"), ("1040", ";")] {
        let dir = tempfile::tempdir().unwrap();
        let (sources, output) = (dir.path().join("sources"), dir.path().join("output"));
        for entry in walkdir::WalkDir::new(root.join("sources")).into_iter().flatten().filter(|e| e.file_type().is_file()) {
            let to = sources.join(entry.path().strip_prefix(root.join("sources")).unwrap());
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::copy(entry.path(), to).unwrap();
        }
        let run = || {
            let settings = root.join("tests/no-system.toml");
            let mut command = assert_cmd::Command::cargo_bin("quotealign").unwrap();
            command.arg("run").arg(&sources).arg("-o").arg(&output).args(["--quiet", "--delimiter", delimiter]);
            command.arg("--settings").arg(settings).assert().success();
        };
        run();
        // The auditor fills the first rows, in a spreadsheet that opens and saves the table in its own way.
        let path = output.join("divergences.csv");
        let text = std::fs::read_to_string(&path).unwrap();
        let mut rows = csv::ReaderBuilder::new()
            .delimiter(delimiter.as_bytes()[0])
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let headers = rows.headers().unwrap().clone();
        let at = |name: &str| headers.iter().position(|h| h == name).unwrap();
        let filled = dir.path().join("divergences.csv");
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter.as_bytes()[0]).from_path(&filled).unwrap();
        writer.write_record(&headers).unwrap();
        let mut wanted = Vec::new();
        for (n, row) in rows.records().enumerate() {
            let mut cells: Vec<String> = row.unwrap().iter().map(str::to_owned).collect();
            if let Some((decision, comment)) = marks.get(n) {
                cells[at("decision")] = (*decision).to_owned();
                // As the program itself guards a cell that a spreadsheet would run or turn.
                cells[at("comment")] = quotealign::tables::cell::guard(comment).into_owned();
                wanted.push([cells[at("divergence_id")].clone(), (*decision).to_owned(), (*comment).to_owned()]);
            }
            writer.write_record(&cells).unwrap();
        }
        writer.flush().unwrap();
        let filter = format!("{},34,76,1,,{locale},false,true", delimiter.as_bytes()[0]);
        let workbook = convert(&filled, "xlsx", Some(&format!("Text - txt - csv (StarCalc):{filter}")), dir.path());
        std::fs::remove_file(&filled).unwrap();
        let saved = convert(&workbook, &format!("csv:Text - txt - csv (StarCalc):{filter}"), None, dir.path());
        std::fs::copy(saved, &path).unwrap();
        run();
        wanted.sort();
        assert_eq!(decided(&output), wanted, "locale {locale}");
        assert!(sources.join("decisions.csv").is_file());
    }
}

/// Pieces that cells are made of: what spreadsheets run, convert, cut or merge, and plain words.
const PIECES: [&str; 64] = [
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\n",
    " ",
    "\u{a0}",
    "'",
    "\"",
    "“",
    "”",
    ",",
    ";",
    ".",
    ":",
    "/",
    "%",
    "€",
    "$",
    "(",
    ")",
    "0",
    "1",
    "7",
    "12",
    "27",
    "2026",
    "007",
    "1e5",
    "E",
    "e",
    "am",
    "PM",
    "jan",
    "Mai",
    "mar",
    "dic",
    "Okt",
    "TRUE",
    "falso",
    "wahr",
    "＝",
    "＋",
    "－",
    "＠",
    "１２",
    "٣",
    "½",
    "²",
    "a",
    "perché",
    "ß",
    "né",
    "the bridge",
    "not",
    "’s",
    "🚨",
    "\u{200f}",
    "\u{202e}",
    "\u{301}",
    "العربية",
    "#",
    "&",
];

/// Cells made of one to six pieces each, the same in every run.
fn fuzzed(count: usize) -> Vec<String> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % below as u64) as usize
    };
    (0..count).map(|_| (0..=next(6)).map(|_| PIECES[next(PIECES.len())]).collect()).collect()
}

#[test]
fn ten_thousand_fuzzed_cells_come_back_the_same_through_csv_and_xlsx() {
    use calamine::Reader;
    if !has_soffice() {
        return;
    }
    let texts = fuzzed(10_000);
    let expected: Vec<(String, String)> =
        texts.iter().enumerate().map(|(i, t)| (format!("q-{i}"), t.replace('\n', "¶"))).collect();
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("table.csv");
    let style = Style { delimiter: b';', byte_order_mark: true };
    write_rows(
        std::fs::File::create(&path).unwrap(),
        style,
        &["quote_id", "text"],
        texts.iter().enumerate(),
        |row, (i, text)| {
            row.id(&format!("q-{i}"));
            row.text(text);
        },
    )
    .unwrap();
    assert_eq!(cells(&path), expected, "without a spreadsheet");
    let filter = "Text - txt - csv (StarCalc):59,34,76,1,,1031,false,true";
    let workbook = convert(&path, "xlsx", Some(filter), dir.path());
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&workbook).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let in_workbook: Vec<(String, String)> = range
        .rows()
        .skip(1)
        .map(|row| (row[0].to_string(), quotealign::tables::cell::unguard(&row[1].to_string()).to_owned()))
        .collect();
    let wrong = |read: &[(String, String)]| -> Vec<(String, String)> {
        read.iter().zip(&expected).filter(|(a, b)| a != b).map(|(a, b)| (a.1.clone(), b.1.clone())).take(20).collect()
    };
    assert_eq!(in_workbook.len(), expected.len());
    assert_eq!(wrong(&in_workbook), [], "in the workbook");
    std::fs::remove_file(&path).unwrap();
    let saved = cells(&convert(&workbook, &format!("csv:{filter}"), None, dir.path()));
    assert_eq!(saved.len(), expected.len());
    assert_eq!(wrong(&saved), [], "saved as a table again");
}

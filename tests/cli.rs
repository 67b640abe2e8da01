//! The program as a user runs it: folders, exit codes, messages.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

fn quotealign() -> Command {
    Command::cargo_bin("quotealign").unwrap()
}

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = dir.path().join("in").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    dir
}

/// Runs `quotealign run in -o out` there with more arguments; gives back the exit code and stderr.
fn run(dir: &Path, more: &[&str]) -> (i32, String) {
    let out = quotealign().current_dir(dir).args(["run", "in", "-o", "out"]).args(more).output().unwrap();
    (out.status.code().unwrap(), String::from_utf8(out.stderr).unwrap())
}

fn table(dir: &Path, name: &str) -> Vec<csv::StringRecord> {
    let text = fs::read_to_string(dir.join("out").join(name)).unwrap();
    csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes()).records().map(Result::unwrap).collect()
}

const ARTICLE: &[u8] =
    "outlet: Harbour Post\ndate: 2026-03-04\n\n“The old bridge will not open before June,” said Mayor Ada Quill on Monday.\n"
        .as_bytes();
const OTHER: &[u8] =
    "outlet: Quay Times\ndate: 2026-03-05\n\nMayor Ada Quill told reporters: “The old bridge will open before June.”\n"
        .as_bytes();

#[test]
fn a_run_writes_every_table() {
    let dir = folder(&[("a.txt", ARTICLE), ("b.txt", OTHER)]);
    let (code, stderr) = run(dir.path(), &[]);
    assert_eq!(code, 0, "{stderr}");
    assert!(dir.path().join("out/audit.xlsx").is_file());
    for name in ["articles", "quotes", "statements", "renderings", "alignment", "divergences", "problems"] {
        assert!(dir.path().join("out").join(format!("{name}.csv")).is_file(), "{name}");
    }
    assert_eq!(table(dir.path(), "articles.csv").len(), 2);
    assert_eq!(table(dir.path(), "quotes.csv").len(), 2);
    assert!(!dir.path().join("out/links.csv").exists());
    assert!(stderr.contains("2 articles, 2 quotations") && stderr.trim_end().ends_with("no problems"), "{stderr}");
    run(dir.path(), &["--links"]);
    assert!(dir.path().join("out/links.csv").exists());
}

#[test]
fn a_missing_folder_and_a_file_in_its_place_are_told() {
    let dir = folder(&[("a.txt", ARTICLE)]);
    let out = quotealign().current_dir(dir.path()).args(["run", "nowhere"]).output().unwrap();
    assert_eq!(out.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&out.stderr).contains("nowhere does not exist"));
    assert!(!dir.path().join("output").exists());
    let out = quotealign().current_dir(dir.path()).args(["run", "in/a.txt"]).output().unwrap();
    assert_eq!(out.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&out.stderr).contains("is no folder"));
}

#[test]
fn an_empty_folder_an_empty_file_and_a_binary_file_are_problems_not_ends() {
    let dir = folder(&[]);
    fs::create_dir(dir.path().join("in")).unwrap();
    let (code, stderr) = run(dir.path(), &[]);
    assert_eq!(code, 0);
    assert!(stderr.contains("holds no articles"), "{stderr}");
    assert_eq!(run(dir.path(), &["--strict"]).0, 3);

    let dir = folder(&[("a.txt", ARTICLE), ("empty.txt", b""), ("picture.txt", b"\x89PNG\x00\x01\x02"), ("page.html", b"<p>")]);
    let (code, stderr) = run(dir.path(), &[]);
    assert_eq!(code, 0);
    let told: Vec<String> = table(dir.path(), "problems.csv").iter().map(|r| format!("{} {}", &r[0], &r[4])).collect();
    assert_eq!(told.len(), 3, "{told:?}\n{stderr}");
    assert!(told[0].starts_with("empty.txt is empty"));
    assert!(told[1].starts_with("page.html"));
    assert!(told[2].starts_with("picture.txt holds bytes that are no text"));
    assert_eq!(table(dir.path(), "quotes.csv").len(), 1);
    assert_eq!(run(dir.path(), &["--strict"]).0, 3);
}

#[test]
fn no_articles_are_no_reason_to_write_over_those_of_an_earlier_run() {
    let dir = folder(&[("a.txt", ARTICLE)]);
    assert_eq!(run(dir.path(), &[]).0, 0);
    fs::write(dir.path().join("in/a.txt"), b"\x89PNG\x00\x01\x02").unwrap();
    let (code, stderr) = run(dir.path(), &[]);
    assert_eq!(code, 1);
    assert!(stderr.contains("a.txt: holds bytes that are no text") && stderr.contains("left as they are"), "{stderr}");
    assert_eq!(table(dir.path(), "quotes.csv").len(), 1);
}

#[test]
fn what_is_of_no_run_is_kept_and_what_stands_in_the_way_of_one_table_spares_the_others() {
    let dir = folder(&[("a.txt", ARTICLE)]);
    fs::create_dir(dir.path().join("out")).unwrap();
    fs::write(dir.path().join("out/quotes.csv"), "mine").unwrap();
    let (code, stderr) = run(dir.path(), &["--strict"]);
    assert_eq!(code, 3);
    assert!(stderr.contains("out/quotes.csv: is of no earlier run; it is kept as quotes.csv.kept"), "{stderr}");
    assert_eq!(fs::read_to_string(dir.path().join("out/quotes.csv.kept")).unwrap(), "mine");
    assert_eq!(run(dir.path(), &["--strict"]).0, 0);

    fs::remove_file(dir.path().join("out/report.html")).unwrap();
    fs::create_dir(dir.path().join("out/report.html")).unwrap();
    fs::write(dir.path().join("in/b.txt"), OTHER).unwrap();
    let (code, stderr) = run(dir.path(), &[]);
    assert_eq!(code, 1);
    assert!(stderr.contains("out/report.html") && !stderr.contains("open "), "{stderr}");
    assert_eq!(table(dir.path(), "quotes.csv").len(), 1, "the earlier set is whole");
}

#[test]
fn the_output_may_lie_among_the_articles() {
    let dir = folder(&[("a.txt", ARTICLE)]);
    for _ in 0..2 {
        let out = quotealign().current_dir(dir.path()).args(["run", "in", "-o", "in/out", "--strict"]).output().unwrap();
        assert_eq!(out.status.code(), Some(0), "{}", String::from_utf8_lossy(&out.stderr));
    }
}

#[test]
fn decisions_go_to_the_sources_whose_tables_they_stand_in() {
    let dir = folder(&[("a.txt", ARTICLE), ("b.txt", OTHER)]);
    run(dir.path(), &[]);
    judge(dir.path(), "accepted", "");
    let other = dir.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("a.txt"), ARTICLE).unwrap();
    let out = quotealign().current_dir(dir.path()).args(["run", "other", "-o", "out"]).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    assert!(dir.path().join("in/decisions.csv").is_file() && !other.join("decisions.csv").exists());
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_printed_is_an_error() {
    let dir = folder(&[("a.txt", ARTICLE)]);
    run(dir.path(), &[]);
    let id = table(dir.path(), "statements.csv")[0][0].to_owned();
    for command in [vec!["settings", "in"], vec!["show", &id, "-o", "out"], vec!["completions", "bash"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let done = std::process::Command::new(env!("CARGO_BIN_EXE_quotealign"))
            .current_dir(dir.path())
            .args(&command)
            .stdout(full)
            .stderr(std::process::Stdio::piped())
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.code() == Some(1) && stderr.contains("cannot be printed"), "{command:?}: {stderr}");
    }
}

#[test]
fn a_table_with_broken_rows_keeps_the_others_and_tells() {
    let dir = folder(&[(
        "r.csv",
        "statement_id,rendering_id,text,outlet\r\ns,r1,\"The bridge stays shut,Post\r\ns,r2,The bridge stays shut,Times\r\ns,r3\r\ns,r4,The bridge, he said, stays shut,Echo\r\n"
            .as_bytes(),
    )]);
    let out = quotealign().current_dir(dir.path()).args(["audit", "in/r.csv", "-o", "out"]).output().unwrap();
    assert!(out.status.success());
    let told: Vec<String> = table(dir.path(), "problems.csv").iter().map(|r| format!("{} {}", &r[1], &r[4])).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].starts_with("2 a cell begins with a quotation mark"), "{told:?}");
    assert!(told[1].starts_with("4 the row has no text") && told[2].starts_with("5 the row has 6 cells"), "{told:?}");
}

#[test]
fn options_without_use_are_told() {
    let dir = folder(&[("a.txt", ARTICLE)]);
    let out = quotealign().current_dir(dir.path()).args(["extract", "in", "--fail-on", "major"]).output().unwrap();
    assert!(out.status.success() && String::from_utf8_lossy(&out.stderr).contains("--fail-on does nothing here"));
}

#[test]
fn an_output_that_cannot_be_written_is_told() {
    let dir = folder(&[("a.txt", ARTICLE)]);
    fs::write(dir.path().join("out"), "a file where the folder should be").unwrap();
    let (code, stderr) = run(dir.path(), &[]);
    assert_eq!(code, 1);
    assert!(stderr.contains("out: cannot be written"), "{stderr}");
}

#[test]
fn unknown_settings_and_arguments_are_bad_usage() {
    let dir = folder(&[("a.txt", ARTICLE), ("quotealign.toml", b"[cluster]\ntreshold = 0.4\n[algin]\n")]);
    let (code, stderr) = run(dir.path(), &[]);
    assert_eq!(code, 2);
    assert!(stderr.contains("did you mean `threshold`?") && stderr.contains("unknown key `algin`"), "{stderr}");
    assert_eq!(quotealign().args(["run", "--frobnicate"]).output().unwrap().status.code(), Some(2));
    assert_eq!(quotealign().args(["run", "--fail-on", "awful"]).output().unwrap().status.code(), Some(2));
}

#[test]
fn settings_in_force_are_printed() {
    let dir = folder(&[("quotealign.toml", b"[cluster]\nwindow_days = 9\n")]);
    let out = quotealign().current_dir(dir.path()).args(["settings", "in"]).output().unwrap();
    assert!(out.status.success());
    assert!(String::from_utf8_lossy(&out.stdout).contains("window_days = 9"));
}

#[test]
fn the_same_bytes_for_any_number_of_threads() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("sources");
    let dir = tempfile::tempdir().unwrap();
    let mut runs = Vec::new();
    for threads in ["1", "2", "8"] {
        let out = dir.path().join(threads);
        let done =
            quotealign().args(["run", "-j", threads, "--links", "--quiet", "-o"]).arg(&out).arg(&sources).output().unwrap();
        assert!(done.status.success());
        assert!(done.stderr.is_empty(), "--quiet says nothing");
        runs.push(bytes_below(&out));
    }
    assert!(runs[0].len() > 8);
    assert!(runs.iter().all(|r| *r == runs[0]));
}

/// All files below a folder but run.log, which tells times, with their names.
fn bytes_below(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut out: Vec<(String, Vec<u8>)> = walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .filter(|e| e.file_type().is_file() && e.file_name() != "run.log")
        .map(|e| (e.path().strip_prefix(folder).unwrap().display().to_string(), fs::read(e.path()).unwrap()))
        .collect();
    out.sort();
    out
}

#[test]
fn stages_one_after_the_other_write_what_a_run_writes() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("sources");
    let dir = tempfile::tempdir().unwrap();
    let (whole, parts) = (dir.path().join("whole"), dir.path().join("parts"));
    quotealign().args(["run", "--quiet", "--links", "-o"]).arg(&whole).arg(&sources).assert().success();
    let stage = |name: &str, input: &Path| {
        quotealign().args([name, "--quiet", "--links", "-o"]).arg(&parts).arg(input).assert().success();
    };
    stage("extract", &sources);
    stage("cluster", &parts.join("quotes.csv"));
    stage("align", &parts.join("renderings.csv"));
    stage("audit", &parts.join("renderings.csv"));
    let same = |name: &str, less: &[usize]| {
        let rows = |folder: &Path| -> Vec<Vec<String>> {
            let text = fs::read_to_string(folder.join(name)).unwrap();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
            reader
                .records()
                .flatten()
                .map(|r| r.iter().enumerate().filter(|(i, _)| !less.contains(i)).map(|(_, c)| c.to_owned()).collect())
                .collect()
        };
        assert_eq!(rows(&whole), rows(&parts), "{name}");
    };
    // Columns of later stages are left out.
    same("articles.csv", &[]);
    same("quotes.csv", &[18]);
    same("statements.csv", &[9, 10, 11, 12]);
    same("renderings.csv", &[12, 13]);
    same("alignment.csv", &[]);
    same("links.csv", &[]);
    same("divergences.csv", &[]);
    let sheets = |folder: &Path| bytes_below(&folder.join("alignments")).into_iter().map(|(name, _)| name).collect::<Vec<_>>();
    assert_eq!(sheets(&whole), sheets(&parts));
}

#[test]
fn a_table_without_its_columns_is_told() {
    let dir = folder(&[("quotes.csv", b"id;words\n1;x\n")]);
    let out = quotealign().current_dir(dir.path()).args(["cluster", "in/quotes.csv"]).output().unwrap();
    assert_eq!(out.status.code(), Some(1));
    let stderr = String::from_utf8_lossy(&out.stderr);
    assert!(stderr.contains("no column `quote_id`") && stderr.contains("id, words"), "{stderr}");
}

/// Rewrites divergences.csv as a German spreadsheet saves it, with other cells in the rows that `change` picks.
fn judge(dir: &Path, decision: &str, comment: &str) -> String {
    let path = dir.join("out/divergences.csv");
    let text = fs::read_to_string(&path).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let headers = reader.headers().unwrap().clone();
    let at = |name: &str| headers.iter().position(|h| h == name).unwrap();
    let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    out.write_record(&headers).unwrap();
    let mut id = String::new();
    for (i, row) in reader.records().enumerate() {
        let mut cells: Vec<String> = row.unwrap().iter().map(str::to_owned).collect();
        if i == 0 {
            id.clone_from(&cells[at("divergence_id")]);
            cells[at("decision")] = decision.into();
            cells[at("comment")] = comment.into();
        }
        out.write_record(&cells).unwrap();
    }
    fs::write(&path, encoding_rs::WINDOWS_1252.encode(&String::from_utf8(out.into_inner().unwrap()).unwrap()).0).unwrap();
    id
}

#[test]
fn decisions_written_into_the_output_are_kept_beside_the_sources() {
    let dir = folder(&[("a.txt", ARTICLE), ("b.txt", OTHER)]);
    assert_eq!(run(dir.path(), &["--fail-on", "critical"]).0, 4, "“will not open” against “will open” is critical");
    let id = judge(dir.path(), "Accepted", "così è già; più chiaro");
    assert_eq!(run(dir.path(), &["--fail-on", "critical"]).0, 0, "what is accepted does not count");
    let decisions = fs::read_to_string(dir.path().join("in/decisions.csv")).unwrap();
    assert!(
        decisions.contains(&id) && decisions.contains("accepted") && decisions.contains("così è già; più chiaro"),
        "{decisions}"
    );
    let row = |dir: &Path| table(dir, "divergences.csv").into_iter().find(|r| r[0] == id).unwrap();
    assert_eq!((&row(dir.path())[10], &row(dir.path())[11]), ("accepted", "così è già; più chiaro"));

    // Deleting the output loses nothing, and neither does another article.
    fs::remove_dir_all(dir.path().join("out")).unwrap();
    fs::write(dir.path().join("in/c.txt"), "outlet: Pier News\n\n“The ferry is late,” said Tom Ferrow, a sailor.\n").unwrap();
    assert_eq!(run(dir.path(), &["--strict"]).0, 0);
    assert_eq!(&row(dir.path())[10], "accepted");

    // An unknown word is told and changes nothing; an emptied cell withdraws.
    judge(dir.path(), "perhaps", "");
    let (code, stderr) = run(dir.path(), &["--strict"]);
    assert_eq!(code, 3);
    assert!(stderr.contains("`perhaps` is no decision"), "{stderr}");
    assert_eq!(&row(dir.path())[10], "accepted");
    fs::write(
        dir.path().join("out/divergences.csv"),
        fs::read_to_string(dir.path().join("out/divergences.csv"))
            .unwrap()
            .replace("accepted", "")
            .replace("così è già; più chiaro", ""),
    )
    .unwrap();
    assert_eq!(run(dir.path(), &["--fail-on", "critical"]).0, 4);
    assert!(!fs::read_to_string(dir.path().join("in/decisions.csv")).unwrap().contains(&id));

    // What no longer applies is told.
    judge(dir.path(), "error", "");
    run(dir.path(), &[]);
    fs::remove_file(dir.path().join("in/a.txt")).unwrap();
    let (_, stderr) = run(dir.path(), &[]);
    assert!(stderr.contains("no longer applies"), "{stderr}");
}

/// Writes the workbook's divergences anew as another program would, with a decision in the first row.
fn judge_workbook(dir: &Path, decision: &str) -> String {
    use calamine::Reader;
    let path = dir.join("out/audit.xlsx");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
    let range = book.worksheet_range("Divergences").unwrap();
    let at = range.rows().next().unwrap().iter().position(|c| *c == "decision").unwrap();
    let mut out = rust_xlsxwriter::Workbook::new();
    let sheet = out.add_worksheet().set_name("Divergences").unwrap();
    for (r, row) in range.rows().enumerate() {
        for (c, cell) in row.iter().enumerate() {
            let text = if r == 1 && c == at { decision.to_owned() } else { cell.to_string() };
            sheet.write_string(r as u32, c as u16, text).unwrap();
        }
    }
    out.save(&path).unwrap();
    range.get((1, 0)).unwrap().to_string()
}

#[test]
fn decisions_made_in_the_workbook_are_read_back_like_those_in_the_table() {
    let dir = folder(&[("a.txt", ARTICLE), ("b.txt", OTHER)]);
    run(dir.path(), &[]);
    let id = judge_workbook(dir.path(), "fixed");
    run(dir.path(), &["--strict"]);
    let decision = |dir: &Path| table(dir, "divergences.csv").iter().find(|r| r[0] == id).unwrap()[10].to_owned();
    assert_eq!(decision(dir.path()), "fixed");
    // Where table and workbook say different things, both are left alone and told.
    judge(dir.path(), "error", "");
    judge_workbook(dir.path(), "ignore");
    let (code, stderr) = run(dir.path(), &["--strict"]);
    assert_eq!(code, 3);
    assert!(stderr.contains("neither is taken"), "{stderr}");
    assert_eq!(decision(dir.path()), "fixed");
}

#[test]
fn what_holds_decisions_and_cannot_be_read_is_not_written_over() {
    let dir = folder(&[("a.txt", ARTICLE), ("b.txt", OTHER)]);
    run(dir.path(), &[]);
    // A workbook in another format; then a table that has lost its ids.
    fs::write(dir.path().join("out/audit.xlsx"), b"\xd0\xcf\x11\xe0 mine").unwrap();
    let (code, stderr) = run(dir.path(), &[]);
    assert_eq!(code, 1);
    assert!(stderr.contains("nothing was written over it: save it as .xlsx"), "{stderr}");
    assert!(fs::read(dir.path().join("out/audit.xlsx")).unwrap().ends_with(b"mine"));
    fs::remove_file(dir.path().join("out/audit.xlsx")).unwrap();
    let mine = "severity,class,outlet,decision,comment\ncritical,negation,Harbour Post,error,mine\n";
    fs::write(dir.path().join("out/divergences.csv"), mine).unwrap();
    let (code, stderr) = run(dir.path(), &[]);
    assert_eq!(code, 1);
    assert!(stderr.contains("divergence_id"), "{stderr}");
    assert_eq!(fs::read_to_string(dir.path().join("out/divergences.csv")).unwrap(), mine);
    fs::remove_file(dir.path().join("out/divergences.csv")).unwrap();
    assert_eq!(run(dir.path(), &[]).0, 0);
}

#[test]
fn decisions_that_decide_nothing_or_contradict_are_told() {
    let dir = folder(&[("a.txt", ARTICLE), ("b.txt", OTHER)]);
    run(dir.path(), &[]);
    let id = table(dir.path(), "divergences.csv")[0][0].to_owned();
    let quotes = table(dir.path(), "quotes.csv");
    let (a, b) = (&quotes[0][0], &quotes[1][0]);
    let lines = format!("divergence,{id},,errror\nspeaker,{a},,\nsame,{a},{b},\ndifferent,{a},{b},\n");
    fs::write(dir.path().join("in/decisions.csv"), format!("kind,a,b,value\n{lines}")).unwrap();
    let (code, stderr) = run(dir.path(), &["--strict"]);
    assert_eq!(code, 3);
    for told in ["has `errror`", "wants the name of the speaker", "apart, which other lines join"] {
        assert!(stderr.contains(told), "{told}: {stderr}");
    }
    assert_eq!(table(dir.path(), "quotes.csv")[0][11], quotes[0][11], "nobody has taken the speaker away");
    // What is not understood there is not lost where a decision comes from the output.
    judge(dir.path(), "error", "");
    let (code, stderr) = run(dir.path(), &[]);
    assert_eq!(code, 1);
    assert!(stderr.contains("mend it first"), "{stderr}");
    assert!(fs::read_to_string(dir.path().join("in/decisions.csv")).unwrap().contains("errror"));
}

#[test]
fn an_id_that_is_a_formula_is_guarded_and_read_back() {
    let dir = tempfile::tempdir().unwrap();
    let quotes = "quote_id,text\n\"=cmd|' /C calc'!A0\",The bridge stays shut until the spring.\nb,The bridge stays closed until the spring.\n";
    fs::write(dir.path().join("quotes.csv"), quotes).unwrap();
    quotealign().current_dir(dir.path()).args(["cluster", "quotes.csv", "-o", "out", "--quiet"]).assert().success();
    let written = fs::read_to_string(dir.path().join("out/renderings.csv")).unwrap();
    assert!(written.contains(",'=cmd|") && !written.contains(",=cmd|") && !written.contains(",\"=cmd|"), "{written}");
}

#[test]
fn a_header_tells_its_language_in_any_way_and_what_is_no_date_is_told() {
    let head = |lang: &str, date: &str| {
        format!("outlet: Harbour Post\nlang: {lang}\ndate: {date}\n\n“The bridge stays shut,” said Orla Penwick on Monday.\n")
    };
    let (a, b) = (head("English", "4 March 2026"), head("klingon", "2026-03-04"));
    let dir = folder(&[("a.txt", a.as_bytes()), ("b.txt", b.as_bytes())]);
    let (_, stderr) = run(dir.path(), &[]);
    assert!(stderr.contains("`4 March 2026` is no date") && stderr.contains("`klingon` is no language"), "{stderr}");
    for quote in table(dir.path(), "quotes.csv") {
        assert_eq!((&quote[5], &quote[11]), ("en", "Orla Penwick"));
    }
}

#[test]
fn a_name_is_one_however_its_accents_are_encoded() {
    let article = |name: &str| format!("“The bridge stays shut,” said Zoé {name} on Monday.\n");
    let (a, b) = (article("Mu\u{308}ller"), article("Müller").replace("Zoé", "Zoe\u{301}"));
    let dir = folder(&[("a.txt", a.as_bytes()), ("b.txt", b.as_bytes())]);
    run(dir.path(), &[]);
    for quote in table(dir.path(), "quotes.csv") {
        assert_eq!(&quote[11], "Zoé Müller");
    }
}

#[test]
fn decisions_on_speakers_and_on_what_takes_part_are_honoured() {
    let dir = folder(&[("a.txt", ARTICLE), ("b.txt", OTHER)]);
    run(dir.path(), &[]);
    let quotes = table(dir.path(), "quotes.csv");
    let (a, b) = (quotes[0][0].to_owned(), quotes[1][0].to_owned());
    fs::write(
        dir.path().join("in/decisions.csv"),
        format!("kind;a;b;value\nspeaker;{a};;Tom Ferrow\nignore;{b};;\nsame;q-gone;{a};\n"),
    )
    .unwrap();
    let (_, stderr) = run(dir.path(), &[]);
    let quotes = table(dir.path(), "quotes.csv");
    assert_eq!((&quotes[0][11], &quotes[0][14]), ("Tom Ferrow", "decision"));
    assert_eq!(&quotes[1][18], "", "an ignored quotation renders no statement");
    assert!(stderr.contains("no longer applies: there is no quotation or rendering q-gone"), "{stderr}");
}

#[test]
fn a_decision_may_name_any_rendering_even_one_that_is_cut_out_of_a_sentence() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("sources");
    let dir = folder(&[("a.txt", ARTICLE)]);
    // Dictionaries of the system move cuts.
    let settings = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/no-system.toml");
    let run = || {
        let command = ["run", "in", "-o", "out", "--settings"];
        let out = quotealign().current_dir(dir.path()).args(command).arg(&settings).output().unwrap();
        String::from_utf8(out.stderr).unwrap()
    };
    for entry in walkdir::WalkDir::new(&sources).into_iter().flatten().filter(|e| e.file_type().is_file()) {
        let to = dir.path().join("in").join(entry.path().strip_prefix(&sources).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(entry.path(), to).unwrap();
    }
    run();
    let renderings = table(dir.path(), "renderings.csv");
    let cut = renderings.iter().filter(|r| &r[7] != "0").count();
    assert!(cut > 2, "{cut}");
    let lines: String = renderings[1..].iter().map(|r| format!("different,{},{}\n", &renderings[0][1], &r[1])).collect();
    fs::write(dir.path().join("in/decisions.csv"), format!("kind,a,b\n{lines}different,r-gone,{}\n", &renderings[0][1])).unwrap();
    let stderr = run();
    assert_eq!(stderr.matches("no longer applies").count(), 1, "{stderr}");
}

#[test]
fn explain_tells_why() {
    let dir = folder(&[("a.txt", ARTICLE), ("b.txt", OTHER)]);
    run(dir.path(), &[]);
    let explain = |ids: &[&str]| {
        let out = quotealign().current_dir(dir.path()).args(["explain", "-o", "out"]).args(ids).output().unwrap();
        (out.status.code().unwrap(), String::from_utf8(out.stdout).unwrap())
    };
    let quote = table(dir.path(), "quotes.csv")[0][0].to_owned();
    let (code, text) = explain(&[&quote]);
    assert_eq!(code, 0);
    assert!(text.contains("[cue: said]") && text.contains("[speaker: Mayor Ada Quill]"), "{text}");
    let divergence = table(dir.path(), "divergences.csv")[0][0].to_owned();
    assert!(explain(&[&divergence]).1.contains("critical"));
    assert_eq!(explain(&["q-none"]).0, 1);
}

#[test]
fn show_prints_words_under_words_and_no_colours_into_a_pipe() {
    let dir = folder(&[("a.txt", ARTICLE), ("b.txt", OTHER)]);
    run(dir.path(), &[]);
    let id = table(dir.path(), "statements.csv")[0][0].to_owned();
    let show = |id: &str| quotealign().current_dir(dir.path()).args(["show", "-o", "out", id]).output().unwrap();
    let out = show(&id);
    assert!(out.status.success());
    let text = String::from_utf8(out.stdout).unwrap();
    assert!(text.contains("Harbour Post") && text.contains("Quay Times") && text.contains("critical  negation"), "{text}");
    assert!(!text.contains('\u{1b}'), "{text}");
    assert!(text.lines().all(|l| l.chars().count() <= 100), "{text}");
    let none = show("nothing-of-the-kind");
    assert_eq!(none.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&none.stderr).contains("statements.csv lists them"));
}

#[test]
fn a_folder_to_start_from_can_be_run_and_is_never_written_over() {
    let dir = tempfile::tempdir().unwrap();
    let init = || quotealign().current_dir(dir.path()).args(["init", "example"]).output().unwrap();
    assert!(init().status.success());
    let example = dir.path().join("example");
    let run = quotealign().current_dir(&example).args(["run", "--strict", "--fail-on", "critical"]).output().unwrap();
    let stderr = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(4), "the example has something to show: {stderr}");
    assert!(stderr.contains("3 articles") && stderr.contains("no problems"), "{stderr}");
    fs::write(example.join("Makefile"), "mine").unwrap();
    fs::remove_file(example.join("quotealign.toml")).unwrap();
    let again = init();
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("nothing was written"));
    assert_eq!(fs::read_to_string(example.join("Makefile")).unwrap(), "mine");
    assert!(!example.join("quotealign.toml").exists());
}

#[test]
fn every_subcommand_gives_examples_and_shells_are_told_how_to_complete() {
    let help = |command: &str| String::from_utf8(quotealign().args([command, "--help"]).output().unwrap().stdout).unwrap();
    for command in ["run", "extract", "cluster", "align", "audit", "show", "explain", "settings", "init", "completions"] {
        let text = help(command);
        assert!(text.contains("Examples:") && text.contains(&format!("quotealign {command}")), "{text}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let out = quotealign().args(["completions", shell]).output().unwrap();
        assert!(out.status.success() && String::from_utf8_lossy(&out.stdout).contains("fail-on"), "{shell}");
    }
}

//! What always holds, over the sample corpus and over generated folders. The names are those of the invariants in ARCHITECTURE.md.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use quotealign::pipeline::{self, Job};
use quotealign::settings::Settings;
use quotealign::tables::Style;
use quotealign::tables::cell::{one_line, unguard};

fn job(output: PathBuf) -> Job {
    let mut settings = Settings::default();
    settings.lexicon.use_system = false;
    Job {
        output,
        settings,
        settings_file: None,
        style: Style { byte_order_mark: false, ..Style::default() },
        links: true,
        quiet: true,
    }
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sources")
}

/// One row: column name to cell, guard undone.
type Cells = BTreeMap<String, String>;

fn table(folder: &Path, name: &str) -> Vec<Cells> {
    let mut reader = csv::Reader::from_path(folder.join(name)).unwrap();
    let headers = reader.headers().unwrap().clone();
    reader
        .records()
        .map(|r| headers.iter().zip(r.unwrap().iter()).map(|(h, c)| (h.to_owned(), unguard(c).to_owned())).collect())
        .collect()
}

fn offset(row: &Cells, column: &str) -> usize {
    row[column].parse().unwrap()
}

fn slice(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

/// The text without white space.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '¶').collect()
}

/// Runs over a folder of (name, bytes); the output folder lies in the same temporary one.
fn run_over(files: &[(String, Vec<u8>)]) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let sources = dir.path().join("in");
    fs::create_dir(&sources).unwrap();
    for (name, bytes) in files {
        let path = sources.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let output = dir.path().join("out");
    pipeline::run(&sources, &job(output.clone())).unwrap();
    (dir, output)
}

fn check_spans(sources: &Path, output: &Path) {
    for row in table(output, "quotes.csv") {
        let text = fs::read(sources.join(&row["file"])).unwrap();
        let text = String::from_utf8(text).unwrap();
        let text = text.trim_start_matches('\u{feff}');
        assert_eq!(one_line(&slice(text, offset(&row, "start"), offset(&row, "end"))), row["text"], "{row:?}");
    }
}

fn check_rows_lead_back(output: &Path) {
    let quotes: BTreeMap<String, Cells> = table(output, "quotes.csv").into_iter().map(|r| (r["quote_id"].clone(), r)).collect();
    let renderings: BTreeMap<String, Cells> =
        table(output, "renderings.csv").into_iter().map(|r| (r["rendering_id"].clone(), r)).collect();
    for row in renderings.values() {
        let quote = &quotes[&row["quote_id"]];
        assert_eq!(slice(&quote["text"], offset(row, "start"), offset(row, "end")), row["text"], "{row:?}");
        assert!(quote["statement_ids"].split(';').any(|id| id == row["statement_id"]), "{row:?}");
    }
    for row in table(output, "alignment.csv") {
        let rendering = &renderings[&row["rendering_id"]];
        assert_eq!(slice(&rendering["text"], offset(&row, "start"), offset(&row, "end")), row["reading"], "{row:?}");
    }
    for row in table(output, "links.csv") {
        for side in ["a", "b"] {
            let text = &renderings[&row[&format!("{side}_rendering")]]["text"];
            assert!(!slice(text, offset(&row, &format!("{side}_start")), offset(&row, &format!("{side}_end"))).is_empty());
        }
    }
    for row in table(output, "divergences.csv") {
        if let Some(rendering) = renderings.get(&row["rendering_id"]) {
            let here = slice(&rendering["text"], offset(&row, "start"), offset(&row, "end"));
            // What is told of a whole rendering shows a name, a date or the other's words, and marks no place.
            let whole = ["attribution", "conflict", "date", "relay"].contains(&row["class"].as_str());
            assert!(whole || bare(&here) == bare(&row["text_here"]), "{row:?}");
        } else {
            assert!(quotes.contains_key(&row["quote_id"]), "{row:?}");
        }
    }
}

fn check_readings(output: &Path) {
    let mut readings: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    for row in table(output, "alignment.csv") {
        readings.entry(row["rendering_id"].clone()).or_default().push((offset(&row, "start"), row["reading"].clone()));
    }
    for row in table(output, "renderings.csv") {
        let mut parts = readings.remove(&row["rendering_id"]).unwrap_or_default();
        parts.sort();
        let text: String = parts.into_iter().map(|(_, reading)| reading).collect();
        assert_eq!(bare(&text), bare(&row["text"]), "{row:?}");
    }
}

#[test]
fn a_span_slices_its_article_and_gives_back_the_printed_text() {
    let dir = tempfile::tempdir().unwrap();
    pipeline::run(&samples(), &job(dir.path().to_owned())).unwrap();
    assert!(table(dir.path(), "quotes.csv").len() > 20);
    check_spans(&samples(), dir.path());
}

#[test]
fn the_readings_of_a_rendering_in_the_order_of_their_offsets_are_its_text() {
    let dir = tempfile::tempdir().unwrap();
    pipeline::run(&samples(), &job(dir.path().to_owned())).unwrap();
    check_readings(dir.path());
}

#[test]
fn every_output_row_leads_back_to_bytes_in_the_sources() {
    let dir = tempfile::tempdir().unwrap();
    pipeline::run(&samples(), &job(dir.path().to_owned())).unwrap();
    check_rows_lead_back(dir.path());
}

/// Sentences of a made-up dispute; whole articles are drawn from them.
const SENTENCES: [&str; 8] = [
    "The old bridge will not open before June",
    "The old bridge will open before June, I am sure",
    "We can’t pay 2.5 million for a ferry nobody wants",
    "We cannot pay 2,500,000 for the ferry that nobody wants",
    "They are not welcome in our harbour",
    "It is a shame... They are not welcome in our harbor",
    "Nobody [at the harbour office] told me about the noise",
    "not welcome",
];
const SPEAKERS: [&str; 4] = ["Ada Quill", "Mayor Ada Quill", "Tom Ferrow", "the harbour office"];

prop_compose! {
    /// An article of some quotations with attributions in several dresses.
    fn article()(quotes in prop::collection::vec((0..SENTENCES.len(), 0..SPEAKERS.len(), 0..5usize), 1..5), outlet in "[a-d]", day in 1..9u32) -> (String, Vec<u8>) {
        let mut text = format!("outlet: {outlet}\ndate: 2026-03-0{day}\nlang: en\n\nThe row over the bridge goes on.\n\n");
        for (s, who, dress) in &quotes {
            let (words, who) = (SENTENCES[*s], SPEAKERS[*who]);
            text.push_str(&match dress {
                0 => format!("“{words},” said {who}.\n\n"),
                1 => format!("{who} said: \"{words}.\"\n\n"),
                2 => format!("‘{words},’ {who} told reporters.\n\n"),
                3 => format!("“{words}.\n\n“{words},” {who} added.\n\n"),
                _ => format!("{who} called it «{words}».\n\n"),
            });
        }
        (format!("{outlet}/{}.txt", quantity(&text)), text.into_bytes())
    }
}

/// A name made of content, so that two articles of one folder differ in name where they differ in text.
fn quantity(text: &str) -> String {
    quotealign::ids::digest(&[text])[..8].to_owned()
}

/// All files of a folder but run.log, which tells times, and the record, which names the folder.
fn bytes_of(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .filter(|e| e.file_type().is_file() && e.file_name() != "run.log" && e.file_name() != "run.toml")
        .map(|e| (e.path().strip_prefix(folder).unwrap().to_owned(), fs::read(e.path()).unwrap()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn generated_articles_keep_every_promise_about_offsets(articles in prop::collection::vec(article(), 1..6)) {
        let (dir, output) = run_over(&articles);
        check_spans(&dir.path().join("in"), &output);
        check_readings(&output);
        check_rows_lead_back(&output);
    }

    #[test]
    fn the_order_of_renderings_changes_no_byte(articles in prop::collection::vec(article(), 2..5), turn in 0..1000usize) {
        let (dir, output) = run_over(&articles);
        // The rows of quotes.csv turned round, then the stages one after the other.
        let text = fs::read_to_string(output.join("quotes.csv")).unwrap();
        let mut lines: Vec<&str> = text.split_inclusive("\r\n").collect();
        let header = lines.remove(0);
        let len = lines.len().max(1);
        lines.rotate_left(turn % len);
        lines.reverse();
        let turned = dir.path().join("turned");
        fs::create_dir(&turned).unwrap();
        fs::write(turned.join("quotes.csv"), format!("{header}{}", lines.concat())).unwrap();
        let straight = dir.path().join("straight");
        fs::create_dir(&straight).unwrap();
        fs::write(straight.join("quotes.csv"), &text).unwrap();
        for folder in [&turned, &straight] {
            pipeline::cluster(Some(&folder.join("quotes.csv")), &job(folder.clone())).unwrap();
            pipeline::align(Some(&folder.join("renderings.csv")), &job(folder.clone())).unwrap();
            fs::remove_file(folder.join("quotes.csv")).unwrap();
        }
        prop_assert_eq!(bytes_of(&turned), bytes_of(&straight));
    }

    #[test]
    fn identical_renderings_give_no_divergence_and_a_change_of_case_marks_or_spacing_none_above_neutral(s in 0..SENTENCES.len() - 1) {
        let words = SENTENCES[s];
        let file = |name: &str, words: &str| (format!("{name}.txt"), format!("“{words},” Ada Quill said on Monday.\n").into_bytes());
        let (_dir, output) = run_over(&[file("a", words), file("b", words)]);
        prop_assert_eq!(table(&output, "divergences.csv").len(), 0);
        let dressed = words.replace('’', "'").replace(", ", " – ").to_uppercase();
        let (_dir, output) = run_over(&[file("a", words), file("b", &dressed)]);
        for row in table(&output, "divergences.csv") {
            prop_assert_eq!(row["severity"].as_str(), "neutral", "{:?}", row);
        }
    }

    #[test]
    fn any_bytes_as_input_end_in_a_result_or_a_clear_error(bytes in prop::collection::vec(any::<u8>(), 0..400), text in "([“”\"'‘’«»„ \n.a-zA-Z…—@:]|said|\\PC){0,120}") {
        run_over(&[("a.txt".into(), bytes.clone()), ("b.txt".into(), text.clone().into_bytes())]);
        let dir = tempfile::tempdir().unwrap();
        for (name, stage) in [("quotes.csv", pipeline::cluster as fn(Option<&Path>, &Job) -> anyhow::Result<pipeline::Outcome>), ("renderings.csv", pipeline::audit)] {
            let path = dir.path().join(name);
            fs::write(&path, [b"quote_id,statement_id,rendering_id,text\n1,2,3,".as_slice(), &bytes, b"\n4,2,5,", text.as_bytes()].concat()).unwrap();
            let _ = stage(Some(&path), &job(dir.path().join("out")));
            fs::write(&path, &bytes).unwrap();
            let _ = stage(Some(&path), &job(dir.path().join("out")));
        }
        for name in ["sources.csv", "speakers.csv", "decisions.csv"] {
            let sources = dir.path().join("in");
            fs::create_dir_all(&sources).unwrap();
            fs::write(sources.join(name), &bytes).unwrap();
        }
        pipeline::run(&dir.path().join("in"), &job(dir.path().join("out"))).unwrap();
    }
}

/// The probability lines of an explanation, sorted.
fn probabilities(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text.lines().filter(|l| l.contains("probability")).map(str::to_owned).collect();
    lines.sort();
    lines
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, ..ProptestConfig::default() })]

    #[test]
    fn a_match_is_symmetric(articles in prop::collection::vec(article(), 2..4)) {
        let (_dir, output) = run_over(&articles);
        let table = quotealign::tables::Table::read(&output.join("quotes.csv"), "test").unwrap();
        let (quotations, _) = quotealign::tables::quotes::read(&table).unwrap();
        let settings = quotealign::cluster::Settings::default();
        for (a, b) in quotations.iter().zip(quotations.iter().skip(1)) {
            let lexicon = quotealign::lexicon::foreign::Lexicon::default();
            let explain = |x: &str, y: &str| quotealign::cluster::explain(&quotations, &[], &lexicon, &settings, x, y).unwrap();
            let (one, other) = (explain(&a.id, &b.id), explain(&b.id, &a.id));
            prop_assert_eq!(probabilities(&one), probabilities(&other), "{}\n{}", one, other);
        }
    }
}

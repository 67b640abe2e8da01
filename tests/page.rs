//! The page, opened in a headless Chromium. Without it these tests are left out; `make test` says so.

mod browser;

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use browser::{Browser, is_installed};
use serde_json::json;
use tempfile::TempDir;

/// A folder with sources and what a run makes of them.
struct Made {
    dir: TempDir,
}

impl Made {
    fn of(files: &[(&str, String)]) -> Made {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = dir.path().join("sources").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let made = Made { dir };
        made.run();
        made
    }

    /// The sample corpus.
    fn sample() -> Made {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("sources");
        let files = walkdir::WalkDir::new(&root).into_iter().flatten().filter(|e| e.file_type().is_file());
        let named: Vec<(String, String)> = files
            .map(|e| {
                let name = e.path().strip_prefix(&root).unwrap().display().to_string();
                (name, fs::read_to_string(e.path()).unwrap())
            })
            .collect();
        Made::of(&named.iter().map(|(n, t)| (n.as_str(), t.clone())).collect::<Vec<_>>())
    }

    fn run(&self) -> String {
        let run = Command::cargo_bin("quotealign").unwrap().current_dir(self.dir.path()).arg("run").output().unwrap();
        assert!(run.status.success());
        String::from_utf8(run.stderr).unwrap()
    }

    fn page(&self) -> PathBuf {
        self.dir.path().join("output/report.html")
    }

    fn decision_of(&self, id: &str) -> (String, String) {
        let text = fs::read_to_string(self.dir.path().join("output/divergences.csv")).unwrap();
        let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let row = reader.records().flatten().find(|r| &r[0] == id).unwrap();
        (row[10].to_owned(), row[11].to_owned())
    }
}

fn open(page: &Path, downloads: &Path) -> Browser {
    let browser = Browser::open(downloads);
    browser.size(1280, 900);
    browser.visit(page);
    browser
}

const SEARCH: &str = "#filters [name=query]";

/// Types a search and waits until it is answered.
fn search(browser: &Browser, words: &str) -> u64 {
    browser.script(&format!(
        "const field = document.querySelector('{SEARCH}'); field.value = {}; field.dispatchEvent(new Event('input', {{bubbles: true}}))",
        json!(words)
    ));
    browser.wait(&format!("return wanted.query === {}", json!(words)));
    browser.count(".card")
}

fn filter(browser: &Browser, name: &str, value: &str) -> u64 {
    let select = format!("const s = document.querySelector('[name={name}]'); s.value = {};", json!(value));
    browser.script(&format!("{select} s.dispatchEvent(new Event('input', {{bubbles: true}}))"));
    browser.wait(&format!("return wanted['{name}'] === {}", json!(value)));
    browser.count(".card")
}

#[test]
fn the_page_is_searched_filtered_and_gives_decisions_that_a_run_reads() {
    if !is_installed() {
        return;
    }
    let made = Made::sample();
    let browser = open(&made.page(), made.dir.path());
    let all = browser.count(".card");
    assert!(all > 5);
    assert!(browser.text("#answer").contains(" statements in "), "{}", browser.text("#answer"));
    assert_eq!(browser.text("h1"), "Where do outlets part?");
    assert!(browser.count("#agreement .cell") > 10 && browser.count("#classes .bar") > 3);
    assert!(browser.count(".mark.major") > 0, "the first statement is open, its words marked");

    assert!((1..all).contains(&search(&browser, "MILÌTIA kills")));
    assert_eq!(search(&browser, "nowhere printed"), 0);
    assert_eq!(search(&browser, ""), all);
    let divergences = "return DIVERGENCES.filter((d) => d.class === 'substitution').map((d) => d.statement.id)";
    let with = browser.script(divergences).as_array().unwrap().len() as u64;
    assert!((1..=with).contains(&filter(&browser, "class", "substitution")));
    browser.click("#filters button[type=reset]");
    assert!(filter(&browser, "severity", "major") < all);
    browser.click("#filters button[type=reset]");
    browser.click(".tile.major");
    assert!(browser.count(".card") < all);
    browser.click("#filters button[type=reset]");
    assert_eq!(browser.count(".card"), all);

    // A decision with a comment that a spreadsheet would run, downloaded and laid with the sources.
    let id = browser.script("return document.querySelector('.finding').id.slice(2)").as_str().unwrap().to_owned();
    browser.click(".finding .decide button:nth-child(2)");
    browser.script("const c = document.querySelector('.finding input'); c.value = '=so, “it” is; “fine”'; c.dispatchEvent(new Event('change'))");
    assert!(browser.text("#marked").contains("1 decision"));
    browser.visit(&made.page());
    assert!(browser.text("#marked").contains("1 decision"), "marks are kept where the page is left");
    browser.click("#marked .primary");
    let file = made.dir.path().join("decisions.csv");
    for _ in 0..100 {
        if file.is_file() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(browser.console(), Vec::<String>::new());
    let decided = fs::read_to_string(&file).unwrap();
    assert!(decided.starts_with("\u{feff}kind,a,b,value,comment,class,words"), "{decided}");
    fs::rename(&file, made.dir.path().join("sources/decisions.csv")).unwrap();
    fs::write(made.dir.path().join("sources/decisions.csv"), format!("{decided}speaker,q-gone,,Ada Quill\r\n")).unwrap();
    made.run();
    assert_eq!(made.decision_of(&id), ("accepted".into(), "'=so, “it” is; “fine”".into()), "guarded as ever");

    // The next page knows it, has nothing new to say, and would hand on what it does not show.
    browser.visit(&made.page());
    assert_eq!(browser.script("return document.querySelector('#marked').hidden"), json!(true));
    assert_eq!(browser.script(&format!("return BY_ID.get('{id}').decision")), json!("accepted"));
    let table = browser.script("return decisionsTable()");
    assert!(table.as_str().unwrap().contains("speaker,q-gone,,Ada Quill"), "{table}");
}

#[test]
fn keys_search_open_and_decide() {
    if !is_installed() {
        return;
    }
    let made = Made::sample();
    let browser = open(&made.page(), made.dir.path());
    browser.keys(&["/"]);
    browser.keys(&["s", "a", "l", "a"]);
    browser.wait("return wanted.query === 'sala'");
    browser.keys(&["\u{e00c}"]);
    browser.wait("return wanted.query === ''");
    browser.script("document.activeElement.blur()");
    browser.keys(&["j", "j"]);
    assert_eq!(browser.script("return document.activeElement.closest('.card').value"), json!(2));
    browser.keys(&["\u{e007}"]);
    assert_eq!(browser.count(".card:nth-child(2) .body"), 1);
    browser.keys(&["n", "2"]);
    assert_eq!(browser.text(".card:nth-child(2) .finding [aria-pressed=true]"), "accepted");
    browser.keys(&["0", "k"]);
    assert_eq!(browser.count(".finding [aria-pressed=true]"), 0);
    assert_eq!(browser.script("return document.activeElement.closest('.card').value"), json!(1));
    // Under the keyboard a marked word explains itself, as under the pointer.
    browser.script("document.querySelector('.mark').focus()");
    assert!(browser.text("#tip").contains('·'), "{}", browser.text("#tip"));
    assert!(browser.print().starts_with("JVBER"), "it can be printed");
    assert_eq!(browser.console(), Vec::<String>::new());
}

/// Contrast of every text that is shown with what lies under it, worst first.
const CONTRAST: &str = r#"
    const rgba = (text) => {
        const n = text.match(/[\d.]+/g).map(Number);
        const scale = text.startsWith("color(") ? 255 : 1;
        return [n[0] * scale, n[1] * scale, n[2] * scale, n[3] ?? 1];
    };
    const over = (a, b) => [0, 1, 2].map((i) => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
    const under = (e) => {
        if (!e) return [255, 255, 255, 1];
        const own = rgba(getComputedStyle(e).backgroundColor);
        return own[3] === 1 ? own : over(own, under(e.parentElement));
    };
    const light = (c) => [0.2126, 0.7152, 0.0722].reduce((sum, w, i) => {
        const v = c[i] / 255;
        return sum + w * (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    }, 0);
    const out = [];
    for (const e of document.querySelectorAll("body *")) {
        const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
        if (!own || !e.checkVisibility() || e.closest(".unseen, .shape, .skip, option, script, [disabled]")) continue;
        const style = getComputedStyle(e);
        const rect = e.closest(".cell")?.querySelector("rect") ?? (e.classList.contains("in") ? e.previousElementSibling : null);
        const svg = e instanceof SVGElement;
        const fill = rect && getComputedStyle(rect).fill !== "none" ? rgba(getComputedStyle(rect).fill) : under(e);
        const ink = over(rgba(svg ? style.fill : style.color), fill);
        const [a, b] = [light(ink), light(fill)].sort((x, y) => y - x);
        const big = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
        out.push([(a + 0.05) / (b + 0.05), big ? 3 : 4.5, e.className.baseVal ?? e.className, e.tagName, e.textContent.slice(0, 20)]);
    }
    return out.filter(([ratio, least]) => ratio < least);
"#;

#[test]
fn words_can_be_read_in_light_and_dark_on_a_desk_and_on_a_phone() {
    if !is_installed() {
        return;
    }
    let made = Made::sample();
    let browser = open(&made.page(), made.dir.path());
    for (width, scheme) in [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")] {
        browser.size(width, 800);
        browser.scheme(scheme);
        browser.visit(&made.page());
        browser.script("document.querySelectorAll('.head').forEach((head) => head.isConnected && head.getAttribute('aria-expanded') === 'false' && head.click())");
        assert_eq!(browser.script(CONTRAST), json!([]), "{width} {scheme}");
        assert_eq!(browser.script("return document.documentElement.scrollWidth"), json!(width), "nothing hangs out");
    }
    // Each rendering says its language.
    assert!(browser.count("bdi[lang=en]") > 0 && browser.count("bdi[lang=it]") > 0);
}

#[test]
fn a_hostile_article_does_nothing() {
    if !is_installed() {
        return;
    }
    let long = "x".repeat(1 << 20);
    let words = |extra: &str| {
        format!(
            "“The <script>window.hacked = 1</script> bridge =cmd|' /C calc'!A0 is \u{202e}closed <img src=x onerror=hacked()> {extra}for {long} now,” said Mayor Ada <b>Quill</b>.\n\n“=cmd|' /C calc'!A0 and </script><svg onload=hacked()>{extra} is what I said,” said Mayor Ada Quill.\n"
        )
    };
    let made = Made::of(&[
        ("<img src=x onerror=hacked()>/a.txt", words("")),
        ("\u{202e}</script><script>hacked()</script>\u{202e}/b.txt".replace('/', "_").as_str(), words("not ")),
        ("Harbour {{script}} Post/c.txt", words("ever ")),
    ]);
    let browser = open(&made.page(), made.dir.path());
    filter(&browser, "shared", "any");
    browser.script("document.querySelectorAll('.head').forEach((head) => head.isConnected && head.getAttribute('aria-expanded') === 'false' && head.click())");
    browser.script("document.querySelectorAll('.layout button:nth-child(2)').forEach((b) => b.click())");
    assert!(browser.count(".body") > 0);
    assert_eq!(browser.count("img"), 0);
    assert_eq!(browser.count("script"), 2);
    assert_eq!(browser.script("return typeof window.hacked"), json!("undefined"));
    browser.size(390, 800);
    assert_eq!(browser.script("return document.documentElement.scrollWidth"), json!(390), "nothing hangs out");
    assert_eq!(browser.console(), Vec::<String>::new());
}

/// A page of many statements, each by three outlets, made without a run.
fn many(statements: usize) -> String {
    use quotealign::model::{Alignment, Cell, Place, Rendering, Role, Span, Statement, Status};
    use quotealign::tables::{sheet, statements::Findings};
    use quotealign::write::page::{Page, Shown, page};
    let outlets = ["Harbour Post", "Quay Times", "Pier News"];
    let words: Vec<String> = (0..12).map(|w| format!("word{w}")).collect();
    let made: Vec<(Statement, Vec<Rendering>, Alignment)> = (0..statements)
        .map(|n| {
            let text = format!("number{n} {}", words.join(" "));
            let renderings = outlets.iter().enumerate().map(|(i, outlet)| Rendering {
                statement_id: format!("s-{n}").into(),
                id: format!("r-{n}-{i}").into(),
                quote_id: format!("q-{n}-{i}").into(),
                outlet: (*outlet).into(),
                date: None,
                lang: "en".into(),
                role: if i == 0 { Role::Base } else { Role::Variant },
                start: 0,
                end: 0,
                text: text.clone(),
                normalised: String::new(),
                similarity: 1.0,
            });
            let mut at = 0;
            let places = text.split(' ').map(|word| {
                let span = Span::new(at, at + word.len());
                at += word.len() + 1;
                let status = if at % 7 == 0 { Status::Moved } else { Status::Agree };
                Place { status, cells: vec![Some(Cell { span, transposition: None, confidence: 1.0 }); outlets.len()] }
            });
            let statement = Statement {
                id: format!("s-{n}").into(),
                outlets: outlets.iter().map(|o| (*o).into()).collect(),
                text: text.clone(),
                ..Statement::default()
            };
            (statement, renderings.collect(), Alignment { places: places.collect(), links: Vec::new() })
        })
        .collect();
    let findings = Findings::default();
    let sheets: Vec<_> = made.iter().map(|(_, renderings, alignment)| sheet::sheet(renderings, alignment, &[])).collect();
    let shown = made.iter().zip(&sheets).map(|((statement, renderings, alignment), sheet)| Shown {
        statement,
        findings: &findings,
        renderings,
        alignment,
        sheet: Some(sheet),
        divergences: Vec::new(),
    });
    page(&Page { articles: 3, quotations: 3 * statements, statements: shown.collect(), others: Vec::new(), sources: None })
        .unwrap()
}

#[test]
fn ten_thousand_statements_are_found_and_only_a_page_of_them_is_in_the_document() {
    if !is_installed() {
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("report.html");
    fs::write(&file, many(10_000)).unwrap();
    let browser = open(&file, dir.path());
    assert!(browser.text("#count").contains("10,000 statements"), "{}", browser.text("#count"));
    let elements = browser.count("*");
    assert!(elements < 2500, "{elements}");
    browser.click("#pages [aria-label='Last page']");
    assert!(browser.count("*") < 2500);
    assert_eq!(search(&browser, "number9999 word11"), 1);
    assert_eq!(browser.console(), Vec::<String>::new());
}

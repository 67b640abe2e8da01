//! Which quotations are one statement? Cases that a translator could write: one file a subject, one block a case.
//!
//! A block is a name, then one line a quotation: `speaker | kind | text`, under the letter of its statements (`a`, or `a b` where it stands
//! in two). Quotations share a statement where they share a letter. `open` before a name marks a hard case that is kept with the wanted answer.

use std::collections::BTreeSet;
use std::sync::Arc;

use quotealign::cluster::{Settings, cluster};
use quotealign::lexicon::foreign::Lexicon;
use quotealign::model::{Kind, Quotation, Reason};

pub struct Line {
    letters: BTreeSet<String>,
    pub quotation: Quotation,
}

pub fn line(number: usize, text: &str) -> Option<Line> {
    let mut cells = text.splitn(4, '|').map(str::trim);
    let (letters, speaker, kind, text) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
    let quotation = Quotation {
        id: format!("q{number}").into(),
        outlet: Arc::from(format!("Outlet {number}")),
        kind: Kind::from_name(kind)?,
        speaker: Arc::from(speaker),
        ..Quotation::of_words(text, "en")
    };
    Some(Line { letters: letters.split(' ').map(str::to_owned).collect(), quotation })
}

/// The pairs of lines that are linked otherwise than the letters say.
fn wrong(lines: &[Line]) -> Vec<String> {
    let quotations: Vec<Quotation> = lines.iter().map(|l| l.quotation.clone()).collect();
    let (_, rows, _) = cluster(&quotations, &[], &Lexicon::default(), &Settings::default(), &|_, _| ());
    let statements = |q: &Quotation| -> BTreeSet<&str> {
        rows.iter().filter(|r| r.quote_id == q.id).map(|r| r.statement_id.as_str()).collect()
    };
    let mut out = Vec::new();
    for (i, a) in lines.iter().enumerate() {
        for b in &lines[i + 1..] {
            let wanted = !a.letters.is_disjoint(&b.letters);
            let got = !statements(&a.quotation).is_disjoint(&statements(&b.quotation));
            if wanted != got {
                out.push(format!(
                    "“{}” and “{}” should be {}",
                    a.quotation.text,
                    b.quotation.text,
                    if wanted { "one" } else { "two" }
                ));
            }
        }
    }
    out
}

/// The cases of a file that come out otherwise than they say, each line read by `line`.
pub fn failed(text: &str, line: fn(usize, &str) -> Option<Line>) -> Vec<String> {
    let mut failed = Vec::new();
    for block in text.split("\n\n").filter(|b| !b.trim().is_empty() && !b.starts_with('#')) {
        let (name, rest) = block.trim().split_once('\n').unwrap_or((block, ""));
        let lines: Vec<Line> = rest.lines().enumerate().filter_map(|(i, l)| line(i, l)).collect();
        assert_eq!(lines.len(), rest.lines().count(), "{name}: a line cannot be read");
        let wrong = wrong(&lines);
        if wrong.is_empty() == name.starts_with("open") {
            failed.push(format!(
                "{name}: {}",
                if wrong.is_empty() { "holds now, take the mark out".to_owned() } else { wrong.join("; ") }
            ));
        }
    }
    failed
}

#[test]
fn quotations_stand_in_the_statements_that_a_reader_gives_them() {
    assert_eq!(failed(include_str!("cluster/cases.txt"), line), Vec::<String>::new());
}

/// A line that tells an article and a passage too; speakers are surely named.
fn line_of_article(number: usize, text: &str) -> Option<Line> {
    let (letters, rest) = text.split_once('|')?;
    let (passage, rest) = rest.split_once('|')?;
    let Line { letters, quotation } = line(number, &format!("{letters}|{rest}"))?;
    let passage = passage.trim();
    let article = passage.get(..1)?;
    let quotation = Quotation {
        article_id: article.into(),
        outlet: Arc::from(article),
        passage_id: passage.into(),
        start: u32::try_from(100 * number).ok()?,
        reason: Reason::CueAfter,
        confidence: 0.95,
        ..quotation
    };
    Some(Line { letters, quotation })
}

#[test]
fn what_stands_around_a_quotation_tells_its_statement() {
    let cases = include_str!("cluster/articles.txt");
    assert_eq!(failed(cases, line_of_article), Vec::<String>::new());
    // Whatever the order of rows.
    let turned = |block: &str| {
        let (name, rest) = block.trim().split_once('\n').unwrap_or((block, ""));
        let lines: Vec<&str> = rest.lines().collect();
        // A line's number is its place in the article.
        let parsed: Vec<Line> = lines.iter().enumerate().filter_map(|(i, l)| line_of_article(i, l)).rev().collect();
        (name.to_owned(), wrong(&parsed))
    };
    for (name, wrong) in cases.split("\n\n").filter(|b| !b.starts_with('#')).map(turned) {
        assert_eq!(wrong, Vec::<String>::new(), "{name}");
    }
}

mod users {
    //! What a reader of renderings.csv counts on.

    use super::line;
    use quotealign::cluster::{PairDecision, Settings, cluster};
    use quotealign::lexicon::foreign::Lexicon;
    use quotealign::model::{Quotation, Rendering};

    fn rows(lines: &[&str], decisions: &[PairDecision]) -> Vec<Rendering> {
        let all: Vec<Quotation> =
            lines.iter().enumerate().filter_map(|(i, l)| line(i, &format!("a | {l}"))).map(|l| l.quotation).collect();
        assert_eq!(all.len(), lines.len());
        cluster(&all, decisions, &Lexicon::default(), &Settings::default(), &|_, _| ()).1
    }

    fn of<'a>(rows: &'a [Rendering], quote: &str) -> Vec<&'a Rendering> {
        rows.iter().filter(|r| r.quote_id == quote).collect()
    }

    #[test]
    fn similarity_is_certain_for_the_same_words_and_a_probability_for_others() {
        let bridge = "Ada Moor | direct | The old harbour bridge must be closed before the winter storms arrive.";
        let other = "Ada Moor | direct | The old harbour bridge ought to be shut before any winter storms arrive here.";
        let alone = "Ada Moor | direct | Our fishermen deserve a better market hall than this ruin.";
        assert!(rows(&[bridge, bridge, alone], &[]).iter().all(|r| r.similarity == 1.0));
        let all = rows(&[bridge, other, alone], &[]);
        assert_eq!(of(&all, "q2")[0].similarity, 1.0);
        assert_eq!(of(&all, "q0")[0].statement_id, of(&all, "q1")[0].statement_id);
        let [a, b] = ["q0", "q1"].map(|q| of(&all, q)[0].similarity);
        assert!(a == b && a < 1.0 && a > 0.45, "{a} {b}");
    }

    #[test]
    fn a_comma_parts_two_statements_where_others_end_a_sentence_if_foreign_outlets_may() {
        let two = "Ada Moor | direct | Some of the lines will close. But no village will be abandoned.";
        let one = "Ada Moor | direct | Some of the lines will close, but no village will be abandoned.";
        let lines = [two, one, "Bruno Vell | direct | Nous avons planté quarante tilleuls le long du quai."];
        let mut all: Vec<Quotation> =
            lines.iter().enumerate().filter_map(|(i, l)| line(i, &format!("a | {l}"))).map(|l| l.quotation).collect();
        let parts = |all: &[Quotation]| {
            let rows = cluster(all, &[], &Lexicon::default(), &Settings::default(), &|_, _| ()).1;
            ["q0", "q1"].map(|q| of(&rows, q).len())
        };
        assert_eq!(parts(&all), [1, 1]);
        all[2].lang = "fr".into();
        assert_eq!(parts(&all), [2, 2]);
    }

    #[test]
    fn what_the_auditor_keeps_apart_meets_in_no_statement() {
        let whole = "Ada Moor | direct | The dredgers have ruined the oyster beds. Nobody in the council answered our letters.";
        let part = "Ada Moor | direct | The dredgers have ruined the oyster beds.";
        let fragment = "Ada Moor | fragment | ruined the oyster beds";
        let lines = [whole, part, fragment, whole];
        let together = rows(&lines, &[]);
        assert_eq!(of(&together, "q2")[0].statement_id, of(&together, "q1")[0].statement_id);
        for (a, b) in [("q0", "q1"), ("q1", "q2"), ("q0", "q2"), ("q0", "q3")] {
            let decision = PairDecision { a: a.into(), b: b.into(), same: false, line: 0 };
            let all = rows(&lines, &[decision]);
            for x in of(&all, a) {
                assert!(of(&all, b).iter().all(|y| y.statement_id != x.statement_id), "{a} {b} “{}”", x.text);
            }
        }
        // A decision on single renderings of quotations that are the same otherwise.
        let id = |q: &str| of(&together, q)[0].id.clone();
        let all = rows(&lines, &[PairDecision { a: id("q0"), b: id("q3"), same: false, line: 0 }]);
        let statement = |rendering: &str| all.iter().find(|r| r.id == rendering).map(|r| r.statement_id.clone());
        assert_ne!(statement(&id("q0")), statement(&id("q3")));
    }

    #[test]
    fn a_post_renders_its_own_words_and_ids_are_plain() {
        let post = "Port News | tweet | Mayor Ada Moor reveals that the dredgers are not welcome in Saltmere: “They have ruined our beds, \
                    and they must leave.” We agree with every word of it.";
        let all = rows(
            &[post, "Ada Moor | direct | They have ruined our beds, and they must leave.", "Ada Moor | fragment | not welcome"],
            &[],
        );
        let own: Vec<&str> = of(&all, "q0").iter().map(|r| r.text.as_str()).collect();
        assert!(own.iter().all(|t| !t.contains("ruined") && !t.contains('“')), "{own:?}");
        assert!(of(&all, "q0").iter().all(|r| r.statement_id != of(&all, "q2")[0].statement_id));
        for r in &all {
            assert!(r.id.len() == 18 && r.id.bytes().skip(2).all(|b| matches!(b, b'a'..=b'z' | b'2'..=b'7')), "{}", r.id);
        }
    }
}

mod order {
    use super::line;
    use proptest::prelude::*;
    use quotealign::cluster::{Settings, cluster};
    use quotealign::lexicon::foreign::Lexicon;
    use quotealign::model::Quotation;

    /// Quotations of few words, so that many are alike and many scores are equal.
    fn quotations() -> impl Strategy<Value = Vec<Quotation>> {
        let word = prop::sample::select(vec![
            "harbour", "bridge", "oysters", "council", "winter", "dredgers", "the", "of", "not", "three", "storm,", "quay.",
        ]);
        let text = prop::collection::vec(word, 1..14).prop_map(|w| w.join(" "));
        let speaker = prop::sample::select(vec!["", "Ada Moor", "Bruno Vell"]);
        prop::collection::vec((speaker, text), 2..40).prop_map(|all| {
            let lines = all.iter().enumerate();
            lines.filter_map(|(i, (s, t))| line(i, &format!("a | {s} | direct | {t}"))).map(|l| l.quotation).collect()
        })
    }

    fn told(quotations: &[Quotation], threads: usize) -> String {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool of threads");
        let (s, r, _) = pool.install(|| cluster(quotations, &[], &Lexicon::default(), &Settings::default(), &|_, _| ()));
        format!("{s:?}\n{r:?}")
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]
        #[test]
        fn threads_and_the_order_of_rows_change_no_byte(all in quotations(), turn in 0usize..40) {
            let once = told(&all, 1);
            prop_assert_eq!(&once, &told(&all, 2));
            prop_assert_eq!(&once, &told(&all, 8));
            let mut turned = all.clone();
            turned.rotate_left(turn % all.len());
            prop_assert_eq!(&once, &told(&turned, 2));
            turned.reverse();
            prop_assert_eq!(&once, &told(&turned, 2));
        }
    }
}

/// The statements of a sentence that two people are credited with, so many days apart.
fn credited_twice(text: &str, day: &str) -> usize {
    let said = |id: &str, outlet: &str, speaker: &str, date: &str| Quotation {
        id: id.into(),
        outlet: Arc::from(outlet),
        speaker: Arc::from(speaker),
        date: date.parse().ok(),
        confidence: 1.0,
        ..Quotation::of_words(text, "en")
    };
    let all = [said("a", "Gazette", "Ada Moor", "2031-02-03"), said("b", "Herald", "Tom Reed", day)];
    cluster(&all, &[], &Lexicon::default(), &Settings::default(), &|_, _| ()).0.len()
}

#[test]
fn a_sentence_word_for_word_from_two_is_one_statement_credited_twice() {
    assert_eq!(credited_twice("I do not want revenge, I want the truth.", "2031-02-04"), 1);
    // What anybody may say.
    assert_eq!(credited_twice("We will not sign.", "2031-02-04"), 2);
}

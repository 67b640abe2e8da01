//! Fits the weights of src/cluster/originals/score.rs and judge.rs, and prints them beside those that stand there:
//!
//!     cargo run --release --example train_originals -- [--list] GOLD.csv…
//!
//! Each file is taken with and without the system's dictionaries, with speakers and without. GOLD.csv (scripts/make_pools.py makes some) has the
//! columns quote_id, gold, lang, text, and speaker and date if they are to count; rows of one `gold` are one statement. A pair of an original and
//! a statement is right where half of the statement or more is its own. `--list` prints the pairs instead: file, original, whether the statement
//! is its own, how many of its rows are, how many there are, the measures. The measures that look at rivals are made with the weights that stand
//! in score.rs: fit those of pairs alone first, on the pools. Beside rivals only measures are fitted whose weight is not 0 there, and the
//! renderings' with them on development data, which may fit a dozen numbers and no more.

use std::path::Path;

use quotealign::align::train::fit;
use quotealign::cluster::Settings;
use quotealign::cluster::originals::{AHEAD_OF_ORIGINALS, AHEAD_OF_STATEMENTS, Example, MEASURES, OF_RENDERINGS, OF_STATEMENTS};
use quotealign::pipeline::lexica;
use quotealign::tables::{Table, quotes};
use quotealign::{cluster, lexicon};
use rustc_hash::FxHashMap;

/// What is fitted on: values, and whether they belong to a right pair.
type Row<const N: usize> = ([f32; N], bool);

/// With the system's dictionaries; without speakers.
const WAYS: [(bool, bool); 4] = [(false, false), (false, true), (true, false), (true, true)];

type Golds = FxHashMap<String, String>;

fn main() {
    let (options, files): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let has = |option: &str| options.iter().any(|o| o == option);
    let (mut pairs, mut judged): (Vec<Row<MEASURES>>, Vec<Row<{ OF_RENDERINGS.len() }>>) = Default::default();
    for (file, (use_system, no_speaker)) in files.iter().flat_map(|f| WAYS.map(|w| (f, w))) {
        let (golds, [candidates, rows]) = examples(Path::new(file), no_speaker, use_system);
        let gold = |ids: &[compact_str::CompactString]| ids.first().and_then(|i| golds.get(i.as_str()));
        let own = |e: &Example| e.statement.iter().filter(|i| golds.get(i.as_str()) == gold(&e.original)).count();
        if has("--list") {
            candidates.iter().for_each(|e| list(file, e, own(e)));
        }
        pairs.extend(candidates.iter().filter_map(|e| Some((array(e)?, 2 * own(e) >= e.statement.len() && own(e) > 0))));
        // Where no rendering is the original's, there is nothing to judge by.
        let right = rows.chunk_by(|a, b| a.original == b.original).filter(|of_one| of_one.iter().any(|e| own(e) > 0));
        judged.extend(right.flatten().filter_map(|e| Some((array(e)?, own(e) > 0))));
    }
    if !has("--list") {
        print(&pairs, &judged);
    }
}

fn print(pairs: &[Row<MEASURES>], judged: &[Row<{ OF_RENDERINGS.len() }>]) {
    // A measure that is 0 everywhere gets the weight 0.
    let [mut alone, mut beside] = [pairs, pairs].map(<[_]>::to_vec);
    alone.iter_mut().for_each(|r| [AHEAD_OF_STATEMENTS, AHEAD_OF_ORIGINALS].iter().for_each(|m| r.0[*m] = 0.0));
    beside.iter_mut().for_each(|r| r.0.iter_mut().zip(OF_STATEMENTS).filter(|(_, w)| w.2 == 0.0).for_each(|(v, _)| *v = 0.0));
    println!("pairs of an original and a statement: {}, right: {}", pairs.len(), pairs.iter().filter(|r| r.1).count());
    for ((name, a, b), (x, y)) in OF_STATEMENTS.iter().zip(fit(&alone).into_iter().zip(fit(&beside))) {
        println!("{name:64} alone {x:8.3} ({a:8.3})  beside rivals {y:8.3} ({b:8.3})");
    }
    println!("renderings of the right statement: {}, right: {}", judged.len(), judged.iter().filter(|r| r.1).count());
    for ((name, w), x) in OF_RENDERINGS.iter().zip(fit(judged)) {
        println!("{name:64} {x:8.3} ({w:8.3})");
    }
}

fn array<const N: usize>(e: &Example) -> Option<[f32; N]> {
    e.measures.as_slice().try_into().ok()
}

/// Originals of a file with their candidates and with the renderings of their statements, and what each quotation renders.
fn examples(path: &Path, no_speaker: bool, use_system: bool) -> (Golds, [Vec<Example>; 2]) {
    let table = Table::read(path, "train").unwrap_or_else(|p| panic!("{}", p.message));
    let (id, gold) = (table.column("quote_id"), table.column("gold"));
    let mut golds = Golds::default();
    table.for_each(|row| _ = golds.insert(row.get(id).to_owned(), row.get(gold).to_owned()));
    let (mut quotations, _) = quotes::read(&table).unwrap_or_else(|p| panic!("{}", p.message));
    if no_speaker {
        quotations.iter_mut().for_each(|q| (q.speaker, q.date) = ("".into(), None));
    }
    // The outlet is not told to the program.
    quotations.iter_mut().for_each(|q| q.outlet = "".into());
    let (lexicon, _) = lexica::load(&quotations, Path::new(""), &lexicon::Settings { use_system, paths: Vec::new() });
    (golds, cluster::examples(&quotations, &lexicon, &Settings::default()))
}

fn list(file: &str, e: &Example, own: usize) {
    let measures: Vec<String> = e.measures.iter().map(|m| format!("{m:.4}")).collect();
    let [original, statement] = [&e.original, &e.statement].map(|ids| ids.first().map_or("", |i| i));
    let (all, right) = (e.statement.len(), u8::from(2 * own >= e.statement.len() && own > 0));
    println!("{file}\t{original}\t{right}\t{own}\t{all}\t{}\t{statement}", measures.join("\t"));
}

//! Prints the measures of originals and their candidate statements, for fitting the weights of src/cluster/originals/score.rs:
//!
//!     cargo run --release --example train_originals -- [--system] GOLD.csv…  >  measures.tsv
//!
//! GOLD.csv has the columns quote_id, gold, lang, text, and speaker and date if they are to count; rows of one `gold` are one statement. A line
//! is file, original, whether the statement is its own, then the measures.

use std::path::Path;

use quotealign::cluster::Settings;
use quotealign::pipeline::lexica;
use quotealign::tables::{Table, quotes};
use quotealign::{cluster, lexicon};
use rustc_hash::FxHashMap;

fn main() {
    let (options, files): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let knows = lexicon::Settings { use_system: options.iter().any(|o| o == "--system"), paths: Vec::new() };
    for file in files {
        let path = Path::new(&file);
        let table = Table::read(path, "train").unwrap_or_else(|p| panic!("{}", p.message));
        let (id, gold) = (table.column("quote_id"), table.column("gold"));
        let mut golds: FxHashMap<String, String> = FxHashMap::default();
        table.for_each(|row| _ = golds.insert(row.get(id).to_owned(), row.get(gold).to_owned()));
        let (mut quotations, _) = quotes::read(&table).unwrap_or_else(|p| panic!("{}", p.message));
        if options.iter().any(|o| o == "--no-speaker") {
            quotations.iter_mut().for_each(|q| (q.speaker, q.date) = ("".into(), None));
        }
        // The outlet is not told to the program.
        quotations.iter_mut().for_each(|q| q.outlet = "".into());
        let settings = Settings::default();
        let (lexicon, _) = lexica::load(&quotations, Path::new(""), &knows);
        for e in cluster::examples(&quotations, &lexicon, &settings) {
            let of =
                |ids: &[compact_str::CompactString]| ids.first().and_then(|i| golds.get(i.as_str())).cloned().unwrap_or_default();
            let mine = of(&e.original);
            let same = e.statement.iter().filter(|i| golds.get(i.as_str()) == Some(&mine)).count();
            let measures: Vec<String> = e.measures.iter().map(|m| format!("{m:.4}")).collect();
            println!(
                "{file}\t{}\t{}\t{}\t{}\t{}",
                e.original.first().map_or("", |i| i),
                u8::from(2 * same >= e.statement.len() && same > 0),
                same,
                e.statement.len(),
                format_args!("{}\t{}", measures.join("\t"), e.statement.first().map_or("", |i| i))
            );
        }
    }
}

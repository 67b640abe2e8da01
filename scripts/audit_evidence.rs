//! Writes what the audit weighs in the statements of a renderings.csv (statement_id, lang, role, text), one difference a row: what
//! scripts/train_evidence.py learns from. Usage: audit_evidence RENDERINGS.csv > EVIDENCE.csv

use std::error::Error;

use quotealign::align;
use quotealign::audit::{FEATURES, weighed};
use quotealign::lexicon::foreign::Lexicon;
use quotealign::model::{Rendering, Role};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: audit_evidence RENDERINGS.csv")?;
    let mut statements: Vec<Vec<Rendering>> = Vec::new();
    let mut reader = csv::Reader::from_path(path)?;
    let headers = reader.headers()?.clone();
    for row in reader.records() {
        let row = row?;
        let cell = |name: &str| headers.iter().position(|h| h == name).and_then(|i| row.get(i)).unwrap_or("");
        let rendering = Rendering {
            statement_id: cell("statement_id").into(),
            id: cell("rendering_id").into(),
            quote_id: "".into(),
            outlet: "".into(),
            date: None,
            lang: cell("lang").into(),
            role: Role::from_name(cell("role")).unwrap_or(Role::Variant),
            start: 0,
            end: 0,
            text: cell("text").into(),
            normalised: String::new(),
            similarity: 1.0,
        };
        match statements.last_mut() {
            Some(s) if s.first().is_some_and(|r| r.statement_id == rendering.statement_id) => s.push(rendering),
            _ => statements.push(vec![rendering]),
        }
    }
    let mut out = csv::Writer::from_writer(std::io::stdout().lock());
    let fixed = ["statement_id", "kind", "text_here", "text_there"];
    out.write_record(fixed.iter().chain(&FEATURES))?;
    for renderings in &statements {
        let alignment = align::align(renderings, &Lexicon::default(), &align::Settings::default());
        let (Some(base), Some(here)) = (renderings.first(), renderings.get(1)) else { continue };
        for w in weighed(renderings, &alignment) {
            let texts = [base.statement_id.as_str(), w.kind.name(), w.here.of(&here.text), w.there.of(&base.text)];
            out.write_record(texts.iter().map(|s| s.to_string()).chain(w.values.iter().map(|v| format!("{v:.4}"))))?;
        }
    }
    Ok(out.flush()?)
}

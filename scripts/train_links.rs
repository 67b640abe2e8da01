//! Trains src/align/weights.csv from word-aligned sentence pairs, with the very features that the program uses.
//!
//!     cargo run --release --example train_links -- TRAIN.jsonl [--check OTHER.jsonl]… [--write src/align/weights.csv]
//!
//! A line of the data is {"source_tokens":[…],"target_tokens":[…],"sure":[[i,j]…],"possible":[[i,j]…]}. Printed are the figures of a
//! five-fold cross-validation (weights learned on four fifths, measured on the fifth) and those of the other files with the final weights:
//! F1 over macro-averaged precision and recall on sure links; possible links are neither right nor wrong.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use quotealign::align::train::{Example, Weights, learn};

struct Gold {
    example: Example,
    sure: BTreeSet<(usize, usize)>,
    possible: BTreeSet<(usize, usize)>,
    spans: [Vec<(usize, usize)>; 2],
}

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let train = read(&args.next().context("which file to train on?")?)?;
    let (mut checks, mut target) = (Vec::new(), None);
    while let Some(arg) = args.next() {
        let value = args.next().context("a file is missing")?;
        match arg.as_str() {
            "--check" => checks.push((value.clone(), read(&value)?)),
            "--write" => target = Some(value),
            _ => anyhow::bail!("unknown argument {arg}"),
        }
    }
    cross_validate(&train);
    let weights = learn(train.iter().map(|g| &g.example));
    report("trained on itself", train.iter().map(|g| (g, &weights)), 0.5);
    for (name, gold) in &checks {
        for t in [0.4, 0.45, 0.5, 0.55] {
            report(&format!("{} at {t}", name.rsplit('/').next().unwrap_or(name)), gold.iter().map(|g| (g, &weights)), t);
        }
    }
    if let Some(path) = target {
        std::fs::write(path, weights.write())?;
    }
    Ok(())
}

fn cross_validate(gold: &[Gold]) {
    let folds: Vec<Weights> =
        (0..5).map(|k| learn(gold.iter().enumerate().filter(|(i, _)| i % 5 != k).map(|(_, g)| &g.example))).collect();
    for t in [0.35, 0.4, 0.45, 0.5, 0.55, 0.6] {
        report(&format!("five-fold at {t}"), gold.iter().enumerate().map(|(i, g)| (g, &folds[i % 5])), t);
    }
}

fn report<'a>(name: &str, pairs: impl Iterator<Item = (&'a Gold, &'a Weights)>, threshold: f32) {
    let (mut p, mut r, mut n) = (0.0, 0.0, 0.0);
    for (gold, weights) in pairs {
        let found: BTreeSet<(usize, usize)> = gold
            .example
            .links(weights, threshold)
            .into_iter()
            .flat_map(|(a, b)| {
                let left = gold.overlapping(0, a);
                let right = gold.overlapping(1, b);
                left.into_iter().flat_map(move |i| right.clone().into_iter().map(move |j| (i, j)))
            })
            .filter(|x| gold.sure.contains(x) || !gold.possible.contains(x))
            .collect();
        let hit = found.intersection(&gold.sure).count() as f64;
        p += if found.is_empty() { f64::from(u8::from(gold.sure.is_empty())) } else { hit / found.len() as f64 };
        r += if gold.sure.is_empty() { f64::from(u8::from(found.is_empty())) } else { hit / gold.sure.len() as f64 };
        n += 1.0;
    }
    let (p, r) = (p / n, r / n);
    println!("{name:28} pairs {n:4}  P {p:.4}  R {r:.4}  F1 {:.4}", 2.0 * p * r / (p + r));
}

impl Gold {
    /// The data's tokens that a span of the text touches.
    fn overlapping(&self, side: usize, span: quotealign::model::Span) -> Vec<usize> {
        let touches = |s: &(usize, usize)| s.0 < span.end && span.start < s.1;
        self.spans[side].iter().enumerate().filter(|(_, s)| touches(s)).map(|(k, _)| k).collect()
    }
}

fn read(path: &str) -> Result<Vec<Gold>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?;
    text.lines().map(gold).collect()
}

fn gold(line: &str) -> Result<Gold> {
    let value: serde_json::Value = serde_json::from_str(line)?;
    let tokens = |key: &str| -> Vec<String> {
        let list = value[key].as_array().cloned().unwrap_or_default();
        list.iter().filter_map(|t| t.as_str().map(String::from)).collect()
    };
    let links = |key: &str| -> BTreeSet<(usize, usize)> {
        let list = value[key].as_array().cloned().unwrap_or_default();
        let number = |v: &serde_json::Value| v.as_u64().unwrap_or(0) as usize;
        list.iter().map(|x| (number(&x[0]), number(&x[1]))).collect()
    };
    let (a, a_spans) = joined(&tokens("source_tokens"));
    let (b, b_spans) = joined(&tokens("target_tokens"));
    let mut gold = Gold {
        example: Example::new(&a, "en", &b, "en"),
        sure: links("sure"),
        possible: links("possible"),
        spans: [a_spans, b_spans],
    };
    let (left, right) = gold.example.spans();
    let labels: Vec<Option<bool>> = left
        .iter()
        .flat_map(|x| right.iter().map(|y| (*x, *y)).collect::<Vec<_>>())
        .map(|(x, y)| {
            let (xs, ys) = (gold.overlapping(0, x), gold.overlapping(1, y));
            let any = |set: &BTreeSet<(usize, usize)>| xs.iter().any(|i| ys.iter().any(|j| set.contains(&(*i, *j))));
            if any(&gold.sure) { Some(true) } else { (!any(&gold.possible)).then_some(false) }
        })
        .collect();
    gold.example.label(labels);
    Ok(gold)
}

/// One space between tokens, and where each token stands.
fn joined(tokens: &[String]) -> (String, Vec<(usize, usize)>) {
    let (mut text, mut spans) = (String::new(), Vec::new());
    for t in tokens {
        if !text.is_empty() {
            text.push(' ');
        }
        spans.push((text.len(), text.len() + t.len()));
        text.push_str(t);
    }
    (text, spans)
}

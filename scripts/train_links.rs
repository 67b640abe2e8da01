//! Trains src/align/weights.csv and src/align/abroad.csv from word-aligned sentence pairs, with the very features that the program uses.
//!
//!     cargo run --release --example train_links -- FOLDER/edinburghpp_train.jsonl [--check OTHER.jsonl]… [--write src/align/weights.csv]
//!     cargo run --release --example train_links -- FOLDER/golden_europarl_en_*.jsonl [--check OTHER.jsonl]… [--write src/align/abroad.csv]
//!
//! A file's name tells its languages (`_en_es`); without them both are English. Pairs are learned from both sides. A line is
//! {"source_tokens":[…],"target_tokens":[…],"sure":[[i,j]…],"possible":[[i,j]…]}. Printed are the figures of a
//! five-fold cross-validation (weights learned on four fifths, measured on the fifth) and those of the other files with the final weights:
//! F1 over macro-averaged precision and recall on sure links; possible links are neither right nor wrong.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use quotealign::align::train::{Example, Training, Weights, learn};
use quotealign::lang;
use quotealign::lexicon::foreign::{Lexicon, Vocabulary};
use quotealign::model::Span;
use quotealign::normalise::words;
use quotealign::read::lexica;
use serde_json::Value;

struct Gold<'l> {
    example: Example<'l>,
    /// The same from the other side.
    mirrored: Example<'l>,
    sure: BTreeSet<(usize, usize)>,
    possible: BTreeSet<(usize, usize)>,
    spans: [Vec<(usize, usize)>; 2],
}

fn main() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let (mut files, mut others, mut target) = (Vec::new(), Vec::new(), None);
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--check" => others.push(args.next().context("which file to check?")?),
            "--write" => target = Some(args.next().context("which file to write?")?),
            _ => files.push(arg),
        }
    }
    anyhow::ensure!(!files.is_empty(), "which file to train on?");
    // Weights between languages must do with a dictionary and without.
    let all: Vec<&String> = files.iter().chain(&others).collect();
    let lexica = [("", Lexicon::default()), (" with dictionaries", of_system(&all)?)];
    let abroad = files.iter().any(|f| languages(f).0 != languages(f).1);
    let (mut train, mut checks) = (Vec::new(), Vec::new());
    for (how, lexicon) in lexica.iter().take(if abroad { 2 } else { 1 }) {
        for file in &files {
            train.extend(read(file, lexicon)?);
        }
        for file in &others {
            checks.push((format!("{file}{how}"), read(file, lexicon)?));
        }
    }
    // Across languages words answer each other less plainly: more is found where a link that is missed costs more.
    let training =
        if abroad { Training { miss: 2.0, decay: 3e-3, hide: 0.2 } } else { Training { miss: 1.0, decay: 3e-4, hide: 0.1 } };
    cross_validate(&train, if abroad { 2 } else { 1 }, training);
    let weights = learn(train.iter().flat_map(Gold::examples), training);
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

/// The dictionaries of this system, for the words of some files.
fn of_system(files: &[&String]) -> Result<Lexicon> {
    let mut wanted = Vocabulary::default();
    for file in files {
        let (a, b) = languages(file);
        for value in lines(file)? {
            for (key, code) in [("source_tokens", a), ("target_tokens", b)] {
                let text = tokens(&value, key).join(" ");
                words(&text, lang::of(code)).iter().for_each(|w| wanted.add(lang::of(code), &w.folded));
            }
        }
    }
    let read = lexica::of_system(&wanted).into_iter().filter_map(|f| lexica::read(&f, &wanted).ok());
    Ok(Lexicon::of(read.map(|(gathered, _)| gathered).collect()))
}

/// Weights learned on four fifths, measured on the fifth; the pairs stand there once a lexicon.
fn cross_validate(gold: &[Gold], lexica: usize, training: Training) {
    let folds: Vec<Weights> = (0..5)
        .map(|k| learn(gold.iter().enumerate().filter(|(i, _)| i % 5 != k).flat_map(|(_, g)| g.examples()), training))
        .collect();
    for t in [0.35, 0.4, 0.45, 0.5, 0.55, 0.6] {
        for (k, part) in gold.chunks(gold.len() / lexica).enumerate() {
            let how = if k == 0 { "" } else { " with dictionaries" };
            report(&format!("five-fold at {t}{how}"), part.iter().enumerate().map(|(i, g)| (g, &folds[i % 5])), t);
        }
    }
}

fn report<'a>(name: &str, pairs: impl Iterator<Item = (&'a Gold<'a>, &'a Weights)>, threshold: f32) {
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
    println!("{name:46} pairs {n:4}  P {p:.4}  R {r:.4}  F1 {:.4}", 2.0 * p * r / (p + r));
}

impl Gold<'_> {
    /// What is learned from.
    fn examples(&self) -> impl Iterator<Item = &Example<'_>> {
        [&self.example, &self.mirrored].into_iter()
    }

    /// Do two words stand at the same place of two linked tokens, where those are cut into as many words?
    fn straight(&self, left: &[Span], x: Span, i: usize, right: &[Span], y: Span, j: usize) -> bool {
        let place = |side: usize, words: &[Span], word: Span, token: usize| {
            let parts: Vec<&Span> = words.iter().filter(|w| self.overlapping(side, **w).contains(&token)).collect();
            (parts.len(), parts.iter().position(|p| **p == word))
        };
        let (a, b) = (place(0, left, x, i), place(1, right, y, j));
        a.0 != b.0 || a.1 == b.1
    }

    /// The data's tokens that a span of the text touches.
    fn overlapping(&self, side: usize, span: Span) -> Vec<usize> {
        let touches = |s: &(usize, usize)| s.0 < span.end && span.start < s.1;
        self.spans[side].iter().enumerate().filter(|(_, s)| touches(s)).map(|(k, _)| k).collect()
    }
}

fn read<'l>(path: &str, lexicon: &'l Lexicon) -> Result<Vec<Gold<'l>>> {
    Ok(lines(path)?.iter().map(|value| gold(value, languages(path), lexicon)).collect())
}

fn lines(path: &str) -> Result<Vec<Value>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {path}"))?;
    Ok(text.lines().map(serde_json::from_str).collect::<serde_json::Result<_>>()?)
}

fn tokens(value: &Value, key: &str) -> Vec<String> {
    let list = value[key].as_array().cloned().unwrap_or_default();
    list.iter().filter_map(|t| t.as_str().map(String::from)).collect()
}

/// The two languages of a file, from its name.
fn languages(path: &str) -> (&str, &str) {
    let stem = path.rsplit('/').next().unwrap_or(path).split('.').next().unwrap_or("");
    let parts: Vec<&str> = stem.split('_').collect();
    let both = parts.windows(2).find(|w| w.iter().all(|p| p.len() == 2));
    both.map_or(("en", "en"), |w| (w[0], w[1]))
}

fn gold<'l>(value: &Value, langs: (&str, &str), lexicon: &'l Lexicon) -> Gold<'l> {
    let links = |key: &str| -> BTreeSet<(usize, usize)> {
        let list = value[key].as_array().cloned().unwrap_or_default();
        let number = |v: &Value| v.as_u64().unwrap_or(0) as usize;
        list.iter().map(|x| (number(&x[0]), number(&x[1]))).collect()
    };
    let (a, a_spans) = joined(&tokens(value, "source_tokens"));
    let (b, b_spans) = joined(&tokens(value, "target_tokens"));
    let mut gold = Gold {
        example: Example::new((&a, langs.0), (&b, langs.1), lexicon),
        mirrored: Example::new((&b, langs.1), (&a, langs.0), lexicon),
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
            let sure: Vec<_> =
                xs.iter().flat_map(|i| ys.iter().map(move |j| (*i, *j))).filter(|link| gold.sure.contains(link)).collect();
            match sure.as_slice() {
                // Of two linked tokens that are cut into as many words each, the first word answers the first.
                [(i, j)] => gold.straight(&left, x, *i, &right, y, *j).then_some(true),
                [] => {
                    let possible = xs.iter().any(|i| ys.iter().any(|j| gold.possible.contains(&(*i, *j))));
                    (!possible).then_some(false)
                }
                _ => Some(true),
            }
        })
        .collect();
    let n = right.len();
    gold.mirrored.label((0..n).flat_map(|j| (0..left.len()).map(move |i| i * n + j)).map(|k| labels[k]).collect());
    gold.example.label(labels);
    gold
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

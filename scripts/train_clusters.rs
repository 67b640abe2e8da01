//! Trains src/cluster/weights.csv: which undecided pairs of renderings are one statement?
//!
//!     cargo run --release --example train_clusters -- FILE.jsonl… [--check GOLD.csv]… [--write src/cluster/weights.csv]
//!
//! Three kinds of lines are known: {"segment","text"} (renderings of a segment), {"reference","rendering","perturbed"} (renderings of one
//! sentence, with an error planted in the last), {"source_tokens","target_tokens"} (paraphrases). Texts of other lines are strangers: those
//! that the program takes for candidates and leaves undecided are what it learns to tell from renderings. Some texts are cut to fragments
//! besides. Printed are the figures of a five-fold cross-validation (whole segments left out) and those of other files (columns gold, lang,
//! text), which are only measured.

use std::path::Path;

use anyhow::{Context, Result};
use quotealign::cluster::measures::{Measures, NAMES};
use quotealign::cluster::net::{Net, UNITS};
use quotealign::cluster::score::{ONE, UNDECIDED};
use quotealign::cluster::{Settings, Undecided, undecided};
use quotealign::model::Quotation;
use quotealign::tables::Table;
use rustc_hash::FxHashSet;
use serde_json::Value;

/// Pairs whose words say between these log-odds are learned from: more than are undecided, since there are few of them.
const LEARNED: std::ops::Range<i64> = -3 * ONE..4 * ONE;

/// A pair of renderings.
struct Row {
    measures: Measures,
    same: bool,
    /// What the first look says, in log-odds.
    words: i64,
    fold: u64,
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
    let mut texts: Vec<(String, String)> = Vec::new();
    for file in &files {
        texts.extend(renderings(file)?);
    }
    let rows = rows(&texts);
    let same = rows.iter().filter(|r| r.same).count();
    println!("{} texts, {} undecided pairs, {same} of them one statement", texts.len(), rows.len());
    let folds: Vec<Net> = (0..5).map(|k| fit(&rows.iter().filter(|r| r.fold != k).collect::<Vec<_>>())).collect();
    report("five-fold", rows.iter().map(|r| (r, folds[r.fold as usize].log_odds(&r.measures))));
    let net = fit(&rows.iter().collect::<Vec<_>>());
    report("trained on itself", rows.iter().map(|r| (r, net.log_odds(&r.measures))));
    for file in others {
        let table = Table::read(Path::new(&file), "train").map_err(|p| anyhow::anyhow!(p.message))?;
        let (gold, text) = (table.column("gold"), table.column("text"));
        let mut texts = Vec::new();
        table.for_each(|row| texts.push((row.get(gold).to_owned(), row.get(text).to_owned())));
        let rows = self::rows(&texts);
        report(&file, rows.iter().map(|r| (r, net.log_odds(&r.measures))));
    }
    if let Some(path) = target {
        std::fs::write(path, net.write())?;
    }
    Ok(())
}

/// How well log-odds tell the undecided pairs apart, at the first look and after a closer one.
fn report<'a>(name: &str, said: impl Iterator<Item = (&'a Row, i64)>) {
    let undecided: Vec<(&Row, i64)> = said.filter(|(r, _)| UNDECIDED.contains(&r.words)).collect();
    for (look, odds) in [
        ("first look", undecided.iter().map(|(r, _)| r.words).collect::<Vec<i64>>()),
        ("closer", undecided.iter().map(|u| u.1).collect()),
    ] {
        let pairs: Vec<(i64, bool)> = odds.into_iter().zip(&undecided).map(|(odds, (r, _))| (odds, r.same)).collect();
        println!("{name:40} {look:10} {}", figures(pairs));
    }
}

/// Log loss, the share of true pairs above false ones, and pair F1 at its best.
fn figures(mut pairs: Vec<(i64, bool)>) -> String {
    let unit = ONE as f64;
    let loss = |(odds, same): &(i64, bool)| (1.0 + (*odds as f64 / unit * if *same { -1.0 } else { 1.0 }).exp()).ln();
    let loss = pairs.iter().map(loss).sum::<f64>() / pairs.len() as f64;
    pairs.sort_by_key(|p| std::cmp::Reverse(p.0));
    let all = pairs.iter().filter(|p| p.1).count() as f64;
    let (mut hits, mut misses, mut above, mut best) = (0.0, 0.0, 0.0, (0.0f64, 0));
    for (odds, same) in &pairs {
        hits += f64::from(u8::from(*same));
        misses += f64::from(u8::from(!*same));
        above += if *same { 0.0 } else { hits };
        let f1 = 2.0 * hits / (hits + misses + all);
        best = if f1 > best.0 { (f1, *odds) } else { best };
    }
    let (f1, at) = (best.0, best.1 as f64 / unit);
    format!("pairs {}  true {all}  log loss {loss:.4}  AUC {:.4}  F1 {f1:.4} at {at:.2}", pairs.len(), above / (misses * all))
}

/// The renderings of a file, each behind the name of what it renders.
fn renderings(file: &str) -> Result<Vec<(String, String)>> {
    let text = std::fs::read_to_string(file).with_context(|| format!("cannot read {file}"))?;
    let mut out: Vec<(String, String)> = Vec::new();
    let mut planted: FxHashSet<String> = FxHashSet::default();
    for line in text.lines() {
        let value: Value = serde_json::from_str(line)?;
        let string = |key: &str| value[key].as_str().map(str::to_owned);
        let joined = |key: &str| value[key].as_array().map(|a| a.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "));
        if let (Some(segment), Some(text)) = (string("segment"), string("text")) {
            out.push((segment, text));
        } else if let (Some(reference), Some(rendering), Some(perturbed)) =
            (string("reference"), string("rendering"), string("perturbed"))
        {
            let spoiled = matches!(value["type"].as_str(), Some("casing" | "punctuation" | "tokenisation"));
            out.extend([(reference.clone(), reference.clone()), (reference.clone(), rendering)]);
            // One error a sentence is enough.
            if !spoiled && planted.insert(reference.clone()) {
                out.push((reference, perturbed));
            }
        } else if let (Some(a), Some(b)) = (joined("source_tokens"), joined("target_tokens")) {
            out.extend([(a.clone(), a.clone()), (a, b)]);
        }
    }
    let mut seen = FxHashSet::default();
    out.retain(|t| seen.insert(t.clone()));
    let cut: Vec<(String, String)> =
        out.iter().enumerate().filter_map(|(i, (s, t))| Some((s.clone(), fragment(i, t)?))).collect();
    out.extend(cut);
    Ok(out)
}

/// Of each fourth text, a stretch in its middle, its beginning or its end.
fn fragment(i: usize, text: &str) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let n = words.len();
    if i % 4 != 1 || n < 12 {
        return None;
    }
    let from = [0, n / 4, n / 2][i / 4 % 3];
    let len = [n / 2, n / 3, 2 * n / 5][i / 12 % 3];
    let part = words[from..(from + len).min(n)].join(" ");
    Some(part.trim_end_matches(|c: char| !c.is_alphanumeric()).to_owned())
}

/// The undecided pairs of some texts, by the program's own candidates and measures.
fn rows(texts: &[(String, String)]) -> Vec<Row> {
    let quotations: Vec<Quotation> = texts.iter().map(|(_, text)| Quotation::of_words(text, "en")).collect();
    let mut pairs = undecided(&quotations, &Settings::default());
    pairs.retain(|p| LEARNED.contains(&p.words));
    let fold = |t: &str| t.bytes().fold(7u64, |h, b| h.wrapping_mul(31).wrapping_add(u64::from(b))) % 5;
    let row = |p: &Undecided| Row {
        measures: p.measures,
        same: texts[p.a].0 == texts[p.b].0,
        words: p.words,
        fold: fold(&texts[p.a].0),
    };
    pairs.iter().map(row).collect()
}

const INPUTS: usize = NAMES.len() + 1;
/// Weights of the units, and what each says; then the log-odds before anything is known.
const WEIGHTS: usize = UNITS * (INPUTS + 1) + 1;

/// Stochastic gradient descent with Adam's steps on standardised measures, in a fixed disorder.
fn fit(rows: &[&Row]) -> Net {
    const EPOCHS: usize = 50;
    const BATCH: usize = 128;
    const DECAY: f64 = 3e-3;
    let seen = |r: &Row, m: usize| f64::from(r.measures[m]) / ONE as f64;
    let over = |m: usize, of: &dyn Fn(f64) -> f64| rows.iter().map(|r| of(seen(r, m))).sum::<f64>() / rows.len() as f64;
    let mean: Vec<f64> = (0..NAMES.len()).map(|m| over(m, &|x| x)).collect();
    let spread: Vec<f64> = (0..NAMES.len()).map(|m| over(m, &|x| (x - mean[m]).powi(2)).sqrt().max(0.05)).collect();
    let standard = |r: &Row, m: usize| if m < NAMES.len() { (seen(r, m) - mean[m]) / spread[m] } else { 1.0 };
    let inputs: Vec<[f64; INPUTS]> = rows.iter().map(|r| std::array::from_fn(|m| standard(r, m))).collect();
    let mut random = 88172645463325252u64;
    let mut next = move || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random >> 40) as f64 / (1u64 << 24) as f64
    };
    let mut w: Vec<f64> = (0..WEIGHTS).map(|_| (next() - 0.5) * 0.5).collect();
    let (mut first, mut second) = (vec![0.0; WEIGHTS], vec![0.0; WEIGHTS]);
    let mut order: Vec<usize> = (0..rows.len()).collect();
    let mut step = 0;
    for epoch in 0..EPOCHS {
        for k in (1..order.len()).rev() {
            order.swap(k, ((next() * (k + 1) as f64) as usize).min(k));
        }
        let rate = 0.003 * (1.0 - epoch as f64 / EPOCHS as f64);
        for batch in order.chunks(BATCH) {
            step += 1;
            let mut slope = vec![0.0; WEIGHTS];
            batch.iter().for_each(|r| add_slope(&w, &inputs[*r], rows[*r], &mut slope));
            let scale = [1.0 - 0.9f64.powi(step), 1.0 - 0.999f64.powi(step)];
            for (((w, m), v), g) in w.iter_mut().zip(&mut first).zip(&mut second).zip(slope) {
                let g = g / batch.len() as f64 + DECAY * *w;
                *m = 0.9 * *m + 0.1 * g;
                *v = 0.999 * *v + 0.001 * g * g;
                *w -= rate * (*m / scale[0]) / ((*v / scale[1]).sqrt() + 1e-8);
            }
        }
    }
    let whole = |w: f64, most: f64| (w.clamp(-most, most) * ONE as f64).round() as i32;
    let mut net = Net::ZERO;
    for u in 0..UNITS {
        let unit = &w[u * (INPUTS + 1)..(u + 1) * (INPUTS + 1)];
        (0..NAMES.len()).for_each(|m| net.measures[m][u] = whole(unit[m] / spread[m], 8.0));
        net.bias[u] = whole(unit[INPUTS - 1] - (0..NAMES.len()).map(|m| unit[m] * mean[m] / spread[m]).sum::<f64>(), 64.0);
        net.units[u] = whole(unit[INPUTS], 8.0);
    }
    net.base = whole(w[WEIGHTS - 1], 64.0);
    net
}

/// Adds the slope of the log loss of one pair.
fn add_slope(w: &[f64], inputs: &[f64; INPUTS], row: &Row, slope: &mut [f64]) {
    let mut odds = w[WEIGHTS - 1];
    let mut said = [0.0; UNITS];
    for u in 0..UNITS {
        let unit = &w[u * (INPUTS + 1)..(u + 1) * (INPUTS + 1)];
        said[u] = unit.iter().zip(inputs).map(|(w, x)| w * x).sum::<f64>().max(0.0);
        odds += said[u] * unit[INPUTS];
    }
    let error = 1.0 / (1.0 + (-odds).exp()) - f64::from(u8::from(row.same));
    slope[WEIGHTS - 1] += error;
    for u in (0..UNITS).filter(|u| said[*u] > 0.0) {
        let at = u * (INPUTS + 1);
        let back = error * w[at + INPUTS];
        slope[at + INPUTS] += error * said[u];
        slope[at..at + INPUTS].iter_mut().zip(inputs).for_each(|(s, x)| *s += back * x);
    }
}

//! Why are these two one statement, or why not? Every piece of evidence for two quotations or renderings, in plain words.

use std::fmt::Write as _;

use crate::cluster::corpus::{BIT, Corpus};
use crate::cluster::score::{self, Evidence, ONE, Scorer, Speaker, WEIGHTS};
use crate::cluster::told::{self, Named, Told};
use crate::cluster::{Found, PairDecision, Settings, block, measures, originals};
use crate::lang;
use crate::lexicon::foreign::Lexicon;
use crate::model::Quotation;

/// The evidence for two ids, as lines of text; `None` where an id is unknown. Clusters all quotations anew, since groups depend on all.
pub fn explain(
    quotations: &[Quotation],
    decisions: &[PairDecision],
    lexicon: &Lexicon,
    settings: &Settings,
    a: &str,
    b: &str,
) -> Option<String> {
    let names = told::named(quotations, [a, b]);
    let (a, b) = (*names.get(a)?, *names.get(b)?);
    let told = Told::read(quotations, decisions);
    if let Some(mut out) = across(quotations, decisions, lexicon, settings, a, b) {
        decided(&mut out, &told, a, b);
        return Some(out);
    }
    let mut corpus = Corpus::read(quotations, &told.apart());
    let found = Found::find(&mut corpus, quotations, &told, settings, &|_, _| ());
    let scorer = Scorer::new(&corpus, &found.exchange, settings.window_days);
    let mut out = String::new();
    for x in a.units(&corpus) {
        for y in b.units(&corpus) {
            pair(&mut out, quotations, &scorer, &found, x, y);
        }
    }
    decided(&mut out, &told, a, b);
    Some(out)
}

/// Two prints in different languages; `None` where both are in one.
fn across(
    quotations: &[Quotation],
    decisions: &[PairDecision],
    lexicon: &Lexicon,
    settings: &Settings,
    a: Named,
    b: Named,
) -> Option<String> {
    let (p, q) = (quotations.get(a.quote as usize)?, quotations.get(b.quote as usize)?);
    let (here, there) = (lang::of(&p.lang), lang::of(&q.lang));
    if here.code == there.code {
        return None;
    }
    let stretch = |n: Named, q: &Quotation| n.stretch.map_or(q.text.clone(), |s| s.of(&q.text).to_owned());
    let (x, y) = (stretch(a, p), stretch(b, q));
    let mut out = format!("“{x}”\n“{y}”\n");
    originals::words(&mut out, lexicon, (here, &x), (there, &y));
    let (_, renderings, _) = crate::cluster::cluster(quotations, decisions, lexicon, settings, &|_, _| ());
    let beside = |id: &str, statement: &str| renderings.iter().any(|r| r.quote_id == id && r.statement_id == statement);
    let together = renderings.iter().find(|r| r.quote_id == p.id && beside(&q.id, &r.statement_id));
    let _ = match together {
        Some(r) => writeln!(out, "  one statement, with probability {:.3}", r.similarity.min(1.0)),
        None => writeln!(out, "  two statements: too little answers, or others answer better"),
    };
    Some(out)
}

/// Two parts.
fn pair(out: &mut String, quotations: &[Quotation], scorer: &Scorer, found: &Found, x: u32, y: u32) {
    let corpus = scorer.corpus;
    let text = |u: u32| {
        let unit = &corpus.units[u as usize];
        unit.span.of(&quotations[unit.quote as usize].text)
    };
    let (m, n) = (corpus.units[x as usize].node, corpus.units[y as usize].node);
    let (a, b) = (m.min(n), m.max(n));
    let _ = writeln!(out, "“{}”\n“{}”", text(x), text(y));
    if m == n {
        let _ = writeln!(out, "  the same words: one rendering for the clustering");
    } else {
        let e = scorer.evidence(a, b);
        weights(out, scorer, &e);
        closer(out, scorer, &e, a, b);
        words(out, corpus, a, b);
        let score = found.edges.binary_search_by_key(&(a, b), |e| (e.a, e.b)).ok().map(|i| found.edges[i].score);
        match score {
            Some(s) => _ = writeln!(out, "  as a pair: probability {:.3}", f32::from(s) / 65535.0),
            None => {
                _ = writeln!(
                    out,
                    "  never compared, or too unlike to be kept: they share {} of the pairs of rare words by which candidates are found",
                    block::Keys::new(corpus).shared(a, b)
                )
            }
        }
    }
    let together =
        found.places(corpus).iter().filter(|p| p.unit == x || p.unit == y).fold((Vec::new(), Vec::new()), |(mut l, mut r), p| {
            if p.unit == x {
                l.push(p.statement);
            }
            if p.unit == y {
                r.push(p.statement);
            }
            (l, r)
        });
    let one = together.0.iter().any(|s| together.1.contains(s));
    let _ = writeln!(
        out,
        "  {}\n",
        if one { "one statement" } else { "two statements: over all renderings of both groups the mean is too low" }
    );
}

/// The measures of a pair and what each adds to the log-odds.
fn weights(out: &mut String, scorer: &Scorer, e: &Evidence) {
    let bits = |w: i64| w as f64 / f64::from(BIT);
    let _ = writeln!(
        out,
        "  what the words tell, the rarer the more: {:.1} in common and {:.1} in words that may stand for each other, of {:.1} and {:.1}; points \
         for one statement:",
        bits(e.shared),
        bits(e.exchanged),
        bits(e.weight_a),
        bits(e.weight_b)
    );
    for (measure, (name, weight)) in score::measures(e).iter().zip(WEIGHTS) {
        let _ = writeln!(out, "  {:+7.2}  {name}", (measure * weight) as f64 / (ONE * ONE) as f64);
    }
    let speaker = match e.speaker {
        Speaker::Same => "the same speaker",
        Speaker::Different => "different speakers",
        Speaker::Unknown => "the speakers tell nothing",
    };
    let days = e.days.map_or(String::new(), |d| format!(", {d} days between them"));
    let part = if e.parts > 0 { ", a part of a longer quotation" } else { "" };
    let _ = writeln!(out, "  {:+7.2}  {speaker}{days}{part}", scorer.circumstances(e) as f64 / ONE as f64);
    let _ = writeln!(out, "  {:+7.2}  in all", scorer.log_odds(e) as f64 / ONE as f64);
}

/// What a closer look at an undecided pair sees.
fn closer(out: &mut String, scorer: &Scorer, e: &Evidence, a: u32, b: u32) {
    let Some(odds) = scorer.closer(e, a, b) else { return };
    let in_ones = |n: i64| n as f64 / ONE as f64;
    let _ = writeln!(out, "  {:+7.2}  in all, after a closer look at the words:", in_ones(odds + scorer.circumstances(e)));
    for (name, m) in measures::NAMES.iter().zip(measures::measures(scorer.corpus, scorer.exchange, e, a, b)) {
        let _ = writeln!(out, "           {:6.2}  {name}", in_ones(m.into()));
    }
}

/// The words in common, the most telling first.
fn words(out: &mut String, corpus: &Corpus, a: u32, b: u32) {
    let set = |n: u32| corpus.set(corpus.nodes[n as usize].text);
    let (x, y) = (set(a), set(b));
    let both: Vec<String> = x
        .iter()
        .filter(|w| y.binary_search(w).is_ok())
        .map(|w| format!("{} {:.1}", corpus.words[*w as usize], f64::from(corpus.weights[*w as usize]) / f64::from(BIT)))
        .collect();
    let _ = writeln!(out, "  words in common, by their stems: {}", if both.is_empty() { "none".into() } else { both.join(", ") });
}

/// What the auditor said.
fn decided(out: &mut String, told: &Told, a: Named, b: Named) {
    if let Some(same) = told.on(a.quote, b.quote) {
        let _ = writeln!(out, "decisions.csv says: {}", if same { "same" } else { "different" });
    }
}

//! How fast are originals laid beside statements? 600 originals and 10,000 renderings, against brute force over all pairs in the same run; and
//! how long each of the system's dictionaries takes to load, where there are any.

use std::path::Path;
use std::sync::Arc;

use divan::Bencher;
use quotealign::cluster::{Settings, cluster};
use quotealign::lang;
use quotealign::lexicon;
use quotealign::lexicon::foreign::{Lexicon, Vocabulary};
use quotealign::model::Quotation;
use quotealign::normalise::words;
use quotealign::pipeline::lexica;
use quotealign::read;

fn main() {
    divan::main();
}

/// A fixed sequence of numbers.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }
}

/// Sentences of words that answer each other by heart, in Italian and English.
fn corpus(originals: usize, renderings: usize) -> Vec<Quotation> {
    let known: Vec<(&str, &str)> = lang::of("it").abroad.words.pairs().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let mut dice = Dice(7);
    let mut out = Vec::with_capacity(originals + renderings);
    for i in 0..renderings {
        let said: Vec<(&str, &str)> = (0..10 + dice.roll(15)).map(|_| known[dice.roll(known.len())]).collect();
        let sentence = |words: Vec<&str>| format!("It {}.", words.join(" "));
        out.push(quotation(out.len(), "en", sentence(said.iter().map(|w| w.1).collect())));
        if i < originals {
            out.push(quotation(out.len(), "it", sentence(said.iter().map(|w| w.0).collect())));
        }
    }
    out
}

fn quotation(number: usize, lang: &str, text: String) -> Quotation {
    Quotation { id: format!("q{number}").into(), outlet: Arc::from("Outlet"), ..Quotation::of_words(text, lang) }
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn clustered_with_originals(bencher: Bencher) {
    let quotations = corpus(600, 10_000);
    bencher.bench(|| cluster(&quotations, &[], &Lexicon::default(), &Settings::default(), &|_, _| ()).0.len());
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn clustered_without(bencher: Bencher) {
    let quotations: Vec<Quotation> = corpus(600, 10_000).into_iter().filter(|q| &*q.lang == "en").collect();
    bencher.bench(|| cluster(&quotations, &[], &Lexicon::default(), &Settings::default(), &|_, _| ()).0.len());
}

/// Every original beside every rendering, a hundredth of the originals.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn brute_force_a_hundredth(bencher: Bencher) {
    let quotations = corpus(600, 10_000);
    let lexicon = Lexicon::default();
    let known = |q: &Quotation| {
        let lang = lang::of(&q.lang);
        words(&q.text, lang).iter().map(|w| lexicon.known(lang, &w.folded)).collect::<Vec<_>>()
    };
    let (here, there): (Vec<_>, Vec<_>) = quotations.iter().partition(|q| &*q.lang == "it");
    let here: Vec<_> = here.into_iter().take(6).map(known).collect();
    let there: Vec<_> = there.into_iter().map(known).collect();
    bencher.bench(|| {
        let answered = |a: &[_], b: &[_]| a.iter().filter(|x| b.iter().any(|y| lexicon.between(x, y).is_some())).count();
        here.iter().map(|a| there.iter().map(|b| answered(a, b)).max()).max()
    });
}

/// The system's dictionaries between a language and English, for the words of a small corpus.
#[divan::bench(args = ["it", "fr", "es", "pt", "de"], sample_count = 3, sample_size = 1)]
fn dictionaries(bencher: Bencher, code: &str) {
    let lang = lang::of(code);
    let texts: Vec<Quotation> = lang
        .abroad
        .words
        .pairs()
        .flat_map(|(a, b)| [quotation(0, code, a.to_string()), quotation(1, "en", b.to_string())])
        .collect();
    let settings = lexicon::Settings::default();
    let mut wanted = Vocabulary::default();
    [lang, lang::of("en")].into_iter().for_each(|l| wanted.add(l, "x"));
    if read::lexica::of_system(&wanted).is_empty() {
        return;
    }
    bencher.bench(|| lexica::load(&texts, Path::new(""), &settings).0.sources().len());
}

//! How fast are statements found? Against brute force (strsim over all pairs, under rayon) at 2,000 quotations in the same run, and how the
//! time grows from 1,000 to 100,000; a million where QUOTEALIGN_BENCH_MILLION is set.

use divan::Bencher;
use quotealign::cluster::{Settings, cluster};
use quotealign::lexicon::foreign::Lexicon;
use quotealign::model::Quotation;
use rayon::prelude::*;

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

/// A made-up word: the lower the number the more common it is.
fn word(number: usize) -> String {
    const SYLLABLES: [&str; 16] =
        ["ba", "ce", "di", "fo", "gu", "ha", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "zu", "ke"];
    let mut n = number + 16;
    let mut out = String::new();
    while n > 0 {
        out.push_str(SYLLABLES[n % 16]);
        n /= 16;
    }
    out
}

/// Quotations of made-up words, as in the news: half stand alone, the others in groups of two to twenty that differ by a word in six.
fn quotations(count: usize) -> Vec<Quotation> {
    let mut dice = Dice(7);
    let mut out: Vec<Quotation> = Vec::with_capacity(count);
    while out.len() < count {
        // Rare words are drawn from more, common ones from few.
        let draw = |dice: &mut Dice| {
            let most = [30, 300, 3_000, 3_000 + count * 2][dice.roll(4)];
            word(dice.roll(most))
        };
        let said: Vec<String> = (0..8 + dice.roll(24)).map(|_| draw(&mut dice)).collect();
        let renderings = if dice.roll(3) > 0 { 1 } else { 2 + dice.roll(dice.0 as usize % 18 + 1) };
        for _ in 0..renderings {
            let text: Vec<String> = said.iter().map(|w| if dice.roll(6) == 0 { draw(&mut dice) } else { w.clone() }).collect();
            out.push(quotation(out.len(), format!("It {}.", text.join(" "))));
        }
    }
    out.truncate(count);
    out
}

fn quotation(number: usize, text: String) -> Quotation {
    Quotation { id: format!("q{number}").into(), ..Quotation::of_words(text, "en") }
}

#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 3, sample_size = 1)]
fn grows(bencher: Bencher, count: usize) {
    let all = quotations(count);
    bencher.bench_local(|| cluster(&all, &[], &Lexicon::default(), &Settings::default(), &|_, _| ()));
}

#[divan::bench(sample_count = 1, sample_size = 1)]
fn a_million(bencher: Bencher) {
    if std::env::var_os("QUOTEALIGN_BENCH_MILLION").is_none() {
        return bencher.bench_local(|| ());
    }
    let all = quotations(1_000_000);
    bencher.bench_local(|| cluster(&all, &[], &Lexicon::default(), &Settings::default(), &|_, _| ()));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn two_thousand(bencher: Bencher) {
    let all = quotations(2_000);
    bencher.bench_local(|| cluster(&all, &[], &Lexicon::default(), &Settings::default(), &|_, _| ()));
}

#[divan::bench(sample_count = 1, sample_size = 1)]
fn two_thousand_by_brute_force(bencher: Bencher) {
    let all = quotations(2_000);
    bencher.bench_local(|| {
        let alike =
            |i: usize| all[i + 1..].iter().filter(|q| strsim::normalized_levenshtein(&all[i].text, &q.text) > 0.6).count();
        (0..all.len()).into_par_iter().map(alike).sum::<usize>()
    });
}

//! How fast is alignment, and how does its time grow with words and with renderings? `cargo bench --bench align`.

use divan::{Bencher, counter::ItemsCount};
use quotealign::align::{Settings, align};
use quotealign::lexicon::foreign::Lexicon;
use quotealign::model::{Rendering, Role};

fn main() {
    divan::main();
}

/// A made-up text: words of a small vocabulary in a fixed disorder, one word in three of grammar.
fn text(words: usize, seed: u64) -> Vec<String> {
    const GRAMMAR: [&str; 12] = ["the", "of", "and", "to", "a", "in", "that", "is", "for", "with", "not", "it"];
    const STARTS: [&str; 10] = ["ba", "co", "di", "fe", "lu", "ma", "no", "pe", "ri", "so"];
    const ENDS: [&str; 10] = ["dow", "ling", "mer", "nate", "rous", "sion", "tal", "tern", "vent", "wick"];
    let mut state = seed;
    (0..words)
        .map(|_| {
            let r = next(&mut state);
            match r % 3 {
                0 => GRAMMAR[(r / 3) % 12].to_string(),
                _ => format!("{}{}{}", STARTS[(r / 3) % 10], STARTS[(r / 30) % 10], ENDS[(r / 300) % 10]),
            }
        })
        .collect()
}

fn next(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
    (*state >> 33) as usize
}

/// A text of common words, of which the thesaurus and the word vectors know what made-up ones do not need: one in three of grammar.
fn known_text(words: usize, seed: u64) -> Vec<String> {
    const GRAMMAR: [&str; 12] = ["the", "of", "and", "to", "a", "in", "that", "is", "for", "with", "not", "it"];
    const CONTENT: &str = "harbour boat council mayor street winter school doctor money road bridge water office member garden island \
        meeting family market teacher paper law town night window letter price train music power build close open carry leave move call \
        write spend plan speak bring show change cold new large early quiet public heavy bright local";
    let content: Vec<&str> = CONTENT.split_whitespace().collect();
    let mut state = seed;
    let word = |r: usize| if r.is_multiple_of(3) { GRAMMAR[(r / 3) % 12] } else { content[(r / 3) % content.len()] };
    (0..words).map(|_| word(next(&mut state)).to_string()).collect()
}

/// Renderings of one text in which one word in ten is left out, put in or another.
fn group(words: usize, renderings: usize) -> Vec<Rendering> {
    group_of(&text(words, 7), renderings)
}

fn group_of(base: &[String], renderings: usize) -> Vec<Rendering> {
    (0..renderings)
        .map(|r| {
            let mut state = r as u64 + 11;
            let mut out: Vec<&str> = Vec::new();
            for (k, word) in base.iter().enumerate() {
                match next(&mut state) % 30 {
                    0 => {}
                    1 => out.extend([word.as_str(), "indeed"]),
                    2 => out.push(base[(k + 5) % base.len()].as_str()),
                    _ => out.push(word),
                }
            }
            rendering(r, &out.join(" "))
        })
        .collect()
}

fn rendering(r: usize, text: &str) -> Rendering {
    Rendering {
        statement_id: "bench".into(),
        id: format!("bench-{r}").into(),
        quote_id: "bench".into(),
        outlet: "Hill News".into(),
        date: None,
        lang: "en".into(),
        role: Role::Variant,
        start: 0,
        end: 0,
        text: text.into(),
        normalised: String::new(),
        similarity: 1.0,
    }
}

#[divan::bench]
fn pair_of_25_words(bencher: Bencher) {
    let group = group(25, 2);
    bencher
        .counter(ItemsCount::new(1u32))
        .bench_local(|| align(divan::black_box(&group), &Lexicon::default(), &Settings::default()));
}

#[divan::bench]
fn pair_of_25_known_words(bencher: Bencher) {
    let group = group_of(&known_text(25, 7), 2);
    bencher
        .counter(ItemsCount::new(1u32))
        .bench_local(|| align(divan::black_box(&group), &Lexicon::default(), &Settings::default()));
}

/// Two texts of known words that have little in common: the most that is looked at.
#[divan::bench]
fn two_of_25_known_words(bencher: Bencher) {
    let texts = [known_text(25, 7), known_text(25, 9)];
    let group: Vec<Rendering> = texts.iter().enumerate().map(|(r, text)| rendering(r, &text.join(" "))).collect();
    bencher
        .counter(ItemsCount::new(1u32))
        .bench_local(|| align(divan::black_box(&group), &Lexicon::default(), &Settings::default()));
}

#[divan::bench(args = [25, 100, 400, 1600], sample_count = 10)]
fn pair_by_words(bencher: Bencher, words: usize) {
    let group = group(words, 2);
    bencher
        .counter(ItemsCount::new(words))
        .bench_local(|| align(divan::black_box(&group), &Lexicon::default(), &Settings::default()));
}

#[divan::bench(args = [2, 8, 32, 128], sample_count = 10)]
fn renderings_of_25_words(bencher: Bencher, renderings: usize) {
    let group = group(25, renderings);
    bencher
        .counter(ItemsCount::new(renderings))
        .bench_local(|| align(divan::black_box(&group), &Lexicon::default(), &Settings::default()));
}

#[divan::bench(sample_count = 10)]
fn eight_renderings_of_1000_words(bencher: Bencher) {
    let group = group(1000, 8);
    bencher.bench_local(|| align(divan::black_box(&group), &Lexicon::default(), &Settings::default()));
}

#[divan::bench(sample_count = 3)]
fn twenty_renderings_of_2000_words(bencher: Bencher) {
    let group = group(2000, 20);
    bencher.bench_local(|| align(divan::black_box(&group), &Lexicon::default(), &Settings::default()));
}

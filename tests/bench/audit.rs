//! What does the audit cost? A statement of a few renderings, one rendering of many words, and the thesaurus alone.

use divan::{Bencher, black_box};
use quotealign::align::{self, align};
use quotealign::audit::{Settings, audit};
use quotealign::lang;
use quotealign::lexicon::foreign::Lexicon;
use quotealign::lexicon::thesaurus;
use quotealign::model::{Rendering, Role};

fn main() {
    divan::main();
}

fn rendering(role: Role, text: String) -> Rendering {
    Rendering {
        statement_id: "s".into(),
        id: "r".into(),
        quote_id: "q".into(),
        outlet: "Gazette".into(),
        date: None,
        lang: "en".into(),
        role,
        start: 0,
        end: 0,
        text,
        normalised: String::new(),
        similarity: 1.0,
    }
}

/// A made-up text of so many words, and the same with other words here and there.
fn texts(words: usize) -> (String, String) {
    let vocabulary = [
        "bridge", "old", "the", "harbour", "closed", "boats", "never", "26", "must", "Zandor", "in", "winter", "rose", "quickly",
    ];
    let other =
        ["mill", "new", "a", "port", "opened", "ships", "always", "30", "may", "Karvia", "on", "summer", "fell", "slowly"];
    let text = |swap: usize| -> String {
        let word = |i: usize| if swap > 0 && i.is_multiple_of(swap) { other[i * 7 % 14] } else { vocabulary[i * 7 % 14] };
        (0..words).map(|i| if i % 15 == 14 { format!("{}.", word(i)) } else { word(i).to_string() }).collect::<Vec<_>>().join(" ")
    };
    (text(0), text(9))
}

#[divan::bench(args = [20, 200, 2000])]
fn one_rendering_beside_the_base(bencher: Bencher, words: usize) {
    let (base, here) = texts(words);
    let renderings = [rendering(Role::Base, base), rendering(Role::Variant, here)];
    let alignment = align(&renderings, &Lexicon::default(), &align::Settings::default());
    bencher.bench(|| audit(black_box(&renderings), &[], &alignment, &Lexicon::default(), &Settings::default()));
}

#[divan::bench]
fn a_word_looked_up(bencher: Bencher) {
    let thesaurus = thesaurus::of(lang::of("en"));
    bencher.bench(|| thesaurus.map(|t| t.find(black_box("increasing"))));
}

//! How fast are extraction and attribution together, on one core? Megabytes of made-up articles, to see that the cost is linear.

use divan::Bencher;
use divan::counter::BytesCount;
use quotealign::attribute::attribute;
use quotealign::extract::extract;
use quotealign::model::Article;

fn main() {
    divan::main();
}

/// Paragraphs as news has them; `{n}` makes names differ from article to article.
const PARAGRAPHS: &[&str] = &[
    "The old bridge of Milltown{n} will stay closed until spring, the Harbour Office announced on Monday after a long meeting.",
    "“We have looked at every beam, and none of them is sound,” Mayor Ada Quill{n} told reporters. “It would be madness to open it.”",
    "Bruno Falk{n}, a rower who lives on the quay, called the decision “absurd” and said his club would “never accept it.”",
    "The Coastal Rescue Agency (CRA) said in a statement: “All boats are back in the harbour. Nobody was hurt.",
    "“We ask everybody to stay away from the water until further notice.”",
    "In the meantime, trains run every ten minutes, and the ferry takes bicycles free of charge, which many residents welcomed.",
    "She added that the “temporary” fence, put up seven years ago, would be taken down at last.",
];

/// One article of about twenty kilobytes.
fn article(n: usize) -> Article {
    let mut text = String::new();
    for i in 0..22 {
        for paragraph in PARAGRAPHS {
            text.push_str(&paragraph.replace("{n}", &(n * 22 + i).to_string()));
            text.push_str("\n\n");
        }
    }
    Article {
        id: n.to_string().into(),
        file: n.to_string().as_str().into(),
        outlet: "The Example".into(),
        date: None,
        lang: "en".into(),
        title: String::new(),
        author: String::new(),
        url: String::new(),
        encoding: "utf-8",
        text,
        body: 0,
    }
}

#[divan::bench(args = [1, 10, 100], sample_count = 3, sample_size = 1)]
fn megabytes(bencher: Bencher, megabytes: usize) {
    let one = article(0).text.len();
    let articles: Vec<Article> = (0..megabytes * 1_000_000 / one).map(article).collect();
    let bytes: usize = articles.iter().map(|a| a.text.len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        articles
            .iter()
            .map(|a| {
                let (mut found, _) = extract(a);
                attribute(a, &mut found).0.attributions.len()
            })
            .sum::<usize>()
    });
}

/// One article that grows: looks back and ahead are bounded, so twice the text takes twice the time.
#[divan::bench(args = [1, 2, 4], sample_count = 3, sample_size = 1)]
fn megabytes_in_one_article(bencher: Bencher, megabytes: usize) {
    let mut long = article(0);
    let more: Vec<String> = (1..megabytes * 1_000_000 / long.text.len()).map(|n| article(n).text).collect();
    long.text.push_str(&more.concat());
    bencher.counter(BytesCount::new(long.text.len())).bench_local(|| {
        let (mut found, _) = extract(&long);
        attribute(&long, &mut found).0.attributions.len()
    });
}

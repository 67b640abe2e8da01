//! Which foreign print belongs to which statement? Cases that a translator could write: a name, then one line a quotation:
//! `letters | language | speaker | text`. Quotations share a statement where they share a letter; no dictionary is used. `open` before a name
//! marks a hard case that is kept with the wanted answer.

use std::sync::Arc;

use quotealign::attribute::{attribute, names};
use quotealign::cluster::originals::languages;
use quotealign::extract::extract;
use quotealign::lang;
use quotealign::model::{Article, Quotation};

use super::cluster::{self, Line, failed};
use super::quotations::article;

fn line(number: usize, text: &str) -> Option<Line> {
    let mut cells = text.splitn(4, '|').map(str::trim);
    let (letters, lang, speaker, text) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
    let mut line = cluster::line(number, &format!("{letters} | {speaker} | direct | {text}"))?;
    line.quotation.lang = Arc::from(lang);
    Some(line)
}

#[test]
fn foreign_prints_stand_in_the_statements_that_a_translator_gives_them() {
    assert_eq!(failed(include_str!("originals/cases.txt"), line), Vec::<String>::new());
}

/// What the attribution of an article gives, with the paragraph of each quotation beside it.
fn spoken(article: &Article) -> Vec<Quotation> {
    let (mut found, _) = extract(article);
    let mut all = [(article, attribute(article, &mut found).0)];
    names(&mut all, &[]);
    let of = |span: quotealign::model::Span| {
        let from = article.text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let to = article.text[span.end..].find('\n').map_or(article.text.len(), |at| span.end + at);
        article.text[from..to].to_owned()
    };
    let quotation = |(f, a): (&quotealign::model::Found, &quotealign::model::Attribution)| Quotation {
        article_id: article.id.clone(),
        speaker: Arc::from(a.speaker.as_str()),
        mention: a.mention.map_or("", |m| m.of(&article.text)).into(),
        context: of(f.outer),
        ..Quotation::of_words(f.span.of(&article.text), &article.lang)
    };
    found.iter().zip(&all[0].1.attributions).map(quotation).collect()
}

/// Which language does somebody speak, as an article tells? After `## what it shows [language of the article]` and the article a line a speaker:
/// `= Name, printed in it fr: it`, or `-` where nothing may be told.
#[test]
fn articles_tell_which_language_somebody_speaks() {
    let mut wrong = Vec::new();
    for case in include_str!("originals/languages.txt").split("## ").skip(1) {
        let (head, body) = case.split_once('\n').expect("a case has an article");
        let (title, code) = head.rsplit_once('[').expect("a case names its language");
        let (told, text): (Vec<&str>, Vec<&str>) = body.trim().lines().partition(|l| l.starts_with("= "));
        let article = article(&text.join("\n"), code.trim_end().trim_end_matches(']'));
        for line in told {
            let (name, rest) = line[2..].split_once(", printed in ").expect("a speaker and the languages of the prints");
            let (printed, wanted) = rest.split_once(": ").expect("a language or -");
            let print = |code| Quotation { speaker: Arc::from(name), ..Quotation::of_words("", code) };
            let all: Vec<Quotation> = spoken(&article).into_iter().chain(printed.split(' ').map(print)).collect();
            let found = languages(&all, std::slice::from_ref(&article), &[], lang::of("en"));
            let got = found.get(name).map_or("-", |lang| lang.code.as_str());
            if got != wanted {
                let speakers: Vec<&str> = all.iter().map(|q| q.speaker.as_ref()).collect();
                wrong.push(format!("{title}: {name} speaks {got}, not {wanted}; speakers {speakers:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

//! Who said it? First within one article (mentions, cues), then one name over the corpus.

use crate::model::{Article, Attribution, Found, Problem};

/// A user's entry of speakers.csv, which wins over what the corpus tells.
#[derive(Clone, Debug, Default)]
pub struct SpeakerEntry {
    pub name: String,
    pub aliases: Vec<String>,
    pub lang: String,
}

/// One article's attributions: as many as quotations, in their order. What an article alone shows of names goes along for [`names`].
#[derive(Clone, Debug, Default)]
pub struct Attributed {
    pub attributions: Vec<Attribution>,
}

/// Who said each quotation of one article; the kind is settled too, since marks that report nobody are scare quotes.
pub fn attribute(article: &Article, found: &mut [Found]) -> (Attributed, Vec<Problem>) {
    let _ = (article, found);
    (Attributed::default(), Vec::new())
}

/// One name a speaker over all articles: rewrites the `speaker` of every attribution.
pub fn names(articles: &mut [(&Article, Attributed)], speakers: &[SpeakerEntry]) -> Vec<Problem> {
    let _ = (articles, speakers);
    Vec::new()
}

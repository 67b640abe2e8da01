//! Which alike sayings does one article print both? A paper that has two, from two people whom it surely names, has heard two statements,
//! however alike their words are: “We tried everything” and “They tried nothing” answer each other. So has a paper that has them from one
//! at two places, then and now or one after the other, unless the one only repeats what the other says.
//!
//! What is told is never that two are one. Names that may be one voice (a body and who speaks for it, a surname) are taken as one.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::cluster::corpus::{Class, Corpus, NONE, VAGUE, speakers};
use crate::cluster::face::CONTENT;
use crate::cluster::group::Edge;
use crate::lang::{self, Tags};
use crate::model::Quotation;
use crate::normalise::is_denied;

/// Whoever is named less surely is nobody to go by.
const SURE: f32 = 0.9;

/// Of a saying that is printed twice this share of the lighter one is in the other, in hundredths.
const TWICE: u64 = 85;

/// Who says something in which article.
pub struct Contrary<'a> {
    quotations: &'a [Quotation],
    /// The speaker of each quotation.
    speakers: Vec<u32>,
    /// The article of each quotation, where it has several.
    articles: FxHashMap<u32, u32>,
}

/// Node, article, and a quotation of it there.
type Said = (u32, u32, u32);

impl<'a> Contrary<'a> {
    pub fn new(quotations: &'a [Quotation]) -> Self {
        let speakers = speakers(quotations);
        let articles = articles_of_several(quotations);
        Contrary { quotations, speakers, articles }
    }

    /// The pairs of nodes that some article has as two sayings.
    pub fn among(&self, corpus: &Corpus, edges: impl Iterator<Item = Edge>) -> Vec<(u32, u32)> {
        if self.articles.is_empty() {
            return Vec::new();
        }
        let said = self.said(corpus);
        edges.filter(|e| self.are(corpus, &said, e.a, e.b)).map(|e| (e.a, e.b)).collect()
    }

    /// What is said, sorted.
    fn said(&self, corpus: &Corpus) -> Vec<Said> {
        let article = |q: u32| self.articles.get(&q).copied();
        let units = corpus.units.iter().filter_map(|u| Some((u.node, article(u.quote)?, u.quote)));
        let wholes = (0u32..).zip(&corpus.whole).filter(|(_, node)| **node != NONE).filter_map(|(p, node)| {
            let q = *corpus.passages.quotations(p).first()?;
            Some((*node, article(q)?, q))
        });
        let mut said: Vec<Said> = units.chain(wholes).collect();
        said.par_sort_unstable();
        said.dedup_by_key(|s| (s.0, s.1, self.speakers[s.2 as usize]));
        said
    }

    fn are(&self, corpus: &Corpus, said: &[Said], a: u32, b: u32) -> bool {
        let (few, many) = (of(said, a), of(said, b));
        let (few, many) = if few.len() <= many.len() { (few, many) } else { (many, few) };
        let beside = |article: u32| {
            let from = many.partition_point(|m| m.1 < article);
            many.get(from..).unwrap_or(&[]).iter().take_while(move |m| m.1 == article).map(|m| m.2)
        };
        let is_elsewhere = |p: u32, q: u32| self.is_one(p, q) && corpus.passages.holding(p) != corpus.passages.holding(q);
        let pairs = || few.iter().flat_map(|s| beside(s.1).map(|q| (s.2, q)));
        pairs().any(|(p, q)| self.are_two(p, q)) && !said_twice(corpus, a, b)
            || pairs().any(|(p, q)| is_elsewhere(p, q)) && !is_repeated(corpus, a, b)
    }

    /// Have two quotations of an article the same speaker? What another one says in much the same words may well be taken over from him.
    fn is_one(&self, a: u32, b: u32) -> bool {
        let name = |q: u32| self.speakers[q as usize] & !VAGUE;
        name(a) != 0 && name(a) == name(b)
    }

    /// Are the speakers of two quotations of an article two people?
    fn are_two(&self, a: u32, b: u32) -> bool {
        let (x, y) = (&self.quotations[a as usize], &self.quotations[b as usize]);
        let is_sure = |i: u32, q: &Quotation| {
            let speaker = self.speakers[i as usize];
            q.confidence >= SURE && speaker != 0 && speaker & VAGUE == 0
        };
        self.speakers[a as usize] != self.speakers[b as usize]
            && is_sure(a, x)
            && is_sure(b, y)
            && [x, y].into_iter().all(is_person)
            && !is_one_voice(x, y)
            && !is_one_voice(y, x)
    }
}

/// What is said in a node.
fn of(said: &[Said], node: u32) -> &[Said] {
    let from = said.partition_point(|s| s.0 < node);
    let rest = said.get(from..).unwrap_or(&[]);
    rest.get(..rest.partition_point(|s| s.0 == node)).unwrap_or(&[])
}

/// Is one text, but for little, in the other? One word of content is in much that others say.
fn said_twice(corpus: &Corpus, a: u32, b: u32) -> bool {
    let (a, b) = (corpus.nodes[a as usize].text, corpus.nodes[b as usize].text);
    let content = |t: u32| corpus.set(t).iter().filter(|w| corpus.weights[**w as usize] >= CONTENT).count();
    content(a).min(content(b)) > 1 && 100 * corpus.shared(a, b) >= TWICE * u64::from(corpus.weight(a).min(corpus.weight(b)))
}

/// Does the one only repeat the other: all of its words of content, and of a fragment most of all words, and is nothing turned round?
fn is_repeated(corpus: &Corpus, a: u32, b: u32) -> bool {
    let is_less = |n: u32| corpus.nodes[n as usize].class != Class::Sentence;
    let (x, y) = (corpus.nodes[a as usize].text, corpus.nodes[b as usize].text);
    let (less, more) = if corpus.weight(x) <= corpus.weight(y) { (x, y) } else { (y, x) };
    let is_slight = |w: u32| corpus.weights[w as usize] < CONTENT;
    let within = corpus.set(less).iter().all(|w| is_slight(*w) || corpus.set(more).binary_search(w).is_ok());
    (within || (is_less(a) || is_less(b)) && said_twice(corpus, a, b)) && denies(corpus, x) == denies(corpus, y)
}

/// Is anything denied in a text?
fn denies(corpus: &Corpus, text: u32) -> bool {
    let words = corpus.texts.get(text);
    let folded: Vec<&str> = words.iter().map(|w| corpus.words[*w as usize].as_str()).collect();
    words.first().is_some_and(|w| is_denied(&folded, corpus.langs[*w as usize]))
}

/// Is the speaker printed as people are, by two names or more, none of which is a body's?
fn is_person(q: &Quotation) -> bool {
    let speech = &lang::of(&q.lang).speech;
    let is_body = |w: &str| speech.tags(&w.to_lowercase()).any(Tags::BODY) || w.chars().filter(|c| c.is_uppercase()).count() > 2;
    let words = || q.speaker.split_whitespace();
    words().count() > 1 && !words().any(is_body) && words().all(|w| w.chars().any(char::is_alphabetic))
}

/// Do two names share a word, or is the one printed with the other's name?
fn is_one_voice(x: &Quotation, y: &Quotation) -> bool {
    let has =
        |text: &str, word: &str| text.split(|c: char| !c.is_alphanumeric()).any(|w| w.to_lowercase() == word.to_lowercase());
    let mut theirs = y.speaker.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    theirs.any(|w| has(&x.speaker, w) || has(&x.mention, w))
}

/// The article of each quotation, where an article has several.
fn articles_of_several(quotations: &[Quotation]) -> FxHashMap<u32, u32> {
    let is_known = |(_, q): &(u32, &Quotation)| !q.article_id.is_empty() || !q.file.is_empty();
    let mut all: Vec<((&str, &str), u32)> =
        (0u32..).zip(quotations).filter(is_known).map(|(i, q)| ((q.article_id.as_str(), q.file.as_ref()), i)).collect();
    all.par_sort_unstable();
    let numbered = (0u32..).zip(all.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1));
    numbered.flat_map(|(article, same)| same.iter().map(move |s| (s.1, article))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Reason;

    fn said(article: &str, speaker: &str, mention: &str, text: &str) -> Quotation {
        Quotation {
            article_id: article.into(),
            speaker: speaker.into(),
            mention: mention.into(),
            reason: Reason::CueAfter,
            confidence: 0.99,
            ..Quotation::of_words(text, "en")
        }
    }

    /// Are the first two quotations rivals?
    fn rivals(all: &[Quotation]) -> bool {
        let corpus = Corpus::read(all, &[]);
        let (a, b) = (corpus.whole_of(0), corpus.whole_of(1));
        let edge = Edge { a: a.min(b), b: a.max(b), score: 50_000 };
        a != b && !Contrary::new(all).among(&corpus, [edge].into_iter()).is_empty()
    }

    const OURS: &str = "We have tried everything to save this plant.";
    const THEIRS: &str = "They have not tried anything to save this plant.";

    #[test]
    fn an_article_that_has_both_from_two_people_tells_two_statements() {
        assert!(rivals(&[said("a", "Dag Moor", "Moor", OURS), said("a", "Mira Quill", "Quill", THEIRS)]));
        assert!(!rivals(&[said("a", "Dag Moor", "Moor", OURS), said("b", "Mira Quill", "Quill", THEIRS)]));
    }

    #[test]
    fn one_voice_by_two_names_and_words_said_twice_tell_nothing() {
        let moor = |text: &str| said("a", "Dag Moor", "Dag Moor", text);
        assert!(!rivals(&[moor(OURS), said("a", "Mira Moor", "Moor", THEIRS)]));
        assert!(!rivals(&[moor(OURS), said("a", "the Port Office", "the Port Office", THEIRS)]));
        assert!(!rivals(&[moor(OURS), said("a", "Mira Quill", "Quill, who speaks for Dag Moor,", THEIRS)]));
        assert!(!rivals(&[moor(OURS), said("a", "Mira Quill", "Quill", "We have tried everything to save this old plant.")]));
    }

    #[test]
    fn two_sayings_of_one_article_are_two_but_for_what_repeats_the_other() {
        let moor = |text: &str| said("a", "Dag Moor", "Moor", text);
        assert!(rivals(&[moor("We will not raise taxes."), moor("We will raise taxes.")]));
        assert!(rivals(&[moor("We need more time for the harbour."), moor("We need more money for the harbour.")]));
        assert!(rivals(&[moor(OURS), Quotation { confidence: 0.5, ..moor(THEIRS) }]));
        let unsure = Quotation { confidence: 0.5, ..said("a", "Mira Quill", "Quill", THEIRS) };
        assert!(!rivals(&[moor(OURS), unsure]));
        assert!(!rivals(&[moor(OURS), moor("We have tried everything.")]));
        assert!(!rivals(&[moor("We will not raise taxes."), said("b", "Dag Moor", "Moor", "We will raise taxes.")]));
    }
}

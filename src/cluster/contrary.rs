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
use crate::cluster::told::Pairs;
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
    window_days: i32,
}

/// Two texts of which one denies what the other affirms, who says either in one article, and the nodes that they stand in there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Opposed {
    texts: [u32; 2],
    speakers: [u32; 2],
    nodes: [u32; 2],
}

/// Node, article, and a quotation of it there.
type Said = (u32, u32, u32);

impl<'a> Contrary<'a> {
    pub fn new(quotations: &'a [Quotation], window_days: u32) -> Self {
        let speakers = speakers(quotations);
        let articles = articles_of_several(quotations);
        Contrary { quotations, speakers, articles, window_days: window_days as i32 }
    }

    /// The pairs of nodes that some article has as two sayings; and those that are one saying, which an outlet credits to who says the contrary.
    pub fn among(&self, corpus: &Corpus, edges: impl Iterator<Item = Edge> + Clone) -> Pairs {
        let mut out = Pairs::default();
        if self.articles.is_empty() {
            return out;
        }
        let said = self.said(corpus);
        out.apart = edges.clone().filter(|e| self.are(corpus, &said, e.a, e.b)).map(|e| (e.a, e.b)).collect();
        let opposed = self.opposed(corpus, &said, &out.apart);
        if opposed.is_empty() {
            return out;
        }
        // Whoever is credited with either elsewhere: what is the contrary here is so there.
        let text = |node: u32| corpus.nodes[node as usize].text;
        let are_opposed = |e: &Edge| {
            let (x, y) = (text(e.a).min(text(e.b)), text(e.a).max(text(e.b)));
            opposed.binary_search_by(|o| o.texts.cmp(&[x, y])).is_ok()
        };
        out.apart.extend(edges.filter(are_opposed).map(|e| (e.a, e.b)));
        out.apart.sort_unstable();
        out.apart.dedup();
        out.together = miscredited(corpus, &opposed, self.window_days);
        out.together.retain(|(a, b)| out.apart.binary_search(&((*a).min(*b), (*a).max(*b))).is_err());
        out
    }

    /// Of pairs that are told apart those of two people of whom one denies what the other affirms, by their texts.
    fn opposed(&self, corpus: &Corpus, said: &[Said], apart: &[(u32, u32)]) -> Vec<Opposed> {
        let text = |node: u32| corpus.nodes[node as usize].text;
        let mut out = Vec::new();
        for &(a, b) in apart.iter().filter(|(a, b)| denies(corpus, text(*a)) != denies(corpus, text(*b))) {
            let (a, b) = if text(a) < text(b) { (a, b) } else { (b, a) };
            let speaker = |q: u32| self.speakers[q as usize];
            let pairs = in_one_article(said, a, b).filter(|(p, q)| self.are_two(*p, *q));
            let pairs = pairs.map(|(p, q)| [speaker(p), speaker(q)]);
            out.extend(pairs.map(|speakers| Opposed { texts: [text(a), text(b)], speakers, nodes: [a, b] }));
        }
        out.sort_unstable();
        out.dedup();
        out
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
        // Of what one speaker says twice in an article the surest, whatever the order of the input.
        let speaker = |s: &Said| (s.0, s.1, self.speakers[s.2 as usize]);
        let of = |s: &Said| &self.quotations[s.2 as usize];
        let surest = |s: &Said, t: &Said| of(t).confidence.total_cmp(&of(s).confidence).then_with(|| of(s).id.cmp(&of(t).id));
        said.par_sort_unstable_by(|s, t| speaker(s).cmp(&speaker(t)).then_with(|| surest(s, t)));
        said.dedup_by_key(|s| speaker(s));
        said
    }

    fn are(&self, corpus: &Corpus, said: &[Said], a: u32, b: u32) -> bool {
        let is_elsewhere = |p: u32, q: u32| self.is_one(p, q) && corpus.passages.holding(p) != corpus.passages.holding(q);
        let pairs = || in_one_article(said, a, b);
        pairs().any(|(p, q)| self.are_two(p, q)) && !is_taken_over(corpus, a, b)
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

/// Quotations of two nodes that stand in one article.
fn in_one_article(said: &[Said], a: u32, b: u32) -> impl Iterator<Item = (u32, u32)> + '_ {
    let (x, y) = (of(said, a), of(said, b));
    let turned = y.len() < x.len();
    let (few, many) = if turned { (y, x) } else { (x, y) };
    let beside = move |article: u32| {
        let from = many.partition_point(|m| m.1 < article);
        many.get(from..).unwrap_or(&[]).iter().take_while(move |m| m.1 == article).map(|m| m.2)
    };
    let pairs = few.iter().flat_map(move |s| beside(s.1).map(move |q| (s.2, q)));
    pairs.map(move |(p, q)| if turned { (q, p) } else { (p, q) })
}

/// The nodes that have the words of the one and the name of who says the contrary, near in time: an outlet has taken the one for the other.
fn miscredited(corpus: &Corpus, opposed: &[Opposed], window_days: i32) -> Vec<(u32, u32)> {
    let mut by_text: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    opposed.iter().flat_map(|o| o.texts).for_each(|t| _ = by_text.entry(t).or_default());
    for (n, node) in (0u32..).zip(&corpus.nodes) {
        if let Some(nodes) = by_text.get_mut(&node.text) {
            nodes.push(n);
        }
    }
    let mut out = Vec::new();
    for o in opposed {
        for (text, own, other) in [(o.texts[0], o.nodes[0], o.speakers[1]), (o.texts[1], o.nodes[1], o.speakers[0])] {
            let of = |n: u32| &corpus.nodes[n as usize];
            let is_near = |n: u32| of(n).days_to(of(own)).is_none_or(|days| days <= window_days);
            let is_meant = |n: &u32| *n != own && of(*n).speaker == other && of(*n).extent == of(own).extent && is_near(*n);
            out.extend(by_text.get(&text).into_iter().flatten().copied().filter(is_meant).map(|n| (own, n)));
        }
    }
    out.sort_unstable();
    out.dedup();
    out
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

/// Has the one taken over a piece of what the other says, and does not turn it round? A sentence that is printed of either is each one's own.
fn is_taken_over(corpus: &Corpus, a: u32, b: u32) -> bool {
    let [x, y] = [a, b].map(|n| &corpus.nodes[n as usize]);
    let is_piece = x.class != Class::Sentence || y.class != Class::Sentence;
    is_piece && said_twice(corpus, a, b) && denies(corpus, x.text) == denies(corpus, y.text)
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
    // A surname alone may be the other's.
    let full = |q: &Quotation| q.speaker.split(' ').next().is_some_and(|first| has(&q.mention, first));
    if full(x) && full(y) && are_namesakes(&x.speaker, &y.speaker) {
        return false;
    }
    let mut theirs = y.speaker.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    theirs.any(|w| has(&x.speaker, w) || has(&x.mention, w))
}

/// Karel and Jiri Reed: two names of two words that share the last, and whose first ones are not short for one another (Ben, Benjamin; J., Jiri).
fn are_namesakes(x: &str, y: &str) -> bool {
    let (Some((first, last)), Some((other, same))) = (x.split_once(' '), y.split_once(' ')) else { return false };
    let short = |a: &str, b: &str| b.to_lowercase().starts_with(a.trim_end_matches('.').to_lowercase().as_str());
    !last.contains(' ') && last.to_lowercase() == same.to_lowercase() && !short(first, other) && !short(other, first)
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
    use crate::model::{Kind, Reason};

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
        a != b && !Contrary::new(all, 4).among(&corpus, [edge].into_iter()).apart.is_empty()
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
        // Two of one surname are two; a short form is none.
        assert!(rivals(&[said("a", "Dag Moor", "Dag Moor", OURS), said("a", "Mira Moor", "Mira Moor", THEIRS)]));
        assert!(!rivals(&[said("a", "Dag Moor", "Dag Moor", OURS), said("a", "Mira Moor", "Moor", THEIRS)]));
        assert!(!rivals(&[said("a", "D. Moor", "D. Moor", OURS), said("a", "Dag Moor", "Dag Moor", THEIRS)]));
        let quill = |text: &str| said("a", "Mira Quill", "Quill", text);
        assert!(rivals(&[moor(OURS), quill("We have tried everything to save this old plant.")]));
        let piece = Quotation { kind: Kind::Fragment, ..quill("tried everything to save this plant") };
        assert!(!rivals(&[moor(OURS), piece]));
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

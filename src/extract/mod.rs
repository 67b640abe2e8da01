//! Where are the quotations? Marks, posts and headlines of one article, as spans.
//!
//! One pass over the article finds paragraphs, posts and marks; a stack pairs the marks of each paragraph; then each pair gets its kind and
//! its passage. Who speaks is not asked here: whether marks report anybody at all (a scare quote does not) is settled by attribution.

mod clause;
mod dialogue;
mod incise;
mod marks;
mod pairs;
mod passages;
mod posts;

use crate::lang::{self, Lang, Tags};
use crate::model::{Article, Found, Kind, Level, Problem, Span};
use crate::text::{Paragraph, is_dash, paragraphs};
use pairs::{Oddity, Pair};
use passages::Between;

/// The quotations of one article, in the order of their starts, and what is wrong with its marks.
pub fn extract(article: &Article) -> (Vec<Found>, Vec<Problem>) {
    let text = article.text.as_str();
    let lang = lang::of(&article.lang);
    let paragraphs = paragraphs(text, article.body);
    let posts = posts::posts(text, &paragraphs);
    let ranges: Vec<Span> = paragraphs.iter().zip(&posts).map(|(p, post)| post.unwrap_or(p.span)).collect();
    let (pairs, odd) = pairs::pairs(text, &ranges, lang);

    let mut out: Vec<Found> = Vec::with_capacity(pairs.len() + 4);
    let mut passages = Passages::default();
    let house = House::of(text, &pairs);
    let mut pairs = pairs.into_iter().peekable();
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let post = posts[i].filter(|s| !s.is_empty()).map(|span| {
            let passage = passages.of_post(i);
            out.push(Found { span, outer: span, kind: Kind::Tweet, passage, within: None });
            out.len() - 1
        });
        while let Some(pair) = pairs.next_if(|p| p.paragraph == i) {
            let place = Place { first: i == 0 && paragraphs.len() > 1, head: i < 2 && paragraphs.len() > 2, house };
            let kind = kind(text, paragraph, place, &pair, lang);
            let passage = if post.is_some() { passages.fresh() } else { passages.of_pair(text, &pair, kind, lang) };
            out.extend(segments(text, &pair, kind, lang).into_iter().map(|(span, outer)| Found {
                span,
                outer,
                kind,
                passage,
                within: post,
            }));
        }
    }
    (out, problems(article, odd))
}

/// The segments that reporting clauses inside a pair of marks part, each with the marks that it has.
fn segments(text: &str, pair: &Pair, kind: Kind, lang: &Lang) -> Vec<(Span, Span)> {
    let inside = kind == Kind::Direct && !incise::is_told_outside(text, pair.outer, lang);
    let spans = if inside { incise::pieces(text, pair.span, lang) } else { vec![pair.span] };
    let last = spans.len().saturating_sub(1);
    let outer = |(i, span): (usize, Span)| {
        let end = if i == last && span.end == pair.span.end { pair.outer.end } else { span.end };
        (span, Span::new(if i == 0 { pair.outer.start } else { span.start }, end))
    };
    spans.into_iter().enumerate().map(outer).collect()
}

/// Which marks does the house put around words? Headlines of a house with double marks have single ones.
#[derive(Clone, Copy, PartialEq, Eq)]
enum House {
    Double,
    Other,
}

impl House {
    fn of(text: &str, pairs: &[Pair]) -> House {
        let single = pairs.iter().filter(|p| is_single(text, p)).count();
        if pairs.len() > 1 && pairs.len() >= 3 * single { House::Double } else { House::Other }
    }
}

fn is_single(text: &str, pair: &Pair) -> bool {
    text[pair.outer.start..].starts_with(['‘', '\'', '’', '‚', '`'])
        && pair.span.start == pair.outer.start + text[pair.outer.start..].chars().next().map_or(1, char::len_utf8)
}

/// Where a paragraph stands.
#[derive(Clone, Copy)]
struct Place {
    /// The first of several.
    first: bool,
    /// One of the first two of more: a headline and what stands under it.
    head: bool,
    house: House,
}

/// Direct, fragment or title; attribution tells scare quotes from fragments.
fn kind(text: &str, paragraph: &Paragraph, place: Place, pair: &Pair, lang: &Lang) -> Kind {
    let whole = paragraph.span.of(text);
    let odd = place.house == House::Double && is_single(text, pair);
    let heads = place.first && !pair.span.of(text).ends_with(['.', '!', '?', ',', '…']) && is_all_in_marks(whole, pair);
    if is_heading(whole)
        || is_link(whole, lang) && !is_reported(text, pair)
        || is_headline(whole, place.first, pair, lang)
        || is_crosshead(whole, pair, text, odd)
        || (odd && place.head || heads) && is_short(whole)
    {
        Kind::Title
    } else if clause::is_clause(pair.span.of(text), lang) || is_utterance(text, paragraph, pair, lang) {
        Kind::Direct
    } else {
        Kind::Fragment
    }
}

/// “The roof leaks,” said Name. «Me gusta», dijo. He said: “At least three.” With a capital, at the head of its sentence or behind a colon, and
/// with who says it behind or nothing more, it is all that was said, whatever verbs the lists know.
fn is_utterance(text: &str, paragraph: &Paragraph, pair: &Pair, lang: &Lang) -> bool {
    const NEAR: usize = 6;
    const FAR: usize = 120;
    let said = pair.span.of(text);
    let capital = said.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase);
    let rest = text.get(pair.outer.end..paragraph.span.end).unwrap_or("");
    let before = text
        .get(paragraph.span.start..pair.outer.start)
        .unwrap_or("")
        .trim_end_matches(|c: char| c.is_whitespace() || is_dash(c));
    let opens = before.is_empty() || before.ends_with(['.', '!', '?', '…', '”', '»', '“', '"']);
    if !capital || pair.unclosed || pair.carried {
        return false;
    }
    if before.ends_with(':') {
        let stops = said.ends_with(['.', '!', '?', '…']) || rest.starts_with('.');
        return stops && said.split_whitespace().nth(1).is_some();
    }
    let comma = said.ends_with([',', '!', '?', '…', '–', '—'])
        || rest.starts_with([',', '–', '—'])
        || rest.trim_start().starts_with(['–', '—']);
    let end = rest
        .char_indices()
        .find(|(i, c)| *i > FAR || matches!(c, '.' | ':' | ';' | '“' | '«' | '„' | '"'))
        .map_or(rest.len(), |(i, _)| i);
    // “The bridge,” she said, “is closed”: half a sentence, the rest of which follows.
    let goes_on = rest[..end].trim_end().ends_with(',') && rest[end..].starts_with(['“', '«', '„', '"']);
    let reports = |w: &clause::Word| w.tags.any(Tags::SAY.with(Tags::VOICE).with(Tags::THUS));
    // “Only you,” she said, would do that: the reporter's own sentence goes on.
    let clause = rest[..end].trim_start_matches(|c: char| !c.is_alphanumeric());
    let behind = clause.split_once(',').map_or("", |(_, behind)| behind);
    let built_in = clause::words(behind, lang, 1).first().is_some_and(|w| w.tags.any(Tags::FINITE));
    opens && comma && !goes_on && !built_in && clause::words(&rest[..end], lang, NEAR).iter().take(NEAR).any(reports)
}

/// *Read more: ‘We were sold fog’*: a line that leads to another article.
fn is_link(paragraph: &str, lang: &Lang) -> bool {
    /// A label has no more letters, however long the paragraph is.
    const LONGEST: usize = 40;
    let line = paragraph.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some((end, _)) = line.char_indices().take(LONGEST).find(|(_, c)| *c == ':') else { return false };
    let label = &line[..end];
    let label = label.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    lang.speech.links.iter().any(|l| *l == label)
}

/// “We sail at noon,” she said; «Partiamo», ha detto: does a comma lead to who says it?
fn is_reported(text: &str, pair: &Pair) -> bool {
    pair.span.of(text).ends_with(',') || text.get(pair.outer.end..).is_some_and(|rest| rest.starts_with(','))
}

/// A heading of Markdown.
fn is_heading(paragraph: &str) -> bool {
    const DEEPEST: usize = 6;
    let rest = paragraph.trim_start_matches('#');
    (1..=DEEPEST).contains(&(paragraph.len() - rest.len())) && rest.starts_with(' ')
}

/// Is there nothing in a paragraph but a quotation that is whole?
fn is_all_in_marks(paragraph: &str, pair: &Pair) -> bool {
    !pair.unclosed && !pair.carried && paragraph.trim().len() <= pair.outer.len()
}

/// A short paragraph in title case, or a first one without an end mark, is a headline.
fn is_headline(paragraph: &str, first: bool, pair: &Pair, lang: &Lang) -> bool {
    const LONGEST: usize = 180;
    if paragraph.len() > LONGEST || pair.unclosed || pair.carried || paragraph.len() < pair.outer.len() + 12 {
        return false;
    }
    // Most paragraphs are plain prose, and seen to be so at a glance.
    let small = paragraph.split(' ').filter(|w| w.starts_with(|c: char| c.is_ascii_lowercase())).count();
    if !first && small * 2 > paragraph.split(' ').count() {
        return false;
    }
    let words = clause::words(paragraph, lang, 40);
    let ended = paragraph.ends_with(['.', '!', '?', '”', '“', '"', '»', '«', ':', '\'', '’', '。', '」']);
    first && (!ended || is_labelled(paragraph, lang) || ends_in_marks(paragraph, &words, pair))
        || (!lang.speech.nouns_capital && words.len() > 4 && clause::is_title_case(&words))
}

/// New jab “protects all children”: a short line that ends in words in marks, without an end mark in them or a verb of saying.
fn ends_in_marks(paragraph: &str, words: &[clause::Word], pair: &Pair) -> bool {
    const MOST_WORDS: usize = 16;
    let said = paragraph.trim_end_matches(|c: char| c.is_whitespace() || "”“\"»«'’」".contains(c));
    let closes = paragraph.len() - said.len() <= 4 && !said.ends_with(['.', '!', '?', '…', ',']);
    closes
        && !pair.unclosed
        && !paragraph.contains(':')
        && words.len() <= MOST_WORDS
        && !words.iter().any(|w| w.tags.any(Tags::CUE.with(Tags::SAYING).with(Tags::SOURCE)))
}

/// Coach out: ‘I would say it again’. A short line with a colon, without a verb of saying and without an end mark.
fn is_labelled(paragraph: &str, lang: &Lang) -> bool {
    const MOST_WORDS: usize = 16;
    let said = paragraph.trim_end_matches(|c: char| c.is_whitespace() || "”“\"»«'’」".contains(c));
    let Some((label, rest)) = paragraph.split_once(": ") else { return false };
    let says = |w: &str| lang.speech.tags(&w.to_lowercase()).any(Tags::SAY.with(Tags::SAYING));
    let whole = rest.starts_with(['“', '"', '«', '„', '‘', '\'', '‚']) && said.len() < paragraph.len();
    let short = paragraph.split_whitespace().nth(MOST_WORDS).is_none();
    whole && short && !said.ends_with(['.', '!', '?', '…']) && !label.split_whitespace().any(says)
}

/// Headlines are no longer than this.
fn is_short(paragraph: &str) -> bool {
    const MOST_WORDS: usize = 25;
    paragraph.split_whitespace().nth(MOST_WORDS).is_none()
}

/// A paragraph that is nothing but a few words in marks, and ends in no stop, is a crosshead; with marks that are not those of the house it
/// may ask or shout.
fn is_crosshead(paragraph: &str, pair: &Pair, text: &str, odd: bool) -> bool {
    const MOST_WORDS: usize = 8;
    let said = pair.span.of(text);
    !pair.unclosed
        && !pair.carried
        && paragraph.len() <= pair.outer.len() + 1
        && !said.ends_with([',', '…', ';', ':'])
        && (odd || !said.ends_with(['.', '!', '?']))
        && said.split_whitespace().count() <= MOST_WORDS
        && !paragraph.ends_with('.')
}

/// Numbers passages within the article.
#[derive(Default)]
struct Passages {
    count: u32,
    /// The last pair outside posts: its end, kind and number, and whether its end lacks a mark.
    last: Option<(usize, Kind, u32, bool)>,
    /// The paragraph and number of the last post.
    post: Option<(usize, u32)>,
}

impl Passages {
    fn fresh(&mut self) -> u32 {
        self.count += 1;
        self.count
    }

    fn of_post(&mut self, paragraph: usize) -> u32 {
        let number = match self.post {
            Some((before, number)) if before + 1 == paragraph => number,
            _ => self.fresh(),
        };
        self.post = Some((paragraph, number));
        number
    }

    fn of_pair(&mut self, text: &str, pair: &Pair, kind: Kind, lang: &Lang) -> u32 {
        let joined = self.last.is_some_and(|(end, before, _, unclosed)| {
            let gap = text.get(end..pair.outer.start).unwrap_or("");
            let titles = before == Kind::Title || kind == Kind::Title;
            !titles
                && !pair.turn
                && (pair.carried || unclosed && gap.trim().is_empty() || joins(gap, before, kind, pair.span.of(text), lang))
        });
        let number = match self.last {
            Some((_, _, number, _)) if joined => number,
            _ => self.fresh(),
        };
        self.last = Some((pair.outer.end, kind, number, pair.unclosed));
        number
    }
}

/// May two quotations with this between them be one?
fn joins(gap: &str, before: Kind, after: Kind, said: &str, lang: &Lang) -> bool {
    match passages::between(gap, lang) {
        Between::Nothing => before == after && (before == Kind::Direct || !gap.contains('\n')),
        // “…,” she said. “Maybe.”: a sentence of its own, if no clause.
        Between::Attribution => {
            let sentence = gap.trim_end().ends_with('.') && said.starts_with(char::is_uppercase);
            // “Papa went peacefully,” she said, “listening to the sea.”
            let goes_on = gap.trim_end().ends_with(',') && said.starts_with(char::is_lowercase);
            before == Kind::Direct && (after == Kind::Direct || sentence || goes_on)
                || before == after && gap.trim_end().ends_with(',')
        }
        // “to secure” the Games “through practice”: fragments of one sentence.
        Between::Report => {
            before == Kind::Fragment && after == Kind::Fragment && gap.len() < 60 && !gap.contains(['.', '\n', ',', ';', ':'])
        }
    }
}

fn problems(article: &Article, odd: Vec<(usize, Oddity)>) -> Vec<Problem> {
    let mut line = 1u32;
    let mut from = 0;
    let mut odd = odd;
    odd.sort_by_key(|(at, _)| *at);
    odd.into_iter()
        .map(|(at, oddity)| {
            let between = article.text.get(from..at).unwrap_or("");
            line += between.bytes().filter(|b| *b == b'\n').count() as u32;
            from = from.max(at);
            let (level, message, hint) = match oddity {
                Oddity::Unclosed => (
                    Level::Warning,
                    "a quotation mark is never closed",
                    "the quotation was ended where the paragraph or the reporting clause shows; add the missing mark",
                ),
                Oddity::Unopened => {
                    (Level::Warning, "a quotation mark closes nothing", "add the missing opening mark, or remove this one")
                }
                Oddity::Mixed => (Level::Note, "a quotation opens and closes with marks of two styles", "read as one pair"),
                Oddity::Reversed => (Level::Note, "a closing quotation mark stands where one opens", "read as an opening mark"),
            };
            Problem { file: article.file.to_string(), line, stage: "extract", level, message: message.into(), hint: hint.into() }
        })
        .collect()
}

//! From the folder of sources to quotations: read, extract, attribute, one name a speaker.

use std::path::Path;

use anyhow::{Result, anyhow};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::attribute::{self, Attributed, Familiar};
use crate::extract;
use crate::ids::content_id;
use crate::lang;
use crate::model::{Article, CompactString, Found, Level, Problem, Quotation, Reason, Shared};
use crate::pipeline::{Output, seconds};
use crate::read::{articles, speakers};
use crate::tables;
use crate::tables::decisions::{Decision, DecisionKind};
use crate::tables::parts::MOST_CHARS;
use crate::text::Points;

/// All articles and their quotations, in the order of their tables.
pub struct Corpus {
    pub articles: Vec<Article>,
    /// How many quotations each article has.
    pub counts: Vec<usize>,
    pub quotations: Vec<Quotation>,
    pub decisions: Vec<Decision>,
}

impl Corpus {
    pub fn read(sources: &Path, decisions: Vec<Decision>, out: &mut Output) -> Result<Corpus> {
        let articles = read_articles(sources, out)?;
        let start = std::time::Instant::now();
        let bar = out.progress.stage("extract", articles.len() as u64);
        let mut done: Vec<Done> = articles
            .par_iter()
            .map(|article| {
                bar.inc(1);
                Done::alone(article)
            })
            .collect();
        let familiar = Familiar::of(done.iter().map(|d| &d.attributed));
        done.par_iter_mut().zip(&articles).for_each(|(done, article)| done.among(article, &familiar));
        bar.finish_and_clear();
        let mut found_of = Vec::with_capacity(done.len());
        let mut named = Vec::with_capacity(done.len());
        for (article, Done { found, attributed, problems, .. }) in articles.iter().zip(done) {
            found_of.push(found);
            named.push((article, attributed));
            out.problems.extend(problems);
        }
        let (entries, problems) = speakers::read(&sources.join("speakers.csv"));
        out.problems.extend(problems);
        out.problems.extend(attribute::names(&mut named, &entries));
        let mut quotations = Vec::new();
        let mut counts = Vec::with_capacity(articles.len());
        let mut shared = tables::Interner::default();
        for ((article, attributed), found) in named.iter().zip(&found_of) {
            counts.push(found.len());
            quotations.extend(quotations_of(article, found, attributed, &mut shared));
        }
        decide_speakers(&mut quotations, &decisions, &mut shared);
        out.log("extract", seconds(start), quotations.len());
        out.counts.articles = articles.len();
        out.counts.quotations = quotations.len();
        Ok(Corpus { articles, counts, quotations, decisions })
    }

    /// articles.csv and quotes.csv; `ids` are the statements of each quotation, or empty before the clustering.
    pub fn write(&self, ids: &[Vec<CompactString>], out: &mut Output) -> Result<()> {
        let style = out.style;
        out.table("articles.csv", |w| tables::articles::write(w, style, self.articles.iter().zip(self.counts.iter().copied())))?;
        out.problems.extend(self.quotations.iter().filter(|q| is_longer_than_a_cell(&q.text)).map(|q| Problem {
            file: q.file.to_string(),
            line: 0,
            stage: "write",
            level: Level::Note,
            message: format!(
                "quotation {} has {} characters; a spreadsheet's cell holds {MOST_CHARS}",
                q.id,
                q.text.chars().count()
            ),
            hint: "the tables have it whole; look at it in the article, and do not save quotes.csv from a spreadsheet".into(),
        }));
        let ids_of = |i: usize| ids.get(i).map_or(&[][..], Vec::as_slice);
        out.table("quotes.csv", |w| {
            tables::quotes::write(w, style, self.quotations.iter().enumerate().map(|(i, q)| (q, ids_of(i))))
        })
    }
}

/// One article, read.
struct Done {
    /// As extracted, before it is told who speaks.
    extracted: Vec<Found>,
    found: Vec<Found>,
    attributed: Attributed,
    problems: Vec<Problem>,
}

impl Done {
    fn alone(article: &Article) -> Done {
        let (extracted, mut problems) = extract::extract(article);
        let mut found = extracted.clone();
        let (attributed, more) = attribute::attribute(article, &mut found);
        problems.extend(more);
        Done { extracted, found, attributed, problems }
    }

    /// Reads it again where other articles tell who bears a surname that it has alone.
    fn among(&mut self, article: &Article, familiar: &Familiar) {
        let mut found = std::mem::take(&mut self.extracted);
        if familiar.concerns(&self.attributed) {
            (self.attributed, _) = attribute::attribute_among(article, &mut found, familiar);
            self.found = found;
        }
    }
}

fn is_longer_than_a_cell(text: &str) -> bool {
    text.len() > MOST_CHARS && text.encode_utf16().count() > MOST_CHARS
}

fn read_articles(sources: &Path, out: &mut Output) -> Result<Vec<Article>> {
    let start = std::time::Instant::now();
    let (mut found, problems) = articles::find(sources, &out.root).map_err(|e| anyhow!(e))?;
    // Glossaries and memories may lie among the articles.
    let lexica: FxHashSet<&str> = out.settings.lexicon.paths.iter().map(|p| p.trim_start_matches("./")).collect();
    found.retain(|f| !lexica.contains(f.file.as_str()));
    out.problems.extend(problems.into_iter().filter(|p| !lexica.contains(p.file.as_str())));
    let told_path = sources.join("sources.csv");
    let (told, problems) = crate::read::told::ToldOfFiles::read(&told_path);
    out.problems.extend(problems);
    out.problems.extend(told.missing(&told_path.display().to_string(), &articles::names(&found)));
    let bar = out.progress.stage("read", found.len() as u64);
    let read: Vec<(Option<Article>, Vec<Problem>)> = found
        .par_iter()
        .map(|f| {
            let read = articles::read(f, &told);
            bar.inc(1);
            read
        })
        .collect();
    bar.finish_and_clear();
    let mut articles = Vec::with_capacity(read.len());
    for (article, problems) in read {
        articles.extend(article);
        out.problems.extend(problems);
    }
    // Undated last; then by path, which no two share.
    articles.sort_by(|a, b| (a.date.is_none(), a.date, &a.file).cmp(&(b.date.is_none(), b.date, &b.file)));
    if articles.is_empty() {
        out.keep_earlier(sources)?;
        out.problems.push(Problem {
            file: sources.display().to_string(),
            line: 0,
            stage: "read",
            level: Level::Warning,
            message: "holds no articles".into(),
            hint: "put plain text files (.txt) into it, one an article".into(),
        });
    }
    out.inputs_of(&articles);
    out.log("read", seconds(start), articles.len());
    Ok(articles)
}

/// The rows of one article's quotations.
fn quotations_of(article: &Article, found: &[Found], attributed: &Attributed, shared: &mut tables::Interner) -> Vec<Quotation> {
    let points = Points::new(&article.text);
    let paragraphs = paragraphs(article);
    let mut seen: FxHashMap<&str, u32> = FxHashMap::default();
    let mut passages: FxHashMap<u32, CompactString> = FxHashMap::default();
    let mut out = Vec::with_capacity(found.len());
    for (i, f) in found.iter().enumerate() {
        let text = f.span.of(&article.text);
        let count = seen.entry(text).or_insert(0);
        *count += 1;
        let id = content_id("q", &[&article.file, text, &count.to_string()]);
        let passage = passages.entry(f.passage).or_insert_with(|| compact_str::format_compact!("p{}", &id[1..])).clone();
        let paragraph = paragraphs.partition_point(|p| p.start <= f.span.start);
        let by = attributed.attributions.get(i);
        let verbatim = |span: Option<crate::model::Span>| span.map_or("", |s| s.of(&article.text)).into();
        out.push(Quotation {
            article_id: article.id.clone(),
            file: article.file.clone(),
            outlet: article.outlet.clone(),
            date: article.date,
            lang: lang_of(text, article),
            paragraph: u32::try_from(paragraph).unwrap_or(u32::MAX),
            start: points.of_byte(f.span.start),
            end: points.of_byte(f.span.end),
            kind: f.kind,
            text: text.to_owned(),
            speaker: shared.get(by.map_or("", |a| a.speaker.as_str())),
            mention: verbatim(by.and_then(|a| a.mention)),
            cue: verbatim(by.and_then(|a| a.cue)),
            reason: by.map_or(Reason::None, |a| a.reason),
            confidence: by.map_or(0.0, |a| a.confidence),
            passage_id: passage,
            context: context(&article.text, f.outer, paragraph.checked_sub(1).and_then(|p| paragraphs.get(p)).copied()),
            id,
        });
    }
    out
}

/// The tag of the language that a quotation is printed in: the article's, but for words of another language.
fn lang_of(text: &str, article: &Article) -> Shared {
    let home = lang::of(&article.lang);
    let printed = lang::language(text, home);
    if printed.code == home.code { article.lang.clone() } else { printed.code.as_str().into() }
}

/// The lines of the body that hold text: what a reader sees as paragraphs.
fn paragraphs(article: &Article) -> Vec<crate::model::Span> {
    let mut out = Vec::new();
    let mut at = article.body;
    for line in article.text[article.body..].split_inclusive('\n') {
        if !line.trim().is_empty() {
            out.push(crate::model::Span::new(at, at + line.trim_end().len()));
        }
        at += line.len();
    }
    out
}

/// Code points of context shown on each side of a quotation at most.
const CONTEXT: usize = 160;

/// The words of the paragraph around a quotation.
fn context(text: &str, quoted: crate::model::Span, paragraph: Option<crate::model::Span>) -> String {
    let Some(paragraph) = paragraph else { return String::new() };
    let end = paragraph.end.max(quoted.end);
    // An opening mark may stand at the end of the line before.
    let start = paragraph.start.min(quoted.start);
    let from = text[start..quoted.start].char_indices().rev().nth(CONTEXT).map_or(start, |(i, _)| start + i);
    let to = text[quoted.end..end].char_indices().nth(CONTEXT).map_or(end, |(i, _)| quoted.end + i);
    let dots = |cut: bool| if cut { "…" } else { "" };
    format!("{}{}{}", dots(from > start), text[from..to].trim(), dots(to < end))
}

/// The auditor's word on a speaker wins.
fn decide_speakers(quotations: &mut [Quotation], decisions: &[Decision], shared: &mut tables::Interner) {
    let decided: FxHashMap<&str, &Decision> =
        decisions.iter().filter(|d| d.kind == DecisionKind::Speaker).map(|d| (d.a.as_str(), d)).collect();
    for q in quotations {
        if let Some(decision) = decided.get(q.id.as_str()) {
            q.speaker = shared.get(&decision.value);
            q.reason = Reason::Decision;
            q.confidence = 1.0;
        }
    }
}

/// The quotations that take part in the clustering: all but those that the auditor set aside.
pub fn taking_part(quotations: &[Quotation], decisions: &[Decision]) -> Option<Vec<Quotation>> {
    let ignored: FxHashSet<&str> = decisions.iter().filter(|d| d.kind == DecisionKind::Ignore).map(|d| d.a.as_str()).collect();
    (!ignored.is_empty()).then(|| quotations.iter().filter(|q| !ignored.contains(q.id.as_str())).cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Span;

    #[test]
    fn an_opening_mark_at_the_end_of_a_line_belongs_to_the_context() {
        let text = "She said: «\nWe are open», and left.";
        let (mark, line) = (10, 13);
        assert_eq!(&text[mark..mark + 2], "«");
        let quoted = Span::new(mark, text.find(", and").unwrap_or(0));
        let around = context(text, quoted, Some(Span::new(line, text.len())));
        assert!(around.contains("We are open") && around.ends_with("and left."), "{around}");
    }
}

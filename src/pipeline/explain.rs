//! Why this speaker, why these two are (not) one statement, why this flag? Told from the tables of an earlier run and the sources they name.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::model::{Article, Quotation, Reason, Rendering, Span};
use crate::pipeline::articles::taking_part;
use crate::pipeline::{Job, failed, lexica, sources_of, statements};
use crate::read::{articles, told::ToldOfFiles};
use crate::tables::{self, Table};
use crate::text::Points;
use crate::{attribute, cluster, extract};

/// The tables of an earlier run.
struct Earlier {
    output: PathBuf,
    quotations: Vec<Quotation>,
    renderings: Vec<Rendering>,
}

pub fn explain(id: &str, other: Option<&str>, job: &Job) -> Result<String> {
    let earlier = Earlier::read(&job.output)?;
    if let Some(other) = other {
        return earlier.pair(id, other, job);
    }
    if let Some(q) = earlier.quotations.iter().find(|q| q.id == id) {
        return earlier.quotation(q);
    }
    if let Some(r) = earlier.renderings.iter().find(|r| r.id == id) {
        return Ok(earlier.rendering(r));
    }
    earlier.divergence(id)
}

impl Earlier {
    fn read(output: &Path) -> Result<Earlier> {
        let open = |name: &str| Table::read(&output.join(name), "explain").map_err(failed);
        let (quotations, _) = tables::quotes::read(&open("quotes.csv")?).map_err(failed)?;
        // After `extract` alone there are no renderings yet.
        let renderings = match open("renderings.csv") {
            Ok(table) => tables::renderings::read(&table).map_err(failed)?.0.into_iter().map(|(r, _)| r).collect(),
            Err(_) => Vec::new(),
        };
        Ok(Earlier { output: output.to_owned(), quotations, renderings })
    }

    /// Why this speaker: the sentence with mention and cue marked, and who else was considered.
    fn quotation(&self, q: &Quotation) -> Result<String> {
        let sources = sources_of(&self.output.join("quotes.csv"));
        let article = article_again(&sources, &q.file)?;
        let (mut found, _) = extract::extract(&article);
        let named = self.quotations.iter().map(|q| q.speaker.as_ref());
        let familiar = attribute::Familiar::of_names(named);
        let (attributed, _) = attribute::attribute_among(&article, &mut found, &familiar);
        let points = Points::new(&article.text);
        let index = found.iter().position(|f| points.of_byte(f.span.start) == q.start && points.of_byte(f.span.end) == q.end);
        let Some(index) = index else { bail!("{} has changed since the run; run it again", q.file) };
        let mut out = head(&q.id, &q.outlet, &q.file);
        let speaker = if q.speaker.is_empty() { "nobody" } else { &q.speaker };
        let _ = writeln!(out, "{}: {speaker} ({}, confidence {:.3})", q.kind, q.reason, q.confidence);
        let _ = writeln!(out, "{}: {}\n", q.reason, because(q.reason));
        if let Some(by) = attributed.attributions.get(index) {
            let mut marked = vec![(found[index].outer, "")];
            marked.extend(by.mention.map(|s| (s, "speaker")));
            marked.extend(by.cue.map(|s| (s, "cue")));
            let _ = writeln!(out, "{}\n", in_context(&article, &mut marked));
        }
        let others = attribute::explain(&article, &found, index, &familiar);
        if !others.is_empty() {
            let _ = writeln!(out, "considered, the most points first:");
        }
        for c in others {
            let words = |s: Option<Span>| s.map_or("–", |s| s.of(&article.text));
            let _ = writeln!(
                out,
                "  {:>6.2}  {:<12} {} (mention: {}; cue: {})",
                c.points,
                c.reason,
                c.speaker,
                words(c.mention),
                words(c.cue)
            );
        }
        Ok(out)
    }

    /// Where a rendering stands, and beside what.
    fn rendering(&self, r: &Rendering) -> String {
        let mut out = head(&r.id, &r.outlet, &r.quote_id);
        let _ = writeln!(out, "“{}”\n{} of {} with probability {:.3}, beside:", r.text, r.role, r.statement_id, r.similarity);
        for other in self.renderings.iter().filter(|o| o.statement_id == r.statement_id && o.id != r.id) {
            let _ = writeln!(out, "  {:<9} {} {}: “{}”", other.role, other.id, other.outlet, other.text);
        }
        out
    }

    /// Why this flag: the row of the table, both texts in their sentences.
    fn divergence(&self, id: &str) -> Result<String> {
        let table = Table::read(&self.output.join("divergences.csv"), "explain").map_err(failed)?;
        let column = |name: &str| table.column(name);
        let mut found = None;
        table.for_each(|row| {
            if row.get(column("divergence_id")) == id {
                let cell = |name: &str| row.get(column(name)).to_owned();
                let at = |name: &str| cell(name).parse().unwrap_or(0);
                let mut out = head(id, &cell("outlet"), &cell("file"));
                let (class, rule) = (cell("class"), cell("rule"));
                let _ = writeln!(
                    out,
                    "{class}, {} (rule {rule}, confidence {})\n{}\n",
                    cell("severity"),
                    cell("confidence"),
                    cell("explanation")
                );
                out.push_str(&self.side("here ", &cell("rendering_id"), at("start"), at("end")));
                out.push_str(&self.side("there", &cell("compared_with"), at("there_start"), at("there_end")));
                found = Some(out);
            }
        });
        found.with_context(|| format!("{id} is the id of no quotation, rendering or divergence in {}", self.output.display()))
    }

    fn side(&self, name: &str, id: &str, start: u32, end: u32) -> String {
        let Some(r) = self.renderings.iter().find(|r| r.id == id) else { return String::new() };
        let points = Points::new(&r.text);
        let (from, to) = (points.to_byte(start), points.to_byte(end.max(start)));
        format!("{name}  {} ({})\n       {}[{}]{}\n", r.outlet, r.id, &r.text[..from], &r.text[from..to], &r.text[to..])
    }

    /// Why two are (not) one statement.
    fn pair(&self, a: &str, b: &str, job: &Job) -> Result<String> {
        let sources = sources_of(&self.output.join("quotes.csv"));
        let (decisions, _) = tables::decisions::read(&sources.join(tables::decisions::FILE));
        let pairs = statements::pair_decisions(&decisions);
        let kept = taking_part(&self.quotations, &decisions);
        let quotations = kept.as_deref().unwrap_or(&self.quotations);
        let (lexicon, _) = lexica::load(quotations, &sources, &job.settings.lexicon);
        cluster::explain(quotations, &pairs, &lexicon, &job.settings.cluster, a, b)
            .with_context(|| format!("{a} or {b} is the id of no quotation or rendering in {}", self.output.display()))
    }
}

/// A reason in words.
fn because(reason: Reason) -> &'static str {
    match reason {
        Reason::None => "nobody was found",
        Reason::CueAfter => "words of saying and a name stand behind the quotation",
        Reason::CueBefore => "a name and words of saying stand before the quotation",
        Reason::CueBetween => "a name and words of saying stand between two parts of the quotation",
        Reason::Nominal => "the sentence says whose words they are: according to, in a statement",
        Reason::Clause => "the quotation is built into a sentence of which this is the subject",
        Reason::Resolved => "a pronoun or a role stands with the words of saying, and the article names this one for it",
        Reason::Pronoun => "the pronoun, as printed, may mean several people, or somebody whom the article does not name",
        Reason::Passage => "the quotation goes on from the one before, whose speaker this is",
        Reason::Nearby => "no words of saying stand beside it; this is who speaks in the sentences or paragraphs around it",
        Reason::Signature => "the post is signed so",
        Reason::Label => "the transcript or the interview labels it so",
        Reason::Decision => "decisions.csv says so",
    }
}

fn head(id: &str, outlet: &str, file: &str) -> String {
    format!("{id}  {outlet}  {file}\n")
}

/// Reads one article of the sources again.
fn article_again(sources: &Path, file: &str) -> Result<Article> {
    // The path comes from a table that anybody may have edited: only plain names below the sources are followed.
    let below = Path::new(file).components().all(|c| matches!(c, std::path::Component::Normal(_)));
    anyhow::ensure!(below, "{file} is no path below the sources");
    let found = articles::Found { file: file.to_owned(), path: sources.join(file) };
    let (told, _) = ToldOfFiles::read(&sources.join("sources.csv"));
    articles::read(&found, &told).0.with_context(|| format!("{} cannot be read again", found.path.display()))
}

/// Bytes of context before and after what is marked, at least.
const AROUND: usize = 80;

/// The text of an article around some spans, each but the quotation in brackets with its name; whole words, and no header block.
fn in_context(article: &Article, marked: &mut [(Span, &str)]) -> String {
    marked.sort();
    let text = &article.text;
    let from = marked.iter().map(|(s, _)| s.start).min().unwrap_or(0);
    let to = marked.iter().map(|(s, _)| s.end).max().unwrap_or(0);
    let (body, far) = (article.body.min(from), to + AROUND);
    let start = if from - body <= AROUND { body } else { word_behind(text, from - AROUND).min(from) };
    let end = if far >= text.len() { text.len() } else { word_behind(text, far) };
    let mut out = String::new();
    let mut at = start;
    for (span, name) in marked.iter().filter(|(_, name)| !name.is_empty()) {
        if span.start < at {
            continue;
        }
        let _ = write!(out, "{}[{name}: {}]", &text[at..span.start], span.of(text));
        at = span.end;
    }
    out.push_str(&text[at..end]);
    let dots = |cut: bool| if cut { "…" } else { "" };
    format!("{}{}{}", dots(start > body), out.split_whitespace().collect::<Vec<_>>().join(" "), dots(end < text.len()))
}

/// Where the next word ends from a byte on: the first space there, or the end.
fn word_behind(text: &str, at: usize) -> usize {
    let at = (at..text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len());
    text[at..].find(char::is_whitespace).map_or(text.len(), |i| at + i)
}

//! What does no single statement show? Sentences left out between two others, one statement credited to several speakers, a speaker's numbers or
//! polarity in conflict, wording that two outlets share beyond chance, a rendering dated before its original.
//!
//! Works from rows of tables. Speakers and passages come from the quotations; where those are unknown, the classes that need them are left out.

mod attribution;
mod conflict;
mod dated;
mod left_out;
mod relay;

use rustc_hash::FxHashMap;

use crate::audit::Settings;
use crate::lang::{self, Tags};
use crate::model::{Class, CompactString, Divergence, Quotation, Rendering, Severity, Span};

/// The statements of a corpus, and the quotations that their renderings come from.
pub struct Corpus<'a> {
    /// The renderings of each statement.
    pub statements: &'a [&'a [Rendering]],
    quotations: FxHashMap<&'a str, &'a Quotation>,
}

/// A divergence that is listed under the statement of this number.
#[derive(Clone, Debug)]
pub struct UnderStatement {
    pub statement: usize,
    pub divergence: Divergence,
}

impl<'a> Corpus<'a> {
    /// `quotations` may be empty: then nothing is known of speakers and passages.
    pub fn new(statements: &'a [&'a [Rendering]], quotations: &'a [Quotation]) -> Self {
        Corpus { statements, quotations: quotations.iter().map(|q| (q.id.as_str(), q)).collect() }
    }

    fn quotation(&self, r: &Rendering) -> Option<&'a Quotation> {
        self.quotations.get(r.quote_id.as_str()).copied()
    }

    /// The speaker of a rendering; empty where unknown.
    fn speaker(&self, r: &Rendering) -> &'a str {
        self.quotation(r).and_then(Quotation::named).map_or("", |name| name)
    }

    /// Is the speaker of a rendering told by a word for a body (the union), and not by one for somebody (the union's spokesman)?
    fn is_body(&self, r: &Rendering) -> bool {
        self.quotation(r).is_some_and(|q| {
            let speech = &lang::of(&q.lang).speech;
            let any = |tags| q.speaker.split_whitespace().any(|w| speech.tags(&w.to_lowercase()).any(tags));
            any(Tags::BODY) && !any(Tags::ROLE.with(Tags::TRADE).with(Tags::ANY_TITLE).with(Tags::SPOKEN_FOR))
        })
    }

    /// Is the speaker of a rendering told by name, rather than by role?
    fn is_named(&self, r: &Rendering) -> bool {
        self.quotation(r).is_some_and(|q| lang::of(&q.lang).speech.has_name(&q.speaker))
    }
}

/// All divergences that concern more than one statement, passage or speaker, in the order of statements.
pub fn audit_corpus(corpus: &Corpus, settings: &Settings) -> Vec<UnderStatement> {
    let mut out = left_out::find(corpus);
    out.extend(attribution::find(corpus));
    out.extend(conflict::find(corpus));
    out.extend(dated::find(corpus));
    out.extend(relay::find(corpus));
    out.iter_mut().for_each(|u| settings.apply(&mut u.divergence));
    out.sort_by_key(|u| (u.statement, u.divergence.rendering, u.divergence.class));
    out
}

/// A divergence of a whole rendering, with nothing in it marked.
fn of_rendering(rule: &'static str, class: Class, severity: Severity, rendering: usize, explanation: String) -> Divergence {
    Divergence {
        severity,
        class,
        text_here: String::new(),
        text_there: String::new(),
        explanation,
        rendering: Some(rendering),
        compared_with: None,
        place: 0,
        here: Span::default(),
        there: Span::default(),
        rule,
        confidence: 0.8,
        quote_id: None::<CompactString>,
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::model::{Reason, Role};

    /// Renderings of statements told as (statement, outlet, speaker, quotation text, start, end): one passage an outlet.
    pub struct Told(pub Vec<Vec<Rendering>>, pub Vec<Quotation>);

    pub fn told(rows: &[(usize, &str, &str, &str, &str)]) -> Told {
        let mut statements: Vec<Vec<Rendering>> = Vec::new();
        let mut quotations: Vec<Quotation> = Vec::new();
        for (statement, outlet, speaker, quote, part) in rows {
            let id = CompactString::from(format!("{outlet}-{quote}"));
            if !quotations.iter().any(|q| q.id == id) {
                quotations.push(quotation(&id, outlet, speaker, quote));
            }
            let start = quote.find(part).map_or(0, |at| quote[..at].chars().count()) as u32;
            let end = start + part.chars().count() as u32;
            statements.resize_with(statements.len().max(statement + 1), Vec::new);
            statements[*statement].push(Rendering {
                statement_id: format!("s{statement}").into(),
                id: format!("{outlet}-{statement}").into(),
                quote_id: id,
                outlet: (*outlet).into(),
                date: None,
                lang: "en".into(),
                role: Role::Variant,
                start,
                end,
                text: part.to_string(),
                normalised: String::new(),
                similarity: 1.0,
            });
        }
        Told(statements, quotations)
    }

    fn quotation(id: &str, outlet: &str, speaker: &str, text: &str) -> Quotation {
        Quotation {
            id: id.into(),
            file: outlet.into(),
            outlet: outlet.into(),
            speaker: speaker.into(),
            reason: Reason::CueAfter,
            passage_id: format!("{outlet}-1").into(),
            ..Quotation::of_words(text, "en")
        }
    }

    pub fn found(told: &Told) -> Vec<(usize, Class, Severity)> {
        let statements: Vec<&[Rendering]> = told.0.iter().map(Vec::as_slice).collect();
        let corpus = Corpus::new(&statements, &told.1);
        let out = audit_corpus(&corpus, &Settings::default());
        out.iter().map(|u| (u.statement, u.divergence.class, u.divergence.severity)).collect()
    }
}

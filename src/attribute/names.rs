//! What is each speaker called over all articles? Names are joined where surname and first names fit; the longest printed name stands for all.

use super::SpeakerEntry;
use super::phrases::Reading;
use super::{Article, Attributed};
use crate::model::Problem;

/// A person or body as one article names it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Known {
    pub name: String,
    pub body: bool,
    pub acronyms: Vec<String>,
}

/// What one article shows of names.
pub(crate) fn known(reading: &Reading) -> Vec<Known> {
    let _ = reading;
    Vec::new()
}

/// One name a speaker over all articles: rewrites the `speaker` of every attribution.
pub fn names(articles: &mut [(&Article, Attributed)], speakers: &[SpeakerEntry]) -> Vec<Problem> {
    let _ = (articles, speakers);
    Vec::new()
}

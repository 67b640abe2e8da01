//! One statement credited to several speakers. At most one of them said it; the rendering that stands alone with its speaker is the likelier fault.

use std::collections::BTreeMap;

use crate::audit::corpus::{Corpus, UnderStatement, of_rendering};
use crate::model::{Class, Severity};

pub fn find(corpus: &Corpus) -> Vec<UnderStatement> {
    let mut out = Vec::new();
    for (statement, renderings) in corpus.statements.iter().enumerate() {
        let mut speakers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, r) in renderings.iter().enumerate() {
            let speaker = corpus.speaker(r);
            if !speaker.is_empty() {
                speakers.entry(speaker).or_default().push(i);
            }
        }
        // The speaker whom most name; of equals the first by name.
        let Some((most, having)) = speakers.iter().max_by(|x, y| x.1.len().cmp(&y.1.len()).then(y.0.cmp(x.0))) else { continue };
        for (speaker, those) in speakers.iter().filter(|(s, _)| !is_one_person(s, most)) {
            for &i in those {
                let explanation = format!("Credited to {speaker} here, to {most} elsewhere.");
                let mut divergence = of_rendering("attribution", Class::Attribution, Severity::Major, i, explanation);
                divergence.text_here = speaker.to_string();
                divergence.text_there = most.to_string();
                divergence.compared_with = having.first().copied();
                out.push(UnderStatement { statement, divergence });
            }
        }
    }
    out
}

/// Does one name hold all words of the other?
fn is_one_person(a: &str, b: &str) -> bool {
    let words = |s: &str| -> Vec<String> { s.split_whitespace().map(str::to_lowercase).collect() };
    let (a, b) = (words(a), words(b));
    a.iter().all(|w| b.contains(w)) || b.iter().all(|w| a.contains(w))
}

#[cfg(test)]
mod tests {
    use crate::audit::corpus::tests::{found, told};
    use crate::model::{Class, Severity};

    #[test]
    fn the_odd_speaker_out_is_told() {
        let text = "The bridge is old.";
        let rows = [
            (0, "Gazette", "Ada Quill", text, text),
            (0, "Herald", "Quill", text, text),
            (0, "Courier", "Bo Marlowe", text, text),
        ];
        assert_eq!(found(&told(&rows)), [(0, Class::Attribution, Severity::Major)]);
    }
}

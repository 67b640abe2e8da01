//! What does a glossary look like? Two columns parted by tabs, a term and its translation; more columns are notes. The first row may name the
//! languages (it, en), else the file's name does (harbour-it-en.tsv).

use std::path::Path;

use compact_str::CompactString;

use crate::lang::Lang;
use crate::lexicon::foreign::{Gathered, Proof, Vocabulary};
use crate::model::{Level, Problem};
use crate::normalise;
use crate::read::decode::decode;
use crate::read::lexica::{Refused, language, languages, slurp};

/// Words of content of a term at most.
const MOST_WORDS: usize = 6;

/// Reads a glossary; `name` is told of problems and may tell the languages.
pub fn read(path: &Path, name: &str, wanted: &Vocabulary) -> Result<(Gathered, Vec<Problem>), Refused> {
    let bytes = slurp(path)?;
    let mut gathered = Gathered::default();
    gathered.source.hash = blake3::hash(&bytes).to_hex().to_string();
    let text =
        decode(bytes).ok_or_else(|| Refused::new(path, "it is no text".into(), "save it as text, columns parted by tabs"))?.text;
    let problems = parse(&text, path, name, wanted, &mut gathered)?;
    Ok((gathered, problems))
}

fn parse(text: &str, path: &Path, name: &str, wanted: &Vocabulary, gathered: &mut Gathered) -> Result<Vec<Problem>, Refused> {
    let mut rows = text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty() && !l.starts_with('#')).peekable();
    let header = rows.peek().and_then(|(_, row)| two(row)).and_then(|(a, b)| Some((language(a)?, language(b)?)));
    if header.is_some() {
        rows.next();
    }
    let Some((here, there)) = header.or_else(|| languages(name)) else {
        let hint = "name them in the first row (it, en), or let the file's name end in them (words-it-en.tsv)";
        return Err(Refused::new(path, "neither its first row nor its name tells its languages".into(), hint));
    };
    let mut problems = Vec::new();
    for (i, row) in rows {
        match two(row) {
            Some((a, b)) => take((here, a), (there, b), wanted, gathered),
            None => problems.push(Problem {
                file: name.to_owned(),
                line: u32::try_from(i + 1).unwrap_or(u32::MAX),
                stage: "lexicon",
                level: Level::Warning,
                message: "the row has no two columns".into(),
                hint: "part the term and its translation by a tab".into(),
            }),
        }
    }
    Ok(problems)
}

/// The first two cells of a row, where both say something.
fn two(row: &str) -> Option<(&str, &str)> {
    let mut cells = row.split('\t').map(str::trim);
    let (a, b) = (cells.next()?, cells.next()?);
    (!a.is_empty() && !b.is_empty()).then_some((a, b))
}

/// Takes a term and its translation, where the corpus has the words of both.
pub fn take(a: (&'static Lang, &str), b: (&'static Lang, &str), wanted: &Vocabulary, gathered: &mut Gathered) {
    gathered.source.entries += 1;
    let (x, y) = (content(a.1, a.0), content(b.1, b.0));
    if x.is_empty() || y.is_empty() || x.len() > MOST_WORDS || y.len() > MOST_WORDS {
        return;
    }
    let strength = 1.0 / x.len().max(y.len()) as f32;
    for word in x.iter().filter(|w| wanted.has(a.0, w)) {
        for answer in y.iter().filter(|w| wanted.has(b.0, w)) {
            gathered.put((a.0, word), (b.0, answer), Proof::Glossary, strength);
        }
    }
}

/// The folded words of content; the words of grammar where there are no others.
pub fn content(text: &str, lang: &'static Lang) -> Vec<CompactString> {
    let all: Vec<CompactString> = normalise::words(text, lang).into_iter().map(|w| w.folded).collect();
    if all.len() == 1 || all.iter().all(|w| lang.is_function(w)) {
        return all;
    }
    all.into_iter().filter(|w| !lang.is_function(w)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang;
    use crate::lexicon::foreign::Lexicon;
    use proptest::prelude::*;

    fn wanted() -> Vocabulary {
        let mut wanted = Vocabulary::default();
        ["draga", "vongolare", "ponte"].iter().for_each(|w| wanted.add(lang::of("it"), w));
        ["clam", "dredger", "bridge"].iter().for_each(|w| wanted.add(lang::of("en"), w));
        wanted
    }

    fn lexicon(text: &str, name: &str) -> Option<(Lexicon, usize)> {
        let mut gathered = Gathered::default();
        let problems = parse(text, Path::new(name), name, &wanted(), &mut gathered).ok()?;
        Some((Lexicon::of(vec![gathered]), problems.len()))
    }

    #[test]
    fn terms_answer_each_other_word_by_word() {
        let (lexicon, problems) = lexicon("it\ten\tnote\ndraga\tdredger\tour house word\n\nponte\n", "x.tsv").unwrap();
        let answered = lexicon.answered((lang::of("it"), "draga"), (lang::of("en"), "dredger")).unwrap();
        assert_eq!((answered.proof, answered.strength, answered.source), (Proof::Glossary, 1.0, Some(0)));
        assert_eq!(problems, 1);
        assert_eq!(lexicon.sources()[0].entries, 1);
    }

    #[test]
    fn the_name_tells_the_languages_where_no_row_does() {
        let (lexicon, _) = lexicon("dredger\tdraga\n", "sea-words-en-it.tsv").unwrap();
        assert!(lexicon.answered((lang::of("it"), "draga"), (lang::of("en"), "dredger")).is_some());
        assert!(super::tests::lexicon("dredger\tdraga\n", "words.tsv").is_none());
    }

    proptest! {
        #[test]
        fn any_text_ends_in_a_glossary_or_in_an_error(text in "([a-z]{1,5}|\t|\n|\\PC){0,40}") {
            let _ = lexicon(&text, "words-it-en.tsv");
        }
    }
}

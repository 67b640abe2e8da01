//! Which language is a text in, and which one does somebody mean who names it?

use isolang::Language;
use whatlang::{Detector, Lang};

/// BCP 47 tag of a text's language, by its first 3,000 bytes, which tell it surely; `und` where nothing tells. A few words may be of many
/// languages: those are taken for one of ours.
pub fn detect(text: &str) -> &'static str {
    let mut end = text.len().min(3_000);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let ours = || {
        let known = Lang::all().iter().filter(|l| our_code(**l).is_some()).copied().collect();
        Detector::with_allowlist(known).detect(&text[..end])
    };
    let found = match whatlang::detect(&text[..end]) {
        Some(info) if info.is_reliable() => Some(info),
        unsure => ours().or(unsure),
    };
    found.map_or("und", |info| code(info.lang()))
}

/// The tag of a language that is told by its tag (en, pt-BR), its code of three letters or its name (eng, English, italiano); `None` for what is no
/// language.
pub fn tag(told: &str) -> Option<String> {
    let folded = told.to_lowercase();
    let named = |l: &&Lang| [l.eng_name(), l.name()].iter().any(|name| name.to_lowercase() == folded);
    if let Some(lang) = Lang::all().iter().find(named) {
        return Some(code(*lang).to_owned());
    }
    let mut parts = told.split(['-', '_']);
    let language =
        parts.next().map(str::to_lowercase).and_then(|p| Language::from_639_1(&p).or_else(|| Language::from_639_3(&p)));
    let rest: Vec<&str> = parts.collect();
    let is_part = |p: &&str| matches!(p.len(), 1..=8) && p.bytes().all(|b| b.is_ascii_alphanumeric());
    let tagged = language.filter(|_| rest.iter().all(is_part)).map(shortest);
    tagged.map(|primary| std::iter::once(primary).chain(rest).collect::<Vec<_>>().join("-"))
}

fn our_code(lang: Lang) -> Option<&'static str> {
    crate::lang::all().iter().find(|l| l.name == lang.eng_name()).map(|l| l.code.as_str())
}

fn code(lang: Lang) -> &'static str {
    our_code(lang).unwrap_or_else(|| Language::from_639_3(lang.code()).map_or(lang.code(), shortest))
}

/// A code of two letters where there is one, as BCP 47 wants it (RFC 5646, section 2.2.1).
fn shortest(language: Language) -> &'static str {
    language.to_639_1().unwrap_or_else(|| language.to_639_3())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_detected() {
        assert_eq!(detect("The mayor said that the old bridge would not be opened before the summer."), "en");
        assert_eq!(detect("La sindaca ha detto che il vecchio ponte non sarà aperto prima dell'estate."), "it");
        assert_eq!(detect("“The bridge stays shut,” Orla Penwick said on Monday."), "en");
        assert_eq!(code(Lang::Nob), "nb");
        assert_eq!(detect(""), "und");
    }

    #[test]
    fn a_language_is_told_by_tag_code_or_name() {
        for (told, tagged) in [
            ("en", "en"),
            ("pt-BR", "pt-BR"),
            ("it_IT", "it-IT"),
            ("eng", "en"),
            ("English", "en"),
            ("italiano", "it"),
            ("nl", "nl"),
            ("nob", "nb"),
            ("fil", "fil"),
            ("und", "und"),
        ] {
            assert_eq!(tag(told).as_deref(), Some(tagged), "{told}");
        }
        for told in ["klingon language", "xx", "qqq-IT", "the language of the port", "e", "en US"] {
            assert_eq!(tag(told), None, "{told}");
        }
    }
}

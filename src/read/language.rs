//! Which language is a text in, and which one does somebody mean who names it?

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
    let named = |l: &&Lang| [l.code(), l.eng_name(), l.name()].iter().any(|name| name.to_lowercase() == told.to_lowercase());
    if let Some(lang) = Lang::all().iter().find(named) {
        return Some(code(*lang).to_owned());
    }
    let mut parts = told.split(['-', '_']);
    let primary = parts.next().filter(|p| matches!(p.len(), 2..=3) && p.bytes().all(|b| b.is_ascii_alphabetic()));
    let rest = parts.all(|p| matches!(p.len(), 1..=8) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
    primary.filter(|_| rest).map(|_| told.replace('_', "-"))
}

fn our_code(lang: Lang) -> Option<&'static str> {
    crate::lang::all().iter().find(|l| l.name == lang.eng_name()).map(|l| l.code.as_str())
}

fn code(lang: Lang) -> &'static str {
    our_code(lang).unwrap_or_else(|| lang.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_detected() {
        assert_eq!(detect("The mayor said that the old bridge would not be opened before the summer."), "en");
        assert_eq!(detect("La sindaca ha detto che il vecchio ponte non sarà aperto prima dell'estate."), "it");
        assert_eq!(detect("“The bridge stays shut,” Orla Penwick said on Monday."), "en");
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
        ] {
            assert_eq!(tag(told).as_deref(), Some(tagged), "{told}");
        }
        for told in ["klingon", "the language of the port", "e", "en US"] {
            assert_eq!(tag(told), None, "{told}");
        }
    }
}

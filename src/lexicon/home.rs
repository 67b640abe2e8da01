//! Which language does somebody speak who is called so? A minister of Italy, an Italian senator, il sindaco di Milano speak Italian.

use std::sync::LazyLock;

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::lang::{self, Lang};

/// What a word tells of the language.
#[derive(Clone, Copy, Debug)]
pub struct Home {
    pub lang: &'static Lang,
    /// A city rather than a country or people: it is told of who only visits, too.
    pub is_city: bool,
}

/// (language, stem) → whose home it names. Names of other languages are found through the names that answer them.
static HOMES: LazyLock<FxHashMap<(&'static str, CompactString), Home>> = LazyLock::new(|| {
    let mut homes = FxHashMap::default();
    // The words are those of the language that all others answer.
    let Some(named_in) = lang::pivot() else { return homes };
    for lang in lang::all() {
        for (words, is_city) in [(&lang.abroad.home, false), (&lang.abroad.cities, true)] {
            for word in words {
                homes.insert((named_in.code.as_str(), named_in.stem(word)), Home { lang, is_city });
            }
        }
    }
    for lang in lang::all() {
        for (here, there) in lang.abroad.names.pairs() {
            if let Some(home) = homes.get(&(named_in.code.as_str(), named_in.stem(there))).copied() {
                homes.insert((lang.code.as_str(), lang.stem(here)), home);
            }
        }
    }
    homes
});

/// What a folded word tells.
pub fn of(lang: &'static Lang, folded: &str) -> Option<Home> {
    HOMES.get(&(lang.code.as_str(), lang.stem(folded))).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn peoples_are_known_in_every_language() {
        for (lang, word, home) in
            [("en", "italian", "it"), ("it", "francese", "fr"), ("fr", "allemande", "de"), ("de", "spanisch", "es")]
        {
            assert_eq!(of(lang::of(lang), word).map(|h| h.lang.code.as_str()), Some(home), "{word}");
        }
        assert!(of(lang::of("en"), "milan").is_some_and(|h| h.is_city && h.lang.code == "it"));
        assert!(of(lang::of("en"), "bridge").is_none());
    }
}

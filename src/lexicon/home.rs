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
    /// The name of the language, too: in Italian.
    pub is_tongue: bool,
}

/// (language, stem) → whose home it names. Names of other languages are found through the names that answer them.
static HOMES: LazyLock<FxHashMap<(&'static str, CompactString), Home>> = LazyLock::new(|| {
    let mut homes = FxHashMap::default();
    // The words are those of the language that all others answer.
    let Some(named_in) = lang::pivot() else { return homes };
    for lang in lang::all() {
        for (words, is_city) in [(&lang.abroad.home, false), (&lang.abroad.cities, true)] {
            for word in words {
                let home = Home { lang, is_city, is_tongue: false };
                let told = homes.entry((named_in.code.as_str(), named_in.stem(word))).or_insert(home);
                // Italian, Italians: one stem.
                told.is_tongue |= lang.abroad.tongue.contains(word);
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

/// (language, stem) → the languages of a country that has several: Belgium, Switzerland.
static SHARED: LazyLock<FxHashMap<(&'static str, CompactString), Vec<&'static Lang>>> = LazyLock::new(|| {
    let mut shared: FxHashMap<(&'static str, CompactString), Vec<&'static Lang>> = FxHashMap::default();
    let Some(named_in) = lang::pivot() else { return shared };
    for lang in lang::all() {
        let named = |word: &CompactString| (named_in.code.as_str(), named_in.stem(word));
        lang.abroad.shared.iter().for_each(|word| shared.entry(named(word)).or_default().push(lang));
    }
    for lang in lang::all() {
        for (here, there) in lang.abroad.names.pairs() {
            if let Some(langs) = shared.get(&(named_in.code.as_str(), named_in.stem(there))).cloned() {
                shared.insert((lang.code.as_str(), lang.stem(here)), langs);
            }
        }
    }
    shared.values_mut().for_each(|langs| langs.dedup_by_key(|l| &l.code));
    shared
});

/// What a word as printed tells; of a country of several languages the one in which it `is_printed` what is asked about, where that is one alone.
pub fn of_printed(lang: &'static Lang, printed: &str, is_printed: &dyn Fn(&str) -> bool) -> Option<Home> {
    // The US, but not us.
    if let Some(lang) = lang::all().iter().find(|l| l.abroad.initials.iter().any(|i| i == printed)) {
        return Some(Home { lang, is_city: false, is_tongue: false });
    }
    let folded = printed.to_lowercase();
    of(lang, &folded).or_else(|| {
        let langs = SHARED.get(&(lang.code.as_str(), lang.stem(&folded)))?;
        let mut of_print = langs.iter().filter(|l| is_printed(&l.code));
        let lang = of_print.next()?;
        of_print.next().is_none().then_some(Home { lang, is_city: false, is_tongue: false })
    })
}

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
        let printed = |word: &str, in_what: &'static str| of_printed(lang::of("en"), word, &|code| in_what.contains(code));
        assert_eq!(printed("Swiss", "fr it").map(|h| h.lang.code.as_str()), None);
        assert_eq!(printed("Swiss", "fr").map(|h| h.lang.code.as_str()), Some("fr"));
        assert!(printed("US", "").is_some_and(|h| h.lang.code == "en") && printed("us", "").is_none());
    }
}

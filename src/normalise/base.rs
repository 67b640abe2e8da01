//! Which rendering is the base that the others are compared with? The one nearest to all others, the longest of equals; of those with the same
//! words the one that has least of its outlet's (brackets, cuts), then one printed as a whole sentence, then the one that is spelt as most are.

use std::borrow::Cow;
use std::hash::BuildHasher;

use compact_str::CompactString;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::lang::{self, Lang};
use crate::model::{Rendering, Role, Span};
use crate::normalise::universals::universals;
use crate::normalise::{Word, words};
use crate::text::{brackets, ends_cut};

/// What a rendering is judged by as a base reading.
#[derive(Clone, Debug, Default)]
pub struct OwnWords<'a> {
    /// Folded, but those in brackets, which are the outlet's: what is bracketed makes no rendering the nearest or longest.
    pub folded: Vec<CompactString>,
    /// How much is the outlet's: words in brackets, a mark that shows a cut at the end.
    outlets: usize,
    text: &'a str,
    /// Where the words are printed, unless that is read when it is asked.
    printed: Option<Vec<Span>>,
    lang: Option<&'static Lang>,
}

/// The words of a rendering that are the speaker's own, and how they are printed.
pub fn own_words<'a>(text: &'a str, lang: &'static Lang) -> OwnWords<'a> {
    own(text, words(text, lang).into_iter().map(|w| (w.span, w.folded)), lang)
}

/// The same of a text whose words as compared are known already, but not where they are printed.
pub fn own_words_known<'a>(text: &'a str, words: Vec<CompactString>, lang: &'static Lang) -> OwnWords<'a> {
    if !brackets(text).is_empty() {
        return own_words(text, lang);
    }
    OwnWords { folded: words, outlets: usize::from(ends_cut(text)), text, printed: None, lang: Some(lang) }
}

/// The same, where the words are needed again.
pub fn own_words_of<'a>(text: &'a str, words: &[Word], lang: &'static Lang) -> OwnWords<'a> {
    own(text, words.iter().map(|w| (w.span, w.folded.clone())), lang)
}

fn own<'a>(text: &'a str, words: impl ExactSizeIterator<Item = (Span, CompactString)>, lang: &'static Lang) -> OwnWords<'a> {
    let brackets = brackets(text);
    let mut folded = Vec::with_capacity(words.len());
    let mut printed = Vec::with_capacity(words.len());
    let mut outlets = usize::from(ends_cut(text));
    for (span, word) in words {
        if brackets.iter().any(|(bracket, _)| bracket.contains(span)) {
            outlets += 1;
        } else {
            folded.push(word);
            printed.push(span);
        }
    }
    OwnWords { folded, outlets, text, printed: Some(printed), lang: Some(lang) }
}

impl OwnWords<'_> {
    /// As printed, in small letters.
    fn printed(&self) -> String {
        let mut out = String::with_capacity(self.text.len());
        let read = || self.lang.and_then(|lang| own_words(self.text, lang).printed).unwrap_or_default();
        for span in self.printed.as_ref().map_or_else(|| Cow::Owned(read()), Cow::Borrowed).iter() {
            let word = span.of(self.text);
            if word.is_ascii() {
                let from = out.len();
                out.push_str(word);
                out[from..].make_ascii_lowercase();
            } else {
                out.extend(word.chars().flat_map(char::to_lowercase));
            }
            out.push(' ');
        }
        out
    }
}

/// The index of the base reading among renderings given by their [`own_words`]; `None` where there are none. It is one of those that say a whole
/// clause (`is_whole`, by index), where any does; the others still tell which is nearest to all: five words quoted alone say which of two numbers
/// most outlets have.
///
/// Nearness is the sum over the other renderings of the words shared (as multisets; what tells something counts as two, a figure as five) over the
/// words of both ([`shared`]), of fragments over their own ([`held`]), an exact fraction summed in sixteenths of a thousandth, so that no order of
/// addition can change it. Equals are decided by their neighbouring words in the same way, by the number of words, then by the words themselves, so
/// the order of renderings does not matter. Linear in the number of words and of renderings.
pub fn base_reading(renderings: &[&OwnWords], is_whole: impl Fn(usize) -> bool) -> Option<usize> {
    base_beside(renderings, is_whole, &Abroad::default())
}

/// What renderings in other languages tell of each of a language's own; nothing where there are none.
#[derive(Default)]
struct Abroad {
    /// How near each one is to them.
    near: Vec<u64>,
    /// Which bear out what is disputed best.
    borne_out: Vec<bool>,
}

/// The same beside renderings in other languages.
fn base_beside(renderings: &[&OwnWords], is_whole: impl Fn(usize) -> bool, abroad: &Abroad) -> Option<usize> {
    let words = |i: usize| renderings[i].folded.as_slice();
    let any_whole = (0..renderings.len()).any(&is_whole);
    let may_be = |i: usize| !any_whole || is_whole(i);
    let first = (0..renderings.len()).find(|i| may_be(*i))?;
    if (0..renderings.len()).all(|i| words(i) == words(first)) {
        return best_printed(renderings, first, may_be);
    }
    let mut order: Vec<usize> = (0..renderings.len()).collect();
    order.sort_by(|&a, &b| words(a).cmp(words(b)));
    let sample: Vec<usize> = order.iter().copied().step_by(renderings.len().div_ceil(MOST)).collect();
    let to_one = |said: &[u32], j: usize, other: &[u32]| if may_be(j) { shared(said, other) } else { held(said, other) };
    let to_all = |bags: &[Vec<u32>], i: usize| -> u64 { sample.iter().map(|&j| to_one(&bags[i], j, &bags[j])).sum() };
    let bags = bags(renderings);
    let is_borne_out = |i: usize| abroad.borne_out.get(i).copied().unwrap_or(true);
    let candidates = order.iter().copied().filter(|i| may_be(*i) && is_borne_out(*i));
    let mut equals = greatest(candidates, |i| to_all(&bags, i) + abroad.near.get(i).copied().unwrap_or(0));
    if equals.iter().any(|&i| words(i) != words(equals[0])) {
        // Out of fear, not out of greed; the mill sued the port: of the same words the order tells what is denied, and who did it.
        let pairs: Vec<Vec<u32>> = renderings.iter().map(|r| neighbours(r)).collect();
        equals = greatest(equals.into_iter(), |i| to_all(&pairs, i));
    }
    let nearest = equals.into_iter().max_by(|a, b| words(*a).len().cmp(&words(*b).len()).then_with(|| words(*b).cmp(words(*a))));
    nearest.and_then(|i| best_printed(renderings, i, may_be))
}

/// Above this many renderings the nearness is taken to so many of them at most, in the order of their words: the choice stays the same for any order.
const MOST: usize = 64;

/// Those of which a number is the greatest.
fn greatest(all: impl Iterator<Item = usize>, of: impl Fn(usize) -> u64) -> Vec<usize> {
    let all: Vec<(usize, u64)> = all.map(|i| (i, of(i))).collect();
    let most = all.iter().map(|(_, n)| *n).max();
    all.into_iter().filter(|(_, n)| Some(*n) == most).map(|(i, _)| i).collect()
}

/// What renderings in other languages say counts for so much less than those in the same one: of a few universals each is a larger share.
const ABROAD: u64 = 3;

/// The index of the base reading among some renderings of one language; `others` are those of the statement in other languages, of which a fragment
/// tells nothing. None of the renderings' own fragments is the base where there is more.
pub fn base_among(renderings: &[&Rendering], others: &[&Rendering]) -> Option<usize> {
    if renderings.len() < 2 {
        return renderings.first().map(|_| 0);
    }
    let read = |r: &&Rendering| words(&r.text, lang::of(&r.lang));
    let told: Vec<Vec<Word>> = renderings.iter().map(read).collect();
    let own: Vec<OwnWords> =
        renderings.iter().zip(&told).map(|(r, words)| own_words_of(&r.text, words, lang::of(&r.lang))).collect();
    let whole = others.iter().filter(|r| r.role != Role::Partial);
    let mut foreign: Vec<Vec<u32>> = whole.map(|r| universals(&read(r), lang::of(&r.lang))).collect();
    foreign.sort_unstable();
    let step = foreign.len().div_ceil(MOST).max(1);
    // Where nothing stands abroad, nothing is asked.
    let said = |(r, words): (&&Rendering, &Vec<Word>)| universals(words, lang::of(&r.lang));
    let said: Vec<Vec<u32>> = if foreign.is_empty() { Vec::new() } else { renderings.iter().zip(&told).map(said).collect() };
    let near = |said: &Vec<u32>| foreign.iter().step_by(step).map(|f| upheld(said, f)).sum::<u64>() / ABROAD;
    let is_whole = |i: usize| renderings.get(i).is_some_and(|r| r.role != Role::Partial);
    let abroad = Abroad { near: said.iter().map(near).collect(), borne_out: borne_out(&said, &foreign, is_whole) };
    base_beside(&own.iter().collect::<Vec<_>>(), is_whole, &abroad)
}

/// A foreign print bears witness for as many of the renderings: these may be copies of one another, it can hardly be one of theirs.
const WITNESS: usize = 2;

/// Which renderings may be the base by what those in other languages say of what is disputed: where some whole renderings have one thing that all
/// languages say and others lack it, and it stands abroad too, that counts for it, unless more witnesses lack it. Those of which most is so borne
/// out are left; by index.
fn borne_out(said: &[Vec<u32>], foreign: &[Vec<u32>], is_whole: impl Fn(usize) -> bool) -> Vec<bool> {
    let whole: Vec<usize> = (0..said.len()).filter(|i| is_whole(*i)).collect();
    if whole.len() < 2 {
        return Vec::new();
    }
    let mut told: Vec<u32> = foreign.iter().flatten().copied().collect();
    told.sort_unstable();
    told.dedup();
    let mut borne = vec![0usize; said.len()];
    for universal in told {
        let has = |words: &Vec<u32>| words.binary_search(&universal).is_ok();
        let with: Vec<usize> = whole.iter().copied().filter(|i| has(&said[*i])).collect();
        let abroad = foreign.iter().filter(|f| has(f)).count();
        let against = whole.len() - with.len() + foreign.len() - abroad;
        if !with.is_empty() && with.len() < whole.len() && with.len() + WITNESS * abroad > against {
            with.into_iter().for_each(|i| borne[i] += 1);
        }
    }
    let most = whole.iter().map(|i| borne[*i]).max();
    (0..said.len()).map(|i| !is_whole(i) || Some(borne[i]) == most).collect()
}

/// Of the renderings with the words of one: the one with least of the outlet's, then a whole sentence, then the spelling of most, then the first
/// given.
fn best_printed(renderings: &[&OwnWords], like: usize, may_be: impl Fn(usize) -> bool) -> Option<usize> {
    let alike = |i: &usize| renderings[*i].folded == renderings[like].folded;
    let same: Vec<usize> = (0..renderings.len()).filter(|i| may_be(*i) && alike(i)).collect();
    if same.iter().all(|i| renderings[*i].text == renderings[like].text) {
        return same.first().copied();
    }
    let printed: Vec<String> = same.iter().map(|i| renderings[*i].printed()).collect();
    let mut spelt: FxHashMap<&str, usize> = FxHashMap::default();
    printed.iter().for_each(|p| *spelt.entry(p).or_insert(0) += 1);
    let often = |p: &String| spelt.get(p.as_str()).copied().unwrap_or(0);
    let rank = |i: usize, p: &String| (renderings[i].outlets, !is_sentence(renderings[i].text), std::cmp::Reverse(often(p)), i);
    let best = same.iter().zip(&printed).min_by_key(|(i, p)| rank(**i, p));
    best.map(|(i, _)| *i)
}

/// Is a text printed from its capital to its last mark?
fn is_sentence(text: &str) -> bool {
    let begins = text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
    begins && text.trim_end_matches(|c: char| c.is_whitespace() || "”\"’»)'".contains(c)).ends_with(['.', '!', '?'])
}

/// Which rendering each one of a statement is compared with in its own language, by index: those in the base's language with the base, those in
/// another with the original where it is in theirs, else with the base reading of theirs, which is none of their own fragments where there is more.
pub fn counterparts(renderings: &[Rendering]) -> Vec<usize> {
    let lang = |i: usize| lang::of(&renderings[i].lang).code.as_str();
    let with = |role: Role| (0..renderings.len()).find(|i| renderings[*i].role == role);
    // The base last: it wins in its language.
    let told = [Role::Original, Role::Base].into_iter().filter_map(with);
    let mut first: FxHashMap<&str, usize> = told.map(|i| (lang(i), i)).collect();
    let mut open: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for i in (0..renderings.len()).filter(|i| !first.contains_key(lang(*i))) {
        open.entry(lang(i)).or_default().push(i);
    }
    for (code, members) in open {
        let own: Vec<&Rendering> = members.iter().map(|i| &renderings[*i]).collect();
        let others: Vec<&Rendering> = renderings.iter().filter(|r| lang::of(&r.lang).code != code).collect();
        first.extend(base_among(&own, &others).and_then(|k| members.get(k)).map(|i| (code, *i)));
    }
    (0..renderings.len()).map(|i| first.get(lang(i)).copied().unwrap_or(i)).collect()
}

/// A word that tells something counts as so many that only hold a sentence together.
const CONTENT: usize = 2;

/// A figure counts as so many: the base should not have one that most others have otherwise.
const FIGURE: usize = 5;

/// The words of each rendering as sorted numbers.
fn bags(renderings: &[&OwnWords]) -> Vec<Vec<u32>> {
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    let mut stems: FxHashMap<CompactString, u32> = FxHashMap::default();
    let mut bags = Vec::with_capacity(renderings.len());
    for r in renderings {
        let mut bag: Vec<u32> = Vec::with_capacity(r.folded.len());
        for word in &r.folded {
            let number = *numbers.entry(word).or_insert_with(|| {
                let next = stems.len() as u32;
                *stems.entry(r.lang.map_or_else(|| word.clone(), |lang| lang.stem(word))).or_insert(next)
            });
            let is_function = r.lang.is_some_and(|lang| lang.is_function(word));
            let times = match word.starts_with(|c: char| c.is_ascii_digit()) {
                true => FIGURE,
                false if is_function => 1,
                false => CONTENT,
            };
            bag.extend(std::iter::repeat_n(number, times));
        }
        bag.sort_unstable();
        bags.push(bag);
    }
    bags
}

/// The neighbouring words of a rendering, two and three of them, as sorted numbers: three tell what a negator denies (not because of, not because we).
fn neighbours(rendering: &OwnWords) -> Vec<u32> {
    let of = |count: usize| rendering.folded.windows(count).map(|words| (FxBuildHasher.hash_one(words) >> 32) as u32);
    let mut numbers: Vec<u32> = of(2).chain(of(3)).collect();
    numbers.sort_unstable();
    numbers
}

/// Shared words over the words of both, in 1/16000, where the rendering's own count four fifths of those of the other one: outlets leave out more than
/// they add.
fn shared(said: &[u32], other: &[u32]) -> u64 {
    144_000 * common(said, other) / ((4 * said.len() + 5 * other.len()) as u64).max(1)
}

/// The same of what a rendering and a foreign one say, of which the rendering's own counts half as much: what one of them has as one rendering has it,
/// another rendering has left out.
fn upheld(said: &[u32], abroad: &[u32]) -> u64 {
    48_000 * common(said, abroad) / ((said.len() + 2 * abroad.len()) as u64).max(1)
}

/// The share of a fragment's words that a rendering has, in 1/16000: what else it has the fragment does not tell.
fn held(said: &[u32], fragment: &[u32]) -> u64 {
    16_000 * common(said, fragment) / (fragment.len() as u64).max(1)
}

/// How many numbers two sorted lists share.
fn common(a: &[u32], b: &[u32]) -> u64 {
    let (mut i, mut j, mut same) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(i), b.get(j)) {
        same += u64::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    same
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(texts: &[&str]) -> Option<usize> {
        let told: Vec<OwnWords> = texts.iter().map(|t| own_words(t, crate::lang::of("en"))).collect();
        base_reading(&told.iter().collect::<Vec<_>>(), |_| true)
    }

    #[test]
    fn what_is_no_whole_clause_still_tells_what_most_have() {
        let all = [
            "Three of the eighteen pumps ran dry and nobody saw it.",
            "Three of the eight pumps ran dry.",
            "three of the eight pumps",
        ];
        let told: Vec<OwnWords> = all.iter().map(|t| own_words(t, crate::lang::of("en"))).collect();
        let told: Vec<&OwnWords> = told.iter().collect();
        assert_eq!(base_reading(&told, |i| i < 2), Some(1));
        assert_eq!(base_reading(&told, |_| false), Some(1));
    }

    #[test]
    fn the_base_is_nearest_to_all_others_and_the_longest_of_equals() {
        let all = ["the bridge is closed", "the old bridge is closed today", "the bridge is closed today", "rivers"];
        assert_eq!(base(&all), Some(2));
        assert_eq!(base(&["no entry", "no entry today"]), Some(1));
        assert_eq!(base(&[]), None);
    }

    #[test]
    fn the_base_has_what_most_have_in_two_wordings_and_fragments_do_not_make_it_shorter() {
        let cut = "It is plain that ferries are not safe in winter";
        let all =
            [cut, "It is plain that ferries are not safe in winter, there is no question about it.", "Not safe", "not safe"];
        let told = |more: &'static str| all.into_iter().chain([more, more]).collect::<Vec<_>>();
        assert_eq!(base(&told("It is plain ferries are not safe in winter, beyond any question.")[..2]), Some(1));
        let told = told("It is plain ferries are not safe in winter, beyond any question.");
        let words: Vec<OwnWords> = told.iter().map(|t| own_words(t, crate::lang::of("en"))).collect();
        let found = base_reading(&words.iter().collect::<Vec<_>>(), |i| !(2..=3).contains(&i));
        assert!(found.is_some_and(|at| at != 0), "{found:?}");
    }

    #[test]
    fn of_the_same_words_the_base_has_least_in_brackets_and_the_usual_spelling() {
        let all = [
            "The Port Office (PO) organises ferries.",
            "The Port Office organises ferries.",
            "The Port Office (PO) organizes ferries.",
            "The Port Office organizes ferries.",
            "the port office organizes ferries",
        ];
        assert_eq!(base(&all), Some(3));
        assert_eq!(base(&["The ferry is late…", "The ferry is late."]), Some(1));
    }

    #[test]
    fn where_something_is_denied_the_order_that_more_have_wins() {
        let all = ["acted out of fear, not out of greed", "acted out of greed, not out of fear", "out of greed, not out of fear"];
        assert_eq!(base(&all), Some(1));
    }

    #[test]
    fn of_two_the_base_is_the_fuller_one_where_another_language_has_what_it_has() {
        let rendering = |lang: &str, text: &str| Rendering { lang: lang.into(), ..crate::align::rendering("Hill News", text) };
        let cut = rendering("fr", "Elle rouvrira quand il n'y aura plus de danger.");
        let full = rendering("fr", "Elle rouvrira quand il n'y aura plus de danger, pas avant.");
        let few = rendering("en", "It will reopen when there is no danger.");
        let more = rendering("en", "It will reopen when there is no danger, not before.");
        assert_eq!(base_among(&[&cut, &full], &[&few, &few, &few, &more, &more]), Some(1));
        assert_eq!(base_among(&[&cut, &full], &[&few, &few]), Some(0));
    }

    #[test]
    fn of_two_the_base_is_the_one_that_other_languages_speak_for() {
        let rendering = |lang: &str, text: &str| Rendering { lang: lang.into(), ..crate::align::rendering("Hill News", text) };
        let most = rendering("en", "Most boats are old.");
        let all = rendering("en", "All of the boats are old.");
        let nearly = rendering("en", "Nearly all of the boats are old.");
        let foreign = rendering("de", "Die meisten Boote sind alt.");
        assert_eq!(base_among(&[&all, &most], &[]), Some(0));
        assert_eq!(base_among(&[&all, &most], &[&foreign]), Some(1));
        assert_eq!(base_among(&[&all, &nearly], &[&foreign]), Some(1));
        let figure = rendering("it", "Sono 300mila euro.");
        let euros = ["It is 30,000 euros then.", "It is 300,000 euros."].map(|t| rendering("en", t));
        assert_eq!(base_among(&[&euros[0], &euros[1]], &[&figure]), Some(1));
        let weeks = rendering("es", "El puente estará cerrado tres semanas.");
        let closed =
            ["The bridge will be closed for three months.", "It will be closed three weeks."].map(|t| rendering("en", t));
        assert_eq!(base_among(&[&closed[0], &closed[1]], &[&weeks]), Some(1));
    }

    #[test]
    fn what_copies_dispute_other_languages_decide() {
        let rendering = |lang: &str, text: &str| Rendering { lang: lang.into(), ..crate::align::rendering("Hill News", text) };
        let [right, wrong] = ["The weapons will be silent for thirty days.", "The weapons will fall silent for thirteen days."]
            .map(|t| rendering("en", t));
        let foreign = [("es", "Las armas callarán durante treinta días."), ("de", "Die Waffen schweigen dreißig Tage lang.")]
            .map(|(lang, t)| rendering(lang, t));
        let others = [&foreign[0], &foreign[1]];
        assert_eq!(base_among(&[&wrong, &right, &wrong], &others), Some(1));
        assert_eq!(base_among(&[&wrong, &right, &wrong], &others[..1]), Some(1));
        assert_eq!(base_among(&[&wrong, &right, &wrong], &[]), Some(0));
        // Where nearly all have it otherwise, one print abroad is no proof.
        assert_eq!(base_among(&[&wrong, &right, &wrong, &wrong, &wrong, &wrong], &others[..1]), Some(0));
        let [most, all] = ["Most of the scenes are invented.", "The scenes are invented."].map(|t| rendering("en", t));
        assert_eq!(base_among(&[&all, &most, &all], &[&rendering("fr", "La plupart des scènes sont inventées.")]), Some(1));
        // Nobody abroad says most.
        assert_eq!(base_among(&[&all, &most, &all], &[&rendering("fr", "Les scènes sont inventées.")]), Some(0));
    }

    #[test]
    fn one_word_in_two_forms_is_one_word() {
        let all = [
            "This is the first medicine to stop strokes without bleeding.",
            "This is the first medicine to reduce strokes without more bleeding.",
            "It’s the first medicine that reduces strokes without a higher risk of bleeding.",
        ];
        assert_eq!(base(&all), Some(1));
    }
}

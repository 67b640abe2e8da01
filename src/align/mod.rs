//! Which word answers which? Pairs of renderings first, then one table for all renderings of a statement.
//!
//! `tokens` takes texts apart, `evidence` weighs two words of one language and `foreign` those of two, `pair` gives each pair of words of two
//! renderings a probability from `features` and the words' `sorts` (`weights` hold what `train` learned, a `plane` a number for each pair),
//! `links` does so for texts of any length, `table` lays all renderings into one table (made of a `grid`'s columns, where what
//! nothing answers is to `settle`), `places` says what each place shows.

mod evidence;
mod features;
mod foreign;
mod grid;
mod links;
mod net;
mod pair;
mod places;
mod plane;
mod settle;
mod sorts;
mod table;
mod tokens;
pub mod train;
mod weights;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::lang;
use crate::lexicon::foreign::Lexicon;
use crate::model::{Alignment, Link, Place, Relation, Rendering, Role, Span};
use crate::normalise::{self, OwnWords, Word, base_reading, own_words_of};
use crate::text::{bracket_around, brackets};
use foreign::Abroad;
use links::Pair;
use pair::Ground;
use tokens::{Class, Token, Vocabulary};
use weights::{ABROAD, WEIGHTS};

/// What may be turned about alignment: the section `[align]` of quotealign.toml.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Two words answer each other from this probability up.
    pub threshold: f32,
    /// Sheets written at most, those with the worst divergences first.
    pub most_sheets: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { threshold: 0.5, most_sheets: 5000 }
    }
}

/// Links below the threshold still tell who may stand in for whom in a table, from this probability up.
const FAINT: f32 = 0.02;

/// The table of one statement's renderings, and the links between their words and marks.
///
/// Renderings of the same text are laid out once. With many or long renderings each is linked with the base, the original and some others only,
/// so that the work grows with the text and not with the square of the number of renderings.
pub fn align(renderings: &[Rendering], lexicon: &Lexicon, settings: &Settings) -> Alignment {
    let texts = Texts::read(renderings);
    if texts.tokens.is_empty() {
        return Alignment::default();
    }
    let mut pairs = texts.all_pairs(renderings, lexicon, FAINT.min(settings.threshold));
    let of_units = texts.of_units(&pairs);
    let classes: Vec<Vec<u8>> = texts.units.iter().map(|units| units.iter().map(|u| u.class as u8).collect()).collect();
    let langs = texts.langs(renderings);
    let asides = texts.asides(renderings);
    let input = grid::Input { units: &classes, asides: &asides, links: &of_units, first: texts.base, langs: &langs };
    let columns = table::columns(&input);
    let place_rows = texts.rows(renderings);
    let rows = places::Rows {
        cells: &place_rows.cells,
        words: &place_rows.words,
        counts: &place_rows.counts,
        partial: &place_rows.partial,
        links: &of_units,
        content: &place_rows.content,
    };
    let places = places::places(&columns, &rows, settings.threshold);
    // A table weighs all renderings' links together; each pair of texts is weighed up by itself.
    pairs.iter_mut().for_each(|(_, pairs)| links::weigh_up(pairs));
    Alignment { places: texts.spread(places), links: texts.links(renderings, &pairs, settings.threshold) }
}

/// A word of a table; a rendering without words has its marks instead.
struct Unit {
    /// Which token.
    token: u32,
    class: Class,
}

/// The different texts of a statement.
struct Texts {
    words: Vocabulary,
    /// For each rendering, its text.
    text_of: Vec<usize>,
    /// For each text, the renderings that have it, and the first of them.
    copies: Vec<Vec<usize>>,
    first: Vec<usize>,
    tokens: Vec<Vec<Token>>,
    units: Vec<Vec<Unit>>,
    /// The text that leads.
    base: usize,
    /// The texts that others are compared with: the original, the base, and the base readings of other languages.
    references: Vec<usize>,
}

impl Texts {
    /// Texts are numbered by content, so that the order of renderings cannot matter to anything made of them.
    fn read(renderings: &[Rendering]) -> Texts {
        let mut by_content: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        for (r, x) in renderings.iter().enumerate() {
            by_content.entry((x.text.as_str(), &*x.lang)).or_default().push(r);
        }
        let copies: Vec<Vec<usize>> = by_content.into_values().collect();
        let first: Vec<usize> = copies.iter().filter_map(|c| c.first().copied()).collect();
        let mut text_of = vec![0; renderings.len()];
        for (t, copies) in copies.iter().enumerate() {
            copies.iter().for_each(|&r| text_of[r] = t);
        }
        let mut words = Vocabulary::default();
        let told: Vec<Vec<Word>> =
            first.iter().map(|&r| normalise::words(&renderings[r].text, lang::of(&renderings[r].lang))).collect();
        let tokens: Vec<Vec<Token>> = first
            .iter()
            .zip(&told)
            .map(|(&r, told)| words.of_words(&renderings[r].text, told, lang::of(&renderings[r].lang)))
            .collect();
        let units = tokens.iter().map(|tokens| units(tokens, &words)).collect();
        let mut out = Texts { words, text_of, copies, first, tokens, units, base: 0, references: Vec::new() };
        let originals = out.with_role(renderings, Role::Original);
        let bases = out.with_role(renderings, Role::Base);
        out.base = bases.first().copied().unwrap_or_else(|| out.nearest_to_all(renderings, &told, &originals));
        // Where all texts are compared with all, and none has copies, nobody asks which are compared with others.
        let asked = out.step() > 1 || out.copies.iter().any(|copies| copies.len() > 1);
        let read_beside = if asked { normalise::counterparts(renderings) } else { Vec::new() };
        let read_beside = read_beside.into_iter().map(|r| out.text_of[r]);
        out.references = originals.into_iter().chain(bases).chain([out.base]).chain(read_beside).collect();
        out.references.sort_unstable();
        out.references.dedup();
        out
    }

    /// All texts are compared with every so manieth: all with all where they are few and short, else all with some.
    fn step(&self) -> usize {
        const MOST_TOKENS: usize = 300_000;
        let k = self.tokens.len();
        let total: usize = self.tokens.iter().map(Vec::len).sum();
        let others = (MOST_TOKENS / total.max(1)).clamp(2, if k > 64 { 6 } else { 16 });
        if k > others { k.div_ceil(others) } else { 1 }
    }

    /// The texts of the renderings with a role.
    fn with_role(&self, renderings: &[Rendering], role: Role) -> Vec<usize> {
        let has = |copies: &Vec<usize>| copies.iter().any(|&r| renderings[r].role == role);
        (0..self.first.len()).filter(|&t| has(&self.copies[t])).collect()
    }

    /// The base reading where none is marked; an original is none as long as there is another text.
    fn nearest_to_all(&self, renderings: &[Rendering], told: &[Vec<Word>], originals: &[usize]) -> usize {
        let candidates: Vec<usize> = (0..self.first.len()).filter(|t| !originals.contains(t)).collect();
        let first = |t: usize| &renderings[self.first[t]];
        let own: Vec<OwnWords> =
            candidates.iter().map(|&t| own_words_of(&first(t).text, &told[t], lang::of(&first(t).lang))).collect();
        base_reading(&own.iter().collect::<Vec<_>>(), |_| true).and_then(|at| candidates.get(at).copied()).unwrap_or(0)
    }

    /// The language of each text.
    fn langs(&self, renderings: &[Rendering]) -> Vec<&'static str> {
        self.first.iter().map(|&r| lang::of(&renderings[r].lang).code.as_str()).collect()
    }

    /// Links between the tokens of texts, pair by pair.
    fn all_pairs(&self, renderings: &[Rendering], lexicon: &Lexicon, least: f32) -> Vec<((usize, usize), Vec<Pair>)> {
        let (k, step) = (self.tokens.len(), self.step());
        let chosen: Vec<bool> = (0..k).map(|t| t.is_multiple_of(step) || self.references.contains(&t)).collect();
        let langs = self.langs(renderings);
        let abroad = langs.iter().any(|l| *l != langs[0]).then(|| Abroad::new(&self.words, lexicon));
        let ground = Ground { words: &self.words, abroad: None, weights: &WEIGHTS };
        let mut out = Vec::new();
        for r in 0..k {
            for s in r + 1..k {
                if chosen[r] || chosen[s] {
                    let ground = match langs[r] == langs[s] {
                        true => ground,
                        false => Ground { abroad: abroad.as_ref(), weights: &ABROAD, ..ground },
                    };
                    let pairs = links::links(&self.tokens[r], &self.tokens[s], &ground, least);
                    out.push(((r, s), pairs));
                }
            }
        }
        out
    }

    /// The same links between units; those of marks go.
    fn of_units(&self, pairs: &[((usize, usize), Vec<Pair>)]) -> Vec<((usize, usize), Vec<Pair>)> {
        let unit_of: Vec<Vec<u32>> = self
            .units
            .iter()
            .zip(&self.tokens)
            .map(|(units, tokens)| {
                let mut of = vec![grid::NONE; tokens.len()];
                for (u, unit) in units.iter().enumerate() {
                    of[unit.token as usize] = u as u32;
                }
                of
            })
            .collect();
        let convert = |r: usize, s: usize, p: &Pair| {
            let (i, j) = (unit_of[r][p.i as usize], unit_of[s][p.j as usize]);
            (i != grid::NONE && j != grid::NONE).then_some(Pair { i, j, ..*p })
        };
        pairs.iter().map(|((r, s), list)| ((*r, *s), list.iter().filter_map(|p| convert(*r, *s, p)).collect())).collect()
    }

    /// Which units stand in round brackets.
    fn asides(&self, renderings: &[Rendering]) -> Vec<Vec<bool>> {
        let of_text = |t: usize| {
            let brackets = brackets(&renderings[self.first[t]].text);
            let is_round = |span: Span| bracket_around(&brackets, span).is_some_and(|(_, mark)| mark == '(');
            self.units[t].iter().map(|u| is_round(self.tokens[t][u.token as usize].span)).collect()
        };
        (0..self.tokens.len()).map(of_text).collect()
    }

    fn rows(&self, renderings: &[Rendering]) -> PlaceRows {
        let base_lang = lang::of(&renderings[self.first[self.base]].lang).code.as_str();
        let token = |t: usize, u: &Unit| self.tokens[t][u.token as usize];
        let every = 0..self.tokens.len();
        PlaceRows {
            cells: every
                .clone()
                .map(|t| {
                    let spans: Vec<Span> = self.units[t].iter().map(|u| token(t, u).span).collect();
                    places::clinging(&renderings[self.first[t]].text, &spans)
                })
                .collect(),
            words: every.clone().map(|t| self.units[t].iter().map(|u| token(t, u).word).collect()).collect(),
            counts: every.clone().map(|t| lang::of(&renderings[self.first[t]].lang).code == base_lang).collect(),
            partial: every.clone().map(|t| self.is_partial(t, renderings)).collect(),
            content: every
                .map(|t| self.units[t].iter().map(|u| matches!(u.class, Class::Content | Class::Number)).collect())
                .collect(),
        }
    }

    /// A text counts as partial when all renderings that have it are.
    fn is_partial(&self, text: usize, renderings: &[Rendering]) -> bool {
        self.copies[text].iter().all(|&r| renderings[r].role == Role::Partial)
    }

    /// Places of texts as places of renderings.
    fn spread(&self, places: Vec<Place>) -> Vec<Place> {
        places
            .into_iter()
            .map(|place| Place {
                status: place.status,
                cells: self.text_of.iter().map(|&t| place.cells.get(t).cloned().flatten()).collect(),
            })
            .collect()
    }

    /// The links between renderings. One of several renderings with the same text stands for the others: those are linked with it and with
    /// the base and the original only.
    fn links(&self, renderings: &[Rendering], pairs: &[((usize, usize), Vec<Pair>)], threshold: f32) -> Vec<Link> {
        let mut out = Vec::new();
        for ((t, u), list) in pairs {
            for (a, b) in self.linked(*t, *u) {
                let (a_text, b_text) = (renderings[a].text.as_str(), renderings[b].text.as_str());
                for p in list.iter().filter(|p| p.p >= threshold) {
                    let (x, y) = (self.tokens[*t][p.i as usize].span, self.tokens[*u][p.j as usize].span);
                    for (x, y) in printed_words(a_text, x, b_text, y) {
                        let (a_span, b_span) = if a < b { (x, y) } else { (y, x) };
                        out.push(Link { a: a.min(b), a_span, b: a.max(b), b_span, relation: p.kind.relation(), confidence: p.p });
                    }
                }
            }
        }
        for (t, copies) in self.copies.iter().enumerate() {
            for &b in copies.iter().skip(1) {
                out.extend(self.tokens[t].iter().map(|token| Link {
                    a: copies[0],
                    a_span: token.span,
                    b,
                    b_span: token.span,
                    relation: Relation::Same,
                    confidence: 1.0,
                }));
            }
        }
        out.sort_by_key(|l| (l.a, l.b, l.a_span, l.b_span));
        out
    }

    /// Which renderings of two texts are linked.
    fn linked(&self, t: usize, u: usize) -> Vec<(usize, usize)> {
        let (Some((&a, more_a)), Some((&b, more_b))) = (self.copies[t].split_first(), self.copies[u].split_first()) else {
            return Vec::new();
        };
        let mut out = vec![(a, b)];
        if self.references.contains(&t) {
            out.extend(more_b.iter().map(|&b| (a, b)));
        }
        if self.references.contains(&u) {
            out.extend(more_a.iter().map(|&a| (a, b)));
        }
        out
    }
}

/// Tokens of several printed words (two million) are linked word by word where both have as many.
pub(crate) fn printed_words(a_text: &str, a: Span, b_text: &str, b: Span) -> Vec<(Span, Span)> {
    // Most tokens are one word.
    if !a.of(a_text).contains(char::is_whitespace) || !b.of(b_text).contains(char::is_whitespace) {
        return vec![(a, b)];
    }
    let words = |text: &str, span: Span| -> Vec<Span> {
        let mut at = span.start;
        let found = span.of(text).split_whitespace().filter_map(|w| {
            let start = at + text.get(at..span.end)?.find(w)?;
            at = start + w.len();
            Some(Span::new(start, at))
        });
        found.collect()
    };
    let (x, y) = (words(a_text, a), words(b_text, b));
    if x.len() > 1 && x.len() == y.len() { x.into_iter().zip(y).collect() } else { vec![(a, b)] }
}

/// What `places` asks of each text.
struct PlaceRows {
    cells: Vec<Vec<Span>>,
    words: Vec<Vec<u32>>,
    counts: Vec<bool>,
    partial: Vec<bool>,
    content: Vec<Vec<bool>>,
}

fn units(tokens: &[Token], words: &Vocabulary) -> Vec<Unit> {
    let all = || tokens.iter().enumerate().map(|(i, t)| Unit { token: i as u32, class: words.entry(*t).class });
    let words: Vec<Unit> = all().filter(|u| u.class != Class::Mark).collect();
    if words.is_empty() { all().collect() } else { words }
}

/// A rendering for tests.
#[cfg(test)]
pub(crate) fn rendering(outlet: &str, text: &str) -> Rendering {
    Rendering {
        statement_id: "s".into(),
        id: compact_str::format_compact!("{outlet}-{text}"),
        quote_id: "q".into(),
        outlet: outlet.into(),
        date: None,
        lang: "en".into(),
        role: Role::Variant,
        start: 0,
        end: 0,
        text: text.into(),
        normalised: String::new(),
        similarity: 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Status;
    use proptest::prelude::*;

    fn table(texts: &[&str]) -> Vec<String> {
        let all: Vec<Rendering> = texts.iter().map(|t| rendering("Hill News", t)).collect();
        let alignment = align(&all, &Lexicon::default(), &Settings::default());
        let cell =
            |place: &Place, r: usize| place.cells[r].as_ref().map_or("-".to_string(), |c| c.span.of(&all[r].text).to_string());
        alignment
            .places
            .iter()
            .map(|p| format!("{}: {}", p.status, (0..all.len()).map(|r| cell(p, r)).collect::<Vec<_>>().join(" | ")))
            .collect()
    }

    #[test]
    fn contractions_and_numbers_agree_and_marks_cling_to_words() {
        assert_eq!(
            table(&["It’s two miles, isn’t it?", "It is 2 miles, is it not?"]).first().map(String::as_str),
            Some("agree: It | It")
        );
        assert_eq!(
            table(&["We don’t pay (ever).", "We do not pay, ever"]),
            ["agree: We | We", "agree: do | do", "agree: n’t | not", "agree: pay | pay,", "agree: (ever). | ever"]
        );
    }

    #[test]
    fn what_was_aligned_before_changes_no_table() {
        // The same letters are labels in one statement and words of grammar in the other.
        let labels = || table(&["a b", "b a"]);
        let prose = || table(&["a boat came by", "by then a boat came"]);
        let alone = std::thread::spawn(|| table(&["a b", "b a"])).join().unwrap();
        prose();
        assert_eq!(labels(), alone);
    }

    #[test]
    fn a_block_that_moved_keeps_its_words_and_is_marked() {
        let all = [
            rendering("A", "Tomorrow morning the bridge will open again"),
            rendering("B", "The bridge will open again tomorrow morning"),
        ];
        let places = align(&all, &Lexicon::default(), &Settings::default()).places;
        let moved: Vec<(usize, &str)> = places
            .iter()
            .flat_map(|p| p.cells.iter().enumerate())
            .filter_map(|(r, c)| c.as_ref().map(|c| (r, c)))
            .filter(|(_, c)| c.transposition == Some(1))
            .map(|(r, c)| (r, c.span.of(&all[r].text)))
            .collect();
        assert_eq!(moved, [(0, "Tomorrow"), (0, "morning"), (1, "tomorrow"), (1, "morning")]);
        assert_eq!(places[0].status, Status::Moved);
    }

    #[test]
    fn a_partial_rendering_counts_from_its_first_word_to_its_last() {
        let mut all = [rendering("A", "The old bridge is closed for two weeks"), rendering("B", "is closed")];
        all[1].role = Role::Partial;
        let places = align(&all, &Lexicon::default(), &Settings::default()).places;
        assert!(places.iter().all(|p| p.status == Status::Agree));
    }

    #[test]
    fn one_rendering_and_none_have_tables_too() {
        assert_eq!(table(&["No entry."]), ["agree: No", "agree: entry."]);
        assert_eq!(table(&["..."]), ["agree: ..."]);
        assert_eq!(table(&[""]), [""; 0]);
        assert_eq!(align(&[], &Lexicon::default(), &Settings::default()), Alignment::default());
    }

    /// Made-up sentences that share words: what a group of renderings looks like.
    fn group() -> impl Strategy<Value = Vec<String>> {
        let word = prop::sample::select(vec![
            "the",
            "bridge",
            "is",
            "closed",
            "shut",
            "for",
            "two",
            "2",
            "weeks",
            "week",
            "we",
            "don’t",
            "do not",
            "not",
            "open,",
            "it",
            "(again)",
            "again.",
            "—",
            "a",
            "mayor",
            "Mayor’s",
            "“old”",
            "…",
        ]);
        prop::collection::vec(prop::collection::vec(word, 0..14).prop_map(|w| w.join(" ")), 1..6)
    }

    proptest! {
        #[test]
        fn the_order_of_renderings_does_not_change_the_table(texts in group(), seed in any::<u64>()) {
            let all: Vec<Rendering> = texts.iter().map(|t| rendering("Hill News", t)).collect();
            let mut order: Vec<usize> = (0..all.len()).collect();
            let mut state = seed;
            for k in (1..order.len()).rev() {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                order.swap(k, (state >> 33) as usize % (k + 1));
            }
            let shuffled: Vec<Rendering> = order.iter().map(|&r| all[r].clone()).collect();
            let (straight, mixed) = (align(&all, &Lexicon::default(), &Settings::default()), align(&shuffled, &Lexicon::default(), &Settings::default()));
            prop_assert_eq!(straight.places.len(), mixed.places.len());
            for (p, q) in straight.places.iter().zip(&mixed.places) {
                prop_assert_eq!(p.status, q.status);
                for (to, from) in order.iter().enumerate() {
                    let (a, b) = (&p.cells[*from], &q.cells[to]);
                    prop_assert_eq!(a.as_ref().map(|c| c.span), b.as_ref().map(|c| c.span));
                    prop_assert_eq!(a.as_ref().map(|c| c.transposition), b.as_ref().map(|c| c.transposition));
                }
            }
            prop_assert_eq!(straight.links.len(), mixed.links.len());
        }

        #[test]
        fn a_rendering_in_another_language_changes_nothing_between_the_others(texts in group()) {
            let mut all: Vec<Rendering> = texts.iter().map(|t| rendering("Hill News", t)).collect();
            all[0].role = Role::Base;
            let alone = align(&all, &Lexicon::default(), &Settings::default());
            let foreign = "Il sindaco non apre il vecchio ponte, chiuso da 2 settimane";
            all.push(Rendering { lang: "it".into(), ..rendering("Molo Sera", foreign) });
            let beside = align(&all, &Lexicon::default(), &Settings::default());
            let rows = |a: &Alignment| -> Vec<(Status, Vec<Option<Span>>)> {
                let cells = |p: &Place| p.cells.iter().take(texts.len()).map(|c| c.as_ref().map(|c| c.span)).collect::<Vec<_>>();
                a.places.iter().map(|p| (p.status, cells(p))).filter(|(_, c)| c.iter().any(Option::is_some)).collect()
            };
            prop_assert_eq!(rows(&alone), rows(&beside));
        }

        #[test]
        fn the_cells_of_a_rendering_are_its_text(texts in prop::collection::vec("([a-c ,.'’(—-]|\\PC){0,30}", 1..5), code in "(en|it|und)") {
            let all: Vec<Rendering> = texts.iter().map(|t| Rendering { lang: code.as_str().into(), ..rendering("Hill News", t) }).collect();
            let alignment = align(&all, &Lexicon::default(), &Settings::default());
            let bare = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            for (r, x) in all.iter().enumerate() {
                let mut last = 0;
                let mut text = String::new();
                for cell in alignment.places.iter().filter_map(|p| p.cells[r].as_ref()) {
                    prop_assert!(cell.span.start >= last);
                    last = cell.span.end;
                    text.push_str(cell.span.of(&x.text));
                }
                prop_assert_eq!(bare(&text), bare(&x.text));
            }
        }

        #[test]
        fn identical_texts_agree_everywhere(text in "([a-d ,.'’]|\\PC){0,40}") {
            let all = [rendering("Hill News", &text), rendering("River Post", &text)];
            prop_assert!(align(&all, &Lexicon::default(), &Settings::default()).places.iter().all(|p| p.status == Status::Agree));
        }
    }
}

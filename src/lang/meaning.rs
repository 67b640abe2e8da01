//! On which words does a reader's understanding turn? The section `[meaning]` of a language's file, which the audit reads.

use std::sync::OnceLock;

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::lang::{Forms, Words, poles};

/// Words that turn the sense of a sentence, by what they turn. Keys are explained in `en.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Meaning {
    pub connectives: Words,
    pub light: Words,
    pub saying: Words,
    pub weighty: Words,
    /// Words that point at one of several: this.
    pub pointing: Words,
    /// Words that leave open which one: any, irgendein. Where a negator makes them none, they are none.
    pub choice: Words,
    nearly: Words,
    /// Words that say of what is behind them that it came near to being so: failli, rischiato di.
    pub verging: Words,
    opposites: Vec<(CompactString, CompactString)>,
    /// Groups of words and phrases of grammar that say the same.
    alike: Vec<Vec<CompactString>>,
    /// Groups of words for a country and its people.
    peoples: Vec<Vec<CompactString>>,
    /// Words that may stand apart from the verb that they belong to: let us down.
    pub particles: Words,
    pub titles: Words,
    pub determiners: Words,
    pub about: Words,
    /// Words before a unit that count one of it: per, each.
    pub per: Words,
    pub capitalised: Words,
    /// Are nouns written with a capital, so that it makes no name?
    pub capital_nouns: bool,
    pub exchange: Exchange,
    /// Phrases that tell on which side of a number is what it counts: more than, almost.
    pub bounds: Bounds,
    /// Words that make a half of a unit: half a year.
    pub halves: Words,
    /// Phrases that say that one knows what others only think: I know.
    pub sure: Vec<CompactString>,
    pub polarity: Polarity,
    pub modality: FxHashMap<CompactString, u8>,
    /// How much words bind that are denied: must not forbids, need not leaves free.
    pub denied: FxHashMap<CompactString, u8>,
    /// Words at the head of what is said, or in it, that make less sure of it: I think, perhaps. How sure it is left, as on the ladder of modality.
    pub hedges: FxHashMap<CompactString, u8>,
    pub quantity: FxHashMap<CompactString, u8>,
    /// Closed sets (weekdays, months) that all languages have in one order: the words of each place.
    series: FxHashMap<CompactString, Vec<CompactString>>,
    #[serde(skip)]
    places: OnceLock<FxHashMap<CompactString, (CompactString, usize)>>,
    /// On which condition, or when (if, even, unless, when, before, after): the words and phrases that surely say so, and those that may.
    pub conditions: FxHashMap<CompactString, [Vec<CompactString>; 2]>,
    pub deadlines: Deadlines,
    /// Common words that are opposites: the words of either pole, with commas between them.
    pub(super) poles: FxHashMap<CompactString, [CompactString; 2]>,
    #[serde(skip)]
    pub(super) pole_index: OnceLock<poles::Index>,
    pub intensity: Intensity,
    pronouns: FxHashMap<CompactString, CompactString>,
    gendered: Forms,
    pub plural_endings: Vec<CompactString>,
    pub phases: Phases,
    pub stances: Stances,
    /// Forms of auxiliaries that say what is not so, or not proven: hätte, aurait.
    pub unreal: Words,
    /// Words behind what is granted only: it may cost more, but it will last.
    pub conceding: Words,
    /// Words that leave it so where the last word of their clause is one of the second list: soll … haben.
    pub hearsay: [Words; 2],
    /// Words that leave it open whether it is so: would, if, reportedly.
    pub unproven: Words,
    pub times: Times,
    /// Words that say how sure somebody is, or what he would like.
    pub stance: Words,
    /// Words and phrases that begin a clause which limits what is said: if, but, unless, according to.
    pub limiting: Vec<CompactString>,
    /// Those of them that make what is said hang on something: if, unless.
    pub conditional: Vec<CompactString>,
    pub tense: Tense,
    /// Letters behind an apostrophe that may stand for several words, and those words: `d = ["would", "had"]`.
    contracted: FxHashMap<CompactString, Words>,
    /// Dimension and size.
    pub units: FxHashMap<CompactString, (CompactString, f64)>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Polarity {
    pub negators: Words,
    /// Negators that deny only what they stand before (without): no other one carries them on.
    pub apart: Words,
    /// Negators that stand before a noun; before the subject one denies what the verb says.
    pub determiners: Words,
    /// Words that a negator elsewhere in the clause makes none of: not … anyone is no one.
    pub open: Words,
    /// Negators and other words that deny nearly: hardly, rarely.
    pub scarcely: Words,
    /// Words behind a negator that compare: not as old as.
    pub as_much: Words,
    /// Negators that deny for all time: never.
    pub forever: Words,
    /// Words that make a negator one of those: not … ever.
    pub ever: Words,
    /// Of `partners`, those that only deny (ne … aucun), so that one may stand for the other.
    pub bare: Words,
    /// Of `negators` and `partners`, those that stand for somebody or something: nothing, personne.
    pub nobody: Words,
    /// Words that say “not even”, alone (nem) or beside one that denies (même pas), in a clause that is denied already.
    pub even: Words,
    pub implicit: Words,
    /// Words before a quotation that say that it is so: was, promised.
    pub affirming: Words,
    /// Words and phrases there that deny it: ruled out, a lie.
    pub rejecting: Vec<CompactString>,
    /// Words that deny only together: far from, yet to.
    pub phrases: Vec<CompactString>,
    pub answers: Words,
    /// Of `answers`, words that deny nothing by themselves: one answers a negator that turns round what both sides have only where one of `limits`
    /// stands with that (only after, not until).
    pub limited: Words,
    pub limits: Words,
    /// Words that do so before an infinitive only: too weak to win, cannot win.
    pub excess: Words,
    /// Words that begin a clause of their own: a negator in it is not one of the clause around it.
    pub clauses: Words,
    pub continuing: Words,
    /// Words that part two of which a negator denies either: no bread or water.
    pub either: Words,
    /// Conjunctions whose clause has a negator that other languages leave out: solange … nicht is until.
    pub pleonastic: Vec<CompactString>,
    /// Words that say the same without a negator: until, except.
    pub awaiting: Words,
    /// Words that begin a clause in which a negator only excepts: nur … nicht.
    pub excepting: Words,
    pub raising: Words,
    pub prefixes: Vec<CompactString>,
    pub suffixes: Vec<CompactString>,
    pub sayings: Vec<CompactString>,
    pub auxiliaries: Words,
    /// Words that deny only together with one of `partners` behind them (ne … pas).
    pub particles: Words,
    pub partners: Words,
    /// Words that, close behind a negator, may make it an "only" (non … che).
    pub restrictive: Words,
    /// Before such a negator, “all” is denied to be all: tous … ne … pas.
    pub all_before: Words,
    /// Words that say with a span of time what others deny: it is years since I saw him, non lo vedo da anni.
    pub since: Words,
    /// Phrases that do so a few words behind (no … más que).
    pub only: Vec<CompactString>,
}

/// The steps of the ladder of quantity (`[meaning.quantity]`) that rules speak of.
pub mod steps {
    pub const NONE: u8 = 0;
    /// Few, little, rarely.
    pub const FEW: u8 = 1;
    pub const SOME: u8 = 3;
    pub const HALF: u8 = 4;
    pub const MANY: u8 = 5;
    pub const MOST: u8 = 6;
    /// From here up, nearly all are meant.
    pub const NEARLY_ALL: u8 = 7;
    pub const ALL: u8 = 8;
}

/// Words and phrases before a verb (behind it, in German) that say how it stands. The verbs of `choice` and `refusal` are base forms, or all forms.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Stances {
    pub wish: Vec<CompactString>,
    pub choice: Words,
    pub refusal: Words,
    /// Words that say that it is in somebody's power, and those that it is beyond it.
    pub ability: Words,
    pub inability: Words,
    /// Auxiliaries and phrases of what is to come: will, going to.
    pub coming: Vec<CompactString>,
}

/// Phrases before a day, month or year at which something ends (until, by), or begins (from, after).
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Deadlines {
    pub until: Vec<CompactString>,
    pub from: Vec<CompactString>,
    /// Before a span of time in which something comes to its end.
    pub within: Vec<CompactString>,
    /// Words that join a time with its part: the end of March.
    pub of: Words,
}

/// Words that say whether something goes on: the phases of what begins and ends.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Phases {
    /// Words and phrases that say still; denied they say not yet.
    pub still: Vec<CompactString>,
    /// Words that say already.
    pub already: Vec<CompactString>,
    /// Words that say not yet where they are denied, and nothing of the kind else.
    pub yet: Vec<CompactString>,
    /// Words that say no longer where they are denied, and nothing of the kind else.
    pub longer: Vec<CompactString>,
    /// Phrases that say not yet: yet to.
    pub not_yet: Vec<CompactString>,
    /// Words that say by themselves what is no longer so, or no longer there.
    pub over: Words,
    /// Words behind one of these that make it compare: no longer than.
    pub comparing: Words,
}

/// What tells that two words which have changed places have changed sides.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Exchange {
    /// Does the order of words tell who does what to whom?
    pub by_order: bool,
    /// Words of grammar that part two sides: than, because.
    pub pivots: Words,
    /// Of those, the ones behind what compares: than.
    pub than: Words,
    /// Pronouns before a verb that are its object, or take one up that stands first: la lettera l'ha scritta il direttore.
    pub taking_up: Words,
    /// Words that say nothing of the side that a noun stands on: articles.
    pub bare: Words,
    /// Words (base forms) that say the same of both sides: to meet.
    pub mutual: Words,
    /// Verbs (base forms) of what goes on within: other languages say it from the other side (I like him, lui mi piace).
    pub inward: Words,
    /// Who does it, and to whom: words (pronouns, forms of auxiliaries) for the speaker, the speaker's group, and anybody else, three lists each.
    who: [Words; 3],
    whom: [Words; 3],
    /// Words that a language sets before somebody as an object: llamó a Bettoni.
    pub personal: Words,
    /// Articles of an object, where a language has such: den, einen.
    pub objective: Words,
    /// Auxiliaries of a passive, and the words before whoever does it: was … by.
    pub passive: Words,
    pub by: Words,
    /// Words before whoever something is sold to, and before whoever it is bought from.
    pub sold_to: Words,
    pub bought_from: Words,
    /// Words that join what stands in a list.
    pub joining: Words,
    /// Groups of words of grammar that agree with a subject: has, have.
    forms: Vec<Vec<CompactString>>,
}

/// Somebody as a pronoun tells of him.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Speaker,
    Group,
    Other,
}

impl Exchange {
    /// Who does it, if the word tells.
    pub fn of_who(&self, folded: &str) -> Option<Who> {
        Self::told(&self.who, folded)
    }

    /// To whom it is done, if the word tells.
    pub fn of_whom(&self, folded: &str) -> Option<Who> {
        Self::told(&self.whom, folded)
    }

    fn told(lists: &[Words; 3], folded: &str) -> Option<Who> {
        lists.iter().zip([Who::Speaker, Who::Group, Who::Other]).find(|(words, _)| words.contains(folded)).map(|(_, who)| who)
    }

    /// Are both words one word of grammar that agrees with its subject?
    pub fn agree(&self, a: &str, b: &str) -> bool {
        self.forms.iter().any(|group| [a, b].iter().all(|x| group.iter().any(|y| y == x)))
    }
}

/// What tells on which side of a number is what it counts.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Bounds {
    pub above: Words,
    pub below: Words,
    /// Words that leave open on which side.
    pub about: Words,
    /// Of those of a side, what is near the number.
    pub near: Words,
    /// Of those of a side, what says other things, too: nothing is made of its loss.
    pub also: Words,
    /// What says behind a number that there are so many or more, or less.
    pub more: Words,
    pub less: Words,
    /// Words before two numbers, between which it is.
    pub range: Words,
    /// Words that are opposites before a number only: by how much, to how much.
    pub change: Words,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Intensity {
    pub words: Words,
    /// Of `words`, those that say only, and the words of a condition: only if is more than if.
    pub narrowing: Words,
    /// Phrases beside a day or month that say that it is not before it.
    pub earliest: Vec<CompactString>,
    /// Other words that may say only.
    pub sole: Words,
    pub conditions: Words,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Tense {
    pub past_endings: Vec<CompactString>,
    /// Words that end as a past tense does, and are none: to need.
    present: Words,
    pub progressive_endings: Vec<CompactString>,
    pub adverb_endings: Vec<CompactString>,
    /// Adverbs that end otherwise.
    adverbs: Words,
    /// Auxiliaries without a time of their own: be, been.
    pub timeless: Words,
    /// Auxiliaries that only carry a negation or a question: do, does, did.
    pub support: Words,
    /// The word before an infinitive.
    pub infinitive: CompactString,
    pub auxiliaries: FxHashMap<CompactString, Time>,
    irregular: Irregular,
}

/// By what a verb of another language than the renderings' shows that it is done, or to come.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Times {
    /// Auxiliaries of the perfect, and what its participles begin and end with.
    pub done_with: Words,
    pub done_begin: Vec<CompactString>,
    pub done: Vec<CompactString>,
    /// Endings of a simple past.
    pub past: Vec<CompactString>,
    /// Auxiliaries of the future, and the endings of the infinitives that stand last behind them.
    pub coming_with: Words,
    pub infinitive: Vec<CompactString>,
    /// Endings of a future without an auxiliary, and forms of be in it, behind which a participle is a passive.
    pub coming: Vec<CompactString>,
    pub coming_be: Words,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Irregular {
    verbs: Vec<CompactString>,
    #[serde(skip)]
    forms: OnceLock<(Words, Words)>,
}

/// When something happens, as the verb says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Time {
    Present,
    Past,
    Perfect,
    Pluperfect,
    Conditional,
    Future,
}

/// Person, number and gender of a pronoun; `-` where it leaves one open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    pub person: u8,
    pub number: u8,
    pub gender: u8,
}

impl Meaning {
    pub fn person(&self, folded: &str) -> Option<Person> {
        match self.pronouns.get(folded)?.as_bytes() {
            [person, number, gender] => Some(Person { person: *person, number: *number, gender: *gender }),
            _ => None,
        }
    }

    /// Is the word a month?
    pub fn is_month(&self, folded: &str) -> bool {
        self.in_series(folded).is_some_and(|(set, _)| set == "month")
    }

    /// The closed set that a word is of, and its place there.
    pub fn in_series(&self, folded: &str) -> Option<(&str, usize)> {
        let places = self.places.get_or_init(|| {
            let each =
                self.series.iter().flat_map(|(set, places)| places.iter().enumerate().map(move |(at, words)| (set, at, words)));
            each.flat_map(|(set, at, words)| words.split(' ').map(move |word| (word.into(), (set.clone(), at)))).collect()
        });
        places.get(folded).map(|(set, at)| (set.as_str(), *at))
    }

    /// Are two words of grammar opposites?
    pub fn are_opposites(&self, a: &str, b: &str) -> bool {
        self.opposites.iter().any(|(x, y)| x == a && y == b || x == b && y == a)
    }

    /// Are two phrases of grammar, folded and joined by spaces, two ways to say one thing?
    pub fn are_alike(&self, a: &str, b: &str) -> bool {
        self.alike.iter().any(|group| [a, b].iter().all(|x| group.iter().any(|y| y == x)))
    }

    /// The words for a country and its people, of which this is one.
    pub fn people(&self, folded: &str) -> &[CompactString] {
        self.peoples.iter().find(|group| group.iter().any(|word| word == folded)).map_or(&[], |group| group.as_slice())
    }

    /// Is it a word of grammar, which a capital at the head of a sentence makes no name?
    pub fn is_grammar(&self, folded: &str) -> bool {
        let polarity = &self.polarity;
        let lists = [&self.connectives, &self.weighty, &self.light, &self.intensity.words, &polarity.open, &polarity.negators];
        lists.iter().any(|words| words.contains(folded))
            || polarity.partners.contains(folded)
            || self.quantity.contains_key(folded)
            || self.modality.contains_key(folded)
            || self.alike.iter().flatten().any(|word| word == folded)
    }

    /// The step of a word on the ladder of quantity, seen with the one before it: a few is not few, and nearly all is one that says most.
    pub fn quantity_behind(&self, before: &str, folded: &str) -> Option<u8> {
        let phrase = self.quantity.get(&compact_str::format_compact!("{before} {folded}")).copied();
        let step = phrase.or_else(|| self.quantity.get(folded).copied())?;
        Some(if self.is_all(folded) && self.is_nearly(before) { steps::MOST } else { step })
    }

    /// Does the word make nearly all of all?
    pub fn is_nearly(&self, folded: &str) -> bool {
        self.nearly.contains(folded)
    }

    /// Does the word say that there are some?
    pub fn is_some(&self, folded: &str) -> bool {
        self.quantity.get(folded) == Some(&steps::SOME)
    }

    /// Does the word stand on the highest step of the ladder of quantity?
    pub fn is_all(&self, folded: &str) -> bool {
        self.quantity.get(folded) == Some(&steps::ALL)
    }

    /// May the letters behind an apostrophe stand for the word?
    pub fn may_contract(&self, letters: &str, folded: &str) -> bool {
        self.contracted.get(letters).is_some_and(|words| words.contains(folded))
    }

    /// Do two words name the same person but for the gender?
    pub fn differ_by_gender(&self, a: &str, b: &str) -> bool {
        let one_way = |a: &str, b: &str| self.gendered.get(a).is_some_and(|w| w == b);
        one_way(a, b) || one_way(b, a)
    }
}

impl Polarity {
    /// Does the word deny, alone or with a partner?
    pub fn denies(&self, folded: &str) -> bool {
        self.negators.contains(folded) || self.particles.contains(folded)
    }

    /// Does the word deny that there is anybody, or any of what follows: nobody, no?
    pub fn is_nobody(&self, folded: &str) -> bool {
        self.nobody.contains(folded) || self.determiners.contains(folded)
    }

    /// Does a negator before it make the word none: not … anyone, no … nadie?
    pub fn makes_none(&self, folded: &str) -> bool {
        self.open.contains(folded) || self.nobody.contains(folded) && !self.determiners.contains(folded)
    }

    /// Which of some folded words belong to sayings in which a negator turns nothing round. A mark behind a word (nobody, but) ends a saying.
    pub fn hidden(&self, words: &[&str], has_mark: impl Fn(usize) -> bool) -> Vec<bool> {
        let mut hidden = vec![false; words.len()];
        for saying in &self.sayings {
            let saying: Vec<&str> = saying.split(' ').collect();
            for at in 0..(words.len() + 1).saturating_sub(saying.len()) {
                let end = at + saying.len();
                if words.get(at..end) == Some(saying.as_slice()) && !(at..end - 1).any(&has_mark) {
                    hidden.iter_mut().skip(at).take(saying.len()).for_each(|h| *h = true);
                }
            }
        }
        hidden
    }

    /// Does one word make the opposite of the other by a negative prefix or suffix?
    pub fn by_affix(&self, a: &str, b: &str) -> bool {
        let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
        let prefixed = self.prefixes.iter().any(|p| long.strip_prefix(p.as_str()).is_some_and(|rest| same_start(rest, short)));
        prefixed || self.suffixes.iter().any(|s| long.ends_with(s.as_str()) && same_start(long, short))
    }
}

/// Do two words begin alike for all but the last letters of the shorter one?
fn same_start(a: &str, b: &str) -> bool {
    let common = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let shorter = a.chars().count().min(b.chars().count());
    common >= 3 && common + 3 >= shorter
}

impl Tense {
    fn forms(&self) -> &(Words, Words) {
        self.irregular.forms.get_or_init(|| {
            let columns = |column: usize| {
                self.irregular.verbs.iter().filter_map(|v| v.split(' ').nth(column).map(CompactString::from)).collect()
            };
            (columns(1), columns(2))
        })
    }

    /// May the word be a past tense by its form?
    pub fn is_past(&self, folded: &str) -> bool {
        self.ends_past(folded) || self.forms().0.contains(folded)
    }

    fn ends_past(&self, folded: &str) -> bool {
        let ends = || self.past_endings.iter().any(|e| folded.ends_with(e.as_str()));
        folded.len() > 3 && ends() && !self.present.contains(folded)
    }

    pub fn is_progressive(&self, folded: &str) -> bool {
        folded.len() > 4 && self.progressive_endings.iter().any(|e| folded.ends_with(e.as_str()))
    }

    pub fn is_adverb(&self, folded: &str) -> bool {
        self.adverbs.contains(folded) || folded.len() > 4 && self.adverb_endings.iter().any(|e| folded.ends_with(e.as_str()))
    }

    /// May the word be a participle by its form?
    pub fn is_participle(&self, folded: &str) -> bool {
        self.ends_past(folded) || self.forms().1.contains(folded)
    }
}

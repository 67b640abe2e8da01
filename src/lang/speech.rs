//! Which words tell who speaks? The `[speech]` section of a language, and one look-up from a word to all that it may be.

use compact_str::CompactString;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::sync::OnceLock;

use super::{Words, given};

/// What a word may be, one bit a tag: a word is often several things at once, and its place decides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tags(u64);

macro_rules! tags {
    ($($name:ident = $list:ident),+ $(,)?) => {
        tags!(@bits 0, $($name,)+);

        /// The `[speech]` section: lists of lower-case words; en.toml explains each.
        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields, default)]
        pub struct Speech {
            $($list: Vec<CompactString>,)+
            /// Runs of words before a source (according to X).
            pub according: Vec<CompactString>,
            /// Runs of words between a verb and its subject that only set the subject beside others (for his part).
            pub asides: Vec<CompactString>,
            /// Runs of words that lead the view of who spoke last (in her view).
            pub views: Vec<CompactString>,
            /// What adverbs end in; empty where no ending tells them.
            pub adverb_ending: CompactString,
            /// What participles end in that begin a clause of their own; empty where no ending tells them.
            pub participle_ending: CompactString,
            /// What participles end in that tell who was asked (interrogato da …).
            pub asked_endings: Vec<CompactString>,
            /// What finite verbs of several end in, where they leave their subject out (chiedono).
            pub several_endings: Vec<CompactString>,
            /// What adjectives end in before a noun, where much may hang on them in between (die in Wien geborene Geigerin).
            pub attribute_endings: Vec<CompactString>,
            /// What finite verbs end in, where an ending tells them.
            pub finite_endings: Vec<CompactString>,
            /// Articles that need a noun (a, an).
            pub articles: Words,
            /// Words that report speech only where the speaker is their object, too (s'est défendu).
            pub reflexive_cues: Words,
            /// Verbs that judge where their object stands between them and the marks (found it “odd”), and else tell no words.
            pub finds: Words,
            /// Verbs with a small word behind them by which a speaker goes on where words in marks follow (she went on: “…”).
            pub goes_on: Vec<CompactString>,
            /// Verbs that with an it only tell of what there is (es gibt).
            pub exists: Words,
            /// Verbs that lead an infinitive by which somebody lets it be known (fa sapere).
            pub causatives: Words,
            /// Runs of words before the person whom a sentence is about, and who does not speak in it (asked about X, she …).
            pub topics: Vec<CompactString>,
            /// The same before the person who does (as for X, he …).
            pub themes: Vec<CompactString>,
            /// Words that make one speaker of two (Name and Name said).
            pub joins: Words,
            /// Words that tell how plainly somebody spoke (was clear).
            pub plain_speech: Words,
            /// Words for a firm, by which the only one that an article names may be called again (the company).
            pub firms: Words,
            /// Words behind a name that are no part of it (Jane Roe KC).
            pub honours: Words,
            /// A dash opens a line of speech, and two enclose who says it (—No voy —dijo X—).
            pub dialogue_dashes: bool,
            /// Infinitives of saying, which a verb and a preposition may lead (se limitó a decir).
            pub infinitives: Words,
            /// Pronouns that hang on a verb by a hyphen (defendeu-se).
            pub hung_pronouns: Vec<CompactString>,
            /// Determiners and pronouns that begin no subject (den Minister nannte sie …).
            pub oblique: Words,
            /// Determiners that stand before a man, and before a woman, where only they tell it (la ministre).
            pub articles_he: Words,
            pub articles_she: Words,
            /// What words for women end in, where a determiner alone does not tell (die Witwe, der Witwe).
            pub she_endings: Vec<CompactString>,
            /// Words for people whose gender is the word's own (la victime).
            pub epicene: Words,
            /// Verbs whose subject may be something written, for which its writer speaks (the statement read).
            pub reads: Words,
            /// Words that stand for one of several people without a noun (another laughed).
            pub others: Words,
            /// Words for several people without a noun (some).
            pub several: Words,
            /// What words end in that tell what somebody does, where they begin with a capital as names do (Oboist).
            pub trade_endings: Vec<CompactString>,
            /// What words end in that nobody but a person is called by, by what he does (beekeeper).
            pub doer_endings: Vec<CompactString>,
            /// Words in the singular for more than one (the crowd), which no single person is called by.
            pub crowds: Words,
            /// Letters that lead a question, and an answer, in a transcript (Q., A.).
            pub question_letters: Words,
            pub answer_letters: Words,
            /// What words end in that call somebody by his age (29-year-old).
            pub ages: Vec<CompactString>,
            /// Runs of words that mean the man who was named last (the latter, ce dernier).
            pub latter_he: Vec<CompactString>,
            /// The same of a woman.
            pub latter_she: Vec<CompactString>,
            /// Runs of words that mean the one of two men who was named first (the former), and the same of a woman.
            pub former_he: Vec<CompactString>,
            pub former_she: Vec<CompactString>,
            /// Runs of words that begin a line which leads to another article (read more: …).
            pub links: Vec<CompactString>,
            /// Words for what bears words that nobody says (a banner, a slogan).
            pub signs: Vec<CompactString>,
            /// Prepositions that are pronouns, too, right before a verb (en appelle à).
            pub verb_clitics: Words,
            /// Words for whoever it may be (on, man).
            pub impersonals: Words,
            /// Words behind a noun that only stress who it is (the minister herself).
            pub emphatics: Words,
            /// What a finite form of one person ends in, right behind its subject, that tells what somebody said (man fahre), and what forms of the
            /// past end in.
            pub reported_endings: Vec<CompactString>,
            pub told_endings: Vec<CompactString>,
            /// Finite forms that tell what somebody said even without a verb of saying (sei).
            pub reported: Words,
            /// Words behind an age (71 ans).
            pub age_units: Words,
            /// Words for people by their country, where they begin with a capital as names do.
            pub demonyms: Words,
            /// Those of them that are nothing else (the Scot Name), where others are adjectives too (the German Name).
            pub countrymen: Words,
            /// How words for people end, and what their plurals have in its place.
            pub people_plurals: Vec<(CompactString, CompactString)>,
            /// The same for forms that may be of one or of several.
            pub people_cases: Vec<(CompactString, CompactString)>,
            /// Words of dates that people are called, too (Clara May).
            pub borne_dates: Words,
            /// Words that a paper prints before a full name that begins its sentence (Brave Ada Quill).
            pub epithets: Words,
            /// Words for those who ask, and are not answered for (un cronista gli chiede se …).
            pub askers: Words,
            /// Words that tell a name: verbs (sie heißt Name), and the noun of a sentence that does (her name is Name).
            pub called: Words,
            /// Verbs by which somebody brings the words of another (the report quotes a guard: “…”).
            pub quoting: Words,
            /// Verbs by which words come from somebody (“…,” came the reply from Name).
            pub comes: Words,
            /// Words that lead what somebody said (as Name said), or what is taken for something (described as “…”).
            pub as_said: Words,
            /// Words before a number that make it a rough one (about 200).
            pub rough: Words,
            /// Words for people that may only tell more of another one behind them (le jeune ailier).
            pub qualities: Words,
            /// Runs of words behind a role that belong to it (le metteur en scène).
            pub role_tails: Vec<CompactString>,
            /// Runs of words between a body and who speaks for it (par la voix de son président).
            pub voices: Vec<CompactString>,
            /// How words for a woman end, and what those for a man who is the same have in its place.
            pub women: Vec<(CompactString, CompactString)>,
            /// Words for kin that are said of a man, and of a woman.
            pub words_he: Words,
            pub words_she: Words,
            /// General words for somebody whose trade or office was told before (the singer Name … the artist said).
            pub stand_ins: Words,
            /// What is held of a firm (shares in Name).
            pub shares: Words,
            /// The plainest words for one person, of whom just before more was told (the woman).
            pub plain_people: Words,
            /// Prepositions that begin a sentence with the one whose view it tells (for Name, the answer is simple: “…”).
            pub for_whom: Words,
            /// Runs of words that bring the one with whom an interview is (interview with Name).
            pub interviews: Vec<CompactString>,
            /// Words that a verb has behind it, right before its subject (shot back Name).
            pub verb_particles: Words,
            /// Prepositions before whose words a colon brings (chez Name : « … »).
            pub at_whom: Words,
            /// Letters of parties before the place that somebody sits for (D-Milltown).
            pub parties: Vec<CompactString>,
            /// Short words that no compound ends in but those that are one of them (Gewerkschaftschef).
            pub compound_ends: Vec<CompactString>,
            /// Stands between a verb and its pronoun (a-t-il).
            pub linking_ending: CompactString,
            /// Capitals with a stop behind them that are no initials: a place to write on.
            pub no_initials: Words,
            /// Words for one office or trade, a group each: who is told by one may be called again by another (the barrister … the lawyer).
            pub kindred: Vec<Vec<CompactString>>,
            /// Words for people of an age, with the youngest and the oldest so called (teenager).
            pub aged: Vec<(CompactString, u8, u8)>,
            /// Verbs by which somebody is at the head of something (who leads the club), and what such a one may be called.
            pub leads: Words,
            pub leaders: Words,
            /// Nouns for people that come in without a word (the landlord): somebody else than who was named before, as a rule.
            pub bridged: Words,
            /// Bodies that hear what somebody says, and nobody tells who (a court heard), and the verbs of that.
            pub hearings: Words,
            pub heard: Words,
            /// Other words for a role: `"first citizen" = "mayor"`.
            pub same_roles: FxHashMap<CompactString, CompactString>,
            /// Finite verbs leave their subject out (ha detto = he has said).
            pub drops_subject: bool,
            /// A reporting verb may stand before its subject anywhere, inside the marks too (« Le pont, a dit le maire, est fermé. »).
            pub inverts: bool,
            /// The finite verb is the second part of its sentence, whatever the first, and participles are the last.
            pub verb_second: bool,
            /// Common nouns begin with a capital.
            pub nouns_capital: bool,
            /// The language that all this is about.
            #[serde(skip)]
            code: CompactString,
            #[serde(skip)]
            lexicon: OnceLock<FxHashMap<CompactString, Tags>>,
        }

        impl Speech {
            fn build(&self) -> FxHashMap<CompactString, Tags> {
                let mut map: FxHashMap<CompactString, Tags> = FxHashMap::default();
                $(for word in &self.$list {
                    let tags = map.entry(word.clone()).or_default();
                    *tags = tags.with(Tags::$name);
                })+
                // A word that this language uses otherwise is no name, but Ben is one, whatever Arabic names have in the middle.
                for (name, gender) in given::names(&self.code) {
                    let tags = map.entry(name).or_default();
                    if *tags == Tags::default() || *tags == Tags::PARTICLE {
                        *tags = tags.with(gender);
                    }
                }
                for role in self.same_roles.keys() {
                    let tags = map.entry(role.rsplit(' ').next().unwrap_or(role).into()).or_default();
                    *tags = tags.with(Tags::ROLE);
                }
                for word in self.kindred.iter().flatten().filter(|word| !word.contains(' ')) {
                    let tags = map.entry(word.clone()).or_default();
                    *tags = if *tags == Tags::default() { Tags::TRADE } else { *tags };
                }
                for word in self.stand_ins.iter() {
                    let tags = map.entry(word.clone()).or_default();
                    *tags = if *tags == Tags::default() { Tags::TRADE } else { *tags };
                }
                let people: Vec<CompactString> =
                    self.roles.iter().chain(&self.titles).chain(&self.trades).cloned().collect();
                for (rules, number) in [(&self.people_plurals, Tags::MANY), (&self.people_cases, Tags::default())] {
                    for word in people.iter().flat_map(|word| inflected(word, rules)) {
                        let tags = map.entry(word).or_default();
                        if *tags == Tags::default() {
                            *tags = Tags::ROLE;
                        }
                        if tags.any(Tags::ROLE.with(Tags::TRADE)) && !tags.any(Tags::ANY_TITLE) {
                            *tags = tags.with(number);
                        }
                    }
                }
                for run in &self.according {
                    // d'après: an elided word is one of its own.
                    if let Some(first) = run.split_inclusive([' ', '\'']).next() {
                        let tags = map.entry(first.trim_end().into()).or_default();
                        *tags = tags.with(Tags::ACCORDING);
                    }
                }
                map
            }
        }
    };
    (@bits $n:expr, $name:ident, $($rest:ident,)*) => {
        impl Tags { pub const $name: Tags = Tags(1 << ($n)); }
        tags!(@bits $n + 1, $($rest,)*);
    };
    (@bits $n:expr,) => {
        impl Tags {
            const ACCORDING: Tags = Tags(1 << ($n));
            /// A word for several people, made from the one for one of them.
            pub const MANY: Tags = Tags(1 << ($n + 1));
        }
    };
}

tags! {
    SAY = say, VOICE = voice, CLAIM = claim, SAYING = saying, TELL = tell, MORE = more, BARE = bare, NOMINAL = nominal, AUTHOR = author, TITLE = titles,
    TITLE_HE = titles_he, TITLE_SHE = titles_she, ROLE = roles, BODY = bodies, HE = he, SHE = she, IT = it, THEY = they, I = i,
    RELATIVE = relatives, WHO = who, DETERMINER = determiners, OWNER_HE = owners_he, OWNER_SHE = owners_she, OWNER = owners,
    PREPOSITION = prepositions, PLACE = place_prepositions, OF = of, AND = and, CLAUSE = clauses, THAT = that, BE = be, HAVE = have, MODAL = modals, VERB = verbs,
    ADVERB = adverbs, PARTICLE = particles, DATE = months, WORK = works, DEFINITE = definite, SPOKEN_FOR = spoken_for, GIVEN_HE = given_he, GIVEN_SHE = given_she,
    PARTICIPLE = participles, ADVERBIAL = adverbial_prepositions, POINTER = pointers, DATIVE = datives, REFLEXIVE = reflexives,
    LESSER = lesser, BESIDE = beside, FORMER = former, THUS = thus, CALL = shouts, STANDS = stands, SHOWS = shows, NAMES = names, CHARGE = charges,
    PLURAL = plural_verbs, KIN = kin, USE = uses, WORDING = wordings, TRADE = trades,
}

impl Tags {
    /// May begin a run of words that names a source.
    pub const SOURCE: Tags = Tags::ACCORDING;
    pub const CUE: Tags = Tags(Tags::SAY.0 | Tags::VOICE.0 | Tags::CLAIM.0);
    pub const ANY_TITLE: Tags = Tags(Tags::TITLE.0 | Tags::TITLE_HE.0 | Tags::TITLE_SHE.0);
    pub const GIVEN: Tags = Tags(Tags::GIVEN_HE.0 | Tags::GIVEN_SHE.0);
    pub const PERSON: Tags = Tags(Tags::HE.0 | Tags::SHE.0 | Tags::IT.0 | Tags::THEY.0 | Tags::I.0);
    pub const OWNERS: Tags = Tags(Tags::OWNER.0 | Tags::OWNER_HE.0 | Tags::OWNER_SHE.0);
    pub const AUXILIARY: Tags = Tags(Tags::BE.0 | Tags::HAVE.0 | Tags::MODAL.0);
    /// Finite verbs, for telling a clause from less.
    pub const FINITE: Tags = Tags(Tags::AUXILIARY.0 | Tags::VERB.0);
    /// Words that carry grammar: with a capital they only begin a sentence.
    pub const SMALL: Tags = Tags(
        Tags::PERSON.0
            | Tags::OWNERS.0
            | Tags::AUXILIARY.0
            | Tags::RELATIVE.0
            | Tags::DETERMINER.0
            | Tags::PREPOSITION.0
            | Tags::CLAUSE.0
            | Tags::AND.0
            | Tags::ADVERB.0,
    );

    pub const fn with(self, other: Tags) -> Tags {
        Tags(self.0 | other.0)
    }

    pub const fn without(self, other: Tags) -> Tags {
        Tags(self.0 & !other.0)
    }

    /// Is it any of these?
    pub const fn any(self, of: Tags) -> bool {
        self.0 & of.0 != 0
    }
}

impl Speech {
    /// The given names that only this language's own lists have.
    pub fn given(&self) -> impl Iterator<Item = (CompactString, Tags)> {
        let he = self.given_he.iter().map(|n| (n.clone(), Tags::GIVEN_HE));
        he.chain(self.given_she.iter().map(|n| (n.clone(), Tags::GIVEN_SHE)))
    }

    /// What a man is called who is what a lower-case word calls a woman.
    pub fn of_a_man(&self, word: &str) -> Vec<CompactString> {
        let person = |w: &CompactString| self.tags(w).any(Tags::ROLE.with(Tags::ANY_TITLE).with(Tags::TRADE));
        inflected(word, &self.women).into_iter().filter(person).collect()
    }

    /// Tells which language this is.
    pub fn call(&mut self, code: &str) {
        self.code = code.into();
    }

    /// Is anybody named, rather than told by a role alone (the mayor, one father)?
    pub fn has_name(&self, speaker: &str) -> bool {
        let common = Tags::SMALL.with(Tags::ANY_TITLE).with(Tags::ROLE).with(Tags::TRADE).with(Tags::OF);
        // The Briton is as little a name.
        let is_common = |w: &str| self.tags(w).any(common) || self.demonyms.contains(w);
        let is_name = |w: &str| w.starts_with(char::is_uppercase) && !is_common(&w.to_lowercase());
        // The Albion boss: whose boss is named, not who.
        let ends_small = speaker.split_whitespace().next_back().is_some_and(|w| w.starts_with(char::is_lowercase));
        !ends_small && speaker.split_whitespace().any(is_name)
    }

    /// All that a lower-case word may be.
    pub fn tags(&self, lower: &str) -> Tags {
        self.lexicon.get_or_init(|| self.build()).get(lower).copied().unwrap_or_default()
    }
}

/// What the forms of a word may be, by rules of what it ends in and what they have in its place.
fn inflected(word: &str, rules: &[(CompactString, CompactString)]) -> Vec<CompactString> {
    let form = |(one, many): &(CompactString, CompactString)| {
        Some(compact_str::format_compact!("{}{many}", word.strip_suffix(one.as_str())?))
    };
    rules.iter().filter_map(form).collect()
}

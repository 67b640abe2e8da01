//! What does the program speak of? Every word of the field, as a type.
//!
//! The types carry data from stage to stage and know nothing of files, tables or languages. Inside the program a span is a range of
//! **bytes** (end exclusive) of the text that it belongs to; the tables turn them into code points. Types that end up as rows keep the
//! order of their table's columns.

use std::fmt;
use std::sync::Arc;

pub use compact_str::CompactString;
pub use jiff::civil::Date;

/// A string that many rows share (outlet, speaker, language): one allocation, however many rows.
pub type Shared = Arc<str>;

/// A range of bytes, end exclusive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Span { start, end }
    }

    /// The text of the span; empty where the span does not fit `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }

    pub fn len(self) -> usize {
        self.end - self.start
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// One source file as read.
#[derive(Clone, Debug)]
pub struct Article {
    /// Made of the path below the sources.
    pub id: CompactString,
    /// Path below the sources, with `/` on every system.
    pub file: Shared,
    pub outlet: Shared,
    pub date: Option<Date>,
    /// BCP 47; told or detected.
    pub lang: Shared,
    pub title: String,
    pub author: String,
    pub url: String,
    pub encoding: &'static str,
    /// The whole decoded file, header block included, byte-order mark not.
    pub text: String,
    /// Where the article begins, after a header block or a date line: a byte of `text`.
    pub body: usize,
}

/// Declares an enum whose values have one name each, in tables, messages and settings alike.
macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($(#[$vdoc:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $type { $($(#[$vdoc])* $variant),+ }

        impl $type {
            /// Every value, in the order of declaration.
            pub const ALL: &'static [$type] = &[$($type::$variant),+];

            pub fn name(self) -> &'static str {
                match self { $($type::$variant => $name),+ }
            }

            /// The value of that name, whatever its case.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|v| v.name().eq_ignore_ascii_case(name.trim()))
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

named! {
    /// What a pair of marks holds.
    Kind {
        /// A full clause.
        Direct = "direct",
        /// Less than a clause, built into the reporter's sentence.
        Fragment = "fragment",
        /// Attributed to nobody; titles of works too.
        Scare = "scare",
        /// A headline or crosshead.
        Title = "title",
        /// An embedded post or a block quote.
        Tweet = "tweet",
    }
}

named! {
    /// Why a speaker is believed to be the speaker.
    Reason {
        /// Nobody was found.
        None = "none",
        /// A cue stands between the quotation and a name behind it: “…,” said Name.
        CueAfter = "cue-after",
        /// Name and cue stand before the quotation: Name said: “…”.
        CueBefore = "cue-before",
        /// “…,” Name said, “…”.
        CueBetween = "cue-between",
        /// Name's words / according to Name / in a statement, Name.
        Nominal = "nominal-cue",
        /// Subject of the sentence that the fragment is built into.
        Clause = "clause",
        /// A pronoun or role at the cue, resolved to a name.
        Resolved = "resolved",
        /// A pronoun at the cue, as printed: it may mean several, or nobody whom the article names.
        Pronoun = "pronoun",
        /// Carried over from the segment before of one passage.
        Passage = "passage",
        /// From the sentence or paragraph before, or after.
        Nearby = "nearby",
        /// The signature of an embedded post.
        Signature = "signature",
        /// An interview's or transcript's label: `Name: …`.
        Label = "label",
        /// The auditor's decision.
        Decision = "decision",
    }
}

named! {
    /// What a rendering is in its statement.
    Role {
        Original = "original",
        Base = "base",
        Variant = "variant",
        Partial = "partial",
    }
}

named! {
    /// How the renderings of the base's language stand at a place; a later value wins.
    Status { Agree = "agree", Variant = "variant", Gap = "gap", Moved = "moved" }
}

named! {
    /// How much a divergence matters; ordered, neutral least.
    Severity { Neutral = "neutral", Minor = "minor", Major = "major", Critical = "critical" }
}

named! {
    /// How bad a problem with the input is.
    Level { Note = "note", Warning = "warning", Error = "error" }
}

named! {
    /// What kind of evidence links two words.
    Relation {
        Same = "same", Variant = "variant", Stem = "stem", Number = "number", Name = "name", Synonym = "synonym", Antonym = "antonym",
        Translation = "translation", Similar = "similar", Context = "context", Phrase = "phrase",
    }
}

named! {
    /// The classes of divergence.
    Class {
        Negation = "negation", Number = "number", Entity = "entity", Omission = "omission", Addition = "addition",
        Substitution = "substitution", Modality = "modality", Quantifier = "quantifier", Tense = "tense", Agreement = "agreement",
        Intensity = "intensity", Order = "order", EditorialInsertion = "editorial_insertion", Ellipsis = "ellipsis",
        PartialQuotation = "partial_quotation", Spelling = "spelling", Punctuation = "punctuation", Attribution = "attribution",
        Conflict = "conflict", Date = "date", Relay = "relay",
    }
}

impl Class {
    /// The issue type of the Multidimensional Quality Metrics (MQM) typology; empty where a class is no translation error.
    /// `here` tells whether this rendering has words at the place: an intensity is over- or undertranslated by it.
    pub fn mqm_type(self, here: bool) -> &'static str {
        match self {
            Class::Omission => "omission",
            Class::Addition => "addition",
            Class::Substitution | Class::Negation | Class::Modality | Class::Quantifier => "mistranslation",
            Class::Number => "mistranslation/number",
            Class::Entity => "mistranslation/entity",
            Class::Tense | Class::Agreement => "grammar",
            Class::Intensity if here => "overtranslation",
            Class::Intensity => "undertranslation",
            _ => "",
        }
    }
}

/// What extraction finds in one article: a stretch inside one pair of marks, or an embedded post.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Inside the marks, in bytes of the article's text.
    pub span: Span,
    /// With the marks.
    pub outer: Span,
    pub kind: Kind,
    /// Segments of one continuous quotation share this number; it counts up within the article.
    pub passage: u32,
    /// Set where the quotation lies inside another (a quotation in a tweet): the index of that one.
    pub within: Option<usize>,
}

/// Who said a quotation, and why we believe it.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// As this article names the speaker best (the longest name that it prints); later the canonical name over all articles.
    pub speaker: String,
    /// Verbatim: the noun phrase at the cue.
    pub mention: Option<Span>,
    /// Verbatim: the verb phrase.
    pub cue: Option<Span>,
    pub reason: Reason,
    /// 0 to 1.
    pub confidence: f32,
}

/// A row of quotes.csv, and the input of the clustering. Columns that an input table lacks are empty.
#[derive(Clone, Debug)]
pub struct Quotation {
    pub id: CompactString,
    pub article_id: CompactString,
    pub file: Shared,
    pub outlet: Shared,
    pub date: Option<Date>,
    pub lang: Shared,
    /// 1 for the first paragraph of the body; 0 where unknown.
    pub paragraph: u32,
    /// Code points of the decoded file.
    pub start: u32,
    pub end: u32,
    pub kind: Kind,
    pub text: String,
    pub speaker: Shared,
    pub mention: CompactString,
    pub cue: CompactString,
    pub reason: Reason,
    pub confidence: f32,
    pub passage_id: CompactString,
    pub context: String,
}

impl Quotation {
    /// A quotation of which nothing is known but its words and their language.
    pub fn of_words(text: impl Into<String>, lang: &str) -> Self {
        let none = || Shared::from("");
        Quotation {
            id: CompactString::default(),
            article_id: CompactString::default(),
            file: none(),
            outlet: none(),
            date: None,
            lang: lang.into(),
            paragraph: 0,
            start: 0,
            end: 0,
            kind: Kind::Direct,
            text: text.into(),
            speaker: none(),
            mention: CompactString::default(),
            cue: CompactString::default(),
            reason: Reason::None,
            confidence: 0.0,
            passage_id: CompactString::default(),
            context: String::new(),
        }
    }

    /// The speaker's name; none where only a pronoun is printed, since he here and he there are not one.
    pub fn named(&self) -> Option<&Shared> {
        (self.reason != Reason::Pronoun && !self.speaker.is_empty()).then_some(&self.speaker)
    }
}

/// A row of statements.csv.
#[derive(Clone, Debug, Default)]
pub struct Statement {
    pub id: CompactString,
    pub speakers: Vec<Shared>,
    /// The earliest.
    pub date: Option<Date>,
    pub lang: Shared,
    /// The base reading.
    pub text: String,
    /// The original-language reading, if any.
    pub original: String,
    pub renderings: u32,
    pub outlets: Vec<Shared>,
    pub languages: Vec<Shared>,
}

/// A row of renderings.csv: the part of a quotation that renders one statement.
#[derive(Clone, Debug)]
pub struct Rendering {
    pub statement_id: CompactString,
    pub id: CompactString,
    pub quote_id: CompactString,
    pub outlet: Shared,
    pub date: Option<Date>,
    pub lang: Shared,
    pub role: Role,
    /// Code points of the quotation's text.
    pub start: u32,
    pub end: u32,
    pub text: String,
    /// The words as compared, one space between; empty where nobody has read them yet.
    pub normalised: String,
    /// The probability that it belongs to its statement.
    pub similarity: f32,
}

/// Two tokens of two renderings that answer each other. `a` and `b` are indices into the statement's renderings, `a < b`.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub a: usize,
    /// Bytes of rendering `a`'s text.
    pub a_span: Span,
    pub b: usize,
    pub b_span: Span,
    pub relation: Relation,
    pub confidence: f32,
}

/// What one rendering has at a place: a word or the smallest phrase, with the punctuation that clings to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// Bytes of the rendering's text.
    pub span: Span,
    /// Set where the words stand elsewhere in this rendering than in the others: cells that moved together share it (1, 2, …).
    pub transposition: Option<u32>,
    pub confidence: f32,
}

/// One row of the table: a cell a rendering, in the statement's order of renderings.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    pub status: Status,
    pub cells: Vec<Option<Cell>>,
}

/// The table of a statement: renderings by places. A rendering's cells over all places, in the order of their offsets, are its text
/// but for the white space between them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    pub places: Vec<Place>,
    /// All word links between renderings, sorted by (a, b, a_span, b_span).
    pub links: Vec<Link>,
}

impl Alignment {
    /// The links between two renderings, given in either order.
    pub fn between(&self, r: usize, s: usize) -> impl Iterator<Item = &Link> {
        let pair = (r.min(s), r.max(s));
        let from = self.links.partition_point(|l| (l.a, l.b) < pair);
        self.links.iter().skip(from).take_while(move |l| (l.a, l.b) == pair)
    }
}

/// A place where a rendering parts from the original or from the base reading.
#[derive(Clone, Debug)]
pub struct Divergence {
    pub severity: Severity,
    pub class: Class,
    /// What this rendering prints; empty for an omission.
    pub text_here: String,
    /// What the other has; empty for an addition.
    pub text_there: String,
    /// One sentence in plain English.
    pub explanation: String,
    /// Index of the rendering among the statement's; None where a sentence was left out and no rendering stands for it.
    pub rendering: Option<usize>,
    /// Index of the rendering it was compared with.
    pub compared_with: Option<usize>,
    /// The place of the statement's table, counted from 1; 0 where there is none.
    pub place: u32,
    /// Bytes of the rendering's text (of the quotation's text where `rendering` is None).
    pub here: Span,
    /// Bytes of the other rendering's text.
    pub there: Span,
    /// Name of the rule that raised it.
    pub rule: &'static str,
    pub confidence: f32,
    /// Set where `rendering` is None: the quotation that holds the cut.
    pub quote_id: Option<CompactString>,
}

/// Something wrong with an input, at a place; a run reports it and goes on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// As the user knows it: a path below the sources, or as typed.
    pub file: String,
    /// Counted from 1; 0 where it concerns the whole file.
    pub line: u32,
    pub stage: &'static str,
    pub level: Level,
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

//! What speaks for two words, whatever stands around them? The kind of evidence chooses the row of weights.

use crate::align::tokens::{Class, Entry};
use crate::lexicon::thesaurus::Kin;
use crate::model::Relation;

/// The kinds of evidence, best first. Each is a row of `weights.csv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    SameContent,
    SameFunction,
    SameMark,
    Stem,
    Form,
    Synonym,
    Near,
    Antonym,
    AlikeFunction,
    AlikeMixed,
    Similar,
    TwoNumbers,
    Kindred,
    TwoContent,
    TwoFunction,
    TwoMarks,
    ContentFunction,
    MarkWord,
    // Between two languages.
    Number,
    Name,
    Dictionary,
    Grammar,
    Cognate,
}

impl Kind {
    pub const ALL: [Kind; 23] = [
        Kind::SameContent,
        Kind::SameFunction,
        Kind::SameMark,
        Kind::Stem,
        Kind::Form,
        Kind::Synonym,
        Kind::Near,
        Kind::Antonym,
        Kind::AlikeFunction,
        Kind::AlikeMixed,
        Kind::Similar,
        Kind::TwoNumbers,
        Kind::Kindred,
        Kind::TwoContent,
        Kind::TwoFunction,
        Kind::TwoMarks,
        Kind::ContentFunction,
        Kind::MarkWord,
        Kind::Number,
        Kind::Name,
        Kind::Dictionary,
        Kind::Grammar,
        Kind::Cognate,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Kind::SameContent => "same-content",
            Kind::SameFunction => "same-function",
            Kind::SameMark => "same-mark",
            Kind::Stem => "stem",
            Kind::Form => "form",
            Kind::Synonym => "synonym",
            Kind::Near => "near",
            Kind::Antonym => "antonym",
            Kind::AlikeFunction => "alike-function",
            Kind::AlikeMixed => "alike-mixed",
            Kind::Similar => "similar",
            Kind::TwoNumbers => "two-numbers",
            Kind::Kindred => "kindred",
            Kind::TwoContent => "two-content",
            Kind::TwoFunction => "two-function",
            Kind::TwoMarks => "two-marks",
            Kind::ContentFunction => "content-function",
            Kind::MarkWord => "mark-word",
            Kind::Number => "number",
            Kind::Name => "name",
            Kind::Dictionary => "dictionary",
            Kind::Grammar => "grammar",
            Kind::Cognate => "cognate",
        }
    }

    /// Do the words themselves speak for each other? Else only what stands around them does.
    pub fn is_lexical(self) -> bool {
        !matches!(
            self,
            Kind::TwoContent
                | Kind::TwoFunction
                | Kind::TwoMarks
                | Kind::ContentFunction
                | Kind::AlikeMixed
                | Kind::AlikeFunction
                | Kind::MarkWord
        )
    }

    /// Are the two one word?
    pub fn is_same(self) -> bool {
        self.relation() == Relation::Same
    }

    /// The relation that a link of this kind is reported as.
    pub fn relation(self) -> Relation {
        match self {
            Kind::SameContent | Kind::SameFunction | Kind::SameMark => Relation::Same,
            Kind::Stem | Kind::Form => Relation::Stem,
            Kind::Synonym | Kind::Near => Relation::Synonym,
            Kind::Antonym => Relation::Antonym,
            Kind::Similar | Kind::Cognate => Relation::Similar,
            Kind::TwoNumbers | Kind::Number => Relation::Number,
            Kind::Name => Relation::Name,
            Kind::Dictionary | Kind::Grammar => Relation::Translation,
            _ => Relation::Context,
        }
    }
}

/// What two words have in common.
#[derive(Clone, Copy, Debug)]
pub struct Evidence {
    pub kind: Kind,
    /// How alike they are, 0 to 1: equal words 1.
    pub strength: f32,
}

/// The evidence that a glance shows: equal words (`same`), equal stems, the same class.
pub fn evidence(a: &Entry, b: &Entry, same: bool) -> Evidence {
    let found = |kind, strength| Evidence { kind, strength };
    match (a.class, b.class) {
        (Class::Mark, Class::Mark) if same => found(Kind::SameMark, 0.7),
        (Class::Mark, Class::Mark) => found(Kind::TwoMarks, 0.0),
        (Class::Mark, _) | (_, Class::Mark) => found(Kind::MarkWord, 0.0),
        (Class::Function, _) if same => found(Kind::SameFunction, 0.8),
        (Class::Function, _) | (_, Class::Function) => of_grammar(a, b),
        _ if same => found(Kind::SameContent, 1.0),
        (Class::Number, Class::Number) => found(Kind::TwoNumbers, 0.3),
        (Class::Number, _) | (_, Class::Number) => found(Kind::TwoContent, 0.0),
        _ if a.stem_hash == b.stem_hash && a.stem == b.stem => found(Kind::Stem, 0.95),
        _ => found(Kind::TwoContent, 0.0),
    }
}

/// A closer look at two content words: the thesaurus, the spelling, related words in common.
pub fn closer(a: &Entry, b: &Entry) -> Evidence {
    let found = |kind, strength| Evidence { kind, strength };
    if a.class != Class::Content || b.class != Class::Content {
        return found(Kind::TwoContent, 0.0);
    }
    let related = a.kindred.may_be_related(&b.kindred);
    match related.then(|| a.thesaurus.kin(&b.thesaurus)).flatten() {
        Some(Kin::Form) => found(Kind::Form, 0.95),
        Some(Kin::Synonym) => found(Kind::Synonym, 0.8),
        Some(Kin::Antonym) => found(Kind::Antonym, 0.6),
        kin => {
            let alike = similarity(a, b);
            match (alike >= 0.5, kin) {
                (true, _) => found(Kind::Similar, alike),
                (false, Some(_)) => found(Kind::Near, 0.6),
                (false, None) => match a.kindred.common(&b.kindred) {
                    common if common > 0.0 => found(Kind::Kindred, common),
                    _ => found(Kind::TwoContent, 0.0),
                },
            }
        }
    }
}

/// Two different words of which one or both carry grammar.
fn of_grammar(a: &Entry, b: &Entry) -> Evidence {
    let both = a.class == Class::Function && b.class == Class::Function;
    let alike = a.groups & b.groups != 0;
    let (kind, strength) = match (both, alike) {
        (true, true) if a.thesaurus.kin(&b.thesaurus) == Some(Kin::Form) => (Kind::Form, 0.6),
        (true, true) => (Kind::AlikeFunction, 0.3),
        (true, false) => (Kind::TwoFunction, 0.0),
        (false, true) => (Kind::AlikeMixed, 0.3),
        (false, false) => (Kind::ContentFunction, 0.0),
    };
    Evidence { kind, strength }
}

/// How alike two words are spelt: the letters of the longest common subsequence over those of both, weighed up by a common beginning.
pub fn similarity(a: &Entry, b: &Entry) -> f32 {
    let (la, lb) = (a.letters.len(), b.letters.len());
    if la.min(lb) < 4 || la.max(lb) > 24 {
        return 0.0;
    }
    let (shared, all) = ((a.mask & b.mask).count_ones(), (a.mask | b.mask).count_ones());
    if shared * 2 < all {
        return 0.0;
    }
    let prefix = a.letters.iter().zip(b.letters.iter()).take_while(|(x, y)| x == y).count();
    let common = common_subsequence(&a.letters, &b.letters);
    let ratio = 2.0 * common as f32 / (la + lb) as f32;
    let start = prefix as f32 / la.min(lb) as f32;
    0.6 * ratio + 0.4 * start
}

fn common_subsequence(a: &[char], b: &[char]) -> usize {
    let mut row = [0u8; 25];
    for x in a {
        let mut diagonal = 0;
        for (j, y) in b.iter().enumerate().take(24) {
            let above = row[j + 1];
            row[j + 1] = if x == y { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    usize::from(row[b.len().min(24)])
}

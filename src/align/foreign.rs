//! What speaks for two words of two languages, whatever stands around them? What the lexicon knows of them.

use crate::align::evidence::{Evidence, Kind, similarity};
use crate::align::tokens::{Class, Entry, Token, Vocabulary};
use crate::lexicon::foreign::{Known, Lexicon, Proof};

/// The words of one statement with what the lexicon knows of each.
pub struct Abroad<'l> {
    lexicon: &'l Lexicon,
    /// By the word's number in the vocabulary.
    known: Vec<Known<'l>>,
}

impl<'l> Abroad<'l> {
    pub fn new(words: &Vocabulary, lexicon: &'l Lexicon) -> Abroad<'l> {
        Abroad { lexicon, known: words.all().map(|(lang, entry)| lexicon.known(lang, &entry.folded)).collect() }
    }

    pub fn evidence(&self, a: (&Entry, Token), b: (&Entry, Token)) -> Evidence {
        let found = |kind, strength| Evidence { kind, strength };
        let grammar = a.0.class == Class::Function || b.0.class == Class::Function;
        match (a.0.class, b.0.class) {
            (Class::Mark, Class::Mark) if a.0.folded == b.0.folded => return found(Kind::SameMark, 0.7),
            (Class::Mark, Class::Mark) => return found(Kind::TwoMarks, 0.0),
            (Class::Mark, _) | (_, Class::Mark) => return found(Kind::MarkWord, 0.0),
            _ => {}
        }
        let (Some(x), Some(y)) = (self.known.get(a.1.word as usize), self.known.get(b.1.word as usize)) else {
            return found(Kind::TwoContent, 0.0);
        };
        match self.lexicon.between(x, y) {
            Some(answered) if answered.proof == Proof::Number => found(Kind::Number, answered.strength),
            Some(answered) if grammar => found(Kind::Grammar, answered.strength * 0.8),
            Some(answered) => match answered.proof {
                Proof::Number => found(Kind::Number, answered.strength),
                Proof::Name => found(Kind::Name, answered.strength),
                Proof::Glossary | Proof::Dictionary | Proof::Learned => found(Kind::Dictionary, answered.strength),
                Proof::Cognate => found(Kind::Cognate, answered.strength),
            },
            None => match (a.0.class, b.0.class) {
                (Class::Function, Class::Function) => found(Kind::TwoFunction, 0.0),
                (Class::Function, _) | (_, Class::Function) => found(Kind::ContentFunction, 0.0),
                (Class::Number, Class::Number) => found(Kind::TwoNumbers, 0.3),
                (Class::Content, Class::Content) => match similarity(a.0, b.0) {
                    alike if alike >= 0.5 => found(Kind::Similar, alike),
                    _ => found(Kind::TwoContent, 0.0),
                },
                _ => found(Kind::TwoContent, 0.0),
            },
        }
    }
}

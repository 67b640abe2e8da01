//! What is aligned? Words in their compared face, and the marks between them: a comma answers a comma.

use std::cell::RefCell;
use std::hash::BuildHasher;
use std::rc::Rc;

use compact_str::CompactString;
use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::align::sorts::Sorts;
use crate::lang::Lang;
use crate::lexicon::kindred::{self, Kindred};
use crate::lexicon::thesaurus;
use crate::lexicon::vectors::{self, Vector};
use crate::model::Span;
use crate::normalise::{self, Word, WordKind};
use crate::text::{is_apostrophe, is_dash, is_hyphen};

/// What a word is good for: the evidence and its weight differ by class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// A punctuation mark, or a run of the same mark.
    Mark,
    Function,
    Number,
    Content,
}

pub type Letters = Rc<[char]>;

/// One different word of a statement: what is compared, worked out once however often it stands there.
#[derive(Debug)]
pub struct Entry {
    pub folded: CompactString,
    pub stem: CompactString,
    /// Equal stems have equal ones: most pairs need no look at the stems.
    pub stem_hash: u64,
    pub class: Class,
    /// The letters of `folded`, for similarity.
    pub letters: Letters,
    /// One bit a letter (by its code modulo 32): words that share few bits cannot be similar.
    pub mask: u32,
    /// What the thesaurus of its language knows of it.
    pub thesaurus: thesaurus::Entry,
    /// Groups of words of grammar that do the same work, one bit each.
    pub groups: u32,
    /// What work it may do in a sentence.
    pub sorts: Sorts,
    /// Words related to it.
    pub kindred: Kindred,
    /// The company that it keeps.
    pub vector: Option<Vector>,
}

/// A word or mark at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    pub span: Span,
    /// Index into the vocabulary.
    pub word: u32,
    /// Begins with a capital.
    pub capital: bool,
}

/// All different words of one statement.
#[derive(Debug, Default)]
pub struct Vocabulary {
    entries: Vec<Rc<Entry>>,
    langs: Vec<&'static Lang>,
    /// Their numbers, language by language.
    index: Vec<(&'static str, FxHashMap<CompactString, u32>)>,
}

impl Vocabulary {
    pub fn entry(&self, token: Token) -> &Entry {
        &self.entries[token.word as usize]
    }

    /// All words, by number, each with its language.
    pub fn all(&self) -> impl Iterator<Item = (&'static Lang, &Entry)> {
        self.langs.iter().copied().zip(self.entries.iter().map(Rc::as_ref))
    }

    /// The tokens of a text, in order; their words are added.
    pub fn tokens(&mut self, text: &str, lang: &'static Lang) -> Vec<Token> {
        self.of_words(text, &normalise::words(text, lang), lang)
    }

    /// The same, where the words are at hand.
    pub fn of_words(&mut self, text: &str, words: &[Word], lang: &'static Lang) -> Vec<Token> {
        // A text of single letters is a row of labels: none of them is an article or a pronoun.
        let labels = words.iter().filter(|w| w.span.len() == 1).count() * 2 > words.len();
        let mut out = Vec::with_capacity(words.len() + words.len() / 4 + 1);
        self.entries.reserve(words.len());
        let mut at = 0;
        for w in words {
            self.marks(text, Span::new(at, w.span.start.max(at)), lang, &mut out);
            let class = match w.kind {
                WordKind::Number => Class::Number,
                WordKind::Word if !labels && lang.is_function(&w.folded) => Class::Function,
                WordKind::Word => Class::Content,
            };
            let capital = w.span.of(text).chars().next().is_some_and(char::is_uppercase);
            at = w.span.end;
            out.push(Token { span: w.span, word: self.add(w.folded.clone(), class, lang), capital });
        }
        self.marks(text, Span::new(at, text.len()), lang, &mut out);
        out
    }

    /// The marks of a stretch without words; a run of one mark is one token.
    fn marks(&mut self, text: &str, gap: Span, lang: &'static Lang, out: &mut Vec<Token>) {
        let mut start = gap.start;
        let mut run: Option<char> = None;
        for (i, c) in gap.of(text).char_indices() {
            let at = gap.start + i;
            if run == Some(c) {
                continue;
            }
            if let Some(mark) = run {
                out.push(Token { span: Span::new(start, at), word: self.add_mark(mark, &text[start..at], lang), capital: false });
            }
            run = (!c.is_whitespace()).then_some(c);
            start = at;
        }
        if let Some(mark) = run {
            out.push(Token {
                span: Span::new(start, gap.end),
                word: self.add_mark(mark, &text[start..gap.end], lang),
                capital: false,
            });
        }
    }

    /// Marks that do the same work are the same.
    fn add_mark(&mut self, mark: char, run: &str, lang: &'static Lang) -> u32 {
        let folded: CompactString = match mark {
            '"' | '“' | '”' | '„' | '«' | '»' | '`' => "\"".into(),
            c if is_apostrophe(c) => "\"".into(),
            c if is_dash(c) || is_hyphen(c) => "-".into(),
            '…' => "...".into(),
            '.' if run.len() > 1 => "...".into(),
            c => CompactString::from_iter([c]),
        };
        self.add(folded, Class::Mark, lang)
    }

    fn add(&mut self, folded: CompactString, class: Class, lang: &'static Lang) -> u32 {
        let code = lang.code.as_str();
        let at = self.index.iter().position(|(of, _)| *of == code).unwrap_or_else(|| {
            self.index.push((code, FxHashMap::with_capacity_and_hasher(self.entries.capacity(), FxBuildHasher)));
            self.index.len() - 1
        });
        *self.index[at].1.entry(folded).or_insert_with_key(|folded| {
            self.entries.push(entry(folded, class, lang));
            self.langs.push(lang);
            self.entries.len() as u32 - 1
        })
    }
}

/// A letter can be an article in one statement and a label in another: the class is part of what a word is.
type Remembered = FxHashMap<(&'static str, Class), FxHashMap<CompactString, Rc<Entry>>>;

thread_local! {
    /// Statements share most of their words: what a thread has worked out once it keeps. It changes no result.
    static REMEMBERED: RefCell<Remembered> = RefCell::default();
}

/// All that is known of a word.
fn entry(folded: &CompactString, class: Class, lang: &'static Lang) -> Rc<Entry> {
    const MOST: usize = 25_000;
    REMEMBERED.with_borrow_mut(|remembered| {
        let remembered = remembered.entry((lang.code.as_str(), class)).or_default();
        if let Some(known) = remembered.get(folded) {
            return Rc::clone(known);
        }
        if remembered.len() >= MOST {
            remembered.clear();
        }
        let letters: Letters = folded.chars().collect();
        let mask = letters.iter().fold(0u32, |m, c| m | 1 << (*c as u32 % 32));
        let stem = if class == Class::Content { lang.stem(folded) } else { folded.clone() };
        let words = matches!(class, Class::Content | Class::Function);
        let stem_hash = FxBuildHasher.hash_one(&stem);
        let thesaurus = thesaurus::of(lang).filter(|_| words).map(|t| t.find(folded)).unwrap_or_default();
        let groups = lang.align.groups(folded);
        let sorts = if words { Sorts::of(folded, lang) } else { Sorts::default() };
        let kindred = kindred::of(lang, &thesaurus);
        let vector = vectors::of(lang, folded).filter(|_| words);
        let made = Rc::new(Entry {
            folded: folded.clone(),
            stem,
            stem_hash,
            class,
            letters,
            mask,
            thesaurus,
            groups,
            sorts,
            kindred,
            vector,
        });
        remembered.insert(folded.clone(), Rc::clone(&made));
        made
    })
}

//! What does the audit know of one word? Its two faces, its place in the table, what it answers, and what sort of word it is.

use std::cell::OnceCell;
use std::ops::Range;

use compact_str::CompactString;
use rustc_hash::FxHashSet;

use crate::audit::outside::Outside;
use crate::audit::pair::{Answer, squashed};
use crate::lang::{Lang, Polarity, Tags, Words};
use crate::lexicon::home;
use crate::lexicon::thesaurus::{self, Entry};
use crate::lexicon::vectors::{self, Vector};
use crate::model::{Alignment, Span};
use crate::normalise::{self, WordKind};
use crate::text::{bracket_around, brackets, sentences};

/// Marks that part clauses.
const CLAUSE_MARKS: [char; 9] = [',', ';', ':', '.', '!', '?', '…', '–', '—'];

/// One word of a rendering.
#[derive(Clone, Debug)]
pub struct Token {
    pub span: Span,
    pub folded: CompactString,
    /// As printed, in small letters and without marks.
    pub plain: CompactString,
    pub stem: CompactString,
    pub entry: Entry,
    /// The company that it keeps.
    pub vector: Option<Vector>,
    /// The place of the statement's table, counted from 1; 0 where there is none.
    pub place: u32,
    /// The sentence and the clause that it stands in, counted from 0.
    pub sentence: u32,
    pub clause: u32,
    /// The slot that it stands in, where it is not settled.
    pub slot: Option<usize>,
    /// Best first.
    pub answers: Vec<Answer>,
    /// The digits of a word that has some, by value.
    pub figures: Option<CompactString>,
    pub is_name: bool,
    pub is_function: bool,
    /// Stands in brackets: `[` or `(`.
    pub bracket: Option<char>,
}

impl Token {
    /// Does it tell something, rather than hold a sentence together?
    pub fn is_content(&self) -> bool {
        !self.is_function || self.figures.is_some()
    }

    /// Is it a number of order: first, 2nd?
    pub fn is_ordinal(&self) -> bool {
        self.folded.starts_with(|c: char| c.is_ascii_digit()) && self.folded.ends_with(|c: char| !c.is_ascii_digit())
    }

    /// Is it a number that may be a year?
    pub fn may_be_year(&self) -> bool {
        self.figures.as_ref().and_then(|figures| figures.parse::<u32>().ok()).is_some_and(|number| (1000..2100).contains(&number))
    }

    /// Is it a sign (£, %), of neither letters nor figures?
    pub fn is_sign(&self) -> bool {
        self.plain.is_empty()
    }

    /// Is the word, or a base form of it, among these?
    pub fn is_any(&self, words: &Words) -> bool {
        words.contains(&self.folded) || self.entry.bases().any(|b| words.contains(b))
    }

    /// Does a word of the other side say the same?
    pub fn is_settled(&self) -> bool {
        self.settled_answer().is_some()
    }

    /// The word of the other side that says the same.
    pub fn settled_answer(&self) -> Option<usize> {
        self.answers.first().filter(|a| a.tie.settles()).map(|a| a.at)
    }
}

/// How a sentence ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    Question,
    Statement,
}

/// All words of one rendering.
pub struct Side<'a> {
    pub text: &'a str,
    /// Index among the statement's renderings.
    pub rendering: usize,
    pub tokens: Vec<Token>,
    pub sentences: Vec<Span>,
    /// How many words carry content.
    pub content: usize,
    /// All stems.
    pub stems: FxHashSet<CompactString>,
    /// Which words belong to sayings that deny nothing, once it has been asked for.
    hidden: OnceCell<Vec<bool>>,
    /// What the article says before the mark.
    pub outside: Outside<'a>,
}

impl<'a> Side<'a> {
    pub fn new(text: &'a str, rendering: usize, lang: &'static Lang, alignment: &Alignment) -> Side<'a> {
        let thesaurus = thesaurus::of(lang);
        let sentences = sentences(text, lang);
        let brackets = brackets(text);
        let places = places(alignment, rendering);
        let mut tokens: Vec<Token> = Vec::new();
        for w in normalise::words(text, lang) {
            let printed = w.span.of(text);
            // A letter that a space tore from its word ("Rossi 's") tells nothing.
            let torn = printed.chars().count() == 1
                && !printed.chars().all(|c| c.is_numeric() || matches!(c, 'a' | 'A' | 'I' | 'i' | 'o' | 'O'));
            let torn = torn
                && tokens.last().is_some_and(|t| {
                    text.get(t.span.end..w.span.start).is_some_and(|gap| gap.contains(crate::text::is_apostrophe))
                });
            let cell = places.partition_point(|(span, _)| span.start <= w.span.start).checked_sub(1).and_then(|i| places.get(i));
            let parted = |t: &Token| text.get(t.span.end..w.span.start).is_some_and(|gap| gap.contains(CLAUSE_MARKS));
            let clause = tokens.last().map_or(0, |t| t.clause + u32::from(parted(t)));
            let place = cell.filter(|(span, _)| w.span.start < span.end).map_or(0, |(_, p)| *p);
            tokens.push(Token {
                span: w.span,
                plain: squashed(printed),
                stem: lang.stem(&w.folded),
                entry: thesaurus.map(|t| t.find(&w.folded)).unwrap_or_default(),
                vector: vectors::of(lang, &w.folded),
                place,
                sentence: sentences.partition_point(|s| s.end <= w.span.start) as u32,
                clause,
                slot: None,
                answers: Vec::new(),
                figures: figures(&w.folded, w.kind),
                is_name: false,
                is_function: torn || lang.is_function(&w.folded),
                bracket: bracket_around(&brackets, w.span).map(|(_, c)| c),
                folded: w.folded,
            });
        }
        let content = tokens.iter().filter(|t| t.is_content()).count();
        let stems = tokens.iter().map(|t| t.stem.clone()).collect();
        let mut side =
            Side { text, rendering, tokens, sentences, content, stems, hidden: OnceCell::new(), outside: Outside::default() };
        side.mark_names(lang);
        side
    }

    /// Which words belong to sayings in which a negator turns nothing round.
    pub fn hidden(&self, polarity: &Polarity) -> &[bool] {
        self.hidden.get_or_init(|| polarity.hidden(&self.words(), |i| self.ends_clause(i)))
    }

    /// The words that overlap a span.
    pub fn within(&self, span: Span) -> Range<usize> {
        let start = self.tokens.partition_point(|t| t.span.end <= span.start);
        let end = self.tokens.partition_point(|t| t.span.start < span.end);
        start..end.max(start)
    }

    /// The text from the first to the last of some words; the last part of a contraction is shown with its first one (can’t).
    pub fn span(&self, run: &[usize]) -> Option<Span> {
        let first = run.iter().copied().filter(|i| *i < self.tokens.len()).min()?;
        let end = run.iter().filter_map(|i| self.tokens.get(*i)).map(|t| t.span.end).max()?;
        let joins = |i: &usize| {
            let start = self.tokens[*i].span.start;
            self.text[start..].trim_start_matches('n').starts_with(['’', '\''])
                && i.checked_sub(1).is_some_and(|before| self.tokens[before].span.end == start)
        };
        let from = if joins(&first) { first - 1 } else { first };
        Some(Span::new(self.tokens[from].span.start, end))
    }

    /// The content words without an answer.
    pub fn open(&self) -> impl Iterator<Item = usize> + '_ {
        self.tokens.iter().enumerate().filter(|(_, t)| t.is_content() && !t.is_settled()).map(|(i, _)| i)
    }

    pub fn folded(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |t| t.folded.as_str())
    }

    /// Does a phrase of folded words stand here from a word on?
    pub fn says(&self, phrase: &str, from: usize) -> bool {
        phrase.split(' ').zip(from..).all(|(word, i)| self.folded(i) == word)
    }

    /// The words that are signs.
    pub fn signs(&self) -> impl Iterator<Item = &str> {
        self.tokens.iter().filter(|t| t.is_sign()).map(|t| t.folded.as_str())
    }

    /// Does a mark that parts clauses, or the end of the text, follow the word?
    pub fn ends_clause(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_none_or(|next| next.clause != self.tokens[at].clause)
    }

    /// The words of a word's clause.
    pub fn clause_of(&self, at: usize) -> Range<usize> {
        self.alike(at, |t| t.clause)
    }

    /// The words of a word's sentence.
    pub fn sentence_of(&self, at: usize) -> Range<usize> {
        self.alike(at, |t| t.sentence)
    }

    /// The run of words that have the same number as one, where numbers only rise.
    fn alike(&self, at: usize, number: impl Fn(&Token) -> u32) -> Range<usize> {
        let Some(own) = self.tokens.get(at).map(&number) else { return 0..0 };
        self.tokens.partition_point(|t| number(t) < own)..self.tokens.partition_point(|t| number(t) <= own)
    }

    pub fn is_sign(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_sign)
    }

    /// Whether a text of one whole sentence asks or states; `None` for any other, and where no mark tells. A comma stands for the stop of what is stated
    /// (“We are open,” she said): a question keeps its mark.
    pub fn asked(&self) -> Option<Asked> {
        let text = self.text.trim_end_matches(['”', '"', '’', '»', '“', ')', ' ', '\u{a0}', '\u{202f}']);
        let one = self.sentences.len() == 1 && !self.begins_inside();
        match text.chars().next_back().filter(|_| one)? {
            '?' => Some(Asked::Question),
            '.' | '!' | ',' => Some(Asked::Statement),
            _ => None,
        }
    }

    /// May a word that carries a negator on (non … nessuno) deny anew, since a clause or noun of its own begins with it: non è sicuro e nessuno lo sa?
    /// Not in what depends on what is denied (non credo che nessuno lo sappia).
    pub fn denies_anew(&self, lang: &Lang, at: usize) -> bool {
        let polarity = &lang.meaning.polarity;
        polarity.continuing.contains(self.folded(at))
            && !polarity.even.contains(self.folded(at))
            && at.checked_sub(1).is_some_and(|before| self.joins_clauses(lang, before) || self.ends_clause(before))
    }

    /// Does such a word surely deny anew: the subject of a clause, with something behind it, and no more of the same before (niente e nessuno)?
    pub fn surely_denies_anew(&self, lang: &Lang, at: usize) -> bool {
        let polarity = &lang.meaning.polarity;
        let before = at.checked_sub(1).map(|i| if self.joins_clauses(lang, i) { i.saturating_sub(1) } else { i });
        self.denies_anew(lang, at)
            && polarity.nobody.contains(self.folded(at))
            && !self.ends_clause(at)
            && before.is_some_and(|i| !polarity.continuing.contains(self.folded(i)))
    }

    /// Is it a word that joins clauses of equal rank, or tells a reason?
    fn joins_clauses(&self, lang: &Lang, at: usize) -> bool {
        let meaning = &lang.meaning;
        meaning.connectives.contains(self.folded(at)) && !meaning.conditional.iter().any(|phrase| phrase == self.folded(at))
    }

    /// The numbers of the sentences in which something is denied.
    pub fn denied(&self, polarity: &Polarity) -> FxHashSet<u32> {
        let denies = |t: &&Token| polarity.denies(&t.folded) || polarity.partners.contains(&t.folded);
        self.tokens.iter().filter(denies).map(|t| t.sentence).collect()
    }

    /// Does the text begin in the middle of a sentence?
    pub fn begins_inside(&self) -> bool {
        self.text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase)
    }

    /// Is the word's sentence a question?
    pub fn asks(&self, at: usize) -> bool {
        self.sentence(at).trim_end_matches(['”', '"', '’', '»', ' ']).ends_with('?')
    }

    /// Is the word the first of its sentence?
    pub fn opens_sentence(&self, at: usize) -> bool {
        let sentence = |i: usize| self.tokens.get(i).map(|t| t.sentence);
        at.checked_sub(1).is_none_or(|before| sentence(before) != sentence(at))
    }

    /// All folded words.
    pub fn words(&self) -> Vec<&str> {
        self.tokens.iter().map(|t| t.folded.as_str()).collect()
    }

    /// The sentence that a word stands in.
    pub fn sentence(&self, at: usize) -> &'a str {
        let number = self.tokens.get(at).map_or(0, |t| t.sentence as usize);
        self.sentences.get(number).map_or("", |s| s.of(self.text))
    }

    /// Words printed with a capital are names, but for the first of a sentence, which is one only where no dictionary knows it. Where most
    /// words have a capital (a headline), capitals tell nothing.
    fn mark_names(&mut self, lang: &'static Lang) {
        let text = self.text;
        let capital = |t: &Token| t.span.of(text).chars().next().is_some_and(char::is_uppercase);
        let all = self.tokens.iter().filter(|t| t.is_content()).count();
        if all > 6 && self.tokens.iter().filter(|t| t.is_content() && capital(t)).count() * 10 > all * 9 {
            return;
        }
        let mut sentence = u32::MAX;
        for t in &mut self.tokens {
            let first = t.sentence != sentence;
            sentence = t.sentence;
            let shouted = t.span.of(text).chars().filter(|c| c.is_uppercase()).count() > 1;
            let known = t.entry.is_known() || t.is_function || lang.meaning.is_grammar(&t.folded);
            // After a quotation mark or a bracket a capital may begin a sentence, too.
            let opens = first || text[..t.span.start].trim_end().ends_with(['“', '"', '‘', '«', '(', '[', ':']);
            // In May, we may: the capital tells the month.
            let printed = t.span.of(text);
            if !opens && t.folded != printed && lang.meaning.in_series(printed).is_some() {
                (t.folded, t.is_function) = (printed.into(), false);
            }
            let plain = lang.meaning.capitalised.contains(&t.folded) || t.is_function && !shouted;
            t.is_name = capital(t) && !plain && (shouted || !opens || !known);
        }
        if lang.meaning.capital_nouns {
            self.keep_told_names(lang);
        }
    }

    /// Where nouns have a capital, too, only what else tells a name is one: capitals, a place that is known, a first name, or a first name or title
    /// right before it.
    fn keep_told_names(&mut self, lang: &'static Lang) {
        let tags = |t: &Token| lang.speech.tags(&t.plain);
        let mut before = false;
        for t in &mut self.tokens {
            let shouted = t.span.of(self.text).chars().filter(|c| c.is_uppercase()).count() > 1;
            let leads = tags(t).any(Tags::GIVEN.with(Tags::ANY_TITLE));
            let is_told = before || shouted || tags(t).any(Tags::GIVEN) || home::of(lang, &t.folded).is_some();
            t.is_name &= is_told;
            before = leads || t.is_name && before;
        }
    }
}

/// The digits of a word, by value: 2500000, 21 of 21st, 1960 of 1960s.
fn figures(folded: &str, kind: WordKind) -> Option<CompactString> {
    if kind == WordKind::Number {
        return Some(folded.into());
    }
    let digits: CompactString = folded.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    digits.bytes().any(|b| b.is_ascii_digit()).then_some(digits)
}

/// The cells of a rendering and their places, in the order of the text.
fn places(alignment: &Alignment, rendering: usize) -> Vec<(Span, u32)> {
    let cells = alignment.places.iter().zip(1u32..).filter_map(|(p, n)| Some((p.cells.get(rendering)?.as_ref()?.span, n)));
    let mut out: Vec<(Span, u32)> = cells.collect();
    out.sort_unstable();
    out
}

//! Does an article deny, in its own words right before a mark, what stands behind it: promised not “to resign”, ruled out “selling the mill”? What one
//! prints so has lost nothing against what another quotes with the negator.

use std::cell::OnceCell;

use crate::lang::Lang;
use crate::normalise::{self, Word};

/// So many words before the mark tell.
const NEAR: usize = 8;

/// What an article says before a mark, in the sentence in which a rendering begins.
#[derive(Debug, Default)]
pub struct Outside<'a> {
    /// `None` where it is not known.
    lead: Option<&'a str>,
    /// Whether it denies, once that has been asked for.
    denied: OnceCell<Option<bool>>,
}

impl<'a> Outside<'a> {
    pub fn new(lead: Option<&'a str>) -> Outside<'a> {
        Outside { lead, denied: OnceCell::new() }
    }

    /// Is it known what stands before the mark?
    pub fn is_known(&self) -> bool {
        self.lead.is_some_and(|lead| lead.contains(char::is_alphabetic))
    }

    /// Does the article tell a condition before the mark?
    pub fn limits(&self, lang: &'static Lang) -> bool {
        let words = normalise::words(self.lead.unwrap_or(""), lang);
        let says = |phrase: &str, at: usize| {
            phrase.split(' ').enumerate().all(|(k, word)| words.get(at + k).is_some_and(|w| w.folded == word))
        };
        (0..words.len()).any(|at| lang.meaning.conditional.iter().any(|phrase| says(phrase, at)))
    }

    /// Does the article deny what it then quotes? Not where it says so in a word that affirms (was “welcome”); `None` where neither is plain.
    pub fn denies(&self, lang: &'static Lang) -> Option<bool> {
        *self.denied.get_or_init(|| denies(self.lead?, lang))
    }
}

/// A word before the mark, and whether its clause ends behind it.
type Told = (Word, bool);

fn denies(lead: &str, lang: &'static Lang) -> Option<bool> {
    let polarity = &lang.meaning.polarity;
    let words = without_insets(lead, lang);
    if denials(&words, lang).into_iter().any(|at| !is_closed(&words, at, lang)) {
        return Some(true);
    }
    // He was, he promised that he would: behind the word that affirms stand words of grammar only. It was a lie that he was: what begins a clause
    // of its own leaves it open, unless such a word stands before that, too.
    let affirms = |w: &Told| polarity.affirming.contains(&w.0.folded);
    let last = |words: &[Told]| words.iter().rposition(|w| affirms(w) || !lang.is_function(&w.0.folded));
    // Said police “have closed it”: whoever does it may stand between.
    let subject = last(&words).filter(|at| at + 1 == words.len() && !affirms(&words[*at]));
    let told = last(&words[..subject.unwrap_or(words.len())]).filter(|at| affirms(&words[*at]))?;
    let clause = words[..told].iter().rposition(|w| polarity.clauses.contains(&w.0.folded));
    let is_told = |at: usize| last(&words[..at]).is_some_and(|before| affirms(&words[before]));
    clause.is_none_or(|at| is_closed(&words, at, lang) || is_told(at)).then_some(false)
}

/// The words of a lead but for what is set in between marks to say who speaks: the mill is not, he said, “for sale”.
fn without_insets(lead: &str, lang: &'static Lang) -> Vec<Told> {
    let words = normalise::words(lead, lang);
    let ends = |i: usize| {
        let to = words.get(i + 1).map_or(lead.len(), |w| w.span.start);
        lead.get(words[i].span.end..to).is_some_and(|gap| gap.contains([',', ';', ':', '–', '—']))
    };
    let marked: Vec<bool> = (0..words.len()).map(ends).collect();
    let mut told: Vec<Told> = Vec::with_capacity(words.len());
    let mut from = 0;
    while from < words.len() {
        let to = (from..words.len()).find(|i| marked[*i]).map_or(words.len(), |i| i + 1);
        if from > 0 && marked[to - 1] && words[from..to].iter().any(|w| says(w, lang)) {
            told.last_mut().into_iter().for_each(|w| w.1 = false);
        } else {
            told.extend((from..to).map(|i| (words[i].clone(), marked[i])));
        }
        from = to;
    }
    told
}

/// The words near the mark that deny, or end a phrase that does.
fn denials(words: &[Told], lang: &'static Lang) -> Vec<usize> {
    let polarity = &lang.meaning.polarity;
    let folded: Vec<&str> = words.iter().map(|w| w.0.folded.as_str()).collect();
    let hidden = polarity.hidden(&folded, |_| false);
    let stems: Vec<_> = polarity.implicit.iter().chain(&polarity.answers).map(|w| lang.stem(w)).collect();
    let ends = |phrase: &str, last: usize| {
        let length = phrase.split(' ').count();
        (last + 1).checked_sub(length).is_some_and(|from| phrase.split(' ').eq(folded[from..=last].iter().copied()))
    };
    let denies = |at: usize| {
        let stem = lang.stem(folded[at]);
        let negates = polarity.denies(folded[at]) || polarity.continuing.contains(folded[at]);
        negates || stems.contains(&stem) || polarity.rejecting.iter().any(|phrase| ends(phrase, at))
    };
    let near = words.len().saturating_sub(NEAR)..words.len();
    near.filter(|at| !hidden[*at] && denies(*at)).collect()
}

/// Does a word belong to a clause that ends before the one that says what is quoted: who never smiles, said it was “open”; did not apologise but said?
fn is_closed(words: &[Told], at: usize, lang: &'static Lang) -> bool {
    // Neither … nor carry the negation on.
    let joins = |word: &str| lang.meaning.exchange.joining.contains(word) && !lang.meaning.polarity.continuing.contains(word);
    let ends = |i: &usize| words[*i].1 || joins(&words[*i].0.folded);
    (at..words.len()).find(ends).is_some_and(|end| words[end + 1..].iter().any(|w| says(&w.0, lang)))
}

/// Is it a word of saying, or one that affirms?
fn says(word: &Word, lang: &'static Lang) -> bool {
    lang.meaning.saying.contains(&word.folded) || lang.meaning.polarity.affirming.contains(&word.folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang;

    #[test]
    fn articles_deny_in_their_own_words() {
        let cases = [
            ("en", "Ann Reed promised not ", Some(true)),
            ("en", "Ann Reed ruled out ", Some(true)),
            ("en", "Ann Reed said the mill was ", Some(false)),
            ("en", "Ann Reed, who never smiles, said the mill was ", Some(false)),
            ("en", "Ann Reed did not apologise but said the mill was ", Some(false)),
            ("en", "It was a lie that the mill was ", Some(true)),
            ("en", "Ann Reed smiled at talk of ", None),
            ("en", "Ann Reed said the miller ", Some(false)),
            ("en", "Ann Reed said it was good of the miller ", None),
            ("en", "The mill is not, Ann Reed insists, ", Some(true)),
            ("en", "Nobody, Ann Reed said, was ", Some(true)),
            ("en", "Ann Reed said neither the town nor the port would ", Some(true)),
            ("it", "Anna Riva ha escluso di ", Some(true)),
            ("it", "Anna Riva ha promesso di ", Some(false)),
            ("fr", "Pas question, dit Anne Rive, de ", Some(true)),
            ("es", "Ana Ribera descartó ", Some(true)),
            ("pt", "Ana Ribeiro não quer, de modo algum, ", Some(true)),
            ("de", "Anna Riva sagte, sie sei keineswegs ", Some(true)),
            ("de", "Anna Riva sagte, sie sei ", Some(false)),
        ];
        for (code, lead, wanted) in cases {
            assert_eq!(Outside::new(Some(lead)).denies(lang::of(code)), wanted, "{code} {lead}");
        }
        assert_eq!(Outside::default().denies(lang::of("en")), None);
    }
}

//! Which number has a word? Forms of one stem have one number, whatever the order in which they were met.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::cluster::lists::Lists;
use crate::lang::{self, Lang};
use crate::model::CompactString;

/// All words, by number.
pub struct Words {
    pub words: Vec<CompactString>,
    pub langs: Vec<&'static Lang>,
    /// Those that carry grammar.
    pub function: Vec<bool>,
    /// Their forms, by number.
    pub spelt: Vec<CompactString>,
}

#[derive(Default)]
pub struct Interner {
    langs: Vec<&'static Lang>,
    /// Primary subtags: languages without a data file are told apart too.
    tags: Vec<CompactString>,
    /// Of each language, the numbers of words as compared.
    forms: Vec<FxHashMap<CompactString, u32>>,
    /// Words as compared, and the word that each is a form of.
    spelt: Vec<CompactString>,
    word_of: Vec<u32>,
    stems: FxHashMap<(u16, CompactString), u32>,
    words: Vec<CompactString>,
    of_lang: Vec<u16>,
    function: Vec<bool>,
}

impl Interner {
    pub fn lang(&mut self, tag: &str) -> u16 {
        let primary = primary(tag);
        match self.tags.iter().position(|t| *t == primary) {
            Some(i) => i as u16,
            None => {
                self.tags.push(primary);
                self.langs.push(lang::of(tag));
                self.forms.push(FxHashMap::default());
                (self.tags.len() - 1) as u16
            }
        }
    }

    /// The word that a form is one of.
    pub fn word(&self, form: u32) -> u32 {
        self.word_of.get(form as usize).copied().unwrap_or(0)
    }

    /// The number of a word as compared.
    pub fn form(&mut self, lang: u16, folded: &CompactString) -> u32 {
        let l = lang as usize;
        if let Some(&id) = self.forms[l].get(folded) {
            return id;
        }
        let function = self.langs[l].is_function(folded);
        let stem = if function { folded.clone() } else { self.langs[l].stem(folded) };
        let next = self.words.len() as u32;
        let id = *self.stems.entry((lang, stem.clone())).or_insert(next);
        if id == next {
            self.words.push(stem);
            self.of_lang.push(lang);
            self.function.push(function);
        }
        let form = self.spelt.len() as u32;
        self.forms[l].insert(folded.clone(), form);
        self.spelt.push(folded.clone());
        self.word_of.push(id);
        form
    }

    /// Renumbers the words by language and letters: the numbers no longer tell which row came first.
    pub fn in_order(self, lists: &mut Lists) -> Words {
        let key = |w: &u32| (&self.tags[usize::from(self.of_lang[*w as usize])], &self.words[*w as usize]);
        let mut order: Vec<u32> = (0..self.words.len() as u32).collect();
        order.par_sort_unstable_by(|a, b| key(a).cmp(&key(b)));
        let mut number = vec![0u32; order.len()];
        for (new, &old) in order.iter().enumerate() {
            number[old as usize] = new as u32;
        }
        lists.renumber(&number);
        Words {
            function: order.iter().map(|&w| self.function[w as usize]).collect(),
            langs: order.iter().map(|&w| self.langs[usize::from(self.of_lang[w as usize])]).collect(),
            words: order.iter().map(|&w| self.words[w as usize].clone()).collect(),
            spelt: self.spelt,
        }
    }
}

/// The primary subtag of a language tag, in small letters.
pub fn primary(tag: &str) -> CompactString {
    CompactString::from(tag.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase())
}

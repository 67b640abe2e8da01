//! Whom do other articles of the corpus name in full? A surname alone that one of them gives a first name to is a person's here, too.

use super::Attributed;
use super::names::{self, Known};
use super::people::{Gender, People};
use super::tokens::key;
use rustc_hash::FxHashMap;

/// The surnames of the people whom articles name in full, with the gender that all of a surname share.
#[derive(Clone, Debug, Default)]
pub struct Familiar(FxHashMap<u64, Gender>);

impl Familiar {
    /// What the articles tell, each read on its own.
    pub fn of<'a>(articles: impl Iterator<Item = &'a Attributed>) -> Familiar {
        let mut out = Familiar::default();
        for known in articles.flat_map(|a| &a.known).filter(|k| k.is_full_person()) {
            out.see(known);
        }
        out
    }

    /// What the names of speakers tell, where no more is at hand.
    pub fn of_names<'a>(names: impl Iterator<Item = &'a str>) -> Familiar {
        let full = |name: &&str| name.contains(' ') && name.split(' ').all(|w| w.starts_with(char::is_uppercase));
        let surnames = names.filter(full).filter_map(names::last_word);
        Familiar(surnames.map(|last| (key(&last), Gender::Unknown)).collect())
    }

    fn see(&mut self, known: &Known) {
        let Some(last) = names::last_word(&known.name) else { return };
        let gender = self.0.entry(key(&last)).or_insert(known.gender);
        // Two of one surname
        if *gender != known.gender {
            *gender = Gender::Unknown;
        }
    }

    /// Does it tell of a surname that the article has alone?
    pub fn concerns(&self, article: &Attributed) -> bool {
        article.unsure.iter().any(|word| self.0.contains_key(word))
    }

    pub(super) fn has(&self, word: u64) -> bool {
        self.0.contains_key(&word)
    }

    /// Makes people of those of whom the article tells nothing but a surname.
    pub(super) fn tell(&self, people: &mut People) {
        for person in people.all.iter_mut().filter(|p| p.is_one_word() && !p.body && !p.thing) {
            let Some(gender) = person.surname().and_then(|word| self.0.get(&word)) else { continue };
            person.human = true;
            if person.gender == Gender::Unknown {
                person.gender = *gender;
            }
        }
    }
}

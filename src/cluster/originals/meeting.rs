//! Which languages meet? First all others meet the one of the renderings; then, of what nobody printed in that one, any two of the others.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::cluster::originals::Made;
use crate::lang::{self, Lang};
use crate::model::Statement;

/// A language whose statements stay, and those whose statements are laid beside them.
pub struct Meeting {
    pub pivot: &'static Lang,
    /// In the order of their codes.
    pub others: Vec<&'static Lang>,
    /// Is the pivot another language than that of the renderings?
    pub abroad: bool,
}

impl Meeting {
    /// All that is in other languages meets what is in the language of the renderings.
    pub fn at_home(made: &[Made], home: &'static Lang) -> Meeting {
        let others = languages(made, home).into_iter().map(|(lang, _)| lang).collect();
        Meeting { pivot: home, others, abroad: false }
    }

    /// What is still in another language alone meets in turn, the language of most statements first; any two once.
    pub fn abroad(made: &[Made], home: &'static Lang) -> Vec<Meeting> {
        let mut all = languages(made, home);
        all.sort_by_key(|(lang, statements)| (Reverse(*statements), &lang.code));
        let pivots = (1..all.len()).map(|i| {
            let mut others: Vec<&'static Lang> = all[i..].iter().map(|(lang, _)| *lang).collect();
            others.sort_by(|a, b| a.code.cmp(&b.code));
            Meeting { pivot: all[i - 1].0, others, abroad: true }
        });
        pivots.collect()
    }

    /// May a statement go to another? Not where it has taken one in itself.
    pub fn may_go(&self, statement: &Statement) -> bool {
        !self.abroad || statement.languages.len() < 2
    }
}

/// The languages beside one that a run knows words of, in the order of their codes, with their statements.
fn languages(made: &[Made], beside: &'static Lang) -> Vec<(&'static Lang, usize)> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut last: (&str, &'static Lang) = ("", lang::of(""));
    for (statement, _) in made {
        if last.0 != statement.lang.as_ref() {
            last = (&statement.lang, lang::of(&statement.lang));
        }
        *counts.entry(&last.1.code).or_default() += 1;
    }
    let is_other = |l: &&'static Lang| l.code != beside.code;
    let mut all: Vec<(&'static Lang, usize)> =
        lang::all().iter().filter(is_other).filter_map(|l| Some((l, *counts.get(l.code.as_str())?))).collect();
    all.sort_by(|a, b| a.0.code.cmp(&b.0.code));
    all
}

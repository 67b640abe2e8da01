//! Which print stands alone, where a statement is printed in several languages and nobody knows in which of them it was said? What no translation
//! changes is compared (numbers, days and months), and the print is told that has it otherwise than the others. Where one foreign print
//! stands against those of the base's language, nothing tells who is right: one neutral row.

use crate::audit::abroad::{Across, Rule, number, series};
use crate::audit::{language, meets};
use crate::model::{Alignment, Class, Divergence, Rendering, Role, Severity, Span};

/// What denies is none of them: other languages deny in other words, and nothing bears out which print is right.
const STRICT: [&Rule; 2] = [&number::RULE, &series::RULE];

/// So many prints of the base's language, and so many others, are compared at most.
const MOST: usize = 16;

/// A foreign print weighs as much as so many of the base's language, which may be copies of one another; the base is chosen by the same weight.
const WEIGHT: usize = 2;

/// What a print of the base's language has otherwise than a foreign one.
struct Parting {
    ours: usize,
    theirs: usize,
    told: Divergence,
}

/// The statement, of which no rendering is the original.
pub struct Witnesses<'a> {
    pub renderings: &'a [Rendering],
    pub alignment: &'a Alignment,
    pub base: usize,
}

impl Witnesses<'_> {
    /// One row for every print that stands alone. `beside` lays one print beside another.
    pub fn find<'b>(&self, beside: impl Fn(usize, usize) -> Option<Across<'b>>) -> Vec<Divergence> {
        let (mut ours, mut theirs): (Vec<usize>, Vec<usize>) =
            (0..self.renderings.len()).partition(|i| language(self.renderings, *i) == language(self.renderings, self.base));
        // The base first: it stands for those of its language.
        ours.sort_by_key(|i| *i != self.base);
        ours.truncate(MOST);
        theirs.truncate(MOST);
        let pairs = ours.iter().flat_map(|ours| theirs.iter().map(move |theirs| (*ours, *theirs)));
        let partings = pairs.flat_map(|(ours, theirs)| {
            let told = beside(ours, theirs).map(|across| strictly(&across)).unwrap_or_default();
            told.into_iter().map(move |told| Parting { ours, theirs, told })
        });
        let partings: Vec<Parting> = partings.collect();
        let mut out: Vec<Divergence> = Vec::new();
        for parting in &partings {
            let told = self.verdict(parting, &partings, (&ours, &theirs), &beside);
            let is_new = |d: &Divergence| !out.iter().any(|o| o.rendering == d.rendering && is_one(o, d, |d| d.here));
            out.extend(told.filter(is_new));
        }
        out
    }

    /// The row for one that stands alone, if either does.
    fn verdict<'b>(
        &self,
        parting: &Parting,
        all: &[Parting],
        (ours, theirs): (&[usize], &[usize]),
        beside: &impl Fn(usize, usize) -> Option<Across<'b>>,
    ) -> Option<Divergence> {
        let against = |i: usize| all.iter().any(|p| p.ours == i && p.theirs == parting.theirs && parting.is_of(p, |d| d.there));
        let foreign = |i: usize| all.iter().any(|p| p.theirs == i && p.ours == parting.ours && parting.is_of(p, |d| d.here));
        let (with_it, against) = self.sides(parting, ours, against);
        let (with_us, foreign) = self.sides(parting, theirs, foreign);
        let outweighs = with_it.len() + foreign.len() > 1 && with_it.len() + WEIGHT * foreign.len() > against.len();
        if with_us.is_empty() && outweighs {
            return Some(self.with_others(parting.told.clone(), foreign.iter().chain(&with_it)));
        }
        if !with_it.is_empty() {
            return None;
        }
        let across = beside(parting.theirs, parting.ours)?;
        let turned = |d: &Divergence| d.class == parting.told.class && is_at(d.here, parting.told.there);
        let mut told = self.with_others(strictly(&across).into_iter().find(turned)?, against.iter().chain(&with_us));
        if with_us.is_empty() {
            told.severity = Severity::Neutral;
        }
        Some(told)
    }

    /// Those of some prints that read as the one they are compared with does, and those that part from it, told by `parts`.
    fn sides(&self, parting: &Parting, prints: &[usize], parts: impl Fn(usize) -> bool) -> (Vec<usize>, Vec<usize>) {
        prints.iter().copied().filter(|i| self.bears_out(*i, &parting.told)).partition(|i| !parts(*i))
    }

    /// Is a print whole, and does it say anything there?
    fn bears_out(&self, print: usize, told: &Divergence) -> bool {
        let place = (told.place as usize).checked_sub(1).and_then(|at| self.alignment.places.get(at));
        let speaks = |print: usize| place.and_then(|place| place.cells.get(print)).is_none_or(Option::is_some);
        let is_whole = self.renderings.get(print).is_some_and(|r| r.role != Role::Partial);
        is_whole && speaks(print)
    }

    /// Names the other prints that are against the one that is told.
    fn with_others<'i>(&self, mut told: Divergence, others: impl Iterator<Item = &'i usize>) -> Divergence {
        /// More names would tell nothing more.
        const NAMED: usize = 4;
        let others = others.filter(|i| ![told.rendering, told.compared_with].contains(&Some(**i)));
        let mut names: Vec<&str> = others.filter_map(|i| self.renderings.get(*i)).map(|r| &*r.outlet).collect();
        names.retain(|name| !name.is_empty());
        names.dedup();
        names.truncate(NAMED);
        if !names.is_empty() {
            told.explanation.push_str(&format!(" Others against it: {}.", names.join(", ")));
        }
        told
    }
}

impl Parting {
    /// Do two speak of the same matter, in the print that both have?
    fn is_of(&self, other: &Parting, span: impl Fn(&Divergence) -> Span) -> bool {
        is_one(&self.told, &other.told, span)
    }
}

fn is_one(a: &Divergence, b: &Divergence, span: impl Fn(&Divergence) -> Span) -> bool {
    a.class == b.class && is_at(span(a), span(b))
}

/// Are two spans one place?
fn is_at(a: Span, b: Span) -> bool {
    meets(a, b) || a.start == b.start
}

/// What the strict rules tell of two prints: of a fragment, which may be denied outside of its marks, other numbers alone. A number that one lacks may be
/// said in words.
fn strictly(across: &Across) -> Vec<Divergence> {
    let mut found = Vec::new();
    STRICT.iter().for_each(|rule| (rule.find)(across, &mut found));
    let is_plain = |d: &Divergence| match d.class {
        Class::Number => !d.text_here.is_empty() && !d.text_there.is_empty(),
        // Until for before is another way to say it as often as not.
        class => class == Class::Entity && !across.is_partial && !across.here.begins_inside(),
    };
    found.retain(is_plain);
    found
}

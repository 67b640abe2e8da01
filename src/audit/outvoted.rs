//! Is the base the odd one? The base is chosen by its words, and a print that turned one of them round may be nearest to all others in the rest. Where
//! all others, two at least, part from it at one place and agree with each other, the row is told once, of the base, and not of each of them.
//!
//! Only where nothing abroad decides. What the others lack is no proof against the base: outlets leave out more than they add.

use crate::audit::{Laid, language, meets};
use crate::model::{Class, Divergence, Role, Severity};

/// Fewer prints against the base prove nothing.
const LEAST: usize = 2;

/// More prints are not asked.
const MOST: usize = 16;

/// Takes from the rows of all others what they tell against the base with one voice, and tells it of the base.
pub fn settle(laid: &mut Laid, by_base: &mut [Vec<Divergence>]) {
    let (base, renderings) = (laid.base, laid.renderings);
    let is_whole = |i: &usize| *i != base && renderings[*i].role != Role::Partial;
    let others: Vec<usize> = (0..renderings.len()).filter(is_whole).take(MOST + 1).collect();
    let is_abroad = |i: usize| language(renderings, i) != language(renderings, base);
    if !(LEAST..=MOST).contains(&others.len()) || laid.original.is_some() || (0..renderings.len()).any(is_abroad) {
        return;
    }
    let first = others[0];
    let suspects: Vec<Divergence> =
        by_base[first].iter().filter(|d| d.severity >= Severity::Major && turns(d)).cloned().collect();
    if suspects.is_empty() {
        return;
    }
    // Compared once, however many rows there are.
    let of_base = laid.compared(base, first);
    let between: Vec<Vec<Divergence>> = others[1..].iter().map(|other| laid.compared(*other, first)).collect();
    for told in suspects {
        let with_one_voice = others[1..].iter().zip(&between).all(|(other, between)| {
            let same = by_base[*other].iter().find(|d| is_one(d, &told));
            same.is_some_and(|d| !between.iter().any(|e| parts(e, d)))
        });
        let of_base = of_base.iter().find(|d| with_one_voice && answers(d, &told)).cloned();
        if let Some(of_base) = of_base {
            others.iter().for_each(|other| by_base[*other].retain(|d| !is_one(d, &told)));
            by_base[base].push(of_base);
        }
    }
}

/// Does the row say that one of the two says something else, or more?
fn turns(told: &Divergence) -> bool {
    !matches!(told.class, Class::Omission | Class::PartialQuotation | Class::Attribution)
}

/// Do two rows tell the same of the base, of two prints?
fn is_one(a: &Divergence, b: &Divergence) -> bool {
    let at_one_place = meets(a.there, b.there) || a.there == b.there;
    a.rule == b.rule && a.compared_with == b.compared_with && a.severity > Severity::Neutral && at_one_place
}

/// Does one print part from another in what it is told for against the base?
fn parts(between: &Divergence, told: &Divergence) -> bool {
    between.severity > Severity::Neutral && meets(between.here, told.here)
}

/// Is it the same difference, told of the base?
fn answers(of_base: &Divergence, told: &Divergence) -> bool {
    let lost = of_base.class == Class::Omission && told.class == Class::Addition;
    (lost || of_base.class == told.class) && meets(of_base.there, told.here) && of_base.severity >= Severity::Major
}

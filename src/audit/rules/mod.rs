//! Which rules are there? One file a class of divergence, in the order in which they explain words: the most specific first.

mod addition;
mod agreement;
mod answered;
pub mod bounds;
mod condition;
mod contrary;
mod deadline;
pub mod degree;
mod editorial;
mod ellipsis;
mod entity;
pub mod exchanged;
pub mod hedge;
pub mod intensity;
pub mod ladder;
mod loss;
mod measure;
mod modality;
mod negation;
mod negator;
mod number;
mod omission;
mod opposite;
mod order;
mod partial;
mod phrase;
mod punctuation;
mod quantifier;
mod question;
pub mod restriction;
pub mod series;
pub mod sole;
mod spelling;
mod stance;
mod substitution;
pub mod swapped;
mod tense;
mod turned;

use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::model::{Class, Severity};

/// A rule, and what a reader has to know of it.
pub struct Rule {
    pub name: &'static str,
    pub class: Class,
    pub find: fn(&Pair, &mut Report),
    /// Base, rendering: the rule raises its class here.
    pub fires: &'static [(&'static str, &'static str)],
    /// Base, rendering: nothing of the rule's class above neutral.
    pub silent: &'static [(&'static str, &'static str)],
}

/// All rules. To add one: a file and a line here.
pub const RULES: &[Rule] = &[
    editorial::RULE,
    ellipsis::RULE,
    partial::RULE,
    phrase::RULE,
    stance::RULE,
    hedge::RULE,
    condition::RULE,
    restriction::RULE,
    sole::RULE,
    swapped::RULE,
    negation::RULE,
    exchanged::VOICE,
    turned::RULE,
    exchanged::RULE,
    measure::RULE,
    number::RULE,
    bounds::RULE,
    bounds::LOST,
    entity::RULE,
    opposite::RULE,
    series::RULE,
    deadline::RULE,
    tense::RULE,
    modality::RULE,
    quantifier::RULE,
    agreement::RULE,
    intensity::RULE,
    substitution::RULE,
    omission::RULE,
    addition::RULE,
    order::RULE,
    spelling::RULE,
    question::RULE,
    punctuation::RULE,
];

/// The severity of a finding that is likely a change of sense, and of one that is likely not.
fn if_likely(probability: f32, severity: Severity) -> Severity {
    if probability >= 0.5 { severity } else { Severity::Neutral }
}

/// The same for words that stand on one side only, or in each other's stead: what may well be another way to say it is minor. From `sure` on a
/// finding in minimal pairs was nearly always a change; below, one in free translations was seldom more than a turn of phrase.
fn by_sureness(probability: f32, sure: f32, severity: Severity) -> Severity {
    if_likely(probability, if probability < sure { severity.min(Severity::Minor) } else { severity })
}

/// What is printed at a run of words.
fn printed<'a>(side: &crate::audit::token::Side<'a>, run: &[usize]) -> &'a str {
    side.span(run).map_or("", |s| s.of(side.text))
}

/// Words of one side (this one where `here`) and of the other, as (this rendering's, the base's).
fn oriented<'r>(here: bool, own: &'r [usize], other: &'r [usize]) -> (&'r [usize], &'r [usize]) {
    if here { (own, other) } else { (other, own) }
}

//! Two renderings of a foreign original that share their wording beyond chance: one outlet relays the other, so they are one witness, not two.
//! Translators seldom choose the same words for a whole sentence; where the speaker used the language himself, equal words are no sign.

use rustc_hash::FxHashSet;

use crate::audit::corpus::{Corpus, UnderStatement, of_rendering};
use crate::lang;
use crate::model::{Class, Rendering, Role, Severity};
use crate::normalise::words;

/// Shorter renderings may be equal by chance.
const LEAST: usize = 8;
/// This share of word pairs is the same in a relay, and no more than the other share in independent translations.
const RELAYED: f32 = 0.85;
const INDEPENDENT: f32 = 0.6;
/// So many renderings of a statement are compared with one another.
const MOST: usize = 40;

pub fn find(corpus: &Corpus) -> Vec<UnderStatement> {
    let mut out = Vec::new();
    for (statement, renderings) in corpus.statements.iter().enumerate() {
        let Some(original) = renderings.iter().find(|r| r.role == Role::Original) else { continue };
        let others: Vec<(usize, FxHashSet<String>)> = renderings
            .iter()
            .enumerate()
            .filter(|(_, r)| r.lang != original.lang)
            .map(|(i, r)| (i, bigrams(r)))
            .filter(|(_, b)| b.len() >= LEAST)
            .take(MOST)
            .collect();
        let mut shares: Vec<(usize, usize, f32)> = Vec::new();
        for (k, (i, a)) in others.iter().enumerate() {
            shares.extend(
                others
                    .iter()
                    .skip(k + 1)
                    .map(|(j, b)| (*i, *j, a.intersection(b).count() as f32 / a.union(b).count().max(1) as f32)),
            );
        }
        let independent = shares.iter().filter(|(.., s)| *s < INDEPENDENT).count();
        for (i, j, share) in shares.iter().filter(|(.., s)| *s >= RELAYED && independent > 0) {
            let (Some(a), Some(b)) = (renderings.get(*i), renderings.get(*j)) else { continue };
            // The later of the two relays.
            let (earlier, later) =
                if (a.date.is_none(), a.date, *i) <= (b.date.is_none(), b.date, *j) { (*i, *j) } else { (*j, *i) };
            let explanation = format!(
                "{:.0} % of the wording is that of {}.",
                share * 100.0,
                renderings.get(earlier).map_or("", |r| &r.outlet)
            );
            let mut divergence = of_rendering("relay", Class::Relay, Severity::Neutral, later, explanation);
            divergence.compared_with = Some(earlier);
            out.push(UnderStatement { statement, divergence });
        }
    }
    out
}

fn bigrams(r: &Rendering) -> FxHashSet<String> {
    let all = words(&r.text, lang::of(&r.lang));
    all.windows(2).map(|w| w.iter().map(|w| w.folded.as_str()).collect::<Vec<_>>().join(" ")).collect()
}

#[cfg(test)]
mod tests {
    use crate::audit::corpus::tests::{found, told};
    use crate::model::{Class, Role, Severity};

    #[test]
    fn equal_translations_beside_a_free_one_are_a_relay() {
        let (it, same) = ("Il ponte.", "The bridge is old and shakes whenever a lorry crosses it.");
        let free = "That old bridge trembles as soon as lorries pass over its planks.";
        let mut all = told(&[
            (0, "Ponte", "", it, it),
            (0, "Gazette", "", same, same),
            (0, "Herald", "", same, same),
            (0, "Courier", "", free, free),
        ]);
        all.0[0][0].role = Role::Original;
        all.0[0][0].lang = "it".into();
        assert_eq!(found(&all), [(0, Class::Relay, Severity::Neutral)]);
    }
}

//! A rendering dated before its original cannot render it: a wrong date, a wrong original, or words that were said twice.

use crate::audit::corpus::{Corpus, UnderStatement, of_rendering};
use crate::model::{Class, Role, Severity};

pub fn find(corpus: &Corpus) -> Vec<UnderStatement> {
    let mut out = Vec::new();
    for (statement, renderings) in corpus.statements.iter().enumerate() {
        // Any print in the language of the original is as old as the words.
        let Some(spoken) = renderings.iter().find(|r| r.role == Role::Original).map(|r| &r.lang) else { continue };
        let originals = || renderings.iter().enumerate().filter(|(_, r)| r.lang == *spoken);
        let Some((original, date)) = originals().filter_map(|(i, r)| Some((i, r.date?))).min_by_key(|(_, d)| *d) else {
            continue;
        };
        for (i, r) in renderings.iter().enumerate() {
            let Some(early) = r.date.filter(|d| *d < date && r.lang != *spoken) else { continue };
            let explanation = format!("Dated {early}, before the original of {date}.");
            let mut divergence = of_rendering("date", Class::Date, Severity::Minor, i, explanation);
            divergence.text_here = early.to_string();
            divergence.text_there = date.to_string();
            divergence.compared_with = Some(original);
            out.push(UnderStatement { statement, divergence });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use crate::audit::corpus::tests::{found, told};
    use crate::model::{Class, Date, Role, Severity};

    #[test]
    fn a_rendering_before_its_original_is_told() {
        let text = "The bridge is old.";
        let mut all = told(&[(0, "Gazette", "", text, text), (0, "Herald", "", text, text)]);
        all.0[0][0].role = Role::Original;
        all.0[0][0].lang = "it".into();
        all.0[0][0].date = Some(Date::constant(2031, 5, 2));
        all.0[0][1].date = Some(Date::constant(2031, 5, 1));
        assert_eq!(found(&all), [(0, Class::Date, Severity::Minor)]);
    }
}

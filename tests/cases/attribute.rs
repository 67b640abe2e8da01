//! Who said it? Readable cases in attribute/, and what holds for any text.

use super::quotations::{article, run};
use proptest::prelude::*;
use quotealign::attribute::{Familiar, SpeakerEntry, attribute, attribute_among, names};
use quotealign::extract::extract;
use quotealign::model::Article;

#[test]
fn cases_of_attribution_read_as_written() {
    run("attribute");
}

/// The speakers of each article after names were joined over all of them.
fn joined(texts: &[&str], speakers: &[SpeakerEntry]) -> Vec<Vec<String>> {
    let articles: Vec<Article> = texts.iter().map(|t| article(t, "en")).collect();
    let mut all: Vec<_> = articles
        .iter()
        .map(|a| {
            let (mut found, _) = extract(a);
            (a, attribute(a, &mut found).0)
        })
        .collect();
    names(&mut all, speakers);
    all.iter().map(|(_, a)| a.attributions.iter().map(|x| x.speaker.clone()).collect()).collect()
}

#[test]
fn one_speaker_has_one_name_over_all_articles() {
    let got = joined(
        &[
            "Port City Mayor Johanna Velt told reporters: “The bridge is closed to everybody.”",
            "“We will open it again in spring,” Velt said.",
            "Port City Mayor Jo Velt said: “The bridge is old and tired.”",
        ],
        &[],
    );
    assert_eq!(got, [["Johanna Velt"], ["Johanna Velt"], ["Johanna Velt"]]);
}

#[test]
fn two_people_of_one_surname_stay_two() {
    let got = joined(
        &[
            "“The water is clean,” chemist Ruth Ormond said.",
            "“The water is foul,” farmer Karl Ormond said.",
            "“It is just water,” Ormond said.",
        ],
        &[],
    );
    assert_eq!(got, [["Ruth Ormond"], ["Karl Ormond"], ["Ormond"]]);
}

#[test]
fn a_hyphened_surname_is_one_name() {
    let got = joined(
        &[
            "“The water is clean,” chemist Ruth Ormond-Vale said.",
            "“The water is foul,” Ormond-Vale said.",
            "“It is just water,” Tarn-Vale said.",
        ],
        &[],
    );
    assert_eq!(got, [["Ruth Ormond-Vale"], ["Ruth Ormond-Vale"], ["Tarn-Vale"]]);
}

#[test]
fn a_title_tells_which_of_two_of_one_surname_speaks() {
    let got = joined(
        &[
            "“The water is clean,” chemist Ruth Ormond said.",
            "The coach, Peter Ormond, came in. “The water is foul,” Peter Ormond said.",
            "“It is just water,” said coach Ormond.",
            "“It is just water,” said Judge Ormond.",
        ],
        &[],
    );
    assert_eq!(got, [["Ruth Ormond"], ["Peter Ormond"], ["Peter Ormond"], ["Ormond"]]);
}

#[test]
fn kin_have_the_name_that_another_article_tells() {
    let got = joined(
        &[
            "Anna Ormond has died. Her daughter, Freya Ormond, spoke. “She was brave,” Freya Ormond said.",
            "Anna Ormond has died. “She was brave,” her daughter Freya said.",
            "Anna Ormond has died. “She was brave,” her daughter said.",
            "Anna Velt has died. “She was brave,” her daughter said.",
            "Anna Ormond and Clara Velt have died. “She was brave,” her daughter said.",
        ],
        &[],
    );
    assert_eq!(got, [["Freya Ormond"], ["Freya Ormond"], ["Freya Ormond"], ["her daughter"], ["her daughter"]]);
}

/// The speakers of each article where the articles tell each other whose surnames they have.
fn among(texts: &[&str]) -> Vec<Vec<String>> {
    among_in("en", texts)
}

fn among_in(lang: &str, texts: &[&str]) -> Vec<Vec<String>> {
    let articles: Vec<Article> = texts.iter().map(|t| article(t, lang)).collect();
    let alone: Vec<_> = articles.iter().map(|a| attribute(a, &mut extract(a).0).0).collect();
    let familiar = Familiar::of(alone.iter());
    let mut all: Vec<_> = articles.iter().map(|a| (a, attribute_among(a, &mut extract(a).0, &familiar).0)).collect();
    names(&mut all, &[]);
    all.iter().map(|(_, a)| a.attributions.iter().map(|x| x.speaker.clone()).collect()).collect()
}

#[test]
fn a_compound_before_a_surname_of_another_article_is_an_office() {
    let full = "„Die Brücke ist zu“, sagte Jörg Malling.";
    let office = "„Die Brücke bleibt zu“, sagte Hafenlogistiker Malling.";
    assert_eq!(among_in("de", &[full, office]), [["Jörg Malling"], ["Jörg Malling"]]);
    // Valter, whom no list has, is a given name.
    let given = "„Die Brücke bleibt zu“, sagte Valter Malling.";
    assert_eq!(among_in("de", &[full, given])[1], ["Valter Malling"]);
}

#[test]
fn a_role_of_a_place_that_a_pronoun_stands_for_is_whom_another_article_names() {
    let role = "The mayor of Brenne is furious. “I did not agree to this,” she said.";
    let full = "“I did not agree to this,” said Odile Vaillard, mayor of Brenne.";
    assert_eq!(joined(&[role, full], &[]), [["Odile Vaillard"], ["Odile Vaillard"]]);
    // Of another place, or one of two.
    let other = "“I did not agree to this,” said Odile Vaillard, mayor of Lourmel.";
    assert_eq!(joined(&[role, other], &[])[0], ["The mayor of Brenne"]);
    let second = "“I will resign,” said Ada Quill, mayor of Brenne.";
    assert_eq!(joined(&[role, full, second], &[])[0], ["The mayor of Brenne"]);
}

#[test]
fn a_surname_is_somebodys_whom_another_article_names() {
    let full = "“The bridge is closed,” said Johanna Velt.";
    let short = "Velt was angry on Monday. “We will open it again,” she said.";
    assert_eq!(among(&[full, short]), [["Johanna Velt"], ["Johanna Velt"]]);
    // Two of one surname: nobody knows which, and neither a man nor a woman.
    let other = "“The bridge is open,” said Tom Velt.";
    assert_eq!(among(&[full, short, other])[1], ["Velt"]);
    // A word that the article has in small letters is none.
    let word = "“The felt is soft,” said Johanna Felt.";
    let small = "Felt was sold on Monday. The felt is soft. “We like it,” a weaver said.";
    assert_eq!(among(&[word, small])[1], ["a weaver"]);
}

#[test]
fn an_acronym_is_the_body_that_an_article_prints_it_for() {
    let got =
        joined(&["The Coastal Rescue Agency (CRA) said: “All boats are back.”", "“All boats are back,” the CRA said."], &[]);
    assert_eq!(got, [["Coastal Rescue Agency"], ["Coastal Rescue Agency"]]);
}

#[test]
fn a_handle_tells_which_body_signs_a_post() {
    let post = "The bridge is open again to all. pic.twitter.com/xyz — Harbour Affairs (@DHAnews) May 2, 2031";
    let told = "The Department of Harbour Affairs said: “All boats are back in the port.”";
    assert_eq!(joined(&[post, told], &[]), [["Department of Harbour Affairs"], ["Department of Harbour Affairs"]]);
    let other = post.replace("DHA", "Mill");
    assert_eq!(joined(&[&other, told], &[]), [["Harbour Affairs"], ["Department of Harbour Affairs"]]);
}

#[test]
fn a_role_that_one_article_tells_another_names() {
    let got = joined(
        &["Milltown Mayor Ada Quill said: “We are ready for the flood.”", "The mayor of Milltown said the town was “ready.”"],
        &[],
    );
    assert_eq!(got, [["Ada Quill"], ["Ada Quill"]]);
}

#[test]
fn a_role_is_named_beside_a_thing_that_bears_none() {
    let got = joined(
        &[
            "The flood hit the Spring Games, and the mayor of Milltown was angry.",
            "“We are ready,” said Ada Quill, the mayor of Milltown.",
            "The mayor of Milltown on the radio this morning: “We are ready for the flood.”",
        ],
        &[],
    );
    assert_eq!(got, [vec![], vec!["Ada Quill"], vec!["Ada Quill"]]);
}

#[test]
fn what_the_user_says_of_names_wins() {
    let user = SpeakerEntry { name: "J. Velt".into(), aliases: vec!["Johanna Velt".into()], lang: String::new() };
    let got = joined(&["Mayor Johanna Velt said: “It is closed.”"], &[user]);
    assert_eq!(got, [["J. Velt"]]);
}

#[test]
fn a_new_article_may_change_a_name_but_no_span() {
    let first = article("“We will open it again,” Velt said.", "en");
    let spans = |a: &Article| {
        let (mut found, _) = extract(a);
        let attributed = attribute(a, &mut found).0;
        (found, attributed.attributions.iter().map(|x| (x.mention, x.cue)).collect::<Vec<_>>())
    };
    let before = spans(&first);
    joined(&["“We will open it again,” Velt said.", "Mayor Johanna Velt said: “It is closed.”"], &[]);
    assert_eq!(before, spans(&first));
}

proptest! {
    #[test]
    fn every_quotation_has_its_attribution_and_verbatim_spans(
        text in "(“[a-zA-Z ,.]{1,20}”|he said|Ada Quill|,|\\.| |\n|\"|told|the mayor|of|Milltown|:|\\(|\\)|—|who|and|saying|l’ha detto){0,40}",
        lang in "en|it|fr|es|pt|de|und",
    ) {
        let article = article(&text, &lang);
        let (mut found, _) = extract(&article);
        let (attributed, _) = attribute(&article, &mut found);
        prop_assert_eq!(attributed.attributions.len(), found.len());
        for a in &attributed.attributions {
            for span in [a.mention, a.cue].into_iter().flatten() {
                prop_assert!(article.text.get(span.start..span.end).is_some_and(|t| !t.is_empty()));
            }
            prop_assert!((0.0..=1.0).contains(&a.confidence));
        }
    }
}

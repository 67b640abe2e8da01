//! One statement credited to several speakers. At most one of them said it; the rendering that stands alone with its speaker is the likelier fault.
//!
//! A body and whoever speaks for it are one voice: “PO spokeswoman Ada Quill” here and the Port Office elsewhere is told, but as neutral; so is
//! somebody whom one outlet names and another does not (a prosecutor).

use std::collections::{BTreeMap, BTreeSet};

use crate::audit::corpus::{Corpus, UnderStatement, of_rendering};
use crate::lang::{self, Tags};
use crate::model::{Class, Quotation, Severity};

/// So many speakers of a statement are weighed against all others: what anybody could have said has many.
const OFTENEST: usize = 8;

pub fn find(corpus: &Corpus) -> Vec<UnderStatement> {
    let voices = Voices::new(corpus);
    let mut out = Vec::new();
    for (statement, renderings) in corpus.statements.iter().enumerate() {
        let mut speakers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (i, r) in renderings.iter().enumerate() {
            let speaker = corpus.speaker(r);
            if !speaker.is_empty() {
                speakers.entry(speaker).or_default().push(i);
            }
        }
        if speakers.len() < 2 {
            continue;
        }
        // Of those whom most name the one whose voice most name; of equals the first by name.
        let mut often: Vec<(&str, &Vec<usize>)> = speakers.iter().map(|(s, r)| (*s, r)).collect();
        often.sort_by_key(|(_, r)| std::cmp::Reverse(r.len()));
        let heard = |s: &str| -> usize { often.iter().filter(|(t, _)| voices.is_one(s, t)).map(|(_, r)| r.len()).sum() };
        let first = |those: &[usize]| those.first().and_then(|i| renderings.get(*i));
        let is_named = |those: &[usize]| first(those).is_some_and(|r| corpus.is_named(r));
        // A union is nobody with a first name.
        let is_body = |those: &[usize]| first(those).is_some_and(|r| corpus.is_body(r));
        let rank = |&&(s, r): &&(&str, &Vec<usize>)| (is_named(r), heard(s), r.len());
        let Some(&(most, having)) = often.iter().take(OFTENEST).rev().max_by_key(rank) else { continue };
        for (speaker, those) in speakers.iter().filter(|(s, _)| !is_one_name(s, most)) {
            let body_of = |a: &[usize], person: &str| !is_named(a) && is_body(a) && voices.persons.contains(person);
            let others = is_named(those) && is_named(having) || body_of(those, most) || body_of(having, speaker);
            let (severity, how) = match (voices.is_one(speaker, most), others) {
                (true, _) => (Severity::Neutral, "elsewhere; one speaks for the other"),
                (false, true) => (Severity::Major, "elsewhere"),
                (false, false) => (Severity::Neutral, "elsewhere; the one may be the other"),
            };
            for &i in those {
                let explanation = format!("Credited to {speaker} here, to {most} {how}.");
                let mut divergence = of_rendering("attribution", Class::Attribution, severity, i, explanation);
                divergence.text_here = speaker.to_string();
                divergence.text_there = most.to_string();
                divergence.compared_with = having.first().copied();
                out.push(UnderStatement { statement, divergence });
            }
        }
    }
    out
}

/// The gender of what is no person, in the pronouns of a language (its).
const NEUTER: u8 = b'n';

/// How outlets print each speaker.
#[derive(Default)]
struct Voices<'a> {
    /// The words of the mentions, and of what stands around.
    printed: BTreeMap<&'a str, BTreeSet<&'a str>>,
    around: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// What each is called without an article, and whether one word is enough to tell a body by (the union).
    bare: BTreeMap<&'a str, (Vec<String>, bool)>,
    /// Those whom an outlet prints as a body's own: its president, Ada Quill.
    its_own: BTreeSet<&'a str>,
    /// Those with a first name: nobody speaks for them as for a body, whoever is printed beside them (his sister).
    persons: BTreeSet<&'a str>,
}

impl<'a> Voices<'a> {
    fn new(corpus: &Corpus<'a>) -> Self {
        let mut voices = Voices::default();
        for q in corpus.quotations.values() {
            let Some(name) = q.named() else { continue };
            voices.call(name, q);
            if q.mention.is_empty() {
                continue;
            }
            voices.printed.entry(name).or_default().insert(&q.mention);
            voices.around.entry(name).or_default().insert(&q.context);
            if is_its_own(q, name) {
                voices.its_own.insert(name);
            }
            let first = name.split_whitespace().next().unwrap_or("").to_lowercase();
            if lang::of(&q.lang).speech.tags(&first).any(Tags::GIVEN) {
                voices.persons.insert(name);
            }
        }
        voices
    }

    /// Takes down what a speaker is called without an article.
    fn call(&mut self, name: &'a str, q: &Quotation) {
        let speech = &lang::of(&q.lang).speech;
        let mut bare = words(name);
        let article = bare.first().is_some_and(|first| speech.tags(first).any(Tags::DEFINITE));
        bare.drain(..usize::from(bare.len() > 1 && article));
        let body = bare.last().is_some_and(|w| speech.tags(w).any(Tags::BODY));
        self.bare.entry(name).or_insert((bare, body));
    }

    /// One name, or a body and somebody who is printed with its name or its initials: “Ada Quill of the Port Office”, “PO spokeswoman Ada Quill”.
    fn is_one(&self, a: &str, b: &str) -> bool {
        is_one_name(a, b) || self.speaks_for(a, b) || self.speaks_for(b, a)
    }

    fn speaks_for(&self, person: &str, body: &str) -> bool {
        let Some((name, is_body)) = self.bare.get(body) else { return false };
        let initials: String = body.split_whitespace().filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect();
        let tells = |mention: &&str| {
            let has_name = (name.len() > 1 || *is_body) && words(mention).windows(name.len()).any(|w| w == name);
            let is_acronym = |w: &str| w.trim_end_matches(['’', '\'', 's']) == initials;
            has_name
                || initials.chars().count() > 1 && mention.split(|c: char| c.is_whitespace() || ",()".contains(c)).any(is_acronym)
        };
        // The port authority is right, its president, Ada Quill, said.
        let is_named = |text: &[String]| self.its_own.contains(person) && text.windows(name.len()).any(|w| w == name);
        let beside = |text: &[String]| stands_beside(text, name, person) || is_named(text);
        let told = |texts: &BTreeSet<&str>| *is_body && texts.iter().any(|text| beside(&words(text)));
        !self.persons.contains(body)
            && (self.printed.get(person).is_some_and(|mentions| mentions.iter().any(tells))
                || self.around.get(person).is_some_and(told))
    }
}

/// Its president, Ada Quill, said: does a body's pronoun stand right before a name, but for a role?
fn is_its_own(q: &Quotation, name: &str) -> bool {
    /// The words of the role, with the pronoun.
    const ROLE: usize = 4;
    let (lang, text, name) = (lang::of(&q.lang), words(&q.context), words(name));
    let places = text.windows(name.len().max(1)).enumerate().filter(|(_, w)| *w == name).map(|(i, _)| i);
    let is_neuter =
        |w: &String| lang.meaning.person(w).is_some_and(|p| p.gender == NEUTER) && lang.speech.tags(w).any(Tags::OWNERS);
    places.into_iter().any(|at| text[at.saturating_sub(ROLE)..at].iter().any(is_neuter))
}

/// Port authority president Ada Quill was surprised.; Ada Quill, who leads the port authority: does a name stand right before or behind a body's?
fn stands_beside(text: &[String], body: &[String], person: &str) -> bool {
    /// A role or two stand between at most.
    const BETWEEN: usize = 4;
    let person = words(person);
    let places = |name: &[String]| -> Vec<usize> {
        text.windows(name.len().max(1)).enumerate().filter(|(_, w)| *w == name).map(|(i, _)| i).collect()
    };
    let (people, bodies) = (places(&person), places(body));
    let near = |first: usize, length: usize, next: usize| next >= first + length && next - first - length <= BETWEEN;
    people.iter().any(|p| bodies.iter().any(|b| near(*p, person.len(), *b) || near(*b, body.len(), *p)))
}

fn words(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric() && !"-’'.".contains(c)).filter(|w| !w.is_empty());
    let plain = |w: &str| w.trim_end_matches("’s").trim_end_matches("'s").to_lowercase();
    // l’assessorato is assessorato
    let bare = |w: String| w.rsplit(['’', '\'']).next().filter(|r| r.chars().count() > 2).map_or(w.clone(), str::to_string);
    words.map(|w| bare(plain(w))).collect()
}

/// Does one name hold all words of the other?
fn is_one_name(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    a.iter().all(|w| b.contains(w)) || b.iter().all(|w| a.contains(w))
}

#[cfg(test)]
mod tests {
    use crate::audit::corpus::tests::{found, told};
    use crate::model::{Class, Severity};

    #[test]
    fn the_odd_speaker_out_is_told() {
        let text = "The bridge is old.";
        let rows = [
            (0, "Gazette", "Ada Quill", text, text),
            (0, "Herald", "Quill", text, text),
            (0, "Courier", "Bo Marlowe", text, text),
        ];
        assert_eq!(found(&told(&rows)), [(0, Class::Attribution, Severity::Major)]);
    }

    #[test]
    fn somebody_unnamed_may_be_the_one_whom_others_name() {
        let text = "The bridge is old.";
        let rows = [
            (0, "Gazette", "a prosecutor", text, text),
            (0, "Herald", "a prosecutor", text, text),
            (0, "Courier", "Bo Marlowe", text, text),
            (0, "Mail", "Ada Quill", text, text),
        ];
        let told = found(&told(&rows));
        let of = |severity| told.iter().filter(|t| t.2 == severity).count();
        assert_eq!((of(Severity::Neutral), of(Severity::Major)), (2, 1));
    }

    #[test]
    fn a_body_and_whoever_speaks_for_it_are_one_voice() {
        let text = "The bridge is old.";
        let rows = [
            (0, "Gazette", "Ada Quill", text, text),
            (0, "Herald", "Port Office", text, text),
            (0, "Courier", "Bo Marlowe", text, text),
        ];
        for mention in ["PO spokeswoman Ada Quill", "Ada Quill of the Port Office", "the Port Office’s Ada Quill"] {
            let mut all = told(&rows);
            all.1[0].mention = mention.into();
            let quill = (0, Class::Attribution, Severity::Neutral);
            let marlowe = (0, Class::Attribution, Severity::Major);
            assert_eq!(found(&all), [quill, marlowe], "{mention}");
        }
    }

    #[test]
    fn a_body_and_its_head_of_whom_an_article_tells_so_are_one_voice() {
        let text = "The bridge is old.";
        let rows = [(0, "Gazette", "Ada Quill", text, text), (0, "Herald", "the port authority", text, text)];
        for context in ["Port authority president Ada Quill was surprised.", "Ada Quill, who leads the port authority, spoke."] {
            let mut all = told(&rows);
            (all.1[0].context, all.1[0].mention) = (context.into(), "she".into());
            assert!(found(&all).iter().all(|f| f.2 == Severity::Neutral), "{context}");
        }
        let mut all = told(&rows);
        (all.1[0].context, all.1[0].mention) =
            ("“The port authority is right,” its president, Ada Quill, said.".into(), "Ada Quill".into());
        assert!(found(&all).iter().all(|f| f.2 == Severity::Neutral));
        // Who only has to do with it is somebody else.
        let mut all = told(&rows);
        all.1[0].mention = "she".into();
        all.1[0].context = "Ada Quill wants the bridge back. She went to court against the port authority.".into();
        assert!(found(&all).iter().any(|f| f.2 == Severity::Major));
    }
}

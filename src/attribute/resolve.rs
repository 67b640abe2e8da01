//! Whom does a phrase mean? A name is looked up, a pronoun goes to the person named before that fits best, a role to whom the article gives it.

use super::people::Gender;
use super::phrases::{Head, Phrase, Reading};
use super::tokens::Token;
use crate::lang::Tags;

/// What a phrase was found to mean.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Meaning {
    pub speaker: String,
    pub person: Option<usize>,
    /// The phrase itself is no name.
    pub resolved: bool,
}

impl Reading<'_> {
    /// Whom the phrase means; `last` spoke last before it.
    pub fn meaning(&self, phrase: &Phrase, last: Option<usize>, author: &str) -> Meaning {
        let person = match phrase.head {
            Head::Name(p) => return Meaning { speaker: self.name_of(p), person: Some(p), resolved: false },
            Head::Pronoun(k) if self.tokens[k].any(Tags::I) => {
                let speaker = if author.is_empty() { self.printed(phrase) } else { author.to_string() };
                return Meaning { speaker, person: None, resolved: !author.is_empty() };
            }
            Head::Pronoun(k) => self.antecedent(k, last),
            Head::Noun(k) => self.bearer(phrase, k),
        };
        match person {
            Some(p) => Meaning { speaker: self.name_of(p), person: Some(p), resolved: true },
            None => Meaning { speaker: self.printed(phrase), person: None, resolved: false },
        }
    }

    pub fn name_of(&self, person: usize) -> String {
        self.people.all.get(person).map_or("", |p| p.name.of(self.text)).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The phrase as printed.
    fn printed(&self, phrase: &Phrase) -> String {
        let (Some(first), Some(last)) = (self.tokens.get(phrase.from), phrase.to.checked_sub(1).and_then(|l| self.tokens.get(l)))
        else {
            return String::new();
        };
        let text = self.text.get(first.span.start..last.span.end).unwrap_or("");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The person or body that a pronoun at `k` stands for.
    fn antecedent(&self, k: usize, last: Option<usize>) -> Option<usize> {
        const SENTENCES: u32 = 8;
        const MENTIONS: usize = 40;
        let pronoun = &self.tokens[k];
        let wants_body = pronoun.any(Tags::IT) && !pronoun.any(Tags::HE.with(Tags::SHE));
        let many = pronoun.any(Tags::THEY) && !pronoun.any(Tags::HE.with(Tags::SHE));
        let mut best: Option<(f32, usize)> = None;
        for m in self.people.before(k).take(MENTIONS) {
            let person = &self.people.all[m.person];
            let token = &self.tokens[m.from];
            let far = pronoun.sentence.saturating_sub(token.sentence);
            if far > SENTENCES {
                break;
            }
            let mut points = 7.0 - 1.5 * far as f32;
            if pronoun.any(Tags::HE.with(Tags::SHE)) && !wants_body {
                match person.gender {
                    Gender::He if pronoun.any(Tags::HE) => points += 1.5,
                    Gender::She if pronoun.any(Tags::SHE) => points += 1.5,
                    Gender::Unknown => {}
                    _ => continue,
                }
                if person.body {
                    continue;
                }
                points += if person.human {
                    1.5
                } else if person.thing {
                    -3.0
                } else {
                    0.0
                };
            } else if wants_body {
                points += if person.body || person.thing && !person.human { 4.0 } else { -4.0 };
            } else if many {
                points += if person.body || person.thing && !person.human { 2.0 } else { -1.0 };
            }
            points += self.prominence(m.from);
            if last == Some(m.person) {
                points += 2.0;
            }
            if best.is_none_or(|(most, _)| points > most) {
                best = Some((points, m.person));
            }
        }
        best.filter(|(points, _)| *points > 2.0).map(|(_, p)| p)
    }

    /// A name that begins its sentence, or stands before its verb, is more likely to be taken up than one behind a preposition.
    fn prominence(&self, from: usize) -> f32 {
        let Some(before) = from.checked_sub(1).and_then(|b| self.tokens.get(b)) else { return 1.5 };
        if before.sentence != self.tokens[from].sentence {
            return 2.0;
        }
        let m = self.people.mention_at(from);
        let owner = m.is_some_and(|m| self.tokens[m.to - 1].owner);
        if before.is_word() && before.any(Tags::PREPOSITION) || owner {
            return -1.0;
        }
        let verb = m
            .and_then(|m| self.tokens.get(m.to))
            .is_some_and(|t| t.is_word() && t.any(Tags::CUE.with(Tags::AUXILIARY).with(Tags::VERB)));
        if verb { 1.0 } else { 0.0 }
    }

    /// Who bears the role, or which body the noun means.
    fn bearer(&self, phrase: &Phrase, head: usize) -> Option<usize> {
        let words = || self.tokens[phrase.from..phrase.to].iter().filter(|t| t.is_word() && !t.any(Tags::SMALL));
        let noun = &self.tokens[head];
        if noun.any(Tags::SPOKEN_FOR) {
            let definite = self.is_definite(phrase);
            let named = words().find_map(|t| self.mention_of(t)).filter(|p| self.people.all[*p].body || !definite);
            return if definite { self.with_role(phrase, head).or(named) } else { named }
                .or_else(|| words().find(|t| t.any(Tags::BODY)).and_then(|t| self.body_with(t.key, head)));
        }
        if !self.is_definite(phrase) {
            return None;
        }
        if noun.any(Tags::ROLE.with(Tags::TITLE))
            && let Some(person) = self.with_role(phrase, head)
        {
            return Some(person);
        }
        if noun.any(Tags::BODY) { self.body_with(noun.key, head) } else { None }
    }

    fn is_definite(&self, phrase: &Phrase) -> bool {
        self.tokens[phrase.from].any(Tags::DEFINITE.with(Tags::OWNERS))
            || self.tokens[phrase.from..phrase.to].iter().any(|t| t.owner)
    }

    fn mention_of(&self, token: &Token) -> Option<usize> {
        let at = self.tokens.partition_point(|t| t.span.start < token.span.start);
        self.people.mention_at(at).map(|m| m.person)
    }

    /// The person with that role; of several, the one with more of the phrase's words, then the nearest before, then the nearest after.
    fn with_role(&self, phrase: &Phrase, head: usize) -> Option<usize> {
        let role = self.tokens[head].key;
        let others: Vec<u64> = self.tokens[phrase.from..phrase.to]
            .iter()
            .filter(|t| t.key != role && !t.any(Tags::SMALL) && t.is_word())
            .map(|t| t.key)
            .collect();
        let score = |p: usize| {
            let person = &self.people.all[p];
            let shared = others.iter().filter(|k| person.roles.contains(k)).count();
            let at = person.mentions.partition_point(|m| *m < head);
            let near = match (at.checked_sub(1).and_then(|b| person.mentions.get(b)), person.mentions.get(at)) {
                (Some(before), _) => head - before,
                (None, Some(after)) => 2 * (after - head),
                (None, None) => usize::MAX,
            };
            (shared, std::cmp::Reverse(near))
        };
        (0..self.people.all.len())
            .filter(|p| !self.people.all[*p].body && self.people.all[*p].roles.contains(&role))
            .max_by_key(|p| score(*p))
    }

    /// The body whose name holds the noun, the nearest before, else after.
    fn body_with(&self, noun: u64, head: usize) -> Option<usize> {
        let holds = |m: &&super::people::Mention| {
            self.people.all[m.person].body && self.tokens[m.from..m.to].iter().any(|t| t.key == noun)
        };
        self.people.before(head).find(holds).or_else(|| self.people.mentions.iter().find(holds)).map(|m| m.person)
    }
}

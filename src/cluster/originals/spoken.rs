//! Which of the prints is the speaker's own? The one in the language that the speaker speaks, as the user tells, else as articles say: the title
//! names a country (a minister of Italy) or a city, or an outlet of it was told. Where nothing says so, no foreign print is the original.

use rustc_hash::FxHashMap;

use crate::lang::{self, Lang};
use crate::lexicon::home;
use crate::model::{Quotation, Rendering, Role, Shared, Statement};
use crate::normalise::{OwnWords, base_reading, own_words, words};

/// Words before and behind a mention that may tell whose minister it is (Italian senator X; X told Italian radio).
const AROUND: usize = 4;

/// A country in the mention itself, or two around it.
const ENOUGH: u32 = 2;

/// The language of each speaker that is known; `told` are names with language tags, and win.
pub fn languages(quotations: &[Quotation], told: &[(String, String)]) -> FxHashMap<Shared, &'static Lang> {
    let mut votes: FxHashMap<&Shared, FxHashMap<&'static str, u32>> = FxHashMap::default();
    for q in quotations.iter().filter(|q| !q.speaker.is_empty() && !q.mention.is_empty()) {
        let counts = votes.entry(&q.speaker).or_default();
        vote(q, |lang, n| *counts.entry(&lang.code).or_insert(0) += n);
    }
    let winner = |counts: &FxHashMap<&'static str, u32>| {
        let (best, most) = counts.iter().max_by_key(|(code, n)| (**n, **code))?;
        let is_alone = counts.iter().all(|(code, n)| code == best || 2 * n <= *most);
        Some(lang::of(best)).filter(|_| *most >= ENOUGH && is_alone)
    };
    let mut out: FxHashMap<Shared, &'static Lang> =
        votes.iter().filter_map(|(speaker, counts)| Some(((*speaker).clone(), winner(counts)?))).collect();
    let known = told.iter().filter(|(_, tag)| !tag.is_empty());
    out.extend(known.map(|(name, tag)| (Shared::from(name.as_str()), lang::of(tag))));
    out
}

/// What one quotation tells of its speaker's language.
fn vote(q: &Quotation, mut cast: impl FnMut(&'static Lang, u32)) {
    let lang = lang::of(&q.lang);
    for word in words(&q.mention, lang) {
        if let Some(home) = home::of(lang, &word.folded) {
            cast(home.lang, ENOUGH);
        }
    }
    let Some(at) = q.context.find(q.mention.as_str()) else { return };
    let (before, behind) = (&q.context[..at], &q.context[at + q.mention.len()..]);
    // What is quoted is the speaker's own and tells nothing of who speaks.
    let before = before.rsplit(['“', '”', '"', '«', '»']).next().unwrap_or("");
    let behind = behind.split(['“', '”', '"', '«', '»']).next().unwrap_or("");
    let (before, behind) = (words(before, lang), words(behind, lang));
    for word in before.iter().rev().take(AROUND).chain(behind.iter().take(AROUND)) {
        if let Some(home) = home::of(lang, &word.folded).filter(|h| !h.is_city) {
            cast(home.lang, 1);
        }
    }
}

/// Names the original of each statement: of the prints in the speaker's language, where that is not the base's, the base reading, never a
/// fragment where there is more. The longest is none by itself: what one print has more than all others is more likely its own.
pub fn name_originals(statements: &mut [Statement], renderings: &mut [Rendering], languages: &FxHashMap<Shared, &'static Lang>) {
    if languages.is_empty() {
        return;
    }
    let mut rows: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (i, r) in renderings.iter().enumerate() {
        rows.entry(r.statement_id.as_str()).or_default().push(i);
    }
    let mut chosen: Vec<usize> = Vec::new();
    for s in statements.iter_mut() {
        let Some(spoken) = s.speakers.iter().find_map(|name| languages.get(name)) else { continue };
        if lang::of(&s.lang).code == spoken.code {
            continue;
        }
        let is_spoken = |i: &usize| lang::of(&renderings[*i].lang).code == spoken.code;
        let prints: Vec<usize> = rows.get(s.id.as_str()).into_iter().flatten().copied().filter(is_spoken).collect();
        if let Some(i) = most_direct(renderings, prints, spoken) {
            s.original.clone_from(&renderings[i].text);
            chosen.push(i);
        }
    }
    chosen.into_iter().for_each(|i| renderings[i].role = Role::Original);
}

/// The base reading of some prints; of those with its words the earliest, then by id.
fn most_direct(renderings: &[Rendering], mut prints: Vec<usize>, lang: &'static Lang) -> Option<usize> {
    prints.sort_by(|&a, &b| {
        let place = |r: &Rendering| (r.date.is_none(), r.date);
        place(&renderings[a]).cmp(&place(&renderings[b])).then_with(|| renderings[a].id.cmp(&renderings[b].id))
    });
    let words: Vec<OwnWords> = prints.iter().map(|&i| own_words(&renderings[i].text, lang)).collect();
    let is_whole = |k: usize| prints.get(k).is_some_and(|i| renderings[*i].role != Role::Partial);
    let any_whole = (0..prints.len()).any(is_whole);
    let chosen = base_reading(&words.iter().collect::<Vec<_>>(), |k| !any_whole || is_whole(k))?;
    prints.get(chosen).copied()
}

//! Which statement does a foreign sentence belong to? After the statements of each language are made, those of other languages are laid beside
//! those of the renderings' language: the thirty best candidates of each (candidates), a probability for each (score), word translations
//! learned from the sure ones (learn), and once more.
//!
//! A wrong original is worse than none: each goes to one statement at most, and only where it is well ahead of all rivals on both sides.

mod candidates;
mod crossing;
mod cut;
mod decided;
mod explain;
mod join;
mod judge;
mod meeting;
mod part;
mod score;
mod setting;
mod spoken;
mod texts;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::cluster::corpus::{day_number, days_between};
use crate::cluster::{PairDecision, Settings, rows};
use crate::lang::{self, Lang};
use crate::lexicon::bridge::Bridge;
use crate::lexicon::foreign::{Known, Lexicon, Sentences};
use crate::lexicon::learn;
use crate::model::{CompactString, Quotation, Rendering, Role, Shared, Statement};

pub use explain::words;
pub use judge::WEIGHTS as OF_RENDERINGS;
pub use score::{AHEAD_OF_ORIGINALS, AHEAD_OF_STATEMENTS, MEASURES, WEIGHTS as OF_STATEMENTS};
pub use spoken::{languages, name_originals};

use candidates::Index;
use crossing::Crossing;
use cut::Cut;
use decided::Decided;
use judge::Case;
use meeting::Meeting;
use score::{ANSWERED_OF_KNOWN, ANSWERED_OF_RENDERING, Answers, Measures, Pair, SPEAKER, Seen};
use texts::{Side, Text};

/// Renderings of a statement that an original is compared with, at most.
const MOST_RENDERINGS: usize = 6;

/// The log-odds that a rival is ahead or behind count up to this.
const MOST_AHEAD: f32 = 8.0;

/// An original belongs to a statement from this probability up, and teaches words from that one up; so sure must be what no rendering stands between.
const LEAST: f32 = 0.8;
const SURE: f32 = 0.9;

/// From this probability up it is asked which renderings it does not answer.
const LIKELY: f32 = 0.45;

/// An original of whose known words more than this share is answered by one statement is not cut.
const MOST_ANSWERED: f32 = 0.75;

/// A part and its statement answer these shares of each other, and belong together from this probability up.
const LEAST_OF_PART: f32 = 0.5;
const LEAST_OF_RENDERING: f32 = 0.4;
const SURE_PART: f32 = 0.95;

/// Candidates of an original that its parts may belong to.
const MOST_FOR_PARTS: usize = 8;

/// The log-odds of a pair of strangers alone, as they come: where there are few rivals, to be ahead of them proves little.
const STRANGER: f32 = -4.0;

/// What is answered as a whole is so much of log-odds ahead of all else.
const ALL_AHEAD: f32 = 2.0;

/// Telling words that must answer each other at least: never one word alone.
const LEAST_WORDS: usize = 2;

/// First and last day.
type Days = (i32, i32);

/// Statements of one language: the ones that originals are laid beside, or the originals.
struct Shelf {
    side: Side,
    /// Which statement each stands for.
    statements: Vec<usize>,
    /// The texts of each.
    texts: Vec<Vec<u32>>,
    /// The text of each of its rows.
    rows: Vec<Vec<u32>>,
    /// The ids of its quotations and renderings.
    names: Vec<Vec<CompactString>>,
    /// Numbers of its speakers, sorted.
    speakers: Vec<Vec<u32>>,
    /// First and last day.
    days: Vec<Option<Days>>,
}

impl Shelf {
    fn new(lang: &'static Lang) -> Shelf {
        Shelf {
            side: Side::new(lang),
            statements: Vec::new(),
            texts: Vec::new(),
            rows: Vec::new(),
            names: Vec::new(),
            speakers: Vec::new(),
            days: Vec::new(),
        }
    }
}

/// The originals of a language with their candidates, the best of each first, and the words that they were found by.
type Found = (Vec<Candidate>, Crossing);

/// Statements with their renderings.
type Made = (Statement, Vec<Rendering>);

/// A statement that an original may belong to.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    /// Index into the shelf of the originals.
    original: u32,
    /// Index into the shelf of the renderings.
    statement: u32,
    measures: Measures,
    telling: usize,
    /// Every word of content of either is answered.
    whole: bool,
    /// Not too many known words of both are left alone.
    firm: bool,
    log_odds: f32,
}

impl Candidate {
    /// Is it all that was said, by the same speaker, and nothing else comes near? Of a clause of one or two words no more can be known.
    fn is_all(&self) -> bool {
        let ahead = self.measures[AHEAD_OF_STATEMENTS].min(self.measures[AHEAD_OF_ORIGINALS]);
        self.whole && self.measures[SPEAKER] > 0.0 && ahead >= ALL_AHEAD
    }
}

/// An original goes to a statement: indices into what was made.
struct Join {
    original: usize,
    statement: usize,
    probability: f32,
}

/// An original with a statement and the measures of the two, for fitting weights: (quotations of either, measures).
pub struct Example {
    pub original: Vec<CompactString>,
    pub statement: Vec<CompactString>,
    pub measures: Vec<f32>,
}

/// So many days apart prints of one speaker's words in two languages may be, though renderings of one language meet in fewer only. In a month speakers
/// say much the same again, with another sum.
const LATE: i32 = 7;

/// What is looked at on the way.
struct Linking<'a> {
    lexicon: &'a Lexicon,
    decided: &'a Decided,
    window_days: i32,
    /// Neither is in the language of the renderings: only the words of one speaker meet.
    abroad: bool,
    renderings: Shelf,
    /// A shelf a language.
    originals: Vec<Shelf>,
}

impl<'a> Linking<'a> {
    fn new(
        made: &[Made],
        quotations: &[Quotation],
        lexicon: &'a Lexicon,
        settings: &Settings,
        decided: &'a Decided,
        meeting: &Meeting,
    ) -> Option<Linking<'a>> {
        let pivot = meeting.pivot;
        let of = |s: &Statement| lang::of(&s.lang);
        let langs = meeting.others.clone();
        if langs.is_empty() || made.iter().all(|(s, _)| of(s).code != pivot.code) {
            return None;
        }
        let speakers = speakers(quotations);
        let mut renderings = Shelf::new(pivot);
        let mut originals: Vec<Shelf> = langs.into_iter().map(Shelf::new).collect();
        for (i, (statement, rows)) in made.iter().enumerate() {
            let lang = of(statement);
            if lang.code == pivot.code {
                renderings.put(i, statement, rows, MOST_RENDERINGS, &speakers);
            } else if let Some(shelf) = originals.iter_mut().find(|s| meeting.may_go(statement) && s.side.lang.code == lang.code)
            {
                shelf.put(i, statement, rows, 1, &speakers);
            }
        }
        renderings.side.weigh();
        originals.iter_mut().for_each(|s| s.side.weigh());
        let (window_days, abroad) = (settings.window_days as i32, meeting.abroad);
        Some(Linking { lexicon, decided, window_days, abroad, renderings, originals })
    }

    /// The originals of a language with the statements that they may belong to, in two rounds: what the sure ones of the first teach of
    /// words, the second knows. The best of each original first.
    fn candidates(&self, shelf: &Shelf) -> Found {
        let mut crossing = self.crossing(shelf);
        let index = Index::new(&self.renderings.side, &self.renderings.texts);
        let round = |crossing: &Crossing| {
            let originals = (0..shelf.texts.len() as u32).into_par_iter();
            let mut all: Vec<Candidate> = originals.flat_map_iter(|o| self.candidates_of(shelf, o, &index, crossing)).collect();
            compare(&mut all);
            all
        };
        let sure = chosen(&round(&crossing), SURE);
        let learned = learn::learn(sure.iter().flat_map(|c| self.sentences(shelf, c)).collect());
        crossing.add(&learned, &shelf.side, &self.renderings.side);
        (round(&crossing), crossing)
    }

    /// Which words answer which, before anything is learned.
    fn crossing(&self, shelf: &Shelf) -> Crossing {
        let there: Vec<Known> = self.renderings.side.known(self.lexicon);
        let here: Vec<Known> = shelf.side.known(self.lexicon);
        let bridge = Bridge::new(self.lexicon, &there);
        let answers: Answers = here.par_iter().map(|w| bridge.answers(w)).collect();
        let mut is_answering = vec![false; there.len()];
        answers.iter().flatten().for_each(|(word, _)| is_answering[*word as usize] = true);
        // Few in other languages say the same: that the words which would answer one are not in the corpus tells more there.
        let known = |words: &[Known], other: &'static Lang| -> Vec<bool> {
            words.iter().map(|w| self.abroad && !w.is_function() && w.is_known_in(&other.code)).collect()
        };
        let known = [known(&here, self.renderings.side.lang), known(&there, shelf.side.lang)];
        Crossing { answers, is_answering, known }
    }

    /// An original beside each rendering of a statement, as stems.
    fn sentences(&self, shelf: &Shelf, c: &Candidate) -> Vec<Sentences> {
        let side = &self.renderings.side;
        let here = shelf.texts[c.original as usize].first().map(|t| shelf.side.stems(*t)).unwrap_or_default();
        self.renderings.texts[c.statement as usize].iter().map(|t| (here.clone(), side.stems(*t))).collect()
    }

    fn candidates_of(&self, shelf: &Shelf, o: u32, index: &Index, crossing: &Crossing) -> Vec<Candidate> {
        let Some(&text) = shelf.texts[o as usize].first() else { return Vec::new() };
        let text = shelf.side.text(text);
        let may = |s: u32| self.may(shelf, o as usize, s as usize);
        let best = index.best(text, &shelf.side, &self.renderings.side, &crossing.answers, may);
        best.into_iter()
            .map(|s| {
                let Seen { mut measures, telling, whole, firm, .. } = self.mean(shelf, text, s, crossing);
                let firm = firm || !self.abroad;
                measures[SPEAKER] = f32::from(u8::from(self.is_same_speaker(shelf, o as usize, s as usize)));
                Candidate {
                    original: o,
                    statement: s,
                    measures,
                    telling,
                    whole,
                    firm,
                    log_odds: score::log_odds_alone(&measures),
                }
            })
            .collect()
    }

    /// May an original and a statement be one, by who spoke and when, and by what the auditor said?
    fn may(&self, shelf: &Shelf, o: usize, s: usize) -> bool {
        self.fits(shelf, o, s) && self.decided.may(&shelf.names[o], &self.renderings.names[s])
    }

    fn fits(&self, shelf: &Shelf, o: usize, s: usize) -> bool {
        let (a, b) = (&shelf.speakers[o], &self.renderings.speakers[s]);
        let by_speaker = share(a, b) || !self.abroad && (a.is_empty() || b.is_empty());
        // A weekly prints an interview when others have translated it.
        let window = if share(a, b) && !self.abroad { self.window_days.max(LATE) } else { self.window_days };
        by_speaker && days_between(shelf.days[o], self.renderings.days[s]).is_none_or(|days| days <= window)
    }

    fn is_same_speaker(&self, shelf: &Shelf, o: usize, s: usize) -> bool {
        share(&shelf.speakers[o], &self.renderings.speakers[s])
    }
}

impl Shelf {
    fn put(&mut self, at: usize, statement: &Statement, rows: &[Rendering], most: usize, speakers: &FxHashMap<Shared, u32>) {
        let whole = |r: &&Rendering| r.role != Role::Partial && lang::of(&r.lang).code == self.side.lang.code;
        let mut texts: Vec<&str> = rows.iter().filter(whole).map(|r| r.text.as_str()).collect();
        // The base stands first.
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        texts.retain(|t| seen.insert(t));
        texts.truncate(most);
        if texts.is_empty() {
            texts.push(&statement.text);
        }
        let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
        let mut add = |t| *numbers.entry(t).or_insert_with(|| self.side.add(t));
        self.texts.push(texts.into_iter().map(&mut add).collect());
        self.rows.push(rows.iter().map(|r| add(&r.text)).collect());
        let mut credited: Vec<u32> = statement.speakers.iter().filter_map(|s| speakers.get(s).copied()).collect();
        credited.sort_unstable();
        let mut days = rows.iter().filter_map(|r| r.date).map(day_number);
        let first = days.next();
        self.statements.push(at);
        self.names.push(rows.iter().flat_map(|r| [r.quote_id.clone(), r.id.clone()]).collect());
        self.speakers.push(credited);
        self.days.push(first.map(|d| days.fold((d, d), |(a, b), d| (a.min(d), b.max(d)))));
    }
}

/// Have two sorted lists an item in common?
fn share(a: &[u32], b: &[u32]) -> bool {
    a.iter().any(|x| b.binary_search(x).is_ok())
}

/// A number for each speaker.
fn speakers(quotations: &[Quotation]) -> FxHashMap<Shared, u32> {
    let mut names: Vec<&Shared> = quotations.iter().map(|q| &q.speaker).filter(|s| !s.is_empty()).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().enumerate().map(|(i, n)| (n.clone(), i as u32)).collect()
}

/// The two best log-odds of pairs alone, with who has them: of each original, and of each statement.
struct Rivals {
    of_original: FxHashMap<u32, Best>,
    of_statement: FxHashMap<u32, Best>,
}

type Best = [(f32, u32); 2];

impl Rivals {
    fn of(all: &[Candidate]) -> Rivals {
        let mut rivals = Rivals { of_original: FxHashMap::default(), of_statement: FxHashMap::default() };
        let note = |best: &mut Best, z: f32, who: u32| {
            if z > best[0].0 {
                *best = [(z, who), best[0]];
            } else if z > best[1].0 {
                best[1] = (z, who);
            }
        };
        const NONE: Best = [(f32::NEG_INFINITY, u32::MAX); 2];
        for c in all {
            let alone = score::log_odds_alone(&c.measures);
            note(rivals.of_original.entry(c.original).or_insert(NONE), alone, c.statement);
            note(rivals.of_statement.entry(c.statement).or_insert(NONE), alone, c.original);
        }
        rivals
    }

    /// How far a candidate is ahead of its original's best other one.
    fn behind_statement(&self, c: &Candidate) -> f32 {
        ahead(self.of_original.get(&c.original), c, c.statement)
    }

    /// How far a candidate is ahead of the best other one of its statement.
    fn behind_original(&self, c: &Candidate) -> f32 {
        ahead(self.of_statement.get(&c.statement), c, c.original)
    }
}

fn ahead(best: Option<&Best>, c: &Candidate, who: u32) -> f32 {
    let rival = best.map_or(f32::NEG_INFINITY, |b| if b[0].1 == who { b[1].0 } else { b[0].0 }).max(STRANGER);
    (score::log_odds_alone(&c.measures) - rival).clamp(-MOST_AHEAD, MOST_AHEAD)
}

/// Fills in how far each candidate is ahead of its rivals on both sides, and scores anew; the best of each original first.
fn compare(all: &mut [Candidate]) {
    let rivals = Rivals::of(all);
    for c in all.iter_mut() {
        let (statements, originals) = (rivals.behind_statement(c), rivals.behind_original(c));
        c.measures[AHEAD_OF_STATEMENTS] = statements;
        c.measures[AHEAD_OF_ORIGINALS] = originals;
        c.log_odds = score::log_odds(&c.measures);
    }
    all.sort_by(|a, b| {
        a.original.cmp(&b.original).then_with(|| b.log_odds.total_cmp(&a.log_odds)).then(a.statement.cmp(&b.statement))
    });
}

/// Each original's statement: the likeliest pairs first, a statement taken once a language.
fn chosen(all: &[Candidate], least: f32) -> Vec<Candidate> {
    let is_told = |c: &Candidate| c.telling >= LEAST_WORDS && c.firm && score::probability(c.log_odds) >= least;
    let is_likely = |c: &&Candidate| is_told(c) || least == LEAST && c.is_all();
    let mut all: Vec<Candidate> = all.iter().filter(is_likely).copied().collect();
    all.sort_by(|a, b| b.log_odds.total_cmp(&a.log_odds).then(a.statement.cmp(&b.statement)).then(a.original.cmp(&b.original)));
    let (mut taken, mut placed) = (FxHashSet::default(), FxHashSet::default());
    all.retain(|c| !placed.contains(&c.original) && taken.insert(c.statement) && placed.insert(c.original));
    all
}

/// Links originals to statements, then what is in other languages alone to one another; gives back what then stands in each statement.
pub fn link(
    made: Vec<Made>,
    quotations: &[Quotation],
    decisions: &[PairDecision],
    lexicon: &Lexicon,
    settings: &Settings,
) -> Vec<Made> {
    let decided = Decided::of(decisions);
    let mut made = link_at_home(made, quotations, lexicon, settings, &decided);
    for meeting in Meeting::abroad(&made, lang::of(&settings.language)) {
        if let Some(linking) = Linking::new(&made, quotations, lexicon, settings, &decided, &meeting) {
            let joins = linking.joins(&linking.found());
            made = join::joined(made, &joins);
        }
    }
    made
}

/// Links originals to statements in the language of the renderings.
fn link_at_home(
    made: Vec<Made>,
    quotations: &[Quotation],
    lexicon: &Lexicon,
    settings: &Settings,
    decided: &Decided,
) -> Vec<Made> {
    let meeting = Meeting::at_home(&made, lang::of(&settings.language));
    let Some(linking) = Linking::new(&made, quotations, lexicon, settings, decided, &meeting) else { return made };
    let found = linking.found();
    let (strangers, cuts) = linking.partings(&made, &found);
    if strangers.is_empty() && cuts.is_empty() {
        let joins = linking.joins(&found);
        return join::joined(made, &joins);
    }
    drop(linking);
    let (mut made, mut new) = part::parted(made, &strangers, &cuts, decided);
    rows::name_beside(&mut new, &made);
    made.extend(new);
    let Some(linking) = Linking::new(&made, quotations, lexicon, settings, decided, &meeting) else { return made };
    let joins = linking.joins(&linking.found());
    join::joined(made, &joins)
}

impl Linking<'_> {
    /// The candidates of the originals of each language.
    fn found(&self) -> Vec<Found> {
        self.originals.iter().map(|shelf| self.candidates(shelf)).collect()
    }

    /// Which statement each original goes to, and how probably.
    fn joins(&self, found: &[Found]) -> Vec<Join> {
        let mut joins = Vec::new();
        let least = if self.abroad { SURE } else { LEAST };
        for (shelf, (all, _)) in self.originals.iter().zip(found) {
            joins.extend(chosen(all, least).into_iter().map(|c| Join {
                original: shelf.statements[c.original as usize],
                statement: self.renderings.statements[c.statement as usize],
                probability: score::probability(c.log_odds).max(LEAST),
            }));
        }
        joins
    }

    /// The rows that belong elsewhere, by statement; and where originals are to be cut, by statement.
    fn partings(&self, made: &[Made], found: &[Found]) -> (FxHashMap<usize, Vec<usize>>, FxHashMap<usize, Cut>) {
        let (mut strangers, mut cuts) = (FxHashMap::default(), FxHashMap::default());
        for (shelf, (all, crossing)) in self.originals.iter().zip(found) {
            let rivals = Rivals::of(all);
            let places: Vec<(usize, Cut)> = all
                .par_chunk_by(|a, b| a.original == b.original)
                .filter_map(|of_one| {
                    let at = shelf.statements[of_one[0].original as usize];
                    Some((at, self.cut(shelf, &made.get(at)?.0.text, of_one, &rivals, crossing)?))
                })
                .collect();
            cuts.extend(places);
            for c in chosen(all, LIKELY) {
                let at = self.renderings.statements[c.statement as usize];
                let rows_of = |at: usize| made.get(at).map_or(&[][..], |m| m.1.as_slice());
                let home = shelf.statements[c.original as usize];
                let case = Case { linking: self, shelf, crossing, candidate: &c, rows: rows_of(at), own: rows_of(home) };
                let leaving = case.judge();
                for (at, rows) in [(at, leaving.renderings), (home, leaving.originals)] {
                    // Of originals in several languages the first judges.
                    if !rows.is_empty() {
                        strangers.entry(at).or_insert(rows);
                    }
                }
            }
        }
        (strangers, cuts)
    }

    /// Where an original is to be cut, if its parts answer two statements better than it answers one.
    fn cut(&self, shelf: &Shelf, text: &str, of_one: &[Candidate], rivals: &Rivals, crossing: &Crossing) -> Option<Cut> {
        let best = of_one.first().filter(|c| c.measures[ANSWERED_OF_KNOWN] < MOST_ANSWERED)?;
        let whole = shelf.side.text(*shelf.texts.get(best.original as usize)?.first()?);
        let among = of_one.get(..MOST_FOR_PARTS).unwrap_or(of_one);
        let odds_of = |cut: &Cut| -> Option<f32> {
            let first = self.best_of_part(shelf, &shelf.side.part(whole, 0..cut.words), among, rivals, crossing)?;
            let second =
                self.best_of_part(shelf, &shelf.side.part(whole, cut.words..whole.words.len()), among, rivals, crossing)?;
            let least = first.1.min(second.1);
            (first.0 != second.0 && score::probability(least) >= SURE_PART).then_some(least)
        };
        let places = cut::cuts(text, shelf.side.lang).into_iter();
        places
            .filter_map(|c| Some((odds_of(&c)?, c)))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.words.cmp(&a.1.words)))
            .map(|c| c.1)
    }

    /// The statement that answers a part of an original best, of those that may be the whole's, and its log-odds.
    fn best_of_part(
        &self,
        shelf: &Shelf,
        part: &Text,
        among: &[Candidate],
        rivals: &Rivals,
        crossing: &Crossing,
    ) -> Option<(u32, f32)> {
        let mut all: Vec<Candidate> = among
            .iter()
            .map(|c| {
                let Seen { mut measures, telling, whole, .. } = self.mean(shelf, part, c.statement, crossing);
                measures[SPEAKER] = c.measures[SPEAKER];
                Candidate { measures, telling, whole, log_odds: score::log_odds_alone(&measures), ..*c }
            })
            .collect();
        let alone = Rivals::of(&all);
        for c in &mut all {
            c.measures[AHEAD_OF_STATEMENTS] = alone.behind_statement(c);
            c.measures[AHEAD_OF_ORIGINALS] = rivals.behind_original(c);
            c.log_odds = score::log_odds(&c.measures);
        }
        let is_whole = |c: &Candidate| {
            c.measures[ANSWERED_OF_KNOWN] >= LEAST_OF_PART && c.measures[ANSWERED_OF_RENDERING] >= LEAST_OF_RENDERING
        };
        all.retain(|c| c.telling >= LEAST_WORDS && is_whole(c));
        all.into_iter()
            .max_by(|a, b| a.log_odds.total_cmp(&b.log_odds).then(b.statement.cmp(&a.statement)))
            .map(|c| (c.statement, c.log_odds))
    }

    /// The measures of an original with a statement, the mean over its renderings.
    fn mean(&self, shelf: &Shelf, text: &Text, statement: u32, crossing: &Crossing) -> Seen {
        let texts = &self.renderings.texts[statement as usize];
        let side = &self.renderings.side;
        let mut mean = Seen { measures: [0.0; MEASURES], telling: 0, covered: false, whole: false, firm: false };
        for t in texts {
            let one = score::seen(&Pair { here: (&shelf.side, text), there: (side, side.text(*t)), crossing });
            mean.measures.iter_mut().zip(one.measures).for_each(|(sum, x)| *sum += x / texts.len() as f32);
            mean.telling = mean.telling.max(one.telling);
            mean.covered |= one.covered;
            mean.whole |= one.whole;
            mean.firm |= one.firm;
        }
        mean
    }
}

/// Every original with its best candidates, and with each rendering of its statement, for fitting weights.
pub fn examples(made: &[Made], quotations: &[Quotation], lexicon: &Lexicon, settings: &Settings) -> [Vec<Example>; 2] {
    let decided = Decided::of(&[]);
    let mut out: [Vec<Example>; 2] = Default::default();
    let meeting = Meeting::at_home(made, lang::of(&settings.language));
    let Some(linking) = Linking::new(made, quotations, lexicon, settings, &decided, &meeting) else { return out };
    let quotes = |at: usize| made[at].1.iter().map(|r| r.quote_id.clone()).collect::<Vec<_>>();
    for shelf in &linking.originals {
        let (all, crossing) = linking.candidates(shelf);
        let original = |c: &Candidate| quotes(shelf.statements[c.original as usize]);
        let statement = |c: &Candidate| linking.renderings.statements[c.statement as usize];
        let pair =
            |c: &Candidate| Example { original: original(c), statement: quotes(statement(c)), measures: c.measures.to_vec() };
        out[0].extend(all.iter().map(pair));
        for c in chosen(&all, LIKELY) {
            let rows = &made[statement(&c)].1;
            let values = Case { linking: &linking, shelf, crossing: &crossing, candidate: &c, rows, own: &[] }.examples();
            let row = |(i, v): (usize, judge::Values)| (vec![rows[i].quote_id.clone()], v.to_vec());
            out[1].extend(values.into_iter().map(row).map(|(statement, measures)| Example {
                original: original(&c),
                statement,
                measures,
            }));
        }
    }
    out
}

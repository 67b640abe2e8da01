//! Another number than the original's. Numbers are compared by value (“2,5 milioni” = 2,500,000). One that stands on one side only may be said in
//! words (a couple, a dozen), so that it is told only where the rendering has it in figures, and as major.

use crate::audit::abroad::figures::{Groups, Numeral, is_ordinal_word, numerals};
use crate::audit::abroad::{Across, Rule, pair_off, printed};
use crate::audit::amounts::{Said, Text};
use crate::audit::clock;
use crate::audit::portions;
use crate::audit::token::Side;
use crate::lang::poles::LONGEST;
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-number",
    class: Class::Number,
    find,
    fires: &[
        ("it", "Il ponte è costato 2,5 milioni di euro.", "The bridge cost 3.5 million euros."),
        ("de", "Im Hafen lagen 14 Boote.", "There were 40 boats in the port."),
        ("it", "Il ponte è costato 2,5 milioni di euro.", "The bridge cost 5 million euros."),
        ("fr", "Il y avait 12.500 personnes.", "There were 12 people."),
        ("de", "Im Hafen lagen 14 Boote.", "There were two boats in the port."),
        ("es", "El puente estará cerrado tres semanas.", "The bridge will be closed for three months."),
        ("de", "Drei Viertel der Boote sind alt.", "25 per cent of the boats are old."),
        ("de", "Die Brücke war ein halbes Jahr gesperrt.", "The bridge was closed for three months."),
        ("it", "Abbiamo aspettato un'ora e mezza.", "We waited for half an hour."),
        ("it", "La barca parte alle 20:11.", "The boat leaves at 20:45."),
        ("es", "La barca sale a las ocho de la tarde.", "The boat leaves at 8am."),
        ("fr", "Le bateau part à 19h30.", "The boat leaves at 7.30am."),
        ("it", "Ho visto la casa una volta.", "I saw the house twice."),
        ("de", "Ich habe das Haus zweimal gesehen.", "I saw the house once."),
        ("pt", "Vendemos quatro dos seis barcos.", "We sold six of the four boats."),
    ],
    silent: &[
        ("it", "Il ponte è costato 2,5 milioni di euro.", "The bridge cost 2,500,000 euros."),
        ("fr", "Deux bateaux ont coulé.", "A couple of boats sank."),
        ("it", "La riunione comincia alle 15.", "The meeting begins at 3 p.m."),
        ("es", "El puente es del siglo XV.", "The bridge is of the 15th century."),
        ("it", "Il ponte era lungo 16 chilometri.", "The bridge was 10 miles long."),
        ("fr", "Le bateau part à 9h30.", "The boat leaves at 9.30."),
        ("de", "Das Boot fährt abends um acht.", "The boat leaves at 8pm."),
        ("es", "Esa noche tres personas murieron.", "That night three people died."),
        ("it", "La sera del 5 maggio ero a casa.", "On the night of May 5 I was at home."),
        ("de", "Das Boot ist viermal gesunken.", "The boat has sunk four times."),
        ("it", "Ancora una volta la casa costa il doppio.", "Once again the house costs twice as much."),
        ("it", "Una volta la casa era vecchia.", "The house was old once."),
        ("it", "Una trentina di barche.", "About 30 boats."),
        ("it", "I barcaioli sono scesi da sei a quattro.", "The boatmen went down to four from six."),
        ("it", "Abbiamo venduto quattro delle sei barche.", "Of the six boats we sold four."),
        ("it", "Abbiamo aspettato tre quarti d'ora.", "We waited for 45 minutes."),
        ("fr", "Un tiers des bateaux sont vieux.", "33 percent of the boats are old."),
        ("es", "Duró dos horas y media.", "It lasted 150 minutes."),
        ("de", "Das Boot fuhr um halb acht.", "The boat left at 7:30."),
        ("de", "Drei Viertel der Boote sind alt.", "75 per cent of the boats are old."),
    ],
};

fn find(across: &Across, out: &mut Vec<Divergence>) {
    let (mine, theirs) = (portions::all(across.text(true)), portions::all(across.text(false)));
    for ours in &mine {
        let turned = theirs.iter().find(|other| ours.is_turned(other));
        out.extend(turned.map(|other| raised(across, &ours.words, &other.words)));
    }
    let (ours, theirs) = (numerals(across, true), numerals(across, false));
    let (mut here, mut there): (Vec<&Numeral>, Vec<&Numeral>) = (ours.iter().collect(), theirs.iter().collect());
    for (x, y) in pair_off(&mut here, &mut there, |x, y| x.said.is_twelve_hours_apart(&y.said)) {
        let words = |here: bool, at: usize| clock::words(across.sides(here).0, across.lang(here), at);
        out.push(raised(across, &words(true, x.said.at), &words(false, y.said.at)));
    }
    for (x, y) in pair_off(&mut here, &mut there, |x, y| x.is_equal(y)) {
        out.extend(x.other_units(y).map(|(u, v)| raised(across, &[x.said.at, u], &[y.said.at, v])));
    }
    pair_off(&mut here, &mut there, |x, y| x.is_same(y));
    let (mut here, mut there) = in_parts(across, &here, &there, out);
    let groups = Groups::new(across);
    here.retain(|i| !groups.have_apart(across, *i) && !is_ordinal_word(across, true, *i));
    there.retain(|j| !is_ordinal_word(across, false, *j));
    left(across, here, there, out);
}

/// Half an hour, 30 minutes: tells of what one side says in parts and the other has otherwise, and gives back the numerals for which nothing of the kind
/// stands on the other side.
fn in_parts(across: &Across, here: &[&Numeral], there: &[&Numeral], out: &mut Vec<Divergence>) -> (Vec<usize>, Vec<usize>) {
    let parts = [true, false].map(|here| across.text(here).parts());
    let [mut ours, mut theirs] = [0, 1].map(|side| parts[side].iter().collect::<Vec<&Said>>());
    let [mut here, mut there] = [here, there].map(|all| all.iter().map(|n| &n.said).collect::<Vec<&Said>>());
    let same = |x: &Said, y: &Said| x.comes_to(y).is_some();
    for test in [same as fn(&Said, &Said) -> bool, Said::measures_alike] {
        let test = |x: &Said, y: &Said| test(x, y);
        let mut pairs = pair_off(&mut ours, &mut theirs, test);
        pairs.extend(pair_off(&mut here, &mut theirs, test));
        pairs.extend(pair_off(&mut ours, &mut there, test));
        pairs.retain(|(x, y)| !same(x, y));
        out.extend(pairs.into_iter().map(|(x, y)| raised(across, &[x.at], &[y.at])));
    }
    let at = |all: Vec<&Said>| -> Vec<usize> { all.iter().map(|said| said.at).collect() };
    (at(here), at(there))
}

/// Numerals that nothing answers stand for each other; one that is left alone is told if it is in figures.
fn left(across: &Across, mut here: Vec<usize>, mut there: Vec<usize>, out: &mut Vec<Divergence>) {
    once(across, &mut here, &mut there, out);
    // One child in fifteen: one may be an article in the original.
    here.sort_by_key(|i| across.here.tokens[*i].figures.as_deref() == Some("1"));
    for i in here {
        let linked = |j: &usize| across.here.tokens.get(i).is_some_and(|t| t.answers.iter().any(|a| a.at == *j));
        let place = across.project(true, i);
        let nearest = || there.iter().enumerate().min_by_key(|(_, j)| j.abs_diff(place)).map(|(at, _)| at);
        let Some(at) = there.iter().position(linked).or_else(nearest) else {
            if is_in_figures(&across.here, i) {
                let explanation = format!("The original has no number for “{}”.", printed(&across.here, &[i]));
                out.push(across.divergence(RULE.told(), Severity::Major, (&[i], &[]), 0.6, explanation));
            }
            continue;
        };
        out.push(raised(across, &[i], &[there.remove(at)]));
    }
}

/// Twice for «una volta»: tells of so many times where the other side says once, and nothing else that counts times.
fn once(across: &Across, here: &mut Vec<usize>, there: &mut Vec<usize>, out: &mut Vec<Divergence>) {
    let said = |of_this: bool| {
        let (side, numbers) = (across.sides(of_this).0, &across.lang(of_this).numbers);
        let phrase = |at: usize| {
            let lengths = numbers.once.iter().filter(|phrase| side.says(phrase, at)).map(|phrase| phrase.split(' ').count());
            Some((at..at + lengths.max()?).collect::<Vec<_>>())
        };
        (0..side.tokens.len()).find_map(phrase)
    };
    let counts_times = |of_this: bool, at: usize| {
        let (side, numbers) = (across.sides(of_this).0, &across.lang(of_this).numbers);
        [at, at + 1].iter().any(|i| numbers.times.contains(side.folded(*i)))
    };
    match (said(true), said(false)) {
        (None, Some(words)) if !doubles(across.text(false)) => {
            if let Some(at) = here.iter().position(|i| counts_times(true, *i)) {
                out.push(raised(across, &[here.remove(at)], &words));
            }
        }
        (Some(words), None) if !doubles(across.text(true)) => {
            if let Some(at) = there.iter().position(|j| counts_times(false, *j)) {
                out.push(raised(across, &words, &[there.remove(at)]));
            }
        }
        _ => {}
    }
}

/// Twice as much, il doppio: does a text say by heart that something is so many times another?
fn doubles(text: Text) -> bool {
    let stems: Vec<&str> = text.side.tokens.iter().map(|t| t.stem.as_str()).collect();
    let pole = |at: usize| text.lang.pole(stems.get(at..(at + LONGEST).min(stems.len()))?);
    (0..stems.len()).filter_map(pole).any(|(pole, _)| pole.is_of_times())
}

fn raised(across: &Across, here: &[usize], there: &[usize]) -> Divergence {
    let explanation =
        format!("The original has “{}”, this rendering “{}”.", printed(&across.there, there), printed(&across.here, here));
    across.divergence(RULE.told(), Severity::Critical, (here, there), 0.9, explanation)
}

/// Two figures or more: less is soon said in a word.
fn is_in_figures(side: &Side, at: usize) -> bool {
    side.tokens.get(at).is_some_and(|t| t.span.of(side.text).bytes().filter(u8::is_ascii_digit).count() > 1)
}

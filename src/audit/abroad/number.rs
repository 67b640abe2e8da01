//! Another number than the original's. Numbers are compared by value (“2,5 milioni” = 2,500,000). One that stands on one side only may be said in
//! words (a couple, a dozen), so that it is told only where the rendering has it in figures, and as major.

use compact_str::{CompactString, ToCompactString};

use crate::audit::abroad::{Across, Rule, printed};
use crate::audit::token::Side;
use crate::model::{Class, Divergence, Severity};

pub const RULE: Rule = Rule {
    name: "original-number",
    class: Class::Number,
    find,
    fires: &[
        ("it", "Il ponte è costato 2,5 milioni di euro.", "The bridge cost 3.5 million euros."),
        ("de", "Im Hafen lagen 14 Boote.", "There were 40 boats in the port."),
    ],
    silent: &[
        ("it", "Il ponte è costato 2,5 milioni di euro.", "The bridge cost 2,500,000 euros."),
        ("fr", "Deux bateaux ont coulé.", "A couple of boats sank."),
        ("it", "La riunione comincia alle 15.", "The meeting begins at 3 p.m."),
        ("es", "El puente es del siglo XV.", "The bridge is of the 15th century."),
    ],
};

fn find(across: &Across, out: &mut Vec<Divergence>) {
    let (mut here, mut there) = (numbers(&across.here), numbers(&across.there));
    here.retain(|i| match there.iter().position(|j| is_same(&across.here, *i, &across.there, *j)) {
        Some(at) => {
            there.remove(at);
            false
        }
        None => true,
    });
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
        let j = there.remove(at);
        let explanation =
            format!("The original has “{}”, this rendering “{}”.", printed(&across.there, &[j]), printed(&across.here, &[i]));
        out.push(across.divergence(RULE.told(), Severity::Critical, (&[i], &[j]), 0.9, explanation));
    }
}

/// Two figures or more: less is soon said in a word.
fn is_in_figures(side: &Side, at: usize) -> bool {
    side.tokens.get(at).is_some_and(|t| t.span.of(side.text).bytes().filter(u8::is_ascii_digit).count() > 1)
}

fn numbers(side: &Side) -> Vec<usize> {
    (0..side.tokens.len()).filter(|i| value(side, *i).is_some()).collect()
}

/// The value of a numeral; centuries and popes are counted in Roman ones.
fn value(side: &Side, at: usize) -> Option<CompactString> {
    let t = side.tokens.get(at)?;
    match &t.figures {
        Some(figures) => Some(figures.trim_end_matches('.').into()),
        None => roman(t.span.of(side.text)).map(|n| n.to_compact_string()),
    }
}

/// The value of a Roman numeral of two letters or more.
fn roman(printed: &str) -> Option<u32> {
    const STEPS: [(u32, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let (mut rest, mut sum) = (printed, 0);
    for (value, letters) in STEPS {
        let most = if letters.len() == 1 && value.to_string().starts_with('1') { 3 } else { 1 };
        for _ in 0..most {
            let Some(after) = rest.strip_prefix(letters) else { break };
            (rest, sum) = (after, sum + value);
        }
    }
    (rest.is_empty() && printed.len() > 1).then_some(sum)
}

/// The same value, or the same hour on a clock of twelve.
fn is_same(a: &Side, i: usize, b: &Side, j: usize) -> bool {
    let (x, y) = (value(a, i), value(b, j));
    let (Some(x), Some(y)) = (x, y) else { return false };
    let hour = |v: &str| v.split('.').next().and_then(|h| h.parse::<u32>().ok()).filter(|h| (1..=24).contains(h));
    x == y || matches!((hour(&x), hour(&y)), (Some(x), Some(y)) if x < y && x + 12 == y || y < x && y + 12 == x)
}

//! The other end of a time: by Friday, after Friday; until March, from March. The sentence reads as well, and binds to the opposite.

use crate::audit::amounts::Text;
use crate::audit::deadlines::{Deadline, apart, is_denied};
use crate::audit::pair::Pair;
use crate::audit::report::Report;
use crate::audit::rules::{Rule, printed};
use crate::model::{Class, Severity};

pub const RULE: Rule = Rule {
    name: "deadline",
    class: Class::Substitution,
    find,
    fires: &[
        ("We will open the bridge by Friday.", "We will open the bridge after Friday."),
        ("The mill stays closed until the end of March.", "The mill stays closed from the end of March."),
        ("The mill will be ready within two weeks.", "The mill will be ready after two weeks."),
    ],
    silent: &[
        ("We will open the bridge by Friday.", "By Friday we will open the bridge."),
        ("We will open the bridge by Friday.", "We will open the bridge before Friday."),
        ("The mill stays closed until March.", "The mill is open from March."),
        ("The mill will not open until March.", "The mill will open from March."),
        ("The mill is open from May to June.", "The mill is open until June."),
        ("The mill will be ready within two weeks.", "The mill will be ready in two weeks."),
    ],
};

fn find(pair: &Pair, report: &mut Report) {
    let texts = [&pair.here, &pair.there].map(|side| Text { side, lang: pair.lang });
    for (ours, theirs) in apart(texts[0], texts[1]) {
        // Closed until March, open from March: where another word is another one, too, it may be the same time.
        let is_open = |text: Text, deadline: &Deadline| {
            text.side.sentence_of(deadline.time).filter(|i| !deadline.words.contains(i)).any(|i| {
                let t = &text.side.tokens[i];
                t.is_content() && !t.is_settled()
            })
        };
        let parts = is_open(texts[0], &ours) || is_open(texts[1], &theirs);
        let denied = is_denied(texts[0], ours.time) != is_denied(texts[1], theirs.time);
        let free = |here: bool, words: &[usize]| words.iter().any(|i| report.is_free(here, *i));
        if parts || denied || !free(true, &ours.words) || !free(false, &theirs.words) {
            continue;
        }
        let (p, q) = (printed(&pair.here, &ours.run()), printed(&pair.there, &theirs.run()));
        let explanation = format!("The base has “{q}”, this rendering “{p}”.");
        report.raise(&RULE, Severity::Major, (&ours.words, &theirs.words), 0.8, explanation);
    }
}

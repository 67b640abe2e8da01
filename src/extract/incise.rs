//! Does a reporting clause stand inside the marks? « Je pars, a déclaré Name, et je reviens. » Then it is cut out, and what it parts are two
//! quotations of one passage. Only a clause that begins with its verb of saying and goes on with somebody is taken for one.

use super::clause::{Word, words};
use crate::lang::{Lang, Tags};
use crate::model::Span;
use crate::text::{is_dash, is_hyphen};

/// A clause longer than this, in words, is somebody's own.
const LONGEST: usize = 18;

/// The stretches of a quotation that reporting clauses part; one where none stands in it.
pub(crate) fn pieces(text: &str, span: Span, lang: &Lang) -> Vec<Span> {
    let mut out = Vec::new();
    let mut from = span.start;
    if lang.speech.inverts {
        while let Some((end, next)) = next_clause(text, Span::new(from, span.end), lang) {
            out.push(Span::new(from, end));
            from = next;
        }
    }
    out.push(Span::new(from, span.end));
    out.retain(|s| s.of(text).contains(char::is_alphanumeric));
    out
}

/// Does the reporter name who speaks outside the marks? Then a reporting clause inside of them is the speaker's own tale.
pub(crate) fn is_told_outside(text: &str, outer: Span, lang: &Lang) -> bool {
    const NEAR: usize = 6;
    const LINE: usize = 200;
    let before = text.get(..outer.start).unwrap_or("").trim_end();
    let line = text.get(outer.end..).unwrap_or("").split('\n').next().unwrap_or("");
    let behind = line.char_indices().nth(LINE).map_or(line, |(at, _)| &line[..at]);
    let attributed = behind.starts_with([',', ' ']) && !behind.trim_start_matches([',', ' ']).starts_with(char::is_uppercase);
    let says = || words(behind, lang, NEAR).iter().any(|w| stem(w.text, lang).any(Tags::SAY.with(Tags::VOICE)));
    before.ends_with(':') || attributed && says()
}

/// Where the speech ends before the first reporting clause of the stretch, and where it goes on.
fn next_clause(text: &str, span: Span, lang: &Lang) -> Option<(usize, usize)> {
    let said = span.of(text);
    for (at, mark) in said.char_indices().filter(|(_, c)| *c == ',' || is_dash(*c) && !is_hyphen(*c)) {
        let from = at + mark.len_utf8();
        let end = from + clause_end(&said[from..], mark);
        let spoken = said[..at].contains(char::is_alphanumeric);
        if spoken && !said[end..].starts_with('?') && is_report(&said[from..end], lang) {
            // le directeur, | Name, | 34 ans, …
            let told = |at: usize| at + if mark == ',' { apposition(&said[at..], lang) } else { 0 };
            let next = told(told(end));
            let rest =
                said[next..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':') || is_dash(c));
            let before = said[..at].trim_end().len();
            return Some((span.start + before, span.end - rest.len()));
        }
    }
    None
}

/// Where a clause ends that a comma or a dash opened: at the next dash, or at the next mark that no abbreviation has.
fn clause_end(rest: &str, mark: char) -> usize {
    let abbreviated =
        |at: usize| rest[..at].rsplit(' ').next().is_some_and(|w| w.chars().count() <= 2) && rest[at + 1..].starts_with(' ');
    let ends = |(at, c): &(usize, char)| match mark {
        ',' => matches!(c, ',' | ';' | ':' | '!' | '?' | '…' | '(' | '«' | '“') || *c == '.' && !abbreviated(*at),
        _ => is_dash(*c) && !is_hyphen(*c),
    };
    rest.char_indices().find(ends).map_or(rest.len(), |(at, _)| at)
}

/// A déclaré Name; dit-il; ha spiegato il sindaco: a verb of saying with what leads to it, and behind it somebody.
fn is_report(clause: &str, lang: &Lang) -> bool {
    let words = words(clause, lang, LONGEST + 1);
    let led = words.iter().take(1).take_while(|w| w.tags.any(Tags::REFLEXIVE) && !w.tags.any(Tags::I)).count();
    let helper = words[led..].iter().take(1).take_while(|w| stem(w.text, lang).any(Tags::HAVE)).count();
    let verb = led + helper;
    let says = |w: &Word| w.text.starts_with(char::is_lowercase) && stem(w.text, lang).any(Tags::SAY.with(Tags::VOICE));
    if words.len() > LONGEST || !words.get(verb).is_some_and(says) || words.iter().any(|w| is_own(w, lang)) {
        return false;
    }
    // A dit que …: what somebody tells of another
    let told = |w: &Word| w.tags.any(Tags::THAT.with(Tags::MODAL)) && !w.tags.any(Tags::PREPOSITION.with(Tags::DETERMINER));
    let rest = &words[verb + 1..];
    let pronoun = words[led..=verb].iter().any(|w| pronoun_behind(w.text, lang));
    !rest.iter().any(told) && (pronoun || names_somebody(rest))
}

/// Is it a word of the speaker's own: I, my mother?
fn is_own(word: &Word, lang: &Lang) -> bool {
    word.tags.any(Tags::I) || lang.meaning.person(&word.text.to_lowercase()).is_some_and(|p| p.person == b'1')
}

/// Do the words behind a verb of saying begin with somebody: a name, a role, a body or a pronoun?
fn names_somebody(rest: &[Word]) -> bool {
    const NEAR: usize = 6;
    let person = Tags::ROLE.with(Tags::ANY_TITLE).with(Tags::BODY).with(Tags::TRADE);
    let name = |w: &Word| w.text.starts_with(char::is_uppercase) || w.tags.any(person);
    let alone = |w: &Word| w.tags.any(Tags::HE.with(Tags::SHE)) && !w.tags.any(Tags::DETERMINER.with(Tags::REFLEXIVE));
    rest.first().is_some_and(alone) || rest.iter().take(NEAR).any(name)
}

/// Dit-il, a-t-elle: does a pronoun hang on the word?
fn pronoun_behind(word: &str, lang: &Lang) -> bool {
    let pronoun = |p: &str| lang.speech.tags(&p.to_lowercase()).any(Tags::HE.with(Tags::SHE).with(Tags::THEY));
    lang.words.elision && word.rsplit_once('-').is_some_and(|(_, p)| pronoun(p))
}

/// What a word may be without the pronoun that hangs on it (dit-il: dit).
fn stem(word: &str, lang: &Lang) -> Tags {
    let lower = word.to_lowercase();
    let bare = if pronoun_behind(word, lang) { lower.split('-').next() } else { None };
    lang.speech.tags(bare.unwrap_or(&lower))
}

/// Name, maire du village, …; Name, 34 ans, …: how much behind a clause's comma still tells who speaks.
fn apposition(rest: &str, lang: &Lang) -> usize {
    const WORDS: usize = 10;
    const NEAR: usize = 3;
    const NAME: usize = 4;
    let Some(behind) = rest.strip_prefix(',') else { return 0 };
    let end = clause_end(behind, ',');
    let words = words(&behind[..end], lang, WORDS + 1);
    let person = Tags::ROLE.with(Tags::ANY_TITLE).with(Tags::TRADE);
    let named = |w: &Word| w.text.starts_with(char::is_uppercase) || w.tags.any(Tags::PARTICLE);
    let name = !words.is_empty() && words.len() <= NAME && words.iter().all(named);
    let told = name
        || words.iter().take(NEAR).any(|w| w.tags.any(person))
        || words.first().is_some_and(|w| w.text.starts_with(|c: char| c.is_ascii_digit()));
    // …, le maire est fou: a clause of its own
    let verb = |w: &Word| w.tags.any(Tags::FINITE) && !w.tags.any(Tags::DETERMINER.with(Tags::PREPOSITION));
    let closed = behind[end..].starts_with([',', '.']) || end == behind.len();
    if told
        && closed
        && words.len() <= WORDS
        && !words.iter().any(|w| verb(w) || w.tags.any(Tags::AND.with(Tags::I).with(Tags::CLAUSE)))
    {
        1 + end
    } else {
        0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang;

    fn cut(said: &str, code: &str) -> Vec<String> {
        pieces(said, Span::new(0, said.len()), lang::of(code)).iter().map(|s| s.of(said).to_string()).collect()
    }

    #[test]
    fn a_reporting_clause_is_cut_out() {
        assert_eq!(cut("Je pars, a déclaré Solène Vidal, et je reviens.", "fr"), ["Je pars", "et je reviens."]);
        assert_eq!(cut("Je pars, a-t-elle dit. Je reviens.", "fr"), ["Je pars", "Je reviens."]);
        assert_eq!(cut("Je pars, dit-il, demain.", "fr"), ["Je pars", "demain."]);
        assert_eq!(cut("Je pars, a déclaré M. Vidal, maire du village, et je reviens.", "fr"), ["Je pars", "et je reviens."]);
        assert_eq!(cut("Je pars, a dit le maire, Hugo Vidal, 50 ans, et je reviens.", "fr"), ["Je pars", "et je reviens."]);
        assert_eq!(cut("I lavori – ha spiegato Carla Montresi – finiranno a giugno", "it"), ["I lavori", "finiranno a giugno"]);
        assert_eq!(cut("El puente —dijo Carmen Robles— está cerrado", "es"), ["El puente", "está cerrado"]);
    }

    #[test]
    fn what_the_speaker_tells_of_others_stays() {
        for (said, code) in [
            ("Je pars, je le dis à tous, et je reviens.", "fr"),
            ("Il m'a parlé, a dit que non, et je suis parti.", "fr"),
            ("On rame, dit-on, pour oublier.", "fr"),
            ("Mi ha guardato, ha detto di no e se n'è andato", "it"),
            ("Mon père est parti, a dit ma mère un jour, et je l'ai crue.", "fr"),
            ("We go, said the mayor, at dawn.", "en"),
        ] {
            assert_eq!(cut(said, code), [said], "{said}");
        }
    }
}

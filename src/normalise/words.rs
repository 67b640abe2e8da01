//! Words as printed and as compared. Contractions are taken apart with offsets of their own (don't = do + not), numbers are read by value.

use compact_str::CompactString;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::lang::Lang;
use crate::model::Span;
use crate::normalise::{months, numbers};
use crate::text::{Chunk, ChunkKind, chunks, is_apostrophe, is_bracket};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WordKind {
    Word,
    /// Folded to its value in digits, with `.` as decimal mark (`2500000`, `2.5`).
    Number,
}

/// One word with its two faces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As printed: bytes of the text. Spans are in order and do not overlap.
    pub span: Span,
    /// As compared.
    pub folded: CompactString,
    pub kind: WordKind,
}

/// How a word stands among the others.
#[derive(Clone, Copy, Debug)]
pub struct Stand {
    /// It may be read together with the one before: only white space or a hyphen stands between them.
    pub adjacent: bool,
    /// A hyphen stands before it.
    pub hyphened: bool,
    /// Some list of the language may speak of it.
    pub listed: bool,
}

/// The words of a text, in order.
pub fn words(text: &str, lang: &Lang) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::with_capacity(text.len() / 5 + 4);
    let mut stands: Vec<Stand> = Vec::with_capacity(text.len() / 5 + 4);
    for chunk in chunks(text) {
        let before = out.len();
        if let Some(word) = plain(text, chunk, lang) {
            out.push(word);
            stands.push(Stand { adjacent: chunk.adjacent, hyphened: chunk.hyphened, listed: false });
            if !chunk.hyphened {
                continue;
            }
        } else {
            fold_chunk(text, chunk, lang, &mut out);
            stands.resize(out.len(), Stand { adjacent: true, hyphened: false, listed: true });
            let Some(first) = stands.get_mut(before) else { continue };
            (first.adjacent, first.hyphened) = (chunk.adjacent, chunk.hyphened);
        }
        if lang.numbers.spaced && chunk.adjacent && !chunk.hyphened && before > 0 && out.len() == before + 1 {
            let whole = Span::new(out[before - 1].span.start, out[before].span.end);
            if let Some((folded, kind)) = numbers::spaced(whole.of(text), &lang.numbers) {
                out.truncate(before - 1);
                stands.truncate(before);
                out.push(Word { span: whole, folded, kind });
                continue;
            }
        }
        let glued = chunk.hyphened && before > 0;
        if glued && out.len() == before + 1 && joins(&out[before - 1], &out[before], lang) {
            let tail = out.remove(before);
            stands.truncate(before);
            stands[before - 1].listed = true;
            let head = &mut out[before - 1];
            head.span.end = tail.span.end;
            head.folded.push_str(&tail.folded);
            respell(&mut head.folded, lang);
        }
    }
    join_pairs(&mut out, &mut stands, lang);
    months::write_out(text, &mut out, &stands, lang);
    numbers::join(&mut out, &stands, lang);
    out
}

/// Most words: of plain letters and digits, without a mark before them, in no list of the language. They are compared as they stand.
fn plain(text: &str, chunk: Chunk, lang: &Lang) -> Option<Word> {
    let marked = text.as_bytes()[..chunk.span.start].last().is_some_and(|b| *b == b'\'' || !b.is_ascii());
    if chunk.kind != ChunkKind::Letters || marked || !chunk.plain || parted_elision(text, chunk.span, lang).is_some() {
        return None;
    }
    let mut folded = CompactString::from(chunk.span.of(text));
    folded.make_ascii_lowercase();
    (!lang.may_list(&folded)).then_some(Word { span: chunk.span, folded, kind: WordKind::Word })
}

/// A hyphen behind a prefix is dropped: co-operate = cooperate.
fn joins(head: &Word, tail: &Word, lang: &Lang) -> bool {
    head.kind == WordKind::Word && tail.kind == WordKind::Word && lang.words.prefixes.contains(&head.folded)
}

/// Two words that count as one (per cent = percent).
fn join_pairs(words: &mut Vec<Word>, stands: &mut Vec<Stand>, lang: &Lang) {
    if lang.words.joined.is_empty() {
        return;
    }
    // Words before `kept` are done.
    let mut kept = 0usize;
    for i in 0..words.len() {
        let head = kept.checked_sub(1).filter(|h| stands[i].adjacent && stands[*h].listed);
        if let Some(h) = head.filter(|h| lang.words.joined_heads().contains(&words[*h].folded)) {
            let pair = compact_str::format_compact!("{} {}", words[h].folded, words[i].folded);
            if let Some(one) = lang.words.joined.get(&pair) {
                let span = Span::new(words[h].span.start, words[i].span.end);
                words[h] = Word { span, folded: one.clone(), kind: WordKind::Word };
                continue;
            }
        }
        if kept < i {
            words.swap(kept, i);
            stands[kept] = stands[i];
        }
        kept += 1;
    }
    words.truncate(kept);
    stands.truncate(kept);
}

/// Appends the words of one chunk.
fn fold_chunk(text: &str, chunk: Chunk, lang: &Lang, out: &mut Vec<Word>) {
    let printed = chunk.span.of(text);
    match chunk.kind {
        ChunkKind::Symbol => {
            if let Some(word) = lang.words.same.get(printed) {
                out.push(Word { span: chunk.span, folded: word.clone(), kind: WordKind::Word });
            }
        }
        ChunkKind::Digits => {
            // 7pm = 7 pm.
            let letters = printed.find(|c: char| c.is_alphabetic()).unwrap_or(printed.len());
            let tail = printed[letters..].to_lowercase();
            let split = if lang.numbers.clock.contains(tail.as_str()) { letters } else { printed.len() };
            let (folded, kind) = numbers::digits(&printed[..split], &lang.numbers);
            let middle = chunk.span.start + split;
            out.push(Word { span: Span::new(chunk.span.start, middle), folded, kind });
            if split < printed.len() {
                // As with stops between the letters: a.m. is no form of be.
                let dotted = tail.chars().map(String::from).collect::<Vec<_>>().join(".");
                let folded = lang.words.same.get(dotted.as_str()).cloned().unwrap_or_else(|| tail.into());
                out.push(Word { span: Span::new(middle, chunk.span.end), folded, kind: WordKind::Word });
            }
        }
        ChunkKind::Letters => {
            match parted_clitic(text, chunk.span, lang, out.last()).or_else(|| parted_elision(text, chunk.span, lang)) {
                Some(word) => out.push(word),
                None => fold_letters(printed, chunk.span.start, lang, out),
            }
        }
    }
}

/// Corpora and transcripts part a clitic from its word by a space: do n't, it 's.
fn parted_clitic(text: &str, span: Span, lang: &Lang, host: Option<&Word>) -> Option<Word> {
    if lang.words.clitics.is_empty() || span.len() > 4 {
        return None;
    }
    let mark = text[..span.start].chars().next_back().filter(|c| is_apostrophe(*c)).map_or(0, char::len_utf8);
    let start = span.start - mark;
    if !text[..start].chars().next_back().is_none_or(char::is_whitespace) {
        return None;
    }
    let flat: CompactString = text[start..span.end].chars().map(|c| if is_apostrophe(c) { '\'' } else { c }).collect();
    let lower = lower(&flat, lang);
    let folded = match lang.words.clitics.get(&lower) {
        Some(word) => word.clone(),
        None if lower == "'s" && host.is_some_and(|h| lang.words.is_hosts.contains(&h.folded)) => "is".into(),
        None if lower == "'s" && lang.words.possessive => lower,
        None => return None,
    };
    Some(Word { span: Span::new(start, span.end), folded, kind: WordKind::Word })
}

/// They part an elided word from the next one, too, and from its own mark: dell' Ice, dell ' Ice.
fn parted_elision(text: &str, span: Span, lang: &Lang) -> Option<Word> {
    if !lang.words.elision {
        return None;
    }
    let behind = text.get(span.end..)?;
    let rest = behind.strip_prefix(' ').unwrap_or(behind).strip_prefix(is_apostrophe).filter(|rest| rest.starts_with(' '))?;
    let folded = compact_str::format_compact!("{}'", lower(span.of(text), lang));
    let end = text.len() - rest.len();
    lang.is_function(&folded).then_some(Word { span: Span::new(span.start, end), folded, kind: WordKind::Word })
}

fn fold_letters(printed: &str, at: usize, lang: &Lang, out: &mut Vec<Word>) {
    if printed.contains(is_bracket) {
        let bare: CompactString = printed.chars().filter(|c| !is_bracket(*c)).collect();
        let folded = fold_plain(lower(&bare, lang), lang);
        return out.push(Word { span: Span::new(at, at + printed.len()), folded, kind: WordKind::Word });
    }
    if !printed.contains(|c| is_apostrophe(c) || c == '.') {
        let lower = lower(printed, lang);
        if let Some(parts) = lang.words.contractions.get(&lower) {
            return push_parts(printed, at, &lower, parts, out);
        }
        let folded = lang.words.cased.get(printed).cloned().unwrap_or_else(|| fold_plain(lower, lang));
        return out.push(Word { span: Span::new(at, at + printed.len()), folded, kind: WordKind::Word });
    }
    if printed.contains('.') {
        return fold_dotted(printed, at, lang, out);
    }
    let flat: CompactString = printed.chars().map(|c| if is_apostrophe(c) { '\'' } else { c }).collect();
    let lower = lower(&flat, lang);
    if lang.words.whole.contains(&lower) {
        return out.push(Word { span: Span::new(at, at + printed.len()), folded: lower, kind: WordKind::Word });
    }
    if let Some(parts) = lang.words.contractions.get(&lower) {
        return push_parts(printed, at, &lower, parts, out);
    }
    if lang.words.elision {
        return push_elided(printed, at, lang, out);
    }
    push_clitic(printed, at, &lower, lang, out);
}

/// U.S. = US = usa; a.m. stays itself.
fn fold_dotted(printed: &str, at: usize, lang: &Lang, out: &mut Vec<Word>) {
    let span = Span::new(at, at + printed.len());
    // The possessive of U.S. is no part of the compared face.
    let bare = printed.split(is_apostrophe).next().unwrap_or(printed);
    let dotted = lower(bare.trim_end_matches('.'), lang);
    let letters: String = bare.chars().filter(|c| *c != '.').collect();
    let folded = match (lang.words.same.get(&dotted), lang.words.cased.get(letters.as_str())) {
        (Some(word), _) if dotted.contains('.') => word.clone(),
        (_, Some(word)) => word.clone(),
        _ => lower(&letters, lang),
    };
    out.push(Word { span, folded, kind: WordKind::Word });
}

/// Italian dell'Ice, French l'eau: each part up to an apostrophe is a word.
fn push_elided(printed: &str, at: usize, lang: &Lang, out: &mut Vec<Word>) {
    let mut start = 0;
    for (i, c) in printed.char_indices().filter(|(_, c)| is_apostrophe(*c)) {
        let mut folded = lower(&printed[start..i], lang);
        folded.push('\'');
        let end = i + c.len_utf8();
        out.push(Word { span: Span::new(at + start, at + end), folded, kind: WordKind::Word });
        start = end;
    }
    let folded = fold_plain(lower(&printed[start..], lang), lang);
    out.push(Word { span: Span::new(at + start, at + printed.len()), folded, kind: WordKind::Word });
}

/// English don't, it's, they'll and the possessive; a name such as O'Hara stays whole.
fn push_clitic(printed: &str, at: usize, lower: &str, lang: &Lang, out: &mut Vec<Word>) {
    let span = Span::new(at, at + printed.len());
    let forms = &lang.words;
    let found = forms.clitics.iter().find(|(clitic, _)| lower.len() > clitic.len() && lower.ends_with(clitic.as_str()));
    if let Some((clitic, word)) = found {
        let host = &lower[..lower.len() - clitic.len()];
        let cut = cut_before(printed, clitic.chars().count());
        out.push(Word { span: Span::new(at, at + cut), folded: fold_plain(host.into(), lang), kind: WordKind::Word });
        out.push(Word { span: Span::new(at + cut, span.end), folded: word.clone(), kind: WordKind::Word });
        return;
    }
    let host = lower.strip_suffix("'s").filter(|h| !h.is_empty());
    match host {
        Some(host) if forms.is_hosts.contains(host) => {
            let cut = cut_before(printed, 2);
            out.push(Word { span: Span::new(at, at + cut), folded: host.into(), kind: WordKind::Word });
            out.push(Word { span: Span::new(at + cut, span.end), folded: "is".into(), kind: WordKind::Word });
        }
        Some(host) if forms.possessive => {
            let bare = &printed[..cut_before(printed, 2)];
            let folded = forms.cased.get(bare).cloned().unwrap_or_else(|| fold_plain(host.into(), lang));
            out.push(Word { span, folded, kind: WordKind::Word });
        }
        _ => out.push(Word { span, folded: lower.into(), kind: WordKind::Word }),
    }
}

/// The byte before the last `chars` characters.
fn cut_before(printed: &str, chars: usize) -> usize {
    printed.char_indices().rev().nth(chars.saturating_sub(1)).map_or(0, |(i, _)| i)
}

/// The parts of a contraction: cut behind the first part where it is spelt out (can|’t), else before n't or the apostrophe, else where the
/// first part stops being spelt out.
fn push_parts(printed: &str, at: usize, lower: &str, parts: &str, out: &mut Vec<Word>) {
    let (first, second) = parts.split_once(' ').unwrap_or((parts, ""));
    let spelt = lower.chars().zip(first.chars()).take_while(|(a, b)| a == b).count();
    let behind = |chars: usize| printed.char_indices().nth(chars).map_or(printed.len(), |(i, _)| i);
    let apostrophe = printed.char_indices().find(|(_, c)| is_apostrophe(*c));
    let cut = match apostrophe {
        _ if spelt == first.chars().count() => behind(spelt),
        Some(_) if lower.ends_with("n't") => cut_before(printed, 3),
        Some((i, _)) => i,
        None => behind(spelt.max(1)),
    };
    out.push(Word { span: Span::new(at, at + cut), folded: first.into(), kind: WordKind::Word });
    out.push(Word { span: Span::new(at + cut, at + printed.len()), folded: second.into(), kind: WordKind::Word });
}

/// Small letters; accents go where the language does not tell words by them.
fn lower(printed: &str, lang: &Lang) -> CompactString {
    if printed.is_ascii() {
        let mut s = CompactString::from(printed);
        s.make_ascii_lowercase();
        return s;
    }
    if lang.words.fold_accents {
        let bare: CompactString = printed.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
        // Some scripts write a word with combining marks alone.
        if !bare.is_empty() {
            return bare;
        }
    }
    printed.nfkc().flat_map(char::to_lowercase).collect()
}

/// Spelling variants of a word in small letters.
fn fold_plain(mut lower: CompactString, lang: &Lang) -> CompactString {
    respell(&mut lower, lang);
    lower
}

fn respell(word: &mut CompactString, lang: &Lang) {
    let forms = &lang.words;
    if let Some(same) = forms.same.get(word.as_str()) {
        *word = same.clone();
        return;
    }
    if word.len() < 5 || forms.endings.is_empty() || forms.endings_not.contains(word.as_str()) {
        return;
    }
    for (from, to, least) in &forms.endings {
        if word.len() >= from.len() + least && word.ends_with(from.as_str()) {
            word.truncate(word.len() - from.len());
            word.push_str(to);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang;
    use proptest::prelude::*;

    fn folded(text: &str, code: &str) -> String {
        crate::normalise::normalised(text, lang::of(code))
    }

    #[test]
    fn spaces_part_thousands_where_a_language_writes_them_so() {
        assert_eq!(folded("1 200 personnes, 1\u{202f}200\u{a0}000,5 euros", "fr"), "1200 personnes 1200000.5 euros");
        assert_eq!(folded("en 2024 300 personnes, de 10-100 à 12 30", "fr"), "en 2024 300 personnes de 10 100 à 12 30");
        assert_eq!(folded("10 200 people", "en"), "10 200 people");
    }

    #[test]
    fn brackets_within_a_word_do_not_change_it() {
        assert_eq!(folded("[T]he employee(s) re[fuse] (twice)", "en"), "the employees refuse twice");
        assert_eq!(folded("la (ri)apertura", "it"), "la riapertura");
    }

    #[test]
    fn contractions_are_parts_with_offsets() {
        let text = "We don’t think it's Milan's, can't we?";
        let all = words(text, lang::of("en"));
        let faces: Vec<(&str, &str)> = all.iter().map(|w| (w.span.of(text), w.folded.as_str())).collect();
        assert_eq!(
            faces,
            [
                ("We", "we"),
                ("do", "do"),
                ("n’t", "not"),
                ("think", "think"),
                ("it", "it"),
                ("'s", "is"),
                ("Milan's", "milan"),
                ("can", "can"),
                ("'t", "not"),
                ("we", "we")
            ]
        );
        assert_eq!(folded("We won't and cannot; let's go", "en"), "we will not and can not let us go");
    }

    #[test]
    fn the_same_word_in_another_dress_is_the_same() {
        assert_eq!(folded("The U.S.'s organisations honoured Malagò", "en"), "the usa organizations honored malago");
        assert_eq!(folded("the US organizations' co-operation", "en"), "the usa organizations cooperation");
        assert_eq!(folded("give us a well-known e-mail", "en"), "give us a well known email");
        assert_eq!(folded("dell’Ice e l'acqua, po'", "it"), "dell' ice e l' acqua po");
    }

    #[test]
    fn numbers_are_compared_by_value() {
        for (a, b) in [
            ("two", "2"),
            ("1,000", "thousand"),
            ("2.5 million", "2,500,000"),
            ("twenty-five", "25"),
            ("$5m", "$5 million"),
            ("one hundred and five", "105"),
            ("two hundred thousand", "200,000"),
            ("third", "3rd"),
            ("twenty-first", "21st"),
            ("5 per cent", "5%"),
        ] {
            assert_eq!(folded(a, "en"), folded(b, "en"), "{a} = {b}");
        }
        assert_eq!(folded("2,5 milioni", "it"), "2500000");
        assert_eq!(folded("1 250 000 ou 20 000 en 12 300", "fr"), "1250000 ou 20000 en 12300");
        assert_eq!(folded("2 300 boats", "en"), "2 300 boats");
        assert_eq!(folded("five, six or 10 20", "en"), "5 6 or 10 20");
        assert_eq!(folded("one thousand two hundred, twenty a day", "en"), "1200 20 a day");
        assert_eq!(folded("2026-01-27", "en"), "2026 1 27");
    }

    #[test]
    fn numbers_of_other_languages_are_compared_by_value() {
        for (text, code, wanted) in [
            ("quatre-vingt-dix-sept", "fr", "97"),
            ("soixante et onze", "fr", "71"),
            ("vingt et un mille deux cents", "fr", "21200"),
            ("cinquenta e dois", "pt", "52"),
            ("dez mil", "pt", "10000"),
            ("dois mil e vinte e quatro", "pt", "2024"),
            ("treinta y cinco", "es", "35"),
            ("veintidós mil trescientas", "es", "22300"),
            ("entre seis y siete", "es", "entre 6 y 7"),
            ("ventotto anni", "it", "28 anni"),
            ("20mila o trecentomila", "it", "20000 o 300000"),
            ("due milioni e cinquecentomila", "it", "2500000"),
            ("mille e duecento", "it", "1200"),
            ("ventun anni", "it", "21 anni"),
            ("once mil quinientos millones", "es", "11500000000"),
            ("ciento una", "es", "101"),
            ("minuto 20 y un penalti", "es", "minuto 20 y un penalti"),
            ("mil e uma noites", "pt", "1001 noites"),
            ("mille milliards", "fr", "1000000000000"),
            ("quatre-vingt-un", "fr", "81"),
            ("entre vingt et deux cents", "fr", "entre 20 et 200"),
            ("mille mille", "fr", "1000 1000"),
            ("tausend Milliarden", "de", "1000000000000"),
            ("Vierundzwanzig Stunden", "de", "24 stunden"),
            ("zwei Millionen dreihunderttausend", "de", "2300000"),
        ] {
            assert_eq!(folded(text, code), wanted, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_plain_is_read_so_with_all_lists_asked(
            text in "((a|us|US|two|ten|third|per|colour|organise|can|s|t|[a-zA-Z]{1,9}|[a-z]{1,3}(ing|ise|our)|é)[ '’.-]{1,2}){0,8}",
            code in "(en|it|fr|de|und)",
        ) {
            let lang = lang::of(&code);
            for chunk in chunks(&text) {
                if let Some(word) = plain(&text, chunk, lang) {
                    let mut all = Vec::new();
                    fold_chunk(&text, chunk, lang, &mut all);
                    prop_assert_eq!(all, [word]);
                }
            }
        }

        #[test]
        fn words_lie_in_order_and_hold_every_letter(text in "([a-zA-Z0-9 .,'’-]|\\PC){0,80}", code in "(en|it|fr|de|und)") {
            let all = words(&text, lang::of(&code));
            let mut last = 0;
            let mut covered = vec![false; text.len()];
            for w in &all {
                prop_assert!(w.span.start >= last && w.span.start < w.span.end, "{:?}", all);
                prop_assert!(text.get(w.span.start..w.span.end).is_some());
                prop_assert!(!w.folded.is_empty());
                last = w.span.end;
                covered[w.span.start..w.span.end].fill(true);
            }
            for (at, c) in text.char_indices() {
                if c.is_alphanumeric() { prop_assert!(covered[at], "{:?} in {:?}", c, text); }
            }
        }
    }
}

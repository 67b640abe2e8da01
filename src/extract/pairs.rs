//! Which mark closes which? A stack a paragraph, so that an unclosed mark harms one paragraph; what is healed is told.

use super::dialogue;
use super::marks::{Face, Family, Mark, marks};
use crate::lang::{Lang, Tags};
use crate::model::Span;
use crate::text;

/// A stretch inside one pair of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pair {
    pub span: Span,
    pub outer: Span,
    /// Index of its paragraph.
    pub paragraph: usize,
    /// No mark closes it: it goes on in the next paragraph, or was healed.
    pub unclosed: bool,
    /// It began in the paragraph before, and no mark re-opens it here.
    pub carried: bool,
    /// A dash at the head of its paragraph opens it: somebody else may speak.
    pub turn: bool,
}

/// What was odd about a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Oddity {
    Unclosed,
    Unopened,
    Mixed,
    Reversed,
}

/// The outermost pairs of marks in `ranges`, one range a paragraph, and what is odd about the marks, by byte.
pub(crate) fn pairs(text: &str, ranges: &[Span], lang: &Lang) -> (Vec<Pair>, Vec<(usize, Oddity)>) {
    let mut odd = Vec::new();
    let mut out = Vec::new();
    let all: Vec<Vec<Mark>> =
        ranges.iter().map(|r| reopened(text, *r, marks(text, r.start..r.end, lang.words.elision))).collect();
    let mut carried = false;
    for (paragraph, (range, list)) in ranges.iter().zip(&all).enumerate() {
        let next = all.get(paragraph + 1..).unwrap_or_default();
        let next_range = ranges.get(paragraph + 1).copied();
        let follow = Follow::of(list, next, next_range, text);
        let mut reader = Reader { text, range: *range, paragraph, lang, stack: Vec::new(), inner: Vec::new(), out: Vec::new() };
        carried = reader.read(list, carried, follow, &mut odd);
        let mut found = reader.out;
        singles(text, list, paragraph, &mut found, lang);
        lines(text, *range, paragraph, &mut found, lang);
        found.retain(|p| p.span.of(text).contains(char::is_alphanumeric));
        found.sort_by_key(|p| (p.outer.start, std::cmp::Reverse(p.outer.end)));
        out.append(&mut found);
    }
    (out, odd)
}

/// Adds what dashes enclose, with all marks inside.
fn lines(text: &str, range: Span, paragraph: usize, found: &mut Vec<Pair>, lang: &Lang) {
    for (i, span) in dialogue::speech(text, range, lang).into_iter().enumerate() {
        found.retain(|p| p.outer.end <= span.start || span.end <= p.outer.start);
        let outer = if i == 0 { Span::new(range.start, span.end) } else { span };
        found.push(Pair { span, outer, paragraph, unclosed: false, carried: false, turn: i == 0 });
    }
}

/// In French print » may stand at the head of each paragraph of a quotation, and opens nothing less than « does.
fn reopened(text: &str, range: Span, mut list: Vec<Mark>) -> Vec<Mark> {
    let closes_later = list.iter().skip(1).any(|m| m.family == Family::Angle && m.face == Face::Close);
    if let Some(first) = list.first_mut()
        && closes_later
        && first.family == Family::Angle
        && first.face == Face::Close
        && text[range.start..first.at].trim().is_empty()
    {
        first.face = Face::Open;
    }
    list
}

/// What the next paragraphs say about a mark that is open at a paragraph's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Follow {
    /// The next paragraph opens a mark at its start: this one goes on there.
    Reopened,
    /// The next mark closes, though none was opened: it goes on without one.
    Closed,
    Nothing,
}

impl Follow {
    fn of(here: &[Mark], next: &[Vec<Mark>], range: Option<Span>, text: &str) -> Follow {
        /// A quotation without a mark is believed to run over so many paragraphs at most.
        const MOST: usize = 3;
        if here.is_empty() && range.is_none() {
            return Follow::Nothing;
        }
        let first = |list: &Vec<Mark>| list.iter().copied().find(|m| is_primary(m.family));
        if let (Some(list), Some(range)) = (next.first(), range)
            && let Some(mark) = first(list)
            && mark.face != Face::Close
            && !text[range.start..mark.at].contains(char::is_alphanumeric)
        {
            return Follow::Reopened;
        }
        match next.iter().take(MOST).find_map(first) {
            Some(mark) if mark.face == Face::Close => Follow::Closed,
            _ => Follow::Nothing,
        }
    }
}

fn is_primary(family: Family) -> bool {
    matches!(family, Family::Double | Family::Angle | Family::Corner)
}

struct Reader<'a> {
    text: &'a str,
    range: Span,
    paragraph: usize,
    lang: &'a Lang,
    stack: Vec<Mark>,
    /// Complete pairs below the outermost, kept in case the outermost is never closed.
    inner: Vec<(Mark, Mark)>,
    out: Vec<Pair>,
}

impl Reader<'_> {
    /// Reads one paragraph; true where its last quotation goes on in the next without a mark.
    fn read(&mut self, list: &[Mark], mut carried: bool, follow: Follow, odd: &mut Vec<(usize, Oddity)>) -> bool {
        if carried && !list.iter().any(|m| is_primary(m.family)) {
            self.push(Span::new(self.range.start, self.range.end), self.range, true, true);
            return follow == Follow::Closed;
        }
        let mut primary = list.iter().copied().filter(|m| is_primary(m.family));
        while let Some(mark) = primary.next() {
            let closes = |m: Option<Mark>| m.is_some_and(|m| m.face == Face::Close);
            let mut ahead = primary.clone();
            let nested = closes(ahead.next()) && closes(ahead.next());
            let opens = match mark.face {
                Face::Open => true,
                Face::Close => false,
                Face::Either => self.stack.is_empty() && !carried,
            };
            if opens {
                self.open(mark, nested, odd);
            } else if self.stack.is_empty() && carried {
                let span = Span::new(self.range.start, mark.at);
                self.push(span, Span::new(span.start, mark.end()), false, true);
            } else {
                self.close(mark, odd);
            }
            carried = false;
        }
        self.finish(follow, odd)
    }

    /// A mark that opens; `nested`: the two behind it both close.
    fn open(&mut self, mark: Mark, nested: bool, odd: &mut Vec<(usize, Oddity)>) {
        let glyph = |m: Mark| m.at..m.end();
        if let Some(&last) = self.stack.last()
            && self.text[glyph(last)] == self.text[glyph(mark)]
            && (self.text[glyph(mark)].starts_with(['"', '\'']))
            && !(nested && self.stack.len() == 1)
        {
            // Straight marks hardly nest: the one before was never closed.
            odd.push((last.at, Oddity::Unclosed));
            self.heal(last, mark.at);
            self.stack.clear();
            self.inner.clear();
        }
        if mark.face == Face::Open && self.text[glyph(mark)].starts_with('”') {
            odd.push((mark.at, Oddity::Reversed));
        }
        /// Marks nest no deeper.
        const DEEPEST: usize = 8;
        if self.stack.len() < DEEPEST {
            self.stack.push(mark);
        }
    }

    fn close(&mut self, mark: Mark, odd: &mut Vec<(usize, Oddity)>) {
        let Some(at) = self.stack.iter().rposition(|m| m.family == mark.family).or(self.stack.len().checked_sub(1)) else {
            // A mark behind a digit stands for inches.
            if !self.text[..mark.at].ends_with(|c: char| c.is_ascii_digit()) {
                odd.push((mark.at, Oddity::Unopened));
            }
            return;
        };
        let open = self.stack[at];
        self.stack.truncate(at);
        if is_mixed(&self.text[open.at..open.end()], &self.text[mark.at..mark.end()]) {
            odd.push((open.at, Oddity::Mixed));
        }
        if at == 0 {
            self.inner.clear();
            self.push(Span::new(open.end(), mark.at), Span::new(open.at, mark.end()), false, false);
        } else {
            self.inner.push((open, mark));
        }
    }

    /// What is open at the paragraph's end.
    fn finish(&mut self, follow: Follow, odd: &mut Vec<(usize, Oddity)>) -> bool {
        let Some(&first) = self.stack.first() else { return false };
        let end = self.range.end;
        if follow == Follow::Nothing {
            odd.push((first.at, Oddity::Unclosed));
        }
        let inside = self.stack.get(1).map(|m| m.at).or(self.inner.first().map(|(open, _)| open.at));
        match inside {
            // “…, she said. “…”: the first mark lacks its end before the second.
            Some(at) if follow == Follow::Nothing => {
                self.heal(first, at);
                for (open, close) in std::mem::take(&mut self.inner) {
                    self.push(Span::new(open.end(), close.at), Span::new(open.at, close.end()), false, false);
                }
                if let Some(&open) = self.stack.get(1) {
                    self.push(Span::new(open.end(), end), Span::new(open.at, end), true, false);
                }
            }
            _ => self.push(Span::new(first.end(), end), Span::new(first.at, end), true, false),
        }
        follow == Follow::Closed
    }

    /// Ends a quotation whose mark is missing somewhere before `to`: before its reporting clause, or at the last stop.
    fn heal(&mut self, open: Mark, to: usize) {
        let from = open.end();
        let end = from + missing_end(&self.text[from..to], self.lang);
        self.push(Span::new(from, end), Span::new(open.at, end), true, false);
    }

    fn push(&mut self, span: Span, outer: Span, unclosed: bool, carried: bool) {
        let span = trimmed(self.text, span);
        if !span.is_empty() {
            self.out.push(Pair { span, outer, paragraph: self.paragraph, unclosed, carried, turn: false });
        }
    }
}

fn trimmed(text: &str, span: Span) -> Span {
    let part = span.of(text);
    let lead = part.len() - part.trim_start().len();
    let kept = part.trim().len();
    Span::new(span.start + lead, span.start + lead + kept)
}

/// Where a quotation ends that lacks its mark: behind the last comma before a verb of saying, else behind the last stop, else at the end.
fn missing_end(part: &str, lang: &Lang) -> usize {
    let (mut comma, mut stop) = (None, None);
    let mut at = 0;
    let mut lower = String::new();
    for word in part.split_inclusive(char::is_whitespace) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        text::lower(bare, &mut lower);
        if let Some(end) = comma
            && lang.speech.tags(&lower).any(Tags::SAY)
            && part[end..at].split_whitespace().count() <= 4
        {
            return end;
        }
        at += word.len();
        let end = at - (word.len() - word.trim_end().len());
        if word.trim_end().ends_with(['.', '!', '?', '…']) {
            stop = Some(end);
        }
        if word.trim_end().ends_with([',', '.', '!', '?']) {
            comma = Some(end);
        }
    }
    stop.unwrap_or(part.len())
}

/// Do the two marks belong to different styles?
fn is_mixed(open: &str, close: &str) -> bool {
    let style = |m: &str| match m {
        "\"" | "＂" => 0,
        "''" | "``" => 1,
        "“" | "”" | "„" | "‟" => 2,
        "«" | "»" => 3,
        "‹" | "›" => 4,
        _ => 5,
    };
    style(open) != style(close)
}

/// Pairs of single marks that stand on their own, outside the pairs in `out`; a pair that holds others replaces them.
fn singles(text: &str, list: &[Mark], paragraph: usize, out: &mut Vec<Pair>, lang: &Lang) {
    if list.iter().all(|m| is_primary(m.family)) {
        return;
    }
    let outside: Vec<Mark> = list.iter().copied().filter(|m| !is_primary(m.family) && !holds(out, m.at)).collect();
    let mut found: Vec<Pair> = Vec::new();
    let mut i = 0;
    while let Some(&open) = outside.get(i) {
        i += 1;
        if open.face != Face::Open {
            continue;
        }
        let Some(j) = closing_single(text, &outside, i, open, lang) else { continue };
        let close = outside[j];
        let outer = Span::new(open.at, close.end());
        found.push(Pair {
            span: trimmed(text, Span::new(open.end(), close.at)),
            outer,
            paragraph,
            unclosed: false,
            carried: false,
            turn: false,
        });
        i = j + 1;
    }
    out.retain(|p| !found.get(found.partition_point(|f| f.outer.end < p.outer.end)).is_some_and(|f| f.outer.contains(p.outer)));
    out.append(&mut found);
}

/// Does one of the pairs, in order, hold the byte?
fn holds(pairs: &[Pair], at: usize) -> bool {
    pairs.partition_point(|p| p.outer.start <= at).checked_sub(1).is_some_and(|i| at < pairs[i].outer.end)
}

/// The mark that closes the single mark `open`; a plural possessive (the Games’ rules) is passed over where a better one follows.
fn closing_single(text: &str, list: &[Mark], from: usize, open: Mark, lang: &Lang) -> Option<usize> {
    let mut fallback = None;
    for (j, mark) in list.iter().enumerate().skip(from) {
        if mark.face == Face::Open {
            break;
        }
        if mark.family != open.family && !text[open.at..].starts_with('`') {
            continue;
        }
        let possessive = lang.words.possessive
            && text[..mark.at].ends_with(['s', 'S'])
            && text[mark.end()..].strip_prefix(' ').is_some_and(|r| r.starts_with(char::is_alphabetic));
        if !possessive {
            return Some(j);
        }
        fallback = fallback.or(Some(j));
    }
    fallback
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang;

    fn inside(text: &str) -> Vec<&str> {
        let ranges: Vec<Span> = crate::text::paragraphs(text, 0).iter().map(|p| p.span).collect();
        pairs(text, &ranges, lang::of("en")).0.iter().map(|p| p.span.of(text)).collect()
    }

    #[test]
    fn pairs_hold_what_stands_between_marks() {
        assert_eq!(inside("He called it “a ‘bad’ idea” and \"over\"."), ["a ‘bad’ idea", "over"]);
        assert_eq!(inside("It is ‘for the Games’ own sake’, she said."), ["for the Games’ own sake"]);
        assert_eq!(inside("Sie sagte: „Ja“. Il a dit : « Oui »."), ["Ja", "Oui"]);
        assert_eq!(inside("“Outer “inner” rest,” she said."), ["Outer “inner” rest,"]);
    }

    #[test]
    fn an_unclosed_mark_harms_one_paragraph() {
        assert_eq!(inside("“One goes on\n\nNobody. “Two,” he said."), ["One goes on", "Two,"]);
        assert_eq!(inside("“We go, he said. “We stay,” she said."), ["We go,", "We stay,"]);
        assert_eq!(inside("“One.\n\n“Two.”"), ["One.", "Two."]);
        assert_eq!(inside("He said: “One.\nTwo.” Three."), ["One.", "Two."]);
    }
}

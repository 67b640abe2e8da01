//! What does a file tell of itself? A header block (`outlet: …` lines, then an empty line, or the same between lines of `---`), or a
//! `date 2026-01-27` that opens it.

use crate::model::Date;
use crate::read::told::Told;
use crate::tables::cell::parse_date;

/// What stands at the top of a text, and the byte at which the article itself begins.
pub fn header(text: &str) -> (Told, usize) {
    let start = text.trim_start();
    let (told, body) = fenced(start).or_else(|| block(start)).or_else(|| date_line(start)).unwrap_or_default();
    (told, if body > 0 { text.len() - start.len() + body } else { 0 })
}

/// Lines that a header has at most.
const LONGEST: usize = 32;

/// Lines of `key: value` up to an empty line; the first must be one that is known, or nearly so, and so must half of them.
fn block(text: &str) -> Option<(Told, usize)> {
    let mut told = Told::default();
    let (mut known, mut at) = (0, 0);
    // Known lines at the top, and where they end.
    let mut top = (0, 0);
    for (n, line) in text.split_inclusive('\n').enumerate() {
        let bare = line.trim();
        if bare.is_empty() {
            return (2 * known >= n).then_some((told, at + line.len()));
        }
        let Some((key, value)) = pair(bare).filter(|_| n < LONGEST) else { return open_ended(told, top) };
        at += line.len();
        if told.set(key, value) {
            known += 1;
            top = if top.0 == n { (n + 1, at) } else { top };
        } else if told.doubt(key) {
            known += 1;
        } else if n == 0 {
            return None;
        }
    }
    // A file that ends within its header has no article, but it tells what it is.
    (top.0 > 0 && at == top.1).then_some((told, at))
}

/// A header without an empty line behind it, which is told: two known lines at least, or an outlet.
fn open_ended(mut told: Told, (lines, end): (usize, usize)) -> Option<(Told, usize)> {
    (lines > 1 || lines == 1 && told.outlet.is_some()).then(|| {
        told.unclear.push(("the header goes over into the text".into(), "put an empty line behind it"));
        (told, end)
    })
}

/// The header of a note in Markdown: between two lines of `---`, values perhaps between marks.
fn fenced(text: &str) -> Option<(Told, usize)> {
    let is_fence = |line: &str| line.trim_end() == "---";
    let mut lines = text.split_inclusive('\n');
    let mut at = lines.next().filter(|line| is_fence(line))?.len();
    let mut told = Told::default();
    let mut known = 0;
    for line in lines.take(LONGEST) {
        at += line.len();
        if is_fence(line) {
            return (known > 0).then_some((told, at));
        }
        if let Some((key, value)) = pair(line.trim()) {
            let bare = value.trim_matches(['"', '\'']);
            known += usize::from(told.set(key, bare) || told.doubt(key));
        }
    }
    None
}

/// A line of a header.
fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_key = !key.is_empty() && key.len() <= 24 && key.chars().all(|c| c.is_ascii_alphabetic() || c == '_' || c == '-');
    is_key.then_some((key, value.trim()))
}

/// `date 2026-01-27`, perhaps with the article's first words behind it on the same line.
fn date_line(text: &str) -> Option<(Told, usize)> {
    let rest = text.get(..4).filter(|word| word.eq_ignore_ascii_case("date")).map(|_| &text[4..])?;
    let value = rest.trim_start_matches([' ', '\t', ':']);
    if value.len() == rest.len() {
        return None;
    }
    let end = value.find(char::is_whitespace).unwrap_or(value.len());
    let date: Date = parse_date(&value[..end])?;
    let body = text.len() - value.len() + end;
    let lead = text[body..].len() - text[body..].trim_start().len();
    Some((Told { date: Some(date), ..Told::default() }, body + lead))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_block_ends_at_an_empty_line() {
        let text = "Outlet: Harbour Post\ndate: 2026-03-04\nlang: it\nsection: news\n\nThe bridge: closed.\n";
        let (told, body) = header(text);
        assert_eq!(told.outlet.as_deref(), Some("Harbour Post"));
        assert_eq!(told.date.map(|d| d.to_string()).as_deref(), Some("2026-03-04"));
        assert_eq!(told.lang.as_deref(), Some("it"));
        assert_eq!(&text[body..], "The bridge: closed.\n");
    }

    #[test]
    fn a_date_may_open_the_first_line() {
        let (told, body) = header("\n\n date 2026-03-04 Sign up now");
        assert!(told.date.is_some());
        assert_eq!(body, "\n\n date 2026-03-04 ".len());
        assert_eq!(header("date palms grow").1, 0);
        assert_eq!(header("date 4/3/26 x").1, 0);
    }

    #[test]
    fn prose_is_no_header() {
        for text in [
            "Mayor: no new bridge\n\nText",
            "Late: the last ferry\n\nText",
            "Title of the day\noutlet: x\n\ny",
            "title: x\nThis is text.\n\n",
            "---\nThe bridge: closed.\n---\n",
            "\n\n",
            "",
        ] {
            assert_eq!(header(text).1, 0, "{text}");
        }
    }

    #[test]
    fn a_header_without_an_empty_line_behind_it_is_one_and_is_told() {
        for text in ["outlet: Post\nThis is text.\n\n", "\ndate: 2026-03-04\noutlet: Post\nRossi: this is text.\nMore.\n"] {
            let (told, body) = header(text);
            assert_eq!(told.outlet.as_deref(), Some("Post"));
            assert!(text[body..].contains("his is text") && !text[body..].contains("Post"), "{text}");
            assert_eq!(told.unclear.len(), 1);
        }
    }

    #[test]
    fn a_key_that_is_misspelt_is_told() {
        let (told, body) = header("outlett: Post\nlang: it\n\nText\n");
        assert_eq!((told.outlet, told.lang.as_deref(), body), (None, Some("it"), 24));
        assert!(told.unclear[0].0.contains("`outlet` may be meant"), "{:?}", told.unclear);
    }

    #[test]
    fn the_header_of_a_markdown_note_is_read() {
        let text = "---\ntitle: \"The bridge\"\noutlet: Post\ntags: [a, b]\n---\nText: here\n";
        let (told, body) = header(text);
        assert_eq!((told.title.as_deref(), told.outlet.as_deref()), (Some("The bridge"), Some("Post")));
        assert_eq!(&text[body..], "Text: here\n");
    }
}

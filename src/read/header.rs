//! What does a file tell of itself? A header block (`outlet: …` lines, then an empty line), or a `date 2026-01-27` that opens it.

use crate::model::Date;
use crate::read::told::Told;
use crate::tables::cell::parse_date;

/// What stands at the top of a text, and the byte at which the article itself begins.
pub fn header(text: &str) -> (Told, usize) {
    block(text).or_else(|| date_line(text)).unwrap_or_default()
}

/// Lines of `key: value` up to an empty line; the first must be one that is known, and so must half of them.
fn block(text: &str) -> Option<(Told, usize)> {
    let mut told = Told::default();
    let (mut known, mut lines, mut at) = (0, 0, 0);
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if bare.is_empty() {
            return (known > 0 && 2 * known >= lines).then_some((told, at + line.len()));
        }
        let (key, value) = bare.split_once(':')?;
        let is_key = !key.is_empty() && key.len() <= 24 && key.chars().all(|c| c.is_ascii_alphabetic() || c == '_' || c == '-');
        if !is_key || lines > 32 {
            return None;
        }
        let taken = told.set(key, value.trim());
        if lines == 0 && !taken {
            return None;
        }
        known += usize::from(taken);
        lines += 1;
        at += line.len();
    }
    // A file that ends within its header has no article, but it tells what it is.
    (known > 0 && known == lines).then_some((told, text.len()))
}

/// `date 2026-01-27`, perhaps with the article's first words behind it on the same line.
fn date_line(text: &str) -> Option<(Told, usize)> {
    let trimmed = text.trim_start();
    let rest = trimmed.get(..4).filter(|word| word.eq_ignore_ascii_case("date")).map(|_| &trimmed[4..])?;
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
        for text in ["Mayor: no new bridge\n\nText", "Title of the day\noutlet: x\n\ny", "outlet: x\nThis is text.\n\n", ""] {
            assert_eq!(header(text).1, 0, "{text}");
        }
    }
}

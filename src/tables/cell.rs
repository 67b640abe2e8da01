//! What may a cell hold? Guards against formulas and against what spreadsheets make of dates and numbers, and how each is undone.

use std::borrow::Cow;

use crate::model::Date;

/// Line breaks leave no cell: `\n` is shown as `¶`, `\r` as a space, code point for code point.
pub fn one_line(text: &str) -> Cow<'_, str> {
    if memchr::memchr2(b'\n', b'\r', text.as_bytes()).is_some() {
        Cow::Owned(
            text.chars()
                .map(|c| match c {
                    '\n' => '¶',
                    '\r' => ' ',
                    c => c,
                })
                .collect(),
        )
    } else {
        Cow::Borrowed(text)
    }
}

/// Puts an apostrophe before a cell that a spreadsheet would run, or would turn into a date or another number.
pub fn guard(text: &str) -> Cow<'_, str> {
    if is_risky(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The same for an id, which is only kept from being run: whatever else it looks like, it is compared byte for byte.
pub fn guard_formula(text: &str) -> Cow<'_, str> {
    if is_formula(text.trim_start_matches('\'')) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Undoes [`guard`]; leaves every cell alone that it did not make.
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_risky(rest) => rest,
        _ => cell,
    }
}

/// An apostrophe before a risky cell is risky too, so that the guard can be undone.
fn is_risky(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    is_formula(bare) || is_converted(bare)
}

/// Excel and LibreOffice run cells that begin so; they skip white space first, and take full-width forms for the same.
fn is_formula(text: &str) -> bool {
    text.starts_with(['\t', '\r']) || text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

/// Three letters that begin the months' names, and the truth values, of the spreadsheets' languages that we know.
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "gen", "mag", "giu", "lug", "ago", "set",
    "ott", "dic", "fev", "fév", "avr", "mai", "jui", "aoû", "aou", "déc", "ene", "abr", "out", "dez", "mär", "okt",
];
const TRUTHS: &[&str] = &["true", "false", "vero", "falso", "wahr", "falsch", "vrai", "faux", "verdadero", "verdadeiro"];

/// Would a spreadsheet read this as a date, a time, a truth value, or a number that it would print otherwise?
fn is_converted(text: &str) -> bool {
    let trimmed = text.trim();
    if trimmed.is_empty() || trimmed.len() > 40 {
        return false;
    }
    // White space around a number is lost with the rest of its form.
    let plain_integer = text.len() <= 15 && text.bytes().all(|b| b.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    if plain_integer {
        return false;
    }
    let lower = trimmed.to_lowercase();
    if TRUTHS.contains(&lower.as_str()) {
        return true;
    }
    let mut digits = false;
    for part in lower.split(|c: char| !c.is_alphanumeric()) {
        let letters = part.trim_matches(|c: char| c.is_ascii_digit());
        digits |= part.bytes().any(|b| b.is_ascii_digit());
        let known = letters.is_empty()
            || matches!(letters, "e" | "am" | "pm" | "a" | "p" | "m")
            || MONTHS.iter().any(|m| letters.starts_with(m));
        if !known {
            return false;
        }
    }
    digits && lower.chars().all(|c| c.is_alphanumeric() || " \u{a0}\u{202f}.,:/-+%$€£¥()'".contains(c))
}

/// A date as ISO 8601 has it, or day first as the spreadsheets of Europe save it; `None` where it is no date.
pub fn parse_date(cell: &str) -> Option<Date> {
    let cell = cell.trim();
    // A time behind the date (2026-01-27T09:30Z, 27/01/2026 09:30) is no part of it.
    let day = cell.split(['T', ' ']).next().unwrap_or(cell);
    let mut parts = day.split(['-', '/', '.']);
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some_and(|rest| !rest.is_empty())
        || [a, b, c].iter().any(|p| p.is_empty() || !p.bytes().all(|x| x.is_ascii_digit()))
    {
        return None;
    }
    let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
    if year.len() != 4 {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_a_spreadsheet_would_run_or_convert_is_guarded() {
        for text in [
            "=1+1",
            "+39",
            "-- so he said",
            "@name",
            " =A1",
            "＝cmd",
            "1/2",
            "2026-01-27",
            "Jan 5",
            "5 maggio",
            "1,000",
            "007",
            "1e5",
            "10:30",
            "true",
            "5%",
            "7+",
            " 12",
            "0\u{a0}",
            "1\u{202f}000",
        ] {
            assert_eq!(guard(text), format!("'{text}"), "{text}");
        }
        for text in ["7", "2026", "not welcome", "'tis", "", "5 bridges", "may I", "March", "— so he said", "“=1”"] {
            assert_eq!(guard(text), text, "{text}");
        }
    }

    #[test]
    fn dates_are_read_as_iso_or_day_first() {
        let day = Date::new(2026, 1, 27).ok();
        for text in ["2026-01-27", "27/01/2026", "27.1.2026", " 2026-01-27T10:00Z", "27-01-2026"] {
            assert_eq!(parse_date(text), day, "{text}");
        }
        for text in ["", "yesterday", "2026-13-01", "27/01/26", "1-2", "2026-01-27-3"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_guard_can_be_undone(text in "('{0,3}[=+@0-9a-zA-Z/.: -]{0,12}|\\PC{0,20})") {
            let cell = guard(&text);
            prop_assert_eq!(unguard(&cell), text.as_str());
        }
    }
}

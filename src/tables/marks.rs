//! Which quotation marks of a table close no cell? A cell that begins with `"` ends with it (RFC 4180, section 2); one that nothing closes would
//! swallow the rows behind it.

/// A table whose cells are closed: a mark within a cell is doubled, a cell that nothing closes ends with its line. Gives back the lines of the
/// cells that were mended too, counted from 1. Linear in the length of the text.
pub fn close(text: String, delimiter: u8) -> (String, Vec<u32>) {
    let bytes = text.as_bytes();
    // Where a mark is missing, in order.
    let mut missing: Vec<usize> = Vec::new();
    let mut mended: Vec<usize> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'"' {
            let cell = Cell::open(bytes, at, delimiter);
            if !cell.missing.is_empty() {
                mended.push(at);
                missing.extend(cell.missing);
            }
            at = cell.end;
        }
        at += memchr::memchr3(delimiter, b'\n', b'\r', &bytes[at..]).map_or(bytes.len() - at, |n| n + 1);
    }
    if missing.is_empty() {
        return (text, Vec::new());
    }
    let mut out = String::with_capacity(text.len() + missing.len());
    let mut from = 0;
    for to in missing {
        out.push_str(&text[from..to]);
        out.push('"');
        from = to;
    }
    out.push_str(&text[from..]);
    (out, lines_of(bytes, &mended))
}

/// A cell between marks.
struct Cell {
    /// Behind its closing mark, or where one should stand.
    end: usize,
    /// Where marks are to be put in.
    missing: Vec<usize>,
}

impl Cell {
    /// Reads the cell that the mark at `start` opens.
    fn open(bytes: &[u8], start: usize, delimiter: u8) -> Cell {
        let mut missing = Vec::new();
        let mut at = start + 1;
        while let Some(mark) = memchr::memchr(b'"', &bytes[at..]).map(|n| at + n) {
            match bytes.get(mark + 1) {
                Some(b'"') => at = mark + 2,
                Some(next) if ![delimiter, b'\n', b'\r'].contains(next) => {
                    if memchr::memchr(b'\n', &bytes[start..mark]).is_some() {
                        // It opens a cell of a later row.
                        break;
                    }
                    missing.push(mark);
                    at = mark + 1;
                }
                _ => return Cell { end: mark + 1, missing },
            }
        }
        let end = memchr::memchr2(b'\n', b'\r', &bytes[start..]).map_or(bytes.len(), |n| start + n);
        missing.retain(|&mark| mark < end);
        missing.push(end);
        Cell { end, missing }
    }
}

fn lines_of(bytes: &[u8], places: &[usize]) -> Vec<u32> {
    let (mut line, mut from) = (1, 0);
    let mut count = |&to: &usize| {
        line += memchr::memchr_iter(b'\n', &bytes[from..to]).count() as u32;
        from = to;
        line
    };
    let mut lines: Vec<u32> = places.iter().map(&mut count).collect();
    lines.dedup();
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn closed(text: &str) -> (String, Vec<u32>) {
        close(text.to_owned(), b',')
    }

    #[test]
    fn a_table_as_it_should_be_stays_as_it_is() {
        for text in ["", "a,b\n1,\"x, \"\"y\"\"\nz\"\r\n2,\"\"\n", "a\n5\" pipe,\"b\"", "a,\"\"\"\"\n"] {
            assert_eq!(closed(text), (text.to_owned(), Vec::new()), "{text}");
        }
    }

    #[test]
    fn a_cell_that_nothing_closes_ends_with_its_line() {
        let text = "id,text\r\n1,\"open, no end\r\n2,\"good\"\r\n3,plain\r\n";
        assert_eq!(closed(text), ("id,text\r\n1,\"open, no end\"\r\n2,\"good\"\r\n3,plain\r\n".to_owned(), vec![2]));
        assert_eq!(closed("1,\"open"), ("1,\"open\"".to_owned(), vec![1]));
        assert_eq!(closed("1,\"open\n2,b\n"), ("1,\"open\"\n2,b\n".to_owned(), vec![1]));
    }

    #[test]
    fn a_mark_within_a_cell_is_doubled() {
        assert_eq!(closed("1,\"he said \"no\" twice\",x\n"), ("1,\"he said \"\"no\"\" twice\",x\n".to_owned(), vec![1]));
    }

    proptest::proptest! {
        #[test]
        fn what_is_closed_stays_closed(text in "[\"a,\r\n]{0,40}") {
            let (once, _) = closed(&text);
            proptest::prop_assert_eq!(closed(&once), (once.clone(), Vec::new()));
        }
    }
}

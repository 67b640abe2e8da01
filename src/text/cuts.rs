//! Where does an outlet mark that it cut words? “…”, “...”, also in brackets.

const MARKS: [&str; 2] = ["…", "..."];

/// Does a stretch hold the mark of a cut?
pub fn has_cut(text: &str) -> bool {
    MARKS.iter().any(|m| text.contains(m))
}

/// Does a text begin with the mark of a cut, but for brackets and quotation marks?
pub fn starts_cut(text: &str) -> bool {
    let bare = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '“' | '"' | '[' | '('));
    MARKS.iter().any(|m| bare.starts_with(m))
}

/// Does a text end with the mark of a cut, but for brackets and quotation marks?
pub fn ends_cut(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '”' | '"' | ']' | ')'));
    MARKS.iter().any(|m| bare.ends_with(m))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_is_seen_within_brackets_and_quotation_marks() {
        assert!(ends_cut("The bridge is old [...]”") && ends_cut("The bridge is …") && !ends_cut("The bridge is old."));
        assert!(starts_cut("“[…] and it must go") && !starts_cut("and it must go..."));
        assert!(has_cut("old ... and grey") && !has_cut("old. And grey"));
    }
}

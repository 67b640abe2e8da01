//! Which texts count as the same, which do not: `tests/cases/normalise/*.txt`.
//!
//! A line is `language: a text = another` or `language: a text ≠ another`; `open:` before it marks what is wanted but not reached yet. `#` begins
//! a comment.

use quotealign::lang;
use quotealign::normalise::normalised;

#[test]
fn texts_count_as_the_same_or_not() {
    let mut wrong = Vec::new();
    let mut lines = 0;
    for entry in std::fs::read_dir("tests/cases/normalise").into_iter().flatten().flatten() {
        let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
        for line in text.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#')) {
            lines += 1;
            let (open, case) = line.strip_prefix("open:").map_or((false, line), |rest| (true, rest.trim()));
            let parts = case.split_once(": ").and_then(|(code, rest)| {
                let (same, (a, b)) = rest.split_once(" = ").map(|p| (true, p)).or(rest.split_once(" ≠ ").map(|p| (false, p)))?;
                Some((lang::of(code), same, normalised(a, lang::of(code)), normalised(b, lang::of(code))))
            });
            let Some((_, same, a, b)) = parts else {
                wrong.push(format!("cannot be read: {line}"));
                continue;
            };
            if ((a == b) == same) == open {
                wrong.push(format!("{line}\n    {a}\n    {b}"));
            }
        }
    }
    assert!(lines > 0 && wrong.is_empty(), "{}", wrong.join("\n"));
}

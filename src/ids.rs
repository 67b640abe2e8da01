//! What is a thing called, so that its name survives? Ids are made of content: the same content has the same id in every run.

use crate::model::CompactString;

/// RFC 4648 base 32, in small letters.
const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

/// `prefix-` and 80 bits (16 characters) of the parts' hash. No two lists of parts run together, whatever they hold.
pub fn content_id(prefix: &str, parts: &[&str]) -> CompactString {
    compact_str::format_compact!("{prefix}-{}", &digest(parts)[..16])
}

/// 255 bits of the parts' BLAKE3 hash in base 32, 51 characters: ids take as many as they need.
pub fn digest(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    base32(hasher.finalize().as_bytes())
}

fn base32(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 8 / 5);
    let (mut buffer, mut bits) = (0u32, 0);
    for &byte in bytes {
        buffer = buffer << 8 | u32::from(byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            out.push(ALPHABET[(buffer >> bits & 31) as usize] as char);
        }
    }
    out
}

/// `[a-z0-9-]` of a text, at most `most` characters, cut at a word where that leaves enough: for the part of an id that people read.
pub fn slug(text: &str, most: usize) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut out = String::new();
    for c in text.nfkd() {
        if unicode_normalization::char::is_combining_mark(c) {
            continue;
        }
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        if out.len() > most {
            break;
        }
    }
    if out.len() > most {
        let cut = out[..most].rfind('-').filter(|i| *i >= most / 2).unwrap_or(most);
        out.truncate(cut);
    }
    out.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(content_id("q", &["ab", "c"]), content_id("q", &["a", "bc"]));
        assert_eq!(content_id("q", &["a"]).len(), "q-".len() + 16);
        assert_eq!(content_id("q", &["a"]), content_id("q", &["a"]));
    }

    #[test]
    fn a_slug_is_plain_and_short() {
        assert_eq!(slug("Così è: L'Àncora!", 40), "cosi-e-l-ancora");
        assert_eq!(slug("one-two-three-four", 10), "one-two");
        assert_eq!(slug("…", 10), "");
    }
}

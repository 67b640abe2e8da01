//! What does a dictd dictionary look like? An index of headwords (`word TAB offset TAB length`, base-64 numbers) beside one text, which may be
//! gzip with a random-access field: then only the pieces that hold wanted words are unpacked. The entries are read as FreeDict prints them.

use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use flate2::read::{DeflateDecoder, MultiGzDecoder};
use rustc_hash::FxHashMap;

use crate::lang::Lang;
use crate::lexicon::foreign::{Gathered, Proof, Vocabulary};
use crate::read::lexica::glossary::content;
use crate::read::lexica::{Refused, slurp};

/// The ending of an index.
pub const INDEX: &str = "index";

/// Bytes of a dictionary's text at most; the largest FreeDict ones have a tenth of it.
const MOST_TEXT: u64 = 1 << 30;

/// Bytes of an entry at most; what is longer is prose.
const MOST_ENTRY: usize = 1 << 16;

/// Words of content on a side at most; what is longer explains rather than translates.
const MOST_WORDS: usize = 3;

/// How surely a translation answers its headword, both being one word.
const STRENGTH: f32 = 0.8;

/// Reads the dictionary whose index is `index`, from `here` to `there`; only pairs whose words are both wanted are kept.
pub fn read(index: &Path, here: &'static Lang, there: &'static Lang, wanted: &Vocabulary) -> Result<Gathered, Refused> {
    let listing = slurp(index)?;
    let (path, text) = text_beside(index)?;
    let mut gathered = Gathered::default();
    gathered.source.hash = blake3::Hasher::new().update(&listing).update(&text).finalize().to_hex().to_string();
    let listing = String::from_utf8_lossy(&listing);
    let mut text = Text::open(text, &path)?;
    let mut places: Vec<(usize, usize)> = Vec::new();
    let mut known = FxHashMap::default();
    for line in listing.lines() {
        let mut cells = line.split('\t');
        let (Some(word), Some(offset), Some(length)) = (cells.next(), cells.next(), cells.next()) else { continue };
        let (Some(offset), Some(length)) = (base64(offset), base64(length)) else {
            return Err(Refused::new(
                index,
                "its index has a line whose places are no base-64 numbers".into(),
                "is it a dictd index?",
            ));
        };
        if word.starts_with("00database") || word.starts_with("00-database") {
            if is_about_itself(word) {
                gathered.source.licence = text.piece(offset, length).map(|t| licence(&t)).unwrap_or_default();
            }
            continue;
        }
        gathered.source.entries += 1;
        if length <= MOST_ENTRY && is_wanted(word, here, wanted, &mut known) {
            places.push((offset, length));
        }
    }
    places.sort_unstable();
    places.dedup();
    for (offset, length) in places {
        let Some(entry) = text.piece(offset, length) else {
            let hint = "the index and the text do not belong together, or the file is broken";
            return Err(Refused::new(&path, "an entry lies outside the text".into(), hint));
        };
        take(&entry, here, there, wanted, &mut gathered);
    }
    Ok(gathered)
}

/// The entries that tell of the dictionary itself have words like `00-database-info`.
fn is_about_itself(word: &str) -> bool {
    word.ends_with("info")
}

/// May the headword be one that the corpus has? Each of its words of content must be. `known` are words that were looked up before.
fn is_wanted<'i>(headword: &'i str, lang: &'static Lang, wanted: &Vocabulary, known: &mut FxHashMap<&'i str, bool>) -> bool {
    let mut content = 0;
    for word in headword.split([' ', '-', '\'']).filter(|w| !w.is_empty() && !lang.is_function(w)) {
        content += 1;
        if content > MOST_WORDS || !*known.entry(word).or_insert_with(|| wanted.has(lang, word)) {
            return false;
        }
    }
    content > 0 || wanted.has(lang, headword)
}

/// The text that belongs to an index, as it lies there.
fn text_beside(index: &Path) -> Result<(PathBuf, Vec<u8>), Refused> {
    for ending in ["dict.dz", "dict"] {
        let path = index.with_extension(ending);
        if path.is_file() {
            return slurp(&path).map(|bytes| (path, bytes));
        }
    }
    Err(Refused::new(index, "there is no .dict.dz or .dict beside it".into(), "keep a dictionary's two files together"))
}

/// The sentence that tells the licence.
fn licence(info: &str) -> String {
    let paragraphs = info.split("\n\n").map(|p| p.split_whitespace().collect::<Vec<_>>().join(" "));
    let sentences = paragraphs.flat_map(|p| p.split_inclusive(". ").map(str::to_owned).collect::<Vec<_>>());
    let telling = |s: &String| ["under the terms", "licen", "Licen"].iter().any(|mark| s.contains(mark));
    sentences.into_iter().find(telling).unwrap_or_default().trim().chars().take(200).collect()
}

/// The pairs of one entry: a headword in the first line, a translation or several in each line behind it.
fn take(entry: &str, here: &'static Lang, there: &'static Lang, wanted: &Vocabulary, gathered: &mut Gathered) {
    let mut lines = entry.lines();
    let Some(head) = lines.next() else { return };
    let head = content(&plain(head), here);
    if head.is_empty() || head.len() > MOST_WORDS {
        return;
    }
    for line in lines.filter(|l| is_translation(l)) {
        for translation in plain(line).split([',', ';', '|']) {
            let answer = content(translation, there);
            if answer.is_empty() || answer.len() > MOST_WORDS {
                continue;
            }
            let strength = STRENGTH / head.len().max(answer.len()) as f32;
            for a in &head {
                for b in answer.iter().filter(|b| wanted.has_answer(there, b)) {
                    gathered.put((here, a), (there, b), Proof::Dictionary, strength);
                }
            }
        }
    }
}

/// Notes and examples are indented, references begin with these words.
fn is_translation(line: &str) -> bool {
    let bare = line.trim_start();
    let is_reference = ["see:", "Synonym", "Antonym", "Note", "\""].iter().any(|mark| bare.starts_with(mark));
    !bare.is_empty() && line.len() - bare.len() < 3 && !is_reference
}

/// A line without its number, pronunciation, grammar and labels.
fn plain(line: &str) -> String {
    let line = line.trim();
    let numbered = line.split_once(". ").filter(|(n, _)| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let line = numbered.map_or(line, |(_, rest)| rest);
    let mut out = String::with_capacity(line.len());
    let (mut depth, mut spoken) = (0u32, false);
    for c in line.chars() {
        match c {
            '<' | '[' | '(' | '{' => depth += 1,
            '>' | ']' | ')' | '}' => depth = depth.saturating_sub(1),
            '/' if depth == 0 => spoken = !spoken,
            _ if depth == 0 && !spoken => out.push(c),
            _ => {}
        }
    }
    out
}

/// A number in the base-64 digits of dictd.
fn base64(digits: &str) -> Option<usize> {
    if digits.is_empty() {
        return None;
    }
    digits.bytes().try_fold(0usize, |n, b| {
        let digit = match b {
            b'A'..=b'Z' => b - b'A',
            b'a'..=b'z' => b - b'a' + 26,
            b'0'..=b'9' => b - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        n.checked_mul(64)?.checked_add(usize::from(digit))
    })
}

/// A dictionary's text, of which pieces are wanted in rising order.
struct Text {
    bytes: Vec<u8>,
    /// Where each packed chunk lies in `bytes`, and how many bytes of text each holds; none where `bytes` is the text.
    chunks: Option<(Vec<std::ops::Range<usize>>, usize)>,
    /// The chunk that was unpacked last: pieces that follow one another mostly lie in one.
    last: Option<(usize, Vec<u8>)>,
}

impl Text {
    fn open(bytes: Vec<u8>, path: &Path) -> Result<Text, Refused> {
        if !bytes.starts_with(&[0x1f, 0x8b]) {
            return Ok(Text { bytes, chunks: None, last: None });
        }
        if let Some(chunks) = chunks(&bytes) {
            return Ok(Text { bytes, chunks: Some(chunks), last: None });
        }
        let mut all = Vec::new();
        let read = MultiGzDecoder::new(Cursor::new(bytes)).take(MOST_TEXT + 1).read_to_end(&mut all);
        match read {
            Ok(n) if n as u64 <= MOST_TEXT => Ok(Text { bytes: all, chunks: None, last: None }),
            Ok(_) => Err(Refused::new(path, "it unpacks to more than a dictionary can have".into(), "give a smaller one")),
            Err(e) => Err(Refused::new(path, format!("it cannot be unpacked: {e}"), "the file is broken; install it again")),
        }
    }

    /// A piece of the text; `None` where it does not lie inside.
    fn piece(&mut self, offset: usize, length: usize) -> Option<String> {
        let end = offset.checked_add(length)?;
        let Some((_, size)) = self.chunks.as_ref() else {
            return self.bytes.get(offset..end).map(|b| String::from_utf8_lossy(b).into_owned());
        };
        let size = *size;
        let mut out: Vec<u8> = Vec::with_capacity(length.min(MOST_ENTRY));
        let mut at = offset;
        while at < end {
            let chunk = self.unpacked(at / size)?;
            let from = at % size;
            let part = chunk.get(from..chunk.len().min(from + (end - at)))?;
            if part.is_empty() {
                return None;
            }
            out.extend_from_slice(part);
            at += part.len();
        }
        Some(String::from_utf8_lossy(&out).into_owned())
    }

    fn unpacked(&mut self, number: usize) -> Option<&[u8]> {
        if self.last.as_ref().is_none_or(|(n, _)| *n != number) {
            let (chunks, size) = self.chunks.as_ref()?;
            let packed = self.bytes.get(chunks.get(number)?.clone())?;
            let mut out = Vec::with_capacity(*size);
            // A chunk ends without the mark of a last block, so that the end of its bytes is no mistake.
            let _ = DeflateDecoder::new(packed).take(*size as u64).read_to_end(&mut out);
            self.last = Some((number, out));
        }
        self.last.as_ref().map(|(_, chunk)| chunk.as_slice())
    }
}

/// The places of the chunks of a gzip file with a random-access field, and the bytes of text of each; `None` where it has no such field.
fn chunks(bytes: &[u8]) -> Option<(Vec<std::ops::Range<usize>>, usize)> {
    let short = |at: usize| Some(usize::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    let flags = *bytes.get(3)?;
    if flags & 4 == 0 || bytes.get(12..14)? != b"RA" {
        return None;
    }
    let field_end = 12 + short(10)?;
    let (size, count) = (short(18)?, short(20)?);
    if size == 0 || field_end < 22 + 2 * count {
        return None;
    }
    let mut at = field_end;
    // A name and a comment, each up to a zero; a checksum of the header.
    for flag in [8, 16] {
        if flags & flag != 0 {
            at += memchr::memchr(0, bytes.get(at..)?)? + 1;
        }
    }
    if flags & 2 != 0 {
        at += 2;
    }
    let mut chunks = Vec::with_capacity(count);
    for i in 0..count {
        let end = at + short(22 + 2 * i)?;
        chunks.push(at..end);
        at = end;
    }
    (at <= bytes.len()).then_some((chunks, size))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang;
    use crate::lexicon::foreign::Lexicon;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder};
    use proptest::prelude::*;
    use std::io::Write;

    const ENTRIES: [(&str, &str); 4] = [
        ("00databaseinfo", "Made for a test.\n\nAvailable under the terms of nobody at all. And more.\n"),
        ("draga", "draga /ˈdraɡa/ <n, fem>\n1. dredge, dredger <n>\n   Note: of clams\n see: {ponte}\n"),
        ("ponte", "ponte /ˈponte/\n [naut.] bridge (of a ship)\n      \"ponte vecchio\" - clam\n"),
        ("zattera", "zattera\nraft\n"),
    ];

    fn digits(mut n: usize) -> String {
        const DIGITS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut out = Vec::new();
        loop {
            out.insert(0, DIGITS[n % 64]);
            n /= 64;
            if n == 0 {
                return String::from_utf8(out).unwrap();
            }
        }
    }

    /// The index and the text.
    fn dictionary() -> (String, String) {
        let (mut index, mut text) = (String::new(), String::new());
        for (word, entry) in ENTRIES {
            index.push_str(&format!("{word}\t{}\t{}\n", digits(text.len()), digits(entry.len())));
            text.push_str(entry);
        }
        (index, text)
    }

    /// Packed in chunks of 50 bytes, as dictzip does.
    fn dictzip(text: &str) -> Vec<u8> {
        let packed: Vec<Vec<u8>> = text
            .as_bytes()
            .chunks(50)
            .map(|chunk| {
                let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
                encoder.write_all(chunk).unwrap();
                encoder.flush().unwrap();
                encoder.get_ref().clone()
            })
            .collect();
        let sizes: Vec<u8> = packed.iter().flat_map(|p| (p.len() as u16).to_le_bytes()).collect();
        let field = [&b"RA"[..], &(6 + sizes.len() as u16).to_le_bytes(), &1u16.to_le_bytes(), &50u16.to_le_bytes()].concat();
        let count = (packed.len() as u16).to_le_bytes();
        let length = ((field.len() + 2 + sizes.len()) as u16).to_le_bytes();
        let header = [0x1f, 0x8b, 8, 4 | 8, 0, 0, 0, 0, 2, 3];
        [&header[..], &length, &field, &count, &sizes, b"x.dict\0", &packed.concat()].concat()
    }

    fn wanted() -> Vocabulary {
        let mut wanted = Vocabulary::default();
        ["draghe", "ponte"].iter().for_each(|w| wanted.add(lang::of("it"), w));
        ["dredgers", "bridge", "clam", "ship", "raft"].iter().for_each(|w| wanted.add(lang::of("en"), w));
        wanted
    }

    fn load(index: &[u8], text: &[u8], ending: &str) -> Result<Gathered, String> {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("freedict-ita-eng.index");
        std::fs::write(&path, index).unwrap();
        std::fs::write(path.with_extension(ending), text).unwrap();
        read(&path, lang::of("it"), lang::of("en"), &wanted()).map_err(|r| r.message)
    }

    #[test]
    fn the_text_is_read_plain_packed_and_packed_in_pieces() {
        let (index, text) = dictionary();
        let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
        gzip.write_all(text.as_bytes()).unwrap();
        for (bytes, ending) in
            [(text.clone().into_bytes(), "dict"), (gzip.finish().unwrap(), "dict.dz"), (dictzip(&text), "dict.dz")]
        {
            let gathered = load(index.as_bytes(), &bytes, ending).unwrap();
            assert_eq!(gathered.source.entries, 3);
            assert_eq!(gathered.source.licence, "Available under the terms of nobody at all.");
            let lexicon = Lexicon::of(vec![gathered]);
            let answered = |a: &str, b: &str| lexicon.answered((lang::of("it"), a), (lang::of("en"), b)).map(|a| a.proof);
            assert_eq!(answered("draghe", "dredger"), Some(Proof::Dictionary), "by stems");
            assert_eq!(answered("ponte", "bridge"), Some(Proof::Dictionary));
            assert_eq!((answered("ponte", "ship"), answered("ponte", "clam")), (None, None), "notes and examples are no answers");
            assert_eq!(answered("zattera", "raft"), None, "the corpus has no such word");
        }
    }

    #[test]
    fn broken_files_are_told() {
        let (index, text) = dictionary();
        assert!(load(b"ponte\t!!\t?\n", text.as_bytes(), "dict").is_err());
        assert!(load(index.as_bytes(), b"short", "dict").is_err());
        assert!(load(index.as_bytes(), &dictzip(&text)[..120], "dict.dz").is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn any_bytes_end_in_a_dictionary_or_in_an_error(at in 0usize..400, byte: u8, index in "(ponte\t[A-Z]{1,3}\t[A-Za-z]{1,3}\n|\\PC){0,9}") {
            let (good, text) = dictionary();
            let mut packed = dictzip(&text);
            if let Some(b) = packed.get_mut(at) {
                *b = byte;
            }
            let _ = load(good.as_bytes(), &packed, "dict.dz");
            let _ = load(index.as_bytes(), &packed, "dict.dz");
            let _ = load(index.as_bytes(), text.as_bytes(), "dict");
        }
    }
}

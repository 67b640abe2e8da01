//! In which encoding is a text file? Its byte-order mark tells, else zeros in every second byte, else valid UTF-8, else what detection makes of
//! it.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The text of a file without its byte-order mark, the name of its encoding, and whether characters were lost.
pub struct Decoded {
    pub text: String,
    pub encoding: &'static str,
    pub lossy: bool,
}

/// `None` where the bytes are no text: zeros outside UTF-16, or many control characters. Where lines end with a carriage return alone, as on old
/// Macintoshes, line feeds stand for them.
pub fn decode(bytes: Vec<u8>) -> Option<Decoded> {
    let mut decoded = decode_bytes(bytes)?;
    if decoded.text.contains('\r') && !decoded.text.contains('\n') {
        decoded.text = decoded.text.replace('\r', "\n");
    }
    Some(decoded)
}

fn decode_bytes(bytes: Vec<u8>) -> Option<Decoded> {
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes).or_else(|| Some((utf_16(&bytes)?, 0))) {
        let (text, lossy) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return Some(Decoded { text: text.into_owned(), encoding: encoding.name(), lossy });
    }
    if is_binary(&bytes) {
        return None;
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Some(Decoded { text, encoding: UTF_8.name(), lossy: false }),
        Err(e) => e.into_bytes(),
    };
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    // A file that is UTF-8 but for a few bad bytes is read as such: the bad bytes are told, the rest keeps its accents.
    let as_utf8 = String::from_utf8_lossy(&bytes);
    let bad = as_utf8.matches('\u{fffd}').count();
    let good = as_utf8.chars().filter(|c| !c.is_ascii() && *c != '\u{fffd}').count();
    if good > bad {
        return Some(Decoded { text: as_utf8.into_owned(), encoding: UTF_8.name(), lossy: true });
    }
    let (text, lossy) = encoding.decode_without_bom_handling(&bytes);
    Some(Decoded { text: text.into_owned(), encoding: encoding.name(), lossy })
}

/// UTF-16 without its mark: of the letters of Latin scripts one byte in two is zero, always the same one.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let units = head.len() / 2;
    match (zeros(0), zeros(1)) {
        (0, low) if 2 * low > units => Some(UTF_16LE),
        (high, 0) if 2 * high > units => Some(UTF_16BE),
        _ => None,
    }
}

fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let controls = head.iter().filter(|b| **b < 0x20 && !matches!(**b, b'\n' | b'\r' | b'\t' | 0x0c | 0x1b)).count();
    memchr::memchr(0, bytes).is_some() || controls * 20 > head.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{WINDOWS_1251, WINDOWS_1252};

    #[test]
    fn marks_and_detection_find_the_encoding() {
        let text = "«Perché no?», ha detto l’assessora: è così, però già di più. Il caffè costò 5 €.";
        let plain = decode(text.as_bytes().to_vec()).unwrap();
        assert_eq!((plain.text.as_str(), plain.encoding, plain.lossy), (text, "UTF-8", false));
        let marked = decode([b"\xef\xbb\xbf", text.as_bytes()].concat()).unwrap();
        assert_eq!(marked.text, text);
        let windows = decode(WINDOWS_1252.encode(text).0.into_owned()).unwrap();
        assert_eq!((windows.text.as_str(), windows.encoding), (text, "windows-1252"));
        let russian = "Мост закрыт, сказала мэр города вечером во вторник.";
        assert_eq!(decode(WINDOWS_1251.encode(russian).0.into_owned()).unwrap().text, russian);
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(utf16[2..].to_vec()).unwrap().text, text);
        assert_eq!(decode(utf16).unwrap().text, text);
        let unmarked: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(unmarked).unwrap().text, text);
        assert_eq!(decode(b"One.\rTwo.\r".to_vec()).unwrap().text, "One.\nTwo.\n");
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert!(decode(vec![0x89, b'P', b'N', b'G', 0, 0, 1]).is_none());
        assert!(decode((0u8..32).cycle().take(500).filter(|b| *b != 0).collect()).is_none());
        assert!(decode(Vec::new()).is_some());
    }

    #[test]
    fn a_few_bad_bytes_do_not_cost_the_accents() {
        let mut bytes = "Così è più bello, perché già caffè".as_bytes().to_vec();
        bytes.push(0xff);
        let decoded = decode(bytes).unwrap();
        assert!(decoded.lossy && decoded.text.starts_with("Così è più"));
    }
}

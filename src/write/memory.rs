//! What does a translator's own program take in? `memory.tmx`, a translation memory in TMX 1.4b: each statement is a unit, its original and its
//! renderings are the variants, with speaker, outlet, date and role as properties.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::model::{CompactString, Quotation, Rendering, Role};

use rustc_hash::FxHashMap;

pub const FILE: &str = "memory.tmx";

/// Writes the statements that have two renderings or more; gives back how many. `statements` are the renderings of one each.
pub fn write<'a>(
    out: impl Write,
    statements: impl Iterator<Item = &'a [Rendering]>,
    quotations: &FxHashMap<&str, &Quotation>,
) -> io::Result<u64> {
    let mut xml = Writer::new_with_indent(out, b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.write_event(Event::Start(BytesStart::new("tmx").with_attributes([("version", "1.4")])))?;
    let header = [
        ("creationtool", "quotealign"),
        ("creationtoolversion", env!("CARGO_PKG_VERSION")),
        ("segtype", "sentence"),
        ("o-tmf", "quotealign"),
        ("adminlang", "en"),
        ("srclang", ANY),
        ("datatype", "plaintext"),
    ];
    xml.write_event(Event::Empty(BytesStart::new("header").with_attributes(header)))?;
    xml.write_event(Event::Start(BytesStart::new("body")))?;
    let mut count = 0;
    for renderings in statements.filter(|r| r.len() > 1) {
        unit(&mut xml, renderings, quotations)?;
        count += 1;
    }
    xml.write_event(Event::End(BytesEnd::new("body")))?;
    xml.write_event(Event::End(BytesEnd::new("tmx")))?;
    xml.into_inner().flush()?;
    Ok(count)
}

/// What TMX calls a unit whose variants are all of one rank.
const ANY: &str = "*all*";

fn unit(xml: &mut Writer<impl Write>, renderings: &[Rendering], quotations: &FxHashMap<&str, &Quotation>) -> io::Result<()> {
    let original = renderings.iter().find(|r| r.role == Role::Original);
    let id = valid(&renderings[0].statement_id);
    let attributes = [("tuid", id.as_str()), ("srclang", original.map_or(ANY, |r| language(&r.lang)))];
    xml.write_event(Event::Start(BytesStart::new("tu").with_attributes(attributes)))?;
    for r in renderings {
        let quotation = quotations.get(r.quote_id.as_str());
        xml.write_event(Event::Start(BytesStart::new("tuv").with_attributes([("xml:lang", language(&r.lang))])))?;
        let date: CompactString = r.date.map(|d| compact_str::format_compact!("{d}")).unwrap_or_default();
        let properties = [
            ("x-speaker", quotation.map_or("", |q| &q.speaker)),
            ("x-outlet", &r.outlet),
            ("x-date", &date),
            ("x-role", r.role.name()),
            ("x-rendering-id", &r.id),
            ("x-file", quotation.map_or("", |q| &q.file)),
        ];
        for (name, value) in properties.iter().filter(|(_, value)| !value.is_empty()) {
            let start = BytesStart::new("prop").with_attributes([("type", *name)]);
            element(xml, start, value)?;
        }
        element(xml, BytesStart::new("seg"), &r.text)?;
        xml.write_event(Event::End(BytesEnd::new("tuv")))?;
    }
    xml.write_event(Event::End(BytesEnd::new("tu")))
}

fn element(xml: &mut Writer<impl Write>, start: BytesStart, text: &str) -> io::Result<()> {
    let end = start.to_end().into_owned();
    xml.write_event(Event::Start(start))?;
    xml.write_event(Event::Text(BytesText::new(&valid(text))))?;
    xml.write_event(Event::End(end))
}

/// A language tag, or `und` where what stands there is none.
fn language(lang: &str) -> &str {
    let is_tag = !lang.is_empty() && lang.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if is_tag { lang } else { "und" }
}

/// Characters that XML 1.0 cannot hold become U+FFFD; a carriage return, which a reader would drop, a space.
fn valid(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\r' => ' ',
            '\t' | '\n' => c,
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendering(role: Role, lang: &str, text: &str) -> Rendering {
        Rendering {
            statement_id: "quill-bridge".into(),
            id: "r-1".into(),
            quote_id: "q-1".into(),
            outlet: "Harbour & Quay".into(),
            date: None,
            lang: lang.into(),
            role,
            start: 0,
            end: 0,
            text: text.into(),
            normalised: String::new(),
            similarity: 1.0,
        }
    }

    fn written(renderings: &[Rendering]) -> String {
        let mut out = Vec::new();
        write(&mut out, [renderings].into_iter(), &FxHashMap::default()).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn original_and_renderings_are_variants_of_one_unit() {
        let text = written(&[rendering(Role::Original, "it", "È \u{0}chiuso"), rendering(Role::Base, "no tag", "“<shut> ]]>”")]);
        assert!(text.contains(r#"<tu tuid="quill-bridge" srclang="it">"#), "{text}");
        assert!(text.contains("<seg>È \u{fffd}chiuso</seg>") && text.contains("<seg>“&lt;shut&gt; ]]&gt;”</seg>"), "{text}");
        assert!(
            text.contains(r#"<prop type="x-outlet">Harbour &amp; Quay</prop>"#) && text.contains(r#"xml:lang="und""#),
            "{text}"
        );
    }

    #[test]
    fn one_rendering_alone_is_no_memory() {
        assert!(!written(&[rendering(Role::Base, "en", "It is shut")]).contains("<tu "));
    }
}

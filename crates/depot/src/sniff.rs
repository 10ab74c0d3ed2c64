//! What a content is, whatever it is called.

use calitas_domain::document::FileKind;
use std::io::{self, Read};

/// How much of a content tells what it is.
const HEAD_BYTES: usize = 8 * 1024;
/// What a browser could be talked into running, at the start of a text.
const MARKUP: &[&str] =
    &["<!doctype", "<html", "<svg", "<script", "<?xml", "<head", "<body", "<iframe", "<?php"];

/// Whether a content is what its name promised.
///
/// # Errors
/// When it cannot be read.
pub fn keeps_promise(content: &mut impl Read, kind: FileKind) -> io::Result<bool> {
    let mut head = Vec::with_capacity(HEAD_BYTES);
    content.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head)?;
    match kind {
        FileKind::Pdf => Ok(head.starts_with(b"%PDF-")),
        FileKind::Png => Ok(infer::image::is_png(&head)),
        FileKind::Jpeg => Ok(infer::image::is_jpeg(&head)),
        FileKind::Webp => Ok(infer::image::is_webp(&head)),
        // Which office format it is, its table of contents tells.
        FileKind::Docx | FileKind::Xlsx | FileKind::Pptx | FileKind::Odt | FileKind::Ods => {
            Ok(infer::archive::is_zip(&head))
        }
        FileKind::Text | FileKind::Csv => Ok(is_text(&head) && rest_is_text(content)?),
    }
}

/// Texts may be in any encoding of one byte or in UTF-8, but they are texts, and no markup.
fn is_text(head: &[u8]) -> bool {
    let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head);
    let start = &start[..start.len().min(1024)];
    let start = String::from_utf8_lossy(start).to_lowercase();
    infer::get(head).is_none_or(|found| found.matcher_type() == infer::MatcherType::Text)
        && head.iter().all(|byte| is_written(*byte))
        && !MARKUP.iter().any(|mark| start.contains(mark))
}

fn rest_is_text(content: &mut impl Read) -> io::Result<bool> {
    let mut buffer = [0; HEAD_BYTES];
    loop {
        match content.read(&mut buffer)? {
            0 => return Ok(true),
            read if buffer[..read].iter().all(|byte| is_written(*byte)) => {}
            _ => return Ok(false),
        }
    }
}

fn is_written(byte: u8) -> bool {
    byte >= 0x20 && byte != 0x7F || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keeps(content: &[u8], kind: FileKind) -> bool {
        keeps_promise(&mut &content[..], kind).expect("memory can be read")
    }

    #[test]
    fn a_name_does_not_make_a_content() {
        let html = b"<html><script>alert(1)</script></html>";
        for kind in FileKind::ALL {
            assert!(!keeps(html, *kind), "{kind:?}");
            assert!(!keeps(b"MZ\x90\x00\x03\x00\x00\x00", *kind), "{kind:?}");
            assert!(!keeps(b"\x7fELF\x02\x01\x01\x00", *kind), "{kind:?}");
            assert!(!keeps(b"  <?xml version=\"1.0\"?><svg onload='x'/>", *kind), "{kind:?}");
        }
    }

    #[test]
    fn contents_that_keep_their_promise_pass() {
        assert!(keeps(b"%PDF-1.7\n", FileKind::Pdf));
        assert!(keeps(b"\x89PNG\r\n\x1a\n", FileKind::Png));
        assert!(keeps("Ședința din 3 mai\r\nProces-verbal".as_bytes(), FileKind::Text));
        assert!(keeps(b"Nume;Func\xfeie\n", FileKind::Csv), "an encoding of one byte");
        assert!(!keeps(b"%PDF-1.7\n", FileKind::Png));
        assert!(!keeps(b"text\0", FileKind::Text));
        let mut long = vec![b'a'; HEAD_BYTES];
        long.push(0);
        assert!(!keeps(&long, FileKind::Text));
    }
}

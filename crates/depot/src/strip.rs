//! Pictures without what the camera noted beside them: place, device, owner, thumbnails. Only which way is up stays,
//! and the colours. The picture itself is copied as it is.

use crate::DepotError;
use calitas_domain::{Reason, document::FileKind};
use std::io::{self, Read, Write};

/// Copies a picture without its notes.
pub(crate) fn copy(from: &mut impl Read, into: &mut impl Write, kind: FileKind) -> Result<(), DepotError> {
    let copied = match kind {
        FileKind::Jpeg => jpeg(from, into),
        FileKind::Png => png(from, into),
        FileKind::Webp => webp(from, into),
        FileKind::Pdf
        | FileKind::Docx
        | FileKind::Xlsx
        | FileKind::Pptx
        | FileKind::Odt
        | FileKind::Ods
        | FileKind::Text
        | FileKind::Csv => io::copy(from, into).map(|_| ()),
    };
    copied.map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData => DepotError::Refused(Reason::FileDamaged),
        _ => error.into(),
    })
}

fn damaged() -> io::Error {
    io::ErrorKind::InvalidData.into()
}

/// Segments up to the start of the picture; from there on everything is picture.
fn jpeg(from: &mut impl Read, into: &mut impl Write) -> io::Result<()> {
    const START_OF_SCAN: u8 = 0xDA;
    let mut start = [0; 2];
    from.read_exact(&mut start)?;
    into.write_all(&start)?;
    loop {
        let mut mark = [0; 2];
        from.read_exact(&mut mark)?;
        if mark[0] != 0xFF {
            return Err(damaged());
        }
        let mut length = [0; 2];
        from.read_exact(&mut length)?;
        let size = u16::from_be_bytes(length).checked_sub(2).ok_or_else(damaged)?;
        let mut segment = vec![0; size.into()];
        from.read_exact(&mut segment)?;
        match mark[1] {
            // Exif and XMP; Photoshop and IPTC; comments. What other programs note (C2PA, maker notes) as well.
            0xE1 => {
                if let Some(turn) = segment.strip_prefix(b"Exif\0\0").and_then(orientation) {
                    into.write_all(&upright(turn))?;
                }
            }
            0xE3..=0xED | 0xEF | 0xFE => {}
            // JFIF, colour profile, Adobe's colour transform and everything that decodes the picture.
            _ => {
                into.write_all(&mark)?;
                into.write_all(&length)?;
                into.write_all(&segment)?;
            }
        }
        if mark[1] == START_OF_SCAN {
            return picture(from, into);
        }
    }
}

/// The coded picture to its end mark. What cameras hide behind it (previews, videos, notes) is left behind.
fn picture(from: &mut impl Read, into: &mut impl Write) -> io::Result<()> {
    let (mut buffer, mut after_mark) = (Vec::with_capacity(64 * 1024), false);
    let mut block = [0; 16 * 1024];
    loop {
        let read = from.read(&mut block)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        buffer.clear();
        for byte in &block[..read] {
            buffer.push(*byte);
            if after_mark && *byte == 0xD9 {
                return into.write_all(&buffer);
            }
            after_mark = *byte == 0xFF;
        }
        into.write_all(&buffer)?;
    }
}

/// Which way is up, as Exif says it: 1 to 8.
fn orientation(exif: &[u8]) -> Option<u8> {
    let is_little = match exif.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let two = |at: usize| -> Option<u16> {
        let bytes = exif.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let four = |at: usize| -> Option<u32> {
        let bytes = exif.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if is_little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    };
    let table = usize::try_from(four(4)?).ok()?;
    let turn = (0..usize::from(two(table)?).min(200)).find_map(|entry| {
        let at = table.checked_add(2 + entry * 12)?;
        (two(at)? == 0x0112).then(|| two(at + 8)).flatten()
    })?;
    u8::try_from(turn).ok().filter(|turn| (1..=8).contains(turn))
}

/// An Exif segment that says which way is up and nothing else.
fn upright(turn: u8) -> Vec<u8> {
    let mut segment = vec![0xFF, 0xE1, 0, 34];
    segment.extend_from_slice(b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    segment.extend_from_slice(&[turn, 0, 0, 0, 0, 0, 0]);
    segment
}

fn png(from: &mut impl Read, into: &mut impl Write) -> io::Result<()> {
    const NOTES: [&[u8; 4]; 5] = [b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"];
    let mut start = [0; 8];
    from.read_exact(&mut start)?;
    into.write_all(&start)?;
    loop {
        let mut head = [0; 8];
        from.read_exact(&mut head)?;
        let length = u64::from(u32::from_be_bytes([head[0], head[1], head[2], head[3]]));
        let kind = [head[4], head[5], head[6], head[7]];
        if NOTES.contains(&&kind) {
            exactly(from, &mut io::sink(), length + 4)?;
        } else {
            into.write_all(&head)?;
            exactly(from, into, length + 4)?;
        }
        if &kind == b"IEND" {
            return Ok(());
        }
    }
}

/// The size of the whole stands at the front: notes are blanked out instead of left out.
fn webp(from: &mut impl Read, into: &mut impl Write) -> io::Result<()> {
    let mut start = [0; 12];
    from.read_exact(&mut start)?;
    into.write_all(&start)?;
    let mut left = u64::from(u32::from_le_bytes([start[4], start[5], start[6], start[7]]));
    left = left.checked_sub(4).ok_or_else(damaged)?;
    while left > 0 {
        let mut head = [0; 8];
        from.read_exact(&mut head)?;
        let length = u64::from(u32::from_le_bytes([head[4], head[5], head[6], head[7]]));
        let padded = length + length % 2;
        left = left.checked_sub(padded + 8).ok_or_else(damaged)?;
        match &head[..4] {
            b"EXIF" | b"XMP " => {
                into.write_all(b"JUNK")?;
                into.write_all(&head[4..])?;
                exactly(from, &mut io::sink(), padded)?;
                exactly(&mut io::repeat(0), into, padded)?;
            }
            b"VP8X" if length >= 1 => {
                into.write_all(&head)?;
                let mut flags = [0; 1];
                from.read_exact(&mut flags)?;
                into.write_all(&[flags[0] & !0b0000_1100])?;
                exactly(from, into, padded - 1)?;
            }
            _ => {
                into.write_all(&head)?;
                exactly(from, into, padded)?;
            }
        }
    }
    Ok(())
}

fn exactly(from: &mut impl Read, into: &mut impl Write, length: u64) -> io::Result<()> {
    if io::copy(&mut from.take(length), into)? == length {
        Ok(())
    } else {
        Err(io::ErrorKind::UnexpectedEof.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped(picture: &[u8], kind: FileKind) -> Option<Vec<u8>> {
        let mut clean = Vec::new();
        copy(&mut &picture[..], &mut clean, kind).ok().map(|()| clean)
    }

    fn has(bytes: &[u8], part: &[u8]) -> bool {
        bytes.windows(part.len()).any(|window| window == part)
    }

    /// Exif of a phone: turned to the right, with a place.
    fn exif() -> Vec<u8> {
        let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
        exif.extend_from_slice(&[0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0]);
        exif.extend_from_slice(&[0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0, 0, 0, 0]);
        exif.extend_from_slice(b"GPS 44.43N 26.10E");
        exif
    }

    fn segment(mark: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xFF, mark][..], &length, content].concat()
    }

    #[test]
    fn a_photo_keeps_its_turn_and_loses_its_place() {
        let parts = [
            vec![0xFF, 0xD8],
            segment(0xE0, b"JFIF\0"),
            segment(0xE1, &exif()),
            segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0Ion Popescu"),
            segment(0xFE, b"comment"),
            segment(0xDA, b"scan"),
            b"pixels\xFF\x00more\xFF\xD9".to_vec(),
            b"hidden behind the end".to_vec(),
        ];
        let clean = stripped(&parts.concat(), FileKind::Jpeg).unwrap();
        assert!(has(&clean, b"JFIF") && clean.ends_with(b"more\xFF\xD9"));
        for gone in [&b"GPS"[..], b"Popescu", b"comment", b"hidden"] {
            assert!(!has(&clean, gone), "{}", String::from_utf8_lossy(gone));
        }
        let at = clean.windows(6).position(|window| window == b"Exif\0\0").unwrap();
        assert_eq!(orientation(&clean[at + 6..]), Some(6));
        assert_eq!(stripped(&clean, FileKind::Jpeg), Some(clean));
    }

    #[test]
    fn a_png_loses_its_texts() {
        let chunk = |kind: &[u8], content: &[u8]| {
            [&u32::try_from(content.len()).unwrap().to_be_bytes()[..], kind, content, b"crc!"].concat()
        };
        let picture = [
            b"\x89PNG\r\n\x1a\n".to_vec(),
            chunk(b"IHDR", b"head"),
            chunk(b"tEXt", b"Author\0Ion"),
            chunk(b"eXIf", b"GPS"),
            chunk(b"IDAT", b"pixels"),
            chunk(b"IEND", b""),
        ];
        let clean = stripped(&picture.concat(), FileKind::Png).unwrap();
        assert!(has(&clean, b"pixels") && !has(&clean, b"Ion") && !has(&clean, b"GPS"));
        assert_eq!(stripped(&picture[..4].concat(), FileKind::Png), None, "cut off");
    }

    #[test]
    fn a_webp_loses_its_notes_and_says_so() {
        let chunk = |kind: &[u8], content: &[u8]| {
            [kind, &u32::try_from(content.len()).unwrap().to_le_bytes()[..], content].concat()
        };
        let body = [
            b"WEBP".to_vec(),
            chunk(b"VP8X", &[0b0000_1100, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            chunk(b"VP8 ", b"pixels"),
            chunk(b"EXIF", b"GPS 44.43N"),
        ]
        .concat();
        let picture = [b"RIFF", &u32::try_from(body.len()).unwrap().to_le_bytes()[..], &body].concat();
        let clean = stripped(&picture, FileKind::Webp).unwrap();
        assert_eq!(clean.len(), picture.len());
        assert!(has(&clean, b"pixels") && !has(&clean, b"GPS") && !has(&clean, b"EXIF"));
        assert_eq!(clean[20], 0);
    }
}

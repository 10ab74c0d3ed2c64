//! Small real files of three kinds, made of words and numbers: what people of the demonstration attach as evidence.
//! No document of the product is made here, those come from `render`.

use std::fmt::Write as _;

/// Width of the letters of Helvetica that carry a sign, in thousandths of the size, and of the signs.
const BREVE: i32 = 333;
const COMMA: i32 = 278;

/// A page with a heading and lines, in the font every reader of PDF has. That font has no letters with a comma or
/// breve, so these are put together; their true text stands beside them.
pub(super) fn pdf(title: &str, lines: &[String]) -> Vec<u8> {
    let mut text = format!("BT /F 15 Tf 72 760 Td {} 11 0 0 11 72 730 Tm /F 1 Tf 1.6 TL\n", shown(title));
    for line in lines.iter().flat_map(|line| wrapped(line, 82)) {
        let _ = writeln!(text, "{} T*", shown(&line));
    }
    text.push_str("ET");
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/BaseEncoding\
                /WinAnsiEncoding/Differences[128/breve]>>>>";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R/Lang(ro)/ViewerPreferences<</DisplayDocTitle true>>>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F {font}>>>>>>"
        ),
        format!("<</Length {}>>stream\n{text}\nendstream", text.len()),
        format!("<</Title<{}>>>", utf16(title)),
    ];
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = String::new();
    for (number, object) in objects.iter().enumerate() {
        let _ = writeln!(places, "{:010} 00000 n ", file.len());
        let _ = write!(file, "{} 0 obj\n{object}\nendobj\n", number + 1);
    }
    let (start, count) = (file.len(), objects.len() + 1);
    let _ = write!(
        file,
        "xref\n0 {count}\n0000000000 65535 f \n{places}trailer<</Size {count}/Root 1 0 R/Info 5 0 R>>\n\
         startxref\n{start}\n%%EOF\n"
    );
    file.into_bytes()
}

/// A line as an operator that shows it.
fn shown(line: &str) -> String {
    let mut text = "(".to_owned();
    for letter in line.chars() {
        match letter {
            'ă' => compose(&mut text, letter, 'a', 556, "\\200", BREVE, 0),
            'Ă' => compose(&mut text, letter, 'A', 667, "\\200", BREVE, 20),
            'ș' => compose(&mut text, letter, 's', 500, ",", COMMA, -22),
            'Ș' => compose(&mut text, letter, 'S', 667, ",", COMMA, -22),
            'ț' => compose(&mut text, letter, 't', 278, ",", COMMA, -22),
            'Ț' => compose(&mut text, letter, 'T', 611, ",", COMMA, -22),
            '(' | ')' | '\\' => text.extend(['\\', letter]),
            '„' => text.push_str("\\204"),
            '”' => text.push_str("\\224"),
            '–' => text.push_str("\\226"),
            _ => {
                let code = u32::from(letter);
                let _ = if code < 0x80 { write!(text, "{letter}") } else { write!(text, "\\{code:03o}") };
            }
        }
    }
    text.push_str(") Tj");
    text
}

/// A letter with a sign over or under its middle, raised by hundredths of the size.
fn compose(text: &mut String, letter: char, base: char, width: i32, sign: &str, wide: i32, rise: i32) {
    let (back, forth) = ((width + wide) / 2, (wide - width) / 2);
    let truth = utf16(&letter.to_string());
    let rise = f64::from(rise) / 100.0;
    let _ = write!(
        text,
        ") Tj /Span<</ActualText<{truth}>>>BDC [({base}) {back}] TJ {rise} Ts [({sign}) {forth}] TJ 0 Ts EMC ("
    );
}

fn utf16(text: &str) -> String {
    let units = text.encode_utf16().map(|unit| format!("{unit:04X}"));
    std::iter::once("FEFF".to_owned()).chain(units).collect()
}

fn wrapped(line: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in line.split(' ') {
        let last = lines.last().map_or(0, |last| last.chars().count());
        match lines.last_mut() {
            Some(line) if last == 0 => line.push_str(word),
            Some(line) if last + word.chars().count() < width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A document of paragraphs under a heading.
pub(super) fn docx(title: &str, lines: &[String]) -> Vec<u8> {
    const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    const OFFICE: &str = "http://schemas.openxmlformats.org";
    let paragraph = |look: &str, text: &str| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        format!("<w:p><w:r><w:rPr>{look}<w:lang w:val=\"ro-RO\"/></w:rPr><w:t>{text}</w:t></w:r></w:p>")
    };
    let body: String = std::iter::once(paragraph("<w:b/><w:sz w:val=\"30\"/>", title))
        .chain(lines.iter().map(|line| paragraph("<w:sz w:val=\"22\"/>", line)))
        .collect();
    let types = format!(
        "{HEAD}<Types xmlns=\"{OFFICE}/package/2006/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override \
         PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.\
         wordprocessingml.document.main+xml\"/></Types>"
    );
    let relations = format!(
        "{HEAD}<Relationships xmlns=\"{OFFICE}/package/2006/relationships\"><Relationship Id=\"r1\" \
         Type=\"{OFFICE}/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
         </Relationships>"
    );
    let document = format!(
        "{HEAD}<w:document xmlns:w=\"{OFFICE}/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    archive(&[("[Content_Types].xml", types), ("_rels/.rels", relations), ("word/document.xml", document)])
}

/// A ZIP archive of texts, stored as they are.
fn archive(entries: &[(&str, String)]) -> Vec<u8> {
    let (mut file, mut list) = (Vec::new(), Vec::new());
    for (name, content) in entries {
        let (at, size) = (length(&file), length(content.as_bytes()).to_le_bytes());
        let mut common = vec![20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0];
        common.extend(crc32(content.as_bytes()).to_le_bytes());
        common.extend([size, size].concat());
        // Length of the name in two bytes, and nothing more in two.
        common.extend(length(name.as_bytes()).to_le_bytes());
        file.extend(*b"PK\x03\x04");
        file.extend(&common);
        file.extend(name.as_bytes());
        file.extend(content.as_bytes());
        list.extend(*b"PK\x01\x02\x14\0");
        list.extend(&common);
        list.extend([0; 10]);
        list.extend(at.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let (start, size) = (length(&file), length(&list));
    let count = u16::try_from(entries.len()).unwrap_or(0).to_le_bytes();
    file.extend(list);
    file.extend(*b"PK\x05\x06\0\0\0\0");
    file.extend([count, count].concat());
    file.extend([size.to_le_bytes(), start.to_le_bytes()].concat());
    file.extend([0, 0]);
    file
}

/// A picture of bars, from 0 to 100 each.
pub(super) fn png(bars: &[u8]) -> Vec<u8> {
    const HEIGHT: usize = 240;
    const BAR: usize = 48;
    const GAP: usize = 24;
    let width = GAP + bars.len() * (BAR + GAP);
    let mut rows = Vec::new();
    for y in 0..HEIGHT {
        // Each row begins with its filter: none.
        rows.push(0);
        for x in 0..width {
            let at = x.checked_sub(GAP).map(|x| (x / (BAR + GAP), x % (BAR + GAP)));
            let is_bar = at.is_some_and(|(bar, within)| {
                let value = usize::from(bars.get(bar).copied().unwrap_or(0).min(100));
                within < BAR && y < HEIGHT - 20 && HEIGHT - 20 - y <= value * 2
            });
            let is_axis = (HEIGHT - 20..HEIGHT - 18).contains(&y);
            rows.push(if is_bar {
                1
            } else if is_axis {
                2
            } else {
                0
            });
        }
    }
    let mut header = [length_of(width), length_of(HEIGHT)].concat();
    // Eight bits an index into a palette.
    header.extend([8, 3, 0, 0, 0]);
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, content) in [
        (b"IHDR", header),
        (b"PLTE", vec![255, 255, 255, 26, 87, 166, 27, 36, 48]),
        (b"IDAT", stored(&rows)),
        (b"IEND", Vec::new()),
    ] {
        file.extend(length(&content).to_be_bytes());
        let named = [kind.as_slice(), &content].concat();
        file.extend(&named);
        file.extend(crc32(&named).to_be_bytes());
    }
    file
}

/// Bytes in the form of zlib, not made smaller.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 0x01];
    let mut blocks = bytes.chunks(usize::from(u16::MAX)).peekable();
    while let Some(block) = blocks.next() {
        let size = u16::try_from(block.len()).unwrap_or(u16::MAX);
        stream.push(u8::from(blocks.peek().is_none()));
        stream.extend([size.to_le_bytes(), (!size).to_le_bytes()].concat());
        stream.extend(block);
    }
    let (low, high) = bytes.iter().fold((1_u32, 0_u32), |(low, high), byte| {
        let low = (low + u32::from(*byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    stream.extend((high << 16 | low).to_be_bytes());
    stream
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| {
                if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 }
            },
        )
    })
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}

fn length_of(side: usize) -> [u8; 4] {
    u32::try_from(side).unwrap_or(u32::MAX).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use calitas_depot::Spool;
    use calitas_domain::document::FileKind;

    #[tokio::test]
    async fn each_is_what_its_name_will_say() {
        let lines = ["Ședință de consens (28 de subcriterii)".to_owned()];
        for (kind, content) in [
            (FileKind::Pdf, pdf("Hotărâre „CAF”", &lines)),
            (FileKind::Docx, docx("Proces-verbal", &lines)),
            (FileKind::Png, png(&[20, 100, 65])),
        ] {
            let spool = Spool::of(&content).await.expect("there is room");
            assert!(spool.examined(kind).await.is_ok(), "{kind:?}");
        }
    }

    #[test]
    fn sums_are_those_of_the_standards() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert!(stored(b"Wikipedia").ends_with(&0x11E6_0398_u32.to_be_bytes()));
    }
}

//! CSV after RFC 4180, however it was saved: UTF-8, UTF-16 with a mark, or windows-1250; `;`, `,` or tabs.

use super::Grid;
use calitas_domain::Reason;
use encoding_rs::{Encoding, WINDOWS_1250};
use std::borrow::Cow;

/// Separators, the likeliest first.
const SEPARATORS: [char; 3] = [';', ',', '\t'];
/// What a spreadsheet would take for a formula; our own exports put an apostrophe before it.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

pub(super) fn read(content: &[u8]) -> Result<Grid, Reason> {
    let text = decoded(content)?;
    let separator = separator(&text);
    let mut grid = Grid::default();
    let (mut line, mut start, mut column) = (0_u32, 0_u32, 0_usize);
    let mut field = String::new();
    let mut quoted = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.trim().is_empty() => {
                field.clear();
                quoted = true;
            }
            '\n' if quoted => {
                line += 1;
                field.push('\n');
            }
            _ if quoted => field.push(letter),
            '\n' => {
                line += 1;
                grid.put(start, column, unguarded(&field))?;
                field.clear();
                (start, column) = (line, 0);
            }
            _ if letter == separator => {
                grid.put(start, column, unguarded(&field))?;
                field.clear();
                column += 1;
            }
            _ => field.push(letter),
        }
    }
    if quoted {
        return Err(Reason::FileDamaged);
    }
    grid.put(start, column, unguarded(&field))?;
    Ok(grid)
}

fn decoded(content: &[u8]) -> Result<String, Reason> {
    let text: Cow<'_, str> = match Encoding::for_bom(content) {
        Some((encoding, mark)) => encoding
            .decode_without_bom_handling_and_without_replacement(&content[mark..])
            .ok_or(Reason::FileDamaged)?,
        None => match std::str::from_utf8(content) {
            Ok(text) => text.into(),
            Err(_) => WINDOWS_1250.decode_without_bom_handling(content).0,
        },
    };
    let is_text = !content.starts_with(b"%PDF-")
        && text.chars().all(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{C}'));
    if is_text { Ok(text.replace("\r\n", "\n").replace('\r', "\n")) } else { Err(Reason::FileTypeRefused) }
}

/// What stands most often in the first line, outside quotes.
fn separator(text: &str) -> char {
    let mut counts = [0_usize; SEPARATORS.len()];
    let mut inside = false;
    for letter in text.trim_start().chars() {
        match letter {
            '"' => inside = !inside,
            '\n' if !inside => break,
            _ if inside => {}
            _ => {
                if let Some(at) = SEPARATORS.iter().position(|one| *one == letter) {
                    counts[at] += 1;
                }
            }
        }
    }
    let best = (0..counts.len()).rev().max_by_key(|at| counts[*at]).unwrap_or(0);
    SEPARATORS[best]
}

fn unguarded(field: &str) -> &str {
    field.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA)).unwrap_or(field)
}

#[cfg(test)]
mod tests {
    use crate::sheet::read;

    fn cells(content: &[u8]) -> Vec<(u32, Vec<String>)> {
        let sheet = read(content).expect("a sheet");
        let rows = sheet.rows.into_iter().map(|row| (row.number, row.cells));
        std::iter::once((0, sheet.headings)).chain(rows).collect()
    }

    fn line(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (number, cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    #[test]
    fn encodings_and_separators_are_found_out() {
        let expected = [line(0, &["Cod", "Denumire"]), line(2, &["SJ", "Șefi, în țară"])];
        let utf8 = "Cod;Denumire\r\nSJ;Șefi, în țară\r\n";
        assert_eq!(cells(utf8.as_bytes()), expected);
        assert_eq!(cells(format!("\u{FEFF}{utf8}").as_bytes()), expected);
        assert_eq!(cells("Cod,Denumire\nSJ,\"Șefi, în țară\"".as_bytes()), expected);
        assert_eq!(cells("Cod\tDenumire\rSJ\tȘefi, în țară".as_bytes()), expected);
        let sixteen: Vec<u8> =
            std::iter::once(0xFEFF).chain(utf8.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(cells(&sixteen), expected);
        let old = cells(b"Cod;Denumire\nSJ;\xAAefi, \xEEn \xFEar\xE3\n");
        assert_eq!(old[1], line(2, &["SJ", "Şefi, în ţară"]));
    }

    #[test]
    fn lines_keep_their_numbers_and_fields_their_line_breaks() {
        let text = "\nA;B\n\n\"unu\ndoi \"\"trei\"\"\";x\n;\n'=1+1;'bun\n";
        let expected =
            [line(0, &["A", "B"]), line(4, &["unu\ndoi \"trei\"", "x"]), line(7, &["=1+1", "'bun"])];
        assert_eq!(cells(text.as_bytes()), expected);
        assert!(read(b"A;B\n\"open;x\n").is_err());
    }
}

//! Sheets that people bring, read as text: CSV in the encodings and with the separators that are about, XLSX, ODS.
//!
//! Nothing is computed: of a formula its last result is read, as the program that wrote the file left it. What is
//! read is bounded before it is unpacked and while it is collected. And the sheets they may fill in instead.

mod csv;
mod ods;
mod template;
mod xlsx;

pub use template::{TemplateColumn, template};

use crate::office;
use calitas_domain::{
    Reason,
    document::FileKind,
    import::{Line, MAX_COLUMNS, MAX_FILE_MIB, MAX_ROWS, MAX_TEXT_BYTES, Sheet},
};
use std::io::Cursor;

/// Most bytes of everything in a workbook, unpacked.
const UNPACKED_BYTES: u64 = 32 * 1024 * 1024;

/// Reads the first sheet of a file. What the file is, its content says.
///
/// # Errors
/// Why it cannot be read: `FileEmpty`, `FileTooLarge`, `FileTypeRefused`, `FileDamaged`, `FileUnpacksTooLarge`,
/// `TooMany` for lines or columns.
pub fn read(content: &[u8]) -> Result<Sheet, Reason> {
    let most = usize::try_from(MAX_FILE_MIB).unwrap_or(0) * 1024 * 1024;
    if content.len() > most {
        return Err(Reason::FileTooLarge { mib: MAX_FILE_MIB });
    }
    if content.is_empty() {
        return Err(Reason::FileEmpty);
    }
    let grid = if content.starts_with(b"PK\x03\x04") { workbook(content)? } else { csv::read(content)? };
    grid.into_sheet()
}

fn workbook(content: &[u8]) -> Result<Grid, Reason> {
    let is = |kind| match office::check_within(Cursor::new(content), kind, UNPACKED_BYTES) {
        Ok(()) => Ok(true),
        Err(crate::DepotError::Refused(Reason::FileContentMismatch)) => Ok(false),
        Err(crate::DepotError::Refused(reason)) => Err(reason),
        Err(_) => Err(Reason::FileDamaged),
    };
    if is(FileKind::Xlsx)? {
        xlsx::read(content)
    } else if is(FileKind::Ods)? {
        ods::read(content)
    } else {
        Err(Reason::FileTypeRefused)
    }
}

/// Cells as they are found, within bounds.
#[derive(Debug, Default)]
struct Grid {
    lines: Vec<Line>,
    text_bytes: usize,
}

impl Grid {
    /// Puts a text where it stands; both places count from 0. Lines come in their order.
    fn put(&mut self, line: u32, column: usize, text: &str) -> Result<(), Reason> {
        let text = text.replace('\0', "");
        if text.trim().is_empty() {
            return Ok(());
        }
        if column >= MAX_COLUMNS {
            return Err(Reason::TooMany { max: MAX_COLUMNS });
        }
        self.text_bytes += text.len();
        if self.text_bytes > MAX_TEXT_BYTES {
            return Err(Reason::FileUnpacksTooLarge);
        }
        let number = line.saturating_add(1);
        if self.lines.last().is_none_or(|last| last.number < number) {
            // One more for the headings.
            if self.lines.len() > MAX_ROWS {
                return Err(Reason::TooMany { max: MAX_ROWS });
            }
            self.lines.push(Line { number, cells: Vec::new() });
        }
        let Some(last) = self.lines.last_mut().filter(|last| last.number == number) else {
            return Err(Reason::FileDamaged);
        };
        if last.cells.len() <= column {
            last.cells.resize(column + 1, String::new());
        }
        last.cells[column] = text;
        Ok(())
    }

    fn into_sheet(self) -> Result<Sheet, Reason> {
        let mut lines = self.lines.into_iter();
        let headings = lines.next().ok_or(Reason::FileEmpty)?.cells;
        let mut sheet = Sheet { headings, rows: lines.collect() };
        if sheet.rows.is_empty() {
            return Err(Reason::FileEmpty);
        }
        let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0).max(sheet.headings.len());
        sheet.headings.resize(width, String::new());
        sheet.headings.iter_mut().for_each(|heading| *heading = heading.trim().to_owned());
        Ok(sheet)
    }
}

/// A number as Romanians write it: with a decimal comma, which is never taken for anything else.
fn number(value: f64) -> String {
    value.to_string().replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::{ZipWriter, write::SimpleFileOptions};

    pub(super) fn archive(entries: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn what_is_no_sheet_is_refused() {
        assert_eq!(read(b""), Err(Reason::FileEmpty));
        assert_eq!(read(b"  \n ;; \n"), Err(Reason::FileEmpty));
        assert_eq!(read(b"Cod;Denumire\n"), Err(Reason::FileEmpty));
        assert_eq!(read(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1old workbook"), Err(Reason::FileTypeRefused));
        assert_eq!(read(b"%PDF-1.7 a;b\nc;d"), Err(Reason::FileTypeRefused));
        assert_eq!(read(b"PK\x03\x04 cut"), Err(Reason::FileDamaged));
        assert_eq!(read(&archive(&[("word/document.xml", "<w/>")])), Err(Reason::FileTypeRefused));
        let large = vec![b'a'; 6 * 1024 * 1024];
        assert_eq!(read(&large), Err(Reason::FileTooLarge { mib: 5 }));
    }

    #[test]
    fn lines_and_columns_are_bounded() {
        let long = format!("Cod\n{}", "x\n".repeat(MAX_ROWS));
        assert_eq!(read(long.as_bytes()).expect("just fits").rows.len(), MAX_ROWS);
        assert_eq!(read(format!("{long}y\n").as_bytes()), Err(Reason::TooMany { max: MAX_ROWS }));
        let wide = format!("{}a\n1\n", ";".repeat(MAX_COLUMNS));
        assert_eq!(read(wide.as_bytes()), Err(Reason::TooMany { max: MAX_COLUMNS }));
        let heavy = format!("Cod\n{}", "x".repeat(MAX_TEXT_BYTES));
        assert_eq!(read(heavy.as_bytes()), Err(Reason::FileUnpacksTooLarge));
    }

    #[test]
    fn a_bomb_is_refused_before_it_is_read() {
        let zeros = " ".repeat(40 * 1024 * 1024);
        let bomb = archive(&[("[Content_Types].xml", "<Types/>"), ("xl/workbook.xml", &zeros)]);
        assert_eq!(read(&bomb), Err(Reason::FileUnpacksTooLarge));
    }
}

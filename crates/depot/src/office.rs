//! Office documents are archives: what is in them, how large they would become, whether they carry programs.

use crate::DepotError;
use calitas_domain::{Reason, document::FileKind};
use std::{
    fs::File,
    io::{self, BufReader, Read},
};
use zip::{ZipArchive, result::ZipError};

/// Most entries.
const ENTRIES: usize = 5_000;
/// Most bytes of all entries together, unpacked.
const UNPACKED_BYTES: u64 = 256 * 1024 * 1024;
/// How much larger than the file its content may be; small documents may be a little more of anything.
const RATIO: u64 = 150;
const FREE_BYTES: u64 = 8 * 1024 * 1024;

/// Refuses what is no document of the kind, what unpacks to too much, and what carries programs.
pub(crate) fn check(file: &File, kind: FileKind) -> Result<(), DepotError> {
    let size = file.metadata()?.len();
    check_within(BufReader::new(file), kind, UNPACKED_BYTES.min((size * RATIO).max(FREE_BYTES)))
}

/// As [`check`], with a bound of the caller's own on what it unpacks to.
pub(crate) fn check_within<R: Read + io::Seek>(
    content: R,
    kind: FileKind,
    allowed: u64,
) -> Result<(), DepotError> {
    let mut archive = ZipArchive::new(content).map_err(refusal)?;
    if archive.len() > ENTRIES {
        return Err(DepotError::Refused(Reason::FileUnpacksTooLarge));
    }
    if !is_kind(&mut archive, kind)? {
        return Err(DepotError::Refused(Reason::FileContentMismatch));
    }
    for name in archive.file_names() {
        let name = name.map_err(refusal)?.to_lowercase();
        if name.ends_with("vbaproject.bin") || name.starts_with("basic/") || name.starts_with("scripts/") {
            return Err(DepotError::Refused(Reason::FileHasMacros));
        }
    }
    let mut declared: u64 = 0;
    for index in 0..archive.len() {
        declared = declared.saturating_add(archive.by_index_raw(index).map_err(refusal)?.size());
    }
    if declared > allowed {
        return Err(DepotError::Refused(Reason::FileUnpacksTooLarge));
    }
    unpack(&mut archive, allowed)
}

/// Whether the archive is laid out as the kind wants it.
fn is_kind<R: Read + io::Seek>(archive: &mut ZipArchive<R>, kind: FileKind) -> Result<bool, DepotError> {
    let main = match kind {
        FileKind::Docx => "word/document.xml",
        FileKind::Xlsx => "xl/workbook.xml",
        FileKind::Pptx => "ppt/presentation.xml",
        FileKind::Odt | FileKind::Ods => {
            let mut stated = String::new();
            return match archive.by_name("mimetype") {
                Ok(entry) => {
                    let read = entry.take(200).read_to_string(&mut stated);
                    Ok(read.is_ok() && stated.trim() == kind.media_type())
                }
                Err(ZipError::FileNotFound) => Ok(false),
                Err(error) => Err(refusal(error)),
            };
        }
        FileKind::Pdf | FileKind::Png | FileKind::Jpeg | FileKind::Webp | FileKind::Text | FileKind::Csv => {
            return Ok(false);
        }
    };
    let has = |name: &str| archive.index_for_name(name).is_some();
    Ok(has("[Content_Types].xml") && has(main))
}

/// Unpacks everything into nothing: an entry that is larger than it says is a trap.
fn unpack<R: Read + io::Seek>(archive: &mut ZipArchive<R>, allowed: u64) -> Result<(), DepotError> {
    let mut left = allowed;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(refusal)?;
        let read = io::copy(&mut entry.take(left + 1), &mut io::sink())
            .map_err(|_| DepotError::Refused(Reason::FileDamaged))?;
        left = left.checked_sub(read).ok_or(DepotError::Refused(Reason::FileUnpacksTooLarge))?;
    }
    Ok(())
}

fn refusal(error: ZipError) -> DepotError {
    match error {
        ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => error.into(),
        _ => DepotError::Refused(Reason::FileDamaged),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{io::Write, time::Instant};
    use zip::{ZipWriter, write::SimpleFileOptions};

    fn archive(entries: &[(&str, &[u8])]) -> File {
        let mut writer = ZipWriter::new(tempfile::tempfile().unwrap());
        for (name, content) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap()
    }

    fn outcome(file: &File, kind: FileKind) -> Option<Reason> {
        match check(file, kind) {
            Ok(()) => None,
            Err(DepotError::Refused(reason)) => Some(reason),
            Err(error) => panic!("{error}"),
        }
    }

    const TYPES: (&str, &[u8]) = ("[Content_Types].xml", b"<Types/>");

    #[test]
    fn documents_are_told_apart_by_what_is_in_them() {
        let docx = archive(&[TYPES, ("word/document.xml", b"<w/>")]);
        assert_eq!(outcome(&docx, FileKind::Docx), None);
        assert_eq!(outcome(&docx, FileKind::Xlsx), Some(Reason::FileContentMismatch));
        let odt = archive(&[("mimetype", FileKind::Odt.media_type().as_bytes()), ("content.xml", b"<o/>")]);
        assert_eq!(outcome(&odt, FileKind::Odt), None);
        assert_eq!(outcome(&odt, FileKind::Ods), Some(Reason::FileContentMismatch));
        assert_eq!(outcome(&archive(&[("a.exe", b"MZ")]), FileKind::Docx), Some(Reason::FileContentMismatch));
    }

    #[test]
    fn programs_in_documents_are_refused() {
        let docx = archive(&[TYPES, ("word/document.xml", b"<w/>"), ("word/vbaProject.bin", b"x")]);
        assert_eq!(outcome(&docx, FileKind::Docx), Some(Reason::FileHasMacros));
    }

    #[test]
    fn a_bomb_is_refused_within_a_second() {
        let zeros = vec![0; 64 * 1024 * 1024];
        let bomb = archive(&[TYPES, ("word/document.xml", &zeros)]);
        assert!(bomb.metadata().unwrap().len() < 1024 * 1024);
        let started = Instant::now();
        assert_eq!(outcome(&bomb, FileKind::Docx), Some(Reason::FileUnpacksTooLarge));
        assert!(started.elapsed().as_secs_f32() < 1.0);
    }

    #[test]
    fn a_bomb_that_lies_about_its_size_is_refused() {
        let zeros = vec![0; 64 * 1024 * 1024];
        let mut bomb = archive(&[TYPES, ("word/document.xml", &zeros)]);
        let mut bytes = Vec::new();
        io::Seek::rewind(&mut bomb).unwrap();
        bomb.read_to_end(&mut bytes).unwrap();
        // Both places that state the unpacked size.
        let stated = u32::try_from(zeros.len()).unwrap().to_le_bytes();
        for at in 0..bytes.len() - 4 {
            if bytes[at..at + 4] == stated {
                bytes[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
            }
        }
        let mut liar = tempfile::tempfile().unwrap();
        liar.write_all(&bytes).unwrap();
        let found = outcome(&liar, FileKind::Docx);
        assert!(matches!(found, Some(Reason::FileDamaged | Reason::FileUnpacksTooLarge)), "{found:?}");
    }

    #[test]
    fn half_an_archive_is_damaged() {
        let mut cut = tempfile::tempfile().unwrap();
        cut.write_all(b"PK\x03\x04 and nothing else").unwrap();
        assert_eq!(outcome(&cut, FileKind::Docx), Some(Reason::FileDamaged));
    }
}

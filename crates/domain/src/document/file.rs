//! Files: which kinds are taken, what they are called, what is known of them.

use crate::{
    access::coded,
    id::{EvidenceFileId, EvidenceId, MembershipId},
    journal::Change,
    reason::Reason,
    text,
};
use chrono::{DateTime, Utc};

/// At most this many files in one piece of evidence.
pub const MAX_FILES: usize = 20;
/// Longest name of a file in characters.
const NAME_CHARS: usize = 150;

coded! {
    /// Kinds of files that are taken. Everything else is refused: what a browser would run (HTML, SVG), programs,
    /// archives, and the old office formats, in which macros cannot be told apart.
    FileKind {
        /// PDF.
        Pdf = "PDF",
        /// PNG picture.
        Png = "PNG",
        /// JPEG picture.
        Jpeg = "JPEG",
        /// WebP picture.
        Webp = "WEBP",
        /// Word document.
        Docx = "DOCX",
        /// Excel workbook.
        Xlsx = "XLSX",
        /// PowerPoint presentation.
        Pptx = "PPTX",
        /// OpenDocument text.
        Odt = "ODT",
        /// OpenDocument spreadsheet.
        Ods = "ODS",
        /// Plain text.
        Text = "TEXT",
        /// Table as text.
        Csv = "CSV",
    }
}

/// How a file can be looked at without saving it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preview {
    /// As a picture.
    Picture,
    /// In the browser's viewer.
    Pdf,
    /// Not at all.
    None,
}

impl FileKind {
    /// The kind a name promises; the content has to keep the promise.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        Self::ALL.iter().copied().find(|kind| kind.endings().contains(&ending.to_lowercase().as_str()))
    }

    /// Endings of names, the usual one first.
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Webp => &["webp"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Pptx => &["pptx"],
            Self::Odt => &["odt"],
            Self::Ods => &["ods"],
            Self::Text => &["txt"],
            Self::Csv => &["csv"],
        }
    }

    /// The media type it is handed out with, whatever the uploader called it.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Text => "text/plain",
            Self::Csv => "text/csv",
        }
    }

    /// How it can be looked at.
    pub fn preview(self) -> Preview {
        match self {
            Self::Png | Self::Jpeg | Self::Webp => Preview::Picture,
            Self::Pdf => Preview::Pdf,
            Self::Docx | Self::Xlsx | Self::Pptx | Self::Odt | Self::Ods | Self::Text | Self::Csv => {
                Preview::None
            }
        }
    }
}

/// The name a file is kept under: no folders, no invisible characters.
///
/// # Errors
/// What is wrong with it; [`Reason::FileTypeRefused`] for an ending that is not taken.
pub fn file_name(given: &str) -> Result<(String, FileKind), Reason> {
    let name = text::normalise(given)?;
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().replace(['\n', '\t'], " ");
    let name = name.trim().to_owned();
    if name.is_empty() {
        return Err(Reason::Required);
    }
    if name.chars().count() > NAME_CHARS {
        return Err(Reason::TooLong { max: NAME_CHARS });
    }
    let kind = FileKind::of_name(&name).ok_or(Reason::FileTypeRefused)?;
    Ok((name, kind))
}

/// A file of a piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceFile {
    /// Identity; the same as of the upload that brought it, so that finishing twice finds it.
    pub id: EvidenceFileId,
    /// What it belongs to.
    pub evidence: EvidenceId,
    /// Its name.
    pub name: String,
    /// What it is, by its content.
    pub kind: FileKind,
    /// How large it is as kept.
    pub size_bytes: i64,
    /// SHA-256 of what is kept, in hexadecimal.
    pub sha256: String,
    /// Where its bytes lie.
    pub storage_key: String,
    /// Who brought it.
    pub uploaded_by: MembershipId,
    /// When.
    pub uploaded_at: DateTime<Utc>,
    /// When it was taken off; it can be put back for a while.
    pub removed_at: Option<DateTime<Utc>>,
    /// When it was disposed of with its document; then only what is known of it is left.
    pub disposed_at: Option<DateTime<Utc>>,
}

impl EvidenceFile {
    /// What the history of a subject says about it. The hash makes the file part of the journal's chain.
    pub fn named(&self) -> Vec<Change> {
        let change = |field: &str, new: &str| Change {
            field: field.to_owned(),
            old: serde_json::Value::Null,
            new: new.into(),
        };
        vec![change("evidence.file", &self.name), change("evidence.sha256", &self.sha256)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_folders_and_keep_letters() {
        for (given, kept, kind) in [
            ("../../etc/Proces-verbal ședință.PDF", "Proces-verbal ședință.PDF", FileKind::Pdf),
            ("C:\\Documente\\poză.jpeg", "poză.jpeg", FileKind::Jpeg),
            (" Şedinţă.txt ", "Ședință.txt", FileKind::Text),
            ("date\n2026.csv", "date 2026.csv", FileKind::Csv),
        ] {
            assert_eq!(file_name(given), Ok((kept.to_owned(), kind)), "{given}");
        }
    }

    #[test]
    fn names_that_promise_nothing_we_take_are_refused() {
        for given in ["a.html", "a.svg", "a.exe", "a.doc", "a.docm", "a.zip", "pdf", "a.pdf.js"] {
            assert_eq!(file_name(given), Err(Reason::FileTypeRefused), "{given}");
        }
        assert_eq!(file_name("a/"), Err(Reason::Required));
        assert_eq!(file_name("a\u{202E}fdp.exe"), Err(Reason::ForbiddenCharacter));
        assert!(file_name(&format!("{}.pdf", "a".repeat(200))).is_err());
    }

    #[test]
    fn endings_name_one_kind() {
        for kind in FileKind::ALL {
            for ending in kind.endings() {
                assert_eq!(FileKind::of_name(&format!("x.{ending}")), Some(*kind));
            }
        }
    }
}

//! The one door: which format, what name, what type.

use crate::{
    document::{Document, Medium, check_table, table::Table},
    docx, html, pdf, sheet,
};
use calitas_domain::{Error, identity::Language};
use chrono::{DateTime, Utc};

/// What a document can become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// For reading, signing and the archive: PDF/A-2a and PDF/UA-1.
    Pdf,
    /// For going on writing.
    Docx,
    /// For going on counting: a sheet for the text, one for each table.
    Xlsx,
    /// For looking at in the application: a fragment without scripts and styles ([`crate::STYLESHEET`]).
    Html,
}

/// What a table by itself can become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableFormat {
    /// Excel.
    Xlsx,
    /// OpenDocument.
    Ods,
    /// Text with semicolons, decimal commas and days as 22.01.2027: what a Romanian Excel opens with a double click.
    CsvSemicolon,
    /// Text with commas, decimal points and days as 2027-01-22, for programs.
    CsvComma,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    /// Its content.
    pub bytes: Vec<u8>,
    /// Its type, for the answer that carries it.
    pub media_type: &'static str,
    /// What its name ends with.
    pub extension: &'static str,
}

/// Makes a file of a document. Blocks: up to some seconds for the largest documents as PDF.
///
/// # Errors
/// [`Error::Invalid`] for a document that is too large or a logo that is neither PNG nor SVG, naming the place;
/// [`Error::Internal`] when a writer fails.
pub fn render(document: &Document, format: Format) -> Result<Rendered, Error> {
    document.check(match format {
        Format::Pdf | Format::Docx | Format::Html => Medium::Pages,
        Format::Xlsx => Medium::Sheets,
    })?;
    let (bytes, media_type, extension) = match format {
        Format::Pdf => (pdf::render(document)?, "application/pdf", "pdf"),
        Format::Docx => (docx::render(document)?, DOCX, "docx"),
        Format::Xlsx => (sheet::xlsx::document(document)?, XLSX, "xlsx"),
        Format::Html => (html::render(document)?.into_bytes(), "text/html; charset=utf-8", "html"),
    };
    Ok(Rendered { bytes, media_type, extension })
}

/// Makes a file of a table. Blocks.
///
/// # Errors
/// [`Error::Invalid`] for a table that is too large, naming the place; [`Error::Internal`] when a writer fails.
pub fn export(
    table: &Table,
    format: TableFormat,
    language: Language,
    made_at: DateTime<Utc>,
) -> Result<Rendered, Error> {
    check_table(table)?;
    let (bytes, media_type, extension) = match format {
        TableFormat::Xlsx => (sheet::xlsx::table(table, language, made_at)?, XLSX, "xlsx"),
        TableFormat::Ods => (sheet::ods::table(table, language, made_at)?, ODS, "ods"),
        TableFormat::CsvSemicolon => (sheet::csv::table(table, sheet::csv::Dialect::Semicolon), CSV, "csv"),
        TableFormat::CsvComma => (sheet::csv::table(table, sheet::csv::Dialect::Comma), CSV, "csv"),
    };
    Ok(Rendered { bytes, media_type, extension })
}

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const ODS: &str = "application/vnd.oasis.opendocument.spreadsheet";
const CSV: &str = "text/csv; charset=utf-8";

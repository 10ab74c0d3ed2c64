//! PDF by typst: PDF/A-2a for the archive and PDF/UA-1 for screen readers at once. The template is part of the binary
//! and reads the document as data (`sys.inputs`), so no text of a user is ever parsed as typst markup; the world it
//! runs in has one source, the fonts below and nothing else: no files, no packages, no clock.

mod glyph;
mod value;

use crate::document::Document;
use calitas_domain::Error;
use chrono::{Datelike, Timelike};
use std::{fmt, sync::LazyLock};
use typst::{
    Feature, Library, LibraryExt, World,
    diag::{FileError, FileResult, SourceDiagnostic},
    foundations::{Bytes, Datetime, Dict, Duration, Smart},
    syntax::{FileId, Source},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let files: [&'static [u8]; 5] = [
        include_bytes!("../../fonts/NotoSans-Regular.ttf"),
        include_bytes!("../../fonts/NotoSans-Bold.ttf"),
        include_bytes!("../../fonts/NotoSans-Italic.ttf"),
        include_bytes!("../../fonts/NotoSansSymbols2-Regular.ttf"),
        include_bytes!("../../fonts/NotoSansMath-Regular.ttf"),
    ];
    files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect()
});
static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));
static TEMPLATE: LazyLock<Source> = LazyLock::new(|| Source::detached(include_str!("template.typ")));

/// Sets a document that was checked.
///
/// # Errors
/// [`Error::Internal`] when typst refuses: the template is wrong or the result would not conform to the standards.
pub fn render(document: &Document) -> Result<Vec<u8>, Error> {
    let bytes = set(document);
    // Typst keeps what it computed for the next call; no two documents have much in common.
    typst::comemo::evict(0);
    bytes
}

fn set(document: &Document) -> Result<Vec<u8>, Error> {
    let world = Desk::new(value::of(document)?);
    let paged: PagedDocument = typst::compile(&world).output.map_err(|errors| refused(&errors))?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .map_err(|error| internal(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(document.name()),
        creator: Smart::Custom(Some("Calitas".to_owned())),
        timestamp: made_at(document).map(Timestamp::new_utc),
        page_ranges: None,
        standards,
        tagged: true,
        pretty: false,
    };
    typst_pdf::pdf(&paged, &options).map_err(|errors| refused(&errors))
}

fn made_at(document: &Document) -> Option<Datetime> {
    let at = document.made_at;
    let small = |number: u32| u8::try_from(number).ok();
    Datetime::from_ymd_hms(
        at.year(),
        small(at.month())?,
        small(at.day())?,
        small(at.hour())?,
        small(at.minute())?,
        small(at.second())?,
    )
}

/// Where typst works: the template, the fonts and one document.
struct Desk {
    library: LazyHash<Library>,
}

impl Desk {
    fn new(inputs: Dict) -> Self {
        // Header cells of rows need the feature; without them a screen reader does not name the row.
        let features = [Feature::A11yExtras].into_iter().collect();
        let library = Library::builder().with_inputs(inputs).with_features(features).build();
        Self { library: LazyHash::new(library) }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        TEMPLATE.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == TEMPLATE.id() { Ok(TEMPLATE.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// Why typst did not set a document. Never shown to people.
#[derive(Debug)]
struct Refused(String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the document could not be set: {}", self.0)
    }
}

impl std::error::Error for Refused {}

fn refused(errors: &[SourceDiagnostic]) -> Error {
    let messages: Vec<_> = errors.iter().take(3).map(|error| error.message.as_str()).collect();
    internal(messages.join("; "))
}

fn internal(message: String) -> Error {
    Error::Internal(Box::new(Refused(message)))
}

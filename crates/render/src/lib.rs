//! Documents that leave the house: one [`Document`] becomes PDF, DOCX, XLSX or HTML; one [`Table`] becomes XLSX, CSV or
//! ODS. Nothing here waits, reads a file or knows a database: the caller hands over plain data and runs the call on a
//! thread that may block.
//!
//! To add a report: a struct of plain data in `report/` with a function `document(&self) -> Document`; the formats
//! follow. The words of a report stand beside it in both languages, the words every document shares in [`words`].
//!
//! ```no_run
//! fn pdf(document: &calitas_render::Document) -> Result<Vec<u8>, calitas_domain::Error> {
//!     Ok(calitas_render::render(document, calitas_render::Format::Pdf)?.bytes)
//! }
//! ```
//!
//! What it costs (optimised build): a plan of 60 actions about half a second as PDF and a few milliseconds in the other
//! formats, several times that unoptimised; see [`document::MAX_PAGE_CELLS`] for the largest. Typst caches between
//! calls and is told to forget after each, so memory falls back when the call returns.

pub mod document;
mod docx;
mod export;
mod format;
mod html;
mod packed;
mod pdf;
mod picture;
pub mod report;
mod sheet;
mod text;
pub mod words;

pub use document::Document;
pub use document::table::Table;
pub use export::{Format, Rendered, TableFormat, export, render};
pub use html::STYLESHEET;
pub use packed::Archive;
pub use picture::check as check_picture;

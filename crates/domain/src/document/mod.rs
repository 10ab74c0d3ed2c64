//! Documents and evidence: what proves something, the files it is made of, and the uploads that bring them.
//!
//! A piece of evidence has a date of its own, is linked to what it proves ([`Subject`]) and holds files. Rights follow
//! from what it proves and are decided in [`may`]. A new kind of thing to prove: a variant of [`Subject`] and of
//! [`Holder`], its columns in `evidence_link`, its arm in `app`'s `document::hold`.

mod evidence;
mod file;
pub mod may;
mod subject;
mod upload;

pub use evidence::{Evidence, EvidenceInput, EvidencePatch};
pub use file::{EvidenceFile, FileKind, MAX_FILES, Preview, file_name};
pub use subject::{Holder, Subject, Whole};
pub use upload::{CHUNK_BYTES, Chunk, MAX_OPEN_UPLOADS, Upload};

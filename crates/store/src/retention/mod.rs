//! Keeping documents: entries of the nomenclature, what an institution decides, and selections.
//!
//! The order of locks: the selection, then its documents by id.

pub mod class;
pub mod disposal;
pub mod policy;

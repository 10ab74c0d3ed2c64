//! Kit.
pub mod database;

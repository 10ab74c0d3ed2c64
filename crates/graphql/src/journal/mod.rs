//! What happened to a thing, readable.

mod object;

pub use object::{FieldChange, JournalEntry, JournalEntryConnection, history};

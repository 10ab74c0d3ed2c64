//! What happened, readable: to a thing, in an institution, and whether it is what was written.

mod check;
mod filter;
mod head;
mod mutation;
mod object;
mod page;

pub use check::{JournalCheck, last_check};
pub use filter::JournalFilter;
pub use head::{JournalHeadConnection, heads};
pub use mutation::JournalMutation;
pub use object::{FieldChange, JournalEntry, JournalEntryConnection, history, history_with};
pub use page::{JournalKind, kinds, page};

//! Reading what happened: of one thing, of a whole institution, as a file; and proof that nothing was changed afterwards.

mod check;
mod export;
mod function;
pub mod heads;
mod history;
mod page;
mod verify;

pub use check::{Check, check, last_check};
pub use export::{Export, Readable, export};
pub use function::functions_at;
pub use history::{history, history_count};
pub use page::{Filter, Place, count, page, within};
pub use verify::{Fault, Trusted, institutions, verify, verify_against};

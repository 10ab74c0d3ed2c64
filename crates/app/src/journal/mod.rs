//! Reading what happened: the history of one thing, and proof that nothing was changed afterwards.

pub mod heads;
mod history;
mod verify;

pub use history::{history, history_count};
pub use verify::{Fault, Trusted, institutions, verify, verify_against};

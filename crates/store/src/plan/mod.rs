//! Improvement plans. Rows of an action name their plan too: guests are held to plans without a join.
//!
//! Locks are taken in one order, so that nothing waits in a circle: the plan, then its actions by id.

pub mod action;
pub mod checklist;
pub mod comment;
pub mod deadline;
pub mod dependency;
pub mod figures;
pub mod lifecycle;
pub mod list;
pub mod measurement;
pub mod people;
mod register;
pub mod released;
pub mod rollup;
pub mod source;
pub mod todo;
pub mod trace;
pub mod version;

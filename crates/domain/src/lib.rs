//! The rules of Calitas: values, state machines, permissions, errors and events. Pure: no async, no SQL, no GraphQL.
//!
//! One file a feature, of the same name in every crate. To add a rule: write it here as a function that consumes
//! the old state and returns the new one or an [`Error`], test it beside the code, then let `app` call it.

pub mod access;
pub mod caf;
pub mod calendar;
pub mod check;
pub mod concern;
pub mod control;
pub mod document;
pub mod error;
pub mod id;
pub mod identity;
pub mod import;
pub mod journal;
pub mod markup;
pub mod merge;
pub mod notification;
pub mod plan;
pub mod reason;
pub mod retention;
pub mod review;
pub mod risk;
pub mod search;
pub mod tenancy;
pub mod text;
pub mod todo;
pub mod view;

pub use check::Check;
pub use error::{Conflict, Error, FieldConflict, FieldError};
pub use journal::{Change, Event};
pub use reason::Reason;

//! Calitas graphql.

pub mod cost;
pub mod event_scope;
pub mod guard;
pub mod limits;
pub mod trusted;

pub use guard::Guarded;

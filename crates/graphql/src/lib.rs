//! The schema of Calitas: objects built from domain values, inputs, roots, loaders, error codes and limits.
//!
//! Resolvers convert and call one function of `app`; there is no rule and no SQL here. To add a field: put it on the
//! object of its feature with a description, load what it needs through [`loader`], run `cargo xtask schema`.

#[macro_use]
pub mod connection;
pub mod caf;
pub mod control;
pub mod cost;
pub mod document;
pub mod error;
pub mod event_scope;
pub mod guard;
pub mod identity;
pub mod import;
pub mod journal;
pub mod limits;
pub mod loader;
pub mod message;
pub mod node;
pub mod notification;
pub mod permitted;
pub mod plan;
pub mod retention;
pub mod risk;
pub mod scalar;
pub mod schema;
pub mod search;
pub mod tenancy;
pub mod trusted;
pub mod view;

pub use guard::Guarded;

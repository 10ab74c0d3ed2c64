//! The only SQL of Calitas: transactions that carry whose rows they may touch, and one module per feature.
//!
//! Reads take `&mut Conn`, writes `&mut WriteTx`; a write ends only by committing what happened. Rules and
//! permissions are not here: `domain` decides, `app` asks. To add a query: write it with the `query!` family in the
//! module of its feature, with the explicit `tenant_id` beside the row-level security, then `cargo xtask prepare`.

pub mod caf;
mod connect;
pub mod control;
pub mod document;
mod error;
pub mod identity;
pub mod journal;
mod migrate;
pub mod notification;
pub mod plan;
pub mod retention;
pub mod risk;
mod scope;
pub mod search;
pub mod stream;
pub mod tenancy;
pub mod trace;
mod tx;
pub mod view;

pub use connect::{Addresses, MIGRATOR, PoolState, Store};
pub use error::StoreError;
pub use migrate::migrate;
pub use scope::Scope;
pub use tx::{Conn, IdentityTx, Once, ReadTx, WriteTx};

/// What store functions return.
pub type Result<T> = std::result::Result<T, StoreError>;

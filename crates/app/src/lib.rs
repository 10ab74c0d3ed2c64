//! Use cases: open with a permission, load, decide in `domain`, save and commit what happened.
//!
//! [`App`] lives as long as the server, [`Ctx`] as long as one request. There is no other way to a row than
//! [`Ctx::read`] and [`Ctx::write`], which look at the caller's memberships first. To add a use case: one public
//! async function in the module of its feature, in the four beats of `identity::member::update`.

mod app;
mod cache;
pub mod caf;
mod clock;
pub mod control;
mod ctx;
pub mod demo;
pub mod document;
pub mod identity;
pub mod import;
pub mod journal;
mod keys;
mod link;
pub mod mail;
mod merge;
pub mod notification;
pub mod plan;
pub mod presence;
mod referred;
pub mod report;
pub mod retention;
pub mod risk;
pub mod search;
pub mod stream;
pub mod tenancy;
pub mod view;
pub mod viewer;

pub use app::{App, Config};
pub use cache::{Actor, SessionHandle};
pub use clock::Clock;
pub use ctx::{Ctx, ReadGuard, RequestMeta, page_limit};
pub use keys::Keys;
pub use link::opaque;

//! What one operation may ask for, as numbers. The guard, the cost, the lists and the transports read them here;
//! nothing else sets a limit.
//!
//! To move a limit: change it here, run the hostile documents of `tests/it` and the trusted documents of the SPA.

use std::{ops::RangeInclusive, time::Duration};

/// Longest document in bytes.
pub const DOCUMENT_BYTES: usize = 16 * 1024;
/// Deepest nesting of any bracket. The parser recurses without a limit of its own and aborts the process.
pub const NESTING: u32 = 40;
/// Most lexical tokens in a document.
pub const TOKENS: u32 = 2_000;
/// Most fragment spreads and inline fragments written in a document.
pub const SPREADS: u32 = 60;
/// Most directives written in a document.
pub const DIRECTIVES: u32 = 50;
/// Most aliases after every fragment is expanded.
pub const ALIASES: u32 = 50;
/// Most selections after every fragment is expanded.
pub const SELECTIONS: u32 = 500;
/// Most selections, after expansion, of a document that was built with the SPA.
pub const TRUSTED_SELECTIONS: u32 = 2_000;
/// Most objects an operation may return, counted by [`crate::cost`].
pub const NODES: u64 = 10_000;
/// What `first`, `last` and the length of `ids` may be.
pub const PAGE: RangeInclusive<i64> = 1..=100;
/// How many items a connection returns when the caller does not say.
pub const DEFAULT_PAGE: i64 = 50;
/// How many items the cost assumes in a list that is not a connection.
pub const ASSUMED_LIST: u64 = 10;
/// What one introspection field costs, so that aliases cannot ask for the schema again and again.
pub const INTROSPECTION_COST: u64 = 2_500;
/// How long a query or mutation may take.
pub const OPERATION_TIME: Duration = Duration::from_secs(10);
/// Most errors reported for one request.
pub const REPORTED_ERRORS: usize = 20;
/// Longest message of one error in characters.
pub const MESSAGE_CHARS: usize = 200;

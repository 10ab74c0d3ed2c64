//! Telling people: what happened to things that concern them, and deadlines. Made from the journal by workers, never
//! inside the write that caused it, so that nobody waits for it and nothing is told that was rolled back.
//!
//! Exactly once: how far an institution was told of is stored in the transaction that tells, one worker holds an
//! institution at a time, and a person is told of a cause once (`notification_cause_key`).

mod agenda;
mod calendar;
mod centre;
mod control;
mod digest;
mod feed;
mod letter;
mod meeting;
mod policy;
mod project;
mod remind;
mod settings;
mod teller;
mod work;

pub use calendar::{Deadline, Mark, MarkKind, calendar};
pub use calitas_store::notification::centre::Filter;
pub(crate) use centre::concerns;
pub use centre::{count, mark_all_read, mark_read, page, unread_count};
pub use feed::{
    Document, read as read_feed, renew as renew_feed, revoke as revoke_feed, since as feed_since,
};
pub use policy::{days, of_tenant as policy_of, remove_day, set_day, update as update_policy};
pub use settings::{Refusal, own as own_settings, read_refusal, refuse, update as update_settings};
pub use work::{round, run};

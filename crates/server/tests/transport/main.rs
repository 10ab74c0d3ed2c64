//! The transports over a schema small enough to see through: protocol cases, hostile documents, limits in time.
//! What the real schema does with them is tested in `tests/it`.

#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up fails")]

mod double;
mod event_stream;
mod hostile;
mod http;
mod listener;
mod server;
mod site;
mod socket;
mod socket_session;

//! Behaviour, roles and isolation, through GraphQL in process, one database per test.

mod access;
mod catalogue;
mod code;
mod concurrency;
mod document;
mod faults;
mod fields;
mod hostile;
mod identity;
mod import;
mod isolation;
mod journal;
mod live;
mod notification;
mod plan;
mod pool;
mod program;
mod recipe;
mod roles;
mod schema;
mod search;
mod serve;
mod tenancy;
mod transport;
mod view;

//! Behaviour, roles and isolation, through GraphQL in process, one database per test.

mod identity;
mod journal;
mod serve;
mod tenancy;
mod transport;
mod view;

//! Behaviour, roles and isolation, through GraphQL in process, one database per test.

mod identity;
mod journal;
mod tenancy;
mod view;

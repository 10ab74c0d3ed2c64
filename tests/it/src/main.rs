//! Behaviour, roles and isolation, through GraphQL in process, one database per test.

mod catalogue;
mod identity;
mod journal;
mod live;
mod plan;
mod roles;
mod serve;
mod tenancy;
mod transport;
mod view;

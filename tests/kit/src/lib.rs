//! What tests are built with: a database each ([`database`]), a populated world over it ([`world`]) and clients that
//! speak GraphQL as one person ([`client`]).

pub mod client;
pub mod database;
pub mod world;

pub use client::{Answer, Client};
pub use world::{House, World};

//! What tests are built with: a database each ([`database`]), a populated world over it ([`world`]), things in its
//! institutions ([`stage`], [`filled`]) and clients that speak GraphQL as one person ([`client`]). Tests that cover
//! the whole schema walk over it as published ([`sdl`]) and keep tables that people accept ([`golden`]). What one act
//! takes longer than another is measured by [`clock`]; [`hard`] is for those that can go on for long.

mod caf;
mod caf_report;
pub mod client;
pub mod clock;
pub mod cluster;
mod commission;
mod control;
mod control_report;
pub mod database;
pub mod filled;
pub mod golden;
pub mod hard;
mod objective;
mod risk;
pub mod sdl;
pub mod stage;
pub mod world;

pub use client::{Answer, Client};
pub use cluster::Cluster;
pub use filled::Filled;
pub use golden::golden;
pub use sdl::Sdl;
pub use stage::Stage;
pub use world::{House, World};

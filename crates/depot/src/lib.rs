//! Where the bytes of files lie, and what is looked at before they are kept: content, archives, pictures, viruses;
//! and how sheets that people bring are read.
//!
//! It knows keys, not institutions, rights or rows: `app` decides who may, `store` remembers what is there. To take
//! another kind of file: its variant in `domain`, what its content begins with in [`sniff`], and a test with a real
//! one.

mod clamd;
mod depot;
mod error;
mod office;
mod place;
pub mod sheet;
pub mod sniff;
mod spool;
mod strip;

pub use clamd::Scanner;
pub use depot::{Bytestream, Depot, Kept};
pub use error::DepotError;
pub use place::Place;
pub use spool::Spool;

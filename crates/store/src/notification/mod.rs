//! What people are told, how they want to be told, and what institutions decide about it.

pub mod centre;
pub mod feed;
pub mod mail;
pub mod policy;
pub mod progress;
pub mod setting;

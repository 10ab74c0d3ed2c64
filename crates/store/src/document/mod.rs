//! Documents and evidence. What is removed stays readable to those who can put it back, until it is erased.
//!
//! The order of locks: the plan and action that is proved, then the evidence, then its files.

pub mod evidence;
pub mod file;
pub mod link;
pub mod sweep;
pub mod upload;

//! Risks, their reviews, the alerts people raise, and what an institution decides about rating.

pub mod alert;
pub mod list;
pub mod register;
pub mod review;
pub mod setting;
pub mod target;

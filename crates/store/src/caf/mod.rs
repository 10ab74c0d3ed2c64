//! CAF self-assessments: the assessment and its steps, its group, what members say alone and what the group agrees on.

pub mod assessment;
pub mod consensus;
pub mod individual;
pub mod member;
pub mod step;

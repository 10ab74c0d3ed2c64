//! CAF self-assessments: the assessment and its steps, its group, what members say alone, the meeting, and what the group
//! finds and agrees on.

pub mod assessment;
pub mod consensus;
pub mod finding;
pub mod individual;
pub mod member;
pub mod report;
pub mod room;
pub mod standing;
pub mod step;
pub mod vote;

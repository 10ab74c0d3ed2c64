//! The self-assessment of internal control.

pub mod answer;
pub mod campaign;
pub mod questionnaire;
pub mod template;

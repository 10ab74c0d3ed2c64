//! The self-assessment of internal control.

pub mod answer;
pub mod campaign;
pub mod decision;
pub mod dossier;
pub mod questionnaire;
pub mod report;
pub mod template;

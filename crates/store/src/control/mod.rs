//! The self-assessment of internal control, and the chain from objectives to measured values.

pub mod activity;
pub mod answer;
pub mod campaign;
pub mod decision;
pub mod dossier;
pub mod indicator;
pub mod measurement;
pub mod objective;
pub mod duty;
pub mod questionnaire;
pub mod report;
pub mod template;

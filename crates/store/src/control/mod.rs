//! The self-assessment of internal control, and the chain from objectives to measured values.

pub mod activity;
pub mod answer;
pub mod campaign;
pub mod commission;
pub mod deadline;
pub mod decision;
pub mod dossier;
pub mod duty;
pub mod indicator;
pub mod inventory;
pub mod measurement;
pub mod meeting;
pub mod objective;
pub mod paper;
pub mod questionnaire;
pub mod report;
pub mod resolution;
pub mod template;

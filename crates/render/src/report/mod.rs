//! Reports: a struct of plain data for each, and what it says as a document.

pub mod control;
pub mod disposal;
pub mod monitoring;
pub mod plan;
mod plan_words;
pub mod risk;

use crate::document::{Letterhead, Signature};
use calitas_domain::identity::Language;
use chrono::{DateTime, NaiveDate, Utc};

/// What every report is issued with.
#[derive(Debug, Clone, PartialEq)]
pub struct Issue {
    /// Who issues it.
    pub letterhead: Letterhead,
    /// In what language.
    pub language: Language,
    /// The day it stands for.
    pub date: NaiveDate,
    /// When the file is made.
    pub made_at: DateTime<Utc>,
    /// Who signs it; functions, and names where the institution prints them.
    pub signatures: Vec<Signature>,
}

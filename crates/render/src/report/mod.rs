//! Reports: a struct of plain data for each, and what it says as a document.

pub mod caf;
pub mod control;
pub mod disposal;
pub mod monitoring;
pub mod plan;
mod plan_words;
pub mod risk;

use crate::document::{Letterhead, Signature};
use calitas_domain::{
    identity::Language,
    plan::{ActionStatus, mean_progress},
};
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

/// Mean progress of the actions that count, as everywhere in the application.
fn progress(actions: impl Iterator<Item = (ActionStatus, i32)>) -> i32 {
    let counted = actions.filter(|(status, _)| ActionStatus::COUNTED.contains(status));
    let (sum, count) = counted.fold((0, 0), |(sum, count), (_, done)| (sum + i64::from(done), count + 1));
    mean_progress(sum, count)
}

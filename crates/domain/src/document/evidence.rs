//! A piece of evidence: what it shows and since when.

use crate::{
    calendar,
    check::Check,
    error::Error,
    id::{EvidenceId, MembershipId},
    journal::{Change, Journaled},
    reason::Reason,
    retention::Record,
};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde_json::Value;

/// Something that proves: a decision, minutes, a list of those present.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Identity.
    pub id: EvidenceId,
    /// What it is.
    pub title: String,
    /// What is to be known about it; may be empty.
    pub description: String,
    /// The day it stands for, which is not the day it was uploaded.
    pub effective_on: Option<NaiveDate>,
    /// Who attached it.
    pub author: MembershipId,
    /// When it was attached.
    pub created_at: DateTime<Utc>,
    /// When it was taken off; it can be put back for a while.
    pub removed_at: Option<DateTime<Utc>>,
    /// What archiving knows of it.
    pub record: Record,
    /// Counts changes, from 1.
    pub version: i32,
}

/// What a form says about a piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceInput {
    /// What it is.
    pub title: String,
    /// What is to be known about it.
    pub description: String,
    /// The day it stands for.
    pub effective_on: Option<NaiveDate>,
}

/// Changes; what is absent stays, `Some(None)` clears.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EvidencePatch {
    /// What it is.
    pub title: Option<String>,
    /// What is to be known about it.
    pub description: Option<String>,
    /// The day it stands for.
    pub effective_on: Option<Option<NaiveDate>>,
}

impl Evidence {
    /// A new piece of evidence.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn new(
        id: EvidenceId,
        author: MembershipId,
        input: EvidenceInput,
        created_at: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let EvidenceInput { title, description, effective_on } = input;
        let (removed_at, record, version) = (None, Record::default(), 1);
        Self { id, title, description, effective_on, author, created_at, removed_at, record, version }
            .checked()
    }

    /// The evidence with other words or another day.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn patched(self, patch: EvidencePatch) -> Result<Self, Error> {
        let EvidencePatch { title, description, effective_on } = patch;
        let version = self.version + 1;
        Self {
            title: title.unwrap_or(self.title),
            description: description.unwrap_or(self.description),
            effective_on: effective_on.unwrap_or(self.effective_on),
            version,
            ..self
        }
        .checked()
    }

    /// The day it stands for in the archive: its own, else the day it was attached.
    pub fn archive_day(&self) -> NaiveDate {
        self.effective_on.unwrap_or_else(|| calendar::day(self.created_at))
    }

    fn checked(self) -> Result<Self, Error> {
        let mut check = Check::new();
        let title = check.text("title", &self.title, 1..=200);
        let description = check.text("description", &self.description, 0..=2_000);
        let in_range = self.effective_on.is_none_or(|day| (1900..=2200).contains(&day.year()));
        let (min, max) = ("1900".to_owned(), "2200".to_owned());
        check.ensure("effectiveOn", in_range, Reason::OutOfRange { min, max });
        check.done()?;
        Ok(Self { title, description, ..self })
    }

    /// What the history of a subject says when something happens to the evidence as a whole.
    pub fn named(&self) -> Vec<Change> {
        vec![Change { field: "evidence.title".to_owned(), old: Value::Null, new: self.title.as_str().into() }]
    }
}

impl Journaled for Evidence {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("evidence.title", self.title.as_str().into()),
            ("evidence.description", self.description.as_str().into()),
            ("evidence.effectiveOn", self.effective_on.map(|day| day.to_string()).into()),
            ("retentionClassId", self.record.class.map(|class| class.row.to_string()).into()),
            ("evidence.keptUntil", self.record.kept_until.map(|day| day.to_string()).into()),
        ]
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::id::{TenantId, TenantRow};
    use uuid::Uuid;

    pub(in super::super) fn id<T: TenantRow>(row: u128) -> T {
        T::new(TenantId(Uuid::from_u128(1)), Uuid::from_u128(row))
    }

    pub(in super::super) fn evidence(author: u128) -> Evidence {
        let input = EvidenceInput {
            title: "Proces-verbal".into(),
            description: String::new(),
            effective_on: "2026-10-01".parse().ok(),
        };
        Evidence::new(id(1), id(author), input, DateTime::UNIX_EPOCH).expect("valid")
    }

    #[test]
    fn names_every_field_at_fault() {
        let patch = EvidencePatch {
            title: Some(" ".into()),
            effective_on: Some("3000-01-01".parse().ok()),
            ..EvidencePatch::default()
        };
        let Err(Error::Invalid(faults)) = evidence(1).patched(patch) else { panic!("must refuse") };
        let paths: Vec<_> = faults.iter().map(|fault| fault.path.as_str()).collect();
        assert_eq!(paths, ["title", "effectiveOn"]);
    }

    #[test]
    fn the_day_can_be_cleared_and_the_rest_stays() {
        let patch = EvidencePatch { effective_on: Some(None), ..EvidencePatch::default() };
        let changed = evidence(1).patched(patch).expect("valid");
        assert_eq!(
            (changed.title.as_str(), changed.effective_on, changed.version),
            ("Proces-verbal", None, 2)
        );
    }
}

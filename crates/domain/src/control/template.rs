//! The list of criteria a campaign asks. The number and wording of the general criteria of Annex 4.1 are not confirmed
//! against the published order, so the list is a template: the institution may change it, each change is a new version,
//! and a campaign keeps the version it was opened with.

use super::standard::Standard;
use crate::{
    id::{ControlCriterionId, ControlTemplateId},
    journal::Journaled,
};
use chrono::{DateTime, Utc};
use serde_json::Value;

/// A version of the list of criteria.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Identity.
    pub id: ControlTemplateId,
    /// Which version it is, from 1.
    pub number: i32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// One criterion of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Identity.
    pub id: ControlCriterionId,
    /// The version it belongs to.
    pub template: ControlTemplateId,
    /// The standard it is about.
    pub standard: Standard,
    /// Its place under the standard, from 1.
    pub ordinal: i32,
    /// What is asked, in Romanian.
    pub label_ro: String,
    /// What is asked, in English.
    pub label_en: String,
    /// Added by the institution: the catalogue does not have it.
    pub is_own: bool,
}

impl Template {
    /// The first version: the criteria of the catalogue. `row` makes identities.
    pub fn of_catalogue(
        id: ControlTemplateId,
        created_at: DateTime<Utc>,
        mut row: impl FnMut() -> uuid::Uuid,
    ) -> (Self, Vec<Criterion>) {
        let mut criteria = Vec::new();
        for standard in Standard::all() {
            for (ordinal, question) in (1..).zip(&standard.entry().questions) {
                criteria.push(Criterion {
                    id: ControlCriterionId::new(id.tenant, row()),
                    template: id,
                    standard,
                    ordinal,
                    label_ro: question.label_ro.clone(),
                    label_en: question.label_en.clone(),
                    is_own: false,
                });
            }
        }
        (Self { id, number: 1, created_at }, criteria)
    }
}

impl Criterion {
    /// How people name it: `1.2` is the second criterion of the first standard.
    pub fn code(&self) -> String {
        format!("{}.{}", self.standard.number(), self.ordinal)
    }
}

impl Journaled for Template {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![("number", self.number.into())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::TenantId;
    use std::collections::BTreeSet;
    use uuid::Uuid;

    #[test]
    fn the_first_version_asks_what_the_catalogue_lists() {
        let id = ControlTemplateId::new(TenantId(Uuid::nil()), Uuid::nil());
        let mut next = 0;
        let (template, criteria) = Template::of_catalogue(id, DateTime::UNIX_EPOCH, || {
            next += 1;
            Uuid::from_u128(next)
        });
        assert_eq!((template.number, criteria.len()), (1, 45));
        let codes: BTreeSet<_> = criteria.iter().map(Criterion::code).collect();
        assert_eq!(codes.len(), 45);
        assert_eq!(criteria[0].code(), "1.1");
        assert_eq!(criteria[0].label_ro, "Cod de conduită comunicat întregului personal");
    }
}

//! What a plan says of itself: what it is for, what people enter and change.

use super::lifecycle::PlanStatus;
use crate::{
    access::coded,
    check::Check,
    error::Error,
    id::{MembershipId, PlanId, UnitId},
    journal::Journaled,
    reason::Reason,
};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde_json::Value;

coded! {
    /// What a plan is for.
    PlanKind {
        /// Improvement of an institution's work in general.
        Improvement = "IMPROVEMENT",
        /// Improvement that follows from a self-assessment after CAF.
        CafImprovement = "CAF_IMPROVEMENT",
        /// Development programme of managerial internal control (order 600/2018, art. 4).
        ControlDevelopment = "CONTROL_DEVELOPMENT",
        /// Corrections that follow from an ISO audit.
        AuditCorrection = "AUDIT_CORRECTION",
        /// Activities of a financed project.
        Project = "PROJECT",
    }
}

impl PlanKind {
    /// What its codes begin with.
    pub fn series(self) -> &'static str {
        match self {
            Self::Improvement => "PI",
            Self::CafImprovement => "CAF",
            Self::ControlDevelopment => "PD",
            Self::AuditCorrection => "AC",
            Self::Project => "PR",
        }
    }
}

/// An improvement plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Identity.
    pub id: PlanId,
    /// Short code, unique in the institution: series, year and number (`PI-2027-01`).
    pub code: String,
    /// What it is for.
    pub kind: PlanKind,
    /// Title.
    pub title: String,
    /// What it wants to reach; may be empty.
    pub description: String,
    /// First day.
    pub period_start: NaiveDate,
    /// Last day.
    pub period_end: NaiveDate,
    /// Where it stands.
    pub status: PlanStatus,
    /// Why it was returned, is being revised or was cancelled.
    pub status_reason: Option<String>,
    /// The last approved version; 0 before the first approval.
    pub number: i32,
    /// The unit that coordinates it.
    pub unit: Option<UnitId>,
    /// The person who runs it.
    pub owner: Option<MembershipId>,
    /// Who sent it for approval.
    pub submitted_by: Option<MembershipId>,
    /// When it was last approved.
    pub approved_at: Option<DateTime<Utc>>,
    /// Who last approved it.
    pub approved_by: Option<MembershipId>,
    /// When it was handed over to the municipality.
    pub released_at: Option<DateTime<Utc>>,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// What a plan is made of when somebody enters it.
#[derive(Debug, Clone)]
pub struct PlanInput {
    /// What it is for.
    pub kind: PlanKind,
    /// Title.
    pub title: String,
    /// What it wants to reach.
    pub description: String,
    /// First day.
    pub period_start: NaiveDate,
    /// Last day.
    pub period_end: NaiveDate,
    /// The unit that coordinates it.
    pub unit: Option<UnitId>,
    /// The person who runs it.
    pub owner: Option<MembershipId>,
}

/// What is to change in a plan; absent keeps, an inner absence clears.
#[derive(Debug, Clone, Default)]
pub struct PlanPatch {
    /// Title.
    pub title: Option<String>,
    /// What it wants to reach.
    pub description: Option<String>,
    /// First day.
    pub period_start: Option<NaiveDate>,
    /// Last day.
    pub period_end: Option<NaiveDate>,
    /// The unit that coordinates it.
    pub unit: Option<Option<UnitId>>,
    /// The person who runs it.
    pub owner: Option<Option<MembershipId>>,
}

impl PlanInput {
    /// The series its code is numbered in: kind and year.
    pub fn series(&self) -> String {
        format!("{}-{}", self.kind.series(), self.period_start.year())
    }
}

impl Plan {
    /// A new draft. `place` is its number in its series.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn new(id: PlanId, place: i32, input: PlanInput, at: DateTime<Utc>) -> Result<Self, Error> {
        let plan = Self {
            id,
            code: format!("{}-{place:02}", input.series()),
            kind: input.kind,
            title: input.title,
            description: input.description,
            period_start: input.period_start,
            period_end: input.period_end,
            status: PlanStatus::Draft,
            status_reason: None,
            number: 0,
            unit: input.unit,
            owner: input.owner,
            submitted_by: None,
            approved_at: None,
            approved_by: None,
            released_at: None,
            created_at: at,
            version: 1,
        };
        plan.checked()
    }

    /// The plan with other values. `span` is from the first start to the last due date of its actions.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn patched(self, patch: PlanPatch, span: Option<(NaiveDate, NaiveDate)>) -> Result<Self, Error> {
        let period_changes = patch.period_start.is_some() || patch.period_end.is_some();
        let plan = Self {
            title: patch.title.unwrap_or(self.title),
            description: patch.description.unwrap_or(self.description),
            period_start: patch.period_start.unwrap_or(self.period_start),
            period_end: patch.period_end.unwrap_or(self.period_end),
            unit: patch.unit.unwrap_or(self.unit),
            owner: patch.owner.unwrap_or(self.owner),
            version: self.version + 1,
            ..self
        };
        let plan = plan.checked()?;
        if let Some((start, end)) = span.filter(|_| period_changes) {
            let mut check = Check::new();
            let outside = Reason::ActionsOutsidePeriod { start, end };
            check.ensure("periodStart", plan.period_start <= start, outside.clone());
            check.ensure("periodEnd", plan.period_end >= end, outside);
            check.done()?;
        }
        Ok(plan)
    }

    fn checked(self) -> Result<Self, Error> {
        let mut check = Check::new();
        let title = check.text("title", &self.title, 3..=200);
        let description = check.text("description", &self.description, 0..=5_000);
        check.period("periodEnd", Some(self.period_start), Some(self.period_end));
        check.done()?;
        Ok(Self { title, description, ..self })
    }
}

impl Journaled for Plan {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("code", self.code.as_str().into()),
            ("kind", self.kind.code().into()),
            ("title", self.title.as_str().into()),
            ("description", self.description.as_str().into()),
            ("periodStart", self.period_start.to_string().into()),
            ("periodEnd", self.period_end.to_string().into()),
            ("status", self.status.code().into()),
            ("statusReason", self.status_reason.as_deref().into()),
            ("number", self.number.into()),
            ("unitId", self.unit.map(|unit| unit.row.to_string()).into()),
            ("ownerId", self.owner.map(|owner| owner.row.to_string()).into()),
            ("releasedAt", self.released_at.map(|at| at.to_rfc3339()).into()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::lifecycle::tests::{code, day, draft},
        *,
    };

    #[test]
    fn a_new_plan_is_a_draft_with_a_code_of_its_kind_and_year() {
        let plan = draft();
        assert_eq!((plan.code.as_str(), plan.status, plan.number), ("PI-2027-01", PlanStatus::Draft, 0));
    }

    #[test]
    fn refuses_a_period_that_ends_before_it_starts_and_a_title_of_nothing() {
        let patch = PlanPatch {
            title: Some(" ".into()),
            period_end: Some(day("2026-12-31")),
            ..PlanPatch::default()
        };
        let Err(Error::Invalid(errors)) = draft().patched(patch, None) else { panic!("must refuse") };
        let paths: Vec<_> = errors.iter().map(|e| e.path.as_str()).collect();
        assert_eq!(paths, ["title", "periodEnd"]);
    }

    #[test]
    fn refuses_a_period_that_leaves_actions_outside() {
        let span = Some((day("2027-02-01"), day("2027-11-30")));
        let patch = |end: &str| PlanPatch { period_end: Some(day(end)), ..PlanPatch::default() };
        assert_eq!(code(draft().patched(patch("2027-10-01"), span)), "ACTIONS_OUTSIDE_PERIOD");
        assert_eq!(code(draft().patched(patch("2027-11-30"), span)), "OK");
        // An old plan whose actions lie outside can still be renamed.
        let renamed = PlanPatch { title: Some("Alt titlu".into()), ..PlanPatch::default() };
        assert_eq!(code(draft().patched(renamed, Some((day("2026-01-01"), day("2028-01-01"))))), "OK");
    }
}

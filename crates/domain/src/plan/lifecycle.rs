//! A plan and its way from draft to closure.

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

coded! {
    /// Where a plan stands.
    PlanStatus {
        /// Being written; never approved.
        Draft = "DRAFT",
        /// With the approver; what it says is fixed meanwhile.
        InApproval = "IN_APPROVAL",
        /// Approved and carried out.
        Active = "ACTIVE",
        /// Being changed; the last approved version stays in force.
        UnderRevision = "UNDER_REVISION",
        /// Finished.
        Closed = "CLOSED",
        /// Given up.
        Cancelled = "CANCELLED",
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

/// What approval needs to know about the actions of a plan. Rejected and cancelled ones are out of the plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Readiness {
    /// How many actions it has.
    pub action_count: i32,
    /// Codes of those that lack a responsible person or a due date.
    pub incomplete: Vec<String>,
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

    /// Sends the plan for approval.
    ///
    /// # Errors
    /// When it is not being written or revised, has no action, or actions lack what an approval is about.
    pub fn submit(self, by: MembershipId, readiness: &Readiness) -> Result<Self, Error> {
        if !matches!(self.status, PlanStatus::Draft | PlanStatus::UnderRevision) {
            return Err(Error::conflict(Reason::PlanNotInWork));
        }
        if readiness.action_count == 0 {
            return Err(Error::conflict(Reason::PlanWithoutActions));
        }
        if !readiness.incomplete.is_empty() {
            return Err(Error::conflict(Reason::ActionsIncomplete {
                codes: readiness.incomplete.join(", "),
            }));
        }
        Ok(self.in_status(PlanStatus::InApproval, None).submitted(Some(by)))
    }

    /// Approves what was submitted as the next version. Nobody approves what they submitted themselves.
    ///
    /// # Errors
    /// When nothing waits for approval, or the approver submitted it.
    pub fn approve(self, by: MembershipId, at: DateTime<Utc>) -> Result<Self, Error> {
        if self.status != PlanStatus::InApproval {
            return Err(Error::conflict(Reason::PlanNotInApproval));
        }
        if self.submitted_by == Some(by) {
            return Err(Error::conflict(Reason::OwnSubmission));
        }
        let approved = self.in_status(PlanStatus::Active, None);
        Ok(Self { number: approved.number + 1, approved_at: Some(at), approved_by: Some(by), ..approved })
    }

    /// Gives the plan back to its authors.
    ///
    /// # Errors
    /// When nothing waits for approval, or the remark is missing.
    pub fn send_back(self, remark: &str) -> Result<Self, Error> {
        if self.status != PlanStatus::InApproval {
            return Err(Error::conflict(Reason::PlanNotInApproval));
        }
        let remark = needed("remark", remark)?;
        let status = if self.number == 0 { PlanStatus::Draft } else { PlanStatus::UnderRevision };
        Ok(self.in_status(status, Some(remark)).submitted(None))
    }

    /// Starts a revision of an active plan.
    ///
    /// # Errors
    /// When the plan is not active, or the reason is missing.
    pub fn revise(self, reason: &str) -> Result<Self, Error> {
        if self.status != PlanStatus::Active {
            return Err(Error::conflict(Reason::PlanNotActive));
        }
        let reason = needed("reason", reason)?;
        Ok(self.in_status(PlanStatus::UnderRevision, Some(reason)).submitted(None))
    }

    /// Hands the plan over to the municipality; from then on it reads the plan and its approved actions as they run.
    /// `waiting` counts approved actions that were not handed over yet.
    ///
    /// # Errors
    /// When the plan was never approved, or everything was handed over already.
    pub fn release(self, waiting: i32, at: DateTime<Utc>) -> Result<Self, Error> {
        if self.number == 0 {
            return Err(Error::conflict(Reason::PlanNeverApproved));
        }
        if self.released_at.is_some() && waiting == 0 {
            return Err(Error::conflict(Reason::NothingToRelease));
        }
        Ok(Self { released_at: self.released_at.or(Some(at)), version: self.version + 1, ..self })
    }

    /// Closes an active plan. Open actions must be settled first.
    ///
    /// # Errors
    /// When the plan is not active or has open actions.
    pub fn close(self, open_count: i32) -> Result<Self, Error> {
        if self.status != PlanStatus::Active {
            return Err(Error::conflict(Reason::PlanNotActive));
        }
        if open_count > 0 {
            return Err(Error::conflict(Reason::PlanHasOpenActions { count: open_count }));
        }
        Ok(self.in_status(PlanStatus::Closed, None))
    }

    /// Gives the plan up. Its open actions are cancelled with it.
    ///
    /// # Errors
    /// When the plan is closed or cancelled already, or the reason is missing.
    pub fn cancel(self, reason: &str) -> Result<Self, Error> {
        match self.status {
            PlanStatus::Closed => Err(Error::conflict(Reason::PlanClosed)),
            PlanStatus::Cancelled => Err(Error::conflict(Reason::PlanCancelled)),
            PlanStatus::Draft | PlanStatus::InApproval | PlanStatus::Active | PlanStatus::UnderRevision => {
                let reason = needed("reason", reason)?;
                Ok(self.in_status(PlanStatus::Cancelled, Some(reason)))
            }
        }
    }

    /// Whether work on its actions is going on: approved once, not ended.
    pub fn is_in_force(&self) -> bool {
        self.number > 0 && !self.has_ended()
    }

    /// Whether nothing about it changes any more.
    pub fn has_ended(&self) -> bool {
        matches!(self.status, PlanStatus::Closed | PlanStatus::Cancelled)
    }

    /// Why what the plan says cannot be changed now, if so.
    ///
    /// # Errors
    /// The status that forbids it.
    pub fn editable(&self) -> Result<(), Reason> {
        match self.status {
            PlanStatus::Draft | PlanStatus::Active | PlanStatus::UnderRevision => Ok(()),
            PlanStatus::InApproval => Err(Reason::PlanInApproval),
            PlanStatus::Closed => Err(Reason::PlanClosed),
            PlanStatus::Cancelled => Err(Reason::PlanCancelled),
        }
    }

    /// Why work cannot be reported now, if so.
    ///
    /// # Errors
    /// The status that forbids it.
    pub fn reportable(&self) -> Result<(), Reason> {
        match self.status {
            PlanStatus::Closed => Err(Reason::PlanClosed),
            PlanStatus::Cancelled => Err(Reason::PlanCancelled),
            PlanStatus::Draft | PlanStatus::InApproval | PlanStatus::Active | PlanStatus::UnderRevision => {
                if self.number == 0 {
                    Err(Reason::PlanNeverApproved)
                } else {
                    Ok(())
                }
            }
        }
    }

    fn in_status(self, status: PlanStatus, status_reason: Option<String>) -> Self {
        Self { status, status_reason, version: self.version + 1, ..self }
    }

    fn submitted(self, submitted_by: Option<MembershipId>) -> Self {
        Self { submitted_by, ..self }
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

/// A reason people must give.
fn needed(path: &str, text: &str) -> Result<String, Error> {
    let mut check = Check::new();
    let text = check.text(path, text, 3..=1_000);
    check.done()?;
    Ok(text)
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
pub(super) mod tests {
    use super::*;
    use crate::id::TenantId;
    use proptest::prelude::*;
    use uuid::Uuid;

    pub fn member(row: u128) -> MembershipId {
        MembershipId::new(TenantId(Uuid::from_u128(1)), Uuid::from_u128(row))
    }

    pub fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    pub fn draft() -> Plan {
        let input = PlanInput {
            kind: PlanKind::Improvement,
            title: "Plan de îmbunătățire".into(),
            description: String::new(),
            period_start: day("2027-01-01"),
            period_end: day("2027-12-31"),
            unit: None,
            owner: None,
        };
        let id = PlanId::new(TenantId(Uuid::from_u128(1)), Uuid::from_u128(100));
        Plan::new(id, 1, input, DateTime::UNIX_EPOCH).expect("a valid plan")
    }

    pub fn in_status(status: PlanStatus, number: i32) -> Plan {
        Plan { status, number, submitted_by: Some(member(1)), ..draft() }
    }

    fn ready() -> Readiness {
        Readiness { action_count: 1, incomplete: Vec::new() }
    }

    fn code<T>(result: Result<T, Error>) -> &'static str {
        match result {
            Ok(_) => "OK",
            Err(Error::Conflict(conflict)) => conflict.reason.code(),
            Err(Error::Invalid(fields)) => fields[0].reason.code(),
            Err(other) => other.code(),
        }
    }

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

    #[test]
    fn moves_only_along_its_way() {
        use PlanStatus::*;
        // Allowed from: submit, approve, return, revise, close, cancel.
        let table = [
            (Draft, 0, [true, false, false, false, false, true]),
            (InApproval, 0, [false, true, true, false, false, true]),
            (InApproval, 1, [false, true, true, false, false, true]),
            (Active, 1, [false, false, false, true, true, true]),
            (UnderRevision, 1, [true, false, false, false, false, true]),
            (Closed, 1, [false; 6]),
            (Cancelled, 1, [false; 6]),
        ];
        for (status, number, allowed) in table {
            let plan = || in_status(status, number);
            let found = [
                plan().submit(member(1), &ready()).is_ok(),
                plan().approve(member(2), DateTime::UNIX_EPOCH).is_ok(),
                plan().send_back("Lipsesc termene").is_ok(),
                plan().revise("Buget nou").is_ok(),
                plan().close(0).is_ok(),
                plan().cancel("Renunțat").is_ok(),
            ];
            assert_eq!(found, allowed, "{status:?}");
        }
    }

    #[test]
    fn nobody_approves_a_plan_they_submitted() {
        let plan = draft().submit(member(1), &ready()).expect("submitted");
        assert_eq!(code(plan.clone().approve(member(1), DateTime::UNIX_EPOCH)), "OWN_SUBMISSION");
        let approved = plan.approve(member(2), DateTime::UNIX_EPOCH).expect("approved");
        assert_eq!((approved.number, approved.status), (1, PlanStatus::Active));
    }

    #[test]
    fn a_returned_plan_goes_where_it_came_from() {
        let back = |number| {
            in_status(PlanStatus::InApproval, number).send_back("Refaceți").expect("returned").status
        };
        assert_eq!((back(0), back(1)), (PlanStatus::Draft, PlanStatus::UnderRevision));
        assert_eq!(code(in_status(PlanStatus::InApproval, 0).send_back(" ")), "REQUIRED");
    }

    #[test]
    fn is_submitted_only_with_complete_actions() {
        assert_eq!(code(draft().submit(member(1), &Readiness::default())), "PLAN_WITHOUT_ACTIONS");
        let incomplete = Readiness { action_count: 2, incomplete: vec!["A-02".into()] };
        assert_eq!(code(draft().submit(member(1), &incomplete)), "ACTIONS_INCOMPLETE");
    }

    #[test]
    fn is_released_once_approved_and_again_only_for_new_actions() {
        let at = DateTime::UNIX_EPOCH;
        assert_eq!(code(draft().release(0, at)), "PLAN_NEVER_APPROVED");
        let released = in_status(PlanStatus::Active, 1).release(3, at).expect("released");
        assert_eq!(code(released.clone().release(0, at)), "NOTHING_TO_RELEASE");
        assert_eq!(code(released.release(2, at)), "OK");
    }

    #[test]
    fn refuses_to_close_a_plan_with_open_actions() {
        assert_eq!(code(in_status(PlanStatus::Active, 1).close(2)), "PLAN_HAS_OPEN_ACTIONS");
    }

    proptest! {
        #[test]
        fn whatever_happens_numbers_only_grow_and_ended_plans_stay_ended(steps in proptest::collection::vec(0u8..6, 0..40)) {
            let mut plan = draft();
            for step in steps {
                let before = plan.clone();
                let next = match step {
                    0 => plan.clone().submit(member(1), &ready()),
                    1 => plan.clone().approve(member(2), DateTime::UNIX_EPOCH),
                    2 => plan.clone().send_back("Refaceți"),
                    3 => plan.clone().revise("Revizie"),
                    4 => plan.clone().close(0),
                    _ => plan.clone().cancel("Renunțat"),
                };
                if let Ok(next) = next {
                    prop_assert!(!before.has_ended());
                    prop_assert_eq!(next.version, before.version + 1);
                    prop_assert_eq!(next.number, before.number + i32::from(step == 1));
                    prop_assert!(next.status != PlanStatus::Active || next.number > 0);
                    plan = next;
                }
            }
        }
    }
}

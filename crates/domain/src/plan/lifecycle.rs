//! The way of a plan from draft to closure.

use super::content::Plan;
use crate::{
    access::coded,
    error::Error,
    id::MembershipId,
    reason::Reason,
    review::{self, Refusal, Review, Stage},
};
use chrono::{DateTime, Utc};

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

impl PlanStatus {
    /// Nothing is carried out any more.
    pub const ENDED: &[Self] = &[Self::Closed, Self::Cancelled];
}

/// What approval needs to know about the actions of a plan. Rejected and cancelled ones are out of the plan.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Readiness {
    /// How many actions it has.
    pub action_count: i32,
    /// Codes of those that lack a responsible person or a due date.
    pub incomplete: Vec<String>,
}

impl Plan {
    /// Sends the plan for approval.
    ///
    /// # Errors
    /// When it is not being written or revised, has no action, or actions lack what an approval is about.
    pub fn submit(self, by: MembershipId, readiness: &Readiness) -> Result<Self, Error> {
        let review = self.review().submit(by).map_err(refused)?;
        if readiness.action_count == 0 {
            return Err(Error::conflict(Reason::PlanWithoutActions));
        }
        if !readiness.incomplete.is_empty() {
            return Err(Error::conflict(Reason::ActionsIncomplete {
                codes: readiness.incomplete.join(", "),
            }));
        }
        Ok(self.reviewed(review))
    }

    /// Approves what was submitted as the next version. Nobody approves what they submitted themselves.
    ///
    /// # Errors
    /// When nothing waits for approval, or the approver submitted it.
    pub fn approve(self, by: MembershipId, at: DateTime<Utc>) -> Result<Self, Error> {
        let review = self.review().approve(by, at).map_err(refused)?;
        Ok(self.reviewed(review))
    }

    /// Gives the plan back to its authors.
    ///
    /// # Errors
    /// When nothing waits for approval, or the remark is missing.
    pub fn send_back(self, remark: &str) -> Result<Self, Error> {
        let remark = review::remark("remark", remark)?;
        let review = self.review().send_back(remark).map_err(refused)?;
        Ok(self.reviewed(review))
    }

    /// Starts a revision of an active plan.
    ///
    /// # Errors
    /// When the plan is not active, or the reason is missing.
    pub fn revise(self, reason: &str) -> Result<Self, Error> {
        let reason = review::remark("reason", reason)?;
        let review = self.review().revise(reason).map_err(refused)?;
        Ok(self.reviewed(review))
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
                let reason = review::remark("reason", reason)?;
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

    /// How far it is on its way to bind.
    fn review(&self) -> Review {
        let stage = match self.status {
            PlanStatus::Draft | PlanStatus::UnderRevision => Stage::InWork,
            PlanStatus::InApproval => Stage::Submitted,
            PlanStatus::Active => Stage::Approved,
            PlanStatus::Closed | PlanStatus::Cancelled => Stage::Ended,
        };
        Review {
            stage,
            remark: self.status_reason.clone(),
            submitted_by: self.submitted_by,
            number: self.number,
            approved_at: self.approved_at,
            approved_by: self.approved_by,
        }
    }

    /// The plan after a step of its review.
    fn reviewed(self, review: Review) -> Self {
        let status = match review.stage {
            Stage::InWork if review.number == 0 => PlanStatus::Draft,
            Stage::InWork => PlanStatus::UnderRevision,
            Stage::Submitted => PlanStatus::InApproval,
            Stage::Approved => PlanStatus::Active,
            Stage::Ended => self.status,
        };
        let Review { remark, submitted_by, number, approved_at, approved_by, .. } = review;
        let reviewed = self.in_status(status, remark);
        Self { submitted_by, number, approved_at, approved_by, ..reviewed }
    }
}

/// Refusals in the words of plans.
fn refused(refusal: Refusal) -> Error {
    Error::conflict(match refusal {
        Refusal::NotInWork => Reason::PlanNotInWork,
        Refusal::NotSubmitted => Reason::PlanNotInApproval,
        Refusal::NotApproved => Reason::PlanNotActive,
        Refusal::OwnSubmission => Reason::OwnSubmission,
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::{
        super::content::{PlanInput, PlanKind},
        *,
    };
    use crate::id::{PlanId, TenantId};
    use chrono::NaiveDate;
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

    pub fn code<T>(result: Result<T, Error>) -> &'static str {
        match result {
            Ok(_) => "OK",
            Err(Error::Conflict(conflict)) => conflict.reason.code(),
            Err(Error::Invalid(fields)) => fields[0].reason.code(),
            Err(other) => other.code(),
        }
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

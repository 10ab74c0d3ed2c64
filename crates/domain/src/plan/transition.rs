//! The workflow of actions as a table: from where to where, by whose right, and when a reason must be given.
//!
//! Unfinished checklist items and unfinished actions that this one waits for do not forbid "done": the work is
//! sometimes finished in another order. They make the reason obligatory instead, and the journal keeps it.

use super::{
    action::Action,
    action_status::ActionStatus,
    content::Plan,
    may::{self, Involvement},
};
use crate::{access::Access, check::Check, error::Error, id::MembershipId, reason::Reason};
use chrono::{DateTime, Utc};

/// Whose act a transition is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A decision in the unit of the action.
    Decide,
    /// A report by those who carry it out, or a change by those who may write in the unit.
    Work,
    /// A verification in the unit of the action, by somebody else than the responsible person.
    Verify,
    /// Going back to work: by those who carry it out, write or verify.
    Reopen,
}

/// When a reason must be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReasonRule {
    /// It may be left out.
    Optional,
    /// Always.
    Always,
    /// When checklist items are open or an action that this one waits for is not done.
    WhenUnfinished,
}

/// One allowed move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transition {
    /// Where the action stands.
    pub from: ActionStatus,
    /// Where it goes.
    pub to: ActionStatus,
    /// Whose act it is.
    pub step: Step,
    /// When a reason must be given.
    pub reason: ReasonRule,
}

/// What a transition needs to know beside the action itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActionFacts {
    /// Who contributes.
    pub contributors: Vec<MembershipId>,
    /// Checklist items not ticked.
    pub open_check_count: i32,
    /// Actions it waits for that are decided or proposed and not done.
    pub open_dependency_count: i32,
}

/// A status an action may go to next, for a certain person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStatus {
    /// The status.
    pub status: ActionStatus,
    /// Why it is not possible now.
    pub refusal: Option<Reason>,
    /// Whether a reason must be given.
    pub needs_reason: bool,
}

const fn row(from: ActionStatus, to: ActionStatus, step: Step, reason: ReasonRule) -> Transition {
    Transition { from, to, step, reason }
}

/// Every allowed move.
pub const TRANSITIONS: &[Transition] = {
    use ActionStatus::*;
    use ReasonRule::*;
    &[
        row(Proposed, Approved, Step::Decide, Optional),
        row(Proposed, Rejected, Step::Decide, Always),
        row(Approved, InProgress, Step::Work, Optional),
        row(Approved, Done, Step::Work, WhenUnfinished),
        row(Approved, Cancelled, Step::Decide, Always),
        row(InProgress, Done, Step::Work, WhenUnfinished),
        row(InProgress, Approved, Step::Work, Always),
        row(InProgress, Cancelled, Step::Decide, Always),
        row(Done, VerifiedEffective, Step::Verify, Optional),
        row(Done, InProgress, Step::Reopen, Always),
        row(VerifiedEffective, InProgress, Step::Verify, Always),
        row(Rejected, Proposed, Step::Decide, Always),
        row(Cancelled, Approved, Step::Decide, Always),
    ]
};

impl Transition {
    fn find(from: ActionStatus, to: ActionStatus) -> Option<&'static Self> {
        TRANSITIONS.iter().find(|transition| transition.from == from && transition.to == to)
    }

    fn needs_reason(self, facts: &ActionFacts) -> bool {
        match self.reason {
            ReasonRule::Optional => false,
            ReasonRule::Always => true,
            ReasonRule::WhenUnfinished => facts.open_check_count > 0 || facts.open_dependency_count > 0,
        }
    }

    /// Why the state of plan and action forbids the move, if so. Rights are looked at by [`Transition::permitted`].
    fn possible(self, action: &Action, plan: &Plan) -> Result<(), Reason> {
        use ActionStatus::{Approved, Cancelled, Done, InProgress, Proposed, Rejected, VerifiedEffective};
        match self.to {
            Proposed | Rejected => plan.editable(),
            Approved if self.step == Step::Decide => plan.editable().and_then(|()| plan.reportable()),
            Cancelled => plan.editable().and_then(|()| plan.reportable()),
            Approved | InProgress | Done => plan.reportable(),
            VerifiedEffective => {
                plan.reportable()?;
                let awaits = action.indicator.as_ref().is_some_and(super::Indicator::awaits_value);
                if awaits { Err(Reason::IndicatorNotMeasured) } else { Ok(()) }
            }
        }
    }

    fn permitted(
        self,
        action: &Action,
        plan: &Plan,
        access: &Access,
        facts: &ActionFacts,
    ) -> Result<(), Reason> {
        let involvement = Involvement::of(action, &facts.contributors, access);
        match self.step {
            Step::Decide => may::decide_in(action.unit, access),
            Step::Work => may::work_on(action, plan, access, involvement),
            Step::Verify => may::verify(action, access, involvement),
            Step::Reopen => may::work_on(action, plan, access, involvement)
                .or_else(|refusal| may::verify_in(action.unit, access).map_err(|_| refusal)),
        }
    }
}

/// Where an action may go next, for a certain person, in the order people read the statuses.
pub fn next_statuses(
    action: &Action,
    plan: &Plan,
    access: Option<&Access>,
    facts: &ActionFacts,
) -> Vec<NextStatus> {
    let next = |transition: &Transition| {
        let permitted = match access {
            Some(access) => transition.permitted(action, plan, access, facts),
            None => Err(Reason::MissingPermission(crate::access::Permission::ActionReport)),
        };
        NextStatus {
            status: transition.to,
            refusal: permitted.and_then(|()| transition.possible(action, plan)).err(),
            needs_reason: transition.needs_reason(facts),
        }
    };
    let mut found: Vec<_> = TRANSITIONS.iter().filter(|t| t.from == action.status).map(next).collect();
    found.sort_by_key(|next| next.status);
    found
}

impl Action {
    /// The action in another status.
    ///
    /// # Errors
    /// When the move is not in the table, the person may not make it, the state forbids it or the reason is missing.
    pub fn moved(
        self,
        to: ActionStatus,
        reason: Option<&str>,
        plan: &Plan,
        access: &Access,
        facts: &ActionFacts,
        at: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let Some(transition) = Transition::find(self.status, to) else {
            return Err(Error::conflict(Reason::TransitionNotAllowed { from: self.status, to }));
        };
        transition.permitted(&self, plan, access, facts).map_err(Error::refused)?;
        transition.possible(&self, plan).map_err(Error::refused)?;
        let mut check = Check::new();
        let status_reason = check.optional_text("reason", reason, 1_000);
        check.ensure("reason", status_reason.is_some() || !transition.needs_reason(facts), Reason::Required);
        check.done()?;
        Ok(self.in_status(to, status_reason, at))
    }

    /// The proposal approved together with its plan.
    pub fn approved_with_plan(self, at: DateTime<Utc>) -> Self {
        self.in_status(ActionStatus::Approved, None, at)
    }

    /// The open action given up together with its plan.
    pub fn cancelled_with_plan(self, reason: Option<String>, at: DateTime<Utc>) -> Self {
        self.in_status(ActionStatus::Cancelled, reason, at)
    }

    fn in_status(self, to: ActionStatus, status_reason: Option<String>, at: DateTime<Utc>) -> Self {
        let was_settled = ActionStatus::SETTLED.contains(&self.status);
        let is_settled = ActionStatus::SETTLED.contains(&to);
        let reported_progress = if was_settled { self.reported_progress } else { self.progress };
        Self {
            status: to,
            status_reason,
            progress: if is_settled { 100 } else { reported_progress },
            reported_progress,
            approved_at: self.approved_at.or((to == ActionStatus::Approved).then_some(at)),
            done_at: if is_settled { self.done_at.or(Some(at)) } else { None },
            updated_at: at,
            version: self.version + 1,
            ..self
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::action::tests as actions, super::lifecycle::tests as plans, *};
    use crate::{
        access::{Grant, Role},
        plan::{Indicator, PlanStatus},
    };
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    fn access(person: u128, role: Role, unit: Option<u128>) -> Access {
        let grant = Grant { role: role.into(), unit: unit.map(actions::unit) };
        Access::new(plans::member(person), &[grant], |unit| vec![unit], Default::default())
    }

    fn running() -> Plan {
        plans::in_status(PlanStatus::Active, 1)
    }

    fn outcome(
        action: Action,
        to: ActionStatus,
        reason: Option<&str>,
        access: &Access,
        facts: &ActionFacts,
    ) -> String {
        match action.moved(to, reason, &running(), access, facts, DateTime::UNIX_EPOCH) {
            Ok(action) => action.status.code().to_owned(),
            Err(Error::Conflict(conflict)) => conflict.reason.code().to_owned(),
            Err(Error::Invalid(errors)) => format!("{} {}", errors[0].path, errors[0].reason.code()),
            Err(other) => other.code().to_owned(),
        }
    }

    #[test]
    fn only_the_moves_of_the_table_are_possible() {
        let manager = access(2, Role::QualityManager, None);
        for from in ActionStatus::ALL {
            for to in ActionStatus::ALL {
                let found =
                    outcome(actions::in_status(*from), *to, Some("motiv"), &manager, &ActionFacts::default());
                let listed = TRANSITIONS.iter().any(|t| t.from == *from && t.to == *to);
                let expected = if listed { to.code() } else { "TRANSITION_NOT_ALLOWED" };
                assert_eq!(found, expected, "{from:?} -> {to:?}");
            }
        }
    }

    #[test]
    fn refusing_giving_up_and_going_back_need_a_reason() {
        let manager = access(2, Role::QualityManager, None);
        for transition in TRANSITIONS {
            let action = actions::in_status(transition.from);
            let found = outcome(action, transition.to, Some("  "), &manager, &ActionFacts::default());
            let expected = match transition.reason {
                ReasonRule::Always => "reason REQUIRED",
                ReasonRule::Optional | ReasonRule::WhenUnfinished => transition.to.code(),
            };
            assert_eq!(found, expected, "{transition:?}");
        }
    }

    #[test]
    fn unfinished_steps_make_the_reason_for_done_obligatory() {
        let manager = access(2, Role::QualityManager, None);
        let open_checks = ActionFacts { open_check_count: 1, ..ActionFacts::default() };
        let open_dependencies = ActionFacts { open_dependency_count: 2, ..ActionFacts::default() };
        for facts in [open_checks, open_dependencies] {
            let action = || actions::in_status(ActionStatus::InProgress);
            assert_eq!(outcome(action(), ActionStatus::Done, None, &manager, &facts), "reason REQUIRED");
            assert_eq!(
                outcome(action(), ActionStatus::Done, Some("nu mai e necesar"), &manager, &facts),
                "DONE"
            );
        }
    }

    #[test]
    fn those_who_carry_it_out_report_but_do_not_decide() {
        let nobody = ActionFacts::default();
        let with_7 = ActionFacts { contributors: vec![plans::member(7)], ..ActionFacts::default() };
        let (responsible, contributor) =
            (access(5, Role::Specialist, None), access(7, Role::Specialist, None));
        let action = || actions::in_status(ActionStatus::Approved);
        assert_eq!(outcome(action(), ActionStatus::InProgress, None, &responsible, &nobody), "IN_PROGRESS");
        assert_eq!(outcome(action(), ActionStatus::InProgress, None, &contributor, &nobody), "FORBIDDEN");
        assert_eq!(outcome(action(), ActionStatus::InProgress, None, &contributor, &with_7), "IN_PROGRESS");
        assert_eq!(
            outcome(action(), ActionStatus::Cancelled, Some("nu"), &responsible, &nobody),
            "FORBIDDEN"
        );
        let proposal = actions::in_status(ActionStatus::Proposed);
        assert_eq!(outcome(proposal, ActionStatus::Approved, None, &responsible, &nobody), "FORBIDDEN");
    }

    #[test]
    fn a_head_of_unit_decides_only_in_the_own_unit() {
        let proposal = || actions::in_status(ActionStatus::Proposed);
        let facts = ActionFacts::default();
        let (own, other) = (access(8, Role::HeadOfUnit, Some(10)), access(8, Role::HeadOfUnit, Some(11)));
        assert_eq!(outcome(proposal(), ActionStatus::Approved, None, &own, &facts), "APPROVED");
        assert_eq!(outcome(proposal(), ActionStatus::Approved, None, &other, &facts), "FORBIDDEN");
    }

    #[test]
    fn nobody_verifies_the_action_they_answer_for() {
        let done = || actions::in_status(ActionStatus::Done);
        let facts = ActionFacts::default();
        let to = ActionStatus::VerifiedEffective;
        assert_eq!(
            outcome(done(), to, None, &access(5, Role::QualityManager, None), &facts),
            "OWN_VERIFICATION"
        );
        assert_eq!(outcome(done(), to, None, &access(2, Role::QualityManager, None), &facts), to.code());
    }

    #[test]
    fn an_indicator_with_a_target_is_measured_before_the_effect_is_verified() {
        let indicator = |latest| Indicator {
            name: "Termen mediu".into(),
            unit: "zile".into(),
            baseline: None,
            target: Some(Decimal::TEN),
            latest,
            latest_on: None,
        };
        let done =
            |latest| Action { indicator: Some(indicator(latest)), ..actions::in_status(ActionStatus::Done) };
        let manager = access(2, Role::QualityManager, None);
        let to = ActionStatus::VerifiedEffective;
        assert_eq!(
            outcome(done(None), to, None, &manager, &ActionFacts::default()),
            "INDICATOR_NOT_MEASURED"
        );
        let measured = done(Some(Decimal::new(9, 0)));
        assert_eq!(outcome(measured, to, None, &manager, &ActionFacts::default()), to.code());
    }

    #[test]
    fn work_starts_when_the_plan_is_in_force_and_stops_when_it_ends() {
        let manager = access(2, Role::QualityManager, None);
        let begin = |status, number| {
            let plan = plans::in_status(status, number);
            let action = actions::in_status(ActionStatus::Approved);
            let facts = ActionFacts::default();
            action
                .moved(ActionStatus::InProgress, None, &plan, &manager, &facts, DateTime::UNIX_EPOCH)
                .is_ok()
        };
        assert!(
            begin(PlanStatus::Active, 1)
                && begin(PlanStatus::UnderRevision, 1)
                && begin(PlanStatus::InApproval, 1)
        );
        assert!(!begin(PlanStatus::Draft, 0) && !begin(PlanStatus::InApproval, 0));
        assert!(!begin(PlanStatus::Closed, 2) && !begin(PlanStatus::Cancelled, 2));
    }

    #[test]
    fn done_is_full_progress_and_reopening_goes_back_to_what_was_reported() {
        let manager = access(2, Role::QualityManager, None);
        let go = |action: Action, to| {
            let facts = ActionFacts::default();
            action
                .moved(to, Some("motiv"), &running(), &manager, &facts, DateTime::UNIX_EPOCH)
                .expect("allowed")
        };
        let working = Action { progress: 60, ..actions::in_status(ActionStatus::InProgress) };
        let done = go(working, ActionStatus::Done);
        assert_eq!((done.progress, done.done_at.is_some()), (100, true));
        let verified = go(done, ActionStatus::VerifiedEffective);
        assert_eq!(verified.progress, 100);
        let reopened = go(verified, ActionStatus::InProgress);
        assert_eq!((reopened.progress, reopened.done_at), (60, None));
    }

    #[test]
    fn shows_each_next_status_with_its_refusal() {
        let specialist = access(5, Role::Specialist, None);
        let facts = ActionFacts { open_check_count: 1, ..ActionFacts::default() };
        let action = actions::in_status(ActionStatus::InProgress);
        let next = next_statuses(&action, &running(), Some(&specialist), &facts);
        let shown: Vec<_> =
            next.iter().map(|n| (n.status.code(), n.refusal.is_none(), n.needs_reason)).collect();
        assert_eq!(shown, [("APPROVED", true, true), ("DONE", true, true), ("CANCELLED", false, true)]);
        assert!(next_statuses(&action, &running(), None, &facts).iter().all(|n| n.refusal.is_some()));
    }

    proptest! {
        #[test]
        fn any_walk_keeps_progress_a_percentage_and_full_exactly_when_done(
            steps in proptest::collection::vec((0usize..7, 0i32..=100), 0..60)
        ) {
            let manager = access(2, Role::QualityManager, None);
            let mut action = actions::in_status(ActionStatus::Proposed);
            for (to, progress) in steps {
                if action.status == ActionStatus::InProgress {
                    action = Action { progress, reported_progress: progress, ..action };
                }
                let to = ActionStatus::ALL[to];
                let facts = ActionFacts::default();
                let moved = action.clone().moved(to, Some("motiv"), &running(), &manager, &facts, DateTime::UNIX_EPOCH);
                if let Ok(moved) = moved {
                    prop_assert!((0..=100).contains(&moved.progress));
                    let settled = ActionStatus::SETTLED.contains(&moved.status);
                    prop_assert!(!settled || moved.progress == 100);
                    prop_assert_eq!(moved.done_at.is_some(), settled);
                    action = moved;
                }
            }
        }
    }
}

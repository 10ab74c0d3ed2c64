//! Who may do what with plans and their actions, and in which state. One function a button: the same answer shows
//! the button and guards the use case.

use super::{
    action::Action, action_status::ActionStatus, comment::Comment, content::Plan, lifecycle::PlanStatus,
};
use crate::{
    access::{Access, Permission},
    id::{MembershipId, UnitId},
    reason::Reason,
};

/// What a person has to do with an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Involvement {
    /// Answers for it.
    Responsible,
    /// Helps to carry it out.
    Contributor,
    /// Nothing.
    None,
}

impl Involvement {
    /// What the person has to do with the action.
    pub fn of(action: &Action, contributors: &[MembershipId], access: &Access) -> Self {
        if action.responsible == Some(access.membership) {
            Self::Responsible
        } else if contributors.contains(&access.membership) {
            Self::Contributor
        } else {
            Self::None
        }
    }
}

type Answer = Result<(), Reason>;

/// Create a plan.
///
/// # Errors
/// The missing right.
pub fn create(access: &Access) -> Answer {
    need(access.may(Permission::PlanWrite), Permission::PlanWrite)
}

/// Change what the plan itself says.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn update(plan: &Plan, access: &Access) -> Answer {
    create(access)?;
    plan.editable()
}

/// Send the plan for approval.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn submit(plan: &Plan, access: &Access) -> Answer {
    create(access)?;
    let in_work = matches!(plan.status, PlanStatus::Draft | PlanStatus::UnderRevision);
    if in_work { Ok(()) } else { Err(Reason::PlanNotInWork) }
}

/// Approve what was submitted. Nobody approves what they submitted themselves.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn approve(plan: &Plan, access: &Access) -> Answer {
    need(access.may(Permission::PlanApprove), Permission::PlanApprove)?;
    if plan.status != PlanStatus::InApproval {
        return Err(Reason::PlanNotInApproval);
    }
    if plan.submitted_by == Some(access.membership) { Err(Reason::OwnSubmission) } else { Ok(()) }
}

/// Give a submitted plan back: the approver, or the person who submitted it and takes it back.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn send_back(plan: &Plan, access: &Access) -> Answer {
    let takes_back = plan.submitted_by == Some(access.membership) && access.may(Permission::PlanWrite);
    need(access.may(Permission::PlanApprove) || takes_back, Permission::PlanApprove)?;
    if plan.status == PlanStatus::InApproval { Ok(()) } else { Err(Reason::PlanNotInApproval) }
}

/// Start a revision.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn revise(plan: &Plan, access: &Access) -> Answer {
    create(access)?;
    if plan.status == PlanStatus::Active { Ok(()) } else { Err(Reason::PlanNotActive) }
}

/// Hand the plan over to the municipality.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn release(plan: &Plan, access: &Access) -> Answer {
    need(access.may(Permission::PlanRelease), Permission::PlanRelease)?;
    if plan.number == 0 { Err(Reason::PlanNeverApproved) } else { Ok(()) }
}

/// Close the plan.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn close(plan: &Plan, access: &Access) -> Answer {
    need(access.may(Permission::PlanApprove), Permission::PlanApprove)?;
    if plan.status == PlanStatus::Active { Ok(()) } else { Err(Reason::PlanNotActive) }
}

/// Give the plan up. Its authors may drop what was never approved.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn cancel(plan: &Plan, access: &Access) -> Answer {
    let own_draft = plan.status == PlanStatus::Draft && access.may(Permission::PlanWrite);
    need(access.may(Permission::PlanApprove) || own_draft, Permission::PlanApprove)?;
    not_ended(plan)
}

/// Propose an action somewhere in the institution; where, is looked at when it is made ([`write_in`]).
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn add_action(plan: &Plan, access: &Access) -> Answer {
    need(access.may_somewhere(Permission::ActionWrite), Permission::ActionWrite)?;
    plan.editable()
}

/// Write in the unit of an action.
///
/// # Errors
/// The missing right.
pub fn write_in(unit: Option<UnitId>, access: &Access) -> Answer {
    need_in(unit, access, Permission::ActionWrite)
}

/// Decide in the unit of an action.
///
/// # Errors
/// The missing right.
pub fn decide_in(unit: Option<UnitId>, access: &Access) -> Answer {
    need_in(unit, access, Permission::ActionDecide)
}

/// Verify in the unit of an action.
///
/// # Errors
/// The missing right.
pub fn verify_in(unit: Option<UnitId>, access: &Access) -> Answer {
    need_in(unit, access, Permission::ActionVerify)
}

/// Change what the action is: its words, people, dates, money. What is done, rejected or cancelled is reopened first.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn define(action: &Action, plan: &Plan, access: &Access) -> Answer {
    write_in(action.unit, access)?;
    plan.editable()?;
    unsettled(action)
}

/// Report on the action: those who carry it out, and those who may write in its unit.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn work_on(action: &Action, plan: &Plan, access: &Access, involvement: Involvement) -> Answer {
    let reports = involvement != Involvement::None && access.may(Permission::ActionReport);
    if !reports {
        write_in(action.unit, access).map_err(|_| Reason::MissingPermission(Permission::ActionReport))?;
    }
    plan.reportable()
}

/// Report progress.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn report(action: &Action, plan: &Plan, access: &Access, involvement: Involvement) -> Answer {
    work_on(action, plan, access, involvement)?;
    unsettled(action)
}

/// Change something of the action, whatever the person may change.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn update_action(action: &Action, plan: &Plan, access: &Access, involvement: Involvement) -> Answer {
    report(action, plan, access, involvement).or_else(|_| define(action, plan, access))
}

/// Work with the checklist: as part of the plan while it is written, as a report while it runs.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn check_off(action: &Action, plan: &Plan, access: &Access, involvement: Involvement) -> Answer {
    define(action, plan, access).or_else(|_| report(action, plan, access, involvement))
}

/// Record a measured value: also after the action is done, its effect shows later.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn measure(action: &Action, plan: &Plan, access: &Access, involvement: Involvement) -> Answer {
    let verifies = verify_in(action.unit, access).and_then(|()| plan.reportable());
    work_on(action, plan, access, involvement).or_else(|refusal| verifies.map_err(|_| refusal))?;
    if action.indicator.is_none() {
        return Err(Reason::NoIndicator);
    }
    match action.status {
        ActionStatus::Approved
        | ActionStatus::InProgress
        | ActionStatus::Done
        | ActionStatus::VerifiedEffective => Ok(()),
        ActionStatus::Proposed | ActionStatus::Rejected | ActionStatus::Cancelled => {
            Err(Reason::ActionNotDecided)
        }
    }
}

/// Delete a proposal. What was decided once stays, for the history.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn delete(action: &Action, plan: &Plan, access: &Access) -> Answer {
    write_in(action.unit, access)?;
    plan.editable()?;
    if action.status == ActionStatus::Proposed { Ok(()) } else { Err(Reason::ActionNotProposed) }
}

/// Verify that the action had its effect: somebody else than the person who answers for it.
///
/// # Errors
/// The missing right, or the own action.
pub fn verify(action: &Action, access: &Access, involvement: Involvement) -> Answer {
    verify_in(action.unit, access)?;
    if involvement == Involvement::Responsible { Err(Reason::OwnVerification) } else { Ok(()) }
}

/// Put an action at another place of its column: whoever may change it in any way or decide on it.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn place(action: &Action, plan: &Plan, access: &Access, involvement: Involvement) -> Answer {
    not_ended(plan)?;
    write_in(action.unit, access)
        .or_else(|refusal| decide_in(action.unit, access).map_err(|_| refusal))
        .or_else(|refusal| work_on(action, plan, access, involvement).map_err(|_| refusal))
}

/// Comment on the actions of a plan.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn comment(plan: &Plan, access: &Access) -> Answer {
    need(access.may_on(Permission::CommentWrite, plan.id.row), Permission::CommentWrite)?;
    not_ended(plan)
}

/// Change the words of a comment: only its author.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn edit_comment(written: &Comment, plan: &Plan, access: &Access) -> Answer {
    comment(plan, access)?;
    if written.author == access.membership { Ok(()) } else { Err(Reason::NotYourComment) }
}

/// Delete a comment: its author, or those who run plans.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn delete_comment(written: &Comment, plan: &Plan, access: &Access) -> Answer {
    if access.may(Permission::PlanWrite) { not_ended(plan) } else { edit_comment(written, plan, access) }
}

/// Watch an action: whoever may read its plan.
///
/// # Errors
/// The missing right.
pub fn watch(plan: &Plan, access: &Access) -> Answer {
    need(access.may_on(Permission::PlanRead, plan.id.row), Permission::PlanRead)
}

fn need(holds: bool, permission: Permission) -> Answer {
    if holds { Ok(()) } else { Err(Reason::MissingPermission(permission)) }
}

fn need_in(unit: Option<UnitId>, access: &Access, permission: Permission) -> Answer {
    need(access.may_in(permission, unit.map(|unit| unit.row)), permission)
}

/// Refuses a plan that is closed or was given up.
///
/// # Errors
/// The state that forbids it.
pub fn not_ended(plan: &Plan) -> Answer {
    match plan.status {
        PlanStatus::Closed => Err(Reason::PlanClosed),
        PlanStatus::Cancelled => Err(Reason::PlanCancelled),
        PlanStatus::Draft | PlanStatus::InApproval | PlanStatus::Active | PlanStatus::UnderRevision => Ok(()),
    }
}

fn unsettled(action: &Action) -> Answer {
    match action.status {
        ActionStatus::Proposed | ActionStatus::Approved | ActionStatus::InProgress => Ok(()),
        ActionStatus::Done
        | ActionStatus::VerifiedEffective
        | ActionStatus::Rejected
        | ActionStatus::Cancelled => Err(Reason::ActionSettled),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::action::tests as actions, super::lifecycle::tests as plans, *};
    use crate::access::{Grant, Role};

    fn access(person: u128, role: Role, unit: Option<u128>) -> Access {
        let grant = Grant { role: role.into(), unit: unit.map(actions::unit) };
        let objects = [plans::draft().id.row].into_iter().collect();
        Access::new(plans::member(person), &[grant], |unit| vec![unit], objects)
    }

    #[test]
    fn buttons_of_a_draft_and_of_an_active_plan_by_role() {
        use Role::*;
        // update, submit, approve, revise, release, close, cancel, add action, comment
        let table = [
            (InstitutionAdmin, "--------c", "--------c"),
            (HeadOfInstitution, "------x-c", "----lsx-c"),
            (QualityManager, "us----xac", "u--r---ac"),
            (ControlSecretariat, "us----xac", "u--r---ac"),
            (HeadOfUnit, "-------ac", "-------ac"),
            (Specialist, "--------c", "--------c"),
            (Reader, "---------", "---------"),
            (Guest, "--------c", "--------c"),
            (Oversight, "---------", "---------"),
        ];
        for (role, draft, active) in table {
            let unit = (!role.is_institution_wide()).then_some(10);
            let who = access(2, role, unit);
            for (plan, expected) in
                [(plans::draft(), draft), (plans::in_status(PlanStatus::Active, 1), active)]
            {
                let answers = [
                    (update(&plan, &who), 'u'),
                    (submit(&plan, &who), 's'),
                    (approve(&plan, &who), 'p'),
                    (revise(&plan, &who), 'r'),
                    (release(&plan, &who), 'l'),
                    (close(&plan, &who), 's'),
                    (cancel(&plan, &who), 'x'),
                    (add_action(&plan, &who), 'a'),
                    (comment(&plan, &who), 'c'),
                ];
                let found: String =
                    answers.iter().map(|(a, letter)| if a.is_ok() { *letter } else { '-' }).collect();
                assert_eq!(found, expected, "{role:?} {:?}", plan.status);
            }
        }
    }

    #[test]
    fn nobody_approves_their_own_submission_but_may_take_it_back() {
        let plan =
            Plan { submitted_by: Some(plans::member(2)), ..plans::in_status(PlanStatus::InApproval, 0) };
        let head = |person| access(person, Role::HeadOfInstitution, None);
        assert_eq!(approve(&plan, &head(2)), Err(Reason::OwnSubmission));
        assert_eq!(approve(&plan, &head(3)), Ok(()));
        assert_eq!(send_back(&plan, &access(2, Role::QualityManager, None)), Ok(()));
        assert!(send_back(&plan, &access(4, Role::QualityManager, None)).is_err());
    }

    #[test]
    fn a_plan_in_approval_is_fixed_but_its_work_goes_on() {
        let plan = plans::in_status(PlanStatus::InApproval, 1);
        let action = actions::in_status(ActionStatus::InProgress);
        let manager = access(2, Role::QualityManager, None);
        assert_eq!(define(&action, &plan, &manager), Err(Reason::PlanInApproval));
        let responsible = access(5, Role::Specialist, None);
        assert_eq!(report(&action, &plan, &responsible, Involvement::Responsible), Ok(()));
    }

    #[test]
    fn a_head_of_unit_changes_actions_of_the_own_unit_only() {
        let plan = plans::in_status(PlanStatus::Active, 1);
        let action = actions::in_status(ActionStatus::Approved);
        assert_eq!(define(&action, &plan, &access(8, Role::HeadOfUnit, Some(10))), Ok(()));
        assert!(define(&action, &plan, &access(8, Role::HeadOfUnit, Some(11))).is_err());
        let elsewhere = Action { unit: None, ..action };
        assert!(define(&elsewhere, &plan, &access(8, Role::HeadOfUnit, Some(10))).is_err());
    }

    #[test]
    fn what_was_decided_is_not_deleted_and_what_is_done_is_not_rewritten() {
        let plan = plans::in_status(PlanStatus::Active, 1);
        let manager = access(2, Role::QualityManager, None);
        for status in ActionStatus::ALL {
            let action = actions::in_status(*status);
            assert_eq!(delete(&action, &plan, &manager).is_ok(), *status == ActionStatus::Proposed);
            let open =
                matches!(status, ActionStatus::Proposed | ActionStatus::Approved | ActionStatus::InProgress);
            assert_eq!(define(&action, &plan, &manager).is_ok(), open, "{status:?}");
        }
    }

    #[test]
    fn a_guest_comments_only_on_the_plan_of_the_invitation() {
        let guest = access(9, Role::Guest, None);
        let plan = plans::in_status(PlanStatus::Active, 1);
        assert_eq!(comment(&plan, &guest), Ok(()));
        let other = Plan { id: crate::id::PlanId::new(plan.id.tenant, uuid::Uuid::from_u128(101)), ..plan };
        assert!(comment(&other, &guest).is_err());
        assert!(watch(&other, &guest).is_err());
    }
}

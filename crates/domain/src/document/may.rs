//! Who may attach evidence to what, and who may change it. One function a button: the same answer shows the button
//! and guards the use case.

use super::{Evidence, Holder};
use crate::{
    access::{Access, Permission},
    control,
    plan::{ActionStatus, Involvement, may},
    reason::Reason,
};

type Answer = Result<(), Reason>;

/// Attach evidence: to a plan those who run plans; to an action those who carry it out, write or verify in its unit,
/// also after it is done; to an answer those who may answer; to a meeting that was held those who keep its papers.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn attach(holder: &Holder, access: &Access) -> Answer {
    match holder {
        Holder::Plan(plan) => {
            may::create(access)?;
            may::not_ended(plan)
        }
        Holder::Action { action, plan, involvement } => {
            let carries_out = *involvement != Involvement::None && access.may(Permission::ActionReport);
            let may_here = carries_out
                || may::write_in(action.unit, access).is_ok()
                || may::verify_in(action.unit, access).is_ok();
            if !may_here {
                return Err(Reason::MissingPermission(Permission::ActionReport));
            }
            may::not_ended(plan)?;
            match action.status {
                ActionStatus::Proposed
                | ActionStatus::Approved
                | ActionStatus::InProgress
                | ActionStatus::Done
                | ActionStatus::VerifiedEffective => Ok(()),
                ActionStatus::Rejected | ActionStatus::Cancelled => Err(Reason::ActionSettled),
            }
        }
        Holder::Answer { questionnaire, campaign, .. } => {
            control::may::answer(questionnaire, campaign, access)
        }
        Holder::Meeting(meeting) => control::may::commission::record(meeting, access),
    }
}

/// Change a piece of evidence: who attached it, or whoever runs one of the things it proves. What an answer rests on that
/// was handed in stays as it is.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn change(evidence: &Evidence, holders: &[Holder], access: &Access) -> Answer {
    evidence.record.is_open()?;
    holders.iter().try_for_each(is_in_work)?;
    let mut refusal = Reason::MissingPermission(Permission::ActionReport);
    for holder in holders {
        match attach(holder, access) {
            Ok(()) if evidence.author == access.membership || runs(holder, access) => return Ok(()),
            Ok(()) => refusal = Reason::NotYourEvidence,
            Err(reason) if refusal != Reason::NotYourEvidence => refusal = reason,
            Err(_) => {}
        }
    }
    Err(refusal)
}

/// Take a piece of evidence or a file of it off. What a verified effect rests on stays.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn remove(evidence: &Evidence, holders: &[Holder], access: &Access) -> Answer {
    change(evidence, holders, access)?;
    if holders.iter().any(is_verified) { Err(Reason::ActionSettled) } else { Ok(()) }
}

/// Take a piece of evidence off one of the things it proves.
///
/// # Errors
/// As [`remove`]; the last link stays.
pub fn unlink(evidence: &Evidence, holder: &Holder, holders: &[Holder], access: &Access) -> Answer {
    change(evidence, std::slice::from_ref(holder), access)?;
    if is_verified(holder) {
        return Err(Reason::ActionSettled);
    }
    if holders.len() > 1 { Ok(()) } else { Err(Reason::LastLink) }
}

fn runs(holder: &Holder, access: &Access) -> bool {
    match holder {
        Holder::Plan(_) => may::create(access).is_ok(),
        Holder::Action { action, .. } => may::write_in(action.unit, access).is_ok(),
        Holder::Answer { questionnaire, campaign, .. } => {
            control::may::submit(questionnaire, campaign, access).is_ok()
        }
        Holder::Meeting(meeting) => control::may::commission::record(meeting, access).is_ok(),
    }
}

/// Whether nobody relies on what it says yet.
fn is_in_work(holder: &Holder) -> Answer {
    match holder {
        Holder::Plan(_) | Holder::Action { .. } | Holder::Meeting(_) => Ok(()),
        Holder::Answer { questionnaire, campaign, .. } => {
            campaign.is_open()?;
            questionnaire.is_in_work()
        }
    }
}

fn is_verified(holder: &Holder) -> bool {
    matches!(holder, Holder::Action { action, .. } if action.status == ActionStatus::VerifiedEffective)
}

#[cfg(test)]
mod tests {
    use super::{super::evidence::tests::evidence, *};
    use crate::{
        access::{Grant, Role},
        control::testing as answers,
        id::ControlAnswerId,
        plan::{PlanStatus, testing},
    };
    use chrono::DateTime;

    fn access(person: u128, role: Role, unit: Option<u128>) -> Access {
        let grant = Grant { role: role.into(), unit: unit.map(testing::unit) };
        Access::new(testing::member(person), &[grant], |unit| vec![unit], [].into())
    }

    fn holder(status: ActionStatus, plan: PlanStatus, involvement: Involvement) -> Holder {
        let (action, plan) = (testing::action_in(status), testing::plan_in(plan));
        Holder::Action { action: Box::new(action), plan, involvement }
    }

    #[test]
    fn evidence_is_attached_by_those_who_work_on_the_action() {
        use Role::*;
        let open = |involvement| holder(ActionStatus::InProgress, PlanStatus::Active, involvement);
        // without and with a part in the action
        for (role, unit, table) in [
            (InstitutionAdmin, None, "--"),
            (HeadOfInstitution, None, "xx"),
            (QualityManager, None, "xx"),
            (ControlSecretariat, None, "xx"),
            (HeadOfUnit, Some(10), "xx"),
            (HeadOfUnit, Some(11), "-x"),
            (Specialist, Some(10), "-x"),
            (Reader, Some(10), "--"),
            (Guest, None, "--"),
        ] {
            let who = access(2, role, unit);
            let found: String = [Involvement::None, Involvement::Contributor]
                .into_iter()
                .map(|involvement| if attach(&open(involvement), &who).is_ok() { 'x' } else { '-' })
                .collect();
            assert_eq!(found, table, "{role:?} {unit:?}");
        }
    }

    fn answer(questionnaire: control::Questionnaire) -> Holder {
        let id = ControlAnswerId::new(questionnaire.id.tenant, uuid::Uuid::nil());
        Holder::Answer { id, questionnaire, campaign: answers::campaign() }
    }

    #[test]
    fn answers_take_evidence_of_those_who_answer_until_they_are_handed_in() {
        let open = answers::questionnaire(10);
        let delegated = open.clone().delegated(Some(testing::member(3))).expect("delegated");
        let said = [answers::said(1, control::Answer::Yes, "Da")];
        let handed = open.clone().submit(testing::member(9), DateTime::UNIX_EPOCH, &said).expect("handed in");
        let (head, other) = (access(2, Role::HeadOfUnit, Some(10)), access(3, Role::Specialist, Some(11)));
        assert_eq!(attach(&answer(open.clone()), &head), Ok(()));
        assert!(attach(&answer(open.clone()), &other).is_err());
        assert_eq!(attach(&answer(delegated.clone()), &other), Ok(()));
        assert_eq!(attach(&answer(handed.clone()), &head), Err(Reason::QuestionnaireNotInWork));
        // A delegate changes what they attached, the head what anybody did.
        assert_eq!(change(&evidence(2), &[answer(delegated.clone())], &other), Err(Reason::NotYourEvidence));
        assert_eq!(change(&evidence(3), &[answer(delegated)], &head), Ok(()));
        // Not even by way of an action that it proves too.
        let action = holder(ActionStatus::InProgress, PlanStatus::Active, Involvement::Contributor);
        let both = [action, answer(handed)];
        assert_eq!(change(&evidence(2), &both, &head), Err(Reason::QuestionnaireNotInWork));
        assert_eq!(remove(&evidence(2), &both, &head), Err(Reason::QuestionnaireNotInWork));
    }

    #[test]
    fn signed_minutes_are_of_a_held_meeting_and_of_whoever_keeps_its_papers() {
        let planned = answers::meeting();
        let held = planned.clone().held(None, planned.held_on).expect("held");
        let (of_planned, of_held) = (Holder::Meeting(Box::new(planned)), Holder::Meeting(Box::new(held)));
        let secretary = access(2, Role::ControlSecretariat, None);
        assert_eq!(attach(&of_planned, &secretary), Err(Reason::MeetingNotHeld));
        assert_eq!(attach(&of_held, &secretary), Ok(()));
        assert_eq!(remove(&evidence(3), std::slice::from_ref(&of_held), &secretary), Ok(()));
        assert!(attach(&of_held, &access(2, Role::HeadOfUnit, Some(10))).is_err());
    }

    #[test]
    fn ended_plans_and_rejected_actions_take_none() {
        let who = access(2, Role::QualityManager, None);
        let closed = holder(ActionStatus::Done, PlanStatus::Closed, Involvement::None);
        assert_eq!(attach(&closed, &who), Err(Reason::PlanClosed));
        let rejected = holder(ActionStatus::Rejected, PlanStatus::Active, Involvement::None);
        assert_eq!(attach(&rejected, &who), Err(Reason::ActionSettled));
        let done = holder(ActionStatus::Done, PlanStatus::Active, Involvement::None);
        assert_eq!(attach(&done, &who), Ok(()));
        assert_eq!(
            attach(&Holder::Plan(testing::plan_in(PlanStatus::Closed)), &who),
            Err(Reason::PlanClosed)
        );
    }

    #[test]
    fn others_evidence_is_changed_by_those_who_run_the_action() {
        let open = [holder(ActionStatus::InProgress, PlanStatus::Active, Involvement::Contributor)];
        let specialist = access(2, Role::Specialist, Some(10));
        assert_eq!(change(&evidence(2), &open, &specialist), Ok(()));
        assert_eq!(change(&evidence(3), &open, &specialist), Err(Reason::NotYourEvidence));
        assert_eq!(change(&evidence(3), &open, &access(4, Role::QualityManager, None)), Ok(()));
    }

    #[test]
    fn what_a_verified_effect_rests_on_stays() {
        let verified = holder(ActionStatus::VerifiedEffective, PlanStatus::Active, Involvement::None);
        let open = holder(ActionStatus::Done, PlanStatus::Active, Involvement::None);
        let who = access(2, Role::QualityManager, None);
        let both = [verified.clone(), open.clone()];
        assert_eq!(remove(&evidence(2), &both, &who), Err(Reason::ActionSettled));
        assert_eq!(unlink(&evidence(2), &verified, &both, &who), Err(Reason::ActionSettled));
        assert_eq!(unlink(&evidence(2), &open, &both, &who), Ok(()));
        assert_eq!(unlink(&evidence(2), &open, std::slice::from_ref(&open), &who), Err(Reason::LastLink));
    }
}

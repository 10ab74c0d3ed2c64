//! Who may open, answer, hand in, give back and lock. One function a button: the same answer shows the button and guards
//! the use case.

pub mod chain;
pub mod commission;

use super::{AnnualReport, Campaign, Questionnaire, ReportVersion};
use crate::{
    access::{Access, Permission},
    reason::Reason,
    review::Refusal,
};
use chrono::DateTime;

type Decision = Result<(), Reason>;

/// Open and close campaigns.
///
/// # Errors
/// The missing right.
pub fn manage(access: &Access) -> Decision {
    need(access, Permission::ControlManage)
}

/// Answer a questionnaire: the head of the compartment or whom the head let.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn answer(questionnaire: &Questionnaire, campaign: &Campaign, access: &Access) -> Decision {
    if questionnaire.delegate != Some(access.membership) {
        head(questionnaire, access)?;
    }
    campaign.is_open()?;
    questionnaire.is_in_work()
}

/// Let a colleague answer.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn delegate(questionnaire: &Questionnaire, campaign: &Campaign, access: &Access) -> Decision {
    head(questionnaire, access)?;
    campaign.is_open()?;
    questionnaire.is_in_work()
}

/// Hand it in: the signature of the head of the compartment, never a delegate's.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn submit(questionnaire: &Questionnaire, campaign: &Campaign, access: &Access) -> Decision {
    delegate(questionnaire, campaign, access)
}

/// Give it back with a remark, also after it was locked.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn send_back(questionnaire: &Questionnaire, campaign: &Campaign, access: &Access) -> Decision {
    manage(access)?;
    campaign.is_open()?;
    match questionnaire.is_in_work() {
        Ok(()) => Err(Reason::QuestionnaireNotSubmitted),
        Err(_) => Ok(()),
    }
}

/// Take in what somebody else handed in.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn lock(questionnaire: &Questionnaire, campaign: &Campaign, access: &Access) -> Decision {
    manage(access)?;
    campaign.is_open()?;
    let tried = questionnaire.review().approve(access.membership, campaign.opened_at);
    tried.map(|_| ()).map_err(super::questionnaire::reason_of)
}

/// Decide, as the chair, on a standard that applies nowhere.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn decide(report: Option<&AnnualReport>, access: &Access) -> Decision {
    need(access, Permission::ControlApprove)?;
    report.map_or(Ok(()), AnnualReport::is_in_work)
}

/// Write the annual report and hand it in.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn report(report: &AnnualReport, access: &Access) -> Decision {
    manage(access)?;
    report.is_in_work()
}

/// Approve what somebody else handed in.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn approve(report: &AnnualReport, access: &Access) -> Decision {
    need(access, Permission::ControlApprove)?;
    let tried = report.review().approve(access.membership, DateTime::UNIX_EPOCH);
    tried.map(|_| ()).map_err(Refusal::of_report)
}

/// Give the report back, also after it was approved.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn return_report(report: &AnnualReport, access: &Access) -> Decision {
    need(access, Permission::ControlApprove)?;
    match report.is_in_work() {
        Ok(()) => Err(Reason::ReportNotSubmitted),
        Err(_) => Ok(()),
    }
}

/// Hand the version in force to the superior institution.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn release(report: &AnnualReport, newest: Option<&ReportVersion>, access: &Access) -> Decision {
    need(access, Permission::ControlApprove)?;
    let is_waiting = newest.is_some_and(|version| version.released_at.is_none());
    if report.is_in_force() && is_waiting { Ok(()) } else { Err(Reason::ReportNotApproved) }
}

/// See how far subordinate institutions are, open campaigns for them, take their reports and give them back; decided in
/// the superior institution.
///
/// # Errors
/// The missing right.
pub fn centralise(access: &Access) -> Decision {
    let may = [Permission::ControlManage, Permission::ControlApprove].map(|right| access.may(right));
    if may.contains(&true) { Ok(()) } else { Err(Reason::MissingPermission(Permission::ControlManage)) }
}

fn head(questionnaire: &Questionnaire, access: &Access) -> Decision {
    if access.may_in(Permission::ControlAnswer, Some(questionnaire.unit.row)) {
        Ok(())
    } else {
        Err(Reason::MissingPermission(Permission::ControlAnswer))
    }
}

fn need(access: &Access, permission: Permission) -> Decision {
    if access.may(permission) { Ok(()) } else { Err(Reason::MissingPermission(permission)) }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            Answer,
            answer::tests::said,
            campaign::tests::campaign,
            questionnaire::tests::{member, questionnaire},
        },
        *,
    };
    use crate::{
        access::{Grant, Role},
        id::UnitId,
    };
    use uuid::Uuid;

    fn access(person: u128, role: Role, unit: Option<u128>) -> Access {
        let unit = unit.map(|unit| UnitId::new(member(person).tenant, Uuid::from_u128(unit)));
        let grant = Grant { role: role.into(), unit };
        Access::new(member(person), &[grant], |unit| vec![unit], [].into())
    }

    #[test]
    fn heads_answer_for_their_compartment_and_the_secretariat_takes_in() {
        let (campaign, open) = (campaign(), questionnaire(7));
        let handed =
            open.clone().submit(member(1), DateTime::UNIX_EPOCH, &[said(1, Answer::Yes, "Da")]).expect("in");
        // manages, answers and hands in an open one, gives back and locks one that was handed in
        for (role, unit, table) in [
            (Role::ControlSecretariat, None, "x--xx"),
            (Role::HeadOfInstitution, None, "-----"),
            (Role::QualityManager, None, "-----"),
            (Role::InstitutionAdmin, None, "-----"),
            (Role::HeadOfUnit, Some(7), "-xx--"),
            (Role::HeadOfUnit, Some(8), "-----"),
            (Role::Specialist, Some(7), "-----"),
            (Role::Reader, None, "-----"),
            (Role::Guest, None, "-----"),
        ] {
            let who = access(2, role, unit);
            let answers = [
                manage(&who),
                answer(&open, &campaign, &who),
                submit(&open, &campaign, &who),
                send_back(&handed, &campaign, &who),
                lock(&handed, &campaign, &who),
            ];
            let found: String = answers.iter().map(|one| if one.is_ok() { 'x' } else { '-' }).collect();
            assert_eq!(found, table, "{role:?} {unit:?}");
        }
    }

    #[test]
    fn the_secretariat_writes_the_report_and_the_head_approves_it() {
        use crate::control::{Readiness, report::tests::report as written};
        let draft = written();
        let handed = draft.clone().submit(member(1), DateTime::UNIX_EPOCH, Readiness::default()).expect("in");
        // writes, decides, approves, gives back
        for (role, table) in [
            (Role::ControlSecretariat, "x---"),
            (Role::HeadOfInstitution, "-xxx"),
            (Role::QualityManager, "----"),
            (Role::InstitutionAdmin, "----"),
            (Role::HeadOfUnit, "----"),
            (Role::Specialist, "----"),
            (Role::Reader, "----"),
            (Role::Guest, "----"),
        ] {
            let who = access(2, role, None);
            let answers = [
                report(&draft, &who),
                decide(Some(&draft), &who),
                approve(&handed, &who),
                return_report(&handed, &who),
            ];
            let found: String = answers.iter().map(|one| if one.is_ok() { 'x' } else { '-' }).collect();
            assert_eq!(found, table, "{role:?}");
        }
        let own = access(1, Role::HeadOfInstitution, None);
        assert_eq!(approve(&handed, &own), Err(Reason::OwnSubmission));
        assert!(decide(Some(&handed), &own).is_err(), "it was handed in");
        assert!(release(&handed, None, &own).is_err(), "nothing is approved");
    }

    #[test]
    fn a_delegate_answers_and_hands_nothing_in() {
        let delegated = questionnaire(7).delegated(Some(member(3))).expect("delegated");
        let who = access(3, Role::Specialist, Some(9));
        assert_eq!(answer(&delegated, &campaign(), &who), Ok(()));
        assert!(submit(&delegated, &campaign(), &who).is_err());
    }

    #[test]
    fn nothing_is_answered_in_a_closed_campaign() {
        let closed = campaign().close(DateTime::UNIX_EPOCH).expect("closed");
        let head = access(2, Role::HeadOfUnit, Some(7));
        assert_eq!(answer(&questionnaire(7), &closed, &head), Err(Reason::CampaignClosed));
    }
}

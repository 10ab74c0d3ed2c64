//! Who may organise, score and agree. One function a button: the same answer shows the button and guards the use case.

use super::{Assessment, CafReport, GroupMember, GroupRole, ReportVersion};
use crate::{
    access::{Access, Permission},
    caf::CafRefusal,
    reason::Reason,
    review::Refusal,
};
use chrono::DateTime;

type Decision = Result<(), Reason>;

/// Begin assessments, and keep dates, scope and steps of those that are not over.
///
/// # Errors
/// The missing right.
pub fn manage(access: &Access) -> Decision {
    need(access, Permission::CafManage)
}

/// Change what an assessment says and who is in its group: whoever manages assessments, and its coordinator.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn update(assessment: &Assessment, access: &Access) -> Decision {
    lead(assessment, access)?;
    assessment.is_under_way()
}

/// Keep the steps, also after the group has concluded: the improvement comes then.
///
/// # Errors
/// The missing right.
pub fn steps(assessment: &Assessment, access: &Access) -> Decision {
    lead(assessment, access)
}

/// Take people into the group and let them go.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn group(assessment: &Assessment, access: &Access) -> Decision {
    update(assessment, access)
}

/// Take somebody new into the group: not once the scores show.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn enter(assessment: &Assessment, access: &Access) -> Decision {
    update(assessment, access)?;
    if assessment.is_opened() { Err(CafRefusal::ConsensusOpened.into()) } else { Ok(()) }
}

/// Let members score.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn start_scoring(assessment: &Assessment, access: &Access) -> Decision {
    lead(assessment, access)?;
    assessment.is_in_preparation()
}

/// Open consensus.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn open_consensus(assessment: &Assessment, access: &Access) -> Decision {
    lead(assessment, access)?;
    assessment.is_in_scoring()
}

/// Write one's own scores, as a member of the group.
///
/// # Errors
/// The missing place or the state that forbids it.
pub fn score(assessment: &Assessment, mine: Option<&GroupMember>, access: &Access) -> Decision {
    let mine = own(mine, access)?;
    assessment.is_in_scoring()?;
    if mine.submitted_at.is_some() { Err(CafRefusal::AlreadySubmitted.into()) } else { Ok(()) }
}

/// Hand one's own scores in.
///
/// # Errors
/// The missing place or the state that forbids it.
pub fn submit(assessment: &Assessment, mine: Option<&GroupMember>, access: &Access) -> Decision {
    score(assessment, mine, access)
}

/// Take one's own scores back, before anybody sees them.
///
/// # Errors
/// The missing place or the state that forbids it.
pub fn take_back(assessment: &Assessment, mine: Option<&GroupMember>, access: &Access) -> Decision {
    let mine = own(mine, access)?;
    assessment.is_in_scoring()?;
    if mine.submitted_at.is_none() { Err(CafRefusal::ScoresNotSubmitted.into()) } else { Ok(()) }
}

/// Lead the consensus: show scores, ask for votes, record what is agreed. Whoever facilitates the group, its coordinator
/// and whoever manages assessments.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn facilitate(assessment: &Assessment, mine: Option<&GroupMember>, access: &Access) -> Decision {
    let is_facilitator = own(mine, access).is_ok_and(|mine| mine.role == GroupRole::Facilitator);
    if !is_facilitator {
        lead(assessment, access)?;
    }
    assessment.is_in_consensus()
}

/// Vote once more, and ask for the word, as a member of the group.
///
/// # Errors
/// The missing place or the state that forbids it.
pub fn vote(assessment: &Assessment, mine: Option<&GroupMember>, access: &Access) -> Decision {
    own(mine, access)?;
    assessment.is_in_consensus()
}

/// Write strengths and areas for improvement: the members of the group and whoever leads the consensus.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn write(assessment: &Assessment, mine: Option<&GroupMember>, access: &Access) -> Decision {
    vote(assessment, mine, access).or_else(|_| facilitate(assessment, mine, access))
}

/// Weigh areas for improvement, from the consensus on.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn rank(assessment: &Assessment, access: &Access) -> Decision {
    lead(assessment, access)?;
    if assessment.is_opened() { Ok(()) } else { Err(CafRefusal::AssessmentNotInConsensus.into()) }
}

/// Make actions of areas for improvement, once the group has concluded. The plan has its own rules.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn plan(assessment: &Assessment, access: &Access) -> Decision {
    lead(assessment, access)?;
    if assessment.concluded_at.is_some() { Ok(()) } else { Err(CafRefusal::AssessmentNotConcluded.into()) }
}

/// Take down the hand of a member: the member, and whoever leads the consensus and gives the word.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn lower_hand(
    assessment: &Assessment,
    hand: &GroupMember,
    mine: Option<&GroupMember>,
    access: &Access,
) -> Decision {
    vote(assessment, Some(hand), access).or_else(|_| facilitate(assessment, mine, access))
}

/// Take up again what the group concluded: not while its report is with the head or approved.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn reopen(assessment: &Assessment, report: Option<&CafReport>, access: &Access) -> Decision {
    lead(assessment, access)?;
    if assessment.concluded_at.is_none() {
        return Err(CafRefusal::AssessmentNotConcluded.into());
    }
    match report.map_or(Ok(()), CafReport::is_in_work) {
        Ok(()) => Ok(()),
        Err(_) => Err(CafRefusal::AssessmentReported.into()),
    }
}

/// Begin the report of an assessment, from the consensus on.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn begin_report(assessment: &Assessment, report: Option<&CafReport>, access: &Access) -> Decision {
    rank(assessment, access)?;
    if report.is_some() { Err(CafRefusal::CafReportExists.into()) } else { Ok(()) }
}

/// Write the report and hand it in.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn report(report: &CafReport, assessment: &Assessment, access: &Access) -> Decision {
    lead(assessment, access)?;
    report.is_in_work()
}

/// Approve the report that somebody else handed in.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn approve(report: &CafReport, access: &Access) -> Decision {
    need(access, Permission::CafApprove)?;
    let tried = report.review.clone().approve(access.membership, DateTime::UNIX_EPOCH);
    tried.map(|_| ()).map_err(Refusal::of_report)
}

/// Give the report back, also after it was approved.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn return_report(report: &CafReport, access: &Access) -> Decision {
    need(access, Permission::CafApprove)?;
    match report.is_in_work() {
        Ok(()) => Err(Reason::ReportNotSubmitted),
        Err(_) => Ok(()),
    }
}

/// Hand the version in force to the city hall.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn release(report: &CafReport, newest: Option<&ReportVersion>, access: &Access) -> Decision {
    need(access, Permission::CafApprove)?;
    let is_waiting = newest.is_some_and(|version| version.released_at.is_none());
    if report.is_in_force() && is_waiting { Ok(()) } else { Err(Reason::ReportNotApproved) }
}

/// Give it up.
///
/// # Errors
/// The missing right or the state that forbids it.
pub fn cancel(assessment: &Assessment, access: &Access) -> Decision {
    update(assessment, access)
}

fn need(access: &Access, permission: Permission) -> Decision {
    if access.may(permission) { Ok(()) } else { Err(Reason::MissingPermission(permission)) }
}

fn lead(assessment: &Assessment, access: &Access) -> Decision {
    // A guest may coordinate nothing: the place of a coordinator is inside the institution.
    if assessment.coordinator == access.membership && !access.is_guest() { Ok(()) } else { manage(access) }
}

fn own<'a>(mine: Option<&'a GroupMember>, access: &Access) -> Result<&'a GroupMember, Reason> {
    mine.filter(|mine| mine.is_in() && mine.person == access.membership).ok_or(CafRefusal::NotInGroup.into())
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            assessment::tests::{assessment, in_scoring, person},
            group::tests::member,
        },
        *,
    };
    use crate::access::{Grant, Role};

    fn access(row: u128, role: Role) -> Access {
        let grant = Grant { role: role.into(), unit: None };
        Access::new(person(row), &[grant], |unit| vec![unit], [].into())
    }

    #[test]
    fn the_quality_manager_and_the_coordinator_organise() {
        // changes, starts scoring, opens consensus
        for (row, role, table) in [
            (2, Role::QualityManager, "xxx"),
            (1, Role::Specialist, "xxx"),
            (2, Role::Specialist, "---"),
            (2, Role::InstitutionAdmin, "---"),
            (2, Role::HeadOfInstitution, "---"),
            (2, Role::ControlSecretariat, "---"),
            (2, Role::HeadOfUnit, "---"),
            (2, Role::Reader, "---"),
            (1, Role::Guest, "---"),
        ] {
            let who = access(row, role);
            let answers = [
                update(&in_scoring(), &who),
                start_scoring(&assessment(), &who),
                open_consensus(&in_scoring(), &who),
            ];
            let found: String = answers.iter().map(|one| if one.is_ok() { 'x' } else { '-' }).collect();
            assert_eq!(found, table, "{role:?} {row}");
        }
    }

    #[test]
    fn whoever_is_in_the_group_scores_and_nobody_else() {
        let mine = member(3);
        for role in [Role::Specialist, Role::Guest, Role::HeadOfInstitution, Role::QualityManager] {
            assert_eq!(score(&in_scoring(), Some(&mine), &access(3, role)), Ok(()), "{role:?}");
            assert!(
                score(&in_scoring(), Some(&mine), &access(4, role)).is_err(),
                "{role:?}, another's place"
            );
            assert!(score(&in_scoring(), None, &access(3, role)).is_err(), "{role:?}, no place");
        }
        assert!(score(&assessment(), Some(&mine), &access(3, Role::Specialist)).is_err(), "not yet");
    }

    #[test]
    fn a_facilitator_leads_the_consensus() {
        let at = DateTime::UNIX_EPOCH;
        let opened = in_scoring().open_consensus(1, 0, None, at).expect("opened");
        let facilitator = GroupMember { role: GroupRole::Facilitator, ..member(3) };
        let who = access(3, Role::Specialist);
        assert_eq!(facilitate(&opened, Some(&facilitator), &who), Ok(()));
        assert!(facilitate(&opened, Some(&member(3)), &who).is_err());
        assert!(facilitate(&in_scoring(), Some(&facilitator), &who).is_err(), "nothing is opened");
    }

    #[test]
    fn the_head_approves_what_the_coordinator_wrote() {
        use super::super::report::tests::report as written;
        let at = DateTime::UNIX_EPOCH;
        let assessment = in_scoring().open_consensus(1, 0, None, at).and_then(|one| one.conclude(0, at));
        let assessment = assessment.expect("concluded");
        let handed = written().submit(&assessment, person(1), at).expect("handed in");
        let head = access(2, Role::HeadOfInstitution);
        let coordinator = access(1, Role::Specialist);
        assert_eq!(report(&written(), &assessment, &coordinator), Ok(()));
        assert!(report(&written(), &assessment, &head).is_err(), "the head does not write it");
        assert!(report(&handed, &assessment, &coordinator).is_err(), "it is handed in");
        assert_eq!((approve(&handed, &head), return_report(&handed, &head)), (Ok(()), Ok(())));
        assert!(approve(&handed, &coordinator).is_err() && approve(&written(), &head).is_err());
        let approved = handed.clone().approve(head.membership, at).expect("approved");
        assert!(release(&approved, None, &head).is_err() && release(&handed, None, &head).is_err());
        assert_eq!(reopen(&assessment, Some(&written()), &coordinator), Ok(()));
        let reported = Err(CafRefusal::AssessmentReported.into());
        assert_eq!(reopen(&assessment, Some(&approved), &coordinator), reported);
        assert_eq!(begin_report(&assessment, None, &coordinator), Ok(()));
        assert!(begin_report(&assessment, Some(&handed), &coordinator).is_err());
    }
}

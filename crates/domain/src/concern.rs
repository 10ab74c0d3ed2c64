//! Whom something that happened may concern, so far as what waits for people goes. Known from the journal entry alone,
//! so that thousands of people can be told without asking the database about each of them.
//!
//! Says rather too many people than too few: who is told looks, and may find everything as it was. A new kind of event
//! gets its place in [`Concern::of`].

use crate::{
    id::MembershipId,
    journal::{Change, Entry, EventKind},
};
use serde_json::Value;
use uuid::Uuid;

/// Whom an entry may concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Concern {
    /// Nothing waits for anybody because of it.
    Nobody,
    /// Who did it.
    Author,
    /// Those who have to do with the subject: who answers for it, helps, was mentioned, or waits behind it.
    Involved,
    /// The same, and those who verify what is done.
    InvolvedAndVerifiers,
    /// Those who answer for compartments or take questionnaires in, and those who were let answer.
    Compartments,
    /// Everybody who may read the object.
    Readers,
}

/// The fields of an action that show in what waits for people.
const SHOWN: &[&str] =
    &["title", "responsibleId", "contributorIds", "dependencyIds", "dueOn", "progress", "status", "unitId"];
/// Those of a plan.
const SHOWN_OF_PLAN: &[&str] = &["title", "ownerId", "unitId"];
/// Those that decide whether an action waits for verification, and by whom.
const VERIFIED: &[&str] = &["status", "unitId"];

impl Concern {
    /// Whom an entry may concern. What a newer server wrote may concern everybody.
    pub fn of(entry: &Entry) -> Self {
        use EventKind::*;
        let Some(kind) = EventKind::from_code(&entry.kind) else { return Self::Readers };
        match kind {
            TenantCreated | TenantUpdated | TenantMoved | UnitCreated => Self::Nobody,
            // What somebody may do decides what waits for them.
            TenantRetired | TenantReinstated | CustomRoleUpdated => Self::Readers,
            CustomRoleCreated | CustomRoleDeleted => Self::Nobody,
            // Who belongs to a unit decides what they verify.
            UnitUpdated => Self::Readers,
            // Places are looked at for each person anyway.
            MemberInvited
            | InvitationResent
            | InvitationAccepted
            | InvitationRevoked
            | MembershipStarted
            | MembershipUpdated
            | MembershipEnded
            | MemberErased
            | MemberSecondFactorReset => Self::Nobody,
            SavedViewCreated | SavedViewUpdated | SavedViewDeleted => Self::Nobody,
            LetterheadUpdated
            | NotificationPolicyUpdated
            | CalendarDaySet
            | CalendarDayRemoved
            | CalendarFeedRenewed
            | CalendarFeedRevoked => Self::Nobody,
            JournalVerified | JournalExported => Self::Nobody,
            PlanUpdated if touches(entry, SHOWN_OF_PLAN) => Self::Readers,
            PlanCreated | PlanUpdated | PlanReleased | PlanConsulted => Self::Nobody,
            PlanSubmitted | PlanApproved | PlanReturned | PlanRevised | PlanClosed | PlanCancelled => {
                Self::Readers
            }
            PlanActionUpdated | PlanActionMoved if touches(entry, VERIFIED) => Self::InvolvedAndVerifiers,
            PlanActionUpdated | PlanActionMoved if touches(entry, SHOWN) => Self::Involved,
            PlanActionCreated | PlanActionUpdated | PlanActionMoved => Self::Nobody,
            PlanActionChecked | PlanActionMeasured | PlanActionWatched | PlanActionUnwatched => Self::Nobody,
            EvidenceCreated | EvidenceUpdated | EvidenceRemoved | EvidenceRestored | EvidenceLinked
            | EvidenceUnlinked | EvidenceFileAdded | EvidenceFileRemoved | EvidenceFileRestored
            | EvidenceErased | EvidenceClassified | EvidenceDisposed => Self::Nobody,
            RetentionClassCreated
            | RetentionClassUpdated
            | RetentionClassDeleted
            | RetentionPolicyUpdated => Self::Nobody,
            DisposalCreated | DisposalUpdated | DisposalSubmitted | DisposalReturned | DisposalApproved
            | DisposalStarted | DisposalDone | DisposalCancelled => Self::Nobody,
            ControlCampaignOpened
            | ControlCampaignUpdated
            | ControlCampaignClosed
            | ControlCampaignReopened
            | ControlQuestionnaireDelegated
            | ControlQuestionnaireSubmitted
            | ControlQuestionnaireReturned
            | ControlQuestionnaireLocked => Self::Compartments,
            // How far a questionnaire is shows live where it is answered.
            ControlQuestionnaireFilled
            | ControlAnswerGiven
            | ControlTemplateUpdated
            | ControlCalendarUpdated => Self::Nobody,
            RiskSettingUpdated | RiskCreated | RiskUpdated | RiskReviewed | RiskClosed | RiskReopened
            | RiskAlertRaised | RiskAlertAnalysed | RiskAlertAccepted | RiskAlertRejected => Self::Nobody,
            ControlStandardDecided
            | ControlReportCreated
            | ControlReportUpdated
            | ControlReportSubmitted
            | ControlReportApproved
            | ControlReportReturned
            | ControlReportReleased
            | ControlReportRefused => Self::Nobody,
            ControlObjectiveCreated
            | ControlObjectiveUpdated
            | ControlActivityCreated
            | ControlActivityUpdated
            | ControlIndicatorCreated
            | ControlIndicatorUpdated
            | ControlMeasurementRecorded
            | ControlMeasurementDeleted => Self::Nobody,
            CommissionSetUp
            | CommissionUpdated
            | CommissionMemberAdded
            | CommissionMemberUpdated
            | CommissionMeetingConvened
            | CommissionMeetingUpdated
            | CommissionMeetingHeld
            | CommissionMeetingCancelled
            | CommissionDecisionTaken
            | CommissionDecisionUpdated
            | SensitiveFunctionCreated
            | SensitiveFunctionUpdated
            | ControlDelegationCreated
            | ControlDelegationUpdated => Self::Nobody,
            // A group and its room follow the assessment itself.
            CafAssessmentCreated
            | CafAssessmentUpdated
            | CafStepUpdated
            | CafMemberAdded
            | CafMemberUpdated
            | CafMemberRemoved
            | CafScoringStarted
            | CafIndividualScored
            | CafScoresSubmitted
            | CafScoresTakenBack
            | CafConsensusOpened
            | CafScoresRevealed
            | CafRoomMoved
            | CafDiscussionTimed
            | CafRevoteAsked
            | CafVoteCast
            | CafHandRaised
            | CafHandLowered
            | CafFindingAdded
            | CafFindingUpdated
            | CafFindingRemoved
            | CafFindingsMerged
            | CafAreaRanked
            | CafAreasPlanned
            | CafAreaPlanned
            | CafScoreAgreed
            | CafScoreReopened
            | CafAssessmentConcluded
            | CafAssessmentReopened
            | CafAssessmentCancelled
            | CafReportCreated
            | CafReportUpdated
            | CafReportSubmitted
            | CafReportApproved
            | CafReportReturned
            | CafReportReleased => Self::Nobody,
            // The entries of its lines say whom they concern.
            ImportApplied => Self::Nobody,
            PlanActionCommentCreated => Self::Involved,
            PlanActionCommentsRead => Self::Author,
            // Whom they concerned went with them.
            PlanActionDeleted | PlanActionCommentUpdated | PlanActionCommentDeleted => Self::Readers,
        }
    }
}

/// The people whom an entry itself names, as they were before and after.
pub fn named(entry: &Entry) -> Vec<Uuid> {
    let of_members = entry.changes.iter().filter(|change| change.refers_to() == Some(MembershipId::KIND));
    of_members.flat_map(|Change { old, new, .. }| ids(old).chain(ids(new))).chain(entry.actor).collect()
}

fn touches(entry: &Entry, fields: &[&str]) -> bool {
    entry.changes.iter().any(|change| fields.contains(&change.field.as_str()))
}

/// The ids in a value of the journal: one, or a list.
pub fn ids(value: &Value) -> impl Iterator<Item = Uuid> + '_ {
    let one = std::slice::from_ref(value);
    let all = value.as_array().map_or(one, Vec::as_slice);
    all.iter().filter_map(|id| id.as_str()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use serde_json::json;

    fn entry(kind: EventKind, field: &str, old: Value, new: Value) -> Entry {
        Entry {
            position: 1,
            at: DateTime::UNIX_EPOCH,
            kind: kind.code().into(),
            subject_kind: "plan_action".into(),
            subject: Uuid::nil(),
            subject_version: None,
            topic: Uuid::nil(),
            actor: Some(Uuid::from_u128(9)),
            changes: vec![Change { field: field.into(), old, new }],
        }
    }

    #[test]
    fn an_edit_concerns_people_only_where_it_shows() {
        use EventKind::*;
        for (kind, field, concern) in [
            (PlanActionUpdated, "description", Concern::Nobody),
            (PlanActionUpdated, "dueOn", Concern::Involved),
            (PlanActionMoved, "boardRank", Concern::Nobody),
            (PlanActionMoved, "status", Concern::InvolvedAndVerifiers),
            (PlanUpdated, "description", Concern::Nobody),
            (PlanUpdated, "ownerId", Concern::Readers),
            (PlanActionCommentsRead, "", Concern::Author),
            (ControlQuestionnaireSubmitted, "status", Concern::Compartments),
            (ControlAnswerGiven, "answer", Concern::Nobody),
        ] {
            assert_eq!(
                Concern::of(&entry(kind, field, Value::Null, Value::Null)),
                concern,
                "{kind:?} {field}"
            );
        }
        let newer =
            Entry { kind: "of_a_newer_server".into(), ..entry(PlanCreated, "", Value::Null, Value::Null) };
        assert_eq!(Concern::of(&newer), Concern::Readers);
    }

    #[test]
    fn an_entry_names_who_came_who_went_and_who_did_it() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let handed = entry(EventKind::PlanActionUpdated, "responsibleId", json!(one), json!(two));
        assert_eq!(named(&handed), [one, two, Uuid::from_u128(9)]);
        let helped = entry(EventKind::PlanActionUpdated, "contributorIds", json!([one]), json!([one, two]));
        assert_eq!(named(&helped), [one, one, two, Uuid::from_u128(9)]);
        let renamed = entry(EventKind::PlanActionUpdated, "title", json!("a"), json!("b"));
        assert_eq!(named(&renamed), [Uuid::from_u128(9)]);
    }
}

//! The catalogue of events.

/// The kinds of events, one name for journal, subscriptions and notifications.
macro_rules! event_kinds {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        /// What happened. The code is stored and never changes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum EventKind { $($(#[$doc])* $name,)* }

        impl EventKind {
            /// Every kind, in catalogue order.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The stored code.
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The kind of a stored code; absent for one that only a newer program knows.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$name),)* _ => None }
            }
        }
    };
}

event_kinds! {
    /// An institution was set up.
    TenantCreated = "tenant_created",
    /// Names or notes of an institution changed.
    TenantUpdated = "tenant_updated",
    /// An institution was put under another one.
    TenantMoved = "tenant_moved",
    /// An institution was retired.
    TenantRetired = "tenant_retired",
    /// A retired institution was taken back.
    TenantReinstated = "tenant_reinstated",
    /// What stands at the head of an institution's documents changed.
    LetterheadUpdated = "letterhead_updated",
    /// A unit was added.
    UnitCreated = "unit_created",
    /// A unit changed.
    UnitUpdated = "unit_updated",
    /// Somebody was invited.
    MemberInvited = "member_invited",
    /// An invitation was sent again with a new link.
    InvitationResent = "invitation_resent",
    /// An invitation was taken up.
    InvitationAccepted = "invitation_accepted",
    /// An invitation was withdrawn.
    InvitationRevoked = "invitation_revoked",
    /// A membership began.
    MembershipStarted = "membership_started",
    /// Function, unit, roles, end date or objects of a membership changed.
    MembershipUpdated = "membership_updated",
    /// A membership ended.
    MembershipEnded = "membership_ended",
    /// Name and address of a person were erased.
    MemberErased = "member_erased",
    /// An administrator took the second step of signing in off somebody's account.
    MemberSecondFactorReset = "member_second_factor_reset",
    /// A role of the institution was composed.
    CustomRoleCreated = "custom_role_created",
    /// A role of the institution was composed otherwise.
    CustomRoleUpdated = "custom_role_updated",
    /// A role of the institution was deleted.
    CustomRoleDeleted = "custom_role_deleted",
    /// A view was saved.
    SavedViewCreated = "saved_view_created",
    /// A saved view changed.
    SavedViewUpdated = "saved_view_updated",
    /// A saved view was deleted.
    SavedViewDeleted = "saved_view_deleted",
    /// What an institution decides about reminders changed.
    NotificationPolicyUpdated = "notification_policy_updated",
    /// An institution decided to work or not to work on a day.
    CalendarDaySet = "calendar_day_set",
    /// A day is again what the law says.
    CalendarDayRemoved = "calendar_day_removed",
    /// The address of an institution's calendar was renewed.
    CalendarFeedRenewed = "calendar_feed_renewed",
    /// The address of an institution's calendar was withdrawn.
    CalendarFeedRevoked = "calendar_feed_revoked",
    /// Somebody had the journal verified.
    JournalVerified = "journal_verified",
    /// Somebody took entries of the journal out as a file.
    JournalExported = "journal_exported",
    /// A plan was begun.
    PlanCreated = "plan_created",
    /// What a plan says about itself changed.
    PlanUpdated = "plan_updated",
    /// A plan was sent for approval.
    PlanSubmitted = "plan_submitted",
    /// A plan was approved as a new version.
    PlanApproved = "plan_approved",
    /// A plan was given back to its authors.
    PlanReturned = "plan_returned",
    /// A revision of a plan began.
    PlanRevised = "plan_revised",
    /// A plan was handed over to the municipality.
    PlanReleased = "plan_released",
    /// Somebody of the mayor's office looked at a released plan.
    PlanConsulted = "plan_consulted",
    /// A plan was closed.
    PlanClosed = "plan_closed",
    /// A plan was given up.
    PlanCancelled = "plan_cancelled",
    /// An action was proposed.
    PlanActionCreated = "plan_action_created",
    /// An action changed: its words, people, dates, money, progress, contributors or what it waits for.
    PlanActionUpdated = "plan_action_updated",
    /// An action moved to another status or place on the board.
    PlanActionMoved = "plan_action_moved",
    /// A proposal was deleted.
    PlanActionDeleted = "plan_action_deleted",
    /// The checklist of an action changed.
    PlanActionChecked = "plan_action_checked",
    /// A value of an action's indicator was recorded.
    PlanActionMeasured = "plan_action_measured",
    /// Somebody commented on an action.
    PlanActionCommentCreated = "plan_action_comment_created",
    /// A comment changed.
    PlanActionCommentUpdated = "plan_action_comment_updated",
    /// A comment was deleted.
    PlanActionCommentDeleted = "plan_action_comment_deleted",
    /// Somebody read the comments that mention them.
    PlanActionCommentsRead = "plan_action_comments_read",
    /// Somebody began to watch an action.
    PlanActionWatched = "plan_action_watched",
    /// Somebody stopped watching an action.
    PlanActionUnwatched = "plan_action_unwatched",
    /// Evidence was attached.
    EvidenceCreated = "evidence_created",
    /// What evidence says about itself changed.
    EvidenceUpdated = "evidence_updated",
    /// Evidence was taken off everything it proves.
    EvidenceRemoved = "evidence_removed",
    /// Evidence that was taken off was put back.
    EvidenceRestored = "evidence_restored",
    /// Evidence was linked to one more thing it proves.
    EvidenceLinked = "evidence_linked",
    /// Evidence was taken off one of the things it proves.
    EvidenceUnlinked = "evidence_unlinked",
    /// A file was added to evidence.
    EvidenceFileAdded = "evidence_file_added",
    /// A file of evidence was taken off.
    EvidenceFileRemoved = "evidence_file_removed",
    /// A file of evidence that was taken off was put back.
    EvidenceFileRestored = "evidence_file_restored",
    /// Evidence or files that were taken off long ago were erased.
    EvidenceErased = "evidence_erased",
    /// The entry of the nomenclature of a document changed.
    EvidenceClassified = "evidence_classified",
    /// The content of a document was disposed of by a selection.
    EvidenceDisposed = "evidence_disposed",
    /// An entry of the nomenclature was added.
    RetentionClassCreated = "retention_class_created",
    /// An entry of the nomenclature changed or ended.
    RetentionClassUpdated = "retention_class_updated",
    /// An entry of the nomenclature that nothing was classified by was deleted.
    RetentionClassDeleted = "retention_class_deleted",
    /// What an institution decides about keeping documents changed.
    RetentionPolicyUpdated = "retention_policy_updated",
    /// A selection was begun.
    DisposalCreated = "disposal_created",
    /// Words, papers, list or decisions of a selection changed.
    DisposalUpdated = "disposal_updated",
    /// A selection was sent for approval.
    DisposalSubmitted = "disposal_submitted",
    /// A selection was given back with remarks.
    DisposalReturned = "disposal_returned",
    /// A selection was approved.
    DisposalApproved = "disposal_approved",
    /// A selection began to be carried out: its documents are disposed of.
    DisposalStarted = "disposal_started",
    /// The content of all documents of a selection is gone.
    DisposalDone = "disposal_done",
    /// A selection was given up.
    DisposalCancelled = "disposal_cancelled",
    /// The self-assessment of internal control of a year was opened.
    ControlCampaignOpened = "control_campaign_opened",
    /// What a campaign of internal control says about itself changed.
    ControlCampaignUpdated = "control_campaign_updated",
    /// A campaign of internal control was closed.
    ControlCampaignClosed = "control_campaign_closed",
    /// A colleague may answer a questionnaire, or may no longer.
    ControlQuestionnaireDelegated = "control_questionnaire_delegated",
    /// Last year's answers were taken over into a questionnaire.
    ControlQuestionnaireFilled = "control_questionnaire_filled",
    /// A questionnaire was handed in.
    ControlQuestionnaireSubmitted = "control_questionnaire_submitted",
    /// A questionnaire was given back with a remark.
    ControlQuestionnaireReturned = "control_questionnaire_returned",
    /// A questionnaire was taken in and fixed.
    ControlQuestionnaireLocked = "control_questionnaire_locked",
    /// A criterion was answered.
    ControlAnswerGiven = "control_answer_given",
    /// The list of criteria changed: a new version.
    ControlTemplateUpdated = "control_template_updated",
    /// The days for the papers of internal control were decided.
    ControlCalendarUpdated = "control_calendar_updated",
    /// The scale of risks or the exposure that is tolerated was decided.
    RiskSettingUpdated = "risk_setting_updated",
    /// A risk was entered into the register.
    RiskCreated = "risk_created",
    /// A risk changed.
    RiskUpdated = "risk_updated",
    /// A risk was looked at again.
    RiskReviewed = "risk_reviewed",
    /// A risk was taken off the register.
    RiskClosed = "risk_closed",
    /// A risk was put back on the register.
    RiskReopened = "risk_reopened",
    /// A risk alert was raised.
    RiskAlertRaised = "risk_alert_raised",
    /// A risk alert was analysed.
    RiskAlertAnalysed = "risk_alert_analysed",
    /// A risk alert was taken into the register.
    RiskAlertAccepted = "risk_alert_accepted",
    /// A risk alert was rejected.
    RiskAlertRejected = "risk_alert_rejected",
    /// A closed campaign of internal control was opened again.
    ControlCampaignReopened = "control_campaign_reopened",
    /// The chair decided on a standard that applies nowhere.
    ControlStandardDecided = "control_standard_decided",
    /// The annual report on internal control was begun.
    ControlReportCreated = "control_report_created",
    /// What the annual report says changed.
    ControlReportUpdated = "control_report_updated",
    /// The annual report was handed to the head.
    ControlReportSubmitted = "control_report_submitted",
    /// The annual report was approved and frozen.
    ControlReportApproved = "control_report_approved",
    /// The annual report was given back with a remark.
    ControlReportReturned = "control_report_returned",
    /// The approved report was handed to the superior institution.
    ControlReportReleased = "control_report_released",
    /// The superior institution gave the report back.
    ControlReportRefused = "control_report_refused",
    /// An objective of internal control was set.
    ControlObjectiveCreated = "control_objective_created",
    /// An objective changed, went out of use or came back.
    ControlObjectiveUpdated = "control_objective_updated",
    /// An activity of internal control was entered.
    ControlActivityCreated = "control_activity_created",
    /// An activity or its procedure changed, went out of use or came back.
    ControlActivityUpdated = "control_activity_updated",
    /// An indicator of internal control was entered.
    ControlIndicatorCreated = "control_indicator_created",
    /// An indicator changed, went out of use or came back.
    ControlIndicatorUpdated = "control_indicator_updated",
    /// A value of an indicator was recorded.
    ControlMeasurementRecorded = "control_measurement_recorded",
    /// A value of an indicator was taken out.
    ControlMeasurementDeleted = "control_measurement_deleted",
    /// The act that set the Monitoring Commission up was recorded.
    CommissionSetUp = "commission_set_up",
    /// The act behind the Monitoring Commission changed.
    CommissionUpdated = "commission_updated",
    /// Somebody came into the Monitoring Commission.
    CommissionMemberAdded = "commission_member_added",
    /// Task or time of a member of the Monitoring Commission changed.
    CommissionMemberUpdated = "commission_member_updated",
    /// A meeting of the Monitoring Commission was convened.
    CommissionMeetingConvened = "commission_meeting_convened",
    /// Day, agenda, attendance or minutes of a meeting changed.
    CommissionMeetingUpdated = "commission_meeting_updated",
    /// A meeting took place.
    CommissionMeetingHeld = "commission_meeting_held",
    /// A meeting will not take place.
    CommissionMeetingCancelled = "commission_meeting_cancelled",
    /// A decision of a meeting was recorded.
    CommissionDecisionTaken = "commission_decision_taken",
    /// A decision of a meeting was corrected.
    CommissionDecisionUpdated = "commission_decision_updated",
    /// A sensitive function was entered.
    SensitiveFunctionCreated = "sensitive_function_created",
    /// A sensitive function changed, went out of the inventory or came back.
    SensitiveFunctionUpdated = "sensitive_function_updated",
    /// A delegation was entered.
    ControlDelegationCreated = "control_delegation_created",
    /// A delegation changed or was revoked.
    ControlDelegationUpdated = "control_delegation_updated",
    /// A CAF self-assessment was begun.
    CafAssessmentCreated = "caf_assessment_created",
    /// Name, scope, method, dates or coordinator of a CAF self-assessment changed.
    CafAssessmentUpdated = "caf_assessment_updated",
    /// A step of a CAF self-assessment was planned, noted or done.
    CafStepUpdated = "caf_step_updated",
    /// Somebody came into a self-assessment group.
    CafMemberAdded = "caf_member_added",
    /// Somebody has another task in a self-assessment group.
    CafMemberUpdated = "caf_member_updated",
    /// Somebody left a self-assessment group.
    CafMemberRemoved = "caf_member_removed",
    /// Members of a group began to score.
    CafScoringStarted = "caf_scoring_started",
    /// A member wrote something of their own assessment; never what.
    CafIndividualScored = "caf_individual_scored",
    /// A member handed the scores in.
    CafScoresSubmitted = "caf_scores_submitted",
    /// A member took the scores back before anybody saw them.
    CafScoresTakenBack = "caf_scores_taken_back",
    /// The consensus of a group was opened.
    CafConsensusOpened = "caf_consensus_opened",
    /// The scores or votes of a subcriterion were shown.
    CafScoresRevealed = "caf_scores_revealed",
    /// The meeting of a group went to a subcriterion.
    CafRoomMoved = "caf_room_moved",
    /// A group talks about a subcriterion, for some time.
    CafDiscussionTimed = "caf_discussion_timed",
    /// Members were asked to vote once more.
    CafRevoteAsked = "caf_revote_asked",
    /// A member voted; never what.
    CafVoteCast = "caf_vote_cast",
    /// A member asked for the word.
    CafHandRaised = "caf_hand_raised",
    /// A member has had the word, or wants it no more.
    CafHandLowered = "caf_hand_lowered",
    /// A strength or an area for improvement was written down.
    CafFindingAdded = "caf_finding_added",
    /// A strength or an area for improvement was reworded.
    CafFindingUpdated = "caf_finding_updated",
    /// A strength or an area for improvement was taken out.
    CafFindingRemoved = "caf_finding_removed",
    /// Several strengths or areas for improvement became one.
    CafFindingsMerged = "caf_findings_merged",
    /// An area for improvement was weighed.
    CafAreaRanked = "caf_area_ranked",
    /// Areas for improvement went into actions of a plan.
    CafAreasPlanned = "caf_areas_planned",
    /// An area for improvement went into an action.
    CafAreaPlanned = "caf_area_planned",
    /// The group agreed on a score.
    CafScoreAgreed = "caf_score_agreed",
    /// An agreed score was taken up again.
    CafScoreReopened = "caf_score_reopened",
    /// A CAF self-assessment was concluded.
    CafAssessmentConcluded = "caf_assessment_concluded",
    /// A concluded CAF self-assessment was taken up again.
    CafAssessmentReopened = "caf_assessment_reopened",
    /// A CAF self-assessment was given up.
    CafAssessmentCancelled = "caf_assessment_cancelled",
    /// The report of an assessment was begun.
    CafReportCreated = "caf_report_created",
    /// Something was written in it.
    CafReportUpdated = "caf_report_updated",
    /// It was handed to the head.
    CafReportSubmitted = "caf_report_submitted",
    /// It was approved and frozen.
    CafReportApproved = "caf_report_approved",
    /// It was given back with a remark.
    CafReportReturned = "caf_report_returned",
    /// Its approved version was handed to the city hall.
    CafReportReleased = "caf_report_released",
    /// The lines of a sheet were taken over, each with an entry of its own.
    ImportApplied = "import_applied",
}

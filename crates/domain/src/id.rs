//! Identifiers. A row of an institution is named by the institution and the row, so that no id is ever used
//! without saying whose it is. Global things (accounts, municipalities, institutions) have plain ids.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Kinds of things an id can name; the text goes into opaque ids and journal entries and never changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Kind(pub &'static str);

impl Kind {
    /// The kind of a stored text. Only texts of kinds are stored; another one names nothing.
    pub fn known(text: &str) -> Self {
        ROWS.iter().copied().find(|kind| kind.0 == text).unwrap_or(Self("unknown"))
    }
}

macro_rules! global_id {
    ($($(#[$doc:meta])* $name:ident = $kind:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// What this id names.
            pub const KIND: Kind = Kind($kind);
        }

        impl Identity for $name {
            const KIND: Kind = Self::KIND;

            fn bytes(&self) -> Vec<u8> {
                self.0.as_bytes().to_vec()
            }

            fn from_bytes(bytes: &[u8]) -> Option<Self> {
                Uuid::from_slice(bytes).ok().map(Self)
            }
        }
    )*};
}

macro_rules! tenant_id {
    ($($(#[$doc:meta])* $name:ident = $kind:literal;)*) => {
        /// Kinds of rows of institutions.
        const ROWS: &[Kind] = &[$(Kind($kind),)*];
    $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name {
            /// The institution that owns the row.
            pub tenant: TenantId,
            /// The row inside the institution.
            pub row: Uuid,
        }

        impl $name {
            /// What this id names.
            pub const KIND: Kind = Kind($kind);

            /// Names one row of one institution.
            pub fn new(tenant: TenantId, row: Uuid) -> Self {
                Self { tenant, row }
            }
        }

        impl Identity for $name {
            const KIND: Kind = Self::KIND;

            fn bytes(&self) -> Vec<u8> {
                [self.tenant.0.as_bytes().as_slice(), self.row.as_bytes()].concat()
            }

            fn from_bytes(bytes: &[u8]) -> Option<Self> {
                let (tenant, row) = bytes.split_at_checked(16)?;
                Some(Self::new(TenantId(Uuid::from_slice(tenant).ok()?), Uuid::from_slice(row).ok()?))
            }
        }

        impl TenantRow for $name {
            fn new(tenant: TenantId, row: Uuid) -> Self {
                Self { tenant, row }
            }

            fn tenant(&self) -> TenantId {
                self.tenant
            }

            fn row(&self) -> Uuid {
                self.row
            }
        }
    )*};
}

/// An id with the bytes that make its opaque form.
pub trait Identity: Copy + Eq + std::hash::Hash + Send + Sync + 'static {
    /// What the id names.
    const KIND: Kind;
    /// Its bytes.
    fn bytes(&self) -> Vec<u8>;
    /// From its bytes.
    fn from_bytes(bytes: &[u8]) -> Option<Self>;
}

/// An id of a row that belongs to one institution.
pub trait TenantRow: Identity {
    /// Names one row of one institution.
    fn new(tenant: TenantId, row: Uuid) -> Self;
    /// The institution that owns the row.
    fn tenant(&self) -> TenantId;
    /// The row inside the institution.
    fn row(&self) -> Uuid;
}

global_id! {
    /// A person's login, the same in every institution.
    AccountId = "account";
    /// A signed-in device of an account: one family of refresh tokens.
    SessionId = "session";
    /// A customer: the municipality whose institutions share an installation.
    MunicipalityId = "municipality";
    /// An institution: the unit of isolation.
    TenantId = "tenant";
}

tenant_id! {
    /// A role an institution composed itself.
    CustomRoleId = "custom_role";
    /// A compartment inside an institution.
    UnitId = "unit";
    /// An account's place in an institution.
    MembershipId = "membership";
    /// An invitation to an institution.
    InvitationId = "invitation";
    /// Something a person is told.
    NotificationId = "notification";
    /// A saved view of a list.
    SavedViewId = "saved_view";
    /// An improvement plan.
    PlanId = "plan";
    /// An action of an improvement plan.
    PlanActionId = "plan_action";
    /// A checklist item of an action.
    PlanActionCheckId = "plan_action_check";
    /// A comment on an action.
    PlanActionCommentId = "plan_action_comment";
    /// A measured value of an action's indicator.
    PlanActionMeasurementId = "plan_action_measurement";
    /// A piece of evidence.
    EvidenceId = "evidence";
    /// A file of a piece of evidence.
    EvidenceFileId = "evidence_file";
    /// An entry of the nomenclature of kept documents.
    RetentionClassId = "retention_class";
    /// A selection of documents that are to go.
    DisposalId = "disposal";
    /// A file on its way.
    UploadId = "upload";
    /// A version of the list of criteria of internal control.
    ControlTemplateId = "control_template";
    /// A criterion of such a list.
    ControlCriterionId = "control_criterion";
    /// A yearly self-assessment of internal control.
    ControlCampaignId = "control_campaign";
    /// The questionnaire of a compartment.
    ControlQuestionnaireId = "control_questionnaire";
    /// An answer to a criterion.
    ControlAnswerId = "control_answer";
    /// An objective of internal control.
    ControlObjectiveId = "control_objective";
    /// An activity of a compartment.
    ControlActivityId = "control_activity";
    /// An indicator of an objective or activity.
    ControlIndicatorId = "control_indicator";
    /// A measured value of such an indicator.
    ControlMeasurementId = "control_measurement";
    /// The Monitoring Commission of an institution.
    CommissionId = "commission";
    /// Somebody in it for a time.
    CommissionMemberId = "commission_member";
    /// A meeting of it.
    CommissionMeetingId = "commission_meeting";
    /// A decision of such a meeting.
    CommissionDecisionId = "commission_decision";
    /// A sensitive function.
    SensitiveFunctionId = "sensitive_function";
    /// A delegation.
    ControlDelegationId = "control_delegation";
    /// A CAF self-assessment.
    CafAssessmentId = "caf_assessment";
    /// One of its ten steps.
    CafStepId = "caf_step";
    /// Somebody in its group.
    CafMemberId = "caf_member";
    /// What a member says of a subcriterion.
    CafIndividualScoreId = "caf_individual_score";
    /// What the group agrees on for a subcriterion.
    CafConsensusId = "caf_consensus";
    /// A strength or an area for improvement the group found.
    CafFindingId = "caf_finding";
    /// The report of an assessment.
    CafReportId = "caf_report";
    /// An approved version of it.
    CafReportVersionId = "caf_report_version";
    /// A paper of internal control that is due: a kind and a year, no row.
    ControlDeadlineId = "control_deadline";
    /// A risk of the register.
    RiskId = "risk";
    /// A look at a risk.
    RiskReviewId = "risk_review";
    /// A risk alert.
    RiskAlertId = "risk_alert";
    /// A decision of the chair on a standard that applies nowhere.
    ControlDecisionId = "control_decision";
    /// The annual report on internal control.
    ControlReportId = "control_report";
    /// An approved version of such a report.
    ControlReportVersionId = "control_report_version";
}

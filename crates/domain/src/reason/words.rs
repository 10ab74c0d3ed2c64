//! The codes of reasons and the values that their sentences speak of.

use super::Reason;

impl Reason {
    /// Stable code for clients.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Required => "REQUIRED",
            Self::TooLong { .. } => "TOO_LONG",
            Self::TooShort { .. } => "TOO_SHORT",
            Self::OutOfRange { .. } => "OUT_OF_RANGE",
            Self::ForbiddenCharacter => "FORBIDDEN_CHARACTER",
            Self::NotAnEmail => "NOT_AN_EMAIL",
            Self::TooPrecise { .. } => "TOO_PRECISE",
            Self::UnknownReference => "UNKNOWN_REFERENCE",
            Self::TooMany { .. } => "TOO_MANY",
            Self::Repeated => "REPEATED",
            Self::EndBeforeStart => "END_BEFORE_START",
            Self::InThePast => "IN_THE_PAST",
            Self::BadCursor => "BAD_CURSOR",
            Self::CodeTaken => "CODE_TAKEN",
            Self::CommonPassword => "COMMON_PASSWORD",
            Self::WrongPassword => "WRONG_PASSWORD",
            Self::WrongCredentials => "WRONG_CREDENTIALS",
            Self::LinkExpired => "LINK_EXPIRED",
            Self::AlreadyMember => "ALREADY_MEMBER",
            Self::InvitationClosed => "INVITATION_CLOSED",
            Self::LastAdministrator => "LAST_ADMINISTRATOR",
            Self::GuestNeedsScope => "GUEST_NEEDS_SCOPE",
            Self::ScopeOnlyForGuests => "SCOPE_ONLY_FOR_GUESTS",
            Self::OwnRights => "OWN_RIGHTS",
            Self::CannotGive(_) => "CANNOT_GIVE",
            Self::RoleInUse { .. } => "ROLE_IN_USE",
            Self::SecondFactorNeeded => "SECOND_FACTOR_NEEDED",
            Self::WrongCode => "WRONG_CODE",
            Self::NoSecondFactor => "NO_SECOND_FACTOR",
            Self::SecondFactorRequired => "SECOND_FACTOR_REQUIRED",
            Self::PersonErased => "PERSON_ERASED",
            Self::StillMember => "STILL_MEMBER",
            Self::PlaceElsewhere => "PLACE_ELSEWHERE",
            Self::UnitCycle => "UNIT_CYCLE",
            Self::UnitRetired => "UNIT_RETIRED",
            Self::NotASlug => "NOT_A_SLUG",
            Self::HeadStays => "HEAD_STAYS",
            Self::InstitutionCycle => "INSTITUTION_CYCLE",
            Self::TenantRetired => "TENANT_RETIRED",
            Self::TenantInUse => "TENANT_IN_USE",
            Self::RetirementFinal => "RETIREMENT_FINAL",
            Self::HasSubordinates => "HAS_SUBORDINATES",
            Self::ChangedMeanwhile => "CHANGED_MEANWHILE",
            Self::KeyReused => "KEY_REUSED",
            Self::MissingPermission(_) => "MISSING_PERMISSION",
            Self::InTheFuture => "IN_THE_FUTURE",
            Self::OutsidePlanPeriod { .. } => "OUTSIDE_PLAN_PERIOD",
            Self::ActionsOutsidePeriod { .. } => "ACTIONS_OUTSIDE_PERIOD",
            Self::PlanNotInWork => "PLAN_NOT_IN_WORK",
            Self::PlanInApproval => "PLAN_IN_APPROVAL",
            Self::PlanNotInApproval => "PLAN_NOT_IN_APPROVAL",
            Self::PlanNotActive => "PLAN_NOT_ACTIVE",
            Self::PlanNeverApproved => "PLAN_NEVER_APPROVED",
            Self::PlanClosed => "PLAN_CLOSED",
            Self::PlanCancelled => "PLAN_CANCELLED",
            Self::PlanWithoutActions => "PLAN_WITHOUT_ACTIONS",
            Self::ActionsIncomplete { .. } => "ACTIONS_INCOMPLETE",
            Self::PlanHasOpenActions { .. } => "PLAN_HAS_OPEN_ACTIONS",
            Self::OwnSubmission => "OWN_SUBMISSION",
            Self::NothingToRelease => "NOTHING_TO_RELEASE",
            Self::TransitionNotAllowed { .. } => "TRANSITION_NOT_ALLOWED",
            Self::NotInProgress => "NOT_IN_PROGRESS",
            Self::ActionSettled => "ACTION_SETTLED",
            Self::ActionNotProposed => "ACTION_NOT_PROPOSED",
            Self::ActionNotDecided => "ACTION_NOT_DECIDED",
            Self::NoIndicator => "NO_INDICATOR",
            Self::IndicatorNotMeasured => "INDICATOR_NOT_MEASURED",
            Self::OwnVerification => "OWN_VERIFICATION",
            Self::DependencyCycle => "DEPENDENCY_CYCLE",
            Self::NotYourComment => "NOT_YOUR_COMMENT",
            Self::FileTypeRefused => "FILE_TYPE_REFUSED",
            Self::FileTooLarge { .. } => "FILE_TOO_LARGE",
            Self::PictureTooLarge { .. } => "PICTURE_TOO_LARGE",
            Self::PictureUnusable => "PICTURE_UNUSABLE",
            Self::FileEmpty => "FILE_EMPTY",
            Self::FileContentMismatch => "FILE_CONTENT_MISMATCH",
            Self::FileDamaged => "FILE_DAMAGED",
            Self::FileUnpacksTooLarge => "FILE_UNPACKS_TOO_LARGE",
            Self::FileHasMacros => "FILE_HAS_MACROS",
            Self::FileInfected => "FILE_INFECTED",
            Self::FileAlreadyAttached => "FILE_ALREADY_ATTACHED",
            Self::UploadIncomplete => "UPLOAD_INCOMPLETE",
            Self::UploadBeingChecked => "UPLOAD_BEING_CHECKED",
            Self::StorageQuotaReached => "STORAGE_QUOTA_REACHED",
            Self::StorageFull => "STORAGE_FULL",
            Self::ScannerSilent => "SCANNER_SILENT",
            Self::NotYourEvidence => "NOT_YOUR_EVIDENCE",
            Self::LastLink => "LAST_LINK",
            Self::NotClassified => "NOT_CLASSIFIED",
            Self::KeptUntil { .. } => "KEPT_UNTIL",
            Self::KeptForever => "KEPT_FOREVER",
            Self::StillServes => "STILL_SERVES",
            Self::InDisposal => "IN_DISPOSAL",
            Self::DocumentDisposed => "DOCUMENT_DISPOSED",
            Self::CommissionUndecided { .. } => "COMMISSION_UNDECIDED",
            Self::ClassInUse { .. } => "CLASS_IN_USE",
            Self::ClassNotInForce => "CLASS_NOT_IN_FORCE",
            Self::CampaignExists => "CAMPAIGN_EXISTS",
            Self::CampaignClosed => "CAMPAIGN_CLOSED",
            Self::QuestionnaireNotInWork => "QUESTIONNAIRE_NOT_IN_WORK",
            Self::QuestionnaireNotSubmitted => "QUESTIONNAIRE_NOT_SUBMITTED",
            Self::QuestionnaireIncomplete { .. } => "QUESTIONNAIRE_INCOMPLETE",
            Self::NothingToTakeOver => "NOTHING_TO_TAKE_OVER",
            Self::NoCompartments => "NO_COMPARTMENTS",
            Self::StandardWithoutCriterion { .. } => "STANDARD_WITHOUT_CRITERION",
            Self::RiskScaleInUse { .. } => "RISK_SCALE_IN_USE",
            Self::ResidualAboveInherent => "RESIDUAL_ABOVE_INHERENT",
            Self::RiskClosed => "RISK_CLOSED",
            Self::RiskOpen => "RISK_OPEN",
            Self::RiskOnOtherScale => "RISK_ON_OTHER_SCALE",
            Self::RiskAlertNotAnalysed => "RISK_ALERT_NOT_ANALYSED",
            Self::RiskAlertEscalated => "RISK_ALERT_ESCALATED",
            Self::RiskAlertDecided => "RISK_ALERT_DECIDED",
            Self::CampaignOpen => "CAMPAIGN_OPEN",
            Self::StandardApplies => "STANDARD_APPLIES",
            Self::ReportExists => "REPORT_EXISTS",
            Self::ReportNotInWork => "REPORT_NOT_IN_WORK",
            Self::ReportNotSubmitted => "REPORT_NOT_SUBMITTED",
            Self::ReportNotApproved => "REPORT_NOT_APPROVED",
            Self::ReportNotReleased => "REPORT_NOT_RELEASED",
            Self::SuperiorDecides => "SUPERIOR_DECIDES",
            Self::QuestionnairesOpen { .. } => "QUESTIONNAIRES_OPEN",
            Self::StandardsUndecided { .. } => "STANDARDS_UNDECIDED",
            Self::ControlRetired => "CONTROL_RETIRED",
            Self::ControlParentRetired => "CONTROL_PARENT_RETIRED",
            Self::ControlHasChildren { .. } => "CONTROL_HAS_CHILDREN",
            Self::NotAGeneralObjective => "NOT_A_GENERAL_OBJECTIVE",
            Self::NotASpecificObjective => "NOT_A_SPECIFIC_OBJECTIVE",
            Self::GeneralHasNoUnit => "GENERAL_HAS_NO_UNIT",
            Self::MeasuredAlready => "MEASURED_ALREADY",
            Self::NoCommission => "NO_COMMISSION",
            Self::AlreadyInCommission => "ALREADY_IN_COMMISSION",
            Self::CommissionHasChair => "COMMISSION_HAS_CHAIR",
            Self::InternalAuditExcluded => "INTERNAL_AUDIT_EXCLUDED",
            Self::DecisionCarriedOut => "DECISION_CARRIED_OUT",
            Self::MinutesSigned => "MINUTES_SIGNED",
            Self::MeetingNotHeld => "MEETING_NOT_HELD",
            Self::MeetingHeld => "MEETING_HELD",
            Self::MeetingCancelled => "MEETING_CANCELLED",
            Self::SamePerson => "SAME_PERSON",
            Self::DelegationRevoked => "DELEGATION_REVOKED",
            Self::DisposalNotInWork => "DISPOSAL_NOT_IN_WORK",
            Self::DisposalNotSubmitted => "DISPOSAL_NOT_SUBMITTED",
            Self::DisposalNotApproved => "DISPOSAL_NOT_APPROVED",
            Self::DisposalOver => "DISPOSAL_OVER",
            Self::DisposalEmpty => "DISPOSAL_EMPTY",
            Self::MinutesMissing => "MINUTES_MISSING",
            Self::ConfirmationMissing => "CONFIRMATION_MISSING",
            Self::Caf(refusal) => refusal.code(),
            Self::NotANumber => "NOT_A_NUMBER",
            Self::NotADate => "NOT_A_DATE",
            Self::NotOnTheList { .. } => "NOT_ON_THE_LIST",
            Self::NothingCalledSo => "NOTHING_CALLED_SO",
            Self::RowsRefused { .. } => "ROWS_REFUSED",
        }
    }

    /// The values the sentence speaks of, by name.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooLong { max } | Self::TooMany { max } => vec![("max", max.to_string())],
            Self::TooShort { min } => vec![("min", min.to_string())],
            Self::OutOfRange { min, max } => vec![("min", min.clone()), ("max", max.clone())],
            Self::TooPrecise { scale } => vec![("scale", scale.to_string())],
            Self::FileTooLarge { mib } => vec![("mib", mib.to_string())],
            Self::PictureTooLarge { kib } => vec![("kib", kib.to_string())],
            Self::MissingPermission(permission) | Self::CannotGive(permission) => {
                vec![("permission", permission.code().to_owned())]
            }
            Self::OutsidePlanPeriod { start, end } | Self::ActionsOutsidePeriod { start, end } => {
                vec![("start", start.to_string()), ("end", end.to_string())]
            }
            Self::ActionsIncomplete { codes } => vec![("codes", codes.clone())],
            Self::PlanHasOpenActions { count }
            | Self::RoleInUse { count }
            | Self::RowsRefused { count }
            | Self::CommissionUndecided { count }
            | Self::QuestionnaireIncomplete { count }
            | Self::RiskScaleInUse { count }
            | Self::QuestionnairesOpen { count }
            | Self::ControlHasChildren { count }
            | Self::StandardsUndecided { count }
            | Self::ClassInUse { count } => vec![("count", count.to_string())],
            Self::Caf(refusal) => refusal.args(),
            Self::StandardWithoutCriterion { standard } => vec![("standard", standard.to_string())],
            Self::KeptUntil { until } => vec![("until", until.to_string())],
            Self::NotOnTheList { values } => vec![("values", values.clone())],
            Self::TransitionNotAllowed { from, to } => {
                vec![("from", from.code().to_owned()), ("to", to.code().to_owned())]
            }
            Self::Required
            | Self::ForbiddenCharacter
            | Self::NotAnEmail
            | Self::UnknownReference
            | Self::Repeated
            | Self::EndBeforeStart
            | Self::InThePast
            | Self::BadCursor
            | Self::CodeTaken
            | Self::CommonPassword
            | Self::WrongPassword
            | Self::WrongCredentials
            | Self::LinkExpired
            | Self::AlreadyMember
            | Self::InvitationClosed
            | Self::LastAdministrator
            | Self::GuestNeedsScope
            | Self::ScopeOnlyForGuests
            | Self::OwnRights
            | Self::SecondFactorNeeded
            | Self::WrongCode
            | Self::NoSecondFactor
            | Self::SecondFactorRequired
            | Self::PersonErased
            | Self::StillMember
            | Self::PlaceElsewhere
            | Self::UnitCycle
            | Self::UnitRetired
            | Self::NotASlug
            | Self::HeadStays
            | Self::InstitutionCycle
            | Self::TenantRetired
            | Self::TenantInUse
            | Self::RetirementFinal
            | Self::HasSubordinates
            | Self::ChangedMeanwhile
            | Self::KeyReused
            | Self::InTheFuture
            | Self::PlanNotInWork
            | Self::PlanInApproval
            | Self::PlanNotInApproval
            | Self::PlanNotActive
            | Self::PlanNeverApproved
            | Self::PlanClosed
            | Self::PlanCancelled
            | Self::PlanWithoutActions
            | Self::OwnSubmission
            | Self::NothingToRelease
            | Self::NotInProgress
            | Self::ActionSettled
            | Self::ActionNotProposed
            | Self::ActionNotDecided
            | Self::NoIndicator
            | Self::IndicatorNotMeasured
            | Self::OwnVerification
            | Self::DependencyCycle
            | Self::NotYourComment
            | Self::FileTypeRefused
            | Self::PictureUnusable
            | Self::FileEmpty
            | Self::FileContentMismatch
            | Self::FileDamaged
            | Self::FileUnpacksTooLarge
            | Self::FileHasMacros
            | Self::FileInfected
            | Self::FileAlreadyAttached
            | Self::UploadIncomplete
            | Self::UploadBeingChecked
            | Self::StorageQuotaReached
            | Self::StorageFull
            | Self::ScannerSilent
            | Self::NotYourEvidence
            | Self::LastLink
            | Self::NotClassified
            | Self::KeptForever
            | Self::StillServes
            | Self::InDisposal
            | Self::DocumentDisposed
            | Self::ClassNotInForce
            | Self::CampaignExists
            | Self::CampaignClosed
            | Self::QuestionnaireNotInWork
            | Self::QuestionnaireNotSubmitted
            | Self::NothingToTakeOver
            | Self::NoCompartments
            | Self::ResidualAboveInherent
            | Self::RiskClosed
            | Self::RiskOpen
            | Self::RiskOnOtherScale
            | Self::RiskAlertNotAnalysed
            | Self::RiskAlertEscalated
            | Self::RiskAlertDecided
            | Self::CampaignOpen
            | Self::StandardApplies
            | Self::ReportExists
            | Self::ReportNotInWork
            | Self::ReportNotSubmitted
            | Self::ReportNotApproved
            | Self::ReportNotReleased
            | Self::SuperiorDecides
            | Self::ControlRetired
            | Self::ControlParentRetired
            | Self::NotAGeneralObjective
            | Self::NotASpecificObjective
            | Self::GeneralHasNoUnit
            | Self::MeasuredAlready
            | Self::NoCommission
            | Self::AlreadyInCommission
            | Self::CommissionHasChair
            | Self::InternalAuditExcluded
            | Self::DecisionCarriedOut
            | Self::MinutesSigned
            | Self::MeetingNotHeld
            | Self::MeetingHeld
            | Self::MeetingCancelled
            | Self::SamePerson
            | Self::DelegationRevoked
            | Self::DisposalNotInWork
            | Self::DisposalNotSubmitted
            | Self::DisposalNotApproved
            | Self::DisposalOver
            | Self::DisposalEmpty
            | Self::MinutesMissing
            | Self::ConfirmationMissing
            | Self::NotANumber
            | Self::NotADate
            | Self::NothingCalledSo => Vec::new(),
        }
    }
}

//! Why something is refused. The code is the contract with clients; `graphql` turns it into a sentence of the
//! caller's language, exhaustively, so a new reason without its sentences does not compile.

use crate::{access::Permission, plan::ActionStatus};
use chrono::NaiveDate;

/// A reason with what the sentence needs to be concrete; a variant's sentence names its fields.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the sentence of a variant explains its fields")]
pub enum Reason {
    // Values
    /// Nothing was given where something is needed.
    Required,
    /// A text is longer than `max` characters.
    TooLong { max: usize },
    /// A text is shorter than `min` characters.
    TooShort { min: usize },
    /// A number or count is outside `min..=max`.
    OutOfRange { min: String, max: String },
    /// A text holds characters that cannot be stored or read, such as NUL or direction overrides.
    ForbiddenCharacter,
    /// Not an e-mail address.
    NotAnEmail,
    /// A decimal has more digits than the field keeps.
    TooPrecise { scale: u32 },
    /// An opaque id that names nothing the caller may use here.
    UnknownReference,
    /// More items than allowed.
    TooMany { max: usize },
    /// The same item twice.
    Repeated,
    /// The end lies before the start.
    EndBeforeStart,
    /// The date lies in the past although it must not.
    InThePast,
    /// A cursor that was not given out for this list.
    BadCursor,
    /// The code is already used in this institution.
    CodeTaken,
    // Identity
    /// The password is on the list of common passwords.
    CommonPassword,
    /// The password in use was not given correctly.
    WrongPassword,
    /// Address or password is wrong, or the account cannot sign in; deliberately not told apart.
    WrongCredentials,
    /// The link was used, withdrawn, replaced or is out of date.
    LinkExpired,
    /// The person is already a member of the institution.
    AlreadyMember,
    /// The invitation is no longer open.
    InvitationClosed,
    /// The last administrator of an institution cannot lose the role.
    LastAdministrator,
    /// Guests need an end date and the objects they may see.
    GuestNeedsScope,
    /// Only guests are limited to objects.
    ScopeOnlyForGuests,
    /// Nobody changes their own rights.
    OwnRights,
    /// Nobody hands on what they may not do themselves.
    CannotGive(Permission),
    /// The role is held by people or promised by invitations.
    RoleInUse { count: i32 },
    /// The account asks for the second step of signing in.
    SecondFactorNeeded,
    /// The code is wrong, out of date or was used before.
    WrongCode,
    /// There is no second step to change, or none that waits to be confirmed.
    NoSecondFactor,
    /// An institution of the person asks for the second step.
    SecondFactorRequired,
    /// Name and address of the person are erased.
    PersonErased,
    /// The person still belongs to the institution.
    StillMember,
    /// The person works in institutions too that the caller does not administer.
    PlaceElsewhere,
    // Tenancy
    /// A unit cannot lie under itself.
    UnitCycle,
    /// The unit is retired.
    UnitRetired,
    /// Letters without accents, digits and dashes, nothing else.
    NotASlug,
    /// The city hall stands above all others and stays.
    HeadStays,
    /// An institution cannot be subordinate to itself.
    InstitutionCycle,
    /// The institution is retired.
    TenantRetired,
    /// The institution is not retired.
    TenantInUse,
    /// The time for taking a retired institution back is over.
    RetirementFinal,
    /// Other institutions are subordinate to it.
    HasSubordinates,
    // State
    /// Somebody changed the same values since the caller read them.
    ChangedMeanwhile,
    /// The same idempotency key was used for another operation or input.
    KeyReused,
    /// The right is missing.
    MissingPermission(Permission),
    /// The date must not lie in the future.
    InTheFuture,
    // Plans
    /// The date lies outside the period of the plan.
    OutsidePlanPeriod { start: NaiveDate, end: NaiveDate },
    /// Actions of the plan would lie outside its period; they reach from `start` to `end`.
    ActionsOutsidePeriod { start: NaiveDate, end: NaiveDate },
    /// The plan is neither a draft nor under revision.
    PlanNotInWork,
    /// The plan waits for approval; what it says is fixed meanwhile.
    PlanInApproval,
    /// Nothing was submitted for approval.
    PlanNotInApproval,
    /// The plan is not active.
    PlanNotActive,
    /// The plan was never approved.
    PlanNeverApproved,
    /// The plan is closed.
    PlanClosed,
    /// The plan was given up.
    PlanCancelled,
    /// A plan without actions cannot be submitted.
    PlanWithoutActions,
    /// Some actions lack a responsible person or a due date.
    ActionsIncomplete { codes: String },
    /// Some actions are not settled yet.
    PlanHasOpenActions { count: i32 },
    /// Nobody approves what they submitted themselves.
    OwnSubmission,
    /// Everything was handed over already.
    NothingToRelease,
    // Actions
    /// An action cannot go from this status to that one.
    TransitionNotAllowed { from: ActionStatus, to: ActionStatus },
    /// Progress is reported while the action is in progress.
    NotInProgress,
    /// What is done, rejected or cancelled is reopened before it is changed.
    ActionSettled,
    /// Only proposals are deleted.
    ActionNotProposed,
    /// It was not decided to do it.
    ActionNotDecided,
    /// The action has no indicator.
    NoIndicator,
    /// The indicator has a target but no measured value.
    IndicatorNotMeasured,
    /// Nobody verifies what they answer for.
    OwnVerification,
    /// Actions would wait for each other in a circle.
    DependencyCycle,
    /// Comments are changed by their authors only.
    NotYourComment,
    // Documents
    /// Files of this kind are not taken.
    FileTypeRefused,
    /// The file is larger than `mib` MiB.
    FileTooLarge { mib: u32 },
    /// The picture is larger than `kib` KiB.
    PictureTooLarge { kib: usize },
    /// Neither PNG nor SVG, damaged, or not complete in itself.
    PictureUnusable,
    /// The file has no content.
    FileEmpty,
    /// The content is not what the name promises.
    FileContentMismatch,
    /// The file cannot be read to its end.
    FileDamaged,
    /// Unpacked, the file would be far larger than any document is.
    FileUnpacksTooLarge,
    /// The document carries programs.
    FileHasMacros,
    /// The antivirus found something.
    FileInfected,
    /// The same content is in the evidence already.
    FileAlreadyAttached,
    /// Parts of the file have not arrived yet.
    UploadIncomplete,
    /// The file is being checked.
    UploadBeingChecked,
    /// The institution has used up its room for files.
    StorageQuotaReached,
    /// There is no room left where files lie.
    StorageFull,
    /// The antivirus does not answer.
    ScannerSilent,
    /// Evidence is changed by who attached it and by those who run what it proves.
    NotYourEvidence,
    /// Evidence proves at least one thing.
    LastLink,
    // Keeping documents
    /// The document has no entry of the nomenclature.
    NotClassified,
    /// The document is kept up to a day.
    KeptUntil { until: NaiveDate },
    /// The document is kept for good.
    KeptForever,
    /// A plan that is not over rests on the document.
    StillServes,
    /// The document is in a selection.
    InDisposal,
    /// The document was disposed of.
    DocumentDisposed,
    /// The commission of selection has not decided on some documents.
    CommissionUndecided { count: i32 },
    /// Documents were classified by the entry, or new ones are by default.
    ClassInUse { count: i32 },
    /// The entry was not in force on the day of the document and is not today.
    ClassNotInForce,
    /// There is a campaign for the year already.
    CampaignExists,
    /// The campaign was closed.
    CampaignClosed,
    /// The questionnaire was handed in or locked.
    QuestionnaireNotInWork,
    /// The questionnaire was not handed in.
    QuestionnaireNotSubmitted,
    /// Criteria have no answer, no explanation, or one of last year that nobody confirmed.
    QuestionnaireIncomplete { count: i32 },
    /// There is nothing of the year before to take over.
    NothingToTakeOver,
    /// No compartment is asked.
    NoCompartments,
    /// Every standard keeps at least one criterion.
    StandardWithoutCriterion { standard: i32 },
    /// Open risks are rated on the scale that is to be left.
    RiskScaleInUse { count: i32 },
    /// The residual exposure is above the inherent one and nobody said why.
    ResidualAboveInherent,
    /// The risk was taken off the register.
    RiskClosed,
    /// The risk is on the register.
    RiskOpen,
    /// The risk was rated on a scale the institution does not use any more.
    RiskOnOtherScale,
    /// The alert was not analysed yet.
    RiskAlertNotAnalysed,
    /// The analysis handed the alert up to the secretariat.
    RiskAlertEscalated,
    /// The alert was accepted or rejected.
    RiskAlertDecided,
    /// The campaign is being answered.
    CampaignOpen,
    /// The standard applies in some compartment, so its status follows from the answers.
    StandardApplies,
    /// There is a report for the campaign already.
    ReportExists,
    /// The report was handed in or approved.
    ReportNotInWork,
    /// The report was not handed in.
    ReportNotSubmitted,
    /// The report is not approved, or was handed over already.
    ReportNotApproved,
    /// The superior institution did not get the report, or gave it back already.
    ReportNotReleased,
    /// Questionnaires are not taken in yet.
    QuestionnairesOpen { count: i32 },
    /// Standards apply nowhere and the chair has not decided.
    StandardsUndecided { count: i32 },
    /// The selection is not being put together.
    DisposalNotInWork,
    /// The selection does not wait for approval.
    DisposalNotSubmitted,
    /// The selection is not approved, or was carried out already.
    DisposalNotApproved,
    /// The selection is carried out or given up.
    DisposalOver,
    /// There is no document in the selection.
    DisposalEmpty,
    /// The minutes of the commission are not noted.
    MinutesMissing,
    /// The confirmation of the National Archives is not noted.
    ConfirmationMissing,
    // Imports
    /// Not a number, or one that can be read in two ways.
    NotANumber,
    /// Not a day of the calendar.
    NotADate,
    /// None of the words that stand for a value.
    NotOnTheList { values: String },
    /// Nothing has this code, name or address.
    NothingCalledSo,
    /// Lines of a sheet cannot be taken over, so none is.
    RowsRefused { count: i32 },
}

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
            Self::QuestionnairesOpen { .. } => "QUESTIONNAIRES_OPEN",
            Self::StandardsUndecided { .. } => "STANDARDS_UNDECIDED",
            Self::DisposalNotInWork => "DISPOSAL_NOT_IN_WORK",
            Self::DisposalNotSubmitted => "DISPOSAL_NOT_SUBMITTED",
            Self::DisposalNotApproved => "DISPOSAL_NOT_APPROVED",
            Self::DisposalOver => "DISPOSAL_OVER",
            Self::DisposalEmpty => "DISPOSAL_EMPTY",
            Self::MinutesMissing => "MINUTES_MISSING",
            Self::ConfirmationMissing => "CONFIRMATION_MISSING",
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
            | Self::StandardsUndecided { count }
            | Self::ClassInUse { count } => vec![("count", count.to_string())],
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

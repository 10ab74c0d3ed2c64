//! Why something is refused. The code is the contract with clients; `graphql` turns it into a sentence of the
//! caller's language, exhaustively, so a new reason without its sentences does not compile.

mod words;

use crate::{access::Permission, caf::CafRefusal, plan::ActionStatus};
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
    /// The institution at the head of the municipality decides it.
    SuperiorDecides,
    /// Questionnaires are not taken in yet.
    QuestionnairesOpen { count: i32 },
    /// Standards apply nowhere and the chair has not decided.
    StandardsUndecided { count: i32 },
    /// The objective, activity or indicator is out of use.
    ControlRetired,
    /// What it hangs under is out of use.
    ControlParentRetired,
    /// Things in use hang under it.
    ControlHasChildren { count: i32 },
    /// Specific objectives follow from general ones only.
    NotAGeneralObjective,
    /// Activities serve specific objectives only.
    NotASpecificObjective,
    /// A general objective is the whole institution's.
    GeneralHasNoUnit,
    /// The indicator has a value for that day already.
    MeasuredAlready,
    /// The institution has no Monitoring Commission yet.
    NoCommission,
    /// The person is in the commission in that time already.
    AlreadyInCommission,
    /// The commission has another chair in that time.
    CommissionHasChair,
    /// Who works in internal audit is not in the commission.
    InternalAuditExcluded,
    /// The meeting has not taken place yet.
    MeetingNotHeld,
    /// The decision became an action of a plan already.
    DecisionCarriedOut,
    /// The minutes of the meeting are signed.
    MinutesSigned,
    /// The meeting took place already.
    MeetingHeld,
    /// The meeting was cancelled.
    MeetingCancelled,
    /// It takes two different people.
    SamePerson,
    /// The delegation was revoked.
    DelegationRevoked,
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
    // CAF
    /// A rule of CAF self-assessments refused.
    Caf(CafRefusal),
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

impl From<CafRefusal> for Reason {
    fn from(refusal: CafRefusal) -> Self {
        Self::Caf(refusal)
    }
}

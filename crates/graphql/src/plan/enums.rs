//! Codes of plans.

use async_graphql::Enum;
use calitas_app::plan as app;
use calitas_domain::{plan as domain, todo};

/// What a plan is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::PlanKind")]
pub enum PlanKind {
    /// Improvement of an institution's work in general.
    Improvement,
    /// Improvement that follows from a self-assessment after CAF.
    CafImprovement,
    /// Development programme of managerial internal control (order 600/2018).
    ControlDevelopment,
    /// Corrections that follow from an ISO audit.
    AuditCorrection,
    /// Activities of a financed project.
    Project,
}

/// What somebody of the mayor's office looks at a released plan for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::ConsultationPurpose")]
pub enum PlanConsultationPurpose {
    /// To follow how it is carried out.
    Monitoring,
    /// To prepare a report of the municipality.
    Report,
    /// To check something that was said.
    Verification,
}

/// Where a plan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::PlanStatus")]
pub enum PlanStatus {
    /// Being written; never approved.
    Draft,
    /// With the approver; what it says is fixed meanwhile.
    InApproval,
    /// Approved and carried out.
    Active,
    /// Being changed; the last approved version stays in force.
    UnderRevision,
    /// Finished.
    Closed,
    /// Given up.
    Cancelled,
}

/// Where an action stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "domain::ActionStatus")]
pub enum PlanActionStatus {
    /// Waits for a decision to do it.
    Proposed,
    /// Decided, not begun.
    Approved,
    /// Being carried out.
    InProgress,
    /// Carried out, not yet verified.
    Done,
    /// Carried out and found to have its effect.
    VerifiedEffective,
    /// Decided not to do it.
    Rejected,
    /// Given up after it had been approved.
    Cancelled,
}

/// Where an action lies in the matrix of impact and effort; four and five are high.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::Priority")]
pub enum PlanActionPriority {
    /// High impact, bearable effort.
    QuickWin,
    /// High impact, high effort.
    MajorProject,
    /// Bearable effort, little impact.
    FillIn,
    /// High effort, little impact.
    Reconsider,
}

/// What an action follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::SourceKind")]
pub enum PlanActionSourceKind {
    /// Entered by hand.
    Manual,
    /// An area for improvement found by a CAF self-assessment.
    CafArea,
    /// A finding of an ISO audit.
    AuditFinding,
    /// A standard of managerial internal control that is not met.
    ControlGap,
    /// A risk above tolerance.
    Risk,
    /// An output of the management review (ISO 9001).
    ManagementReview,
    /// A decision of the Monitoring Commission.
    CommissionDecision,
    /// An activity of a financed project.
    ProjectActivity,
}

/// Orders of a list of plans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Enum)]
pub enum PlanOrder {
    /// By title, in Romanian order.
    TitleAsc,
    /// The latest period first.
    PeriodDesc,
    /// The newest first.
    #[default]
    CreatedDesc,
}

/// Orders of a list of actions. What is absent comes last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Enum)]
pub enum PlanActionOrder {
    /// As they were proposed.
    #[default]
    NumberAsc,
    /// The newest first.
    NumberDesc,
    /// The earliest due date first.
    DueAsc,
    /// The latest due date first.
    DueDesc,
    /// By title, in Romanian order.
    TitleAsc,
    /// By title, backwards.
    TitleDesc,
    /// Along the workflow.
    StatusAsc,
    /// Against the workflow.
    StatusDesc,
    /// The least progress first.
    ProgressAsc,
    /// The most progress first.
    ProgressDesc,
    /// Quick wins first.
    PriorityDesc,
    /// The most money first.
    BudgetDesc,
    /// By function of the responsible person, in Romanian order.
    ResponsibleAsc,
    /// As on the board: column by column, each from its top.
    Board,
}

/// What a person is asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "todo::TodoVerb")]
pub enum TodoVerb {
    /// Carry out an action (realizați).
    CarryOut,
    /// Approve what was submitted (aprobați).
    Approve,
    /// Verify that something had its effect (verificați).
    Verify,
    /// Complete what is unfinished or was returned (completați).
    Complete,
    /// Answer somebody (răspundeți).
    Answer,
}

/// Why something waits for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "todo::TodoReason")]
pub enum TodoReason {
    /// Answers for it.
    Responsible,
    /// Helps to carry it out.
    Contributor,
    /// Approves in the institution.
    Approver,
    /// Verifies in the unit.
    Verifier,
    /// Was mentioned.
    Mentioned,
    /// Looks after the institution.
    Administrator,
    /// Heads the unit.
    HeadOfUnit,
    /// Was let do it by whoever answers for it.
    Delegate,
    /// Keeps the papers of the Monitoring Commission.
    Secretariat,
}

/// How pressing something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "todo::TodoGroup")]
pub enum TodoGroup {
    /// Past its deadline.
    Overdue,
    /// Due within a week.
    Soon,
    /// Due later, or without a deadline.
    Later,
    /// Only to be followed.
    Watch,
}

impl From<PlanOrder> for app::PlanOrder {
    fn from(order: PlanOrder) -> Self {
        match order {
            PlanOrder::TitleAsc => Self::Title,
            PlanOrder::PeriodDesc => Self::PeriodDesc,
            PlanOrder::CreatedDesc => Self::CreatedDesc,
        }
    }
}

impl From<PlanActionOrder> for app::ActionOrder {
    fn from(order: PlanActionOrder) -> Self {
        match order {
            PlanActionOrder::NumberAsc => Self::Number,
            PlanActionOrder::NumberDesc => Self::NumberDesc,
            PlanActionOrder::DueAsc => Self::Due,
            PlanActionOrder::DueDesc => Self::DueDesc,
            PlanActionOrder::TitleAsc => Self::Title,
            PlanActionOrder::TitleDesc => Self::TitleDesc,
            PlanActionOrder::StatusAsc => Self::Status,
            PlanActionOrder::StatusDesc => Self::StatusDesc,
            PlanActionOrder::ProgressAsc => Self::Progress,
            PlanActionOrder::ProgressDesc => Self::ProgressDesc,
            PlanActionOrder::PriorityDesc => Self::PriorityDesc,
            PlanActionOrder::BudgetDesc => Self::BudgetDesc,
            PlanActionOrder::ResponsibleAsc => Self::Responsible,
            PlanActionOrder::Board => Self::Board,
        }
    }
}

//! Managerial internal control (sistemul de control intern managerial) after order 600/2018 of the General Secretariat
//! of the Government: the yearly self-assessment of the compartments against 16 standards and what follows from it.
//! Never the identity protocol that shares its abbreviation.

mod activity;
mod answer;
mod campaign;
mod commission;
mod deadline;
mod decision;
mod dossier;
pub mod duty;
mod indicator;
mod inventory;
pub mod may;
mod measurement;
mod meeting;
mod objective;
mod paper;
mod questionnaire;
mod report;
mod resolution;
mod revision;
mod smart;
mod standard;
mod standing;
mod statement;
mod synthesis;
mod template;

pub use crate::review::ReportStatus;
pub use activity::{Activity, ActivityInput, ActivityPatch, ProcedureCoverage, activity_code};
pub use answer::{Answer, AnswerPatch, CriterionAnswer};
pub use campaign::{Campaign, CampaignInput, CampaignStatus};
pub use commission::{
    Commission, CommissionInput, CommissionMember, CommissionRole, MemberInput, MemberPatch,
    is_internal_audit,
};
pub use deadline::{ControlCalendar, DayOfYear, DeadlineKind};
pub use decision::StandardDecision;
pub use dossier::{Compartment, Dossier, Finding, ReportSummary, ReportVersion};
pub use duty::{Duty, Heads};
pub use indicator::{Course, Indicator, IndicatorDirection, IndicatorInput, IndicatorPatch, mean_percent};
pub use inventory::{
    Delegation, DelegationInput, DelegationPatch, ExposureLevel, FunctionInput, FunctionPatch,
    SensitiveFunction,
};
pub use measurement::{Measurement, MeasurementInput};
pub use meeting::{Attendance, AttendanceStatus, Meeting, MeetingInput, MeetingPatch, MeetingState};
pub use objective::{Objective, ObjectiveInput, ObjectiveKind, ObjectivePatch, Under, objective_code};
pub use paper::{Paper, YearProgress};
pub use questionnaire::{Questionnaire, QuestionnaireStatus};
pub use report::{AnnualReport, Assurance, ProgrammeState, Readiness, ReportContent, ReportPatch};
pub use resolution::{Bound, CommissionDecision, DecisionInput, DecisionPatch};
pub use revision::{CriterionInput, Revision};
pub use smart::{SmartContent, SmartCriterion};
pub use standard::{Applicability, Question, Standard, StandardGroup};
pub use standing::{Kin, Standing};
pub use statement::{Headcount, Statement, StatementRow, StatusCount, Subordinate, SubordinateState};
pub use synthesis::{
    Conformity, ImplementationStatus, Pending, StandardRow, Synthesis, entity_status, status_of,
};
pub use template::{Criterion, Template};

/// Questionnaires and campaigns for the tests of other features.
#[cfg(test)]
pub(crate) mod testing {
    pub(crate) use super::{
        answer::tests::said, campaign::tests::campaign, meeting::tests::meeting,
        questionnaire::tests::questionnaire,
    };
}

//! The yearly self-assessment of internal control, and the chain from objectives to measured values.

mod activity;
mod answer;
mod campaign;
mod chain;
mod commission;
pub mod commission_mutation;
mod deadline;
mod indicator;
mod indicator_mutation;
mod inventory;
pub mod inventory_mutation;
mod load;
mod meeting;
pub mod meeting_mutation;
pub mod mutation;
mod objective;
mod objective_mutation;
mod presence;
mod query;
mod questionnaire;
mod report;
mod report_mutation;
mod standard;
mod subordinate;
mod subscription;
mod synthesis;
mod template;

pub use activity::ControlActivity;
pub use answer::{CriterionAnswer, CriterionAnswerValue};
pub use campaign::{ControlCampaign, ControlCampaignStatus, campaigns, of_year};
pub use chain::{ControlChainQuery, CountedProcedures, ProcedureCoverage, UnitCoverage, coverage};
pub use commission::{Commission, CommissionMember, CommissionRole, commission_of};
pub use commission_mutation::CommissionMutation;
pub use deadline::{ControlCalendar, ControlCalendarMutation, ControlDeadline, of_tenant as calendar};
pub use indicator::{ControlIndicator, ControlMeasurement, IndicatorDirection};
pub use indicator_mutation::ControlIndicatorMutation;
pub use inventory::{ControlDelegation, ExposureLevel, SensitiveFunction, delegations, functions};
pub use inventory_mutation::InventoryMutation;
pub use meeting::{
    AttendanceStatus, CommissionAttendance, CommissionDecision, CommissionMeeting,
    CommissionMeetingConnection, CommissionMeetingQuery, CommissionMeetingState, DecisionOfCode, meetings,
};
pub use meeting_mutation::CommissionMeetingMutation;
pub use mutation::ControlMutation;
pub use objective::{ControlObjective, ControlObjectiveKind, SmartCriterion, objectives};
pub use objective_mutation::ControlObjectiveMutation;
pub use presence::ControlPresenceSubscription;
pub use query::ControlQuery;
pub use questionnaire::{ControlQuestionnaire, ControlQuestionnaireStatus, QuestionnaireMutation};
pub use report::{AnnualControlReport, AnnualControlReportStatus, ControlAssurance, ControlProgrammeState};
pub use report_mutation::ControlReportMutation;
pub use standard::{ControlCriterion, ControlStandard, ControlTemplate};
pub use subordinate::{
    ControlStatement, ControlStatementSubject, SubordinateControl, SubordinateControlState, statement,
    subordinates,
};
pub use subscription::ControlSubscription;
pub use synthesis::{ControlConformity, ControlSynthesis, ImplementationStatus};
pub use template::{ControlTemplateMutation, templates};

//! The yearly self-assessment of internal control.

mod answer;
mod campaign;
mod load;
pub mod mutation;
mod query;
mod questionnaire;
mod report;
mod report_mutation;
mod standard;
mod subordinate;
mod subscription;
mod synthesis;

pub use answer::{CriterionAnswer, CriterionAnswerValue};
pub use campaign::{ControlCampaign, ControlCampaignStatus, campaigns};
pub use mutation::ControlMutation;
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

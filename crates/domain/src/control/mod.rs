//! Managerial internal control (sistemul de control intern managerial) after order 600/2018 of the General Secretariat
//! of the Government: the yearly self-assessment of the compartments against 16 standards and what follows from it.
//! Never the identity protocol that shares its abbreviation.

mod answer;
mod campaign;
mod decision;
mod dossier;
pub mod may;
mod questionnaire;
mod report;
mod standard;
mod statement;
mod synthesis;
mod template;

pub use answer::{Answer, AnswerPatch, CriterionAnswer};
pub use campaign::{Campaign, CampaignInput, CampaignStatus};
pub use decision::StandardDecision;
pub use dossier::{Compartment, Dossier, Finding, ReportSummary, ReportVersion};
pub use questionnaire::{Questionnaire, QuestionnaireStatus};
pub use report::{
    AnnualReport, Assurance, ProgrammeState, Readiness, ReportContent, ReportPatch, ReportStatus,
};
pub use standard::{Applicability, Standard, StandardGroup};
pub use statement::{Headcount, Statement, StatementRow, StatusCount, Subordinate, SubordinateState};
pub use synthesis::{
    Conformity, ImplementationStatus, Pending, StandardRow, Synthesis, entity_status, status_of,
};
pub use template::{Criterion, Template};

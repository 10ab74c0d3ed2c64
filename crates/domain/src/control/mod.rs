//! Managerial internal control (sistemul de control intern managerial) after order 600/2018 of the General Secretariat
//! of the Government: the yearly self-assessment of the compartments against 16 standards and what follows from it.
//! Never the identity protocol that shares its abbreviation.

mod answer;
mod campaign;
pub mod may;
mod questionnaire;
mod standard;
mod synthesis;
mod template;

pub use answer::{Answer, AnswerPatch, CriterionAnswer};
pub use campaign::{Campaign, CampaignInput, CampaignStatus};
pub use questionnaire::{Questionnaire, QuestionnaireStatus};
pub use standard::{Applicability, Standard, StandardGroup};
pub use synthesis::{
    Conformity, ImplementationStatus, Pending, StandardRow, Synthesis, entity_status, status_of,
};
pub use template::{Criterion, Template};

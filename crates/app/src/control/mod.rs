//! The yearly self-assessment of internal control: campaigns, questionnaires, answers and what follows from them.

mod answer;
mod campaign;
mod decision;
mod dossier;
mod questionnaire;
mod read;
mod report;
mod subordinate;

pub use answer::answer;
pub use campaign::{Opening, ask, close, open, reopen, update};
pub use decision::{decide, decisions};
pub use dossier::readiness;
pub(crate) use dossier::{Source, dossier, living};
pub use questionnaire::{delegate, lock, send_back, submit, take_over};
pub use read::{
    answers, answers_by_ids, by_ids, campaigns, changes, criteria, of_tenant, progress, questionnaires,
    syntheses, templates,
};
pub(crate) use report::event as report_event;
pub use report::{
    approve as approve_report, create as create_report, of_campaigns as reports, release as release_report,
    reports_by_ids, send_back as return_report, submit as submit_report, update as update_report, versions,
};
pub use subordinate::{
    Handed, Standing, centralise, conformities, open_for, refuse as refuse_report, standings, statement,
};

//! The yearly self-assessment of internal control: campaigns, questionnaires, answers and what follows from
//! them; and the chain from objectives over activities to indicators and measured values.

mod activity;
mod answer;
mod campaign;
mod chain;
pub mod commission;
mod deadline;
mod decision;
mod dossier;
pub mod duty;
mod indicator;
pub mod inventory;
pub mod meeting;
mod objective;
mod paper;
mod questionnaire;
mod read;
mod report;
pub mod resolution;
mod subordinate;
mod template;

pub(crate) use activity::activity_event;
pub use activity::{create_activity, update_activity};
pub use answer::answer;
pub use campaign::{Opening, ask, close, open, reopen, update};
pub use chain::{
    activities, activities_by_ids, activities_of, courses, coverage, indicator_counts, indicators_by_ids,
    indicators_of, indicators_of_activities, living_under, measurements, objectives, objectives_by_ids,
};
pub use deadline::{calendar, may_update as may_update_calendar, update as update_calendar};
pub(crate) use deadline::{in_force as calendar_in_force, unreported};
pub use decision::{decide, decisions};
pub use dossier::readiness;
pub(crate) use dossier::{Source, dossier, living};
pub use indicator::{create_indicator, delete_measurement, record_measurement, update_indicator};
pub(crate) use indicator::{indicator_event, measured_event};
pub(crate) use objective::objective_event;
pub use objective::{create_objective, update_objective};
pub use paper::named_days;
pub(crate) use paper::{Missing, missing as missing_papers};
pub use questionnaire::{delegate, lock, send_back, submit, take_over};
pub use read::{
    answers, answers_by_ids, by_ids, campaigns, changes, criteria, of_tenant, of_year, progress,
    questionnaires, sit, syntheses, templates,
};
pub(crate) use report::event as report_event;
pub use report::{
    approve as approve_report, create as create_report, of_campaigns as reports, release as release_report,
    reports_by_ids, send_back as return_report, submit as submit_report, update as update_report, versions,
};
pub use subordinate::{
    Handed, Standing, centralise, conformities, open_for, refuse as refuse_report, standings, statement,
};
pub use template::{of_tenant as templates_of, update as update_template};

//! The yearly self-assessment of internal control: campaigns, questionnaires, answers and what follows from them.

mod answer;
mod campaign;
mod questionnaire;
mod read;

pub use answer::answer;
pub use campaign::{Opening, ask, close, open, update};
pub use questionnaire::{delegate, lock, send_back, submit, take_over};
pub use read::{
    answers, answers_by_ids, by_ids, campaigns, changes, criteria, of_tenant, progress, questionnaires,
    syntheses, templates,
};

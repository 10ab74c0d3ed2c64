//! The ten steps of an assessment: who does what by when, and what came of it.

use super::{
    assessment::{Assessment, AssessmentStatus},
    refusal::CafRefusal,
};
use crate::{
    access::coded,
    check::Check,
    error::Error,
    id::{CafAssessmentId, CafStepId, MembershipId},
    journal::Journaled,
    reason::Reason,
    review::ReportStatus,
};
use chrono::NaiveDate;
use serde_json::Value;

/// Longest note in characters.
const NOTE: usize = 4_000;

/// The step that is scoring and consensus.
const ASSESSING: i32 = 5;
/// The step that is the report.
const REPORTING: i32 = 6;
/// The step that is the improvement plan.
const PLANNING: i32 = 7;

coded! {
    /// How far a step is.
    StepState {
        /// Nothing of it is done.
        NotStarted = "NOT_STARTED",
        /// Something of it is done.
        InProgress = "IN_PROGRESS",
        /// It is done.
        Done = "DONE",
    }
}

/// A step of an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessmentStep {
    /// Identity.
    pub id: CafStepId,
    /// The assessment.
    pub assessment: CafAssessmentId,
    /// 1 to 10.
    pub ordinal: i32,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// Who sees to it.
    pub responsible: Option<MembershipId>,
    /// When it was done, as somebody recorded it.
    pub done_on: Option<NaiveDate>,
    /// What was done: acts, places, numbers.
    pub note: Option<String>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// Changes; what is absent stays, `Some(None)` clears.
#[derive(Debug, Clone, Default)]
pub struct StepPatch {
    /// By when.
    pub due_on: Option<Option<NaiveDate>>,
    /// Who sees to it.
    pub responsible: Option<Option<MembershipId>>,
    /// When it was done.
    pub done_on: Option<Option<NaiveDate>>,
    /// What was done.
    pub note: Option<Option<String>>,
}

/// What is known here of the work behind the steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Where the assessment stands.
    pub status: AssessmentStatus,
    /// Whether members have begun to score.
    pub is_scored: bool,
    /// Where its report stands; absent where none was begun here.
    pub report: Option<ReportStatus>,
    /// Whether its areas went into a plan here.
    pub is_planned: bool,
}

impl Progress {
    /// Of an assessment with its report.
    pub fn of(assessment: &Assessment, report: Option<ReportStatus>) -> Self {
        Self {
            status: assessment.status,
            is_scored: assessment.scoring_at.is_some(),
            report,
            is_planned: assessment.plan.is_some(),
        }
    }

    /// How far a step is that follows from what is done here; nothing for one that people tick.
    pub fn derived(self, ordinal: i32) -> Option<StepState> {
        match ordinal {
            ASSESSING => Some(match self.status {
                AssessmentStatus::Concluded => StepState::Done,
                _ if self.is_scored => StepState::InProgress,
                _ => StepState::NotStarted,
            }),
            REPORTING => self.report.map(|status| match status {
                ReportStatus::Approved => StepState::Done,
                ReportStatus::Draft | ReportStatus::Returned | ReportStatus::Submitted => {
                    StepState::InProgress
                }
            }),
            PLANNING => self.is_planned.then_some(StepState::Done),
            _ => None,
        }
    }
}

impl AssessmentStep {
    /// The step before anything is known of it.
    pub fn empty(id: CafStepId, assessment: CafAssessmentId, ordinal: i32) -> Self {
        Self {
            id,
            assessment,
            ordinal,
            due_on: None,
            responsible: None,
            done_on: None,
            note: None,
            version: 1,
        }
    }

    /// Otherwise.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault: a day that is to come, and a step that follows from something else.
    pub fn patched(self, patch: StepPatch, progress: Progress, today: NaiveDate) -> Result<Self, Error> {
        let mut check = Check::new();
        let done_on = patch.done_on.unwrap_or(self.done_on);
        check.ensure("doneOn", done_on.is_none_or(|day| day <= today), Reason::InTheFuture);
        let is_ticked = done_on.is_some() && done_on != self.done_on;
        check.ensure("doneOn", !self.is_derived(progress) || !is_ticked, CafRefusal::StepFollows);
        let note = match patch.note {
            Some(note) => check.optional_text("note", note.as_deref(), NOTE),
            None => self.note.clone(),
        };
        check.done()?;
        Ok(Self {
            due_on: patch.due_on.unwrap_or(self.due_on),
            responsible: patch.responsible.unwrap_or(self.responsible),
            done_on,
            note,
            version: self.version + 1,
            ..self
        })
    }

    /// Whether it follows from what is done elsewhere.
    pub fn is_derived(&self, progress: Progress) -> bool {
        progress.derived(self.ordinal).is_some()
    }

    /// How far it is.
    pub fn state(&self, progress: Progress) -> StepState {
        progress.derived(self.ordinal).unwrap_or(match (&self.done_on, &self.note) {
            (Some(_), _) => StepState::Done,
            (None, Some(_)) => StepState::InProgress,
            (None, None) => StepState::NotStarted,
        })
    }

    /// Whether its day is over and it is not done.
    pub fn is_late(&self, progress: Progress, today: NaiveDate) -> bool {
        let is_open = progress.status != AssessmentStatus::Cancelled;
        is_open && self.due_on.is_some_and(|day| day < today) && self.state(progress) != StepState::Done
    }
}

impl Journaled for AssessmentStep {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        let day = |day: Option<NaiveDate>| Value::from(day.map(|day| day.to_string()));
        vec![
            ("dueOn", day(self.due_on)),
            ("responsibleId", self.responsible.map(|person| person.row.to_string()).into()),
            ("doneOn", day(self.done_on)),
            ("note", self.note.as_deref().into()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::assessment::tests::{assessment, in_scoring},
        *,
    };
    use crate::id::TenantId;
    use uuid::Uuid;

    fn step(ordinal: i32) -> AssessmentStep {
        let id = CafStepId::new(TenantId(Uuid::nil()), Uuid::from_u128(1));
        AssessmentStep::empty(id, assessment().id, ordinal)
    }

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, day).expect("a day")
    }

    fn before() -> Progress {
        Progress::of(&assessment(), None)
    }

    #[test]
    fn a_step_is_done_on_a_day_that_is_not_to_come() {
        let patch = |on| StepPatch { done_on: Some(Some(day(on))), ..StepPatch::default() };
        let done = step(1).patched(patch(3), before(), day(3)).expect("done");
        assert_eq!(done.state(before()), StepState::Done);
        assert!(step(1).patched(patch(4), before(), day(3)).is_err());
        assert!(step(5).patched(patch(3), before(), day(3)).is_err(), "it follows from the scores");
    }

    #[test]
    fn the_assessing_step_follows_the_assessment() {
        assert_eq!(step(5).state(before()), StepState::NotStarted);
        assert_eq!(step(5).state(Progress::of(&in_scoring(), None)), StepState::InProgress);
    }

    #[test]
    fn report_and_plan_are_ticked_where_they_are_not_made_here() {
        let patch = StepPatch { done_on: Some(Some(day(3))), ..StepPatch::default() };
        let ticked = |ordinal| step(ordinal).patched(patch.clone(), before(), day(3)).expect("ticked");
        assert_eq!([6, 7].map(|ordinal| ticked(ordinal).state(before())), [StepState::Done; 2]);
        let drafted = Progress { report: Some(ReportStatus::Returned), is_planned: true, ..before() };
        assert_eq!(ticked(6).state(drafted), StepState::InProgress);
        assert_eq!(step(7).state(drafted), StepState::Done);
        assert!(step(6).patched(patch.clone(), drafted, day(3)).is_err(), "it follows from the report");
        let noted = StepPatch { note: Some(Some("La registratură".into())), ..StepPatch::default() };
        assert!(ticked(6).patched(noted, drafted, day(3)).is_ok(), "the day it was ticked on stays");
        let approved = Progress { report: Some(ReportStatus::Approved), ..before() };
        assert_eq!(step(6).state(approved), StepState::Done);
    }

    #[test]
    fn a_step_is_late_when_its_day_is_over() {
        let due = |on| AssessmentStep { due_on: Some(day(on)), ..step(2) };
        assert!(due(2).is_late(before(), day(3)));
        assert!(!due(3).is_late(before(), day(3)));
        let done = AssessmentStep { done_on: Some(day(3)), ..due(2) };
        assert!(!done.is_late(before(), day(3)));
    }
}

//! How far the assessments of an institution are, as the city hall sees it: steps and days, and of the numbers what was
//! handed over.

use super::{
    assessment::AssessmentStatus,
    catalogue::{Criterion, steps},
    dossier::{ReportSummary, ReportVersion},
    result::Spread,
    score::Exact,
    step::{Progress, StepState},
};
use crate::{id::CafAssessmentId, review::ReportStatus};
use chrono::NaiveDate;

/// The day of a step, as far as it is known outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownStep {
    /// 1 to 10.
    pub ordinal: i32,
    /// By when.
    pub due_on: Option<NaiveDate>,
    /// When it was done, as somebody recorded it.
    pub done_on: Option<NaiveDate>,
}

/// The latest assessment of an institution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstitutionStanding {
    /// The assessment.
    pub assessment: CafAssessmentId,
    /// The year it assesses.
    pub year: i32,
    /// Where it stands.
    pub status: AssessmentStatus,
    /// Until when members submit.
    pub due_on: Option<NaiveDate>,
    /// Whether its areas went into a plan.
    pub is_planned: bool,
    /// Its steps, in order.
    pub steps: Vec<KnownStep>,
    /// What the institution handed over last, of this assessment or of an earlier one.
    pub released: Option<(ReportVersion, ReportSummary)>,
}

/// Fewer others than this are not compared with: their numbers would name them.
const FEWEST: usize = 3;

/// How other institutions scored, without their names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Others {
    /// How many they are.
    pub count: usize,
    /// Criterion by criterion.
    pub criteria: Vec<(Criterion, Spread)>,
    /// Their totals.
    pub total: Spread,
}

impl Others {
    /// Of what other institutions handed over; nothing of so few that their numbers would name them.
    pub fn of(released: &[ReportSummary]) -> Option<Self> {
        let results: Vec<_> = released.iter().map(ReportSummary::results).collect();
        let totals: Vec<Exact> = results.iter().filter_map(super::Results::total).collect();
        if totals.len() < FEWEST {
            return None;
        }
        let of = |criterion| Spread::of(results.iter().filter_map(|one| one.criterion(criterion)));
        let criteria = Criterion::all().filter_map(|criterion| Some((criterion, of(criterion)?))).collect();
        Some(Self { count: totals.len(), criteria, total: Spread::of(totals)? })
    }
}

impl InstitutionStanding {
    /// The step it is at: the first that is not done; none when all ten are.
    pub fn step(&self) -> Option<i32> {
        steps().iter().map(|step| step.ordinal).find(|ordinal| !self.is_done(*ordinal))
    }

    /// Whether the day of the step it is at is over.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        let at = self.step();
        let due_on = self.steps.iter().find(|step| Some(step.ordinal) == at).and_then(|step| step.due_on);
        self.status != AssessmentStatus::Cancelled && due_on.is_some_and(|day| day < today)
    }

    fn is_done(&self, ordinal: i32) -> bool {
        let mine = |(version, _): &&(ReportVersion, ReportSummary)| version.assessment == self.assessment;
        let progress = Progress {
            status: self.status,
            is_scored: !matches!(self.status, AssessmentStatus::Preparation | AssessmentStatus::Cancelled),
            report: self.released.as_ref().filter(mine).map(|_| ReportStatus::Approved),
            is_planned: self.is_planned,
        };
        let is_ticked = || self.steps.iter().any(|step| step.ordinal == ordinal && step.done_on.is_some());
        progress.derived(ordinal).map_or_else(is_ticked, |state| state == StepState::Done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::TenantId;
    use uuid::Uuid;

    #[test]
    fn an_institution_is_at_the_first_step_that_is_not_done() {
        let day = NaiveDate::from_ymd_opt(2026, 3, 1).expect("a day");
        let ticked = |ordinal| KnownStep { ordinal, due_on: Some(day), done_on: Some(day) };
        let open = |ordinal| KnownStep { ordinal, due_on: Some(day), done_on: None };
        let scoring = InstitutionStanding {
            assessment: CafAssessmentId::new(TenantId(Uuid::nil()), Uuid::nil()),
            year: 2026,
            status: AssessmentStatus::Scoring,
            due_on: None,
            is_planned: false,
            steps: (1..=4).map(ticked).chain((5..=10).map(open)).collect(),
            released: None,
        };
        let next = day.succ_opt().expect("a day");
        assert_eq!((scoring.step(), scoring.is_late(day), scoring.is_late(next)), (Some(5), false, true));
        let concluded =
            InstitutionStanding { status: AssessmentStatus::Concluded, is_planned: true, ..scoring.clone() };
        assert_eq!(concluded.step(), Some(6), "the report is not handed over");
        let all = InstitutionStanding { steps: (1..=10).map(ticked).collect(), ..concluded };
        assert_eq!((all.step(), all.is_late(next)), (None, false));
    }

    #[test]
    fn others_are_compared_with_only_when_they_are_three() {
        use super::super::dossier::tests::summary;
        assert_eq!(Others::of(&[summary(40), summary(50)]), None);
        let others = Others::of(&[summary(40), summary(50), summary(60)]).expect("three");
        assert_eq!((others.count, others.criteria.len()), (3, 9));
        assert_eq!(others.total.median, Exact::from_integer(450));
        assert_eq!((others.total.lowest, others.total.highest), (360.into(), 540.into()));
    }
}

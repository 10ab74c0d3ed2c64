//! A CAF self-assessment from its decision to its agreed scores.

use super::{refusal::CafRefusal, score::ScoringMethod};
use crate::{
    access::coded,
    check::Check,
    error::Error,
    id::{CafAssessmentId, MembershipId, PlanId, UnitId},
    journal::Journaled,
    reason::Reason,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

/// Length of the name of an assessment.
const TITLE: std::ops::RangeInclusive<usize> = 3..=200;
/// Longest note of why and how it is done.
const NOTE: usize = 4_000;
/// Units that can be in the scope.
const UNITS: usize = 200;
/// CAF exists since 2000; earlier cycles may be recorded.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

coded! {
    /// Where an assessment stands.
    AssessmentStatus {
        /// It is organised: group, training, dates. The method can still change.
        Preparation = "PREPARATION",
        /// Members score, each alone.
        Scoring = "SCORING",
        /// The group agrees on scores.
        Consensus = "CONSENSUS",
        /// All 28 subcriteria have their agreed score.
        Concluded = "CONCLUDED",
        /// It was given up.
        Cancelled = "CANCELLED",
    }
}

coded! {
    /// Whether the meeting sees who gave which score.
    Disclosure {
        /// Scores carry no names; under five of them only the lowest and the highest show.
        Anonymous = "ANONYMOUS",
        /// Scores carry names.
        Named = "NAMED",
    }
}

/// A self-assessment of an institution or of some of its units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessment {
    /// Identity.
    pub id: CafAssessmentId,
    /// The year it assesses.
    pub year: i32,
    /// Its name.
    pub title: String,
    /// Why and how it is done: the context of its report.
    pub note: Option<String>,
    /// The units it covers; none means the whole institution.
    pub units: Vec<UnitId>,
    /// How it is scored; fixed once members score.
    pub method: ScoringMethod,
    /// Whether the meeting sees who gave which score; fixed once consensus is opened.
    pub disclosure: Disclosure,
    /// Who leads it.
    pub coordinator: MembershipId,
    /// Until when members submit.
    pub due_on: Option<NaiveDate>,
    /// The improvement plan it led to.
    pub plan: Option<PlanId>,
    /// Where it stands.
    pub status: AssessmentStatus,
    /// When members began to score.
    pub scoring_at: Option<DateTime<Utc>>,
    /// When consensus was opened.
    pub consensus_at: Option<DateTime<Utc>>,
    /// Why it was opened although members had not submitted.
    pub missing_reason: Option<String>,
    /// When the last score was agreed and the group closed its work.
    pub concluded_at: Option<DateTime<Utc>>,
    /// Why it was given up.
    pub cancel_reason: Option<String>,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// What an assessment begins with.
#[derive(Debug, Clone)]
pub struct AssessmentInput {
    /// The year it assesses.
    pub year: i32,
    /// Its name.
    pub title: String,
    /// Why and how it is done.
    pub note: Option<String>,
    /// The units it covers; none means the whole institution.
    pub units: Vec<UnitId>,
    /// How it is scored.
    pub method: ScoringMethod,
    /// Whether the meeting sees who gave which score.
    pub disclosure: Disclosure,
    /// Who leads it.
    pub coordinator: MembershipId,
    /// Until when members submit.
    pub due_on: Option<NaiveDate>,
}

/// Changes; what is absent stays, `Some(None)` clears.
#[derive(Debug, Clone, Default)]
pub struct AssessmentPatch {
    /// The year it assesses.
    pub year: Option<i32>,
    /// Its name.
    pub title: Option<String>,
    /// Why and how it is done.
    pub note: Option<Option<String>>,
    /// The units it covers.
    pub units: Option<Vec<UnitId>>,
    /// How it is scored.
    pub method: Option<ScoringMethod>,
    /// Whether the meeting sees who gave which score.
    pub disclosure: Option<Disclosure>,
    /// Who leads it.
    pub coordinator: Option<MembershipId>,
    /// Until when members submit.
    pub due_on: Option<Option<NaiveDate>>,
}

impl Assessment {
    /// Begins an assessment.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn begin(id: CafAssessmentId, input: AssessmentInput, at: DateTime<Utc>) -> Result<Self, Error> {
        let AssessmentInput { year, title, note, units, method, disclosure, coordinator, due_on } = input;
        let new = Self {
            id,
            year,
            title,
            note,
            units,
            method,
            disclosure,
            coordinator,
            due_on,
            plan: None,
            status: AssessmentStatus::Preparation,
            scoring_at: None,
            consensus_at: None,
            missing_reason: None,
            concluded_at: None,
            cancel_reason: None,
            created_at: at,
            version: 1,
        };
        new.checked()
    }

    /// Otherwise, as far as its state lets.
    ///
    /// # Errors
    /// [`CafRefusal::AssessmentOver`]; [`Error::Invalid`] naming each field at fault, among them the method once members
    /// score and the disclosure once consensus is opened.
    pub fn patched(self, patch: AssessmentPatch) -> Result<Self, Error> {
        self.is_under_way().map_err(Error::conflict)?;
        let mut check = Check::new();
        let is_prepared = self.status == AssessmentStatus::Preparation;
        let keeps_method = patch.method.is_none_or(|method| method == self.method);
        check.ensure("method", is_prepared || keeps_method, CafRefusal::ScoringStarted);
        let keeps_units = patch.units.as_ref().is_none_or(|units| *units == self.units);
        check.ensure("unitIds", is_prepared || keeps_units, CafRefusal::ScoringStarted);
        let is_blind = is_prepared || self.status == AssessmentStatus::Scoring;
        let keeps_disclosure = patch.disclosure.is_none_or(|one| one == self.disclosure);
        check.ensure("disclosure", is_blind || keeps_disclosure, CafRefusal::ConsensusOpened);
        check.done()?;
        Self {
            year: patch.year.unwrap_or(self.year),
            title: patch.title.unwrap_or(self.title),
            note: patch.note.unwrap_or(self.note),
            units: patch.units.unwrap_or(self.units),
            method: patch.method.unwrap_or(self.method),
            disclosure: patch.disclosure.unwrap_or(self.disclosure),
            coordinator: patch.coordinator.unwrap_or(self.coordinator),
            due_on: patch.due_on.unwrap_or(self.due_on),
            version: self.version + 1,
            ..self
        }
        .checked()
    }

    /// Lets members score: the method is fixed from now on.
    ///
    /// # Errors
    /// [`CafRefusal::AssessmentNotInPreparation`]; [`CafRefusal::NoGroup`] without members; [`Error::Invalid`] for a day that
    /// is over.
    pub fn start_scoring(
        self,
        members: usize,
        due_on: NaiveDate,
        at: DateTime<Utc>,
        today: NaiveDate,
    ) -> Result<Self, Error> {
        self.is_in_preparation().map_err(Error::conflict)?;
        let mut check = Check::new();
        check.ensure("dueOn", due_on >= today, Reason::InThePast);
        check.done()?;
        if members == 0 {
            return Err(Error::conflict(CafRefusal::NoGroup));
        }
        Ok(Self {
            status: AssessmentStatus::Scoring,
            due_on: Some(due_on),
            scoring_at: Some(at),
            version: self.version + 1,
            ..self
        })
    }

    /// Opens consensus: what was submitted shows, nothing is scored alone any more. With members missing it takes a
    /// reason, which is kept.
    ///
    /// # Errors
    /// [`CafRefusal::AssessmentNotInScoring`]; [`CafRefusal::NothingSubmitted`]; [`Error::Invalid`] without the reason that is
    /// needed.
    pub fn open_consensus(
        self,
        submitted: usize,
        missing: usize,
        reason: Option<&str>,
        at: DateTime<Utc>,
    ) -> Result<Self, Error> {
        self.is_in_scoring().map_err(Error::conflict)?;
        if submitted == 0 {
            return Err(Error::conflict(CafRefusal::NothingSubmitted));
        }
        let mut check = Check::new();
        let reason = check.optional_text("reason", reason, 1_000);
        let count = i32::try_from(missing).unwrap_or(i32::MAX);
        check.ensure("reason", missing == 0 || reason.is_some(), CafRefusal::MembersMissing { count });
        check.done()?;
        Ok(Self {
            status: AssessmentStatus::Consensus,
            consensus_at: Some(at),
            missing_reason: reason.filter(|_| missing > 0),
            version: self.version + 1,
            ..self
        })
    }

    /// Ends the work of the group: every subcriterion has its agreed score.
    ///
    /// # Errors
    /// [`CafRefusal::AssessmentNotInConsensus`]; [`CafRefusal::SubcriteriaOpen`].
    pub fn conclude(self, open: usize, at: DateTime<Utc>) -> Result<Self, Error> {
        self.is_in_consensus().map_err(Error::conflict)?;
        if open > 0 {
            let count = i32::try_from(open).unwrap_or(i32::MAX);
            return Err(Error::conflict(CafRefusal::SubcriteriaOpen { count }));
        }
        let version = self.version + 1;
        Ok(Self { status: AssessmentStatus::Concluded, concluded_at: Some(at), version, ..self })
    }

    /// Takes the group's work up again: a score is to be corrected.
    ///
    /// # Errors
    /// [`CafRefusal::AssessmentNotConcluded`].
    pub fn reopen(self) -> Result<Self, Error> {
        if self.status != AssessmentStatus::Concluded {
            return Err(Error::conflict(CafRefusal::AssessmentNotConcluded));
        }
        let version = self.version + 1;
        Ok(Self { status: AssessmentStatus::Consensus, concluded_at: None, version, ..self })
    }

    /// Gives it up, with a reason; what was written stays.
    ///
    /// # Errors
    /// [`CafRefusal::AssessmentOver`]; [`Error::Invalid`] without a reason.
    pub fn cancel(self, reason: &str) -> Result<Self, Error> {
        self.is_under_way().map_err(Error::conflict)?;
        let reason = crate::review::remark("reason", reason)?;
        let version = self.version + 1;
        Ok(Self { status: AssessmentStatus::Cancelled, cancel_reason: Some(reason), version, ..self })
    }

    /// With the improvement plan it leads to.
    #[must_use]
    pub fn led_to(self, plan: PlanId) -> Self {
        Self { plan: Some(plan), version: self.version + 1, ..self }
    }

    /// Whether the method can still be chosen.
    ///
    /// # Errors
    /// [`CafRefusal::AssessmentNotInPreparation`].
    pub fn is_in_preparation(&self) -> Result<(), Reason> {
        self.stands(AssessmentStatus::Preparation, CafRefusal::AssessmentNotInPreparation)
    }

    /// Whether members score.
    ///
    /// # Errors
    /// [`CafRefusal::AssessmentNotInScoring`].
    pub fn is_in_scoring(&self) -> Result<(), Reason> {
        self.stands(AssessmentStatus::Scoring, CafRefusal::AssessmentNotInScoring)
    }

    /// Whether the group agrees on scores.
    ///
    /// # Errors
    /// [`CafRefusal::AssessmentNotInConsensus`].
    pub fn is_in_consensus(&self) -> Result<(), Reason> {
        self.stands(AssessmentStatus::Consensus, CafRefusal::AssessmentNotInConsensus)
    }

    /// Whether anything can still change before its results.
    ///
    /// # Errors
    /// [`CafRefusal::AssessmentOver`].
    pub fn is_under_way(&self) -> Result<(), Reason> {
        match self.status {
            AssessmentStatus::Preparation | AssessmentStatus::Scoring | AssessmentStatus::Consensus => Ok(()),
            AssessmentStatus::Concluded | AssessmentStatus::Cancelled => {
                Err(CafRefusal::AssessmentOver.into())
            }
        }
    }

    /// Whether a later one of the same units can be compared with it.
    pub fn comes_before(&self, later: &Self) -> bool {
        self.units == later.units
            && self.id != later.id
            && (self.year, self.created_at) < (later.year, later.created_at)
    }

    /// Whether what members submitted may show.
    pub fn is_opened(&self) -> bool {
        self.consensus_at.is_some()
    }

    fn stands(&self, status: AssessmentStatus, otherwise: CafRefusal) -> Result<(), Reason> {
        if self.status == status { Ok(()) } else { Err(otherwise.into()) }
    }

    fn checked(mut self) -> Result<Self, Error> {
        let mut check = Check::new();
        check.number("year", self.year, YEARS);
        self.title = check.text("title", &self.title, TITLE);
        self.note = check.optional_text("note", self.note.as_deref(), NOTE);
        check.ensure("unitIds", self.units.len() <= UNITS, Reason::TooMany { max: UNITS });
        self.units.sort_unstable();
        self.units.dedup();
        check.done()?;
        Ok(self)
    }
}

impl Journaled for Assessment {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        let units: Vec<_> = self.units.iter().map(|unit| unit.row.to_string()).collect();
        vec![
            ("year", self.year.into()),
            ("title", self.title.as_str().into()),
            ("note", self.note.as_deref().into()),
            ("unitIds", units.into()),
            ("method", self.method.code().into()),
            ("disclosure", self.disclosure.code().into()),
            ("coordinatorId", self.coordinator.row.to_string().into()),
            ("dueOn", self.due_on.map(|day| day.to_string()).into()),
            ("planId", self.plan.map(|plan| plan.row.to_string()).into()),
            ("status", self.status.code().into()),
            ("missingReason", self.missing_reason.as_deref().into()),
            ("cancelReason", self.cancel_reason.as_deref().into()),
        ]
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::id::TenantId;
    use uuid::Uuid;

    pub(crate) fn person(row: u128) -> MembershipId {
        MembershipId::new(TenantId(Uuid::nil()), Uuid::from_u128(row))
    }

    pub(crate) fn assessment() -> Assessment {
        let id = CafAssessmentId::new(TenantId(Uuid::nil()), Uuid::from_u128(1));
        let input = AssessmentInput {
            year: 2026,
            title: "Autoevaluare CAF 2026".into(),
            note: None,
            units: Vec::new(),
            method: ScoringMethod::FineTuned,
            disclosure: Disclosure::Anonymous,
            coordinator: person(1),
            due_on: None,
        };
        Assessment::begin(id, input, DateTime::UNIX_EPOCH).expect("a good assessment")
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 2, 1).expect("a day")
    }

    pub(crate) fn in_scoring() -> Assessment {
        assessment().start_scoring(6, today(), DateTime::UNIX_EPOCH, today()).expect("scoring")
    }

    fn reason(result: Result<Assessment, Error>) -> &'static str {
        match result {
            Err(Error::Conflict(conflict)) => conflict.reason.code(),
            Err(Error::Invalid(errors)) => errors[0].reason.code(),
            _ => "",
        }
    }

    #[test]
    fn the_method_is_fixed_once_members_score() {
        let classical =
            || AssessmentPatch { method: Some(ScoringMethod::Classical), ..AssessmentPatch::default() };
        assert!(assessment().patched(classical()).is_ok());
        assert_eq!(reason(in_scoring().patched(classical())), "SCORING_STARTED");
        let same = AssessmentPatch { method: Some(ScoringMethod::FineTuned), ..AssessmentPatch::default() };
        assert!(in_scoring().patched(same).is_ok(), "the same method is no change");
    }

    #[test]
    fn consensus_opens_without_everybody_only_with_a_reason() {
        let at = DateTime::UNIX_EPOCH;
        assert_eq!(reason(in_scoring().open_consensus(0, 6, Some("Concedii"), at)), "NOTHING_SUBMITTED");
        assert_eq!(reason(in_scoring().open_consensus(5, 1, Some("  "), at)), "MEMBERS_MISSING");
        let opened =
            in_scoring().open_consensus(5, 1, Some("Un membru este în concediu"), at).expect("opened");
        assert_eq!(opened.missing_reason.as_deref(), Some("Un membru este în concediu"));
        let whole = in_scoring().open_consensus(6, 0, Some("fără rost"), at).expect("opened");
        assert_eq!(whole.missing_reason, None);
        let named = AssessmentPatch { disclosure: Some(Disclosure::Named), ..AssessmentPatch::default() };
        assert_eq!(reason(whole.patched(named)), "CONSENSUS_OPENED");
    }

    #[test]
    fn steps_come_in_their_order() {
        let at = DateTime::UNIX_EPOCH;
        assert_eq!(reason(assessment().open_consensus(1, 0, None, at)), "ASSESSMENT_NOT_IN_SCORING");
        assert_eq!(reason(assessment().start_scoring(0, today(), at, today())), "NO_GROUP");
        assert_eq!(
            reason(assessment().start_scoring(1, today(), at, today().succ_opt().expect("a day"))),
            "IN_THE_PAST"
        );
        let opened = in_scoring().open_consensus(6, 0, None, at).expect("opened");
        assert_eq!(reason(opened.clone().conclude(3, at)), "SUBCRITERIA_OPEN");
        let concluded = opened.conclude(0, at).expect("concluded");
        assert_eq!(reason(concluded.clone().cancel("Nu mai este nevoie")), "ASSESSMENT_OVER");
        let again = concluded.reopen().expect("reopened");
        assert_eq!((again.status, again.concluded_at), (AssessmentStatus::Consensus, None));
        assert_eq!(reason(again.reopen()), "ASSESSMENT_NOT_CONCLUDED");
    }
}

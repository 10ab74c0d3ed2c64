//! Activities of compartments (order 600/2018, standards 5 and 9): what is done for a specific objective, and how many of
//! those that need a procedure have an approved one.
//!
//! The procedure is a code and a day until procedures have a register of their own; then the code names an entry of it.

use super::{
    Objective,
    objective::TITLE,
    standing::{Standing, retired_at},
};
use crate::{
    check::Check,
    error::Error,
    id::{ControlActivityId, ControlObjectiveId, UnitId},
    journal::Journaled,
    reason::Reason,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

/// Longest code of a procedure.
const CODE: usize = 60;

/// An activity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// Identity.
    pub id: ControlActivityId,
    /// The specific objective it serves.
    pub objective: ControlObjectiveId,
    /// The numbers of the general and the specific objective.
    pub above: (i32, i32),
    /// The compartment that carries it out.
    pub unit: UnitId,
    /// Its place under the objective, from 1; never given twice.
    pub number: i32,
    /// What is done.
    pub title: String,
    /// Whether it needs a documented procedure.
    pub is_procedural: bool,
    /// The code of that procedure.
    pub procedure_code: Option<String>,
    /// When the procedure was approved; it covers the activity from then on.
    pub procedure_approved_on: Option<NaiveDate>,
    /// Since when it is out of use.
    pub retired_at: Option<DateTime<Utc>>,
    /// When it was entered.
    pub created_at: DateTime<Utc>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// What an activity is entered with.
#[derive(Debug, Clone)]
pub struct ActivityInput {
    /// The compartment that carries it out.
    pub unit: UnitId,
    /// What is done.
    pub title: String,
    /// Whether it needs a documented procedure.
    pub is_procedural: bool,
    /// The code of that procedure; dropped of an activity that needs none.
    pub procedure_code: Option<String>,
    /// When the procedure was approved; dropped like the code.
    pub procedure_approved_on: Option<NaiveDate>,
}

/// Changes; what is absent stays, `Some(None)` clears.
#[derive(Debug, Clone, Default)]
pub struct ActivityPatch {
    /// The compartment that carries it out.
    pub unit: Option<UnitId>,
    /// What is done.
    pub title: Option<String>,
    /// Whether it needs a documented procedure; without one, code and day are dropped.
    pub is_procedural: Option<bool>,
    /// The code of that procedure.
    pub procedure_code: Option<Option<String>>,
    /// When the procedure was approved.
    pub procedure_approved_on: Option<Option<NaiveDate>>,
    /// Whether it is out of use.
    pub is_retired: Option<bool>,
}

impl Activity {
    /// Enters an activity under a specific objective in force.
    ///
    /// # Errors
    /// [`Reason::NotASpecificObjective`]; [`Error::Invalid`] naming each field at fault.
    pub fn enter(
        id: ControlActivityId,
        number: i32,
        input: ActivityInput,
        objective: &Objective,
        at: DateTime<Utc>,
        today: NaiveDate,
    ) -> Result<Self, Error> {
        let under = objective.under.ok_or_else(|| Error::conflict(Reason::NotASpecificObjective))?;
        let activity = Self {
            id,
            objective: objective.id,
            above: (under.number, objective.number),
            unit: input.unit,
            number,
            title: input.title,
            is_procedural: input.is_procedural,
            procedure_code: input.procedure_code,
            procedure_approved_on: input.procedure_approved_on,
            retired_at: None,
            created_at: at,
            version: 1,
        };
        activity.checked(today)
    }

    /// With other words, in another compartment, with another procedure, out of use or back.
    ///
    /// # Errors
    /// [`Reason::ControlRetired`] unless it comes back; [`Error::Invalid`] naming each field at fault.
    pub fn patched(self, patch: ActivityPatch, at: DateTime<Utc>, today: NaiveDate) -> Result<Self, Error> {
        let retired_at = retired_at(self.retired_at, patch.is_retired, at).map_err(Error::conflict)?;
        let activity = Self {
            unit: patch.unit.unwrap_or(self.unit),
            title: patch.title.unwrap_or(self.title),
            is_procedural: patch.is_procedural.unwrap_or(self.is_procedural),
            procedure_code: patch.procedure_code.unwrap_or(self.procedure_code),
            procedure_approved_on: patch.procedure_approved_on.unwrap_or(self.procedure_approved_on),
            retired_at,
            version: self.version + 1,
            ..self
        };
        activity.checked(today)
    }

    /// `A1.2.3`.
    pub fn code(&self) -> String {
        activity_code(self.above, self.number)
    }

    /// Whether it is in use.
    pub fn standing(&self) -> Standing {
        Standing::of(self.retired_at)
    }

    fn checked(mut self, today: NaiveDate) -> Result<Self, Error> {
        let mut check = Check::new();
        self.title = check.text("title", &self.title, TITLE);
        self.procedure_code = check.optional_text("procedureCode", self.procedure_code.as_deref(), CODE);
        if !self.is_procedural {
            self.procedure_code = None;
            self.procedure_approved_on = None;
        }
        if let Some(on) = self.procedure_approved_on {
            check.ensure("procedureCode", self.procedure_code.is_some(), Reason::Required);
            check.ensure("procedureApprovedOn", on <= today, Reason::InTheFuture);
        }
        check.done()?;
        Ok(self)
    }
}

impl Journaled for Activity {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("code", self.code().into()),
            ("title", self.title.as_str().into()),
            ("objectiveId", self.objective.row.to_string().into()),
            ("unitId", self.unit.row.to_string().into()),
            ("isProcedural", self.is_procedural.into()),
            ("procedureCode", self.procedure_code.as_deref().into()),
            ("procedureApprovedOn", self.procedure_approved_on.map(|day| day.to_string()).into()),
            ("isRetired", self.retired_at.is_some().into()),
        ]
    }
}

/// The code of an activity: `A1.2.3` under the objective `O1.2`.
pub fn activity_code((general, specific): (i32, i32), number: i32) -> String {
    format!("A{general}.{specific}.{number}")
}

/// Procedural activities of a compartment or of the whole institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ProcedureCoverage {
    /// Inventoried procedural activities.
    pub procedural_count: i32,
    /// Those whose procedure is approved.
    pub covered_count: i32,
}

impl ProcedureCoverage {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            procedural_count: self.procedural_count + other.procedural_count,
            covered_count: self.covered_count + other.covered_count,
        }
    }

    /// Whole percents, rounded down so that 100 means all of them; `None` where nothing is inventoried.
    pub fn percent(self) -> Option<i32> {
        (100 * self.covered_count).checked_div(self.procedural_count)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{
        super::objective::tests::{faults, general, specific, tenant, unit},
        *,
    };
    use uuid::Uuid;

    fn today() -> NaiveDate {
        "2026-11-23".parse().expect("a day")
    }

    fn input(code: Option<&str>, on: Option<&str>) -> ActivityInput {
        ActivityInput {
            unit: unit(7),
            title: "Soluționarea petițiilor".to_owned(),
            is_procedural: true,
            procedure_code: code.map(str::to_owned),
            procedure_approved_on: on.map(|day| day.parse().expect("a day")),
        }
    }

    fn enter(input: ActivityInput, objective: &Objective) -> Result<Activity, Error> {
        let id = ControlActivityId::new(tenant(), Uuid::from_u128(30));
        Activity::enter(id, 3, input, objective, DateTime::UNIX_EPOCH, today())
    }

    pub(in super::super) fn activity(of: u128) -> Activity {
        enter(ActivityInput { unit: unit(of), ..input(None, None) }, &specific(of)).expect("an activity")
    }

    #[test]
    fn an_activity_serves_a_specific_objective() {
        assert_eq!(activity(7).code(), "A1.2.3");
        let Err(Error::Conflict(conflict)) = enter(input(None, None), &general()) else {
            panic!("must refuse")
        };
        assert_eq!(conflict.reason, Reason::NotASpecificObjective);
    }

    #[test]
    fn only_a_procedure_with_a_code_is_approved() {
        let found = |code, on| enter(input(code, on), &specific(7));
        assert_eq!(faults(found(Some(" "), Some("2026-01-15"))), [("procedureCode".to_owned(), "REQUIRED")]);
        let late = [("procedureApprovedOn".to_owned(), "IN_THE_FUTURE")];
        assert_eq!(faults(found(Some("PO-7"), Some("2026-11-24"))), late);
        let covered = found(Some("PO-7"), Some("2026-01-15")).expect("an activity");
        let none = ActivityPatch { is_procedural: Some(false), ..ActivityPatch::default() };
        let plain = covered.patched(none, DateTime::UNIX_EPOCH, today()).expect("an activity");
        assert_eq!((plain.procedure_code, plain.procedure_approved_on), (None, None));
    }

    #[test]
    fn coverage_counts_approved_procedures() {
        for (procedural_count, covered_count, percent) in
            [(0, 0, None), (4, 0, Some(0)), (3, 2, Some(66)), (200, 199, Some(99)), (5, 5, Some(100))]
        {
            assert_eq!(ProcedureCoverage { procedural_count, covered_count }.percent(), percent);
        }
    }
}

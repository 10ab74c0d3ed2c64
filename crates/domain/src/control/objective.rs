//! Objectives (order 600/2018, standard 5): general ones of the institution, and specific ones of compartments that follow
//! from them.

use super::{
    smart::{SmartContent, SmartCriterion},
    standing::{Standing, retired_at},
};
use crate::{
    access::coded,
    check::Check,
    error::Error,
    id::{ControlObjectiveId, UnitId},
    journal::Journaled,
    reason::Reason,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

/// Length of a title.
pub(super) const TITLE: std::ops::RangeInclusive<usize> = 3..=300;
/// Longest text of what is said of an objective.
const TEXT: usize = 2_000;

coded! {
    /// Whose objective it is.
    ObjectiveKind {
        /// Of the whole institution.
        General = "GENERAL",
        /// Of a compartment, following from a general one.
        Specific = "SPECIFIC",
    }
}

/// What makes an objective a specific one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Under {
    /// The general objective it follows from.
    pub general: ControlObjectiveId,
    /// The number of that.
    pub number: i32,
    /// The compartment that answers for it.
    pub unit: UnitId,
}

/// An objective.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objective {
    /// Identity.
    pub id: ControlObjectiveId,
    /// What a specific one follows from; nothing of a general one.
    pub under: Option<Under>,
    /// Its place among those beside it, from 1; never given twice.
    pub number: i32,
    /// What is to be reached.
    pub title: String,
    /// The expected result.
    pub result: Option<String>,
    /// What is needed for it.
    pub resources: Option<String>,
    /// What it is good for.
    pub relevance: Option<String>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
    /// Since when it is out of use.
    pub retired_at: Option<DateTime<Utc>>,
    /// When it was set.
    pub created_at: DateTime<Utc>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// What an objective is set with.
#[derive(Debug, Clone)]
pub struct ObjectiveInput {
    /// The general objective a specific one follows from.
    pub parent: Option<ControlObjectiveId>,
    /// The compartment of a specific one.
    pub unit: Option<UnitId>,
    /// What is to be reached.
    pub title: String,
    /// The expected result.
    pub result: Option<String>,
    /// What is needed for it.
    pub resources: Option<String>,
    /// What it is good for.
    pub relevance: Option<String>,
    /// Until when.
    pub due_on: Option<NaiveDate>,
}

/// Changes; what is absent stays, `Some(None)` clears.
#[derive(Debug, Clone, Default)]
pub struct ObjectivePatch {
    /// The compartment of a specific one.
    pub unit: Option<UnitId>,
    /// What is to be reached.
    pub title: Option<String>,
    /// The expected result.
    pub result: Option<Option<String>>,
    /// What is needed for it.
    pub resources: Option<Option<String>>,
    /// What it is good for.
    pub relevance: Option<Option<String>>,
    /// Until when.
    pub due_on: Option<Option<NaiveDate>>,
    /// Whether it is out of use.
    pub is_retired: Option<bool>,
}

impl Objective {
    /// Sets an objective; `general` is the one that the input names, a general one in force.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn set(
        id: ControlObjectiveId,
        number: i32,
        input: ObjectiveInput,
        general: Option<&Self>,
        at: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let mut check = Check::new();
        let under = match (general, input.unit) {
            (Some(general), Some(unit)) => Some(Under { general: general.id, number: general.number, unit }),
            (None, None) => None,
            (Some(_), None) => {
                check.refuse("unitId", Reason::Required);
                None
            }
            (None, Some(_)) => {
                check.refuse("unitId", Reason::GeneralHasNoUnit);
                None
            }
        };
        let objective = Self {
            id,
            under,
            number,
            title: input.title,
            result: input.result,
            resources: input.resources,
            relevance: input.relevance,
            due_on: input.due_on,
            retired_at: None,
            created_at: at,
            version: 1,
        };
        objective.checked(check)
    }

    /// With other words, in another compartment, out of use or back.
    ///
    /// # Errors
    /// [`Reason::ControlRetired`] unless it comes back; [`Error::Invalid`] naming each field at fault.
    pub fn patched(self, patch: ObjectivePatch, at: DateTime<Utc>) -> Result<Self, Error> {
        let retired_at = retired_at(self.retired_at, patch.is_retired, at).map_err(Error::conflict)?;
        let mut check = Check::new();
        check.ensure("unitId", patch.unit.is_none() || self.under.is_some(), Reason::GeneralHasNoUnit);
        let objective = Self {
            under: self.under.map(|under| Under { unit: patch.unit.unwrap_or(under.unit), ..under }),
            title: patch.title.unwrap_or(self.title),
            result: patch.result.unwrap_or(self.result),
            resources: patch.resources.unwrap_or(self.resources),
            relevance: patch.relevance.unwrap_or(self.relevance),
            due_on: patch.due_on.unwrap_or(self.due_on),
            retired_at,
            version: self.version + 1,
            ..self
        };
        objective.checked(check)
    }

    /// Whose it is.
    pub fn kind(&self) -> ObjectiveKind {
        match self.under {
            None => ObjectiveKind::General,
            Some(_) => ObjectiveKind::Specific,
        }
    }

    /// The compartment of a specific one.
    pub fn unit(&self) -> Option<UnitId> {
        self.under.map(|under| under.unit)
    }

    /// `O1` or `O1.2`.
    pub fn code(&self) -> String {
        objective_code(self.under.map(|under| under.number), self.number)
    }

    /// Whether it is in use.
    pub fn standing(&self) -> Standing {
        Standing::of(self.retired_at)
    }

    /// What it lacks to be SMART with so many indicators in force.
    pub fn smart_gaps(&self, indicator_count: usize) -> Vec<SmartCriterion> {
        let content = SmartContent {
            result: self.result.as_deref(),
            resources: self.resources.as_deref(),
            relevance: self.relevance.as_deref(),
            due_on: self.due_on,
            indicator_count,
        };
        content.gaps()
    }

    fn checked(mut self, mut check: Check) -> Result<Self, Error> {
        self.title = check.text("title", &self.title, TITLE);
        self.result = check.optional_text("result", self.result.as_deref(), TEXT);
        self.resources = check.optional_text("resources", self.resources.as_deref(), TEXT);
        self.relevance = check.optional_text("relevance", self.relevance.as_deref(), TEXT);
        check.done()?;
        Ok(self)
    }
}

impl Journaled for Objective {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("code", self.code().into()),
            ("title", self.title.as_str().into()),
            ("objectiveId", self.under.map(|under| under.general.row.to_string()).into()),
            ("unitId", self.unit().map(|unit| unit.row.to_string()).into()),
            ("result", self.result.as_deref().into()),
            ("resources", self.resources.as_deref().into()),
            ("relevance", self.relevance.as_deref().into()),
            ("dueOn", self.due_on.map(|day| day.to_string()).into()),
            ("isRetired", self.retired_at.is_some().into()),
        ]
    }
}

/// The code of an objective: `O1` of a general one, `O1.2` of a specific one under it.
pub fn objective_code(parent: Option<i32>, number: i32) -> String {
    match parent {
        None => format!("O{number}"),
        Some(parent) => format!("O{parent}.{number}"),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::id::TenantId;
    use uuid::Uuid;

    pub(in super::super) fn tenant() -> TenantId {
        TenantId(Uuid::from_u128(1))
    }

    pub(in super::super) fn unit(row: u128) -> UnitId {
        UnitId::new(tenant(), Uuid::from_u128(row))
    }

    pub(in super::super) fn faults<T: std::fmt::Debug>(
        result: Result<T, Error>,
    ) -> Vec<(String, &'static str)> {
        let Err(Error::Invalid(fields)) = result else { panic!("must refuse: {result:?}") };
        fields.into_iter().map(|field| (field.path, field.reason.code())).collect()
    }

    pub(in super::super) fn input(unit: Option<UnitId>) -> ObjectiveInput {
        ObjectiveInput {
            parent: None,
            unit,
            title: "  Servicii mai rapide ".to_owned(),
            result: Some("Termen mediu de 10 zile".to_owned()),
            resources: Some(" ".to_owned()),
            relevance: None,
            due_on: None,
        }
    }

    pub(in super::super) fn general() -> Objective {
        let id = ControlObjectiveId::new(tenant(), Uuid::from_u128(20));
        Objective::set(id, 1, input(None), None, DateTime::UNIX_EPOCH).expect("an objective")
    }

    pub(in super::super) fn specific(of: u128) -> Objective {
        let id = ControlObjectiveId::new(tenant(), Uuid::from_u128(21));
        let general = general();
        Objective::set(id, 2, input(Some(unit(of))), Some(&general), DateTime::UNIX_EPOCH)
            .expect("an objective")
    }

    #[test]
    fn a_specific_objective_has_a_compartment_and_a_general_one_has_none() {
        let (id, at) = (general().id, DateTime::UNIX_EPOCH);
        assert_eq!((general().kind(), general().code()), (ObjectiveKind::General, "O1".to_owned()));
        let found = specific(7);
        assert_eq!((found.kind(), found.code()), (ObjectiveKind::Specific, "O1.2".to_owned()));
        assert_eq!(found.unit(), Some(unit(7)));
        let without = Objective::set(id, 1, input(None), Some(&general()), at);
        assert_eq!(faults(without), [("unitId".to_owned(), "REQUIRED")]);
        let with =
            Objective::set(id, 1, ObjectiveInput { title: "x".into(), ..input(Some(unit(7))) }, None, at);
        let both = [("unitId".to_owned(), "GENERAL_HAS_NO_UNIT"), ("title".to_owned(), "TOO_SHORT")];
        assert_eq!(faults(with), both);
        let moved = general().patched(ObjectivePatch { unit: Some(unit(8)), ..Default::default() }, at);
        assert_eq!(faults(moved), [("unitId".to_owned(), "GENERAL_HAS_NO_UNIT")]);
    }

    #[test]
    fn texts_are_trimmed_and_gaps_are_told() {
        let found = general();
        assert_eq!((found.title.as_str(), found.resources.as_deref()), ("Servicii mai rapide", None));
        let missing = [
            SmartCriterion::Measurable,
            SmartCriterion::Achievable,
            SmartCriterion::Relevant,
            SmartCriterion::TimeBound,
        ];
        assert_eq!(found.smart_gaps(0), missing);
        assert_eq!(found.smart_gaps(2), missing[1..]);
    }

    #[test]
    fn what_is_out_of_use_is_not_changed_until_it_is_back() {
        let (at, patch) = (DateTime::UNIX_EPOCH, ObjectivePatch::default);
        let retired =
            specific(7).patched(ObjectivePatch { is_retired: Some(true), ..patch() }, at).expect("gone");
        assert_eq!((retired.standing(), retired.version), (Standing::Retired, 2));
        let title = Some("Alt titlu".to_owned());
        let refused = retired.clone().patched(ObjectivePatch { title: title.clone(), ..patch() }, at);
        let Err(Error::Conflict(conflict)) = refused else { panic!("must refuse") };
        assert_eq!(conflict.reason, Reason::ControlRetired);
        let back =
            retired.patched(ObjectivePatch { title, is_retired: Some(false), ..patch() }, at).expect("back");
        assert_eq!((back.standing(), back.title.as_str()), (Standing::InForce, "Alt titlu"));
    }

    #[test]
    fn codes_show_the_general_objective() {
        assert_eq!(objective_code(None, 1), "O1");
        assert_eq!(objective_code(Some(1), 2), "O1.2");
    }
}

//! Indicators of objectives and activities (order 600/2018, standard 7): what is measured, from where to where, and how
//! much of the way was made.

use super::{
    Activity, Objective,
    standing::{Standing, retired_at},
};
use crate::{
    access::coded,
    check::Check,
    error::Error,
    id::{ControlActivityId, ControlIndicatorId, ControlObjectiveId, UnitId},
    journal::Journaled,
};
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use serde_json::Value;

/// Length of a name.
const NAME: std::ops::RangeInclusive<usize> = 3..=300;
/// Length of what it is measured in.
const UNIT: std::ops::RangeInclusive<usize> = 1..=60;

coded! {
    /// Where the values of an indicator are to go.
    IndicatorDirection {
        /// More is better.
        Up = "UP",
        /// Less is better.
        Down = "DOWN",
    }
}

/// An indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// Identity.
    pub id: ControlIndicatorId,
    /// The objective whose reaching it shows.
    pub objective: ControlObjectiveId,
    /// The activity under that objective that it measures.
    pub activity: Option<ControlActivityId>,
    /// The compartment that answers for it: of the activity, else of the objective; none under a general objective.
    pub unit: Option<UnitId>,
    /// What is measured.
    pub name: String,
    /// In what it is measured.
    pub measured_in: String,
    /// From where to where.
    pub course: Course,
    /// The day of the latest value.
    pub latest_on: Option<NaiveDate>,
    /// Until when the target is to be reached.
    pub due_on: Option<NaiveDate>,
    /// Since when it is out of use.
    pub retired_at: Option<DateTime<Utc>>,
    /// When it was entered.
    pub created_at: DateTime<Utc>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// Where values come from, where they go and where they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// Whether more or less is better.
    pub direction: IndicatorDirection,
    /// The value before.
    pub baseline: Option<Decimal>,
    /// The value to reach.
    pub target: Decimal,
    /// The value of the latest day.
    pub latest: Option<Decimal>,
}

/// What an indicator is entered with.
#[derive(Debug, Clone)]
pub struct IndicatorInput {
    /// The activity it measures.
    pub activity: Option<ControlActivityId>,
    /// What is measured.
    pub name: String,
    /// In what it is measured.
    pub measured_in: String,
    /// Whether more or less is better.
    pub direction: IndicatorDirection,
    /// The value before.
    pub baseline: Option<Decimal>,
    /// The value to reach.
    pub target: Decimal,
    /// Until when.
    pub due_on: Option<NaiveDate>,
}

/// Changes; what is absent stays, `Some(None)` clears.
#[derive(Debug, Clone, Default)]
pub struct IndicatorPatch {
    /// What is measured.
    pub name: Option<String>,
    /// In what it is measured.
    pub measured_in: Option<String>,
    /// Whether more or less is better.
    pub direction: Option<IndicatorDirection>,
    /// The value before.
    pub baseline: Option<Option<Decimal>>,
    /// The value to reach.
    pub target: Option<Decimal>,
    /// Until when.
    pub due_on: Option<Option<NaiveDate>>,
    /// Whether it is out of use.
    pub is_retired: Option<bool>,
}

impl Indicator {
    /// Enters an indicator of an objective, or of an activity under it; both in force.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn enter(
        id: ControlIndicatorId,
        input: IndicatorInput,
        objective: &Objective,
        activity: Option<&Activity>,
        at: DateTime<Utc>,
    ) -> Result<Self, Error> {
        let indicator = Self {
            id,
            objective: objective.id,
            activity: activity.map(|activity| activity.id),
            unit: activity.map(|activity| activity.unit).or(objective.unit()),
            name: input.name,
            measured_in: input.measured_in,
            course: Course {
                direction: input.direction,
                baseline: input.baseline,
                target: input.target,
                latest: None,
            },
            latest_on: None,
            due_on: input.due_on,
            retired_at: None,
            created_at: at,
            version: 1,
        };
        indicator.checked()
    }

    /// With other words or values, out of use or back. What was measured stays.
    ///
    /// # Errors
    /// [`crate::Reason::ControlRetired`] unless it comes back; [`Error::Invalid`] naming each field at fault.
    pub fn patched(self, patch: IndicatorPatch, at: DateTime<Utc>) -> Result<Self, Error> {
        let retired_at = retired_at(self.retired_at, patch.is_retired, at).map_err(Error::conflict)?;
        let course = Course {
            direction: patch.direction.unwrap_or(self.course.direction),
            baseline: patch.baseline.unwrap_or(self.course.baseline),
            target: patch.target.unwrap_or(self.course.target),
            ..self.course
        };
        let indicator = Self {
            name: patch.name.unwrap_or(self.name),
            measured_in: patch.measured_in.unwrap_or(self.measured_in),
            course,
            due_on: patch.due_on.unwrap_or(self.due_on),
            retired_at,
            version: self.version + 1,
            ..self
        };
        indicator.checked()
    }

    /// Whether it is in use.
    pub fn standing(&self) -> Standing {
        Standing::of(self.retired_at)
    }

    fn checked(mut self) -> Result<Self, Error> {
        let mut check = Check::new();
        self.name = check.text("name", &self.name, NAME);
        self.measured_in = check.text("measuredIn", &self.measured_in, UNIT);
        self.course.baseline = self.course.baseline.map(|value| measurable(&mut check, "baseline", value));
        self.course.target = measurable(&mut check, "target", self.course.target);
        check.done()?;
        Ok(self)
    }
}

impl Journaled for Indicator {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        let number = |value: Decimal| value.normalize().to_string();
        vec![
            ("name", self.name.as_str().into()),
            ("objectiveId", self.objective.row.to_string().into()),
            ("activityId", self.activity.map(|activity| activity.row.to_string()).into()),
            ("measuredIn", self.measured_in.as_str().into()),
            ("direction", self.course.direction.code().into()),
            ("baseline", self.course.baseline.map(number).into()),
            ("target", number(self.course.target).into()),
            ("dueOn", self.due_on.map(|day| day.to_string()).into()),
            ("isRetired", self.retired_at.is_some().into()),
        ]
    }
}

impl Course {
    /// The achieved part of the target in whole percents, 0 to 100; nothing while nothing was measured. Where there is no
    /// baseline, growth starts from zero and a decrease is only reached or not.
    pub fn percent(self) -> Option<i32> {
        let (baseline, target, latest) = (self.baseline, self.target, self.latest?);
        let is_reached = match self.direction {
            IndicatorDirection::Up => latest >= target,
            IndicatorDirection::Down => latest <= target,
        };
        if is_reached {
            return Some(100);
        }
        let start = match self.direction {
            IndicatorDirection::Up => baseline.unwrap_or(Decimal::ZERO),
            IndicatorDirection::Down => match baseline {
                Some(baseline) => baseline,
                None => return Some(0),
            },
        };
        let part = (latest - start).checked_div(target - start).unwrap_or(Decimal::ZERO);
        // Away from the target is nothing achieved; a target that is not reached never shows as 100.
        let percent = (part * Decimal::ONE_HUNDRED).round_dp_with_strategy(0, RoundingStrategy::ToZero);
        percent.clamp(Decimal::ZERO, Decimal::from(99)).to_i32()
    }
}

/// How far several indicators are together: the mean in whole percents, rounded down; what was not measured counts as
/// nothing achieved. Nothing while none was measured.
pub fn mean_percent(percents: &[Option<i32>]) -> Option<i32> {
    let measured: i32 = percents.iter().flatten().sum();
    let count = i32::try_from(percents.len()).unwrap_or(i32::MAX);
    percents.iter().any(Option::is_some).then(|| measured / count)
}

/// A value as the database keeps it.
pub(super) fn measurable(check: &mut Check, path: &str, value: Decimal) -> Decimal {
    let limit = Decimal::new(999_999_999_999, 0);
    check.decimal(path, value, -limit..=limit, 4)
}

#[cfg(test)]
pub(super) mod tests {
    use super::{
        super::{
            activity::tests::activity,
            objective::tests::{faults, general, specific, tenant, unit},
        },
        *,
    };
    use IndicatorDirection::{Down, Up};
    use uuid::Uuid;

    fn input(name: &str, target: Decimal) -> IndicatorInput {
        IndicatorInput {
            activity: None,
            name: name.to_owned(),
            measured_in: "%".to_owned(),
            direction: Up,
            baseline: Some(Decimal::new(405, 1)),
            target,
            due_on: None,
        }
    }

    pub(in super::super) fn indicator(of: u128) -> Indicator {
        let id = ControlIndicatorId::new(tenant(), Uuid::from_u128(40));
        let input = input("Petiții în termen", Decimal::from(90));
        Indicator::enter(id, input, &specific(of), None, DateTime::UNIX_EPOCH).expect("an indicator")
    }

    #[test]
    fn whoever_answers_for_the_activity_answers_for_its_indicators() {
        let enter = |objective: &Objective, activity: Option<&Activity>| {
            let id = ControlIndicatorId::new(tenant(), Uuid::from_u128(40));
            let input = input("Petiții în termen", Decimal::from(90));
            Indicator::enter(id, input, objective, activity, DateTime::UNIX_EPOCH).expect("one").unit
        };
        assert_eq!(enter(&specific(7), Some(&activity(8))), Some(unit(8)));
        assert_eq!(enter(&specific(7), None), Some(unit(7)));
        assert_eq!(enter(&general(), None), None);
    }

    #[test]
    fn every_fault_of_an_indicator_is_named() {
        let id = indicator(7).id;
        let wrong = IndicatorInput { measured_in: " ".to_owned(), ..input("x", Decimal::new(1_00001, 5)) };
        let found = Indicator::enter(id, wrong, &specific(7), None, DateTime::UNIX_EPOCH);
        let expected = [("name", "TOO_SHORT"), ("measuredIn", "REQUIRED"), ("target", "TOO_PRECISE")];
        assert_eq!(faults(found), expected.map(|(path, code)| (path.to_owned(), code)));
    }

    #[test]
    fn indicators_together_are_as_far_as_their_mean() {
        for (percents, mean) in [
            (vec![], None),
            (vec![None, None], None),
            (vec![Some(100), None, None], Some(33)),
            (vec![Some(100), Some(99)], Some(99)),
            (vec![Some(0)], Some(0)),
        ] {
            assert_eq!(mean_percent(&percents), mean, "{percents:?}");
        }
    }

    #[test]
    fn the_way_made_is_counted_from_the_baseline() {
        // direction, baseline, target, latest, percents
        for (direction, baseline, target, latest, percent) in [
            (Up, None, 50, None, None),
            (Up, None, 50, Some(20), Some(40)),
            (Up, Some(40), 80, Some(60), Some(50)),
            (Up, Some(40), 80, Some(30), Some(0)),
            (Up, Some(40), 80, Some(95), Some(100)),
            (Up, Some(0), 1_000, Some(999), Some(99)),
            (Up, Some(50), 50, Some(40), Some(0)),
            (Up, None, 0, Some(-1), Some(0)),
            (Down, Some(30), 10, Some(20), Some(50)),
            (Down, Some(30), 10, Some(35), Some(0)),
            (Down, Some(30), 10, Some(10), Some(100)),
            (Down, None, 10, Some(12), Some(0)),
            (Down, None, 10, Some(9), Some(100)),
        ] {
            let course = Course {
                direction,
                baseline: baseline.map(Decimal::from),
                target: Decimal::from(target),
                latest: latest.map(Decimal::from),
            };
            assert_eq!(course.percent(), percent, "{course:?}");
        }
    }
}

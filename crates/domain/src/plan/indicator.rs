//! What shows that an action had its effect: an indicator with baseline, target and measured values.

use crate::{
    check::Check,
    error::Error,
    id::{MembershipId, PlanActionId, PlanActionMeasurementId},
};
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde_json::Value;

const SCALE: u32 = 4;

/// What shows the effect of an action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// What is measured.
    pub name: String,
    /// In what it is measured (`%`, `zile`, `persoane`).
    pub unit: String,
    /// The value before.
    pub baseline: Option<Decimal>,
    /// The value to reach.
    pub target: Option<Decimal>,
    /// The measured value with the latest date.
    pub latest: Option<Decimal>,
    /// The date of that value.
    pub latest_on: Option<NaiveDate>,
}

/// An indicator as somebody enters it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorInput {
    /// What is measured.
    pub name: String,
    /// In what it is measured.
    pub unit: String,
    /// The value before.
    pub baseline: Option<Decimal>,
    /// The value to reach.
    pub target: Option<Decimal>,
}

/// A measured value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measurement {
    /// Identity.
    pub id: PlanActionMeasurementId,
    /// The action whose indicator was measured.
    pub action: PlanActionId,
    /// The day the value stands for.
    pub measured_on: NaiveDate,
    /// The value.
    pub value: Decimal,
    /// How it was measured.
    pub note: Option<String>,
    /// Who recorded it.
    pub recorded_by: Option<MembershipId>,
    /// When it was recorded.
    pub recorded_at: DateTime<Utc>,
}

impl From<IndicatorInput> for Indicator {
    fn from(input: IndicatorInput) -> Self {
        let IndicatorInput { name, unit, baseline, target } = input;
        Self { name, unit, baseline, target, latest: None, latest_on: None }
    }
}

impl Indicator {
    /// Whether verifying the action needs a measured value that is not there yet.
    pub fn awaits_value(&self) -> bool {
        self.target.is_some() && self.latest.is_none()
    }

    /// Keeps what was measured so far; what people rename or correct stays the same indicator.
    pub(super) fn measured_as(self, before: Option<&Self>) -> Self {
        let latest = before.and_then(|before| before.latest);
        Self { latest, latest_on: before.and_then(|before| before.latest_on), ..self }
    }

    /// Takes a value in unless a later one is known; of two of one day the newer entry counts.
    pub(super) fn measured(self, value: Decimal, on: NaiveDate) -> Self {
        if self.latest_on.is_some_and(|latest| latest > on) {
            return self;
        }
        Self { latest: Some(value), latest_on: Some(on), ..self }
    }

    pub(super) fn checked(self, check: &mut Check) -> Self {
        Self {
            name: check.text("indicator.name", &self.name, 1..=200),
            unit: check.text("indicator.unit", &self.unit, 1..=40),
            baseline: self.baseline.map(|value| checked_value(check, "indicator.baseline", value)),
            target: self.target.map(|value| checked_value(check, "indicator.target", value)),
            ..self
        }
    }

    pub(super) fn fields(indicator: Option<&Self>) -> Vec<(&'static str, Value)> {
        let number = |value: fn(&Self) -> Option<Decimal>| -> Value {
            indicator.and_then(value).map(|value| value.normalize().to_string()).into()
        };
        vec![
            ("indicator.name", indicator.map(|i| i.name.as_str()).into()),
            ("indicator.unit", indicator.map(|i| i.unit.as_str()).into()),
            ("indicator.baseline", number(|i| i.baseline)),
            ("indicator.target", number(|i| i.target)),
            ("indicator.latest", number(|i| i.latest)),
            ("indicator.latestOn", indicator.and_then(|i| i.latest_on).map(|on| on.to_string()).into()),
        ]
    }
}

impl Measurement {
    /// A recorded value. It stands for today or an earlier day.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn checked(self, today: NaiveDate) -> Result<Self, Error> {
        let mut check = Check::new();
        check.ensure("measuredOn", self.measured_on <= today, crate::Reason::InTheFuture);
        let value = checked_value(&mut check, "value", self.value);
        let note = check.optional_text("note", self.note.as_deref(), 1_000);
        check.done()?;
        Ok(Self { value, note, ..self })
    }
}

fn checked_value(check: &mut Check, path: &str, value: Decimal) -> Decimal {
    let limit = Decimal::new(999_999_999_999, 0);
    check.decimal(path, value, -limit..=limit, SCALE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn the_latest_value_is_the_one_of_the_latest_day() {
        let input =
            IndicatorInput { name: "Termen mediu".into(), unit: "zile".into(), baseline: None, target: None };
        let indicator = Indicator::from(input);
        let indicator = indicator.measured(Decimal::new(28, 0), day("2027-03-01"));
        let indicator = indicator.measured(Decimal::new(30, 0), day("2027-02-01"));
        assert_eq!(indicator.latest, Some(Decimal::new(28, 0)));
        let corrected = indicator.measured(Decimal::new(27, 0), day("2027-03-01"));
        assert_eq!(corrected.latest, Some(Decimal::new(27, 0)));
    }

    #[test]
    fn only_an_indicator_with_a_target_waits_for_a_value() {
        let input = |target| IndicatorInput { name: "n".into(), unit: "u".into(), baseline: None, target };
        assert!(!Indicator::from(input(None)).awaits_value());
        let awaiting = Indicator::from(input(Some(Decimal::TEN)));
        assert!(awaiting.awaits_value());
        assert!(!awaiting.measured(Decimal::ONE, day("2027-01-01")).awaits_value());
    }
}

//! Measured values of indicators: one a day, never of a day to come. A wrong one is taken out and entered again.

use super::indicator::measurable;
use crate::{
    check::Check,
    error::Error,
    id::{ControlIndicatorId, ControlMeasurementId, MembershipId},
    journal::Journaled,
    reason::Reason,
};
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::Decimal;
use serde_json::Value;

/// Longest note.
const NOTE: usize = 1_000;

/// A measured value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measurement {
    /// Identity.
    pub id: ControlMeasurementId,
    /// What was measured.
    pub indicator: ControlIndicatorId,
    /// The day the value stands for.
    pub measured_on: NaiveDate,
    /// The value.
    pub value: Decimal,
    /// How it was measured.
    pub note: Option<String>,
    /// Who recorded it.
    pub measured_by: MembershipId,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
}

/// What a value is recorded with.
#[derive(Debug, Clone)]
pub struct MeasurementInput {
    /// The day the value stands for.
    pub measured_on: NaiveDate,
    /// The value.
    pub value: Decimal,
    /// How it was measured.
    pub note: Option<String>,
}

impl Measurement {
    /// Records a value.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming each field at fault.
    pub fn record(
        id: ControlMeasurementId,
        indicator: ControlIndicatorId,
        input: MeasurementInput,
        by: MembershipId,
        at: DateTime<Utc>,
        today: NaiveDate,
    ) -> Result<Self, Error> {
        let mut check = Check::new();
        check.ensure("measuredOn", input.measured_on <= today, Reason::InTheFuture);
        let value = measurable(&mut check, "value", input.value);
        let note = check.optional_text("note", input.note.as_deref(), NOTE);
        check.done()?;
        Ok(Self {
            id,
            indicator,
            measured_on: input.measured_on,
            value,
            note,
            measured_by: by,
            created_at: at,
        })
    }
}

impl Journaled for Measurement {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("measurement.measuredOn", self.measured_on.to_string().into()),
            ("measurement.value", self.value.normalize().to_string().into()),
            ("measurement.note", self.note.as_deref().into()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::objective::tests::{faults, tenant},
        *,
    };
    use uuid::Uuid;

    fn record(day: &str, value: Decimal) -> Result<Measurement, Error> {
        let (row, at) = (Uuid::from_u128(5), DateTime::UNIX_EPOCH);
        let (id, indicator) =
            (ControlMeasurementId::new(tenant(), row), ControlIndicatorId::new(tenant(), row));
        let by = MembershipId::new(tenant(), row);
        let input = MeasurementInput {
            measured_on: day.parse().expect("a day"),
            value,
            note: Some("  din registru ".to_owned()),
        };
        Measurement::record(id, indicator, input, by, at, "2026-11-23".parse().expect("a day"))
    }

    #[test]
    fn a_value_stands_for_today_or_an_earlier_day() {
        let found = record("2026-11-23", Decimal::new(12_5000, 4)).expect("a value");
        assert_eq!(
            (found.value.to_string(), found.note),
            ("12.5".to_owned(), Some("din registru".to_owned()))
        );
        let late = record("2026-11-24", Decimal::new(1, 5));
        let expected = [("measuredOn", "IN_THE_FUTURE"), ("value", "TOO_PRECISE")];
        assert_eq!(faults(late), expected.map(|(path, code)| (path.to_owned(), code)));
    }
}

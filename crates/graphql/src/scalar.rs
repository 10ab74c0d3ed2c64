//! Scalars that the library has under other names or reads too generously.

use async_graphql::{InputValueError, InputValueResult, MaybeUndefined, Scalar, ScalarType, Value};
use chrono::NaiveDate;
use std::str::FromStr;

/// A calendar date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub NaiveDate);

/// An exact decimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal(pub rust_decimal::Decimal);

/// A calendar date without a time zone, as `YYYY-MM-DD`. A deadline ends with its day in Bucharest.
#[Scalar]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        // The length keeps out what chrono reads beside the one form, such as `2027-1-5` and years of five digits.
        let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|_| text.len() == 10);
        date.map(Self).ok_or_else(|| InputValueError::custom("a date looks like 2027-01-31"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// An exact decimal as text with a point: `1234.50`. Numbers are not read: they lose digits on their way.
#[Scalar]
impl ScalarType for Decimal {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        let plain = text.len() <= 40 && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-'));
        let decimal = rust_decimal::Decimal::from_str(text).ok().filter(|_| plain);
        decimal.map(Self).ok_or_else(|| InputValueError::custom("a decimal looks like 1234.50"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

impl From<NaiveDate> for Date {
    fn from(date: NaiveDate) -> Self {
        Self(date)
    }
}

impl From<rust_decimal::Decimal> for Decimal {
    fn from(decimal: rust_decimal::Decimal) -> Self {
        Self(decimal)
    }
}

/// Absent keeps, null clears.
pub fn given<T>(value: MaybeUndefined<T>) -> Option<Option<T>> {
    match value {
        MaybeUndefined::Undefined => None,
        MaybeUndefined::Null => Some(None),
        MaybeUndefined::Value(value) => Some(Some(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_have_one_form() {
        assert!(Date::parse("2027-02-28".into()).is_ok());
        for bad in ["2027-02-29", "28.02.2027", "2027-2-8", "+12027-01-01", "2027-02-28T00:00:00Z", ""] {
            assert!(Date::parse(bad.into()).is_err(), "{bad}");
        }
        assert!(Date::parse(20270228.into()).is_err());
    }

    #[test]
    fn decimals_are_exact_texts() {
        let read = |text: &str| Decimal::parse(text.into()).map(|d| d.to_value());
        assert_eq!(read("1234.50").ok(), Some("1234.50".into()));
        for bad in ["1e400", "1_000", "NaN", "", "1,5", "99999999999999999999999999999999999999999"] {
            assert!(read(bad).is_err(), "{bad}");
        }
        assert!(Decimal::parse(Value::from(1.5)).is_err());
    }
}

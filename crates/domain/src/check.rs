//! Input checking that reports every field at fault at once.

use crate::{
    error::{Error, FieldError},
    reason::Reason,
    text,
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::ops::RangeInclusive;

/// Collects what is wrong with an input. Each check returns a usable value, so that all fields are looked at
/// before [`Check::done`] refuses.
#[derive(Debug, Default)]
pub struct Check {
    errors: Vec<FieldError>,
}

impl Check {
    /// An input with nothing found yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes that a field is at fault.
    pub fn refuse(&mut self, path: impl Into<String>, reason: impl Into<Reason>) {
        self.errors.push(FieldError { path: path.into(), reason: reason.into() });
    }

    /// Notes a fault unless the rule holds.
    pub fn ensure(&mut self, path: &str, holds: bool, reason: impl Into<Reason>) {
        if !holds {
            self.refuse(path, reason);
        }
    }

    /// A needed one-line or many-line text of a length in characters.
    pub fn text(&mut self, path: &str, value: &str, length: RangeInclusive<usize>) -> String {
        match text::normalise(value) {
            Err(reason) => {
                self.refuse(path, reason);
                String::new()
            }
            Ok(clean) => {
                let count = clean.chars().count();
                if count == 0 && *length.start() > 0 {
                    self.refuse(path, Reason::Required);
                } else if count < *length.start() {
                    self.refuse(path, Reason::TooShort { min: *length.start() });
                } else if count > *length.end() {
                    self.refuse(path, Reason::TooLong { max: *length.end() });
                }
                clean
            }
        }
    }

    /// A text that may be left out.
    pub fn optional_text(&mut self, path: &str, value: Option<&str>, max: usize) -> Option<String> {
        value.map(|value| self.text(path, value, 0..=max)).filter(|clean| !clean.is_empty())
    }

    /// A whole number in a range.
    pub fn number(&mut self, path: &str, value: i32, range: RangeInclusive<i32>) -> i32 {
        let (min, max) = (range.start().to_string(), range.end().to_string());
        self.ensure(path, range.contains(&value), Reason::OutOfRange { min, max });
        value
    }

    /// An exact decimal in a range with at most `scale` digits after the point. Money has scale 2.
    pub fn decimal(
        &mut self,
        path: &str,
        value: Decimal,
        range: RangeInclusive<Decimal>,
        scale: u32,
    ) -> Decimal {
        let value = value.normalize();
        if value.scale() > scale {
            self.refuse(path, Reason::TooPrecise { scale });
        }
        let (min, max) = (range.start().to_string(), range.end().to_string());
        self.ensure(path, range.contains(&value), Reason::OutOfRange { min, max });
        value
    }

    /// Start and end of something; both may be open.
    pub fn period(&mut self, end_path: &str, start: Option<NaiveDate>, end: Option<NaiveDate>) {
        if let (Some(start), Some(end)) = (start, end) {
            self.ensure(end_path, start <= end, Reason::EndBeforeStart);
        }
    }

    /// Ends the check.
    ///
    /// # Errors
    /// [`Error::Invalid`] with all faults, if there are any.
    pub fn done(self) -> Result<(), Error> {
        if self.errors.is_empty() { Ok(()) } else { Err(Error::Invalid(self.errors)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_all_fields_at_once() {
        let mut check = Check::new();
        check.text("title", " ", 1..=10);
        check.number("progress", 101, 0..=100);
        check.decimal("budget", Decimal::new(1_005, 3), Decimal::ZERO..=Decimal::TEN, 2);
        let Err(Error::Invalid(errors)) = check.done() else { panic!("must refuse") };
        let found: Vec<_> = errors.iter().map(|e| (e.path.as_str(), e.reason.code())).collect();
        assert_eq!(found, [("title", "REQUIRED"), ("progress", "OUT_OF_RANGE"), ("budget", "TOO_PRECISE")]);
    }
}

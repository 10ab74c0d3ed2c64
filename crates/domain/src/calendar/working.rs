//! Working days of an institution: Monday to Friday without legal holidays, with what the Government or the
//! institution changed for a year.

use super::holiday;
use crate::{access::coded, check::Check, error::Error, id::TenantId, journal::Journaled};
use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};
use serde_json::Value;
use std::collections::BTreeMap;

coded! {
    /// What was changed about one day.
    DayOff {
        /// Free though it is a weekday: a bridge between holidays.
        Free = "FREE",
        /// Worked though it is a weekend: a bridge is made up for.
        Worked = "WORKED",
    }
}

/// A day on which an institution works, or does not, otherwise than the law says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarDay {
    /// The institution.
    pub tenant: TenantId,
    /// The day.
    pub day: NaiveDate,
    /// What it is.
    pub kind: DayOff,
    /// By which decision.
    pub note: String,
}

impl CalendarDay {
    /// The day with a storable note.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the field at fault.
    pub fn checked(self) -> Result<Self, Error> {
        let mut check = Check::new();
        let note = check.text("note", &self.note, 0..=200);
        check.done()?;
        Ok(Self { note, ..self })
    }
}

impl Journaled for CalendarDay {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("day", self.day.to_string().into()),
            ("kind", self.kind.code().into()),
            ("note", self.note.as_str().into()),
        ]
    }
}

/// The working days of one institution. Without changes it holds the law.
#[derive(Clone, Debug, Default)]
pub struct WorkCalendar {
    changed: BTreeMap<NaiveDate, DayOff>,
}

impl WorkCalendar {
    /// With days changed by decisions.
    pub fn with(changed: impl IntoIterator<Item = (NaiveDate, DayOff)>) -> Self {
        Self { changed: changed.into_iter().collect() }
    }

    /// Whether the institution works on a day.
    pub fn is_working(&self, day: NaiveDate) -> bool {
        match self.changed.get(&day) {
            Some(DayOff::Free) => false,
            Some(DayOff::Worked) => true,
            None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && holiday::on(day).is_none(),
        }
    }

    /// The day itself if it is worked, else the next one that is.
    pub fn on_or_after(&self, day: NaiveDate) -> NaiveDate {
        let mut day = day;
        while !self.is_working(day) {
            day += TimeDelta::days(1);
        }
        day
    }

    /// The day itself if it is worked, else the last one before it that is: a reminder that would come on a free day
    /// comes early, never late.
    pub fn on_or_before(&self, day: NaiveDate) -> NaiveDate {
        let mut day = day;
        while !self.is_working(day) {
            day -= TimeDelta::days(1);
        }
        day
    }

    /// The day that is `count` working days before another, which itself does not count.
    pub fn before(&self, day: NaiveDate, count: u32) -> NaiveDate {
        let mut day = day;
        for _ in 0..count {
            day = self.on_or_before(day - TimeDelta::days(1));
        }
        day
    }

    /// The day that is `count` working days after another, which itself does not count: how an authority counts a
    /// term in working days.
    pub fn after(&self, day: NaiveDate, count: u32) -> NaiveDate {
        let mut day = day;
        for _ in 0..count {
            day = self.on_or_after(day + TimeDelta::days(1));
        }
        day
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn weekends_and_holidays_are_free() {
        let calendar = WorkCalendar::default();
        assert!(calendar.is_working(date("2027-01-22")));
        assert!(!calendar.is_working(date("2027-01-23")));
        assert!(!calendar.is_working(date("2027-04-30")));
        assert_eq!(calendar.on_or_after(date("2027-04-30")), date("2027-05-04"));
        assert_eq!(calendar.on_or_before(date("2027-05-03")), date("2027-04-29"));
    }

    #[test]
    fn terms_are_counted_in_working_days() {
        let calendar = WorkCalendar::default();
        assert_eq!(calendar.after(date("2026-12-23"), 6), date("2027-01-04"));
        assert_eq!(calendar.before(date("2027-01-04"), 6), date("2026-12-23"));
        assert_eq!(calendar.after(date("2027-01-23"), 0), date("2027-01-23"));
    }

    #[test]
    fn a_bridge_is_free_and_made_up_for() {
        let changed = [(date("2027-01-08"), DayOff::Free), (date("2027-01-16"), DayOff::Worked)];
        let calendar = WorkCalendar::with(changed);
        assert_eq!(calendar.on_or_after(date("2027-01-06")), date("2027-01-11"));
        assert!(calendar.is_working(date("2027-01-16")));
    }
}

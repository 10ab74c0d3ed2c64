//! Days as the institutions live them: in Bucharest, with the working days and legal holidays of Romania.

pub mod holiday;
pub mod recurrence;
mod working;

pub use recurrence::{Recurrence, Rhythm};
pub use working::{CalendarDay, DayOff, WorkCalendar};

use crate::id::{AccountId, TenantId};
use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Bucharest;

/// Whose deadlines the calendar behind an address shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedOwner {
    /// A person's own, in all institutions.
    Person(AccountId),
    /// All of an institution.
    Institution(TenantId),
}

/// The calendar day of an instant in Romania. A deadline ends with its day.
pub fn day(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&Bucharest).date_naive()
}

/// Whole days a deadline has passed by on a day; 0 while it has not.
pub fn days_overdue(due_on: NaiveDate, today: NaiveDate) -> i32 {
    i32::try_from((today - due_on).num_days().max(0)).unwrap_or(i32::MAX)
}

/// The instant at which clocks in Bucharest show a time of a day. Of an hour that comes twice in autumn the first; a
/// time that is skipped in spring is taken as many minutes after the change as it was meant after the skipped hour
/// began.
pub fn instant_in_bucharest(day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    match local(day.and_time(time)) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at,
        // Clocks go forward by an hour: what they show an hour later is the same stretch of time.
        LocalResult::None => match local(day.and_time(time) + TimeDelta::hours(1)) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at,
            LocalResult::None => day.and_time(time).and_utc(),
        },
    }
}

fn local(wall: NaiveDateTime) -> LocalResult<DateTime<Utc>> {
    Bucharest.from_local_datetime(&wall).map(|at| at.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_turns_at_midnight_in_bucharest() {
        let late: DateTime<Utc> = "2027-01-21T22:30:00Z".parse().expect("an instant");
        assert_eq!(day(late), NaiveDate::from_ymd_opt(2027, 1, 22).expect("a date"));
    }

    #[test]
    fn a_deadline_is_overdue_the_day_after() {
        let due = NaiveDate::from_ymd_opt(2027, 1, 20).expect("a date");
        assert_eq!(days_overdue(due, due), 0);
        assert_eq!(days_overdue(due, due.succ_opt().expect("a date")), 1);
    }

    #[test]
    fn eight_in_the_morning_is_eight_all_year() {
        let eight = |day: &str| {
            let day: NaiveDate = day.parse().unwrap();
            instant_in_bucharest(day, NaiveTime::from_hms_opt(8, 0, 0).unwrap()).to_rfc3339()
        };
        assert_eq!(eight("2027-01-22"), "2027-01-22T06:00:00+00:00");
        assert_eq!(eight("2027-07-22"), "2027-07-22T05:00:00+00:00");
    }

    #[test]
    fn a_skipped_hour_and_a_repeated_one_are_one_instant() {
        let at = |day: &str, hour, minute| {
            let day: NaiveDate = day.parse().unwrap();
            instant_in_bucharest(day, NaiveTime::from_hms_opt(hour, minute, 0).unwrap()).to_rfc3339()
        };
        assert_eq!(at("2027-03-28", 3, 30), "2027-03-28T01:30:00+00:00");
        assert_eq!(at("2027-10-31", 3, 30), "2027-10-31T00:30:00+00:00");
    }
}

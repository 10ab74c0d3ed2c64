//! Days as the institutions live them: in Bucharest. Working days and holidays join here later.

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Europe::Bucharest;

/// The calendar day of an instant in Romania. A deadline ends with its day.
pub fn day(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&Bucharest).date_naive()
}

/// Whole days a deadline has passed by on a day; 0 while it has not.
pub fn days_overdue(due_on: NaiveDate, today: NaiveDate) -> i32 {
    i32::try_from((today - due_on).num_days().max(0)).unwrap_or(i32::MAX)
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
}

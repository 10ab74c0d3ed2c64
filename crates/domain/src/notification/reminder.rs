//! On which days people are reminded of a deadline. Counted in working days of the institution, so that nobody is
//! reminded on a free day, and over a span of days, so that a worker that stood still catches up with one reminder
//! of each sort instead of a heap.

use crate::calendar::{Recurrence, Rhythm, WorkCalendar};
use chrono::NaiveDate;

/// Days whose reminders are to be given: after one day, until and with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The last day whose reminders were given.
    pub after: NaiveDate,
    /// The day on which they are given.
    pub until: NaiveDate,
}

impl Span {
    fn holds(self, day: NaiveDate) -> bool {
        self.after < day && day <= self.until
    }
}

/// Which of the reminders before a deadline is to be given: the one nearest to it. None once the deadline has passed.
pub fn due_soon(due_on: NaiveDate, days: &[i32], calendar: &WorkCalendar, span: Span) -> Option<i32> {
    if due_on < span.until {
        return None;
    }
    let on = |days: i32| calendar.before(due_on, days.unsigned_abs());
    days.iter().copied().filter(|days| span.holds(on(*days))).min()
}

/// Which of the reminders of a passed deadline is to be given: 0 on the first working day after it, then one a week.
/// Of several the latest.
pub fn overdue(due_on: NaiveDate, calendar: &WorkCalendar, span: Span) -> Option<u32> {
    let first_on = calendar.after(due_on, 1);
    let weeks = Recurrence { first_on, rhythm: Rhythm::Weeks(1), until: Some(span.until) };
    let given = weeks.days().map(|day| calendar.on_or_after(day)).enumerate();
    let due = given.filter(|(_, day)| span.holds(*day)).last();
    due.and_then(|(number, _)| u32::try_from(number).ok())
}

/// Whether a passed deadline is to be told to somebody so many working days after it.
pub fn escalates(due_on: NaiveDate, after_days: i32, calendar: &WorkCalendar, span: Span) -> bool {
    span.holds(calendar.after(due_on, after_days.unsigned_abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn span(after: &str, until: &str) -> Span {
        Span { after: day(after), until: day(until) }
    }

    #[test]
    fn reminders_count_working_days_over_the_holidays() {
        let calendar = WorkCalendar::default();
        // 25 December is a Friday, 1 and 2 January a Friday and a Saturday.
        let due = day("2027-01-04");
        assert_eq!(due_soon(due, &[5, 1], &calendar, span("2026-12-23", "2026-12-24")), Some(5));
        assert_eq!(due_soon(due, &[5, 1], &calendar, span("2026-12-24", "2026-12-30")), None);
        assert_eq!(due_soon(due, &[5, 1], &calendar, span("2026-12-30", "2026-12-31")), Some(1));
    }

    #[test]
    fn after_a_stop_only_the_nearest_reminder_is_given_and_none_that_is_too_late() {
        let calendar = WorkCalendar::default();
        let due = day("2027-01-29");
        assert_eq!(due_soon(due, &[5, 3, 1], &calendar, span("2027-01-15", "2027-01-27")), Some(3));
        assert_eq!(due_soon(due, &[5, 1], &calendar, span("2027-01-15", "2027-01-30")), None);
        assert_eq!(overdue(due, &calendar, span("2027-01-28", "2027-03-01")), Some(4));
    }

    #[test]
    fn a_passed_deadline_is_told_on_the_next_working_day_and_then_weekly() {
        let calendar = WorkCalendar::default();
        let due = day("2027-04-29");
        let told = |after, until| overdue(due, &calendar, span(after, until));
        assert_eq!(told("2027-04-29", "2027-05-03"), None, "Good Friday to Easter Monday");
        assert_eq!(told("2027-05-03", "2027-05-04"), Some(0));
        assert_eq!(told("2027-05-04", "2027-05-10"), None);
        assert_eq!(told("2027-05-10", "2027-05-11"), Some(1));
        assert_eq!(told("2027-05-31", "2027-06-01"), None, "Children's day is a Tuesday");
        assert_eq!(told("2027-06-01", "2027-06-02"), Some(4));
    }

    #[test]
    fn every_day_run_by_itself_gives_what_one_long_run_gives_once() {
        let calendar = WorkCalendar::default();
        let (due, start) = (day("2027-03-12"), day("2027-02-01"));
        let mut given = Vec::new();
        for (from, to) in start.iter_days().zip(start.iter_days().skip(1)).take(60) {
            let one = Span { after: from, until: to };
            given.extend(due_soon(due, &[5, 1], &calendar, one).map(|days| format!("soon {days}")));
            given.extend(overdue(due, &calendar, one).map(|week| format!("late {week}")));
            given.extend(escalates(due, 3, &calendar, one).then(|| "told".to_owned()));
        }
        assert_eq!(given, ["soon 5", "soon 1", "late 0", "told", "late 1", "late 2"]);
    }
}

//! What comes again: every so many weeks, months or years. Days are counted from the first one, never from the last,
//! so that the 31st does not drift to the 28th after a February.

use chrono::{Datelike, NaiveDate, TimeDelta};

/// How often something comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rhythm {
    /// Every so many weeks, on the weekday of the first time.
    Weeks(u32),
    /// Every so many months, on the day of the first time; in a shorter month on its last day.
    Months(u32),
    /// Every so many months, on the last day of the month.
    MonthEnds(u32),
}

impl Rhythm {
    /// Once a year on the same day; 29 February becomes the 28th in common years.
    pub const YEARLY: Self = Self::Months(12);
}

/// A day that comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recurrence {
    /// The first time.
    pub first_on: NaiveDate,
    /// How often after it. Zero of anything means only once.
    pub rhythm: Rhythm,
    /// No day after this one, if it ends.
    pub until: Option<NaiveDate>,
}

impl Recurrence {
    /// All its days in order; without an end there is no last.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        (0..)
            .map_while(move |time| self.day(time))
            .take_while(move |day| self.until.is_none_or(|end| *day <= end))
    }

    /// Its days from one day on, that day included.
    pub fn from(self, day: NaiveDate) -> impl Iterator<Item = NaiveDate> {
        (self.steps_before(day)..)
            .map_while(move |time| self.day(time))
            .take_while(move |on| self.until.is_none_or(|end| *on <= end))
            .skip_while(move |on| *on < day)
    }

    /// The next day on or after one.
    pub fn next_on(self, day: NaiveDate) -> Option<NaiveDate> {
        self.from(day).next()
    }

    fn day(self, time: u32) -> Option<NaiveDate> {
        match self.rhythm {
            Rhythm::Weeks(0) | Rhythm::Months(0) | Rhythm::MonthEnds(0) if time > 0 => None,
            Rhythm::Weeks(weeks) => {
                let days = i64::from(weeks) * 7 * i64::from(time);
                self.first_on.checked_add_signed(TimeDelta::try_days(days)?)
            }
            Rhythm::Months(months) => {
                month_later(self.first_on, months.checked_mul(time)?, self.first_on.day())
            }
            Rhythm::MonthEnds(months) => month_later(self.first_on, months.checked_mul(time)?, 31),
        }
    }

    /// A number of times that certainly lie before a day, so that years of history are not walked through.
    fn steps_before(self, day: NaiveDate) -> u32 {
        let days = (day - self.first_on).num_days().max(0);
        let longest = match self.rhythm {
            Rhythm::Weeks(weeks) => i64::from(weeks) * 7,
            Rhythm::Months(months) | Rhythm::MonthEnds(months) => i64::from(months) * 31,
        };
        if longest == 0 { 0 } else { u32::try_from((days / longest - 1).max(0)).unwrap_or(u32::MAX) }
    }
}

/// The given day of the month that comes so many months later, or that month's last day.
fn month_later(from: NaiveDate, months: u32, day: u32) -> Option<NaiveDate> {
    let month = from.with_day(1)?.checked_add_months(chrono::Months::new(months))?;
    (28..=day).rev().find_map(|day| month.with_day(day)).or_else(|| month.with_day(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn days(first: &str, rhythm: Rhythm, count: usize) -> String {
        let recurrence = Recurrence { first_on: date(first), rhythm, until: None };
        recurrence.days().take(count).map(|day| day.to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_thirty_first_does_not_drift() {
        assert_eq!(days("2027-01-31", Rhythm::Months(1), 4), "2027-01-31 2027-02-28 2027-03-31 2027-04-30");
        assert_eq!(days("2027-11-30", Rhythm::Months(3), 3), "2027-11-30 2028-02-29 2028-05-30");
        assert_eq!(
            days("2028-02-29", Rhythm::YEARLY, 5),
            "2028-02-29 2029-02-28 2030-02-28 2031-02-28 2032-02-29"
        );
        assert_eq!(days("2027-02-10", Rhythm::MonthEnds(1), 3), "2027-02-28 2027-03-31 2027-04-30");
    }

    #[test]
    fn weeks_cross_the_year_and_the_change_of_clocks() {
        assert_eq!(days("2026-12-21", Rhythm::Weeks(2), 3), "2026-12-21 2027-01-04 2027-01-18");
    }

    #[test]
    fn it_ends_and_once_is_once() {
        let yearly = Recurrence {
            first_on: date("2026-12-31"),
            rhythm: Rhythm::YEARLY,
            until: Some(date("2028-12-30")),
        };
        assert_eq!(yearly.days().count(), 2);
        assert_eq!(yearly.next_on(date("2028-01-01")), None);
        assert_eq!(Recurrence { rhythm: Rhythm::Months(0), until: None, ..yearly }.days().count(), 1);
    }

    proptest! {
        #[test]
        fn starting_later_gives_the_same_days(first in 0i64..40_000, later in 0i64..20_000, every in 1u32..30, kind in 0..3) {
            let epoch = date("1990-01-01");
            let rhythm = match kind { 0 => Rhythm::Weeks(every), 1 => Rhythm::Months(every), _ => Rhythm::MonthEnds(every) };
            let recurrence = Recurrence { first_on: epoch + TimeDelta::days(first), rhythm, until: None };
            let from = recurrence.first_on + TimeDelta::days(later);
            let all: Vec<_> = recurrence.days().skip_while(|day| *day < from).take(5).collect();
            prop_assert_eq!(recurrence.from(from).take(5).collect::<Vec<_>>(), all.clone());
            prop_assert!(all.windows(2).all(|two| two[0] < two[1]));
        }
    }
}

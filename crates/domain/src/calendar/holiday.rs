//! The legal holidays of Romania: Labour Code (Law 53/2003), article 139, with the years since which each is free.
//!
//! Days that the Government adds for a year ("punți") and the religious days of other cults are no rule: an
//! institution keeps them in its [`super::WorkCalendar`].

use chrono::{Datelike, NaiveDate, TimeDelta};

/// A legal holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holiday {
    /// 1 and 2 January.
    NewYear,
    /// 6 January, since 2024 (Law 52/2023).
    Epiphany,
    /// 7 January, since 2024 (Law 52/2023).
    SaintJohn,
    /// 24 January, since 2017 (Law 176/2016).
    UnionOfThePrincipalities,
    /// Orthodox Good Friday, since 2018 (Law 64/2018).
    GoodFriday,
    /// Orthodox Easter Sunday and Monday.
    Easter,
    /// 1 May.
    LabourDay,
    /// 1 June, since 2017 (Law 220/2016).
    ChildrensDay,
    /// Orthodox Whit Sunday and Monday, since 2008 (Law 202/2008).
    Pentecost,
    /// 15 August, since 2009 (Law 202/2008).
    Dormition,
    /// 30 November, since 2012 (Law 147/2012).
    SaintAndrew,
    /// 1 December.
    NationalDay,
    /// 25 and 26 December.
    Christmas,
}

/// Holidays of fixed days: month, day, first year.
const FIXED: &[(u32, u32, i32, Holiday)] = &[
    (1, 1, 0, Holiday::NewYear),
    (1, 2, 0, Holiday::NewYear),
    (1, 6, 2024, Holiday::Epiphany),
    (1, 7, 2024, Holiday::SaintJohn),
    (1, 24, 2017, Holiday::UnionOfThePrincipalities),
    (5, 1, 0, Holiday::LabourDay),
    (6, 1, 2017, Holiday::ChildrensDay),
    (8, 15, 2009, Holiday::Dormition),
    (11, 30, 2012, Holiday::SaintAndrew),
    (12, 1, 0, Holiday::NationalDay),
    (12, 25, 0, Holiday::Christmas),
    (12, 26, 0, Holiday::Christmas),
];

/// Holidays that move with Easter: days after Easter Sunday, first year.
const MOVING: &[(i64, i32, Holiday)] = &[
    (-2, 2018, Holiday::GoodFriday),
    (0, 0, Holiday::Easter),
    (1, 0, Holiday::Easter),
    (49, 2008, Holiday::Pentecost),
    (50, 2008, Holiday::Pentecost),
];

/// Orthodox Easter Sunday, as a date of the calendar in use (Meeus, Julian rule).
pub fn orthodox_easter(year: i32) -> NaiveDate {
    let (golden, weekday) = (year.rem_euclid(19), (2 * year.rem_euclid(4) + 4 * year.rem_euclid(7)) % 7);
    let moon = (19 * golden + 15) % 30;
    let sunday = (weekday - moon + 34).rem_euclid(7);
    let day_of_march = moon + sunday + 22;
    // The Julian calendar lags three days more every four centuries.
    let lag = year.div_euclid(100) - year.div_euclid(400) - 2;
    let march = NaiveDate::from_ymd_opt(year, 3, 1).expect("the first of March exists in every year");
    march + TimeDelta::days(i64::from(day_of_march + lag - 1))
}

/// The legal holidays of a year in order of their days. A day can have two of them (1 June 2026 is also Whit Monday).
pub fn of_year(year: i32) -> Vec<(NaiveDate, Holiday)> {
    let fixed = FIXED.iter().filter(|(.., since, _)| *since <= year);
    let fixed = fixed.filter_map(|(month, day, _, holiday)| {
        NaiveDate::from_ymd_opt(year, *month, *day).map(|date| (date, *holiday))
    });
    let easter = orthodox_easter(year);
    let moving = MOVING.iter().filter(|(_, since, _)| *since <= year);
    let moving = moving.map(|(after, _, holiday)| (easter + TimeDelta::days(*after), *holiday));
    let mut days: Vec<_> = fixed.chain(moving).collect();
    days.sort_unstable();
    days
}

/// The legal holiday of a day; of two the one first in the year's list.
pub fn on(day: NaiveDate) -> Option<Holiday> {
    of_year(day.year()).into_iter().find(|(date, _)| *date == day).map(|(_, holiday)| holiday)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn easter_falls_on_the_days_the_church_keeps() {
        for day in [
            "2016-05-01",
            "2017-04-16",
            "2018-04-08",
            "2019-04-28",
            "2020-04-19",
            "2021-05-02",
            "2022-04-24",
            "2023-04-16",
            "2024-05-05",
            "2025-04-20",
            "2026-04-12",
            "2027-05-02",
            "2028-04-16",
            "2029-04-08",
            "2030-04-28",
            "2031-04-13",
            "2032-05-02",
            "2033-04-24",
            "2034-04-09",
            "2035-04-29",
        ] {
            assert_eq!(orthodox_easter(date(day).year()), date(day));
        }
    }

    #[test]
    fn the_year_2027_has_its_seventeen_days() {
        let days: Vec<_> =
            of_year(2027).into_iter().map(|(day, _)| day.format("%m-%d").to_string()).collect();
        let expected = "01-01 01-02 01-06 01-07 01-24 04-30 05-01 05-02 05-03 06-01 06-20 06-21 08-15 11-30 12-01 12-25 12-26";
        assert_eq!(days.join(" "), expected);
    }

    #[test]
    fn a_holiday_is_free_since_its_law() {
        assert_eq!(on(date("2023-01-06")), None);
        assert_eq!(on(date("2024-01-06")), Some(Holiday::Epiphany));
        assert_eq!(on(date("2017-04-14")), None);
        assert_eq!(on(date("2018-04-06")), Some(Holiday::GoodFriday));
    }
}

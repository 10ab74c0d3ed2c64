//! Terms: how many years, and who decides at their end.

use crate::{access::coded, check::Check, reason::Reason};
use chrono::{Datelike, NaiveDate};

/// Years of a term, at most.
const YEARS: std::ops::RangeInclusive<i32> = 1..=150;

coded! {
    /// What holds for the documents of an entry of the nomenclature.
    RetentionRule {
        /// They may go after so many years.
        Years = "YEARS",
        /// After so many years the commission of selection decides on each ("C.S.").
        Commission = "COMMISSION",
        /// They are kept for ever.
        Permanent = "PERMANENT",
    }
}

/// How long documents are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Term {
    /// So many years.
    Years(i32),
    /// So many years, then the commission decides on each document.
    Commission(i32),
    /// For ever.
    Permanent,
}

impl Term {
    /// From what a form says.
    pub fn checked(check: &mut Check, rule: RetentionRule, years: Option<i32>) -> Self {
        if rule == RetentionRule::Permanent {
            let (min, max) = (YEARS.start().to_string(), YEARS.end().to_string());
            check.ensure("years", years.is_none(), Reason::OutOfRange { min, max });
            return Self::Permanent;
        }
        check.ensure("years", years.is_some(), Reason::Required);
        let years = years.map_or(*YEARS.start(), |years| check.number("years", years, YEARS));
        if rule == RetentionRule::Years { Self::Years(years) } else { Self::Commission(years) }
    }

    /// What holds.
    pub fn rule(self) -> RetentionRule {
        match self {
            Self::Years(_) => RetentionRule::Years,
            Self::Commission(_) => RetentionRule::Commission,
            Self::Permanent => RetentionRule::Permanent,
        }
    }

    /// How many years; absent when for ever.
    pub fn years(self) -> Option<i32> {
        match self {
            Self::Years(years) | Self::Commission(years) => Some(years),
            Self::Permanent => None,
        }
    }

    /// The last day on which a document of a day is kept; absent when it is kept for ever. Archives take over and list
    /// documents by year (Law 16/1996, annex 2: the inventory of a year), so whole years count, from 1 January after
    /// the year of the document: of the year 2020 with five years, all of 2025 is still kept.
    pub fn last_day(self, of: NaiveDate) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(of.year() + self.years()?, 12, 31)
    }

    /// As archivists write it: `5`, `10 C.S.`, `P`.
    pub fn short(self) -> String {
        match self {
            Self::Years(years) => years.to_string(),
            Self::Commission(years) => format!("{years} C.S."),
            Self::Permanent => "P".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn retention_counts_whole_years_after_the_year_of_the_document() {
        for (of, years, last) in [
            ("2020-01-01", 5, "2025-12-31"),
            ("2020-12-31", 5, "2025-12-31"),
            ("2020-02-29", 1, "2021-12-31"),
            ("2024-02-29", 4, "2028-12-31"),
        ] {
            assert_eq!(Term::Years(years).last_day(day(of)), Some(day(last)), "{of} {years}");
            assert_eq!(Term::Commission(years).last_day(day(of)), Some(day(last)), "{of} {years}");
        }
        assert_eq!(Term::Permanent.last_day(day("2020-02-29")), None);
    }

    proptest! {
        #[test]
        fn retention_is_never_shorter_than_its_years(days in 0i64..110_000, years in YEARS, more in 0i32..10) {
            let of = day("1900-01-01") + chrono::TimeDelta::days(days);
            let last = Term::Years(years).last_day(of).expect("an end");
            prop_assert!(last >= of + chrono::Months::new(12 * u32::try_from(years).expect("positive")) - chrono::TimeDelta::days(1));
            prop_assert_eq!((last.month(), last.day()), (12, 31));
            prop_assert!(Term::Years(years + more).last_day(of) >= Some(last));
        }
    }
}

//! Until when the papers of a year are ready. The order leaves the days to the superior institution: those of the catalogue
//! are a convention, and the institution at the head of a municipality decides others for all of them.

use super::{campaign::FIRST_YEAR, standard::catalogue};
use crate::{
    access::coded, check::Check, error::Error, id::TenantId, identity::Language, journal::Journaled,
    reason::Reason,
};
use chrono::{Datelike, Days, Months, NaiveDate};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Days are not told of years after this one.
const LAST_YEAR: i32 = 2100;

coded! {
    /// What has a day every year, in the order of the catalogue.
    DeadlineKind {
        /// The development programme is brought up to date.
        Programme = "PROGRAMME",
        /// Compartments report on their risks.
        Risks = "RISKS",
        /// Compartments report on their indicators.
        Performance = "PERFORMANCE",
        /// Compartments hand in their questionnaires (annex 4.1).
        Questionnaires = "QUESTIONNAIRES",
        /// The synthesis (annex 4.2) is ready.
        Synthesis = "SYNTHESIS",
        /// The annual report (annex 4.3) is approved, and handed over to the superior institution where there is one.
        Report = "REPORT",
    }
}

/// An operation of the yearly calendar, as the catalogue writes it.
#[derive(Debug, Deserialize)]
pub(super) struct CalendarEntry {
    what_ro: String,
    what_en: String,
    due_default: Option<DayEntry>,
}

#[derive(Debug, Deserialize)]
struct DayEntry {
    month: u32,
    // The last day of a month has no number there.
    day: Value,
}

/// A day of the year after the one that is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayOfYear {
    /// 1 to 12.
    pub month: i32,
    /// 1 to 31; a month without it ends on its last day.
    pub day: i32,
}

impl DayOfYear {
    /// The day that belongs to a year that is reported.
    pub fn after(self, reported: i32) -> NaiveDate {
        let part = |number: i32| u32::try_from(number).unwrap_or(1);
        let first = NaiveDate::from_ymd_opt(reported.saturating_add(1), part(self.month), 1);
        let Some(first) = first else { return NaiveDate::MAX };
        let last = first + Months::new(1) - Days::new(1);
        first.with_day(part(self.day)).unwrap_or(last)
    }
}

impl DeadlineKind {
    fn entry(self) -> &'static CalendarEntry {
        // The catalogue lists them first, in the order of the codes; a test reads it.
        &catalogue().calendar[self as usize]
    }

    /// What is due.
    pub fn title(self, language: Language) -> &'static str {
        match (self, language) {
            // The catalogue speaks of subordinate entities; the day is that of every institution.
            (Self::Report, Language::Ro) => "Raportul anual (Anexa 4.3) aprobat și transmis",
            (Self::Report, Language::En) => "Annual report (annex 4.3) approved and handed over",
            (_, Language::Ro) => &self.entry().what_ro,
            (_, Language::En) => &self.entry().what_en,
        }
    }

    /// The day of the catalogue.
    pub fn convention(self) -> DayOfYear {
        let day = self.entry().due_default.as_ref();
        let number = |value: &Value| value.as_i64().and_then(|day| i32::try_from(day).ok()).unwrap_or(31);
        day.map_or(DayOfYear { month: 1, day: 31 }, |entry| DayOfYear {
            month: i32::try_from(entry.month).unwrap_or(1),
            day: number(&entry.day),
        })
    }
}

/// The days an institution decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ControlCalendar {
    /// Whose decision it is: an institution without a superior.
    pub tenant: TenantId,
    /// What is decided; everything else is as in the catalogue.
    pub days: BTreeMap<DeadlineKind, DayOfYear>,
    /// Counts changes, from 0.
    pub version: i32,
}

impl ControlCalendar {
    /// Whether there can be papers of a year.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a year before the order, and for one that nobody plans for.
    pub fn reports(year: i32) -> Result<(), Error> {
        let mut check = Check::new();
        check.number("year", year, FIRST_YEAR..=LAST_YEAR);
        check.done()
    }

    /// What holds before anything is decided.
    pub fn of(tenant: TenantId) -> Self {
        Self { tenant, days: BTreeMap::new(), version: 0 }
    }

    /// The day of the year after the one that is reported.
    pub fn day(&self, kind: DeadlineKind) -> DayOfYear {
        self.days.get(&kind).copied().unwrap_or_else(|| kind.convention())
    }

    /// Until when something of a reported year is ready.
    pub fn due_on(&self, kind: DeadlineKind, reported: i32) -> NaiveDate {
        self.day(kind).after(reported)
    }

    /// Decided otherwise: all that is given, in place of what was decided before. What is left out is as in the catalogue.
    ///
    /// # Errors
    /// [`Error::Invalid`]: a month or day there is none, a kind given twice, papers due before those they are made of.
    pub fn decided(self, given: &[(DeadlineKind, DayOfYear)]) -> Result<Self, Error> {
        let mut check = Check::new();
        let mut seen = BTreeSet::new();
        for (at, (kind, day)) in given.iter().enumerate() {
            check.number(&format!("deadlines.{at}.month"), day.month, 1..=12);
            // A year with a 29 February knows the longest of every month.
            let length = DayOfYear { month: day.month.clamp(1, 12), day: 31 }.after(2027).day();
            check.number(&format!("deadlines.{at}.day"), day.day, 1..=i32::try_from(length).unwrap_or(31));
            check.ensure(&format!("deadlines.{at}.kind"), seen.insert(*kind), Reason::Repeated);
        }
        let days = given.iter().filter(|(kind, day)| *day != kind.convention()).copied().collect();
        let new = Self { days, version: self.version + 1, ..self };
        for (earlier, later) in [
            (DeadlineKind::Questionnaires, DeadlineKind::Synthesis),
            (DeadlineKind::Synthesis, DeadlineKind::Report),
        ] {
            let at = given.iter().position(|(kind, _)| *kind == later);
            let at = at.or_else(|| given.iter().position(|(kind, _)| *kind == earlier)).unwrap_or_default();
            let is_after = new.day(later) >= new.day(earlier);
            check.ensure(&format!("deadlines.{at}.day"), is_after, Reason::EndBeforeStart);
        }
        check.done()?;
        Ok(new)
    }
}

impl Journaled for ControlCalendar {
    fn fields(&self) -> Vec<(&'static str, Value)> {
        let field = |kind: &DeadlineKind| {
            let name = match kind {
                DeadlineKind::Programme => "deadlineProgramme",
                DeadlineKind::Risks => "deadlineRisks",
                DeadlineKind::Performance => "deadlinePerformance",
                DeadlineKind::Questionnaires => "deadlineQuestionnaires",
                DeadlineKind::Synthesis => "deadlineSynthesis",
                DeadlineKind::Report => "deadlineReport",
            };
            let day = self.day(*kind);
            (name, format!("{:02}.{:02}", day.day, day.month).into())
        };
        DeadlineKind::ALL.iter().map(field).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn undecided() -> ControlCalendar {
        ControlCalendar::of(TenantId(Uuid::from_u128(1)))
    }

    fn refused(given: &[(DeadlineKind, DayOfYear)]) -> Vec<(String, &'static str)> {
        let Err(Error::Invalid(fields)) = undecided().decided(given) else { panic!("must refuse") };
        fields.into_iter().map(|field| (field.path, field.reason.code())).collect()
    }

    fn day(month: i32, day: i32) -> DayOfYear {
        DayOfYear { month, day }
    }

    #[test]
    fn undecided_days_are_those_of_the_catalogue_in_the_year_after() {
        let found: Vec<String> = DeadlineKind::ALL
            .iter()
            .map(|kind| format!("{} {}", kind.code(), undecided().due_on(*kind, 2025)))
            .collect();
        assert_eq!(
            found,
            [
                "PROGRAMME 2026-01-31",
                "RISKS 2026-01-15",
                "PERFORMANCE 2026-01-15",
                "QUESTIONNAIRES 2026-01-20",
                "SYNTHESIS 2026-01-25",
                "REPORT 2026-01-31"
            ]
        );
        assert_eq!(
            DeadlineKind::Questionnaires.title(Language::Ro),
            "Chestionarele de autoevaluare (Anexa 4.1)"
        );
    }

    #[test]
    fn a_month_without_the_day_ends_on_its_last() {
        for (year, expected) in [(2026, "2027-02-28"), (2027, "2028-02-29")] {
            assert_eq!(day(2, 29).after(year).to_string(), expected);
        }
    }

    #[test]
    fn an_institution_decides_other_days_and_takes_them_back() {
        let decided = undecided().decided(&[(DeadlineKind::Report, day(2, 15))]).expect("decided");
        assert_eq!(decided.due_on(DeadlineKind::Report, 2026).to_string(), "2027-02-15");
        assert_eq!(decided.due_on(DeadlineKind::Synthesis, 2026).to_string(), "2027-01-25");
        let back = decided.decided(&[]).expect("taken back");
        assert_eq!((back.day(DeadlineKind::Report), back.version), (day(1, 31), 2));
    }

    #[test]
    fn wrong_days_are_named() {
        let path = |path: &str, code| (path.to_owned(), code);
        assert_eq!(refused(&[(DeadlineKind::Risks, day(2, 30))]), [path("deadlines.0.day", "OUT_OF_RANGE")]);
        assert_eq!(
            refused(&[(DeadlineKind::Risks, day(13, 1))]),
            [path("deadlines.0.month", "OUT_OF_RANGE")]
        );
        let twice = [(DeadlineKind::Risks, day(1, 2)), (DeadlineKind::Risks, day(1, 3))];
        assert_eq!(refused(&twice), [path("deadlines.1.kind", "REPEATED")]);
        let early = [(DeadlineKind::Risks, day(1, 2)), (DeadlineKind::Synthesis, day(1, 19))];
        assert_eq!(refused(&early), [path("deadlines.1.day", "END_BEFORE_START")]);
        let late = [(DeadlineKind::Questionnaires, day(1, 26))];
        assert_eq!(refused(&late), [path("deadlines.0.day", "END_BEFORE_START")]);
    }
}

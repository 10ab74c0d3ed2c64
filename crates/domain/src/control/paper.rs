//! Papers of a year that are due and not there yet, and who produces them (the calendar of the catalogue). The
//! questionnaires of compartments and the annual report have reminders of their own once a self-assessment is open.

use super::{ControlCalendar, DeadlineKind, campaign::FIRST_YEAR};
use crate::{
    id::{ControlDeadlineId, TenantId},
    identity::Language,
};
use chrono::NaiveDate;
use uuid::Uuid;

/// Bits of the kind in the row of an id.
const KIND_BITS: u32 = 8;

impl ControlDeadlineId {
    /// Names what is due of a reported year.
    pub fn of(tenant: TenantId, kind: DeadlineKind, year: i32) -> Self {
        let year = u128::try_from(year).unwrap_or_default();
        Self::new(tenant, Uuid::from_u128(year << KIND_BITS | kind as u128))
    }

    /// What is due and of which year; absent when the id names nothing.
    pub fn names(self) -> Option<(DeadlineKind, i32)> {
        let row = self.row.as_u128();
        let kind = usize::try_from(row & ((1 << KIND_BITS) - 1)).ok()?;
        let year = i32::try_from(row >> KIND_BITS).ok()?;
        ControlCalendar::reports(year).ok()?;
        Some((*DeadlineKind::ALL.get(kind)?, year))
    }
}

/// A paper of a year with the day it is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Names it.
    pub id: ControlDeadlineId,
    /// What it is.
    pub kind: DeadlineKind,
    /// The year that is reported.
    pub year: i32,
    /// Until when.
    pub due_on: NaiveDate,
    /// Compartments that have not done their part, where each has one.
    pub units: Vec<Uuid>,
}

/// What is there of the papers of a year.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct YearProgress {
    /// A development programme for the year after was approved.
    pub has_programme: bool,
    /// Compartments with open risks, and whether all of these were looked at since the last report on risks.
    pub risks: Vec<(Uuid, bool)>,
    /// Compartments with indicators (none for those of the whole institution), and whether all of these were measured
    /// since the last report on performance.
    pub performance: Vec<(Option<Uuid>, bool)>,
    /// The compartments were asked to assess themselves.
    pub has_campaign: bool,
    /// All of them were taken in, and standards that apply nowhere are decided on.
    pub has_synthesis: bool,
}

impl YearProgress {
    /// Whether something is not there yet, and which compartments have not done their part.
    fn lacks(&self, kind: DeadlineKind) -> Option<Vec<Uuid>> {
        let late = |parts: Vec<(Option<Uuid>, bool)>| {
            let is_there = !parts.is_empty() && parts.iter().all(|(_, is_done)| *is_done);
            let units = parts.into_iter().filter(|(_, is_done)| !is_done).filter_map(|(unit, _)| unit);
            (!is_there).then(|| units.collect())
        };
        let whole = |is_there: bool| (!is_there).then(Vec::new);
        match kind {
            DeadlineKind::Programme => whole(self.has_programme),
            DeadlineKind::Risks => {
                late(self.risks.iter().map(|(unit, is_done)| (Some(*unit), *is_done)).collect())
            }
            DeadlineKind::Performance => late(self.performance.clone()),
            // Once they were asked, each compartment has its own day.
            DeadlineKind::Questionnaires => whole(self.has_campaign),
            DeadlineKind::Synthesis => whole(self.has_synthesis),
            // Follows the self-assessment, which has its own reminder of it.
            DeadlineKind::Report => None,
        }
    }

    /// The papers of a year that are not there yet; none of those that were due before the institution began.
    pub fn missing(
        &self,
        calendar: &ControlCalendar,
        of: TenantId,
        year: i32,
        since: NaiveDate,
    ) -> Vec<Paper> {
        let paper = |kind: &DeadlineKind| {
            let due_on = calendar.due_on(*kind, year);
            let units = self.lacks(*kind).filter(|_| year >= FIRST_YEAR && due_on >= since)?;
            Some(Paper { id: ControlDeadlineId::of(of, *kind, year), kind: *kind, year, due_on, units })
        };
        DeadlineKind::ALL.iter().filter_map(paper).collect()
    }
}

impl Paper {
    /// Short code, that of the self-assessment of the year.
    pub fn code(&self) -> String {
        format!("SCIM-{}", self.year)
    }

    /// What is due.
    pub fn title(&self, language: Language) -> &'static str {
        self.kind.title(language)
    }
}

impl DeadlineKind {
    /// Whether the chair of the Monitoring Commission answers for it beside the secretariat.
    pub fn is_of_chair(self) -> bool {
        match self {
            Self::Programme | Self::Synthesis => true,
            Self::Risks | Self::Performance | Self::Questionnaires | Self::Report => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tenant() -> TenantId {
        TenantId(Uuid::from_u128(1))
    }

    fn missing(progress: &YearProgress, since: &str) -> Vec<(&'static str, String, usize)> {
        let since = since.parse().expect("a day");
        let found = progress.missing(&ControlCalendar::of(tenant()), tenant(), 2026, since);
        found.into_iter().map(|one| (one.kind.code(), one.due_on.to_string(), one.units.len())).collect()
    }

    #[test]
    fn an_id_names_kind_and_year_and_no_other_row_does() {
        for kind in DeadlineKind::ALL {
            let id = ControlDeadlineId::of(tenant(), *kind, 2026);
            assert_eq!(id.names(), Some((*kind, 2026)));
        }
        for row in [0, 2026 << KIND_BITS | 200, 1999 << KIND_BITS, u128::MAX] {
            assert_eq!(ControlDeadlineId::new(tenant(), Uuid::from_u128(row)).names(), None, "{row}");
        }
    }

    #[test]
    fn what_is_not_there_is_due_by_its_day() {
        let all = missing(&YearProgress::default(), "2026-01-01");
        let expected = [
            ("PROGRAMME", "2027-01-31"),
            ("RISKS", "2027-01-15"),
            ("PERFORMANCE", "2027-01-15"),
            ("QUESTIONNAIRES", "2027-01-20"),
            ("SYNTHESIS", "2027-01-25"),
        ];
        assert_eq!(all, expected.map(|(kind, day)| (kind, day.to_owned(), 0)));
        assert_eq!(missing(&YearProgress::default(), "2027-02-01"), [], "it began afterwards");
    }

    #[test]
    fn compartments_that_did_their_part_are_not_named_and_what_is_there_is_not_due() {
        let unit = Uuid::from_u128;
        let progress = YearProgress {
            has_programme: true,
            risks: vec![(unit(1), true), (unit(2), false)],
            performance: vec![(None, true), (Some(unit(1)), true)],
            has_campaign: true,
            has_synthesis: true,
        };
        assert_eq!(missing(&progress, "2026-01-01"), [("RISKS", "2027-01-15".to_owned(), 1)]);
        let general =
            YearProgress { performance: vec![(None, false)], risks: vec![(unit(1), true)], ..progress };
        assert_eq!(missing(&general, "2026-01-01"), [("PERFORMANCE", "2027-01-15".to_owned(), 0)]);
    }
}

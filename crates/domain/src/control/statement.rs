//! The centralising statement (annex 3) of an institution and those subordinate to it, and how far each of them is.

use super::{CampaignStatus, ImplementationStatus, ProgrammeState, ReportSummary, Standard};
use crate::access::coded;
use chrono::NaiveDate;

coded! {
    /// How far a subordinate institution is with the self-assessment of a year.
    SubordinateState {
        /// It has no campaign for the year.
        NotStarted = "NOT_STARTED",
        /// Its compartments answer.
        InProgress = "IN_PROGRESS",
        /// All compartments have handed in.
        Answered = "ANSWERED",
        /// Its report was handed over and given back for correction.
        Returned = "RETURNED",
        /// Its approved report was handed over.
        Released = "RELEASED",
    }
}

/// How many of something there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Headcount {
    /// In the institution itself.
    pub own: i32,
    /// In those subordinate to it.
    pub subordinate: i32,
}

impl Headcount {
    /// Together.
    pub fn total(self) -> i32 {
        self.own + self.subordinate
    }
}

coded! {
    /// A row of the first chapter of annex 3. Wording and order are not confirmed against the published annex.
    StatementRow {
        /// Public entities.
        EntitiesTotal = "ENTITIES_TOTAL",
        /// With a Monitoring Commission.
        Commission = "COMMISSION",
        /// With an approved development programme.
        Programme = "PROGRAMME",
        /// With general and specific objectives.
        Objectives = "OBJECTIVES",
        /// That inventoried procedural activities.
        Inventory = "INVENTORY",
        /// With documented procedures.
        Procedures = "PROCEDURES",
        /// With performance monitoring.
        Indicators = "INDICATORS",
        /// With a risk register.
        RiskRegister = "RISK_REGISTER",
    }
}

/// Entities by the status of one standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatusCount {
    /// The standard.
    pub standard: Standard,
    /// Where it is implemented.
    pub implemented: i32,
    /// Where it is partially implemented.
    pub partially: i32,
    /// Where it is not implemented.
    pub not_implemented: i32,
}

/// The centralising statement of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The year that is reported.
    pub year: i32,
    /// Subordinate institutions that have not handed a report over; they are in no figure.
    pub missing: i32,
    /// The first chapter, in order.
    pub general: Vec<(StatementRow, Headcount)>,
    /// The second chapter, a row a standard.
    pub standards: Vec<StatusCount>,
}

/// How far a subordinate institution is: numbers, never an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Subordinate {
    /// Until when its compartments hand in; without a campaign there is no day.
    pub due_on: Option<NaiveDate>,
    /// Until when its report is handed over.
    pub report_due_on: Option<NaiveDate>,
    /// Where its campaign stands.
    pub campaign: Option<CampaignStatus>,
    /// Compartments that are asked.
    pub questionnaire_count: i32,
    /// Of these, those that have handed in.
    pub submitted_count: i32,
    /// Criteria that are answered, explained and confirmed.
    pub complete_count: i32,
    /// Criteria that are asked.
    pub criterion_count: i32,
    /// Its newest report that was handed over: whether it was given back since.
    pub is_returned: Option<bool>,
}

impl Subordinate {
    /// Nothing has begun.
    pub const NONE: Self = Self {
        due_on: None,
        report_due_on: None,
        campaign: None,
        questionnaire_count: 0,
        submitted_count: 0,
        complete_count: 0,
        criterion_count: 0,
        is_returned: None,
    };

    /// Where it stands.
    pub fn state(&self) -> SubordinateState {
        match (self.is_returned, self.campaign) {
            (Some(false), _) => SubordinateState::Released,
            (Some(true), _) => SubordinateState::Returned,
            (None, None) => SubordinateState::NotStarted,
            (None, Some(_)) if self.submitted_count == self.questionnaire_count => SubordinateState::Answered,
            (None, Some(_)) => SubordinateState::InProgress,
        }
    }

    /// Whether the day is over on which it should have been ready.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        let is_over = |day: Option<NaiveDate>| day.is_some_and(|due| due < today);
        match self.state() {
            SubordinateState::InProgress => is_over(self.due_on) || is_over(self.report_due_on),
            SubordinateState::NotStarted | SubordinateState::Answered | SubordinateState::Returned => {
                is_over(self.report_due_on)
            }
            SubordinateState::Released => false,
        }
    }
}

impl StatementRow {
    fn holds(self, summary: &ReportSummary) -> bool {
        let content = &summary.content;
        match self {
            Self::EntitiesTotal => true,
            Self::Commission => content.is_commission_functional == Some(true),
            Self::Programme => !matches!(content.programme, None | Some(ProgrammeState::No)),
            Self::Objectives => content.has_objectives == Some(true),
            Self::Inventory => content.procedural_activity_count.is_some_and(|count| count > 0),
            Self::Procedures => content.procedure_count.is_some_and(|count| count > 0),
            Self::Indicators => content.has_monitoring == Some(true),
            Self::RiskRegister => content.is_risk_managed == Some(true),
        }
    }
}

impl Statement {
    /// Adds up the reports of an institution and of those subordinate to it. Without its own report its own column
    /// stays empty.
    pub fn of(year: i32, own: Option<&ReportSummary>, subordinate: &[ReportSummary], missing: i32) -> Self {
        let count = |row: StatementRow| {
            let with = subordinate.iter().filter(|summary| row.holds(summary)).count();
            let own = own.is_some_and(|summary| row.holds(summary));
            Headcount { own: i32::from(own), subordinate: i32::try_from(with).unwrap_or(i32::MAX) }
        };
        let all: Vec<&ReportSummary> = own.into_iter().chain(subordinate).collect();
        let of_standard = |standard: Standard| {
            let mut found = StatusCount { standard, implemented: 0, partially: 0, not_implemented: 0 };
            let rows = all.iter().flat_map(|summary| &summary.synthesis.rows);
            for row in rows.filter(|row| row.standard == standard) {
                match row.status() {
                    ImplementationStatus::Implemented => found.implemented += 1,
                    ImplementationStatus::PartiallyImplemented => found.partially += 1,
                    ImplementationStatus::NotImplemented => found.not_implemented += 1,
                    ImplementationStatus::NotApplicable => {}
                }
            }
            found
        };
        Self {
            year,
            missing,
            general: StatementRow::ALL.iter().map(|row| (*row, count(*row))).collect(),
            standards: Standard::all().map(of_standard).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::dossier::tests::summary, *};
    use ImplementationStatus::{Implemented, NotApplicable, NotImplemented};

    #[test]
    fn the_statement_adds_up_what_was_handed_over() {
        let mut poor = summary([NotImplemented; 16]);
        poor.content.programme = Some(ProgrammeState::No);
        poor.content.procedural_activity_count = Some(0);
        let mut odd = [Implemented; 16];
        odd[15] = NotApplicable;
        let statement = Statement::of(2025, Some(&summary(odd)), &[poor, summary([Implemented; 16])], 1);
        let counted = |row: StatementRow| {
            let found = statement.general.iter().find(|(one, _)| *one == row).map(|(_, count)| *count);
            found.map(|count| (count.own, count.subordinate, count.total()))
        };
        assert_eq!(counted(StatementRow::EntitiesTotal), Some((1, 2, 3)));
        assert_eq!(counted(StatementRow::Programme), Some((1, 1, 2)));
        assert_eq!(counted(StatementRow::Inventory), Some((1, 1, 2)));
        let last = statement.standards[15];
        assert_eq!((last.implemented, last.partially, last.not_implemented), (1, 0, 1));
        assert_eq!((statement.standards.len(), statement.missing), (16, 1));
    }

    #[test]
    fn an_institution_is_as_far_as_its_compartments() {
        let day = |day: &str| day.parse::<NaiveDate>().expect("a day");
        let open = Subordinate {
            due_on: Some(day("2027-01-20")),
            report_due_on: Some(day("2027-01-31")),
            campaign: Some(CampaignStatus::Open),
            questionnaire_count: 4,
            submitted_count: 1,
            complete_count: 90,
            criterion_count: 180,
            is_returned: None,
        };
        let answered = Subordinate { submitted_count: 4, ..open };
        for (found, state, is_late) in [
            (open, SubordinateState::InProgress, true),
            (answered, SubordinateState::Answered, false),
            (Subordinate { campaign: None, due_on: None, ..open }, SubordinateState::NotStarted, false),
            (Subordinate { is_returned: Some(false), ..answered }, SubordinateState::Released, false),
            (Subordinate { is_returned: Some(true), ..answered }, SubordinateState::Returned, false),
        ] {
            assert_eq!((found.state(), found.is_late(day("2027-01-21"))), (state, is_late));
        }
        assert!(!open.is_late(day("2027-01-20")));
        // From the day of the report on, whoever has not handed it over is late.
        let states = [open, answered, Subordinate { is_returned: Some(true), ..answered }];
        assert!(states.iter().all(|one| one.is_late(day("2027-02-01"))));
        assert!(
            Subordinate { report_due_on: Some(day("2027-01-31")), ..Subordinate::NONE }
                .is_late(day("2027-02-01"))
        );
        assert!(!Subordinate { is_returned: Some(false), ..answered }.is_late(day("2027-02-01")));
    }
}

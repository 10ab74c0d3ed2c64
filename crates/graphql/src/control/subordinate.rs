//! What a superior institution sees of those under it, and the centralising statement of annex 3.

use super::{
    campaign::ControlCampaignStatus,
    report::AnnualControlReportVersion,
    standard::ControlStandard,
    synthesis::{ControlConformity, ControlSynthesis},
};
use crate::{connection::caller, node::GlobalId, scalar::Date, tenancy::TenantKind};
use async_graphql::{ComplexObject, Context, Enum, ID, Result, SimpleObject};
use calitas_app::control::{self as app, Standing};
use calitas_domain::{control as domain, id::TenantId};

/// How far a subordinate institution is with the self-assessment of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::SubordinateState")]
pub enum SubordinateControlState {
    /// It has no campaign for the year.
    NotStarted,
    /// Its compartments answer.
    InProgress,
    /// All compartments have handed in.
    Answered,
    /// Its report was handed over and given back for correction.
    Returned,
    /// Its approved report was handed over.
    Released,
}

/// A subordinate institution and how far it is with a year: numbers and what it handed over, never an answer.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct SubordinateControl {
    /// Opaque global id of the institution.
    pub institution_id: ID,
    /// Its address in the application.
    pub slug: String,
    /// Its Romanian name.
    pub name_ro: String,
    /// Its English name.
    pub name_en: String,
    /// Its abbreviation.
    pub short_name: String,
    /// What it is.
    pub kind: TenantKind,
    /// The year.
    pub year: i32,
    /// How far it is.
    pub state: SubordinateControlState,
    /// Where its campaign stands; absent without one.
    pub campaign_status: Option<ControlCampaignStatus>,
    /// Until when its compartments hand in; absent without a campaign.
    pub due_on: Option<Date>,
    /// Until when its report is handed over.
    pub report_due_on: Option<Date>,
    /// Compartments that are asked.
    pub questionnaire_count: i32,
    /// Of these, those that have handed in.
    pub submitted_count: i32,
    /// Criteria that are answered, explained and confirmed.
    pub complete_count: i32,
    /// Criteria that are asked.
    pub criterion_count: i32,
    /// Its newest report that was handed over.
    pub report: Option<SubordinateControlReport>,
    #[graphql(skip)]
    row: domain::Subordinate,
}

/// A report that a subordinate institution handed over.
#[derive(Debug, Clone, SimpleObject)]
pub struct SubordinateControlReport {
    /// Names the report where it is given back.
    pub report_id: ID,
    /// The version that was handed over.
    pub version: AnnualControlReportVersion,
    /// Its synthesis (annex 4.2).
    pub synthesis: ControlSynthesis,
    /// The degree of conformity.
    pub conformity: ControlConformity,
}

#[ComplexObject]
impl SubordinateControl {
    /// Whether a day is over on which it should have been further.
    async fn is_late(&self, ctx: &Context<'_>) -> bool {
        self.row.is_late(caller(ctx).today())
    }
}

impl From<Standing> for SubordinateControl {
    fn from(standing: Standing) -> Self {
        let Standing { tenant, year, progress: row, report } = standing;
        let report = report.and_then(|(version, summary)| {
            let synthesis = summary?.synthesis;
            Some(SubordinateControlReport {
                report_id: version.report.global(),
                conformity: synthesis.conformity().into(),
                synthesis: ControlSynthesis::frozen(&synthesis),
                version: version.into(),
            })
        });
        Self {
            institution_id: tenant.id.global(),
            slug: tenant.slug,
            name_ro: tenant.name_ro,
            name_en: tenant.name_en,
            short_name: tenant.short_name,
            kind: tenant.kind.into(),
            year,
            state: row.state().into(),
            campaign_status: row.campaign.map(Into::into),
            due_on: row.due_on.map(Date),
            report_due_on: row.report_due_on.map(Date),
            questionnaire_count: row.questionnaire_count,
            submitted_count: row.submitted_count,
            complete_count: row.complete_count,
            criterion_count: row.criterion_count,
            report,
            row,
        }
    }
}

/// A row of the first chapter of the statement. Wording and order are not confirmed against the published annex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[graphql(remote = "domain::StatementRow")]
pub enum ControlStatementSubject {
    /// Public entities.
    EntitiesTotal,
    /// With a Monitoring Commission.
    Commission,
    /// With an approved development programme.
    Programme,
    /// With general and specific objectives.
    Objectives,
    /// That inventoried procedural activities.
    Inventory,
    /// With documented procedures.
    Procedures,
    /// With performance monitoring.
    Indicators,
    /// With a risk register.
    RiskRegister,
}

/// The centralising statement of an institution and those under it (annex 3), over approved reports.
#[derive(Debug, Clone, SimpleObject)]
pub struct ControlStatement {
    /// The year that is reported.
    pub year: i32,
    /// Institutions that have not handed a report over; they are in no figure.
    pub missing_count: i32,
    /// The first chapter.
    pub rows: Vec<ControlStatementRow>,
    /// The second chapter.
    pub standards: Vec<ControlStatementStandard>,
}

/// A row of the first chapter.
#[derive(Debug, Clone, SimpleObject)]
pub struct ControlStatementRow {
    /// What is counted.
    pub subject: ControlStatementSubject,
    /// Together.
    pub total_count: i32,
    /// The institution itself.
    pub own_count: i32,
    /// Those under it.
    pub subordinate_count: i32,
}

/// A row of the second chapter: institutions by the status of a standard.
#[derive(Debug, Clone, SimpleObject)]
pub struct ControlStatementStandard {
    /// The standard.
    pub standard: ControlStandard,
    /// Where it is implemented.
    pub implemented_count: i32,
    /// Where it is partially implemented.
    pub partially_count: i32,
    /// Where it is not implemented.
    pub not_implemented_count: i32,
}

impl From<domain::Statement> for ControlStatement {
    fn from(statement: domain::Statement) -> Self {
        let row = |(subject, count): (domain::StatementRow, domain::Headcount)| ControlStatementRow {
            subject: subject.into(),
            total_count: count.total(),
            own_count: count.own,
            subordinate_count: count.subordinate,
        };
        let standard = |row: domain::StatusCount| ControlStatementStandard {
            standard: row.standard.into(),
            implemented_count: row.implemented,
            partially_count: row.partially,
            not_implemented_count: row.not_implemented,
        };
        Self {
            year: statement.year,
            missing_count: statement.missing,
            rows: statement.general.into_iter().map(row).collect(),
            standards: statement.standards.into_iter().map(standard).collect(),
        }
    }
}

/// How far the institutions directly under one are, for who centralises there.
pub async fn subordinates(ctx: &Context<'_>, id: TenantId, year: i32) -> Result<Vec<SubordinateControl>> {
    Ok(list(app::standings(&caller(ctx), id, year).await?))
}

/// The statement of a year, for who centralises.
pub async fn statement(ctx: &Context<'_>, id: TenantId, year: i32) -> Result<ControlStatement> {
    Ok(app::statement(&caller(ctx), id, year).await?.into())
}

pub(super) fn list(standings: Vec<Standing>) -> Vec<SubordinateControl> {
    standings.into_iter().map(SubordinateControl::from).collect()
}

//! Institutions compared: how far each is, and the scores they handed over.

use super::{
    assessment::CafAssessmentStatus,
    model::{CafCriterion, count},
    value::{CafScoringMethod, CafValue},
};
use crate::{
    connection::caller,
    scalar::{Date, Decimal},
};
use async_graphql::{Context, Result, SimpleObject};
use calitas_app::caf as app;
use calitas_domain::{Error, caf as domain, id::MunicipalityId, tenancy::Tenant};
use chrono::{DateTime, Utc};

/// How far an institution is with CAF: steps and days, and the scores it handed over; never a text.
#[derive(Debug, Clone, SimpleObject)]
pub struct CafInstitution {
    /// Address in the application.
    pub slug: String,
    /// Romanian name.
    pub name_ro: String,
    /// English name.
    pub name_en: String,
    /// Abbreviation.
    pub short_name: String,
    /// Its latest assessment; absent where it never began one.
    pub standing: Option<CafStanding>,
    /// What it handed over last, of its latest assessment or of an earlier one.
    pub released: Option<CafReleased>,
}

/// How far the latest assessment of an institution is.
#[derive(Debug, Clone, SimpleObject)]
pub struct CafStanding {
    /// The year it assesses.
    pub year: i32,
    /// Where it stands.
    pub status: CafAssessmentStatus,
    /// Until when members submit.
    pub due_on: Option<Date>,
    /// The step it is at, 1 to 10; absent when all are done. The report counts as done once it is handed over.
    pub step: Option<i32>,
    /// Whether the day of that step is over.
    pub is_late: bool,
}

/// The scores an institution handed over.
#[derive(Debug, Clone, SimpleObject)]
pub struct CafReleased {
    /// The year that was assessed.
    pub year: i32,
    /// How it was scored.
    pub method: CafScoringMethod,
    /// Whether it covers the whole institution.
    pub is_whole: bool,
    /// When it was approved.
    pub approved_at: DateTime<Utc>,
    /// When it was handed over.
    pub released_at: Option<DateTime<Utc>>,
    /// The nine criteria, in order.
    pub criteria: Vec<CafReleasedCriterion>,
    /// The sum of the nine criteria, at most 900.
    pub total: Option<CafValue>,
    /// The total of the assessment of the same units before it.
    pub previous_total: Option<CafValue>,
    /// By how many points the total moved, with one decimal.
    pub change: Option<Decimal>,
}

/// A criterion with the mean that was handed over.
#[derive(Debug, Clone, SimpleObject)]
pub struct CafReleasedCriterion {
    /// The criterion.
    pub criterion: CafCriterion,
    /// The plain mean of its subcriteria.
    pub value: Option<CafValue>,
}

/// How other institutions of the municipality scored, without their names: at least three of them.
#[derive(Debug, Clone, SimpleObject)]
pub struct CafOthers {
    /// How many they are.
    pub count: i32,
    /// The nine criteria, in order.
    pub criteria: Vec<CafOthersCriterion>,
    /// The lowest total.
    pub lowest: CafValue,
    /// The total in the middle.
    pub median: CafValue,
    /// The highest total.
    pub highest: CafValue,
}

/// A criterion as others scored it.
#[derive(Debug, Clone, SimpleObject)]
pub struct CafOthersCriterion {
    /// The criterion.
    pub criterion: CafCriterion,
    /// The lowest mean.
    pub lowest: CafValue,
    /// The mean in the middle.
    pub median: CafValue,
    /// The highest mean.
    pub highest: CafValue,
}

impl From<domain::Others> for CafOthers {
    fn from(others: domain::Others) -> Self {
        let of = |(criterion, spread): (domain::Criterion, domain::Spread)| CafOthersCriterion {
            criterion: criterion.into(),
            lowest: spread.lowest.into(),
            median: spread.median.into(),
            highest: spread.highest.into(),
        };
        Self {
            count: count(others.count),
            criteria: others.criteria.into_iter().map(of).collect(),
            lowest: others.total.lowest.into(),
            median: others.total.median.into(),
            highest: others.total.highest.into(),
        }
    }
}

impl From<(domain::ReportVersion, domain::ReportSummary)> for CafReleased {
    fn from((version, summary): (domain::ReportVersion, domain::ReportSummary)) -> Self {
        let results = summary.results();
        let of = |criterion: domain::Criterion| CafReleasedCriterion {
            criterion: criterion.into(),
            value: results.criterion(criterion).map(CafValue::from),
        };
        let (total, previous) = (results.total(), summary.previous_total.and_then(domain::Fraction::exact));
        let change = total.zip(previous).map(|(now, then)| Decimal(domain::shown(now - then)));
        Self {
            year: summary.year,
            method: summary.method.into(),
            is_whole: summary.is_whole,
            approved_at: version.approved_at,
            released_at: version.released_at,
            criteria: domain::Criterion::all().map(of).collect(),
            total: total.map(CafValue::from),
            previous_total: previous.map(CafValue::from),
            change,
        }
    }
}

/// The institutions of a municipality, by name, for those who oversee them; absent for everybody else.
pub async fn institutions(ctx: &Context<'_>, id: MunicipalityId) -> Option<Result<Vec<CafInstitution>>> {
    let caller = caller(ctx);
    let today = caller.today();
    let of = |(tenant, found): (Tenant, Option<domain::InstitutionStanding>)| {
        let standing = found.as_ref().map(|found| CafStanding {
            year: found.year,
            status: found.status.into(),
            due_on: found.due_on.map(Date),
            step: found.step(),
            is_late: found.is_late(today),
        });
        CafInstitution {
            slug: tenant.slug,
            name_ro: tenant.name_ro,
            name_en: tenant.name_en,
            short_name: tenant.short_name,
            standing,
            released: found.and_then(|found| found.released).map(CafReleased::from),
        }
    };
    match app::institutions(&caller, id).await {
        Ok(found) => Some(Ok(found.into_iter().map(of).collect())),
        Err(Error::NotFound(_)) => None,
        Err(error) => Some(Err(error.into())),
    }
}

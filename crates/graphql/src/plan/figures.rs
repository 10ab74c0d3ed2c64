//! Sums over actions.

use super::{enums::PlanActionStatus, load};
use crate::{connection::caller, loader, scalar::Decimal, tenancy::Unit};
use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use calitas_app::plan as app;
use calitas_domain::{
    id::{MunicipalityId, PlanId, TenantId, UnitId},
    plan as domain,
};

/// How many actions stand in a status.
#[derive(Debug, Clone, SimpleObject)]
pub struct StatusCount {
    /// The status.
    pub status: PlanActionStatus,
    /// How many actions.
    pub count: i32,
}

/// What a unit has on its hands.
#[derive(Debug, Clone, SimpleObject)]
#[graphql(complex)]
pub struct UnitWorkload {
    /// Approved actions that are not done.
    pub open_count: i32,
    /// Open actions past their due date.
    pub overdue_count: i32,
    /// Open actions due within a week.
    pub due_soon_count: i32,
    /// Actions carried out, verified or not.
    pub done_count: i32,
    /// Money set aside, without rejected and cancelled actions, in lei.
    pub budget: Decimal,
    #[graphql(skip)]
    unit: Option<UnitId>,
}

/// The plans of an institution at a glance.
#[derive(Debug, Clone, SimpleObject)]
pub struct PlanSummary {
    /// Plans in force.
    pub active_plan_count: i32,
    /// Approved actions that are not done.
    pub open_count: i32,
    /// Open actions past their due date.
    pub overdue_count: i32,
    /// Open actions due within a week.
    pub due_soon_count: i32,
    /// Actions carried out, verified or not.
    pub done_count: i32,
    /// Mean progress of the actions that count, in whole percent, rounded down; nothing to tell when there are none.
    pub progress: Option<i32>,
}

impl From<domain::UnitWorkload> for UnitWorkload {
    fn from(row: domain::UnitWorkload) -> Self {
        Self {
            open_count: row.open_count,
            overdue_count: row.overdue_count,
            due_soon_count: row.due_soon_count,
            done_count: row.done_count,
            budget: row.budget.into(),
            unit: row.unit,
        }
    }
}

#[ComplexObject]
impl UnitWorkload {
    /// The unit; absent for actions without one.
    async fn unit(&self, ctx: &Context<'_>) -> Option<Result<Unit>> {
        loader::load::<Unit>(ctx, self.unit?).await.map_err(Into::into).transpose()
    }
}

impl From<domain::Summary> for PlanSummary {
    fn from(row: domain::Summary) -> Self {
        let has_actions = row.open_count + row.done_count > 0;
        Self {
            active_plan_count: row.active_plan_count,
            open_count: row.open_count,
            overdue_count: row.overdue_count,
            due_soon_count: row.due_soon_count,
            done_count: row.done_count,
            progress: has_actions.then(|| row.progress()),
        }
    }
}

/// The plans of an institution at a glance.
///
/// # Errors
/// When the database does not answer.
pub async fn summary(ctx: &Context<'_>, tenant: TenantId) -> Result<PlanSummary> {
    let found = loader::load::<load::SummaryOf>(ctx, tenant).await?;
    Ok(found.map(|found| found.0).unwrap_or_default().into())
}

/// What an institution has released, at a glance; absent without anything, and for who does not oversee it.
///
/// # Errors
/// When the database does not answer.
pub async fn released_summary(ctx: &Context<'_>, tenant: TenantId) -> Result<Option<PlanSummary>> {
    let Some(municipality) = app::overseen_through(&caller(ctx), tenant)? else { return Ok(None) };
    let found = loader::load::<load::ReleasedOf>(ctx, municipality).await?;
    Ok(found.and_then(|found| found.0.get(&tenant).cloned()).map(PlanSummary::from))
}

/// What all institutions of a municipality have released, at a glance; absent for who does not oversee it.
///
/// # Errors
/// When the database does not answer.
pub async fn released_total(ctx: &Context<'_>, municipality: MunicipalityId) -> Result<Option<PlanSummary>> {
    if !caller(ctx).actor()?.oversight.contains_key(&municipality) {
        return Ok(None);
    }
    let found = loader::load::<load::ReleasedOf>(ctx, municipality).await?;
    let all = found.map(|found| found.0.values().fold(domain::Summary::default(), domain::Summary::and));
    Ok(all.map(PlanSummary::from))
}

/// What the units of an institution have on their hands, in one plan or in all; the most late ones first.
///
/// # Errors
/// Without `PLAN_READ`; when the database does not answer.
pub async fn workload(
    ctx: &Context<'_>,
    tenant: TenantId,
    plan: Option<PlanId>,
) -> Result<Vec<UnitWorkload>> {
    let mut rows = match plan {
        Some(plan) => {
            loader::load::<load::WorkloadOf>(ctx, plan).await?.map(|found| found.0).unwrap_or_default()
        }
        None => app::workload_of_tenant(&caller(ctx), tenant).await?,
    };
    rows.sort_by_key(|row| std::cmp::Reverse((row.overdue_count, row.open_count, row.done_count, row.unit)));
    Ok(rows.into_iter().map(UnitWorkload::from).collect())
}

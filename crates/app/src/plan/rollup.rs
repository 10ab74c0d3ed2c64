//! Sums of released plans for those who oversee many institutions: made beside the requests, added up where they are
//! missing. Both ways add up with the same statement, so nobody can tell them apart.

use super::read;
use crate::{App, Ctx};
use calitas_domain::{
    Error, calendar,
    id::{MunicipalityId, PlanId, TenantId},
    journal::Actor,
    plan::{Figures, Summary},
};
use calitas_store::{
    Conn, Scope,
    plan::{figures as sums, rollup},
    tenancy,
};
use chrono::NaiveDate;
use std::{collections::BTreeMap, time::Duration};

/// How often missing sums are looked for.
const ROUND: Duration = Duration::from_secs(10);
/// Plans added up at once, while the end of a journal is held.
const BATCH: i64 = 100;

/// Makes missing sums until dropped.
pub async fn run(app: &App) {
    let mut tick = tokio::time::interval(ROUND);
    tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    loop {
        tick.tick().await;
        if let Err(error) = round(app).await {
            tracing::warn!(error.cause = %error, "plan.rollup failed; trying again");
        }
    }
}

/// Makes all sums of today that are missing, and says of how many plans.
///
/// # Errors
/// When the database does not answer.
pub async fn round(app: &App) -> Result<usize, Error> {
    let tenants = tenancy::tenants_in_use(&mut app.identity().await?).await?;
    let day = calendar::day(app.now());
    let mut made = 0;
    loop {
        let mut read = app.store().read(&Scope::system_of(tenants.clone())).await?;
        let missing = rollup::missing(&mut read, &tenants, day, BATCH).await?;
        drop(read);
        if missing.is_empty() {
            return Ok(made);
        }
        made += missing.len();
        let mut by_tenant: BTreeMap<TenantId, Vec<PlanId>> = BTreeMap::new();
        for (plan, _) in missing {
            by_tenant.entry(plan.tenant).or_default().push(plan);
        }
        for (tenant, plans) in by_tenant {
            make(app, tenant, &plans, day).await?;
        }
    }
}

/// What was released is read as those who oversee read it.
async fn make(app: &App, tenant: TenantId, plans: &[PlanId], day: NaiveDate) -> Result<(), Error> {
    let scope = Scope::system(tenant);
    let mut tx = app.store().write(&scope, tenant, Actor::System, app.now()).await?;
    rollup::hold(&mut tx).await?;
    let figures = live(&mut *app.store().read_released(&scope).await?, plans, day).await?;
    rollup::save(&mut tx, &figures, day).await?;
    Ok(tx.commit_unjournaled().await?)
}

/// Adds up plans, those without actions too.
async fn live(conn: &mut Conn, plans: &[PlanId], day: NaiveDate) -> Result<Vec<Figures>, Error> {
    if plans.is_empty() {
        return Ok(Vec::new());
    }
    let mut found: BTreeMap<_, _> = plans.iter().map(|plan| (*plan, Figures::none(*plan))).collect();
    for figures in sums::of_plans(conn, plans, day).await? {
        found.insert(figures.plan, figures);
    }
    Ok(found.into_values().collect())
}

/// Sums of released plans: kept ones, and the rest added up.
pub(super) async fn figures(
    conn: &mut Conn,
    plans: &[PlanId],
    day: NaiveDate,
) -> Result<Vec<Figures>, Error> {
    let mut found = rollup::of_plans(conn, plans, day).await?;
    let rest: Vec<_> =
        plans.iter().copied().filter(|plan| found.iter().all(|kept| kept.plan != *plan)).collect();
    found.extend(live(conn, &rest, day).await?);
    Ok(found)
}

/// What institutions of a municipality have released, at a glance; those that have released nothing are left out.
///
/// # Errors
/// [`Error::NotFound`] for who does not oversee it; when the database does not answer.
pub async fn released_summaries(
    ctx: &Ctx,
    municipality: MunicipalityId,
) -> Result<Vec<(TenantId, Summary)>, Error> {
    let tenants = read::overseen(ctx, municipality)?;
    let (conn, day) = (&mut *ctx.read_released(municipality).await?, ctx.today());
    let mut found: BTreeMap<_, _> = rollup::summaries(conn, &tenants, day).await?.into_iter().collect();
    let missing: BTreeMap<_, _> = rollup::missing(conn, &tenants, day, i64::MAX).await?.into_iter().collect();
    let plans: Vec<_> = missing.keys().copied().collect();
    for figures in live(conn, &plans, day).await? {
        let summary = found.entry(figures.plan.tenant).or_default();
        *summary = std::mem::take(summary).with(&figures, missing[&figures.plan]);
    }
    Ok(found.into_iter().collect())
}

//! Reading the chain from objectives to measured values, and how far procedures cover activities.

use crate::ctx::Ctx;
use calitas_domain::{
    Error,
    access::Permission,
    control::{Activity, Course, Indicator, Measurement, Objective, ProcedureCoverage},
    id::{ControlActivityId, ControlIndicatorId, ControlObjectiveId, TenantId, UnitId},
};
use calitas_store::control::{activity, indicator, measurement, objective};

/// The objectives of an institution, each general one before its specific ones; of a unit with the general ones it serves.
///
/// # Errors
/// [`Error::Forbidden`] without `CONTROL_READ`.
pub async fn objectives(ctx: &Ctx, tenant: TenantId, unit: Option<UnitId>) -> Result<Vec<Objective>, Error> {
    let mut read = ctx.read(Permission::ControlRead, tenant).await?;
    Ok(objective::of_tenant(&mut read, tenant, unit).await?)
}

/// The activities of an institution that are in force, from the first objective to the last.
///
/// # Errors
/// [`Error::Forbidden`] without `CONTROL_READ`.
pub async fn activities(ctx: &Ctx, tenant: TenantId) -> Result<Vec<Activity>, Error> {
    let mut read = ctx.read(Permission::ControlRead, tenant).await?;
    Ok(activity::of_tenant(&mut read, tenant).await?)
}

/// How far procedures cover the activities of several institutions, by unit; institutions the caller may not read are
/// left out.
///
/// # Errors
/// When the database does not answer.
pub async fn coverage(ctx: &Ctx, tenants: &[TenantId]) -> Result<Vec<(UnitId, ProcedureCoverage)>, Error> {
    let reads = |tenant: &&TenantId| ctx.require(Permission::ControlRead, **tenant).is_ok();
    let tenants: Vec<TenantId> = tenants.iter().filter(reads).copied().collect();
    Ok(activity::coverage(&mut *ctx.open().await?, &tenants).await?)
}

/// Objectives by id; others are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn objectives_by_ids(ctx: &Ctx, ids: &[ControlObjectiveId]) -> Result<Vec<Objective>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(objective::by_ids(&mut read, &ids).await?)
}

/// How many things in force hang under each of several objectives.
///
/// # Errors
/// When the database does not answer.
pub async fn living_under(
    ctx: &Ctx,
    ids: &[ControlObjectiveId],
) -> Result<Vec<(ControlObjectiveId, i32)>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(objective::living(&mut read, &ids).await?)
}

/// Where the indicators in force of several objectives stand; those of specific ones count for the general one too.
///
/// # Errors
/// When the database does not answer.
pub async fn courses(
    ctx: &Ctx,
    ids: &[ControlObjectiveId],
) -> Result<Vec<(ControlObjectiveId, Course)>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(indicator::courses(&mut read, &ids).await?)
}

/// Activities by id; others are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn activities_by_ids(ctx: &Ctx, ids: &[ControlActivityId]) -> Result<Vec<Activity>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(activity::by_ids(&mut read, &ids).await?)
}

/// The activities of several objectives, by number.
///
/// # Errors
/// When the database does not answer.
pub async fn activities_of(ctx: &Ctx, ids: &[ControlObjectiveId]) -> Result<Vec<Activity>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(activity::of_objectives(&mut read, &ids).await?)
}

/// How many indicators in force each of several activities has.
///
/// # Errors
/// When the database does not answer.
pub async fn indicator_counts(
    ctx: &Ctx,
    ids: &[ControlActivityId],
) -> Result<Vec<(ControlActivityId, i32)>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(indicator::living(&mut read, &ids).await?)
}

/// Indicators by id; others are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn indicators_by_ids(ctx: &Ctx, ids: &[ControlIndicatorId]) -> Result<Vec<Indicator>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(indicator::by_ids(&mut read, &ids).await?)
}

/// The indicators of several objectives, those of their activities too.
///
/// # Errors
/// When the database does not answer.
pub async fn indicators_of(ctx: &Ctx, ids: &[ControlObjectiveId]) -> Result<Vec<Indicator>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(indicator::of_objectives(&mut read, &ids).await?)
}

/// The indicators of several activities.
///
/// # Errors
/// When the database does not answer.
pub async fn indicators_of_activities(ctx: &Ctx, ids: &[ControlActivityId]) -> Result<Vec<Indicator>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(indicator::of_activities(&mut read, &ids).await?)
}

/// The values of several indicators, the latest day first.
///
/// # Errors
/// When the database does not answer.
pub async fn measurements(ctx: &Ctx, ids: &[ControlIndicatorId]) -> Result<Vec<Measurement>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::ControlRead, ids).await?;
    Ok(measurement::of_indicators(&mut read, &ids).await?)
}

//! Reading the register, its map, and the alerts somebody may see.

use crate::{
    ctx::{Ctx, page_limit},
    stream::{self, Signal},
};
use calitas_domain::{
    Error,
    access::{Access, Permission},
    id::{RiskAlertId, RiskId, TenantId},
    journal::EventKind,
    risk::{Alert, Review, Risk, Setting, Target, may},
};
use calitas_store::risk::{
    alert::{self as alert_rows, Filter as AlertFilter, Seen},
    list::{self, Cell, Filter, Order, Place, UnitFigures},
    register, review, setting,
    target::{self, Named},
};
use futures_util::{StreamExt, future::ready, stream::BoxStream};

/// A page of the risks of an institution, and whether there is more.
///
/// # Errors
/// For page size and cursor; [`Error::Forbidden`] without `RISK_READ`.
pub async fn page(
    ctx: &Ctx,
    tenant: TenantId,
    filter: &Filter,
    order: Order,
    after: Option<&Place>,
    first: Option<i32>,
) -> Result<(Vec<Risk>, bool), Error> {
    ctx.require(Permission::RiskRead, tenant)?;
    let limit = page_limit(first)?;
    let mut read = ctx.read(Permission::RiskRead, tenant).await?;
    Ok(cut(list::page(&mut read, tenant, filter, order, after, limit + 1).await?, limit))
}

/// How many risks a filter finds.
///
/// # Errors
/// [`Error::Forbidden`] without `RISK_READ`.
pub async fn count(ctx: &Ctx, tenant: TenantId, filter: &Filter) -> Result<i64, Error> {
    ctx.require(Permission::RiskRead, tenant)?;
    Ok(list::count(&mut *ctx.read(Permission::RiskRead, tenant).await?, tenant, filter).await?)
}

/// How many risks that a filter finds are rated in each way on the scale in use.
///
/// # Errors
/// [`Error::Forbidden`] without `RISK_READ`.
pub async fn cells(ctx: &Ctx, tenant: TenantId, filter: Filter) -> Result<(Setting, Vec<Cell>), Error> {
    ctx.require(Permission::RiskRead, tenant)?;
    let mut read = ctx.read(Permission::RiskRead, tenant).await?;
    let setting = setting::of_tenant(&mut read, tenant).await?;
    let filter = Filter { scale: Some(setting.scale), ..filter };
    Ok((setting, list::cells(&mut read, tenant, &filter).await?))
}

/// What each unit has on the register today; units without risks are left out.
///
/// # Errors
/// [`Error::Forbidden`] without `RISK_READ`.
pub async fn by_units(ctx: &Ctx, tenant: TenantId) -> Result<Vec<UnitFigures>, Error> {
    ctx.require(Permission::RiskRead, tenant)?;
    let mut read = ctx.read(Permission::RiskRead, tenant).await?;
    let setting = setting::of_tenant(&mut read, tenant).await?;
    let limit = setting.tolerance.map(|tolerance| (setting.scale, tolerance.limit));
    Ok(list::by_units(&mut read, tenant, limit, ctx.today()).await?)
}

/// Risks by id; others are left out.
///
/// # Errors
/// When the database does not answer.
pub async fn by_ids(ctx: &Ctx, ids: &[RiskId]) -> Result<Vec<Risk>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::RiskRead, ids).await?;
    Ok(register::by_ids(&mut read, &ids).await?)
}

/// Risks by code, of institutions whose register the caller reads.
///
/// # Errors
/// When the database does not answer.
pub async fn by_codes(ctx: &Ctx, codes: &[(TenantId, String)]) -> Result<Vec<Risk>, Error> {
    let reads = |tenant: TenantId| ctx.require(Permission::RiskRead, tenant).is_ok();
    let codes: Vec<_> = codes.iter().filter(|(tenant, _)| reads(*tenant)).cloned().collect();
    Ok(register::by_codes(&mut *ctx.open().await?, &codes).await?)
}

/// The open risks that threaten several objectives and activities, of institutions whose register the caller reads.
///
/// # Errors
/// When the database does not answer.
pub async fn of_targets(ctx: &Ctx, targets: &[Target]) -> Result<Vec<Risk>, Error> {
    let targets = readable(ctx, targets);
    Ok(register::of_targets(&mut *ctx.open().await?, &targets).await?)
}

/// The reviews of several risks, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn reviews(ctx: &Ctx, ids: &[RiskId]) -> Result<Vec<Review>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::RiskRead, ids).await?;
    Ok(review::of_risks(&mut read, &ids).await?)
}

/// Names of objectives and activities, of institutions whose register the caller reads.
///
/// # Errors
/// When the database does not answer.
pub async fn targets(ctx: &Ctx, targets: &[Target]) -> Result<Vec<Named>, Error> {
    let targets = readable(ctx, targets);
    Ok(target::by_ids(&mut *ctx.open().await?, &targets).await?)
}

/// The objectives and activities of an institution that are in force.
///
/// # Errors
/// [`Error::Forbidden`] without `RISK_READ`.
pub async fn targets_of_tenant(ctx: &Ctx, tenant: TenantId) -> Result<Vec<Named>, Error> {
    ctx.require(Permission::RiskRead, tenant)?;
    Ok(target::of_tenant(&mut *ctx.read(Permission::RiskRead, tenant).await?, tenant).await?)
}

/// Alerts by id, those the caller may see.
///
/// # Errors
/// When the database does not answer.
pub async fn alerts(ctx: &Ctx, ids: &[RiskAlertId]) -> Result<Vec<Alert>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::RiskRead, ids).await?;
    let found = alert_rows::by_ids(&mut read, &ids).await?;
    Ok(found.into_iter().filter(|alert| sees(ctx, alert)).collect())
}

/// The alerts that went into several risks, those the caller may see.
///
/// # Errors
/// When the database does not answer.
pub async fn alerts_of(ctx: &Ctx, ids: &[RiskId]) -> Result<Vec<Alert>, Error> {
    let (mut read, ids) = ctx.read_many(Permission::RiskRead, ids).await?;
    let found = alert_rows::of_risks(&mut read, &ids).await?;
    Ok(found.into_iter().filter(|alert| sees(ctx, alert)).collect())
}

/// A page of the alerts of an institution that the caller may see, the newest first, and whether there is more.
///
/// # Errors
/// For the page size; [`Error::Forbidden`] without `RISK_READ`.
pub async fn alert_page(
    ctx: &Ctx,
    tenant: TenantId,
    filter: &AlertFilter,
    before: Option<i32>,
    first: Option<i32>,
) -> Result<(Vec<Alert>, bool), Error> {
    let access = ctx.require(Permission::RiskRead, tenant)?;
    let limit = page_limit(first)?;
    let mut read = ctx.read(Permission::RiskRead, tenant).await?;
    let found = alert_rows::page(&mut read, tenant, filter, &seen(&access), before, limit + 1).await?;
    Ok(cut(found, limit))
}

/// How many alerts of an institution a filter finds that the caller may see.
///
/// # Errors
/// [`Error::Forbidden`] without `RISK_READ`.
pub async fn alert_count(ctx: &Ctx, tenant: TenantId, filter: &AlertFilter) -> Result<i64, Error> {
    let access = ctx.require(Permission::RiskRead, tenant)?;
    let mut read = ctx.read(Permission::RiskRead, tenant).await?;
    Ok(alert_rows::count(&mut read, tenant, filter, &seen(&access)).await?)
}

/// What happens to the register of an institution after a position, or from now on. Rights are asked again by whoever
/// resolves an event.
///
/// # Errors
/// [`Error::NotFound`] without a place in the institution; [`Error::Forbidden`] without `RISK_READ`.
pub async fn changes(
    ctx: &Ctx,
    tenant: TenantId,
    after: Option<i64>,
) -> Result<BoxStream<'static, Signal>, Error> {
    ctx.require(Permission::RiskRead, tenant)?;
    ctx.end_read().await;
    let all = stream::entries(ctx, tenant, tenant.0, after).await?;
    let is_ours = |signal: &Signal| match signal {
        Signal::Entry(heard) => EventKind::from_code(&heard.entry.kind).is_some_and(is_of_risks),
        Signal::Refetch(_) => true,
    };
    Ok(all.filter(move |signal| ready(is_ours(signal))).boxed())
}

/// Other things of the institution are filed under it too.
fn is_of_risks(kind: EventKind) -> bool {
    use EventKind::*;
    matches!(
        kind,
        RiskSettingUpdated
            | RiskCreated
            | RiskUpdated
            | RiskReviewed
            | RiskClosed
            | RiskReopened
            | RiskAlertRaised
            | RiskAlertAnalysed
            | RiskAlertAccepted
            | RiskAlertRejected
    )
}

fn sees(ctx: &Ctx, alert: &Alert) -> bool {
    ctx.access(alert.id.tenant).is_ok_and(|access| may::see(alert, &access).is_ok())
}

/// The same for a whole list.
fn seen(access: &Access) -> Seen {
    if access.may(Permission::RiskManage) || access.may(Permission::RiskWrite) {
        return Seen::All;
    }
    Seen::Of { raised_by: access.membership.row, units: access.units_with(Permission::RiskWrite) }
}

fn cut<T>(mut found: Vec<T>, limit: i64) -> (Vec<T>, bool) {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let has_next = found.len() > limit;
    found.truncate(limit);
    (found, has_next)
}

/// Those of institutions whose register the caller reads.
fn readable(ctx: &Ctx, targets: &[Target]) -> Vec<Target> {
    let tenant = |target: &Target| match target {
        Target::Objective(id) => id.tenant,
        Target::Activity(id) => id.tenant,
    };
    let reads = |target: &&Target| ctx.require(Permission::RiskRead, tenant(target)).is_ok();
    targets.iter().filter(reads).copied().collect()
}

//! What an institution decides about reminders and its working days.

use crate::ctx::Ctx;
use calitas_domain::{
    Conflict, Error, Event, Reason,
    access::Permission,
    calendar::{CalendarDay, DayOff},
    id::TenantId,
    journal::{EventKind, created, difference, removed},
    notification::{Policy, PolicyPatch},
};
use calitas_store::notification::policy as rows;
use chrono::NaiveDate;

/// An institution's decisions, for its members.
///
/// # Errors
/// [`Error::Forbidden`] without `TENANT_READ`.
pub async fn of_tenant(ctx: &Ctx, tenant: TenantId) -> Result<Policy, Error> {
    ctx.require(Permission::TenantRead, tenant)?;
    let mut read = ctx.read(Permission::TenantRead, tenant).await?;
    let found = rows::of_tenants(&mut read, &[tenant]).await?.pop();
    Ok(found.unwrap_or_else(|| Policy::of(tenant)))
}

/// Changes an institution's decisions.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Forbidden`] without `TENANT_MANAGE`; [`Reason::ChangedMeanwhile`].
pub async fn update(
    ctx: &Ctx,
    tenant: TenantId,
    expected_version: i32,
    patch: PolicyPatch,
) -> Result<Policy, Error> {
    ctx.require(Permission::TenantManage, tenant)?;
    let mut tx = ctx.write(Permission::TenantManage, tenant).await?;
    let old = rows::lock(&mut tx).await?;
    if old.version != expected_version {
        let (reason, current_version) = (Reason::ChangedMeanwhile, Some(old.version));
        return Err(Error::Conflict(Box::new(Conflict { reason, current_version, fields: Vec::new() })));
    }
    let new = old.clone().patched(patch)?;
    rows::save(&mut tx, &new).await?;
    let event = Event::new(EventKind::NotificationPolicyUpdated, TenantId::KIND, tenant.0);
    tx.commit(event.with(difference(&old, &new))).await?;
    Ok(new)
}

/// The days of a year on which an institution works otherwise than the law says.
///
/// # Errors
/// [`Error::Forbidden`] without `TENANT_READ`; [`Reason::OutOfRange`] for the year.
pub async fn days(ctx: &Ctx, tenant: TenantId, year: i32) -> Result<Vec<CalendarDay>, Error> {
    ctx.require(Permission::TenantRead, tenant)?;
    let (from, to) = (NaiveDate::from_ymd_opt(year, 1, 1), NaiveDate::from_ymd_opt(year, 12, 31));
    let range = Reason::OutOfRange { min: "2000".to_owned(), max: "2100".to_owned() };
    let (Some(from), Some(to)) = (from, to) else { return Err(Error::invalid("year", range)) };
    if !(2000..=2100).contains(&year) {
        return Err(Error::invalid("year", range));
    }
    let mut read = ctx.read(Permission::TenantRead, tenant).await?;
    Ok(rows::days(&mut read, &[tenant], from, to).await?)
}

/// Decides to work, or not to, on a day.
///
/// # Errors
/// [`Error::Invalid`]; [`Error::Forbidden`] without `TENANT_MANAGE`.
pub async fn set_day(
    ctx: &Ctx,
    tenant: TenantId,
    day: NaiveDate,
    kind: DayOff,
    note: &str,
) -> Result<CalendarDay, Error> {
    ctx.require(Permission::TenantManage, tenant)?;
    let new = CalendarDay { tenant, day, kind, note: note.to_owned() }.checked()?;
    let mut tx = ctx.write(Permission::TenantManage, tenant).await?;
    let changes = match rows::lock_day(&mut tx, day).await? {
        Some(old) if old == new => return Ok(new),
        Some(old) => difference(&old, &new),
        None => created(&new),
    };
    rows::set_day(&mut tx, &new).await?;
    tx.commit(Event::new(EventKind::CalendarDaySet, TenantId::KIND, tenant.0).with(changes)).await?;
    Ok(new)
}

/// Makes a day again what the law says.
///
/// # Errors
/// [`Error::Forbidden`] without `TENANT_MANAGE`.
pub async fn remove_day(ctx: &Ctx, tenant: TenantId, day: NaiveDate) -> Result<(), Error> {
    ctx.require(Permission::TenantManage, tenant)?;
    let mut tx = ctx.write(Permission::TenantManage, tenant).await?;
    let Some(old) = rows::lock_day(&mut tx, day).await? else { return Ok(()) };
    rows::remove_day(&mut tx, day).await?;
    let event = Event::new(EventKind::CalendarDayRemoved, TenantId::KIND, tenant.0);
    Ok(tx.commit(event.with(removed(&old))).await?)
}

//! The days on which the papers of a year are ready: those of the institution at the head of the municipality.

use crate::{app::App, ctx::Ctx, merge};
use calitas_domain::{
    Error, Event, Reason,
    access::Permission,
    control::{AnnualReport, Campaign, ControlCalendar, DayOfYear, DeadlineKind},
    id::TenantId,
    journal::{EventKind, difference},
    tenancy::Tenant,
};
use calitas_store::{
    Conn, Scope,
    control::{campaign, deadline as rows, report},
    tenancy,
};

/// The calendar that holds in an institution for the papers of a year.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`] without `CONTROL_READ`; [`Error::Invalid`] for a year without papers; when
/// the database does not answer.
pub async fn calendar(ctx: &Ctx, tenant: TenantId, year: i32) -> Result<ControlCalendar, Error> {
    ctx.require(Permission::ControlRead, tenant)?;
    ControlCalendar::reports(year)?;
    ctx.end_read().await;
    in_force(ctx.app(), tenant).await
}

/// The same without anybody who asks. What the head of a municipality decides is no secret to those under it.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn in_force(app: &App, tenant: TenantId) -> Result<ControlCalendar, Error> {
    let head = head(app, tenant).await?;
    Ok(rows::of_tenant(&mut *app.store().read(&Scope::system(head)).await?, head).await?)
}

/// The institution that has none above it.
async fn head(app: &App, tenant: TenantId) -> Result<TenantId, Error> {
    let missing = || Error::NotFound(TenantId::KIND);
    let mut read = app.store().read(&Scope::system(tenant)).await?;
    let own = tenancy::by_ids(&mut read, &[tenant]).await?.pop().ok_or_else(missing)?;
    drop(read);
    if own.parent.is_none() {
        return Ok(tenant);
    }
    let all = tenancy::tenants_of(&mut app.identity().await?, own.municipality).await?;
    let mut read = app.store().read(&Scope::system_of(all.clone())).await?;
    let found = tenancy::by_ids(&mut read, &all).await?;
    let mut at = own.parent;
    let mut head = tenant;
    // The tree has no cycles; whoever moves an institution cannot make one.
    while let Some(above) = at {
        head = above;
        at = found.iter().find(|one| one.id == above).and_then(|one| one.parent);
    }
    Ok(head)
}

/// An institution's newest self-assessment, while its report is not approved.
///
/// # Errors
/// When the database does not answer.
pub(crate) async fn unreported(conn: &mut Conn, tenant: TenantId) -> Result<Option<Campaign>, Error> {
    let Some(newest) = campaign::of_tenant(conn, tenant).await?.into_iter().next() else { return Ok(None) };
    let reports = report::of_campaigns(conn, &[newest.id]).await?;
    Ok((!reports.iter().any(AnnualReport::is_in_force)).then_some(newest))
}

/// Whether the caller decides the days: who runs internal control where no institution is above.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Forbidden`]; `SUPERIOR_DECIDES`.
pub async fn may_update(ctx: &Ctx, tenant: TenantId) -> Result<(), Error> {
    ctx.require(Permission::ControlManage, tenant)?;
    let found = tenancy::by_ids(&mut *ctx.open().await?, &[tenant]).await?.pop();
    is_head(&found.ok_or(Error::NotFound(TenantId::KIND))?)
}

fn is_head(tenant: &Tenant) -> Result<(), Error> {
    if tenant.parent.is_none() { Ok(()) } else { Err(Error::refused(Reason::SuperiorDecides)) }
}

/// Decides the days; what is left out is as in the catalogue.
///
/// # Errors
/// As [`may_update`]; [`Error::Invalid`]; `ChangedMeanwhile`.
pub async fn update(
    ctx: &Ctx,
    tenant: TenantId,
    expected_version: i32,
    days: &[(DeadlineKind, DayOfYear)],
) -> Result<ControlCalendar, Error> {
    ctx.require(Permission::ControlManage, tenant)?;
    let mut tx = ctx.write(Permission::ControlManage, tenant).await?;
    let own = tenancy::by_ids(&mut tx, &[tenant]).await?.pop();
    is_head(&own.ok_or(Error::NotFound(TenantId::KIND))?)?;
    let old = rows::lock(&mut tx).await?;
    merge::same(old.version, expected_version)?;
    let new = old.clone().decided(days)?;
    let changes = difference(&old, &new);
    if changes.is_empty() {
        return Ok(old);
    }
    rows::save(&mut tx, &new).await?;
    tx.commit(Event::new(EventKind::ControlCalendarUpdated, TenantId::KIND, tenant.0).with(changes)).await?;
    Ok(new)
}
